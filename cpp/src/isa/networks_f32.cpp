// network_kernels<float> for one instruction set.
#include "isa/network_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

template <class T>
const network_kernels<T>& network_table();

namespace {

constexpr network_kernels<float> kernels = epilogues::make_kernels<float>(networks::activations{});

}  // namespace

template <>
const network_kernels<float>& network_table<float>() {
  return kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
