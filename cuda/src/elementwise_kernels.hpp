// The elementwise kernels: the formulas of families, special functions and methods over arrays.
#pragma once

#include <utility>

#include "elementwise.hpp"
#include "likelier/methods.hpp"

namespace likelier::cuda {

// Families, functions and methods as one kind of thing.
template <class Operation>
struct traits;

// Long formulas have kernels in double alone: it is not much slower on the devices this is for, and once is enough.
template <class Family>
struct traits<family_operation<Family>> {
  using density = family_operation<Family>;
  static constexpr int unit = density::log_scale_unit;
  static constexpr bool is_long = false;
  static constexpr bool is_short = density::is_short;
};
template <class Function>
struct traits<function_operation<Function>> {
  using density = void;
  static constexpr int unit = 1;
  static constexpr bool is_long = false;
  static constexpr bool is_short = false;
};
// These compute in double whatever they are given.
template <template <bool> class Form>
struct traits<function_operation<functions::closed_form<Form>>> {
  using density = void;
  static constexpr int unit = 1;
  static constexpr bool is_long = true;
  static constexpr bool is_short = false;
};
template <class Family, class Method>
struct traits<method_operation<Family, Method>> {
  using density = family_operation<Family>;
  static constexpr int unit = 1;
  static constexpr bool is_long = true;
  static constexpr bool is_short = false;
};

// What an operation may sum: the value, derivatives by variables, and those by constants or parameters. All that
// happens to sums depends on this alone, so that operations share it.
template <class Density, int variable_count, int log_scale_unit>
struct sum_layout {
  using density = Density;
  static constexpr int unit = log_scale_unit;  // that of the derivative by the last active constant
  static constexpr int variables = variable_count;
  static constexpr int constants = Density::constants;
  static constexpr int active = Density::active;
  static constexpr int parameters = engine::max_parameters;
  static constexpr int sums = 1 + variables + (active > parameters ? active : parameters);
};
template <int variable_count, int log_scale_unit>
struct sum_layout<void, variable_count, log_scale_unit> {
  using density = void;
  static constexpr int unit = log_scale_unit;
  static constexpr int variables = variable_count;
  static constexpr int constants = 0;
  static constexpr int active = 0;
  static constexpr int parameters = 0;
  static constexpr int sums = 1 + variables;
};

template <class Operation>
struct formula : sum_layout<typename traits<Operation>::density, Operation::variables, traits<Operation>::unit> {
  using layout = sum_layout<typename traits<Operation>::density, Operation::variables, traits<Operation>::unit>;
  using density = typename layout::density;
  using layout::active;
  using layout::constants;
  using layout::parameters;
  using layout::unit;
  using layout::variables;
  static_assert(variables <= engine::max_variables && constants <= engine::max_constants);

  // Arrays of a zero length do not exist.
  template <class V>
  using variable_array = V[variables == 0 ? 1 : variables];
  template <class V>
  using constant_array = V[constants == 0 ? 1 : constants];

  template <class V>
  LIKELIER_DEVICE static V evaluate(const variable_array<V>& x, const constant_array<V>& c) {
    if constexpr (constants == 0) {
      return Operation::evaluate(x);
    } else {
      return Operation::evaluate(x, c);
    }
  }
  template <class V>
  LIKELIER_DEVICE static V gradient(const variable_array<V>& x, const constant_array<V>& c, variable_array<V>& dx,
                                    constant_array<V>& dc) {
    if constexpr (constants == 0) {
      return Operation::gradient(x, dx);
    } else {
      return Operation::gradient(x, c, dx, dc);
    }
  }

  template <int I, class V>
  LIKELIER_DEVICE static void prepare_as(const V* p, constant_array<V>& c) {
    density::template prepare<I>(p, c);
  }
  template <class V, int... I>
  LIKELIER_DEVICE static void prepare_any(int which, const V* p, constant_array<V>& c,
                                          std::integer_sequence<int, I...>) {
    ((which == I ? prepare_as<I>(p, c) : void()), ...);
  }
  template <class V>
  LIKELIER_DEVICE static void prepare(int which, const V* p, constant_array<V>& c) {
    if constexpr (constants > 0)
      prepare_any(which, p, c, std::make_integer_sequence<int, density::parameterisations>{});
  }

  template <class V>
  using parameter_values = several<V, parameters == 0 ? 1 : parameters>;
  template <class V>
  using constant_values = several<V, constants == 0 ? 1 : constants>;

