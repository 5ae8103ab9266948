#include "engine/row_operations.hpp"

#include <algorithm>
#include <cmath>

#include "engine/row_support.hpp"

namespace likelier::engine {
namespace {

class softmax_program final : public grouped_program<softmax_program> {
 public:
  explicit softmax_program(const softmax_call& call) : call_(call) {
    where = call.where;
    passes.push_back({pass_of<logsumexp_pass>, {&call.x, nullptr}});
    const mutable_view* gradient = &call.gradient;
    switch (call.kind) {
      case softmax_kind::logsumexp:
      case softmax_kind::logmeanexp:
        if (call.gradient) emits.push_back({emit_of<softmax_emit>, {&call.x, nullptr}, {gradient, nullptr}, 0.0});
        break;
      case softmax_kind::log_softmax:
        if (call.values)
          emits.push_back({emit_of<log_softmax_emit>, {&call.x, nullptr}, {&call.values, nullptr}, -infinite});
        if (call.gradient) {
          passes.push_back({pass_of<sum_pass>, {&call.cotangent, nullptr}});
          emits.push_back({emit_of<log_softmax_gradient_emit>, {&call.x, &call.cotangent}, {gradient, nullptr}, 0.0});
        }
        break;
      case softmax_kind::softmax:
        if (call.values) emits.push_back({emit_of<softmax_emit>, {&call.x, nullptr}, {&call.values, nullptr}, 0.0});
        if (call.gradient) {
          passes.push_back({pass_of<softmax_dot_pass>, {&call.x, &call.cotangent}});
          emits.push_back({emit_of<softmax_gradient_emit>, {&call.x, &call.cotangent}, {gradient, nullptr}, 0.0});
        }
        break;
    }
  }

