// The public special functions, as elementwise operations: names and descriptions around the
// definitions of math/special.hpp.
#pragma once

#include <array>

#include "likelier/closed_forms.hpp"
#include "likelier/estimates.hpp"
#include "likelier/families.hpp"
#include "likelier/math/special.hpp"
#include "likelier/truncated_forms.hpp"

namespace likelier {
inline namespace LIKELIER_ISA {

namespace functions {

struct gammaln {
  static constexpr const char* name = "gammaln";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithm of the absolute value of the gamma function.";
  static constexpr const char* formula = "log |Gamma(x)|";
  static constexpr const char* borders =
      "+inf at 0 and the negative integers, and at +-inf. The gradient is digamma(x).";
  static constexpr const char* source = "NIST Digital Library of Mathematical Functions, 5.2 and 5.5.";
  static constexpr const char* example =
      "lk.special.gammaln([0.5, 5.0])\n"
      "array([0.57236494, 3.17805383])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return lgamma(x);
  }
};

struct digamma {
  static constexpr const char* name = "digamma";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithmic derivative of the gamma function.";
  static constexpr const char* formula = "psi(x) = d/dx log Gamma(x)";
  static constexpr const char* borders = "-inf at +0, +inf at -0, NaN at the negative integers, where it has poles.";
  static constexpr const char* source = "NIST Digital Library of Mathematical Functions, 5.2 and 5.15.";
  static constexpr const char* example =
      "lk.special.digamma([0.5, 5.0])\n"
      "array([-1.96351003,  1.50611767])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::digamma(x);
  }
};

struct trigamma {
  static constexpr const char* name = "trigamma";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Derivative of the digamma function.";
  static constexpr const char* formula = "psi'(x) = d^2/dx^2 log Gamma(x)";
  static constexpr const char* borders = "+inf at 0 and the negative integers, 0 at +inf.";
  static constexpr const char* source = "NIST Digital Library of Mathematical Functions, 5.15.";
  static constexpr const char* example =
      "lk.special.trigamma([0.5, 5.0])\n"
      "array([4.9348022 , 0.22132296])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::trigamma(x);
  }
};

struct log1pmx {
  static constexpr const char* name = "log1pmx";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "log(1 + x) - x without cancellation near 0.";
  static constexpr const char* formula = "log(1 + x) - x";
  static constexpr const char* borders = "-inf at x = -1 and x = +inf, NaN below -1.";
  static constexpr const char* source = "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).";
  static constexpr const char* example =
      "lk.special.log1pmx([1e-9, 1.0])\n"
      "array([-5.00000000e-19, -3.06852819e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::log1pmx(x);
  }
};

struct expm1mx {
  static constexpr const char* name = "expm1mx";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "exp(x) - 1 - x without cancellation near 0.";
  static constexpr const char* formula = "exp(x) - 1 - x";
  static constexpr const char* borders = "+inf at x = +-inf.";
  static constexpr const char* source = "Taylor series of the exponential function.";
  static constexpr const char* example =
      "lk.special.expm1mx([1e-9, 1.0])\n"
      "array([5.00000000e-19, 7.18281828e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::expm1mx(x);
  }
};

struct stirlerr {
  static constexpr const char* name = "stirlerr";
  static constexpr std::array<const char*, 1> variables = {"n"};
  static constexpr const char* summary = "Error of Stirling's formula for log n!.";
  static constexpr const char* formula = "log Gamma(n + 1) - log(sqrt(2 pi n) (n / e)^n)";
  static constexpr const char* borders = "+inf at n = 0, 0 at n = +inf, NaN below 0.";
  static constexpr const char* source = "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).";
  static constexpr const char* example =
      "lk.special.stirlerr([1.0, 1e6])\n"
      "array([8.10614668e-02, 8.33333333e-08])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& n) {
    return likelier::stirlerr(n);
  }
};

struct bd0 {
  static constexpr const char* name = "bd0";
  static constexpr std::array<const char*, 2> variables = {"k", "m"};
  static constexpr const char* summary = "Deviance part of a Poisson probability, without cancellation for k near m.";
  static constexpr const char* formula = "k log(k / m) + m - k";
  static constexpr const char* borders =
      "m at k = 0, +inf at m = 0 for k > 0, NaN for negative arguments. The gradient in k is log(k / m): -inf at "
      "k = 0 < m, and 0 at k = m = 0.";
  static constexpr const char* source = "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).";
  static constexpr const char* example =
      "lk.special.bd0(100.0, [100.0, 101.0])\n"
      "array([0.        , 0.00496691])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& k, const V& m) {
    return likelier::bd0(k, m);
  }
};

