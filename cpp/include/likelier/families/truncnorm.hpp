#pragma once

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
      "array([ 3.68950267, -0.31549733])";

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

  // The density is told from a point of the interval: 0, or the end nearer to it, or the middle of an interval on which
  // the normal density changes little.
  template <class V>
  struct constants {
    V loc, log_mass;  // log((Phi(b) - Phi(a)) / phi(reference))
    standardizer<V> standardize;
    V reference, low, high;
    static constexpr int passive = 5;
  };

  template <class V>
  struct interval {
    V middle, half_width;
    mask_t<V> is_narrow, is_tail;  // on one side of 0, and not narrow

    LIKELIER_HD interval(const V& a, const V& b) {
      const V zero = constant<V>(0.0), half = constant<V>(0.5);
      middle = half * a + half * b;
      half_width = half * b - half * a;
      is_narrow = half_width < half && abs(middle) * half_width < constant<V>(1.0);
      is_tail = !is_narrow && (a > zero || b < zero);
    }
    LIKELIER_HD V reference(const V& a, const V& b) const {
      const V zero = constant<V>(0.0);
      return select(is_narrow, middle, select(is_tail, select(a > zero, a, b), zero));
    }
  };

  // (Phi(b) - Phi(a)) / phi(reference) in double.
  template <class V>
  struct mass {
    V reference, value;

    LIKELIER_HD mass(const V& a, const V& b) {
      const V zero = constant<V>(0.0), one = constant<V>(1.0);
      const interval<V> i(a, b);
      reference = i.reference(a, b);
      // Of the ends, which are on different sides of 0 here. The factor is 1 / phi(0).
      const V below = detail::normal_tail_in_double{}(V(-a));
      const V above = detail::normal_tail_in_double{}(b);
      value = constant<V>(2.5066282746310002) * (one - (below + above));
      if (any(i.is_tail)) {
        const V near = abs(reference);
        const V far = select(a > zero, b, -a);
        const V m = detail::mills_ratio<V>(near).value;
        const V quotient = detail::mills_ratio<V>(far).value / m;
        const V ratio = quotient * detail::full_exp(V(constant<V>(-0.5) * ((far - near) * (far + near))));
        value = select(i.is_tail, m * (one - select(far == infinity<V>(), zero, ratio)), value);
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
      }
    }
    // phi(end) / (Phi(b) - Phi(a)).
    LIKELIER_HD V hazard(const V& end) const {
      return detail::full_exp(V(constant<V>(-0.5) * ((end - reference) * (end + reference)))) / value;
    }
  };

  // log_mass and its derivatives by a and b.
  struct log_mass_in_double {
    template <class V>
    LIKELIER_HD several<V, 3> operator()(const V& a, const V& b, const V& reference) const {
      const mass<V> m(a, b);
      // The reference may have been rounded to float.
      const V moved = constant<V>(0.5) * ((m.reference - reference) * (m.reference + reference));
      return {{detail::full_log(m.value) - moved, -m.hazard(a), m.hazard(b)}};
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
    const constants<V> c{loc, log_mass(a, b, reference), scale.standardize, reference, low, high};
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
    dc.log_mass = select(is_outside, zero, select(isnan(z), z, -one));
    dc.standardize.log_scale = select(is_outside, zero, z * z - one);
    return value;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
