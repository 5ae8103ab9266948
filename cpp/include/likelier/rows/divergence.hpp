// KL divergence and entropy of rows given as probabilities, log-probabilities or logits.
//
// Every element adds the non-negative Bregman term p log(p / q) - p + q = p (e^t - 1 - t), with
// t = log q - log p: nothing cancels between elements. On normalised rows the terms add up to
// KL(p || q); otherwise to the generalised divergence sum p log(p / q) - p + q.
#pragma once

#include "likelier/math/exponential.hpp"
#include "likelier/math/special.hpp"
#include "likelier/rows/softmax.hpp"
#include "likelier/rows/state.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// One side of a divergence given by logarithms. A row of logits is brought to log-probabilities up
// to a constant, which t subtracts: p = exp(x' - shift) * scale with x' = x, or, in a row with +inf,
// x' = 0 on the infinite entries and -inf elsewhere.
enum log_side_parameters { side_marker, side_offset, side_shift, side_scale, side_parameters };

enum divergence_parameters {
  divergence_p = 0,
  divergence_q = side_parameters,
  divergence_constant = 2 * side_parameters,  // t = x'_q - x'_p - constant, in two parts
  divergence_constant_low,
  divergence_pass_parameters,
  // For the gradients: the mean of -t under p where p comes as logits, the excess of sum q over
  // sum p where q comes as logits; otherwise 0.
  divergence_mean = divergence_pass_parameters,
  divergence_excess,
  divergence_flat,  // see logit_gradient_limit
  divergence_factor,
  divergence_emit_parameters,
};

// The parameters of a side, and the logarithm of its normaliser as high + low.
template <class V>
struct log_side_parts {
  V parameters[side_parameters];
  V log_normaliser, log_normaliser_low;

  LIKELIER_HD static log_side_parts of_log_probabilities() {
    const V zero = constant<V>(0.0);
    return {{quiet_nan<V>(), zero, zero, constant<V>(1.0)}, zero, zero};
  }
  // centred: x' = x - m, for logits whose differences between the sides would overflow.
  LIKELIER_HD static log_side_parts of_logits(const softmax_parts<V>& row, const mask_t<V>& centred) {
    const V zero = constant<V>(0.0);
    const auto is_infinite = row.shift == infinity<V>();
    const auto is_empty = row.inverse == zero;
    const auto is_moved = is_infinite || (centred && !is_empty);
    log_side_parts side;
    side.parameters[side_marker] = select(is_infinite, row.shift, quiet_nan<V>());
    side.parameters[side_offset] = select(is_moved, row.shift, zero);
    side.parameters[side_shift] = select(is_moved || is_empty, zero, row.shift);
    side.parameters[side_scale] = row.inverse;
    side.log_normaliser = side.parameters[side_shift];
    side.log_normaliser_low = zero;
    const V total = select(is_empty && !is_infinite, zero, row.log_total);
    add_to(side.log_normaliser, side.log_normaliser_low, total, zero);
    return side;
  }
};
using log_side = log_side_parts<double>;

namespace detail {

// One side's element: x, the logarithm up to the row's constant, and the probability, times a factor
// on demand.
template <bool IsLog, class V>
struct side_element;

template <class V>
struct side_element<true, V> {
  V x;
  scaled_exp<V> e;

  LIKELIER_HD side_element(const V& operand, const V* parameters)
      : x(up_to_constant(operand, parameters[side_marker], parameters[side_offset])), e(V(x - parameters[side_shift])) {
    e.mantissa = e.mantissa * parameters[side_scale];
  }
  // With exp(x' - shift), where the caller has it.
  LIKELIER_HD side_element(const V& operand, const V* parameters, const V& exponential)
      : x(up_to_constant(operand, parameters[side_marker], parameters[side_offset])),
        e(V(exponential * parameters[side_scale]), constant<V>(0.0)) {
    const auto is_rounded = smallest_normal<V>() > e.mantissa && x > -infinity<V>();
    if (any(is_rounded)) {
      const scaled_exp<V> exact(V(x - parameters[side_shift]));
      e.mantissa = select(is_rounded, exact.mantissa * parameters[side_scale], e.mantissa);
      e.exponent = select(is_rounded, exact.exponent, e.exponent);
    }
  }
  LIKELIER_HD V value() const { return e.value(); }
  LIKELIER_HD V times(const V& factor) const { return e.times(factor); }
  // Exactly zero, not only too small for the format.
  LIKELIER_HD mask_t<V> is_empty() const { return x == -infinity<V>(); }

 private:
  LIKELIER_HD static V up_to_constant(const V& operand, const V& marker, const V& offset) {
    // One test for a row: logits are far from the format's limits.
    if (!any(marker == marker || offset != constant<V>(0.0))) return operand;
    return select(operand == marker, constant<V>(0.0), operand - offset);
  }
};

template <class V>
struct side_element<false, V> {
  V x;
  V p;

