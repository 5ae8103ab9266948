// Philox against Random123's known answers, and streams made in parts, by any number of threads.
#include <cstdint>
#include <vector>

#include "checks.hpp"
#include "engine/probes.hpp"
#include "engine/random.hpp"
#include "engine/threads.hpp"
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

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  known();
  parts_are_of_one_stream<float>();
  parts_are_of_one_stream<double>();
  probes_of_parts<float>();
  probes_of_parts<double>();
  return likelier::testing::report();
}
