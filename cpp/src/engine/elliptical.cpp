#include "engine/elliptical.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <memory>
#include <vector>

#include "engine/dispatch.hpp"
#include "engine/memory.hpp"
#include "engine/row_support.hpp"
#include "engine/threads.hpp"
#include "likelier/math/scalar.hpp"

namespace likelier::engine {
namespace {

// Events of a panel: a multiple of what kernels take at a time, so few that a panel stays in the first-level cache.
constexpr std::int64_t panel_step = 32;
constexpr std::int64_t most_events = 512;
constexpr std::int64_t panel_elements = 2048;
// Sums of products have a fixed cost a panel: it stays in the second-level cache there.
constexpr std::int64_t panel_elements_of_sums = 32768;
// Elements of a task at least, and events of a task that is made of several small groups.
constexpr std::int64_t elements_per_task = 65536;
constexpr std::int64_t events_per_task = 2048;
// Doubles that the sums of all tasks of one group may take.
constexpr std::int64_t sum_elements = std::int64_t{1} << 22;

// Doubles on a cache line's border.
class aligned_doubles {
 public:
  explicit aligned_doubles(std::int64_t count)
      : memory_(new double[static_cast<std::size_t>(count) + line]),
        data_(memory_.get() + (line - reinterpret_cast<std::uintptr_t>(memory_.get()) / sizeof(double) % line) % line) {
  }
  double* get() const { return data_; }

 private:
  static constexpr std::size_t line = 8;
  std::unique_ptr<double[]> memory_;
  double* data_;
};

// Sums over the events of a group, or of a part of one: of the weights, of weight z, of weight z z^T. Of a precision
// the products are those of x - mean, which z would give back with the condition of the matrix for an error.
struct group_sums {
  std::vector<double> linear_high, linear_low;
  std::vector<double> products_high, products_low;  // rows of the padded length
  compensated weight;
  bool any = false;  // whether there is an event that counts

  group_sums(std::int64_t n, bool products)
      : linear_high(static_cast<std::size_t>(n)),
        linear_low(linear_high.size()),
        products_high(products ? static_cast<std::size_t>(n * padded(n)) : 0),
        products_low(products_high.size()) {}

  void add(const group_sums& other) {
    add(linear_high, linear_low, other.linear_high, other.linear_low);
    add(products_high, products_low, other.products_high, other.products_low);
    weight.add(other.weight);
    any = any || other.any;
  }

 private:
  static void add(std::vector<double>& high, std::vector<double>& low, const std::vector<double>& other_high,
                  const std::vector<double>& other_low) {
    for (std::size_t i = 0; i < high.size(); ++i) {
      compensated sum{high[i], low[i]};
      sum.add(compensated{other_high[i], other_low[i]});
      high[i] = sum.high;
      low[i] = sum.low;
    }
  }
};

double total_of(double high, double low) { return compensated{high, low}.result(); }

class executor {
 public:
  explicit executor(const elliptical_call& call)
      : call_(call),
        n_(call.axes.length),
        events_(call.groups == 0 ? 0 : call.axes.rows / call.groups),
        panel_(std::clamp((call.matrix_gradients != nullptr ? panel_elements_of_sums : panel_elements) /
                              std::max<std::int64_t>(1, n_) / panel_step * panel_step,
                          panel_step, most_events)),
        sums_wanted_(call.mean_gradients != nullptr || call.matrix_gradients != nullptr),
        keeps_differences_(call.matrix_gradients != nullptr && call.of_precision),
        gradients_wanted_(sums_wanted_ || call.gradient || call.df_gradients),
        kernels_(*active_isa().triangular),
        memory_(*active_isa().of<double>().memory) {
    if (call.mean.strides[0] == 0 || call.axes.ndim == 0) mean_is_shared_ = true;
    for (int a = 0; a < call.axes.ndim; ++a)
      mean_is_shared_ = mean_is_shared_ && (call.mean.strides[a] == 0 || call.axes.shape[a] == 1);
  }

