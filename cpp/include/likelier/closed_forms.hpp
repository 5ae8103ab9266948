// Closed forms of KL(p || q) between densities, of four parameters at the most, and what they share. As operations they
// are private; Python's registry chooses among them, says where their arguments come from, and has the words about
// them.
//
// Every formula is a sum of terms that are not negative and vanish together with the differences of the
// parameters, which are formed first. All is computed in double, and floats are rounded once.
#pragma once

#include <array>
#include <cstddef>
#include <utility>

#include "likelier/families/vonmises.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

inline constexpr double euler_gamma = 0.57721566490153286;

// a / b - 1 - log(a / b) for a, b > 0, with a - b given: the Bregman divergence of -log.
template <class V>
LIKELIER_HD inline V log_bregman(const V& a, const V& b, const V& difference) {
  const V h = difference / b;
  const auto near = h >= constant<V>(-0.5);
  V result = -log1pmx(select(near, h, constant<V>(0.0)));
  if (!all(near)) result = select(near, result, h - log_ratio(a, b));
  return result;
}

// z^2 J''(z), J being stirlerr.
template <class V>
LIKELIER_HD inline V scaled_stirlerr_curvature(const V& z) {
  const V one = constant<V>(1.0);
  const auto below = z < one;
  const V raised = select(below, z + one, z);
  const V inverse = one / raised;
  V result = constant<V>(1.0 / 6.0) * inverse * (one - binet_correction<binet2>(V(inverse * inverse)));
  // J''(z) = J''(z + 1) + 1 / (2 z^2 (z + 1)^2).
  if (any(below)) {
    const V share = z * inverse;
    result = select(below, share * share * result + constant<V>(0.5) * (inverse * inverse), result);
  }
  return result;
}

// J(b) - J(a) - (b - a) J'(a) = integral of (b - s) J''(s): by Gauss's rule of ten points for the weight 1 - t on
// [0, 1], whose error is below 2^-53 for b / a between 2/3 and 3/2, as J'' has its singularity at 0.
template <class V>
LIKELIER_HD inline V near_stirlerr_bregman(const V& a, const V& h) {
  constexpr int count = 10;
  constexpr double nodes[count] = {0.011917613432415597, 0.061732071877148124, 0.14711144964307024, 0.26115967600845624,
                                   0.39463984688578685,  0.5367387657156606,   0.6759444616766651,  0.8009789210368988,
                                   0.9017109877901468,   0.9699709678385136};
  constexpr double weights[count] = {
      0.030099508024037023, 0.06428715450908257, 0.08621130028917603, 0.09269689367772342,  0.08455710969082733,
      0.06605307556335038,  0.04340190640715062, 0.02277459145326303, 0.008419319782983187, 0.001499140602406394};
  V sum = constant<V>(0.0);
  for (int i = 0; i < count; ++i) {
    const V u = constant<V>(1.0) + h * constant<V>(nodes[i]);
    sum = sum + constant<V>(weights[i]) * scaled_stirlerr_curvature(V(a * u)) / (u * u);
  }
  return h * h * sum;
}

// G(b) - G(a) - (b - a) G'(a) for G(z) = log Gamma(z) - z log z + z, which is convex; b - a given.
template <class V>
LIKELIER_HD inline V gamma_bregman(const V& a, const V& b, const V& difference) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
  const V h = difference / a;
  const V of_log = log_bregman(b, a, difference);
  const auto near = abs(h - constant<V>(1.0 / 12.0)) <= constant<V>(5.0 / 12.0);
  // G = J - log(z) / 2 + constant.
  V result = zero;
  if (any(near)) result = half * of_log + near_stirlerr_bregman(V(select(near, a, one)), V(select(near, h, zero)));
  if (all(near)) return result;
  const V slope = difference * stirlerr_slope_in_double{}(a);
  V far = half * of_log + ((stirlerr_in_double{}(b)-stirlerr_in_double{}(a)) - slope);
  const auto small = a < one && b < constant<V>(2.0);
  if (any(small)) {
    // log Gamma(z) = log Gamma(1 + z) - log z: what is large cancels before it is rounded.
    V log_ba;
    const V raised = gammaln_ratio_in_double{}(V(one + a), difference) - difference * digamma_in_double{}(V(one + a));
    far = select(small, of_log - bd0(b, a, V(-difference), log_ba) + raised, far);
  }
  return select(near, result, far);
}

// log Gamma(b) + gamma (b - 1): the Bregman divergence of log Gamma at 1; b - 1 given.
template <class V>
LIKELIER_HD inline V lgamma_bregman_at_one(const V& b, const V& difference) {
  const V one = constant<V>(1.0);
  const auto near = abs(difference) <= constant<V>(0.5);
  V result = constant<V>(0.0);
  if (any(near)) {
    const V x = select(near, b, one), h = select(near, difference, result);
    V log_b;
    result = gamma_bregman(one, x, h) + bd0(x, one, V(-h), log_b);
  }
  if (all(near)) return result;
  return select(near, result, lgamma_in_double{}(b) + constant<V>(euler_gamma) * difference);
}

// Its derivative, psi(b) - psi(1).
template <class V>
LIKELIER_HD inline V digamma_from_one(const V& b, const V& difference) {
  const auto low = b < constant<V>(0.5);
  V result = digamma_difference_in_double{}(constant<V>(1.0), difference);
  if (any(low)) result = select(low, digamma_in_double{}(b) + constant<V>(euler_gamma), result);
  return result;
}

// psi(b) - psi(a), with b - a given.
template <class V>
LIKELIER_HD inline V digamma_climb(const V& a, const V& b, const V& difference) {
  // The sum a + (b - a) has lost what b has far below a.
  const auto low = b < constant<V>(0.5) * a;
  V result = digamma_difference_in_double{}(a, difference);
  if (any(low)) result = select(low, digamma_in_double{}(b)-digamma_in_double{}(a), result);
  return result;
}

// Value and derivatives by up to four parameters. Where parameters are invalid both are NaN.
template <class V>
using closed_form = several<V, 5>;

template <class V>
LIKELIER_HD inline closed_form<V> without_gradient(const V& value) {
  const V zero = constant<V>(0.0);
  return {{value, zero, zero, zero, zero}};
}

template <class V>
LIKELIER_HD inline mask_t<V> is_positive(const V& x) {
  return x > constant<V>(0.0) && x < infinity<V>();
}

// Whether the rounding error of a product of this size is a number.
template <class V>
LIKELIER_HD inline mask_t<V> has_range(const V& product) {
  return product > constant<V>(1e-280) && product < constant<V>(1e280);
}

// ---- locations and scales

// scale_p / scale_q, what it is above 1, and its logarithm. Forms that depend on the scales through it alone have the
// derivatives by the scales' logarithms.
template <class V>
struct scale_quotient {
  V ratio, excess, log;

  LIKELIER_HD scale_quotient(const V& scale_p, const V& scale_q)
      : ratio(scale_p / scale_q), excess((scale_p - scale_q) / scale_q), log(log_ratio(scale_p, scale_q)) {}
  // From the difference of the logarithms.
  LIKELIER_HD explicit scale_quotient(const V& difference)
      : ratio(full_exp(difference)), excess(full_expm1(difference)), log(difference) {}
};

template <class V>
LIKELIER_HD inline closed_form<V> by_scales(closed_form<V> r, const V& scale_p, const V& scale_q) {
  r.at[2] = r.at[2] / scale_p;
  r.at[4] = r.at[4] / scale_q;
  keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
  return r;
}

template <bool with_gradient>
struct kl_norm {
  static constexpr const char* name = "_kl_norm";
  static constexpr int parameters = 4;

  // With what the squares of the scales add to that of the distance; z is (loc_p - loc_q) / scale_q.
  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& z, const V& scale_p, const V& scale_q) {
    const V zero = constant<V>(0.0), half = constant<V>(0.5);
    const V h = (scale_p - scale_q) / scale_q;
    const V square = h * (h + constant<V>(2.0));  // (scale_p / scale_q)^2 - 1
    const auto near = square >= constant<V>(-0.75) && square < infinity<V>();
    V spread = -log1pmx(V(select(near, square, zero)));
    if (!all(near)) spread = select(near, spread, square - constant<V>(2.0) * log_ratio(scale_p, scale_q));
    return {{half * spread + half * z * z, z / scale_q, square / scale_p, -z / scale_q, -(square + z * z) / scale_q}};
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    closed_form<V> r = of(V((loc_p - loc_q) / scale_q), scale_p, scale_q);
    keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
    return r;
  }
};

// Log-normal densities with one location: normal ones of the logarithm.
template <bool with_gradient>
struct kl_lognorm {
  static constexpr const char* name = "_kl_lognorm";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& s_p, const V& s_q, const scale_quotient<V>& quotient) {
    closed_form<V> r = kl_norm<with_gradient>::of(V(quotient.log / s_q), s_p, s_q);
    const V pull = r.at[1];
    r.at[1] = r.at[2];
    r.at[2] = pull;
    r.at[3] = r.at[4];
    r.at[4] = -pull;
    keep_valid(r.at[0], is_positive(s_p) && is_positive(s_q));
    return r;
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& s_p, const V& scale_p, const V& s_q, const V& scale_q) const {
    return by_scales(of(s_p, s_q, scale_quotient<V>(scale_p, scale_q)), scale_p, scale_q);
  }
};

// With r = scale_p / scale_q and u = |loc_p - loc_q| / scale_p: (r - 1 - log r) + r (e^-u - 1 + u).
template <bool with_gradient>
struct kl_laplace {
  static constexpr const char* name = "_kl_laplace";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V d = loc_p - loc_q;
    const V u = abs(d) / scale_p;
    const V ratio = scale_p / scale_q, h = (scale_p - scale_q) / scale_q;
    const V decay = full_expm1(V(-u));
    // Where u is large r u may be finite though u is not.
    const auto far = u > constant<V>(1.0);
    const V whole = abs(d) / scale_q;
    const V beyond = select(whole == infinity<V>(), whole, whole + ratio * decay);
    const V apart = select(far, beyond, chain(ratio, V(expm1mx(V(select(far, zero, -u))))));
    closed_form<V> r;
    r.at[0] = log_bregman(scale_p, scale_q, V(scale_p - scale_q)) + apart;
    keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
    const V pull = select(d > zero, -decay, decay) / scale_q;
    r.at[1] = select(d == zero, zero, pull);
    // r e^-u (1 + u) - 1, from what the exponential is less by where that is little.
    const V loss = expm1mx(V(select(far, zero, -u))) + u * decay;
    const V rest = select(u == infinity<V>(), zero, full_exp(V(-u)) * (one + u));
    const V near = select(h == infinity<V>(), h, h + chain(ratio, loss));
    r.at[2] = select(far, chain(ratio, rest) - one, near) / scale_p;
    r.at[3] = -r.at[1];
    r.at[4] = -(h + apart) / scale_q;
    return r;
  }
};

// log(((scale_p + scale_q)^2 + (loc_p - loc_q)^2) / (4 scale_p scale_q)) (F. Chyzak and F. Nielsen 2019).
template <bool with_gradient>
struct kl_cauchy {
  static constexpr const char* name = "_kl_cauchy";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V d = loc_p - loc_q, difference = scale_p - scale_q, sum = scale_p + scale_q;
    const V w = constant<V>(0.25) * ((difference / scale_p) * (difference / scale_q) + (d / scale_p) * (d / scale_q));
    // The hypotenuse of d and the sum, by its quotient with the larger.
    const V larger = max(V(abs(d)), sum), smaller = min(V(abs(d)), sum) / larger;
    const V root = sqrt(one + smaller * smaller);
    closed_form<V> r;
    r.at[0] = detail::full_log1p(w);
    const auto overflow = w == infinity<V>();
    if (any(overflow)) {
      const V logs = (full_log(larger) - full_log(scale_p)) + (full_log(larger) - full_log(scale_q));
      r.at[0] = select(overflow, logs + two * full_log(V(constant<V>(0.5) * root)), r.at[0]);
    }
    keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
    const V by_loc = d / larger / root, by_sum = sum / larger / root, by_difference = difference / larger / root;
    r.at[1] = two * by_loc / larger / root;
    r.at[2] = (by_sum * by_difference - by_loc * by_loc) / scale_p;
    r.at[3] = -r.at[1];
    r.at[4] = -(by_sum * by_difference + by_loc * by_loc) / scale_q;
    return r;
  }
};

// On half lines that begin at loc: infinite, with gradients of 0, where p begins before q.
template <class V>
LIKELIER_HD inline closed_form<V> beyond_support(const closed_form<V>& inside, const mask_t<V>& outside,
                                                 const mask_t<V>& valid) {
  closed_form<V> r = inside;
  r.at[0] = select(outside, infinity<V>(), r.at[0]);
  for (int i = 1; i < 5; ++i) r.at[i] = select(outside, constant<V>(0.0), r.at[i]);
  keep_valid(r.at[0], valid);
  return r;
}

template <bool with_gradient>
struct kl_expon {
  static constexpr const char* name = "_kl_expon";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V one = constant<V>(1.0);
    const V z = (loc_p - loc_q) / scale_q, difference = scale_p - scale_q;
    const V h = difference / scale_q;
    const closed_form<V> inside = {{log_bregman(scale_p, scale_q, difference) + z, one / scale_q, h / scale_p,
                                    -one / scale_q, -(h + z) / scale_q}};
    const auto valid = is_positive(scale_p) && is_positive(scale_q) && loc_p == loc_p && loc_q == loc_q;
    return beyond_support(inside, loc_p < loc_q, valid);
  }
};

template <bool with_gradient>
struct kl_halfnorm {
  static constexpr const char* name = "_kl_halfnorm";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V mean = constant<V>(0.79788456080286536);  // sqrt(2 / pi)
    const V z = (loc_p - loc_q) / scale_q, ratio = scale_p / scale_q;
    closed_form<V> inside = kl_norm<with_gradient>::of(z, scale_p, scale_q);
    const V cross = chain(V(mean * ratio), z);
    inside.at[0] = inside.at[0] + cross;
    inside.at[1] = inside.at[1] + mean * ratio / scale_q;
    inside.at[2] = inside.at[2] + mean * z / scale_q;
    inside.at[3] = -inside.at[1];
    inside.at[4] = inside.at[4] - constant<V>(2.0) * cross / scale_q;
    const auto valid = is_positive(scale_p) && is_positive(scale_q) && loc_p == loc_p && loc_q == loc_q;
    return beyond_support(inside, loc_p < loc_q, valid);
  }
};

template <bool with_gradient>
struct kl_uniform {
  static constexpr const char* name = "_kl_uniform";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const closed_form<V> inside = {{log_ratio(scale_q, scale_p), zero, -one / scale_p, zero, one / scale_q}};
    const auto outside = loc_p < loc_q || loc_p - loc_q > scale_q - scale_p;
    const auto valid = is_positive(scale_p) && is_positive(scale_q) && loc_p == loc_p && loc_q == loc_q;
    return beyond_support(inside, outside, valid);
  }
};

