// The incomplete gamma and beta functions: both tails with their logarithms, and the derivatives of these.
//
// In y = log x, or y = log(x / (1 - x)), the two densities are log-concave and analytic, and a tail is
//   C int_0^inf e^-g(s) ds,
// where C is the density at its edge and g convex. Gauss and Legendre's rule takes the integral up to where e^-g is
// below all rounding, at the same cost and with the same digits for parameters of any size; a derivative in a parameter
// is the integral of its logarithmic derivative, of one sign, with the same abscissae. (Numerical quadrature for these
// functions: A. Gil, J. Segura and N. M. Temme, Numerical Methods for Special Functions, SIAM 2007, ch. 5.) C goes
// through the saddle-point core (C. Loader 2000). A first shape below 10 is raised by the recurrence of DiDonato and
// Morris (ACM Trans. Math. Softw. 18, 1992, eq. 19), a sum of positive terms, and next to the end of the support, where
// a shape below 1 leaves nearly everything, a power series gives both tails (their eq. 5; for the gamma function Gil,
// Segura and Temme, SIAM J. Sci. Comput. 34, 2012, section 2.3). Every loop has a fixed bound.
//
// All is written for double; float goes through double and is rounded once.
#pragma once

#include "likelier/math/elementary.hpp"
#include "likelier/math/gamma.hpp"
#include "likelier/math/normal.hpp"
#include "likelier/math/two_parts.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// Gauss and Legendre's rule with 32 points on [0, 1]: visit(s, weight), in mirrored pairs.
template <class V, class Visit>
LIKELIER_HD inline void gauss_legendre(const V& length, Visit visit) {
  constexpr double node[16] = {0.0013680690752592183, 0.007194244227365833, 0.017618872206246784, 0.03254696203113015,
                               0.05183942211697394,   0.07531619313371501,  0.1027581020160288,   0.13390894062985517,
                               0.1684778665348924,    0.20614212137961885,  0.2465500455338853,   0.2893243619346823,
                               0.33406569885893617,   0.38035631887393145,  0.42776401920860174,  0.4758461671561308};
  constexpr double weight[16] = {0.003509305004735048, 0.008137197365452835, 0.01269603265463103,  0.017136931456510716,
                                 0.02141794901111334,  0.025499029631188087, 0.029342046739267772, 0.032911111388180925,
                                 0.03617289705442425,  0.039096947893535156, 0.041655962113473374, 0.043826046502201906,
                                 0.045586939347881945, 0.04692219954040228,  0.04781936003963743,  0.0482700442573639};
  for (int i = 0; i < 32; ++i) {
    const int k = i < 16 ? i : 31 - i;
    visit(V(length * constant<V>(i < 16 ? node[k] : 1.0 - node[k])), V(length * constant<V>(weight[k])));
  }
}

// Where tails end: e^-42 is 6e-19.
inline constexpr double tail_depth = 42.0;

// From here on an exponent is told in two parts: of the density, and of a power.
inline constexpr double deep_exponent = 3.0, deep_power = 6.0;

// m^k e^-m / Gamma(k + 1) = factor e^-exponent, and the derivative of its logarithm by k. difference is m - k.
template <class V>
struct poisson_term {
  V exponent, factor, slope;
};
template <class V>
LIKELIER_HD LIKELIER_APART poisson_term<V> poisson_term_of(const V& k, const V& m, const V& difference) {
  const V one = constant<V>(1.0);
  const auto large = k >= one;
  poisson_term<V> p = {one, one, one};
  if (any(large)) {
    const V enough = max(k, one);
    V log_km;
    const V deviance = bd0(enough, m, difference, log_km);
    p = {deviance + stirlerr(enough), constant<V>(0.3989422804014327) / sqrt(enough),
         -(log_km + digamma_next_minus_log(enough))};
  }
  if (!all(large)) {
    const V w = min(k, one);
    const V log_m = full_log(m);
    const V log_gamma = w * (w - one) * lgamma1p_quotient(w);
    p.exponent = select(large, p.exponent, (m + log_gamma) - select(w == constant<V>(0.0), w, w * log_m));
    p.factor = select(large, p.factor, one);
    p.slope = select(large, p.slope, log_m - digamma1p(w));
  }
  return p;
}

// The exponents of one term and of two over that of their sum, told in two parts. k log(k / m) + m - k is that of one,
// but for what is small; of two, m - k cancels.
template <class V>
LIKELIER_HD inline V small_part_of_exponent(const V& k) {
  const V one = constant<V>(1.0), w = min(k, one);
  return select(k >= one, stirlerr(max(k, one)), w * (w - one) * lgamma1p_quotient(w));
}
template <class V>
LIKELIER_HD LIKELIER_RARE two_parts<V> exponent_in_parts(const V& a, const V& x, const V& known) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  const auto large = a >= one;
  const V unit = max(a, one);
  const two_parts<V> powers = a * log_in_parts(unit, x);
  const two_parts<V> distance = exact_sum(x, V(select(large, -a, zero)));
  const two_parts<V> e = (powers + distance) + two_parts<V>{small_part_of_exponent(a), zero};
  const auto holds = quotient_logarithm<V>::holds(unit, x);
  return where_it_holds(holds, e, known);
}
template <class V>
LIKELIER_HD LIKELIER_RARE two_parts<V> exponent_in_parts(const V& a, const V& b, const V& x, const V& w,
                                                         const V& known) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  const V unit_a = max(a, one), unit_b = max(b, one);
  const two_parts<V> total = exact_sum(a, b);
  const two_parts<V> m_a = exact_product(total.high, x), m_b = exact_product(total.high, w);
  const two_parts<V> powers = a * log_in_parts(unit_a, m_a.high) + b * log_in_parts(unit_b, m_b.high);
  // What rounding took from the logarithms' arguments: from the larger of x and w too.
  const auto x_is_smaller = x <= w;
  const V lost_x = select(x_is_smaller, zero, ((one - x) - w) / x);
  const V lost_w = select(x_is_smaller, ((one - w) - x) / w, zero);
  const V lost = total.low + (a * (m_a.low / m_a.high + lost_x) + b * (m_b.low / m_b.high + lost_w));
  const V linear = select(a < one, a, zero) + select(b < one, b, zero);
  const V small = (small_part_of_exponent(a) + small_part_of_exponent(b)) - small_part_of_exponent(total.high);
  const two_parts<V> e = powers + two_parts<V>{linear + small, V(-lost)};
  const auto holds = quotient_logarithm<V>::holds(unit_a, m_a.high) && quotient_logarithm<V>::holds(unit_b, m_b.high) &&
                     total.high >= one;
  return where_it_holds(holds, e, known);
}

