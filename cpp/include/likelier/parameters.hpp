// What families say about their parameters.
//
// A family lists its parameterisations: tuples of slots, in SciPy's order, the first the one that
// positional arguments use. A slot names a parameter, says what is a parameter at all, and turns its
// number into what the formula wants; slots that describe the same thing (scale, log_scale, var,
// precision) turn into the same type, so that one formula serves them all.
//
// One invalid parameter makes all constants NaN, with NaN derivatives by every parameter. Formulas see
// nothing of it and need only let NaN through, to the value and to each gradient.
#pragma once

#include <cstddef>
#include <cstring>
#include <tuple>
#include <utility>

#include "likelier/math/dual.hpp"
#include "likelier/math/exponential.hpp"
#include "likelier/math/special.hpp"
#include "likelier/math/two_parts.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

inline constexpr double required = __builtin_nan("");

// x with its derivative forgotten: for what a hand-written rule differentiates instead.
template <class V>
LIKELIER_HD inline V detached(const V& x) {
  return x;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> detached(const Dual<V, N>& x) {
  return Dual<V, N>(x.value);
}

// Division by a scale, as two multiplications whose factors neither over- nor underflow where
// 1 / scale would. Its derivative is told by the logarithm of the scale alone: the factors are
// passive, and a family that has a standardizer keeps it as its last constant.
template <class V>
struct standardizer {
  V log_scale, first, second;
  static constexpr int passive = 2;

  // d / scale.
  LIKELIER_HD V operator()(const V& d) const { return d * first * second; }
  // (x - loc) / scale. The difference can overflow from such a loc on that half an ulp of the largest
  // number reaches; then it is formed of halves.
  LIKELIER_HD LIKELIER_HOT V operator()(const V& x, const V& loc) const {
    const V z = (*this)(x - loc);
    const auto large = abs(loc) >= constant<V>(sizeof(scalar_t<V>) == sizeof(float) ? 0x1p103 : 0x1p970);
    if (!any(large)) return z;
    // Copies, lest the loop keep its own in memory for the sake of this call.
    const standardizer standardize = *this;
    const V far_x = x, far_loc = loc;
    return select(large, of_halves(standardize, far_x, far_loc), z);
  }
  // The same plus a number, rounded once where the machine fuses.
  LIKELIER_HD LIKELIER_HOT V plus(const V& x, const V& loc, const V& number) const {
    return plus(x, loc, number, [](const V& d) { return d; });
  }
  // |x - loc| / scale plus a number.
  LIKELIER_HD LIKELIER_HOT V magnitude_plus(const V& x, const V& loc, const V& number) const {
    return plus(x, loc, number, [](const V& d) { return abs(d); });
  }
  // scale / d, where d / scale may have underflowed.
  LIKELIER_HD V inverse(const V& d) const { return constant<V>(1.0) / first / d / second; }

 private:
  template <class F>
  LIKELIER_HD LIKELIER_HOT V plus(const V& x, const V& loc, const V& number, F f) const {
    const V sum = detail::madd(V(f(V(x - loc)) * second), first, number);
    const auto large = abs(loc) >= constant<V>(sizeof(scalar_t<V>) == sizeof(float) ? 0x1p103 : 0x1p970);
    if (!any(large)) return sum;
    const standardizer standardize = *this;
    const V far_x = x, far_loc = loc;
    return select(large, f(of_halves(standardize, far_x, far_loc)) + number, sum);
  }
  LIKELIER_HD LIKELIER_RARE static V of_halves(const standardizer& standardize, const V& x, const V& loc) {
    const V half = constant<V>(0.5);
    return constant<V>(2.0) * standardize(half * x - half * loc);
  }
};

template <class V, int N>
struct standardizer<Dual<V, N>> {
  Dual<V, N> log_scale, first, second;

  LIKELIER_HD Dual<V, N> operator()(const Dual<V, N>& d) const { return from(values()(d.value), d); }
  LIKELIER_HD Dual<V, N> operator()(const Dual<V, N>& x, const Dual<V, N>& loc) const {
    return from(values()(x.value, loc.value), x - loc);
  }
  LIKELIER_HD Dual<V, N> plus(const Dual<V, N>& x, const Dual<V, N>& loc, const Dual<V, N>& number) const {
    return (*this)(x, loc) + number;
  }
  LIKELIER_HD Dual<V, N> magnitude_plus(const Dual<V, N>& x, const Dual<V, N>& loc, const Dual<V, N>& number) const {
    return abs((*this)(x, loc)) + number;
  }
  LIKELIER_HD Dual<V, N> inverse(const Dual<V, N>& d) const {
    const V t = values().inverse(d.value);
    return Dual<V, N>::binary(t, t, log_scale, -t / d.value, d);
  }

 private:
  LIKELIER_HD standardizer<V> values() const { return {log_scale.value, first.value, second.value}; }
  LIKELIER_HD Dual<V, N> from(const V& value, const Dual<V, N>& d) const {
    Dual<V, N> z(value);
    for (int i = 0; i < N; ++i) z.tangent[i] = values()(d.tangent[i]) - chain(value, log_scale.tangent[i]);
    return z;
  }
};

// x - loc, which is +0 for a -0 at a loc of 0: quotients by -0 have the wrong sign.
template <class V>
LIKELIER_HD inline V difference_from(const V& loc, const V& x) {
  return (x - loc) + constant<V>(0.0);
}

// x - loc as scaled / power, where power is 1 unless the difference could overflow.
template <class V>
struct distance {
  V scaled, power;

  // log |x - loc|.
  LIKELIER_HD V log() const {
    const V result = detail::full_log(abs(scaled));
    const auto halved = power < constant<V>(1.0);
    if (!any(halved)) return result;
    return select(halved, result + constant<V>(log_2), result);
  }
  // a / (x - loc).
  LIKELIER_HD V divide(const V& a) const { return a * power / scaled; }
};

template <class V>
LIKELIER_HD inline distance<V> distance_from(const V& loc, const V& x) {
  const auto large = abs(loc) >= constant<V>(sizeof(scalar_t<V>) == sizeof(float) ? 0x1p103 : 0x1p970);
  const V one = constant<V>(1.0), half = constant<V>(0.5);
  const V difference = difference_from(loc, x);
  if (!any(large)) return {difference, one};
  return {select(large, half * x - half * loc, difference), select(large, half, one)};
}

// log((x - loc) / scale) for x > loc. It is told by the scale where that is given and by its logarithm
// where that is: neither way loses digits where the quotient is near 1. Like a standardizer, it has
// its derivative from the logarithm of the scale, and is a family's last constant.
template <class V>
struct log_standardizer {
  V log_scale, reference, offset;  // scale = reference exp(offset); one of the two is trivial
  static constexpr int passive = 2;

  LIKELIER_HD V operator()(const distance<V>& d) const {
    const V one = constant<V>(1.0);
    const auto halved = d.power < one;
    if (!any(halved)) return log_ratio(d.scaled, reference) - offset;
    // The logarithm of 2 is added where nothing else would round.
    const auto apart = halved && reference == one;
    const V quotient = log_ratio(d.scaled, V(select(apart, one, reference * d.power))) - offset;
    return select(apart, quotient + constant<V>(log_2), quotient);
  }
};

template <class V, int N>
struct log_standardizer<Dual<V, N>> {
  Dual<V, N> log_scale, reference, offset;

  LIKELIER_HD Dual<V, N> operator()(const distance<Dual<V, N>>& d) const {
    const log_standardizer<V> values = {log_scale.value, reference.value, offset.value};
    const V one = constant<V>(1.0);
    const distance<V> at = {d.scaled.value, d.power.value};
    Dual<V, N> log_y = Dual<V, N>::unary(values(at), one / d.scaled.value, d.scaled);
    for (int i = 0; i < N; ++i) log_y.tangent[i] -= log_scale.tangent[i];
    return log_y;
  }
};

// log(factor (x - loc)) is the sum of the logarithms of the factor, the scale and the quotient. From here on it may
// cancel, and then there is one logarithm of the product.
template <class V>
LIKELIER_HD inline auto may_cancel(const V& log_scale, const V& log_factor) {
  const V large = constant<V>(2.0);
  return abs(log_scale) >= large || abs(log_factor) >= large;
}
template <class V>
LIKELIER_HD inline V log_of_product(const distance<V>& d, const V& product, const V& log_factor, const V& /*sum*/) {
  const V result = distance<V>{product, d.power}.log();
  const auto ordinary = product >= smallest_normal<V>() && product < infinity<V>();
  if (all(ordinary)) return result;
  return select(ordinary, result, d.log() + log_factor);
}
// The derivatives are those of the sum.
template <class V, int N>
LIKELIER_HD inline Dual<V, N> log_of_product(const distance<Dual<V, N>>& d, const Dual<V, N>& product,
                                             const Dual<V, N>& log_factor, const Dual<V, N>& sum) {
  const distance<V> at = {d.scaled.value, d.power.value};
  Dual<V, N> result = sum;
  result.value = log_of_product(at, product.value, log_factor.value, sum.value);
  return result;
}

// NaN, in every derivative too, where a mask is false.
template <class V, class Mask>
LIKELIER_HD inline void keep_valid(V& x, const Mask& valid) {
  x = select(valid, x, quiet_nan<V>());
}
template <class V, int N, class Mask>
LIKELIER_HD inline void keep_valid(Dual<V, N>& x, const Mask& valid) {
  keep_valid(x.value, valid);
  for (V& tangent : x.tangent) keep_valid(tangent, valid);
}

// exp(x) / approximate - 1, to the digits that half an ulp of x is worth; 0 where that is more than the
// approximation's own error.
template <class V>
LIKELIER_HD inline V residual_of_exp(const V& x, const V& approximate) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0);
  const auto small = abs(x) < two;
  const auto reduction = scaled_exp<V>::reduced(V(select(small, x, zero)));
  const V n = abs(reduction.n);
  const V power =
      select(n < one, one, select(n < two, two, select(n < constant<V>(3.0), V(two * two), V(two * two * two))));
  const V mantissa = approximate * select(reduction.n > zero, V(one / power), power);
  return select(small, ((one - mantissa) + reduction.growth()) / mantissa, zero);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> residual_of_exp(const Dual<V, N>& x, const Dual<V, N>& approximate) {
  return Dual<V, N>(residual_of_exp(x.value, approximate.value));
}

