// Losses of score matching as sums over the elements of a sample.
//
// A formula states
//   operands     how many there are;
//   parameters   numbers that a sample has;
//   sums         how many it leaves: the value, then derivatives by parameters or what else its caller is after;
//   terms(x, p, part)          what an element adds to the sums;
//   derivatives(x, p, dx)      those of the value by the operands.
// All are polynomials of low degree, so that derivatives are written out: a dual number would multiply by the zeros
// of the operands that a term does not have.
#pragma once

#include <type_traits>

#include "likelier/config.hpp"
#include "likelier/math/scalar.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

inline constexpr int max_score_operands = 4;
inline constexpr int max_score_parameters = 2;
inline constexpr int max_score_sums = 3;

struct score_formula {
  static constexpr int parameters = 0;
  static constexpr int sums = 1;
};

// 1/2 s^2 (A. Hyvarinen 2005; the trace is added by the caller).
struct half_square_score : score_formula {
  static constexpr int operands = 1;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* part) {
    part[0] = constant<V>(0.5) * x[0] * x[0];
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V*, V* dx) {
    dx[0] = x[0];
  }
};

// 1/2 (s - t)^2.
struct explicit_score : score_formula {
  static constexpr int operands = 2;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* part) {
    const V r = x[0] - x[1];
    part[0] = constant<V>(0.5) * r * r;
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V*, V* dx) {
    dx[0] = x[0] - x[1];
    dx[1] = -dx[0];
  }
};

// 1/2 (a s + b z)^2 with z the noise, or the difference of noisy and clean data; beside it the derivatives by a and b.
template <bool OfData>
struct denoising_score : score_formula {
  static constexpr int operands = OfData ? 3 : 2;
  static constexpr int parameters = 2;
  static constexpr int sums = 3;
  template <class V>
  LIKELIER_HD static V noise(const V* x) {
    if constexpr (OfData) {
      return x[2] - x[1];
    } else {
      return x[1];
    }
  }
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* p, V* part) {
    const V z = noise(x);
    const V r = p[0] * x[0] + p[1] * z;
    part[0] = constant<V>(0.5) * r * r;
    part[1] = r * x[0];
    part[2] = r * z;
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V* p, V* dx) {
    const V r = p[0] * x[0] + p[1] * noise(x);
    dx[0] = p[0] * r;
    const V dz = p[1] * r;
    dx[operands - 1] = dz;
    if constexpr (OfData) dx[1] = -dz;
  }
};

// (s+ + s-)^2 / 8 + c v (s+ - s-) (T. Pang et al. 2020).
struct finite_difference_score : score_formula {
  static constexpr int operands = 3;
  static constexpr int parameters = 1;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* p, V* part) {
    const V sum = x[0] + x[1];
    part[0] = constant<V>(0.125) * sum * sum + p[0] * (x[2] * (x[0] - x[1]));
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V* p, V* dx) {
    const V quarter = constant<V>(0.25) * (x[0] + x[1]), direction = p[0] * x[2];
    dx[0] = quarter + direction;
    dx[1] = quarter - direction;
    dx[2] = p[0] * (x[0] - x[1]);
  }
};

// 1/2 w s^2 + w d + (dw) s with d and dw the derivatives of s and w along their own axis (A. Hyvarinen 2007).
struct weighted_score : score_formula {
  static constexpr int operands = 4;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* part) {
    part[0] = x[2] * (constant<V>(0.5) * x[0] * x[0] + x[1]) + x[3] * x[0];
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V*, V* dx) {
    dx[0] = x[2] * x[0] + x[3];
    dx[1] = x[2];
    dx[2] = constant<V>(0.5) * x[0] * x[0] + x[1];
    dx[3] = x[0];
  }
};

// v u: a quadratic form of a probe and its product with a matrix.
struct product_score : score_formula {
  static constexpr int operands = 2;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* part) {
    part[0] = x[0] * x[1];
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V*, V* dx) {
    dx[0] = x[1];
    dx[1] = x[0];
  }
};

// Of s, v and Jv: the sums v.Jv and v.s. Derivatives of v.Jv + 1/2 (v.s)^2, with v.s the parameter (Y. Song et al.
// 2019).
struct sliced_score : score_formula {
  static constexpr int operands = 3;
  static constexpr int parameters = 1;
  static constexpr int sums = 2;
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V*, V* part) {
    part[0] = x[1] * x[2];
    part[1] = x[1] * x[0];
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V* p, V* dx) {
    dx[0] = p[0] * x[1];
    dx[1] = x[2] + p[0] * x[0];
    dx[2] = x[1];
  }
};

template <class... Formulas>
struct score_list {
  static constexpr int count = sizeof...(Formulas);
  template <class Formula>
  static constexpr int index_of() {
    int index = 0;
    const bool found = ((std::is_same_v<Formula, Formulas> || (++index, false)) || ...);
    return found ? index : -1;
  }
};
using score_formulas = score_list<half_square_score, explicit_score, denoising_score<true>, denoising_score<false>,
                                  finite_difference_score, weighted_score, product_score, sliced_score>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
