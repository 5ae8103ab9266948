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

  // The density is told from one end of the support, the nearer one, by two logarithms: that of the share y of the
  // width, or of the distance d, from there, of shape s, and that of the rest, of shape o.
  //
  // Peaked ones, of which both shapes are above 1, are told around the mean: with r = y (s + o) / s
  //   log p = (s - 1) log r + (o - 1) log(1 + (1 - r) s / o) - log(scale width) - rest,
  // where nothing cancels but what the parameters' own errors make, as both logarithms have those of r. Next to an end
  // whose shape is small the density is about s / d, which may be 1 where the logarithms of d and of the scale are
  // large: there the logarithm is taken of d in a unit of about s, and that of the scale in this unit, which is
  // log_width, goes with s. Those with a small and a large shape are told from the end of the small one.
  template <class V>
  struct constants {
    V a, b;
    V log_rest;  // of the normalizer, without log_width
    V loc;
    standardizer<V> standardize;
    V width;  // the end of the support is where x - loc is the scale itself
    V log_width, inverse_unit;
    V a_by_b, b_by_a;  // or 0, where no mean is divided by
    static constexpr int passive = standardizer<V>::passive + 5;
  };

  template <class V>
  LIKELIER_HD static auto is_peaked(const V& a, const V& b) {
    return a > constant<V>(1.0) && b > constant<V>(1.0);
  }
  template <class V>
  LIKELIER_HD static auto is_large(const V& a, const V& b) {
    return max(a, b) >= constant<V>(large_shape);
  }
  template <class V>
  LIKELIER_HD static auto is_few(const V& a, const V& b) {
    return !(is_peaked(a, b) || is_large(a, b));
  }

  // Of log B(a, b) and the logarithm of the scale reference exp(offset).
  template <class V>
  struct normalization {
    V log_rest, log_width, inverse_unit, a_by_b, b_by_a;
  };
  template <class V>
  LIKELIER_HD static normalization<V> normalize(const V& a, const V& b, const V& reference, const V& offset) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto peaked = is_peaked(a, b), few = is_few(a, b), a_is_low = a < b;
    const V low = min(a, b), high = max(a, b), share = low / high, inverse = high / low, spread = one + share;
    // B(a, b) is the product of the shares of the mean, each to its shape, with (2 pi (a + b) / (a b))^(1/2) and the
    // remainders of Stirling's formula, that of a low shape undone.
    V log_rest = zero, scaled_width = zero, inverse_unit = one;
    if (!all(few)) {
      const V most = max(high, one);
      V head = detail::binet(max(low, one)), square = constant<V>(6.283185307179586) * low;
      if (!all(peaked)) {
        head = select(peaked, head, log_factorial(low) + (low - low * detail::full_log(low)));
        square = select(peaked, square, one);
        inverse_unit = one / (low * sqrt(spread));
      }
      log_rest = head + (detail::binet(most) - detail::binet(low + most));
      scaled_width = reference * (sqrt(square / spread) / (high * spread));
    }
    if (any(few)) {
      // B(a, b) = Gamma(1 + a) Gamma(1 + b) / Gamma(1 + a + b) (1 / a + 1 / b), and for a = 1 it is 1 / b.
      const auto trivial = low == one;
      const V ratio = log_factorial(low) - detail::gammaln_ratio_in_double{}(V(one + high), low);
      log_rest = select(few, select(trivial, zero, ratio), log_rest);
      inverse_unit = select(few, select(trivial, one / high, spread / low), inverse_unit);
      scaled_width = select(few, reference * inverse_unit, scaled_width);
    }
    V log_width = detail::full_log(scaled_width);
    const auto ordinary = scaled_width >= smallest_normal<V>() && scaled_width < infinity<V>();
    if (!all(ordinary)) log_width = select(ordinary, log_width, sum_of_logs(V(reference), V(low), V(high)));
    return {log_rest, log_width + offset, inverse_unit, select(few, zero, select(a_is_low, share, inverse)),
            select(few, zero, select(a_is_low, inverse, share))};
  }
  // log Gamma(1 + a) for a <= 1.
  template <class V>
  LIKELIER_HD static V log_factorial(const V& a) {
    const V one = constant<V>(1.0), w = min(a, one);
    return w * (w - one) * detail::lgamma1p_quotient(w);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V sum_of_logs(V reference, V low, V high) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const auto peaked = low > one, large = high >= constant<V>(large_shape);
    const V log_low = detail::full_log(low), log_high = detail::full_log(high), spread = detail::full_log1p(low / high);
    const V of_mean = select(peaked, constant<V>(half_log_2pi) + half * log_low, constant<V>(0.0)) -
                      (log_high + constant<V>(1.5) * spread);
    const V of_few = select(low == one, -log_high, spread - log_low);
    return detail::full_log(reference) + select(peaked || large, of_mean, of_few);
  }
  // Of the derivative by a shape, the part that goes with the slopes of the two logarithms.
  template <class V>
  LIKELIER_HD static V rest_slope(const V& shape, const V& other) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto peaked = is_peaked(shape, other), by_shape = !(peaked || is_few(shape, other));
    // Without the logarithm of the mean's share, where the slopes have it.
    V slope = -in_double(detail::digamma_difference_in_double{}, shape, other, select(peaked, zero, one));
    if (any(by_shape)) {
      const V of_low = digamma_minus_log(shape) - digamma_minus_log(shape + other);
      const V of_mean = select(shape < other, of_low, slope + detail::full_log1p(other / shape));
      slope = select(by_shape, of_mean, slope);
    }
    return slope;
  }
  template <class V, int N>
  LIKELIER_HD static normalization<Dual<V, N>> normalize(const Dual<V, N>& a, const Dual<V, N>& b,
                                                         const Dual<V, N>& reference, const Dual<V, N>& offset) {
    using D = Dual<V, N>;
    const normalization<V> n = normalize(a.value, b.value, reference.value, offset.value);
    return {D::binary(n.log_rest, rest_slope(a.value, b.value), a, rest_slope(b.value, a.value), b), D(n.log_width),
            D(n.inverse_unit), D(n.a_by_b), D(n.b_by_a)};
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& b, const V& loc, const scaling<V>& scale) {
    const log_standardizer<V>& told = scale.log_standardize;
    const normalization<V> n = normalize(a, b, told.reference, told.offset);
    const constants<V> c = {a,           b,           n.log_rest,     loc,      scale.standardize,
                            scale.value, n.log_width, n.inverse_unit, n.a_by_b, n.b_by_a};
    // Told by its logarithm, the width may be beyond all numbers, and then the support has no end.
    return only_where<V>(scale.value > constant<V>(0.0) && scale.value < infinity<V>(), c);
  }

  template <class V>
  struct position {
    V d, rest;               // distances from the ends of the support
    mask_t<V> lower, small;  // whether it is told from the lower end, and whether the shape there is small
    V share;                 // of the width, from there
    V ratio;                 // of the share to the mean's, or the share itself
    V q, gap;                // what the logarithm is taken of, and less 1 what the other is
    mask_t<V> beyond;        // whether the other is of gap itself, as the other end is the nearer one
    mask_t<V> ordinary;      // whether they are known, and none of them 0

    LIKELIER_HD position(const V& x, const constants<V>& c) : d(difference_from(c.loc, x)), rest(c.width - d) {
      const V one = constant<V>(1.0), half = constant<V>(0.5), tiny = smallest_normal<V>();
      const auto peaked = is_peaked(c.a, c.b), few = is_few(c.a, c.b), by_shape = !(peaked || few);
      lower = d < rest;
      const auto told_by_shape = any(by_shape);
      if (told_by_shape) lower = (by_shape && c.a < c.b) || (!by_shape && lower);
      small = shape(c) <= one;
      share = c.standardize(distance());
      beyond = share > one;
      q = ratio = share;
      gap = -share;
      if (!all(few)) {
        const V part = select(lower, c.a_by_b, c.b_by_a);
        ratio = detail::madd(share, select(lower, c.b_by_a, c.a_by_b), share);
        q = ratio;
        gap = select(few, gap, (one - ratio) * part);
        if (told_by_shape) {
          const V far = c.standardize(other_distance()), spread = one + part;
          beyond = by_shape && far < half;
          gap = select(by_shape, select(beyond, far * spread, part - share * spread), gap);
        }
      }
      ordinary = share >= tiny;
      if (!all(peaked)) {
        q = select(small, distance() * c.inverse_unit, q);
        ordinary = select(peaked, share, q) >= tiny && q < infinity<V>();
        if (told_by_shape) ordinary = ordinary && (!beyond || gap >= tiny);
      }
    }
    LIKELIER_HD V other_distance() const { return select(lower, rest, d); }
    LIKELIER_HD V shape(const constants<V>& c) const { return select(lower, c.a, c.b); }
    LIKELIER_HD V other(const constants<V>& c) const { return select(lower, c.b, c.a); }
    LIKELIER_HD V distance() const { return select(lower, d, rest); }
    LIKELIER_HD auto is_outside() const { return d < constant<V>(0.0) || rest < constant<V>(0.0); }
    LIKELIER_HD V log_other() const {
      const V result = detail::full_log1p(gap);
      if (!any(beyond)) return result;
      return select(beyond, detail::full_log(gap), result);
    }
    LIKELIER_HD V normalizer(const constants<V>& c) const {
      return detail::madd(select(small, shape(c), constant<V>(1.0)), c.log_width, c.log_rest);
    }
  };

  // log_prob, and its derivatives by a and b. Of these, what depends on a and b alone is left to the normalizer's
  // derivatives, where it does not cancel.
  template <class V>
  struct result {
    V value, slope_a, slope_b;

    LIKELIER_HD result(const V& log_p, const mask_t<V>& lower, const V& by_shape, const V& by_other)
        : value(log_p), slope_a(select(lower, by_shape, by_other)), slope_b(select(lower, by_other, by_shape)) {}
  };

  template <class V>
  LIKELIER_HD static V value_of(const position<V>& p, const constants<V>& c, const V& log_q, const V& log_other) {
    const V one = constant<V>(1.0);
    const V of_other = detail::madd(p.other(c) - one, log_other, -p.normalizer(c));
    return detail::madd(p.shape(c) - one, log_q, of_other);
  }
  template <class V>
  LIKELIER_HD static V inside(const position<V>& p, const constants<V>& c) {
    return value_of(p, c, V(detail::full_log(p.q)), p.log_other());
  }
  template <class V>
  LIKELIER_HD static result<V> inside_with_slopes(const position<V>& p, const constants<V>& c) {
    const V log_q = detail::full_log(p.q), log_other = p.log_other();
    V log_ratio = log_q;
    if (any(p.small)) {
      log_ratio = select(p.small, log_q - c.log_width, log_q);
      // Where the difference loses digits and there are none to spare.
      const V half = constant<V>(0.5), shape = p.shape(c);
      const V spared = select(p.other(c) < shape, half, min(shape, half));
      const auto lost = p.small && abs(c.log_width) * spared > constant<V>(1.0) && p.ratio >= smallest_normal<V>() &&
                        p.ratio < infinity<V>();
      if (any(lost)) log_ratio = select(lost, detail::full_log(p.ratio), log_ratio);
    }
    return {value_of(p, c, log_q, log_other), p.lower, log_ratio, log_other};
  }

  // The same at the borders, where it is told by the logarithms.
  template <class V>
  LIKELIER_HD LIKELIER_RARE static result<V> at_border(const position<V>& p, const constants<V>& c) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V shape = p.shape(c), other = p.other(c), log_scale = c.standardize.log_scale;
    const auto few = is_few(c.a, c.b);
    const V part = select(few, zero, shape / other), spread = detail::full_log1p(part);
    const V log_mean = select(few, zero, spread + (detail::full_log(other) - detail::full_log(shape)));
    const V log_ratio = (detail::full_log(p.distance()) - log_scale) + log_mean;
    const auto q_is_known = p.small && p.q >= smallest_normal<V>() && p.q < infinity<V>();
    const V log_q = select(q_is_known, detail::full_log(p.q), log_ratio + select(p.small, c.log_width, zero));
    const V log_far = (detail::full_log(p.other_distance()) - log_scale) + spread;
    const V log_other = select(p.beyond, log_far, detail::full_log1p(p.gap));
    const V value = (times_log(shape - one, log_q) + times_log(other - one, log_other)) - p.normalizer(c);
    const result<V> border(value, p.lower, log_ratio, log_other);
    return choose(p.ordinary, inside_with_slopes(p, c), border);
  }
  template <class Mask, class V>
  LIKELIER_HD static result<V> choose(const Mask& condition, const result<V>& yes, result<V> no) {
    no.value = select(condition, yes.value, no.value);
    no.slope_a = select(condition, yes.slope_a, no.slope_a);
    no.slope_b = select(condition, yes.slope_b, no.slope_b);
    return no;
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const position<V> p(x, c);
    if (all(p.ordinary)) return inside(p, c);
    // Copies, lest the loop keep its own in memory for the sake of this call.
    const position<V> here = p;
    const constants<V> constants_here = c;
    return select(p.is_outside(), outside_support(c.log_rest), at_border(here, constants_here).value);
  }

  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_prob(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    return by_gradient<beta>(x, c);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const position<V> p(x, c);
    const auto outside = p.is_outside() && !isnan(c.log_rest);
    const auto a_is_one = c.a == one && !isnan(p.d);
    const auto b_is_one = c.b == one && !isnan(p.d);
    const V by_a = select(a_is_one, zero, (c.a - one) / p.d), by_b = select(b_is_one, zero, (c.b - one) / p.rest);
    V pull = by_a - by_b;
    const auto both_overflow = abs(by_a) == infinity<V>() && by_a == by_b;
    if (any(both_overflow)) pull = select(both_overflow, ((c.a - one) - (c.b - one) * (p.d / p.rest)) / p.d, pull);
    dx = select(outside, zero, pull);
    dc.loc = -dx;
    // (b - 1) d / rest, of which the quotient by rest alone may be no number.
    V scaled = by_b * p.d;
    const auto lost = !(abs(by_b) >= smallest_normal<V>() && abs(by_b) < infinity<V>());
    if (any(lost)) scaled = select(lost, select(b_is_one, zero, (c.b - one) * (p.d / p.rest)), scaled);
    dc.standardize.log_scale = select(outside, zero, scaled - c.a);
    dc.log_rest = select(outside, zero, -one);
    result<V> r = inside_with_slopes(p, c);
    if (!all(p.ordinary)) {
      const position<V> here = p;
      const constants<V> constants_here = c;
      r = at_border(here, constants_here);
    }
    dc.a = select(outside, zero, r.slope_a);
    dc.b = select(outside, zero, r.slope_b);
    return select(p.is_outside(), outside_support(c.log_rest), r.value);
  }

  // That of two gamma variables, given their sum and in units of it.
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + entropy_of(c.a, c.b);
  }
  template <class V>
  LIKELIER_HD static V entropy_of(const V& a, const V& b) {
    const V one = constant<V>(1.0), sum = a + b;
    const V low = min(a, b), high = max(a, b);
    const auto large = low >= constant<V>(large_shape) && sum < infinity<V>();
    V result = constant<V>(0.0);
    if (!all(large)) result = entropy_of_parts(a, b);
    if (any(large)) {
      // The powers of the shapes in one logarithm.
      const V excess = (kernel::entropy_excess(max(low, one)) + kernel::entropy_excess(max(high, one))) -
                       kernel::entropy_excess(max(sum, one));
      const V spread = one + low / high;
      const V width = sqrt(constant<V>(6.283185307179586) * low / spread) / (high * spread);
      result = select(large, detail::full_log(width) + (excess - digamma_minus_log(sum)), result);
    }
    return result;
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy(const constants<Dual<V, N>>& c) {
    Dual<V, N> result = c.standardize.log_scale + entropy_of_parts(c.a, c.b);
    result.value = c.standardize.log_scale.value + entropy_of(c.a.value, c.b.value);
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
