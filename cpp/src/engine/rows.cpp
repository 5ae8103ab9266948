#include "engine/rows.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>

#include "engine/dispatch.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

// Outputs larger than this bypass the caches, which they would only sweep.
constexpr std::int64_t streamed_bytes = std::int64_t{1} << 24;
// Elements of a task made of several short rows.
constexpr std::int64_t task_elements = 65536;
// And its most rows: what is done once a row outweighs what is done for each of a few elements.
constexpr std::int64_t task_rows = 4096;
// A row up to this size stays in the second-level cache from pass to pass.
constexpr std::int64_t kept_row_bytes = std::int64_t{1} << 19;
// Neighbouring rows that are read together where the elements of a row are far apart.
constexpr std::int64_t gathered_rows = 16;
// Elements of each that are transposed at a time.
constexpr std::int64_t gathered_elements = 64;

struct pass_info {
  int operands;
  int parameters;
  double absent[max_row_operands];
  row_state (*empty)();
  row_state (*merge)(const row_state*, std::int64_t);
  int sums;
  bool shifted, ranked;
};
struct emit_info {
  int operands;
  int parameters;
  int outputs;
  double absent[max_row_operands];
};

template <class Formula>
constexpr double absent_value(int i) {
  return i < Formula::operands ? Formula::absent[i] : 0.0;
}

template <class... Passes>
const pass_info& info_of_pass(int formula, row_formulas<Passes...>) {
  static const pass_info table[] = {{Passes::operands,
                                     Passes::parameters,
                                     {absent_value<Passes>(0), absent_value<Passes>(1)},
                                     empty_row_state<Passes>,
                                     merge_row_states<Passes>,
                                     Passes::sums,
                                     Passes::shifted,
                                     Passes::ranked}...};
  return table[formula];
}
template <class... Emits>
const emit_info& info_of_emit(int formula, row_formulas<Emits...>) {
  static const emit_info table[] = {
      {Emits::operands, Emits::parameters, Emits::outputs, {absent_value<Emits>(0), absent_value<Emits>(1)}}...};
  return table[formula];
}

// The cap of logits as a map's kernels take it.
template <class T>
void map_logits(const block_map& map, T* mapped, const T* x, std::int64_t n) {
  const auto kernel = active_isa().of<T>().rows->maps.soft_cap;
  kernel(mapped, x, static_cast<T>(map.inverse()), static_cast<T>(map.limit()), n);
}

// Maps n elements of a row from first on; spare is space for as many factors.
template <class T>
void apply_map(const row_axes& axes, const block_map& map, std::int64_t row, std::int64_t first, std::int64_t n,
               T* block, T* spare) {
  const kernel_tables<T>& tables = active_isa().of<T>();
  if (map.caps()) map_logits(map, block, block, padded(n));
  if (map.scale != 1.0 || map.offsets != nullptr) {
    const double offset = map.offsets == nullptr ? 0.0 : map.offsets[row];
    tables.rows->maps.affine(block, static_cast<T>(map.scale), static_cast<T>(offset), padded(n));
  }
  if (map.factors != nullptr) {
    const std::int64_t stride = map.factors->strides[axes.ndim];
    const char* source = row_data(axes, *map.factors, row) + first * stride;
    tables.memory->load(spare, source, stride, map.factors->type, n);
    tables.memory->multiply(block, spare, n);
  }
}

bool aligned(const void* p, std::int64_t size) {
  return reinterpret_cast<std::uintptr_t>(p) % static_cast<std::uintptr_t>(size) == 0;
}

void load_mask(std::uint8_t* mask, const char* source, std::int64_t stride, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) mask[i] = source[i * stride] != 0;
}

template <class T>
constexpr dtype type_of = sizeof(T) == sizeof(float) ? dtype::f32 : dtype::f64;

template <class T>
class executor {
 public:
  executor(const row_axes& axes, row_program& program)
      : axes_(axes), program_(program), memory_(*active_isa().of<T>().memory), rows_(*active_isa().of<T>().rows) {}

  void run() {
    if (axes_.rows == 0 || (program_.passes.empty() && program_.emits.empty())) return;
    if (are_short(axes_)) {
      run_columns();
      return;
    }
    if (lies_across()) {
      run_gathered();
      return;
    }
    const std::int64_t chunks = std::max<std::int64_t>(1, (axes_.length + row_chunk - 1) / row_chunk);
    if (chunks > 1 && axes_.rows < 2 * num_threads()) {
      for (std::int64_t row = 0; row < axes_.rows; ++row) run_row_in_parallel(row, chunks);
      return;
    }
    const std::int64_t rows_per_task =
        std::max<std::int64_t>(1, task_elements / std::max<std::int64_t>(1, axes_.length));
    const std::int64_t tasks = (axes_.rows + rows_per_task - 1) / rows_per_task;
    parallel_for(tasks, [&](std::int64_t task) {
      scratch buffers;
      keep_mapped_rows(buffers);
      std::vector<row_state> states(static_cast<std::size_t>(chunks));
      const std::int64_t end = std::min(axes_.rows, (task + 1) * rows_per_task);
      for (std::int64_t row = task * rows_per_task; row < end; ++row) run_row(row, chunks, states.data(), buffers);
    });
  }

 private:
  // Capped logits of a whole row, where it is short enough to be kept for the passes and emits to come.
  struct kept_row {
    const const_view* view = nullptr;
    std::vector<T> elements;
    std::int64_t row = -1;  // the one that is complete
  };

  struct scratch {
    alignas(64) T operands[max_row_operands][row_block<T>];
    alignas(64) T outputs[max_row_outputs][row_block<T>];
    alignas(64) T spare[row_block<T>];
    std::uint8_t mask[row_block<T>];
    row_state states[row_chunk / row_block<T> + 1];  // of a chunk
    kept_row kept[max_row_operands];