struct gammaln_ratio {
  static constexpr const char* name = "gammaln_ratio";
  static constexpr std::array<const char*, 2> variables = {"x", "delta"};
  static constexpr const char* summary = "Difference of two log-gammas without cancellation.";
  static constexpr const char* formula = "log(Gamma(x + delta) / Gamma(x)),  x > 0, x + delta > 0";
  static constexpr const char* borders = "NaN where x or x + delta is negative.";
  static constexpr const char* source = "C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000).";
  static constexpr const char* example =
      "lk.special.gammaln_ratio(1e10, 0.5)\n"
      "np.float64(11.512925464957728)";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& delta) {
    return likelier::gammaln_ratio(x, delta);
  }
};

struct betaln {
  static constexpr const char* name = "betaln";
  static constexpr std::array<const char*, 2> variables = {"a", "b"};
  static constexpr const char* summary = "Logarithm of the beta function.";
  static constexpr const char* formula = "log(Gamma(a) Gamma(b) / Gamma(a + b)),  a > 0, b > 0";
  static constexpr const char* borders =
      "+inf where one argument is 0, -inf where one is +inf, NaN where one is negative. The gradients are "
      "digamma(a) - digamma(a + b) and digamma(b) - digamma(a + b), without cancellation.";
  static constexpr const char* source =
      "NIST Digital Library of Mathematical Functions, 5.12; C. Loader (2000) for large arguments.";
  static constexpr const char* example =
      "lk.special.betaln([0.5, 1e10], [0.5, 1e10])\n"
      "array([ 1.14472989e+00, -1.38629436e+10])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b) {
    return likelier::betaln(a, b);
  }
};

struct gammainc {
  static constexpr const char* name = "gammainc";
  static constexpr std::array<const char*, 2> variables = {"a", "x"};
  static constexpr const char* summary = "Regularised lower incomplete gamma function.";
  static constexpr const char* formula = "P(a, x) = 1 / Gamma(a) int_0^x t^(a - 1) e^-t dt";
  static constexpr const char* borders =
      "0 at x = 0, 1 at x = +inf; 1 at a = 0 < x. NaN where an argument is negative or both are 0 or infinite.";
  static constexpr const char* source =
      "Gil, Segura and Temme, Numerical Methods for Special Functions (2007), ch. 5: quadrature of the tail.";
  static constexpr const char* example =
      "lk.special.gammainc([0.5, 1e10], [0.1, 1e10])\n"
      "array([0.34527915, 0.50000133])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& x) {
    return likelier::gammainc(a, x);
  }
};

struct gammaincc {
  static constexpr const char* name = "gammaincc";
  static constexpr std::array<const char*, 2> variables = {"a", "x"};
  static constexpr const char* summary = "Regularised upper incomplete gamma function.";
  static constexpr const char* formula = "Q(a, x) = 1 / Gamma(a) int_x^inf t^(a - 1) e^-t dt = 1 - P(a, x)";
  static constexpr const char* borders =
      "1 at x = 0, 0 at x = +inf; 0 at a = 0 < x. NaN where an argument is negative or both are 0 or infinite.";
  static constexpr const char* source = gammainc::source;
  static constexpr const char* example =
      "lk.special.gammaincc([1e-10, 5.0], [0.1, 100.0])\n"
      "array([1.82292396e-10, 1.61393053e-37])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& x) {
    return likelier::gammaincc(a, x);
  }
};

struct gammaincinv {
  static constexpr const char* name = "gammaincinv";
  static constexpr std::array<const char*, 2> variables = {"a", "p"};
  static constexpr const char* summary = "Inverse of the regularised lower incomplete gamma function.";
  static constexpr const char* formula = "x >= 0 with P(a, x) = p";
  static constexpr const char* borders = "0 at p = 0, +inf at p = 1. NaN unless 0 < a < inf and 0 <= p <= 1.";
  static constexpr const char* source =
      "Halley's method on the logarithm of the smaller tail, from the normal approximation of E. B. Wilson and "
      "M. M. Hilferty (1931).";
  static constexpr const char* example =
      "lk.special.gammaincinv([0.5, 1e10], 0.3)\n"
      "array([7.42359309e-02, 9.99994756e+09])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& p) {
    return likelier::gammaincinv(a, p);
  }
};

struct gammainccinv {
  static constexpr const char* name = "gammainccinv";
  static constexpr std::array<const char*, 2> variables = {"a", "q"};
  static constexpr const char* summary = "Inverse of the regularised upper incomplete gamma function.";
  static constexpr const char* formula = "x >= 0 with Q(a, x) = q";
  static constexpr const char* borders = "+inf at q = 0, 0 at q = 1. NaN unless 0 < a < inf and 0 <= q <= 1.";
  static constexpr const char* source = gammaincinv::source;
  static constexpr const char* example =
      "lk.special.gammainccinv(2.0, [1e-300, 0.3])\n"
      "array([697.32421138,   2.43921648])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& q) {
    return likelier::gammainccinv(a, q);
  }
};

