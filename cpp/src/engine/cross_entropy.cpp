// Cross-entropy of logits against integer or soft targets: rows/cross_entropy.hpp has the formula.
#include "likelier/rows/cross_entropy.hpp"

#include <memory>

#include "engine/row_operations.hpp"
#include "engine/row_support.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

template <class T>
class cross_entropy_program final : public grouped_program<cross_entropy_program<T>> {
  using base = grouped_program<cross_entropy_program<T>>;
  using base::emits;
  using base::maps;
  using base::passes;
  using base::where;

 public:
  cross_entropy_program(cross_entropy_call& call, const row_axes& unmerged) : call_(call) {
    where = call.where;
    soft_ = static_cast<bool>(call.soft_target);
    smooth_ = call.label_smoothing > 0.0;
    linear_ = soft_ || smooth_;
    classes_ = call.classes > 0 ? call.classes : call.axes.length;
    ones_.data = reinterpret_cast<const char*>(&one_);
    ones_.type = dtype::f64;
    ones_.strides.fill(0);
    class_weights_ = call.class_weights ? &call.class_weights : &ones_;
    mass_ = soft_ ? &call.soft_target : class_weights_;
    prepare_rows(unmerged);
    prepare_losses();
    choose_maps();
    if (call.shard_input == nullptr) {
      choose_passes();
    } else {
      for (std::int64_t row = 0; row < call.axes.rows; ++row) {
        double carry[row_carry] = {};
        clear(row);
        if (begin_row(row, carry)) put_loss(row, carry);
      }
    }
    if (call.gradient) {
      in_one_ = !linear_ && call.axes.length <= short_row && call.z_loss == 0.0 && call.shard_input == nullptr;
      const int formula = soft_     ? emit_of<log_softmax_gradient_emit>
                          : smooth_ ? emit_of<smoothed_gradient_emit>
                          : in_one_ ? emit_of<cross_entropy_emit>
                                    : emit_of<softmax_emit>;
      emits.push_back({formula, {&call.logits, linear_ ? mass_ : nullptr}, {&call.gradient, nullptr}, 0.0, true});
    }
    if (call.target_gradient) {
      emits.push_back({emit_of<surprisal_emit>, {&call.logits, class_weights_}, {&call.target_gradient, nullptr}, 0.0});
    }
  }

  // Plain rows have no other parameters than their logits, their target and a factor.
  bool is_in_lanes() const override { return is_plain_ && !linear_ && call_.z_loss == 0.0 && !has_statistics(); }
  void begin_lanes(const row_group& group, row_lanes& lanes) {
    const std::int64_t stride = call_.axes.ndim == 0 ? 0 : call_.target.strides[0];
    const char* source = call_.target.data + group.first * stride;
    visit_integers(call_.target.type, [&](auto item) {
      for (std::int64_t i = 0; i < group.count; ++i) {
        const std::int64_t target = read_integer(source + i * stride, item);
        const bool is_active = target != call_.ignore_index;
        group.active[i] = is_active;
        lanes.carry[lane_entry][i] = is_active ? static_cast<double>(target) : 0.0;
        lanes.carry[lane_weight][i] = is_active ? 1.0 : 0.0;
      }
    });
    for (std::int64_t i = 0; call_.losses != nullptr && i < group.count; ++i)
      if (!group.active[i]) clear(group.first + i);
  }
  void finish_lanes(std::size_t, const row_group& group, row_lanes& lanes) {
    using step = cross_entropy_step;
    keep_softmax(lanes);
    for (std::int64_t i = 0; i < group.count; ++i) {
      const auto entry = static_cast<std::int64_t>(lanes.carry[lane_entry][i]);
      lanes.carry[lane_logit][i] = static_cast<double>(lanes.element<T>(i, entry));
    }
    double losses[row_columns];
    const double* in[step::inputs] = {lanes.softmax[0], lanes.softmax[1],        lanes.softmax[2],
                                      lanes.softmax[3], lanes.carry[lane_logit], lanes.carry[lane_weight]};
    double* out[step::outputs] = {losses};
    step_for<step>(in_float)(out, in, padded(group.count));
    if (call_.losses != nullptr) {
      std::copy_n(losses, group.count, call_.losses + group.first);
    } else {
      lane_sums sums;
      active_isa().f64.memory->sum(sums, losses, group.count);
      group_sums_[static_cast<std::size_t>(group.first / row_columns)] = sums.total();
    }
  }
  void begin_lane_emits(const row_group& group, row_lanes& lanes) const {
    for (std::int64_t i = 0; i < group.count; ++i) {
      double& factor = lanes.carry[lane_factor][i];
      factor = 0.0;
      // A mean over a total weight of 0 is NaN and depends on nothing.
      if (gradient_divisor_ != 0.0)
        factor =
            row_factor(call_.axes, call_.cotangent, group.first + i) * lanes.carry[lane_weight][i] / gradient_divisor_;
      group.active[i] = factor != 0.0;
    }
  }
  void lane_emit_parameters(std::size_t, const row_group& group, row_lanes& lanes) const {
    using step = cross_entropy_gradient_step;
    const double* in[step::inputs] = {lanes.carry[0], lanes.carry[1],           lanes.carry[2],
                                      lanes.carry[3], lanes.carry[lane_factor], lanes.carry[lane_entry]};
    double* out[step::outputs];
    for (int k = 0; k < step::outputs; ++k) out[k] = lanes.parameters[k];
    step_for<step>(in_float)(out, in, padded(group.count));
  }
  void complete_lanes(const row_group& group, row_lanes& lanes) const {
    const double* inverse = lanes.carry[3];
    if (!has_zero(inverse, group.count)) return;
    for (std::int64_t i = 0; i < group.count; ++i)
      if (group.active[i] && inverse[i] == 0.0) set_undefined(call_.axes, where, call_.gradient, group.first + i);
  }

