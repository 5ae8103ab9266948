// What the sums of renyi_pass and largest_ratio_pass come to, once a row.
//
// A row states length(), is_present(j), and operand(i, j): element j of p (0) or q (1), as a double.
#pragma once

#include "likelier/rows/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// A sum whose reciprocal the compute type has not: such a row cannot be divided by it.
LIKELIER_HD inline bool is_too_small(double mass, bool in_float) {
  return mass < (in_float ? static_cast<double>(smallest_normal<float>()) : smallest_normal<double>());
}

template <class Row>
LIKELIER_HD bool is_empty_row(const Row& row) {
  for (std::int64_t j = 0; j < row.length(); ++j)
    if (row.is_present(j)) return false;
  return true;
}

// The parameters of renyi_emit besides the sides, and the value. Of no distribution there is none of it.
struct renyi_value {
  double value = 0.0, slope = 0.0, p_mean = 0.0, q_mean = 0.0, log_powers = 0.0;
  bool direct = false;
  bool no_distribution = false;
};

// Divergences of order a = argument of p and q as they stand, or of order b = rest where the caller has them the other
// way round. Logarithms are those of logits: the divergence does not depend on the sums of the rows.
struct renyi_divergence {
  double argument, rest, factor;
  bool exchanged, in_float;
  bool p_is_log, q_is_log;
  log_side p, q;

  // T / (order - 1) with T = log S - a log P - b log Q, see renyi_pass. In e = Q / P - 1 and w = S / P - 1 = -b v,
  // v = (a D - E) / P,
  //   T = log1p(w) - b log1p(e) = -b a D / P + (log1p(w) - w) - b (log1p(e) - e).
  // Where e is large these cancel, and v and the D of p / P and q / Q are summed anew.
  template <class Row>
  LIKELIER_HD renyi_value value(const Row& row, const row_state& state) const {
    using sums = renyi_pass<false, false>;
    renyi_value own;
    const double a = argument;
    const double b = rest;
    const double divergence = sum_of(state, sums::divergence);
    const double excess = sum_of(state, sums::excess);
    const double powers = sum_of(state, sums::powers);
    const double p_mass = sum_of(state, sums::p_mass);
    const double q_mass = sum_of(state, sums::q_mass);
    if (is_too_small(p_mass, in_float) || is_too_small(q_mass, in_float)) {
      own.no_distribution = !is_empty_row(row);
      return own;
    }
    const double inf = infinity<double>();
    if (divergence != divergence || !(p_mass < inf && q_mass < inf)) {
      own.no_distribution = true;
      return own;
    }
    const double log_p = log(p_mass);
    const double log_q = log(q_mass);
    const double e = excess / p_mass;
    const bool is_close = is_near_zero(e);
    double v = (a * divergence - excess) / p_mass;
    double normalised = is_close ? divergence / p_mass : 0.0;
    if (!is_close) sum_normalised(row, log_p, log_q, v, normalised);
    const double w = -b * v;
    // At a = 1 the divergence is KL: infinite, but not of an order to speak of in the caller's terms.
    if (b == 0.0 && !exchanged && divergence == inf) {
      own.value = inf;
      return own;
    }
    const bool is_near = is_near_zero(w);
    if (is_near) {
      own.slope = factor * (exchanged ? b : a) / powers;
      own.p_mean = v;
      own.q_mean =
          is_close ? (b * divergence + excess) / q_mass : difference(state, sums::q_mass, sums::powers) / (a * q_mass);
    } else {
      // Powers that the compute type cannot hold are summed once more.
      const double most = in_float ? 1e30 : 1e290;
      own.log_powers = powers >= 1.0 / most && powers <= most ? log(powers) : sum_powers(row);
      own.direct = true;
      own.p_mean = log_p;
      own.q_mean = log_q;
      own.slope = -factor / (exchanged ? a : b);
    }
    double result;
    const double order_less_1 = exchanged ? -a : -b;
    const double other = is_close ? log1pmx(e) : 0.0;
    const double first = is_close ? w : -a * b * normalised;
    if (is_close ? is_near : is_near_zero(first)) {
      // T without its first part, whose factor b may be 0.
      const double remainder = log1pmx(first) - b * other;
      result =
          exchanged ? b * normalised - remainder / a : a * normalised + other - (b == 0.0 ? 0.0 : log1pmx(first) / b);
    } else {
      const double log_powers = is_near ? sum_powers(row) : own.log_powers;
      // At b = 0 the logarithm of q / p may be infinite, and counts for nothing.
      result = (log_powers - log_p - (b == 0.0 ? 0.0 : b * (log_q - log_p))) / order_less_1;
    }
    // What rounding leaves below zero is zero.
    own.value = result < 0.0 ? 0.0 : factor * result;
    return own;
  }