struct betainc {
  static constexpr const char* name = "betainc";
  static constexpr std::array<const char*, 3> variables = {"a", "b", "x"};
  static constexpr const char* summary = "Regularised incomplete beta function.";
  static constexpr const char* formula = "I_x(a, b) = 1 / B(a, b) int_0^x t^(a - 1) (1 - t)^(b - 1) dt";
  static constexpr const char* borders =
      "0 at x = 0, 1 at x = 1. NaN unless 0 <= x <= 1 and a and b are positive and finite. Its complement is "
      "I_(1 - x)(b, a).";
  static constexpr const char* source = gammainc::source;
  static constexpr const char* example =
      "lk.special.betainc([2.0, 1e10], [3.0, 1e10], [0.1, 0.5])\n"
      "array([0.0523, 0.5   ])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& x) {
    return likelier::betainc(a, b, x);
  }
};

struct betaincinv {
  static constexpr const char* name = "betaincinv";
  static constexpr std::array<const char*, 3> variables = {"a", "b", "p"};
  static constexpr const char* summary = "Inverse of the regularised incomplete beta function.";
  static constexpr const char* formula = "x with I_x(a, b) = p";
  static constexpr const char* borders =
      "0 at p = 0, 1 at p = 1. NaN unless 0 <= p <= 1 and a and b are positive and finite.";
  static constexpr const char* source =
      "Halley's method on the logarithm of the smaller tail, from Abramowitz and Stegun (1964), 26.5.22.";
  static constexpr const char* example =
      "lk.special.betaincinv([2.0, 1e10], [3.0, 1e10], [0.1, 0.5])\n"
      "array([0.14255932, 0.5       ])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& a, const V& b, const V& p) {
    return likelier::betaincinv(a, b, p);
  }
};

struct logaddexp {
  static constexpr const char* name = "logaddexp";
  static constexpr std::array<const char*, 2> variables = {"x", "y"};
  static constexpr const char* summary = "Logarithm of a sum of two exponentials.";
  static constexpr const char* formula = "log(exp(x) + exp(y))";
  static constexpr const char* borders = "-inf only where both are -inf (zero gradients), +inf where either is.";
  static constexpr const char* source = "Follows from log(1 + exp(-|x - y|)) + max(x, y).";
  static constexpr const char* example =
      "lk.special.logaddexp(0.0, [-50.0, 0.0])\n"
      "array([1.92874985e-22, 6.93147181e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& y) {
    return likelier::logaddexp(x, y);
  }
};

struct logdiffexp {
  static constexpr const char* name = "logdiffexp";
  static constexpr std::array<const char*, 2> variables = {"x", "y"};
  static constexpr const char* summary = "Logarithm of a difference of two exponentials.";
  static constexpr const char* formula = "log(exp(x) - exp(y)),  x >= y";
  static constexpr const char* borders =
      "-inf at x = y, with the gradients +inf and -inf (both -inf: zero gradients), x for y = -inf, NaN for x < y.";
  static constexpr const char* source = "M. Maechler, Accurately Computing log(1 - exp(-|a|)) (2012).";
  static constexpr const char* example =
      "lk.special.logdiffexp(-1000.0, [-1000.5, -2000.0])\n"
      "array([-1000.93275213, -1000.        ])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& y) {
    return likelier::logdiffexp(x, y);
  }
};

struct log1mexp {
  static constexpr const char* name = "log1mexp";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithm of the complement of a probability given by its logarithm.";
  static constexpr const char* formula = "log(1 - exp(x)),  x <= 0";
  static constexpr const char* borders = "-inf at x = 0, 0 at x = -inf, NaN above 0.";
  static constexpr const char* source = "M. Maechler, Accurately Computing log(1 - exp(-|a|)) (2012).";
  static constexpr const char* example =
      "lk.special.log1mexp([-1e-9, -1.0])\n"
      "array([-20.72326584,  -0.45867515])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::log1mexp(x);
  }
};

struct softplus {
  static constexpr const char* name = "softplus";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Smooth version of max(x, 0).";
  static constexpr const char* formula = "log(1 + exp(x))";
  static constexpr const char* borders = "0 at x = -inf, +inf at x = +inf.";
  static constexpr const char* source = "M. Maechler, Accurately Computing log(1 - exp(-|a|)) (2012).";
  static constexpr const char* example =
      "lk.special.softplus([-50.0, 0.0])\n"
      "array([1.92874985e-22, 6.93147181e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::softplus(x);
  }
};

