// The row kernels: passes and emits of cpp/include/likelier/rows over rows that a thread, a warp, a block or several
// blocks take.
#pragma once

#include <atomic>
#include <limits>

#include "cluster.hpp"
#include "likelier/rows.hpp"
#include "likelier/rows/cross_entropy.hpp"
#include "likelier/rows/distill.hpp"
#include "likelier/rows/renyi.hpp"
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
// Apart, as all that is once a row and asked for in several places.
LIKELIER_DEVICE LIKELIER_APART inline double row_number(const row_launch& call, const device_view& view,
                                                        std::int64_t row, double absent) {
  return view ? load<double>(view.data + row_offset(call, view, row), view.type) : absent;
}
LIKELIER_DEVICE inline double element_of(const row_launch& call, const device_view& view, std::int64_t row,
                                         std::int64_t element) {
  return load<double>(view.data + row_offset(call, view, row) + element * view.strides[call.ndim], view.type);
}
LIKELIER_DEVICE inline bool is_present(const row_launch& call, std::int64_t row, std::int64_t element) {
  return !call.where ||
         call.where.data[row_offset(call, call.where, row) + element * call.where.strides[call.ndim]] != 0;
}
// A bit for each of count elements.
LIKELIER_DEVICE LIKELIER_APART inline unsigned presence(const row_launch& call, std::int64_t row, std::int64_t element,
                                                        int count) {
  unsigned bits = 0;
  LIKELIER_ROLLED
  for (int w = 0; w < count; ++w) bits |= is_present(call, row, element + w) ? 1U << w : 0U;
  return bits;
}
LIKELIER_DEVICE LIKELIER_APART inline bool has_elements(const row_launch& call, std::int64_t row) {
  for (std::int64_t e = 0; e < call.length; ++e)
    if (is_present(call, row, e)) return true;
  return false;
}
// What gradients of a row are multiplied by.
LIKELIER_DEVICE LIKELIER_APART inline double gradient_factor(const row_launch& call, std::int64_t row) {
  const double factor =
      call.gradient_factor * row_number(call, call.cotangent, row, 1.0) * row_number(call, call.row_weights, row, 1.0);
  if (!call.total) return factor;
  const double total = row_number(call, call.total, row, 1.0) + row_number(call, call.total_low, row, 0.0);
  return total == 0.0 ? 0.0 : factor / total;
}

// Operands that are logits are under a temperature and a soft cap; soft targets, cotangents and the like are not.
LIKELIER_HD inline bool is_capped(const row_launch& call, int operand) {
  return (call.inverse != 1.0 || call.limit != 0.0) && (operand == 0   ? call.p_is_logits
                                                        : operand == 1 ? call.q_is_logits
                                                                       : false);
}
template <class T>
LIKELIER_DEVICE LIKELIER_APART T capped(const row_launch& call, T x) {
  return soft_capped(x, static_cast<T>(call.inverse), static_cast<T>(call.limit));
}

// A logit as formulas see it.
LIKELIER_DEVICE inline double logit_of(const row_launch& call, std::int64_t row, std::int64_t element) {
  const double x = element_of(call, call.operands[0], row, element);
  if (!is_capped(call, 0)) return x;
  return call.in_float ? static_cast<double>(capped(call, static_cast<float>(x))) : capped(call, x);
}
LIKELIER_DEVICE inline double* numbers_of(const row_launch& call, const device_view& view, std::int64_t row) {
  return reinterpret_cast<double*>(view.data + row_offset(call, view, row));
}

// Of a row's list.
LIKELIER_DEVICE inline std::int64_t listed_class_of(const row_launch& call, std::int64_t row, std::int64_t slot) {
  const device_view& first = call.target;
  return load<std::int64_t>(first.data + row_offset(call, first, row) + slot * call.lists.class_step, first.type);
}

// What a program knows of its row.
struct row_known {
  softmax_row p, q;
  double first = 0.0, second = 0.0, mean = 0.0, slope = 0.0;
  std::int64_t entry = -1;  // an element whose gradient is the program's own
  std::int64_t place = -1;  // what first_place finds
  double log_powers = 0.0;
  double class_weight = 1.0;  // of an integer target
  bool direct = false;
  bool is_undefined = false;
};

// Which of a call's operands an emit or a pass takes. The third are the classes' weights.
inline constexpr int class_weights_operand = 2;
template <class Formula, int first = 0, int second = first + 1>
struct on {
  using formula = Formula;
  LIKELIER_HD static constexpr int operand(int i) { return i == 0 ? first : second; }
};
template <class... Steps>
struct steps {
  static constexpr int count = static_cast<int>(sizeof...(Steps));
};

// What most programs say; each says what is different.
struct plain_program {
  using known = row_known;
  static constexpr int operands = 1;
  // The value of an operand that adds nothing to any pass.
  LIKELIER_DEVICE static double absent(int operand) { return operand == 0 ? -infinity<double>() : 0.0; }
  LIKELIER_DEVICE static bool is_active(const row_launch& call, std::int64_t row) {
    return row_number(call, call.row_weights, row, 1.0) != 0.0;
  }
  LIKELIER_HD static bool runs_pass(const row_launch&, int) { return true; }
  // What is known without any pass.
  LIKELIER_DEVICE static void begin(const row_launch&, std::int64_t, row_known&) {}
  LIKELIER_DEVICE static void pass_parameters(const row_launch&, int, const row_known&, double*) {}
  // The value of a row that has one.
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known&) { return 0.0; }
  // What else is said of a row, active or not.
  LIKELIER_DEVICE static void put_results(const row_launch&, std::int64_t, const row_known&, bool) {}
  // What is left out by the mask.
  LIKELIER_DEVICE static double masked_value() { return 0.0; }
  // The gradient of the element known.entry, but for the slope of the cap.
  LIKELIER_DEVICE static double own_gradient(const row_launch&, std::int64_t, const row_known&) { return 0.0; }
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    parameters[0] = known.p.shift;
    parameters[1] = known.p.inverse * gradient_factor(call, row);
  }
};

