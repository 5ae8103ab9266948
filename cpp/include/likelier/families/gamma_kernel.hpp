// The gamma density's core, m^(a + p) e^-m / Gamma(a): with p = -1 the gamma density itself, with p = 1 that of the
// inverse.
#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <int power>
struct gamma_kernel {
  // From this shape on the logarithm is formed around its peak, where the terms of the textbook form cancel.
  static constexpr double large_shape = power == -1 ? 2.0 : 1.0;
  // Up to this one without bd0, which may take long away from the peak, and there is much of that.
  static constexpr double sharp_shape = 8.0;
  template <class V>
  LIKELIER_HD static auto is_small(const V& a) {
    return a < constant<V>(large_shape);
  }

  // What the kernel is told of a distance d: q = d first second, for the inverse its reciprocal, and m = whole q. For
  // small shapes q is d / a, or a / d, whatever the scale: the densities are about a / d there, which may be 1 where
  // the logarithms of the scale and of m are large. Then it is m / a, so that log q and q - 1 have the same errors,
  // which cancel at the peak; and m itself for sharp ones.
  template <class V>
  struct units {
    V first, second, whole;
  };
  template <class V>
  LIKELIER_HD LIKELIER_HOT static units<V> units_of(const V& a, const V& scale, const standardizer<V>& standardize) {
    const V one = constant<V>(1.0), inverse = one / a;
    const auto small = is_small(a), sharp = a >= constant<V>(sharp_shape);
    const V first = standardize.first, second = standardize.second;
    const V of_small = power == -1 ? a * first * second : scale * inverse;
    // Where m cannot be told so, q is nothing ordinary.
    const V known = select(of_small < infinity<V>(), inverse, constant<V>(0.0));
    return {select(small, known, V(select(sharp, first, first * (power == -1 ? inverse : a)))),
            select(small, one, second), select(small, of_small, V(select(sharp, one, a)))};
  }
  // These have no derivatives of their own.
  template <class V, int N>
  LIKELIER_HD static units<Dual<V, N>> units_of(const Dual<V, N>& a, const Dual<V, N>& scale,
                                                const standardizer<Dual<V, N>>& s) {
    const standardizer<V> standardize = {s.log_scale.value, s.first.value, s.second.value};
    const units<V> u = units_of(a.value, scale.value, standardize);
    return {Dual<V, N>(u.first), Dual<V, N>(u.second), Dual<V, N>(u.whole)};
  }

  // What the kernel leaves of log Gamma(a), and of the logarithm of a multiple of the scale reference exp(offset).
  template <class V>
  LIKELIER_HD LIKELIER_HOT static V log_normalizer(const V& a, const V& reference, const V& offset, double multiple) {
    const V one = constant<V>(1.0), half = constant<V>(0.5), many = constant<V>(multiple), scale = reference * many;
    const auto small = is_small(a);
    // Small shapes leave log Gamma(1 + a) and -power a log(scale / a). Large ones, of which
    // Gamma(a) = sqrt(2 pi / a) (a / e)^a exp(J(a)), leave J(a) and, in one logarithm with the scale lest they cancel,
    // the width of the peak.
    const V inverse = one / a;
    const V width = constant<V>(6.283185307179586) * (power == -1 ? a : inverse * inverse * inverse);
    const V quotient = scale * select(small, inverse, scale * width);
    V logarithm = select(small, one, half) * detail::full_log(quotient);
    const auto ordinary = quotient >= smallest_normal<V>() && quotient < infinity<V>();
    if (!all(ordinary)) logarithm = select(ordinary, logarithm, sum_of_logs(V(reference), V(many), V(a)));
    V rest = constant<V>(0.0);
    if (any(small)) rest = a * (a - one) * detail::lgamma1p_quotient(a);
    if (!all(small)) {
      const V lead = constant<V>(1.0 / 12.0) * min(inverse, constant<V>(1.0 / large_shape));
      rest = select(small, rest, detail::binet_of_lead(lead));
    }
    return detail::madd(select(small, constant<V>(-power) * a, one), V(logarithm + offset), rest);
  }
  // With the part of the derivative by a that the kernel's own leaves.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_normalizer(const Dual<V, N>& a, const Dual<V, N>& reference,
                                               const Dual<V, N>& offset, double multiple) {
    const V value = log_normalizer(a.value, reference.value, offset.value, multiple);
    return Dual<V, N>::unary(value, digamma_minus_log(a.value), a);
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

  // The logarithm, for a positive, finite q that has not underflowed; and log(m / a), or log q for small shapes.
  template <class V>
  LIKELIER_HD LIKELIER_HOT static V of_quotient(const V& a, const V& q, const V& whole, const V& log_normalizer,
                                                V& log_q) {
    const V exponent = a + constant<V>(power);
    const auto sharp = a >= constant<V>(sharp_shape);
    V value = constant<V>(0.0);
    log_q = value;
    if (!all(sharp)) {
      log_q = detail::full_log(q);
      const V peak = select(is_small(a), constant<V>(0.0), constant<V>(1.0));
      value = detail::madd(exponent, log_q, detail::madd(whole, V(peak - q), V(-log_normalizer)));
    }
    if (any(sharp)) {
      V log_am;
      const V deviance = bd0(a, q, V(q - a), log_am);
      value = select(sharp, (constant<V>(-power) * log_am - deviance) - log_normalizer, value);
      log_q = select(sharp, -log_am, log_q);
    }
    return value;
  }
  // log(m / a) from log q.
  template <class V>
  LIKELIER_HD LIKELIER_HOT static V log_ma_of(const V& a, const V& m, const V& log_q, const V& log_scale) {
    const auto small = is_small(a);
    if (!any(small)) return log_q;
    V shift = -log_scale;
    if constexpr (power == 1) shift = log_scale - constant<V>(2.0) * detail::full_log(a);
    V log_ma = select(small, log_q + shift, log_q);
    // Where the sum loses digits and there are none to spare, unless m has left the range of normal numbers.
    const auto far = small && abs(shift) * min(a, constant<V>(0.5)) > constant<V>(1.0) && m >= smallest_normal<V>() &&
                     m < infinity<V>();
    if (any(far)) log_ma = select(far, detail::full_log(m) - detail::full_log(a), log_ma);
    return log_ma;
  }
  // For any q by the logarithms of d and m, which are finite where these have under- or overflown but their arguments
  // have not.
  template <class V>
  LIKELIER_HD static result<V> of_logs(const V& a, const V& m, const V& log_d, const V& log_m,
                                       const V& log_normalizer) {
    const V log_a = detail::full_log(a), log_ma = log_m - log_a;
    const auto small = is_small(a);
    const V log_q = select(small, power == -1 ? log_d - log_a : log_a - log_d, log_ma);
    const V value = (times_log(a + constant<V>(power), log_q) + select(small, -m, a - m)) - log_normalizer;
    return {select(m == infinity<V>(), -m, value), select(isnan(m), m, log_ma)};
  }

  template <class Mask, class V>
  LIKELIER_HD static result<V> choose(const Mask& condition, const result<V>& yes, const result<V>& no) {
    return {select(condition, yes.value, no.value), select(condition, yes.log_ma, no.log_ma)};
  }

 private:
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_of_logs(V reference, V multiple, V a) {
    const V log_scale = detail::full_log(reference) + detail::full_log(multiple);
    return log_scale + select(is_small(a), -detail::full_log(a), log_width(a));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