struct expit {
  static constexpr const char* name = "expit";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logistic sigmoid function.";
  static constexpr const char* formula = "1 / (1 + exp(-x))";
  static constexpr const char* borders = "0 at x = -inf, 1 at x = +inf.";
  static constexpr const char* source = "The inverse of the logit function.";
  static constexpr const char* example =
      "lk.special.expit([-50.0, 0.0])\n"
      "array([1.92874985e-22, 5.00000000e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::expit(x);
  }
};

struct log_expit {
  static constexpr const char* name = "log_expit";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithm of the logistic sigmoid function.";
  static constexpr const char* formula = "-log(1 + exp(-x))";
  static constexpr const char* borders = "-inf at x = -inf, 0 at x = +inf.";
  static constexpr const char* source = "M. Maechler, Accurately Computing log(1 - exp(-|a|)) (2012).";
  static constexpr const char* example =
      "lk.special.log_expit([-50.0, 0.0])\n"
      "array([-50.        ,  -0.69314718])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::log_expit(x);
  }
};

struct logit {
  static constexpr const char* name = "logit";
  static constexpr std::array<const char*, 1> variables = {"p"};
  static constexpr const char* summary = "Logarithm of the odds.";
  static constexpr const char* formula = "log(p / (1 - p))";
  static constexpr const char* borders = "-inf at p = 0, +inf at p = 1, NaN outside of [0, 1].";
  static constexpr const char* source = "The inverse of expit.";
  static constexpr const char* example =
      "lk.special.logit([1e-300, 0.25, 1.0])\n"
      "array([-690.7755279 ,   -1.09861229,           inf])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& p) {
    return likelier::logit(p);
  }
};

struct i0e {
  static constexpr const char* name = "i0e";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Scaled modified Bessel function of order 0.";
  static constexpr const char* formula = "exp(-|x|) I_0(x)";
  static constexpr const char* borders =
      "0 at x = +-inf. At the kink x = 0 the gradient is 0, the middle of the subdifferential.";
  static constexpr const char* source = "NIST Digital Library of Mathematical Functions, 10.25 and 10.40.";
  static constexpr const char* example =
      "lk.special.i0e([0.0, 1.0, 1e10])\n"
      "array([1.00000000e+00, 4.65759608e-01, 3.98942280e-06])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::i0e(x);
  }
};

struct log_i0 {
  static constexpr const char* name = "log_i0";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithm of the modified Bessel function of order 0.";
  static constexpr const char* formula = "log I_0(x)";
  static constexpr const char* borders = "0 at x = 0, +inf at x = +-inf. The gradient is I_1(x) / I_0(x).";
  static constexpr const char* source = "NIST Digital Library of Mathematical Functions, 10.25 and 10.40.";
  static constexpr const char* example =
      "lk.special.log_i0([1e-8, 1.0, 1e4])\n"
      "array([2.50000000e-17, 2.35914359e-01, 9.99447590e+03])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::log_i0(x);
  }
};

struct bessel_ratio {
  static constexpr const char* name = "bessel_ratio";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Ratio of the modified Bessel functions of orders 1 and 0.";
  static constexpr const char* formula = "I_1(x) / I_0(x)";
  static constexpr const char* borders =
      "-1 at x = -inf, 1 at x = +inf. For x >= 0 it is the mean resultant length of the von Mises distribution with "
      "concentration x.";
  static constexpr const char* source =
      "K. V. Mardia and P. E. Jupp, Directional Statistics (2000), appendix 1; NIST Digital Library of Mathematical "
      "Functions, 10.25.";
  static constexpr const char* example =
      "lk.special.bessel_ratio([0.5, 1e4])\n"
      "array([0.24249961, 0.99995   ])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::bessel_ratio(x);
  }
};

struct xlogy {
  static constexpr const char* name = "xlogy";
  static constexpr std::array<const char*, 2> variables = {"x", "y"};
  static constexpr const char* summary = "x log(y), which is 0 for x = 0.";
  static constexpr const char* formula = "x log(y)";
  static constexpr const char* borders =
      "0 where x = 0 and y is not NaN, at y = 0 too, and so is the gradient in y. The gradient in x is log(y), which "
      "is -inf at y = 0.";
  static constexpr const char* source = "The limit of x log(x) at 0.";
  static constexpr const char* example =
      "lk.special.xlogy([0.0, 2.0], [0.0, 3.0])\n"
      "array([0.        , 2.19722458])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& y) {
    return likelier::xlogy(x, y);
  }
};

