#include "engine/elementwise.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "engine/dispatch.hpp"
#include "engine/iteration_space.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

// Work for one task, and the most tasks. Neither depends on the number of threads.
constexpr std::int64_t slab_elements = 32768;
constexpr std::int64_t max_slabs = 512;
// An inner axis shorter than this gives its place to a longer one.
constexpr std::int64_t short_inner = 64;
// Parameters that vary along the inner axis alone are prepared once up to this length.
constexpr std::int64_t longest_row_of_constants = 4096;
// Blocks of elements whose parameters all differ carry a constant or more for each: shorter, they
// stay in the first-level cache.
constexpr std::int64_t prepared_block_size = 128;
// Results from this size on are written past the caches.
constexpr std::int64_t streaming_bytes = std::int64_t{8} << 20;

// The call with its axes reordered, size-1 axes dropped and mergeable axes merged.
struct plan {
  elementwise_call& call;
  std::int64_t total = 1;

  explicit plan(elementwise_call& original) : call(original), space_{call.ndim, call.shape} {
    for (int a = 0; a < call.ndim; ++a) total *= call.shape[a];
    add_views(space_, call);
    space_.arrange();
    if (call.ndim > 1) prefer_long_inner();
    if (call.ndim == 0) space_.append_unit_axis();
  }

 private:
  void prefer_long_inner() {
    const int inner = call.ndim - 1;
    if (call.shape[inner] >= short_inner) return;
    int longest = inner;
    for (int a = 0; a < inner; ++a)
      if (call.shape[a] > call.shape[longest]) longest = a;
    for (int a = longest; a < inner; ++a) space_.swap_axes(a, a + 1);
  }

  iteration_space space_;
};

// Sums onto an output that is smaller than the iteration space, with their rounding errors.
class accumulator {
 public:
  accumulator() = default;

  // Output strides tell which axes are summed over. private_slabs: how many copies are needed so
  // that no two tasks add to the same one.
  void allocate(const plan& p, const extents& output_strides, int split_axis, std::int64_t slabs) {
    size_ = 1;
    for (int a = p.call.ndim - 1; a >= 0; --a) {
      strides_[a] = output_strides[a] == 0 ? 0 : size_;
      if (output_strides[a] != 0) size_ *= p.call.shape[a];
    }
    copies_ = output_strides[split_axis] == 0 ? slabs : 1;
    sums_ = std::make_unique<double[]>(static_cast<std::size_t>(2 * size_ * copies_));
  }

  explicit operator bool() const { return sums_ != nullptr; }
  std::int64_t stride(int axis) const { return strides_[axis]; }
  std::int64_t size() const { return size_; }
  double* high(std::int64_t slab) const { return sums_.get() + 2 * size_ * (copies_ == 1 ? 0 : slab); }
  double* low(std::int64_t slab) const { return high(slab) + size_; }

  void merge() {
    for (std::int64_t slab = 1; slab < copies_; ++slab) {
      for (std::int64_t i = 0; i < size_; ++i) {
        compensated total{high(0)[i], low(0)[i]};
        total.add(compensated{high(slab)[i], low(slab)[i]});
        high(0)[i] = total.high;
        low(0)[i] = total.low;
      }
    }
  }

 private:
  std::unique_ptr<double[]> sums_;
  extents strides_;
  std::int64_t size_ = 0;
  std::int64_t copies_ = 0;
};

bool is_reduced(const plan& p, const extents& output_strides) {
  for (int a = 0; a < p.call.ndim; ++a)
    if (output_strides[a] == 0 && p.call.shape[a] > 1) return true;
  return false;
}

enum class constants_mode {
  per_slab,  // every parameter is the same everywhere
  per_row,   // constant along the inner axis
  row_once,  // varies along the inner axis only: one prepared row serves the slab
  per_block,
};

template <class T>
struct alignas(64) buffer {
  T data[block_size];
};

template <class T>
class engine {
 public:
  explicit engine(elementwise_call& call)
      : plan_(call),
        call_(plan_.call),
        tables_(active_isa()),
        memory_(*tables_.of<T>().memory),
        kernels_(kernels_of(tables_.of<T>(), call.operation)),
        kernels64_(kernels_of(tables_.f64, call.operation)),
        constants_(operations()[static_cast<std::size_t>(call.operation)].constants),
        active_(operations()[static_cast<std::size_t>(call.operation)].active_constants),
        arguments_(call.variables + call.parameters),
        inner_(call_.ndim - 1) {}

