// What kernels are written in: CUDA's own words under nvcc, and those of an emulation of it under a host compiler
// (tests/cuda_emulation), which runs the same kernels where there is no GPU.
#pragma once

#include "likelier/config.hpp"

#if defined(__CUDACC__)

#include <cuda_fp16.h>
#include <cuda_runtime.h>

#include <stdexcept>
#include <string>

#define LIKELIER_GLOBAL __global__
#define LIKELIER_DEVICE __device__
#define LIKELIER_PARAMETER const __grid_constant__
#define LIKELIER_UNROLL _Pragma("unroll")
#define LIKELIER_ROLLED _Pragma("unroll 1")

namespace likelier::cuda {

__device__ inline int thread_index() { return static_cast<int>(threadIdx.x); }
__device__ inline int block_index() { return static_cast<int>(blockIdx.x); }
__device__ inline int block_count() { return static_cast<int>(gridDim.x); }
__device__ inline void barrier() { __syncthreads(); }
__device__ inline double shuffle_xor(double x, int mask) { return __shfl_xor_sync(0xffffffffU, x, mask); }
__device__ inline char* shared_memory() {
  extern __shared__ double shared[];
  return reinterpret_cast<char*>(shared);
}

inline void check(cudaError_t error, const char* call, const char* file, int line) {
  if (error == cudaSuccess) return;
  // The runtime would tell the next caller, which may be another library.
  cudaGetLastError();
  throw std::runtime_error(std::string(call) + ": " + cudaGetErrorString(error) + " (" + file + ":" +
                           std::to_string(line) + ")");
}

template <class... Parameters, class... Arguments>
void launch(void (*kernel)(Parameters...), std::int64_t blocks, int threads, std::size_t shared_bytes, void* stream,
            const Arguments&... arguments) {
  // More than a block has unasked.
  if (shared_bytes > 48 << 10)
    check(cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared_bytes)),
          "cudaFuncSetAttribute", __FILE__, __LINE__);
  kernel<<<static_cast<unsigned>(blocks), threads, shared_bytes, static_cast<cudaStream_t>(stream)>>>(arguments...);
  check(cudaGetLastError(), "kernel launch", __FILE__, __LINE__);
}

}  // namespace likelier::cuda

#define LIKELIER_CHECK(call) ::likelier::cuda::check(call, #call, __FILE__, __LINE__)

#elif defined(LIKELIER_CUDA_EMULATION)

#include "emulation.hpp"

#else  // a planner, which shares what kernels are told, and calls none of this

#define LIKELIER_DEVICE
#define LIKELIER_UNROLL
#define LIKELIER_ROLLED

namespace likelier::cuda {

int thread_index();
void barrier();
char* shared_memory();

}  // namespace likelier::cuda

#endif
