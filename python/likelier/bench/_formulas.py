"""What each library computes: its own function where it has one, else the usual expression.

A formula is looked up when its library is to be measured, not before: libraries are optional.
"""

from __future__ import annotations

import functools
import importlib
import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from likelier.bench._libraries import Function

# Makes the function of one library; ImportError or AttributeError: the library has none.
Factory = Callable[[], Function]
Formulas = Mapping[str, Factory]

# The families of numba-stats in SciPy's parameters, of which it takes scalars: how many.
_NUMBA_STATS = {
    "norm": 2,
    "expon": 2,
    "laplace": 2,
    "uniform": 2,
    "t": 3,
    "gamma": 3,
    "chi2": 3,
    "lognorm": 3,
    "poisson": 1,
}

HALF_LOG_TWO_PI = 0.5 * math.log(2.0 * math.pi)


def _module(name: str) -> Any:
    return importlib.import_module(name)


def _numba(name: str) -> Factory:
    return lambda: _typed(getattr(_module("likelier.bench._loops"), name))


def _numba_stats(family: str) -> Function:
    """numba-stats, whose loops run in parallel inside of a parallel function."""
    density = _module(f"numba_stats.{family}")
    log_density = density.logpmf if hasattr(density, "logpmf") else density.logpdf
    # Numba compiles the loops into these.
    by_parameters: dict[int, Any] = {
        1: lambda x, a: log_density(x, a),  # noqa: PLW0108
        2: lambda x, a, b: log_density(x, a, b),  # noqa: PLW0108
        3: lambda x, a, b, c: log_density(x, a, b, c),  # noqa: PLW0108
    }
    function = by_parameters[_NUMBA_STATS[family]]
    return _typed(_module("numba").njit(parallel=True)(function))


def _typed(function: Any) -> Function:
    typed: Function = function
    return typed


def _form_of(forms: Mapping[str, Function], family: str) -> Function:
    """Return a library's expression for a family; AttributeError: it has none."""
    if family not in forms:
        msg = f"no expression for {family}"
        raise AttributeError(msg)
    return forms[family]


def _scipy_density(family: str) -> Function:
    density = getattr(_module("scipy.stats"), family)
    return _typed(density.logpmf if hasattr(density, "logpmf") else density.logpdf)


def _jax_density(family: str) -> Function:
    density = getattr(_module("jax.scipy.stats"), family)
    if family == "vonmises":  # it has no loc and scale
        log = _module("jax.numpy").log
        return lambda x, kappa, loc, scale: density.logpdf((x - loc) / scale, kappa) - log(scale)
    return _typed(density.logpmf if hasattr(density, "logpmf") else density.logpdf)


