// Energies: E, its gradient and Laplacian, and the reverse pass of all three, without recursion of the second order:
// v^T Hess(E) v is the sum over hidden layers of <g f''(z), u^2>, g the gradient by the layer's output, u the tangent.
#include "engine/network_support.hpp"

namespace likelier::engine {
namespace {

template <class T>
class energy_run {
 public:
  energy_run(const packed_network<T>& network, network_call<T>& call)
      : net_(network),
        call_(call),
        kernels_(*network.kernels),
        hidden_(static_cast<std::size_t>(network.hidden_layers())),
        d_(network.inputs),
        d_stride_(row_stride(kernels_, d_)),
        exact_(call.trace == trace_kind::exact),
        probed_((call.trace == trace_kind::probes || call.trace == trace_kind::basis) && hidden_ > 0),
        gradients_(call.wants_gradients()),
        traced_(call.trace != trace_kind::none && hidden_ > 0 &&
                (call.objective != objective_kind::cotangents || call.trace_cotangent != nullptr)),
        weights_wanted_(gradients_ && call.weight_gradients_wanted),
        probe_count_(call.trace == trace_kind::basis ? d_ : call.probe_count),
        probe_weight_(static_cast<T>(call.trace == trace_kind::basis ? 1.0 : 1.0 / static_cast<double>(probe_count_))) {
  }

  // What a tile keeps of a hidden layer.
  struct layer_buffers {
    jet_block<T> jet;
    T* g = nullptr;        // the gradient by its output; of the last one, which is a row of weights, null
    T* gz = nullptr;       // by its argument
    T* squares = nullptr;  // mean over probes of u^2
    T *u = nullptr, *t = nullptr, *c = nullptr;
    T* z_cotangent = nullptr;
  };
  struct tile {
    tile(const energy_run& owner, std::int64_t rows, layout<T>& place) {
      const auto take = [&](std::int64_t count) { return place.take(count); };
      x = take(rows * owner.net_.strides[0]);
      s = take(rows * owner.d_stride_);
      s_cotangent = take(rows * owner.d_stride_);
      v = take(rows * owner.d_stride_);
      drawn = take(tile_probes<T>::elements(owner.call_, owner.d_, rows));
      temp = take(rows * owner.kernels_.panel);
      sums = take(rows * owner.kernels_.width);
      for (T** row : {&value, &trace, &by_probe, &factor, &value_factor, &loss}) *row = take(rows);
      for (std::size_t l = 0; l < owner.hidden_; ++l) {
        const std::int64_t count = rows * owner.net_.strides[l + 1];
        layer_buffers b;
        for (T** array : {&b.jet.value, &b.jet.slope, &b.jet.curvature, &b.jet.third, &b.g, &b.gz, &b.z_cotangent})
          *array = take(count);
        if (owner.probed_)
          for (T** array : {&b.squares, &b.u, &b.t, &b.c}) *array = take(count);
        layers.push_back(b);
      }
      std::int64_t widest = 0;
      for (std::size_t l = 0; l < owner.hidden_; ++l) widest = std::max(widest, owner.net_.strides[l + 1]);
      for (T*& array : h) array = take(rows * widest);
    }

    T* drawn;
    tile_probes<T> probes;
    T *x, *s, *s_cotangent, *v;
    T *temp, *sums;
    T *value = nullptr, *trace = nullptr, *by_probe = nullptr;
    T *factor = nullptr, *value_factor = nullptr, *loss = nullptr;
    T* h[2];
    std::vector<layer_buffers> layers;
  };

  std::int64_t work_of_row() const {
    return net_.work_of_row() * (gradients_ ? 4 : 2) * (1 + (probed_ ? probe_count_ : 0));
  }
  bool weights_wanted() const { return weights_wanted_; }
  bool has_products() const { return false; }

