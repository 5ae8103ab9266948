// The kernels of the divergences that are sums of terms of p and q, in float.
#include "f_divergence_table.hpp"

namespace likelier::cuda {

template <>
const row_kernels& f_divergence_kernels_of<float>(int index) {
  return f_divergence_table<float>(index);
}

}  // namespace likelier::cuda
