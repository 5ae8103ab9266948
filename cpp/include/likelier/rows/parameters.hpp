// What happens once a row between passes and emits: the parameters of the latter from what the former found. The
// engines of the CPU and of CUDA both come here.
#pragma once

#include "likelier/rows/divergence.hpp"
#include "likelier/rows/f_divergence.hpp"
#include "likelier/rows/softmax.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The softmax of a row as four numbers.
LIKELIER_HD inline void keep(double* carry, const softmax_row& row) {
  carry[0] = row.shift;
  carry[1] = row.rest;
  carry[2] = row.log_total;
  carry[3] = row.inverse;
}
LIKELIER_HD inline softmax_row kept(const double* carry) {
  softmax_row row;
  row.shift = carry[0];
  row.rest = carry[1];
  row.log_total = carry[2];
  row.inverse = carry[3];
  return row;
}

// A soft cap of logits and their temperature, of which limit is the quotient: limit tanh(x inverse), or x inverse where
// limit is 0; and its derivative, from the result.
template <class V>
LIKELIER_HD inline V soft_capped(const V& x, const V& inverse, const V& limit) {
  return limit == V(0) ? x * inverse : soft_cap<V>{inverse, limit}(x);
}
template <class V>
LIKELIER_HD inline V soft_cap_slope(const V& mapped, const V& inverse, const V& limit) {
  if (limit == V(0)) return inverse;
  const V t = mapped / limit;
  return inverse * limit * ((V(1) - t) * (V(1) + t));
}

// Of log_softmax_gradient_emit. In float the total keeps what its rounding leaves.
LIKELIER_HD inline void put_log_softmax_gradient(const softmax_row& row, double total, double mass_factor,
                                                 double impossible, double factor, double* parameters) {
  using emit = log_softmax_gradient_emit;
  const auto high = static_cast<double>(static_cast<float>(total));
  const bool finite = high - high == 0.0;
  parameters[emit::shift] = row.shift;
  parameters[emit::inverse] = row.inverse;
  parameters[emit::complement] = row.rest * row.inverse;
  parameters[emit::total] = finite ? high : total;
  parameters[emit::total_low] = finite ? total - high : 0.0;
  parameters[emit::mass_factor] = mass_factor;
  parameters[emit::impossible] = impossible;
  parameters[emit::factor] = factor;
}

// The gradient of mass (logsumexp - x) + others logsumexp by x itself.
LIKELIER_HD inline double target_gradient(const softmax_row& row, double x, double mass, double others) {
  const double p = row.probability(x);
  const double away = p == 0.0 ? 0.0 : p * others;
  return away - row.complement(x, p) * mass;
}

// Of entropy_of_logs_emit, for logits whose sum of exp(x - m) (m - x) is known, and for log-probabilities.
LIKELIER_HD inline void put_entropy_of_logits(const softmax_row& row, double distances, double factor,
                                              double* parameters) {
  parameters[0] = row.shift;
  parameters[1] = row.inverse;
  // log_total minus the entropy
  parameters[2] = row.inverse > 0.0 ? -distances * row.inverse : 0.0;
  parameters[3] = factor;
}
LIKELIER_HD inline void put_entropy_of_log_probabilities(double factor, double* parameters) {
  parameters[0] = 0.0;
  parameters[1] = 1.0;
  parameters[2] = -1.0;
  parameters[3] = factor;
}

// The side of a divergence that rows of logits are. Beyond a limit the differences between the sides could overflow.
template <class V>
LIKELIER_HD inline log_side_parts<V> side_of_logits(const softmax_parts<V>& row, bool in_float) {
  const V limit = constant<V>(in_float ? 1e30 : 1e300);
  return log_side_parts<V>::of_logits(row, row.shift > limit || row.shift < -limit);
}

// Whether an element of a distribution has mass: a probability, or a logarithm in a row whose shift is +inf or not.
LIKELIER_HD inline bool has_mass(double x, bool is_log, bool in_infinite_row) {
  if (!is_log) return x != 0.0;
  return x > -infinity<double>() && (!in_infinite_row || x == infinity<double>());
}

// A struct, so that the specialisation for batches is found wherever it is declared.
template <class V>
struct float_rounding {
  LIKELIER_HD static V rounded(V x) { return static_cast<V>(static_cast<float>(x)); }
};

// x as high + low, of which high is exact in the compute type.
template <class V>
LIKELIER_HD inline void split(const V& x, const V& x_low, bool in_float, V* high, V* low) {
  *high = x;
  *low = x_low;
  if (in_float) {
    *high = float_rounding<V>::rounded(x);
    *low = *low + (x - *high);
  }
}

// Of divergence_pass.
template <class V>
LIKELIER_HD inline void put_divergence(const log_side_parts<V>& p, const log_side_parts<V>& q, bool in_float,
                                       V* parameters) {
  for (int i = 0; i < side_parameters; ++i) {
    parameters[divergence_p + i] = p.parameters[i];
    parameters[divergence_q + i] = q.parameters[i];
  }
  V high = q.log_normaliser;
  V low = q.log_normaliser_low;
  add_to(high, low, V(-p.log_normaliser), V(-p.log_normaliser_low));
  split(high, low, in_float, parameters + divergence_constant, parameters + divergence_constant_low);
}

