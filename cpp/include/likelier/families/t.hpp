#pragma once

#include "likelier/location_scale.hpp"
#include "likelier/math/special.hpp"
#include "likelier/parameters.hpp"
#include "likelier/tails.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// (Gamma(h + 1/2) / Gamma(h))^2 / h is h v times this, v = 1 / (1 + h). tests/oracle/fit_special.py.
template <class V>
LIKELIER_HD inline V half_step_quotient(const V& v) {
  if constexpr (std::is_same_v<scalar_t<V>, float>) {
    return detail::polynomial(v, 1.0, 0.6605595350265503, 0.32760852575302124) /
           detail::polynomial(v, 1.0, -0.08944015204906464, -0.13656985759735107, -0.20153069496154785,
                              0.03836287558078766, 0.021432116627693176, 0.0005992625956423581);
  } else {
    return detail::polynomial(v, 1.0, 8.698259104556083, 36.266612519702335, 88.58319591113757, 133.97979911262374,
                              123.37679693047994, 63.3032718273373, 13.83289262943248, 0.00015777190990051113,
                              -2.1482551783051645e-05, 1.5355928217879806e-06) /
           detail::polynomial(v, 1.0, 7.948259104556081, 29.77416819128567, 61.67849461835255, 68.89278286293992,
                              26.628141391066883, -22.462104549701028, -25.38657764322394, -3.5596949539336045,
                              3.6860563991006257, 1.100851038058831);
  }
}

