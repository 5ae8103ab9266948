// What programs of row operations share.
#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <vector>

#include "engine/row_operations.hpp"

namespace likelier::engine {

inline constexpr double infinite = std::numeric_limits<double>::infinity();

template <class Formula>
inline constexpr int pass_of = row_passes::index_of<Formula>();
template <class Formula>
inline constexpr int emit_of = row_emits::index_of<Formula>();

template <class View>
extents* strides_of(View& view) {
  return view ? &view.strides : nullptr;
}

// Joins neighbouring row axes that every view steps through evenly.
inline void merge_axes(row_axes& axes, std::initializer_list<extents*> all_views) {
  std::vector<extents*> views;
  std::copy_if(all_views.begin(), all_views.end(), std::back_inserter(views),
               [](const extents* strides) { return strides != nullptr; });
  int last = 0;
  for (int a = 1; a < axes.ndim; ++a) {
    bool even = true;
    for (const extents* strides : views) even = even && (*strides)[last] == (*strides)[a] * axes.shape[a];
    if (even || axes.shape[last] == 1) {
      axes.shape[last] *= axes.shape[a];
      for (extents* strides : views) (*strides)[last] = (*strides)[a];
    } else {
      ++last;
      axes.shape[last] = axes.shape[a];
      for (extents* strides : views) (*strides)[last] = (*strides)[a];
    }
  }
  if (axes.ndim == 0) return;
  for (extents* strides : views) (*strides)[last + 1] = (*strides)[axes.ndim];
  axes.ndim = last + 1;
}

inline double row_factor(const row_axes& axes, const const_view& view, std::int64_t row) {
  return view ? row_element(axes, view, row, 0) : 1.0;
}

// The softmax of a row in its carry.
inline void keep(double* carry, const softmax_row& row) {
  carry[0] = row.shift;
  carry[1] = row.rest;
  carry[2] = row.log_total;
  carry[3] = row.inverse;
}
inline softmax_row kept(const double* carry) {
  softmax_row row;
  row.shift = carry[0];
  row.rest = carry[1];
  row.log_total = carry[2];
  row.inverse = carry[3];
  return row;
}

inline bool is_log(row_kind kind) { return kind != row_kind::probs; }

template <template <bool, bool> class Formula, class Formulas>
int divergence_formula(bool p_is_log, bool q_is_log) {
  if (p_is_log) {
    return q_is_log ? Formulas::template index_of<Formula<true, true>>()
                    : Formulas::template index_of<Formula<true, false>>();
  }
  return q_is_log ? Formulas::template index_of<Formula<false, true>>()
                  : Formulas::template index_of<Formula<false, false>>();
}

// The two rows of a divergence: the softmax of those that are logits, and the parameters of their logarithms.
struct log_sides {
  row_kind p_kind, q_kind;
  bool in_float;

  enum { p_row = 0, q_row = 4, carried = 8 };

  // One pass for each row of logits, before all others.
  void add_passes(row_program& program, const const_view& p, const const_view& q) const {
    if (p_kind == row_kind::logits) program.passes.push_back({pass_of<logsumexp_pass>, {&p, nullptr}});
    if (q_kind == row_kind::logits) program.passes.push_back({pass_of<logsumexp_pass>, {&q, nullptr}});
  }
  void finish(std::size_t pass, const row_state& state, double* carry) const {
    const bool is_p = pass == 0 && p_kind == row_kind::logits;
    keep(carry + (is_p ? p_row : q_row), softmax_row::from(state));
  }
  log_side side(row_kind kind, const double* carry) const {
    if (kind != row_kind::logits) return log_side::of_log_probabilities();
    const double limit = in_float ? 1e30 : 1e300;
    return log_side::of_logits(kept(carry), std::abs(carry[0]) > limit);
  }
  // x as high + low, of which high is exact in the compute type.
  void split(double x, double x_low, double* high, double* low) const {
    *high = x;
    *low = x_low;
    if (in_float) {
      const auto narrow = static_cast<double>(static_cast<float>(x));
      *low += x - narrow;
      *high = narrow;
    }
  }
  void put(const double* carry, double* parameters) const {
    const log_side p = side(p_kind, carry + p_row);
    const log_side q = side(q_kind, carry + q_row);
    std::copy(p.parameters, p.parameters + side_parameters, parameters + divergence_p);
    std::copy(q.parameters, q.parameters + side_parameters, parameters + divergence_q);
    double high = 0.0;
    double low = 0.0;
    add_to(high, low, q.log_normaliser, q.log_normaliser_low);
    add_to(high, low, -p.log_normaliser, -p.log_normaliser_low);
    split(high, low, parameters + divergence_constant, parameters + divergence_constant_low);
  }
};

}  // namespace likelier::engine
