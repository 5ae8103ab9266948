#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/location_scale.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class V>
struct fraction {
  V numerator, denominator;

  LIKELIER_HD V value() const { return numerator / denominator; }
};

// (Gamma(h + 1/2) / Gamma(h))^2 / h is h v times this, v = 1 / (1 + h). tests/oracle/fit_special.py.
template <class V>
LIKELIER_HD inline fraction<V> half_step_quotient(const V& v) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return {detail::polynomial(v, 1.0, 0.6605595350265503, 0.32760852575302124),
            detail::polynomial(v, 1.0, -0.08944015204906464, -0.13656985759735107, -0.20153069496154785,
                               0.03836287558078766, 0.021432116627693176, 0.0005992625956423581)};
  } else {
    return {detail::polynomial(v, 1.0, 8.698259104556083, 36.266612519702335, 88.58319591113757, 133.97979911262374,
                               123.37679693047994, 63.3032718273373, 13.83289262943248, 0.00015777190990051113,
                               -2.1482551783051645e-05, 1.5355928217879806e-06),
            detail::polynomial(v, 1.0, 7.948259104556081, 29.77416819128567, 61.67849461835255, 68.89278286293992,
                               26.628141391066883, -22.462104549701028, -25.38657764322394, -3.5596949539336045,
                               3.6860563991006257, 1.100851038058831)};
  }
}

