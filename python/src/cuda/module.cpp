// The device engines for Python. Arrays come as tuples (pointer, type, shape, byte strides): what they are arrays of,
// and that they are on one device, Python has checked; shapes are checked once more here.
#include <pybind11/pybind11.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <string>
#include <type_traits>
#include <utility>

#include "../probe_kinds.hpp"
#include "engine/row_operations.hpp"
#include "likelier/cuda.hpp"

namespace likelier::cuda {
namespace {

namespace py = pybind11;
using engine::const_view;
using engine::extents;
using engine::mutable_view;

struct axes {
  int ndim = 0;
  extents shape;

  explicit axes(const py::tuple& lengths) : ndim(static_cast<int>(lengths.size())) {
    if (lengths.size() > static_cast<std::size_t>(engine::max_dims))
      throw py::value_error("shape: expected at most 64 dimensions, got " + std::to_string(lengths.size()));
    for (int a = 0; a < ndim; ++a) shape[a] = py::cast<std::int64_t>(lengths[static_cast<std::size_t>(a)]);
  }
};

// Empty arrays may have no memory, and an absent view is one without.
char nothing[16];

// Aligned at the right with the axes; size-1 axes are broadcast.
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

struct allocation {
  py::object owner;
  void* pointer = nullptr;

  allocation(const py::function& allocate, std::int64_t bytes) {
    if (bytes == 0) return;
    const auto both = py::cast<py::tuple>(allocate(bytes));
    pointer = reinterpret_cast<void*>(py::cast<std::uintptr_t>(both[0]));
    owner = both[1];
  }
};

// A call whose arguments are checked, to be launched; and again, for other arrays of the same kind.
class prepared_elementwise {
 public:
  prepared_elementwise(int operation, int parameterisation, bool in_double, const py::tuple& shape,
                       const py::tuple& arguments, const py::object& where, const py::object& weights,
                       const py::object& cotangent, double value_factor, double gradient_factor,
                       const py::object& value, const py::object& value_low, bool reduced, const py::tuple& gradients,
                       const py::object& total, const py::object& total_low, double total_number, bool clears_masked)
      : in_double_(in_double) {
    const auto& info = engine::operations().at(static_cast<std::size_t>(operation));
    const auto& slots = info.parameterisations.at(static_cast<std::size_t>(parameterisation));
    const axes space(shape);
    engine::elementwise_call& call = own_.call;
    call.operation = operation;
    call.parameterisation = parameterisation;
    call.ndim = space.ndim;
    call.shape = space.shape;
    call.variables = static_cast<int>(info.variables.size());
    call.parameters = static_cast<int>(slots.size());
    count_ = info.variables.size() + slots.size();
    if (arguments.size() != count_ || gradients.size() != count_)
      throw py::value_error("arguments: expected " + std::to_string(count_) + ", got " +
                            std::to_string(arguments.size()));
    for (std::size_t i = 0; i < count_; ++i) {
      const char* name = i < info.variables.size() ? info.variables[i] : slots[i - info.variables.size()].name;
      own_.is_number[i] = py::isinstance<py::float_>(arguments[i]);
      if (own_.is_number[i]) {
        numbers_[i] = py::cast<double>(arguments[i]);
        call.arguments[i].strides.fill(0);
      } else {
        call.arguments[i] = view_of<const_view>(arguments[i], space, name);
      }
      call.gradients[i] = view_of<mutable_view>(gradients[i], space, name);
    }
    call.where = view_of<const_view>(where, space, "where");
    call.weights = view_of<const_view>(weights, space, "weights");
    call.cotangent = view_of<const_view>(cotangent, space, "cotangent");
    call.value_factor = value_factor;
    call.gradient_factor = gradient_factor;
    call.mode = value.is_none() ? engine::value_mode::none
                                : (reduced ? engine::value_mode::reduced : engine::value_mode::elementwise);
    call.value = view_of<mutable_view>(value, space, "out");
    call.value_low = view_of<mutable_view>(value_low, space, "out");
    own_.total = view_of<const_view>(total, space, "total");
    own_.total_low = view_of<const_view>(total_low, space, "total");
    own_.total_number = total_number;
    own_.clears_masked = clears_masked;
  }

