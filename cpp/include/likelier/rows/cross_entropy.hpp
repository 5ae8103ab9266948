// What a row of a cross-entropy comes to, once its passes are through.
//
// With w the class weights, s the label smoothing and K the number of classes, a row's loss is
//   sum_j y_j (logsumexp - x_j) + z w_t logsumexp^2,   y_j = w_j ((1 - s) t_j + s / K),
// where t_j = [j = t] for an integer target t, and w_t = 1 in the last term for soft targets. The mass y of
// the smoothing (or of a soft target) is an operand of the passes; an integer target's own is put in here.
#pragma once

#include "likelier/rows/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct cross_entropy_row {
  softmax_row parts;
  double target_logit = 0.0;  // of an integer target
  double target_mass = 0.0;   // on it, beyond its share of the smoothing
  double share = 0.0;         // the factor of the mass operand
  double mass_sum = 0.0;      // sums 1 and 2 of logsumexp_linear_pass
  double mass_distance = 0.0;
  double z = 0.0;  // the factor of logsumexp^2

  LIKELIER_HD double spread_mass() const { return share == 0.0 ? 0.0 : share * mass_sum; }
  LIKELIER_HD double z_slope() const { return z == 0.0 ? 0.0 : 2.0 * z * parts.logsumexp(); }
  // The derivative by logsumexp.
  LIKELIER_HD double total() const { return target_mass + spread_mass() + z_slope(); }

  // NaN where every logit is -inf.
  LIKELIER_HD double loss() const {
    double value = cross_entropy_of(parts, target_logit, target_mass);
    if (parts.inverse == 0.0) return value;
    if (share != 0.0 && mass_sum != 0.0) {
      value += share * mass_distance / logsumexp_linear_pass::scale;
      value += share * mass_sum * parts.log_total;
    }
    return z == 0.0 ? value : value + z * parts.logsumexp() * parts.logsumexp();
  }
  // The derivative by an integer target's logit; smoothed: its class's weight, 0 without smoothing.
  LIKELIER_HD double target_slope(double smoothed) const {
    const double own = target_logit > -infinity<double>() && smoothed != 0.0 ? share * smoothed : 0.0;
    const double others = z_slope() + (share == 0.0 ? 0.0 : spread_mass() - own);
    return target_gradient(parts, target_logit, target_mass + own, others);
  }
};

// Of softmax_emit (the first two) and smoothed_gradient_emit, for the factor of a row's gradient.
LIKELIER_HD inline void put_cross_entropy_gradient(const cross_entropy_row& row, double factor, double* parameters) {
  parameters[0] = row.parts.shift;
  parameters[1] = row.parts.inverse * row.total() * factor;
  parameters[2] = row.share * factor;
}
// Of log_softmax_gradient_emit, for soft targets.
LIKELIER_HD inline void put_soft_gradient(const cross_entropy_row& row, double factor, double* parameters) {
  put_log_softmax_gradient(row.parts, row.total(), row.share, 0.0, -factor, parameters);
}
// Of surprisal_emit, the gradient by soft targets.
LIKELIER_HD inline void put_surprisal(const cross_entropy_row& row, double factor, double* parameters) {
  parameters[0] = row.parts.shift;
  parameters[1] = row.parts.log_total;
  parameters[2] = factor;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
