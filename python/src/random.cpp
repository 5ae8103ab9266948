#include "engine/random.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <string>
#include <utility>

#include "arrays.hpp"
#include "engine/probes.hpp"
#include "engine/variates.hpp"
#include "probe_kinds.hpp"

namespace likelier::bindings {
namespace {

// fill(pointer to T, n) of a contiguous array of T.
template <class T, class Fill>
bool filled(const py::array& out, Fill fill) {
  if (!py::isinstance<py::array_t<T>>(out)) return false;
  auto* data = static_cast<T*>(const_cast<py::array&>(out).mutable_data());
  const auto n = static_cast<std::int64_t>(out.size());
  const py::gil_scoped_release release;
  fill(data, n);
  return true;
}

void check_contiguous(const py::array& out) {
  if ((out.flags() & py::array::c_style) == 0) throw py::value_error("out: expected a contiguous array");
}
[[noreturn]] void refuse_dtype() { throw py::type_error("out: expected float32 or float64"); }

void random_uniform(std::uint64_t seed, std::uint64_t offset, const py::array& out) {
  check_contiguous(out);
  const auto fill = [&](auto* data, std::int64_t n) { engine::fill_uniform(seed, offset, data, n); };
  if (!filled<float>(out, fill) && !filled<double>(out, fill)) refuse_dtype();
}

void random_normal(std::uint64_t seed, std::uint64_t offset, double loc, double scale, const py::array& out) {
  check_contiguous(out);
  const auto fill = [&](auto* data, std::int64_t n) {
    using T = std::remove_pointer_t<decltype(data)>;
    engine::fill_normal(seed, offset, static_cast<T>(loc), static_cast<T>(scale), data, n);
  };
  if (!filled<float>(out, fill) && !filled<double>(out, fill)) refuse_dtype();
}

void random_variates(int family, int parameterisation, std::uint64_t seed, std::uint64_t offset,
                     const py::tuple& parameters, const py::array& out) {
  check_contiguous(out);
  engine::variates_call call;
  call.family = family;
  call.parameterisation = parameterisation;
  call.seed = seed;
  call.offset = offset;
  call.ndim = static_cast<int>(out.ndim());
  for (int a = 0; a < call.ndim; ++a) call.shape[static_cast<std::size_t>(a)] = out.shape(a);
  if (parameters.size() > engine::max_variate_parameters) throw py::value_error("parameters: too many");
  for (const auto& item : parameters) {
    const auto array = py::reinterpret_borrow<py::array>(item);
    engine::const_view view = input_view(array, call.shape, call.ndim, "parameters");
    if (view.type != engine::dtype::f64 && view.type != engine::dtype::f32) refuse_dtype();
    call.arguments[call.parameters++] = view;
  }
  const auto fill = [&](auto* data, std::int64_t) { engine::fill_variates(call, data); };
  if (!filled<float>(out, fill) && !filled<double>(out, fill)) refuse_dtype();
}

bool random_integers(const py::array& numbers, const py::array& out) {
  if (!py::isinstance<py::array_t<double>>(numbers)) throw py::type_error("numbers: expected float64");
  check_contiguous(numbers);
  check_contiguous(out);
  if (numbers.size() != out.size()) throw py::value_error("out: wrong size");
  bool fit = true;
  const auto* from = static_cast<const double*>(numbers.data());
  const auto fill = [&](auto* data, std::int64_t n) { fit = engine::fill_integers(from, data, n); };
  if (!filled<std::int32_t>(out, fill) && !filled<std::int64_t>(out, fill))
    throw py::type_error("out: expected int32 or int64");
  return fit;
}

void random_probes(const std::string& kind, std::uint64_t seed, std::uint64_t offset, std::int64_t probes,
                   std::int64_t samples, std::int64_t dimension, const py::array& out) {
  using engine::probe_kind;
  check_contiguous(out);
  if (probes < 0 || samples < 0 || dimension < 0 ||
      probes * samples * dimension != static_cast<std::int64_t>(out.size()))
    throw py::value_error("out: wrong size");
  const probe_kind made = kind_of_probe(kind);
  if (made == probe_kind::hadamard &&
      (dimension > std::int64_t{1} << 32 || probes > std::int64_t{1} << engine::hadamard_bits(dimension)))
    throw py::value_error("probes: more than the matrix has rows");
  const auto fill = [&](auto* data, std::int64_t) {
    engine::fill_probes(made, seed, offset, probes, samples, dimension, data);
  };
  if (!filled<float>(out, fill) && !filled<double>(out, fill)) refuse_dtype();
}

}  // namespace

void bind_random(py::module_& m) {
  m.def("random_uniform", random_uniform, py::arg("seed"), py::arg("offset"), py::arg("out"),
        "Fills an array with elements offset, offset + 1, ... of a seed's uniform stream.");
  m.def("random_normal", random_normal, py::arg("seed"), py::arg("offset"), py::arg("loc"), py::arg("scale"),
        py::arg("out"), "The same of a normal stream.");
  m.def("families_with_variates", engine::families_with_variates, "The families that random_variates has.");
  m.def("random_variates", random_variates, py::arg("family"), py::arg("parameterisation"), py::arg("seed"),
        py::arg("offset"), py::arg("parameters"), py::arg("out"),
        "The same of a family with samplers, whose parameters are arrays of floats.");
  m.def("random_integers", random_integers, py::arg("numbers"), py::arg("out"),
        "Whole doubles as integers, the lowest where one does not fit; out may be their memory. Whether all fit.");
  m.def("random_probes", random_probes, py::arg("kind"), py::arg("seed"), py::arg("offset"), py::arg("probes"),
        py::arg("samples"), py::arg("dimension"), py::arg("out"),
        "Fills an array (probes, samples, dimension) with those of samples offset, offset + 1, ... of a seed.");
}

}  // namespace likelier::bindings