  void run_tile(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    load(first, rows, b);
    if (call_.trace == trace_kind::probes || probed_) b.probes.start(call_, d_, first, rows, b.drawn);
    forward(rows, b);
    gradient(rows, b);
    std::fill(b.trace, b.trace + rows, T(0));
    if (probed_) tangents(rows, b);
    if (call_.trace != trace_kind::none && hidden_ > 0) laplacian(rows, b);
    if (call_.value != nullptr) std::copy(b.value, b.value + rows, call_.value + first);
    if (call_.s != nullptr) store_rows(call_.s + first * d_, d_, b.s, d_stride_, rows);
    if (call_.trace_value != nullptr) std::copy(b.trace, b.trace + rows, call_.trace_value + first);
    if (!gradients_) return;
    prepare_cotangents(first, rows, part, b);
    reverse_gradient(rows, part, b);
    if (probed_ && traced_) reverse_tangents(rows, part, b);
    reverse(first, rows, part, b);
  }

  void finish(sums_of_parts<T>& sums) const {
    const std::size_t layers = net_.widths.size() - 1;
    std::vector<bool> kept(layers, false);
    kept.back() = true;
    const bool by_squares = exact_ && traced_;
    if (by_squares) kept.front() = true;
    sums.merge(net_, call_, kept);
    for (std::int64_t j = 0; j < net_.widths[hidden_]; ++j) {
      double sum = 0.0;
      for (const part_sums<T>& part : sums.parts) sum += part.last[j];
      call_.weight_gradients[hidden_][j] = static_cast<T>(sum);
    }
    if (!by_squares) return;
    const T* total = sums.parts.front().weights[0];
    for (std::int64_t j = 0; j < net_.widths[1]; ++j) {
      double sum = 0.0;
      for (const part_sums<T>& part : sums.parts) sum += part.loop[j];
      T* row = call_.weight_gradients[0] + j * net_.widths[0];
      std::copy(total + j * net_.strides[0], total + j * net_.strides[0] + net_.widths[0], row);
      for (std::int64_t i = 0; i < d_; ++i) row[i] += static_cast<T>(2.0 * sum) * net_.forward[0].at(i, j);
    }
  }

 private:
  const T* value_of(std::size_t layer, const tile& b) const { return layer == 0 ? b.x : b.layers[layer - 1].jet.value; }
  // The last layer's weights, as the row that they are.
  const T* last_row() const { return net_.last_row.get(); }
  const T* g_of(std::size_t l, const tile& b) const { return l + 1 == hidden_ ? last_row() : b.layers[l].g; }
  std::int64_t g_stride(std::size_t l) const { return l + 1 == hidden_ ? 0 : net_.strides[l + 1]; }
  const T* squares_of(std::size_t l, const tile& b) const { return exact_ ? net_.loop.get() : b.layers[l].squares; }
  std::int64_t squares_stride(std::size_t l) const { return exact_ ? 0 : net_.strides[l + 1]; }

  // ---- Forward.

  void load(std::int64_t first, std::int64_t rows, tile& b) const {
    const std::int64_t stride = net_.strides[0];
    load_rows<T>(b.x, stride, 0, call_.x + first * d_, d_, nullptr, rows, stride);
    if (net_.conditions > 0)
      load_rows<T>(b.x, stride, d_, call_.conditions + first * net_.conditions, net_.conditions, nullptr, rows, stride);
  }

  void forward(std::int64_t rows, tile& b) const {
    for (std::size_t l = 0; l < hidden_; ++l) {
      multiply_panels(kernels_, b.temp, value_of(l, b), net_.strides[l], net_.forward[l], rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        const jet_block<T>& jet = b.layers[l].jet;
                        const jet_block<T> results = {jet.value + j, jet.slope + j, jet.curvature + j, jet.third + j};
                        kernels_.activate[net_.activation](results, net_.strides[l + 1], b.temp,
                                                           net_.biases[l].get() + j, rows, columns);
                      });
    }
    kernels_.dot(b.value, value_of(hidden_, b), net_.strides[hidden_], last_row(), 0, rows, net_.widths[hidden_]);
    for (std::int64_t r = 0; r < rows; ++r) b.value[r] += net_.biases[hidden_].get()[0];
  }

