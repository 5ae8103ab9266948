// The families' kernels in float.
#include "isa/elementwise_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class... Types>
const elementwise_kernels<float>* table_of(type_list<Types...>) {
  static constexpr elementwise_kernels<float> kernels[] = {block_kernels<family_operation<Types>, float>::table()...};
  return kernels;
}

}  // namespace

template <>
const elementwise_kernels<float>* families_table<float>() {
  return table_of(families{});
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
