#include "calls.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace likelier::cuda::bindings {
namespace {

// Addresses on which plans depend in their remainder by this alone.
constexpr std::uintptr_t alignment_step = 64;
// What memory for several arrays is cut at.
constexpr std::int64_t scratch_step = 256;

// Empty arrays may have no memory, and an absent view is one without.
alignas(alignment_step) char nothing[alignment_step];

// The address that stands for the beginning of a slot in plans: far from those of all others, on both sides.
constexpr int slot_bits = 44;
std::uintptr_t stand_in(std::size_t slot, std::uintptr_t alignment) {
  return ((static_cast<std::uintptr_t>(slot) * 2 + 1) << slot_bits) + alignment;
}
std::size_t slot_of(const char* address) { return reinterpret_cast<std::uintptr_t>(address) >> (slot_bits + 1); }

struct allocation {
  py::object owner;
  char* pointer = nullptr;

  allocation(const py::function& allocate, std::int64_t bytes) {
    if (bytes == 0) return;
    const auto both = py::cast<py::tuple>(allocate(bytes));
    pointer = reinterpret_cast<char*>(py::cast<std::uintptr_t>(both[0]));
    owner = both[1];
  }
};

}  // namespace

axes::axes(const py::tuple& lengths) : ndim(static_cast<int>(lengths.size())) {
  if (lengths.size() > static_cast<std::size_t>(engine::max_dims))
    throw py::value_error("shape: expected at most 64 dimensions, got " + std::to_string(lengths.size()));
  for (int a = 0; a < ndim; ++a) shape[a] = py::cast<std::int64_t>(lengths[static_cast<std::size_t>(a)]);
}

template <class View>
View view_of(const py::handle& object, const axes& space, const char* name) {
  View view;
  if (object.is_none()) return view;
  const auto array = py::cast<py::tuple>(object);
  const auto pointer = py::cast<std::uintptr_t>(array[0]);
  const int type = py::cast<int>(array[1]);
  const auto lengths = py::cast<py::tuple>(array[2]);
  const auto strides = py::cast<py::tuple>(array[3]);
  const int own = static_cast<int>(lengths.size());
  const int lead = space.ndim - own;
  bool fits = lead >= 0 && strides.size() == lengths.size() && type >= 0 && type < engine::dtype_count;
  if (fits) view.type = static_cast<engine::dtype>(type);
  for (int a = 0; fits && a < space.ndim; ++a) {
    view.strides[a] = 0;
    if (a < lead) continue;
    const auto i = static_cast<std::size_t>(a - lead);
    const auto length = py::cast<std::int64_t>(lengths[i]);
    fits = length == space.shape[a] || length == 1;
    // The stride 0 of an empty array would say that the axis is summed over.
    view.strides[a] = length == 1 ? 0 : length == 0 ? item_size(view.type) : py::cast<std::int64_t>(strides[i]);
  }
  if (!fits)
    throw py::value_error(std::string(name) + ": expected a shape that broadcasts to the call's, got " +
                          py::cast<std::string>(py::str(array[2])));
  view.data = pointer == 0 ? nothing : reinterpret_cast<decltype(view.data)>(pointer);
  return view;
}
template engine::const_view view_of(const py::handle& object, const axes& space, const char* name);
template engine::mutable_view view_of(const py::handle& object, const axes& space, const char* name);

void queued_call::note(const char* address, const py::handle& object) {
  const auto array = py::reinterpret_borrow<py::tuple>(object);
  const int slot = py::cast<int>(array[4]);
  is_movable_ = is_movable_ && slot >= 0;
  places_.push_back({address - start(), slot, py::cast<std::int64_t>(array[5])});
}

