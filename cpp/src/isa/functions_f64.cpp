// The functions' kernels in double.
#include "isa/elementwise_kernels.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class... Types>
const elementwise_kernels<double>* table_of(type_list<Types...>) {
  static constexpr elementwise_kernels<double> kernels[] = {
      block_kernels<function_operation<Types>, double>::table()...};
  return kernels;
}

}  // namespace

template <>
const elementwise_kernels<double>* functions_table<double>() {
  return table_of(special_functions{});
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
