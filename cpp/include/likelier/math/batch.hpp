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

template <class T, class A>
struct value_traits<xsimd::batch<T, A>, void> {
  using scalar = T;
  using mask = xsimd::batch_bool<T, A>;
};

template <class T, class A>
inline xsimd::batch<T, A> primal(const xsimd::batch<T, A>& x) {
  return x;
}

template <class A>
inline xsimd::batch<double, A> exp2_integer(const xsimd::batch<double, A>& n) {
  return xsimd::ldexp(xsimd::batch<double, A>(1.0), xsimd::to_int(n));
}
template <class A>
inline xsimd::batch<float, A> exp2_integer(const xsimd::batch<float, A>& n) {
  return xsimd::ldexp(xsimd::batch<float, A>(1.0F), xsimd::to_int(n));
}

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

  static xsimd::batch<float, A> narrow(const xsimd::batch<double, A>& low,
                                       const xsimd::batch<double, A>& high) {
    alignas(64) float narrow[2 * width];
    alignas(64) double wide[2 * width];
    low.store_aligned(wide);
    high.store_aligned(wide + width);
    for (std::size_t i = 0; i < 2 * width; ++i) narrow[i] = static_cast<float>(wide[i]);
    return xsimd::batch<float, A>::load_aligned(narrow);
  }
};

}  // namespace detail

template <class F, class A>
inline xsimd::batch<double, A> in_double(F f, const xsimd::batch<double, A>& x) {
  return f(x);
}
template <class F, class A>
inline xsimd::batch<double, A> in_double(F f, const xsimd::batch<double, A>& x,
                                         const xsimd::batch<double, A>& y) {
  return f(x, y);
}
template <class F, class A>
inline xsimd::batch<float, A> in_double(F f, const xsimd::batch<float, A>& x) {
  const detail::double_halves<A> a(x);
  return detail::double_halves<A>::narrow(f(a.low), f(a.high));
}
template <class F, class A>
inline xsimd::batch<float, A> in_double(F f, const xsimd::batch<float, A>& x,
                                        const xsimd::batch<float, A>& y) {
  const detail::double_halves<A> a(x), b(y);
  return detail::double_halves<A>::narrow(f(a.low, b.low), f(a.high, b.high));
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