  void run() {
    std::int64_t task_events = (elements_per_task / (std::max<std::int64_t>(1, n_) * panel_) + 1) * panel_;
    if (call_.matrix_gradients != nullptr) {
      const std::int64_t tasks = std::clamp<std::int64_t>(sum_elements / (2 * n_ * padded(n_) + 1), 8, 1024);
      task_events = std::max(task_events, (events_ / tasks / panel_ + 1) * panel_);
    }
    const std::int64_t tasks = (events_ + task_events - 1) / task_events;
    if (tasks <= 1) {
      const std::int64_t groups_per_task =
          std::max<std::int64_t>(1, events_per_task / std::max<std::int64_t>(1, events_));
      parallel_for((call_.groups + groups_per_task - 1) / groups_per_task, [&](std::int64_t task) {
        scratch buffers(*this);
        const std::int64_t end = std::min(call_.groups, (task + 1) * groups_per_task);
        for (std::int64_t g = task * groups_per_task; g < end; ++g) {
          group_sums sums(n_, call_.matrix_gradients != nullptr);
          run_events(g, 0, events_, sums, buffers);
          finish(g, sums);
        }
      });
      return;
    }
    for (std::int64_t g = 0; g < call_.groups; ++g) {
      std::vector<group_sums> parts;
      if (sums_wanted_)
        parts.assign(static_cast<std::size_t>(tasks), group_sums(n_, call_.matrix_gradients != nullptr));
      parallel_for(tasks, [&](std::int64_t task) {
        scratch buffers(*this);
        group_sums unwanted(0, false);
        group_sums& sums = sums_wanted_ ? parts[static_cast<std::size_t>(task)] : unwanted;
        run_events(g, task * task_events, std::min(events_, (task + 1) * task_events), sums, buffers);
      });
      if (!sums_wanted_) continue;
      for (std::size_t i = 1; i < parts.size(); ++i) parts[0].add(parts[i]);
      finish(g, parts[0]);
    }
  }

 private:
  struct scratch {
    explicit scratch(const executor& owner)
        : columns(owner.n_ * owner.panel_),
          differences(owner.keeps_differences_ ? owner.n_ * owner.panel_ : 0),
          rows(owner.n_padded() * padding),
          mean(owner.n_padded()),
          means(owner.mean_is_shared_ ? 0 : owner.n_padded() * padding),
          squares(owner.panel_),
          values(owner.panel_),
          weights(owner.panel_),
          factors(owner.panel_),
          df(owner.panel_),
          df_gradients(owner.panel_) {}

    aligned_doubles columns, differences;
    aligned_doubles rows;  // events that are converted on their way
    aligned_doubles mean, means;
    aligned_doubles squares, values, weights, factors, df, df_gradients;
    std::int64_t mean_group = -1;
  };

  std::int64_t n_padded() const { return padded(n_) + padding; }

  // ---- Between memory and panels.

  template <class T>
  bool is_plain(const basic_view<T>& view, dtype type) const {
    return view.type == type && (view.strides[call_.axes.ndim] == item_size(type) || n_ == 1);
  }
  static bool is_aligned(const void* p, std::int64_t size) {
    return reinterpret_cast<std::uintptr_t>(p) % static_cast<std::uintptr_t>(size) == 0;
  }

  void load_event(double* target, const const_view& view, std::int64_t row) const {
    memory_.load(target, row_data(call_.axes, view, row), view.strides[call_.axes.ndim], view.type, n_);
  }

  // x - mean of count events from a row on: the columns, and nothing beyond them up to the padding.
  template <class T>
  void load_events_as(std::int64_t row, std::int64_t count, bool direct, scratch& buffers) const {
    constexpr bool is_double = sizeof(T) == sizeof(double);
    const event_kernels<T>& kernels = event_kernels_of<T>();
    const std::int64_t length = n_padded();
    // The next panel comes from memory while this one is computed.
    const bool is_even = direct && call_.axes.ndim == 1;
    const std::int64_t ahead = is_even ? call_.x.strides[0] / static_cast<std::int64_t>(sizeof(T)) * panel_ : 0;
    for (std::int64_t first = 0; first < count; first += padding) {
      const std::int64_t some = std::min(padding, count - first);
      const T* rows[padding] = {};
      const double* means[padding] = {};
      for (std::int64_t k = 0; k < some; ++k) {
        if (direct) {
          rows[k] = reinterpret_cast<const T*>(row_data(call_.axes, call_.x, row + first + k));
        } else if constexpr (is_double) {
          double* converted = buffers.rows.get() + k * length;
          load_event(converted, call_.x, row + first + k);
          rows[k] = converted;
        }
        if (mean_is_shared_) continue;
        double* converted = buffers.means.get() + k * length;
        load_event(converted, call_.mean, row + first + k);
        means[k] = converted;
      }
      kernels.load(buffers.columns.get() + first, panel_, rows, buffers.mean.get(), mean_is_shared_ ? nullptr : means,
                   ahead, n_, some);
    }
  }

  template <class T>
  const event_kernels<T>& event_kernels_of() const {
    if constexpr (sizeof(T) == sizeof(double)) {
      return kernels_.f64;
    } else {
      return kernels_.f32;
    }
  }

