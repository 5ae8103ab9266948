#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The probability between an angle in [0, pi] and pi, its logarithm, and with slopes those of the logarithm by the
// angle and kappa: by Gauss and Legendre's rule, as in math/incomplete.hpp.
template <int Shapes>
struct vonmises_tail_in_double {
  template <class V>
  LIKELIER_HD static V sine(const V& angle, const V& rest) {
    // rest = pi - angle
    return detail::sin_pi(V(min(angle, rest) * constant<V>(0.3183098861837907)));
  }
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 2 + Shapes> operator()(const V& angle, const V& kappa) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    const V rest = (constant<V>(3.141592653589793) - angle) + constant<V>(1.2246467991473532e-16);
    // cos(angle) - cos(angle + s).
    const auto fall = [&](const V& s) {
      const V middle = half * s;
      return two * sine(V(angle + middle), V(rest - middle)) *
             detail::sin_pi(V(middle * constant<V>(0.3183098861837907)));
    };
    const V depth = constant<V>(detail::tail_depth), peak = max(kappa, one);
    const V slope = kappa * sine(angle, rest);
    const V cosine = one - two * detail::sin_pi(V(half * angle * constant<V>(0.3183098861837907))) *
                               detail::sin_pi(V(half * angle * constant<V>(0.3183098861837907)));
    V reach = min(rest, detail::gaussian_reach(slope, V(kappa * max(cosine, constant<V>(1e-3))), peak));
    for (int step = 0; step < 5; ++step) {
      const V rate = kappa * sine(V(angle + reach), V(rest - reach));
      const V next = reach + (depth - kappa * fall(reach)) / rate;
      reach = min(rest, select(next > zero && next < two * reach, max(next, half * reach), two * reach));
    }
    V integral = zero, moment = zero;
    detail::gauss_legendre(reach, [&](const V& s, const V& weight) {
      const V lower = fall(s);
      const V part = weight * exp(-(kappa * lower));
      integral = integral + part;
      if (Shapes > 0) moment = moment + part * lower;
    });
    const V sine_half = detail::sin_pi(V(half * angle * constant<V>(0.3183098861837907)));
    const V exponent = two * (kappa * sine_half) * sine_half;
    const V scale = integral / (constant<V>(6.283185307179586) * i0e(kappa));
    several<V, 2 + Shapes> t;
    t.at[0] = scale * detail::full_exp(V(-exponent));
    t.at[1] = detail::full_log(scale) - exponent;
    if constexpr (Shapes > 0) {
      t.at[2] = -(one / integral);
      // The mean of cos(angle + s) in the tail less that of the whole circle.
      const V by_cosine = bessel_ratio_complement(kappa) - two * sine_half * sine_half;
      t.at[3] = by_cosine - moment / integral;
    }
    return t;
  }
};

// The angle in [0, pi] beyond which a probability q <= 1/2 lies.
struct vonmises_quantile_in_double {
  static constexpr int bound = 60;

  template <class V>
  LIKELIER_HD LIKELIER_APART V operator()(const V& q, const V& kappa) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), pi = constant<V>(3.141592653589793);
    const V log_aim = detail::full_log(q);
    V angle = min(pi * (one - q - q), -detail::ndtri_in_double{}(q) / sqrt(kappa));
    angle = select(angle > zero, angle, zero);
    V low = zero, high = pi;
    auto active = q > zero && q < constant<V>(0.5);
    for (int step = 0; step < bound && any(active); ++step) {
      const auto t = vonmises_tail_in_double<2>{}(angle, kappa);
      const V f = select(t.at[0] >= smallest_normal<V>(), log_ratio(t.at[0], q), t.at[1] - log_aim);
      const auto too_small = f > zero;
      low = select(too_small, angle, low);
      high = select(too_small, high, angle);
      const V bend = -kappa * vonmises_tail_in_double<0>::sine(angle, V(pi - angle)) - t.at[2];
      const V move = detail::halley_step(f, t.at[2], bend);
      V next = angle + move;
      const auto settled = abs(move) * (one + abs(t.at[2]) + abs(bend)) <= constant<V>(detail::last_step);
      const auto halved = !settled && !(next >= low && next <= high);
      if (any(halved)) next = select(halved, constant<V>(0.5) * (low + high), next);
      angle = select(active, next, angle);
      active = active && !settled;
    }
    angle = min(max(angle, zero), pi);
    return select(q == zero, pi, select(q == constant<V>(0.5), zero, angle));
  }
};

