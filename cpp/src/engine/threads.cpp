#include "engine/threads.hpp"

#include <pthread.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sched.h>
#endif

namespace likelier::engine {
namespace {

int threads_from_environment(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return 0;
  char* end = nullptr;
  const long count = std::strtol(text, &end, 10);
  return end != text && count > 0 && count < 65536 ? static_cast<int>(count) : 0;
}

int default_num_threads() {
  if (const int count = threads_from_environment("LIKELIER_NUM_THREADS")) return count;
  if (const int count = threads_from_environment("OMP_NUM_THREADS")) return count;
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  const unsigned count = std::thread::hardware_concurrency();
  return count == 0 ? 1 : static_cast<int>(count);
}

std::atomic<int>& thread_limit() {
  static std::atomic<int> limit{default_num_threads()};
  return limit;
}

// True on the pool's threads and on a thread that is inside run_tasks: nested work runs in place.
thread_local bool inside_task = false;

struct job {
  void (*call)(void*, std::int64_t);
  void* context;
  std::int64_t tasks;
  std::atomic<std::int64_t> next{0};
  std::mutex failure_mutex;
  std::exception_ptr failure;

  void work() {
    inside_task = true;
    for (std::int64_t i; (i = next.fetch_add(1, std::memory_order_relaxed)) < tasks;) {
      try {
        call(context, i);
      } catch (...) {
        const std::lock_guard<std::mutex> lock(failure_mutex);
        if (!failure) failure = std::current_exception();
      }
    }
    inside_task = false;
  }
};

// Waits for a short while without going to sleep, as waking takes longer than many a call; whoever else wants the
// processor gets it.
template <class F>
void wait_awake(const F& done) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(100);
  while (!done() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
}

class pool {
 public:
  // Returns false, having done nothing, when another call holds the pool.
  bool run(job& work, int helpers) {
    const std::unique_lock<std::mutex> in_use(busy_, std::try_to_lock);
    if (!in_use.owns_lock()) return false;
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      while (static_cast<int>(threads_.size()) < helpers) {
        const auto index = static_cast<int>(threads_.size());
        threads_.emplace_back([this, index] { serve(index); });
        threads_.back().detach();
      }
      job_ = &work;
      helpers_ = helpers;
      ++generation_;
    }
    wake_.notify_all();
    work.work();
    // No task is left: only helpers that have begun are waited for, as one that wakes late finds no job.
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      job_ = nullptr;
    }
    wait_awake([this] { return busy_helpers_ == 0; });
    std::unique_lock<std::mutex> lock(mutex_);
    done_.wait(lock, [this] { return busy_helpers_ == 0; });
    return true;
  }

 private:
  void serve(int index) {
    std::uint64_t seen = 0;
    for (;;) {
      wait_awake([&] { return generation_ != seen; });
      std::unique_lock<std::mutex> lock(mutex_);
      wake_.wait(lock, [&] { return generation_ != seen; });
      seen = generation_;
      if (index >= helpers_ || job_ == nullptr) continue;
      job* work = job_;
      ++busy_helpers_;
      lock.unlock();
      work->work();
      lock.lock();
      if (--busy_helpers_ == 0) done_.notify_one();
    }
  }

  std::mutex busy_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable done_;
  std::vector<std::thread> threads_;
  job* job_ = nullptr;
  int helpers_ = 0;
  std::atomic<int> busy_helpers_{0};
  std::atomic<std::uint64_t> generation_{0};
};

// The pool lives as long as the process: its threads never touch it after static destructors
// began, and a forked child, which has none of the threads, replaces it without running its
// destructor.
std::atomic<pool*> current_pool{nullptr};

void forget_pool_in_child() {
  current_pool.store(nullptr);
  inside_task = false;
}

pool& the_pool() {
  pool* existing = current_pool.load();
  if (existing != nullptr) return *existing;
  static std::once_flag registered;
  std::call_once(registered, [] { pthread_atfork(nullptr, nullptr, forget_pool_in_child); });
  auto* fresh = new pool;
  if (current_pool.compare_exchange_strong(existing, fresh)) return *fresh;
  delete fresh;
  return *existing;
}

}  // namespace

int num_threads() { return thread_limit().load(std::memory_order_relaxed); }

void set_num_threads(int count) { thread_limit().store(count, std::memory_order_relaxed); }

void detail::run_tasks(std::int64_t tasks, void (*call)(void*, std::int64_t), void* context) {
  if (tasks <= 0) return;
  const auto helpers = static_cast<int>(std::min<std::int64_t>(num_threads(), tasks)) - 1;
  if (helpers > 0 && !inside_task) {
    job work;
    work.call = call;
    work.context = context;
    work.tasks = tasks;
    if (the_pool().run(work, helpers)) {
      if (work.failure) std::rethrow_exception(work.failure);
      return;
    }
  }
  for (std::int64_t i = 0; i < tasks; ++i) call(context, i);
}

}  // namespace likelier::engine
