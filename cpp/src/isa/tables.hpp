// The entry points of one instruction set's object library. Each is a specialisation defined in
// one source file of cpp/src/isa/, compiled once per instruction set.
#pragma once

#include "engine/elementwise.hpp"
#include "engine/memory.hpp"
#include "engine/random.hpp"
#include "engine/rows.hpp"
#include "likelier/config.hpp"

namespace likelier::engine {
inline namespace LIKELIER_ISA {

template <class T>
const memory_kernels<T>& memory_table();
template <class T>
const elementwise_kernels<T>* families_table();
template <class T>
const elementwise_kernels<T>* functions_table();
template <class T>
const elementwise_kernels<T>* methods_table();
template <class T>
const row_kernels<T>* row_table();
template <class T>
const random_kernels<T>& random_table();

}  // namespace LIKELIER_ISA
}  // namespace likelier::engine