// (Gamma(h + 1/2) / Gamma(h))^2 / h.
template <class V>
LIKELIER_HD inline fraction<V> gamma_half_step_square(const V& h) {
  const V one = constant<V>(1.0);
  const V v = one / (one + h);
  // Beyond, the quotient is 1, and v may be subnormal.
  const V share = select(h > constant<V>(0x1p60), one, h * v);
  const fraction<V> quotient = half_step_quotient(v);
  return {share * quotient.numerator, quotient.denominator};
}
// log(Gamma(h + 1/2) / Gamma(h)) - log(h)/2, to the digits of 1 rather than its own.
template <class V>
LIKELIER_HD inline V gamma_half_step(const V& h) {
  return constant<V>(0.5) * detail::full_log(gamma_half_step_square(h).value());
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_half_step(const Dual<V, N>& h) {
  const V one = constant<V>(1.0), half = constant<V>(0.5);
  const V v = half / h.value;
  const V power = select(v > one, detail::full_log1p(v) - v / (one + v), log1pmx(v) + v * (v / (one + v)));
  const V slope = power + (stirlerr_slope(h.value + half) - stirlerr_slope(h.value));
  return Dual<V, N>::unary(gamma_half_step(h.value), select(h.value == infinity<V>(), constant<V>(0.0), slope), h);
}

// (df + 1)/2 (psi((df + 1)/2) - psi(df/2)), which tends to 1/2, with its derivative by df: the difference is that of
// gamma_half_step's derivative from 1/df, and no two terms cancel.
struct student_surprise_in_double {
  template <class V>
  LIKELIER_HD several<V, 2> operator()(const V& df) const {
    const V one = constant<V>(1.0), half = constant<V>(0.5), quarter = constant<V>(0.25);
    const auto is_normal = df == infinity<V>();
    const V h = half * select(is_normal, one, df), v = half / h, raised = h + half;
    const V power = select(v > one, detail::full_log1p(v) - v / (one + v), log1pmx(v) + v * (v / (one + v)));
    const V first = power + (stirlerr_slope(raised) - stirlerr_slope(h));
    const V bend = constant<V>(-2.0) * v * (v / (one + v)) * (v / (one + v));
    const V second = bend + (stirlerr_curvature(raised) - stirlerr_curvature(h));
    const V value = (half + quarter / h) + raised * first;
    const V slope = (raised * second - quarter / h / h) + first;
    return {{select(is_normal, half, value), select(is_normal, constant<V>(0.0), half * slope)}};
  }
};
template <class V>
LIKELIER_HD inline V student_surprise(const V& df) {
  return in_double(student_surprise_in_double{}, df).at[0];
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> student_surprise(const Dual<V, N>& df) {
  const several<V, 2> r = in_double(student_surprise_in_double{}, df.value);
  return Dual<V, N>::unary(r.at[0], r.at[1], df);
}

// Where the tail beyond z is the normal density's to the last digit: it is that times 1 + O(z^4 / df).
template <class V>
LIKELIER_HD inline mask_t<V> is_normal_tail(const V& z, const V& df) {
  const V order = constant<V>(1.0) + z * z;
  return order * order < constant<V>(0x1p-56) * df || df == infinity<V>();
}

// The derivative by df along a path whose end does not move with df: the tail beyond z is the integral of the density,
//   x^A w^(1/2) Gamma(A + 1/2) / (Gamma(A) Gamma(1/2))  over d log z^2,  x = 1 / (1 + u), w = u x, u = z^2 / df,
// with A = df/2, or what the recurrence raised that to by J. The logarithm's derivative is
//   (log x + w)/2 + (J + 1/2) w / df + slope of gamma_half_step(A) / 2 - J / (2 df A),
// of which nothing is lost as df grows: by the shape and the share two derivatives would cancel.
template <class V>
struct along_degrees {
  static constexpr int count = 1, least_order = 10;
  V df, share;
  V of_term, of_share, constant_part, weighted_sum, moment;

  // x and w at z.
  LIKELIER_HD along_degrees(const V& degrees, const V& x, const V& w) : df(degrees), share(w) {
    const V half = constant<V>(0.5);
    weighted_sum = moment = constant<V>(0.0);
    const V a = half * df;
    of_term = half * (excess(w, [&] { return x; }) - digamma_difference(V(a + half), half) - x / df);
    prepare(a, constant<V>(0.0));
  }
  // log x + w, of an x that is asked for where w is nearly all.
  template <class Rest>
  LIKELIER_HD static V excess(const V& w, Rest rest) {
    const V limit = constant<V>(0.75);
    const V result = log1pmx(V(-min(w, limit)));
    const auto is_far = w > limit;
    if (!any(is_far)) return result;
    return select(is_far, detail::full_log(rest()) + w, result);
  }
  LIKELIER_HD void prepare(const V& order, const V& raised) {
    const V half = constant<V>(0.5);
    const V slope = gamma_half_step(Dual<V, 1>::variable(order, 0)).tangent[0];
    constant_part = half * (slope - raised / (df * order));
    of_share = (raised + half) / df;
  }

  LIKELIER_HD static detail::two_parts<V> exponent(const V& a, const V& b, const V& x, const V& w, const V& known) {
    return detail::exponent_in_parts(a, b, x, w, known);
  }
  LIKELIER_HD void raise(const mask_t<V>& low, const V& term, const V& at, const V& total, const V&) {
    weighted_sum = select(low, weighted_sum + term * of_term, weighted_sum);
    const V step = constant<V>(0.25) / (total * (at + constant<V>(1.0))) + share / df;
    of_term = select(low, of_term + step, of_term);
  }
  LIKELIER_HD void start(const V& order) {
    const V raised = order - constant<V>(0.5) * df;
    if (any(raised > constant<V>(0.0))) prepare(order, raised);
  }
  // At z^2 e^s, of which the smaller share of z has changed by the factor 1 + growth.
  LIKELIER_HD void add(const V& part, const V&, const V&, const V& x, const V& w, const V& growth) {
    const V one = constant<V>(1.0), factor = one + growth;
    const auto x_is_smaller = x <= w;
    const V sum = one + select(x_is_smaller, x, w) * growth;
    const V reached = select(x_is_smaller, w, w * factor) / sum;
    const V logarithm = excess(reached, [&] { return V(select(x_is_smaller, x * factor, x) / sum); });
    moment = moment + part * (constant<V>(0.5) * logarithm + of_share * reached);
  }
  template <class Unit>
  LIKELIER_HD void finish(const V& term, const V& order, const V& integral, const V& f, Unit, V* slope) const {
    slope[0] = (weighted_sum + term * order * (moment + constant_part * integral)) / f;
  }
};

// The tail beyond z >= 0 and its logarithm; with slopes also those of the logarithm by z, by log z and by df: half of
// I_x(df/2, 1/2) at x = df / (df + z^2).
template <int Slopes>
struct student_tail_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 2 + Slopes> operator()(const V& z, const V& df) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const auto is_normal = is_normal_tail(z, df);
    const V n = select(is_normal, one, df), a = half * n, root = sqrt(n);
    const V r = z / root, inverse = root / z;
    const auto is_far = r > one;
    const V small = select(is_far, inverse * inverse, r * r);
    const V low = one / (one + small), high = small * low;
    const V x = select(is_far, high, low), w = select(is_far, low, high);
    several<V, 2 + Slopes> result;
    detail::both_tails<V, 0> t;
    if constexpr (Slopes > 0) {
      const several<V, detail::tail::slopes + 1> known = with_slope(z, n, x, w);
      for (int i = 0; i < detail::tail::slopes; ++i) t.at[i] = known.at[i];
      result.at[4] = known.at[detail::tail::slopes];
    } else {
      t = detail::incomplete_beta_in_double<0>{}(a, half, x, w);
    }
    const V hazard = t.at[detail::tail::hazard_lower];
    const V lost = hazard * lost_of_odds(z, n, high, is_far);
    const V lower = t.at[detail::tail::lower];
    result.at[0] = half * (lower - lower * lost);
    result.at[1] = (t.at[detail::tail::log_lower] - lost) - constant<V>(log_2);
    if constexpr (Slopes > 0) {
      result.at[3] = constant<V>(-2.0) * hazard;
      result.at[2] = result.at[3] / z;
    }
    // Where the density is that at 0, which a power of z^2 / df would not tell to all digits, and where that has left
    // the range of numbers.
    const V small_z = constant<V>(1e-9);
    const auto is_centre = z < small_z && r<small_z, is_remote = r> constant<V>(0x1p400);
    if (any(is_centre)) {
      const Dual<V, 1> height = gamma_half_step(Dual<V, 1>::variable(a, 0));
      const V density = detail::full_exp(V(height.value - constant<V>(half_log_2pi)));
      const V tail = half - density * z;
      result.at[0] = select(is_centre, tail, result.at[0]);
      result.at[1] = select(is_centre, detail::full_log(tail), result.at[1]);
      if constexpr (Slopes > 0) {
        const V slope = -density / tail;
        result.at[2] = select(is_centre, slope, result.at[2]);
        result.at[3] = select(is_centre, slope * z, result.at[3]);
        result.at[4] = select(is_centre, slope * z * (half * height.tangent[0]), result.at[4]);
      }
    }
    if (any(is_remote)) {
      const auto holds = quotient_logarithm<V>::holds(n, z);
      const V log_share = constant<V>(2.0) * (detail::full_log(root) - detail::full_log(z));
      const detail::two_parts<V> in_parts = detail::log_in_parts(n, z) + detail::log_in_parts(one, z);
      const several<V, 3> power = power_law(detail::where_it_holds(holds, in_parts, log_share), n);
      result.at[0] = select(is_remote, power.at[2], result.at[0]);
      result.at[1] = select(is_remote, power.at[0], result.at[1]);
      if constexpr (Slopes > 0) {
        result.at[2] = select(is_remote, -n / z, result.at[2]);
        result.at[3] = select(is_remote, -n, result.at[3]);
        result.at[4] = select(is_remote, power.at[1], result.at[4]);
      }
    }
    if (any(is_normal)) {
      const V log_tail = detail::log_ndtr_in_double{}(V(-z));
      result.at[0] = select(is_normal, detail::normal_tail(z), result.at[0]);
      result.at[1] = select(is_normal, log_tail, result.at[1]);
      if constexpr (Slopes > 0) {
        const V slope = -detail::log_ndtr_slope_in_double{}(V(-z));
        result.at[2] = select(is_normal, slope, result.at[2]);
        result.at[3] = select(is_normal, slope * z, result.at[3]);
        // The first term of R. A. Fisher's expansion in powers of 1 / df (1925).
        const V by_df = constant<V>(0.25) * (slope * z * (one + z * z)) / df / df;
        result.at[4] = select(is_normal, select(df == infinity<V>(), zero, by_df), result.at[4]);
      }
    }
    return result;
  }

  // What rounding took from the logarithm of z^2 / df, of which the share is the smaller of x and 1 - x.
  template <class V, class Mask>
  LIKELIER_HD static V lost_of_odds(const V& z, const V& df, const V& share, const Mask& is_far) {
    const V zero = constant<V>(0.0), rest = constant<V>(1.0) - share;
    const V rest_low = (constant<V>(1.0) - rest) - share;
    const detail::two_parts<V> square = detail::exact_product(z, z);
    const detail::two_parts<V> n = {select(is_far, df, square.high), select(is_far, zero, square.low)};
    const detail::two_parts<V> d = {select(is_far, square.high, df), select(is_far, square.low, zero)};
    // n / d rest - share, over the share.
    const V product = n.high * rest, back = share * d.high;
    const V exact =
        (product - back) + (detail::product_error(n.high, rest, product) - detail::product_error(share, d.high, back));
    const V lost = (exact + ((n.high * rest_low + n.low * rest) - share * d.low)) / back;
    // Elsewhere a square or a product may not be a number.
    const V most = constant<V>(0x1p200), least = constant<V>(0x1p-200);
    const auto is_ordinary = z < most && df < most && z > least && df > least;
    return select(is_ordinary, select(is_far, -lost, lost), zero);
  }

  // The beta function's entries of the lower tail, with the derivative of its logarithm by df.
  template <class V>
  LIKELIER_HD static several<V, detail::tail::slopes + 1> with_slope(const V& z, const V& df, const V& x, const V& w) {
    using detail::tail;
    const V one = constant<V>(1.0), half = constant<V>(0.5), ten = constant<V>(10.0), zero = constant<V>(0.0);
    const V a = half * df;
    // Next to the mean the integral of the tail has not all digits of the slope, which is small, but that of the
    // centre. The power series has the value up to a square of 1.6.
    const V square = z * z, end = constant<V>(1.6);
    const auto is_central = square <= constant<V>(2.6) && square <= constant<V>(0.4) * df;
    const auto is_inner = is_central && square <= end, is_outer = df >= constant<V>(4.0) && square > end;
    const auto is_few = !(is_inner || is_outer);
    several<V, tail::slopes + 1> result;
    for (V& value : result.at) value = zero;
    const auto choose = [&](const auto& condition, const auto& t, const V& slope) {
      for (int i = 0; i < tail::slopes; ++i) result.at[i] = select(condition, t.at[i], result.at[i]);
      result.at[tail::slopes] = select(condition, slope, result.at[tail::slopes]);
    };
    if (any(is_outer)) {
      // For the others an argument of which the integral is short.
      const V order = select(is_outer, a, constant<V>(0x1p20));
      const V share = select(is_outer, x, half), rest = select(is_outer, w, half);
      const auto x_is_smaller = share < rest;
      const V exact_x = select(x_is_smaller, share, one - rest), exact_w = select(x_is_smaller, one - share, rest);
      const V below = abs(excess_of_share(order, half, exact_x, exact_w));
      const along_degrees<V> path(V(order + order), exact_x, exact_w);
      const auto t = detail::beta_by_quadrature(order, half, exact_x, exact_w, below, path);
      choose(is_outer, t, t.at[tail::slopes]);
    }
    if (any(is_inner)) {
      // For the others an argument of the power series.
      const V order = select(is_inner, a, ten), rest = select(is_inner, w, constant<V>(0.03125));
      const V share = select(is_inner, x, constant<V>(0.96875));
      choose(is_inner, detail::incomplete_beta_in_double<0>{}(order, half, share, rest), zero);
    }
    if (any(is_few)) {
      const V order = select(is_few, a, half), share = select(is_few, x, constant<V>(0.03125));
      const V rest = select(is_few, w, constant<V>(0.96875));
      const auto t = detail::incomplete_beta_in_double<2>{}(order, half, share, rest);
      choose(is_few, t, V(half * t.at[tail::slopes] + t.at[tail::hazard_lower] / df));
    }
    if (any(is_central)) {
      const V slope = slope_of_centre(V(select(is_central, z, zero)), V(select(is_central, df, ten)));
      V& by_df = result.at[tail::slopes];
      by_df = select(is_central, constant<V>(-2.0) * slope / result.at[tail::lower], by_df);
    }
    return result;
  }

  // The derivative by df of the probability between 0 and z, where nearly all of that of the density has one sign, and
  // the density is far from its poles.
  template <class V>
  LIKELIER_HD static V slope_of_centre(const V& z, const V& df) {
    // Gauss and Legendre's rule with 12 points on [0, 1].
    constexpr double node[12] = {0.009219682876640375, 0.04794137181476257, 0.11504866290284765, 0.2063410228566913,
                                 0.3160842505009099,   0.43738329574426554, 0.5626167042557345,  0.6839157494990901,
                                 0.7936589771433087,   0.8849513370971523,  0.9520586281852375,  0.9907803171233597};
    constexpr double weight[12] = {0.023587668193255914, 0.05346966299765921, 0.08003916427167311,
                                   0.10158371336153296,  0.1167462682691774,  0.12457352290670139,
                                   0.12457352290670139,  0.1167462682691774,  0.10158371336153296,
                                   0.08003916427167311,  0.05346966299765921, 0.023587668193255914};
    const V half = constant<V>(0.5), zero = constant<V>(0.0);
    const along_degrees<V> path(df, constant<V>(1.0), zero);
    const V height = gamma_half_step(V(half * df)) - constant<V>(half_log_2pi);
    V sum = zero;
    for (int i = 0; i < 12; ++i) {
      const V at = z * constant<V>(node[i]), u = at * at / df, rest = log1pmx(u);
      const V exponent = half * (at * at + u) + (half * (df + constant<V>(1.0))) * rest;
      const V share = u / (constant<V>(1.0) + u);
      const V slope = path.constant_part + (path.of_share * share - half * (rest + u * share));
      sum = sum + constant<V>(weight[i]) * (detail::full_exp(V(height - exponent)) * slope);
    }
    return z * sum;
  }

  // The logarithm of the tail where it is a power of z, the derivative of that by df, and the tail: log_share is
  // log(df / z^2).
  template <class V>
  LIKELIER_HD static several<V, 3> power_law(const detail::two_parts<V>& log_share, const V& df) {
    const V one = constant<V>(1.0), half = constant<V>(0.5), zero = constant<V>(0.0), a = half * df;
    const V rest = log_beta_tail_in_double{}(a, half, zero) - constant<V>(log_2);
    const detail::two_parts<V> e = a * log_share + detail::two_parts<V>{rest, zero};
    const V tail = detail::full_exp(e.high);
    // psi(a + 1) - psi(a + 1/2).
    const V rise = digamma_difference(V(a + half), half);
    return {{e.high, half * log_share.high + half * (one - rise), tail + tail * e.low}};
  }
};