// The densities begin at loc + scale, of one loc.
template <bool with_gradient>
struct kl_pareto {
  static constexpr const char* name = "_kl_pareto";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& b_p, const V& b_q, const scale_quotient<V>& quotient) {
    const V difference = b_q - b_p;
    const V x = difference / b_p;
    const closed_form<V> inside = {
        {log_bregman(b_q, b_p, difference) + b_q * quotient.log, -x / b_p, b_q, x / b_q + quotient.log, -b_q}};
    return beyond_support(inside, quotient.log < constant<V>(0.0), is_positive(b_p) && is_positive(b_q));
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& b_p, const V& scale_p, const V& b_q, const V& scale_q) const {
    return by_scales(of(b_p, b_q, scale_quotient<V>(scale_p, scale_q)), scale_p, scale_q);
  }
};

// Of one scale, with d = |loc_p - loc_q| / scale: d coth(d / 2) - 2, and its derivative by d.
template <class V>
LIKELIER_HD inline several<V, 2> kl_of_logistics(const V& d) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0);
  const auto near = d <= two;
  // Lambert's continued fraction of x coth x.
  const V x = constant<V>(0.5) * select(near, d, zero), square = x * x;
  V fraction = constant<V>(21.0);
  for (int k = 19; k > 1; k -= 2) fraction = constant<V>(k) + square / fraction;
  const V h = square / fraction;
  several<V, 2> r = {{two * h, x * (one - (one + h) / fraction)}};
  if (all(near)) return r;
  const V decay = full_exp(V(-d)), rest = -full_expm1(V(-d));
  const V product = two * chain(d, decay);
  r.at[0] = select(near, r.at[0], (d - two) + product / rest);
  r.at[1] = select(near, r.at[1], (rest * (one + decay) - product) / rest / rest);
  return r;
}

template <bool with_gradient>
struct kl_logistic {
  static constexpr const char* name = "_kl_logistic";
  static constexpr int parameters = 3;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& loc_q, const V& scale) const {
    const V zero = constant<V>(0.0);
    const V d = loc_p - loc_q;
    const several<V, 2> e = kl_of_logistics(V(abs(d) / scale));
    const V slope = select(d < zero, -e.at[1], e.at[1]) / scale;
    closed_form<V> r = {{e.at[0], slope, -slope, zero, zero}};
    keep_valid(r.at[0], is_positive(scale));
    return r;
  }
};
// By the logarithm of the scale.
template <bool with_gradient>
struct kl_logistic_logs {
  static constexpr const char* name = "_kl_logistic_logs";
  static constexpr int parameters = 3;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& loc_q, const V& log_scale) const {
    const V zero = constant<V>(0.0);
    const V d = loc_p - loc_q;
    // A half of it twice, as the whole may overflow.
    const V unit = full_exp(V(constant<V>(-0.5) * log_scale));
    const several<V, 2> e = kl_of_logistics(V(select(d == zero, zero, abs(d) * unit * unit)));
    const V slope = chain(unit, V(chain(unit, V(select(d < zero, -e.at[1], e.at[1])))));
    closed_form<V> r = {{e.at[0], slope, -slope, zero, zero}};
    keep_valid(r.at[0], abs(log_scale) < infinity<V>());
    return r;
  }
};

// With ratio r = scale_p / scale_q, r - 1, and delta = (loc_p - loc_q) / scale_q, of maxima:
// (e^l - 1 - l) + (log Gamma(r) + gamma (r - 1)), l = log Gamma(1 + r) - delta. Derivatives by r and delta, and r times
// the first; r is a / b, which may underflow.
template <class V>
LIKELIER_HD inline several<V, 4> kl_of_extremes(const V& a, const V& b, const V& ratio, const V& excess,
                                                const V& delta) {
  const V one = constant<V>(1.0), two = constant<V>(2.0);
  // log Gamma(1 + r), from the nearer of 2 and 1.
  const auto low = ratio < constant<V>(0.5);
  const V l = gammaln_ratio_in_double{}(V(select(low, one, two)), V(select(low, ratio, excess))) - delta;
  const V growth = full_expm1(l);
  const V psi = digamma_in_double{}(V(one + ratio));
  // psi(r) = psi(1 + r) - 1 / r, where e^l is far below 1.
  const auto rare = growth < constant<V>(-0.5);
  V slope = chain(psi, growth) + digamma_from_one(ratio, excess);
  if (any(rare)) slope = select(rare, full_exp(l) * psi + (constant<V>(euler_gamma) - one / ratio), slope);
  several<V, 4> r = {{expm1mx(l) + lgamma_bregman_at_one(ratio, excess), slope, -growth, ratio * slope}};
  const auto least = ratio < constant<V>(1e-290);
  if (any(least)) {
    r.at[0] = select(least, (expm1mx(l) - constant<V>(euler_gamma)) - log_ratio(a, b), r.at[0]);
    r.at[3] = select(least, chain(V(psi * growth), ratio) - one, r.at[3]);
  }
  return r;
}

template <bool with_gradient>
struct kl_gumbel {
  static constexpr const char* name = "_kl_gumbel";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V one = constant<V>(1.0);
    const V delta = (loc_p - loc_q) / scale_q, ratio = scale_p / scale_q;
    const several<V, 4> e = kl_of_extremes(scale_p, scale_q, ratio, V((scale_p - scale_q) / scale_q), delta);
    const V inf = infinity<V>();
    // Where terms are infinite of both signs, ratio psi(1 + ratio) is above log Gamma(1 + ratio).
    const auto wide = ratio == inf, apart = abs(delta) == inf;
    const V by_p = select(ratio < one, e.at[3] / scale_p, select(wide, inf, e.at[1]) / scale_q);
    const V by_q = select(wide || apart || e.at[2] == -inf, inf, e.at[3] + chain(e.at[2], delta));
    closed_form<V> r = {{select(delta == delta && (wide || apart), inf, e.at[0]), e.at[2] / scale_q, by_p,
                         -e.at[2] / scale_q, -by_q / scale_q}};
    keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
    return r;
  }
};

// Of one location: the logarithms are minima's, of scales 1 / c.
template <bool with_gradient>
struct kl_weibull {
  static constexpr const char* name = "_kl_weibull";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& c_p, const V& c_q, const scale_quotient<V>& quotient) {
    const V ratio = c_q / c_p;
    const several<V, 4> e = kl_of_extremes(c_q, c_p, ratio, V((c_q - c_p) / c_p), V(-c_q * quotient.log));
    const V own = select(ratio < constant<V>(1.0), e.at[3] / c_q, e.at[1] / c_p);
    const V by_shape = own - chain(e.at[2], quotient.log);
    const auto overflow = e.at[2] == -infinity<V>();
    const auto apart = abs(c_q * quotient.log) == infinity<V>();
    closed_form<V> r = {{select(apart, infinity<V>(), e.at[0]), -e.at[3] / c_p, -c_q * e.at[2],
                         select(overflow, infinity<V>(), by_shape), c_q * e.at[2]}};
    keep_valid(r.at[0], is_positive(c_p) && is_positive(c_q));
    return r;
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& c_p, const V& scale_p, const V& c_q, const V& scale_q) const {
    return by_scales(of(c_p, c_q, scale_quotient<V>(scale_p, scale_q)), scale_p, scale_q);
  }
};

// ---- the gamma function's

// bd0(k, ratio factor), with the product less k given, where the product may have underflown.
template <class V>
LIKELIER_HD inline V bd0_of_product(const V& k, const V& factor, const scale_quotient<V>& quotient, const V& product,
                                    const V& difference) {
  V log_quotient;
  const V value = bd0(k, product, difference, log_quotient);
  const auto lost = product < constant<V>(1e-290) && quotient.log < constant<V>(0.0) && k > constant<V>(1e-270);
  if (!any(lost)) return value;
  return select(lost, k * ((log_ratio(k, factor) - quotient.log) - constant<V>(1.0)) + product, value);
}

// Of one location. With r = scale_p / scale_q: G's Bregman divergence from a_p to a_q, and bd0(a_q, a_p r).
template <bool with_gradient>
struct kl_gamma {
  static constexpr const char* name = "_kl_gamma";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& a_p, const V& a_q, const scale_quotient<V>& quotient, const V& product,
                                       const V& difference) {
    const V delta = a_q - a_p, ratio = quotient.ratio, excess = quotient.excess;
    closed_form<V> r =
        without_gradient(V(gamma_bregman(a_p, a_q, delta) + bd0_of_product(a_q, a_p, quotient, product, difference)));
    keep_valid(r.at[0], is_positive(a_p) && is_positive(a_q));
    if constexpr (with_gradient) {
      const V bend = trigamma_in_double{}(a_p);
      // Where both quotients are small, of 1 and a psi'(a) the difference alone.
      const V rest = constant<V>(0.5) / a_p + a_p * stirlerr_curvature_in_double{}(a_p);
      const auto far = ratio < constant<V>(0.5) && a_q < constant<V>(0.5) * a_p;
      r.at[1] = select(far, (ratio - a_q * bend) + rest, excess - chain(bend, delta));
      // Here psi'(a) is 1 / a^2, which may overflow.
      const auto tiny = a_p < constant<V>(1e-100);
      if (any(tiny)) {
        const V loss = delta / a_p / a_p;
        V slope = excess - loss;
        const V apart = quotient.log + constant<V>(2.0) * full_log(a_p) - full_log(delta);
        const V infinite = select(apart > constant<V>(0.0), infinity<V>(), -infinity<V>());
        slope = select(excess == infinity<V>() && loss == infinity<V>(), infinite, slope);
        r.at[1] = select(tiny, slope, r.at[1]);
      }
      r.at[2] = difference;
      r.at[3] = digamma_climb(a_p, a_q, delta) - quotient.log;
      r.at[4] = -difference;
    }
    return r;
  }
  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& a_p, const V& a_q, const scale_quotient<V>& quotient) {
    // e^log may have overflown where the product does not.
    V product = a_p * quotient.ratio;
    const auto overflow = quotient.ratio == infinity<V>();
    if (any(overflow)) product = select(overflow, full_exp(V(quotient.log + full_log(a_p))), product);
    const auto near = abs(quotient.excess) < constant<V>(0.5);
    const V difference = select(near, a_p * quotient.excess - (a_q - a_p), product - a_q);
    return of(a_p, a_q, quotient, product, difference);
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a_p, const V& scale_p, const V& a_q, const V& scale_q) const {
    const scale_quotient<V> quotient(scale_p, scale_q);
    const V product = a_p * quotient.ratio;
    // a_p r - a_q, where the products have a range.
    const V exact = difference_of_products(a_p, scale_p, a_q, scale_q) / scale_q;
    const V difference = select(has_range(a_p * scale_p) && has_range(a_q * scale_q), exact, product - a_q);
    return by_scales(of(a_p, a_q, quotient, product, difference), scale_p, scale_q);
  }
};

// Beta's divergence, in three forms.
// Of all shapes alike, log Gamma's Bregman divergences of a, b and a + b: of z log z - z they make up that of two
// classes, of the rest as above.
template <class V>
struct beta_divergence {
  V value, size;  // the sum, and that of the absolute terms

  LIKELIER_HD static beta_divergence of_classes(const V& a_p, const V& b_p, const V& a_q, const V& b_q) {
    const V delta_a = a_q - a_p, delta_b = b_q - b_p;
    const V sum_p = a_p + b_p, sum_q = a_q + b_q;
    // sum_q a_p / sum_p - a_q; the other class has the opposite.
    V difference = difference_of_products(b_q, a_p, a_q, b_p) / sum_p;
    const auto in_range = has_range(b_q * a_p) && has_range(a_q * b_p);
    difference = select(in_range, difference, b_q * (a_p / sum_p) - a_q * (b_p / sum_p));
    V log_quotient;
    const V classes = bd0(a_q, V(sum_q * (a_p / sum_p)), difference, log_quotient) +
                      bd0(b_q, V(sum_q * (b_p / sum_p)), V(-difference), log_quotient);
    const V of_a = gamma_bregman(a_p, a_q, delta_a), of_b = gamma_bregman(b_p, b_q, delta_b);
    const V of_sum = gamma_bregman(sum_p, sum_q, V(delta_a + delta_b));
    return {classes + ((of_a + of_b) - of_sum), classes + of_a + of_b + of_sum};
  }

  // Where the shapes nearly agree: the second derivatives between them, which are differences of trigamma.
  LIKELIER_HD static beta_divergence of_near(const V& a_p, const V& b_p, const V& a_q, const V& b_q) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), eight = constant<V>(8.0);
    const auto near = a_p <= eight * a_q && a_q <= eight * a_p && b_p <= eight * b_q && b_q <= eight * b_p;
    const V delta_a = select(near, a_q - a_p, zero), delta_b = select(near, b_q - b_p, zero);
    beta_divergence d = {zero, select(near, zero, infinity<V>())};
    gauss_legendre(one, [&](const V& t, const V& weight) {
      const V a = a_p + t * delta_a, b = b_p + t * delta_b;
      const V of_a = -delta_a * (delta_a * trigamma_difference_in_double{}(a, b));
      const V of_b = -delta_b * (delta_b * trigamma_difference_in_double{}(b, a));
      const V of_both = constant<V>(2.0) * delta_a * (delta_b * trigamma_in_double{}(V(a + b)));
      const V part = weight * (one - t);
      d.value = d.value + part * ((of_a + of_b) - of_both);
      d.size = d.size + part * (of_a + of_b + abs(of_both));
    });
    return d;
  }

  // Where a is small against b: log Gamma's divergence of a, and what the other gammas make of its difference.
  LIKELIER_HD static beta_divergence of_small(const V& a_p, const V& b_p, const V& a_q, const V& b_q) {
    const V delta_a = a_q - a_p, sum_p = a_p + b_p;
    V log_quotient;
    const V of_a = gamma_bregman(a_p, a_q, delta_a) + bd0(a_q, a_p, V(-delta_a), log_quotient);
    const V before = gammaln_ratio_in_double{}(b_p, a_p), after = gammaln_ratio_in_double{}(b_q, a_q);
    const V by_a = delta_a * digamma_in_double{}(sum_p);
    const V by_b = (b_q - b_p) * digamma_difference_in_double{}(b_p, a_p);
    return {of_a + (((before - after) + by_a) + by_b), of_a + abs(before) + abs(after) + abs(by_a) + abs(by_b)};
  }
};

