// Distribution functions and quantiles that are incomplete gamma or beta functions of data and parameters, and counts
// whose quantiles are found by search.
#pragma once

#include "likelier/math/special.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// A tail told by the logarithm of the lower one, where that is small.
template <int which, class V>
LIKELIER_HD LIKELIER_RARE V tail_from_log(const V& log_lower) {
  if constexpr (which == detail::tail::lower) return detail::full_exp(log_lower);
  if constexpr (which == detail::tail::upper) return -detail::full_expm1(log_lower);
  if constexpr (which == detail::tail::log_lower) return log_lower;
  return log1mexp(log_lower);
}
// A tail that has vanished has no slopes, however large those of its logarithm are.
template <int which, class V, int N>
LIKELIER_HD LIKELIER_RARE Dual<V, N> tail_from_log(const Dual<V, N>& log_lower) {
  const V lower = detail::full_exp(log_lower.value), upper = -detail::full_expm1(log_lower.value);
  const V slope = which == detail::tail::lower       ? lower
                  : which == detail::tail::upper     ? -lower
                  : which == detail::tail::log_lower ? constant<V>(1.0)
                                                     : -lower / upper;
  Dual<V, N> r = Dual<V, N>::unary(tail_from_log<which>(log_lower.value), slope, log_lower);
  for (V& tangent : r.tangent) tangent = select(slope == constant<V>(0.0), constant<V>(0.0), tangent);
  return r;
}
// What a tail is where the lower one is 0 and where it is 1.
template <int which, class V>
LIKELIER_HD inline V tail_of_nothing() {
  return which == detail::tail::upper       ? constant<V>(1.0)
         : which == detail::tail::log_lower ? -infinity<V>()
                                            : constant<V>(0.0);
}
template <int which, class V>
LIKELIER_HD inline V tail_of_everything() {
  return tail_of_nothing<which ^ 1, V>();
}

// The logarithms of the lower tails next to the end of the support, by those of the arguments.
struct log_gamma_tail_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& a, const V& log_y) const {
    const V one = constant<V>(1.0), small = min(a, one);
    const V log_gamma = small * (small - one) * detail::lgamma1p_quotient(small);
    return a * log_y - select(a < one, log_gamma, detail::lgamma_in_double{}(V(a + one)));
  }
};
template <class V>
LIKELIER_HD LIKELIER_RARE V log_gamma_tail_at_0(const V& a, const V& log_y) {
  return in_double(log_gamma_tail_in_double{}, a, log_y);
}
template <class V, int N>
LIKELIER_HD LIKELIER_RARE Dual<V, N> log_gamma_tail_at_0(const Dual<V, N>& a, const Dual<V, N>& log_y) {
  const V by_a = log_y.value - digamma(V(a.value + constant<V>(1.0)));
  return Dual<V, N>::binary(log_gamma_tail_at_0(a.value, log_y.value), by_a, a, a.value, log_y);
}
struct log_beta_tail_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& a, const V& b, const V& log_x) const {
    const V one = constant<V>(1.0), small = min(a, one);
    const V log_gamma = small * (small - one) * detail::lgamma1p_quotient(small);
    const V near = a * log_x + (detail::gammaln_ratio_in_double{}(b, small) - log_gamma);
    return select(a < one, near, (a * log_x - detail::betaln_in_double{}(a, b)) - detail::full_log(a));
  }
};
template <class V>
LIKELIER_HD LIKELIER_RARE V log_beta_tail_at_0(const V& a, const V& b, const V& log_x) {
  return in_double(log_beta_tail_in_double{}, a, b, log_x);
}
template <class V, int N>
LIKELIER_HD LIKELIER_RARE Dual<V, N> log_beta_tail_at_0(const Dual<V, N>& a, const Dual<V, N>& b,
                                                        const Dual<V, N>& log_x) {
  const V by_a = log_x.value + (digamma(V(a.value + b.value)) - digamma(V(a.value + constant<V>(1.0))));
  const V by_b = digamma_difference(b.value, a.value);
  Dual<V, N> r = Dual<V, N>::binary(log_beta_tail_at_0(a.value, b.value, log_x.value), by_a, a, by_b, b);
  for (int i = 0; i < N; ++i) r.tangent[i] += chain(a.value, log_x.tangent[i]);
  return r;
}

