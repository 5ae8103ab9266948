// The row kernels of one instruction set, made from the formulas' type lists.
#pragma once

#include "engine/rows.hpp"
#include "isa/tables.hpp"
#include "isa/transpose.hpp"
#include "likelier/math/batch_exponential.hpp"
#include "likelier/rows.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class A>
struct float_rounding<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;
  static V rounded(const V& x) {
    return detail::double_halves<A>(xsimd::batch<float, A>(detail::joined_as_floats(x, x))).low;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace row_detail {

template <class V>
struct lane_sums;

// float is summed in double. The pairwise sum of four terms is the only one that float rounds.
template <class A>
struct lane_sums<xsimd::batch<float, A>> {
  using V = xsimd::batch<float, A>;
  using W = xsimd::batch<double, A>;
  W low_half{0.0}, high_half{0.0};

  void add(const V& x) {
    const likelier::detail::double_halves<A> wide(x);
    low_half += wide.low;
    high_half += wide.high;
  }
  void add(const V& a, const V& b, const V& c, const V& d) { add(V((a + b) + (c + d))); }
  void store(double* high, double* low) const {
    low_half.store_unaligned(high);
    high_half.store_unaligned(high + W::size);
    for (std::size_t i = 0; i < V::size; ++i) low[i] = 0.0;
  }
  void add_to(double& high, double& low) const {
    likelier::add_to(high, low, reduce_add(W(low_half + high_half)), 0.0);
  }
};

// double is summed with its rounding errors.
template <class A>
struct lane_sums<xsimd::batch<double, A>> {
  using V = xsimd::batch<double, A>;
  V high{0.0}, low{0.0};

  void add(const V& x) {
    const V s = high + x;
    const V part = s - high;
    low += (high - (s - part)) + (x - part);
    high = s;
  }
  void add(const V& a, const V& b, const V& c, const V& d) { add(V((a + b) + (c + d))); }
  void store(double* high_lanes, double* low_lanes) const {
    high.store_unaligned(high_lanes);
    low.store_unaligned(low_lanes);
  }
  void add_to(double& total, double& total_low) const {
    double highs[V::size];
    double lows[V::size];
    store(highs, lows);
    for (std::size_t half = V::size / 2; half > 0; half /= 2) {
      for (std::size_t i = 0; i < half; ++i) likelier::add_to(highs[i], lows[i], highs[i + half], lows[i + half]);
    }
    likelier::add_to(total, total_low, highs[0], lows[0]);
  }
};

// What the lanes of one vector add to the sums; AtShift: some elements may equal the shift; Plain: see row_pass.
template <class Pass, bool AtShift, bool Plain, class V>
LIKELIER_HOT void terms_of(const V* x, const V* parameters, V* sums, V& occurrences) {
  if constexpr (Pass::shifted) {
    if constexpr (Plain) {
      Pass::plain_terms(x, parameters[0], sums);
    } else {
      Pass::terms(x, parameters[0], sums);
    }
    if constexpr (AtShift) {
      const auto at_shift = x[0] == parameters[0];
      sums[0] = select(at_shift, V(0), sums[0]);
      occurrences += select(at_shift, V(1), V(0));
    }
  } else {
    Pass::terms(x, parameters, sums);
  }
}

// Every call in a kernel's loop is inlined: a call that is not would reload all constants each time.
#define LIKELIER_KERNEL __attribute__((flatten))

inline void prefetch(const row_ahead& ahead, std::int64_t i) { __builtin_prefetch(ahead.data + i * ahead.step); }

// Plain does not reach the last few vectors, which the tail may be among.
template <class T, class Pass, bool AtShift, bool Plain, class V>
LIKELIER_KERNEL void sum_block(row_state& state, const T* const* operands, const T* const* tails,
                               const row_ahead* ahead, const V* parameters, std::int64_t n, double first_occurrence) {
  constexpr auto width = static_cast<std::int64_t>(V::size);
  lane_sums<V> sums[Pass::sums];
  V occurrences(T(0));
  std::int64_t i = 0;
  for (; i + 4 * width <= n; i += 4 * width) {
    V part[4][Pass::sums];
    const auto load = [&](int u, V* x) {
      for (int o = 0; o < Pass::operands; ++o) {
        x[o] = V::load_unaligned(operands[o] + i + u * width);
        prefetch(ahead[o], i + u * width);
      }
    };
    if constexpr (Pass::stepwise) {
      using first_step = typename Pass::template first_step<V>;
      first_step first[4];
      for (int u = 0; u < 4; ++u) {
        V x[Pass::operands];
        load(u, x);
        first[u] = first_step(x, parameters);
      }
      for (int u = 0; u < 4; ++u) Pass::terms(first[u], parameters, part[u]);
    } else {
      for (int u = 0; u < 4; ++u) {
        V x[Pass::operands];
        load(u, x);
        terms_of<Pass, AtShift, Plain>(x, parameters, part[u], occurrences);
      }
    }
    for (int k = 0; k < Pass::sums; ++k) sums[k].add(part[0][k], part[1][k], part[2][k], part[3][k]);
  }
  const std::int64_t end = n + (tails[0] != nullptr ? padding : 0);
  for (; i < end; i += width) {
    V x[Pass::operands];
    V part[Pass::sums];
    for (int o = 0; o < Pass::operands; ++o) x[o] = V::load_unaligned(i < n ? operands[o] + i : tails[o] + (i - n));
    terms_of<Pass, AtShift, false>(x, parameters, part, occurrences);
    for (int k = 0; k < Pass::sums; ++k) sums[k].add(part[k]);
  }
  for (int k = 0; k < Pass::sums; ++k) sums[k].add_to(state.high[k], state.low[k]);
  if constexpr (AtShift) {
    add_to(state.high[0], state.low[0], static_cast<double>(reduce_add(occurrences)) - first_occurrence, 0.0);
  }
}

// The largest element, the tail's included, and the smallest but for the tail's where it is asked for.
template <class T, bool Smallest>
LIKELIER_KERNEL T extremes(const T* x, const T* tail, std::int64_t n, T* smallest) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  const V lowest(-std::numeric_limits<T>::infinity());
  V best[4] = {lowest, lowest, lowest, lowest};
  V least[4] = {-lowest, -lowest, -lowest, -lowest};
  // max(x, best) keeps best where x is NaN, and min likewise.
  const auto take = [&](int u, const V& element) {
    best[u] = max(element, best[u]);
    if constexpr (Smallest) least[u] = min(element, least[u]);
  };
  std::int64_t i = 0;
  for (; i + 4 * width <= n; i += 4 * width) {
    for (int u = 0; u < 4; ++u) take(u, V::load_unaligned(x + i + u * width));
  }
  for (; i < n; i += width) take(0, V::load_unaligned(x + i));
  if constexpr (Smallest) *smallest = reduce_min(min(min(least[0], least[1]), min(least[2], least[3])));
  if (tail != nullptr) {
    for (i = 0; i < padding; i += width) best[1] = max(V::load_unaligned(tail + i), best[1]);
  }
  return reduce_max(max(max(best[0], best[1]), max(best[2], best[3])));
}

// The largest rank in each lane, how many elements have it, and the other sums.
template <class Pass, class V>
struct ranked_sums {
  V best{-std::numeric_limits<typename V::value_type>::infinity()};
  V count{typename V::value_type(0)};
  lane_sums<V> sums[Pass::sums];

  void add(const V* x, const V* parameters) {
    const V one(1);
    V rank;
    V part[Pass::sums];
    Pass::terms(x, parameters, rank, part);
    // NaN ranks nowhere: it is in the other sums.
    count = select(rank > best, one, select(rank == best, count + one, count));
    best = max(rank, best);
    for (int k = 1; k < Pass::sums; ++k) sums[k].add(part[k]);
  }
};

template <class T, class Pass>
LIKELIER_KERNEL void push_ranked(row_state& state, const T* const* operands, const T* const* tails,
                                 const row_ahead* ahead, const double* parameters, std::int64_t n) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  constexpr T lowest = -std::numeric_limits<T>::infinity();
  V wide[Pass::parameters + 1];
  for (int k = 0; k < Pass::parameters; ++k) wide[k] = V(static_cast<T>(parameters[k]));
  ranked_sums<Pass, V> own;
  const std::int64_t end = n + (tails[0] != nullptr ? padding : 0);
  for (std::int64_t i = 0; i < end; i += width) {
    V x[Pass::operands];
    for (int o = 0; o < Pass::operands; ++o) {
      x[o] = V::load_unaligned(i < n ? operands[o] + i : tails[o] + (i - n));
      if (i < n) prefetch(ahead[o], i);
    }
    own.add(x, wide);
  }
  for (int k = 1; k < Pass::sums; ++k) own.sums[k].add_to(state.high[k], state.low[k]);
  const T top = reduce_max(own.best);
  if (top == lowest || static_cast<double>(top) < state.shift) return;
  const auto count = static_cast<double>(reduce_add(V(select(own.best == V(top), own.count, V(T(0))))));
  state.high[0] = static_cast<double>(top) > state.shift ? count - 1.0 : state.high[0] + count;
  state.shift = static_cast<double>(top);
}

