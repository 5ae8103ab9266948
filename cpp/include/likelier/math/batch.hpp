// The vocabulary of scalar.hpp for SIMD batches. xsimd supplies arithmetic and the elementary
// functions; what is only here are the traits, and names that xsimd spells otherwise.
#pragma once

#include <xsimd/xsimd.hpp>

#include "likelier/math/scalar.hpp"

#if XSIMD_VERSION_MAJOR < 13
#error "likelier needs xsimd 13 or newer"
#endif

namespace likelier {
inline namespace LIKELIER_ISA {

template <class T>
using batch = xsimd::batch<T>;

namespace detail {

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

  template <class F>
  static V in_double(F f, const V& x) {
    if constexpr (sizeof(T) == sizeof(double)) {
      return f(x);
    } else {
      const detail::double_halves<A> a(x);
      return detail::double_halves<A>::narrow(f(a.low), f(a.high));
    }
  }
  template <class F>
  static V in_double(F f, const V& x, const V& y) {
    if constexpr (sizeof(T) == sizeof(double)) {
      return f(x, y);
    } else {
      const detail::double_halves<A> a(x), b(y);
      return detail::double_halves<A>::narrow(f(a.low, b.low), f(a.high, b.high));
    }
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