  // Whether every event of a view lies as the kernels take it.
  template <class Byte>
  bool is_direct(const basic_view<Byte>& view, dtype type) const {
    if (!is_plain(view, type) || !is_aligned(view.data, item_size(type))) return false;
    for (int a = 0; a < call_.axes.ndim; ++a)
      if (view.strides[a] % item_size(type) != 0) return false;
    return true;
  }

  void load_events(std::int64_t row, std::int64_t count, scratch& buffers) const {
    if (is_direct(call_.x, dtype::f32)) {
      load_events_as<float>(row, count, true, buffers);
    } else {
      load_events_as<double>(row, count, is_direct(call_.x, dtype::f64), buffers);
    }
  }

  template <class T>
  void store_events_as(std::int64_t row, std::int64_t count, bool direct, scratch& buffers) const {
    const event_kernels<T>& kernels = event_kernels_of<T>();
    const mutable_view& view = call_.gradient;
    for (std::int64_t first = 0; first < count; first += padding) {
      const std::int64_t some = std::min(padding, count - first);
      T* rows[padding] = {};
      for (std::int64_t k = 0; k < some; ++k) {
        if (direct) {
          rows[k] = reinterpret_cast<T*>(row_data(call_.axes, view, row + first + k));
        } else if constexpr (sizeof(T) == sizeof(double)) {
          rows[k] = buffers.rows.get() + k * n_padded();
        }
      }
      kernels.store(rows, buffers.columns.get() + first, panel_, buffers.factors.get() + first, n_, some);
      if constexpr (sizeof(T) == sizeof(double)) {
        for (std::int64_t k = 0; !direct && k < some; ++k) {
          memory_.store(row_data(call_.axes, view, row + first + k), view.strides[call_.axes.ndim], view.type, rows[k],
                        nullptr, n_);
        }
      }
    }
  }

  void store_events(std::int64_t row, std::int64_t count, scratch& buffers) const {
    if (is_direct(call_.gradient, dtype::f32)) {
      store_events_as<float>(row, count, true, buffers);
    } else {
      store_events_as<double>(row, count, is_direct(call_.gradient, dtype::f64), buffers);
    }
  }

  // Values that are one a row.
  void load_rows(double* target, const const_view& view, std::int64_t row, std::int64_t count, double otherwise) const {
    if (!view) {
      std::fill(target, target + count, otherwise);
    } else if (call_.axes.ndim <= 1) {
      const std::int64_t stride = call_.axes.ndim == 0 ? 0 : view.strides[0];
      memory_.load(target, view.data + row * stride, stride, view.type, count);
    } else {
      for (std::int64_t k = 0; k < count; ++k) target[k] = row_element(call_.axes, view, row + k, 0);
    }
  }
  void store_rows(const double* source, const mutable_view& view, std::int64_t row, std::int64_t count) const {
    if (call_.axes.ndim <= 1) {
      const std::int64_t stride = call_.axes.ndim == 0 ? 0 : view.strides[0];
      memory_.store(view.data + row * stride, stride, view.type, source, nullptr, count);
    } else {
      for (std::int64_t k = 0; k < count; ++k) set_row_element(call_.axes, view, row + k, 0, source[k]);
    }
  }

  // ---- One panel.

  // log |det| of z by x; NaN where the matrix is no factor.
  double log_determinant(const double* matrix) const {
    compensated sum;
    for (std::int64_t i = 0; i < n_; ++i) {
      const double pivot = matrix[i * n_ + i];
      if (!(pivot > 0.0 && pivot < infinite)) return undefined;
      sum.add(std::log(pivot));
    }
    return call_.of_precision ? sum.result() : -sum.result();
  }

  // An event with an infinite element has no density, wherever the other elements are.
  bool is_at_infinity(std::int64_t row) const {
    bool infinite_element = false;
    for (std::int64_t i = 0; i < n_; ++i) {
      const double x = row_element(call_.axes, call_.x, row, i);
      const double mean = row_element(call_.axes, call_.mean, row, i);
      if (std::isnan(x) || !std::isfinite(mean)) return false;
      infinite_element = infinite_element || std::isinf(x);
    }
    return infinite_element;
  }

  void run_events(std::int64_t group, std::int64_t begin, std::int64_t end, group_sums& sums, scratch& buffers) const {
    const double* matrix = call_.matrices + group * n_ * n_;
    const double log_determinant_of_z = log_determinant(matrix);
    if (mean_is_shared_ && buffers.mean_group < 0) {
      load_event(buffers.mean.get(), call_.mean, 0);
      buffers.mean_group = 0;
    }
    for (std::int64_t first = begin; first < end; first += panel_)
      run_panel(matrix, log_determinant_of_z, group * events_ + first, std::min(panel_, end - first), sums, buffers);
  }

