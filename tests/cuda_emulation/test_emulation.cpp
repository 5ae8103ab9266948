// The emulation itself: that right kernels run, and that wrong ones are caught.
#include <cmath>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <vector>

#include "cluster.hpp"
#include "memory.hpp"

namespace {

using namespace likelier::cuda;  // NOLINT(google-build-using-namespace)

int failures = 0;

void expect(bool condition, const char* what) {
  if (condition) return;
  std::printf("FAILED: %s\n", what);
  ++failures;
}

constexpr int threads = 256;

// Reversal of a block's numbers through shared memory.
template <bool with_barrier>
void reverse(double* values) {
  auto* shared = reinterpret_cast<double*>(shared_memory());
  const int self = thread_index();
  shared[self] = values[block_index() * threads + self];
  if (with_barrier) barrier();
  values[block_index() * threads + self] = shared[threads - 1 - self];
}

// A sum whose threads overwrite what others still have to read, unless a barrier is between the two.
template <bool with_barrier>
void sum_by_steps(double* values) {
  auto* shared = reinterpret_cast<double*>(shared_memory());
  const int self = thread_index();
  shared[self] = values[self];
  barrier();
  for (int distance = 1; distance < threads; distance *= 2) {
    const double other = self >= distance ? shared[self - distance] : 0.0;
    if (with_barrier) barrier();
    shared[self] += other;
    barrier();
  }
  values[self] = shared[self];
}

void divergent(double* values) {
  if (thread_index() < 100) barrier();
  values[thread_index()] = 0.0;
}

void warp_sums(double* values) {
  double x = values[thread_index()];
  for (int mask = 16; mask > 0; mask /= 2) x += shuffle_xor(x, mask);
  values[thread_index()] = x;
}

void trees(double* values, int group, int apart) {
  const int rank = apart == 1 ? thread_index() % group : thread_index() / apart;
  const double_pair first = tree_sum({values[thread_index()], 0.0}, rank, group, apart);
  const double_pair second = tree_sum({2.0 * values[thread_index()], 0.0}, rank, group, apart);
  values[thread_index()] = rank == 0 ? first.result() + second.result() : 0.0;
}

std::vector<double> numbers(int n) {
  std::vector<double> values(static_cast<std::size_t>(n));
  for (int i = 0; i < n; ++i) values[static_cast<std::size_t>(i)] = i + 1.0;
  return values;
}

// Reversal of a cluster's numbers through the shared memory of its blocks, where copies bring them.
constexpr int cluster = 4;
template <bool with_barrier, bool with_wait>
void reverse_cluster(double* values) {
  auto* shared = reinterpret_cast<double*>(shared_memory());
  const int self = thread_index();
  const int rank = block_index() % cluster;
  double* own = values + (block_index() - rank) * threads;
  if (self % 2 == 0) copy_to_shared(shared + self, own + rank * threads + self);
  if (with_wait) wait_for_copies();
  if (with_barrier) cluster_barrier();
  const double other = cluster_peer(shared, cluster - 1 - rank)[threads - 1 - self];
  cluster_barrier();
  own[rank * threads + self] = other;
}

template <class Kernel>
bool reverses_clusters(Kernel kernel) {
  struct alignas(16) pair {
    double at[2];
  };
  constexpr int all = 2 * cluster * threads;
  std::vector<pair> memory(all / 2);
  double* values = memory[0].at;
  for (int i = 0; i < all; ++i) values[i] = i;
  launch_clusters(kernel, cluster, 2 * cluster, threads, threads * sizeof(double), nullptr, values);
  for (int i = 0; i < all; ++i) {
    const int first = i / (cluster * threads) * cluster * threads;
    if (values[i] != 2 * first + cluster * threads - 1 - i) return false;
  }
  return true;
}

// What each thread has and what another of its warp has, of several numbers.
void shuffled(double* values) {
  const int self = thread_index();
  const likelier::several<double, 2> own{{values[self], -values[self]}};
  const likelier::several<double, 2> other = shuffle_all_xor(own, 5);
  values[self] = other.at[0] - other.at[1];
}

template <class Kernel>
bool reverses(Kernel kernel) {
  std::vector<double> values = numbers(3 * threads);
  launch(kernel, 3, threads, threads * sizeof(double), nullptr, values.data());
  for (int i = 0; i < 3 * threads; ++i) {
    const int own = i / threads * threads + threads - i % threads;
    if (values[static_cast<std::size_t>(i)] != own) return false;
  }
  return true;
}

template <class Kernel>
bool sums(Kernel kernel) {
  std::vector<double> values = numbers(threads);
  launch(kernel, 1, threads, threads * sizeof(double), nullptr, values.data());
  for (int i = 0; i < threads; ++i)
    if (values[static_cast<std::size_t>(i)] != (i + 1) * (i + 2) / 2) return false;
  return true;
}

bool tree_is_right(int group, int apart) {
  std::vector<double> values = numbers(threads);
  launch(trees, 1, threads, tree_bytes, nullptr, values.data(), group, apart);
  for (int t = 0; t < threads; ++t) {
    double expected = 0.0;
    const bool first = apart == 1 ? t % group == 0 : t < apart;
    for (int r = 0; first && r < group; ++r) expected += 3.0 * (t + r * apart + 1);
    if (values[static_cast<std::size_t>(t)] != expected) return false;
  }
  return true;
}

}  // namespace

int main() {
  int missed_reversals = 0, missed_sums = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    emulation::set_seed(seed);
    expect(reverses(reverse<true>), "reversal");
    expect(sums(sum_by_steps<true>), "sums by steps");
    missed_reversals += reverses(reverse<false>);
    missed_sums += sums(sum_by_steps<false>);
  }
  int missed_clusters = 0, missed_copies = 0;
  for (std::uint64_t seed = 0; seed < 5; ++seed) {
    emulation::set_seed(seed);
    expect(reverses_clusters(reverse_cluster<true, true>), "reversal of clusters");
    missed_clusters += reverses_clusters(reverse_cluster<false, true>);
    missed_copies += reverses_clusters(reverse_cluster<true, false>);
  }
  expect(missed_clusters == 0, "a missing barrier of a cluster is caught under every seed");
  expect(missed_copies == 0, "a copy that nobody waits for is caught under every seed");
  expect(missed_reversals == 0, "a missing barrier before a read is caught under every seed");
  expect(missed_sums == 0, "a missing barrier before a write is caught under every seed");

  std::vector<double> values = numbers(threads);
  launch(warp_sums, 1, threads, 0, nullptr, values.data());
  for (int t = 0; t < threads; ++t) {
    const int first = t / 32 * 32;
    expect(values[static_cast<std::size_t>(t)] == 32.0 * first + 33.0 * 16.0, "sums of warps");
  }
  values = numbers(threads);
  launch(shuffled, 1, threads, 0, nullptr, values.data());
  for (int t = 0; t < threads; ++t)
    expect(values[static_cast<std::size_t>(t)] == 2.0 * ((t ^ 5) + 1), "shuffles of several numbers");
  bool caught = false;
  try {
    launch(divergent, 1, threads, 0, nullptr, values.data());
  } catch (const std::logic_error&) {
    caught = true;
  }
  expect(caught, "a barrier that some threads do not meet");

  for (int group = 1; group <= threads; group *= 2) {
    expect(tree_is_right(group, 1), "trees of neighbours");
    expect(tree_is_right(group, threads / group), "trees of threads apart");
  }
  std::printf("%d failures\n", failures);
  return failures != 0;
}