bool queued_call::put_number(int argument, const py::handle& object) {
  elementwise_request& own = elementwise();
  if (py::isinstance<py::float_>(object)) {
    own.numbers[argument] = py::cast<double>(object);
  } else if (py::isinstance<py::tuple>(object) && py::len(object) == 2) {
    const auto both = py::reinterpret_borrow<py::tuple>(object);
    own.numbers[argument] = py::cast<double>(both[0]);
    own.number_slots[argument] = py::cast<int>(both[1]);
  } else {
    return false;
  }
  own.call.is_number[argument] = true;
  own.call.call.arguments[argument].strides.fill(0);
  return true;
}

namespace {

// A plan of each engine.
struct plan_of_elementwise {
  std::unique_ptr<elementwise_plan> own;

  explicit plan_of_elementwise(elementwise_request request) {
    for (int i = 0; i < engine::max_arguments; ++i)
      if (request.call.is_number[i])
        request.call.call.arguments[i].data = reinterpret_cast<const char*>(request.numbers + i);
    own = std::make_unique<elementwise_plan>(request.call, request.in_double);
  }
  void launch(void* workspace, stream stream) const { own->launch(workspace, stream); }
};
struct plan_of_rows {
  std::unique_ptr<row_plan> own;
  row_stage stage;
  std::int64_t ignore_index;

  explicit plan_of_rows(const row_request& request)
      : own(std::make_unique<row_plan>(request.call, request.in_double)),
        stage(request.stage),
        ignore_index(request.ignore_index) {}
  void launch(void* workspace, stream stream) const {
    switch (stage) {
      case row_stage::whole: own->launch(workspace, stream); break;
      case row_stage::weights: own->launch_weights(ignore_index, stream); break;
      case row_stage::lists: own->launch_lists(stream); break;
      case row_stage::entries: own->launch_entries(stream); break;
    }
  }
};
struct plan_of_score {
  std::unique_ptr<score_plan> own;

  explicit plan_of_score(const score_request& request)
      : own(std::make_unique<score_plan>(request.call, request.in_double)) {}
  void launch(void* workspace, stream stream) const { own->launch(workspace, stream); }
};
plan_of_elementwise plan_of(const elementwise_request& request) { return plan_of_elementwise(request); }
plan_of_rows plan_of(const row_request& request) { return plan_of_rows(request); }
plan_of_score plan_of(const score_request& request) { return plan_of_score(request); }

}  // namespace

void queued_call::launch(std::uintptr_t stream, const py::function& allocate) const {
  std::visit(
      [&](const auto& own) {
        const auto plan = plan_of(own);
        const allocation workspace(allocate, plan.own->workspace());
        plan.launch(workspace.pointer, reinterpret_cast<void*>(stream));
      },
      own_);
}

struct prepared_call::planned {
  // An address in a launch, that of a slot so many bytes before it; and a number there.
  struct address {
    char** at;
    std::size_t slot;
    std::ptrdiff_t offset;
  };
  struct number {
    double* at;
    std::size_t slot;
  };

  std::variant<plan_of_elementwise, plan_of_rows, plan_of_score> plan;
  std::vector<address> addresses;
  std::vector<number> numbers;
};

prepared_call::prepared_call(std::vector<std::shared_ptr<queued_call>> calls, std::vector<std::size_t> places,
                             std::vector<std::pair<std::size_t, std::int64_t>> scratch)
    : calls_(std::move(calls)),
      slots_(places.size() + scratch.size()),
      places_(std::move(places)),
      scratch_(std::move(scratch)) {
  const auto is_slot = [&](int slot) { return slot < static_cast<int>(slots_.size()); };
  bool fits = true;
  for (const std::size_t slot : places_) fits = fits && slot < slots_.size();
  for (const auto& own : scratch_) fits = fits && own.first < slots_.size();
  for (const auto& call : calls_) {
    fits = fits && call->is_movable_;
    for (const queued_call::place& own : call->places_) fits = fits && is_slot(own.slot);
    if (const auto* own = std::get_if<elementwise_request>(&call->own_))
      fits = fits && std::all_of(std::begin(own->number_slots), std::end(own->number_slots), is_slot);
  }
  if (!fits) throw std::invalid_argument("calls: expected arrays that have a slot each");
  for (auto& own : scratch_) {
    own.second = (own.second + scratch_step - 1) / scratch_step * scratch_step;
    scratch_bytes_ += own.second;
  }
  plan();
}

