// Which operations a source file compiles the kernels of: every shard_count-th of all.
#pragma once

#include "elementwise_entry.hpp"
#include "elementwise_kernels.hpp"

namespace likelier::cuda {

template <class... Families, class... Functions, class... Methods>
constexpr auto list_operations(type_list<Families...>, type_list<Functions...>, type_list<Methods...>) {
  return type_list<family_operation<Families>..., function_operation<Functions>..., Methods...>{};
}
// In the order of engine::operations().
using elementwise_operations = decltype(list_operations(families{}, special_functions{}, family_methods{}));

template <int shard, int shards, int index, class Operation>
void add_operation(elementwise_entry* entries) {
  if constexpr (index % shards == shard) {
    entries[index].in_double = &elementwise_launchers<Operation, double>::table;
    // Methods are long, and double is not much slower on the devices this is for: once is enough of them.
    if constexpr (!traits<Operation>::is_method)
      entries[index].in_float = &elementwise_launchers<Operation, float>::table;
  }
}
template <int shard, int shards, class... Operations, int... index>
void add_operations(elementwise_entry* entries, type_list<Operations...>, std::integer_sequence<int, index...>) {
  (add_operation<shard, shards, index, Operations>(entries), ...);
}
template <int shard, int shards, class... Operations>
void add_operations(elementwise_entry* entries, type_list<Operations...> list) {
  add_operations<shard, shards>(entries, list,
                                std::make_integer_sequence<int, static_cast<int>(sizeof...(Operations))>{});
}

}  // namespace likelier::cuda
