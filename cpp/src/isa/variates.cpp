// Samplers of one instruction set: a block's candidates side by side, and those that are not accepted at once again
// side by side, until there are none.
#include "engine/variates.hpp"

#include <cstring>
#include <tuple>
#include <utility>

#include "isa/philox_registers.hpp"
#include "likelier/family_variates.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

using V = batch<double>;
constexpr int width = static_cast<int>(V::size);
constexpr int vectors = philox_lanes / width;

template <int columns>
class block_draw {
 public:
  explicit block_draw(const variates_stretch& call)
      : seed_(call.seed),
        first_(call.first),
        count_(call.count),
        lanes_((count_ + philox_lanes - 1) / philox_lanes * philox_lanes) {}

  double* column(int c) { return at_[c]; }
  // One number for all elements; it has a vector of its own.
  void make_constant(int c) { is_constant_[c] = true; }

  template <int out, int... in, class F>
  void map(F f) {
    if ((is_constant_[in] && ...)) {
      f(load(in, 0)...).store_aligned(at_[out]);
      is_constant_[out] = true;
      return;
    }
    for (int i = 0; i < lanes_; i += width) f(load(in, i)...).store_aligned(at_[out] + i);
  }

  template <int step, int out, int... in, class F>
  void map_random(F f) {
    for (int i = 0; i < lanes_; i += philox_lanes) {
      random_numbers<V> r[vectors];
      words_from(step, 0, i, r);
      for (int v = 0; v < vectors; ++v) f(r[v], load(in, i + v * width)...).store_aligned(at_[out] + i + v * width);
    }
  }

  template <class Sampler, int step, int out, int... in>
  void accept() {
    if ((is_constant_[in] && ...)) {
      const auto c = Sampler::prepare(load(in, 0)...);
      accept_all<Sampler, step, out>([&](int) { return c; }, [&](const int*) { return c; });
    } else {
      accept_all<Sampler, step, out>([&](int i) { return Sampler::prepare(load(in, i)...); },
                                     [&](const int* list) { return Sampler::prepare(gather(in, list)...); });
    }
  }

  template <int in>
  bool any_below_one() const {
    const V one(1.0);
    if (is_constant_[in]) return any(load(in, 0) < one);
    auto found = load(in, 0) < one;
    for (int i = width; i < lanes_; i += width) found = found || load(in, i) < one;
    return any(found);
  }

 private:
  V load(int c, int i) const { return V::load_aligned(at_[c] + (is_constant_[c] ? 0 : i)); }
  V gather(int c, const int* list) const {
    if (is_constant_[c]) return load(c, 0);
    alignas(64) double x[width];
    for (int l = 0; l < width; ++l) x[l] = at_[c][list[l]];
    return V::load_aligned(x);
  }

  using counters = philox_registers::V;
  void words_of(int step, std::uint32_t block, const counters (&counter)[vectors],
                random_numbers<V> (&r)[vectors]) const {
    counters c[4][vectors];
    philox_registers::scramble(seed_, philox_stream::draws + static_cast<std::uint32_t>(step), block, counter, c);
    const counters lower(std::uint64_t{0xffffffff});
    for (int v = 0; v < vectors; ++v) r[v] = {(c[1][v] << 32) | (c[0][v] & lower), (c[3][v] << 32) | (c[2][v] & lower)};
  }
  void words_from(int step, std::uint32_t block, int i, random_numbers<V> (&r)[vectors]) const {
    alignas(64) std::uint64_t lane[philox_lanes];
    for (int l = 0; l < philox_lanes; ++l) lane[l] = static_cast<std::uint64_t>(l);
    counters counter[vectors];
    const counters from(first_ + static_cast<std::uint64_t>(i));
    for (int v = 0; v < vectors; ++v) counter[v] = from + counters::load_aligned(lane + v * width);
    words_of(step, block, counter, r);
  }
  void words_of_list(int step, std::uint32_t block, const int* list, random_numbers<V> (&r)[vectors]) const {
    alignas(64) std::uint64_t element[philox_lanes];
    for (int l = 0; l < philox_lanes; ++l) element[l] = first_ + static_cast<std::uint64_t>(list[l]);
    counters counter[vectors];
    for (int v = 0; v < vectors; ++v) counter[v] = counters::load_aligned(element + v * width);
    words_of(step, block, counter, r);
  }

