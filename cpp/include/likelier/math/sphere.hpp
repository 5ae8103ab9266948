// A direction brought to the sphere of radius sqrt(n), in double and in a fixed order: the same bits everywhere.
#pragma once

#include <cstdint>

#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class T>
LIKELIER_HD inline void to_sphere(T* v, std::int64_t dimension) {
  double squares[4] = {};
  for (std::int64_t d = 0; d < dimension; ++d) squares[d % 4] += static_cast<double>(v[d]) * static_cast<double>(v[d]);
  const double square = (squares[0] + squares[1]) + (squares[2] + squares[3]);
  const double radius = sqrt(static_cast<double>(dimension));
  // All zero, as a single float can be: its sign is as good a direction.
  if (square == 0.0) v[0] = copysign(T(1), v[0]);
  const double scale = square == 0.0 ? radius : radius / sqrt(square);
  for (std::int64_t d = 0; d < dimension; ++d) v[d] = static_cast<T>(scale * static_cast<double>(v[d]));
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