  // The derivatives by the parameters from those by the constants, the last in a unit.
  template <int unit, int I, class V>
  LIKELIER_DEVICE static void pull_back_as(const parameter_values<V>& p, const constant_values<V>& dc,
                                           parameter_values<V>& dp) {
    constexpr int count = density::template parameterisation<I>::size;
    using D = Dual<V, count>;
    const V zero = constant<V>(0.0);
    D variable[count], c[constants];
    for (int k = 0; k < count; ++k) variable[k] = D::variable(p.at[k], k);
    density::template prepare<I>(variable, c);
    for (int k = 0; k < count; ++k) {
      dp.at[k] = zero;
      for (int j = 0; j < active; ++j)
        dp.at[k] +=
            j == active - 1 ? pulled_back<unit>(dc.at[j], c[j].tangent[k]) : pulled_back<1>(dc.at[j], c[j].tangent[k]);
    }
  }
  template <int unit, class V, int... I>
  LIKELIER_DEVICE static void pull_back_any(int which, const parameter_values<V>& p, const constant_values<V>& dc,
                                            parameter_values<V>& dp, std::integer_sequence<int, I...>) {
    ((which == I ? pull_back_as<unit, I>(p, dc, dp) : void()), ...);
  }
};

// Apart and by value, so that a kernel whose elements have no need of it keeps its registers; of the density, so that
// all methods of a family share it.
template <class Density, int unit, class V>
LIKELIER_DEVICE LIKELIER_APART typename formula<Density>::template parameter_values<V> pull_back(
    int which, typename formula<Density>::template parameter_values<V> p,
    typename formula<Density>::template constant_values<V> dc) {
  typename formula<Density>::template parameter_values<V> dp{};
  formula<Density>::template pull_back_any<unit>(which, p, dc, dp,
                                                 std::make_integer_sequence<int, Density::parameterisations>{});
  return dp;
}

// Operations that share kernels, and with these one copy of all that they call: the methods of a family do. A launch
// says which one it is of.
template <class Operation, class... Others>
struct choice {};
template <class Operation, class... Others>
struct traits<choice<Operation, Others...>> : traits<Operation> {};

template <class Operation, class... Others>
struct formula<choice<Operation, Others...>> : formula<Operation> {
  // The chosen one's result of what takes a formula.
  template <class V, class Take>
  LIKELIER_DEVICE static V chosen(int which, const Take& take) {
    if constexpr (sizeof...(Others) == 0) {
      return take(formula<Operation>{});
    } else {
      if (which == 0) return take(formula<Operation>{});
      V value{};
      int other = 0;
      ((which == ++other ? void(value = take(formula<Others>{})) : void()), ...);
      return value;
    }
  }
};

struct place {
  std::int64_t kept, element;
};

// Any number of axes.
LIKELIER_DEVICE LIKELIER_APART inline std::int64_t offset_by_axes(const elementwise_launch& call,
                                                                  const device_view& view, std::int64_t kept,
                                                                  std::int64_t element) {
  std::int64_t bytes = 0;
  LIKELIER_ROLLED
  for (int a = call.ndim - 1; a >= 0; --a) {
    std::int64_t& rest = a < call.kept_ndim ? kept : element;
    // Of an empty axis too.
    if (rest == 0) continue;
    bytes += rest % call.shape[a] * view.strides[a];
    rest /= call.shape[a];
  }
  return bytes;
}
LIKELIER_DEVICE inline std::int64_t offset_of(const elementwise_launch& call, const device_view& view,
                                              const place& at) {
  if (call.ndim == 2 && call.kept_ndim == 1) return at.kept * view.strides[0] + at.element * view.strides[1];
  return offset_by_axes(call, view, at.kept, at.element);
}

// What gradients at a place are multiplied by on account of the total.
LIKELIER_DEVICE LIKELIER_APART inline double total_at_place(const elementwise_launch& call, place at) {
  const auto read = [&](const device_view& view) {
    return *reinterpret_cast<const double*>(view.data + offset_by_axes(call, view, at.kept, at.element));
  };
  return read(call.total) + (call.total_low ? read(call.total_low) : 0.0);
}
LIKELIER_DEVICE inline double total_at(const elementwise_launch& call, const place& at) {
  return call.total ? total_at_place(call, at) : call.total_number;
}
LIKELIER_DEVICE inline double share_of(double total) { return total == 0.0 ? 0.0 : 1.0 / total; }
// A zero factor leaves nothing of a value, not even of an infinite one.
template <class T>
LIKELIER_DEVICE inline T times(T value, T factor) {
  return factor == T(0) ? T(0) : value * factor;
}
// Over nothing, or over a weight beyond double, there is no mean.
LIKELIER_DEVICE inline double mean_of(double sum, double total) {
  return total == 0.0 || isinf(total) ? quiet_nan<double>() : sum / total;
}

// The results of one place from its sums: the value's, those of the variables' derivatives, and those of the
// parameters' or null where nothing is asked of these. Of all operations, and handed the sums in memory, so that the
// kernels that may come here keep their registers for their elements.
LIKELIER_DEVICE LIKELIER_APART inline void write_place(const elementwise_launch& call, std::int64_t kept,
                                                       const double_pair* sums, const double* by_parameters) {
  const double total = total_at(call, {kept, 0});
  const auto write = [&](const device_view& view, double x) {
    store(view.data + offset_by_axes(call, view, kept, 0), view.type, x);
  };
  if (call.sums_value) {
    // + 0: no -0 from an empty sum.
    if (call.value_low) {
      write(call.value, call.value_factor * sums[0].high + 0.0);
      write(call.value_low, call.value_factor * sums[0].error());
    } else {
      write(call.value, mean_of(call.value_factor * sums[0].result() + 0.0, total));
    }
  }
  const double factor = call.gradient_factor * (call.total_varies ? 1.0 : share_of(total));
  LIKELIER_ROLLED
  for (int k = 0; k < call.variables + call.parameters; ++k) {
    if ((call.summed_gradients >> k & 1U) == 0) continue;
    const double gradient =
        k < call.variables || by_parameters == nullptr ? sums[1 + k].result() : by_parameters[k - call.variables];
    write(call.gradients[k], factor == 0.0 ? 0.0 : factor * gradient + 0.0);
  }
}

// The same where derivatives by constants are to be pulled back to parameters: the code for that is long.
template <class Layout>
LIKELIER_DEVICE void finish_place(const elementwise_launch& call, std::int64_t kept,
                                  const several<double_pair, Layout::sums>& sums) {
  if constexpr (Layout::constants > 0) {
    if (call.pulls_back()) {
      using density = formula<typename Layout::density>;
      typename density::template parameter_values<double> parameters{};
      typename density::template constant_values<double> slopes{};
      for (int k = 0; k < call.parameters; ++k) {
        const device_view& view = call.arguments[Layout::variables + k];
        parameters.at[k] = value_of<double>(view, offset_of(call, view, {kept, 0}));
      }
      for (int j = 0; j < Layout::active; ++j) slopes.at[j] = sums.at[1 + Layout::variables + j].result();
      const auto gradients =
          pull_back<typename Layout::density, Layout::unit, double>(call.parameterisation, parameters, slopes);
      write_place(call, kept, sums.at, gradients.at);
      return;
    }
  }
  write_place(call, kept, sums.at, nullptr);
}

// A register array with a place that is not known when the kernel is compiled.
template <int width, class T>
LIKELIER_DEVICE inline T picked(const several<T, width>& x, int w) {
  T result = x.at[0];
  LIKELIER_UNROLL
  for (int i = 1; i < width; ++i) result = i == w ? x.at[i] : result;
  return result;
}
template <int width, class T>
LIKELIER_DEVICE inline void put_at(several<T, width>& x, int w, T y) {
  LIKELIER_UNROLL
  for (int i = 0; i < width; ++i) x.at[i] = i == w ? y : x.at[i];
}

// Elements of a view at a place, inline for formulas that are over before a call would be.
template <class T>
LIKELIER_DEVICE inline vector_of<T> read_inline(const elementwise_launch& call, const device_view& view,
                                                const place& at, int count) {
  return load_some<T>(view, offset_of(call, view, at), view.strides[call.ndim - 1], count);
}
template <class T>
LIKELIER_DEVICE LIKELIER_APART vector_of<T> read_apart(const elementwise_launch& call, const device_view& view,
                                                       place at, int count) {
  return read_inline<T>(call, view, at, count);
}
template <class T>
LIKELIER_DEVICE inline void write_inline(const elementwise_launch& call, const device_view& view, const place& at,
                                         unsigned bits, const vector_of<T>& x) {
  store_some<T>(view, offset_of(call, view, at), view.strides[call.ndim - 1], bits, x);
}
template <class T>
LIKELIER_DEVICE LIKELIER_APART void write_apart(const elementwise_launch& call, const device_view& view, place at,
                                                unsigned bits, vector_of<T> x) {
  write_inline<T>(call, view, at, bits, x);
}

// What one thread does, for one kept place and its share of one chunk.
template <class Operation, class T, bool wants_gradient>
struct elementwise_thread {
  using op = formula<Operation>;
  static constexpr int width = vector_width<T>;

