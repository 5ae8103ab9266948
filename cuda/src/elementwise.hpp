// What the planner on the host tells the elementwise kernels.
#pragma once

#include "engine/elementwise.hpp"
#include "memory.hpp"

namespace likelier::cuda {

// One launch. The axes are kept ones, then those that are summed over; where nothing is summed, the latter are
// those that blocks walk along. A block takes threads_kept kept places and one chunk of the others at a time.
struct elementwise_launch {
  int choice = 0;  // among the operations that a kernel has
  int parameterisation = 0;
  int ndim = 0;
  int kept_ndim = 0;
  int variables = 0;
  int parameters = 0;
  std::int64_t shape[device_dims] = {};
  std::int64_t kept = 1;    // places
  std::int64_t summed = 1;  // elements at each of them
  std::int64_t chunk = 1;   // of those, a multiple of what a block takes at once
  std::int64_t chunks = 1;
  int threads_kept = 1;       // a power of 2
  bool kept_is_fast = false;  // neighbouring threads take neighbouring kept places
  int width = 1;              // elements that a thread takes at once along the last axis: 1, or vector_width
  bool is_uniform = false;    // the parameters of a kept place are the same at all of its elements
  bool clears_masked = false;

  device_view arguments[engine::max_arguments];
  device_view where, weights, cotangent;
  device_view total, total_low;
  double total_number = 1.0;
  bool total_varies = false;  // among the elements of a kept place
  double value_factor = 1.0;
  double gradient_factor = 1.0;

  // What is written for each element, and what is summed.
  device_view value, value_low;
  device_view gradients[engine::max_arguments];
  bool stores_value = false;
  bool sums_value = false;
  unsigned stored_gradients = 0;  // a bit for each argument
  unsigned summed_gradients = 0;

  // Of each sum, each chunk and each place; null where a chunk is all there is.
  double_pair* partials = nullptr;

  // Gradients by parameters come from sums by constants.
  LIKELIER_HD bool pulls_back() const { return is_uniform && summed_gradients >> variables != 0; }
};
static_assert(sizeof(elementwise_launch) <= 4096, "parameters of a kernel");

// The kernels of one operation, or of several, in one compute type.
struct elementwise_kernels {
  using launcher = void(const elementwise_launch& call, std::int64_t blocks, void* stream);

  launcher* value;
  launcher* gradient;
  // Values alone, where the call is plain: see plain_kernel; or null. A sum goes to the partials.
  launcher* plain;
  int sums;  // how many a place may have
};

// Which one of those that its kernels have an operation is.
int elementwise_choice_of(int operation);
// Whether an operation has kernels in float.
bool computes_in_float(int operation);
// The kernels of engine::operations()[operation].
const elementwise_kernels& elementwise_kernels_of(int operation, bool in_double);
// What adds up chunks; operations whose sums are of the same things share it.
elementwise_kernels::launcher* elementwise_finish_of(int operation);

}  // namespace likelier::cuda
