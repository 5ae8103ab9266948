// The CUDA engines' calls, for code that a host compiler compiles: no kernel and no CUDA header is needed here.
//
// Arrays are in the memory of the current device, results are written in a stream's order, and nothing waits for
// the device. A call is made in two steps, because memory is the caller's to allocate: a plan says how many bytes of
// workspace it needs, and launch() takes them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/elementwise.hpp"
#include "engine/probes.hpp"
#include "engine/rows.hpp"
#include "engine/score.hpp"
#include "engine/variates.hpp"

namespace likelier::cuda {

// A cudaStream_t.
using stream = void*;

struct elementwise_call {
  engine::elementwise_call call;
  // Arguments that are a number: their views point to a double in the host's memory, which is read when the call is
  // planned.
  bool is_number[engine::max_arguments] = {};
  // What a mask leaves out of an elementwise value becomes 0; otherwise it stays what it was.
  bool clears_masked = false;
  // A reduced value and all gradients are divided by a total: in an array of doubles (with its rounding error), on
  // the axes of the call, or a number. A gradient divided by 0 is 0: a mean over nothing depends on nothing.
  engine::const_view total;
  engine::const_view total_low;
  double total_number = 1.0;
};

class elementwise_plan {
 public:
  // Throws std::invalid_argument where more axes are left than kernels take.
  elementwise_plan(const elementwise_call& call, bool in_double);
  ~elementwise_plan();
  elementwise_plan(const elementwise_plan&) = delete;
  elementwise_plan& operator=(const elementwise_plan&) = delete;

  // Bytes, aligned as doubles are; they may be used again by what follows in the stream.
  std::int64_t workspace() const;
  // Throws std::runtime_error where a launch fails.
  void launch(void* workspace, stream stream) const;
  // Every address of an array in what will be launched, to be replaced by one with the same remainder by 64; and the
  // value of every argument that is a number.
  void each_address(const std::function<void(char*&)>& visit);
  void each_number(const std::function<void(int argument, double&)>& visit);

