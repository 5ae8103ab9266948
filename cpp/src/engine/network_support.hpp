// What vector fields and energies share: packed weights, memory, the parts of a call and their merging.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

#include "engine/dispatch.hpp"
#include "engine/memory.hpp"
#include "engine/network_kernels.hpp"
#include "engine/networks.hpp"
#include "engine/threads.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace likelier::engine {

class block_pool {
 public:
  struct release {
    void operator()(void* p) const { std::free(p); }
  };
  struct block {
    std::unique_ptr<char, release> memory;
    std::size_t bytes = 0;
  };

  block take(std::size_t wanted) {
    const std::size_t unit = wanted >= huge_page ? huge_page : line;
    const std::size_t bytes = (wanted + unit - 1) / unit * unit;
    if (const std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock); lock.owns_lock()) {
      auto best = free_.end();
      for (auto it = free_.begin(); it != free_.end(); ++it)
        if (it->bytes >= bytes && it->bytes <= 2 * bytes && (best == free_.end() || it->bytes < best->bytes)) best = it;
      if (best != free_.end()) {
        block result = std::move(*best);
        free_.erase(best);
        return result;
      }
    }
    block fresh{std::unique_ptr<char, release>(static_cast<char*>(std::aligned_alloc(unit, bytes))), bytes};
    if (fresh.memory == nullptr) throw std::bad_alloc();
#if defined(__linux__)
    if (unit == huge_page) madvise(fresh.memory.get(), bytes, MADV_HUGEPAGE);
#endif
    return fresh;
  }
  void give(block&& used) {
    const std::unique_lock<std::mutex> lock(mutex_, std::try_to_lock);
    if (!lock.owns_lock()) return;
    if (free_.size() == most_blocks) free_.erase(free_.begin());
    free_.push_back(std::move(used));
  }

 private:
  static constexpr std::size_t line = 64;
  static constexpr std::size_t huge_page = std::size_t{1} << 21;
  static constexpr std::size_t most_blocks = 24;
  std::mutex mutex_;
  std::vector<block> free_;
};

// Numbers on a cache line's border, from a pool; uninitialised.
template <class T>
class numbers {
 public:
  numbers() = default;
  numbers(const std::shared_ptr<block_pool>& pool, std::int64_t count)
      : pool_(pool),
        block_(pool->take(static_cast<std::size_t>(count) * sizeof(T))),
        data_(reinterpret_cast<T*>(block_.memory.get())) {}
  numbers(numbers&& other) noexcept
      : pool_(std::move(other.pool_)), block_(std::move(other.block_)), data_(std::exchange(other.data_, nullptr)) {}
  numbers& operator=(numbers&& other) noexcept {
    std::swap(pool_, other.pool_);
    std::swap(block_, other.block_);
    std::swap(data_, other.data_);
    return *this;
  }
  numbers(const numbers&) = delete;
  numbers& operator=(const numbers&) = delete;
  ~numbers() {
    if (data_ != nullptr) pool_->give(std::move(block_));
  }
  T* get() const { return data_; }
  explicit operator bool() const { return data_ != nullptr; }

 private:
  std::shared_ptr<block_pool> pool_;
  block_pool::block block_;
  T* data_ = nullptr;
};

constexpr std::int64_t rounded_up(std::int64_t n, std::int64_t unit) { return (n + unit - 1) / unit * unit; }

// Lays buffers out one after the other, each on a cache line's border. Without memory it counts what they take.
template <class T>
class layout {
 public:
  explicit layout(T* memory = nullptr) : memory_(memory) {}

  T* take(std::int64_t count) {
    T* result = memory_ == nullptr ? nullptr : memory_ + taken_;
    taken_ += rounded_up(count, elements_of_border);
    return result;
  }
  std::int64_t taken() const { return taken_; }

 private:
  static constexpr std::int64_t elements_of_border = 16;
  T* memory_;
  std::int64_t taken_ = 0;
};

// The length of a tile's row: whole panels, and a vector more, without which rows of many a size would share few sets
// of the cache.
template <class T>
std::int64_t row_stride(const network_kernels<T>& kernels, std::int64_t columns) {
  return rounded_up(columns, kernels.panel) + kernels.width;
}

template <class T>
struct packed_matrix {
  numbers<T> data;
  std::int64_t depth = 0, columns = 0, panel = 0;

  const T* panel_at(std::int64_t column) const { return data.get() + column * depth; }
  T at(std::int64_t k, std::int64_t j) const { return panel_at(j / panel * panel)[k * panel + j % panel]; }
};