struct xlog1py {
  static constexpr const char* name = "xlog1py";
  static constexpr std::array<const char*, 2> variables = {"x", "y"};
  static constexpr const char* summary = "x log(1 + y), which is 0 for x = 0.";
  static constexpr const char* formula = "x log(1 + y)";
  static constexpr const char* borders =
      "0 where x = 0 and y is not NaN, at y = -1 too, and so is the gradient in y. The gradient in x is log(1 + y), "
      "which is -inf at y = -1.";
  static constexpr const char* source = "The limit of x log(x) at 0.";
  static constexpr const char* example =
      "lk.special.xlog1py([0.0, 2.0], [-1.0, 3.0])\n"
      "array([0.        , 2.77258872])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& y) {
    return likelier::xlog1py(x, y);
  }
};

struct entr {
  static constexpr const char* name = "entr";
  static constexpr std::array<const char*, 1> variables = {"p"};
  static constexpr const char* summary = "Elementwise term of the Shannon entropy.";
  static constexpr const char* formula = "-p log(p)";
  static constexpr const char* borders =
      "0 at p = 0, where the one-sided gradient is +inf; -inf for p < 0 (as SciPy has it).";
  static constexpr const char* source = "C. E. Shannon, A Mathematical Theory of Communication (1948).";
  static constexpr const char* example =
      "lk.special.entr([0.0, 0.5])\n"
      "array([0.        , 0.34657359])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& p) {
    return likelier::entr(p);
  }
};

struct rel_entr {
  static constexpr const char* name = "rel_entr";
  static constexpr std::array<const char*, 2> variables = {"p", "q"};
  static constexpr const char* summary = "Elementwise term of the relative entropy.";
  static constexpr const char* formula = "p log(p / q)";
  static constexpr const char* borders =
      "0 where p = 0 and q >= 0, +inf where p > 0 and q = 0, and for negative arguments (as SciPy has it). The "
      "one-sided gradient in p is -inf at p = 0 < q; both gradients are 0 at p = q = 0.";
  static constexpr const char* source = "S. Kullback and R. A. Leibler, On Information and Sufficiency (1951).";
  static constexpr const char* example =
      "lk.special.rel_entr([0.0, 0.5], [0.5, 0.25])\n"
      "array([0.        , 0.34657359])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& p, const V& q) {
    return likelier::rel_entr(p, q);
  }
};

struct erfcx {
  static constexpr const char* name = "erfcx";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Scaled complementary error function.";
  static constexpr const char* formula = "exp(x^2) erfc(x)";
  static constexpr const char* borders = "0 at x = +inf, +inf at x = -inf.";
  static constexpr const char* source =
      "M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation of (1 + 2x) exp(x^2) erfc x (1981).";
  static constexpr const char* example =
      "lk.special.erfcx([0.0, 1e200])\n"
      "array([1.00000000e+000, 5.64189584e-201])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::erfcx(x);
  }
};

struct ndtr {
  static constexpr const char* name = "ndtr";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Distribution function of a standard normal variable.";
  static constexpr const char* formula = "P(Z <= x)";
  static constexpr const char* borders = "0 at x = -inf, 1 at x = +inf.";
  static constexpr const char* source =
      "M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation of (1 + 2x) exp(x^2) erfc x (1981).";
  static constexpr const char* example =
      "lk.special.ndtr([0.0, -37.0])\n"
      "array([5.00000000e-001, 5.72557122e-300])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::ndtr(x);
  }
};

struct log_ndtr {
  static constexpr const char* name = "log_ndtr";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "Logarithm of the distribution function of a standard normal variable.";
  static constexpr const char* formula = "log P(Z <= x)";
  static constexpr const char* borders = "-inf at x = -inf, 0 at x = +inf.";
  static constexpr const char* source =
      "M. M. Shepherd and J. G. Laframboise, Chebyshev Approximation of (1 + 2x) exp(x^2) erfc x (1981).";
  static constexpr const char* example =
      "lk.special.log_ndtr([0.0, -1e10])\n"
      "array([-6.93147181e-01, -5.00000000e+19])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return likelier::log_ndtr(x);
  }
};

struct ndtri {
  static constexpr const char* name = "ndtri";
  static constexpr std::array<const char*, 1> variables = {"p"};
  static constexpr const char* summary = "Quantile of a standard normal variable, the inverse of ndtr.";
  static constexpr const char* formula = "the x with P(Z <= x) = p";
  static constexpr const char* borders = "-inf at p = 0, +inf at p = 1, with the gradient +inf; NaN outside of [0, 1].";
  static constexpr const char* source =
      "M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution (1988).";
  static constexpr const char* example =
      "lk.special.ndtri([0.5, 1e-300])\n"
      "array([  0.       , -37.0470963])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& p) {
    return likelier::ndtri(p);
  }
};

