// score_kernels of one instruction set.
#pragma once

#include <cstring>

#include "engine/score.hpp"
#include "isa/row_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

// Not in tables.hpp, which every formula's kernels are compiled with.
template <class T>
const score_kernels<T>* score_table();

namespace score_detail {

// From far enough ahead that memory answers in time; addresses past the end do no harm.
inline void prefetch_ahead(const void* p) {
  constexpr std::uintptr_t distance = 4096;
  __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(p) + distance));
}

// Each formula's loop: whole vectors where they lie, and a copy of what is left beside zeros, which add nothing.
template <class T, class Formula, bool WithGradient>
LIKELIER_KERNEL void loop(const T* const* operands, const double* parameters, double factor, T* const* gradients,
                          std::int64_t n, double* sums) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  V p[Formula::parameters + 1];
  for (int k = 0; k < Formula::parameters; ++k) p[k] = V(static_cast<T>(parameters[k]));
  const V c(static_cast<T>(factor));
  row_detail::lane_sums<V> lanes[Formula::sums];
  // The second pass of a loss that needs two takes what the first has fetched and summed.
  const bool first_pass = !WithGradient || sums != nullptr;
  const auto add = [&](const V* x) {
    V part[Formula::sums];
    Formula::terms(x, p, part);
    for (int s = 0; s < Formula::sums; ++s) lanes[s].add(part[s]);
  };
  std::int64_t i = 0;
  for (; i + width <= n; i += width) {
    V x[Formula::operands];
    for (int o = 0; o < Formula::operands; ++o) {
      if (first_pass) prefetch_ahead(operands[o] + i);
      x[o] = V::load_unaligned(operands[o] + i);
    }
    if (first_pass) add(x);
    if constexpr (WithGradient) {
      V dx[Formula::operands];
      Formula::derivatives(x, p, dx);
      for (int o = 0; o < Formula::operands; ++o)
        if (gradients[o] != nullptr) (c * dx[o]).store_unaligned(gradients[o] + i);
    }
  }
  if (i < n) {
    const auto rest = static_cast<std::size_t>(n - i) * sizeof(T);
    V x[Formula::operands];
    alignas(64) T copy[width];
    for (int o = 0; o < Formula::operands; ++o) {
      V(T(0)).store_aligned(copy);
      std::memcpy(copy, operands[o] + i, rest);
      x[o] = V::load_aligned(copy);
    }
    if (first_pass) add(x);
    if constexpr (WithGradient) {
      V dx[Formula::operands];
      Formula::derivatives(x, p, dx);
      for (int o = 0; o < Formula::operands; ++o) {
        if (gradients[o] == nullptr) continue;
        (c * dx[o]).store_aligned(copy);
        std::memcpy(gradients[o] + i, copy, rest);
      }
    }
  }
  if (!first_pass) return;
  for (int s = 0; s < Formula::sums; ++s) lanes[s].add_to(sums[2 * s], sums[2 * s + 1]);
}

template <class T, class Formula>
void sum(const T* const* operands, const double* parameters, std::int64_t n, double* sums) {
  loop<T, Formula, false>(operands, parameters, 0.0, nullptr, n, sums);
}

template <class T, class... Formulas>
constexpr score_kernels<T> kernels_of(score_list<Formulas...>) {
  return {{{sum<T, Formulas>, loop<T, Formulas, true>}...}};
}

}  // namespace score_detail
}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