// The same, of log z, where z is no number: the tail, its logarithm, and the derivative of that by df. z is
// distance / power times both factors times e^-offset.
struct far_student_tail_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_RARE several<V, 3> operator()(const V& distance, const V& power, const V& first, const V& second,
                                                     const V& offset, const V& df) const {
    const V zero = constant<V>(0.0);
    const auto is_normal = df == infinity<V>();
    const V n = select(is_normal, constant<V>(1.0), df);
    const V log_z = ((detail::full_log(distance) - detail::full_log(power)) +
                     (detail::full_log(first) + detail::full_log(second))) -
                    offset;
    const V log_share = detail::full_log(n) - constant<V>(2.0) * log_z;
    const V one = constant<V>(1.0), double_offset = constant<V>(2.0) * offset;
    const auto holds = quotient_logarithm<V>::holds(distance, power) && quotient_logarithm<V>::holds(first, second) &&
                       quotient_logarithm<V>::holds(n, one);
    const detail::two_parts<V> log_size =
        (detail::log_in_parts(distance, power) + detail::log_in_parts(first, one)) + detail::log_in_parts(second, one);
    const detail::two_parts<V> in_parts =
        (detail::log_in_parts(n, one) + detail::two_parts<V>{double_offset, zero}) + constant<V>(-2.0) * log_size;
    const several<V, 3> tail =
        student_tail_in_double<0>::power_law(detail::where_it_holds(holds, in_parts, log_share), n);
    return {{select(is_normal, zero, tail.at[2]), select(is_normal, -infinity<V>(), tail.at[0]),
             select(is_normal, zero, tail.at[1])}};
  }
};

