#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct nbinom : count_tails<nbinom> {
  static constexpr const char* name = "nbinom";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary =
      "Negative binomial mass function: failures before the n-th success of probability p.";
  static constexpr const char* formula =
      "log p(k) = log(Gamma(n + k) / (Gamma(n) k!)) + n log(p) + k log(1 - p),  k = 0, 1, 2, ...\n"
      "n = 1/alpha,  p = 1 / (1 + alpha mu)";
  static constexpr const char* borders =
      "-inf where k is negative or not an integer. At p = 1, and at mu = 0, the mass is at k = 0. alpha = 0 is the "
      "Poisson mass function. The gradient in k is that of the smooth extension log Gamma(k + 1). As in SciPy, p is "
      "the probability of the event that ends the count; torch.distributions.NegativeBinomial has 1 - p.";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000); A. C. Cameron and P. K. Trivedi, "
      "Regression Analysis of Count Data (1998), for the form in the mean and dispersion.";
  static constexpr const char* example =
      "lk.nbinom.logpmf([0, 3], mu=2.5, alpha=0.4)\n"
      "array([-1.73286795, -1.93093787])";

  struct successes : positive {
    static constexpr const char* name = "n";
    static constexpr double default_value = required;
  };
  struct success : positive_probability {
    static constexpr const char* name = "p";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return probability::from(raw);
    }
  };
  struct success_logits : above_minus_infinity {
    static constexpr const char* name = "logits";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return logits::from(raw);
    }
  };
  template <class V>
  struct dispersion_value {
    V alpha;
  };
  struct finite_mean : non_negative_and_finite {
    static constexpr const char* name = "mu";
    static constexpr double default_value = required;
  };
  struct dispersion : non_negative_and_finite {
    static constexpr const char* name = "alpha";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static dispersion_value<V> from(const V& raw) {
      return {raw};
    }
  };
  using parameterisations =
      std::tuple<parameterisation<successes, success>, parameterisation<successes, success_logits>,
                 parameterisation<finite_mean, dispersion>>;

  // The derivatives by n and p cancel in those by mu and alpha, so each parameterisation has active constants of its
  // own and the others' are constants indeed.
  template <class V>
  struct constants {
    V n, log_success, log_failure;
    V mu, alpha;  // mu is -1 where the parameters are n and p
    V p, q;
    V nq;        // n q, which is finite for n = inf
    V log_none;  // the value at k = 0
    static constexpr int passive = 4;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& n, const log_probabilities<V>& p) {
    const V count = detached(n);
    return {n,   p.success, p.failure,   constant<V>(-1.0),          constant<V>(0.0),
            p.p, p.q,       count * p.q, count * detached(p.success)};
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& mean, const dispersion_value<V>& dispersion) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V mu = abs(detached(mean)), alpha = abs(detached(dispersion.alpha));  // zeros may be negative
    const V z = alpha * mu;
    const V n = one / alpha;
    const V p = one / (one + z);
    const V q = select(z > one, one / (one + one / z), z * p);
    // log z where z may have over- or underflown.
    const auto ordinary = z >= smallest_normal<V>() && z < infinity<V>();
    V log_z = detail::full_log(z);
    if (!all(ordinary)) log_z = select(ordinary, log_z, detail::full_log(alpha) + detail::full_log(mu));
    const V log_p = select(z == infinity<V>(), -log_z, -detail::full_log1p(z));
    const V log_q = select(z > one, -detail::full_log1p(one / z), log_z - detail::full_log1p(z));
    // n log p; the series of log(1 + z) / z for small z, where n may be infinite.
    const V log_none = select(z < constant<V>(1e-9), -mu * (one - constant<V>(0.5) * z), n * log_p);
    const V nq = select(z > one, n * q, mu * p);
    return {n,  log_p,   select(mu == zero || alpha == zero, -infinity<V>(), log_q), mean, dispersion.alpha, p, q,
            nq, log_none};
  }

  template <class V>
  struct parts {
    V excess;  // (n + k) q - k
    V deviance, log_k, log_n;

    LIKELIER_HD parts(const V& k, const constants<V>& c) {
      const V zero = constant<V>(0.0);
      const auto by_mean = c.mu >= zero;
      excess = (c.mu - k) * c.p;
      if (!all(by_mean)) excess = select(by_mean, excess, excess_of_share(k, c.n, c.q, c.p));
      const auto is_poisson = c.n == infinity<V>();
      const V n = select(is_poisson, constant<V>(1.0), c.n);
      share_deviance<V> d(k, n, V(c.nq + k * c.q), V(n * c.p + k * c.p), excess);
      d.mend_underflow(k, n, c.log_failure, c.log_success, c.q, c.p);
      deviance = d.value;
      log_k = d.log_a;
      log_n = d.log_b;
      if (any(is_poisson)) {
        deviance = select(is_poisson, bd0(k, c.nq, excess, log_k), deviance);
        log_k = select(is_poisson, log_k, d.log_a);
        log_n = select(is_poisson, zero, log_n);
      }
    }
  };

  template <class V>
  LIKELIER_HD static auto is_count(const V& k) {
    return k >= constant<V>(0.0) && floor(k) == k && k < infinity<V>();
  }

  template <class V>
  LIKELIER_HD static V from_deviance(const V& k, const V& deviance, const constants<V>& c) {
    const V excess = k / c.n;
    V log_growth = detail::full_log1p(excess);  // log((n + k) / n)
    const auto overflow = excess == infinity<V>();
    if (any(overflow)) log_growth = select(overflow, detail::full_log(k) - detail::full_log(c.n), log_growth);
    const V stirling = stirlerr_of_count_term(k) + (stirlerr_term(c.n) - stirlerr_term(V(c.n + k)));
    const V spread = constant<V>(0.5) * (detail::full_log(k) + log_growth) + constant<V>(half_log_2pi);
    const V result = -deviance - (spread + stirling);
    return select(is_count(k) || isnan(k), select(k == constant<V>(0.0), c.log_none, result),
                  outside_support(c.log_none));
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    return from_deviance(k, parts<V>(k, c).deviance, c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<nbinom>(k, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), half = constant<V>(0.5);
    parts<V> at(k, c);
    const V value = from_deviance(k, at.deviance, c);
    const auto none = k == zero;
    at.log_n = select(none, -c.log_success, at.log_n);
    const V slope_n = stirlerr_slope(c.n);
    const V slope_sum = stirlerr_slope(c.n + k);
    const V sum_minus_log = slope_sum - half / (c.n + k);  // psi(n + k) - log(n + k)
    const V n_minus_log = slope_n - half / c.n;
    dk = (sum_minus_log - digamma_next_minus_log(k)) - at.log_k;
    if (any(none)) {
      // psi(n) + log q - psi(1), where n may be infinite and n q small.
      V at_none = detail::full_log(c.nq) + n_minus_log;
      const auto small = c.nq < smallest_normal<V>() && c.n < infinity<V>();
      if (any(small)) at_none = select(small, c.log_failure + digamma(c.n), at_none);
      dk = select(none, at_none + constant<V>(euler_gamma), dk);
    }
    dc.n = select(none, c.log_success, (sum_minus_log - n_minus_log) - at.log_n);
    // By the logit: n q - k p. Told by both logarithms, of which n and -k would cancel.
    dc.log_success = select(none, c.n, at.excess);
    dc.log_failure = select(none, zero, -at.excess);
    dc.mu = select(none, -c.p, -at.excess / c.mu);
    dc.alpha = alpha_slope(k, at, slope_sum - slope_n, c);
    const auto outside = !is_count(k) && !isnan(value);
    dk = select(outside, zero, dk);
    dc.n = select(outside, zero, dc.n);
    dc.log_success = select(outside, zero, dc.log_success);
    dc.log_failure = select(outside, zero, dc.log_failure);
    dc.mu = select(outside, zero, dc.mu);
    dc.alpha = select(outside, zero, dc.alpha);
    return value;
  }

  // d/d alpha = -n^2 d/dn at fixed mu. With e = (k - mu) / (n + mu) that is
  //   -n^2 (log(1 + e) - e) - k n / (2 (n + k)) - n^2 (stirlerr'(n + k) - stirlerr'(n)),
  // where nothing is lost as n grows.
  template <class V>
  LIKELIER_HD static V alpha_slope(const V& k, const parts<V>& at, const V& stirling_difference,
                                   const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const V e = -at.excess / c.n;
    const auto is_near = abs(e) < half;
    // -(log(1 + e) - e) / e^2.
    const V series = half - e * constant<V>(1.0 / 3.0);
    const V quotient = select(abs(e) < constant<V>(1e-9), series, -log1pmx(e) / (e * e));
    V first = at.excess * (at.excess * quotient);
    if (!all(is_near)) first = select(is_near, first, c.n * (c.n * at.log_n - at.excess));
    // Beyond this n the last term is less than an ulp of the one before.
    const auto is_moderate = c.n < constant<V>(1e17);
    const V last = select(is_moderate, c.n * (c.n * stirling_difference), zero);
    const V ratio = k / c.n;
    const V middle = half * select(ratio == infinity<V>(), c.n, k / (one + ratio));
    return first - middle - last;
  }

  // cdf(k) is I_p(n, k + 1), or Q(k + 1, mu) for n = inf.
  template <int which, class V>
  LIKELIER_HD static V tail(const V& k, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto by_mean = c.mu >= zero;
    const auto is_poisson = c.n == infinity<V>();
    V n = c.n, p = probability_of(c.p, c.q, c.log_success, c.log_failure);
    V q = probability_of(c.q, c.p, c.log_failure, c.log_success);
    if (any(by_mean)) {
      const V odds = c.alpha * c.mu;
      const V success = one / (one + odds);
      n = select(by_mean, one / c.alpha, n);
      q = select(by_mean, complement_of(c.q, success), q);
      p = select(by_mean, success, p);
    }
    n = select(is_poisson, one, n);
    const auto is_inside = c.log_success > -infinity<V>() && c.log_failure > -infinity<V>();
    V result = beta_tail_at<which, detail::shapes_of_failures>(
        n, k, p, q, is_inside, [&] { return c.log_success; }, [&] { return c.log_failure; });
    if (any(is_poisson)) {
      const V mean = select(is_poisson, c.mu, one);
      const V by_count = detail::gamma_tail<which ^ 1, detail::shapes_of_count>(k, mean);
      result = select(is_poisson, by_count, result);
    }
    return result;
  }
  template <class V>
  LIKELIER_HD static count_spread<V> spread(const constants<V>& c) {
    const V mean = c.nq / c.p;
    return {infinity<V>(), mean, sqrt(mean) / sqrt(c.p)};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
