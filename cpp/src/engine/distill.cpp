// Distillation from a teacher's most probable classes.
//
// With p the teacher's probabilities of these k classes, q the student's, and P and Q their sums: one pass
// over the logits gives q, the rest is arithmetic in double on k entries, and the gradient is a multiple
// of q but for these.
#include "likelier/rows/distill.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/dispatch.hpp"
#include "engine/row_operations.hpp"
#include "engine/row_support.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

// The softmax of a few numbers, in double.
template <class Values, class Get>
softmax_row softmax_of(const Values& values, const Get& get) {
  double shift = -infinite;
  for (const auto& value : values) shift = std::max(shift, get(value));
  compensated sum;
  if (shift > -infinite) sum.add(-1.0);
  for (const auto& value : values) {
    if (get(value) != -infinite) sum.add(std::exp(likelier::detail::centred(get(value), shift)));
  }
  return softmax_of_list(shift, sum.high, sum.low);
}

template <class T>
class distill_program final : public grouped_program<distill_program<T>> {
  using base = grouped_program<distill_program<T>>;
  using base::emits;
  using base::maps;
  using base::passes;
  using base::where;

 public:
  distill_program(distill_call& call, const row_axes& unmerged) : call_(call) {
    if (call.temperature != 1.0) maps.push_back({&call.logits, 0.0, call.temperature});
    if (!restricted()) passes.push_back({pass_of<logsumexp_pass>, {&call.logits, nullptr}});
    if (call.gradient) {
      emits.push_back({emit_of<softmax_emit>, {&call.logits, nullptr}, {&call.gradient, nullptr}, 0.0});
      entries_.resize(static_cast<std::size_t>(call.axes.rows * call.k));
    }
    prepare_rows(unmerged);
  }

  void run() {
    if (!restricted()) {
      run_rows<T>(call_.axes, *this);
      return;
    }
    // Nothing else of such a row is read, and its gradient is 0 but for the k entries.
    for_rows([this](std::int64_t row) {
      if (active(row)) finish_restricted(row);
    });
    if (!call_.gradient) return;
    run_rows<T>(call_.axes, *this);
    for_rows([this](std::int64_t row) {
      if (active(row) && factor(row) != 0.0) put_entries(row);
    });
  }

  bool begin_row(std::int64_t row, double*) const { return active(row); }
  bool active(std::int64_t row) const {
    const auto i = static_cast<std::size_t>(row);
    return counts_[i] > 0 && weights_[i] != 0.0;
  }
  bool emits_row(std::int64_t row, const double*) const { return !restricted() && factor(row) != 0.0; }

  void finish_row(std::size_t, std::int64_t row, const row_state& state, double* carry) {
    softmax_row parts = softmax_row::from(state);
    double value = undefined;  // where everything is -inf
    carry[outside] = 0.0;
    if (parts.inverse != 0.0) {
      std::vector<listed_class> classes = gather(row);
      for (listed_class& c : classes) c.pair_student(parts);
      const bool has_rest = static_cast<std::int64_t>(classes.size()) < call_.axes.length;
      if (call_.tail == distill_tail::bucket && has_rest) {
        const listed_class bucket = bucket_in(row, parts, classes);
        classes.push_back(bucket);
        const distilled_row own = divergence(row, classes);
        value = own.value;
        carry[outside] = own.slope_outside(bucket);
      } else {
        value = sum_of_terms(row, classes, carry[outside]);
      }
    }
    keep(carry, parts);
    put_loss(row, value);
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    const softmax_row parts = kept(carry);
    put_distill_gradient(parts, carry[outside] * factor(row), std::numeric_limits<T>::max(), parameters);
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (kept(carry).inverse == 0.0) {
      set_undefined(call_.axes, where, call_.gradient, row);
    } else {
      if (std::isinf(carry[outside])) put_infinite(row);
      put_entries(row);
    }
  }

 private:
  enum { outside = 4 };  // the gradient by a logit that is not among the k, as a multiple of q
  enum : std::int64_t { has_bad_id = -1, has_repeated_id = -2 };

  bool restricted() const { return call_.tail == distill_tail::renormalize; }
  std::int64_t id_of(std::int64_t row, std::int64_t slot) const { return call_.ids[row * call_.k + slot]; }
  bool has_class(std::int64_t row, std::int64_t slot) const { return id_of(row, slot) != call_.ignore_index; }
  bool is_bad(std::int64_t id) const { return id < 0 || id >= call_.axes.length; }

  double factor(std::int64_t row) const {
    // A mean over a total weight of 0 is NaN and depends on nothing.
    if (gradient_divisor_ == 0.0) return 0.0;
    const double weight = weights_[static_cast<std::size_t>(row)] / gradient_divisor_;
    return row_factor(call_.axes, call_.cotangent, row) * weight / call_.temperature;
  }
  void put_loss(std::int64_t row, double value) { call_.losses[row] = weights_[static_cast<std::size_t>(row)] * value; }

