// The rows engine: reductions along one axis, and what is emitted for each element from them.
//
// Every row is cut into chunks of fixed length. A chunk leaves one state, and the states of a row
// are merged in their order: the same bits for any number of threads, whether the threads share a
// long row or take short rows each.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/memory.hpp"
#include "engine/view.hpp"
#include "likelier/rows.hpp"

namespace likelier::engine {

// Bytes of one operand that a kernel handles at a time: a few such blocks fit the first-level cache.
inline constexpr std::int64_t row_block_bytes = 8192;
template <class T>
inline constexpr std::int64_t row_block = row_block_bytes / static_cast<std::int64_t>(sizeof(T));

inline constexpr int max_row_outputs = 2;
inline constexpr int max_row_parameters = 20;
// Elements of a chunk.
inline constexpr std::int64_t row_chunk = 65536;

// Rows up to this length are computed side by side, one in each lane, so many at a time. Nothing else decides on
// it, so that a row's bits depend neither on its neighbours nor on how it lies in memory.
inline constexpr std::int64_t short_row = 32;
inline constexpr std::int64_t row_columns = 64;

inline constexpr int softmax_fields = 4;
// What rows remember in lanes.
inline constexpr int lane_carry = 12;

// Numbers of rows that are computed side by side: those of one row stand at the same place of each line.
struct alignas(64) row_lanes {
  // The state of the last pass.
  double softmax[softmax_fields][row_columns];  // of shifted passes: softmax_parts; of ranked ones the rank comes first
  double high[max_row_sums][row_columns];
  double low[max_row_sums][row_columns];
  // Of the next pass or emit.
  double parameters[max_row_parameters][row_columns];
  double carry[lane_carry][row_columns];
  const void* operand;  // the first of the last pass, in the compute type; see pass_kernel

  template <class T>
  T element(std::int64_t row, std::int64_t j) const {
    return static_cast<const T*>(operand)[j * row_columns + row];
  }
};

// Where what follows an operand's elements comes from, and the bytes from one to the next: a kernel has it brought near
// while it computes.
struct row_ahead {
  const char* data;
  std::int64_t step;

  // Of elements in a buffer: nothing.
  static row_ahead nothing(const void* elements) { return {static_cast<const char*>(elements), 0}; }
};

// One pass formula for one compute type and instruction set.
template <class T>
struct pass_kernel {
  // Appends what elements of one row add: to the last of the count states, or to a new one where the
  // shift grows. n, a multiple of the padding, elements stand at operands[i]; where tails[0] is not null,
  // as many as the padding follow at tails[i]. None of the n of operand 0 is below least.
  void (*push)(row_state* states, std::int64_t* count, const T* const* operands, const T* const* tails,
               const row_ahead* ahead, const double* parameters, double least, std::int64_t n);
  // The state of the n elements of rows c < columns; element j of row c of operand i is
  // operands[i][j * row_columns + c]. columns is a multiple of the padding. Where exponentials is not null, those of
  // operand i stand, or are left, at exponentials[i] (see row_pass).
  void (*push_columns)(row_lanes& lanes, const T* const* operands, T* const* exponentials, std::int64_t n,
                       std::int64_t columns);
};

template <class T>
struct emit_kernel {
  // An output may be null, or one of the operands. n is a multiple of the padding. Null for indexed formulas.
  void (*emit)(T* const* outputs, const T* const* operands, const row_ahead* ahead, const double* parameters,
               std::int64_t n);
  void (*emit_columns)(T* const* outputs, const T* const* operands, T* const* exponentials, const row_lanes& lanes,
                       std::int64_t n, std::int64_t columns);
};

// A step of rows c < columns: number k of row c is inputs[k][c].
using step_kernel = void (*)(double* const* outputs, const double* const* inputs, std::int64_t columns);

// What block_map does to n elements, a multiple of the padding.
template <class T>
struct map_kernels {
  // mapped = limit tanh(x inverse), or x inverse where limit is 0; mapped may be x.
  void (*soft_cap)(T* mapped, const T* x, T inverse, T limit, std::int64_t n);
  // gradient *= the derivative of that, from its result.
  void (*soft_cap_slope)(T* gradient, const T* mapped, T inverse, T limit, std::int64_t n);
  // x = scale x + offset.
  void (*affine)(T* x, T scale, T offset, std::int64_t n);
};

// Between rows that follow each other in memory and tiles of row_columns of them, see pass_kernel.
template <class T>
struct tile_kernels {
  // As many elements as the padding are read beyond the last row.
  void (*from_rows)(T* tile, const T* rows, std::int64_t length);
  // And written.
  void (*to_rows)(T* rows, const T* tile, std::int64_t length);
};

template <class T>
struct row_kernels {
  pass_kernel<T> passes[row_passes::count];
  emit_kernel<T> emits[row_emits::count];
  step_kernel steps[row_steps::count];
  map_kernels<T> maps;
  tile_kernels<T> tiles;
};

// The rows of a call: row axes 0 ... ndim - 1, in C order, and the event axis ndim. The views of a
// call have their strides in this order.
struct row_axes {
  int ndim = 0;
  extents shape;
  std::int64_t rows = 1;
  std::int64_t length = 0;
};

// Whether rows are computed side by side.
inline bool are_short(const row_axes& axes) { return axes.length > 0 && axes.length <= short_row; }

template <class View>
auto row_data(const row_axes& axes, const View& view, std::int64_t row) {
  auto data = view.data;
  for (int a = axes.ndim - 1; a > 0; --a) {
    data += row % axes.shape[a] * view.strides[a];
    row /= axes.shape[a];
  }
  return axes.ndim == 0 ? data : data + row * view.strides[0];
}
// One element, converted to double.
double row_element(const row_axes& axes, const const_view& view, std::int64_t row, std::int64_t element);
void set_row_element(const row_axes& axes, const mutable_view& view, std::int64_t row, std::int64_t element,
                     double value);
// One value a row, rounded to the view's type.
void set_rows(const row_axes& axes, const mutable_view& view, const double* values);

// What one row remembers between its passes and emits.
inline constexpr int row_carry = 16;

// What happens to the elements of an operand between memory and the formulas: x becomes
// factor (scale f(x) + offset) with f(x) = cap tanh(x / cap) / divisor, or x / divisor where cap is 0.
struct block_map {
  const const_view* view;  // the operand
  double cap = 0.0;
  double divisor = 1.0;
  double scale = 1.0;
  const double* offsets = nullptr;      // one a row
  const const_view* factors = nullptr;  // one an element

