// The distribution function of the von Mises density e^(kappa cos t) / (2 pi I_0(kappa)) and its inverse.
//
// A tail is C int_0^reach e^(-kappa fall(s)) ds, where C is the density at its edge and fall(s) = cos(t) - cos(t + s):
// an integral for Gauss and Legendre's rule, as those of incomplete.hpp. All is written for double.
#pragma once

#include "likelier/math/bessel.hpp"
#include "likelier/math/incomplete.hpp"
#include "likelier/math/trigonometric.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

inline constexpr double half_turn = 3.141592653589793, half_turn_low = 1.2246467991473532e-16;

// An angle in [0, pi], with what is left to pi.
template <class V>
struct upper_angle {
  V angle, rest;

  LIKELIER_HD explicit upper_angle(const V& a)
      : angle(a), rest((constant<V>(half_turn) - a) + constant<V>(half_turn_low)) {}
  LIKELIER_HD static V small_sine(const V& a) { return sin_pi(V(a * constant<V>(1.0 / half_turn))); }
  // The sine of angle + s.
  LIKELIER_HD V sine(const V& s) const { return small_sine(V(min(angle + s, rest - s))); }
  // cos(angle) - cos(angle + s).
  LIKELIER_HD V fall(const V& s) const {
    const V middle = constant<V>(0.5) * s;
    return constant<V>(2.0) * sine(middle) * small_sine(middle);
  }
  // 1 - cos(angle).
  LIKELIER_HD V depth() const {
    const V s = small_sine(V(constant<V>(0.5) * angle));
    return constant<V>(2.0) * s * s;
  }
};

// Angles between which and 0 the cosine is above its mean on the circle.
template <class V>
LIKELIER_HD inline mask_t<V> is_near_mode(const V& angle, const V& kappa) {
  return angle * angle * max(kappa, constant<V>(1.0)) < constant<V>(0.5);
}
// An integral over [0, angle] in units of the density at the angle: visit(rise, part), rise being cos(t) - cos(angle).
template <class V, class Visit>
LIKELIER_HD inline void from_mode(const V& angle, const V& kappa, Visit visit) {
  const upper_angle<V> at(angle);
  gauss_legendre(angle, [&](const V& s, const V& weight) {
    const V rise = -at.fall(V(-s));
    visit(rise, V(weight * exp(kappa * rise)));
  });
}

// The probability between an angle in [0, pi] and pi, its logarithm, and with slopes those of the logarithm by the
// angle and kappa; nothing is beyond pi.
template <bool slopes>
struct von_mises_tail_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, slopes ? 4 : 2> operator()(const V& angle, const V& kappa) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const upper_angle<V> at(angle);
    const V depth = at.depth(), aim = constant<V>(tail_depth), least = constant<V>(1e-3);
    // Up to where e^(-kappa fall) is below all rounding, or to pi.
    V reach =
        min(at.rest, gaussian_reach(V(kappa * at.sine(zero)), V(kappa * max(one - depth, least)), max(kappa, one)));
    for (int step = 0; step < 5; ++step) {
      const V next = reach + (aim - kappa * at.fall(reach)) / (kappa * at.sine(reach));
      const V twice = reach + reach;
      reach = min(at.rest, select(next > zero && next < twice, max(next, constant<V>(0.5) * reach), twice));
    }
    V integral = zero, moment = zero;
    gauss_legendre(reach, [&](const V& s, const V& weight) {
      const V fall = at.fall(s);
      const V part = weight * exp(-(kappa * fall));
      integral = integral + part;
      if (slopes) moment = moment + part * fall;
    });
    const V exponent = kappa * depth;
    const V factor = integral / (constant<V>(2.0 * half_turn) * i0e_in_double{}(kappa));
    const auto beyond = at.rest < zero;
    several<V, slopes ? 4 : 2> t;
    t.at[0] = select(beyond, zero, factor * full_exp(V(-exponent)));
    t.at[1] = select(beyond, -infinity<V>(), full_log(factor) - exponent);
    if constexpr (slopes) {
      t.at[2] = select(beyond, zero, -one / integral);
      // The mean of the cosine in the tail less that on the whole circle. Where the tail is next to a half, by the
      // other part of the half, on which that difference keeps its sign.
      const V excess = bessel_ratio_complement_in_double{}(kappa)-depth;
      V by_kappa = excess - moment / integral;
      const auto near = is_near_mode(angle, kappa);
      if (any(near)) {
        V lower = zero;
        from_mode(V(select(near, angle, zero)), kappa,
                  [&](const V& rise, const V& part) { lower = lower + part * (excess + rise); });
        by_kappa = select(near, -lower / integral, by_kappa);
      }
      t.at[3] = select(beyond, zero, by_kappa);
    }
    return t;
  }
};

