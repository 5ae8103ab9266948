// How a stretch of a random stream becomes a launch.
#include "random.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/iteration_space.hpp"
#include "likelier/cuda.hpp"
#include "likelier/math/hadamard.hpp"
#include "likelier/math/philox.hpp"
#include "planning.hpp"

namespace likelier::cuda {
namespace {

void check_axes(int ndim) {
  if (ndim > device_dims)
    throw std::invalid_argument("size: expected at most " + std::to_string(device_dims) +
                                " axes that cannot be merged, on a device; got " + std::to_string(ndim));
}

// A parameter on the axes of a launch, or a number.
template <class Launch>
device_view parameter_of(const Launch& launch, const engine::const_view& view, double number) {
  device_view own;
  if (view && launch.ndim > 0) own = view_of(view, launch.ndim, launch.shape, 1);
  if (view && launch.ndim == 0) {
    own.data = const_cast<char*>(view.data);
    own.type = view.type;
  }
  own.number = number;
  return own;
}

}  // namespace

void fill_random(const random_call& original, bool in_double, stream stream) {
  random_call call = original;
  random_launch launch;
  launch.seed = call.seed;
  launch.offset = call.offset;
  launch.is_normal = call.is_normal;
  launch.values = static_cast<char*>(call.values);
  launch.count = 1;
  for (int a = 0; a < call.ndim; ++a) launch.count *= call.shape[a];
  if (launch.count == 0) return;
  if (call.is_normal) {
    engine::iteration_space space(call.ndim, call.shape);
    space.add(call.loc.strides);
    space.add(call.scale.strides);
    space.merge_axes(0, call.ndim);
    check_axes(call.ndim);
    launch.ndim = call.ndim;
    for (int a = 0; a < call.ndim; ++a) launch.shape[a] = call.shape[a];
    launch.loc = parameter_of(launch, call.loc, call.loc_number);
    launch.scale = parameter_of(launch, call.scale, call.scale_number);
  }
  const auto group = static_cast<std::uint64_t>(in_double ? philox_group<double> : philox_group<float>);
  const std::uint64_t before = call.offset % group;
  const std::uint64_t groups = (before + static_cast<std::uint64_t>(launch.count) + group - 1) / group;
  launch.counters = static_cast<std::int64_t>(groups) * philox_lanes;
  run_random(launch, in_double, std::min(ceil_div(launch.counters, block_threads), most_random_blocks), stream);
}

void fill_variates(const variates_call& original, bool in_double, stream stream) {
  engine::variates_call call = original.call;
  variates_launch launch;
  launch.family = call.family;
  launch.parameterisation = call.parameterisation;
  launch.seed = call.seed;
  launch.offset = call.offset;
  launch.in_double = in_double;
  launch.values = static_cast<char*>(original.values);
  launch.count = 1;
  for (int a = 0; a < call.ndim; ++a) launch.count *= call.shape[a];
  if (launch.count == 0) return;
  engine::iteration_space space(call.ndim, call.shape);
  for (int p = 0; p < call.parameters; ++p) space.add(call.arguments[p].strides);
  space.merge_axes(0, call.ndim);
  check_axes(call.ndim);
  launch.ndim = call.ndim;
  for (int a = 0; a < call.ndim; ++a) launch.shape[a] = call.shape[a];
  for (int p = 0; p < call.parameters; ++p)
    launch.parameters[p] = parameter_of(launch, call.arguments[p], original.numbers[p]);
  if (!run_variates(launch, std::min(ceil_div(launch.count, block_threads), most_random_blocks), stream))
    throw std::invalid_argument("family: it has no samplers");
}

void fill_integers(const double* numbers, void* values, std::int64_t n, bool is_wide, stream stream) {
  if (n == 0) return;
  run_integers(numbers, values, n, is_wide, std::min(ceil_div(n, block_threads), most_random_blocks), stream);
}

void fill_probes(engine::probe_kind kind, std::uint64_t seed, std::uint64_t offset, std::int64_t probes,
                 std::int64_t samples, std::int64_t dimension, void* values, bool in_double, stream stream) {
  probe_launch launch;
  launch.seed = seed;
  launch.offset = offset;
  launch.probes = probes;
  launch.samples = samples;
  launch.dimension = dimension;
  launch.values = static_cast<char*>(values);
  launch.is_hadamard = kind == engine::probe_kind::hadamard;
  launch.is_sphere = kind == engine::probe_kind::sphere;
  launch.is_normal = launch.is_sphere || kind == engine::probe_kind::gaussian;
  launch.bits = hadamard::bits(dimension);
  run_probes(launch, in_double, stream);
}

}  // namespace likelier::cuda
