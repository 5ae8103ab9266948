#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct poisson : count_tails<poisson> {
  static constexpr const char* name = "poisson";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary = "Poisson mass function with mean mu.";
  static constexpr const char* formula = "log p(k) = k log(mu) - mu - log(k!),  k = 0, 1, 2, ...";
  static constexpr const char* borders =
      "-inf where k is negative or not an integer. At mu = 0: 0 for k = 0 (gradient -1), -inf for k > 0. The "
      "gradient in k is that of the smooth extension log Gamma(k + 1).";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for the large-count form.";
  static constexpr const char* example =
      "lk.poisson.logpmf([0, 3], mu=2.5)\n"
      "array([-2.5       , -1.54288727])";

  using parameterisations = std::tuple<parameterisation<mean>, parameterisation<log_mean>>;

  // Counts of 0 and 1 use the textbook form; near the mode of others its terms are larger than the result.
  static constexpr double large_count = 2.0;

  template <class V>
  struct constants {
    V mean, log_mean;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const mean_value<V>& mu) {
    return {mu.mean, mu.log};
  }

  // Of large counts, k log(k / mean) + mean - k and the logarithm in it; others take the place of one.
  template <class V>
  struct deviation {
    mask_t<V> is_large, mean_is_lost;
    V k, value, log_ratio;

    LIKELIER_HD deviation(const V& count, const constants<V>& c)
        : is_large(count >= constant<V>(large_count)), k(select(is_large, count, constant<V>(large_count))) {
      value = bd0(k, c.mean, log_ratio);
      // The mean may have underflowed where its logarithm has not, or k / mean overflow.
      mean_is_lost = is_large && c.mean < k * smallest_normal<V>();
      if (any(mean_is_lost)) {
        log_ratio = select(mean_is_lost, detail::full_log(k) - c.log_mean, log_ratio);
        value = select(mean_is_lost, k * log_ratio + (c.mean - k), value);
      }
    }
  };

  template <class V>
  LIKELIER_HD static auto is_count(const V& k) {
    return k >= constant<V>(0.0) && floor(k) == k && k < infinity<V>();
  }

  template <class V>
  LIKELIER_HD static V from_deviation(const V& k, const deviation<V>& d, const constants<V>& c) {
    V result = -d.value - log_factorial_excess_term(d.k);
    if (!all(d.is_large)) result = select(d.is_large, result, times_log(k, c.log_mean) - c.mean);
    result = select(c.mean == infinity<V>() && !isnan(k), -c.mean, result);
    return select(is_count(k) || isnan(k), result, outside_support(c.mean));
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    return from_deviation(k, deviation<V>(k, c), c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<poisson>(k, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const deviation<V> d(k, c);
    const V value = from_deviation(k, d, c);
    dk = -d.log_ratio - digamma_next_minus_log(d.k);
    dc.mean = select(d.mean_is_lost, -one, (k - c.mean) / c.mean);
    dc.log_mean = select(d.mean_is_lost, k, zero);
    if (!all(d.is_large)) {
      // psi(k + 1) of 0 and 1.
      dk = select(d.is_large, dk, c.log_mean - (k - constant<V>(euler_gamma)));
      dc.mean = select(d.is_large, dc.mean, -one);
      dc.log_mean = select(d.is_large, dc.log_mean, k);
    }
    const auto endless = c.mean == infinity<V>();
    dk = select(endless, zero, dk);
    dc.mean = select(endless, -one, dc.mean);
    dc.log_mean = select(endless, zero, dc.log_mean);
    const auto outside = !is_count(k) && !isnan(value);
    dk = select(outside, zero, dk);
    dc.mean = select(outside, zero, dc.mean);
    dc.log_mean = select(outside, zero, dc.log_mean);
    const auto valid = value == value;
    keep_valid(dk, valid);
    keep_valid(dc.mean, valid);
    keep_valid(dc.log_mean, valid);
    return value;
  }

  // cdf(k) is Q(k + 1, mu).
  template <int which, class V>
  LIKELIER_HD static V tail(const V& k, const constants<V>& c) {
    return gamma_tail_at<which ^ 1, detail::shapes_of_count>(k, c.mean, c.log_mean > -infinity<V>(),
                                                             [&] { return c.log_mean; });
  }
  template <class V>
  LIKELIER_HD static count_spread<V> spread(const constants<V>& c) {
    return {infinity<V>(), c.mean, sqrt(c.mean)};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
