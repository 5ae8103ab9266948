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
  divergence_factor,
  divergence_emit_parameters,
};

// The parameters of a side, and the logarithm of its normaliser as high + low.
struct log_side {
  double parameters[side_parameters];
  double log_normaliser, log_normaliser_low;

  LIKELIER_HD static log_side of_log_probabilities() {
    return {{quiet_nan<double>(), 0.0, 0.0, 1.0}, 0.0, 0.0};
  }
  LIKELIER_HD static log_side of_logits(const softmax_row& row) {
    if (row.shift == infinity<double>()) {
      return {{row.shift, row.shift, 0.0, row.inverse}, row.log_total, 0.0};
    }
    if (row.inverse == 0.0) return {{quiet_nan<double>(), 0.0, 0.0, 0.0}, 0.0, 0.0};
    log_side side{{quiet_nan<double>(), 0.0, row.shift, row.inverse}, row.shift, 0.0};
    add_to(side.log_normaliser, side.log_normaliser_low, row.log_total, 0.0);
    return side;
  }
};

namespace detail {

template <class V>
struct side_value {
  V x;  // the logarithm, up to the row's constant
  V p;
};

template <bool IsLog, class V>
LIKELIER_HD inline side_value<V> side_of(const V& x, const V* parameters) {
  const V zero = constant<V>(0.0);
  if constexpr (IsLog) {
    const V y = select(x == parameters[side_marker], zero, x - parameters[side_offset]);
    return {y, exp_gradual(V(y - parameters[side_shift])) * parameters[side_scale]};
  } else {
    return {log(x), select(x < zero, quiet_nan<V>(), x)};
  }
}

template <class V>
struct divergence_element {
  V p, q, t;
  V term;        // p (e^t - 1 - t)
  V difference;  // q - p
};

template <bool PIsLog, bool QIsLog, class V>
LIKELIER_HD inline divergence_element<V> divergence_of(const V* x, const V* parameters) {
  const V zero = constant<V>(0.0);
  divergence_element<V> e;
  if constexpr (!PIsLog && !QIsLog) {
    e.p = x[0];
    e.q = x[1];
    e.t = zero;
    e.term = bd0(e.p, e.q);
    e.difference = e.q - e.p;
  } else {
    const side_value<V> p = side_of<PIsLog>(x[0], parameters + divergence_p);
    const side_value<V> q = side_of<QIsLog>(x[1], parameters + divergence_q);
    e.p = p.p;
    e.q = q.p;
    e.t = ((q.x - p.x) - parameters[divergence_constant]) - parameters[divergence_constant_low];
    const V near = (e.t * e.t) * madd(exp_tail(e.t), e.t, constant<V>(0.5));
    const auto is_near = e.t >= constant<V>(-1.0) && e.t <= constant<V>(1.625);
    const auto is_empty = e.p == zero;
    const V difference = e.q - e.p;
    e.term = select(is_empty, e.q, select(is_near, e.p * near, difference - e.p * e.t));
    e.difference = select(is_near && !is_empty, e.p * (e.t + near), difference);
  }
  return e;
}

}  // namespace detail

// sum 0: the Bregman terms, sum 1: q - p.
template <bool PIsLog, bool QIsLog>
struct divergence_pass {
  static constexpr int operands = 2;
  static constexpr int sums = 2;
  static constexpr int parameters = divergence_pass_parameters;
  static constexpr bool shifted = false;
  static constexpr double absent[] = {PIsLog ? -__builtin_huge_val() : 0.0, QIsLog ? -__builtin_huge_val() : 0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V* sums) {
    const auto e = detail::divergence_of<PIsLog, QIsLog>(x, parameters);
    sums[0] = e.term;
    sums[1] = e.difference;
  }
};

// Outputs: the gradients with respect to the operands as given.
template <bool PIsLog, bool QIsLog>
struct divergence_emit {
  static constexpr int operands = 2;
  static constexpr int outputs = 2;
  static constexpr int parameters = divergence_emit_parameters;
  static constexpr double absent[] = {PIsLog ? -__builtin_huge_val() : 0.0, QIsLog ? -__builtin_huge_val() : 0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V zero = constant<V>(0.0);
    auto e = detail::divergence_of<PIsLog, QIsLog>(x, parameters);
    if constexpr (!PIsLog && !QIsLog) e.t = -log_ratio(e.p, e.q);
    const V factor = parameters[divergence_factor];
    const auto is_empty = e.p == zero;
    if constexpr (PIsLog) {
      out[0] = select(is_empty, zero, factor * (e.p * (-e.t - parameters[divergence_mean])));
    } else {
      out[0] = select(is_empty && e.q == zero, zero, -factor * e.t);
    }
    if constexpr (QIsLog) {
      out[1] = factor * (e.difference - parameters[divergence_excess] * e.q);
    } else {
      out[1] = select(is_empty && e.q == zero, zero, factor * (e.difference / e.q));
    }
  }
};

// The divergence from the sums. Where both sides are logits t may carry a common error d, of the
// order of the rounding of the normalisers; then sum 1 is e^d - 1, and d + sum 0 - sum 1 is exact
// for any d. What rounding leaves below zero is zero.
LIKELIER_HD inline double divergence_value(const row_state& state, bool both_logits) {
  const double terms = sum_of(state, 0);
  if (!both_logits) return terms;
  const double value = terms + log1pmx(sum_of(state, 1));
  return value < 0.0 ? 0.0 : value;
}

// -sum p log p from probabilities.
struct entropy_of_probabilities_pass {
  static constexpr int operands = 1;
  static constexpr int sums = 1;
  static constexpr int parameters = 0;
  static constexpr bool shifted = false;
  static constexpr double absent[] = {0.0};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* sums) {
    sums[0] = select(x[0] == constant<V>(0.0), constant<V>(0.0), -x[0] * log(x[0]));
  }
};

// The same from log-probabilities.
struct entropy_of_logs_pass {
  static constexpr int operands = 1;
  static constexpr int sums = 1;
  static constexpr int parameters = 0;
  static constexpr bool shifted = false;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* sums) {
    const V p = exp_gradual(x[0]);
    sums[0] = select(p == constant<V>(0.0), p, -p * x[0]);
  }
};

// Parameter s: -s (log p + 1).
struct entropy_of_probabilities_emit {
  static constexpr int operands = 1;
  static constexpr int outputs = 1;
  static constexpr int parameters = 1;
  static constexpr double absent[] = {0.0};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    out[0] = -parameters[0] * (log(x[0]) + constant<V>(1.0));
  }
};

// Parameters m, scale, a, s: s p (a - (x - m)) with p = exp(x - m) scale. For logits a is L minus the
// entropy, for log-probabilities m = 0, scale = 1 and a = -1.
struct entropy_of_logs_emit {
  static constexpr int operands = 1;
  static constexpr int outputs = 1;
  static constexpr int parameters = 4;
  static constexpr double absent[] = {-__builtin_huge_val()};

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V y = detail::centred(x[0], parameters[0]);
    const V p = exp_gradual(y) * parameters[1];
    out[0] = select(p == constant<V>(0.0), p, parameters[3] * (p * (parameters[2] - y)));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
