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
inline constexpr int max_row_parameters = 16;

// Rows that are handled side by side, one in each lane, where they are short or where the elements
// of neighbouring rows are neighbours in memory.
inline constexpr std::int64_t row_columns = 64;

// One pass formula for one compute type and instruction set.
template <class T>
struct pass_kernel {
  // Appends what n elements of one row add: to the last of the count states, or to a new one where
  // the shift grows. n is a multiple of the padding.
  void (*push)(row_state* states, std::int64_t* count, const T* const* operands, const double* parameters, std::int64_t n);
  // states[c] of n elements of each of row_columns rows; element j of row c of operand i is
  // operands[i][j * strides[i] + c], parameter k of row c parameters[k * row_columns + c].
  void (*push_columns)(row_state* states, const T* const* operands, const std::int64_t* strides, const T* parameters,
                       std::int64_t n);
};

template <class T>
struct emit_kernel {
  // An output may be null, or one of the operands. n is a multiple of the padding.
  void (*emit)(T* const* outputs, const T* const* operands, const double* parameters, std::int64_t n);
  void (*emit_columns)(T* const* outputs, const std::int64_t* output_strides, const T* const* operands,
                       const std::int64_t* strides, const T* parameters, std::int64_t n);
};

template <class T>
struct row_kernels {
  pass_kernel<T> passes[row_passes::count];
  emit_kernel<T> emits[row_emits::count];
};

}  // namespace likelier::engine
