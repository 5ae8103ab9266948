// Random groups of one instruction set. Sums and products are never fused here: the same bits on every set.
#include "engine/random.hpp"

#include <cstring>
#include <type_traits>

#include "engine/probes.hpp"
#include "isa/tables.hpp"
#include "likelier/math/batch.hpp"
#include "likelier/math/philox.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class T>
struct block {
  alignas(64) T at[philox_lanes];
};

// c0 + c1 x + ..., unfused.
template <class V>
V unfused(const V&, double c0) {
  return constant<V>(c0);
}
template <class V, class... C>
V unfused(const V& x, double c0, C... rest) {
  return constant<V>(c0) + x * unfused(x, rest...);
}

// log(u) for normal u > 0 by fdlibm's algorithm: see log_of_normal.
inline batch<double> log_of(const batch<double>& u) {
  using V = batch<double>;
  using bits_t = xsimd::batch<std::uint64_t, V::arch_type>;
  const bits_t bits = xsimd::bitwise_cast<std::uint64_t>(u) + (bits_t(0x3ff0000000000000) - bits_t(0x3fe6a09e667f3bcd));
  const V biased = xsimd::bitwise_cast<double>((bits >> 52) | bits_t(0x4330000000000000));
  const V k = biased - constant<V>(0x1p52 + 1023.0);
  const V f =
      xsimd::bitwise_cast<double>((bits & bits_t(0x000fffffffffffff)) + bits_t(0x3fe6a09e667f3bcd)) - constant<V>(1.0);
  const V s = f / (constant<V>(2.0) + f), z = s * s;
  const V series = z * unfused(z, 6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
                               2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
                               1.479819860510658591e-01);
  const V half_square = constant<V>(0.5) * f * f;
  const V tail = s * (half_square + series) + k * constant<V>(1.90821492927058770002e-10);
  return k * constant<V>(6.93147180369123816490e-01) - ((half_square - tail) - f);
}
// The same in float, with the coefficients of e_logf.c (I. L. Taylor, Cygnus Support).
inline batch<float> log_of(const batch<float>& u) {
  using V = batch<float>;
  using bits_t = xsimd::batch<std::uint32_t, V::arch_type>;
  const bits_t bits = xsimd::bitwise_cast<std::uint32_t>(u) + (bits_t(0x3f800000) - bits_t(0x3f3504f3));
  const V biased = xsimd::bitwise_cast<float>((bits >> 23) | bits_t(0x4b000000));
  const V k = biased - constant<V>(0x1p23 + 127.0);
  const V f = xsimd::bitwise_cast<float>((bits & bits_t(0x007fffff)) + bits_t(0x3f3504f3)) - constant<V>(1.0);
  const V s = f / (constant<V>(2.0) + f), z = s * s;
  const V series = z * unfused(z, 0.66666662693, 0.40000972152, 0.28498786688, 0.24279078841);
  const V half_square = constant<V>(0.5) * f * f;
  const V tail = s * (half_square + series) + k * constant<V>(9.0580006145e-06);
  return k * constant<V>(6.9313812256e-01) - ((half_square - tail) - f);
}

// sin(pi f) for |f| <= 1/2; the coefficients of sin_pi in math/gamma.hpp.
template <class V>
V sin_of(const V& f) {
  const V s = f * f;
  return f * unfused(s, 3.141592653589793, -5.16771278004997, 2.55016403987734, -0.5992645293203419,
                     0.08214588659672367, -0.0073704307192746345, 0.00046630087181209095, -2.1906194400003934e-05,
                     7.725653764871911e-07);
}

using words = std::uint32_t[4][philox_lanes];

// philox4x32::counters with 64 bits for each word: the product of two is one instruction, which takes no notice of what
// is in the upper halves.
class philox_registers {
  using V = xsimd::batch<std::uint64_t, batch<double>::arch_type>;
  static constexpr int width = static_cast<int>(V::size);
  static constexpr int registers = philox_lanes / width;

