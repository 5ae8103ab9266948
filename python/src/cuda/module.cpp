// The device engines for Python. Arrays come as tuples (see calls.hpp): what they are arrays of, and that they are on
// one device, Python has checked; shapes are checked once more here.
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "../probe_kinds.hpp"
#include "calls.hpp"
#include "engine/row_operations.hpp"
#include "likelier/cuda.hpp"
#include "likelier/networks/activations.hpp"

namespace likelier::cuda {
namespace {

namespace py = pybind11;
using bindings::axes;
using bindings::elementwise_request;
using bindings::queued_call;
using bindings::row_request;
using bindings::score_request;
using bindings::view_of;
using engine::const_view;
using engine::mutable_view;

std::shared_ptr<queued_call> elementwise(int operation, int parameterisation, bool in_double, const py::tuple& shape,
                                         const py::tuple& arguments, const py::object& where, const py::object& weights,
                                         const py::object& cotangent, double value_factor, double gradient_factor,
                                         const py::object& value, const py::object& value_low, bool reduced,
                                         const py::tuple& gradients, const py::object& total,
                                         const py::object& total_low, double total_number, bool clears_masked) {
  const auto& info = engine::operations().at(static_cast<std::size_t>(operation));
  const auto& slots = info.parameterisations.at(static_cast<std::size_t>(parameterisation));
  const axes space(shape);
  auto result = std::make_shared<queued_call>(elementwise_request{});
  auto& request = result->elementwise();
  request.in_double = in_double;
  engine::elementwise_call& call = request.call.call;
  call.operation = operation;
  call.parameterisation = parameterisation;
  call.ndim = space.ndim;
  call.shape = space.shape;
  call.variables = static_cast<int>(info.variables.size());
  call.parameters = static_cast<int>(slots.size());
  const std::size_t count = info.variables.size() + slots.size();
  if (arguments.size() != count || gradients.size() != count)
    throw py::value_error("arguments: expected " + std::to_string(count) + ", got " + std::to_string(arguments.size()));
  const auto put = [&](auto& view, const py::handle& object, const char* name) {
    result->put(view, object, space, name);
  };
  for (std::size_t i = 0; i < count; ++i) {
    const char* name = i < info.variables.size() ? info.variables[i] : slots[i - info.variables.size()].name;
    if (!result->put_number(static_cast<int>(i), arguments[i])) put(call.arguments[i], arguments[i], name);
    put(call.gradients[i], gradients[i], name);
  }
  put(call.where, where, "where");
  put(call.weights, weights, "weights");
  put(call.cotangent, cotangent, "cotangent");
  call.value_factor = value_factor;
  call.gradient_factor = gradient_factor;
  call.mode = value.is_none() ? engine::value_mode::none
                              : (reduced ? engine::value_mode::reduced : engine::value_mode::elementwise);
  put(call.value, value, "out");
  put(call.value_low, value_low, "out");
  put(request.call.total, total, "total");
  put(request.call.total_low, total_low, "total");
  request.call.total_number = total_number;
  request.call.clears_masked = clears_masked;
  return result;
}

row_program program_of(const std::string& name) {
  constexpr const char* names[row_program_count] = {"logsumexp",
                                                    "log_softmax",
                                                    "softmax",
                                                    "cross_entropy",
                                                    "smoothed_cross_entropy",
                                                    "soft_cross_entropy",
                                                    "cross_entropy_statistics",
                                                    "cross_entropy_shard",
                                                    "distill",
                                                    "first_largest",
                                                    "entropy",
                                                    "entropy_log",
                                                    "entropy_logits",
                                                    "divergence",
                                                    "divergence_q_log",
                                                    "divergence_p_log",
                                                    "divergence_both_log",
                                                    "logmeanexp"};
  for (int i = 0; i < row_program_count; ++i)
    if (name == names[i]) return static_cast<row_program>(i);
  throw py::value_error("program: expected the name of a row operation, got '" + name + "'");
}

engine::row_kind kind_of(const std::string& kind) {
  return kind == "probs"       ? engine::row_kind::probs
         : kind == "log_probs" ? engine::row_kind::log_probs
                               : engine::row_kind::logits;
}

// The event is the last axis.
void put_axes(const axes& space, engine::row_axes& to) {
  to.ndim = space.ndim - 1;
  to.shape = space.shape;
  to.length = space.shape[space.ndim - 1];
  for (int a = 0; a + 1 < space.ndim; ++a) to.rows *= space.shape[a];
}

// What all row operations take: arrays have the axes of shape, the event last.
// Where p and q are exchanged, so are the operands' places.
std::shared_ptr<queued_call> call_of(const py::tuple& shape, const py::dict& places, bool in_double,
                                     bool exchanged = false) {
  const axes space(shape);
  if (space.ndim == 0) throw py::value_error("shape: expected at least one axis");
  auto result = std::make_shared<queued_call>(row_request{});
  row_request& request = result->rows();
  request.in_double = in_double;
  row_call& call = request.call;
  put_axes(space, call.axes);
  const auto read = [&](const char* name, auto& view) {
    if (places.contains(name)) result->put(view, places[name], space, name);
  };
  const int first = exchanged ? 1 : 0;
  const int second = 1 - first;
  read("x", call.operands[first]);
  read("y", call.operands[second]);
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
  read("shard", call.shard);
  read("shard_parts", call.shard_parts);
  read("entries", call.entries);
  read("row_values", call.row_values);
  read("lse", call.logsumexps);
  read("entropy", call.entropies);
  read("z_loss", call.penalties);
  read("argmax", call.largest);
  read("correct", call.correct);
  read("values", call.values);
  read("x_gradient", call.gradients[first]);
  read("y_gradient", call.gradients[second]);
  return result;
}

// ignore_index asks for the weights of the rows.
std::shared_ptr<queued_call> rows(const std::string& program, bool in_double, const py::tuple& shape,
                                  const py::dict& places, double factor, double gradient_factor, double temperature,
                                  double softcap, double label_smoothing, double z_loss, bool p_is_logits,
                                  bool q_is_logits, std::int64_t first_class, std::int64_t class_count,
                                  const py::object& ignore_index, const std::string& stage, const py::dict& lists) {
  auto result = call_of(shape, places, in_double);
  row_request& request = result->rows();
  row_call& call = request.call;
  call.program = program_of(program);
  call.factor = factor;
  call.gradient_factor = gradient_factor;
  call.temperature = temperature;
  call.softcap = softcap;
  call.label_smoothing = label_smoothing;
  call.z_loss = z_loss;
  call.p_is_logits = p_is_logits;
  call.q_is_logits = q_is_logits;
  call.first_class = first_class;
  call.class_count = class_count;
  request.stage = stage == "lists"         ? bindings::row_stage::lists
                  : stage == "entries"     ? bindings::row_stage::entries
                  : ignore_index.is_none() ? bindings::row_stage::whole
                                           : bindings::row_stage::weights;
  if (!ignore_index.is_none()) request.ignore_index = py::cast<std::int64_t>(ignore_index);
  if (lists.empty()) return result;
  call.lists.count = py::cast<std::int64_t>(lists["count"]);
  call.lists.class_step = py::cast<std::int64_t>(lists["class_step"]);
  call.lists.probability_step = py::cast<std::int64_t>(lists["probability_step"]);
  call.lists.ignore_index = py::cast<std::int64_t>(lists["ignore_index"]);
  const auto tail = py::cast<std::string>(lists["tail"]);
  call.lists.has_bucket = tail == "bucket";
  call.lists.restricted = tail == "renormalize";
  call.lists.reverse = py::cast<bool>(lists["reverse"]);
  call.lists.rounding = py::cast<double>(lists["rounding"]);
  return result;
}

// factor: of values, and through them of gradients; gradient_factor: of these besides.
std::shared_ptr<queued_call> f_divergence(const std::string& kind, const std::string& p_kind, const std::string& q_kind,
                                          double argument, bool square_root, bool in_double, const py::tuple& shape,
                                          const py::dict& places, double factor, double gradient_factor,
                                          double temperature) {
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
  engine::f_divergence_call given;
  const auto* found =
      std::find_if(std::begin(kinds), std::end(kinds), [&](const auto& own) { return kind == own.first; });
  if (found == std::end(kinds)) throw py::value_error("kind: expected the name of a divergence, got '" + kind + "'");
  given.kind = found->second;
  given.p_kind = kind_of(p_kind);
  given.q_kind = kind_of(q_kind);
  given.argument = argument;
  given.factor = factor;
  const engine::oriented_f_divergence own = engine::oriented(given, !in_double);
  auto result = call_of(shape, places, in_double, own.exchanged);
  row_call& call = result->rows().call;
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
  call.p_is_logits = own.p_kind == engine::row_kind::logits;
  call.q_is_logits = own.q_kind == engine::row_kind::logits;
  call.argument = own.argument;
  call.rest = own.rest;
  call.factor = own.factor;
  call.gradient_factor = gradient_factor;
  call.square_root = square_root;
  call.temperature = temperature;
  return result;
}

// numbers: arrays or numbers. factor: of losses; gradient_factor: of gradients.
std::shared_ptr<queued_call> score(const std::string& formula, bool in_double, const py::tuple& shape,
                                   const py::tuple& operands, const py::tuple& gradients, const py::tuple& numbers,
                                   const py::tuple& results, const py::dict& places, double option, double factor,
                                   double gradient_factor, bool square_root, bool weighs_losses, bool sums_probes) {
  auto queued = std::make_shared<queued_call>(score_request{});
  score_request& request = queued->score();
  request.in_double = in_double;
  score_call& call = request.call;
  call.formula = engine::find_score_formula(formula);
  if (call.formula < 0) throw py::value_error("formula: expected the name of one, got '" + formula + "'");
  const engine::score_formula_info& info = engine::score_formula_of(call.formula);
  const axes space(shape);
  if (space.ndim < (sums_probes ? 2 : 1)) throw py::value_error("shape: expected more axes");
  put_axes(space, call.axes);
  const auto put = [&](auto& view, const py::handle& object, const char* name) {
    queued->put(view, object, space, name);
  };
  const auto count = static_cast<std::size_t>(info.operands);
  if (operands.size() != count || (!gradients.empty() && gradients.size() != count))
    throw py::value_error("operands: wrong number");
  for (std::size_t o = 0; o < count; ++o) {
    put(call.operands[o], operands[o], "operand");
    if (!gradients.empty()) put(call.gradients[o], gradients[o], "gradient");
    if (!call.operands[o]) throw py::value_error("operands: expected arrays");
  }
  if (numbers.size() > static_cast<std::size_t>(info.numbers)) throw py::value_error("numbers: too many");
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    if (py::isinstance<py::float_>(numbers[k])) {
      call.number_values[k] = py::cast<double>(numbers[k]);
    } else {
      put(call.numbers[k], numbers[k], "number");
    }
  }
  if (results.size() >= static_cast<std::size_t>(max_score_results)) throw py::value_error("results: too many");
  for (std::size_t j = 0; j < results.size(); ++j) put(call.results[j], results[j], "result");
  const auto read = [&](const char* name, auto& view) {
    if (places.contains(name)) put(view, places[name], name);
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
  return queued;
}

// shape: probes, rows, columns. Queued at once: there is no workspace.
void epilogue_of(const std::string& name, bool in_double, const py::tuple& shape, const py::tuple& operands,
                 double number, bool adds, int activation, std::uintptr_t stream) {
  constexpr const char* names[epilogue_count] = {"activate",         "accumulate",    "tangent",    "tangent_reverse",
                                                 "reverse",          "by_slope",      "directions", "squares",
                                                 "gradient_forward", "square_reverse"};
  const auto* found = std::find(std::begin(names), std::end(names), name);
  if (found == std::end(names)) throw py::value_error("name: expected that of an epilogue, got '" + name + "'");
  const axes space(shape);
  if (space.ndim != 3) throw py::value_error("shape: expected three axes");
  if (operands.size() > static_cast<std::size_t>(max_epilogue_operands)) throw py::value_error("operands: too many");
  if (activation < 0 || activation >= networks::activations::size)
    throw py::value_error("activation: expected the place of one");
  epilogue_call call;
  call.kind = static_cast<epilogue>(found - std::begin(names));
  call.activation = activation;
  call.probes = space.shape[0];
  call.rows = space.shape[1];
  call.columns = space.shape[2];
  for (std::size_t o = 0; o < operands.size(); ++o) {
    call.operands[o] = view_of<mutable_view>(operands[o], space, "operand");
    if (call.operands[o] && call.operands[o].type != (in_double ? engine::dtype::f64 : engine::dtype::f32))
      throw py::type_error("operands: expected the type that is computed in");
  }
  call.number = number;
  call.adds = adds;
  run_epilogue(call, in_double, reinterpret_cast<void*>(stream));
}

// Contiguous arrays of shard_size numbers a row.
void merge(std::uintptr_t first, std::uintptr_t second, std::uintptr_t into, std::int64_t row_count,
           std::uintptr_t stream) {
  merge_shards(reinterpret_cast<const double*>(first), reinterpret_cast<const double*>(second),
               reinterpret_cast<double*>(into), row_count, reinterpret_cast<void*>(stream));
}

// left and right: an address with the strides of two axes.
void product(bool in_double, std::uintptr_t made, std::uintptr_t result, const py::tuple& left, const py::tuple& right,
             const py::tuple& shape, bool adds, std::uintptr_t stream) {
  const auto whole = [](const py::handle& x) { return py::cast<std::int64_t>(x); };
  product_call call;
  call.product = reinterpret_cast<const void*>(made);
  call.result = reinterpret_cast<void*>(result);
  call.left = reinterpret_cast<const void*>(py::cast<std::uintptr_t>(left[0]));
  call.right = reinterpret_cast<const void*>(py::cast<std::uintptr_t>(right[0]));
  for (std::size_t a = 0; a < 2; ++a) {
    call.left_strides[a] = whole(left[a + 1]);
    call.right_strides[a] = whole(right[a + 1]);
  }
  call.rows = whole(shape[0]);
  call.columns = whole(shape[1]);
  call.depth = whole(shape[2]);
  call.adds = adds;
  finish_product(call, in_double, reinterpret_cast<void*>(stream));
}

// A contiguous array of floats that variates are written to.
struct variates_array {
  explicit variates_array(const py::tuple& values)
      : space(py::cast<py::tuple>(values[2])), data(reinterpret_cast<void*>(py::cast<std::uintptr_t>(values[0]))) {
    const int type = py::cast<int>(values[1]);
    in_double = type == static_cast<int>(engine::dtype::f64);
    if (!in_double && type != static_cast<int>(engine::dtype::f32))
      throw py::type_error("values: expected float64 or float32");
  }
  axes space;
  void* data;
  bool in_double = false;
};

// values: a contiguous array; loc and scale: arrays or numbers.
void random(bool is_normal, std::uint64_t seed, std::uint64_t offset, const py::tuple& values, const py::object& loc,
            const py::object& scale, std::uintptr_t stream) {
  const variates_array made(values);
  random_call call;
  call.seed = seed;
  call.offset = offset;
  call.is_normal = is_normal;
  call.ndim = made.space.ndim;
  call.shape = made.space.shape;
  call.values = made.data;
  const auto parameter = [&](const py::object& object, const_view& view, double& number, const char* name) {
    if (py::isinstance<py::float_>(object)) {
      number = py::cast<double>(object);
      view.strides.fill(0);
    } else {
      view = view_of<const_view>(object, made.space, name);
    }
  };
  parameter(loc, call.loc, call.loc_number, "loc");
  parameter(scale, call.scale, call.scale_number, "scale");
  fill_random(call, made.in_double, reinterpret_cast<void*>(stream));
}

// values: a contiguous array; parameters: arrays or numbers.
void variates(int family, int parameterisation, std::uint64_t seed, std::uint64_t offset, const py::tuple& parameters,
              const py::tuple& values, std::uintptr_t stream) {
  const variates_array made(values);
  variates_call request;
  engine::variates_call& call = request.call;
  call.family = family;
  call.parameterisation = parameterisation;
  call.seed = seed;
  call.offset = offset;
  call.ndim = made.space.ndim;
  call.shape = made.space.shape;
  request.values = made.data;
  if (parameters.size() > engine::max_variate_parameters) throw py::value_error("parameters: too many");
  for (const auto& item : parameters) {
    const int p = call.parameters++;
    if (py::isinstance<py::float_>(item)) {
      const auto number = py::cast<double>(item);
      request.numbers[p] = made.in_double ? number : static_cast<double>(static_cast<float>(number));
      call.arguments[p].strides.fill(0);
    } else {
      call.arguments[p] = view_of<const_view>(item, made.space, "parameters");
    }
  }
  fill_variates(request, made.in_double, reinterpret_cast<void*>(stream));
}

// Contiguous arrays of one shape: doubles, and integers of either size.
void integers(const py::tuple& numbers, const py::tuple& values, std::uintptr_t stream) {
  const variates_array from(numbers);
  const int type = py::cast<int>(values[1]);
  const bool is_wide = type == static_cast<int>(engine::dtype::i64);
  if (!from.in_double) throw py::type_error("numbers: expected float64");
  if (!is_wide && type != static_cast<int>(engine::dtype::i32)) throw py::type_error("values: expected int64 or int32");
  std::int64_t n = 1;
  for (int a = 0; a < from.space.ndim; ++a) n *= from.space.shape[a];
  fill_integers(static_cast<const double*>(from.data), reinterpret_cast<void*>(py::cast<std::uintptr_t>(values[0])), n,
                is_wide, reinterpret_cast<void*>(stream));
}

// values: a contiguous array of (probes, samples, dimension).
void probes(const std::string& kind, std::uint64_t seed, std::uint64_t offset, std::int64_t count, std::int64_t samples,
            std::int64_t dimension, std::uintptr_t values, bool in_double, std::uintptr_t stream) {
  fill_probes(likelier::bindings::kind_of_probe(kind), seed, offset, count, samples, dimension,
              reinterpret_cast<void*>(values), in_double, reinterpret_cast<void*>(stream));
}

}  // namespace

void bind_emulation(py::module_& m);

}  // namespace likelier::cuda

