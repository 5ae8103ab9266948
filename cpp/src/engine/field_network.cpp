// Vector fields: s, its divergence, and the reverse pass of both.
#include <numeric>

#include "engine/network_support.hpp"

namespace likelier::engine {
namespace {

template <class T>
class field_run {
 public:
  field_run(const packed_network<T>& network, network_call<T>& call)
      : net_(network),
        call_(call),
        kernels_(*network.kernels),
        hidden_(static_cast<std::size_t>(network.hidden_layers())),
        d_(network.inputs),
        d_stride_(row_stride(kernels_, d_)),
        exact_(call.trace == trace_kind::exact),
        probed_(call.trace == trace_kind::probes || call.trace == trace_kind::basis),
        gradients_(call.wants_gradients()),
        traced_(call.trace != trace_kind::none &&
                (call.objective != objective_kind::cotangents || call.trace_cotangent != nullptr)),
        weights_wanted_(gradients_ && call.weight_gradients_wanted),
        weighted_(call.objective == objective_kind::weighted),
        has_products_(weights_wanted_ && exact_ && traced_ && hidden_ == 2),
        probe_count_(call.trace == trace_kind::basis ? d_ : call.probe_count),
        probe_weight_(call.trace == trace_kind::basis ? 1.0 : 1.0 / static_cast<double>(probe_count_)) {}

  // Buffers of a tile, one row in each of a layer's stride.
  struct tile {
    tile(const field_run& owner, std::int64_t rows, layout<T>& place) {
      const auto take = [&](std::int64_t count) { return place.take(count); };
      x = take(rows * owner.net_.strides[0]);
      plain = take(rows * owner.d_stride_);
      s = take(rows * owner.d_stride_);
      s_cotangent = take(rows * owner.d_stride_);
      inner = take(rows * owner.d_stride_);
      v = take(rows * owner.d_stride_);
      drawn = take(tile_probes<T>::elements(owner.call_, owner.d_, rows));
      temp = take(rows * owner.kernels_.panel);
      sums = take(rows * owner.kernels_.width);
      for (T** row : {&trace, &by_probe, &probe_scale, &scale, &factor, &loss, &ones}) *row = take(rows);
      for (std::size_t l = 0; l < owner.hidden_; ++l) {
        const std::int64_t count = rows * owner.net_.strides[l + 1];
        layers.push_back({take(count), take(count), take(count), nullptr});
        if (!owner.probed_) continue;
        u.push_back(take(count));
        t.push_back(take(count));
        c.push_back(take(count));
      }
    }

    const T* input = nullptr;  // x as the network takes it: of the tile, or the caller's
    std::int64_t input_stride = 0;
    T* drawn;
    tile_probes<T> probes;
    T *x, *plain;                    // what goes into the network, and x itself
    T *s, *s_cotangent, *inner, *v;  // inner: the cotangent of the network's own output
    T *temp, *sums;
    T *trace = nullptr, *by_probe = nullptr, *probe_scale = nullptr, *scale = nullptr;
    T *factor = nullptr, *loss = nullptr, *ones = nullptr;
    std::vector<jet_block<T>> layers;
    std::vector<T*> u, t, c;
  };

  std::int64_t work_of_row() const {
    return net_.work_of_row() * (gradients_ ? 3 : 1) * (1 + (probed_ ? probe_count_ : 0));
  }
  bool weights_wanted() const { return weights_wanted_; }
  bool has_products() const { return has_products_; }

