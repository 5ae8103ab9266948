#include <string>
#include <vector>

#include "arrays.hpp"
#include "engine/row_operations.hpp"

namespace likelier::bindings {
namespace {

using engine::const_view;
using engine::mutable_view;
using engine::row_axes;

// Arrays come with the event axis last. Python has checked dtypes and shapes against each other,
// and the views check them once more.

row_axes axes_of(const py::array& array, const char* name) {
  if (array.ndim() == 0) throw py::value_error(std::string(name) + ": expected at least one axis, got a 0-d array");
  if (array.ndim() > engine::max_dims) throw py::value_error(std::string(name) + ": expected at most 64 dimensions");
  row_axes axes;
  axes.ndim = static_cast<int>(array.ndim()) - 1;
  for (int a = 0; a < axes.ndim; ++a) {
    axes.shape[a] = array.shape(a);
    axes.rows *= axes.shape[a];
  }
  axes.shape[axes.ndim] = axes.length = array.shape(axes.ndim);
  return axes;
}

// One value an element.
const_view elements(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  return input_view(py::cast<py::array>(object), axes.shape, axes.ndim + 1, name);
}
mutable_view result_elements(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto array = py::cast<py::array>(object);
  return output_view(array, axes.shape, axes.ndim + 1, name);
}

// One value a row.
const_view row_values(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto view = input_view(py::cast<py::array>(object), axes.shape, axes.ndim, name);
  view.strides[axes.ndim] = 0;
  return view;
}
mutable_view result_rows(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto array = py::cast<py::array>(object);
  auto view = output_view(array, axes.shape, axes.ndim, name);
  view.strides[axes.ndim] = 0;
  return view;
}

const_view mask_of(const py::object& object, const row_axes& axes) {
  auto view = elements(object, axes, "where");
  if (view && view.type != engine::dtype::boolean) throw py::type_error("where: expected a boolean array");
  return view;
}

template <class Call>
void run(Call& call, bool in_double) {
  in_double ? engine::run<double>(call) : engine::run<float>(call);
}

void put_rows(const row_axes& axes, const mutable_view& view, const std::vector<double>& values) {
  if (view) set_rows(axes, view, values.data());
}

engine::row_kind kind_of(const std::string& kind, const char* name) {
  if (kind == "probs") return engine::row_kind::probs;
  if (kind == "log_probs") return engine::row_kind::log_probs;
  if (kind == "logits") return engine::row_kind::logits;
  throw py::value_error(std::string(name) + ": expected 'probs', 'log_probs' or 'logits', got '" + kind + "'");
}

void softmax_family(const std::string& kind, bool in_double, const py::array& x, const py::object& where,
                    const py::object& cotangent, const py::object& value, const py::object& gradient) {
  engine::softmax_call call;
  call.axes = axes_of(x, "x");
  const row_axes axes = call.axes;
  call.x = elements(x, axes, "x");
  call.where = mask_of(where, axes);
  call.gradient = result_elements(gradient, axes, "gradient");
  std::vector<double> sums;
  mutable_view row_result;
  if (kind == "logsumexp") {
    call.kind = engine::softmax_kind::logsumexp;
    call.cotangent = row_values(cotangent, axes, "cotangent");
    row_result = result_rows(value, axes, "out");
    sums.resize(static_cast<std::size_t>(axes.rows));
    call.row_values = sums.data();
  } else if (kind == "log_softmax" || kind == "softmax") {
    call.kind = kind == "softmax" ? engine::softmax_kind::softmax : engine::softmax_kind::log_softmax;
    call.cotangent = elements(cotangent, axes, "cotangent");
    call.values = result_elements(value, axes, "out");
    if (call.gradient && !call.cotangent) throw py::value_error("cotangent: expected an array with the gradient");
  } else {
    throw py::value_error("kind: expected 'logsumexp', 'log_softmax' or 'softmax', got '" + kind + "'");
  }
  const py::gil_scoped_release release;
  run(call, in_double);
  put_rows(axes, row_result, sums);
}

py::tuple cross_entropy(bool in_double, const py::array& logits, const py::object& target, const py::object& where,
                        const py::object& row_where, const py::object& class_weights, const py::object& weights,
                        const py::object& cotangent, std::int64_t ignore_index, double label_smoothing,
                        const std::string& reduction, const py::object& losses, const py::object& gradient) {
  engine::cross_entropy_call call;
  call.axes = axes_of(logits, "logits");
  const row_axes axes = call.axes;
  call.logits = elements(logits, axes, "logits");
  call.where = mask_of(where, axes);
  call.row_where = row_values(row_where, axes, "where");
  call.target = row_values(target, axes, "target");
  call.class_weights = elements(class_weights, axes, "weight");
  call.weights = row_values(weights, axes, "weights");
  call.cotangent = row_values(cotangent, axes, "cotangent");
  call.ignore_index = ignore_index;
  call.label_smoothing = label_smoothing;
  call.reduction = reduction == "mean"   ? engine::reduction_kind::mean
                   : reduction == "none" ? engine::reduction_kind::none
                                         : engine::reduction_kind::sum;
  const mutable_view row_result = result_rows(losses, axes, "out");
  call.gradient = result_elements(gradient, axes, "out");
  {
    const py::gil_scoped_release release;
    std::vector<double> values(static_cast<std::size_t>(axes.rows));
    call.losses = values.data();
    run(call, in_double);
    put_rows(axes, row_result, values);
  }
  return py::make_tuple(call.total.high, call.total.low, call.weight.high, call.weight.low);
}

// What the calls on two rows have in common.
template <class Call>
void set_pair(Call& call, const py::array& p, const py::array& q, const std::string& p_kind, const std::string& q_kind,
              const py::object& where, const py::object& cotangent, double factor, const py::object& p_gradient,
              const py::object& q_gradient) {
  call.axes = axes_of(p, "p");
  const row_axes axes = call.axes;
  call.p_kind = kind_of(p_kind, "p_kind");
  call.q_kind = kind_of(q_kind, "q_kind");
  call.p = elements(p, axes, "p");
  call.q = elements(q, axes, "q");
  call.where = mask_of(where, axes);
  call.cotangent = row_values(cotangent, axes, "cotangent");
  call.factor = factor;
  call.p_gradient = result_elements(p_gradient, axes, "p");
  call.q_gradient = result_elements(q_gradient, axes, "q");
}

// Runs a call whose results are one value a row.
template <class Call>
void run_to_rows(Call& call, bool in_double, const py::object& value) {
  const row_axes axes = call.axes;
  const mutable_view row_result = result_rows(value, axes, "out");
  const py::gil_scoped_release release;
  std::vector<double> values(static_cast<std::size_t>(axes.rows));
  call.values = values.data();
  run(call, in_double);
  put_rows(axes, row_result, values);
}

void divergence(bool in_double, const py::array& p, const py::array& q, const std::string& p_kind,
                const std::string& q_kind, const py::object& where, const py::object& cotangent, double factor,
                const py::object& value, const py::object& p_gradient, const py::object& q_gradient) {
  engine::divergence_call call;
  set_pair(call, p, q, p_kind, q_kind, where, cotangent, factor, p_gradient, q_gradient);
  run_to_rows(call, in_double, value);
}

engine::f_divergence_kind f_kind_of(const std::string& kind) {
  using engine::f_divergence_kind;
  if (kind == "chi2") return f_divergence_kind::chi2;
  if (kind == "hellinger") return f_divergence_kind::hellinger;
  if (kind == "total_variation") return f_divergence_kind::total_variation;
  if (kind == "euclidean") return f_divergence_kind::euclidean;
  if (kind == "jensen_shannon") return f_divergence_kind::jensen_shannon;
  if (kind == "alpha") return f_divergence_kind::alpha;
  if (kind == "renyi") return f_divergence_kind::renyi;
  if (kind == "itakura_saito") return f_divergence_kind::itakura_saito;
  if (kind == "cross_entropy") return f_divergence_kind::cross_entropy;
  throw py::value_error("kind: expected the name of a divergence, got '" + kind + "'");
}

void f_divergence(bool in_double, const py::array& p, const py::array& q, const std::string& p_kind,
                  const std::string& q_kind, const std::string& kind, double argument, bool square_root,
                  const py::object& where, const py::object& cotangent, double factor, const py::object& value,
                  const py::object& p_gradient, const py::object& q_gradient) {
  engine::f_divergence_call call;
  set_pair(call, p, q, p_kind, q_kind, where, cotangent, factor, p_gradient, q_gradient);
  call.kind = f_kind_of(kind);
  call.argument = argument;
  call.square_root = square_root;
  run_to_rows(call, in_double, value);
}

void entropy(bool in_double, const py::array& p, const std::string& kind, const py::object& where,
             const py::object& cotangent, double factor, const py::object& value, const py::object& gradient) {
  engine::entropy_call call;
  call.axes = axes_of(p, "p");
  const row_axes axes = call.axes;
  call.kind = kind_of(kind, "kind");
  call.p = elements(p, axes, "p");
  call.where = mask_of(where, axes);
  call.cotangent = row_values(cotangent, axes, "cotangent");
  call.factor = factor;
  call.gradient = result_elements(gradient, axes, "p");
  run_to_rows(call, in_double, value);
}

}  // namespace

void bind_rows(py::module_& m) {
  m.def("softmax_family", softmax_family, py::arg("kind"), py::arg("in_double"), py::arg("x"), py::kw_only(),
        py::arg("where") = py::none(), py::arg("cotangent") = py::none(), py::arg("value") = py::none(),
        py::arg("gradient") = py::none(), "logsumexp, log_softmax and softmax along the last axis.");
  m.def("cross_entropy", cross_entropy, py::arg("in_double"), py::arg("logits"), py::arg("target"), py::kw_only(),
        py::arg("where") = py::none(), py::arg("row_where") = py::none(), py::arg("class_weights") = py::none(),
        py::arg("weights") = py::none(), py::arg("cotangent") = py::none(), py::arg("ignore_index") = -100,
        py::arg("label_smoothing") = 0.0, py::arg("reduction") = "mean", py::arg("losses") = py::none(),
        py::arg("gradient") = py::none(), "Returns the sums of weighted losses and of weights, each as two doubles.");
  m.def("divergence", divergence, py::arg("in_double"), py::arg("p"), py::arg("q"), py::arg("p_kind"),
        py::arg("q_kind"), py::kw_only(), py::arg("where") = py::none(), py::arg("cotangent") = py::none(),
        py::arg("factor") = 1.0, py::arg("value") = py::none(), py::arg("p_gradient") = py::none(),
        py::arg("q_gradient") = py::none(), "KL(p || q) along the last axis.");
  m.def("f_divergence", f_divergence, py::arg("in_double"), py::arg("p"), py::arg("q"), py::arg("p_kind"),
        py::arg("q_kind"), py::arg("kind"), py::kw_only(), py::arg("argument") = 0.0, py::arg("square_root") = false,
        py::arg("where") = py::none(), py::arg("cotangent") = py::none(), py::arg("factor") = 1.0,
        py::arg("value") = py::none(), py::arg("p_gradient") = py::none(), py::arg("q_gradient") = py::none(),
        "A divergence of a kind along the last axis; argument is alpha, or the weight of p.");
  m.def("entropy", entropy, py::arg("in_double"), py::arg("p"), py::arg("kind"), py::kw_only(),
        py::arg("where") = py::none(), py::arg("cotangent") = py::none(), py::arg("factor") = 1.0,
        py::arg("value") = py::none(), py::arg("gradient") = py::none(), "Entropy along the last axis.");
}

}  // namespace likelier::bindings
