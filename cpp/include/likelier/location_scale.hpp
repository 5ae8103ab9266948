// Densities that are a function of z = (x - loc) / scale alone, on the line or on the half of it above loc.
//
// A kernel states log p = f(z) - log(scale) - log_normalizer, given the sum of the last two, alone or with its
// derivatives by loc and by the logarithm of the scale. f is near 0 where z is, or its roundings would be what is left
// of log p near 0. Most need nothing but z: they have the static functions of(z, normalizer), which is log p, and
// pulls(z, pull, z_pull), which are -f'(z) and -z f'(z), each without overflow or cancellation of its own.
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
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer) {
    return Kernel::of(c.standardize(x, c.loc), normalizer);
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer, V& dloc, V& dlog_scale) {
    V pull, z_pull;
    const V z = c.standardize(x, c.loc);
    Kernel::pulls(z, pull, z_pull);
    dloc = c.standardize(pull);
    dlog_scale = z_pull - constant<V>(1.0 / Kernel::log_scale_unit);
    return Kernel::of(z, normalizer);
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
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    return Kernel::log_prob(x, c, plus_number(c.standardize.log_scale, Kernel::log_normalizer()));
  }
  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V normalizer = plus_number(c.standardize.log_scale, Kernel::log_normalizer());
    const V value = Kernel::log_prob(x, c, normalizer, dc.loc, dc.standardize.log_scale);
    dx = -dc.loc;
    return value;
  }
};

// The same for |z|, which has twice the density: what a kernel is for z < 0 does not matter.
template <class Kernel>
struct half_line_density : Kernel::preparation {
  static constexpr int log_scale_unit = Kernel::log_scale_unit;
  using parameterisations = location_and<scale, log_scale>::after<>;
  template <class V>
  using constants = typename Kernel::preparation::template constants<V>;

  // Invalid parameters made loc NaN, and then x is not below it.
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V normalizer = plus_number(c.standardize.log_scale, Kernel::log_normalizer() + -long_log_2());
    return select(x < c.loc, -infinity<V>(), Kernel::log_prob(x, c, normalizer));
  }
  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V zero = constant<V>(0.0);
    const auto outside = x < c.loc;
    V dloc, dlog_scale;
    const V normalizer = plus_number(c.standardize.log_scale, Kernel::log_normalizer() + -long_log_2());
    const V inside = Kernel::log_prob(x, c, normalizer, dloc, dlog_scale);
    dc.loc = select(outside, zero, dloc);
    dc.standardize.log_scale = select(outside, zero, dlog_scale);
    dx = -dc.loc;
    return select(outside, -infinity<V>(), inside);
  }
};

struct normal_kernel : kernel_of_z<normal_kernel> {
  LIKELIER_HD static constexpr long_number log_normalizer() { return long_half_log_2pi(); }
  static constexpr int log_scale_unit = 2;

  template <class V>
  LIKELIER_HD static V of(const V& z, const V& normalizer) {
    return detail::madd(V(constant<V>(-0.5) * z), z, V(-normalizer));
  }
  template <class V>
  LIKELIER_HD static void pulls(const V& z, V& pull, V& z_pull) {
    pull = z;
    z_pull = constant<V>(0.5) * z * z;
  }
};

// -|z|, with the slope 0 at the kink.
struct laplace_kernel {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;
  static constexpr int log_scale_unit = 1;
  LIKELIER_HD static constexpr long_number log_normalizer() { return long_log_2(); }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer) {
    return -c.standardize.magnitude_plus(x, c.loc, normalizer);
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer, V& dloc, V& dlog_scale) {
    const V one = constant<V>(1.0);
    const V z = c.standardize(x, c.loc);
    // By the sign of the difference: z may underflow.
    dloc = c.standardize(V(select(isnan(z), z, select(x > c.loc, one, select(x < c.loc, -one, z)))));
    dlog_scale = abs(z) - one;
    return log_prob(x, c, normalizer);
  }
};

// -z, for the half line alone.
struct exponential_kernel {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;
  static constexpr int log_scale_unit = 1;
  LIKELIER_HD static constexpr long_number log_normalizer() { return long_log_2(); }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer) {
    return -c.standardize.plus(x, c.loc, normalizer);
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer, V& dloc, V& dlog_scale) {
    const V one = constant<V>(1.0), z = c.standardize(x, c.loc);
    dloc = c.standardize(V(select(isnan(z), z, one)));
    dlog_scale = z - one;
    return log_prob(x, c, normalizer);
  }
};

// -|z| - 2 log(1 + e^-|z|). With m = 1 - e^-|z| the slope is m / (2 - m), which is exact near 0, and what m has lost of
// e^-|z| in the tails is small against |z|.
struct logistic_kernel : kernel_of_z<logistic_kernel> {
  LIKELIER_HD static constexpr long_number log_normalizer() { return {0.0, 0.0}; }