PYBIND11_MODULE(LIKELIER_CUDA_MODULE, m) {
  namespace py = pybind11;
  namespace cuda = likelier::cuda;
  namespace bindings = likelier::cuda::bindings;
  m.doc() = "Compiled CUDA kernels of likelier.";
  py::class_<bindings::queued_call, std::shared_ptr<bindings::queued_call>>(m, "Call", "A call of an engine.")
      .def("launch", &bindings::queued_call::launch, py::arg("stream"), py::arg("allocate"), "Queue it.");
  py::class_<bindings::prepared_call>(m, "PreparedCall", "Calls to be made again for other arrays of the same kind.")
      .def(py::init<std::vector<std::shared_ptr<bindings::queued_call>>, std::vector<std::size_t>,
                    std::vector<std::pair<std::size_t, std::int64_t>>>(),
           py::arg("calls"), py::arg("places"), py::arg("scratch"))
      .def("launch", &bindings::prepared_call::launch, py::arg("places"), py::arg("stream"), py::arg("allocate"),
           "Queue them.");
  m.def("elementwise", cuda::elementwise, py::kw_only(), py::arg("operation"), py::arg("parameterisation"),
        py::arg("in_double"), py::arg("shape"), py::arg("arguments"), py::arg("where") = py::none(),
        py::arg("weights") = py::none(), py::arg("cotangent") = py::none(), py::arg("value_factor") = 1.0,
        py::arg("gradient_factor") = 1.0, py::arg("value") = py::none(), py::arg("value_low") = py::none(),
        py::arg("reduced") = false, py::arg("gradients"), py::arg("total") = py::none(),
        py::arg("total_low") = py::none(), py::arg("total_number") = 1.0, py::arg("clears_masked") = false,
        "One fused pass over broadcast arguments.");
  m.def("rows", cuda::rows, py::kw_only(), py::arg("program"), py::arg("in_double"), py::arg("shape"),
        py::arg("places"), py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("temperature") = 1.0,
        py::arg("softcap") = 0.0, py::arg("label_smoothing") = 0.0, py::arg("z_loss") = 0.0,
        py::arg("p_is_logits") = false, py::arg("q_is_logits") = false, py::arg("first_class") = 0,
        py::arg("class_count") = 0, py::arg("ignore_index") = py::none(), py::arg("stage") = "whole",
        py::arg("lists") = py::dict(),
        "One operation on rows, which lie on the last axis; or, with ignore_index, what each row weighs.");
  m.def("merge_shards", cuda::merge, py::kw_only(), py::arg("first"), py::arg("second"), py::arg("into"),
        py::arg("rows"), py::arg("stream"), "The parts of two slices of the classes become that of both.");
  m.def("finish_product", cuda::product, py::kw_only(), py::arg("in_double"), py::arg("product"), py::arg("result"),
        py::arg("left"), py::arg("right"), py::arg("shape"), py::arg("adds"), py::arg("stream"),
        "A product of matrices in which what a factor of 0 takes out has no influence, or added to another.");
  m.attr("distill_size") = cuda::distill_size;
  m.attr("shard_size") = static_cast<int>(likelier::shard_size);
  m.attr("shard_class_weight") = static_cast<int>(likelier::shard_class_weight);
  m.attr("shard_classes") = static_cast<int>(likelier::shard_classes);
  m.def("f_divergence", cuda::f_divergence, py::kw_only(), py::arg("kind"), py::arg("p_kind"), py::arg("q_kind"),
        py::arg("argument") = 0.0, py::arg("square_root") = false, py::arg("in_double"), py::arg("shape"),
        py::arg("places"), py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("temperature") = 1.0,
        "A divergence that is a sum of terms of two rows.");
  m.def("score", cuda::score, py::kw_only(), py::arg("formula"), py::arg("in_double"), py::arg("shape"),
        py::arg("operands"), py::arg("gradients") = py::tuple(), py::arg("numbers") = py::tuple(),
        py::arg("results") = py::tuple(), py::arg("places") = py::dict(), py::arg("option") = 0.0,
        py::arg("factor") = 1.0, py::arg("gradient_factor") = 1.0, py::arg("square_root") = false,
        py::arg("weighs_losses") = true, py::arg("sums_probes") = false,
        "Losses of score matching: sums over the elements of samples, which lie on the last axis.");
  m.def("epilogue", cuda::epilogue_of, py::arg("name"), py::arg("in_double"), py::arg("shape"), py::arg("operands"),
        py::arg("number") = 1.0, py::arg("adds") = false, py::arg("activation") = 0, py::arg("stream") = 0,
        "What follows a product in networks.");
  m.def("random", cuda::random, py::kw_only(), py::arg("is_normal"), py::arg("seed"), py::arg("offset"),
        py::arg("values"), py::arg("loc") = 0.0, py::arg("scale") = 1.0, py::arg("stream") = 0,
        "Elements of a random stream, from offset on.");
  m.def("variates", cuda::variates, py::kw_only(), py::arg("family"), py::arg("parameterisation"), py::arg("seed"),
        py::arg("offset"), py::arg("parameters"), py::arg("values"), py::arg("stream") = 0,
        "The same of a family with samplers.");
  m.def("integers", cuda::integers, py::kw_only(), py::arg("numbers"), py::arg("values"), py::arg("stream") = 0,
        "Whole doubles as integers, the lowest where one does not fit.");
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
