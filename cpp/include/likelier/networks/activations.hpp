// Activations of networks with their first three derivatives, all from one exponential (or sine and cosine).
#pragma once

#include "likelier/math/exponential.hpp"
#include "likelier/math/normal.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace networks {

// f and its derivatives at one place.
template <class V>
struct jet {
  V value, slope, curvature, third;
};

namespace detail {

// e^-|z|, and 1 / (1 + e^z) of it, without the cancellation in 1 - expit(z).
template <class V>
struct logistic_parts {
  V e, p, w, tilt;  // e^-|z|, expit(z), p (1 - p), 1 - 2 p

  LIKELIER_HD explicit logistic_parts(const V& z) {
    const V one = constant<V>(1.0);
    e = exp_nonpositive(V(-abs(z)));
    const V r = one / (one + e);
    const V er = e * r;
    const auto negative = z < constant<V>(0.0);
    p = select(negative, er, r);
    w = r * er;
    const V gap = (one - e) * r;
    tilt = select(negative, gap, V(-gap));
  }
};

// e^-x and 1 - e^-x for x >= 0: past the limit the first is 0 in the format.
template <class V>
LIKELIER_HD inline exp_and_complement<V> decay(const V& x) {
  const V most = constant<V>(-likelier::detail::exp_limits<scalar_t<V>>::lowest);
  return exp_and_complement<V>(V(select(x > most, most, x)));
}

}  // namespace detail

struct tanh_activation {
  static constexpr const char* name = "tanh";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V one = constant<V>(1.0), two = constant<V>(2.0);
    const auto e = detail::decay(V(two * abs(z)));
    const V r = one / (one + e.value);
    const V size = e.complement * r;
    const V f = select(z < constant<V>(0.0), V(-size), size);
    const V slope = constant<V>(4.0) * (e.value * r) * r;
    const V curvature = -two * f * slope;
    return {f, slope, curvature, two * slope * (two * size * size - slope)};
  }
};

struct softplus_activation {
  static constexpr const char* name = "softplus";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V zero = constant<V>(0.0);
    const detail::logistic_parts<V> s(z);
    return {select(z > zero, z, zero) + log1p(s.e), s.p, s.w, s.w * s.tilt};
  }
};

struct silu_activation {
  static constexpr const char* name = "silu";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V one = constant<V>(1.0), two = constant<V>(2.0), three = constant<V>(3.0), six = constant<V>(6.0);
    const detail::logistic_parts<V> s(z);
    return {z * s.p, s.p + z * s.w, s.w * (two + z * s.tilt), s.w * (three * s.tilt + z * (one - six * s.w))};
  }
};

// z times the normal distribution function, not its approximation by tanh.
struct gelu_activation {
  static constexpr const char* name = "gelu";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V half = constant<V>(0.5), one = constant<V>(1.0), two = constant<V>(2.0), four = constant<V>(4.0);
    const V size = abs(z);
    const V square = z * z;
    const V e = exp_nonpositive(V(-half * square));
    const V tail = half * likelier::detail::erfcx_above(V(constant<V>(sqrt_half) * size)) * e;
    const V below = select(z < constant<V>(0.0), tail, one - tail);
    const V density = constant<V>(0.398942280401432678) * e;
    return {z * below, below + z * density, density * (two - square), density * z * (square - four)};
  }
};

struct sin_activation {
  static constexpr const char* name = "sin";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V sine = sin(z), cosine = cos(z);
    return {sine, cosine, -sine, -cosine};
  }
};

struct elu_activation {
  static constexpr const char* name = "elu";
  template <class V>
  LIKELIER_HD static jet<V> at(const V& z) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    const auto positive = z > zero;
    const auto e = detail::decay(V(select(positive, zero, -z)));
    const V curvature = select(positive, zero, e.value);
    return {select(positive, z, -e.complement), select(positive, one, e.value), curvature, curvature};
  }
};

template <class... A>
struct activation_list {
  static constexpr int size = sizeof...(A);
};

// In the order in which the engine counts them.
using activations = activation_list<tanh_activation, softplus_activation, silu_activation, gelu_activation,
                                    sin_activation, elu_activation>;

}  // namespace networks
}  // namespace LIKELIER_ISA
}  // namespace likelier