template <class T, class Pass>
void push(row_state* states, std::int64_t* count, const T* const* operands, const T* const* tails,
          const row_ahead* ahead, const double* parameters, double least, std::int64_t n) {
  using V = batch<T>;
  if constexpr (Pass::ranked) {
    if (*count == 0) {
      states[0] = empty_row_state<Pass>();
      *count = 1;
    }
    push_ranked<T, Pass>(states[0], operands, tails, ahead, parameters, n);
  } else if constexpr (Pass::shifted) {
    T smallest = static_cast<T>(least);
    const bool is_known = !Pass::has_plain_terms || smallest > -std::numeric_limits<T>::infinity();
    const T shift = is_known ? extremes<T, false>(operands[0], tails[0], n, nullptr)
                             : extremes<T, Pass::has_plain_terms>(operands[0], tails[0], n, &smallest);
    const bool grows = *count == 0 || static_cast<double>(shift) > states[*count - 1].shift;
    if (grows) {
      row_state fresh{};
      fresh.shift = static_cast<double>(shift);
      states[(*count)++] = fresh;
    }
    row_state& state = states[*count - 1];
    const V reference(static_cast<T>(state.shift));
    const auto sum = [&](row_state& into, auto at_shift, double first_occurrence) {
      constexpr bool occurs = decltype(at_shift)::value;
      if constexpr (Pass::has_plain_terms) {
        // False where the shift is infinite.
        const bool is_plain = state.shift - static_cast<double>(smallest) <= -likelier::detail::exp_limits<T>::normal;
        if (is_plain)
          return sum_block<T, Pass, occurs, true>(into, operands, tails, ahead, &reference, n, first_occurrence);
      }
      sum_block<T, Pass, occurs, false>(into, operands, tails, ahead, &reference, n, first_occurrence);
    };
    if (static_cast<double>(shift) < state.shift) {
      sum(state, std::false_type{}, 0.0);
    } else if (shift == -std::numeric_limits<T>::infinity()) {
      // Nothing but -inf, or NaN: the occurrences of -inf are no mass.
      row_state trial{};
      sum(trial, std::true_type{}, 0.0);
      if (trial.high[0] != trial.high[0]) {
        for (int k = 0; k < Pass::sums; ++k) state.high[k] = trial.high[0];
      }
    } else {
      sum(state, std::true_type{}, grows ? 1.0 : 0.0);
    }
  } else {
    if (*count == 0) {
      states[0] = row_state{};
      *count = 1;
    }
    V wide[Pass::parameters + 1];
    for (int k = 0; k < Pass::parameters; ++k) wide[k] = V(static_cast<T>(parameters[k]));
    sum_block<T, Pass, false, false>(states[0], operands, tails, ahead, wide, n, 0.0);
  }
}

