// What an instruction set's table offers for networks: products of matrices, and what happens to their results while
// these are in the first-level cache.
//
// A *tile* is some rows (samples) of a matrix in C order whose row length (its stride) is a whole number of vectors; a
// *panel* is a few columns. Kernels write whole vectors: what lies beyond the last column is padding. Each element of a
// product is one chain of multiplications and additions in the order of the inner index, so that a row's bits depend
// neither on the other rows nor on its place among them.
#pragma once

#include <cstdint>

#include "likelier/config.hpp"

namespace likelier::engine {

inline constexpr int activation_count = 6;

// What a layer's outputs are stored to, all with one stride; null where not wanted.
template <class T>
struct jet_block {
  T *value, *slope, *curvature, *third;
};

template <class T>
struct network_kernels {
  std::int64_t width;  // elements of a vector
  std::int64_t panel;  // columns of a panel

  // ---- Products.

  // packed[k * panel + j] = source[k * row_step + j * column_step] for k < depth, j < columns; 0 up to the panel.
  void (*pack)(T* packed, const T* source, std::int64_t row_step, std::int64_t column_step, std::int64_t depth,
               std::int64_t columns);
  // c = a b, of one packed panel.
  void (*multiply)(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* packed, std::int64_t depth,
                   std::int64_t rows, std::int64_t columns);
  // c[i, j] = sum over r of a[r, i] b[r, j], or c += where add is set; depth is the number of r.
  void (*multiply_transposed)(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* b,
                              std::int64_t b_stride, std::int64_t depth, std::int64_t rows, std::int64_t columns,
                              bool add);

  // As many multiply-adds as a product has that is count blocks long, on registers alone: what a product is measured
  // by.
  T (*multiply_adds)(std::int64_t count);
  // Those of one block.
  std::int64_t block_multiply_adds;

  // ---- What follows a product z, whose stride is the panel's, or 0 where one row serves all.

  void (*activate[activation_count])(const jet_block<T>& results, std::int64_t stride, const T* z, const T* bias,
                                     std::int64_t rows, std::int64_t columns);
  // c = z + bias.
  void (*add_bias)(T* c, std::int64_t stride, const T* z, const T* bias, std::int64_t rows, std::int64_t columns);
  // sums += z factor, one vector of sums a row; y *= z scales[row]. Either may be null.
  void (*trace)(T* sums, T* y, std::int64_t stride, const T* factor, const T* scales, const T* z, std::int64_t z_stride,
                std::int64_t rows, std::int64_t columns);
  // u = z, t = slope z.
  void (*tangent)(T* u, T* t, std::int64_t stride, const T* slope, const T* z, std::int64_t rows, std::int64_t columns);
  // sums += t z; with w = scales[row] z: c = u w, or c += where add is set; u = slope w. sums, c and scales may be
  // null; without c, u stays.
  void (*tangent_reverse)(T* sums, T* c, T* u, std::int64_t stride, const T* t, const T* slope, const T* scales,
                          const T* z, std::int64_t rows, std::int64_t columns, bool add);
  // y = slope z + y c; c null: of 1; y_counts false: y = slope z.
  void (*reverse)(T* y, std::int64_t stride, const T* slope, const T* c, const T* z, std::int64_t rows,
                  std::int64_t columns, bool y_counts);

  // ---- On tiles.

  // y = scales[row] x.
  void (*scale_rows)(T* y, std::int64_t y_stride, const T* x, std::int64_t x_stride, const T* scales, std::int64_t rows,
                     std::int64_t columns);
  // y += scales[row] x.
  void (*add_rows)(T* y, std::int64_t y_stride, const T* x, std::int64_t x_stride, const T* scales, std::int64_t rows,
                   std::int64_t columns);
  // sums[j] += sum over rows of scales[row] x[row, j]; scales null: of 1.
  void (*column_sums)(double* sums, const T* x, std::int64_t stride, const T* scales, std::int64_t rows,
                      std::int64_t columns);
  // results[row] = sum of sums[row * width ...].
  void (*reduce)(T* results, const T* sums, std::int64_t rows);
  // results[row] = sum over j < columns of a b.
  void (*dot)(T* results, const T* a, std::int64_t a_stride, const T* b, std::int64_t b_stride, std::int64_t rows,
              std::int64_t columns);

  // ---- Of energies.

  // y = x z; z of stride 0 or the panel's.
  void (*scale_by)(T* y, std::int64_t stride, const T* x, const T* z, std::int64_t z_stride, std::int64_t rows,
                   std::int64_t columns);
  // squares = scale z^2, or += where add is set.
  void (*square)(T* squares, std::int64_t stride, const T* z, T scale, std::int64_t rows, std::int64_t columns,
                 bool add);
  // sums += g curvature squares.
  void (*weighted_sum)(T* sums, std::int64_t stride, const T* g, std::int64_t g_stride, const T* curvature,
                       const T* squares, std::int64_t squares_stride, std::int64_t rows, std::int64_t columns);
  // With l = scales[row] S: h = slope z + l curvature; y = curvature g z + l third g. S null: of 0.
  void (*energy_forward)(T* h, T* y, std::int64_t stride, const jet_block<T>& layer, const T* g, std::int64_t g_stride,
                         const T* squares, std::int64_t squares_stride, const T* scales, const T* z, std::int64_t rows,
                         std::int64_t columns);
  // With w = u z: c = w or c += ; u = slope z + scales[row] factor g curvature u. z null: of 0.
  void (*energy_tangent_reverse)(T* c, T* u, std::int64_t stride, const jet_block<T>& layer, const T* g,
                                 std::int64_t g_stride, const T* scales, T factor, const T* z, std::int64_t rows,
                                 std::int64_t columns, bool add);
  // y += slope z + curvature c; c null: of 0; z null: of 0. z of stride 0 has scales[row] for a factor.
  void (*energy_reverse)(T* y, std::int64_t stride, const jet_block<T>& layer, const T* c, const T* z,
                         std::int64_t z_stride, const T* scales, std::int64_t rows, std::int64_t columns);
};

}  // namespace likelier::engine