// On one support.
template <bool with_gradient>
struct kl_beta {
  static constexpr const char* name = "_kl_beta";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a_p, const V& b_p, const V& a_q, const V& b_q) const {
    beta_divergence<V> d = beta_divergence<V>::of_classes(a_p, b_p, a_q, b_q);
    // Terms far larger than the sum: of another form they may be smaller.
    const auto lossy = d.size > constant<V>(4.0) * d.value;
    if (any(lossy)) {
      const auto ordered = a_p < b_p;
      beta_divergence<V> other = beta_divergence<V>::of_small(select(ordered, a_p, b_p), select(ordered, b_p, a_p),
                                                              select(ordered, a_q, b_q), select(ordered, b_q, a_q));
      const beta_divergence<V> near = beta_divergence<V>::of_near(a_p, b_p, a_q, b_q);
      const auto nearer = near.size < other.size;
      other = {select(nearer, near.value, other.value), select(nearer, near.size, other.size)};
      d.value = select(lossy && other.size < d.size, other.value, d.value);
    }
    // Where products of shapes have no range, the divergence has none.
    closed_form<V> r = without_gradient(V(select(d.value == d.value, d.value, infinity<V>())));
    keep_valid(r.at[0], is_positive(a_p) && is_positive(b_p) && is_positive(a_q) && is_positive(b_q));
    if constexpr (with_gradient) {
      const V delta_a = a_q - a_p, delta_b = b_q - b_p, sum_p = a_p + b_p, sum_q = a_q + b_q;
      // (psi'(a + b) - psi'(a)) delta_a + psi'(a + b) delta_b.
      const V total = trigamma_in_double{}(sum_p);
      r.at[1] = chain(trigamma_difference_in_double{}(a_p, b_p), delta_a) + chain(total, delta_b);
      r.at[2] = chain(trigamma_difference_in_double{}(b_p, a_p), delta_b) + chain(total, delta_a);
      // Here psi'(a) is 1 / a^2, which may overflow.
      const V tiny = constant<V>(1e-100);
      const auto tiny_a = a_p < tiny, tiny_b = b_p < tiny;
      if (any(tiny_a || tiny_b)) {
        const V both = total * (delta_a + delta_b);
        const auto by_tiny = [&](const V& a, const V& b, const V& of_a, const V& of_b) {
          const V together = of_b / sum_p * (a / sum_p) - of_a / a * (b / sum_p) * ((sum_p + a) / sum_p);
          return V(select(sum_p < tiny, together, chain(both, a) - of_a / a) / a);
        };
        r.at[1] = select(tiny_a, by_tiny(a_p, b_p, delta_a, delta_b), r.at[1]);
        r.at[2] = select(tiny_b, by_tiny(b_p, a_p, delta_b, delta_a), r.at[2]);
      }
      const V climb = digamma_climb(sum_p, sum_q, V(delta_a + delta_b));
      r.at[3] = digamma_climb(a_p, a_q, delta_a) - climb;
      r.at[4] = digamma_climb(b_p, b_q, delta_b) - climb;
    }
    return r;
  }
};

// Of one element of Dirichlet's, and of their sum, which is subtracted: G's Bregman divergence from a to b, with b - a
// given. What z log z - z adds is that of classes; the derivatives, in which less cancels, are log Gamma's own.
template <bool with_gradient>
struct kl_dirichlet {
  static constexpr const char* name = "_kl_dirichlet";
  static constexpr int parameters = 3;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a, const V& b, const V& difference) const {
    closed_form<V> r = without_gradient(gamma_bregman(a, b, difference));
    keep_valid(r.at[0], is_positive(a) && is_positive(b));
    if constexpr (with_gradient) {
      r.at[1] = -chain(trigamma_in_double{}(a), difference);
      r.at[2] = digamma_climb(a, b, difference);
    }
    return r;
  }
};

// Of one location: Weibull to gamma.
template <bool with_gradient>
struct kl_weibull_gamma {
  static constexpr const char* name = "_kl_weibull_gamma";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& c, const V& a, const scale_quotient<V>& quotient) {
    const V one = constant<V>(1.0);
    const V inverse = one / c, eta = (one - c) / c, alpha = a - one;
    // The mean of p over scale_q, (scale_p / scale_q) Gamma(1 + 1 / c), less 1, and itself.
    const V h = quotient.excess, gamma = constant<V>(euler_gamma);
    const V log_growth = gammaln_ratio_in_double{}(constant<V>(2.0), eta);
    const V growth = full_expm1(log_growth);
    V mean = quotient.ratio * (one + growth);
    const auto overflow = !(growth < constant<V>(1e280)) || quotient.ratio == infinity<V>();
    if (any(overflow)) mean = select(overflow, full_exp(V(quotient.log + log_growth)), mean);
    const auto near = abs(h) < constant<V>(0.5) && abs(growth) < one;
    const V difference = select(near, ((h + growth) + h * growth) - alpha, mean - a);
    V shape = gamma_bregman(one, a, alpha) + (a * lgamma_bregman_at_one(inverse, eta) - alpha * full_log(c));
    // Of large shapes, in terms that cancel less.
    const auto large = c > constant<V>(1.5) && a > constant<V>(2.0);
    if (any(large)) {
      const V rest =
          log_ratio(c, V(sqrt(a))) + (stirlerr_in_double{}(a) + constant<V>(half_log_2pi - 1.0 - euler_gamma));
      shape = select(large, a * lgamma_bregman_at_one(V(one + inverse), inverse) + rest, shape);
    }
    V value = bd0_of_product(a, V(one + growth), quotient, mean, difference) + shape;
    if (any(overflow)) {
      const V apart = (a * (gamma * inverse - quotient.log) + lgamma_in_double{}(a)) + (full_log(c) - (one + gamma));
      value = select(overflow, select(mean == infinity<V>(), mean, mean + apart), value);
    }
    closed_form<V> r = without_gradient(value);
    keep_valid(r.at[0], is_positive(c) && is_positive(a));
    if constexpr (with_gradient) {
      r.at[1] = inverse * (one - inverse * (a * gamma + mean * digamma_in_double{}(V(constant<V>(2.0) + eta))));
      r.at[2] = difference;
      r.at[3] = digamma_from_one(a, alpha) + gamma * eta - quotient.log;
      r.at[4] = -difference;
    }
    return r;
  }
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& c, const V& scale_p, const V& a, const V& scale_q) const {
    return by_scales(of(c, a, scale_quotient<V>(scale_p, scale_q)), scale_p, scale_q);
  }
};

// ---- the circle

// step^2 A'(kappa) and step A'(kappa), of Bessel's ratio A = I_1 / I_0.
template <class V>
LIKELIER_HD inline several<V, 2> bessel_ratio_curve(const V& kappa, const V& step) {
  const auto large = kappa > constant<V>(bessel_large);
  several<V, 2> result = {{kappa, kappa}};
  if (!all(large)) {
    const V slope = bessel_ratio_slope_small(V(constant<V>(0.25) * (kappa * kappa)));
    result = {{step * (step * slope), step * slope}};
  }
  if (any(large)) {
    const V inverse = constant<V>(1.0) / kappa;
    const V c = bessel_ratio_large(V(inverse - constant<V>(bessel_middle)));
    const V b = constant<V>(0.5) + inverse * c;
    const V scaled = c + c + b * (constant<V>(1.0) - b);  // kappa^2 A'
    const V h = step * inverse;
    result = {{select(large, h * (h * scaled), result.at[0]), select(large, h * (inverse * scaled), result.at[1])}};
  }
  return result;
}

// log I_0(b) - log I_0(a) - A(a) (b - a), and A(b) - A(a).
template <class V>
LIKELIER_HD inline several<V, 2> log_i0_bregman(const V& a, const V& b) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0), eight = constant<V>(8.0);
  const V d = b - a;
  // A' has poles on the imaginary axis only, the first at 2.4 i: the error of the rule is below 2^-53.
  const auto near = abs(d) <= constant<V>(10.0) || (b <= eight * a && a <= eight * b);
  V bregman = zero, climb = zero;
  if (any(near)) {
    const V step = select(near, d, zero);
    gauss_legendre(one, [&](const V& t, const V& weight) {
      const several<V, 2> curve = bessel_ratio_curve(V(a + step * t), step);
      bregman = bregman + weight * (one - t) * curve.at[0];
      climb = climb + weight * curve.at[1];
    });
  }
  if (all(near)) return {{bregman, climb}};
  // By the complements where these are small: log I_0 = kappa + log i0e.
  const V ratio = bessel_ratio_in_double{}(a);
  const V rest_a = bessel_ratio_complement_in_double{}(a), rest_b = bessel_ratio_complement_in_double{}(b);
  const auto low = a <= one;
  V far = log_ratio(V(i0e_in_double{}(b)), V(i0e_in_double{}(a))) + rest_a * d;
  if (any(low)) far = select(low, (log_i0_in_double{}(b)-log_i0_in_double{}(a)) - ratio * d, far);
  const V far_climb = select(low || b <= one, bessel_ratio_in_double{}(b)-ratio, rest_a - rest_b);
  return {{select(near, bregman, far), select(near, climb, far_climb)}};
}

// Of one scale, on which both have their period: log I_0's Bregman divergence and A(kappa_p) kappa_q (1 - cos). The
// angle is told by sine and cosine of its half, and the derivatives by the angle.
template <bool with_gradient>
struct kl_of_turns {
  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& kappa_p, const V& kappa_q, const several<V, 2>& halves) {
    const V zero = constant<V>(0.0), two = constant<V>(2.0);
    const V s = halves.at[0], c = halves.at[1];
    const several<V, 2> gap = log_i0_bregman(kappa_p, kappa_q);
    const V ratio = bessel_ratio_in_double{}(kappa_p);
    const V apart = two * s * s;
    closed_form<V> r = without_gradient(V(gap.at[0] + ratio * kappa_q * apart));
    keep_valid(r.at[0], kappa_p >= zero && kappa_q >= zero && kappa_p < infinity<V>() && kappa_q < infinity<V>());
    if constexpr (with_gradient) {
      r.at[1] = bessel_ratio_curve(kappa_p, V(kappa_q * apart - (kappa_q - kappa_p))).at[1];
      r.at[2] = two * (ratio * kappa_q * s) * c;
      r.at[3] = gap.at[1] + ratio * apart;
      r.at[4] = -r.at[2];
    }
    return r;
  }
};

template <bool with_gradient>
struct kl_vonmises {
  static constexpr const char* name = "_kl_vonmises";
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& kappa_p, const V& loc_p, const V& kappa_q, const V& loc_q,
                                        const V& scale) const {
    closed_form<V> r = kl_of_turns<with_gradient>::of(kappa_p, kappa_q, halves_of(loc_p, loc_q, scale));
    r.at[2] = r.at[2] / scale;
    r.at[4] = r.at[4] / scale;
    keep_valid(r.at[0], is_positive(scale));
    return r;
  }

  // Of (loc_p - loc_q) / scale, which past the range of numbers counts as a right angle, for the mean of all.
  template <class V>
  LIKELIER_HD static several<V, 2> halves_of(const V& loc_p, const V& loc_q, const V& scale) {
    const V zero = constant<V>(0.0);
    const V d = loc_p - loc_q;
    const V angle = d / scale;
    // What the difference and the quotient rounded away counts where there are many turns.
    const V back = d - loc_p;
    const V whole = angle * scale;
    const V lost = ((loc_p - (d - back)) - (loc_q + back)) + ((d - whole) - product_error(angle, scale, whole));
    several<V, 2> halves = vonmises::half_angle_of(angle);
    const auto exact = lost == zero;
    if (!all(exact)) {
      const several<V, 2> more = vonmises::half_angle_of(V(lost / scale));
      const V sine = halves.at[0] * more.at[1] + halves.at[1] * more.at[0];
      const V cosine = halves.at[1] * more.at[1] - halves.at[0] * more.at[0];
      halves = {{select(exact, halves.at[0], sine), select(exact, halves.at[1], cosine)}};
    }
    const auto past = abs(angle) == infinity<V>() && abs(d) < infinity<V>();
    if (!any(past)) return halves;
    return {{select(past, constant<V>(0.70710678118654752), halves.at[0]), select(past, zero, halves.at[1])}};
  }
};

// By the logarithm of the scale. An angle past the range of numbers counts as a right one, for the mean of all.
template <bool with_gradient>
struct kl_vonmises_logs {
  static constexpr const char* name = "_kl_vonmises_logs";
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& kappa_p, const V& loc_p, const V& kappa_q, const V& loc_q,
                                        const V& log_scale) const {
    const V zero = constant<V>(0.0);
    const auto ordinary = abs(log_scale) < constant<V>(700.0);
    const V scale = full_exp(V(select(ordinary, log_scale, zero)));
    several<V, 2> halves = kl_vonmises<false>::halves_of(loc_p, loc_q, scale);
    // A half of it twice, as the whole may overflow.
    const V unit = full_exp(V(constant<V>(-0.5) * log_scale));
    if (!all(ordinary)) {
      const V d = loc_p - loc_q;
      const V angle = select(d == zero, zero, d * unit * unit);
      const auto lost = abs(angle) == infinity<V>();
      const several<V, 2> others = vonmises::half_angle_of(V(select(lost, zero, angle)));
      const V right[2] = {constant<V>(0.70710678118654752), zero};
      for (int i = 0; i < 2; ++i) {
        halves.at[i] = select(ordinary, halves.at[i], select(lost, right[i], others.at[i]));
      }
    }
    closed_form<V> r = kl_of_turns<with_gradient>::of(kappa_p, kappa_q, halves);
    for (int i = 2; i < 5; i += 2) {
      r.at[i] = select(ordinary, r.at[i] / scale, chain(unit, V(chain(unit, r.at[i]))));
    }
    keep_valid(r.at[0], abs(log_scale) < infinity<V>());
    return r;
  }
};

// ---- two classes

// KL of the classes, and log((1 - q) / (1 - p)).
template <class V>
LIKELIER_HD inline several<V, 2> kl_of_classes(const V& p, const V& q) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  V log_quotient;
  const V value = bd0(p, q, V(q - p), log_quotient) + bd0(V(one - p), V(one - q), V(p - q), log_quotient);
  const V x = (p - q) / (one - p);
  const auto near = x > constant<V>(-0.5) && x < one;
  const V rest = select(near, detail::full_log1p(V(select(near, x, zero))), log_ratio(V(one - q), V(one - p)));
  return {{value, select(p == q, zero, rest)}};
}
// Its derivative by q, one-sided at 0 and 1.
template <class V>
LIKELIER_HD inline V classes_slope(const V& p, const V& q) {
  const V zero = constant<V>(0.0), one = constant<V>(1.0);
  const V slope = (q - p) / q / (one - q);
  return select(p == zero, one / (one - q), select(p == one, -one / q, slope));
}

template <bool with_gradient>
struct kl_bernoulli {
  static constexpr const char* name = "_kl_bernoulli";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0);
    const several<V, 2> e = kl_of_classes(p, q);
    closed_form<V> r = {{e.at[0], select(p == q, zero, log_ratio(p, q) + e.at[1]), classes_slope(p, q), zero, zero}};
    const V one = constant<V>(1.0);
    keep_valid(r.at[0], p >= zero && p <= one && q >= zero && q <= one);
    return r;
  }
};

// The count of trials: the same, over p.
template <bool with_gradient>
struct kl_geom {
  static constexpr const char* name = "_kl_geom";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const several<V, 2> e = kl_of_classes(p, q);
    closed_form<V> r = {{e.at[0] / p, e.at[1] / p / p, classes_slope(p, q) / p, zero, zero}};
    keep_valid(r.at[0], p > zero && p <= one && q > zero && q <= one);
    return r;
  }
};

template <bool with_gradient>
struct kl_poisson {
  static constexpr const char* name = "_kl_poisson";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0), inf = infinity<V>();
    V log_quotient;
    closed_form<V> r = without_gradient(bd0(p, q, V(q - p), log_quotient));
    r.at[1] = select(p == q, zero, log_quotient);
    r.at[2] = select(p == zero, constant<V>(1.0), (q - p) / q);
    keep_valid(r.at[0], p >= zero && p < inf && q >= zero && q < inf);
    return r;
  }
};

// How a parameter is told: plainly, by its logarithm (a probability by its logit), or a probability by its odds
// against, (1 - p) / p. Derivatives are by what the parameter is told by.
enum class told { plainly, by_log, by_odds };

