#include "engine/row_operations.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/row_programs.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

std::int64_t integer_element(const row_axes& axes, const const_view& view, std::int64_t row) {
  const char* source = row_data(axes, view, row);
  const auto read = [source](auto item) {
    std::memcpy(&item, source, sizeof item);
    return static_cast<std::int64_t>(item);
  };
  switch (view.type) {
    case dtype::i64: return read(std::int64_t{});
    case dtype::i32: return read(std::int32_t{});
    case dtype::i16: return read(std::int16_t{});
    case dtype::i8: return read(std::int8_t{});
    case dtype::u64: return read(std::uint64_t{});
    case dtype::u32: return read(std::uint32_t{});
    case dtype::u16: return read(std::uint16_t{});
    case dtype::u8: return read(std::uint8_t{});
    default: throw std::invalid_argument("target: expected integers");
  }
}

std::string index_text(const row_axes& axes, std::int64_t row) {
  std::vector<std::int64_t> index(static_cast<std::size_t>(axes.ndim));
  for (int a = axes.ndim - 1; a >= 0; --a) {
    index[static_cast<std::size_t>(a)] = row % axes.shape[a];
    row /= axes.shape[a];
  }
  std::string text = "(";
  for (std::size_t a = 0; a < index.size(); ++a)
    text += std::to_string(index[a]) + (a + 1 < index.size() ? ", " : index.size() == 1 ? ",)" : ")");
  return index.empty() ? "()" : text;
}

