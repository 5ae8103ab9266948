// A grid, blocks, barriers, warp shuffles and shared memory on the host, for the source of the kernels itself.
//
// The threads of a block are fibers. One runs until it meets a barrier or a shuffle, then another takes its turn, in an
// order that a seed draws; blocks run one after the other, in a drawn order too. Shared memory is filled with junk
// before each block. So a kernel that reads what another thread has not written yet, for want of a barrier, goes wrong
// under nearly every seed; a barrier that only some of a block's threads meet is an error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <tuple>

#define LIKELIER_GLOBAL
#define LIKELIER_DEVICE
#define LIKELIER_PARAMETER const
#define LIKELIER_UNROLL
#define LIKELIER_ROLLED

namespace likelier::cuda {

namespace emulation {

inline constexpr int warp_size = 32;

struct state {
  int thread = 0;
  int block = 0;
  int threads = 0;
  int blocks = 0;
  char* shared = nullptr;
};
// Of the thread that runs now.
extern state now;

void set_seed(std::uint64_t seed);
std::int64_t launches();
void wait_at_barrier();
double exchange(double x, int mask);
// Runs one kernel. Throws std::logic_error where threads wait for each other for ever.
void run(std::int64_t blocks, int threads, std::size_t shared_bytes, const std::function<void()>& kernel);

}  // namespace emulation

inline int thread_index() { return emulation::now.thread; }
inline int block_index() { return emulation::now.block; }
inline int block_count() { return emulation::now.blocks; }
inline void barrier() { emulation::wait_at_barrier(); }
inline double shuffle_xor(double x, int mask) { return emulation::exchange(x, mask); }
inline char* shared_memory() { return emulation::now.shared; }

template <class... Parameters, class... Arguments>
void launch(void (*kernel)(Parameters...), std::int64_t blocks, int threads, std::size_t shared_bytes, void* /*stream*/,
            const Arguments&... arguments) {
  emulation::run(blocks, threads, shared_bytes, [&] { kernel(arguments...); });
}

}  // namespace likelier::cuda
