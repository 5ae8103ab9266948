// What an instruction set's table offers for quadratic forms: events side by side, a triangular matrix between them.
//
// Events stand in columns: element i of event k is columns[i * stride + k]. A matrix is lower triangular, n x n in C
// order; what is above its diagonal is not read. The number of columns is a multiple of the padding. Everything is
// computed in double, whatever the arrays' types; a column's bits do not depend on its neighbours.
#pragma once

#include <cstdint>

namespace likelier::engine {

// The n elements of an event, which lie next to each other in memory.
template <class T>
struct event_kernels {
  // columns = rows - mean, or rows - means, one for each row, where these are not null. The columns beyond the last
  // row up to the padding are 0. Unless ahead is 0, what lies so many elements after each row is prefetched.
  void (*load)(double* columns, std::int64_t stride, const T* const* rows, const double* mean,
               const double* const* means, std::int64_t ahead, std::int64_t n, std::int64_t count);
  // rows = factors * columns, rounded once.
  void (*store)(T* const* rows, const double* columns, std::int64_t stride, const double* factors, std::int64_t n,
                std::int64_t count);
};

struct triangular_kernels {
  event_kernels<float> f32;
  event_kernels<double> f64;

  // In place: columns = L^-1 columns, L^-T columns, L^T columns, L columns.
  void (*solve)(double* columns, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t count);
  void (*solve_transposed)(double* columns, std::int64_t stride, const double* matrix, std::int64_t n,
                           std::int64_t count);
  void (*multiply_transposed)(double* columns, std::int64_t stride, const double* matrix, std::int64_t n,
                              std::int64_t count);
  void (*multiply)(double* columns, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t count);

  // squares[k] = sum over i of columns[i, k]^2.
  void (*sum_squares)(double* squares, const double* columns, std::int64_t stride, std::int64_t n, std::int64_t count);
  // high[i] + low[i] += sum over k of weights[k] columns[i, k].
  void (*sum_columns)(double* high, double* low, const double* columns, std::int64_t stride, const double* weights,
                      std::int64_t n, std::int64_t count);
  // high[i * width + j] + low[...] += sum over k of weights[k] columns[i, k] columns[j, k], for j <= i.
  void (*sum_products)(double* high, double* low, std::int64_t width, const double* columns, std::int64_t stride,
                       const double* weights, std::int64_t n, std::int64_t count);

  // Of Student's t: values = -(df + n) / 2 log1p(q / df); weights = -2 d values / dq; df_gradients, unless null.
  void (*student)(double* values, double* weights, double* df_gradients, const double* squares, const double* df,
                  std::int64_t n, std::int64_t count);
};

}  // namespace likelier::engine
