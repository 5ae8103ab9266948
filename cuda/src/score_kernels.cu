// The kernels of score matching: sums over the elements of samples with gradients in the same pass, and what follows
// once a sample.
#include "cluster.hpp"
#include "likelier/cuda.hpp"
#include "score.hpp"

namespace likelier::cuda {
namespace {

constexpr int warp_threads = 32;

LIKELIER_DEVICE LIKELIER_APART std::int64_t offset_by_axes(const score_launch& call, const device_view& view,
                                                           std::int64_t row) {
  std::int64_t bytes = 0;
  for (int a = call.ndim - 1; a >= 0; --a) {
    bytes += row % call.shape[a] * view.strides[a];
    row /= call.shape[a];
  }
  return bytes;
}
// Where a sample's first element stands.
LIKELIER_DEVICE inline std::int64_t offset_of(const score_launch& call, const device_view& view, std::int64_t row) {
  return call.ndim == 1 ? row * view.strides[0] : offset_by_axes(call, view, row);
}
LIKELIER_DEVICE inline double row_number(const score_launch& call, const device_view& view, std::int64_t row,
                                         double absent) {
  return view ? load<double>(view.data + offset_of(call, view, row), view.type) : absent;
}
LIKELIER_DEVICE inline void put_number(const score_launch& call, const device_view& view, std::int64_t row, double x) {
  if (view) store(view.data + offset_of(call, view, row), view.type, x);
}

// What a sample has besides its elements.
template <class Formula>
struct row_of {
  double numbers[max_score_numbers] = {};
  double parameters[max_score_parameters] = {};
  double weight = 0.0;
  double given = 0.0;   // what gradients are multiplied by
  double factor = 0.0;  // with what the formula has for the sample
  bool active = false;

  LIKELIER_DEVICE row_of(const score_launch& call, std::int64_t row) {
    if (row >= call.rows) return;
    weight = row_number(call, call.row_weights, row, 1.0);
    active = weight != 0.0;
    if (!active) return;
    LIKELIER_UNROLL
    for (int k = 0; k < Formula::numbers; ++k)
      numbers[k] = row_number(call, call.numbers[k], row, call.numbers[k].number);
    given = call.gradient_factor * row_number(call, call.cotangent, row, 1.0) * weight;
    if (call.total) {
      const double total = row_number(call, call.total, row, 1.0) + row_number(call, call.total_low, row, 0.0);
      given = total == 0.0 ? 0.0 : given / total;
    }
    factor = given * Formula::prepare(numbers, call.option, parameters);
  }
};

// All that is one value a sample.
template <class Formula>
LIKELIER_DEVICE void finish_row(const score_launch& call, std::int64_t row, const row_of<Formula>& own,
                                const several<double_pair, Formula::sums>& sums) {
  double totals[Formula::sums], results[Formula::results];
  for (int s = 0; s < Formula::sums; ++s) totals[s] = sums.at[s].result();
  Formula::finish(totals, own.numbers, call.option, results);
  double loss = call.factor * (results[0] + (own.active ? row_number(call, call.offset, row, 0.0) : 0.0));
  if (call.square_root) loss = sqrt(loss);
  if (call.weighs_losses) loss *= own.weight;
  put_number(call, call.losses, row, own.active ? loss : 0.0);
  LIKELIER_UNROLL
  for (int j = 1; j < Formula::results; ++j) {
    const double result = Formula::has_slopes ? own.given * results[j] : results[j];
    put_number(call, call.results[j - 1], row, own.active ? result : 0.0);
  }
  put_number(call, call.factors, row, own.given);
}

// What one thread does for a sample: a vector of each operand at a time.
template <class Formula, class T, bool wants_gradient>
struct score_thread {
  static constexpr int width = vector_width<T>;
  // Vectors of each operand that are on their way at a time.
  static constexpr int ahead = Formula::operands == 1 ? 4 : 2;
  using vectors = several<vector_of<T>, Formula::operands>;

  const score_launch& call;
  const std::int64_t row;
  const row_of<Formula>& own;
  several<double_pair, Formula::sums> sums;
  T parameters[Formula::parameters + 1];
  T factor;

  LIKELIER_DEVICE score_thread(const score_launch& launch, std::int64_t own_row, const row_of<Formula>& beside)
      : call(launch), row(own_row), own(beside), factor(static_cast<T>(beside.factor)) {
    for (int k = 0; k < Formula::parameters; ++k) parameters[k] = static_cast<T>(own.parameters[k]);
  }

