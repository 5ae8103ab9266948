// Clusters of blocks, and copies to shared memory, in the emulation.
//
// The threads of a cluster's blocks are fibers of one pool, so that blocks are out of step with each other between the
// cluster's barriers. Copies are made when they are waited for: what is read before was not there yet.
#pragma once

#include <atomic>

#include "emulation.hpp"

#define LIKELIER_BOUNDS(threads, blocks)

namespace likelier::cuda {

inline constexpr int most_cluster_blocks = 8;

namespace emulation {

// Whether kernels run, or are only counted: to measure what a call costs its caller.
void set_running(bool runs);
void wait_at_cluster_barrier();
char* shared_memory_of(int rank);
void queue_copy(void* to, const void* from, std::size_t bytes);
void make_copies();
// The bytes of another thread of the warp.
void exchange_bytes(void* values, std::size_t bytes, int mask);
void run_clusters(int cluster, std::int64_t blocks, int threads, std::size_t shared_bytes,
                  const std::function<void()>& kernel);

}  // namespace emulation

inline void cluster_barrier() { emulation::wait_at_cluster_barrier(); }
template <class V>
V* cluster_peer(V* own, int rank) {
  return reinterpret_cast<V*>(emulation::shared_memory_of(rank) +
                              (reinterpret_cast<char*>(own) - emulation::now.shared));
}
inline void copy_to_shared(void* to, const void* from) { emulation::queue_copy(to, from, 16); }
inline void wait_for_copies() { emulation::make_copies(); }

template <class V>
V shuffle_all_xor(V x, int mask) {
  emulation::exchange_bytes(&x, sizeof x, mask);
  return x;
}

template <class Kernel>
int cluster_blocks(Kernel, std::atomic<int>*, int) {
  return most_cluster_blocks;
}

template <class... Parameters, class... Arguments>
void launch_clusters(void (*kernel)(Parameters...), int cluster, std::int64_t blocks, int threads,
                     std::size_t shared_bytes, void* /*stream*/, const Arguments&... arguments) {
  emulation::run_clusters(cluster, blocks, threads, shared_bytes, [&] { kernel(arguments...); });
}

}  // namespace likelier::cuda