// What the functions below return: both tails, their logarithms, the hazards (the density in y over each tail), and
// with slopes the derivatives of the logarithms by each shape, of the lower tail and then of the upper.
struct tail {
  enum { lower, upper, log_lower, log_upper, hazard_lower, hazard_upper, slopes };
};
template <class V, int Shapes>
using both_tails = several<V, tail::slopes + 2 * Shapes>;

// Of one tail as factor e^-exponent, with the density in y in the same units, and the derivatives of its logarithm.
template <int Shapes, class V>
LIKELIER_HD inline both_tails<V, Shapes> tails_of_side(const V& factor, const two_parts<V>& parts, const V& density,
                                                       const V* slope) {
  both_tails<V, Shapes> t;
  const V& exponent = parts.high;
  const V power = full_exp(V(-exponent)), decay = power - power * parts.low;
  const V lower = factor * decay, upper = constant<V>(1.0) - lower;
  t.at[tail::lower] = lower;
  t.at[tail::upper] = upper;
  t.at[tail::log_lower] = full_log(factor) - exponent;
  t.at[tail::log_upper] = full_log1p(-lower);
  t.at[tail::hazard_lower] = density / factor;
  t.at[tail::hazard_upper] = density * decay / upper;
  for (int i = 0; i < Shapes; ++i) {
    t.at[tail::slopes + i] = slope[i];
    t.at[tail::slopes + Shapes + i] = -(lower / upper) * slope[i];
  }
  return t;
}

// Of the lower tail e^log_power (1 + series), from which the upper can be had though it is small.
template <int Shapes, class V>
LIKELIER_HD inline both_tails<V, Shapes> tails_at_end(const two_parts<V>& parts, const V& series, const V& density,
                                                      const V* slope) {
  both_tails<V, Shapes> t;
  const V& log_power = parts.high;
  const V rest = constant<V>(1.0) + series, whole = full_exp(log_power), power = whole + whole * parts.low;
  const V lower = power * rest, upper = -(full_expm1(log_power) + power * series);
  t.at[tail::lower] = lower;
  t.at[tail::upper] = upper;
  t.at[tail::log_lower] = log_power + full_log1p(series);
  t.at[tail::log_upper] = select(lower < constant<V>(0.5), full_log1p(-lower), full_log(upper));
  t.at[tail::hazard_lower] = density / rest;
  t.at[tail::hazard_upper] = density * power / upper;
  for (int i = 0; i < Shapes; ++i) {
    t.at[tail::slopes + i] = slope[i];
    t.at[tail::slopes + Shapes + i] = -(lower / upper) * slope[i];
  }
  return t;
}

// Lower and upper exchanged where a mask is true.
template <int Shapes, class V, class Mask>
LIKELIER_HD inline both_tails<V, Shapes> exchanged(const Mask& condition, const both_tails<V, Shapes>& t) {
  both_tails<V, Shapes> r;
  for (int i = 0; i < tail::slopes; ++i) r.at[i] = select(condition, t.at[i ^ 1], t.at[i]);
  for (int i = 0; i < 2 * Shapes; ++i) {
    const int other = i < Shapes ? i + Shapes : i - Shapes;
    r.at[tail::slopes + i] = select(condition, t.at[tail::slopes + other], t.at[tail::slopes + i]);
  }
  return r;
}
template <class V, class Mask>
LIKELIER_HD inline two_parts<V> chosen(const Mask& condition, const two_parts<V>& yes, const two_parts<V>& no) {
  return {select(condition, yes.high, no.high), select(condition, yes.low, no.low)};
}
template <class V, int N, class Mask>
LIKELIER_HD inline several<V, N> chosen(const Mask& condition, const several<V, N>& yes, const several<V, N>& no) {
  several<V, N> r;
  for (int i = 0; i < N; ++i) r.at[i] = select(condition, yes.at[i], no.at[i]);
  return r;
}

// The first estimate of where g(s) = linear s + curvature s^2 / 2 + ... is tail_depth; order is at least as large as
// either coefficient and keeps them in range.
template <class V>
LIKELIER_HD inline V gaussian_reach(const V& linear, const V& curvature, const V& order) {
  const V twice = constant<V>(2.0 * tail_depth) / order, slope = linear / order;
  return twice / (slope + sqrt(slope * slope + twice * (curvature / order)));
}

