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
  const V y = x * inverse;
  return limit == V(0) ? y : limit * bounded_tanh(y);
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
LIKELIER_HD inline log_side side_of_logits(const softmax_row& row, bool in_float) {
  const double limit = in_float ? 1e30 : 1e300;
  return log_side::of_logits(row, row.shift > limit || row.shift < -limit);
}

// Whether an element of a distribution has mass: a probability, or a logarithm in a row whose shift is +inf or not.
LIKELIER_HD inline bool has_mass(double x, bool is_log, bool in_infinite_row) {
  if (!is_log) return x != 0.0;
  return x > -infinity<double>() && (!in_infinite_row || x == infinity<double>());
}

// x as high + low, of which high is exact in the compute type.
LIKELIER_HD inline void split(double x, double x_low, bool in_float, double* high, double* low) {
  *high = x;
  *low = x_low;
  if (in_float) {
    const auto narrow = static_cast<double>(static_cast<float>(x));
    *low += x - narrow;
    *high = narrow;
  }
}

// Of divergence_pass.
LIKELIER_HD inline void put_divergence(const log_side& p, const log_side& q, bool in_float, double* parameters) {
  for (int i = 0; i < side_parameters; ++i) {
    parameters[divergence_p + i] = p.parameters[i];
    parameters[divergence_q + i] = q.parameters[i];
  }
  double high = 0.0;
  double low = 0.0;
  add_to(high, low, q.log_normaliser, q.log_normaliser_low);
  add_to(high, low, -p.log_normaliser, -p.log_normaliser_low);
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

// What becomes of the sum of a divergence's terms, and the factor of its gradient.
struct f_divergence_value {
  double value, slope;

  LIKELIER_HD static f_divergence_value from(double sum, double factor, bool square_root) {
    if (!square_root) return {factor * sum, factor};
    const double root = sqrt(factor * sum);
    return {root, root == 0.0 ? 0.0 : 0.5 * factor / root};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
