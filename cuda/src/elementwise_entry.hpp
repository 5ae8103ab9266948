// One operation's place in the table of kernels.
#pragma once

#include "elementwise.hpp"

namespace likelier::cuda {

struct elementwise_entry {
  const elementwise_kernels* in_float = nullptr;  // null: there are those in double alone
  const elementwise_kernels* in_double = nullptr;
  elementwise_kernels::launcher* finish = nullptr;
  int choice = 0;
  int first_alike = 0;  // whose finish is that of this one
};

// Fills the places of one shard.
template <int shard>
void add_elementwise_shard(elementwise_entry* entries);

}  // namespace likelier::cuda
