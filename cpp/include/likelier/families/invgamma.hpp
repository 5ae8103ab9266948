#pragma once

#include "likelier/families/gamma.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct invgamma : gamma_tails<true> {
  static constexpr const char* name = "invgamma";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Inverse gamma density with shape a.";
  static constexpr const char* formula =
      "log p(x) = -(a + 1) log y - 1/y - log Gamma(a) - log(scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x <= loc and at x = +inf. The one-sided gradients at x = loc are infinite. Data whose difference "
      "from loc overflows count as +inf.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 17; C. Loader (2000) for the "
      "large-shape form.";
  static constexpr const char* example =
      "lk.invgamma.logpdf([0.5, 2.0], a=2.0, scale=1.5)\n"
      "array([-0.10962824, -2.01851133])";

  using parameterisations = location_and<scale, log_scale>::after<gamma::shape>;
  using kernel = gamma_kernel<1>;

  template <class V>
  using constants = gamma::constants<V>;

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& loc, const scaling<V>& scale) {
    return gamma::of_kernel<kernel, 1>(a, loc, scale);
  }

  // t = 1 / y is gamma distributed.
  template <class V>
  struct reciprocal {
    V d, q;
    mask_t<V> ordinary;  // neither q nor its reciprocal has left the range of normal numbers

    LIKELIER_HD reciprocal(const V& x, const constants<V>& c) : d(difference_from(c.loc, x)) {
      const V w = d * c.first * c.second;
      q = constant<V>(1.0) / w;
      ordinary = w >= smallest_normal<V>() && q >= smallest_normal<V>();
    }
    LIKELIER_HD V t(const constants<V>& c) const { return c.whole * q; }
  };

  template <class V>
  LIKELIER_HD static kernel::result<V> kernel_of(const reciprocal<V>& r, const V& t, const constants<V>& c) {
    V log_q;
    const V value = kernel::of_quotient(c.a, r.q, c.whole, c.log_normalizer, log_q);
    return {value, kernel::log_ma_of(c.a, t, log_q, c.standardize.log_scale)};
  }
  // The same at the ends of the range, where y is formed anew: t keeps its digits where y has underflowed.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static kernel::result<V> kernel_at_border(const reciprocal<V>& r, const constants<V>& c,
                                                                      V& t) {
    t = select(r.ordinary, r.t(c), c.standardize.inverse(r.d));
    const V log_d = detail::full_log(r.d);
    const kernel::result<V> border =
        kernel::of_logs(c.a, t, log_d, V(c.standardize.log_scale - log_d), c.log_normalizer);
    return kernel::choose(r.ordinary, kernel_of(r, t, c), border);
  }

  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_prob_at_border(const reciprocal<V>& r, const constants<V>& c) {
    V t;
    const V inside = kernel_at_border(r, c, t).value;
    return select(r.d < constant<V>(0.0), outside_support(c.log_normalizer), inside);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const reciprocal<V> r(x, c);
    if (!all(r.ordinary)) {
      // Lest the loop keep its own in memory for the sake of this call.
      const constants<V> constants_here = c;
      const reciprocal<V> here = r;
      return log_prob_at_border(here, constants_here);
    }
    V log_q;
    return kernel::of_quotient(c.a, r.q, c.whole, c.log_normalizer, log_q);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<invgamma>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const reciprocal<V> r(x, c);
    const auto outside = r.d < zero && !isnan(c.log_normalizer);
    V t = r.t(c);
    kernel::result<V> at = kernel_of(r, t, c);
    if (!all(r.ordinary)) {
      const constants<V> constants_here = c;
      const reciprocal<V> here = r;
      V exact;
      at = kernel_at_border(here, constants_here, exact);
      t = exact;
    }
    dx = select(outside, zero, (t - (c.a + one)) / r.d);
    dc.loc = -dx;
    dc.a = select(outside, zero, at.log_ma);
    dc.log_normalizer = select(outside, zero, -one);
    dc.standardize.log_scale = select(outside, zero, c.a - t);
    return select(r.d < zero, outside_support(c.log_normalizer), at.value);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + kernel::entropy(c.a);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
