// The normal distribution's functions: its tails, their logarithms, and the inverses of both.
//
// The tails rest on erfcx(x) = exp(x^2) erfc(x), which is (1 + 2 x) times which one polynomial gives on the whole
// half-line (M. M. Shepherd and J. G. Laframboise, Math. Comp. 36, 1981); the quantiles are M. J. Wichura's
// (Applied Statistics 37, 1988, algorithm AS 241), past its range improved by Newton's method. All is written for
// double; float goes through double and is rounded once. Coefficients but AS 241's: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/elementary.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

inline constexpr double sqrt_half = 0.707106781186547524400844362105;
inline constexpr double sqrt_half_pi = 1.25331413731550025120788264241;
inline constexpr double central_tail = 0.5;  // the end of what is near 0, in units of sqrt 2
inline constexpr double two_by_sqrt_pi = 1.12837916709551257389615890312;

namespace detail {

// (1 + 2 x) erfcx(x) with q = (x - 4) / (x + 4), for x >= 0.
template <class V>
LIKELIER_HD inline V erfcx_quotient(const V& q) {
  return polynomial(q, 1.2329951186255526, -0.1396211168405625, 0.01537965210261959, 0.0680970542546913,
                    -0.1010390660362999, 0.0937328349984105, -0.06633036581219905, 0.03716751553632399,
                    -0.01619773405968329, 0.0050319699895242515, -0.000757773262030915, -0.00019925676026410458,
                    0.00015062149237837335, -2.43989944557621e-05, -1.1221292615314274e-05, 5.709314113532492e-06,
                    2.9198219084548256e-07, -8.25078338681245e-07, 7.74606863568198e-08, 1.1025271999000152e-07,
                    -2.05545313698593e-08, -1.4806988146925795e-08, 3.1672611119361695e-09, 1.825695118953907e-09,
                    -2.655726616312575e-10, -1.4311318470928162e-10);
}
// -(1 + 2 x)^2 times the derivative of erfcx.
template <class V>
LIKELIER_HD inline V erfcx_slope_quotient(const V& q) {
  return polynomial(q, 2.623063993696738, -0.3487517301221607, -0.31354690508852434, 0.6688570875434504,
                    -0.6516096275564999, 0.39872495184623574, -0.11476931207095499, -0.06307663065434196,
                    0.11191140025226189, -0.08347331731089865, 0.0386825865643274, -0.009610372756301146,
                    -0.0008079042873894812, 0.0016301550565781784, -0.00043559822998031066, -0.00010985945498974292,
                    9.246201531320773e-05, -2.6878256102123713e-06, -1.4120318811793334e-05, 2.4883059721759745e-06,
                    2.033374009452107e-06, -5.969551815681533e-07, -2.9222169451772635e-07, 1.1028990896864648e-07,
                    3.74594137468499e-08, -1.5679057368553924e-08, -2.944939376491536e-09, 1.264152237185931e-09);
}
// (1 - erfcx(x)) / x for 0 < x <= 1/2.
template <class V>
LIKELIER_HD inline V erfcx_rest(const V& x) {
  return polynomial(x, 1.1283791670955126, -0.9999999999999921, 0.7522527780626426, -0.4999999999469097,
                    0.30090110979802326, -0.166666643619642, 0.08597150424659482, -0.041664937329539374,
                    0.01909616331171827, -0.008302447962224286, 0.00339528871552086, -0.001249066044093852,
                    0.0003629473685367837, -5.963332280303804e-05);
}
// erf(x) / x with y = x^2 <= 1.
template <class V>
LIKELIER_HD inline V erf_quotient(const V& y) {
  return polynomial(y, 1.1283791670955126, -0.3761263890318375, 0.11283791670954879, -0.026866170645076792,
                    0.0052239776248180145, -0.000854832698083379, 0.0001205533111164271, -1.4925595266831182e-05,
                    1.6461000484121368e-06, -1.6350312701054695e-07, 1.4659775274047436e-08, -1.1372848856791674e-09,
                    5.957176147748911e-11);
}

template <class V>
LIKELIER_HD inline V half_line_to_interval(const V& x) {
  const V one = constant<V>(1.0), four = constant<V>(4.0);
  // Near 0 by the distance from -1, which has the smaller error.
  const auto near = x < one;
  const V q = select(near, x + x, x - four) / (x + four);
  return select(x == infinity<V>(), one, select(near, q - one, q));
}

// erfcx(x) and its slope for x >= 0.
template <class V>
LIKELIER_HD inline V erfcx_above(const V& x) {
  const V half = constant<V>(0.5);
  return half * erfcx_quotient(half_line_to_interval(x)) / (half + x);
}
template <class V>
LIKELIER_HD inline V erfcx_slope_above(const V& x) {
  const V half = constant<V>(0.5), denominator = half + x;
  return constant<V>(-0.25) * erfcx_slope_quotient(half_line_to_interval(x)) / denominator / denominator;
}

// exp(a b), with what the product rounds away.
template <class V>
LIKELIER_HD inline V exp_of_product(const V& a, const V& b) {
  const V product = a * b;
  const V power = full_exp(product);
  const auto ordinary = power > constant<V>(0.0) && power < infinity<V>();
  return select(ordinary, power + power * product_error(a, b, product), power);
}

// The normal probability beyond |x|: near 0 as 1/2 less the probability up to there, which rounds less.
template <class V>
LIKELIER_HD inline V normal_tail(const V& x) {
  const V half = constant<V>(0.5), size = abs(x), t = constant<V>(sqrt_half) * size;
  const auto near = t < constant<V>(central_tail);
  V tail = t;
  if (!all(near)) tail = half * erfcx_above(t) * exp_of_product(V(-half * size), size);
  if (any(near)) tail = select(near, half - half * (t * erf_quotient(V(t * t))), tail);
  return select(size == infinity<V>(), constant<V>(0.0), tail);
}

// The quantile of p by c = p - 1/2 and square = -log(min(p, 1 - p)). Past a square of 756 it is a first approximation.
template <class V>
LIKELIER_HD inline V normal_quantile(const V& c, const V& square) {
  const auto central = abs(c) <= constant<V>(0.425);
  V result = c;
  if (any(central)) {
    const V t = constant<V>(0.180625) - c * c;
    const V numerator =
        polynomial(t, 3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
                   45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727);
    const V denominator =
        polynomial(t, 1.0, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867,
                   39307.895800092710610, 28729.085735721942674, 5226.4952788528545610);
    result = c * numerator / denominator;
  }
  if (all(central)) return result;
  // The slope is 1.7 at the end of the central range: what the root and the constant 1.6 round away is put back.
  const V r = sqrt(square), back = r * r;
  const V lost = ((square - back) - product_error(r, r, back)) * (constant<V>(0.5) / r);
  const V near = (r - constant<V>(1.6)) + (lost + constant<V>(8.881784197001252e-17)), far = r - constant<V>(5.0);
  const V near_numerator =
      polynomial(near, 1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
                 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4);
  const V near_denominator = polynomial(near, 1.0, 2.05319162663775882187, 1.67638483018380384940,
                                        0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966,
                                        5.47593808499534494600e-4, 1.05075007164441684324e-9);
  V distance = near_numerator / near_denominator;
  const auto is_far = r > constant<V>(5.0);
  if (any(is_far)) {
    const V numerator = polynomial(far, 6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
                                   0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860,
                                   2.71155556874348757815e-5, 2.01033439929228813265e-7);
    const V denominator = polynomial(far, 1.0, 0.599832206555887937690, 0.136929880922735805310,
                                     0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5,
                                     1.42151175831644588870e-7, 2.04426310338993978564e-15);
    distance = select(is_far, numerator / denominator, distance);
    // The rational ends where the probabilities of double do.
    const auto remote = r > constant<V>(27.5);
    if (any(remote)) {
      const V logarithm = constant<V>(1.2655121234846454) + full_log(r);
      const V start = constant<V>(1.4142135623730950488) * r * sqrt(constant<V>(1.0) - logarithm / r / r);
      distance = select(remote, start, distance);
    }
    distance = select(r == infinity<V>(), r, distance);
  }
  distance = select(isnan(r), r, distance);
  return select(central, result, select(c < constant<V>(0.0), -distance, distance));
}

struct erfcx_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V size = abs(x);
    const auto near = size <= constant<V>(0.5), negative = x < constant<V>(0.0);
    V above = size;
    if (!all(near)) above = erfcx_above(size);
    if (any(near)) above = select(near, constant<V>(1.0) - size * erfcx_rest(size), above);
    if (!any(negative)) return above;
    return select(negative, constant<V>(2.0) * exp_of_product(x, x) - above, above);
  }
};

