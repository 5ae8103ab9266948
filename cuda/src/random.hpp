// What the host tells the kernels of random numbers.
#pragma once

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

void run_random(const random_launch& call, bool in_double, std::int64_t blocks, void* stream);

}  // namespace likelier::cuda
