// network_kernels for one instruction set.
#pragma once

#include "engine/network_kernels.hpp"
#include "isa/matmul.hpp"
#include "likelier/math/batch.hpp"
#include "likelier/math/batch_exponential.hpp"
#include "likelier/networks/activations.hpp"
#include "likelier/networks/epilogues.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace epilogues {

template <class T>
using vector = batch<T>;
using matmul::panel;
using matmul::width;

template <class T>
LIKELIER_HOT vector<T> at(const T* p) {
  return vector<T>::load_unaligned(p);
}
template <class T>
LIKELIER_HOT void put(T* p, const vector<T>& x) {
  x.store_unaligned(p);
}

// f(row, place of the vector, first column) for every vector.
template <class T, class F>
LIKELIER_HOT void over(std::int64_t rows, std::int64_t columns, const F& f) {
  for (std::int64_t r = 0; r < rows; ++r)
    for (std::int64_t j = 0; j < columns; j += width<T>) f(r, j);
}

template <class T, class Activation>
LIKELIER_FLAT void activate(const jet_block<T>& results, std::int64_t stride, const T* z, const T* bias,
                            std::int64_t rows, std::int64_t columns) {
  using V = vector<T>;
  const auto at_all = [&](auto store) {
    over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
      store(r * stride + j, Activation::template at<V>(V(at(z + r * panel<T> + j) + at(bias + j))));
    });
  };
  if (results.third != nullptr) {
    at_all([&](std::int64_t i, const networks::jet<V>& f) {
      put(results.value + i, f.value);
      put(results.slope + i, f.slope);
      put(results.curvature + i, f.curvature);
      put(results.third + i, f.third);
    });
  } else if (results.slope != nullptr) {
    at_all([&](std::int64_t i, const networks::jet<V>& f) {
      put(results.value + i, f.value);
      put(results.slope + i, f.slope);
      put(results.curvature + i, f.curvature);
    });
  } else {
    at_all([&](std::int64_t i, const networks::jet<V>& f) { put(results.value + i, f.value); });
  }
}

template <class T>
LIKELIER_FLAT void add_bias(T* c, std::int64_t stride, const T* z, const T* bias, std::int64_t rows,
                            std::int64_t columns) {
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    put(c + r * stride + j, vector<T>(at(z + r * panel<T> + j) + at(bias + j)));
  });
}

template <class T>
LIKELIER_FLAT void trace(T* sums, T* y, std::int64_t stride, const T* factor, const T* scales, const T* z,
                         std::int64_t z_stride, std::int64_t rows, std::int64_t columns) {
  using V = vector<T>;
  for (std::int64_t r = 0; r < rows; ++r) {
    if (sums != nullptr) {
      V sum = at(sums + r * width<T>);
      for (std::int64_t j = 0; j < columns; j += width<T>)
        sum = xsimd::fma(at(z + r * z_stride + j), at(factor + r * stride + j), sum);
      put(sums + r * width<T>, sum);
    }
    if (y != nullptr) {
      const V scale(scales[r]);
      for (std::int64_t j = 0; j < columns; j += width<T>) {
        T* place = y + r * stride + j;
        put(place, networks::by_slope(at(place), at(z + r * z_stride + j), scale));
      }
    }
  }
}

template <class T>
LIKELIER_FLAT void tangent(T* u, T* t, std::int64_t stride, const T* slope, const T* z, std::int64_t rows,
                           std::int64_t columns) {
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const std::int64_t i = r * stride + j;
    const vector<T> x = at(z + r * panel<T> + j);
    put(u + i, x);
    put(t + i, networks::tangent(at(slope + i), x));
  });
}

template <class T>
LIKELIER_FLAT void tangent_reverse(T* sums, T* c, T* u, std::int64_t stride, const T* t, const T* slope,
                                   const T* scales, const T* z, std::int64_t rows, std::int64_t columns, bool add) {
  using V = vector<T>;
  for (std::int64_t r = 0; r < rows; ++r) {
    if (sums != nullptr) {
      V sum = at(sums + r * width<T>);
      for (std::int64_t j = 0; j < columns; j += width<T>)
        sum = xsimd::fma(at(z + r * panel<T> + j), at(t + r * stride + j), sum);
      put(sums + r * width<T>, sum);
    }
    if (c == nullptr) continue;
    const V scale(scales == nullptr ? T(1) : scales[r]);
    for (std::int64_t j = 0; j < columns; j += width<T>) {
      const std::int64_t i = r * stride + j;
      const auto result = networks::reverse_tangent(at(slope + i), at(u + i), V(scale * at(z + r * panel<T> + j)));
      put(c + i, add ? V(at(c + i) + result.by_curvature) : result.by_curvature);
      put(u + i, result.u);
    }
  }
}

