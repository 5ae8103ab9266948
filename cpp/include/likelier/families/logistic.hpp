#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct logistic : location_scale_density<logistic_kernel>, symmetric_tails<logistic_standard> {
  static constexpr const char* name = "logistic";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Logistic density.";
  static constexpr const char* formula = "log p(x) = -z - 2 log(1 + exp(-z)) - log(scale),  z = (x - loc) / scale";
  static constexpr const char* borders = "-inf at x = +-inf.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 23.";
  static constexpr const char* example =
      "lk.logistic.logpdf([0.0, 800.0], scale=2.0)\n"
      "array([  -2.07944154, -400.69314718])";

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + constant<V>(2.0);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