// The angle in [0, pi] beyond which there is a probability q <= 1/2: by Halley's steps on the logarithm of the tail; a
// step that leaves the bracket is halved.
struct von_mises_quantile_in_double {
  static constexpr int bound = 60;

  template <class V>
  LIKELIER_HD LIKELIER_APART V operator()(const V& q, const V& kappa) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5), pi = constant<V>(half_turn);
    const V log_aim = full_log(q);
    V angle = max(zero, min(pi * (one - (q + q)), -ndtri_in_double{}(q) / sqrt(kappa)));
    V low = zero, high = pi;
    auto active = q > zero && q < half && kappa >= zero;
    for (int step = 0; step < bound && any(active); ++step) {
      const several<V, 4> t = von_mises_tail_in_double<true>{}(angle, kappa);
      const V f = log_excess(t.at[0], t.at[1], q, log_aim);
      const auto too_small = f > zero;
      low = select(too_small, angle, low);
      high = select(too_small, high, angle);
      const V bend = -kappa * upper_angle<V>(angle).sine(zero) - t.at[2];
      const V move = halley_step(f, t.at[2], bend);
      V next = angle + move;
      const auto settled = abs(move) * (one + abs(t.at[2]) + abs(bend)) <= constant<V>(last_step);
      const auto halved = !settled && !(next >= low && next <= high);
      if (any(halved)) next = select(halved, half * (low + high), next);
      angle = select(active, min(max(next, zero), pi), angle);
      active = active && !settled;
    }
    // Next to 0 the tail does not tell the angle, but what it lacks of a half does: one of Newton's steps.
    const auto near = q > zero && q < half && is_near_mode(angle, kappa);
    if (any(near)) {
      V part_of_half = zero;
      from_mode(V(select(near, angle, zero)), kappa,
                [&](const V&, const V& part) { part_of_half = part_of_half + part; });
      const V inverse =
          constant<V>(2.0 * half_turn) * i0e_in_double{}(kappa)*exp(kappa * upper_angle<V>(angle).depth());
      angle = select(near, angle + ((half - q) * inverse - part_of_half), angle);
    }
    return select(q == zero, pi, select(q == half, zero, select(q > zero, angle, quiet_nan<V>())));
  }
};

// The same with its derivatives by q and kappa: at the exact angle, from which the rounded one is far where the density
// falls steeply or next to pi.
struct von_mises_quantile_slopes_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 3> operator()(const V& q, const V& kappa) const {
    const V zero = constant<V>(0.0);
    const V angle = von_mises_quantile_in_double{}(q, kappa);
    const upper_angle<V> at(angle);
    const several<V, 4> t = von_mises_tail_in_double<true>{}(angle, kappa);
    const V f = log_excess(t.at[0], t.at[1], q, V(full_log(q)));
    // Next to pi the tail is a line, and much of it is rounded away.
    const V rounded = full_expm1(V(-f)) / t.at[2];
    const auto is_known = abs(f) < constant<V>(1e-6) || abs(rounded) <= constant<V>(1e-15) * angle;
    const V offset = select(is_known, rounded, zero);
    const V fall = kappa * at.sine(zero);  // of the logarithm of the density
    const V known = select(t.at[0] >= smallest_normal<V>(), t.at[0], q);
    const V by_q = full_exp(V(fall * offset)) / (t.at[2] * known);
    const V by_kappa = -t.at[3] / t.at[2];
    const V excess = bessel_ratio_complement_in_double{}(kappa)-at.depth();
    return {{angle, by_q, by_kappa + offset * (fall * by_kappa - excess)}};
  }
};

}  // namespace detail

}  // namespace LIKELIER_ISA
}  // namespace likelier
