// Losses of score matching as sums over the elements of a sample.
//
// A formula states
//   operands     how many there are;
//   numbers      how many a sample has;
//   parameters   how many the terms take, which prepare() makes of the numbers and of an option of the call;
//   sums         how many are formed of a sample;
//   results      how many are made of these: the loss, then its derivatives by the numbers, or what else is needed;
//   terms(x, p, part)          what an element adds to the sums;
//   derivatives(x, p, dx)      those of the loss by the operands, but for the factor that prepare() returns.
// What happens once a sample, prepare() and finish(), is in double.
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
inline constexpr int max_score_numbers = 2;
inline constexpr int max_score_sums = 3;
inline constexpr int max_score_results = 3;

struct score_formula {
  static constexpr int numbers = 0;
  static constexpr int parameters = 0;
  static constexpr int sums = 1;
  static constexpr int results = 1;
  static constexpr bool has_slopes = true;  // results but the first are derivatives

  LIKELIER_HD static double prepare(const double* /*numbers*/, double /*option*/, double* /*parameters*/) {
    return 1.0;
  }
  LIKELIER_HD static void finish(const double* sums, const double* /*numbers*/, double /*option*/, double* results) {
    results[0] = sums[0];
  }
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
// The numbers are sigma and what multiplies the loss. The residual is s + noise / sigma, or with the option (not 0)
// sigma times that (P. Vincent 2011).
template <bool OfData>
struct denoising_score : score_formula {
  static constexpr int operands = OfData ? 3 : 2;
  static constexpr int numbers = 2;
  static constexpr int parameters = 2;
  static constexpr int sums = 3;
  static constexpr int results = 3;

  // a, b and the derivative of b by sigma.
  struct coefficients {
    double a, b, slope;

    LIKELIER_HD coefficients(double given, bool scaled) {
      const double sigma = given > 0.0 ? given : quiet_nan<double>();
      const double inverse = 1.0 / sigma;
      a = scaled ? sigma : 1.0;
      if constexpr (OfData) {
        b = scaled ? inverse : inverse / sigma;
        slope = (scaled ? -1.0 : -2.0) * b / sigma;
      } else {
        b = scaled ? 1.0 : inverse;
        slope = scaled ? 0.0 : -b / sigma;
      }
    }
  };
  LIKELIER_HD static double prepare(const double* numbers, double option, double* parameters) {
    const coefficients c(numbers[0], option != 0.0);
    parameters[0] = c.a;
    parameters[1] = c.b;
    return numbers[1];
  }
  LIKELIER_HD static void finish(const double* sums, const double* numbers, double option, double* results) {
    const coefficients c(numbers[0], option != 0.0);
    const double by_a = option != 0.0 ? sums[1] : 0.0;
    const double by_b = c.slope == 0.0 ? 0.0 : sums[2] * c.slope;
    results[0] = numbers[1] * sums[0];
    results[1] = numbers[1] * (by_a + by_b);
    results[2] = sums[0];
  }
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

// What finite differences are multiplied by: the option over the square of a step's length, which is the number.
struct difference_formula : score_formula {
  static constexpr int operands = 3;
  static constexpr int numbers = 1;
  static constexpr int parameters = 1;
  LIKELIER_HD static double prepare(const double* numbers, double option, double* parameters) {
    const double eps = numbers[0] > 0.0 && numbers[0] < infinity<double>() ? numbers[0] : quiet_nan<double>();
    parameters[0] = option / (eps * eps);
    return 1.0;
  }
};

// (s+ + s-)^2 / 8 + c v (s+ - s-) (T. Pang et al. 2020); the option is half the number of dimensions.
struct finite_difference_score : difference_formula {
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

// Of log p at a point and at two around it, a sample's one element each:
// c [(l+ - l) + (l- - l) + (l+ - l-)^2 / 8] (T. Pang et al. 2020); the option is the number of dimensions.
struct finite_difference_of_logp : difference_formula {
  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* p, V* part) {
    const V rise = x[1] - x[0], fall = x[2] - x[0], slope = x[1] - x[2];
    part[0] = p[0] * ((rise + fall) + constant<V>(0.125) * slope * slope);
  }
  template <class V>
  LIKELIER_HD static void derivatives(const V* x, const V* p, V* dx) {
    const V one = constant<V>(1.0);
    const V tilt = constant<V>(0.25) * (x[1] - x[2]);
    dx[0] = constant<V>(-2.0) * p[0];
    dx[1] = p[0] * (one + tilt);
    dx[2] = p[0] * (one - tilt);
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

// v.Jv + 1/2 (v.s)^2 of s, v and Jv; beside it v.s, which the derivatives take as their parameter (Y. Song et al.
// 2019).
struct sliced_score : score_formula {
  static constexpr int operands = 3;
  static constexpr int numbers = 1;
  static constexpr int parameters = 1;
  static constexpr int sums = 2;
  static constexpr int results = 2;
  static constexpr bool has_slopes = false;
  LIKELIER_HD static double prepare(const double* numbers, double /*option*/, double* parameters) {
    parameters[0] = numbers[0];
    return 1.0;
  }
  LIKELIER_HD static void finish(const double* sums, const double* /*numbers*/, double /*option*/, double* results) {
    results[0] = 0.5 * sums[1] * sums[1] + sums[0];
    results[1] = sums[1];
  }
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
using score_formulas =
    score_list<half_square_score, explicit_score, denoising_score<true>, denoising_score<false>,
               finite_difference_score, weighted_score, product_score, sliced_score, finite_difference_of_logp>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
