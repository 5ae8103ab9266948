// How an elementwise call becomes launches. Borders of work depend on the shape alone, so that sums have the same
// bits on every run and every device.
#include "elementwise.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "engine/iteration_space.hpp"
#include "likelier/cuda.hpp"
#include "planning.hpp"

namespace likelier::cuda {

using engine::extents;
using engine::value_mode;

struct elementwise_plan::step {
  elementwise_launch launch;
  int operation = 0;
  bool wants_gradient = false;
  bool is_plain = false;
  std::int64_t blocks = 0;
  std::int64_t workspace = 0;
};

namespace {

// Blocks that sums are spread over: about what fills a large device once.
constexpr std::int64_t most_sum_blocks = 1024;
// The least that is worth a block of its own.
constexpr std::int64_t least_chunk_rounds = 8;

// A call with its axes in memory order.
struct arranged {
  elementwise_call own;
  std::int64_t total = 1;

  explicit arranged(const elementwise_call& original) : own(original) {
    engine::elementwise_call& call = own.call;
    for (int a = 0; a < call.ndim; ++a) total *= call.shape[a];
    engine::iteration_space space = views();
    space.arrange();
    if (call.ndim == 0) space.append_unit_axis();
  }

  engine::iteration_space views() {
    engine::iteration_space space(own.call.ndim, own.call.shape);
    engine::add_views(space, own.call);
    if (own.total) space.add(own.total.strides);
    if (own.total_low) space.add(own.total_low.strides);
    return space;
  }

  int arguments() const { return own.call.variables + own.call.parameters; }

  // The axes that an output is summed over, a bit each.
  std::uint64_t summed_axes(const extents& strides) const {
    std::uint64_t bits = 0;
    for (int a = 0; a < own.call.ndim; ++a)
      if (strides[a] == 0 && own.call.shape[a] != 1) bits |= std::uint64_t{1} << a;
    return bits;
  }
  std::uint64_t all_axes() const {
    const int ndim = own.call.ndim;
    return ndim == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << ndim) - 1;
  }

  // The axes along which no parameter varies, as far as gradients can tell.
  std::uint64_t uniform_axes() const {
    std::uint64_t bits = all_axes();
    for (int i = own.call.variables; i < arguments(); ++i)
      for (int a = 0; a < own.call.ndim; ++a) {
        const bool varies =
            own.call.arguments[i].strides[a] != 0 || (own.call.gradients[i] && own.call.gradients[i].strides[a] != 0);
        if (varies) bits &= ~(std::uint64_t{1} << a);
      }
    return bits;
  }
  std::int64_t length(std::uint64_t axes) const {
    std::int64_t n = 1;
    for (int a = 0; a < own.call.ndim; ++a)
      if ((axes >> a & 1) != 0) n *= own.call.shape[a];
    return n;
  }
};

// Whether plain_kernel has a way for it.
bool is_plain(const elementwise_launch& launch, dtype type) {
  const auto is_contiguous = [&](const device_view& view) { return view && view.type == type && view.vectors; };
  bool plain = launch.kept == 1 && launch.ndim == 2 && launch.is_uniform && launch.width > 1 && !launch.where &&
               !launch.weights && launch.variables > 0;
  for (int k = 0; k < launch.variables; ++k) plain = plain && is_contiguous(launch.arguments[k]);
  return plain && (!launch.stores_value || is_contiguous(launch.value));
}

[[noreturn]] void refuse(int ndim) {
  throw std::invalid_argument("shape: expected at most " + std::to_string(device_dims) +
                              " axes that cannot be merged, on a device; got " + std::to_string(ndim));
}

}  // namespace

