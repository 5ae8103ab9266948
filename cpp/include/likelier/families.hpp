// The density families. A new one adds its header and its name here.
#pragma once

#include "likelier/families/bernoulli.hpp"
#include "likelier/families/beta.hpp"
#include "likelier/families/binom.hpp"
#include "likelier/families/cauchy.hpp"
#include "likelier/families/chi2.hpp"
#include "likelier/families/discretized_logistic.hpp"
#include "likelier/families/expon.hpp"
#include "likelier/families/gamma.hpp"
#include "likelier/families/geom.hpp"
#include "likelier/families/gumbel_l.hpp"
#include "likelier/families/gumbel_r.hpp"
#include "likelier/families/halfcauchy.hpp"
#include "likelier/families/halfnorm.hpp"
#include "likelier/families/invgamma.hpp"
#include "likelier/families/laplace.hpp"
#include "likelier/families/logistic.hpp"
#include "likelier/families/lognorm.hpp"
#include "likelier/families/nbinom.hpp"
#include "likelier/families/norm.hpp"
#include "likelier/families/pareto.hpp"
#include "likelier/families/poisson.hpp"
#include "likelier/families/t.hpp"
#include "likelier/families/truncnorm.hpp"
#include "likelier/families/uniform.hpp"
#include "likelier/families/vonmises.hpp"
#include "likelier/families/weibull_min.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

template <class... Types>
struct type_list {};

using families = type_list<norm, laplace, logistic, cauchy, t, gumbel_r, gumbel_l, uniform, expon, halfnorm, halfcauchy,
                           truncnorm, gamma, chi2, invgamma, beta, weibull_min, lognorm, pareto, vonmises, poisson,
                           bernoulli, binom, nbinom, geom, discretized_logistic>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
