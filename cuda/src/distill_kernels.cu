// Distillation from lists of classes: what rows/distill.hpp says of a list, a block a row.
#include "row_kernels.hpp"

namespace likelier::cuda {
namespace {

// Elements of a row of which it is known at a time whether they are listed: a byte each in shared memory.
constexpr std::int64_t segment = 32 << 10;

// Of all threads of a block, which all get it.
LIKELIER_DEVICE LIKELIER_APART double_pair block_sum(double_pair own) {
  tree_sum(own, thread_index(), block_threads, 1);
  const double_pair sum = *reinterpret_cast<const double_pair*>(shared_memory());
  barrier();
  return sum;
}
LIKELIER_DEVICE double block_sum(double own) {
  double_pair pair;
  pair.add(own);
  return block_sum(pair).result();
}
LIKELIER_DEVICE LIKELIER_APART double block_max(double own) {
  auto* values = reinterpret_cast<double*>(shared_memory());
  const int self = thread_index();
  values[self] = own;
  barrier();
  LIKELIER_ROLLED
  for (int half = block_threads / 2; half > 0; half /= 2) {
    if (self < half && values[self + half] > values[self]) values[self] = values[self + half];
    barrier();
  }
  const double largest = values[0];
  barrier();
  return largest;
}

// A row with its list.
struct listed_row {
  const row_launch& call;
  std::int64_t row;