// Of f_divergence_pass, besides the sides: what a formula makes of its argument, 1 - argument and q.
template <class Formula>
LIKELIER_HD inline void put_f_divergence(double argument, double rest, const log_side& q, bool in_float,
                                         double* parameters) {
  double* own = parameters + f_divergence_a;
  own[0] = own[1] = own[2] = own[3] = 0.0;
  if constexpr (std::is_same_v<Formula, alpha_formula>) {
    split(rest, 0.0, in_float, own, own + 1);
    own[2] = rest == 0.0 ? 0.0 : 1.0 / rest;
    own[3] = 1.0 / argument;
  } else if constexpr (std::is_same_v<Formula, jensen_shannon_formula>) {
    own[0] = argument;
    own[1] = 1.0 - argument;
  } else if constexpr (std::is_same_v<Formula, cross_entropy_formula>) {
    split(q.log_normaliser, q.log_normaliser_low, in_float, own, own + 1);
  }
}

// mass (logsumexp - x) for an element x of the row; NaN in a row without a distribution.
template <class V>
LIKELIER_HD inline V cross_entropy_of(const softmax_parts<V>& row, const V& x, const V& mass) {
  const V zero = constant<V>(0.0);
  const V value = select(mass == zero, zero, V(mass * row.surprisal(x)));
  return select(row.inverse == zero, quiet_nan<V>(), value);
}

// Of cross_entropy_emit.
template <class V>
LIKELIER_HD inline void put_cross_entropy(const softmax_parts<V>& row, const V& mass, const V& entry, V* parameters) {
  using emit = cross_entropy_emit;
  parameters[emit::shift] = row.shift;
  parameters[emit::scale] = mass * row.inverse;
  parameters[emit::own] = -mass;
  parameters[emit::own_complement] = -mass * (row.rest * row.inverse);
  parameters[emit::entry] = entry;
}

// What becomes of the sum of a divergence's terms, and the factor of its gradient.
struct f_divergence_value {
  double value, slope;

  LIKELIER_HD static f_divergence_value from(double sum, double factor, bool square_root) {
    if (!square_root) return {factor * sum, factor};
    const double root = sqrt(factor * sum);
    return {root, root == 0.0 ? 0.0 : 0.5 * factor / root};
  }
};

// A step is what happens once a row, for rows that are computed side by side: results from inputs, all of them
// double. InFloat: the passes and emits are in float.

inline constexpr int max_step_inputs = 8;

// Inputs: the softmax of a row, the logit and the weight of its target; its loss.
struct cross_entropy_step {
  enum { softmax, logit = 4, weight, inputs };
  static constexpr int outputs = 1;

  template <bool InFloat, class V>
  LIKELIER_HD static void values(const V* in, V* out) {
    const V zero = constant<V>(0.0);
    const softmax_parts<V> row{in[0], in[1], in[2], in[3]};
    out[0] = select(in[weight] == zero, zero, V(in[weight] * cross_entropy_of(row, in[logit], constant<V>(1.0))));
  }
};

// Inputs: the softmax of a row, the factor of its gradient, its target; the parameters of cross_entropy_emit.
struct cross_entropy_gradient_step {
  enum { softmax, factor = 4, entry, inputs };
  static constexpr int outputs = cross_entropy_emit::parameters;

  template <bool InFloat, class V>
  LIKELIER_HD static void values(const V* in, V* out) {
    put_cross_entropy(softmax_parts<V>{in[0], in[1], in[2], in[3]}, in[factor], in[entry], out);
  }
};

// Inputs: the softmax of p and that of q; the parameters of divergence_pass.
struct divergence_parameters_step {
  enum { p, q = 4, inputs = 8 };
  static constexpr int outputs = divergence_pass_parameters;

  template <bool InFloat, class V>
  LIKELIER_HD static void values(const V* in, V* out) {
    const auto p_side = side_of_logits(softmax_parts<V>{in[0], in[1], in[2], in[3]}, InFloat);
    const auto q_side = side_of_logits(softmax_parts<V>{in[4], in[5], in[6], in[7]}, InFloat);
    put_divergence(p_side, q_side, InFloat, out);
  }
};

// Inputs: the sums of divergence_pass, each in two parts; the divergence of logits, and for its gradients the mean
// of -t and the excess of sum q over sum p.
struct divergence_value_step {
  enum { terms, terms_low, excess, excess_low, inputs };
  enum { value, mean, sum_excess, outputs };

  template <bool InFloat, class V>
  LIKELIER_HD static void values(const V* in, V* out) {
    const V sum = sum_of(in[terms], in[terms_low]);
    out[sum_excess] = sum_of(in[excess], in[excess_low]);
    out[value] = divergence_of_logits(sum, out[sum_excess]);
    out[mean] = sum - out[sum_excess];
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
