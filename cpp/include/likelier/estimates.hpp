// Estimates from samples: what one sample adds. As operations they are private; the public functions
// choose among them, and have the words about them.
#pragma once

#include <array>

#include "likelier/parameters.hpp"
#include "likelier/rows/f_divergence.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace functions {

// A number that the caller gives as a sum, so that float has all of it: high is the whole of it in double.
template <class V>
struct two_parts {
  V high, low;

  LIKELIER_HD two_parts(const V& a, const V& b) : high(a + b), low(b - (high - a)) {}
  // Itself less an integer.
  LIKELIER_HD two_parts less(double c) const {
    const V difference = high - constant<V>(c);
    return {difference, ((high - difference) - constant<V>(c)) + low};
  }
};

struct estimate {
  static constexpr const char* summary = "";
  static constexpr const char* formula = "";
  static constexpr const char* borders = "";
  static constexpr const char* source = "";
  static constexpr const char* example = "";
};

// KL(p || q) at a sample of p, with r = log q - log p: k1 = -r, k2 = r^2 / 2, k3 = e^r - 1 - r
// (J. Schulman, "Approximating KL Divergence", 2020). The unbiased gradient counts that the samples
// follow p: that of log p times the log-ratio.
template <int K, bool Unbiased>
struct kl_estimate : estimate {
  static constexpr std::array<const char*, 6> names = {"_kl_estimate_k1",          "_kl_estimate_k2",
                                                       "_kl_estimate_k3",          "_kl_estimate_k1_unbiased",
                                                       "_kl_estimate_k2_unbiased", "_kl_estimate_k3_unbiased"};
  static constexpr const char* name = names[K - 1 + 3 * Unbiased];
  static constexpr std::array<const char*, 2> variables = {"logp", "logq"};

  template <class V>
  LIKELIER_HD static V evaluate(const V& logp, const V& logq) {
    if constexpr (K == 1) {
      return logp - logq;
    } else {
      const V r = logq - logp;
      if constexpr (K == 2) return constant<V>(0.5) * r * r;
      return likelier::expm1mx(r);
    }
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[2], V (&dx)[2]) {
    const V one = constant<V>(1.0);
    const V r = x[1] - x[0];
    if constexpr (Unbiased) {
      dx[0] = -r;
      dx[1] = -one;
    } else {
      dx[1] = -one;
      if constexpr (K == 2) dx[1] = r;
      if constexpr (K == 3) dx[1] = detail::full_expm1(r);
      dx[0] = -dx[1];
    }
    return evaluate(x[0], x[1]);
  }
};

// A term of an f-divergence D(p || q) over q, and its derivative by log(p / q): the element of two rows
// that has the logarithms log(p / q) and 0, in the other order where the formula wants it so. a ... d are the
// formula's own parameters.
template <class Formula, bool Exchanged, class V>
struct log_ratio_element {
  V term, slope;

  LIKELIER_HD log_ratio_element(const V& log_ratio, const V& a, const V& b, const V& c, const V& d) {
    const V zero = constant<V>(0.0);
    V parameters[f_divergence_pass_parameters];
    for (V& parameter : parameters) parameter = zero;
    parameters[divergence_p + side_marker] = parameters[divergence_q + side_marker] = quiet_nan<V>();
    parameters[divergence_p + side_scale] = parameters[divergence_q + side_scale] = constant<V>(1.0);
    parameters[f_divergence_a] = a;
    parameters[f_divergence_b] = b;
    parameters[f_divergence_c] = c;
    parameters[f_divergence_d] = d;
    const V x[2] = {Exchanged ? zero : log_ratio, Exchanged ? log_ratio : zero};
    const typename Formula::template element<true, true, V> e(x, parameters);
    // p / q may be infinite, and then every such divergence is.
    const auto endless = log_ratio == infinity<V>();
    term = select(endless, log_ratio, e.term);
    slope = select(endless, log_ratio, Exchanged ? e.q_gradient : e.p_gradient);
  }
};

// The alpha divergence with alpha >= 1/2, or, exchanged, that of order 1 - alpha. 1 - alpha is high + low.
template <bool Exchanged>
struct alpha_of_log_ratio : estimate {
  static constexpr const char* name = Exchanged ? "_alpha_of_log_ratio_exchanged" : "_alpha_of_log_ratio";
  static constexpr std::array<const char*, 3> variables = {"log_ratio", "high", "low"};

  template <class V>
  LIKELIER_HD static log_ratio_element<alpha_formula, Exchanged, V> at(const V& log_ratio, const V& high,
                                                                       const V& low) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const two_parts<V> b(high, low);
    return {log_ratio, b.high, b.low, select(b.high == zero, zero, one / b.high), one / ((one - b.high) - b.low)};
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& log_ratio, const V& high, const V& low) {
    return at(log_ratio, high, low).term;
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[3], V (&dx)[3]) {
    const auto e = at(x[0], x[1], x[2]);
    dx[0] = e.slope;
    dx[1] = dx[2] = constant<V>(0.0);
    return e.term;
  }
};

// The weight of p is high + low. At 0 and 1 the mixture is one of the two.
struct jensen_shannon_of_log_ratio : estimate {
  static constexpr const char* name = "_jensen_shannon_of_log_ratio";
  static constexpr std::array<const char*, 3> variables = {"log_ratio", "high", "low"};