// The z >= 0 beyond which the tail is q <= 1/2.
struct student_quantile_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART V operator()(const V& q, const V& df) const {
    const V one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    V normal = constant<V>(0.0);
    auto is_normal = df > constant<V>(0x1p56);
    if (any(is_normal)) {
      normal = -detail::ndtri_in_double{}(q);
      is_normal = is_normal && is_normal_tail(normal, df);
    }
    const V n = select(is_normal, one, df), a = half * n, root = sqrt(n);
    const V p = two * q;
    const several<V, 2> share = detail::beta_quantile_in_double{}(a, half, p, one - p);
    V z = root * sqrt(share.at[1] / share.at[0]);
    const V log_x = log_share(q, n);
    const auto is_remote = log_x < constant<V>(-600.0);
    if (any(is_remote)) z = select(is_remote, root * detail::full_exp(V(-half * log_x)), z);
    return select(is_normal, normal, z);
  }
  // The logarithm of df / (df + z^2) where that is small.
  template <class V>
  LIKELIER_HD static V log_share(const V& q, const V& df) {
    const V half = constant<V>(0.5), a = half * df;
    const V factor = detail::full_exp(V(-log_beta_tail_in_double{}(a, half, constant<V>(0.0))));  // a B(a, 1/2)
    return detail::full_log(V(constant<V>(2.0) * q * factor)) / a;
  }
};
// The same times the scale, where z is no number, with the derivatives by q and df: the scale is e^offset over both
// factors.
struct far_student_quantile_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_RARE several<V, 3> operator()(const V& q, const V& df, const V& first, const V& second,
                                                     const V& offset) const {
    const V half = constant<V>(0.5);
    const V log_inverse = half * student_quantile_in_double::log_share(q, df);  // log(sqrt(df) / z)
    const V log_scale = offset - (detail::full_log(first) + detail::full_log(second));
    const V distance = detail::full_exp(V((half * detail::full_log(df) - log_inverse) + log_scale));
    const detail::two_parts<V> log_share = {log_inverse + log_inverse, constant<V>(0.0)};
    const V by_df = student_tail_in_double<0>::power_law(log_share, df).at[1] / df;
    return {{distance, -distance / (q * df), distance * by_df}};
  }
};

