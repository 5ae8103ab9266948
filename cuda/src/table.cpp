// The table of the shards' kernels.
#include <vector>

#include "elementwise.hpp"
#include "elementwise_table.hpp"

namespace likelier::cuda {

namespace {

const elementwise_entry& entry_of(int operation) {
  static const auto entries = [] {
    std::vector<elementwise_entry> all(engine::operations().size());
    add_all_elementwise(all.data());
    return all;
  }();
  return entries[static_cast<std::size_t>(operation)];
}

}  // namespace

int elementwise_choice_of(int operation) { return entry_of(operation).choice; }

bool computes_in_float(int operation) { return entry_of(operation).in_float != nullptr; }

const elementwise_kernels& elementwise_kernels_of(int operation, bool in_double) {
  const elementwise_entry& entry = entry_of(operation);
  return in_double ? *entry.in_double : *entry.in_float;
}

elementwise_kernels::launcher* elementwise_finish_of(int operation) {
  return entry_of(entry_of(operation).first_alike).finish;
}

}  // namespace likelier::cuda
