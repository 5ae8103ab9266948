#pragma once

#include "likelier/math/normal.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

struct truncnorm {
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
  using parameterisations = location_and<scale>::after<lower, upper>;

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
  template <class V>
  struct mass {
    V value, at_low, at_high;

    LIKELIER_HD mass(const V& a, const V& b, const interval<V>& i, const V& origin) {
      const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
      at_low = detail::full_exp(V(-half * ((a - origin) * (a + origin))));
      at_high = detail::full_exp(V(-half * ((b - origin) * (b + origin))));
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
        at_low = select(i.is_narrow, detail::full_exp(V(y - half * square)), at_low);
        at_high = select(i.is_narrow, detail::full_exp(V(-y - half * square)), at_high);
      }
    }
  };

  // log_mass and its derivatives by a and b.
  struct log_mass_in_double {
    template <class V>
    LIKELIER_HD several<V, 3> operator()(const V& a, const V& b, const V& reference) const {
      const V half = constant<V>(0.5);
      const interval<V> i(a, b);
      const V origin = i.reference(a, b);
      const mass<V> m(a, b, i, origin);
      // The reference is the middle rounded.
      const V off = select(i.is_narrow, half * ((a - reference) + (b - reference)), origin - reference);
      const V moved = off * (reference + half * off);
      return {{detail::full_log(m.value) - moved, -m.at_low / m.value, m.at_high / m.value}};
    }
  };
  template <class V>
  LIKELIER_HD static V log_mass(const V& a, const V& b, const V& reference) {
    return in_double(log_mass_in_double{}, a, b, reference).at[0];
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> log_mass(const Dual<V, N>& a, const Dual<V, N>& b, const Dual<V, N>& reference) {
    const several<V, 3> r = in_double(log_mass_in_double{}, a.value, b.value, reference.value);
    return Dual<V, N>::binary(r.at[0], r.at[1], a, r.at[2], b);
  }

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& a, const V& b, const V& loc, const scaling<V>& scale) {
    const V low = detached(a), high = detached(b);
    const V reference = interval<V>(low, high).reference(low, high);
    const constants<V> c{loc, log_mass(a, b, reference), a, b, scale.standardize, reference};
    return only_where<V>(a < b, c);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    const V normalizer = c.log_mass + c.standardize.log_scale;
    const V inside = constant<V>(-0.5) * ((z - c.reference) * (z + c.reference)) - normalizer;
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
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
