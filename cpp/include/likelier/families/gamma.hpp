#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct gamma {
  static constexpr const char* name = "gamma";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Gamma density with shape a.";
  static constexpr const char* formula =
      "log p(x) = (a - 1) log y - y - log Gamma(a) - log(scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: +inf for a < 1, -log(scale) for a = 1 (one-sided "
      "gradients), -inf for a > 1. Data whose difference from loc overflows count as +inf.";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for the large-shape form.";
  static constexpr const char* example =
      "lk.gamma.logpdf([0.5, 2.0], a=2.0, scale=1.5)\n"
      "array([-1.83741073, -1.45111637])";

  struct shape : positive {
    static constexpr const char* name = "a";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, rate, log_scale, log_rate>::after<shape>;

  // From this shape on the logarithm of the density is formed around its peak, where the terms of
  // the textbook form cancel; below, the textbook form is the accurate one.
  static constexpr double large_shape = 8.0;

  template <class V>
  struct constants {
    V a, log_normalizer, loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& loc, const scaling<V>& scale) {
    const auto large = a >= constant<V>(large_shape);
    // Gamma(a) = sqrt(2 pi / a) (a / e)^a exp(stirlerr(a)), of which bd0 holds the power and the
    // kernel's log(y / a) a factor a.
    V normalizer = constant<V>(0.0);
    if (!all(large)) normalizer = lgamma(a);
    if (any(large)) {
      const V enough = max(a, constant<V>(large_shape));  // spares stirlerr its small arguments
      const V peak = stirlerr(enough) + constant<V>(half_log_2pi) + constant<V>(0.5) * log(enough);
      normalizer = select(large || isnan(a), peak, normalizer);
    }
    return {a, normalizer, loc, scale.standardize};
  }

  // Where log_kernel needs no care: y = d / scale is positive, finite and has not underflowed.
  template <class V>
  LIKELIER_HD static auto is_ordinary(const V& y) {
    return y >= smallest_normal<V>() && y < infinity<V>();
  }

  // log_prob less the normalizer and the logarithm of the scale; the derivative by a of that part.
  template <class V>
  LIKELIER_HD static V ordinary_kernel(const V& y, const constants<V>& c, V& slope) {
    const V one = constant<V>(1.0);
    const auto large = c.a >= constant<V>(large_shape);
    V kernel = constant<V>(0.0);
    slope = kernel;
    if (!all(large)) {
      slope = detail::full_log(y);
      kernel = times_log(c.a - one, slope) - y;
    }
    if (any(large)) {
      V log_ay;
      const V deviance = bd0(c.a, y, log_ay);
      kernel = select(large, log_ay - deviance, kernel);
      slope = select(large, one / c.a - log_ay, slope);
    }
    return kernel;
  }

  template <class V>
  struct kernel_and_slope {
    V kernel, slope;
  };
  // The same where y is 0, has underflowed though d > 0, or is infinite.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static kernel_and_slope<V> kernel_at_border(V y, V d, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V slope;
    const V kernel = ordinary_kernel(y, c, slope);
    const auto large = c.a >= constant<V>(large_shape);
    const auto lost = is_lost(y, d);
    const V log_y = detail::full_log(d) - c.standardize.log_scale;
    const V log_ya = log_y - detail::full_log(c.a);
    const V lost_kernel = select(large, (c.a - one) * log_ya + (c.a - y), (c.a - one) * log_y - y);
    const V lost_slope = select(large, one / c.a + log_ya, log_y);
    const auto none = y == infinity<V>() || (large && y == zero && !lost);
    return {select(none, -infinity<V>(), select(lost, lost_kernel, kernel)), select(lost, lost_slope, slope)};
  }

  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_prob_at_border(V y, V d, const constants<V>& c) {
    const V normalizer = c.log_normalizer + c.standardize.log_scale;
    const V inside = kernel_at_border(y, d, c).kernel - normalizer;
    return select(d < constant<V>(0.0), outside_support(normalizer), inside);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V d = x - c.loc;
    const V y = c.standardize(d);
    if (!all(is_ordinary(y))) return log_prob_at_border(y, d, c);
    V slope;
    return ordinary_kernel(y, c, slope) - (c.log_normalizer + c.standardize.log_scale);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = x - c.loc;
    const V y = c.standardize(d);
    const V normalizer = c.log_normalizer + c.standardize.log_scale;
    const auto outside = d < zero && !isnan(normalizer);
    // ((a - 1) - y) / y, at its limits -1 for y = inf and for a = 1.
    V slope = ((c.a - one) - y) / y;
    slope = select(y == infinity<V>() || (c.a == one && !isnan(y)), -one, slope);
    slope = c.standardize(slope);
    const auto lost = is_lost(y, d);
    if (any(lost)) slope = select(lost, (c.a - one) / d - c.standardize(one), slope);
    dx = select(outside, zero, slope);
    dc.loc = -dx;
    V by_a;
    V kernel = ordinary_kernel(y, c, by_a);
    if (!all(is_ordinary(y))) {
      const kernel_and_slope<V> at_border = kernel_at_border(y, d, c);
      kernel = at_border.kernel;
      by_a = at_border.slope;
    }
    dc.a = select(outside, zero, by_a);
    dc.log_normalizer = select(outside, zero, -one);
    dc.standardize.log_scale = select(outside, zero, y - c.a);
    return select(d < zero, outside_support(normalizer), kernel - normalizer);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
