// Fresh result arrays from a cache of freed ones.
//
// A new large array costs more than most kernels that fill it: the system hands out zeroed pages
// one fault at a time. Arrays made here own their data like any other, through NumPy's allocation
// handlers (NEP 49); when one dies its memory waits here for the next result.
#define NPY_NO_DEPRECATED_API NPY_2_0_API_VERSION
#define NPY_TARGET_VERSION NPY_2_0_API_VERSION
#include <Python.h>
#include <numpy/arrayobject.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>

#include "arrays.hpp"

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace likelier::bindings {
namespace {

constexpr std::size_t smallest_cached = std::size_t{1} << 18;
constexpr std::size_t huge_page = std::size_t{1} << 21;
constexpr std::size_t header_size = 64;
constexpr std::size_t largest_default_limit = std::size_t{1} << 30;
constexpr int max_blocks = 64;

struct block_header {
  std::size_t capacity;  // bytes behind the header
};
static_assert(sizeof(block_header) <= header_size);

block_header* header_of(void* data) { return reinterpret_cast<block_header*>(static_cast<char*>(data) - header_size); }
void* data_of(block_header* header) { return reinterpret_cast<char*>(header) + header_size; }

// A sixteenth of the machine's memory, at most 1 GiB.
std::size_t default_limit() {
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return 0;
  return std::min(largest_default_limit, static_cast<std::size_t>(pages) * static_cast<std::size_t>(page) / 16);
}

std::size_t limit_from_environment() {
  const char* text = std::getenv("LIKELIER_CACHE_MIB");
  if (text == nullptr) return default_limit();
  char* end = nullptr;
  const unsigned long long mebibytes = std::strtoull(text, &end, 10);
  return end == text || *end != '\0' || mebibytes > (1ULL << 40) ? default_limit()
                                                                 : static_cast<std::size_t>(mebibytes) << 20;
}

// Freed blocks, oldest first. Whoever does not get the lock at once does without the cache: nothing
// waits here, not even in a child forked while the lock was held.
class block_cache {
 public:
  block_header* take(std::size_t size) {
    const guard lock(busy_);
    if (!lock.held) return nullptr;
    int best = -1;
    // At least what allocate rounds up to.
    const std::size_t most = size + std::max(size / 4, size >= 2 * huge_page ? huge_page : 0);
    for (int i = 0; i < count_; ++i)
      if (blocks_[i]->capacity >= size && blocks_[i]->capacity <= most &&
          (best < 0 || blocks_[i]->capacity <= blocks_[best]->capacity))
        best = i;
    return best < 0 ? nullptr : remove(best);
  }

  bool give(block_header* block) {
    const guard lock(busy_);
    if (!lock.held || block->capacity > limit_) return false;
    while (count_ == max_blocks || total_ + block->capacity > limit_) std::free(remove(0));
    blocks_[count_++] = block;
    total_ += block->capacity;
    return true;
  }

  void clear() {
    const guard lock(busy_);
    while (lock.held && count_ > 0) std::free(remove(0));
  }

  std::size_t total() const { return total_; }
  std::size_t limit() const { return limit_; }

 private:
  struct guard {
    explicit guard(std::atomic_flag& flag) : flag_(flag), held(!flag.test_and_set(std::memory_order_acquire)) {}
    ~guard() {
      if (held) flag_.clear(std::memory_order_release);
    }
    guard(const guard&) = delete;
    guard& operator=(const guard&) = delete;
    std::atomic_flag& flag_;
    const bool held;
  };

  block_header* remove(int i) {
    block_header* block = blocks_[i];
    for (int k = i + 1; k < count_; ++k) blocks_[k - 1] = blocks_[k];
    --count_;
    total_ -= block->capacity;
    return block;
  }

  std::atomic_flag busy_ = ATOMIC_FLAG_INIT;
  block_header* blocks_[max_blocks] = {};
  int count_ = 0;
  std::size_t total_ = 0;
  std::size_t limit_ = limit_from_environment();
};

block_cache& cache() {
  static auto* instance = new block_cache;  // outlives every array
  return *instance;
}

void* allocate(void*, std::size_t size) {
  const bool large = size >= smallest_cached;
  if (large)
    if (block_header* block = cache().take(size)) return data_of(block);
  const std::size_t alignment = size >= 2 * huge_page ? huge_page : header_size;
  const std::size_t bytes = (size + header_size + alignment - 1) / alignment * alignment;
  if (bytes < size) return nullptr;
  auto* block = static_cast<block_header*>(std::aligned_alloc(alignment, bytes));
  if (block == nullptr) return nullptr;
#if defined(__linux__)
  if (alignment == huge_page) madvise(block, bytes, MADV_HUGEPAGE);
#endif
  block->capacity = bytes - header_size;
  return data_of(block);
}

void* allocate_zeroed(void* context, std::size_t count, std::size_t size) {
  if (size != 0 && count > SIZE_MAX / size) return nullptr;
  void* data = allocate(context, count * size);
  if (data != nullptr) std::memset(data, 0, count * size);
  return data;
}

void release(void*, void* data, std::size_t) {
  if (data == nullptr) return;
  block_header* block = header_of(data);
  if (block->capacity >= smallest_cached && cache().give(block)) return;
  std::free(block);
}

void* reallocate(void* context, void* data, std::size_t size) {
  if (data == nullptr) return allocate(context, size);
  if (size <= header_of(data)->capacity) return data;
  void* larger = allocate(context, size);
  if (larger == nullptr) return nullptr;
  std::memcpy(larger, data, header_of(data)->capacity);
  release(context, data, 0);
  return larger;
}

PyDataMem_Handler handler = {"likelier", 1, {nullptr, allocate, allocate_zeroed, reallocate, release}};
PyObject* handler_capsule = nullptr;

}  // namespace

PyObject* new_array(PyObject* descr, int ndim, const Py_intptr_t* shape) {
  Py_intptr_t bytes = PyDataType_ELSIZE(reinterpret_cast<PyArray_Descr*>(descr));
  for (int a = 0; a < ndim; ++a)
    if (__builtin_mul_overflow(bytes, shape[a], &bytes)) bytes = 0;  // NumPy will say so
  const bool cached = bytes >= static_cast<Py_intptr_t>(smallest_cached);
  PyObject* before = nullptr;
  if (cached) {
    before = PyDataMem_SetHandler(handler_capsule);
    if (before == nullptr) {
      Py_DECREF(descr);
      return nullptr;
    }
  }
  PyObject* array = PyArray_NewFromDescr(&PyArray_Type, reinterpret_cast<PyArray_Descr*>(descr), ndim, shape, nullptr,
                                         nullptr, 0, nullptr);
  if (cached) {
    PyObject* ours = PyDataMem_SetHandler(before);
    Py_XDECREF(ours);
    Py_DECREF(before);
  }
  return array;
}

PyObject* new_scalar(bool in_double, double x) {
  auto narrow = static_cast<float>(x);
  PyArray_Descr* descr = PyArray_DescrFromType(in_double ? NPY_DOUBLE : NPY_FLOAT);
  PyObject* scalar = PyArray_Scalar(in_double ? static_cast<void*>(&x) : static_cast<void*>(&narrow), descr, nullptr);
  Py_DECREF(descr);
  return scalar;
}

namespace {

void* import_numpy() {
  import_array();
  return nullptr;
}

py::object empty(const py::tuple& shape, const py::dtype& type) {
  Py_intptr_t lengths[engine::max_dims];
  engine::extents extents;
  const int ndim = read_shape(shape, extents);
  for (int a = 0; a < ndim; ++a) lengths[a] = static_cast<Py_intptr_t>(extents[a]);
  PyObject* array = new_array(py::dtype(type).release().ptr(), ndim, lengths);
  if (array == nullptr) throw py::error_already_set();
  return py::reinterpret_steal<py::object>(array);
}

}  // namespace

void bind_allocation(py::module_& m) {
  import_numpy();
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  handler_capsule = PyCapsule_New(&handler, "mem_handler", nullptr);
  if (handler_capsule == nullptr) throw py::error_already_set();
  m.def("empty", empty, py::arg("shape"), py::arg("dtype"),
        "An uninitialised array, from the cache where it is large.");
  m.def("clear_cache", [] { cache().clear(); });
  m.def("cache_info", [] { return py::make_tuple(cache().total(), cache().limit()); });
}

}  // namespace likelier::bindings
