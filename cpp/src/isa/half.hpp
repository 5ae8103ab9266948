// 16-bit floats as bit patterns, to and from float, rounding to nearest even. Branch-free integer
// code: compilers turn the loops around it into vector instructions on every instruction set.
#pragma once

#include <cstdint>
#include <cstring>

#include "likelier/config.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

template <class To, class From>
LIKELIER_HD inline To bits_as(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to;
  std::memcpy(&to, &from, sizeof to);
  return to;
}

// A float from which rounding to 16 bits gives what rounding the double itself would: what is inexact ends
// in a 1 (round to odd; S. Boldo and G. Melquiond, "Emulation of FMA and correctly rounded sums: proved
// algorithms using rounding to odd", 2008), so that no tie is seen where there was none.
LIKELIER_HD inline float to_odd(float x) { return x; }
LIKELIER_HD inline float to_odd(double x) {
  const auto nearest = static_cast<float>(x);
  const auto back = static_cast<double>(nearest);
  auto bits = bits_as<std::uint32_t>(nearest);
  const bool away = x < 0.0 ? back < x : back > x;
  bits -= away ? 1U : 0U;
  bits |= back != x ? 1U : 0U;
  return bits_as<float>(bits);
}

LIKELIER_HD inline float float_from_bf16(std::uint16_t h) {
  return bits_as<float>(static_cast<std::uint32_t>(h) << 16);
}

LIKELIER_HD inline std::uint16_t bf16_from_float(float x) {
  const auto bits = bits_as<std::uint32_t>(x);
  const std::uint32_t rounded = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
  const std::uint32_t nan = (bits >> 16) | 0x0040U;
  return static_cast<std::uint16_t>((bits & 0x7fffffffU) > 0x7f800000U ? nan : rounded);
}

LIKELIER_HD inline float float_from_f16(std::uint16_t h) {
  const std::uint32_t sign = static_cast<std::uint32_t>(h & 0x8000U) << 16;
  const std::uint32_t magnitude = static_cast<std::uint32_t>(h & 0x7fffU) << 13;
  // The exponent moves from bias 15 to bias 127 by an exact multiplication, which also normalises
  // subnormals; infinities and NaNs get the full exponent back.
  const auto scaled = bits_as<std::uint32_t>(bits_as<float>(magnitude) * 0x1p112F);
  const std::uint32_t special = magnitude >= 0x0f800000U ? 0x7f800000U : 0U;
  return bits_as<float>(sign | scaled | special);
}

LIKELIER_HD inline std::uint16_t f16_from_float(float x) {
  const auto bits = bits_as<std::uint32_t>(x);
  const std::uint32_t sign = (bits >> 16) & 0x8000U;
  const std::uint32_t magnitude = bits & 0x7fffffffU;
  // Normal range: move the exponent's bias and round off 13 bits.
  const std::uint32_t normal = (magnitude - 0x38000000U + 0xfffU + ((magnitude >> 13) & 1U)) >> 13;
  // Subnormal range: adding 0.5 puts the rounding position at the last bit of a half.
  const std::uint32_t subnormal = bits_as<std::uint32_t>(bits_as<float>(magnitude) + 0.5F) - 0x3f000000U;
  const std::uint32_t nan = 0x7e00U | ((magnitude >> 13) & 0x3ffU);
  std::uint32_t h = magnitude < 0x38800000U ? subnormal : normal;
  h = magnitude >= 0x477ff000U ? 0x7c00U : h;  // 65520 and above round to infinity
  h = magnitude > 0x7f800000U ? nan : h;
  return static_cast<std::uint16_t>(sign | h);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
