// The table of the shards' kernels.
#include <vector>

#include "elementwise.hpp"
#include "elementwise_table.hpp"

namespace likelier::cuda {

const elementwise_kernels& elementwise_kernels_of(int operation, bool in_double) {
  static const auto entries = [] {
    std::vector<elementwise_entry> all(engine::operations().size());
    add_all_elementwise(all.data());
    return all;
  }();
  const elementwise_entry& entry = entries[static_cast<std::size_t>(operation)];
  return in_double ? *entry.in_double : *entry.in_float;
}

}  // namespace likelier::cuda