struct erfcx_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const auto negative = x < constant<V>(0.0);
    const V below = constant<V>(2.0) * (x * erfcx_in_double{}(x)) - constant<V>(two_by_sqrt_pi);
    return select(negative, below, erfcx_slope_above(V(abs(x))));
  }
};

struct ndtr_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V tail = normal_tail(x);
    return select(x < constant<V>(0.0), tail, constant<V>(1.0) - tail);
  }
};

struct normal_density_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V half = constant<V>(0.5);
    return constant<V>(0.39894228040143267794) * exp_of_product(V(-half * x), x);
  }
};

struct log_ndtr_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V one = constant<V>(1.0), half = constant<V>(0.5), t = constant<V>(-sqrt_half) * x;
    const auto lower = t >= constant<V>(central_tail);
    V result = x;
    if (any(lower)) result = full_log(V(half * erfcx_above(V(abs(t))))) - (half * x) * x;
    if (!all(lower)) {
      const V tail = normal_tail(x);
      result = select(lower, result, full_log1p(select(x < constant<V>(0.0), tail - one, -tail)));
    }
    return result;
  }
};

struct log_ndtr_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V tail = erfcx_above(V(constant<V>(sqrt_half) * abs(x)));
    const V upper = normal_density_in_double{}(x) / (constant<V>(1.0) - normal_tail(x));
    return select(x < constant<V>(0.0), constant<V>(1.0 / sqrt_half_pi) / tail, upper);
  }
};