  LIKELIER_DEVICE std::int64_t id(std::int64_t slot) const { return listed_class_of(call, row, slot); }
  LIKELIER_DEVICE bool has(std::int64_t slot) const { return id(slot) != call.lists.ignore_index; }
  LIKELIER_DEVICE bool is_class(std::int64_t slot) const { return id(slot) >= 0 && id(slot) < call.length; }
  LIKELIER_DEVICE listed_class at(std::int64_t slot) const {
    const device_view& first = call.operands[1];
    const char* from = first.data + row_offset(call, first, row) + slot * call.lists.probability_step;
    return listed_class::of(load<double>(from, first.type), logit_of(call, row, id(slot)));
  }
  // f(slot, class) of those slots that this thread has.
  template <class F>
  LIKELIER_DEVICE void each(const F& f) const {
    LIKELIER_ROLLED
    for (std::int64_t s = thread_index(); s < call.lists.count; s += block_threads)
      if (has(s)) f(s, at(s));
  }
  // The sum of f(class) over the list, less 1 where asked for.
  template <class F>
  LIKELIER_DEVICE double_pair sum(const F& f, double first = 0.0) const {
    double_pair own;
    if (thread_index() == 0 && first != 0.0) own.add(first);
    each([&](std::int64_t, const listed_class& c) { own.add(f(c)); });
    return block_sum(own);
  }
  template <class F>
  LIKELIER_DEVICE softmax_row softmax_of(const F& f) const {
    double largest = -infinity<double>();
    each([&](std::int64_t, const listed_class& c) { largest = f(c) > largest ? f(c) : largest; });
    const double shift = block_max(largest);
    const double_pair total = sum(
        [&](const listed_class& c) { return f(c) == -infinity<double>() ? 0.0 : exp(detail::centred(f(c), shift)); },
        shift > -infinity<double>() ? -1.0 : 0.0);
    return softmax_of_list(shift, total.high, total.low);
  }
  // Whether something is no class, or listed twice.
  LIKELIER_DEVICE bool is_bad() const {
    double bad = 0.0;
    LIKELIER_ROLLED
    for (std::int64_t s = thread_index(); s < call.lists.count; s += block_threads) {
      if (!has(s)) continue;
      if (!is_class(s)) bad = 1.0;
      LIKELIER_ROLLED
      for (std::int64_t other = 0; other < s; ++other)
        if (id(other) == id(s)) bad = 1.0;
    }
    return block_sum(bad) != 0.0;
  }
  // f(logit) of those elements that are not listed and that this thread has.
  template <class F>
  LIKELIER_DEVICE void each_other(const F& f) const {
    char* listed = shared_memory() + tree_bytes;
    LIKELIER_ROLLED
    for (std::int64_t first = 0; first < call.length; first += segment) {
      const std::int64_t size = call.length - first < segment ? call.length - first : segment;
      for (std::int64_t e = thread_index(); e < size; e += block_threads) listed[e] = 0;
      barrier();
      for (std::int64_t s = thread_index(); s < call.lists.count; s += block_threads)
        if (has(s) && id(s) >= first && id(s) < first + size) listed[id(s) - first] = 1;
      barrier();
      LIKELIER_ROLLED
      for (std::int64_t e = thread_index(); e < size; e += block_threads)
        if (listed[e] == 0) f(logit_of(call, row, first + e));
      barrier();
    }
  }
  // The softmax of what is not listed, in double.
  LIKELIER_DEVICE LIKELIER_APART softmax_row rest() const {
    double largest = -infinity<double>();
    each_other([&](double x) { largest = x > largest ? x : largest; });
    const double shift = block_max(largest);
    double_pair own;
    if (thread_index() == 0 && shift > -infinity<double>()) own.add(-1.0);
    each_other([&](double x) {
      if (x != -infinity<double>()) own.add(exp(detail::centred(x, shift)));
    });
    const double_pair total = block_sum(own);
    return softmax_of_list(shift, total.high, total.low);
  }
};

LIKELIER_GLOBAL void lists_kernel(LIKELIER_PARAMETER row_launch call) {
  const row_lists& lists = call.lists;
  for (std::int64_t row = block_index(); row < call.rows; row += block_count()) {
    const double weight = row_number(call, call.row_weights, row, 1.0);
    double* numbers = numbers_of(call, call.shard_parts, row);
    const auto put_loss = [&](double loss) {
      store(call.row_values.data + row_offset(call, call.row_values, row), call.row_values.type, loss);
    };
    if (weight == 0.0) {
      if (thread_index() == 0) {
        put_loss(0.0);
        numbers[5] = 0.0;
      }
      continue;
    }
    const listed_row list{call, row};
    softmax_row parts = lists.restricted ? softmax_row{} : kept(numbers);
    softmax_row teacher;
    bool is_undefined = list.is_bad();
    if (lists.restricted && !is_undefined) {
      parts = list.softmax_of([](const listed_class& c) { return c.x; });
      teacher = list.softmax_of([](const listed_class& c) { return c.log_p; });
      is_undefined = teacher.inverse == 0.0;
    }
    is_undefined = is_undefined || parts.inverse == 0.0;
    double* entries = numbers_of(call, call.entries, row);
    distilled_row own;
    own.reverse = lists.reverse;
    double slope = 0.0;
    if (is_undefined) {
      own.value = quiet_nan<double>();
      parts.inverse = 0.0;
      for (std::int64_t s = thread_index(); s < lists.count; s += block_threads) entries[s] = quiet_nan<double>();
    } else {
      const auto paired = [&](listed_class c) {
        c.pair_student(parts);
        if (lists.restricted) c.pair_teacher(teacher);
        return c;
      };
      const auto sum = [&](const auto& f, double first = 0.0) {
        return list.sum([&](const listed_class& c) { return f(paired(c)); }, first).result();
      };
      listed_class bucket;
      const bool has_bucket = lists.has_bucket && list.sum([](const listed_class&) { return 1.0; }).result() <
                                                      static_cast<double>(call.length);
      if (has_bucket) {
        const double p = sum([](const listed_class& c) { return -c.p; }, 1.0);
        const double q = sum([](const listed_class& c) { return -c.q; }, 1.0);
        const double doubt = sum([&](const listed_class& c) { return c.doubt(lists.rounding); });
        bucket = bucket_of(p, q, doubt);
        if (!(bucket.q >= small_rest)) {
          const softmax_row rest = list.rest();
          const double shift = parts.shift;
          const double_pair total =
              list.sum([&](const listed_class& c) { return exp(detail::centred(c.x, shift)); }, -1.0);
          add_rest(rest, total.high, total.low, parts, bucket);
        }
      }
      const bool is_open = !lists.restricted && !has_bucket;
      const double last = has_bucket ? own.term(bucket) : 0.0;
      own.value = sum([&](const listed_class& c) { return is_open ? own.open_term(c) : own.term(c); }, last);
      if (is_open) own.mass = sum([&](const listed_class& c) { return own.open_mass(c); });
      if (own.is_unbounded()) {
        const double count = sum([](const listed_class& c) { return c.overlaps() ? 1.0 : 0.0; });
        own.overlaps = count > 0.0 || (has_bucket && bucket.overlaps());
        if (is_open && !own.overlaps) own.overlaps = list.rest().inverse != 0.0;
      }
      list.each([&](std::int64_t s, const listed_class& c) {
        entries[s] = is_open ? own.open_slope(paired(c)) : own.slope(paired(c));
      });
      slope = has_bucket ? own.slope_outside(bucket) : is_open ? own.open_slope_outside() : 0.0;
    }
    if (thread_index() != 0) continue;
    put_loss(weight * own.value);
    keep(numbers, parts);
    numbers[4] = slope;
    numbers[5] = lists.restricted ? 0.0 : 1.0;
  }
}

LIKELIER_GLOBAL void entries_kernel(LIKELIER_PARAMETER row_launch call) {
  const device_view& gradient = call.gradients[0];
  const std::int64_t step = gradient.strides[call.ndim];
  for (std::int64_t row = block_index(); row < call.rows; row += block_count()) {
    if (row_number(call, call.row_weights, row, 1.0) == 0.0) continue;
    const double factor = gradient_factor(call, row) * call.inverse;
    if (factor == 0.0) continue;
    char* own = gradient.data + row_offset(call, gradient, row);
    const double* numbers = numbers_of(call, call.shard, row);
    if (isinf(numbers[4])) {
      // Every element that is not zero becomes infinite.
      for (std::int64_t e = thread_index(); e < call.length; e += block_threads) {
        const double x = load<double>(own + e * step, gradient.type);
        if (x != 0.0) store(own + e * step, gradient.type, x > 0.0 ? infinity<double>() : -infinity<double>());
      }
      barrier();
    }
    const listed_row list{call, row};
    const double* entries = numbers_of(call, call.entries, row);
    for (std::int64_t s = thread_index(); s < call.lists.count; s += block_threads)
      if (list.has(s) && list.is_class(s)) store(own + list.id(s) * step, gradient.type, factor * entries[s]);
  }
}

}  // namespace

void run_lists(const row_launch& call, std::int64_t blocks, void* stream) {
  const std::int64_t bytes = call.length < segment ? call.length : segment;
  launch(lists_kernel, blocks, block_threads, tree_bytes + static_cast<std::size_t>(bytes), stream, call);
}

void run_entries(const row_launch& call, std::int64_t blocks, void* stream) {
  launch(entries_kernel, blocks, block_threads, 0, stream, call);
}

}  // namespace likelier::cuda
