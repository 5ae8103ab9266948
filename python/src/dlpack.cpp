// Arrays of other libraries in and out through DLPack, without a copy. NumPy's own exchange has no
// bfloat16; here it travels as `bfloat16_storage`.
//
// The structures are those of the DLPack ABI, versions 0 (capsules "dltensor") and 1 ("dltensor_versioned").
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "arrays.hpp"

namespace likelier::bindings {
namespace {

enum : std::int32_t { device_cpu = 1, device_cuda_host = 3, device_rocm_host = 11 };

enum : std::uint8_t { code_int = 0, code_uint = 1, code_float = 2, code_bfloat = 4, code_complex = 5, code_bool = 6 };

struct dl_device {
  std::int32_t type;
  std::int32_t id;
};

struct dl_data_type {
  std::uint8_t code;
  std::uint8_t bits;
  std::uint16_t lanes;
};

struct dl_tensor {
  void* data;
  dl_device device;
  std::int32_t ndim;
  dl_data_type dtype;
  std::int64_t* shape;
  std::int64_t* strides;  // in elements; null: C order
  std::uint64_t byte_offset;
};

struct dl_managed {
  dl_tensor tensor;
  void* context;
  void (*deleter)(dl_managed*);
};

struct dl_managed_versioned {
  struct {
    std::uint32_t major;
    std::uint32_t minor;
  } version;
  void* context;
  void (*deleter)(dl_managed_versioned*);
  std::uint64_t flags;
  dl_tensor tensor;
};

constexpr std::uint64_t flag_read_only = 1;

template <class Managed>
constexpr bool is_versioned = std::is_same_v<Managed, dl_managed_versioned>;
template <class Managed>
constexpr const char* capsule_name = is_versioned<Managed> ? "dltensor_versioned" : "dltensor";
template <class Managed>
constexpr const char* used_name = is_versioned<Managed> ? "used_dltensor_versioned" : "used_dltensor";

py::dtype bfloat16_storage() {
  py::list fields;
  fields.append(py::make_tuple("bfloat16", "=u2"));
  return py::dtype::from_args(fields);
}

py::dtype numpy_dtype(const dl_data_type& type) {
  const int bits = type.bits;
  const std::string size = std::to_string(bits / 8);
  const bool whole = bits == 8 || bits == 16 || bits == 32 || bits == 64;
  if (type.lanes == 1) {
    if (type.code == code_int && whole) return py::dtype("i" + size);
    if (type.code == code_uint && whole) return py::dtype("u" + size);
    if (type.code == code_float && whole && bits > 8) return py::dtype("f" + size);
    if (type.code == code_bfloat && bits == 16) return bfloat16_storage();
    if (type.code == code_bool && bits == 8) return py::dtype("?");
    if (type.code == code_complex && (bits == 64 || bits == 128)) return py::dtype("c" + size);
  }
  throw py::type_error("got elements of DLPack type " + std::to_string(type.code) + " with " + std::to_string(bits) +
                       " bits in " + std::to_string(type.lanes) + " lanes");
}

template <class Managed>
void release_managed(void* pointer) {
  auto* managed = static_cast<Managed*>(pointer);
  if (managed->deleter != nullptr) managed->deleter(managed);
}

// What is wrong throws before the capsule is marked as used, so that its own destructor frees it.
template <class Managed>
py::array import_managed(const py::capsule& capsule) {
  auto* managed = static_cast<Managed*>(PyCapsule_GetPointer(capsule.ptr(), capsule_name<Managed>));
  if (managed == nullptr) throw py::error_already_set();
  // Version 0 cannot say whether the memory may be written, and libraries with immutable arrays speak it.
  bool writeable = false;
  if constexpr (is_versioned<Managed>) {
    if (managed->version.major != 1)
      throw py::type_error("got DLPack version " + std::to_string(managed->version.major) + ", expected 0 or 1");
    writeable = (managed->flags & flag_read_only) == 0;
  }
  const dl_tensor& tensor = managed->tensor;
  const auto device = tensor.device.type;
  if (device != device_cpu && device != device_cuda_host && device != device_rocm_host)
    throw py::value_error("got memory of DLPack device type " + std::to_string(device));
  if (tensor.ndim < 0 || tensor.ndim > engine::max_dims)
    throw py::value_error("got " + std::to_string(tensor.ndim) + " dimensions, expected at most 64");
  const py::dtype type = numpy_dtype(tensor.dtype);
  const auto ndim = static_cast<std::size_t>(tensor.ndim);
  std::vector<py::ssize_t> shape(ndim);
  std::vector<py::ssize_t> strides(ndim);
  py::ssize_t step = type.itemsize();
  for (std::size_t a = ndim; a-- > 0;) {
    shape[a] = static_cast<py::ssize_t>(tensor.shape[a]);
    strides[a] = tensor.strides == nullptr ? step : static_cast<py::ssize_t>(tensor.strides[a]) * type.itemsize();
    step *= shape[a];
  }
  const char* data = tensor.data == nullptr ? nullptr : static_cast<const char*>(tensor.data) + tensor.byte_offset;
  if (PyCapsule_SetName(capsule.ptr(), used_name<Managed>) != 0) throw py::error_already_set();
  const py::capsule owner(managed, release_managed<Managed>);
  py::array array(type, shape, strides, data, owner);
  if (!writeable) array.attr("setflags")(py::arg("write") = false);
  return array;
}

py::array from_dlpack(const py::capsule& capsule) {
  if (PyCapsule_IsValid(capsule.ptr(), capsule_name<dl_managed_versioned>) != 0)
    return import_managed<dl_managed_versioned>(capsule);
  if (PyCapsule_IsValid(capsule.ptr(), capsule_name<dl_managed>) != 0) return import_managed<dl_managed>(capsule);
  const char* name = PyCapsule_GetName(capsule.ptr());
  if (name == nullptr) PyErr_Clear();
  throw py::value_error("got a capsule named '" + std::string(name == nullptr ? "" : name) +
                        "', expected an unused 'dltensor' or 'dltensor_versioned'");
}

dl_data_type dl_type(const py::dtype& type) {
  const auto found = dtype_of(type);
  if (!found) throw py::type_error("array: expected real numbers, got dtype " + py::cast<std::string>(py::str(type)));
  const auto bits = static_cast<std::uint8_t>(8 * type.itemsize());
  switch (*found) {
    case engine::dtype::f64:
    case engine::dtype::f32:
    case engine::dtype::f16: return {code_float, bits, 1};
    case engine::dtype::bf16: return {code_bfloat, bits, 1};
    case engine::dtype::i64:
    case engine::dtype::i32:
    case engine::dtype::i16:
    case engine::dtype::i8: return {code_int, bits, 1};
    case engine::dtype::u64:
    case engine::dtype::u32:
    case engine::dtype::u16:
    case engine::dtype::u8: return {code_uint, bits, 1};
    case engine::dtype::boolean: return {code_bool, bits, 1};
  }
  throw py::type_error("array: expected real numbers");
}

// An array on loan to another library, with the memory for its shape.
template <class Managed>
struct loan {
  Managed managed;
  std::vector<std::int64_t> shape;
  std::vector<std::int64_t> strides;
  PyObject* array;
};

// Called by the other library, on any of its threads.
template <class Managed>
void end_loan(Managed* managed) {
  auto* lent = static_cast<loan<Managed>*>(managed->context);
  if (Py_IsInitialized() != 0) {
    const py::gil_scoped_acquire acquire;
    Py_DECREF(lent->array);
  }
  delete lent;
}

template <class Managed>
void drop_capsule(PyObject* capsule) {
  // Under its first name nobody has taken the array over.
  if (PyCapsule_IsValid(capsule, capsule_name<Managed>) == 0) return;
  auto* managed = static_cast<Managed*>(PyCapsule_GetPointer(capsule, capsule_name<Managed>));
  managed->deleter(managed);
}

template <class Managed>
py::object export_managed(const py::array& array) {
  auto lent = std::make_unique<loan<Managed>>();
  const auto ndim = static_cast<std::size_t>(array.ndim());
  for (std::size_t a = 0; a < ndim; ++a) {
    const auto axis = static_cast<py::ssize_t>(a);
    if (array.strides(axis) % array.itemsize() != 0)
      throw py::value_error("array: expected strides of whole elements, got " + std::to_string(array.strides(axis)) +
                            " bytes on axis " + std::to_string(a));
    lent->shape.push_back(array.shape(axis));
    lent->strides.push_back(array.strides(axis) / array.itemsize());
  }
  Managed& managed = lent->managed;
  if constexpr (is_versioned<Managed>) {
    managed.version = {1, 0};
    managed.flags = array.writeable() ? 0 : flag_read_only;
  }
  managed.tensor = {const_cast<void*>(array.data()),
                    {device_cpu, 0},
                    static_cast<std::int32_t>(ndim),
                    dl_type(array.dtype()),
                    lent->shape.data(),
                    lent->strides.data(),
                    0};
  managed.context = lent.get();
  managed.deleter = end_loan<Managed>;
  PyObject* capsule = PyCapsule_New(&managed, capsule_name<Managed>, drop_capsule<Managed>);
  if (capsule == nullptr) throw py::error_already_set();
  lent->array = py::object(array).release().ptr();
  lent.release();
  return py::reinterpret_steal<py::object>(capsule);
}

py::object to_dlpack(const py::array& array, bool versioned) {
  return versioned ? export_managed<dl_managed_versioned>(array) : export_managed<dl_managed>(array);
}

}  // namespace

void bind_dlpack(py::module_& m) {
  m.def("from_dlpack", from_dlpack, py::arg("capsule"), "A view of a DLPack capsule's array in the CPU's memory.");
  m.def("to_dlpack", to_dlpack, py::arg("array"), py::arg("versioned"), "An array as a DLPack capsule.");
  m.attr("bfloat16_storage") = bfloat16_storage();
}

}  // namespace likelier::bindings
