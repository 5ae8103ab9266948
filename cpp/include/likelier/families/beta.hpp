#pragma once

#include "likelier/families/gamma_kernel.hpp"
#include "likelier/incomplete_tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct beta : four_tails<beta> {
  static constexpr const char* name = "beta";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Beta density with shapes a and b.";
  static constexpr const char* formula =
      "log p(x) = (a - 1) log y + (b - 1) log(1 - y) - log B(a, b) - log(scale),\n"
      "           y = (x - loc) / scale,  0 < y < 1";
  static constexpr const char* borders =
      "-inf for x < loc and x > loc + scale. At x = loc: +inf for a < 1, log(b / scale) for a = 1 (one-sided "
      "gradients), -inf for a > 1; at x = loc + scale the same with a and b exchanged.";
  static constexpr const char* source =
      "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000), for the large-shape form.";
  static constexpr const char* example =
      "lk.beta.logpdf([0.1, 0.5], a=2.0, b=3.0)\n"
      "array([-0.02839947,  0.40546511])";

  struct shape_a : positive {
    static constexpr const char* name = "a";
    static constexpr double default_value = required;
  };
  struct shape_b : positive {
    static constexpr const char* name = "b";
    static constexpr double default_value = required;
  };

  using parameterisations = location_and<scale, log_scale>::after<shape_a, shape_b>;

  using kernel = gamma_kernel<-1>;
  static constexpr double large_shape = 8.0;

  template <class V>
  struct constants {
    V a, b;
    V log_normalizer;  // with the logarithm of the scale, whose derivative is left to the standardizer
    V loc;
    standardizer<V> standardize;
    V width;  // the end of the support is where x - loc is the scale itself
    static constexpr int passive = 3;
  };

  // Where the textbook form would cancel. Instead, y is distributed as a gamma variable of shape a is at (a + b) y and
  // one of shape b at (a + b) (1 - y), given that their sum is a + b.
  template <class V>
  LIKELIER_HD static auto is_large(const V& a, const V& b) {
    const V large = constant<V>(large_shape);
    return a >= large || b >= large;
  }

  // log B(a, b), or what the kernel leaves of it, and the logarithm of the scale reference exp(offset).
  template <class V>
  LIKELIER_HD static V log_normalizer(const V& a, const V& b, const V& reference, const V& offset) {
    const auto large = is_large(a, b);
    const V low = min(a, b), high = max(max(a, b), constant<V>(large_shape));
    V rest = constant<V>(0.0), scaled_width = reference;
    if (!all(large)) rest = betaln_term(a, b);
    if (any(large)) {
      const V peak = kernel::rest(low) + (stirlerr_term(high) - stirlerr_term(low + high));
      rest = select(large, peak, rest);
      scaled_width = select(large, reference * width(low, high), reference);
    }
    V log_scaled_width = detail::full_log(scaled_width);
    const auto ordinary = scaled_width >= smallest_normal<V>() && scaled_width < infinity<V>();
    if (!all(ordinary)) {
      const V by_sum = sum_of_logs(V(reference), V(low), V(high), large);
      log_scaled_width = select(ordinary, log_scaled_width, by_sum);
    }
    return (rest + log_scaled_width) + offset;
  }
  // What the two kernels leave of the powers of low, high and their sum.
  template <class V>
  LIKELIER_HD static V width(const V& low, const V& high) {
    const V spread = constant<V>(1.0) + low / high;
    return sqrt(kernel::square_of_width(low) / spread) / (high * spread);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_of_logs(V reference, V low, V high, mask_t<V> large) {
    const V powers = detail::full_log(high) + constant<V>(1.5) * detail::full_log1p(low / high);
    return detail::full_log(reference) + select(large, kernel::log_width(low) - powers, constant<V>(0.0));
  }
  // Of the derivative by a shape, the part that goes with the slopes of kernel_of.
  template <class V>
  LIKELIER_HD static V log_normalizer_slope(const V& shape, const V& other) {
    const auto large = is_large(shape, other);
    V slope = constant<V>(0.0);
    if (!all(large)) slope = -digamma_difference(shape, other);
    if (any(large)) {
      V peak = detail::full_log1p(other / shape) - digamma_difference(shape, other);
      const auto is_low = shape < other;
      if (any(is_low)) {
        peak = select(is_low, digamma_minus_log(shape) - digamma_minus_log(shape + other), peak);
      }
      slope = select(large, peak, slope);
    }
    return slope;
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_normalizer(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& reference,
                                               const Dual<V, N>& offset) {
    return Dual<V, N>::binary(log_normalizer(a.value, b.value, reference.value, offset.value),
                              log_normalizer_slope(a.value, b.value), a, log_normalizer_slope(b.value, a.value), b);
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& b, const V& loc, const scaling<V>& scale) {
    const log_standardizer<V>& told = scale.log_standardize;
    const constants<V> c = {a,          b, log_normalizer(a, b, told.reference, told.offset), loc, scale.standardize,
                            scale.value};
    // Told by its logarithm, the width may be beyond all numbers, and then the support has no end.
    return only_where<V>(scale.value > constant<V>(0.0) && scale.value < infinity<V>(), c);
  }

  template <class V>
  struct position {
    V d, rest;  // distances from the ends of the support
    V y, w;     // the same in units of its width

    LIKELIER_HD position(const V& x, const constants<V>& c) : d(difference_from(c.loc, x)), rest(c.width - d) {
      y = c.standardize(d);
      w = c.standardize(rest);
    }
    LIKELIER_HD auto is_outside() const { return d < constant<V>(0.0) || rest < constant<V>(0.0); }
    // Neither at an end of the support nor so near the lower one that y has underflowed.
    LIKELIER_HD auto is_ordinary() const { return y >= smallest_normal<V>() && w > constant<V>(0.0); }
    // (a + b) y - a = b - (a + b) w.
    LIKELIER_HD V excess(const constants<V>& c) const { return excess_of_share(c.a, c.b, y, w); }
    LIKELIER_HD V log_w() const {
      const V half = constant<V>(0.5);
      return detail::full_log1p(select(w < half, w - constant<V>(1.0), -y));
    }
  };

  // log_prob less the normalizer and the logarithm of the scale, and its derivatives by a and b. Of these, what depends
  // on a and b alone is left to the normalizer's derivatives, where it does not cancel.
  template <class V>
  struct result {
    V value, slope_a, slope_b;
  };

  template <class V>
  LIKELIER_HD static result<V> kernel_of(const position<V>& p, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const auto large = is_large(c.a, c.b);
    result<V> r{constant<V>(0.0), constant<V>(0.0), constant<V>(0.0)};
    if (!all(large)) {
      r.slope_a = detail::full_log(p.y);
      r.slope_b = p.log_w();
      r.value = times_log(c.a - one, r.slope_a) + times_log(c.b - one, r.slope_b);
    }
    if (any(large)) {
      const V sum = c.a + c.b;
      const V excess = p.excess(c);
      const kernel::result<V> by_a = kernel::at(c.a, V(sum * p.y), excess);
      const kernel::result<V> by_b = kernel::at(c.b, V(sum * p.w), V(-excess));
      r = choose(large, combine(by_a, by_b), r);
    }
    return r;
  }

  // The same at the borders, where it is told by the logarithms.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static result<V> kernel_at_border(const position<V>& p, const constants<V>& c) {
    const V one = constant<V>(1.0);
    const V log_y = detail::full_log(p.d) - c.standardize.log_scale;
    const V log_w = p.log_w();
    const result<V> small{times_log(c.a - one, log_y) + times_log(c.b - one, log_w), log_y, log_w};
    const V sum = c.a + c.b;
    const V log_sum = detail::full_log(sum);
    const V excess = p.excess(c);
    const V m_a = sum * p.y, m_b = sum * p.w;
    const kernel::result<V> by_a = kernel::choose(p.y >= smallest_normal<V>(), kernel::at(c.a, m_a, excess),
                                                  kernel::from_log(c.a, m_a, V(log_sum + log_y)));
    const kernel::result<V> by_b = kernel::choose(p.w > constant<V>(0.0), kernel::at(c.b, m_b, V(-excess)),
                                                  kernel::from_log(c.b, m_b, V(log_sum + log_w)));
    const result<V> border = choose(is_large(c.a, c.b), combine(by_a, by_b), small);
    return choose(p.is_ordinary(), kernel_of(p, c), border);
  }

  template <class V>
  LIKELIER_HD static result<V> combine(const kernel::result<V>& by_a, const kernel::result<V>& by_b) {
    return {by_a.value + by_b.value, by_a.log_ma, by_b.log_ma};
  }
  template <class Mask, class V>
  LIKELIER_HD static result<V> choose(const Mask& condition, const result<V>& yes, const result<V>& no) {
    return {select(condition, yes.value, no.value), select(condition, yes.slope_a, no.slope_a),
            select(condition, yes.slope_b, no.slope_b)};
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V normalizer = c.log_normalizer;
    const position<V> p(x, c);
    if (all(p.is_ordinary())) return kernel_of(p, c).value - normalizer;
    // Copies, lest the loop keep its own in memory for the sake of this call.
    const position<V> here = p;
    const constants<V> constants_here = c;
    const V inside = kernel_at_border(here, constants_here).value - normalizer;
    return select(p.is_outside(), outside_support(normalizer), inside);
  }

  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<beta>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V normalizer = c.log_normalizer;
    const position<V> p(x, c);
    const auto outside = p.is_outside() && !isnan(normalizer);
    const auto a_is_one = c.a == one && !isnan(p.d);
    const auto b_is_one = c.b == one && !isnan(p.d);
    const V by_a = select(a_is_one, zero, (c.a - one) / p.d), by_b = select(b_is_one, zero, (c.b - one) / p.rest);
    V pull = by_a - by_b;
    const auto both_overflow = abs(by_a) == infinity<V>() && by_a == by_b;
    if (any(both_overflow)) pull = select(both_overflow, ((c.a - one) - (c.b - one) * (p.d / p.rest)) / p.d, pull);
    dx = select(outside, zero, pull);
    dc.loc = -dx;
    const V scaled = select(b_is_one, zero, (c.b - one) * (p.d / p.rest)) - c.a;
    dc.standardize.log_scale = select(outside, zero, scaled);
    dc.log_normalizer = select(outside, zero, -one);
    result<V> r = kernel_of(p, c);
    if (!all(p.is_ordinary())) {
      const position<V> here = p;
      const constants<V> constants_here = c;
      r = kernel_at_border(here, constants_here);
    }
    dc.a = select(outside, zero, r.slope_a);
    dc.b = select(outside, zero, r.slope_b);
    return select(p.is_outside(), outside_support(normalizer), r.value - normalizer);
  }

  // That of two gamma variables, given their sum and in units of it.
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    const V one = constant<V>(1.0), sum = c.a + c.b;
    const V low = min(c.a, c.b), high = max(c.a, c.b);
    const auto large = low >= constant<V>(large_shape) && sum < infinity<V>();
    V result = constant<V>(0.0);
    if (!all(large)) result = entropy_of_parts(c.a, c.b);
    if (any(large)) {
      // The powers of the shapes in one logarithm.
      const V excess = (kernel::entropy_excess(max(low, one)) + kernel::entropy_excess(max(high, one))) -
                       kernel::entropy_excess(max(sum, one));
      result = select(large, detail::full_log(width(low, high)) + (excess - digamma_minus_log(sum)), result);
    }
    return c.standardize.log_scale + result;
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    const standardizer<V> standardize = {c.standardize.log_scale.value, c.standardize.first.value,
                                         c.standardize.second.value};
    Dual<V, N> result = c.standardize.log_scale + entropy_of_parts(c.a, c.b);
    result.value =
        entropy(constants<V>{c.a.value, c.b.value, c.log_normalizer.value, c.loc.value, standardize, c.width.value});
    return result;
  }
  template <class V>
  LIKELIER_HD static V entropy_of_parts(const V& a, const V& b) {
    const V sum = a + b;
    const V parts = (kernel::entropy(a) + kernel::entropy(b)) - kernel::entropy(sum);
    return parts - digamma(sum);
  }

  template <int which, class V>
  LIKELIER_HD static V at(const V& x, const constants<V>& c) {
    const V zero = constant<V>(0.0), half = constant<V>(0.5);
    const V d = difference_from(c.loc, x), rest = scale_of(c.width, c.standardize.log_scale) - d;
    const auto below = d < zero, above = rest < zero;
    const auto outside = below || above;
    const V near = select(outside, half, d), far = select(outside, half, rest);
    const V y = c.standardize(near), w = c.standardize(far);
    const V inside = beta_tail_at<which>(
        c.a, c.b, y, complement_of(w, y), near > zero && far > zero,
        [&] { return V(detail::full_log(near) - c.standardize.log_scale); },
        [&] { return V(detail::full_log(far) - c.standardize.log_scale); });
    return select(below, tail_of_nothing<which, V>(), select(above, tail_of_everything<which, V>(), inside));
  }
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    const V p = as_probability(q);
    return shifted(c.loc, c.standardize, detail::beta_quantile(c.a, c.b, p, V(constant<V>(1.0) - p)).at[0]);
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    const V p = as_probability(q);
    return shifted(c.loc, c.standardize, detail::beta_quantile(c.a, c.b, V(constant<V>(1.0) - p), p).at[0]);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
