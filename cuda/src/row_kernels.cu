// The kernels of the row operations.
#include "row_kernels.hpp"

namespace likelier::cuda {
namespace {

template <class... Programs>
struct program_list {
  template <class T>
  static const row_kernels& at(int index) {
    static constexpr row_kernels tables[] = {row_launchers<Programs, T>::table...};
    return tables[index];
  }
};

// In the order of row_program.
using programs = program_list<logsumexp_program, log_softmax_program, softmax_program, cross_entropy_program,
                              smoothed_cross_entropy_program, soft_cross_entropy_program,
                              cross_entropy_statistics_program, cross_entropy_shard_program, distill_program,
                              first_largest_program, probability_entropy_program, log_probability_entropy_program,
                              logit_entropy_program, divergence_program<false, false>, divergence_program<false, true>,
                              divergence_program<true, false>, divergence_program<true, true>, logmeanexp_program>;

// What each row weighs: its weight and that of its target's class, and 0 where it is absent. The second operand has
// the classes' weights. A single block may leave the sum in total.
LIKELIER_GLOBAL void row_weights_kernel(LIKELIER_PARAMETER row_launch call, std::int64_t ignore_index) {
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  double_pair sum;
  for (std::int64_t row = static_cast<std::int64_t>(block_index()) * block_threads + thread_index(); row < call.rows;
       row += step) {
    double weight = row_number(call, call.cotangent, row, 1.0);
    if (call.lists.count >= 0) {
      std::int64_t s = 0;
      while (s < call.lists.count && listed_class_of(call, row, s) == ignore_index) ++s;
      if (s == call.lists.count) weight = 0.0;
    } else if (call.target) {
      const device_view& target = call.target;
      const auto index = load<std::int64_t>(target.data + row_offset(call, target, row), target.type);
      const std::int64_t entry = index - call.first_class;
      const bool is_here = entry >= 0 && entry < call.length;
      if (index == ignore_index || (is_here && !is_present(call, row, entry))) weight = 0.0;
      const bool is_class = call.shard ? index >= 0 && index < call.class_count : is_here;
      if (call.shard && cross_entropy_rows::shard_of(call, row)[shard_classes] == -infinity<double>()) weight = 0.0;
      const device_view& classes = call.operands[1];
      if (is_class && weight != 0.0 && classes)
        weight *= load<double>(classes.data + row_offset(call, classes, row) + entry * classes.strides[call.ndim],
                               classes.type);
    } else if (call.shard) {
      if (cross_entropy_rows::shard_of(call, row)[shard_classes] == 0.0) weight = 0.0;
    } else if (call.where || call.length == 0) {
      if (!has_elements(call, row)) weight = 0.0;
    }
    if (call.row_weights && row_number(call, call.row_weights, row, 1.0) == 0.0) weight = 0.0;
    store(call.row_values.data + row_offset(call, call.row_values, row), dtype::f64, weight);
    sum.add(weight);
  }
  if (!call.total) return;
  sum = tree_sum(sum, thread_index(), block_threads, 1);
  if (thread_index() != 0) return;
  store(call.total.data, dtype::f64, sum.high + 0.0);
  store(call.total_low.data, dtype::f64, sum.error());
}

LIKELIER_GLOBAL void merge_shards_kernel(const double* first, const double* second, double* into, std::int64_t rows) {
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  for (std::int64_t row = static_cast<std::int64_t>(block_index()) * block_threads + thread_index(); row < rows;
       row += step) {
    const std::int64_t at = row * shard_size;
    likelier::merge_shards(first + at, second + at, into + at);
  }
}

}  // namespace

const row_kernels& row_kernels_of(row_program program, bool in_double) {
  const int index = static_cast<int>(program);
  return in_double ? programs::at<double>(index) : programs::at<float>(index);
}

void run_merge_shards(const double* first, const double* second, double* into, std::int64_t rows, std::int64_t blocks,
                      void* stream) {
  launch(merge_shards_kernel, blocks, block_threads, 0, stream, first, second, into, rows);
}

void run_row_weights(const row_launch& call, std::int64_t ignore_index, std::int64_t blocks, void* stream) {
  launch(row_weights_kernel, call.total ? 1 : blocks, block_threads, call.total ? tree_bytes : 0, stream, call,
         ignore_index);
}

}  // namespace likelier::cuda