  void run() {
    choose_slabs();
    choose_outputs();
    if (plan_.total > 0) {
      parallel_for(slabs_, [this](std::int64_t slab) { slab_task(*this, slab).run(); });
    }
    if (value_sum_) finish(value_sum_, call_.value, call_.value_low, call_.value_factor);
    for (int i = 0; i < arguments_; ++i)
      if (gradient_sums_[i]) finish(gradient_sums_[i], call_.gradients[i], {}, call_.gradient_factor);
  }

 private:
  template <class U>
  static elementwise_kernels<U> kernels_of(const kernel_tables<U>& tables, int operation) {
    if (operation < family_count) return tables.families[operation];
    const int function = operation - family_count;
    if (function < function_count) return tables.functions[function];
    elementwise_kernels<U> kernels = tables.methods[function - function_count];
    const elementwise_kernels<U>& density = tables.families[operations()[static_cast<std::size_t>(operation)].family];
    kernels.prepare = density.prepare;
    if (kernels.pull_back == nullptr) kernels.pull_back = density.pull_back;
    return kernels;
  }

  void choose_slabs() {
    std::int64_t wanted = std::clamp(plan_.total / slab_elements, std::int64_t{1}, max_slabs);
    split_axis_ = 0;
    while (split_axis_ < inner_ && call_.shape[split_axis_] < wanted) ++split_axis_;
    if (call_.shape[split_axis_] < wanted)
      split_axis_ = static_cast<int>(std::max_element(call_.shape.begin(), call_.shape.begin() + call_.ndim) -
                                     call_.shape.begin());
    // Private sums must stay small against the data they sum.
    const auto limit = [&](const extents& strides) {
      if (strides[split_axis_] != 0 || plan_.total == 0) return;
      std::int64_t size = 1;
      for (int a = 0; a < call_.ndim; ++a)
        if (strides[a] != 0) size *= call_.shape[a];
      wanted = std::min(wanted, std::max<std::int64_t>(1, plan_.total / (8 * size)));
    };
    if (call_.mode == value_mode::reduced) limit(call_.value.strides);
    for (int i = 0; i < arguments_; ++i)
      if (call_.gradients[i]) limit(call_.gradients[i].strides);
    const std::int64_t length = call_.shape[split_axis_];
    slab_length_ = length == 0 ? 1 : (length + wanted - 1) / wanted;
    if (split_axis_ == inner_ && wanted > 1) slab_length_ = (slab_length_ + block_size - 1) / block_size * block_size;
    slabs_ = std::max<std::int64_t>(1, (length + slab_length_ - 1) / slab_length_);
  }

  void choose_outputs() {
    if (call_.mode == value_mode::reduced) value_sum_.allocate(plan_, call_.value.strides, split_axis_, slabs_);
    for (int i = 0; i < arguments_; ++i) {
      if (!call_.gradients[i]) continue;
      wants_gradient_ = true;
      if (i >= call_.variables) wants_parameter_gradient_ = true;
      if (plan_.total == 0 || is_reduced(plan_, call_.gradients[i].strides))
        gradient_sums_[i].allocate(plan_, call_.gradients[i].strides, split_axis_, slabs_);
    }
    bool inner_varies = false, outer_varies = false;
    for (int i = call_.variables; i < arguments_; ++i)
      for (int a = 0; a < call_.ndim; ++a) {
        // A caller's own view of stride 0 is constant too, but each of its elements has a gradient.
        const bool varies =
            call_.arguments[i].strides[a] != 0 || (call_.gradients[i] && call_.gradients[i].strides[a] != 0);
        if (varies) (a == inner_ ? inner_varies : outer_varies) = true;
      }
    if (!inner_varies) {
      mode_ = outer_varies ? constants_mode::per_row : constants_mode::per_slab;
    } else {
      const bool reused = !outer_varies && plan_.total > call_.shape[inner_];
      mode_ = reused && call_.shape[inner_] <= longest_row_of_constants ? constants_mode::row_once
                                                                        : constants_mode::per_block;
    }
    sums_in_kernel_ = kernels_.sum != nullptr && call_.mode == value_mode::reduced && !call_.where && !call_.weights &&
                      !call_.cotangent && value_sum_.stride(inner_) == 0 &&
                      (!wants_gradient_ || (mode_ == constants_mode::per_slab || mode_ == constants_mode::per_row));
    for (int k = 0; k < call_.variables; ++k) sums_in_kernel_ = sums_in_kernel_ && !call_.gradients[k];
    in_one_ = mode_ == constants_mode::per_block && kernels_.value_of_parameters != nullptr &&
              call_.parameterisation == 0 && !wants_gradient_ && !sums_in_kernel_;
    block_length_ = mode_ == constants_mode::per_block && !in_one_ ? prepared_block_size : block_size;
    plain_value_ = call_.value.type == dtype_of() && call_.value.strides[inner_] == sizeof(T) && !call_.where;
    streams_ = plan_.total * static_cast<std::int64_t>(sizeof(T)) >= streaming_bytes;
  }

