// Whole numbers as integers.
#pragma once

#include <limits>

#include "likelier/config.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The lowest where it is none that fits, or NaN, which integers have not.
template <class I>
LIKELIER_HD inline I integer_of(double x) {
  constexpr I lowest = std::numeric_limits<I>::min();
  constexpr double end = -static_cast<double>(lowest);
  return x > -end && x < end ? static_cast<I>(x) : lowest;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
