// KL(p || q) between normal densities truncated to intervals.
//
// With z standard for p, the logarithm of q over p is, up to a constant, g(z) = (z^2 - (r z + d)^2) / 2 with
// r = scale_p / scale_q and d = (loc_p - loc_q) / scale_q. On p's own interval KL = log E e^h of h = g - E g, which is
// log(1 + E (e^h - 1 - h)): the terms are not negative, and vanish with r - 1 and d. What q has beyond p's interval
// adds log(1 + beyond / inside).
#pragma once

#include "likelier/closed_forms.hpp"
#include "likelier/families/truncnorm.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace detail {

// How far from x on (or back to 0) the standard normal density falls to e^-depth of what it is there.
template <class V>
LIKELIER_HD inline V depth_reached(const V& depth, const V& x) {
  const V order = max(x, constant<V>(1.0));
  const V twice = (depth + depth) / order, slope = x / order;
  return twice / (slope + sqrt(slope * slope + twice / order));
}

// A normal density on an interval, by u there, on which its argument is rate u + offset, from first to last: where it
// is highest, where it ends, and how long a part of it Gauss and Legendre's rule of 32 points takes to the last bit.
template <class V>
struct normal_extent {
  V rate, top, at_top, below, above, part;

  LIKELIER_HD normal_extent(const V& begin, const V& end, const V& first, const V& last, const V& of_rate,
                            const V& offset)
      : rate(of_rate) {
    const V zero = constant<V>(0.0);
    const V middle = -offset / rate;
    top = min(max(middle, begin), end);
    at_top = select(top == middle, zero, select(top == begin, first, last));
    const V reach = depth_reached(constant<V>(56.0), V(abs(at_top))) / rate;
    below = min(top - begin, reach);
    above = min(end - top, reach);
    part = depth_reached(constant<V>(72.0), V(abs(at_top))) / rate;
  }
  // -log of the density at a distance from the top, where it is 0.
  LIKELIER_HD V depth(const V& distance) const {
    const V moved = rate * distance;
    return moved * (at_top + constant<V>(0.5) * moved);
  }
  // visit(distance from the top, part of the mass).
  template <class Visit>
  LIKELIER_HD void integrate(Visit visit) const {
    const V half = constant<V>(0.5) * (below + above);
    for (int k = 0; k < 2; ++k) {
      const V start = k == 0 ? -below : half - below;
      gauss_legendre(half, [&](const V& s, const V& weight) {
        const V distance = start + s;
        visit(distance, V(weight * full_exp(V(-depth(distance)))));
      });
    }
  }
  LIKELIER_HD V mass() const {
    V sum = constant<V>(0.0);
    integrate([&](const V&, const V& part_of_mass) { sum = sum + part_of_mass; });
    return sum;
  }
};

// What a standard normal density has within gap below end, over its density there.
template <class V>
LIKELIER_HD inline V mass_below(const V& end, const V& gap) {
  const V zero = constant<V>(0.0), half = constant<V>(0.5);
  const auto near = gap * (constant<V>(1.0) + abs(end)) < constant<V>(1.0);
  V result = zero;
  if (any(near)) {
    gauss_legendre(V(select(near, gap, zero)),
                   [&](const V& s, const V& weight) { result = result + weight * full_exp(V(s * (end - half * s))); });
  }
  if (all(near)) return result;
  return select(near, result, full_exp(truncnorm::log_mass_in_double<false>{}(V(end - gap), end, end).at[0]));
}

template <bool with_gradient>
struct kl_truncnorm {
  static constexpr const char* name = "_kl_truncnorm";
  static constexpr int parameters = 8;
  // At most so many parts of the interval: otherwise the divergence is above 0.2, and that of the densities' depths.
  static constexpr int parts = 4;

  // Value and derivatives.
  template <class V>
  using result = several<V, parameters + 1>;

  template <class V>
  LIKELIER_HD LIKELIER_APART result<V> operator()(const V& a_p, const V& b_p, const V& loc_p, const V& scale_p,
                                                  const V& a_q, const V& b_q, const V& loc_q, const V& scale_q) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    const V inf = infinity<V>();
    const V shift = loc_p - loc_q, growth = scale_q - scale_p;
    const V r = scale_p / scale_q, d = shift / scale_q, h = -growth / scale_q;
    const V excess = h * (h + two);  // r^2 - 1

