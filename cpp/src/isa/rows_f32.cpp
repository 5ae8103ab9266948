// row_kernels<float> for one instruction set.
#include "isa/row_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

constexpr row_kernels<float> kernels = row_detail::kernels_of<float>(row_passes{}, row_emits{}, row_steps{});

}  // namespace

template <>
const row_kernels<float>* row_table<float>() {
  return &kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
