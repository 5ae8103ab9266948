// network_kernels<double> for one instruction set.
#include "isa/network_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

template <class T>
const network_kernels<T>& network_table();

namespace {

constexpr network_kernels<double> kernels = epilogues::make_kernels<double>(networks::activations{});

}  // namespace

template <>
const network_kernels<double>& network_table<double>() {
  return kernels;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
