// The gamma density's core, m^(a + p) e^-m / Gamma(a): with p = -1 the gamma density itself, with p = 1 that of the
// inverse, and in pairs the beta density.
#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <int power>
struct gamma_kernel {
  // From this shape on the logarithm is formed around its peak, where the terms of the textbook form cancel. Below,
  // they do not, if m is told in units of a: log(m / a) is small where the density is about 1.
  static constexpr double large_shape = 2.0;

  // What the kernel leaves of log Gamma(a), and the logarithm of a multiple of the scale reference exp(offset).
  template <class V>
  LIKELIER_HD static V log_normalizer(const V& a, const V& reference, const V& offset, double multiple) {
    const V many = constant<V>(multiple), scale = reference * many;
    const V square = scale * scale * square_of_width(a);
    V log_scaled_width = constant<V>(0.5) * detail::full_log(square);
    const auto ordinary = square >= smallest_normal<V>() && square < infinity<V>();
    if (!all(ordinary)) log_scaled_width = select(ordinary, log_scaled_width, sum_of_logs(V(reference), V(many), V(a)));
    return (rest(a) + log_scaled_width) + offset;
  }
  // With the part of the derivative by a that the kernel's own leaves.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_normalizer(const Dual<V, N>& a, const Dual<V, N>& reference,
                                               const Dual<V, N>& offset, double multiple) {
    const V value = log_normalizer(a.value, reference.value, offset.value, multiple);
    return Dual<V, N>::unary(value, digamma_minus_log(a.value), a);
  }

  // Of the same two factors: for large shapes Gamma(a) = sqrt(2 pi / a) (a / e)^a exp(stirlerr(a)), and the width of
  // the peak is what the kernel leaves of the powers of a. In one logarithm with the scale they do not cancel.
  template <class V>
  LIKELIER_HD static V rest(const V& a) {
    const V one = constant<V>(1.0);
    const auto large = a >= constant<V>(large_shape);
    V result = constant<V>(0.0);
    if (!all(large)) {
      const auto below = a < one;
      const V exponent = a + select(below, constant<V>(power + 1.0), constant<V>(power));
      result = detail::lgamma_central(a, below) - exponent * detail::full_log(a);
    }
    if (any(large)) result = select(large, detail::binet(max(a, constant<V>(large_shape))), result);
    return result;
  }
  template <class V>
  LIKELIER_HD static V square_of_width(const V& a) {
    const V square = constant<V>(6.283185307179586) * a;
    return select(a >= constant<V>(large_shape), power == -1 ? square : square / (a * a) / (a * a), constant<V>(1.0));
  }
  // The logarithm of the width, where its square may be no number.
  template <class V>
  LIKELIER_HD static V log_width(const V& a) {
    const V peak = constant<V>(half_log_2pi) - constant<V>(0.5 + power) * detail::full_log(a);
    return select(a >= constant<V>(large_shape), peak, constant<V>(0.0));
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
      result = select(large, spread + entropy_excess(enough), result);
    }
    return result;
  }
  template <class V>
  LIKELIER_HD static V entropy_excess(const V& a) {
    return stirlerr(a) - (a + constant<V>(power)) * digamma_minus_log(a);
  }
  // 1 - (a + power) psi'(a), where psi'(a) = 1 / a + 1 / (2 a^2) + stirlerr''(a).
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const Dual<V, N>& a) {
    const V one = constant<V>(1.0), exponent = a.value + constant<V>(power);
    const auto large = a.value >= one;
    V slope = constant<V>(0.0);
    if (!all(large)) slope = one - exponent * trigamma(a.value);
    if (any(large)) {
      const V enough = max(a.value, one), inverse = one / enough;
      const V bend = exponent * (enough * stirlerr_curvature(enough)) + constant<V>(0.5 * power) * inverse;
      slope = select(large, -inverse * (constant<V>(0.5 + power) + bend), slope);
    }
    return Dual<V, N>::unary(entropy(a.value), slope, a);
  }

  // The logarithm less the normalizer's, and log(m / a), which is the derivative by a but for the normalizer's.
  template <class V>
  struct result {
    V value, log_ma;
  };

  // For m positive, finite and not underflown; difference is m - a.
  template <class V>
  LIKELIER_HD static result<V> at(const V& a, const V& m, const V& difference) {
    const auto large = a >= constant<V>(large_shape);
    const V exponent = a + constant<V>(power);
    // Away from the peak bd0 may take long, and up to here there is much of that.
    const auto sharp = a >= constant<V>(8.0);
    V value = constant<V>(0.0), log_ma = value;
    if (!all(sharp)) {
      log_ma = log_quotient(m, a);
      value = detail::madd(exponent, log_ma, -select(large, difference, m));
    }
    if (any(sharp)) {
      V log_am;
      const V deviance = bd0(a, m, difference, log_am);
      const V peak = constant<V>(-power) * log_am - deviance;
      value = select(sharp, peak, value);
      log_ma = select(sharp, -log_am, log_ma);
    }
    return {value, log_ma};
  }

  // For any m >= 0 by its logarithm, which is finite where m has under- or overflown but its argument has not.
  template <class V>
  LIKELIER_HD static result<V> from_log(const V& a, const V& m, const V& log_m) {
    const auto large = a >= constant<V>(large_shape);
    const V log_ma = log_m - detail::full_log(a);
    const V value = times_log(a + constant<V>(power), log_ma) + select(large, a - m, -m);
    return {select(m == infinity<V>(), -m, value), select(isnan(m), m, log_ma)};
  }

  template <class Mask, class V>
  LIKELIER_HD static result<V> choose(const Mask& condition, const result<V>& yes, const result<V>& no) {
    return {select(condition, yes.value, no.value), select(condition, yes.log_ma, no.log_ma)};
  }

 private:
  // log(m / a). Near 0 it is multiplied by a shape and cancels, and what the product with 1 / a rounds away counts.
  template <class V>
  LIKELIER_HD static V log_quotient(const V& m, const V& a) {
    const V one = constant<V>(1.0), two = constant<V>(2.0), zero = constant<V>(0.0);
    const V inverse = one / a;
    const V unit = a * inverse, quotient = m * inverse;
    const V lost_by_inverse = (one - unit) - detail::product_error(a, inverse, unit);
    const V lost = detail::product_error(m, inverse, quotient);
    const V slope = max(two - quotient, zero);  // that of the logarithm, near 1
    const V result = detail::full_log(quotient) + detail::madd(lost, slope, lost_by_inverse);
    const auto overflow = !(quotient < infinity<V>());
    if (!any(overflow)) return result;
    return select(overflow, difference_of_logs(V(m), V(a)), result);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V difference_of_logs(V m, V a) {
    return detail::full_log(m) - detail::full_log(a);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_of_logs(V reference, V multiple, V a) {
    return (detail::full_log(reference) + detail::full_log(multiple)) + log_width(a);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
