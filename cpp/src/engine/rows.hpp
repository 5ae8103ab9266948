// The rows engine: reductions along one axis, and what is emitted for each element from them.
//
// Every row is cut into chunks of fixed length. A chunk leaves one state, and the states of a row
// are merged in their order: the same bits for any number of threads, whether the threads share a
// long row or take short rows each.
#pragma once

#include <cstdint>
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

// Short rows are handled side by side, one in each lane: so many at a time.
inline constexpr std::int64_t row_columns = 64;

// One pass formula for one compute type and instruction set.
template <class T>
struct pass_kernel {
  // Appends what elements of one row add: to the last of the count states, or to a new one where the
  // shift grows. n, a multiple of the padding, elements stand at operands[i]; where tails[0] is not null,
  // as many as the padding follow at tails[i].
  void (*push)(row_state* states, std::int64_t* count, const T* const* operands, const T* const* tails,
               const double* parameters, std::int64_t n);
  // states[c] of the n elements of rows c < columns; element j of row c of operand i is
  // operands[i][j * row_columns + c], parameter k of row c parameters[k * row_columns + c]. columns is a
  // multiple of the padding.
  void (*push_columns)(row_state* states, const T* const* operands, const T* parameters, std::int64_t n,
                       std::int64_t columns);
};

template <class T>
struct emit_kernel {
  // An output may be null, or one of the operands. n is a multiple of the padding.
  void (*emit)(T* const* outputs, const T* const* operands, const double* parameters, std::int64_t n);
  void (*emit_columns)(T* const* outputs, const T* const* operands, const T* parameters, std::int64_t n,
                       std::int64_t columns);
};

template <class T>
struct row_kernels {
  pass_kernel<T> passes[row_passes::count];
  emit_kernel<T> emits[row_emits::count];
};

// The rows of a call: row axes 0 ... ndim - 1, in C order, and the event axis ndim. The views of a
// call have their strides in this order.
struct row_axes {
  int ndim = 0;
  extents shape;
  std::int64_t rows = 1;
  std::int64_t length = 0;
};

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
inline constexpr int row_carry = 24;

// The passes and emits of an operation, and the arithmetic between them, once a row. Methods are
// called from several threads, for different rows.
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
  };

  const_view where;  // boolean, or empty
  std::vector<pass> passes;
  std::vector<emit> emits;

  row_program() = default;
  row_program(const row_program&) = delete;
  row_program& operator=(const row_program&) = delete;
  virtual ~row_program() = default;

  // Rows that are not active are not read.
  virtual bool active(std::int64_t /*row*/) const { return true; }
  // Where this is false outputs are set to zero.
  virtual bool emits_row(std::int64_t row) const { return active(row); }
  virtual void pass_parameters(std::size_t /*pass*/, const double* /*carry*/, double* /*parameters*/) const {}
  virtual void finish(std::size_t pass, std::int64_t row, const row_state& state, double* carry) = 0;
  virtual void emit_parameters(std::size_t /*emit*/, std::int64_t /*row*/, const double* /*carry*/,
                               double* /*parameters*/) const {}
  // After the emits of a row.
  virtual void complete(std::int64_t /*row*/, const double* /*carry*/) const {}
};

// Runs a program over all rows, in compute type T.
template <class T>
void run_rows(const row_axes& axes, row_program& program);

extern template void run_rows<float>(const row_axes&, row_program&);
extern template void run_rows<double>(const row_axes&, row_program&);

}  // namespace likelier::engine
