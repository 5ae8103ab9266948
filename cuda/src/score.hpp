// What the planner tells the kernels of score matching.
#pragma once

#include "likelier/score.hpp"
#include "memory.hpp"

namespace likelier::cuda {

// The axes are those of the samples, then that of the elements, then, where it is walked along, that of the probes.
struct score_launch {
  int ndim = 1;  // of the samples
  std::int64_t shape[device_dims] = {};
  std::int64_t rows = 0;
  std::int64_t length = 0;
  std::int64_t probes = 1;
  int threads = 1;  // of a sample, a power of 2
  std::int64_t chunk = 0;
  std::int64_t chunks = 1;  // blocks of a sample

  device_view operands[max_score_operands];
  device_view gradients[max_score_operands];
  device_view numbers[max_score_numbers];
  device_view offset, row_weights, cotangent, total, total_low;
  device_view losses, results[max_score_results - 1], factors;
  double option = 0.0;
  double factor = 1.0;
  double gradient_factor = 1.0;
  bool square_root = false;
  bool weighs_losses = true;
  bool wants_results = false;  // what is one value a sample

  // Of each sum, each sample and each chunk; null where a chunk is all there is.
  double_pair* partials = nullptr;
};
static_assert(sizeof(score_launch) <= 4096, "parameters of a kernel");

struct score_kernels {
  void (*value)(const score_launch& call, std::int64_t blocks, void* stream);
  void (*gradient)(const score_launch& call, std::int64_t blocks, void* stream);
  void (*finish)(const score_launch& call, std::int64_t blocks, void* stream);
};

// In the order of score_formulas.
const score_kernels& score_kernels_of(int formula, bool in_double);

}  // namespace likelier::cuda
