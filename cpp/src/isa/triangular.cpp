// triangular_kernels for one instruction set.
#include "engine/triangular.hpp"

#include "isa/lanes.hpp"
#include "likelier/config.hpp"
#include "likelier/functions.hpp"
#include "likelier/math/batch.hpp"
#include "likelier/math/batch_exponential.hpp"
#include "likelier/math/special.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

const triangular_kernels& triangular_table();

namespace {

using V = batch<double>;
constexpr auto width = static_cast<std::int64_t>(V::size);
// Registers of columns that are carried through the matrix together, and rows of the matrix: so many sums hide the
// latency of an addition, and each loaded element serves as often.
#if defined(__AVX512F__) || defined(__aarch64__)
constexpr int strip = 4;
#else
constexpr int strip = 2;
#endif
constexpr int rows_at_once = 4;

LIKELIER_HOT V at(const double* p) { return V::load_unaligned(p); }

template <class T>
LIKELIER_HOT V elements_at(const T* p) {
  if constexpr (sizeof(T) == sizeof(double)) {
    return V::load_unaligned(p);
  } else {
    return likelier::detail::load_as_doubles(p);
  }
}

template <class T>
LIKELIER_FLAT void load(double* columns, std::int64_t stride, const T* const* rows, const double* mean,
                        const double* const* means, std::int64_t ahead, std::int64_t n, std::int64_t count) {
  const auto mean_of = [&](std::int64_t k) { return means != nullptr ? means[k] : mean; };
  constexpr auto line = static_cast<std::int64_t>(64 / sizeof(T));
  for (std::int64_t k = 0; ahead != 0 && k < count; ++k)
    for (std::int64_t i = 0; i < n; i += line) __builtin_prefetch(rows[k] + ahead + i);
  std::int64_t k = 0;
  for (; k + width <= count; k += width) {
    std::int64_t i = 0;
    for (; i + width <= n; i += width) {
      V tile[V::size];
      for (std::int64_t r = 0; r < width; ++r) tile[r] = elements_at(rows[k + r] + i) - at(mean_of(k + r) + i);
      xsimd::transpose(tile, tile + width);
      for (std::int64_t e = 0; e < width; ++e) tile[e].store_unaligned(columns + (i + e) * stride + k);
    }
    for (; i < n; ++i) {
      for (std::int64_t r = 0; r < width; ++r)
        columns[i * stride + k + r] = static_cast<double>(rows[k + r][i]) - mean_of(k + r)[i];
    }
  }
  const std::int64_t end = padded(count);
  for (; k < end; ++k) {
    for (std::int64_t i = 0; i < n; ++i)
      columns[i * stride + k] = k < count ? static_cast<double>(rows[k][i]) - mean_of(k)[i] : 0.0;
  }
}

template <class T>
LIKELIER_FLAT void store(T* const* rows, const double* columns, std::int64_t stride, const double* factors,
                         std::int64_t n, std::int64_t count) {
  std::int64_t k = 0;
  for (; k + width <= count; k += width) {
    std::int64_t i = 0;
    for (; i + width <= n; i += width) {
      V tile[V::size];
      for (std::int64_t e = 0; e < width; ++e) tile[e] = at(columns + (i + e) * stride + k);
      xsimd::transpose(tile, tile + width);
      for (std::int64_t r = 0; r < width; ++r) {
        const V result = tile[r] * V(factors[k + r]);
        if constexpr (sizeof(T) == sizeof(double)) {
          result.store_unaligned(rows[k + r] + i);
        } else {
          double wide[V::size];
          result.store_unaligned(wide);
          for (std::int64_t e = 0; e < width; ++e) rows[k + r][i + e] = static_cast<T>(wide[e]);
        }
      }
    }
    for (; i < n; ++i) {
      for (std::int64_t r = 0; r < width; ++r)
        rows[k + r][i] = static_cast<T>(columns[i * stride + k + r] * factors[k + r]);
    }
  }
  for (; k < count; ++k) {
    for (std::int64_t i = 0; i < n; ++i) rows[k][i] = static_cast<T>(columns[i * stride + k] * factors[k]);
  }
}

// How a triangular matrix meets W registers of columns. Each says what one block of R rows from i on becomes.

struct forward_solve {
  static constexpr bool ascending = true;
  template <int W, int R>
  LIKELIER_HOT static void rows(double* z, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t i) {
    V sums[R][W];
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w] = at(z + (i + r) * stride + w * width);
    for (std::int64_t j = 0; j < i; ++j) {
      V x[W];
      for (int w = 0; w < W; ++w) x[w] = at(z + j * stride + w * width);
      for (int r = 0; r < R; ++r) {
        const V l(matrix[(i + r) * n + j]);
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fnma(l, x[w], sums[r][w]);
      }
    }
    for (int r = 0; r < R; ++r) {
      const double* row = matrix + (i + r) * n + i;
      for (int s = 0; s < r; ++s)
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fnma(V(row[s]), sums[s][w], sums[r][w]);
      for (int w = 0; w < W; ++w) {
        sums[r][w] = sums[r][w] / V(row[r]);
        sums[r][w].store_unaligned(z + (i + r) * stride + w * width);
      }
    }
  }
};

