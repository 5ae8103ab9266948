// Random variates by rejection, on any value type.
//
// All is computed in double, by what math/variates.hpp has: sums, products, quotients and square roots alone, unfused.
// So one element has the same bits, and meets the same decisions, on every instruction set and on a device.
//
// A family (family_variates.hpp) makes its variates in steps of numbered columns, of which the first are its numbers.
// A block is many elements (cpp/src/isa/variates.cpp) or one (single_draw below), and has
//   map<out, in...>(f)                     out = f(in...);
//   map_random<step, out, in...>(f)        the same of random numbers, too: f(r, in...);
//   accept<Sampler, step, out, in...>()    what a sampler accepts;
//   any_below_one<in>()                    whether a column has such elements.
// A sampler's attempt k has the blocks 2k and 2k + 1 of the step's words. `quick` makes a candidate of the first and
// says where that is accepted by a bound that is cheap; where it is not, `careful` decides. A sampler must accept
// where its parameters are NaN.
#pragma once

#include "likelier/math/philox.hpp"
#include "likelier/math/variates.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// The words of one counter for each element: what there is of uniform numbers in 128 bits.
template <class V>
struct random_numbers {
  typename bits_of<V>::type low, high;  // of two words each

  // Odd multiples of 2^-53.
  LIKELIER_HD V first() const { return unit(low); }
  LIKELIER_HD V second() const { return unit(high); }
  // The bits that these leave over: -1 or 1, and a multiple of 2^-23 below 1.
  LIKELIER_HD V sign() const { return bits_of<V>::to((high << 63) ^ bits(0x3ff0000000000000)); }
  LIKELIER_HD V cell() const {
    const bits rest = ((low & bits(0xfff)) << 11) | ((high >> 1) & bits(0x7ff));
    return bits_of<V>::to((rest << 29) | bits(0x3ff0000000000000)) - constant<V>(1.0);
  }
  LIKELIER_HD V normal() const { return normal_of(first(), second(), sign()); }

 private:
  using bits = typename bits_of<V>::type;
  LIKELIER_HD static V unit(const bits& words) {
    return bits_of<V>::to((words >> 12) | bits(0x3ff0000000000000)) - constant<V>(1.0 - 0x1p-53);
  }
};

// A scale as two factors, of which neither over- nor underflows where the variate that they multiply is in range.
template <class V>
struct scale_factors {
  V first, second;
};

// What a slot's number is to samplers.
template <class Slot, class V>
LIKELIER_HD inline V variate_value(Slot, const V& raw) {
  return raw;
}
template <class V>
LIKELIER_HD inline scale_factors<V> factors_of_log(const V& log) {
  const V root = detail::unfused_exp(V(constant<V>(0.5) * log));
  const V inside = min(max(root, smallest_normal<V>()), largest<V>());
  return {inside, inside};
}
template <class V>
LIKELIER_HD inline scale_factors<V> variate_value(scale, const V& raw) {
  return {raw, constant<V>(1.0)};
}
template <class V>
LIKELIER_HD inline scale_factors<V> variate_value(rate, const V& raw) {
  return {constant<V>(1.0) / raw, constant<V>(1.0)};
}
template <class V>
LIKELIER_HD inline scale_factors<V> variate_value(log_scale, const V& raw) {
  return factors_of_log(raw);
}
template <class V>
LIKELIER_HD inline scale_factors<V> variate_value(log_rate, const V& raw) {
  return factors_of_log(V(-raw));
}
template <class V>
LIKELIER_HD inline V variate_value(log_mean, const V& raw) {
  return detail::unfused_exp(raw);
}
// A probability and its complement.
template <class V>
struct chances {
  V success, failure;
};
template <class V>
LIKELIER_HD inline chances<V> variate_value(probability, const V& raw) {
  return {raw, constant<V>(1.0) - raw};
}
template <class V>
LIKELIER_HD inline chances<V> variate_value(logits, const V& raw) {
  const V one = constant<V>(1.0), t = detail::unfused_exp(V(-abs(raw)));
  const V large = one / (one + t), small = t / (one + t);
  const auto likely = raw >= constant<V>(0.0);
  return {select(likely, large, small), select(likely, small, large)};
}

