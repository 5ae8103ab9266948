// The gamma density's core, m^(a + p) e^-m / Gamma(a): with p = -1 the gamma density itself, with p = 1 that of the
// inverse, and in pairs the beta density.
#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <int power>
struct gamma_kernel {
  // From this shape on the logarithm is formed around its peak, where the terms of the textbook form cancel; below, the
  // textbook form is the accurate one.
  static constexpr double large_shape = 8.0;

  // log Gamma(a), or for large shapes what the peak leaves of it: Gamma(a) = sqrt(2 pi / a) (a / e)^a
  // exp(stirlerr(a)), of which bd0 holds (a / e)^a and the value's log(a / m) the rest of the powers of a.
  template <class V>
  LIKELIER_HD static V log_normalizer(const V& a) {
    const auto large = a >= constant<V>(large_shape);
    V normalizer = constant<V>(0.0);
    if (!all(large)) normalizer = lgamma_term(a);
    if (any(large)) {
      const V enough = max(a, constant<V>(large_shape));  // spares stirlerr its small arguments
      const V peak =
          stirlerr_term(enough) + constant<V>(half_log_2pi) - constant<V>(0.5 + power) * detail::full_log(enough);
      normalizer = select(large || isnan(a), peak, normalizer);
    }
    return normalizer;
  }

  // The entropy for scale 1: a + log Gamma(a) - (a + power) psi(a). From a = 1 on without the powers of a that cancel.
  template <class V>
  LIKELIER_HD static V entropy(const V& a) {
    const V one = constant<V>(1.0), exponent = a + constant<V>(power);
    const auto large = a >= one;
    V result = constant<V>(0.0);
    if (!all(large)) result = (lgamma(a) + a) - exponent * digamma(a);
    if (any(large)) {
      const V enough = max(a, one);
      const V spread = constant<V>(half_log_2pi) - constant<V>(0.5 + power) * detail::full_log(enough);
      result = select(large, spread + (stirlerr(enough) - exponent * digamma_minus_log(enough)), result);
    }
    return result;
  }

  // The logarithm less the normalizer's, and log m, or for large shapes log(m / a).
  template <class V>
  struct result {
    V value, log_m;

    // The derivative by a.
    LIKELIER_HD V slope(const V& a) const {
      return select(a >= constant<V>(large_shape), log_m - constant<V>(power) / a, log_m);
    }
  };

  // For m positive, finite and not underflown; difference is m - a.
  template <class V>
  LIKELIER_HD static result<V> at(const V& a, const V& m, const V& difference) {
    const auto large = a >= constant<V>(large_shape);
    V value = constant<V>(0.0), log_m = value;
    if (!all(large)) {
      log_m = detail::full_log(m);
      value = times_log(a + constant<V>(power), log_m) - m;
    }
    if (any(large)) {
      V log_am;
      const V deviance = bd0(a, m, difference, log_am);
      value = select(large, constant<V>(-power) * log_am - deviance, value);
      log_m = select(large, -log_am, log_m);
    }
    return {value, log_m};
  }

  // For any m >= 0 by its logarithm, which is finite where m has under- or overflown but its argument has not.
  template <class V>
  LIKELIER_HD static result<V> from_log(const V& a, const V& m, const V& log_m) {
    const V exponent = a + constant<V>(power);
    const auto large = a >= constant<V>(large_shape);
    const V log_ma = log_m - detail::full_log(a);
    V value = select(large, times_log(exponent, log_ma) + (a - m), times_log(exponent, log_m) - m);
    value = select(m == infinity<V>(), -m, value);
    return {value, select(isnan(m), m, select(large, log_ma, log_m))};
  }

  template <class Mask, class V>
  LIKELIER_HD static result<V> choose(const Mask& condition, const result<V>& yes, const result<V>& no) {
    return {select(condition, yes.value, no.value), select(condition, yes.log_m, no.log_m)};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
