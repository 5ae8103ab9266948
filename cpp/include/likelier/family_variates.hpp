// How variates of families are made by the samplers of sampling.hpp. A family whose variates are the quantiles of
// uniform numbers has none of this.
#pragma once

#include "likelier/families.hpp"
#include "likelier/sampling.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

// Specialisations state how many `numbers` the formulas need, these from the values of a parameterisation's slots (of),
// how many columns there are in all, and how to fill the last (draw).
template <class Family>
struct variates;

template <class Family, class = void>
struct has_variates : std::false_type {};
template <class Family>
struct has_variates<Family, std::void_t<decltype(variates<Family>::numbers)>> : std::true_type {};

// A scale times a gamma variable, or by one: Product says which.
template <class Product>
struct gamma_variates {
  static constexpr int numbers = 4, columns = 7;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& a, const V& loc, const scale_factors<V>& scale) {
    return {{a, loc, scale.first, scale.second}};
  }
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    draw_gamma<boost_root, 0, 4, 0>(block);
    block.template map<6, 4, 5, 1, 2, 3>(Product{});
  }
};
struct times_gamma {
  template <class V>
  LIKELIER_HD V operator()(const V& y, const V& root, const V& loc, const V& first, const V& second) const {
    return moved(loc, V(first * root), V(second * root), y);
  }
};
struct by_gamma {
  template <class V>
  LIKELIER_HD V operator()(const V& y, const V& root, const V& loc, const V& first, const V& second) const {
    return moved(loc, V(first / root), V(second / root), V(constant<V>(1.0) / y));
  }
};
template <>
struct variates<gamma> : gamma_variates<times_gamma> {};
template <>
struct variates<invgamma> : gamma_variates<by_gamma> {};

template <>
struct variates<chi2> : variates<gamma> {
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& df, const V& loc, const scale_factors<V>& scale) {
    return {{constant<V>(0.5) * df, loc, scale.first, constant<V>(2.0) * scale.second}};
  }
};

// A normal variable over the root of a gamma variable of half the degrees of freedom, by these.
template <>
struct variates<t> {
  static constexpr int numbers = 4, columns = 8;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& df, const V& loc, const scale_factors<V>& scale) {
    return {{constant<V>(0.5) * df, loc, scale.first, scale.second}};
  }
  struct quotient {
    template <class V>
    LIKELIER_HD V operator()(const random_numbers<V>& r, const V& half_df, const V& y, const V& root) const {
      const V growth = select(half_df == infinity<V>(), constant<V>(1.0), sqrt(half_df / y));
      return (r.normal() * growth) / root;
    }
  };
  struct finish {
    template <class V>
    LIKELIER_HD V operator()(const V& z, const V& loc, const V& first, const V& second) const {
      return moved(loc, first, second, z);
    }
  };
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    draw_gamma<boost_root, 0, 4, 0>(block);
    block.template map_random<2, 6, 0, 4, 5>(quotient{});
    block.template map<7, 6, 1, 2, 3>(finish{});
  }
};

// x / (x + y) of two gamma variables.
template <>
struct variates<beta> {
  static constexpr int numbers = 5, columns = 10;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& a, const V& b, const V& loc, const scale_factors<V>& scale) {
    return {{a, b, loc, scale.first, scale.second}};
  }
  // log(u) / a for a < 1, where boost_root has its exponential; times a power of 2, so that it is finite for the
  // smallest a.
  struct log_boost {
    static constexpr double none = 0.0;
    template <class V>
    LIKELIER_HD V operator()(const random_numbers<V>& r, const V& a) const {
      const V log = detail::log_of_unit(r.first()) * constant<V>(0x1p-100) / a;
      return select(a < constant<V>(1.0), log, constant<V>(none));
    }
  };
  struct finish {
    template <class V>
    LIKELIER_HD V operator()(const V& x, const V& y, const V& log_x, const V& log_y, const V& loc, const V& first,
                             const V& second) const {
      const V one = constant<V>(1.0);
      V ratio = y / x;
      const V half = (log_y - log_x) * constant<V>(0x1p99);
      if (any(half != constant<V>(0.0))) {
        const V root = min(detail::unfused_exp(half), largest<V>());
        ratio = (ratio * root) * root;
      }
      return moved(loc, first, second, V(one / (one + ratio)));
    }
  };
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    draw_gamma<log_boost, 0, 5, 0>(block);
    draw_gamma<log_boost, 2, 7, 1>(block);
    block.template map<9, 5, 7, 6, 8, 2, 3, 4>(finish{});
  }
};

