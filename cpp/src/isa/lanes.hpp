// lane_sums in the registers of one instruction set.
#pragma once

#include "engine/memory.hpp"
#include "likelier/math/batch.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

template <class V>
inline void two_sum(V& high, V& low, const V& x) {
  const V s = high + x;
  const V part = s - high;
  low += (high - (s - part)) + (x - part);
  high = s;
}

class lane_registers {
  using V = batch<double>;
  static constexpr int width = static_cast<int>(V::size);
  static_assert(lane_sums::lanes % width == 0);

 public:
  static constexpr int registers = lane_sums::lanes / width;
  // Elements that are added pairwise before they meet the sum: so many levels of pairs in each lane.
  static constexpr int levels = 3;
  static constexpr std::int64_t group = lane_sums::lanes << levels;

  void load(const lane_sums& sums) {
    for (int r = 0; r < registers; ++r) {
      high_[r] = V::load_unaligned(sums.high + r * width);
      low_[r] = V::load_unaligned(sums.low + r * width);
    }
  }
  void store(lane_sums& sums) const {
    for (int r = 0; r < registers; ++r) {
      high_[r].store_unaligned(sums.high + r * width);
      low_[r].store_unaligned(sums.low + r * width);
    }
  }

  // The pairwise sum of a group's terms in the lanes of one register.
  void add(int r, const V& sum) { two_sum(high_[r], low_[r], sum); }

  template <class T>
  void add_group(const T* values) {
    constexpr int lanes = lane_sums::lanes;
    for (int r = 0; r < registers; ++r) {
      const T* v = values + r * width;
      const V a = load_doubles(v) + load_doubles(v + lanes);
      const V b = load_doubles(v + 2 * lanes) + load_doubles(v + 3 * lanes);
      const V c = load_doubles(v + 4 * lanes) + load_doubles(v + 5 * lanes);
      const V d = load_doubles(v + 6 * lanes) + load_doubles(v + 7 * lanes);
      add(r, V((a + b) + (c + d)));
    }
  }

  // What is left after whole groups is added one by one, lane after lane.
  template <class T>
  void add(const T* values, std::int64_t n) {
    const std::int64_t whole = n / group * group;
    for (std::int64_t i = 0; i < whole; i += group) add_group(values + i);
    if (whole == n) return;
    lane_sums rest;
    store(rest);
    for (std::int64_t i = whole, j = 0; i < n; ++i, j = (j + 1) % lane_sums::lanes)
      two_sum(rest.high[j], rest.low[j], static_cast<double>(values[i]));
    load(rest);
  }

 private:
  static V load_doubles(const double* values) { return V::load_unaligned(values); }
  static V load_doubles(const float* values) { return detail::load_as_doubles(values); }

  V high_[registers], low_[registers];
};

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
