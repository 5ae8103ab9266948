// Modified Bessel functions of the first kind, of orders 0 and 1. Written for double; float goes through double and is
// rounded once. Coefficients: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/elementary.hpp"
#include "likelier/math/exponential.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// Below, power series in t = x^2 / 4; above, what the asymptotic series sums to, in v = 1 / x - 1 / 24.
inline constexpr double bessel_large = 12.0;
inline constexpr double bessel_middle = 1.0 / 24.0;

// I_0(x) = 1 + t excess(t).
template <class V>
LIKELIER_HD inline V bessel_excess(const V& t) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return polynomial(t, 1.0, 0.2499999850988388, 0.02777780592441559, 0.0017360944766551256, 6.94496848154813e-05,
                      1.928030769704492e-06, 3.948520443941561e-08, 6.057197521336377e-10, 8.104837981304236e-12,
                      5.707455721145477e-14, 1.0900944513039606e-15, -2.7123905758297694e-18, 8.345776751807831e-20);
  } else {
    return polynomial(t, 1.0, 0.24999999999999997, 0.027777777777777842, 0.001736111111111024, 6.944444444450515e-05,
                      1.929012345653207e-06, 3.9367598898688533e-08, 6.151187312383741e-10, 7.594058635284934e-12,
                      7.59405620509044e-14, 6.276099433784303e-16, 4.358277162429871e-18, 2.5794677586272898e-20,
                      1.3138069750009708e-22, 5.902621646538016e-25, 2.1718639844348917e-27, 9.555020871120567e-30,
                      8.270336295921096e-33, 1.5769315259607735e-34);
  }
}
// sqrt(x) e^-x I_0(x).
template <class V>
LIKELIER_HD inline V bessel_scaled(const V& v) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return polynomial(v, 0.40107107162475586, 0.0523720383644104, 0.03224605694413185, 0.03866979107260704,
                      0.07386308908462524, 0.1971535086631775);
  } else {
    return polynomial(v, 0.4010710650668474, 0.052372036130806626, 0.032247259392179976, 0.03867550182682975,
                      0.07204864314431605, 0.18862211808174245, 0.6580495096791842, 2.9723061434718145,
                      17.199278735016396, 126.63324499344252, 1184.2924839521102, 17601.62836458257, 318876.62899620354,
                      1017266.3960132318, -100473224.62266462, -1334662332.501373, 7892610406.433993,
                      164348444211.71198);
  }
}
// I_1(x) / I_0(x) = x / 2 times this.
template <class V>
LIKELIER_HD inline V bessel_ratio_small(const V& t) {
  return polynomial(t, 1.0, 0.44460071228485204, 0.057264093185948335, 0.0031088991295444178, 8.187725829122984e-05,
                    1.094728701396033e-06, 7.270058808308407e-09, 2.165166824823061e-11, 2.2310956418611046e-14,
                    3.3877724165430088e-18) /
         polynomial(t, 1.0, 0.944600712284852, 0.19623111599504117, 0.015524219698780711, 0.0005712783412801287,
                    1.0586044250344645e-05, 9.962496645724931e-08, 4.488349790023783e-10, 8.215533936901719e-13,
                    3.9528030223286555e-16);
}
// Its derivative by x.
template <class V>
LIKELIER_HD inline V bessel_ratio_slope_small(const V& t) {
  return polynomial(t, 0.5, 0.19645143734591888, 0.05936510341344446, 0.00974551003375593, 0.0009941308366294673,
                    6.558482219770737e-05, 2.8822738468431693e-06, 8.507848985978725e-08, 1.6640340796189848e-09,
                    2.0597575745420134e-11, 1.4457639533694047e-13, 4.3726548032978515e-16, 3.3052107617389086e-19) /
         polynomial(t, 1.0, 1.8929028746918388, 1.2914178521979727, 0.4059463405447675, 0.07007638031188457,
                    0.00732952881756985, 0.0004922841080492827, 2.1917750915349585e-05, 6.536400277310095e-07,
                    1.289605153397072e-08, 1.6087518546318017e-10, 1.1380457753365522e-12, 3.4675654811093125e-15,
                    2.6373221693808215e-18);
}
// c in I_1(x) / I_0(x) = 1 - u / 2 - c u^2 with u = 1 / x.
template <class V>
LIKELIER_HD inline V bessel_ratio_large(const V& v) {
  return polynomial(v, 0.1305804399578855, 0.14375446220601146, 0.2600210769245315, 0.6604584711716113,
                    2.2070114498701723, 9.390908123058093, 50.07458772817649, 333.5291458319256, 2807.94704920916,
                    30544.867843994, 431667.99530717655, 7251789.241232284, 86060266.0830126, -1402069574.0868955,
                    -85726649793.07976, -945744045437.8806, 19589900943376.426, 463862158106147.75, -1583716859710746.5,
                    -9.448472778963098e+16, -1.7360701886715494e+17, 8.097468890566824e+18, 3.713566774169187e+19);
}

