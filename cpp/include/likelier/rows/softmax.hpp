// log-sum-exp, softmax, cross-entropy and the entropy of logits.
//
// With m the largest logit, r the sum of exp(x - m) over the others, and L = log1p(r):
//   logsumexp = m + L,  log p = (x - m) - L,  p = exp(x - m) / (1 + r).
// Rows with +inf have p = 1 / n on their n infinite entries, and rows of nothing but -inf p = 0;
// both follow from x - m := 0 where x = m, with the scale 1 / (1 + r) set to 0 for the latter.
#pragma once

#include <type_traits>

#include "likelier/math/exponential.hpp"
#include "likelier/math/special.hpp"
#include "likelier/rows/state.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// x - shift, and 0 where both are the same infinity.
template <class V>
LIKELIER_HD inline V centred(const V& x, const V& shift) {
  if constexpr (std::is_floating_point_v<V>) {
    // Which element is the largest cannot be predicted, that it is finite can.
    const V distance = x - shift;
    if (distance == distance) return distance;
    return x == shift ? V(0) : distance;
  } else {
    return select(x == shift, constant<V>(0.0), x - shift);
  }
}

LIKELIER_HD inline void scale_sum(row_state& state, int k, double factor) {
  state.high[k] *= factor;
  state.low[k] *= factor;
}

}  // namespace detail

// sum 0: exp(x - m).
struct logsumexp_pass : row_pass {
  static constexpr bool shifted = true;
  static constexpr bool leaves_exponentials = true;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V& shift, V* sums) {
    sums[0] = exp_nonpositive(V(x[0] - shift));
  }
  LIKELIER_HD static void move(row_state& state, double, double factor) { detail::scale_sum(state, 0, factor); }
};

// Operands x, y >= 0. sum 1: y, sum 2: y (m - x) scale, over the elements with x > -inf: a class that
// cannot occur carries no share of a smoothed or soft target. The scale keeps the sum in range; what
// underflows by it is nothing beside the logsumexp of such a row.
struct logsumexp_linear_pass : row_pass {
  static constexpr double scale = 0x1p-32;
  static constexpr int operands = 2;
  static constexpr int sums = 3;
  static constexpr bool shifted = true;
  static constexpr bool has_plain_terms = true;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void plain_terms(const V* x, const V& shift, V* sums) {
    sums[0] = normal_exp(V(x[0] - shift));
    sums[1] = x[1];
    sums[2] = x[1] * scaled_distance(x[0], shift);
  }
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V& shift, V* sums) {
    const V zero = constant<V>(0.0), unit = constant<V>(scale);
    // NaN counts as impossible: it is in the first sum already.
    const auto possible = x[0] > -infinity<V>();
    sums[0] = exp_nonpositive(V(x[0] - shift));
    sums[1] = select(possible, x[1], zero);
    sums[2] = select(possible, V(x[1] * scaled_distance(x[0], shift)), zero);
    if (any(shift == infinity<V>()))
      sums[2] = select(possible && x[1] > zero, x[1] * detail::centred(V(shift * unit), V(x[0] * unit)), zero);
  }
  LIKELIER_HD static void move(row_state& state, double distance, double factor) {
    detail::scale_sum(state, 0, factor);
    if (state.high[1] != 0.0) {
      const double d = distance * scale;
      add_to(state.high[2], state.low[2], state.high[1] * d, state.low[1] * d);
    }
  }

 private:
  template <class V>
  LIKELIER_HD static V scaled_distance(const V& x, const V& shift) {
    const V unit = constant<V>(scale);
    return detail::madd(x, -unit, V(shift * unit));
  }
};

// sum 1: exp(x - m) (m - x).
struct logsumexp_entropy_pass : row_pass {
  static constexpr int sums = 2;
  static constexpr bool shifted = true;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V& shift, V* sums) {
    const V distance = detail::centred(shift, x[0]);
    const scaled_exp<V> e(V(-distance));
    sums[0] = e.value();
    sums[1] = select(distance == infinity<V>(), constant<V>(0.0), e.times(distance));
  }
  LIKELIER_HD static void move(row_state& state, double distance, double factor) {
    if (factor != 0.0) add_to(state.high[1], state.low[1], state.high[0] * distance, state.low[0] * distance);
    detail::scale_sum(state, 0, factor);
    detail::scale_sum(state, 1, factor);
  }
};

