// The score engine from plain C++: pieces of samples, tasks of many, absent samples, sums over probes.
#include <cmath>
#include <cstdint>
#include <vector>

#include "checks.hpp"
#include "engine/score.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

template <class T>
constexpr dtype type_of = sizeof(T) == sizeof(float) ? dtype::f32 : dtype::f64;

template <class T>
const_view rows_of(const std::vector<T>& x, std::int64_t row, std::int64_t element) {
  const_view view;
  view.data = reinterpret_cast<const char*>(x.data());
  view.type = type_of<T>;
  view.strides[0] = row * static_cast<std::int64_t>(sizeof(T));
  view.strides[1] = element * static_cast<std::int64_t>(sizeof(T));
  return view;
}
template <class T>
mutable_view results_of(std::vector<T>& x, std::int64_t row) {
  mutable_view view;
  view.data = reinterpret_cast<char*>(x.data());
  view.type = type_of<T>;
  view.strides[0] = row * static_cast<std::int64_t>(sizeof(T));
  view.strides[1] = static_cast<std::int64_t>(sizeof(T));
  return view;
}

// Halves of small integers: every sum is exact.
template <class T>
std::vector<T> numbers(std::int64_t n, int period) {
  std::vector<T> result(static_cast<std::size_t>(n));
  for (std::int64_t i = 0; i < n; ++i)
    result[static_cast<std::size_t>(i)] = static_cast<T>(0.5 * static_cast<double>(i % period - period / 2));
  return result;
}

template <class T>
void products(std::int64_t rows, std::int64_t length) {
  const auto a = numbers<T>(rows * length, 23), b = numbers<T>(rows * length, 17);
  std::vector<T> da(a.size(), T(-99)), db(a.size(), T(-99));
  std::vector<double> sums(static_cast<std::size_t>(rows));
  std::vector<std::uint8_t> active(static_cast<std::size_t>(rows));
  for (std::int64_t r = 0; r < rows; ++r) active[static_cast<std::size_t>(r)] = r % 3 != 1;
  score_call call;
  call.formula = find_score_formula("product");
  call.axes.ndim = 1;
  call.axes.shape[0] = call.axes.rows = rows;
  call.axes.shape[1] = call.axes.length = length;
  call.operands[0] = rows_of(a, length, 1);
  call.operands[1] = rows_of(b, length, 1);
  call.gradients[0] = results_of(da, length);
  call.gradients[1] = results_of(db, length);
  call.active.data = reinterpret_cast<const char*>(active.data());
  call.active.type = dtype::boolean;
  call.active.strides[0] = 1;
  call.results = sums.data();
  run<T>(call);
  for (std::int64_t r = 0; r < rows; ++r) {
    double expected = 0.0;
    bool same = true;
    for (std::int64_t i = 0; i < length; ++i) {
      const auto e = static_cast<std::size_t>(r * length + i);
      const bool present = r % 3 != 1;
      if (present) expected += static_cast<double>(a[e]) * static_cast<double>(b[e]);
      same = same && da[e] == (present ? b[e] : T(0)) && db[e] == (present ? a[e] : T(0));
    }
    CHECK(sums[static_cast<std::size_t>(r)] == expected, "row %lld: %g, expected %g", static_cast<long long>(r),
          sums[static_cast<std::size_t>(r)], expected);
    CHECK(same, "gradients of row %lld of %lld elements", static_cast<long long>(r), static_cast<long long>(length));
  }
}

template <class T>
void slices(std::int64_t probes, std::int64_t samples, std::int64_t length) {
  const auto s = numbers<T>(samples * length, 7);
  const auto v = numbers<T>(probes * samples * length, 5), jv = numbers<T>(probes * samples * length, 11);
  std::vector<T> ds(s.size());
  std::vector<double> sums(static_cast<std::size_t>(2 * probes * samples));
  score_call call;
  call.formula = find_score_formula("sliced");
  call.sliced = true;
  call.axes.ndim = 2;
  call.axes.shape[0] = probes;
  call.axes.shape[1] = samples;
  call.axes.rows = probes * samples;
  call.axes.shape[2] = call.axes.length = length;
  const auto item = static_cast<std::int64_t>(sizeof(T));
  const auto place = [&](auto view, std::int64_t probe) {
    view.strides[2] = item;
    view.strides[1] = length * item;
    view.strides[0] = probe * item;
    return view;
  };
  call.operands[0] = place(rows_of(s, 0, 1), 0);
  call.operands[1] = place(rows_of(v, 0, 1), samples * length);
  call.operands[2] = place(rows_of(jv, 0, 1), samples * length);
  call.gradients[0] = place(results_of(ds, 0), 0);
  call.results = sums.data();
  run<T>(call);
  for (std::int64_t b = 0; b < samples; ++b) {
    std::vector<double> expected(static_cast<std::size_t>(length), 0.0);
    for (std::int64_t k = 0; k < probes; ++k) {
      const auto at = [&](const std::vector<T>& x, std::int64_t i) {
        return static_cast<double>(x[static_cast<std::size_t>((k * samples + b) * length + i)]);
      };
      double form = 0.0, product = 0.0;
      for (std::int64_t i = 0; i < length; ++i) {
        form += at(v, i) * at(jv, i);
        product += at(v, i) * static_cast<double>(s[static_cast<std::size_t>(b * length + i)]);
      }
      for (std::int64_t i = 0; i < length; ++i) expected[static_cast<std::size_t>(i)] += product * at(v, i);
      const double* got = sums.data() + 2 * (k * samples + b);
      CHECK(got[0] == form + 0.5 * product * product && got[1] == product, "results of probe %lld",
            static_cast<long long>(k));
    }
    bool same = true;
    for (std::int64_t i = 0; i < length; ++i)
      same = same &&
             static_cast<double>(ds[static_cast<std::size_t>(b * length + i)]) == expected[static_cast<std::size_t>(i)];
    CHECK(same, "gradient of sample %lld", static_cast<long long>(b));
  }
}

template <class T>
void all() {
  for (const int threads : {1, 3}) {
    set_num_threads(threads);
    for (const std::int64_t length : {1, 7, 64, 2047, 2049, 150'000}) products<T>(length > 5000 ? 4 : 70, length);
    for (const std::int64_t length : {1, 3}) products<T>(200'000, length);
    for (const std::int64_t length : {1, 43, 3000}) {
      slices<T>(1, 5, length);
      slices<T>(4, 50, length);
    }
  }
}

}  // namespace
}  // namespace likelier::engine

int main() {
  likelier::engine::all<float>();
  likelier::engine::all<double>();
  return likelier::testing::report();
}
