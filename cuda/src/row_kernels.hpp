// The row kernels: passes and emits of cpp/include/likelier/rows over rows that a thread, a warp, a block or several
// blocks take.
#pragma once

#include "likelier/rows.hpp"
#include "likelier/rows/parameters.hpp"
#include "rows.hpp"

namespace likelier::cuda {

LIKELIER_DEVICE LIKELIER_APART inline std::int64_t offset_by_row_axes(const row_launch& call, const device_view& view,
                                                                      std::int64_t row) {
  std::int64_t bytes = 0;
  for (int a = call.ndim - 1; a >= 0 && row != 0; --a) {
    bytes += row % call.shape[a] * view.strides[a];
    row /= call.shape[a];
  }
  return bytes;
}
LIKELIER_DEVICE inline std::int64_t row_offset(const row_launch& call, const device_view& view, std::int64_t row) {
  return call.ndim == 1 ? row * view.strides[0] : offset_by_row_axes(call, view, row);
}
LIKELIER_DEVICE inline double row_number(const row_launch& call, const device_view& view, std::int64_t row,
                                         double absent) {
  return view ? load<double>(view.data + row_offset(call, view, row), view.type) : absent;
}
LIKELIER_DEVICE inline bool is_present(const row_launch& call, std::int64_t row, std::int64_t element) {
  return !call.where ||
         call.where.data[row_offset(call, call.where, row) + element * call.where.strides[call.ndim]] != 0;
}
LIKELIER_DEVICE LIKELIER_APART inline bool has_elements(const row_launch& call, std::int64_t row) {
  for (std::int64_t e = 0; e < call.length; ++e)
    if (is_present(call, row, e)) return true;
  return false;
}
// What gradients of a row are multiplied by.
LIKELIER_DEVICE inline double gradient_factor(const row_launch& call, std::int64_t row) {
  const double factor =
      call.gradient_factor * row_number(call, call.cotangent, row, 1.0) * row_number(call, call.row_weights, row, 1.0);
  if (!call.total) return factor;
  const double total = row_number(call, call.total, row, 1.0) + row_number(call, call.total_low, row, 0.0);
  return total == 0.0 ? 0.0 : factor / total;
}

// What a program knows of its row.
struct row_known {
  softmax_row p, q;
  double first = 0.0, second = 0.0, mean = 0.0, slope = 0.0;
  bool is_undefined = false;
};

// Which of a call's operands an emit or a pass takes.
template <class Formula, int first = 0>
struct on {
  using formula = Formula;
  static constexpr int operand = first;
};
template <class... Steps>
struct steps {
  static constexpr int count = static_cast<int>(sizeof...(Steps));
};

// What most programs say; each says what is different.
struct plain_program {
  static constexpr int operands = 1;
  // The value of an operand that adds nothing to any pass.
  LIKELIER_DEVICE static double absent(int operand) { return operand == 0 ? -infinity<double>() : 0.0; }
  LIKELIER_DEVICE static bool is_active(const row_launch& call, std::int64_t row) {
    return row_number(call, call.row_weights, row, 1.0) != 0.0;
  }
  LIKELIER_HD static bool runs_pass(const row_launch&, int) { return true; }
  LIKELIER_DEVICE static void pass_parameters(const row_launch&, int, const row_known&, double*) {}
  // The value of a row that has one.
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known&) { return 0.0; }
  // What is left out by the mask.
  LIKELIER_DEVICE static double masked_value() { return 0.0; }
  // Whether an element's gradient is not what the emit says.
  LIKELIER_DEVICE static bool has_own_gradient(const row_launch&, std::int64_t, std::int64_t) { return false; }
  LIKELIER_DEVICE static double own_gradient(const row_launch&, std::int64_t, double, const row_known&) { return 0.0; }
};

LIKELIER_DEVICE inline void keep_logits(const row_launch& call, std::int64_t row, const row_state& state,
                                        softmax_row& parts, row_known& known) {
  parts = softmax_row::from(state);
  if (parts.inverse == 0.0 && has_elements(call, row)) known.is_undefined = true;
}

