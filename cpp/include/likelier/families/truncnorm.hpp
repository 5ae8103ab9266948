#pragma once

#include "likelier/incomplete_tails.hpp"
#include "likelier/math/normal.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct truncnorm : four_tails<truncnorm> {
  static constexpr const char* name = "truncnorm";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Normal density truncated to a <= (x - loc) / scale <= b.";
  static constexpr const char* formula =
      "log p(x) = -z^2/2 - log(Phi(b) - Phi(a)) - log(scale) - log(2 pi)/2,  z = (x - loc) / scale";
  static constexpr const char* borders =
      "-inf outside of a <= z <= b. As in SciPy, a and b are the bounds of z, not of x; they may be infinite. NaN "
      "unless a < b.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 1, ch. 13, section 10.1.";
  static constexpr const char* example =
      "lk.truncnorm.logpdf([40.0, 40.1], a=40.0, b=50.0)\n"
      "array([ 3.68950348, -0.31549652])";

  struct lower : real {
    static constexpr const char* name = "a";
    static constexpr double default_value = required;
  };
  struct upper : real {
    static constexpr const char* name = "b";
    static constexpr const char* domain = "above a";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<lower, upper>;

  // The density is told from a point: 0, or the end nearer to it, or the middle of an interval on which the normal
  // density changes little.
  template <class V>
  struct constants {
    V loc, log_mass;  // log((Phi(b) - Phi(a)) / phi(reference))
    V low, high;
    standardizer<V> standardize;
    V reference;
    static constexpr int passive = standardizer<V>::passive + 1;
  };

  template <class V>
  struct interval {
    V middle, half_width;
    mask_t<V> is_narrow, is_tail;  // on one side of 0 and away from it, and not narrow

    LIKELIER_HD interval(const V& a, const V& b) {
      const V half = constant<V>(0.5);
      middle = half * a + half * b;
      half_width = half * b - half * a;
      is_narrow = half_width < half && abs(middle) * half_width < constant<V>(1.0);
      is_tail = !is_narrow && (a > half || b < -half);
    }
    LIKELIER_HD V reference(const V& a, const V& b) const {
      const V zero = constant<V>(0.0);
      return select(is_narrow, middle, select(is_tail, select(a > zero, a, b), zero));
    }
  };

  // (x^2 - y^2) / 2, of numbers whose sum may overflow.
  template <class V>
  LIKELIER_HD static V half_difference_of_squares(const V& x, const V& y) {
    const V half = constant<V>(0.5);
    return (x - y) * (half * x + half * y);
  }

  // 2 Phi(x) - 1.
  template <class V>
  LIKELIER_HD static V from_0(const V& x) {
    const V size = detail::folded_ndtr_in_double{}(V(abs(x)));
    return select(x < constant<V>(0.0), -size, size);
  }
  // Phi(-x) / phi(x) for x >= 0.
  template <class V>
  LIKELIER_HD static V mills_ratio(const V& x) {
    return constant<V>(sqrt_half_pi) * detail::erfcx_above(V(constant<V>(sqrt_half) * x));
  }
  // (Phi(b) - Phi(a)) / phi(origin) in double, and the same quotient of phi at both ends.
  template <class V, bool with_ends = true>
  struct mass {
    V value, at_low, at_high;  // the last two with ends alone

    LIKELIER_HD mass(const V& a, const V& b, const interval<V>& i, const V& origin) {
      const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
      if (with_ends || any(i.is_tail)) {
        at_low = detail::full_exp(V(-half_difference_of_squares(a, origin)));
        at_high = detail::full_exp(V(-half_difference_of_squares(b, origin)));
      }
      value = constant<V>(sqrt_half_pi) * (from_0(b) - from_0(a));
      if (any(i.is_tail)) {
        const auto is_upper = a > zero;
        const V far = select(is_upper, b, -a);
        const V m = mills_ratio(V(abs(origin)));
        const V rest = mills_ratio(far) / m * select(is_upper, at_high, at_low);
        value = select(i.is_tail, m * (one - select(far == infinity<V>(), zero, rest)), value);
      }
      if (any(i.is_narrow)) {
        // The Taylor series of phi about the middle, by the recurrence of Hermite polynomials.
        const V y = i.middle * i.half_width;
        const V square = i.half_width * i.half_width;
        V before = one, term = y, sum = zero;
        for (int k = 1; k < 20; ++k) {
          const V next = (y * term - square * before) * constant<V>(1.0 / (k + 1));
          before = term;
          term = next;
          if (k % 2 == 1) sum = sum + term * constant<V>(1.0 / (k + 2));
        }
        const V width = b - a;
        value = select(i.is_narrow, width + width * sum, value);
        if constexpr (with_ends) {
          at_low = select(i.is_narrow, detail::full_exp(V(y - half * square)), at_low);
          at_high = select(i.is_narrow, detail::full_exp(V(-y - half * square)), at_high);
        }
      }
    }
  };

  // log_mass and, where wanted, its derivatives by a and b.
  template <bool with_slopes>
  struct log_mass_in_double {
    template <class V>
    LIKELIER_HD LIKELIER_APART several<V, with_slopes ? 3 : 1> operator()(const V& a, const V& b,
                                                                          const V& reference) const {
      const V half = constant<V>(0.5);
      const interval<V> i(a, b);
      const V origin = i.reference(a, b);
      const mass<V, with_slopes> m(a, b, i, origin);
      // The reference is the middle rounded.
      const V off = select(i.is_narrow, half * ((a - reference) + (b - reference)), origin - reference);
      const V moved = off * (reference + half * off);
      const V value = detail::full_log(m.value) - moved;
      if constexpr (with_slopes) {
        return {{value, -m.at_low / m.value, m.at_high / m.value}};
      } else {
        return {{value}};
      }
    }
  };
  template <class V>
  LIKELIER_HD static V log_mass(const V& a, const V& b, const V& reference) {
    return in_double(log_mass_in_double<false>{}, a, b, reference).at[0];
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_mass(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& reference) {
    const several<V, 3> r = in_double(log_mass_in_double<true>{}, a.value, b.value, reference.value);
    return Dual<V, N>::binary(r.at[0], r.at[1], a, r.at[2], b);
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& low_end, const V& high_end, const V& loc, const scaling<V>& scale) {
    const V zero = constant<V>(0.0), a = low_end + zero,
            b = high_end + zero;  // no -0, whose quotients have the wrong sign
    const V low = detached(a), high = detached(b);
    const V reference = interval<V>(low, high).reference(low, high);
    const constants<V> c{loc, log_mass(a, b, reference), a, b, scale.standardize, reference};
    return only_where<V>(a < b, c);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    const V normalizer = c.log_mass + c.standardize.log_scale;
    const V inside = -half_difference_of_squares(z, c.reference) - normalizer;
    const auto is_outside = z < c.low || z > c.high;
    return select(is_outside, outside_support(normalizer), inside);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const V z = c.standardize(x, c.loc);
    const V value = log_prob(x, c);
    const auto is_outside = z < c.low || z > c.high;
    dc.loc = select(is_outside, zero, c.standardize(z));
    dx = -dc.loc;
    dc.low = dc.high = select(isnan(value), value, zero);
    dc.log_mass = select(is_outside, zero, dc.low - one);
    dc.standardize.log_scale = select(is_outside, zero, z * z - one);
    return value;
  }

  // The entropy of z, log_mass plus the mean of g = (z - origin) (z + origin) / 2, and its derivatives by both ends.
  // Where the interval is narrow or in a tail the moments of g's own formula would cancel: there they are integrals
  // from the end nearer to 0.
  struct entropy_in_double {
    template <class V>
    LIKELIER_HD LIKELIER_APART several<V, 3> operator()(const V& a, const V& b) const {
      const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5), inf = infinity<V>();
      const interval<V> i(a, b);
      const V origin = i.reference(a, b);
      const mass<V> m(a, b, i, origin);
      const V at_low = m.at_low / m.value, at_high = m.at_high / m.value;
      // 0 where an end is at infinity.
      const V low = select(abs(a) == inf, zero, a), high = select(abs(b) == inf, zero, b);
      const V square = (one + low * at_low) - high * at_high, mean = at_low - at_high;
      V g = half * square;
      V from_low = square - low * (mean + mean - low), from_high = square - high * (mean + mean - high);
      const auto by_integrals = i.is_narrow || i.is_tail;
      if (any(by_integrals)) {
        const auto mirrored = a + b < zero;
        const V near = select(mirrored, -b, a), far = select(mirrored, -a, b);
        const V start = max(select(by_integrals, near, one), constant<V>(-1.0));
        const V width = select(by_integrals, far - near, one);
        const V reach = min(width, detail::gaussian_reach(V(max(start, zero)), one, V(max(start, one))));
        // What the sums round away is as much as all else.
        detail::two_parts<V> moments[3] = {{zero, zero}, {zero, zero}, {zero, zero}};
        detail::gauss_legendre(reach, [&](const V& s, const V& weight) {
          V part = weight * exp(-(s * (start + half * s)));
          for (auto& moment : moments) {
            const detail::two_parts<V> sum = detail::exact_sum(moment.high, part);
            moment = {sum.high, moment.low + sum.low};
            part = part * s;
          }
        });
        const V total = detail::total_of(moments[0]);
        const V first = detail::total_of(moments[1]) / total, second = detail::total_of(moments[2]) / total;
        // From the near end to the origin, which a narrow interval has in its middle.
        const V offset = select(i.is_narrow, half * width * (start + constant<V>(0.25) * width), zero);
        g = select(by_integrals, (start * first + half * second) - offset, g);
        const V from_far = select(width == inf, zero, second + width * (width - first - first));
        from_low = select(by_integrals, select(mirrored, from_far, second), from_low);
        from_high = select(by_integrals, select(mirrored, second, from_far), from_high);
      }
      const auto is_bounded = b - a < inf;
      const V width = select(is_bounded, b - a, zero);
      const V by_low = -at_low * (half * from_low + width * at_high);
      const V by_high = at_high * (half * from_high + width * at_low);
      // The squares of far ends overflow.
      return {{detail::full_log(m.value) + g, select(at_low == zero, at_low, by_low),
               select(at_high == zero, at_high, by_high)}};
    }
  };
  template <class V>
  LIKELIER_HD static V entropy_between(const V& a, const V& b) {
    return in_double(entropy_in_double{}, a, b).at[0];
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> entropy_between(const Dual<V, N>& a, const Dual<V, N>& b) {
    const several<V, 3> r = in_double(entropy_in_double{}, a.value, b.value);
    return Dual<V, N>::binary(r.at[0], r.at[1], a, r.at[2], b);
  }
  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + entropy_between(c.low, c.high);
  }

  // The logarithms of both tails, each by its own part of the interval, at any z inside.
  template <class V>
  struct log_tails {
    V lower, upper;

    LIKELIER_HD log_tails(const V& z, const constants<V>& c)
        : lower(log_mass(c.low, z, c.reference) - c.log_mass), upper(log_mass(z, c.high, c.reference) - c.log_mass) {}

    template <int which>
    LIKELIER_HD V get() const {
      const V& own = which % 2 == 0 ? lower : upper;
      const V& rest = which % 2 == 0 ? upper : lower;
      const auto is_smaller = own <= rest;
      if constexpr (which < 2) {
        return select(is_smaller, detail::full_exp(own), constant<V>(1.0) - detail::full_exp(rest));
      } else {
        return select(is_smaller, own, detail::full_log1p(-detail::full_exp(rest)));
      }
    }
  };
  // The derivatives of the logarithm of a tail by z and by both ends: the densities there over the tail's mass and over
  // the whole. That by the tail's own end is still to be multiplied by the other tail.
  template <int which>
  struct log_tail_slopes_in_double {
    template <class V>
    LIKELIER_HD several<V, 3> operator()(const V& a, const V& b, const V& z) const {
      constexpr bool is_lower = which == detail::tail::log_lower;
      const several<V, 3> whole = log_mass_in_double<true>{}(a, b, interval<V>(a, b).reference(a, b));
      const V low = is_lower ? a : z, high = is_lower ? z : b;
      const several<V, 3> part = log_mass_in_double<true>{}(low, high, interval<V>(low, high).reference(low, high));
      if constexpr (is_lower) return {{part.at[2], part.at[1], -whole.at[2]}};
      return {{part.at[1], -whole.at[1], part.at[2]}};
    }
  };
  // A tail's derivatives by z and by both ends: the densities at these.
  template <int which, class V>
  LIKELIER_HD static several<V, 3> tail_slopes(const V& z, const constants<V>& c, const log_tails<V>& t) {
    several<V, 3> slope;
    if constexpr (which < 2) {
      const auto density = [&](const V& y, const V& log_part) {
        return detail::full_exp(V((-half_difference_of_squares(y, c.reference) - c.log_mass) + log_part));
      };
      const V sign = constant<V>(which == 0 ? 1.0 : -1.0);
      slope = {
          {sign * density(z, V(constant<V>(0.0))), -sign * density(c.low, t.upper), -sign * density(c.high, t.lower)}};
    } else {
      slope = in_double(log_tail_slopes_in_double<which>{}, c.low, c.high, z);
      V& own_end = slope.at[which == detail::tail::log_lower ? 1 : 2];
      own_end = own_end * t.template get<(which ^ 1) - 2>();
    }
    return slope;
  }
  template <int which, class V>
  LIKELIER_HD static V at(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc) + constant<V>(0.0);
    const auto below = z<c.low, above = z> c.high;
    const V inside = log_tails<V>(V(select(below || above, c.reference, z)), c).template get<which>();
    return select(below, tail_of_nothing<which, V>(), select(above, tail_of_everything<which, V>(), inside));
  }
  // 1 / scale may be beyond all numbers where a derivative is not, and so may be z.
  template <int which, class V, int N>
  LIKELIER_HD static Dual<V, N> at(const Dual<V, N>& x, const constants<Dual<V, N>>& c) {
    const constants<V> values = plain_constants<truncnorm, Dual<V, N>>(c);
    const standardizer<V>& s = values.standardize;
    const V zero = constant<V>(0.0), end = largest<V>();
    const V z = s(x.value, values.loc) + zero;
    const auto outside = z < values.low || z > values.high;
    const V inner = max(min(V(select(outside, values.reference, z)), end), -end);
    const several<V, 3> slope = tail_slopes<which>(inner, values, log_tails<V>(inner, values));
    const V by_z = select(outside, zero, slope.at[0]);
    const V by_low = select(outside, zero, slope.at[1]), by_high = select(outside, zero, slope.at[2]);
    const V by_x = s(by_z), by_log_scale = select(by_z == zero, zero, -by_z * inner);
    Dual<V, N> r(at<which>(x.value, values));
    for (int i = 0; i < N; ++i) {
      r.tangent[i] =
          (chain(by_x, V(x.tangent[i] - c.loc.tangent[i])) + chain(by_log_scale, c.standardize.log_scale.tangent[i])) +
          (chain(by_low, c.low.tangent[i]) + chain(by_high, c.high.tangent[i]));
      keep_valid(r.tangent[i], r.value == r.value);
    }
    return r;
  }

  // The distance from an end at which a tail is the density there times `linear`, the density being an exponential:
  // where it is a few roundings of the end, or else infinity.
  template <class V>
  LIKELIER_HD static V distance_next_to(const V& end, const mask_t<V>& is_lower, const V& linear) {
    const V one = constant<V>(1.0), inf = infinity<V>(), few = constant<V>(4e-15) * abs(end);
    const auto may_be = linear <= few + few || abs(end) > constant<V>(1e6);
    if (!any(may_be)) return inf;
    const V fall = select(is_lower, end, -end);
    const V slope = select(fall == constant<V>(0.0), one, fall);
    const V distance = -detail::full_log1p(V(-slope * linear)) / slope;
    return select(may_be && distance <= few, distance, inf);
  }

  // The z with tails p and q = 1 - p, of which the smaller counts: from the normal quantile, or where the interval is
  // narrow a share of it, by Halley's steps on the logarithm of the tail; a step that leaves the bracket is halved.
  struct quantile_in_double {
    static constexpr int bound = 60;

    template <class V>
    LIKELIER_HD LIKELIER_APART V operator()(const V& a, const V& b, const V& p, const V& q) const {
      const V zero = constant<V>(0.0), half = constant<V>(0.5);
      const interval<V> whole(a, b);
      const V reference = whole.reference(a, b);
      const V log_whole = log_mass_in_double<false>{}(a, b, reference).at[0];
      const auto is_lower = p <= q;
      const V log_aim = detail::full_log(V(select(is_lower, p, q)));
      // The tail of the normal distribution, from the end that is farther from its mode.
      const V log_density = constant<V>(-half_log_2pi) - half * reference * reference;
      const auto by_lower = a + b < zero || (a + b == zero && is_lower);
      const V near = select(by_lower, a, -b);
      const V log_share = detail::full_log(V(select(by_lower, p, q)));
      const V start = ndtri_exp(logaddexp(log_ndtr(near), V(log_share + (log_whole + log_density))));
      V z = select(by_lower, start, -start);
      z = select(whole.is_narrow, a + p * (b - a), z);
      z = select(z >= a && z <= b, z,
                 select(is_lower, max(a, constant<V>(-largest_start)), min(b, constant<V>(largest_start))));
      // Next to an end the tail is the density there times the distance.
      const V end = select(is_lower, a, b);
      const V distance = detail::full_exp(V((log_aim + log_whole) + half * ((end - reference) * (end + reference))));
      const auto is_next = distance * (constant<V>(1.0) + abs(end)) < constant<V>(0.0625);
      z = select(is_next, select(is_lower, end + distance, end - distance), z);
      // Where the end is told in larger steps than that there is nothing to search.
      const V least = distance_next_to(end, is_lower, distance);
      const auto is_end = least < infinity<V>();
      z = select(is_end, select(is_lower, end + least, end - least), z);
      V low = a, high = b;
      auto active = log_aim > -infinity<V>() && !is_end;
      for (int step = 0; step < bound && any(active); ++step) {
        const several<V, 3> below = log_mass_in_double<true>{}(a, z, reference),
                            above = log_mass_in_double<true>{}(z, b, reference);
        const V f = (select(is_lower, below.at[0], above.at[0]) - log_whole) - log_aim;
        const V hazard = select(is_lower, below.at[2], above.at[1]);
        const V bend = -z - hazard;
        const auto too_small = (f < zero) == is_lower;
        low = select(too_small, z, low);
        high = select(too_small, high, z);
        const V move = detail::halley_step(f, hazard, bend);
        V next = z + move;
        const auto settled = abs(move) * (abs(hazard) + abs(bend)) <= constant<V>(detail::last_step);
        const auto halved = !settled && !(next >= low && next <= high);
        if (any(halved)) next = select(halved, half * low + half * high, next);
        z = select(active, next, z);
        active = active && !settled;
      }
      z = min(max(z, a), b);
      z = select(p == zero, a, select(q == zero, b, z));
      return select(p >= zero && q >= zero && a < b, z, quiet_nan<V>());
    }

   private:
    static constexpr double largest_start = 40.0;
  };
  template <class V>
  LIKELIER_HD static V quantile(const V& p, const V& q, const constants<V>& c) {
    return in_double(quantile_in_double{}, c.low, c.high, p, q);
  }
  // z, and its derivatives by p and by the ends: the densities at these over that at z, times the tails beyond z.
  struct quantile_slopes_in_double {
    template <class V>
    LIKELIER_HD several<V, 4> operator()(const V& a, const V& b, const V& p, const V& q) const {
      const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
      const V z = quantile_in_double{}(a, b, p, q);
      const V reference = interval<V>(a, b).reference(a, b);
      const several<V, 3> whole = log_mass_in_double<true>{}(a, b, reference);
      const V& log_whole = whole.at[0];
      const auto is_lower = p <= q;
      const several<V, 3> below = log_mass_in_double<true>{}(a, z, reference),
                          above = log_mass_in_double<true>{}(z, b, reference);
      const V aim = select(is_lower, p, q), log_aim = detail::full_log(aim);
      const V f = (select(is_lower, below.at[0], above.at[0]) - log_whole) - log_aim;
      // By how much z is rounded.
      const V hazard = select(is_lower, below.at[2], above.at[1]);
      const V bend = -z - hazard;
      V offset = detail::halley_step(f, hazard, bend);
      const auto is_near = abs(f) < constant<V>(1e-6);
      auto is_known = is_near || abs(offset) <= constant<V>(1e-15) * abs(z);
      if (!all(is_near)) {
        const V end = select(is_lower, a, b);
        const V linear = detail::full_exp(V((log_aim + log_whole) + half * ((end - reference) * (end + reference))));
        const V distance = distance_next_to(end, is_lower, linear);
        const auto is_next = !is_near && distance < infinity<V>();
        offset = select(is_next, (end - z) + select(is_lower, distance, -distance), offset);
        is_known = is_known || is_next;
      }
      const V rounding = select(is_known, z * offset, zero);
      const V log_density = (-half * ((z - reference) * (z + reference)) - log_whole) - rounding;
      // In a deep tail an exponential loses digits, and the hazard, which changes little there, has all.
      const V density = aim * abs(hazard * (one + bend * offset));
      const auto is_deep = is_near && abs(bend) < constant<V>(0.25) * abs(hazard);
      const auto by_hazard = is_deep && density > smallest_normal<V>();
      const V by_tail = select(by_hazard, one / density, detail::full_exp(V(-log_density)));
      const auto by_end = [&](const V& x, const V& tail, const V& density_there) {
        V slope = tail * detail::full_exp(V(half * ((z - x) * (z + x)) + rounding));
        slope = select(by_hazard && density_there > smallest_normal<V>(), tail * (density_there / density), slope);
        return V(select(tail == zero || abs(x) == infinity<V>(), zero, slope));
      };
      return {{z, by_tail, by_end(a, q, V(-whole.at[1])), by_end(b, p, whole.at[2])}};
    }
  };
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> quantile(const Dual<V, N>& p, const Dual<V, N>& q, const constants<Dual<V, N>>& c) {
    const several<V, 4> z = in_double(quantile_slopes_in_double{}, c.low.value, c.high.value, p.value, q.value);
    Dual<V, N> r(z.at[0]);
    for (int i = 0; i < N; ++i) {
      r.tangent[i] =
          chain(z.at[1], p.tangent[i]) + (chain(z.at[2], c.low.tangent[i]) + chain(z.at[3], c.high.tangent[i]));
    }
    return r;
  }
  template <class V>
  LIKELIER_HD static V ppf(const V& q, const constants<V>& c) {
    const V p = as_probability(q);
    return shifted(c.loc, c.standardize, quantile(p, V(constant<V>(1.0) - p), c));
  }
  template <class V>
  LIKELIER_HD static V isf(const V& q, const constants<V>& c) {
    const V p = as_probability(q);
    return shifted(c.loc, c.standardize, quantile(V(constant<V>(1.0) - p), p, c));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
