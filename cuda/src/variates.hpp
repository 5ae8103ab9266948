// A counter's words, and the normal numbers that they make.
#pragma once

#include "likelier/math/philox.hpp"
#include "likelier/math/variates.hpp"
#include "memory.hpp"

namespace likelier::cuda {

LIKELIER_DEVICE inline void words_of(std::uint64_t seed, std::uint32_t stream, std::uint64_t counter,
                                     std::uint32_t (&words)[4]) {
  std::uint32_t w[4][1] = {
      {static_cast<std::uint32_t>(counter)}, {static_cast<std::uint32_t>(counter >> 32)}, {stream}, {0}};
  philox4x32::scramble(w, static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32));
  for (int k = 0; k < 4; ++k) words[k] = w[k][0];
}

template <class T>
inline constexpr int values_of_counter = sizeof(T) == sizeof(float) ? 4 : 2;

LIKELIER_DEVICE inline void uniform_of_words(const std::uint32_t (&words)[4], float (&x)[4]) {
  for (int k = 0; k < 4; ++k) x[k] = unit_of(words[k]);
}
LIKELIER_DEVICE inline void uniform_of_words(const std::uint32_t (&words)[4], double (&x)[2]) {
  for (int k = 0; k < 2; ++k) x[k] = unit_of(words[2 * k], words[2 * k + 1]);
}
LIKELIER_DEVICE inline void normal_of_words(const std::uint32_t (&words)[4], float (&x)[4]) {
  for (int k = 0; k < 4; k += 2)
    box_muller(radius_of(words[k]), unit_of(words[k + 1]), (words[k + 1] & 1) != 0 ? -1.0F : 1.0F, x[k], x[k + 1]);
}
LIKELIER_DEVICE inline void normal_of_words(const std::uint32_t (&words)[4], double (&x)[2]) {
  double uniform[2];
  uniform_of_words(words, uniform);
  box_muller(uniform[0], uniform[1], (words[2] & 1) != 0 ? -1.0 : 1.0, x[0], x[1]);
}

}  // namespace likelier::cuda
