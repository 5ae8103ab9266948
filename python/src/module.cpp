#include <pybind11/pybind11.h>

#include "arrays.hpp"
#include "build_info.hpp"
#include "engine/dispatch.hpp"
#include "engine/threads.hpp"

namespace likelier::bindings {

void bind_runtime(py::module_& m) {
  m.def("num_threads", engine::num_threads);
  m.def("set_num_threads", engine::set_num_threads, py::arg("count"));
  m.def("available_isas", [] {
    py::list names;
    for (const auto* tables : engine::available_isas()) names.append(tables->name);
    return names;
  });
  m.def("built_isas", [] {
    py::list names;
    for (const auto* tables : engine::built_isas()) names.append(tables->name);
    return names;
  });
  m.def("active_isa", [] { return engine::active_isa().name; });
  m.def("force_isa", engine::force_isa, py::arg("name"));
  py::dict build;
  build["version"] = LIKELIER_VERSION;
  build["compiler"] = LIKELIER_COMPILER;
  build["build_type"] = LIKELIER_BUILD_TYPE;
  build["sanitizers"] = LIKELIER_SANITIZERS;
  build["cuda"] = LIKELIER_CUDA_BUILT;
  build["xsimd"] = LIKELIER_XSIMD_VERSION;
  m.attr("build") = build;
  m.attr("__version__") = LIKELIER_VERSION;
}

}  // namespace likelier::bindings

PYBIND11_MODULE(_core, m) {
  m.doc() = "Compiled kernels of likelier.";
  likelier::bindings::bind_allocation(m);
  likelier::bindings::bind_dlpack(m);
  likelier::bindings::bind_runtime(m);
  likelier::bindings::bind_elementwise(m);
  likelier::bindings::bind_rows(m);
  likelier::bindings::bind_random(m);
  likelier::bindings::bind_score(m);
  likelier::bindings::bind_elliptical(m);
  likelier::bindings::bind_networks(m);
}