struct logsumexp_program : plain_program {
  using passes = steps<on<logsumexp_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<softmax_emit>>;

  LIKELIER_DEVICE static void finish(const row_launch&, int, std::int64_t, const row_state& state, row_known& known) {
    known.p = softmax_row::from(state);
  }
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known& known) {
    return known.p.logsumexp();
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known&) {
    return gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    parameters[0] = known.p.shift;
    parameters[1] = known.p.inverse * gradient_factor(call, row);
  }
};

struct log_softmax_program : plain_program {
  static constexpr int operands = 2;
  using passes = steps<on<logsumexp_pass>, on<sum_pass, 1>>;
  using value_emits = steps<on<log_softmax_emit>>;
  using gradient_emits = steps<on<log_softmax_gradient_emit>>;

  LIKELIER_HD static bool runs_pass(const row_launch& call, int pass) { return pass == 0 || call.wants_gradient; }
  LIKELIER_DEVICE static void finish(const row_launch&, int pass, std::int64_t, const row_state& state,
                                     row_known& known) {
    if (pass == 0) {
      known.p = softmax_row::from(state);
    } else {
      known.first = sum_of(state, 0);
    }
  }
  LIKELIER_DEVICE static double masked_value() { return -infinity<double>(); }
  LIKELIER_DEVICE static void value_parameters(const row_known& known, double* parameters) {
    parameters[0] = known.p.shift;
    parameters[1] = known.p.log_total;
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch&, std::int64_t, const row_known&) { return true; }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch&, std::int64_t, const row_known& known,
                                                  double* parameters) {
    put_log_softmax_gradient(known.p, known.first, 1.0, 1.0, 1.0, parameters);
  }
};

struct softmax_program : plain_program {
  static constexpr int operands = 2;
  using passes = steps<on<logsumexp_pass>, on<softmax_dot_pass>>;
  using value_emits = steps<on<softmax_emit>>;
  using gradient_emits = steps<on<softmax_gradient_emit>>;

  LIKELIER_HD static bool runs_pass(const row_launch& call, int pass) { return pass == 0 || call.wants_gradient; }
  LIKELIER_DEVICE static void pass_parameters(const row_launch&, int, const row_known& known, double* parameters) {
    value_parameters(known, parameters);
  }
  LIKELIER_DEVICE static void finish(const row_launch&, int pass, std::int64_t, const row_state& state,
                                     row_known& known) {
    if (pass == 0) {
      known.p = softmax_row::from(state, false);
    } else {
      known.first = sum_of(state, 0);
    }
  }
  LIKELIER_DEVICE static void value_parameters(const row_known& known, double* parameters) {
    parameters[0] = known.p.shift;
    parameters[1] = known.p.inverse;
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch&, std::int64_t, const row_known&) { return true; }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch&, std::int64_t, const row_known& known,
                                                  double* parameters) {
    value_parameters(known, parameters);
    parameters[2] = known.first;
  }
};

struct cross_entropy_program : plain_program {
  using passes = steps<on<logsumexp_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<softmax_emit>>;

  LIKELIER_DEVICE static std::int64_t target_of(const row_launch& call, std::int64_t row) {
    const std::int64_t target =
        load<std::int64_t>(call.target.data + row_offset(call, call.target, row), call.target.type);
    return target >= 0 && target < call.length ? target : -1;
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int, std::int64_t row, const row_state& state,
                                     row_known& known) {
    keep_logits(call, row, state, known.p, known);
    const std::int64_t target = target_of(call, row);
    if (target < 0) {
      known.is_undefined = true;
      return;
    }
    const device_view& logits = call.operands[0];
    known.first =
        load<double>(logits.data + row_offset(call, logits, row) + target * logits.strides[call.ndim], logits.type);
    if (call.inverse != 1.0)
      known.first = call.in_float
                        ? static_cast<double>(static_cast<float>(known.first) * static_cast<float>(call.inverse))
                        : known.first * call.inverse;
  }
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known& known) {
    return known.is_undefined ? quiet_nan<double>() : known.p.surprisal(known.first);
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known&) {
    return gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    parameters[0] = known.p.shift;
    parameters[1] = known.p.inverse * gradient_factor(call, row);
  }
  LIKELIER_DEVICE static bool has_own_gradient(const row_launch& call, std::int64_t row, std::int64_t element) {
    return element == target_of(call, row);
  }
  LIKELIER_DEVICE static double own_gradient(const row_launch& call, std::int64_t row, double x,
                                             const row_known& known) {
    return gradient_factor(call, row) * target_gradient(known.p, x, 1.0, 0.0);
  }
};