struct vonmises {
  static constexpr const char* name = "vonmises";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Von Mises density on the circle, with concentration kappa.";
  static constexpr const char* formula =
      "log p(x) = -2 kappa sin^2(y / 2) - log(2 pi e^-kappa I_0(kappa)) - log(scale),  y = (x - loc) / scale";
  static constexpr const char* borders =
      "The density has the period 2 pi scale and integrates to 1 over one: any x is taken. kappa = 0 is uniform. NaN "
      "at x = +-inf. The distribution function is that of the turn from loc - pi scale to loc + pi scale, where "
      "quantiles lie: 0 below it and 1 above.";
  static constexpr const char* source = "K. V. Mardia and P. E. Jupp, Directional Statistics (2000), section 3.5.4.";
  static constexpr const char* example =
      "lk.vonmises.logpdf([0.0, 1.5], kappa=2.0)\n"
      "array([-0.66187061, -2.5203962 ])";

  struct concentration : non_negative_and_finite {
    static constexpr const char* name = "kappa";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale>::after<concentration>;

  static constexpr double log_2pi = 2.0 * half_log_2pi;

  template <class V>
  struct constants {
    V kappa, log_normalizer, loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& kappa, const V& loc, const scaling<V>& scale) {
    return {kappa, log_i0e(kappa) + constant<V>(log_2pi), loc, scale.standardize};
  }

  // sin(y / 2) and cos(y / 2), up to one sign for both.
  struct half_angle_in_double {
    template <class V>
    LIKELIER_HD several<V, 2> operator()(const V& y) const {
      const V half = constant<V>(0.5), inverse_pi = constant<V>(0.3183098861837907);
      // y less whole turns. Pairs of doubles stand for 2 pi and its half; the first product is exact.
      const V turns = nearbyint(y * (half * inverse_pi));
      const V turned = turns * constant<V>(6.283185307179586);
      const V lost = detail::product_error(turns, constant<V>(6.283185307179586), turned);
      const V angle = half * ((y - turned) - (lost + turns * constant<V>(2.4492935982947064e-16)));
      const V rest = (constant<V>(1.5707963267948966) - abs(angle)) + constant<V>(6.123233995736766e-17);
      several<V, 2> result = {{detail::sin_pi(V(angle * inverse_pi)), detail::sin_pi(V(rest * inverse_pi))}};
      // Here an ulp of y is a good part of a turn.
      const auto is_far = !(abs(y) < constant<V>(0x1p48));
      if (any(is_far)) far(half * y, is_far, result);
      return result;
    }

   private:
    template <class V>
    LIKELIER_HD LIKELIER_RARE static void far(V half, mask_t<V> is_far, several<V, 2>& result) {
      half = select(is_far, half, constant<V>(0.0));
      result = {{select(is_far, sin(half), result.at[0]), select(is_far, cos(half), result.at[1])}};
    }
  };

