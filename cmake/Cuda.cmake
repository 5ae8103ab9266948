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
  add_choices<@shard@, @LIKELIER_CUDA_SHARDS@>(entries, elementwise_choices{});
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
  set(source "${PROJECT_SOURCE_DIR}/cuda/src")
  # What takes longest comes first, or it would be compiled alone at the end.
  set(${kernels} "${source}/f_divergence_f32.cu" "${source}/f_divergence_f64.cu" "${source}/row_kernels.cu" ${files}
      "${source}/distill_kernels.cu" "${source}/network_kernels.cu" "${source}/probe_kernels.cu"
      "${source}/product_kernels.cu" "${source}/random_kernels.cu" "${source}/score_kernels.cu"
      "${source}/variates_kernels.cu" PARENT_SCOPE)
  set(${hosts} "${source}/elementwise.cpp" "${source}/networks.cpp" "${source}/random.cpp" "${source}/rows.cpp"
      "${source}/score.cpp" "${source}/table.cpp" PARENT_SCOPE)
endfunction()

# Decides whether the back end is built: LIKELIER_CUDA_FOUND, and LIKELIER_CUDA_BUILT, which says what for or why not.
# AUTO asks for a compiler that works and for a driver: a machine without one is left alone, however much of a toolkit
# it has.
macro(likelier_find_cuda)
  set(LIKELIER_CUDA_FOUND FALSE)
  if(NOT LIKELIER_CUDA MATCHES "^(AUTO|ON|OFF)$")
    message(FATAL_ERROR "LIKELIER_CUDA: expected AUTO, ON or OFF; got ${LIKELIER_CUDA}")
  endif()
  if(LIKELIER_CUDA STREQUAL "OFF")
    set(LIKELIER_CUDA_BUILT "this build of likelier was made without its CUDA back end (LIKELIER_CUDA=OFF)")
  elseif(LIKELIER_CUDA STREQUAL "AUTO" AND NOT EXISTS "/dev/nvidiactl" AND NOT EXISTS "/proc/driver/nvidia")
    set(LIKELIER_CUDA_BUILT
        "this build of likelier has no CUDA back end: it was made where there is no NVIDIA driver (LIKELIER_CUDA=ON builds it nevertheless)")
  else()
    likelier_probe_nvcc()
    if(NOT LIKELIER_CUDA_FOUND AND LIKELIER_CUDA STREQUAL "ON")
      message(FATAL_ERROR "LIKELIER_CUDA=ON: ${LIKELIER_CUDA_BUILT}")
    endif()
  endif()
  message(STATUS "CUDA: ${LIKELIER_CUDA_BUILT}")
endmacro()

