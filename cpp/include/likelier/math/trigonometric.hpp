// The functions of angles that distributions need, as parts of a half turn. Coefficients:
// tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/gamma.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// (atan(r) / r - 1) / y with y = r^2, for |r| <= tan(pi / 8).
template <class V>
LIKELIER_HD inline V atan_tail(const V& y) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return polynomial(y, -0.3333333134651184, 0.19999539852142334, -0.14263945817947388, 0.10743631422519684,
                      -0.06451597064733505);
  } else {
    return polynomial(y, -0.3333333333333333, 0.19999999999995513, -0.1428571428466518, 0.11111111015146714,
                      -0.0909090457366906, 0.07692183087342026, -0.06664509989818045, 0.058581362519061465,
                      -0.05085383488842831, 0.03922974453661223, -0.019174543572021332);
  }
}

}  // namespace detail

// atan(x) / pi and acot(x) / pi for x >= 0, both with their digits where they are small.
template <class V>
struct angle_of {
  mask_t<V> below;  // x < 1
  V part;           // the smaller of the two angles, over pi

  LIKELIER_HD explicit angle_of(const V& x) {
    const V one = constant<V>(1.0);
    // atan(low / high), by pi / 4 and the rest where that is past pi / 8.
    below = x < one;
    const V low = select(below, x, one);
    const V high = select(below, one, x);
    const auto wide = low > constant<V>(0.4142135623730950) * high;
    const V r = select(wide, low - high, low) / select(wide, low + high, high);
    const V y = r * r;
    const V rest = constant<V>(0.3183098861837907) * (r + r * (y * detail::atan_tail(y)));
    part = select(wide, constant<V>(0.25) + rest, rest);
    part = select(isnan(x), x, part);
  }
  LIKELIER_HD V other() const { return constant<V>(0.5) - part; }
};
template <class V>
LIKELIER_HD inline V acot_pi(const V& x) {
  const angle_of<V> angle(x);
  return select(angle.below, angle.other(), angle.part);
}
template <class V>
LIKELIER_HD inline V atan_pi(const V& x) {
  const angle_of<V> angle(x);
  return select(angle.below, angle.part, angle.other());
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> acot_pi(const Dual<V, N>& x) {
  const V slope = constant<V>(-0.3183098861837907) / (constant<V>(1.0) + x.value * x.value);
  return Dual<V, N>::unary(acot_pi(x.value), slope, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> atan_pi(const Dual<V, N>& x) {
  const V slope = constant<V>(0.3183098861837907) / (constant<V>(1.0) + x.value * x.value);
  return Dual<V, N>::unary(atan_pi(x.value), slope, x);
}

// tan(pi q) and cot(pi q) for 0 <= q <= 1/2.
template <class V>
LIKELIER_HD inline V tan_pi(const V& q) {
  return detail::sin_pi(q) / detail::cos_pi(q);
}
template <class V>
LIKELIER_HD inline V cot_pi(const V& q) {
  return detail::cos_pi(q) / detail::sin_pi(q);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> tan_pi(const Dual<V, N>& q) {
  const V cosine = detail::cos_pi(q.value);
  return Dual<V, N>::unary(tan_pi(q.value), constant<V>(3.141592653589793) / cosine / cosine, q);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> cot_pi(const Dual<V, N>& q) {
  const V sine = detail::sin_pi(q.value);
  return Dual<V, N>::unary(cot_pi(q.value), constant<V>(-3.141592653589793) / sine / sine, q);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
