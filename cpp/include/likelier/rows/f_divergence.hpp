// Sums over the elements of two rows of a term of p and q, and their gradients.
//
// A formula is an element<PIsLog, QIsLog, V> with
//   term                      what it adds to the divergence;
//   p_gradient, q_gradient    the derivative by p, and by q: by the probability itself where the side
//                             holds probabilities, times p (or q) where it holds logarithms, for that is
//                             the derivative by the logarithm;
//   p, q                      the values of the sides that hold logarithms.
// Terms are non-negative (but those of the cross-entropy) and written in t = log(q / p) and
// d = q - p, neither of which cancels where p is near q. On logits the mean of the gradient under the
// row is subtracted afterwards: it is a sum of its own.
#pragma once

#include "likelier/math/exponential.hpp"
#include "likelier/math/special.hpp"
#include "likelier/rows/divergence.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

enum f_divergence_parameters {
  // The sides and the constant of divergence_parameters come first.
  f_divergence_a = divergence_pass_parameters,
  f_divergence_b,
  f_divergence_c,
  f_divergence_d,
  f_divergence_pass_parameters,
  f_divergence_p_mean = f_divergence_pass_parameters,
  f_divergence_q_mean,
  f_divergence_p_flat,  // see logit_gradient_limit
  f_divergence_factor,
  f_divergence_emit_parameters
};

namespace detail {

// e^x with a mantissa for a further factor of any size.
template <class V>
LIKELIER_HD inline scaled_exp<V> wide_exp(const V& x) {
  const V limit = constant<V>(exp_limits<scalar_t<V>>::wide);
  return scaled_exp<V>::in_range(V(select(x > limit, limit, V(select(x < -limit, -limit, x)))));
}

template <class V>
LIKELIER_HD inline mask_t<V> has_exp_tail(const V& x) {
  return x >= constant<V>(-1.0) && x <= constant<V>(1.625);
}

// A side times e^y, and where is_near instead, (e^y - 1 - y) / y^2; and e^y.
template <class V>
struct side_power {
  V tail;
  mask_t<V> is_near;
  V value;
  V exponential;
};
// Of a side whose product with e^y is no product with that number.
template <class V, class Side>
LIKELIER_HD inline side_power<V> power_of_side(const Side& side, const V& y) {
  const V tail = madd(exp_tail(y), y, constant<V>(0.5));
  side_power<V> power{tail, has_exp_tail(y), constant<V>(0.0), wide_exp(y).value()};
  if (!all(power.is_near)) power.value = side.times_exp(y);
  return power;
}

// One side of a pair, of which one at least is given by logarithms.
template <bool IsLog, class V>
struct f_side;

template <class V>
struct f_side<true, V> : side_element<true, V> {
  V exponent, scale;

  LIKELIER_HD f_side(const V& operand, const V* parameters)
      : side_element<true, V>(operand, parameters),
        exponent(this->x - parameters[side_shift]),
        scale(parameters[side_scale]) {}
  // The side times e^y; nothing overflows before the product does.
  LIKELIER_HD V times_exp(const V& y) const { return scaled_exp<V>(V(exponent + y)).times(scale); }
  LIKELIER_HD side_power<V> power(const V& y) const { return power_of_side(*this, y); }
};

template <class V>
struct f_side<false, V> : side_element<false, V> {
  using side_element<false, V>::side_element;

  LIKELIER_HD V times_exp(const V& y) const { return wide_exp(y).times(this->p); }
  LIKELIER_HD side_power<V> power(const V& y) const { return power_of_side(*this, y); }
};

// log(q / p) for any positive p and q.
template <class V>
LIKELIER_HD LIKELIER_RARE V log_of_any_quotient(const V& p, const V& q) {
  return -log_ratio(p, q);
}
template <class V>
LIKELIER_HD LIKELIER_RARE V bregman_term_of_any(const V& p, const V& m) {
  return bd0(p, m);
}

// p, q, t and d.
template <bool PIsLog, bool QIsLog, class V>
struct pair_element {
  f_side<PIsLog, V> p;
  f_side<QIsLog, V> q;
  V t;
  mask_t<V> p_empty, q_empty;