def _torch_density(family: str) -> Function:
    """torch.distributions in SciPy's parameters; the check of arguments is turned off."""
    d, torch = _module("torch.distributions"), _module("torch")
    forms: dict[str, Function] = {
        "norm": lambda x, loc, scale: d.Normal(loc, scale, False).log_prob(x),
        "laplace": lambda x, loc, scale: d.Laplace(loc, scale, False).log_prob(x),
        "cauchy": lambda x, loc, scale: d.Cauchy(loc, scale, False).log_prob(x),
        "expon": lambda x, loc, scale: d.Exponential(1 / scale, False).log_prob(x - loc),
        "geom": lambda k, p: d.Geometric(p, None, False).log_prob(k - 1),
        "gumbel_r": lambda x, loc, scale: d.Gumbel(loc, scale, False).log_prob(x),
        "halfcauchy": lambda x, loc, scale: d.HalfCauchy(scale, False).log_prob(x - loc),
        "halfnorm": lambda x, loc, scale: d.HalfNormal(scale, False).log_prob(x - loc),
        "lognorm": lambda x, s, loc, scale: d.LogNormal(scale.log(), s, False).log_prob(x - loc),
        "pareto": lambda x, b, loc, scale: d.Pareto(scale, b, False).log_prob(x - loc),
        "uniform": lambda x, loc, scale: d.Uniform(loc, loc + scale, False).log_prob(x),
        "weibull_min": lambda x, c, loc, scale: d.Weibull(scale, c, False).log_prob(x - loc),
        "t": lambda x, df, loc, scale: d.StudentT(df, loc, scale, False).log_prob(x),
        "gamma": lambda x, a, loc, scale: d.Gamma(a, 1 / scale, False).log_prob(x - loc),
        "poisson": lambda k, mu: d.Poisson(mu, False).log_prob(k),
        "bernoulli": lambda k, p: d.Bernoulli(p, None, False).log_prob(k),
        "beta": lambda x, a, b, loc, scale: d.Beta(a, b, False).log_prob((x - loc) / scale) - scale.log(),
        "chi2": lambda x, df, loc, scale: d.Chi2(df, False).log_prob((x - loc) / scale) - scale.log(),
        "invgamma": lambda x, a, loc, scale: d.InverseGamma(a, scale, False).log_prob(x - loc),
        "vonmises": lambda x, kappa, loc, scale: (
            d.VonMises(loc / scale, kappa, False).log_prob(x / scale) - scale.log()
        ),
        "binom": lambda k, n, p: d.Binomial(n, p, None, False).log_prob(k),
        "nbinom": lambda k, n, p: d.NegativeBinomial(n, 1 - p, None, False).log_prob(k),
    }
    form = _form_of(forms, family)

    def logpdf(x: Any, *parameters: Any) -> Any:
        # A distribution of Python numbers computes in float32 whatever the data are.
        tensors = [p if isinstance(p, torch.Tensor) else torch.tensor(p, dtype=x.dtype) for p in parameters]
        return form(x, *tensors)

    return logpdf


def _numpy_norm(x: Any, loc: Any, scale: Any) -> Any:
    return -0.5 * ((x - loc) / scale) ** 2 - np.log(scale) - HALF_LOG_TWO_PI


def _numpy_gamma() -> Function:
    gammaln = _module("scipy.special").gammaln

    def logpdf(x: Any, a: Any, loc: Any, scale: Any) -> Any:
        y = (x - loc) / scale
        return (a - 1) * np.log(y) - y - gammaln(a) - np.log(scale)

    return logpdf


def density(family: str, *, scalars: bool = True) -> Formulas:
    """Return the log-density or log-mass of a family as a function of data and parameters.

    Parameters
    ----------
    family : str
        SciPy's name.
    scalars : bool
        The parameters are scalars (Numba's loops differ).
    """
    formulas: dict[str, Factory] = {
        "scipy": lambda: _scipy_density(family),
        "torch": lambda: _torch_density(family),
        "jax": lambda: _jax_density(family),
    }
    if scalars and family in _NUMBA_STATS:
        formulas["numba-stats"] = lambda: _numba_stats(family)
    if family == "norm":
        formulas["numpy"] = lambda: _numpy_norm
    elif family == "gamma":
        formulas["numpy"] = _numpy_gamma
    if family == "gamma" or (family == "norm" and scalars):
        formulas["numba"] = _numba(f"{family}_logpdf" + ("" if scalars else "_arrays"))
    return formulas


def _negative_mean(logpdf: Function) -> Function:
    return lambda *arguments: -logpdf(*arguments).mean()


def _numpy_norm_rvs() -> Function:
    rng = np.random.default_rng(1)
    return lambda like: rng.standard_normal(like.shape, like.dtype.type)


def _jax_norm_rvs() -> Function:
    random = _module("jax.random")
    key = random.key(1)
    return lambda like: random.normal(key, like.shape, like.dtype)


def norm_rvs() -> Formulas:
    """Return standard normal variates in the shape and dtype of an array."""
    return {
        "numpy": _numpy_norm_rvs,
        "torch": lambda: _module("torch").randn_like,
        "jax": _jax_norm_rvs,
    }


