#include <cmath>
#include <limits>
#include <utility>

#include "engine/row_operations.hpp"
#include "engine/row_support.hpp"
#include "likelier/rows/renyi.hpp"

namespace likelier::engine {
namespace {

template <template <class, bool, bool> class Part, class Formula, class Formulas>
int part_on(bool p_is_log, bool q_is_log) {
  if (p_is_log) {
    return q_is_log ? Formulas::template index_of<Part<Formula, true, true>>()
                    : Formulas::template index_of<Part<Formula, true, false>>();
  }
  return q_is_log ? Formulas::template index_of<Part<Formula, false, true>>()
                  : Formulas::template index_of<Part<Formula, false, false>>();
}

template <template <class, bool, bool> class Part, class Formulas>
int part_of(f_divergence_kind kind, bool p_is_log, bool q_is_log) {
  switch (kind) {
    case f_divergence_kind::chi2: return part_on<Part, chi2_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::hellinger: return part_on<Part, hellinger_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::total_variation:
      return part_on<Part, total_variation_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::euclidean: return part_on<Part, euclidean_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::jensen_shannon: return part_on<Part, jensen_shannon_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::alpha: return part_on<Part, alpha_formula, Formulas>(p_is_log, q_is_log);
    case f_divergence_kind::itakura_saito: return part_on<Part, itakura_saito_formula, Formulas>(p_is_log, q_is_log);
    default: return part_on<Part, cross_entropy_formula, Formulas>(p_is_log, q_is_log);
  }
}

}  // namespace

oriented_f_divergence oriented(const f_divergence_call& given, bool in_float) {
  oriented_f_divergence call{given};
  const bool of_logs = is_log(call.p_kind) || is_log(call.q_kind);
  const auto exchange = [&call] {
    call.exchanged = true;
    std::swap(call.p_kind, call.q_kind);
    std::swap(call.p, call.q);
    std::swap(call.p_gradient, call.q_gradient);
  };
  if (of_logs && call.kind == f_divergence_kind::chi2) {
    call.kind = f_divergence_kind::alpha;
    call.argument = 2.0;
    call.factor *= 2.0;
  } else if (of_logs && call.kind == f_divergence_kind::hellinger) {
    call.kind = f_divergence_kind::alpha;
    call.argument = 0.5;
    call.factor *= 0.25;
  }
  if (call.kind == f_divergence_kind::renyi) {
    // It does not depend on the sums of the rows.
    if (is_log(call.p_kind)) call.p_kind = row_kind::logits;
    if (is_log(call.q_kind)) call.q_kind = row_kind::logits;
    if (call.argument == infinite) return call;
  }
  switch (call.kind) {
    case f_divergence_kind::alpha:
    case f_divergence_kind::renyi:
      call.rest = 1.0 - call.argument;
      if (call.argument < 0.5) {
        exchange();
        std::swap(call.argument, call.rest);
      }
      break;
    case f_divergence_kind::jensen_shannon:
      // A mixture that is one of the two: 0 everywhere, as is what a weight too small for the type makes.
      if (call.argument == 0.0 || call.argument == 1.0 || (in_float && static_cast<float>(call.argument) == 0.0F)) {
        call.argument = 0.5;
        call.factor = 0.0;
      }
      [[fallthrough]];
    case f_divergence_kind::total_variation:
    case f_divergence_kind::euclidean:
      if (is_log(call.p_kind) && !is_log(call.q_kind)) {
        exchange();
        call.argument = 1.0 - call.argument;
      }
      break;
    default: break;
  }
  return call;
}

int f_divergence_index(f_divergence_kind kind, bool p_is_log, bool q_is_log) {
  return part_of<f_divergence_pass, f_divergences<f_divergence_pass>>(kind, p_is_log, q_is_log);
}

namespace {

// As rows/renyi.hpp sees a row.
struct pair_row {
  const f_divergence_call& call;
  std::int64_t row;

