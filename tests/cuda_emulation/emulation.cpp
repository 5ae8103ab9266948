#include "emulation.hpp"

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

namespace likelier::cuda::emulation {

state now;

namespace {

enum class waits { no, for_block, for_warp, done };

constexpr std::size_t stack_bytes = std::size_t{256} << 10;

// One thread. It starts through a context and switches by jumps, which need no system call.
struct fiber {
  ucontext_t context;
  std::jmp_buf at;
  char* stack = nullptr;
  bool started = false;
  waits state = waits::no;
  double sent = 0.0;
};

std::mt19937_64 generator(1);
std::int64_t launched = 0;
std::vector<std::unique_ptr<fiber>> fibers;
std::jmp_buf scheduler;
fiber* running = nullptr;
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

void run_block(int threads) {
  prepare(threads);
  std::vector<int> ready;
  for (;;) {
    ready.clear();
    int done = 0;
    for (int t = 0; t < threads; ++t) {
      const waits state = fibers[static_cast<std::size_t>(t)]->state;
      if (state == waits::no) ready.push_back(t);
      done += state == waits::done;
    }
    if (done == threads) return;
    if (ready.empty()) {
      const bool warps = release(threads, waits::for_warp, warp_size);
      if (!release(threads, waits::for_block, threads) && !warps)
        throw std::logic_error("kernel: some threads of a block wait at a barrier or shuffle that others do not meet");
      continue;
    }
    std::shuffle(ready.begin(), ready.end(), generator);
    for (const int t : ready) {
      now.thread = t;
      resume(*fibers[static_cast<std::size_t>(t)]);
    }
  }
}

}  // namespace

void set_seed(std::uint64_t seed) { generator.seed(seed); }
std::int64_t launches() { return launched; }

void wait_at_barrier() { suspend(waits::for_block); }

double exchange(double x, int mask) {
  const int self = now.thread;
  running->sent = x;
  suspend(waits::for_warp);
  const double received = fibers[static_cast<std::size_t>(self ^ mask)]->sent;
  // Nobody sends again before all have read.
  suspend(waits::for_warp);
  return received;
}

void run(std::int64_t blocks, int threads, std::size_t shared_bytes, const std::function<void()>& kernel) {
  ++launched;
  body = &kernel;
  std::vector<std::uint64_t> shared(shared_bytes / sizeof(std::uint64_t) + 1);
  std::vector<std::int64_t> order(static_cast<std::size_t>(blocks));
  std::iota(order.begin(), order.end(), std::int64_t{0});
  std::shuffle(order.begin(), order.end(), generator);
  now.blocks = static_cast<int>(blocks);
  now.threads = threads;
  now.shared = reinterpret_cast<char*>(shared.data());
  for (const std::int64_t block : order) {
    // Junk that reads as large and differing numbers.
    for (std::uint64_t& word : shared) word = (generator() >> 12) | 0x7e00000000000000;
    now.block = static_cast<int>(block);
    run_block(threads);
  }
}

}  // namespace likelier::cuda::emulation