  void launch(std::uintptr_t stream, const py::function& allocate) const {
    elementwise_call own = own_;
    run(own, numbers_, stream, allocate);
  }
  // places: of the first arguments, numbers or where arrays begin; the others are as they were.
  void launch_again(const py::list& places, std::uintptr_t value, const py::list& indices, const py::list& gradients,
                    std::uintptr_t stream, const py::function& allocate) const {
    elementwise_call own = own_;
    double numbers[engine::max_arguments];
    std::copy(std::begin(numbers_), std::end(numbers_), numbers);
    for (std::size_t i = 0; i < std::min(places.size(), count_); ++i) {
      if (own.is_number[i]) {
        numbers[i] = PyFloat_AsDouble(item(places, i));
      } else {
        own.call.arguments[i].data = at<const char*>(item(places, i));
      }
    }
    own.call.value.data = reinterpret_cast<char*>(value == 0 ? reinterpret_cast<std::uintptr_t>(nothing) : value);
    for (std::size_t i = 0; i < indices.size(); ++i)
      own.call.gradients[PyLong_AsLong(item(indices, i))].data = at<char*>(item(gradients, i));
    if (PyErr_Occurred() != nullptr) throw py::error_already_set();
    run(own, numbers, stream, allocate);
  }

 private:
  static PyObject* item(const py::list& list, std::size_t i) {
    return PyList_GET_ITEM(list.ptr(), static_cast<Py_ssize_t>(i));
  }
  template <class Pointer>
  static Pointer at(PyObject* number) {
    void* pointer = PyLong_AsVoidPtr(number);
    return static_cast<Pointer>(pointer == nullptr ? nothing : pointer);
  }
  void run(elementwise_call& own, const double* numbers, std::uintptr_t stream, const py::function& allocate) const {
    for (std::size_t i = 0; i < count_; ++i)
      if (own.is_number[i]) own.call.arguments[i].data = reinterpret_cast<const char*>(numbers + i);
    const elementwise_plan plan(own, in_double_);
    const allocation workspace(allocate, plan.workspace());
    plan.launch(workspace.pointer, reinterpret_cast<void*>(stream));
  }