  // The sum of all losses.
  compensated total() const {
    if (group_sums_.empty()) return sum_of_losses(call_.losses, call_.axes.rows);
    compensated sum;
    for (const compensated& part : group_sums_) sum.add(part);
    return sum;
  }

  void begin(const row_group& group) override {
    if (group.lanes != nullptr || !is_plain_) {
      base::begin(group);
      return;
    }
    const std::int64_t stride = call_.axes.ndim == 0 ? 0 : call_.target.strides[0];
    const char* source = call_.target.data + group.first * stride;
    visit_integers(call_.target.type, [&](auto item) {
      for (std::int64_t i = 0; i < group.count; ++i, source += stride) {
        const std::int64_t target = read_integer(source, item);
        group.active[i] = target != call_.ignore_index;
        group.carry[i][own_entry] = static_cast<double>(target);
        group.carry[i][own_weight] = group.carry[i][own_class_weight] = 1.0;
        if (!group.active[i]) clear(group.first + i);
      }
    });
  }
  bool begin_row(std::int64_t row, double* carry) {
    const row_target own = target_of(row);
    if (call_.shard_input == nullptr) clear(row);
    if (own.is_masked && is_shard()) call_.shard_output[row * shard_size + shard_classes] = -infinite;
    carry[own_entry] = static_cast<double>(entry_of(own.target));
    carry[own_weight] = own.weight;
    carry[own_class_weight] = own.class_weight;
    return is_active(own);
  }
  bool emits_row(std::int64_t row, double* carry) const {
    // A mean over a total weight of 0 is NaN and depends on nothing.
    if (gradient_divisor_ == 0.0) return false;
    carry[own_factor] = row_factor(call_.axes, call_.cotangent, row) * carry[own_weight] / gradient_divisor_;
    return carry[own_factor] != 0.0;
  }