// P(a, x) and Q(a, x) for a > 0 and 0 < x < inf; the shape is a, and y = log x.
template <int Shapes>
struct incomplete_gamma_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART both_tails<V, Shapes> operator()(const V& a, const V& x) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto at_end = a < one && x < constant<V>(0.8);
    both_tails<V, Shapes> t;
    if (!all(at_end)) t = by_quadrature(a, x);
    if (any(at_end)) t = chosen(at_end, by_series(V(min(a, one)), V(min(x, one))), t);
    const auto empty = x == zero, full = x == infinity<V>() || a == zero;
    if (any(empty || full)) {
      t = chosen(empty, of_constants(V(zero), V(one), a), t);
      t = chosen(full, of_constants(V(one), V(zero), zero), t);
    }
    const auto valid = x >= zero && a >= zero && !(empty && a == zero) && !(x == infinity<V>() && a == x);
    if (!all(valid))
      for (V& value : t.at) value = select(valid, value, quiet_nan<V>());
    return t;
  }

 private:
  template <class V>
  LIKELIER_HD static both_tails<V, Shapes> of_constants(const V& lower, const V& upper, const V& hazard_lower) {
    both_tails<V, Shapes> t;
    for (V& value : t.at) value = constant<V>(0.0);
    t.at[tail::lower] = lower;
    t.at[tail::upper] = upper;
    t.at[tail::log_lower] = full_log(lower);
    t.at[tail::log_upper] = full_log(upper);
    t.at[tail::hazard_lower] = hazard_lower;
    return t;
  }

  template <class V>
  LIKELIER_HD static both_tails<V, Shapes> by_quadrature(const V& a, const V& x) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), ten = constant<V>(10.0);
    const auto is_lower = x < a;
    const poisson_term<V> p = poisson_term_of(a, x, V(x - a));
    // In units of x^a e^-x / Gamma(a + 1): terms of the recurrence, and their derivatives by a less the unit's.
    V order = a, term = one, term_slope = zero, sum = zero, sum_slope = zero;
    for (int j = 0; j < 10; ++j) {
      const auto low = is_lower && order < ten;
      if (!any(low)) break;
      const V raised = order + one, ratio = x / raised;
      sum = select(low, sum + term, sum);
      if (Shapes > 0) {
        sum_slope = select(low, sum_slope + term_slope, sum_slope);
        term_slope = select(low, ratio * (term_slope - term / raised), term_slope);
      }
      term = select(low, term * ratio, term);
      order = select(low, raised, order);
    }
    const V sign = select(is_lower, -one, one);
    const V linear = abs(x - order);
    // Newton's method on a convex function comes from the right after one step, and so do steps by its exponential.
    V reach = gaussian_reach(linear, x, V(max(order, x)));
    for (int step = 0; step < 4; ++step) {
      const V u = sign * reach, m = expm1mx(u);
      const V next = reach - (linear * reach + x * m - constant<V>(tail_depth)) / (linear + x * abs(m + u));
      const V by_exponential = full_log1p((constant<V>(tail_depth) + order * reach) / x);
      reach = step == 0 ? next : V(select(is_lower, next, min(next, by_exponential)));
    }
    V integral = zero, moment = zero;
    gauss_legendre(reach, [&](const V& s, const V& weight) {
      const V u = sign * s;
      const V part = weight * exp(-(linear * s + x * expm1mx(u)));
      integral = integral + part;
      if (Shapes > 0) moment = moment + part * u;
    });
    const V rest = term * order;
    const V f = sum + rest * integral;
    V slope[Shapes > 0 ? Shapes : 1] = {zero};
    if (Shapes > 0) slope[0] = p.slope + (sum_slope + ((term_slope * order + term) * integral + rest * moment)) / f;
    two_parts<V> exponent = {p.exponent, zero};
    const auto is_deep = p.exponent > constant<V>(deep_exponent);
    if (any(is_deep)) exponent = chosen(is_deep, exponent_in_parts(a, x, p.exponent), exponent);
    return exchanged<Shapes>(x >= a, tails_of_side<Shapes>(V(p.factor * f), exponent, V(p.factor * a), slope));
  }

  // a <= 1 and x <= 1: x^a / Gamma(a + 1) times the series of a x^-a gamma(a, x).
  template <class V>
  LIKELIER_HD static both_tails<V, Shapes> by_series(const V& a, const V& x) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V series = zero, series_slope = zero, power = one;
    for (int n = 1; n <= 18; ++n) {
      const V inverse = one / (a + constant<V>(n));
      power = power * x * constant<V>(-1.0 / n);
      series = series + power * a * inverse;
      if (Shapes > 0) series_slope = series_slope + constant<V>(n) * (power * inverse) * inverse;
    }
    const V log_x = full_log(x);
    const V rest = a * (a - one) * lgamma1p_quotient(a);
    two_parts<V> log_power = {a * log_x - rest, zero};
    const auto is_deep = log_power.high < constant<V>(-deep_power) && x >= smallest_normal<V>();
    if (any(is_deep)) log_power = chosen(is_deep, a * log_in_parts(x, one) + two_parts<V>{V(-rest), zero}, log_power);
    V slope[Shapes > 0 ? Shapes : 1] = {zero};
    if (Shapes > 0) slope[0] = (log_x - digamma1p(a)) + series_slope / (one + series);
    return tails_at_end<Shapes>(log_power, series, V(a * full_exp(V(-x))), slope);
  }
};

// I_x(a, b) for x at or below the mean, by `below` = a - (a + b) x.
template <class V, class Along>
LIKELIER_HD inline both_tails<V, Along::count> beta_by_quadrature(const V& a, const V& b, const V& x, const V& w,
                                                                  const V& below, Along along) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  const V sum_of_shapes = a + b;
  const poisson_term<V> by_a = poisson_term_of(a, V(sum_of_shapes * x), V(-below));
  const poisson_term<V> by_b = poisson_term_of(b, V(sum_of_shapes * w), below);
  const poisson_term<V> by_sum = poisson_term_of(sum_of_shapes, sum_of_shapes, V(zero));
  // x^a w^b Gamma(a + b) / (Gamma(a + 1) Gamma(b)).
  two_parts<V> exponent = {(by_a.exponent + by_b.exponent) - by_sum.exponent, zero};
  const auto is_deep = exponent.high > constant<V>(deep_exponent);
  if (any(is_deep)) exponent = chosen(is_deep, along.exponent(a, b, x, w, exponent.high), exponent);
  const V factor = by_a.factor * by_b.factor / by_sum.factor * (b / sum_of_shapes);
  // In these units: terms of the recurrence.
  V order = a, total = sum_of_shapes, linear = below, term = one, sum = zero;
  for (int j = 0; j < Along::least_order; ++j) {
    const auto low = order < constant<V>(Along::least_order);
    if (!any(low)) break;
    const V raised = order + one, ratio = x * (total / raised);
    sum = select(low, sum + term, sum);
    along.raise(low, term, order, total, ratio);
    term = select(low, term * ratio, term);
    order = select(low, raised, order);
    total = select(low, total + one, total);
    linear = select(low, linear + w, linear);
  }
  // g(s) = linear s + total h(s), h(s) = log(w + x e^-s) + x s, of the smaller of x and w.
  const auto x_is_smaller = x <= w;
  const V least = select(x_is_smaller, x, w), sign = select(x_is_smaller, -one, one);
  V growth;  // e^-s - 1, or e^s - 1
  const auto bend = [&](const V& s) {
    const V u = sign * s, m = expm1mx(u);
    growth = m + u;
    return log1pmx(V(least * growth)) + least * m;
  };
  V reach = gaussian_reach(linear, V(total * x * w), order);
  for (int step = 0; step < 4; ++step) {
    const V e = full_expm1(V(-reach)), depth = constant<V>(tail_depth);
    const V g = linear * reach + total * bend(reach);
    const V next = reach - (g - depth) / (linear - total * x * (w * e / (one + x * e)));
    const V by_exponential = full_log1p(full_expm1(V((depth + b * reach) / total)) / w);
    reach = step == 0 ? next : V(min(next, by_exponential));
  }
  V integral = zero;
  along.start(order);
  gauss_legendre(reach, [&](const V& s, const V& weight) {
    const V h = bend(s);
    const V part = weight * exp(-(linear * s + total * h));
    integral = integral + part;
    along.add(part, s, h, x, w, growth);
  });
  const V f = sum + term * order * integral;
  V slope[Along::count > 0 ? Along::count : 1] = {zero};
  const auto unit = [&](V* of_unit) {
    const V by_total = digamma_minus_log(sum_of_shapes);
    of_unit[0] = by_a.slope + by_total;
    of_unit[1] = (by_b.slope + one / b) + by_total;
  };
  along.finish(term, order, integral, f, unit, slope);
  return tails_of_side<Along::count>(V(factor * f), exponent, V(factor * a), slope);
}

