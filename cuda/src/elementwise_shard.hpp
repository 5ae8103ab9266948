// Which operations a source file compiles the kernels of: every shard_count-th of all.
#pragma once

#include <type_traits>

#include "elementwise_entry.hpp"
#include "elementwise_kernels.hpp"

namespace likelier::cuda {

template <class... Families, class... Functions, class... Methods>
constexpr auto list_operations(type_list<Families...>, type_list<Functions...>, type_list<Methods...>) {
  return type_list<family_operation<Families>..., function_operation<Functions>..., Methods...>{};
}
// In the order of engine::operations().
using elementwise_operations = decltype(list_operations(families{}, special_functions{}, family_methods{}));

// The place of the first operation whose sums are laid out like that.
template <class Layout, class... Operations>
constexpr int first_with(type_list<Operations...>) {
  constexpr bool is_same[] = {std::is_same_v<typename formula<Operations>::layout, Layout>...};
  int index = 0;
  while (!is_same[index]) ++index;
  return index;
}

template <int shard, int shards, int index, class Operation>
void add_operation(elementwise_entry* entries) {
  if constexpr (index % shards == shard) {
    elementwise_entry& entry = entries[index];
    using layout = typename formula<Operation>::layout;
    entry.in_double = &elementwise_launchers<Operation, double>::table;
    if constexpr (!traits<Operation>::is_long) entry.in_float = &elementwise_launchers<Operation, float>::table;
    entry.first_alike = first_with<layout>(elementwise_operations{});
    if constexpr (first_with<layout>(elementwise_operations{}) == index) entry.finish = run_finish<layout>;
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
