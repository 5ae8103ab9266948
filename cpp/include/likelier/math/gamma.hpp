// The gamma function's family. Everything rests on the remainder of Stirling's formula,
//   J(z) = log Gamma(z) - (z - 1/2) log z + z - log(2 pi) / 2,
// which is small, positive and smooth, and on its derivatives. The hard functions are written for
// double; float goes through double and is rounded once, but for terms of larger sums.
// Coefficients: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/elementary.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// ---- rational fits -----------------------------------------------------------------------------
// binet_k: with u = 1 / z^2, the k-th derivative of J is lead_k z^-(k+1) (1 - u c_k(u)), with
// lead = 1/12, -1/12, 1/6, -1/2, 2. For z >= 1 (k <= 2) or z >= 2; error of 1 - u c below 2^-53, in float 2^-27.

struct binet0 {
  template <class E>
  LIKELIER_HD static auto numerator(const E& e) {
    if constexpr (E::is_float) return e(0.03333323821425438, 0.07064814865589142, 0.02042336016893387);
    return e(0.03333333333332227, 0.7307907188066981, 5.6903530815883565, 20.21215761501885, 35.00630054112986,
             29.285383103148252, 10.98213363447097, 1.5470190304026243, 0.05224670349282304);
  }
  template <class E>
  LIKELIER_HD static auto denominator(const E& e) {
    if constexpr (E::is_float) return e(1.0, 2.4049339294433594, 1.0891978740692139, 0.06910385936498642);
    return e(1.0, 22.209435849689633, 176.84185986353634, 652.4348377239758, 1204.74418042879, 1123.5293657653392,
             508.60532435424886, 101.23496687311086, 7.187347942329287, 0.1073502326767682);
  }
};

struct binet1 {
  template <class E>
  LIKELIER_HD static auto numerator(const E& e) {
    if constexpr (E::is_float)
      return e(0.0999998226761818, 0.33913472294807434, 0.19731158018112183, 0.006442392710596323);
    return e(0.09999999999998074, 2.9154966894257126, 31.187886604547636, 158.50216409328306, 414.31934672620196,
             563.8958724098985, 386.18283602781946, 121.88196697054484, 14.750351215069752, 0.43634791816992896);
  }
  template <class E>
  LIKELIER_HD static auto denominator(const E& e) {
    if constexpr (E::is_float) return e(1.0, 3.8673465251922607, 3.3190393447875977, 0.5708790421485901);
    return e(1.0, 29.631157370285603, 325.48894101078804, 1726.109884864831, 4826.812466892794, 7305.280890903587,
             5915.683479000981, 2444.8955547725604, 467.9313957234466, 34.15833909148138, 0.5943862367312192);
  }
};

struct binet2 {
  template <class E>
  LIKELIER_HD static auto numerator(const E& e) {
    return e(0.1999999999999789, 7.493340301826672, 105.6683250422309, 730.2345750950971, 2699.6992738317335,
             5476.724316693433, 6023.555185267054, 3427.087857319491, 917.2488629469298, 95.77168887480852,
             2.489543759540326);
  }
  template <class E>
  LIKELIER_HD static auto denominator(const E& e) {
    return e(1.0, 38.180987223311426, 554.6137589640368, 4011.4172984094657, 15888.362368719372, 35726.59127172294,
             45777.61147200078, 32688.24687516256, 12349.30996044904, 2239.1980747803955, 161.40384184366727,
             2.9495433369654958);
  }
};

struct binet3 {
  template <class E>
  LIKELIER_HD static auto numerator(const E& e) {
    return e(0.3333333333333315, 13.513481629680747, 195.37498372742903, 1277.6624827970095, 3953.8688249238617,
             5510.267105632639, 2941.2776122101714, 389.60622650953513);
  }
  template <class E>
  LIKELIER_HD static auto denominator(const E& e) {
    return e(1.0, 41.540444889030624, 625.8653960758268, 4389.080042902309, 15312.088247656166, 26356.740302515394,
             20846.449175138994, 6402.089794874986, 498.37239010918745);
  }
};

struct binet4 {
  template <class E>
  LIKELIER_HD static auto numerator(const E& e) {
    return e(0.4999999999999995, 27.26191317893804, 550.881616583575, 5299.355157259482, 25940.116781975605,
             63996.040138510325, 73838.51183578462, 33414.80141566852, 3807.4815313464223);
  }
  template <class E>
  LIKELIER_HD static auto denominator(const E& e) {
    return e(1.0, 55.85715969120684, 1173.239446090029, 12005.45809662421, 64880.29765281181, 187922.0078345693,
             283076.15746116225, 204414.6466064033, 59515.06591140267, 4545.979097436897);
  }
};

