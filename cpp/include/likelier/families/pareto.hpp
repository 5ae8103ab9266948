#pragma once

#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct pareto : hazard_tails<pareto> {
  static constexpr const char* name = "pareto";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Pareto density with tail index b.";
  static constexpr const char* formula = "log p(x) = log(b) - (b + 1) log y - log(scale),  y = (x - loc) / scale >= 1";
  static constexpr const char* borders =
      "-inf for y < 1 and at x = +inf. At y = 1, which is inside: log(b / scale), with one-sided gradients.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 20.";
  static constexpr const char* example =
      "lk.pareto.logpdf([1.0, 2.0, 4.0], b=1.5, scale=2.0)\n"
      "array([       -inf, -0.28768207, -2.02055002])";

  struct tail_index : positive {
    static constexpr const char* name = "b";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<tail_index>;

  template <class V>
  struct constants {
    V b, log_b, loc;
    log_standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& b, const V& loc, const scaling<V>& scale) {
    return {b, detail::full_log(b), loc, scale.log_standardize};
  }

  template <class V>
  LIKELIER_HD static mask_t<V> is_outside(const V& x, const V& log_y, const constants<V>& c) {
    return x < c.loc || log_y < constant<V>(0.0);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const distance<V> d = distance_from(c.loc, x);
    const V log_y = c.standardize(d);
    V normalizer = (log_y + c.standardize.log_scale) - c.log_b;
    const auto large = may_cancel(c.standardize.log_scale, c.log_b);
    if (any(large)) {
      const V log_quotient = log_of_product(d, V(d.scaled / c.b), V(-c.log_b), normalizer);
      normalizer = select(large, log_quotient, normalizer);
    }
    return select(is_outside(x, log_y, c), -infinity<V>(), -(c.b * log_y + normalizer));
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const distance<V> d = distance_from(c.loc, x);
    const V log_y = c.standardize(d);
    const auto outside = is_outside(x, log_y, c);
    dc.loc = select(outside, zero, d.divide(V(c.b + one)));
    dx = -dc.loc;
    dc.b = select(outside, zero, -log_y);
    dc.log_b = select(outside, zero, select(isnan(log_y), log_y, one));
    dc.standardize.log_scale = select(outside, zero, select(isnan(log_y), log_y, c.b));
    return log_prob(x, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    // The scale and b in one logarithm.
    const V log_quotient = log_ratio(c.standardize.reference, c.b) + c.standardize.offset;
    return log_quotient + (constant<V>(1.0) / c.b + constant<V>(1.0));
  }

  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    const V inverse = constant<V>(1.0) / c.b.value;
    const log_standardizer<V> standardize = {c.standardize.log_scale.value, c.standardize.reference.value,
                                             c.standardize.offset.value};
    const V value = entropy(constants<V>{c.b.value, c.log_b.value, c.loc.value, standardize});
    const V slope = -inverse * (constant<V>(1.0) + inverse);
    return Dual<V, N>::binary(value, slope, c.b, constant<V>(1.0), c.standardize.log_scale);
  }

  static constexpr double direction = 1.0;
  template <class V>
  LIKELIER_HD static V hazard(const V& x, const constants<V>& c) {
    const V log_y = c.standardize(distance_from(c.loc, x));
    return select(is_outside(x, log_y, c), constant<V>(0.0), c.b * log_y);
  }
  template <class V>
  LIKELIER_HD static V log_hazard(const V& x, const constants<V>& c) {
    const V log_y = c.standardize(distance_from(c.loc, x));
    return select(is_outside(x, log_y, c), -infinity<V>(), c.log_b + detail::full_log(log_y));
  }
  template <class V>
  LIKELIER_HD static V at_hazard(const V& u, const constants<V>& c) {
    return c.loc + exp_times_scale(c.standardize, V(u / c.b));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