// Values of a distribution given by its rows, with the factor on them.
struct distribution_program : plain_program {
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known&) {
    return gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static double row_value(const row_launch& call, std::int64_t, const row_known& known) {
    return known.is_undefined ? quiet_nan<double>() : call.factor * known.first;
  }
};

struct probability_entropy_program : distribution_program {
  LIKELIER_DEVICE static double absent(int) { return 0.0; }
  using passes = steps<on<entropy_of_probabilities_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<entropy_of_probabilities_emit>>;
  LIKELIER_DEVICE static void finish(const row_launch&, int, std::int64_t, const row_state& state, row_known& known) {
    known.first = sum_of(state, 0);
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known&,
                                                  double* parameters) {
    parameters[0] = gradient_factor(call, row);
  }
};
struct log_probability_entropy_program : distribution_program {
  using passes = steps<on<entropy_of_logs_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<entropy_of_logs_emit>>;
  LIKELIER_DEVICE static void finish(const row_launch&, int, std::int64_t, const row_state& state, row_known& known) {
    known.first = sum_of(state, 0);
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known&,
                                                  double* parameters) {
    put_entropy_of_log_probabilities(gradient_factor(call, row), parameters);
  }
};
struct logit_entropy_program : distribution_program {
  using passes = steps<on<logsumexp_entropy_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<entropy_of_logs_emit>>;
  LIKELIER_DEVICE static void finish(const row_launch& call, int, std::int64_t row, const row_state& state,
                                     row_known& known) {
    keep_logits(call, row, state, known.p, known);
    known.second = sum_of(state, 1);
    known.first = entropy_of_logits(known.p, known.second);
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put_entropy_of_logits(known.p, known.second, gradient_factor(call, row), parameters);
  }
};

template <bool PIsLog, bool QIsLog>
struct divergence_program : distribution_program {
  static constexpr int operands = 2;
  LIKELIER_DEVICE static double absent(int operand) {
    return (operand == 0 ? PIsLog : QIsLog) ? -infinity<double>() : 0.0;
  }
  using passes = steps<on<logsumexp_pass, 0>, on<logsumexp_pass, 1>, on<divergence_pass<PIsLog, QIsLog>>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<divergence_emit<PIsLog, QIsLog>>>;

