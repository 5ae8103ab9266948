#include "arrays.hpp"

namespace likelier::bindings {

using engine::dtype;

std::optional<dtype> dtype_of(const py::dtype& type) {
  const char order = type.byteorder();
  if (order == '>') return std::nullopt;
  const auto size = type.itemsize();
  switch (type.kind()) {
    case 'f':
      if (size == 8) return dtype::f64;
      if (size == 4) return dtype::f32;
      if (size == 2) return dtype::f16;
      return std::nullopt;
    case 'i':
      if (size == 8) return dtype::i64;
      if (size == 4) return dtype::i32;
      if (size == 2) return dtype::i16;
      if (size == 1) return dtype::i8;
      return std::nullopt;
    case 'u':
      if (size == 8) return dtype::u64;
      if (size == 4) return dtype::u32;
      if (size == 2) return dtype::u16;
      if (size == 1) return dtype::u8;
      return std::nullopt;
    case 'b': return dtype::boolean;
    case 'V':
      // ml_dtypes registers bfloat16 as a user type of kind V. Without it the bits are a structure's one field.
      if (size == 2 && (py::cast<std::string>(type.attr("name")) == "bfloat16" ||
                        py::object(type.attr("names")).equal(py::make_tuple("bfloat16"))))
        return dtype::bf16;
      return std::nullopt;
    default: return std::nullopt;
  }
}

namespace {

template <class View>
View make_view(const py::array& array, const engine::extents& shape, int ndim, const char* name) {
  const auto type = dtype_of(array.dtype());
  if (!type)
    throw py::type_error(std::string(name) + ": expected an array of real numbers in native byte order, got dtype " +
                         py::cast<std::string>(py::str(array.dtype())));
  View view;
  view.type = *type;
  const int own = static_cast<int>(array.ndim());
  const int lead = ndim - own;
  bool fits = lead >= 0;
  for (int a = 0; fits && a < ndim; ++a) {
    if (a < lead) {
      view.strides[a] = 0;
    } else {
      const auto length = array.shape(a - lead);
      fits = length == shape[a] || length == 1;
      // NumPy's strides of an empty array are 0, which here means that one element serves the axis.
      view.strides[a] = length == 1 ? 0 : length == 0 ? array.itemsize() : array.strides(a - lead);
    }
  }
  if (!fits) {
    std::string expected = "(";
    for (int a = 0; a < ndim; ++a) expected += std::to_string(shape[a]) + (a + 1 < ndim || ndim == 1 ? "," : "");
    throw py::value_error(std::string(name) + ": expected a shape that broadcasts to " + expected + "), got " +
                          py::cast<std::string>(py::str(array.attr("shape"))));
  }
  return view;
}

}  // namespace

engine::const_view input_view(const py::array& array, const engine::extents& shape, int ndim, const char* name) {
  auto view = make_view<engine::const_view>(array, shape, ndim, name);
  view.data = static_cast<const char*>(array.data());
  return view;
}

engine::mutable_view output_view(py::array& array, const engine::extents& shape, int ndim, const char* name) {
  auto view = make_view<engine::mutable_view>(array, shape, ndim, name);
  if (!array.writeable())
    throw py::value_error(std::string(name) + ": expected a writeable array, got a read-only one");
  for (int a = 0; array.size() > 0 && a < static_cast<int>(array.ndim()); ++a)
    if (array.strides(a) == 0 && array.shape(a) > 1 && array.size() > 0)
      throw py::value_error(std::string(name) +
                            ": expected an array whose elements do not overlap, got a zero stride on axis " +
                            std::to_string(a));
  view.data = static_cast<char*>(array.mutable_data());
  return view;
}

int read_shape(const py::tuple& shape, engine::extents& extents) {
  const auto ndim = static_cast<int>(shape.size());
  if (ndim > engine::max_dims) throw py::value_error("shape: expected at most 64 dimensions");
  for (int a = 0; a < ndim; ++a) extents[a] = py::cast<std::int64_t>(shape[static_cast<std::size_t>(a)]);
  return ndim;
}

}  // namespace likelier::bindings
