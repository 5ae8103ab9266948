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

// ---- The short way: positional arguments, plain arrays of float64 or float32 and Python numbers, every option at
// its default. Anything else answers NotImplemented, and Python takes the general way, which also makes the
// error messages.

struct fast_operation {
  int index;
  int variables;
  int parameters;
  double sign;
  bool reduces;                            // to the mean over everything
  double defaults[engine::max_arguments];  // NaN: required

  int count() const { return variables + parameters; }
};

bool is_plain_array(PyObject* object) { return py::detail::npy_api::get().PyArray_Type_ == Py_TYPE(object); }

py::object new_array_of(bool in_double, int ndim, const Py_intptr_t* shape) {
  const auto type = in_double ? py::detail::npy_api::NPY_DOUBLE_ : py::detail::npy_api::NPY_FLOAT_;
  PyObject* array = new_array(py::detail::npy_api::get().PyArray_DescrFromType_(type), ndim, shape);
  if (array == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(array);
}

py::object new_scalar_of(bool in_double, double x) {
  PyObject* scalar = new_scalar(in_double, x);
  if (scalar == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(scalar);
}

class fast_call {
 public:
  explicit fast_call(const fast_operation& op) : op_(op) {
    call_.operation = op.index;
    call_.variables = op.variables;
    call_.parameters = op.parameters;
  }

  // False where the arguments need the general way.
  bool read(PyObject* const* args, Py_ssize_t nargs) {
    if (nargs > op_.count() || !read_arguments(args, nargs) || !read_shape()) return false;
    for (int i = 0; i < op_.count(); ++i) {
      if (arrays_[i] != nullptr) {
        view_array(arrays_[i], call_.arguments[i]);
      } else {
        view_number(numbers_[i], call_.arguments[i]);
      }
    }
    return true;
  }

  // Makes room for the gradient by an argument, in its own shape and dtype; a double for a number.
  void want_gradient(int i) {
    if (arrays_[i] == nullptr) {
      view_number(number_gradients_[i], call_.gradients[i]);
    } else {
      gradients_[i] = new_array_of(is_double(arrays_[i]), arrays_[i]->nd, arrays_[i]->dimensions);
      view_array(py::detail::array_proxy(gradients_[i].ptr()), call_.gradients[i]);
    }
  }

  // Returns the value; a mean is formed as Partial does it.
  py::object run() {
    std::int64_t total = 1;
    Py_intptr_t shape[engine::max_dims];
    for (int a = 0; a < call_.ndim; ++a) {
      shape[a] = static_cast<Py_intptr_t>(call_.shape[a]);
      total *= call_.shape[a];
    }
    call_.value_factor = call_.gradient_factor = op_.sign;
    double high = 0.0, low = 0.0;
    py::object result;
    if (op_.reduces) {
      // A mean over nothing depends on nothing.
      call_.gradient_factor *= total == 0 ? 0.0 : 1.0 / static_cast<double>(total);
      call_.mode = engine::value_mode::reduced;
      view_number(high, call_.value);
      view_number(low, call_.value_low);
    } else {
      call_.mode = engine::value_mode::elementwise;
      result = new_array_of(in_double_, call_.ndim, shape);
      view_array(py::detail::array_proxy(result.ptr()), call_.value);
    }
    // Letting go of the GIL costs more than a short computation.
    if (total < 1024) {
      in_double_ ? engine::run<double>(call_) : engine::run<float>(call_);
    } else {
      bindings::run(call_, in_double_);
    }
    if (!op_.reduces) return result;
    return new_scalar_of(in_double_, total == 0 ? std::nan("") : (high + low) / static_cast<double>(total));
  }

  py::object gradient(int i) const {
    return arrays_[i] == nullptr ? new_scalar_of(true, number_gradients_[i]) : gradients_[i];
  }

 private:
  using array_proxy = py::detail::PyArray_Proxy;

  static const py::detail::PyArrayDescr_Proxy* descriptor(const array_proxy* array) {
    return py::detail::array_descriptor_proxy(array->descr);
  }
  static bool is_double(const array_proxy* array) {
    return descriptor(array)->type_num == py::detail::npy_api::NPY_DOUBLE_;
  }

  bool read_arguments(PyObject* const* args, Py_ssize_t nargs) {
    bool any_array = false;
    for (int i = 0; i < op_.count(); ++i) {
      arrays_[i] = nullptr;
      if (i >= nargs) {
        if (std::isnan(op_.defaults[i])) return false;
        numbers_[i] = op_.defaults[i];
      } else if (PyFloat_CheckExact(args[i])) {
        numbers_[i] = PyFloat_AS_DOUBLE(args[i]);
      } else if (PyLong_CheckExact(args[i])) {
        numbers_[i] = PyLong_AsDouble(args[i]);
        if (numbers_[i] == -1.0 && PyErr_Occurred() != nullptr) {
          PyErr_Clear();
          return false;
        }
      } else if (is_plain_array(args[i])) {
        arrays_[i] = py::detail::array_proxy(args[i]);
        const auto* type = descriptor(arrays_[i]);
        const bool known = is_double(arrays_[i]) || type->type_num == py::detail::npy_api::NPY_FLOAT_;
        if (!known || type->byteorder == '>' || arrays_[i]->nd == 0) return false;
        in_double_ = in_double_ || is_double(arrays_[i]);
        call_.ndim = std::max(call_.ndim, arrays_[i]->nd);
        any_array = true;
      } else {
        return false;
      }
    }
    return any_array;
  }

  bool read_shape() {
    for (int a = 0; a < call_.ndim; ++a) call_.shape[a] = 1;
    for (const array_proxy* array : arrays_) {
      if (array == nullptr) continue;
      const int lead = call_.ndim - array->nd;
      for (int a = 0; a < array->nd; ++a) {
        auto& length = call_.shape[lead + a];
        if (length == 1) {
          length = array->dimensions[a];
        } else if (array->dimensions[a] != length && array->dimensions[a] != 1) {
          return false;
        }
      }
    }
    return true;
  }

  // Views broadcast to the shape: an axis that is repeated, or summed over, has stride 0.
  template <class View>
  void view_array(const array_proxy* array, View& view) const {
    view.data = array->data;
    view.type = is_double(array) ? engine::dtype::f64 : engine::dtype::f32;
    const int lead = call_.ndim - array->nd;
    for (int a = 0; a < lead; ++a) view.strides[a] = 0;
    for (int a = 0; a < array->nd; ++a) {
      const auto length = array->dimensions[a];
      // As in input_view: the stride 0 of an empty array would say that the axis is summed over.
      view.strides[lead + a] = length == 1 ? 0 : length == 0 ? item_size(view.type) : array->strides[a];
    }
  }
  template <class View>
  void view_number(double& number, View& view) const {
    view.data = reinterpret_cast<char*>(&number);
    view.type = engine::dtype::f64;
    for (int a = 0; a < call_.ndim; ++a) view.strides[a] = 0;
  }

  const fast_operation& op_;
  elementwise_call call_;
  const array_proxy* arrays_[engine::max_arguments] = {};  // null: a number
  double numbers_[engine::max_arguments] = {};
  py::object gradients_[engine::max_arguments];
  double number_gradients_[engine::max_arguments] = {};
  bool in_double_ = false;
};

const fast_operation& fast_operation_of(PyObject* capsule) {
  return *static_cast<const fast_operation*>(PyCapsule_GetPointer(capsule, nullptr));
}

// What a short call raises: memory that is short, in Python or in C++.
template <class Body>
PyObject* with_errors_raised(Body body) {
  try {
    return body().release().ptr();
  } catch (py::error_already_set& error) {
    error.restore();
  } catch (const std::bad_alloc&) {
    PyErr_NoMemory();
  } catch (const std::exception& error) {
    PyErr_SetString(PyExc_RuntimeError, error.what());
  }
  return nullptr;
}

PyObject* fast_value(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
  fast_call call(fast_operation_of(self));
  if (!call.read(args, nargs)) Py_RETURN_NOTIMPLEMENTED;
  return with_errors_raised([&] { return call.run(); });
}

// The first argument has a bit for each argument to differentiate by; -1 stands for all that are given.
PyObject* fast_value_and_gradients(PyObject* self, PyObject* const* args, Py_ssize_t nargs) {
  const long wanted = PyLong_AsLong(args[0]);
  ++args;
  --nargs;
  const fast_operation& op = fast_operation_of(self);
  fast_call call(op);
  if (!call.read(args, nargs)) Py_RETURN_NOTIMPLEMENTED;
  return with_errors_raised([&]() -> py::object {
    const auto wants = [&](int i) { return wanted < 0 ? i < nargs : ((wanted >> i) & 1) != 0; };
    int count = 0;
    for (int i = 0; i < op.count(); ++i) {
      if (!wants(i)) continue;
      call.want_gradient(i);
      ++count;
    }
    const py::object value = call.run();
    py::tuple gradients(count);
    for (int i = op.count() - 1; i >= 0; --i)
      if (wants(i)) gradients[--count] = call.gradient(i);
    return py::make_tuple(value, gradients);
  });
}

PyMethodDef fast_methods[] = {
    {"value", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(fast_value)), METH_FASTCALL,
     "Positional arguments; NotImplemented where the general way is needed."},
    {"value_and_gradients", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(fast_value_and_gradients)),
     METH_FASTCALL, "Bits of what to differentiate by, then positional arguments; or NotImplemented."}};