struct logmeanexp_program : logsumexp_program {
  LIKELIER_DEVICE static double row_value(const row_launch& call, std::int64_t row, const row_known& known) {
    return logmeanexp(
        known.p, row_number(call, call.classes, row, static_cast<double>(call.length)), call.length,
        [&](std::int64_t i) { return is_present(call, row, i); },
        [&](std::int64_t i) { return element_of(call, call.operands[0], row, i); });
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch&, int, std::int64_t, const row_known& known,
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch&, int, std::int64_t, const row_known& known,
                                                  double* parameters) {
    value_parameters(known, parameters);
    parameters[2] = known.first;
  }
};

// Where the first element of a row stands that equals its shift; the first NaN in a row that has one. The shift of a
// state is minus the place, so that states merge.
struct first_place_pass : row_pass {
  static constexpr int sums = 0;
  static constexpr bool shifted = true;
  LIKELIER_HD static void move(row_state&, double, double) {}
};

struct cross_entropy_rows : plain_program {
  LIKELIER_DEVICE static std::int64_t integer_of(const row_launch& call, const device_view& view, std::int64_t row) {
    return load<std::int64_t>(view.data + row_offset(call, view, row), view.type);
  }
  LIKELIER_DEVICE static double class_weight_of(const row_launch& call, std::int64_t row, std::int64_t entry) {
    return call.class_weights ? element_of(call, call.class_weights, row, entry) : 1.0;
  }
  LIKELIER_DEVICE static const double* shard_of(const row_launch& call, std::int64_t row) {
    return numbers_of(call, call.shard, row);
  }
  // The passes are those of the slices.
  LIKELIER_HD static bool runs_pass(const row_launch& call, int) { return !call.shard; }
  // Finds where the target stands among these classes.
  LIKELIER_DEVICE static void find_target(const row_launch& call, std::int64_t row, row_known& known) {
    if (!call.target) return;
    const std::int64_t target = integer_of(call, call.target, row);
    if (target < 0 || target >= call.class_count) {
      known.is_undefined = true;
      return;
    }
    const std::int64_t entry = target - call.first_class;
    if (entry >= 0 && entry < call.length) known.entry = entry;
  }
  LIKELIER_DEVICE LIKELIER_APART static row_known known_of_shard(const row_launch& call, std::int64_t row) {
    const auto own = cross_entropy_row::of_shard(shard_of(call, row), call.target ? 0.0 : call.label_smoothing);
    row_known known;
    known.p = own.parts;
    known.is_undefined = own.parts.inverse == 0.0;
    known.first = own.target_logit;
    known.second = own.mass_sum;
    known.mean = own.mass_distance;
    find_target(call, row, known);
    return known;
  }
  // Finds the target's logit.
  LIKELIER_DEVICE static void finish_logits(const row_launch& call, std::int64_t row, const row_state& state,
                                            row_known& known) {
    keep_logits(call, row, state, known.p, known);
    find_target(call, row, known);
    if (known.entry < 0) return;
    known.class_weight = class_weight_of(call, row, known.entry);
    known.first = logit_of(call, row, known.entry);
  }
  LIKELIER_DEVICE static cross_entropy_row row_of(const row_launch& call, std::int64_t row, const row_known& known) {
    cross_entropy_row own;
    own.parts = known.p;
    own.target_logit = known.first;
    own.mass_sum = known.second;
    own.mass_distance = known.mean;
    own.z = call.z_loss * known.class_weight;
    if (call.target) {
      own.target_mass = (1.0 - call.label_smoothing) * known.class_weight;
      if (call.label_smoothing != 0.0) own.share = smoothing_of(call, row);
    } else {
      own.share = 1.0;
    }
    return own;
  }
  // The smoothing's mass on each class.
  LIKELIER_DEVICE static double smoothing_of(const row_launch& call, std::int64_t row) {
    return call.label_smoothing / row_number(call, call.classes, row, static_cast<double>(call.class_count));
  }
  LIKELIER_DEVICE static double row_value(const row_launch& call, std::int64_t row, const row_known& known) {
    return known.is_undefined ? quiet_nan<double>() : row_of(call, row, known).loss();
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known&) {
    return gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static double own_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    const double smoothed = call.label_smoothing == 0.0 ? 0.0 : known.class_weight;
    return gradient_factor(call, row) * row_of(call, row, known).target_slope(smoothed);
  }
};

// The weight of a target's class is in that of its row.
struct cross_entropy_program : cross_entropy_rows {
  using passes = steps<on<logsumexp_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<softmax_emit>>;

  LIKELIER_DEVICE static void begin(const row_launch& call, std::int64_t row, row_known& known) {
    if (call.shard) known = known_of_shard(call, row);
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int, std::int64_t row, const row_state& state,
                                     row_known& known) {
    finish_logits(call, row, state, known);
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put_cross_entropy_gradient(row_of(call, row, known), gradient_factor(call, row), parameters);
  }
};

struct smoothed_cross_entropy_program : cross_entropy_rows {
  static constexpr int operands = 2;
  using passes = steps<on<logsumexp_linear_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<smoothed_gradient_emit>>;

  LIKELIER_DEVICE static void begin(const row_launch& call, std::int64_t row, row_known& known) {
    if (!call.shard) return;
    known = known_of_shard(call, row);
    if (call.target) known.class_weight = shard_of(call, row)[shard_class_weight];
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int, std::int64_t row, const row_state& state,
                                     row_known& known) {
    finish_logits(call, row, state, known);
    known.second = sum_of(state, 1);
    known.mean = sum_of(state, 2);
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put_cross_entropy_gradient(row_of(call, row, known), gradient_factor(call, row), parameters);
  }
};

struct soft_cross_entropy_program : smoothed_cross_entropy_program {
  using gradient_emits = steps<on<log_softmax_gradient_emit>, on<surprisal_emit, 0, class_weights_operand>>;

  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int step, std::int64_t row,
                                                  const row_known& known, double* parameters) {
    const double factor = gradient_factor(call, row);
    if (step == 0) {
      put_soft_gradient(row_of(call, row, known), factor, parameters);
    } else {
      put_surprisal(row_of(call, row, known), factor * (1.0 - call.label_smoothing), parameters);
    }
  }
};