    // By how much q's interval begins before p's and ends after it.
    const V low_p = loc_p + a_p * scale_p, low_q = loc_q + a_q * scale_q;
    const V high_p = loc_p + b_p * scale_p, high_q = loc_q + b_q * scale_q;
    const V gap_low = room(low_q, low_p, distance(loc_p, a_p, scale_p, loc_q, a_q, scale_q) / scale_q);
    const V gap_high = room(high_q, high_p, distance(loc_q, b_q, scale_q, loc_p, b_p, scale_p) / scale_q);
    // p's interval in q's units.
    V first = r * a_p + d, last = r * b_p + d;
    first = select(gap_low < abs(first), a_q + gap_low, first);
    last = select(gap_high < abs(last), b_q - gap_high, last);

    // p's reference c: 0, or the end nearest to it; u = z - c.
    const truncnorm::interval<V> interval(a_p, b_p);
    const auto by_integrals = interval.is_narrow || interval.is_tail;
    const V c = select(by_integrals, min(max(zero, a_p), b_p), zero);
    const V y_c = select(c == a_p, first, select(c == b_p, last, r * c + d));
    const several<V, 3> own = truncnorm::log_mass_in_double<true>{}(a_p, b_p, c);
    const V at_low = -own.at[1], at_high = own.at[2];
    // z^2 has the mean 1 + spread, of an interval around 0.
    const V spread = select(at_low == zero, zero, a_p * at_low) - select(at_high == zero, zero, b_p * at_high);
    V mean_u = at_low - at_high, square_u = one + spread;
    const V begin = a_p - c, end = b_p - c;
    const normal_extent<V> extent_p(begin, end, a_p, b_p, one, c), extent_q(begin, end, first, last, r, y_c);
    if (any(by_integrals)) {
      // Here the top is at c. The squares of short intervals have no range.
      const auto is_short = extent_p.below + extent_p.above < constant<V>(1e-140);
      const V large = select(is_short, constant<V>(0x1p1000), one),
              back = select(is_short, constant<V>(0x1p-1000), one);
      V total = zero, mean = zero, square = zero;
      extent_p.integrate([&](const V& u, const V& part) {
        const V x = u * large;
        total = total + part;
        mean = mean + part * x;
        square = square + part * x * x;
      });
      mean_u = select(by_integrals, mean / total * back, mean_u);
      square_u = select(by_integrals, square / total * back * back, square_u);
    }

    // g(z) - g(c) = slope u + bend u^2.
    const V bend = constant<V>(-0.5) * excess;
    const V slope = slope_at(c, scale_p, scale_q, shift, growth, V(-c * excess - r * d));
    V mean_g = slope * mean_u + bend * square_u;

