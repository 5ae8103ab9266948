// score_kernels<double> for one instruction set.
#include "isa/score_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

constexpr score_kernels<double> kernels = score_detail::kernels_of<double>(score_formulas{});

}  // namespace

template <>
const score_kernels<double>* score_table<double>() {
  return &kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
