#pragma once

#include "likelier/families/gamma.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The gamma density with shape df / 2 and twice the scale.
struct chi2 : gamma {
  static constexpr const char* name = "chi2";
  static constexpr const char* summary = "Chi-squared density with df degrees of freedom.";
  static constexpr const char* formula =
      "log p(x) = (df/2 - 1) log(y/2) - y/2 - log Gamma(df/2) - log(2 scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: +inf for df < 2, -log(2 scale) for df = 2 (one-sided "
      "gradients), -inf for df > 2. Data whose difference from loc overflows count as +inf.";
  static constexpr const char* example =
      "lk.chi2.logpdf([0.5, 2.0], df=3.0)\n"
      "array([-1.51551212, -1.57236494])";

  struct degrees_of_freedom : positive {
    static constexpr const char* name = "df";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<degrees_of_freedom>;

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& df, const V& loc, const scaling<V>& scale) {
    return of_kernel<kernel, 2>(V(constant<V>(0.5) * df), loc, scale);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