  elementwise_call own_;
  double numbers_[engine::max_arguments] = {};
  std::size_t count_ = 0;
  bool in_double_;
};

row_program program_of(const std::string& name) {
  constexpr const char* names[row_program_count] = {"logsumexp",
                                                    "log_softmax",
                                                    "softmax",
                                                    "cross_entropy",
                                                    "smoothed_cross_entropy",
                                                    "soft_cross_entropy",
                                                    "cross_entropy_statistics",
                                                    "first_largest",
                                                    "entropy",
                                                    "entropy_log",
                                                    "entropy_logits",
                                                    "divergence",
                                                    "divergence_q_log",
                                                    "divergence_p_log",
                                                    "divergence_both_log"};
  for (int i = 0; i < row_program_count; ++i)
    if (name == names[i]) return static_cast<row_program>(i);
  throw py::value_error("program: expected the name of a row operation, got '" + name + "'");
}

engine::row_kind kind_of(const std::string& kind) {
  return kind == "probs"       ? engine::row_kind::probs
         : kind == "log_probs" ? engine::row_kind::log_probs
                               : engine::row_kind::logits;
}

// What all row operations take: arrays have the axes of shape, the event last.
row_call call_of(const py::tuple& shape, const py::dict& places) {
  const axes space(shape);
  if (space.ndim == 0) throw py::value_error("shape: expected at least one axis");
  row_call call;
  call.axes.ndim = space.ndim - 1;
  call.axes.shape = space.shape;
  call.axes.length = space.shape[space.ndim - 1];
  for (int a = 0; a + 1 < space.ndim; ++a) call.axes.rows *= space.shape[a];
  const auto read = [&](const char* name, auto& view) {
    if (places.contains(name)) view = view_of<std::decay_t<decltype(view)>>(places[name], space, name);
  };
  read("x", call.operands[0]);
  read("y", call.operands[1]);
  read("where", call.where);
  read("cotangent", call.cotangent);
  read("row_weights", call.row_weights);
  read("target", call.target);
  read("total", call.total);
  read("total_low", call.total_low);
  read("class_weights", call.class_weights);
  read("weights", call.weights);
  read("classes", call.classes);
  read("best", call.best);
  read("row_values", call.row_values);
  read("lse", call.logsumexps);
  read("entropy", call.entropies);
  read("z_loss", call.penalties);
  read("argmax", call.largest);
  read("correct", call.correct);
  read("values", call.values);
  read("x_gradient", call.gradients[0]);
  read("y_gradient", call.gradients[1]);
  return call;
}

void run(const row_call& call, bool in_double, std::uintptr_t stream, const py::function& allocate) {
  const row_plan plan(call, in_double);
  const allocation workspace(allocate, plan.workspace());
  plan.launch(workspace.pointer, reinterpret_cast<void*>(stream));
}

// ignore_index asks for the weights of the rows.
void rows(const std::string& program, bool in_double, const py::tuple& shape, const py::dict& places, double factor,
          double gradient_factor, double temperature, double softcap, double label_smoothing, double z_loss,
          bool p_is_logits, bool q_is_logits, const py::object& ignore_index, std::uintptr_t stream,
          const py::function& allocate) {
  row_call call = call_of(shape, places);
  call.program = program_of(program);
  call.factor = factor;
  call.gradient_factor = gradient_factor;
  call.temperature = temperature;
  call.softcap = softcap;
  call.label_smoothing = label_smoothing;
  call.z_loss = z_loss;
  call.p_is_logits = p_is_logits;
  call.q_is_logits = q_is_logits;
  if (ignore_index.is_none()) {
    run(call, in_double, stream, allocate);
  } else {
    row_plan(call, in_double).launch_weights(py::cast<std::int64_t>(ignore_index), reinterpret_cast<void*>(stream));
  }
}

// factor: of values, and through them of gradients; gradient_factor: of these besides.
void f_divergence(const std::string& kind, const std::string& p_kind, const std::string& q_kind, double argument,
                  bool square_root, bool in_double, const py::tuple& shape, const py::dict& places, double factor,
                  double gradient_factor, double temperature, std::uintptr_t stream, const py::function& allocate) {
  using engine::f_divergence_kind;
  constexpr std::pair<const char*, f_divergence_kind> kinds[] = {
      {"chi2", f_divergence_kind::chi2},
      {"hellinger", f_divergence_kind::hellinger},
      {"total_variation", f_divergence_kind::total_variation},
      {"euclidean", f_divergence_kind::euclidean},
      {"jensen_shannon", f_divergence_kind::jensen_shannon},
      {"alpha", f_divergence_kind::alpha},
      {"renyi", f_divergence_kind::renyi},
      {"itakura_saito", f_divergence_kind::itakura_saito},
      {"cross_entropy", f_divergence_kind::cross_entropy}};
  row_call call = call_of(shape, places);
  engine::f_divergence_call given;
  const auto* found =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& own) { return kind == own.first; });
  if (found == std::end(kinds)) throw py::value_error("kind: expected the name of a divergence, got '" + kind + "'");
  given.kind = found->second;
  given.p_kind = kind_of(p_kind);
  given.q_kind = kind_of(q_kind);
  given.p = call.operands[0];
  given.q = call.operands[1];
  given.p_gradient = call.gradients[0];
  given.q_gradient = call.gradients[1];
  given.argument = argument;
  given.factor = factor;
  const engine::oriented_f_divergence own = engine::oriented(given, !in_double);
  const auto is_log = [](engine::row_kind side) { return side != engine::row_kind::probs; };
  const bool p_is_log = is_log(own.p_kind);
  const bool q_is_log = is_log(own.q_kind);
  if (own.kind == f_divergence_kind::renyi) {
    const int order = own.argument == std::numeric_limits<double>::infinity() ? 4 : 0;
    call.f_divergence = f_divergences<f_divergence_pass>::count + order + 2 * (p_is_log ? 1 : 0) + (q_is_log ? 1 : 0);
  } else {
    call.f_divergence = engine::f_divergence_index(own.kind, p_is_log, q_is_log);
  }
  call.exchanged = own.exchanged;
  call.operands[0] = own.p;
  call.operands[1] = own.q;
  call.gradients[0] = own.p_gradient;
  call.gradients[1] = own.q_gradient;
  call.p_is_logits = own.p_kind == engine::row_kind::logits;
  call.q_is_logits = own.q_kind == engine::row_kind::logits;
  call.argument = own.argument;
  call.rest = own.rest;
  call.factor = own.factor;
  call.gradient_factor = gradient_factor;
  call.square_root = square_root;
  call.temperature = temperature;
  run(call, in_double, stream, allocate);
}

