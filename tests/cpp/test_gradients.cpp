// Every family's gradient, hand-written or not, against dual numbers through its formula.
#include <cmath>
#include <random>
#include <string_view>

#include "checks.hpp"
#include "likelier/operation.hpp"

namespace {

using namespace likelier;

template <class Family>
void hold_gradient() {
  using operation = family_operation<Family>;
  using canonical = typename operation::template parameterisation<0>;
  constexpr bool is_density = Family::kind[0] == 'd';
  std::mt19937_64 generator(1);
  std::uniform_real_distribution<double> shape(0.05, 0.95);
  for (int trial = 0; trial < 2000; ++trial) {
    double parameters[canonical::size];
    int drawn = 0;
    canonical::for_each_slot([&](auto slot) {
      const double u = shape(generator);
      const std::string_view domain = slot.domain, name = slot.name;
      double value = u * (trial % 3 == 1 && is_density ? 30.0 : 1.0);
      if (domain == "whole") value = std::floor(1.0 + 20.0 * u);
      if (domain.find("whole or infinite") == 0) value = std::floor(20.0 * u) * (name == "low" ? -1.0 : 1.0);
      if (domain == "above a") value += parameters[0];
      parameters[drawn++] = value;
    });
    double x[1] = {std::floor(2.0 * shape(generator))};
    if (is_density) x[0] = parameters[canonical::size - 2] + 10.0 * shape(generator);
    double c[operation::constants], dx[1], dc[operation::constants], dx_dual[1], dc_dual[operation::constants];
    operation::template prepare<0>(parameters, c);
    const double value = operation::gradient(x, c, dx, dc);
    const double by_dual = operation::dual_gradient(x, c, dx_dual, dc_dual);
    // Both are a few roundings from the same numbers, of terms up to a few hundred.
    const auto close = [](double a, double b) { return a == b || std::abs(a - b) <= 1e-12 * (100.0 + std::abs(b)); };
    CHECK(close(value, by_dual), "%s: %.17g by dual numbers %.17g", Family::name, value, by_dual);
    CHECK(close(value, operation::evaluate(x, c)), "%s: %.17g", Family::name, value);
    CHECK(close(dx[0], dx_dual[0]), "%s: d/dx %.17g by dual numbers %.17g", Family::name, dx[0], dx_dual[0]);
    if (operation::log_scale_unit > 1) {
      dc[operation::active - 1] *= operation::log_scale_unit;
      dc_dual[operation::active - 1] *= operation::log_scale_unit;
    }
    for (int k = 0; k < operation::active; ++k)
      CHECK(close(dc[k], dc_dual[k]), "%s: constant %d: %.17g by dual numbers %.17g", Family::name, k, dc[k],
            dc_dual[k]);
  }
}

template <class... Families>
void hold_all(type_list<Families...>) {
  (hold_gradient<Families>(), ...);
}

}  // namespace

int main() {
  hold_all(families{});
  return likelier::testing::report();
}
