#pragma once

#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct geom {
  static constexpr const char* name = "geom";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary =
      "Geometric mass function: the number of trials up to the first success, of probability p.";
  static constexpr const char* formula = "log p(k) = log(p) + (k - 1) log(1 - p),  k = 1, 2, 3, ...";
  static constexpr const char* borders =
      "-inf where k is below 1 or not an integer. At p = 1: 0 for k = 1, -inf for k > 1. p = 0, which has no "
      "mass function, gives NaN. The gradient in k is that of the formula as it stands.";
  static constexpr const char* source = "Johnson, Kemp and Kotz, Univariate Discrete Distributions, ch. 5.";
  static constexpr const char* example =
      "lk.geom.logpmf([1, 4], p=0.25)\n"
      "array([-1.38629436, -2.24934058])";

  struct success : positive_probability {
    static constexpr const char* name = probability::name;
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return probability::from(raw);
    }
  };
  struct success_logits : above_minus_infinity {
    static constexpr const char* name = logits::name;
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return logits::from(raw);
    }
  };
  using parameterisations = std::tuple<parameterisation<success>, parameterisation<success_logits>>;

  template <class V>
  struct constants {
    V log_success, log_failure;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const log_probabilities<V>& p) {
    return {p.success, p.failure};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const V result = times_log(k - one, c.log_failure) + c.log_success;
    const auto is_count = k >= one && floor(k) == k && k < infinity<V>();
    return select(is_count || isnan(k), result, outside_support(c.log_success));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