template <told way, class V>
LIKELIER_HD inline V logit_as_told(const V& x) {
  if constexpr (way == told::plainly) return logit(x);
  if constexpr (way == told::by_odds) return -full_log(x);
  return x;
}
template <told way, class V>
LIKELIER_HD inline V log_as_told(const V& x) {
  if constexpr (way == told::plainly) return full_log(x);
  return x;
}
template <told way, class V>
LIKELIER_HD inline mask_t<V> is_probability(const V& x) {
  const V zero = constant<V>(0.0);
  if constexpr (way == told::plainly) return x >= zero && x <= constant<V>(1.0);
  if constexpr (way == told::by_odds) return x >= zero && x < infinity<V>();
  return x == x;
}
template <told way, class V>
LIKELIER_HD inline mask_t<V> is_mean(const V& x) {
  if constexpr (way == told::plainly) return x >= constant<V>(0.0) && x < infinity<V>();
  return x < infinity<V>();
}

// Two probabilities by their logits x and y.
template <class V>
struct two_logits {
  V x, y, apart;  // y - x
  V shrink;       // 1 - e^-|y - x|

  LIKELIER_HD two_logits(const V& x_, const V& y_)
      : x(x_), y(y_), apart(select(x_ == y_, constant<V>(0.0), y_ - x_)), shrink(-full_expm1(V(-abs(apart)))) {}

  // softplus(y) - softplus(x) - expit(x) (y - x), with both signs turned where that makes expit(x) at most 1/2.
  LIKELIER_HD V divergence() const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V sign = select(x > zero, -one, one);
    const V u = sign * x, v = sign * y, d = sign * apart;
    const V success = expit(u);
    const auto near = d <= one;
    const V low = select(near, d, zero);
    const V growth = success * full_expm1(low);
    V value = log1pmx(growth) + success * expm1mx(low);
    value = select(near, value, softplus(v) - softplus(u) - success * d);
    value = select((success == zero || v == infinity<V>()) && d != zero, softplus(v), value);
    // q has no mass where p has some, however little.
    return select(abs(y) == infinity<V>() && x != y && x == x, infinity<V>(), value);
  }
  // expit(y) - expit(x) as one product that does not overflow.
  LIKELIER_HD V gap() const {
    const V up = expit(y) * expit(V(-x)) * shrink, down = expit(x) * expit(V(-y)) * shrink;
    return select(apart < constant<V>(0.0), -down, up);
  }
  // The same over q (1 - q): one-sided where q is 0 or 1 as p is.
  LIKELIER_HD V slope_of_q(const V& q) const {
    const V one = constant<V>(1.0), inf = infinity<V>();
    const V zero = constant<V>(0.0);
    const V up = select(q == one, inf, expit(V(-x)) * shrink / (one - q));
    const V down = select(q == zero, -inf, -expit(x) * shrink / q);
    const V slope = select(apart < zero, down, up);
    return select(x == -inf, one / (one - q), select(x == inf, -one / q, slope));
  }
};

template <told way_p, told way_q>
struct bernoulli_as_told {
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0);
    const two_logits<V> logits(logit_as_told<way_p>(p), logit_as_told<way_q>(q));
    closed_form<V> r = without_gradient(logits.divergence());
    keep_valid(r.at[0], is_probability<way_p>(p) && is_probability<way_q>(q));
    if constexpr (way_p == told::plainly) {
      r.at[1] = -logits.apart;
    } else {
      const V product = expit(p) * expit(V(-p));
      r.at[1] = select(product == zero, zero, -(product * logits.apart));
    }
    r.at[2] = way_q == told::plainly ? logits.slope_of_q(q) : logits.gap();
    return r;
  }
};

template <bool with_gradient>
struct kl_bernoulli_logits : bernoulli_as_told<told::by_log, told::by_log> {
  static constexpr const char* name = "_kl_bernoulli_logits";
};
template <bool with_gradient>
struct kl_bernoulli_from_logits : bernoulli_as_told<told::by_log, told::plainly> {
  static constexpr const char* name = "_kl_bernoulli_from_logits";
};
template <bool with_gradient>
struct kl_bernoulli_to_logits : bernoulli_as_told<told::plainly, told::by_log> {
  static constexpr const char* name = "_kl_bernoulli_to_logits";
};

// ---- from one family to another
// The least divergence that q of another scale (and location) reaches, which depends on the shapes alone, and the
// divergence of q from that one: neither is negative. Derivatives are those of the same text.

