// The vocabulary of the formulas, for plain float and double.
//
// A formula is a template on its value type V and calls these names unqualified: inside namespace
// likelier they are found here for scalars, and by argument-dependent lookup for SIMD batches
// (batch.hpp) and dual numbers (dual.hpp).
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "likelier/config.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

using std::abs;
using std::ceil;
using std::copysign;
using std::cos;
using std::exp;
using std::expm1;
using std::floor;
using std::fma;
using std::isfinite;
using std::isinf;
using std::isnan;
using std::log;
using std::log1p;
using std::nearbyint;
using std::sin;
using std::sqrt;
using std::tanh;
using std::trunc;

// Several results of one function.
template <class V, int N>
struct several {
  V at[N];
};

// scalar_t<V>: the float or double that a value type is made of. mask_t<V>: what comparisons give.
template <class V, class = void>
struct value_traits;

template <class T>
struct value_traits<T, std::enable_if_t<std::is_floating_point_v<T>>> {
  using scalar = T;
  using mask = bool;
  LIKELIER_HD static T primal(T x) { return x; }
  template <class F, class... U>
  LIKELIER_HD static auto in_double(F f, U... x) {
    return narrowed(f(static_cast<double>(x)...));
  }

 private:
  LIKELIER_HD static T narrowed(double x) { return static_cast<T>(x); }
  template <int N>
  LIKELIER_HD static several<T, N> narrowed(const several<double, N>& x) {
    several<T, N> result;
    for (int i = 0; i < N; ++i) result.at[i] = static_cast<T>(x.at[i]);
    return result;
  }
};

template <class V>
using scalar_t = typename value_traits<V>::scalar;
template <class V>
using mask_t = typename value_traits<V>::mask;

template <class T>
using if_scalar = std::enable_if_t<std::is_floating_point_v<T>, int>;

// A numeric constant, rounded once to V's own scalar type.
template <class V>
LIKELIER_HD inline V constant(double c) {
  return V(static_cast<scalar_t<V>>(c));
}

inline constexpr double euler_gamma = 0.577215664901532860606512090082;
inline constexpr double half_log_2pi = 0.918938533204672741780329736406;
inline constexpr double log_2 = 0.693147180559945309417232121458;
inline constexpr double log_pi = 1.14472988584940017414342735135;

template <class V>
LIKELIER_HD inline V infinity() {
  // The builtin is usable in device code, where numeric_limits is not.
  return V(static_cast<scalar_t<V>>(__builtin_huge_val()));
}

// The largest finite number.
template <class V>
LIKELIER_HD inline V largest() {
  return V(sizeof(scalar_t<V>) == sizeof(float) ? static_cast<scalar_t<V>>(__FLT_MAX__)
                                                : static_cast<scalar_t<V>>(__DBL_MAX__));
}

template <class V>
LIKELIER_HD inline V smallest_normal() {
  return V(sizeof(scalar_t<V>) == sizeof(float) ? static_cast<scalar_t<V>>(__FLT_MIN__)
                                                : static_cast<scalar_t<V>>(__DBL_MIN__));
}

template <class V>
LIKELIER_HD inline V smallest() {
  return V(sizeof(scalar_t<V>) == sizeof(float) ? static_cast<scalar_t<V>>(__FLT_DENORM_MIN__)
                                                : static_cast<scalar_t<V>>(__DBL_DENORM_MIN__));
}

template <class V>
LIKELIER_HD inline V quiet_nan() {
  return V(static_cast<scalar_t<V>>(__builtin_nan("")));
}

template <class T, if_scalar<T> = 0>
LIKELIER_HD inline T select(bool condition, T yes, T no) {
  return condition ? yes : no;
}

template <class T, if_scalar<T> = 0>
LIKELIER_HD inline T min(T a, T b) {
  return b < a ? b : a;
}

template <class T, if_scalar<T> = 0>
LIKELIER_HD inline T max(T a, T b) {
  return a < b ? b : a;
}

LIKELIER_HD inline bool any(bool mask) { return mask; }
LIKELIER_HD inline bool all(bool mask) { return mask; }

// The value without its derivative: the identity except for dual numbers. Through the traits, which
// may be specialised after a formula that uses them was read.
template <class V>
LIKELIER_HD inline auto primal(const V& x) {
  return value_traits<V>::primal(x);
}

// Elementary functions by instructions of a machine's own: specialised for batches.
template <class V>
struct machine_functions {
  static constexpr bool exist = false;
};

// f, of one result or several, evaluated in double and rounded once: the way hard functions keep all digits of
// float.
template <class F, class V, class... U>
LIKELIER_HD inline auto in_double(F f, const V& x, const U&... rest) {
  return value_traits<V>::in_double(f, x, rest...);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