// log(1 + x) for x >= 0: the logarithm of the rounded sum, with what the rounding lost.
inline batch<double> log1p_of_sum(const batch<double>& x) {
  using W = batch<double>;
  const W one(1.0);
  const W u = one + x;
  const W log = likelier::detail::log_of_normal(u) + (x - (u - one)) * (one / u);
  return select(u < W(std::numeric_limits<double>::infinity()), log, u);
}

template <class A>
void store_as_doubles(const xsimd::batch<double, A>& x, double* to) {
  x.store_unaligned(to);
}
template <class A>
void store_as_doubles(const xsimd::batch<float, A>& x, double* to) {
  const likelier::detail::double_halves<A> wide(x);
  wide.low.store_unaligned(to);
  wide.high.store_unaligned(to + xsimd::batch<double, A>::size);
}

// The sums of rows c ... c + size - 1 once all elements are in: the largest ones are counted but for one.
template <class A>
void put_softmax(row_lanes& lanes, std::int64_t c, const xsimd::batch<double, A>& shift,
                 const xsimd::batch<double, A>& occurrences) {
  using W = xsimd::batch<double, A>;
  const W zero(0.0);
  const auto has_mass = shift > W(-std::numeric_limits<double>::infinity());
  W high = W::load_unaligned(lanes.high[0] + c);
  W low = W::load_unaligned(lanes.low[0] + c);
  likelier::add_to(high, low, W(select(has_mass, occurrences - W(1.0), zero)), zero);
  high.store_unaligned(lanes.high[0] + c);
  low.store_unaligned(lanes.low[0] + c);
  const W rest = likelier::sum_of(high, low);
  const auto parts = softmax_parts<W>::from(shift, rest, log1p_of_sum(rest));
  const W fields[] = {parts.shift, parts.rest, parts.log_total, parts.inverse};
  for (int k = 0; k < softmax_fields; ++k) fields[k].store_unaligned(lanes.softmax[k] + c);
}
template <class A>
void put_softmax(row_lanes& lanes, std::int64_t c, const xsimd::batch<float, A>& shift,
                 const xsimd::batch<float, A>& occurrences) {
  const likelier::detail::double_halves<A> shifts(shift), counts(occurrences);
  put_softmax(lanes, c, shifts.low, counts.low);
  put_softmax(lanes, c + static_cast<std::int64_t>(xsimd::batch<double, A>::size), shifts.high, counts.high);
}