// x with a value that was computed better.
template <class V>
LIKELIER_HD inline V with_value(const V&, const V& value) {
  return value;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> with_value(const Dual<V, N>& x, const V& value) {
  Dual<V, N> result = x;
  result.value = value;
  return result;
}

// w x, for slopes of x that are infinite too where w is 0.
template <class V>
LIKELIER_HD inline V weighted(const V& w, const V& x) {
  return w * x;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> weighted(const Dual<V, N>& w, const Dual<V, N>& x) {
  Dual<V, N> result(w.value * x.value);
  for (int i = 0; i < N; ++i) result.tangent[i] = x.value * w.tangent[i] + chain(x.tangent[i], w.value);
  return result;
}

// ---- exact differences

template <class V>
LIKELIER_HD inline V error_of_product(const V& a, const V& b, const V& product) {
  const V error = product_error(a, b, product);
  return select(has_range(abs(product)), error, constant<V>(0.0));
}
template <class V>
LIKELIER_HD inline V error_of_sum(const V& a, const V& b, const V& sum) {
  const V back = sum - a;
  return (a - (sum - back)) + (b - back);
}
// a - b, and what rounding took of it.
template <class V>
LIKELIER_HD inline several<V, 2> exact_difference(const V& a, const V& b) {
  const V difference = (a - b) + constant<V>(0.0);
  const V error = error_of_sum(a, V(-b), difference);
  return {{difference, select(error == error, error, constant<V>(0.0))}};
}
// The quotient of such a pair.
template <class V>
LIKELIER_HD inline several<V, 2> exact_quotient(const V& a, const V& low, const V& b) {
  const V quotient = a / b;
  const V product = quotient * b;
  const V error = ((a - product) - error_of_product(quotient, b, product) + low) / b;
  return {{quotient, select(abs(error) < infinity<V>(), error, constant<V>(0.0))}};
}

// a b - c, of which low is a further part.
template <class V>
LIKELIER_HD inline V product_less(const V& a, const V& b, const V& c, const V& low) {
  const V product = a * b;
  return (product - c) + (error_of_product(a, b, product) - low);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> product_less(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& c,
                                           const Dual<V, N>& low) {
  return with_value(a * b - c, product_less(a.value, b.value, c.value, low.value));
}

// a / (a + b).
template <class V>
LIKELIER_HD inline V share(const V& a, const V& b) {
  return a / (a + b);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> share(const Dual<V, N>& a, const Dual<V, N>& b) {
  const V sum = a.value + b.value;
  return Dual<V, N>::binary(a.value / sum, b.value / sum / sum, a, -a.value / sum / sum, b);
}

// a - t (a + b), t being this and low.
template <class V>
LIKELIER_HD inline V share_excess(const V& a, const V& b, const V& t, const V& low) {
  const V sum = a + b;
  const V product = t * sum;
  return (a - product) - (error_of_product(t, sum, product) + (t * error_of_sum(a, b, sum) + low * sum));
}
// A number, or if its steps have left the range of numbers another.
template <class V>
LIKELIER_HD inline V with_range(const V& exact, const V& plain) {
  return select(abs(exact) < infinity<V>(), exact, plain);
}
// x, which is a - t (a + b) over the sum, with more digits of that: t is a product u v and low, or a sum u + v and low.
template <class V>
LIKELIER_HD inline V excess_of_sum(const V& x, const V& a, const V& b, const V& u, const V& v, const V& low) {
  const V t = u + v;
  return with_range(share_excess(a, b, t, V(error_of_sum(u, v, t) + low)) / (a + b), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> excess_of_sum(const Dual<V, N>& x, const Dual<V, N>& a, const Dual<V, N>& b,
                                            const Dual<V, N>& u, const Dual<V, N>& v, const Dual<V, N>& low) {
  return with_value(x, excess_of_sum(x.value, a.value, b.value, u.value, v.value, low.value));
}
template <class V>
LIKELIER_HD inline V excess_of_product(const V& x, const V& a, const V& b, const V& u, const V& v, const V& low) {
  const V t = u * v;
  return with_range(share_excess(a, b, t, V(error_of_product(u, v, t) + low)) / (a + b), x);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> excess_of_product(const Dual<V, N>& x, const Dual<V, N>& a, const Dual<V, N>& b,
                                                const Dual<V, N>& u, const Dual<V, N>& v, const Dual<V, N>& low) {
  return with_value(x, excess_of_product(x.value, a.value, b.value, u.value, v.value, low.value));
}

// The variances over that of the normal density, less 1: of gamma, a (s / t)^2 - 1, and of beta,
// a b / ((a + b)^2 (a + b + 1) t^2) - 1.
template <class V>
LIKELIER_HD inline V gamma_variance_excess(const V& a, const V& s, const V& t) {
  const V product = a * s, square = t * t, ratio = s / t;
  const V excess = difference_of_products(product, s, t, t) + error_of_product(a, s, product) * s;
  return select(has_range(square) && has_range(product * s), excess / square, a * ratio * ratio - constant<V>(1.0));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_variance_excess(const Dual<V, N>& a, const Dual<V, N>& s, const Dual<V, N>& t) {
  const Dual<V, N> ratio = s / t;
  return with_value(a * ratio * ratio, gamma_variance_excess(a.value, s.value, t.value));
}
template <class V>
LIKELIER_HD inline V beta_variance_excess(const V& a, const V& b, const V& t, const V& low) {
  const V one = constant<V>(1.0);
  // Pairs of numbers for a + b, a + b + 1, the product of t and the first, and its square times the second.
  const V n = a + b, n_low = error_of_sum(a, b, n);
  const V m = n + one, m_low = error_of_sum(n, one, m) + n_low;
  const V q = t * n, q_low = error_of_product(t, n, q) + (t * n_low + low * n);
  const V square = q * q, square_low = error_of_product(q, q, square) + (q + q) * q_low;
  const V whole = square * m, whole_low = error_of_product(square, m, whole) + (square * m_low + square_low * m);
  const V product = a * b;
  const V excess = (product - whole) + (error_of_product(a, b, product) - whole_low);
  const V plain = (a / n) * (b / n) / m / t / t - one;
  return select(has_range(whole) && has_range(product), excess / whole, plain);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> beta_variance_excess(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& t,
                                                   const Dual<V, N>& low) {
  using D = Dual<V, N>;
  return with_value(share(a, b) * share(b, a) / (a + b + constant<D>(1.0)) / t / t,
                    beta_variance_excess(a.value, b.value, t.value, low.value));
}

// ---- the gamma and beta densities' distance from others

// log sqrt(2 pi e a) less the entropy of the gamma density of scale 1, which is that of the normal density of its
// variance less its own; and its derivative. It tends to 1 / (3 a).
template <class V>
LIKELIER_HD inline V gamma_negentropy(const V& a) {
  const V one = constant<V>(1.0);
  return constant<V>(0.5) / a - stirlerr_in_double{}(a) + (a - one) * stirlerr_slope_in_double{}(a);
}
template <class V>
LIKELIER_HD inline V gamma_negentropy_slope(const V& a) {
  return constant<V>(-0.5) / a / a + (a - constant<V>(1.0)) * stirlerr_curvature_in_double{}(a);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_negentropy(const Dual<V, N>& a) {
  return Dual<V, N>::unary(gamma_negentropy(a.value), gamma_negentropy_slope(a.value), a);
}
// It less 1 / (3 a), for a >= 1; and the derivative.
template <class V>
LIKELIER_HD inline V gamma_negentropy_rest(const V& a) {
  const V u = constant<V>(1.0) / a / a;
  const V tail = binet_correction<binet0>(u) + (constant<V>(1.0) - constant<V>(1.0) / a) * binet_correction<binet1>(u);
  return constant<V>(1.0 / 12.0) * (u + tail / a);
}
template <class V>
LIKELIER_HD inline V gamma_negentropy_rest_slope(const V& a) {
  const V inverse = constant<V>(1.0) / a;
  const V u = inverse * inverse;
  return constant<V>(-1.0 / 6.0) * u * (inverse + (constant<V>(1.0) - inverse) * binet_correction<binet2>(u));
}

// The same of the beta density: that of the normal density of its variance less its own.
template <class V>
LIKELIER_HD inline V beta_negentropy(const V& a, const V& b) {
  const V one = constant<V>(1.0), half = constant<V>(0.5);
  const V n = a + b;
  const auto large = a >= one && b >= one;
  V result = constant<V>(0.0);
  // Of three gamma variables', and psi(n) - log(n (n + 1)) / 2. For large shapes the parts in 1 / a, 1 / b and 1 / n
  // make up the first term, the square of the skewness.
  if (!all(large)) {
    result = (gamma_negentropy(a) + gamma_negentropy(b)) - gamma_negentropy(n) +
             (stirlerr_slope_in_double{}(n)-half / n - half * full_log1p(V(one / n)));
  }
  if (any(large)) {
    const V x = max(a, one), y = max(b, one);
    const V d = x - y, sum = x + y;
    const V rest = gamma_negentropy_rest(x) + gamma_negentropy_rest(y) - gamma_negentropy_rest(sum);
    const V of_sum = stirlerr_slope_in_double{}(sum)-half * log1pmx(V(one / sum));
    result = select(large, (d / x) * (d / y) / (constant<V>(3.0) * sum) + (rest + of_sum), result);
  }
  return result;
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> beta_negentropy(const Dual<V, N>& of_a, const Dual<V, N>& of_b) {
  const V one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5), third = constant<V>(1.0 / 3.0);
  const V& a = of_a.value;
  const V& b = of_b.value;
  const V n = a + b, curvature = stirlerr_curvature_in_double{}(n);
  const auto large = a >= one && b >= one;
  V slope_a = one, slope_b = one;
  if (!all(large)) {
    const V of_sum = curvature + half / n / n + half / n / (n + one) - gamma_negentropy_slope(n);
    slope_a = gamma_negentropy_slope(a) + of_sum;
    slope_b = gamma_negentropy_slope(b) + of_sum;
  }
  if (any(large)) {
    const V x = max(a, one), y = max(b, one);
    const V d = x - y, sum = x + y;
    const V of_sum = curvature - half / sum / sum / (sum + one) - gamma_negentropy_rest_slope(sum);
    const V skew_a = third * (d / sum) / x * (one / x + two / sum),
            skew_b = -third * (d / sum) / y * (one / y + two / sum);
    slope_a = select(large, skew_a + (gamma_negentropy_rest_slope(x) + of_sum), slope_a);
    slope_b = select(large, skew_b + (gamma_negentropy_rest_slope(y) + of_sum), slope_b);
  }
  return Dual<V, N>::binary(beta_negentropy(a, b), slope_a, of_a, slope_b, of_b);
}

// gamma_negentropy(b) - gamma_negentropy(a + b).
template <class V>
LIKELIER_HD inline V gamma_negentropy_fall(const V& a, const V& b) {
  const auto near = a <= constant<V>(7.0) * b;
  V result = constant<V>(0.0);
  if (any(near)) {
    const V step = select(near, a, result);
    V sum = result;
    gauss_legendre(constant<V>(1.0),
                   [&](const V& t, const V& weight) { sum = sum - weight * gamma_negentropy_slope(V(b + step * t)); });
    result = step * sum;
  }
  if (all(near)) return result;
  return select(near, result, gamma_negentropy(b) - gamma_negentropy(V(a + b)));
}

// The least divergence of the beta density from gamma densities of the shape c, over their scales. It is
//   G(c) - G(a) - (c - a) G'(a) + (a - c) / (2 n) - log1pmx(-a / n) / 2 + ...
// with n = a + b and G(z) = log Gamma(z) - z log z + z. The first three terms are nearly a square; of large a they are
// written as one function of q = (c / a) (b / n) - 1.
template <class V>
struct beta_from_gamma {
  V a, b, c, n, q;
  mask_t<V> small;

  LIKELIER_HD beta_from_gamma(const V& a_, const V& b_, const V& c_) : a(a_), b(b_), c(c_), n(a_ + b_) {
    const V one = constant<V>(1.0);
    small = a < one;
    const V product = a * n;
    q = select(has_range(product) && has_range(c * b), difference_of_products(V(c - a), b, a, a) / product,
               (c / a) * (b / n) - one);
  }
  // -log1pmx(x) / 2, with the logarithm of 1 + x as it is where x is next to -1.
  template <class Log>
  LIKELIER_HD static V half_bregman(const V& x, Log log_of) {
    const auto near = x >= constant<V>(-0.75) && x < infinity<V>();
    V result = -log1pmx(V(select(near, x, constant<V>(0.0))));
    if (!all(near)) result = select(near, result, x - log_of());
    return constant<V>(0.5) * result;
  }
  LIKELIER_HD V value() const {
    const V half = constant<V>(0.5), one = constant<V>(1.0);
    V result = half_bregman(q, [&] { return V(log_ratio(c, a) + log_ratio(b, n)); });
    const V difference = c - a, h = difference / a;
    const auto near = abs(h - constant<V>(1.0 / 12.0)) <= constant<V>(5.0 / 12.0);
    V bregman = near_stirlerr_bregman(V(select(near, a, one)), V(select(near, h, constant<V>(0.0))));
    if (!all(near)) {
      const V far = (stirlerr_in_double{}(c)-stirlerr_in_double{}(a)) - difference * stirlerr_slope_in_double{}(a);
      bregman = select(near, bregman, far);
    }
    result = result + bregman;
    if (any(small)) {
      const V x = -a / n;
      const V of_sum = half * ((a - c) / n) + half_bregman(x, [&] { return V(log_ratio(b, n)); });
      result = select(small, gamma_bregman(a, c, difference) + of_sum, result);
    }
    return result + (gamma_negentropy_fall(a, b) + c * stirlerr_slope_in_double{}(n));
  }
  LIKELIER_HD several<V, 3> slopes() const {
    const V half = constant<V>(0.5), one = constant<V>(1.0);
    const V bend = stirlerr_curvature_in_double{}(a), bend_n = stirlerr_curvature_in_double{}(n);
    const V of_n = gamma_negentropy_slope(n);
    // gamma_negentropy_slope's difference between b and n, which may be alike.
    const V bend_fall = stirlerr_curvature_fall_in_double{}(b, a);
    const V from_n = (b - one) * bend_fall - a * (half * (one / b + one / n) / b / n + bend_n);
    V by_a = (a - c) * bend - half * q * (one / a + one / n) + c * bend_n;
    V by_b = half * q * (a / b) / n + c * bend_n;
    V by_c = digamma_minus_log_in_double{}(n)-digamma_minus_log_in_double{}(a);
    // n is next to a.
    const auto alike = small || a * b < constant<V>(0.125);
    if (any(alike)) {
      // G'' at n less that at a, and G'.
      const V curve = trigamma_difference_in_double{}(a, b) + b / a / n;
      by_a = select(alike, a * bend + half / a + c * curve + half / n, by_a);
      by_b = select(small, half / n * ((c - a) / n - a * (a / (b * n))) + c * bend_n, by_b);
      by_c = select(small, digamma_difference_in_double{}(a, b) - full_log1p(V(b / a)), by_c);
    }
    return {{by_a - of_n, by_b + from_n, by_c + digamma_minus_log_in_double{}(c)}};
  }
};
template <class V>
LIKELIER_HD inline V beta_gamma_excess(const V& a, const V& b, const V& c) {
  return beta_from_gamma<V>(a, b, c).value();
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> beta_gamma_excess(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& c) {
  const beta_from_gamma<V> from(a.value, b.value, c.value);
  const several<V, 3> slopes = from.slopes();
  Dual<V, N> result(from.value());
  for (int i = 0; i < N; ++i) {
    result.tangent[i] =
        chain(slopes.at[0], a.tangent[i]) + chain(slopes.at[1], b.tangent[i]) + chain(slopes.at[2], c.tangent[i]);
  }
  return result;
}

// ---- derivatives and locations

// Of four arguments, and of passive ones, which are what rounding took of some of these. Derivatives are by the
// logarithms of those that are positive until the end, as quotients have no larger ones.
template <class Formula, bool with_gradient, class V, class... Passive>
LIKELIER_HD inline closed_form<V> of_four(const V& a, const V& b, const V& c, const V& d, const Passive&... passive) {
  closed_form<V> r;
  if constexpr (with_gradient) {
    using D = Dual<V, 4>;
    const V x[4] = {a, b, c, d};
    D seeds[4];
    for (int i = 0; i < 4; ++i) {
      seeds[i] = D(x[i]);
      seeds[i].tangent[i] = Formula::is_positive_at(i) ? x[i] : constant<V>(1.0);
    }
    const D value = Formula::evaluate(seeds[0], seeds[1], seeds[2], seeds[3], D(passive)...);
    r.at[0] = value.value;
    for (int i = 0; i < 4; ++i) r.at[i + 1] = Formula::is_positive_at(i) ? value.tangent[i] / x[i] : value.tangent[i];
  } else {
    r = without_gradient(Formula::evaluate(a, b, c, d, passive...));
  }
  keep_valid(r.at[0], Formula::contains(a, b, c, d));
  return r;
}

template <class Formula, bool with_gradient>
struct by_duals {
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a, const V& b, const V& c, const V& d) const {
    return of_four<Formula, with_gradient>(a, b, c, d);
  }
};

// From a shape, with a location of both sides, whose difference is what the formula takes.
template <class Formula, bool with_gradient>
struct from_moved {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& shape, const V& loc_p, const V& scale_p, const V& loc_q,
                                       const V& scale_q) const {
    const several<V, 2> loc = exact_difference(loc_q, loc_p);
    const closed_form<V> r = of_four<Formula, with_gradient>(shape, scale_p, loc.at[0], scale_q, loc.at[1]);
    return {{r.at[0], r.at[1], -r.at[3], r.at[2], r.at[3], r.at[4]}};
  }
};

// From a uniform density to a shape.
template <class Formula, bool with_gradient>
struct into_moved {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& loc_p, const V& scale_p, const V& shape, const V& loc_q,
                                       const V& scale_q) const {
    const several<V, 2> loc = exact_difference(loc_p, loc_q);
    const closed_form<V> r = of_four<Formula, with_gradient>(loc.at[0], scale_p, shape, scale_q, loc.at[1]);
    V pull = r.at[1];
    if constexpr (with_gradient) {
      pull = Formula::by_begin(loc.at[0], scale_p, shape, scale_q);
      pull = select(r.at[0] < infinity<V>(), pull, r.at[1]);
    }
    return {{r.at[0], pull, r.at[2], r.at[3], -pull, r.at[4]}};
  }
};

// From beta on any interval, in units of which q is told. Where q's scale has no range in these, they are taken larger,
// as p shrinks further without a change but that of its logarithm, `power` times; or the divergence is infinite.
template <class V>
struct interval_units {
  several<V, 2> scale;
  V unit, further;
  mask_t<V> far, wide, valid;

  LIKELIER_HD interval_units(const V& scale_p, const V& scale_q)
      : scale(exact_quotient(scale_q, constant<V>(0.0), scale_p)), unit(scale_p), further(constant<V>(0.0)) {
    const V zero = constant<V>(0.0), most = constant<V>(0x1p1000);
    valid = is_positive(scale_p) && is_positive(scale_q);
    far = valid && scale.at[0] > most;
    wide = valid && scale.at[0] < constant<V>(0x1p-1000);
    if (any(far || wide)) {
      const V larger = select(wide, scale_q * most, scale_q / most);
      unit = select(far, larger, unit);
      further = select(far, log_ratio(scale_q, scale_p) - constant<V>(1000 * log_2), zero);
      scale = {
          {select(far, most, select(wide, constant<V>(1.0), scale.at[0])), select(far || wide, zero, scale.at[1])}};
    }
  }
  // Of derivatives by the scales, their logarithms'.
  template <int N>
  LIKELIER_HD void finish(several<V, N>& e, const V& power, int of_p, int of_q) const {
    const V zero = constant<V>(0.0), inf = infinity<V>();
    e.at[0] = select(wide, inf, e.at[0] + chain(power, further));
    for (int i = 1; i < N; ++i) e.at[i] = select(wide, zero, e.at[i]);
    e.at[of_p] = select(wide, inf, e.at[of_p]);
    e.at[of_q] = select(wide, -inf, e.at[of_q]);
    for (int i = 0; i < N; ++i) e.at[i] = select(valid, e.at[i], quiet_nan<V>());
  }
};

template <class Formula, bool with_gradient>
struct from_interval {
  static constexpr int parameters = 6;

  template <class V>
  LIKELIER_HD several<V, 7> operator()(const V& a, const V& b, const V& loc_p, const V& scale_p, const V& loc_q,
                                       const V& scale_q) const {
    const interval_units<V> units(scale_p, scale_q);
    const several<V, 2>& scale = units.scale;
    const several<V, 2> apart = exact_difference(loc_q, loc_p);
    const several<V, 2> loc = exact_quotient(apart.at[0], apart.at[1], units.unit);
    const closed_form<V> r = of_four<Formula, with_gradient>(a, b, loc.at[0], scale.at[0], loc.at[1], scale.at[1]);
    const V pull = r.at[3] / units.unit;
    V by_scale = constant<V>(0.0);
    if constexpr (with_gradient) {
      by_scale = Formula::by_length(a, b, loc.at[0], scale.at[0], loc.at[1], scale.at[1]) / scale_p;
      by_scale = select(r.at[0] == r.at[0], by_scale, r.at[0]);
    }
    several<V, 7> e = {{r.at[0], r.at[1], r.at[2], -pull, by_scale, pull, r.at[4] / units.unit}};
    units.finish(e, constant<V>(1.0), 4, 6);
    return e;
  }
};
template <class Formula, bool with_gradient>
struct from_scaled {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& a, const V& b, const V& scale_p, const V& shape,
                                       const V& scale_q) const {
    const interval_units<V> units(scale_p, scale_q);
    const several<V, 2>& scale = units.scale;
    const closed_form<V> r = of_four<Formula, with_gradient>(a, b, shape, scale.at[0], scale.at[1]);
    const V by_scale = -chain(scale.at[0], r.at[4]) / scale_p;
    several<V, 6> e = {{r.at[0], r.at[1], r.at[2], by_scale, r.at[3] + units.further, r.at[4] / units.unit}};
    units.finish(e, shape, 3, 5);
    return e;
  }
};

// To an exponential density that begins no later than p, of a shape: the form of one location and the mean distance.
template <template <bool> class Form, bool with_gradient>
struct into_expon {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& shape, const V& loc_p, const V& scale_p, const V& loc_q,
                                       const V& scale_q) const {
    const V one = constant<V>(1.0);
    const closed_form<V> r = Form<with_gradient>{}(shape, scale_p, one, scale_q);
    return moved(r, V(loc_p - loc_q), V((loc_p - loc_q) / scale_q), V(one / scale_q), V(one / scale_q));
  }

  // By the distance, in units of q's scale, and its derivative; at is that of the logarithm of the scale.
  template <class V>
  LIKELIER_HD static several<V, 6> moved(const closed_form<V>& r, const V& d, const V& z, const V& pull, const V& at) {
    const V zero = constant<V>(0.0);
    several<V, 6> e = {{r.at[0] + z, r.at[1], pull, r.at[2], -pull, r.at[4] - chain(at, z)}};
    const auto outside = d < zero;
    e.at[0] = select(outside, infinity<V>(), e.at[0]);
    for (int i = 1; i < 6; ++i) e.at[i] = select(outside, zero, e.at[i]);
    const auto valid = d == d && r.at[0] == r.at[0];
    for (int i = 0; i < 6; ++i) e.at[i] = select(valid, e.at[i], quiet_nan<V>());
    return e;
  }
};

// ---- the ends

// To a normal density: what its variance and its mean add; z is the distance of the means in its scale, and excess that
// of the quotient of the variances over 1.
template <class V>
LIKELIER_HD inline V into_norm(const V& z, const V& excess, const V& log_quotient) {
  const V zero = constant<V>(0.0), half = constant<V>(0.5);
  const auto near = excess >= constant<V>(-0.75) && excess < infinity<V>();
  V spread = -log1pmx(V(select(near, excess, zero)));
  if (!all(near)) spread = select(near, spread, excess - log_quotient);
  return half * spread + half * z * z;
}
template <class V>
LIKELIER_HD inline V into_norm_by_scales(const V& z, const V& scale_p, const V& scale_q) {
  const V h = (scale_p - scale_q) / scale_q;
  return into_norm(z, V(h * (h + constant<V>(2.0))), V(constant<V>(2.0) * log_ratio(scale_p, scale_q)));
}
// From the mean of x in its scale, and that less c.
template <class V>
LIKELIER_HD inline V into_gamma(const V& c, const V& mean, const V& difference) {
  V log_quotient;
  const V value = bd0(c, mean, difference, log_quotient);
  return select(mean == infinity<V>(), infinity<V>(), value);
}

struct beta_start {
  static constexpr bool first_is_positive = true;
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b) {
    return is_positive(a) && is_positive(b);
  }
};
struct gamma_start {
  static constexpr bool first_is_positive = true;
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& scale) {
    return is_positive(a) && is_positive(scale);
  }
};
struct pareto_start {
  static constexpr bool first_is_positive = true;
  // log(b / (b - 1)) - 1 / b for b > 1: the logarithm of the mean less the mean of the logarithm.
  template <class V>
  LIKELIER_HD static V spread(const V& b) {
    const V one = constant<V>(1.0), x = one / b;
    const auto near = b >= constant<V>(2.0);
    const V far = log_ratio(b, V(b - one)) - x;
    return select(near, -log1pmx(V(select(near, -x, constant<V>(0.0)))), far);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& b, const V& scale) {
    return is_positive(b) && is_positive(scale);
  }
};
struct located_start {
  static constexpr bool first_is_positive = false;
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V&, const V& scale) {
    return is_positive(scale);
  }
};
struct uniform_start : located_start {
  // The mean of 1 / x over [m, m + w].
  template <class V>
  LIKELIER_HD static V mean_inverse(const V& m, const V& w) {
    return detail::full_log1p(V(w / m)) / w;
  }
  // The logarithm of the mean less the mean of the logarithm, for m >= 0: the sum of x^2k / (2 k (2 k + 1)), x being
  // the half width over the mean.
  template <class V>
  LIKELIER_HD static several<V, 2> spread_and_slope(const V& x, const V& low, const V& high) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const auto near = x <= atanh_limit<V>();
    const V part = select(near, x, zero);
    const V y = part * part, tail = atanh_tail(y);
    several<V, 2> result = {{-half * full_log1p(V(-y)) - y * tail, part * tail}};
    if (!all(near)) {
      const V far = one - (xlogy(high, high) - xlogy(low, low)) / (x + x);
      const V slope = (half * log_ratio(high, low) / x - one) / x;
      result = {{select(near, result.at[0], far), select(near, result.at[1], slope)}};
    }
    return result;
  }
  template <class V>
  LIKELIER_HD static V spread_at(const V& x, const V& low, const V& high) {
    return spread_and_slope(x, low, high).at[0];
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> spread_at(const Dual<V, N>& x, const Dual<V, N>& low, const Dual<V, N>& high) {
    const several<V, 2> r = spread_and_slope(x.value, low.value, high.value);
    return Dual<V, N>::unary(r.at[0], r.at[1], x);
  }
  // log(mean / (w x)), where the first quotient is 1/2 at least and may overflow.
  template <class V>
  LIKELIER_HD static V log_of_widths(const V& mean, const V& w, const V& x) {
    const V widths = mean / w, result = log_ratio(widths, x);
    const auto overflow = widths == infinity<V>();
    if (!any(overflow)) return result;
    return select(overflow, log_ratio(mean, w) - full_log(x), result);
  }
  template <class V>
  LIKELIER_HD static V spread(const V& m, const V& w, const V& mean) {
    return spread_at(V(constant<V>(0.5) * w / mean), V(m / mean), V((m + w) / mean));
  }
};

template <class Start>
struct located_end : Start {
  LIKELIER_HD static constexpr bool is_positive_at(int i) { return i == 0 ? Start::first_is_positive : i != 2; }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b, const V& c, const V& scale) {
    return Start::contains(a, b) && c == c && is_positive(scale);
  }
};
template <class Start>
struct shaped_end : Start {
  LIKELIER_HD static constexpr bool is_positive_at(int i) { return i != 0 || Start::first_is_positive; }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b, const V& shape, const V& scale) {
    return Start::contains(a, b) && is_positive(shape) && is_positive(scale);
  }
};

// Constants are log sqrt(2 pi e) and the logarithm of the standard deviation, for scale 1, less the entropy.
struct beta_norm : located_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& loc, const V& scale, const V& loc_low,
                                const V& scale_low) {
    const V sum = a + b;
    const V z = excess_of_sum(V(share(a, b) - loc), a, b, loc, V(constant<V>(0.0)), loc_low) / scale;
    const V log_quotient =
        log_ratio(a, sum) + log_ratio(b, sum) - detail::full_log1p(sum) - constant<V>(2.0) * full_log(scale);
    return into_norm(z, beta_variance_excess(a, b, scale, scale_low), log_quotient) + beta_negentropy(a, b);
  }
  // By the logarithm of the length that p's interval has.
  template <class V>
  LIKELIER_HD static V by_length(const V& a, const V& b, const V& loc, const V& scale, const V& loc_low,
                                 const V& scale_low) {
    const V own = share(a, b);
    const V z = excess_of_sum(V(own - loc), a, b, loc, V(constant<V>(0.0)), loc_low) / scale;
    return z * (own / scale) + beta_variance_excess(a, b, scale, scale_low);
  }
};
struct gamma_norm : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& s, const V& loc, const V& scale, const V& low) {
    const V log_quotient = full_log(a) + constant<V>(2.0) * log_ratio(s, scale);
    return into_norm(V(product_less(a, s, loc, low) / scale), gamma_variance_excess(a, s, scale), log_quotient) +
           gamma_negentropy(a);
  }
};
struct pareto_norm : located_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& loc, const V& scale, const V& low) {
    const V one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    // Infinite up to b = 2.
    const auto finite = b > two;
    const V enough = select(finite, b, constant<V>(3.0));
    const V less = enough - one, much_less = enough - two;
    const V z = (((s - loc) - low) + s / less) / scale;
    const V own = (s / less) * sqrt(enough / much_less);
    const V shape = constant<V>(0.4189385332046727) + spread(enough) + half * log_ratio(enough, much_less);
    return select(finite, into_norm_by_scales(z, own, scale) + shape, infinity<V>());
  }
};
struct expon_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    return into_norm_by_scales(V(((m - loc) + s) / scale), s, scale) + constant<V>(0.4189385332046727);
  }
};
struct gumbel_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V spread = constant<V>(1.2825498301618641) * s;  // pi / sqrt(6)
    return into_norm_by_scales(V(((m - loc) + constant<V>(euler_gamma) * s) / scale), spread, scale) +
           constant<V>(0.09057301953851256);
  }
};
struct laplace_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    return into_norm_by_scales(V((m - loc) / scale), V(constant<V>(1.4142135623730951) * s), scale) +
           constant<V>(0.07236494292470008);
  }
};
struct uniform_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V spread = constant<V>(0.28867513459481287) * w;  // 1 / sqrt(12)
    return into_norm_by_scales(V(((m - loc) + constant<V>(0.5) * w) / scale), spread, scale) +
           constant<V>(0.17648520831067258);
  }
};