struct backward_solve {
  static constexpr bool ascending = false;
  template <int W, int R>
  LIKELIER_HOT static void rows(double* z, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t i) {
    V sums[R][W];
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w] = at(z + (i + r) * stride + w * width);
    for (std::int64_t j = n - 1; j >= i + R; --j) {
      V x[W];
      for (int w = 0; w < W; ++w) x[w] = at(z + j * stride + w * width);
      for (int r = 0; r < R; ++r) {
        const V l(matrix[j * n + i + r]);
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fnma(l, x[w], sums[r][w]);
      }
    }
    for (int r = R - 1; r >= 0; --r) {
      for (int s = R - 1; s > r; --s)
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fnma(V(matrix[(i + s) * n + i + r]), sums[s][w], sums[r][w]);
      for (int w = 0; w < W; ++w) {
        sums[r][w] = sums[r][w] / V(matrix[(i + r) * n + i + r]);
        sums[r][w].store_unaligned(z + (i + r) * stride + w * width);
      }
    }
  }
};

struct product_with_transpose {
  static constexpr bool ascending = true;
  template <int W, int R>
  LIKELIER_HOT static void rows(double* z, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t i) {
    V sums[R][W];
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w] = V(0.0);
    const auto add = [&](std::int64_t j, int count) {
      V x[W];
      for (int w = 0; w < W; ++w) x[w] = at(z + j * stride + w * width);
      for (int r = 0; r < count; ++r)
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fma(V(matrix[j * n + i + r]), x[w], sums[r][w]);
    };
    for (std::int64_t j = n - 1; j >= i + R; --j) add(j, R);
    for (int s = R - 1; s >= 0; --s) add(i + s, s + 1);
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w].store_unaligned(z + (i + r) * stride + w * width);
  }
};

struct product {
  static constexpr bool ascending = false;
  template <int W, int R>
  LIKELIER_HOT static void rows(double* z, std::int64_t stride, const double* matrix, std::int64_t n, std::int64_t i) {
    V sums[R][W];
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w] = V(0.0);
    const auto add = [&](std::int64_t j, int first) {
      V x[W];
      for (int w = 0; w < W; ++w) x[w] = at(z + j * stride + w * width);
      for (int r = first; r < R; ++r)
        for (int w = 0; w < W; ++w) sums[r][w] = xsimd::fma(V(matrix[(i + r) * n + j]), x[w], sums[r][w]);
    };
    for (std::int64_t j = 0; j < i; ++j) add(j, 0);
    for (int s = 0; s < R; ++s) add(i + s, s);
    for (int r = 0; r < R; ++r)
      for (int w = 0; w < W; ++w) sums[r][w].store_unaligned(z + (i + r) * stride + w * width);
  }
};

template <class Step, int W>
LIKELIER_HOT void through_rows(double* z, std::int64_t stride, const double* matrix, std::int64_t n) {
  const std::int64_t whole = n / rows_at_once * rows_at_once;
  if constexpr (Step::ascending) {
    for (std::int64_t i = 0; i < whole; i += rows_at_once)
      Step::template rows<W, rows_at_once>(z, stride, matrix, n, i);
    for (std::int64_t i = whole; i < n; ++i) Step::template rows<W, 1>(z, stride, matrix, n, i);
  } else {
    for (std::int64_t i = n - 1; i >= whole; --i) Step::template rows<W, 1>(z, stride, matrix, n, i);
    for (std::int64_t i = whole - rows_at_once; i >= 0; i -= rows_at_once)
      Step::template rows<W, rows_at_once>(z, stride, matrix, n, i);
  }
}