# Whether nvcc makes a program, with the runtime in it, for every architecture that is asked for.
macro(likelier_probe_nvcc)
  # Toolkits from PyPI live in the packages of an environment: not of the one that pip builds in.
  execute_process(
    COMMAND
      "${Python_EXECUTABLE}" -c
      "import importlib.util, os, site, sysconfig
spec = importlib.util.find_spec('nvidia')
places = list(spec.submodule_search_locations) if spec else []
packages = [sysconfig.get_path('purelib'), sysconfig.get_path('platlib'), site.getusersitepackages()]
print(';'.join(dict.fromkeys(places + [os.path.join(p, 'nvidia') for p in packages])))"
    OUTPUT_VARIABLE nvidia_packages OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
  if(NOT "$ENV{VIRTUAL_ENV}" STREQUAL "")
    file(GLOB of_environment "$ENV{VIRTUAL_ENV}/lib/python*/site-packages/nvidia")
    list(APPEND nvidia_packages ${of_environment})
  endif()
  set(nvcc_hints "")
  foreach(package IN LISTS nvidia_packages)
    file(GLOB toolkits "${package}/cu[0-9]*")
    list(APPEND nvcc_hints ${toolkits})
  endforeach()
  if(NOT "$ENV{CUDACXX}" STREQUAL "" AND NOT IS_DIRECTORY "$ENV{CUDACXX}")
    find_program(LIKELIER_NVCC "$ENV{CUDACXX}")
  else()
    find_program(LIKELIER_NVCC nvcc HINTS ENV CUDACXX ENV CUDA_HOME ENV CUDA_PATH ${nvcc_hints} PATHS /usr/local/cuda
                 PATH_SUFFIXES bin)
  endif()
  set(LIKELIER_CUDA_FLAGS "")
  foreach(architecture IN LISTS LIKELIER_CUDA_ARCHITECTURES)
    list(APPEND sm "sm_${architecture}")
  endforeach()
  list(GET LIKELIER_CUDA_ARCHITECTURES 0 lowest)
  list(JOIN sm "," sm_list)
  # One intermediate code for all, which is compiled once: nothing in the kernels belongs to an architecture but the
  # clusters of the rows' kernels, of 9.0 on.
  set(LIKELIER_CUDA_FLAGS "-gencode=arch=compute_${lowest},code=[compute_${lowest},${sm_list}]")
  set(without "compute_${lowest}")
  set(with "")
  foreach(architecture IN LISTS LIKELIER_CUDA_ARCHITECTURES)
    if(architecture LESS 90)
      list(APPEND without "sm_${architecture}")
    else()
      list(APPEND with "sm_${architecture}")
    endif()
  endforeach()
  if(lowest LESS 90 AND with)
    list(JOIN without "," without_list)
    list(JOIN with "," with_list)
    set(LIKELIER_CUDA_ROW_FLAGS "-gencode=arch=compute_${lowest},code=[${without_list}]"
                                "-gencode=arch=compute_90,code=[${with_list}]")
  else()
    set(LIKELIER_CUDA_ROW_FLAGS "${LIKELIER_CUDA_FLAGS}")
  endif()
  if(NOT LIKELIER_NVCC)
    set(LIKELIER_CUDA_BUILT "this build of likelier has no CUDA back end: nvcc was not found")
  else()
    # Toolkits from PyPI have lib where others have lib64, which is all that some of their compilers tell the linker.
    get_filename_component(toolkit "${LIKELIER_NVCC}" REALPATH)
    get_filename_component(toolkit "${toolkit}/../.." ABSOLUTE)
    set(LIKELIER_CUDA_LIBRARIES "")
    set(library_option "")
    if(EXISTS "${toolkit}/lib/libcudart_static.a" AND NOT EXISTS "${toolkit}/lib64/libcudart_static.a")
      set(LIKELIER_CUDA_LIBRARIES "${toolkit}/lib")
      set(library_option "-L${LIKELIER_CUDA_LIBRARIES}")
    endif()
    set(probe "${CMAKE_CURRENT_BINARY_DIR}/cuda_probe")
    file(WRITE "${probe}.cu" "__global__ void kernel(int* x) { *x = 1; }
int main() { kernel<<<1, 1>>>(nullptr); return cudaGetLastError() == cudaSuccess; }\n")
    execute_process(
      COMMAND "${LIKELIER_NVCC}" -ccbin "${CMAKE_CXX_COMPILER}" -std=c++17 -cudart static "${LIKELIER_CUDA_FLAGS}"
              ${library_option} -o "${probe}" "${probe}.cu"
      RESULT_VARIABLE failed OUTPUT_VARIABLE said ERROR_VARIABLE said)
    if(failed)
      string(STRIP "${said}" said)
      string(REGEX REPLACE "[\n\r].*" "" said "${said}")
      string(REPLACE "\"" "'" said "${said}")
      set(LIKELIER_CUDA_BUILT
          "this build of likelier has no CUDA back end: ${LIKELIER_NVCC} does not make programs for ${sm_list}: ${said}")
    else()
      set(LIKELIER_CUDA_FOUND TRUE)
      set(LIKELIER_CUDA_BUILT "${sm_list} and PTX")
    endif()
  endif()
endmacro()

# Makes CUDA one of the project's languages, with that nvcc.
macro(likelier_enable_cuda)
  set(CMAKE_CUDA_COMPILER "${LIKELIER_NVCC}")
  set(CMAKE_CUDA_HOST_COMPILER "${CMAKE_CXX_COMPILER}")
  set(CMAKE_CUDA_ARCHITECTURES OFF)
  set(CMAKE_CUDA_STANDARD 17)
  if(LIKELIER_CUDA_LIBRARIES)
    # For what CMake links to try the compiler; and its search for the toolkit wants a shared runtime, though nothing of
    # ours is linked to it, by a name without a version.
    set(ENV{LIBRARY_PATH} "${LIKELIER_CUDA_LIBRARIES}:$ENV{LIBRARY_PATH}")
    file(GLOB shared_runtime "${LIKELIER_CUDA_LIBRARIES}/libcudart.so*")
    if(shared_runtime)
      list(GET shared_runtime 0 shared_runtime)
      set(CUDA_CUDART "${shared_runtime}" CACHE FILEPATH "The shared CUDA runtime")
    endif()
  endif()
  enable_language(CUDA)
  find_package(CUDAToolkit REQUIRED)
endmacro()

# What kernels are compiled with. No fused multiply-adds but those that formulas ask for: as on the CPU. Machine code
# compresses to a quarter.
set(LIKELIER_NVCC_OPTIONS --expt-relaxed-constexpr --fmad=false -Xfatbin=-compress-all)
