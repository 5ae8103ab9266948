#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct norm : location_scale_density<normal_kernel>, normal_tails<norm> {
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
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_half_log_2pi() + long_number{0.5, 0.0});
  }

  template <class V>
  LIKELIER_HD static V z(const V& x, const constants<V>& c) {
    return c.standardize(x, c.loc);
  }
  template <class V>
  LIKELIER_HD static V x_at(const V& z, const constants<V>& c) {
    return shifted(c.loc, c.standardize, z);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