  void run_panel(const double* matrix, double log_determinant_of_z, std::int64_t row, std::int64_t count,
                 group_sums& sums, scratch& buffers) const {
    const std::int64_t wide = padded(count);
    double* columns = buffers.columns.get();
    double* squares = buffers.squares.get();
    double* values = buffers.values.get();
    double* weights = buffers.weights.get();
    const bool is_valid = !std::isnan(log_determinant_of_z);
    load_events(row, count, buffers);
    if (keeps_differences_) std::copy(columns, columns + n_ * panel_, buffers.differences.get());
    if (is_valid) {
      (call_.of_precision ? kernels_.multiply_transposed : kernels_.solve)(columns, panel_, matrix, n_, wide);
    } else {
      for (std::int64_t i = 0; i < n_; ++i) std::fill(columns + i * panel_, columns + i * panel_ + wide, undefined);
    }
    kernels_.sum_squares(squares, columns, panel_, n_, wide);
    for (std::int64_t k = 0; k < count; ++k)
      if (std::isnan(squares[k]) && is_valid && is_at_infinity(row + k)) squares[k] = infinite;

    load_rows(values, call_.constants, row, count, -static_cast<double>(n_) * half_log_2pi);
    for (std::int64_t k = 0; k < count; ++k) values[k] += log_determinant_of_z;
    if (call_.student) {
      double* parts = buffers.factors.get();  // not in use yet
      load_rows(buffers.df.get(), call_.df, row, count, infinite);
      std::fill(buffers.df.get() + count, buffers.df.get() + wide, infinite);
      kernels_.student(parts, weights, call_.df_gradients ? buffers.df_gradients.get() : nullptr, squares,
                       buffers.df.get(), n_, wide);
      for (std::int64_t k = 0; k < count; ++k) values[k] += parts[k];
    } else {
      for (std::int64_t k = 0; k < count; ++k) values[k] -= 0.5 * squares[k];
      std::fill(weights, weights + count, 1.0);
    }
    if (call_.values) store_rows(values, call_.values, row, count);
    if (gradients_wanted_) run_gradients(matrix, is_valid, row, count, sums, buffers);
  }

  void run_gradients(const double* matrix, bool is_valid, std::int64_t row, std::int64_t count, group_sums& sums,
                     scratch& buffers) const {
    const std::int64_t wide = padded(count);
    double* columns = buffers.columns.get();
    double* factors = buffers.factors.get();
    const double* weights = buffers.weights.get();
    load_rows(factors, call_.factors, row, count, 1.0);
    if (call_.df_gradients) {
      double* slopes = buffers.df_gradients.get();
      for (std::int64_t k = 0; k < count; ++k) slopes[k] = factors[k] == 0.0 ? 0.0 : factors[k] * slopes[k];
      store_rows(slopes, call_.df_gradients, row, count);
    }
    for (std::int64_t k = 0; k < wide; ++k) {
      if (k < count && factors[k] != 0.0) {
        sums.any = true;
        if (sums_wanted_) sums.weight.add(factors[k]);
        factors[k] *= weights[k];
        continue;
      }
      // Nothing of an event that does not count may be left, not even NaN.
      factors[k] = 0.0;
      for (std::int64_t i = 0; i < n_; ++i) columns[i * panel_ + k] = 0.0;
      for (std::int64_t i = 0; keeps_differences_ && i < n_; ++i) buffers.differences.get()[i * panel_ + k] = 0.0;
    }
    if (call_.mean_gradients != nullptr)
      kernels_.sum_columns(sums.linear_high.data(), sums.linear_low.data(), columns, panel_, factors, n_, wide);
    if (call_.matrix_gradients != nullptr) {
      kernels_.sum_products(sums.products_high.data(), sums.products_low.data(), padded(n_),
                            keeps_differences_ ? buffers.differences.get() : columns, panel_, factors, n_, wide);
    }
    if (!call_.gradient) return;
    if (is_valid) to_gradient(columns, panel_, matrix, wide);
    for (std::int64_t k = 0; k < count; ++k) factors[k] = -factors[k];
    store_events(row, count, buffers);
  }

  // z becomes the gradient of q / 2 by x.
  void to_gradient(double* columns, std::int64_t stride, const double* matrix, std::int64_t count) const {
    (call_.of_precision ? kernels_.multiply : kernels_.solve_transposed)(columns, stride, matrix, n_, count);
  }

  // ---- What sums over a group's events become.

