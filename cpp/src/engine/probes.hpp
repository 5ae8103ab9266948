// Random directions, for estimates of traces: as a function of a seed and a sample's place in its stream.
#pragma once

#include <cstdint>

namespace likelier::engine {

template <class T>
struct probe_kernels {
  // Standard normal numbers: as random_kernels have them.
  void (*normal)(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_group, std::int64_t groups, T* values);
  // The words of counters from the first on, one counter after the other: 64 a group.
  void (*words)(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_counter, std::int64_t groups,
                std::uint32_t* words);
  // values[i] = -1 where bit i % 32 of word i / 32 is set, else 1.
  void (*expand)(const std::uint32_t* words, std::int64_t n, T* values);
};

// Directions v with E[v v^T] = I. A sphere's have length sqrt(dimension).
enum class probe_kind { rademacher, hadamard, gaussian, sphere };

// values[k, b, d]: the probes of samples offset, offset + 1, ..., as philox.hpp lays them out. Of the Hadamard
// kind there are at most as many as the matrix has rows: the least power of 2 not below the dimension.
template <class T>
void fill_probes(probe_kind kind, std::uint64_t seed, std::uint64_t offset, std::int64_t probes, std::int64_t samples,
                 std::int64_t dimension, T* values);
// That power's exponent.
int hadamard_bits(std::int64_t dimension);

}  // namespace likelier::engine
