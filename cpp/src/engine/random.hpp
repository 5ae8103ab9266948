// Random numbers by counter: element i of a stream depends on its seed and i alone, whatever the number of threads,
// the instruction set, and the parts in which it is made.
#pragma once

#include <cstdint>

namespace likelier::engine {

// A group of philox.hpp at once, from its index.
template <class T>
struct random_kernels {
  // Uniform in (0, 1): odd multiples of 2^-24 or 2^-53.
  void (*uniform)(std::uint64_t seed, std::uint64_t first_group, std::int64_t groups, T* values);
  // loc + scale z, with z standard normal.
  void (*normal)(std::uint64_t seed, std::uint64_t first_group, std::int64_t groups, T loc, T scale, T* values);
};

// Elements offset, offset + 1, ... of a stream.
template <class T>
void fill_uniform(std::uint64_t seed, std::uint64_t offset, T* values, std::int64_t n);
template <class T>
void fill_normal(std::uint64_t seed, std::uint64_t offset, T loc, T scale, T* values, std::int64_t n);

// Whole doubles as integers (integer_of), which may lie where those do. Tells whether all of them fit.
template <class I>
bool fill_integers(const double* numbers, I* values, std::int64_t n);

}  // namespace likelier::engine