// The mean distance of the normal density of scale s from a point d off its location, the slopes of that, and the
// logarithm of its quotient with the least, sqrt(2 / pi) s.
template <class V>
LIKELIER_HD inline several<V, 4> mean_distance_of_norm(const V& d, const V& s) {
  const V half = constant<V>(0.5), least = constant<V>(0.79788456080286536);
  const V size = abs(d);
  const V z = size / s;
  const V inside = folded_ndtr_in_double{}(z);
  const V exponent = -half * z * z;
  const V edge = least * full_exp(exponent);
  const V mean = s * edge + size * inside;
  const auto near = z < constant<V>(1.0);
  const V growth = full_expm1(exponent) + z * inside / least;
  const V log_growth =
      select(near, full_log1p(V(select(near, growth, constant<V>(0.0)))), log_ratio(mean, V(least * s)));
  return {{mean, select(d < constant<V>(0.0), -inside, inside), edge, log_growth}};
}
template <class V>
LIKELIER_HD inline several<V, 2> mean_distance(const V& d, const V& s) {
  const several<V, 4> r = mean_distance_of_norm(d, s);
  return {{r.at[0], r.at[3]}};
}
template <class V, int N>
LIKELIER_HD inline several<Dual<V, N>, 2> mean_distance(const Dual<V, N>& d, const Dual<V, N>& s) {
  const several<V, 4> r = mean_distance_of_norm(d.value, s.value);
  const V share = (r.at[2] / r.at[0]) - constant<V>(1.0) / s.value;
  return {{Dual<V, N>::binary(r.at[0], r.at[1], d, r.at[2], s),
           Dual<V, N>::binary(r.at[3], r.at[1] / r.at[0], d, share, s)}};
}
// The mean distance has to be the scale, and is least where the locations agree.
struct norm_laplace : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const several<V, 2> mean = mean_distance(V(m - loc), s);
    return log_bregman(mean.at[0], scale, V(mean.at[0] - scale)) + mean.at[1] + constant<V>(0.048417294710545136);
  }
};

// To Gumbel's density of maxima, by the logarithm l of the mean of e^-z, z = (x - loc) / scale: e^l - 1 - l, and what
// is left for l = 0.
struct norm_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V r = s / scale, z = (m - loc) / scale;
    const V l = constant<V>(0.5) * r * r - z;
    const V near = into_norm_by_scales(V(constant<V>(0.0)), s, scale) + constant<V>(0.08106146679532726) + expm1mx(l);
    // Here the squares of r cancel.
    const V far = (z - log_ratio(s, scale)) + (full_exp(l) - constant<V>(1.4189385332046727));
    const V value = select(l < constant<V>(-1.0), far, near);
    // Infinite terms of both signs.
    const auto apart = r * r == infinity<V>() || abs(z) == infinity<V>();
    return select(apart && z == z, infinity<V>(), value);
  }
};
struct expon_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V r = s / scale;
    const V growth = select(r < infinity<V>(), detail::full_log1p(r), log_ratio(s, scale));
    return (r - log_ratio(s, scale) - growth) + expm1mx(V(-(m - loc) / scale - growth));
  }
};
struct uniform_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V r = w / scale;
    // log((1 - e^-r) / r), where r may leave the range of numbers.
    const auto ordinary = r > constant<V>(1e-290) && r < constant<V>(1e3);
    const V inside = select(ordinary, r, constant<V>(1.0));
    const V beyond = select(r < constant<V>(1.0), constant<V>(0.0), -log_ratio(w, scale));
    const V decay = select(ordinary, full_log(V(-full_expm1(V(-inside)) / inside)), beyond);
    const V shape = (constant<V>(1.0) - log_ratio(w, scale)) + (constant<V>(0.5) * r + decay);
    return shape + expm1mx(V(decay - (m - loc) / scale));
  }
};
struct gamma_gumbel : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& s, const V& loc, const V& scale, const V& low) {
    const V half = constant<V>(0.5);
    const V r = s / scale;
    const V bend = a * log1pmx(r);
    // The variance, whose logarithm is small where its factors' are not.
    const V variance = a * r * r;
    const auto in_range = has_range(variance);
    const V log_variance = select(in_range, full_log(select(in_range, variance, constant<V>(1.0))),
                                  full_log(a) + constant<V>(2.0) * log_ratio(s, scale));
    const V shape = constant<V>(-0.4189385332046727) - half * log_variance + gamma_negentropy(a);
    const auto near = r < constant<V>(1.0);
    const V l = select(near, -product_less(a, s, loc, low) / scale - bend, loc / scale - a * detail::full_log1p(r));
    return select(r < infinity<V>(), (shape - bend) + expm1mx(l), infinity<V>());
  }
};

// To the exponential density: the mean of p from where it begins has to be the scale, and what lies before adds its
// length over that. Beta's, on [0, 1], and the lognormal, inverse gamma and Pareto densities have the location 0.
template <class V>
LIKELIER_HD inline V into_expon_of(const V& own, const V& difference, const V& before, const V& scale, const V& shape) {
  const V value = (log_bregman(own, scale, difference) + shape) + before / scale;
  return select(before < constant<V>(0.0), infinity<V>(), value);
}
struct uniform_expon : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V own = constant<V>(0.5) * w;
    return into_expon_of(own, V(own - scale), V(m - loc), scale, V(constant<V>(1.0 - log_2)));
  }
};
struct halfnorm_expon : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V own = constant<V>(0.79788456080286536) * s;  // sqrt(2 / pi)
    return into_expon_of(own, V(own - scale), V(m - loc), scale, V(constant<V>(0.048417294710545136)));
  }
};
struct beta_expon : located_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& loc, const V& scale, const V& loc_low,
                                const V& scale_low) {
    const V own = share(a, b);
    const V difference = excess_of_sum(V(own - scale), a, b, scale, V(constant<V>(0.0)), scale_low);
    return into_expon_of(own, difference, V(-(loc + loc_low)), scale, beta_gamma_excess(a, b, V(constant<V>(1.0))));
  }
  template <class V>
  LIKELIER_HD static V by_length(const V& a, const V& b, const V& loc, const V& scale, const V&, const V& scale_low) {
    const V zero = constant<V>(0.0);
    const V slope = excess_of_sum(V(share(a, b) - scale), a, b, scale, zero, scale_low) / scale;
    return select(loc > zero, zero, slope);
  }
};
struct pareto_expon : located_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& loc, const V& scale, const V& low) {
    const V one = constant<V>(1.0), zero = constant<V>(0.0);
    const auto finite = b > one;
    const V enough = select(finite, b, constant<V>(2.0));
    const V less = enough - one;
    const V own = s / less;
    // What rounding took of b - 1 counts.
    const V exact = -(product_less(scale, less, s, zero) + scale * ((enough - less) - one)) / less;
    const auto in_range = has_range(scale * less);
    const V difference = with_value(V(own - scale), primal(V(select(in_range, exact, own - scale))));
    const V value = into_expon_of(own, difference, V((s - loc) - low), scale, spread(enough));
    return select(finite, value, infinity<V>());
  }
};
struct lognorm_expon : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& s, const V& m, const V& loc, const V& scale, const V& low) {
    const V zero = constant<V>(0.0), exponent = constant<V>(0.5) * s * s;
    // The logarithm of the mean has a range where its factor may have none.
    const auto near = exponent < constant<V>(700.0);
    const V own = select(near, m * full_exp(V(select(near, exponent, zero))), full_exp(V(full_log(m) + exponent)));
    const V shape = into_norm_by_scales(zero, s, V(constant<V>(1.0))) + constant<V>(0.08106146679532726);
    const V value = into_expon_of(own, V(own - scale), V(-(loc + low)), scale, shape);
    return select(own < infinity<V>(), value, infinity<V>());
  }
};
struct invgamma_expon : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& s, const V& loc, const V& scale, const V& low) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const auto finite = a > one;
    const V enough = select(finite, a, constant<V>(2.0));
    const V less = enough - one;
    const V own = s / less;
    const V shape =
        gamma_negentropy(enough) +
        (constant<V>(2.0) * digamma_less_log(enough) + (half * full_log(enough) + log_ratio(enough, less))) +
        constant<V>(0.5 - half_log_2pi);
    const V value = into_expon_of(own, V(own - scale), V(-(loc + low)), scale, shape);
    return select(finite, value, infinity<V>());
  }
  template <class V>
  LIKELIER_HD static V digamma_less_log(const V& a) {
    return digamma_minus_log_in_double{}(a);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> digamma_less_log(const Dual<V, N>& a) {
    const V inverse = constant<V>(1.0) / a.value;
    const V slope = constant<V>(0.5) * inverse * inverse + stirlerr_curvature_in_double{}(a.value);
    return Dual<V, N>::unary(digamma_minus_log_in_double{}(a.value), slope, a);
  }
};

// To the gamma density, as of the location 0: the mean has to be its own.
struct uniform_gamma : shaped_end<uniform_start> {
  template <class V>
  LIKELIER_HD static V by_begin(const V& m, const V& w, const V& a, const V& scale) {
    return constant<V>(1.0) / scale - chain(mean_inverse(m, w), V(a - constant<V>(1.0)));
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& a, const V& scale, const V& low) {
    const V one = constant<V>(1.0), half_width = constant<V>(0.5) * w;
    const V mean = m + half_width;
    V difference = (half_width - product_less(a, scale, m, low)) / scale;
    difference = select(has_range(a * scale), difference, mean / scale - a);
    // log Gamma's share in log a is one of the mean's logarithm.
    const V shape = weighted(V(a - one), spread(m, w, mean)) +
                    (stirlerr(a) + log_of_widths(mean, w, V(sqrt(a))) + constant<V>(half_log_2pi));
    const V inside = into_gamma(a, V(mean / scale), difference) + shape;
    return select(m < constant<V>(0.0), infinity<V>(), inside);
  }
};
struct beta_gamma : shaped_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& c, const V& scale, const V& low) {
    const V mean = share(a, b);
    const V product = c * scale;
    V difference = excess_of_product(V(mean - product), a, b, c, scale, V(c * low)) / scale;
    difference = select(has_range(product), difference, mean / scale - c);
    return into_gamma(c, V(mean / scale), difference) + beta_gamma_excess(a, b, c);
  }
};
struct pareto_gamma : shaped_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& a, const V& scale) {
    const V one = constant<V>(1.0);
    const auto finite = b > one;
    const V enough = select(finite, b, constant<V>(2.0));
    const V rest = s / (enough - one);
    V difference = (rest - product_less(a, scale, s, V(constant<V>(0.0)))) / scale;
    difference = select(has_range(a * scale), difference, (s + rest) / scale - a);
    const V shape =
        weighted(a, spread(enough)) + (stirlerr(a) + log_ratio(enough, sqrt(a)) + constant<V>(half_log_2pi - 1.0));
    return select(finite, into_gamma(a, V((s + rest) / scale), difference) + shape, infinity<V>());
  }
};
// To Pareto's, as of the location 0, which begins at the scale.
struct uniform_pareto : shaped_end<uniform_start> {
  template <class V>
  LIKELIER_HD static V by_begin(const V& m, const V& w, const V& b, const V&) {
    return (b + constant<V>(1.0)) * mean_inverse(m, w);
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& b, const V& scale, const V& low) {
    const V half_width = constant<V>(0.5) * w;
    const V after = (m - scale) + low;
    const auto outside = after < constant<V>(0.0);
    const V begin = select(outside, scale, m);
    const V mean = begin + half_width, rest = spread(begin, w, mean);
    // The mean of log(x / scale).
    const V distance = select(outside, constant<V>(0.0), after) + half_width, growth = distance / scale;
    V log_growth = detail::full_log1p(growth);
    const auto overflow = growth == infinity<V>();
    if (any(overflow)) log_growth = select(overflow, log_ratio(distance, scale), log_growth);
    const V inside = b * (log_growth - rest) + (log_of_widths(mean, w, b) - rest);
    return select(outside, infinity<V>(), inside);
  }
};

