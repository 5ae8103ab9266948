// Closed forms of KL(p || q) between densities, of four parameters at the most. As operations they are private;
// Python's registry chooses among them, says where their arguments come from, and has the words about them.
//
// Every formula is a sum of terms that are not negative and vanish together with the differences of the
// parameters, which are formed first. All is computed in double, and floats are rounded once.
#pragma once

#include <array>
#include <cstddef>

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

// ---- locations and scales

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
  LIKELIER_HD closed_form<V> operator()(const V& s_p, const V& scale_p, const V& s_q, const V& scale_q) const {
    closed_form<V> r = kl_norm<with_gradient>::of(V(log_ratio(scale_p, scale_q) / s_q), s_p, s_q);
    const V pull = r.at[1];
    r.at[1] = r.at[2];
    r.at[2] = pull / scale_p;
    r.at[3] = r.at[4];
    r.at[4] = -pull / scale_q;
    keep_valid(r.at[0], is_positive(s_p) && is_positive(s_q) && is_positive(scale_p) && is_positive(scale_q));
    return r;
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
    const V apart = select(far, abs(d) / scale_q + ratio * decay, ratio * expm1mx(V(select(far, zero, -u))));
    closed_form<V> r;
    r.at[0] = log_bregman(scale_p, scale_q, V(scale_p - scale_q)) + apart;
    keep_valid(r.at[0], is_positive(scale_p) && is_positive(scale_q));
    const V pull = select(d > zero, -decay, decay) / scale_q;
    r.at[1] = select(d == zero, zero, pull);
    // e^-u (1 + u) - 1.
    const V loss = select(far, decay + u * full_exp(V(-u)), expm1mx(V(select(far, zero, -u))) + u * decay);
    r.at[2] = (h + ratio * select(u == infinity<V>(), -one, loss)) / scale_p;
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
    const V cross = mean * ratio * z;
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
  LIKELIER_HD closed_form<V> operator()(const V& b_p, const V& scale_p, const V& b_q, const V& scale_q) const {
    const V difference = b_q - b_p, log_scales = log_ratio(scale_p, scale_q);
    const V x = difference / b_p;
    const closed_form<V> inside = {{log_bregman(b_q, b_p, difference) + b_q * log_scales, -x / b_p, b_q / scale_p,
                                    x / b_q + log_scales, -b_q / scale_q}};
    const auto valid = is_positive(b_p) && is_positive(b_q) && is_positive(scale_p) && is_positive(scale_q);
    return beyond_support(inside, scale_p < scale_q, valid);
  }
};

// With ratio r = scale_p / scale_q, r - 1, and delta = (loc_p - loc_q) / scale_q, of maxima:
// (e^l - 1 - l) + (log Gamma(r) + gamma (r - 1)), l = log Gamma(1 + r) - delta. Derivatives by r and delta.
template <class V>
LIKELIER_HD inline several<V, 3> kl_of_extremes(const V& ratio, const V& excess, const V& delta) {
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
  return {{expm1mx(l) + lgamma_bregman_at_one(ratio, excess), slope, -growth}};
}

template <bool with_gradient>
struct kl_gumbel {
  static constexpr const char* name = "_kl_gumbel";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& loc_p, const V& scale_p, const V& loc_q, const V& scale_q) const {
    const V delta = (loc_p - loc_q) / scale_q, ratio = scale_p / scale_q;
    const several<V, 3> e = kl_of_extremes(ratio, V((scale_p - scale_q) / scale_q), delta);
    closed_form<V> r = {{e.at[0], e.at[2] / scale_q, e.at[1] / scale_q, -e.at[2] / scale_q,
                         -(ratio * e.at[1] + chain(e.at[2], delta)) / scale_q}};
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
  LIKELIER_HD closed_form<V> operator()(const V& c_p, const V& scale_p, const V& c_q, const V& scale_q) const {
    const V log_scales = log_ratio(scale_p, scale_q), ratio = c_q / c_p;
    const several<V, 3> e = kl_of_extremes(ratio, V((c_q - c_p) / c_p), V(-c_q * log_scales));
    closed_form<V> r = {{e.at[0], -ratio * e.at[1] / c_p, -c_q * e.at[2] / scale_p,
                         e.at[1] / c_p - chain(e.at[2], log_scales), c_q * e.at[2] / scale_q}};
    keep_valid(r.at[0], is_positive(c_p) && is_positive(c_q) && is_positive(scale_p) && is_positive(scale_q));
    return r;
  }
};

