// The elementwise engine from plain C++: element types, compensated sums, strides, masks, slabs,
// gradients, dispatch. On every instruction set that this processor has.
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "checks.hpp"
#include "engine/dispatch.hpp"
#include "engine/threads.hpp"
#include "likelier/families.hpp"

namespace likelier::engine {
namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

// ---- Element types.

// A 16-bit float by its definition: sign, exponent and fraction fields.
double decode(std::uint16_t pattern, int exponent_bits) {
  const int fraction_bits = 15 - exponent_bits;
  const int bias = (1 << (exponent_bits - 1)) - 1;
  const int field = (pattern >> fraction_bits) & ((1 << exponent_bits) - 1);
  const int fraction = pattern & ((1 << fraction_bits) - 1);
  double magnitude;
  if (field == (1 << exponent_bits) - 1) {
    magnitude = fraction != 0 ? std::nan("") : inf;
  } else if (field == 0) {
    magnitude = std::ldexp(fraction, 1 - bias - fraction_bits);
  } else {
    magnitude = std::ldexp(fraction + (1 << fraction_bits), field - bias - fraction_bits);
  }
  return (pattern & 0x8000) != 0 ? -magnitude : magnitude;
}

template <class T>
T load_one(const memory_kernels<T>& memory, std::uint16_t pattern, dtype type) {
  alignas(64) T buffer[padding];
  memory.load(buffer, reinterpret_cast<const char*>(&pattern), 0, type, 1);
  return buffer[0];
}
template <class T>
std::uint16_t store_one(const memory_kernels<T>& memory, T x, dtype type) {
  std::uint16_t pattern;
  memory.store(reinterpret_cast<char*>(&pattern), 2, type, &x, nullptr, 1);
  return pattern;
}

template <class T>
void check_half(const memory_kernels<T>& memory, const char* isa, dtype type, int exponent_bits) {
  std::vector<std::uint16_t> patterns(65536);
  for (int i = 0; i < 65536; ++i) patterns[static_cast<std::size_t>(i)] = static_cast<std::uint16_t>(i);
  std::vector<T> values(65536);
  memory.load(values.data(), reinterpret_cast<const char*>(patterns.data()), 2, type, 65536);
  std::vector<std::uint16_t> back(65536);
  memory.store(reinterpret_cast<char*>(back.data()), 2, type, values.data(), nullptr, 65536);
  const auto infinity = static_cast<std::uint16_t>(((1 << exponent_bits) - 1) << (15 - exponent_bits));
  for (int i = 0; i < 65536; ++i) {
    const auto pattern = static_cast<std::uint16_t>(i);
    const auto at = static_cast<std::size_t>(i);
    const double want = decode(pattern, exponent_bits);
    const auto got = static_cast<double>(values[at]);
    if (std::isnan(want)) {
      const bool nan = (back[at] & 0x7fff) > infinity && (back[at] & 0x8000) == (pattern & 0x8000);
      CHECK(std::isnan(got) && nan, "%s: pattern %04x reads %g, writes %04x", isa, pattern, got, back[at]);
    } else {
      CHECK(got == want && std::signbit(got) == std::signbit(want), "%s: pattern %04x reads %.17g, want %.17g", isa,
            pattern, got, want);
      CHECK(back[at] == pattern, "%s: pattern %04x writes %04x", isa, pattern, back[at]);
    }
  }
  // Between neighbours: what lies nearer, the even one at the middle, which float holds exactly.
  for (int i = 0; i < infinity; ++i) {
    const auto low = static_cast<std::uint16_t>(i), high = static_cast<std::uint16_t>(i + 1);
    const double below = decode(low, exponent_bits);
    // Above the largest finite number stands the next power of two, which rounds to infinity.
    const double above =
        high == infinity ? 2 * decode(static_cast<std::uint16_t>(infinity - (1 << (15 - exponent_bits))), exponent_bits)
                         : decode(high, exponent_bits);
    const auto middle = static_cast<float>((below + above) / 2);
    const std::uint16_t even = (low & 1) == 0 ? low : high;
    const float steps[] = {std::nextafter(middle, 0.0F), middle,
                           std::nextafter(middle, std::numeric_limits<float>::infinity())};
    const std::uint16_t wants[] = {low, even, high};
    for (int k = 0; k < 3; ++k) {
      const auto up = store_one<T>(memory, static_cast<T>(steps[k]), type);
      const auto down = store_one<T>(memory, static_cast<T>(-steps[k]), type);
      CHECK(up == wants[k], "%s: %a writes %04x, want %04x", isa, static_cast<double>(steps[k]), up, wants[k]);
      CHECK(down == (wants[k] | 0x8000), "%s: %a writes %04x", isa, static_cast<double>(-steps[k]), down);
    }
  }
  CHECK(store_one<T>(memory, std::numeric_limits<T>::infinity(), type) == infinity, "%s: inf", isa);
  CHECK(store_one<T>(memory, std::numeric_limits<T>::max(), type) == infinity, "%s: overflow", isa);
  CHECK(std::isnan(load_one<T>(memory, store_one<T>(memory, std::numeric_limits<T>::quiet_NaN(), type), type)), "%s",
        isa);
}

template <class T, class Item>
void check_items(const memory_kernels<T>& memory, const char* isa, dtype type, const std::vector<Item>& items) {
  constexpr auto size = static_cast<std::int64_t>(sizeof(Item));
  CHECK(item_size(type) == size, "dtype %d", static_cast<int>(type));
  // Byte strides: contiguous, spread, backwards, unaligned, and one element for all.
  for (const std::int64_t stride : {size, 3 * size, -size, size + 1, std::int64_t{0}}) {
    for (std::int64_t n = 1; n <= 40; ++n) {
      const std::int64_t reach = std::abs(stride) * (n - 1) + size;
      std::vector<char> memory_block(static_cast<std::size_t>(reach));
      char* first = memory_block.data() + (stride < 0 ? reach - size : 0);
      std::vector<T> want(static_cast<std::size_t>(n));
      for (std::int64_t i = 0; i < n; ++i) {
        const Item item =
            items[static_cast<std::size_t>((stride == 0 ? 0 : i) % static_cast<std::int64_t>(items.size()))];
        std::memcpy(first + i * stride, &item, sizeof item);
        want[static_cast<std::size_t>(i)] = static_cast<T>(item);
      }
      std::vector<T> got(static_cast<std::size_t>(padded(n)));
      memory.load(got.data(), first, stride, type, n);
      for (std::int64_t i = 0; i < padded(n); ++i) {
        const T expected = want[static_cast<std::size_t>(std::min(i, n - 1))];
        CHECK(got[static_cast<std::size_t>(i)] == expected, "%s: dtype %d, stride %lld, element %lld of %lld", isa,
              static_cast<int>(type), static_cast<long long>(stride), static_cast<long long>(i),
              static_cast<long long>(n));
      }
    }
  }
}

template <class T>
void check_loads(const memory_kernels<T>& memory, const char* isa) {
  const auto integers = [](auto example) {
    using limits = std::numeric_limits<decltype(example)>;
    return std::vector<decltype(example)>{
        limits::max(), limits::min(), 0, 1, 77, static_cast<decltype(example)>(limits::max() - 1)};
  };
  check_items<T, double>(memory, isa, dtype::f64, {0.1, -2.5, 1e30, 5e-324, -0.0});
  check_items<T, float>(memory, isa, dtype::f32, {0.1F, -2.5F, 3e38F, 1e-45F});
  check_items(memory, isa, dtype::i64, integers(std::int64_t{}));
  check_items(memory, isa, dtype::i32, integers(std::int32_t{}));
  check_items(memory, isa, dtype::i16, integers(std::int16_t{}));
  check_items(memory, isa, dtype::i8, integers(std::int8_t{}));
  check_items(memory, isa, dtype::u64, integers(std::uint64_t{}));
  check_items(memory, isa, dtype::u32, integers(std::uint32_t{}));
  check_items(memory, isa, dtype::u16, integers(std::uint16_t{}));
  check_items(memory, isa, dtype::u8, integers(std::uint8_t{}));
  check_items<T, std::uint8_t>(memory, isa, dtype::boolean, {0, 1});
}

template <class T>
void check_masked_store(const memory_kernels<T>& memory, const char* isa) {
  std::vector<float> out(3 * 21, -1.0F);
  std::vector<T> values(padded(21));
  std::vector<std::uint8_t> mask(21);
  for (std::size_t i = 0; i < 21; ++i) {
    values[i] = static_cast<T>(i);
    mask[i] = i % 4 != 1 ? 1 : 0;
  }
  memory.store(reinterpret_cast<char*>(out.data()), 3 * sizeof(float), dtype::f32, values.data(), mask.data(), 21);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const float want = i % 3 == 0 && (i / 3) % 4 != 1 ? static_cast<float>(i / 3) : -1.0F;
    CHECK(out[i] == want, "%s: element %zu is %g, want %g", isa, i, static_cast<double>(out[i]),
          static_cast<double>(want));
  }
}

