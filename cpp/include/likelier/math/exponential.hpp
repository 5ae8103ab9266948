// exp for the row operations: short, branch-free, and with gradual underflow, where most vector
// libraries flush to zero what a row's sum is made of.
#pragma once

#include <cstring>

#include "likelier/math/polynomial.hpp"
#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// p * 2^n for an integral n that may leave the exponent's range: overflows to infinity and
// underflows gradually. |n| <= 2000 (double), 250 (float). A struct, so that the specialisation for
// batches is found wherever it is declared.
template <class V>
struct exp2_scaling {
  LIKELIER_HD static V scale(V p, V n) {
#if defined(__CUDA_ARCH__)
    // Two powers of 2 by their bits: a device's ldexp is as long as the exponential.
    const int whole = static_cast<int>(n);
    const int half = whole >> 1;
    return p * power_of_2(half) * power_of_2(whole - half);
#else
    return std::ldexp(p, static_cast<int>(n));
#endif
  }
  LIKELIER_HD static V power_of_2(int n) {
    std::conditional_t<sizeof(V) == sizeof(float), std::uint32_t, std::uint64_t> bits =
        static_cast<unsigned>(n + std::numeric_limits<V>::max_exponent - 1);
    bits <<= std::numeric_limits<V>::digits - 1;
    V power;
    std::memcpy(&power, &bits, sizeof power);
    return power;
  }
};

// The same where both p and the result are normal.
template <class V>
struct normal_scaling {
  LIKELIER_HD static V scale(V p, V n) { return p * exp2_scaling<V>::power_of_2(static_cast<int>(n)); }
};

// x = mantissa * 2^exponent with 1 <= mantissa < 2, for positive normal x; likewise a struct.
template <class V>
struct exponent_split {
  LIKELIER_HD static V mantissa(V x, V& exponent) {
    int n;
    const V half = std::frexp(x, &n);
    exponent = static_cast<V>(n - 1);
    return V(2) * half;
  }
};

namespace detail {

// exp is 0 below lowest, subnormal below normal and infinite above highest in the scalar's format; below vanishing so
// is its product with all but the largest factors, and the exponent still fits exp2_scaling. Between -wide and wide
// that does with a further factor of any size.
template <class T>
struct exp_limits;
template <>
struct exp_limits<float> {
  static constexpr double vanishing = -174.0, lowest = -104.0, normal = -87.0, highest = 89.0, wide = 173.0;
};
template <>
struct exp_limits<double> {
  static constexpr double vanishing = -1416.0, lowest = -746.0, normal = -708.0, highest = 710.0, wide = 1386.0;
};

}  // namespace detail

// exp(x) as mantissa * 2^exponent. A product with a large factor is formed before the scaling, so
// that it keeps its digits where exp(x) itself underflows.
template <class V>
struct scaled_exp {
  V mantissa, exponent;

  // x = n log 2 + r: e^r - 1 = r + r^2 tail.
  struct reduction {
    V r, tail, n;
    LIKELIER_HD V growth() const { return detail::madd(V(r * r), tail, r); }
  };
  // The high parts of log 2 have so few bits that n times them is exact (W. Cody, W. Waite 1980).
  LIKELIER_HD static V remainder(const V& x, const V& n) {
    constexpr bool in_float = std::is_same_v<scalar_t<V>, float>;
    const V high = constant<V>(in_float ? -0.693359375 : -6.93147180369123816490e-01);
    const V low = constant<V>(in_float ? 2.12194440e-4 : -1.90821492927058770002e-10);
    return detail::madd(n, low, detail::madd(n, high, x));
  }
  LIKELIER_HD static V multiple(const V& x) { return nearbyint(x * constant<V>(1.4426950408889634)); }
  // Coefficients: minimax on |r| <= 0.35, by Remez exchange.
  LIKELIER_HD static V tail_of(const V& r) {
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      return detail::polynomial(r, 0.500000002859, 0.166665733611, 0.0416663634021, 0.00836377614291, 0.00139421652571);
    } else {
      return detail::polynomial(r, 0.5000000000000001128124, 0.1666666666666667534278, 0.04166666666662063414256,
                                0.008333333333321296159048, 0.001388888891894097272346, 0.000198412698893470387567,
                                0.00002480151863905157121578, 0.000002755723925004986505348, 2.762133962263160195483e-7,
                                2.511120184202167422153e-8);
    }
  }
  LIKELIER_HD static reduction reduced(const V& x) {
    const V n = multiple(x);
    const V r = remainder(x, n);
    return {r, tail_of(r), n};
  }
  // vanishing <= x <= highest, or NaN. (Of parts by themselves: as a structure GCC would store them.)
  LIKELIER_HD static scaled_exp in_range(const V& x) {
    const V n = multiple(x);
    const V r = remainder(x, n);
    return {detail::madd(V(r * r), tail_of(r), r) + constant<V>(1.0), n};
  }
  LIKELIER_HD explicit scaled_exp(const V& x) {
    using limits = detail::exp_limits<scalar_t<V>>;
    const V lowest = constant<V>(limits::vanishing);
    const V highest = constant<V>(limits::highest);
    const auto vanishes = x < lowest;
    *this = in_range(V(select(vanishes, lowest, V(select(x > highest, highest, x)))));
    mantissa = select(vanishes, constant<V>(0.0), mantissa);
  }
  LIKELIER_HD scaled_exp(const V& m, const V& n) : mantissa(m), exponent(n) {}

  LIKELIER_HD V value() const { return exp2_scaling<V>::scale(mantissa, exponent); }
  LIKELIER_HD V times(const V& factor) const { return exp2_scaling<V>::scale(mantissa * factor, exponent); }
};