// The ratio's derivative by x is u^2 times this.
template <class V>
LIKELIER_HD inline V bessel_ratio_slope_large(const V& u) {
  // 1 - A / x - A^2 with A = 1 - b u and b = 1/2 + c u.
  const V c = bessel_ratio_large(V(u - constant<V>(bessel_middle)));
  const V b = constant<V>(0.5) + u * c;
  return c + c + b * (constant<V>(1.0) - b);
}

struct i0e_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V one = constant<V>(1.0);
    const V a = abs(x);
    const auto large = a > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) {
      const V quarter = constant<V>(0.25);
      const V square = a * a;
      const V t = quarter * square;
      const V e = exp(-select(large, one, a));
      result = e + e * (t * bessel_excess(t));
      // What the square rounded away counts up to six times; d log I_0 / dt is within 3% of this.
      result = result + result * (quarter * product_error(a, a, square) / sqrt(one + t));
    }
    if (any(large)) {
      const V scaled = bessel_scaled(V(one / a - constant<V>(bessel_middle))) / sqrt(a);
      result = select(large, scaled, result);
    }
    return result;
  }
};

struct log_i0_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V a = abs(x);
    const auto large = a > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) {
      const V t = constant<V>(0.25) * (a * a);
      result = full_log1p(t * bessel_excess(t));
    }
    if (any(large)) {
      const V far = a + full_log(i0e_in_double{}(a));
      result = select(large, select(a == infinity<V>(), a, far), result);
    }
    return result;
  }
};

// log(e^-|x| I_0(x)).
struct log_i0e_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V a = abs(x);
    V result = full_log(i0e_in_double{}(a));
    const auto small = a < constant<V>(1.0);
    if (any(small)) {
      const V t = constant<V>(0.25) * (a * a);
      result = select(small, full_log1p(t * bessel_excess(t)) - a, result);
    }
    return result;
  }
};

struct bessel_ratio_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V half = constant<V>(0.5);
    const V a = abs(x);
    const auto large = a > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) result = half * x * bessel_ratio_small(V(constant<V>(0.25) * (a * a)));
    if (any(large)) {
      const V u = constant<V>(1.0) / a;
      const V c = bessel_ratio_large(V(u - constant<V>(bessel_middle)));
      const V far = constant<V>(1.0) - u * (half + u * c);
      result = select(large, select(x < constant<V>(0.0), -far, far), result);
    }
    return result;
  }
};

struct bessel_ratio_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V one = constant<V>(1.0);
    const V a = abs(x);
    const auto large = a > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) result = bessel_ratio_slope_small(V(constant<V>(0.25) * (a * a)));
    if (any(large)) {
      const V u = one / a;
      result = select(large, u * (u * bessel_ratio_slope_large(u)), result);
    }
    return result;
  }
};

// x times the same, x >= 0.
struct bessel_ratio_growth_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const auto large = x > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) result = x * bessel_ratio_slope_small(V(constant<V>(0.25) * (x * x)));
    if (any(large)) {
      const V u = constant<V>(1.0) / x;
      result = select(large, u * bessel_ratio_slope_large(u), result);
    }
    return result;
  }
};