  // The Bregman term p (e^t - 1 - t) where has_exp_tail(t).
  LIKELIER_HD V near_term() const { return p.times(V((t * t) * madd(exp_tail(t), t, constant<V>(0.5)))); }

  LIKELIER_HD pair_element(const V* x, const V* parameters)
      : p(x[0], parameters + divergence_p), q(x[1], parameters + divergence_q), t(constant<V>(0.0)) {
    p_empty = p.is_empty();
    q_empty = q.is_empty();
    t = ((q.x - p.x) - parameters[divergence_constant]) - parameters[divergence_constant_low];
    t = select(p_empty && q_empty, constant<V>(0.0), t);
  }
  LIKELIER_HD V p_value() const { return p.value(); }
  LIKELIER_HD V q_value() const { return q.value(); }
  // Given e^t - 1 where has_exp_tail(t).
  LIKELIER_HD V difference(const V& growth) const {
    const V d = select(has_exp_tail(t), p.times(growth), q.value() - p.value());
    return select(p_empty, q.value(), d);
  }
};

template <class V>
struct plain_side {
  V p;

  LIKELIER_HD V value() const { return p; }
  LIKELIER_HD V times(const V& factor) const { return p * factor; }
  LIKELIER_HD V times_exp(const V& y) const { return wide_exp(y).times(p); }
  LIKELIER_HD side_power<V> power(const V& y) const {
    const exp_with_tail<V> e(y);
    return {e.tail, e.is_near, e.times(p), e.times(constant<V>(1.0))};
  }
};

template <class V>
struct pair_element<false, false, V> {
  plain_side<V> p, q;
  V t, term;
  mask_t<V> p_empty, q_empty;

  LIKELIER_HD V near_term() const { return term; }

  pair_element() = default;
  LIKELIER_HD pair_element(const V* x, const V*)
      : p{x[0]}, q{x[1]}, t(x[0]), term(x[0]), p_empty(x[0] == constant<V>(0.0)), q_empty(x[1] == constant<V>(0.0)) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V p_inside = select(p_empty, one, p.p);
    const V q_inside = select(q_empty, one, q.p);
    const quotient_logarithm<V> quotient(p_inside, q_inside);
    t = quotient.logarithm;
    term = quotient.term;
    const auto ordinary = quotient_logarithm<V>::holds(p_inside, q_inside);
    if (!all(ordinary)) {
      t = select(ordinary, t, log_of_any_quotient(p_inside, q_inside));
      term = select(ordinary, term, bregman_term_of_any(p_inside, q_inside));
      t = select(p.p < zero || q.p < zero, quiet_nan<V>(), t);
    }
    t = select(p_empty, select(q_empty, zero, V(t + infinity<V>())), select(q_empty, t - infinity<V>(), t));
  }
  LIKELIER_HD V p_value() const { return p.p; }
  LIKELIER_HD V q_value() const { return q.p; }
  LIKELIER_HD V difference(const V&) const { return q.p - p.p; }
};

template <class V>
LIKELIER_HD inline V valid_probability(const V& p) {
  return select(p < constant<V>(0.0), quiet_nan<V>(), p);
}

// p, q and q - p, of which probabilities are taken as they are.
template <bool PIsLog, bool QIsLog, class V>
struct pair_difference {
  V p, q, d;

  LIKELIER_HD pair_difference(const V* x, const V* parameters) {
    const pair_element<PIsLog, QIsLog, V> e(x, parameters);
    p = e.p_value();
    q = e.q_value();
    d = e.difference(madd(e.t * e.t, madd(exp_tail(e.t), e.t, constant<V>(0.5)), e.t));
  }
};

template <class V>
struct pair_difference<false, false, V> {
  V p, q, d;

  LIKELIER_HD pair_difference(const V* x, const V*) : p(x[0]), q(x[1]), d(x[1] - x[0]) {}
};

// The Bregman term p log(p / m) - p + m and log(m / p) for p, m >= 0 whose difference is given.
template <class V>
struct distance_to_mixture {
  V logarithm, term;

