// Random groups of one instruction set. Sums and products are never fused here: the same bits on every set.
#include "engine/random.hpp"

#include "isa/tables.hpp"
#include "likelier/math/batch.hpp"
#include "likelier/math/philox.hpp"
#include "likelier/math/variates.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class T>
struct bits_of<batch<T>> {
  using item = std::conditional_t<sizeof(T) == sizeof(float), std::uint32_t, std::uint64_t>;
  using type = xsimd::batch<item, typename batch<T>::arch_type>;
  static type from(const batch<T>& x) { return xsimd::bitwise_cast<item>(x); }
  static batch<T> to(const type& bits) { return xsimd::bitwise_cast<T>(bits); }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class T>
struct block {
  alignas(64) T at[philox_lanes];
};

using words = std::uint32_t[4][philox_lanes];

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
    philox4x32::group(seed, first_group + static_cast<std::uint64_t>(g), w);
    for (int k = 0; k < per_counter; ++k) {
      block<T> u;
      constexpr int step = 4 / per_counter;
      to_unit(w[k * step], w[k * step + step - 1], u.at);
      std::memcpy(values + g * philox_group<T> + k * philox_lanes, u.at, sizeof u.at);
    }
  }
}

template <class T>
void normal(std::uint64_t seed, std::uint64_t first_group, std::int64_t groups, T loc, T scale, T* values) {
  for (std::int64_t g = 0; g < groups; ++g) {
    words w;
    philox4x32::group(seed, first_group + static_cast<std::uint64_t>(g), w);
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
constexpr random_kernels<T> kernels = {uniform<T>, normal<T>};

}  // namespace

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
