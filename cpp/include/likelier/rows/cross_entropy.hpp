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

// The state of a pass, whose last two sums are those of the mass operand or of the smoothing.
LIKELIER_HD inline row_state state_of_shard(const double* shard, int masses = shard_sums + 2) {
  row_state state{};
  state.shift = shard[shard_shift];
  for (int k = 0; k < 3; ++k) {
    const double* sum = shard + (k == 0 ? static_cast<int>(shard_sums) : masses + 2 * (k - 1));
    state.high[k] = sum[0];
    state.low[k] = sum[1];
  }
  return state;
}
LIKELIER_HD inline void put_in_shard(const row_state& state, double* shard, int masses = shard_sums + 2) {
  shard[shard_shift] = state.shift;
  for (int k = 0; k < 3; ++k) {
    double* sum = shard + (k == 0 ? static_cast<int>(shard_sums) : masses + 2 * (k - 1));
    sum[0] = state.high[k];
    sum[1] = state.low[k];
  }
}
// What is said of a row that is absent.
LIKELIER_HD inline void clear_shard(double* shard) {
  put_in_shard(empty_row_state<logsumexp_linear_pass>(), shard);
  put_in_shard(empty_row_state<logsumexp_linear_pass>(), shard, shard_smoothing);
  shard[shard_target_logit] = quiet_nan<double>();
  shard[shard_class_weight] = shard[shard_classes] = 0.0;
}
// The parts of a row in two slices become one; into may be the first of them.
LIKELIER_HD inline void merge_shards(const double* first, const double* second, double* into) {
  const row_state smoothing[] = {state_of_shard(first, shard_smoothing), state_of_shard(second, shard_smoothing)};
  const row_state states[] = {state_of_shard(first), state_of_shard(second)};
  const double logit = first[shard_target_logit];
  into[shard_target_logit] = logit != logit ? second[shard_target_logit] : logit;
  into[shard_class_weight] = first[shard_class_weight] + second[shard_class_weight];
  into[shard_classes] = first[shard_classes] + second[shard_classes];
  put_in_shard(merge_row_states<logsumexp_linear_pass>(smoothing, 2), into, shard_smoothing);
  put_in_shard(merge_row_states<logsumexp_linear_pass>(states, 2), into);
}

struct cross_entropy_row {
  softmax_row parts;
  double target_logit = 0.0;  // of an integer target
  double target_mass = 0.0;   // on it, beyond its share of the smoothing
  double share = 0.0;         // the factor of the mass operand
  double mass_sum = 0.0;      // sums 1 and 2 of logsumexp_linear_pass
  double mass_distance = 0.0;
  double z = 0.0;  // the factor of logsumexp^2

  // What the merged parts of all slices say; smoothing: that of soft targets.
  LIKELIER_HD static cross_entropy_row of_shard(const double* shard, double smoothing) {
    const row_state state = state_of_shard(shard);
    cross_entropy_row own;
    own.parts = softmax_row::from(state);
    own.target_logit = shard[shard_target_logit];
    own.mass_sum = sum_of(state, 1);
    own.mass_distance = sum_of(state, 2);
    if (smoothing != 0.0) {
      const row_state spread = state_of_shard(shard, shard_smoothing);
      own.mass_sum += smoothing / shard[shard_classes] * sum_of(spread, 1);
      own.mass_distance += smoothing / shard[shard_classes] * sum_of(spread, 2);
    }
    return own;
  }

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