def _numpy_rvs(family: str) -> Factory:
    """Return a factory of NumPy's generator; what is float32 there is drawn so."""
    rng = np.random.default_rng(1)
    forms: dict[str, Function] = {
        "gamma": lambda like, a: rng.standard_gamma(a, like.shape, like.dtype.type),
        "chi2": lambda like, df: rng.chisquare(df, like.shape),
        "invgamma": lambda like, a: 1 / rng.standard_gamma(a, like.shape, like.dtype.type),
        "beta": lambda like, a, b: rng.beta(a, b, like.shape),
        "t": lambda like, df: rng.standard_t(df, like.shape),
        "vonmises": lambda like, kappa: rng.vonmises(0.0, kappa, like.shape),
        "poisson": lambda like, mu: rng.poisson(mu, like.shape),
        # whole numbers in less than a hundredth of the time
        "binom": lambda like, n, p: rng.binomial(np.asarray(n, np.int64), p, like.shape),
        "nbinom": lambda like, n, p: rng.negative_binomial(n, p, like.shape),
    }
    return lambda: _form_of(forms, family)


def _scipy_rvs(family: str) -> Factory:
    def make() -> Function:
        rvs, rng = getattr(_module("scipy.stats"), family).rvs, np.random.default_rng(1)
        if family == "binom":  # as NumPy's generator, which it calls
            return lambda like, n, p: rvs(np.asarray(n, np.int64), p, size=like.shape, random_state=rng)
        return lambda like, *parameters: rvs(*parameters, size=like.shape, random_state=rng)

    return make


def _torch_rvs(family: str) -> Function:
    torch = _module("torch")

    def full(like: Any, parameter: Any) -> Any:
        return parameter if torch.is_tensor(parameter) else torch.full_like(like, parameter)

    forms: dict[str, Function] = {
        "gamma": lambda like, a: torch._standard_gamma(full(like, a)),
        "poisson": lambda like, mu: torch.poisson(full(like, mu)),
        "binom": lambda like, n, p: torch.binomial(full(like, n), full(like, p)),
    }
    return _form_of(forms, family)


def _jax_rvs(family: str) -> Function:
    random = _module("jax.random")
    key = random.key(1)
    forms: dict[str, Function] = {
        "gamma": lambda like, a: random.gamma(key, a, like.shape, like.dtype),
        "chi2": lambda like, df: random.chisquare(key, df, shape=like.shape, dtype=like.dtype),
        "beta": lambda like, a, b: random.beta(key, a, b, like.shape, like.dtype),
        "t": lambda like, df: random.t(key, df, like.shape, like.dtype),
        "poisson": lambda like, mu: random.poisson(key, mu, like.shape),
        "binom": lambda like, n, p: random.binomial(key, n, p, like.shape, like.dtype),
    }
    return _form_of(forms, family)


def rvs(family: str) -> Formulas:
    """Return variates of a family in the shape and dtype of an array, by its shape parameters."""
    return {
        "numpy": _numpy_rvs(family),
        "scipy": _scipy_rvs(family),
        "torch": lambda: _torch_rvs(family),
        "jax": lambda: _jax_rvs(family),
    }


def _score_loss(losses: Function) -> Formulas:
    def make() -> Function:
        return lambda *arrays: losses(*arrays).mean()

    return dict.fromkeys(("numpy", "torch", "jax"), make)


def implicit_score() -> Formulas:
    """Return the implicit loss of score matching."""
    return _score_loss(lambda s, trace: 0.5 * (s * s).sum(-1) + trace)


def sliced_score(*, variance_reduced: bool) -> Formulas:
    """Return a sliced loss of score matching."""
    if variance_reduced:
        return _score_loss(lambda s, v, jv: 0.5 * (s * s).sum(-1) + (v * jv).sum(-1))
    return _score_loss(lambda s, v, jv: (v * jv).sum(-1) + 0.5 * (v * s).sum(-1) ** 2)