// e^y for any y; and where is_near, (e^y - 1 - y) / y^2, in which nothing cancels. Coefficients: exp_tail of
// tests/oracle/fit_special.py.
template <class V>
struct exp_with_tail {
  V tail;
  mask_t<V> is_near;

  LIKELIER_HD explicit exp_with_tail(const V& any_y)
      : tail(any_y), is_near(abs(any_y) <= constant<V>(0.52)), r(any_y), n(any_y) {
    constexpr bool in_float = std::is_same_v<scalar_t<V>, float>;
    const V limit = constant<V>(detail::exp_limits<scalar_t<V>>::wide);
    const V y = select(any_y > limit, limit, V(select(any_y < -limit, -limit, any_y)));
    n = select(is_near, constant<V>(0.0), nearbyint(y * constant<V>(1.4426950408889634)));
    r = scaled_exp<V>::remainder(y, n);
    V next;
    if constexpr (in_float) {
      next = detail::polynomial(r, 0.1666666716337204, 0.0416666679084301, 0.008333215489983559, 0.0013888541143387556,
                                0.00019955534662585706, 2.499902075214777e-05);
    } else {
      next = detail::polynomial(r, 0.16666666666666666, 0.041666666666666866, 0.00833333333333356,
                                0.0013888888888746564, 0.0001984126984044868, 2.4801587590730858e-05,
                                2.755732026022704e-06, 2.7557079411515846e-07, 2.5051554881256094e-08,
                                2.0963776170350798e-09, 1.6180561694240655e-10);
    }
    tail = detail::madd(next, r, constant<V>(0.5));
  }
  // e^y times a factor; nothing overflows before the product does.
  LIKELIER_HD V times(const V& factor) const {
    const V mantissa = detail::madd(V(r * r), tail, r) + constant<V>(1.0);
    return exp2_scaling<V>::scale(mantissa * factor, n);
  }

 private:
  V r, n;
};

// exp(x) for x <= 0, -inf included.
template <class V>
LIKELIER_HD inline V exp_nonpositive(const V& x) {
  const V lowest = constant<V>(detail::exp_limits<scalar_t<V>>::lowest);
  return scaled_exp<V>::in_range(V(select(x < lowest, lowest, x))).value();
}
// The same, bit for bit, for normal <= x <= 0.
template <class V>
LIKELIER_HD LIKELIER_HOT V normal_exp(const V& x) {
  const auto parts = scaled_exp<V>::in_range(x);
  return normal_scaling<V>::scale(parts.mantissa, parts.exponent);
}

// limit tanh(x inverse), absolutely as good as relatively near 0: for logits that are capped. Float: where the argument
// is small, as it is for most logits, a polynomial, and a rational function of its square up to where the result rounds
// to 1 (tests/oracle/fit_special.py).
template <class V>
struct soft_cap {
  static constexpr bool has_near = std::is_same_v<scalar_t<V>, float>;
  V inverse, limit;

  LIKELIER_HD LIKELIER_HOT V operator()(const V& x) const {
    if constexpr (has_near) {
      V square;
      const V result = near(x, square);
      return all(is_near(square)) ? result : V(select(is_near(square), result, far(x)));
    } else {
      return limit * tanh(V(x * inverse));
    }
  }
  // What is right where is_near(square), square being twice that of the argument: so a loop over several x finds by the
  // disjunction of their bits whether all are near. The coefficients, of tanh_tail over powers of 2, times the slope
  // are the same for every x.
  LIKELIER_HD LIKELIER_HOT V near(const V& x, V& square) const {
    const V y = x * (inverse * constant<V>(1.4142135623730951));
    square = y * y;
    const V slope = inverse * limit;
    return x * horner(square, slope, 1.0, -0.16666492819786072, 0.03331597521901131, -0.006687215995043516,
                      0.001272347872145474, -0.00019553551101125777, 1.65226429089671e-05);
  }
  LIKELIER_HD LIKELIER_HOT static mask_t<V> is_near(const V& square) { return square < constant<V>(2.0); }
  LIKELIER_HD V far(const V& x) const {
    const V most = constant<V>(9.02);
    const V any_y = x * inverse;
    const V y = select(any_y > most, most, select(any_y < -most, -most, any_y));
    const V z = y * y;
    const V quotient = detail::polynomial(z, 1.0, 0.1402391493320465, 0.004326840862631798, 3.981800182373263e-05,
                                          9.809360079771068e-08, 2.941395044198103e-11) /
                       detail::polynomial(z, 1.0, 0.47357240319252014, 0.028851043432950974, 0.00048206307110376656,
                                          2.3830707505112514e-06, 2.490044392899904e-09);
    return limit * (y * quotient);
  }