// ---- Sums.

void check_compensated() {
  compensated sum;
  for (const double x : {1.0, 1e100, 1.0, -1e100}) sum.add(x);
  CHECK(sum.result() == 2.0, "%g", sum.result());
  compensated parts[2];
  for (int i = 0; i < 1000; ++i) parts[i % 2].add(0.1);
  parts[0].add(parts[1]);
  // 1000 times the double nearest to 0.1, exactly. The errors, of order 1e-12, are added naively.
  const double past_100 = (parts[0].high - 100.0) + parts[0].low;
  CHECK(std::abs(past_100 - 5.5511151231257827e-15) < 1e-24, "%.17g", past_100);
  compensated infinite;
  for (const double x : {1.0, inf, 2.0}) infinite.add(x);
  CHECK(infinite.result() == inf, "%g", infinite.result());
  infinite.add(-inf);
  CHECK(std::isnan(infinite.result()), "%g", infinite.result());
}

// ---- The engine.

struct operand {
  const void* data;
  dtype type;
  std::vector<std::int64_t> strides;  // in bytes
};

const_view view_of(const operand& o) {
  const_view view;
  view.data = static_cast<const char*>(o.data);
  view.type = o.type;
  for (std::size_t a = 0; a < o.strides.size(); ++a) view.strides[a] = o.strides[a];
  return view;
}
mutable_view output_of(void* data, dtype type, const std::vector<std::int64_t>& strides) {
  mutable_view view;
  view.data = static_cast<char*>(data);
  view.type = type;
  for (std::size_t a = 0; a < strides.size(); ++a) view.strides[a] = strides[a];
  return view;
}

