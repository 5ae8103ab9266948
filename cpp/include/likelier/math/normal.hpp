// The normal distribution function and what it is made of. Everything rests on the Mills ratio
//   M(x) = Phi(-x) / phi(x),
// which is smooth and has no cancellation anywhere in x >= 0. Written for double; float goes through double and is
// rounded once. Coefficients: tests/oracle/fit_special.py.
#pragma once

#include "likelier/math/elementary.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// M(x) and 1 - x M(x) = -M'(x) for x >= 0.
template <class V>
struct mills_ratio {
  V value, deficit;

  LIKELIER_HD explicit mills_ratio(const V& x) {
    const V one = constant<V>(1.0);
    const auto small = x < one;
    const auto large = x > constant<V>(4.0);
    deficit = polynomial(x, 1.0000000000545473, 0.9551209640856568, 0.4786628500187486, 0.15226759444260438,
                         0.032633912813706034, 0.004675493158154158, 0.00041552617235288337, 1.7913563151023267e-05) /
              polynomial(x, 1.0, 2.208435101989007, 2.2465257816527666, 1.3860920930966036, 0.5739150573428897,
                         0.16619979248980757, 0.03387963587515766, 0.0047292739818215095, 0.0004155249560198202,
                         1.7913581055753235e-05);
    const V inverse = one / x;
    if (any(large)) {
      const V w = inverse * inverse;
      const V tail = polynomial(w, 1.0, 94.01216662867209, 3361.699544122287, 58308.10802693001, 518172.23495637166,
                                2286456.3508865205, 4430124.117120378, 2730931.734023909, 81463.67942946937) /
                     polynomial(w, 1.0, 97.01216662867209, 3637.736044008307, 67871.13365952227, 676460.8727718019,
                                3598452.751227863, 9640684.264858825, 11297910.355782557, 4069119.809535418);
      deficit = select(large, w * tail, deficit);
    }
    value = (one - deficit) * inverse;
    if (any(small)) {
      const V near = polynomial(x, 1.2533141373155003, 1.027772014713365, 0.43373297839749625, 0.10271344603465397,
                                0.013623347990817165, 0.0007968357341974396) /
                     polynomial(x, 1.0, 1.6179279833679128, 1.1369886053946725, 0.44613665541289776,
                                0.10364769185276877, 0.013612872340873572, 0.000797246612048766);
      value = select(small, near, value);
      deficit = select(small, one - x * near, deficit);
    }
  }
};

// e^(factor x^2) for |x| <= 40: the square in two pieces, of which the larger is exact (W. J. Cody 1969).
template <class V>
LIKELIER_HD inline V exp_of_square(const V& x, double factor) {
  const V a = abs(x);
  const V high = constant<V>(0.0625) * trunc(constant<V>(16.0) * a);
  const V f = constant<V>(factor);
  return full_exp(V(f * (high * high))) * exp(f * ((a - high) * (a + high)));
}

struct normal_density_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V farthest = constant<V>(40.0);  // where it has underflowed
    return constant<V>(0.3989422804014327) * exp_of_square(V(select(abs(x) > farthest, farthest, x)), -0.5);
  }
};

// Phi(-x) for x >= 0.
struct normal_tail_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    return select(x == infinity<V>(), constant<V>(0.0), normal_density_in_double{}(x)*mills_ratio<V>(x).value);
  }
};

struct log_ndtr_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0);
    const auto upper = x > zero;
    const mills_ratio<V> m(abs(x));
    V result = (log(m.value) - constant<V>(half_log_2pi)) - (constant<V>(0.5) * x) * x;
    result = select(x == -infinity<V>(), x, result);
    if (any(upper)) {
      const V tail = normal_density_in_double{}(x)*m.value;
      result = select(upper, log1p(-select(x == infinity<V>(), zero, tail)), result);
    }
    return result;
  }
};

// phi(x) / Phi(x).
struct log_ndtr_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto upper = x > zero;
    const mills_ratio<V> m(abs(x));
    V result = one / m.value;
    if (any(upper)) {
      const V density = normal_density_in_double{}(x);
      result = select(upper, density / (one - density * m.value), result);
    }
    return result;
  }
};

struct erfcx_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V root = constant<V>(1.4142135623730951) * x;
    const V positive = constant<V>(0.7978845608028654) * mills_ratio<V>(abs(root)).value;
    const auto lower = x < constant<V>(0.0);
    if (!any(lower)) return positive;
    const V lowest = constant<V>(-27.0);  // where it has overflown
    const V reflected = constant<V>(2.0) * exp_of_square(V(select(x < lowest, lowest, x)), 1.0) - positive;
    return select(lower, reflected, positive);
  }
};

struct erfcx_slope_in_double {
  template <class V>
  LIKELIER_HD V operator()(const V& x) const {
    const V two_over_root_pi = constant<V>(1.1283791670955126);
    const V positive = -two_over_root_pi * mills_ratio<V>(constant<V>(1.4142135623730951) * abs(x)).deficit;
    const auto lower = x < constant<V>(0.0);
    if (!any(lower)) return positive;
    return select(lower, constant<V>(2.0) * x * erfcx_in_double{}(x)-two_over_root_pi, positive);
  }
};

}  // namespace detail

// e^(x^2) erfc(x).
template <class V>
LIKELIER_HD inline V erfcx(const V& x) {
  return in_double(detail::erfcx_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> erfcx(const Dual<V, N>& x) {
  return Dual<V, N>::unary(erfcx(x.value), in_double(detail::erfcx_slope_in_double{}, x.value), x);
}

// log Phi(x), of the normal distribution function.
template <class V>
LIKELIER_HD inline V log_ndtr(const V& x) {
  return in_double(detail::log_ndtr_in_double{}, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_ndtr(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log_ndtr(x.value), in_double(detail::log_ndtr_slope_in_double{}, x.value), x);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
