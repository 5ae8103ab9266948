// What the host tells the kernels of random numbers.
#pragma once

#include "engine/variates.hpp"
#include "memory.hpp"

namespace likelier::cuda {

struct random_launch {
  std::uint64_t seed = 0;
  std::uint64_t offset = 0;  // of the first element in the stream
  std::int64_t count = 0;
  std::int64_t counters = 0;  // from the first of the first element's group on
  char* values = nullptr;
  bool is_normal = false;
  // Of normal variables, on the axes of the result in C order.
  int ndim = 0;
  std::int64_t shape[device_dims] = {};
  device_view loc, scale;
};

struct variates_launch {
  int family = 0;
  int parameterisation = 0;
  std::uint64_t seed = 0;
  std::uint64_t offset = 0;
  std::int64_t count = 0;
  bool in_double = false;
  char* values = nullptr;
  int ndim = 0;
  std::int64_t shape[device_dims] = {};
  device_view parameters[engine::max_variate_parameters];
};

// Where element i of a result in C order finds its own of a view.
template <class Launch>
LIKELIER_DEVICE inline std::int64_t offset_of(const Launch& call, const device_view& view, std::int64_t i) {
  std::int64_t bytes = 0;
  for (int a = call.ndim - 1; a >= 0 && i != 0; --a) {
    bytes += i % call.shape[a] * view.strides[a];
    i /= call.shape[a];
  }
  return bytes;
}

struct probe_launch {
  std::uint64_t seed = 0;
  std::uint64_t offset = 0;  // the first sample
  std::int64_t probes = 0, samples = 0, dimension = 0;
  char* values = nullptr;
  bool is_hadamard = false;
  bool is_normal = false;  // else signs
  bool is_sphere = false;
  int bits = 0;  // of the points of Hadamard's matrix
};
// Elements that a thread makes signs of: those of a quarter of a counter.
inline constexpr std::int64_t sign_stretch = 32;
inline constexpr std::int64_t most_random_blocks = 1 << 14;

void run_probes(const probe_launch& call, bool in_double, void* stream);
void run_random(const random_launch& call, bool in_double, std::int64_t blocks, void* stream);
void run_integers(const double* numbers, void* values, std::int64_t n, bool is_wide, std::int64_t blocks, void* stream);
// False where the family has no samplers.
bool run_variates(const variates_launch& call, std::int64_t blocks, void* stream);

}  // namespace likelier::cuda
