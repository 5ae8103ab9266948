// The streaming monoid of the row operations.
//
// A pass reads a row of operands once and leaves a few sums. In a shifted pass the sums hold
// exp(x - shift), where shift is the largest x met so far, and one occurrence of that largest x is
// left out of sum 0: the total of the exponentials is 1 + sum 0. So log(sum exp x) is
// shift + log1p(sum 0), which keeps its digits when one element dominates the row.
//
// A pass formula states
//   operands, sums, parameters   how many there are;
//   shifted                      whether there is a shift, the maximum of operand 0;
//   absent[i]                    the value of operand i that adds nothing (masked elements, tails);
//   terms(...)                   what one element adds to the sums, on a value type V;
//   move(...)                    (shifted) the sums after the shift has grown.
// In a ranked pass, a shifted one, the shift is the maximum of what the terms call the rank of an element, and
// sum 0 the number of elements of that rank but for one.
// The engine owns the order of summation. States of consecutive pieces of a row merge.
#pragma once

#include "likelier/math/scalar.hpp"

namespace likelier {

inline constexpr int max_row_operands = 2;
inline constexpr int max_row_sums = 5;

// high + low is the sum to about twice double's precision. Plain data, shared by the instruction
// sets' objects, hence no functions in it.
struct row_state {
  double shift = 0.0;
  double high[max_row_sums] = {};
  double low[max_row_sums] = {};
  // log1p(sum 0) of a whole row where the kernel has computed it for several at once; else NaN.
  double log_total = __builtin_nan("");
};

// The numbers of a row that a slice of the classes passes on, of a cross-entropy.
enum shard_field {
  shard_shift,
  shard_sums,                           // three sums of logsumexp_linear_pass, in two parts each
  shard_target_logit = shard_sums + 6,  // NaN: another slice has it
  shard_class_weight,                   // of the target; 0 elsewhere
  shard_classes,                        // present ones, where it matters; -inf where the target is none of them
  // The last two sums again, of the smoothing's mass: where soft targets have a mask, which other slices see
  // another part of, its share of the smoothing is not known yet.
  shard_smoothing,
  shard_size = shard_smoothing + 4
};

inline namespace LIKELIER_ISA {

template <class V>
LIKELIER_HD inline void add_to(V& high, V& low, const V& x, const V& x_low) {
  const V s = high + x;
  const V part = s - high;
  low += (high - (s - part)) + (x - part) + x_low;
  high = s;
}

template <class V>
LIKELIER_HD inline V sum_of(const V& high, const V& low) {
  // The error term of an infinite or NaN sum means nothing.
  return select(high - high == constant<V>(0.0), V(high + low), high);
}
LIKELIER_HD inline double sum_of(const row_state& state, int k) { return sum_of(state.high[k], state.low[k]); }

template <class Pass>
LIKELIER_HD inline row_state empty_row_state() {
  row_state state{};
  if (Pass::shifted) state.shift = -infinity<double>();
  return state;
}

// What most formulas have in common; each says what it has otherwise.
struct row_pass {
  static constexpr int operands = 1;
  static constexpr int sums = 1;
  static constexpr int parameters = 0;
  static constexpr bool shifted = false;  // terms are relative to the largest element
  static constexpr bool ranked = false;
  // Whether terms come in two steps, the first of which leaves a first_step<V>: so long a chain of operations that
  // several vectors are taken through each of its halves together, for the processor to overlap them.
  static constexpr bool stepwise = false;
  // Whether there are plain_terms: the terms of elements no further below a finite shift than exp is normal, the same
  // bits with less ado. Of NaN only the first is that of terms.
  static constexpr bool has_plain_terms = false;
  // Whether sum 0 adds up exponentials of operand 0 that formulas to come may take, and whether this one does, of each
  // operand. Only in short rows; then terms, or values, have them as a further argument.
  static constexpr bool leaves_exponentials = false;
  static constexpr bool takes_exponentials = false;
};
struct row_emit {
  static constexpr int operands = 1;
  static constexpr int outputs = 1;
  // Whether the place of an element in its row follows the operands. Only short rows have such formulas.
  static constexpr bool indexed = false;
  static constexpr bool takes_exponentials = false;
};

// All states are moved to their common shift in one step: the result has one rounding a state,
// however often the maximum grew along the row.
template <class Pass>
LIKELIER_HD inline row_state merge_row_states(const row_state* states, std::int64_t count) {
  row_state total = empty_row_state<Pass>();
  if constexpr (Pass::shifted) {
    for (std::int64_t i = 0; i < count; ++i) {
      if (states[i].shift > total.shift) total.shift = states[i].shift;
    }
  }
  bool shift_is_taken = false;
  for (std::int64_t i = 0; i < count; ++i) {
    row_state state = states[i];
    if constexpr (Pass::shifted) {
      // A piece without any mass has sums of 0, or NaN.
      if (state.shift > -infinity<double>()) {
        if (state.shift == total.shift) {
          if (shift_is_taken) add_to(total.high[0], total.low[0], 1.0, 0.0);
          shift_is_taken = true;
        } else {
          add_to(state.high[0], state.low[0], 1.0, 0.0);
          const double distance = total.shift - state.shift;
          Pass::move(state, distance, exp(-distance));
        }
      }
    }
    for (int k = 0; k < Pass::sums; ++k) add_to(total.high[k], total.low[k], state.high[k], state.low[k]);
  }
  return total;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