int operation_named(const std::string& name) {
  for (std::size_t i = 0; i < operations().size(); ++i)
    if (operations()[i].name == name) return static_cast<int>(i);
  throw std::out_of_range(name);
}

elementwise_call call_of(const std::string& name, const std::vector<std::int64_t>& shape,
                         const std::vector<operand>& arguments) {
  elementwise_call call;
  call.operation = operation_named(name);
  const operation_info& info = operations()[static_cast<std::size_t>(call.operation)];
  call.variables = static_cast<int>(info.variables.size());
  call.parameters = static_cast<int>(info.parameterisations.at(0).size());
  call.ndim = static_cast<int>(shape.size());
  for (std::size_t a = 0; a < shape.size(); ++a) call.shape[a] = shape[a];
  for (std::size_t i = 0; i < arguments.size(); ++i) call.arguments[i] = view_of(arguments[i]);
  return call;
}

// The formula itself, as plain C++.
double log_density(double x, double loc, double scale) {
  const double raw[] = {loc, scale};
  return norm::log_prob(x, std::tuple_element_t<0, norm::parameterisations>::prepare<norm>(raw));
}
// z^2 / 2 and log(scale) of order 1 to 10 here: a handful of roundings of either.
bool close(double got, double want) { return std::abs(got - want) <= 4e-15 * (1 + std::abs(want)); }

std::vector<double> normals(std::size_t n, unsigned seed) {
  std::mt19937_64 generator(seed);
  std::normal_distribution<double> distribution;
  std::vector<double> result(n);
  for (double& x : result) x = distribution(generator);
  return result;
}

// Data transposed, location along one axis, scale backwards along the other, results spread out.
void check_strides(const char* isa) {
  constexpr std::int64_t rows = 67, columns = 129, d = sizeof(double);
  const auto x = normals(rows * columns, 1), loc = normals(rows, 2);
  auto scale = normals(columns, 3);
  for (double& s : scale) s = 0.5 + s * s;
  std::vector<std::uint8_t> mask(rows * columns);
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = i % 5 != 2 ? 1 : 0;
  std::vector<double> out(2 * rows * columns, 7.0);
  auto call = call_of("norm", {rows, columns},
                      {{x.data(), dtype::f64, {d, rows * d}},
                       {loc.data(), dtype::f64, {d, 0}},
                       {scale.data() + columns - 1, dtype::f64, {0, -d}}});
  call.where = view_of({mask.data(), dtype::boolean, {columns, 1}});
  call.value = output_of(out.data(), dtype::f64, {2 * columns * d, 2 * d});
  run<double>(call);
  for (std::size_t r = 0; r < rows; ++r)
    for (std::size_t c = 0; c < columns; ++c) {
      const double got = out[2 * (r * columns + c)];
      const bool there = mask[r * columns + c] != 0;
      const double want = there ? log_density(x[c * rows + r], loc[r], scale[columns - 1 - c]) : 7.0;
      CHECK(there ? close(got, want) : got == want, "%s: [%zu, %zu] is %.17g, want %.17g", isa, r, c, got, want);
      CHECK(out[2 * (r * columns + c) + 1] == 7.0, "%s: written between the results", isa);
    }
}

