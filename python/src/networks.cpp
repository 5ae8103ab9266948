#include "engine/networks.hpp"

#include <string>
#include <utility>

#include "arrays.hpp"
#include "likelier/networks/activations.hpp"
#include "probe_kinds.hpp"

namespace likelier::bindings {
namespace {

using engine::network_call;
using engine::network_view;
using engine::packed_network;
using engine::packing;
using engine::trace_kind;

trace_kind trace_of(const std::string& name) {
  if (name == "none") return trace_kind::none;
  if (name == "exact") return trace_kind::exact;
  if (name == "probes") return trace_kind::probes;
  if (name == "basis") return trace_kind::basis;
  throw py::value_error("trace: expected 'none', 'exact', 'probes' or 'basis', got '" + name + "'");
}

engine::objective_kind objective_of(const std::string& name) {
  if (name == "values") return engine::objective_kind::values;
  if (name == "cotangents") return engine::objective_kind::cotangents;
  if (name == "residual") return engine::objective_kind::residual;
  if (name == "sliced") return engine::objective_kind::sliced;
  if (name == "weighted") return engine::objective_kind::weighted;
  throw py::value_error("objective: expected 'values', 'cotangents', 'residual', 'sliced' or 'weighted', got '" + name +
                        "'");
}

template <class T>
using plain_array = py::array_t<T, py::array::c_style>;

// Contiguous numbers, of which there are so many; null for None.
template <class T>
const T* read(const py::handle& x, std::int64_t size, const char* name) {
  if (x.is_none()) return nullptr;
  if (!py::isinstance<plain_array<T>>(x))
    throw py::type_error(std::string(name) + ": expected a contiguous array of the network's dtype");
  const auto array = py::reinterpret_borrow<py::array>(x);
  if (array.size() != size)
    throw py::value_error(std::string(name) + ": expected " + std::to_string(size) + " numbers, got " +
                          std::to_string(array.size()));
  return static_cast<const T*>(array.data());
}
template <class T>
T* written(const py::handle& x, std::int64_t size, const char* name) {
  if (x.is_none()) return nullptr;
  read<T>(x, size, name);
  return static_cast<T*>(py::reinterpret_borrow<py::array>(x).mutable_data());
}

template <class T>
std::int64_t step_of(const py::array& array, int axis, const char* name) {
  if (array.strides(axis) % static_cast<py::ssize_t>(sizeof(T)) != 0 ||
      reinterpret_cast<std::uintptr_t>(array.data()) % alignof(T) != 0)
    throw py::value_error(std::string(name) + ": expected aligned elements");
  return array.strides(axis) / static_cast<py::ssize_t>(sizeof(T));
}

// The arrays are those of the user: what is written to them is seen at the next call.
template <class T>
class network {
 public:
  using number = T;

  network(const py::list& weights, const py::list& biases, std::int64_t inputs, int activation, const py::object& skip)
      : weights_(weights), biases_(biases), skip_(skip) {
    view_.inputs = inputs;
    view_.activation = activation;
    view_.memory = engine::make_block_pool();
    for (std::size_t l = 0; l < weights.size(); ++l) {
      const auto w = py::cast<py::array>(weights[l]);
      engine::layer_view<T> layer;
      layer.weights = static_cast<const T*>(w.data());
      layer.row_step = step_of<T>(w, 0, "weights");
      layer.column_step = step_of<T>(w, 1, "weights");
      layer.outputs = w.shape(0);
      layer.inputs = w.shape(1);
      if (!biases[l].is_none()) {
        const auto b = py::cast<py::array>(biases[l]);
        layer.bias = static_cast<const T*>(b.data());
        layer.bias_step = step_of<T>(b, 0, "biases");
      }
      view_.layers.push_back(layer);
    }
    if (!skip.is_none()) {
      const auto matrix = py::cast<py::array>(skip);
      view_.skip = static_cast<const T*>(matrix.data());
      view_.skip_row_step = step_of<T>(matrix, 0, "skip");
      view_.skip_column_step = step_of<T>(matrix, 1, "skip");
    }
  }

