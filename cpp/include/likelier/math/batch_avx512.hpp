// log, log1p, exp and expm1 by what AVX-512 has instructions for: exponents and mantissas of any number, subnormal
// ones too, and scaling by powers of two with gradual underflow. No branches, and right for every argument.
// Coefficients: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/batch.hpp"
#include "likelier/math/exponential.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

template <class V>
struct machine_registers;
template <class A>
struct machine_registers<xsimd::batch<float, A>> {
  using V = xsimd::batch<float, A>;
  // The mantissa in [3/4, 3/2), NaN for negative numbers, 1 at 0 and infinity.
  LIKELIER_HOT static V mantissa(const V& x) { return _mm512_getmant_ps(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan); }
  // floor(log2 |x|): -inf at 0, inf at infinity.
  LIKELIER_HOT static V exponent(const V& x) { return _mm512_getexp_ps(x); }
  LIKELIER_HOT static V scale(const V& x, const V& n) { return _mm512_scalef_ps(x, n); }
  // The same, and 0 where x is neither positive nor finite.
  LIKELIER_HOT static V scale_where_positive(const V& x, const V& p, const V& n) {
    return _mm512_maskz_scalef_ps(
        _mm512_cmp_ps_mask(p, infinity<V>(), _CMP_LT_OQ) & _mm512_cmp_ps_mask(p, constant<V>(0.0), _CMP_GT_OQ), x, n);
  }
};
template <class A>
struct machine_registers<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;
  LIKELIER_HOT static V mantissa(const V& x) { return _mm512_getmant_pd(x, _MM_MANT_NORM_p75_1p5, _MM_MANT_SIGN_nan); }
  LIKELIER_HOT static V exponent(const V& x) { return _mm512_getexp_pd(x); }
  LIKELIER_HOT static V scale(const V& x, const V& n) { return _mm512_scalef_pd(x, n); }
  LIKELIER_HOT static V scale_where_positive(const V& x, const V& p, const V& n) {
    return _mm512_maskz_scalef_pd(
        _mm512_cmp_pd_mask(p, infinity<V>(), _CMP_LT_OQ) & _mm512_cmp_pd_mask(p, constant<V>(0.0), _CMP_GT_OQ), x, n);
  }
  // A reciprocal in sixteenths, r in [11/16, 21/16], and -log r in two pieces, the first in multiples of 2^-33.
  struct reciprocal {
    V value, log_high, log_low;

    LIKELIER_HOT explicit reciprocal(const V& m) {
      const V magic = constant<V>(0x1.8p48);
      const V shifted = V(_mm512_rcp14_pd(m)) + magic;
      const __m512i index = _mm512_castpd_si512(shifted);
      value = shifted - magic;
      log_high = table(index, 0.0, -0.0606246218085289, -0.11778303561732173, -0.17185025697108358,
                       -0.22314355126582086, -0.2719337154412642, 0.37469344947021455, 0.28768207249231637,
                       0.20763936475850642, 0.13353139266837388, 0.06453852111008018);
      log_low = table(index, 0.0, -7.905942434121756e-12, -3.906172487875993e-11, 4.442435910750237e-11,
                      -4.838889490356316e-11, -4.237754670016925e-11, -2.8803852119791215e-11, -4.053543780278539e-11,
                      1.9738084340965946e-11, -4.385125962419471e-11, 2.749098912058627e-11);
    }

   private:
    // The values for 16 to 21 sixteenths, and for 11 to 15.
    LIKELIER_HOT static V table(__m512i index, double t16, double t17, double t18, double t19, double t20, double t21,
                                double t11, double t12, double t13, double t14, double t15) {
      const __m512d low = _mm512_set_pd(0.0, 0.0, t21, t20, t19, t18, t17, t16);
      const __m512d high = _mm512_set_pd(t15, t14, t13, t12, t11, 0.0, 0.0, 0.0);
      return _mm512_permutex2var_pd(low, index, high);
    }
  };
};

// log x, and log(x + lost 2^exponent).
template <class V>
struct machine_logarithm {
  using registers = machine_registers<V>;
  V mantissa, exponent;

  LIKELIER_HOT explicit machine_logarithm(const V& x)
      : mantissa(registers::mantissa(x)), exponent(registers::exponent(x) - registers::exponent(mantissa)) {}