// A positive scale: its logarithm, the scale itself without its derivative, and what divides by it.
template <class V>
struct scaling {
  V log, value;
  standardizer<V> standardize;
  V residual;  // 1 / scale is the standardizer's factors times 1 + residual; 0 unless the scale was exponentiated
  log_standardizer<V> log_standardize;
};

template <class V>
LIKELIER_HD inline scaling<V> scaling_from_scale(const V& scale, const V& log_scale) {
  // Powers of two move the reciprocal away from the ends of the range.
  const V s = detached(scale), zero = constant<V>(0.0);
  const V power = select(s < constant<V>(0x1p-100), constant<V>(0x1p64),
                         select(s > constant<V>(0x1p100), constant<V>(0x1p-64), constant<V>(1.0)));
  return {log_scale, s, {log_scale, constant<V>(1.0) / (s * power), power}, zero, {log_scale, s, zero}};
}

template <class V>
LIKELIER_HD inline scaling<V> scaling_from_factor(const V& inverse_scale, const V& log_scale) {
  const V factor = detached(inverse_scale), one = constant<V>(1.0), zero = constant<V>(0.0);
  return {log_scale, one / factor, {log_scale, factor, one}, zero, {log_scale, one / factor, zero}};
}

template <class V>
LIKELIER_HD inline scaling<V> scaling_from_log(const V& log_scale) {
  // Past the range of exp, half of it: a factor that is still infinite gives infinity for any
  // distance but 0, and so does the largest finite number, which gives 0 for 0. Likewise the smallest gives 0
  // for any but an infinite one.
  const V s = detached(log_scale);
  const auto moderate = abs(s) < constant<V>(80.0);
  const V factor = exp(select(moderate, -s, constant<V>(-0.5) * s));
  const V first = max(select(factor == infinity<V>(), largest<V>(), factor), smallest<V>());
  const V one = constant<V>(1.0);
  const standardizer<V> standardize = {log_scale, first, select(moderate, one, first)};
  return {log_scale, detail::full_exp(s), standardize, residual_of_exp(V(-s), factor), {log_scale, one, s}};
}