  LIKELIER_HD static bool runs_pass(const row_launch& call, int pass) {
    return pass == 2 || (pass == 0 ? call.p_is_logits : call.q_is_logits);
  }
  LIKELIER_DEVICE static log_side side(const row_launch& call, bool is_logits, const softmax_row& row) {
    return is_logits ? side_of_logits(row, call.in_float) : log_side::of_log_probabilities();
  }
  LIKELIER_DEVICE static void put(const row_launch& call, const row_known& known, double* parameters) {
    put_divergence(side(call, call.p_is_logits, known.p), side(call, call.q_is_logits, known.q), call.in_float,
                   parameters);
  }
  LIKELIER_DEVICE static void pass_parameters(const row_launch& call, int pass, const row_known& known,
                                              double* parameters) {
    if (pass == 2) put(call, known, parameters);
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int pass, std::int64_t row, const row_state& state,
                                     row_known& known) {
    if (pass < 2) {
      keep_logits(call, row, state, pass == 0 ? known.p : known.q, known);
      return;
    }
    known.first = divergence_value(state, call.p_is_logits && call.q_is_logits);
    known.second = sum_of(state, 1);
    known.mean = call.p_is_logits ? sum_of(state, 0) - known.second : 0.0;
  }
  // Whether p and q have mass somewhere together.
  LIKELIER_DEVICE LIKELIER_APART static bool overlap(const row_launch& call, std::int64_t row, bool p_is_infinite,
                                                     bool q_is_infinite) {
    const device_view &p = call.operands[0], &q = call.operands[1];
    const char* p_row = p.data + row_offset(call, p, row);
    const char* q_row = q.data + row_offset(call, q, row);
    for (std::int64_t e = 0; e < call.length; ++e) {
      if (is_present(call, row, e) &&
          has_mass(load<double>(p_row + e * p.strides[call.ndim], p.type), PIsLog, p_is_infinite) &&
          has_mass(load<double>(q_row + e * q.strides[call.ndim], q.type), QIsLog, q_is_infinite))
        return true;
    }
    return false;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put(call, known, parameters);
    const double inf = infinity<double>();
    const bool flat = known.mean == inf && !overlap(call, row, call.p_is_logits && known.p.shift == inf,
                                                    call.q_is_logits && known.q.shift == inf);
    parameters[divergence_mean] = known.mean;
    parameters[divergence_excess] = call.q_is_logits ? known.second : 0.0;
    parameters[divergence_flat] = flat ? 1.0 : 0.0;
    parameters[divergence_factor] = gradient_factor(call, row);
  }
};

// The sums of terms of p and q.
template <class Formula, bool PIsLog, bool QIsLog>
struct f_divergence_program : divergence_program<PIsLog, QIsLog> {
  using base = divergence_program<PIsLog, QIsLog>;
  using passes = steps<on<logsumexp_pass, 0>, on<logsumexp_pass, 1>, on<f_divergence_pass<Formula, PIsLog, QIsLog>>>;
  using gradient_emits = steps<on<f_divergence_emit<Formula, PIsLog, QIsLog>>>;

  LIKELIER_DEVICE static void put(const row_launch& call, const row_known& known, double* parameters) {
    base::put(call, known, parameters);
    put_f_divergence<Formula>(call.argument, call.rest, base::side(call, call.q_is_logits, known.q), call.in_float,
                              parameters);
  }
  LIKELIER_DEVICE static void pass_parameters(const row_launch& call, int pass, const row_known& known,
                                              double* parameters) {
    if (pass == 2) put(call, known, parameters);
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int pass, std::int64_t row, const row_state& state,
                                     row_known& known) {
    if (pass < 2) {
      keep_logits(call, row, state, pass == 0 ? known.p : known.q, known);
      return;
    }
    const auto result = f_divergence_value::from(sum_of(state, 0), call.factor, call.square_root);
    known.first = result.value;
    known.slope = result.slope;
    known.mean = call.p_is_logits ? sum_of(state, 1) : 0.0;
    known.second = call.q_is_logits ? sum_of(state, PIsLog ? 2 : 1) : 0.0;
  }
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known& known) {
    return known.is_undefined ? quiet_nan<double>() : known.first;
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    // The distance has a kink at 0.
    const bool is_constant = call.square_root && known.first == 0.0;
    const bool vanishes = call.factor == 0.0 && known.first == known.first;
    return !is_constant && !vanishes && gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put(call, known, parameters);
    const double inf = infinity<double>();
    const bool flat =
        (known.mean == inf || known.mean == -inf) &&
        !base::overlap(call, row, call.p_is_logits && known.p.shift == inf, call.q_is_logits && known.q.shift == inf);
    parameters[f_divergence_p_mean] = known.mean;
    parameters[f_divergence_q_mean] = known.second;
    parameters[f_divergence_p_flat] = flat ? 1.0 : 0.0;
    parameters[f_divergence_factor] = known.slope * gradient_factor(call, row);
  }
};

// The rows of a block, and where one thread stands in them.
struct row_standing {
  int lane, threads, own_row;

  LIKELIER_DEVICE explicit row_standing(const row_launch& call)
      : lane(thread_index() % call.threads), threads(call.threads), own_row(thread_index() / call.threads) {}
};

