#pragma once

#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

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

  struct degrees_of_freedom : positive {
    static constexpr const char* name = "df";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<degrees_of_freedom>;

  template <class V>
  struct constants {
    V df, loc;
    standardizer<V> standardize;
    V log_normalizer;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& df, const V& loc, const scaling<V>& scale) {
    constexpr double half_log_2pi = 0.918938533204672741780329736406;
    const V half = constant<V>(0.5);
    const V h = half * df;
    // log(Gamma(h + 1/2) / Gamma(h)) - log(h)/2 without the large terms that cancel.
    const V excess = h * log1pmx(half / h) + (stirlerr(h + half) - stirlerr(h));
    const V log_ratio = select(h == infinity<V>(), constant<V>(0.0), excess);
    return {df, loc, scale.standardize, scale.log + constant<V>(half_log_2pi) - log_ratio};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V z = c.standardize(x - c.loc);
    const V w = abs(z) / sqrt(c.df);
    const V half_df1 = half * (c.df + one);
    const auto tail = w > one;
    V log_kernel = constant<V>(0.0);
    if (!all(tail)) {
      // (df + 1)/2 log1p(z^2/df), with the part that is the normal density's apart: for large df
      // the rest is small.
      const V rest = select(c.df == infinity<V>(), constant<V>(0.0), half_df1 * log1pmx(z * z / c.df));
      log_kernel = half * (one + one / c.df) * z * z + rest;
    }
    if (any(tail)) {
      // z^2 may overflow where the density does not.
      const V inverse = one / w;
      log_kernel = select(tail, half_df1 * (constant<V>(2.0) * log(w) + log1p(inverse * inverse)), log_kernel);
    }
    return -log_kernel - c.log_normalizer;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