// A parameter of the rows c ... c + size - 1 in the compute type.
template <class V>
V load_parameter(const double* line) {
  if constexpr (sizeof(typename V::value_type) == sizeof(double)) {
    return V::load_unaligned(line);
  } else {
    using W = batch<double>;
    return likelier::detail::joined_as_floats(W::load_unaligned(line), W::load_unaligned(line + W::size));
  }
}

template <class T, class Pass>
LIKELIER_KERNEL void push_ranked_columns(row_lanes& lanes, const T* const* operands, T* const* /*exponentials*/,
                                         std::int64_t n, std::int64_t columns) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  const V zero(0), lowest(-std::numeric_limits<T>::infinity());
  for (std::int64_t c = 0; c < columns; c += width) {
    V wide[Pass::parameters + 1];
    for (int k = 0; k < Pass::parameters; ++k) wide[k] = load_parameter<V>(lanes.parameters[k] + c);
    ranked_sums<Pass, V> own;
    for (std::int64_t j = 0; j < n; ++j) {
      V x[Pass::operands];
      for (int o = 0; o < Pass::operands; ++o) x[o] = V::load_unaligned(operands[o] + j * row_columns + c);
      own.add(x, wide);
    }
    store_as_doubles(own.best, lanes.softmax[0] + c);
    store_as_doubles(V(select(own.best > lowest, own.count - V(1), zero)), lanes.high[0] + c);
    store_as_doubles(zero, lanes.low[0] + c);
    for (int k = 1; k < Pass::sums; ++k) own.sums[k].store(lanes.high[k] + c, lanes.low[k] + c);
  }
}

template <class T, class Pass, bool Exponentials>
LIKELIER_KERNEL void sum_columns(row_lanes& lanes, const T* const* operands, T* const* exponentials, std::int64_t n,
                                 std::int64_t columns) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  for (std::int64_t c = 0; c < columns; c += width) {
    V wide[Pass::parameters + 1];
    if constexpr (Pass::shifted) {
      V best(-std::numeric_limits<T>::infinity());
      for (std::int64_t j = 0; j < n; ++j) best = max(V::load_unaligned(operands[0] + j * row_columns + c), best);
      wide[0] = best;
    } else {
      for (int k = 0; k < Pass::parameters; ++k) wide[k] = load_parameter<V>(lanes.parameters[k] + c);
    }
    lane_sums<V> sums[Pass::sums];
    V occurrences(T(0));
    const auto terms_at = [&](std::int64_t j, V* part) {
      const std::int64_t place = j * row_columns + c;
      V x[Pass::operands];
      for (int o = 0; o < Pass::operands; ++o) x[o] = V::load_unaligned(operands[o] + place);
      if constexpr (Exponentials && Pass::takes_exponentials) {
        V known[Pass::operands];
        for (int o = 0; o < Pass::operands; ++o) known[o] = V::load_unaligned(exponentials[o] + place);
        Pass::terms(x, wide, part, static_cast<const V*>(known));
      } else {
        terms_of<Pass, true, false>(x, wide, part, occurrences);
      }
      if constexpr (Exponentials && Pass::leaves_exponentials)
        V(select(x[0] == wide[0], V(1), part[0])).store_unaligned(exponentials[0] + place);
    };
    std::int64_t j = 0;
    for (; j + 4 <= n; j += 4) {
      V part[4][Pass::sums];
      for (int u = 0; u < 4; ++u) terms_at(j + u, part[u]);
      for (int k = 0; k < Pass::sums; ++k) sums[k].add(part[0][k], part[1][k], part[2][k], part[3][k]);
    }
    for (; j < n; ++j) {
      V part[Pass::sums];
      terms_at(j, part);
      for (int k = 0; k < Pass::sums; ++k) sums[k].add(part[k]);
    }
    for (int k = 0; k < Pass::sums; ++k) sums[k].store(lanes.high[k] + c, lanes.low[k] + c);
    if constexpr (Pass::shifted) put_softmax(lanes, c, wide[0], occurrences);
  }
}