  LIKELIER_HD side_element(const V& operand, const V*)
      : x(full_log(operand)), p(select(operand < constant<V>(0.0), quiet_nan<V>(), operand)) {}
  LIKELIER_HD V value() const { return p; }
  LIKELIER_HD V times(const V& factor) const { return p * factor; }
  LIKELIER_HD mask_t<V> is_empty() const { return p == constant<V>(0.0); }
};

// t, the Bregman term p (e^t - 1 - t) and q - p for one element.
template <bool PIsLog, bool QIsLog, class V>
struct divergence_element {
  side_element<PIsLog, V> p;
  side_element<QIsLog, V> q;
  V t, term, difference;

  LIKELIER_HD divergence_element(const V* x, const V* parameters)
      : p(x[0], parameters + divergence_p), q(x[1], parameters + divergence_q) {
    complete(parameters);
  }
  LIKELIER_HD divergence_element(const V* x, const V* parameters, const V* exponentials)
      : p(x[0], parameters + divergence_p, exponentials[0]), q(x[1], parameters + divergence_q, exponentials[1]) {
    complete(parameters);
  }

 private:
  LIKELIER_HD void complete(const V* parameters) {
    t = ((q.x - p.x) - parameters[divergence_constant]) - parameters[divergence_constant_low];
    const V near = (t * t) * madd(exp_tail(t), t, constant<V>(0.5));
    const auto is_near = t >= constant<V>(-1.0) && t <= constant<V>(1.625);
    const V p_value = p.value();
    const V q_value = q.value();
    const V apart = q_value - p_value;
    const V part = p.times(select(is_near, near, t));
    const V far = select(q.is_empty(), infinity<V>(), apart - part);
    term = select(p.is_empty(), q_value, select(is_near, part, far));
    difference = select(is_near, p.times(t + near), apart);
    difference = select(p.is_empty(), q_value, difference);
  }
};

// Both sides probabilities.
template <class V>
struct divergence_element<false, false, V> {
  V p, q, t, term, difference;

  LIKELIER_HD divergence_element(const V* x, const V*) : p(x[0]), q(x[1]), difference(q - p) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const auto no_p = p == zero;
    const auto no_q = q == zero;
    const V p_inside = select(no_p, one, p);
    const V q_inside = select(no_q, one, q);
    const quotient_logarithm<V> quotient(p_inside, q_inside);
    t = quotient.logarithm;
    term = quotient.term;
    // Subnormal, negative, huge and NaN probabilities.
    const auto ordinary = quotient_logarithm<V>::holds(p_inside, q_inside);
    if (!all(ordinary)) {
      t = select(ordinary, t, -log_ratio(p_inside, q_inside));
      term = select(ordinary, term, bd0(p, q));
      t = select(p < zero || q < zero, quiet_nan<V>(), t);
    }
    t = select(no_p, infinity<V>(), select(no_q, -infinity<V>(), t));
    term = select(no_p && q >= zero, q, select(no_q && p > zero, infinity<V>(), term));
  }
};

// The gradient by a logit in a row whose mean derivative by a log-probability is infinite: the limit as the
// zeros that make it so are approached. Where the derivative itself is infinite it outweighs the mean; what
// has mass elsewhere goes the other way; without mass the derivative is all there is. flat is 1 where
// all mass is on elements of the first sort, so that none can be moved away from them: 0.
template <class V, class Mask>
LIKELIER_HD LIKELIER_RARE V logit_gradient_limit(const V& derivative, const Mask& is_empty, const V& mean,
                                                 const V& flat) {
  const V zero = constant<V>(0.0);
  const V moved = select(abs(derivative) == infinity<V>(), derivative, -mean);
  return select(is_empty, derivative, select(flat > zero, zero, moved));
}

}  // namespace detail

// The operands p and q of passes and emits.
template <bool PIsLog, bool QIsLog>
struct pair_operands {
  static constexpr int operands = 2;
  static constexpr double absent[] = {PIsLog ? -__builtin_huge_val() : 0.0, QIsLog ? -__builtin_huge_val() : 0.0};
};
template <bool PIsLog, bool QIsLog>
struct pair_pass : pair_operands<PIsLog, QIsLog> {
  static constexpr bool shifted = row_pass::shifted;
  static constexpr bool ranked = row_pass::ranked;
  static constexpr bool stepwise = row_pass::stepwise;
  static constexpr bool leaves_exponentials = row_pass::leaves_exponentials;
  static constexpr bool takes_exponentials = row_pass::takes_exponentials;
};
template <bool PIsLog, bool QIsLog>
struct pair_emit : pair_operands<PIsLog, QIsLog> {
  static constexpr bool indexed = row_emit::indexed;
  static constexpr bool takes_exponentials = row_emit::takes_exponentials;
  static constexpr int outputs = 2;
};