// What that takes derivatives along: nothing, or both shapes.
template <class V, int Shapes>
struct along_shapes {
  static constexpr int count = Shapes, least_order = 10;
  // Of the recurrence's terms and their sum, and of the integral, less the unit's.
  V of_term[2] = {constant<V>(0.0), constant<V>(0.0)}, of_sum[2] = {of_term[0], of_term[0]},
    moment[2] = {of_term[0], of_term[0]};

  LIKELIER_HD static two_parts<V> exponent(const V& a, const V& b, const V& x, const V& w, const V& known) {
    return exponent_in_parts(a, b, x, w, known);
  }
  LIKELIER_HD void raise(const mask_t<V>& low, const V& term, const V& order, const V& total, const V& ratio) {
    if constexpr (Shapes > 0) {
      for (int i = 0; i < 2; ++i) of_sum[i] = select(low, of_sum[i] + of_term[i], of_sum[i]);
      const V by_total = term / total;
      of_term[0] = select(low, ratio * (of_term[0] + (by_total - term / (order + constant<V>(1.0)))), of_term[0]);
      of_term[1] = select(low, ratio * (of_term[1] + by_total), of_term[1]);
    }
  }
  LIKELIER_HD void start(const V&) const {}
  LIKELIER_HD void add(const V& part, const V& s, const V& h, const V& x, const V& w, const V&) {
    if constexpr (Shapes > 0) {
      moment[0] = moment[0] - part * (h + w * s);
      moment[1] = moment[1] + part * (x * s - h);
    }
  }
  template <class Unit>
  LIKELIER_HD void finish(const V& term, const V& order, const V& integral, const V& f, Unit unit, V* slope) const {
    if constexpr (Shapes > 0) {
      V of_unit[2];
      unit(of_unit);
      const V rest = term * order, extra[2] = {term * integral, constant<V>(0.0)};
      for (int i = 0; i < 2; ++i)
        slope[i] = of_unit[i] + (of_sum[i] + ((of_term[i] * order) * integral + extra[i] + rest * moment[i])) / f;
    }
  }
};

// I_x(a, b) and its complement for w = 1 - x, of which the larger may have been rounded; the shapes are a and b, and
// y = log(x / w).
template <int Shapes>
struct incomplete_beta_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART both_tails<V, Shapes> operator()(const V& a, const V& b, const V& share_a,
                                                              const V& share_b) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), limit = constant<V>(0.8), narrow = constant<V>(0.4);
    const V x = select(share_b < share_a, one - share_b, share_a),
            w = select(share_a < share_b, one - share_a, share_b);
    const V excess = excess_of_share(a, b, x, w);
    const auto at_lower_end = a < one && x <= narrow && b * x <= limit;
    const auto at_upper_end = b < one && w <= narrow && a * w <= limit;
    const auto at_end = at_lower_end || at_upper_end;
    const auto is_upper = at_upper_end || (!at_lower_end && excess > zero);
    // From here on the tail that is computed is the lower.
    const V first = select(is_upper, b, a), second = select(is_upper, a, b);
    const V share = select(is_upper, w, x), other = select(is_upper, x, w);
    both_tails<V, Shapes> t;
    if (!all(at_end)) t = beta_by_quadrature(first, second, share, other, V(abs(excess)), along_shapes<V, Shapes>{});
    if (any(at_end)) {
      const V low = min(share, narrow);
      t = chosen(at_end, by_series(V(min(first, one)), V(select(at_end, second, one)), low), t);
    }
    if (Shapes > 0) {
      for (int i = 0; i < 2; ++i) {
        const V by_first = t.at[tail::slopes + 2 * i], by_second = t.at[tail::slopes + 2 * i + 1];
        t.at[tail::slopes + 2 * i] = select(is_upper, by_second, by_first);
        t.at[tail::slopes + 2 * i + 1] = select(is_upper, by_first, by_second);
      }
    }
    t = exchanged<Shapes>(is_upper, t);
    const auto empty = x <= zero, full = w <= zero;
    if (any(empty || full)) {
      t = chosen(empty, of_constants(V(zero), V(one), a, V(zero)), t);
      t = chosen(full, of_constants(V(one), V(zero), V(zero), b), t);
    }
    const auto valid = x >= zero && w >= zero && a > zero && b > zero && a + b < infinity<V>();
    if (!all(valid))
      for (V& value : t.at) value = select(valid, value, quiet_nan<V>());
    return t;
  }

 private:
  template <class V>
  LIKELIER_HD static both_tails<V, Shapes> of_constants(const V& lower, const V& upper, const V& hazard_lower,
                                                        const V& hazard_upper) {
    both_tails<V, Shapes> t;
    for (V& value : t.at) value = constant<V>(0.0);
    t.at[tail::lower] = lower;
    t.at[tail::upper] = upper;
    t.at[tail::log_lower] = full_log(lower);
    t.at[tail::log_upper] = full_log(upper);
    t.at[tail::hazard_lower] = hazard_lower;
    t.at[tail::hazard_upper] = hazard_upper;
    return t;
  }

  // log(x^a Gamma(a + b) / Gamma(b)) - rest: the ratio times a power that leaves little of it, and the power.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static two_parts<V> power_in_parts(const V& a, const V& b, const V& x, const V& rest,
                                                               const V& known) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V unit = one / ((a + b) + select(b < one, one, zero));
    const two_parts<V> e = a * log_in_parts(x, unit) + two_parts<V>{gammaln_ratio_in_double{}(b, a, unit) - rest, zero};
    const auto holds = quotient_logarithm<V>::holds(x, unit);
    return where_it_holds(holds, e, known);
  }
  // For a <= 1, x <= 0.4 and b x <= 0.8: x^a Gamma(a + b) / (Gamma(a + 1) Gamma(b)) times a power series.
  template <class V>
  LIKELIER_HD static both_tails<V, Shapes> by_series(const V& a, const V& b, const V& x) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V series = zero, power = one, power_slope = zero, slope_a = zero, slope_b = zero;
    // The terms fall by 0.4 at least.
    for (int n = 1; n <= 48; ++n) {
      const V count = constant<V>(n), step = x * constant<V>(1.0 / n), factor = (count - b) * step;
      const V inverse = one / (a + count);
      if (Shapes > 0) {
        power_slope = power_slope * factor - power * step;
        slope_b = slope_b + power_slope * a * inverse;
      }
      power = power * factor;
      series = series + power * a * inverse;
      if (Shapes > 0) slope_a = slope_a + count * (power * inverse) * inverse;
      if (!any(abs(power) > constant<V>(1e-18) || abs(power_slope) > constant<V>(1e-18))) break;
    }
    const V rest = a * (a - one) * lgamma1p_quotient(a);
    two_parts<V> log_power = {gammaln_ratio_in_double{}(b, a, x) - rest, zero};
    const auto is_deep = log_power.high < constant<V>(-deep_power);
    if (any(is_deep)) log_power = chosen(is_deep, power_in_parts(a, b, x, rest, log_power.high), log_power);
    V slope[2] = {zero, zero};
    if (Shapes > 0) {
      const V rest = one + series;
      // log x + psi(a + b), which cancel where both are large.
      const V total = a + b;
      const auto is_large = total >= one;
      const V by_total = full_log(select(is_large, x * total, x)) +
                         select(is_large, digamma_minus_log(max(total, one)), digamma(min(total, one)));
      slope[0] = (by_total - digamma1p(a)) + slope_a / rest;
      slope[1] = digamma_difference_in_double{}(b, a) + slope_b / rest;
    }
    return tails_at_end<Shapes>(log_power, series, V(a * full_exp(V(b * full_log1p(-x)))), slope);
  }
};