// Prepares a location and a scale, for families that have no other parameters.
struct location_scale {
  template <class V>
  struct constants {
    V loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& loc, const scaling<V>& scale) {
    return {loc, scale.standardize};
  }
};

// The same for formulas that exponentiate the quotient, and make its errors large.
struct precise_location_scale {
  template <class V>
  struct constants {
    V loc;
    standardizer<V> standardize;
    V residual;
    static constexpr int passive = standardizer<V>::passive + 1;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& loc, const scaling<V>& scale) {
    return {loc, scale.standardize, scale.residual};
  }
};

// A number to more digits than a double has. Those here are functions, as a device knows no constants of such a type.
struct long_number {
  double high, low;

  LIKELIER_HD constexpr long_number operator+(const long_number& other) const {
    const double sum = high + other.high, back = sum - high;
    return {sum, ((high - (sum - back)) + (other.high - back)) + (low + other.low)};
  }
  LIKELIER_HD constexpr long_number operator-() const { return {-high, -low}; }
};
LIKELIER_HD constexpr long_number long_log_2() { return {log_2, 2.3190468138462996e-17}; }
LIKELIER_HD constexpr long_number long_log_pi() { return {log_pi, 1.0265951162707826e-17}; }
LIKELIER_HD constexpr long_number long_euler_gamma() { return {euler_gamma, -4.942915152430645e-18}; }
LIKELIER_HD constexpr long_number long_half_log_2pi() { return {half_log_2pi, -3.8782941580672414e-17}; }