    kept_row* kept_of(const const_view* view) {
      for (kept_row& row : kept)
        if (row.view == view) return &row;
      return nullptr;
    }
  };

  void keep_mapped_rows(scratch& buffers) const {
    if (program_.passes.size() + program_.emits.size() < 2) return;
    if (axes_.length * static_cast<std::int64_t>(sizeof(T)) > kept_row_bytes) return;
    kept_row* kept = buffers.kept;
    for (const block_map& map : program_.maps) {
      if (!map.caps() || kept == std::end(buffers.kept)) continue;
      kept->view = map.view;
      kept->elements.resize(static_cast<std::size_t>(padded(axes_.length)));
      ++kept;
    }
  }

  void run_row(std::int64_t row, std::int64_t chunks, row_state* states, scratch& buffers) {
    run_row(
        row, states,
        [&](const row_program::pass& pass, const double* parameters) {
          for (std::int64_t c = 0; c < chunks; ++c) states[c] = reduce_chunk(pass, row, c, parameters, buffers);
          for (const const_view* operand : pass.operands)
            if (kept_row* kept = operand == nullptr ? nullptr : buffers.kept_of(operand)) kept->row = row;
          return chunks;
        },
        [&](const row_program::emit& emit, bool emits, const double* parameters) {
          for (std::int64_t c = 0; c < chunks; ++c) emit_chunk(emit, emits, row, c, parameters, buffers);
        });
  }

  void run_row_in_parallel(std::int64_t row, std::int64_t chunks) {
    std::vector<row_state> states(static_cast<std::size_t>(chunks));
    run_row(
        row, states.data(),
        [&](const row_program::pass& pass, const double* parameters) {
          parallel_for(chunks, [&](std::int64_t c) {
            scratch buffers;
            states[static_cast<std::size_t>(c)] = reduce_chunk(pass, row, c, parameters, buffers);
          });
          return chunks;
        },
        [&](const row_program::emit& emit, bool emits, const double* parameters) {
          parallel_for(chunks, [&](std::int64_t c) {
            scratch buffers;
            emit_chunk(emit, emits, row, c, parameters, buffers);
          });
        });
  }

  // reduce leaves as many states as it returns.
  template <class Reduce, class Emit>
  void run_row(std::int64_t row, const row_state* states, const Reduce& reduce, const Emit& emit_all) {
    double carry[1][row_carry] = {};
    double parameters[1][max_row_parameters] = {};
    bool active[1];
    const row_group group{row, 1, carry, active};
    program_.begin(group);
    for (std::size_t k = 0; active[0] && k < program_.passes.size(); ++k) {
      program_.pass_parameters(k, group, parameters);
      const std::int64_t count = reduce(program_.passes[k], parameters[0]);
      const row_state state = merged(info_of_pass(program_.passes[k].formula, row_passes{}), states, count);
      program_.finish(k, group, &state);
    }
    if (program_.emits.empty()) return;
    program_.begin_emits(group);
    for (std::size_t k = 0; k < program_.emits.size(); ++k) {
      program_.emit_parameters(k, group, parameters);
      emit_all(program_.emits[k], active[0], parameters[0]);
    }
    program_.complete(group);
  }

  static row_state merged(const pass_info& info, const row_state* states, std::int64_t count) {
    return count == 1 ? states[0] : info.merge(states, count);
  }

  // A block of the compute type is used where it lies, but for what is beyond the last multiple of the
  // padding; anything else is converted or mapped into buffer. What is masked or beyond the row's end is absent.
  void fetch(const const_view& view, const char* data, std::int64_t row, std::int64_t first, std::int64_t n,
             double absent, const std::uint8_t* mask, T* buffer, scratch& buffers, const T** operand, const T** tail,
             row_ahead* ahead) const {
    const block_map* map = program_.map_of(&view);
    const std::int64_t stride = view.strides[axes_.ndim];
    const std::int64_t whole = n / padding * padding;
    kept_row* kept = map == nullptr ? nullptr : buffers.kept_of(&view);
    if (kept != nullptr) buffer = kept->elements.data() + first;
    const T fill = static_cast<T>(absent);
    const char* source = data + first * stride;
    *tail = whole < n ? buffer + whole : nullptr;
    const bool plain =
        view.type == type_of<T> && stride == static_cast<std::int64_t>(sizeof(T)) && aligned(source, alignof(T));
    if (kept != nullptr && kept->row == row) {
      *operand = buffer;
      *ahead = {reinterpret_cast<const char*>(buffer + n), sizeof(T)};
      return;
    }
    // To fetch what is near already would push out what is in use.
    *ahead = stays_near(view) ? row_ahead::nothing(source) : row_ahead{source + n * stride, stride};
    if (plain && mask == nullptr && map == nullptr) {
      *operand = reinterpret_cast<const T*>(source);
      if (whole < n) std::memcpy(buffer + whole, *operand + whole, static_cast<std::size_t>(n - whole) * sizeof(T));
    } else {
      *operand = buffer;
      if (plain && map != nullptr && map->caps() && whole == n) {
        map_logits(*map, buffer, reinterpret_cast<const T*>(source), n);
      } else {
        memory_.load(buffer, source, stride, view.type, n);
        if (map != nullptr) apply_map(axes_, *map, row, first, n, buffer, buffers.spare);
      }
      if (mask != nullptr) {
        for (std::int64_t i = 0; i < n; ++i) buffer[i] = mask[i] != 0 ? buffer[i] : fill;
      }
    }
    for (std::int64_t i = n; i < padded(n); ++i) buffer[i] = fill;
  }

  // Whether all rows are the same one, which the second-level cache keeps.
  bool stays_near(const const_view& view) const {
    for (int a = 0; a < axes_.ndim; ++a)
      if (view.strides[a] != 0) return false;
    return axes_.rows > 1 && axes_.length * std::abs(view.strides[axes_.ndim]) <= kept_row_bytes;
  }

