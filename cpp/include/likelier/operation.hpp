// Families and special functions seen as one kind of thing: V variables and C prepared constants
// to one value. Both the CPU and the CUDA engines are written on these. Where the value is NaN, so is
// every derivative.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

#include "likelier/functions.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// How many of a family's last constants are passive: as they say, or as their standardizer does.
template <class Constants, class = void>
struct standardizer_passive : std::integral_constant<int, 0> {};
template <class Constants>
struct standardizer_passive<Constants, std::void_t<decltype(Constants::standardize)>>
    : std::integral_constant<int, decltype(Constants::standardize)::passive> {};
template <class Constants, class = void>
struct count_passive : standardizer_passive<Constants> {};
template <class Constants>
struct count_passive<Constants, std::void_t<decltype(Constants::passive)>>
    : std::integral_constant<int, Constants::passive> {};

template <class Family, class = void>
struct has_gradient : std::false_type {};
template <class Family>
struct has_gradient<Family, std::void_t<decltype(&Family::template gradient<double>)>> : std::true_type {};

// A family that calls itself short has a formula and gradient of so few instructions that to store their
// terms before these are summed would take as long again.
template <class Family, class = void>
struct is_short : std::false_type {};
template <class Family>
struct is_short<Family, std::void_t<decltype(Family::is_short)>> : std::bool_constant<Family::is_short> {};

// A family with a gradient of its own may tell the derivative by its last active constant, the logarithm of a scale, in
// units of a power of two, lest it overflow where the one by the scale does not.
template <class Family, class = void>
struct log_scale_unit : std::integral_constant<int, 1> {};
template <class Family>
struct log_scale_unit<Family, std::void_t<decltype(Family::log_scale_unit)>>
    : std::integral_constant<int, Family::log_scale_unit> {};

// The product of a derivative by a constant, told in a unit, and one of that constant by a parameter: for what it has
// of the derivative by the parameter. An exact zero on either side stays zero: see dual.hpp.
template <int unit, class V>
LIKELIER_HD inline V pulled_back(const V& slope, const V& tangent) {
  V product = chain(slope, tangent);
  if constexpr (unit > 1) {
    const V whole = constant<V>(unit) * slope;
    product = select(abs(whole) < infinity<V>(), chain(whole, tangent), constant<V>(unit) * product);
  }
  return select(slope == constant<V>(0.0), constant<V>(0.0), product);
}

template <class Family>
struct family_operation {
  template <class V>
  using constants_of = typename Family::template constants<V>;

  static constexpr int variables = 1;
  static constexpr int constants = sizeof(constants_of<double>) / sizeof(double);
  static constexpr int active = constants - count_passive<constants_of<double>>::value;
  static constexpr int parameterisations = std::tuple_size_v<typename Family::parameterisations>;
  static constexpr int log_scale_unit = likelier::log_scale_unit<Family>::value;
  static constexpr bool is_short = likelier::is_short<Family>::value;

  template <int I>
  using parameterisation = std::tuple_element_t<I, typename Family::parameterisations>;

  template <class V>
  LIKELIER_HD static V evaluate(const V (&x)[variables], const V (&c)[constants]) {
    return Family::log_prob(x[0], from_array<constants_of<V>>(c));
  }
  // The value, with its derivatives by the variables and the active constants; those by others are not set.
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[variables], const V (&c)[constants], V (&dx)[variables],
                                V (&dc)[constants]) {
    return inlined_gradient(x, c, dx, dc);
  }
  template <class V>
  LIKELIER_HD static LIKELIER_HOT V inlined_gradient(const V (&x)[variables], const V (&c)[constants],
                                                     V (&dx)[variables], V (&dc)[constants]) {
    if constexpr (has_gradient<Family>::value) {
      constants_of<V> partial;
      const V value = Family::gradient(x[0], from_array<constants_of<V>>(c), dx[0], partial);
      first_to_array<active>(partial, dc);
      return value;
    } else {
      return dual_gradient(x, c, dx, dc);
    }
  }
  // The same from the formula alone, by dual numbers.
  template <class V>
  LIKELIER_HD static V dual_gradient(const V (&x)[variables], const V (&c)[constants], V (&dx)[variables],
                                     V (&dc)[constants]) {
    using D = Dual<V, variables + active>;
    D v[variables], d[constants];
    for (int k = 0; k < variables; ++k) v[k] = D::variable(x[k], k);
    for (int k = 0; k < constants; ++k) d[k] = k < active ? D::variable(c[k], variables + k) : D(c[k]);
    D result = evaluate(v, d);
    keep_valid(result, result == result);
    for (int k = 0; k < variables; ++k) dx[k] = result.tangent[k];
    for (int k = 0; k < active; ++k) dc[k] = result.tangent[variables + k];
    if constexpr (log_scale_unit > 1) dc[active - 1] = dc[active - 1] * constant<V>(1.0 / log_scale_unit);
    return result.value;
  }
  template <int I, class V>
  LIKELIER_HD static void prepare(const V* parameters, V (&c)[constants]) {
    to_array(parameterisation<I>::template prepare<Family>(parameters), c);
  }
  // Without making the constants of invalid parameters NaN; where they are valid.
  template <int I, class V>
  LIKELIER_HD static auto prepare_valid(const V* parameters, V (&c)[constants]) {
    to_array(parameterisation<I>::template prepare_valid<Family>(parameters), c);
    return parameterisation<I>::valid(parameters);
  }
  // prepare by the first parameterisation and evaluate, which may share what they compute.
  template <class V>
  LIKELIER_HD static LIKELIER_HOT V evaluate_with(const V (&x)[variables], const V* parameters) {
    using first = parameterisation<0>;
    const V value = Family::log_prob(x[0], first::template prepare_valid<Family>(parameters));
    return select(first::valid(parameters), value, quiet_nan<V>());
  }
};

// A function may have a gradient of its own, for where that is not the derivative of its value, or where
// the formula is none for dual numbers: gradient(x, dx) returns the value.
template <class Function, class = void>
struct has_own_gradient : std::false_type {};
template <class Function>
struct has_own_gradient<Function, std::void_t<decltype(&Function::template gradient<double>)>> : std::true_type {};

template <class Function>
struct function_operation {
  static constexpr int variables = static_cast<int>(Function::variables.size());
  static constexpr int constants = 0;
  static constexpr int active = 0;
  static constexpr int parameterisations = 0;

  template <class V>
  LIKELIER_HD static V evaluate(const V (&x)[variables]) {
    return evaluate(x, std::make_index_sequence<static_cast<std::size_t>(variables)>());
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[variables], V (&dx)[variables]) {
    if constexpr (has_own_gradient<Function>::value) {
      const V value = Function::gradient(x, dx);
      const auto valid = value == value;
      for (int k = 0; k < variables; ++k) keep_valid(dx[k], valid);
      return value;
    } else {
      return dual_gradient(x, dx);
    }
  }
  template <class V>
  LIKELIER_HD static V dual_gradient(const V (&x)[variables], V (&dx)[variables]) {
    using D = Dual<V, variables>;
    D v[variables];
    for (int k = 0; k < variables; ++k) v[k] = D::variable(x[k], k);
    D result = evaluate(v);
    keep_valid(result, result == result);
    for (int k = 0; k < variables; ++k) dx[k] = result.tangent[k];
    return result.value;
  }

 private:
  template <class V, std::size_t... I>
  LIKELIER_HD static V evaluate(const V (&x)[variables], std::index_sequence<I...>) {
    return Function::evaluate(x[I]...);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
