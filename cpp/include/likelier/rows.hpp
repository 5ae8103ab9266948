// The passes and emits of all row operations. One line here makes the engines' kernels of a formula.
#pragma once

#include "likelier/rows/divergence.hpp"
#include "likelier/rows/softmax.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class... Formulas>
struct row_formulas {
  static constexpr int count = sizeof...(Formulas);

  template <class Formula>
  static constexpr int index_of() {
    int index = 0;
    const bool found = ((std::is_same_v<Formula, Formulas> || (++index, false)) || ...);
    return found ? index : -1;
  }
};

using row_passes = row_formulas<logsumexp_pass, logsumexp_linear_pass, logsumexp_entropy_pass,
                                logsumexp_statistics_pass, softmax_dot_pass, sum_pass, divergence_pass<false, false>,
                                divergence_pass<false, true>, divergence_pass<true, false>, divergence_pass<true, true>,
                                entropy_of_probabilities_pass, entropy_of_logs_pass>;

using row_emits = row_formulas<softmax_emit, log_softmax_emit, smoothed_gradient_emit, surprisal_emit,
                               softmax_gradient_emit, log_softmax_gradient_emit, divergence_emit<false, false>,
                               divergence_emit<false, true>, divergence_emit<true, false>, divergence_emit<true, true>,
                               entropy_of_probabilities_emit, entropy_of_logs_emit>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
