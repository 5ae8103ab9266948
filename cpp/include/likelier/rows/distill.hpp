// Distillation from a teacher's most probable classes: what is computed of a list of classes, in double.
//
// With p the teacher's probabilities of these classes, q the student's, and P and Q their sums: the rest of the row
// is one more class (a bucket), is left out, or the list is a distribution of its own. Engines sum terms; what a term
// is, and the gradients, is stated here.
#pragma once

#include "likelier/math/special.hpp"
#include "likelier/rows/softmax.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// One class on both sides; x is the student's logit.
struct listed_class {
  double p = 0.0, log_p = 0.0, q = 0.0, log_q = 0.0, x = 0.0;

  LIKELIER_HD static listed_class of(double log_p, double x) { return {exp(log_p), log_p, 0.0, 0.0, x}; }
  LIKELIER_HD void pair_student(const softmax_row& parts) {
    q = parts.probability(x);
    log_q = -parts.surprisal(x);
  }
  LIKELIER_HD void pair_teacher(const softmax_row& parts) {
    p = parts.probability(log_p);
    log_p = -parts.surprisal(log_p);
  }
  // Whether both sides have mass here.
  LIKELIER_HD bool overlaps() const { return log_p > -infinity<double>() && log_q > -infinity<double>(); }
  // What the rounding of the teacher's logarithm makes of p, at most.
  LIKELIER_HD double doubt(double rounding) const { return p > 0.0 ? p * (1.0 + abs(log_p)) * rounding : 0.0; }
};

// A term of KL(p || q) between rows that both add up to 1, as p (e^t - 1 - t) with t = log(q / p). What is too
// small for the format is positive all the same.
LIKELIER_HD inline double bregman_term(double p, double log_p, double q, double log_q) {
  if (log_p == -infinity<double>()) return q;
  if (log_q == -infinity<double>()) return log_p - log_q;
  return p == 0.0 ? q : p * expm1mx(log_q - log_p);
}
LIKELIER_HD inline double log_ratio_term(double p, double log_p, double log_q) {
  if (log_p == -infinity<double>()) return 0.0;
  if (log_q == -infinity<double>()) return log_p - log_q;
  return p == 0.0 ? 0.0 : p * (log_p - log_q);
}

// With less than this outside the list 1 - Q would cancel: what is outside is summed by itself.
inline constexpr double small_rest = 0x1p-4;

// The class that holds everything else, of what it has of p and q. Log-probabilities add up to 1 up to their rounding.
LIKELIER_HD inline listed_class bucket_of(double p, double q, double doubt) {
  listed_class bucket;
  bucket.p = p < 0.0 ? (-p <= doubt ? 0.0 : quiet_nan<double>()) : p;
  bucket.log_p = log(bucket.p);
  bucket.q = q;
  bucket.log_q = log(q);
  return bucket;
}
// The same where that is little for the student: the bucket's q, and the parts of the whole row, from those of the rest
// and the sum of exp(x - shift) over the list less 1, so that all add up to 1 in double.
LIKELIER_HD inline void add_rest(const softmax_row& rest, double high, double low, softmax_row& parts,
                                 listed_class& bucket) {
  const double below = detail::centred(rest.shift, parts.shift);
  const double mass = rest.inverse == 0.0 ? 0.0 : exp(below) * (1.0 + rest.rest);
  add_to(high, low, mass, 0.0);
  row_state state{};
  state.shift = parts.shift;
  state.high[0] = high;
  state.low[0] = low;
  parts = softmax_row::from(state);
  bucket.q = mass * parts.inverse;
  bucket.log_q = rest.inverse == 0.0 ? -infinity<double>() : (below + rest.log_total) - parts.log_total;
}

// What is known of a row's divergence, and its gradients by what the logits are divided to.
struct distilled_row {
  bool reverse = false;
  double value = 0.0;
  double mass = 0.0;      // of the side that the mean is over, where rows have any sum
  bool overlaps = false;  // in an unbounded row: whether both sides have mass somewhere

  // In reverse q > 0 = p is infinite.
  LIKELIER_HD bool is_unbounded() const { return reverse && value == infinity<double>(); }

  // KL between two rows that add up to 1.
  LIKELIER_HD double term(const listed_class& c) const {
    return reverse ? bregman_term(c.q, c.log_q, c.p, c.log_p) : bregman_term(c.p, c.log_p, c.q, c.log_q);
  }
  LIKELIER_HD double slope(const listed_class& c) const {
    if (!reverse) return c.q - c.p;
    return is_unbounded() ? limit(c) : c.q * by_logarithm(c);
  }
  // By a logit outside the list, as a multiple of q.
  LIKELIER_HD double slope_outside(const listed_class& bucket) const {
    if (bucket.q == 0.0) return 0.0;
    if (!reverse) return (bucket.q - bucket.p) / bucket.q;
    return is_unbounded() ? limit(bucket) : by_logarithm(bucket);
  }

  // The sum of p log(p / q), or of q log(q / p), over rows of any sum.
  LIKELIER_HD double open_term(const listed_class& c) const {
    return reverse ? log_ratio_term(c.q, c.log_q, c.log_p) : log_ratio_term(c.p, c.log_p, c.log_q);
  }
  LIKELIER_HD double open_mass(const listed_class& c) const { return reverse ? c.q : c.p; }
  LIKELIER_HD double open_slope(const listed_class& c) const {
    if (!reverse) return mass * c.q - c.p;
    return is_unbounded() ? limit(c) : c.q * (by_logarithm(c) + (1.0 - mass));
  }
  LIKELIER_HD double open_slope_outside() const { return reverse ? -(value + mass) : mass; }

 private:
  // In reverse, by the logarithm of q: less the mean.
  LIKELIER_HD double by_logarithm(const listed_class& c) const {
    return c.log_q == -infinity<double>() ? 0.0 : c.log_q - c.log_p - value;
  }
  // The same where the value is infinite: the limit as those p that are 0 are approached. Mass is to go away from
  // there, if there is somewhere else that has some.
  LIKELIER_HD double limit(const listed_class& c) const {
    if (c.log_q == -infinity<double>() || !overlaps) return 0.0;
    return c.log_p == -infinity<double>() ? infinity<double>() : -infinity<double>();
  }
};

// The softmax of a list: of the sum of exp(x - shift) less 1, in two parts.
LIKELIER_HD inline softmax_row softmax_of_list(double shift, double high, double low) {
  row_state state{};
  state.shift = shift;
  state.high[0] = high;
  state.low[0] = low;
  return softmax_row::from(state);
}

// Of softmax_emit, for the gradient by logits that are not listed. Without mass 0, in spite of an infinite slope: what
// has some is made infinite afterwards.
LIKELIER_HD inline void put_distill_gradient(const softmax_row& parts, double slope, double largest,
                                             double* parameters) {
  parameters[0] = parts.shift;
  parameters[1] = abs(slope) == infinity<double>() ? (slope > 0.0 ? largest : -largest) : parts.inverse * slope;
}

}  // namespace LIKELIER_ISA
}  // namespace likelier
