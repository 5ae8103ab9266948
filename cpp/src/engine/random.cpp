#include "engine/random.hpp"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <limits>

#include "engine/dispatch.hpp"
#include "engine/random_groups.hpp"
#include "engine/threads.hpp"
#include "likelier/math/integers.hpp"

namespace likelier::engine {

template <class T>
void fill_uniform(std::uint64_t seed, std::uint64_t offset, T* values, std::int64_t n) {
  const random_kernels<T>& kernels = *active_isa().of<T>().random;
  fill(offset, values, n, [&](std::uint64_t first, std::int64_t groups, T* destination) {
    kernels.uniform(seed, first, groups, destination);
  });
}

template <class T>
void fill_normal(std::uint64_t seed, std::uint64_t offset, T loc, T scale, T* values, std::int64_t n) {
  const random_kernels<T>& kernels = *active_isa().of<T>().random;
  fill(offset, values, n, [&](std::uint64_t first, std::int64_t groups, T* destination) {
    kernels.normal(seed, first, groups, loc, scale, destination);
  });
}

template <class I>
bool fill_integers(const double* numbers, I* values, std::int64_t n) {
  constexpr std::int64_t slab = 1 << 15, block = 512;
  std::atomic<bool> all_fit = true;
  parallel_for((n + slab - 1) / slab, [&](std::int64_t task) {
    const std::int64_t end = std::min(n, (task + 1) * slab);
    double from[block];
    I to[block];
    bool fit = true;
    for (std::int64_t i = task * slab; i < end; i += block) {
      const std::int64_t count = std::min(block, end - i);
      std::memcpy(from, numbers + i, static_cast<std::size_t>(count) * sizeof(double));
      for (std::int64_t k = 0; k < count; ++k) {
        to[k] = integer_of<I>(from[k]);
        fit = fit && to[k] != std::numeric_limits<I>::min();
      }
      std::memcpy(values + i, to, static_cast<std::size_t>(count) * sizeof(I));
    }
    if (!fit) all_fit = false;
  });
  return all_fit;
}

template void fill_uniform<float>(std::uint64_t, std::uint64_t, float*, std::int64_t);
template void fill_uniform<double>(std::uint64_t, std::uint64_t, double*, std::int64_t);
template void fill_normal<float>(std::uint64_t, std::uint64_t, float, float, float*, std::int64_t);
template void fill_normal<double>(std::uint64_t, std::uint64_t, double, double, double*, std::int64_t);
template bool fill_integers(const double*, std::int32_t*, std::int64_t);
template bool fill_integers(const double*, std::int64_t*, std::int64_t);

}  // namespace likelier::engine
