// Rows of a matrix to columns, and back, in the registers of one instruction set.
#pragma once

#include <cstdint>
#include <utility>

#include "likelier/math/batch.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace transpose_detail {

// The first halves of two vectors, element by element in turn, and the second ones.
template <class V>
V zip_low(const V& a, const V& b) {
  return xsimd::zip_lo(a, b);
}
template <class V>
V zip_high(const V& a, const V& b) {
  return xsimd::zip_hi(a, b);
}
#if defined(__AVX512F__)
// One instruction; xsimd composes them of several.
inline batch<float> zip_low(const batch<float>& a, const batch<float>& b) {
  const __m512i order = _mm512_setr_epi32(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
  return _mm512_permutex2var_ps(a, order, b);
}
inline batch<float> zip_high(const batch<float>& a, const batch<float>& b) {
  const __m512i order = _mm512_setr_epi32(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
  return _mm512_permutex2var_ps(a, order, b);
}
inline batch<double> zip_low(const batch<double>& a, const batch<double>& b) {
  return _mm512_permutex2var_pd(a, _mm512_setr_epi64(0, 8, 1, 9, 2, 10, 3, 11), b);
}
inline batch<double> zip_high(const batch<double>& a, const batch<double>& b) {
  return _mm512_permutex2var_pd(a, _mm512_setr_epi64(4, 12, 5, 13, 6, 14, 7, 15), b);
}
#endif

// A square of vectors is transposed by log2(width) stages, in which vectors 2 i and 2 i + 1 are the two zips of
// vectors i and i + width / 2. Stated from the results back, so that only what a result needs is computed: Inputs of
// the vectors are there, the others are 0.
template <class V, int Inputs>
struct network {
  static constexpr int width = static_cast<int>(V::size);
  static constexpr int stages = width == 2 ? 1 : width == 4 ? 2 : width == 8 ? 3 : 4;
  static_assert(1 << stages == width);
  using T = typename V::value_type;

  static constexpr bool is_zero(int stage, int i) {
    return stage == 0 ? i >= Inputs : is_zero(stage - 1, i / 2) && is_zero(stage - 1, i / 2 + width / 2);
  }
  template <int Stage, int I>
  static V node(const T* source, std::int64_t pitch) {
    if constexpr (is_zero(Stage, I)) {
      return V(T(0));
    } else if constexpr (Stage == 0) {
      return V::load_unaligned(source + I * pitch);
    } else {
      const V a = node<Stage - 1, I / 2>(source, pitch);
      const V b = node<Stage - 1, I / 2 + width / 2>(source, pitch);
      if constexpr (I % 2 == 0) {
        return zip_low(a, b);
      } else {
        return zip_high(a, b);
      }
    }
  }
  // Vector i of the results goes to target[i * target_pitch].
  template <int... I>
  static void put(T* target, std::int64_t target_pitch, const T* source, std::int64_t pitch,
                  std::integer_sequence<int, I...>) {
    const V results[] = {node<stages, I>(source, pitch)...};
    for (int i = 0; i < static_cast<int>(sizeof...(I)); ++i) results[i].store_unaligned(target + i * target_pitch);
  }
};

// f(n as a constant), 1 <= n <= Most.
template <int Most, class F>
void with_constant(std::int64_t n, const F& f) {
  if constexpr (Most > 1) {
    if (n < Most) return with_constant<Most - 1>(n, f);
  }
  f(std::integral_constant<int, Most>{});
}

// columns[j * count + r] = rows[r * length + j] for r < count, a multiple of the vectors' size. Up to a vector is read
// beyond the last row.
template <class T>
__attribute__((flatten)) void to_columns(T* columns, const T* rows, std::int64_t length, std::int64_t count) {
  using V = batch<T>;
  constexpr int width = static_cast<int>(V::size);
  for (std::int64_t j = 0; j < length; j += width) {
    with_constant<width>(length - j < width ? length - j : width, [&](auto n) {
      for (std::int64_t r = 0; r < count; r += width) {
        network<V, width>::put(columns + j * count + r, count, rows + r * length + j, length,
                               std::make_integer_sequence<int, decltype(n)::value>{});
      }
    });
  }
}

// The way back. Up to a vector is written beyond the last row.
template <class T>
__attribute__((flatten)) void to_rows(T* rows, const T* columns, std::int64_t length, std::int64_t count) {
  using V = batch<T>;
  constexpr int width = static_cast<int>(V::size);
  const std::int64_t last = (length - 1) / width * width;
  // Vectors reach beyond the end of their row: what comes after is written later.
  for (std::int64_t r = 0; r < count; r += width) {
    for (std::int64_t j = last; j >= 0; j -= width) {
      with_constant<width>(j == last ? length - j : width, [&](auto n) {
        network<V, decltype(n)::value>::put(rows + r * length + j, length, columns + j * count + r, count,
                                            std::make_integer_sequence<int, width>{});
      });
    }
  }
}

}  // namespace transpose_detail
}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
