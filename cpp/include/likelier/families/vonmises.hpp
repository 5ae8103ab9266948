#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct vonmises {
  static constexpr const char* name = "vonmises";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Von Mises density on the circle, with concentration kappa.";
  static constexpr const char* formula =
      "log p(x) = -2 kappa sin^2(y / 2) - log(2 pi e^-kappa I_0(kappa)) - log(scale),  y = (x - loc) / scale";
  static constexpr const char* borders =
      "The density has the period 2 pi scale and integrates to 1 over one: any x is taken. kappa = 0 is uniform. NaN at "
      "x = +-inf.";
  static constexpr const char* source = "K. V. Mardia and P. E. Jupp, Directional Statistics (2000), section 3.5.4.";
  static constexpr const char* example =
      "lk.vonmises.logpdf([0.0, 1.5], kappa=2.0)\n"
      "array([-0.66187029, -2.52039589])";

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

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V s = sin(V(constant<V>(0.5) * c.standardize(x, c.loc)));
    return constant<V>(-2.0) * (c.kappa * s) * s - (c.log_normalizer + c.standardize.log_scale);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<vonmises>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V y = c.standardize(x, c.loc);
    const V half = constant<V>(0.5) * y;
    const V s = sin(half);
    const V pull = two * (c.kappa * s) * cos(half);
    dc.kappa = -two * s * s;
    dc.log_normalizer = select(isnan(s), s, -one);
    dc.loc = c.standardize(pull);
    dx = -dc.loc;
    dc.standardize.log_scale = pull * y - one;
    return dc.kappa * c.kappa - (c.log_normalizer + c.standardize.log_scale);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
