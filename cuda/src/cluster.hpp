// Clusters, blocks that read each other's shared memory, which devices of compute capability 9.0 have; and copies to
// shared memory that pass registers by.
#pragma once

#include "device.hpp"

#if defined(__CUDACC__)

#include <cuda_pipeline_primitives.h>

#include <atomic>

// The threads of a block, and of how many blocks at least a multiprocessor is to have the registers.
#define LIKELIER_BOUNDS(threads, blocks) __launch_bounds__(threads, blocks)

namespace likelier::cuda {

// As many blocks as every device that has clusters takes.
inline constexpr int most_cluster_blocks = 8;

__device__ inline void cluster_barrier() {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
  __cluster_barrier_arrive();
  __cluster_barrier_wait();
#endif
}
// What lies in another block of the cluster where this lies in its own.
template <class V>
__device__ V* cluster_peer(V* own, int rank) {
#if defined(__CUDA_ARCH__) && __CUDA_ARCH__ >= 900
  return static_cast<V*>(__cluster_map_shared_rank(own, static_cast<unsigned>(rank)));
#else
  return rank == 0 ? own : nullptr;
#endif
}

// 16 bytes, aligned on both sides; there once this thread has waited.
__device__ inline void copy_to_shared(void* to, const void* from) { __pipeline_memcpy_async(to, from, 16); }
__device__ inline void wait_for_copies() {
  __pipeline_commit();
  __pipeline_wait_prior(0);
}

// The neighbouring values of a thread and of another of its warp.
template <class V>
__device__ V shuffle_all_xor(V x, int mask) {
  for (double& own : x.at) own = shuffle_xor(own, mask);
  return x;
}

// Blocks of a cluster that the current device runs a kernel in: it has to have clusters, and code that knows of them.
template <class Kernel>
int cluster_blocks(Kernel kernel, std::atomic<int>* known, int devices) {
  int device = 0;
  LIKELIER_CHECK(cudaGetDevice(&device));
  if (device < devices && known[device] != 0) return known[device];
  int major = 0;
  LIKELIER_CHECK(cudaDeviceGetAttribute(&major, cudaDevAttrComputeCapabilityMajor, device));
  cudaFuncAttributes attributes;
  LIKELIER_CHECK(cudaFuncGetAttributes(&attributes, reinterpret_cast<const void*>(kernel)));
  const int blocks = major >= 9 && attributes.ptxVersion >= 90 ? most_cluster_blocks : 1;
  if (device < devices) known[device] = blocks;
  return blocks;
}

template <class... Parameters, class... Arguments>
void launch_clusters(void (*kernel)(Parameters...), int cluster, std::int64_t blocks, int threads,
                     std::size_t shared_bytes, void* stream, const Arguments&... arguments) {
  if (shared_bytes > 48 << 10)
    LIKELIER_CHECK(
        cudaFuncSetAttribute(kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(shared_bytes)));
  cudaLaunchAttribute dimension;
  dimension.id = cudaLaunchAttributeClusterDimension;
  dimension.val.clusterDim.x = static_cast<unsigned>(cluster);
  dimension.val.clusterDim.y = dimension.val.clusterDim.z = 1;
  cudaLaunchConfig_t config{};
  config.gridDim = dim3(static_cast<unsigned>(blocks));
  config.blockDim = dim3(static_cast<unsigned>(threads));
  config.dynamicSmemBytes = shared_bytes;
  config.stream = static_cast<cudaStream_t>(stream);
  config.attrs = &dimension;
  config.numAttrs = 1;
  LIKELIER_CHECK(cudaLaunchKernelEx(&config, kernel, arguments...));
}

}  // namespace likelier::cuda

#elif defined(LIKELIER_CUDA_EMULATION)

#include "emulated_cluster.hpp"

#endif