 private:
  struct step;
  std::vector<step> steps_;
  bool in_double_;
  std::int64_t workspace_ = 0;
};

enum class row_program {
  logsumexp,
  log_softmax,
  softmax,
  cross_entropy,  // of logits and integer targets
  // Where mass is spread over classes: the second operand has it.
  smoothed_cross_entropy,  // integer targets with label smoothing: the classes' weights
  soft_cross_entropy,      // soft targets: them
  cross_entropy_statistics,
  cross_entropy_shard,  // what a slice of the classes says of a row
  distill,              // its parts, or the gradient by what no list has; launch_lists and launch_entries do the rest
  first_largest,        // where the first of a row's largest elements stands
  entropy_of_probabilities,
  entropy_of_log_probabilities,
  entropy_of_logits,
  // By whether p and q come as logarithms; logits are logarithms.
  divergence,
  divergence_q_log,
  divergence_p_log,
  divergence_both_log,
  logmeanexp,
};
inline constexpr int row_program_count = 18;

// Lists of classes to distil from: of each row the target is the first, the second operand its log-probability.
struct row_lists {
  std::int64_t count = -1;                            // of a row; -1: there are none
  std::int64_t class_step = 0, probability_step = 0;  // bytes
  std::int64_t ignore_index = 0;
  bool has_bucket = false;  // for what is not listed
  bool restricted = false;  // to what is listed
  bool reverse = false;
  double rounding = 0.0;  // of the log-probabilities
};
// Numbers that are known of a row: its softmax, a slope, whether there is a gradient.
inline constexpr int distill_size = 6;

// Views have the axes of the rows, then the event axis; those with one value a row have stride 0 there.
struct row_call {
  row_program program = row_program::logsumexp;
  engine::row_axes axes;
  engine::const_view operands[2];  // x, or p and q; for log_softmax and softmax the second is the cotangent
  engine::const_view where;        // one an element
  engine::const_view cotangent;    // one a row
  engine::const_view row_weights;  // one a row, doubles: rows of weight 0 are absent
  engine::const_view target;       // integers, one a row; what is no class makes the row's loss NaN
  engine::const_view total;        // doubles: gradients are divided by it
  engine::const_view total_low;
  double factor = 1.0;  // of values
  double gradient_factor = 1.0;
  double temperature = 1.0;  // of operands that are logits
  double softcap = 0.0;      // likewise; 0: none
  bool p_is_logits = false;
  bool q_is_logits = false;
  // Of cross-entropies besides.
  engine::const_view class_weights;  // one a class; absent: 1
  engine::const_view weights;        // one a row, of statistics, which rows of weight 0 have too
  engine::const_view
      classes;              // doubles, one a row: over how many the smoothing is spread, or the mean goes; absent: all
  engine::const_view best;  // integers, one a row: the class that statistics ask for
  double label_smoothing = 0.0;
  double z_loss = 0.0;
  // Where these are a slice of the classes: its first one, and the number of all (0: these are all).
  std::int64_t first_class = 0;
  std::int64_t class_count = 0;
  engine::const_view shard;          // shard_size doubles a row: what all slices say, in place of any pass
  engine::mutable_view shard_parts;  // likewise: what this one says
  // Of distillation, whose distill_size doubles a row are read from shard and written to shard_parts.
  row_lists lists;
  engine::mutable_view entries;  // doubles, those of a row one after the other: gradients by what is listed
  // In place of a program, the place of a formula in f_divergences. Renyi's follow, of finite orders and of infinity,
  // each by whether p and q come as logarithms.
  int f_divergence = -1;
  double argument = 0.0;
  double rest = 0.0;         // 1 - argument
  bool square_root = false;  // of factor times the divergence; gradients then have both
  bool exchanged = false;    // of Renyi's: the caller's p is q
  engine::mutable_view row_values;
  engine::mutable_view values;
  engine::mutable_view gradients[2];
  // Statistics, one a row: floating, 64-bit integers, and bytes.
  engine::mutable_view logsumexps, entropies, penalties;
  engine::mutable_view largest;
  engine::mutable_view correct;
};

class row_plan {
 public:
  row_plan(const row_call& call, bool in_double);
  ~row_plan();
  row_plan(const row_plan&) = delete;
  row_plan& operator=(const row_plan&) = delete;

  std::int64_t workspace() const;
  void launch(void* workspace, stream stream) const;
  // Instead: what each row weighs, as doubles to row_values. The weight that a row is given is its cotangent, that of
  // the class of its target stands in the second operand; a row is absent, and weighs 0, where its target is
  // ignore_index or masked, where all of it is masked (without targets), and where row_weights are 0. total and
  // total_low, where they are given, get the sum of that, from one block: for few rows. Of slices, a class that
  // another one has is not masked; where there is a shard, the second operand has one weight a row. A row with lists is
  // absent where nothing is listed.
  void launch_weights(std::int64_t ignore_index, stream stream) const;
  // Of distillation: losses and gradients by what is listed, of rows whose parts are known; and their places in the
  // gradient by the logits, once all else has been written.
  void launch_lists(stream stream) const;
  void launch_entries(stream stream) const;
  void each_address(const std::function<void(char*&)>& visit);