// x + n where the sum may be small.
template <class V>
LIKELIER_HD inline V plus_number(const V& x, const long_number& n) {
  const double rounded = static_cast<scalar_t<V>>(n.high), rest = (n.high - rounded) + n.low;
  const V sum = x + constant<V>(rounded);
  return rest == 0.0 ? sum : V(sum + constant<V>(rest));
}

// Where y = d / scale > 0 has underflowed though d has not: the logarithm of y is then
// log d - log scale.
template <class V>
LIKELIER_HD inline auto is_lost(const V& y, const V& d) {
  return y < smallest_normal<V>() && d > constant<V>(0.0);
}

// A non-negative mean with its logarithm.
template <class V>
struct mean_value {
  V mean, log;
};

// A probability to more digits than a number has, without derivatives: base + high + low, where base is 0, 1/2 or 1.
template <class V>
struct share_in_parts {
  V base, high, low;

  // n p - k.
  LIKELIER_HD V excess(const V& n, const V& k) const {
    const detail::two_parts<V> distance = detail::exact_sum(V(n * base), V(-k));
    const detail::two_parts<V> product = detail::exact_product(n, high);
    return (distance.high + product.high) + ((distance.low + product.low) + n * low);
  }
  // b q - a p for q = 1 - p, of a base of 1/2: (b - a) / 2 - (a + b) (high + low).
  LIKELIER_HD V excess_of_odds(const V& a, const V& b) const {
    const V half = constant<V>(0.5);
    const detail::two_parts<V> distance = detail::exact_sum(V(half * b), V(-half * a)), sum = detail::exact_sum(a, b);
    const detail::two_parts<V> product = detail::exact_product(sum.high, high);
    const V lost = detail::madd(sum.low, high, detail::madd(sum.high, low, product.low));
    return (distance.high - product.high) + (distance.low - lost);
  }
  // What rounding took from p, of a base of 1/2; and from 1 - p.
  LIKELIER_HD V lost(const V& p) const { return of_middle(p, high, low); }
  LIKELIER_HD V lost_of_rest(const V& q) const { return of_middle(q, V(-high), V(-low)); }