def denoising_score(sigma: float) -> Formulas:
    """Return the denoising loss of score matching."""
    return _score_loss(lambda s, x, noisy: 0.5 * ((s + (noisy - x) / sigma**2) ** 2).sum(-1))


def norm_nll() -> Formulas:
    """Return the mean negative log-likelihood of the normal density."""
    return {
        "numpy": lambda: _negative_mean(_numpy_norm),
        "scipy": lambda: _negative_mean(_scipy_density("norm")),
        "numba": _numba("norm_nll"),
        "torch": lambda: _negative_mean(_torch_density("norm")),
        "jax": lambda: _negative_mean(_jax_density("norm")),
    }


def _scipy_cross_entropy() -> Function:
    logsumexp = _module("scipy.special").logsumexp

    def loss(logits: Any, target: Any) -> Any:
        picked = np.take_along_axis(logits, target[:, None], axis=1)[:, 0]
        return np.mean(logsumexp(logits, axis=1) - picked)

    return loss


def _jax_cross_entropy() -> Function:
    jax = _module("jax")

    def loss(logits: Any, target: Any) -> Any:
        picked = jax.numpy.take_along_axis(logits, target[:, None], axis=1)[:, 0]
        return (jax.nn.logsumexp(logits, axis=1) - picked).mean()

    return loss


def cross_entropy() -> Formulas:
    """Return the mean cross-entropy of rows of logits against class indices."""
    return {
        "scipy": _scipy_cross_entropy,
        "numba": _numba("cross_entropy"),
        "torch": lambda: _typed(_module("torch.nn.functional").cross_entropy),
        "jax": _jax_cross_entropy,
    }


def softmax() -> Formulas:
    """Return the softmax of rows."""

    def torch_form() -> Function:
        softmax = _module("torch").softmax
        return lambda x: softmax(x, -1)

    return {
        "scipy": lambda: functools.partial(_module("scipy.special").softmax, axis=-1),
        "torch": torch_form,
        "jax": lambda: _typed(_module("jax").nn.softmax),
    }


def _jax_soft_cross_entropy() -> Function:
    log_softmax = _module("jax.nn").log_softmax
    return lambda logits, target: -(target * log_softmax(logits)).sum(-1).mean()


def soft_cross_entropy() -> Formulas:
    """Return the mean cross-entropy of rows of logits against soft targets."""
    return {
        "torch": lambda: _typed(_module("torch.nn.functional").cross_entropy),
        "jax": _jax_soft_cross_entropy,
    }


def _torch_distill() -> Function:
    log_softmax = _module("torch").log_softmax

    def loss(logits: Any, ids: Any, log_p: Any) -> Any:
        return (log_p.exp() * (log_p - log_softmax(logits, -1).gather(-1, ids))).sum(-1).mean()

    return loss


def _jax_distill() -> Function:
    jax = _module("jax")

    def loss(logits: Any, ids: Any, log_p: Any) -> Any:
        log_q = jax.numpy.take_along_axis(jax.nn.log_softmax(logits), ids, axis=-1)
        return (jax.numpy.exp(log_p) * (log_p - log_q)).sum(-1).mean()

    return loss


def distill_topk() -> Formulas:
    """Return the mean of sum p log(p / q) over the listed classes of each row."""
    return {"torch": _torch_distill, "jax": _jax_distill}


def _jax_binary_cross_entropy() -> Function:
    softplus = _module("jax.nn").softplus
    return lambda logits, target: (softplus(logits) - target * logits).mean()


def binary_cross_entropy() -> Formulas:
    """Return the mean binary cross-entropy of logits against soft targets."""
    return {
        "torch": lambda: _typed(_module("torch.nn.functional").binary_cross_entropy_with_logits),
        "jax": _jax_binary_cross_entropy,
    }


