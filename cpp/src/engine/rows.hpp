#pragma once
namespace likelier::engine {
template <class T>
struct row_kernels;
}  // namespace likelier::engine
