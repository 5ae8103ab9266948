// Strided arrays as the engines see them: a pointer, an element type and byte strides.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace likelier::engine {

enum class dtype : std::uint8_t {
  f64,
  f32,
  f16,
  bf16,
  i64,
  i32,
  i16,
  i8,
  u64,
  u32,
  u16,
  u8,
  boolean,
};
inline constexpr int dtype_count = 13;

constexpr std::int64_t item_size(dtype type) {
  constexpr std::int64_t sizes[dtype_count] = {8, 4, 2, 2, 8, 4, 2, 1, 8, 4, 2, 1, 1};
  return sizes[static_cast<int>(type)];
}

// NumPy's own limit.
inline constexpr int max_dims = 64;

using extents = std::array<std::int64_t, max_dims>;

// Strides are in bytes and belong to the axes of an iteration space that the view does not own:
// a broadcast axis has stride 0. Inputs and outputs are different types, so that an input cannot
// be written to.
template <class Byte>
struct basic_view {
  Byte* data = nullptr;
  dtype type = dtype::f64;
  extents strides;

  explicit operator bool() const { return data != nullptr; }
};
using const_view = basic_view<const char>;
using mutable_view = basic_view<char>;

}  // namespace likelier::engine