// u c(u).
template <class Fit, class V>
LIKELIER_HD inline V binet_correction(const V& u) {
  const evaluate_at<V> at{u};
  return u * Fit::numerator(at) / Fit::denominator(at);
}

// 1 - u c(u) at u_b, and its divided difference between u_a and u_b.
template <class V>
struct binet_divided {
  V at_b, slope;
};
template <class Fit, class V>
LIKELIER_HD inline binet_divided<V> binet_between(const V& u_a, const V& u_b) {
  const divide_between<V> between{u_a, u_b};
  const divided_polynomial<V> p = Fit::numerator(between);
  const divided_polynomial<V> q = Fit::denominator(between);
  const V c_b = p.at_b / q.at_b;
  // At b, where p and q are small: at a the two products would cancel.
  const V slope = (p.slope * q.at_b - p.at_b * q.slope) / (q.at_a * q.at_b);
  return {constant<V>(1.0) - u_b * c_b, -(c_b + u_a * slope)};
}

// log Gamma(1 + w) / (w (w - 1)) on [0, 2]: a constant and a small rational correction, so that
// the rounding errors of the fit count for little. Error below 2^-55; the two fits below likewise.
template <class V>
LIKELIER_HD inline V lgamma1p_quotient(const V& w) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return constant<V>(0.453125) +
           polynomial(w, 0.12409066408872604, -0.01800515130162239, -0.16235285997390747, -0.0638493001461029,
                      -0.00463713938370347) /
               polynomial(w, 1.0, 1.8312913179397583, 1.0584229230880737, 0.21134626865386963, 0.010707982815802097);
  } else {
    return constant<V>(0.453125) + polynomial(w, 0.12409066490153285, 0.1935538170250979, -0.08872404434342379,
                                              -0.34128711470706347, -0.25178577434172417, -0.08059551652870255,
                                              -0.011745201353972818, -0.0006881336777364349, -1.1038405489973909e-05) /
                                       polynomial(w, 1.0, 3.5361659629745215, 5.021257900661251, 3.6722217552107503,
                                                  1.4771004522959044, 0.3239769173460576, 0.03613884447121401,
                                                  0.0017463681006452904, 2.4701852219090835e-05);
  }
}

// psi(1 + w) on [0, 1]: a quotient times the distance from psi's zero, which is carried in two
// pieces.
template <class V>
LIKELIER_HD inline V digamma1p(const V& w) {
  const V quotient = constant<V>(1.0) +
                     polynomial(w, 0.2503801375034054, -0.30957408825968885, -0.6919409437403516, -0.35473150019898825,
                                -0.07115493979151359, -0.005519862186036254, -0.00011934204387003062) /
                         polynomial(w, 1.0, 2.1771665986671342, 1.6630736963665909, 0.5710455727133128,
                                    0.09111902253303285, 0.006100975692434821, 0.00012043151172286901);
  return ((w - constant<V>(0.46163214496836236)) + constant<V>(1.5522348162858677e-17)) * quotient;
}

// J(z) + (z + 1/2) log(3 z) on [0, 0.34]. The factor 3 makes the logarithm vanish at the upper end,
// where J is smallest.
template <class V>
LIKELIER_HD inline V binet_small(const V& z) {
  return polynomial(z, -0.3696323888706179, 0.744744636429802, 3.481467749780846, 3.404935822646595, 1.1741541162721367,
                    0.11664446425811216) /
         polynomial(z, 1.0, 2.101147006380524, 1.454626979064202, 0.36676240230974266, 0.024080917209449583,
                    -0.000166301193959905);
}

// ---- sine and cosine of pi x -------------------------------------------------------------------

// sin(pi f) for |f| <= 1/2.
template <class V>
LIKELIER_HD inline V sin_pi(const V& f) {
  const V s = f * f;
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    const V tail = polynomial(s, -5.167712779184593, 2.5501638668302413, -0.5992589871501282, 0.0820836686431516,
                              -0.007084376575074001);
    return f * (constant<V>(3.141592653589793) + s * tail);
  } else {
    const V tail =
        polynomial(s, -5.16771278004997, 2.55016403987734, -0.5992645293203419, 0.08214588659672367,
                   -0.0073704307192746345, 0.00046630087181209095, -2.1906194400003934e-05, 7.725653764871911e-07);
    return f * (constant<V>(3.141592653589793) + s * tail);
  }
}
template <class V>
LIKELIER_HD inline V cos_pi(const V& f) {
  return sin_pi(constant<V>(0.5) - abs(f));
}

// ---- the functions on double -------------------------------------------------------------------

