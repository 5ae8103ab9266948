// The kernels of the f-divergences in one compute type.
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
  return kernels_at<T>(index, f_divergences<f_divergence_program>{});
}

}  // namespace likelier::cuda