 private:
  // The polynomial's coefficients times a factor, by Horner's rule.
  LIKELIER_HD LIKELIER_HOT static V horner(const V&, const V& factor, double c0) { return constant<V>(c0) * factor; }
  template <class... C>
  LIKELIER_HD LIKELIER_HOT static V horner(const V& z, const V& factor, double c0, C... rest) {
    return detail::madd(horner(z, factor, rest...), z, constant<V>(c0) * factor);
  }
};

// e^-x and 1 - e^-x for 0 <= x <= -lowest, both with all their digits.
template <class V>
struct exp_and_complement {
  V value, complement;

  LIKELIER_HD explicit exp_and_complement(const V& x) {
    const auto parts = scaled_exp<V>::reduced(V(-x));
    const V growth = parts.growth(), n = parts.n;
    const V power = exp2_scaling<V>::scale(constant<V>(1.0), n);
    value = exp2_scaling<V>::scale(growth + constant<V>(1.0), n);
    // For n = 0 the difference is exactly 0.
    complement = (constant<V>(1.0) - power) - power * growth;
  }
};

// log(q / p) and the Bregman term p log(p / q) - p + q, where it holds.
template <class V>
struct quotient_logarithm {
  V logarithm, term;

  // Of positive normal numbers whose sum is finite.
  LIKELIER_HD static mask_t<V> holds(const V& p, const V& q) {
    const V least = smallest_normal<V>();
    return p >= least && q >= least && p + q < infinity<V>();
  }

  // (atanh(s) / s - 1) as a function of z = s^2, for |s| <= 0.478.
  LIKELIER_HD static V cubic_tail(const V& z) {
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      return z * detail::polynomial(z, 0.33333332302, 0.200003123549, 0.142704291306, 0.113819274701, 0.0697311082227,
                                    0.148503914449);
    } else {
      return z * detail::polynomial(z, 0.3333333333333333592365, 0.1999999999999624718727, 0.1428571428661471674287,
                                    0.1111111102631140686309, 0.09090913233066938996031, 0.07692187599720952058402,
                                    0.06668892865321796791873, 0.05854858393850160113941, 0.05493576074059155335213,
                                    0.03454250842550299436958, 0.09240839965401493548065, -0.07267595153791885858203,
                                    0.1706760290936041905375);
    }
  }

  LIKELIER_HD quotient_logarithm(const V& p, const V& q) : quotient_logarithm(p, q, V(q - p)) {}
  // With q - p, where the caller knows more of its digits.
  LIKELIER_HD quotient_logarithm(const V& p, const V& q, const V& difference) {
    constexpr bool in_float = std::is_same_v<scalar_t<V>, float>;
    const V two = constant<V>(2.0);
    // log(q / p) = 2 atanh(s) with s = (q - p) / (q + p) where |s| <= 0.478, which is about a quotient between 8^-1/2
    // and 8^1/2; then q - p - 2 p s is (q - p) s, and nothing cancels in the term. Elsewhere the quotient is first
    // brought between 1/2 and 2 by a power of two, for an s of at most a third.
    const V sum = q + p;
    const auto near = abs(difference) <= constant<V>(0.4775) * sum;
    V p_exponent, q_exponent;
    const V a = exponent_split<V>::mantissa(p, p_exponent);
    const V b = exponent_split<V>::mantissa(q, q_exponent);
    const V k = select(near, constant<V>(0.0), q_exponent - p_exponent);
    const V s = select(near, difference, b - a) / select(near, sum, b + a);
    const V cubic = two * (s * cubic_tail(V(s * s)));
    logarithm = detail::madd(
        k, constant<V>(in_float ? 0.693359375 : 6.93147180369123816490e-01),
        detail::madd(k, constant<V>(in_float ? -2.12194440e-4 : 1.90821492927058770002e-10), cubic + two * s));
    term = select(near, difference * s - p * cubic, difference - p * logarithm);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
