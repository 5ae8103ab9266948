// The axes of a call and the strides of its views on them, brought into an order that is good to walk. Both
// elementwise engines, that of the CPU and that of CUDA, plan with it.
#pragma once

#include <cstdlib>
#include <utility>

#include "engine/elementwise.hpp"

namespace likelier::engine {

struct iteration_space {
  // Arguments, their gradients, where, weights, cotangent, value and its error, and a divisor and its error.
  static constexpr int max_views = 2 * max_arguments + 8;

  int& ndim;
  extents& shape;
  extents* views[max_views] = {};
  int count = 0;
  int inputs = 0;  // the first of the views, whose reach orders the axes

  iteration_space(int& axes, extents& lengths) : ndim(axes), shape(lengths) {}

  void add(extents& strides) { views[count++] = &strides; }

  // Without unit axes, in memory order, with what is contiguous in every view merged.
  void arrange() {
    drop_unit_axes();
    if (ndim <= 1) return;
    sort_axes();
    merge_axes(0, ndim);
  }

  void append_unit_axis() {
    shape[ndim] = 1;
    for (int v = 0; v < count; ++v) (*views[v])[ndim] = 0;
    ++ndim;
  }

  void swap_axes(int a, int b) {
    std::swap(shape[a], shape[b]);
    for (int v = 0; v < count; ++v) std::swap((*views[v])[a], (*views[v])[b]);
  }

  // The axes in another order, with unit axes where it says so.
  static constexpr int unit_axis = -1;
  void reorder(const int* order, int axes) {
    const auto apply = [&](extents& numbers, std::int64_t unit) {
      const extents old = numbers;
      for (int a = 0; a < axes; ++a) numbers[a] = order[a] == unit_axis ? unit : old[order[a]];
    };
    apply(shape, 1);
    for (int v = 0; v < count; ++v) apply(*views[v], 0);
    ndim = axes;
  }

  // Merges neighbours among the axes [first, last) and closes the gap that this leaves.
  void merge_axes(int first, int last) {
    if (last - first < 2) return;
    int kept = first;
    for (int a = first + 1; a < last; ++a) {
      bool mergeable = true;
      for (int v = 0; v < count; ++v) mergeable = mergeable && (*views[v])[kept] == (*views[v])[a] * shape[a];
      if (mergeable) {
        shape[kept] *= shape[a];
      } else {
        shape[++kept] = shape[a];
      }
      for (int v = 0; v < count; ++v) (*views[v])[kept] = (*views[v])[a];
    }
    for (int a = last; a < ndim; ++a) move_axis(a, a - (last - 1 - kept));
    ndim -= last - 1 - kept;
  }

 private:
  void move_axis(int from, int to) {
    shape[to] = shape[from];
    for (int v = 0; v < count; ++v) (*views[v])[to] = (*views[v])[from];
  }

  void drop_unit_axes() {
    int kept = 0;
    for (int a = 0; a < ndim; ++a) {
      if (shape[a] == 1) continue;
      if (kept != a) move_axis(a, kept);
      ++kept;
    }
    ndim = kept;
  }

  // Memory order: the axis along which the inputs move least comes last.
  void sort_axes() {
    std::int64_t reach[max_dims];
    for (int a = 0; a < ndim; ++a) {
      reach[a] = 0;
      for (int v = 0; v < inputs; ++v) reach[a] += std::abs((*views[v])[a]);
    }
    for (int a = 1; a < ndim; ++a)
      for (int b = a; b > 0 && reach[b - 1] < reach[b]; --b) {
        std::swap(reach[b - 1], reach[b]);
        swap_axes(b - 1, b);
      }
  }
};

// All views of a call that there are, the arguments first.
inline void add_views(iteration_space& space, elementwise_call& call) {
  const int arguments = call.variables + call.parameters;
  for (int i = 0; i < arguments; ++i) space.add(call.arguments[i].strides);
  space.inputs = arguments;
  if (call.where) space.add(call.where.strides);
  if (call.weights) space.add(call.weights.strides);
  if (call.cotangent) space.add(call.cotangent.strides);
  if (call.mode != value_mode::none) space.add(call.value.strides);
  if (call.value_low) space.add(call.value_low.strides);
  for (int i = 0; i < arguments; ++i)
    if (call.gradients[i]) space.add(call.gradients[i].strides);
}

}  // namespace likelier::engine
