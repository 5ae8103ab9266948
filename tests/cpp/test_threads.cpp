// The pool of threads: every task once, exceptions, nesting, concurrent callers, fork.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "checks.hpp"
#include "engine/threads.hpp"

namespace likelier::engine {
namespace {

constexpr int thread_counts[] = {1, 2, 5};

bool each_once(std::int64_t tasks) {
  const auto calls = std::make_unique<std::atomic<int>[]>(static_cast<std::size_t>(tasks));
  parallel_for(tasks, [&](std::int64_t i) { ++calls[static_cast<std::size_t>(i)]; });
  for (std::int64_t i = 0; i < tasks; ++i)
    if (calls[static_cast<std::size_t>(i)] != 1) return false;
  return true;
}

void every_task_runs_once() {
  for (const int count : thread_counts) {
    set_num_threads(count);
    for (const std::int64_t tasks : {0, 1, 2, 7, 1000}) CHECK(each_once(tasks), "%d threads", count);
  }
}

void results_are_visible_to_the_caller() {
  // Plain stores: a missing happens-before edge is for tsan to see.
  set_num_threads(4);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::int64_t> values(64, -1);
    parallel_for(64, [&](std::int64_t i) { values[static_cast<std::size_t>(i)] = i * round; });
    std::int64_t sum = 0;
    for (const std::int64_t value : values) sum += value;
    CHECK(sum == std::int64_t{63 * 64 / 2} * round, "round %d: sum %lld", round, static_cast<long long>(sum));
  }
}

void exceptions_reach_the_caller() {
  for (const int count : thread_counts) {
    set_num_threads(count);
    std::string what;
    try {
      parallel_for(100, [](std::int64_t i) {
        if (i == 37) throw std::runtime_error("task " + std::to_string(i));
      });
    } catch (const std::runtime_error& error) {
      what = error.what();
    }
    CHECK(what == "task 37", "%d threads: '%s'", count, what.c_str());
    CHECK(each_once(100), "the pool must go on after an exception; %d threads", count);
  }
}

void nested_calls_run_in_place() {
  set_num_threads(4);
  std::atomic<int> inner{0}, moved{0};
  parallel_for(8, [&](std::int64_t) {
    const auto outer = std::this_thread::get_id();
    parallel_for(16, [&](std::int64_t) {
      ++inner;
      if (std::this_thread::get_id() != outer) ++moved;
    });
  });
  CHECK(inner == 8 * 16, "%d", inner.load());
  CHECK(moved == 0, "%d inner tasks left their thread", moved.load());
}

void callers_do_not_disturb_each_other() {
  set_num_threads(3);
  std::atomic<int> wrong{0};
  std::vector<std::thread> callers;
  for (int c = 0; c < 6; ++c)
    callers.emplace_back([&] {
      for (int round = 0; round < 50; ++round)
        if (!each_once(40)) ++wrong;
    });
  for (std::thread& caller : callers) caller.join();
  CHECK(wrong == 0, "%d", wrong.load());
}

// The child has none of the parent's threads: it must compute all the same, and not wait for them.
[[maybe_unused]] void a_forked_child_computes() {
  set_num_threads(4);
  CHECK(each_once(100), "before fork");
  for (int generation = 0; generation < 3; ++generation) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(30);  // a hang ends the child with a signal
      _exit(each_once(1000) && each_once(1000) ? 0 : 1);
    }
    int status = -1;
    CHECK(child > 0 && waitpid(child, &status, 0) == child, "fork or waitpid");
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "child ended with status %d", status);
    CHECK(each_once(1000), "the parent after fork");
  }
}

// A fork while another thread holds the pool, as a server's worker pool does.
[[maybe_unused]] void a_child_forked_during_a_call_computes() {
  set_num_threads(4);
  std::atomic<bool> stop{false};
  std::thread busy([&] {
    while (!stop) each_once(64);
  });
  for (int round = 0; round < 10; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      alarm(30);
      bool fine = true;
      parallel_for(100, [&](std::int64_t i) {
        if (i < 0) fine = false;
      });
      _exit(fine ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "round %d: child ended with status %d", round, status);
  }
  stop = true;
  busy.join();
}

}  // namespace
}  // namespace likelier::engine

int main() {
  using namespace likelier::engine;
  every_task_runs_once();
  results_are_visible_to_the_caller();
  exceptions_reach_the_caller();
  nested_calls_run_in_place();
  callers_do_not_disturb_each_other();
#if defined(__SANITIZE_THREAD__)
  std::printf("fork: left out, the thread sanitizer cannot follow threads that a forked child starts\n");
#else
  a_forked_child_computes();
  a_child_forked_during_a_call_computes();
#endif
  return likelier::testing::report();
}
