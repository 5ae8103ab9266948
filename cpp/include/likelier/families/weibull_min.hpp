#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct weibull_min {
  static constexpr const char* name = "weibull_min";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Weibull (minimum) density with shape c.";
  static constexpr const char* formula =
      "log p(x) = log(c) + (c - 1) log y - y^c - log(scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: +inf for c < 1, -log(scale) for c = 1 (one-sided "
      "gradients), -inf for c > 1.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 21.";
  static constexpr const char* example =
      "lk.weibull_min.logpdf([0.5, 2.0], c=1.5, scale=2.0)\n"
      "array([-1.10582925, -1.28768207])";

  struct shape : positive {
    static constexpr const char* name = "c";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<shape>;

  template <class V>
  struct constants {
    V c, log_c, loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& c, const V& loc, const scaling<V>& scale) {
    return {c, detail::full_log(c), loc, scale.standardize};
  }

  // y^c and y^c - 1, from y or from its logarithm; in double, because exp makes the rounding of the
  // exponent large.
  struct power {
    template <class V>
    LIKELIER_HD V operator()(const V& y, const V& c) const {
      return detail::full_exp(c * detail::full_log(y));
    }
  };
  struct power_less_one {
    template <class V>
    LIKELIER_HD V operator()(const V& y, const V& c) const {
      return detail::full_expm1(c * detail::full_log(y));
    }
  };
  struct exp_product {
    template <class V>
    LIKELIER_HD V operator()(const V& log_y, const V& c) const {
      return detail::full_exp(c * log_y);
    }
  };

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const V d = x - c.loc;
    const V y = c.standardize(x, c.loc);
    V kernel = select(y == infinity<V>(), -y, xlogy(c.c - one, y) - in_double(power{}, y, c.c));
    const auto lost = is_lost(y, d);
    if (any(lost)) {
      const V log_y = detail::full_log(d) - c.standardize.log_scale;
      kernel = select(lost, (c.c - one) * log_y - in_double(exp_product{}, log_y, c.c), kernel);
    }
    const V inside = kernel + c.log_c - c.standardize.log_scale;
    return select(d < constant<V>(0.0), outside_support(c.log_c + c.standardize.log_scale), inside);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = x - c.loc;
    const V y = c.standardize(x, c.loc);
    const auto outside = d < zero && !isnan(c.log_c + c.standardize.log_scale);
    V log_y = detail::full_log(y);
    V excess = in_double(power_less_one{}, y, c.c);  // y^c - 1
    // (c - 1 - c y^c) / y; c = 1 and y = inf have limits that the quotient has not.
    V slope = -(c.c * excess + one) / y;
    const auto far = y == infinity<V>();
    if (any(far)) slope = select(far, -c.c * in_double(power{}, y, V(c.c - one)), slope);
    slope = select(c.c == one && !isnan(y), -one, slope);
    slope = c.standardize(slope);
    const auto lost = is_lost(y, d);
    if (any(lost)) {
      log_y = select(lost, detail::full_log(d) - c.standardize.log_scale, log_y);
      excess = select(lost, in_double(exp_product{}, log_y, c.c) - one, excess);
      slope = select(lost, -(c.c * excess + one) / d, slope);
    }
    dx = select(outside, zero, slope);
    dc.loc = -dx;
    dc.c = select(outside, zero, -log_y * excess);
    dc.log_c = select(outside, zero, one);
    dc.standardize.log_scale = select(outside, zero, c.c * excess);
    return log_prob(x, c);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