// loc + scale y, where the product alone may overflow.
template <class V>
LIKELIER_HD inline V moved(const V& loc, const V& first, const V& second, const V& y) {
  const V product = (y * first) * second, sum = loc + product;
  const auto overflow = abs(product) == infinity<V>() && abs(y) < infinity<V>();
  if (!any(overflow)) return sum;
  const V half = constant<V>(0.5);
  return select(overflow, constant<V>(2.0) * (half * loc + ((half * y) * first) * second), sum);
}

// Gamma variables of a shape, which is raised by 1 where it is below 1 (G. Marsaglia and W. W. Tsang, A Simple Method
// for Generating Gamma Variables, ACM Trans. Math. Softw. 26, 2000). With e = c z the logarithm of what is accepted is
// 3 d (log(1 + e) - e + e^2/2 - e^3/3), which is formed so, as for large shapes its terms cancel; it is above
// -z^4 / (54 d) for |e| < 1/2, beside the paper's -0.0331 z^4. Normal and uniform number come of one counter: of the
// latter 23 bits, which mostly suffice, and the rest from the next.
struct gamma_sampler {
  static constexpr bool refines = true;
  template <class V>
  struct constants {
    V d, c, bound;
  };
  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& shape) {
    const V one = constant<V>(1.0);
    const V d = select(shape < one, shape + one, shape) - constant<V>(1.0 / 3.0);
    return {d, (one / constant<V>(3.0)) / sqrt(d), (one / constant<V>(54.0)) / d};
  }
  template <class V>
  struct candidate {
    V z, e, cube;
    LIKELIER_HD candidate(const random_numbers<V>& r, const constants<V>& c) : z(r.normal()), e(c.c * z) {
      const V v = constant<V>(1.0) + e;
      cube = v * v * v;
    }
  };
  template <class V>
  LIKELIER_HD static mask_t<V> quick(const random_numbers<V>& r, const constants<V>& c, V& x) {
    const V one = constant<V>(1.0);
    const candidate<V> at(r, c);
    x = c.d * at.cube;
    const V square = at.z * at.z, bound = constant<V>(0.0331);
    const V factor = select(abs(at.e) < constant<V>(0.5), min(c.bound, bound), bound);
    const auto within = r.cell() + constant<V>(0x1p-23) < one - factor * (square * square);
    return mask_t<V>((within && at.cube > constant<V>(0.0)) || isnan(c.d));
  }
  template <class V>
  LIKELIER_HD static mask_t<V> careful(const random_numbers<V>& r, const random_numbers<V>& more, const constants<V>& c,
                                       V& x) {
    const V zero = constant<V>(0.0);
    const candidate<V> at(r, c);
    x = c.d * at.cube;
    const auto inside = at.cube > zero;
    const V e = select(inside, at.e, zero);
    const V series = detail::unfused(V(-e), 1.0 / 4, 1.0 / 5, 1.0 / 6, 1.0 / 7, 1.0 / 8, 1.0 / 9, 1.0 / 10, 1.0 / 11,
                                     1.0 / 12, 1.0 / 13, 1.0 / 14, 1.0 / 15, 1.0 / 16);
    const V square = e * e;
    const V near = -(square * square) * series;
    const V far = ((detail::unfused_log1p(e) - e) + constant<V>(0.5) * square) - e * square / constant<V>(3.0);
    // An infinite shape is met by e = 0.
    const V growth = select(e == zero, zero, constant<V>(3.0) * c.d * select(abs(e) < constant<V>(0.1), near, far));
    const V u = r.cell() + constant<V>(0x1p-23) * more.first();
    return mask_t<V>((inside && detail::log_of_unit(u) < growth) || isnan(c.d));
  }
};
// The root of u^(1 / shape) where the shape is below 1, else 1: what a gamma_sampler's variable is to be multiplied by
// twice. Its square may underflow where the product with a scale does not.
struct boost_root {
  static constexpr double none = 1.0;
  template <class V>
  LIKELIER_HD V operator()(const random_numbers<V>& r, const V& shape) const {
    const V root = detail::unfused_exp(V(constant<V>(0.5) * (detail::log_of_unit(r.first()) / shape)));
    return select(shape < constant<V>(1.0), root, constant<V>(none));
  }
};
template <class Boost>
struct without_boost {
  template <class V>
  LIKELIER_HD V operator()(const V&) const {
    return constant<V>(Boost::none);
  }
};
// A gamma_sampler's variable and, in the next column, its boost.
template <class Boost, int step, int out, int shape, class Block>
LIKELIER_HD inline void draw_gamma(Block& block) {
  block.template accept<gamma_sampler, step, out, shape>();
  if (block.template any_below_one<shape>()) {
    block.template map_random<step + 1, out + 1, shape>(Boost{});
  } else {
    block.template map<out + 1, shape>(without_boost<Boost>{});
  }
}