class softmax_program final : public row_program {
 public:
  explicit softmax_program(const softmax_call& call) : call_(call) {
    where = call.where;
    passes.push_back({pass_of<logsumexp_pass>, {&call.x, nullptr}});
    const mutable_view* gradient = &call.gradient;
    switch (call.kind) {
      case softmax_kind::logsumexp:
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

  bool emits_row(std::int64_t row) const override {
    return call_.kind != softmax_kind::logsumexp || row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void pass_parameters(std::size_t pass, const double* carry, double* parameters) const override {
    if (pass == 1) {
      parameters[0] = carry[0];
      parameters[1] = carry[3];
    }
  }

  void finish(std::size_t pass, std::int64_t row, const row_state& state, double* carry) override {
    if (pass == 0) {
      const softmax_row parts = softmax_row::from(state, call_.kind != softmax_kind::softmax);
      keep(carry, parts);
      if (call_.row_values != nullptr) call_.row_values[row] = parts.logsumexp();
    } else {
      carry[4] = sum_of(state, 0);
      carry[5] = state.high[0];
      carry[6] = carry[4] - state.high[0] == 0.0 ? state.low[0] : 0.0;
    }
  }

  void emit_parameters(std::size_t emit, std::int64_t row, const double* carry, double* parameters) const override {
    const softmax_row parts = kept(carry);
    parameters[0] = parts.shift;
    parameters[1] = parts.inverse;
    const int formula = emits[emit].formula;
    if (call_.kind == softmax_kind::logsumexp) {
      parameters[1] *= row_factor(call_.axes, call_.cotangent, row);
    } else if (formula == emit_of<log_softmax_emit>) {
      parameters[1] = parts.log_total;
    } else if (formula == emit_of<softmax_gradient_emit>) {
      parameters[2] = carry[4];
    } else if (formula == emit_of<log_softmax_gradient_emit>) {
      using emit_type = log_softmax_gradient_emit;
      parameters[emit_type::complement] = parts.rest * parts.inverse;
      split_total(carry[4], parameters);
      parameters[emit_type::mass_factor] = 1.0;
      parameters[emit_type::impossible] = 1.0;
      parameters[emit_type::factor] = 1.0;
    }
  }

 private:
  // In float the total keeps what its rounding leaves.
  static void split_total(double total, double* parameters) {
    const auto high = static_cast<double>(static_cast<float>(total));
    const bool finite = high - high == 0.0;
    parameters[log_softmax_gradient_emit::total] = finite ? high : total;
    parameters[log_softmax_gradient_emit::total_low] = finite ? total - high : 0.0;
  }

  const softmax_call& call_;
};

class cross_entropy_program final : public row_program {
 public:
  cross_entropy_program(cross_entropy_call& call, const row_axes& unmerged) : call_(call) {
    where = call.where;
    smooth_ = call.label_smoothing > 0.0;
    prepare_rows(unmerged);
    ones_.data = reinterpret_cast<const char*>(&one_);
    ones_.type = dtype::f64;
    ones_.strides.fill(0);
    share_ = call.class_weights ? &call.class_weights : &ones_;
    if (smooth_) {
      passes.push_back({pass_of<logsumexp_linear_pass>, {&call.logits, share_}});
      // The classes over which the smoothing mass is spread.
      if (where) passes.push_back({pass_of<sum_pass>, {&ones_, nullptr}});
    } else {
      passes.push_back({pass_of<logsumexp_pass>, {&call.logits, nullptr}});
    }
    if (call.gradient) {
      if (smooth_) {
        emits.push_back({emit_of<log_softmax_gradient_emit>, {&call.logits, share_}, {&call.gradient, nullptr}, 0.0});
      } else {
        emits.push_back({emit_of<softmax_emit>, {&call.logits, nullptr}, {&call.gradient, nullptr}, 0.0});
      }
    }
  }

  bool active(std::int64_t row) const override {
    const auto i = static_cast<std::size_t>(row);
    return targets_[i] >= 0 && weights_[i] != 0.0 && (target_weights_[i] != 0.0 || smooth_);
  }
  bool emits_row(std::int64_t row) const override { return active(row) && factor(row) != 0.0; }

  void finish(std::size_t pass, std::int64_t row, const row_state& state, double* carry) override {
    if (pass == 0) {
      const std::int64_t target = targets_[static_cast<std::size_t>(row)];
      const softmax_row parts = softmax_row::from(state);
      keep(carry, parts);
      carry[target_logit] = row_element(call_.axes, call_.logits, row, target);
      if (smooth_) {
        carry[share_sum] = sum_of(state, 1);
        carry[share_distance] = sum_of(state, 2);
        carry[classes] = static_cast<double>(call_.axes.length);
      }
    } else {
      carry[classes] = sum_of(state, 0);
    }
    if (pass + 1 == passes.size()) call_.losses[row] = weights_[static_cast<std::size_t>(row)] * loss(row, carry);
  }

  void emit_parameters(std::size_t, std::int64_t row, const double* carry, double* parameters) const override {
    const softmax_row parts = kept(carry);
    parameters[0] = parts.shift;
    if (!smooth_) {
      parameters[1] = parts.inverse * target_weights_[static_cast<std::size_t>(row)] * factor(row);
      return;
    }
    using emit_type = log_softmax_gradient_emit;
    const double total = target_mass(row) + share(carry) * carry[share_sum];
    const auto high = static_cast<double>(static_cast<float>(total));
    parameters[emit_type::inverse] = parts.inverse;
    parameters[emit_type::complement] = parts.rest * parts.inverse;
    parameters[emit_type::total] = high;
    parameters[emit_type::total_low] = total - high;
    parameters[emit_type::mass_factor] = share(carry);
    parameters[emit_type::impossible] = 0.0;
    parameters[emit_type::factor] = -factor(row);
  }

  // The target's own entry: everything else of the row has been written.
  void complete(std::int64_t row, const double* carry) const override {
    const softmax_row parts = kept(carry);
    const std::int64_t target = targets_[static_cast<std::size_t>(row)];
    const double x = carry[target_logit];
    double mass = target_mass(row);
    double others = 0.0;
    if (smooth_) {
      const double own = x > -infinite ? share(carry) * class_weight(row) : 0.0;
      others = share(carry) * carry[share_sum] - own;
      mass += own;
    }
    const double gradient = parts.probability(x) * others - parts.complement(x) * mass;
    set_row_element(call_.axes, call_.gradient, row, target, factor(row) * gradient);
  }

 private:
  enum { target_logit = 4, share_sum, share_distance, classes };

  void prepare_rows(const row_axes& unmerged) {
    constexpr std::int64_t group = 8192;
    const row_axes& axes = call_.axes;
    const auto rows = static_cast<std::size_t>(axes.rows);
    const std::int64_t groups = (axes.rows + group - 1) / group;
    targets_.assign(rows, -1);
    weights_.resize(rows);
    target_weights_.resize(rows);
    std::vector<compensated> sums(static_cast<std::size_t>(groups));
    std::vector<std::int64_t> offending(static_cast<std::size_t>(groups), -1);
    parallel_for(groups, [&](std::int64_t g) {
      const std::int64_t end = std::min(axes.rows, (g + 1) * group);
      for (std::int64_t row = g * group; row < end; ++row) {
        if (!prepare_row(row, sums[static_cast<std::size_t>(g)])) {
          offending[static_cast<std::size_t>(g)] = row;
          return;
        }
      }
    });
    for (const std::int64_t row : offending) {
      if (row < 0) continue;
      throw std::invalid_argument("target: expected class indices in [0, " + std::to_string(axes.length) +
                                  ") or ignore_index=" + std::to_string(call_.ignore_index) + ", got " +
                                  std::to_string(integer_element(axes, call_.target, row)) + " at row " +
                                  index_text(unmerged, row));
    }
    for (const compensated& sum : sums) call_.weight.add(sum);
    if (call_.reduction == reduction_kind::mean) gradient_divisor_ = call_.weight.result();
  }

  // False for a target that is none.
  bool prepare_row(std::int64_t row, compensated& total_weight) {
    const row_axes& axes = call_.axes;
    const auto i = static_cast<std::size_t>(row);
    call_.losses[row] = 0.0;
    if (row_factor(axes, call_.row_where, row) == 0.0) return true;
    const std::int64_t target = integer_element(axes, call_.target, row);
    if (target == call_.ignore_index) return true;
    if (target < 0 || target >= axes.length) return false;
    if (where && row_element(axes, where, row, target) == 0.0) return true;
    targets_[i] = target;
    weights_[i] = row_factor(axes, call_.weights, row);
    target_weights_[i] = call_.class_weights ? row_element(axes, call_.class_weights, row, target) : 1.0;
    // A row of weight 0 is absent whatever its class weighs.
    if (weights_[i] != 0.0) total_weight.add(weights_[i] * target_weights_[i]);
    return true;
  }

  // The mass on the target beyond its share of the smoothing.
  double target_mass(std::int64_t row) const { return (1.0 - call_.label_smoothing) * class_weight(row); }
  double class_weight(std::int64_t row) const { return target_weights_[static_cast<std::size_t>(row)]; }
  double share(const double* carry) const { return call_.label_smoothing / carry[classes]; }
  double factor(std::int64_t row) const {
    // A mean over a total weight of 0 is NaN and depends on nothing.
    if (gradient_divisor_ == 0.0) return 0.0;
    return row_factor(call_.axes, call_.cotangent, row) * weights_[static_cast<std::size_t>(row)] / gradient_divisor_;
  }

  double loss(std::int64_t row, const double* carry) const {
    const softmax_row parts = kept(carry);
    const double mass = target_mass(row);
    double value = mass != 0.0 ? mass * parts.surprisal(carry[target_logit]) : 0.0;
    if (smooth_ && carry[share_sum] != 0.0) {
      value += share(carry) * carry[share_distance] / logsumexp_linear_pass::scale;
      value += share(carry) * carry[share_sum] * parts.log_total;
    }
    return value;
  }

  cross_entropy_call& call_;
  bool smooth_ = false;
  double gradient_divisor_ = 1.0;
  std::vector<std::int64_t> targets_;  // -1: ignored
  std::vector<double> weights_;
  std::vector<double> target_weights_;
  double one_ = 1.0;
  const_view ones_;
  const const_view* share_ = nullptr;
};

class divergence_program final : public row_program {
 public:
  divergence_program(const divergence_call& call, bool in_float)
      : call_(call), sides_{call.p_kind, call.q_kind, in_float} {
    where = call.where;
    sides_.add_passes(*this, call.p, call.q);
    const bool p_is_log = is_log(call.p_kind);
    const bool q_is_log = is_log(call.q_kind);
    passes.push_back({divergence_formula<divergence_pass, row_passes>(p_is_log, q_is_log), {&call.p, &call.q}});
    if (call.p_gradient || call.q_gradient) {
      emits.push_back({divergence_formula<divergence_emit, row_emits>(p_is_log, q_is_log),
                       {&call.p, &call.q},
                       {call.p_gradient ? &call.p_gradient : nullptr, call.q_gradient ? &call.q_gradient : nullptr},
                       0.0});
    }
  }

  bool emits_row(std::int64_t row) const override { return row_factor(call_.axes, call_.cotangent, row) != 0.0; }

  void pass_parameters(std::size_t pass, const double* carry, double* parameters) const override {
    if (pass + 1 == passes.size()) sides_.put(carry, parameters);
  }

  void finish(std::size_t pass, std::int64_t row, const row_state& state, double* carry) override {
    if (pass + 1 < passes.size()) {
      sides_.finish(pass, state, carry);
      return;
    }
    const bool p_normalised = call_.p_kind == row_kind::logits;
    const bool q_normalised = call_.q_kind == row_kind::logits;
    call_.values[row] = call_.factor * divergence_value(state, p_normalised && q_normalised);
    carry[mean] = p_normalised ? sum_of(state, 0) - sum_of(state, 1) : 0.0;
    carry[excess] = q_normalised ? sum_of(state, 1) : 0.0;
  }

  void emit_parameters(std::size_t, std::int64_t row, const double* carry, double* parameters) const override {
    sides_.put(carry, parameters);
    parameters[divergence_mean] = carry[mean];
    parameters[divergence_excess] = carry[excess];
    parameters[divergence_factor] = call_.factor * row_factor(call_.axes, call_.cotangent, row);
  }

 private:
  enum { mean = log_sides::carried, excess };

  const divergence_call& call_;
  log_sides sides_;
};

class entropy_program final : public row_program {
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

  bool emits_row(std::int64_t row) const override { return row_factor(call_.axes, call_.cotangent, row) != 0.0; }

  void finish(std::size_t, std::int64_t row, const row_state& state, double* carry) override {
    double value;
    if (call_.kind == row_kind::logits) {
      const softmax_row parts = softmax_row::from(state);
      keep(carry, parts);
      value = entropy_of_logits(parts, state);
      carry[excess] = parts.inverse > 0.0 ? -sum_of(state, 1) * parts.inverse : 0.0;
    } else {
      value = sum_of(state, 0);
    }
    call_.values[row] = call_.factor * value;
  }

  void emit_parameters(std::size_t, std::int64_t row, const double* carry, double* parameters) const override {
    const double factor = call_.factor * row_factor(call_.axes, call_.cotangent, row);
    switch (call_.kind) {
      case row_kind::probs: parameters[0] = factor; break;
      case row_kind::log_probs:
        parameters[0] = 0.0;
        parameters[1] = 1.0;
        parameters[2] = -1.0;
        parameters[3] = factor;
        break;
      case row_kind::logits: {
        const softmax_row parts = kept(carry);
        parameters[0] = parts.shift;
        parameters[1] = parts.inverse;
        // log_total minus the entropy
        parameters[2] = carry[excess];
        parameters[3] = factor;
        break;
      }
    }
  }

 private:
  enum { excess = 4 };

  const entropy_call& call_;
};

}  // namespace

template <class T>
void run(softmax_call& call) {
  merge_axes(call.axes, {strides_of(call.x), strides_of(call.where), strides_of(call.values),
                         strides_of(call.cotangent), strides_of(call.gradient)});
  softmax_program program(call);
  run_rows<T>(call.axes, program);
}

template <class T>
void run(cross_entropy_call& call) {
  const row_axes unmerged = call.axes;
  std::vector<double> own_losses;
  if (call.losses == nullptr) {
    own_losses.resize(static_cast<std::size_t>(call.axes.rows));
    call.losses = own_losses.data();
  }
  merge_axes(call.axes, {strides_of(call.logits), strides_of(call.where), strides_of(call.row_where),
                         strides_of(call.target), strides_of(call.class_weights), strides_of(call.weights),
                         strides_of(call.cotangent), strides_of(call.gradient)});
  cross_entropy_program program(call, unmerged);
  run_rows<T>(call.axes, program);
  for (std::int64_t row = 0; row < call.axes.rows; ++row) call.total.add(call.losses[row]);
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
template void run<float>(cross_entropy_call&);
template void run<double>(cross_entropy_call&);
template void run<float>(divergence_call&);
template void run<double>(divergence_call&);
template void run<float>(entropy_call&);
template void run<double>(entropy_call&);

}  // namespace likelier::engine