// 1 - I_1(|x|) / I_0(x).
struct bessel_ratio_complement_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V a = abs(x);
    const auto large = a > constant<V>(bessel_large);
    V result = constant<V>(0.0);
    if (!all(large)) {
      // 1 - A^2 = A' + A / x, of positive terms.
      const V t = constant<V>(0.25) * (a * a);
      const V half_quotient = half * bessel_ratio_small(t);
      result = (bessel_ratio_slope_small(t) + half_quotient) / (one + a * half_quotient);
    }
    if (any(large)) {
      const V u = one / a;
      result = select(large, u * (half + u * bessel_ratio_large(V(u - constant<V>(bessel_middle)))), result);
    }
    return result;
  }
};

}  // namespace detail

// 1 - I_1(|x|) / I_0(x).
template <class V>
LIKELIER_HD inline V bessel_ratio_complement(const V& x) {
  return in_double(detail::bessel_ratio_complement_in_double{}, x);
}

// I_1(x) / I_0(x).
template <class V>
LIKELIER_HD inline V bessel_ratio(const V& x) {
  return in_double(detail::bessel_ratio_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> bessel_ratio(const Dual<V, N>& x) {
  return Dual<V, N>::unary(bessel_ratio(x.value), in_double(detail::bessel_ratio_slope_in_double{}, x.value), x);
}

// log I_0(x).
template <class V>
LIKELIER_HD inline V log_i0(const V& x) {
  return in_double(detail::log_i0_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_i0(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log_i0(x.value), bessel_ratio(x.value), x);
}

// e^-|x| I_0(x); the slope at the kink x = 0 is 0, the middle of the subdifferential.
template <class V>
LIKELIER_HD inline V i0e(const V& x) {
  return in_double(detail::i0e_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> i0e(const Dual<V, N>& x) {
  const V zero = constant<V>(0.0);
  const V value = i0e(x.value);
  const V slope = value * bessel_ratio_complement(x.value);
  return Dual<V, N>::unary(value, select(x.value > zero, -slope, select(x.value < zero, slope, x.value)), x);
}

// log(e^-x I_0(x)) for x >= 0.
template <class V>
LIKELIER_HD inline V log_i0e(const V& x) {
  return in_double(detail::log_i0e_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_i0e(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log_i0e(x.value), -bessel_ratio_complement(x.value), x);
}
// log(factor e^-x I_0(x)), to the digits of 1 rather than its own, in V's own arithmetic. With the factor inside,
// nothing cancels where the product is near 1.
template <class V>
LIKELIER_HD inline V log_i0e_term(const V& x, const V& factor) {
  const V one = constant<V>(1.0), quarter = constant<V>(0.25);
  const auto large = x > constant<V>(detail::bessel_large);
  const V a = select(large, one, x);
  const V square = a * a;
  const V t = quarter * square;
  // What the square rounded away counts up to six times: d log I_0 / dt, to a tenth where that matters.
  const V slope = detail::polynomial(t, 0.539361, -0.0338722, 0.0011348, -1.36290e-5);
  const V lost = quarter * detail::product_error(a, a, square) * slope;
  const V growth = one + t * detail::bessel_excess(t);
  // e^-x as a power of 2, which leaves the logarithm little to cancel, and the rest.
  const auto parts = scaled_exp<V>::reduced(a);
  V value = exp2_scaling<V>::scale(growth + growth * lost, V(-parts.n)), rest = parts.r;
  if (any(large)) {
    const V scaled = detail::bessel_scaled(V(one / x - constant<V>(detail::bessel_middle))) / sqrt(x);
    value = select(large, scaled, value);
    rest = select(large, constant<V>(0.0), rest);
  }
  const V product = value * factor;
  V logarithm = detail::full_log(product);
  const auto ordinary = product >= smallest_normal<V>() && product < infinity<V>();
  if (!all(ordinary)) logarithm = select(ordinary, logarithm, detail::full_log(value) + detail::full_log(factor));
  return logarithm - rest;
}
// The derivative is that by x alone.
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_i0e_term(const Dual<V, N>& x, const Dual<V, N>& factor) {
  return Dual<V, N>::unary(log_i0e_term(x.value, factor.value), -bessel_ratio_complement(x.value), x);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
