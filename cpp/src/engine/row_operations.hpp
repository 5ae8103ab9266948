// The row operations: which passes and emits they are made of, and their calls.
//
// In every call the views have the axes of row_axes: the row axes, then the event axis. Views with one
// value a row have stride 0 on the event axis; absent views are empty.
#pragma once

#include <cstdint>

#include "engine/memory.hpp"
#include "engine/rows.hpp"
#include "engine/view.hpp"

namespace likelier::engine {

enum class softmax_kind { logsumexp, logmeanexp, log_softmax, softmax };
inline bool reduces(softmax_kind kind) { return kind <= softmax_kind::logmeanexp; }

struct softmax_call {
  softmax_kind kind = softmax_kind::softmax;
  row_axes axes;
  const_view x;
  const_view where;
  const_view counts;             // of logmeanexp: how many elements a row has; absent: all
  double* row_values = nullptr;  // of what reduces: one a row
  mutable_view values;           // of the others: one an element
  const_view cotangent;          // one a row for what reduces, one an element for the others
  mutable_view gradient;
};

enum class reduction_kind { none, sum, mean };

// Integer targets, or soft ones.
struct cross_entropy_call {
  row_axes axes;
  const_view logits;
  const_view where;          // one a class; a row whose target is masked is absent
  const_view row_where;      // one a row; nothing else of an absent row is looked at
  const_view target;         // integers, one a row
  const_view soft_target;    // instead: one a class
  const_view class_weights;  // one a class: stride 0 on the row axes
  const_view weights;        // one a row
  const_view cotangent;      // one a row
  std::int64_t ignore_index = -100;
  double label_smoothing = 0.0;
  double temperature = 1.0;
  double softcap = 0.0;  // 0: none
  double z_loss = 0.0;
  reduction_kind reduction = reduction_kind::mean;
  double* losses = nullptr;  // one a row, weighted; may be null
  mutable_view gradient;     // by the logits; may be the logits
  mutable_view target_gradient;

  // One a row, where wanted. Absent rows have NaN and -1.
  double* logsumexps = nullptr;
  double* entropies = nullptr;
  std::int64_t* largest = nullptr;

  // A shard of the classes: its first one, and the number of all (0: these are all). With shard_output its
  // part of every row is all that is computed; with shard_input, the merged parts, nothing is summed.
  std::int64_t first_class = 0;
  std::int64_t classes = 0;
  double* shard_output = nullptr;  // shard_size numbers a row
  const double* shard_input = nullptr;

  // Results: sums over the rows of the weighted losses and of their weights.
  compensated total;
  compensated weight;
};

// into += from.
void merge_shards(double* into, const double* from, std::int64_t rows);

// What becomes of the classes that a teacher's list leaves out.
enum class distill_tail { ignore, bucket, renormalize };

struct distill_call {
  row_axes axes;
  distill_tail tail = distill_tail::ignore;
  bool reverse = false;  // KL(student || teacher)
  double temperature = 1.0;
  double rounding = 0.0;  // of the teacher's log-probabilities, relative
  std::int64_t k = 0;
  std::int64_t ignore_index = -100;
  const std::int64_t* ids = nullptr;          // k a row, in C order
  const double* log_probabilities = nullptr;  // likewise
  const_view logits;
  const_view row_where;  // one a row
  const_view weights;    // one a row
  const_view cotangent;  // one a row
  reduction_kind reduction = reduction_kind::mean;
  double* losses = nullptr;  // one a row, weighted
  mutable_view gradient;     // may be the logits

  // Results: sums over the rows of the weighted losses and of their weights.
  compensated total;
  compensated weight;
};

enum class row_kind { probs, log_probs, logits };

struct divergence_call {
  row_axes axes;
  row_kind p_kind = row_kind::probs, q_kind = row_kind::probs;
  const_view p, q;
  const_view where;
  double temperature = 1.0;  // divides logits
  double* values = nullptr;  // one a row
  double factor = 1.0;       // of values and gradients
  const_view cotangent;      // one a row
  mutable_view p_gradient, q_gradient;
};

// Divergences of rows/f_divergence.hpp. The argument is alpha, or Jensen and Shannon's weight of p.
enum class f_divergence_kind {
  chi2,
  hellinger,
  total_variation,
  euclidean,
  jensen_shannon,
  alpha,
  renyi,
  itakura_saito,
  cross_entropy
};

struct f_divergence_call {
  row_axes axes;
  f_divergence_kind kind = f_divergence_kind::chi2;
  row_kind p_kind = row_kind::probs, q_kind = row_kind::probs;
  const_view p, q;
  const_view where;
  double argument = 0.0;
  double temperature = 1.0;  // divides logits
  double* values = nullptr;  // one a row
  double factor = 1.0;
  bool square_root = false;  // of factor times the divergence
  const_view cotangent;      // one a row
  mutable_view p_gradient, q_gradient;
};

// A call brought to the kinds of rows, and the arguments, that there are formulas for.
struct oriented_f_divergence : f_divergence_call {
  double rest = 0.0;       // 1 - argument, of an argument alpha
  bool exchanged = false;  // p and q
};
oriented_f_divergence oriented(const f_divergence_call& given, bool in_float);
// The place of such a call's formula in f_divergences; not Renyi's.
int f_divergence_index(f_divergence_kind kind, bool p_is_log, bool q_is_log);

struct entropy_call {
  row_axes axes;
  row_kind kind = row_kind::probs;
  const_view p;
  const_view where;
  double* values = nullptr;
  double factor = 1.0;
  const_view cotangent;
  mutable_view gradient;
};

// Compute in T. A call's row axes are merged in place. Bad targets throw std::invalid_argument.
template <class T>
void run(softmax_call& call);
template <class T>
void run(cross_entropy_call& call);
template <class T>
void run(distill_call& call);
template <class T>
void run(divergence_call& call);
template <class T>
void run(entropy_call& call);
template <class T>
void run(f_divergence_call& call);

}  // namespace likelier::engine