  // That of the logit x, from p and 1 - p. Near the middle 1/2 + x/4 + (tanh(h) - h)/2 for h = x/2, the last by a
  // convergent of the continued fraction of tanh, within 1e-18 of itself.
  LIKELIER_HD static share_in_parts from_logit(const V& x, const V& p, const V& q) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), quarter = constant<V>(0.25) * x;
    const V y = x * quarter;
    const V low = -quarter * y *
                  (detail::polynomial(y, 11486475.0, 810810.0, 12870.0, 44.0) /
                   detail::polynomial(y, 34459425.0, 16216200.0, 945945.0, 13860.0, 45.0));
    const auto is_near = abs(x) <= constant<V>(1.5), is_low = x < zero;
    return {select(is_near, constant<V>(0.5), select(is_low, zero, one)),
            select(is_near, quarter, select(is_low, p, -q)), select(is_near, low, zero)};
  }

 private:
  LIKELIER_HD V of_middle(const V& share, const V& first, const V& second) const {
    const V half = constant<V>(0.5);
    const detail::two_parts<V> rest = detail::exact_sum(half, V(-share));
    return select(base == half, (rest.high + first) + (rest.low + second), constant<V>(0.0));
  }
};
template <class V, int N>
struct share_in_parts<Dual<V, N>> {
  Dual<V, N> base, high, low;

  LIKELIER_HD Dual<V, N> lost(const Dual<V, N>& p) const { return Dual<V, N>(values().lost(p.value)); }
  LIKELIER_HD Dual<V, N> lost_of_rest(const Dual<V, N>& q) const { return Dual<V, N>(values().lost_of_rest(q.value)); }
  LIKELIER_HD static share_in_parts from_logit(const Dual<V, N>& x, const Dual<V, N>& p, const Dual<V, N>& q) {
    const auto parts = share_in_parts<V>::from_logit(x.value, p.value, q.value);
    return {Dual<V, N>(parts.base), Dual<V, N>(parts.high), Dual<V, N>(parts.low)};
  }

 private:
  LIKELIER_HD share_in_parts<V> values() const { return {base.value, high.value, low.value}; }
};

// log p and log q of a probability p and its complement q, and without derivatives p and q themselves.
template <class V>
struct log_probabilities {
  V success, failure;
  V p, q;
  share_in_parts<V> share;
  V logit;  // where that was given, else NaN
};

// What a density returns outside its support: -inf with zero gradients, or NaN where the
// parameters are invalid, which made this constant NaN.
template <class V>
LIKELIER_HD inline V outside_support(const V& any_constant) {
  return select(isnan(any_constant), any_constant, -infinity<V>());
}

// n * log_p with 0 * log 0 = 0.
template <class V>
LIKELIER_HD inline V times_log(const V& n, const V& log_p) {
  const V zero = constant<V>(0.0);
  const V product = n * log_p;
  const auto defined = product == product;
  if (all(defined)) return product;
  return select(n == zero && !isnan(log_p), zero, product);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> times_log(const Dual<V, N>& n, const Dual<V, N>& log_p) {
  return Dual<V, N>::binary(times_log(n.value, log_p.value), log_p.value, n, n.value, log_p);
}

// Domains. What lies outside, NaN included, is an invalid parameter.
struct real {
  static constexpr const char* domain = "real";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw == raw;
  }
  template <class V>
  LIKELIER_HD static V from(const V& raw) {
    return raw;
  }
};

struct finite {
  static constexpr const char* domain = "finite";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw > -infinity<V>() && raw < infinity<V>();
  }
};

struct positive {
  static constexpr const char* domain = "positive";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw > constant<V>(0.0) && raw < infinity<V>();
  }
  template <class V>
  LIKELIER_HD static V from(const V& raw) {
    return raw;
  }
};

