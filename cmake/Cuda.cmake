# The sources of the CUDA back end: those with kernels, which nvcc compiles, and the others. Kernels of elementwise
# operations are spread over generated files of one line, to be compiled side by side.
set(LIKELIER_CUDA_SHARDS 16)

function(likelier_cuda_sources kernels hosts)
  set(directory "${generated}/cuda")
  set(files "")
  set(declarations "")
  set(calls "")
  math(EXPR last "${LIKELIER_CUDA_SHARDS} - 1")
  foreach(shard RANGE ${last})
    file(CONFIGURE OUTPUT "${directory}/elementwise_${shard}.cu" CONTENT
         "#include \"elementwise_shard.hpp\"
namespace likelier::cuda {
template <>
void add_elementwise_shard<@shard@>(elementwise_entry* entries) {
  add_operations<@shard@, @LIKELIER_CUDA_SHARDS@>(entries, elementwise_operations{});
}
}  // namespace likelier::cuda
" @ONLY)
    list(APPEND files "${directory}/elementwise_${shard}.cu")
    string(APPEND calls "  add_elementwise_shard<${shard}>(entries);\n")
    string(APPEND declarations
           "template <>\nvoid add_elementwise_shard<${shard}>(elementwise_entry* entries);\n")
  endforeach()
  file(CONFIGURE OUTPUT "${directory}/elementwise_table.hpp" CONTENT
       "#pragma once
#include \"elementwise_entry.hpp\"
namespace likelier::cuda {
@declarations@
inline void add_all_elementwise(elementwise_entry* entries) {
@calls@}
}  // namespace likelier::cuda
" @ONLY)
  set(${kernels} ${files} PARENT_SCOPE)
  set(${hosts} "${PROJECT_SOURCE_DIR}/cuda/src/elementwise.cpp" "${PROJECT_SOURCE_DIR}/cuda/src/table.cpp" PARENT_SCOPE)
endfunction()