// J(z) for z >= 1, from 1 / (12 z).
template <class V>
LIKELIER_HD inline V binet_of_lead(const V& lead) {
  const V u = constant<V>(144.0) * (lead * lead);
  return lead * (constant<V>(1.0) - binet_correction<binet0>(u));
}
template <class V>
LIKELIER_HD inline V binet(const V& z) {
  return binet_of_lead(V(constant<V>(1.0 / 12.0) / z));
}
// J'(z) for z >= 1.
template <class V>
LIKELIER_HD inline V binet_slope(const V& z) {
  const V inverse = constant<V>(1.0) / z;
  const V u = inverse * inverse;
  return constant<V>(-1.0 / 12.0) * u * (constant<V>(1.0) - binet_correction<binet1>(u));
}

struct stirlerr_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& n) const {
    const V one = constant<V>(1.0);
    const auto below = n < one;
    V result = binet(select(below, n + one, n));
    if (any(below)) {
      // J(n) = J(n + 1) + (n + 1/2) log(1 + 1/n) - 1, the last two by the series of atanh.
      const V r = one / (n + n + one);
      const V y = r * r;
      const auto tiny = n < constant<V>(1.0 / 3.0);
      V small = result + y * atanh_tail(y);
      if (any(tiny)) {
        const V direct = binet_small(n) - (n + constant<V>(0.5)) * full_log(V(constant<V>(3.0) * n));
        small = select(tiny, direct, small);
      }
      result = select(below, small, result);
    }
    return result;
  }
};

// stirlerr(n), for which n = 0 is no count, and log(n! (e / n)^n).
template <class V>
struct small_counts {
  using T = scalar_t<V>;
  static constexpr T stirlerr[16] = {T(0.0),
                                     T(0.08106146679532726),
                                     T(0.0413406959554093),
                                     T(0.02767792568499834),
                                     T(0.020790672103765093),
                                     T(0.016644691189821193),
                                     T(0.013876128823070748),
                                     T(0.01189670994589177),
                                     T(0.010411265261972096),
                                     T(0.009255462182712733),
                                     T(0.00833056343336287),
                                     T(0.007573675487951841),
                                     T(0.00694284010720953),
                                     T(0.006408994188004207),
                                     T(0.0059513701127588475),
                                     T(0.005554733551962801)};
  static constexpr T log_excess[16] = {T(0.0),
                                       T(1.0),
                                       T(1.3068528194400546),
                                       T(1.4959226032237258),
                                       T(1.6328763858683832),
                                       T(1.7403021806115442),
                                       T(1.828694396641771),
                                       T(1.9037903176782212),
                                       T(1.9690705693065629),
                                       T(2.0268062840554952),
                                       T(2.0785616431350586),
                                       T(2.12545984509181),
                                       T(2.168334698205882),
                                       T(2.207822206123445),
                                       T(2.244418568125061),
                                       T(2.2785183673077407)};
};

struct stirlerr_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& n) const {
    const V one = constant<V>(1.0);
    const auto below = n < one;
    V result = binet_slope(select(below, n + one, n));
    if (any(below)) {
      // The slope of stirlerr's series, 2 r y / (1 - y) written in n.
      const V odd = n + n + one;
      const V r = one / odd;
      const V y = r * r;
      const auto tiny = n < constant<V>(1.0 / 3.0);
      V small = result - (one - (one - y) * atanh_tail(y)) / (constant<V>(2.0) * (n * (n + one)) * odd);
      if (any(tiny)) {
        const V direct = digamma1p(n) - (constant<V>(0.5) / n + full_log(n));
        small = select(tiny, select(n == constant<V>(0.0), -infinity<V>(), direct), small);
      }
      result = select(below, small, result);
    }
    return result;
  }
};

struct stirlerr_curvature_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& n) const {
    const V one = constant<V>(1.0);
    const auto below = n < one;
    const V z = select(below, n + one, n);
    const V inverse = one / z;
    const V u = inverse * inverse;
    V result = constant<V>(1.0 / 6.0) * (inverse * u) * (one - binet_correction<binet2>(u));
    if (any(below)) {
      const V w = one / (n * z);
      const V small = result + (constant<V>(0.5) * w) * w;
      result = select(below, select(n < constant<V>(0.0), quiet_nan<V>(), small), result);
    }
    return result;
  }
};