 private:
  LIKELIER_HD static bool is_near_zero(double x) { return x >= -0.75 && x <= 3.0; }

  LIKELIER_HD static void add(double (&total)[2], double x) {
    const double next = total[0] + x;
    if (next - next == 0.0) total[1] += abs(total[0]) >= abs(x) ? (total[0] - next) + x : (x - next) + total[0];
    total[0] = next;
  }

  // The mean v of -(e^(b t) - 1) / b under p / P, with t = log(q / p), and the divergence of p / P and q / Q.
  template <class Row>
  LIKELIER_HD LIKELIER_RARE void sum_normalised(const Row& row, double log_p, double log_q, double& v,
                                                double& divergence) const {
    double parameters[f_divergence_pass_parameters] = {};
    put_f_divergence<alpha_formula>(argument, rest, q, in_float, parameters);
    for (const int side : {int{divergence_p}, int{divergence_q}}) {
      parameters[side + side_marker] = quiet_nan<double>();
      parameters[side + side_scale] = 1.0;
    }
    const double b = rest;
    double v_sum[2] = {}, sum[2] = {};
    for (std::int64_t j = 0; j < row.length(); ++j) {
      if (!row.is_present(j)) continue;
      const double x[2] = {logarithm(row, 0, j) - log_p, logarithm(row, 1, j) - log_q};
      add(sum, alpha_formula::element<true, true, double>(x, parameters).term);
      if (x[0] == -infinity<double>()) continue;
      const double t = (x[1] - x[0]) + (log_q - log_p);
      add(v_sum, exp(x[0]) * (b == 0.0 ? -t : -expm1(b * t) / b));
    }
    v = v_sum[0] + v_sum[1];
    divergence = sum[0] + sum[1];
  }

  template <class Row>
  LIKELIER_HD double logarithm(const Row& row, int operand, std::int64_t j) const {
    const double x = row.operand(operand, j);
    if (!(operand == 0 ? p_is_log : q_is_log)) return log(x);
    const log_side& side = operand == 0 ? p : q;
    const double y = x == side.parameters[side_marker] ? 0.0 : x - side.parameters[side_offset];
    return (y - side.log_normaliser) - side.log_normaliser_low;
  }

  // The logarithm of S.
  template <class Row>
  LIKELIER_HD LIKELIER_RARE double sum_powers(const Row& row) const {
    const double b = rest;
    const double inf = infinity<double>();
    double largest = -inf;
    double total = 0.0;
    for (std::int64_t j = 0; j < row.length(); ++j) {
      if (!row.is_present(j)) continue;
      const double log_p = logarithm(row, 0, j);
      const double log_q = logarithm(row, 1, j);
      if (log_p == -inf) continue;
      if (log_q == -inf && b < 0.0) return inf;
      if (log_q == -inf) continue;
      const double z = argument * log_p + b * log_q;
      if (z > largest) {
        total = total * exp(largest - z) + 1.0;
        largest = z;
      } else {
        total += exp(z - largest);
      }
    }
    return total > 0.0 ? largest + log(total) : -inf;
  }

  // Of two sums, with what their rounding leaves.
  LIKELIER_HD static double difference(const row_state& state, int i, int j) {
    return (state.high[i] - state.high[j]) + (state.low[i] - state.low[j]);
  }
};

// Of order infinity: the logarithm of the largest p / q, of rows divided by their sums.
struct largest_ratio {
  double value = 0.0, rank = 0.0, share = 0.0, p_mass = 1.0, q_mass = 1.0;
  bool no_distribution = false;

  template <class Row>
  LIKELIER_HD static largest_ratio of(const Row& row, const row_state& state, double factor, bool in_float) {
    largest_ratio own;
    const double p = sum_of(state, 1);
    const double q = sum_of(state, 2);
    if (is_too_small(p, in_float) || is_too_small(q, in_float)) {
      own.no_distribution = !is_empty_row(row);
      return own;
    }
    own.p_mass = p;
    own.q_mass = q;
    own.rank = state.shift;
    own.share = 1.0 / (1.0 + sum_of(state, 0));
    const double value = state.shift + (log(q) - log(p));
    own.value = factor * (value < 0.0 ? 0.0 : value);
    return own;
  }
  // Of largest_ratio_emit, besides the sides.
  LIKELIER_HD void put(double factor, double* parameters) const {
    parameters[largest_ratio_rank] = rank;
    parameters[largest_ratio_share] = share;
    parameters[largest_ratio_p_mass] = p_mass;
    parameters[largest_ratio_q_mass] = q_mass;
    parameters[largest_ratio_factor] = factor;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
