// Arrays of rows as the engines' views: the event axis comes last. Python has checked dtypes and shapes against each
// other, and the views check them once more.
#pragma once

#include <string>

#include "arrays.hpp"
#include "engine/rows.hpp"

namespace likelier::bindings {

using engine::const_view;
using engine::mutable_view;
using engine::row_axes;

inline row_axes axes_of(const py::array& array, const char* name) {
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
inline const_view elements(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  return input_view(py::cast<py::array>(object), axes.shape, axes.ndim + 1, name);
}
inline mutable_view result_elements(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto array = py::cast<py::array>(object);
  return output_view(array, axes.shape, axes.ndim + 1, name);
}

// One value a row.
inline const_view row_values(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto view = input_view(py::cast<py::array>(object), axes.shape, axes.ndim, name);
  view.strides[axes.ndim] = 0;
  return view;
}
inline mutable_view result_rows(const py::object& object, const row_axes& axes, const char* name) {
  if (object.is_none()) return {};
  auto array = py::cast<py::array>(object);
  auto view = output_view(array, axes.shape, axes.ndim, name);
  view.strides[axes.ndim] = 0;
  return view;
}

// An array of numbers a row, as the engine takes it; null where it is absent.
template <class Item>
Item* numbers(const py::object& object, std::int64_t count, const char* name) {
  if (object.is_none()) return nullptr;
  // Checked, not converted: a conversion would be written to in its place.
  if (!py::isinstance<py::array_t<Item, py::array::c_style>>(object))
    throw py::type_error(std::string(name) + ": expected a contiguous array of doubles or int64");
  auto array = py::cast<py::array_t<Item, py::array::c_style>>(object);
  if (array.size() != count) throw py::value_error(std::string(name) + ": wrong size");
  return array.mutable_data();
}

}  // namespace likelier::bindings