template <class T>
LIKELIER_FLAT void reverse(T* y, std::int64_t stride, const T* slope, const T* c, const T* z, std::int64_t rows,
                           std::int64_t columns, bool y_counts) {
  using V = vector<T>;
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const std::int64_t i = r * stride + j;
    const V f = at(slope + i), a = at(z + r * panel<T> + j);
    put(y + i, !y_counts      ? networks::reverse(f, a)
               : c == nullptr ? networks::reverse(f, a, at(y + i))
                              : networks::reverse(f, a, at(y + i), at(c + i)));
  });
}

template <class T>
LIKELIER_FLAT void scale_rows(T* y, std::int64_t y_stride, const T* x, std::int64_t x_stride, const T* scales,
                              std::int64_t rows, std::int64_t columns) {
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    put(y + r * y_stride + j, vector<T>(vector<T>(scales[r]) * at(x + r * x_stride + j)));
  });
}

template <class T>
LIKELIER_FLAT void add_rows(T* y, std::int64_t y_stride, const T* x, std::int64_t x_stride, const T* scales,
                            std::int64_t rows, std::int64_t columns) {
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    T* place = y + r * y_stride + j;
    put(place, networks::plus_scaled(at(place), vector<T>(scales[r]), at(x + r * x_stride + j)));
  });
}

template <class T>
LIKELIER_FLAT void column_sums(double* sums, const T* x, std::int64_t stride, const T* scales, std::int64_t rows,
                               std::int64_t columns) {
  using V = vector<T>;
  // Some rows are added before they meet the double.
  constexpr std::int64_t some = 16;
  for (std::int64_t j = 0; j < columns; j += width<T>) {
    for (std::int64_t first = 0; first < rows; first += some) {
      V sum(T(0));
      for (std::int64_t r = first; r < rows && r < first + some; ++r) {
        const V y = at(x + r * stride + j);
        sum += scales == nullptr ? y : V(V(scales[r]) * y);
      }
      T values[V::size];
      sum.store_unaligned(values);
      for (std::int64_t i = 0; i < width<T>; ++i) sums[j + i] += static_cast<double>(values[i]);
    }
  }
}

template <class T>
LIKELIER_FLAT void reduce(T* results, const T* sums, std::int64_t rows) {
  for (std::int64_t r = 0; r < rows; ++r) results[r] = xsimd::reduce_add(at(sums + r * width<T>));
}

template <class T>
LIKELIER_FLAT void dot(T* results, const T* a, std::int64_t a_stride, const T* b, std::int64_t b_stride,
                       std::int64_t rows, std::int64_t columns) {
  using V = vector<T>;
  for (std::int64_t r = 0; r < rows; ++r) {
    const T* x = a + r * a_stride;
    const T* y = b + r * b_stride;
    V sum(T(0));
    std::int64_t j = 0;
    for (; j + width<T> <= columns; j += width<T>) sum = xsimd::fma(at(x + j), at(y + j), sum);
    T total = xsimd::reduce_add(sum);
    for (; j < columns; ++j) total += x[j] * y[j];
    results[r] = total;
  }
}

template <class T>
LIKELIER_FLAT void scale_by(T* y, std::int64_t stride, const T* x, const T* z, std::int64_t z_stride, std::int64_t rows,
                            std::int64_t columns) {
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    put(y + r * stride + j, vector<T>(at(x + r * stride + j) * at(z + r * z_stride + j)));
  });
}

template <class T>
LIKELIER_FLAT void square(T* squares, std::int64_t stride, const T* z, T scale, std::int64_t rows, std::int64_t columns,
                          bool add) {
  using V = vector<T>;
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const V y = networks::square_of(at(z + r * panel<T> + j), V(scale));
    T* place = squares + r * stride + j;
    put(place, add ? V(at(place) + y) : y);
  });
}