// sum 0: the Bregman terms, sum 1: q - p.
template <bool PIsLog, bool QIsLog>
struct divergence_pass : pair_pass<PIsLog, QIsLog> {
  static constexpr int sums = 2;
  static constexpr int parameters = divergence_pass_parameters;
  static constexpr bool takes_exponentials = PIsLog && QIsLog;

  template <class V, class... Exponentials>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V* sums, Exponentials... exponentials) {
    const detail::divergence_element<PIsLog, QIsLog, V> e(x, parameters, exponentials...);
    sums[0] = e.term;
    sums[1] = e.difference;
  }
};

// Outputs: the gradients with respect to the operands as given.
template <bool PIsLog, bool QIsLog>
struct divergence_emit : pair_emit<PIsLog, QIsLog> {
  static constexpr int parameters = divergence_emit_parameters;
  static constexpr bool takes_exponentials = PIsLog && QIsLog;

  template <class V, class... Exponentials>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out, Exponentials... exponentials) {
    const V zero = constant<V>(0.0);
    const V factor = parameters[divergence_factor];
    const detail::divergence_element<PIsLog, QIsLog, V> e(x, parameters, exponentials...);
    if constexpr (!PIsLog && !QIsLog) {
      const auto both_empty = e.p == zero && e.q == zero;
      out[0] = select(both_empty, zero, -factor * e.t);
      out[1] = select(both_empty, zero, factor * (e.difference / e.q));
    } else {
      const auto both_empty = e.p.is_empty() && e.q.is_empty();
      if constexpr (PIsLog) {
        const V mean = parameters[divergence_mean];
        const auto empty = e.p.is_empty();
        const V slope = -e.t - mean;
        V gradient = select(abs(slope) == infinity<V>(), slope, e.p.times(slope));
        const auto unbounded = mean == infinity<V>();
        if (any(unbounded)) {
          gradient = select(unbounded, detail::logit_gradient_limit(V(-e.t), empty, mean, parameters[divergence_flat]),
                            gradient);
        }
        out[0] = select(empty, zero, factor * gradient);
      } else {
        out[0] = select(both_empty, zero, -factor * e.t);
      }
      if constexpr (QIsLog) {
        out[1] = factor * (e.difference - parameters[divergence_excess] * e.q.value());
      } else {
        // p may be too small for the format where q = 0.
        const V ratio = select(e.q.is_empty(), -infinity<V>(), e.difference / e.q.value());
        out[1] = select(both_empty, zero, factor * ratio);
      }
    }
  }
};

// The divergence from the sums. Where both sides are logits t may carry a common error d, of the
// order of the rounding of the normalisers; then sum 1 is e^d - 1, and d + sum 0 - sum 1 is exact
// for any d. What rounding leaves below zero is zero.
template <class V>
LIKELIER_HD inline V divergence_of_logits(const V& terms, const V& excess) {
  // Of probabilities whose sum differs from 1 by its rounding.
  const auto is_small = abs(excess) < constant<V>(1e-5);
  const V cubic = excess * (constant<V>(1.0 / 3.0) - constant<V>(0.25) * excess);
  V correction = excess * excess * (cubic - constant<V>(0.5));
  if (!all(is_small)) correction = select(is_small, correction, log1pmx(excess));
  const V value = terms + correction;
  return select(value < constant<V>(0.0), constant<V>(0.0), value);
}
LIKELIER_HD inline double divergence_value(const row_state& state, bool both_logits) {
  const double terms = sum_of(state, 0);
  return both_logits ? divergence_of_logits(terms, sum_of(state, 1)) : terms;
}

// -sum p log p from probabilities.
struct entropy_of_probabilities_pass : row_pass {
  static constexpr double absent[] = {0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* sums) {
    sums[0] = select(x[0] == constant<V>(0.0), constant<V>(0.0), -x[0] * log(x[0]));
  }
};

// The same from log-probabilities.
struct entropy_of_logs_pass : row_pass {
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* sums) {
    sums[0] = select(x[0] == -infinity<V>(), constant<V>(0.0), scaled_exp<V>(x[0]).times(-x[0]));
  }
};

// Parameter s: -s (log p + 1).
struct entropy_of_probabilities_emit : row_emit {
  static constexpr int parameters = 1;
  static constexpr double absent[] = {0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    out[0] = -parameters[0] * (log(x[0]) + constant<V>(1.0));
  }
};

// Parameters m, scale, a, s: s p (a - (x - m)) with p = exp(x - m) scale. For logits a is L minus the
// entropy, for log-probabilities m = 0, scale = 1 and a = -1.
struct entropy_of_logs_emit : row_emit {
  static constexpr int parameters = 4;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V y = detail::centred(x[0], parameters[0]);
    const V slope = (parameters[2] - y) * (parameters[1] * parameters[3]);
    out[0] = select(y == -infinity<V>(), constant<V>(0.0), scaled_exp<V>(y).times(slope));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