// Multiply-adds that are worth waking another thread for.
constexpr std::int64_t work_of_a_thread = 1 << 19;

template <class F>
void for_tasks(std::int64_t tasks, std::int64_t work, const F& f) {
  if (work < work_of_a_thread) {
    for (std::int64_t i = 0; i < tasks; ++i) f(i);
  } else {
    parallel_for(tasks, f);
  }
}

template <class T>
class packed_network {
 public:
  packed_network(const network_view<T>& view, const packing& wanted);

  // Layers are counted from 0.
  std::int64_t hidden_layers() const { return static_cast<std::int64_t>(widths.size()) - 2; }
  std::int64_t last() const { return hidden_layers(); }
  std::int64_t outputs() const { return widths.back(); }
  // Multiply-adds of a row on its way through.
  std::int64_t work_of_row() const {
    std::int64_t result = 0;
    for (std::size_t l = 0; l + 1 < widths.size(); ++l) result += widths[l] * widths[l + 1];
    return result;
  }

  std::shared_ptr<block_pool> memory;
  const network_kernels<T>* kernels;
  int activation;
  std::int64_t inputs, conditions;
  std::vector<std::int64_t> widths;       // of x with conditions, and of each layer
  std::vector<std::int64_t> strides;      // of tiles of these
  std::vector<packed_matrix<T>> forward;  // W^T: from inputs to outputs
  std::vector<packed_matrix<T>> reverse;  // W: from outputs to inputs; of the first layer, those of x
  std::vector<numbers<T>> biases;         // padded with zeros
  packed_matrix<T> skip_forward, skip_reverse;
  bool has_skip = false;
  std::vector<double> skip_diagonal;
  double skip_trace = 0.0;

  // Of the exact divergence: with one hidden layer c, with two P = W2 o M^T and M = W1 W3.
  numbers<T> loop;            // c, or M^T, rows of the stride of the first hidden layer
  numbers<T> middle;          // W2 as plain rows of that stride
  packed_matrix<T> through;   // P^T: from the first hidden layer to the second
  packed_matrix<T> back;      // P
  double linear_trace = 0.0;  // of a network without hidden layers
  numbers<T> last_row;        // of energies: the last layer's weights
  packing made;

  packed_matrix<T> packed(const T* source, std::int64_t row_step, std::int64_t column_step, std::int64_t depth,
                          std::int64_t columns) const;

 private:
  void prepare_exact(const network_view<T>& view);
};

// Where the rows of a call are cut.
struct row_parts {
  std::int64_t parts = 1;
  std::int64_t rows_of_part = 0;
  std::int64_t rows_of_tile = 0;
};

inline constexpr std::int64_t most_parts = 16;
// Fewer rows than these would not pay for sums of their own.
inline constexpr std::int64_t least_rows = 64;
inline constexpr std::int64_t sum_bytes = std::int64_t{32} << 20;
// What the buffers of a tile may take of the second-level cache.
inline constexpr std::int64_t tile_bytes = std::int64_t{768} << 10;
// Rows of a tile are a multiple of every kernel's block.
inline constexpr std::int64_t row_unit = 12;

inline row_parts cut_rows(std::int64_t rows, std::int64_t bytes_of_row, std::int64_t bytes_of_sums) {
  row_parts result;
  const std::int64_t most_rows = std::clamp<std::int64_t>(tile_bytes / bytes_of_row / row_unit, 8, 16) * row_unit;
  if (bytes_of_sums == 0) {
    result.rows_of_part =
        std::clamp(rounded_up((rows + most_parts - 1) / most_parts, row_unit), 2 * row_unit, most_rows);
    result.rows_of_tile = result.rows_of_part;
    result.parts = std::max<std::int64_t>(1, (rows + result.rows_of_part - 1) / result.rows_of_part);
    return result;
  }
  while (2 * result.parts <= most_parts && rows / (2 * result.parts) >= least_rows &&
         (result.parts == 1 || 2 * result.parts * bytes_of_sums <= sum_bytes))
    result.parts *= 2;
  result.rows_of_part = std::max<std::int64_t>(1, (rows + result.parts - 1) / result.parts);
  // Tiles of a part are alike: a small last one would pay for all the weights too.
  const std::int64_t tiles = (result.rows_of_part + most_rows - 1) / most_rows;
  result.rows_of_tile = (result.rows_of_part + tiles - 1) / tiles;
  return result;
}

