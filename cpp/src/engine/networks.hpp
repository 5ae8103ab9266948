// The engine of networks: multilayer perceptrons with divergences or Laplacians, their losses, and the reverse pass.
//
// Rows (samples) are cut into parts, at borders that depend on the shapes only; a part is one task, and has sums of its
// own for the gradients of the weights, which are merged in order. Within a part, tiles of rows go through the whole
// network and back, so that what a layer leaves for the reverse pass never leaves the second-level cache. Weights are
// packed once a call.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/probes.hpp"

namespace likelier::engine {

// Strides count elements.
template <class T>
struct layer_view {
  const T* weights = nullptr;
  std::int64_t row_step = 0, column_step = 0;
  const T* bias = nullptr;
  std::int64_t bias_step = 0;
  std::int64_t outputs = 0, inputs = 0;
};

// Memory that outlives a call: large fresh blocks would cost page faults each time. Whoever does not get the lock at
// once does without, so that nothing waits here, not even in a child forked while the lock was held.
class block_pool;
std::shared_ptr<block_pool> make_block_pool();

template <class T>
struct network_view {
  std::vector<layer_view<T>> layers;
  // The columns of the first layer that are differentiated by; the others are conditions.
  std::int64_t inputs = 0;
  int activation = 0;
  // Added to the output: inputs x inputs; null for none.
  const T* skip = nullptr;
  std::int64_t skip_row_step = 0, skip_column_step = 0;
  std::shared_ptr<block_pool> memory;

  std::int64_t conditions() const { return layers.front().inputs - inputs; }
  std::int64_t outputs() const { return layers.back().outputs; }
  int hidden() const { return static_cast<int>(layers.size()) - 1; }
};

// A snapshot of a network's weights, packed for products.
template <class T>
class packed_network;

enum class trace_kind {
  none,
  exact,   // in closed form; at most two hidden layers (energies: one)
  probes,  // mean over probes
  basis,   // sum over the unit vectors
};

enum class objective_kind {
  values,      // no gradients
  cotangents,  // those of the outputs are given
  residual,    // factor (|s - target|^2 / 2 + trace)
  sliced,      // factor mean over probes of (v.s)^2 / 2 + v.Jv
  weighted,    // factor (sum over j of w_j s_j^2 / 2 + dw_j s_j, + tr diag(w) J); the trace is not the exact one
};

// Arrays are contiguous, rows first; null where absent or not wanted.
template <class T>
struct network_call {
  std::int64_t rows = 0;
  const T* x = nullptr;           // rows x inputs
  const T* conditions = nullptr;  // rows x conditions
  // One a row: s = output_scale net(input_scale x) + skip_scale x.
  const T *input_scale = nullptr, *output_scale = nullptr, *skip_scale = nullptr;

  trace_kind trace = trace_kind::none;
  std::int64_t probe_count = 0;
  const T* probes = nullptr;  // count x rows x inputs; null for those of the seed, sample after sample
  probe_kind kind = probe_kind::rademacher;
  std::uint64_t seed = 0;

  objective_kind objective = objective_kind::values;
  const T* s_cotangent = nullptr;      // rows x inputs; of energies: by the gradient
  const T* trace_cotangent = nullptr;  // one a row
  const T* value_cotangent = nullptr;  // of energies, one a row
  const T* target = nullptr;           // rows x inputs
  const T* factors = nullptr;          // one a row; null for the mean's
  // rows x inputs: w, not negative, and dw of the weighted objective.
  const T *dimension_weights = nullptr, *dimension_slopes = nullptr;

  T* value = nullptr;  // of energies, one a row
  T* s = nullptr;      // rows x inputs; of energies the gradient
  T* trace_value = nullptr;
  T* losses = nullptr;  // one a row, without the factor

  T* x_gradient = nullptr;
  bool weight_gradients_wanted = false;
  std::vector<T*> weight_gradients, bias_gradients;  // one a layer
  T* skip_gradient = nullptr;

  double loss = 0.0;  // the sum of factors times losses

  T factor(std::int64_t row) const { return factors == nullptr ? T(1) / static_cast<T>(rows) : factors[row]; }
  bool wants_gradients() const { return objective != objective_kind::values; }
};

// result = x W^T of contiguous rows x; the layer's bias counts too.
template <class T>
void multiply(T* result, const T* x, std::int64_t rows, const layer_view<T>& layer,
              const std::shared_ptr<block_pool>& memory);

// Does so many multiply-adds on registers alone, on all threads: what products are measured by.
template <class T>
double multiply_adds(std::int64_t count);

// Which packed matrices a call needs.
struct packing {
  bool energy = false;
  bool reverse = false;  // the weights as the reverse pass takes them
  trace_kind trace = trace_kind::none;
};

template <class T>
std::shared_ptr<const packed_network<T>> pack(const network_view<T>& network, const packing& wanted);

// s and tr ds/dx of a vector field.
template <class T>
void run_field(const packed_network<T>& network, network_call<T>& call);

// E, dE/dx and the Laplacian of an energy, which has one output. In losses s is -dE/dx.
template <class T>
void run_energy(const packed_network<T>& network, network_call<T>& call);

}  // namespace likelier::engine