  void finish(std::int64_t group, const group_sums& sums) const {
    if (!sums_wanted_) return;
    const double* matrix = call_.matrices + group * n_ * n_;
    double* by_mean = call_.mean_gradients == nullptr ? nullptr : call_.mean_gradients + group * n_;
    double* by_matrix = call_.matrix_gradients == nullptr ? nullptr : call_.matrix_gradients + group * n_ * n_;
    if (!sums.any || std::isnan(log_determinant(matrix))) {
      const double nothing = sums.any ? undefined : 0.0;
      if (by_mean != nullptr) std::fill(by_mean, by_mean + n_, nothing);
      if (by_matrix != nullptr) std::fill(by_matrix, by_matrix + n_ * n_, nothing);
      return;
    }
    if (by_mean != nullptr) {
      const aligned_doubles column(n_ * padding);
      for (std::int64_t i = 0; i < n_; ++i) {
        const auto place = static_cast<std::size_t>(i);
        double* row = column.get() + i * padding;
        std::fill(row, row + padding, 0.0);
        row[0] = total_of(sums.linear_high[place], sums.linear_low[place]);
      }
      to_gradient(column.get(), padding, matrix, padding);
      for (std::int64_t i = 0; i < n_; ++i) by_mean[i] = column.get()[i * padding];
    }
    if (by_matrix != nullptr) finish_matrix(matrix, sums, by_matrix);
  }

  // With W the sum of the factors and S that of weight z z^T, less W on its diagonal, the gradient by the factor L is
  // the lower triangle of L^-T S, by the covariance L^-T S L^-1 / 2. With D the sum of weight (x - mean)(x - mean)^T
  // the gradient by the precision C C^T is (W C^-T C^-1 - D) / 2.
  void finish_matrix(const double* matrix, const group_sums& sums, double* result) const {
    const std::int64_t width = padded(n_);
    const aligned_doubles memory(n_ * width);
    double* s = memory.get();
    std::fill(s, s + n_ * width, 0.0);
    const auto product = [&](std::int64_t i, std::int64_t j) {
      const auto place = static_cast<std::size_t>(std::max(i, j) * width + std::min(i, j));
      return compensated{sums.products_high[place], sums.products_low[place]};
    };
    if (call_.kind == matrix_gradient::precision) {
      for (std::int64_t i = 0; i < n_; ++i) s[i * width + i] = sums.weight.result();
      kernels_.solve(s, width, matrix, n_, width);
      kernels_.solve_transposed(s, width, matrix, n_, width);
      for (std::int64_t i = 0; i < n_; ++i) {
        for (std::int64_t j = 0; j < n_; ++j)
          result[i * n_ + j] = 0.25 * (s[i * width + j] + s[j * width + i]) - 0.5 * product(i, j).result();
      }
      return;
    }
    for (std::int64_t i = 0; i < n_; ++i) {
      for (std::int64_t j = 0; j < n_; ++j) {
        compensated sum = product(i, j);
        if (i == j) sum.add(compensated{-sums.weight.high, -sums.weight.low});
        s[i * width + j] = sum.result();
      }
    }
    kernels_.solve_transposed(s, width, matrix, n_, width);
    if (call_.kind == matrix_gradient::factor) {
      for (std::int64_t i = 0; i < n_; ++i)
        for (std::int64_t j = 0; j < n_; ++j) result[i * n_ + j] = j <= i ? s[i * width + j] : 0.0;
      return;
    }
    for (std::int64_t i = 0; i < n_; ++i)
      for (std::int64_t j = 0; j < i; ++j) std::swap(s[i * width + j], s[j * width + i]);
    kernels_.solve_transposed(s, width, matrix, n_, width);
    for (std::int64_t i = 0; i < n_; ++i)
      for (std::int64_t j = 0; j < n_; ++j) result[i * n_ + j] = 0.25 * (s[i * width + j] + s[j * width + i]);
  }

  const elliptical_call& call_;
  std::int64_t n_;
  std::int64_t events_;  // of a group
  std::int64_t panel_;
  bool sums_wanted_, keeps_differences_, gradients_wanted_;
  bool mean_is_shared_ = true;  // by all events
  const triangular_kernels& kernels_;
  const memory_kernels<double>& memory_;
};

}  // namespace

void run(elliptical_call& call) {
  // Axes of groups and those within one must stay apart.
  if (call.groups == 1) {
    merge_axes(call.axes, {strides_of(call.x), strides_of(call.mean), strides_of(call.df), strides_of(call.constants),
                           strides_of(call.factors), strides_of(call.values), strides_of(call.gradient),
                           strides_of(call.df_gradients)});
  }
  executor(call).run();
}

}  // namespace likelier::engine
