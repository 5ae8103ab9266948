#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct discretized_logistic {
  static constexpr const char* name = "discretized_logistic";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary =
      "Logistic density integrated over bins of width 1 around the integers, with open tails.";
  static constexpr const char* formula =
      "log p(k) = log(F(k + 1/2) - F(k - 1/2)),  F(x) = 1 / (1 + exp(-(x - loc) / scale)),  k = low, ..., high,\n"
      "           with F(low - 1/2) = 0 and F(high + 1/2) = 1";
  static constexpr const char* borders =
      "-inf where k is not an integer, below low or above high. Without low and high all integers have bins, and no "
      "tail is open. The gradient in k is that of the smooth extension within its bin's formula, and those in low and "
      "high are 0. NaN where low is above high. Data on another grid are counted in its bins first: pixels of n levels "
      "scaled to [-1, 1] are "
      "k = (x + 1) (n - 1) / 2, loc and scale likewise.";
  static constexpr const char* source =
      "T. Salimans, A. Karpathy, X. Chen and D. P. Kingma, PixelCNN++ (2017), section 2.1.";
  static constexpr const char* example =
      "lk.discretized_logistic.logpmf([0, 100, 255], loc=101.3, scale=4.0, low=0, high=255)\n"
      "array([-25.2       ,  -2.80007936, -38.3       ])";

  struct lowest : real {
    static constexpr const char* name = "low";
    static constexpr const char* domain = "whole or infinite";
    static constexpr double default_value = -__builtin_huge_val();
    template <class V>
    LIKELIER_HD static mask_t<V> contains(const V& raw) {
      return floor(raw) == raw;
    }
  };
  struct highest : lowest {
    static constexpr const char* name = "high";
    static constexpr const char* domain = "whole or infinite, not below low";
    static constexpr double default_value = __builtin_huge_val();
  };
  template <class Scale>
  using with = parameterisation<location, Scale, lowest, highest>;
  using parameterisations = std::tuple<with<scale>, with<log_scale>>;

  template <class V>
  struct constants {
    V loc, log_bin;  // log(1 - exp(-1 / scale)): the mass of a bin as wide as these, at a distance of many scales
    V low, high;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& loc, const scaling<V>& scale, const V& low, const V& high) {
    const constants<V> c{loc, log_bin(scale.standardize(constant<V>(1.0)), scale.log), low, high, scale.standardize};
    return only_where<V>(low <= high, c);
  }
  template <class V>
  LIKELIER_HD static V log_bin(const V& width, const V& log_scale) {
    const V result = log1mexp(V(-width));
    const auto is_lost = width < smallest_normal<V>();
    if (!any(is_lost)) return result;
    return select(is_lost, -log_scale, result);
  }
  // Its derivative is told by the logarithm of the scale, as those of the edges are.
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_bin(const Dual<V, N>& width, const Dual<V, N>& log_scale) {
    const V zero = constant<V>(0.0);
    const V w = width.value;
    V slope = w * detail::full_exp(-w) / detail::full_expm1(-w);
    slope = select(w == zero, constant<V>(-1.0), select(w == infinity<V>(), zero, slope));
    return Dual<V, N>::unary(log_bin(w, log_scale.value), slope, log_scale);
  }

  // Both edges of the bin of k in units of the scale, and what the mass is made of:
  //   F(upper) - F(lower) = (1 - e^(-1/scale)) e^-gap / ((1 + e^-|upper|) (1 + e^-|lower|)),
  // of factors below 1 all.
  template <class V>
  struct bin {
    V centre, upper, lower;
    V gap;  // distance of loc from the bin, 0 inside
    scaled_exp<V> upper_exp, lower_exp;
    V tail_upper, tail_lower;  // e^-|upper|, e^-|lower|
    mask_t<V> is_lowest, is_highest, is_inside;

    LIKELIER_HD bin(const V& k, const constants<V>& c)
        : centre(c.standardize(k - c.loc)),
          upper(c.standardize((k - c.loc) + constant<V>(0.5))),
          lower(c.standardize((k - c.loc) - constant<V>(0.5))),
          upper_exp(-abs(upper)),
          lower_exp(-abs(lower)) {
      const V zero = constant<V>(0.0);
      gap = select(lower > zero, lower, select(upper < zero, -upper, zero));
      tail_upper = upper_exp.value();
      tail_lower = lower_exp.value();
      is_lowest = k == c.low;
      is_highest = k == c.high;
      is_inside = floor(k) == k && k >= c.low && k <= c.high && abs(k) < infinity<V>();
    }
  };

  template <class V>
  LIKELIER_HD static V from_bin(const V& k, const bin<V>& b, const constants<V>& c) {
    const V zero = constant<V>(0.0);
    const V by_upper = detail::full_log1p(b.tail_upper), by_lower = detail::full_log1p(b.tail_lower);
    V result = c.log_bin - b.gap - by_upper - by_lower;
    // Open tails: log F(upper) and log(1 - F(lower)).
    result = select(b.is_lowest, min(b.upper, zero) - by_upper, result);
    result = select(b.is_highest, min(-b.lower, zero) - by_lower, result);
    result = select(b.is_lowest && b.is_highest, zero, result);
    return select(b.is_inside || isnan(k), result, outside_support(c.log_bin));
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    return from_bin(k, bin<V>(k, c), c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<discretized_logistic>(k, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const bin<V> b(k, c);
    const V value = from_bin(k, b, c);
    // The smaller of F and 1 - F at the edges, and the larger.
    const V sum_upper = one + b.tail_upper, sum_lower = one + b.tail_lower;
    const V share_upper = b.tail_upper / sum_upper, share_lower = b.tail_lower / sum_lower;
    // F(upper) + F(lower) - 1 = (1 - e^(-2 |centre|)) e^-nearest / (the same sums), where nearest is the distance of
    // loc from the nearest edge, and 0 outside of the bin.
    const auto loc_is_inside = b.upper >= zero && b.lower <= zero;
    const V nearest = select(loc_is_inside, max(b.tail_upper, b.tail_lower), one);
    const V rise = -detail::full_expm1(constant<V>(-2.0) * abs(b.centre)) * nearest / (sum_upper * sum_lower);
    V pull = select(b.centre > zero, -rise, rise);
    const V spread_upper = weighted(b.upper_exp, b.upper, sum_upper);
    const V spread_lower = weighted(b.lower_exp, b.lower, sum_lower);
    V spread = b.gap - (spread_upper + spread_lower);
    // The tails: d log F(upper) = 1 - F(upper).
    const auto is_above = b.upper > zero, is_below = b.lower < zero;
    pull = select(b.is_lowest, select(is_above, share_upper, one - share_upper), pull);
    pull = select(b.is_highest, -select(is_below, share_lower, one - share_lower), pull);
    const V by_upper = select(is_above, -spread_upper, -b.upper * (one - share_upper));
    const V by_lower = select(is_below, -spread_lower, b.lower * (one - share_lower));
    spread = select(b.is_highest, by_lower, select(b.is_lowest, by_upper, spread));
    const auto certain = b.is_lowest && b.is_highest;
    const auto outside = !b.is_inside && !isnan(value);
    const auto flat = outside || certain;
    dk = select(flat, zero, c.standardize(pull));
    dc.loc = -dk;
    dc.standardize.log_scale = select(flat, zero, spread);
    const auto interior = !(b.is_lowest || b.is_highest || outside);
    dc.low = dc.high = select(isnan(value), value, zero);
    dc.log_bin = select(interior, one + dc.low, zero);
    return value;
  }

  // |edge| e^-|edge| / sum, where edge may be infinite and the exponential underflow.
  template <class V>
  LIKELIER_HD static V weighted(const scaled_exp<V>& tail, const V& edge, const V& sum) {
    const V distance = abs(edge);
    return select(distance == infinity<V>(), constant<V>(0.0), tail.times(distance / sum));
  }

  // A function of the upper edge of the bin of k in units of the scale, with its values below and above all bins.
  template <class V, class F>
  LIKELIER_HD static V at_edge(const V& k, const constants<V>& c, const V& below, const V& above, F f) {
    const V whole = floor(k);
    const auto is_below = whole < c.low || k == -infinity<V>(), is_above = whole >= c.high;
    const V inner = select(is_below || is_above, plain_copy(c.loc), whole);
    const V inside = f(c.standardize((inner - c.loc) + constant<V>(0.5)));
    return select(is_below, below, select(is_above, above, inside));
  }
  template <class V>
  LIKELIER_HD static V plain_copy(const V& x) {
    return V(plain(x));
  }
  template <class V>
  LIKELIER_HD static V cdf(const V& k, const constants<V>& c) {
    return at_edge(k, c, V(constant<V>(0.0)), V(constant<V>(1.0)), [](const V& z) { return expit(z); });
  }
  template <class V>
  LIKELIER_HD static V sf(const V& k, const constants<V>& c) {
    return at_edge(k, c, V(constant<V>(1.0)), V(constant<V>(0.0)), [](const V& z) { return expit(V(-z)); });
  }
  template <class V>
  LIKELIER_HD static V logcdf(const V& k, const constants<V>& c) {
    return at_edge(k, c, V(-infinity<V>()), V(constant<V>(0.0)), [](const V& z) { return log_expit(z); });
  }
  template <class V>
  LIKELIER_HD static V logsf(const V& k, const constants<V>& c) {
    return at_edge(k, c, V(constant<V>(0.0)), V(-infinity<V>()), [](const V& z) { return log_expit(V(-z)); });
  }
  // The least k at which cdf is not below q, or sf not above it: rounding may have gone one too far.
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    using P = decltype(plain(q));
    const auto plain_c = plain_constants<discretized_logistic, V>(c);
    const P p = as_probability(P(plain(q)));
    const auto enough = [&](const P& k) { return cdf(k, plain_c) >= p; };
    return V(least(logit(p), plain_c, p == constant<P>(0.0), p == constant<P>(1.0), enough));
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    using P = decltype(plain(q));
    const auto plain_c = plain_constants<discretized_logistic, V>(c);
    const P p = as_probability(P(plain(q)));
    const auto enough = [&](const P& k) { return sf(k, plain_c) <= p; };
    return V(least(P(-logit(p)), plain_c, p == constant<P>(1.0), p == constant<P>(0.0), enough));
  }
  template <class V, class F>
  LIKELIER_HD static V least(const V& z, const constants<V>& c, const mask_t<V>& none, const mask_t<V>& all, F enough) {
    const V one = constant<V>(1.0);
    V k = ceil(V(shifted(c.loc, c.standardize, z) - constant<V>(0.5)));
    k = min(max(k, c.low), c.high);
    const V before = max(V(k - one), c.low);
    k = select(enough(before), before, select(enough(k), k, min(V(k + one), c.high)));
    return select(isnan(z) || isnan(c.loc), z + c.loc, select(none, c.low - one, select(all, c.high, k)));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