// Where the iterations below stop: of a step so small, in units of the slope's own scale, the cube is lost in rounding.
inline constexpr double last_step = 3e-6;

// Halley's step, bounded where its denominator says that it is far off: f is the logarithm of a tail less its aim,
// whose first derivative is `hazard` and its second `bend` times that.
template <class V>
LIKELIER_HD inline V halley_step(const V& f, const V& hazard, const V& bend) {
  const V half = constant<V>(0.5), limit = constant<V>(60.0);
  const V newton = -f / hazard;
  const V denominator = min(max(constant<V>(1.0) + half * newton * bend, half), constant<V>(2.0));
  return max(min(newton / denominator, limit), -limit);
}

// The logarithm of a tail less that of what it is to be; by their ratio, if they are numbers.
template <class V>
LIKELIER_HD inline V log_excess(const V& side, const V& log_side, const V& aim, const V& log_aim) {
  const V tiny = smallest_normal<V>();
  return select(side >= tiny && aim >= tiny, log_ratio(side, aim), log_side - log_aim);
}
// That of the smaller tail.
template <class V, int N>
LIKELIER_HD inline V log_excess(const several<V, N>& t, const mask_t<V>& is_lower, const V& p, const V& q,
                                const V& log_aim) {
  return log_excess(V(select(is_lower, t.at[tail::lower], t.at[tail::upper])),
                    V(select(is_lower, t.at[tail::log_lower], t.at[tail::log_upper])), V(select(is_lower, p, q)),
                    log_aim);
}

// One over the density in y where the tail is p or q, told from a point near it: log C is a parabola there.
template <class V, int N>
LIKELIER_HD inline V inverse_density(const several<V, N>& t, const mask_t<V>& is_lower, const V& p, const V& q,
                                     const V& rise, const V& curvature, V& offset) {
  const V aim = select(is_lower, p, q);
  const V hazard = select(is_lower, t.at[tail::hazard_lower], t.at[tail::hazard_upper]);
  const V side = select(is_lower, t.at[tail::lower], t.at[tail::upper]);
  const V f = log_excess(t, is_lower, p, q, full_log(aim));
  const V reached = select(abs(f) < constant<V>(1e-6), f, constant<V>(0.0));
  offset = select(is_lower, -reached, reached) / hazard;
  const V known = select(side >= smallest_normal<V>(), side, aim);
  return full_exp(V((constant<V>(0.5) * curvature * offset - rise) * offset)) / (known * hazard);
}

// The x at which the lower tail is p and the upper one q = 1 - p, of which the smaller counts. From Wilson and
// Hilferty's normal approximation, or for a shape below 1 that of W. H. Press et al. (Numerical Recipes, 3rd
// ed., 6.2.1), by Halley's steps on the logarithm of the tail, which is concave in y; a step that leaves the bracket is
// halved.
struct gamma_quantile_in_double {
  static constexpr int bound = 60;

  template <class V>
  LIKELIER_HD LIKELIER_APART V operator()(const V& a, const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto is_lower = p <= q;
    const V log_aim = full_log(V(select(is_lower, p, q)));
    // x is at least that of the lower tail x^a / Gamma(a + 1), which p bounds.
    const V log_p = select(is_lower, log_aim, full_log1p(-q));
    const V log_least = (log_p + lgamma_in_double{}(V(a + one))) / a;
    V x = first_estimate(a, p, q, log_aim);
    x = max(x, full_exp(log_least));
    const auto is_least = log_least < constant<V>(-650.0);
    const auto is_border = !(log_aim > -infinity<V>()) || !(x > zero) || !(x < infinity<V>());
    auto active = !(is_least || is_border);
    x = select(active, x, one);
    V low = zero, high = infinity<V>();
    for (int step = 0; step < bound && any(active); ++step) {
      const auto t = incomplete_gamma_in_double<0>{}(a, x);
      const V f = log_excess(t, is_lower, p, q, log_aim);
      const V hazard = select(is_lower, t.at[tail::hazard_lower], -t.at[tail::hazard_upper]);
      const V bend = (a - x) - hazard;
      const auto too_small = (f < zero) == is_lower;
      low = select(too_small, x, low);
      high = select(too_small, high, x);
      const V move = halley_step(f, hazard, bend);
      V next = x + x * full_expm1(move);
      const auto halved = next < low || next > high;
      if (any(halved)) next = select(halved, sqrt(low) * sqrt(high), next);
      x = select(active, next, x);
      active = active && (halved || abs(move) * (one + abs(bend)) > constant<V>(last_step));
    }
    x = select(is_least, full_exp(log_least), x);
    x = select(p == zero, zero, select(q == zero, infinity<V>(), x));
    const auto valid = p >= zero && q >= zero && a > zero && a < infinity<V>();
    return select(valid, x, quiet_nan<V>());
  }

