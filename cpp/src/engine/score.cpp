#include "engine/score.hpp"

#include <algorithm>
#include <memory>
#include <vector>

#include "engine/dispatch.hpp"
#include "engine/row_support.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

// Outputs larger than this bypass the caches, which they would only sweep.
constexpr std::int64_t streamed_bytes = std::int64_t{1} << 24;
// Elements of a task made of several samples.
constexpr std::int64_t task_elements = 65536;

template <class... Formulas>
const score_formula_info* infos(score_list<Formulas...>) {
  static constexpr const char* names[] = {
      "half_square", "explicit", "denoising", "denoising_of_noise",       "finite_difference",
      "weighted",    "product",  "sliced",    "finite_difference_of_logp"};
  static_assert(std::size(names) == sizeof...(Formulas));
  static const std::vector<score_formula_info> table = [] {
    std::vector<score_formula_info> result{{"", Formulas::operands, Formulas::numbers, Formulas::parameters,
                                            Formulas::sums, Formulas::results, Formulas::prepare, Formulas::finish}...};
    for (std::size_t i = 0; i < result.size(); ++i) result[i].name = names[i];
    return result;
  }();
  return table.data();
}

// A formula at one element.
template <class T>
struct single_kernel {
  void (*terms)(const T* x, const T* parameters, T* sums);
  void (*derivatives)(const T* x, const T* parameters, T* dx);
};
template <class T, class... Formulas>
const single_kernel<T>& single_of(score_list<Formulas...>, int formula) {
  static constexpr single_kernel<T> table[] = {{Formulas::template terms<T>, Formulas::template derivatives<T>}...};
  return table[formula];
}

template <class T>
class executor {
 public:
  explicit executor(const score_call& call)
      : call_(call),
        axes_(call.axes),
        info_(score_formula_of(call.formula)),
        kernel_(active_isa().of<T>().score->formulas[call.formula]),
        memory_(*active_isa().of<T>().memory) {
    for (int o = 0; o < info_.operands; ++o) wants_gradient_ = wants_gradient_ || call.gradients[o];
    const std::int64_t bytes = axes_.rows * axes_.length * static_cast<std::int64_t>(sizeof(T));
    streams_ = bytes >= streamed_bytes;
  }

  void run() const {
    if (call_.sliced) {
      run_sliced();
      return;
    }
    if (axes_.length == 1) {
      run_singles();
      return;
    }
    const std::int64_t chunks = std::max<std::int64_t>(1, (axes_.length + row_chunk - 1) / row_chunk);
    const std::int64_t each = std::max<std::int64_t>(1, task_elements / std::max<std::int64_t>(1, axes_.length));
    if (chunks == 1) {
      parallel_for((axes_.rows + each - 1) / each, [&](std::int64_t task) {
        scratch buffers;
        for (std::int64_t row = task * each; row < std::min(axes_.rows, (task + 1) * each); ++row) {
          sums_of own;
          run_piece(row, 0, axes_.length, buffers, own);
          put(row, own);
        }
      });
      return;
    }
    std::vector<sums_of> parts(static_cast<std::size_t>(axes_.rows * chunks));
    parallel_for(axes_.rows * chunks, [&](std::int64_t task) {
      scratch buffers;
      const std::int64_t first = task % chunks * row_chunk;
      run_piece(task / chunks, first, std::min(row_chunk, axes_.length - first), buffers,
                parts[static_cast<std::size_t>(task)]);
    });
    for (std::int64_t row = 0; row < axes_.rows; ++row) {
      sums_of total;
      for (std::int64_t c = 0; c < chunks; ++c) total.add(parts[static_cast<std::size_t>(row * chunks + c)]);
      put(row, total);
    }
  }

 private:
  struct scratch {
    alignas(64) T operands[max_score_operands][row_block<T>];
    alignas(64) T gradients[max_score_operands][row_block<T>];
  };
  struct sums_of {
    double at[2 * max_score_sums] = {};
    double operator[](int s) const { return compensated{at[2 * s], at[2 * s + 1]}.result(); }
    void add(const sums_of& other) {
      for (int s = 0; s < max_score_sums; ++s) {
        compensated sum{at[2 * s], at[2 * s + 1]};
        sum.add(compensated{other.at[2 * s], other.at[2 * s + 1]});
        at[2 * s] = sum.high;
        at[2 * s + 1] = sum.low;
      }
    }
  };

  // What a row has besides elements.
  struct of_row {
    double numbers[max_score_numbers] = {};
    double parameters[max_score_parameters] = {};
    double factor = 1.0;
  };
  of_row beside(std::int64_t row) const {
    of_row own;
    for (int k = 0; k < info_.numbers; ++k) own.numbers[k] = number(call_.numbers[k], row, 1.0);
    own.factor = number(call_.factor, row, 1.0) * info_.prepare(own.numbers, call_.option, own.parameters);
    return own;
  }

