// Distribution functions, their complements and logarithms, and their inverses, each with its digits in the
// tail where it is small: never as 1 minus another.
//
// Families share two ways to have them. Some state a cumulative hazard u, of which sf is e^-u, and its inverse;
// others stand on a symmetric standard distribution, of which one tail is enough.
#pragma once

#include "likelier/math/trigonometric.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// q where it is a probability, else NaN; -0 as 0, lest its quotients and logarithms have the wrong sign.
template <class V>
LIKELIER_HD inline V as_probability(const V& q) {
  V p = q + constant<V>(0.0);
  keep_valid(p, p >= constant<V>(0.0) && p <= constant<V>(1.0));
  return p;
}

// A scale known by its value, with the derivative that its logarithm has.
template <class V>
LIKELIER_HD inline V scale_of(const V& value, const V&) {
  return value;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> scale_of(const Dual<V, N>& value, const Dual<V, N>& log_scale) {
  Dual<V, N> scale(value.value);
  for (int i = 0; i < N; ++i) scale.tangent[i] = chain(value.value, log_scale.tangent[i]);
  return scale;
}

// A probability p known by its value and that of its complement q, with the derivative that the logarithm of the
// larger of the two has: at p = 0 that of its own is infinite.
template <class V>
LIKELIER_HD inline V probability_of(const V& p, const V&, const V&, const V&) {
  return p;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> probability_of(const Dual<V, N>& p, const Dual<V, N>& q, const Dual<V, N>& log_p,
                                             const Dual<V, N>& log_q) {
  Dual<V, N> probability(p.value);
  const auto by_complement = p.value < q.value;
  for (int i = 0; i < N; ++i)
    probability.tangent[i] = select(by_complement, -chain(q.value, log_q.tangent[i]), chain(p.value, log_p.tangent[i]));
  return probability;
}

// 1 - x where that is known by its value: with the derivatives of x.
template <class V>
LIKELIER_HD inline V complement_of(const V& value, const V&) {
  return value;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> complement_of(const Dual<V, N>& value, const Dual<V, N>& x) {
  Dual<V, N> w(value.value);
  for (int i = 0; i < N; ++i) w.tangent[i] = -x.tangent[i];
  return w;
}

// z scale, by the factors that divide by it.
template <class V>
LIKELIER_HD inline V times_scale(const standardizer<V>& s, const V& z) {
  return z / s.first / s.second;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> times_scale(const standardizer<Dual<V, N>>& s, const Dual<V, N>& z) {
  const standardizer<V> values = {s.log_scale.value, s.first.value, s.second.value};
  Dual<V, N> product(times_scale(values, z.value));
  for (int i = 0; i < N; ++i)
    product.tangent[i] = times_scale(values, z.tangent[i]) + chain(product.value, s.log_scale.tangent[i]);
  return product;
}
// loc + z scale, of halves where the product alone overflows.
template <class V>
LIKELIER_HD inline V shifted(const V& loc, const standardizer<V>& s, const V& z) {
  const V half = constant<V>(0.5), product = times_scale(s, z);
  const V sum = loc + product;
  const auto overflow = abs(product) == infinity<V>() && abs(z) < infinity<V>();
  if (!any(overflow)) return sum;
  return select(overflow, constant<V>(2.0) * (half * loc + times_scale(s, V(half * z))), sum);
}
// e^a scale.
template <class V>
LIKELIER_HD inline V exp_times_scale(const log_standardizer<V>& s, const V& a) {
  const V exponent = a + s.offset, growth = detail::full_exp(exponent);
  const V product = s.reference * growth;
  // By halves where the exponential has left the range that the product may be in.
  const auto inside = growth >= smallest_normal<V>() && growth < infinity<V>();
  if (all(inside)) return product;
  const V half = detail::full_exp(V(constant<V>(0.5) * exponent));
  return select(inside, product, s.reference * half * half);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> exp_times_scale(const log_standardizer<Dual<V, N>>& s, const Dual<V, N>& a) {
  const log_standardizer<V> values = {s.log_scale.value, s.reference.value, s.offset.value};
  const V product = exp_times_scale(values, a.value), zero = constant<V>(0.0);
  Dual<V, N> r = Dual<V, N>::binary(product, product, a, product, s.log_scale);
  // What has vanished has no slopes, however large those of its logarithm are.
  for (V& tangent : r.tangent) tangent = select(product == zero, zero, tangent);
  return r;
}

// Where a quantile is infinite its derivative in q is too, whatever the chain rule makes of it.
template <class V>
LIKELIER_HD inline V with_infinite_slope(const V& quantile, const V&, double) {
  return quantile;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> with_infinite_slope(Dual<V, N> quantile, const Dual<V, N>& q, double sign) {
  for (int i = 0; i < N; ++i) quantile.tangent[i] += chain(V(constant<V>(sign) * infinity<V>()), q.tangent[i]);
  return quantile;
}

// Whether e^-u is 0, and all its derivatives with it, however large those of u are.
template <class V>
LIKELIER_HD inline auto has_vanished(const V& u) {
  return u > constant<V>(1000.0);
}

// Families whose sf is e^-u. They state u = hazard(x), log_hazard(x), and at_hazard(u), which is x.
template <class Family>
struct hazard_tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    const V u = Family::hazard(x, c);
    return select(has_vanished(u), constant<V>(1.0), -detail::full_expm1(V(-u)));
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    const V u = Family::hazard(x, c);
    return select(has_vanished(u), constant<V>(0.0), detail::full_exp(V(-u)));
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    const V u = Family::hazard(x, c);
    V result = select(has_vanished(u), constant<V>(0.0), log1mexp(V(-u)));
    // u may have underflowed where its logarithm has not.
    const auto small = u < constant<V>(0x1p-100);
    if (any(small)) result = select(small, Family::log_hazard(x, c), result);
    return result;
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return constant<V>(0.0) - Family::hazard(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    const V p = as_probability(q);
    const auto end = p == constant<V>(1.0);
    const V x = Family::at_hazard(V(select(end, infinity<V>(), -detail::full_log1p(-p))), c);
    return select(end, with_infinite_slope(x, q, Family::direction), x);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    const V p = as_probability(q);
    const auto end = p == constant<V>(0.0);
    const V x = Family::at_hazard(V(select(end, infinity<V>(), constant<V>(0.0) - detail::full_log(p))), c);
    return select(end, with_infinite_slope(x, q, -Family::direction), x);
  }

 private:
  friend Family;
  hazard_tails() = default;
};

// The same where it is cdf that is e^-u.
template <class Family>
struct reversed_hazard_tails {
  using tails = hazard_tails<Family>;

  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    return tails::sf(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return tails::cdf(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    return tails::logsf(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return tails::logcdf(x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return tails::isf(q, c);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return tails::ppf(q, c);
  }
};

// A location and a scale of 0 and 1, beside what else there is.
template <class D, class V>
LIKELIER_HD inline auto of_standard_scale(const precise_location_scale::constants<V>& c) {
  const D zero = constant<D>(0.0), one = constant<D>(1.0);
  return precise_location_scale::constants<D>{zero, {zero, one, one}, D(c.residual.value)};
}

// Distribution functions of z = (x - loc) / scale, whose derivatives by x and the parameters are told by that in z:
// 1 / scale may be beyond all numbers where a derivative is not.
template <class Tails>
struct tails_of_z : Tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    return at(x, c, [](const auto& z, const auto& k) { return Tails::cdf(z, k); });
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return at(x, c, [](const auto& z, const auto& k) { return Tails::sf(z, k); });
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    return at(x, c, [](const auto& z, const auto& k) { return Tails::logcdf(z, k); });
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return at(x, c, [](const auto& z, const auto& k) { return Tails::logsf(z, k); });
  }

 private:
  template <class V, class C, class F>
  LIKELIER_HD static V at(const V& x, const C& c, F f) {
    return f(x, c);
  }
  template <class V, int N, class C, class F>
  LIKELIER_HD static Dual<V, N> at(const Dual<V, N>& x, const C& c, F f) {
    using D = Dual<V, 1>;
    const V zero = constant<V>(0.0);
    const standardizer<V> s = {c.standardize.log_scale.value, c.standardize.first.value, c.standardize.second.value};
    const V z = s(x.value, c.loc.value);
    const D standard = f(D::variable(z, 0), of_standard_scale<D>(c));
    const V slope = standard.tangent[0];
    const auto flat = slope == zero;
    const V by_x = s(slope), by_log_scale = select(flat, zero, -slope * z);
    Dual<V, N> r(standard.value);
    for (int i = 0; i < N; ++i) {
      r.tangent[i] =
          chain(by_x, V(x.tangent[i] - c.loc.tangent[i])) + chain(by_log_scale, c.standardize.log_scale.tangent[i]);
      r.tangent[i] = select(flat, zero, r.tangent[i]);
    }
    return r;
  }
};

// u = e^-z or, for sign = -1, e^z.
template <int sign>
struct gumbel_hazard {
  static constexpr double direction = -sign;

  template <class V, class C>
  LIKELIER_HD static V log_hazard(const V& x, const C& c) {
    const V z = c.standardize(x, c.loc);
    return sign > 0 ? -z : z;
  }
  template <class V, class C>
  LIKELIER_HD static V hazard(const V& x, const C& c) {
    const V exponent = log_hazard(x, c);
    const V u = detail::full_exp(exponent);
    // The factors of the scale are off by the residual, which an exponential makes large.
    const auto exact = c.residual == constant<V>(0.0);
    const V corrected = select(exact, u, u + u * (exponent * c.residual));
    const auto end = abs(exponent) == infinity<V>();
    return select(exponent == -infinity<V>(), constant<V>(0.0), select(end || u == infinity<V>(), u, corrected));
  }
  template <class V, class C>
  LIKELIER_HD static V at_hazard(const V& u, const C& c) {
    const V log_u = detail::full_log(u);
    return shifted(c.loc, c.standardize, V(sign > 0 ? -log_u : log_u));
  }
};

// |z|, with a derivative at 0.
template <class V>
LIKELIER_HD inline V magnitude(const V& z) {
  return select(z < constant<V>(0.0), -z, z);
}

// A symmetric standard distribution with a location and a scale. Standard states the probability below -|z|, its
// logarithm, and the |z| where it is q <= 1/2, by what its family prepares.
template <class Standard>
struct symmetric_tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    return probability_below(V(c.standardize(x, c.loc)), x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return probability_below(V(-c.standardize(x, c.loc)), x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    return log_probability_below(V(c.standardize(x, c.loc)), x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return log_probability_below(V(-c.standardize(x, c.loc)), x, c);
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, quantile(q, c));
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, V(-quantile(q, c)));
  }

 private:
  template <class V, class C>
  LIKELIER_HD static V probability_below(const V& z, const V& x, const C& c) {
    const V tail = Standard::tail(magnitude(z), x, c);
    return select(z < constant<V>(0.0), tail, constant<V>(1.0) - tail);
  }
  template <class V, class C>
  LIKELIER_HD static V log_probability_below(const V& z, const V& x, const C& c) {
    const auto lower = z < constant<V>(0.0);
    V result = z;
    if (any(lower)) result = Standard::log_tail(magnitude(z), x, c);
    if (!all(lower)) result = select(lower, result, detail::full_log1p(-Standard::tail(magnitude(z), x, c)));
    return result;
  }
  template <class V, class C>
  LIKELIER_HD static V quantile(const V& q, const C& c) {
    const V p = as_probability(q);
    const auto lower = p <= constant<V>(0.5);
    const V distance = Standard::at_tail(V(select(lower, p, constant<V>(1.0) - p)), c);
    return select(lower, -distance, distance);
  }
};

struct logistic_standard {
  template <class V, class C>
  LIKELIER_HD static V tail(const V& distance, const V&, const C&) {
    return select(distance == infinity<V>(), constant<V>(0.0), expit(V(-distance)));
  }
  template <class V, class C>
  LIKELIER_HD static V log_tail(const V& distance, const V&, const C&) {
    return log_expit(V(-distance));
  }
  template <class V, class C>
  LIKELIER_HD static V at_tail(const V& q, const C&) {
    return -logit(q);
  }
};

struct laplace_standard {
  template <class V, class C>
  LIKELIER_HD static V tail(const V& distance, const V&, const C&) {
    const V half = constant<V>(0.5);
    return select(distance == infinity<V>(), constant<V>(0.0), half * detail::full_exp(V(-distance)));
  }
  template <class V, class C>
  LIKELIER_HD static V log_tail(const V& distance, const V&, const C&) {
    return -(distance + constant<V>(log_2));
  }
  template <class V, class C>
  LIKELIER_HD static V at_tail(const V& q, const C&) {
    return -detail::full_log(V(constant<V>(2.0) * q));
  }
};

// A normal variable z(x, c), which the family states with x_at(z, c), its inverse.
template <class Family>
struct normal_tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    return with_ends(Family::z(x, c), [](const V& z) { return ndtr(z); });
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return with_ends(V(-Family::z(x, c)), [](const V& z) { return ndtr(z); });
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    return with_log_ends(Family::z(x, c), [](const V& z) { return log_ndtr(z); });
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    return with_log_ends(V(-Family::z(x, c)), [](const V& z) { return log_ndtr(z); });
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return Family::x_at(ndtri(as_probability(q)), c);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return Family::x_at(V(-ndtri(as_probability(q))), c);
  }

 private:
  friend Family;
  normal_tails() = default;

  // Beyond 39 the tail is 0, and all its derivatives with it, however large those of z are.
  template <class V, class F>
  LIKELIER_HD static V with_ends(const V& z, F f) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), end = constant<V>(39.0);
    return select(z < -end, zero, select(z > end, one, f(z)));
  }
  template <class V, class F>
  LIKELIER_HD static V with_log_ends(const V& z, F f) {
    return select(z > constant<V>(39.0), constant<V>(0.0), f(z));
  }
};

struct half_normal_tails {
  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc);
    const V inside = select(y > constant<V>(39.0), constant<V>(1.0), detail::folded_ndtr(y));
    return select(x < c.loc, constant<V>(0.0), inside);
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc), one = constant<V>(1.0);
    const V inside = select(y < one, one - detail::folded_ndtr(y), constant<V>(2.0) * ndtr(V(-y)));
    return select(x < c.loc, one, select(y > constant<V>(39.0), constant<V>(0.0), inside));
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc), zero = constant<V>(0.0);
    const V upper = detail::full_log1p(constant<V>(-2.0) * ndtr(V(-y)));
    V result = select(y < constant<V>(1.0), detail::full_log(detail::folded_ndtr(y)), upper);
    // Where y has underflowed, its logarithm has not.
    const auto small = y < constant<V>(0x1p-100);
    if (any(small)) {
      const V log_y = distance_from(c.loc, x).log() - c.standardize.log_scale;
      result = select(small, log_y + constant<V>(0.5 * (log_2 - log_pi)), result);
    }
    return select(x < c.loc, -infinity<V>(), select(y > constant<V>(39.0), zero, result));
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc);
    const V near = detail::full_log1p(-detail::folded_ndtr(y));
    const V inside = select(y < constant<V>(1.0), near, log_ndtr(V(-y)) + constant<V>(log_2));
    return select(x < c.loc, constant<V>(0.0), inside);
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, detail::folded_ndtri(as_probability(q)));
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, V(-ndtri(V(constant<V>(0.5) * as_probability(q)))));
  }
};

