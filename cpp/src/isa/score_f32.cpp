// score_kernels<float> for one instruction set.
#include "isa/score_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

constexpr score_kernels<float> kernels = score_detail::kernels_of<float>(score_formulas{});

}  // namespace

template <>
const score_kernels<float>* score_table<float>() {
  return &kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