  static constexpr dtype dtype_of() { return sizeof(T) == 4 ? dtype::f32 : dtype::f64; }

  void finish(accumulator& sums, const mutable_view& output, const mutable_view& output_low, double factor) const {
    sums.merge();
    extents index{};
    for (std::int64_t i = 0; i < sums.size(); ++i) {
      char* at = output.data;
      char* low_at = output_low.data;
      for (int a = 0; a < call_.ndim; ++a) {
        at += index[a] * output.strides[a];
        if (low_at != nullptr) low_at += index[a] * output_low.strides[a];
      }
      const compensated sum{sums.high(0)[i], sums.low(0)[i]};
      if (low_at != nullptr) {
        const double high = factor * sum.high + 0.0;
        const double low = factor * sum.error();
        std::memcpy(at, &high, sizeof high);
        std::memcpy(low_at, &low, sizeof low);
      } else {
        const double result = factor * sum.result() + 0.0;  // no -0 from an empty sum
        tables_.f64.memory->store(at, 0, output.type, &result, nullptr, 1);
      }
      for (int a = call_.ndim - 1; a >= 0; --a) {
        if (sums.stride(a) == 0) continue;
        if (++index[a] < call_.shape[a]) break;
        index[a] = 0;
      }
    }
  }

  // One slab: a range of the split axis with everything along the other axes.
  class slab_task {
   public:
    slab_task(const engine& e, std::int64_t slab) : e_(e), call_(e.call_), slab_(slab) {
      first_ = slab * e.slab_length_;
      last_ = std::min(first_ + e.slab_length_, call_.shape[e.split_axis_]);
    }

    void run() {
      inner_first_ = e_.split_axis_ == e_.inner_ ? first_ : 0;
      inner_last_ = e_.split_axis_ == e_.inner_ ? last_ : call_.shape[e_.inner_];
      index_.fill(0);
      if (e_.split_axis_ != e_.inner_) index_[e_.split_axis_] = first_;
      if (e_.mode_ == constants_mode::per_slab) {
        prepare_row();
        clear_constant_sums();
      } else if (e_.mode_ == constants_mode::row_once) {
        prepare_whole_row();
      }
      do {
        row();
      } while (next_row());
      if (e_.mode_ == constants_mode::per_slab) pull_back_sums();
      if (e_.mode_ == constants_mode::row_once) pull_back_whole_row();
    }

   private:
    bool next_row() {
      for (int a = e_.inner_ - 1; a >= 0; --a) {
        const bool split = a == e_.split_axis_;
        if (++index_[a] < (split ? last_ : call_.shape[a])) return true;
        index_[a] = split ? first_ : 0;
      }
      return false;
    }

    std::int64_t offset(const extents& strides, std::int64_t inner = 0) const {
      std::int64_t bytes = inner * strides[e_.inner_];
      for (int a = 0; a < e_.inner_; ++a) bytes += index_[a] * strides[a];
      return bytes;
    }
    std::int64_t offset(const accumulator& sums, std::int64_t inner) const {
      std::int64_t elements = inner * sums.stride(e_.inner_);
      for (int a = 0; a < e_.inner_; ++a) elements += index_[a] * sums.stride(a);
      return elements;
    }

    void load(T* destination, const const_view& view, std::int64_t inner, std::int64_t n) const {
      e_.memory_.load(destination, view.data + offset(view.strides, inner), view.strides[e_.inner_], view.type, n);
    }