// Of a Cauchy variable, or of its absolute value with `share` = 2.
template <int share>
struct cauchy_tails {
  // The probability beyond distance = |z|.
  template <class V, class C>
  LIKELIER_HD static V tail(const V& distance, const V& x, const C& c) {
    const V factor = constant<V>(share);
    const V result = factor * acot_pi(distance);
    const auto far = distance > constant<V>(0x1p60);
    if (!any(far)) return result;
    // 1 / (pi z), where z may have overflowed.
    const V inverse =
        times_scale(c.standardize, distance_from(c.loc, x).divide(constant<V>(share / 3.141592653589793)));
    return select(far, select(abs(x) == infinity<V>(), constant<V>(0.0), magnitude(inverse)), result);
  }
  template <class V, class C>
  LIKELIER_HD static V log_tail(const V& distance, const V& x, const C& c) {
    V result = detail::full_log(V(constant<V>(share) * acot_pi(distance)));
    const auto far = distance > constant<V>(0x1p60);
    if (any(far)) {
      const V log_z = distance_from(c.loc, x).log() - c.standardize.log_scale;
      result = select(far, -(log_z + constant<V>(log_pi - (share - 1) * log_2)), result);
    }
    return result;
  }
  template <class V, class C>
  LIKELIER_HD static V at_tail(const V& q, const C&) {
    return cot_pi(V(q * constant<V>(1.0 / share)));
  }
};