  bool emits_row(std::int64_t row, const double* /*carry*/) const {
    return !reduces(call_.kind) || row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void pass_parameters_of(std::size_t pass, const double* carry, double* parameters) const {
    if (pass == 1) {
      parameters[0] = carry[0];
      parameters[1] = carry[3];
    }
  }

  void finish_row(std::size_t pass, std::int64_t row, const row_state& state, double* carry) {
    if (pass == 0) {
      const softmax_row parts = softmax_row::from(state, call_.kind != softmax_kind::softmax);
      keep(carry, parts);
      if (call_.row_values != nullptr) call_.row_values[row] = value_of(parts, row);
    } else {
      carry[4] = sum_of(state, 0);
      carry[5] = state.high[0];
      carry[6] = carry[4] - state.high[0] == 0.0 ? state.low[0] : 0.0;
    }
  }

  void emit_parameters_of(std::size_t emit, std::int64_t row, const double* carry, double* parameters) const {
    const softmax_row parts = kept(carry);
    parameters[0] = parts.shift;
    parameters[1] = parts.inverse;
    const int formula = emits[emit].formula;
    if (reduces(call_.kind)) {
      parameters[1] *= row_factor(call_.axes, call_.cotangent, row);
    } else if (formula == emit_of<log_softmax_emit>) {
      parameters[1] = parts.log_total;
    } else if (formula == emit_of<softmax_gradient_emit>) {
      parameters[2] = carry[4];
    } else if (formula == emit_of<log_softmax_gradient_emit>) {
      put_log_softmax_gradient(parts, carry[4], 1.0, 1.0, 1.0, parameters);
    }
  }

  bool is_in_lanes() const override { return true; }
  void finish_lanes(std::size_t pass, const row_group& group, row_lanes& lanes) {
    if (pass == 0) {
      keep_softmax(lanes);
      for (std::int64_t i = 0; call_.row_values != nullptr && i < group.count; ++i)
        call_.row_values[group.first + i] = value_of(softmax_of(lanes, i), group.first + i);
    } else {
      for (std::int64_t i = 0; i < group.count; ++i) lanes.carry[4][i] = sum_of(lanes.high[0][i], lanes.low[0][i]);
    }
  }
  void lane_pass_parameters(std::size_t, const row_group&, row_lanes& lanes) const {
    copy_line(lanes.parameters[0], lanes.carry[0]);
    copy_line(lanes.parameters[1], lanes.carry[3]);
  }
  void begin_lane_emits(const row_group& group, row_lanes&) const {
    if (reduces(call_.kind)) keep_with_factor(call_.axes, call_.cotangent, group);
  }
  void lane_emit_parameters(std::size_t emit, const row_group& group, row_lanes& lanes) const {
    const int formula = emits[emit].formula;
    if (formula == emit_of<log_softmax_gradient_emit>) {
      double parameters[log_softmax_gradient_emit::parameters];
      for (std::int64_t i = 0; i < group.count; ++i) {
        put_log_softmax_gradient(softmax_of(lanes, i), lanes.carry[4][i], 1.0, 1.0, 1.0, parameters);
        for (int k = 0; k < log_softmax_gradient_emit::parameters; ++k) lanes.parameters[k][i] = parameters[k];
      }
      return;
    }
    copy_line(lanes.parameters[0], lanes.carry[0]);
    copy_line(lanes.parameters[1], lanes.carry[formula == emit_of<log_softmax_emit> ? 2 : 3]);
    if (formula == emit_of<softmax_gradient_emit>) copy_line(lanes.parameters[2], lanes.carry[4]);
    if (reduces(call_.kind)) {
      for (std::int64_t i = 0; i < group.count; ++i)
        lanes.parameters[1][i] *= row_factor(call_.axes, call_.cotangent, group.first + i);
    }
  }

 private:
  double value_of(const softmax_row& parts, std::int64_t row) const {
    if (call_.kind == softmax_kind::logsumexp) return parts.logsumexp();
    const double all = static_cast<double>(call_.axes.length);
    return logmeanexp(
        parts, call_.counts ? row_element(call_.axes, call_.counts, row, 0) : all, call_.axes.length,
        [&](std::int64_t i) { return is_present(call_.axes, call_.where, row, i); },
        [&](std::int64_t i) { return row_element(call_.axes, call_.x, row, i); });
  }

  const softmax_call& call_;
};

class divergence_program final : public grouped_program<divergence_program> {
 public:
  divergence_program(const divergence_call& call, bool in_float)
      : call_(call), sides_{call.p_kind, call.q_kind, in_float} {
    where = call.where;
    sides_.add_passes(*this, call.p, call.q, call.temperature);
    const bool p_is_log = is_log(call.p_kind);
    const bool q_is_log = is_log(call.q_kind);
    passes.push_back({divergence_formula<divergence_pass, row_passes>(p_is_log, q_is_log), {&call.p, &call.q}});
    keeps_exponentials = is_in_lanes();
    if (call.p_gradient || call.q_gradient) {
      emits.push_back({divergence_formula<divergence_emit, row_emits>(p_is_log, q_is_log),
                       {&call.p, &call.q},
                       {call.p_gradient ? &call.p_gradient : nullptr, call.q_gradient ? &call.q_gradient : nullptr},
                       0.0,
                       true});
    }
  }

