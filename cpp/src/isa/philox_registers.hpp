// Words of many counters at once, in the registers of an instruction set.
#pragma once

#include <cstdint>
#include <type_traits>

#include "likelier/math/batch.hpp"
#include "likelier/math/philox.hpp"
#include "likelier/math/variates.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

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

using words = std::uint32_t[4][philox_lanes];

// philox4x32::counters with 64 bits for each word: the product of two is one instruction, which takes no notice of what
// is in the upper halves.
class philox_registers {
 public:
  using V = xsimd::batch<std::uint64_t, batch<double>::arch_type>;
  static constexpr int width = static_cast<int>(V::size);
  static constexpr int registers = philox_lanes / width;

 private:
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
  // The words of some counters; what is in their upper halves is no part of them.
  template <int n>
  static LIKELIER_HOT void scramble(std::uint64_t seed, std::uint32_t stream, std::uint32_t block,
                                    const V (&counter)[n], V (&c)[4][n]) {
    for (int r = 0; r < n; ++r) {
      c[0][r] = counter[r];
      c[1][r] = counter[r] >> 32;
      c[2][r] = V(std::uint64_t{stream});
      c[3][r] = V(std::uint64_t{block});
    }
    auto key0 = static_cast<std::uint32_t>(seed);
    auto key1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
      const V k0(std::uint64_t{key0}), k1(std::uint64_t{key1});
      for (int r = 0; r < n; ++r) {
        const V one = product(c[0][r], 0xD2511F53), two = product(c[2][r], 0xCD9E8D57);
        c[0][r] = (two >> 32) ^ c[1][r] ^ k0;
        c[2][r] = (one >> 32) ^ c[3][r] ^ k1;
        c[1][r] = two;
        c[3][r] = one;
      }
      key0 += 0x9E3779B9;
      key1 += 0xBB67AE85;
    }
  }
  static void counters(std::uint64_t seed, std::uint32_t stream, std::uint64_t first, words& result) {
    V counter[registers], c[4][registers];
    for (int r = 0; r < registers; ++r) {
      alignas(64) std::uint64_t at[width];
      for (int l = 0; l < width; ++l) at[l] = first + static_cast<std::uint64_t>(r * width + l);
      counter[r] = V::load_aligned(at);
    }
    scramble(seed, stream, 0, counter, c);
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

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