// The merged state of all threads of a row, in a tree of fixed shape; every thread gets it.
template <class Pass>
LIKELIER_DEVICE row_state merge_threads(const row_state& own, const row_standing& at) {
  auto* states = reinterpret_cast<row_state*>(shared_memory());
  const int self = thread_index();
  states[self] = own;
  barrier();
  for (int half = at.threads / 2; half > 0; half /= 2) {
    if (at.lane < half) {
      const row_state pair[2] = {states[self], states[self + half]};
      states[self] = merge_row_states<Pass>(pair, 2);
    }
    barrier();
  }
  const row_state merged = states[self - at.lane];
  barrier();
  return merged;
}

// The operands of one row as formulas see them: converted, mapped, and with what is absent in place of what is masked.
template <class Program, class T>
struct row_reader {
  static constexpr int width = vector_width<T>;

  const row_launch& call;
  std::int64_t row;
  const T* staged[Program::operands];  // null: in the arrays

  LIKELIER_DEVICE row_reader(const row_launch& launch, std::int64_t own, T* first_staged, int own_row, int rows)
      : call(launch), row(own) {
    for (int o = 0; o < Program::operands; ++o)
      staged[o] =
          launch.is_staged ? first_staged + (static_cast<std::int64_t>(o) * rows + own_row) * launch.length : nullptr;
  }

  LIKELIER_DEVICE vector_of<T> read(int operand, std::int64_t element, int count) const {
    const device_view& view = call.operands[operand];
    const std::int64_t step = view.strides[call.ndim];
    vector_of<T> x = load_some<T>(view, row_offset(call, view, row) + element * step, step, count);
    // Soft targets and cotangents have no temperature.
    const bool is_mapped = call.inverse != 1.0 && (operand == 0 ? call.p_is_logits : call.q_is_logits);
    for (int w = 0; w < width; ++w) {
      if (is_mapped) x.at[w] *= static_cast<T>(call.inverse);
      if (w >= count || (call.where && !is_present(call, row, element + w)))
        x.at[w] = static_cast<T>(Program::absent(operand));
    }
    return x;
  }
  LIKELIER_DEVICE vector_of<T> at(int operand, std::int64_t element, int count) const {
    if (staged[operand] == nullptr && count > 0) return read(operand, element, count);
    vector_of<T> x;
    for (int w = 0; w < width; ++w)
      x.at[w] = w < count ? staged[operand][element + w] : static_cast<T>(Program::absent(operand));
    return x;
  }
};

LIKELIER_DEVICE inline int count_of(std::int64_t element, std::int64_t last, int width) {
  return element >= last ? 0 : last - element < width ? static_cast<int>(last - element) : width;
}