  LIKELIER_HOT V value() const {
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      return of(mantissa - constant<V>(1.0));
    } else {
      const typename registers::reciprocal r(mantissa);
      return of(madd(mantissa, r.value, constant<V>(-1.0)), r);
    }
  }
  LIKELIER_HOT V value(const V& lost) const {
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      return of((mantissa - constant<V>(1.0)) + lost);
    } else {
      const typename registers::reciprocal r(mantissa);
      return of(madd(mantissa, r.value, constant<V>(-1.0)) + lost * r.value, r);
    }
  }

 private:
  // The mantissa is 1 + f, or (1 + f) / r.
  template <class... Reciprocal>
  LIKELIER_HOT V of(const V& f, const Reciprocal&... r) const {
    const V minus_half = constant<V>(-0.5);
    if constexpr (std::is_same_v<scalar_t<V>, float>) {
      const V square = f * f;
      const V tail = polynomial(f, 0.3333333432674408, -0.25000056624412537, 0.20000140368938446, -0.16660816967487335,
                                0.14268305897712708, -0.12639310956001282, 0.11680682003498077, -0.09561339765787125,
                                0.042871978133916855);
      // log 2 in two pieces of one sign, lest infinities of both meet.
      const V small = madd(exponent, constant<V>(1.42860677e-06), square * madd(f, tail, minus_half));
      return madd(exponent, constant<V>(6.93145752e-01), f + small);
    } else {
      const V square = f * f;
      const V tail = polynomial(f, 0.3333333333333333, -0.24999999999991976, 0.1999999999997854, -0.16666666713478032,
                                0.14285714365824964, -0.1249992628422126, 0.11111012917279581, -0.10042971862161673,
                                0.09138116181445387);
      const V low = madd(exponent, constant<V>(1.90821492927058770002e-10), (r.log_low, ...));
      const V high = madd(exponent, constant<V>(6.93147180369123816490e-01), (r.log_high, ...));
      return high + (f + madd(square, V(madd(f, tail, minus_half)), low));
    }
  }
};

}  // namespace detail

template <class T, class A>
struct machine_functions<xsimd::batch<T, A>> {
  static constexpr bool exist = true;
  using V = xsimd::batch<T, A>;
  using registers = detail::machine_registers<V>;
  static constexpr bool is_float = sizeof(T) == sizeof(float);

  // table[n] for n = 0, ..., 15; one of the numbers, or the first, for anything else.
  LIKELIER_HOT static V at(const T (&table)[16], const V& n) {
    if constexpr (is_float) {
      const V shifted = n + constant<V>(0x1.8p23);
      return _mm512_permutexvar_ps(_mm512_castps_si512(shifted), _mm512_loadu_ps(table));
    } else {
      const V shifted = n + constant<V>(0x1.8p52);
      return _mm512_permutex2var_pd(_mm512_loadu_pd(table), _mm512_castpd_si512(shifted), _mm512_loadu_pd(table + 8));
    }
  }
  LIKELIER_HOT static V log(const V& x) { return detail::machine_logarithm<V>(x).value(); }
  LIKELIER_HOT static V log1p(const V& x) {
    const V one = constant<V>(1.0);
    const V u = one + x;
    const V lost = select(x < one, x - (u - one), one - (u - x));
    const detail::machine_logarithm<V> logarithm(u);
    return logarithm.value(registers::scale_where_positive(lost, u, V(-logarithm.exponent)));
  }
  LIKELIER_HOT static V exp(const V& x) {
    using limits = detail::exp_limits<T>;
    const auto parts = scaled_exp<V>::reduced(within(x, limits::lowest, limits::highest));
    return registers::scale(parts.growth() + constant<V>(1.0), parts.n);
  }
  // 2^n ((e^r - 1) + (1 - 2^-n)), of which r is added first: the difference is exact where there is one.
  LIKELIER_HOT static V expm1(const V& x) {
    const V one = constant<V>(1.0);
    const auto parts = scaled_exp<V>::reduced(within(x, is_float ? -20.0 : -40.0, detail::exp_limits<T>::highest));
    const V rest = one - registers::scale(one, V(-parts.n));
    return select(x == constant<V>(0.0), x,
                  registers::scale(detail::madd(V(parts.r * parts.r), parts.tail, rest + parts.r), parts.n));
  }

 private:
  // The second operand where one is NaN.
  LIKELIER_HOT static V within(const V& x, double low, double high) {
    if constexpr (is_float) {
      return _mm512_max_ps(constant<V>(low), _mm512_min_ps(constant<V>(high), x));
    } else {
      return _mm512_max_pd(constant<V>(low), _mm512_min_pd(constant<V>(high), x));
    }
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