struct half_cauchy_tails {
  using upper = cauchy_tails<2>;

  template <class V, class C>
  LIKELIER_HD static V cdf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc);
    V inside = constant<V>(2.0) * atan_pi(y);
    // Here its slope in y underflows sooner than that by the scale.
    const auto far = y > constant<V>(0x1p60);
    if (any(far)) inside = select(far, constant<V>(1.0) - upper::tail(y, x, c), inside);
    return select(x < c.loc, constant<V>(0.0), inside);
  }
  template <class V, class C>
  LIKELIER_HD static V sf(const V& x, const C& c) {
    return select(x < c.loc, constant<V>(1.0), upper::tail(V(c.standardize(x, c.loc)), x, c));
  }
  template <class V, class C>
  LIKELIER_HD static V logcdf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc);
    V result =
        select(y < constant<V>(1.0), detail::full_log(V(constant<V>(2.0) * atan_pi(y))), detail::full_log1p(-sf(x, c)));
    // Where y has underflowed, its logarithm has not.
    const auto small = y < constant<V>(0x1p-100);
    if (any(small)) {
      const V log_y = distance_from(c.loc, x).log() - c.standardize.log_scale;
      result = select(small, log_y + constant<V>(log_2 - log_pi), result);
    }
    return select(x < c.loc, -infinity<V>(), result);
  }
  template <class V, class C>
  LIKELIER_HD static V logsf(const V& x, const C& c) {
    const V y = c.standardize(x, c.loc);
    const V inside = select(y < constant<V>(1.0), detail::full_log1p(-cdf(x, c)), upper::log_tail(y, x, c));
    return select(x < c.loc, constant<V>(0.0), inside);
  }
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, tan_pi(V(constant<V>(0.5) * as_probability(q))));
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return shifted(c.loc, c.standardize, upper::at_tail(as_probability(q), c));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
