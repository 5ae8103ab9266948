// What exponential.hpp needs of SIMD batches: scaling by powers of two, and its opposite.
#pragma once

#include <limits>

#include "likelier/math/batch.hpp"
#include "likelier/math/exponential.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

#if defined(__AVX512F__)
template <class A>
struct exp2_scaling<xsimd::batch<float, A>> {
  using V = xsimd::batch<float, A>;
  static V scale(const V& p, const V& n) { return _mm512_scalef_ps(p, n); }
};
template <class A>
struct exp2_scaling<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;
  static V scale(const V& p, const V& n) { return _mm512_scalef_pd(p, n); }
};
template <class A>
struct exponent_split<xsimd::batch<float, A>> {
  using V = xsimd::batch<float, A>;
  static V mantissa(const V& x, V& exponent) {
    exponent = _mm512_getexp_ps(x);
    return _mm512_getmant_ps(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src);
  }
};
template <class A>
struct exponent_split<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;
  static V mantissa(const V& x, V& exponent) {
    exponent = _mm512_getexp_pd(x);
    return _mm512_getmant_pd(x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_src);
  }
};
#else
template <class T, class A>
struct exp2_scaling<xsimd::batch<T, A>> {
  using V = xsimd::batch<T, A>;

  // 2^n in the normal range: the lowest bits of the sum are the biased exponent.
  static V power(const V& n) {
    if constexpr (sizeof(T) == sizeof(float)) {
      return xsimd::bitwise_cast<T>(xsimd::bitwise_cast<std::int32_t>(n + V(T(12582912.0 + 127.0))) << 23);
    } else {
      return xsimd::bitwise_cast<T>(xsimd::bitwise_cast<std::int64_t>(n + V(T(6755399441055744.0 + 1023.0))) << 52);
    }
  }
  // Two factors, so that neither leaves the normal range, and only the second can round.
  static V scale(const V& p, const V& n) {
    const V first = nearbyint(n * V(T(0.5)));
    return p * power(first) * power(V(n - first));
  }
};
template <class T, class A>
struct exponent_split<xsimd::batch<T, A>> {
  using V = xsimd::batch<T, A>;
  using bits = std::conditional_t<sizeof(T) == sizeof(float), std::uint32_t, std::uint64_t>;
  static constexpr int fraction = sizeof(T) == sizeof(float) ? 23 : 52;
  static constexpr bits bias = sizeof(T) == sizeof(float) ? 127 : 1023;

  static V mantissa(const V& x, V& exponent) {
    using B = xsimd::batch<bits, A>;
    const auto all = xsimd::bitwise_cast<bits>(x);
    // The biased exponent as the lowest bits of a float whose unit is 1.
    const T unit = static_cast<T>(bits{1} << fraction);
    const auto shifted = (all >> fraction) | B(((bias + fraction) << fraction));
    exponent = xsimd::bitwise_cast<T>(shifted) - V(unit + static_cast<T>(bias));
    return xsimd::bitwise_cast<T>((all & B((bits{1} << fraction) - 1)) | B(bias << fraction));
  }
};
#endif

// By an addition to the exponent's bits.
template <class T, class A>
struct normal_scaling<xsimd::batch<T, A>> {
  using V = xsimd::batch<T, A>;
  using bits = xsimd::batch<std::conditional_t<sizeof(T) == sizeof(float), std::int32_t, std::int64_t>, A>;

  LIKELIER_HOT static V scale(const V& p, const V& n) {
    // The lowest bits of the sum are n.
    constexpr int fraction = std::numeric_limits<T>::digits - 1;
    const V shifted = n + constant<V>(sizeof(T) == sizeof(float) ? 0x1.8p23 : 0x1.8p52);
    const bits exponent = xsimd::bitwise_cast<typename bits::value_type>(shifted) << fraction;
    return xsimd::bitwise_cast<T>(xsimd::bitwise_cast<typename bits::value_type>(p) + exponent);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
