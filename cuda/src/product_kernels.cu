// What products of matrices that a library has made become.
#include "likelier/cuda.hpp"
#include "planning.hpp"

namespace likelier::cuda {
namespace {

LIKELIER_DEVICE inline bool is_finite(double x) { return x - x == 0.0; }

// One element anew, in which a factor of 0 on the left makes 0 of whatever is on the right.
template <class T>
LIKELIER_DEVICE LIKELIER_APART T without_absent(const product_call& call, std::int64_t row, std::int64_t column) {
  const char* left = static_cast<const char*>(call.left) + row * call.left_strides[0];
  const char* right = static_cast<const char*>(call.right) + column * call.right_strides[1];
  double sum = 0.0;
  for (std::int64_t k = 0; k < call.depth && sum == sum; ++k) {
    const T factor = *reinterpret_cast<const T*>(left + k * call.left_strides[1]);
    if (factor != T(0))
      sum += static_cast<double>(factor) *
             static_cast<double>(*reinterpret_cast<const T*>(right + k * call.right_strides[0]));
  }
  return static_cast<T>(sum);
}

template <class T>
LIKELIER_GLOBAL void product_kernel(LIKELIER_PARAMETER product_call call) {
  const T* product = static_cast<const T*>(call.product);
  T* result = static_cast<T*>(call.result);
  const std::int64_t size = call.rows * call.columns;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  for (std::int64_t i = static_cast<std::int64_t>(block_index()) * block_threads + thread_index(); i < size;
       i += step) {
    T own = product[i];
    const bool mends = !is_finite(static_cast<double>(own));
    if (mends) own = without_absent<T>(call, i / call.columns, i % call.columns);
    if (call.adds) {
      result[i] += own;
    } else if (mends || product != result) {
      result[i] = own;
    }
  }
}

}  // namespace

void finish_product(const product_call& call, bool in_double, stream stream) {
  const std::int64_t size = call.rows * call.columns;
  if (size == 0) return;
  const std::int64_t blocks = size < most_blocks * block_threads ? ceil_div(size, block_threads) : most_blocks;
  if (in_double) {
    launch(product_kernel<double>, blocks, block_threads, 0, stream, call);
  } else {
    launch(product_kernel<float>, blocks, block_threads, 0, stream, call);
  }
}

}  // namespace likelier::cuda