template <bool with_gradient>
struct kl_beta_norm : from_interval<beta_norm, with_gradient> {
  static constexpr const char* name = "_kl_beta_norm";
};
template <bool with_gradient>
struct kl_gamma_norm : from_moved<gamma_norm, with_gradient> {
  static constexpr const char* name = "_kl_gamma_norm";
};
template <bool with_gradient>
struct kl_pareto_norm : from_moved<pareto_norm, with_gradient> {
  static constexpr const char* name = "_kl_pareto_norm";
};
template <bool with_gradient>
struct kl_expon_norm : by_duals<expon_norm, with_gradient> {
  static constexpr const char* name = "_kl_expon_norm";
};
template <bool with_gradient>
struct kl_gumbel_norm : by_duals<gumbel_norm, with_gradient> {
  static constexpr const char* name = "_kl_gumbel_norm";
};
template <bool with_gradient>
struct kl_laplace_norm : by_duals<laplace_norm, with_gradient> {
  static constexpr const char* name = "_kl_laplace_norm";
};
template <bool with_gradient>
struct kl_uniform_norm : by_duals<uniform_norm, with_gradient> {
  static constexpr const char* name = "_kl_uniform_norm";
};
template <bool with_gradient>
struct kl_norm_laplace : by_duals<norm_laplace, with_gradient> {
  static constexpr const char* name = "_kl_norm_laplace";
};
template <bool with_gradient>
struct kl_norm_gumbel : by_duals<norm_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_norm_gumbel";
};
template <bool with_gradient>
struct kl_expon_gumbel : by_duals<expon_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_expon_gumbel";
};
template <bool with_gradient>
struct kl_uniform_gumbel : by_duals<uniform_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_uniform_gumbel";
};
template <bool with_gradient>
struct kl_gamma_gumbel : from_moved<gamma_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_gamma_gumbel";
};
template <bool with_gradient>
struct kl_uniform_expon : by_duals<uniform_expon, with_gradient> {
  static constexpr const char* name = "_kl_uniform_expon";
};
template <bool with_gradient>
struct kl_beta_expon : from_interval<beta_expon, with_gradient> {
  static constexpr const char* name = "_kl_beta_expon";
};
template <bool with_gradient>
struct kl_pareto_expon : from_moved<pareto_expon, with_gradient> {
  static constexpr const char* name = "_kl_pareto_expon";
};
template <bool with_gradient>
struct kl_uniform_gamma : into_moved<uniform_gamma, with_gradient> {
  static constexpr const char* name = "_kl_uniform_gamma";
};
template <bool with_gradient>
struct kl_beta_gamma : from_scaled<beta_gamma, with_gradient> {
  static constexpr const char* name = "_kl_beta_gamma";
};
template <bool with_gradient>
struct kl_pareto_gamma : by_duals<pareto_gamma, with_gradient> {
  static constexpr const char* name = "_kl_pareto_gamma";
};
template <bool with_gradient>
struct kl_uniform_pareto : into_moved<uniform_pareto, with_gradient> {
  static constexpr const char* name = "_kl_uniform_pareto";
};

template <bool with_gradient>
struct kl_halfnorm_expon : by_duals<halfnorm_expon, with_gradient> {
  static constexpr const char* name = "_kl_halfnorm_expon";
};
template <bool with_gradient>
struct kl_lognorm_expon : from_moved<lognorm_expon, with_gradient> {
  static constexpr const char* name = "_kl_lognorm_expon";
};
template <bool with_gradient>
struct kl_invgamma_expon : from_moved<invgamma_expon, with_gradient> {
  static constexpr const char* name = "_kl_invgamma_expon";
};
template <bool with_gradient>
struct kl_gamma_expon : into_expon<kl_gamma, with_gradient> {
  static constexpr const char* name = "_kl_gamma_expon";
};
template <bool with_gradient>
struct kl_weibull_expon : into_expon<kl_weibull, with_gradient> {
  static constexpr const char* name = "_kl_weibull_expon";
};

// -E log q of the Poisson mass at the counts 0 and 1, where log x! is 0.
template <bool with_gradient>
struct kl_bernoulli_poisson {
  static constexpr const char* name = "_kl_bernoulli_poisson";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& mu) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V log_quotient;
    const V rest = one - p;
    // bd0(p, mu) is p log(p / mu) - p + mu; the other class has (1 - p) log(1 - p) + p.
    const V other = select(rest == zero, one, bd0(rest, one, p, log_quotient));
    closed_form<V> r = {{bd0(p, mu, V(mu - p), log_quotient) + other,
                         select(p == mu, zero, log_ratio(p, mu)) - detail::full_log1p(V(-p)),
                         select(p == zero, one, (mu - p) / mu), zero, zero}};
    keep_valid(r.at[0], p >= zero && p <= one && mu >= zero && mu < infinity<V>());
    return r;
  }
};

// ---- scales by their logarithms
// One of both alone may be told so; the last argument says which one is not.
inline constexpr double p_is_plain = 1.0, q_is_plain = 2.0;

// Two scales as they are told, of which one at least is by its logarithm.
template <class V>
struct told_scales {
  V log_p, log_q, apart;
  mask_t<V> plain_p, plain_q, valid;
  // Where a plain scale is far from the other, which has a range, as their quotient has. The logarithm of one that is
  // near, or of any other, loses less than the exponential of the other one.
  mask_t<V> plainly;
  V scale_p, scale_q;  // there, and 1 elsewhere

  LIKELIER_HD told_scales(const V& p, const V& q, const V& way)
      : log_p(p), log_q(q), plain_p(way == constant<V>(p_is_plain)), plain_q(way == constant<V>(q_is_plain)) {
    const V one = constant<V>(1.0), most = constant<V>(700.0);
    const auto mixed = plain_p || plain_q;
    if (any(mixed)) {
      log_p = select(plain_p, full_log(V(select(plain_p, p, one))), p);
      log_q = select(plain_q, full_log(V(select(plain_q, q, one))), q);
    }
    apart = log_p - log_q;
    valid = abs(log_p) < infinity<V>() && abs(log_q) < infinity<V>();
    plainly = mixed && valid && abs(apart) > one && abs(apart) < most && abs(V(select(plain_p, q, p))) < most;
    scale_p = scale_q = one;
    if (any(plainly)) {
      scale_p = select(plainly, select(plain_p, p, full_exp(V(select(plainly, log_p, one)))), one);
      scale_q = select(plainly, select(plain_q, q, full_exp(V(select(plainly, log_q, one)))), one);
    }
  }

  // From derivatives by the logarithms to those by what the scales are told by.
  LIKELIER_HD void finish(closed_form<V>& r, const V& p, const V& q) const {
    r.at[2] = select(plain_p, r.at[2] / p, r.at[2]);
    r.at[4] = select(plain_q, r.at[4] / q, r.at[4]);
    keep_valid(r.at[0], valid);
  }
};

// Where only the quotient of the scales matters.
template <template <bool> class Form, bool with_gradient>
struct by_log_quotient {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& first_p, const V& told_p, const V& first_q, const V& told_q,
                                        const V& way) const {
    const told_scales<V> told(told_p, told_q, way);
    scale_quotient<V> quotient(told.apart);
    if (any(told.plainly)) {
      const scale_quotient<V> plain(told.scale_p, told.scale_q);
      quotient.ratio = select(told.plainly, plain.ratio, quotient.ratio);
      quotient.excess = select(told.plainly, plain.excess, quotient.excess);
      quotient.log = select(told.plainly, plain.log, quotient.log);
    }
    closed_form<V> r = Form<with_gradient>::of(first_p, first_q, quotient);
    told.finish(r, told_p, told_q);
    return r;
  }
};

// Where of locations the difference in units of the scales matters as well. The units are between the scales, which may
// lie anywhere. Scales that are too far apart for that are taken less far apart, in units next to the larger one, and
// the divergence, which has become linear in their distance or infinite, is continued.
template <template <bool> class Form, bool with_gradient>
struct by_logs {
  static constexpr int parameters = 5;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& told_p, const V& loc_q, const V& told_q,
                                        const V& way) const {
    return of(loc_p, loc_q, told_scales<V>(told_p, told_q, way), told_p, told_q);
  }
  template <class V>
  LIKELIER_HD static closed_form<V> of(const V& loc_p, const V& loc_q, const told_scales<V>& told, const V& told_p,
                                       const V& told_q) {
    return of(Form<true>{}, loc_p, loc_q, told, told_p, told_q);
  }
  template <class F, class V>
  LIKELIER_HD static closed_form<V> of(F form, const V& loc_p, const V& loc_q, const told_scales<V>& told,
                                       const V& told_p, const V& told_q) {
    const V zero = constant<V>(0.0), half = constant<V>(0.5);
    const V apart = told.apart, most = constant<V>(700.0), above = constant<V>(100.0);
    const auto far = abs(apart) > most && !told.plainly;
    const V nearer = select(far, select(apart < zero, -most, constant<V>(750.0)), apart);
    // The larger is e^100 then.
    const V gap = select(far, select(apart < zero, above - most, above), half * apart);
    const V scale_p = select(told.plainly, told.scale_p, full_exp(gap));
    const V scale_q = select(told.plainly, told.scale_q, full_exp(V(gap - nearer)));
    const V log_unit = select(far, max(told.log_p, told.log_q) - above, half * (told.log_p + told.log_q));
    // A half of it twice, as the whole may overflow.
    const V unit = full_exp(V(select(told.plainly, zero, constant<V>(-0.5) * log_unit)));
    const V d = loc_p - loc_q;
    V distance = select(d == zero, zero, d * unit * unit);
    // Its sign outlives its underflow.
    const V least = select(d < zero, -smallest_normal<V>(), smallest_normal<V>());
    distance = select(distance == zero && d != zero, least, distance);
    closed_form<V> r = form(distance, scale_p, zero, scale_q);
    for (int i = 1; i < 4; i += 2) {
      const V slope = chain(unit, V(chain(unit, r.at[i])));
      r.at[i] = select(abs(r.at[i]) == infinity<V>(), r.at[i], slope);
    }
    r.at[2] = chain(scale_p, r.at[2]);
    r.at[4] = chain(scale_q, r.at[4]);
    const auto continued = far && r.at[0] < infinity<V>();
    if (any(continued)) {
      const V rest = apart - nearer;
      const V further = r.at[0] + select(apart < zero, r.at[2] * rest, -r.at[4] * rest);
      r.at[0] = select(continued, further, r.at[0]);
    }
    told.finish(r, told_p, told_q);
    return r;
  }
};

// The same from a shape.
template <template <bool> class Form, bool with_gradient>
struct moved_by_logs {
  static constexpr int parameters = 6;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& shape, const V& loc_p, const V& told_p, const V& loc_q, const V& told_q,
                                       const V& way) const {
    V by_shape = shape;
    const auto form = [&](const V& d, const V& scale_p, const V& zero, const V& scale_q) {
      const several<V, 6> e = Form<true>{}(shape, d, scale_p, zero, scale_q);
      by_shape = e.at[1];
      return closed_form<V>{{e.at[0], e.at[2], e.at[3], e.at[4], e.at[5]}};
    };
    const told_scales<V> told(told_p, told_q, way);
    const closed_form<V> r = by_logs<kl_norm, with_gradient>::of(form, loc_p, loc_q, told, told_p, told_q);
    return {{r.at[0], by_shape, r.at[1], r.at[2], r.at[3], r.at[4]}};
  }
};

// The same to an exponential density that begins no later.
template <template <bool> class Form, bool with_gradient>
struct into_expon_by_logs {
  static constexpr int parameters = 6;

  template <class V>
  LIKELIER_HD several<V, 6> operator()(const V& shape, const V& loc_p, const V& told_p, const V& loc_q, const V& told_q,
                                       const V& way) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto plain_q = way == constant<V>(q_is_plain);
    const closed_form<V> r = by_log_quotient<Form, with_gradient>{}(shape, told_p, one, told_q, way);
    // A half of it twice, as the whole may overflow.
    const V unit = full_exp(V(constant<V>(-0.5) * select(plain_q, zero, told_q)));
    const V d = loc_p - loc_q, scale = select(plain_q, told_q, one);
    const V z = select(d == zero, zero, d * unit * unit / scale);
    return into_expon<Form, with_gradient>::moved(r, d, z, V(unit * unit / scale), V(one / scale));
  }
};

template <bool with_gradient>
struct kl_norm_logs : by_logs<kl_norm, with_gradient> {
  static constexpr const char* name = "_kl_norm_logs";
};
template <bool with_gradient>
struct kl_laplace_logs : by_logs<kl_laplace, with_gradient> {
  static constexpr const char* name = "_kl_laplace_logs";
};
template <bool with_gradient>
struct kl_norm_laplace_logs : by_logs<kl_norm_laplace, with_gradient> {
  static constexpr const char* name = "_kl_norm_laplace_logs";
};
template <bool with_gradient>
struct kl_laplace_norm_logs : by_logs<kl_laplace_norm, with_gradient> {
  static constexpr const char* name = "_kl_laplace_norm_logs";
};
template <bool with_gradient>
struct kl_expon_norm_logs : by_logs<kl_expon_norm, with_gradient> {
  static constexpr const char* name = "_kl_expon_norm_logs";
};
template <bool with_gradient>
struct kl_gumbel_norm_logs : by_logs<kl_gumbel_norm, with_gradient> {
  static constexpr const char* name = "_kl_gumbel_norm_logs";
};
template <bool with_gradient>
struct kl_uniform_norm_logs : by_logs<kl_uniform_norm, with_gradient> {
  static constexpr const char* name = "_kl_uniform_norm_logs";
};
template <bool with_gradient>
struct kl_norm_gumbel_logs : by_logs<kl_norm_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_norm_gumbel_logs";
};
template <bool with_gradient>
struct kl_expon_gumbel_logs : by_logs<kl_expon_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_expon_gumbel_logs";
};
template <bool with_gradient>
struct kl_uniform_gumbel_logs : by_logs<kl_uniform_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_uniform_gumbel_logs";
};
template <bool with_gradient>
struct kl_halfnorm_expon_logs : by_logs<kl_halfnorm_expon, with_gradient> {
  static constexpr const char* name = "_kl_halfnorm_expon_logs";
};
template <bool with_gradient>
struct kl_uniform_expon_logs : by_logs<kl_uniform_expon, with_gradient> {
  static constexpr const char* name = "_kl_uniform_expon_logs";
};
template <bool with_gradient>
struct kl_gamma_norm_logs : moved_by_logs<kl_gamma_norm, with_gradient> {
  static constexpr const char* name = "_kl_gamma_norm_logs";
};
template <bool with_gradient>
struct kl_pareto_norm_logs : moved_by_logs<kl_pareto_norm, with_gradient> {
  static constexpr const char* name = "_kl_pareto_norm_logs";
};
template <bool with_gradient>
struct kl_gamma_expon_logs : into_expon_by_logs<kl_gamma, with_gradient> {
  static constexpr const char* name = "_kl_gamma_expon_logs";
};
template <bool with_gradient>
struct kl_weibull_expon_logs : into_expon_by_logs<kl_weibull, with_gradient> {
  static constexpr const char* name = "_kl_weibull_expon_logs";
};
template <bool with_gradient>
struct kl_cauchy_logs {
  static constexpr const char* name = "_kl_cauchy_logs";
  static constexpr int parameters = 5;