  void put(std::int64_t row, const double* sums, const double* numbers) const {
    info_.finish(sums, numbers, call_.option, call_.results + row * info_.results);
  }
  void put(std::int64_t row, const sums_of& own) const {
    if (!is_active(row)) {
      std::fill_n(call_.results + row * info_.results, info_.results, 0.0);
      return;
    }
    double sums[max_score_sums];
    for (int s = 0; s < info_.sums; ++s) sums[s] = own[s];
    put(row, sums, beside(row).numbers);
  }
  bool is_active(std::int64_t row) const { return !call_.active || *row_data(axes_, call_.active, row) != 0; }
  double number(const const_view& view, std::int64_t row, double otherwise) const {
    return view ? row_element(axes_, view, row, 0) : otherwise;
  }

  template <class View>
  bool is_plain(const View& view, const char* at) const {
    return view.type == dtype_of<T> && view.strides[axes_.ndim] == static_cast<std::int64_t>(sizeof(T)) &&
           reinterpret_cast<std::uintptr_t>(at) % alignof(T) == 0;
  }

  // Where a row of each operand and gradient begins.
  struct places {
    const char* operands[max_score_operands] = {};
    char* gradients[max_score_operands] = {};
  };
  places places_of(std::int64_t row) const {
    places at;
    for (int o = 0; o < info_.operands; ++o) {
      at.operands[o] = row_data(axes_, call_.operands[o], row);
      if (call_.gradients[o]) at.gradients[o] = row_data(axes_, call_.gradients[o], row);
    }
    return at;
  }
  // The same for two row axes, without the divisions.
  places places_of(std::int64_t probe, std::int64_t sample) const {
    const auto step = [&](const extents& strides) { return probe * strides[0] + sample * strides[1]; };
    places at;
    for (int o = 0; o < info_.operands; ++o) {
      at.operands[o] = call_.operands[o].data + step(call_.operands[o].strides);
      if (call_.gradients[o]) at.gradients[o] = call_.gradients[o].data + step(call_.gradients[o].strides);
    }
    return at;
  }

  const T* fetch(const places& at, int o, std::int64_t first, std::int64_t n, scratch& buffers) const {
    const const_view& view = call_.operands[o];
    const std::int64_t stride = view.strides[axes_.ndim];
    const char* source = at.operands[o] + first * stride;
    if (is_plain(view, source)) return reinterpret_cast<const T*>(source);
    memory_.load(buffers.operands[o], source, stride, view.type, n);
    return buffers.operands[o];
  }
  // Where a gradient is computed: in its place, or in a block that store() takes there.
  T* place(const places& at, int o, std::int64_t first, scratch& buffers) const {
    if (at.gradients[o] == nullptr) return nullptr;
    const mutable_view& view = call_.gradients[o];
    char* target = at.gradients[o] + first * view.strides[axes_.ndim];
    return is_plain(view, target) && !streams_ ? reinterpret_cast<T*>(target) : buffers.gradients[o];
  }
  void store(const places& at, int o, std::int64_t first, std::int64_t n, const scratch& buffers) const {
    if (at.gradients[o] == nullptr) return;
    const mutable_view& view = call_.gradients[o];
    const std::int64_t stride = view.strides[axes_.ndim];
    char* target = at.gradients[o] + first * stride;
    if (!is_plain(view, target)) {
      memory_.store(target, stride, view.type, buffers.gradients[o], nullptr, n);
    } else if (streams_) {
      memory_.stream(reinterpret_cast<T*>(target), buffers.gradients[o], n);
    }
  }
  void clear(const places& at, int o, std::int64_t first, std::int64_t n, scratch& buffers) const {
    for (std::int64_t i = 0; i < n; i += row_block<T>) {
      const std::int64_t count = std::min(row_block<T>, n - i);
      T* target = place(at, o, first + i, buffers);
      if (target == nullptr) return;
      std::fill(target, target + count, T(0));
      store(at, o, first + i, count, buffers);
    }
  }