struct positive_or_infinite : positive {
  static constexpr const char* domain = "positive or infinite";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw > constant<V>(0.0);
  }
};

struct non_negative {
  static constexpr const char* domain = "non-negative";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw >= constant<V>(0.0);
  }
};

struct unit_interval {
  static constexpr const char* domain = "unit interval";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw >= constant<V>(0.0) && raw <= constant<V>(1.0);
  }
};

// A probability that may be 1 but not 0, and its logit.
struct positive_probability {
  static constexpr const char* domain = "positive probability";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw > constant<V>(0.0) && raw <= constant<V>(1.0);
  }
};

struct above_minus_infinity {
  static constexpr const char* domain = "above -inf";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw > -infinity<V>();
  }
};

struct non_negative_and_finite {
  static constexpr const char* domain = "non-negative and finite";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return raw >= constant<V>(0.0) && raw < infinity<V>();
  }
  template <class V>
  LIKELIER_HD static V from(const V& raw) {
    return raw;
  }
};

struct whole : non_negative_and_finite {
  static constexpr const char* domain = "whole";
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& raw) {
    return non_negative_and_finite::contains(raw) && floor(raw) == raw;
  }
};

struct location : real {
  static constexpr const char* name = "loc";
  static constexpr double default_value = 0.0;
};

struct scale : positive {
  static constexpr const char* name = "scale";
  static constexpr double default_value = 1.0;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_scale(raw, detail::full_log(raw));
  }
};

struct log_scale : finite {
  static constexpr const char* name = "log_scale";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_log(raw);
  }
};

struct variance : positive {
  static constexpr const char* name = "var";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_factor(constant<V>(1.0) / sqrt(detached(raw)), constant<V>(0.5) * detail::full_log(raw));
  }
};

struct precision : positive {
  static constexpr const char* name = "precision";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_factor(sqrt(detached(raw)), constant<V>(-0.5) * detail::full_log(raw));
  }
};

struct rate : positive {
  static constexpr const char* name = "rate";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_factor(raw, -detail::full_log(raw));
  }
};

struct log_rate : finite {
  static constexpr const char* name = "log_rate";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_log(-raw);
  }
};

struct mean : non_negative {
  static constexpr const char* name = "mu";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static mean_value<V> from(const V& raw) {
    return {raw, detail::full_log(raw)};
  }
};

struct log_mean : real {
  static constexpr const char* name = "log_mu";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static mean_value<V> from(const V& raw) {
    return {detail::full_exp(raw), raw};
  }
};

struct probability : unit_interval {
  static constexpr const char* name = "p";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static log_probabilities<V> from(const V& raw) {
    const V success = raw + constant<V>(0.0);  // no -0, whose reciprocal has the wrong sign
    const V p = detached(success), zero = constant<V>(0.0);
    const V q = constant<V>(1.0) - p;
    return {detail::full_log(success), detail::full_log1p(-success), p, q, {zero, p, zero}, quiet_nan<V>()};
  }
};

struct logits : real {
  static constexpr const char* name = "logits";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static log_probabilities<V> from(const V& raw) {
    const V x = detached(raw), p = expit(x), q = expit(-x);
    return {log_expit(raw), log_expit(-raw), p, q, share_in_parts<V>::from_logit(x, p, q), x};
  }
};

// A struct whose members are all V, as an array of V. Numbers go one by one: a copy of all bytes at once would keep
// both in memory, where formulas want them in registers. Dual numbers, of which there are too many, are the faster for
// it, unless they are so many that the copy is no longer seen through, and what nobody asks for is computed.
template <class V>
struct is_dual : std::false_type {};
template <class V, int N>
struct is_dual<Dual<V, N>> : std::true_type {};

