#include <cmath>
#include <limits>
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

}  // namespace

oriented_f_divergence oriented(const f_divergence_call& given) {
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

int f_divergence_index(f_divergence_kind kind, bool p_is_log, bool q_is_log) {
  return part_of<f_divergence_pass, f_divergences<f_divergence_pass>>(kind, p_is_log, q_is_log);
}

namespace {

bool is_empty(const f_divergence_call& call, std::int64_t row) {
  for (std::int64_t j = 0; j < call.axes.length; ++j)
    if (is_present(call.axes, call.where, row, j)) return false;
  return true;
}

// A sum whose reciprocal the compute type has not: such a row cannot be divided by it.
bool is_too_small(double mass, bool in_float) {
  return mass < (in_float ? std::numeric_limits<float>::min() : std::numeric_limits<double>::min());
}

class f_divergence_program final : public grouped_program<f_divergence_program> {
 public:
  f_divergence_program(const f_divergence_call& call, bool in_float)
      : call_(oriented(call)), sides_{call_.p_kind, call_.q_kind, in_float} {
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

  // T / (order - 1) with T = log S - a log P - b log Q, see renyi_pass; of p and q as the caller has them the
  // order is a, or b where they are exchanged. In e = Q / P - 1 and w = S / P - 1 = -b v, v = (a D - E) / P,
  //   T = log1p(w) - b log1p(e) = -b a D / P + (log1p(w) - w) - b (log1p(e) - e).
  // Where e is large these cancel, and v and the D of p / P and q / Q are summed anew.
  double renyi(std::int64_t row, const row_state& state, double* carry) const {
    using sums = renyi_pass<false, false>;
    const double a = call_.argument;
    const double b = call_.rest;
    const double divergence = sum_of(state, sums::divergence);
    const double excess = sum_of(state, sums::excess);
    const double powers = sum_of(state, sums::powers);
    const double p = sum_of(state, sums::p_mass);
    const double q = sum_of(state, sums::q_mass);
    if (is_too_small(p, sides_.in_float) || is_too_small(q, sides_.in_float)) {
      if (!is_empty(call_, row)) carry[log_sides::no_distribution] = 1.0;
      return 0.0;
    }
    if (std::isnan(divergence) || !(p < infinite && q < infinite)) {
      carry[log_sides::no_distribution] = 1.0;
      return 0.0;
    }
    const double log_p = std::log(p);
    const double log_q = std::log(q);
    const double e = excess / p;
    const auto is_near_zero = [](double x) { return x >= -0.75 && x <= 3.0; };
    const bool is_close = is_near_zero(e);
    double v = (a * divergence - excess) / p;
    double normalised = is_close ? divergence / p : 0.0;
    if (!is_close) sum_normalised(row, carry, log_p, log_q, v, normalised);
    const double w = -b * v;
    // At a = 1 the divergence is KL: infinite, but not of an order to speak of in the caller's terms.
    if (b == 0.0 && !call_.exchanged && divergence == infinite) return infinite;
    const bool is_near = is_near_zero(w);
    double log_powers = 0.0;
    if (is_near) {
      carry[slope] = call_.factor * (call_.exchanged ? b : a) / powers;
      carry[p_mean] = v;
      carry[q_mean] =
          is_close ? (b * divergence + excess) / q : difference(state, sums::q_mass, sums::powers) / (a * q);
    } else {
      // Powers that the compute type cannot hold are summed once more.
      const double most = sides_.in_float ? 1e30 : 1e290;
      log_powers = powers >= 1.0 / most && powers <= most ? std::log(powers) : sum_powers(row, carry);
      carry[direct] = 1.0;
      carry[log_of_powers] = log_powers;
      carry[p_mean] = log_p;
      carry[q_mean] = log_q;
      carry[slope] = -call_.factor / (call_.exchanged ? a : b);
    }
    double value;
    const double order_less_1 = call_.exchanged ? -a : -b;
    const double other = is_close ? log1pmx(e) : 0.0;
    const double own = is_close ? w : -a * b * normalised;
    if (is_close ? is_near : is_near_zero(own)) {
      // T without its first part, whose factor b may be 0.
      const double rest = log1pmx(own) - b * other;
      value =
          call_.exchanged ? b * normalised - rest / a : a * normalised + other - (b == 0.0 ? 0.0 : log1pmx(own) / b);
    } else {
      if (is_near) log_powers = sum_powers(row, carry);
      // At b = 0 the logarithm of q / p may be infinite, and counts for nothing.
      value = (log_powers - log_p - (b == 0.0 ? 0.0 : b * (log_q - log_p))) / order_less_1;
    }
    // What rounding leaves below zero is zero.
    return value < 0.0 ? 0.0 : call_.factor * value;
  }

  // The mean v of -(e^(b t) - 1) / b under p / P, with t = log(q / p), and the divergence of p / P and q / Q.
  void sum_normalised(std::int64_t row, const double* carry, double log_p, double log_q, double& v,
                      double& divergence) const {
    double parameters[f_divergence_pass_parameters] = {};
    put(carry, parameters);
    for (int side : {divergence_p, divergence_q}) {
      parameters[side + side_marker] = undefined;
      parameters[side + side_offset] = parameters[side + side_shift] = 0.0;
      parameters[side + side_scale] = 1.0;
    }
    parameters[divergence_constant] = parameters[divergence_constant_low] = 0.0;
    const double b = call_.rest;
    double v_sum[2] = {}, sum[2] = {};
    const auto add = [](double (&total)[2], double x) {
      const double next = total[0] + x;
      if (std::isfinite(next))
        total[1] += std::abs(total[0]) >= std::abs(x) ? (total[0] - next) + x : (x - next) + total[0];
      total[0] = next;
    };
    for (std::int64_t j = 0; j < call_.axes.length; ++j) {
      if (!is_present(call_.axes, where, row, j)) continue;
      const double x[2] = {logarithm(call_.p_kind, call_.p, carry + log_sides::p_row, row, j) - log_p,
                           logarithm(call_.q_kind, call_.q, carry + log_sides::q_row, row, j) - log_q};
      add(sum, alpha_formula::element<true, true, double>(x, parameters).term);
      if (x[0] == -infinite) continue;
      const double t = (x[1] - x[0]) + (log_q - log_p);
      add(v_sum, std::exp(x[0]) * (b == 0.0 ? -t : -std::expm1(b * t) / b));
    }
    v = v_sum[0] + v_sum[1];
    divergence = sum[0] + sum[1];
  }

  double logarithm(row_kind kind, const const_view& view, const double* own, std::int64_t row, std::int64_t j) const {
    const double x = row_element(call_.axes, view, row, j);
    if (kind == row_kind::probs) return std::log(x);
    const log_side side = sides_.side(kind, own);
    const double y = x == side.parameters[side_marker] ? 0.0 : x - side.parameters[side_offset];
    return (y - side.log_normaliser) - side.log_normaliser_low;
  }

  // The logarithm of S.
  double sum_powers(std::int64_t row, const double* carry) const {
    const double b = call_.rest;
    double largest = -infinite;
    double total = 0.0;
    for (std::int64_t j = 0; j < call_.axes.length; ++j) {
      if (!is_present(call_.axes, where, row, j)) continue;
      const double log_p = logarithm(call_.p_kind, call_.p, carry + log_sides::p_row, row, j);
      const double log_q = logarithm(call_.q_kind, call_.q, carry + log_sides::q_row, row, j);
      if (log_p == -infinite) continue;
      if (log_q == -infinite && b < 0.0) return infinite;
      if (log_q == -infinite) continue;
      const double z = call_.argument * log_p + b * log_q;
      if (z > largest) {
        total = total * std::exp(largest - z) + 1.0;
        largest = z;
      } else {
        total += std::exp(z - largest);
      }
    }
    return total > 0.0 ? largest + std::log(total) : -infinite;
  }

  // Of two sums, with what their rounding leaves.
  static double difference(const row_state& state, int i, int j) {
    return (state.high[i] - state.high[j]) + (state.low[i] - state.low[j]);
  }

  const oriented_f_divergence call_;
  log_sides sides_;
};

// Renyi's divergence of order infinity: the logarithm of the largest p / q, of rows divided by their sums.
class largest_ratio_program final : public grouped_program<largest_ratio_program> {
 public:
  largest_ratio_program(const f_divergence_call& call, bool in_float)
      : call_(oriented(call)), sides_{call_.p_kind, call_.q_kind, in_float} {
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
    const double p = sum_of(state, 1);
    const double q = sum_of(state, 2);
    double value = 0.0;
    if (!is_too_small(p, sides_.in_float) && !is_too_small(q, sides_.in_float)) {
      carry[p_mass] = p;
      carry[q_mass] = q;
      carry[rank] = state.shift;
      carry[share] = 1.0 / (1.0 + sum_of(state, 0));
      value = state.shift + (std::log(q) - std::log(p));
    } else if (!is_empty(call_, row)) {
      carry[log_sides::no_distribution] = 1.0;
    }
    call_.values[row] = call_.factor * (value < 0.0 ? 0.0 : value);
    if (carry[log_sides::no_distribution] != 0.0) call_.values[row] = undefined;
  }

  void emit_parameters_of(std::size_t, std::int64_t row, const double* carry, double* parameters) const {
    sides_.put(carry, parameters);
    parameters[largest_ratio_rank] = carry[rank];
    parameters[largest_ratio_share] = carry[share];
    parameters[largest_ratio_p_mass] = carry[p_mass];
    parameters[largest_ratio_q_mass] = carry[q_mass];
    parameters[largest_ratio_factor] = call_.factor * row_factor(call_.axes, call_.cotangent, row);
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
