// One pool of threads for all engines.
//
// Work comes as a fixed number of tasks whose borders do not depend on the number of threads, so
// that results do not either. A call made while the pool is busy, or from inside a task, runs on
// its own thread. After fork() the child starts with a fresh, empty pool.
#pragma once

#include <cstdint>
#include <memory>
#include <type_traits>

namespace likelier::engine {

// Threads that a call may use. Default: LIKELIER_NUM_THREADS, else OMP_NUM_THREADS, else the
// number of processors this process may run on.
int num_threads();
void set_num_threads(int count);

namespace detail {
void run_tasks(std::int64_t tasks, void (*call)(void*, std::int64_t), void* context);
}

// Calls task(i) once for every i in [0, tasks), in any order, on any thread; returns when all have
// finished. The first exception of a task is rethrown here.
template <class F>
void parallel_for(std::int64_t tasks, F&& task) {
  using callable = std::remove_reference_t<F>;
  if (tasks == 1) {
    task(std::int64_t{0});
    return;
  }
  detail::run_tasks(
      tasks, [](void* context, std::int64_t i) { (*static_cast<callable*>(context))(i); },
      const_cast<void*>(static_cast<const void*>(std::addressof(task))));
}

}  // namespace likelier::engine
