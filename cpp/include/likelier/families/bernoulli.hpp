#pragma once

#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct bernoulli {
  static constexpr const char* name = "bernoulli";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary = "Bernoulli mass function with success probability p.";
  static constexpr const char* formula = "log p(k) = k log(p) + (1 - k) log(1 - p),  k = 0, 1";
  static constexpr const char* borders =
      "-inf where k is neither 0 nor 1. p = 0 and p = 1 are allowed; 0 log 0 = 0. The gradient in k is that of "
      "the formula as it stands.";
  static constexpr const char* source = "Johnson, Kemp and Kotz, Univariate Discrete Distributions, ch. 3.";
  static constexpr const char* example =
      "lk.bernoulli.logpmf([0, 1], logits=0.0)\n"
      "array([-0.69314718, -0.69314718])";

  using parameterisations = std::tuple<parameterisation<probability>, parameterisation<logits>>;

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
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V result = times_log(k, c.log_success) + times_log(one - k, c.log_failure);
    return select(k == zero || k == one || isnan(k), result, outside_support(c.log_success));
  }

  // 1 - p from log p and p from log(1 - p): each keeps the digits of what is small.
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return times_log(detail::full_expm1(c.log_failure), c.log_success) +
           times_log(detail::full_expm1(c.log_success), c.log_failure);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
