// Families and special functions seen as one kind of thing: V variables and C prepared constants
// to one value. Both the CPU and the CUDA engines are written on these.
#pragma once

#include <cstring>
#include <tuple>

#include "likelier/functions.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// A struct whose members are all V, as an array of V.
template <class V, class Struct, int N>
LIKELIER_HD inline void to_array(const Struct& s, V (&array)[N]) {
  static_assert(sizeof(Struct) == sizeof array);
  std::memcpy(static_cast<void*>(array), static_cast<const void*>(&s), sizeof array);
}
template <class Struct, class V, int N>
LIKELIER_HD inline Struct from_array(const V (&array)[N]) {
  static_assert(sizeof(Struct) == sizeof array);
  Struct s;
  std::memcpy(static_cast<void*>(&s), static_cast<const void*>(array), sizeof array);
  return s;
}

template <class Family>
struct family_operation {
  static constexpr int variables = 1;
  static constexpr int constants = sizeof(typename Family::template constants<double>) / sizeof(double);
  static constexpr int parameterisations = std::tuple_size_v<typename Family::parameterisations>;

  template <int I>
  using parameterisation = std::tuple_element_t<I, typename Family::parameterisations>;

  template <class V>
  LIKELIER_HD static V evaluate(const V (&x)[variables], const V (&c)[constants]) {
    return Family::log_prob(x[0], from_array<typename Family::template constants<V>>(c));
  }
  template <int I, class V>
  LIKELIER_HD static void prepare(const V* parameters, V (&c)[constants]) {
    to_array(parameterisation<I>::template prepare<Family>(parameters), c);
  }
};

template <class Function>
struct function_operation {
  static constexpr int variables = static_cast<int>(Function::variables.size());
  static constexpr int constants = 0;
  static constexpr int parameterisations = 0;

  template <class V>
  LIKELIER_HD static V evaluate(const V (&x)[variables]) {
    if constexpr (variables == 1) {
      return Function::evaluate(x[0]);
    } else if constexpr (variables == 2) {
      return Function::evaluate(x[0], x[1]);
    } else {
      return Function::evaluate(x[0], x[1], x[2]);
    }
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