// A tail of the gamma distribution at y >= 0, which is positive where log_y() is finite: that tells it where y has
// underflowed.
template <int which, class Made = detail::given_shapes, class V, class LogY>
LIKELIER_HD inline V gamma_tail_at(const V& k, const V& y, const mask_t<V>& is_positive, LogY log_y) {
  const auto lost = y < smallest_normal<V>() && is_positive;
  const auto far = y == infinity<V>();
  const V inside = detail::gamma_tail<which, Made>(k, V(select(lost || far, constant<V>(1.0), y)));
  V result = select(far, tail_of_everything<which, V>() + (inside - inside), inside);
  if (any(lost)) result = select(lost, tail_from_log<which>(log_gamma_tail_at_0(Made::shape(k), log_y())), result);
  return result;
}

// A tail of the beta distribution at x = 1 - w, told by their logarithms where one has underflowed; with what rounding
// took from them, if that is given.
template <int which, class Made = detail::given_shapes, class V, class LogX, class LogW, class... Low>
LIKELIER_HD inline V beta_tail_at(const V& u, const V& v, const V& x, const V& w, const mask_t<V>& is_inside,
                                  LogX log_x, LogW log_w, const Low&... low) {
  const V tiny = smallest_normal<V>(), half = constant<V>(0.5);
  const auto x_is_lost = x < tiny && is_inside, w_is_lost = w < tiny && is_inside;
  const auto lost = x_is_lost || w_is_lost;
  V result = detail::beta_tail<which, Made>(u, v, V(select(lost, half, x)), V(select(lost, half, w)), low...);
  if (any(lost)) {
    const several<V, 2> shapes = Made::shapes(u, v);
    const V &a = shapes.at[0], &b = shapes.at[1];
    if (any(x_is_lost)) result = select(x_is_lost, tail_from_log<which>(log_beta_tail_at_0(a, b, log_x())), result);
    if (any(w_is_lost)) result = select(w_is_lost, tail_from_log<which ^ 1>(log_beta_tail_at_0(b, a, log_w())), result);
  }
  return result;
}

// The distribution functions of a Family that states all four as one, at<which>(x, c).
template <class Family>
struct four_tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    return Family::template at<detail::tail::lower>(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return Family::template at<detail::tail::upper>(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    return Family::template at<detail::tail::log_lower>(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return Family::template at<detail::tail::log_upper>(x, c);
  }

 private:
  friend Family;
  four_tails() = default;
};

// A gamma variable in units of the scale, of shape c.a; or, for `reciprocal`, its reciprocal.
template <bool reciprocal>
struct gamma_tails : four_tails<gamma_tails<reciprocal>> {
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    const V p = as_probability(q);
    return from_tails(p, V(constant<V>(1.0) - p), c);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    const V p = as_probability(q);
    return from_tails(V(constant<V>(1.0) - p), p, c);
  }

 private:
  friend four_tails<gamma_tails>;
  template <int which, class V, class C>
  LIKELIER_HD static V at(const V& x, const C& c) {
    const V zero = constant<V>(0.0), d = x - c.loc;
    const auto outside = reciprocal ? d <= zero : d < zero;
    const V distance = select(outside, constant<V>(1.0), d);
    const V y = c.standardize(distance);
    const auto log_y = [&] { return V(detail::full_log(distance) - c.standardize.log_scale); };
    V inside;
    if constexpr (reciprocal) {
      const auto log_t = [&] { return V(-log_y()); };
      inside = gamma_tail_at<which ^ 1>(c.a, reciprocal_of(distance, y, c), distance < infinity<V>(), log_t);
    } else {
      inside = gamma_tail_at<which>(c.a, y, distance > zero, log_y);
    }
    return select(outside, tail_of_nothing<which, V>(), inside);
  }
  // 1 / y, whose digits y may have lost by underflow.
  template <class V, class C>
  LIKELIER_HD static V reciprocal_of(const V& d, const V& y, const C& c) {
    return select(y < smallest_normal<V>(), c.standardize.inverse(d), constant<V>(1.0) / y);
  }
  template <class V, class C>
  LIKELIER_HD static V from_tails(const V& p, const V& q, const C& c) {
    if constexpr (reciprocal) {
      const V y = constant<V>(1.0) / detail::gamma_quantile(c.a, q, p);
      return shifted(c.loc, c.standardize, y);
    } else {
      return shifted(c.loc, c.standardize, detail::gamma_quantile(c.a, p, q));
    }
  }
};