  // Its logarithm is finite where the quotient of the distance and the scales is not.
  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& told_p, const V& loc_q, const V& told_q,
                                        const V& way) const {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const told_scales<V> told(told_p, told_q, way);
    closed_form<V> r = by_logs<kl_cauchy, with_gradient>::of(loc_p, loc_q, told, told_p, told_q);
    const V d = loc_p - loc_q, log_distance = full_log(V(abs(d)));
    const auto far = log_distance - max(told.log_p, told.log_q) > constant<V>(300.0);
    if (!any(far)) return r;
    const V logs = (log_distance - told.log_p) + (log_distance - told.log_q);
    closed_form<V> apart = {{logs - constant<V>(1.3862943611198906), two / d, -one, -two / d, -one}};
    told.finish(apart, told_p, told_q);
    for (int i = 0; i < 5; ++i) r.at[i] = select(far, apart.at[i], r.at[i]);
    return r;
  }
};
template <bool with_gradient>
struct kl_gumbel_logs : by_logs<kl_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_gumbel_logs";
};
template <bool with_gradient>
struct kl_uniform_logs : by_logs<kl_uniform, with_gradient> {
  static constexpr const char* name = "_kl_uniform_logs";
};
template <bool with_gradient>
struct kl_expon_logs : by_logs<kl_expon, with_gradient> {
  static constexpr const char* name = "_kl_expon_logs";
};
template <bool with_gradient>
struct kl_halfnorm_logs : by_logs<kl_halfnorm, with_gradient> {
  static constexpr const char* name = "_kl_halfnorm_logs";
};
template <bool with_gradient>
struct kl_lognorm_logs : by_log_quotient<kl_lognorm, with_gradient> {
  static constexpr const char* name = "_kl_lognorm_logs";
};
template <bool with_gradient>
struct kl_pareto_logs : by_log_quotient<kl_pareto, with_gradient> {
  static constexpr const char* name = "_kl_pareto_logs";
};
template <bool with_gradient>
struct kl_gamma_logs : by_log_quotient<kl_gamma, with_gradient> {
  static constexpr const char* name = "_kl_gamma_logs";
};
template <bool with_gradient>
struct kl_weibull_logs : by_log_quotient<kl_weibull, with_gradient> {
  static constexpr const char* name = "_kl_weibull_logs";
};
template <bool with_gradient>
struct kl_weibull_gamma_logs : by_log_quotient<kl_weibull_gamma, with_gradient> {
  static constexpr const char* name = "_kl_weibull_gamma_logs";
};

// mu_p (e^g - 1 - g), g = log(mu_q / mu_p).
template <class V>
struct two_means {
  V mu_p, mu_q, log_p, log_q, g;
  mask_t<V> near, beyond;  // beyond: q has no mass where p has some

  LIKELIER_HD two_means(const V& p, const V& q, const V& of_p, const V& of_q)
      : mu_p(p), mu_q(q), log_p(of_p), log_q(of_q) {
    const V zero = constant<V>(0.0);
    g = select(log_p == log_q, zero, log_q - log_p);
    near = g <= constant<V>(1.0);
    beyond = log_q == -infinity<V>() && log_p > log_q;
  }
  LIKELIER_HD V divergence() const {
    const V low = select(near, g, constant<V>(0.0));
    const V far = select(mu_q == infinity<V>(), mu_q, mu_q - (mu_p + times_log(mu_p, g)));
    return select(beyond, infinity<V>(), select(near, chain(mu_p, V(expm1mx(low))), far));
  }
  // By log mu_q, and by mu_q.
  LIKELIER_HD V difference() const {
    const V low = select(near, g, constant<V>(0.0));
    return select(near, chain(mu_p, V(full_expm1(low))), select(mu_q == infinity<V>(), mu_q, mu_q - mu_p));
  }
  LIKELIER_HD V share() const {
    const V apart = select(beyond, -infinity<V>(), (mu_q - mu_p) / mu_q);
    const V slope = select(abs(g) <= constant<V>(1.0), -full_expm1(V(-g)), apart);
    return select(log_p == -infinity<V>(), constant<V>(1.0), slope);
  }
};

template <told way_p, told way_q>
struct poisson_as_told {
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V log_p = log_as_told<way_p>(p), log_q = log_as_told<way_q>(q);
    const two_means<V> means(way_p == told::plainly ? p : full_exp(p), way_q == told::plainly ? q : full_exp(q), log_p,
                             log_q);
    closed_form<V> r = without_gradient(means.divergence());
    keep_valid(r.at[0], is_mean<way_p>(p) && is_mean<way_q>(q));
    if constexpr (way_p == told::plainly) {
      r.at[1] = -means.g;
    } else {
      r.at[1] = select(means.beyond, infinity<V>(), -times_log(means.mu_p, means.g));
    }
    r.at[2] = way_q == told::plainly ? means.share() : means.difference();
    return r;
  }
};

template <bool with_gradient>
struct kl_poisson_logs : poisson_as_told<told::by_log, told::by_log> {
  static constexpr const char* name = "_kl_poisson_logs";
};
template <bool with_gradient>
struct kl_poisson_from_logs : poisson_as_told<told::by_log, told::plainly> {
  static constexpr const char* name = "_kl_poisson_from_logs";
};
template <bool with_gradient>
struct kl_poisson_to_logs : poisson_as_told<told::plainly, told::by_log> {
  static constexpr const char* name = "_kl_poisson_to_logs";
};

// As of the means p and mu, and what (1 - p) log(1 - p) + p adds.
template <told way_p, told way_q>
struct bernoulli_poisson_as_told {
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V logit_p = logit_as_told<way_p>(p), log_q = log_as_told<way_q>(q);
    V success = p, failure = one - p, log_p = p;
    if constexpr (way_p == told::plainly) {
      log_p = full_log(p);
    } else {
      success = expit(p);
      failure = expit(V(-p));
      log_p = log_expit(p);
    }
    const two_means<V> means(success, way_q == told::plainly ? q : full_exp(q), log_p, log_q);
    V log_quotient;
    const V other = select(failure == zero, one, bd0(failure, one, success, log_quotient));
    closed_form<V> r = without_gradient(V(means.divergence() + other));
    keep_valid(r.at[0], is_probability<way_p>(p) && is_mean<way_q>(q));
    const V climb = select(logit_p == log_q, zero, logit_p - log_q);
    if constexpr (way_p == told::plainly) {
      r.at[1] = climb;
    } else {
      const V product = success * failure;
      r.at[1] = select(product == zero, zero, product * climb);
    }
    r.at[2] = way_q == told::plainly ? means.share() : means.difference();
    return r;
  }
};

template <bool with_gradient>
struct kl_bernoulli_poisson_logs : bernoulli_poisson_as_told<told::by_log, told::by_log> {
  static constexpr const char* name = "_kl_bernoulli_poisson_logs";
};
template <bool with_gradient>
struct kl_bernoulli_poisson_from_logs : bernoulli_poisson_as_told<told::by_log, told::plainly> {
  static constexpr const char* name = "_kl_bernoulli_poisson_from_logs";
};
template <bool with_gradient>
struct kl_bernoulli_poisson_to_logs : bernoulli_poisson_as_told<told::plainly, told::by_log> {
  static constexpr const char* name = "_kl_bernoulli_poisson_to_logs";
};

// That of the classes over p, both logits moved up where p has underflown: then only its quotient matters.
template <told way_p, told way_q>
struct geom_as_told {
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), depth = constant<V>(-100.0), inf = infinity<V>();
    const V logit_p = logit_as_told<way_p>(p), logit_q = logit_as_told<way_q>(q);
    const V larger = max(logit_p, logit_q);
    const V shift = select(larger < depth, depth - larger, zero);
    const V x = logit_p + shift, y = logit_q + shift;
    // What is told plainly keeps more digits than its logit far out.
    const auto moved = shift != zero;
    V success = expit(x);
    if constexpr (way_p == told::plainly) success = select(moved, success, p);
    if constexpr (way_p == told::by_odds) success = select(moved, success, one / (one + p));
    const two_logits<V> logits(x, y);
    // Of q alone, where that is far larger than p.
    const auto rare = x < constant<V>(-700.0) && y > x + constant<V>(100.0);
    const V alone = full_exp(V(full_log(softplus(y)) - x));
    // log((1 - q) / (1 - p)).
    const auto near = abs(logits.apart) <= one;
    const V low = select(near, logits.apart, zero);
    const V rest = select(near, full_log1p(V(expit(y) * full_expm1(V(-low)))), softplus(x) - softplus(y));
    closed_form<V> r = without_gradient(V(select(rare, alone, logits.divergence() / success)));
    keep_valid(r.at[0], is_probability<way_p>(p) && is_probability<way_q>(q) && logit_p > -inf && logit_q > -inf);
    if constexpr (way_p == told::plainly) {
      r.at[1] = select(rare, -alone / p, rest / success / p);
    } else if constexpr (way_p == told::by_odds) {
      r.at[1] = select(rare, alone / p, -(rest / success) * expit(logit_p));
    } else {
      const V failures = expit(V(-x)) / success;
      r.at[1] = select(rare, -alone, select(failures == zero, zero, chain(failures, rest)));
    }
    if constexpr (way_q == told::by_log) {
      r.at[2] = select(rare, full_exp(V(-softplus(V(-y)) - x)), logits.gap() / success);
    } else {
      // (q - p) / p, over q or over 1 - q.
      const V up = chain(full_exp(V(-logit_p)), logits.shrink), down = -logits.shrink;
      const auto below = logits.apart < zero;
      if constexpr (way_q == told::plainly) {
        r.at[2] = select(logit_p == inf, -one / q, select(below, down / q, select(q == one, inf, up / (one - q))));
      } else {
        const V other = expit(logit_q);
        const V lost = select(q == zero, -inf, -up * (other / q));
        r.at[2] = select(logit_p == inf, other, select(below, -down * other, lost));
      }
    }
    return r;
  }
};

template <bool with_gradient>
struct kl_geom_logits : geom_as_told<told::by_log, told::by_log> {
  static constexpr const char* name = "_kl_geom_logits";
};
template <bool with_gradient>
struct kl_geom_from_logits : geom_as_told<told::by_log, told::plainly> {
  static constexpr const char* name = "_kl_geom_from_logits";
};
template <bool with_gradient>
struct kl_geom_to_logits : geom_as_told<told::plainly, told::by_log> {
  static constexpr const char* name = "_kl_geom_to_logits";
};
template <bool with_gradient>
struct kl_geom_logits_to_odds : geom_as_told<told::by_log, told::by_odds> {
  static constexpr const char* name = "_kl_geom_logits_to_odds";
};
template <bool with_gradient>
struct kl_geom_odds_to_logits : geom_as_told<told::by_odds, told::by_log> {
  static constexpr const char* name = "_kl_geom_odds_to_logits";
};

// ---- parts of the forms that are more than one operation

// a / b - 1 - log(a / b), with a - b given.
template <bool with_gradient>
struct log_bregman_part {
  static constexpr const char* name = "_log_bregman";
  static constexpr int parameters = 3;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a, const V& b, const V& difference) const {
    const V zero = constant<V>(0.0);
    return {{log_bregman(a, b, difference), difference / a / b, -difference / b / b, zero, zero}};
  }
};

// k log(k / m) + m - k, with m - k given.
template <bool with_gradient>
struct bd0_part {
  static constexpr const char* name = "_bd0";
  static constexpr int parameters = 3;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& k, const V& m, const V& difference) const {
    const V zero = constant<V>(0.0);
    V log_quotient;
    const V value = bd0(k, m, difference, log_quotient);
    return {{value, log_quotient, difference / m, zero, zero}};
  }
};

template <bool with_gradient>
struct log_ratio_part {
  static constexpr const char* name = "_log_ratio";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a, const V& b) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    return {{log_ratio(a, b), one / a, -one / b, zero, zero}};
  }
};

// The mean of log x over [start, start + width].
template <bool with_gradient>
struct mean_log_part {
  static constexpr const char* name = "_mean_log";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& start, const V& width) const {
    const V end = start + width, mean = start + constant<V>(0.5) * width;
    const V value = full_log(mean) - uniform_start::spread(start, width, mean);
    const V by_end = (full_log(end) - value) / width, by_start = (value - full_log(start)) / width;
    return {{value, by_end + by_start, by_end, constant<V>(0.0), constant<V>(0.0)}};
  }
};

}  // namespace detail

namespace functions {

template <template <bool> class Form>
struct closed_form {
  static constexpr int parameters = Form<false>::parameters;
  static constexpr const char* name = Form<false>::name;
  static constexpr auto variables = [] {
    constexpr const char* names[] = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"};
    std::array<const char*, parameters> result{};
    for (int i = 0; i < parameters; ++i) result[static_cast<std::size_t>(i)] = names[i];
    return result;
  }();
  static constexpr const char* summary = "";
  static constexpr const char* formula = "";
  static constexpr const char* borders = "";
  static constexpr const char* source = "";
  static constexpr const char* example = "";

  template <class V, class... U>
  LIKELIER_HD static V evaluate(const V& first, const U&... rest) {
    return in_double(Form<false>{}, first, rest...).at[0] + constant<V>(0.0);
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[parameters], V (&dx)[parameters]) {
    return gradient_of(x, dx, std::make_index_sequence<parameters>());
  }

 private:
  template <class V, std::size_t... I>
  LIKELIER_HD static V gradient_of(const V (&x)[parameters], V (&dx)[parameters], std::index_sequence<I...>) {
    const auto r = in_double(Form<true>{}, x[I]...);
    constexpr int known = static_cast<int>(sizeof(r.at) / sizeof(V)) - 1;
    // A parameter that both sides share has none.
    for (int i = 0; i < parameters; ++i) dx[i] = i < known ? r.at[i < known ? i + 1 : 0] : constant<V>(0.0);
    return r.at[0] + constant<V>(0.0);
  }
};

}  // namespace functions

}  // namespace LIKELIER_ISA
}  // namespace likelier