  const std::uint8_t* fetch_mask(const char* data, std::int64_t first, std::int64_t n, std::uint8_t* mask) const {
    if (data == nullptr) return nullptr;
    const std::int64_t stride = program_.where.strides[axes_.ndim];
    load_mask(mask, data + first * stride, stride, n);
    return mask;
  }

  const char* mask_data(std::int64_t row) const {
    return program_.where ? row_data(axes_, program_.where, row) : nullptr;
  }

  // What no element of an operand, as mapped, is below.
  double least_of(const const_view& view) const {
    const block_map* map = program_.where ? nullptr : program_.map_of(&view);
    return map == nullptr ? -std::numeric_limits<double>::infinity() : map->least();
  }

  row_state reduce_chunk(const row_program::pass& pass, std::int64_t row, std::int64_t chunk, const double* parameters,
                         scratch& buffers) const {
    const pass_info& info = info_of_pass(pass.formula, row_passes{});
    const char* data[max_row_operands] = {};
    for (int o = 0; o < info.operands; ++o) data[o] = row_data(axes_, *pass.operands[o], row);
    const char* where = mask_data(row);
    const double least = least_of(*pass.operands[0]);
    row_state* states = buffers.states;
    std::int64_t count = 0;
    const std::int64_t end = std::min(axes_.length, (chunk + 1) * row_chunk);
    for (std::int64_t first = chunk * row_chunk; first < end; first += row_block<T>) {
      const std::int64_t n = std::min(row_block<T>, end - first);
      const std::uint8_t* mask = fetch_mask(where, first, n, buffers.mask);
      const T* operands[max_row_operands] = {};
      const T* tails[max_row_operands] = {};
      row_ahead ahead[max_row_operands] = {};
      for (int o = 0; o < info.operands; ++o) {
        fetch(*pass.operands[o], data[o], row, first, n, info.absent[o], mask, buffers.operands[o], buffers,
              &operands[o], &tails[o], &ahead[o]);
      }
      rows_.passes[pass.formula].push(states, &count, operands, tails, ahead, parameters, least, n / padding * padding);
    }
    return count == 0 ? info.empty() : merged(info, states, count);
  }

  void emit_chunk(const row_program::emit& emit, bool active, std::int64_t row, std::int64_t chunk,
                  const double* parameters, scratch& buffers) const {
    const emit_info& info = info_of_emit(emit.formula, row_emits{});
    const char* data[max_row_operands] = {};
    char* results[max_row_outputs] = {};
    for (int o = 0; o < info.operands; ++o) data[o] = row_data(axes_, *emit.operands[o], row);
    for (int o = 0; o < info.outputs; ++o) {
      if (emit.outputs[o] != nullptr) results[o] = row_data(axes_, *emit.outputs[o], row);
    }
    const char* where = mask_data(row);
    const std::int64_t end = std::min(axes_.length, (chunk + 1) * row_chunk);
    for (std::int64_t first = chunk * row_chunk; first < end; first += row_block<T>) {
      const std::int64_t n = std::min(row_block<T>, end - first);
      const std::uint8_t* mask = active ? fetch_mask(where, first, n, buffers.mask) : nullptr;
      const std::int64_t whole = n / padding * padding;
      T* outputs[max_row_outputs] = {};
      T* output_tails[max_row_outputs] = {};
      bool direct[max_row_outputs] = {};
      for (int o = 0; o < info.outputs; ++o) {
        if (results[o] == nullptr) continue;
        const mutable_view& view = *emit.outputs[o];
        char* target = results[o] + first * view.strides[axes_.ndim];
        direct[o] = is_contiguous(view) && mask == nullptr && aligned(target, alignof(T)) && !is_streamed(emit, o);
        outputs[o] = direct[o] ? reinterpret_cast<T*>(target) : buffers.outputs[o];
        output_tails[o] = buffers.outputs[o] + whole;
      }
      if (active) {
        const T* operands[max_row_operands] = {};
        const T* tails[max_row_operands] = {};
        row_ahead ahead[max_row_operands] = {};
        for (int o = 0; o < info.operands; ++o) {
          fetch(*emit.operands[o], data[o], row, first, n, info.absent[o], mask, buffers.operands[o], buffers,
                &operands[o], &tails[o], &ahead[o]);
        }
        if (whole > 0) rows_.emits[emit.formula].emit(outputs, operands, ahead, parameters, whole);
        if (whole < n) rows_.emits[emit.formula].emit(output_tails, tails, ahead, parameters, padding);
        if (whole > 0) chain(emit, outputs, operands, whole);
        if (whole < n) chain(emit, output_tails, tails, padding);
      } else {
        for (int o = 0; o < info.outputs; ++o) {
          if (results[o] == nullptr) continue;
          std::fill(outputs[o], outputs[o] + whole, T(0));
          std::fill(output_tails[o], buffers.outputs[o] + n, T(0));
        }
      }
      for (int o = 0; o < info.outputs; ++o) {
        if (results[o] == nullptr) continue;
        const mutable_view& view = *emit.outputs[o];
        const std::int64_t stride = view.strides[axes_.ndim];
        char* target = results[o] + first * stride;
        if (direct[o]) {
          if (whole < n)
            std::memcpy(outputs[o] + whole, output_tails[o], static_cast<std::size_t>(n - whole) * sizeof(T));
          continue;
        }
        if (mask != nullptr) {
          const T masked = static_cast<T>(emit.masked);
          for (std::int64_t i = 0; i < n; ++i) outputs[o][i] = mask[i] != 0 ? outputs[o][i] : masked;
        }
        if (is_streamed(emit, o) && aligned(target, alignof(T))) {
          memory_.stream(reinterpret_cast<T*>(target), outputs[o], n);
        } else {
          memory_.store(target, stride, view.type, outputs[o], nullptr, n);
        }
      }
    }
  }