template <class T>
LIKELIER_FLAT void weighted_sum(T* sums, std::int64_t stride, const T* g, std::int64_t g_stride, const T* curvature,
                                const T* squares, std::int64_t squares_stride, std::int64_t rows,
                                std::int64_t columns) {
  using V = vector<T>;
  for (std::int64_t r = 0; r < rows; ++r) {
    V sum = at(sums + r * width<T>);
    for (std::int64_t j = 0; j < columns; j += width<T>) {
      const V weight = at(g + r * g_stride + j) * at(curvature + r * stride + j);
      sum = xsimd::fma(weight, at(squares + r * squares_stride + j), sum);
    }
    put(sums + r * width<T>, sum);
  }
}

template <class T>
LIKELIER_FLAT void energy_forward(T* h, T* y, std::int64_t stride, const jet_block<T>& layer, const T* g,
                                  std::int64_t g_stride, const T* squares, std::int64_t squares_stride, const T* scales,
                                  const T* z, std::int64_t rows, std::int64_t columns) {
  using V = vector<T>;
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const std::int64_t i = r * stride + j;
    const V m = at(z + r * panel<T> + j), own_g = at(g + r * g_stride + j);
    const V slope = at(layer.slope + i), curvature = at(layer.curvature + i);
    const auto result = squares == nullptr
                            ? networks::forward_gradient(slope, curvature, own_g, m)
                            : networks::forward_gradient(slope, curvature, at(layer.third + i), own_g, m,
                                                         V(V(scales[r]) * at(squares + r * squares_stride + j)));
    put(h + i, result.g);
    put(y + i, result.z);
  });
}

template <class T>
LIKELIER_FLAT void energy_tangent_reverse(T* c, T* u, std::int64_t stride, const jet_block<T>& layer, const T* g,
                                          std::int64_t g_stride, const T* scales, T factor, const T* z,
                                          std::int64_t rows, std::int64_t columns, bool add) {
  using V = vector<T>;
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const std::int64_t i = r * stride + j;
    const V x = at(u + i), own_g = at(g + r * g_stride + j), curvature = at(layer.curvature + i);
    const V weight(scales[r] * factor);
    if (z == nullptr) {
      put(u + i, networks::reverse_square(curvature, own_g, x, weight));
      return;
    }
    const V t = at(z + r * panel<T> + j);
    put(c + i, add ? networks::plus_scaled(at(c + i), x, t) : V(x * t));
    put(u + i, networks::reverse_square(at(layer.slope + i), curvature, own_g, x, weight, t));
  });
}

template <class T>
LIKELIER_FLAT void energy_reverse(T* y, std::int64_t stride, const jet_block<T>& layer, const T* c, const T* z,
                                  std::int64_t z_stride, const T* scales, std::int64_t rows, std::int64_t columns) {
  using V = vector<T>;
  over<T>(rows, columns, [&](std::int64_t r, std::int64_t j) {
    const std::int64_t i = r * stride + j;
    V result = at(y + i);
    if (c != nullptr) result = networks::plus_scaled(result, at(layer.curvature + i), at(c + i));
    if (z != nullptr) {
      V x = at(z + r * z_stride + j);
      if (scales != nullptr) x *= V(scales[r]);
      result = networks::plus_scaled(result, at(layer.slope + i), x);
    }
    put(y + i, result);
  });
}

template <class T, class... A>
constexpr network_kernels<T> make_kernels(networks::activation_list<A...>) {
  static_assert(sizeof...(A) == activation_count);
  return {width<T>,
          panel<T>,
          matmul::pack<T>,
          matmul::multiply<T>,
          matmul::multiply_transposed<T>,
          matmul::multiply_adds<T>,
          matmul::block_rows * panel<T>,
          {activate<T, A>...},
          add_bias<T>,
          trace<T>,
          tangent<T>,
          tangent_reverse<T>,
          reverse<T>,
          scale_rows<T>,
          add_rows<T>,
          column_sums<T>,
          reduce<T>,
          dot<T>,
          scale_by<T>,
          square<T>,
          weighted_sum<T>,
          energy_forward<T>,
          energy_tangent_reverse<T>,
          energy_reverse<T>};
}

}  // namespace epilogues
}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