struct reduced {
  std::vector<double> sums, gradients;
};

// Sum over rows with all gradients, more than one slab of work, an odd number of elements.
reduced reduce(const std::vector<double>& x, const std::vector<double>& loc, std::int64_t rows, std::int64_t columns,
               const std::vector<std::uint8_t>& mask, const std::vector<double>& weights) {
  constexpr std::int64_t d = sizeof(double);
  const double scale = 1.7;
  const auto n = static_cast<std::size_t>(columns);
  reduced result{std::vector<double>(2 * n), std::vector<double>(x.size() + n + 1)};
  auto call = call_of(
      "norm", {rows, columns},
      {{x.data(), dtype::f64, {columns * d, d}}, {loc.data(), dtype::f64, {0, d}}, {&scale, dtype::f64, {0, 0}}});
  call.where = view_of({mask.data(), dtype::boolean, {columns, 1}});
  call.weights = view_of({weights.data(), dtype::f64, {d, 0}});
  call.mode = value_mode::reduced;
  call.value = output_of(result.sums.data(), dtype::f64, {0, d});
  call.value_low = output_of(result.sums.data() + n, dtype::f64, {0, d});
  double* gradients = result.gradients.data();
  call.gradients[0] = output_of(gradients, dtype::f64, {columns * d, d});
  call.gradients[1] = output_of(gradients + x.size(), dtype::f64, {0, d});
  call.gradients[2] = output_of(gradients + x.size() + n, dtype::f64, {0, 0});
  run<double>(call);
  return result;
}

void check_reduction(const char* isa) {
  constexpr std::int64_t rows = 1237, columns = 301;
  const auto x = normals(rows * columns, 4), loc = normals(columns, 5);
  auto weights = normals(rows, 6);
  std::vector<std::uint8_t> mask(rows * columns);
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = i % 7 != 3 ? 1 : 0;
  set_num_threads(1);
  const reduced one = reduce(x, loc, rows, columns, mask, weights);
  for (const int threads : {2, 3}) {
    set_num_threads(threads);
    const reduced several = reduce(x, loc, rows, columns, mask, weights);
    CHECK(same_bits(one.sums, several.sums), "%s: sums differ with %d threads", isa, threads);
    CHECK(same_bits(one.gradients, several.gradients), "%s: gradients differ with %d threads", isa, threads);
  }
  const double scale = 1.7;
  double scale_gradient = 0, scale_size = 0;
  for (std::size_t c = 0; c < columns; ++c) {
    double sum = 0, size = 0, loc_gradient = 0, loc_size = 0;
    for (std::size_t r = 0; r < rows; ++r) {
      const std::size_t at = r * columns + c;
      const double w = mask[at] != 0 ? weights[r] : 0.0;
      const double z = (x[at] - loc[c]) / scale;
      const double term = w * log_density(x[at], loc[c], scale);
      sum += term;
      size += std::abs(term);
      loc_gradient += w * z / scale;
      loc_size += std::abs(w * z / scale);
      scale_gradient += w * (z * z - 1) / scale;
      scale_size += std::abs(w) * (z * z + 1) / scale;
      const double dx = -w * z / scale;
      CHECK(std::abs(one.gradients[at] - dx) <= 1e-15 * std::abs(dx), "%s: dx[%zu] is %.17g, want %.17g", isa, at,
            one.gradients[at], dx);
    }
    // The reference adds naively: n roundings of half an ulp of the sum of magnitudes at most.
    constexpr double naive = rows * 0x1p-53;
    CHECK(std::abs(one.sums[c] + one.sums[columns + c] - sum) <= naive * size, "%s: sum %zu", isa, c);
    const double got = one.gradients[x.size() + c];
    CHECK(std::abs(got - loc_gradient) <= naive * loc_size, "%s: dloc[%zu] is %.17g, want %.17g", isa, c, got,
          loc_gradient);
  }
  const double got = one.gradients.back();
  CHECK(std::abs(got - scale_gradient) <= rows * columns * 0x1p-53 * scale_size, "%s: dscale is %.17g, want %.17g", isa,
        got, scale_gradient);
}

