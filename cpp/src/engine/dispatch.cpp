#include "engine/dispatch.hpp"

#include <atomic>
#include <cstdlib>
#include <stdexcept>

#include "engine/isa_list.hpp"

// isa_list.hpp, which CMake writes, applies LIKELIER_ISA_ENTRY(namespace, "name") to each
// instruction set that is built.

namespace likelier::engine {

#define LIKELIER_ISA_ENTRY(space, name)                 \
  namespace space {                                     \
  template <class T>                                    \
  const memory_kernels<T>& memory_table();              \
  template <class T>                                    \
  const elementwise_kernels<T>* families_table();       \
  template <class T>                                    \
  const elementwise_kernels<T>* functions_table();      \
  template <class T>                                    \
  const elementwise_kernels<T>* methods_table();        \
  template <class T>                                    \
  const random_kernels<T>& random_table();              \
  template <class T>                                    \
  const probe_kernels<T>& probe_table();                \
  template <class T>                                    \
  const row_kernels<T>* row_table();                    \
  template <class T>                                    \
  const network_kernels<T>& network_table();            \
  template <class T>                                    \
  const score_kernels<T>* score_table();                \
  const triangular_kernels& triangular_table();         \
  const variates_kernels& variates_table();             \
  template <>                                           \
  const memory_kernels<float>& memory_table();          \
  template <>                                           \
  const memory_kernels<double>& memory_table();         \
  template <>                                           \
  const elementwise_kernels<float>* families_table();   \
  template <>                                           \
  const elementwise_kernels<double>* families_table();  \
  template <>                                           \
  const elementwise_kernels<float>* functions_table();  \
  template <>                                           \
  const elementwise_kernels<double>* functions_table(); \
  template <>                                           \
  const elementwise_kernels<float>* methods_table();    \
  template <>                                           \
  const elementwise_kernels<double>* methods_table();   \
  template <>                                           \
  const random_kernels<float>& random_table<float>();   \
  template <>                                           \
  const random_kernels<double>& random_table<double>(); \
  template <>                                           \
  const probe_kernels<float>& probe_table<float>();     \
  template <>                                           \
  const probe_kernels<double>& probe_table<double>();   \
  template <>                                           \
  const row_kernels<float>* row_table();                \
  template <>                                           \
  const row_kernels<double>* row_table();               \
  template <>                                           \
  const network_kernels<float>& network_table();        \
  template <>                                           \
  const network_kernels<double>& network_table();       \
  template <>                                           \
  const score_kernels<float>* score_table();            \
  template <>                                           \
  const score_kernels<double>* score_table();           \
  }
LIKELIER_ISA_LIST
#undef LIKELIER_ISA_ENTRY

namespace {

[[maybe_unused]] bool supports_x86_64_v2() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("popcnt");
#else
  return false;
#endif
}
[[maybe_unused]] bool supports_x86_64_v3() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi2");
#else
  return false;
#endif
}
[[maybe_unused]] bool supports_x86_64_v4() {
#if defined(__x86_64__)
  return supports_x86_64_v3() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
  return false;
#endif
}
[[maybe_unused]] bool supports_neon64() { return true; }
[[maybe_unused]] bool supports_baseline() { return true; }

const std::vector<isa_tables>& registry() {
  static const std::vector<isa_tables> tables = {
#define LIKELIER_ISA_ENTRY(space, name)                                                                          \
  isa_tables{name,                                                                                               \
             supports_##space,                                                                                   \
             {&space::memory_table<float>(), space::families_table<float>(), space::functions_table<float>(),    \
              space::methods_table<float>(), space::row_table<float>(), &space::random_table<float>(),           \
              &space::network_table<float>(), &space::probe_table<float>(), space::score_table<float>()},        \
             {&space::memory_table<double>(), space::families_table<double>(), space::functions_table<double>(), \
              space::methods_table<double>(), space::row_table<double>(), &space::random_table<double>(),        \
              &space::network_table<double>(), &space::probe_table<double>(), space::score_table<double>()},     \
             &space::triangular_table(),                                                                         \
             &space::variates_table()},
      LIKELIER_ISA_LIST
#undef LIKELIER_ISA_ENTRY
  };
  return tables;
}

const isa_tables& find(const std::string& name) {
  std::string choices;
  for (const isa_tables* table : available_isas()) {
    if (name == table->name) return *table;
    choices += choices.empty() ? "" : ", ";
    choices += table->name;
  }
  throw std::invalid_argument("instruction set '" + name + "' is not available: expected one of " + choices);
}

const isa_tables& default_isa() {
  const char* wanted = std::getenv("LIKELIER_ISA");
  if (wanted != nullptr && *wanted != '\0') return find(wanted);
  const auto available = available_isas();
  if (available.empty()) throw std::runtime_error("no instruction set of this build runs on this processor");
  return *available.back();
}

std::atomic<const isa_tables*>& chosen() {
  static std::atomic<const isa_tables*> table{&default_isa()};
  return table;
}

}  // namespace

std::vector<const isa_tables*> built_isas() {
  std::vector<const isa_tables*> result;
  for (const isa_tables& table : registry()) result.push_back(&table);
  return result;
}

std::vector<const isa_tables*> available_isas() {
  std::vector<const isa_tables*> result;
  for (const isa_tables& table : registry())
    if (table.supported()) result.push_back(&table);
  return result;
}

const isa_tables& active_isa() { return *chosen().load(std::memory_order_relaxed); }

void force_isa(const std::string& name) { chosen().store(name.empty() ? &default_isa() : &find(name)); }

}  // namespace likelier::engine
