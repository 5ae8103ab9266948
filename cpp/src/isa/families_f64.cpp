// The families' kernels in double.
#include "isa/elementwise_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class... Types>
const elementwise_kernels<double>* table_of(type_list<Types...>) {
  static constexpr elementwise_kernels<double> kernels[] = {block_kernels<family_operation<Types>, double>::table()...};
  return kernels;
}

}  // namespace

template <>
const elementwise_kernels<double>* families_table<double>() {
  return table_of(families{});
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
