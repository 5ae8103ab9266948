// What the planner on the host tells the row kernels.
#pragma once

#include "likelier/cuda.hpp"
#include "memory.hpp"

namespace likelier::cuda {

// Axes are those of the rows, then that of the elements.
struct row_launch {
  int ndim = 0;  // of the rows
  std::int64_t shape[device_dims] = {};
  std::int64_t rows = 1;
  std::int64_t length = 0;

  device_view operands[max_row_operands];
  device_view where;
  device_view cotangent;         // one a row
  device_view row_weights;       // one a row, doubles; rows of weight 0 are absent
  device_view target;            // integers, one a row
  device_view total, total_low;  // doubles that gradients are divided by
  device_view class_weights;     // one a class
  device_view weights;           // one a row, of statistics
  device_view classes;           // doubles, one a row
  device_view best;              // integers, one a row
  device_view shard;             // what all slices of the classes say of a row
  device_view shard_parts;       // what this one says
  device_view entries;           // gradients by what is listed
  device_view row_values;        // one a row
  device_view logsumexps, entropies, penalties, largest, correct;
  device_view values;  // one an element
  device_view gradients[max_row_operands];
  double factor = 1.0;  // of values
  double gradient_factor = 1.0;
  double inverse = 1.0;  // of the soft cap, or else of the temperature
  double limit = 0.0;    // of a soft cap, over the temperature
  double label_smoothing = 0.0;
  double z_loss = 0.0;
  bool maps_masses = false;    // soft targets get their classes' weights and the smoothing
  bool smooths_apart = false;  // of a slice: not this one
  std::int64_t first_class = 0;
  std::int64_t class_count = 0;
  row_lists lists;
  double argument = 0.0;  // of an f-divergence
  double rest = 0.0;
  bool square_root = false;
  bool exchanged = false;    // of Renyi's: the caller's p is q
  bool p_is_logits = false;  // of what divergences take as logarithms
  bool q_is_logits = false;
  bool in_float = false;
  bool wants_gradient = false;

  // A row is taken by a power of 2 of threads, or by several blocks, a chunk each.
  int threads = block_threads;
  std::int64_t chunk = 0;
  std::int64_t chunks = 1;
  int cluster = 1;                        // the blocks of a row are a cluster, of one chunk each
  bool is_staged = false;                 // rows are read into shared memory once
  bool is_copied[max_row_operands] = {};  // as they stand in memory, 16 bytes at a time
  // Neither masks nor maps, neighbours, of the type that is computed in or of 16 bits, and whole vectors aligned. The
  // last is that of the classes' weights, never so.
  bool is_direct[max_row_operands + 1] = {};
  // Operands whose rows lie one after the other, for a block to read as one stretch; in vectors where these are
  // aligned.
  bool is_flat[max_row_operands] = {};
  bool has_flat_vectors[max_row_operands] = {};
  // Of passes before first_pass the states are known; passes from there on run, but for rows of several chunks one
  // at a time, and what they leave of each chunk is written to the states.
  row_state* states = nullptr;
  int first_pass = 0;
  int last_pass = 0;
  bool completes = true;  // values and gradients are written

  LIKELIER_HD bool has_row_results() const { return row_values || logsumexps || largest || shard_parts; }
  void clear_row_results() { row_values = logsumexps = entropies = penalties = largest = correct = shard_parts = {}; }
};
static_assert(sizeof(row_launch) <= 4096, "parameters of a kernel");

inline constexpr int most_row_passes = 4;

struct row_kernels {
  void (*run)(const row_launch& call, std::int64_t blocks, std::size_t shared_bytes, void* stream);
  int (*cluster_blocks)();  // that the current device takes
  bool (*runs_pass)(const row_launch& call, int pass);
  int operands;
  int passes;
};

// In the order of row_program.
const row_kernels& row_kernels_of(row_program program, bool in_double);
// In the order of f_divergences.
template <class T>
const row_kernels& f_divergence_kernels_of(int index);
template <>
const row_kernels& f_divergence_kernels_of<float>(int index);
template <>
const row_kernels& f_divergence_kernels_of<double>(int index);

void run_merge_shards(const double* first, const double* second, double* into, std::int64_t rows, std::int64_t blocks,
                      void* stream);
void run_lists(const row_launch& call, std::int64_t blocks, void* stream);
void run_entries(const row_launch& call, std::int64_t blocks, void* stream);
void run_row_weights(const row_launch& call, std::int64_t ignore_index, std::int64_t blocks, void* stream);

// The shared memory of a block: what its threads' states merge in, then what the states of a cluster do, then a chunk
// of each staged operand.
LIKELIER_HD inline int merge_slots(int threads) { return block_threads / (threads < 32 ? threads : 32); }
LIKELIER_HD inline std::int64_t row_state_bytes(const row_launch& call) {
  const int slots = merge_slots(call.threads) + (call.cluster > 1 ? most_row_passes + call.cluster : 0);
  return (slots * static_cast<std::int64_t>(sizeof(row_state)) + 15) / 16 * 16;
}
// Elements of a staged row that a block holds, and their bytes: whole vectors, where a block has one row.
LIKELIER_HD inline std::int64_t staged_length(const row_launch& call) {
  return call.cluster > 1 ? call.chunk : call.length;
}
LIKELIER_HD inline std::int64_t staged_bytes(const row_launch& call, int operand) {
  if (!call.operands[operand]) return 0;
  const std::int64_t item = call.is_copied[operand] ? engine::item_size(call.operands[operand].type)
                            : call.in_float         ? 4
                                                    : 8;
  return (staged_length(call) * item * (block_threads / call.threads) + 15) / 16 * 16;
}

}  // namespace likelier::cuda
