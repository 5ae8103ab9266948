// The vocabulary of scalar.hpp for SIMD batches. xsimd supplies arithmetic and the elementary
// functions; what is only here are the traits, and names that xsimd spells otherwise.
#pragma once

#include <cstring>
#include <utility>
#include <xsimd/xsimd.hpp>

#include "likelier/math/polynomial.hpp"

#if XSIMD_VERSION_MAJOR < 13
#error "likelier needs xsimd 13 or newer"
#endif

#if XSIMD_WITH_NEON64 && !XSIMD_WITH_SVE
// xsimd approximates division and square root of floats on NEON by Newton's iteration, which 32-bit ARM
// needs: infinite or subnormal operands give NaN or nothing. 64-bit ARM has both as instructions.
namespace xsimd {
template <>
inline batch<float, default_arch>& batch<float, default_arch>::operator/=(const batch& other) noexcept {
  return *this = batch(vdivq_f32(*this, other));
}
template <>
inline batch<float, default_arch> sqrt(const batch<float, default_arch>& x) noexcept {
  return vsqrtq_f32(x);
}
}  // namespace xsimd
#endif

namespace likelier {
inline namespace LIKELIER_ISA {

template <class T>
using batch = xsimd::batch<T>;

namespace detail {

// log of positive normal doubles: fdlibm's algorithm (s_log1p.c and e_log.c, Sun Microsystems 1993) without
// its branches. x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)).
template <class A>
LIKELIER_HOT xsimd::batch<double, A> log_of_normal(const xsimd::batch<double, A>& x) {
  using V = xsimd::batch<double, A>;
  using bits_t = xsimd::batch<std::uint64_t, A>;
  const bits_t bits = xsimd::bitwise_cast<std::uint64_t>(x) + (bits_t(0x3ff0000000000000) - bits_t(0x3fe6a09e667f3bcd));
  // The biased exponent becomes a double by the bits of 2^52, whose last bit counts ones.
  const V biased = xsimd::bitwise_cast<double>((bits >> 52) | bits_t(0x4330000000000000));
  const V k = biased - constant<V>(0x1p52 + 1023.0);
  const V f =
      xsimd::bitwise_cast<double>((bits & bits_t(0x000fffffffffffff)) + bits_t(0x3fe6a09e667f3bcd)) - constant<V>(1.0);
  const V s = f / (constant<V>(2.0) + f);
  const V z = s * s;
  const V w = z * z;
  const V even = w * madd(w, madd(w, constant<V>(1.531383769920937332e-01), constant<V>(2.222219843214978396e-01)),
                          constant<V>(3.999999999940941908e-01));
  const V odd = z * madd(w,
                         madd(w, madd(w, constant<V>(1.479819860511658591e-01), constant<V>(1.818357216161805012e-01)),
                              constant<V>(2.857142874366239149e-01)),
                         constant<V>(6.666666666666735130e-01));
  const V half_square = constant<V>(0.5) * f * f;
  const V tail = madd(s, half_square + (even + odd), k * constant<V>(1.90821492927058770002e-10));
  return madd(k, constant<V>(6.93147180369123816490e-01), f - (half_square - tail));
}

// Conversions between a register of doubles and half a register of floats, by the machine's instructions: a loop
// becomes these in some surroundings, and anything but in others.
#if defined(__AVX512F__)
LIKELIER_HOT __m512d load_as_doubles(const float* source) { return _mm512_cvtps_pd(_mm256_loadu_ps(source)); }
LIKELIER_HOT __m512 joined_as_floats(__m512d low, __m512d high) {
  return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(low)), _mm512_cvtpd_ps(high), 1);
}
#elif defined(__AVX__)
LIKELIER_HOT __m256d load_as_doubles(const float* source) { return _mm256_cvtps_pd(_mm_loadu_ps(source)); }
LIKELIER_HOT __m256 joined_as_floats(__m256d low, __m256d high) {
  return _mm256_insertf128_ps(_mm256_castps128_ps256(_mm256_cvtpd_ps(low)), _mm256_cvtpd_ps(high), 1);
}
#elif defined(__SSE2__)
LIKELIER_HOT __m128d load_as_doubles(const float* source) {
  return _mm_cvtps_pd(_mm_castsi128_ps(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(source))));
}
LIKELIER_HOT __m128 joined_as_floats(__m128d low, __m128d high) {
  return _mm_movelh_ps(_mm_cvtpd_ps(low), _mm_cvtpd_ps(high));
}
#elif defined(__aarch64__)
LIKELIER_HOT float64x2_t load_as_doubles(const float* source) { return vcvt_f64_f32(vld1_f32(source)); }
LIKELIER_HOT float32x4_t joined_as_floats(float64x2_t low, float64x2_t high) {
  return vcombine_f32(vcvt_f32_f64(low), vcvt_f32_f64(high));
}
#endif

// The two halves of a float batch as double batches, and back.
template <class A>
struct double_halves {
  static constexpr std::size_t width = xsimd::batch<double, A>::size;
  static_assert(xsimd::batch<float, A>::size == 2 * width);

  xsimd::batch<double, A> low, high;

  LIKELIER_HOT explicit double_halves(const xsimd::batch<float, A>& x) {
    alignas(64) float narrow[2 * width];
    x.store_aligned(narrow);
    low = load_as_doubles(narrow);
    high = load_as_doubles(narrow + width);
  }
  LIKELIER_HOT static xsimd::batch<float, A> narrow(const xsimd::batch<double, A>& low,
                                                    const xsimd::batch<double, A>& high) {
    return joined_as_floats(low, high);
  }
};

}  // namespace detail

template <class T, class A>
struct value_traits<xsimd::batch<T, A>, void> {
  using scalar = T;
  using mask = xsimd::batch_bool<T, A>;
  using V = xsimd::batch<T, A>;

  static V primal(const V& x) { return x; }
  static V log_of_normal(const V& x) { return detail::log_of_normal(x); }

  template <class F, class... U>
  static auto in_double(F f, const U&... x) {
    if constexpr (sizeof(T) == sizeof(double)) {
      return f(x...);
    } else {
      return in_halves(f, detail::double_halves<A>(x)...);
    }
  }

 private:
  using doubles = xsimd::batch<double, A>;

  template <class F, class... Halves>
  static auto in_halves(F f, const Halves&... x) {
    return narrowed(f(x.low...), f(x.high...));
  }
  static V narrowed(const doubles& low, const doubles& high) { return detail::double_halves<A>::narrow(low, high); }
  template <int N>
  static several<V, N> narrowed(const several<doubles, N>& low, const several<doubles, N>& high) {
    several<V, N> result;
    for (int i = 0; i < N; ++i) result.at[i] = narrowed(low.at[i], high.at[i]);
    return result;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier

// What formulas need of batches beside these.
#include "likelier/math/batch_exponential.hpp"
#if defined(__AVX512F__) && defined(__AVX512DQ__)
#include "likelier/math/batch_avx512.hpp"
#endif
