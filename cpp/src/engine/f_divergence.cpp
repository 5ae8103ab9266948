#include <cmath>
#include <utility>

#include "engine/row_operations.hpp"
#include "engine/row_support.hpp"

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

// Brings a call to the kinds of rows, and the arguments, that there are formulas for.
f_divergence_call normalised(f_divergence_call call) {
  const bool of_logs = is_log(call.p_kind) || is_log(call.q_kind);
  const auto exchange = [&call] {
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
  switch (call.kind) {
    case f_divergence_kind::alpha:
    case f_divergence_kind::renyi:
      if (call.argument < 0.5) {
        exchange();
        call.argument = 1.0 - call.argument;
      }
      break;
    case f_divergence_kind::jensen_shannon:
      // A mixture that is one of the two: 0 everywhere.
      if (call.argument == 0.0 || call.argument == 1.0) {
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

class f_divergence_program final : public grouped_program<f_divergence_program> {
 public:
  f_divergence_program(const f_divergence_call& call, bool in_float)
      : call_(normalised(call)), order_(call.argument), sides_{call_.p_kind, call_.q_kind, in_float} {
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
    const bool p_is_log = is_log(call_.p_kind);
    carry[p_mean] = call_.p_kind == row_kind::logits ? sum_of(state, 1) : 0.0;
    carry[q_mean] = call_.q_kind == row_kind::logits ? sum_of(state, p_is_log ? 2 : 1) : 0.0;
    carry[slope] = call_.factor;
    const bool unbounded = call_.p_gradient && std::abs(carry[p_mean]) == infinite;
    carry[p_flat] = unbounded && !sides_.overlap(call_.axes, where, call_.p, call_.q, row, carry) ? 1.0 : 0.0;
    if (call_.kind == f_divergence_kind::renyi) {
      call_.values[row] = renyi(row, sum, sum_of(state, 1 + p_is_log + is_log(call_.q_kind)), carry);
    } else if (call_.square_root) {
      const double root = std::sqrt(call_.factor * sum);
      carry[slope] = root == 0.0 ? 0.0 : 0.5 * call_.factor / root;
      call_.values[row] = root;
    } else {
      call_.values[row] = call_.factor * sum;
    }
    if (carry[log_sides::no_distribution] != 0.0) call_.values[row] = undefined;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    put(carry, parameters);
    parameters[f_divergence_p_mean] = carry[p_mean];
    parameters[f_divergence_q_mean] = carry[q_mean];
    parameters[f_divergence_p_flat] = carry[p_flat];
    parameters[f_divergence_factor] = carry[slope] * row_factor(call_.axes, call_.cotangent, row);
    if (call_.kind == f_divergence_kind::renyi) {
      parameters[renyi_log_sum] = carry[log_powers];
      parameters[renyi_direct] = carry[direct];
    }
  }

  void complete_row(std::int64_t row, const double* carry) const {
    if (carry[log_sides::no_distribution] == 0.0) return;
    set_undefined(call_.axes, where, call_.p_gradient, row);
    set_undefined(call_.axes, where, call_.q_gradient, row);
  }

 private:
  enum { p_mean = log_sides::carried, q_mean, p_flat, slope, log_powers, direct };

  void put(const double* carry, double* parameters) const {
    sides_.put(carry, parameters);
    double* own = parameters + f_divergence_a;
    own[2] = own[3] = 0.0;
    switch (call_.kind) {
      case f_divergence_kind::alpha:
      case f_divergence_kind::renyi: {
        const double b = 1.0 - call_.argument;
        sides_.split(b, 0.0, own, own + 1);
        own[2] = b == 0.0 ? 0.0 : 1.0 / b;
        own[3] = 1.0 / call_.argument;
        break;
      }
      case f_divergence_kind::jensen_shannon:
        own[0] = call_.argument;
        own[1] = 1.0 - call_.argument;
        break;
      case f_divergence_kind::cross_entropy: {
        const log_side q = sides_.side(call_.q_kind, carry + log_sides::q_row);
        sides_.split(q.log_normaliser, q.log_normaliser_low, own, own + 1);
        break;
      }
      default: own[0] = own[1] = 0.0;
    }
  }

  // log(S) / (order - 1), S the sum of the powers. Where S is of order 1 it is 1 - order (1 - order) times
  // the alpha divergence, which keeps its digits near p = q; rows that are far from normalised are no such case.
  double renyi(std::int64_t row, double divergence, double powers, double* carry) const {
    const double factor = call_.factor / (order_ - 1.0);
    const double most = sides_.in_float ? 1e30 : 1e290;
    const double excess = order_ * (order_ - 1.0) * divergence;
    if (order_ != 0.0 && powers >= 0.25 && powers <= most && excess > -0.9) {
      carry[slope] = call_.factor * order_ / (1.0 + excess);
      return factor * std::log1p(excess);
    }
    // Powers that the compute type cannot hold are summed once more.
    const bool fits = !(powers < 1.0 / most || powers > most);
    const double log_sum = fits ? std::log(powers) : log_of_powers(row, carry);
    carry[log_powers] = log_sum;
    carry[direct] = 1.0;
    if (log_sum == -infinite && is_empty(row)) return 0.0;
    carry[slope] = factor;
    carry[p_mean] = call_.p_kind == row_kind::logits ? call_.argument : 0.0;
    carry[q_mean] = call_.q_kind == row_kind::logits ? 1.0 - call_.argument : 0.0;
    return factor * log_sum;
  }

  bool is_empty(std::int64_t row) const {
    for (std::int64_t j = 0; j < call_.axes.length; ++j)
      if (is_present(call_.axes, where, row, j)) return false;
    return true;
  }

  double log_of_powers(std::int64_t row, const double* carry) const {
    const double b = 1.0 - call_.argument;
    const auto logarithm = [&](row_kind kind, const const_view& view, const double* own, std::int64_t j) {
      const double x = row_element(call_.axes, view, row, j);
      if (kind == row_kind::probs) return std::log(x);
      const log_side side = sides_.side(kind, own);
      const double y = x == side.parameters[side_marker] ? 0.0 : x - side.parameters[side_offset];
      return (y - side.log_normaliser) - side.log_normaliser_low;
    };
    double largest = -infinite;
    double total = 0.0;
    for (std::int64_t j = 0; j < call_.axes.length; ++j) {
      if (where && row_element(call_.axes, where, row, j) == 0.0) continue;
      const double log_p = logarithm(call_.p_kind, call_.p, carry + log_sides::p_row, j);
      const double log_q = logarithm(call_.q_kind, call_.q, carry + log_sides::q_row, j);
      if (log_p == -infinite) continue;
      if (log_q == -infinite && b < 0.0) return infinite;
      if (log_q == -infinite) continue;
      const double z = (1.0 - b) * log_p + b * log_q;
      if (z > largest) {
        total = total * std::exp(largest - z) + 1.0;
        largest = z;
      } else {
        total += std::exp(z - largest);
      }
    }
    return total > 0.0 ? largest + std::log(total) : -infinite;
  }

  const f_divergence_call call_;
  double order_;  // Renyi's, of p and q as the caller has them
  log_sides sides_;
};

}  // namespace

template <class T>
void run(f_divergence_call& call) {
  merge_axes(call.axes, {strides_of(call.p), strides_of(call.q), strides_of(call.where), strides_of(call.cotangent),
                         strides_of(call.p_gradient), strides_of(call.q_gradient)});
  f_divergence_program program(call, sizeof(T) == sizeof(float));
  run_rows<T>(call.axes, program);
}

template void run<float>(f_divergence_call&);
template void run<double>(f_divergence_call&);

}  // namespace likelier::engine
