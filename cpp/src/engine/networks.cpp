#include "engine/networks.hpp"

#include "engine/network_support.hpp"

namespace likelier::engine {

std::shared_ptr<block_pool> make_block_pool() { return std::make_shared<block_pool>(); }

namespace {

// Panels of a matrix that one task packs.
constexpr std::int64_t panels_of_task = 4;

// Rows of elements next to each other: those of the caller where they are such, else a copy.
template <class T>
struct plain_rows {
  numbers<T> copy;
  const T* data;
  std::int64_t stride;

  plain_rows(const layer_view<T>& layer, const std::shared_ptr<block_pool>& memory)
      : data(layer.weights), stride(layer.row_step) {
    if (layer.column_step == 1 || layer.inputs == 1) return;
    copy = numbers<T>(memory, layer.outputs * layer.inputs);
    for (std::int64_t i = 0; i < layer.outputs; ++i)
      for (std::int64_t j = 0; j < layer.inputs; ++j)
        copy.get()[i * layer.inputs + j] = layer.weights[i * layer.row_step + j * layer.column_step];
    data = copy.get();
    stride = layer.inputs;
  }
};

}  // namespace

template <class T>
packed_matrix<T> packed_network<T>::packed(const T* source, std::int64_t row_step, std::int64_t column_step,
                                           std::int64_t depth, std::int64_t columns) const {
  packed_matrix<T> result;
  result.depth = depth;
  result.columns = columns;
  result.panel = kernels->panel;
  result.data = numbers<T>(memory, depth * rounded_up(columns, kernels->panel));
  const std::int64_t step = panels_of_task * kernels->panel;
  for_tasks((columns + step - 1) / step, 2 * depth * columns, [&](std::int64_t task) {
    const std::int64_t end = std::min(columns, (task + 1) * step);
    for (std::int64_t j = task * step; j < end; j += kernels->panel) {
      kernels->pack(result.data.get() + j * depth, source + j * column_step, row_step, column_step, depth,
                    std::min(kernels->panel, columns - j));
    }
  });
  return result;
}

template <class T>
packed_network<T>::packed_network(const network_view<T>& view, const packing& wanted)
    : memory(view.memory),
      kernels(active_isa().template of<T>().networks),
      activation(view.activation),
      inputs(view.inputs),
      conditions(view.conditions()),
      made(wanted) {
  widths.push_back(view.layers.front().inputs);
  for (const layer_view<T>& layer : view.layers) widths.push_back(layer.outputs);
  for (const std::int64_t width : widths) strides.push_back(row_stride(*kernels, width));
  const bool all_reverse =
      wanted.reverse || wanted.energy || wanted.trace == trace_kind::probes || wanted.trace == trace_kind::basis;
  for (std::size_t l = 0; l < view.layers.size(); ++l) {
    const layer_view<T>& layer = view.layers[l];
    forward.push_back(packed(layer.weights, layer.column_step, layer.row_step, layer.inputs, layer.outputs));
    reverse.emplace_back();
    if (all_reverse) {
      reverse.back() =
          packed(layer.weights, layer.row_step, layer.column_step, layer.outputs, l == 0 ? inputs : layer.inputs);
    }
    biases.emplace_back(memory, strides[l + 1]);
    T* bias = biases.back().get();
    std::fill(bias, bias + strides[l + 1], T(0));
    for (std::int64_t j = 0; layer.bias != nullptr && j < layer.outputs; ++j) bias[j] = layer.bias[j * layer.bias_step];
  }
  if (view.skip != nullptr) {
    has_skip = true;
    skip_forward = packed(view.skip, view.skip_column_step, view.skip_row_step, inputs, inputs);
    if (wanted.reverse) skip_reverse = packed(view.skip, view.skip_row_step, view.skip_column_step, inputs, inputs);
    for (std::int64_t i = 0; i < inputs; ++i) {
      skip_diagonal.push_back(static_cast<double>(view.skip[i * (view.skip_row_step + view.skip_column_step)]));
      skip_trace += skip_diagonal.back();
    }
  }
  if (wanted.energy) {
    const layer_view<T>& layer = view.layers.back();
    last_row = numbers<T>(memory, strides[view.layers.size() - 1]);
    std::fill(last_row.get(), last_row.get() + strides[view.layers.size() - 1], T(0));
    for (std::int64_t j = 0; j < layer.inputs; ++j) last_row.get()[j] = layer.weights[j * layer.column_step];
  }
  if (wanted.trace == trace_kind::exact) prepare_exact(view);
}

template <class T>
void packed_network<T>::prepare_exact(const network_view<T>& view) {
  const layer_view<T>& first = view.layers.front();
  const layer_view<T>& last_layer = view.layers.back();
  if (view.hidden() == 0) {
    for (std::int64_t i = 0; !made.energy && i < inputs; ++i)
      linear_trace += static_cast<double>(first.weights[i * (first.row_step + first.column_step)]);
    return;
  }
  const std::int64_t h = widths[1];
  const std::int64_t stride = strides[1];
  if (view.hidden() == 1) {
    loop = numbers<T>(memory, stride);
    std::fill(loop.get(), loop.get() + stride, T(0));
    for (std::int64_t j = 0; j < h; ++j) {
      double sum = 0.0;
      for (std::int64_t i = 0; i < inputs; ++i) {
        const auto weight = static_cast<double>(first.weights[j * first.row_step + i * first.column_step]);
        sum += weight *
               (made.energy
                    ? weight
                    : static_cast<double>(last_layer.weights[i * last_layer.row_step + j * last_layer.column_step]));
      }
      loop.get()[j] = static_cast<T>(sum);
    }
    return;
  }
  const layer_view<T>& second = view.layers[1];
  const std::int64_t h2 = widths[2];
  loop = numbers<T>(memory, h2 * stride);
  middle = numbers<T>(memory, h2 * stride);
  const plain_rows<T> third(last_layer, memory);
  const std::int64_t panels = (h + kernels->panel - 1) / kernels->panel;
  for_tasks(panels, h2 * h * inputs, [&](std::int64_t p) {
    const std::int64_t j = p * kernels->panel;
    kernels->multiply_transposed(loop.get() + j, stride, third.data, third.stride, forward[0].panel_at(j),
                                 kernels->panel, inputs, h2, std::min(kernels->panel, h - j), false);
  });
  numbers<T> product(memory, h2 * stride);
  constexpr std::int64_t rows_of_task = 16;
  for_tasks((h2 + rows_of_task - 1) / rows_of_task, 2 * h2 * h, [&](std::int64_t task) {
    const std::int64_t begin = task * rows_of_task, end = std::min(h2, begin + rows_of_task);
    for (std::int64_t k = begin; k < end; ++k) {
      T* row = middle.get() + k * stride;
      const T* source = second.weights + k * second.row_step;
      if (second.column_step == 1) {
        std::copy(source, source + h, row);
      } else {
        for (std::int64_t j = 0; j < h; ++j) row[j] = source[j * second.column_step];
      }
      std::fill(row + h, row + stride, T(0));
    }
    kernels->scale_by(product.get() + begin * stride, stride, middle.get() + begin * stride,
                      loop.get() + begin * stride, stride, end - begin, h);
  });
  through = packed(product.get(), 1, stride, h, h2);
  if (made.reverse) back = packed(product.get(), stride, 1, h2, h);
}

template <class T>
std::int64_t sums_of_parts<T>::elements(const packed_network<T>& network, bool products) {
  std::int64_t result = 0;
  for (std::size_t l = 0; l + 1 < network.widths.size(); ++l)
    result += rounded_up(network.widths[l + 1] * network.strides[l], network.kernels->panel);
  if (products) result += rounded_up(network.widths[2] * network.strides[1], network.kernels->panel);
  if (network.has_skip) result += network.inputs * row_stride(*network.kernels, network.inputs);
  return result;
}

template <class T>
sums_of_parts<T>::sums_of_parts(const packed_network<T>& network, std::int64_t count, bool weights, bool products)
    : parts(static_cast<std::size_t>(count)) {
  if (!weights) return;
  const std::size_t layers = network.widths.size() - 1;
  const std::int64_t last = network.strides[layers - 1];
  std::int64_t doubles = network.strides[1] + last + (network.has_skip ? network.inputs : 0);
  for (std::size_t l = 0; l < layers; ++l) doubles += network.strides[l + 1];
  elements_ = numbers<T>(network.memory, count * elements(network, products));
  doubles_ = numbers<double>(network.memory, count * doubles);
  std::fill(doubles_.get(), doubles_.get() + count * doubles, 0.0);
  T* next = elements_.get();
  double* next_double = doubles_.get();
  for (part_sums<T>& part : parts) {
    for (std::size_t l = 0; l < layers; ++l) {
      part.weights.push_back(next);
      next += rounded_up(network.widths[l + 1] * network.strides[l], network.kernels->panel);
      part.biases.push_back(next_double);
      next_double += network.strides[l + 1];
    }
    part.written.assign(layers, false);
    part.loop = next_double;
    next_double += network.strides[1];
    part.last = next_double;
    next_double += last;
    if (products) {
      part.products = next;
      next += rounded_up(network.widths[2] * network.strides[1], network.kernels->panel);
    }
    if (network.has_skip) {
      part.skip = next;
      next += network.inputs * row_stride(*network.kernels, network.inputs);
      part.skip_cotangents = next_double;
      next_double += network.inputs;
    }
  }
}

template <class T>
void sums_of_parts<T>::merge(const packed_network<T>& network, network_call<T>& call, const std::vector<bool>& kept) {
  struct piece {
    std::size_t layer;
    bool of_products;
    std::int64_t begin, end;
  };
  constexpr std::int64_t elements_of_piece = 16384;
  constexpr T one(1);
  std::vector<piece> pieces;
  std::int64_t work = 0;
  const std::size_t layers = network.widths.size() - 1;
  for (std::size_t l = 0; l <= layers; ++l) {
    const bool last = l == layers;
    if (last && parts[0].products == nullptr) break;
    const std::size_t layer = last ? 1 : l;
    const std::int64_t rows = network.widths[layer + 1], stride = network.strides[layer];
    const std::int64_t step = std::max<std::int64_t>(1, elements_of_piece / stride);
    for (std::int64_t r = 0; r < rows; r += step) pieces.push_back({layer, last, r, std::min(rows, r + step)});
    work += rows * stride * static_cast<std::int64_t>(parts.size());
  }
  // A part without rows, and what no term of the loss has touched.
  for (part_sums<T>& part : parts) {
    for (std::size_t l = 0; l < layers; ++l)
      if (!part.written[l]) std::fill_n(part.weights[l], network.widths[l + 1] * network.strides[l], T(0));
    if (part.products != nullptr && !part.products_written)
      std::fill_n(part.products, network.widths[2] * network.strides[1], T(0));
    if (part.skip != nullptr && !part.skip_written)
      std::fill_n(part.skip, network.inputs * row_stride(*network.kernels, network.inputs), T(0));
  }
  for_tasks(static_cast<std::int64_t>(pieces.size()), 4 * work, [&](std::int64_t task) {
    const piece& p = pieces[static_cast<std::size_t>(task)];
    const std::int64_t stride = network.strides[p.layer];
    const auto matrix = [&](const part_sums<T>& part) { return p.of_products ? part.products : part.weights[p.layer]; };
    T* total = matrix(parts[0]) + p.begin * stride;
    const std::int64_t count = (p.end - p.begin) * stride;
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const T* other = matrix(parts[i]) + p.begin * stride;
      network.kernels->add_rows(total, 0, other, 0, &one, 1, count);
    }
    if (p.of_products || kept[p.layer]) return;
    const std::int64_t columns = network.widths[p.layer];
    store_rows(call.weight_gradients[p.layer] + p.begin * columns, columns, total, stride, p.end - p.begin);
  });
  for (std::size_t l = 0; l < layers; ++l) {
    for (std::int64_t j = 0; j < network.widths[l + 1]; ++j) {
      double sum = 0.0;
      for (const part_sums<T>& part : parts) sum += part.biases[l][j];
      if (call.bias_gradients[l] != nullptr) call.bias_gradients[l][j] = static_cast<T>(sum);
    }
  }
}

