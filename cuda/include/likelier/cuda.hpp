// The CUDA engines' calls, for code that a host compiler compiles: no kernel and no CUDA header is needed here.
//
// Arrays are in the memory of the current device, results are written in a stream's order, and nothing waits for
// the device. A call is made in two steps, because memory is the caller's to allocate: a plan says how many bytes of
// workspace it needs, and launch() takes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/elementwise.hpp"

namespace likelier::cuda {

// A cudaStream_t.
using stream = void*;

struct elementwise_call {
  engine::elementwise_call call;
  // Arguments that are a number: their views point to a double in the host's memory, which is read when the call is
  // planned.
  bool is_number[engine::max_arguments] = {};
  // What a mask leaves out of an elementwise value becomes 0; otherwise it stays what it was.
  bool clears_masked = false;
  // A reduced value and all gradients are divided by a total: in an array of doubles (with its rounding error), on
  // the axes of the call, or a number. A gradient divided by 0 is 0: a mean over nothing depends on nothing.
  engine::const_view total;
  engine::const_view total_low;
  double total_number = 1.0;
};

class elementwise_plan {
 public:
  // Throws std::invalid_argument where more axes are left than kernels take.
  elementwise_plan(const elementwise_call& call, bool in_double);
  ~elementwise_plan();
  elementwise_plan(const elementwise_plan&) = delete;
  elementwise_plan& operator=(const elementwise_plan&) = delete;

  // Bytes, aligned as doubles are; they may be used again by what follows in the stream.
  std::int64_t workspace() const;
  // Throws std::runtime_error where a launch fails.
  void launch(void* workspace, stream stream) const;

 private:
  struct step;
  std::vector<step> steps_;
  bool in_double_;
  std::int64_t workspace_ = 0;
};

struct device_info {
  std::string name;
  int major = 0, minor = 0;
  std::int64_t memory = 0;
};

// What the devices are; where there are none that can be used, why not.
std::vector<device_info> devices(std::string& reason);
// "CUDA 13.0", or what stands for it.
std::string runtime_name();
// The device that a pointer belongs to; -1: none.
int device_of(const void* pointer);

}  // namespace likelier::cuda
