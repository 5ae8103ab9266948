#pragma once

#include "likelier/location_scale.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct expon : half_line_density<exponential_kernel> {
  static constexpr const char* name = "expon";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Exponential density.";
  static constexpr const char* formula = "log p(x) = -(x - loc) / scale - log(scale),  x >= loc";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: -log(scale), with one-sided gradients.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 19.";
  static constexpr const char* example =
      "lk.expon.logpdf([0.0, 3.0], scale=2.0)\n"
      "array([-0.69314718, -2.19314718])";

  static constexpr bool is_short = true;

  using parameterisations = location_and<scale, rate, log_scale, log_rate>::after<>;
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
