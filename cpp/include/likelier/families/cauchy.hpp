#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct cauchy : location_scale_density<cauchy_kernel>, symmetric_tails<cauchy_tails<1>> {
  static constexpr const char* name = "cauchy";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Cauchy density.";
  static constexpr const char* formula = "log p(x) = -log(1 + z^2) - log(pi scale),  z = (x - loc) / scale";
  static constexpr const char* borders =
      "-inf at x = +-inf, where the gradients in x and loc are 0 and that in scale is 1 / scale.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 16.";
  static constexpr const char* example =
      "lk.cauchy.logpdf([0.0, 1e200], scale=2.0)\n"
      "array([  -1.83787707, -921.4856199 ])";

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_log_pi() + (long_log_2() + long_log_2()));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