  LIKELIER_DEVICE std::int64_t place_of(const device_view& view, std::int64_t element, std::int64_t probe) const {
    return offset_of(call, view, row) + element * view.strides[call.ndim] + probe * view.strides[call.ndim + 1];
  }
  LIKELIER_DEVICE vectors read(std::int64_t element, int count, std::int64_t probe) const {
    vectors x;
    LIKELIER_UNROLL
    for (int o = 0; o < Formula::operands; ++o) {
      const device_view& view = call.operands[o];
      x.at[o] = load_next<T>(view, place_of(view, element, probe), view.strides[call.ndim], count);
    }
    return x;
  }
  LIKELIER_DEVICE vectors derivatives(const vectors& x) const {
    vectors dx;
    LIKELIER_UNROLL
    for (int w = 0; w < width; ++w) {
      T in[Formula::operands], out[Formula::operands];
      for (int o = 0; o < Formula::operands; ++o) in[o] = x.at[o].at[w];
      Formula::derivatives(in, parameters, out);
      for (int o = 0; o < Formula::operands; ++o) dx.at[o].at[w] = factor * out[o];
    }
    return dx;
  }
  LIKELIER_DEVICE void write(const vectors& dx, int first, std::int64_t element, int count, std::int64_t probe) const {
    LIKELIER_UNROLL
    for (int o = 0; o < Formula::operands; ++o) {
      const device_view& view = call.gradients[o];
      if (o >= first && view)
        store_next<T>(view, place_of(view, element, probe), view.strides[call.ndim], count, dx.at[o]);
    }
  }

  LIKELIER_DEVICE int count_at(std::int64_t element, std::int64_t last) const {
    const std::int64_t left = last - element;
    return left >= width ? width : left > 0 ? static_cast<int>(left) : 0;
  }

  // This thread's share of the elements.
  LIKELIER_DEVICE void take_all(std::int64_t first, std::int64_t last, int rank) {
    const std::int64_t step = static_cast<std::int64_t>(call.threads) * width;
    for (std::int64_t i = first + rank * width; i < last; i += ahead * step) {
      if constexpr (wants_gradient && !Formula::has_slopes) {
        for (int u = 0; u < ahead; ++u)
          if (i + u * step < last) take_probes(i + u * step, count_at(i + u * step, last));
      } else {
        vectors x[ahead];
        LIKELIER_UNROLL
        for (int u = 0; u < ahead; ++u)
          if (own.active && i + u * step < last) x[u] = read(i + u * step, count_at(i + u * step, last), 0);
        LIKELIER_UNROLL
        for (int u = 0; u < ahead; ++u)
          if (i + u * step < last) take(x[u], i + u * step, count_at(i + u * step, last));
      }
    }
  }

  LIKELIER_DEVICE void take(const vectors& x, std::int64_t element, int count) {
    vectors dx{};
    if (own.active) {
      if (call.wants_results) {
        LIKELIER_UNROLL
        for (int w = 0; w < width; ++w) {
          if (w >= count) break;
          T in[Formula::operands], part[Formula::sums];
          for (int o = 0; o < Formula::operands; ++o) in[o] = x.at[o].at[w];
          Formula::terms(in, parameters, part);
          for (int s = 0; s < Formula::sums; ++s) sums.at[s].add(static_cast<double>(part[s]));
        }
      }
      if constexpr (wants_gradient) dx = derivatives(x);
    }
    if constexpr (wants_gradient) write(dx, 0, element, count, 0);
  }

  // Gradients of elements at all probes, whose numbers differ; that of the first operand is their sum.
  LIKELIER_DEVICE void take_probes(std::int64_t element, int count) {
    several<double_pair, width> total;
    for (std::int64_t k = 0; k < call.probes; ++k) {
      vectors dx{};
      if (own.active) {
        double numbers[max_score_numbers] = {}, own_parameters[max_score_parameters];
        for (int i = 0; i < Formula::numbers; ++i) {
          const device_view& view = call.numbers[i];
          numbers[i] = load<double>(view.data + place_of(view, 0, k), view.type);
        }
        Formula::prepare(numbers, call.option, own_parameters);
        for (int i = 0; i < Formula::parameters; ++i) parameters[i] = static_cast<T>(own_parameters[i]);
        dx = derivatives(read(element, count, k));
      }
      for (int w = 0; w < width; ++w) total.at[w].add(static_cast<double>(dx.at[0].at[w]));
      write(dx, 1, element, count, k);
    }
    if (!call.gradients[0]) return;
    vector_of<T> sum;
    for (int w = 0; w < width; ++w) sum.at[w] = static_cast<T>(total.at[w].result());
    const device_view& view = call.gradients[0];
    store_next<T>(view, place_of(view, element, 0), view.strides[call.ndim], count, sum);
  }
};

// The sum over the threads of a sample, complete in the first of them: by shuffles within a warp, then over the warps
// in their order. Every thread of a block calls this.
LIKELIER_DEVICE inline double_pair sum_of_threads(double_pair own, int rank, int threads) {
  for (int mask = 1; mask < threads && mask < warp_threads; mask *= 2) {
    const double high = shuffle_xor(own.high, mask);
    const double low = shuffle_xor(own.low, mask);
    own.add(high, low);
  }
  if (threads <= warp_threads) return own;
  auto* pairs = reinterpret_cast<double_pair*>(shared_memory());
  const int warp = thread_index() / warp_threads;
  if (thread_index() % warp_threads == 0) pairs[warp] = own;
  barrier();
  if (rank == 0)
    for (int w = 1; w < threads / warp_threads; ++w) own.add(pairs[warp + w].high, pairs[warp + w].low);
  barrier();
  return own;
}
constexpr std::size_t score_shared_bytes = block_threads / warp_threads * sizeof(double_pair);

// Where a thread stands in its block.
struct score_standing {
  int rank, slot, rows;