// Distribution functions and quantiles, of the tail beyond |z| in the first place. Derivatives are told by x - loc or
// by the scale, of which either may be too small for z or 1 / scale to be a number.
struct student_tails : four_tails<student_tails> {
  template <class V, class C>
  LIKELIER_HD static V ppf(const V& q, const C& c) {
    return quantile(q, c, 1.0);
  }
  template <class V, class C>
  LIKELIER_HD static V isf(const V& q, const C& c) {
    return quantile(q, c, -1.0);
  }

 private:
  friend four_tails<student_tails>;

  // The standardizer's factors, or 1 and the logarithm of the scale where they are not its reciprocal.
  template <class V>
  struct factors {
    V first, second, offset;

    LIKELIER_HD explicit factors(const standardizer<V>& s) {
      const auto lost = s.second == largest<V>();
      const V one = constant<V>(1.0);
      first = select(lost, one, s.first);
      second = select(lost, one, s.second);
      offset = select(lost, s.log_scale, constant<V>(0.0));
    }
  };
  template <class V>
  LIKELIER_HD static several<V, 3> far_tail(const V& x, const V& loc, const V& df, const standardizer<V>& s) {
    const factors<V> f(s);
    const distance<V> d = distance_from(loc, x);
    return in_double(far_student_tail_in_double{}, V(abs(d.scaled)), d.power, f.first, f.second, f.offset, df);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> is_far_inside(const V& x, const V& z, const standardizer<V>& s) {
    return is_far(z, s) && abs(x) < infinity<V>();
  }

  // One of the four functions, by the tail on its side of 0 or the other.
  template <int which, class V>
  LIKELIER_HD static V of_tail(const mask_t<V>& is_own, const V& tail, const V& log_tail) {
    if constexpr (which < 2) return select(is_own, tail, constant<V>(1.0) - tail);
    return select(is_own, log_tail, detail::full_log1p(-tail));
  }
  template <int which, class V>
  LIKELIER_HD static mask_t<V> is_own(const V& z) {
    return which % 2 == 0 ? z < constant<V>(0.0) : z > constant<V>(0.0);
  }
  template <int which, class V, class C>
  LIKELIER_HD static V at(const V& x, const C& c) {
    const V z = c.standardize(x, c.loc), distance = abs(z);
    const auto end = distance == infinity<V>();
    const several<V, 2> t = in_double(student_tail_in_double<0>{}, distance, c.df);
    V tail = select(end, constant<V>(0.0), t.at[0]), log_tail = select(end, -infinity<V>(), t.at[1]);
    const auto far = is_far_inside(x, z, c.standardize);
    if (any(far)) {
      const several<V, 3> f = far_tail(x, c.loc, c.df, c.standardize);
      tail = select(far, f.at[0], tail);
      log_tail = select(far, f.at[1], log_tail);
    }
    return of_tail<which>(is_own<which>(z), tail, log_tail);
  }
  template <int which, class V, int N, class C>
  LIKELIER_HD static Dual<V, N> at(const Dual<V, N>& x, const C& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const standardizer<V> s = {c.standardize.log_scale.value, c.standardize.first.value, c.standardize.second.value};
    const V z = s(x.value, c.loc.value), distance = abs(z);
    const auto end = distance == infinity<V>();
    const auto t = in_double(student_tail_in_double<3>{}, distance, c.df.value);
    V tail = select(end, zero, t.at[0]), log_tail = select(end, -infinity<V>(), t.at[1]);
    V by_log_z = select(end, zero, t.at[3]), by_df = select(end, zero, t.at[4]);
    const auto far = is_far_inside(x.value, z, s);
    if (any(far)) {
      const several<V, 3> f = far_tail(x.value, c.loc.value, c.df.value, s);
      tail = select(far, f.at[0], tail);
      log_tail = select(far, f.at[1], log_tail);
      by_log_z = select(far, -c.df.value, by_log_z);
      by_df = select(far, f.at[2], by_df);
    }
    const auto own = is_own<which>(z);
    // By the logarithm of the tail.
    const V share = which < 2 ? select(own, tail, -tail) : select(own, one, -tail / (one - tail));
    const V by_distance = select(end, zero, share * t.at[2]);
    const auto is_negative = which % 2 == 0 ? own : !own;
    V by_x = s(V(select(is_negative, -by_distance, by_distance)));
    const auto large = distance > one && abs(x.value) < infinity<V>();
    if (any(large)) by_x = select(large, distance_from(c.loc.value, x.value).divide(V(share * by_log_z)), by_x);
    const V by_log_scale = -(share * by_log_z);
    by_df = share * by_df;
    // What has vanished has no slopes, however large those of its logarithm are.
    const auto vanished = share == zero;
    Dual<V, N> r(of_tail<which>(own, tail, log_tail));
    for (int i = 0; i < N; ++i) {
      r.tangent[i] = chain(by_x, V(x.tangent[i] - c.loc.tangent[i])) +
                     (chain(by_log_scale, c.standardize.log_scale.tangent[i]) + chain(by_df, c.df.tangent[i]));
      r.tangent[i] = select(vanished, zero, r.tangent[i]);
    }
    return r;
  }

  // Where it is q, or 1 - q with a sign of -1.
  template <class V, class C>
  LIKELIER_HD static V quantile(const V& q, const C& c, double sign) {
    const V p = as_probability(q), half = constant<V>(0.5), one = constant<V>(1.0);
    const auto lower = p <= half;
    const V rest = select(lower, p, one - p), below = constant<V>(-sign), above = constant<V>(sign);
    const V z = in_double(student_quantile_in_double{}, rest, c.df);
    const V x = shifted(c.loc, c.standardize, V(select(lower, below, above) * z));
    const auto far = is_far_quantile(z, rest, c.standardize, c.df);
    if (!any(far)) return x;
    const V distance = far_quantile(rest, c.df, c.standardize).at[0];
    return select(far, c.loc + select(lower, below, above) * distance, x);
  }
  template <class V>
  struct values_of {
    V df, loc;
    standardizer<V> standardize;
  };
  template <class V, int N, class C>
  LIKELIER_HD static Dual<V, N> quantile(const Dual<V, N>& q, const C& c, double sign) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const standardizer<V> s = {c.standardize.log_scale.value, c.standardize.first.value, c.standardize.second.value};
    const values_of<V> values = {c.df.value, c.loc.value, s};
    Dual<V, N> r(quantile(q.value, values, sign));
    const V p = as_probability(q.value);
    const auto lower = p <= constant<V>(0.5);
    const V rest = select(lower, p, one - p);
    const V z = in_double(student_quantile_in_double{}, rest, values.df);
    const auto t = in_double(student_tail_in_double<3>{}, z, values.df);
    // z times the scale, and its derivatives by the tail and by df.
    V distance = times_scale(s, z);
    const auto large = z > one, end = z == infinity<V>();
    V by_tail = select(large, distance / t.at[3] / rest, times_scale(s, V(one / (t.at[2] * rest))));
    V by_df = select(large, -distance * (t.at[4] / t.at[3]), times_scale(s, V(-t.at[4] / t.at[2])));
    by_tail = select(end, -infinity<V>(), by_tail);
    by_df = select(end, zero, by_df);
    const auto far = is_far_quantile(z, rest, s, values.df);
    if (any(far)) {
      const several<V, 3> f = far_quantile(rest, values.df, s);
      distance = select(far, f.at[0], distance);
      by_tail = select(far, f.at[1], by_tail);
      by_df = select(far, f.at[2], by_df);
    }
    const V side = select(lower, constant<V>(-sign), constant<V>(sign)), by_q = select(lower, by_tail, -by_tail);
    for (int i = 0; i < N; ++i) {
      const V tangent = (chain(by_q, q.tangent[i]) + chain(by_df, c.df.tangent[i])) +
                        chain(distance, c.standardize.log_scale.tangent[i]);
      r.tangent[i] = c.loc.tangent[i] + side * tangent;
      keep_valid(r.tangent[i], r.value == r.value);
    }
    return r;
  }
  template <class V>
  LIKELIER_HD static mask_t<V> is_far_quantile(const V& z, const V& q, const standardizer<V>& s, const V& df) {
    return (z == infinity<V>() || (s.second == largest<V>() && z > constant<V>(0x1p64))) && q > constant<V>(0.0) &&
           df < infinity<V>();
  }
  template <class V>
  LIKELIER_HD static several<V, 3> far_quantile(const V& q, const V& df, const standardizer<V>& s) {
    const factors<V> f(s);
    return in_double(far_student_quantile_in_double{}, q, df, f.first, f.second, f.offset);
  }
};