  template <class F>
  void for_rows(const F& f) const {
    constexpr std::int64_t group = 64;
    const std::int64_t rows = call_.axes.rows;
    parallel_for((rows + group - 1) / group, [&](std::int64_t g) {
      for (std::int64_t row = g * group; row < std::min(rows, (g + 1) * group); ++row) f(row);
    });
  }

  void prepare_rows(const row_axes& unmerged) {
    const auto rows = static_cast<std::size_t>(call_.axes.rows);
    counts_.assign(rows, 0);
    weights_.assign(rows, 0.0);
    for_rows([this](std::int64_t row) { prepare_row(row); });
    for (std::int64_t row = 0; row < call_.axes.rows; ++row) {
      if (counts_[static_cast<std::size_t>(row)] < 0) refuse(row, unmerged);
      if (active(row)) call_.weight.add(weights_[static_cast<std::size_t>(row)]);
    }
    if (call_.reduction == reduction_kind::mean) gradient_divisor_ = call_.weight.result();
  }

  void prepare_row(std::int64_t row) {
    const auto i = static_cast<std::size_t>(row);
    call_.losses[row] = 0.0;
    if (row_factor(call_.axes, call_.row_where, row) == 0.0) return;
    const std::vector<std::int64_t> ids = sorted_ids(row);
    counts_[i] = static_cast<std::int64_t>(ids.size());
    if (ids.empty()) return;
    if (is_bad(ids.front()) || is_bad(ids.back())) {
      counts_[i] = has_bad_id;
    } else if (std::adjacent_find(ids.begin(), ids.end()) != ids.end()) {
      counts_[i] = has_repeated_id;
    }
    weights_[i] = row_factor(call_.axes, call_.weights, row);
  }

  [[noreturn]] void refuse(std::int64_t row, const row_axes& unmerged) const {
    const std::vector<std::int64_t> ids = sorted_ids(row);
    const bool repeated = counts_[static_cast<std::size_t>(row)] == has_repeated_id;
    const std::int64_t id = repeated         ? *std::adjacent_find(ids.begin(), ids.end())
                            : is_bad(ids[0]) ? ids.front()
                                             : ids.back();
    throw std::invalid_argument(
        "teacher_ids must hold distinct class indices in [0, " + std::to_string(call_.axes.length) +
        "), or ignore_index=" + std::to_string(call_.ignore_index) + "; got " + std::to_string(id) +
        (repeated ? " twice" : "") + " at row " + index_text(unmerged, row));
  }

  std::vector<std::int64_t> sorted_ids(std::int64_t row) const {
    std::vector<std::int64_t> ids;
    ids.reserve(static_cast<std::size_t>(call_.k));
    for (std::int64_t s = 0; s < call_.k; ++s)
      if (has_class(row, s)) ids.push_back(id_of(row, s));
    std::sort(ids.begin(), ids.end());
    return ids;
  }

  // The teacher's side and the logits.
  std::vector<listed_class> gather(std::int64_t row) const {
    std::vector<listed_class> classes;
    classes.reserve(static_cast<std::size_t>(call_.k) + 1);
    for (std::int64_t s = 0; s < call_.k; ++s) {
      if (!has_class(row, s)) continue;
      const double log_p = call_.log_probabilities[row * call_.k + s];
      const double x = mapped_element<T>(call_.axes, *this, call_.logits, row, id_of(row, s));
      classes.push_back(listed_class::of(log_p, x));
    }
    return classes;
  }

  // The class that holds everything else. Where that is little for the student, parts and the student's side
  // of the k classes are formed anew.
  listed_class bucket_in(std::int64_t row, softmax_row& parts, std::vector<listed_class>& classes) const {
    compensated p, q;
    double doubt = 0.0;
    for (const listed_class& c : classes) {
      p.add(-c.p);
      q.add(-c.q);
      doubt += c.doubt(call_.rounding);
    }
    p.add(1.0);
    q.add(1.0);
    listed_class bucket = bucket_of(p.result(), q.result(), doubt);
    if (bucket.q >= small_rest) return bucket;
    const softmax_row rest = softmax_row::from(rest_of(row));
    compensated total;
    total.add(-1.0);
    for (const listed_class& c : classes) total.add(std::exp(likelier::detail::centred(c.x, parts.shift)));
    add_rest(rest, total.high, total.low, parts, bucket);
    for (listed_class& c : classes) c.pair_student(parts);
    return bucket;
  }