  LIKELIER_DEVICE explicit score_standing(const score_launch& call)
      : rank(thread_index() % call.threads), slot(thread_index() / call.threads), rows(block_threads / call.threads) {}
};

// Registers for two blocks on a multiprocessor.
template <class Formula, class T, bool wants_gradient>
LIKELIER_GLOBAL void LIKELIER_BOUNDS(block_threads, 2) score_kernel(LIKELIER_PARAMETER score_launch call) {
  const score_standing at(call);
  const std::int64_t groups = (call.rows + at.rows - 1) / at.rows;
  for (std::int64_t block = block_index(); block < groups * call.chunks; block += block_count()) {
    const std::int64_t chunk = block % call.chunks;
    const std::int64_t row = block / call.chunks * at.rows + at.slot;
    const bool exists = row < call.rows;
    const std::int64_t first = chunk * call.chunk;
    const std::int64_t last = first + call.chunk < call.length ? first + call.chunk : call.length;
    const row_of<Formula> own(call, row);
    score_thread<Formula, T, wants_gradient> thread(call, row, own);
    if (exists) thread.take_all(first, last, at.rank);
    if (!call.wants_results) continue;
    for (int s = 0; s < Formula::sums; ++s) {
      thread.sums.at[s] = sum_of_threads(thread.sums.at[s], at.rank, call.threads);
      if (exists && at.rank == 0 && call.partials != nullptr)
        call.partials[(s * call.rows + row) * call.chunks + chunk] = thread.sums.at[s];
    }
    if (exists && at.rank == 0 && call.partials == nullptr) finish_row(call, row, own, thread.sums);
  }
}

// The chunks of a sample, which its threads share.
template <class Formula>
LIKELIER_GLOBAL void finish_kernel(LIKELIER_PARAMETER score_launch call) {
  const score_standing at(call);
  const std::int64_t groups = (call.rows + at.rows - 1) / at.rows;
  for (std::int64_t block = block_index(); block < groups; block += block_count()) {
    const std::int64_t row = block * at.rows + at.slot;
    const bool exists = row < call.rows;
    several<double_pair, Formula::sums> sums;
    for (int s = 0; s < Formula::sums; ++s) {
      const double_pair* parts = call.partials + (s * call.rows + row) * call.chunks;
      for (std::int64_t c = at.rank; exists && c < call.chunks; c += call.threads)
        sums.at[s].add(parts[c].high, parts[c].low);
      sums.at[s] = sum_of_threads(sums.at[s], at.rank, call.threads);
    }
    if (exists && at.rank == 0) finish_row(call, row, row_of<Formula>(call, row), sums);
  }
}

template <class Formula, class T>
struct launchers {
  static void value(const score_launch& call, std::int64_t blocks, void* stream) {
    launch(score_kernel<Formula, T, false>, blocks, block_threads, score_shared_bytes, stream, call);
  }
  static void gradient(const score_launch& call, std::int64_t blocks, void* stream) {
    launch(score_kernel<Formula, T, true>, blocks, block_threads, score_shared_bytes, stream, call);
  }
  static void finish(const score_launch& call, std::int64_t blocks, void* stream) {
    launch(finish_kernel<Formula>, blocks, block_threads, score_shared_bytes, stream, call);
  }
  static constexpr score_kernels table = {value, gradient, finish};
};

template <class T, class... Formulas>
const score_kernels& kernels_at(score_list<Formulas...>, int formula) {
  static constexpr score_kernels tables[] = {launchers<Formulas, T>::table...};
  return tables[formula];
}

}  // namespace

const score_kernels& score_kernels_of(int formula, bool in_double) {
  return in_double ? kernels_at<double>(score_formulas{}, formula) : kernels_at<float>(score_formulas{}, formula);
}

}  // namespace likelier::cuda
