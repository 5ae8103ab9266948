// Probes by counter, with the layout of math/philox.hpp: the bits of the CPU's.
#include "likelier/cuda.hpp"
#include "likelier/math/hadamard.hpp"
#include "likelier/math/sphere.hpp"
#include "random.hpp"
#include "variates.hpp"

namespace likelier::cuda {
namespace {

constexpr int bits_of_counter = 128;

// The words of one counter.
struct counter_words {
  std::uint64_t counter;
  std::uint32_t word[4];

  LIKELIER_DEVICE void make(const probe_launch& call, std::uint32_t stream, std::uint64_t at) {
    counter = at;
    words_of(call.seed, stream, at, word);
  }
  LIKELIER_DEVICE std::uint32_t bit(std::uint64_t i) const {
    const auto own = static_cast<int>(i % bits_of_counter);
    std::uint32_t result = word[0];
    LIKELIER_UNROLL
    for (int k = 1; k < 4; ++k) result = own / 32 == k ? word[k] : result;
    return result >> own % 32 & 1U;
  }
};

// What element d of a row is multiplied by 1 or -1 for, as a thread walks along the row.
struct sign_row {
  const probe_launch& call;
  counter_words words;
  bool has_words = false;
  std::uint64_t first;  // the place of element 0 in the stream of signs; of Hadamard's, of its counters
  std::uint32_t row = 0, first_word = 0;

  LIKELIER_DEVICE sign_row(const probe_launch& launch, std::int64_t probe, std::int64_t sample) : call(launch) {
    const std::uint64_t own = call.offset + static_cast<std::uint64_t>(sample);
    if (!call.is_hadamard) {
      first = (own * static_cast<std::uint64_t>(call.probes) + static_cast<std::uint64_t>(probe)) *
              static_cast<std::uint64_t>(call.dimension);
      return;
    }
    const auto counters = static_cast<std::uint64_t>((call.dimension + bits_of_counter - 1) / bits_of_counter);
    first = own * counters * bits_of_counter;
    std::uint32_t factors[4];
    words_of(call.seed, philox_stream::hadamard_rows, own, factors);
    const std::uint32_t a = hadamard::factor(factors[0], factors[1], call.bits);
    row = hadamard::product(a, static_cast<std::uint32_t>(probe), call.bits);
    first_word = hadamard::first_word(row);
  }
  LIKELIER_DEVICE std::uint32_t at(std::int64_t d) {
    const std::uint64_t i = first + static_cast<std::uint64_t>(d);
    if (!has_words || words.counter != i / bits_of_counter) {
      words.make(call, call.is_hadamard ? philox_stream::hadamard_signs : philox_stream::signs, i / bits_of_counter);
      has_words = true;
    }
    std::uint32_t bit = words.bit(i);
    if (call.is_hadamard) bit ^= hadamard::word(first_word, row, static_cast<std::uint32_t>(d / 32)) >> d % 32 & 1U;
    return bit;
  }
};

// A thread takes a stretch of a row, in steps of 16 bytes where they are aligned.
template <class T>
LIKELIER_GLOBAL void sign_kernel(LIKELIER_PARAMETER probe_launch call) {
  constexpr int width = vector_width<T>;
  const std::int64_t pieces = (call.dimension + sign_stretch - 1) / sign_stretch;
  const std::int64_t all = call.probes * call.samples * pieces;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  const bool aligned = call.dimension % width == 0;
  for (std::int64_t t = static_cast<std::int64_t>(block_index()) * block_threads + thread_index(); t < all; t += step) {
    const std::int64_t own = t / pieces;
    const std::int64_t first = t % pieces * sign_stretch;
    const std::int64_t last = first + sign_stretch < call.dimension ? first + sign_stretch : call.dimension;
    T* values = reinterpret_cast<T*>(call.values) + own * call.dimension;
    sign_row signs(call, own / call.samples, own % call.samples);
    for (std::int64_t d = first; d < last; d += width) {
      vector_of<T> x;
      for (int w = 0; w < width; ++w) x.at[w] = d + w < last && signs.at(d + w) != 0 ? T(-1) : T(1);
      if (aligned) {
        sixteen_bytes bytes;
        std::memcpy(&bytes, &x, sizeof bytes);
        *reinterpret_cast<sixteen_bytes*>(values + d) = bytes;
      } else {
        for (int w = 0; w < width; ++w)
          if (d + w < last) values[d + w] = x.at[w];
      }
    }
  }
}

// A thread takes a counter; the samples' elements follow each other in the stream, the probes' rows in the result.
template <class T>
LIKELIER_GLOBAL void normal_kernel(LIKELIER_PARAMETER probe_launch call) {
  constexpr auto group = static_cast<std::uint64_t>(philox_group<T>);
  const std::int64_t each = call.probes * call.dimension;
  const std::uint64_t begin = call.offset * static_cast<std::uint64_t>(each);
  const auto count = static_cast<std::uint64_t>(call.samples * each);
  const std::uint64_t first = begin / group;
  const auto counters = static_cast<std::int64_t>((begin % group + count + group - 1) / group) * philox_lanes;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  for (std::int64_t c = static_cast<std::int64_t>(block_index()) * block_threads + thread_index(); c < counters;
       c += step) {
    const std::uint64_t counter = first * philox_lanes + static_cast<std::uint64_t>(c);
    const std::uint64_t place = counter / philox_lanes * group + counter % philox_lanes;
    std::uint32_t words[4];
    words_of(call.seed, philox_stream::normals, counter, words);
    T x[values_of_counter<T>];
    normal_of_words(words, x);
    for (int k = 0; k < values_of_counter<T>; ++k) {
      const std::uint64_t i = place + static_cast<std::uint64_t>(k) * philox_lanes - begin;
      if (i >= count) continue;
      const auto own = static_cast<std::int64_t>(i);
      const std::int64_t sample = own / each, probe = own % each / call.dimension, d = own % call.dimension;
      reinterpret_cast<T*>(call.values)[(probe * call.samples + sample) * call.dimension + d] = x[k];
    }
  }
}

// A thread takes a row, in the CPU's order of the sum.
template <class T>
LIKELIER_GLOBAL void sphere_kernel(LIKELIER_PARAMETER probe_launch call) {
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  for (std::int64_t row = static_cast<std::int64_t>(block_index()) * block_threads + thread_index();
       row < call.probes * call.samples; row += step)
    to_sphere(reinterpret_cast<T*>(call.values) + row * call.dimension, call.dimension);
}

template <class T>
void run_in(const probe_launch& call, void* stream) {
  const std::int64_t rows = call.probes * call.samples;
  const std::int64_t elements = rows * call.dimension;
  if (elements == 0) return;
  const auto blocks = [](std::int64_t threads) {
    const std::int64_t wanted = (threads + block_threads - 1) / block_threads;
    return wanted < most_random_blocks ? wanted : most_random_blocks;
  };
  if (!call.is_normal) {
    const std::int64_t pieces = (call.dimension + sign_stretch - 1) / sign_stretch;
    launch(sign_kernel<T>, blocks(rows * pieces), block_threads, 0, stream, call);
    return;
  }
  launch(normal_kernel<T>, blocks(elements / values_of_counter<T> + 2 * philox_lanes), block_threads, 0, stream, call);
  if (call.is_sphere) launch(sphere_kernel<T>, blocks(rows), block_threads, 0, stream, call);
}

}  // namespace

void run_probes(const probe_launch& call, bool in_double, void* stream) {
  if (in_double) {
    run_in<double>(call, stream);
  } else {
    run_in<float>(call, stream);
  }
}

}  // namespace likelier::cuda
