// Polynomials with compile-time coefficients, lowest degree first.
#pragma once

#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace detail {

// a * b + c, fused where the machine has it. (std::fma without the instruction is a slow library
// call, and no formula here depends on the single rounding.)
template <class V>
LIKELIER_HD inline V madd(const V& a, const V& b, const V& c) {
  if constexpr (std::is_floating_point_v<V>) {
#if defined(__FMA__) || defined(__CUDA_ARCH__) || defined(__aarch64__)
    return fma(a, b, c);
#else
    return a * b + c;
#endif
  } else {
    return fma(a, b, c);
  }
}

// a * b as product + error, both exact (T. J. Dekker 1971 where there is no fused instruction; the error is
// taken for 0 where the splitting overflows).
template <class V>
LIKELIER_HD inline V product_error(const V& a, const V& b, const V& product) {
#if defined(__FMA__) || defined(__CUDA_ARCH__) || defined(__aarch64__)
  return fma(a, b, V(-product));
#else
  const V splitter = constant<V>(std::is_same_v<scalar_t<V>, float> ? 4097.0 : 134217729.0);
  const V scaled_a = splitter * a, scaled_b = splitter * b;
  const V high_a = scaled_a - (scaled_a - a), high_b = scaled_b - (scaled_b - b);
  const V low_a = a - high_a, low_b = b - high_b;
  const V error = ((high_a * high_b - product) + high_a * low_b + low_a * high_b) + low_a * low_b;
  return select(abs(error) < infinity<V>(), error, constant<V>(0.0));
#endif
}

// a b - c d, right to the last digits where the products cancel (W. Kahan).
template <class V>
LIKELIER_HD inline V difference_of_products(const V& a, const V& b, const V& c, const V& d) {
  const V first = a * b, second = c * d;
  return (first - second) + (product_error(a, b, first) - product_error(c, d, second));
}

// c0 + c2 x2 + c4 x2^2 + ...: every second coefficient of a list.
template <class V>
LIKELIER_HD inline V every_second(const V&, double c0) {
  return constant<V>(c0);
}
template <class V>
LIKELIER_HD inline V every_second(const V&, double c0, double) {
  return constant<V>(c0);
}
template <class V, class... C>
LIKELIER_HD inline V every_second(const V& x2, double c0, double, C... rest) {
  return madd(every_second(x2, rest...), x2, constant<V>(c0));
}

// Even and odd powers are two chains, which halves the latency of Horner's rule.
template <class V>
LIKELIER_HD inline V polynomial(const V&, double c0) {
  return constant<V>(c0);
}
template <class V, class... C>
LIKELIER_HD inline V polynomial(const V& x, double c0, C... rest) {
  const V x2 = x * x;
  return madd(every_second(x2, rest...), x, every_second(x2, c0, rest...));
}

// p(a), p(b) and the divided difference (p(b) - p(a)) / (b - a), which keeps its digits as b
// approaches a.
template <class V>
struct divided_polynomial {
  V at_a, at_b, slope;
};
template <class V>
LIKELIER_HD inline divided_polynomial<V> divided(const V&, const V&, double c0) {
  return {constant<V>(c0), constant<V>(c0), constant<V>(0.0)};
}
template <class V, class... C>
LIKELIER_HD inline divided_polynomial<V> divided(const V& a, const V& b, double c0, C... rest) {
  const divided_polynomial<V> q = divided(a, b, rest...);
  return {madd(q.at_a, a, constant<V>(c0)), madd(q.at_b, b, constant<V>(c0)), madd(q.slope, a, q.at_b)};
}

// Coefficient lists are functions that hand their numbers to one of these evaluators.
template <class V>
struct evaluate_at {
  static constexpr bool is_float = std::is_same_v<scalar_t<V>, float>;
  V x;
  template <class... C>
  LIKELIER_HD V operator()(C... c) const {
    return polynomial(x, c...);
  }
};
template <class V>
struct divide_between {
  static constexpr bool is_float = std::is_same_v<scalar_t<V>, float>;
  V a, b;
  template <class... C>
  LIKELIER_HD divided_polynomial<V> operator()(C... c) const {
    return divided(a, b, c...);
  }
};

}  // namespace detail
}  // namespace LIKELIER_ISA
}  // namespace likelier
