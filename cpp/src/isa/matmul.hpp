// Register-blocked products of matrices for one instruction set.
#pragma once

#include "engine/network_kernels.hpp"
#include "likelier/config.hpp"
#include "likelier/math/batch.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace matmul {

// Rows of a block: with two vectors of columns so many sums hide the latency of a multiply-add, and with the vectors
// that feed them they fill the registers.
#if defined(__AVX512F__) || defined(__aarch64__)
inline constexpr int block_rows = 12;
#else
inline constexpr int block_rows = 6;
#endif
inline constexpr int vectors = 2;
// What is left of the rows goes through these.
inline constexpr int few_rows = 4;

template <class T>
inline constexpr std::int64_t width = static_cast<std::int64_t>(batch<T>::size);
template <class T>
inline constexpr std::int64_t panel = vectors * width<T>;

// Whole vectors that hold n elements.
template <class T>
constexpr std::int64_t whole_vectors(std::int64_t n) {
  return (n + width<T> - 1) / width<T>;
}

// M rows by N vectors of a product with a packed panel.
template <class T, int M, int N>
LIKELIER_HOT void block(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* packed,
                        std::int64_t depth) {
  using V = batch<T>;
  V sums[M][N];
  for (int m = 0; m < M; ++m)
    for (int n = 0; n < N; ++n) sums[m][n] = V(T(0));
  // A pointer for three rows: one for each would not fit the registers.
  constexpr int groups = (M + 2) / 3;
  const T* rows[groups];
  for (int g = 0; g < groups; ++g) rows[g] = a + 3 * g * a_stride;
  for (std::int64_t k = 0; k < depth; ++k) {
    V b[N];
    for (int n = 0; n < N; ++n) b[n] = V::load_unaligned(packed + n * width<T>);
    for (int m = 0; m < M; ++m) {
      const V x(rows[m / 3][(m % 3) * a_stride]);
      for (int n = 0; n < N; ++n) sums[m][n] = xsimd::fma(x, b[n], sums[m][n]);
    }
    packed += panel<T>;
    for (int g = 0; g < groups; ++g) ++rows[g];
  }
  for (int m = 0; m < M; ++m)
    for (int n = 0; n < N; ++n) sums[m][n].store_unaligned(c + m * c_stride + n * width<T>);
}

template <class T, int N>
LIKELIER_HOT void multiply_rows(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* packed,
                                std::int64_t depth, std::int64_t rows) {
  std::int64_t r = 0;
  for (; r + block_rows <= rows; r += block_rows)
    block<T, block_rows, N>(c + r * c_stride, c_stride, a + r * a_stride, a_stride, packed, depth);
  for (; r + few_rows <= rows; r += few_rows)
    block<T, few_rows, N>(c + r * c_stride, c_stride, a + r * a_stride, a_stride, packed, depth);
  for (; r < rows; ++r) block<T, 1, N>(c + r * c_stride, c_stride, a + r * a_stride, a_stride, packed, depth);
}

template <class T>
void multiply(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* packed, std::int64_t depth,
              std::int64_t rows, std::int64_t columns) {
  if (columns > width<T>) {
    multiply_rows<T, 2>(c, c_stride, a, a_stride, packed, depth, rows);
  } else {
    multiply_rows<T, 1>(c, c_stride, a, a_stride, packed, depth, rows);
  }
}

// M columns of a by N vectors of columns of b: what is summed over are the rows.
template <class T, int M, int N>
LIKELIER_HOT void transposed_block(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* b,
                                   std::int64_t b_stride, std::int64_t depth, bool add) {
  using V = batch<T>;
  V sums[M][N];
  for (int m = 0; m < M; ++m) {
    if (add) __builtin_prefetch(c + m * c_stride, 1);
    for (int n = 0; n < N; ++n) sums[m][n] = V(T(0));
  }
  for (std::int64_t k = 0; k < depth; ++k) {
    V y[N];
    for (int n = 0; n < N; ++n) y[n] = V::load_unaligned(b + n * width<T>);
    for (int m = 0; m < M; ++m) {
      const V x(a[m]);
      for (int n = 0; n < N; ++n) sums[m][n] = xsimd::fma(x, y[n], sums[m][n]);
    }
    a += a_stride;
    b += b_stride;
  }
  for (int m = 0; m < M; ++m) {
    for (int n = 0; n < N; ++n) {
      T* place = c + m * c_stride + n * width<T>;
      (add ? V(V::load_unaligned(place) + sums[m][n]) : sums[m][n]).store_unaligned(place);
    }
  }
}

