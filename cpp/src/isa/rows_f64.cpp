// row_kernels<double> for one instruction set.
#include "isa/row_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

constexpr row_kernels<double> kernels = row_detail::kernels_of<double>(row_passes{}, row_emits{}, row_steps{});

}  // namespace

template <>
const row_kernels<double>* row_table<double>() {
  return &kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
