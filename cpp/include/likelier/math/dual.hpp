// Forward-mode dual numbers over any value type: scalars, SIMD batches, or duals (second
// derivatives). A formula written on V gives its exact derivatives as Dual<V, N>.
//
// A tangent that is exactly zero stays zero whatever it is multiplied by. At the border of a
// support the local derivative may be infinite (log at 0) while the argument does not depend on
// that variable; IEEE's 0 * inf would turn the exact zero into NaN.
#pragma once

#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// slope * tangent, with an exact zero for a zero tangent.
template <class V>
LIKELIER_HD inline V chain(const V& slope, const V& tangent) {
  return select(primal(tangent) == constant<decltype(primal(tangent))>(0.0), constant<V>(0.0), slope * tangent);
}

template <class V, int N>
struct Dual {
  using value_type = V;
  using scalar = scalar_t<V>;

  V value;
  V tangent[N];

  Dual() = default;
  LIKELIER_HD explicit Dual(scalar c) : value(c) {
    for (int i = 0; i < N; ++i) tangent[i] = constant<V>(0.0);
  }
  template <class U, std::enable_if_t<std::is_same_v<U, V> && !std::is_same_v<U, scalar>, int> = 0>
  LIKELIER_HD explicit Dual(const U& v) : value(v) {
    for (int i = 0; i < N; ++i) tangent[i] = constant<V>(0.0);
  }

  // The i-th independent variable.
  LIKELIER_HD static Dual variable(const V& v, int i) {
    Dual x(v);
    x.tangent[i] = constant<V>(1.0);
    return x;
  }

  // f(x) from its value and slope at x.value.
  LIKELIER_HD static Dual unary(const V& f, const V& slope, const Dual& x) {
    Dual r(f);
    for (int i = 0; i < N; ++i) r.tangent[i] = chain(slope, x.tangent[i]);
    return r;
  }
  LIKELIER_HD static Dual binary(const V& f, const V& slope_x, const Dual& x, const V& slope_y, const Dual& y) {
    Dual r(f);
    for (int i = 0; i < N; ++i) r.tangent[i] = chain(slope_x, x.tangent[i]) + chain(slope_y, y.tangent[i]);
    return r;
  }

  LIKELIER_HD friend Dual operator+(const Dual& a, const Dual& b) {
    Dual r(a.value + b.value);
    for (int i = 0; i < N; ++i) r.tangent[i] = a.tangent[i] + b.tangent[i];
    return r;
  }
  LIKELIER_HD friend Dual operator-(const Dual& a, const Dual& b) {
    Dual r(a.value - b.value);
    for (int i = 0; i < N; ++i) r.tangent[i] = a.tangent[i] - b.tangent[i];
    return r;
  }
  LIKELIER_HD friend Dual operator*(const Dual& a, const Dual& b) {
    return binary(a.value * b.value, b.value, a, a.value, b);
  }
  LIKELIER_HD friend Dual operator/(const Dual& a, const Dual& b) {
    Dual r(a.value / b.value);
    for (int i = 0; i < N; ++i) {
      // (a' - r b') / b keeps the range of r: neither 1/b nor b^2 is formed.
      const V numerator = a.tangent[i] - chain(r.value, b.tangent[i]);
      r.tangent[i] = select(primal(numerator) == constant<decltype(primal(numerator))>(0.0), constant<V>(0.0),
                            numerator / b.value);
    }
    return r;
  }
  LIKELIER_HD friend Dual operator-(const Dual& a) {
    Dual r(-a.value);
    for (int i = 0; i < N; ++i) r.tangent[i] = -a.tangent[i];
    return r;
  }
  LIKELIER_HD Dual& operator+=(const Dual& b) { return *this = *this + b; }
  LIKELIER_HD Dual& operator-=(const Dual& b) { return *this = *this - b; }
  LIKELIER_HD Dual& operator*=(const Dual& b) { return *this = *this * b; }

  LIKELIER_HD friend auto operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
  LIKELIER_HD friend auto operator<=(const Dual& a, const Dual& b) { return a.value <= b.value; }
  LIKELIER_HD friend auto operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
  LIKELIER_HD friend auto operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }
  LIKELIER_HD friend auto operator==(const Dual& a, const Dual& b) { return a.value == b.value; }
  LIKELIER_HD friend auto operator!=(const Dual& a, const Dual& b) { return a.value != b.value; }
};

template <class V, int N>
struct value_traits<Dual<V, N>, void> {
  using scalar = scalar_t<V>;
  using mask = mask_t<V>;
  LIKELIER_HD static auto primal(const Dual<V, N>& x) { return value_traits<V>::primal(x.value); }
  // Not widened: derivatives that need double's digits are written by hand.
  template <class F, class... U>
  LIKELIER_HD static Dual<V, N> in_double(F f, const U&... x) {
    return f(x...);
  }
};

template <class M, class V, int N>
LIKELIER_HD inline Dual<V, N> select(const M& condition, const Dual<V, N>& yes, const Dual<V, N>& no) {
  Dual<V, N> r(select(condition, yes.value, no.value));
  for (int i = 0; i < N; ++i) r.tangent[i] = select(condition, yes.tangent[i], no.tangent[i]);
  return r;
}

template <class V, int N>
LIKELIER_HD inline Dual<V, N> min(const Dual<V, N>& a, const Dual<V, N>& b) {
  return select(b < a, b, a);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> max(const Dual<V, N>& a, const Dual<V, N>& b) {
  return select(a < b, b, a);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> fma(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& c) {
  return a * b + c;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> abs(const Dual<V, N>& x) {
  const V zero = constant<V>(0.0);
  // 0 at 0, NaN at NaN.
  const V sign = select(x.value > zero, constant<V>(1.0), select(x.value < zero, constant<V>(-1.0), x.value));
  return Dual<V, N>::unary(abs(x.value), sign, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> floor(const Dual<V, N>& x) {
  return Dual<V, N>(floor(x.value));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> ceil(const Dual<V, N>& x) {
  return Dual<V, N>(ceil(x.value));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> sqrt(const Dual<V, N>& x) {
  const V root = sqrt(x.value);
  return Dual<V, N>::unary(root, constant<V>(0.5) / root, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> exp(const Dual<V, N>& x) {
  const V e = exp(x.value);
  return Dual<V, N>::unary(e, e, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> expm1(const Dual<V, N>& x) {
  return Dual<V, N>::unary(expm1(x.value), exp(x.value), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log(x.value), constant<V>(1.0) / x.value, x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log1p(const Dual<V, N>& x) {
  return Dual<V, N>::unary(log1p(x.value), constant<V>(1.0) / (constant<V>(1.0) + x.value), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> tanh(const Dual<V, N>& x) {
  const V t = tanh(x.value);
  return Dual<V, N>::unary(t, constant<V>(1.0) - t * t, x);
}
template <class V, int N>
LIKELIER_HD inline auto isnan(const Dual<V, N>& x) {
  return isnan(x.value);
}
template <class V, int N>
LIKELIER_HD inline auto isinf(const Dual<V, N>& x) {
  return isinf(x.value);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
