// The kernels of the families' methods in float.
#include "isa/elementwise_kernels.hpp"
#include "likelier/methods.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class... Types>
const elementwise_kernels<float>* table_of(type_list<Types...>) {
  static constexpr elementwise_kernels<float> kernels[] = {block_kernels<Types, float>::method_table()...};
  return kernels;
}

}  // namespace

template <>
const elementwise_kernels<float>* methods_table<float>() {
  return table_of(family_methods{});
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
