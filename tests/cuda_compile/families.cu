// Every family's formula in a kernel, value in float and double and gradient by dual numbers; every
// special function likewise.
#include <tuple>

#include "likelier/math/hadamard.hpp"
#include "likelier/math/philox.hpp"
#include "likelier/methods.hpp"
#include "likelier/operation.hpp"
#include "likelier/score.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class Family, class V>
__device__ V log_prob(const V& x, const V* raw) {
  using parameterisation = std::tuple_element_t<0, typename Family::parameterisations>;
  return Family::log_prob(x, parameterisation::template prepare<Family>(raw));
}

template <class Family, class T>
__device__ void evaluate(const T* arguments, T* results) {
  constexpr int parameters = std::tuple_element_t<0, typename Family::parameterisations>::size;
  using D = Dual<T, 1 + parameters>;
  T raw[parameters];
  D variables[parameters];
  for (int k = 0; k < parameters; ++k) {
    raw[k] = arguments[1 + k];
    variables[k] = D::variable(raw[k], 1 + k);
  }
  results[0] = log_prob<Family>(arguments[0], raw);
  const D gradient = log_prob<Family>(D::variable(arguments[0], 0), variables);
  for (int k = 0; k <= parameters; ++k) results[1 + k] = gradient.tangent[k];
}

template <class T, class... Families>
__device__ void evaluate_all(type_list<Families...>, const T* arguments, T* results) {
  int i = 0;
  ((evaluate<Families>(arguments + 8 * i, results + 8 * i), ++i), ...);
}

template <class T, class... Functions>
__device__ void evaluate_functions(type_list<Functions...>, const T* arguments, T* results) {
  const auto evaluate = [&](auto operation) {
    constexpr int n = decltype(operation)::variables;
    T x[n], gradient[n];
    for (int k = 0; k < n; ++k) x[k] = arguments[k];
    *results++ = operation.gradient(x, gradient);
    for (int k = 0; k < n; ++k) *results++ = gradient[k];
  };
  (evaluate(function_operation<Functions>{}), ...);
}

template <class T, class... Methods>
__device__ void evaluate_methods(type_list<Methods...>, const T* arguments, T* results) {
  const auto evaluate = [&](auto operation) {
    using method = decltype(operation);
    constexpr int n = method::variables == 0 ? 1 : method::variables;
    T x[n], dx[n], c[method::constants], dc[method::constants];
    for (int k = 0; k < n; ++k) x[k] = arguments[k];
    for (int k = 0; k < method::constants; ++k) c[k] = arguments[1 + k];
    *results++ = method::evaluate(x, c);
    *results++ = method::gradient(x, c, dx, dc);
    *results++ = dx[0] + dc[0];
  };
  (evaluate(Methods{}), ...);
}

template <class T, class... Formulas>
__device__ void evaluate_scores(score_list<Formulas...>, const T* arguments, T* results) {
  const auto evaluate = [&](auto formula) {
    T part[max_score_sums], dx[max_score_operands];
    formula.terms(arguments, arguments + max_score_operands, part);
    formula.derivatives(arguments, arguments + max_score_operands, dx);
    for (int k = 0; k < decltype(formula)::sums; ++k) *results++ = part[k];
    for (int k = 0; k < decltype(formula)::operands; ++k) *results++ = dx[k];
  };
  (evaluate(Formulas{}), ...);
}

__global__ void all_scores(const float* x32, float* y32, const double* x64, double* y64) {
  evaluate_scores(score_formulas{}, x32, y32);
  evaluate_scores(score_formulas{}, x64, y64);
}
__global__ void probe_words(std::uint64_t seed, std::uint64_t sample, std::uint32_t* results) {
  std::uint32_t words[4][philox_lanes];
  philox4x32::counters(seed, philox_stream::hadamard_rows, sample, words);
  const std::uint32_t row = hadamard::product(hadamard::factor(words[0][0], words[1][0], 6), 3, 6);
  results[0] = hadamard::word(hadamard::first_word(row), row, 1);
}
__global__ void all_families(const float* x32, float* y32, const double* x64, double* y64) {
  evaluate_all(families{}, x32, y32);
  evaluate_all(families{}, x64, y64);
}
__global__ void all_methods(const float* x32, float* y32, const double* x64, double* y64) {
  evaluate_methods(family_methods{}, x32, y32);
  evaluate_methods(family_methods{}, x64, y64);
}
__global__ void all_functions(const float* x32, float* y32, const double* x64, double* y64) {
  evaluate_functions(special_functions{}, x32, y32);
  evaluate_functions(special_functions{}, x64, y64);
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
