// Which operations a source file compiles the kernels of: every so many-th of all.
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

// Those that share kernels.
template <class... Methods>
constexpr choice<Methods...> choice_of(type_list<Methods...>) {
  return {};
}
constexpr type_list<> choice_of(type_list<>) { return {}; }
template <class... Families, class... Functions>
constexpr auto list_choices(type_list<Families...>, type_list<Functions...>) {
  return type_list<choice<family_operation<Families>>..., choice<function_operation<Functions>>...,
                   decltype(choice_of(argument_methods<Families>{}))...,
                   decltype(choice_of(parameter_methods<Families>{}))...>{};
}
using elementwise_choices = decltype(list_choices(families{}, special_functions{}));

template <class Operation, class... Operations>
constexpr int index_of(type_list<Operations...>) {
  constexpr bool is_same[] = {std::is_same_v<Operations, Operation>...};
  int index = 0;
  while (!is_same[index]) ++index;
  return index;
}
// The place of the first operation whose sums are laid out like that.
template <class Layout, class... Operations>
constexpr int first_with(type_list<Operations...>) {
  return index_of<Layout>(type_list<typename formula<Operations>::layout...>{});
}

template <int shard, int shards, int index, class... Operations>
void add_choice(elementwise_entry* entries, choice<Operations...>) {
  if constexpr (index % shards == shard) {
    using chosen = choice<Operations...>;
    using layout = typename formula<chosen>::layout;
    constexpr elementwise_operations all{};
    int which = 0;
    for (const int operation : {index_of<Operations>(all)...}) {
      elementwise_entry& entry = entries[operation];
      entry.choice = which++;
      entry.in_double = &elementwise_launchers<chosen, double>::table;
      if constexpr (!traits<chosen>::is_long) entry.in_float = &elementwise_launchers<chosen, float>::table;
      entry.first_alike = first_with<layout>(all);
    }
    if constexpr (((first_with<layout>(all) == index_of<Operations>(all)) || ...))
      entries[first_with<layout>(all)].finish = run_finish<layout>;
  }
}
template <int shard, int shards, int index>
void add_choice(elementwise_entry*, type_list<>) {}

template <int shard, int shards, class... Choices, int... index>
void add_choices(elementwise_entry* entries, type_list<Choices...>, std::integer_sequence<int, index...>) {
  (add_choice<shard, shards, index>(entries, Choices{}), ...);
}
// Adds every shards-th of them.
template <int shard, int shards, class... Choices>
void add_choices(elementwise_entry* entries, type_list<Choices...> choices) {
  add_choices<shard, shards>(entries, choices, std::make_integer_sequence<int, static_cast<int>(sizeof...(Choices))>{});
}

}  // namespace likelier::cuda