// ---- the gamma function's

// Of one location. With r = scale_p / scale_q: G's Bregman divergence from a_p to a_q, and bd0(a_q, a_p r).
template <bool with_gradient>
struct kl_gamma {
  static constexpr const char* name = "_kl_gamma";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a_p, const V& scale_p, const V& a_q, const V& scale_q) const {
    const V delta = a_q - a_p, ratio = scale_p / scale_q, excess = (scale_p - scale_q) / scale_q;
    // a_p r - a_q, of the terms that cancel less.
    const V product = a_p * ratio;
    const auto near = abs(a_p * excess) + abs(delta) < product + a_q;
    const V difference = select(near, a_p * excess - delta, product - a_q);
    V log_quotient;
    closed_form<V> r =
        without_gradient(V(gamma_bregman(a_p, a_q, delta) + bd0(a_q, product, difference, log_quotient)));
    keep_valid(r.at[0], is_positive(a_p) && is_positive(a_q) && is_positive(scale_p) && is_positive(scale_q));
    if constexpr (with_gradient) {
      r.at[1] = excess - chain(trigamma_in_double{}(a_p), delta);
      r.at[2] = difference / scale_p;
      r.at[3] = digamma_climb(a_p, a_q, delta) - log_ratio(scale_p, scale_q);
      r.at[4] = -difference / scale_q;
    }
    return r;
  }
};

