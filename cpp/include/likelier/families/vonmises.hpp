#pragma once

#include "likelier/math/circular.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct von_mises_standard {
  template <int which, class V>
  LIKELIER_HD static V tail_of(const V& angle, const V& kappa) {
    return in_double(detail::von_mises_tail_in_double<false>{}, angle, kappa).at[which];
  }
  template <int which, class V, int N>
  LIKELIER_HD static Dual<V, N> tail_of(const Dual<V, N>& angle, const Dual<V, N>& kappa) {
    const several<V, 4> t = in_double(detail::von_mises_tail_in_double<true>{}, angle.value, kappa.value);
    const V share = which == 0 ? t.at[0] : constant<V>(1.0);
    return Dual<V, N>::binary(t.at[which], share * t.at[2], angle, share * t.at[3], kappa);
  }
  template <class V, class C>
  LIKELIER_HD static V tail(const V& angle, const V&, const C& c) {
    return tail_of<0>(angle, c.kappa);
  }
  template <class V, class C>
  LIKELIER_HD static V log_tail(const V& angle, const V&, const C& c) {
    return tail_of<1>(angle, c.kappa);
  }
  template <class V, class C>
  LIKELIER_HD static V at_tail(const V& q, const C& c) {
    return angle_beyond(q, c.kappa);
  }

 private:
  template <class V>
  LIKELIER_HD static V angle_beyond(const V& q, const V& kappa) {
    return in_double(detail::von_mises_quantile_in_double{}, q, kappa);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> angle_beyond(const Dual<V, N>& q, const Dual<V, N>& kappa) {
    const several<V, 3> r = in_double(detail::von_mises_quantile_slopes_in_double{}, q.value, kappa.value);
    return Dual<V, N>::binary(r.at[0], r.at[1], q, r.at[2], kappa);
  }
};

struct vonmises : symmetric_tails<von_mises_standard> {
  static constexpr const char* name = "vonmises";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Von Mises density on the circle, with concentration kappa.";
  static constexpr const char* formula =
      "log p(x) = -2 kappa sin^2(y / 2) - log(2 pi e^-kappa I_0(kappa)) - log(scale),  y = (x - loc) / scale";
  static constexpr const char* borders =
      "The density has the period 2 pi scale and integrates to 1 over one: any x is taken. kappa = 0 is uniform. NaN "
      "at x = +-inf. The distribution function is that of the one turn around loc: it stays 0 below loc - pi scale "
      "and 1 above loc + pi scale, where SciPy's goes on to count turns. Quantiles lie between.";
  static constexpr const char* source = "K. V. Mardia and P. E. Jupp, Directional Statistics (2000), section 3.5.4.";
  static constexpr const char* example =
      "lk.vonmises.logpdf([0.0, 1.5], kappa=2.0)\n"
      "array([-0.66187061, -2.5203962 ])";

  struct concentration : non_negative_and_finite {
    static constexpr const char* name = "kappa";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<concentration>;

  template <class V>
  struct constants {
    V kappa;
    V log_normalizer;  // with the logarithm of the scale, whose derivative is left to the standardizer
    V loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& kappa, const V& loc, const scaling<V>& scale) {
    const log_standardizer<V>& told = scale.log_standardize;
    const V turn = constant<V>(6.283185307179586);
    return {kappa, log_i0e_term(kappa, V(turn * told.reference)) + told.offset, loc, scale.standardize};
  }

  // sin(y / 2) and cos(y / 2), up to one sign for both, are sin(pi f) and sin(pi g).
  struct half_turns_in_double {
    template <class V>
    LIKELIER_HD several<V, 2> operator()(const V& y) const {
      const V half = constant<V>(0.5), inverse_pi = constant<V>(0.3183098861837907);
      // y less whole turns. Pairs of doubles stand for 2 pi and its half; the first product is exact.
      const V turns = nearbyint(y * (half * inverse_pi));
      const V turned = turns * constant<V>(6.283185307179586);
      const V lost = detail::product_error(turns, constant<V>(6.283185307179586), turned);
      const V angle = half * ((y - turned) - (lost + turns * constant<V>(2.4492935982947064e-16)));
      const V rest = (constant<V>(1.5707963267948966) - abs(angle)) + constant<V>(6.123233995736766e-17);
      return {{angle * inverse_pi, rest * inverse_pi}};
    }
  };
  struct sine_and_cosine_in_double {
    template <class V>
    LIKELIER_HD several<V, 2> operator()(const V& angle) const {
      return {{sin(angle), cos(angle)}};
    }
  };
  template <class V>
  LIKELIER_HD static several<V, 2> half_angle_of(const V& y) {
    const several<V, 2> turns = in_double(half_turns_in_double{}, y);
    several<V, 2> result = {{detail::sin_pi(turns.at[0]), detail::sin_pi(turns.at[1])}};
    // Here an ulp of y is a good part of a turn.
    const auto is_far = !(abs(y) < constant<V>(0x1p48));
    if (any(is_far)) {
      const several<V, 2> far = far_half_angle_of(V(select(is_far, y, constant<V>(0.0))));
      result = {{select(is_far, far.at[0], result.at[0]), select(is_far, far.at[1], result.at[1])}};
    }
    return result;
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static several<V, 2> far_half_angle_of(V y) {
    return in_double(sine_and_cosine_in_double{}, V(constant<V>(0.5) * y));
  }

  // From s = sin(y / 2).
  template <class V>
  LIKELIER_HD static V log_prob_of(const V& s, const constants<V>& c) {
    return constant<V>(-2.0) * (c.kappa * s) * s - c.log_normalizer;
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return log_prob_of(half_angle_of(V(c.standardize(x, c.loc))).at[0], c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<vonmises>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V y = c.standardize(x, c.loc);
    const several<V, 2> half_angle = half_angle_of(y);
    const V s = half_angle.at[0];
    const V product = c.kappa * s;
    const V pull = two * product * half_angle.at[1];
    dc.kappa = -two * s * s;
    dc.log_normalizer = select(isnan(s), s, -one);
    dc.loc = c.standardize(pull);
    const auto lost = abs(product) < smallest_normal<V>() && c.kappa > constant<V>(0.0);
    if (any(lost)) dc.loc = select(lost, c.kappa * c.standardize(V(two * s * half_angle.at[1])), dc.loc);
    dx = -dc.loc;
    dc.standardize.log_scale = pull * y - one;
    return log_prob_of(s, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.log_normalizer + c.kappa * bessel_ratio_complement(c.kappa);
  }
  // The derivative by kappa is -kappa A'(kappa); of its parts, those with 1 - A would cancel.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    const V kappa = c.kappa.value;
    const V value = c.log_normalizer.value + kappa * bessel_ratio_complement(kappa);
    const V slope = -in_double(detail::bessel_ratio_growth_in_double{}, kappa);
    return Dual<V, N>::binary(value, slope, c.kappa, constant<V>(1.0), c.standardize.log_scale);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