  // The slopes of maps on the gradients by what they map.
  void chain(const row_program::emit& emit, T* const* gradients, const T* const* mapped, std::int64_t n) const {
    for (int o = 0; emit.chained && o < max_row_outputs; ++o) {
      const block_map* map = emit.outputs[o] == nullptr ? nullptr : program_.map_of(emit.operands[o]);
      if (map == nullptr || !map->caps()) continue;
      rows_.maps.soft_cap_slope(gradients[o], mapped[o], static_cast<T>(map->inverse()), static_cast<T>(map->limit()),
                                n);
    }
  }

  bool is_contiguous(const mutable_view& view) const {
    return view.type == type_of<T> && view.strides[axes_.ndim] == static_cast<std::int64_t>(sizeof(T));
  }
  // A result over its own operand finds its lines in the cache; any other large one is only written.
  bool is_streamed(const row_program::emit& emit, int o) const {
    const mutable_view& view = *emit.outputs[o];
    if (!is_contiguous(view) || axes_.rows * axes_.length * static_cast<std::int64_t>(sizeof(T)) < streamed_bytes)
      return false;
    return std::none_of(std::begin(emit.operands), std::end(emit.operands),
                        [&](const const_view* operand) { return operand != nullptr && operand->data == view.data; });
  }

  // Elements of a row far apart, those of neighbouring rows close: rows are read in groups.
  bool lies_across() const {
    if (axes_.ndim == 0 || axes_.shape[axes_.ndim - 1] < gathered_rows / 2) return false;
    const const_view& view =
        *(program_.passes.empty() ? program_.emits[0].operands[0] : program_.passes[0].operands[0]);
    const std::int64_t along = std::abs(view.strides[axes_.ndim]);
    return along > item_size(view.type) && std::abs(view.strides[axes_.ndim - 1]) < along;
  }

  struct gathered_scratch {
    alignas(64) T operands[max_row_operands][gathered_rows][row_block<T>];
    alignas(64) T outputs[max_row_outputs][gathered_rows][row_block<T>];
    alignas(64) T spare[row_block<T>];
    std::uint8_t mask[gathered_rows][row_block<T>];
    double carry[gathered_rows][row_carry];
    double parameters[gathered_rows][max_row_parameters];
    row_state block_states[gathered_rows][row_chunk / row_block<T> + 1];
    std::int64_t counts[gathered_rows];
    std::vector<row_state> chunk_states[gathered_rows];
  };

  void run_gathered() {
    const std::int64_t inner = axes_.shape[axes_.ndim - 1];
    const std::int64_t groups = (inner + gathered_rows - 1) / gathered_rows;
    const std::int64_t total = axes_.rows / inner * groups;
    const std::int64_t per_task = std::max<std::int64_t>(1, task_elements / (gathered_rows * axes_.length));
    parallel_for((total + per_task - 1) / per_task, [&](std::int64_t task) {
      const auto buffers = std::make_unique<gathered_scratch>();
      for (std::int64_t g = task * per_task; g < std::min(total, (task + 1) * per_task); ++g) {
        const std::int64_t first = g % groups * gathered_rows;
        run_gathered_group(g / groups * inner + first, std::min(gathered_rows, inner - first), *buffers);
      }
    });
  }

  void run_gathered_group(std::int64_t row, std::int64_t rows, gathered_scratch& buffers) {
    std::memset(buffers.carry, 0, sizeof buffers.carry);
    bool active[gathered_rows];
    const row_group group{row, rows, buffers.carry, active};
    program_.begin(group);
    for (std::size_t k = 0; k < program_.passes.size(); ++k) reduce_gathered(k, group, buffers);
    if (program_.emits.empty()) return;
    program_.begin_emits(group);
    for (std::size_t k = 0; k < program_.emits.size(); ++k) emit_gathered(k, group, buffers);
    program_.complete(group);
  }

  // A block of each row of a group, transposed in squares that stay in the first-level cache.
  void fetch_gathered(const const_view& view, const char* data, std::int64_t row, std::int64_t first, std::int64_t n,
                      std::int64_t rows, double absent, bool masked, T (*buffer)[row_block<T>],
                      gathered_scratch& buffers) const {
    const block_map* map = program_.map_of(&view);
    const std::int64_t along = view.strides[axes_.ndim];
    const std::int64_t across = view.strides[axes_.ndim - 1];
    for (std::int64_t j = 0; j < n; j += gathered_elements) {
      const std::int64_t part = std::min(gathered_elements, n - j);
      for (std::int64_t r = 0; r < rows; ++r) {
        memory_.load(buffer[r] + j, data + (first + j) * along + r * across, along, view.type, part);
      }
    }
    const T fill = static_cast<T>(absent);
    for (std::int64_t r = 0; r < rows; ++r) {
      if (map != nullptr) apply_map(axes_, *map, row + r, first, n, buffer[r], buffers.spare);
      if (masked) {
        for (std::int64_t i = 0; i < n; ++i) buffer[r][i] = buffers.mask[r][i] != 0 ? buffer[r][i] : fill;
      }
      for (std::int64_t i = n; i < padded(n); ++i) buffer[r][i] = fill;
    }
  }

  bool fetch_gathered_mask(std::int64_t row, std::int64_t first, std::int64_t n, std::int64_t rows,
                           std::uint8_t (*mask)[row_block<T>]) const {
    if (!program_.where) return false;
    for (std::int64_t r = 0; r < rows; ++r) fetch_mask(mask_data(row + r), first, n, mask[r]);
    return true;
  }

