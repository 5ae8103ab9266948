// Products of matrices of every shape, and a network's value, divergence and gradients from plain C++.
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <vector>

#include "checks.hpp"
#include "engine/dispatch.hpp"
#include "engine/networks.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

template <class T>
std::vector<T> normals(std::int64_t count, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> distribution;
  std::vector<T> result(static_cast<std::size_t>(count));
  for (T& x : result) x = static_cast<T>(distribution(generator));
  return result;
}

template <class T>
void check_product(std::int64_t rows, std::int64_t columns, std::int64_t depth) {
  const auto x = normals<T>(rows * depth, 1), w = normals<T>(columns * depth, 2), bias = normals<T>(columns, 3);
  std::vector<T> result(static_cast<std::size_t>(rows * columns));
  layer_view<T> layer;
  layer.weights = w.data();
  layer.row_step = depth;
  layer.column_step = 1;
  layer.bias = bias.data();
  layer.bias_step = 1;
  layer.outputs = columns;
  layer.inputs = depth;
  multiply(result.data(), x.data(), rows, layer, make_block_pool());
  for (std::int64_t r = 0; r < rows; ++r) {
    for (std::int64_t c = 0; c < columns; ++c) {
      auto truth = static_cast<long double>(bias[static_cast<std::size_t>(c)]);
      long double size = std::fabs(truth);
      for (std::int64_t k = 0; k < depth; ++k) {
        const auto term = static_cast<long double>(x[static_cast<std::size_t>(r * depth + k)]) *
                          static_cast<long double>(w[static_cast<std::size_t>(c * depth + k)]);
        truth += term;
        size += std::fabs(term);
      }
      const auto ours = static_cast<long double>(result[static_cast<std::size_t>(r * columns + c)]);
      // A chain of depth + 1 additions, each rounded to half an ulp of a partial sum.
      const long double allowed =
          size * static_cast<long double>(std::numeric_limits<T>::epsilon()) * static_cast<long double>(depth + 2) / 2;
      CHECK(std::fabs(ours - truth) <= allowed, "%s %lld x %lld x %lld at %lld, %lld", active_isa().name,
            static_cast<long long>(rows), static_cast<long long>(columns), static_cast<long long>(depth),
            static_cast<long long>(r), static_cast<long long>(c));
    }
  }
}

// s = W2 tanh(W1 x): the loss's slope along a direction of the weights, by central differences.
void check_gradients() {
  constexpr std::int64_t rows = 300, d = 3, hidden = 37;
  const auto x = normals<double>(rows * d, 4);
  auto w1 = normals<double>(hidden * d, 5), w2 = normals<double>(d * hidden, 6);
  const auto direction = normals<double>(hidden * d, 7);
  network_view<double> view;
  view.layers.resize(2);
  view.layers[0] = {w1.data(), d, 1, nullptr, 0, hidden, d};
  view.layers[1] = {w2.data(), hidden, 1, nullptr, 0, d, hidden};
  view.inputs = d;
  view.memory = make_block_pool();
  std::vector<double> g1(w1.size()), g2(w2.size());
  const auto loss = [&] {
    network_call<double> call;
    call.rows = rows;
    call.x = x.data();
    call.trace = trace_kind::exact;
    call.objective = objective_kind::residual;
    call.weight_gradients_wanted = true;
    call.weight_gradients = {g1.data(), g2.data()};
    call.bias_gradients = {nullptr, nullptr};
    packing wanted;
    wanted.trace = trace_kind::exact;
    wanted.reverse = true;
    run_field(*pack(view, wanted), call);
    return call.loss;
  };
  const auto moved = [&](double step) {
    for (std::size_t i = 0; i < w1.size(); ++i) w1[i] += step * direction[i];
    const double result = loss();
    for (std::size_t i = 0; i < w1.size(); ++i) w1[i] -= step * direction[i];
    return result;
  };
  const double step = 1e-5;
  const double slope = (moved(step) - moved(-step)) / (2.0 * step);
  loss();
  double ours = 0.0;
  for (std::size_t i = 0; i < g1.size(); ++i) ours += g1[i] * direction[i];
  // Truncation is of the order of step^2, rounding of eps / step.
  CHECK(std::fabs(ours - slope) <= 1e-7 * (1.0 + std::fabs(slope)), "%s: %.12g, %.12g", active_isa().name, ours, slope);
}

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  for (const isa_tables* tables : available_isas()) {
    force_isa(tables->name);
    for (const std::int64_t rows : {1, 2, 5, 12, 13, 97, 250})
      for (const std::int64_t columns : {1, 3, 16, 17, 32, 33, 65})
        for (const std::int64_t depth : {1, 2, 7, 64}) {
          check_product<float>(rows, columns, depth);
          check_product<double>(rows, columns, depth);
        }
    for (const int threads : {1, 3}) {
      set_num_threads(threads);
      check_gradients();
    }
  }
  return likelier::testing::report();
}
