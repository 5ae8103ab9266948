#include "engine/probes.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "engine/dispatch.hpp"
#include "engine/random_groups.hpp"
#include "engine/threads.hpp"
#include "likelier/math/hadamard.hpp"
#include "likelier/math/philox.hpp"
#include "likelier/math/sphere.hpp"

namespace likelier::engine {
namespace {

constexpr std::int64_t words_of_group = std::int64_t{4} * philox_lanes;
constexpr std::int64_t bits_of_counter = 128;
// Elements of one task, and of a block that is made in the first-level cache.
constexpr std::int64_t task_elements = 65536;
constexpr std::int64_t sign_block = 2048;
constexpr std::int64_t hadamard_block = 2048;
// Results from this size on are written past the caches.
constexpr std::int64_t streaming_bytes = std::int64_t{8} << 20;

template <class T>
struct probe_filler {
  const probe_kernels<T>& kernels;
  const memory_kernels<T>& memory;
  std::uint64_t seed, offset;
  std::int64_t probes, samples, dimension;
  T* values;

  bool streams() const {
    return probes * samples * dimension * static_cast<std::int64_t>(sizeof(T)) >= streaming_bytes;
  }
  T* row(std::int64_t probe, std::int64_t sample) const { return values + (probe * samples + sample) * dimension; }
  // One piece of all samples where their rows follow each other.
  std::int64_t samples_of_task() const { return std::max<std::int64_t>(1, task_elements / (probes * dimension)); }
  template <class Task>
  void for_samples(std::int64_t each, Task task) const {
    parallel_for((samples + each - 1) / each,
                 [&](std::int64_t t) { task(t * each, std::min(samples, (t + 1) * each)); });
  }

  // n signs, the first at a bit of the first word.
  void put(const std::uint32_t* words, int shift, T* destination, std::int64_t n, bool past_caches) const {
    std::uint32_t shifted[sign_block / 32];
    alignas(64) T block[sign_block];
    for (std::int64_t i = 0; i < n; i += sign_block, words += sign_block / 32) {
      const std::int64_t count = std::min(sign_block, n - i);
      const std::uint32_t* source = words;
      if (shift != 0) {
        for (std::int64_t w = 0; w < (count + 31) / 32; ++w) {
          const bool crosses = w * 32 + 32 - shift < count;
          shifted[w] = (words[w] >> shift) | (crosses ? words[w + 1] << (32 - shift) : 0);
        }
        source = shifted;
      }
      kernels.expand(source, count, past_caches ? block : destination + i);
      if (past_caches) memory.stream(destination + i, block, count);
    }
  }

  // The rows of a few neighbouring samples, which follow each other, from words of their own; block has space for all.
  void put_rows(const std::uint32_t* words, T* destination, std::int64_t count, T* block) const {
    T* made = streams() ? block : destination;
    const std::int64_t words_of_row = (dimension + 31) / 32;
    if (dimension % 32 == 0) {
      kernels.expand(words, count * dimension, made);
    } else {
      for (std::int64_t l = 0; l < count; ++l)
        kernels.expand(words + l * words_of_row, dimension, made + l * dimension);
    }
    if (streams()) memory.stream(destination, made, count * dimension);
  }

  // Signs first ... first + n of the stream at destination.
  void signs(std::uint64_t first, std::int64_t n, T* destination, std::vector<std::uint32_t>& words) const {
    const auto before = static_cast<std::int64_t>(first % bits_of_counter);
    const std::int64_t groups = (before + n + 32 * words_of_group - 1) / (32 * words_of_group);
    words.resize(static_cast<std::size_t>(groups * words_of_group));
    kernels.words(seed, philox_stream::signs, first / bits_of_counter, groups, words.data());
    put(words.data() + before / 32, static_cast<int>(before % 32), destination, n, streams());
  }

  void rademacher() const {
    if (probes == 1) {
      const std::int64_t total = samples * dimension;
      const std::uint64_t first = offset * static_cast<std::uint64_t>(dimension);
      parallel_for((total + task_elements - 1) / task_elements, [&](std::int64_t task) {
        std::vector<std::uint32_t> words;
        const std::int64_t begin = task * task_elements;
        signs(first + static_cast<std::uint64_t>(begin), std::min(task_elements, total - begin), values + begin, words);
      });
      return;
    }
    for_samples(samples_of_task(), [&](std::int64_t begin, std::int64_t end) {
      const auto elements = static_cast<std::uint64_t>(probes * dimension);
      const std::uint64_t first = (offset + static_cast<std::uint64_t>(begin)) * elements;
      const auto before = static_cast<std::int64_t>(first % bits_of_counter);
      const std::int64_t n = (end - begin) * probes * dimension;
      const std::int64_t groups = (before + n + 32 * words_of_group - 1) / (32 * words_of_group);
      std::vector<std::uint32_t> words(static_cast<std::size_t>(groups * words_of_group));
      kernels.words(seed, philox_stream::signs, first / bits_of_counter, groups, words.data());
      for (std::int64_t k = 0; k < probes; ++k) {
        for (std::int64_t b = begin; b < end; ++b) {
          const std::int64_t bit = before + ((b - begin) * probes + k) * dimension;
          put(words.data() + bit / 32, static_cast<int>(bit % 32), row(k, b), dimension, streams());
        }
      }
    });
  }