  bool caps() const { return cap != 0.0 || divisor != 1.0; }
  double inverse() const { return 1.0 / (cap != 0.0 ? cap : divisor); }
  double limit() const { return cap / divisor; }
  // No result is below it, but for the rounding of the last digit.
  double least() const {
    const bool is_cap = cap != 0.0 && scale == 1.0 && offsets == nullptr && factors == nullptr;
    return is_cap ? -std::abs(limit()) : -std::numeric_limits<double>::infinity();
  }
};

// Neighbouring rows that an engine takes through a program together.
struct row_group {
  std::int64_t first;
  std::int64_t count;
  double (*carry)[row_carry];
  bool* active;
  row_lanes* lanes = nullptr;  // of a program that takes rows in lanes; then there is no carry
};

// The passes and emits of an operation, and the arithmetic between them, once a row. Methods are
// called from several threads, for different rows. Programs are written for one row and made of it by
// grouped_program (row_support.hpp), so that a group costs one virtual call. Those whose short rows are to be fast say
// besides what happens to rows in lanes.
class row_program {
 public:
  struct pass {
    int formula;
    const const_view* operands[max_row_operands];
  };
  struct emit {
    int formula;
    const const_view* operands[max_row_operands];
    const mutable_view* outputs[max_row_outputs];  // null where not wanted
    double masked;                                 // what masked elements get
    // Whether outputs are gradients by the operands at their places, as mapped: the maps' slopes multiply them.
    bool chained = false;
  };
  using parameters_of_row = double[max_row_parameters];

  const_view where;  // boolean, or empty
  std::vector<pass> passes;
  std::vector<emit> emits;
  std::vector<block_map> maps;
  // In lanes: whether the exponentials that passes leave are for the formulas after them.
  bool keeps_exponentials = false;

  const block_map* map_of(const const_view* view) const {
    for (const block_map& map : maps)
      if (map.view == view) return &map;
    return nullptr;
  }

  row_program() = default;
  row_program(const row_program&) = delete;
  row_program& operator=(const row_program&) = delete;
  virtual ~row_program() = default;

  // Whether groups of short rows come with lanes: pass_parameters and emit_parameters then write these, and finish
  // reads them; parameters and states are null.
  virtual bool is_in_lanes() const { return false; }
  // Which rows are active; the others are not read. The carry is 0.
  virtual void begin(const row_group& group) = 0;
  virtual void pass_parameters(std::size_t pass, const row_group& group, parameters_of_row* parameters) const = 0;
  virtual void finish(std::size_t pass, const row_group& group, const row_state* states) = 0;
  // Which of the active rows are to be emitted; of the others outputs are set to zero.
  virtual void begin_emits(const row_group& group) const = 0;
  virtual void emit_parameters(std::size_t emit, const row_group& group, parameters_of_row* parameters) const = 0;
  // After the emits.
  virtual void complete(const row_group& group) const = 0;
};

// One element of an operand as the formulas see it.
template <class T>
double mapped_element(const row_axes& axes, const row_program& program, const const_view& view, std::int64_t row,
                      std::int64_t element);
// Where the first element of a row equal to value stands, the mask and the map applied; the first NaN where
// value is NaN. -1: nowhere.
template <class T>
std::int64_t index_of(const row_axes& axes, const row_program& program, const const_view& view, std::int64_t row,
                      double value);

// Runs a program over all rows, in compute type T.
template <class T>
void run_rows(const row_axes& axes, row_program& program);

extern template void run_rows<float>(const row_axes&, row_program&);
extern template void run_rows<double>(const row_axes&, row_program&);
extern template double mapped_element<float>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                             std::int64_t);
extern template double mapped_element<double>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                              std::int64_t);
extern template std::int64_t index_of<float>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                             double);
extern template std::int64_t index_of<double>(const row_axes&, const row_program&, const const_view&, std::int64_t,
                                              double);

}  // namespace likelier::engine