  // The log-sum-exp of a row without the k classes, in double.
  row_state rest_of(std::int64_t row) const {
    constexpr std::int64_t size = row_block<double>;
    const row_axes& axes = call_.axes;
    const kernel_tables<T>& tables = active_isa().of<T>();
    const auto push = active_isa().of<double>().rows->passes[pass_of<logsumexp_pass>].push;
    const std::int64_t stride = call_.logits.strides[axes.ndim];
    const char* data = row_data(axes, call_.logits, row);
    const std::vector<std::int64_t> ids = sorted_ids(row);
    auto next = ids.begin();
    std::vector<row_state> states(static_cast<std::size_t>(axes.length / size + 1));
    std::int64_t count = 0;
    alignas(64) T logits[size];
    alignas(64) double block[size];
    for (std::int64_t first = 0; first < axes.length; first += size) {
      const std::int64_t n = std::min(size, axes.length - first);
      tables.memory->load(logits, data + first * stride, stride, call_.logits.type, n);
      for (const block_map& map : maps) {
        tables.rows->maps.soft_cap(logits, logits, static_cast<T>(map.inverse()), static_cast<T>(map.limit()),
                                   padded(n));
      }
      std::copy(logits, logits + n, block);
      std::fill(block + n, block + padded(n), -infinite);
      for (; next != ids.end() && *next < first + n; ++next) block[*next - first] = -infinite;
      const double* operands[max_row_operands] = {block};
      const double* tails[max_row_operands] = {};
      const row_ahead ahead{data + (first + n) * stride, stride};
      push(states.data(), &count, operands, tails, &ahead, nullptr, -infinite, padded(n));
    }
    return merge_row_states<logsumexp_pass>(states.data(), count);
  }

  double& entry(std::int64_t row, std::size_t i) { return entries_[static_cast<std::size_t>(row * call_.k) + i]; }

  static bool overlap(const std::vector<listed_class>& classes) {
    return std::any_of(classes.begin(), classes.end(), [](const listed_class& c) { return c.overlaps(); });
  }
  // KL between two rows that add up to 1.
  distilled_row divergence(std::int64_t row, const std::vector<listed_class>& classes) {
    distilled_row own;
    own.reverse = call_.reverse;
    for (const listed_class& c : classes) own.value += own.term(c);
    own.overlaps = own.is_unbounded() && overlap(classes);
    // The bucket, which comes last, has no logit.
    const auto listed = static_cast<std::size_t>(counts_[static_cast<std::size_t>(row)]);
    for (std::size_t i = 0; i < listed && !entries_.empty(); ++i) entry(row, i) = own.slope(classes[i]);
    return own;
  }

  double sum_of_terms(std::int64_t row, const std::vector<listed_class>& classes, double& slope_outside) {
    distilled_row own;
    own.reverse = call_.reverse;
    for (const listed_class& c : classes) {
      own.value += own.open_term(c);
      own.mass += own.open_mass(c);
    }
    own.overlaps = own.is_unbounded() && (overlap(classes) || softmax_row::from(rest_of(row)).inverse != 0.0);
    for (std::size_t i = 0; i < classes.size() && !entries_.empty(); ++i) entry(row, i) = own.open_slope(classes[i]);
    slope_outside = own.open_slope_outside();
    return own.value;
  }

  void finish_restricted(std::int64_t row) {
    std::vector<listed_class> classes = gather(row);
    const softmax_row student = softmax_of(classes, [](const listed_class& c) { return c.x; });
    const softmax_row teacher = softmax_of(classes, [](const listed_class& c) { return c.log_p; });
    if (student.inverse == 0.0 || teacher.inverse == 0.0) {
      for (std::size_t i = 0; i < classes.size() && !entries_.empty(); ++i) entry(row, i) = undefined;
      put_loss(row, undefined);
      return;
    }
    for (listed_class& c : classes) {
      c.pair_student(student);
      c.pair_teacher(teacher);
    }
    put_loss(row, divergence(row, classes).value);
  }

  // Every element that is not zero becomes infinite.
  void put_infinite(std::int64_t row) const {
    const const_view gradient{call_.gradient.data, call_.gradient.type, call_.gradient.strides};
    for (std::int64_t i = 0; i < call_.axes.length; ++i) {
      const double x = row_element(call_.axes, gradient, row, i);
      if (x != 0.0) set_row_element(call_.axes, call_.gradient, row, i, std::copysign(infinite, x));
    }
  }

  void put_entries(std::int64_t row) const {
    auto gradient = entries_.begin() + row * call_.k;
    for (std::int64_t s = 0; s < call_.k; ++s) {
      if (!has_class(row, s)) continue;
      set_row_element(call_.axes, call_.gradient, row, id_of(row, s), factor(row) * *gradient++);
    }
  }

  distill_call& call_;
  double gradient_divisor_ = 1.0;
  std::vector<std::int64_t> counts_;  // classes of a row; 0: absent
  std::vector<double> weights_;
  std::vector<double> entries_;  // the gradient by the k logits, written last: it may lie over the logits
};

}  // namespace

template <class T>
void run(distill_call& call) {
  const row_axes unmerged = call.axes;
  std::unique_ptr<double[]> own_losses;
  if (call.losses == nullptr) {
    own_losses.reset(new double[static_cast<std::size_t>(call.axes.rows)]);
    call.losses = own_losses.get();
  }
  merge_axes(call.axes, {strides_of(call.logits), strides_of(call.row_where), strides_of(call.weights),
                         strides_of(call.cotangent), strides_of(call.gradient)});
  distill_program<T> program(call, unmerged);
  program.run();
  call.total = sum_of_losses(call.losses, call.axes.rows);
}

template void run<float>(distill_call&);
template void run<double>(distill_call&);

}  // namespace likelier::engine
