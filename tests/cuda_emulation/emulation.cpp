#include <sys/mman.h>
#include <ucontext.h>

#include <algorithm>
#include <csetjmp>
#include <cstring>
#include <memory>
#include <numeric>
#include <random>
#include <stdexcept>
#include <vector>

#include "emulated_cluster.hpp"

namespace likelier::cuda::emulation {

state now;

namespace {

enum class waits { no, for_block, for_warp, for_cluster, done };

struct copy {
  void* to;
  const void* from;
  std::size_t bytes;
};

constexpr std::size_t stack_bytes = std::size_t{256} << 10;

// One thread. It starts through a context and switches by jumps, which need no system call.
struct fiber {
  ucontext_t context;
  std::jmp_buf at;
  char* stack = nullptr;
  bool started = false;
  waits state = waits::no;
  double sent = 0.0;
  const void* sent_bytes = nullptr;
  std::vector<copy> copies;
};

std::mt19937_64 generator(1);
std::int64_t launched = 0;
bool is_running = true;
std::vector<std::unique_ptr<fiber>> fibers;
std::jmp_buf scheduler;
fiber* running = nullptr;
std::vector<char*> cluster_memory;  // of each of its blocks
const std::function<void()>* body = nullptr;

void enter() {
  (*body)();
  running->state = waits::done;
  _longjmp(scheduler, 1);
}

void suspend(waits state) {
  running->state = state;
  if (_setjmp(running->at) == 0) _longjmp(scheduler, 1);
}

void resume(fiber& next) {
  running = &next;
  if (_setjmp(scheduler) != 0) return;
  if (next.started) _longjmp(next.at, 1);
  next.started = true;
  setcontext(&next.context);
}

void prepare(int threads) {
  while (fibers.size() < static_cast<std::size_t>(threads)) {
    auto next = std::make_unique<fiber>();
    void* stack =
        mmap(nullptr, stack_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (stack == MAP_FAILED) throw std::bad_alloc();
    next->stack = static_cast<char*>(stack);
    fibers.push_back(std::move(next));
  }
  for (int t = 0; t < threads; ++t) {
    fiber& own = *fibers[static_cast<std::size_t>(t)];
    own.started = false;
    own.state = waits::no;
    own.copies.clear();
    getcontext(&own.context);
    own.context.uc_stack.ss_sp = own.stack;
    own.context.uc_stack.ss_size = stack_bytes;
    own.context.uc_link = nullptr;
    makecontext(&own.context, enter, 0);
  }
}

// Lets go of those that have all met; false where there are none.
bool release(int threads, waits kind, int group) {
  bool any = false;
  for (int first = 0; first < threads; first += group) {
    const int last = std::min(threads, first + group);
    bool all = true;
    for (int t = first; t < last; ++t) all = all && fibers[static_cast<std::size_t>(t)]->state == kind;
    if (!all) continue;
    for (int t = first; t < last; ++t) fibers[static_cast<std::size_t>(t)]->state = waits::no;
    any = true;
  }
  return any;
}

void start(int thread, int threads, std::int64_t first_block) {
  const int rank = thread / threads;
  now.thread = thread % threads;
  now.block = static_cast<int>(first_block) + rank;
  now.shared = cluster_memory[static_cast<std::size_t>(rank)];
  resume(*fibers[static_cast<std::size_t>(thread)]);
}

// The blocks of a cluster, which share a pool of fibers.
void run_cluster(int cluster, int threads, std::int64_t first_block) {
  const int all = cluster * threads;
  prepare(all);
  std::vector<int> ready;
  for (;;) {
    ready.clear();
    int done = 0;
    for (int t = 0; t < all; ++t) {
      const waits state = fibers[static_cast<std::size_t>(t)]->state;
      if (state == waits::no) ready.push_back(t);
      done += state == waits::done;
    }
    if (done == all) return;
    if (ready.empty()) {
      const bool warps = release(all, waits::for_warp, std::min(threads, warp_size));
      const bool blocks = release(all, waits::for_block, threads);
      if (!release(all, waits::for_cluster, all) && !warps && !blocks)
        throw std::logic_error("kernel: some threads of a block wait at a barrier or shuffle that others do not meet");
      continue;
    }
    std::shuffle(ready.begin(), ready.end(), generator);
    for (const int t : ready) start(t, threads, first_block);
  }
}

}  // namespace

void set_seed(std::uint64_t seed) { generator.seed(seed); }
std::int64_t launches() { return launched; }
void set_running(bool runs) { is_running = runs; }

void wait_at_barrier() { suspend(waits::for_block); }

namespace {

// The thread of the warp that a shuffle reads from. Only one block of a cluster runs at a time, but all have fibers.
fiber& peer_of(int thread, int mask) {
  const int rank =
      static_cast<int>(std::find(cluster_memory.begin(), cluster_memory.end(), now.shared) - cluster_memory.begin());
  return *fibers[static_cast<std::size_t>(rank * now.threads + (thread ^ mask))];
}

}  // namespace

double exchange(double x, int mask) {
  const int self = now.thread;
  running->sent = x;
  suspend(waits::for_warp);
  const double received = peer_of(self, mask).sent;
  // Nobody sends again before all have read.
  suspend(waits::for_warp);
  return received;
}

void exchange_bytes(void* values, std::size_t bytes, int mask) {
  const int self = now.thread;
  std::vector<char> sent(static_cast<const char*>(values), static_cast<const char*>(values) + bytes);
  running->sent_bytes = sent.data();
  suspend(waits::for_warp);
  std::memcpy(values, peer_of(self, mask).sent_bytes, bytes);
  suspend(waits::for_warp);
}

void wait_at_cluster_barrier() { suspend(waits::for_cluster); }
char* shared_memory_of(int rank) { return cluster_memory.at(static_cast<std::size_t>(rank)); }

void queue_copy(void* to, const void* from, std::size_t bytes) {
  if (reinterpret_cast<std::uintptr_t>(to) % bytes != 0 || reinterpret_cast<std::uintptr_t>(from) % bytes != 0)
    throw std::logic_error("kernel: a copy to shared memory that is not aligned");
  running->copies.push_back({to, from, bytes});
}
void make_copies() {
  for (const copy& own : running->copies) std::memcpy(own.to, own.from, own.bytes);
  running->copies.clear();
}

void run_clusters(int cluster, std::int64_t blocks, int threads, std::size_t shared_bytes,
                  const std::function<void()>& kernel) {
  ++launched;
  if (!is_running) return;
  body = &kernel;
  // Aligned as a device's shared memory is.
  struct alignas(16) piece {
    std::uint64_t word[2];
  };
  const std::size_t pieces = shared_bytes / sizeof(piece) + 1;
  std::vector<piece> shared(pieces * static_cast<std::size_t>(cluster));
  cluster_memory.clear();
  for (int rank = 0; rank < cluster; ++rank)
    cluster_memory.push_back(reinterpret_cast<char*>(shared.data() + pieces * static_cast<std::size_t>(rank)));
  std::vector<std::int64_t> order(static_cast<std::size_t>(blocks / cluster));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  std::shuffle(order.begin(), order.end(), generator);
  now.blocks = static_cast<int>(blocks);
  now.threads = threads;
  for (const std::int64_t first : order) {
    // Junk that reads as large and differing numbers.
    for (piece& own : shared)
      for (std::uint64_t& word : own.word) word = (generator() >> 12) | 0x7e00000000000000;
    run_cluster(cluster, threads, first * cluster);
  }
}
void run(std::int64_t blocks, int threads, std::size_t shared_bytes, const std::function<void()>& kernel) {
  run_clusters(1, blocks, threads, shared_bytes, kernel);
}

}  // namespace likelier::cuda::emulation
