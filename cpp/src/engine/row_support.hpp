// What the row operations' programs share.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/dispatch.hpp"
#include "engine/row_operations.hpp"
#include "engine/rows.hpp"
#include "engine/threads.hpp"
#include "likelier/rows/parameters.hpp"

namespace likelier::engine {

// A program whose Derived says what happens to one row.
template <class Derived>
class grouped_program : public row_program {
 public:
  // False: the row is not read.
  bool begin_row(std::int64_t /*row*/, double* /*carry*/) { return true; }
  void pass_parameters_of(std::size_t /*pass*/, const double* /*carry*/, double* /*parameters*/) const {}
  // False: outputs are set to zero.
  bool emits_row(std::int64_t /*row*/, double* /*carry*/) const { return true; }
  void emit_parameters_of(std::size_t /*emit*/, std::int64_t /*row*/, const double* /*carry*/,
                          double* /*parameters*/) const {}
  void complete_row(std::int64_t /*row*/, const double* /*carry*/) const {}

  // The same for rows in lanes.
  void begin_lanes(const row_group& group, row_lanes& /*lanes*/) { std::fill_n(group.active, group.count, true); }
  void lane_pass_parameters(std::size_t /*pass*/, const row_group& /*group*/, row_lanes& /*lanes*/) const {}
  void finish_lanes(std::size_t /*pass*/, const row_group& /*group*/, row_lanes& /*lanes*/) {}
  void begin_lane_emits(const row_group& /*group*/, row_lanes& /*lanes*/) const {}
  void lane_emit_parameters(std::size_t /*emit*/, const row_group& /*group*/, row_lanes& /*lanes*/) const {}
  void complete_lanes(const row_group& /*group*/, row_lanes& /*lanes*/) const {}

  void begin(const row_group& group) override {
    if (group.lanes != nullptr) return own().begin_lanes(group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i) group.active[i] = own().begin_row(group.first + i, group.carry[i]);
  }
  void pass_parameters(std::size_t pass, const row_group& group, parameters_of_row* parameters) const final {
    if (group.lanes != nullptr) return own().lane_pass_parameters(pass, group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i)
      if (group.active[i]) own().pass_parameters_of(pass, group.carry[i], parameters[i]);
  }
  void finish(std::size_t pass, const row_group& group, const row_state* states) override {
    if (group.lanes != nullptr) return own().finish_lanes(pass, group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i)
      if (group.active[i]) own().finish_row(pass, group.first + i, states[i], group.carry[i]);
  }
  void begin_emits(const row_group& group) const final {
    if (group.lanes != nullptr) return own().begin_lane_emits(group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i)
      group.active[i] = group.active[i] && own().emits_row(group.first + i, group.carry[i]);
  }
  void emit_parameters(std::size_t emit, const row_group& group, parameters_of_row* parameters) const final {
    if (group.lanes != nullptr) return own().lane_emit_parameters(emit, group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i)
      if (group.active[i]) own().emit_parameters_of(emit, group.first + i, group.carry[i], parameters[i]);
  }
  void complete(const row_group& group) const final {
    if (group.lanes != nullptr) return own().complete_lanes(group, *group.lanes);
    for (std::int64_t i = 0; i < group.count; ++i)
      if (group.active[i]) own().complete_row(group.first + i, group.carry[i]);
  }

 private:
  grouped_program() = default;
  friend Derived;

