#pragma once

#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct uniform {
  static constexpr const char* name = "uniform";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Uniform density on [loc, loc + scale].";
  static constexpr const char* formula = "log p(x) = -log(scale),  loc <= x <= loc + scale";
  static constexpr const char* borders =
      "-inf outside; both ends are inside, the upper one as x - loc <= scale in floating point. Gradients "
      "are one-sided: 0 in x and loc, -1 / scale in scale.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 26.";
  static constexpr const char* example =
      "lk.uniform.logpdf([1.0, 5.0, 5.1], loc=1.0, scale=4.0)\n"
      "array([-1.38629436, -1.38629436,        -inf])";

  using parameterisations = location_and<scale, log_scale>::after<>;

  template <class V>
  struct constants {
    V loc, log_scale, scale;
    static constexpr int passive = 1;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& loc, const scaling<V>& scale) {
    return {loc, scale.log, scale.value};
  }

  template <class V>
  LIKELIER_HD static mask_t<V> is_outside(const V& x, const constants<V>& c) {
    const V d = difference_from(c.loc, x);
    mask_t<V> above = d > c.scale;
    const auto far = x >= c.loc && (d == infinity<V>() || c.scale == infinity<V>());
    if (any(far)) above = above || (far && distance_from(c.loc, x).log() > c.log_scale);
    return x < c.loc || above;
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V d = difference_from(c.loc, x);
    const V inside = select(isnan(d), d, -c.log_scale);
    return select(is_outside(x, c), -infinity<V>(), inside);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0);
    const V value = log_prob(x, c);
    dx = dc.loc = select(isnan(value), value, zero);
    dc.log_scale = select(value == -infinity<V>(), zero, select(isnan(value), value, constant<V>(-1.0)));
    return value;
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.log_scale;
  }

  // The part of the interval below x.
  template <class V>
  LIKELIER_HD static V cdf(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = difference_from(c.loc, x);
    return select(x < c.loc, zero, select(d >= c.scale, one, d / scale_of(c.scale, c.log_scale)));
  }
  template <class V>
  LIKELIER_HD static V sf(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = difference_from(c.loc, x), scale = scale_of(c.scale, c.log_scale);
    return select(x < c.loc, one, select(d >= c.scale, zero, complement_of(V((scale - d) / scale), V(d / scale))));
  }
  template <class V>
  LIKELIER_HD static V logcdf(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0);
    const V d = difference_from(c.loc, x);
    const V inside = log_ratio(d, scale_of(c.scale, c.log_scale));
    return select(x < c.loc, -infinity<V>(), select(d >= c.scale, zero, inside));
  }
  template <class V>
  LIKELIER_HD static V logsf(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0);
    const V d = difference_from(c.loc, x), scale = scale_of(c.scale, c.log_scale);
    const V inside =
        select(d < constant<V>(0.5) * c.scale, detail::full_log1p(-d / scale), log_ratio(V(scale - d), scale));
    return select(x < c.loc, zero, select(d >= c.scale, -infinity<V>(), inside));
  }
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    return c.loc + as_probability(q) * scale_of(c.scale, c.log_scale);
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    return c.loc + (constant<V>(1.0) - as_probability(q)) * scale_of(c.scale, c.log_scale);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