namespace detail {

// The logarithm of the Poisson mass of whole k >= 0 for means of 10 and more (C. Loader 2000: see math/gamma.hpp).
template <class V>
LIKELIER_HD inline V unfused_poisson_mass(const V& k, const V& mean) {
  const V one = constant<V>(1.0), half = constant<V>(0.5), sixteen = constant<V>(16.0);
  const V difference = k - mean, sum = k + mean, v = difference / sum, square = v * v;
  const V series = unfused(square, 1.0 / 3, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17);
  V deviance = difference * v + constant<V>(2.0) * k * v * (square * series);
  const auto is_far = !(abs(v) < constant<V>(0.1));
  if (any(is_far)) {
    const V ratio = max(k, one) / mean;
    deviance = select(is_far, k * log_of_unit(max(ratio, smallest_normal<V>())) - difference, deviance);
  }
  const V large = max(k, sixteen), inverse = one / large;
  const V stirling = inverse * unfused(V(inverse * inverse), 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188);
  const V spread = half * log_of_unit(min(large, largest<V>())) + constant<V>(half_log_2pi);
  V result = -deviance - (spread + stirling);
  const auto is_small = k < sixteen;
  if (any(is_small)) {
    // k! is a number of few bits.
    V factorial = one;
    for (int j = 2; j < 16; ++j) {
      const V factor = constant<V>(static_cast<double>(j));
      factorial = factorial * select(k >= factor, factor, one);
    }
    result = select(is_small, (k * log_of_unit(mean) - mean) - log_of_unit(factorial), result);
  }
  return result;
}

// The count at which a sum of masses reaches u: that of 0 comes first, and ratio(j) leads from j - 1 to j. For means
// below 10, where masses grow from above 1e-6 and then fall; those that are lost beside 1 end the search.
template <class V, class Ratio>
LIKELIER_HD inline V count_by_inversion(const V& u, const V& none, Ratio ratio) {
  V mass = none, sum = none, k = constant<V>(0.0);
  for (int j = 1; j < 200; ++j) {
    const auto beyond = u > sum && mass > constant<V>(1e-20);
    if (!any(beyond)) break;
    k = select(beyond, constant<V>(static_cast<double>(j)), k);
    mass = mass * ratio(j);
    sum = sum + mass;
  }
  return k;
}

}  // namespace detail

