// What an instruction set's table offers the engines to move, mask, scale and sum blocks.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/view.hpp"

namespace likelier::engine {

// Elements that an engine handles at a time: a handful of such arrays fit the first-level cache.
inline constexpr std::int64_t block_size = 512;
// Kernels work on whole vectors: the buffers they are given are valid up to a multiple of this.
inline constexpr std::int64_t padding = 16;

constexpr std::int64_t padded(std::int64_t n) { return (n + padding - 1) / padding * padding; }

// A sum with its rounding error: high + low is the sum to about twice double's precision.
struct compensated {
  double high = 0.0;
  double low = 0.0;

  // Knuth's TwoSum: exact for any order of magnitudes.
  void add(double x) {
    const double s = high + x;
    const double part = s - high;
    low += (high - (s - part)) + (x - part);
    high = s;
  }
  void add(const compensated& other) {
    add(other.high);
    low += other.low;
  }
  // The error term of an infinite or NaN sum means nothing.
  double error() const { return high - high == 0.0 ? low : 0.0; }
  double result() const { return high + error(); }
};

// A compensated sum in eight lanes, whatever the instruction set, so that each gives the same bits.
struct lane_sums {
  static constexpr int lanes = 8;
  double high[lanes] = {};
  double low[lanes] = {};

  compensated total() const {
    compensated result;
    for (int j = 0; j < lanes; ++j) result.add(compensated{high[j], low[j]});
    return result;
  }
};

template <class T>
struct memory_kernels {
  // destination[i] = T(source[i]) for i < n; the rest up to padded(n) repeats the last element.
  void (*load)(T* destination, const char* source, std::int64_t stride, dtype type, std::int64_t n);
  // destination[i] = source[i], rounded once to type. mask: one byte an element, or null for all;
  // an element whose byte is 0 is left as it was.
  void (*store)(char* destination, std::int64_t stride, dtype type, const T* source, const std::uint8_t* mask,
                std::int64_t n);
  // Contiguous copy past the caches, for results that are larger than these.
  void (*stream)(T* destination, const T* source, std::int64_t n);
  void (*multiply)(T* values, const T* factors, std::int64_t n);
  void (*multiply_by)(T* values, T factor, std::int64_t n);
  // values[i] = 0 where mask[i] is 0.
  void (*keep)(T* values, const std::uint8_t* mask, std::int64_t n);
  // Adds the values in groups of 64: each group's lanes pairwise (three roundings at most), the groups
  // by TwoSum.
  void (*sum)(lane_sums& sums, const T* values, std::int64_t n);
  // high[i] + low[i] += values[i].
  void (*accumulate)(double* high, double* low, const T* values, std::int64_t n);
};

}  // namespace likelier::engine