  static V product(const V& x, std::uint32_t factor) {
#if defined(__AVX512F__)
    return _mm512_mul_epu32(x, _mm512_set1_epi64(static_cast<long long>(factor)));
#elif defined(__AVX2__)
    return _mm256_mul_epu32(x, _mm256_set1_epi64x(static_cast<long long>(factor)));
#elif defined(__SSE2__)
    return _mm_mul_epu32(x, _mm_set1_epi64x(static_cast<long long>(factor)));
#elif defined(__aarch64__)
    return vmull_u32(vmovn_u64(x), vdup_n_u32(factor));
#endif
  }

 public:
  static void counters(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, words& result) {
    V c[4][registers];
    for (int r = 0; r < registers; ++r) {
      alignas(64) std::uint64_t counter[width];
      for (int l = 0; l < width; ++l) counter[l] = first + static_cast<std::uint64_t>(r * width + l);
      c[0][r] = V::load_aligned(counter);
      c[1][r] = c[0][r] >> 32;
      c[2][r] = V(std::uint64_t{stream});
      c[3][r] = V(std::uint64_t{0});
    }
    auto key0 = static_cast<std::uint32_t>(seed);
    auto key1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
      const V k0(std::uint64_t{key0}), k1(std::uint64_t{key1});
      for (int r = 0; r < registers; ++r) {
        const V one = product(c[0][r], 0xD2511F53), two = product(c[2][r], 0xCD9E8D57);
        c[0][r] = (two >> 32) ^ c[1][r] ^ k0;
        c[2][r] = (one >> 32) ^ c[3][r] ^ k1;
        c[1][r] = two;
        c[3][r] = one;
      }
      key0 += 0x9E3779B9;
      key1 += 0xBB67AE85;
    }
    for (int k = 0; k < 4; ++k) {
      alignas(64) std::uint64_t wide[philox_lanes];
      for (int r = 0; r < registers; ++r) c[k][r].store_aligned(wide + r * width);
      for (int l = 0; l < philox_lanes; ++l) result[k][l] = static_cast<std::uint32_t>(wide[l]);
    }
  }
  static void group(std::uint64_t seed, std::uint32_t stream, std::uint64_t group, words& result) {
    counters(seed, stream, group * philox_lanes, result);
  }
};

// The odd multiple of 2^-24, or of 2^-53, that the first bits of some words are.
inline void to_unit(const std::uint32_t* word, const std::uint32_t*, float* u) {
  for (int l = 0; l < philox_lanes; ++l)
    u[l] = static_cast<float>(static_cast<std::int32_t>(word[l] >> 9)) * 0x1p-23F + 0x1p-24F;
}
inline void to_unit(const std::uint32_t* low, const std::uint32_t* high, double* u) {
  std::uint64_t bits[philox_lanes];
  // 52 bits as those of a number in [1, 2).
  for (int l = 0; l < philox_lanes; ++l)
    bits[l] = ((static_cast<std::uint64_t>(high[l]) << 20) | (low[l] >> 12)) | 0x3ff0000000000000;
  std::memcpy(u, bits, sizeof bits);
  for (int l = 0; l < philox_lanes; ++l) u[l] -= 1.0 - 0x1p-53;
}

// Two normal variables from a radius and an angle (G. E. P. Box and M. E. Muller 1958). The angle takes half a turn of
// the unit interval, and the sign of the cosine a bit that it leaves over.
template <class T>
void box_muller(const T* radius, const T* angle, const std::uint32_t* sign, T loc, T scale, T* cosine, T* sine) {
  using V = batch<T>;
  constexpr auto width = static_cast<int>(V::size);
  block<T> one;
  for (int l = 0; l < philox_lanes; ++l) one.at[l] = (sign[l] & 1) != 0 ? T(-1) : T(1);
  for (int l = 0; l < philox_lanes; l += width) {
    const V half = constant<V>(0.5);
    const V f = V::load_aligned(angle + l) - half;
    const V r = sqrt(constant<V>(-2.0) * log_of(V::load_aligned(radius + l)));
    const V x = r * (sin_of(V(half - abs(f))) * V::load_aligned(one.at + l));
    const V y = r * sin_of(f);
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
        // A radius of 31 bits, for the tails.
        for (int l = 0; l < philox_lanes; ++l)
          radius.at[l] = static_cast<float>(static_cast<std::int32_t>(w[k][l] >> 1)) * 0x1p-31F + 0x1p-32F;
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