  void run_tile(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    load(first, rows, b);
    if (probed_) b.probes.start(call_, d_, first, rows, b.drawn);
    forward(first, rows, b);
    if (gradients_) prepare_cotangents(first, rows, b);
    std::fill(b.trace, b.trace + rows, T(0));
    if (exact_) exact_trace(rows, b);
    if (probed_) run_probes(rows, part, b);
    if (call_.trace != trace_kind::none) finish_trace(first, rows, b);
    if (call_.s != nullptr) store_rows(call_.s + first * d_, d_, b.s, d_stride_, rows);
    if (call_.trace_value != nullptr) std::copy(b.trace, b.trace + rows, call_.trace_value + first);
    if (!gradients_) return;
    if (call_.objective != objective_kind::cotangents) {
      for (std::int64_t r = 0; r < rows; ++r) {
        const T loss = b.loss[r] + b.trace[r];
        if (call_.losses != nullptr) call_.losses[first + r] = loss;
        part.loss.add(static_cast<double>(b.factor[r]) * static_cast<double>(loss));
      }
    }
    reverse(first, rows, part, b);
  }

  void finish(sums_of_parts<T>& sums) const {
    part_sums<T>& total = sums.parts.front();
    const std::size_t layers = net_.widths.size() - 1;
    // What the exact divergence adds to the first and the last layer is made of the sums of all rows.
    std::vector<bool> kept(layers, false);
    if (exact_ && traced_ && hidden_ <= 2) kept.front() = kept.back() = true;
    if (has_products_) kept[1] = true;
    const std::int64_t h = hidden_ > 0 ? net_.widths[1] : 0;
    sums.merge(net_, call_, kept);
    if (has_products_) finish_two(total);
    if (exact_ && traced_ && hidden_ == 1) {
      for (const part_sums<T>& part : sums.parts)
        for (std::int64_t j = 0; &part != &total && j < h; ++j) total.loop[j] += part.loop[j];
      finish_one(total);
    }
    if (exact_ && traced_ && hidden_ == 0) {
      double cotangents = 0.0;
      for (const part_sums<T>& part : sums.parts) cotangents += part.linear_cotangents;
      for (std::int64_t i = 0; i < d_; ++i) total.weights[0][i * net_.strides[0] + i] += static_cast<T>(cotangents);
    }
    for (std::size_t l = 0; l < layers; ++l) {
      if (kept[l])
        store_rows(call_.weight_gradients[l], net_.widths[l], total.weights[l], net_.strides[l], net_.widths[l + 1]);
    }
    if (net_.has_skip) finish_skip(sums);
  }

 private:
  const T* value_of(std::size_t layer, const tile& b) const { return layer == 0 ? b.input : b.layers[layer - 1].value; }
  std::int64_t value_stride(std::size_t layer, const tile& b) const {
    return layer == 0 ? b.input_stride : net_.strides[layer];
  }

  // ---- Forward.

  void load(std::int64_t first, std::int64_t rows, tile& b) const {
    const std::int64_t stride = net_.strides[0];
    b.input = b.x;
    b.input_stride = stride;
    if (!gradients_ && net_.conditions == 0 && call_.input_scale == nullptr) {
      // The left side of a product needs no padding.
      b.input = call_.x + first * d_;
      b.input_stride = d_;
    } else {
      load_rows(b.x, stride, 0, call_.x + first * d_, d_, from(call_.input_scale, first), rows, stride);
    }
    if (net_.conditions > 0)
      load_rows<T>(b.x, stride, d_, call_.conditions + first * net_.conditions, net_.conditions, nullptr, rows, stride);
    if (net_.has_skip) std::fill(b.ones, b.ones + rows, T(1));
    if (net_.has_skip || call_.skip_scale != nullptr)
      load_rows<T>(b.plain, d_stride_, 0, call_.x + first * d_, d_, nullptr, rows, d_stride_);
  }

