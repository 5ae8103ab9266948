// Random words as uniform and normal variables, on any value type. Sums and products are written unfused, and are to be
// compiled so: then every instruction set, and a device, makes the same bits.
#pragma once

#include <cstdint>
#include <cstring>

#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The bits of a floating number as an integer of its size.
template <class V>
struct bits_of {
  using type = std::conditional_t<sizeof(V) == sizeof(float), std::uint32_t, std::uint64_t>;
  LIKELIER_HD static type from(const V& x) {
    type bits;
    std::memcpy(&bits, &x, sizeof bits);
    return bits;
  }
  LIKELIER_HD static V to(const type& bits) {
    V x;
    std::memcpy(&x, &bits, sizeof x);
    return x;
  }
};

// The odd multiple of 2^-24, or of 2^-53, that the first bits of some words are.
LIKELIER_HD inline float unit_of(std::uint32_t word) {
  return static_cast<float>(static_cast<std::int32_t>(word >> 9)) * 0x1p-23F + 0x1p-24F;
}
LIKELIER_HD inline double unit_of(std::uint32_t low, std::uint32_t high) {
  // 52 bits as those of a number in [1, 2).
  const std::uint64_t bits = ((static_cast<std::uint64_t>(high) << 20) | (low >> 12)) | 0x3ff0000000000000;
  return bits_of<double>::to(bits) - (1.0 - 0x1p-53);
}
// An odd multiple of 2^-32, rounded: a radius of 31 bits, for the tails.
LIKELIER_HD inline float radius_of(std::uint32_t word) {
  return static_cast<float>(static_cast<std::int32_t>(word >> 1)) * 0x1p-31F + 0x1p-32F;
}

