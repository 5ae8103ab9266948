#pragma once

#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct laplace : location_scale {
  static constexpr const char* name = "laplace";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Laplace (double exponential) density.";
  static constexpr const char* formula = "log p(x) = -|x - loc| / scale - log(2 scale)";
  static constexpr const char* borders =
      "-inf at x = +-inf. The density has a kink at x = loc: the gradients in x and loc there are 0, "
      "the middle of the subdifferential.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 24.";
  static constexpr const char* example =
      "lk.laplace.logpdf([0.0, 1.0], loc=0.0, scale=2.0)\n"
      "array([-1.38629436, -1.88629436])";

  static constexpr bool is_short = true;

  using parameterisations = location_and<scale, log_scale>::after<>;

  static constexpr double log_2 = 0.693147180559945309417232121458;

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return -abs(c.standardize(x, c.loc)) - (c.standardize.log_scale + constant<V>(log_2));
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V z = c.standardize(x, c.loc);
    const V distance = abs(z);
    dc.loc = c.standardize(select(z > zero, one, select(z < zero, -one, z)));
    dx = -dc.loc;
    dc.standardize.log_scale = distance - one;
    return -distance - (c.standardize.log_scale + constant<V>(log_2));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