  LIKELIER_HD distance_to_mixture(const V& p, const V& m, const V& difference) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const auto no_p = p == zero;
    const V p_inside = select(no_p, one, p);
    const V m_inside = select(no_p, one, m);
    const quotient_logarithm<V> quotient(p_inside, m_inside, difference);
    logarithm = quotient.logarithm;
    term = quotient.term;
    const auto ordinary = quotient_logarithm<V>::holds(p_inside, m_inside);
    if (!all(ordinary)) {
      logarithm = select(ordinary, logarithm, log_of_any_quotient(p_inside, m_inside));
      term = select(ordinary, term, bregman_term_of_any(p_inside, m_inside));
    }
    logarithm = select(no_p, select(m == zero, zero, infinity<V>()), logarithm);
    term = select(no_p, m, term);
  }
};

}  // namespace detail

// (p - q)^2 / q.
struct chi2_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V*) {
      const V zero = constant<V>(0.0);
      const V p = detail::valid_probability(x[0]);
      const V q = detail::valid_probability(x[1]);
      const V d = q - p;
      const auto equal = p == q;
      const V ratio = select(equal, zero, d / q);
      term = d * ratio;
      p_gradient = constant<V>(-2.0) * ratio;
      q_gradient = ratio * (constant<V>(2.0) - ratio);
    }
  };
};

// |p - q| / 2.
struct total_variation_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V p, q, term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V* parameters) {
      const V zero = constant<V>(0.0);
      const V half = constant<V>(0.5);
      const detail::pair_difference<PIsLog, QIsLog, V> e(x, parameters);
      p = e.p;
      q = e.q;
      const V d = PIsLog || QIsLog ? e.d : select(p < zero || q < zero, quiet_nan<V>(), e.d);
      term = half * abs(d);
      // NaN stays NaN.
      const V slope = select(d == zero, zero, select(d > zero, half, select(d < zero, -half, d)));
      p_gradient = PIsLog ? -slope * p : -slope;
      q_gradient = QIsLog ? slope * q : slope;
    }
  };
};

// (p - q)^2.
struct euclidean_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V p, q, term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V* parameters) {
      const V two = constant<V>(2.0);
      const detail::pair_difference<PIsLog, QIsLog, V> e(x, parameters);
      p = e.p;
      q = e.q;
      term = e.d * e.d;
      p_gradient = PIsLog ? -two * (e.d * p) : -two * e.d;
      q_gradient = QIsLog ? two * (e.d * q) : two * e.d;
    }
  };
};

// (sqrt p - sqrt q)^2 / 2.
struct hellinger_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V*) {
      const V zero = constant<V>(0.0);
      const V half = constant<V>(0.5);
      const V d = x[1] - x[0];
      // Its square by one root, where the product of p and q has all its digits.
      const V product = x[0] * x[1];
      const auto ordinary = product >= smallest_normal<V>() && product < infinity<V>() && x[0] > zero;
      term = half * (d * (d / (x[0] + x[1] + constant<V>(2.0) * sqrt(product))));
      if (!all(ordinary)) {
        const V gap = gap_of(x, d);
        term = select(ordinary, term, half * (gap * gap));
      }
      const V gap = gap_of(x, d);
      const auto equal = x[0] == x[1] && x[0] >= zero;
      p_gradient = select(equal, zero, -half * (gap / sqrt(x[0])));
      q_gradient = select(equal, zero, half * (gap / sqrt(x[1])));
    }

   private:
    // sqrt q - sqrt p.
    LIKELIER_HD static V gap_of(const V* x, const V& d) {
      const V sum = sqrt(x[0]) + sqrt(x[1]);
      return select(sum == constant<V>(0.0), constant<V>(0.0), d / sum);
    }
  };
};