 private:
  template <class V>
  LIKELIER_HD static V first_estimate(const V& a, const V& p, const V& q, const V& log_aim) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const auto is_lower = p <= q;
    const V z = normal_quantile(V(select(is_lower, p - half, half - q)), V(-log_aim));
    const V ninth = constant<V>(1.0 / 9.0) / a;
    const V root = (one - ninth) + z * sqrt(ninth);
    V x = a * root * root * root;
    const auto small = a < one;
    if (any(small)) {
      const V split = one - a * (constant<V>(0.253) + constant<V>(0.12) * a);
      const V power = full_exp(V((full_log(p) - full_log(split)) / a));
      x = select(small, select(p < split, power, one - full_log(V(q / (one - split)))), x);
    }
    return x;
  }
};

// The x with w = 1 - x at which the lower tail is p and the upper one q = 1 - p, of which the smaller counts; likewise,
// from Abramowitz and Stegun's 26.5.22 or, for a shape below 1, Press et al. (6.4).
struct beta_quantile_in_double {
  static constexpr int bound = 60;

  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 2> operator()(const V& a, const V& b, const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto is_lower = p <= q;
    const V log_aim = full_log(V(select(is_lower, p, q)));
    // A tail of a tiny shape is near its end even where it is the larger.
    const V log_p = select(is_lower, log_aim, full_log1p(-q)), log_q = select(is_lower, full_log1p(-p), log_aim);
    const V log_x = log_at_end(a, b, log_p, is_lower), log_w = log_at_end(b, a, log_q, !is_lower);
    const auto is_low = log_x < log_w;
    const V log_end = select(is_low, log_x, log_w);
    V y = first_estimate(a, b, p, q, log_aim);
    const auto is_remote = log_end < constant<V>(-40.0);
    y = select(is_remote, select(is_low, log_end, -log_end), y);
    const auto is_end = log_end < constant<V>(-650.0);
    const auto is_border = !(log_aim > -infinity<V>()) || !(abs(y) < infinity<V>());
    auto active = !(is_end || is_border);
    y = select(is_border, zero, y);
    V x = one / (one + full_exp(V(-y))), w = one / (one + full_exp(y));
    V low = -infinity<V>(), high = infinity<V>();
    for (int step = 0; step < bound && any(active); ++step) {
      const auto t = incomplete_beta_in_double<0>{}(a, b, x, w);
      const V f = log_excess(t, is_lower, p, q, log_aim);
      const V hazard = select(is_lower, t.at[tail::hazard_lower], -t.at[tail::hazard_upper]);
      const V bend = -excess_of_share(a, b, x, w) - hazard;
      const auto too_small = (f < zero) == is_lower;
      low = select(too_small, y, low);
      high = select(too_small, high, y);
      V move = halley_step(f, hazard, bend);
      const auto settled = abs(move) * (one + abs(bend)) <= constant<V>(last_step);
      const auto halved = !settled && (y + move < low || y + move > high);
      if (any(halved)) move = select(halved, constant<V>(0.5) * (low + high) - y, move);
      const V factor = full_exp(move), sum = w + x * factor;
      // What has settled stays as it is, whatever stands in the other lanes.
      y = select(active, y + move, y);
      x = select(active, x * (factor / sum), x);
      w = select(active, w / sum, w);
      active = active && !settled;
    }
    const V tiny = full_exp(log_end);
    x = select(is_end, select(is_low, tiny, one), x);
    w = select(is_end, select(is_low, one, tiny), w);
    x = select(p == zero, zero, select(q == zero, one, x));
    w = select(p == zero, one, select(q == zero, zero, w));
    const auto valid = p >= zero && q >= zero && a > zero && b > zero && a + b < infinity<V>();
    return {{select(valid, x, quiet_nan<V>()), select(valid, w, quiet_nan<V>())}};
  }

 private:
  // The logarithm of the x at which the leading term of the lower tail, x^a / (a B(a, b)), is what is told; 0 where the
  // larger tail is and the next term counts.
  template <class V>
  LIKELIER_HD static V log_at_end(const V& a, const V& b, const V& log_tail, const mask_t<V>& is_smaller) {
    const V one = constant<V>(1.0);
    const auto below = a < one;
    V log_factorial = constant<V>(0.0);
    if (!all(below)) log_factorial = lgamma_in_double{}(V(a + one));
    log_factorial = select(below, lgamma_central(a, below), log_factorial);
    const V log_x = (log_tail + (log_factorial - gammaln_ratio_in_double{}(b, a))) / a;
    const auto holds = is_smaller || log_x + full_log(max(b, one)) < constant<V>(-40.0);
    return select(holds, log_x, constant<V>(0.0));
  }
  template <class V>
  LIKELIER_HD static V first_estimate(const V& a, const V& b, const V& p, const V& q, const V& log_aim) {
    const V one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    const auto is_lower = p <= q;
    const V z = -normal_quantile(V(select(is_lower, p - half, half - q)), V(-log_aim));
    const V by_a = one / (two * a - one), by_b = one / (two * b - one);
    const V skew = (z * z - constant<V>(3.0)) * constant<V>(1.0 / 6.0), h = two / (by_a + by_b);
    const V spread =
        z * sqrt(skew + h) / h - (by_b - by_a) * (skew + constant<V>(5.0 / 6.0) - two / (constant<V>(3.0) * h));
    V y = full_log(V(a / b)) - two * spread;
    const auto small = a < one || b < one;
    if (any(small)) {
      const V log_a = -full_log1p(b / a), log_b = -full_log1p(a / b);
      const V t = full_exp(V(a * log_a)) / a, u = full_exp(V(b * log_b)) / b, sum = t + u;
      const V log_x = (full_log(V(a * sum)) + full_log(p)) / a, log_w = (full_log(V(b * sum)) + full_log(q)) / b;
      const V floor_of_logit = constant<V>(-1e-3);
      const V from_x = log_x - full_log(V(-full_expm1(V(min(log_x, floor_of_logit)))));
      const V from_w = full_log(V(-full_expm1(V(min(log_w, floor_of_logit))))) - log_w;
      y = select(small, select(p < t / sum, from_x, from_w), y);
    }
    return y;
  }
};

