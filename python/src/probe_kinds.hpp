// Python's names of the kinds of probes.
#pragma once

#include <pybind11/pybind11.h>

#include <algorithm>
#include <string>
#include <utility>

#include "engine/probes.hpp"

namespace likelier::bindings {

inline engine::probe_kind kind_of_probe(const std::string& name) {
  using engine::probe_kind;
  constexpr std::pair<const char*, probe_kind> kinds[] = {{"rademacher", probe_kind::rademacher},
                                                          {"hadamard", probe_kind::hadamard},
                                                          {"gaussian", probe_kind::gaussian},
                                                          {"sphere", probe_kind::sphere}};
  const auto* found = std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& k) { return name == k.first; });
  if (found == std::end(kinds)) throw pybind11::value_error("kind: unknown");
  return found->second;
}

}  // namespace likelier::bindings
