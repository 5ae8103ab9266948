#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct halfnorm : half_line_density<normal_kernel>, half_normal_tails {
  static constexpr const char* name = "halfnorm";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Half-normal density: a normal one folded at loc.";
  static constexpr const char* formula =
      "log p(x) = log(2)/2 - log(pi)/2 - y^2/2 - log(scale),  y = (x - loc) / scale >= 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: finite, with one-sided gradients.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 13.";
  static constexpr const char* example =
      "lk.halfnorm.logpdf([0.0, 3.0], scale=2.0)\n"
      "array([-0.91893853, -2.04393853])";

  static constexpr bool is_short = true;

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_half_log_2pi() + (long_number{0.5, 0.0} + -long_log_2()));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
