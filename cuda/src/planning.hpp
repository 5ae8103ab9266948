// What the planners share.
#pragma once

#include "memory.hpp"

namespace likelier::cuda {

// Vectors that a thread takes before a row or a sample gets more threads; elements that are worth a block of their own,
// where there are too few rows or samples to occupy a large device; and the most blocks of a launch.
inline constexpr std::int64_t vectors_of_a_thread = 4;
inline constexpr std::int64_t least_chunk = 8192;
inline constexpr std::int64_t most_blocks = 1 << 16;

inline std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

// The least power of 2 that is not below n, as long as a block has so many threads.
inline int power_of_2_from(std::int64_t n) {
  int power = 1;
  while (power < n && power < block_threads) power *= 2;
  return power;
}

// A view on axes of these lengths, whose last is taken width elements at a time; absent views stay so.
template <class View>
device_view view_of(const View& view, int ndim, const std::int64_t* shape, int width) {
  device_view own;
  if (!view) return own;
  own.data = const_cast<char*>(view.data);
  own.type = view.type;
  for (int a = 0; a < ndim; ++a) own.strides[a] = view.strides[a];
  const std::int64_t item = engine::item_size(view.type);
  const std::int64_t bytes = item * width;
  own.vectors = own.strides[ndim - 1] == item && reinterpret_cast<std::uintptr_t>(own.data) % bytes == 0;
  for (int a = 0; a + 1 < ndim; ++a) own.vectors = own.vectors && (own.strides[a] % bytes == 0 || shape[a] == 1);
  return own;
}

}  // namespace likelier::cuda
