// Compositions of log and exp that keep their digits where the textbook forms cancel, overflow or
// meet 0 * inf. Coefficients: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/dual.hpp"
#include "likelier/math/exponential.hpp"
#include "likelier/math/polynomial.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// xsimd's exp is 0 or infinite some way before the format is, and its log of a subnormal double is
// wrong. These are right to the last representable number; libm's already are.
template <class V>
LIKELIER_HD inline V full_exp(const V& x) {
  if constexpr (std::is_floating_point_v<V>) {
    return exp(x);
  } else if constexpr (machine_functions<V>::exist) {
    return machine_functions<V>::exp(x);
  } else {
    constexpr bool single = std::is_same_v<scalar_t<V>, float>;
    const auto outside = abs(x) > constant<V>(single ? 86.0 : 706.0);
    V result = exp(x);
    if (any(outside)) {
      // e^x = e^(x -+ k log 2) 2^+-k, k log 2 in two pieces: the first subtracts exactly, and the
      // second would be lost in the difference but is kept as a factor.
      const V sign = select(x < constant<V>(0.0), constant<V>(-1.0), constant<V>(1.0));
      const V high = constant<V>(single ? 44.361419677734375 : 354.89135644669204);
      const V low = constant<V>(single ? -1.2189787519729715e-07 : -4.496989917391496e-14);
      const V up = constant<V>(single ? 0x1p64 : 0x1p512);
      const V down = constant<V>(single ? 0x1p-64 : 0x1p-512);
      const V scale = select(x < constant<V>(0.0), down, up);
      const V near = exp(V(x - sign * high));
      result = select(outside, (near - near * (sign * low)) * scale, result);
    }
    return result;
  }
}
template <class V>
LIKELIER_HD inline V full_expm1(const V& x) {
  if constexpr (std::is_floating_point_v<V>) {
    return expm1(x);
  } else if constexpr (machine_functions<V>::exist) {
    return machine_functions<V>::expm1(x);
  } else {
    const auto large = x > constant<V>(64.0);
    V result = select(x == constant<V>(0.0), x, expm1(x));
    if (any(large)) result = select(large, full_exp(x), result);
    return result;
  }
}
// log of what is not a positive normal number.
template <class V>
LIKELIER_RARE V log_of_any(const V& x) {
  const V zero = constant<V>(0.0);
  const V tiny = smallest_normal<V>();
  const V raised = value_traits<V>::log_of_normal(V(x * constant<V>(0x1p54))) - constant<V>(37.42994775023705);
  const V ordinary = value_traits<V>::log_of_normal(x);
  // 0, negative numbers, infinity and NaN.
  const V other = select(x == zero, -infinity<V>(), select(x > zero, x, quiet_nan<V>()));
  return select(x >= tiny && x < infinity<V>(), ordinary, select(x > zero && x < tiny, raised, other));
}
template <class V>
LIKELIER_HD LIKELIER_HOT V full_log(const V& x) {
  if constexpr (machine_functions<V>::exist) {
    return machine_functions<V>::log(x);
  } else if constexpr (std::is_same_v<scalar_t<V>, float> || std::is_floating_point_v<V>) {
    return log(x);
  } else {
    if (all(x >= smallest_normal<V>() && x < infinity<V>())) return value_traits<V>::log_of_normal(x);
    return log_of_any(x);
  }
}

template <class V>
LIKELIER_HD inline V full_log1p(const V& x) {
  if constexpr (machine_functions<V>::exist) {
    return machine_functions<V>::log1p(x);
  } else {
    return log1p(x);
  }
}