struct ndtri_exp {
  static constexpr const char* name = "ndtri_exp";
  static constexpr std::array<const char*, 1> variables = {"y"};
  static constexpr const char* summary =
      "Quantile of a standard normal variable from the logarithm of a probability, the inverse of log_ndtr.";
  static constexpr const char* formula = "the x with log P(Z <= x) = y,  y <= 0";
  static constexpr const char* borders = "-inf at y = -inf, +inf at y = 0, NaN above 0.";
  static constexpr const char* source =
      "M. J. Wichura, Algorithm AS 241: The Percentage Points of the Normal Distribution (1988).";
  static constexpr const char* example =
      "lk.special.ndtri_exp([-1e-300, -5e19])\n"
      "array([ 3.70470963e+01, -1.00000000e+10])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& y) {
    return likelier::ndtri_exp(y);
  }
};

// Losses: not in likelier.special, but functions of their own, which reduce.
struct binary_cross_entropy_with_logits {
  static constexpr const char* name = "_binary_cross_entropy_with_logits";
  static constexpr std::array<const char*, 3> variables = {"logits", "target", "pos_weight"};
  static constexpr const char* summary = "Cross-entropy of two classes, from logits.";
  static constexpr const char* formula =
      "pos_weight target log(1 + exp(-logits)) + (1 - target) log(1 + exp(logits))\n"
      "d/d logits = (1 - target) expit(logits) - pos_weight target expit(-logits)";
  static constexpr const char* borders =
      "0 log 0 = 0: a target of 1 with the logit +inf, or of 0 with -inf, has the loss 0 and a zero gradient; with "
      "the other infinity the loss is +inf and the gradient finite. Targets are taken as they are.";
  static constexpr const char* source =
      "D. R. Cox, The Regression Analysis of Binary Sequences (1958); conventions of "
      "``torch.nn.functional.binary_cross_entropy_with_logits``.";
  static constexpr const char* example =
      "lk.binary_cross_entropy_with_logits([50.0, 0.0], [1.0, 0.3], reduction=\"none\")\n"
      "array([1.92874985e-22, 6.93147181e-01])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& logits, const V& target, const V& pos_weight) {
    return times_log(V(pos_weight * target), likelier::softplus(V(-logits))) +
           times_log(V(constant<V>(1.0) - target), likelier::softplus(logits));
  }
};

struct binary_cross_entropy {
  static constexpr const char* name = "_binary_cross_entropy";
  static constexpr std::array<const char*, 2> variables = {"p", "target"};
  static constexpr const char* summary = "Cross-entropy of two classes, from probabilities.";
  static constexpr const char* formula =
      "-target log(p) - (1 - target) log(1 - p)\n"
      "d/dp = (1 - target) / (1 - p) - target / p";
  static constexpr const char* borders =
      "0 log 0 = 0, and nothing is clamped: p = 0 with a target above 0, and p = 1 with one below 1, have the loss "
      "+inf; p = target = 0 and p = target = 1 have 0, and the one-sided gradients 1 and -1. NaN outside [0, 1]. "
      "Where p comes from a logit, binary_cross_entropy_with_logits keeps the digits that p has lost.";
  static constexpr const char* source = "I. J. Good, Rational Decisions (1952).";
  static constexpr const char* example =
      "lk.binary_cross_entropy([1.0, 0.0, 0.25], [1.0, 1.0, 0.5], reduction=\"none\")\n"
      "array([0.        ,        inf, 0.83698822])";
  template <class V>
  LIKELIER_HD static V evaluate(const V& p, const V& target) {
    const V zero = constant<V>(0.0), one = constant<V>(1.0);
    V valid = p;
    keep_valid(valid, p >= zero && p <= one);
    return zero - (likelier::xlogy(target, valid) + likelier::xlog1py(V(one - target), V(-valid)));
  }
};

// Not public: sums of arrays that are large, or of different types.
struct add {
  static constexpr const char* name = "_add";
  static constexpr std::array<const char*, 2> variables = {"x", "y"};
  static constexpr const char* summary = "";
  static constexpr const char* formula = "x + y";
  static constexpr const char* borders = "";
  static constexpr const char* source = "";
  static constexpr const char* example = "";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x, const V& y) {
    return x + y;
  }
};

