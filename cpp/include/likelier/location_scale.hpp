// Densities that are a function of z = (x - loc) / scale alone, on the line or on the half of it above loc.
//
// A kernel states log p = f(z) - log(scale) - log_normalizer. Most need nothing but z: they have the static
// functions of(z), which is f, and of(z, pull, z_pull), which adds -f'(z) and -z f'(z), each without overflow
// or cancellation of its own.
//
// -z f'(z) may overflow where f(z) does not, and its quotient by a large scale neither: the derivative by the logarithm
// of the scale is told in units of a power of two, the kernel's log_scale_unit, and so is z_pull.
#pragma once

#include "likelier/parameters.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// Where z is infinite, or not the quotient because the factors are at the end of the range: x - loc and the logarithm
// of the scale are what they should be, and z^2 is beyond all bounds.
template <class V>
LIKELIER_HD inline mask_t<V> is_far(const V& z, const standardizer<V>& s) {
  return abs(z) == infinity<V>() || (s.second == largest<V>() && abs(z) > constant<V>(0.0));
}
// log |z| there.
template <class V>
LIKELIER_HD inline V log_of_far(const V& x, const V& loc, const standardizer<V>& s) {
  return distance_from(loc, x).log() - s.log_scale;
}

template <class Kernel>
struct kernel_of_z {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;

  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c) {
    return Kernel::of(c.standardize(x, c.loc));
  }
  // With the derivatives of the log-density by loc and by the logarithm of the scale.
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c, V& dloc, V& dlog_scale) {
    V pull, z_pull;
    const V f = Kernel::of(c.standardize(x, c.loc), pull, z_pull);
    dloc = c.standardize(pull);
    dlog_scale = z_pull - constant<V>(1.0 / Kernel::log_scale_unit);
    return f;
  }

  static constexpr int log_scale_unit = 1;

 private:
  kernel_of_z() = default;
  friend Kernel;
};

template <class Kernel>
struct location_scale_density : Kernel::preparation {
  static constexpr int log_scale_unit = Kernel::log_scale_unit;
  using parameterisations = location_and<scale, log_scale>::after<>;
  template <class V>
  using constants = typename Kernel::preparation::template constants<V>;

  template <class V>
  LIKELIER_HD static V log_normalizer(const constants<V>& c) {
    return c.standardize.log_scale + constant<V>(Kernel::log_normalizer);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return Kernel::evaluate(x, c) - log_normalizer(c);
  }
  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V f = Kernel::evaluate(x, c, dc.loc, dc.standardize.log_scale);
    dx = -dc.loc;
    return f - log_normalizer(c);
  }
};

// The same for |z|, which has twice the density: what a kernel is for z < 0 does not matter.
template <class Kernel>
struct half_line_density : Kernel::preparation {
  static constexpr int log_scale_unit = Kernel::log_scale_unit;
  using parameterisations = location_and<scale, log_scale>::after<>;
  template <class V>
  using constants = typename Kernel::preparation::template constants<V>;

  template <class V>
  LIKELIER_HD static V log_normalizer(const constants<V>& c) {
    return c.standardize.log_scale + constant<V>(Kernel::log_normalizer - log_2);
  }

  // Invalid parameters made loc NaN, and then x is not below it.
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return select(x < c.loc, -infinity<V>(), Kernel::evaluate(x, c) - log_normalizer(c));
  }
  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0);
    const auto outside = x < c.loc;
    V dloc, dlog_scale;
    const V f = Kernel::evaluate(x, c, dloc, dlog_scale);
    dc.loc = select(outside, zero, dloc);
    dc.standardize.log_scale = select(outside, zero, dlog_scale);
    dx = -dc.loc;
    return select(outside, -infinity<V>(), f - log_normalizer(c));
  }
};

struct normal_kernel : kernel_of_z<normal_kernel> {
  static constexpr double log_normalizer = half_log_2pi;
  static constexpr int log_scale_unit = 2;

  template <class V>
  LIKELIER_HD static V of(const V& z) {
    return constant<V>(-0.5) * z * z;
  }
  template <class V>
  LIKELIER_HD static V of(const V& z, V& pull, V& z_pull) {
    const V f = of(z);
    pull = z;
    z_pull = -f;
    return f;
  }
};