  void reduce_gathered(std::size_t k, const row_group& group, gathered_scratch& buffers) {
    const std::int64_t row = group.first, rows = group.count;
    const bool* active = group.active;
    const row_program::pass& pass = program_.passes[k];
    const pass_info& info = info_of_pass(pass.formula, row_passes{});
    const char* data[max_row_operands] = {};
    for (int o = 0; o < info.operands; ++o) data[o] = row_data(axes_, *pass.operands[o], row);
    const double least = least_of(*pass.operands[0]);
    program_.pass_parameters(k, group, buffers.parameters);
    for (std::int64_t r = 0; r < rows; ++r) buffers.chunk_states[r].clear();
    for (std::int64_t begin = 0; begin < axes_.length; begin += row_chunk) {
      const std::int64_t end = std::min(axes_.length, begin + row_chunk);
      std::fill(std::begin(buffers.counts), std::end(buffers.counts), std::int64_t{0});
      for (std::int64_t first = begin; first < end; first += row_block<T>) {
        const std::int64_t n = std::min(row_block<T>, end - first);
        const bool masked = fetch_gathered_mask(row, first, n, rows, buffers.mask);
        for (int o = 0; o < info.operands; ++o) {
          fetch_gathered(*pass.operands[o], data[o], row, first, n, rows, info.absent[o], masked, buffers.operands[o],
                         buffers);
        }
        for (std::int64_t r = 0; r < rows; ++r) {
          if (!active[r]) continue;
          const std::int64_t whole = n / padding * padding;
          const T* operands[max_row_operands] = {buffers.operands[0][r], buffers.operands[1][r]};
          const T* tails[max_row_operands] = {};
          for (int o = 0; o < info.operands && whole < n; ++o) tails[o] = operands[o] + whole;
          const row_ahead ahead[max_row_operands] = {row_ahead::nothing(operands[0]), row_ahead::nothing(operands[1])};
          rows_.passes[pass.formula].push(buffers.block_states[r], &buffers.counts[r], operands, tails, ahead,
                                          buffers.parameters[r], least, whole);
        }
      }
      for (std::int64_t r = 0; r < rows; ++r) {
        if (active[r]) buffers.chunk_states[r].push_back(merged(info, buffers.block_states[r], buffers.counts[r]));
      }
    }
    row_state states[gathered_rows];
    for (std::int64_t r = 0; r < rows; ++r) {
      const std::vector<row_state>& own = buffers.chunk_states[r];
      if (active[r]) states[r] = merged(info, own.data(), static_cast<std::int64_t>(own.size()));
    }
    program_.finish(k, group, states);
  }

  void emit_gathered(std::size_t k, const row_group& group, gathered_scratch& buffers) {
    const std::int64_t row = group.first, rows = group.count;
    const bool* active = group.active;
    const row_program::emit& emit = program_.emits[k];
    const emit_info& info = info_of_emit(emit.formula, row_emits{});
    const char* data[max_row_operands] = {};
    for (int o = 0; o < info.operands; ++o) data[o] = row_data(axes_, *emit.operands[o], row);
    program_.emit_parameters(k, group, buffers.parameters);
    for (std::int64_t first = 0; first < axes_.length; first += row_block<T>) {
      const std::int64_t n = std::min(row_block<T>, axes_.length - first);
      const bool masked = fetch_gathered_mask(row, first, n, rows, buffers.mask);
      for (int o = 0; o < info.operands; ++o) {
        fetch_gathered(*emit.operands[o], data[o], row, first, n, rows, info.absent[o], masked, buffers.operands[o],
                       buffers);
      }
      for (std::int64_t r = 0; r < rows; ++r) {
        const T* operands[max_row_operands] = {buffers.operands[0][r], buffers.operands[1][r]};
        T* outputs[max_row_outputs] = {};
        for (int o = 0; o < info.outputs; ++o) {
          if (emit.outputs[o] != nullptr) outputs[o] = buffers.outputs[o][r];
        }
        if (active[r]) {
          const row_ahead ahead[max_row_operands] = {row_ahead::nothing(operands[0]), row_ahead::nothing(operands[1])};
          rows_.emits[emit.formula].emit(outputs, operands, ahead, buffers.parameters[r], padded(n));
          chain(emit, outputs, operands, padded(n));
        }
        for (int o = 0; o < info.outputs; ++o) {
          if (outputs[o] == nullptr) continue;
          if (!active[r]) std::fill(outputs[o], outputs[o] + n, T(0));
          if (!active[r] || !masked) continue;
          for (std::int64_t i = 0; i < n; ++i)
            outputs[o][i] = buffers.mask[r][i] != 0 ? outputs[o][i] : static_cast<T>(emit.masked);
        }
      }
      for (int o = 0; o < info.outputs; ++o) {
        if (emit.outputs[o] == nullptr) continue;
        const mutable_view& view = *emit.outputs[o];
        const std::int64_t along = view.strides[axes_.ndim];
        const std::int64_t across = view.strides[axes_.ndim - 1];
        char* result = row_data(axes_, view, row) + first * along;
        for (std::int64_t j = 0; j < n; j += gathered_elements) {
          const std::int64_t part = std::min(gathered_elements, n - j);
          for (std::int64_t r = 0; r < rows; ++r) {
            memory_.store(result + j * along + r * across, along, view.type, buffers.outputs[o][r] + j, nullptr, part);
          }
        }
      }
    }
  }

  // Tiles hold a group element by element, as pass_kernel has them.
  struct column_scratch {
    explicit column_scratch(std::int64_t length)
        : storage(static_cast<std::size_t>((2 * max_row_operands + max_row_outputs + 1) * length * row_columns + line +
                                           padding)),
          mask(static_cast<std::size_t>(length * row_columns)) {
      void* start = storage.data();
      std::size_t space = storage.size() * sizeof(T);
      T* tile = static_cast<T*>(std::align(line * sizeof(T), sizeof(T), start, space));
      for (T*& operand : operands) {
        operand = tile;
        tile += length * row_columns;
      }
      for (T*& exponential : exponentials) {
        exponential = tile;
        tile += length * row_columns;
      }
      for (T*& output : outputs) {
        output = tile;
        tile += length * row_columns;
      }
      lying = tile;
    }