// Not public: what the density of Student's t on vectors makes of the quadratic form of n elements.
struct student_of_square {
  static constexpr const char* name = "_student_of_square";
  static constexpr std::array<const char*, 3> variables = {"square", "df", "n"};
  static constexpr const char* summary = "";
  static constexpr const char* formula =
      "-(df + n) / 2 log1p(u),  u = square / df\n"
      "d/d square = -(df + n) / (2 (df + square))\n"
      "d/d df = (-log1p(u) + (df + n) u / (df (1 + u))) / 2";
  static constexpr const char* borders = "-square / 2 where df is +inf.";
  static constexpr const char* source = "";
  static constexpr const char* example = "";
  template <class V>
  LIKELIER_HD static V evaluate(const V& square, const V& df, const V& n) {
    const V half = constant<V>(0.5);
    return select(df == infinity<V>(), V(-half * square), V(-half * (df + n) * detail::full_log1p(V(square / df))));
  }
  template <class V>
  LIKELIER_HD static V by_square(const V& square, const V& df, const V& n) {
    return constant<V>(-0.5) * select(df == infinity<V>(), constant<V>(1.0), V((df + n) / (df + square)));
  }
  template <class V>
  LIKELIER_HD static V gradient(const V (&x)[3], V (&dx)[3]) {
    const V &square = x[0], &df = x[1], &n = x[2];
    const V zero = constant<V>(0.0), half = constant<V>(0.5), one = constant<V>(1.0);
    const auto normal = df == infinity<V>();
    const V u = square / df;
    // log1p(u) / u tends to 1 where df does to infinity.
    const V logarithm = detail::full_log1p(u);
    dx[0] = by_square(square, df, n);
    // For small u without the difference of two that are nearly u.
    const V ratio = select(u < infinity<V>(), V(u / (one + u)), one);
    const V share = ratio * (n / df);
    const V slope = select(u < one, V((share - ratio * u) - likelier::log1pmx(u)), V((share + ratio) - logarithm));
    dx[1] = select(normal, zero, V(half * slope));
    dx[2] = select(normal, zero, V(-half * logarithm));
    return select(normal, V(-half * square), V(-half * (df + n) * logarithm));
  }
};

// Not public: with it the engine sums plain arrays, such as weights.
struct identity {
  static constexpr const char* name = "_identity";
  static constexpr std::array<const char*, 1> variables = {"x"};
  static constexpr const char* summary = "";
  static constexpr const char* formula = "x";
  static constexpr const char* borders = "";
  static constexpr const char* source = "";
  static constexpr const char* example = "";
  template <class V>
  LIKELIER_HD static V evaluate(const V& x) {
    return x;
  }
};

}  // namespace functions