  void run_piece(std::int64_t row, std::int64_t first, std::int64_t n, scratch& buffers, sums_of& sums) const {
    const places at = places_of(row);
    if (!is_active(row)) {
      for (int o = 0; o < info_.operands; ++o) clear(at, o, first, n, buffers);
      return;
    }
    const of_row own = beside(row);
    for (std::int64_t i = 0; i < n; i += row_block<T>) {
      const std::int64_t count = std::min(row_block<T>, n - i);
      const T* operands[max_score_operands];
      for (int o = 0; o < info_.operands; ++o) operands[o] = fetch(at, o, first + i, count, buffers);
      if (!wants_gradient_) {
        kernel_.sum(operands, own.parameters, count, sums.at);
        continue;
      }
      T* gradients[max_score_operands];
      for (int o = 0; o < info_.operands; ++o) gradients[o] = place(at, o, first + i, buffers);
      kernel_.gradient(operands, own.parameters, own.factor, gradients, count, sums.at);
      for (int o = 0; o < info_.operands; ++o) store(at, o, first + i, count, buffers);
    }
  }

  // Samples of one element.
  void run_singles() const {
    const single_kernel<T>& single = single_of<T>(score_formulas{}, call_.formula);
    parallel_for((axes_.rows + task_elements - 1) / task_elements, [&](std::int64_t task) {
      const std::int64_t end = std::min(axes_.rows, (task + 1) * task_elements);
      for (std::int64_t row = task * task_elements; row < end; ++row) run_single(single, row);
    });
  }
  void run_single(const single_kernel<T>& single, std::int64_t row) const {
    const bool active = is_active(row);
    double sums[max_score_sums] = {};
    T dx[max_score_operands] = {};
    T factor(0);
    if (active) {
      const of_row own = beside(row);
      T x[max_score_operands], parameters[max_score_parameters], terms[max_score_sums];
      for (int o = 0; o < info_.operands; ++o) x[o] = static_cast<T>(row_element(axes_, call_.operands[o], row, 0));
      for (int k = 0; k < info_.parameters; ++k) parameters[k] = static_cast<T>(own.parameters[k]);
      single.terms(x, parameters, terms);
      for (int s = 0; s < info_.sums; ++s) sums[s] = static_cast<double>(terms[s]);
      if (wants_gradient_) single.derivatives(x, parameters, dx);
      factor = static_cast<T>(own.factor);
      put(row, sums, own.numbers);
    } else {
      put(row, sums_of{});
    }
    for (int o = 0; o < info_.operands; ++o)
      if (call_.gradients[o])
        set_row_element(axes_, call_.gradients[o], row, 0, active ? static_cast<double>(factor * dx[o]) : 0.0);
  }

  // Probes of one sample after each other: first their products with s, then the gradients, summed over them.
  void run_sliced() const {
    if (axes_.rows == 0) return;
    const std::int64_t probes = axes_.shape[0], samples = axes_.shape[1];
    const std::int64_t each =
        std::max<std::int64_t>(1, task_elements / std::max<std::int64_t>(1, probes * axes_.length));
    const bool neighbours = probes == 1 && has_neighbours();
    parallel_for((samples + each - 1) / each, [&](std::int64_t task) {
      const auto buffers = std::make_unique<scratch>();
      if (neighbours) {
        const std::int64_t end = std::min(samples, (task + 1) * each), step = row_block<T> / axes_.length;
        for (std::int64_t b = task * each; b < end; b += step) run_neighbours(b, std::min(step, end - b), *buffers);
        return;
      }
      std::vector<double> sums;
      for (std::int64_t b = task * each; b < std::min(samples, (task + 1) * each); ++b)
        run_sample(b, probes, samples, *buffers, sums);
    });
  }

  // Whether nothing is to convert and short samples lie next to each other in all arrays.
  bool has_neighbours() const {
    const auto lies_so = [&](const auto& view) {
      return !view ||
             (is_plain(view, view.data) && view.strides[1] == axes_.length * static_cast<std::int64_t>(sizeof(T)));
    };
    bool result = axes_.length > 0 && axes_.length <= row_block<T>;
    for (int o = 0; o < info_.operands; ++o)
      result = result && lies_so(call_.operands[o]) && lies_so(call_.gradients[o]);
    return result;
  }
  // A few such samples, whose gradients are written together.
  void run_neighbours(std::int64_t first, std::int64_t count, scratch& buffers) const {
    const std::int64_t length = axes_.length;
    const T* operands[max_score_operands];
    T* targets[max_score_operands];
    T* gradients[max_score_operands];
    for (int o = 0; o < info_.operands; ++o) {
      operands[o] = reinterpret_cast<const T*>(call_.operands[o].data) + first * length;
      targets[o] = call_.gradients[o] ? reinterpret_cast<T*>(call_.gradients[o].data) + first * length : nullptr;
      gradients[o] = targets[o] != nullptr && streams_ ? buffers.gradients[o] : targets[o];
    }
    const double none[max_score_parameters] = {};
    for (std::int64_t j = 0; j < count; ++j) {
      sums_of own;
      const bool active = is_active(first + j);
      if (active) kernel_.sum(operands, none, length, own.at);
      put(first + j, own);
      if (active && wants_gradient_) {
        const double product[max_score_parameters] = {own[1], 0.0};
        kernel_.gradient(operands, product, number(call_.factor, first + j, 1.0), gradients, length, nullptr);
      }
      for (int o = 0; o < info_.operands; ++o) {
        operands[o] += length;
        if (gradients[o] == nullptr) continue;
        if (!active) std::fill(gradients[o], gradients[o] + length, T(0));
        gradients[o] += length;
      }
    }
    for (int o = 0; streams_ && o < info_.operands; ++o)
      if (targets[o] != nullptr) memory_.stream(targets[o], buffers.gradients[o], count * length);
  }

