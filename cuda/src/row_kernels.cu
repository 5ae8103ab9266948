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
                              probability_entropy_program, log_probability_entropy_program, logit_entropy_program,
                              divergence_program<false, false>, divergence_program<false, true>,
                              divergence_program<true, false>, divergence_program<true, true>>;

}  // namespace

const row_kernels& row_kernels_of(row_program program, bool in_double) {
  const int index = static_cast<int>(program);
  return in_double ? programs::at<double>(index) : programs::at<float>(index);
}

void run_row_weights(const row_launch& call, std::int64_t ignore_index, std::int64_t blocks, void* stream) {
  launch(row_weights_kernel, blocks, block_threads, 0, stream, call, ignore_index);
}

}  // namespace likelier::cuda
