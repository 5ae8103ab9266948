// How a loss of score matching becomes launches. Borders of work depend on the shape alone.
#include "score.hpp"

#include <algorithm>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/row_support.hpp"
#include "likelier/cuda.hpp"
#include "planning.hpp"

namespace likelier::cuda {

using engine::strides_of;

struct score_plan::step {
  score_launch launch;
  const score_kernels* kernels = nullptr;
  bool wants_gradient = false;
  std::int64_t blocks = 0;
  std::int64_t workspace = 0;
};

namespace {

// Where there are fewer samples, some get several blocks.
constexpr std::int64_t wanted_blocks = 1024;

}  // namespace

score_plan::score_plan(const score_call& original, bool in_double) : step_(std::make_unique<step>()) {
  score_call call = original;
  engine::row_axes& axes = call.axes;
  const std::initializer_list<engine::extents*> all = {
      strides_of(call.operands[0]),  strides_of(call.operands[1]),  strides_of(call.operands[2]),
      strides_of(call.operands[3]),  strides_of(call.gradients[0]), strides_of(call.gradients[1]),
      strides_of(call.gradients[2]), strides_of(call.gradients[3]), strides_of(call.numbers[0]),
      strides_of(call.numbers[1]),   strides_of(call.offset),       strides_of(call.row_weights),
      strides_of(call.cotangent),    strides_of(call.total),        strides_of(call.total_low),
      strides_of(call.losses),       strides_of(call.results[0]),   strides_of(call.results[1]),
      strides_of(call.factors)};
  // Probes are walked along behind the elements.
  std::vector<std::int64_t> probe_strides;
  const std::int64_t probes = call.sums_probes ? axes.shape[0] : 1;
  if (call.sums_probes) {
    axes.rows = 1;
    --axes.ndim;
    for (int a = 0; a <= axes.ndim; ++a) axes.shape[a] = axes.shape[a + 1];
    for (int a = 0; a < axes.ndim; ++a) axes.rows *= axes.shape[a];
    for (engine::extents* strides : all) {
      if (strides == nullptr) continue;
      probe_strides.push_back((*strides)[0]);
      for (int a = 0; a <= axes.ndim; ++a) (*strides)[a] = (*strides)[a + 1];
    }
  }
  engine::merge_axes(axes, all);
  const int ndim = std::max(axes.ndim, 1);
  if (ndim + 2 > device_dims)
    throw std::invalid_argument("shape: expected at most " + std::to_string(device_dims - 2) +
                                " axes of samples that cannot be merged, on a device; got " + std::to_string(ndim));
  auto probe_stride = probe_strides.begin();
  for (engine::extents* strides : all) {
    if (strides == nullptr) continue;
    if (axes.ndim == 0) {
      (*strides)[1] = (*strides)[0];
      (*strides)[0] = 0;
    }
    (*strides)[ndim + 1] = call.sums_probes ? *probe_stride++ : 0;
  }

  step& own = *step_;
  own.kernels = &score_kernels_of(call.formula, in_double);
  score_launch& launch = own.launch;
  launch.ndim = ndim;
  launch.rows = axes.rows;
  launch.length = axes.length;
  launch.probes = probes;
  launch.shape[0] = 1;
  for (int a = 0; a < axes.ndim; ++a) launch.shape[a] = axes.shape[a];
  const int width = in_double ? vector_width<double> : vector_width<float>;
  // Vectors lie along the elements, the last axis but that of the probes.
  const auto view = [&](const auto& from) {
    device_view own_view = view_of(from, ndim + 1, launch.shape, width);
    if (!from) return own_view;
    own_view.strides[ndim + 1] = from.strides[ndim + 1];
    own_view.vectors = own_view.vectors && own_view.strides[ndim + 1] % (engine::item_size(from.type) * width) == 0;
    return own_view;
  };
  for (int o = 0; o < max_score_operands; ++o) {
    launch.operands[o] = view(call.operands[o]);
    launch.gradients[o] = view(call.gradients[o]);
    own.wants_gradient = own.wants_gradient || call.gradients[o];
  }
  for (int k = 0; k < max_score_numbers; ++k) {
    launch.numbers[k] = view(call.numbers[k]);
    launch.numbers[k].number = call.number_values[k];
  }
  launch.offset = view(call.offset);
  launch.row_weights = view(call.row_weights);
  launch.cotangent = view(call.cotangent);
  launch.total = view(call.total);
  launch.total_low = view(call.total_low);
  launch.losses = view(call.losses);
  for (int j = 0; j + 1 < max_score_results; ++j) launch.results[j] = view(call.results[j]);
  launch.factors = view(call.factors);
  launch.option = call.option;
  launch.factor = call.factor;
  launch.gradient_factor = call.gradient_factor;
  launch.square_root = call.square_root;
  launch.weighs_losses = call.weighs_losses;
  launch.wants_results = launch.losses || launch.factors;
  for (const device_view& result : launch.results) launch.wants_results = launch.wants_results || result;

  launch.threads = power_of_2_from(ceil_div(launch.length, width * vectors_of_a_thread));
  const std::int64_t groups = ceil_div(launch.rows, block_threads / launch.threads);
  if (launch.threads == block_threads && launch.rows > 0)
    launch.chunks = std::clamp(wanted_blocks / launch.rows, std::int64_t{1},
                               std::max<std::int64_t>(1, launch.length / least_chunk));
  // Chunks begin where vectors do.
  launch.chunk = ceil_div(ceil_div(launch.length, launch.chunks), width) * width;
  if (launch.chunk > 0) launch.chunks = ceil_div(launch.length, launch.chunk);
  own.blocks = std::min(groups * launch.chunks, most_blocks);
  if (launch.chunks > 1 && launch.wants_results)
    own.workspace = max_score_sums * launch.rows * launch.chunks * static_cast<std::int64_t>(sizeof(double_pair));
}

score_plan::~score_plan() = default;

std::int64_t score_plan::workspace() const { return step_->workspace; }

void score_plan::launch(void* workspace, stream stream) const {
  score_launch next = step_->launch;
  if (step_->blocks == 0) return;
  if (step_->workspace > 0) next.partials = static_cast<double_pair*>(workspace);
  const auto run = step_->wants_gradient ? step_->kernels->gradient : step_->kernels->value;
  run(next, step_->blocks, stream);
  if (step_->workspace == 0) return;
  next.threads = power_of_2_from(next.chunks);
  step_->kernels->finish(next, std::min(ceil_div(next.rows, block_threads / next.threads), most_blocks), stream);
}

void score_plan::each_address(const std::function<void(char*&)>& visit) {
  score_launch& launch = step_->launch;
  const auto visit_view = [&](device_view& view) {
    if (view) visit(view.data);
  };
  for (auto* views : {launch.operands, launch.gradients})
    for (int o = 0; o < max_score_operands; ++o) visit_view(views[o]);
  for (device_view& view : launch.numbers) visit_view(view);
  for (device_view& view : launch.results) visit_view(view);
  for (device_view* view : {&launch.offset, &launch.row_weights, &launch.cotangent, &launch.total, &launch.total_low,
                            &launch.losses, &launch.factors})
    visit_view(*view);
}

}  // namespace likelier::cuda