  void run_sample(std::int64_t sample, std::int64_t probes, std::int64_t samples, scratch& buffers,
                  std::vector<double>& total) const {
    const std::int64_t length = axes_.length;
    const bool sums_gradient = call_.gradients[0] && probes > 1;
    if (sums_gradient) total.assign(static_cast<std::size_t>(2 * padded(length)), 0.0);
    // Neither depends on the probe.
    const bool active = is_active(sample);
    const double factor = number(call_.factor, sample, 1.0);
    for (std::int64_t k = 0; k < probes; ++k) {
      const places at = places_of(k, sample);
      sums_of own;
      if (!active) {
        for (int o = 0; o < info_.operands; ++o) clear(at, o, 0, length, buffers);
        put(k * samples + sample, own);
        continue;
      }
      const T* operands[max_score_operands];
      const double none[max_score_parameters] = {};
      for (std::int64_t i = 0; i < length; i += row_block<T>) {
        const std::int64_t n = std::min(row_block<T>, length - i);
        for (int o = 0; o < info_.operands; ++o) operands[o] = fetch(at, o, i, n, buffers);
        kernel_.sum(operands, none, n, own.at);
      }
      put(k * samples + sample, own);
      if (!wants_gradient_) continue;
      const double product[max_score_parameters] = {own[1], 0.0};
      for (std::int64_t i = 0; i < length; i += row_block<T>) {
        const std::int64_t n = std::min(row_block<T>, length - i);
        T* gradients[max_score_operands];
        for (int o = 0; o < info_.operands; ++o) {
          // One block is still where it was fetched.
          if (length > row_block<T>) operands[o] = fetch(at, o, i, n, buffers);
          gradients[o] = o == 0 && sums_gradient ? buffers.gradients[0] : place(at, o, i, buffers);
        }
        kernel_.gradient(operands, product, factor, gradients, n, nullptr);
        if (sums_gradient)
          memory_.accumulate(total.data() + i, total.data() + padded(length) + i, buffers.gradients[0], n);
        for (int o = sums_gradient ? 1 : 0; o < info_.operands; ++o) store(at, o, i, n, buffers);
      }
    }
    if (!sums_gradient) return;
    const places at = places_of(0, sample);
    for (std::int64_t i = 0; i < length; i += row_block<T>) {
      const std::int64_t n = std::min(row_block<T>, length - i);
      T* target = place(at, 0, i, buffers);
      for (std::int64_t j = 0; j < n; ++j) {
        const auto e = static_cast<std::size_t>(i + j);
        target[j] = static_cast<T>(compensated{total[e], total[static_cast<std::size_t>(padded(length)) + e]}.result());
      }
      store(at, 0, i, n, buffers);
    }
  }

  const score_call& call_;
  const row_axes& axes_;
  const score_formula_info& info_;
  const score_kernel<T>& kernel_;
  const memory_kernels<T>& memory_;
  bool wants_gradient_ = false;
  bool streams_ = false;
};

}  // namespace

const score_formula_info& score_formula_of(int formula) { return infos(score_formulas{})[formula]; }

int find_score_formula(const std::string& name) {
  for (int i = 0; i < score_formulas::count; ++i)
    if (name == score_formula_of(i).name) return i;
  return -1;
}

template <class T>
void run(score_call& call) {
  if (!call.sliced) {
    merge_axes(call.axes, {strides_of(call.operands[0]), strides_of(call.operands[1]), strides_of(call.operands[2]),
                           strides_of(call.operands[3]), strides_of(call.gradients[0]), strides_of(call.gradients[1]),
                           strides_of(call.gradients[2]), strides_of(call.gradients[3]), strides_of(call.numbers[0]),
                           strides_of(call.numbers[1]), strides_of(call.active), strides_of(call.factor)});
  }
  executor<T>(call).run();
}

template void run<float>(score_call&);
template void run<double>(score_call&);

}  // namespace likelier::engine