namespace detail {

// c0 + c1 x + ..., unfused.
template <class V>
LIKELIER_HD inline V unfused(const V&, double c0) {
  return constant<V>(c0);
}
template <class V, class... C>
LIKELIER_HD inline V unfused(const V& x, double c0, C... rest) {
  return constant<V>(c0) + x * unfused(x, rest...);
}

// log(u) for normal u > 0 by fdlibm's algorithm: see log_of_normal. In float with the coefficients of e_logf.c
// (I. L. Taylor, Cygnus Support).
template <class V>
LIKELIER_HD inline V log_of_unit(const V& u) {
  using bits_t = typename bits_of<V>::type;
  V k, f, series, last;
  if constexpr (sizeof(scalar_t<V>) == sizeof(double)) {
    const bits_t bits = bits_of<V>::from(u) + (bits_t(0x3ff0000000000000) - bits_t(0x3fe6a09e667f3bcd));
    k = bits_of<V>::to((bits >> 52) | bits_t(0x4330000000000000)) - constant<V>(0x1p52 + 1023.0);
    f = bits_of<V>::to((bits & bits_t(0x000fffffffffffff)) + bits_t(0x3fe6a09e667f3bcd)) - constant<V>(1.0);
  } else {
    const bits_t bits = bits_of<V>::from(u) + (bits_t(0x3f800000) - bits_t(0x3f3504f3));
    k = bits_of<V>::to((bits >> 23) | bits_t(0x4b000000)) - constant<V>(0x1p23 + 127.0);
    f = bits_of<V>::to((bits & bits_t(0x007fffff)) + bits_t(0x3f3504f3)) - constant<V>(1.0);
  }
  const V s = f / (constant<V>(2.0) + f), z = s * s;
  const V half_square = constant<V>(0.5) * f * f;
  if constexpr (sizeof(scalar_t<V>) == sizeof(double)) {
    series = z * unfused(z, 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
                         2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
                         1.479819860510658591e-01);
    last = s * (half_square + series) + k * constant<V>(1.90821492927058770002e-10);
    return k * constant<V>(6.93147180369123816490e-01) - ((half_square - last) - f);
  } else {
    series = z * unfused(z, 0.66666662693, 0.40000972152, 0.28498786688, 0.24279078841);
    last = s * (half_square + series) + k * constant<V>(9.0580006145e-06);
    return k * constant<V>(6.9313812256e-01) - ((half_square - last) - f);
  }
}

// sin(pi f) for |f| <= 1/2; the coefficients of sin_pi of doubles in math/gamma.hpp.
template <class V>
LIKELIER_HD inline V sin_of_half_turn(const V& f) {
  const V s = f * f;
  return f * unfused(s, 3.141592653589793, -5.16771278004997, 2.55016403987734, -0.5992645293203419,
                     0.08214588659672367, -0.0073704307192746345, 0.00046630087181209095, -2.1906194400003934e-05,
                     7.725653764871911e-07);
}

// log(1 + x) for x > -1: the logarithm of the rounded sum, and what rounding took.
template <class V>
LIKELIER_HD inline V unfused_log1p(const V& x) {
  const V one = constant<V>(1.0), sum = one + x;
  return log_of_unit(sum) + (x - (sum - one)) / sum;
}

// exp(x) of doubles: 2^n e^r with |r| <= log(2) / 2, by Taylor's series.
template <class V>
LIKELIER_HD inline V unfused_exp(const V& x) {
  const V t = min(max(x, constant<V>(-1500.0)), constant<V>(1500.0));
  const V n = nearbyint(t * constant<V>(1.44269504088896340736));
  const V r = (t - n * constant<V>(6.93147180369123816490e-01)) - n * constant<V>(1.90821492927058770002e-10);
  const V series = unfused(r, 1.0, 1.0, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320,
                           1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800);
  // A power of 2 whose exponent is a number's last bits.
  const auto power = [](const V& exponent) {
    return bits_of<V>::to(bits_of<V>::from(exponent + constant<V>(0x1p52 + 1023.0)) << 52);
  };
  const V third = floor(n * constant<V>(1.0 / 3.0)), half = floor((n - third) * constant<V>(0.5));
  const V result = ((series * power(third)) * power(half)) * power((n - third) - half);
  return select(isnan(x), x, result);
}

// atan(x) of doubles for x >= 0 by atan_tail's coefficients (math/trigonometric.hpp).
template <class V>
LIKELIER_HD inline V unfused_atan(const V& x) {
  const V one = constant<V>(1.0);
  const auto below = x < one;
  const V low = select(below, x, one), high = select(below, one, x);
  const auto wide = low > constant<V>(0.4142135623730950) * high;
  const V r = select(wide, low - high, low) / select(wide, low + high, high);
  const V y = r * r;
  const V series = unfused(y, -0.3333333333333333, 0.19999999999995513, -0.1428571428466518, 0.11111111015146714,
                           -0.0909090457366906, 0.07692183087342026, -0.06664509989818045, 0.058581362519061465,
                           -0.05085383488842831, 0.03922974453661223, -0.019174543572021332);
  const V rest = r + r * (y * series);
  const V part = select(wide, constant<V>(0.7853981633974483) + rest, rest);
  return select(below || isnan(x), part, constant<V>(1.5707963267948966) - part);
}

}  // namespace detail

// Two normal variables from a radius and an angle (G. E. P. Box and M. E. Muller 1958). The angle takes half a turn of
// the unit interval, and the sign of the cosine a bit that it leaves over.
template <class V>
LIKELIER_HD inline void box_muller(const V& radius, const V& angle, const V& sign, V& cosine, V& sine) {
  const V half = constant<V>(0.5);
  const V f = angle - half;
  const V r = sqrt(constant<V>(-2.0) * detail::log_of_unit(radius));
  cosine = r * (detail::sin_of_half_turn(V(half - abs(f))) * sign);
  sine = r * detail::sin_of_half_turn(f);
}

// One of them.
template <class V>
LIKELIER_HD inline V normal_of(const V& radius, const V& angle, const V& sign) {
  const V half = constant<V>(0.5);
  const V r = sqrt(constant<V>(-2.0) * detail::log_of_unit(radius));
  return r * (detail::sin_of_half_turn(V(half - abs(V(angle - half)))) * sign);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
