#pragma once

#include "likelier/parameters.hpp"

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
    const V d = x - c.loc;
    mask_t<V> above = d > c.scale;
    const auto far = x >= c.loc && (d == infinity<V>() || c.scale == infinity<V>());
    if (any(far)) above = above || (far && distance_from(c.loc, x).log() > c.log_scale);
    return x < c.loc || above;
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V d = x - c.loc;
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
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
