#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The exponent of a deep tail, of mean and dispersion themselves, with K = k + 1:
//   K log(K / mu) + (n + K) log((1 + alpha mu) / (1 + alpha K)).
template <class V>
LIKELIER_HD LIKELIER_RARE detail::two_parts<V> nbinom_exponent(const V& order, const V& mu, const V& alpha,
                                                               const V& known) {
  using detail::exact_product, detail::exact_sum, detail::two_parts;
  const V zero = constant<V>(0.0), one = constant<V>(1.0), n = one / alpha, product = n * alpha;
  const two_parts<V> unit = {one, zero};
  const V lost_n = n * ((one - product) - detail::product_error(n, alpha, product));
  const two_parts<V> total = exact_sum(n, order) + two_parts<V>{lost_n, zero};
  const two_parts<V> growth = unit + exact_product(alpha, mu), of_order = unit + exact_product(alpha, order);
  const V small = (stirlerr(order) + stirlerr(max(n, one))) - stirlerr(max(total.high, one));
  const two_parts<V> e = (order * detail::log_in_parts(order, mu) + total * detail::log_in_parts(growth, of_order)) +
                         two_parts<V>{small, zero};
  const auto holds =
      quotient_logarithm<V>::holds(order, mu) && quotient_logarithm<V>::holds(growth.high, of_order.high);
  return detail::where_it_holds(holds, e, known);
}
template <class V>
struct along_mean : detail::along_shapes<V, 0> {
  V order, mu, alpha;

  LIKELIER_HD along_mean(const V& k, const V& mean, const V& dispersion, const mask_t<V>&)
      : order(k + constant<V>(1.0)), mu(mean), alpha(dispersion) {}
  LIKELIER_HD detail::two_parts<V> exponent(const V&, const V&, const V&, const V&, const V& known) const {
    return nbinom_exponent(order, mu, alpha, known);
  }
};

// The derivatives by the dispersion at a fixed mean, along a path from a gamma distribution to a mixed one: with the
// odds alpha m of the share, a tail is the integral, beyond mu or below it, of
//   h(m) = m^K alpha^K Gamma(n + K) / (Gamma(n) Gamma(K)) (1 + alpha m)^-(n + K)  over dm / m,  K = k + 1, n = 1/alpha,
// so that its end does not move with alpha. With v = (m - K) / (1 + alpha m) and u = alpha v
//   d log h / d alpha = -n^2 (log(1 - u) + u) - K n / (2 (n + K)) - n^2 (stirlerr'(n + K) - stirlerr'(n)),
// where nothing is lost as n grows: by n and p the two derivatives would cancel but for alpha's part of them.
template <class V>
struct along_dispersion {
  static constexpr int count = 1, least_order = 10;
  V mu, alpha, n;
  mask_t<V> is_above;  // the tail from mu upward, which counts the K - 1 = k from below
  V order;             // K
  V at_mean, weighted_sum, constant_part, moment;

