#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct expon : half_line_density<exponential_kernel>, hazard_tails<expon> {
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

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + constant<V>(1.0);
  }

  static constexpr double direction = 1.0;
  template <class V>
  LIKELIER_HD static V hazard(const V& x, const constants<V>& c) {
    return select(x < c.loc, constant<V>(0.0), c.standardize(x, c.loc));
  }
  template <class V>
  LIKELIER_HD static V log_hazard(const V& x, const constants<V>& c) {
    return select(x < c.loc, -infinity<V>(), distance_from(c.loc, x).log() - c.standardize.log_scale);
  }
  template <class V>
  LIKELIER_HD static V at_hazard(const V& u, const constants<V>& c) {
    return shifted(c.loc, c.standardize, u);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
