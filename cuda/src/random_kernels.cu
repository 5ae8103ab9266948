// Uniform and normal variables by counter: the bits of the CPU's.
#include "likelier/cuda.hpp"
#include "likelier/math/integers.hpp"
#include "random.hpp"
#include "variates.hpp"

namespace likelier::cuda {
namespace {

template <class T>
LIKELIER_DEVICE inline void put(const random_launch& call, std::uint64_t element, T x) {
  const std::uint64_t i = element - call.offset;
  if (i >= static_cast<std::uint64_t>(call.count)) return;
  const auto own = static_cast<std::int64_t>(i);
  if (call.is_normal) {
    const T loc = value_of<T>(call.loc, offset_of(call, call.loc, own));
    const T scale = value_of<T>(call.scale, offset_of(call, call.scale, own));
    x = scale > T(0) ? loc + scale * x : quiet_nan<T>();
  }
  reinterpret_cast<T*>(call.values)[own] = x;
}

// A thread takes a counter: of a group's 16 those next to each other make elements that are, too.
template <class T>
LIKELIER_GLOBAL void random_kernel(LIKELIER_PARAMETER random_launch call) {
  constexpr std::uint64_t group = philox_group<T>;
  const std::uint64_t first = call.offset / group;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  const std::int64_t start = static_cast<std::int64_t>(block_index()) * block_threads + thread_index();
  for (std::int64_t c = start; c < call.counters; c += step) {
    const std::uint64_t counter = first * philox_lanes + static_cast<std::uint64_t>(c);
    const std::uint64_t place = counter / philox_lanes * group + counter % philox_lanes;
    std::uint32_t words[4];
    words_of(call.seed, philox_stream::variates, counter, words);
    constexpr int values = values_of_counter<T>;
    T x[values];
    if (call.is_normal) {
      normal_of_words(words, x);
    } else {
      uniform_of_words(words, x);
    }
    for (int k = 0; k < values; ++k) put(call, place + static_cast<std::uint64_t>(k) * philox_lanes, x[k]);
  }
}

template <class I>
LIKELIER_GLOBAL void integers_kernel(const double* numbers, I* values, std::int64_t n) {
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  const std::int64_t start = static_cast<std::int64_t>(block_index()) * block_threads + thread_index();
  for (std::int64_t i = start; i < n; i += step) values[i] = integer_of<I>(numbers[i]);
}

}  // namespace

void run_integers(const double* numbers, void* values, std::int64_t n, bool is_wide, std::int64_t blocks,
                  void* stream) {
  if (is_wide) {
    launch(integers_kernel<std::int64_t>, blocks, block_threads, 0, stream, numbers, static_cast<std::int64_t*>(values),
           n);
  } else {
    launch(integers_kernel<std::int32_t>, blocks, block_threads, 0, stream, numbers, static_cast<std::int32_t*>(values),
           n);
  }
}

void run_random(const random_launch& call, bool in_double, std::int64_t blocks, void* stream) {
  if (in_double) {
    launch(random_kernel<double>, blocks, block_threads, 0, stream, call);
  } else {
    launch(random_kernel<float>, blocks, block_threads, 0, stream, call);
  }
}

}  // namespace likelier::cuda