template <class T, int N>
LIKELIER_HOT void transposed_rows(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* b,
                                  std::int64_t b_stride, std::int64_t depth, std::int64_t rows, bool add) {
  std::int64_t i = 0;
  for (; i + block_rows <= rows; i += block_rows)
    transposed_block<T, block_rows, N>(c + i * c_stride, c_stride, a + i, a_stride, b, b_stride, depth, add);
  for (; i + few_rows <= rows; i += few_rows)
    transposed_block<T, few_rows, N>(c + i * c_stride, c_stride, a + i, a_stride, b, b_stride, depth, add);
  for (; i < rows; ++i) transposed_block<T, 1, N>(c + i * c_stride, c_stride, a + i, a_stride, b, b_stride, depth, add);
}

template <class T>
void multiply_transposed(T* c, std::int64_t c_stride, const T* a, std::int64_t a_stride, const T* b,
                         std::int64_t b_stride, std::int64_t depth, std::int64_t rows, std::int64_t columns, bool add) {
  std::int64_t j = 0;
  for (; j + width<T> < columns; j += panel<T>)
    transposed_rows<T, 2>(c + j, c_stride, a, a_stride, b + j, b_stride, depth, rows, add);
  if (j < columns) transposed_rows<T, 1>(c + j, c_stride, a, a_stride, b + j, b_stride, depth, rows, add);
}

template <class T>
T multiply_adds(std::int64_t count) {
  using V = batch<T>;
  V sums[block_rows][vectors];
  for (int m = 0; m < block_rows; ++m)
    for (int n = 0; n < vectors; ++n) sums[m][n] = V(T(m));
  const V x(T(0.5)), y(T(1));
  for (std::int64_t k = 0; k < count; ++k)
    for (int m = 0; m < block_rows; ++m)
      for (int n = 0; n < vectors; ++n) sums[m][n] = xsimd::fma(x, y, sums[m][n]);
  V total(T(0));
  for (int m = 0; m < block_rows; ++m)
    for (int n = 0; n < vectors; ++n) total += sums[m][n];
  return xsimd::reduce_add(total);
}

template <class T>
void pack(T* packed, const T* source, std::int64_t row_step, std::int64_t column_step, std::int64_t depth,
          std::int64_t columns) {
  using V = batch<T>;
  constexpr std::int64_t w = width<T>;
  std::int64_t j = 0;
  for (; j + w <= columns; j += w) {
    std::int64_t k = 0;
    if (column_step == 1) {
      for (; k < depth; ++k) V::load_unaligned(source + k * row_step + j).store_unaligned(packed + k * panel<T> + j);
    } else if (row_step == 1) {
      for (; k + w <= depth; k += w) {
        V tile[V::size];
        for (std::int64_t r = 0; r < w; ++r) tile[r] = V::load_unaligned(source + k + (j + r) * column_step);
        xsimd::transpose(tile, tile + w);
        for (std::int64_t r = 0; r < w; ++r) tile[r].store_unaligned(packed + (k + r) * panel<T> + j);
      }
    }
    for (; k < depth; ++k)
      for (std::int64_t i = j; i < j + w; ++i) packed[k * panel<T> + i] = source[k * row_step + i * column_step];
  }
  for (std::int64_t k = 0; j < panel<T> && k < depth; ++k) {
    T* row = packed + k * panel<T>;
    for (std::int64_t i = j; i < panel<T>; i += w) V(T(0)).store_unaligned(row + i);
    for (std::int64_t i = j; i < columns; ++i) row[i] = source[k * row_step + i * column_step];
  }
}

}  // namespace matmul
}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