  void forward(std::int64_t first, std::int64_t rows, tile& b) const {
    const bool slopes = gradients_ || call_.trace != trace_kind::none;
    for (std::size_t l = 0; l < hidden_; ++l) {
      multiply_panels(kernels_, b.temp, value_of(l, b), value_stride(l, b), net_.forward[l], rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        const jet_block<T>& layer = b.layers[l];
                        const jet_block<T> results = {layer.value + j, slopes ? layer.slope + j : nullptr,
                                                      layer.curvature + j, nullptr};
                        kernels_.activate[net_.activation](results, net_.strides[l + 1], b.temp,
                                                           net_.biases[l].get() + j, rows, columns);
                      });
    }
    multiply_panels(kernels_, b.temp, value_of(hidden_, b), value_stride(hidden_, b), net_.forward[hidden_], rows,
                    [&](std::int64_t j, std::int64_t columns) {
                      kernels_.add_bias(b.s + j, d_stride_, b.temp, net_.biases[hidden_].get() + j, rows, columns);
                    });
    if (call_.output_scale != nullptr)
      kernels_.scale_rows(b.s, d_stride_, b.s, d_stride_, call_.output_scale + first, rows, d_);
    if (call_.skip_scale != nullptr)
      kernels_.add_rows(b.s, d_stride_, b.plain, d_stride_, call_.skip_scale + first, rows, d_);
    if (net_.has_skip) {
      multiply_panels(kernels_, b.temp, b.plain, d_stride_, net_.skip_forward, rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        kernels_.add_rows(b.s + j, d_stride_, b.temp, kernels_.panel, b.ones, rows, columns);
                      });
    }
  }

  // The cotangents that s alone decides, and those of the trace, which nothing does.
  void prepare_cotangents(std::int64_t first, std::int64_t rows, tile& b) const {
    std::fill(b.loss, b.loss + rows, T(0));
    if (call_.objective == objective_kind::cotangents) {
      for (std::int64_t r = 0; r < rows; ++r)
        b.factor[r] = call_.trace_cotangent == nullptr ? T(0) : call_.trace_cotangent[first + r];
    } else {
      for (std::int64_t r = 0; r < rows; ++r) b.factor[r] = call_.factor(first + r);
    }
    if (call_.objective == objective_kind::residual) {
      load_target(first, rows, b);
      kernels_.dot(b.loss, b.s_cotangent, d_stride_, b.s_cotangent, d_stride_, rows, d_);
      for (std::int64_t r = 0; r < rows; ++r) b.loss[r] *= T(0.5);
      kernels_.scale_rows(b.s_cotangent, d_stride_, b.s_cotangent, d_stride_, b.factor, rows, d_);
    } else if (weighted_) {
      weigh_dimensions(call_, first, rows, d_, T(1), b.s, d_stride_, b.factor, b.loss, b.s_cotangent);
    } else if (call_.objective == objective_kind::cotangents && call_.s_cotangent != nullptr) {
      load_rows<T>(b.s_cotangent, d_stride_, 0, call_.s_cotangent + first * d_, d_, nullptr, rows, d_stride_);
    } else {
      std::fill(b.s_cotangent, b.s_cotangent + rows * d_stride_, T(0));
    }
    for (std::int64_t r = 0; r < rows; ++r) b.scale[r] = b.factor[r] * inner_factor(first + r);
  }
  // s - target.
  void load_target(std::int64_t first, std::int64_t rows, tile& b) const {
    if (call_.target == nullptr) {
      std::copy(b.s, b.s + rows * d_stride_, b.s_cotangent);
      return;
    }
    for (std::int64_t r = 0; r < rows; ++r) {
      const T* s = b.s + r * d_stride_;
      const T* target = call_.target + (first + r) * d_;
      T* row = b.s_cotangent + r * d_stride_;
      for (std::int64_t j = 0; j < d_; ++j) row[j] = s[j] - target[j];
      std::fill(row + d_, row + d_stride_, T(0));
    }
  }
  // What the scales make of a derivative of the network's own output by its own input.
  T inner_factor(std::int64_t row) const {
    const T in = call_.input_scale == nullptr ? T(1) : call_.input_scale[row];
    return call_.output_scale == nullptr ? in : in * call_.output_scale[row];
  }
  void finish_trace(std::int64_t first, std::int64_t rows, tile& b) const {
    for (std::int64_t r = 0; r < rows; ++r) {
      T trace = b.trace[r] * inner_factor(first + r);
      if (call_.skip_scale != nullptr) trace += identity_trace(first + r) * call_.skip_scale[first + r];
      b.trace[r] = net_.has_skip ? trace + skip_trace(first + r) : trace;
    }
  }
  T identity_trace(std::int64_t row) const {
    if (!weighted_) return static_cast<T>(d_);
    const T* w = call_.dimension_weights + row * d_;
    return std::accumulate(w, w + d_, T(0));
  }
  T skip_trace(std::int64_t row) const {
    if (!weighted_) return static_cast<T>(net_.skip_trace);
    double sum = 0.0;
    for (std::int64_t j = 0; j < d_; ++j) sum += weight_of(row, j) * net_.skip_diagonal[static_cast<std::size_t>(j)];
    return static_cast<T>(sum);
  }
  double weight_of(std::int64_t row, std::int64_t dimension) const {
    return weighted_ ? static_cast<double>(call_.dimension_weights[row * d_ + dimension]) : 1.0;
  }

