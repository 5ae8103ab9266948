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

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    const V zero = constant<V>(0.0);
    const auto large = k >= constant<V>(large_count);
    V result = zero;
    if (!all(large)) result = times_log(k, c.log_mean) - c.mean - lgamma(k + constant<V>(1.0));
    if (any(large)) {
      V deviance = bd0(k, c.mean);
      // The mean may have underflowed where its logarithm has not, or k / mean overflow.
      const auto tiny = c.mean < k * smallest_normal<V>();
      if (any(tiny)) deviance = select(tiny, k * (log(k) - c.log_mean) + (c.mean - k), deviance);
      const V peak = -deviance - stirlerr(k) - constant<V>(0.5) * log(k) - constant<V>(half_log_2pi);
      result = select(large, peak, result);
    }
    result = select(c.mean == infinity<V>() && !isnan(k), -c.mean, result);
    const auto is_count = k >= zero && floor(k) == k && k < infinity<V>();
    return select(is_count || isnan(k), result, outside_support(c.mean));
  }

  // cdf(k) is Q(k + 1, mu).
  template <int which, class V>
  LIKELIER_HD static V tail(const V& k, const constants<V>& c) {
    return gamma_tail_at<which ^ 1, detail::shapes_of_count>(k, c.mean, c.log_mean > -infinity<V>(),
                                                             [&] { return c.log_mean; });
  }
  template <class V>
  LIKELIER_HD static count_spread<V> spread(const constants<V>& c) {
    return {infinity<V>(), c.mean, c.mean};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