  void gradient(std::int64_t rows, tile& b) const {
    if (hidden_ == 0) {
      for (std::int64_t r = 0; r < rows; ++r) {
        std::copy(last_row(), last_row() + d_, b.s + r * d_stride_);
        std::fill(b.s + r * d_stride_ + d_, b.s + (r + 1) * d_stride_, T(0));
      }
      return;
    }
    for (std::size_t l = hidden_; l-- > 0;) {
      const std::int64_t stride = net_.strides[l + 1];
      kernels_.scale_by(b.layers[l].gz, stride, b.layers[l].jet.slope, g_of(l, b), g_stride(l), rows,
                        net_.widths[l + 1]);
      T* below = l == 0 ? b.s : b.layers[l - 1].g;
      const std::int64_t below_stride = l == 0 ? d_stride_ : net_.strides[l];
      const packed_matrix<T>& matrix = net_.reverse[l];
      for (std::int64_t j = 0; j < matrix.columns; j += kernels_.panel)
        kernels_.multiply(below + j, below_stride, b.layers[l].gz, stride, matrix.panel_at(j), matrix.depth, rows,
                          std::min(kernels_.panel, matrix.columns - j));
    }
  }

  void run_tangent(std::int64_t k, std::int64_t rows, bool squares, tile& b) const {
    b.probes.load(k, b.v, d_stride_);
    for (std::size_t l = 0; l < hidden_; ++l) {
      const std::int64_t stride = net_.strides[l + 1];
      const layer_buffers& layer = b.layers[l];
      multiply_panels(
          kernels_, b.temp, l == 0 ? b.v : b.layers[l - 1].t, l == 0 ? d_stride_ : net_.strides[l], net_.forward[l],
          rows,
          [&](std::int64_t j, std::int64_t columns) {
            kernels_.tangent(layer.u + j, layer.t + j, stride, layer.jet.slope + j, b.temp, rows, columns);
            if (squares) kernels_.square(layer.squares + j, stride, b.temp, probe_weight_, rows, columns, k > 0);
          },
          l == 0 ? d_ : net_.widths[l]);
    }
  }
  void tangents(std::int64_t rows, tile& b) const {
    for (std::int64_t k = 0; k < probe_count_; ++k) run_tangent(k, rows, true, b);
  }

  void laplacian(std::int64_t rows, tile& b) const {
    std::fill(b.sums, b.sums + rows * kernels_.width, T(0));
    for (std::size_t l = 0; l < hidden_; ++l)
      kernels_.weighted_sum(b.sums, net_.strides[l + 1], g_of(l, b), g_stride(l), b.layers[l].jet.curvature,
                            squares_of(l, b), squares_stride(l), rows, net_.widths[l + 1]);
    kernels_.reduce(b.trace, b.sums, rows);
  }

  // ---- Reverse. Cotangents are those by the gradient g, which is -s: of s - target they are those of g + target, and
  // the trace of ds/dx is less the Laplacian.

  void prepare_cotangents(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    std::fill(b.value_factor, b.value_factor + rows, T(0));
    std::fill(b.s_cotangent, b.s_cotangent + rows * d_stride_, T(0));
    if (call_.objective == objective_kind::cotangents) {
      for (std::int64_t r = 0; r < rows; ++r) {
        b.factor[r] = call_.trace_cotangent == nullptr ? T(0) : call_.trace_cotangent[first + r];
        if (call_.value_cotangent != nullptr) b.value_factor[r] = call_.value_cotangent[first + r];
      }
      if (call_.s_cotangent != nullptr)
        load_rows<T>(b.s_cotangent, d_stride_, 0, call_.s_cotangent + first * d_, d_, nullptr, rows, d_stride_);
      return;
    }
    for (std::int64_t r = 0; r < rows; ++r) b.factor[r] = call_.factor(first + r);
    if (call_.objective == objective_kind::residual) {
      for (std::int64_t r = 0; r < rows; ++r)
        for (std::int64_t j = 0; j < d_; ++j)
          b.s_cotangent[r * d_stride_ + j] =
              b.s[r * d_stride_ + j] + (call_.target == nullptr ? T(0) : call_.target[(first + r) * d_ + j]);
      kernels_.dot(b.loss, b.s_cotangent, d_stride_, b.s_cotangent, d_stride_, rows, d_);
      for (std::int64_t r = 0; r < rows; ++r) b.loss[r] *= T(0.5);
      kernels_.scale_rows(b.s_cotangent, d_stride_, b.s_cotangent, d_stride_, b.factor, rows, d_);
    } else if (call_.objective == objective_kind::weighted) {
      weigh_dimensions(call_, first, rows, d_, T(-1), b.s, d_stride_, b.factor, b.loss, b.s_cotangent);
    } else {
      std::fill(b.loss, b.loss + rows, T(0));
      for (std::int64_t k = 0; k < probe_count_; ++k) {
        b.probes.load(k, b.v, d_stride_);
        kernels_.dot(b.by_probe, b.v, d_stride_, b.s, d_stride_, rows, d_);
        for (std::int64_t r = 0; r < rows; ++r) {
          const T along = b.by_probe[r];
          b.loss[r] += probe_weight_ * (T(0.5) * along * along);
          b.by_probe[r] = b.factor[r] * probe_weight_ * along;
        }
        kernels_.add_rows(b.s_cotangent, d_stride_, b.v, d_stride_, b.by_probe, rows, d_);
      }
    }
    for (std::int64_t r = 0; r < rows; ++r) {
      const T loss = b.loss[r] - b.trace[r];
      if (call_.losses != nullptr) call_.losses[first + r] = loss;
      part.loss.add(static_cast<double>(b.factor[r]) * static_cast<double>(loss));
      b.factor[r] = -b.factor[r];
    }
  }

