// The density families. A new one adds its header and its name here.
#pragma once

#include "likelier/families/bernoulli.hpp"
#include "likelier/families/beta.hpp"
#include "likelier/families/binom.hpp"
#include "likelier/families/chi2.hpp"
#include "likelier/families/gamma.hpp"
#include "likelier/families/invgamma.hpp"
#include "likelier/families/laplace.hpp"
#include "likelier/families/nbinom.hpp"
#include "likelier/families/norm.hpp"
#include "likelier/families/poisson.hpp"
#include "likelier/families/t.hpp"
#include "likelier/families/vonmises.hpp"
#include "likelier/families/weibull_min.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class... Types>
struct type_list {};

using families =
    type_list<norm, laplace, t, gamma, weibull_min, poisson, bernoulli, beta, chi2, invgamma, binom, nbinom, vonmises>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
