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
    return gamma::of_kernel<kernel>(a, loc, scale, 1.0);
  }

  // t = 1 / y is gamma distributed.
  template <class V>
  struct reciprocal {
    V d, t;
    mask_t<V> ordinary;  // neither y nor t has left the range of normal numbers

    LIKELIER_HD reciprocal(const V& x, const constants<V>& c) : d(difference_from(c.loc, x)) {
      const V y = c.standardize(d);
      t = constant<V>(1.0) / y;
      ordinary = y >= smallest_normal<V>() && t >= smallest_normal<V>() && y < infinity<V>();
    }
  };

  template <class V>
  LIKELIER_HD static kernel::result<V> kernel_of(const V& t, const constants<V>& c) {
    return kernel::at(c.a, t, V(t - c.a));
  }
  // The same at the ends of the range, where y is formed anew: t keeps its digits where y has underflowed.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static kernel::result<V> kernel_at_border(const reciprocal<V>& r, const constants<V>& c,
                                                                      V& t) {
    t = select(r.ordinary, r.t, c.standardize.inverse(r.d));
    const kernel::result<V> ordinary = kernel_of(t, c);
    const kernel::result<V> border = kernel::from_log(c.a, t, V(c.standardize.log_scale - detail::full_log(r.d)));
    const auto inside = t >= smallest_normal<V>() && t < infinity<V>();
    return kernel::choose(inside, ordinary, border);
  }

  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_prob_at_border(const reciprocal<V>& r, const constants<V>& c) {
    V t;
    const V inside = kernel_at_border(r, c, t).value - c.log_normalizer;
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
    return kernel_of(r.t, c).value - c.log_normalizer;
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
    V t = r.t;
    kernel::result<V> at = kernel_of(t, c);
    if (!all(r.ordinary)) at = kernel_at_border(r, c, t);
    dx = select(outside, zero, (t - (c.a + one)) / r.d);
    dc.loc = -dx;
    dc.a = select(outside, zero, at.log_ma);
    dc.log_normalizer = select(outside, zero, -one);
    dc.standardize.log_scale = select(outside, zero, c.a - t);
    return select(r.d < zero, outside_support(c.log_normalizer), at.value - c.log_normalizer);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + kernel::entropy(c.a);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