// Of every row that is present, whatever it weighs in the loss.
struct cross_entropy_statistics_program : cross_entropy_rows {
  static constexpr int operands = 2;
  using passes = steps<on<logsumexp_statistics_pass>, on<first_place_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<>;

  LIKELIER_DEVICE static void finish(const row_launch& call, int pass, std::int64_t row, const row_state& state,
                                     row_known& known) {
    if (pass == 1) {
      known.place = state.shift > -infinity<double>() ? static_cast<std::int64_t>(-state.shift) : -1;
      return;
    }
    finish_logits(call, row, state, known);
    known.second = sum_of(state, 1);
    known.mean = sum_of(state, 2);
    known.slope = sum_of(state, 3);
  }
  LIKELIER_DEVICE static double row_value(const row_launch& call, std::int64_t row, const row_known& known) {
    const double weight = row_number(call, call.weights, row, 1.0);
    if (weight == 0.0) return 0.0;
    const bool weighs_nothing = call.target && call.label_smoothing == 0.0 && known.entry >= 0 &&
                                class_weight_of(call, row, known.entry) == 0.0;
    return weighs_nothing ? 0.0 : weight * cross_entropy_rows::row_value(call, row, known);
  }
  LIKELIER_DEVICE static void put_results(const row_launch& call, std::int64_t row, const row_known& known,
                                          bool active) {
    const double none = quiet_nan<double>();
    // Without a distribution no class is the most probable one.
    const bool exists = active && known.p.rest == known.p.rest && known.p.inverse != 0.0;
    const bool is_empty = known.p.inverse == 0.0 && has_elements(call, row);
    const double entropy = is_empty ? none : entropy_of_logits(known.p, known.slope);
    const double logsumexp = known.p.logsumexp();
    const std::int64_t place = exists ? known.place : -1;
    const auto put = [&](const device_view& view, double x) {
      store(view.data + row_offset(call, view, row), view.type, x);
    };
    put(call.logsumexps, active ? logsumexp : none);
    put(call.entropies, active ? entropy : none);
    put(call.penalties, exists ? (call.z_loss == 0.0 ? 0.0 : call.z_loss * logsumexp * logsumexp) : none);
    *reinterpret_cast<std::int64_t*>(call.largest.data + row_offset(call, call.largest, row)) = place;
    call.correct.data[row_offset(call, call.correct, row)] =
        static_cast<char>(place >= 0 && place == integer_of(call, call.best, row));
  }
};

// The states of the passes of a slice.
struct shard_known : row_known {
  row_state sums, smoothing;
};

struct cross_entropy_shard_program : cross_entropy_rows {
  using known = shard_known;
  static constexpr int operands = 2;
  // Of the logits alone, with the mass on classes, and with that of a smoothing of which the share is not known yet.
  using passes =
      steps<on<logsumexp_pass>, on<logsumexp_linear_pass>, on<logsumexp_linear_pass, 0, class_weights_operand>>;
  using value_emits = steps<>;
  using gradient_emits = steps<>;

  LIKELIER_HD static bool runs_pass(const row_launch& call, int pass) {
    return pass == 2 ? call.smooths_apart : pass == (call.operands[1] ? 1 : 0);
  }
  LIKELIER_DEVICE static void finish(const row_launch& call, int pass, std::int64_t row, const row_state& state,
                                     shard_known& known) {
    if (pass == 2) {
      known.smoothing = state;
      return;
    }
    known.sums = state;
    finish_logits(call, row, state, known);
  }
  LIKELIER_DEVICE static void put_results(const row_launch& call, std::int64_t row, const shard_known& known,
                                          bool active) {
    double* shard = numbers_of(call, call.shard_parts, row);
    clear_shard(shard);
    if (!active) {
      if (!call.target || !call.where) return;
      const std::int64_t entry = integer_of(call, call.target, row) - call.first_class;
      if (entry >= 0 && entry < call.length && !is_present(call, row, entry))
        shard[shard_classes] = -infinity<double>();
      return;
    }
    put_in_shard(known.sums, shard);
    if (call.smooths_apart) put_in_shard(known.smoothing, shard, shard_smoothing);
    if (known.entry >= 0) {
      shard[shard_target_logit] = known.first;
      shard[shard_class_weight] = known.class_weight;
    }
    shard[shard_classes] = row_number(call, call.classes, row, static_cast<double>(call.length));
  }
};

// A multiple of the softmax, as the gradient by what no list has.
struct distill_program : plain_program {
  using passes = steps<on<logsumexp_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<on<softmax_emit>>;

  LIKELIER_HD static bool runs_pass(const row_launch& call, int) { return !call.shard; }
  LIKELIER_DEVICE static void begin(const row_launch& call, std::int64_t row, row_known& known) {
    if (!call.shard) return;
    const double* numbers = numbers_of(call, call.shard, row);
    known.p = kept(numbers);
    known.slope = numbers[4];
    known.direct = numbers[5] != 0.0;
    known.is_undefined = known.p.inverse == 0.0;
  }
  LIKELIER_DEVICE static void finish(const row_launch&, int, std::int64_t, const row_state& state, row_known& known) {
    known.p = softmax_row::from(state);
  }
  LIKELIER_DEVICE static void put_results(const row_launch& call, std::int64_t row, const row_known& known, bool) {
    keep(numbers_of(call, call.shard_parts, row), known.p);
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    return known.direct && gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    const double largest =
        call.in_float ? static_cast<double>(std::numeric_limits<float>::max()) : std::numeric_limits<double>::max();
    put_distill_gradient(known.p, known.slope * gradient_factor(call, row), largest, parameters);
  }
};

struct first_largest_program : plain_program {
  using passes = steps<on<logsumexp_pass>, on<first_place_pass>>;
  using value_emits = steps<>;
  using gradient_emits = steps<>;

