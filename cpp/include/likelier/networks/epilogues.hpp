// What follows a product in networks: derivatives, tangents and cotangents of a layer, element by element.
//
// z, u are a product's result: of outputs the argument of an activation, of tangents that of theirs; slope, curvature
// and third are f', f'' and f''' of the layer.
#pragma once

#include "likelier/math/polynomial.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace networks {

// y + scale x.
template <class V>
LIKELIER_HD inline V plus_scaled(const V& y, const V& scale, const V& x) {
  return likelier::detail::madd(scale, x, y);
}

// t, the tangent of a layer's output.
template <class V>
LIKELIER_HD inline V tangent(const V& slope, const V& u) {
  return slope * u;
}

// Of the cotangent t of a tangent: that of u, and what f'' will be multiplied by.
template <class V>
struct tangent_cotangents {
  V u, by_curvature;
};
template <class V>
LIKELIER_HD inline tangent_cotangents<V> reverse_tangent(const V& slope, const V& u, const V& t) {
  return {slope * t, u * t};
}

// The share of f'' in the cotangent of z, of a divergence in closed form: q is its derivative by f', and scale what
// its own cotangent is.
template <class V>
LIKELIER_HD inline V by_slope(const V& curvature, const V& q, const V& scale) {
  return curvature * (q * scale);
}

// The cotangent of z, of that of the layer's output; with what f'' brings in, given whole or as f'' and its factor.
template <class V>
LIKELIER_HD inline V reverse(const V& slope, const V& a) {
  return slope * a;
}
template <class V>
LIKELIER_HD inline V reverse(const V& slope, const V& a, const V& rest) {
  return slope * a + rest;
}
template <class V>
LIKELIER_HD inline V reverse(const V& slope, const V& a, const V& curvature, const V& factor) {
  return slope * a + curvature * factor;
}

// ---- Energies. g is the gradient by the layer's output, squares the mean of u^2 over probes; a Laplacian is the sum
// of g f'' squares over layers.

template <class V>
LIKELIER_HD inline V square_of(const V& u, const V& weight) {
  return weight * (u * u);
}

// Of m, a cotangent of the gradient, on its way up: that of g, and the share of z. l is the Laplacian's cotangent times
// squares.
template <class V>
struct gradient_cotangents {
  V g, z;
};
template <class V>
LIKELIER_HD inline gradient_cotangents<V> forward_gradient(const V& slope, const V& curvature, const V& g, const V& m) {
  return {slope * m, (curvature * m) * g};
}
template <class V>
LIKELIER_HD inline gradient_cotangents<V> forward_gradient(const V& slope, const V& curvature, const V& third,
                                                           const V& g, const V& m, const V& l) {
  return {likelier::detail::madd(l, curvature, V(slope * m)), likelier::detail::madd(l, third, V(curvature * m)) * g};
}

// The cotangent of u by its own square, weight being that of squares; and with that of t.
template <class V>
LIKELIER_HD inline V reverse_square(const V& curvature, const V& g, const V& u, const V& weight) {
  return (weight * g) * (curvature * u);
}
template <class V>
LIKELIER_HD inline V reverse_square(const V& slope, const V& curvature, const V& g, const V& u, const V& weight,
                                    const V& t) {
  return likelier::detail::madd(slope, t, reverse_square(curvature, g, u, weight));
}

}  // namespace networks
}  // namespace LIKELIER_ISA
}  // namespace likelier