    static constexpr std::int64_t line = 64 / sizeof(T);
    row_lanes lanes{};
    std::vector<T> storage;
    T* operands[max_row_operands];
    T* exponentials[max_row_operands];  // of these
    T* outputs[max_row_outputs];
    T* lying;          // the rows of an output
    std::int64_t end;  // of the task: rows beyond it may be written meanwhile
    alignas(64) T row[row_columns + short_row];
    // What operands holds of the group.
    const const_view* held[max_row_operands];
    double held_absent[max_row_operands];
    std::vector<std::uint8_t> mask;
  };
  // Of programs that do not take rows in lanes.
  struct row_scratch {
    double carry[row_columns][row_carry];
    double parameters[row_columns][max_row_parameters];
    row_state states[row_columns];
  };

  void run_columns() {
    const std::int64_t per_task =
        std::min(task_rows, std::max<std::int64_t>(1, task_elements / (row_columns * axes_.length)) * row_columns);
    const bool in_lanes = program_.is_in_lanes();
    parallel_for((axes_.rows + per_task - 1) / per_task, [&](std::int64_t task) {
      column_scratch buffers(axes_.length);
      const std::unique_ptr<row_scratch> rows(in_lanes ? nullptr : new row_scratch{});
      buffers.end = std::min(axes_.rows, (task + 1) * per_task);
      for (std::int64_t row = task * per_task; row < buffers.end; row += row_columns) {
        run_column_group(row, std::min(row_columns, buffers.end - row), buffers, rows.get());
      }
    });
  }

  void run_column_group(std::int64_t row, std::int64_t rows, column_scratch& buffers, row_scratch* own) {
    if (own != nullptr) std::memset(own->carry, 0, sizeof own->carry);
    std::fill(std::begin(buffers.held), std::end(buffers.held), nullptr);
    row_lanes& lanes = buffers.lanes;
    bool active[row_columns];
    const row_group group{row, rows, own == nullptr ? nullptr : own->carry, active, own == nullptr ? &lanes : nullptr};
    const auto are_all = [&](bool value) {
      return std::memchr(active, !value, static_cast<std::size_t>(rows)) == nullptr;
    };
    const auto spread = [&](int count) {
      for (int i = 0; own != nullptr && i < count; ++i) {
        for (std::int64_t c = 0; c < rows; ++c) lanes.parameters[i][c] = own->parameters[c][i];
      }
    };
    row_program::parameters_of_row* parameters = own == nullptr ? nullptr : own->parameters;
    program_.begin(group);
    const bool any_active = !are_all(false);
    for (std::size_t k = 0; any_active && k < program_.passes.size(); ++k) {
      const row_program::pass& pass = program_.passes[k];
      const pass_info& info = info_of_pass(pass.formula, row_passes{});
      if (info.parameters > 0) program_.pass_parameters(k, group, parameters);
      spread(info.parameters);
      const T* operands[max_row_operands] = {};
      T* exponentials[max_row_operands] = {};
      fetch_columns(pass.operands, info.operands, info.absent, row, rows, buffers, operands, exponentials);
      lanes.operand = operands[0];
      rows_.passes[pass.formula].push_columns(lanes, operands, program_.keeps_exponentials ? exponentials : nullptr,
                                              axes_.length, padded(rows));
      if (own != nullptr) collect_states(info, lanes, rows, own->states);
      program_.finish(k, group, own == nullptr ? nullptr : own->states);
    }
    if (program_.emits.empty()) return;
    program_.begin_emits(group);
    const bool all_active = are_all(true);
    for (std::size_t k = 0; k < program_.emits.size(); ++k) {
      const row_program::emit& emit = program_.emits[k];
      const emit_info& info = info_of_emit(emit.formula, row_emits{});
      program_.emit_parameters(k, group, parameters);
      spread(info.parameters);
      const T* operands[max_row_operands] = {};
      T* exponentials[max_row_operands] = {};
      const bool masked =
          fetch_columns(emit.operands, info.operands, info.absent, row, rows, buffers, operands, exponentials);
      T* outputs[max_row_outputs] = {};
      for (int o = 0; o < info.outputs; ++o) {
        if (emit.outputs[o] != nullptr) outputs[o] = buffers.outputs[o];
      }
      rows_.emits[emit.formula].emit_columns(outputs, operands, program_.keeps_exponentials ? exponentials : nullptr,
                                             lanes, axes_.length, padded(rows));
      chain(emit, outputs, operands, axes_.length * row_columns);
      for (int o = 0; o < info.outputs; ++o) {
        if (outputs[o] == nullptr) continue;
        for (std::int64_t j = 0; (masked || !all_active) && j < axes_.length; ++j) {
          T* line = outputs[o] + j * row_columns;
          for (std::int64_t c = 0; c < rows; ++c) {
            if (!active[c]) {
              line[c] = T(0);
            } else if (masked && buffers.mask[static_cast<std::size_t>(j * row_columns + c)] == 0) {
              line[c] = static_cast<T>(emit.masked);
            }
          }
        }
        store_columns(emit, o, outputs[o], row, rows, buffers);
      }
    }
    program_.complete(group);
  }

  static void collect_states(const pass_info& info, const row_lanes& lanes, std::int64_t rows, row_state* states) {
    for (std::int64_t c = 0; c < rows; ++c) {
      row_state& state = states[c];
      state.shift = info.shifted ? lanes.softmax[0][c] : 0.0;
      state.log_total = info.shifted && !info.ranked ? lanes.softmax[2][c] : std::numeric_limits<double>::quiet_NaN();
      for (int k = 0; k < info.sums; ++k) {
        state.high[k] = lanes.high[k][c];
        state.low[k] = lanes.low[k][c];
      }
    }
  }