  const network_view<T>& view() const { return view_; }

  // The first layer alone, without activation.
  void apply_layer(const py::array& x, py::array& result) const {
    const auto& layer = view_.layers.front();
    const std::int64_t rows = x.size() / layer.inputs;
    const T* from = read<T>(x, rows * layer.inputs, "x");
    T* to = written<T>(result, rows * layer.outputs, "result");
    const py::gil_scoped_release release;
    engine::multiply(to, from, rows, layer, view_.memory);
  }

 private:
  py::list weights_, biases_;
  py::object skip_;
  network_view<T> view_;
};

template <class T>
struct snapshot {
  std::shared_ptr<const packed_network<T>> packed;
};

template <class T>
snapshot<T> pack(const network<T>& net, const std::string& trace, bool reverse, bool energy) {
  packing wanted;
  wanted.trace = trace_of(trace);
  wanted.reverse = reverse;
  wanted.energy = energy;
  const py::gil_scoped_release release;
  return {engine::pack(net.view(), wanted)};
}

template <class T>
double run(const network<T>& net, const snapshot<T>* packed, bool energy, const py::array& x,
           const py::object& condition, const py::object& input_scale, const py::object& output_scale,
           const py::object& skip_scale, const std::string& trace, const py::object& probes,
           const std::string& objective, const py::object& s_cotangent, const py::object& trace_cotangent,
           const py::object& value_cotangent, const py::object& target, const py::object& factors,
           const py::object& dimension_weights, const py::object& dimension_slopes, const py::object& value,
           const py::object& s, const py::object& trace_value, const py::object& losses, const py::object& x_gradient,
           const py::object& weight_gradients, const py::object& bias_gradients, const py::object& skip_gradient) {
  const network_view<T>& view = net.view();
  network_call<T> call;
  const std::int64_t d = view.inputs;
  call.rows = x.size() / d;
  const std::int64_t rows = call.rows;
  call.x = read<T>(x, rows * d, "x");
  call.conditions = read<T>(condition, rows * view.conditions(), "condition");
  call.input_scale = read<T>(input_scale, rows, "c_in");
  call.output_scale = read<T>(output_scale, rows, "c_out");
  call.skip_scale = read<T>(skip_scale, rows, "c_skip");
  call.trace = trace_of(trace);
  if (call.trace == trace_kind::probes) {
    if (py::isinstance<py::tuple>(probes)) {
      const auto drawn = py::cast<py::tuple>(probes);
      call.kind = kind_of_probe(py::cast<std::string>(drawn[0]));
      call.probe_count = py::cast<std::int64_t>(drawn[1]);
      call.seed = py::cast<std::uint64_t>(drawn[2]);
    } else {
      if (probes.is_none()) throw py::value_error("probes: expected an array, got None");
      call.probe_count = py::cast<py::array>(probes).shape(0);
      call.probes = read<T>(probes, call.probe_count * rows * d, "probes");
    }
  }
  call.objective = objective_of(objective);
  call.s_cotangent = read<T>(s_cotangent, rows * d, "s_cotangent");
  call.trace_cotangent = read<T>(trace_cotangent, rows, "trace_cotangent");
  call.value_cotangent = read<T>(value_cotangent, rows, "value_cotangent");
  call.target = read<T>(target, rows * d, "target");
  call.factors = read<T>(factors, rows, "factors");
  call.dimension_weights = read<T>(dimension_weights, rows * d, "dimension_weights");
  call.dimension_slopes = read<T>(dimension_slopes, rows * d, "dimension_slopes");
  if (call.objective == engine::objective_kind::weighted &&
      (call.dimension_weights == nullptr || call.dimension_slopes == nullptr || call.trace == trace_kind::exact))
    throw py::value_error("objective: 'weighted' takes dimension_weights and dimension_slopes, and no exact trace");
  call.value = written<T>(value, rows, "value");
  call.s = written<T>(s, rows * d, "s");
  call.trace_value = written<T>(trace_value, rows, "trace_value");
  call.losses = written<T>(losses, rows, "losses");
  call.x_gradient = written<T>(x_gradient, rows * d, "x_gradient");
  if (!weight_gradients.is_none()) {
    call.weight_gradients_wanted = true;
    const auto w = py::cast<py::list>(weight_gradients), b = py::cast<py::list>(bias_gradients);
    for (std::size_t l = 0; l < view.layers.size(); ++l) {
      const auto& layer = view.layers[l];
      call.weight_gradients.push_back(written<T>(w[l], layer.outputs * layer.inputs, "weight_gradients"));
      call.bias_gradients.push_back(written<T>(b[l], layer.outputs, "bias_gradients"));
    }
    call.skip_gradient = written<T>(skip_gradient, d * d, "skip_gradient");
  }
  packing wanted;
  wanted.trace = call.trace;
  wanted.reverse = call.wants_gradients();
  wanted.energy = energy;
  const py::gil_scoped_release release;
  const auto weights = packed == nullptr ? engine::pack(view, wanted) : packed->packed;
  if (energy) {
    engine::run_energy(*weights, call);
  } else {
    engine::run_field(*weights, call);
  }
  return call.loss;
}

template <class T>
void bind_for(py::module_& m, const char* name, const char* snapshot_name) {
  py::class_<snapshot<T>>(m, snapshot_name, "A network's weights as they were, packed for products.");
  py::class_<network<T>>(m, name, "A network over the user's arrays.")
      .def(py::init<const py::list&, const py::list&, std::int64_t, int, const py::object&>(), py::arg("weights"),
           py::arg("biases"), py::arg("inputs"), py::arg("activation"), py::arg("skip"))
      .def("pack", pack<T>, py::arg("trace"), py::arg("reverse"), py::arg("energy"))
      .def("apply_layer", &network<T>::apply_layer, py::arg("x"), py::arg("result"))
      .def("run", run<T>, py::arg("packed"), py::arg("energy"), py::arg("x"), py::arg("condition") = py::none(),
           py::arg("c_in") = py::none(), py::arg("c_out") = py::none(), py::arg("c_skip") = py::none(),
           py::arg("trace") = "none", py::arg("probes") = py::none(), py::arg("objective") = "values",
           py::arg("s_cotangent") = py::none(), py::arg("trace_cotangent") = py::none(),
           py::arg("value_cotangent") = py::none(), py::arg("target") = py::none(), py::arg("factors") = py::none(),
           py::arg("dimension_weights") = py::none(), py::arg("dimension_slopes") = py::none(),
           py::arg("value") = py::none(), py::arg("s") = py::none(), py::arg("trace_value") = py::none(),
           py::arg("losses") = py::none(), py::arg("x_gradient") = py::none(), py::arg("weight_gradients") = py::none(),
           py::arg("bias_gradients") = py::none(), py::arg("skip_gradient") = py::none());
}

template <class... A>
py::tuple names_of(networks::activation_list<A...>) {
  return py::make_tuple(A::name...);
}

}  // namespace

void bind_networks(py::module_& m) {
  m.attr("activations") = names_of(networks::activations{});
  m.def(
      "multiply_adds",
      [](bool in_double, std::int64_t count) {
        const py::gil_scoped_release release;
        return in_double ? engine::multiply_adds<double>(count) : engine::multiply_adds<float>(count);
      },
      py::arg("in_double"), py::arg("count"),
      "Does so many multiply-adds on registers alone, on all threads: what products are measured by.");
  bind_for<float>(m, "NetworkF32", "PackedF32");
  bind_for<double>(m, "NetworkF64", "PackedF64");
}

}  // namespace likelier::bindings