  // ---- Divergences. What they leave in the curvatures, or in c beside these, the reverse pass takes.

  void exact_trace(std::int64_t rows, tile& b) const {
    if (hidden_ == 0) {
      std::fill(b.trace, b.trace + rows, static_cast<T>(net_.linear_trace));
      return;
    }
    std::fill(b.sums, b.sums + rows * kernels_.width, T(0));
    const bool keep = gradients_ && traced_;
    const jet_block<T>& one = b.layers[0];
    if (hidden_ == 1) {
      kernels_.trace(b.sums, keep ? one.curvature : nullptr, net_.strides[1], one.slope, b.scale, net_.loop.get(), 0,
                     rows, net_.widths[1]);
    } else {
      const jet_block<T>& two = b.layers[1];
      multiply_panels(kernels_, b.temp, one.slope, net_.strides[1], net_.through, rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        kernels_.trace(b.sums, keep ? two.curvature + j : nullptr, net_.strides[2], two.slope + j,
                                       b.scale, b.temp, kernels_.panel, rows, columns);
                      });
      if (keep) {
        multiply_panels(kernels_, b.temp, two.slope, net_.strides[2], net_.back, rows,
                        [&](std::int64_t j, std::int64_t columns) {
                          kernels_.trace(nullptr, one.curvature + j, net_.strides[1], nullptr, b.scale, b.temp,
                                         kernels_.panel, rows, columns);
                        });
      }
    }
    kernels_.reduce(b.trace, b.sums, rows);
  }

  void run_probes(std::int64_t rows, part_sums<T>& part, tile& b) const {
    const bool keep = gradients_ && traced_;
    const T weight = static_cast<T>(probe_weight_);
    for (std::int64_t r = 0; keep && r < rows; ++r) b.probe_scale[r] = weight * b.scale[r];
    for (std::int64_t k = 0; k < probe_count_; ++k) {
      b.probes.load(k, b.v, d_stride_);
      const T* last_tangent = b.v;
      std::int64_t last_stride = d_stride_;
      for (std::size_t l = 0; l < hidden_; ++l) {
        multiply_panels(
            kernels_, b.temp, last_tangent, last_stride, net_.forward[l], rows,
            [&](std::int64_t j, std::int64_t columns) {
              kernels_.tangent(b.u[l] + j, b.t[l] + j, net_.strides[l + 1], b.layers[l].slope + j, b.temp, rows,
                               columns);
            },
            l == 0 ? d_ : net_.widths[l]);
        last_tangent = b.t[l];
        last_stride = net_.strides[l + 1];
      }
      std::fill(b.sums, b.sums + rows * kernels_.width, T(0));
      multiply_panels(
          kernels_, b.temp, b.v, d_stride_, net_.reverse[hidden_], rows, [&](std::int64_t j, std::int64_t columns) {
            const bool has_layer = keep && hidden_ > 0;
            kernels_.tangent_reverse(b.sums, has_layer ? b.c[hidden_ - 1] + j : nullptr,
                                     has_layer ? b.u[hidden_ - 1] + j : nullptr, last_stride, last_tangent + j,
                                     has_layer ? b.layers[hidden_ - 1].slope + j : nullptr, b.probe_scale, b.temp, rows,
                                     columns, k > 0);
          });
      kernels_.reduce(b.by_probe, b.sums, rows);
      for (std::int64_t r = 0; r < rows; ++r) b.trace[r] += weight * b.by_probe[r];
      if (call_.objective == objective_kind::sliced) add_sliced(rows, weight, b);
      if (keep) reverse_probe(rows, k, last_tangent, last_stride, part, b);
    }
  }

  // (v.s)^2 / 2.
  void add_sliced(std::int64_t rows, T weight, tile& b) const {
    kernels_.dot(b.by_probe, b.v, d_stride_, b.s, d_stride_, rows, d_);
    for (std::int64_t r = 0; r < rows; ++r) {
      const T along = b.by_probe[r];
      b.loss[r] += weight * (T(0.5) * along * along);
      b.by_probe[r] = b.factor[r] * weight * along;
    }
    kernels_.add_rows(b.s_cotangent, d_stride_, b.v, d_stride_, b.by_probe, rows, d_);
  }

  void reverse_probe(std::int64_t rows, std::int64_t k, const T* last_tangent, std::int64_t last_stride,
                     part_sums<T>& part, tile& b) const {
    if (weights_wanted_) {
      kernels_.scale_rows(b.inner, d_stride_, b.v, d_stride_, b.probe_scale, rows, d_);
      add_product(part, hidden_, b.inner, d_stride_, last_tangent, last_stride, tangent_width(hidden_), rows);
    }
    for (std::size_t l = hidden_; l-- > 0;) {
      const std::int64_t stride = net_.strides[l + 1];
      if (weights_wanted_) {
        add_product(part, l, b.u[l], stride, l == 0 ? b.v : b.t[l - 1], l == 0 ? d_stride_ : net_.strides[l],
                    tangent_width(l), rows);
      }
      if (l == 0) break;
      multiply_panels(kernels_, b.temp, b.u[l], stride, net_.reverse[l], rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        kernels_.tangent_reverse(nullptr, b.c[l - 1] + j, b.u[l - 1] + j, net_.strides[l], nullptr,
                                                 b.layers[l - 1].slope + j, nullptr, b.temp, rows, columns, k > 0);
                      });
    }
  }
  // Columns of a layer's weights that tangents meet.
  std::int64_t tangent_width(std::size_t layer) const { return layer == 0 ? d_ : net_.widths[layer]; }

  // ---- Reverse.

  void reverse(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    const T* above = b.s_cotangent;
    if (call_.output_scale != nullptr) {
      kernels_.scale_rows(b.inner, d_stride_, b.s_cotangent, d_stride_, call_.output_scale + first, rows, d_);
      above = b.inner;
    }
    std::int64_t above_stride = d_stride_;
    add_layer(part, hidden_, above, above_stride, rows, b);
    for (std::size_t l = hidden_; l-- > 0;) {
      const std::int64_t stride = net_.strides[l + 1];
      const jet_block<T>& layer = b.layers[l];
      multiply_panels(kernels_, b.temp, above, above_stride, net_.reverse[l + 1], rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        kernels_.reverse(layer.curvature + j, stride, layer.slope + j,
                                         probed_ && traced_ ? b.c[l] + j : nullptr, b.temp, rows, columns, traced_);
                      });
      above = layer.curvature;
      above_stride = stride;
      add_layer(part, l, above, above_stride, rows, b);
    }
    if (weights_wanted_) add_loops(first, rows, part, b);
    if (call_.x_gradient != nullptr) x_gradient(first, rows, above, above_stride, b);
  }

  void add_layer(part_sums<T>& part, std::size_t layer, const T* cotangent, std::int64_t stride, std::int64_t rows,
                 const tile& b) const {
    if (!weights_wanted_) return;
    add_product(part, layer, cotangent, stride, value_of(layer, b), net_.strides[layer], net_.widths[layer], rows);
    kernels_.column_sums(part.biases[layer], cotangent, stride, nullptr, rows, net_.widths[layer + 1]);
  }

  void add_product(part_sums<T>& part, std::size_t layer, const T* left, std::int64_t left_stride, const T* right,
                   std::int64_t right_stride, std::int64_t columns, std::int64_t rows) const {
    add_to_layer(net_, part, layer, left, left_stride, right, right_stride, columns, rows);
  }

  // What the weights get from the exact divergence and from the linear skip.
  void add_loops(std::int64_t first, std::int64_t rows, part_sums<T>& part, tile& b) const {
    if (has_products_) {
      T* slope = b.layers[1].slope;
      kernels_.scale_rows(slope, net_.strides[2], slope, net_.strides[2], b.scale, rows, net_.widths[2]);
      kernels_.multiply_transposed(part.products, net_.strides[1], slope, net_.strides[2], b.layers[0].slope,
                                   net_.strides[1], rows, net_.widths[2], net_.widths[1], part.products_written);
      part.products_written = true;
    } else if (exact_ && traced_ && hidden_ == 1) {
      kernels_.column_sums(part.loop, b.layers[0].slope, net_.strides[1], b.scale, rows, net_.widths[1]);
    } else if (exact_ && traced_) {
      for (std::int64_t r = 0; r < rows; ++r) part.linear_cotangents += static_cast<double>(b.scale[r]);
    }
    if (!net_.has_skip) return;
    kernels_.multiply_transposed(part.skip, d_stride_, b.s_cotangent, d_stride_, b.plain, d_stride_, rows, d_, d_,
                                 part.skip_written);
    part.skip_written = true;
    for (std::int64_t r = 0; traced_ && r < rows; ++r)
      for (std::int64_t j = 0; j < d_; ++j)
        part.skip_cotangents[j] += static_cast<double>(b.factor[r]) * weight_of(first + r, j);
  }

  void x_gradient(std::int64_t first, std::int64_t rows, const T* above, std::int64_t above_stride, tile& b) const {
    for (std::int64_t j = 0; j < d_; j += kernels_.panel)
      kernels_.multiply(b.v + j, d_stride_, above, above_stride, net_.reverse[0].panel_at(j), net_.reverse[0].depth,
                        rows, std::min(kernels_.panel, d_ - j));
    if (call_.input_scale != nullptr)
      kernels_.scale_rows(b.v, d_stride_, b.v, d_stride_, call_.input_scale + first, rows, d_);
    if (call_.skip_scale != nullptr)
      kernels_.add_rows(b.v, d_stride_, b.s_cotangent, d_stride_, call_.skip_scale + first, rows, d_);
    if (net_.has_skip) {
      multiply_panels(kernels_, b.temp, b.s_cotangent, d_stride_, net_.skip_reverse, rows,
                      [&](std::int64_t j, std::int64_t columns) {
                        kernels_.add_rows(b.v + j, d_stride_, b.temp, kernels_.panel, b.ones, rows, columns);
                      });
    }
    store_rows(call_.x_gradient + first * d_, d_, b.v, d_stride_, rows);
  }

  // ---- After all rows.

  void finish_skip(const sums_of_parts<T>& sums) const {
    for (std::int64_t i = 0; i < d_; ++i) {
      for (std::int64_t j = 0; j < d_; ++j) {
        double sum = 0.0;
        for (const part_sums<T>& part : sums.parts) {
          sum += static_cast<double>(part.skip[i * d_stride_ + j]);
          if (i == j) sum += part.skip_cotangents[i];
        }
        call_.skip_gradient[i * d_ + j] = static_cast<T>(sum);
      }
    }
  }

  // c_j = sum over i of W1[j, i] W2[i, j].
  void finish_one(part_sums<T>& total) const {
    const packed_matrix<T>& w1 = net_.forward[0];
    const packed_matrix<T>& w2 = net_.reverse[1];
    for (std::int64_t j = 0; j < net_.widths[1]; ++j) {
      const T by_loop = static_cast<T>(total.loop[j]);
      for (std::int64_t i = 0; i < d_; ++i) {
        total.weights[0][j * net_.strides[0] + i] += by_loop * w2.at(i, j);
        total.weights[1][i * net_.strides[1] + j] += by_loop * w1.at(i, j);
      }
    }
  }

  // With G = Q o W2: W2 gets Q o M^T, W1 gets (W3 G)^T, W3 gets (G W1)^T.
  void finish_two(part_sums<T>& total) const {
    const std::int64_t h1 = net_.widths[1], h2 = net_.widths[2], stride = net_.strides[1];
    constexpr std::int64_t rows_of_task = 24;
    T* g = total.products;
    for_tasks((h2 + rows_of_task - 1) / rows_of_task, h1 * h2 * (d_ + 4), [&](std::int64_t task) {
      const std::int64_t begin = task * rows_of_task, end = std::min(h2, begin + rows_of_task);
      T* rows = g + begin * stride;
      kernels_.energy_reverse(total.weights[1] + begin * stride, stride, {nullptr, nullptr, rows, nullptr},
                              net_.loop.get() + begin * stride, nullptr, 0, nullptr, end - begin, h1);
      kernels_.scale_by(rows, stride, rows, net_.middle.get() + begin * stride, stride, end - begin, h1);
      const numbers<T> temp(net_.memory, rows_of_task * kernels_.panel);
      multiply_panels(kernels_, temp.get(), g + begin * stride, stride, net_.reverse[0], end - begin,
                      [&](std::int64_t i0, std::int64_t columns) {
                        for (std::int64_t i = 0; i < columns; ++i)
                          for (std::int64_t k = begin; k < end; ++k)
                            total.weights[2][(i0 + i) * net_.strides[2] + k] +=
                                temp.get()[(k - begin) * kernels_.panel + i];
                      });
    });
    for_tasks((h1 + rows_of_task - 1) / rows_of_task, h1 * h2 * d_, [&](std::int64_t task) {
      const std::int64_t begin = task * rows_of_task, end = std::min(h1, begin + rows_of_task);
      for (std::int64_t i = 0; i < d_; i += kernels_.panel) {
        kernels_.multiply_transposed(total.weights[0] + begin * net_.strides[0] + i, net_.strides[0], g + begin, stride,
                                     net_.forward[2].panel_at(i), kernels_.panel, h2, end - begin,
                                     std::min(kernels_.panel, d_ - i), true);
      }
    });
  }

  static const T* from(const T* array, std::int64_t first) { return array == nullptr ? nullptr : array + first; }

  const packed_network<T>& net_;
  network_call<T>& call_;
  const network_kernels<T>& kernels_;
  std::size_t hidden_;
  std::int64_t d_, d_stride_;
  bool exact_, probed_;
  bool gradients_;
  bool traced_;  // whether gradients depend on the trace
  bool weights_wanted_;
  bool weighted_;
  bool has_products_;
  std::int64_t probe_count_;
  double probe_weight_;
};

}  // namespace

template <class T>
void run_field(const packed_network<T>& network, network_call<T>& call) {
  run_parts(field_run<T>(network, call), network, call);
}

template void run_field(const packed_network<float>&, network_call<float>&);
template void run_field(const packed_network<double>&, network_call<double>&);

}  // namespace likelier::engine