  const elementwise_launch& call;
  several<double_pair, op::sums> sums;
  typename op::template constant_array<T> constants = {};
  std::int64_t prepared = -1;  // the place that the constants are those of

  LIKELIER_DEVICE explicit elementwise_thread(const elementwise_launch& launch) : call(launch) {}

  LIKELIER_DEVICE bool wants_parameters() const {
    return (call.stored_gradients | call.summed_gradients) >> op::variables != 0;
  }

  LIKELIER_DEVICE void prepare_place(std::int64_t kept) {
    if constexpr (op::constants > 0) {
      if (!call.is_uniform || kept == prepared) return;
      const place at{kept, 0};
      T parameters[op::parameters] = {};
      for (int k = 0; k < op::parameters; ++k) {
        if (k >= call.parameters) break;
        const device_view& view = call.arguments[op::variables + k];
        parameters[k] = value_of<T>(view, offset_of(call, view, at));
      }
      op::prepare(call.parameterisation, parameters, constants);
      prepared = kept;
    }
  }

  struct vector {
    vector_of<T> x[op::variables == 0 ? 1 : op::variables];
    vector_of<T> parameters[op::parameters == 0 ? 1 : op::parameters];
    vector_of<T> weights, cotangent;
    vector_of<T> values;
    vector_of<T> dx[op::variables == 0 ? 1 : op::variables];
    vector_of<T> dp[op::parameters == 0 ? 1 : op::parameters];
    unsigned present;
    T share;
  };

