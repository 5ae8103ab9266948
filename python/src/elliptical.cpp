#include "engine/elliptical.hpp"

#include <string>

#include "arrays.hpp"
#include "row_views.hpp"

namespace likelier::bindings {
namespace {

engine::matrix_gradient gradient_of(const std::string& kind) {
  if (kind == "factor") return engine::matrix_gradient::factor;
  if (kind == "covariance") return engine::matrix_gradient::covariance;
  if (kind == "precision") return engine::matrix_gradient::precision;
  throw py::value_error("kind: expected 'factor', 'covariance' or 'precision', got '" + kind + "'");
}

void elliptical(const py::array& x, const py::array& mean, const py::array& matrices, std::int64_t groups,
                const std::string& kind, const py::object& df, const py::object& constants, const py::object& factors,
                const py::object& value, const py::object& gradient, const py::object& df_gradients,
                const py::object& mean_gradients, const py::object& matrix_gradients) {
  engine::elliptical_call call;
  call.axes = axes_of(x, "x");
  const row_axes axes = call.axes;
  const std::int64_t n = axes.length;
  if (groups < 0 || (groups == 0 ? axes.rows != 0 : axes.rows % groups != 0))
    throw py::value_error("groups: expected a divisor of the number of rows, got " + std::to_string(groups));
  call.groups = groups;
  // Only read, and so in need of no writeable array.
  if (!py::isinstance<py::array_t<double, py::array::c_style>>(matrices) || matrices.size() != groups * n * n)
    throw py::value_error("matrices: expected a contiguous array of doubles, n x n a group");
  call.matrices = static_cast<const double*>(matrices.data());
  call.kind = gradient_of(kind);
  call.of_precision = call.kind == engine::matrix_gradient::precision;
  call.student = !df.is_none();
  call.x = elements(x, axes, "x");
  call.mean = elements(mean, axes, "mean");
  call.df = row_values(df, axes, "df");
  call.constants = row_values(constants, axes, "constants");
  call.factors = row_values(factors, axes, "factors");
  call.values = result_rows(value, axes, "out");
  call.gradient = result_elements(gradient, axes, "gradient");
  call.df_gradients = result_rows(df_gradients, axes, "df_gradients");
  call.mean_gradients = numbers<double>(mean_gradients, groups * n, "mean_gradients");
  call.matrix_gradients = numbers<double>(matrix_gradients, groups * n * n, "matrix_gradients");
  const py::gil_scoped_release release;
  engine::run(call);
}

}  // namespace

void bind_elliptical(py::module_& m) {
  m.def("elliptical", elliptical, py::arg("x"), py::arg("mean"), py::arg("matrices"), py::arg("groups"), py::kw_only(),
        py::arg("kind"), py::arg("df") = py::none(), py::arg("constants") = py::none(), py::arg("factors") = py::none(),
        py::arg("value") = py::none(), py::arg("gradient") = py::none(), py::arg("df_gradients") = py::none(),
        py::arg("mean_gradients") = py::none(), py::arg("matrix_gradients") = py::none(),
        "Log-densities of the multivariate normal and t, event axis last, axes of the groups that share a matrix "
        "first. The gradients of means and matrices are one a group.");
}

}  // namespace likelier::bindings
