// Groups of philox.hpp, made where they belong.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/threads.hpp"
#include "likelier/math/philox.hpp"

namespace likelier::engine {

// Groups of one task.
inline constexpr std::int64_t slab_groups = 1024;

// make(first_group, groups, destination) for all groups that hold elements of the range; those that are not whole go
// through a copy.
template <class T, class Make>
void fill(std::uint64_t offset, T* values, std::int64_t n, Make make) {
  constexpr std::int64_t group = philox_group<T>;
  const auto before = static_cast<std::int64_t>(offset % static_cast<std::uint64_t>(group));
  const std::uint64_t first = offset / static_cast<std::uint64_t>(group);
  const std::int64_t groups = (before + n + group - 1) / group;
  const std::int64_t slabs = (groups + slab_groups - 1) / slab_groups;
  parallel_for(std::max<std::int64_t>(slabs, 1), [&](std::int64_t slab) {
    const std::int64_t last = std::min(groups, (slab + 1) * slab_groups);
    std::int64_t g = slab * slab_groups;
    const auto whole = [&](std::int64_t i) { return i * group >= before && (i + 1) * group - before <= n; };
    while (g < last) {
      std::int64_t end = g;
      while (end < last && whole(end)) ++end;
      if (end > g) {
        make(first + static_cast<std::uint64_t>(g), end - g, values + (g * group - before));
        g = end;
        continue;
      }
      T copy[group];
      make(first + static_cast<std::uint64_t>(g), 1, copy);
      const std::int64_t from = std::max<std::int64_t>(0, before - g * group);
      const std::int64_t to = std::min(group, before + n - g * group);
      std::copy(copy + from, copy + to, values + (g * group + from - before));
      ++g;
    }
  });
}

}  // namespace likelier::engine
