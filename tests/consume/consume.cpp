// Log-densities and their gradients from the installed headers, as plain C++ on plain numbers.
#include <cmath>
#include <cstdio>
#include <initializer_list>
#include <likelier/families.hpp>
#include <tuple>

#ifdef XSIMD_HPP
#error "scalar formulas must not need xsimd"
#endif

namespace {

// The first parameterisation: loc and scale for norm; a, loc and scale for gamma.
template <class Family, class V, std::size_t N>
V log_density(const V& x, const V (&parameters)[N]) {
  using parameterisation = std::tuple_element_t<0, typename Family::parameterisations>;
  static_assert(N == parameterisation::size);
  return Family::log_prob(x, parameterisation::template prepare<Family>(parameters));
}

int failures = 0;

// Two ulp, of double unless said otherwise: the formulas have a handful of roundings.
void expect(const char* what, double got, double want, double ulp = 0x1p-52) {
  if (std::abs(got - want) <= 2 * ulp * std::abs(want)) return;
  std::printf("%s: got %.17g, want %.17g\n", what, got, want);
  ++failures;
}

}  // namespace

int main() {
  using likelier::Dual;
  // log N(1; 3, 2) = -1/2 - log 2 - log(2 pi)/2.
  expect("norm", log_density<likelier::norm>(1.0, {3.0, 2.0}), -2.112085713764618);
  expect("norm, float", log_density<likelier::norm>(1.0F, {3.0F, 2.0F}), -2.112085713764618, 0x1p-23);

  using D = Dual<double, 3>;
  const D value = log_density<likelier::norm>(D::variable(1.0, 0), {D::variable(3.0, 1), D::variable(2.0, 2)});
  expect("value", value.value, -2.112085713764618);
  expect("d/dx = -(x - loc) / scale^2", value.tangent[0], 0.5);
  expect("d/dloc", value.tangent[1], -0.5);
  expect("d/dscale = (z^2 - 1) / scale", value.tangent[2], 0.0);

  // log Gamma(2; shape 3, scale 1) = 2 log 2 - 2 - log 2.
  expect("gamma", log_density<likelier::gamma>(2.0, {3.0, 0.0, 1.0}), -1.3068528194400547);
  // At the border of the support, where naive formulas give NaN.
  expect("gamma at 0", log_density<likelier::gamma>(0.0, {1.0, 0.0, 2.0}), -0.6931471805599453);
  return failures == 0 ? 0 : 1;
}
