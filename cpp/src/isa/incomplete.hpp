// The incomplete gamma and beta functions, von Mises' tails and their inverses are compiled once for each instruction
// set, in incomplete.cpp.
#pragma once

#include "likelier/math/batch.hpp"
#include "likelier/math/circular.hpp"
#include "likelier/math/special.hpp"

#define LIKELIER_INCOMPLETE(declare)                                                                                  \
  declare template poisson_term<lanes> poisson_term_of<lanes>(const lanes&, const lanes&, const lanes&);              \
  declare template both_tails<lanes, 0> incomplete_gamma_in_double<0>::operator()<lanes>(const lanes&, const lanes&)  \
      const;                                                                                                          \
  declare template both_tails<lanes, 1> incomplete_gamma_in_double<1>::operator()<lanes>(const lanes&, const lanes&)  \
      const;                                                                                                          \
  declare template both_tails<lanes, 0> incomplete_beta_in_double<0>::operator()<lanes>(                              \
      const lanes&, const lanes&, const lanes&, const lanes&) const;                                                  \
  declare template both_tails<lanes, 2> incomplete_beta_in_double<2>::operator()<lanes>(                              \
      const lanes&, const lanes&, const lanes&, const lanes&) const;                                                  \
  declare template several<lanes, 3> gamma_quantile_slopes_in_double::operator()<lanes>(const lanes&, const lanes&,   \
                                                                                        const lanes&) const;          \
  declare template several<lanes, 5> beta_quantile_slopes_in_double::operator()<lanes>(                               \
      const lanes&, const lanes&, const lanes&, const lanes&) const;                                                  \
  declare template lanes gamma_quantile_in_double::operator()<lanes>(const lanes&, const lanes&, const lanes&) const; \
  declare template several<lanes, 2> beta_quantile_in_double::operator()<lanes>(const lanes&, const lanes&,           \
                                                                                const lanes&, const lanes&) const;    \
  declare template several<lanes, 2> von_mises_tail_in_double<false>::operator()<lanes>(const lanes&, const lanes&)   \
      const;                                                                                                          \
  declare template several<lanes, 4> von_mises_tail_in_double<true>::operator()<lanes>(const lanes&, const lanes&)    \
      const;                                                                                                          \
  declare template lanes von_mises_quantile_in_double::operator()<lanes>(const lanes&, const lanes&) const;           \
  declare template several<lanes, 3> von_mises_quantile_slopes_in_double::operator()<lanes>(const lanes&,             \
                                                                                            const lanes&) const;

namespace likelier {
inline namespace LIKELIER_ISA {
namespace detail {

using lanes = batch<double>;
LIKELIER_INCOMPLETE(extern)

}  // namespace detail
}  // namespace LIKELIER_ISA
}  // namespace likelier