// -|z|, with the slope 0 at the kink.
struct laplace_kernel {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;
  static constexpr int log_scale_unit = 1;
  static constexpr double log_normalizer = log_2;

  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c) {
    return -abs(c.standardize(x, c.loc));
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c, V& dloc, V& dlog_scale) {
    const V one = constant<V>(1.0);
    const V z = c.standardize(x, c.loc);
    // By the sign of the difference: z may underflow.
    dloc = c.standardize(V(select(isnan(z), z, select(x > c.loc, one, select(x < c.loc, -one, z)))));
    dlog_scale = abs(z) - one;
    return -abs(z);
  }
};

// -z, for the half line alone.
struct exponential_kernel : kernel_of_z<exponential_kernel> {
  static constexpr double log_normalizer = log_2;

  template <class V>
  LIKELIER_HD static V of(const V& z) {
    return -z;
  }
  template <class V>
  LIKELIER_HD static V of(const V& z, V& pull, V& z_pull) {
    pull = select(isnan(z), z, constant<V>(1.0));
    z_pull = z;
    return -z;
  }
};

// -|z| - 2 log(1 + e^-|z|). With m = e^-|z| - 1 the slope is m / (2 + m), which is exact near 0, and what m
// has lost of e^-|z| in the tails is small against |z|.
struct logistic_kernel : kernel_of_z<logistic_kernel> {
  static constexpr double log_normalizer = 0.0;

  template <class V>
  struct parts {
    V sign, distance, m, sum;

    LIKELIER_HD explicit parts(const V& z) {
      // Not abs: its derivative is 0 at 0, and the second derivative here is not.
      sign = select(z < constant<V>(0.0), constant<V>(-1.0), constant<V>(1.0));
      distance = sign * z;
      m = detail::full_expm1(V(-distance));
      sum = constant<V>(2.0) + m;
    }
    LIKELIER_HD V value() const { return -(distance + constant<V>(2.0) * detail::full_log(sum)); }
  };

  template <class V>
  LIKELIER_HD static V of(const V& z) {
    return parts<V>(z).value();
  }
  template <class V>
  LIKELIER_HD static V of(const V& z, V& pull, V& z_pull) {
    const parts<V> p(z);
    const V slope = -p.m / p.sum;
    pull = p.sign * slope;
    z_pull = p.distance * slope;
    return p.value();
  }
};

// -y - e^-y, where y = sign z, by m = e^-y - 1.
template <int sign>
struct gumbel_kernel {
  using preparation = precise_location_scale;
  template <class V>
  using constants = precise_location_scale::constants<V>;
  static constexpr double log_normalizer = 0.0;
  static constexpr int log_scale_unit = 1024;  // the exponential of no larger number is finite

  template <class V>
  LIKELIER_HD static V standardized(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    return sign > 0 ? z : -z;
  }
  template <class V>
  LIKELIER_HD static V less_one(const V& y, const constants<V>& c) {
    const V m = detail::full_expm1(V(-y));
    const V correction = (m + constant<V>(1.0)) * (y * c.residual);
    return select(abs(correction) < infinity<V>(), m - correction, m);
  }
  template <class V>
  LIKELIER_HD static V value(const V& y, const V& m) {
    return select(m == infinity<V>(), -m, -(y + (m + constant<V>(1.0))));
  }

  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c) {
    const V y = standardized(x, c);
    return value(y, less_one(y, c));
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c, V& dloc, V& dlog_scale) {
    const V y = standardized(x, c);
    const V m = less_one(y, c);
    dloc = c.standardize(V(sign > 0 ? -m : m));
    const V share = constant<V>(1.0 / log_scale_unit);
    dlog_scale = (-share * y) * m - share;
    return value(y, m);
  }
};

// -log(1 + z^2).
struct cauchy_kernel {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;
  static constexpr int log_scale_unit = 1;
  static constexpr double log_normalizer = log_pi;

  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    const V f = -log1p_square(z);
    const auto lost = is_far(z, c.standardize);
    if (!any(lost)) return f;
    const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
    return select(lost, far(x, copy), f);
  }
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const constants<V>& c, V& dloc, V& dlog_scale) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V z = c.standardize(x, c.loc);
    const V pull = log1p_square_slope(z);
    dloc = c.standardize(pull);
    dlog_scale = z * pull - one;
    const auto lost = is_far(z, c.standardize);
    if (any(lost)) {
      dloc = select(lost, distance_from(c.loc, x).divide(two), dloc);
      dlog_scale = select(lost, one, dlog_scale);
    }
    return evaluate(x, c);
  }

 private:
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V far(V x, const constants<V>& c) {
    return constant<V>(-2.0) * log_of_far(x, c.loc, c.standardize);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
