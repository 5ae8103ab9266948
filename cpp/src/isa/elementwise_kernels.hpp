// elementwise_kernels of one operation on one instruction set.
#pragma once

#include <type_traits>
#include <utility>

#include "engine/elementwise.hpp"
#include "isa/incomplete.hpp"
#include "isa/lanes.hpp"
#include "isa/tables.hpp"
#include "likelier/math/batch_exponential.hpp"
#include "likelier/operation.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

// Data are read from far enough ahead that memory answers in time; the processor's own prefetching stops
// at page borders. Addresses past the end do no harm.
inline void prefetch_ahead(const void* p) {
  constexpr std::uintptr_t distance = 4096;
  __builtin_prefetch(reinterpret_cast<const void*>(reinterpret_cast<std::uintptr_t>(p) + distance));
}

template <class Operation, class T>
struct block_kernels {
  using V = batch<T>;
  static constexpr std::int64_t width = V::size;
  static constexpr int variables = Operation::variables;
  static constexpr int constants = Operation::constants;
  static constexpr int active = Operation::active;
  static_assert(variables <= max_variables && constants <= max_constants);
  static_assert(variables + (constants == 0 ? 0 : max_parameters) <= max_arguments);
  static_assert(padding % width == 0);

  // Arrays of a zero length do not exist.
  template <class U>
  using constant_array = U[constants == 0 ? 1 : constants];
  template <class U>
  using variable_array = U[variables == 0 ? 1 : variables];

  template <class U>
  static U evaluate(const variable_array<U>& x, const constant_array<U>& c) {
    if constexpr (constants == 0) {
      (void)c;
      return Operation::evaluate(x);
    } else {
      return Operation::evaluate(x, c);
    }
  }

  static void load_variables(const T* const* source, std::int64_t i, variable_array<V>& v) {
    for (int k = 0; k < variables; ++k) {
      prefetch_ahead(source[k] + i);
      v[k] = V::load_unaligned(source[k] + i);
    }
  }

  template <bool uniform>
  static void load_constants(const T* const* source, std::int64_t i, constant_array<V>& c) {
    for (int k = 0; k < constants; ++k) c[k] = uniform ? V(source[k][0]) : V::load_unaligned(source[k] + i);
  }

  template <bool uniform>
  LIKELIER_FLAT static void value_loop(const T* const* x, const T* const* constant, T* values, std::int64_t n) {
    constant_array<V> c;
    if constexpr (uniform) load_constants<true>(constant, 0, c);
    for (std::int64_t i = 0; i < n; i += width) {
      if constexpr (!uniform) load_constants<false>(constant, i, c);
      variable_array<V> v;
      load_variables(x, i, v);
      evaluate(v, c).store_unaligned(values + i);
    }
  }

  static void value(const T* const* x, const T* const* constant, bool uniform, T* values, std::int64_t n) {
    uniform || constants == 0 ? value_loop<true>(x, constant, values, n) : value_loop<false>(x, constant, values, n);
  }

  LIKELIER_FLAT static void value_of_parameters(const T* const* x, const T* const* parameters, T* values,
                                                std::int64_t n) {
    constexpr int count = Operation::template parameterisation<0>::size;
    for (std::int64_t i = 0; i < n; i += width) {
      V p[count];
      for (int k = 0; k < count; ++k) {
        prefetch_ahead(parameters[k] + i);
        p[k] = V::load_unaligned(parameters[k] + i);
      }
      variable_array<V> v;
      load_variables(x, i, v);
      Operation::evaluate_with(v, p).store_unaligned(values + i);
    }
  }

  template <bool uniform>
  LIKELIER_FLAT static void gradient_loop(const T* const* x, const T* const* constant, T* values, T* const* x_gradient,
                                          T* const* constant_gradient, std::int64_t n) {
    constant_array<V> c, dc;
    variable_array<V> v, dv;
    if constexpr (uniform) load_constants<true>(constant, 0, c);
    for (std::int64_t i = 0; i < n; i += width) {
      if constexpr (!uniform) load_constants<false>(constant, i, c);
      load_variables(x, i, v);
      if constexpr (constants == 0) {
        Operation::gradient(v, dv).store_unaligned(values + i);
      } else {
        Operation::gradient(v, c, dv, dc).store_unaligned(values + i);
        if (constant_gradient[0] != nullptr)
          for (int k = 0; k < active; ++k) dc[k].store_unaligned(constant_gradient[k] + i);
      }
      for (int k = 0; k < variables; ++k)
        if (x_gradient[k] != nullptr) dv[k].store_unaligned(x_gradient[k] + i);
    }
  }

  static void gradient(const T* const* x, const T* const* constant, bool uniform, T* values, T* const* x_gradient,
                       T* const* constant_gradient, std::int64_t n) {
    uniform || constants == 0 ? gradient_loop<true>(x, constant, values, x_gradient, constant_gradient, n)
                              : gradient_loop<false>(x, constant, values, x_gradient, constant_gradient, n);
  }

  // What a vector adds to the sums: the value, then derivatives by constants.
  template <int sums>
  struct terms {
    V of[sums];
  };

