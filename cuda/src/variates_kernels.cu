// Variates by rejection: a thread draws an element, with the CPU's bits.
#include <tuple>
#include <utility>

#include "likelier/cuda.hpp"
#include "likelier/family_variates.hpp"
#include "random.hpp"

namespace likelier::cuda {
namespace {

// The numbers of a call's parameterisation, whose index is known when the kernel runs.
template <class Family, std::size_t... I>
LIKELIER_DEVICE inline auto numbers_of(int parameterisation, const double* raw, std::index_sequence<I...>) {
  using all = typename Family::parameterisations;
  several<double, variates<Family>::numbers> result = {};
  (void)((static_cast<int>(I) == parameterisation &&
          (result = variate_numbers<Family, std::tuple_element_t<I, all>>::of(raw), true)) ||
         ...);
  return result;
}

template <class Family>
LIKELIER_GLOBAL void variates_kernel(LIKELIER_PARAMETER variates_launch call) {
  constexpr int columns = variates<Family>::columns;
  constexpr std::size_t parameterisations = std::tuple_size_v<typename Family::parameterisations>;
  const std::int64_t step = static_cast<std::int64_t>(block_count()) * block_threads;
  const std::int64_t start = static_cast<std::int64_t>(block_index()) * block_threads + thread_index();
  for (std::int64_t i = start; i < call.count; i += step) {
    double raw[engine::max_variate_parameters];
    for (int p = 0; p < engine::max_variate_parameters; ++p)
      raw[p] = value_of<double>(call.parameters[p], offset_of(call, call.parameters[p], i));
    single_draw<columns> block(call.seed, call.offset + static_cast<std::uint64_t>(i));
    const auto numbers = numbers_of<Family>(call.parameterisation, raw, std::make_index_sequence<parameterisations>{});
    for (int k = 0; k < variates<Family>::numbers; ++k) block.at[k] = numbers.at[k];
    variates<Family>::draw(block);
    const double x = block.at[columns - 1];
    if (call.in_double) {
      reinterpret_cast<double*>(call.values)[i] = x;
    } else {
      reinterpret_cast<float*>(call.values)[i] = static_cast<float>(x);
    }
  }
}

template <class Family>
bool run_family(const variates_launch& call, std::int64_t blocks, void* stream) {
  if constexpr (has_variates<Family>::value) {
    launch(variates_kernel<Family>, blocks, block_threads, 0, stream, call);
    return true;
  } else {
    return false;
  }
}
template <class... Families>
bool run_in(const variates_launch& call, std::int64_t blocks, void* stream, type_list<Families...>) {
  using runner = bool (*)(const variates_launch&, std::int64_t, void*);
  constexpr runner runners[] = {run_family<Families>...};
  return runners[call.family](call, blocks, stream);
}

}  // namespace

bool run_variates(const variates_launch& call, std::int64_t blocks, void* stream) {
  return run_in(call, blocks, stream, families{});
}

}  // namespace likelier::cuda
