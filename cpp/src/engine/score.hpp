// The score engine: sums over the elements of samples, and their gradients, in one pass over the operands.
//
// A sample is a row of elements, as in the rows engine, but nothing here waits for a whole row: value and gradients
// come from each element as it is read, in the registers, which the bandwidth of memory asks for.
#pragma once

#include <cstdint>
#include <string>

#include "engine/memory.hpp"
#include "engine/rows.hpp"
#include "engine/view.hpp"
#include "likelier/score.hpp"

namespace likelier::engine {

// One formula for one compute type and instruction set.
template <class T>
struct score_kernel {
  // Adds what n elements give to sums[2 s] + sums[2 s + 1].
  void (*sum)(const T* const* operands, const double* parameters, std::int64_t n, double* sums);
  // The same, and gradients[o][i] = factor times the derivative by operand o, where not null. sums may be null.
  void (*gradient)(const T* const* operands, const double* parameters, double factor, T* const* gradients,
                   std::int64_t n, double* sums);
};
template <class T>
struct score_kernels {
  score_kernel<T> formulas[score_formulas::count];
};

struct score_formula_info {
  const char* name;
  int operands, numbers, parameters, sums, results;
  double (*prepare)(const double* numbers, double option, double* parameters);
  void (*finish)(const double* sums, const double* numbers, double option, double* results);
};
// In the order of the list.
const score_formula_info& score_formula_of(int formula);
// -1 where there is none of this name.
int find_score_formula(const std::string& name);

struct score_call {
  int formula = 0;
  row_axes axes;  // samples, then elements
  const_view operands[max_score_operands];
  mutable_view gradients[max_score_operands];  // empty where not wanted
  const_view numbers[max_score_numbers];       // one a sample; empty: 1
  double option = 0.0;
  const_view active;          // one a sample: the others are not read, and have zeros
  const_view factor;          // one a sample, of the gradients
  double* results = nullptr;  // as many a sample as the formula has; derivatives by numbers without the factor

  // Of the sliced formula, whose row axes are two, probes and samples: the first operand does not vary along the first,
  // and its gradient is summed over it; what is active and the factor, of one probe, do not vary either.
  bool sliced = false;
};

template <class T>
void run(score_call& call);

}  // namespace likelier::engine
