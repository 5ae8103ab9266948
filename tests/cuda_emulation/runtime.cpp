// The emulated device: the host's memory.
#include <pybind11/pybind11.h>

#include "emulated_cluster.hpp"
#include "likelier/cuda.hpp"

namespace likelier::cuda {

std::vector<device_info> devices(std::string&) { return {{"emulation", 8, 0, 0}}; }
std::string runtime_name() { return "an emulation of CUDA"; }
int device_of(const void*) { return 0; }

void bind_emulation(pybind11::module_& m) {
  m.def("set_seed", emulation::set_seed, pybind11::arg("seed"), "Draws the order in which threads run.");
  m.def("set_running", emulation::set_running, pybind11::arg("runs"), "Whether kernels run, or are only counted.");
  m.def("launches", emulation::launches, "Kernels that were run so far.");
}

}  // namespace likelier::cuda
