#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// log(Gamma(h + 1/2) / Gamma(h)) - log(h)/2 without the large terms that cancel.
template <class V>
LIKELIER_HD inline V gamma_half_step(const V& h) {
  const V half = constant<V>(0.5);
  const V step = h * log1pmx(half / h) + (stirlerr(h + half) - stirlerr(h));
  return select(h == infinity<V>(), constant<V>(0.0), step);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_half_step(const Dual<V, N>& h) {
  const V one = constant<V>(1.0), half = constant<V>(0.5);
  const V v = half / h.value;
  const V power = select(v > one, log1p(v) - v / (one + v), log1pmx(v) + v * (v / (one + v)));
  const V slope = power + (stirlerr_slope(h.value + half) - stirlerr_slope(h.value));
  return Dual<V, N>::unary(gamma_half_step(h.value), select(h.value == infinity<V>(), constant<V>(0.0), slope), h);
}

struct t {
  static constexpr const char* name = "t";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Student's t density with df degrees of freedom.";
  static constexpr const char* formula =
      "log p(x) = log Gamma((df + 1)/2) - log Gamma(df/2) - log(pi df)/2 - log(scale)\n"
      "           - (df + 1)/2 log(1 + z^2/df),  z = (x - loc) / scale";
  static constexpr const char* borders = "-inf at x = +-inf. df = inf is the normal density.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 28; C. Loader (2000) "
      "for the ratio of gamma functions.";
  static constexpr const char* example =
      "lk.t.logpdf([0.0, 1.0], df=1e8)\n"
      "array([-0.91893854, -1.41893854])";

  struct degrees_of_freedom : positive_or_infinite {
    static constexpr const char* name = "df";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<degrees_of_freedom>;

  template <class V>
  struct constants {
    V df, log_normalizer, loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& df, const V& loc, const scaling<V>& scale) {
    return {df, constant<V>(half_log_2pi) - gamma_half_step(constant<V>(0.5) * df), loc, scale.standardize};
  }

  // What z and df make of the kernel: u = z^2 / df and what is formed from it without overflow.
  template <class V>
  struct ratio {
    mask_t<V> tail;  // u > 1
    V u;             // z^2 / df; unused in the tail
    V inverse;       // sqrt(df) / |z|; used in the tail alone
    V log1p_u;       // log(1 + u); in the tail alone
    V rest;          // log(1 + u) - u; outside the tail alone

    LIKELIER_HD ratio(const V& z, const V& df) {
      const V one = constant<V>(1.0), zero = constant<V>(0.0);
      const V root = sqrt(df);
      const V distance = abs(z);
      const V w = distance / root;
      tail = w > one;
      u = inverse = log1p_u = rest = zero;
      if (!all(tail)) {
        u = select(df == infinity<V>() && !isnan(z), zero, z / root * (z / root));
        rest = log1pmx(u);
      }
      if (any(tail)) {
        inverse = root / distance;
        // w itself may overflow where its logarithm does not.
        V log_w = log(w);
        const auto overflow = w == infinity<V>() && distance < infinity<V>();
        if (any(overflow)) log_w = select(overflow, log(distance) - log(root), log_w);
        log1p_u = constant<V>(2.0) * log_w + log1p(inverse * inverse);
      }
    }
  };

  // (df + 1)/2 log(1 + u). Outside the tail the part that is the normal density's stands apart: for
  // large df the rest is small.
  template <class V>
  LIKELIER_HD static V minus_log_kernel(const V& z, const V& df, const ratio<V>& r) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V half_df1 = half * (df + one);
    const V rest = select(df == infinity<V>(), constant<V>(0.0), half_df1 * r.rest);
    return select(r.tail, half_df1 * r.log1p_u, half * (one + one / df) * z * z + rest);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    return -minus_log_kernel(z, c.df, ratio<V>(z, c.df)) - (c.log_normalizer + c.standardize.log_scale);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V z = c.standardize(x, c.loc);
    const ratio<V> r(z, c.df);
    const V square = r.inverse * r.inverse;
    const V q = select(r.tail, one / (one + square), r.u / (one + r.u));  // u / (1 + u)
    const V pull = select(r.tail, (c.df + one) / (z * (one + square)), (one + one / c.df) * z / (one + r.u));
    dc.loc = c.standardize(pull);
    dx = -dc.loc;
    // Outside the tail u - q = u q, and the two large terms of the derivative are not formed.
    dc.df = select(r.tail, half * (q + q / c.df) - half * r.log1p_u, half * (q / c.df - r.u * q - r.rest));
    dc.log_normalizer = -one;
    dc.standardize.log_scale = select(r.tail, (c.df * q - one) + q, pull * z - one);
    return -minus_log_kernel(z, c.df, r) - (c.log_normalizer + c.standardize.log_scale);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
