// The elementwise engine: broadcast inputs, one fused pass, values elementwise or reduced,
// gradients summed onto each argument's own shape.
//
// An operation maps V variables (the data: x) and P parameters to one value. Parameters are first
// turned into C prepared constants (logarithms, log-gammas); where every parameter is constant along
// the inner loop this happens once, and the gradient is summed on the constants and pulled back
// through the preparation once.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/memory.hpp"
#include "engine/view.hpp"

namespace likelier::engine {

inline constexpr int max_variables = 8;
inline constexpr int max_parameters = 4;
// What has parameters has one variable.
inline constexpr int max_arguments = max_variables;
inline constexpr int max_constants = 12;

// Blocks of one operation, for one compute type and instruction set. Arrays are valid up to
// padded(n), except the values' destination, which may be the caller's when n is a multiple of the
// padding.
template <class T>
struct elementwise_kernels {
  // constants[c][i] from parameters[p][i].
  void (*prepare)(int parameterisation, const T* const* parameters, T* const* constants, std::int64_t n);
  // parameter_gradients[p][i] = sum over c of constant_gradients[c][i] * d constants[c] / d parameters[p].
  void (*pull_back)(int parameterisation, const T* const* parameters, const T* const* constant_gradients,
                    T* const* parameter_gradients, std::int64_t n);
  // uniform: constants[c][0] serves every element.
  void (*value)(const T* const* variables, const T* const* constants, bool uniform, T* values, std::int64_t n);
  // prepare by the first parameterisation and value in one, without the constants in memory: the same bits. Families
  // only.
  void (*value_of_parameters)(const T* const* variables, const T* const* parameters, T* values, std::int64_t n);
  // Any destination but values may be null.
  void (*gradient)(const T* const* variables, const T* const* constants, bool uniform, T* values,
                   T* const* variable_gradients, T* const* constant_gradients, std::int64_t n);
  // Adds the values to value_sums and, unless null, their derivatives by the active constants to
  // constant_sums (for uniform constants only): what memory_kernels::sum makes of the arrays that value
  // and gradient write, without the arrays. Families only.
  void (*sum)(const T* const* variables, const T* const* constants, bool uniform, lane_sums& value_sums,
              lane_sums* constant_sums, std::int64_t n);
};

// One parameterisation of a family: which names its parameters have.
struct parameter_info {
  const char* name;
  const char* domain;    // of the domains in parameters.hpp
  double default_value;  // NaN: required
};

struct operation_info {
  const char* name;  // of the family or function
  const char* kind;  // "density", "mass", "function" or "method"
  std::vector<const char*> variables;
  std::vector<std::vector<parameter_info>> parameterisations;
  int constants;
  int active_constants;  // the first of them, which have gradients
  const char* summary;
  const char* formula;
  const char* borders;
  const char* source;
  const char* example;      // a call, in Python
  const char* method = "";  // of a family; what it has besides its density
  bool logarithmic = true;  // a method's value is in nats
  int family = -1;          // the operation that prepares a method's constants
};

// In the order of the type lists, the same for every instruction set.
const std::vector<operation_info>& operations();
// Families come first, then special functions, then the families' methods.
extern const int family_count;
extern const int function_count;

enum class value_mode {
  none,
  elementwise,
  reduced,  // summed over the axes where the output's stride is 0
};

// Axes of every view are those of shape; a broadcast axis has stride 0.
struct elementwise_call {
  int operation = 0;
  int parameterisation = 0;
  int ndim = 0;
  extents shape;

  int variables = 0;
  int parameters = 0;
  const_view arguments[max_arguments];

  const_view where;      // boolean; absent when empty
  const_view weights;    // multiplies values and gradients
  const_view cotangent;  // multiplies gradients
  double value_factor = 1.0;
  double gradient_factor = 1.0;

  value_mode mode = value_mode::elementwise;
  mutable_view value;                     // elementwise or reduced
  mutable_view value_low;                 // reduced only, optional: the rounding error of value, both f64
  mutable_view gradients[max_arguments];  // empty where not wanted
};

// Computes in T: float or double. The call's axes are reordered and merged in place.
template <class T>
void run(elementwise_call& call);

extern template void run<float>(elementwise_call&);
extern template void run<double>(elementwise_call&);

}  // namespace likelier::engine