  // Whether rows row ... row + rows - 1 are evenly spaced in every view.
  bool is_even(std::int64_t row, std::int64_t rows) const {
    if (axes_.ndim <= 1) return row + rows <= axes_.rows;
    const std::int64_t inner = axes_.shape[axes_.ndim - 1];
    return row % inner + rows <= inner;
  }
  std::int64_t across(const extents& strides) const { return axes_.ndim == 0 ? 0 : strides[axes_.ndim - 1]; }

  // Whether a group of neighbouring rows is one stretch of numbers in the compute type.
  template <class View>
  bool lies_in_one(const View& view, std::int64_t rows) const {
    constexpr auto size = static_cast<std::int64_t>(sizeof(T));
    return rows == row_columns && view.type == type_of<T> && view.strides[axes_.ndim] == size &&
           across(view.strides) == axes_.length * size && aligned(view.data, alignof(T));
  }

  // Where each operand stands among those that the buffers hold; bits are set for those that have yet to be read.
  unsigned place_operands(const const_view* const* views, int count, const double* absent, column_scratch& buffers,
                          int* slots) const {
    unsigned fresh = 0;
    bool taken[max_row_operands] = {};
    for (int o = 0; o < count; ++o) {
      slots[o] = -1;
      for (int s = 0; s < max_row_operands; ++s) {
        if (buffers.held[s] == views[o] && buffers.held_absent[s] == absent[o]) slots[o] = s;
      }
      if (slots[o] >= 0) taken[slots[o]] = true;
    }
    for (int o = 0; o < count; ++o) {
      if (slots[o] >= 0) continue;
      for (int s = 0; s < max_row_operands; ++s) {
        // An empty one first.
        if (!taken[s] && (slots[o] < 0 || buffers.held[slots[o]] != nullptr)) slots[o] = s;
      }
      taken[slots[o]] = true;
      buffers.held[slots[o]] = views[o];
      buffers.held_absent[slots[o]] = absent[o];
      fresh |= 1U << o;
    }
    return fresh;
  }

  // The operands of a group, element by element, with the masked ones absent.
  bool fetch_columns(const const_view* const* views, int count, const double* absent, std::int64_t row,
                     std::int64_t rows, column_scratch& buffers, const T** operands, T** exponentials) const {
    const std::int64_t length = axes_.length;
    const bool even = is_even(row, rows);
    const bool masked = static_cast<bool>(program_.where);
    int slots[max_row_operands];
    const unsigned fresh = place_operands(views, count, absent, buffers, slots);
    for (int o = 0; o < count; ++o) {
      const const_view& view = *views[o];
      T* tile = buffers.operands[slots[o]];
      operands[o] = tile;
      exponentials[o] = buffers.exponentials[slots[o]];
      if ((fresh >> o & 1U) == 0) continue;
      const std::int64_t along = view.strides[axes_.ndim];
      if (even) {
        const char* data = row_data(axes_, view, row);
        fetch_next(data, across(view.strides) * rows, row + rows);
        if (lies_in_one(view, rows) && row + rows + padding <= buffers.end && is_even(row, rows + padding)) {
          rows_.tiles.from_rows(tile, reinterpret_cast<const T*>(data), length);
        } else {
          for (std::int64_t j = 0; j < length; ++j)
            memory_.load(tile + j * row_columns, data + j * along, across(view.strides), view.type, rows);
        }
      } else {
        for (std::int64_t c = 0; c < rows; ++c) {
          memory_.load(buffers.row, row_data(axes_, view, row + c), along, view.type, length);
          for (std::int64_t j = 0; j < length; ++j) tile[j * row_columns + c] = buffers.row[j];
        }
      }
      if (const block_map* map = program_.map_of(&view)) map_columns(*map, row, rows, tile, buffers);
    }
    if (!masked) return false;
    const std::int64_t along = program_.where.strides[axes_.ndim];
    for (std::int64_t c = 0; c < rows; ++c) {
      const char* data = mask_data(row + c);
      for (std::int64_t j = 0; j < length; ++j)
        buffers.mask[static_cast<std::size_t>(j * row_columns + c)] = data[j * along] != 0;
    }
    for (int o = 0; o < count; ++o) {
      if ((fresh >> o & 1U) == 0) continue;
      const T fill = static_cast<T>(absent[o]);
      for (std::int64_t j = 0; j < length; ++j) {
        for (std::int64_t c = 0; c < rows; ++c) {
          T& x = buffers.operands[slots[o]][j * row_columns + c];
          x = buffers.mask[static_cast<std::size_t>(j * row_columns + c)] != 0 ? x : fill;
        }
      }
    }
    return true;
  }

  // The next group comes from memory while this one is computed, if it lies behind it.
  void fetch_next(const char* data, std::int64_t bytes, std::int64_t next_row) const {
    constexpr std::int64_t line = 64, most = short_row * row_columns * static_cast<std::int64_t>(sizeof(double));
    if (next_row >= axes_.rows || bytes <= 0 || bytes > most) return;
    for (std::int64_t i = 0; i < bytes; i += line) __builtin_prefetch(data + bytes + i);
  }

  void map_columns(const block_map& map, std::int64_t row, std::int64_t rows, T* tile, column_scratch& buffers) const {
    if (map.offsets == nullptr && map.factors == nullptr && map.scale == 1.0) {
      map_logits(map, tile, tile, axes_.length * row_columns);
      return;
    }
    alignas(64) T spare[row_columns + short_row];
    for (std::int64_t c = 0; c < rows; ++c) {
      for (std::int64_t j = 0; j < axes_.length; ++j) buffers.row[j] = tile[j * row_columns + c];
      apply_map(axes_, map, row + c, 0, axes_.length, buffers.row, spare);
      for (std::int64_t j = 0; j < axes_.length; ++j) tile[j * row_columns + c] = buffers.row[j];
    }
  }