  void finish(std::size_t pass, const row_group& group, const row_state* states) override {
    if (group.lanes != nullptr || !is_plain_ || linear_ || call_.z_loss != 0.0 || has_statistics()) {
      base::finish(pass, group, states);
      return;
    }
    for (std::int64_t i = 0; i < group.count; ++i) {
      if (!group.active[i]) continue;
      double* carry = group.carry[i];
      const softmax_row parts = softmax_row::from(states[i]);
      const double logit = logit_at(group.first + i, static_cast<std::int64_t>(carry[own_entry]));
      keep(carry, parts);
      carry[target_logit] = logit;
      call_.losses[group.first + i] = cross_entropy_of(parts, logit, 1.0);
    }
  }
  void finish_row(std::size_t pass, std::int64_t row, const row_state& state, double* carry) {
    if (pass == 0) {
      keep(carry, softmax_row::from(state));
      const auto entry = static_cast<std::int64_t>(carry[own_entry]);
      carry[target_logit] = entry < 0 ? undefined : logit_at(row, entry);
      if (linear_) {
        carry[mass_sum] = sum_of(state, 1);
        carry[mass_distance] = sum_of(state, 2);
      }
      carry[class_count] = static_cast<double>(classes_);
      if (is_shard()) put_shard(row, state, carry);
      put_statistics(row, state, kept(carry));
    } else if (passes[pass].formula == pass_of<sum_pass>) {
      carry[class_count] = sum_of(state, 0);
    } else {
      put_in_shard(state, call_.shard_output + row * shard_size, shard_smoothing);
    }
    if (pass + 1 == passes.size() && call_.shard_output == nullptr) put_loss(row, carry);
  }

  void emit_parameters_of(std::size_t emit, std::int64_t row, const double* carry, double* parameters) const {
    if (in_one_ && emit == 0) {
      put_cross_entropy(kept(carry), carry[own_factor] * target_mass(carry), carry[own_entry], parameters);
      return;
    }
    const cross_entropy_row values = values_of(row, carry);
    if (emits[emit].formula == emit_of<surprisal_emit>) {
      put_surprisal(values, carry[own_factor] * (1.0 - call_.label_smoothing), parameters);
    } else if (soft_) {
      put_soft_gradient(values, carry[own_factor], parameters);
    } else {
      put_cross_entropy_gradient(values, carry[own_factor], parameters);
    }
  }

  // An integer target's own entry: everything else of the row has been written.
  void complete_row(std::int64_t row, const double* carry) const {
    if (in_one_ && kept(carry).inverse != 0.0) return;
    const cross_entropy_row values = values_of(row, carry);
    if (values.parts.inverse == 0.0) {
      set_undefined(call_.axes, where, call_.gradient, row);
      set_undefined(call_.axes, where, call_.target_gradient, row);
      return;
    }
    const auto entry = static_cast<std::int64_t>(carry[own_entry]);
    if (entry < 0 || !call_.gradient) return;
    // Its logit is remembered: the gradient may have been written over the logits.
    const double slope = values.target_slope(smooth_ ? carry[own_class_weight] : 0.0);
    put_gradient(row, entry, carry[own_factor] * slope * slope_of_map(values.target_logit));
  }

 private:
  enum {
    target_logit = 4,
    mass_sum,
    mass_distance,
    class_count,
    own_entry,  // where an integer target stands among these classes; -1: elsewhere
    own_weight,
    own_class_weight,
    own_factor  // of the gradient
  };
  // In lanes, after the softmax.
  enum { lane_logit = softmax_fields, lane_entry, lane_weight, lane_factor, lines };
  static_assert(lines <= lane_carry);
  static constexpr bool in_float = sizeof(T) == sizeof(float);
  enum : std::int64_t { absent = -1, bad = -2 };

  struct row_target {
    std::int64_t target = absent;  // 0 for every soft one
    double weight = 0.0;
    double class_weight = 1.0;  // of an integer target
    bool is_masked = false;
  };

  // Of what the passes, or the merged shards, leave of a row.
  cross_entropy_row values_of(std::int64_t row, const double* carry) const {
    cross_entropy_row own;
    double count;
    if (call_.shard_input != nullptr) {
      const double* shard = call_.shard_input + row * shard_size;
      own = cross_entropy_row::of_shard(shard, soft_ ? call_.label_smoothing : 0.0);
      count = shard[shard_classes];
    } else {
      own.parts = kept(carry);
      own.target_logit = carry[target_logit];
      own.mass_sum = carry[mass_sum];
      own.mass_distance = carry[mass_distance];
      count = carry[class_count];
    }
    own.share = soft_ ? 1.0 : smooth_ ? call_.label_smoothing / count : 0.0;
    own.target_mass = target_mass(carry);
    own.z = call_.z_loss * carry[own_class_weight];
    return own;
  }