template <class V, int N>
LIKELIER_HD inline Dual<V, N> full_exp(const Dual<V, N>& x) {
  const V e = full_exp(x.value);
  return Dual<V, N>::unary(e, e, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> full_expm1(const Dual<V, N>& x) {
  return Dual<V, N>::unary(full_expm1(x.value), full_exp(x.value), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> full_log1p(const Dual<V, N>& x) {
  return Dual<V, N>::unary(full_log1p(x.value), constant<V>(1.0) / (constant<V>(1.0) + x.value), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> full_log(const Dual<V, N>& x) {
  return Dual<V, N>::unary(full_log(x.value), constant<V>(1.0) / x.value, x);
}

template <class V, int N>
LIKELIER_HD inline Dual<V, N> difference_of_products(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& c,
                                                     const Dual<V, N>& d) {
  Dual<V, N> result = a * b - c * d;
  result.value = difference_of_products(a.value, b.value, c.value, d.value);
  return result;
}

// (atanh(r) / r - 1) / y with y = r^2, for y <= 0.36; error of y * this below 2^-56, 2^-27 of r.
template <class V>
LIKELIER_HD inline V atanh_tail(const V& y) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return polynomial(y, 0.3333333432674408, 0.19999989867210388, 0.14286427199840546, 0.11091289669275284,
                      0.0936354398727417, 0.05622395500540733, 0.15638193488121033, -0.15566283464431763,
                      0.2927229702472687);
  } else {
    return polynomial(y, 0.3333333333333333, 0.1999999999999952, 0.14285714285840598, 0.11111111097924802,
                      0.09090909813493266, 0.07692283741652563, 0.06667188324176615, 0.058744872580204506,
                      0.05348060597318347, 0.04092176546555738, 0.08249069510386325, -0.12799027421997944,
                      0.5667903973347862, -1.160716766590058, 1.8741954612081855, -1.7342242974034912,
                      0.8552873918311049);
  }
}
// The |r| up to which atanh_tail holds: arguments of the logarithm between 1/4 and 4.
template <class V>
LIKELIER_HD inline V atanh_limit() {
  return constant<V>(0.6);
}

// (e^x - 1 - x - x^2/2) / x^3 on [-1, 1.625].
template <class V>
LIKELIER_HD inline V exp_tail(const V& x) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return polynomial(x, 0.1666666716337204, 0.0416666679084301, 0.008333330973982811, 0.0013888853136450052,
                      0.00019842319306917489, 2.480699185980484e-05, 2.7404582851886516e-06, 2.753723151727172e-07,
                      3.249704150221078e-08);
  } else {
    return polynomial(x, 0.16666666666666666, 0.04166666666666666, 0.00833333333333331, 0.0013888888888890694,
                      0.00019841269841291357, 2.480158730033643e-05, 2.755731921815397e-06, 2.7557319606457215e-07,
                      2.5052108455751288e-08, 2.0876699443529423e-09, 1.6059216317768266e-10, 1.147480200658202e-11,
                      7.62412760949948e-13, 4.6902877637833144e-14, 3.719004637528367e-15);
  }
}

}  // namespace detail

// log(1 + x) - x.
template <class V>
LIKELIER_HD inline V log1pmx(const V& x) {
  // With r = x / (2 + x), log(1 + x) = 2 atanh(r) and 2 r - x = -r x.
  const V one = constant<V>(1.0);
  const V two = constant<V>(2.0);
  const V sum = two + x;
  const V r = x / sum;
  const V y = r * r;
  const V series = two * (y * detail::atanh_tail(y));
  // What the sum rounded away, as a relative error of r to first order; (1 - r) / 2 = 1 / (2 + x).
  // It enters three times, through the factor r and twice through y.
  const V lost = constant<V>(0.5) * ((x - (sum - two)) * (one - r));
  const V near = r * ((series - lost * (constant<V>(3.0) * series - x)) - x);
  const auto is_near = x >= constant<V>(-0.75) && x <= constant<V>(3.0);
  if (all(is_near)) return near;
  const V far = select(x == infinity<V>(), -infinity<V>(), detail::full_log1p(x) - x);
  return select(is_near, near, far);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log1pmx(const Dual<V, N>& x) {
  const V one = constant<V>(1.0);
  const V slope = select(x.value == infinity<V>(), -one, -x.value / (one + x.value));
  return Dual<V, N>::unary(log1pmx(x.value), slope, x);
}

// e^x - 1 - x.
template <class V>
LIKELIER_HD inline V expm1mx(const V& x) {
  const V square = x * x;
  const V near = detail::madd(square, V(detail::exp_tail(x) * x), V(constant<V>(0.5) * square));
  const auto is_near = x >= constant<V>(-1.0) && x <= constant<V>(1.625);
  if (all(is_near)) return near;
  const V far = select(x == infinity<V>(), x, detail::full_expm1(x) - x);
  return select(is_near, near, far);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> expm1mx(const Dual<V, N>& x) {
  return Dual<V, N>::unary(expm1mx(x.value), detail::full_expm1(x.value), x);
}

// 1 / (1 + e^-x).
template <class V>
LIKELIER_HD inline V expit(const V& x) {
  const V one = constant<V>(1.0);
  const V e = detail::full_exp(-abs(x));
  return select(x < constant<V>(0.0), e, one) / (one + e);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> expit(const Dual<V, N>& x) {
  const V p = expit(x.value);
  return Dual<V, N>::unary(p, p * expit(-x.value), x);
}

// log(q / (1 - q)), by a difference that is exact where its logarithm is small.
template <class V>
LIKELIER_HD inline V logit(const V& probability) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0);
  const V q = probability + zero;  // no -0, whose quotients have the wrong sign
  const auto lower = q < constant<V>(0.5);
  const V odds = detail::full_log1p((select(lower, one - two * q, two * q - one)) / select(lower, q, one - q));
  const V result = select(lower, -odds, odds);
  // The reciprocal of a subnormal number may overflow.
  const auto tiny = q < smallest_normal<V>() && q > zero;
  if (!any(tiny)) return result;
  return select(tiny, detail::full_log(q), result);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> logit(const Dual<V, N>& probability) {
  const V one = constant<V>(1.0), q = probability.value + constant<V>(0.0);
  return Dual<V, N>::unary(logit(q), one / (q * (one - q)), probability);
}

// log(1 + e^x).
template <class V>
LIKELIER_HD inline V softplus(const V& x) {
  const V zero = constant<V>(0.0);
  return select(x > zero, x, zero) + detail::full_log1p(detail::full_exp(-abs(x)));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> softplus(const Dual<V, N>& x) {
  return Dual<V, N>::unary(softplus(x.value), expit(x.value), x);
}

// log(expit(x)).
template <class V>
LIKELIER_HD inline V log_expit(const V& x) {
  return -softplus(-x);
}

// log(e^a + e^b).
template <class V>
LIKELIER_HD inline V logaddexp(const V& a, const V& b) {
  // Equal infinities would give inf - inf.
  const V gap = select(a == b, constant<V>(0.0), -abs(a - b));
  return select(a < b, b, a) + detail::full_log1p(detail::full_exp(gap));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> logaddexp(const Dual<V, N>& a, const Dual<V, N>& b) {
  const V zero = constant<V>(0.0);
  // Both -inf: zero gradient, as for an all-masked row of logsumexp; both +inf: one half each.
  const auto both_empty = a.value == -infinity<V>() && b.value == -infinity<V>();
  const V gap = select(a.value == b.value, zero, a.value - b.value);
  // expit is as sensitive to the gap's rounding as the gap is large: put back what a - b rounded
  // away (Knuth's two-sum), to first order.
  const V back = a.value - gap;
  const V exact = (a.value - (gap + back)) + (back - b.value);
  const V lost = select(abs(exact) < infinity<V>(), exact, zero);
  const V p = expit(gap);
  const V q = expit(-gap);
  return Dual<V, N>::binary(logaddexp(a.value, b.value), select(both_empty, zero, p + p * (q * lost)), a,
                            select(both_empty, zero, q - q * (p * lost)), b);
}

// log(1 - e^x) for x <= 0; NaN for x > 0.
template <class V>
LIKELIER_HD inline V log1mexp(const V& x) {
  // The switch at -log 2 is Maechler's (2012, "Accurately computing log(1 - exp(-|a|))").
  const auto is_near = x > constant<V>(-0.6931471805599453);
  V result = detail::full_log1p(-detail::full_exp(x));
  if (any(is_near)) result = select(is_near, detail::full_log(-detail::full_expm1(x)), result);
  return result;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log1mexp(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log1mexp(x.value), detail::full_exp(x.value) / detail::full_expm1(x.value), x);
}

// log(e^a - e^b) for a >= b; NaN for a < b.
template <class V>
LIKELIER_HD inline V logdiffexp(const V& a, const V& b) {
  // e^-inf is 0, beside itself too.
  const V gap = select(b == -infinity<V>(), b, b - a);
  return a + log1mexp(gap);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> logdiffexp(const Dual<V, N>& a, const Dual<V, N>& b) {
  const V zero = constant<V>(0.0);
  const V one = constant<V>(1.0);
  const auto nothing = b.value == -infinity<V>();
  const V gap = select(nothing, b.value, b.value - a.value);
  const V rest = abs(detail::full_expm1(gap));
  // What the gap rounded away, as in logaddexp.
  const V back = gap + a.value;
  const V exact = (b.value - back) - (a.value - (back - gap));
  const V r = detail::full_exp(gap) / rest;
  const V shift = select(abs(exact) < infinity<V>() && exact != zero, r * (one + r) * exact, zero);
  // Both empty: zero gradient, as for logaddexp.
  const V slope_a = select(nothing && a.value == b.value, zero, one / rest + shift);
  const V slope_b = select(nothing, zero, -r - shift);
  return Dual<V, N>::binary(logdiffexp(a.value, b.value), slope_a, a, slope_b, b);
}

namespace detail {
// log(1 + x) for x >= 0, by way of log(u), u = 1 + x rounded: what the rounding lost counts c / u, where a line
// through 1 / u at 1 and 2 is close enough, and beyond 3 it is below the rounding of the logarithm.
template <class V>
LIKELIER_HD inline V log1p_positive(const V& x) {
  if constexpr (std::is_floating_point_v<V> || machine_functions<V>::exist) {
    return full_log1p(x);
  } else {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V u = one + x;
    const V lost = select(x < one, x - (u - one), one - (u - x));
    const V weight = constant<V>(1.5) - constant<V>(0.5) * u;
    return full_log(u) + select(weight > zero, lost * weight, zero);
  }
}
}  // namespace detail

// log(p / q) for p, q >= 0: relative accuracy for p near q, no overflow of the quotient.
template <class V>
LIKELIER_HD inline V log_ratio(const V& p, const V& q) {
  const V low = select(p < q, p, q);
  const V high = select(p < q, q, p);
  // high - low is exact up to a factor of two, and beyond that the logarithm forgives its rounding.
  const V excess = (high - low) / low;
  V result = detail::log1p_positive(excess);
  const auto overflow = excess == infinity<V>() && low > constant<V>(0.0) && high < infinity<V>();
  if (any(overflow)) result = select(overflow, detail::full_log(high) - detail::full_log(low), result);
  return select(p < q, -result, result);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_ratio(const Dual<V, N>& p, const Dual<V, N>& q) {
  const V one = constant<V>(1.0);
  return Dual<V, N>::binary(log_ratio(p.value, q.value), one / p.value, p, -one / q.value, q);
}

// log(1 + x^2), and its slope 2 x / (1 + x^2), for any x whose square may overflow.
template <class V>
LIKELIER_HD inline V log1p_square(const V& x) {
  const auto large = abs(x) > constant<V>(0x1p60);
  V result = detail::full_log1p(x * x);
  if (any(large)) result = select(large, constant<V>(2.0) * detail::full_log(abs(x)), result);
  return result;
}
template <class V>
LIKELIER_HD inline V log1p_square_slope(const V& x) {
  const V two = constant<V>(2.0);
  const auto large = abs(x) > constant<V>(0x1p60);
  V slope = two * x / (constant<V>(1.0) + x * x);
  if (any(large)) slope = select(large, two / x, slope);
  return slope;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log1p_square(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log1p_square(x.value), log1p_square_slope(x.value), x);
}

// x log(y), with 0 log(y) = 0 for every y that is not NaN.
template <class V>
LIKELIER_HD inline V xlogy(const V& x, const V& y) {
  return select(x == constant<V>(0.0) && !isnan(y), constant<V>(0.0), x * detail::full_log(y));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> xlogy(const Dual<V, N>& x, const Dual<V, N>& y) {
  const V zero = constant<V>(0.0);
  const V slope_y = select(x.value == zero && !isnan(y.value), zero, x.value / y.value);
  return Dual<V, N>::binary(xlogy(x.value, y.value), detail::full_log(y.value), x, slope_y, y);
}

// x log(1 + y), with 0 log(1 + y) = 0 for every y that is not NaN.
template <class V>
LIKELIER_HD inline V xlog1py(const V& x, const V& y) {
  return select(x == constant<V>(0.0) && !isnan(y), constant<V>(0.0), x * detail::full_log1p(y));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> xlog1py(const Dual<V, N>& x, const Dual<V, N>& y) {
  const V zero = constant<V>(0.0);
  const V slope_y = select(x.value == zero && !isnan(y.value), zero, x.value / (constant<V>(1.0) + y.value));
  return Dual<V, N>::binary(xlog1py(x.value, y.value), detail::full_log1p(y.value), x, slope_y, y);
}

// -p log(p); 0 at 0, -inf for negative p.
template <class V>
LIKELIER_HD inline V entr(const V& p) {
  const V zero = constant<V>(0.0);
  return select(p < zero, -infinity<V>(), select(p == zero, zero, -p * detail::full_log(p)));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> entr(const Dual<V, N>& p) {
  return Dual<V, N>::unary(entr(p.value), -constant<V>(1.0) - detail::full_log(p.value), p);
}

// p log(p / q); 0 for p = 0 <= q, +inf for q = 0 < p and outside of the quadrant.
template <class V>
LIKELIER_HD inline V rel_entr(const V& p, const V& q) {
  const V zero = constant<V>(0.0);
  const V border = select(p == zero && q >= zero, zero, select(isnan(p) || isnan(q), p + q, infinity<V>()));
  return select(p > zero && q > zero, p * log_ratio(p, q), border);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> rel_entr(const Dual<V, N>& p, const Dual<V, N>& q) {
  const V zero = constant<V>(0.0);
  const auto both_zero = p.value == zero && q.value == zero;
  const V slope_p = select(both_zero, zero, log_ratio(p.value, q.value) + constant<V>(1.0));
  const V slope_q = select(both_zero, zero, -p.value / q.value);
  return Dual<V, N>::binary(rel_entr(p.value, q.value), slope_p, p, slope_q, q);
}

namespace detail {
template <class V>
LIKELIER_HD inline V bd0_of_any(const V& k, const V& m, const V& difference, V& log_km) {
  const V zero = constant<V>(0.0);
  const V one = constant<V>(1.0);
  const V two = constant<V>(2.0);
  // With r = (m - k) / (m + k), log(k / m) = -2 atanh(r) and 2 k r + r (m - k) = m - k. The scale
  // keeps m + k in range.
  const V scale = select(k > one || m > one, constant<V>(0.25), one);
  const V r = (difference * scale) / (k * scale + m * scale);
  const V y = r * r;
  const V tail = y * detail::atanh_tail(y);
  const V near = r * (difference - two * (k * tail));
  log_km = -two * (r + r * tail);
  const auto is_near = abs(r) <= detail::atanh_limit<V>() && k > zero && m > zero;
  if (all(is_near)) return near;
  log_km = select(is_near, log_km, log_ratio(k, m));
  V far = select(k < m, k * log_km + difference, k * (log_km - one) + m);
  far = select(m == infinity<V>() && k < infinity<V>(), m, far);
  far = select(k == zero, m, far);
  far = select(k < zero || m < zero, quiet_nan<V>(), far);
  return select(is_near, near, far);
}
template <class V>
LIKELIER_HD LIKELIER_RARE several<V, 2> bd0_apart(V k, V m, V difference) {
  several<V, 2> result;
  result.at[0] = bd0_of_any(k, m, difference, result.at[1]);
  return result;
}
}  // namespace detail

// bd0(k, m) together with log(k / m), which it is made of, from m - k. Where m was computed, the caller may know
// more digits of the difference than m - k has.
template <class V>
LIKELIER_HD inline V bd0(const V& k, const V& m, const V& difference, V& log_km) {
  if constexpr (machine_functions<V>::exist) {
    // One formula for near and far, where the numbers are positive and normal and have a sum.
    const quotient_logarithm<V> quotient(k, m, difference);
    const auto ordinary = quotient_logarithm<V>::holds(k, m);
    log_km = -quotient.logarithm;
    if (all(ordinary)) return quotient.term;
    const several<V, 2> of_any = detail::bd0_apart(V(k), V(m), V(difference));
    log_km = select(ordinary, log_km, of_any.at[1]);
    return select(ordinary, quotient.term, of_any.at[0]);
  } else {
    return detail::bd0_of_any(k, m, difference, log_km);
  }
}
template <class V>
LIKELIER_HD inline V bd0(const V& k, const V& m, V& log_km) {
  return bd0(k, m, V(m - k), log_km);
}

// The deviance core of Loader (2000): k log(k / m) + m - k for k, m >= 0.
template <class V>
LIKELIER_HD inline V bd0(const V& k, const V& m) {
  V log_km;
  return bd0(k, m, log_km);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> bd0(const Dual<V, N>& k, const Dual<V, N>& m) {
  const V zero = constant<V>(0.0);
  const V slope_k = select(k.value == zero && m.value == zero, zero, log_ratio(k.value, m.value));
  const V slope_m = select(k.value == zero, constant<V>(1.0), (m.value - k.value) / m.value);
  return Dual<V, N>::binary(bd0(k.value, m.value), slope_k, k, slope_m, m);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> bd0(const Dual<V, N>& k, const Dual<V, N>& m, const Dual<V, N>& difference,
                                  Dual<V, N>& log_km) {
  const V one = constant<V>(1.0);
  V log_value;
  const V value = bd0(k.value, m.value, difference.value, log_value);
  log_km = Dual<V, N>::binary(log_value, one / k.value, k, -one / m.value, m);
  return Dual<V, N>::binary(value, log_value, k, difference.value / m.value, m);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> bd0(const Dual<V, N>& k, const Dual<V, N>& m, Dual<V, N>& log_km) {
  log_km = log_ratio(k, m);
  return bd0(k, m);
}

// (a + b) p - a = b - (a + b) q for p + q = 1, of which the larger may have been rounded.
template <class V>
LIKELIER_HD inline V excess_of_share(const V& a, const V& b, const V& p, const V& q) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  const auto q_is_larger = p < q;
  const V lost_q = select(q_is_larger, (one - q) - p, zero);
  const V lost_p = select(q_is_larger, zero, (one - p) - q);
  return detail::difference_of_products(b, p, a, q) + (b * lost_p - a * lost_q);
}

// bd0(a, (a + b) p) + bd0(b, (a + b) q) for p + q = 1, with the logarithms that these are made of.
template <class V>
struct share_deviance {
  V value;
  V log_a, log_b;  // log(a / ((a + b) p)) and log(b / ((a + b) q))
  V excess;        // (a + b) p - a

  LIKELIER_HD share_deviance(const V& a, const V& b, const V& m_a, const V& m_b, const V& difference)
      : excess(difference) {
    value = bd0(a, m_a, excess, log_a) + bd0(b, m_b, V(-excess), log_b);
  }
  // Where p or q has underflowed so far that their logarithms tell them better.
  LIKELIER_HD static mask_t<V> is_lost(const V& p) { return p < constant<V>(0x1p-6) * smallest_normal<V>(); }
  LIKELIER_HD void mend_underflow(const V& a, const V& b, const V& log_p, const V& log_q, const V& p, const V& q) {
    const auto p_is_lost = is_lost(p);
    const auto q_is_lost = is_lost(q);
    if (any(p_is_lost || q_is_lost)) mend(a, b, log_p, log_q, p_is_lost, q_is_lost);
  }

 private:
  LIKELIER_HD LIKELIER_RARE void mend(V a, V b, V log_p, V log_q, mask_t<V> p_is_lost, mask_t<V> q_is_lost) {
    const V sum = a + b;
    V rest;
    const V by_a = bd0(a, select(p_is_lost, a, a + excess), select(p_is_lost, constant<V>(0.0), excess), rest);
    const V by_b = bd0(b, select(q_is_lost, b, b - excess), select(q_is_lost, constant<V>(0.0), -excess), rest);
    log_a = select(p_is_lost, log_ratio(a, sum) - log_p, log_a);
    log_b = select(q_is_lost, log_ratio(b, sum) - log_q, log_b);
    const V mended = select(p_is_lost, a * log_a + excess, by_a) + select(q_is_lost, b * log_b - excess, by_b);
    value = select(p_is_lost || q_is_lost, mended, value);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
