#include "engine/random.hpp"

#include "engine/dispatch.hpp"
#include "engine/random_groups.hpp"

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

template void fill_uniform<float>(std::uint64_t, std::uint64_t, float*, std::int64_t);
template void fill_uniform<double>(std::uint64_t, std::uint64_t, double*, std::int64_t);
template void fill_normal<float>(std::uint64_t, std::uint64_t, float, float, float*, std::int64_t);
template void fill_normal<double>(std::uint64_t, std::uint64_t, double, double, double*, std::int64_t);

}  // namespace likelier::engine