// p / q - log(p / q) - 1.
struct itakura_saito_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V p, q, term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V* parameters) {
      const V zero = constant<V>(0.0);
      const V one = constant<V>(1.0);
      const detail::pair_element<PIsLog, QIsLog, V> e(x, parameters);
      const V y = -e.t;
      const auto near = detail::has_exp_tail(y);
      const V square = (y * y) * detail::madd(detail::exp_tail(y), y, constant<V>(0.5));
      V quotient;
      if constexpr (PIsLog || QIsLog) {
        quotient = scaled_exp<V>(y).value();
      } else {
        quotient = x[0] / x[1];
      }
      const V far = select(abs(y) == infinity<V>(), infinity<V>(), (quotient - one) - y);
      term = select(near, square, far);
      const V growth = select(near, y + square, quotient - one);
      p = e.p_value();
      q = e.q_value();
      const auto both_empty = e.p_empty && e.q_empty;
      p_gradient = PIsLog ? growth : select(both_empty, zero, growth / p);
      q_gradient = QIsLog ? -growth : select(both_empty, zero, -growth / q);
    }
  };
};

// -p log q. Parameters a + b: the logarithm of q's normaliser where q comes as logits.
struct cross_entropy_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V p, q, term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V* parameters) {
      const V zero = constant<V>(0.0);
      const detail::f_side<PIsLog, V> p_side(x[0], parameters + divergence_p);
      const detail::f_side<QIsLog, V> q_side(x[1], parameters + divergence_q);
      V surprisal;
      if constexpr (QIsLog) {
        surprisal = (parameters[f_divergence_a] - q_side.x) + parameters[f_divergence_b];
      } else {
        surprisal = -detail::full_log(x[1]);
      }
      p = p_side.value();
      q = q_side.value();
      const auto p_empty = p_side.is_empty();
      const V product = select(surprisal == infinity<V>(), infinity<V>(), p_side.times(surprisal));
      term = select(p_empty, select(isnan(surprisal), surprisal, zero), product);
      p_gradient = PIsLog ? term : surprisal;
      // p may be too small for the format where q = 0.
      q_gradient = QIsLog ? -p : select(p_empty, zero, select(q == zero, -infinity<V>(), -p / q));
    }
  };
};

