// How a row operation becomes launches.
#include "rows.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/row_support.hpp"
#include "planning.hpp"

namespace likelier::cuda {

using engine::dtype;
using engine::strides_of;

struct row_plan::step {
  row_launch launch;
  const row_kernels* kernels = nullptr;
  std::int64_t blocks = 0;
  std::size_t shared = 0;
  std::int64_t workspace = 0;
};

namespace {

// Where there are fewer rows, some get several blocks.
constexpr std::int64_t wanted_blocks = 512;
// With the states, below what a block may have on every device.
constexpr std::int64_t most_staged_bytes = 64 << 10;
// Of a block of a cluster: what lets four of them run on a multiprocessor, whose loads are on their way meanwhile; and
// what lets two, and with the states one where a multiprocessor has 100 KiB, the least of those with clusters.
constexpr std::int64_t wanted_staged_bytes = 48 << 10;
constexpr std::int64_t most_cluster_bytes = 96 << 10;
// Chunks begin where 16 bytes do, of elements of any type.
constexpr std::int64_t chunk_step = 8;

}  // namespace

row_plan::row_plan(const row_call& original, bool in_double) : step_(std::make_unique<step>()) {
  row_call call = original;
  engine::merge_axes(call.axes,
                     {strides_of(call.operands[0]),  strides_of(call.operands[1]), strides_of(call.where),
                      strides_of(call.cotangent),    strides_of(call.row_weights), strides_of(call.target),
                      strides_of(call.total),        strides_of(call.total_low),   strides_of(call.class_weights),
                      strides_of(call.weights),      strides_of(call.classes),     strides_of(call.best),
                      strides_of(call.row_values),   strides_of(call.values),      strides_of(call.gradients[0]),
                      strides_of(call.gradients[1]), strides_of(call.logsumexps),  strides_of(call.entropies),
                      strides_of(call.penalties),    strides_of(call.largest),     strides_of(call.correct),
                      strides_of(call.shard),        strides_of(call.shard_parts), strides_of(call.entries)});
  if (call.axes.ndim >= device_dims)
    throw std::invalid_argument("shape: expected at most " + std::to_string(device_dims - 1) +
                                " axes of rows that cannot be merged, on a device; got " +
                                std::to_string(call.axes.ndim));
  step& own = *step_;
  own.kernels = call.f_divergence < 0 ? &row_kernels_of(call.program, in_double)
                : in_double           ? &f_divergence_kernels_of<double>(call.f_divergence)
                                      : &f_divergence_kernels_of<float>(call.f_divergence);
  row_launch& launch = own.launch;
  launch.ndim = std::max(call.axes.ndim, 1);
  launch.rows = call.axes.rows;
  launch.length = call.axes.length;
  launch.shape[0] = 1;
  for (int a = 0; a < call.axes.ndim; ++a) launch.shape[a] = call.axes.shape[a];
  launch.shape[launch.ndim] = launch.length;
  const int width = in_double ? vector_width<double> : vector_width<float>;
  const auto view = [&](const auto& from) {
    auto padded = from;
    if (call.axes.ndim == 0 && from) {
      padded.strides[1] = from.strides[0];
      padded.strides[0] = 0;
    }
    return view_of(padded, launch.ndim + 1, launch.shape, width);
  };
  for (int o = 0; o < max_row_operands; ++o) {
    launch.operands[o] = view(call.operands[o]);
    launch.gradients[o] = view(call.gradients[o]);
    launch.wants_gradient = launch.wants_gradient || call.gradients[o];
  }
  launch.where = view(call.where);
  launch.cotangent = view(call.cotangent);
  launch.row_weights = view(call.row_weights);
  launch.target = view(call.target);
  launch.total = view(call.total);
  launch.total_low = view(call.total_low);
  launch.class_weights = view(call.class_weights);
  launch.class_weights.number = 1.0;
  launch.weights = view(call.weights);
  launch.classes = view(call.classes);
  launch.best = view(call.best);
  launch.shard = view(call.shard);
  launch.shard_parts = view(call.shard_parts);
  launch.row_values = view(call.row_values);
  launch.logsumexps = view(call.logsumexps);
  launch.entropies = view(call.entropies);
  launch.penalties = view(call.penalties);
  launch.largest = view(call.largest);
  launch.correct = view(call.correct);
  launch.values = view(call.values);
  launch.factor = call.factor;
  launch.gradient_factor = call.gradient_factor;
  launch.inverse = 1.0 / (call.softcap != 0.0 ? call.softcap : call.temperature);
  launch.limit = call.softcap / call.temperature;
  launch.label_smoothing = call.label_smoothing;
  launch.z_loss = call.z_loss;
  launch.entries = view(call.entries);
  launch.lists = call.lists;
  launch.first_class = call.first_class;
  launch.class_count = call.class_count != 0 ? call.class_count : launch.length;
  const bool is_soft = call.program == row_program::soft_cross_entropy ||
                       (!call.target && (call.program == row_program::cross_entropy_statistics ||
                                         call.program == row_program::cross_entropy_shard));
  launch.maps_masses = is_soft && (call.label_smoothing != 0.0 || call.class_weights);
  launch.smooths_apart =
      call.program == row_program::cross_entropy_shard && is_soft && call.where && call.label_smoothing != 0.0;
  launch.argument = call.argument;
  launch.rest = call.rest;
  launch.square_root = call.square_root;
  launch.exchanged = call.exchanged;
  launch.p_is_logits = call.p_is_logits;
  launch.q_is_logits = call.q_is_logits;
  launch.in_float = !in_double;
  launch.last_pass = most_row_passes - 1;

  launch.threads = power_of_2_from(ceil_div(launch.length, width * vectors_of_a_thread));
  const std::int64_t groups = ceil_div(launch.rows, block_threads / launch.threads);
  int reads = launch.wants_gradient || launch.values ? 1 : 0;
  for (int pass = 0; pass < own.kernels->passes; ++pass) reads += own.kernels->runs_pass(launch, pass) ? 1 : 0;
  const bool reads_again = reads > 1;
  bool all_flat = !launch.where;
  bool all_copied = true;
  for (int o = 0; o < own.kernels->operands; ++o) {
    const device_view& operand = launch.operands[o];
    if (!operand) continue;
    const std::int64_t item = engine::item_size(operand.type);
    const bool is_mapped = (o == 1 && launch.maps_masses) || launch.where;
    const bool is_capped =
        (launch.inverse != 1.0 || launch.limit != 0.0) && (o == 0 ? launch.p_is_logits : launch.q_is_logits);
    const bool is_contiguous = !is_mapped && operand.strides[launch.ndim] == item;
    const std::int64_t rows = block_threads / launch.threads;
    launch.is_flat[o] =
        is_contiguous && launch.ndim == 1 && (operand.strides[0] == launch.length * item || launch.rows == 1);
    // Every block starts a multiple of its rows from the first one.
    launch.has_flat_vectors[o] = launch.is_flat[o] && rows * launch.length % width == 0 &&
                                 reinterpret_cast<std::uintptr_t>(operand.data) % (width * item) == 0;
    all_flat = all_flat && launch.is_flat[o];
    const bool is_own_type = operand.type == (in_double ? dtype::f64 : dtype::f32);
    const bool is_half = operand.type == dtype::f16 || operand.type == dtype::bf16;
    launch.is_direct[o] = is_contiguous && !is_capped && (is_own_type || is_half) && operand.vectors;
    launch.is_copied[o] = launch.is_direct[o] && launch.threads == block_threads &&
                          reinterpret_cast<std::uintptr_t>(operand.data) % 16 == 0;
    for (int a = 0; a < launch.ndim; ++a)
      launch.is_copied[o] = launch.is_copied[o] && (operand.strides[a] % 16 == 0 || launch.shape[a] == 1);
    all_copied = all_copied && launch.is_copied[o];
  }
  // Copies are all on their way at once, more bytes than loads into registers would be, even where one read is enough.
  const bool gains = reads_again || all_copied;
  const auto chunk_bytes = [&](std::int64_t parts) {
    row_launch part = launch;
    part.cluster = static_cast<int>(parts);
    part.chunk = ceil_div(ceil_div(launch.length, parts), chunk_step) * chunk_step;
    std::int64_t bytes = 0;
    for (int o = 0; o < own.kernels->operands; ++o) bytes += staged_bytes(part, o);
    return bytes;
  };
  if (launch.threads == block_threads && launch.rows > 0) {
    const std::int64_t most = std::max<std::int64_t>(1, launch.length / least_chunk);
    launch.chunks = std::clamp(wanted_blocks / launch.rows, std::int64_t{1}, most);
    const int most_cluster = gains ? own.kernels->cluster_blocks() : 1;
    if (most_cluster > 1 && launch.rows * most_cluster >= wanted_blocks / 2) {
      while (launch.cluster < most_cluster &&
             (chunk_bytes(launch.cluster) > wanted_staged_bytes || launch.cluster < launch.chunks))
        launch.cluster *= 2;
      if (launch.cluster > 1 && chunk_bytes(launch.cluster) > most_cluster_bytes) launch.cluster = 1;
      if (launch.cluster > 1) {
        launch.chunks = launch.cluster;
        // Its blocks hold less than a row.
        for (bool& is_flat : launch.is_flat) is_flat = false;
      }
    }
  }
  launch.chunk = ceil_div(ceil_div(launch.length, launch.chunks), chunk_step) * chunk_step;
  // A cluster has all of its blocks, be the last ones without work.
  if (launch.cluster == 1)
    launch.chunks = std::max<std::int64_t>(1, ceil_div(launch.length, std::max<std::int64_t>(launch.chunk, 1)));
  own.blocks = std::min(groups * launch.chunks, most_blocks);
  if (launch.chunks > 1 && launch.cluster == 1) {
    own.workspace = most_row_passes * launch.rows * launch.chunks * static_cast<std::int64_t>(sizeof(row_state));
  } else {
    // Threads that take short rows by themselves would read memory in small steps.
    const bool is_scattered = launch.threads < 32 && all_flat;
    const std::int64_t bytes = chunk_bytes(launch.cluster);
    launch.is_staged = (gains || is_scattered) && (launch.cluster > 1 || bytes <= most_staged_bytes);
    if (launch.is_staged) own.shared += static_cast<std::size_t>(bytes);
  }
  own.shared += static_cast<std::size_t>(row_state_bytes(launch));
}

row_plan::~row_plan() = default;

std::int64_t row_plan::workspace() const { return step_->workspace; }

void row_plan::launch(void* workspace, stream stream) const {
  const step& own = *step_;
  if (own.blocks == 0) return;
  const row_kernels& kernels = *own.kernels;
  if (own.workspace == 0) {
    kernels.run(own.launch, own.blocks, own.shared, stream);
    return;
  }
  row_launch next = own.launch;
  next.states = static_cast<row_state*>(workspace);
  next.completes = false;
  for (int pass = 0; pass < kernels.passes; ++pass) {
    if (!kernels.runs_pass(next, pass)) continue;
    next.first_pass = next.last_pass = pass;
    kernels.run(next, own.blocks, own.shared, stream);
  }
  next.first_pass = most_row_passes;
  next.completes = true;
  // What is read once a row comes first: gradients may be written over the logits.
  if (next.has_row_results()) {
    row_launch values = next;
    values.values = {};
    values.wants_gradient = false;
    kernels.run(values, own.blocks, own.shared, stream);
    next.clear_row_results();
  }
  if (next.values || next.wants_gradient) kernels.run(next, own.blocks, own.shared, stream);
}

void row_plan::each_address(const std::function<void(char*&)>& visit) {
  row_launch& launch = step_->launch;
  for (int o = 0; o < max_row_operands; ++o) {
    if (launch.operands[o]) visit(launch.operands[o].data);
    if (launch.gradients[o]) visit(launch.gradients[o].data);
  }
  for (device_view* view :
       {&launch.where,      &launch.cotangent,     &launch.row_weights, &launch.target,      &launch.total,
        &launch.total_low,  &launch.class_weights, &launch.weights,     &launch.classes,     &launch.best,
        &launch.row_values, &launch.logsumexps,    &launch.entropies,   &launch.penalties,   &launch.largest,
        &launch.correct,    &launch.values,        &launch.shard,       &launch.shard_parts, &launch.entries})
    if (*view) visit(view->data);
}

void row_plan::launch_weights(std::int64_t ignore_index, stream stream) const {
  const row_launch& launch = step_->launch;
  if (launch.rows == 0 && !launch.total) return;
  run_row_weights(launch, ignore_index, std::min(ceil_div(launch.rows, block_threads), most_blocks), stream);
}

void row_plan::launch_lists(stream stream) const {
  const row_launch& launch = step_->launch;
  if (launch.rows > 0) run_lists(launch, std::min(launch.rows, most_blocks), stream);
}

void row_plan::launch_entries(stream stream) const {
  const row_launch& launch = step_->launch;
  if (launch.rows > 0) run_entries(launch, std::min(launch.rows, most_blocks), stream);
}

void merge_shards(const double* first, const double* second, double* into, std::int64_t rows, stream stream) {
  if (rows == 0) return;
  run_merge_shards(first, second, into, rows, std::min(ceil_div(rows, block_threads), most_blocks), stream);
}

}  // namespace likelier::cuda