  // From s = sin(y / 2).
  template <class V>
  LIKELIER_HD static V log_prob_of(const V& s, const constants<V>& c) {
    return constant<V>(-2.0) * (c.kappa * s) * s - (c.log_normalizer + c.standardize.log_scale);
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return log_prob_of(in_double(half_angle_in_double{}, V(c.standardize(x, c.loc))).at[0], c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<vonmises>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V y = c.standardize(x, c.loc);
    const several<V, 2> half_angle = in_double(half_angle_in_double{}, y);
    const V s = half_angle.at[0];
    const V pull = two * (c.kappa * s) * half_angle.at[1];
    dc.kappa = -two * s * s;
    dc.log_normalizer = select(isnan(s), s, -one);
    dc.loc = c.standardize(pull);
    dx = -dc.loc;
    dc.standardize.log_scale = pull * y - one;
    return log_prob_of(s, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + (c.log_normalizer + c.kappa * ratio_complement(c.kappa));
  }
  template <class V>
  LIKELIER_HD static V ratio_complement(const V& kappa) {
    return bessel_ratio_complement(kappa);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> ratio_complement(const Dual<V, N>& kappa) {
    const V slope = -in_double(detail::bessel_ratio_slope_in_double{}, kappa.value);
    return Dual<V, N>::unary(bessel_ratio_complement(kappa.value), slope, kappa);
  }

  // The turn from loc - pi to loc + pi, and the tail beyond its angles.
  static constexpr double pi = 3.141592653589793;
  template <int which, class V>
  LIKELIER_HD static V tail(const V& angle, const V& kappa) {
    return in_double(vonmises_tail_in_double<0>{}, angle, kappa).at[which];
  }
  template <int which, class V, int N>
  LIKELIER_HD static Dual<V, N> tail(const Dual<V, N>& angle, const Dual<V, N>& kappa) {
    const several<V, 4> t = in_double(vonmises_tail_in_double<2>{}, angle.value, kappa.value);
    const V share = which == 0 ? t.at[0] : constant<V>(1.0);
    return Dual<V, N>::binary(t.at[which], share * t.at[2], angle, share * t.at[3], kappa);
  }
  template <class V>
  LIKELIER_HD static V probability_below(const V& y, const constants<V>& c) {
    const V one = constant<V>(1.0), end = constant<V>(pi);
    const auto outside = abs(y) >= end;
    const V share = tail<0>(magnitude(V(select(outside, one, y))), c.kappa);
    const V inside = select(y < constant<V>(0.0), share, one - share);
    return select(outside, select(y < constant<V>(0.0), constant<V>(0.0), one), inside);
  }
  template <class V>
  LIKELIER_HD static V log_probability_below(const V& y, const constants<V>& c) {
    const V one = constant<V>(1.0), zero = constant<V>(0.0), end = constant<V>(pi);
    const auto outside = abs(y) >= end;
    const V angle = magnitude(V(select(outside, one, y)));
    const V inside = select(y < zero, tail<1>(angle, c.kappa), log1p(-tail<0>(angle, c.kappa)));
    return select(outside, select(y < zero, -infinity<V>(), zero), inside);
  }
  template <class V>
  LIKELIER_HD static V cdf(const V& x, const constants<V>& c) {
    return probability_below(V(c.standardize(x, c.loc)), c);
  }
  template <class V>
  LIKELIER_HD static V sf(const V& x, const constants<V>& c) {
    return probability_below(V(-c.standardize(x, c.loc)), c);
  }
  template <class V>
  LIKELIER_HD static V logcdf(const V& x, const constants<V>& c) {
    return log_probability_below(V(c.standardize(x, c.loc)), c);
  }
  template <class V>
  LIKELIER_HD static V logsf(const V& x, const constants<V>& c) {
    return log_probability_below(V(-c.standardize(x, c.loc)), c);
  }
  template <class V>
  LIKELIER_HD static V angle_beyond(const V& q, const V& kappa) {
    return in_double(vonmises_quantile_in_double{}, q, kappa);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> angle_beyond(const Dual<V, N>& q, const Dual<V, N>& kappa) {
    const V angle = angle_beyond(q.value, kappa.value);
    const several<V, 4> t = in_double(vonmises_tail_in_double<2>{}, angle, kappa.value);
    const V by_q = constant<V>(1.0) / (t.at[2] * q.value);
    return Dual<V, N>::binary(angle, by_q, q, -t.at[3] / t.at[2], kappa);
  }
  template <class V>
  LIKELIER_HD static V quantile(const V& q, const constants<V>& c) {
    const V p = as_probability(q);
    const auto lower = p <= constant<V>(0.5);
    const V angle = angle_beyond(V(select(lower, p, constant<V>(1.0) - p)), c.kappa);
    return select(lower, -angle, angle);
  }
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    return shifted(c.loc, c.standardize, quantile(q, c));
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    return shifted(c.loc, c.standardize, V(-quantile(q, c)));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
