// The special functions of likelier: one definition each for scalars, SIMD batches, dual numbers
// and device code. Include batch.hpp first where batches are used.
#pragma once

#include "likelier/math/bessel.hpp"
#include "likelier/math/elementary.hpp"
#include "likelier/math/gamma.hpp"
#include "likelier/math/incomplete.hpp"
#include "likelier/math/normal.hpp"