    // Parameters that do not vary along the inner axis.
    void prepare_row() {
      if (e_.constants_ == 0) return;
      const T* parameters[max_parameters];
      T* constants[max_constants];
      for (int i = 0; i < call_.parameters; ++i) {
        load(parameters_[i].data, call_.arguments[call_.variables + i], 0, 1);
        parameters[i] = parameters_[i].data;
      }
      for (int c = 0; c < e_.constants_; ++c) {
        constants[c] = constants_[c].data;
        constants_at_[c] = constants_[c].data;
      }
      e_.kernels_.prepare(call_.parameterisation, parameters, constants, 1);
    }

    void clear_constant_sums() {
      for (int c = 0; c < e_.active_; ++c) constant_sums_[c] = {};
    }

    // Pulls the sums over a stretch with one set of parameters back onto these, in double.
    void pull_back_sums() {
      if (!e_.wants_parameter_gradient_) return;
      alignas(64) double parameters[max_parameters][padding];
      alignas(64) double sums[max_constants][padding];
      alignas(64) double gradients[max_parameters][padding];
      const double* parameters_at[max_parameters];
      const double* sums_at[max_constants];
      double* gradients_at[max_parameters];
      for (int i = 0; i < call_.parameters; ++i) {
        for (double& x : parameters[i]) x = static_cast<double>(parameters_[i].data[0]);
        parameters_at[i] = parameters[i];
        gradients_at[i] = gradients[i];
      }
      for (int c = 0; c < e_.active_; ++c) {
        for (double& x : sums[c]) x = constant_sums_[c].total().result();
        sums_at[c] = sums[c];
      }
      e_.kernels64_.pull_back(call_.parameterisation, parameters_at, sums_at, gradients_at, 1);
      for (int i = 0; i < call_.parameters; ++i) {
        const int argument = call_.variables + i;
        if (!call_.gradients[argument]) continue;
        const accumulator& sums_of = e_.gradient_sums_[argument];
        if (sums_of) {
          add(sums_of, offset(sums_of, 0), compensated{gradients[i][0], 0.0});
        } else {  // the iteration space is no larger than the parameter
          const double result = call_.gradient_factor * gradients[i][0];
          const mutable_view& output = call_.gradients[argument];
          e_.tables_.f64.memory->store(output.data + offset(output.strides), 0, output.type, &result, nullptr, 1);
        }
      }
    }

    void prepare_whole_row() {
      const std::int64_t length = inner_last_ - inner_first_;
      row_stride_ = padded(length);
      row_constants_ = std::make_unique<T[]>(static_cast<std::size_t>(e_.constants_ * row_stride_));
      if (e_.wants_parameter_gradient_)
        row_sums_ = std::make_unique<double[]>(static_cast<std::size_t>(2 * e_.active_ * row_stride_));
      for (std::int64_t i = 0; i < length; i += block_size) {
        const std::int64_t n = std::min(block_size, length - i);
        T* constants[max_constants];
        for (int c = 0; c < e_.constants_; ++c) constants[c] = row_constants_.get() + c * row_stride_ + i;
        prepare_block(inner_first_ + i, n, constants);
      }
    }

    // A block of an argument: the caller's own array where nothing is to convert, else a copy.
    const T* block_of(const const_view& view, std::int64_t inner, std::int64_t n, buffer<T>& copy) const {
      const char* source = view.data + offset(view.strides, inner);
      const bool plain = n % padding == 0 && view.type == dtype_of() && view.strides[e_.inner_] == sizeof(T) &&
                         reinterpret_cast<std::uintptr_t>(source) % alignof(T) == 0;
      if (plain) return reinterpret_cast<const T*>(source);
      e_.memory_.load(copy.data, source, view.strides[e_.inner_], view.type, n);
      return copy.data;
    }

    void load_parameters(std::int64_t inner, std::int64_t n) {
      for (int i = 0; i < call_.parameters; ++i)
        parameters_at_[i] = block_of(call_.arguments[call_.variables + i], inner, n, parameters_[i]);
    }

    void prepare_block(std::int64_t inner, std::int64_t n, T* const* constants) {
      load_parameters(inner, n);
      e_.kernels_.prepare(call_.parameterisation, parameters_at_, constants, n);
    }

