// NumPy arrays as the engines' views. Every check on what came from Python is made here, with the
// GIL held, before an engine runs without it.
#pragma once

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include <optional>
#include <string>

#include "engine/view.hpp"

namespace likelier::bindings {

namespace py = pybind11;

// The engines' name for a NumPy dtype; nothing where they have none (complex, object, byte-swapped, ...).
std::optional<engine::dtype> dtype_of(const py::dtype& type);

// The axes of array, aligned at the right with those of shape; size-1 axes are broadcast.
// Throws ValueError naming the argument where that does not fit.
engine::const_view input_view(const py::array& array, const engine::extents& shape, int ndim, const char* name);
// The same for a writeable array.
engine::mutable_view output_view(py::array& array, const engine::extents& shape, int ndim, const char* name);

int read_shape(const py::tuple& shape, engine::extents& extents);

// A new C-ordered array, uninitialised, owning its data; steals the dtype's reference. Null with a
// Python error set where memory is short.
PyObject* new_array(PyObject* descr, int ndim, const Py_intptr_t* shape);
// A NumPy scalar, float64 or float32. Null with a Python error set where memory is short.
PyObject* new_scalar(bool in_double, double x);

void bind_allocation(py::module_& m);
void bind_dlpack(py::module_& m);
void bind_elementwise(py::module_& m);
void bind_elliptical(py::module_& m);
void bind_rows(py::module_& m);
void bind_networks(py::module_& m);
void bind_random(py::module_& m);
void bind_runtime(py::module_& m);
void bind_score(py::module_& m);

}  // namespace likelier::bindings
