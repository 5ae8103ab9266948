// Arrays as kernels see them: elements of any type, at any strides, to and from the type that is computed in.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "device.hpp"
#include "engine/view.hpp"
#include "isa/half.hpp"
#include "likelier/rows/state.hpp"

namespace likelier::cuda {

using engine::dtype;

// Threads of a block, in all kernels.
inline constexpr int block_threads = 256;
// The axes that kernels take. Those that merge count once.
inline constexpr int device_dims = 8;

struct device_view {
  char* data = nullptr;
  double number = 0.0;  // where there are no data
  std::int64_t strides[device_dims] = {};
  dtype type = dtype::f64;
  bool vectors = false;  // 16 bytes along the last axis can be moved at once, or one element serves all of it

  LIKELIER_HD explicit operator bool() const { return data != nullptr; }
};

// Elements of T in 16 bytes.
template <class T>
inline constexpr int vector_width = 16 / static_cast<int>(sizeof(T));

struct alignas(16) sixteen_bytes {
  std::uint64_t word[2];
};

LIKELIER_HD inline bool is_half(dtype type) { return type == dtype::f16 || type == dtype::bf16; }

LIKELIER_DEVICE inline float float_from_half(std::uint16_t x, dtype type) {
#if defined(__CUDA_ARCH__)
  if (type == dtype::f16) return __half2float(__ushort_as_half(x));
#else
  if (type == dtype::f16) return engine::float_from_f16(x);
#endif
  return engine::float_from_bf16(x);
}
// Two numbers of 16 bits, the first of them in the lower half.
LIKELIER_DEVICE inline std::uint32_t halves_of(float first, float second, dtype type) {
#if defined(__CUDA_ARCH__)
  std::uint32_t both;
  if (type == dtype::f16) {
    asm("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(both) : "f"(second), "f"(first));
  } else {
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(both) : "f"(second), "f"(first));
  }
  return both;
#else
  const auto one = [&](float x) -> std::uint32_t {
    return type == dtype::f16 ? engine::f16_from_float(x) : engine::bf16_from_float(x);
  };
  return one(first) | one(second) << 16;
#endif
}

// Apart: these are the ways for what is not in the type that is computed in, and once is enough of them.
template <class T>
LIKELIER_DEVICE LIKELIER_APART T load(const char* at, dtype type) {
  switch (type) {
    case dtype::f64: return static_cast<T>(*reinterpret_cast<const double*>(at));
    case dtype::f32: return static_cast<T>(*reinterpret_cast<const float*>(at));
    case dtype::f16:
    case dtype::bf16: return static_cast<T>(float_from_half(*reinterpret_cast<const std::uint16_t*>(at), type));
    case dtype::i64: return static_cast<T>(*reinterpret_cast<const std::int64_t*>(at));
    case dtype::i32: return static_cast<T>(*reinterpret_cast<const std::int32_t*>(at));
    case dtype::i16: return static_cast<T>(*reinterpret_cast<const std::int16_t*>(at));
    case dtype::i8: return static_cast<T>(*reinterpret_cast<const std::int8_t*>(at));
    case dtype::u64: return static_cast<T>(*reinterpret_cast<const std::uint64_t*>(at));
    case dtype::u32: return static_cast<T>(*reinterpret_cast<const std::uint32_t*>(at));
    case dtype::u16: return static_cast<T>(*reinterpret_cast<const std::uint16_t*>(at));
    default: return static_cast<T>(*reinterpret_cast<const std::uint8_t*>(at));
  }
}

// Results are floating; rounded once.
template <class T>
LIKELIER_DEVICE LIKELIER_APART void store(char* at, dtype type, T x) {
  switch (type) {
    case dtype::f64: *reinterpret_cast<double*>(at) = static_cast<double>(x); break;
    case dtype::f32: *reinterpret_cast<float*>(at) = static_cast<float>(x); break;
    default:
      *reinterpret_cast<std::uint16_t*>(at) = static_cast<std::uint16_t>(halves_of(engine::to_odd(x), 0.0F, type));
      break;
  }
}

template <class T>
LIKELIER_DEVICE inline T value_of(const device_view& view, std::int64_t offset) {
  return view ? load<T>(view.data + offset, view.type) : static_cast<T>(view.number);
}

template <class T>
inline constexpr dtype dtype_of = sizeof(T) == sizeof(float) ? dtype::f32 : dtype::f64;

// Neighbouring elements, by value: an array whose address is passed on would not stay in registers.
template <class T>
using vector_of = several<T, vector_width<T>>;

// Whole vectors of 16-bit numbers, in place: several of these loads are to be on their way at once.
template <class T>
LIKELIER_DEVICE inline vector_of<T> halves_at(const char* at, dtype type) {
  constexpr int width = vector_width<T>;
  std::uint16_t half[width];
  std::conditional_t<width == 4, std::uint64_t, std::uint32_t> all;
  all = *reinterpret_cast<const decltype(all)*>(at);
  std::memcpy(half, &all, sizeof half);
  vector_of<T> x;
  for (int w = 0; w < width; ++w) x.at[w] = static_cast<T>(float_from_half(half[w], type));
  return x;
}
template <class T>
LIKELIER_DEVICE inline void put_halves(char* at, dtype type, const vector_of<T>& x) {
  constexpr int width = vector_width<T>;
  std::uint32_t pairs[width / 2];
  for (int w = 0; w < width; w += 2)
    pairs[w / 2] = halves_of(engine::to_odd(x.at[w]), engine::to_odd(x.at[w + 1]), type);
  std::conditional_t<width == 4, std::uint64_t, std::uint32_t> all;
  std::memcpy(&all, pairs, sizeof all);
  *reinterpret_cast<decltype(all)*>(at) = all;
}

// count elements at any strides or in any type; the rest are copies of the first.
template <class T>
LIKELIER_DEVICE LIKELIER_APART vector_of<T> gather(const char* at, dtype type, std::int64_t step, bool vectors,
                                                   int count) {
  constexpr int width = vector_width<T>;
  if (vectors && count == width && is_half(type)) return halves_at<T>(at, type);
  vector_of<T> x;
  for (int w = 0; w < width; ++w) x.at[w] = load<T>(at + (w < count ? w * step : 0), type);
  return x;
}

template <class T>
LIKELIER_DEVICE LIKELIER_APART void scatter(char* at, dtype type, std::int64_t step, bool vectors, unsigned bits,
                                            vector_of<T> x) {
  constexpr int width = vector_width<T>;
  if (vectors && bits == (1U << width) - 1U && is_half(type)) {
    put_halves<T>(at, type, x);
    return;
  }
  for (int w = 0; w < width; ++w)
    if ((bits >> w & 1U) != 0) store(at + w * step, type, x.at[w]);
}

// count elements from an offset on, step bytes apart.
template <class T>
LIKELIER_DEVICE inline vector_of<T> load_some(const device_view& view, std::int64_t offset, std::int64_t step,
                                              int count) {
  vector_of<T> x;
  if (!view || step == 0) {
    const T same = value_of<T>(view, offset);
    for (T& own : x.at) own = same;
    return x;
  }
  if (!view.vectors || count != vector_width<T> || view.type != dtype_of<T>)
    return gather<T>(view.data + offset, view.type, step, view.vectors, count);
  const sixteen_bytes all = *reinterpret_cast<const sixteen_bytes*>(view.data + offset);
  static_assert(sizeof all == sizeof x);
  std::memcpy(&x, &all, sizeof all);
  return x;
}

// Those elements whose bit is set.
template <class T>
LIKELIER_DEVICE inline void store_some(const device_view& view, std::int64_t offset, std::int64_t step, unsigned bits,
                                       const vector_of<T>& x) {
  if (!view.vectors || bits != (1U << vector_width<T>)-1U || view.type != dtype_of<T>) {
    scatter<T>(view.data + offset, view.type, step, view.vectors, bits, x);
    return;
  }
  sixteen_bytes all;
  std::memcpy(&all, &x, sizeof all);
  *reinterpret_cast<sixteen_bytes*>(view.data + offset) = all;
}

// Neighbouring elements. What is in the type that is computed in and not aligned is read one by one, here; load_some
// sees to the rest.
template <class T>
LIKELIER_DEVICE inline vector_of<T> load_next(const device_view& view, std::int64_t offset, std::int64_t step,
                                              int count) {
  if (view.type != dtype_of<T> || (view.vectors && count == vector_width<T>))
    return load_some<T>(view, offset, step, count);
  vector_of<T> x;
  const char* at = view.data + offset;
  LIKELIER_UNROLL
  for (int w = 0; w < vector_width<T>; ++w) x.at[w] = *reinterpret_cast<const T*>(at + (w < count ? w * step : 0));
  return x;
}
template <class T>
LIKELIER_DEVICE inline void store_next(const device_view& view, std::int64_t offset, std::int64_t step, int count,
                                       const vector_of<T>& x) {
  if (view.type != dtype_of<T> || (view.vectors && count == vector_width<T>)) {
    store_some<T>(view, offset, step, (1U << count) - 1U, x);
    return;
  }
  char* at = view.data + offset;
  LIKELIER_UNROLL
  for (int w = 0; w < vector_width<T>; ++w)
    if (w < count) *reinterpret_cast<T*>(at + w * step) = x.at[w];
}

// A sum with its rounding error, as the CPU's engines keep it.
struct double_pair {
  double high = 0.0;
  double low = 0.0;

  LIKELIER_HD void add(double x, double x_low = 0.0) { add_to(high, low, x, x_low); }
  LIKELIER_HD double error() const { return high - high == 0.0 ? low : 0.0; }
  LIKELIER_HD double result() const { return high + error(); }
};

// The sum of the pairs of those threads of a block that stand a multiple of apart from each other, in a tree whose
// shape is fixed: threads is how many there are of them, a power of 2, and rank which of them this one is. It is
// complete in the first. Every thread of the block calls this; two calls need no barrier between them.
LIKELIER_DEVICE LIKELIER_APART inline double_pair tree_sum(double_pair own, int rank, int threads, int apart) {
  auto* pairs = reinterpret_cast<double_pair*>(shared_memory());
  const int self = thread_index();
  pairs[self] = own;
  barrier();
  LIKELIER_ROLLED
  for (int half = threads / 2; half > 0; half /= 2) {
    if (rank < half) pairs[self].add(pairs[self + half * apart].high, pairs[self + half * apart].low);
    barrier();
  }
  return pairs[self];
}
inline constexpr std::size_t tree_bytes = block_threads * sizeof(double_pair);

}  // namespace likelier::cuda