// What the elements [first, last) of a row that a thread takes add to a state.
template <class Pass, int first_operand, class Program, class T>
LIKELIER_DEVICE row_state push(const row_reader<Program, T>& reader, const double* parameters, std::int64_t first,
                               std::int64_t last, const row_standing& at) {
  constexpr int width = vector_width<T>;
  // Vectors that are on their way at once.
  constexpr int tile = 4;
  row_state state = empty_row_state<Pass>();
  T narrow[Pass::parameters + 1];
  for (int k = 0; k < Pass::parameters; ++k) narrow[k] = static_cast<T>(parameters[k]);
  const std::int64_t step = static_cast<std::int64_t>(at.threads) * width;
  for (std::int64_t e = first + at.lane * width; e < last; e += tile * step) {
    vector_of<T> x[tile][Pass::operands];
    LIKELIER_UNROLL
    for (int t = 0; t < tile; ++t)
      for (int o = 0; o < Pass::operands; ++o)
        x[t][o] = reader.at(first_operand + o, e + t * step, count_of(e + t * step, last, width));
    bool fresh = false;
    if constexpr (Pass::shifted) {
      T largest = -infinity<T>();
      bool invalid = false;
      LIKELIER_UNROLL
      for (int t = 0; t < tile; ++t)
        for (const T& own : x[t][0].at) {
          largest = own > largest ? own : largest;
          invalid = invalid || own != own;
        }
      if (static_cast<double>(largest) > state.shift) {
        if (state.shift > -infinity<double>()) {
          add_to(state.high[0], state.low[0], 1.0, 0.0);
          const double distance = static_cast<double>(largest) - state.shift;
          Pass::move(state, distance, exp(-distance));
        }
        state.shift = static_cast<double>(largest);
        fresh = true;
      } else if (state.shift == -infinity<double>()) {
        // Nothing but -inf, which is no mass, or NaN.
        if (invalid)
          for (int k = 0; k < Pass::sums; ++k) state.high[k] = quiet_nan<double>();
        continue;
      }
      narrow[0] = static_cast<T>(state.shift);
    }
    T occurrences(0);
    LIKELIER_UNROLL
    for (int t = 0; t < tile; ++t) {
      if (count_of(e + t * step, last, width) == 0) continue;
      T part[Pass::sums][width];
      for (int w = 0; w < width; ++w) {
        T own[Pass::operands], sums[Pass::sums];
        for (int o = 0; o < Pass::operands; ++o) own[o] = x[t][o].at[w];
        if constexpr (Pass::shifted) {
          Pass::terms(own, narrow[0], sums);
          if (own[0] == narrow[0]) {
            sums[0] = T(0);
            occurrences += T(1);
          }
        } else {
          Pass::terms(own, narrow, sums);
        }
        for (int k = 0; k < Pass::sums; ++k) part[k][w] = sums[k];
      }
      // Pairwise in the compute type, as the CPU's lanes are.
      for (int k = 0; k < Pass::sums; ++k) {
        for (int half = width / 2; half > 0; half /= 2)
          for (int w = 0; w < half; ++w) part[k][w] += part[k][w + half];
        add_to(state.high[k], state.low[k], static_cast<double>(part[k][0]), 0.0);
      }
    }
    if constexpr (Pass::shifted)
      add_to(state.high[0], state.low[0], static_cast<double>(occurrences) - (fresh ? 1.0 : 0.0), 0.0);
  }
  return state;
}

inline constexpr int most_parameters = engine::max_row_parameters;

template <class Emit, int first_operand, class Program, class T, class Parameters>
LIKELIER_DEVICE void emit(const row_reader<Program, T>& reader, const Parameters& put_parameters,
                          const row_known& known, const device_view* const* outputs, bool emits, double masked,
                          bool is_gradient, std::int64_t first, std::int64_t last, const row_standing& at) {
  constexpr int width = vector_width<T>;
  const row_launch& call = reader.call;
  double parameters[most_parameters] = {};
  if (emits) put_parameters(parameters);
  T narrow[Emit::parameters];
  for (int k = 0; k < Emit::parameters; ++k) narrow[k] = static_cast<T>(parameters[k]);
  for (std::int64_t e = first + at.lane * width; e < last; e += static_cast<std::int64_t>(at.threads) * width) {
    const int count = count_of(e, last, width);
    vector_of<T> x[Emit::operands], out[Emit::outputs];
    for (int o = 0; o < Emit::operands; ++o) x[o] = reader.at(first_operand + o, e, count);
    for (int w = 0; w < width; ++w) {
      T own[Emit::operands], results[Emit::outputs];
      for (int o = 0; o < Emit::operands; ++o) own[o] = x[o].at[w];
      for (int i = 0; i < Emit::outputs; ++i) results[i] = T(0);
      if (emits) Emit::values(own, narrow, results);
      if (emits && is_gradient && w < count && Program::has_own_gradient(call, reader.row, e + w))
        results[0] = static_cast<T>(Program::own_gradient(call, reader.row, static_cast<double>(own[0]), known));
      const bool present = w < count && (!call.where || is_present(call, reader.row, e + w));
      for (int i = 0; i < Emit::outputs; ++i) {
        const bool is_mapped = is_gradient && call.inverse != 1.0 && (i == 0 ? call.p_is_logits : call.q_is_logits);
        if (emits && is_mapped) results[i] *= static_cast<T>(call.inverse);
        if (emits && is_gradient && known.is_undefined) results[i] = quiet_nan<T>();
        out[i].at[w] = present ? results[i] : static_cast<T>(masked);
      }
    }
    for (int i = 0; i < Emit::outputs; ++i) {
      if (outputs[i] == nullptr || !*outputs[i]) continue;
      const device_view& view = *outputs[i];
      const std::int64_t step = view.strides[call.ndim];
      store_some<T>(view, row_offset(call, view, reader.row) + e * step, step, (1U << count) - 1U, out[i]);
    }
  }
}

