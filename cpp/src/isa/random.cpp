// Random groups of one instruction set. Sums and products are never fused here: the same bits on every set.
#include "engine/random.hpp"

#include <cstring>
#include <type_traits>

#include "engine/probes.hpp"
#include "isa/philox_registers.hpp"
#include "isa/tables.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class T>
struct block {
  alignas(64) T at[philox_lanes];
};

inline void to_unit(const std::uint32_t* word, const std::uint32_t*, float* u) {
  for (int l = 0; l < philox_lanes; ++l) u[l] = unit_of(word[l]);
}
inline void to_unit(const std::uint32_t* low, const std::uint32_t* high, double* u) {
  for (int l = 0; l < philox_lanes; ++l) u[l] = unit_of(low[l], high[l]);
}

template <class T>
void box_muller(const T* radius, const T* angle, const std::uint32_t* sign, T loc, T scale, T* cosine, T* sine) {
  using V = batch<T>;
  constexpr auto width = static_cast<int>(V::size);
  block<T> one;
  for (int l = 0; l < philox_lanes; ++l) one.at[l] = (sign[l] & 1) != 0 ? T(-1) : T(1);
  for (int l = 0; l < philox_lanes; l += width) {
    V x, y;
    likelier::box_muller(V::load_aligned(radius + l), V::load_aligned(angle + l), V::load_aligned(one.at + l), x, y);
    (V(loc) + V(scale) * x).store_unaligned(cosine + l);
    (V(loc) + V(scale) * y).store_unaligned(sine + l);
  }
}

template <class T>
void uniform(std::uint64_t seed, std::uint64_t first_group, std::int64_t groups, T* values) {
  constexpr int per_counter = philox_group<T> / philox_lanes;
  for (std::int64_t g = 0; g < groups; ++g) {
    words w;
    philox_registers::group(seed, philox_stream::variates, first_group + static_cast<std::uint64_t>(g), w);
    for (int k = 0; k < per_counter; ++k) {
      block<T> u;
      constexpr int step = 4 / per_counter;
      to_unit(w[k * step], w[k * step + step - 1], u.at);
      std::memcpy(values + g * philox_group<T> + k * philox_lanes, u.at, sizeof u.at);
    }
  }
}

template <class T>
void normal_of(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_group, std::int64_t groups, T loc, T scale,
               T* values) {
  for (std::int64_t g = 0; g < groups; ++g) {
    words w;
    philox_registers::group(seed, stream, first_group + static_cast<std::uint64_t>(g), w);
    T* at = values + g * philox_group<T>;
    block<T> radius, angle;
    if constexpr (sizeof(T) == sizeof(float)) {
      for (int k = 0; k < 4; k += 2) {
        for (int l = 0; l < philox_lanes; ++l) radius.at[l] = radius_of(w[k][l]);
        to_unit(w[k + 1], w[k + 1], angle.at);
        box_muller(radius.at, angle.at, w[k + 1], loc, scale, at + k * philox_lanes, at + (k + 1) * philox_lanes);
      }
    } else {
      to_unit(w[0], w[1], radius.at);
      to_unit(w[2], w[3], angle.at);
      box_muller(radius.at, angle.at, w[2], loc, scale, at, at + philox_lanes);
    }
  }
}

template <class T>
void normal(std::uint64_t seed, std::uint64_t first_group, std::int64_t groups, T loc, T scale, T* values) {
  normal_of(seed, philox_stream::variates, first_group, groups, loc, scale, values);
}
template <class T>
void standard_normal(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_group, std::int64_t groups,
                     T* values) {
  normal_of(seed, stream, first_group, groups, T(0), T(1), values);
}

void words_of(std::uint64_t seed, std::uint32_t stream, std::uint64_t first_counter, std::int64_t groups,
              std::uint32_t* destination) {
  for (std::int64_t g = 0; g < groups; ++g) {
    words w;
    philox_registers::counters(seed, stream, first_counter + static_cast<std::uint64_t>(g) * philox_lanes, w);
    for (int l = 0; l < philox_lanes; ++l)
      for (int k = 0; k < 4; ++k) *destination++ = w[k][l];
  }
}

template <class T>
void expand(const std::uint32_t* word, std::int64_t n, T* values) {
  using V = batch<T>;
  using item = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  using bits_t = xsimd::batch<item, typename V::arch_type>;
  constexpr int width = static_cast<int>(V::size);
  constexpr int vectors = 32 / width;
  bits_t place[vectors];
  for (int k = 0; k < vectors; ++k) {
    alignas(64) item at[width];
    for (int l = 0; l < width; ++l) at[l] = item{1} << (k * width + l);
    place[k] = bits_t::load_aligned(at);
  }
  const V one(T(1)), minus(T(-1));
  const bits_t none(item{0});
  const auto signs = [&](std::uint32_t w, int k) {
    const auto clear = (bits_t(static_cast<item>(w)) & place[k]) == none;
    return select(xsimd::batch_bool_cast<T>(clear), one, minus);
  };
  std::int64_t i = 0;
  for (; i + 32 <= n; i += 32, ++word)
    for (int k = 0; k < vectors; ++k) signs(*word, k).store_unaligned(values + i + k * width);
  if (i == n) return;
  alignas(64) T rest[32];
  for (int k = 0; k < vectors; ++k) signs(*word, k).store_aligned(rest + k * width);
  std::memcpy(values + i, rest, static_cast<std::size_t>(n - i) * sizeof(T));
}

template <class T>
constexpr random_kernels<T> kernels = {uniform<T>, normal<T>};
template <class T>
constexpr probe_kernels<T> probe_kernels_of = {standard_normal<T>, words_of, expand<T>};

}  // namespace

// Not in tables.hpp, which every formula's kernels are compiled with.
template <class T>
const probe_kernels<T>& probe_table();
template <>
const probe_kernels<float>& probe_table<float>() {
  return probe_kernels_of<float>;
}
template <>
const probe_kernels<double>& probe_table<double>() {
  return probe_kernels_of<double>;
}

template <>
const random_kernels<float>& random_table<float>() {
  return kernels<float>;
}
template <>
const random_kernels<double>& random_table<double>() {
  return kernels<double>;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