// The quantile of a gamma variable with its derivatives by p and a.
struct gamma_quantile_slopes_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 3> operator()(const V& a, const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V x = gamma_quantile_in_double{}(a, p, q);
    const auto t = incomplete_gamma_in_double<1>{}(a, x);
    const auto is_lower = p <= q;
    V offset;
    V by_p = x * inverse_density(t, is_lower, p, q, V(a - x), x, offset);
    by_p = by_p + by_p * offset;
    const V ratio = select(is_lower, -t.at[tail::slopes] / t.at[tail::hazard_lower],
                           t.at[tail::slopes + 1] / t.at[tail::hazard_upper]);
    const auto empty = x == zero, full = x == infinity<V>();
    by_p = select(empty, select(a > one, infinity<V>(), select(a == one, one, zero)), by_p);
    by_p = select(full, infinity<V>(), by_p);
    return {{x, by_p, select(empty || full, zero, x * ratio)}};
  }
};

// The quantile of a beta variable and its complement, with the derivatives of the former by p, a and b.
struct beta_quantile_slopes_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 5> operator()(const V& a, const V& b, const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const several<V, 2> at = beta_quantile_in_double{}(a, b, p, q);
    const V &x = at.at[0], &w = at.at[1];
    const auto t = incomplete_beta_in_double<2>{}(a, b, x, w);
    const auto is_lower = p <= q;
    V offset;
    const V rise = -excess_of_share(a, b, x, w), share = x * w;
    V by_p = share * inverse_density(t, is_lower, p, q, rise, V((a + b) * share), offset);
    by_p = by_p + by_p * (w - x) * offset;
    const V hazard = select(is_lower, -t.at[tail::hazard_lower], t.at[tail::hazard_upper]);
    const V slope_a = select(is_lower, t.at[tail::slopes], t.at[tail::slopes + 2]);
    const V slope_b = select(is_lower, t.at[tail::slopes + 1], t.at[tail::slopes + 3]);
    const auto empty = x <= zero, full = w <= zero;
    const V at_0 = select(a > one, infinity<V>(), select(a == one, one / b, zero));
    const V at_1 = select(b > one, infinity<V>(), select(b == one, one / a, zero));
    by_p = select(empty, at_0, select(full, at_1, by_p));
    return {{x, w, by_p, select(empty || full, zero, slope_a / hazard * share),
             select(empty || full, zero, slope_b / hazard * share)}};
  }
};

// What the shapes are made of: themselves, or counts, which are added in double.
struct given_shapes {
  template <class V>
  LIKELIER_HD static V shape(const V& a) {
    return a;
  }
  template <class V>
  LIKELIER_HD static several<V, 2> shapes(const V& a, const V& b) {
    return {{a, b}};
  }
};
struct shapes_of_count : given_shapes {
  template <class V>
  LIKELIER_HD static V shape(const V& k) {
    return k + constant<V>(1.0);
  }
};
struct shapes_of_trials {
  template <class V>
  LIKELIER_HD static several<V, 2> shapes(const V& k, const V& n) {
    return {{k + constant<V>(1.0), n - k}};
  }
};
struct shapes_of_failures {
  template <class V>
  LIKELIER_HD static several<V, 2> shapes(const V& n, const V& k) {
    return {{n, k + constant<V>(1.0)}};
  }
};
template <class Made, int Shapes>
struct incomplete_gamma_of {
  template <class V>
  LIKELIER_HD both_tails<V, Shapes> operator()(const V& k, const V& x) const {
    return incomplete_gamma_in_double<Shapes>{}(Made::shape(k), x);
  }
};
template <class Made, int Shapes>
struct incomplete_beta_of {
  template <class V>
  LIKELIER_HD both_tails<V, Shapes> operator()(const V& u, const V& v, const V& x, const V& w) const {
    const several<V, 2> shapes = Made::shapes(u, v);
    return incomplete_beta_in_double<Shapes>{}(shapes.at[0], shapes.at[1], x, w);
  }
  // Of arguments in two parts: what does not fit into one moves the tails by their hazards, these by theirs, and slopes
  // by what the density's have beyond them.
  template <class V>
  LIKELIER_HD both_tails<V, Shapes> operator()(const V& u, const V& v, const V& x, const V& w, const V& x_low,
                                               const V& w_low) const {
    const V zero = constant<V>(0.0), sum_x = x + x_low, sum_w = w + w_low;
    both_tails<V, Shapes> t = (*this)(u, v, sum_x, sum_w);
    const V lost = select(sum_x <= sum_w, (x - sum_x) + x_low, (sum_w - w) - w_low);
    const auto is_lost = lost != zero;
    if (!any(is_lost)) return t;
    const V move = select(is_lost, lost / (sum_x * sum_w), zero);
    const several<V, 2> shapes = Made::shapes(u, v);
    const V rise = -excess_of_share(shapes.at[0], shapes.at[1], sum_x, sum_w);
    const V hazard[2] = {t.at[tail::hazard_lower], -t.at[tail::hazard_upper]};
    V slope[2] = {zero, zero};  // of the logarithm of the density
    if constexpr (Shapes == 2) {
      const V &a = shapes.at[0], &b = shapes.at[1];
      slope[0] = full_log(sum_x) + digamma_difference_in_double{}(a, b);
      slope[1] = full_log(sum_w) + digamma_difference_in_double{}(b, a);
    }
    for (int side = 0; side < 2; ++side) {
      const V growth = hazard[side] * move, bend = t.at[tail::hazard_lower + side] * ((rise - hazard[side]) * move);
      const auto add = [&](int entry, const V& term) {
        t.at[entry] = select(is_lost, t.at[entry] + term, t.at[entry]);
      };
      add(tail::lower + side, t.at[tail::lower + side] * growth);
      add(tail::log_lower + side, growth);
      add(tail::hazard_lower + side, bend);
      for (int i = 0; i < Shapes; ++i) {
        const int entry = tail::slopes + Shapes * side + i;
        add(entry, (slope[i] - t.at[entry]) * growth);
      }
    }
    return t;
  }
};