// (p^(1 - b) q^b - (1 - b) p - b q) / (b (b - 1)) with b <= 1/2: the caller exchanges p and q for
// others. Parameters a + b: b, in two parts; c: 1 / b (0 for b = 0); d: 1 / (1 - b).
//
// With phi(y) = (e^y - 1) / y and W = p t phi(b t) the term is (d - W) / (1 - b), the derivative by
// log p is -W, that by log q (d - b W) / (1 - b). Near t = 0, where d - W cancels, it is p (e^t - 1 - t) less
// p (e^y - 1 - y) / b, over 1 - b, with y = b t.
struct alpha_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    detail::pair_element<PIsLog, QIsLog, V> e;
    V p, q, d, y, power, term, p_gradient, q_gradient;

    using first_step = detail::pair_element<PIsLog, QIsLog, V>;
    LIKELIER_HD element(const V* x, const V* parameters) : element(first_step(x, parameters), parameters) {}
    LIKELIER_HD element(const first_step& pair, const V* parameters) : e(pair) {
      const V zero = constant<V>(0.0);
      const V half = constant<V>(0.5);
      const V one = constant<V>(1.0);
      const V b = parameters[f_divergence_a];
      const V inverse_b = parameters[f_divergence_c];
      const V inverse_a = parameters[f_divergence_d];
      const V t = e.t;
      y = detail::madd(parameters[f_divergence_b], t, V(b * t));
      const auto t_near = detail::has_exp_tail(t);
      p = e.p_value();
      q = e.q_value();
      const V t_term = e.near_term();
      d = e.difference(detail::madd(t * t, detail::madd(detail::exp_tail(t), t, half), t));

      const detail::side_power<V> by_y = e.p.power(y);
      const auto y_near = by_y.is_near;
      const V y_square = y * by_y.tail;  // (e^y - 1 - y) / y
      const V phi = y_square + one;
      V weight = select(y_near, e.p.times(V(t * phi)), (by_y.value - p) * inverse_b);
      power = select(y_near, e.p.times(V(detail::madd(y, phi, one))), by_y.value);
      const V near = (t_term - e.p.times(V(t * y_square))) * inverse_a;
      const V far = (d - weight) * inverse_a;
      term = select(t_near && y_near, near, far);

      const auto endless = p == infinity<V>() || q == infinity<V>();
      V q_flow = select(y_near, d - b * weight, q - power) * inverse_a;
      const V p_slope = select(y_near, -t * phi, (one - by_y.exponential) * inverse_b);
      if (any(endless)) {
        // A logarithm beyond the format's range: the larger of the two decides.
        const auto alike = t == zero;
        weight = select(p == infinity<V>() && !alike, t * infinity<V>(), weight);
        term = select(endless && !isnan(t), select(alike, zero, infinity<V>()), term);
        q_flow = select(endless, select(alike, zero, select(t < zero, -power, infinity<V>())), q_flow);
      }
      p_gradient = PIsLog ? -weight : p_slope;
      q_gradient = QIsLog ? q_flow : q_flow / q;

      const auto positive_b = b > zero;
      const auto both = e.p_empty && e.q_empty;
      if (any(e.p_empty || e.q_empty)) {
        // At b = 0 the limit b -> 0+.
        power = select(e.q_empty, select(b < zero, infinity<V>(), zero), power);
        power = select(e.p_empty, zero, power);
        power = select(isnan(t), t, power);
        const V all_p = select(positive_b, p * inverse_b, infinity<V>());
        term = select(e.q_empty, all_p, term);
        term = select(e.p_empty, q * inverse_a, term);
        // NaN beside an empty element.
        term = select(isnan(t), t, term);
        const V p_limit = PIsLog ? zero : select(b < zero, inverse_b, -infinity<V>());
        p_gradient = select(e.p_empty, p_limit, p_gradient);
        const V q_at_empty_p = PIsLog && QIsLog ? q * inverse_a : (QIsLog ? q * inverse_a : inverse_a);
        q_gradient = select(e.p_empty, q_at_empty_p, q_gradient);
        const V p_at_empty_q = PIsLog ? all_p : select(positive_b, inverse_b, infinity<V>());
        p_gradient = select(e.q_empty, p_at_empty_q, p_gradient);
        const V q_limit = QIsLog ? select(positive_b, zero, select(b < zero, -infinity<V>(), -p)) : -infinity<V>();
        q_gradient = select(e.q_empty, q_limit, q_gradient);
        p_gradient = select(both, zero, p_gradient);
        q_gradient = select(both, zero, q_gradient);
      }
    }
  };
};

// a p log(p / m) + b q log(q / m) with m = a p + b q, a + b = 1: each of the two as the Bregman term to m,
// for the linear parts of these add up to 0.
struct jensen_shannon_formula {
  template <bool PIsLog, bool QIsLog, class V>
  struct element {
    V p, q, term, p_gradient, q_gradient;

