#include "engine/score.hpp"

#include <string>

#include "arrays.hpp"
#include "row_views.hpp"

namespace likelier::bindings {
namespace {

py::object item_or_none(const py::tuple& items, int i) {
  return i < static_cast<int>(items.size()) ? py::object(items[static_cast<std::size_t>(i)]) : py::none();
}

// results: what a formula leaves of each sample, on a last axis. The operands broadcast to shape.
void score(const std::string& formula, bool in_double, const py::tuple& shape, const py::tuple& operands,
           const py::object& results, const py::tuple& gradients, const py::tuple& numbers, double option,
           const py::object& active, const py::object& factor) {
  engine::score_call call;
  call.formula = engine::find_score_formula(formula);
  if (call.formula < 0) throw py::value_error("formula: unknown");
  call.sliced = formula == "sliced";
  const engine::score_formula_info& info = engine::score_formula_of(call.formula);
  const int ndim = read_shape(shape, call.axes.shape);
  if (ndim == 0) throw py::value_error("shape: expected at least one axis");
  call.axes.ndim = ndim - 1;
  for (int a = 0; a < call.axes.ndim; ++a) call.axes.rows *= call.axes.shape[a];
  call.axes.length = call.axes.shape[call.axes.ndim];
  if (static_cast<int>(operands.size()) != info.operands) throw py::value_error("operands: wrong number");
  for (int o = 0; o < info.operands; ++o) {
    call.operands[o] = elements(item_or_none(operands, o), call.axes, "operand");
    call.gradients[o] = result_elements(item_or_none(gradients, o), call.axes, "gradient");
    if (!call.operands[o]) throw py::value_error("operands: expected arrays");
  }
  for (int k = 0; k < info.numbers; ++k) call.numbers[k] = row_values(item_or_none(numbers, k), call.axes, "number");
  call.option = option;
  call.active = row_values(active, call.axes, "where");
  if (call.active && call.active.type != engine::dtype::boolean)
    throw py::type_error("where: expected a boolean array");
  if (call.sliced && ndim != 3) throw py::value_error("shape: expected probes, samples and elements");
  call.factor = row_values(factor, call.axes, "cotangent");
  call.results = bindings::numbers<double>(results, call.axes.rows * info.results, "results");
  if (call.results == nullptr) throw py::type_error("results: expected an array");
  const py::gil_scoped_release release;
  in_double ? engine::run<double>(call) : engine::run<float>(call);
}

}  // namespace

void bind_score(py::module_& m) {
  m.def("score", score, py::arg("formula"), py::arg("in_double"), py::arg("shape"), py::arg("operands"),
        py::arg("results"), py::arg("gradients") = py::tuple(), py::arg("numbers") = py::tuple(),
        py::arg("option") = 0.0, py::arg("active") = py::none(), py::arg("factor") = py::none());
}

}  // namespace likelier::bindings