    const V low = min(extent_p.top - extent_p.below, extent_q.top - extent_q.below);
    const V length = max(extent_p.top + extent_p.above, extent_q.top + extent_q.above) - low;
    const V needed = length / min(extent_p.part, extent_q.part);
    // The means of what p is below its density at c, and q below its top. Where p has next to nothing near q's top, the
    // divergence is about the latter, and e^h may have no range.
    const V depth_p = c * mean_u + half * square_u;
    const V depth_q = extent_q.depth(mean_u - extent_q.top) + half * (r * max(zero, square_u - mean_u * mean_u) * r);
    const auto near = needed <= constant<V>(parts) && !(depth_q > constant<V>(100.0));
    V value = zero;
    if (any(near)) {
      // mean_g may be rounded: the mean of h is allowed for.
      V total = zero, sum = zero, mean_h = zero;
      V count = one;
      for (int i = 1; i < parts; ++i) count = count + select(needed > constant<V>(i), one, zero);
      const V size = length / count;
      for (int k = 0; k < parts; ++k) {
        const V index = constant<V>(k);
        const auto more = near && index < count;
        if (!any(more)) break;
        gauss_legendre(V(select(more, size, zero)), [&](const V& s, const V& weight) {
          const V u = select(more, low + (index * size + s), zero);
          const V exponent = -u * (c + half * u), x = u * (slope + bend * u) - mean_g;
          const V part = weight * full_exp(exponent);
          total = total + part;
          mean_h = mean_h + part * x;
          const auto small = abs(x) < one;
          V term = part * expm1mx(V(select(small, x, zero)));
          if (!all(small)) term = select(small, term, weight * full_exp(V(exponent + x)) - part * (one + x));
          sum = sum + term;
        });
      }
      sum = sum / total;
      mean_h = select(near, mean_h / total, zero);
      const auto little = sum < half;
      const V log_mean = sum + log1pmx(V(select(little, sum + mean_h, zero)));
      value = select(little, log_mean, full_log1p(V(sum + mean_h)) - mean_h);
      mean_g = mean_g + mean_h;
    }
    const auto wider = gap_low > zero || gap_high > zero;
    V mass_q = one;
    if (!all(near) || any(wider)) mass_q = extent_q.mass();
    if (!all(near)) {
      // Where c is not p's top, the top is not far from it.
      const V from_top = depth_p - half * (extent_p.at_top - c) * (extent_p.at_top + c);
      const V apart = log_ratio(mass_q, extent_p.mass()) + (depth_q - from_top);
      value = select(near, value, select(depth_q == inf, inf, apart));
    }
    if (any(wider)) {
      V ratio = zero;
      const auto below = gap_low > zero && -first < inf;
      const auto above = gap_high > zero && last < inf;
      if (any(below)) {
        const V fall = full_exp(V(-extent_q.depth(select(below, begin - extent_q.top, zero))));
        ratio = select(below, mass_below(first, gap_low) * (fall / (r * mass_q)), zero);
      }
      if (any(above)) {
        const V fall = full_exp(V(-extent_q.depth(select(above, end - extent_q.top, zero))));
        ratio = ratio + select(above, mass_below(V(-last), gap_high) * (fall / (r * mass_q)), zero);
      }
      V rest = full_log1p(ratio);
      const auto large = !(ratio < one);
      if (any(large)) {
        const V log_whole = truncnorm::log_mass_in_double<false>{}(a_q, b_q, extent_q.at_top).at[0];
        rest = select(large, log_whole - (full_log(mass_q) - log_ratio(scale_q, scale_p)), rest);
      }
      // Where squares of q's bounds have no range, its mass is far from p.
      rest = select(rest == rest, rest, inf);
      value = value + select(wider, rest, zero);
    }

    // All of p is too far from q's location for a square of that.
    const auto lost = first > constant<V>(1e160) || last < constant<V>(-1e160);
    value = select(value != value && lost, inf, value);