elementwise_plan::elementwise_plan(const elementwise_call& original, bool wants_double)
    : in_double_(wants_double || !computes_in_float(original.call.operation)) {
  const bool in_double = in_double_;
  const arranged base(original);
  const engine::elementwise_call& plain = base.own.call;
  if (plain.ndim > device_dims) refuse(plain.ndim);
  const int arguments = base.arguments();
  const int vector = in_double ? vector_width<double> : vector_width<float>;

  struct wanted {
    std::uint64_t axes;
    bool value;
    unsigned gradients;
  };
  std::vector<wanted> sums;
  const auto add_sum = [&](std::uint64_t axes) -> wanted& {
    for (wanted& sum : sums)
      if (sum.axes == axes) return sum;
    sums.push_back({axes, false, 0});
    return sums.back();
  };
  unsigned stored = 0;
  if (plain.mode == value_mode::reduced) add_sum(base.summed_axes(plain.value.strides)).value = true;
  for (int i = 0; i < arguments; ++i) {
    if (!plain.gradients[i]) continue;
    const std::uint64_t axes = base.summed_axes(plain.gradients[i].strides);
    if (axes == 0) {
      stored |= 1U << i;
    } else {
      add_sum(axes).gradients |= 1U << i;
    }
  }
  const bool stores_value = plain.mode == value_mode::elementwise;
  // Gradients that are stored go with the first launch; it walks along axes whose parameters are prepared once. Values
  // may be stored over an argument: in the last launch, when nothing is to read it again.
  if (sums.empty()) {
    const std::uint64_t uniform = base.uniform_axes();
    const bool worth_it = uniform != 0 && (uniform >> (plain.ndim - 1)) != 0 && base.length(uniform) >= 64;
    sums.push_back({worth_it ? uniform : base.all_axes(), false, 0});
  }

  for (std::size_t s = 0; s < sums.size(); ++s) {
    const wanted& sum = sums[s];
    if (s > 0 && !sum.value && sum.gradients == 0) continue;
    arranged own(base);
    engine::elementwise_call& call = own.own.call;
    engine::iteration_space space = own.views();
    // Kept axes first; a unit axis where there are none, and likewise for the others.
    const bool kept_is_fast = (sum.axes >> (plain.ndim - 1) & 1) == 0;
    int order[device_dims + 2];
    int count = 0;
    for (int a = 0; a < plain.ndim; ++a)
      if ((sum.axes >> a & 1) == 0) order[count++] = a;
    if (count == 0) order[count++] = engine::iteration_space::unit_axis;
    int kept_ndim = count;
    for (int a = 0; a < plain.ndim; ++a)
      if ((sum.axes >> a & 1) != 0) order[count++] = a;
    if (count == kept_ndim) order[count++] = engine::iteration_space::unit_axis;
    space.reorder(order, count);
    space.merge_axes(0, kept_ndim);
    kept_ndim -= count - call.ndim;
    space.merge_axes(kept_ndim, call.ndim);
    if (call.ndim > device_dims) refuse(call.ndim);

    step next;
    next.operation = call.operation;
    elementwise_launch& launch = next.launch;
    launch.parameterisation = call.parameterisation;
    launch.ndim = call.ndim;
    launch.kept_ndim = kept_ndim;
    launch.choice = elementwise_choice_of(call.operation);
    launch.variables = call.variables;
    launch.parameters = call.parameters;
    launch.clears_masked = own.own.clears_masked;
    for (int a = 0; a < call.ndim; ++a) {
      launch.shape[a] = call.shape[a];
      (a < kept_ndim ? launch.kept : launch.summed) *= call.shape[a];
    }
    launch.sums_value = sum.value;
    launch.summed_gradients = sum.gradients;
    launch.stores_value = stores_value && s + 1 == sums.size();
    launch.stored_gradients = s == 0 ? stored : 0;
    next.wants_gradient = (launch.stored_gradients | launch.summed_gradients) != 0;
    const bool has_sums = launch.sums_value || launch.summed_gradients != 0;

    // A parameter's gradient that is stored, be it of a single element, is pulled back element by element.
    launch.is_uniform = launch.stored_gradients >> call.variables == 0;
    for (int i = call.variables; i < arguments; ++i)
      for (int a = kept_ndim; a < call.ndim; ++a)
        if (call.arguments[i].strides[a] != 0 || (call.gradients[i] && call.gradients[i].strides[a] != 0))
          launch.is_uniform = false;

    launch.kept_is_fast = kept_is_fast && launch.kept > 1;
    const std::int64_t last = call.shape[call.ndim - 1];
    launch.width = !launch.kept_is_fast && (last % vector == 0 || call.ndim - kept_ndim == 1) ? vector : 1;
    for (int i = 0; i < arguments; ++i) {
      if (own.own.is_number[i]) {
        std::memcpy(&launch.arguments[i].number, call.arguments[i].data, sizeof(double));
      } else {
        launch.arguments[i] = view_of(call.arguments[i], call.ndim, launch.shape, vector);
      }
      if (call.gradients[i]) launch.gradients[i] = view_of(call.gradients[i], call.ndim, launch.shape, vector);
    }
    launch.where = view_of(call.where, call.ndim, launch.shape, vector);
    launch.weights = view_of(call.weights, call.ndim, launch.shape, vector);
    launch.cotangent = view_of(call.cotangent, call.ndim, launch.shape, vector);
    launch.total = view_of(own.own.total, call.ndim, launch.shape, vector);
    launch.total_low = view_of(own.own.total_low, call.ndim, launch.shape, vector);
    launch.total_number = own.own.total_number;
    for (int a = kept_ndim; a < call.ndim && own.own.total; ++a)
      launch.total_varies = launch.total_varies || own.own.total.strides[a] != 0;
    launch.value_factor = call.value_factor;
    launch.gradient_factor = call.gradient_factor;
    if (call.mode != value_mode::none) launch.value = view_of(call.value, call.ndim, launch.shape, vector);
    launch.value_low = view_of(call.value_low, call.ndim, launch.shape, vector);

    // How a block's threads share the places and their elements.
    if (launch.kept_is_fast) {
      launch.threads_kept = power_of_2_from(std::min<std::int64_t>(launch.kept, 64));
    } else {
      const int ranks = power_of_2_from(ceil_div(std::max<std::int64_t>(launch.summed, 1), launch.width));
      launch.threads_kept = launch.kept == 1 ? 1 : block_threads / ranks;
    }
    const std::int64_t round = static_cast<std::int64_t>(block_threads / launch.threads_kept) * launch.width;
    const std::int64_t groups = ceil_div(launch.kept, launch.threads_kept);
    const std::int64_t most_chunks =
        has_sums ? std::max<std::int64_t>(1, most_sum_blocks / std::max<std::int64_t>(groups, 1)) : most_blocks;
    const std::int64_t chunks = std::clamp(launch.summed / (least_chunk_rounds * round), std::int64_t{1}, most_chunks);
    launch.chunk = std::max(round, ceil_div(ceil_div(launch.summed, chunks), round) * round);
    launch.chunks = std::max<std::int64_t>(1, ceil_div(launch.summed, launch.chunk));
    next.blocks = std::min(groups * launch.chunks, most_blocks);
    if (!has_sums && launch.summed == 0) next.blocks = 0;
    // A chunk that is all there is needs no second kernel.
    next.is_plain = !next.wants_gradient && !(has_sums && launch.chunks == 1) &&
                    elementwise_kernels_of(call.operation, in_double).plain != nullptr &&
                    is_plain(launch, in_double ? dtype::f64 : dtype::f32);
    // What plain kernels sum, and what is to be pulled back, is left to the kernel that finishes.
    if (has_sums && (launch.chunks > 1 || next.is_plain || launch.pulls_back())) {
      const int count = elementwise_kernels_of(call.operation, in_double).sums;
      next.workspace = count * launch.chunks * launch.kept * static_cast<std::int64_t>(sizeof(double_pair));
      workspace_ = std::max(workspace_, next.workspace);
    }
    steps_.push_back(next);
  }
}