  void choose_maps() {
    if (call_.softcap != 0.0 || call_.temperature != 1.0)
      maps.push_back({&call_.logits, call_.softcap, call_.temperature});
    if (!soft_ || (!smooth_ && !call_.class_weights)) return;
    block_map map{mass_};
    map.scale = 1.0 - call_.label_smoothing;
    if (call_.class_weights) map.factors = &call_.class_weights;
    if (smooth_ && !smooths_apart()) {
      offsets_.resize(static_cast<std::size_t>(call_.axes.rows));
      for (std::int64_t row = 0; row < call_.axes.rows; ++row)
        offsets_[static_cast<std::size_t>(row)] =
            call_.label_smoothing / (is_active(target_of(row)) ? classes_of(row) : 1.0);
      map.offsets = offsets_.data();
    }
    maps.push_back(map);
  }

  // The classes over which the smoothing mass is spread.
  double classes_of(std::int64_t row) const {
    if (call_.shard_input != nullptr) return call_.shard_input[row * shard_size + shard_classes];
    return where ? static_cast<double>(present_classes(row)) : static_cast<double>(classes_);
  }
  std::int64_t present_classes(std::int64_t row) const {
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < call_.axes.length; ++i) count += is_present(call_.axes, where, row, i);
    return count;
  }
  // Whether a row has any class that is not masked; of a shard, others may have some.
  bool has_classes(std::int64_t row) const {
    if (is_shard()) return true;
    if (call_.shard_input != nullptr) return call_.shard_input[row * shard_size + shard_classes] != 0.0;
    for (std::int64_t i = 0; i < call_.axes.length; ++i)
      if (is_present(call_.axes, where, row, i)) return true;
    return false;
  }
  bool smooths_apart() const { return is_shard() && soft_ && smooth_ && where; }

  void choose_passes() {
    const const_view* mass = linear_ ? mass_ : nullptr;
    const int formula = call_.entropies == nullptr
                            ? (linear_ ? pass_of<logsumexp_linear_pass> : pass_of<logsumexp_pass>)
                        : linear_ ? pass_of<logsumexp_statistics_pass>
                                  : pass_of<logsumexp_entropy_pass>;
    passes.push_back({formula, {&call_.logits, mass}});
    if (smooth_ && !soft_ && where && !is_shard()) passes.push_back({pass_of<sum_pass>, {&ones_, nullptr}});
    if (smooths_apart()) passes.push_back({pass_of<logsumexp_linear_pass>, {&call_.logits, class_weights_}});
  }

  // Where losses go that only their sum is wanted of.
  void prepare_losses() {
    if (call_.losses != nullptr) return;
    if (are_short(call_.axes) && is_in_lanes()) {
      group_sums_.resize(static_cast<std::size_t>((call_.axes.rows + row_columns - 1) / row_columns));
    } else {
      own_losses_.reset(new double[static_cast<std::size_t>(call_.axes.rows)]);
      call_.losses = own_losses_.get();
    }
  }

  // The weights of all rows, before anything is written.
  void prepare_rows(const row_axes& unmerged) {
    constexpr std::int64_t group = 8192;
    const row_axes& axes = call_.axes;
    const std::int64_t groups = (axes.rows + group - 1) / group;
    is_plain_ = !soft_ && axes.ndim <= 1 && !where && !call_.row_where && !call_.weights && !call_.class_weights &&
                call_.classes == 0 && !is_shard() && call_.shard_input == nullptr;
    std::vector<compensated> sums(static_cast<std::size_t>(groups));
    std::vector<std::int64_t> offending(static_cast<std::size_t>(groups), -1);
    parallel_for(groups, [&](std::int64_t g) {
      const std::int64_t first = g * group;
      const std::int64_t end = std::min(axes.rows, first + group);
      compensated& sum = sums[static_cast<std::size_t>(g)];
      if (is_plain_) {
        const std::int64_t count = count_of_targets(first, end - first);
        sum.add(static_cast<double>(count));
        if (count >= 0) return;
      }
      for (std::int64_t row = first; row < end; ++row) {
        const row_target own = target_of(row);
        if (own.target == bad) {
          offending[static_cast<std::size_t>(g)] = row;
          return;
        }
        // A row of weight 0 is absent whatever its class weighs.
        if (own.target != absent && own.weight != 0.0) sum.add(own.weight * own.class_weight);
      }
    });
    for (const std::int64_t row : offending) {
      if (row < 0) continue;
      throw std::invalid_argument("target: expected class indices in [0, " + std::to_string(classes_) +
                                  ") or ignore_index=" + std::to_string(call_.ignore_index) + ", got " +
                                  std::to_string(integer_element(axes, call_.target, row)) + " at row " +
                                  index_text(unmerged, row));
    }
    for (const compensated& sum : sums) call_.weight.add(sum);
    if (call_.reduction == reduction_kind::mean) gradient_divisor_ = call_.weight.result();
  }

  // How many of n targets are not ignored; -1: one is no class.
  std::int64_t count_of_targets(std::int64_t row, std::int64_t n) const {
    const char* source = row_data(call_.axes, call_.target, row);
    const std::int64_t stride = call_.axes.ndim == 0 ? 0 : call_.target.strides[0];
    const auto limit = static_cast<std::uint64_t>(classes_);
    return visit_integers(call_.target.type, [&](auto item) {
      std::int64_t count = 0, others = 0;
      for (std::int64_t i = 0; i < n; ++i) {
        const std::int64_t target = read_integer(source + i * stride, item);
        const bool counts = target != call_.ignore_index;
        count += counts;
        others += counts && static_cast<std::uint64_t>(target) >= limit;
      }
      return others == 0 ? count : -1;
    });
  }

  row_target target_of(std::int64_t row) const {
    const row_axes& axes = call_.axes;
    row_target own;
    if (row_factor(axes, call_.row_where, row) == 0.0) return own;
    std::int64_t target = 0;
    if (!soft_) {
      target = integer_element(axes, call_.target, row);
      if (target == call_.ignore_index) return own;
      if (target < 0 || target >= classes_) {
        own.target = bad;
        return own;
      }
      const std::int64_t entry = entry_of(target);
      own.is_masked = entry >= 0 && !is_present(axes, where, row, entry);
      if (own.is_masked) return own;
      if (call_.shard_input != nullptr) {
        if (call_.shard_input[row * shard_size + shard_classes] == -infinite) return own;
        own.class_weight = call_.shard_input[row * shard_size + shard_class_weight];
      } else if (entry < 0) {
        own.class_weight = 0.0;
      } else if (call_.class_weights) {
        own.class_weight = row_element(axes, call_.class_weights, row, entry);
      }
    }
    if (soft_ && !has_classes(row)) return own;
    own.target = target;
    own.weight = row_factor(axes, call_.weights, row);
    return own;
  }
  bool has_loss(double weight, double class_weight) const {
    return weight != 0.0 && (class_weight != 0.0 || linear_ || is_shard());
  }
  // Statistics are those of the logits, whatever a row weighs.
  bool is_active(const row_target& own) const {
    return own.target >= 0 && (has_statistics() || has_loss(own.weight, own.class_weight));
  }

  // What is said of a row that is not active.
  void clear(std::int64_t row) {
    call_.losses[row] = 0.0;
    if (call_.logsumexps != nullptr) call_.logsumexps[row] = undefined;
    if (call_.entropies != nullptr) call_.entropies[row] = undefined;
    if (call_.largest != nullptr) call_.largest[row] = -1;
    if (call_.shard_output == nullptr) return;
    clear_shard(call_.shard_output + row * shard_size);
  }

  bool has_statistics() const {
    return call_.logsumexps != nullptr || call_.entropies != nullptr || call_.largest != nullptr;
  }
  bool is_shard() const { return call_.shard_output != nullptr; }
  std::int64_t entry_of(std::int64_t target) const {
    if (soft_) return -1;
    const std::int64_t entry = target - call_.first_class;
    return entry >= 0 && entry < call_.axes.length ? entry : -1;
  }

  double logit_at(std::int64_t row, std::int64_t entry) const {
    if (!maps.empty() || call_.logits.type != dtype_of<T>)
      return mapped_element<T>(call_.axes, *this, call_.logits, row, entry);
    T logit;
    const std::int64_t stride = call_.logits.strides[call_.axes.ndim];
    std::memcpy(&logit, row_data(call_.axes, call_.logits, row) + entry * stride, sizeof logit);
    return static_cast<double>(logit);
  }
  void put_gradient(std::int64_t row, std::int64_t entry, double gradient) const {
    if (call_.gradient.type != dtype_of<T>) {
      set_row_element(call_.axes, call_.gradient, row, entry, gradient);
      return;
    }
    const T rounded = static_cast<T>(gradient);
    const std::int64_t stride = call_.gradient.strides[call_.axes.ndim];
    std::memcpy(row_data(call_.axes, call_.gradient, row) + entry * stride, &rounded, sizeof rounded);
  }

  void put_shard(std::int64_t row, const row_state& state, const double* carry) const {
    double* shard = call_.shard_output + row * shard_size;
    row_state kept_sums = state;
    if (!linear_) {
      for (int k = 1; k < 3; ++k) kept_sums.high[k] = kept_sums.low[k] = 0.0;
    }
    put_in_shard(kept_sums, shard);
    shard[shard_target_logit] = carry[target_logit];
    shard[shard_class_weight] = carry[own_class_weight];
    shard[shard_classes] = where && (smooth_ || soft_) ? static_cast<double>(present_classes(row))
                                                       : static_cast<double>(call_.axes.length);
  }

  void put_statistics(std::int64_t row, const row_state& state, const softmax_row& parts) const {
    if (call_.logsumexps != nullptr) call_.logsumexps[row] = parts.logsumexp();
    if (call_.entropies != nullptr) {
      const double entropy = entropy_of_logits(parts, sum_of(state, linear_ ? 3 : 1));
      call_.entropies[row] = is_undefined(parts, call_.axes, where, row) ? undefined : entropy;
    }
    if (call_.largest != nullptr) {
      // Without a distribution no class is the most probable one.
      const bool exists = parts.rest == parts.rest && parts.inverse != 0.0;
      call_.largest[row] = exists ? index_of<T>(call_.axes, *this, call_.logits, row, parts.shift) : -1;
    }
  }

  // The mass on an integer target beyond its share of the smoothing.
  double target_mass(const double* carry) const {
    return soft_ ? 0.0 : (1.0 - call_.label_smoothing) * carry[own_class_weight];
  }
  double slope_of_map(double mapped) const {
    const double t = call_.softcap == 0.0 ? 0.0 : mapped * call_.temperature / call_.softcap;
    return (1.0 - t) * (1.0 + t) / call_.temperature;
  }

  void put_loss(std::int64_t row, const double* carry) {
    if (!has_loss(carry[own_weight], carry[own_class_weight])) {
      call_.losses[row] = 0.0;
      return;
    }
    call_.losses[row] = carry[own_weight] * values_of(row, carry).loss();
  }

  cross_entropy_call& call_;
  bool soft_ = false;
  bool smooth_ = false;
  bool linear_ = false;
  bool in_one_ = false;    // one emit writes all of the gradient
  bool is_plain_ = false;  // integer targets of all classes, and no masks and weights
  std::int64_t classes_ = 0;
  double gradient_divisor_ = 1.0;
  std::vector<double> offsets_;
  std::unique_ptr<double[]> own_losses_;
  std::vector<compensated> group_sums_;  // of losses that are not kept
  double one_ = 1.0;
  const_view ones_;
  const const_view* class_weights_ = nullptr;
  const const_view* mass_ = nullptr;
};

}  // namespace

void merge_shards(double* into, const double* from, std::int64_t rows) {
  for (std::int64_t row = 0; row < rows; ++row, into += shard_size, from += shard_size)
    likelier::merge_shards(into, from, into);
}

template <class T>
void run(cross_entropy_call& call) {
  const row_axes unmerged = call.axes;
  merge_axes(call.axes,
             {strides_of(call.logits), strides_of(call.where), strides_of(call.row_where), strides_of(call.target),
              strides_of(call.soft_target), strides_of(call.class_weights), strides_of(call.weights),
              strides_of(call.cotangent), strides_of(call.gradient), strides_of(call.target_gradient)});
  cross_entropy_program<T> program(call, unmerged);
  run_rows<T>(call.axes, program);
  call.total = program.total();
}

template void run<float>(cross_entropy_call&);
template void run<double>(cross_entropy_call&);

}  // namespace likelier::engine
