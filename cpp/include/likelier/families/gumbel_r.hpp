#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct gumbel_r : location_scale_density<gumbel_kernel<1>>, tails_of_z<reversed_hazard_tails<gumbel_hazard<1>>> {
  static constexpr const char* name = "gumbel_r";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Gumbel density, skewed to the right: of maxima.";
  static constexpr const char* formula = "log p(x) = -z - exp(-z) - log(scale),  z = (x - loc) / scale";
  static constexpr const char* borders = "-inf at x = +-inf.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 22.";
  static constexpr const char* example =
      "lk.gumbel_r.logpdf([0.0, 800.0], scale=2.0)\n"
      "array([  -1.69314718, -400.69314718])";

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_euler_gamma() + long_number{1.0, 0.0});
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
