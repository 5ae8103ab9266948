// What families may have besides their density. A family states any of these as a static template on the value
// type, of an argument and its constants (entropy: of the constants alone); what it states becomes an operation like
// the density, with its derivatives by dual numbers.
#pragma once

#include <utility>

#include "likelier/operation.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace methods {

#define LIKELIER_METHOD(method, argument, logarithm)                                                      \
  struct method {                                                                                         \
    static constexpr const char* name = #method;                                                          \
    static constexpr const char* variable = argument; /* null: the family's own */                        \
    static constexpr bool logarithmic = logarithm;    /* in nats */                                       \
    static constexpr int variables = 1;                                                                   \
    template <class Family, class V, class Constants>                                                     \
    LIKELIER_HD static auto evaluate(const V* x, const Constants& c) -> decltype(Family::method(*x, c)) { \
      return Family::method(*x, c);                                                                       \
    }                                                                                                     \
  };
LIKELIER_METHOD(cdf, nullptr, false)
LIKELIER_METHOD(sf, nullptr, false)
LIKELIER_METHOD(logcdf, nullptr, true)
LIKELIER_METHOD(logsf, nullptr, true)
LIKELIER_METHOD(ppf, "q", false)
LIKELIER_METHOD(isf, "q", false)
#undef LIKELIER_METHOD

struct entropy {
  static constexpr const char* name = "entropy";
  static constexpr const char* variable = nullptr;
  static constexpr bool logarithmic = true;
  static constexpr int variables = 0;
  template <class Family, class V, class Constants>
  LIKELIER_HD static auto evaluate(const V*, const Constants& c) -> decltype(Family::entropy(c)) {
    return Family::entropy(c);
  }
};

}  // namespace methods

// One method of a family: the family's parameters, prepared as for its density.
template <class Family, class Method>
struct method_operation {
  using family = Family;
  using method = Method;
  using density = family_operation<Family>;
  template <class V>
  using constants_of = typename density::template constants_of<V>;

  static constexpr int variables = Method::variables;
  static constexpr int constants = density::constants;
  static constexpr int active = density::active;

  template <class V>
  LIKELIER_HD static V evaluate(const V* x, const V (&c)[constants]) {
    return Method::template evaluate<Family, V>(x, from_array<constants_of<V>>(c));
  }
  template <class V>
  LIKELIER_HD static V gradient(const V* x, const V (&c)[constants], V* dx, V (&dc)[constants]) {
    using D = Dual<V, variables + active>;
    D v[1], d[constants];
    for (int k = 0; k < variables; ++k) v[k] = D::variable(x[k], k);
    for (int k = 0; k < constants; ++k) d[k] = k < active ? D::variable(c[k], variables + k) : D(c[k]);
    D result = evaluate<D>(v, d);
    keep_valid(result, result == result);
    for (int k = 0; k < variables; ++k) dx[k] = result.tangent[k];
    for (int k = 0; k < active; ++k) dc[k] = result.tangent[variables + k];
    return result.value;
  }
};

namespace detail {

template <class Family, class Method, class = void>
struct methods_if_stated {
  using type = type_list<>;
};
template <class Family, class Method>
struct methods_if_stated<
    Family, Method,
    std::void_t<decltype(Method::template evaluate<Family, double>(
        static_cast<const double*>(nullptr), std::declval<const typename Family::template constants<double>&>()))>> {
  using type = type_list<method_operation<Family, Method>>;
};

template <class... Lists>
struct joined;
template <class... A>
struct joined<type_list<A...>> {
  using type = type_list<A...>;
};
template <class... A, class... B, class... Rest>
struct joined<type_list<A...>, type_list<B...>, Rest...> : joined<type_list<A..., B...>, Rest...> {};

template <class Family, class... Methods>
using stated = typename joined<type_list<>, typename methods_if_stated<Family, Methods>::type...>::type;

}  // namespace detail

// What a family states of an argument, and what of its parameters alone.
template <class Family>
using argument_methods =
    detail::stated<Family, methods::cdf, methods::sf, methods::logcdf, methods::logsf, methods::ppf, methods::isf>;
template <class Family>
using parameter_methods = detail::stated<Family, methods::entropy>;

namespace detail {

template <class... Families>
typename joined<type_list<>, argument_methods<Families>..., parameter_methods<Families>...>::type all_methods(
    type_list<Families...>);

}  // namespace detail

// Every method that a family states.
using family_methods = decltype(detail::all_methods(families{}));

}  // namespace LIKELIER_ISA
}  // namespace likelier