elementwise_plan::~elementwise_plan() = default;

std::int64_t elementwise_plan::workspace() const { return workspace_; }

void elementwise_plan::each_address(const std::function<void(char*&)>& visit) {
  for (step& own : steps_) {
    elementwise_launch& launch = own.launch;
    for (auto* views : {launch.arguments, launch.gradients})
      for (int i = 0; i < engine::max_arguments; ++i)
        if (views[i]) visit(views[i].data);
    for (device_view* view : {&launch.where, &launch.weights, &launch.cotangent, &launch.total, &launch.total_low,
                              &launch.value, &launch.value_low})
      if (*view) visit(view->data);
  }
}

void elementwise_plan::each_number(const std::function<void(int argument, double&)>& visit) {
  for (step& own : steps_)
    for (int i = 0; i < engine::max_arguments; ++i)
      if (!own.launch.arguments[i]) visit(i, own.launch.arguments[i].number);
}

void elementwise_plan::launch(void* workspace, stream stream) const {
  for (step next : steps_) {
    if (next.blocks == 0) continue;
    const elementwise_kernels& kernels = elementwise_kernels_of(next.operation, in_double_);
    if (next.workspace > 0) next.launch.partials = static_cast<double_pair*>(workspace);
    const auto run = next.wants_gradient ? kernels.gradient : next.is_plain ? kernels.plain : kernels.value;
    run(next.launch, next.blocks, stream);
    if (next.workspace == 0) continue;
    // The chunks of a place are shared by as many threads as there are, where there are enough of them.
    elementwise_launch finish = next.launch;
    finish.threads_kept = block_threads / power_of_2_from(finish.chunks);
    elementwise_finish_of(next.operation)(finish, ceil_div(finish.kept, finish.threads_kept), stream);
  }
}

}  // namespace likelier::cuda