def _torch_linear_cross_entropy() -> Function:
    # From torch 2.13 on.
    fused = _module("torch.nn.functional").linear_cross_entropy
    return lambda x, weight, bias, target: fused(x, weight, target, linear_bias=bias)


def _torch_matmul_cross_entropy() -> Function:
    f = _module("torch.nn.functional")
    return lambda x, weight, bias, target: f.cross_entropy(f.linear(x, weight, bias), target)


def _jax_matmul_cross_entropy() -> Function:
    loss = _jax_cross_entropy()
    return lambda x, weight, bias, target: loss(x @ weight.T + bias, target)


def linear_cross_entropy(*, fused: bool) -> Formulas:
    """Return the mean cross-entropy of a linear layer: the library's own function, or all logits and their loss."""
    if fused:
        return {"torch": _torch_linear_cross_entropy}
    return {"torch": _torch_matmul_cross_entropy, "jax": _jax_matmul_cross_entropy}


def _scipy_kl() -> Function:
    rel_entr = _module("scipy.special").rel_entr
    return lambda p, q: rel_entr(p, q).sum(-1)


def _torch_kl() -> Function:
    torch = _module("torch")
    kl_div = torch.nn.functional.kl_div
    return lambda p, q: kl_div(torch.log(q), p, reduction="none").sum(-1)


def _jax_kl() -> Function:
    rel_entr = _module("jax.scipy.special").rel_entr
    return lambda p, q: rel_entr(p, q).sum(-1)


def kl() -> Formulas:
    """Return the Kullback-Leibler divergence of rows of probabilities."""
    return {
        "numpy": lambda: lambda p, q: (p * np.log(p / q)).sum(-1),
        "scipy": _scipy_kl,
        "numba": _numba("kl"),
        "torch": _torch_kl,
        "jax": _jax_kl,
    }


def _summed(module: str, term: Callable[[Any, Any, Any], Any]) -> Factory:
    """Return the sum over the last axis of a term of two arrays and the module that they belong to."""

    def make() -> Function:
        xp = _module(module)
        return lambda p, q: term(xp, p, q).sum(-1)

    return make


def _summed_entr(module: str) -> Factory:
    def make() -> Function:
        entr = _module(module).entr
        return lambda p: entr(p).sum(-1)

    return make


def divergence(name: str) -> Formulas:
    """Return a divergence of rows of probabilities, by the usual expression."""
    if name == "entropy":
        return {
            "numpy": lambda: lambda p: -(p * np.log(p)).sum(-1),
            "scipy": _summed_entr("scipy.special"),
            "torch": _summed_entr("torch.special"),
            "jax": _summed_entr("jax.scipy.special"),
        }
    terms: dict[str, Callable[[Any, Any, Any], Any]] = {
        "chi2": lambda _xp, p, q: (p - q) ** 2 / q,
        "alpha": lambda _xp, p, q: (p**0.75 * q**0.25 - 0.75 * p - 0.25 * q) / (0.75 * -0.25),
        "hellinger": lambda xp, p, q: 0.5 * (xp.sqrt(p) - xp.sqrt(q)) ** 2,
        "js": lambda xp, p, q: 0.5 * (p * xp.log(2 * p / (p + q)) + q * xp.log(2 * q / (p + q))),
    }
    modules = {"numpy": "numpy", "torch": "torch", "jax": "jax.numpy"}
    return {library: _summed(module, terms[name]) for library, module in modules.items()}


def multivariate_normal() -> Formulas:
    """Return the log-density of events under one covariance."""

    def torch_form() -> Function:
        d = _module("torch.distributions")
        return lambda x, mean, cov: d.MultivariateNormal(mean, cov, validate_args=False).log_prob(x)

    return {
        "scipy": lambda: _typed(_module("scipy.stats").multivariate_normal.logpdf),
        "torch": torch_form,
        "jax": lambda: _typed(_module("jax.scipy.stats").multivariate_normal.logpdf),
    }