  std::int64_t length() const { return call.axes.length; }
  bool is_present(std::int64_t j) const { return engine::is_present(call.axes, call.where, row, j); }
  double operand(int i, std::int64_t j) const { return row_element(call.axes, i == 0 ? call.p : call.q, row, j); }
};

class f_divergence_program final : public grouped_program<f_divergence_program> {
 public:
  f_divergence_program(const f_divergence_call& call, bool in_float)
      : call_(oriented(call, in_float)), sides_{call_.p_kind, call_.q_kind, in_float} {
    where = call_.where;
    sides_.add_passes(*this, call_.p, call_.q, call_.temperature);
    const bool p_is_log = is_log(call_.p_kind);
    const bool q_is_log = is_log(call_.q_kind);
    const bool is_renyi = call_.kind == f_divergence_kind::renyi;
    passes.push_back({is_renyi ? divergence_formula<renyi_pass, row_passes>(p_is_log, q_is_log)
                               : part_of<f_divergence_pass, row_passes>(call_.kind, p_is_log, q_is_log),
                      {&call_.p, &call_.q}});
    if (call_.p_gradient || call_.q_gradient) {
      emits.push_back({is_renyi ? divergence_formula<renyi_emit, row_emits>(p_is_log, q_is_log)
                                : part_of<f_divergence_emit, row_emits>(call_.kind, p_is_log, q_is_log),
                       {&call_.p, &call_.q},
                       {call_.p_gradient ? &call_.p_gradient : nullptr, call_.q_gradient ? &call_.q_gradient : nullptr},
                       0.0,
                       true});
    }
  }

  bool emits_row(std::int64_t row, const double* /*carry*/) const {
    // The distance has a kink at 0; where Renyi's is infinite no small change of p and q makes it finite.
    const double value = call_.values[row];
    const bool constant =
        (call_.square_root && value == 0.0) || (call_.kind == f_divergence_kind::renyi && std::abs(value) == infinite);
    const bool vanishes = call_.factor == 0.0 && value == value;
    return !constant && !vanishes && row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void pass_parameters_of(std::size_t pass, const double* carry, double* parameters) const {
    if (pass + 1 == passes.size()) put(carry, parameters);
  }

  void finish_row(std::size_t pass, std::int64_t row, const row_state& state, double* carry) {
    if (pass + 1 < passes.size()) {
      sides_.finish(pass, call_.axes, where, row, state, carry);
      return;
    }
    const double sum = sum_of(state, 0);
    if (call_.kind == f_divergence_kind::renyi) {
      const double value = renyi(row, state, carry);
      call_.values[row] = carry[log_sides::no_distribution] != 0.0 ? undefined : value;
      return;
    }
    const bool p_is_log = is_log(call_.p_kind);
    carry[p_mean] = call_.p_kind == row_kind::logits ? sum_of(state, 1) : 0.0;
    carry[q_mean] = call_.q_kind == row_kind::logits ? sum_of(state, p_is_log ? 2 : 1) : 0.0;
    const bool unbounded = call_.p_gradient && std::abs(carry[p_mean]) == infinite;
    carry[p_flat] = unbounded && !sides_.overlap(call_.axes, where, call_.p, call_.q, row, carry) ? 1.0 : 0.0;
    const auto result = f_divergence_value::from(sum, call_.factor, call_.square_root);
    carry[slope] = result.slope;
    call_.values[row] = result.value;
    if (carry[log_sides::no_distribution] != 0.0) call_.values[row] = undefined;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    put(carry, parameters);
    parameters[f_divergence_p_mean] = carry[p_mean];
    parameters[f_divergence_q_mean] = carry[q_mean];
    parameters[f_divergence_p_flat] = carry[p_flat];
    parameters[f_divergence_factor] = carry[slope] * row_factor(call_.axes, call_.cotangent, row);
    if (call_.kind == f_divergence_kind::renyi) {
      parameters[renyi_log_sum] = carry[log_of_powers];
      parameters[renyi_direct] = carry[direct];
    }
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (carry[log_sides::no_distribution] == 0.0) return;
    set_undefined(call_.axes, where, call_.p_gradient, row);
    set_undefined(call_.axes, where, call_.q_gradient, row);
  }

 private:
  enum { p_mean = log_sides::carried, q_mean, p_flat, slope, log_of_powers, direct };

  void put(const double* carry, double* parameters) const {
    sides_.put(carry, parameters);
    const log_side q = sides_.side(call_.q_kind, carry + log_sides::q_row);
    const bool in_float = sides_.in_float;
    switch (call_.kind) {
      case f_divergence_kind::alpha:
      case f_divergence_kind::renyi:
        put_f_divergence<alpha_formula>(call_.argument, call_.rest, q, in_float, parameters);
        break;
      case f_divergence_kind::jensen_shannon:
        put_f_divergence<jensen_shannon_formula>(call_.argument, call_.rest, q, in_float, parameters);
        break;
      case f_divergence_kind::cross_entropy:
        put_f_divergence<cross_entropy_formula>(call_.argument, call_.rest, q, in_float, parameters);
        break;
      default: put_f_divergence<chi2_formula>(call_.argument, call_.rest, q, in_float, parameters);
    }
  }

  double renyi(std::int64_t row, const row_state& state, double* carry) const {
    const renyi_divergence divergence{call_.argument,
                                      call_.rest,
                                      call_.factor,
                                      call_.exchanged,
                                      sides_.in_float,
                                      is_log(call_.p_kind),
                                      is_log(call_.q_kind),
                                      sides_.side(call_.p_kind, carry + log_sides::p_row),
                                      sides_.side(call_.q_kind, carry + log_sides::q_row)};
    const renyi_value own = divergence.value(pair_row{call_, row}, state);
    carry[slope] = own.slope;
    carry[p_mean] = own.p_mean;
    carry[q_mean] = own.q_mean;
    carry[log_of_powers] = own.log_powers;
    carry[direct] = own.direct ? 1.0 : 0.0;
    if (own.no_distribution) carry[log_sides::no_distribution] = 1.0;
    return own.value;
  }

  const oriented_f_divergence call_;
  log_sides sides_;
};

// Renyi's divergence of order infinity: the logarithm of the largest p / q, of rows divided by their sums.
class largest_ratio_program final : public grouped_program<largest_ratio_program> {
 public:
  largest_ratio_program(const f_divergence_call& call, bool in_float)
      : call_(oriented(call, in_float)), sides_{call_.p_kind, call_.q_kind, in_float} {
    where = call_.where;
    sides_.add_passes(*this, call_.p, call_.q, call_.temperature);
    const bool p_is_log = is_log(call_.p_kind);
    const bool q_is_log = is_log(call_.q_kind);
    passes.push_back({divergence_formula<largest_ratio_pass, row_passes>(p_is_log, q_is_log), {&call_.p, &call_.q}});
    if (call_.p_gradient || call_.q_gradient) {
      emits.push_back({divergence_formula<largest_ratio_emit, row_emits>(p_is_log, q_is_log),
                       {&call_.p, &call_.q},
                       {call_.p_gradient ? &call_.p_gradient : nullptr, call_.q_gradient ? &call_.q_gradient : nullptr},
                       0.0,
                       true});
    }
  }