  // From the gradient's cotangent up through the layers by which it came down.
  void reverse_gradient(std::int64_t rows, part_sums<T>& part, tile& b) const {
    const T* below = b.s_cotangent;
    std::int64_t below_stride = d_stride_;
    for (std::size_t l = 0; l < hidden_; ++l) {
      const layer_buffers& layer = b.layers[l];
      const std::int64_t stride = net_.strides[l + 1];
      if (weights_wanted_) add_product(part, l, layer.gz, stride, below, below_stride, tangent_width(l), rows);
      T* h = b.h[l % 2];
      multiply_panels(
          kernels_, b.temp, below, below_stride, net_.forward[l], rows,
          [&](std::int64_t j, std::int64_t columns) {
            const jet_block<T> jet = {nullptr, layer.jet.slope + j, layer.jet.curvature + j, layer.jet.third + j};
            kernels_.energy_forward(h + j, layer.z_cotangent + j, stride, jet, g_of(l, b) + j, g_stride(l),
                                    traced_ ? squares_of(l, b) + j : nullptr, squares_stride(l), b.factor, b.temp, rows,
                                    columns);
          },
          tangent_width(l));
      below = h;
      below_stride = stride;
    }
    if (weights_wanted_) {
      kernels_.column_sums(part.last, below, below_stride, nullptr, rows, tangent_width(hidden_));
      if (exact_ && traced_) add_squares(rows, part, b);
    }
  }
  // Of the exact Laplacian: what the squares of the first layer's weights are multiplied by.
  void add_squares(std::int64_t rows, part_sums<T>& part, tile& b) const {
    const std::int64_t stride = net_.strides[1];
    T* product = b.h[1];
    kernels_.scale_by(product, stride, b.layers[0].jet.curvature, last_row(), 0, rows, net_.widths[1]);
    kernels_.column_sums(part.loop, product, stride, b.factor, rows, net_.widths[1]);
  }

  void reverse_tangents(std::int64_t rows, part_sums<T>& part, tile& b) const {
    for (std::int64_t k = 0; k < probe_count_; ++k) {
      if (probe_count_ > 1) run_tangent(k, rows, false, b);
      for (std::size_t l = hidden_; l-- > 0;) {
        const layer_buffers& layer = b.layers[l];
        const std::int64_t stride = net_.strides[l + 1];
        const auto step = [&](std::int64_t j, std::int64_t columns, const T* z) {
          const jet_block<T> jet = {nullptr, layer.jet.slope + j, layer.jet.curvature + j, nullptr};
          kernels_.energy_tangent_reverse(layer.c + j, layer.u + j, stride, jet, g_of(l, b) + j, g_stride(l), b.factor,
                                          T(2) * probe_weight_, z, rows, columns, k > 0);
        };
        if (l + 1 == hidden_) {
          step(0, net_.widths[l + 1], nullptr);
        } else {
          multiply_panels(kernels_, b.temp, b.layers[l + 1].u, net_.strides[l + 2], net_.reverse[l + 1], rows,
                          [&](std::int64_t j, std::int64_t columns) { step(j, columns, b.temp); });
        }
        if (weights_wanted_) {
          add_product(part, l, layer.u, stride, l == 0 ? b.v : b.layers[l - 1].t, l == 0 ? d_stride_ : net_.strides[l],
                      tangent_width(l), rows);
        }
      }
    }
  }