template <class T>
std::shared_ptr<const packed_network<T>> pack(const network_view<T>& network, const packing& wanted) {
  return std::make_shared<const packed_network<T>>(network, wanted);
}

template <class T>
void multiply(T* result, const T* x, std::int64_t rows, const layer_view<T>& layer,
              const std::shared_ptr<block_pool>& memory) {
  network_view<T> view;
  view.layers = {layer};
  view.inputs = layer.inputs;
  view.memory = memory;
  const packed_network<T> network(view, {});
  const network_kernels<T>& kernels = *network.kernels;
  const std::int64_t columns = layer.outputs;
  // Whole vectors go where they belong; the others by way of a tile.
  const bool direct = columns % kernels.width == 0;
  const row_parts cut = cut_rows(rows, (layer.inputs + columns) * static_cast<std::int64_t>(sizeof(T)), 0);
  for_tasks(cut.parts, rows * layer.inputs * columns, [&](std::int64_t p) {
    const std::int64_t first = p * cut.rows_of_part, count = std::min(cut.rows_of_part, rows - first);
    const std::int64_t stride = direct ? columns : network.strides[1];
    const numbers<T> temp(memory, count * kernels.panel + (direct ? 0 : count * stride));
    T* target = direct ? result + first * columns : temp.get() + count * kernels.panel;
    multiply_panels(kernels, temp.get(), x + first * layer.inputs, layer.inputs, network.forward[0], count,
                    [&](std::int64_t j, std::int64_t some) {
                      kernels.add_bias(target + j, stride, temp.get(), network.biases[0].get() + j, count, some);
                    });
    if (!direct) store_rows(result + first * columns, columns, target, stride, count);
  });
}

template <class T>
double multiply_adds(std::int64_t count) {
  const network_kernels<T>& kernels = *active_isa().template of<T>().networks;
  const std::int64_t steps = count / kernels.block_multiply_adds / most_parts;
  double sums[most_parts];
  parallel_for(most_parts, [&](std::int64_t i) { sums[i] = static_cast<double>(kernels.multiply_adds(steps)); });
  return sums[0];
}

template void multiply(float*, const float*, std::int64_t, const layer_view<float>&,
                       const std::shared_ptr<block_pool>&);
template void multiply(double*, const double*, std::int64_t, const layer_view<double>&,
                       const std::shared_ptr<block_pool>&);
template double multiply_adds<float>(std::int64_t);
template double multiply_adds<double>(std::int64_t);
template class packed_network<float>;
template class packed_network<double>;
template class sums_of_parts<float>;
template class sums_of_parts<double>;
template std::shared_ptr<const packed_network<float>> pack(const network_view<float>&, const packing&);
template std::shared_ptr<const packed_network<double>> pack(const network_view<double>&, const packing&);

}  // namespace likelier::engine
