#pragma once

#include "likelier/math/two_parts.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct geom : hazard_tails<geom> {
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
    V p;
    share_in_parts<V> share;
    static constexpr int passive = 4;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const log_probabilities<V>& p) {
    return {p.success, p.failure, p.p, p.share};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const V result = times_log(k - one, c.log_failure) + c.log_success;
    return select(is_count(k) || isnan(k), result, outside_support(c.log_success));
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<geom>(k, c);
  }

  template <class V>
  LIKELIER_HD static auto is_count(const V& k) {
    return k >= constant<V>(1.0) && floor(k) == k && k < infinity<V>();
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V value = log_prob(k, c);
    // By the logit: 1 - k p. Told by both logarithms, of which 1 and k - 1 would cancel.
    const V excess = c.share.excess(k, one);
    const auto first = k == one, outside = !is_count(k) && !isnan(value), valid = value == value;
    dk = select(outside, zero, c.log_failure);
    dc.log_success = select(outside, zero, select(first, one, -excess));
    dc.log_failure = select(outside || first, zero, excess);
    keep_valid(dk, valid);
    keep_valid(dc.log_success, valid);
    keep_valid(dc.log_failure, valid);
    return value;
  }

  // -(1 - p)/p log(1 - p) - log p. Of a p that has underflowed the first term is 1, of p = 1 it is 0.
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    const V odds = detail::full_expm1(V(-c.log_success));
    const V failures = times_log(odds, c.log_failure);
    return -c.log_success - select(c.log_success < constant<V>(-60.0), constant<V>(-1.0), failures);
  }

  // log(1 - p) / p, by log p.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    const V zero = constant<V>(0.0), log_p = c.log_success.value, log_q = c.log_failure.value;
    const auto is_lost = log_p < constant<V>(-60.0);
    const V slope = select(is_lost, constant<V>(-1.0), log_q / c.p.value);
    const V value = entropy(constants<V>{log_p, log_q, c.p.value, {zero, zero, zero}});
    return Dual<V, N>::unary(value, slope, c.log_success);
  }

  template <class V>
  LIKELIER_HD static V hazard(const V& k, const constants<V>& c) {
    const V inside = select(k == infinity<V>(), k, floor(k) * -c.log_failure);
    return select(k < constant<V>(1.0), constant<V>(0.0), inside);
  }
  // e^-hazard, in a deep tail with what rounding took from the exponent.
  template <class V>
  LIKELIER_HD static V sf(const V& k, const constants<V>& c) {
    const V result = hazard_tails<geom>::sf(k, c);
    const auto exponent = primal(hazard(k, c));
    using P = std::decay_t<decltype(exponent)>;
    const auto is_deep = exponent > constant<P>(6.0) && exponent < constant<P>(1000.0);
    if (!any(is_deep)) return result;
    return result - result * V(select(is_deep, lost(P(primal(k)), P(primal(c.p)), exponent), constant<P>(0.0)));
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V lost(V k, V p, V exponent) {
    const V one = constant<V>(1.0), rest = one - p;
    const detail::two_parts<V> failure = {rest, (one - rest) - p}, unit = {one, constant<V>(0.0)};
    const detail::two_parts<V> exact = V(floor(k)) * detail::log_in_parts(unit, failure);
    const auto holds = quotient_logarithm<V>::holds(one, rest);
    return select(holds, (exact.high - exponent) + exact.low, constant<V>(0.0));
  }
  template <class V>
  LIKELIER_HD static V log_hazard(const V& k, const constants<V>& c) {
    // For a tiny p, -log(1 - p) is p.
    return select(k < constant<V>(1.0), -infinity<V>(), detail::full_log(floor(k)) + c.log_success);
  }
  // The least k at which cdf is not below q, or sf not above it: rounding may have gone one too far.
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    const V k = first_count(V(-detail::full_log1p(-as_probability(q))), c);
    const V before = k - constant<V>(1.0);
    return select(k > constant<V>(0.0) && cdf(before, c) >= q, before, k);
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    const V k = first_count(V(-detail::full_log(as_probability(q))), c);
    const V before = k - constant<V>(1.0);
    return select(k > constant<V>(0.0) && sf(before, c) <= q, before, k);
  }
  template <class V>
  LIKELIER_HD static V first_count(const V& u, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V k = ceil(u / -c.log_failure);
    const auto first = u > zero && (k < one || c.log_failure == -infinity<V>());
    return select(first, one, k);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