struct stirlerr_third_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& n) const {
    const V one = constant<V>(1.0);
    const auto below_one = n < one;
    const auto below_two = n < constant<V>(2.0);
    const V z = select(below_one, n + constant<V>(2.0), select(below_two, n + one, n));
    const V inverse = one / z;
    const V u = inverse * inverse;
    V result = constant<V>(-0.5) * (u * u) * (one - binet_correction<binet3>(u));
    if (any(below_two)) {
      // J'''(n) = J'''(n + 1) - (2 n + 1) / (n (n + 1))^3.
      const V low = z - one;
      const V w = one / (low * z);
      result = select(below_two, result - (low + z) * (w * w * w), result);
      const V w1 = one / (n * (n + one));
      V small = result - (n + n + one) * (w1 * w1 * w1);
      small = select(n < constant<V>(0.0), quiet_nan<V>(), small);
      result = select(below_one, small, result);
    }
    return result;
  }
};

struct digamma_minus_log_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    return stirlerr_slope_in_double{}(x)-constant<V>(0.5) / x;
  }
};

// log Gamma(a) for 1 <= a <= 3, log Gamma(1 + a) below.
template <class V, class Mask>
LIKELIER_HD inline V lgamma_central(const V& a, const Mask& below) {
  const V one = constant<V>(1.0);
  const V w = select(below, a, a - one);
  return w * (w - one) * lgamma1p_quotient(w);
}

struct lgamma_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V a = abs(x);
    const V log_a = full_log(a);
    const auto central = a < constant<V>(3.0);
    const auto below = a < one;
    V result = zero;
    // (a - 1/2)(log a - 1) + (log(2 pi) - 1) / 2 + J(a): no two large terms of opposite sign.
    if (!all(central)) result = madd(a - constant<V>(0.5), log_a - one, constant<V>(0.4189385332046727) + binet(a));
    if (any(central)) result = select(central, lgamma_central(a, below), result);
    // Here result is log Gamma(a), or log Gamma(1 + a) for a < 1.
    const V positive = result - select(below, log_a, zero);
    const auto negative = x < zero;
    if (!any(negative)) return positive;
    const V f = a - nearbyint(a);
    // Gamma(-a) Gamma(1 + a) = -pi / sin(pi a).
    const V sine = abs(sin_pi(f)) * select(below, one, a);
    V reflected = -full_log(V(sine / constant<V>(3.141592653589793))) - result;
    reflected = select(f == zero || a == infinity<V>(), infinity<V>(), reflected);
    return select(negative, reflected, positive);
  }
};

struct digamma_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V a = abs(x);
    V result = full_log(a) + (binet_slope(a) - constant<V>(0.5) / a);
    const auto central = a < constant<V>(2.0);
    if (!any(central) && !any(x < zero)) return result;
    const auto below = a < one;
    result = select(central, digamma1p(select(below, a, a - one)), result);
    // Here result is psi(a), or psi(1 + a) for a < 1.
    const V positive = result - select(below, one / x, zero);
    const auto negative = x < zero;
    if (!any(negative)) return positive;
    const V f = a - nearbyint(a);
    const V cotangent = constant<V>(3.141592653589793) * cos_pi(f) / sin_pi(f);
    V reflected = result + select(below, zero, one / a) + cotangent;
    reflected = select(f == zero, quiet_nan<V>(), reflected);
    return select(negative, reflected, positive);
  }
};

struct trigamma_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V a = abs(x);
    const auto below = a < one;
    const V inverse = one / select(below, a + one, a);
    const V u = inverse * inverse;
    const V tail = constant<V>(1.0 / 6.0) * (one - binet_correction<binet2>(u));
    const V result = inverse + u * (constant<V>(0.5) + inverse * tail);
    const auto negative = x < zero;
    if (!any(below) && !any(negative)) return result;
    // Here result is psi'(a), or psi'(1 + a) for a < 1.
    const V square = one / a / a;
    const V positive = result + select(below, square, zero);
    if (!any(negative)) return positive;
    const V f = a - nearbyint(a);
    const V cosecant = constant<V>(3.141592653589793) / sin_pi(f);
    const V reflected = cosecant * cosecant - (result - select(below, zero, square));
    return select(negative, reflected, positive);
  }
};

struct tetragamma_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V two = constant<V>(2.0);
    const V a = abs(x);
    const auto below_one = a < one;
    const auto below_two = a < two;
    const V z = select(below_one, a + two, select(below_two, a + one, a));
    const V inverse = one / z;
    const V u = inverse * inverse;
    const V tail = constant<V>(0.5) * (one - binet_correction<binet3>(u));
    V result = -u * (one + inverse * (one + inverse * tail));
    const auto negative = x < zero;
    if (!any(below_two) && !any(negative)) return result;
    // psi''(z) = psi''(z + 1) - 2 / z^3, down to psi''(a), or psi''(1 + a) for a < 1.
    const V step = one / (z - one);
    result = result - select(below_two, two * (step * step * step), zero);
    const V inverse_a = one / a;
    const V cube = two * (inverse_a * inverse_a * inverse_a);
    const V positive = result - select(below_one, two * (one / x / x / x), zero);
    if (!any(negative)) return positive;
    const V f = a - nearbyint(a);
    const V cosecant = constant<V>(3.141592653589793) / sin_pi(f);
    V reflected = two * (cosecant * cosecant * cosecant) * cos_pi(f) + result + select(below_one, zero, cube);
    reflected = select(f == zero, quiet_nan<V>(), reflected);
    return select(negative, reflected, positive);
  }
};