// log(Gamma(h + 1/2) / Gamma(h)) - log(h)/2, to the digits of 1 rather than its own.
template <class V>
LIKELIER_HD inline V gamma_half_step(const V& h) {
  const V one = constant<V>(1.0);
  const V v = one / (one + h);
  // Beyond, the quotient is 1, and v may be subnormal.
  const V share = select(h > constant<V>(0x1p60), one, h * v);
  return constant<V>(0.5) * detail::full_log(V(share * half_step_quotient(v)));
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> gamma_half_step(const Dual<V, N>& h) {
  const V one = constant<V>(1.0), half = constant<V>(0.5);
  const V v = half / h.value;
  const V power = select(v > one, detail::full_log1p(v) - v / (one + v), log1pmx(v) + v * (v / (one + v)));
  const V slope = power + (stirlerr_slope(h.value + half) - stirlerr_slope(h.value));
  return Dual<V, N>::unary(gamma_half_step(h.value), select(h.value == infinity<V>(), constant<V>(0.0), slope), h);
}

// (df + 1)/2 (psi((df + 1)/2) - psi(df/2)), which tends to 1/2, with its derivative by df: the difference is that of
// gamma_half_step's derivative from 1/df, and no two terms cancel.
struct student_surprise_in_double {
  template <class V>
  LIKELIER_HD several<V, 2> operator()(const V& df) const {
    const V one = constant<V>(1.0), half = constant<V>(0.5), quarter = constant<V>(0.25);
    const auto is_normal = df == infinity<V>();
    const V h = half * select(is_normal, one, df), v = half / h, raised = h + half;
    const V power = select(v > one, detail::full_log1p(v) - v / (one + v), log1pmx(v) + v * (v / (one + v)));
    const V first = power + (stirlerr_slope(raised) - stirlerr_slope(h));
    const V bend = constant<V>(-2.0) * v * (v / (one + v)) * (v / (one + v));
    const V second = bend + (stirlerr_curvature(raised) - stirlerr_curvature(h));
    const V value = (half + quarter / h) + raised * first;
    const V slope = (raised * second - quarter / h / h) + first;
    return {{select(is_normal, half, value), select(is_normal, constant<V>(0.0), half * slope)}};
  }
};
template <class V>
LIKELIER_HD inline V student_surprise(const V& df) {
  return in_double(student_surprise_in_double{}, df).at[0];
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> student_surprise(const Dual<V, N>& df) {
  const several<V, 2> r = in_double(student_surprise_in_double{}, df.value);
  return Dual<V, N>::unary(r.at[0], r.at[1], df);
}

// The tail beyond z >= 0, its logarithm, and with slopes those of the logarithm by z and df: half of I_x(df/2, 1/2) at
// x = df / (df + z^2).
template <int Shapes>
struct student_tail_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART several<V, 2 + Shapes> operator()(const V& z, const V& df) const {
    const V zero = constant<V>(0.0), one = constant<V>(1.0), half = constant<V>(0.5);
    const auto is_normal = df == infinity<V>();
    const V n = select(is_normal, one, df), a = half * n, root = sqrt(n);
    const V r = z / root, inverse = root / z;
    const auto is_far = r > one;
    const V small = select(is_far, inverse * inverse, r * r);
    const V low = one / (one + small), high = small * low;
    const V x = select(is_far, high, low), w = select(is_far, low, high);
    const auto t = detail::incomplete_beta_in_double<Shapes>{}(a, half, x, w);
    several<V, 2 + Shapes> result;
    result.at[0] = half * t.at[detail::tail::lower];
    result.at[1] = t.at[detail::tail::log_lower] - constant<V>(log_2);
    if constexpr (Shapes > 0) {
      result.at[2] = constant<V>(-2.0) * (t.at[detail::tail::hazard_lower] / z);
      result.at[3] = half * t.at[detail::tail::slopes] + t.at[detail::tail::hazard_lower] / n;
    }
    // Where z^2 / df has left the range of numbers.
    const auto is_centre = r<constant<V>(0x1p-300), is_remote = r> constant<V>(0x1p400);
    if (any(is_centre || is_remote)) {
      const V log_beta = betaln(a, half);
      const V log_tail =
          n * (detail::full_log(root) - detail::full_log(z)) - (detail::full_log(a) + (log_beta + constant<V>(log_2)));
      result.at[0] = select(is_centre, half, select(is_remote, detail::full_exp(log_tail), result.at[0]));
      result.at[1] = select(is_centre, constant<V>(-log_2), select(is_remote, log_tail, result.at[1]));
      if constexpr (Shapes > 0) {
        const V at_0 = constant<V>(-2.0) * detail::full_exp(V(-log_beta)) / root;
        result.at[2] = select(is_centre, at_0, select(is_remote, -n / z, result.at[2]));
        result.at[3] = select(is_centre, zero, result.at[3]);
      }
    }
    if (any(is_normal)) {
      const V log_tail = detail::log_ndtr_in_double{}(V(-z));
      result.at[0] = select(is_normal, detail::normal_tail(z), result.at[0]);
      result.at[1] = select(is_normal, log_tail, result.at[1]);
      if constexpr (Shapes > 0) {
        result.at[2] = select(is_normal, -detail::log_ndtr_slope_in_double{}(V(-z)), result.at[2]);
        result.at[3] = select(is_normal, zero, result.at[3]);
      }
    }
    return result;
  }
};

// The z >= 0 beyond which the tail is q <= 1/2.
struct student_quantile_in_double {
  template <class V>
  LIKELIER_HD LIKELIER_APART V operator()(const V& q, const V& df) const {
    const V one = constant<V>(1.0), two = constant<V>(2.0), half = constant<V>(0.5);
    const auto is_normal = df == infinity<V>();
    const V n = select(is_normal, one, df), a = half * n, root = sqrt(n);
    const V p = two * q;
    const several<V, 2> share = detail::beta_quantile_in_double{}(a, half, p, one - p);
    V z = root * sqrt(share.at[1] / share.at[0]);
    const V log_x = (detail::full_log(p) + detail::full_log(a) + betaln(a, half)) / a;
    const auto is_remote = log_x < constant<V>(-600.0);
    if (any(is_remote)) z = select(is_remote, root * detail::full_exp(V(-half * log_x)), z);
    if (any(is_normal)) z = select(is_normal, -detail::ndtri_in_double{}(q), z);
    return z;
  }
};

struct student_standard {
  template <int which, class V>
  LIKELIER_HD static V tail_of(const V& distance, const V& df) {
    const auto end = distance == infinity<V>();
    const V at_end = which == 0 ? constant<V>(0.0) : -infinity<V>();
    return select(end, at_end, in_double(student_tail_in_double<0>{}, distance, df).at[which]);
  }
  template <int which, class V, int N>
  LIKELIER_HD static Dual<V, N> tail_of(const Dual<V, N>& distance, const Dual<V, N>& df) {
    const auto end = distance.value == infinity<V>();
    const V at_end = which == 0 ? constant<V>(0.0) : -infinity<V>();
    const auto t = in_double(student_tail_in_double<2>{}, distance.value, df.value);
    const V share = which == 0 ? t.at[0] : constant<V>(1.0);
    const Dual<V, N> inside = Dual<V, N>::binary(t.at[which], share * t.at[2], distance, share * t.at[3], df);
    return select(end, Dual<V, N>(at_end), inside);
  }
  template <class V, class C>
  LIKELIER_HD static V tail(const V& distance, const V&, const C& c) {
    return tail_of<0>(distance, c.df);
  }
  template <class V, class C>
  LIKELIER_HD static V log_tail(const V& distance, const V&, const C& c) {
    return tail_of<1>(distance, c.df);
  }
  template <class V, class C>
  LIKELIER_HD static V at_tail(const V& q, const C& c) {
    return distance_beyond(q, c.df);
  }

 private:
  template <class V>
  LIKELIER_HD static V distance_beyond(const V& q, const V& df) {
    return in_double(student_quantile_in_double{}, q, df);
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> distance_beyond(const Dual<V, N>& q, const Dual<V, N>& df) {
    const V z = distance_beyond(q.value, df.value);
    const auto t = in_double(student_tail_in_double<2>{}, z, df.value);
    const auto end = z == infinity<V>();
    const V by_q = select(end, -infinity<V>(), constant<V>(1.0) / (t.at[2] * q.value));
    const V by_df = select(end, constant<V>(0.0), -t.at[3] / t.at[2]);
    return Dual<V, N>::binary(z, by_q, q, by_df, df);
  }
};

struct t : symmetric_tails<student_standard> {
  static constexpr const char* name = "t";
  static constexpr const char* kind = "density";
  static constexpr const char* variable = "x";
  static constexpr const char* summary = "Student's t density with df degrees of freedom.";
  static constexpr const char* formula =
      "log p(x) = log Gamma((df + 1)/2) - log Gamma(df/2) - log(pi df)/2 - log(scale)\n"
      "           - (df + 1)/2 log(1 + z^2/df),  z = (x - loc) / scale";
  static constexpr const char* borders = "-inf at x = +-inf. df = inf is the normal density.";
  static constexpr const char* source =
      "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, vol. 2, ch. 28; C. Loader (2000) "
      "for the ratio of gamma functions.";
  static constexpr const char* example =
      "lk.t.logpdf([0.0, 1.0], df=1e8)\n"
      "array([-0.91893854, -1.41893854])";

  struct degrees_of_freedom : positive_or_infinite {
    static constexpr const char* name = "df";
    static constexpr double default_value = required;
  };
  using parameterisations = location_and<scale, log_scale>::after<degrees_of_freedom>;

  template <class V>
  struct constants {
    V df, log_normalizer, loc;
    standardizer<V> standardize;
  };

  template <class V>
  LIKELIER_HD static constants<V> prepare(const V& df, const V& loc, const scaling<V>& scale) {
    return {df, constant<V>(half_log_2pi) - gamma_half_step(constant<V>(0.5) * df), loc, scale.standardize};
  }

  // What z and df make of the kernel: u = z^2 / df and what is formed from it without overflow.
  template <class V>
  struct ratio {
    mask_t<V> tail;  // u > 1
    V u;             // z^2 / df; unused in the tail
    V inverse;       // sqrt(df) / |z|; used in the tail alone
    V log1p_u;       // log(1 + u); in the tail alone
    V rest;          // log(1 + u) - u; outside the tail alone

    LIKELIER_HD ratio(const V& z, const V& df) {
      const V one = constant<V>(1.0), zero = constant<V>(0.0);
      const V root = sqrt(df);
      const V distance = abs(z);
      const V w = distance / root;
      tail = w > one;
      u = inverse = log1p_u = rest = zero;
      if (!all(tail)) {
        u = select(df == infinity<V>() && !isnan(z), zero, z / root * (z / root));
        rest = log1pmx(u);
      }
      if (any(tail)) {
        inverse = root / distance;
        // w itself may overflow where its logarithm does not.
        V log_w = detail::full_log(w);
        const auto overflow = w == infinity<V>() && distance < infinity<V>();
        if (any(overflow)) log_w = select(overflow, detail::full_log(distance) - detail::full_log(root), log_w);
        log1p_u = constant<V>(2.0) * log_w + detail::full_log1p(inverse * inverse);
      }
    }
  };

  // (df + 1)/2 log(1 + u), whatever z^2 and df are. Outside the tail the part that is the normal density's stands
  // apart: for large df the rest is small.
  template <class V>
  LIKELIER_HD static V minus_log_kernel_of(const V& z, const V& df, const ratio<V>& r) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V half_df1 = half * (df + one);
    const V rest = select(df == infinity<V>(), constant<V>(0.0), half_df1 * r.rest);
    return select(r.tail, half_df1 * r.log1p_u, half * (one + one / df) * z * z + rest);
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V minus_log_kernel_of_any(V z, V df) {
    return minus_log_kernel_of(z, df, ratio<V>(z, df));
  }
  // The same without a look at the tail where neither z^2 nor z^2 / df can overflow, or underflow to any effect.
  template <class V>
  LIKELIER_HD static V minus_log_kernel(const V& z, const V& df) {
    const auto ordinary = df > constant<V>(0x1p-20) && df < constant<V>(0x1p40) && abs(z) < constant<V>(0x1p40);
    const V kernel = constant<V>(0.5) * (df + constant<V>(1.0)) * detail::full_log1p(V(z * z / df));
    if (all(ordinary)) return kernel;
    return select(ordinary, kernel, minus_log_kernel_of_any(z, df));
  }
  template <class V, int N>
  LIKELIER_HD static Dual<V, N> minus_log_kernel(const Dual<V, N>& z, const Dual<V, N>& df) {
    return minus_log_kernel_of(z, df, ratio<Dual<V, N>>(z, df));
  }

  // log(z^2 / df) where z is far, and df no bound to it.
  template <class V>
  LIKELIER_HD static mask_t<V> is_far_tail(const V& z, const constants<V>& c) {
    return is_far(z, c.standardize) && c.df < infinity<V>();
  }
  template <class V>
  LIKELIER_HD LIKELIER_RARE static V log_far_ratio(V x, const constants<V>& c) {
    return constant<V>(2.0) * log_of_far(x, c.loc, c.standardize) - detail::full_log(c.df);
  }

  template <class V>
  LIKELIER_HD static V log_prob(const V& x, const constants<V>& c) {
    const V z = c.standardize(x, c.loc);
    V kernel = minus_log_kernel(z, c.df);
    const auto far = is_far_tail(z, c);
    if (any(far)) {
      const constants<V> copy = c;  // lest the loop keep its own in memory for the sake of this call
      kernel = select(far, constant<V>(0.5) * (c.df + constant<V>(1.0)) * log_far_ratio(x, copy), kernel);
    }
    return -kernel - (c.log_normalizer + c.standardize.log_scale);
  }

  template <class V>
  LIKELIER_HD static V gradient(const V& x, const constants<V>& c, V& dx, constants<V>& dc) {
    const V one = constant<V>(1.0), half = constant<V>(0.5);
    const V z = c.standardize(x, c.loc);
    const ratio<V> r(z, c.df);
    const V square = r.inverse * r.inverse;
    const V q = select(r.tail, one / (one + square), r.u / (one + r.u));  // u / (1 + u)
    const V pull = select(r.tail, (c.df + one) / (z * (one + square)), (one + one / c.df) * z / (one + r.u));
    dc.loc = c.standardize(pull);
    dx = -dc.loc;
    // Outside the tail u - q = u q, and the two large terms of the derivative are not formed.
    dc.df = select(r.tail, half * (q + q / c.df) - half * r.log1p_u, half * (q / c.df - r.u * q - r.rest));
    dc.log_normalizer = -one;
    dc.standardize.log_scale = select(r.tail, (c.df * q - one) + q, pull * z - one);
    const auto far = is_far_tail(z, c);
    if (any(far)) {
      const constants<V> copy = c;
      dc.loc = select(far, distance_from(copy.loc, x).divide(V(copy.df + one)), dc.loc);
      dx = -dc.loc;
      dc.df = select(far, half * ((one + one / copy.df) - log_far_ratio(x, copy)), dc.df);
      dc.standardize.log_scale = select(far, copy.df, dc.standardize.log_scale);
    }
    return log_prob(x, c);
  }

  template <class V>
  LIKELIER_HD static V entropy(const constants<V>& c) {
    return c.standardize.log_scale + (c.log_normalizer + student_surprise(c.df));
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
