// Philox against Random123's known answers, streams made in parts, by any number of threads, and what samplers are
// made of.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <tuple>
#include <type_traits>
#include <vector>

#include "checks.hpp"
#include "engine/probes.hpp"
#include "engine/random.hpp"
#include "engine/threads.hpp"
#include "engine/variates.hpp"
#include "likelier/family_variates.hpp"
#include "likelier/math/philox.hpp"

namespace likelier::engine {
namespace {

struct answer {
  std::uint32_t counter[4], key[2], words[4];
};
// kat_vectors of Random123 1.14.
constexpr answer known_answers[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

void known() {
  for (const answer& a : known_answers) {
    std::uint32_t words[4][2];
    for (int i = 0; i < 4; ++i)
      for (std::uint32_t& word : words[i]) word = a.counter[i];
    philox4x32::scramble(words, a.key[0], a.key[1]);
    for (int i = 0; i < 4; ++i)
      for (const std::uint32_t word : words[i])
        CHECK(word == a.words[i], "word %d of the key %08x: %08x", i, a.key[0], word);
  }
}

template <class T>
void parts_are_of_one_stream() {
  constexpr std::int64_t n = 100'003;
  constexpr std::uint64_t seed = 77, offset = 19;
  std::vector<T> whole(n), part(n);
  set_num_threads(3);
  fill_normal(seed, offset, T(1), T(2), whole.data(), n);
  for (const std::int64_t length : {1, 63, 64, 65, 40'000}) {
    set_num_threads(length == 63 ? 1 : 2);
    for (const std::int64_t start : {0, 1, 45, 46, 59'999}) {
      part.assign(part.size(), T(-99));
      fill_normal(seed, offset + static_cast<std::uint64_t>(start), T(1), T(2), part.data(), length);
      bool same = part[static_cast<std::size_t>(length)] == T(-99);
      for (std::int64_t i = 0; i < length; ++i)
        same = same && part[static_cast<std::size_t>(i)] == whole[static_cast<std::size_t>(start + i)];
      CHECK(same, "%lld elements from %lld", static_cast<long long>(length), static_cast<long long>(start));
    }
  }
  fill_uniform(seed, offset, static_cast<T*>(nullptr), 0);
}

template <class T>
void probes_of_parts() {
  constexpr std::uint64_t seed = 5, offset = 1000;
  for (const probe_kind kind :
       {probe_kind::rademacher, probe_kind::hadamard, probe_kind::gaussian, probe_kind::sphere}) {
    for (const std::int64_t dimension : {1, 5, 64, 131}) {
      const std::int64_t probes = kind == probe_kind::hadamard && dimension == 1 ? 1 : 4, samples = 3000;
      std::vector<T> whole(static_cast<std::size_t>(probes * samples * dimension));
      set_num_threads(3);
      fill_probes(kind, seed, offset, probes, samples, dimension, whole.data());
      set_num_threads(1);
      const std::int64_t first = 1234, count = 77;
      std::vector<T> part(static_cast<std::size_t>(probes * count * dimension));
      fill_probes(kind, seed, offset + static_cast<std::uint64_t>(first), probes, count, dimension, part.data());
      bool same = true;
      for (std::int64_t k = 0; k < probes; ++k)
        for (std::int64_t i = 0; i < count * dimension; ++i)
          same = same && part[static_cast<std::size_t>(k * count * dimension + i)] ==
                             whole[static_cast<std::size_t>((k * samples + first) * dimension + i)];
      CHECK(same, "kind %d of %lld dimensions", static_cast<int>(kind), static_cast<long long>(dimension));
    }
  }
}

// The functions that samplers decide by: within some units in the last place of the C library's.
void unfused_functions() {
  const auto close = [](double got, double expected, double ulps, const char* name, double x) {
    const double error = std::abs(got - expected) / (std::abs(expected) * 0x1p-52 + 0x1p-1074);
    CHECK(got == expected || error <= ulps, "%s(%.17g): %.3g ulp", name, x, error);
  };
  for (int i = 0; i < 100'000; ++i) {
    const double x = -745.0 + 1454.0 * (i / 1e5);
    close(likelier::detail::unfused_exp(x), std::exp(x), x < -708.0 ? 2.0 : 4.0, "exp", x);
    close(likelier::detail::unfused_exp(x * 1e-3), std::exp(x * 1e-3), 2.0, "exp", x * 1e-3);
    const double y = std::exp(x * 0.05);
    close(likelier::detail::unfused_log1p(y), std::log1p(y), 4.0, "log1p", y);
    close(likelier::detail::unfused_log1p(-y / (1.0 + y)), std::log1p(-y / (1.0 + y)), 4.0, "log1p", -y / (1.0 + y));
    close(likelier::detail::unfused_atan(y), std::atan(y), 4.0, "atan", y);
  }
  const double inf = std::numeric_limits<double>::infinity();
  CHECK(likelier::detail::unfused_exp(-inf) == 0.0 && likelier::detail::unfused_exp(inf) == inf, "exp at infinity");
  CHECK(std::isnan(likelier::detail::unfused_exp(inf - inf)), "exp of NaN");
  CHECK(likelier::detail::unfused_atan(0.0) == 0.0 && likelier::detail::unfused_atan(inf) == 0x1.921fb54442d18p+0,
        "atan at its ends");
  // Poisson masses, of which those of 10 and more are used.
  for (const double mean : {10.0, 17.5, 100.0, 1e4, 1e6}) {
    for (int step = -8; step <= 12; ++step) {
      const double k = std::max(0.0, std::floor(mean + step * std::sqrt(mean)));
      const double expected = k * std::log(mean) - mean - std::lgamma(k + 1.0);
      const double error = std::abs(likelier::detail::unfused_poisson_mass(k, mean) - expected);
      CHECK(error <= 4e-16 * (4.0 + mean + k * std::log(k + mean)), "mass %g of %g: %.3g", k, mean, error);
    }
  }
}

template <class Family, class... Families>
constexpr int family_index(type_list<Families...>) {
  int index = 0;
  (void)((std::is_same_v<Family, Families> || (++index, false)) || ...);
  return index;
}

// An engine's elements are those of a block of one, which a thread of a device draws.
template <class Family, class... Values>
void blocks_are_of_single_draws(Values... values) {
  constexpr int n = 1000, columns = variates<Family>::columns;
  constexpr std::uint64_t seed = 99, offset = (std::uint64_t{1} << 32) - 300;
  const double raw[] = {values...};
  variates_call call;
  call.family = family_index<Family>(families{});
  call.seed = seed;
  call.offset = offset;
  call.ndim = 1;
  call.shape[0] = n;
  for (const double& value : raw) {
    const_view& view = call.arguments[call.parameters++];
    view.data = reinterpret_cast<const char*>(&value);
    view.strides.fill(0);
  }
  std::vector<double> whole(n);
  fill_variates(call, whole.data());
  using first = std::tuple_element_t<0, typename Family::parameterisations>;
  const auto numbers = variate_numbers<Family, first>::of(raw);
  int differing = 0;
  for (int i = 0; i < n; ++i) {
    single_draw<columns> block(seed, offset + static_cast<std::uint64_t>(i));
    for (int k = 0; k < variates<Family>::numbers; ++k) block.at[k] = numbers.at[k];
    variates<Family>::draw(block);
    differing += block.at[columns - 1] != whole[static_cast<std::size_t>(i)];
  }
  CHECK(differing == 0, "%d elements of %s", differing, Family::name);
}

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  known();
  parts_are_of_one_stream<float>();
  parts_are_of_one_stream<double>();
  probes_of_parts<float>();
  probes_of_parts<double>();
  unfused_functions();
  blocks_are_of_single_draws<likelier::gamma>(2.3, 0.0, 1.0);
  blocks_are_of_single_draws<likelier::gamma>(0.3, 1.0, 2.0);
  blocks_are_of_single_draws<likelier::beta>(0.3, 4.0, 0.0, 1.0);
  blocks_are_of_single_draws<likelier::t>(1.5, 0.0, 1.0);
  blocks_are_of_single_draws<likelier::vonmises>(3.0, 0.0, 1.0);
  blocks_are_of_single_draws<likelier::poisson>(7.0);
  blocks_are_of_single_draws<likelier::poisson>(70.0);
  blocks_are_of_single_draws<likelier::binom>(15.0, 0.4);
  blocks_are_of_single_draws<likelier::binom>(150.0, 0.6);
  blocks_are_of_single_draws<likelier::nbinom>(2.5, 0.2);
  return likelier::testing::report();
}
