#pragma once

#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

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
    V p, q, logit;
    static constexpr int passive = 3;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const log_probabilities<V>& p) {
    return {p.success, p.failure, p.p, p.q, p.logit};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V result = times_log(k, c.log_success) + times_log(one - k, c.log_failure);
    return select(k == zero || k == one || isnan(k), result, outside_support(c.log_success));
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V value = log_prob(k, c);
    const auto outside = !(k == zero || k == one) && !isnan(value), valid = value == value;
    dk = select(outside, zero, c.log_success - c.log_failure);
    dc.log_success = select(outside, zero, k);
    dc.log_failure = select(outside, zero, one - k);
    keep_valid(dk, valid);
    keep_valid(dc.log_success, valid);
    keep_valid(dc.log_failure, valid);
    return value;
  }

  // 1 - p from log p and p from log(1 - p): each keeps the digits of what is small.
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return times_log(detail::full_expm1(c.log_failure), c.log_success) +
           times_log(detail::full_expm1(c.log_success), c.log_failure);
  }

  // log q - log p, by way of the constant of the likelier outcome, whose logarithm has a finite derivative.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const V p = c.p.value, q = c.q.value, log_p = c.log_success.value, log_q = c.log_failure.value;
    const auto is_near = p >= constant<V>(0.25) && p <= constant<V>(0.75);
    const V near = detail::full_log1p((half - p) * constant<V>(2.0) / select(is_near, p, one));
    const V told = select(is_near, near, log_q - log_p), slope = select(isnan(c.logit.value), told, -c.logit.value);
    const auto is_rare = p <= half;
    const V by_failure = select(is_rare, -q * slope, zero), by_success = select(is_rare, zero, p * slope);
    return Dual<V, N>::binary(entropy(constants<V>{log_p, log_q, p, q, c.logit.value}), by_success, c.log_success,
                              by_failure, c.log_failure);
  }

  template <class V>
  LIKELIER_HD static V cdf(const V& k, const constants<V>& c) {
    const V q = probability_of(c.q, c.p, c.log_failure, c.log_success);
    return step(k, constant<V>(0.0), q, constant<V>(1.0));
  }
  template <class V>
  LIKELIER_HD static V sf(const V& k, const constants<V>& c) {
    const V p = probability_of(c.p, c.q, c.log_success, c.log_failure);
    return step(k, constant<V>(1.0), p, constant<V>(0.0));
  }
  template <class V>
  LIKELIER_HD static V logcdf(const V& k, const constants<V>& c) {
    return step(k, -infinity<V>(), c.log_failure, constant<V>(0.0));
  }
  template <class V>
  LIKELIER_HD static V logsf(const V& k, const constants<V>& c) {
    return step(k, constant<V>(0.0), c.log_success, -infinity<V>());
  }
  // The least k at which cdf is not below u, or sf not above it: by the smaller tail, as next to 1 u has few digits.
  template <class V>
  LIKELIER_HD static V ppf(const V& u, const constants<V>& c) {
    const auto is_large = u > constant<V>(0.5);
    const auto failure = (is_large && c.p <= constant<V>(1.0) - u) || (!is_large && c.q >= u);
    return quantile(u, u == constant<V>(0.0), failure, c);
  }
  template <class V>
  LIKELIER_HD static V isf(const V& u, const constants<V>& c) {
    const auto is_large = u > constant<V>(0.5);
    const auto failure = (is_large && c.q >= constant<V>(1.0) - u) || (!is_large && c.p <= u);
    return quantile(u, u == constant<V>(1.0), failure, c);
  }

  // What holds below 0, from there on, and from 1 on.
  template <class V>
  LIKELIER_HD static V step(const V& k, const V& below, const V& inside, const V& above) {
    const V result = select(k < constant<V>(0.0), below, select(k < constant<V>(1.0), inside, above));
    return select(isnan(k) || isnan(inside), k + inside, result);
  }
  template <class V>
  LIKELIER_HD static V quantile(const V& u, const mask_t<V>& none, const mask_t<V>& failure, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V k = select(none, -one, select(failure, zero, one));
    return select(isnan(c.p), c.p, select(isnan(as_probability(u)), as_probability(u), k));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
