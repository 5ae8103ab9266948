// What families say about their parameters.
//
// A family lists its parameterisations: tuples of slots, in SciPy's order, the first the one that
// positional arguments use. A slot names a parameter and turns its number into what the formula
// wants; slots that describe the same thing (scale, log_scale, var, precision) turn into the same
// type, so that one formula serves them all.
#pragma once

#include <cstddef>
#include <tuple>
#include <utility>

#include "likelier/math/dual.hpp"
#include "likelier/math/special.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

inline constexpr double required = __builtin_nan("");

// Division by a scale, as a division and a multiplication: a scale given by its logarithm is split
// in two halves, so that neither over- nor underflows before the product with the data does.
template <class V>
struct standardizer {
  V divisor, multiplier;

  // d / scale; zero for d = 0 whatever the scale.
  LIKELIER_HD V operator()(const V& d) const {
    const V zero = constant<V>(0.0);
    return select(d == zero, d, d / divisor * multiplier);
  }
};

// A positive scale with its logarithm.
template <class V>
struct scaling {
  standardizer<V> standardize;
  V log;
};

template <class V>
LIKELIER_HD inline scaling<V> scaling_from_scale(const V& scale, const V& log_scale) {
  // NaN in the logarithm reaches every result: how an invalid scale shows.
  const V zero = constant<V>(0.0);
  return {{scale, constant<V>(1.0)}, select(scale > zero, log_scale, quiet_nan<V>())};
}

template <class V>
LIKELIER_HD inline scaling<V> scaling_from_log(const V& log_scale) {
  const V half = constant<V>(0.5) * log_scale;
  return {{exp(half), exp(-half)}, log_scale};
}

// A non-negative mean with its logarithm.
template <class V>
struct mean_value {
  V mean, log;
};

// log p and log(1 - p) of a probability.
template <class V>
struct log_probabilities {
  V success, failure;
};

// What a density returns outside its support: -inf with zero gradients, or NaN where the
// parameters are invalid, which made their normalizer NaN.
template <class V>
LIKELIER_HD inline V outside_support(const V& normalizer) {
  return select(isnan(normalizer), normalizer, -infinity<V>());
}

// n * log_p with 0 * log 0 = 0.
template <class V>
LIKELIER_HD inline V times_log(const V& n, const V& log_p) {
  const V zero = constant<V>(0.0);
  return select(n == zero && log_p == -infinity<V>(), zero, n * log_p);
}
template <class V, int N>
LIKELIER_HD inline Dual<V, N> times_log(const Dual<V, N>& n, const Dual<V, N>& log_p) {
  return Dual<V, N>::binary(times_log(n.value, log_p.value), log_p.value, n, n.value, log_p);
}

struct real {
  static constexpr const char* domain = "real";
  template <class V>
  LIKELIER_HD static V from(const V& raw) {
    return raw;
  }
};

struct positive {
  static constexpr const char* domain = "positive";
  template <class V>
  LIKELIER_HD static V from(const V& raw) {
    return select(raw > constant<V>(0.0), raw, quiet_nan<V>());
  }
};

struct location : real {
  static constexpr const char* name = "loc";
  static constexpr double default_value = 0.0;
};

struct scale {
  static constexpr const char* name = "scale";
  static constexpr const char* domain = "positive";
  static constexpr double default_value = 1.0;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_scale(raw, log(raw));
  }
};

struct log_scale {
  static constexpr const char* name = "log_scale";
  static constexpr const char* domain = "real";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_log(raw);
  }
};

struct variance {
  static constexpr const char* name = "var";
  static constexpr const char* domain = "positive";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_scale(sqrt(raw), constant<V>(0.5) * log(raw));
  }
};

struct precision {
  static constexpr const char* name = "precision";
  static constexpr const char* domain = "positive";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    const V root = sqrt(raw);
    const V log_scale = select(raw > constant<V>(0.0), constant<V>(-0.5) * log(raw), quiet_nan<V>());
    return {{constant<V>(1.0), root}, log_scale};
  }
};

struct rate {
  static constexpr const char* name = "rate";
  static constexpr const char* domain = "positive";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    const V log_scale = select(raw > constant<V>(0.0), -log(raw), quiet_nan<V>());
    return {{constant<V>(1.0), raw}, log_scale};
  }
};

struct log_rate {
  static constexpr const char* name = "log_rate";
  static constexpr const char* domain = "real";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static scaling<V> from(const V& raw) {
    return scaling_from_log(-raw);
  }
};

struct mean {
  static constexpr const char* name = "mu";
  static constexpr const char* domain = "non-negative";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static mean_value<V> from(const V& raw) {
    const V valid = select(raw >= constant<V>(0.0), raw, quiet_nan<V>());
    return {valid, log(valid)};
  }
};

struct log_mean {
  static constexpr const char* name = "log_mu";
  static constexpr const char* domain = "real";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static mean_value<V> from(const V& raw) {
    return {exp(raw), raw};
  }
};

struct probability {
  static constexpr const char* name = "p";
  static constexpr const char* domain = "unit interval";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static log_probabilities<V> from(const V& raw) {
    const V valid =
        select(raw >= constant<V>(0.0) && raw <= constant<V>(1.0), raw, quiet_nan<V>());
    return {log(valid), log1p(-valid)};
  }
};

struct logits {
  static constexpr const char* name = "logits";
  static constexpr const char* domain = "real";
  static constexpr double default_value = required;
  template <class V>
  LIKELIER_HD static log_probabilities<V> from(const V& raw) {
    return {log_expit(raw), log_expit(-raw)};
  }
};

// Any number of slots; from_raw makes each slot's value and calls the family's prepare.
template <class... Slots>
struct parameterisation {
  static constexpr std::size_t size = sizeof...(Slots);

  template <class Family, class V, std::size_t... I>
  LIKELIER_HD static auto prepare(const V* raw, std::index_sequence<I...>) {
    return Family::prepare(Slots::from(raw[I])...);
  }
  template <class Family, class V>
  LIKELIER_HD static auto prepare(const V* raw) {
    return prepare<Family>(raw, std::index_sequence_for<Slots...>{});
  }
  // visit(slot) for each slot in turn.
  template <class F>
  static void for_each_slot(F visit) {
    (visit(Slots{}), ...);
  }
};

// The usual set: shape parameters, a location, and a scale told in any of the given ways.
template <class... Scales>
struct location_and {
  template <class... Shapes>
  using after = std::tuple<parameterisation<Shapes..., location, Scales>...>;
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
