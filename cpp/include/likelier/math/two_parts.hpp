// Exponents as unevaluated sums of two numbers: an exponential multiplies its argument's relative error by its size.
#pragma once

#include "likelier/math/elementary.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace detail {

template <class V>
struct two_parts {
  V high, low;
};

// Knuth's sum of two and Dekker's product, both exact.
template <class V>
LIKELIER_HD inline two_parts<V> exact_sum(const V& a, const V& b) {
  const V sum = a + b, back = sum - a;
  return {sum, (a - (sum - back)) + (b - back)};
}
template <class V>
LIKELIER_HD inline two_parts<V> exact_product(const V& a, const V& b) {
  const V product = a * b;
  return {product, product_error(a, b, product)};
}
template <class V>
LIKELIER_HD inline V total_of(const two_parts<V>& x) {
  return x.high + x.low;
}
template <class V>
LIKELIER_HD inline two_parts<V> operator+(const two_parts<V>& a, const two_parts<V>& b) {
  const two_parts<V> sum = exact_sum(a.high, b.high);
  return exact_sum(sum.high, V(sum.low + (a.low + b.low)));
}
template <class V>
LIKELIER_HD inline two_parts<V> operator*(const V& a, const two_parts<V>& b) {
  const two_parts<V> product = exact_product(a, b.high);
  return exact_sum(product.high, V(product.low + a * b.low));
}
template <class V>
LIKELIER_HD inline two_parts<V> operator*(const two_parts<V>& a, const two_parts<V>& b) {
  const two_parts<V> product = a.high * b;
  return exact_sum(product.high, V(product.low + a.low * b.high));
}
// e, or what else is known of it where the numbers that it was made of do not hold, or it is not one.
template <class V, class Mask>
LIKELIER_HD inline two_parts<V> where_it_holds(const Mask& holds, const two_parts<V>& e, const V& known) {
  const auto good = holds && abs(e.high) < infinity<V>();
  return {select(good, e.high, known), select(good, e.low, constant<V>(0.0))};
}
// What an exact value of (n + n_low) / (d + d_low) has beyond the quotient q = n / d, in units of 1 / d.
template <class V>
LIKELIER_HD inline V quotient_residual(const two_parts<V>& n, const two_parts<V>& d, const V& q) {
  const V product = q * d.high;
  return ((n.high - product) - product_error(q, d.high, product)) + (n.low - q * d.low);
}

// (atanh(s) - s - s^3 / 3) / s^5 as a function of z = s^2 <= 1/9: the power series.
template <class V>
LIKELIER_HD inline V quintic_tail(const V& z) {
  return polynomial(z, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21, 1.0 / 23,
                    1.0 / 25, 1.0 / 27, 1.0 / 29, 1.0 / 31, 1.0 / 33, 1.0 / 35);
}
// log(p / q) where quotient_logarithm holds, with some eight bits more than that: the first two terms of its series are
// told in two parts, and what follows is at most a four-hundredth.
template <class V>
LIKELIER_HD inline two_parts<V> log_in_parts(const two_parts<V>& p, const two_parts<V>& q) {
  constexpr bool in_float = std::is_same_v<scalar_t<V>, float>;
  const V zero = constant<V>(0.0), two = constant<V>(2.0);
  const two_parts<V> difference = exact_sum(p.high, V(-q.high)), sum = exact_sum(p.high, q.high);
  const auto near = abs(difference.high) <= constant<V>(1.0 / 3.0) * sum.high;
  V p_exponent, q_exponent;
  const V a = exponent_split<V>::mantissa(p.high, p_exponent), b = exponent_split<V>::mantissa(q.high, q_exponent);
  const two_parts<V> mantissas = exact_sum(a, b);
  const two_parts<V> n = {select(near, difference.high, a - b), select(near, difference.low + (p.low - q.low), zero)};
  const two_parts<V> d = {select(near, sum.high, mantissas.high),
                          select(near, sum.low + (p.low + q.low), mantissas.low)};
  const V k = select(near, zero, p_exponent - q_exponent);
  const V s = n.high / d.high, lost = quotient_residual(n, d, s) / d.high, z = s * s;
  // The thirds of a cube, by Newton's correction of the quotient.
  const two_parts<V> cube = s * exact_product(s, s);
  const V third = cube.high * constant<V>(1.0 / 3.0), three = constant<V>(3.0);
  const V third_low = quotient_residual(cube, two_parts<V>{three, zero}, third) / three;
  const V of_low = select(near, zero, p.low / p.high - q.low / q.high);
  const V rest = two * (s * (z * z) * quintic_tail(z) + (lost / (constant<V>(1.0) - z) + third_low)) + of_low;
  const two_parts<V> whole =
      exact_sum(V(k * constant<V>(in_float ? 0.693359375 : 6.93147180369123816490e-01)), V(two * s)) +
      two_parts<V>{two * third, zero};
  const V rest_of_log_2 = constant<V>(in_float ? -2.12194440e-4 : 1.90821492927058770002e-10);
  return exact_sum(whole.high, V(whole.low + (rest + k * rest_of_log_2)));
}
template <class V>
LIKELIER_HD inline two_parts<V> log_in_parts(const V& p, const V& q) {
  const V zero = constant<V>(0.0);
  return log_in_parts(two_parts<V>{p, zero}, two_parts<V>{q, zero});
}

}  // namespace detail
}  // namespace LIKELIER_ISA
}  // namespace likelier