template <class T, class Pass>
void push_columns(row_lanes& lanes, const T* const* operands, T* const* exponentials, std::int64_t n,
                  std::int64_t columns) {
  if constexpr (Pass::leaves_exponentials || Pass::takes_exponentials) {
    if (exponentials != nullptr) return sum_columns<T, Pass, true>(lanes, operands, exponentials, n, columns);
  }
  sum_columns<T, Pass, false>(lanes, operands, exponentials, n, columns);
}

template <class T, class Emit>
LIKELIER_KERNEL void emit(T* const* outputs, const T* const* operands, const row_ahead* ahead, const double* parameters,
                          std::int64_t n) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  V wide[Emit::parameters];
  for (int k = 0; k < Emit::parameters; ++k) wide[k] = V(static_cast<T>(parameters[k]));
  for (std::int64_t i = 0; i < n; i += width) {
    V x[Emit::operands];
    V out[Emit::outputs];
    for (int o = 0; o < Emit::operands; ++o) {
      x[o] = V::load_unaligned(operands[o] + i);
      prefetch(ahead[o], i);
    }
    Emit::values(x, wide, out);
    for (int o = 0; o < Emit::outputs; ++o) {
      if (outputs[o] != nullptr) out[o].store_unaligned(outputs[o] + i);
    }
  }
}

template <class T, class Emit>
constexpr auto row_emit_of() -> decltype(emit_kernel<T>::emit) {
  if constexpr (Emit::indexed) {
    return nullptr;
  } else {
    return emit<T, Emit>;
  }
}

template <class T, class Emit, bool Exponentials>
LIKELIER_KERNEL void put_columns(T* const* outputs, const T* const* operands, T* const* exponentials,
                                 const row_lanes& lanes, std::int64_t n, std::int64_t columns) {
  using V = batch<T>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  for (std::int64_t c = 0; c < columns; c += width) {
    V wide[Emit::parameters];
    for (int k = 0; k < Emit::parameters; ++k) wide[k] = load_parameter<V>(lanes.parameters[k] + c);
    for (std::int64_t j = 0; j < n; ++j) {
      const std::int64_t place = j * row_columns + c;
      V x[Emit::operands + Emit::indexed];
      V out[Emit::outputs];
      for (int o = 0; o < Emit::operands; ++o) x[o] = V::load_unaligned(operands[o] + place);
      if constexpr (Emit::indexed) x[Emit::operands] = V(static_cast<T>(j));
      if constexpr (Exponentials) {
        V known[Emit::operands];
        for (int o = 0; o < Emit::operands; ++o) known[o] = V::load_unaligned(exponentials[o] + place);
        Emit::values(x, wide, out, static_cast<const V*>(known));
      } else {
        Emit::values(x, wide, out);
      }
      for (int o = 0; o < Emit::outputs; ++o) {
        if (outputs[o] != nullptr) out[o].store_unaligned(outputs[o] + place);
      }
    }
  }
}

template <class T, class Emit>
void emit_columns(T* const* outputs, const T* const* operands, T* const* exponentials, const row_lanes& lanes,
                  std::int64_t n, std::int64_t columns) {
  if constexpr (Emit::takes_exponentials) {
    if (exponentials != nullptr) return put_columns<T, Emit, true>(outputs, operands, exponentials, lanes, n, columns);
  }
  put_columns<T, Emit, false>(outputs, operands, exponentials, lanes, n, columns);
}