    void pull_back_whole_row() {
      if (!e_.wants_parameter_gradient_) return;
      const std::int64_t length = inner_last_ - inner_first_;
      index_.fill(0);
      if (e_.split_axis_ != e_.inner_) index_[e_.split_axis_] = first_;
      for (std::int64_t i = 0; i < length; i += block_size) {
        const std::int64_t n = std::min(block_size, length - i);
        buffer<double> parameters[max_parameters], gradients[max_parameters];
        buffer<double> sums[max_constants];
        const double* parameters_at[max_parameters];
        const double* sums_at[max_constants];
        double* gradients_at[max_parameters];
        for (int k = 0; k < call_.parameters; ++k) {
          const const_view& view = call_.arguments[call_.variables + k];
          e_.tables_.f64.memory->load(parameters[k].data, view.data + offset(view.strides, inner_first_ + i),
                                      view.strides[e_.inner_], view.type, n);
          parameters_at[k] = parameters[k].data;
          gradients_at[k] = gradients[k].data;
        }
        for (int c = 0; c < e_.active_; ++c) {
          for (std::int64_t j = 0; j < padded(n); ++j) {
            const std::int64_t at = i + std::min(j, n - 1);
            sums[c].data[j] = compensated{row_high(c)[at], row_low(c)[at]}.result();
          }
          sums_at[c] = sums[c].data;
        }
        e_.kernels64_.pull_back(call_.parameterisation, parameters_at, sums_at, gradients_at, n);
        for (int k = 0; k < call_.parameters; ++k) {
          if (!call_.gradients[call_.variables + k]) continue;
          accumulate_onto(e_.gradient_sums_[call_.variables + k], inner_first_ + i, gradients[k].data, n);
        }
      }
    }

    double* row_high(int c) const { return row_sums_.get() + 2 * c * row_stride_; }
    double* row_low(int c) const { return row_high(c) + row_stride_; }

    void add(const accumulator& sums, std::int64_t at, const compensated& value) const {
      compensated total{sums.high(slab_)[at], sums.low(slab_)[at]};
      total.add(value);
      sums.high(slab_)[at] = total.high;
      sums.low(slab_)[at] = total.low;
    }

    template <class U>
    void accumulate_onto(const accumulator& sums, std::int64_t inner, const U* values, std::int64_t n) const {
      const memory_kernels<U>& memory = *e_.tables_.of<U>().memory;
      const std::int64_t at = offset(sums, inner);
      if (sums.stride(e_.inner_) == 0) {
        lane_sums total;
        memory.sum(total, values, n);
        add(sums, at, total.total());
      } else {
        memory.accumulate(sums.high(slab_) + at, sums.low(slab_) + at, values, n);
      }
    }

    void row() {
      if (e_.mode_ == constants_mode::per_row) {
        prepare_row();
        clear_constant_sums();
      }
      if (e_.value_sum_) value_lanes_ = {};
      for (int k = 0; k < call_.variables; ++k)
        if (e_.gradient_sums_[k]) variable_lanes_[k] = {};
      for (std::int64_t i = inner_first_; i < inner_last_; i += e_.block_length_)
        block(i, std::min(e_.block_length_, inner_last_ - i));
      if (e_.mode_ == constants_mode::per_row) pull_back_sums();
      add_lanes(e_.value_sum_, value_lanes_);
      for (int k = 0; k < call_.variables; ++k) add_lanes(e_.gradient_sums_[k], variable_lanes_[k]);
    }

    void add_lanes(const accumulator& sums, const lane_sums& lanes) const {
      if (sums && sums.stride(e_.inner_) == 0) add(sums, offset(sums, 0), lanes.total());
    }

    // Sums that run along the inner axis stay in lanes until the row ends.
    void accumulate_row(const accumulator& sums, lane_sums& lanes, std::int64_t inner, const T* values,
                        std::int64_t n) const {
      if (sums.stride(e_.inner_) == 0) {
        e_.memory_.sum(lanes, values, n);
      } else {
        accumulate_onto(sums, inner, values, n);
      }
    }

    // The mask's bytes for a block; null where everything counts.
    const std::uint8_t* load_mask(std::int64_t inner, std::int64_t n) {
      if (!call_.where) return nullptr;
      const char* source = call_.where.data + offset(call_.where.strides, inner);
      const std::int64_t stride = call_.where.strides[e_.inner_];
      if (stride == 1) return reinterpret_cast<const std::uint8_t*>(source);
      for (std::int64_t i = 0; i < n; ++i) mask_[i] = static_cast<std::uint8_t>(source[i * stride]);
      return mask_;
    }

