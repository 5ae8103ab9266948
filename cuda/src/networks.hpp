// What the planner tells the kernels of networks.
#pragma once

#include "likelier/cuda.hpp"
#include "memory.hpp"

namespace likelier::cuda {

// The axes are those of probes, rows and columns; vectors lie along the last.
struct epilogue_launch {
  std::int64_t probes = 1;
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  device_view operands[max_epilogue_operands];
  double number = 1.0;
  bool adds = false;
};

void run_epilogue_kernel(const epilogue_launch& call, epilogue kind, int activation, bool in_double,
                         std::int64_t blocks, void* stream);

}  // namespace likelier::cuda
