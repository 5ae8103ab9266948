// How what follows a product in networks becomes a launch.
#include "networks.hpp"

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "planning.hpp"

namespace likelier::cuda {
namespace {

// The operands that a kernel writes: so many, from the first of them on.
struct written {
  int first, count;
};
constexpr written written_by(epilogue kind) {
  switch (kind) {
    case epilogue::activate: return {2, 4};
    case epilogue::tangent_reverse:
    case epilogue::gradient_forward:
    case epilogue::square_reverse: return {0, 2};
    default: return {0, 1};
  }
}

// Each place is one thread's.
void check_results(const epilogue_call& call) {
  const written own = written_by(call.kind);
  for (int o = own.first; o < own.first + own.count; ++o) {
    const auto& strides = call.operands[o].strides;
    if (call.operands[o] && ((call.rows > 1 && strides[1] == 0) || (call.columns > 1 && strides[2] == 0)))
      throw std::invalid_argument("operands: expected one place of a result for each row and column");
  }
}

}  // namespace

void run_epilogue(const epilogue_call& original, bool in_double, stream stream) {
  check_results(original);
  epilogue_call call = original;
  const std::int64_t item = in_double ? sizeof(double) : sizeof(float);
  const int width = in_double ? vector_width<double> : vector_width<float>;
  // Rows that follow each other in all operands are one, but where the columns are counted.
  const bool is_one_row = call.kind != epilogue::directions &&
                          std::all_of(std::begin(call.operands), std::end(call.operands), [&](const auto& own) {
                            return !own || (own.strides[2] == item && own.strides[1] == call.columns * item);
                          });
  if (is_one_row) {
    call.columns *= call.rows;
    call.rows = 1;
  }
  epilogue_launch launch;
  launch.probes = call.probes;
  launch.rows = call.rows;
  launch.columns = call.columns;
  launch.number = call.number;
  launch.adds = call.adds;
  const std::int64_t shape[] = {call.probes, call.rows, call.columns};
  for (int o = 0; o < max_epilogue_operands; ++o) launch.operands[o] = view_of(call.operands[o], 3, shape, width);
  const std::int64_t threads = call.rows * ceil_div(call.columns, width);
  if (threads == 0 || call.probes == 0) return;
  run_epilogue_kernel(launch, call.kind, call.activation, in_double,
                      std::min(ceil_div(threads, block_threads), most_blocks), stream);
}

}  // namespace likelier::cuda