def multivariate_normal_of_factor() -> Formulas:
    """Return the log-density of events under one Cholesky factor: frameworks' users solve for all events at once."""

    def torch_form() -> Function:
        d = _module("torch.distributions")
        return lambda x, mean, scale_tril: d.MultivariateNormal(
            mean, scale_tril=scale_tril, validate_args=False
        ).log_prob(x)

    def jax_form() -> Function:
        jax = _module("jax")
        jnp, solve = jax.numpy, jax.scipy.linalg.solve_triangular

        def log_prob(x: Any, mean: Any, scale_tril: Any) -> Any:
            z = solve(scale_tril, (x - mean).T, lower=True)
            constant = jnp.log(jnp.diagonal(scale_tril)).sum() + mean.size * HALF_LOG_TWO_PI
            return -0.5 * (z * z).sum(0) - constant

        return log_prob

    return {"torch": torch_form, "jax": jax_form}


def of_logits(name: str) -> Formulas:
    """Return kl or js of rows of logits: through log-softmax, as frameworks' users write it."""

    def expression(log_softmax: Any, exp: Any, logaddexp: Any, x: Any, y: Any) -> Any:
        p, q = log_softmax(x), log_softmax(y)
        if name == "kl":
            return (exp(p) * (p - q)).sum(-1)
        m = logaddexp(p, q) - math.log(2.0)
        return 0.5 * (exp(p) * (p - m) + exp(q) * (q - m)).sum(-1)

    def torch_form() -> Function:
        torch = _module("torch")
        return lambda x, y: expression(lambda z: torch.log_softmax(z, -1), torch.exp, torch.logaddexp, x, y)

    def jax_form() -> Function:
        jax = _module("jax")
        return lambda x, y: expression(jax.nn.log_softmax, jax.numpy.exp, jax.numpy.logaddexp, x, y)

    return {"torch": torch_form, "jax": jax_form}


# Networks are (x, W1, b1, W2, b2, W3, b3) of two hidden layers, and probes (K, B, D) after these.


def _torch_activation(name: str) -> tuple[Function, Function]:
    torch = _module("torch")
    expit = torch.sigmoid

    def silu_slope(z: Any) -> Any:
        p = expit(z)
        return p * (1 + z * (1 - p))

    return {
        "silu": (torch.nn.functional.silu, silu_slope),
        "softplus": (torch.nn.functional.softplus, expit),
        "tanh": (torch.tanh, lambda z: 1 - torch.tanh(z) ** 2),
    }[name]


def _jax_activation(name: str) -> tuple[Function, Function]:
    jax = _module("jax")
    expit, tanh = jax.nn.sigmoid, jax.numpy.tanh

    def silu_slope(z: Any) -> Any:
        p = expit(z)
        return p * (1 + z * (1 - p))

    return {
        "silu": (jax.nn.silu, silu_slope),
        "softplus": (jax.nn.softplus, expit),
        "tanh": (tanh, lambda z: 1 - tanh(z) ** 2),
    }[name]


def _layers(f: Function, x: Any, w1: Any, b1: Any, w2: Any, b2: Any, w3: Any, b3: Any) -> Any:
    return f(f(x @ w1.T + b1) @ w2.T + b2) @ w3.T + b3


def _exact_loss(f: Function, slope: Function, x: Any, w1: Any, b1: Any, w2: Any, b2: Any, w3: Any, b3: Any) -> Any:
    """Implicit score matching with the divergence d2^T P d1, P = W2 o (W1 W3)^T."""
    z1 = x @ w1.T + b1
    z2 = f(z1) @ w2.T + b2
    s = f(z2) @ w3.T + b3
    div = (slope(z2) * (slope(z1) @ (w2.T * (w1 @ w3)))).sum(1)
    return ((s * s).sum(1) / 2 + div).mean()


