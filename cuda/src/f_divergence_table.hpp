// The kernels of the f-divergences, and of Renyi's, in one compute type.
#pragma once

#include "row_kernels.hpp"

namespace likelier::cuda {

template <class T, class... Programs>
const row_kernels& kernels_at(int index, row_formulas<Programs...>) {
  static constexpr row_kernels tables[] = {row_launchers<Programs, T>::table...};
  return tables[index];
}
template <class T>
const row_kernels& f_divergence_table(int index) {
  using programs = typename joined_formulas<f_divergences<f_divergence_program>, on_every_kind<renyi_program>,
                                            on_every_kind<largest_ratio_program>>::type;
  return kernels_at<T>(index, programs{});
}

}  // namespace likelier::cuda
