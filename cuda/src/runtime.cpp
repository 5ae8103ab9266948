// Devices, asked through CUDA's runtime.
#include <cuda_runtime.h>

#include "likelier/cuda.hpp"

namespace likelier::cuda {

std::vector<device_info> devices(std::string& reason) {
  std::vector<device_info> list;
  int count = 0;
  const cudaError_t error = cudaGetDeviceCount(&count);
  if (error != cudaSuccess) {
    // Not to be met again by the next launch's check.
    cudaGetLastError();
    reason = error == cudaErrorInsufficientDriver
                 ? "there is no NVIDIA driver, or none that is new enough for " + runtime_name()
                 : std::string("CUDA's runtime says: ") + cudaGetErrorString(error);
    return list;
  }
  if (count == 0) reason = "there is no CUDA device";
  for (int i = 0; i < count; ++i) {
    cudaDeviceProp properties;
    if (cudaGetDeviceProperties(&properties, i) != cudaSuccess) continue;
    device_info device;
    device.name = properties.name;
    device.major = properties.major;
    device.minor = properties.minor;
    device.memory = static_cast<std::int64_t>(properties.totalGlobalMem);
    if (device.major >= 8) {
      list.push_back(device);
    } else {
      reason = device.name + " has compute capability " + std::to_string(device.major) + "." +
               std::to_string(device.minor) + ", of at least 8.0 that kernels are compiled for";
    }
  }
  return list;
}

std::string runtime_name() {
  int version = 0;
  if (cudaRuntimeGetVersion(&version) != cudaSuccess) return "CUDA";
  return "CUDA " + std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

int device_of(const void* pointer) {
  cudaPointerAttributes attributes;
  if (cudaPointerGetAttributes(&attributes, pointer) != cudaSuccess) {
    cudaGetLastError();
    return -1;
  }
  const bool on_device = attributes.type == cudaMemoryTypeDevice || attributes.type == cudaMemoryTypeManaged;
  return on_device ? attributes.device : -1;
}

}  // namespace likelier::cuda