// The first of them alone, where the others have no value.
template <int Count, class V, class Struct, int N>
LIKELIER_HD inline void first_to_array(const Struct& s, V (&array)[N]) {
  static_assert(sizeof(Struct) == sizeof array);
  const V* member = reinterpret_cast<const V*>(&s);
  for (int k = 0; k < Count; ++k) array[k] = member[k];
}
template <class V, class Struct, int N>
LIKELIER_HD inline void to_array(const Struct& s, V (&array)[N]) {
  static_assert(sizeof(Struct) == sizeof array);
  if constexpr (is_dual<V>::value && N <= 10) {
    std::memcpy(static_cast<void*>(array), static_cast<const void*>(&s), sizeof array);
  } else {
    first_to_array<N>(s, array);
  }
}
template <class Struct, class V, int N>
LIKELIER_HD inline Struct from_array(const V (&array)[N]) {
  static_assert(sizeof(Struct) == sizeof array);
  Struct s;
  if constexpr (is_dual<V>::value) {
    std::memcpy(static_cast<void*>(&s), static_cast<const void*>(array), sizeof array);
  } else {
    V* member = reinterpret_cast<V*>(&s);
    for (int k = 0; k < N; ++k) member[k] = array[k];
  }
  return s;
}

// Constants that are NaN, in every derivative too, where a mask is false.
template <class V, class Constants, class Mask>
LIKELIER_HD inline Constants only_where(const Mask& valid, const Constants& constants) {
  if (all(valid)) return constants;
  V array[sizeof constants / sizeof(V)];
  to_array(constants, array);
  for (V& constant : array) keep_valid(constant, valid);
  return from_array<Constants>(array);
}

// A family's log_prob on dual numbers from its hand-written gradient, where the two share what they compute.
template <class Family, class V, int N, class Constants>
LIKELIER_HD inline Dual<V, N> by_gradient(const Dual<V, N>& x, const Constants& constants) {
  constexpr int count = sizeof constants / sizeof x;
  Dual<V, N> c[count];
  to_array(constants, c);
  V values[count], slopes[count], slope;
  for (int k = 0; k < count; ++k) {
    values[k] = c[k].value;
    slopes[k] = constant<V>(0.0);
  }
  using plain = typename Family::template constants<V>;
  plain partial = from_array<plain>(slopes);
  Dual<V, N> result(Family::gradient(x.value, from_array<plain>(values), slope, partial));
  to_array(partial, slopes);
  for (int i = 0; i < N; ++i) {
    result.tangent[i] = chain(slope, x.tangent[i]);
    for (int k = 0; k < count; ++k) result.tangent[i] += chain(slopes[k], c[k].tangent[i]);
  }
  return result;
}

// Any number of slots. prepare makes each slot's value, calls the family's own prepare, and lets
// invalid parameters show.
template <class... Slots>
struct parameterisation {
  static constexpr std::size_t size = sizeof...(Slots);

  template <class V>
  LIKELIER_HD static mask_t<V> valid(const V* raw) {
    return valid(raw, std::index_sequence_for<Slots...>{});
  }
  // What the family makes of parameters, of invalid ones anything.
  template <class Family, class V>
  LIKELIER_HD static auto prepare_valid(const V* raw) {
    return prepare_valid<Family>(raw, std::index_sequence_for<Slots...>{});
  }
  template <class Family, class V>
  LIKELIER_HD static auto prepare(const V* raw) {
    return only_where<V>(valid(raw), prepare_valid<Family>(raw));
  }
  // visit(slot) for each slot in turn.
  template <class F>
  static void for_each_slot(F visit) {
    (visit(Slots{}), ...);
  }

 private:
  template <class V, std::size_t... I>
  LIKELIER_HD static mask_t<V> valid(const V* raw, std::index_sequence<I...>) {
    return (Slots::contains(raw[I]) && ...);
  }
  template <class Family, class V, std::size_t... I>
  LIKELIER_HD static auto prepare_valid(const V* raw, std::index_sequence<I...>) {
    return Family::prepare(Slots::from(raw[I])...);
  }
};

// The usual set: shape parameters, a location, and a scale told in any of the given ways.
template <class... Scales>
struct location_and {
  template <class... Shapes>
  using after = std::tuple<parameterisation<Shapes..., location, Scales>...>;
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