    result<V> e;
    e.at[0] = value;
    for (int i = 1; i <= parameters; ++i) e.at[i] = zero;
    if constexpr (with_gradient) {
      const several<V, 3> other = truncnorm::log_mass_in_double<true>{}(a_q, b_q, zero);
      const V mean_y = y_c + r * mean_u;
      // E y^2 - 1 and r E y z - 1.
      V square_y = (y_c * y_c + r * (two * (y_c * mean_u) + r * square_u)) - one;
      V product = r * (y_c * c + ((y_c + r * c) * mean_u + r * square_u)) - one;
      const V tilt = r * d * mean_u;
      const V stretch = excess * square_u + spread + tilt;
      square_y = select(by_integrals, square_y, stretch + (tilt + d * d));
      product = select(by_integrals, product, stretch);
      // 1 + h at an end; where that is not near 1 it is by parts a sum of few terms that cancel.
      const V width = b_p - a_p;
      const auto tilt_at = [&](const V& u, const V& y, const V& at_other) {
        const V plain = one + (u * (slope + bend * u) - mean_g);
        const V inward = mean_u - u, square = (square_u - two * (u * mean_u)) + u * u;
        const V by_parts = half * (square + r * square * r) + r * y * inward;
        const V beyond = select(at_other == zero, zero, width * at_other);
        return V(select(near, plain, by_parts + beyond));
      };
      e.at[1] = select(at_low == zero, zero, at_low * tilt_at(begin, first, at_high));
      e.at[2] = select(at_high == zero, zero, -at_high * tilt_at(end, last, at_low));
      e.at[3] = mean_y / scale_q;
      e.at[4] = product / scale_p;
      e.at[5] = other.at[1];
      e.at[6] = other.at[2];
      e.at[7] = -e.at[3];
      e.at[8] = -square_y / scale_q;
    }
    const auto outside = low_p < low_q || high_p > high_q;
    e.at[0] = select(outside, inf, e.at[0]);
    for (int i = 1; i <= parameters; ++i) e.at[i] = select(outside, zero, e.at[i]);
    const auto valid =
        a_p < b_p && a_q < b_q && is_positive(scale_p) && is_positive(scale_q) && loc_p == loc_p && loc_q == loc_q;
    keep_valid(e.at[0], valid);
    return e;
  }

 private:
  // (loc_a + a scale_a) - (loc_b + b scale_b), as it is before these round.
  template <class V>
  LIKELIER_HD static V distance(const V& loc_a, const V& a, const V& scale_a, const V& loc_b, const V& b,
                                const V& scale_b) {
    const V product_a = a * scale_a, product_b = -b * scale_b, shift = loc_a - loc_b;
    const V products = product_a + product_b, sum = products + shift;
    const V of_sums = error_of_sum(product_a, product_b, products) + error_of_sum(loc_a, V(-loc_b), shift) +
                      error_of_sum(products, shift, sum);
    return sum + (of_sums + (error_of_product(a, scale_a, product_a) - error_of_product(b, scale_b, V(-product_b))));
  }
  // By how much q reaches further, where both ends are as given.
  template <class V>
  LIKELIER_HD static V room(const V& end_q, const V& end_p, const V& apart) {
    const V zero = constant<V>(0.0), inf = infinity<V>();
    return select(abs(end_q) == inf, select(end_p == end_q, zero, inf), max(zero, apart));
  }

  // c - r (r c + d) from exact differences, or as given where the products have no range.
  template <class V>
  LIKELIER_HD static V slope_at(const V& c, const V& scale_p, const V& scale_q, const V& shift, const V& growth,
                                const V& plain) {
    const V sum = scale_p + scale_q, square = scale_q * scale_q;
    const V turned = c * growth;
    const V exact = difference_of_products(turned, sum, scale_p, shift) +
                    (error_of_product(c, growth, turned) * sum + turned * error_of_sum(scale_p, scale_q, sum));
    const auto in_range = has_range(square) && has_range(abs(turned * sum)) && has_range(abs(scale_p * shift));
    return select(in_range, exact / square, plain);
  }
};

// Scales by their logarithms. Where one is out of range, q's is the unit; and where that is too far from p's, they are
// taken less far apart: the divergence of the narrower p has become linear in their distance, that of the wider
// infinite.
template <bool with_gradient>
struct kl_truncnorm_logs {
  static constexpr const char* name = "_kl_truncnorm_logs";
  static constexpr int parameters = 8;

  template <class V>
  LIKELIER_HD typename kl_truncnorm<true>::template result<V> operator()(const V& a_p, const V& b_p, const V& loc_p,
                                                                         const V& log_p, const V& a_q, const V& b_q,
                                                                         const V& loc_q, const V& log_q) const {
    const V zero = constant<V>(0.0), most = constant<V>(700.0);
    const V apart = log_p - log_q;
    const auto ordinary = abs(log_p) < most && abs(log_q) < most;
    const auto far = abs(apart) > most && !ordinary;
    const V nearer = select(far, select(apart < zero, -most, most), apart);
    const V scale_p = full_exp(V(select(ordinary, log_p, nearer)));
    const V scale_q = full_exp(V(select(ordinary, log_q, zero)));
    // A half of it twice, as the whole may overflow.
    const V unit = full_exp(V(select(ordinary, zero, constant<V>(-0.5) * log_q)));
    const V d = loc_p - loc_q;
    const V begin_p = select(ordinary, loc_p, select(d == zero, zero, d * unit * unit));
    const V begin_q = select(ordinary, loc_q, zero);
    auto e = kl_truncnorm<true>{}(a_p, b_p, begin_p, scale_p, a_q, b_q, begin_q, scale_q);
    for (int i = 3; i < 8; i += 4) {
      e.at[i] = chain(unit, V(chain(unit, e.at[i])));
      e.at[i + 1] = chain(i == 3 ? scale_p : scale_q, e.at[i + 1]);
    }
    const V further = select(apart < zero, chain(e.at[4], V(apart - nearer)), infinity<V>());
    e.at[0] = select(far, e.at[0] + further, e.at[0]);
    keep_valid(e.at[0], abs(log_p) < infinity<V>() && abs(log_q) < infinity<V>());
    return e;
  }
};

}  // namespace detail

}  // namespace LIKELIER_ISA
}  // namespace likelier
