// The vocabulary of scalar.hpp for SIMD batches. xsimd supplies arithmetic and the elementary
// functions; what is only here are the traits, and names that xsimd spells otherwise.
#pragma once

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

// The two halves of a float batch as double batches, and back. Through memory: the compiler turns
// it into the machine's conversions, and it needs nothing of xsimd's less-travelled parts.
template <class A>
struct double_halves {
  static constexpr std::size_t width = xsimd::batch<double, A>::size;
  static_assert(xsimd::batch<float, A>::size == 2 * width);

  xsimd::batch<double, A> low, high;

  explicit double_halves(const xsimd::batch<float, A>& x) {
    alignas(64) float narrow[2 * width];
    alignas(64) double wide[2 * width];
    x.store_aligned(narrow);
    for (std::size_t i = 0; i < 2 * width; ++i) wide[i] = static_cast<double>(narrow[i]);
    low = xsimd::batch<double, A>::load_aligned(wide);
    high = xsimd::batch<double, A>::load_aligned(wide + width);
  }

  static xsimd::batch<float, A> narrow(const xsimd::batch<double, A>& low, const xsimd::batch<double, A>& high) {
    alignas(64) float narrow[2 * width];
    alignas(64) double wide[2 * width];
    low.store_aligned(wide);
    high.store_aligned(wide + width);
    for (std::size_t i = 0; i < 2 * width; ++i) narrow[i] = static_cast<float>(wide[i]);
    return xsimd::batch<float, A>::load_aligned(narrow);
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
  static V in_double(F f, const U&... x) {
    if constexpr (sizeof(T) == sizeof(double)) {
      return f(x...);
    } else {
      return in_halves(f, detail::double_halves<A>(x)...);
    }
  }

 private:
  template <class F, class... Halves>
  static V in_halves(F f, const Halves&... x) {
    return detail::double_halves<A>::narrow(f(x.low...), f(x.high...));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
