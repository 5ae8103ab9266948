// Rows of a Walsh-Hadamard matrix of 2^n points, and which of them a sample's probes are: for all engines, as
// math/philox.hpp lays out.
#pragma once

#include <cstdint>

#include "likelier/config.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct hadamard {
  // n of the least matrix with columns for a dimension.
  LIKELIER_HD static int bits(std::int64_t dimension) {
    int n = 0;
    while ((std::int64_t{1} << n) < dimension) ++n;
    return n;
  }

  // What a sample's rows are multiples of: 1 + floor(w (2^n - 1) / 2^64), from the words of w.
  LIKELIER_HD static std::uint32_t factor(std::uint32_t low, std::uint32_t high, int n) {
    const std::uint64_t count = (std::uint64_t{1} << n) - 1;
    return static_cast<std::uint32_t>(1 + ((high * count + ((low * count) >> 32)) >> 32));
  }

  // The product in GF(2^n).
  LIKELIER_HD static std::uint32_t product(std::uint32_t a, std::uint32_t b, int n) {
    // The irreducible polynomials of degree 1, 2, ... over GF(2) that are least when read as numbers, without their
    // leading terms.
    constexpr std::uint32_t polynomials[] = {0x1,  0x3,  0x3,  0x3,  0x5,  0x3, 0x3, 0x1b, 0x3, 0x9, 0x5,
                                             0x9,  0x1b, 0x21, 0x3,  0x2b, 0x9, 0x9, 0x27, 0x9, 0x5, 0x3,
                                             0x21, 0x1b, 0x9,  0x1b, 0x27, 0x3, 0x5, 0x3,  0x9, 0x8d};
    if (n == 0) return 0;
    const std::uint32_t top = std::uint32_t{1} << (n - 1);
    std::uint32_t result = 0;
    for (; b != 0; b >>= 1) {
      result ^= a & all_if(b);
      // What is random is no branch: it could not be predicted.
      const std::uint32_t carries = all_if(a >> (n - 1));
      a = ((a & ~top) << 1) ^ (polynomials[n - 1] & carries);
    }
    return result;
  }

  // Columns 0 ... 31 of a row: a bit is set where it has -1.
  LIKELIER_HD static std::uint32_t first_word(std::uint32_t row) {
    constexpr std::uint32_t columns[] = {0xaaaaaaaa, 0xcccccccc, 0xf0f0f0f0, 0xff00ff00, 0xffff0000};
    std::uint32_t word = 0;
    for (int i = 0; i < 5; ++i) word ^= columns[i] & all_if(row >> i);
    return word;
  }
  // Columns 32 w, 32 w + 1, ... of it, from the first.
  LIKELIER_HD static std::uint32_t word(std::uint32_t first, std::uint32_t row, std::uint32_t w) {
    std::uint32_t odd = (row >> 5) & w;
    for (int shift = 16; shift > 0; shift /= 2) odd ^= odd >> shift;
    return first ^ all_if(odd);
  }

 private:
  // All bits are the last one.
  LIKELIER_HD static std::uint32_t all_if(std::uint32_t x) { return 0 - (x & 1); }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
