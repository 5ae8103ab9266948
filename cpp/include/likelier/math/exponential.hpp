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

// Beyond these exp is 0 or infinite in the scalar's format.
template <class T>
struct exp_limits;
template <>
struct exp_limits<float> {
  static constexpr double lowest = -104.0, highest = 89.0;
};
template <>
struct exp_limits<double> {
  static constexpr double lowest = -746.0, highest = 710.0;
};

// exp(x) for lowest <= x <= highest, or NaN.
template <class V>
LIKELIER_HD inline V exp_in_range(const V& x) {
  const V n = nearbyint(x * constant<V>(1.4426950408889634));
  V r, tail;
  // The high parts of log 2 have so few bits that n times them is exact (W. Cody, W. Waite 1980).
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    r = madd(n, constant<V>(2.12194440e-4), madd(n, constant<V>(-0.693359375), x));
    tail = polynomial(r, 0.500000002859, 0.166665733611, 0.0416663634021, 0.00836377614291, 0.00139421652571);
  } else {
    r = madd(n, constant<V>(-1.90821492927058770002e-10), madd(n, constant<V>(-6.93147180369123816490e-01), x));
    tail = polynomial(r, 0.5000000000000001128124, 0.1666666666666667534278, 0.04166666666662063414256,
                      0.008333333333321296159048, 0.001388888891894097272346, 0.000198412698893470387567,
                      0.00002480151863905157121578, 0.000002755723925004986505348, 2.762133962263160195483e-7,
                      2.511120184202167422153e-8);
  }
  return exp2_scaling<V>::scale(madd(V(r * r), tail, r) + constant<V>(1.0), n);
}

}  // namespace detail

// exp(x) for x <= 0, -inf included.
template <class V>
LIKELIER_HD inline V exp_nonpositive(const V& x) {
  const V lowest = constant<V>(detail::exp_limits<scalar_t<V>>::lowest);
  return detail::exp_in_range(V(select(x < lowest, lowest, x)));
}

// exp(x) for any x.
template <class V>
LIKELIER_HD inline V exp_gradual(const V& x) {
  const V highest = constant<V>(detail::exp_limits<scalar_t<V>>::highest);
  return exp_nonpositive(V(select(x > highest, highest, x)));
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