// On one support. log Gamma's Bregman divergences of a, b and a + b: of z log z - z they make up that of two
// classes, of the rest as above.
template <bool with_gradient>
struct kl_beta {
  static constexpr const char* name = "_kl_beta";
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a_p, const V& b_p, const V& a_q, const V& b_q) const {
    const V delta_a = a_q - a_p, delta_b = b_q - b_p, delta = delta_a + delta_b;
    const V sum_p = a_p + b_p, sum_q = a_q + b_q;
    // sum_q a_p / sum_p - a_q; the other class has the opposite.
    const V difference = difference_of_products(delta_b, a_p, delta_a, b_p) / sum_p;
    V log_quotient;
    const V classes = bd0(a_q, V(sum_q * (a_p / sum_p)), difference, log_quotient) +
                      bd0(b_q, V(sum_q * (b_p / sum_p)), V(-difference), log_quotient);
    closed_form<V> r =
        without_gradient(V(classes + ((gamma_bregman(a_p, a_q, delta_a) + gamma_bregman(b_p, b_q, delta_b)) -
                                      gamma_bregman(sum_p, sum_q, delta))));
    keep_valid(r.at[0], is_positive(a_p) && is_positive(b_p) && is_positive(a_q) && is_positive(b_q));
    if constexpr (with_gradient) {
      // (psi'(a + b) - psi'(a)) delta_a + psi'(a + b) delta_b.
      const V total = trigamma_in_double{}(sum_p);
      r.at[1] = chain(trigamma_difference_in_double{}(a_p, b_p), delta_a) + chain(total, delta_b);
      r.at[2] = chain(trigamma_difference_in_double{}(b_p, a_p), delta_b) + chain(total, delta_a);
      const V climb = digamma_climb(sum_p, sum_q, delta);
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
  LIKELIER_HD closed_form<V> operator()(const V& c, const V& scale_p, const V& a, const V& scale_q) const {
    const V one = constant<V>(1.0);
    const V inverse = one / c, eta = (one - c) / c, alpha = a - one;
    const V log_scales = log_ratio(scale_p, scale_q);
    // The mean of p over scale_q, (scale_p / scale_q) Gamma(1 + 1 / c), less 1, and itself.
    const V h = (scale_p - scale_q) / scale_q;
    const V growth = full_expm1(gammaln_ratio_in_double{}(constant<V>(2.0), eta));
    const V mean = (scale_p / scale_q) * (one + growth);
    const auto near = abs(h) < constant<V>(0.5) && abs(growth) < one;
    const V difference = select(near, ((h + growth) + h * growth) - alpha, mean - a);
    V log_quotient;
    closed_form<V> r = without_gradient(V(bd0(a, mean, difference, log_quotient) + gamma_bregman(one, a, alpha) +
                                          (a * lgamma_bregman_at_one(inverse, eta) - alpha * full_log(c))));
    keep_valid(r.at[0], is_positive(c) && is_positive(a) && is_positive(scale_p) && is_positive(scale_q));
    if constexpr (with_gradient) {
      const V gamma = constant<V>(euler_gamma);
      r.at[1] = inverse * (one - inverse * (a * gamma + mean * digamma_in_double{}(V(constant<V>(2.0) + eta))));
      r.at[2] = difference / scale_p;
      r.at[3] = digamma_from_one(a, alpha) + gamma * eta - log_scales;
      r.at[4] = -difference / scale_q;
    }
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

// softplus(y) - softplus(x) - expit(x) (y - x), with both signs turned where that makes expit(x) at most 1/2.
template <bool with_gradient>
struct kl_bernoulli_logits {
  static constexpr const char* name = "_kl_bernoulli_logits";
  static constexpr int parameters = 2;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& p, const V& q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V sign = select(p > zero, -one, one);
    const V x = sign * p, y = sign * q;
    const V d = select(x == y, zero, y - x);
    const V success = expit(x);
    const auto near = d <= one;
    const V low = select(near, d, zero);
    const V growth = success * full_expm1(low);
    V value = log1pmx(growth) + success * expm1mx(low);
    const auto nothing = success == zero;
    value = select(near, value, softplus(y) - softplus(x) - success * d);
    value = select((nothing || y == infinity<V>()) && d != zero, softplus(y), value);
    const V product = expit(p) * expit(V(-p));
    closed_form<V> r;
    r.at[0] = value;
    keep_valid(r.at[0], p == p && q == q);
    r.at[1] = select(product == zero, zero, -sign * (product * d));
    // expit(q) - expit(p) as one product that does not overflow.
    const V gap = abs(d);
    const V shrink = -full_expm1(V(-gap));
    const V size = select(d < zero, expit(x) * expit(V(-y)), expit(y) * expit(V(-x))) * shrink;
    r.at[2] = select(d < zero, -size, size) * sign;
    r.at[3] = r.at[4] = zero;
    return r;
  }
};

// ---- from one family to another
// Nothing vanishes here, so these are the negative entropy less the mean of log q, and derivatives of the same text.

template <class Formula, bool with_gradient>
struct by_duals {
  static constexpr int parameters = 4;

  template <class V>
  LIKELIER_HD closed_form<V> operator()(const V& a, const V& b, const V& c, const V& d) const {
    closed_form<V> r;
    if constexpr (with_gradient) {
      using D = Dual<V, 4>;
      const D value = Formula::evaluate(D::variable(a, 0), D::variable(b, 1), D::variable(c, 2), D::variable(d, 3));
      r.at[0] = value.value;
      for (int i = 0; i < 4; ++i) r.at[i + 1] = value.tangent[i];
    } else {
      r = without_gradient(Formula::evaluate(a, b, c, d));
    }
    keep_valid(r.at[0], Formula::contains(a, b, c, d));
    return r;
  }
};

// -E log q for the normal density, from the mean of p less loc and the variance of p.
template <class V>
LIKELIER_HD inline V into_norm(const V& centre, const V& variance, const V& scale) {
  const V z = centre / scale;
  return full_log(scale) + constant<V>(half_log_2pi) + constant<V>(0.5) * (variance / scale / scale + z * z);
}
// For Gumbel's density of maxima, from the means of (x - loc) / scale and its exponential e^-z.
template <class V>
LIKELIER_HD inline V into_gumbel(const V& mean, const V& decay, const V& scale) {
  return full_log(scale) + mean + decay;
}
// For the gamma density, from the means of x and log x.
template <class V>
LIKELIER_HD inline V into_gamma(const V& mean, const V& log_mean, const V& a, const V& scale) {
  return lgamma(a) + a * full_log(scale) - (a - constant<V>(1.0)) * log_mean + mean / scale;
}

struct beta_start {
  template <class V>
  LIKELIER_HD static V negative_entropy(const V& a, const V& b) {
    const V one = constant<V>(1.0);
    // psi(a) - psi(a + b) and the other are what the logarithms' means are.
    return -betaln(a, b) - (a - one) * digamma_difference(a, b) - (b - one) * digamma_difference(b, a);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b) {
    return is_positive(a) && is_positive(b);
  }
};
struct gamma_start {
  template <class V>
  LIKELIER_HD static V negative_entropy(const V& a, const V& scale) {
    return (a - constant<V>(1.0)) * digamma(a) - a - full_log(scale) - lgamma(a);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& scale) {
    return is_positive(a) && is_positive(scale);
  }
};
struct pareto_start {
  template <class V>
  LIKELIER_HD static V negative_entropy(const V& b, const V& scale) {
    const V one = constant<V>(1.0);
    return full_log(V(b / scale)) - one / b - one;
  }
  // Infinite up to b = 1.
  template <class V>
  LIKELIER_HD static V mean(const V& b, const V& scale) {
    const V one = constant<V>(1.0);
    return select(b > one, b * scale / (b - one), infinity<V>());
  }
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& b, const V& scale) {
    return is_positive(b) && is_positive(scale);
  }
};
// -log(scale) - c: of a location and a scale.
struct located_start {
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V&, const V& scale) {
    return is_positive(scale);
  }
};