// One pass of a row, or what is known of it; false where the rest is for the next launch.
template <class Program, class Step, int pass, class T>
LIKELIER_DEVICE bool run_pass(const row_launch& call, const row_reader<Program, T>& reader, bool active,
                              const row_standing& at, std::int64_t chunk, std::int64_t first, std::int64_t last,
                              row_known& known) {
  using formula = typename Step::formula;
  if (!Program::runs_pass(call, pass)) return true;
  row_state* stored = call.states == nullptr ? nullptr : call.states + (pass * call.rows + reader.row) * call.chunks;
  if (pass < call.first_pass) {
    if (active) Program::finish(call, pass, reader.row, merge_row_states<formula>(stored, call.chunks), known);
    return true;
  }
  if (pass > call.last_pass) return true;
  row_state state = empty_row_state<formula>();
  if (active) {
    double parameters[most_parameters] = {};
    Program::pass_parameters(call, pass, known, parameters);
    state = push<formula, Step::operand>(reader, parameters, first, last, at);
  }
  state = merge_threads<formula>(state, at);
  if (stored != nullptr) {
    if (active && at.lane == 0) stored[chunk] = state;
    return false;
  }
  if (active) Program::finish(call, pass, reader.row, state, known);
  return true;
}
template <class Program, class T, class... Steps, int... pass>
LIKELIER_DEVICE bool run_passes(const row_launch& call, const row_reader<Program, T>& reader, bool active,
                                const row_standing& at, std::int64_t chunk, std::int64_t first, std::int64_t last,
                                row_known& known, steps<Steps...>, std::integer_sequence<int, pass...>) {
  return (run_pass<Program, Steps, pass>(call, reader, active, at, chunk, first, last, known) && ...);
}

template <class Program, class T, class Step>
LIKELIER_DEVICE void emit_values(const row_launch& call, const row_reader<Program, T>& reader, const row_known& known,
                                 std::int64_t first, std::int64_t last, const row_standing& at, steps<Step>) {
  const device_view* outputs[] = {&call.values};
  emit<typename Step::formula, Step::operand>(
      reader, [&](double* parameters) { Program::value_parameters(known, parameters); }, known, outputs, true,
      Program::masked_value(), false, first, last, at);
}
template <class Program, class T>
LIKELIER_DEVICE void emit_values(const row_launch&, const row_reader<Program, T>&, const row_known&, std::int64_t,
                                 std::int64_t, const row_standing&, steps<>) {}

template <class Program, class T, class Step>
LIKELIER_DEVICE void emit_gradients(const row_launch& call, const row_reader<Program, T>& reader,
                                    const row_known& known, bool active, std::int64_t first, std::int64_t last,
                                    const row_standing& at, steps<Step>) {
  const device_view* outputs[] = {&call.gradients[0], &call.gradients[1]};
  const bool emits = active && Program::emits_gradient(call, reader.row, known);
  emit<typename Step::formula, Step::operand>(
      reader, [&](double* parameters) { Program::gradient_parameters(call, reader.row, known, parameters); }, known,
      outputs, emits, 0.0, true, first, last, at);
}