// Ones beside 1e16, which plain addition loses: within a slab, and between slabs.
void check_cancellation(const char* isa) {
  constexpr std::int64_t n = 400001;
  std::vector<double> x(n);
  x[100] = x[1000] = 1e16;
  x[1400] = x[399000] = -1e16;
  x[1200] = x[150000] = 1.0;
  for (const int threads : {1, 2}) {
    set_num_threads(threads);
    double result = 0;
    auto call = call_of("_identity", {n}, {{x.data(), dtype::f64, {sizeof(double)}}});
    call.mode = value_mode::reduced;
    call.value = output_of(&result, dtype::f64, {0});
    run<double>(call);
    CHECK(result == 2.0, "%s, %d threads: %.17g", isa, threads, result);
  }
}

// Integer data, float16 parameters and results, float arithmetic.
void check_mixed_types(const char* isa) {
  constexpr std::int64_t n = 1025;
  std::vector<std::int8_t> x(n);
  for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<std::int8_t>(static_cast<int>(i % 9) - 4);
  const std::uint16_t two = 0x4000;  // as float16
  const double loc = 0.5;
  std::vector<std::uint16_t> out(n);
  auto call = call_of("norm", {n}, {{x.data(), dtype::i8, {1}}, {&loc, dtype::f64, {0}}, {&two, dtype::f16, {0}}});
  call.value = output_of(out.data(), dtype::f16, {2});
  run<float>(call);
  for (std::size_t i = 0; i < n; ++i) {
    const double want = log_density(x[i], 0.5, 2.0), got = decode(out[i], 5);
    CHECK(std::abs(got - want) <= 0x1p-11 * std::abs(want) * 1.001, "%s: [%zu] is %g, want %g", isa, i, got, want);
  }
}

void check_empty(const char* isa) {
  double value = 3, gradient = 3;
  const double x = 0, loc = 0, scale = 1;
  auto call =
      call_of("norm", {0, 5}, {{&x, dtype::f64, {8, 8}}, {&loc, dtype::f64, {0, 0}}, {&scale, dtype::f64, {0, 0}}});
  call.mode = value_mode::reduced;
  call.value = output_of(&value, dtype::f64, {0, 0});
  call.gradients[1] = output_of(&gradient, dtype::f64, {0, 0});
  run<double>(call);
  CHECK(value == 0 && gradient == 0, "%s: %g, %g", isa, value, gradient);
}

void check_dispatch() {
  const std::string before = active_isa().name;
  CHECK(!available_isas().empty() && before == available_isas().back()->name, "default: %s", before.c_str());
  std::string message;
  try {
    force_isa("x86-64-v9");
  } catch (const std::invalid_argument& error) {
    message = error.what();
  }
  CHECK(message.find("'x86-64-v9'") != std::string::npos, "%s", message.c_str());
  for (const isa_tables* tables : available_isas())
    CHECK(message.find(tables->name) != std::string::npos, "%s does not offer %s", message.c_str(), tables->name);
  CHECK(active_isa().name == before, "a refused name changed the choice to %s", active_isa().name);
}

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  check_dispatch();
  check_compensated();
  for (const isa_tables* tables : available_isas()) {
    const char* isa = tables->name;
    std::printf("%s\n", isa);
    force_isa(isa);
    set_num_threads(2);
    check_half(*tables->f32.memory, isa, dtype::f16, 5);
    check_half(*tables->f64.memory, isa, dtype::f16, 5);
    check_half(*tables->f32.memory, isa, dtype::bf16, 8);
    check_half(*tables->f64.memory, isa, dtype::bf16, 8);
    check_loads(*tables->f32.memory, isa);
    check_loads(*tables->f64.memory, isa);
    check_masked_store(*tables->f32.memory, isa);
    check_masked_store(*tables->f64.memory, isa);
    check_strides(isa);
    check_reduction(isa);
    check_cancellation(isa);
    check_mixed_types(isa);
    check_empty(isa);
  }
  return likelier::testing::report();
}