  void hadamard() const {
    const int bits = hadamard::bits(dimension);
    const std::int64_t counters = (dimension + bits_of_counter - 1) / bits_of_counter, sign_words = counters * 4;
    const std::int64_t words_of_row = (dimension + 31) / 32;
    const std::int64_t each = std::max<std::int64_t>(1, samples_of_task() / philox_lanes) * philox_lanes;
    const std::int64_t groups = std::max<std::int64_t>(1, hadamard_block / (philox_lanes * dimension));
    const std::int64_t together = groups * philox_lanes;
    const auto lanes = static_cast<std::size_t>(together);
    const auto digits = static_cast<std::size_t>(hadamard::bits(probes));
    for_samples(each, [&](std::int64_t begin, std::int64_t end) {
      std::vector<std::uint32_t> signs(static_cast<std::size_t>(groups * counters * words_of_group));
      std::vector<std::uint32_t> own(static_cast<std::size_t>(together * words_of_row));
      std::vector<std::uint32_t> factors(static_cast<std::size_t>(groups * words_of_group));
      std::vector<std::uint32_t> powers(digits * lanes), rows(lanes), firsts(lanes), made(lanes);
      std::vector<T> block(streams() ? static_cast<std::size_t>(together * dimension) : 0);
      for (std::int64_t g = begin; g < end; g += together) {
        const std::uint64_t sample = offset + static_cast<std::uint64_t>(g);
        const std::int64_t count = std::min(together, end - g);
        const std::int64_t some = (count + philox_lanes - 1) / philox_lanes;
        kernels.words(seed, philox_stream::hadamard_rows, sample, some, factors.data());
        kernels.words(seed, philox_stream::hadamard_signs, sample * static_cast<std::uint64_t>(counters),
                      some * counters, signs.data());
        for (std::size_t l = 0; l < lanes; ++l) {
          const std::uint32_t a = hadamard::factor(factors[4 * l], factors[4 * l + 1], bits);
          for (std::size_t i = 0; i < digits; ++i) powers[i * lanes + l] = hadamard::product(a, 1U << i, bits);
        }
        for (std::int64_t k = 0; k < probes; ++k) {
          // Of all samples at once: a k by the digits of k, then the words of these rows.
          std::fill(rows.begin(), rows.end(), 0);
          for (std::size_t i = 0; i < digits; ++i)
            for (std::size_t l = 0; (k >> i & 1) != 0 && l < lanes; ++l) rows[l] ^= powers[i * lanes + l];
          for (std::size_t l = 0; l < lanes; ++l) firsts[l] = hadamard::first_word(rows[l]);
          for (std::int64_t w = 0; w < words_of_row; ++w) {
            for (std::size_t l = 0; l < lanes; ++l)
              made[l] = hadamard::word(firsts[l], rows[l], static_cast<std::uint32_t>(w));
            for (std::int64_t l = 0; l < count; ++l)
              own[static_cast<std::size_t>(l * words_of_row + w)] =
                  signs[static_cast<std::size_t>(l * sign_words + w)] ^ made[static_cast<std::size_t>(l)];
          }
          put_rows(own.data(), row(k, g), count, block.data());
        }
      }
    });
  }

  void fill_normal(std::uint64_t first, T* destination, std::int64_t n) const {
    fill(first, destination, n, [&](std::uint64_t group, std::int64_t groups, T* part) {
      kernels.normal(seed, philox_stream::normals, group, groups, part);
    });
  }

  void normal(bool on_sphere) const {
    if (probes == 1 && !on_sphere) {
      fill_normal(offset * static_cast<std::uint64_t>(dimension), values, samples * dimension);
      return;
    }
    for_samples(samples_of_task(), [&](std::int64_t begin, std::int64_t end) {
      const std::int64_t each = probes * dimension;
      std::vector<T> made(static_cast<std::size_t>((end - begin) * each));
      fill_normal((offset + static_cast<std::uint64_t>(begin)) * static_cast<std::uint64_t>(each), made.data(),
                  (end - begin) * each);
      for (std::int64_t k = 0; k < probes; ++k) {
        for (std::int64_t b = begin; b < end; ++b) {
          T* source = made.data() + (b - begin) * each + k * dimension;
          if (on_sphere) to_sphere(source, dimension);
          std::memcpy(row(k, b), source, static_cast<std::size_t>(dimension) * sizeof(T));
        }
      }
    });
  }
};

}  // namespace

int hadamard_bits(std::int64_t dimension) { return hadamard::bits(dimension); }

template <class T>
void fill_probes(probe_kind kind, std::uint64_t seed, std::uint64_t offset, std::int64_t probes, std::int64_t samples,
                 std::int64_t dimension, T* values) {
  if (probes == 0 || samples == 0 || dimension == 0) return;
  const probe_filler<T> filler{
      *active_isa().of<T>().probes, *active_isa().of<T>().memory, seed, offset, probes, samples, dimension, values};
  if (kind == probe_kind::hadamard) {
    filler.hadamard();
  } else if (kind == probe_kind::rademacher) {
    filler.rademacher();
  } else {
    filler.normal(kind == probe_kind::sphere);
  }
}

template void fill_probes<float>(probe_kind, std::uint64_t, std::uint64_t, std::int64_t, std::int64_t, std::int64_t,
                                 float*);
template void fill_probes<double>(probe_kind, std::uint64_t, std::uint64_t, std::int64_t, std::int64_t, std::int64_t,
                                  double*);

}  // namespace likelier::engine