  void reverse(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    const bool by_value = call_.value_cotangent != nullptr && call_.objective == objective_kind::cotangents;
    if (weights_wanted_ && by_value) {
      kernels_.column_sums(part.last, value_of(hidden_, b), net_.strides[hidden_], b.value_factor, rows,
                           net_.widths[hidden_]);
      for (std::int64_t r = 0; r < rows; ++r) part.biases[hidden_][0] += static_cast<double>(b.value_factor[r]);
    }
    for (std::size_t l = hidden_; l-- > 0;) {
      const layer_buffers& layer = b.layers[l];
      const std::int64_t stride = net_.strides[l + 1];
      if (l + 1 == hidden_) {
        if (by_value)
          kernels_.energy_reverse(layer.z_cotangent, stride, layer.jet, nullptr, last_row(), 0, b.value_factor, rows,
                                  net_.widths[l + 1]);
      } else {
        multiply_panels(kernels_, b.temp, b.layers[l + 1].z_cotangent, net_.strides[l + 2], net_.reverse[l + 1], rows,
                        [&](std::int64_t j, std::int64_t columns) {
                          const jet_block<T> jet = {nullptr, layer.jet.slope + j, layer.jet.curvature + j, nullptr};
                          kernels_.energy_reverse(layer.z_cotangent + j, stride, jet,
                                                  probed_ && traced_ ? layer.c + j : nullptr, b.temp, kernels_.panel,
                                                  nullptr, rows, columns);
                        });
      }
      if (!weights_wanted_) continue;
      add_product(part, l, layer.z_cotangent, stride, value_of(l, b), net_.strides[l], net_.widths[l], rows);
      kernels_.column_sums(part.biases[l], layer.z_cotangent, stride, nullptr, rows, net_.widths[l + 1]);
    }
    if (call_.x_gradient == nullptr) return;
    if (hidden_ == 0) {
      for (std::int64_t r = 0; r < rows; ++r)
        for (std::int64_t j = 0; j < d_; ++j)
          call_.x_gradient[(first + r) * d_ + j] = b.value_factor[r] * last_row()[j];
      return;
    }
    const packed_matrix<T>& matrix = net_.reverse[0];
    for (std::int64_t j = 0; j < d_; j += kernels_.panel)
      kernels_.multiply(b.v + j, d_stride_, b.layers[0].z_cotangent, net_.strides[1], matrix.panel_at(j), matrix.depth,
                        rows, std::min(kernels_.panel, d_ - j));
    store_rows(call_.x_gradient + first * d_, d_, b.v, d_stride_, rows);
  }

  // Columns of a layer's weights that tangents, and cotangents of gradients, meet.
  std::int64_t tangent_width(std::size_t layer) const { return layer == 0 ? d_ : net_.widths[layer]; }

  void add_product(part_sums<T>& part, std::size_t layer, const T* left, std::int64_t left_stride, const T* right,
                   std::int64_t right_stride, std::int64_t columns, std::int64_t rows) const {
    add_to_layer(net_, part, layer, left, left_stride, right, right_stride, columns, rows);
  }

  const packed_network<T>& net_;
  network_call<T>& call_;
  const network_kernels<T>& kernels_;
  std::size_t hidden_;
  std::int64_t d_, d_stride_;
  bool exact_, probed_;
  bool gradients_;
  bool traced_;  // whether gradients depend on the Laplacian
  bool weights_wanted_;
  std::int64_t probe_count_;
  T probe_weight_;
};

}  // namespace

template <class T>
void run_energy(const packed_network<T>& network, network_call<T>& call) {
  run_parts(energy_run<T>(network, call), network, call);
}

template void run_energy(const packed_network<float>&, network_call<float>&);
template void run_energy(const packed_network<double>&, network_call<double>&);

}  // namespace likelier::engine
