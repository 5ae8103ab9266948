// The passes, emits and steps of all row operations. One line here makes the engines' kernels of a formula.
#pragma once

#include "likelier/rows/divergence.hpp"
#include "likelier/rows/f_divergence.hpp"
#include "likelier/rows/parameters.hpp"
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

// Every f_divergence on the kinds of rows that it is made for: an exchange of p and q gives the rest.
template <template <class, bool, bool> class Part>
using f_divergences =
    row_formulas<Part<chi2_formula, false, false>, Part<hellinger_formula, false, false>,
                 Part<total_variation_formula, false, false>, Part<total_variation_formula, false, true>,
                 Part<total_variation_formula, true, true>, Part<euclidean_formula, false, false>,
                 Part<euclidean_formula, false, true>, Part<euclidean_formula, true, true>,
                 Part<jensen_shannon_formula, false, false>, Part<jensen_shannon_formula, false, true>,
                 Part<jensen_shannon_formula, true, true>, Part<alpha_formula, false, false>,
                 Part<alpha_formula, false, true>, Part<alpha_formula, true, false>, Part<alpha_formula, true, true>,
                 Part<itakura_saito_formula, false, false>, Part<itakura_saito_formula, false, true>,
                 Part<itakura_saito_formula, true, false>, Part<itakura_saito_formula, true, true>,
                 Part<cross_entropy_formula, false, false>, Part<cross_entropy_formula, false, true>,
                 Part<cross_entropy_formula, true, false>, Part<cross_entropy_formula, true, true>>;

template <template <bool, bool> class Part>
using on_every_kind = row_formulas<Part<false, false>, Part<false, true>, Part<true, false>, Part<true, true>>;

template <class... Lists>
struct joined_formulas;
template <class... A, class... B, class... Rest>
struct joined_formulas<row_formulas<A...>, row_formulas<B...>, Rest...>
    : joined_formulas<row_formulas<A..., B...>, Rest...> {};
template <class... A>
struct joined_formulas<row_formulas<A...>> {
  using type = row_formulas<A...>;
};

using row_passes =
    joined_formulas<row_formulas<logsumexp_pass, logsumexp_linear_pass, logsumexp_entropy_pass,
                                 logsumexp_statistics_pass, softmax_dot_pass, sum_pass, divergence_pass<false, false>,
                                 divergence_pass<false, true>, divergence_pass<true, false>,
                                 divergence_pass<true, true>, entropy_of_probabilities_pass, entropy_of_logs_pass>,
                    f_divergences<f_divergence_pass>, on_every_kind<renyi_pass>,
                    on_every_kind<largest_ratio_pass>>::type;

using row_emits = joined_formulas<
    row_formulas<softmax_emit, log_softmax_emit, smoothed_gradient_emit, surprisal_emit, softmax_gradient_emit,
                 log_softmax_gradient_emit, cross_entropy_emit, divergence_emit<false, false>,
                 divergence_emit<false, true>, divergence_emit<true, false>, divergence_emit<true, true>,
                 entropy_of_probabilities_emit, entropy_of_logs_emit>,
    f_divergences<f_divergence_emit>, on_every_kind<renyi_emit>, on_every_kind<largest_ratio_emit>>::type;

using row_steps =
    row_formulas<cross_entropy_step, cross_entropy_gradient_step, divergence_parameters_step, divergence_value_step>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