// The reciprocal of the density at the quantile with the given tail, which is the smaller of p and 1 - p.
template <class V>
LIKELIER_HD inline V quantile_slope(const V& quantile, const V& tail) {
  const V ratio = constant<V>(sqrt_half_pi) * erfcx_above(V(constant<V>(sqrt_half) * abs(quantile)));
  return select(tail == constant<V>(0.0), infinity<V>(), ratio / tail);
}

struct ndtri_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& p) const {
    const V half = constant<V>(0.5), upper = constant<V>(1.0) - p;
    return normal_quantile(V(p - half), V(-full_log(V(select(p < half, p, upper)))));
  }
};

// ndtri((1 + q) / 2), the quantile of the absolute value.
struct folded_ndtri_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& q) const {
    const V half = constant<V>(0.5);
    return normal_quantile(V(half * q), V(-full_log(V(half * (constant<V>(1.0) - q)))));
  }
};

struct ndtri_exp_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& y) const {
    const V half = constant<V>(0.5);
    const auto lower = y < constant<V>(-log_2);
    // e^y - 1/2, by y + log 2 with log 2 in two pieces: lest it cancel, and with what the sum rounds away.
    const V sum = y + constant<V>(log_2), growth = full_expm1(sum);
    const V lost = (y - (sum - constant<V>(log_2))) + constant<V>(2.3190468138462996e-17);
    const V c = half * select(y > constant<V>(-3.0), growth + lost * (growth + constant<V>(1.0)), growth);
    const V square = select(lower, -y, -full_log(V(-full_expm1(y))));
    V x = normal_quantile(c, square);
    // From -1e20 on the first approximation is as good as the numbers.
    const auto remote = y < constant<V>(-756.0) && y > constant<V>(-1e20);
    if (any(remote)) {
      for (int step = 0; step < 2; ++step) {
        const V tail = half * erfcx_above(V(constant<V>(-sqrt_half) * x));
        const V excess = full_log(tail) - ((half * x) * x + y);
        x = select(remote, x - excess * constant<V>(2.0 * sqrt_half_pi) * tail, x);
      }
    }
    return x;
  }
};