// All of the above in one read. sum 0: exp(x - m), sums 1 and 2: those of logsumexp_linear_pass, sum 3:
// exp(x - m) (m - x).
struct logsumexp_statistics_pass : row_pass {
  static constexpr int operands = 2;
  static constexpr int sums = 4;
  static constexpr bool shifted = true;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V& shift, V* sums) {
    V part[2];
    logsumexp_linear_pass::terms(x, shift, sums);
    logsumexp_entropy_pass::terms(x, shift, part);
    sums[3] = part[1];
  }
  LIKELIER_HD static void move(row_state& state, double distance, double factor) {
    if (factor != 0.0) add_to(state.high[3], state.low[3], state.high[0] * distance, state.low[0] * distance);
    detail::scale_sum(state, 3, factor);
    logsumexp_linear_pass::move(state, distance, factor);
  }
};

// What the passes above leave of a row, or of a row in each lane.
template <class V>
struct softmax_parts {
  V shift = constant<V>(0.0);      // m
  V rest = constant<V>(0.0);       // r
  V log_total = constant<V>(0.0);  // L
  V inverse = constant<V>(0.0);    // 1 / (1 + r); 0 where every element is -inf

  LIKELIER_HD static softmax_parts from(const V& m, const V& r, const V& log1p_of_r) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const auto is_empty = m == -infinity<V>() && r == zero;
    return {m, r, select(is_empty, infinity<V>(), log1p_of_r), select(is_empty, zero, V(one / (one + r)))};
  }
  LIKELIER_HD static softmax_parts from(const row_state& state, bool with_logarithm = true) {
    const double r = sum_of(state, 0);
    const bool is_known = !with_logarithm || !isnan(state.log_total);
    return from(state.shift, r, is_known ? state.log_total : log1p(r));
  }
  LIKELIER_HD V logsumexp() const {
    return select(shift == -infinity<V>() && rest == constant<V>(0.0), shift, V(shift + log_total));
  }
  // logsumexp - x for an element of the row: a sum of two non-negative terms.
  LIKELIER_HD V surprisal(const V& x) const { return detail::centred(shift, x) + log_total; }
  LIKELIER_HD V probability(const V& x) const { return exp(detail::centred(x, shift)) * inverse; }
  // 1 - p without cancellation, p being the probability of x.
  LIKELIER_HD V complement(const V& x, const V& p) const {
    const V zero = constant<V>(0.0);
    return select(x == shift && inverse > zero, V(rest * inverse), V(constant<V>(1.0) - p));
  }
};
using softmax_row = softmax_parts<double>;

// logsumexp - log(count), by the logarithm of a quotient that may be 1: where it is near that, what the sum has rounded
// away may be all of the result, and the elements that are present are gone through once more. NaN where there are
// none.
template <class Present, class Element>
LIKELIER_HD inline double logmeanexp(const softmax_row& row, double count, std::int64_t length, Present present,
                                     Element element) {
  if (!(count > 0.0)) return quiet_nan<double>();
  if (row.inverse == 0.0 && row.shift == -infinity<double>()) return row.shift;
  const double ratio = log_ratio(1.0 + row.rest, count);
  if (!(abs(ratio) < 0.25 && abs(row.shift) < infinity<double>())) return row.shift + ratio;
  double high = 0.0, low = 0.0;
  for (std::int64_t i = 0; i < length; ++i)
    if (present(i)) add_to(high, low, expm1(element(i) - row.shift), 0.0);
  return row.shift + log1p(sum_of(high, low) / count);
}

// The entropy of the row, from the sum of exp(x - m) (m - x): L + sum p (m - x), all terms non-negative.
LIKELIER_HD inline double entropy_of_logits(const softmax_row& row, double distances) {
  return row.inverse == 0.0 ? 0.0 : row.log_total + distances * row.inverse;
}

// Operands x, g; parameters m, 1 / (1 + r). sum 0: g p.
struct softmax_dot_pass : row_pass {
  static constexpr int operands = 2;
  static constexpr int parameters = 2;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V* sums) {
    const V p = exp_nonpositive(detail::centred(x[0], parameters[0])) * parameters[1];
    sums[0] = select(p == constant<V>(0.0), p, p * x[1]);
  }
};

// sum 0: x.
struct sum_pass : row_pass {
  static constexpr double absent[] = {0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* sums) {
    sums[0] = x[0];
  }
};