template <>
struct variates<vonmises> {
  static constexpr int numbers = 4, columns = 6;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& kappa, const V& loc, const scale_factors<V>& scale) {
    return {{kappa, loc, scale.first, scale.second}};
  }
  struct finish {
    template <class V>
    LIKELIER_HD V operator()(const V& tangent, const V& loc, const V& first, const V& second) const {
      const V angle = constant<V>(2.0) * detail::unfused_atan(abs(tangent));
      return moved(loc, first, second, V(select(tangent < constant<V>(0.0), -angle, angle)));
    }
  };
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    block.template accept<von_mises_sampler, 0, 4, 0>();
    block.template map<5, 4, 1, 2, 3>(finish{});
  }
};

template <>
struct variates<poisson> {
  static constexpr int numbers = 1, columns = 2;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& mu) {
    return {{mu}};
  }
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    block.template accept<poisson_sampler, 0, 1, 0>();
  }
};

template <>
struct variates<binom> {
  static constexpr int numbers = 3, columns = 4;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& n, const chances<V>& p) {
    return {{n, p.success, p.failure}};
  }
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    block.template accept<binomial_sampler, 0, 3, 0, 1, 2>();
  }
};

// The factor of a negative binomial variable's mean in two, whose product may overflow.
template <class V>
struct mean_factors {
  V first, second;
};
template <class V>
LIKELIER_HD inline mean_factors<V> variate_value(nbinom::success, const V& raw) {
  return {min(V((constant<V>(1.0) - raw) / raw), largest<V>()), constant<V>(1.0)};
}
template <class V>
LIKELIER_HD inline mean_factors<V> variate_value(nbinom::success_logits, const V& raw) {
  const V root = min(detail::unfused_exp(V(constant<V>(-0.5) * raw)), largest<V>());
  return {root, root};
}
template <class V>
LIKELIER_HD inline nbinom::dispersion_value<V> variate_value(nbinom::dispersion, const V& raw) {
  return {raw};
}

// A Poisson count whose mean is a gamma variable of shape n, times (1 - p) / p or alpha mu.
template <>
struct variates<nbinom> {
  static constexpr int numbers = 3, columns = 7;
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& n, const mean_factors<V>& p) {
    return {{n, p.first, p.second}};
  }
  template <class V>
  LIKELIER_HD static several<V, numbers> of(const V& mu, const nbinom::dispersion_value<V>& dispersion) {
    const V one = constant<V>(1.0), n = one / abs(dispersion.alpha);
    return {{n, select(n == infinity<V>(), one, abs(dispersion.alpha)), mu}};
  }
  struct mean_of {
    template <class V>
    LIKELIER_HD V operator()(const V& y, const V& root, const V& n, const V& first, const V& second) const {
      // Without dispersion the mean is told by itself.
      const V share = select(n == infinity<V>(), constant<V>(1.0), y);
      return ((share * root) * first) * (root * second);
    }
  };
  template <class Block>
  LIKELIER_HD static void draw(Block& block) {
    draw_gamma<boost_root, 0, 3, 0>(block);
    block.template map<5, 3, 4, 0, 1, 2>(mean_of{});
    block.template accept<poisson_sampler, 2, 6, 5>();
  }
};

// The numbers of a parameterisation's raw values: NaN, all of them, where one of these is invalid.
template <class Family, class Parameterisation>
struct variate_numbers;
template <class Family, class... Slots>
struct variate_numbers<Family, parameterisation<Slots...>> {
  static constexpr int raw = sizeof...(Slots);
  static constexpr int count = variates<Family>::numbers;
  template <class V>
  LIKELIER_HD static several<V, count> of(const V* values) {
    return of(values, std::index_sequence_for<Slots...>{});
  }

 private:
  template <class V, std::size_t... I>
  LIKELIER_HD static several<V, count> of(const V* values, std::index_sequence<I...>) {
    several<V, count> result = variates<Family>::of(variate_value(Slots{}, values[I])...);
    const auto valid = parameterisation<Slots...>::valid(values);
    for (V& number : result.at) number = select(valid, number, quiet_nan<V>());
    return result;
  }
};

}  // namespace LIKELIER_ISA
}  // namespace likelier
