#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct binom : count_tails<binom> {
  static constexpr const char* name = "binom";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary = "Binomial mass function: successes in n trials of probability p.";
  static constexpr const char* formula =
      "log p(k) = log(n! / (k! (n - k)!)) + k log(p) + (n - k) log(1 - p),  k = 0, 1, ..., n";
  static constexpr const char* borders =
      "-inf where k is negative, above n or not an integer. p = 0 and p = 1 are allowed; 0 log 0 = 0. The gradients "
      "in k and n are those of the smooth extension by gamma functions.";
  static constexpr const char* source = "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).";
  static constexpr const char* example =
      "lk.binom.logpmf([0, 3], n=10, p=0.25)\n"
      "array([-2.87682072, -1.38516585])";

  struct trials : whole {
    static constexpr const char* name = "n";
    static constexpr double default_value = required;
  };
  using parameterisations = std::tuple<parameterisation<trials, probability>, parameterisation<trials, logits>>;

  template <class V>
  struct constants {
    V n, log_success, log_failure;
    V p, q;
    share_in_parts<V> share;
    static constexpr int passive = 5;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& n, const log_probabilities<V>& p) {
    return {n, p.success, p.failure, p.p, p.q, p.share};
  }

  template <class V>
  LIKELIER_HD static share_deviance<V> deviance(const V& k, const V& failures, const constants<V>& c) {
    return share_deviance<V>(k, failures, V(c.n * c.p), V(c.n * c.q), c.share.excess(c.n, k));
  }

  template <class V>
  LIKELIER_HD static auto is_count(const V& k, const V& failures) {
    const V zero = constant<V>(0.0);
    return k >= zero && failures >= zero && floor(k) == k;
  }

  // Mends the deviance, too.
  template <class V>
  LIKELIER_HD static V from_deviance(const V& k, const V& failures, share_deviance<V>& d, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V spread = constant<V>(0.5) * detail::full_log(k * (failures / c.n)) + constant<V>(half_log_2pi);
    const auto interior = k > zero && failures > zero;
    const V successes = select(interior, k, one), others = select(interior, failures, one);
    const V stirling = stirlerr_of_count_term(successes) +
                       (stirlerr_of_count_term(others) - stirlerr_of_count_term(V(successes + others)));
    V result = -d.value - (spread + stirling);
    // What needs the logarithms of p and q, which are not always at hand.
    if (!all(interior) || any(d.is_lost(c.p) || d.is_lost(c.q))) {
      d.mend_underflow(k, failures, c.log_success, c.log_failure, c.p, c.q);
      result = -d.value - (spread + stirling);
      // All trials come out alike.
      const V alike = (times_log(k, c.log_success) + times_log(failures, c.log_failure)) + zero;  // no -0
      result = select(k == zero || failures == zero, alike, result);
    }
    return select(is_count(k, failures) || isnan(k), result, outside_support(c.p));
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    const V failures = c.n - k;
    share_deviance<V> d = deviance(k, failures, c);
    return from_deviance(k, failures, d, c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<binom>(k, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0);
    const V failures = c.n - k;
    share_deviance<V> d = deviance(k, failures, c);
    const V value = from_deviance(k, failures, d, c);
    const V by_failures = digamma_next_minus_log(failures);
    dk = (d.log_b - d.log_a) + (by_failures - digamma_next_minus_log(k));
    dc.n = (digamma_next_minus_log(c.n) - by_failures) - d.log_b;
    const auto all_fail = k == zero;
    const auto all_succeed = failures == zero;
    if (any(all_fail || all_succeed)) {
      // psi(n + 1) - psi(1).
      const V harmonic = select(c.n == zero, zero, digamma(c.n + constant<V>(1.0)) + constant<V>(euler_gamma));
      const V odds = c.log_success - c.log_failure;
      dk = select(all_succeed, odds - harmonic, select(all_fail, odds + harmonic, dk));
      dc.n = select(all_fail, c.log_failure, select(all_succeed, c.log_failure + harmonic, dc.n));
    }
    const auto outside = !is_count(k, failures) && !isnan(value);
    dk = select(outside, zero, dk);
    dc.n = select(outside, zero, dc.n);
    // By the logit: k - n p. Told by both logarithms, of which k and -(n - k) would cancel.
    const auto alike = all_fail || all_succeed;
    dc.log_success = select(outside, zero, select(alike, k, -d.excess));
    dc.log_failure = select(outside, zero, select(alike, failures, d.excess));
    return value;
  }

  // sf(k) is I_p(k + 1, n - k).
  template <int which, class V>
  LIKELIER_HD static V tail(const V& k, const constants<V>& c) {
    const V p = probability_of(c.p, c.q, c.log_success, c.log_failure);
    const V q = probability_of(c.q, c.p, c.log_failure, c.log_success);
    return beta_tail_at<which ^ 1, detail::shapes_of_trials>(
        k, c.n, p, q, c.log_success > -infinity<V>() && c.log_failure > -infinity<V>(), [&] { return c.log_success; },
        [&] { return c.log_failure; }, c.share.lost(p), c.share.lost_of_rest(q));
  }
  template <class V>
  LIKELIER_HD static count_spread<V> spread(const constants<V>& c) {
    const V mean = c.n * c.p;
    return {c.n, mean, sqrt(mean) * sqrt(c.q)};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
