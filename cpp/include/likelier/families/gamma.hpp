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
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& loc, const scaling<V>& scale) {
    return of_kernel<kernel>(a, loc, scale, 1.0);
  }
  // With a multiple of the scale in the normalizer.
  template <class Kernel, class V>
  LIKELIER_HD static constants<V> of_kernel(const V& a, const V& loc, const scaling<V>& scale, double multiple) {
    const log_standardizer<V>& width = scale.log_standardize;
    return {a, Kernel::log_normalizer(a, width.reference, width.offset, multiple), loc, scale.standardize};
  }

  // Where the kernel needs no care: y = d / scale is positive, finite and has not underflowed.
  template <class V>
  LIKELIER_HD static auto is_ordinary(const V& y) {
    return y >= smallest_normal<V>() && y < infinity<V>();
  }
  template <class V>
  LIKELIER_HD static kernel::result<V> kernel_of(const V& y, const constants<V>& c) {
    return kernel::at(c.a, y, V(y - c.a));
  }
  // The same where y is 0, has underflowed though d > 0, or is infinite.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static kernel::result<V> kernel_at_border(V y, V d, const constants<V>& c) {
    const kernel::result<V> ordinary = kernel_of(y, c);
    const kernel::result<V> border = kernel::from_log(c.a, y, V(detail::full_log(d) - c.standardize.log_scale));
    return kernel::choose(is_ordinary(y), ordinary, border);
  }

  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_prob_at_border(V y, V d, const constants<V>& c) {
    const V inside = kernel_at_border(y, d, c).value - c.log_normalizer;
    return select(d < constant<V>(0.0), outside_support(c.log_normalizer), inside);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V d = difference_from(c.loc, x);
    const V y = c.standardize(d);
    if (!all(is_ordinary(y))) {
      const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
      return log_prob_at_border(y, d, copy);
    }
    return kernel_of(y, c).value - c.log_normalizer;
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
    kernel::result<V> at = kernel_of(y, c);
    if (!all(is_ordinary(y))) at = kernel_at_border(y, d, c);
    dc.a = select(outside, zero, at.log_ma);
    dc.log_normalizer = select(outside, zero, -one);
    dc.standardize.log_scale = select(outside, zero, y - c.a);
    return select(d < zero, outside_support(c.log_normalizer), at.value - c.log_normalizer);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + kernel::entropy(c.a);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