// An array's rows as a tile, times scales where these are given; the padding is 0.
template <class T>
void load_rows(T* tile, std::int64_t stride, std::int64_t first_column, const T* source, std::int64_t columns,
               const T* scales, std::int64_t rows, std::int64_t end) {
  for (std::int64_t r = 0; r < rows; ++r) {
    T* row = tile + r * stride + first_column;
    const T* from = source + r * columns;
    if (scales == nullptr) {
      std::copy(from, from + columns, row);
    } else {
      for (std::int64_t j = 0; j < columns; ++j) row[j] = scales[r] * from[j];
    }
    std::fill(row + columns, tile + r * stride + end, T(0));
  }
}
template <class T>
void store_rows(T* target, std::int64_t columns, const T* tile, std::int64_t stride, std::int64_t rows) {
  for (std::int64_t r = 0; r < rows; ++r)
    std::copy(tile + r * stride, tile + r * stride + columns, target + r * columns);
}

// The sums of one part.
template <class T>
struct part_sums {
  std::vector<T*> weights;    // one a layer, rows of the layer's input stride
  std::vector<bool> written;  // whether a layer's hold anything yet
  T* products = nullptr;      // Q, as the second layer
  bool products_written = false;
  T* skip = nullptr;
  bool skip_written = false;
  std::vector<double*> biases;
  double* loop = nullptr;             // by c, or of energies by the sums of squares
  double* last = nullptr;             // of energies: the last layer's weights
  double linear_cotangents = 0.0;     // by the trace of a network without hidden layers
  double* skip_cotangents = nullptr;  // by the entries of the skip's diagonal, from the trace
  compensated loss;
};

template <class T>
class sums_of_parts {
 public:
  sums_of_parts(const packed_network<T>& network, std::int64_t parts, bool weights, bool products);

  static std::int64_t elements(const packed_network<T>& network, bool products);

  std::vector<part_sums<T>> parts;

  // Adds the sums of the later parts to those of the first, and writes the gradients of biases and of the layers that
  // are not kept.
  void merge(const packed_network<T>& network, network_call<T>& call, const std::vector<bool>& kept);

 private:
  numbers<T> elements_;
  numbers<double> doubles_;
};

// Takes the rows of a call through a network: cuts them, lays a tile out in each part, and merges what the parts have
// summed. A run knows its tile's buffers (tile, by a layout), its work (work_of_row), what it sums (weights_wanted,
// has_products), and what is done with a tile and with the sums (run_tile, finish).
template <class T, class Run>
void run_parts(const Run& run, const packed_network<T>& network, network_call<T>& call) {
  using tile = typename Run::tile;
  const auto elements = [&](std::int64_t rows) {
    layout<T> counted;
    const tile none(run, rows, counted);
    return counted.taken();
  };
  constexpr auto bytes = static_cast<std::int64_t>(sizeof(T));
  const std::int64_t of_sums =
      run.weights_wanted() ? sums_of_parts<T>::elements(network, run.has_products()) * bytes : 0;
  const row_parts cut = cut_rows(call.rows, elements(1) * bytes, of_sums);
  sums_of_parts<T> sums(network, cut.parts, run.weights_wanted(), run.has_products());
  const std::int64_t tile_rows = std::min(cut.rows_of_tile, cut.rows_of_part), of_tile = elements(tile_rows);
  for_tasks(cut.parts, call.rows * run.work_of_row(), [&](std::int64_t p) {
    const numbers<T> memory(network.memory, of_tile);
    layout<T> place(memory.get());
    tile buffers(run, tile_rows, place);
    const std::int64_t end = std::min(call.rows, (p + 1) * cut.rows_of_part);
    for (std::int64_t first = p * cut.rows_of_part; first < end; first += tile_rows)
      run.run_tile(first, std::min(tile_rows, end - first), sums.parts[static_cast<std::size_t>(p)], buffers);
  });
  compensated loss;
  for (const part_sums<T>& part : sums.parts) loss.add(part.loss);
  call.loss = loss.result();
  if (run.weights_wanted()) run.finish(sums);
}

// Of the weighted objective, for sign s: the losses but for the trace, and the cotangents of s.
template <class T>
void weigh_dimensions(const network_call<T>& call, std::int64_t first, std::int64_t rows, std::int64_t inputs, T sign,
                      const T* s, std::int64_t stride, const T* factors, T* losses, T* cotangents) {
  for (std::int64_t r = 0; r < rows; ++r) {
    const T* w = call.dimension_weights + (first + r) * inputs;
    const T* dw = call.dimension_slopes + (first + r) * inputs;
    T loss(0);
    for (std::int64_t j = 0; j < inputs; ++j) {
      const T weighted = w[j] * s[r * stride + j], slope = sign * dw[j];
      loss += (T(0.5) * weighted + slope) * s[r * stride + j];
      cotangents[r * stride + j] = factors[r] * (weighted + slope);
    }
    losses[r] = loss;
    std::fill(cotangents + r * stride + inputs, cotangents + (r + 1) * stride, T(0));
  }
}