  template <class Sampler, int step, int out, class At, class OfList>
  LIKELIER_FLAT void accept_all(At constants_at, OfList constants_of) {
    double* values = at_[out];
    is_constant_[out] = false;
    int list[variates_block + philox_lanes];
    int waiting = 0;
    for (int i = 0; i < lanes_; i += philox_lanes) {
      random_numbers<V> r[vectors];
      words_from(step, 0, i, r);
      for (int v = 0; v < vectors; ++v) {
        const int place = i + v * width;
        V x;
        const auto accepted = Sampler::quick(r[v], constants_at(place), x);
        x.store_aligned(values + place);
        for (auto bits = rejected(accepted, count_ - place); bits != 0; bits &= bits - 1)
          list[waiting++] = place + __builtin_ctzll(bits);
      }
    }
    for (std::uint32_t block = 0; waiting > 0; block += 2) {
      waiting = again(list, waiting, values, [&](const int* some, V(&x)[vectors], mask_t<V>(&accepted)[vectors]) {
        random_numbers<V> r[vectors], more[vectors];
        words_of_list(step, block, some, r);
        if constexpr (Sampler::refines) words_of_list(step, block + 1, some, more);
        for (int v = 0; v < vectors; ++v)
          accepted[v] = Sampler::careful(r[v], Sampler::refines ? more[v] : r[v], constants_of(some + v * width), x[v]);
      });
      waiting = again(list, waiting, values, [&](const int* some, V(&x)[vectors], mask_t<V>(&accepted)[vectors]) {
        random_numbers<V> r[vectors];
        words_of_list(step, block + 2, some, r);
        for (int v = 0; v < vectors; ++v) accepted[v] = Sampler::quick(r[v], constants_of(some + v * width), x[v]);
      });
    }
  }
  // Decides on a list's elements. Returns how many of them are left, at the list's beginning.
  template <class Decide>
  LIKELIER_HOT int again(int* list, int waiting, double* values, Decide decide) const {
    int left = 0;
    for (int l = 0; l < philox_lanes; ++l) list[waiting + l] = list[waiting > 0 ? waiting - 1 : 0];
    for (int i = 0; i < waiting; i += philox_lanes) {
      int some[philox_lanes];
      std::memcpy(some, list + i, sizeof some);
      V x[vectors];
      mask_t<V> accepted[vectors];
      decide(some, x, accepted);
      for (int v = 0; v < vectors; ++v) {
        alignas(64) double made[width];
        x[v].store_aligned(made);
        const int there = waiting - i - v * width;
        const std::uint64_t no = rejected(accepted[v], there);
        for (int l = 0; l < width && l < there; ++l) {
          const int element = some[v * width + l];
          if ((no >> l & 1) != 0) {
            list[left++] = element;
          } else {
            values[element] = made[l];
          }
        }
      }
    }
    return left;
  }
  static std::uint64_t rejected(const mask_t<V>& accepted, int there) {
    if (there <= 0) return 0;
    const std::uint64_t all = (std::uint64_t{1} << (there < width ? there : width)) - 1;
    return ~static_cast<std::uint64_t>(accepted.mask()) & all;
  }

  std::uint64_t seed_, first_;
  int count_, lanes_;
  bool is_constant_[columns] = {};
  alignas(64) double at_[columns][variates_block];
};

template <class Family, class Parameterisation>
void draw(const variates_stretch& call, double* values) {
  using numbers = variate_numbers<Family, Parameterisation>;
  block_draw<variates<Family>::columns> block(call);
  const int count = call.count;
  bool is_constant = true;
  for (int k = 0; k < numbers::raw; ++k) is_constant = is_constant && call.steps[k] == 0;
  for (int i = 0; i < (is_constant ? 1 : count); i += width) {
    V raw[numbers::raw];
    for (int k = 0; k < numbers::raw; ++k) {
      if (call.steps[k] == 0) {
        raw[k] = V(*call.parameters[k]);
      } else {
        // What is past the end is a copy of the last, which is drawn for nothing.
        alignas(64) double some[width];
        for (int l = 0; l < width; ++l) some[l] = call.parameters[k][i + l < count ? i + l : count - 1];
        raw[k] = V::load_aligned(some);
      }
    }
    const auto made = numbers::of(raw);
    for (int c = 0; c < numbers::count; ++c) made.at[c].store_aligned(block.column(c) + i);
  }
  for (int c = 0; c < numbers::count; ++c) {
    if (is_constant) {
      block.make_constant(c);
    } else {
      // Groups of counters are whole.
      for (int i = (count + width - 1) / width * width; i % philox_lanes != 0; ++i)
        block.column(c)[i] = block.column(c)[count - 1];
    }
  }
  variates<Family>::draw(block);
  std::memcpy(values, block.column(variates<Family>::columns - 1), static_cast<std::size_t>(count) * sizeof(double));
}

template <class Family, class... P>
variates_kernels::kernel find_parameterisation(int wanted, const std::tuple<P...>*) {
  constexpr variates_kernels::kernel kernels[] = {draw<Family, P>...};
  return kernels[wanted];
}
template <class Family>
variates_kernels::kernel find_family(int parameterisation) {
  if constexpr (has_variates<Family>::value) {
    return find_parameterisation<Family>(parameterisation,
                                         static_cast<const typename Family::parameterisations*>(nullptr));
  } else {
    return nullptr;
  }
}
template <class... Families>
variates_kernels::kernel find_in(int family, int parameterisation, type_list<Families...>) {
  using finder = variates_kernels::kernel (*)(int);
  constexpr finder finders[] = {find_family<Families>...};
  return finders[family](parameterisation);
}
variates_kernels::kernel find(int family, int parameterisation) {
  return find_in(family, parameterisation, families{});
}

constexpr variates_kernels kernels = {find};

}  // namespace

const variates_kernels& variates_table();
const variates_kernels& variates_table() { return kernels; }

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