  template <class V>
  struct decay {
    V value, complement;  // e^-|z|, and what it has less than 1

    LIKELIER_HD explicit decay(const V& distance) {
      const V limit = constant<V>(-detail::exp_limits<scalar_t<V>>::lowest);
      const exp_and_complement<V> e(V(select(distance > limit, limit, distance)));
      value = e.value;
      complement = e.complement;
    }
  };
  template <class V, int N>
  struct decay<Dual<V, N>> {
    Dual<V, N> value, complement;

    LIKELIER_HD explicit decay(const Dual<V, N>& distance)
        : value(detail::full_exp(-distance)), complement(-detail::full_expm1(-distance)) {}
  };
  template <class V>
  LIKELIER_HD static V sign_of(const V& z) {
    // For abs: its derivative is 0 at 0, and the second derivative here is not.
    return select(z < constant<V>(0.0), constant<V>(-1.0), constant<V>(1.0));
  }

  // Where the density is near 1 the distance and the normalizer cancel, and what 1 + e^-|z| has lost counts too, by a
  // line for its reciprocal.
  template <class V>
  LIKELIER_HD static V of(const V& z, const V& normalizer) {
    const V one = constant<V>(1.0), distance = sign_of(z) * z, e = decay<V>(distance).value;
    const V sum = one + e, lost = e - (sum - one);
    const V rest = detail::madd(lost, constant<V>(3.0) - sum, distance + normalizer);
    return -detail::madd(constant<V>(2.0), detail::full_log(sum), rest);
  }
  template <class V>
  LIKELIER_HD static void pulls(const V& z, V& pull, V& z_pull) {
    const V sign = sign_of(z), distance = sign * z, m = decay<V>(distance).complement;
    const V slope = m / (constant<V>(2.0) - m);
    pull = sign * slope;
    z_pull = distance * slope;
  }
};

// 1 - y - e^-y, where y = sign z, by m = e^-y - 1.
template <int sign>
struct gumbel_kernel {
  using preparation = precise_location_scale;
  template <class V>
  using constants = precise_location_scale::constants<V>;
  LIKELIER_HD static constexpr long_number log_normalizer() { return {1.0, 0.0}; }
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
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer) {
    const V y = standardized(x, c);
    return of(y, less_one(y, c), normalizer);
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer, V& dloc, V& dlog_scale) {
    const V y = standardized(x, c), m = less_one(y, c);
    V pull = c.standardize(m);
    // The quotient may be a number where the exponential is not.
    const auto lost = m == infinity<V>();
    if (any(lost)) {
      const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
      pull = select(lost, large_pull(y, copy), pull);
    }
    dloc = sign > 0 ? -pull : pull;
    const V share = constant<V>(1.0 / log_scale_unit);
    dlog_scale = (-share * y) * m - share;
    return of(y, m, normalizer);
  }

 private:
  template <class V>
  LIKELIER_HD static V of(const V& y, const V& m, const V& normalizer) {
    return select(m == infinity<V>(), -m, -(y + m)) - normalizer;
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V large_pull(V y, const constants<V>& c) {
    const V root = detail::full_exp(V(constant<V>(-0.5) * y));
    return root * c.standardize(root);
  }
};

// -log(1 + z^2).
struct cauchy_kernel {
  using preparation = location_scale;
  template <class V>
  using constants = location_scale::constants<V>;
  static constexpr int log_scale_unit = 1;
  LIKELIER_HD static constexpr long_number log_normalizer() { return long_log_pi(); }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer) {
    const V z = c.standardize(x, c.loc);
    const V f = -log1p_square(z);
    const auto lost = is_far(z, c.standardize);
    if (!any(lost)) return f - normalizer;
    const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
    return select(lost, far(x, copy), f) - normalizer;
  }
  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c, const V& normalizer, V& dloc, V& dlog_scale) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const V z = c.standardize(x, c.loc);
    const V share = one / (one + z * z);
    V pull = two * z * share;
    dlog_scale = (z - one) * ((z + one) * share);
    const auto large = abs(z) > constant<V>(0x1p60);
    if (any(large)) {
      pull = select(large, two / z, pull);
      dlog_scale = select(large, one, dlog_scale);
    }
    dloc = c.standardize(pull);
    const auto lost = is_far(z, c.standardize);
    if (any(lost)) {
      dloc = select(lost, distance_from(c.loc, x).divide(two), dloc);
      dlog_scale = select(lost, one, dlog_scale);
    }
    return log_prob(x, c, normalizer);
  }

 private:
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V far(V x, const constants<V>& c) {
    return constant<V>(-2.0) * log_of_far(x, c.loc, c.standardize);
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