 private:
  struct step;
  std::unique_ptr<step> step_;
};

// Losses of score matching: engine::score_call, with what else happens to one value a sample. Views have the axes of
// the samples, then that of the elements; those with one value a sample have stride 0 there.
struct score_call {
  int formula = 0;  // its place in score_formulas
  engine::row_axes axes;
  engine::const_view operands[max_score_operands];
  engine::mutable_view gradients[max_score_operands];
  engine::const_view numbers[max_score_numbers];
  double number_values[max_score_numbers] = {1.0, 1.0};  // where there are no views
  double option = 0.0;
  engine::const_view offset;       // is added to a sample's loss
  engine::const_view row_weights;  // doubles: samples of weight 0 are absent
  engine::const_view cotangent;
  engine::const_view total;  // doubles: gradients are divided by it
  engine::const_view total_low;
  double factor = 1.0;  // of losses
  double gradient_factor = 1.0;
  bool square_root = false;   // of factor times the loss
  bool weighs_losses = true;  // by row_weights
  // The first row axis is that of probes: the gradient of the first operand is summed over it, and nothing else is
  // written but gradients.
  bool sums_probes = false;
  engine::mutable_view losses;
  // What the formula leaves besides: derivatives by its numbers, times what gradients are multiplied by.
  engine::mutable_view results[max_score_results - 1];
  engine::mutable_view factors;  // what gradients are multiplied by
};

// The parts of rows in two slices become those in both.
void merge_shards(const double* first, const double* second, double* into, std::int64_t rows, stream stream);

// What becomes of a product of matrices, rows x depth and depth x columns, that a library has made. An element that is
// not finite is formed anew: where the left factor is 0, nothing is added, whatever the right one is. product and
// result are in C order, and may be one.
struct product_call {
  const void* product = nullptr;
  void* result = nullptr;
  const void* left = nullptr;
  const void* right = nullptr;
  std::int64_t left_strides[2] = {};  // in bytes
  std::int64_t right_strides[2] = {};
  std::int64_t rows = 0, columns = 0, depth = 0;
  bool adds = false;  // to the result
};
void finish_product(const product_call& call, bool in_double, stream stream);

class score_plan {
 public:
  score_plan(const score_call& call, bool in_double);
  ~score_plan();
  score_plan(const score_plan&) = delete;
  score_plan& operator=(const score_plan&) = delete;

  std::int64_t workspace() const;
  void launch(void* workspace, stream stream) const;
  void each_address(const std::function<void(char*&)>& visit);

 private:
  struct step;
  std::unique_ptr<step> step_;
};

// What follows a product in networks (networks/epilogues.hpp), on probes x rows x columns; which operands there are,
// and which of them are written, network_kernels.cu says. All are float, or double.
enum class epilogue {
  activate,
  accumulate,
  tangent,
  tangent_reverse,
  reverse,
  by_slope,
  directions,
  squares,
  gradient_forward,
  square_reverse,
};
inline constexpr int epilogue_count = 10;
inline constexpr int max_epilogue_operands = 8;

struct epilogue_call {
  epilogue kind = epilogue::activate;
  int activation = 0;
  std::int64_t probes = 1, rows = 0, columns = 0;
  engine::mutable_view operands[max_epilogue_operands];  // those that are absent count as 1
  double number = 1.0;
  bool adds = false;  // to what is there
};
void run_epilogue(const epilogue_call& call, bool in_double, stream stream);

// Elements offset, offset + 1, ... of a stream, in C order: uniform in (0, 1), or loc + scale z with z standard normal,
// NaN where a scale is not positive.
struct random_call {
  std::uint64_t seed = 0;
  std::uint64_t offset = 0;
  bool is_normal = false;
  int ndim = 0;
  engine::extents shape;
  void* values = nullptr;
  engine::const_view loc, scale;  // on the axes of the result; empty: numbers
  double loc_number = 0.0, scale_number = 1.0;
};
void fill_random(const random_call& call, bool in_double, stream stream);
// The same of families with samplers: the CPU's bits. Parameters without data are numbers.
struct variates_call {
  engine::variates_call call;
  double numbers[engine::max_variate_parameters] = {};
  void* values = nullptr;
};
void fill_variates(const variates_call& call, bool in_double, stream stream);
// Whole doubles as integers of 64 or 32 bits: the lowest where one does not fit.
void fill_integers(const double* numbers, void* values, std::int64_t n, bool is_wide, stream stream);

// The CPU's probes, of these bits too: engine/probes.hpp.
void fill_probes(engine::probe_kind kind, std::uint64_t seed, std::uint64_t offset, std::int64_t probes,
                 std::int64_t samples, std::int64_t dimension, void* values, bool in_double, stream stream);

struct device_info {
  std::string name;
  int major = 0, minor = 0;
  std::int64_t memory = 0;
};

// What the devices are; where there are none that can be used, why not.
std::vector<device_info> devices(std::string& reason);
// "CUDA 13.0", or what stands for it.
std::string runtime_name();
// The device that a pointer belongs to; -1: none.
int device_of(const void* pointer);

}  // namespace likelier::cuda