    void block(std::int64_t inner, std::int64_t n) {
      const bool whole = n % padding == 0;
      const T* variables[max_variables];
      for (int k = 0; k < call_.variables; ++k) variables[k] = block_of(call_.arguments[k], inner, n, variables_[k]);
      bool uniform = true;
      if (e_.in_one_) {
        load_parameters(inner, n);
      } else if (e_.mode_ == constants_mode::per_block) {
        uniform = false;
        for (int c = 0; c < e_.constants_; ++c) constants_at_[c] = constants_[c].data;
        T* constants[max_constants];
        for (int c = 0; c < e_.constants_; ++c) constants[c] = constants_[c].data;
        prepare_block(inner, n, constants);
      } else if (e_.mode_ == constants_mode::row_once) {
        uniform = false;
        for (int c = 0; c < e_.constants_; ++c)
          constants_at_[c] = row_constants_.get() + c * row_stride_ + (inner - inner_first_);
      }
      if (e_.sums_in_kernel_) {
        e_.kernels_.sum(variables, constants_at_, uniform, value_lanes_,
                        e_.wants_parameter_gradient_ ? constant_sums_ : nullptr, n);
        return;
      }
      const std::uint8_t* mask = load_mask(inner, n);

      const bool direct = whole && e_.plain_value_ && !e_.streams_ && call_.mode == value_mode::elementwise;
      T* values = direct ? reinterpret_cast<T*>(call_.value.data + offset(call_.value.strides, inner)) : values_.data;
      if (e_.wants_gradient_) {
        T* variable_gradients[max_variables];
        T* constant_gradients[max_constants] = {};
        for (int k = 0; k < call_.variables; ++k)
          variable_gradients[k] = call_.gradients[k] ? gradients_[k].data : nullptr;
        if (e_.wants_parameter_gradient_)
          for (int c = 0; c < e_.active_; ++c) constant_gradients[c] = gradients_[max_variables + c].data;
        e_.kernels_.gradient(variables, constants_at_, uniform, values, variable_gradients, constant_gradients, n);
      } else if (e_.in_one_) {
        e_.kernels_.value_of_parameters(variables, parameters_at_, values, n);
      } else {
        e_.kernels_.value(variables, constants_at_, uniform, values, n);
      }

      const T* weights = nullptr;
      if (call_.weights) {
        load(weights_.data, call_.weights, inner, n);
        weights = weights_.data;
      }
      if (call_.mode != value_mode::none) put_value(inner, n, values, weights, mask, direct);
      if (e_.wants_gradient_) put_gradients(inner, n, weights, mask);
    }

    void put_value(std::int64_t inner, std::int64_t n, T* values, const T* weights, const std::uint8_t* mask,
                   bool direct) {
      if (weights != nullptr) e_.memory_.multiply(values, weights, n);
      if (call_.mode == value_mode::reduced) {
        if (mask != nullptr) e_.memory_.keep(values, mask, n);
        accumulate_row(e_.value_sum_, value_lanes_, inner, values, n);
        return;
      }
      if (call_.value_factor != 1.0) e_.memory_.multiply_by(values, static_cast<T>(call_.value_factor), n);
      if (!direct) put(call_.value, inner, n, values, mask);
    }

    void put(const mutable_view& output, std::int64_t inner, std::int64_t n, const T* values,
             const std::uint8_t* mask) const {
      char* at = output.data + offset(output.strides, inner);
      if (e_.streams_ && mask == nullptr && output.type == dtype_of() && output.strides[e_.inner_] == sizeof(T) &&
          reinterpret_cast<std::uintptr_t>(at) % sizeof(T) == 0) {
        e_.memory_.stream(reinterpret_cast<T*>(at), values, n);
      } else {
        e_.memory_.store(at, output.strides[e_.inner_], output.type, values, mask, n);
      }
    }

