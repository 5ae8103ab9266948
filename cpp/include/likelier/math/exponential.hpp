// exp for the row operations: short, branch-free, and with gradual underflow, where most vector
// libraries flush to zero what a row's sum is made of.
//
// Polynomial coefficients: minimax on |r| <= 0.35, by Remez exchange.
#pragma once

#include "likelier/math/polynomial.hpp"
#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// p * 2^n for an integral n that may leave the exponent's range: overflows to infinity and
// underflows gradually. |n| <= 2000 (double), 250 (float). A struct, so that the specialisation for
// batches is found wherever it is declared.
template <class V>
struct exp2_scaling {
  LIKELIER_HD static V scale(V p, V n) { return std::ldexp(p, static_cast<int>(n)); }
};

namespace detail {

// exp is 0 below lowest and infinite above highest in the scalar's format; below vanishing so is its
// product with all but the largest factors, and the exponent still fits exp2_scaling.
template <class T>
struct exp_limits;
template <>
struct exp_limits<float> {
  static constexpr double vanishing = -174.0, lowest = -104.0, highest = 89.0;
};
template <>
struct exp_limits<double> {
  static constexpr double vanishing = -1416.0, lowest = -746.0, highest = 710.0;
};

}  // namespace detail

// exp(x) as mantissa * 2^exponent. A product with a large factor is formed before the scaling, so
// that it keeps its digits where exp(x) itself underflows.
template <class V>
struct scaled_exp {
  V mantissa, exponent;

  // vanishing <= x <= highest, or NaN.
  LIKELIER_HD static scaled_exp in_range(const V& x) {
    const V n = nearbyint(x * constant<V>(1.4426950408889634));
    V r, tail;
    // The high parts of log 2 have so few bits that n times them is exact (W. Cody, W. Waite 1980).
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      r = detail::madd(n, constant<V>(2.12194440e-4), detail::madd(n, constant<V>(-0.693359375), x));
      tail = detail::polynomial(r, 0.500000002859, 0.166665733611, 0.0416663634021, 0.00836377614291, 0.00139421652571);
    } else {
      r = detail::madd(n, constant<V>(-1.90821492927058770002e-10), detail::madd(n, constant<V>(-6.93147180369123816490e-01), x));
      tail = detail::polynomial(r, 0.5000000000000001128124, 0.1666666666666667534278, 0.04166666666662063414256,
                                0.008333333333321296159048, 0.001388888891894097272346, 0.000198412698893470387567,
                                0.00002480151863905157121578, 0.000002755723925004986505348, 2.762133962263160195483e-7,
                                2.511120184202167422153e-8);
    }
    return {detail::madd(V(r * r), tail, r) + constant<V>(1.0), n};
  }
  LIKELIER_HD explicit scaled_exp(const V& x) {
    using limits = detail::exp_limits<scalar_t<V>>;
    const V lowest = constant<V>(limits::vanishing);
    const V highest = constant<V>(limits::highest);
    const auto vanishes = x < lowest;
    *this = in_range(V(select(vanishes, lowest, V(select(x > highest, highest, x)))));
    mantissa = select(vanishes, constant<V>(0.0), mantissa);
  }
  LIKELIER_HD scaled_exp(const V& m, const V& n) : mantissa(m), exponent(n) {}

  LIKELIER_HD V value() const { return exp2_scaling<V>::scale(mantissa, exponent); }
  LIKELIER_HD V times(const V& factor) const { return exp2_scaling<V>::scale(mantissa * factor, exponent); }
};

// exp(x) for x <= 0, -inf included.
template <class V>
LIKELIER_HD inline V exp_nonpositive(const V& x) {
  const V lowest = constant<V>(detail::exp_limits<scalar_t<V>>::lowest);
  return scaled_exp<V>::in_range(V(select(x < lowest, lowest, x))).value();
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