template <class T, class Step>
LIKELIER_KERNEL void step_columns(double* const* outputs, const double* const* inputs, std::int64_t columns) {
  using W = batch<double>;
  for (std::int64_t c = 0; c < columns; c += static_cast<std::int64_t>(W::size)) {
    W in[Step::inputs], out[Step::outputs];
    for (int k = 0; k < Step::inputs; ++k) in[k] = W::load_unaligned(inputs[k] + c);
    Step::template values<sizeof(T) == sizeof(float)>(in, out);
    for (int k = 0; k < Step::outputs; ++k) out[k].store_unaligned(outputs[k] + c);
  }
}

template <class T>
LIKELIER_KERNEL void soft_cap(T* mapped, const T* x, T inverse, T limit, std::int64_t n) {
  using V = batch<T>;
  using cap_t = likelier::soft_cap<V>;
  constexpr auto width = static_cast<std::int64_t>(V::size);
  const V factor(inverse);
  std::int64_t i = 0;
  if (limit == T(0)) {
    for (; i < n; i += width) (V::load_unaligned(x + i) * factor).store_unaligned(mapped + i);
    return;
  }
  const cap_t cap{factor, V(limit)};
  if constexpr (cap_t::has_near) {
    for (; i + 4 * width <= n; i += 4 * width) {
      V whole[4], result[4], square[4];
      for (int u = 0; u < 4; ++u) {
        whole[u] = V::load_unaligned(x + i + u * width);
        result[u] = cap.near(whole[u], square[u]);
      }
      // Numbers whose bits make together one below 2 are.
      if (!all(cap.is_near((square[0] | square[1]) | (square[2] | square[3])))) {
        for (int u = 0; u < 4; ++u) result[u] = select(cap.is_near(square[u]), result[u], cap.far(whole[u]));
      }
      for (int u = 0; u < 4; ++u) result[u].store_unaligned(mapped + i + u * width);
    }
  }
  for (; i < n; i += width) cap(V::load_unaligned(x + i)).store_unaligned(mapped + i);
}
template <class T>
LIKELIER_KERNEL void soft_cap_slope(T* gradient, const T* mapped, T inverse, T limit, std::int64_t n) {
  using V = batch<T>;
  // tanh' = 1 - t^2 with t = mapped / limit.
  const V factor(limit == T(0) ? inverse : inverse * limit), unit(T(1) / limit), one(T(1));
  for (std::int64_t i = 0; i < n; i += static_cast<std::int64_t>(V::size)) {
    V slope = factor;
    if (limit != T(0)) {
      const V t = V::load_unaligned(mapped + i) * unit;
      slope = slope * ((one - t) * (one + t));
    }
    (V::load_unaligned(gradient + i) * slope).store_unaligned(gradient + i);
  }
}
template <class T>
LIKELIER_KERNEL void affine(T* x, T scale, T offset, std::int64_t n) {
  using V = batch<T>;
  const V a(scale), b(offset);
  for (std::int64_t i = 0; i < n; i += static_cast<std::int64_t>(V::size))
    (V::load_unaligned(x + i) * a + b).store_unaligned(x + i);
}

template <class T>
void tile_from_rows(T* tile, const T* rows, std::int64_t length) {
  transpose_detail::to_columns(tile, rows, length, row_columns);
}
template <class T>
void tile_to_rows(T* rows, const T* tile, std::int64_t length) {
  transpose_detail::to_rows(rows, tile, length, row_columns);
}

template <class T, class Pass>
constexpr auto columns_of() {
  if constexpr (Pass::ranked) {
    return push_ranked_columns<T, Pass>;
  } else {
    return push_columns<T, Pass>;
  }
}

template <class T, class... Passes, class... Emits, class... Steps>
constexpr row_kernels<T> kernels_of(row_formulas<Passes...>, row_formulas<Emits...>, row_formulas<Steps...>) {
  return {{{push<T, Passes>, columns_of<T, Passes>()}...},
          {{row_emit_of<T, Emits>(), emit_columns<T, Emits>}...},
          {step_columns<T, Steps>...},
          {soft_cap<T>, soft_cap_slope<T>, affine<T>},
          {tile_from_rows<T>, tile_to_rows<T>}};
}

}  // namespace row_detail
}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