using special_functions = type_list<
    functions::gammaln, functions::digamma, functions::trigamma, functions::log1pmx, functions::expm1mx,
    functions::stirlerr, functions::bd0, functions::gammaln_ratio, functions::betaln, functions::gammainc,
    functions::gammaincc, functions::gammaincinv, functions::gammainccinv, functions::betainc, functions::betaincinv,
    functions::logaddexp, functions::logdiffexp, functions::log1mexp, functions::softplus, functions::expit,
    functions::log_expit, functions::logit, functions::i0e, functions::log_i0, functions::bessel_ratio,
    functions::xlogy, functions::xlog1py, functions::entr, functions::rel_entr, functions::erfcx, functions::ndtr,
    functions::log_ndtr, functions::ndtri, functions::ndtri_exp, functions::binary_cross_entropy_with_logits,
    functions::binary_cross_entropy, functions::kl_estimate<1, false>, functions::kl_estimate<2, false>,
    functions::kl_estimate<3, false>, functions::kl_estimate<1, true>, functions::kl_estimate<2, true>,
    functions::kl_estimate<3, true>, functions::alpha_of_log_ratio<false>, functions::alpha_of_log_ratio<true>,
    functions::jensen_shannon_of_log_ratio, functions::total_variation_of_log_ratio,
    functions::pointwise_distance<1, false>, functions::pointwise_distance<2, false>,
    functions::pointwise_distance<0, false>, functions::pointwise_distance<1, true>,
    functions::pointwise_distance<2, true>, functions::pointwise_distance<0, true>,
    functions::closed_form<detail::kl_norm>, functions::closed_form<detail::kl_lognorm>,
    functions::closed_form<detail::kl_laplace>, functions::closed_form<detail::kl_cauchy>,
    functions::closed_form<detail::kl_expon>, functions::closed_form<detail::kl_halfnorm>,
    functions::closed_form<detail::kl_uniform>, functions::closed_form<detail::kl_pareto>,
    functions::closed_form<detail::kl_gumbel>, functions::closed_form<detail::kl_weibull>,
    functions::closed_form<detail::kl_gamma>, functions::closed_form<detail::kl_beta>,
    functions::closed_form<detail::kl_dirichlet>, functions::closed_form<detail::kl_weibull_gamma>,
    functions::closed_form<detail::kl_bernoulli>, functions::closed_form<detail::kl_geom>,
    functions::closed_form<detail::kl_bernoulli_logits>, functions::closed_form<detail::kl_beta_norm>,
    functions::closed_form<detail::kl_gamma_norm>, functions::closed_form<detail::kl_pareto_norm>,
    functions::closed_form<detail::kl_expon_norm>, functions::closed_form<detail::kl_gumbel_norm>,
    functions::closed_form<detail::kl_laplace_norm>, functions::closed_form<detail::kl_uniform_norm>,
    functions::closed_form<detail::kl_norm_gumbel>, functions::closed_form<detail::kl_norm_laplace>,
    functions::closed_form<detail::kl_vonmises>, functions::closed_form<detail::kl_norm_logs>,
    functions::closed_form<detail::kl_laplace_logs>, functions::closed_form<detail::kl_cauchy_logs>,
    functions::closed_form<detail::kl_gumbel_logs>, functions::closed_form<detail::kl_uniform_logs>,
    functions::closed_form<detail::kl_expon_logs>, functions::closed_form<detail::kl_halfnorm_logs>,
    functions::closed_form<detail::kl_lognorm_logs>, functions::closed_form<detail::kl_pareto_logs>,
    functions::closed_form<detail::kl_gamma_logs>, functions::closed_form<detail::kl_weibull_logs>,
    functions::closed_form<detail::kl_weibull_gamma_logs>, functions::closed_form<detail::kl_poisson_logs>,
    functions::closed_form<detail::kl_geom_logits>, functions::closed_form<detail::kl_expon_gumbel>,
    functions::closed_form<detail::kl_uniform_gumbel>, functions::closed_form<detail::kl_gamma_gumbel>,
    functions::closed_form<detail::kl_uniform_expon>, functions::closed_form<detail::kl_beta_expon>,
    functions::closed_form<detail::kl_pareto_expon>, functions::closed_form<detail::kl_uniform_gamma>,
    functions::closed_form<detail::kl_beta_gamma>, functions::closed_form<detail::kl_pareto_gamma>,
    functions::closed_form<detail::kl_uniform_pareto>, functions::closed_form<detail::kl_bernoulli_poisson>,
    functions::closed_form<detail::kl_bernoulli_from_logits>, functions::closed_form<detail::kl_bernoulli_to_logits>,
    functions::closed_form<detail::kl_geom_from_logits>, functions::closed_form<detail::kl_geom_to_logits>,
    functions::closed_form<detail::kl_geom_logits_to_odds>, functions::closed_form<detail::kl_geom_odds_to_logits>,
    functions::closed_form<detail::kl_poisson_from_logs>, functions::closed_form<detail::kl_poisson_to_logs>,
    functions::closed_form<detail::kl_bernoulli_poisson_logs>,
    functions::closed_form<detail::kl_bernoulli_poisson_from_logs>,
    functions::closed_form<detail::kl_bernoulli_poisson_to_logs>, functions::closed_form<detail::kl_logistic>,
    functions::closed_form<detail::kl_logistic_logs>, functions::closed_form<detail::kl_vonmises_logs>,
    functions::closed_form<detail::kl_norm_laplace_logs>, functions::closed_form<detail::kl_laplace_norm_logs>,
    functions::closed_form<detail::kl_truncnorm_logs>, functions::closed_form<detail::kl_truncnorm>,
    functions::closed_form<detail::kl_poisson>, functions::closed_form<detail::kl_gamma_expon>,
    functions::closed_form<detail::kl_weibull_expon>, functions::closed_form<detail::kl_gamma_norm_logs>,
    functions::closed_form<detail::kl_pareto_norm_logs>, functions::closed_form<detail::kl_gamma_expon_logs>,
    functions::closed_form<detail::kl_weibull_expon_logs>, functions::closed_form<detail::kl_expon_norm_logs>,
    functions::closed_form<detail::kl_gumbel_norm_logs>, functions::closed_form<detail::kl_uniform_norm_logs>,
    functions::closed_form<detail::kl_norm_gumbel_logs>, functions::closed_form<detail::kl_expon_gumbel_logs>,
    functions::closed_form<detail::kl_uniform_gumbel_logs>, functions::closed_form<detail::kl_uniform_expon_logs>,
    functions::closed_form<detail::kl_halfnorm_expon>, functions::closed_form<detail::kl_lognorm_expon>,
    functions::closed_form<detail::kl_invgamma_expon>, functions::closed_form<detail::kl_halfnorm_expon_logs>,
    functions::closed_form<detail::log_bregman_part>, functions::closed_form<detail::bd0_part>,
    functions::closed_form<detail::log_ratio_part>, functions::closed_form<detail::mean_log_part>,
    functions::student_of_square, functions::add, functions::identity>;

}  // namespace LIKELIER_ISA
}  // namespace likelier