  LIKELIER_DEVICE void take(std::int64_t kept, std::int64_t element, int count) {
    const place at{kept, element};
    const int last = call.ndim - 1;
    vector v;
    const auto read = [&](const device_view& view) {
      if constexpr (traits<Operation>::is_short) {
        return read_inline<T>(call, view, at, count);
      } else {
        return read_apart<T>(call, view, at, count);
      }
    };
    const auto put = [&](const device_view& view, unsigned bits, const vector_of<T>& x) {
      if constexpr (traits<Operation>::is_short) {
        write_inline<T>(call, view, at, bits, x);
      } else {
        write_apart<T>(call, view, at, bits, x);
      }
    };
    for (int k = 0; k < op::variables; ++k) v.x[k] = read(call.arguments[k]);
    if constexpr (op::constants > 0) {
      if (!call.is_uniform)
        for (int k = 0; k < op::parameters; ++k)
          if (k < call.parameters) v.parameters[k] = read(call.arguments[op::variables + k]);
    }
    if (call.weights) v.weights = read(call.weights);
    v.present = (1U << count) - 1U;
    if (call.where) {
      const char* mask = call.where.data + offset_of(call, call.where, at);
      for (int w = 0; w < width; ++w)
        if (w < count && mask[w * call.where.strides[last]] == 0) v.present &= ~(1U << w);
    }
    if constexpr (wants_gradient) {
      if (call.cotangent) v.cotangent = read(call.cotangent);
      if (!call.total_varies) v.share = static_cast<T>(call.gradient_factor * share_of(total_at(call, at)));
    }
    if constexpr (traits<Operation>::is_short) {
      if (call.is_uniform) {
        LIKELIER_UNROLL
        for (int w = 0; w < width; ++w)
          if (w < count) evaluate<true>(v, w, at);
      } else {
        LIKELIER_ROLLED
        for (int w = 0; w < count; ++w) evaluate<false>(v, w, at);
      }
    } else {
      LIKELIER_ROLLED
      for (int w = 0; w < count; ++w) evaluate<false>(v, w, at);
    }
    const unsigned all = (1U << count) - 1U;
    if (call.stores_value) put(call.value, call.clears_masked ? all : v.present, v.values);
    if constexpr (wants_gradient) {
      const auto write = [&](int argument, const vector_of<T>& x) {
        if ((call.stored_gradients >> argument & 1U) != 0) put(call.gradients[argument], all, x);
      };
      for (int k = 0; k < op::variables; ++k) write(k, v.dx[k]);
      for (int k = 0; k < op::parameters; ++k)
        if (k < call.parameters) write(op::variables + k, v.dp[k]);
    }
  }