  template <bool uniform, int sums>
  static LIKELIER_HOT terms<sums> terms_at(const T* const* x, const T* const* constant, std::int64_t i,
                                           constant_array<V>& c) {
    if constexpr (!uniform) load_constants<false>(constant, i, c);
    V v[variables], dv[variables];
    constant_array<V> dc;
    load_variables(x, i, v);
    terms<sums> result;
    if constexpr (sums > 1) {
      if constexpr (Operation::is_short) {
        result.of[0] = Operation::inlined_gradient(v, c, dv, dc);
      } else {
        result.of[0] = Operation::gradient(v, c, dv, dc);
      }
      for (int k = 0; k < active; ++k) result.of[1 + k] = dc[k];
    } else {
      result.of[0] = evaluate(v, c);
    }
    return result;
  }

  // The pairwise sum over 2^levels vectors a round of lanes apart: lane_registers::add_group without memory.
  template <bool uniform, int sums, int levels>
  static LIKELIER_HOT terms<sums> terms_of_pairs(const T* const* x, const T* const* constant, std::int64_t i,
                                                 constant_array<V>& c) {
    if constexpr (levels == 0) {
      return terms_at<uniform, sums>(x, constant, i, c);
    } else {
      constexpr std::int64_t half = std::int64_t{lane_sums::lanes} << (levels - 1);
      terms<sums> first = terms_of_pairs<uniform, sums, levels - 1>(x, constant, i, c);
      const terms<sums> second = terms_of_pairs<uniform, sums, levels - 1>(x, constant, i + half, c);
      for (int s = 0; s < sums; ++s) first.of[s] += second.of[s];
      return first;
    }
  }

  // Flattened: a call that is not inlined would send all that is in registers through memory. Out of line, lest it be
  // inlined before it is flattened.
  template <bool uniform, int sums>
  __attribute__((flatten, noinline)) static void sum_groups(const T* const* x, const T* const* constant,
                                                            const constant_array<V>& constants_at,
                                                            lane_registers* total, std::int64_t n) {
    lane_registers lanes[sums];
    for (int s = 0; s < sums; ++s) lanes[s] = total[s];
    constant_array<V> c;
    for (int k = 0; k < constants; ++k) c[k] = constants_at[k];
    for (std::int64_t i = 0; i < n; i += lane_registers::group) {
      for (int r = 0; r < lane_registers::registers; ++r) {
        const auto pairs = terms_of_pairs<uniform, sums, lane_registers::levels>(x, constant, i + r * width, c);
        for (int s = 0; s < sums; ++s) lanes[s].add(r, pairs.of[s]);
      }
    }
    for (int s = 0; s < sums; ++s) total[s] = lanes[s];
  }

  template <bool uniform, bool with_gradient>
  static void sum_loop(const T* const* x, const T* const* constant, lane_sums& value_sums, lane_sums* constant_sums,
                       std::int64_t n) {
    constexpr int sums = with_gradient ? 1 + active : 1;
    constexpr std::int64_t group = lane_registers::group;
    const auto sum_of = [&](int s) -> lane_sums& { return s == 0 ? value_sums : constant_sums[s - 1]; };
    lane_registers lanes[sums];
    for (int s = 0; s < sums; ++s) lanes[s].load(sum_of(s));
    constant_array<V> c;
    if constexpr (uniform) load_constants<true>(constant, 0, c);
    std::int64_t first = 0;
    if constexpr (Operation::is_short && std::is_same_v<T, double>) {
      first = n / group * group;
      sum_groups<uniform, sums>(x, constant, c, lanes, first);
    }
    alignas(64) T stored[sums][group];
    for (; first < n; first += group) {
      const std::int64_t count = n - first < group ? n - first : group;
      for (std::int64_t i = 0; i < count; i += width) {
        const auto at = terms_at<uniform, sums>(x, constant, first + i, c);
        for (int s = 0; s < sums; ++s) at.of[s].store_aligned(stored[s] + i);
      }
      for (int s = 0; s < sums; ++s) lanes[s].add(stored[s], count);
    }
    for (int s = 0; s < sums; ++s) lanes[s].store(sum_of(s));
  }

  static void sum(const T* const* x, const T* const* constant, bool uniform, lane_sums& value_sums,
                  lane_sums* constant_sums, std::int64_t n) {
    if (uniform) {
      constant_sums != nullptr ? sum_loop<true, true>(x, constant, value_sums, constant_sums, n)
                               : sum_loop<true, false>(x, constant, value_sums, nullptr, n);
    } else {
      sum_loop<false, false>(x, constant, value_sums, nullptr, n);
    }
  }

  template <int I>
  LIKELIER_FLAT static void prepare_as(const T* const* parameters, T* const* constant, std::int64_t n) {
    constexpr int count = Operation::template parameterisation<I>::size;
    for (std::int64_t i = 0; i < n; i += width) {
      V p[count];
      for (int k = 0; k < count; ++k) p[k] = V::load_unaligned(parameters[k] + i);
      V c[constants];
      Operation::template prepare<I>(p, c);
      for (int k = 0; k < constants; ++k) c[k].store_unaligned(constant[k] + i);
    }
  }