  template <class V>
  LIKELIER_HD static log_ratio_element<jensen_shannon_formula, false, V> at(const V& log_ratio, const V& high,
                                                                            const V& low) {
    const V zero = constant<V>(0.0);
    const V weight = high + low;
    const V rest = (constant<V>(1.0) - high) - low;
    log_ratio_element<jensen_shannon_formula, false, V> e(log_ratio, weight, rest, zero, zero);
    const auto alone = (weight == zero || rest == zero) && log_ratio == log_ratio;
    e.term = select(alone, zero, e.term);
    e.slope = select(alone, zero, e.slope);
    return e;
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& log_ratio, const V& high, const V& low) {
    return at(log_ratio, high, low).term;
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[3], V (&dx)[3]) {
    const auto e = at(x[0], x[1], x[2]);
    dx[0] = e.slope;
    dx[1] = dx[2] = constant<V>(0.0);
    return e.term;
  }
};

struct total_variation_of_log_ratio : estimate {
  static constexpr const char* name = "_total_variation_of_log_ratio";
  static constexpr std::array<const char*, 1> variables = {"log_ratio"};

  template <class V>
  LIKELIER_HD static log_ratio_element<total_variation_formula, false, V> at(const V& log_ratio) {
    const V zero = constant<V>(0.0);
    return {log_ratio, zero, zero, zero, zero};
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& log_ratio) {
    return at(log_ratio).term;
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[1], V (&dx)[1]) {
    const auto e = at(x[0]);
    dx[0] = e.slope;
    return e.term;
  }
};

// |q - p|^k at a sample of p, or that over p. k is Power, or, where Power is 0, high + low > 1.
template <int Power, bool Integral>
struct pointwise_distance : estimate {
  static constexpr std::array<const char*, 6> names = {"_distance_lp",          "_distance_l1",
                                                       "_distance_l2",          "_distance_lp_integral",
                                                       "_distance_l1_integral", "_distance_l2_integral"};
  static constexpr const char* name = names[Power + 3 * Integral];
  static constexpr std::array<const char*, 4> variables = {"q", "p", "high", "low"};

  // x^y for x >= 0; in double, for exp makes the rounding of the exponent large.
  struct power_in_double {
    template <class V>
    LIKELIER_HD V operator()(const V& x, const V& y) const {
      const V zero = constant<V>(0.0);
      return detail::full_exp(V(select(y == zero, zero, y * detail::full_log(x))));
    }
  };
  template <class V>
  LIKELIER_HD static V power(const V& x, const two_parts<V>& y) {
    const V result = in_double(power_in_double{}, x, y.high);
    const V lost = y.low * detail::full_log(x);
    return select(abs(lost) < constant<V>(1.0), result + result * lost, result);
  }

  template <class V>
  struct element {
    V term, q_slope, p_slope;

    LIKELIER_HD element(const V& q, const V& given, const V& high, const V& low) {
      const V zero = constant<V>(0.0);
      const V one = constant<V>(1.0);
      V p = given;
      keep_valid(p, p >= zero);
      const V d = q - p;
      const V size = abs(d);
      const V sign = select(d < zero, -one, one);
      const auto equal = d == zero;
      const two_parts<V> k(Power == 0 ? high : constant<V>(Power), Power == 0 ? low : zero);
      if constexpr (!Integral) {
        V lower = one;  // |d|^(k - 1)
        if constexpr (Power == 2) lower = size;
        if constexpr (Power == 0) lower = power(size, k.less(1.0));
        term = lower * size;
        q_slope = select(equal, zero, k.high * (sign * lower));
        p_slope = -q_slope;
      } else {
        // Where p is infinite the quotient is 1.
        const auto endless = p == infinity<V>() && abs(q) < infinity<V>();
        const V ratio = select(endless, one, size / p);
        V lower_over_p;  // |d|^(k - 1) / p
        if constexpr (Power == 1) {
          lower_over_p = one / p;
          term = ratio;
        } else if constexpr (Power == 2) {
          lower_over_p = ratio;
          term = size * ratio;
        } else {
          // In the order in which nothing under- or overflows that the result does not.
          const auto steep = k.high >= constant<V>(2.0);
          const two_parts<V> less = k.less(1.0), lesser = k.less(2.0);
          const V base = power(size, {select(steep, lesser.high, less.high), select(steep, lesser.low, less.low)});
          const V flat = select(endless, zero, base / p);
          lower_over_p = select(steep, base * ratio, flat);
          term = select(steep, size * lower_over_p, base * ratio);
        }
        term = select(equal, zero, term);
        const V slope = sign * lower_over_p;
        q_slope = select(equal, zero, k.high * slope);
        // Of both factors together, so that nothing cancels.
        p_slope = select(equal, zero, -slope * (k.less(1.0).high + q / p));
      }
    }
  };
  template <class V>
  LIKELIER_HD static V evaluate(const V& q, const V& p, const V& high, const V& low) {
    return element<V>(q, p, high, low).term;
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[4], V (&dx)[4]) {
    const element<V> e(x[0], x[1], x[2], x[3]);
    dx[0] = e.q_slope;
    dx[1] = e.p_slope;
    dx[2] = dx[3] = constant<V>(0.0);
    return e.term;
  }
};

}  // namespace functions

}  // namespace LIKELIER_ISA
}  // namespace likelier