// numbers: arrays or numbers. factor: of losses; gradient_factor: of gradients.
void score(const std::string& formula, bool in_double, const py::tuple& shape, const py::tuple& operands,
           const py::tuple& gradients, const py::tuple& numbers, const py::tuple& results, const py::dict& places,
           double option, double factor, double gradient_factor, bool square_root, bool weighs_losses, bool sums_probes,
           std::uintptr_t stream, const py::function& allocate) {
  score_call call;
  call.formula = engine::find_score_formula(formula);
  if (call.formula < 0) throw py::value_error("formula: expected the name of one, got '" + formula + "'");
  const engine::score_formula_info& info = engine::score_formula_of(call.formula);
  const axes space(shape);
  if (space.ndim < (sums_probes ? 2 : 1)) throw py::value_error("shape: expected more axes");
  call.axes.ndim = space.ndim - 1;
  call.axes.shape = space.shape;
  call.axes.length = space.shape[space.ndim - 1];
  for (int a = 0; a + 1 < space.ndim; ++a) call.axes.rows *= space.shape[a];
  const auto count = static_cast<std::size_t>(info.operands);
  if (operands.size() != count || (!gradients.empty() && gradients.size() != count))
    throw py::value_error("operands: wrong number");
  for (std::size_t o = 0; o < count; ++o) {
    call.operands[o] = view_of<const_view>(operands[o], space, "operand");
    if (!gradients.empty()) call.gradients[o] = view_of<mutable_view>(gradients[o], space, "gradient");
    if (!call.operands[o]) throw py::value_error("operands: expected arrays");
  }
  if (numbers.size() > static_cast<std::size_t>(info.numbers)) throw py::value_error("numbers: too many");
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (py::isinstance<py::float_>(numbers[k])) {
      call.number_values[k] = py::cast<double>(numbers[k]);
    } else {
      call.numbers[k] = view_of<const_view>(numbers[k], space, "number");
    }
  }
  if (results.size() >= static_cast<std::size_t>(max_score_results)) throw py::value_error("results: too many");
  for (std::size_t j = 0; j < results.size(); ++j) call.results[j] = view_of<mutable_view>(results[j], space, "result");
  const auto read = [&](const char* name, auto& view) {
    if (places.contains(name)) view = view_of<std::decay_t<decltype(view)>>(places[name], space, name);
  };
  read("offset", call.offset);
  read("row_weights", call.row_weights);
  read("cotangent", call.cotangent);
  read("total", call.total);
  read("total_low", call.total_low);
  read("losses", call.losses);
  read("factors", call.factors);
  call.option = option;
  call.factor = factor;
  call.gradient_factor = gradient_factor;
  call.square_root = square_root;
  call.weighs_losses = weighs_losses;
  call.sums_probes = sums_probes;
  const score_plan plan(call, in_double);
  const allocation workspace(allocate, plan.workspace());
  plan.launch(workspace.pointer, reinterpret_cast<void*>(stream));
}

// values: a contiguous array; loc and scale: arrays or numbers.
void random(bool is_normal, std::uint64_t seed, std::uint64_t offset, const py::tuple& values, const py::object& loc,
            const py::object& scale, std::uintptr_t stream) {
  const axes space(py::cast<py::tuple>(values[2]));
  random_call call;
  call.seed = seed;
  call.offset = offset;
  call.is_normal = is_normal;
  call.ndim = space.ndim;
  call.shape = space.shape;
  call.values = reinterpret_cast<void*>(py::cast<std::uintptr_t>(values[0]));
  const int type = py::cast<int>(values[1]);
  if (type != static_cast<int>(engine::dtype::f64) && type != static_cast<int>(engine::dtype::f32))
    throw py::type_error("values: expected float64 or float32");
  const auto parameter = [&](const py::object& object, const_view& view, double& number, const char* name) {
    if (py::isinstance<py::float_>(object)) {
      number = py::cast<double>(object);
      view.strides.fill(0);
    } else {
      view = view_of<const_view>(object, space, name);
    }
  };
  parameter(loc, call.loc, call.loc_number, "loc");
  parameter(scale, call.scale, call.scale_number, "scale");
  fill_random(call, type == static_cast<int>(engine::dtype::f64), reinterpret_cast<void*>(stream));
}

// values: a contiguous array of (probes, samples, dimension).
void probes(const std::string& kind, std::uint64_t seed, std::uint64_t offset, std::int64_t count, std::int64_t samples,
            std::int64_t dimension, std::uintptr_t values, bool in_double, std::uintptr_t stream) {
  fill_probes(bindings::kind_of_probe(kind), seed, offset, count, samples, dimension, reinterpret_cast<void*>(values),
              in_double, reinterpret_cast<void*>(stream));
}

}  // namespace

void bind_emulation(py::module_& m);

}  // namespace likelier::cuda

