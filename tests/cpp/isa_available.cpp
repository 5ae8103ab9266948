// isa_available NAME: exit code 0 where this processor has the instruction set, 3 where it has not.
#include <cstdio>
#include <exception>
#include <string>

#include "engine/dispatch.hpp"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: isa_available NAME\n");
    return 2;
  }
  try {
    std::printf("in use: %s\n", likelier::engine::active_isa().name);
    for (const auto* tables : likelier::engine::available_isas())
      if (argv[1] == std::string(tables->name)) return 0;
  } catch (const std::exception& error) {
    std::printf("%s\n", error.what());
    return 1;
  }
  return 3;
}