  bool emits_row(std::int64_t row, const double* /*carry*/) const {
    return row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void pass_parameters_of(std::size_t pass, const double* carry, double* parameters) const {
    if (pass + 1 == passes.size()) sides_.put(carry, parameters);
  }

  void finish_row(std::size_t pass, std::int64_t row, const row_state& state, double* carry) {
    if (pass + 1 < passes.size()) {
      sides_.finish(pass, call_.axes, where, row, state, carry);
      return;
    }
    const bool p_normalised = call_.p_kind == row_kind::logits;
    const bool q_normalised = call_.q_kind == row_kind::logits;
    const double value = divergence_value(state, p_normalised && q_normalised);
    call_.values[row] = carry[log_sides::no_distribution] != 0.0 ? undefined : call_.factor * value;
    carry[mean] = p_normalised ? sum_of(state, 0) - sum_of(state, 1) : 0.0;
    carry[excess] = q_normalised ? sum_of(state, 1) : 0.0;
    const bool unbounded = call_.p_gradient && carry[mean] == infinite;
    carry[flat] = unbounded && !sides_.overlap(call_.axes, where, call_.p, call_.q, row, carry) ? 1.0 : 0.0;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    sides_.put(carry, parameters);
    parameters[divergence_mean] = carry[mean];
    parameters[divergence_excess] = carry[excess];
    parameters[divergence_flat] = carry[flat];
    parameters[divergence_factor] = call_.factor * row_factor(call_.axes, call_.cotangent, row);
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (carry[log_sides::no_distribution] == 0.0) return;
    set_undefined(call_.axes, where, call_.p_gradient, row);
    set_undefined(call_.axes, where, call_.q_gradient, row);
  }

  // Between rows of logits: the lines are the numbers of a row's carry.
  bool is_in_lanes() const override { return call_.p_kind == row_kind::logits && call_.q_kind == row_kind::logits; }
  void lane_pass_parameters(std::size_t pass, const row_group& group, row_lanes& lanes) const {
    if (pass + 1 == passes.size()) put_sides(group, lanes);
  }
  void finish_lanes(std::size_t pass, const row_group& group, row_lanes& lanes) {
    if (pass + 1 < passes.size()) {
      const int side = pass == 0 ? log_sides::p_row : log_sides::q_row;
      keep_softmax(lanes, side);
      if (pass == 0) std::fill_n(lanes.carry[log_sides::no_distribution], row_columns, 0.0);
      if (!has_zero(lanes.softmax[3], group.count)) return;
      for (std::int64_t i = 0; i < group.count; ++i) {
        if (is_undefined(softmax_of(lanes, i, side), call_.axes, where, group.first + i))
          lanes.carry[log_sides::no_distribution][i] = 1.0;
      }
      return;
    }
    double values[row_columns];
    const double* in[] = {lanes.high[0], lanes.low[0], lanes.high[1], lanes.low[1]};
    double* out[] = {values, lanes.carry[mean], lanes.carry[excess]};
    step_for<divergence_value_step>(sides_.in_float)(out, in, padded(group.count));
    const double* bad = lanes.carry[log_sides::no_distribution];
    for (std::int64_t i = 0; i < group.count; ++i)
      call_.values[group.first + i] = bad[i] != 0.0 ? undefined : call_.factor * values[i];
    for (std::int64_t i = 0; call_.p_gradient && i < group.count; ++i) {
      lanes.carry[flat][i] = 0.0;
      if (lanes.carry[mean][i] != infinite) continue;
      double carry[row_carry];
      for (int k = 0; k < log_sides::carried; ++k) carry[k] = lanes.carry[k][i];
      const bool overlaps = sides_.overlap(call_.axes, where, call_.p, call_.q, group.first + i, carry);
      lanes.carry[flat][i] = overlaps ? 0.0 : 1.0;
    }
  }
  void begin_lane_emits(const row_group& group, row_lanes&) const {
    keep_with_factor(call_.axes, call_.cotangent, group);
  }
  void lane_emit_parameters(std::size_t, const row_group& group, row_lanes& lanes) const {
    put_sides(group, lanes);
    copy_line(lanes.parameters[divergence_mean], lanes.carry[mean]);
    copy_line(lanes.parameters[divergence_excess], lanes.carry[excess]);
    copy_line(lanes.parameters[divergence_flat], lanes.carry[flat]);
    for (std::int64_t i = 0; i < group.count; ++i) {
      lanes.parameters[divergence_factor][i] = call_.factor * row_factor(call_.axes, call_.cotangent, group.first + i);
    }
  }
  void complete_lanes(const row_group& group, row_lanes& lanes) const {
    const double* bad = lanes.carry[log_sides::no_distribution];
    for (std::int64_t i = 0; i < group.count; ++i) {
      if (!group.active[i] || bad[i] == 0.0) continue;
      set_undefined(call_.axes, where, call_.p_gradient, group.first + i);
      set_undefined(call_.axes, where, call_.q_gradient, group.first + i);
    }
  }

 private:
  enum { mean = log_sides::carried, excess, flat, carried };
  static_assert(carried <= lane_carry);

  void put_sides(const row_group& group, row_lanes& lanes) const {
    const double* in[divergence_parameters_step::inputs];
    double* out[divergence_parameters_step::outputs];
    for (int k = 0; k < divergence_parameters_step::inputs; ++k) in[k] = lanes.carry[k];
    for (int k = 0; k < divergence_parameters_step::outputs; ++k) out[k] = lanes.parameters[k];
    step_for<divergence_parameters_step>(sides_.in_float)(out, in, padded(group.count));
  }

  const divergence_call& call_;
  log_sides sides_;
};

class entropy_program final : public grouped_program<entropy_program> {
 public:
  explicit entropy_program(const entropy_call& call) : call_(call) {
    where = call.where;
    const bool from_probabilities = call.kind == row_kind::probs;
    const int pass = from_probabilities                 ? pass_of<entropy_of_probabilities_pass>
                     : call.kind == row_kind::log_probs ? pass_of<entropy_of_logs_pass>
                                                        : pass_of<logsumexp_entropy_pass>;
    passes.push_back({pass, {&call.p, nullptr}});
    if (call.gradient) {
      emits.push_back({from_probabilities ? emit_of<entropy_of_probabilities_emit> : emit_of<entropy_of_logs_emit>,
                       {&call.p, nullptr},
                       {&call.gradient, nullptr},
                       0.0});
    }
  }

