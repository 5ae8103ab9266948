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
    log_standardizer<V> standardize;
    V first, second;  // of a standardizer
    static constexpr int passive = log_standardizer<V>::passive + 2;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& c, const V& loc, const scaling<V>& scale) {
    return {c, detail::full_log(c), loc, scale.log_standardize, scale.standardize.first, scale.standardize.second};
  }

  struct exponential {
    template <class V>
    LIKELIER_HD V operator()(const V& exponent) const {
      return detail::full_exp(exponent);
    }
  };
  struct exponential_less_one {
    template <class V>
    LIKELIER_HD V operator()(const V& exponent) const {
      return detail::full_expm1(exponent);
    }
  };
  template <class F>
  struct of_exponent {
    template <class V>
    LIKELIER_HD V operator()(const V& a, const V& d, const V& reference, const V& offset) const {
      return F{}(V(a * (log_ratio(d, reference) - offset)));
    }
  };
  // F of a log y. An exponential makes the rounding of its exponent large: floats compute all of it in double.
  template <class F, class V>
  LIKELIER_HD static V of_power(const V& a, const distance<V>& d, const V& log_y, const constants<V>& c) {
    if constexpr (sizeof(scalar_t<V>) == sizeof(double)) {
      return F{}(V(a * log_y));
    } else {
      const log_standardizer<V>& s = c.standardize;
      return in_double(of_exponent<F>{}, a, d.scaled, V(s.reference * d.power), s.offset);
    }
  }
  template <class F, class V, int N>
  LIKELIER_HD static Dual<V, N> of_power(const Dual<V, N>& a, const distance<Dual<V, N>>&, const Dual<V, N>& log_y,
                                         const constants<Dual<V, N>>&) {
    return F{}(a * log_y);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const distance<V> d = distance_from(c.loc, x);
    const V log_y = c.standardize(d);
    const V power = of_power<exponential>(c.c, d, log_y, c);
    const V kernel = select(power == infinity<V>(), -power, times_log(c.c - one, log_y) - power);
    const V inside = kernel + c.log_c - c.standardize.log_scale;
    return select(x < c.loc, -infinity<V>(), inside);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const distance<V> d = distance_from(c.loc, x);
    const V log_y = c.standardize(d);
    const auto outside = x < c.loc;
    // (c - 1) / d - c y^c / d. Where c is near 1 the power is formed as y^(c - 1) y, which keeps the digits of
    // a tiny y; at both ends of the line that form has the limits.
    const auto near = c.c >= constant<V>(0.5) || abs(log_y) == infinity<V>();
    V power = of_power<exponential>(V(select(near, c.c - one, c.c)), d, log_y, c);
    power = c.c * select(c.c == one && !isnan(log_y), one, power);
    const V scaled = power * c.first * c.second;
    V slope = select(c.c == one, zero, d.divide(V(c.c - one)));
    slope = slope - select(near, scaled, d.divide(power));
    const V excess = of_power<exponential_less_one>(c.c, d, log_y, c);  // y^c - 1
    dx = select(outside, zero, slope);
    dc.loc = -dx;
    dc.c = select(outside, zero, -log_y * excess);
    dc.log_c = select(outside, zero, select(isnan(log_y), log_y, one));
    dc.standardize.log_scale = select(outside, zero, c.c * excess);
    return log_prob(x, c);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
