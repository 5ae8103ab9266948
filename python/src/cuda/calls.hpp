// Calls of the device engines: made once, or prepared to be made again for other arrays.
//
// Arrays come as tuples (pointer, type, shape, byte strides, slot, offset). A prepared call has a table of slots, of
// what is different each time: the arrays that it is given, its results, and memory that it needs meanwhile. A view
// begins so many bytes after its slot does. Numbers that are different each time come as (value, slot).
#pragma once

#include <pybind11/pybind11.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "likelier/cuda.hpp"

namespace likelier::cuda::bindings {

namespace py = pybind11;

struct axes {
  int ndim = 0;
  engine::extents shape;

  explicit axes(const py::tuple& lengths);
};

// Aligned at the right with the axes; size-1 axes are broadcast; absent for None.
template <class View>
View view_of(const py::handle& object, const axes& space, const char* name);

struct elementwise_request {
  elementwise_call call;
  double numbers[engine::max_arguments] = {};
  int number_slots[engine::max_arguments];  // -1: none
  bool in_double = false;

  elementwise_request() { std::fill(std::begin(number_slots), std::end(number_slots), -1); }
};
// What is to be launched of a plan of rows.
enum class row_stage { whole, weights, lists, entries };

struct row_request {
  row_call call;
  bool in_double = false;
  row_stage stage = row_stage::whole;
  std::int64_t ignore_index = 0;
};
struct score_request {
  score_call call;
  bool in_double = false;
};

// A call of an engine, checked.
class queued_call {
 public:
  using request = std::variant<elementwise_request, row_request, score_request>;

  explicit queued_call(const request& own) : own_(own) {}

  elementwise_request& elementwise() { return std::get<elementwise_request>(own_); }
  row_request& rows() { return std::get<row_request>(own_); }
  score_request& score() { return std::get<score_request>(own_); }

  // Fills a view that is a part of the request.
  template <class View>
  void put(View& view, const py::handle& object, const axes& space, const char* name) {
    view = view_of<View>(object, space, name);
    if (view) note(reinterpret_cast<const char*>(&view.data), object);
  }
  // Makes an argument a number; false where the object is none.
  bool put_number(int argument, const py::handle& object);

  // Queues it as it stands.
  void launch(std::uintptr_t stream, const py::function& allocate) const;

 private:
  friend class prepared_call;

  // Where the address of a view stands in the request, and what it is the address of.
  struct place {
    std::ptrdiff_t at;
    int slot;
    std::int64_t offset;
  };

  const char* start() const {
    return std::visit([](const auto& own) { return reinterpret_cast<const char*>(&own); }, own_);
  }
  void note(const char* address, const py::handle& object);

  request own_;
  std::vector<place> places_;
  bool is_movable_ = true;  // there is a slot for every view
};

// A sequence of calls. What is planned depends on how the arrays are aligned, and on nothing else that changes; so it
// is planned once, for addresses that stand for the slots, and these are replaced.
class prepared_call {
 public:
  // places: the slots that the caller fills; scratch: the others, with their sizes in bytes. Throws
  // std::invalid_argument for calls whose views are not all of these.
  prepared_call(std::vector<std::shared_ptr<queued_call>> calls, std::vector<std::size_t> places,
                std::vector<std::pair<std::size_t, std::int64_t>> scratch);
  ~prepared_call();
  prepared_call(const prepared_call&) = delete;
  prepared_call& operator=(const prepared_call&) = delete;

  // places: numbers, or where arrays begin, in the order of those slots.
  void launch(const py::list& places, std::uintptr_t stream, const py::function& allocate);

 private:
  struct planned;
  struct slot {
    char* base = nullptr;
    double number = 0.0;
    std::uintptr_t alignment = 0;  // that it is planned for
  };

  void plan();

  std::vector<std::shared_ptr<queued_call>> calls_;
  std::vector<slot> slots_;
  std::vector<std::size_t> places_;
  std::vector<std::pair<std::size_t, std::int64_t>> scratch_;
  std::vector<std::unique_ptr<planned>> planned_;
  bool is_planned_ = false;  // to the end: planning may fail
  std::int64_t scratch_bytes_ = 0;
  std::int64_t workspace_ = 0;
};

}  // namespace likelier::cuda::bindings
