// CHECK(condition, format, ...): counts and prints a failure, and goes on.
#pragma once

#include <cstdio>

namespace likelier::testing {

inline int failures = 0;

// For main: says how it went.
inline int report() {
  std::printf("%d failures\n", failures);
  return failures == 0 ? 0 : 1;
}

}  // namespace likelier::testing

#define CHECK(condition, ...)                                     \
  do {                                                            \
    if (!(condition)) {                                           \
      ++likelier::testing::failures;                              \
      std::printf("%s:%d: %s: ", __FILE__, __LINE__, #condition); \
      std::printf(__VA_ARGS__);                                   \
      std::printf("\n");                                          \
    }                                                             \
  } while (false)