PYBIND11_MODULE(LIKELIER_CUDA_MODULE, m) {
  namespace py = pybind11;
  namespace cuda = likelier::cuda;
  m.doc() = "Compiled CUDA kernels of likelier.";
  py::class_<cuda::prepared_elementwise>(m, "PreparedElementwise", "One fused pass over broadcast arguments.")
      .def(py::init<int, int, bool, const py::tuple&, const py::tuple&, const py::object&, const py::object&,
                    const py::object&, double, double, const py::object&, const py::object&, bool, const py::tuple&,
                    const py::object&, const py::object&, double, bool>(),
           py::kw_only(), py::arg("operation"), py::arg("parameterisation"), py::arg("in_double"), py::arg("shape"),
           py::arg("arguments"), py::arg("where") = py::none(), py::arg("weights") = py::none(),
           py::arg("cotangent") = py::none(), py::arg("value_factor") = 1.0, py::arg("gradient_factor") = 1.0,
           py::arg("value") = py::none(), py::arg("value_low") = py::none(), py::arg("reduced") = false,
           py::arg("gradients"), py::arg("total") = py::none(), py::arg("total_low") = py::none(),
           py::arg("total_number") = 1.0, py::arg("clears_masked") = false)
      .def("launch", &cuda::prepared_elementwise::launch, py::arg("stream"), py::arg("allocate"), "Queue it.")
      .def("launch_again", &cuda::prepared_elementwise::launch_again, py::arg("places"), py::arg("value"),
           py::arg("indices"), py::arg("gradients"), py::arg("stream"), py::arg("allocate"),
           "Queue it for other arrays of the same shapes, strides and types.");
  m.def("rows", cuda::rows, py::kw_only(), py::arg("program"), py::arg("in_double"), py::arg("shape"),
        py::arg("places"), py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("temperature") = 1.0,
        py::arg("softcap") = 0.0, py::arg("label_smoothing") = 0.0, py::arg("z_loss") = 0.0,
        py::arg("p_is_logits") = false, py::arg("q_is_logits") = false, py::arg("ignore_index") = py::none(),
        py::arg("stream") = 0, py::arg("allocate"),
        "One operation on rows, which lie on the last axis; or, with ignore_index, what each row weighs.");
  m.def("f_divergence", cuda::f_divergence, py::kw_only(), py::arg("kind"), py::arg("p_kind"), py::arg("q_kind"),
        py::arg("argument") = 0.0, py::arg("square_root") = false, py::arg("in_double"), py::arg("shape"),
        py::arg("places"), py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("temperature") = 1.0,
        py::arg("stream") = 0, py::arg("allocate"), "A divergence that is a sum of terms of two rows.");
  m.def("score", cuda::score, py::kw_only(), py::arg("formula"), py::arg("in_double"), py::arg("shape"),
        py::arg("operands"), py::arg("gradients") = py::tuple(), py::arg("numbers") = py::tuple(),
        py::arg("results") = py::tuple(), py::arg("places") = py::dict(), py::arg("option") = 0.0,
        py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("square_root") = false,
        py::arg("weighs_losses") = true, py::arg("sums_probes") = false, py::arg("stream") = 0, py::arg("allocate"),
        "Losses of score matching: sums over the elements of samples, which lie on the last axis.");
  m.def("random", cuda::random, py::kw_only(), py::arg("is_normal"), py::arg("seed"), py::arg("offset"),
        py::arg("values"), py::arg("loc") = 0.0, py::arg("scale") = 1.0, py::arg("stream") = 0,
        "Elements of a random stream, from offset on.");
  m.def("probes", cuda::probes, py::kw_only(), py::arg("kind"), py::arg("seed"), py::arg("offset"), py::arg("count"),
        py::arg("samples"), py::arg("dimension"), py::arg("values"), py::arg("in_double"), py::arg("stream") = 0,
        "Random directions for estimates of traces.");
  m.def(
      "devices",
      [] {
        std::string reason;
        py::list list;
        for (const cuda::device_info& device : cuda::devices(reason))
          list.append(py::make_tuple(device.name, py::make_tuple(device.major, device.minor), device.memory));
        return py::make_tuple(list, reason);
      },
      "The usable devices: name, compute capability, bytes of memory; and why there are none.");
  m.def("runtime", cuda::runtime_name);
  m.def(
      "device_of", [](std::uintptr_t pointer) { return cuda::device_of(reinterpret_cast<const void*>(pointer)); },
      py::arg("pointer"), "The device whose memory this is; -1: none's.");
#if defined(LIKELIER_CUDA_EMULATION)
  cuda::bind_emulation(m);
#endif
}
