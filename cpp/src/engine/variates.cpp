#include "engine/variates.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/dispatch.hpp"
#include "engine/iteration_space.hpp"
#include "engine/threads.hpp"
#include "likelier/family_variates.hpp"

namespace likelier::engine {
namespace {

template <class... Families>
std::vector<std::string> names_of(type_list<Families...>) {
  std::vector<std::string> names;
  const auto add = [&](bool has, const char* name) {
    if (has) names.emplace_back(name);
  };
  (add(has_variates<Families>::value, Families::name), ...);
  return names;
}

// Elements of one task.
constexpr std::int64_t variates_slab = 16 * variates_block;

double number_at(const char* at, dtype type) {
  return type == dtype::f32 ? static_cast<double>(*reinterpret_cast<const float*>(at))
                            : *reinterpret_cast<const double*>(at);
}

// Elements [first, first + n) of a parameter in the order of the axes.
void gather(const variates_call& call, const const_view& view, std::int64_t first, std::int64_t n, double* numbers) {
  extents place;
  std::int64_t rest = first;
  const char* at = view.data;
  for (int a = call.ndim - 1; a >= 0; --a) {
    place[a] = rest % call.shape[a];
    rest /= call.shape[a];
    at += place[a] * view.strides[a];
  }
  const int inner = call.ndim - 1;
  while (n > 0) {
    const std::int64_t run = std::min(n, call.shape[inner] - place[inner]), step = view.strides[inner];
    for (std::int64_t i = 0; i < run; ++i) numbers[i] = number_at(at + i * step, view.type);
    numbers += run;
    n -= run;
    at += run * step;
    place[inner] += run;
    for (int a = inner; a > 0 && place[a] == call.shape[a]; --a) {
      at += view.strides[a - 1] - place[a] * view.strides[a];
      place[a] = 0;
      ++place[a - 1];
    }
  }
}

}  // namespace

const std::vector<std::string>& families_with_variates() {
  static const std::vector<std::string> names = names_of(families{});
  return names;
}

template <class T>
void fill_variates(const variates_call& original, T* values) {
  variates_call call = original;
  const variates_kernels::kernel kernel = active_isa().variates->find(call.family, call.parameterisation);
  if (kernel == nullptr) throw std::invalid_argument("family: it has no samplers");
  std::int64_t count = 1;
  for (int a = 0; a < call.ndim; ++a) count *= call.shape[a];
  if (count == 0) return;
  iteration_space space(call.ndim, call.shape);
  for (int p = 0; p < call.parameters; ++p) space.add(call.arguments[p].strides);
  space.merge_axes(0, call.ndim);
  bool is_constant[max_variate_parameters];
  for (int p = 0; p < call.parameters; ++p) {
    const extents& strides = call.arguments[p].strides;
    is_constant[p] = std::all_of(strides.begin(), strides.begin() + call.ndim, [](std::int64_t s) { return s == 0; });
  }
  parallel_for((count + variates_slab - 1) / variates_slab, [&](std::int64_t slab) {
    const std::int64_t end = std::min(count, (slab + 1) * variates_slab);
    double numbers[max_variate_parameters][variates_block];
    variates_stretch stretch;
    stretch.seed = call.seed;
    for (int p = 0; p < call.parameters; ++p) {
      stretch.parameters[p] = numbers[p];
      stretch.steps[p] = is_constant[p] ? 0 : 1;
      if (is_constant[p]) numbers[p][0] = number_at(call.arguments[p].data, call.arguments[p].type);
    }
    for (std::int64_t i = slab * variates_slab; i < end; i += variates_block) {
      const std::int64_t n = std::min<std::int64_t>(variates_block, end - i);
      stretch.first = call.offset + static_cast<std::uint64_t>(i);
      stretch.count = static_cast<int>(n);
      for (int p = 0; p < call.parameters; ++p)
        if (!is_constant[p]) gather(call, call.arguments[p], i, n, numbers[p]);
      if constexpr (sizeof(T) == sizeof(double)) {
        kernel(stretch, values + i);
      } else {
        double made[variates_block];
        kernel(stretch, made);
        for (std::int64_t k = 0; k < n; ++k) values[i + k] = static_cast<T>(made[k]);
      }
    }
  });
}

template void fill_variates(const variates_call&, float*);
template void fill_variates(const variates_call&, double*);

}  // namespace likelier::engine
