// Philox4x32 with ten rounds: random numbers as a function of a key and a counter (J. K. Salmon, M. A. Moraes,
// R. O. Dror and D. E. Shaw, Parallel Random Numbers: As Easy as 1, 2, 3, SC 2011).
//
// One stream for all engines: a group of 16 consecutive counters makes 64 floats or 32 doubles, and element i of a
// stream is a function of its seed and i alone. In a group, float e has word e / 16 of counter e % 16, and double e
// the words 2 (e / 16) and 2 (e / 16) + 1.
//
// The counter's low 64 bits count; the next 32 tell the streams of a seed apart, so that probes are independent of
// variates of the same seed. The layout of probes, for sample b of the stream and its probes k < K of D elements:
//   signs           element d of probe k is bit i % 128 of counter i / 128, i = (b K + k) D + d: 1 is negative;
//   normals         element d of probe k is normal number i of the stream;
//   Hadamard        element d of the sample's own signs is bit d % 128 of counter b ceil(D / 128) + d / 128; probe k is
//                   row a k of the P-point Walsh-Hadamard matrix, P = 2^n >= D, times these signs. The product is that
//                   of GF(2^n) (math/hadamard.hpp), and a = 1 + floor(w (P - 1) / 2^64) with w the low 64 bits of
//                   counter b of the stream hadamard_rows. So rows are distinct, and the difference (exclusive or) of
//                   two is any but 0 with equal probability, which is all that the variance of the estimate depends on.
// Variates by rejection (sampling.hpp) have a sequence of words for each element: block b of the numbers of step s for
// element i of a stream is the counter i of the stream draws + s with b as its last word.
#pragma once

#include <cstdint>

#include "likelier/config.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

inline constexpr int philox_lanes = 16;

struct philox_stream {
  static constexpr std::uint32_t variates = 0, signs = 1, normals = 2, hadamard_signs = 3, hadamard_rows = 4,
                                 draws = 16;
};

template <class T>
inline constexpr int philox_group = philox_lanes * 16 / static_cast<int>(sizeof(T));

struct philox4x32 {
  // Turns counters, word by word, into random words. Several at once: loops over lanes are vectorised.
  template <int lanes>
  LIKELIER_HD static void scramble(std::uint32_t (&c)[4][lanes], std::uint32_t key0, std::uint32_t key1) {
    for (int round = 0; round < 10; ++round) {
      for (int l = 0; l < lanes; ++l) {
        const std::uint64_t first = std::uint64_t{0xD2511F53} * c[0][l];
        const std::uint64_t second = std::uint64_t{0xCD9E8D57} * c[2][l];
        c[0][l] = static_cast<std::uint32_t>(second >> 32) ^ c[1][l] ^ key0;
        c[2][l] = static_cast<std::uint32_t>(first >> 32) ^ c[3][l] ^ key1;
        c[1][l] = static_cast<std::uint32_t>(second);
        c[3][l] = static_cast<std::uint32_t>(first);
      }
      key0 += 0x9E3779B9;
      key1 += 0xBB67AE85;
    }
  }

  // The words of as many consecutive counters as a group has.
  LIKELIER_HD static void counters(std::uint64_t seed, std::uint32_t stream, std::uint64_t first,
                                   std::uint32_t (&words)[4][philox_lanes]) {
    for (int l = 0; l < philox_lanes; ++l) {
      const std::uint64_t counter = first + static_cast<std::uint64_t>(l);
      words[0][l] = static_cast<std::uint32_t>(counter);
      words[1][l] = static_cast<std::uint32_t>(counter >> 32);
      words[2][l] = stream;
      words[3][l] = 0;
    }
    scramble(words, static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32));
  }
  // The words of a group: of the counters 16 group, 16 group + 1, ...
  LIKELIER_HD static void group(std::uint64_t seed, std::uint32_t stream, std::uint64_t group,
                                std::uint32_t (&words)[4][philox_lanes]) {
    counters(seed, stream, group * philox_lanes, words);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
