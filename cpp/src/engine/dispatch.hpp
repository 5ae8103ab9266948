// One table of kernels per instruction set, chosen at run time.
#pragma once

#include <string>
#include <vector>

#include "engine/elementwise.hpp"
#include "engine/memory.hpp"
#include "engine/network_kernels.hpp"
#include "engine/probes.hpp"
#include "engine/random.hpp"
#include "engine/rows.hpp"
#include "engine/score.hpp"
#include "engine/triangular.hpp"
#include "engine/variates.hpp"

namespace likelier::engine {

template <class T>
struct kernel_tables {
  const memory_kernels<T>* memory;
  const elementwise_kernels<T>* families;
  const elementwise_kernels<T>* functions;
  const elementwise_kernels<T>* methods;
  const row_kernels<T>* rows;
  const random_kernels<T>* random;
  const network_kernels<T>* networks;
  const probe_kernels<T>* probes;
  const score_kernels<T>* score;
};

struct isa_tables {
  const char* name;  // "x86-64-v3", ...
  bool (*supported)();
  kernel_tables<float> f32;
  kernel_tables<double> f64;
  const triangular_kernels* triangular;
  const variates_kernels* variates;

  template <class T>
  const kernel_tables<T>& of() const {
    if constexpr (sizeof(T) == sizeof(float)) {
      return f32;
    } else {
      return f64;
    }
  }
};

// Instruction sets built in and usable on this processor, weakest first.
std::vector<const isa_tables*> available_isas();
// Every instruction set built in.
std::vector<const isa_tables*> built_isas();
// The one in use: LIKELIER_ISA where it is set (an unusable value throws std::invalid_argument),
// else the strongest available.
const isa_tables& active_isa();
// Forces one by name; an empty name returns to the default. Throws std::invalid_argument.
void force_isa(const std::string& name);

}  // namespace likelier::engine