    LIKELIER_HD element(const V* x, const V* parameters) {
      const V zero = constant<V>(0.0);
      const V one = constant<V>(1.0);
      const V a = parameters[f_divergence_a];
      const V b = parameters[f_divergence_b];
      if constexpr (!PIsLog && !QIsLog) {
        p = detail::valid_probability(x[0]);
        q = detail::valid_probability(x[1]);
        // A mixture of subnormal numbers may round to 0; the term is of degree 1 in p and q.
        constexpr bool in_float = std::is_same_v<scalar_t<V>, float>;
        const auto tiny = p + q < constant<V>(in_float ? 0x1p-60 : 0x1p-900);
        const V raise = select(tiny, constant<V>(in_float ? 0x1p64 : 0x1p512), one);
        const V lower = select(tiny, constant<V>(in_float ? 0x1p-64 : 0x1p-512), one);
        p = p * raise;
        q = q * raise;
        const V d = q - p;
        const V m = detail::madd(a, p, b * q);
        const detail::distance_to_mixture<V> from_p(p, m, b * d);
        const detail::distance_to_mixture<V> from_q(q, m, -a * d);
        term = lower * detail::madd(a, from_p.term, b * from_q.term);
        p_gradient = -a * from_p.logarithm;
        q_gradient = -b * from_q.logarithm;
      } else {
        // Relative to the larger of p and q, so that both may be too small for the format.
        const detail::pair_element<PIsLog, QIsLog, V> e(x, parameters);
        const auto p_larger = e.t <= zero;
        const V gap = abs(e.t);
        V larger;
        if constexpr (PIsLog && QIsLog) {
          const scaled_exp<V> scaled(V(select(p_larger, e.p.exponent, e.q.exponent)));
          larger = scaled.times(select(p_larger, e.p.scale, e.q.scale));
        } else {
          larger = select(p_larger, e.p_value(), e.q_value());
        }
        const V large_weight = select(p_larger, a, b);
        const V small_weight = select(p_larger, b, a);
        // r = smaller / larger and 1 - r, both with all their digits.
        const V lowest = constant<V>(-detail::exp_limits<scalar_t<V>>::lowest);
        const V limited = select(gap > lowest, lowest, gap);
        const exp_and_complement<V> decay(limited);
        // m / larger
        const V excess = small_weight * decay.complement;
        const V mixture = detail::madd(small_weight, decay.value, large_weight);
        const quotient_logarithm<V> from_large(one, mixture, -excess);
        // m / smaller; where that is too large for its quotient, by that above and t.
        const V reach = large_weight * decay.complement;
        const auto apart = limited > constant<V>(std::is_same_v<scalar_t<V>, float> ? 80.0 : 700.0);
        const quotient_logarithm<V> from_small(V(select(apart, one, decay.value)), mixture, reach);
        const V small_log = select(apart, from_large.logarithm + limited, from_small.logarithm);
        const V small_term = select(apart, reach, from_small.term);
        term = larger * detail::madd(large_weight, from_large.term, small_weight * small_term);

        const V smaller = larger * decay.value;
        p = select(p_larger, larger, smaller);
        q = select(p_larger, smaller, larger);
        const V p_log = select(p_larger, from_large.logarithm, small_log);
        const V q_log = select(p_larger, small_log, from_large.logarithm);
        const auto both_empty = e.p_empty && e.q_empty;
        if constexpr (PIsLog) {
          p_gradient = -a * (p * p_log);
        } else {
          p_gradient = select(e.p_empty && !both_empty, -infinity<V>(), -a * p_log);
        }
        if constexpr (QIsLog) {
          q_gradient = -b * (q * q_log);
        } else {
          q_gradient = select(e.q_empty && !both_empty, -infinity<V>(), -b * q_log);
        }
      }
    }
  };
};

// sum 0: the terms; then, for each side that comes by logarithms, its gradient, for the mean.
template <class Formula, bool PIsLog, bool QIsLog>
struct f_divergence_pass : pair_pass<PIsLog, QIsLog> {
  static constexpr int sums = 1 + PIsLog + QIsLog;
  static constexpr int parameters = f_divergence_pass_parameters;

  template <class V>
  using element = typename Formula::template element<PIsLog, QIsLog, V>;

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V* sums) {
    put(element<V>(x, parameters), sums);
  }

  static constexpr bool stepwise = std::is_same_v<Formula, alpha_formula> && !PIsLog && !QIsLog;
  template <class V>
  using first_step = typename element<V>::first_step;
  template <class V>
  LIKELIER_HD static void terms(const first_step<V>& first, const V* parameters, V* sums) {
    put(element<V>(first, parameters), sums);
  }

 protected:
  template <class V>
  LIKELIER_HD static void put(const element<V>& e, V* sums) {
    sums[0] = e.term;
    if constexpr (PIsLog) sums[1] = e.p_gradient;
    if constexpr (QIsLog) sums[1 + PIsLog] = e.q_gradient;
  }
};

