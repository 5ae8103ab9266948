// The rows engine from plain C++: many short rows, few long ones, any axis, several threads.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "checks.hpp"
#include "engine/dispatch.hpp"
#include "engine/row_operations.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

struct matrix {
  std::int64_t rows, columns;
  std::vector<double> data;
};

matrix normals(std::int64_t rows, std::int64_t columns) {
  std::mt19937_64 generator(static_cast<unsigned>(rows + columns));
  std::normal_distribution<double> distribution(0.0, 3.0);
  matrix m{rows, columns, std::vector<double>(static_cast<std::size_t>(rows * columns))};
  for (double& x : m.data) x = distribution(generator);
  return m;
}

row_axes axes_of(const matrix& m) {
  row_axes axes;
  axes.ndim = 1;
  axes.shape[0] = m.rows;
  axes.rows = m.rows;
  axes.length = m.columns;
  return axes;
}

template <class View, class Byte>
View view_of(Byte* data, dtype type, std::int64_t row_stride, std::int64_t element_stride) {
  View view;
  view.data = data;
  view.type = type;
  view.strides[0] = row_stride;
  view.strides[1] = element_stride;
  return view;
}

constexpr std::int64_t d = sizeof(double);

struct outcome {
  std::vector<double> values, gradient;
};

// Element [r, e] of the matrix stands at data[r * row_step + e * step].
outcome logsumexp(const matrix& m, std::int64_t row_step, std::int64_t step) {
  outcome result{std::vector<double>(static_cast<std::size_t>(m.rows)), std::vector<double>(m.data.size())};
  softmax_call call;
  call.kind = softmax_kind::logsumexp;
  call.axes = axes_of(m);
  call.x = view_of<const_view>(reinterpret_cast<const char*>(m.data.data()), dtype::f64, row_step * d, step * d);
  call.row_values = result.values.data();
  call.gradient =
      view_of<mutable_view>(reinterpret_cast<char*>(result.gradient.data()), dtype::f64, row_step * d, step * d);
  run<double>(call);
  return result;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void check_logsumexp(const char* isa, std::int64_t rows, std::int64_t columns, bool transposed) {
  const matrix m = normals(rows, columns);
  const std::int64_t row_step = transposed ? 1 : columns, step = transposed ? rows : 1;
  set_num_threads(1);
  const outcome one = logsumexp(m, row_step, step);
  for (const int threads : {2, 3}) {
    set_num_threads(threads);
    const outcome several = logsumexp(m, row_step, step);
    CHECK(same_bits(one.values, several.values) && same_bits(one.gradient, several.gradient),
          "%s: %lld rows of %lld: bits differ with %d threads", isa, static_cast<long long>(rows),
          static_cast<long long>(columns), threads);
  }
  for (std::int64_t r = 0; r < rows; ++r) {
    const auto at = [&](std::int64_t e) { return static_cast<std::size_t>(r * row_step + e * step); };
    long double largest = -std::numeric_limits<long double>::infinity(), sum = 0;
    for (std::int64_t e = 0; e < columns; ++e) largest = std::fmax(largest, static_cast<long double>(m.data[at(e)]));
    for (std::int64_t e = 0; e < columns; ++e) sum += std::exp(static_cast<long double>(m.data[at(e)]) - largest);
    const auto want = static_cast<double>(largest + std::log(sum));
    const double got = one.values[static_cast<std::size_t>(r)];
    // 2 ulp of the two terms: where these cancel, half an ulp of the largest element does as much.
    const auto scale = static_cast<double>(std::abs(largest) + std::log(sum));
    CHECK(std::abs(got - want) <= 2 * 0x1p-52 * scale, "%s: row %lld of %lld is %.17g, want %.17g", isa,
          static_cast<long long>(r), static_cast<long long>(columns), got, want);
    long double total = 0;
    for (std::int64_t e = 0; e < columns; ++e) total += static_cast<long double>(one.gradient[at(e)]);
    // Each of the probabilities, which sum to 1, is off by a few of its ulp.
    CHECK(std::abs(total - 1) <= 8 * 0x1p-53L, "%s: row %lld: probabilities sum to 1 + %Lg", isa,
          static_cast<long long>(r), total - 1);
  }
}

void check_cross_entropy(const char* isa) {
  const matrix m = normals(83, 1009);
  std::vector<std::int32_t> target(83);
  for (std::size_t r = 0; r < target.size(); ++r)
    target[r] = r % 10 == 3 ? -100 : static_cast<std::int32_t>(r * 11 % 1009);
  std::vector<double> gradient(m.data.size());
  cross_entropy_call call;
  call.axes = axes_of(m);
  call.logits = view_of<const_view>(reinterpret_cast<const char*>(m.data.data()), dtype::f64, 1009 * d, d);
  call.target = view_of<const_view>(reinterpret_cast<const char*>(target.data()), dtype::i32, 4, 0);
  call.gradient = view_of<mutable_view>(reinterpret_cast<char*>(gradient.data()), dtype::f64, 1009 * d, d);
  call.reduction = reduction_kind::sum;
  set_num_threads(2);
  run<double>(call);
  long double want = 0;
  int counted = 0;
  for (std::size_t r = 0; r < target.size(); ++r) {
    const double* row = m.data.data() + r * 1009;
    const double* slope = gradient.data() + r * 1009;
    double total = 0;
    for (std::size_t e = 0; e < 1009; ++e) total += slope[e];
    CHECK(std::abs(total) <= 1e-14, "%s: gradient of row %zu sums to %g", isa, r, total);
    if (target[r] == -100) {
      for (std::size_t e = 0; e < 1009; ++e) CHECK(slope[e] == 0, "%s: ignored row %zu has a gradient", isa, r);
      continue;
    }
    ++counted;
    long double sum = 0;
    for (std::size_t e = 0; e < 1009; ++e) sum += std::exp(static_cast<long double>(row[e]));
    want += std::log(sum) - static_cast<long double>(row[target[r]]);
  }
  CHECK(call.weight.result() == counted, "%s: weight %g, want %d", isa, call.weight.result(), counted);
  CHECK(std::abs(call.total.result() - static_cast<double>(want)) <= 1e-14 * static_cast<double>(want),
        "%s: %.17g, want %.17Lg", isa, call.total.result(), want);
}

void check_refusal() {
  const matrix m = normals(2, 5);
  const std::int64_t target[] = {1, 5};
  cross_entropy_call call;
  call.axes = axes_of(m);
  call.logits = view_of<const_view>(reinterpret_cast<const char*>(m.data.data()), dtype::f64, 5 * d, d);
  call.target = view_of<const_view>(reinterpret_cast<const char*>(target), dtype::i64, 8, 0);
  std::string message;
  try {
    run<double>(call);
  } catch (const std::exception& error) {
    message = error.what();
  }
  CHECK(message.find('5') != std::string::npos, "a target past the last class: '%s'", message.c_str());
}

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  for (const isa_tables* tables : available_isas()) {
    const char* isa = tables->name;
    std::printf("%s\n", isa);
    force_isa(isa);
    check_logsumexp(isa, 1000, 7, false);
    check_logsumexp(isa, 33, 1030, false);
    check_logsumexp(isa, 257, 65, true);
    check_logsumexp(isa, 2, 200003, false);
    check_cross_entropy(isa);
  }
  check_refusal();
  return likelier::testing::report();
}