// A count by transformed rejection (W. Hoermann), of a sampler's constants a, b and limit, about a centre.
template <class V>
struct transformed_count {
  V us, k;
  template <class Constants>
  LIKELIER_HD transformed_count(const random_numbers<V>& r, const Constants& c, const V& centre) {
    const V half = constant<V>(0.5), u = r.first() - half;
    us = half - abs(u);
    k = floor((constant<V>(2.0) * c.a / us + c.b) * u + centre);
  }
  // Where it is accepted whatever its mass.
  template <class Constants>
  LIKELIER_HD mask_t<V> is_central(const random_numbers<V>& r, const Constants& c) const {
    return mask_t<V>(us >= constant<V>(0.07) && r.second() <= c.limit);
  }
  // What the logarithm of its mass has to reach, but for that of the largest.
  template <class Constants>
  LIKELIER_HD V log_height(const random_numbers<V>& r, const Constants& c, const V& alpha) const {
    return detail::log_of_unit(V(r.second() * alpha / (c.a / (us * us) + c.b)));
  }
};

// Poisson counts: by inversion for means below 10, else by transformed rejection (W. Hoermann, The Transformed
// Rejection Method for Generating Poisson Random Variables, Insurance: Mathematics and Economics 12, 1993: algorithm
// PTRS).
struct poisson_sampler {
  static constexpr bool refines = false;
  template <class V>
  struct constants {
    V mean, large;
    V a, b, inverse_alpha, limit;
  };
  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& mean) {
    const V ten = constant<V>(10.0);
    const V large = select(mean < ten, ten, mean);
    const V b = constant<V>(0.931) + constant<V>(2.53) * sqrt(large);
    return {mean,
            large,
            constant<V>(-0.059) + constant<V>(0.02483) * b,
            b,
            constant<V>(1.1239) + constant<V>(1.1328) / (b - constant<V>(3.4)),
            constant<V>(0.9277) - constant<V>(3.6224) / (b - constant<V>(2.0))};
  }
  template <class V>
  LIKELIER_HD static transformed_count<V> candidate(const random_numbers<V>& r, const constants<V>& c) {
    return {r, c, V(c.large + constant<V>(0.43))};
  }
  template <class V>
  LIKELIER_HD static mask_t<V> quick(const random_numbers<V>& r, const constants<V>& c, V& x) {
    const auto is_small = c.mean < constant<V>(10.0), endless = !(c.mean < infinity<V>());
    auto accepted = is_small || endless;  // NaN, too
    x = c.mean;
    if (!all(accepted)) {
      const auto at = candidate(r, c);
      x = select(accepted, x, at.k);
      accepted = accepted || at.is_central(r, c);
    }
    if (any(is_small)) {
      const V mean = select(is_small, c.mean, constant<V>(0.0));
      const auto ratio = [&](int j) { return V(mean * constant<V>(1.0 / j)); };
      const V k = detail::count_by_inversion(r.first(), detail::unfused_exp(V(-mean)), ratio);
      x = select(is_small, k, x);
    }
    return mask_t<V>(accepted);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> careful(const random_numbers<V>& r, const random_numbers<V>&, const constants<V>& c,
                                       V& x) {
    const V zero = constant<V>(0.0);
    const auto at = candidate(r, c);
    x = at.k;
    const auto inside = at.k >= zero;
    const V mass = detail::unfused_poisson_mass(V(max(at.k, zero)), c.large);
    return mask_t<V>(inside && at.log_height(r, c, c.inverse_alpha) <= mass);
  }
};

