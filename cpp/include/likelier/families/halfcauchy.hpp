#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct halfcauchy : half_line_density<cauchy_kernel>, half_cauchy_tails {
  static constexpr const char* name = "halfcauchy";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Half-Cauchy density: a Cauchy one folded at loc.";
  static constexpr const char* formula =
      "log p(x) = log(2 / pi) - log(1 + y^2) - log(scale),  y = (x - loc) / scale >= 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: finite, with one-sided gradients.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 16.";
  static constexpr const char* example =
      "lk.halfcauchy.logpdf([0.0, 1e200], scale=2.0)\n"
      "array([  -1.14472989, -920.79247272])";

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return plus_number(c.standardize.log_scale, long_log_pi() + long_log_2());
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