def exact_score_matching(activation: str) -> Formulas:
    """Implicit score matching of a field with two hidden layers, by the best formula."""
    return {
        "torch": lambda: functools.partial(_exact_loss, *_torch_activation(activation)),
        "jax": lambda: functools.partial(_exact_loss, *_jax_activation(activation)),
    }


def _torch_sliced(activation: str) -> Function:
    """Double backward, as published: one backward pass a probe, then one through all of it."""
    torch = _module("torch")
    f, _ = _torch_activation(activation)

    def loss(x: Any, *arrays: Any) -> Any:
        *parameters, probes = arrays
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            s = _layers(f, x, *parameters)
            terms = [(torch.autograd.grad((s * v).sum(), x, create_graph=True)[0] * v).sum(1) for v in probes]
            return ((s * s).sum(1) / 2 + sum(terms) / len(terms)).mean()

    return loss


def _jax_sliced(activation: str) -> Function:
    """By forward mode."""
    jax = _module("jax")
    f, _ = _jax_activation(activation)

    def loss(x: Any, *arrays: Any) -> Any:
        *parameters, probes = arrays

        def field(x: Any) -> Any:
            return _layers(f, x, *parameters)

        def term(v: Any) -> Any:
            return (jax.jvp(field, (x,), (v,))[1] * v).sum(1)

        s = field(x)
        return ((s * s).sum(1) / 2 + jax.vmap(term)(probes).mean(0)).mean()

    return loss


def sliced_score_matching(activation: str) -> Formulas:
    """Sliced score matching with reduced variance."""
    return {"torch": lambda: _torch_sliced(activation), "jax": lambda: _jax_sliced(activation)}


def score_matching_by_backward_passes(activation: str) -> Formulas:
    """Implicit score matching with a backward pass for each dimension."""

    def make() -> Function:
        torch = _module("torch")
        f, _ = _torch_activation(activation)

        def loss(x: Any, *parameters: Any) -> Any:
            with torch.enable_grad():
                x = x.detach().requires_grad_()
                s = _layers(f, x, *parameters)
                rows = [torch.autograd.grad(s[:, i].sum(), x, create_graph=True)[0][:, i] for i in range(x.shape[1])]
                return ((s * s).sum(1) / 2 + sum(rows)).mean()

        return loss

    return {"torch": make}


def _torch_energy(activation: str) -> Function:
    torch = _module("torch")
    f, _ = _torch_activation(activation)

    def loss(x: Any, *arrays: Any) -> Any:
        *parameters, probes = arrays
        with torch.enable_grad():
            x = x.detach().requires_grad_()
            (g,) = torch.autograd.grad(_layers(f, x, *parameters).sum(), x, create_graph=True)
            terms = [(torch.autograd.grad((g * v).sum(), x, create_graph=True)[0] * v).sum(1) for v in probes]
            return ((g * g).sum(1) / 2 - sum(terms) / len(terms)).mean()

    return loss


def _jax_energy(activation: str) -> Function:
    jax = _module("jax")
    f, _ = _jax_activation(activation)

    def loss(x: Any, *arrays: Any) -> Any:
        *parameters, probes = arrays
        slope = jax.grad(lambda x: _layers(f, x, *parameters).sum())

        def term(v: Any) -> Any:
            return (jax.jvp(slope, (x,), (v,))[1] * v).sum(1)

        g = slope(x)
        return ((g * g).sum(1) / 2 - jax.vmap(term)(probes).mean(0)).mean()

    return loss


def energy_score_matching(activation: str) -> Formulas:
    """Sliced score matching of an energy."""
    return {"torch": lambda: _torch_energy(activation), "jax": lambda: _jax_energy(activation)}


def product_with_transpose() -> Formulas:
    """Multiply a batch by a layer's weights, x W^T."""

    def multiply(x: Any, w: Any) -> Any:
        return x @ w.T

    return dict.fromkeys(("numpy", "torch", "jax"), lambda: multiply)