// Binomial counts: by inversion where the rarer outcome has a mean below 10, else by transformed rejection
// (W. Hoermann, The Generation of Binomial Random Variates, J. Statist. Comput. Simul. 46, 1993: algorithm BTRS).
struct binomial_sampler {
  static constexpr bool refines = false;
  template <class V>
  struct constants {
    V n, success, rare, common, mean, large;  // large: the trials, or enough of them
    V deviation, a, b, limit;
  };
  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& n, const V& success, const V& failure) {
    const V rare = min(success, failure), common = max(success, failure);
    const V mean = n * rare;
    const auto is_small = mean < constant<V>(10.0);
    const V large = select(is_small, constant<V>(40.0), n), share = select(is_small, constant<V>(0.5), rare);
    const V deviation = sqrt(large * share * select(is_small, constant<V>(0.5), common));
    const V b = constant<V>(1.15) + constant<V>(2.53) * deviation;
    const V a = (constant<V>(-0.0873) + constant<V>(0.0248) * b) + constant<V>(0.01) * share;
    return {n, success, rare, common, mean, large, deviation, a, b, constant<V>(0.92) - constant<V>(4.2) / b};
  }
  template <class V>
  LIKELIER_HD static transformed_count<V> candidate(const random_numbers<V>& r, const constants<V>& c) {
    return {r, c, V(c.mean + constant<V>(0.5))};
  }
  // A count of the rarer outcome as one of successes.
  template <class V>
  LIKELIER_HD static V successes(const V& k, const constants<V>& c) {
    return select(c.success > constant<V>(0.5), c.n - k, k);
  }
  template <class V>
  LIKELIER_HD static mask_t<V> quick(const random_numbers<V>& r, const constants<V>& c, V& x) {
    const auto is_small = c.mean < constant<V>(10.0);
    auto accepted = is_small || isnan(c.mean);
    x = c.mean;
    if (!all(accepted)) {
      const auto at = candidate(r, c);
      x = select(accepted, x, at.k);
      // There k is never outside of 0, ..., n.
      accepted = accepted || at.is_central(r, c);
    }
    if (any(is_small)) {
      const V one = constant<V>(1.0), zero = constant<V>(0.0);
      const V n = select(is_small, c.n, zero), rare = select(is_small, c.rare, zero);
      const V odds = rare / select(is_small, c.common, one);
      const V none = detail::unfused_exp(V(n * detail::unfused_log1p(V(-rare))));
      const auto ratio = [&](int j) { return V(((n - constant<V>(j - 1.0)) * odds) * constant<V>(1.0 / j)); };
      x = select(is_small, detail::count_by_inversion(r.first(), none, ratio), x);
    }
    x = successes(x, c);
    return mask_t<V>(accepted);
  }
  template <class V>
  LIKELIER_HD static V mass(const V& k, const constants<V>& c) {
    return detail::unfused_poisson_mass(k, c.mean) +
           detail::unfused_poisson_mass(V(c.large - k), V(c.large * c.common));
  }
  template <class V>
  LIKELIER_HD static mask_t<V> careful(const random_numbers<V>& r, const random_numbers<V>&, const constants<V>& c,
                                       V& x) {
    const V zero = constant<V>(0.0);
    const auto at = candidate(r, c);
    const auto inside = at.k >= zero && at.k <= c.n;
    const V k = select(inside, at.k, zero);
    const V mode = floor((c.large + constant<V>(1.0)) * c.rare);
    const V alpha = (constant<V>(2.83) + constant<V>(5.1) / c.b) * c.deviation;
    x = successes(k, c);
    return mask_t<V>(inside && at.log_height(r, c, alpha) <= mass(k, c) - mass(mode, c));
  }
};

