// The kernels of the families' methods in double.
#include "isa/elementwise_kernels.hpp"
#include "likelier/methods.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {
namespace {

template <class... Types>
const elementwise_kernels<double>* table_of(type_list<Types...>) {
  static constexpr elementwise_kernels<double> kernels[] = {block_kernels<Types, double>::method_table()...};
  return kernels;
}

}  // namespace

template <>
const elementwise_kernels<double>* methods_table<double>() {
  return table_of(family_methods{});
}

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