  LIKELIER_HD along_dispersion(const V& k, const V& mean, const V& dispersion, const mask_t<V>& above)
      : mu(mean), alpha(dispersion), n(constant<V>(1.0) / dispersion), is_above(above), order(k + constant<V>(1.0)) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    weighted_sum = moment = zero;
    prepare();
    // For k = 0 of two terms, which tend to 0 with m.
    const V growth = one + alpha * mu;
    at_mean = select(k == zero, mu * (mu * excess_of_log(V(alpha * mu))) - mu / growth, weight(zero));
  }
  // (log(1 + z) - z / (1 + z)) / z^2.
  LIKELIER_HD static V excess_of_log(const V& z) {
    const V one = constant<V>(1.0), growth = one + z;
    const V near = select(z < constant<V>(1e-9), constant<V>(0.5) - z * constant<V>(2.0 / 3.0),
                          log1pmx(z) / (z * z) + one / growth);
    if (all(z < one)) return near;
    return select(z < one, near, (detail::full_log(growth) - z / growth) / (z * z));
  }
  LIKELIER_HD void prepare() {
    // Beyond this n the last term is less than an ulp of the one before.
    const auto is_moderate = n < constant<V>(1e17);
    const V stirling =
        select(is_moderate, n * (n * (stirlerr_slope(V(n + order)) - stirlerr_slope(n))), constant<V>(0.0));
    constant_part = constant<V>(0.5) * (order / (constant<V>(1.0) + alpha * order)) + stirling;
  }
  // d log h / d alpha at m = mu e^s, or e^-s.
  LIKELIER_HD V weight(const V& s) const {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V rise = mu * detail::full_expm1(select(is_above, s, -s));
    const V m = min(mu + rise, largest<V>());
    const V growth = one + alpha * m;
    const V v = ((mu - order) + min(rise, largest<V>())) / growth;
    const V u = alpha * v;
    const auto is_near = abs(u) < half;
    const V quotient = select(abs(u) < constant<V>(1e-9), half + u * constant<V>(1.0 / 3.0), -log1pmx(-u) / (u * u));
    V first = v * (v * quotient);
    if (!all(is_near)) {
      const V log_ratio = detail::full_log(V((one + alpha * order) / growth));
      first = select(is_near, first, -n * (n * log_ratio + v));
    }
    return first - constant_part;
  }

  LIKELIER_HD detail::two_parts<V> exponent(const V&, const V&, const V&, const V&, const V& known) const {
    return nbinom_exponent(order, mu, alpha, known);
  }
  LIKELIER_HD void raise(const mask_t<V>& low, const V& term, const V& at, const V&, const V&) {
    const V one = constant<V>(1.0);
    weighted_sum = select(low, weighted_sum + term * at_mean, weighted_sum);
    const V step = (at - mu) / ((one + alpha * at) * (one + alpha * mu));
    at_mean = select(low, at_mean + step, at_mean);
  }
  LIKELIER_HD void start(const V& raised) {
    const auto moved = !is_above && raised > order;
    if (!any(moved)) return;
    order = select(moved, raised, order);
    prepare();
  }
  LIKELIER_HD void add(const V& part, const V& s, const V&, const V&, const V&, const V&) {
    moment = moment + part * weight(s);
  }
  template <class Unit>
  LIKELIER_HD void finish(const V& term, const V& raised, const V&, const V& f, Unit, V* slope) const {
    slope[0] = (weighted_sum + term * raised * moment) / f;
  }
};

