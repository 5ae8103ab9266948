#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct laplace : location_scale_density<laplace_kernel>, symmetric_tails<laplace_standard> {
  static constexpr const char* name = "laplace";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Laplace (double exponential) density.";
  static constexpr const char* formula = "log p(x) = -|x - loc| / scale - log(2 scale)";
  static constexpr const char* borders =
      "-inf at x = +-inf. The density has a kink at x = loc: the gradients in x and loc there are 0, the "
      "middle of the subdifferential.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 24.";
  static constexpr const char* example =
      "lk.laplace.logpdf([0.0, 1.0], loc=0.0, scale=2.0)\n"
      "array([-1.38629436, -1.88629436])";

  static constexpr bool is_short = true;

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_log_2() + long_number{1.0, 0.0});
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