template <class Start>
struct located_end : Start {
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b, const V& c, const V& scale) {
    return Start::contains(a, b) && c == c && is_positive(scale);
  }
};
template <class Start>
struct shaped_end : Start {
  template <class V>
  LIKELIER_HD static mask_t<V> contains(const V& a, const V& b, const V& shape, const V& scale) {
    return Start::contains(a, b) && is_positive(shape) && is_positive(scale);
  }
};

struct beta_norm : located_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& loc, const V& scale) {
    const V sum = a + b;
    const V mean = a / sum;
    return negative_entropy(a, b) + into_norm(V(mean - loc), V(mean * (b / sum) / (sum + constant<V>(1.0))), scale);
  }
};
struct gamma_norm : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& s, const V& loc, const V& scale) {
    return negative_entropy(a, s) + into_norm(V(a * s - loc), V(a * s * s), scale);
  }
};
struct pareto_norm : located_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& loc, const V& scale) {
    const V two = constant<V>(2.0), less = b - constant<V>(1.0);
    const auto finite = b > two;
    const V variance = select(finite, b * s * s / (less * less) / (b - two), infinity<V>());
    const V centre = select(finite, b * s / less - loc, constant<V>(0.0));
    return negative_entropy(b, s) + into_norm(centre, variance, scale);
  }
};
struct expon_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    return into_norm(V((m - loc) + s), V(s * s), scale) - full_log(s) - constant<V>(1.0);
  }
};
struct gumbel_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V gamma = constant<V>(euler_gamma), spread = constant<V>(1.6449340668482264);  // pi^2 / 6
    return into_norm(V((m - loc) + gamma * s), V(spread * s * s), scale) - full_log(s) - constant<V>(1.0 + euler_gamma);
  }
};
struct laplace_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    return into_norm(V(m - loc), V(constant<V>(2.0) * s * s), scale) - full_log(s) - constant<V>(1.0 + log_2);
  }
};
struct uniform_norm : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V half = constant<V>(0.5);
    return into_norm(V((m - loc) + half * w), V(w * w * constant<V>(1.0 / 12.0)), scale) - full_log(w);
  }
};