// Both tails by mean and dispersion, with the derivatives by these: the lower is cdf.
template <int Slopes>
struct nbinom_tails_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART detail::both_tails<V, Slopes> operator()(const V& k, const V& mu, const V& alpha) const {
    using detail::tail;
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V successes = one / alpha, order = k + one, z = alpha * mu;
    // Poisson's tails to first order in alpha, where the second is lost in rounding: derivatives are of the order of
    // the square of a count. This has the limit at alpha = 0 too.
    const V largest_count = max(mu, order);
    const auto is_poisson = alpha * largest_count * largest_count < constant<V>(0x1p-60);
    detail::both_tails<V, Slopes> t;
    if (any(is_poisson)) t = of_poisson(k, order, V(select(is_poisson, mu, one)));
    if (!all(is_poisson)) {
      const V n = select(is_poisson, one, successes);
      const V p = one / (one + z), q = select(z > one, one / (one + one / z), z * p);
      t = detail::chosen(is_poisson, t, of_shares(k, n, mu, alpha, p, q));
    }
    if constexpr (Slopes > 0) {
      const auto is_short =
          k < constant<V>(10.0) && alpha < one && (mu > order || t.at[tail::upper] > constant<V>(0.1));
      const auto few = k == zero || is_short;
      if (any(few)) {
        const V slope = of_few(V(select(few, k, zero)), mu, alpha);
        const V rest = -(t.at[tail::lower] / t.at[tail::upper]) * slope;
        t.at[tail::slopes + 1] = select(few, slope, t.at[tail::slopes + 1]);
        t.at[tail::slopes + 3] = select(few, rest, t.at[tail::slopes + 3]);
      }
    }
    return t;
  }

 private:
  // The derivative of log cdf by alpha as the mean of those of the masses up to k < 10, from that of k downward. That
  // of none is the logarithm of (1 + alpha mu)^(-1/alpha), and each is (j - mu) / ((1 + alpha j) (1 + alpha mu)) less
  // than the next.
  template <class V>
  LIKELIER_HD static V of_few(const V& k, const V& mu, const V& alpha) {
    const V one = constant<V>(1.0), growth = one + alpha * mu;
    const auto none = k == constant<V>(0.0);
    V slope = mu * (mu * along_dispersion<V>::excess_of_log(V(alpha * mu)));
    if (!all(none)) slope = select(none, slope, along_dispersion<V>(V(k - one), mu, alpha, none).at_mean);
    V mass = one, sum = slope, total = one;
    for (int i = 1; i < 10; ++i) {
      const V j = k - constant<V>(i), factor = growth / (one + alpha * j);
      const auto some = j >= constant<V>(0.0);
      if (!any(some)) break;
      slope = select(some, slope - (j - mu) / ((one + alpha * j) * growth), slope);
      mass = mass * ((j + one) / mu * factor);
      sum = select(some, sum + mass * slope, sum);
      total = select(some, total + mass, total);
    }
    return sum / total;
  }
  // A mean of variance alpha mu^2 adds half of that times the second derivative by mu, which is that of a single mass.
  template <class V>
  LIKELIER_HD static detail::both_tails<V, Slopes> of_poisson(const V& k, const V& order, const V& mu) {
    using detail::tail;
    const auto g = detail::incomplete_gamma_in_double<0>{}(order, mu);
    detail::both_tails<V, Slopes> t;
    for (int i = 0; i < tail::slopes; ++i) t.at[i] = g.at[i ^ 1];
    if constexpr (Slopes > 0) {
      const V half_distance = constant<V>(0.5) * (k - mu);
      for (int side = 0; side < 2; ++side) {
        const V slope = side == 0 ? -t.at[tail::hazard_lower] : t.at[tail::hazard_upper];
        t.at[tail::slopes + 2 * side] = slope / mu;
        t.at[tail::slopes + 2 * side + 1] = slope * half_distance;
      }
    }
    return t;
  }
  // What rounding took from n and from the odds, of which the share is the smaller of p and q. The smaller tail moves
  // by a rate of its own, the other by as much.
  template <class V>
  LIKELIER_HD static void correct(detail::both_tails<V, Slopes>& t, const V& k, const V& n, const V& mu, const V& alpha,
                                  const V& p, const V& q) {
    using detail::tail;
    const V one = constant<V>(1.0);
    const V product = n * alpha;
    const V lost_n = (one - product) - detail::product_error(n, alpha, product);
    const auto q_is_smaller = q <= p;
    const V share = select(q_is_smaller, q, p), rest = one - share, rest_low = (one - rest) - share;
    const detail::two_parts<V> odds = detail::exact_product(alpha, mu);
    // odds rest - q or odds p - rest, over what is subtracted.
    const V factor = select(q_is_smaller, rest, p), aim = select(q_is_smaller, q, rest);
    const V back = odds.high * factor;
    const V low = select(q_is_smaller, odds.high * rest_low, -rest_low) + odds.low * factor;
    const V lost_odds = (((back - aim) + detail::product_error(odds.high, factor, back)) + low) / aim;
    const V by_n = n * detail::full_log1p(V(((k + one) - mu) * p / n));
    const auto is_above = mu > k + one;
    const V hazard = select(is_above, -t.at[tail::hazard_lower], t.at[tail::hazard_upper]);
    const V rate = lost_n * by_n + lost_odds * hazard;
    const V moved = rate * select(is_above, t.at[tail::lower], t.at[tail::upper]);
    const auto is_known = abs(rate) < constant<V>(1e-6);
    t.at[tail::lower] = select(is_known, t.at[tail::lower] + select(is_above, moved, -moved), t.at[tail::lower]);
    t.at[tail::upper] = select(is_known, t.at[tail::upper] - select(is_above, moved, -moved), t.at[tail::upper]);
  }
  template <class V>
  LIKELIER_HD static detail::both_tails<V, Slopes> of_shares(const V& k, const V& n, const V& mu, const V& alpha,
                                                             const V& p, const V& q) {
    using detail::tail;
    const V order = k + constant<V>(1.0), ten = constant<V>(10.0);
    // What is above is the tail in m from mu, and the counts up to k. Where the quadrature would have to raise n the
    // derivatives by n and p do, as they cancel by n / mu at the most.
    const auto is_above = mu > order;
    const auto is_many = n >= ten || (!is_above && n >= constant<V>(1.0));
    detail::both_tails<V, Slopes> t;
    if (!all(is_many)) {
      t = detail::incomplete_beta_in_double<Slopes>{}(n, order, p, q);
      correct(t, k, n, mu, alpha, p, q);
      for (int side = 0; side < Slopes; ++side) {
        const V by_n = t.at[tail::slopes + 2 * side];
        const V by_odds = side == 0 ? -t.at[tail::hazard_lower] : t.at[tail::hazard_upper];
        t.at[tail::slopes + 2 * side + 1] = n * (by_odds - n * by_n);
      }
    }
    if (any(is_many)) {
      const V few = select(is_many, n, ten);
      const V first = select(is_above, few, order), second = select(is_above, order, few);
      const V share = select(is_above, p, q), other = select(is_above, q, p), distance = abs(mu - order) * p;
      constexpr int count = Slopes > 0 ? 1 : 0;
      detail::both_tails<V, count> one;
      const V excess = select(is_many, alpha, constant<V>(0.1));
      using path = std::conditional_t<(Slopes > 0), along_dispersion<V>, along_mean<V>>;
      one = detail::beta_by_quadrature(first, second, share, other, distance, path(k, mu, excess, is_above));
      one = detail::exchanged<count>(!is_above, one);
      for (int i = 0; i < tail::slopes; ++i) t.at[i] = select(is_many, one.at[i], t.at[i]);
      for (int side = 0; side < Slopes; ++side)
        t.at[tail::slopes + 2 * side + 1] =
            select(is_many, one.at[tail::slopes + side], t.at[tail::slopes + 2 * side + 1]);
    }
    if constexpr (Slopes > 0) {
      t.at[tail::slopes] = -t.at[tail::hazard_lower] / mu;
      t.at[tail::slopes + 2] = t.at[tail::hazard_upper] / mu;
    }
    return t;
  }
};
// One of them, and its derivatives by mu and alpha.
template <int which, int Slopes>
struct nbinom_tail_in_double {
  template <class V>
  LIKELIER_HD several<V, 1 + Slopes> operator()(const V& k, const V& mu, const V& alpha) const {
    using detail::tail;
    constexpr int side = which & 1;
    const auto t = nbinom_tails_in_double<Slopes>{}(k, mu, alpha);
    several<V, 1 + Slopes> result;
    result.at[0] = t.at[which];
    for (int i = 0; i < Slopes; ++i) {
      const V slope = t.at[tail::slopes + 2 * side + i];
      if constexpr (which >= tail::log_lower) {
        result.at[1 + i] = slope;
      } else {
        // A tail that has vanished has no slopes, however large those of its logarithm are.
        result.at[1 + i] = select(t.at[which] == constant<V>(0.0), constant<V>(0.0), t.at[which] * slope);
      }
    }
    return result;
  }
};

