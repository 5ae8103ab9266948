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
      "gradients), -inf for a > 1.";
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
    V a, loc;
    standardizer<V> standardize;
    V log_normalizer;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& loc, const scaling<V>& scale) {
    constexpr double half_log_2pi = 0.918938533204672741780329736406;
    const auto large = a >= constant<V>(large_shape);
    // Gamma(a) = sqrt(2 pi / a) (a / e)^a exp(stirlerr(a)), of which bd0 holds the power.
    V normalizer = stirlerr(a) + constant<V>(half_log_2pi) - constant<V>(0.5) * log(a);
    if (!all(large)) normalizer = select(large, normalizer, lgamma(a));
    return {a, loc, scale.standardize, normalizer + scale.log};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0);
    const V y = c.standardize(x - c.loc);
    const auto large = c.a >= constant<V>(large_shape);
    V log_kernel = zero;
    if (!all(large)) log_kernel = xlogy(c.a - constant<V>(1.0), y) - y;
    if (any(large)) log_kernel = select(large, -bd0(c.a, y) - log(y), log_kernel);
    log_kernel = select(y == zero && large, -infinity<V>(), log_kernel);
    log_kernel = select(y == infinity<V>(), -infinity<V>(), log_kernel);
    return select(y < zero, outside_support(c.log_normalizer), log_kernel - c.log_normalizer);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