struct norm_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V z = (m - loc) / scale, r = s / scale;
    const V decay = full_exp(V(constant<V>(0.5) * r * r - z));
    return into_gumbel(z, decay, scale) - full_log(s) - constant<V>(half_log_2pi + 0.5);
  }
};
struct expon_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& s, const V& loc, const V& scale) {
    const V one = constant<V>(1.0), z = (m - loc) / scale, r = s / scale;
    return into_gumbel(V(z + r), V(full_exp(V(-z)) / (one + r)), scale) - full_log(s) - one;
  }
};
struct uniform_gumbel : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V z = (m - loc) / scale, r = w / scale;
    const V decay = full_exp(V(-z)) * (-full_expm1(V(-r)) / r);
    return into_gumbel(V(z + constant<V>(0.5) * r), decay, scale) - full_log(w);
  }
};
struct gamma_gumbel : located_end<gamma_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& s, const V& loc, const V& scale) {
    const V r = s / scale, shift = loc / scale;
    return negative_entropy(a, s) +
           into_gumbel(V(a * r - shift), full_exp(V(shift - a * detail::full_log1p(r))), scale);
  }
};

// To the exponential density: of beta, on [0, 1], and Pareto's the location is 0.
struct uniform_expon : located_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& loc, const V& scale) {
    const V inside = full_log(V(scale / w)) + ((m - loc) + constant<V>(0.5) * w) / scale;
    return select(m < loc, infinity<V>(), inside);
  }
};
struct beta_expon : located_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& loc, const V& scale) {
    const V inside = negative_entropy(a, b) + full_log(scale) + (a / (a + b) - loc) / scale;
    return select(loc > constant<V>(0.0), infinity<V>(), inside);
  }
};
struct pareto_expon : located_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& loc, const V& scale) {
    const V inside = negative_entropy(b, s) + full_log(scale) + (mean(b, s) - loc) / scale;
    return select(loc > s, infinity<V>(), inside);
  }
};

// To the gamma density, of the location 0.
struct uniform_gamma : shaped_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& a, const V& scale) {
    const V half = constant<V>(0.5), end = m + w;
    const V log_mean = (xlogy(end, end) - xlogy(m, m)) / w - constant<V>(1.0);
    const V inside = into_gamma(V(m + half * w), log_mean, a, scale) - full_log(w);
    return select(m < constant<V>(0.0), infinity<V>(), inside);
  }
};
struct beta_gamma : shaped_end<beta_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& c, const V& scale) {
    return negative_entropy(a, b) + into_gamma(V(a / (a + b)), V(-digamma_difference(a, b)), c, scale);
  }
};
struct pareto_gamma : shaped_end<pareto_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& b, const V& s, const V& a, const V& scale) {
    return negative_entropy(b, s) + into_gamma(mean(b, s), V(full_log(s) + constant<V>(1.0) / b), a, scale);
  }
};
// To Pareto's, which begins at the scale.
struct uniform_pareto : shaped_end<located_start> {
  template <class V>
  LIKELIER_HD static V evaluate(const V& m, const V& w, const V& b, const V& scale) {
    const V one = constant<V>(1.0), end = m + w;
    const V log_mean = (xlogy(end, end) - xlogy(m, m)) / w - one;
    const V inside = (b + one) * log_mean - b * full_log(scale) - full_log(V(b * w));
    return select(m < scale, infinity<V>(), inside);
  }
};