// The callables for one operation, in its first parameterisation: the value, and the value with gradients.
py::tuple fast_functions(int index, double sign, bool reduces) {
  const operation_info& info = operations().at(static_cast<std::size_t>(index));
  const auto& parameters = info.parameterisations.at(0);
  auto* op = new fast_operation{
      index, static_cast<int>(info.variables.size()), static_cast<int>(parameters.size()), sign, reduces, {}};
  for (int i = 0; i < op->variables; ++i) op->defaults[i] = std::nan("");
  for (int i = 0; i < op->parameters; ++i)
    op->defaults[op->variables + i] = parameters[static_cast<std::size_t>(i)].default_value;
  const py::capsule self(op, [](void* p) { delete static_cast<fast_operation*>(p); });
  return py::make_tuple(py::reinterpret_steal<py::object>(PyCFunction_NewEx(&fast_methods[0], self.ptr(), nullptr)),
                        py::reinterpret_steal<py::object>(PyCFunction_NewEx(&fast_methods[1], self.ptr(), nullptr)));
}

}  // namespace

void bind_elementwise(py::module_& m) {
  m.def("operations", describe_all, "Descriptions of all elementwise operations, in the order of their indices.");
  m.def("fast_functions", fast_functions, py::arg("operation"), py::arg("sign"), py::arg("reduces"),
        "Callables for positional arrays and numbers: the value (or its mean), and the value with gradients.");
  m.def("elementwise", elementwise, py::arg("operation"), py::arg("parameterisation"), py::arg("in_double"),
        py::arg("shape"), py::arg("arguments"), py::kw_only(), py::arg("where") = py::none(),
        py::arg("weights") = py::none(), py::arg("cotangent") = py::none(), py::arg("value_factor") = 1.0,
        py::arg("gradient_factor") = 1.0, py::arg("value") = py::none(), py::arg("value_low") = py::none(),
        py::arg("reduced") = false, py::arg("gradients"), "One fused pass over broadcast arguments.");
}

}  // namespace likelier::bindings