  // By the density of whose constants these are the derivatives, the last in a unit.
  template <class Density, int unit, int I>
  LIKELIER_FLAT static void pull_back_as(const T* const* parameters, const T* const* constant_gradients,
                                         T* const* gradients, std::int64_t n) {
    constexpr int count = Density::template parameterisation<I>::size;
    using D = Dual<V, count>;
    const V zero = constant<V>(0.0);
    for (std::int64_t i = 0; i < n; i += width) {
      D p[count];
      for (int k = 0; k < count; ++k) p[k] = D::variable(V::load_unaligned(parameters[k] + i), k);
      D c[constants];
      const auto valid = Density::template prepare_valid<I>(p, c);
      V sum[count];
      for (int k = 0; k < count; ++k) sum[k] = zero;
      for (int j = 0; j < active; ++j) {
        const V g = V::load_unaligned(constant_gradients[j] + i);
        for (int k = 0; k < count; ++k)
          sum[k] += j == active - 1 ? pulled_back<unit>(g, c[j].tangent[k]) : pulled_back<1>(g, c[j].tangent[k]);
      }
      if (!all(valid)) {
        // What does not count has zeros there, too.
        auto counts = V(V::load_unaligned(constant_gradients[0] + i)) != zero;
        for (int j = 1; j < active; ++j) counts = counts || V::load_unaligned(constant_gradients[j] + i) != zero;
        for (V& s : sum) s = select(valid, s, select(counts, quiet_nan<V>(), zero));
      }
      for (int k = 0; k < count; ++k) sum[k].store_unaligned(gradients[k] + i);
    }
  }

  template <int... I>
  static void prepare_any(int which, const T* const* parameters, T* const* constant, std::int64_t n,
                          std::integer_sequence<int, I...>) {
    ((which == I ? prepare_as<I>(parameters, constant, n) : void()), ...);
  }
  static void prepare(int which, const T* const* parameters, T* const* constant, std::int64_t n) {
    prepare_any(which, parameters, constant, n, std::make_integer_sequence<int, Operation::parameterisations>{});
  }

  template <class Density, int unit, int... I>
  static void pull_back_any(int which, const T* const* parameters, const T* const* constant_gradients,
                            T* const* gradients, std::int64_t n, std::integer_sequence<int, I...>) {
    ((which == I ? pull_back_as<Density, unit, I>(parameters, constant_gradients, gradients, n) : void()), ...);
  }
  template <class Density, int unit>
  static void pull_back(int which, const T* const* parameters, const T* const* constant_gradients, T* const* gradients,
                        std::int64_t n) {
    pull_back_any<Density, unit>(which, parameters, constant_gradients, gradients, n,
                                 std::make_integer_sequence<int, Density::parameterisations>{});
  }

  // Methods have one loop for constants of both kinds: half the code, where a formula is long against a load.
  static void load_either(const T* const* source, bool uniform, std::int64_t i, constant_array<V>& c) {
    for (int k = 0; k < constants; ++k) c[k] = uniform ? V(source[k][0]) : V::load_unaligned(source[k] + i);
  }
  static void method_value(const T* const* x, const T* const* constant, bool uniform, T* values, std::int64_t n) {
    for (std::int64_t i = 0; i < n; i += width) {
      constant_array<V> c;
      variable_array<V> v;
      load_either(constant, uniform, i, c);
      load_variables(x, i, v);
      evaluate(v, c).store_unaligned(values + i);
    }
  }
  static void method_gradient(const T* const* x, const T* const* constant, bool uniform, T* values,
                              T* const* x_gradient, T* const* constant_gradient, std::int64_t n) {
    for (std::int64_t i = 0; i < n; i += width) {
      constant_array<V> c, dc;
      variable_array<V> v, dv;
      load_either(constant, uniform, i, c);
      load_variables(x, i, v);
      Operation::gradient(v, c, dv, dc).store_unaligned(values + i);
      if (constant_gradient[0] != nullptr)
        for (int k = 0; k < active; ++k) dc[k].store_unaligned(constant_gradient[k] + i);
      for (int k = 0; k < variables; ++k)
        if (x_gradient[k] != nullptr) dv[k].store_unaligned(x_gradient[k] + i);
    }
  }
  // What a density's kernels do for all of a family is left to them, but where its derivatives are in another unit.
  static constexpr elementwise_kernels<T> method_table() {
    using density = typename Operation::density;
    if constexpr (density::log_scale_unit > 1) {
      return {nullptr, pull_back<density, 1>, method_value, nullptr, method_gradient, nullptr};
    } else {
      return {nullptr, nullptr, method_value, nullptr, method_gradient, nullptr};
    }
  }

  static constexpr elementwise_kernels<T> table() {
    if constexpr (constants == 0) {
      return {nullptr, nullptr, value, nullptr, gradient, nullptr};
    } else {
      return {prepare, pull_back<Operation, Operation::log_scale_unit>, value, value_of_parameters, gradient, sum};
    }
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