struct t : student_tails {
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
    V df;
    V log_normalizer;  // with the logarithm of the scale, whose derivative is left to the standardizer
    V loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& df, const V& loc, const scaling<V>& scale) {
    const log_standardizer<V>& told = scale.log_standardize;
    return {df, log_normalizer(df, told.reference, told.offset), loc, scale.standardize};
  }
  // In one logarithm with the scale reference exp(offset), lest they cancel.
  template <class V>
  LIKELIER_HD static V log_normalizer(const V& df, const V& reference, const V& offset) {
    const V half = constant<V>(0.5);
    const fraction<V> step = gamma_half_step_square(V(half * df));
    const V square = (reference * reference) * (constant<V>(6.283185307179586) * step.denominator) / step.numerator;
    V result = half * detail::full_log(square);
    const auto ordinary = square >= smallest_normal<V>() && square < infinity<V>();
    if (!all(ordinary)) result = select(ordinary, result, sum_of_logs(V(reference), step.value()));
    return result + offset;
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_of_logs(V reference, V square) {
    return detail::full_log(reference) + (constant<V>(half_log_2pi) - constant<V>(0.5) * detail::full_log(square));
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_normalizer(const Dual<V, N>& df, const Dual<V, N>& reference,
                                               const Dual<V, N>& offset) {
    Dual<V, N> result = -gamma_half_step(constant<Dual<V, N>>(0.5) * df);
    result.value = log_normalizer(df.value, reference.value, offset.value);
    return result;
  }

  // With all its derivatives.
  template <class V>
  LIKELIER_HD static V normalizer(const constants<V>& c) {
    return c.log_normalizer;
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> normalizer(const constants<Dual<V, N>>& c) {
    Dual<V, N> result = c.log_normalizer;
    for (int i = 0; i < N; ++i) result.tangent[i] += c.standardize.log_scale.tangent[i];
    return result;
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
        V log_w = detail::full_log(w);
        const auto overflow = w == infinity<V>() && distance < infinity<V>();
        if (any(overflow)) log_w = select(overflow, detail::full_log(distance) - detail::full_log(root), log_w);
        log1p_u = constant<V>(2.0) * log_w + detail::full_log1p(inverse * inverse);
      }
    }
  };

  // (df + 1)/2 log(1 + u), whatever z^2 and df are. Outside the tail the part that is the normal density's stands
  // apart: for large df the rest is small.
  template <class V>
  LIKELIER_HD static V minus_log_kernel_of(const V& z, const V& df, const ratio<V>& r) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V half_df1 = half * (df + one);
    const V rest = select(df == infinity<V>(), constant<V>(0.0), half_df1 * r.rest);
    return select(r.tail, half_df1 * r.log1p_u, half * (one + one / df) * z * z + rest);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V minus_log_kernel_of_any(V z, V df) {
    return minus_log_kernel_of(z, df, ratio<V>(z, df));
  }
  // The same without a look at the tail where neither z^2 nor z^2 / df can overflow, or underflow to any effect.
  template <class V>
  LIKELIER_HD static V minus_log_kernel(const V& z, const V& df) {
    const auto ordinary = df > constant<V>(0x1p-20) && df < constant<V>(0x1p40) && abs(z) < constant<V>(0x1p40);
    const V kernel = constant<V>(0.5) * (df + constant<V>(1.0)) * detail::full_log1p(V(z * z / df));
    if (all(ordinary)) return kernel;
    return select(ordinary, kernel, minus_log_kernel_of_any(z, df));
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> minus_log_kernel(const Dual<V, N>& z, const Dual<V, N>& df) {
    return minus_log_kernel_of(z, df, ratio<Dual<V, N>>(z, df));
  }

  // log(z^2 / df) where z is far, and df no bound to it.
  template <class V>
  LIKELIER_HD static mask_t<V> is_far_tail(const V& z, const constants<V>& c) {
    return is_far(z, c.standardize) && c.df < infinity<V>();
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_far_ratio(V x, const constants<V>& c) {
    return constant<V>(2.0) * log_of_far(x, c.loc, c.standardize) - detail::full_log(c.df);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    const V value = -minus_log_kernel(z, c.df) - normalizer(c);
    const auto rare = is_far_tail(z, c) || is_few(c);
    if (!any(rare)) return value;
    const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
    return select(rare, in_tail(x, copy, value), value);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> is_few(const constants<V>& c) {
    return c.df < constant<V>(1.0) && abs(c.log_normalizer) > constant<V>(4.0);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V in_tail(V x, const constants<V>& c, V known) {
    const auto far = is_far_tail(V(c.standardize(x, c.loc)), c);
    const V kernel = constant<V>(0.5) * (c.df + constant<V>(1.0)) * log_far_ratio(x, c);
    const V value = select(far, -kernel - normalizer(c), known);
    return select(is_few(c), of_few_degrees(x, c, value), value);
  }
  // Of few degrees of freedom the density is about df / (2 |x - loc|) in the tail, which may be 1 where the logarithms
  // of the distance, of df and of the scale are large: that of the quotient has them all. The kernel's power beyond
  // this goes with df. What is known where that is no number, or elsewhere.
  template <class V>
  LIKELIER_HD static V of_few_degrees(const V& x, const constants<V>& c, const V& known) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const V z = c.standardize(x, c.loc), h = half * c.df, v = one / (one + h), power = c.df + one;
    const ratio<V> r(z, c.df);
    const auto far = is_far_tail(z, c);
    const V inverse = select(far, zero, r.inverse);
    const V q = abs(difference_from(c.loc, x)) / h;
    const auto holds = (far || r.tail) && q >= smallest_normal<V>() && q < infinity<V>();
    // (Gamma(h + 1/2) / Gamma(h + 1))^2 / pi.
    const V square = v * half_step_quotient(v).value() * constant<V>(0.3183098861837907);
    const V log_unit = (c.standardize.log_scale + constant<V>(log_2)) - half * detail::full_log(c.df);
    const V rest = half * (detail::full_log(square) - power * detail::full_log1p(inverse * inverse));
    const V value = detail::madd(-power, detail::full_log(q), detail::madd(c.df, log_unit, rest));
    return select(holds, value, known);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> of_few_degrees(const Dual<V, N>&, const constants<Dual<V, N>>&,
                                               const Dual<V, N>& known) {
    return known;
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
    // df (z^2 - 1) / (df + z^2).
    const V w = one / z;
    const V near = (z - one) * ((z + one) / (one + r.u)), remote = (c.df * (one - w)) * ((one + w) / (one + square));
    dc.standardize.log_scale = select(r.tail, remote, near);
    const auto far = is_far_tail(z, c);
    if (any(far)) {
      const constants<V> copy = c;
      dc.loc = select(far, distance_from(copy.loc, x).divide(V(copy.df + one)), dc.loc);
      dx = -dc.loc;
      dc.df = select(far, half * ((one + one / copy.df) - log_far_ratio(x, copy)), dc.df);
      dc.standardize.log_scale = select(far, copy.df, dc.standardize.log_scale);
    }
    return log_prob(x, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return normalizer(c) + student_surprise(c.df);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