template <class Step>
LIKELIER_FLAT void through(double* columns, std::int64_t stride, const double* matrix, std::int64_t n,
                           std::int64_t count) {
  std::int64_t k = 0;
  for (; k + strip * width <= count; k += strip * width) through_rows<Step, strip>(columns + k, stride, matrix, n);
  for (; k < count; k += width) through_rows<Step, 1>(columns + k, stride, matrix, n);
}

LIKELIER_FLAT void sum_squares(double* squares, const double* columns, std::int64_t stride, std::int64_t n,
                               std::int64_t count) {
  for (std::int64_t k = 0; k < count; k += width) {
    V high(0.0), low(0.0);
    std::int64_t i = 0;
    const auto square = [&](std::int64_t row) {
      const V x = at(columns + row * stride + k);
      return V(x * x);
    };
    for (; i + 4 <= n; i += 4) two_sum(high, low, V((square(i) + square(i + 1)) + (square(i + 2) + square(i + 3))));
    for (; i < n; ++i) two_sum(high, low, square(i));
    // Of an infinite sum the error means nothing.
    select(high < V(std::numeric_limits<double>::infinity()), high + low, high).store_unaligned(squares + k);
  }
}

LIKELIER_FLAT void sum_columns(double* high, double* low, const double* columns, std::int64_t stride,
                               const double* weights, std::int64_t n, std::int64_t count) {
  for (std::int64_t i = 0; i < n; ++i) {
    V sum(0.0);
    for (std::int64_t k = 0; k < count; k += width) sum += at(weights + k) * at(columns + i * stride + k);
    two_sum(high[i], low[i], static_cast<double>(reduce_add(sum)));
  }
}

LIKELIER_FLAT void sum_products(double* high, double* low, std::int64_t row_length, const double* columns,
                                std::int64_t stride, const double* weights, std::int64_t n, std::int64_t count) {
  constexpr int rows = rows_at_once;
  constexpr int others = strip;
  const auto row_at = [&](std::int64_t i) { return columns + (i < n ? i : n - 1) * stride; };
  for (std::int64_t i = 0; i < n; i += rows) {
    for (std::int64_t j = 0; j <= i + rows - 1 && j < n; j += others) {
      const double* left[rows];
      const double* right[others];
      for (int r = 0; r < rows; ++r) left[r] = row_at(i + r);
      for (int s = 0; s < others; ++s) right[s] = row_at(j + s);
      V sums[rows][others];
      for (int r = 0; r < rows; ++r)
        for (int s = 0; s < others; ++s) sums[r][s] = V(0.0);
      for (std::int64_t k = 0; k < count; k += width) {
        const V weight = at(weights + k);
        V x[others];
        for (int s = 0; s < others; ++s) x[s] = at(right[s] + k);
        for (int r = 0; r < rows; ++r) {
          const V weighted = weight * at(left[r] + k);
          for (int s = 0; s < others; ++s) sums[r][s] = xsimd::fma(weighted, x[s], sums[r][s]);
        }
      }
      for (int r = 0; r < rows; ++r) {
        for (int s = 0; s < others; ++s) {
          if (i + r >= n || j + s > i + r) continue;
          const std::int64_t place = (i + r) * row_length + j + s;
          two_sum(high[place], low[place], static_cast<double>(reduce_add(sums[r][s])));
        }
      }
    }
  }
}

LIKELIER_FLAT void student(double* values, double* weights, double* df_gradients, const double* squares,
                           const double* df, std::int64_t n, std::int64_t count) {
  using formula = functions::student_of_square;
  for (std::int64_t k = 0; k < count; k += width) {
    const V x[3] = {at(squares + k), at(df + k), V(static_cast<double>(n))};
    (V(-2.0) * formula::by_square(x[0], x[1], x[2])).store_unaligned(weights + k);
    if (df_gradients == nullptr) {
      formula::evaluate(x[0], x[1], x[2]).store_unaligned(values + k);
      continue;
    }
    V dx[3];
    formula::gradient(x, dx).store_unaligned(values + k);
    dx[1].store_unaligned(df_gradients + k);
  }
}

const triangular_kernels kernels = {{load<float>, store<float>},
                                    {load<double>, store<double>},
                                    through<forward_solve>,
                                    through<backward_solve>,
                                    through<product_with_transpose>,
                                    through<product>,
                                    sum_squares,
                                    sum_columns,
                                    sum_products,
                                    student};

}  // namespace

const triangular_kernels& triangular_table() { return kernels; }

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