// psi''', the slope of tetragamma.
struct pentagamma_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V two = constant<V>(2.0);
    const V six = constant<V>(6.0);
    const V a = abs(x);
    const auto below_one = a < one;
    const auto below_two = a < two;
    const V z = select(below_one, a + two, select(below_two, a + one, a));
    const V inverse = one / z;
    const V u = inverse * inverse;
    const V tail = two * (one - binet_correction<binet4>(u));
    V result = u * inverse * (two + inverse * (constant<V>(3.0) + inverse * tail));
    const auto negative = x < zero;
    if (!any(below_two) && !any(negative)) return result;
    const V step = one / (z - one);
    const V step2 = step * step;
    result = result + select(below_two, six * (step2 * step2), zero);
    const V inverse_a = one / a;
    const V square = inverse_a * inverse_a;
    const V fourth = six * (square * square);
    const V positive = result + select(below_one, fourth, zero);
    if (!any(negative)) return positive;
    const V f = a - nearbyint(a);
    const V cosecant = constant<V>(3.141592653589793) / sin_pi(f);
    const V cosine = cos_pi(f);
    const V cosecant2 = cosecant * cosecant;
    const V reflected =
        two * (cosecant2 * cosecant2) * (one + two * (cosine * cosine)) - (result - select(below_one, zero, fourth));
    return select(negative, reflected, positive);
  }
};

// What the three differences over [x, x + delta] share: the interval with both ends moved up by
// one where it begins below 1.
template <class V>
struct gamma_interval {
  V a, b;    // the ends, a <= b
  V length;  // b - a without the rounding of b
  V raised_a, raised_b;
  V inverse_a, inverse_b;  // of the raised ends
  mask_t<V> below;         // raised where true
  mask_t<V> reversed;      // delta < 0

  LIKELIER_HD gamma_interval(const V& x, const V& delta) {
    const V one = constant<V>(1.0);
    const V y = x + delta;
    reversed = delta < constant<V>(0.0);
    a = select(reversed, y, x);
    b = select(reversed, x, y);
    length = abs(delta);
    below = a < one;
    raised_a = select(below, a + one, a);
    raised_b = select(below, b + one, b);
    inverse_a = one / raised_a;
    inverse_b = one / raised_b;
  }
  // (b - a) / (a b), raised and not.
  LIKELIER_HD V gap() const { return length * inverse_b * inverse_a; }
  LIKELIER_HD V gap_below() const { return length / b / a; }
};

struct gammaln_ratio_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta) const {
    return (*this)(x, delta, constant<V>(1.0));
  }
  // With factor^|delta|, which may leave little of the ratio.
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta, const V& factor) const {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V half = constant<V>(0.5);
    const gamma_interval<V> i(x, delta);
    const V& a = i.raised_a;
    const V& b = i.raised_b;
    const V log_b = full_log(V(b * factor));
    // log(Gamma(b) / Gamma(a)) = (b - a) log b - bd0(a, b) - log(b / a) / 2 + J(b) - J(a).
    const V r = (half * i.length) / (half * a + half * b);
    const V y = r * r;
    const V series = y * atanh_tail(y);
    V result = i.length * log_b - r * (i.length - constant<V>(2.0) * (a * series)) - r * (one + series);
    const auto is_far = !(r <= atanh_limit<V>());
    if (any(is_far)) {
      const V far = i.length * (log_b - one) + (a - half) * full_log1p(i.length * i.inverse_a);
      result = select(is_far, far, result);
    }
    const binet_divided<V> f = binet_between<binet0>(i.inverse_a * i.inverse_a, i.inverse_b * i.inverse_b);
    const V bracket = f.at_b + i.inverse_a * (i.inverse_a + i.inverse_b) * f.slope;
    result = result - constant<V>(1.0 / 12.0) * (i.gap() * bracket);
    if (any(i.below)) {
      const V excess = i.length / i.a;
      V step = full_log1p(excess);
      const auto overflow = excess == infinity<V>();
      if (any(overflow)) step = select(overflow, full_log(i.b) - full_log(i.a), step);
      result = select(i.below, result - step, result);
    }
    result = select(i.reversed, -result, result);
    // Borders: no change is 0; infinite ends; outside of the domain.
    const V big = infinity<V>();
    result = select(x == big && isfinite(delta), select(i.reversed, -big, big), result);
    result = select(delta == big && x > zero, big, result);
    result = select(delta == zero && x >= zero, zero, result);
    return select(i.a < zero, quiet_nan<V>(), result);
  }
};