// A value and constants without derivatives.
template <class V>
LIKELIER_HD inline V plain(const V& x) {
  return x;
}
template <class V, int N>
LIKELIER_HD inline V plain(const Dual<V, N>& x) {
  return x.value;
}
template <class Family, class V>
LIKELIER_HD inline auto plain_constants(const typename Family::template constants<V>& c) {
  using P = decltype(plain(std::declval<V>()));
  constexpr int count = sizeof c / sizeof(V);
  V given[count];
  to_array(c, given);
  P values[count];
  for (int k = 0; k < count; ++k) values[k] = plain(given[k]);
  return from_array<typename Family::template constants<P>>(values);
}

// What a search for a count starts from.
template <class V>
struct count_spread {
  V last, mean, deviation;
};

// Counts from 0 to `last`. Family states tail<which>(k, c) at whole k >= 0, and spread(c).
// A quantile is the least k at which cdf is not below q, or sf not above it; it has no derivatives.
template <class Family>
struct count_tails : four_tails<count_tails<Family>> {
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return quantile<detail::tail::lower>(q, c);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return quantile<detail::tail::upper>(q, c);
  }

 private:
  friend Family;
  friend four_tails<count_tails>;
  count_tails() = default;

  template <int which, class V, class C>
  LIKELIER_HD static V at(const V& k, const C& c) {
    const auto [last, mean, deviation] = Family::spread(c);
    const V zero = constant<V>(0.0);
    const auto below = k < zero, above = k >= last;
    const V count = floor(V(select(below || above, zero, k)));
    V result = Family::template tail<which>(count, c);
    result = select(below, tail_of_nothing<which, V>(), result);
    result = select(above, tail_of_everything<which, V>(), result);
    return select(isnan(mean), mean, result);
  }

  // From Cornish and Fisher's approximation: strides until the count is bracketed, and then halves.
  template <int which, class V, class C>
  LIKELIER_HD static V quantile(const V& q, const C& with_derivatives) {
    using P = decltype(plain(q));
    const auto c = plain_constants<Family, V>(with_derivatives);
    return V(search<which>(as_probability(P(plain(q))), c));
  }
  // Whether the count k is large enough for q: by the smaller tail, as next to 1 a probability has few digits.
  template <int which, class V, class C>
  LIKELIER_HD static mask_t<V> reaches(const V& k, const V& q, const C& c) {
    const V rest = constant<V>(1.0) - q;
    const auto is_large = q > constant<V>(0.5);
    if constexpr (which == detail::tail::lower) {
      return mask_t<V>((is_large && count_tails::sf(k, c) <= rest) || (!is_large && count_tails::cdf(k, c) >= q));
    } else {
      return mask_t<V>((is_large && count_tails::cdf(k, c) >= rest) || (!is_large && count_tails::sf(k, c) <= q));
    }
  }
  template <int which, class V, class C>
  LIKELIER_HD LIKELIER_APART static V search(const V& q, const C& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5), two = constant<V>(2.0);
    const auto [last, mean, deviation] = Family::spread(c);
    const V z = which == detail::tail::lower ? ndtri(q) : -ndtri(q);
    // Beyond the tails of any count that a search must step over, one at a time, there is none.
    const auto none = which == detail::tail::lower ? q == zero : q == one;
    const auto all = which == detail::tail::lower ? q == one : q == zero;
    const V skew = two * (deviation * (deviation / mean)) - one;
    const V start = floor(V(mean + deviation * z + (z * z - one) * skew * constant<V>(1.0 / 6.0)));
    V low = -one, high = last;  // high reaches q, low does not
    V k = max(min(start, last - one), zero);
    k = select(k < infinity<V>() && !isnan(k), k, zero);
    V stride = max(
        max(floor(V(constant<V>(0.125) * deviation)), k * constant<V>(sizeof(scalar_t<V>) == 4 ? 0x1p-22 : 0x1p-51)),
        one);
    auto active = !(none || all || isnan(z) || isnan(mean)) && k < high;
    for (int step = 0; step < 200 && any(active); ++step) {
      const auto enough = reaches<which>(k, q, c);
      high = select(active && enough, k, high);
      low = select(active && !enough, k, low);
      // Away from k by growing strides until both ends of the bracket are counts that were tried, then by halves.
      const V outward = select(enough, k - stride, k + stride);
      const auto open = outward > low && outward < high && ((enough && low == -one) || (!enough && high == last));
      stride = select(open, two * stride, stride);
      const V middle = low + floor(V(half * (high - low)));
      active = active && (open || (middle > low && middle < high));
      k = select(active, select(open, outward, middle), k);
    }
    V result = high;
    result = select(none, zero - one, result);
    result = select(all, last, result);
    return select(isnan(z) || isnan(mean), quiet_nan<V>(), result);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