// The tangents of half of von Mises' angles, by rejection from the wrapped Cauchy distribution (D. J. Best and
// N. I. Fisher, Efficient Simulation of the von Mises Distribution, Appl. Statist. 28, 1979). With t = tan(pi u / 2)
// that has the angle 2 atan((1 - rho) / (1 + rho) t), which loses no digits for large kappa, as acos would.
struct von_mises_sampler {
  static constexpr bool refines = false;
  template <class V>
  struct constants {
    V rho, one_minus_rho, ratio, height;
  };
  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& kappa) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0);
    // Long before 1e300 angles have the deviation kappa^-1/2.
    const V within = min(kappa, constant<V>(1e300)), twice = two * within;
    // sqrt(1 + 4 kappa^2), which from 1e10 on is 2 kappa.
    const V inside = min(kappa, constant<V>(1e10));
    const V root = select(kappa < constant<V>(1e10), sqrt(one + constant<V>(4.0) * inside * inside), twice);
    const V tau = one + root, root_tau = sqrt(tau), sum = root_tau + constant<V>(1.4142135623730951);
    // rho / kappa and 1 - rho, each without a difference that cancels.
    const V quotient = (root_tau / sum) * (two / tau);
    const V rho = within * quotient;
    const V far = (constant<V>(1.4142135623730951) * root_tau - one - one / (twice + root)) / twice;
    const V one_minus_rho = select(kappa < one, one - rho, far);
    const V s = one_minus_rho * (one + rho);
    // kappa / (2 rho) (1 - rho^2)^2, in an order that does not underflow.
    const V width = select(kappa == zero, one, sqrt(within / kappa));
    return {rho, one_minus_rho, one_minus_rho / (one + rho) * width, s / (two * quotient) * s};
  }
  template <class V>
  struct candidate {
    V tangent, c;
    LIKELIER_HD candidate(const random_numbers<V>& r, const constants<V>& k) {
      const V half = constant<V>(0.5), u = half * r.first();
      const V sine = detail::sin_of_half_turn(u), cosine = detail::sin_of_half_turn(V(half - u));
      tangent = k.ratio * (sine / cosine) * r.sign();
      const V near = k.one_minus_rho * k.one_minus_rho;
      c = k.height / (near + constant<V>(4.0) * k.rho * (cosine * cosine));
    }
  };
  template <class V>
  LIKELIER_HD static mask_t<V> quick(const random_numbers<V>& r, const constants<V>& k, V& x) {
    const candidate<V> at(r, k);
    x = at.tangent;
    return mask_t<V>(at.c * (constant<V>(2.0) - at.c) > r.second() || isnan(k.ratio));
  }
  template <class V>
  LIKELIER_HD static mask_t<V> careful(const random_numbers<V>& r, const random_numbers<V>&, const constants<V>& k,
                                       V& x) {
    const candidate<V> at(r, k);
    x = at.tangent;
    const V quotient = min(max(at.c / r.second(), smallest_normal<V>()), largest<V>());
    return mask_t<V>(detail::log_of_unit(quotient) + constant<V>(1.0) >= at.c || isnan(k.ratio));
  }
};

// A block of one element.
template <int columns>
class single_draw {
 public:
  double at[columns] = {};

  LIKELIER_HD single_draw(std::uint64_t seed, std::uint64_t element) : seed_(seed), element_(element) {}

  template <int out, int... in, class F>
  LIKELIER_HD void map(F f) {
    at[out] = f(at[in]...);
  }
  template <int step, int out, int... in, class F>
  LIKELIER_HD void map_random(F f) {
    at[out] = f(words(step, 0), at[in]...);
  }
  template <class Sampler, int step, int out, int... in>
  LIKELIER_HD void accept() {
    const auto c = Sampler::prepare(at[in]...);
    double x = 0.0;
    for (std::uint32_t block = 0;; block += 2) {
      const random_numbers<double> r = words(step, block);
      if (Sampler::quick(r, c, x)) break;
      random_numbers<double> more = r;
      if constexpr (Sampler::refines) more = words(step, block + 1);
      if (Sampler::careful(r, more, c, x)) break;
    }
    at[out] = x;
  }
  template <int in>
  LIKELIER_HD bool any_below_one() const {
    return at[in] < 1.0;
  }

 private:
  LIKELIER_HD random_numbers<double> words(int step, std::uint32_t block) const {
    std::uint32_t w[4][1] = {{static_cast<std::uint32_t>(element_)},
                             {static_cast<std::uint32_t>(element_ >> 32)},
                             {philox_stream::draws + static_cast<std::uint32_t>(step)},
                             {block}};
    philox4x32::scramble(w, static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32));
    return {std::uint64_t{w[1][0]} << 32 | w[0][0], std::uint64_t{w[3][0]} << 32 | w[2][0]};
  }

  std::uint64_t seed_, element_;
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
