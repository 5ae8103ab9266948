// memory_kernels for one instruction set.
#include "engine/memory.hpp"

#include <cstring>

#include "isa/half.hpp"
#include "isa/lanes.hpp"
#include "isa/tables.hpp"
#include "likelier/math/batch.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class Item>
inline Item read(const char* p) {
  Item item;
  std::memcpy(&item, p, sizeof item);
  return item;
}

struct as_is {
  template <class T, class Item>
  static T widen(Item item) {
    return static_cast<T>(item);
  }
};
struct as_f16 {
  template <class T>
  static T widen(std::uint16_t item) {
    return static_cast<T>(float_from_f16(item));
  }
};
struct as_bf16 {
  template <class T>
  static T widen(std::uint16_t item) {
    return static_cast<T>(float_from_bf16(item));
  }
};
struct as_boolean {
  template <class T>
  static T widen(std::uint8_t item) {
    return static_cast<T>(item != 0);
  }
};

template <class T, class Item, class Format = as_is>
void load_items(T* destination, const char* source, std::int64_t stride, std::int64_t n) {
  if (stride == static_cast<std::int64_t>(sizeof(Item))) {
    for (std::int64_t i = 0; i < n; ++i)
      destination[i] = Format::template widen<T>(read<Item>(source + i * static_cast<std::int64_t>(sizeof(Item))));
  } else if (stride == 0) {
    const T item = Format::template widen<T>(read<Item>(source));
    for (std::int64_t i = 0; i < n; ++i) destination[i] = item;
  } else {
    for (std::int64_t i = 0; i < n; ++i) destination[i] = Format::template widen<T>(read<Item>(source + i * stride));
  }
}

template <class T>
void load(T* destination, const char* source, std::int64_t stride, dtype type, std::int64_t n) {
  switch (type) {
    case dtype::f64: load_items<T, double>(destination, source, stride, n); break;
    case dtype::f32: load_items<T, float>(destination, source, stride, n); break;
    case dtype::f16: load_items<T, std::uint16_t, as_f16>(destination, source, stride, n); break;
    case dtype::bf16: load_items<T, std::uint16_t, as_bf16>(destination, source, stride, n); break;
    case dtype::i64: load_items<T, std::int64_t>(destination, source, stride, n); break;
    case dtype::i32: load_items<T, std::int32_t>(destination, source, stride, n); break;
    case dtype::i16: load_items<T, std::int16_t>(destination, source, stride, n); break;
    case dtype::i8: load_items<T, std::int8_t>(destination, source, stride, n); break;
    case dtype::u64: load_items<T, std::uint64_t>(destination, source, stride, n); break;
    case dtype::u32: load_items<T, std::uint32_t>(destination, source, stride, n); break;
    case dtype::u16: load_items<T, std::uint16_t>(destination, source, stride, n); break;
    case dtype::u8: load_items<T, std::uint8_t>(destination, source, stride, n); break;
    case dtype::boolean: load_items<T, std::uint8_t, as_boolean>(destination, source, stride, n); break;
  }
  for (std::int64_t i = n; i < padded(n); ++i) destination[i] = destination[n - 1];
}

template <class Item, class T, class Round>
void store_items(char* destination, std::int64_t stride, const T* source, const std::uint8_t* mask, std::int64_t n,
                 Round round) {
  if (mask == nullptr && stride == static_cast<std::int64_t>(sizeof(Item))) {
    for (std::int64_t i = 0; i < n; ++i) {
      const Item item = round(source[i]);
      std::memcpy(destination + i * static_cast<std::int64_t>(sizeof(Item)), &item, sizeof item);
    }
    return;
  }
  for (std::int64_t i = 0; i < n; ++i) {
    if (mask != nullptr && mask[i] == 0) continue;
    const Item item = round(source[i]);
    std::memcpy(destination + i * stride, &item, sizeof item);
  }
}

template <class T>
void store(char* destination, std::int64_t stride, dtype type, const T* source, const std::uint8_t* mask,
           std::int64_t n) {
  switch (type) {
    case dtype::f64:
      store_items<double>(destination, stride, source, mask, n, [](T x) { return static_cast<double>(x); });
      break;
    case dtype::f32:
      store_items<float>(destination, stride, source, mask, n, [](T x) { return static_cast<float>(x); });
      break;
    case dtype::f16:
      store_items<std::uint16_t>(destination, stride, source, mask, n, [](T x) { return f16_from_float(to_odd(x)); });
      break;
    case dtype::bf16:
      store_items<std::uint16_t>(destination, stride, source, mask, n, [](T x) { return bf16_from_float(to_odd(x)); });
      break;
    default: break;  // results are floating; the callers' checks see to it
  }
}

template <class T>
void stream(T* destination, const T* source, std::int64_t n) {
#if defined(__x86_64__)
#if defined(__AVX512F__)
  constexpr std::uintptr_t line = 64;
#elif defined(__AVX__)
  constexpr std::uintptr_t line = 32;
#else
  constexpr std::uintptr_t line = 16;
#endif
  std::int64_t i = 0;
  for (; i < n && reinterpret_cast<std::uintptr_t>(destination + i) % line != 0; ++i) destination[i] = source[i];
  constexpr auto step = static_cast<std::int64_t>(line / sizeof(T));
  for (; i + step <= n; i += step) {
#if defined(__AVX512F__)
    _mm512_stream_si512(reinterpret_cast<__m512i*>(destination + i), _mm512_loadu_si512(source + i));
#elif defined(__AVX__)
    _mm256_stream_si256(reinterpret_cast<__m256i*>(destination + i),
                        _mm256_loadu_si256(reinterpret_cast<const __m256i*>(source + i)));
#else
    _mm_stream_si128(reinterpret_cast<__m128i*>(destination + i),
                     _mm_loadu_si128(reinterpret_cast<const __m128i*>(source + i)));
#endif
  }
  for (; i < n; ++i) destination[i] = source[i];
#else
  std::memcpy(destination, source, static_cast<std::size_t>(n) * sizeof(T));
#endif
}

// A zero factor leaves nothing of a value, not even of an infinite one.
template <class T>
void multiply(T* values, const T* factors, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) values[i] = factors[i] == T(0) ? T(0) : values[i] * factors[i];
}

template <class T>
void multiply_by(T* values, T factor, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) values[i] *= factor;
}

template <class T>
void keep(T* values, const std::uint8_t* mask, std::int64_t n) {
  for (std::int64_t i = 0; i < n; ++i) values[i] = mask[i] != 0 ? values[i] : T(0);
}

template <class T>
void sum(lane_sums& sums, const T* values, std::int64_t n) {
  lane_registers lanes;
  lanes.load(sums);
  lanes.add(values, n);
  lanes.store(sums);
}

template <class T>
void accumulate(double* high, double* low, const T* values, std::int64_t n) {
  using V = batch<double>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  std::int64_t i = 0;
  for (; i + width <= n; i += width) {
    V h = V::load_unaligned(high + i);
    V l = V::load_unaligned(low + i);
    two_sum(h, l, V::load_unaligned(values + i));
    h.store_unaligned(high + i);
    l.store_unaligned(low + i);
  }
  for (; i < n; ++i) two_sum(high[i], low[i], static_cast<double>(values[i]));
}

template <class T>
constexpr memory_kernels<T> kernels = {load<T>,        store<T>, stream<T>, multiply<T>,
                                       multiply_by<T>, keep<T>,  sum<T>,    accumulate<T>};

}  // namespace

template <>
const memory_kernels<float>& memory_table<float>() {
  return kernels<float>;
}
template <>
const memory_kernels<double>& memory_table<double>() {
  return kernels<double>;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