  // is_known_uniform: the caller has asked whether the parameters are the same at all elements, and they are.
  template <bool is_known_uniform>
  LIKELIER_DEVICE void evaluate(vector& v, int w, const place& at) {
    const bool is_uniform = is_known_uniform || call.is_uniform;
    const bool present = (v.present >> w & 1U) != 0;
    const T zero(0);
    typename op::template variable_array<T> x = {}, dx = {};
    typename op::template constant_array<T> c = {}, dc = {};
    T parameters[op::parameters == 0 ? 1 : op::parameters] = {};
    for (int k = 0; k < op::variables; ++k) x[k] = picked(v.x[k], w);
    for (int j = 0; j < op::constants; ++j) c[j] = constants[j];
    if constexpr (op::constants > 0) {
      if (!is_uniform) {
        for (int k = 0; k < op::parameters; ++k) parameters[k] = picked(v.parameters[k], w);
        op::prepare(call.parameterisation, parameters, c);
      }
    }
    T value;
    if constexpr (wants_gradient) {
      value = op::template chosen<T>(call.choice, [&](auto own) { return own.gradient(x, c, dx, dc); });
    } else {
      value = op::template chosen<T>(call.choice, [&](auto own) { return own.evaluate(x, c); });
    }
    if (call.weights) value = times(value, picked(v.weights, w));
    if (!present) value = zero;
    if (call.sums_value) sums.at[0].add(static_cast<double>(value));
    if (call.stores_value) put_at(v.values, w, static_cast<T>(call.value_factor) * value);
    if constexpr (wants_gradient) {
      T factor = v.share;
      T share(1);
      if (call.total_varies) {
        factor = static_cast<T>(call.gradient_factor);
        share = static_cast<T>(share_of(total_at(call, {at.kept, at.element + w})));
      }
      const auto scaled = [&](T gradient) {
        if (call.weights) gradient = times(gradient, picked(v.weights, w));
        if (call.cotangent) gradient = times(gradient, picked(v.cotangent, w));
        if (call.total_varies) gradient = times(gradient, share);
        return present ? gradient : zero;
      };
      const auto keep = [&](int argument, int sum, vector_of<T>& into, T gradient) {
        if ((call.summed_gradients >> argument & 1U) != 0) sums.at[sum].add(static_cast<double>(gradient));
        if ((call.stored_gradients >> argument & 1U) != 0) put_at(into, w, times(gradient, factor));
      };
      for (int k = 0; k < op::variables; ++k) keep(k, 1 + k, v.dx[k], scaled(dx[k]));
      if constexpr (op::constants > 0) {
        if (!wants_parameters()) return;
        for (int j = 0; j < op::active; ++j) dc[j] = scaled(dc[j]);
        if (is_uniform && call.summed_gradients >> op::variables != 0) {
          for (int j = 0; j < op::active; ++j) sums.at[1 + op::variables + j].add(static_cast<double>(dc[j]));
        } else if (!is_uniform) {
          typename op::template parameter_values<T> p;
          typename op::template constant_values<T> slopes;
          for (int k = 0; k < op::parameters; ++k) p.at[k] = parameters[k];
          for (int j = 0; j < op::constants; ++j) slopes.at[j] = j < op::active ? dc[j] : zero;
          const auto dp = pull_back<typename op::density, op::unit, T>(call.parameterisation, p, slopes);
          for (int k = 0; k < op::parameters; ++k)
            if (k < call.parameters) keep(op::variables + k, 1 + op::variables + k, v.dp[k], dp.at[k]);
        }
      }
    }
  }
};

// Which of the sums a launch wants; the same for all threads.
template <class Layout>
LIKELIER_DEVICE inline bool wants_sum(const elementwise_launch& call, int sum) {
  using op = Layout;
  if (sum == 0) return call.sums_value;
  const int argument = sum - 1;
  if (argument < op::variables) return (call.summed_gradients >> argument & 1U) != 0;
  if (call.is_uniform) return call.summed_gradients >> op::variables != 0 && argument - op::variables < op::active;
  return argument - op::variables < call.parameters && (call.summed_gradients >> argument & 1U) != 0;
}

// Where a thread stands in its block.
struct standing {
  int kept;   // among the kept places
  int rank;   // among the threads of one place
  int ranks;  // how many these are
  int apart;