  bool emits_row(std::int64_t row, const double* /*carry*/) const {
    return row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void finish_row(std::size_t, std::int64_t row, const row_state& state, double* carry) {
    double value;
    if (call_.kind == row_kind::logits) {
      const softmax_row parts = softmax_row::from(state);
      keep(carry, parts);
      carry[no_distribution] = is_undefined(parts, call_.axes, where, row) ? 1.0 : 0.0;
      value = carry[no_distribution] != 0.0 ? undefined : entropy_of_logits(parts, sum_of(state, 1));
      carry[distances] = sum_of(state, 1);
    } else {
      value = sum_of(state, 0);
    }
    call_.values[row] = call_.factor * value;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    const double factor = call_.factor * row_factor(call_.axes, call_.cotangent, row);
    switch (call_.kind) {
      case row_kind::probs: parameters[0] = factor; break;
      case row_kind::log_probs: put_entropy_of_log_probabilities(factor, parameters); break;
      case row_kind::logits: put_entropy_of_logits(kept(carry), carry[distances], factor, parameters); break;
    }
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (call_.kind == row_kind::logits && carry[no_distribution] != 0.0)
      set_undefined(call_.axes, where, call_.gradient, row);
  }

 private:
  enum { distances = 4, no_distribution };

  const entropy_call& call_;
};

}  // namespace

template <class T>
void run(softmax_call& call) {
  merge_axes(call.axes, {strides_of(call.x), strides_of(call.where), strides_of(call.counts), strides_of(call.values),
                         strides_of(call.cotangent), strides_of(call.gradient)});
  softmax_program program(call);
  run_rows<T>(call.axes, program);
}

template <class T>
void run(divergence_call& call) {
  merge_axes(call.axes, {strides_of(call.p), strides_of(call.q), strides_of(call.where), strides_of(call.cotangent),
                         strides_of(call.p_gradient), strides_of(call.q_gradient)});
  divergence_program program(call, sizeof(T) == sizeof(float));
  run_rows<T>(call.axes, program);
}

template <class T>
void run(entropy_call& call) {
  merge_axes(call.axes,
             {strides_of(call.p), strides_of(call.where), strides_of(call.cotangent), strides_of(call.gradient)});
  entropy_program program(call);
  run_rows<T>(call.axes, program);
}

template void run<float>(softmax_call&);
template void run<double>(softmax_call&);
template void run<float>(divergence_call&);
template void run<double>(divergence_call&);
template void run<float>(entropy_call&);
template void run<double>(entropy_call&);

}  // namespace likelier::engine