  bool emits_row(std::int64_t row, const double* /*carry*/) const {
    return call_.values[row] != infinite && row_factor(call_.axes, call_.cotangent, row) != 0.0;
  }

  void pass_parameters_of(std::size_t pass, const double* carry, double* parameters) const {
    if (pass + 1 == passes.size()) sides_.put(carry, parameters);
  }

  void finish_row(std::size_t pass, std::int64_t row, const row_state& state, double* carry) {
    if (pass + 1 < passes.size()) {
      sides_.finish(pass, call_.axes, where, row, state, carry);
      return;
    }
    const auto own = largest_ratio::of(pair_row{call_, row}, state, call_.factor, sides_.in_float);
    carry[rank] = own.rank;
    carry[share] = own.share;
    carry[p_mass] = own.p_mass;
    carry[q_mass] = own.q_mass;
    if (own.no_distribution) carry[log_sides::no_distribution] = 1.0;
    call_.values[row] = own.value;
    if (carry[log_sides::no_distribution] != 0.0) call_.values[row] = undefined;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    sides_.put(carry, parameters);
    const largest_ratio own{0.0, carry[rank], carry[share], carry[p_mass], carry[q_mass]};
    own.put(call_.factor * row_factor(call_.axes, call_.cotangent, row), parameters);
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (carry[log_sides::no_distribution] == 0.0) return;
    set_undefined(call_.axes, where, call_.p_gradient, row);
    set_undefined(call_.axes, where, call_.q_gradient, row);
  }

 private:
  enum { rank = log_sides::carried, share, p_mass, q_mass };

  const oriented_f_divergence call_;
  log_sides sides_;
};

}  // namespace

template <class T>
void run(f_divergence_call& call) {
  merge_axes(call.axes, {strides_of(call.p), strides_of(call.q), strides_of(call.where), strides_of(call.cotangent),
                         strides_of(call.p_gradient), strides_of(call.q_gradient)});
  constexpr bool in_float = sizeof(T) == sizeof(float);
  if (call.kind == f_divergence_kind::renyi && call.argument == infinite) {
    largest_ratio_program program(call, in_float);
    run_rows<T>(call.axes, program);
  } else {
    f_divergence_program program(call, in_float);
    run_rows<T>(call.axes, program);
  }
}

template void run<float>(f_divergence_call&);
template void run<double>(f_divergence_call&);

}  // namespace likelier::engine