namespace detail {

// s exp(distance), and 0 where the exponential is, even for an infinite s.
template <class V>
LIKELIER_HD inline V scaled_by(const V& s, const V& distance) {
  const V product = scaled_exp<V>(distance).times(s);
  // s is that of a row: one test for all of its elements.
  const auto infinite = abs(s) == infinity<V>();
  if (!any(infinite)) return product;
  return select(infinite && distance == -infinity<V>(), constant<V>(0.0), product);
}

}  // namespace detail

// An emit formula gives one or two results an element from operands and parameters of its row.

// Parameters m, s: s exp(x - m).
struct softmax_emit : row_emit {
  static constexpr int parameters = 2;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    out[0] = detail::scaled_by(parameters[1], detail::centred(x[0], parameters[0]));
  }
};

// The gradient of mass (logsumexp - x_t) in the whole row. Parameters m, s = mass / (1 + r), -mass,
// -mass r / (1 + r), t: s exp(x - m), less the mass for element t. Where that is the largest, the difference
// is known; elsewhere its probability is below 1/2 and nothing cancels.
struct cross_entropy_emit : row_emit {
  enum { shift, scale, own, own_complement, entry, parameters };
  static constexpr double absent[] = {-__builtin_huge_val()};
  static constexpr bool indexed = true;

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameter, V* out) {
    const V away = detail::scaled_by(parameter[scale], detail::centred(x[0], parameter[shift]));
    const V at_target = select(x[0] == parameter[shift], parameter[own_complement], parameter[own] + away);
    out[0] = select(x[1] == parameter[entry], at_target, away);
  }
};

// Parameters m, L: (x - m) - L.
struct log_softmax_emit : row_emit {
  static constexpr int parameters = 2;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    out[0] = detail::centred(x[0], parameters[0]) - parameters[1];
  }
};

// The gradient of a row's loss with label smoothing, but for the target. Operands x, w; parameters m, s, a:
// s exp(x - m) - a w, without a w where x = -inf. No a w comes near the probabilities it is subtracted from.
struct smoothed_gradient_emit : row_emit {
  static constexpr int operands = 2;
  static constexpr int parameters = 3;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V mass = select(x[0] == -infinity<V>(), constant<V>(0.0), parameters[2] * x[1]);
    out[0] = detail::scaled_by(parameters[1], detail::centred(x[0], parameters[0])) - mass;
  }
};

// The gradient of sum w t (logsumexp - x) by t. Operands x, w; parameters m, L, s: s w ((m - x) + L), and 0
// where x = -inf.
struct surprisal_emit : row_emit {
  static constexpr int operands = 2;
  static constexpr int parameters = 3;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V surprisal = detail::centred(parameters[0], x[0]) + parameters[1];
    out[0] = select(x[0] == -infinity<V>(), constant<V>(0.0), parameters[2] * x[1] * surprisal);
  }
};

// The gradient of sum g p. Operands x, g; parameters m, s, mean: s exp(x - m) (g - mean).
struct softmax_gradient_emit : row_emit {
  static constexpr int operands = 2;
  static constexpr int parameters = 3;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V p = exp_nonpositive(detail::centred(x[0], parameters[0])) * parameters[1];
    out[0] = select(p == constant<V>(0.0), p, p * (x[1] - parameters[2]));
  }
};

// The gradient of a sum of s mass log p, with the mass a g on each element: s (mass (1 - p) - p others),
// where others is the mass on the other elements. 1 - p comes as r / (1 + r) on the largest element.
struct log_softmax_gradient_emit : row_emit {
  enum {
    shift,
    inverse,     // 1 / (1 + r)
    complement,  // r / (1 + r)
    total,       // the mass of the row, in two parts
    total_low,
    mass_factor,  // a
    impossible,   // 1, or 0 to drop the mass on elements with x = -inf
    factor,       // s
    parameters
  };
  static constexpr int operands = 2;
  static constexpr double absent[] = {-__builtin_huge_val(), 0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameter, V* out) {
    const V zero = constant<V>(0.0);
    const V p = exp_nonpositive(detail::centred(x[0], parameter[shift])) * parameter[inverse];
    const V q = select(x[0] == parameter[shift] && p > zero, parameter[complement], constant<V>(1.0) - p);
    const V g = select(x[0] == -infinity<V>(), parameter[impossible] * x[1], x[1]);
    const V mass = parameter[mass_factor] * g;
    const V others = (parameter[total] - mass) + parameter[total_low];
    out[0] = parameter[factor] * (mass * q - select(p == zero, p, p * others));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