struct stirlerr_of_beta_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& a, const V& b) const {
    return stirlerr_in_double{}(a) + (stirlerr_in_double{}(b)-stirlerr_in_double{}(a + b));
  }
};

struct betaln_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& a, const V& b) const {
    const V zero = constant<V>(0.0);
    const V half = constant<V>(0.5);
    const V low = min(a, b);
    const V high = max(a, b);
    const auto large = low >= constant<V>(4.0);
    V result = zero;
    if (!all(large)) result = lgamma_in_double{}(low)-gammaln_ratio_in_double{}(high, low);
    if (any(large)) {
      // All three by Stirling's formula; the powers meet in two logarithms of the same sign.
      const V stirling = stirlerr_of_beta_in_double{}(low, high);
      const V powers = (high - half) * full_log1p(low / high) + low * full_log1p(high / low);
      const V by_stirling = (constant<V>(half_log_2pi) - half * full_log(low)) + stirling - powers;
      result = select(large, by_stirling, result);
    }
    const auto trivial = low == constant<V>(1.0);
    if (any(trivial)) result = select(trivial, -full_log(high), result);  // 0 at (1, 1), not a rounding error
    result = select(high == infinity<V>() && low > zero, -infinity<V>(), result);
    result = select(low < zero, quiet_nan<V>(), result);
    return select(isnan(a) || isnan(b), a + b, result);
  }
};

struct digamma_difference_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta) const {
    return (*this)(x, delta, constant<V>(1.0));
  }
  // With a multiple of the logarithm of the ends' quotient, where none of them is below 1; otherwise it must be 1.
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta, const V& multiple) const {
    const V zero = constant<V>(0.0);
    const V half = constant<V>(0.5);
    const gamma_interval<V> i(x, delta);
    const V r = (half * i.length) / (half * i.raised_a + half * i.raised_b);
    const V y = r * r;
    const V twice = r + r;
    V result = twice + twice * (y * atanh_tail(y));
    const auto is_far = !(r <= atanh_limit<V>());
    if (any(is_far)) result = select(is_far, full_log1p(i.length * i.inverse_a), result);
    const V u_a = i.inverse_a * i.inverse_a;
    const binet_divided<V> f = binet_between<binet1>(u_a, i.inverse_b * i.inverse_b);
    const V gap = i.gap();
    const V bracket = constant<V>(1.0 / 12.0) * ((i.inverse_a + i.inverse_b) * (f.at_b + u_a * f.slope));
    result = multiple * result + gap * (half + bracket);
    if (any(i.below)) result = select(i.below, result + i.gap_below(), result);
    result = select(i.reversed, -result, result);
    const V big = infinity<V>();
    result = select(x == big && isfinite(delta), zero, result);
    result = select(delta == big && x >= zero, big, result);
    result = select(delta == zero && x > zero, zero, result);
    return select(i.a < zero, quiet_nan<V>(), result);
  }
};

// J''(a) - J''(b) of the raised ends, in units of the gap.
template <class V>
LIKELIER_HD inline V curvature_fall(const gamma_interval<V>& i) {
  const V u_a = i.inverse_a * i.inverse_a;
  const V u_b = i.inverse_b * i.inverse_b;
  const V cross = i.inverse_a * i.inverse_b;
  const V sum = i.inverse_a + i.inverse_b;
  const binet_divided<V> f = binet_between<binet2>(u_a, u_b);
  return constant<V>(1.0 / 6.0) * ((u_a + cross + u_b) * f.at_b + (u_a * i.inverse_a * sum) * f.slope);
}

// J''(x) - J''(x + delta) for delta >= 0, J being stirlerr.
struct stirlerr_curvature_fall_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta) const {
    const gamma_interval<V> i(x, delta);
    V result = i.gap() * curvature_fall(i);
    if (any(i.below)) {
      // J''(z) = J''(z + 1) + w^2 / 2 with w = 1 / (z (z + 1)).
      const V w_a = i.inverse_a / i.a, w_b = i.inverse_b / i.b;
      const V fall = i.length * w_a * w_b * (i.a + i.raised_b);
      result = select(i.below, result + constant<V>(0.5) * (w_a + w_b) * fall, result);
    }
    return result;
  }
};

