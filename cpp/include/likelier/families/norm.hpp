#pragma once

#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct norm : location_scale {
  static constexpr const char* name = "norm";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Normal (Gaussian) density.";
  static constexpr const char* formula = "log p(x) = -z^2/2 - log(scale) - log(2 pi)/2,  z = (x - loc) / scale";
  static constexpr const char* borders = "-inf at x = +-inf.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 13.";
  static constexpr const char* example =
      "lk.norm.logpdf([0.0, 1.0], loc=0.0, scale=2.0)\n"
      "array([-1.61208571, -1.73708571])";

  static constexpr bool is_short = true;

  using parameterisations = location_and<scale, log_scale, variance, precision>::after<>;

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    return constant<V>(-0.5) * z * z - (c.standardize.log_scale + constant<V>(half_log_2pi));
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V z = c.standardize(x, c.loc);
    dc.loc = c.standardize(z);
    dx = -dc.loc;
    const V kernel = constant<V>(-0.5) * z * z;
    dc.standardize.log_scale = constant<V>(-2.0) * kernel - constant<V>(1.0);
    return kernel - (c.standardize.log_scale + constant<V>(half_log_2pi));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