// Outputs: the gradients with respect to the operands as given.
template <class Formula, bool PIsLog, bool QIsLog>
struct f_divergence_emit : pair_emit<PIsLog, QIsLog> {
  static constexpr int parameters = f_divergence_emit_parameters;

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const typename Formula::template element<PIsLog, QIsLog, V> e(x, parameters);
    const V factor = parameters[f_divergence_factor];
    V p_gradient = e.p_gradient;
    V q_gradient = e.q_gradient;
    if constexpr (PIsLog) {
      p_gradient = by_logit(p_gradient, e.p, x[0], parameters + divergence_p, parameters[f_divergence_p_mean],
                            parameters[f_divergence_p_flat]);
    }
    if constexpr (QIsLog) {
      // The largest of q cannot be among what is infinite.
      q_gradient =
          by_logit(q_gradient, e.q, x[1], parameters + divergence_q, parameters[f_divergence_q_mean], constant<V>(0.0));
    }
    out[0] = factor * p_gradient;
    out[1] = factor * q_gradient;
  }

 private:
  // The gradient by a logit from that by its log-probability.
  template <class V>
  LIKELIER_HD static V by_logit(const V& derivative, const V& p, const V& operand, const V* side, const V& mean,
                                const V& flat) {
    V gradient = derivative - mean * p;
    const auto unbounded = abs(mean) == infinity<V>();
    if (any(unbounded)) {
      const auto empty = detail::side_element<true, V>(operand, side).is_empty();
      gradient = select(unbounded, detail::logit_gradient_limit(derivative, empty, mean, flat), gradient);
    }
    return gradient;
  }
};

// Renyi's divergence of p / sum p and q / sum q. With S = sum p^(1 - b) q^b, P = sum p, Q = sum q and D the alpha
// divergence, S = P + E b - (1 - b) b D, E = Q - P, of which the right side keeps its digits where p is near q.
// sum 0: the terms of D, then of E, S, P and Q.
template <bool PIsLog, bool QIsLog>
struct renyi_pass : pair_pass<PIsLog, QIsLog> {
  enum { divergence, excess, powers, p_mass, q_mass, sums };
  static constexpr int parameters = f_divergence_pass_parameters;

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V* sums) {
    const alpha_formula::element<PIsLog, QIsLog, V> e(x, parameters);
    sums[divergence] = e.term;
    sums[excess] = e.d;
    sums[powers] = e.power;
    sums[p_mass] = e.p;
    sums[q_mass] = e.q;
  }
};

enum renyi_emit_parameters {
  // The logarithm of S, and 1 where the gradients are formed from the shares of an element in S, P and Q. Then the
  // places of the means have log P and log Q.
  renyi_log_sum = f_divergence_emit_parameters,
  renyi_direct,
  renyi_parameters
};

// By the shares: s (1 - b) (p^(1 - b) q^b / S - p / P) by log p, s b (p^(1 - b) q^b / S - q / Q) by log q. By the
// gradients of D: s (g - mean p) by log p and likewise by log q, or s (g - mean) by p.
template <bool PIsLog, bool QIsLog>
struct renyi_emit : pair_emit<PIsLog, QIsLog> {
  static constexpr int parameters = renyi_parameters;

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V zero = constant<V>(0.0);
    const V one = constant<V>(1.0);
    const V b = parameters[f_divergence_a];
    const V p_mean = parameters[f_divergence_p_mean];
    const V q_mean = parameters[f_divergence_q_mean];
    const alpha_formula::element<PIsLog, QIsLog, V> e(x, parameters);
    V p_gradient = e.p_gradient - (PIsLog ? p_mean * e.p : p_mean);
    V q_gradient = e.q_gradient - (QIsLog ? q_mean * e.q : q_mean);
    const auto p_empty = e.e.p_empty;
    const auto q_empty = e.e.q_empty;
    const auto direct = parameters[renyi_direct] > zero;
    if (any(direct)) {
      const V log_sum = parameters[renyi_log_sum];
      const V y = select(b == zero, zero, e.y);
      const V share = select(e.power == zero && (p_empty || q_empty), zero, e.e.p.times_exp(V(y - log_sum)));
      V p_slope, q_slope;
      if constexpr (PIsLog) {
        p_slope = share - e.e.p.times_exp(V(-p_mean));
      } else {
        const V power = detail::wide_exp(V(y - (log_sum - p_mean))).value();
        const V at_empty_p = select(b > zero, infinity<V>(), select(b < zero, zero, power));
        p_slope = scaled(V(select(p_empty, at_empty_p, select(q_empty, zero, power)) - one), V(-p_mean));
      }
      if constexpr (QIsLog) {
        q_slope = share - e.e.q.times_exp(V(-q_mean));
      } else {
        const V power = select(p_empty, zero, e.e.p.times_exp(V(y - (log_sum - q_mean))) / e.e.q_value());
        q_slope = scaled(V(select(q_empty, infinity<V>(), power) - one), V(-q_mean));
      }
      p_gradient = select(direct, (one - b) * p_slope, p_gradient);
      // Order 0 depends on which elements are 0, and no further; the slope may be infinite.
      q_gradient = select(direct, select(b == zero, zero, b * q_slope), q_gradient);
    }
    const auto both = p_empty && q_empty;
    const V factor = parameters[f_divergence_factor];
    // Order 0 has a factor of 0: it depends on which elements are 0, and no further.
    const auto constant_here = both || factor == zero;
    out[0] = select(constant_here || p_gradient == zero, zero, factor * p_gradient);
    out[1] = select(constant_here || q_gradient == zero, zero, factor * q_gradient);
  }

 private:
  // x e^y, of which the exponential may be infinite.
  template <class V>
  LIKELIER_HD static V scaled(const V& x, const V& y) {
    return select(x == constant<V>(0.0), x, x * detail::wide_exp(y).value());
  }
};

