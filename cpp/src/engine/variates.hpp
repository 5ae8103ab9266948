// Variates of families that have samplers (likelier/sampling.hpp): element i of a stream is a function of its seed, its
// parameters and i alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/view.hpp"

namespace likelier::engine {

// Elements that are made at once, and the most parameters of a family with samplers.
inline constexpr int variates_block = 256;
inline constexpr int max_variate_parameters = 4;

// A stretch of at most variates_block elements from `first` on, as doubles. A parameter that is the same for all has a
// step of 0.
struct variates_stretch {
  std::uint64_t seed = 0;
  std::uint64_t first = 0;
  int count = 0;
  const double* parameters[max_variate_parameters] = {};
  int steps[max_variate_parameters] = {};
};

// By family, in the order of the type list, and parameterisation.
struct variates_kernels {
  using kernel = void (*)(const variates_stretch&, double* values);
  kernel (*find)(int family, int parameterisation);
};

struct variates_call {
  int family = 0;
  int parameterisation = 0;
  std::uint64_t seed = 0;
  std::uint64_t offset = 0;
  int ndim = 0;
  extents shape;
  int parameters = 0;
  const_view arguments[max_variate_parameters];  // of floats or doubles, on the axes of the result
};

// The names of these families.
const std::vector<std::string>& families_with_variates();
// In C order.
template <class T>
void fill_variates(const variates_call& call, T* values);

}  // namespace likelier::engine