// A layer's sums get left^T right. Of the first layer, tangents have no columns for the conditions.
template <class T>
void add_to_layer(const packed_network<T>& network, part_sums<T>& part, std::size_t layer, const T* left,
                  std::int64_t left_stride, const T* right, std::int64_t right_stride, std::int64_t columns,
                  std::int64_t rows) {
  const std::int64_t outputs = network.widths[layer + 1], stride = network.strides[layer];
  if (!part.written[layer] && columns < network.widths[layer]) {
    std::fill_n(part.weights[layer], outputs * stride, T(0));
    part.written[layer] = true;
  }
  network.kernels->multiply_transposed(part.weights[layer], stride, left, left_stride, right, right_stride, rows,
                                       outputs, columns, part.written[layer]);
  part.written[layer] = true;
}

// The probes of a tile of rows: the caller's, those of a seed, or unit vectors. Those of the weighted objective are
// sqrt(w) times these, so that v.Jv has the trace of diag(w) J for a mean.
template <class T>
class tile_probes {
 public:
  static std::int64_t elements(const network_call<T>& call, std::int64_t inputs, std::int64_t rows) {
    return drawn(call, inputs, rows) + (call.objective == objective_kind::weighted ? rows * inputs : 0);
  }
  // memory is for so many elements.
  void start(const network_call<T>& call, std::int64_t inputs, std::int64_t first, std::int64_t rows, T* memory) {
    call_ = &call;
    d_ = inputs;
    rows_ = rows;
    if (is_drawn(call)) {
      fill_probes(call.kind, call.seed, static_cast<std::uint64_t>(first), call.probe_count, rows, inputs, memory);
      start_ = memory;
      step_ = rows * inputs;
    } else if (call.trace == trace_kind::probes) {
      start_ = call.probes + first * inputs;
      step_ = call.rows * inputs;
    }
    if (call.objective == objective_kind::weighted) {
      T* roots = memory + drawn(call, inputs, rows);
      for (std::int64_t i = 0; i < rows * inputs; ++i) roots[i] = std::sqrt(call.dimension_weights[first * inputs + i]);
      roots_ = roots;
    }
  }
  void load(std::int64_t k, T* tile, std::int64_t stride) const {
    if (call_->trace == trace_kind::probes) {
      load_rows<T>(tile, stride, 0, start_ + k * step_, d_, nullptr, rows_, stride);
    } else {
      for (std::int64_t r = 0; r < rows_; ++r) {
        std::fill(tile + r * stride, tile + (r + 1) * stride, T(0));
        tile[r * stride + k] = T(1);
      }
    }
    for (std::int64_t r = 0; roots_ != nullptr && r < rows_; ++r)
      for (std::int64_t j = 0; j < d_; ++j) tile[r * stride + j] *= roots_[r * d_ + j];
  }

 private:
  static std::int64_t drawn(const network_call<T>& call, std::int64_t inputs, std::int64_t rows) {
    return is_drawn(call) ? call.probe_count * rows * inputs : 0;
  }
  static bool is_drawn(const network_call<T>& call) {
    return call.trace == trace_kind::probes && call.probes == nullptr;
  }

  const network_call<T>* call_ = nullptr;
  const T *start_ = nullptr, *roots_ = nullptr;
  std::int64_t step_ = 0, d_ = 0, rows_ = 0;
};

// The product of a tile with a packed matrix, or with its first rows, a panel at a time: each goes to
// epilogue(first column, columns) in temp.
template <class T, class Epilogue>
void multiply_panels(const network_kernels<T>& kernels, T* temp, const T* a, std::int64_t a_stride,
                     const packed_matrix<T>& matrix, std::int64_t rows, const Epilogue& epilogue,
                     std::int64_t depth = -1) {
  for (std::int64_t j = 0; j < matrix.columns; j += kernels.panel) {
    const std::int64_t columns = std::min(kernels.panel, matrix.columns - j);
    kernels.multiply(temp, kernels.panel, a, a_stride, matrix.panel_at(j), depth < 0 ? matrix.depth : depth, rows,
                     columns);
    epilogue(j, columns);
  }
}

}  // namespace likelier::engine
