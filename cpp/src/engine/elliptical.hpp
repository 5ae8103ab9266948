// The engine of densities of a quadratic form q = |z|^2 of events: the multivariate normal and t.
//
// A *group* is the events that share a triangular matrix M: z = M^-1 (x - mean), or M^T (x - mean) where M is a
// factor of the precision. Events of a group stand side by side, one in each lane, a panel of them at a time; panels
// and tasks have borders that depend on the shape only, and sums over events are merged in order.
#pragma once

#include <cstdint>

#include "engine/rows.hpp"
#include "engine/view.hpp"

namespace likelier::engine {

// What the gradient by the matrix is wanted as: by the lower triangular factor, or the symmetric one by the
// covariance or by the precision.
enum class matrix_gradient { factor, covariance, precision };

struct elliptical_call {
  row_axes axes;  // those of groups, then those within a group, then the event's
  std::int64_t groups = 1;
  const double* matrices = nullptr;  // one a group, n x n
  bool of_precision = false;
  bool student = false;

  const_view x, mean;    // one an element
  const_view df;         // one a row: of Student's t
  const_view constants;  // one a row, added to the values; the normal distribution has its own
  const_view factors;    // one a row, of gradients; rows with 0 are not looked at for them

  mutable_view values;        // one a row
  mutable_view gradient;      // by x
  mutable_view df_gradients;  // one a row, without that of the constants

  // One a group; null where not wanted.
  double* mean_gradients = nullptr;    // n
  double* matrix_gradients = nullptr;  // n x n
  matrix_gradient kind = matrix_gradient::factor;
};

// The axes are merged in place.
void run(elliptical_call& call);

}  // namespace likelier::engine
