#pragma once

#include "likelier/math/special.hpp"
#include "likelier/math/two_parts.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct weibull_min : hazard_tails<weibull_min> {
  static constexpr const char* name = "weibull_min";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Weibull (minimum) density with shape c.";
  static constexpr const char* formula =
      "log p(x) = log(c) + (c - 1) log y - y^c - log(scale),  y = (x - loc) / scale > 0";
  static constexpr const char* borders =
      "-inf for x < loc and at x = +inf. At x = loc: +inf for c < 1, -log(scale) for c = 1 (one-sided "
      "gradients), -inf for c > 1.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 21.";
  static constexpr const char* example =
      "lk.weibull_min.logpdf([0.5, 2.0], c=1.5, scale=2.0)\n"
      "array([-1.10582925, -1.28768207])";

  struct shape : positive {
    static constexpr const char* name = "c";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<shape>;

  template <class V>
  struct constants {
    V c, log_c, loc;
    log_standardizer<V> standardize;
    V first, second;  // of a standardizer
    static constexpr int passive = log_standardizer<V>::passive + 2;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& c, const V& loc, const scaling<V>& scale) {
    return {c, detail::full_log(c), loc, scale.log_standardize, scale.standardize.first, scale.standardize.second};
  }

  // log y, y^e and, where it is wanted, y^c - 1. An exponential makes the rounding of its exponent large: floats
  // compute all of it in double, where the logarithm needs no care near y = 1.
  template <bool with_excess>
  struct powers_in_double {
    template <class V>
    LIKELIER_HD several<V, 3> operator()(const V& c, const V& e, const V& d, const V& reference,
                                         const V& offset) const {
      return of_logarithm<with_excess>(c, e, V(detail::full_log(V(d / reference)) - offset));
    }
  };
  template <bool with_excess, class V>
  LIKELIER_HD static several<V, 3> of_logarithm(const V& c, const V& e, const V& log_y) {
    V excess = log_y;
    if constexpr (with_excess) excess = detail::full_expm1(V(c * log_y));
    return {log_y, detail::full_exp(V(e * log_y)), excess};
  }
  template <bool with_excess, class V>
  LIKELIER_HD static several<V, 3> powers(const V& e, const distance<V>& d, const constants<V>& c) {
    if constexpr (sizeof(scalar_t<V>) == sizeof(double)) {
      return of_logarithm<with_excess>(c.c, e, c.standardize(d));
    } else {
      const log_standardizer<V>& s = c.standardize;
      return in_double(powers_in_double<with_excess>{}, c.c, e, d.scaled, V(s.reference * d.power), s.offset);
    }
  }
  template <bool with_excess, class V, int N>
  LIKELIER_HD static several<Dual<V, N>, 3> powers(const Dual<V, N>& e, const distance<Dual<V, N>>& d,
                                                   const constants<Dual<V, N>>& c) {
    return of_logarithm<with_excess>(c.c, e, c.standardize(d));
  }

  // What both the density and its gradient need.
  template <class V, bool with_excess>
  struct parts {
    distance<V> d;
    mask_t<V> near;
    V log_y, base, power, excess;  // base is y^(c - 1) where near, y^c elsewhere

    LIKELIER_HD parts(const V& x, const constants<V>& c) : d(distance_from(c.loc, x)) {
      const V zero = constant<V>(0.0), one = constant<V>(1.0);
      const V y = standardizer<V>{c.standardize.log_scale, c.first, c.second}(x, c.loc);
      // Where c is near 1, y^(c - 1) y keeps the digits of a tiny y; at both ends of the line it has the limits.
      near =
          c.c >= one || (c.c >= constant<V>(0.5) && y < infinity<V>()) || d.scaled == zero || d.scaled == infinity<V>();
      const several<V, 3> p = powers<with_excess>(V(select(near, c.c - one, c.c)), d, c);
      log_y = p.at[0];
      base = select(c.c == one && !isnan(log_y), one, p.at[1]);
      excess = p.at[2];
      power = select(near, select(y == zero, zero, y * base), base);
      power = select(log_y == infinity<V>(), log_y, power);
    }
    LIKELIER_HD V value(const V& x, const constants<V>& c) const {
      const V logarithms = times_log(c.c - constant<V>(1.0), log_y);
      const V kernel = select(power == infinity<V>(), -power, logarithms - power);
      V sum = kernel + c.log_c - c.standardize.log_scale;
      const auto cancels = abs(logarithms) > detail::madd(constant<V>(4.0), V(abs(sum)), constant<V>(2.0));
      if (any(cancels)) {
        // Copies, lest the loop keep its own in memory for the sake of this call.
        const constants<V> constants_here = c;
        const V here = x, known = sum;
        sum = select(cancels, sum_in_parts(here, constants_here, known), sum);
      }
      return select(x < c.loc, -infinity<V>(), sum);
    }
  };

  // The same where large logarithms cancel each other, or what is known of it where a number has no mantissa of its
  // own.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_in_parts(V x, const constants<V>& c, V known) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), tiny = smallest_normal<V>(), half = constant<V>(0.5);
    const log_standardizer<V>& s = c.standardize;
    const detail::two_parts<V> d = detail::exact_sum(x, V(-c.loc)), offset{-s.offset, zero};
    const auto holds = d.high >= tiny && d.high < half * largest<V>() && s.reference >= tiny &&
                       s.reference < half * largest<V>() && c.c >= tiny;
    const auto kept = [&](const V& y) { return select(holds, y, one); };
    const detail::two_parts<V> reference{kept(s.reference), zero};
    const detail::two_parts<V> distance{kept(d.high), select(holds, d.low, zero)};
    const detail::two_parts<V> log_y = detail::log_in_parts(distance, reference) + offset;
    const detail::two_parts<V> exponent = c.c * log_y;
    const V power = detail::full_exp(exponent.high);
    const detail::two_parts<V> powers = detail::exact_sum(V(-power), V(-power * exponent.low));
    const detail::two_parts<V> log_c_by_scale = detail::log_in_parts(kept(c.c), V(kept(s.reference))) + offset;
    const detail::two_parts<V> sum = (detail::exact_sum(c.c, V(-one)) * log_y + log_c_by_scale) + powers;
    const V result = sum.high + sum.low;
    return select(holds && abs(result) < infinity<V>(), result, known);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> sum_in_parts(const Dual<V, N>&, const constants<Dual<V, N>>&, const Dual<V, N>& known) {
    return known;
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return parts<V, false>(x, c).value(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const parts<V, true> p(x, c);
    const auto outside = x < c.loc;
    // (c - 1) / d - c y^c / d.
    const V pull = c.c * p.base;
    const V by_logarithm = select(c.c == one, zero, p.d.divide(V(c.c - one)));
    // The power c - 1 of a y that has underflowed may be infinite, but not its product with y.
    const auto lost = pull == infinity<V>() && p.power < infinity<V>() && p.d.scaled > zero;
    const V by_power =
        select(p.near && !lost, pull * c.first * c.second, p.d.divide(V(select(lost, c.c * p.power, pull))));
    V slope = by_logarithm - by_power;
    const auto both_overflow = abs(by_power) == infinity<V>() && by_logarithm == by_power && p.power < infinity<V>();
    if (any(both_overflow)) slope = select(both_overflow, -p.d.divide(V(one + c.c * p.excess)), slope);
    dx = select(outside, zero, slope);
    dc.loc = -dx;
    dc.c = select(outside, zero, -p.log_y * p.excess);
    dc.log_c = select(outside, zero, select(isnan(p.log_y), p.log_y, one));
    dc.standardize.log_scale = select(outside, zero, c.c * p.excess);
    return p.value(x, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return (c.standardize.log_scale - c.log_c) +
           constant<V>(euler_gamma) * (constant<V>(1.0) - constant<V>(1.0) / c.c) + constant<V>(1.0);
  }

  static constexpr double direction = 1.0;
  template <class V>
  LIKELIER_HD static V hazard(const V& x, const constants<V>& c) {
    return select(x < c.loc, constant<V>(0.0), parts<V, false>(x, c).power);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> hazard(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    constants<V> at;
    at.c = c.c.value;
    at.log_c = c.log_c.value;
    at.loc = c.loc.value;
    at.standardize = {c.standardize.log_scale.value, c.standardize.reference.value, c.standardize.offset.value};
    at.first = c.first.value;
    at.second = c.second.value;
    const V zero = constant<V>(0.0);
    const parts<V, false> p(x.value, at);
    const V pull = at.c * p.base;
    const V by_x = select(p.near, pull * at.first * at.second, p.d.divide(pull));
    const V by_c = select(p.power == zero, zero, p.power * p.log_y);
    const V by_log_scale = -at.c * p.power;
    const Dual<V, N> d = x - c.loc;
    Dual<V, N> u(p.power);
    for (int i = 0; i < N; ++i)
      u.tangent[i] = chain(by_x, d.tangent[i]) + chain(by_c, c.c.tangent[i]) +
                     chain(by_log_scale, c.standardize.log_scale.tangent[i]);
    return select(x < c.loc, Dual<V, N>(zero), u);
  }
  template <class V>
  LIKELIER_HD static V log_hazard(const V& x, const constants<V>& c) {
    return select(x < c.loc, -infinity<V>(), c.c * c.standardize(distance_from(c.loc, x)));
  }
  template <class V>
  LIKELIER_HD static V at_hazard(const V& u, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V distance = exp_times_scale(c.standardize, V(detail::full_log(u) / c.c));
    const auto start = u == zero;
    if (any(start)) {
      // u^(1/c) starts like u for c = 1, steeply above, flat below.
      const V steep = with_infinite_slope(zero, u, 1.0);
      const standardizer<V> standardize = {c.standardize.log_scale, c.first, c.second};
      const V curve = select(c.c == one, times_scale(standardize, u), select(c.c > one, steep, zero));
      distance = select(start, curve, distance);
    }
    return c.loc + distance;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