// The largest log(p / q), as the rank; sum 1: p, sum 2: q.
template <bool PIsLog, bool QIsLog>
struct largest_ratio_pass : pair_pass<PIsLog, QIsLog> {
  static constexpr bool shifted = true;
  static constexpr bool ranked = true;
  static constexpr int sums = 3;
  static constexpr int parameters = divergence_pass_parameters;

  template <class V>
  LIKELIER_HD static void terms(const V* x, const V* parameters, V& rank, V* sums) {
    const detail::pair_element<PIsLog, QIsLog, V> e(x, parameters);
    rank = rank_of(e);
    sums[1] = select(isnan(e.t), e.t, e.p_value());
    sums[2] = e.q_value();
  }
  template <class V>
  LIKELIER_HD static V rank_of(const detail::pair_element<PIsLog, QIsLog, V>& e) {
    return select(e.p_empty, -infinity<V>(), -e.t);
  }
  LIKELIER_HD static void move(row_state& state, double, double) { state.high[0] = state.low[0] = 0.0; }
};

enum largest_ratio_emit_parameters {
  largest_ratio_rank = divergence_pass_parameters,
  largest_ratio_share,   // of each of the elements of that rank
  largest_ratio_p_mass,  // P
  largest_ratio_q_mass,
  largest_ratio_factor,
  largest_ratio_parameters
};

template <bool PIsLog, bool QIsLog>
struct largest_ratio_emit : pair_emit<PIsLog, QIsLog> {
  static constexpr int parameters = largest_ratio_parameters;

  template <class V>
  LIKELIER_HD static void values(const V* x, const V* parameters, V* out) {
    const V zero = constant<V>(0.0);
    const detail::pair_element<PIsLog, QIsLog, V> e(x, parameters);
    const V rank = largest_ratio_pass<PIsLog, QIsLog>::rank_of(e);
    const V share = select(rank == parameters[largest_ratio_rank], parameters[largest_ratio_share], zero);
    const V p_gradient = slope(e.p_value(), share, parameters[largest_ratio_p_mass], PIsLog);
    const V q_gradient = -slope(e.q_value(), share, parameters[largest_ratio_q_mass], QIsLog);
    const auto both = e.p_empty && e.q_empty;
    out[0] = select(both, zero, parameters[largest_ratio_factor] * p_gradient);
    out[1] = select(both, zero, parameters[largest_ratio_factor] * q_gradient);
  }

 private:
  // Of share log p - log P, by p or by log p.
  template <class V>
  LIKELIER_HD static V slope(const V& p, const V& share, const V& mass, bool is_log) {
    if (is_log) return share - p / mass;
    const V zero = constant<V>(0.0);
    const V excess = select(share == zero, zero, share * (mass / p)) - constant<V>(1.0);
    return select(excess == zero, zero, excess / mass);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