// One entry of both tails of the incomplete gamma function, differentiated by hand.
template <int which, class Made = given_shapes, class V>
LIKELIER_HD inline V gamma_tail(const V& k, const V& x) {
  return in_double(incomplete_gamma_of<Made, 0>{}, k, x).at[which];
}
template <int which, class Made = given_shapes, class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_tail(const Dual<V, N>& k, const Dual<V, N>& x) {
  constexpr int side = which & 1;
  const auto t = in_double(incomplete_gamma_of<Made, 1>{}, k.value, x.value);
  const Dual<V, N> a = Made::shape(k);
  const V value = t.at[which], one = constant<V>(1.0), zero = constant<V>(0.0);
  const V share = which < tail::log_lower ? value : one;
  const V hazard = t.at[tail::hazard_lower + side];
  V slope = share * (hazard / x.value);
  // The density at 0.
  const auto empty = x.value == zero;
  if (any(empty)) {
    const V density = select(a.value < one, infinity<V>(), select(a.value == one, one, zero));
    slope = select(empty, which == tail::log_lower ? infinity<V>() : density, slope);
  }
  Dual<V, N> r = Dual<V, N>::binary(value, share * t.at[tail::slopes + side], a, side == 0 ? slope : -slope, x);
  // Inside the support a tail that has vanished has no slopes, however large the hazard is.
  const auto vanished = share == zero && x.value > zero;
  for (V& tangent : r.tangent) tangent = select(vanished, zero, tangent);
  return r;
}

// The same of the incomplete beta function, from x and w = 1 - x, whose derivatives are taken for what they are; low,
// if given, is what rounding took from either.
template <int which, class Made = given_shapes, class V, class... Low>
LIKELIER_HD inline V beta_tail(const V& u, const V& v, const V& x, const V& w, const Low&... low) {
  return in_double(incomplete_beta_of<Made, 0>{}, u, v, x, w, low...).at[which];
}
template <int which, class Made = given_shapes, class V, int N, class... Low>
LIKELIER_HD inline Dual<V, N> beta_tail(const Dual<V, N>& u, const Dual<V, N>& v, const Dual<V, N>& x,
                                        const Dual<V, N>& w, const Low&... low) {
  constexpr int side = which & 1;
  const auto t = in_double(incomplete_beta_of<Made, 2>{}, u.value, v.value, x.value, w.value, low.value...);
  const several<Dual<V, N>, 2> shapes = Made::shapes(u, v);
  const Dual<V, N>&a = shapes.at[0], &b = shapes.at[1];
  const V value = t.at[which], one = constant<V>(1.0), zero = constant<V>(0.0);
  const V share = which < tail::log_lower ? value : one;
  const V hazard = side == 0 ? t.at[tail::hazard_lower] : -t.at[tail::hazard_upper];
  V by_x = share * (hazard / x.value), by_w = -(share * (hazard / w.value));
  const auto empty = x.value <= zero, full = w.value <= zero;
  if (any(empty || full)) {
    const V sign = constant<V>(side == 0 ? 1.0 : -1.0);
    const V at_0 = select(a.value < one, infinity<V>(), select(a.value == one, b.value, zero));
    const V at_1 = select(b.value < one, infinity<V>(), select(b.value == one, a.value, zero));
    by_x = select(empty, sign * (which == tail::log_lower ? infinity<V>() : at_0), select(full, zero, by_x));
    by_w = select(full, -sign * (which == tail::log_upper ? infinity<V>() : at_1), select(empty, zero, by_w));
  }
  Dual<V, N> r(value);
  const V by_a = share * t.at[tail::slopes + 2 * side], by_b = share * t.at[tail::slopes + 2 * side + 1];
  for (int i = 0; i < N; ++i)
    r.tangent[i] = (chain(by_a, a.tangent[i]) + chain(by_b, b.tangent[i])) +
                   (chain(by_x, x.tangent[i]) + chain(by_w, w.tangent[i]));
  const auto vanished = share == zero && !empty && !full;
  for (V& tangent : r.tangent) tangent = select(vanished, zero, tangent);
  return r;
}

// The quantile of a gamma variable with tails p and q = 1 - p, and that of a beta variable with its complement.
template <class V>
LIKELIER_HD inline V gamma_quantile(const V& a, const V& p, const V& q) {
  return in_double(gamma_quantile_in_double{}, a, p, q);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_quantile(const Dual<V, N>& a, const Dual<V, N>& p, const Dual<V, N>& q) {
  const several<V, 3> x = in_double(gamma_quantile_slopes_in_double{}, a.value, p.value, q.value);
  return Dual<V, N>::binary(x.at[0], x.at[1], p, x.at[2], a);
}

template <class V>
LIKELIER_HD inline several<V, 2> beta_quantile(const V& a, const V& b, const V& p, const V& q) {
  return in_double(beta_quantile_in_double{}, a, b, p, q);
}
template <class V, int N>
LIKELIER_HD inline several<Dual<V, N>, 2> beta_quantile(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& p,
                                                        const Dual<V, N>& q) {
  const several<V, 5> x = in_double(beta_quantile_slopes_in_double{}, a.value, b.value, p.value, q.value);
  several<Dual<V, N>, 2> r = {{Dual<V, N>(x.at[0]), Dual<V, N>(x.at[1])}};
  for (int i = 0; i < N; ++i) {
    const V slope = chain(x.at[3], a.tangent[i]) + chain(x.at[4], b.tangent[i]) + chain(x.at[2], p.tangent[i]);
    r.at[0].tangent[i] = slope;
    r.at[1].tangent[i] = -slope;
  }
  return r;
}

}  // namespace detail

// The regularised incomplete gamma functions P(a, x) and Q(a, x), and their inverses in x.
template <class V>
LIKELIER_HD inline V gammainc(const V& a, const V& x) {
  return detail::gamma_tail<detail::tail::lower>(a, x);
}
template <class V>
LIKELIER_HD inline V gammaincc(const V& a, const V& x) {
  return detail::gamma_tail<detail::tail::upper>(a, x);
}
template <class V>
LIKELIER_HD inline V gammaincinv(const V& a, const V& p) {
  return detail::gamma_quantile(a, p, V(constant<V>(1.0) - p));
}
template <class V>
LIKELIER_HD inline V gammainccinv(const V& a, const V& q) {
  return detail::gamma_quantile(a, V(constant<V>(1.0) - q), q);
}

// The regularised incomplete beta function I_x(a, b), and its inverse in x.
template <class V>
LIKELIER_HD inline V betainc(const V& a, const V& b, const V& x) {
  return detail::beta_tail<detail::tail::lower>(a, b, x, V(constant<V>(1.0) - x));
}
template <class V>
LIKELIER_HD inline V betaincinv(const V& a, const V& b, const V& p) {
  return detail::beta_quantile(a, b, p, V(constant<V>(1.0) - p)).at[0];
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
