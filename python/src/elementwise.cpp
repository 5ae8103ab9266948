#include "engine/elementwise.hpp"

#include <cmath>

#include "arrays.hpp"

namespace likelier::bindings {
namespace {

using engine::elementwise_call;
using engine::operation_info;
using engine::operations;

py::dict describe(const operation_info& info) {
  py::list variables;
  for (const char* name : info.variables) variables.append(name);
  py::list parameterisations;
  for (const auto& parameters : info.parameterisations) {
    py::list slots;
    for (const auto& slot : parameters) {
      const py::object default_value =
          std::isnan(slot.default_value) ? py::object(py::none()) : py::object(py::float_(slot.default_value));
      slots.append(py::make_tuple(slot.name, slot.domain, default_value));
    }
    parameterisations.append(slots);
  }
  py::dict d;
  d["name"] = info.name;
  d["kind"] = info.kind;
  d["method"] = info.method;
  d["logarithmic"] = info.logarithmic;
  d["variables"] = variables;
  d["parameterisations"] = parameterisations;
  d["summary"] = info.summary;
  d["formula"] = info.formula;
  d["borders"] = info.borders;
  d["source"] = info.source;
  d["example"] = info.example;
  return d;
}

py::list describe_all() {
  py::list list;
  for (const operation_info& info : operations()) list.append(describe(info));
  return list;
}

void run(elementwise_call& call, bool in_double) {
  const py::gil_scoped_release release;
  in_double ? engine::run<double>(call) : engine::run<float>(call);
}

// The general entry: Python has bound names, chosen dtypes and allocated outputs.
void elementwise(int operation, int parameterisation, bool in_double, const py::tuple& shape,
                 const py::tuple& arguments, const py::object& where, const py::object& weights,
                 const py::object& cotangent, double value_factor, double gradient_factor, const py::object& value,
                 const py::object& value_low, bool reduced, const py::tuple& gradients) {
  const operation_info& info = operations().at(static_cast<std::size_t>(operation));
  const auto& parameters = info.parameterisations.at(static_cast<std::size_t>(parameterisation));
  elementwise_call call;
  call.operation = operation;
  call.parameterisation = parameterisation;
  call.ndim = read_shape(shape, call.shape);
  call.variables = static_cast<int>(info.variables.size());
  call.parameters = static_cast<int>(parameters.size());
  const std::size_t count = info.variables.size() + parameters.size();
  if (arguments.size() != count || gradients.size() != count)
    throw py::value_error("arguments: expected " + std::to_string(count) + ", got " + std::to_string(arguments.size()));
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = i < info.variables.size() ? info.variables[i] : parameters[i - info.variables.size()].name;
    call.arguments[i] = input_view(py::cast<py::array>(arguments[i]), call.shape, call.ndim, name);
    if (gradients[i].is_none()) continue;
    auto gradient = py::cast<py::array>(gradients[i]);
    call.gradients[i] = output_view(gradient, call.shape, call.ndim, name);
  }
  if (!where.is_none()) {
    const auto mask = py::cast<py::array>(where);
    call.where = input_view(mask, call.shape, call.ndim, "where");
    if (call.where.type != engine::dtype::boolean) throw py::type_error("where: expected a boolean array");
  }
  if (!weights.is_none()) call.weights = input_view(py::cast<py::array>(weights), call.shape, call.ndim, "weights");
  if (!cotangent.is_none())
    call.cotangent = input_view(py::cast<py::array>(cotangent), call.shape, call.ndim, "cotangent");
  call.value_factor = value_factor;
  call.gradient_factor = gradient_factor;
  call.mode = value.is_none() ? engine::value_mode::none
                              : (reduced ? engine::value_mode::reduced : engine::value_mode::elementwise);
  if (!value.is_none()) {
    auto array = py::cast<py::array>(value);
    call.value = output_view(array, call.shape, call.ndim, "out");
  }
  if (!value_low.is_none()) {
    auto array = py::cast<py::array>(value_low);
    call.value_low = output_view(array, call.shape, call.ndim, "out");
  }
  run(call, in_double);
}

// ---- The short way: positional arguments, plain arrays of float64 or float32 and Python numbers.
// Anything else answers NotImplemented, and Python takes the general way, which also makes the
// error messages.

struct fast_operation {
  int index;
  int variables;
  int parameters;
  double defaults[engine::max_arguments];  // NaN: required
};

bool is_plain_array(PyObject* object) { return py::detail::npy_api::get().PyArray_Type_ == Py_TYPE(object); }

PyObject* fast_call(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
  const auto* op = static_cast<const fast_operation*>(PyCapsule_GetPointer(self, nullptr));
  const int count = op->variables + op->parameters;
  if (nargs > count) Py_RETURN_NOTIMPLEMENTED;
  elementwise_call call;
  call.operation = op->index;
  call.variables = op->variables;
  call.parameters = op->parameters;
  double scalars[engine::max_arguments];
  PyObject* arrays[engine::max_arguments];
  bool in_double = false;
  int array_count = 0;
  call.ndim = 0;
  for (int i = 0; i < count; ++i) {
    arrays[i] = nullptr;
    if (i >= nargs) {
      if (std::isnan(op->defaults[i])) Py_RETURN_NOTIMPLEMENTED;
      scalars[i] = op->defaults[i];
    } else if (PyFloat_CheckExact(args[i])) {
      scalars[i] = PyFloat_AS_DOUBLE(args[i]);
    } else if (PyLong_CheckExact(args[i])) {
      scalars[i] = PyLong_AsDouble(args[i]);
      if (scalars[i] == -1.0 && PyErr_Occurred() != nullptr) {
        PyErr_Clear();
        Py_RETURN_NOTIMPLEMENTED;
      }
    } else if (is_plain_array(args[i])) {
      const auto* proxy = py::detail::array_proxy(args[i]);
      const auto* descr = py::detail::array_descriptor_proxy(proxy->descr);
      if ((descr->type_num != py::detail::npy_api::NPY_DOUBLE_ && descr->type_num != py::detail::npy_api::NPY_FLOAT_) ||
          descr->byteorder == '>' || proxy->nd == 0)
        Py_RETURN_NOTIMPLEMENTED;
      in_double = in_double || descr->type_num == py::detail::npy_api::NPY_DOUBLE_;
      arrays[i] = args[i];
      ++array_count;
      call.ndim = std::max(call.ndim, proxy->nd);
    } else {
      Py_RETURN_NOTIMPLEMENTED;
    }
  }
  if (array_count == 0) Py_RETURN_NOTIMPLEMENTED;
  for (int a = 0; a < call.ndim; ++a) call.shape[a] = 1;
  for (int i = 0; i < count; ++i) {
    if (arrays[i] == nullptr) continue;
    const auto* proxy = py::detail::array_proxy(arrays[i]);
    const int lead = call.ndim - proxy->nd;
    for (int a = 0; a < proxy->nd; ++a) {
      auto& length = call.shape[lead + a];
      if (length == 1) {
        length = proxy->dimensions[a];
      } else if (proxy->dimensions[a] != length && proxy->dimensions[a] != 1) {
        Py_RETURN_NOTIMPLEMENTED;
      }
    }
  }
  for (int i = 0; i < count; ++i) {
    engine::const_view& view = call.arguments[i];
    if (arrays[i] == nullptr) {
      view.data = reinterpret_cast<const char*>(&scalars[i]);
      view.type = engine::dtype::f64;
      for (int a = 0; a < call.ndim; ++a) view.strides[a] = 0;
      continue;
    }
    const auto* proxy = py::detail::array_proxy(arrays[i]);
    view.data = proxy->data;
    view.type = py::detail::array_descriptor_proxy(proxy->descr)->type_num == py::detail::npy_api::NPY_DOUBLE_
                    ? engine::dtype::f64
                    : engine::dtype::f32;
    const int lead = call.ndim - proxy->nd;
    for (int a = 0; a < lead; ++a) view.strides[a] = 0;
    for (int a = 0; a < proxy->nd; ++a) view.strides[lead + a] = proxy->dimensions[a] == 1 ? 0 : proxy->strides[a];
  }
  auto& api = py::detail::npy_api::get();
  PyObject* descr =
      api.PyArray_DescrFromType_(in_double ? py::detail::npy_api::NPY_DOUBLE_ : py::detail::npy_api::NPY_FLOAT_);
  Py_intptr_t shape[engine::max_dims];
  std::int64_t total = 1;
  for (int a = 0; a < call.ndim; ++a) {
    shape[a] = static_cast<Py_intptr_t>(call.shape[a]);
    total *= call.shape[a];
  }
  PyObject* result = new_array(descr, call.ndim, shape);
  if (result == nullptr) return nullptr;
  auto* out = py::detail::array_proxy(result);
  call.mode = engine::value_mode::elementwise;
  call.value.data = out->data;
  call.value.type = in_double ? engine::dtype::f64 : engine::dtype::f32;
  for (int a = 0; a < call.ndim; ++a) call.value.strides[a] = call.shape[a] == 1 ? 0 : out->strides[a];
  try {
    // Letting go of the GIL costs more than a short computation.
    if (total < 1024) {
      in_double ? engine::run<double>(call) : engine::run<float>(call);
    } else {
      run(call, in_double);
    }
  } catch (const std::exception& error) {
    Py_DECREF(result);
    PyErr_SetString(PyExc_RuntimeError, error.what());
    return nullptr;
  }
  return result;
}

PyMethodDef fast_method = {"call", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(fast_call)),
                           METH_FASTCALL, "Positional arguments; NotImplemented where the general way is needed."};