  LIKELIER_DEVICE explicit standing(const elementwise_launch& call)
      : kept(call.kept_is_fast ? thread_index() % call.threads_kept
                               : thread_index() / (block_threads / call.threads_kept)),
        rank(call.kept_is_fast ? thread_index() / call.threads_kept
                               : thread_index() % (block_threads / call.threads_kept)),
        ranks(block_threads / call.threads_kept),
        apart(call.kept_is_fast ? call.threads_kept : 1) {}
};

template <class Operation, class T, bool wants_gradient>
LIKELIER_GLOBAL void elementwise_kernel(LIKELIER_PARAMETER elementwise_launch call) {
  using layout = typename formula<Operation>::layout;
  const standing own(call);
  elementwise_thread<Operation, T, wants_gradient> thread(call);
  const std::int64_t groups = (call.kept + call.threads_kept - 1) / call.threads_kept;
  for (std::int64_t block = block_index(); block < groups * call.chunks; block += block_count()) {
    const std::int64_t chunk = block % call.chunks;
    const std::int64_t kept = block / call.chunks * call.threads_kept + own.kept;
    const std::int64_t first = chunk * call.chunk;
    const std::int64_t last = first + call.chunk < call.summed ? first + call.chunk : call.summed;
    for (double_pair& sum : thread.sums.at) sum = double_pair{};
    if (kept < call.kept) {
      thread.prepare_place(kept);
      for (std::int64_t e = first + own.rank * call.width; e < last;
           e += static_cast<std::int64_t>(own.ranks) * call.width)
        thread.take(kept, e, last - e < call.width ? static_cast<int>(last - e) : call.width);
    }
    if (!call.sums_value && call.summed_gradients == 0) continue;
    // Without gradients there is one sum, and the others need no registers.
    constexpr int sums = wants_gradient ? layout::sums : 1;
    for (int s = 0; s < sums; ++s) {
      if (!wants_sum<layout>(call, s)) continue;
      thread.sums.at[s] = tree_sum(thread.sums.at[s], own.rank, own.ranks, own.apart);
      if (call.partials != nullptr && own.rank == 0 && kept < call.kept)
        call.partials[(s * call.chunks + chunk) * call.kept + kept] = thread.sums.at[s];
    }
    if (call.partials == nullptr && own.rank == 0 && kept < call.kept) {
      // A copy, as sums that others are told the place of would be in memory all along.
      double_pair own_sums[sums];
      for (int s = 0; s < sums; ++s) own_sums[s] = thread.sums.at[s];
      write_place(call, kept, own_sums, nullptr);
    }
  }
}

// The way of plain calls: values alone, of contiguous arrays in the compute type and one set of parameters, stored for
// each element or summed to one number. Without a branch or a call for anything else it needs few enough registers
// that a processor has the threads, and with them the loads on their way, that memory takes.
template <class Operation, class T>
LIKELIER_GLOBAL void plain_kernel(LIKELIER_PARAMETER elementwise_launch call) {
  using op = formula<Operation>;
  constexpr int width = vector_width<T>;
  // Vectors that are on their way at once; a longer formula hides its loads behind itself.
  constexpr int tile = traits<Operation>::is_short ? 4 : 1;
  constexpr std::int64_t round = block_threads * width;
  typename op::template constant_array<T> c = {};
  if constexpr (op::constants > 0) {
    T parameters[op::parameters] = {};
    for (int k = 0; k < op::parameters; ++k)
      if (k < call.parameters) parameters[k] = value_of<T>(call.arguments[op::variables + k], 0);
    op::prepare(call.parameterisation, parameters, c);
  }
  const T factor = static_cast<T>(call.value_factor);
  for (std::int64_t chunk = block_index(); chunk < call.chunks; chunk += block_count()) {
    const std::int64_t first = chunk * call.chunk;
    const std::int64_t last = first + call.chunk < call.summed ? first + call.chunk : call.summed;
    double_pair sum;
    const auto evaluate = [&](const vector_of<T>(&x)[op::variables == 0 ? 1 : op::variables], int w, int count,
                              vector_of<T>& values) {
      typename op::template variable_array<T> own = {};
      for (int k = 0; k < op::variables; ++k) own[k] = picked(x[k], w);
      const T value = op::evaluate(own, c);
      if (call.sums_value) sum.add(w < count ? static_cast<double>(value) : 0.0);
      put_at(values, w, static_cast<T>(factor * value));
    };
    for (std::int64_t e = first + thread_index() * width; e < last; e += tile * round) {
      vector_of<T> x[tile][op::variables == 0 ? 1 : op::variables];
      LIKELIER_UNROLL
      for (int t = 0; t < tile; ++t) {
        const std::int64_t at = e + t * round;
        const int count = last - at < width ? static_cast<int>(last - at) : width;
        for (int k = 0; k < op::variables; ++k) {
          const T* source = reinterpret_cast<const T*>(call.arguments[k].data) + at;
          if (count == width) {
            const sixteen_bytes all = *reinterpret_cast<const sixteen_bytes*>(source);
            std::memcpy(&x[t][k], &all, sizeof all);
          } else {
            for (int w = 0; w < width; ++w) x[t][k].at[w] = w < count ? source[w] : T(0);
          }
        }
      }
      LIKELIER_UNROLL
      for (int t = 0; t < tile; ++t) {
        const std::int64_t at = e + t * round;
        if (at >= last) break;
        const int count = last - at < width ? static_cast<int>(last - at) : width;
        vector_of<T> values{};
        if constexpr (traits<Operation>::is_short) {
          LIKELIER_UNROLL
          for (int w = 0; w < width; ++w) evaluate(x[t], w, count, values);
        } else {
          LIKELIER_ROLLED
          for (int w = 0; w < count; ++w) evaluate(x[t], w, count, values);
        }
        if (!call.stores_value) continue;
        T* target = reinterpret_cast<T*>(call.value.data) + at;
        if (count == width) {
          sixteen_bytes all;
          std::memcpy(&all, &values, sizeof all);
          *reinterpret_cast<sixteen_bytes*>(target) = all;
        } else {
          for (int w = 0; w < width; ++w)
            if (w < count) target[w] = values.at[w];
        }
      }
    }
    if (!call.sums_value) continue;
    sum = tree_sum(sum, thread_index(), block_threads, 1);
    if (thread_index() == 0) call.partials[chunk] = sum;
  }
}

// Adds up the chunks of each place. The threads of a block stand as in the kernel above.
template <class layout>
LIKELIER_GLOBAL void finish_kernel(LIKELIER_PARAMETER elementwise_launch call) {
  const standing own(call);
  const std::int64_t kept = static_cast<std::int64_t>(block_index()) * call.threads_kept + own.kept;
  several<double_pair, layout::sums> sums;
  LIKELIER_ROLLED
  for (int s = 0; s < layout::sums; ++s) {
    if (!wants_sum<layout>(call, s)) continue;
    if (kept < call.kept) {
      for (std::int64_t chunk = own.rank; chunk < call.chunks; chunk += own.ranks) {
        const double_pair part = call.partials[(s * call.chunks + chunk) * call.kept + kept];
        sums.at[s].add(part.high, part.low);
      }
    }
    sums.at[s] = tree_sum(sums.at[s], own.rank, own.ranks, own.apart);
  }
  if (own.rank == 0 && kept < call.kept) finish_place<layout>(call, kept, sums);
}

template <class Layout>
void run_finish(const elementwise_launch& call, std::int64_t blocks, void* stream) {
  launch(finish_kernel<Layout>, blocks, block_threads, tree_bytes, stream, call);
}

template <class Operation, class T>
struct elementwise_launchers {
  template <bool wants_gradient>
  static void run(const elementwise_launch& call, std::int64_t blocks, void* stream) {
    launch(elementwise_kernel<Operation, T, wants_gradient>, blocks, block_threads, tree_bytes, stream, call);
  }
  static void plain(const elementwise_launch& call, std::int64_t blocks, void* stream) {
    launch(plain_kernel<Operation, T>, blocks, block_threads, tree_bytes, stream, call);
  }
  // Long ones have nothing to gain from a way of their own.
  static constexpr elementwise_kernels::launcher* plain_of() {
    if constexpr (traits<Operation>::is_long) {
      return nullptr;
    } else {
      return plain;
    }
  }
  static constexpr elementwise_kernels table = {run<false>, run<true>, plain_of(), formula<Operation>::sums};
};

}  // namespace likelier::cuda