  LIKELIER_DEVICE static void finish(const row_launch&, int pass, std::int64_t, const row_state& state,
                                     row_known& known) {
    if (pass == 0) {
      known.p = softmax_row::from(state, false);
    } else {
      known.place = state.shift > -infinity<double>() ? static_cast<std::int64_t>(-state.shift) : -1;
    }
  }
  LIKELIER_DEVICE static void put_results(const row_launch& call, std::int64_t row, const row_known& known, bool) {
    *reinterpret_cast<std::int64_t*>(call.largest.data + row_offset(call, call.largest, row)) = known.place;
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known&,
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known&,
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
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

  // Only what is in logarithms may be logits: a kernel has no pass for other operands.
  LIKELIER_HD static bool runs_pass(const row_launch& call, int pass) {
    return pass == 2 || (pass == 0 ? PIsLog && call.p_is_logits : QIsLog && call.q_is_logits);
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
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
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

// A divergence whose factor is already in its value.
template <bool PIsLog, bool QIsLog>
struct finished_divergence_program : divergence_program<PIsLog, QIsLog> {
  LIKELIER_DEVICE static double row_value(const row_launch&, std::int64_t, const row_known& known) {
    return known.is_undefined ? quiet_nan<double>() : known.first;
  }
};

// The sums of terms of p and q.
template <class Formula, bool PIsLog, bool QIsLog>
struct f_divergence_program : finished_divergence_program<PIsLog, QIsLog> {
  using base = finished_divergence_program<PIsLog, QIsLog>;
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
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    // The distance has a kink at 0.
    const bool is_constant = call.square_root && known.first == 0.0;
    const bool vanishes = call.factor == 0.0 && known.first == known.first;
    return !is_constant && !vanishes && gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
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

// As rows/renyi.hpp sees a row.
struct pair_row {
  const row_launch& call;
  std::int64_t row;

  LIKELIER_DEVICE std::int64_t length() const { return call.length; }
  LIKELIER_DEVICE bool is_present(std::int64_t j) const { return cuda::is_present(call, row, j); }
  LIKELIER_DEVICE double operand(int i, std::int64_t j) const { return element_of(call, call.operands[i], row, j); }
};

// Rows given by logarithms are logits here.
template <bool PIsLog, bool QIsLog>
struct renyi_program : finished_divergence_program<PIsLog, QIsLog> {
  using base = finished_divergence_program<PIsLog, QIsLog>;
  using passes = steps<on<logsumexp_pass, 0>, on<logsumexp_pass, 1>, on<renyi_pass<PIsLog, QIsLog>>>;
  using gradient_emits = steps<on<renyi_emit<PIsLog, QIsLog>>>;

  LIKELIER_DEVICE static void put(const row_launch& call, const row_known& known, double* parameters) {
    base::put(call, known, parameters);
    put_f_divergence<alpha_formula>(call.argument, call.rest, base::side(call, call.q_is_logits, known.q),
                                    call.in_float, parameters);
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
    const renyi_divergence divergence{call.argument,
                                      call.rest,
                                      call.factor,
                                      call.exchanged,
                                      call.in_float,
                                      PIsLog,
                                      QIsLog,
                                      base::side(call, call.p_is_logits, known.p),
                                      base::side(call, call.q_is_logits, known.q)};
    const renyi_value own = divergence.value(pair_row{call, row}, state);
    known.first = own.value;
    known.slope = own.slope;
    known.mean = own.p_mean;
    known.second = own.q_mean;
    known.log_powers = own.log_powers;
    known.direct = own.direct;
    known.is_undefined = known.is_undefined || own.no_distribution;
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    // Where it is infinite no small change of p and q makes it finite.
    const double value = base::row_value(call, row, known);
    const bool vanishes = call.factor == 0.0 && value == value;
    return !isinf(value) && !vanishes && gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    put(call, known, parameters);
    parameters[f_divergence_p_mean] = known.mean;
    parameters[f_divergence_q_mean] = known.second;
    parameters[f_divergence_factor] = known.slope * gradient_factor(call, row);
    parameters[renyi_log_sum] = known.log_powers;
    parameters[renyi_direct] = known.direct ? 1.0 : 0.0;
  }
};

template <bool PIsLog, bool QIsLog>
struct largest_ratio_program : finished_divergence_program<PIsLog, QIsLog> {
  using base = finished_divergence_program<PIsLog, QIsLog>;
  using passes = steps<on<logsumexp_pass, 0>, on<logsumexp_pass, 1>, on<largest_ratio_pass<PIsLog, QIsLog>>>;
  using gradient_emits = steps<on<largest_ratio_emit<PIsLog, QIsLog>>>;

  LIKELIER_DEVICE static void finish(const row_launch& call, int pass, std::int64_t row, const row_state& state,
                                     row_known& known) {
    if (pass < 2) {
      keep_logits(call, row, state, pass == 0 ? known.p : known.q, known);
      return;
    }
    const auto own = largest_ratio::of(pair_row{call, row}, state, call.factor, call.in_float);
    known.first = own.value;
    known.slope = own.rank;
    known.log_powers = own.share;
    known.mean = own.p_mass;
    known.second = own.q_mass;
    known.is_undefined = known.is_undefined || own.no_distribution;
  }
  LIKELIER_DEVICE static bool emits_gradient(const row_launch& call, std::int64_t row, const row_known& known) {
    return base::row_value(call, row, known) != infinity<double>() && gradient_factor(call, row) != 0.0;
  }
  LIKELIER_DEVICE static void gradient_parameters(const row_launch& call, int, std::int64_t row, const row_known& known,
                                                  double* parameters) {
    base::put(call, known, parameters);
    const largest_ratio own{0.0, known.slope, known.log_powers, known.mean, known.second};
    own.put(call.factor * gradient_factor(call, row), parameters);
  }
};

// The rows of a block, and where one thread stands in them.
struct row_standing {
  int lane, threads, own_row;

  LIKELIER_DEVICE explicit row_standing(const row_launch& call)
      : lane(thread_index() % call.threads), threads(call.threads), own_row(thread_index() / call.threads) {}
};

// Apart, for a kernel merges in several places.
template <class Pass>
LIKELIER_DEVICE LIKELIER_APART row_state merge_apart(const row_state* states, std::int64_t count) {
  return merge_row_states<Pass>(states, count);
}

// A state brought to a shift that is not below its own. Of the states with that very shift one is the first; the others
// have one more element of that rank.
template <class Pass>
LIKELIER_DEVICE row_state moved_to_shift(const row_state& own, double shift, bool is_first) {
  if (is_first && own.shift == shift) return own;
  row_state pair[2] = {empty_row_state<Pass>(), own};
  pair[0].shift = shift;
  return merge_apart<Pass>(pair, 2);
}

// The merged state of all threads of a row; every thread gets it. Warps add up by shuffles, a tree of fixed shape whose
// result is the first lane's.
template <class Pass>
LIKELIER_DEVICE row_state merge_threads(const row_state& own, const row_standing& at) {
  if (at.threads == 1) return own;
  const int group = at.threads < 32 ? at.threads : 32;
  const int lane = at.lane % group;
  row_state state = own;
  if constexpr (Pass::shifted) {
    // The largest shift, and the first lane that has it.
    several<double, 2> top{{state.shift, static_cast<double>(lane)}};
    LIKELIER_ROLLED
    for (int mask = group / 2; mask > 0; mask /= 2) {
      const several<double, 2> other = shuffle_all_xor(top, mask);
      if (other.at[0] > top.at[0] || (other.at[0] == top.at[0] && other.at[1] < top.at[1])) top = other;
    }
    state = moved_to_shift<Pass>(state, top.at[0], top.at[1] == static_cast<double>(lane));
  }
  if constexpr (Pass::sums > 0) {
    several<double, 2 * Pass::sums> sums;
    for (int k = 0; k < Pass::sums; ++k) {
      sums.at[2 * k] = state.high[k];
      sums.at[2 * k + 1] = state.low[k];
    }
    LIKELIER_ROLLED
    for (int mask = group / 2; mask > 0; mask /= 2) {
      const several<double, 2 * Pass::sums> other = shuffle_all_xor(sums, mask);
      for (int k = 0; k < Pass::sums; ++k)
        add_to(sums.at[2 * k], sums.at[2 * k + 1], other.at[2 * k], other.at[2 * k + 1]);
    }
    for (int k = 0; k < Pass::sums; ++k) {
      state.high[k] = sums.at[2 * k];
      state.low[k] = sums.at[2 * k + 1];
    }
  }
  auto* slots = reinterpret_cast<row_state*>(shared_memory());
  const int warps = at.threads / group;
  row_state* first = slots + at.own_row * warps;
  if (lane == 0) first[at.lane / group] = state;
  barrier();
  if (warps > 1) {
    if (at.lane == 0) *first = merge_apart<Pass>(first, warps);
    barrier();
  }
  const row_state merged = *first;
  barrier();
  return merged;
}

// The same of the blocks of a cluster, each of which keeps its state of a pass where the others find it.
template <class Pass>
LIKELIER_DEVICE row_state merge_blocks(const row_launch& call, const row_state& own, int pass) {
  row_state* kept = reinterpret_cast<row_state*>(shared_memory()) + merge_slots(call.threads);
  row_state* gathered = kept + most_row_passes;
  if (thread_index() == 0) kept[pass] = own;
  cluster_barrier();
  if (thread_index() < call.cluster) gathered[thread_index()] = *cluster_peer(kept + pass, thread_index());
  barrier();
  const row_state merged = merge_apart<Pass>(gathered, call.cluster);
  barrier();
  return merged;
}

template <class T>
LIKELIER_DEVICE inline vector_of<T> own_at(const char* at) {
  vector_of<T> x;
  const sixteen_bytes all = *reinterpret_cast<const sixteen_bytes*>(at);
  std::memcpy(&x, &all, sizeof all);
  return x;
}

// One of a call's operands, or the classes' weights.
LIKELIER_DEVICE inline const device_view& operand_of(const row_launch& call, int operand) {
  return operand == class_weights_operand ? call.class_weights : call.operands[operand];
}
// Elements at any strides and in any type, under masks and maps. Apart, for once is enough of all that.
template <class T>
LIKELIER_DEVICE LIKELIER_APART vector_of<T> read_any(const row_launch& call, int operand, std::int64_t row,
                                                     std::int64_t element, int count, T absent, T offset) {
  constexpr int width = vector_width<T>;
  const auto loaded = [&](const device_view& view) {
    const std::int64_t step = view.strides[call.ndim];
    return load_some<T>(view, row_offset(call, view, row) + element * step, step, count);
  };
  vector_of<T> x = loaded(operand_of(call, operand));
  const bool caps = is_capped(call, operand);
  const bool maps = operand == 1 && call.maps_masses;
  vector_of<T> weights;
  if (maps) weights = loaded(call.class_weights);
  const unsigned bits = call.where ? presence(call, row, element, count) : (1U << count) - 1U;
  LIKELIER_ROLLED
  for (int w = 0; w < width; ++w) {
    if (caps) x.at[w] = capped(call, x.at[w]);
    if (maps) x.at[w] = (x.at[w] * static_cast<T>(1.0 - call.label_smoothing) + offset) * weights.at[w];
    if ((bits >> w & 1U) == 0) x.at[w] = absent;
  }
  return x;
}
// What gradients by capped logits are multiplied by.
template <class T>
LIKELIER_DEVICE LIKELIER_APART vector_of<T> cap_slopes(const row_launch& call, vector_of<T> mapped) {
  for (T& x : mapped.at) x = soft_cap_slope(x, static_cast<T>(call.inverse), static_cast<T>(call.limit));
  return mapped;
}

// The operands of one row as formulas see them: converted, mapped, and with what is absent in place of what is masked.
template <class Program, class T>
struct row_reader {
  static constexpr int width = vector_width<T>;

  const row_launch& call;
  std::int64_t row;
  const char* staged[Program::operands];  // from this row's first element on; null: in the arrays
  T offset = T(0);                        // of soft targets
  // Where whole vectors are read in place, staged or not: from this row's first element on.
  const char* whole[Program::operands];
  bool is_whole[Program::operands];
  bool is_narrow[Program::operands];  // 16 bits

  // Of a chunk from first on.
  LIKELIER_DEVICE row_reader(const row_launch& launch, std::int64_t own, char* memory, int own_row, std::int64_t first)
      : call(launch), row(own) {
    for (int o = 0; o < Program::operands; ++o) {
      const device_view& view = launch.operands[o];
      staged[o] = whole[o] = nullptr;
      is_whole[o] = false;
      is_narrow[o] = is_half(view.type) && (launch.is_staged ? launch.is_copied[o] : launch.is_direct[o]);
      if (!view) continue;
      if (launch.is_staged) {
        const std::int64_t from = own_row * launch.length - (launch.cluster > 1 ? first : 0);
        staged[o] = whole[o] = memory + from * item_of(o);
        is_whole[o] = launch.threads == block_threads;
        memory += staged_bytes(launch, o);
      } else if (launch.is_direct[o]) {
        whole[o] = view.data + row_offset(launch, view, own);
        is_whole[o] = true;
      }
    }
    if (launch.maps_masses)
      offset = static_cast<T>(
          launch.label_smoothing == 0.0 || launch.smooths_apart ? 0.0 : cross_entropy_rows::smoothing_of(launch, own));
  }
  // Bytes of a staged element.
  LIKELIER_DEVICE std::int64_t item_of(int operand) const {
    return call.is_copied[operand] && is_half(call.operands[operand].type) ? 2 : static_cast<std::int64_t>(sizeof(T));
  }

  // From the arrays.
  LIKELIER_DEVICE vector_of<T> read(int operand, std::int64_t element, int count) const {
    if (count == width && call.is_direct[operand]) {
      const device_view& view = call.operands[operand];
      const std::int64_t step = is_half(view.type) ? 2 : static_cast<std::int64_t>(sizeof(T));
      const char* from = view.data + row_offset(call, view, row) + element * step;
      return is_half(view.type) ? halves_at<T>(from, view.type) : own_at<T>(from);
    }
    return read_any<T>(call, operand, row, element, count, static_cast<T>(Program::absent(operand)), offset);
  }
  LIKELIER_DEVICE vector_of<T> at(int operand, std::int64_t element, int count) const {
    if (operand < Program::operands && count == width && is_whole[operand]) {
      return is_narrow[operand] ? halves_at<T>(whole[operand] + element * 2, call.operands[operand].type)
                                : own_at<T>(whole[operand] + element * static_cast<std::int64_t>(sizeof(T)));
    }
    const bool is_row = operand < Program::operands;
    const char* own = is_row ? staged[operand] : nullptr;
    const bool is_half_number = is_row && is_narrow[operand];
    const T absent = static_cast<T>(Program::absent(operand));
    if (own == nullptr && count > 0) return read_any<T>(call, operand, row, element, count, absent, offset);
    vector_of<T> x;
    for (int w = 0; w < width; ++w) {
      x.at[w] = absent;
      if (w >= count) continue;
      x.at[w] = is_half_number
                    ? static_cast<T>(float_from_half(reinterpret_cast<const std::uint16_t*>(own)[element + w],
                                                     call.operands[operand].type))
                    : reinterpret_cast<const T*>(own)[element + w];
    }
    return x;
  }
};

LIKELIER_DEVICE inline int count_of(std::int64_t element, std::int64_t last, int width) {
  return element >= last ? 0 : last - element < width ? static_cast<int>(last - element) : width;
}

// What the elements [first, last) of a row that a thread takes add to a state.
template <class Step, class Program, class T>
LIKELIER_DEVICE row_state push(const row_reader<Program, T>& reader, const double* parameters, std::int64_t first,
                               std::int64_t last, const row_standing& at) {
  using Pass = typename Step::formula;
  constexpr int width = vector_width<T>;
  // Four vectors are on their way at once.
  constexpr int tile = 4 / Pass::operands;
  row_state state = empty_row_state<Pass>();
  T narrow[Pass::parameters + 1];
  for (int k = 0; k < Pass::parameters; ++k) narrow[k] = static_cast<T>(parameters[k]);
  const std::int64_t step = static_cast<std::int64_t>(at.threads) * width;
  for (std::int64_t e = first + at.lane * width; e < last; e += tile * step) {
    vector_of<T> x[tile][Pass::operands];
    LIKELIER_UNROLL
    for (int t = 0; t < tile; ++t)
      for (int o = 0; o < Pass::operands; ++o)
        x[t][o] = reader.at(Step::operand(o), e + t * step, count_of(e + t * step, last, width));
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

// The same for a ranked pass.
template <class Step, class Program, class T>
LIKELIER_DEVICE row_state push_ranked(const row_reader<Program, T>& reader, const double* parameters,
                                      std::int64_t first, std::int64_t last, const row_standing& at) {
  using Pass = typename Step::formula;
  constexpr int width = vector_width<T>;
  row_state state = empty_row_state<Pass>();
  T narrow[Pass::parameters];
  for (int k = 0; k < Pass::parameters; ++k) narrow[k] = static_cast<T>(parameters[k]);
  for (std::int64_t e = first + at.lane * width; e < last; e += static_cast<std::int64_t>(at.threads) * width) {
    const int count = count_of(e, last, width);
    vector_of<T> x[Pass::operands];
    for (int o = 0; o < Pass::operands; ++o) x[o] = reader.at(Step::operand(o), e, count);
    for (int w = 0; w < width; ++w) {
      T own[Pass::operands], rank, sums[Pass::sums];
      for (int o = 0; o < Pass::operands; ++o) own[o] = x[o].at[w];
      Pass::terms(own, narrow, rank, sums);
      for (int k = 1; k < Pass::sums; ++k) add_to(state.high[k], state.low[k], static_cast<double>(sums[k]), 0.0);
      // NaN ranks nowhere: it is in the other sums.
      if (static_cast<double>(rank) > state.shift) {
        state.shift = static_cast<double>(rank);
        state.high[0] = 0.0;
      } else if (rank > -infinity<T>() && static_cast<double>(rank) == state.shift) {
        state.high[0] += 1.0;
      }
    }
  }
  return state;
}

template <class Step, class Program, class T>
LIKELIER_DEVICE row_state find_first(const row_reader<Program, T>& reader, const softmax_row& parts, std::int64_t first,
                                     std::int64_t last, const row_standing& at) {
  constexpr int width = vector_width<T>;
  row_state state = empty_row_state<first_place_pass>();
  const bool invalid = parts.rest != parts.rest;
  const T largest = static_cast<T>(parts.shift);
  for (std::int64_t e = first + at.lane * width; e < last; e += static_cast<std::int64_t>(at.threads) * width) {
    const int count = count_of(e, last, width);
    const vector_of<T> x = reader.at(Step::operand(0), e, count);
    for (int w = width - 1; w >= 0; --w)
      if (w < count && (invalid ? x.at[w] != x.at[w] : x.at[w] == largest)) state.shift = -static_cast<double>(e + w);
    if (state.shift > -infinity<double>()) break;
  }
  return state;
}

inline constexpr int most_parameters = engine::max_row_parameters;

// A gradient is by the operand of its place, and those after it.
template <class Step, class Program, class T, class Parameters>
LIKELIER_DEVICE void emit(const row_reader<Program, T>& reader, const Parameters& put_parameters,
                          const row_known& known, const device_view* const* outputs, bool emits, double masked,
                          bool is_gradient, int place, std::int64_t first, std::int64_t last, const row_standing& at) {
  using Emit = typename Step::formula;
  constexpr int width = vector_width<T>;
  const row_launch& call = reader.call;
  double parameters[most_parameters] = {};
  if (emits) put_parameters(parameters);
  T narrow[Emit::parameters];
  for (int k = 0; k < Emit::parameters; ++k) narrow[k] = static_cast<T>(parameters[k]);
  const bool has_own = emits && is_gradient && place == 0 && known.entry >= 0;
  const bool is_spoilt = emits && is_gradient && known.is_undefined;
  const T own_gradient = has_own ? static_cast<T>(Program::own_gradient(call, reader.row, known)) : T(0);
  for (std::int64_t e = first + at.lane * width; e < last; e += static_cast<std::int64_t>(at.threads) * width) {
    const int count = count_of(e, last, width);
    vector_of<T> x[Emit::operands], out[Emit::outputs];
    for (int o = 0; o < Emit::operands; ++o) x[o] = reader.at(Step::operand(o), e, count);
    for (int w = 0; w < width; ++w) {
      T own[Emit::operands], results[Emit::outputs];
      for (int o = 0; o < Emit::operands; ++o) own[o] = x[o].at[w];
      for (int i = 0; i < Emit::outputs; ++i) results[i] = T(0);
      if (emits) Emit::values(own, narrow, results);
      for (int i = 0; i < Emit::outputs; ++i) out[i].at[w] = results[i];
    }
    // Asked once a vector: few have the element, and few rows are undefined.
    if (has_own && known.entry >= e && known.entry < e + width) {
      for (int w = 0; w < width; ++w) out[0].at[w] = e + w == known.entry ? own_gradient : out[0].at[w];
    }
    if (is_spoilt) {
      for (vector_of<T>& all : out)
        for (T& one : all.at) one = quiet_nan<T>();
    }
    const unsigned bits = call.where ? presence(call, reader.row, e, count) : (1U << count) - 1U;
    for (int i = 0; i < Emit::outputs; ++i) {
      if (outputs[i] == nullptr || !*outputs[i]) continue;
      if (emits && is_gradient && is_capped(call, place + i)) {
        const vector_of<T> slopes = cap_slopes<T>(call, x[i]);
        for (int w = 0; w < width; ++w) out[i].at[w] *= slopes.at[w];
      }
      if (call.where) {
        for (int w = 0; w < width; ++w)
          if ((bits >> w & 1U) == 0) out[i].at[w] = static_cast<T>(masked);
      }
      const device_view& view = *outputs[i];
      const std::int64_t step = view.strides[call.ndim];
      const std::int64_t at_element = row_offset(call, view, reader.row) + e * step;
      if (view.vectors && count == width && is_half(view.type)) {
        put_halves<T>(view.data + at_element, view.type, out[i]);
      } else {
        store_some<T>(view, at_element, step, (1U << count) - 1U, out[i]);
      }
    }
  }
}

// One pass of a row, or what is known of it; false where the rest is for the next launch.
template <class Program, class Step, int pass, class T>
LIKELIER_DEVICE bool run_pass(const row_launch& call, const row_reader<Program, T>& reader, bool active,
                              const row_standing& at, std::int64_t chunk, std::int64_t first, std::int64_t last,
                              typename Program::known& known) {
  using formula = typename Step::formula;
  if (!Program::runs_pass(call, pass)) return true;
  row_state* stored = call.states == nullptr ? nullptr : call.states + (pass * call.rows + reader.row) * call.chunks;
  if (pass < call.first_pass) {
    if (active) Program::finish(call, pass, reader.row, merge_apart<formula>(stored, call.chunks), known);
    return true;
  }
  if (pass > call.last_pass) return true;
  row_state state = empty_row_state<formula>();
  if (active) {
    double parameters[most_parameters] = {};
    Program::pass_parameters(call, pass, known, parameters);
    if constexpr (std::is_same_v<formula, first_place_pass>) {
      state = find_first<Step>(reader, known.p, first, last, at);
    } else if constexpr (formula::ranked) {
      state = push_ranked<Step>(reader, parameters, first, last, at);
    } else {
      state = push<Step>(reader, parameters, first, last, at);
    }
  }
  state = merge_threads<formula>(state, at);
  if (call.cluster > 1) state = merge_blocks<formula>(call, state, pass);
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
                                typename Program::known& known, steps<Steps...>, std::integer_sequence<int, pass...>) {
  return (run_pass<Program, Steps, pass>(call, reader, active, at, chunk, first, last, known) && ...);
}

template <class Program, class T, class Step>
LIKELIER_DEVICE void emit_values(const row_launch& call, const row_reader<Program, T>& reader, const row_known& known,
                                 std::int64_t first, std::int64_t last, const row_standing& at, steps<Step>) {
  const device_view* outputs[] = {&call.values};
  emit<Step>(
      reader, [&](double* parameters) { Program::value_parameters(known, parameters); }, known, outputs, true,
      Program::masked_value(), false, 0, first, last, at);
}
template <class Program, class T>
LIKELIER_DEVICE void emit_values(const row_launch&, const row_reader<Program, T>&, const row_known&, std::int64_t,
                                 std::int64_t, const row_standing&, steps<>) {}

// A formula for the gradients by both operands, or one for each.
template <class Program, class T, class... Steps>
LIKELIER_DEVICE void emit_gradients(const row_launch& call, const row_reader<Program, T>& reader,
                                    const row_known& known, bool active, std::int64_t first, std::int64_t last,
                                    const row_standing& at, steps<Steps...>) {
  const bool emits = active && Program::emits_gradient(call, reader.row, known);
  const auto emit_one = [&](auto step, int place) {
    const device_view* outputs[] = {&call.gradients[place], place == 0 ? &call.gradients[1] : nullptr};
    if (sizeof...(Steps) > 1 && !*outputs[0]) return;
    emit<decltype(step)>(
        reader, [&](double* parameters) { Program::gradient_parameters(call, place, reader.row, known, parameters); },
        known, outputs, emits, 0.0, true, place, first, last, at);
  };
  int place = 0;
  (emit_one(Steps{}, place++), ...);
}
template <class Program, class T>
LIKELIER_DEVICE void emit_gradients(const row_launch&, const row_reader<Program, T>&, const row_known&, bool,
                                    std::int64_t, std::int64_t, const row_standing&, steps<>) {}

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
  const bool is_mapped = is_capped(call, operand);
  for (std::int64_t i = thread_index() * width; i < last; i += block_threads * width) {
    const int count = count_of(i, last, width);
    const vector_of<T> x = load_some<T>(view, (first_row * call.length + i) * step, step, count);
    for (int w = 0; w < width; ++w)
      if (w < count) staged[i + w] = is_mapped ? capped(call, x.at[w]) : x.at[w];
  }
}

// A chunk of one row, or the rows of a block, into shared memory.
template <class Program, class T>
LIKELIER_DEVICE void stage(const row_reader<Program, T>& reader, char* memory, std::int64_t first_row, int rows,
                           std::int64_t first, std::int64_t last, bool exists, const row_standing& at) {
  constexpr int width = vector_width<T>;
  const row_launch& call = reader.call;
  for (int o = 0; o < Program::operands; ++o) {
    if (!call.operands[o]) continue;
    char* own = const_cast<char*>(reader.staged[o]);
    if (call.is_copied[o]) {
      const device_view& view = call.operands[o];
      const std::int64_t item = reader.item_of(o);
      const char* source = view.data + row_offset(call, view, reader.row);
      const std::int64_t whole = first * item + (last - first) * item / 16 * 16;
      for (std::int64_t i = first * item + at.lane * 16; exists && i < whole; i += at.threads * 16)
        copy_to_shared(own + i, source + i);
      for (std::int64_t i = whole + at.lane * item; exists && i < last * item; i += at.threads * item)
        std::memcpy(own + i, source + i, static_cast<std::size_t>(item == 2 ? 2 : sizeof(T)));
    } else if (call.is_flat[o]) {
      stage_flat<T>(call, o, first_row, rows, reinterpret_cast<T*>(memory));
    } else {
      T* to = reinterpret_cast<T*>(own);
      for (std::int64_t e = first + at.lane * width; exists && e < last;
           e += static_cast<std::int64_t>(at.threads) * width) {
        const int count = count_of(e, last, width);
        const vector_of<T> x = reader.read(o, e, count);
        for (int w = 0; w < width; ++w)
          if (w < count) to[e + w] = x.at[w];
      }
    }
    memory += staged_bytes(call, o);
  }
  wait_for_copies();
}

// Registers for so many blocks on a multiprocessor: what has two operands needs more.
template <class Program, class T>
LIKELIER_GLOBAL void LIKELIER_BOUNDS(block_threads, (Program::operands == 1 ? 3 : 2))
    row_kernel(LIKELIER_PARAMETER row_launch call) {
  const row_standing at(call);
  const int rows = block_threads / call.threads;
  const std::int64_t groups = (call.rows + rows - 1) / rows;
  char* staged = shared_memory() + row_state_bytes(call);
  for (std::int64_t block = block_index(); block < groups * call.chunks; block += block_count()) {
    const std::int64_t chunk = block % call.chunks;
    const std::int64_t row = block / call.chunks * rows + at.own_row;
    const std::int64_t first = chunk * call.chunk;
    const std::int64_t last = first + call.chunk < call.length ? first + call.chunk : call.length;
    const bool exists = row < call.rows;
    const bool active = exists && Program::is_active(call, row);
    const row_reader<Program, T> reader(call, exists ? row : 0, staged, at.own_row, first);
    if (call.is_staged) {
      // Each block writes here what its last row had, once all of that has been read.
      barrier();
      stage(reader, staged, block / call.chunks * rows, rows, first, last, exists, at);
      barrier();
    }
    typename Program::known known;
    if (active) Program::begin(call, row, known);
    using passes = typename Program::passes;
    const bool complete = run_passes<Program, T>(call, reader, active, at, chunk, first, last, known, passes{},
                                                 std::make_integer_sequence<int, passes::count>{});
    // Gradients may be written over the logits, of which the value still needs its target's; and the next row's states
    // over those that other blocks of a cluster are to read.
    if (call.cluster > 1) {
      cluster_barrier();
    } else if (call.wants_gradient) {
      barrier();
    }
    if (!complete || !call.completes || !exists) continue;
    if (chunk == 0 && at.lane == 0 && call.has_row_results()) Program::put_results(call, row, known, active);
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
    if (call.cluster > 1) {
      launch_clusters(row_kernel<Program, T>, call.cluster, blocks, block_threads, shared_bytes, stream, call);
    } else {
      launch(row_kernel<Program, T>, blocks, block_threads, shared_bytes, stream, call);
    }
  }
  static int blocks_of_cluster() {
    constexpr int devices = 64;
    static std::atomic<int> known[devices];
    return cluster_blocks(row_kernel<Program, T>, known, devices);
  }
  // The planner asks what the kernel asks.
  static bool runs_pass(const row_launch& call, int pass) { return Program::runs_pass(call, pass); }
  static constexpr row_kernels table = {run, blocks_of_cluster, runs_pass, Program::operands, Program::passes::count};
};

}  // namespace likelier::cuda
