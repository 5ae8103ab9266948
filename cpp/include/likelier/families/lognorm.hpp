#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct lognorm : normal_tails<lognorm> {
  static constexpr const char* name = "lognorm";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary =
      "Log-normal density: log((x - loc) / scale) is normal with standard deviation s.";
  static constexpr const char* formula =
      "log p(x) = -(log y)^2 / (2 s^2) - log y - log(s) - log(scale) - log(2 pi)/2,\n"
      "y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x <= loc and at x = +inf. scale is exp of the mean of the logarithm, and log_scale that "
      "mean itself.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 14.";
  static constexpr const char* example =
      "lk.lognorm.logpdf([0.5, 2.0], s=0.5, scale=1.5)\n"
      "array([-1.94654209, -1.08446048])";

  struct shape : positive {
    static constexpr const char* name = "s";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<shape>;

  template <class V>
  struct constants {
    V s, log_s, loc;
    log_standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& s, const V& loc, const scaling<V>& scale) {
    return {s, detail::full_log(s), loc, scale.log_standardize};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const distance<V> d = distance_from(c.loc, x);
    const V log_y = c.standardize(d);
    const V u = log_y / c.s;
    const V log_d = log_y + c.standardize.log_scale;
    V normalizer = log_d + plus_number(c.log_s, long_half_log_2pi());
    const auto large = may_cancel(c.standardize.log_scale, c.log_s);
    if (any(large)) {
      const V log_width = log_of_product(d, V(d.scaled * c.s), c.log_s, V(log_d + c.log_s));
      normalizer = select(large, plus_number(log_width, long_half_log_2pi()), normalizer);
    }
    return select(x <= c.loc, -infinity<V>(), normal_kernel::of(u, normalizer));
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const distance<V> d = distance_from(c.loc, x);
    const V u = c.standardize(d) / c.s;
    const V pull = u / c.s;
    const auto outside = x < c.loc;
    // At x = inf the logarithm is the smaller infinity.
    dc.loc = select(outside || (x == infinity<V>() && !isnan(u)), zero, d.divide(V(pull + one)));
    dx = -dc.loc;
    dc.s = select(outside, zero, u * pull);
    dc.log_s = select(outside, zero, select(isnan(u), u, -one));
    dc.standardize.log_scale = select(outside, zero, pull);
    return log_prob(x, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(V(c.standardize.log_scale + c.log_s), long_half_log_2pi() + long_number{0.5, 0.0});
  }

  template <class V>
  LIKELIER_HD static V z(const V& x, const constants<V>& c) {
    const V log_y = c.standardize(distance_from(c.loc, x));
    return select(x <= c.loc, -infinity<V>(), log_y / c.s);
  }
  template <class V>
  LIKELIER_HD static V x_at(const V& z, const constants<V>& c) {
    return c.loc + exp_times_scale(c.standardize, V(c.s * z));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