struct ndtri_exp_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& y, const V& quantile) const {
    const V one = constant<V>(1.0);
    const auto lower = quantile < constant<V>(0.0);
    return quantile_slope(quantile, V(select(lower, one, -full_expm1(y)))) * select(lower, one, full_exp(y));
  }
};

// erf(x / sqrt 2) for x >= 0: the probability of an absolute value up to x.
struct folded_ndtr_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V t = constant<V>(sqrt_half) * x;
    const auto near = t < constant<V>(1.0);
    V result = t * erf_quotient(V(t * t));
    if (!all(near)) result = select(near, result, constant<V>(1.0) - constant<V>(2.0) * normal_tail(x));
    return result;
  }
};

}  // namespace detail

template <class V>
LIKELIER_HD inline V erfcx(const V& x) {
  return in_double(detail::erfcx_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> erfcx(const Dual<V, N>& x) {
  return Dual<V, N>::unary(erfcx(x.value), in_double(detail::erfcx_slope_in_double{}, x.value), x);
}

// The distribution function of a standard normal variable.
template <class V>
LIKELIER_HD inline V ndtr(const V& x) {
  return in_double(detail::ndtr_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> ndtr(const Dual<V, N>& x) {
  return Dual<V, N>::unary(ndtr(x.value), in_double(detail::normal_density_in_double{}, x.value), x);
}

// Its logarithm.
template <class V>
LIKELIER_HD inline V log_ndtr(const V& x) {
  return in_double(detail::log_ndtr_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_ndtr(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log_ndtr(x.value), in_double(detail::log_ndtr_slope_in_double{}, x.value), x);
}

// The inverses of the two.
template <class V>
LIKELIER_HD inline V ndtri(const V& p) {
  return in_double(detail::ndtri_in_double{}, p);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> ndtri(const Dual<V, N>& p) {
  const V x = ndtri(p.value), upper = constant<V>(1.0) - p.value;
  return Dual<V, N>::unary(x, detail::quantile_slope(x, V(select(p.value < upper, p.value, upper))), p);
}
template <class V>
LIKELIER_HD inline V ndtri_exp(const V& y) {
  return in_double(detail::ndtri_exp_in_double{}, y);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> ndtri_exp(const Dual<V, N>& y) {
  const V x = ndtri_exp(y.value);
  return Dual<V, N>::unary(x, in_double(detail::ndtri_exp_slope_in_double{}, y.value, x), y);
}

namespace detail {

// The distribution function of a standard normal variable's absolute value, and its inverse.
template <class V>
LIKELIER_HD inline V folded_ndtr(const V& x) {
  return in_double(folded_ndtr_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> folded_ndtr(const Dual<V, N>& x) {
  const V density = constant<V>(2.0) * in_double(normal_density_in_double{}, x.value);
  return Dual<V, N>::unary(folded_ndtr(x.value), density, x);
}
template <class V>
LIKELIER_HD inline V folded_ndtri(const V& q) {
  return in_double(folded_ndtri_in_double{}, q);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> folded_ndtri(const Dual<V, N>& q) {
  const V x = folded_ndtri(q.value), half = constant<V>(0.5);
  return Dual<V, N>::unary(x, half * quantile_slope(x, V(half * (constant<V>(1.0) - q.value))), q);
}

}  // namespace detail

}  // namespace LIKELIER_ISA
}  // namespace likelier