  Derived& own() { return static_cast<Derived&>(*this); }
  const Derived& own() const { return static_cast<const Derived&>(*this); }
};

template <class Formula>
inline constexpr int pass_of = row_passes::index_of<Formula>();
template <class Formula>
inline constexpr int emit_of = row_emits::index_of<Formula>();

// The kernel of a step, for passes and emits in float or in double.
template <class Step>
step_kernel step_for(bool in_float) {
  constexpr int step = row_steps::index_of<Step>();
  return in_float ? active_isa().f32.rows->steps[step] : active_isa().f64.rows->steps[step];
}

inline void copy_line(double* to, const double* from) { std::memcpy(to, from, row_columns * sizeof(double)); }
// The softmax that a pass has left, to lines first ... first + 3.
inline void keep_softmax(row_lanes& lanes, int first = 0) {
  std::memcpy(lanes.carry[first], lanes.softmax, sizeof lanes.softmax);
}
inline softmax_row softmax_of(const row_lanes& lanes, std::int64_t i, int first = 0) {
  return {lanes.carry[first][i], lanes.carry[first + 1][i], lanes.carry[first + 2][i], lanes.carry[first + 3][i]};
}
// Whether a number of the group is zero.
inline bool has_zero(const double* line, std::int64_t count) {
  std::int64_t zeros = 0;
  for (std::int64_t i = 0; i < count; ++i) zeros += line[i] == 0.0;
  return zeros != 0;
}

inline constexpr double infinite = std::numeric_limits<double>::infinity();
inline constexpr double undefined = std::numeric_limits<double>::quiet_NaN();

template <class View>
extents* strides_of(View& view) {
  return view ? &view.strides : nullptr;
}

// Joins neighbouring row axes that every view steps through evenly.
inline void merge_axes(row_axes& axes, std::initializer_list<extents*> all_views) {
  std::vector<extents*> views;
  std::copy_if(all_views.begin(), all_views.end(), std::back_inserter(views),
               [](const extents* strides) { return strides != nullptr; });
  int last = 0;
  for (int a = 1; a < axes.ndim; ++a) {
    bool even = true;
    for (const extents* strides : views) even = even && (*strides)[last] == (*strides)[a] * axes.shape[a];
    if (even || axes.shape[last] == 1) {
      axes.shape[last] *= axes.shape[a];
      for (extents* strides : views) (*strides)[last] = (*strides)[a];
    } else {
      ++last;
      axes.shape[last] = axes.shape[a];
      for (extents* strides : views) (*strides)[last] = (*strides)[a];
    }
  }
  if (axes.ndim == 0) return;
  for (extents* strides : views) (*strides)[last + 1] = (*strides)[axes.ndim];
  axes.ndim = last + 1;
}

template <class T>
inline constexpr dtype dtype_of = sizeof(T) == sizeof(float) ? dtype::f32 : dtype::f64;

// visit(item) with an item of the integer type.
template <class Visit>
auto visit_integers(dtype type, const Visit& visit) {
  switch (type) {
    case dtype::i64: return visit(std::int64_t{});
    case dtype::i32: return visit(std::int32_t{});
    case dtype::i16: return visit(std::int16_t{});
    case dtype::i8: return visit(std::int8_t{});
    case dtype::u64: return visit(std::uint64_t{});
    case dtype::u32: return visit(std::uint32_t{});
    case dtype::u16: return visit(std::uint16_t{});
    case dtype::u8: return visit(std::uint8_t{});
    default: throw std::invalid_argument("target: expected integers");
  }
}

template <class Item>
std::int64_t read_integer(const char* source, Item item) {
  std::memcpy(&item, source, sizeof item);
  return static_cast<std::int64_t>(item);
}

inline std::int64_t integer_element(const row_axes& axes, const const_view& view, std::int64_t row) {
  const char* source = row_data(axes, view, row);
  return visit_integers(view.type, [source](auto item) { return read_integer(source, item); });
}

inline std::string index_text(const row_axes& axes, std::int64_t row) {
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

inline double row_factor(const row_axes& axes, const const_view& view, std::int64_t row) {
  return view ? row_element(axes, view, row, 0) : 1.0;
}

// Rows whose gradient has a factor of 0 are not emitted.
inline void keep_with_factor(const row_axes& axes, const const_view& factors, const row_group& group) {
  for (std::int64_t i = 0; factors && i < group.count; ++i)
    group.active[i] = group.active[i] && row_factor(axes, factors, group.first + i) != 0.0;
}

inline bool is_present(const row_axes& axes, const const_view& where, std::int64_t row, std::int64_t element) {
  return !where || row_element(axes, where, row, element) != 0.0;
}

// Logits that are all -inf are those of no distribution. A row without elements is not among them: like
// everything masked, it is inert.
inline bool is_undefined(const softmax_row& parts, const row_axes& axes, const const_view& where, std::int64_t row) {
  if (parts.inverse != 0.0) return false;
  for (std::int64_t i = 0; i < axes.length; ++i)
    if (is_present(axes, where, row, i)) return true;
  return false;
}

inline void set_undefined(const row_axes& axes, const const_view& where, const mutable_view& gradient,
                          std::int64_t row) {
  if (!gradient) return;
  for (std::int64_t i = 0; i < axes.length; ++i)
    if (is_present(axes, where, row, i)) set_row_element(axes, gradient, row, i, undefined);
}

// In groups whose borders depend on the number of rows only.
inline compensated sum_of_losses(const double* losses, std::int64_t rows) {
  constexpr std::int64_t group = 32768;
  const std::int64_t groups = (rows + group - 1) / group;
  std::vector<compensated> sums(static_cast<std::size_t>(groups));
  parallel_for(groups, [&](std::int64_t g) {
    lane_sums lanes;
    active_isa().f64.memory->sum(lanes, losses + g * group, std::min(group, rows - g * group));
    sums[static_cast<std::size_t>(g)] = lanes.total();
  });
  compensated total;
  for (const compensated& sum : sums) total.add(sum);
  return total;
}

inline bool is_log(row_kind kind) { return kind != row_kind::probs; }

template <template <bool, bool> class Formula, class Formulas>
int divergence_formula(bool p_is_log, bool q_is_log) {
  if (p_is_log) {
    return q_is_log ? Formulas::template index_of<Formula<true, true>>()
                    : Formulas::template index_of<Formula<true, false>>();
  }
  return q_is_log ? Formulas::template index_of<Formula<false, true>>()
                  : Formulas::template index_of<Formula<false, false>>();
}

// The two rows of a divergence: the softmax of those that are logits, and the parameters of their logarithms.
struct log_sides {
  row_kind p_kind, q_kind;
  bool in_float;

  enum { p_row = 0, q_row = 4, no_distribution = 8, carried };

  // One pass for each row of logits, before all others. The temperature divides logits.
  void add_passes(row_program& program, const const_view& p, const const_view& q, double temperature) const {
    const auto add = [&](row_kind kind, const const_view& view) {
      if (kind != row_kind::logits) return;
      program.passes.push_back({pass_of<logsumexp_pass>, {&view, nullptr}});
      if (temperature != 1.0) program.maps.push_back({&view, 0.0, temperature});
    };
    add(p_kind, p);
    add(q_kind, q);
  }
  void finish(std::size_t pass, const row_axes& axes, const const_view& where, std::int64_t row, const row_state& state,
              double* carry) const {
    const bool is_p = pass == 0 && p_kind == row_kind::logits;
    const softmax_row parts = softmax_row::from(state);
    keep(carry + (is_p ? p_row : q_row), parts);
    if (is_undefined(parts, axes, where, row)) carry[no_distribution] = 1.0;
  }
  log_side side(row_kind kind, const double* carry) const {
    return kind == row_kind::logits ? side_of_logits(kept(carry), in_float) : log_side::of_log_probabilities();
  }
  // Whether p and q are positive somewhere together.
  bool overlap(const row_axes& axes, const const_view& where, const const_view& p, const const_view& q,
               std::int64_t row, const double* carry) const {
    const auto is_positive = [&](row_kind kind, const const_view& view, const double* own, std::int64_t i) {
      return has_mass(row_element(axes, view, row, i), is_log(kind), kind == row_kind::logits && own[0] == infinite);
    };
    for (std::int64_t i = 0; i < axes.length; ++i) {
      if (is_present(axes, where, row, i) && is_positive(p_kind, p, carry + p_row, i) &&
          is_positive(q_kind, q, carry + q_row, i))
        return true;
    }
    return false;
  }
  void put(const double* carry, double* parameters) const {
    put_divergence(side(p_kind, carry + p_row), side(q_kind, carry + q_row), in_float, parameters);
  }
};

}  // namespace likelier::engine
