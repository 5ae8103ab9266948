#pragma once

#include "likelier/families/gamma_kernel.hpp"
#include "likelier/incomplete_tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct gamma : gamma_tails<false> {
  static constexpr const char* name = "gamma";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Gamma density with shape a.";
  static constexpr const char* formula =
      "log p(x) = (a - 1) log y - y - log Gamma(a) - log(scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: +inf for a < 1, -log(scale) for a = 1 (one-sided "
      "gradients), -inf for a > 1. Data whose difference from loc overflows count as +inf.";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for the large-shape form.";
  static constexpr const char* example =
      "lk.gamma.logpdf([0.5, 2.0], a=2.0, scale=1.5)\n"
      "array([-1.83741073, -1.45111637])";

  struct shape : positive {
    static constexpr const char* name = "a";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, rate, log_scale, log_rate>::after<shape>;

  using kernel = gamma_kernel<-1>;

  template <class V>
  struct constants {
    V a;
    V log_normalizer;  // with the logarithm of the scale, whose derivative is left to the standardizer
    V loc;
    standardizer<V> standardize;
    V first, second, whole;  // of the kernel's units
    static constexpr int passive = standardizer<V>::passive + 3;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& loc, const scaling<V>& scale) {
    return of_kernel<kernel, 1>(a, loc, scale);
  }
  // Of a multiple of the scale.
  template <class Kernel, int multiple, class V>
  LIKELIER_HD static constants<V> of_kernel(const V& a, const V& loc, const scaling<V>& scale) {
    const log_standardizer<V>& told = scale.log_standardize;
    standardizer<V> standardize = scale.standardize;
    V width = scale.value;
    if constexpr (multiple == 2) {
      standardize.log_scale = standardize.log_scale + constant<V>(log_2);
      standardize.first = constant<V>(0.5) * standardize.first;
      width = width + width;
    }
    const auto u = Kernel::units_of(a, width, standardize);
    return {
        a,      Kernel::log_normalizer(a, told.reference, told.offset, multiple), loc, standardize, u.first, u.second,
        u.whole};
  }

  // Where the kernel needs no care: q is positive, finite and has not underflowed.
  template <class V>
  LIKELIER_HD static auto is_ordinary(const V& q) {
    return q >= smallest_normal<V>() && q < infinity<V>();
  }
  // The same where it does, and the derivative by the shape.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static kernel::result<V> kernel_at_border(V q, V d, const constants<V>& c) {
    const V y = c.standardize(d), log_d = detail::full_log(d);
    V log_q;
    const V value = kernel::of_quotient(c.a, q, c.whole, c.log_normalizer, log_q);
    const kernel::result<V> ordinary{value, kernel::log_ma_of(c.a, y, log_q, c.standardize.log_scale)};
    const kernel::result<V> border =
        kernel::of_logs(c.a, y, log_d, V(log_d - c.standardize.log_scale), c.log_normalizer);
    return kernel::choose(is_ordinary(q), ordinary, border);
  }

  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_prob_at_border(V q, V d, const constants<V>& c) {
    const V inside = kernel_at_border(q, V(d + constant<V>(0.0)), c).value;
    return select(d < constant<V>(0.0), outside_support(c.log_normalizer), inside);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V d = x - c.loc;
    const V q = d * c.first * c.second;
    if (!all(is_ordinary(q))) {
      const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
      return log_prob_at_border(q, d, copy);
    }
    V log_q;
    return kernel::of_quotient(c.a, q, c.whole, c.log_normalizer, log_q);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<gamma>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = difference_from(c.loc, x);
    const V y = c.standardize(d);
    const auto outside = d < zero && !isnan(c.log_normalizer);
    // ((a - 1) - y) / y, at its limits -1 for y = inf and for a = 1.
    V slope = ((c.a - one) - y) / y;
    slope = select(y == infinity<V>() || (c.a == one && !isnan(y)), -one, slope);
    // Its quotient by y may overflow where that by d does not.
    const auto lost = is_lost(y, d) || (abs(slope) == infinity<V>() && d > zero);
    slope = c.standardize(slope);
    if (any(lost)) slope = select(lost, (c.a - one) / d - c.standardize(one), slope);
    dx = select(outside, zero, slope);
    dc.loc = -dx;
    const V q = d * c.first * c.second;
    V log_q;
    kernel::result<V> at;
    at.value = kernel::of_quotient(c.a, q, c.whole, c.log_normalizer, log_q);
    at.log_ma = kernel::log_ma_of(c.a, y, log_q, c.standardize.log_scale);
    if (!all(is_ordinary(q))) {
      const constants<V> copy = c;
      at = kernel_at_border(q, d, copy);
    }
    dc.a = select(outside, zero, at.log_ma);
    dc.log_normalizer = select(outside, zero, -one);
    dc.standardize.log_scale = select(outside, zero, y - c.a);
    return select(d < zero, outside_support(c.log_normalizer), at.value);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + kernel::entropy(c.a);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