prepared_call::~prepared_call() = default;

void prepared_call::plan() {
  is_planned_ = false;
  planned_.clear();
  workspace_ = 0;
  for (const auto& call : calls_) {
    queued_call::request moved = call->own_;
    char* start = std::visit([](auto& own) { return reinterpret_cast<char*>(&own); }, moved);
    for (const queued_call::place& own : call->places_) {
      const auto slot = static_cast<std::size_t>(own.slot);
      const std::uintptr_t address = stand_in(slot, slots_[slot].alignment) + static_cast<std::uintptr_t>(own.offset);
      std::memcpy(start + own.at, &address, sizeof address);
    }
    auto next =
        std::visit([](const auto& own) { return std::make_unique<planned>(planned{{plan_of(own)}, {}, {}}); }, moved);
    std::visit(
        [&](auto& plan) {
          plan.own->each_address([&](char*& address) {
            const std::size_t slot = slot_of(address);
            const std::uintptr_t base = stand_in(slot, slots_[slot].alignment);
            next->addresses.push_back(
                {&address, slot, static_cast<std::ptrdiff_t>(reinterpret_cast<std::uintptr_t>(address) - base)});
          });
          workspace_ = std::max(workspace_, plan.own->workspace());
        },
        next->plan);
    if (const auto* own = std::get_if<elementwise_request>(&moved)) {
      std::get<plan_of_elementwise>(next->plan).own->each_number([&](int argument, double& number) {
        const int slot = own->number_slots[argument];
        if (slot >= 0) next->numbers.push_back({&number, static_cast<std::size_t>(slot)});
      });
    }
    planned_.push_back(std::move(next));
  }
  is_planned_ = true;
}

void prepared_call::launch(const py::list& places, std::uintptr_t stream, const py::function& allocate) {
  if (places.size() != places_.size())
    throw py::value_error("places: expected " + std::to_string(places_.size()) + ", got " +
                          std::to_string(places.size()));
  // Python code runs here, and nowhere below: another thread may have the slots until then.
  const auto known = scratch_bytes_ + workspace_;
  const allocation scratch(allocate, known);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    slot& own_slot = slots_[places_[i]];
    PyObject* own = PyList_GET_ITEM(places.ptr(), static_cast<Py_ssize_t>(i));
    if (PyFloat_CheckExact(own)) {
      own_slot.number = PyFloat_AS_DOUBLE(own);
    } else {
      auto* base = static_cast<char*>(PyLong_AsVoidPtr(own));
      own_slot.base = base == nullptr ? nothing : base;
    }
  }
  if (PyErr_Occurred() != nullptr) throw py::error_already_set();
  char* next = scratch.pointer;
  for (const auto& [slot, bytes] : scratch_) {
    slots_[slot].base = next == nullptr ? nothing : next;
    next += bytes;
  }
  bool fits = is_planned_;
  for (slot& own : slots_) {
    const auto alignment = reinterpret_cast<std::uintptr_t>(own.base) % alignment_step;
    fits = fits && alignment == own.alignment;
    own.alignment = alignment;
  }
  if (!fits) plan();
  if (scratch_bytes_ + workspace_ > known) {
    // Other alignments may ask for more of it.
    launch(places, stream, allocate);
    return;
  }
  for (const auto& own : planned_) {
    for (const planned::address& address : own->addresses) *address.at = slots_[address.slot].base + address.offset;
    for (const planned::number& number : own->numbers) *number.at = slots_[number.slot].number;
    std::visit([&](const auto& plan) { plan.launch(next, reinterpret_cast<void*>(stream)); }, own->plan);
  }
}

}  // namespace likelier::cuda::bindings