template <bool with_gradient>
struct kl_beta_norm : by_duals<beta_norm, with_gradient> {
  static constexpr const char* name = "_kl_beta_norm";
};
template <bool with_gradient>
struct kl_gamma_norm : by_duals<gamma_norm, with_gradient> {
  static constexpr const char* name = "_kl_gamma_norm";
};
template <bool with_gradient>
struct kl_pareto_norm : by_duals<pareto_norm, with_gradient> {
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
struct kl_gamma_gumbel : by_duals<gamma_gumbel, with_gradient> {
  static constexpr const char* name = "_kl_gamma_gumbel";
};
template <bool with_gradient>
struct kl_uniform_expon : by_duals<uniform_expon, with_gradient> {
  static constexpr const char* name = "_kl_uniform_expon";
};
template <bool with_gradient>
struct kl_beta_expon : by_duals<beta_expon, with_gradient> {
  static constexpr const char* name = "_kl_beta_expon";
};
template <bool with_gradient>
struct kl_pareto_expon : by_duals<pareto_expon, with_gradient> {
  static constexpr const char* name = "_kl_pareto_expon";
};
template <bool with_gradient>
struct kl_uniform_gamma : by_duals<uniform_gamma, with_gradient> {
  static constexpr const char* name = "_kl_uniform_gamma";
};
template <bool with_gradient>
struct kl_beta_gamma : by_duals<beta_gamma, with_gradient> {
  static constexpr const char* name = "_kl_beta_gamma";
};
template <bool with_gradient>
struct kl_pareto_gamma : by_duals<pareto_gamma, with_gradient> {
  static constexpr const char* name = "_kl_pareto_gamma";
};
template <bool with_gradient>
struct kl_uniform_pareto : by_duals<uniform_pareto, with_gradient> {
  static constexpr const char* name = "_kl_uniform_pareto";
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
    closed_form<V> r = {{bd0(p, mu, V(mu - p), log_quotient) + other, log_ratio(p, mu) - detail::full_log1p(V(-p)),
                         select(p == zero, one, (mu - p) / mu), zero, zero}};
    keep_valid(r.at[0], p >= zero && p <= one && mu >= zero && mu < infinity<V>());
    return r;
  }
};

}  // namespace detail

namespace functions {

template <template <bool> class Form>
struct closed_form {
  static constexpr int parameters = Form<false>::parameters;
  static constexpr const char* name = Form<false>::name;
  static constexpr auto variables = [] {
    constexpr const char* names[] = {"first", "second", "third", "fourth"};
    std::array<const char*, parameters> result{};
    for (int i = 0; i < parameters; ++i) result[static_cast<std::size_t>(i)] = names[i];
    return result;
  }();
  static constexpr const char* summary = "";
  static constexpr const char* formula = "";
  static constexpr const char* borders = "";
  static constexpr const char* source = "";
  static constexpr const char* example = "";

  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b) {
    return in_double(Form<false>{}, a, b).at[0];
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& c) {
    return in_double(Form<false>{}, a, b, c).at[0];
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& c, const V& d) {
    return in_double(Form<false>{}, a, b, c, d).at[0];
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[parameters], V (&dx)[parameters]) {
    detail::closed_form<V> r;
    if constexpr (parameters == 2) {
      r = in_double(Form<true>{}, x[0], x[1]);
    } else if constexpr (parameters == 3) {
      r = in_double(Form<true>{}, x[0], x[1], x[2]);
    } else {
      r = in_double(Form<true>{}, x[0], x[1], x[2], x[3]);
    }
    for (int i = 0; i < parameters; ++i) dx[i] = r.at[i + 1];
    return r.at[0];
  }
};

}  // namespace functions

}  // namespace LIKELIER_ISA
}  // namespace likelier