  void store_columns(const row_program::emit& emit, int output, const T* tile, std::int64_t row, std::int64_t rows,
                     column_scratch& buffers) const {
    const mutable_view& view = *emit.outputs[output];
    const std::int64_t along = view.strides[axes_.ndim];
    if (is_even(row, rows) && lies_in_one(view, rows)) {
      T* data = reinterpret_cast<T*>(row_data(axes_, view, row));
      rows_.tiles.to_rows(buffers.lying, tile, axes_.length);
      if (is_streamed(emit, output)) {
        memory_.stream(data, buffers.lying, axes_.length * rows);
      } else {
        std::copy_n(buffers.lying, axes_.length * rows, data);
      }
      return;
    }
    if (is_even(row, rows)) {
      char* data = row_data(axes_, view, row);
      for (std::int64_t j = 0; j < axes_.length; ++j) {
        memory_.store(data + j * along, across(view.strides), view.type, tile + j * row_columns, nullptr, rows);
      }
      return;
    }
    T line[short_row];
    for (std::int64_t c = 0; c < rows; ++c) {
      for (std::int64_t j = 0; j < axes_.length; ++j) line[j] = tile[j * row_columns + c];
      memory_.store(row_data(axes_, view, row + c), along, view.type, line, nullptr, axes_.length);
    }
  }

  const row_axes& axes_;
  row_program& program_;
  const memory_kernels<T>& memory_;
  const row_kernels<T>& rows_;
};

}  // namespace

double row_element(const row_axes& axes, const const_view& view, std::int64_t row, std::int64_t element) {
  const char* source = row_data(axes, view, row) + element * view.strides[axes.ndim];
  const auto read = [source](auto item) {
    std::memcpy(&item, source, sizeof item);
    return static_cast<double>(item);
  };
  switch (view.type) {
    case dtype::f64: return read(double{});
    case dtype::f32: return read(float{});
    default: break;
  }
  double value[padding];
  active_isa().of<double>().memory->load(value, source, 0, view.type, 1);
  return value[0];
}

void set_row_element(const row_axes& axes, const mutable_view& view, std::int64_t row, std::int64_t element,
                     double value) {
  char* target = row_data(axes, view, row) + element * view.strides[axes.ndim];
  if (view.type == dtype::f64) {
    std::memcpy(target, &value, sizeof value);
  } else if (view.type == dtype::f32) {
    const auto narrow = static_cast<float>(value);
    std::memcpy(target, &narrow, sizeof narrow);
  } else {
    active_isa().of<double>().memory->store(target, 0, view.type, &value, nullptr, 1);
  }
}

void set_rows(const row_axes& axes, const mutable_view& view, const double* values) {
  bool contiguous = true;
  std::int64_t stride = item_size(view.type);
  for (int a = axes.ndim - 1; a >= 0; --a) {
    contiguous = contiguous && (view.strides[a] == stride || axes.shape[a] == 1);
    stride *= axes.shape[a];
  }
  if (contiguous) {
    active_isa().of<double>().memory->store(view.data, item_size(view.type), view.type, values, nullptr, axes.rows);
    return;
  }
  for (std::int64_t row = 0; row < axes.rows; ++row) set_row_element(axes, view, row, 0, values[row]);
}

template <class T>
double mapped_element(const row_axes& axes, const row_program& program, const const_view& view, std::int64_t row,
                      std::int64_t element) {
  const block_map* map = program.map_of(&view);
  if (map == nullptr) return row_element(axes, view, row, element);
  T block[padding], spare[padding];
  const std::int64_t stride = view.strides[axes.ndim];
  active_isa().of<T>().memory->load(block, row_data(axes, view, row) + element * stride, stride, view.type, 1);
  apply_map(axes, *map, row, element, 1, block, spare);
  return static_cast<double>(block[0]);
}

template <class T>
std::int64_t index_of(const row_axes& axes, const row_program& program, const const_view& view, std::int64_t row,
                      double value) {
  const block_map* map = program.map_of(&view);
  const char* data = row_data(axes, view, row);
  const char* where = program.where ? row_data(axes, program.where, row) : nullptr;
  const std::int64_t stride = view.strides[axes.ndim];
  const T wanted = static_cast<T>(value);
  T block[block_size], spare[block_size];
  for (std::int64_t first = 0; first < axes.length; first += block_size) {
    const std::int64_t n = std::min(block_size, axes.length - first);
    active_isa().of<T>().memory->load(block, data + first * stride, stride, view.type, n);
    if (map != nullptr) apply_map(axes, *map, row, first, n, block, spare);
    for (std::int64_t i = 0; i < n; ++i) {
      const bool is_it = block[i] == wanted || (block[i] != block[i] && wanted != wanted);
      if (is_it && (where == nullptr || where[(first + i) * program.where.strides[axes.ndim]] != 0)) return first + i;
    }
  }
  return -1;
}

template double mapped_element<float>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                      std::int64_t);
template double mapped_element<double>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                       std::int64_t);
template std::int64_t index_of<float>(const row_axes&, const row_program&, const const_view&, std::int64_t, double);
template std::int64_t index_of<double>(const row_axes&, const row_program&, const const_view&, std::int64_t, double);

template <class T>
void run_rows(const row_axes& axes, row_program& program) {
  executor<T>(axes, program).run();
}

template void run_rows<float>(const row_axes&, row_program&);
template void run_rows<double>(const row_axes&, row_program&);

}  // namespace likelier::engine
