#include <string>
#include <vector>

#include "arrays.hpp"
#include "engine/row_operations.hpp"
#include "row_views.hpp"

namespace likelier::bindings {
namespace {

const_view mask_of(const py::object& object, const row_axes& axes) {
  auto view = elements(object, axes, "where");
  if (view && view.type != engine::dtype::boolean) throw py::type_error("where: expected a boolean array");
  return view;
}

template <class Call>
void run(Call& call, bool in_double) {
  in_double ? engine::run<double>(call) : engine::run<float>(call);
}

void put_rows(const row_axes& axes, const mutable_view& view, const std::vector<double>& values) {
  if (view) set_rows(axes, view, values.data());
}

engine::row_kind kind_of(const std::string& kind, const char* name) {
  if (kind == "probs") return engine::row_kind::probs;
  if (kind == "log_probs") return engine::row_kind::log_probs;
  if (kind == "logits") return engine::row_kind::logits;
  throw py::value_error(std::string(name) + ": expected 'probs', 'log_probs' or 'logits', got '" + kind + "'");
}

void softmax_family(const std::string& kind, bool in_double, const py::array& x, const py::object& where,
                    const py::object& counts, const py::object& cotangent, const py::object& value,
                    const py::object& gradient) {
  engine::softmax_call call;
  call.axes = axes_of(x, "x");
  const row_axes axes = call.axes;
  call.x = elements(x, axes, "x");
  call.where = mask_of(where, axes);
  call.gradient = result_elements(gradient, axes, "gradient");
  std::vector<double> sums;
  mutable_view row_result;
  if (kind == "logsumexp" || kind == "logmeanexp") {
    call.kind = kind == "logsumexp" ? engine::softmax_kind::logsumexp : engine::softmax_kind::logmeanexp;
    call.counts = row_values(counts, axes, "counts");
    call.cotangent = row_values(cotangent, axes, "cotangent");
    row_result = result_rows(value, axes, "out");
    sums.resize(static_cast<std::size_t>(axes.rows));
    call.row_values = sums.data();
  } else if (kind == "log_softmax" || kind == "softmax") {
    call.kind = kind == "softmax" ? engine::softmax_kind::softmax : engine::softmax_kind::log_softmax;
    call.cotangent = elements(cotangent, axes, "cotangent");
    call.values = result_elements(value, axes, "out");
    if (call.gradient && !call.cotangent) throw py::value_error("cotangent: expected an array with the gradient");
  } else {
    throw py::value_error("kind: expected 'logsumexp', 'logmeanexp', 'log_softmax' or 'softmax', got '" + kind + "'");
  }
  const py::gil_scoped_release release;
  run(call, in_double);
  put_rows(axes, row_result, sums);
}

engine::reduction_kind reduction_of(const std::string& reduction) {
  return reduction == "mean"   ? engine::reduction_kind::mean
         : reduction == "none" ? engine::reduction_kind::none
                               : engine::reduction_kind::sum;
}

// Runs a call whose results are losses, one a row, and their sum and that of the weights, as two doubles each.
template <class Call>
py::tuple run_to_losses(Call& call, bool in_double, const mutable_view& losses) {
  const row_axes axes = call.axes;
  {
    const py::gil_scoped_release release;
    std::unique_ptr<double[]> values;
    if (losses) values.reset(new double[static_cast<std::size_t>(axes.rows)]);
    call.losses = values.get();
    run(call, in_double);
    if (losses) set_rows(axes, losses, values.get());
  }
  return py::make_tuple(call.total.high, call.total.error(), call.weight.high, call.weight.error());
}

// target: integers, one a row, or soft ones of the logits' shape. options: of the loss; results: arrays
// to write.
py::tuple cross_entropy(bool in_double, const py::array& logits, const py::array& target, const py::dict& options,
                        const py::dict& results) {
  const auto option = [&](const char* name) -> py::object {
    return options.contains(name) ? py::object(options[name]) : py::none();
  };
  const auto result = [&](const char* name) -> py::object {
    return results.contains(name) ? py::object(results[name]) : py::none();
  };
  const auto number = [&](const char* name, auto otherwise) {
    const py::object value = option(name);
    return value.is_none() ? otherwise : value.cast<decltype(otherwise)>();
  };
  engine::cross_entropy_call call;
  call.axes = axes_of(logits, "logits");
  const row_axes axes = call.axes;
  call.logits = elements(logits, axes, "logits");
  call.where = mask_of(option("where"), axes);
  call.row_where = row_values(option("row_where"), axes, "where");
  if (option("soft").cast<bool>()) {
    call.soft_target = elements(target, axes, "target");
  } else {
    call.target = row_values(target, axes, "target");
  }
  call.class_weights = elements(option("weight"), axes, "weight");
  call.weights = row_values(option("weights"), axes, "weights");
  call.cotangent = row_values(option("cotangent"), axes, "cotangent");
  call.ignore_index = number("ignore_index", std::int64_t{-100});
  call.label_smoothing = number("label_smoothing", 0.0);
  call.temperature = number("temperature", 1.0);
  call.softcap = number("softcap", 0.0);
  call.z_loss = number("z_loss", 0.0);
  call.reduction = reduction_of(number("reduction", std::string("mean")));
  call.first_class = number("first_class", std::int64_t{0});
  call.classes = number("classes", std::int64_t{0});
  const mutable_view row_result = result_rows(result("losses"), axes, "out");
  call.gradient = result_elements(result("gradient"), axes, "out");
  call.target_gradient = result_elements(result("target_gradient"), axes, "target");
  call.logsumexps = numbers<double>(result("lse"), axes.rows, "lse");
  call.entropies = numbers<double>(result("entropy"), axes.rows, "entropy");
  call.largest = numbers<std::int64_t>(result("argmax"), axes.rows, "argmax");
  call.shard_output = numbers<double>(result("shard"), axes.rows * shard_size, "shard");
  call.shard_input = numbers<double>(option("shard"), axes.rows * shard_size, "shard");
  return run_to_losses(call, in_double, row_result);
}

engine::distill_tail tail_of(const std::string& tail) {
  if (tail == "ignore") return engine::distill_tail::ignore;
  if (tail == "bucket") return engine::distill_tail::bucket;
  if (tail == "renormalize") return engine::distill_tail::renormalize;
  throw py::value_error("tail: expected 'ignore', 'bucket' or 'renormalize', got '" + tail + "'");
}

// ids and log_probabilities: contiguous, k a row.
py::tuple distill(bool in_double, const py::array& logits, const py::object& ids, const py::object& log_probabilities,
                  std::int64_t k, const std::string& tail, bool reverse, double temperature, double rounding,
                  std::int64_t ignore_index, const std::string& reduction, const py::object& row_where,
                  const py::object& weights, const py::object& cotangent, const py::object& losses,
                  const py::object& gradient) {
  engine::distill_call call;
  call.axes = axes_of(logits, "student_logits");
  const row_axes axes = call.axes;
  call.logits = elements(logits, axes, "student_logits");
  call.k = k;
  call.ids = numbers<std::int64_t>(ids, axes.rows * k, "teacher_ids");
  call.log_probabilities = numbers<double>(log_probabilities, axes.rows * k, "teacher_logprobs");
  call.tail = tail_of(tail);
  call.reverse = reverse;
  call.temperature = temperature;
  call.rounding = rounding;
  call.ignore_index = ignore_index;
  call.reduction = reduction_of(reduction);
  call.row_where = row_values(row_where, axes, "where");
  call.weights = row_values(weights, axes, "weights");
  call.cotangent = row_values(cotangent, axes, "cotangent");
  const mutable_view row_result = result_rows(losses, axes, "out");
  call.gradient = result_elements(gradient, axes, "out");
  return run_to_losses(call, in_double, row_result);
}

void merge_shards(const py::array& into, const py::array& from) {
  if (into.size() != from.size()) throw py::value_error("shards: expected parts of equally many rows");
  const std::int64_t rows = into.size() / shard_size;
  engine::merge_shards(numbers<double>(into, into.size(), "into"), numbers<double>(from, into.size(), "from"), rows);
}

// What the calls on two rows have in common.
template <class Call>
void set_pair(Call& call, const py::array& p, const py::array& q, const std::string& p_kind, const std::string& q_kind,
              const py::object& where, const py::object& cotangent, double factor, double temperature,
              const py::object& p_gradient, const py::object& q_gradient) {
  call.temperature = temperature;
  call.axes = axes_of(p, "p");
  const row_axes axes = call.axes;
  call.p_kind = kind_of(p_kind, "p_kind");
  call.q_kind = kind_of(q_kind, "q_kind");
  call.p = elements(p, axes, "p");
  call.q = elements(q, axes, "q");
  call.where = mask_of(where, axes);
  call.cotangent = row_values(cotangent, axes, "cotangent");
  call.factor = factor;
  call.p_gradient = result_elements(p_gradient, axes, "p");
  call.q_gradient = result_elements(q_gradient, axes, "q");
}

// Runs a call whose results are one value a row.
template <class Call>
void run_to_rows(Call& call, bool in_double, const py::object& value) {
  const row_axes axes = call.axes;
  const mutable_view row_result = result_rows(value, axes, "out");
  const py::gil_scoped_release release;
  std::vector<double> values(static_cast<std::size_t>(axes.rows));
  call.values = values.data();
  run(call, in_double);
  put_rows(axes, row_result, values);
}

void divergence(bool in_double, const py::array& p, const py::array& q, const std::string& p_kind,
                const std::string& q_kind, const py::object& where, const py::object& cotangent, double factor,
                double temperature, const py::object& value, const py::object& p_gradient,
                const py::object& q_gradient) {
  engine::divergence_call call;
  set_pair(call, p, q, p_kind, q_kind, where, cotangent, factor, temperature, p_gradient, q_gradient);
  run_to_rows(call, in_double, value);
}

engine::f_divergence_kind f_kind_of(const std::string& kind) {
  using engine::f_divergence_kind;
  if (kind == "chi2") return f_divergence_kind::chi2;
  if (kind == "hellinger") return f_divergence_kind::hellinger;
  if (kind == "total_variation") return f_divergence_kind::total_variation;
  if (kind == "euclidean") return f_divergence_kind::euclidean;
  if (kind == "jensen_shannon") return f_divergence_kind::jensen_shannon;
  if (kind == "alpha") return f_divergence_kind::alpha;
  if (kind == "renyi") return f_divergence_kind::renyi;
  if (kind == "itakura_saito") return f_divergence_kind::itakura_saito;
  if (kind == "cross_entropy") return f_divergence_kind::cross_entropy;
  throw py::value_error("kind: expected the name of a divergence, got '" + kind + "'");
}

void f_divergence(bool in_double, const py::array& p, const py::array& q, const std::string& p_kind,
                  const std::string& q_kind, const std::string& kind, double argument, bool square_root,
                  const py::object& where, const py::object& cotangent, double factor, double temperature,
                  const py::object& value, const py::object& p_gradient, const py::object& q_gradient) {
  engine::f_divergence_call call;
  set_pair(call, p, q, p_kind, q_kind, where, cotangent, factor, temperature, p_gradient, q_gradient);
  call.kind = f_kind_of(kind);
  call.argument = argument;
  call.square_root = square_root;
  run_to_rows(call, in_double, value);
}

void entropy(bool in_double, const py::array& p, const std::string& kind, const py::object& where,
             const py::object& cotangent, double factor, const py::object& value, const py::object& gradient) {
  engine::entropy_call call;
  call.axes = axes_of(p, "p");
  const row_axes axes = call.axes;
  call.kind = kind_of(kind, "kind");
  call.p = elements(p, axes, "p");
  call.where = mask_of(where, axes);
  call.cotangent = row_values(cotangent, axes, "cotangent");
  call.factor = factor;
  call.gradient = result_elements(gradient, axes, "p");
  run_to_rows(call, in_double, value);
}

}  // namespace

void bind_rows(py::module_& m) {
  m.def("softmax_family", softmax_family, py::arg("kind"), py::arg("in_double"), py::arg("x"), py::kw_only(),
        py::arg("where") = py::none(), py::arg("counts") = py::none(), py::arg("cotangent") = py::none(),
        py::arg("value") = py::none(), py::arg("gradient") = py::none(),
        "logsumexp, logmeanexp, log_softmax and softmax along the last axis.");
  m.attr("shard_size") = static_cast<int>(shard_size);
  m.def("cross_entropy", cross_entropy, py::arg("in_double"), py::arg("logits"), py::arg("target"), py::arg("options"),
        py::arg("results"), "Returns the sums of weighted losses and of weights, each as two doubles.");
  m.def("merge_shards", merge_shards, py::arg("into"), py::arg("from_"),
        "Adds one shard's part of every row to another's, in place.");
  m.def("distill", distill, py::arg("in_double"), py::arg("logits"), py::arg("ids"), py::arg("log_probabilities"),
        py::arg("k"), py::kw_only(), py::arg("tail"), py::arg("reverse"), py::arg("temperature"), py::arg("rounding"),
        py::arg("ignore_index"), py::arg("reduction"), py::arg("row_where") = py::none(),
        py::arg("weights") = py::none(), py::arg("cotangent") = py::none(), py::arg("losses") = py::none(),
        py::arg("gradient") = py::none(), "Returns the sums of weighted losses and of weights, each as two doubles.");
  m.def("divergence", divergence, py::arg("in_double"), py::arg("p"), py::arg("q"), py::arg("p_kind"),
        py::arg("q_kind"), py::kw_only(), py::arg("where") = py::none(), py::arg("cotangent") = py::none(),
        py::arg("factor") = 1.0, py::arg("temperature") = 1.0, py::arg("value") = py::none(),
        py::arg("p_gradient") = py::none(), py::arg("q_gradient") = py::none(), "KL(p || q) along the last axis.");
  m.def("f_divergence", f_divergence, py::arg("in_double"), py::arg("p"), py::arg("q"), py::arg("p_kind"),
        py::arg("q_kind"), py::arg("kind"), py::kw_only(), py::arg("argument") = 0.0, py::arg("square_root") = false,
        py::arg("where") = py::none(), py::arg("cotangent") = py::none(), py::arg("factor") = 1.0,
        py::arg("temperature") = 1.0, py::arg("value") = py::none(), py::arg("p_gradient") = py::none(),
        py::arg("q_gradient") = py::none(),
        "A divergence of a kind along the last axis; argument is alpha, or the weight of p.");
  m.def("entropy", entropy, py::arg("in_double"), py::arg("p"), py::arg("kind"), py::kw_only(),
        py::arg("where") = py::none(), py::arg("cotangent") = py::none(), py::arg("factor") = 1.0,
        py::arg("value") = py::none(), py::arg("gradient") = py::none(), "Entropy along the last axis.");
}

}  // namespace likelier::bindings
