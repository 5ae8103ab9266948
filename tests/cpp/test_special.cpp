// Every special function against its mpmath table, as scalar, SIMD batch and dual number.
//
//   test_special DIRECTORY     the tables special_<name>_<f32|f64>.csv (tests.oracle.special)
//
// Errors are counted in units of the last place of the reference (or of the scale that its row
// names). Prints the worst element of every function; fails where a bound is passed.
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>
#include <vector>

#include "likelier/math/batch.hpp"
#include "likelier/math/special.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {
namespace {

struct reference {
  bool given = false;
  double high = 0, low = 0, scale = 0;
};

struct row {
  std::vector<double> inputs;
  std::vector<reference> references;  // value, then the derivatives
};

struct table {
  std::size_t inputs = 0, derivatives = 0;
  std::vector<row> rows;
};

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

double number(const std::string& text) { return std::strtod(text.c_str(), nullptr); }

bool read(const std::string& path, table& t) {
  std::ifstream file(path);
  std::string line;
  if (!std::getline(file, line)) return false;
  t.inputs = std::stoul(split(line).at(0));
  t.derivatives = std::stoul(split(line).at(1));
  while (std::getline(file, line)) {
    const std::vector<std::string> fields = split(line);
    if (fields.size() != t.inputs + 3 * (1 + t.derivatives)) return false;
    row r;
    for (std::size_t i = 0; i < t.inputs; ++i) r.inputs.push_back(number(fields[i]));
    for (std::size_t i = t.inputs; i < fields.size(); i += 3) {
      reference ref;
      ref.given = !fields[i].empty();
      ref.high = number(fields[i]);
      ref.low = number(fields[i + 1]);
      ref.scale = std::max(std::abs(ref.high), number(fields[i + 2]));
      r.references.push_back(ref);
    }
    t.rows.push_back(r);
  }
  return !t.rows.empty();
}

template <class T>
const char* format_name() {
  return sizeof(T) == sizeof(float) ? "f32" : "f64";
}

template <class T>
double unit(double x) {
  if (!(std::abs(x) <= static_cast<double>(std::numeric_limits<T>::max()))) {
    x = static_cast<double>(std::numeric_limits<T>::max());
  }
  int exponent = 0;
  std::frexp(x, &exponent);
  const double ulp = std::ldexp(1.0, exponent - std::numeric_limits<T>::digits);
  return std::max(ulp, static_cast<double>(std::numeric_limits<T>::denorm_min()));
}

constexpr double wrong = std::numeric_limits<double>::infinity();

template <class T>
double error(T got, const reference& want, bool signed_zero) {
  if (std::isnan(want.high)) return std::isnan(got) ? 0.0 : wrong;
  if (std::isnan(got)) return wrong;
  if (std::isinf(want.high)) return static_cast<double>(got) == want.high ? 0.0 : wrong;
  if (want.high == 0 && signed_zero && std::signbit(want.high) != std::signbit(got)) return wrong;
  if (want.high == 0 && want.scale == 0) return got == T(0) ? 0.0 : wrong;
  const double largest = static_cast<double>(std::numeric_limits<T>::max());
  double value = static_cast<double>(got);
  if (std::isinf(got)) {
    // Overflow is right from half an ulp above the largest number: count it as the next number.
    value = std::copysign(largest, value);
    const double past = std::abs(want.high) >= largest ? 0.0 : (largest - std::abs(want.high)) / unit<T>(largest) + 1.0;
    return std::signbit(want.high) == std::signbit(value) ? past : wrong;
  }
  if (std::abs(want.high) > largest) return std::abs(value) == largest ? 1.0 : wrong;
  return static_cast<double>(std::abs((static_cast<long double>(value) - want.high) - want.low)) / unit<T>(want.scale);
}

// The largest error of one quantity over a table.
struct worst {
  double ulps = -1;
  std::size_t row = 0;
  void see(double e, std::size_t i) {
    if (e > ulps) {
      ulps = e;
      row = i;
    }
  }
};

struct bounds {
  double value, slope;
  // Half an ulp of every input is forgiven, times the derivative: for functions of two arguments
  // whose result may be small against what the inputs' own rounding moves.
  bool conditioned;
};

int failures = 0;

void report(const char* name, const char* form, const char* format, const table& t, const worst& w, double bound) {
  std::string at;
  char text[40];
  for (const double x : t.rows[w.row].inputs) {
    std::snprintf(text, sizeof text, " %.17g", x);
    at += text;
  }
  const bool bad = !(w.ulps <= bound);
  failures += bad;
  std::printf("%-20s %s %-12s %8.3f <= %-5g at%s%s\n", name, format, form, w.ulps, bound, at.c_str(),
              bad ? "  FAILED" : "");
}

template <class T>
double forgiven(const row& r, const bounds& b) {
  if (!b.conditioned) return 0.0;
  double sum = 0.0;
  for (std::size_t i = 0; i < r.inputs.size() && i + 1 < r.references.size(); ++i) {
    const double slope = r.references[i + 1].high;
    if (r.references[i + 1].given && std::isfinite(slope)) sum += 0.5 * unit<T>(r.inputs[i]) * std::abs(slope);
  }
  return std::isfinite(r.references[0].high) ? sum / unit<T>(r.references[0].scale) : 0.0;
}

template <class T>
void set_lane(T& v, std::size_t, T x) {
  v = x;
}
template <class T>
T get_lane(T v, std::size_t) {
  return v;
}
template <class T>
void set_lane(batch<T>& v, std::size_t lane, T x) {
  alignas(64) T lanes[batch<T>::size];
  v.store_aligned(lanes);
  lanes[lane] = x;
  v = batch<T>::load_aligned(lanes);
}
template <class T>
T get_lane(const batch<T>& v, std::size_t lane) {
  alignas(64) T lanes[batch<T>::size];
  v.store_aligned(lanes);
  return lanes[lane];
}
template <class V>
constexpr std::size_t width() {
  return sizeof(V) / sizeof(scalar_t<V>);
}

template <class F, class V>
V call(const F& f, const V* x, std::integral_constant<std::size_t, 1>) {
  return f(x[0]);
}
template <class F, class V>
V call(const F& f, const V* x, std::integral_constant<std::size_t, 2>) {
  return f(x[0], x[1]);
}
template <class F, class V>
V call(const F& f, const V* x, std::integral_constant<std::size_t, 3>) {
  return f(x[0], x[1], x[2]);
}

// f over the whole table on values V, plain and dual.
template <class V, std::size_t Inputs, class F>
void sweep(const char* name, const char* form, const char* format, const table& t, const F& f, const bounds& b) {
  using T = scalar_t<V>;
  using D = Dual<V, static_cast<int>(Inputs)>;
  const std::integral_constant<std::size_t, Inputs> count{};
  // A stride coprime to the length brings rows of different kinds into one batch.
  const std::size_t n = t.rows.size();
  std::size_t stride = 89;
  while (n % stride == 0) ++stride;
  worst value, dual_value, slopes[Inputs];
  const auto compare = [&t](T got, std::size_t row, std::size_t i) {
    const reference& want = t.rows[row].references[i];
    // The sign of a zero is promised where the argument is a zero, not where a result underflows.
    return want.given ? error(got, want, i == 0 && Inputs == 1 && t.rows[row].inputs[0] == 0) : 0.0;
  };
  for (std::size_t start = 0; start < n; start += width<V>()) {
    V x[Inputs];
    for (std::size_t i = 0; i < Inputs; ++i) x[i] = constant<V>(0.5);
    std::size_t rows[width<V>()];
    for (std::size_t lane = 0; lane < width<V>(); ++lane) {
      rows[lane] = (start + lane) * stride % n;
      for (std::size_t i = 0; i < Inputs; ++i) set_lane(x[i], lane, static_cast<T>(t.rows[rows[lane]].inputs[i]));
    }
    const V plain = call(f, x, count);
    D d[Inputs];
    for (std::size_t i = 0; i < Inputs; ++i) d[i] = D::variable(x[i], static_cast<int>(i));
    const D dual = call(f, d, count);
    for (std::size_t lane = 0; lane < width<V>() && start + lane < n; ++lane) {
      const double slack = forgiven<T>(t.rows[rows[lane]], b);
      value.see(compare(get_lane(plain, lane), rows[lane], 0) - slack, rows[lane]);
      dual_value.see(compare(get_lane(dual.value, lane), rows[lane], 0) - slack, rows[lane]);
      for (std::size_t i = 0; i < t.derivatives; ++i) {
        slopes[i].see(compare(get_lane(dual.tangent[i], lane), rows[lane], 1 + i), rows[lane]);
      }
    }
  }
  const std::string prefix(form);
  report(name, prefix.c_str(), format, t, value, b.value);
  report(name, (prefix + " dual").c_str(), format, t, dual_value, b.value);
  for (std::size_t i = 0; i < t.derivatives; ++i) {
    report(name, (prefix + " d" + std::to_string(i)).c_str(), format, t, slopes[i], b.slope);
  }
}

template <class T, std::size_t Inputs>
bool load(const std::string& directory, const char* name, table& t) {
  if (read(directory + "/special_" + name + "_" + format_name<T>() + ".csv", t) && t.inputs == Inputs &&
      t.derivatives <= Inputs) {
    return true;
  }
  std::printf("%s %s: the table is missing or malformed  FAILED\n", name, format_name<T>());
  ++failures;
  return false;
}

template <class T, std::size_t Inputs, class F>
void check(const std::string& directory, const char* name, const F& f, const bounds& b) {
  table t;
  if (!load<T, Inputs>(directory, name, t)) return;
  sweep<T, Inputs>(name, "scalar", format_name<T>(), t, f, b);
  sweep<batch<T>, Inputs>(name, "batch", format_name<T>(), t, f, b);
}

// xsimd's own function on the arguments for which the formulas rely on it.
template <class T, class F, class Domain>
void check_xsimd(const std::string& directory, const char* name, const F& f, const Domain& domain, const bounds& b) {
  table t;
  if (!load<T, 1>(directory, name, t)) return;
  table inside{t.inputs, t.derivatives, {}};
  for (const row& r : t.rows) {
    if (domain(r.inputs[0])) inside.rows.push_back(r);
  }
  sweep<batch<T>, 1>(name, "xsimd", format_name<T>(), inside, f, b);
}

// Second derivatives: the tangents of f's tangent along its first argument, against the derivatives
// in the table of the function that is f's slope.
template <class T, std::size_t Inputs, class F>
void check_second(const std::string& directory, const char* name, const char* slope, const F& f, double bound) {
  using D = Dual<T, static_cast<int>(Inputs)>;
  using DD = Dual<D, static_cast<int>(Inputs)>;
  table t;
  if (!load<T, Inputs>(directory, slope, t)) return;
  worst seen[Inputs];
  for (std::size_t n = 0; n < t.rows.size(); ++n) {
    DD x[Inputs];
    for (std::size_t i = 0; i < Inputs; ++i) {
      const int k = static_cast<int>(i);
      x[i] = DD::variable(D::variable(static_cast<T>(t.rows[n].inputs[i]), k), k);
    }
    const DD result = call(f, x, std::integral_constant<std::size_t, Inputs>{});
    for (std::size_t i = 0; i < t.derivatives; ++i) {
      const reference& want = t.rows[n].references[1 + i];
      if (want.given) seen[i].see(error(result.tangent[0].tangent[i], want, false), n);
    }
  }
  for (std::size_t i = 0; i < t.derivatives; ++i) {
    report(name, ("second d0 d" + std::to_string(i)).c_str(), format_name<T>(), t, seen[i], bound);
  }
}
// Division and square root of batches are those of IEEE 754, to the bit and at both ends of the range.
template <class T>
void check_rounding() {
  using V = batch<T>;
  using limits = std::numeric_limits<T>;
  std::vector<T> numbers = {
      T(0), T(1), T(2), T(3), T(7), T(0.1), limits::max(), limits::infinity(), limits::quiet_NaN()};
  for (int e = limits::min_exponent - limits::digits; e < limits::max_exponent; e += 5)
    numbers.push_back(std::ldexp(T(1) + T(e & 63) / T(67), e));
  const std::size_t positive = numbers.size();
  for (std::size_t i = 0; i < positive; ++i) numbers.push_back(-numbers[i]);
  const auto hold = [](const char* what, const V& got, T want, T x, T y) {
    for (std::size_t lane = 0; lane < V::size; ++lane) {
      const T lane_value = got.get(lane);
      if (std::memcmp(&want, &lane_value, sizeof want) == 0 || (want != want && lane_value != lane_value)) continue;
      ++failures;
      std::printf("%s of %s(%a, %a): got %a, want %a\n", what, format_name<T>(), static_cast<double>(x),
                  static_cast<double>(y), static_cast<double>(lane_value), static_cast<double>(want));
      return;
    }
  };
  for (const T x : numbers) {
    hold("square root", sqrt(V(x)), std::sqrt(x), x, x);
    for (const T y : numbers) hold("quotient", V(x) / V(y), x / y, x, y);
  }
}

template <std::size_t Inputs, class F>
void check_second_both(const std::string& directory, const char* name, const char* slope, const F& f, double bound) {
  check_second<float, Inputs>(directory, name, slope, f, bound);
  check_second<double, Inputs>(directory, name, slope, f, bound);
}

template <std::size_t Inputs, class F>
void check_both(const std::string& directory, const char* name, const F& f, const bounds& single, const bounds& twice) {
  check<float, Inputs>(directory, name, f, single);
  check<double, Inputs>(directory, name, f, twice);
}

#define LIKELIER_UNARY(name) [](const auto& x) { return name(x); }
#define LIKELIER_BINARY(name) [](const auto& x, const auto& y) { return name(x, y); }
#define LIKELIER_TERNARY(name) [](const auto& x, const auto& y, const auto& z) { return name(x, y, z); }

// What is made of whole numbers, by tables up to 15 where there are tables, against the functions of any number.
template <class T>
void check_counts() {
  using V = batch<T>;
  double worst[2] = {0, 0};
  for (std::size_t first = 1; first < 5000; first += V::size) {
    T n[V::size], stirling[V::size], excess[V::size];
    for (std::size_t i = 0; i < V::size; ++i) n[i] = static_cast<T>(first + i);
    const V v = V::load_unaligned(n);
    stirlerr_of_count_term(v).store_unaligned(stirling);
    log_factorial_excess_term(v).store_unaligned(excess);
    for (std::size_t i = 0; i < V::size; ++i) {
      const long double of_n = stirlerr(static_cast<double>(n[i]));
      const long double of_excess = of_n + 0.5L * std::log(6.283185307179586476925L * static_cast<long double>(n[i]));
      const long double expected[2] = {of_n, of_excess};
      const T got[2] = {stirling[i], excess[i]};
      for (int k = 0; k < 2; ++k) {
        const T nearest = static_cast<T>(expected[k]);
        const long double ulp = std::nextafter(nearest, std::numeric_limits<T>::infinity()) - nearest;
        worst[k] = std::fmax(worst[k], static_cast<double>(std::fabs(got[k] - expected[k]) / ulp));
      }
    }
  }
  std::printf("counts f%zu: stirlerr %.2f ulp, log_factorial_excess %.2f ulp\n", 8 * sizeof(T), worst[0], worst[1]);
  if (!(worst[0] <= 6) || !(worst[1] <= 3)) ++failures;
}

int run(const std::string& directory) {
#define CHECK1(name, ...) check_both<1>(directory, #name, LIKELIER_UNARY(name), __VA_ARGS__)
#define CHECK2(name, ...) check_both<2>(directory, #name, LIKELIER_BINARY(name), __VA_ARGS__)
#define CHECK3(name, ...) check_both<3>(directory, #name, LIKELIER_TERNARY(name), __VA_ARGS__)
  // Bounds are those of the accuracy standard, in ulp: {value, slope, conditioned}, f32 then f64.
  constexpr bounds elementary{2, 4, false};
  constexpr bounds elementary_pairs{2, 4, true};
  constexpr bounds composed{2.5, 4, false};  // a logarithm or series, and three more roundings
  constexpr bounds hard{4, 4, false};
  constexpr bounds hard_pairs{4, 4, true};
  // Near a pole of order n the n-th power of 1 / sin(pi x) multiplies the error of the sine by n.
  constexpr bounds second_order{4, 8, false};
  constexpr bounds third_order{8, 16, false};
  // A derivative is the quotient of two sums of 32 products, and a logarithmic derivative of the density at the edge.
  constexpr bounds by_quadrature{4, 10, true};

  // What stands under everything. xsimd: exp and expm1 are 0 or infinite from 88.4 and 708.4 on,
  // log of a subnormal double is wrong, expm1 and log1p lose the sign of zero.
  const auto exp_single = [](double x) { return !(std::abs(x) > 86) || std::isinf(x); };
  const auto exp_double = [](double x) { return !(std::abs(x) > 706) || std::isinf(x); };
  const auto normal = [](double x) { return !(x > 0 && x < std::numeric_limits<double>::min()); };
  const auto no_negative_zero = [](double x) { return !(x == 0 && std::signbit(x)); };
  const auto anywhere = [](double) { return true; };
  check_xsimd<float>(directory, "exp", LIKELIER_UNARY(exp), exp_single, elementary);
  check_xsimd<double>(directory, "exp", LIKELIER_UNARY(exp), exp_double, elementary);
  check_xsimd<float>(
      directory, "expm1", LIKELIER_UNARY(expm1), [&](double x) { return exp_single(x) && no_negative_zero(x); },
      elementary);
  check_xsimd<double>(
      directory, "expm1", LIKELIER_UNARY(expm1), [&](double x) { return exp_double(x) && no_negative_zero(x); },
      elementary);
  check_xsimd<float>(directory, "log", LIKELIER_UNARY(log), anywhere, elementary);
  check_xsimd<double>(directory, "log", LIKELIER_UNARY(log), normal, elementary);
  check_xsimd<float>(directory, "log1p", LIKELIER_UNARY(log1p), no_negative_zero, elementary);
  check_xsimd<double>(directory, "log1p", LIKELIER_UNARY(log1p), no_negative_zero, elementary);
  CHECK1(sqrt, elementary, elementary);
  CHECK1(tanh, elementary, elementary);
  // What the formulas here use instead, over the whole range.
  check_both<1>(directory, "exp", LIKELIER_UNARY(detail::full_exp), elementary, elementary);
  check_both<1>(directory, "expm1", LIKELIER_UNARY(detail::full_expm1), elementary, elementary);
  check_both<1>(directory, "log", LIKELIER_UNARY(detail::full_log), elementary, elementary);

  // The sign of zero may be lost here as in xsimd's.
  check_xsimd<float>(directory, "log1p", LIKELIER_UNARY(detail::full_log1p), no_negative_zero, elementary);
  check_xsimd<double>(directory, "log1p", LIKELIER_UNARY(detail::full_log1p), no_negative_zero, elementary);

  CHECK1(log1pmx, composed, composed);
  CHECK1(expm1mx, composed, composed);
  CHECK1(expit, elementary, elementary);
  CHECK1(softplus, elementary, elementary);
  CHECK1(log_expit, elementary, elementary);
  CHECK1(logit, elementary, elementary);
  CHECK1(log1mexp, elementary, elementary);
  CHECK1(entr, elementary, elementary);
  CHECK1(i0e, hard, hard);
  CHECK1(log_i0, hard, hard);
  CHECK1(bessel_ratio, hard, hard);
  CHECK2(logaddexp, elementary, elementary);
  CHECK2(logdiffexp, elementary_pairs, elementary_pairs);
  CHECK2(log_ratio, composed, composed);
  CHECK2(xlogy, elementary, elementary);
  CHECK2(xlog1py, elementary, elementary);
  CHECK2(rel_entr, composed, composed);
  CHECK2(bd0, hard_pairs, hard_pairs);
  CHECK1(erfcx, hard, hard);
  CHECK1(ndtr, hard, hard);
  CHECK1(log_ndtr, hard, hard);
  // The slope is that at the quantile, whose own error it multiplies.
  CHECK1(ndtri, hard, second_order);
  CHECK1(ndtri_exp, hard, second_order);
  CHECK1(stirlerr, hard, hard);
  CHECK1(stirlerr_slope, hard, hard);
  CHECK1(digamma_minus_log, hard, hard);
  CHECK1(lgamma, hard, hard);
  CHECK1(digamma, hard, hard);
  CHECK1(trigamma, hard, second_order);
  CHECK1(tetragamma, third_order, third_order);
  CHECK2(gammaln_ratio, hard_pairs, hard_pairs);
  CHECK2(betaln, hard_pairs, hard_pairs);
  CHECK2(digamma_difference, hard, hard);
  // A value is within its bound of the exponential that it is, to whose depth the tables scale it.
  CHECK2(gammainc, by_quadrature, by_quadrature);
  CHECK2(gammaincc, by_quadrature, by_quadrature);
  CHECK3(betainc, by_quadrature, by_quadrature);
  CHECK2(gammaincinv, hard_pairs, hard_pairs);
  CHECK2(gammainccinv, hard_pairs, hard_pairs);
  CHECK3(betaincinv, hard_pairs, hard_pairs);

#define SECOND1(name, slope, bound) check_second_both<1>(directory, #name, #slope, LIKELIER_UNARY(name), bound)
#define SECOND2(name, slope, bound) check_second_both<2>(directory, #name, #slope, LIKELIER_BINARY(name), bound)
  SECOND1(expm1mx, expm1, 4);
  SECOND1(softplus, expit, 4);
  SECOND1(stirlerr, stirlerr_slope, 4);
  SECOND1(lgamma, digamma, 4);
  SECOND1(digamma, trigamma, 8);
  SECOND1(trigamma, tetragamma, 16);
  SECOND2(bd0, log_ratio, 4);
  SECOND2(gammaln_ratio, digamma_difference, 4);
  check_rounding<float>();
  check_rounding<double>();
  check_counts<float>();
  check_counts<double>();
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace LIKELIER_ISA
}  // namespace likelier

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: test_special DIRECTORY\n");
    return 2;
  }
  return likelier::run(argv[1]);
}