struct nbinom : count_tails<nbinom> {
  static constexpr const char* name = "nbinom";
  static constexpr const char* kind = "mass";
  static constexpr const char* variable = "k";
  static constexpr const char* summary =
      "Negative binomial mass function: failures before the n-th success of probability p.";
  static constexpr const char* formula =
      "log p(k) = log(Gamma(n + k) / (Gamma(n) k!)) + n log(p) + k log(1 - p),  k = 0, 1, 2, ...\n"
      "n = 1/alpha,  p = 1 / (1 + alpha mu)";
  static constexpr const char* borders =
      "-inf where k is negative or not an integer. At p = 1, and at mu = 0, the mass is at k = 0. alpha = 0 is the "
      "Poisson mass function. The gradient in k is that of the smooth extension log Gamma(k + 1). As in SciPy, p is "
      "the probability of the event that ends the count; torch.distributions.NegativeBinomial has 1 - p.";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000); A. C. Cameron and P. K. Trivedi, "
      "Regression Analysis of Count Data (1998), for the form in the mean and dispersion.";
  static constexpr const char* example =
      "lk.nbinom.logpmf([0, 3], mu=2.5, alpha=0.4)\n"
      "array([-1.73286795, -1.93093787])";

  struct successes : positive {
    static constexpr const char* name = "n";
    static constexpr double default_value = required;
  };
  struct success : positive_probability {
    static constexpr const char* name = "p";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return probability::from(raw);
    }
  };
  struct success_logits : above_minus_infinity {
    static constexpr const char* name = "logits";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static log_probabilities<V> from(const V& raw) {
      return logits::from(raw);
    }
  };
  template <class V>
  struct dispersion_value {
    V alpha;
  };
  struct finite_mean : non_negative_and_finite {
    static constexpr const char* name = "mu";
    static constexpr double default_value = required;
  };
  struct dispersion : non_negative_and_finite {
    static constexpr const char* name = "alpha";
    static constexpr double default_value = required;
    template <class V>
    LIKELIER_HD static dispersion_value<V> from(const V& raw) {
      return {raw};
    }
  };
  using parameterisations =
      std::tuple<parameterisation<successes, success>, parameterisation<successes, success_logits>,
                 parameterisation<finite_mean, dispersion>>;

  // The derivatives by n and p cancel in those by mu and alpha, so each parameterisation has active constants of its
  // own and the others' are constants indeed.
  template <class V>
  struct constants {
    V n, log_success, log_failure;
    V mu, alpha;  // mu is -1 where the parameters are n and p
    V p, q;
    V nq;        // n q, which is finite for n = inf
    V log_none;  // the value at k = 0
    share_in_parts<V> share;
    static constexpr int passive = 7;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& n, const log_probabilities<V>& p) {
    const V count = detached(n);
    return {n,   p.success, p.failure,   constant<V>(-1.0),           constant<V>(0.0),
            p.p, p.q,       count * p.q, count * detached(p.success), p.share};
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& mean, const dispersion_value<V>& dispersion) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V mu = abs(detached(mean)), alpha = abs(detached(dispersion.alpha));  // zeros may be negative
    const V z = alpha * mu;
    const V n = one / alpha;
    const V p = one / (one + z);
    const V q = select(z > one, one / (one + one / z), z * p);
    // log z where z may have over- or underflown.
    const auto ordinary = z >= smallest_normal<V>() && z < infinity<V>();
    V log_z = detail::full_log(z);
    if (!all(ordinary)) log_z = select(ordinary, log_z, detail::full_log(alpha) + detail::full_log(mu));
    const V log_p = select(z == infinity<V>(), -log_z, -detail::full_log1p(z));
    const V log_q = select(z > one, -detail::full_log1p(one / z), log_z - detail::full_log1p(z));
    // n log p; the series of log(1 + z) / z for small z, where n may be infinite.
    const V log_none = select(z < constant<V>(1e-9), -mu * (one - constant<V>(0.5) * z), n * log_p);
    const V nq = select(z > one, n * q, mu * p);
    return {n,
            log_p,
            select(mu == zero || alpha == zero, -infinity<V>(), log_q),
            mean,
            dispersion.alpha,
            p,
            q,
            nq,
            log_none,
            {zero, zero, zero}};
  }

  template <class V>
  struct parts {
    V excess;  // (n + k) q - k
    V deviance, log_k, log_n;

    LIKELIER_HD parts(const V& k, const constants<V>& c) {
      const V zero = constant<V>(0.0);
      const auto by_mean = c.mu >= zero, is_central = c.share.base == constant<V>(0.5);
      excess = (c.mu - k) * c.p;
      if (!all(by_mean || is_central)) excess = select(by_mean, excess, excess_of_share(k, c.n, c.q, c.p));
      if (any(is_central)) excess = select(is_central, c.share.excess_of_odds(k, c.n), excess);
      const auto is_poisson = c.n == infinity<V>();
      const V n = select(is_poisson, constant<V>(1.0), c.n);
      share_deviance<V> d(k, n, V(c.nq + k * c.q), V(n * c.p + k * c.p), excess);
      d.mend_underflow(k, n, c.log_failure, c.log_success, c.q, c.p);
      deviance = d.value;
      log_k = d.log_a;
      log_n = d.log_b;
      if (any(is_poisson)) {
        deviance = select(is_poisson, bd0(k, c.nq, excess, log_k), deviance);
        log_k = select(is_poisson, log_k, d.log_a);
        log_n = select(is_poisson, zero, log_n);
      }
    }
  };

  template <class V>
  LIKELIER_HD static auto is_count(const V& k) {
    return k >= constant<V>(0.0) && floor(k) == k && k < infinity<V>();
  }

  template <class V>
  LIKELIER_HD static V from_deviance(const V& k, const V& deviance, const constants<V>& c) {
    const V excess = k / c.n;
    V log_growth = detail::full_log1p(excess);  // log((n + k) / n)
    const auto overflow = excess == infinity<V>();
    if (any(overflow)) log_growth = select(overflow, detail::full_log(k) - detail::full_log(c.n), log_growth);
    const V stirling = stirlerr_of_count_term(k) + (stirlerr_term(c.n) - stirlerr_term(V(c.n + k)));
    const V spread = constant<V>(0.5) * (detail::full_log(k) + log_growth) + constant<V>(half_log_2pi);
    const V result = -deviance - (spread + stirling);
    return select(is_count(k) || isnan(k), select(k == constant<V>(0.0), c.log_none, result),
                  outside_support(c.log_none));
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& k, const constants<V>& c) {
    return from_deviance(k, parts<V>(k, c).deviance, c);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& k, const constants<Dual<V, N>>& c) {
    return by_gradient<nbinom>(k, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& k, const constants<V>& c, V& dk, constants<V>& dc) {
    const V zero = constant<V>(0.0), half = constant<V>(0.5);
    parts<V> at(k, c);
    const V value = from_deviance(k, at.deviance, c);
    const auto none = k == zero;
    at.log_n = select(none, -c.log_success, at.log_n);
    const V slope_n = stirlerr_slope(c.n);
    const V slope_sum = stirlerr_slope(c.n + k);
    const V sum_minus_log = slope_sum - half / (c.n + k);  // psi(n + k) - log(n + k)
    const V n_minus_log = slope_n - half / c.n;
    dk = (sum_minus_log - digamma_next_minus_log(k)) - at.log_k;
    if (any(none)) {
      // psi(n) + log q - psi(1), where n may be infinite and n q small.
      V at_none = detail::full_log(c.nq) + n_minus_log;
      const auto small = c.nq < smallest_normal<V>() && c.n < infinity<V>();
      if (any(small)) at_none = select(small, c.log_failure + digamma(c.n), at_none);
      dk = select(none, at_none + constant<V>(euler_gamma), dk);
    }
    dc.n = select(none, c.log_success, (sum_minus_log - n_minus_log) - at.log_n);
    // By the logit: n q - k p. Told by both logarithms, of which n and -k would cancel.
    dc.log_success = select(none, c.n, at.excess);
    dc.log_failure = select(none, zero, -at.excess);
    dc.mu = select(none, -c.p, -at.excess / c.mu);
    dc.alpha = alpha_slope(k, at, slope_sum - slope_n, c);
    const auto outside = !is_count(k) && !isnan(value);
    dk = select(outside, zero, dk);
    dc.n = select(outside, zero, dc.n);
    dc.log_success = select(outside, zero, dc.log_success);
    dc.log_failure = select(outside, zero, dc.log_failure);
    dc.mu = select(outside, zero, dc.mu);
    dc.alpha = select(outside, zero, dc.alpha);
    return value;
  }

  // d/d alpha = -n^2 d/dn at fixed mu. For the least k, where that vanishes with mu or with n, a sum of few terms:
  //   sum of (j - mu) / ((1 + alpha j) (1 + alpha mu)) over j < k, + n^2 (log(1 + z) - z / (1 + z)),  z = alpha mu,
  // where for small z the last is mu^2 / (1 + z) times 1 / (2 + z) and what log(1 + z) has beyond 2 z / (2 + z), and
  // meets the first, -mu / (1 + z), before either is rounded.
  // For others, with e = (k - mu) / (n + mu) that is
  //   -n^2 (log(1 + e) - e) - k n / (2 (n + k)) - n^2 (stirlerr'(n + k) - stirlerr'(n)),
  // where nothing is lost as n grows.
  template <class V>
  LIKELIER_HD static V alpha_slope(const V& k, const parts<V>& at, const V& stirling_difference,
                                   const constants<V>& c) {
    const auto is_few = k < constant<V>(4.0);
    if (all(is_few)) return alpha_slope_of_few(k, c);
    const V slope = alpha_slope_of_many(k, at, stirling_difference, c);
    if (!any(is_few)) return slope;
    return select(is_few, alpha_slope_of_few(k, c), slope);
  }
  template <class V>
  LIKELIER_HD static V alpha_slope_of_few(const V& k, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0);
    V sum = zero;  // of (j - mu) / (1 + alpha j) over 0 < j < k
    for (int i = 3; i > 0; --i) {
      const V j = constant<V>(i);
      sum = select(j < k, sum + (j - c.mu) / (one + c.alpha * j), sum);
    }
    const auto none = k == zero;
    const V z = c.alpha * c.mu, small = min(z, two);
    const V h = one / (two + small), r = small * h, growth = one + small;
    const V rest = h * (two * (r * h) * growth * detail::atanh_tail(V(r * r)) - constant<V>(0.5) * small);
    const V squares = detail::madd(c.mu, constant<V>(0.5) + rest, select(none, zero, -one));
    const V near = c.p * detail::madd(c.mu, squares, sum);
    const auto is_near = z < two;
    if (all(is_near)) return near;
    const V all_masses = c.n * (c.n * (-c.log_success - c.q));
    return select(is_near, near, all_masses + (c.p * sum - select(none, zero, c.nq)));
  }
  template <class V>
  LIKELIER_HD static V alpha_slope_of_many(const V& k, const parts<V>& at, const V& stirling_difference,
                                           const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5), two = constant<V>(2.0);
    const V e = -at.excess / c.n;
    const auto is_near = abs(e) < half;
    // -(log(1 + e) - e) / e^2.
    const V inside = select(is_near, e, zero), h = one / (two + inside), r = inside * h;
    const V quotient = half - h * (half * inside + two * (r * h) * detail::atanh_tail(V(r * r)));
    V first = at.excess * (at.excess * quotient);
    if (!all(is_near)) first = select(is_near, first, c.n * (c.n * at.log_n - at.excess));
    // Beyond this n the last term is less than an ulp of the one before.
    const auto is_moderate = c.n < constant<V>(1e17);
    const V last = select(is_moderate, c.n * (c.n * stirling_difference), zero);
    const V ratio = k / c.n;
    const V middle = half * select(ratio == infinity<V>(), c.n, k / (one + ratio));
    return first - middle - last;
  }

  // By mean and dispersion where their product is a number, at alpha = 0 too.
  template <int which, class V>
  LIKELIER_HD static V tail_by_mean(const V& k, const V& mu, const V& alpha) {
    return in_double(nbinom_tail_in_double<which, 0>{}, k, mu, alpha).at[0];
  }
  template <int which, class V, int N>
  LIKELIER_HD static Dual<V, N> tail_by_mean(const Dual<V, N>& k, const Dual<V, N>& mu, const Dual<V, N>& alpha) {
    const several<V, 3> t = in_double(nbinom_tail_in_double<which, 2>{}, k.value, mu.value, alpha.value);
    return Dual<V, N>::binary(t.at[0], t.at[1], mu, t.at[2], alpha);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> has_ordinary_mean(const V& mu, const V& alpha) {
    const auto is_positive = mu > constant<V>(0.0);
    if constexpr (sizeof(scalar_t<V>) == sizeof(float)) return is_positive;
    const V z = alpha * mu;
    return is_positive && z < infinity<V>() && (z >= smallest_normal<V>() || alpha == constant<V>(0.0));
  }

  // cdf(k) is I_p(n, k + 1), or Q(k + 1, mu) for n = inf.
  template <int which, class V>
  LIKELIER_HD static V tail(const V& k, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const auto ordinary = has_ordinary_mean(c.mu, c.alpha);
    V result;
    if (!all(ordinary)) result = tail_by_shares<which>(k, c);
    if (any(ordinary)) {
      const V mu = select(ordinary, c.mu, one), alpha = select(ordinary, c.alpha, one);
      result = select(ordinary, tail_by_mean<which>(k, mu, alpha), result);
    }
    return result;
  }
  template <int which, class V>
  LIKELIER_HD static V tail_by_shares(const V& k, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto by_mean = c.mu >= zero;
    const auto is_poisson = c.n == infinity<V>();
    V n = c.n, p = probability_of(c.p, c.q, c.log_success, c.log_failure);
    V q = probability_of(c.q, c.p, c.log_failure, c.log_success);
    if (any(by_mean)) {
      const V odds = c.alpha * c.mu;
      const V success = one / (one + odds);
      n = select(by_mean, one / c.alpha, n);
      q = select(by_mean, complement_of(c.q, success), q);
      p = select(by_mean, success, p);
    }
    n = select(is_poisson, one, n);
    const auto is_inside = c.log_success > -infinity<V>() && c.log_failure > -infinity<V>();
    V result = beta_tail_at<which, detail::shapes_of_failures>(
        n, k, p, q, is_inside, [&] { return c.log_success; }, [&] { return c.log_failure; }, c.share.lost(p),
        c.share.lost_of_rest(q));
    if (any(is_poisson)) {
      const V mean = select(is_poisson, c.mu, one);
      const V by_count = detail::gamma_tail<which ^ 1, detail::shapes_of_count>(k, mean);
      result = select(is_poisson, by_count, result);
    }
    return result;
  }
  template <class V>
  LIKELIER_HD static count_spread<V> spread(const constants<V>& c) {
    const V mean = c.nq / c.p;
    return {infinity<V>(), mean, sqrt(mean) / sqrt(c.p)};
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