// Rows that lie one after the other, read by the whole block in the order of memory.
template <class T>
LIKELIER_DEVICE inline void stage_flat(const row_launch& call, int operand, std::int64_t first_row, int rows,
                                       T* staged) {
  constexpr int width = vector_width<T>;
  device_view view = call.operands[operand];
  view.vectors = call.has_flat_vectors[operand];
  const std::int64_t here = call.rows - first_row < rows ? call.rows - first_row : rows;
  const std::int64_t last = here * call.length;
  const std::int64_t step = view.strides[1];
  const bool is_mapped = call.inverse != 1.0 && (operand == 0 ? call.p_is_logits : call.q_is_logits);
  for (std::int64_t i = thread_index() * width; i < last; i += block_threads * width) {
    const int count = count_of(i, last, width);
    const vector_of<T> x = load_some<T>(view, (first_row * call.length + i) * step, step, count);
    for (int w = 0; w < width; ++w)
      if (w < count) staged[i + w] = is_mapped ? x.at[w] * static_cast<T>(call.inverse) : x.at[w];
  }
}

template <class Program, class T>
LIKELIER_GLOBAL void row_kernel(LIKELIER_PARAMETER row_launch call) {
  constexpr int width = vector_width<T>;
  const row_standing at(call);
  const int rows = block_threads / call.threads;
  const std::int64_t groups = (call.rows + rows - 1) / rows;
  T* staged = reinterpret_cast<T*>(shared_memory() + row_state_bytes);
  for (std::int64_t block = block_index(); block < groups * call.chunks; block += block_count()) {
    const std::int64_t chunk = block % call.chunks;
    const std::int64_t row = block / call.chunks * rows + at.own_row;
    const std::int64_t first = chunk * call.chunk;
    const std::int64_t last = first + call.chunk < call.length ? first + call.chunk : call.length;
    const bool exists = row < call.rows;
    const bool active = exists && Program::is_active(call, row);
    const row_reader<Program, T> reader(call, exists ? row : 0, staged, at.own_row, rows);
    if (call.is_staged) {
      // Each block writes here what its last row had, once all of that has been read.
      barrier();
      for (int o = 0; o < Program::operands; ++o) {
        if (!call.operands[o]) continue;
        T* all = staged + static_cast<std::int64_t>(o) * rows * call.length;
        if (call.is_flat[o]) {
          stage_flat<T>(call, o, block / call.chunks * rows, rows, all);
          continue;
        }
        T* own = all + at.own_row * call.length;
        for (std::int64_t e = at.lane * width; exists && e < call.length;
             e += static_cast<std::int64_t>(at.threads) * width) {
          const int count = count_of(e, call.length, width);
          const vector_of<T> x = reader.read(o, e, count);
          for (int w = 0; w < width; ++w)
            if (w < count) own[e + w] = x.at[w];
        }
      }
      barrier();
    }
    row_known known;
    using passes = typename Program::passes;
    const bool complete = run_passes<Program, T>(call, reader, active, at, chunk, first, last, known, passes{},
                                                 std::make_integer_sequence<int, passes::count>{});
    // Gradients may be written over the logits, of which the value still needs its target's.
    if (call.wants_gradient) barrier();
    if (!complete || !call.completes || !exists) continue;
    if (call.row_values && chunk == 0 && at.lane == 0)
      store(call.row_values.data + row_offset(call, call.row_values, row), call.row_values.type,
            active ? row_number(call, call.row_weights, row, 1.0) * Program::row_value(call, row, known) : 0.0);
    if (call.values) emit_values<Program, T>(call, reader, known, first, last, at, typename Program::value_emits{});
    if (call.wants_gradient)
      emit_gradients<Program, T>(call, reader, known, active, first, last, at, typename Program::gradient_emits{});
  }
}

template <class Program, class T>
struct row_launchers {
  static void run(const row_launch& call, std::int64_t blocks, std::size_t shared_bytes, void* stream) {
    launch(row_kernel<Program, T>, blocks, block_threads, shared_bytes, stream, call);
  }
  // The planner asks what the kernel asks.
  static bool runs_pass(const row_launch& call, int pass) { return Program::runs_pass(call, pass); }
  static constexpr row_kernels table = {run, runs_pass, Program::operands, Program::passes::count};
};

}  // namespace likelier::cuda