    void put_gradients(std::int64_t inner, std::int64_t n, const T* weights, const std::uint8_t* mask) {
      const T* cotangent = nullptr;
      if (call_.cotangent) {
        load(cotangent_.data, call_.cotangent, inner, n);
        cotangent = cotangent_.data;
      }
      const auto scale = [&](T* gradient) {
        if (weights != nullptr) e_.memory_.multiply(gradient, weights, n);
        if (cotangent != nullptr) e_.memory_.multiply(gradient, cotangent, n);
        if (mask != nullptr) e_.memory_.keep(gradient, mask, n);
      };
      for (int k = 0; k < call_.variables; ++k) {
        if (!call_.gradients[k]) continue;
        scale(gradients_[k].data);
        if (e_.gradient_sums_[k]) {
          accumulate_row(e_.gradient_sums_[k], variable_lanes_[k], inner, gradients_[k].data, n);
        } else {
          put_gradient(k, inner, n, gradients_[k].data);
        }
      }
      if (!e_.wants_parameter_gradient_) return;
      for (int c = 0; c < e_.active_; ++c) scale(gradients_[max_variables + c].data);
      switch (e_.mode_) {
        case constants_mode::per_slab:
        case constants_mode::per_row:
          for (int c = 0; c < e_.active_; ++c) e_.memory_.sum(constant_sums_[c], gradients_[max_variables + c].data, n);
          break;
        case constants_mode::row_once:
          for (int c = 0; c < e_.active_; ++c)
            e_.memory_.accumulate(row_high(c) + (inner - inner_first_), row_low(c) + (inner - inner_first_),
                                  gradients_[max_variables + c].data, n);
          break;
        case constants_mode::per_block: pull_back_block(inner, n); break;
      }
    }

    void put_gradient(int argument, std::int64_t inner, std::int64_t n, T* gradient) const {
      if (e_.gradient_sums_[argument]) {
        accumulate_onto(e_.gradient_sums_[argument], inner, gradient, n);
        return;
      }
      if (call_.gradient_factor != 1.0) e_.memory_.multiply_by(gradient, static_cast<T>(call_.gradient_factor), n);
      put(call_.gradients[argument], inner, n, gradient, nullptr);
    }

    void pull_back_block(std::int64_t inner, std::int64_t n) {
      const T* constant_gradients[max_constants];
      T* results[max_parameters];
      for (int i = 0; i < call_.parameters; ++i) results[i] = parameter_gradients_[i].data;
      for (int c = 0; c < e_.active_; ++c) {
        T* gradient = gradients_[max_variables + c].data;
        for (std::int64_t i = n; i < padded(n); ++i) gradient[i] = T(0);
        constant_gradients[c] = gradient;
      }
      e_.kernels_.pull_back(call_.parameterisation, parameters_at_, constant_gradients, results, n);
      for (int i = 0; i < call_.parameters; ++i)
        if (call_.gradients[call_.variables + i]) put_gradient(call_.variables + i, inner, n, results[i]);
    }

    const engine& e_;
    const elementwise_call& call_;
    const std::int64_t slab_;
    std::int64_t first_, last_;
    std::int64_t inner_first_ = 0, inner_last_ = 0;
    extents index_;

    const T* constants_at_[max_constants] = {};
    const T* parameters_at_[max_parameters] = {};
    lane_sums constant_sums_[max_constants];
    lane_sums value_lanes_;
    lane_sums variable_lanes_[max_variables];
    std::unique_ptr<T[]> row_constants_;
    std::unique_ptr<double[]> row_sums_;
    std::int64_t row_stride_ = 0;

    buffer<T> variables_[max_variables];
    buffer<T> parameters_[max_parameters];
    buffer<T> constants_[max_constants];
    buffer<T> values_;
    buffer<T> gradients_[max_variables + max_constants];
    buffer<T> parameter_gradients_[max_parameters];
    buffer<T> weights_, cotangent_;
    std::uint8_t mask_[block_size];
  };

  plan plan_;
  const elementwise_call& call_;
  const isa_tables& tables_;
  const memory_kernels<T>& memory_;
  elementwise_kernels<T> kernels_;
  elementwise_kernels<double> kernels64_;
  const int constants_;
  const int active_;
  const int arguments_;
  const int inner_;

  int split_axis_ = 0;
  std::int64_t slabs_ = 1;
  std::int64_t slab_length_ = 1;
  bool wants_gradient_ = false;
  bool wants_parameter_gradient_ = false;
  bool plain_value_ = false;
  bool sums_in_kernel_ = false;
  bool in_one_ = false;  // constants are prepared where they are used
  std::int64_t block_length_ = block_size;
  bool streams_ = false;
  constants_mode mode_ = constants_mode::per_slab;
  accumulator value_sum_;
  accumulator gradient_sums_[max_arguments];
};

}  // namespace

template <class T>
void run(elementwise_call& call) {
  engine<T>(call).run();
}

template void run<float>(elementwise_call&);
template void run<double>(elementwise_call&);

}  // namespace likelier::engine