// The callable for one operation, in its first parameterisation.
py::object fast_function(int index) {
  const operation_info& info = operations().at(static_cast<std::size_t>(index));
  const auto& parameters = info.parameterisations.at(0);
  auto* op =
      new fast_operation{index, static_cast<int>(info.variables.size()), static_cast<int>(parameters.size()), {}};
  for (int i = 0; i < op->variables; ++i) op->defaults[i] = std::nan("");
  for (int i = 0; i < op->parameters; ++i)
    op->defaults[op->variables + i] = parameters[static_cast<std::size_t>(i)].default_value;
  const py::capsule self(op, [](void* p) { delete static_cast<fast_operation*>(p); });
  return py::reinterpret_steal<py::object>(PyCFunction_NewEx(&fast_method, self.ptr(), nullptr));
}

}  // namespace

void bind_elementwise(py::module_& m) {
  m.def("operations", describe_all, "Descriptions of all elementwise operations, in the order of their indices.");
  m.def("fast_function", fast_function, py::arg("operation"), "A callable for positional arrays and numbers.");
  m.def("elementwise", elementwise, py::arg("operation"), py::arg("parameterisation"), py::arg("in_double"),
        py::arg("shape"), py::arg("arguments"), py::kw_only(), py::arg("where") = py::none(),
        py::arg("weights") = py::none(), py::arg("cotangent") = py::none(), py::arg("value_factor") = 1.0,
        py::arg("gradient_factor") = 1.0, py::arg("value") = py::none(), py::arg("value_low") = py::none(),
        py::arg("reduced") = false, py::arg("gradients"), "One fused pass over broadcast arguments.");
}

}  // namespace likelier::bindings