struct trigamma_difference_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x, const V& delta) const {
    const V zero = constant<V>(0.0);
    const gamma_interval<V> i(x, delta);
    const V sum = i.inverse_a + i.inverse_b;
    const V gap = i.gap();
    V result = -gap * (constant<V>(1.0) + constant<V>(0.5) * sum + curvature_fall(i));
    if (any(i.below)) {
      const V one = constant<V>(1.0);
      result = select(i.below, result - i.gap_below() * (one / i.a + one / i.b), result);
    }
    result = select(i.reversed, -result, result);
    result = select(x == infinity<V>() && isfinite(delta), zero, result);
    result = select(delta == zero && x > zero, zero, result);
    return select(i.a < zero, quiet_nan<V>(), result);
  }
};

}  // namespace detail

// psi'''(x).
template <class V>
LIKELIER_HD inline V pentagamma(const V& x) {
  return in_double(detail::pentagamma_in_double{}, x);
}

// psi''(x).
template <class V>
LIKELIER_HD inline V tetragamma(const V& x) {
  return in_double(detail::tetragamma_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> tetragamma(const Dual<V, N>& x) {
  return Dual<V, N>::unary(tetragamma(x.value), pentagamma(x.value), x);
}

// psi'(x).
template <class V>
LIKELIER_HD inline V trigamma(const V& x) {
  return in_double(detail::trigamma_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> trigamma(const Dual<V, N>& x) {
  return Dual<V, N>::unary(trigamma(x.value), tetragamma(x.value), x);
}

// psi(x) = d log|Gamma(x)| / dx; NaN at the negative integers, -inf at +0, +inf at -0.
template <class V>
LIKELIER_HD inline V digamma(const V& x) {
  return in_double(detail::digamma_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> digamma(const Dual<V, N>& x) {
  return Dual<V, N>::unary(digamma(x.value), trigamma(x.value), x);
}

namespace detail {

template <class V>
LIKELIER_HD inline V log_gamma(const V& x) {
  return in_double(lgamma_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_gamma(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log_gamma(x.value), digamma(x.value), x);
}

struct lgamma_function {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    return log_gamma(x);
  }
};

}  // namespace detail

// log|Gamma(x)|; +inf at the poles. An object, not a function template: a call then never looks
// into namespace xsimd, whose own lgamma would be the better match for a batch.
#if defined(__CUDA_ARCH__)
__device__ constexpr detail::lgamma_function lgamma{};
#else
inline constexpr detail::lgamma_function lgamma{};
#endif

// log n! - log(sqrt(2 pi n) (n / e)^n) for real n >= 0 (Loader 2000).
template <class V>
LIKELIER_HD inline V stirlerr(const V& n) {
  return in_double(detail::stirlerr_in_double{}, n);
}
// Its first three derivatives.
template <class V>
LIKELIER_HD inline V stirlerr_third(const V& n) {
  return in_double(detail::stirlerr_third_in_double{}, n);
}
template <class V>
LIKELIER_HD inline V stirlerr_curvature(const V& n) {
  return in_double(detail::stirlerr_curvature_in_double{}, n);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> stirlerr_curvature(const Dual<V, N>& n) {
  return Dual<V, N>::unary(stirlerr_curvature(n.value), stirlerr_third(n.value), n);
}
template <class V>
LIKELIER_HD inline V stirlerr_slope(const V& n) {
  return in_double(detail::stirlerr_slope_in_double{}, n);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> stirlerr_slope(const Dual<V, N>& n) {
  return Dual<V, N>::unary(stirlerr_slope(n.value), stirlerr_curvature(n.value), n);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> stirlerr(const Dual<V, N>& n) {
  return Dual<V, N>::unary(stirlerr(n.value), stirlerr_slope(n.value), n);
}

// The same as terms of larger sums, in V's own arithmetic: in float a few ulp of theirs, for a third of the time.
template <class V>
LIKELIER_HD inline V stirlerr_term(const V& n) {
  return detail::stirlerr_in_double{}(n);
}
// Of a whole number from 1 on; of anything else something, which is finite if that is.
template <class V>
LIKELIER_HD inline V stirlerr_of_count_term(const V& n) {
  if constexpr (machine_functions<V>::exist) {
    // From 16 on by Stirling's series.
    const V lead = constant<V>(1.0 / 12.0) / n;
    const V u = constant<V>(144.0) * (lead * lead);
    const V series =
        lead * detail::polynomial(u, 1.0, -1.0 / 30.0, 1.0 / 105.0, -1.0 / 140.0, 1.0 / 99.0, -691.0 / 30030.0);
    return select(n < constant<V>(16.0), machine_functions<V>::at(detail::small_counts<V>::stirlerr, n), series);
  } else {
    return stirlerr_term(n);
  }
}
// log(n! (e / n)^n) of the same numbers.
template <class V>
LIKELIER_HD inline V log_factorial_excess_term(const V& n) {
  const auto by_formula = [](const V& k) {
    return stirlerr_of_count_term(k) + (constant<V>(0.5) * detail::full_log(k) + constant<V>(half_log_2pi));
  };
  if constexpr (machine_functions<V>::exist) {
    const V by_table = machine_functions<V>::at(detail::small_counts<V>::log_excess, n);
    const auto small = n < constant<V>(16.0);
    if (all(small)) return by_table;
    return select(small, by_table, by_formula(n));
  } else {
    return by_formula(n);
  }
}
template <class V>
LIKELIER_HD inline V stirlerr_slope_term(const V& n) {
  return detail::stirlerr_slope_in_double{}(n);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> stirlerr_term(const Dual<V, N>& n) {
  return Dual<V, N>::unary(stirlerr_term(n.value), stirlerr_slope_term(n.value), n);
}
template <class V>
LIKELIER_HD inline V lgamma_term(const V& x) {
  return detail::lgamma_in_double{}(x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> lgamma_term(const Dual<V, N>& x) {
  return Dual<V, N>::unary(lgamma_term(x.value), digamma(x.value), x);
}

// psi(x + 1) - log(x) for x > 0.
template <class V>
LIKELIER_HD inline V digamma_next_minus_log(const V& x) {
  return stirlerr_slope_term(x) + constant<V>(0.5) / x;
}

// psi(x) - log(x) for x > 0.
template <class V>
LIKELIER_HD inline V digamma_minus_log(const V& x) {
  return in_double(detail::digamma_minus_log_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> digamma_minus_log(const Dual<V, N>& x) {
  // psi'(x) - 1/x = J''(x) + 1 / (2 x^2).
  const V inverse = constant<V>(1.0) / x.value;
  const V slope = stirlerr_curvature(x.value) + (constant<V>(0.5) * inverse) * inverse;
  return Dual<V, N>::unary(digamma_minus_log(x.value), slope, x);
}

// psi'(x + delta) - psi'(x) for x > 0, x + delta > 0.
template <class V>
LIKELIER_HD inline V trigamma_difference(const V& x, const V& delta) {
  return in_double(detail::trigamma_difference_in_double{}, x, delta);
}

// psi(x + delta) - psi(x) for x > 0, x + delta > 0.
template <class V>
LIKELIER_HD inline V digamma_difference(const V& x, const V& delta) {
  return in_double(detail::digamma_difference_in_double{}, x, delta);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> digamma_difference(const Dual<V, N>& x, const Dual<V, N>& delta) {
  return Dual<V, N>::binary(digamma_difference(x.value, delta.value), trigamma_difference(x.value, delta.value), x,
                            trigamma(x.value + delta.value), delta);
}

// log(Gamma(x + delta) / Gamma(x)) for x > 0, x + delta > 0, without the cancellation of a
// difference of lgammas.
template <class V>
LIKELIER_HD inline V gammaln_ratio(const V& x, const V& delta) {
  return in_double(detail::gammaln_ratio_in_double{}, x, delta);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gammaln_ratio(const Dual<V, N>& x, const Dual<V, N>& delta) {
  return Dual<V, N>::binary(gammaln_ratio(x.value, delta.value), digamma_difference(x.value, delta.value), x,
                            digamma(x.value + delta.value), delta);
}

// stirlerr(a) + stirlerr(b) - stirlerr(a + b).
template <class V>
LIKELIER_HD inline V stirlerr_of_beta(const V& a, const V& b) {
  return in_double(detail::stirlerr_of_beta_in_double{}, a, b);
}
template <class V>
LIKELIER_HD inline V stirlerr_of_beta_term(const V& a, const V& b) {
  return detail::stirlerr_of_beta_in_double{}(a, b);
}

// log(Gamma(a) Gamma(b) / Gamma(a + b)) for a, b > 0.
template <class V>
LIKELIER_HD inline V betaln(const V& a, const V& b) {
  return in_double(detail::betaln_in_double{}, a, b);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> betaln(const Dual<V, N>& a, const Dual<V, N>& b) {
  return Dual<V, N>::binary(betaln(a.value, b.value), -digamma_difference(a.value, b.value), a,
                            -digamma_difference(b.value, a.value), b);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
