"""Errors in units of the last place against the committed oracle tables: ours on every instruction set, and the peers'.

An error counts beyond what half an ulp in the inputs already makes, and is measured at the sum of the absolute terms:
the rule of ``tests/tolerances.py``. A peer whose result is rounded from a wider type (SciPy computes many float32
densities in float64) is judged by the rounded result.
"""

from __future__ import annotations

import functools
import importlib
import itertools
import math
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier import testing
from likelier.bench._formulas import density
from likelier.bench._formulas import divergence as formulas_of
from likelier.bench._libraries import LIBRARIES, Function, Library
from tests.oracle import closed_forms, distill, kl_vectors, losses, mixtures, rows, vectors
from tests.oracle.densities import DENSITIES, Density
from tests.oracle.extremes import CASES as EXTREMES
from tests.oracle.methods import METHODS
from tests.oracle.tables import BY_NAME, load, load_extremes, load_methods, load_special, ordinary
from tests.registry import SPECIAL as SPECIAL_ARGUMENTS
from tests.registry import density_operation
from tests.tolerances import (
    DISPERSION_GRADIENT_ULPS,
    DIVERGENCE_GRADIENT_ULPS,
    DIVERGENCE_ULPS,
    LOGIT_ROUNDINGS,
    METHOD_GRADIENT_ULPS,
    MIXTURE_GRADIENT_ULPS,
    MIXTURE_ULPS,
    ROW_GRADIENT_ULPS,
    SPECIAL_GRADIENT_ULPS,
    SPECIAL_ULPS,
    ULPS,
    UNDERFLOW,
    Reference,
    ulp,
)

Array = NDArray[Any]
PEERS = ("scipy", "torch", "jax")
DTYPES = ("float32", "float64")


@dataclass(frozen=True)
class Error:
    """The largest error over a table, where it occurs, and the part of the points within the target."""

    ulps: float
    within: float
    worst: Mapping[str, float]
    raises: bool = False

    def __str__(self) -> str:
        if self.raises:
            return "raises"
        if self.ulps == np.inf:
            size = "wrong"
        elif self.ulps < 1000:
            size = f"{self.ulps:.2g}" if self.ulps < 10 else f"{self.ulps:.0f}"
        else:
            size = f"{self.ulps:.0e}".replace("e+0", "e").replace("e+", "e")
        return size if self.within == 1 else f"{size} ({self.within:.1%} within)"


RAISES = Error(np.inf, 0.0, {}, raises=True)


@dataclass
class Row:
    """One function in one dtype: the target in ulp, our error by instruction set, the peers' errors."""

    function: str
    dtype: str
    target: float
    points: int
    ours: dict[str, Error] = field(default_factory=dict)
    peers: dict[str, Error] = field(default_factory=dict)


def deviation(got: Any, reference: Reference, dtype: str, overflowing: float = 0.0) -> tuple[Array, Array]:
    """Return by how much a result is off beyond the effect of half an ulp in the inputs, and what that is a part of.

    Infinity is off by nothing where the exact value is within ``overflowing`` ulp of the largest number. What is no
    number, and should be one, is off by infinity.
    """
    kind = np.dtype(dtype).type
    with np.errstate(all="ignore"):
        result = np.asarray(got).astype(kind)
        exact = reference.high.astype(np.longdouble) + reference.low.astype(np.longdouble)
        off = np.abs(result.astype(np.longdouble) - exact)
        scale = np.maximum(np.abs(reference.high), reference.scale)
        slack = float(np.finfo(kind).eps) / 2 * reference.conditioning
        off = np.maximum(off - slack, 0)
        largest = float(np.finfo(kind).max)
        # A result past the largest number may be infinite.
        overflow = np.isinf(result) & (np.sign(result) == np.sign(reference.high))
        overflow &= np.abs(reference.high) + overflowing * ulp(largest, kind) + slack >= largest
        same = (result == reference.high) | (np.isnan(result) & np.isnan(reference.high)) | overflow
        off = np.where(same, 0, np.where(np.isfinite(off), off, np.inf))
    return off, np.where(np.isfinite(scale), scale, 0)


def error(
    got: Any, reference: Reference, target: float, dtype: str, inputs: Mapping[str, Array], *, underflow: float = 0.0
) -> Error:
    """Compare a result with the exact values; ``underflow`` smallest subnormals are no error."""
    kind = np.dtype(dtype).type
    off, scale = deviation(got, reference, dtype, target)
    with np.errstate(over="ignore"):
        ulps = (np.maximum(off - underflow * ulp(0.0, kind), 0) / ulp(scale, kind)).astype(np.float64)
    worst = int(np.argmax(ulps))
    point = np.unravel_index(worst, ulps.shape)
    return Error(
        float(ulps.flat[worst]),
        float(np.mean(ulps <= target)),
        {name: float(a[point]) for name, a in inputs.items() if a.shape == ulps.shape},
    )


def by_isa(compute: Callable[[], Sequence[Any]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Evaluate on every instruction set of this machine."""
    for isa in testing.available_isas():
        with testing.force_isa(isa):
            yield isa, compute()


def joined(errors: Sequence[Error]) -> Error:
    """Return the worst of several gradients."""
    worst = max(errors, key=lambda e: e.ulps)
    return Error(worst.ulps, float(np.mean([e.within for e in errors])), worst.worst)


# What JAX raises where a function cannot be differentiated: gumbel_r and gumbel_l multiply the tangent of an integer,
# and the incomplete beta function has no derivative in its shapes.
NO_DERIVATIVE = (TypeError, ValueError)


def peer_results(library: Library, function: Function, arrays: Sequence[Array], *, gradients: bool) -> list[Array]:
    """Return a peer's value, followed by its gradients if they are wanted."""
    call = library.value(function, arrays)
    if gradients:
        call = library.gradient(function, arrays, range(len(arrays)))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return library.numpy(call())


def density_rows(family: Density, libraries: Mapping[str, Library]) -> Iterator[Row]:
    target = ULPS[family.accuracy]
    for (dtype, form), table in load(family.name).items():
        inputs = dict(table.arguments)
        # What is counted has no derivative, though the oracle continues it.
        wrt = tuple(n for n in inputs if not (family.discrete and n == family.arguments[0]))
        operation = density_operation(family, form)
        name = operation.path + (f"({form.replace(',', '=, ')}=)" if form else "")
        n = table.value.high.size
        value, gradient = Row(name, dtype, target, n), Row(f"{name}, gradients", dtype, target, n * len(wrt))

        def evaluate() -> list[Any]:
            result, grads = operation.value_and_grad(*inputs.values(), wrt=wrt)  # noqa: B023 (called at once)
            return [result, *grads]

        def judge(results: Sequence[Any]) -> tuple[Error, Error]:
            first, *rest = results
            return error(first, table.value, target, dtype, inputs), joined(  # noqa: B023
                [error(g, table.gradients[w], target, dtype, inputs) for g, w in zip(rest, wrt, strict=True)]  # noqa: B023
            )

        for isa, results in by_isa(evaluate):
            value.ours[isa], gradient.ours[isa] = judge(results)
        for library in libraries.values() if not form else ():
            function = density_function(library, family.name)
            if function is None:
                continue
            arrays = list(inputs.values())
            value.peers[library.name] = error(
                peer_results(library, function, arrays, gradients=False)[0], table.value, target, dtype, inputs
            )
            if library.differentiates:
                try:
                    _, *grads = peer_results(library, function, arrays, gradients=True)
                except NO_DERIVATIVE:
                    gradient.peers[library.name] = RAISES
                    continue
                chosen = [g for g, n in zip(grads, inputs, strict=True) if n in wrt]
                gradient.peers[library.name] = joined(
                    [error(g, table.gradients[w], target, dtype, inputs) for g, w in zip(chosen, wrt, strict=True)]
                )
        yield value
        yield gradient


def density_function(library: Library, family: str) -> Function | None:
    factory = density(family).get(library.formulas)
    try:
        return None if factory is None else factory()
    except AttributeError:
        return None


def peer_method(library: Library, family: str, method: str) -> Function | None:
    """Return a peer's distribution function, quantile or entropy."""
    if library.name == "torch":
        return torch_method(family, method)
    module = {"scipy": "scipy.stats", "jax": "jax.scipy.stats"}[library.name]
    distribution = getattr(importlib.import_module(module), family, None)
    function: Function | None = getattr(distribution, method, None)
    return function


def torch_method(family: str, method: str) -> Function | None:
    """Return what torch.distributions has of a family without shapes, in SciPy's parameters."""
    d = importlib.import_module("torch.distributions")
    names = {"norm": "Normal", "laplace": "Laplace", "cauchy": "Cauchy", "gumbel_r": "Gumbel"}
    name = {"cdf": "cdf", "ppf": "icdf", "entropy": "entropy"}.get(method)
    if family not in names or name is None:
        return None
    kind = getattr(d, names[family])
    if method == "entropy":
        return lambda loc, scale: kind(loc, scale, False).entropy()
    return lambda x, loc, scale: getattr(kind(loc, scale, False), name)(x)


def method_rows(family: Density, libraries: Mapping[str, Library]) -> Iterator[Row]:
    """Distribution functions, quantiles and entropy; gradients at ordinary points, as the tests judge them."""
    for (dtype, method), table in load_methods(family.name).items():
        function = getattr(getattr(likelier, family.name), method)
        inputs, target = dict(table.arguments), ULPS["elementary"]
        chosen = ordinary(inputs)
        few = {name: a[chosen] for name, a in inputs.items()}
        underflow = UNDERFLOW[np.dtype(dtype).type]
        name = f"{family.name}.{method}"
        first = Row(name, dtype, target, table.value.high.size)
        second = Row(f"{name}, gradients", dtype, METHOD_GRADIENT_ULPS, int(chosen.sum()) * len(inputs))
        for isa, (result, grads) in by_isa(functools.partial(function.value_and_grad, *inputs.values())):
            first.ours[isa] = error(result, table.value, target, dtype, inputs)
            second.ours[isa] = joined(
                [
                    error(g[chosen], exact[chosen], METHOD_GRADIENT_ULPS, dtype, few, underflow=underflow)
                    for g, exact in zip(grads, table.gradients.values(), strict=True)
                ]
            )
        for library in libraries.values():
            other = peer_method(library, family.name, method)
            if other is not None:
                result = peer_results(library, other, list(inputs.values()), gradients=False)[0]
                first.peers[library.name] = error(result, table.value, target, dtype, inputs)
        yield first
        yield second


def extreme_rows(name: str) -> Iterator[Row]:
    """Distribution functions and quantiles where steps would leave the range of numbers or cancel."""
    for (dtype, method), table in load_extremes(name).items():
        inputs, target = dict(table.arguments), ULPS[BY_NAME[name].accuracy]
        underflow = UNDERFLOW[np.dtype(dtype).type]
        function = getattr(getattr(likelier, name), method)
        title = f"{name}.{method}({', '.join(inputs)}) at extremes"
        first = Row(title, dtype, target, table.value.high.size)
        slope_target = DISPERSION_GRADIENT_ULPS if "alpha" in inputs else METHOD_GRADIENT_ULPS
        second = Row(f"{title}, gradients", dtype, slope_target, table.value.high.size * len(inputs))
        for isa, (result, grads) in by_isa(functools.partial(function.value_and_grad, **inputs)):
            first.ours[isa] = error(result, table.value, target, dtype, inputs)
            second.ours[isa] = joined(
                [
                    error(getattr(grads, n), exact, slope_target, dtype, inputs, underflow=underflow)
                    for n, exact in table.gradients.items()
                    if n != "scale"  # whose reciprocal may be infinite
                ]
            )
        yield first
        yield second


# The peers' functions as module and attribute.
SPECIAL: dict[str, dict[str, str]] = {
    "gammaln": {"scipy": "scipy.special:gammaln", "torch": "torch.special:gammaln"},
    "digamma": {"scipy": "scipy.special:digamma", "torch": "torch.special:digamma"},
    "betaln": {"scipy": "scipy.special:betaln"},
    "gammainc": {
        "scipy": "scipy.special:gammainc",
        "torch": "torch.special:gammainc",
        "jax": "jax.scipy.special:gammainc",
    },
    "gammaincc": {
        "scipy": "scipy.special:gammaincc",
        "torch": "torch.special:gammaincc",
        "jax": "jax.scipy.special:gammaincc",
    },
    "gammaincinv": {"scipy": "scipy.special:gammaincinv"},
    "gammainccinv": {"scipy": "scipy.special:gammainccinv"},
    "betainc": {"scipy": "scipy.special:betainc", "jax": "jax.scipy.special:betainc"},
    "betaincinv": {"scipy": "scipy.special:betaincinv"},
    "logaddexp": {"scipy": "numpy:logaddexp", "torch": "torch:logaddexp", "jax": "jax.numpy:logaddexp"},
    "softplus": {"torch": "torch.nn.functional:softplus", "jax": "jax.nn:softplus"},
    "expit": {"scipy": "scipy.special:expit", "torch": "torch.special:expit"},
    "log_expit": {
        "scipy": "scipy.special:log_expit",
        "torch": "torch.nn.functional:logsigmoid",
        "jax": "jax.nn:log_sigmoid",
    },
    "logit": {"scipy": "scipy.special:logit", "torch": "torch.special:logit", "jax": "jax.scipy.special:logit"},
    "i0e": {"scipy": "scipy.special:i0e", "torch": "torch.special:i0e"},
    "xlogy": {"scipy": "scipy.special:xlogy", "torch": "torch.special:xlogy"},
    "xlog1py": {"scipy": "scipy.special:xlog1py", "torch": "torch.special:xlog1py"},
    "entr": {"scipy": "scipy.special:entr", "torch": "torch.special:entr"},
    "rel_entr": {"scipy": "scipy.special:rel_entr"},
    "erfcx": {"scipy": "scipy.special:erfcx", "torch": "torch.special:erfcx"},
    "ndtr": {"scipy": "scipy.special:ndtr", "torch": "torch.special:ndtr"},
    "log_ndtr": {"scipy": "scipy.special:log_ndtr", "torch": "torch.special:log_ndtr"},
    "ndtri": {"scipy": "scipy.special:ndtri", "torch": "torch.special:ndtri"},
    "ndtri_exp": {"scipy": "scipy.special:ndtri_exp"},
}


def _special_function(library: str, name: str, peers: Mapping[str, str]) -> Function | None:
    if name == "trigamma":
        module = {"scipy": "scipy.special", "torch": "torch.special", "jax": "jax.scipy.special"}[library]
        polygamma = importlib.import_module(module).polygamma
        return lambda x: polygamma(1, x)
    # JAX keeps SciPy's names.
    default = peers.get("scipy", "").replace("scipy.special", "jax.scipy.special") if library == "jax" else ""
    path = peers.get(library, default)
    if not path:
        return None
    module, _, attribute = path.partition(":")
    function: Function | None = getattr(importlib.import_module(module), attribute, None)
    return function


def special_rows(name: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    function, peers = getattr(likelier.special, name), SPECIAL.get(name, {})
    for dtype in DTYPES:
        arguments, ((given, reference), *slopes) = load_special(name, dtype)
        named = dict(zip(SPECIAL_ARGUMENTS[name], arguments, strict=True))
        inputs, reference = {n: a[given] for n, a in named.items()}, reference[given]
        first = Row(f"special.{name}", dtype, SPECIAL_ULPS, reference.high.size)
        count = sum(int(known.sum()) for known, _ in slopes)
        second = Row(f"special.{name}, gradients", dtype, SPECIAL_GRADIENT_ULPS, count)
        for isa, (result, grads) in by_isa(functools.partial(function.value_and_grad, *arguments)):
            first.ours[isa] = error(result[given], reference, SPECIAL_ULPS, dtype, inputs)
            second.ours[isa] = joined(
                [
                    error(g[known], slope[known], SPECIAL_GRADIENT_ULPS, dtype, {n: a[known] for n, a in named.items()})
                    for g, (known, slope) in zip(grads, slopes, strict=True)
                ]
            )
        for library in libraries.values():
            other = _special_function(library.name, name, peers)
            if other is not None:
                result = peer_results(library, other, list(inputs.values()), gradients=False)[0]
                first.peers[library.name] = error(result, reference, SPECIAL_ULPS, dtype, inputs)
        yield first
        yield second


def _logits(dtype: str) -> Array:
    """Rows of every temper: even, peaked, far apart, huge, nearly one-hot."""
    rng = np.random.default_rng(0)
    scales = np.repeat([0.01, 1.0, 5.0, 50.0, 1e4], 6)[:, None]
    logits = rng.standard_normal((30, 37)) * scales
    peaked = rng.standard_normal((6, 37))
    peaked[:, 3] += np.array([10, 20, 30, 40, 60, 90])
    return np.concatenate([logits, peaked]).astype(dtype)


def row_rows(libraries: Mapping[str, Library]) -> Iterator[Row]:
    k = ULPS["rows"]
    for dtype in DTYPES:
        logits = _logits(dtype)
        target = np.where(np.arange(len(logits)) >= 30, 3, np.arange(len(logits)) % 37)
        value, gradients = _cross_entropy_reference(logits, target)
        loss, gradient = (
            Row("cross_entropy", dtype, k, len(logits)),
            Row("cross_entropy, gradients", dtype, ROW_GRADIENT_ULPS, logits.size),
        )
        for isa, (result, grad) in by_isa(
            lambda: [*likelier.cross_entropy.value_and_grad(logits, target, reduction="none", wrt="logits")]  # noqa: B023
        ):
            loss.ours[isa] = error(result, value, k, dtype, {})
            gradient.ours[isa] = error(grad, gradients, ROW_GRADIENT_ULPS, dtype, {})
        for library in libraries.values():
            function = _cross_entropy_per_row(library.name, target)
            loss.peers[library.name] = error(
                peer_results(library, function, [logits], gradients=False)[0], value, k, dtype, {}
            )
            if library.name != "scipy":
                grad = peer_results(library, function, [logits], gradients=True)[1]
                gradient.peers[library.name] = error(grad, gradients, ROW_GRADIENT_ULPS, dtype, {})
        yield loss
        yield gradient
        yield from _cross_entropy_options(dtype)
        for name in ("logsumexp", "logmeanexp", "log_softmax", "softmax"):
            yield from _softmax_rows(name, dtype, libraries)
        yield from _kl_rows(dtype, libraries)
        for kind in ("probs", "log_probs", "logits"):
            yield from _kl_of_kind(kind, dtype)
        for divergence in DIVERGENCES:
            yield from _divergence_rows(divergence, dtype, libraries)
        for derived in DERIVED:
            yield from _derived_rows(derived, dtype)
        yield from _entropy_rows(dtype, libraries)
        yield from _distill_rows(dtype, libraries)
        yield from _linear_rows(dtype)


def _cross_entropy_reference(logits: Array, target: Array) -> tuple[Reference, Reference]:
    parts = [rows.batch(rows.cross_entropy, logits[i : i + 1], target=int(t)) for i, t in enumerate(target)]
    return stacked([v for v, _ in parts]), stacked([g["logits"] for _, g in parts])


def stacked(parts: Sequence[Reference]) -> Reference:
    return Reference(
        np.concatenate([p.high for p in parts]),
        np.concatenate([p.low for p in parts]),
        np.concatenate([p.scale for p in parts]),
        np.concatenate([p.conditioning for p in parts]),
    )


def _cross_entropy_per_row(library: str, target: Array) -> Function:
    index = np.arange(len(target))
    if library == "torch":
        torch = importlib.import_module("torch")
        wanted = torch.from_numpy(target)
        return lambda x: torch.nn.functional.cross_entropy(x, wanted, reduction="none")
    if library == "jax":
        log_softmax: Function = importlib.import_module("jax").nn.log_softmax
    else:
        log_softmax = importlib.import_module("scipy.special").log_softmax
    return lambda x: -log_softmax(x, axis=-1)[index, target]


def _softmax_rows(name: str, dtype: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    """Measure the function of every row, and its gradients by a cotangent of either sign."""
    function, logits = getattr(likelier.special, name), _logits(dtype)
    shape = logits.shape[: 1 if name in ("logsumexp", "logmeanexp") else 2]
    cotangent = np.random.default_rng(8).standard_normal(shape).astype(dtype)
    value, slopes = rows.batch(getattr(rows, name), logits, cotangent=cotangent)
    k, underflow = ULPS["rows"], UNDERFLOW[np.dtype(dtype).type]
    first, second = _pair(f"special.{name}", dtype, k, ROW_GRADIENT_ULPS, value, slopes["x"])
    for isa, (result, grad) in by_isa(functools.partial(function.value_and_grad, logits, wrt="x", cotangent=cotangent)):
        first.ours[isa] = error(result, value, k, dtype, {})
        second.ours[isa] = error(grad, slopes["x"], ROW_GRADIENT_ULPS, dtype, {}, underflow=underflow)
    modules = {"scipy": "scipy.special", "torch": "torch", "jax": "jax.scipy.special" if shape[1:] == () else "jax.nn"}
    for library in libraries.values():
        theirs = getattr(importlib.import_module(modules[library.name]), name, None)
        if theirs is None:
            continue
        other = functools.partial(theirs, **_last(library.name))
        (result,) = peer_results(library, other, [logits], gradients=False)
        first.peers[library.name] = error(result, value, k, dtype, {})
    yield first
    yield second


def _last(library: str) -> dict[str, int]:
    return {"dim": -1} if library == "torch" else {"axis": -1}


def _kl_of_kind(kind: str, dtype: str) -> Iterator[Row]:
    """Measure KL of rows of a kind, and of categorical densities, which are such rows in double."""
    logits = [np.asarray(z, dtype) for z in _pairs_of_rows()]
    given = logits
    if kind != "logits":
        probabilities = [_softmax(z.astype(float)) for z in logits]
        given = [np.asarray(p if kind == "probs" else np.log(p), dtype) for p in probabilities]
    value, slopes = rows.batch(rows.kl, *given, kind=kind)
    by_name, underflow = stacked([slopes["p"], slopes["q"]]), UNDERFLOW[np.dtype(dtype).type]
    title = "kl of " + {"probs": "probabilities", "log_probs": "log-probabilities"}.get(kind, kind)
    calls = [(title, functools.partial(likelier.kl.value_and_grad, *given, p_kind=kind, q_kind=kind))]
    if kind != "log_probs":
        name = "p" if kind == "probs" else kind
        densities = [likelier.categorical(**{name: z}) for z in given]
        calls.append(
            (f"kl(categorical, categorical) ({name}=)", functools.partial(likelier.kl.value_and_grad, *densities))
        )
    for title, compute in calls:
        first, second = _pair(title, dtype, ULPS["rows"], ROW_GRADIENT_ULPS, value, by_name)
        for isa, (result, grads) in by_isa(compute):
            first.ours[isa] = error(result, value, ULPS["rows"], dtype, {})
            arrays = [g if isinstance(g, np.ndarray) else g[0] for g in grads]
            second.ours[isa] = error(np.concatenate(arrays), by_name, ROW_GRADIENT_ULPS, dtype, {}, underflow=underflow)
        yield first
        yield second


def _kl_rows(dtype: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    """Rows that differ a lot, a little, and by single ulps: there the textbook sum cancels."""
    k = ULPS["rows"]
    rng = np.random.default_rng(1)
    p = rng.dirichlet(np.ones(37), 24)
    q = np.concatenate([rng.dirichlet(np.ones(37), 8), p[8:16] * (1 + 1e-4 * rng.standard_normal((8, 37))), p[16:]])
    p, q = p.astype(dtype), q.astype(dtype)
    q[16:] = np.where(rng.random((8, 37)) < 0.5, np.nextafter(q[16:], np.float64(0).astype(dtype)), q[16:])
    reference, _ = rows.batch(rows.kl, p, q)
    row = Row("kl", dtype, k, len(p))
    for isa, (result,) in by_isa(lambda: [likelier.kl(p, q)]):
        row.ours[isa] = error(result, reference, k, dtype, {})
    for library in libraries.values():
        function = _generalised_kl(library.name)
        row.peers[library.name] = error(
            peer_results(library, function, [p, q], gradients=False)[0], reference, k, dtype, {}
        )
    yield row


def _generalised_kl(library: str) -> Function:
    """Return the sum of p log(p/q) - p + q, which is what ``kl`` on probabilities computes."""
    if library == "torch":
        torch = importlib.import_module("torch")
        return lambda p, q: (torch.xlogy(p, p / q) - p + q).sum(-1)
    kl_div = importlib.import_module({"scipy": "scipy.special", "jax": "jax.scipy.special"}[library]).kl_div
    return lambda p, q: kl_div(p, q).sum(-1)


# What all options of cross_entropy together do, and each beside integer targets.
OPTIONS: dict[str, dict[str, Any]] = {
    "weight": {"weight": True},
    "label_smoothing": {"label_smoothing": 0.1},
    "temperature": {"temperature": 0.7},
    "softcap": {"softcap": 30.0},
    "z_loss": {"z_loss": 1e-2},
    "all options": {"weight": True, "label_smoothing": 0.1, "temperature": 0.7, "softcap": 30.0, "z_loss": 1e-2},
}


def _cross_entropy_options(dtype: str) -> Iterator[Row]:
    """Rows of logits of order 1 to 30, integer targets and soft ones."""
    rng = np.random.default_rng(2)
    logits = (rng.standard_normal((12, 37)) * np.repeat([1.0, 5.0, 30.0], 4)[:, None]).astype(dtype)
    weight = rng.uniform(0.5, 2.0, 37).astype(dtype)
    targets: dict[str, Array] = {
        "": rng.integers(0, 37, 12),
        "soft targets": rng.dirichlet(np.ones(37), 12).astype(dtype),
    }
    for kind, target in targets.items():
        for name, chosen in OPTIONS.items():
            if kind and name != "all options":
                continue
            options = chosen | ({"weight": weight} if chosen.get("weight") else {})
            mapped = bool({"softcap", "temperature"} & set(options))
            parts = [
                rows.batch(
                    rows.cross_entropy_with_options,
                    logits[i : i + 1],
                    target=target[i].tolist(),
                    roundings=LOGIT_ROUNDINGS if mapped else 1,
                    **options | ({"weight": weight.tolist()} if "weight" in options else {}),
                )
                for i in range(len(logits))
            ]
            value, slopes = stacked([v for v, _ in parts]), stacked([g["logits"] for _, g in parts])
            title = f"cross_entropy({', '.join(filter(None, (kind, name)))})"
            loss, gradient = _pair(title, dtype, ULPS["rows"], ROW_GRADIENT_ULPS, value, slopes)
            compute = functools.partial(
                likelier.cross_entropy.value_and_grad, logits, target, reduction="none", wrt="logits", **options
            )
            for isa, (result, grad) in by_isa(compute):
                loss.ours[isa] = error(result, value, ULPS["rows"], dtype, {})
                gradient.ours[isa] = error(grad, slopes, ROW_GRADIENT_ULPS, dtype, {})
            yield loss
            yield gradient


def _pair(
    title: str, dtype: str, target: float, gradient_target: float, value: Reference, slopes: Reference
) -> tuple[Row, Row]:
    """Return the rows of a value and of its gradients."""
    return (
        Row(title, dtype, target, value.high.size),
        Row(f"{title}, gradients", dtype, gradient_target, slopes.high.size),
    )


@dataclass(frozen=True)
class Divergence:
    """A divergence: our function with its options, the oracle's formula, and whose expression the peers have."""

    title: str
    function: str
    formula: str
    argument: float | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    factor: float = 1.0
    usual: str = ""


DIVERGENCES = (
    Divergence("reverse_kl", "reverse_kl", "reverse_kl"),
    Divergence("cross_entropy_pq", "cross_entropy_pq", "cross_entropy_pq"),
    Divergence("js_divergence", "js_divergence", "jensen_shannon", 0.5, usual="js"),
    Divergence("js_divergence(beta=1/8)", "js_divergence", "jensen_shannon", 0.125, {"beta": 0.125}),
    Divergence("alpha_divergence(3/4)", "alpha_divergence", "alpha", 0.75, {"alpha": 0.75}, usual="alpha"),
    Divergence("alpha_divergence(-2.5)", "alpha_divergence", "alpha", -2.5, {"alpha": -2.5}),
    Divergence("tsallis(3/4)", "tsallis", "alpha", 0.75, {"alpha": 0.75}, 0.75),
    Divergence("chi2_divergence", "chi2_divergence", "chi2", usual="chi2"),
    Divergence("chi2_divergence(neyman)", "chi2_divergence", "neyman", None, {"kind": "neyman"}),
    Divergence("total_variation", "total_variation", "total_variation"),
    Divergence("hellinger2", "hellinger2", "hellinger2", usual="hellinger"),
    Divergence("bregman(euclidean)", "bregman", "euclidean", None, {"generator": "euclidean"}),
    Divergence("bregman(itakura_saito)", "bregman", "itakura_saito", None, {"generator": "itakura_saito"}),
)


def _pairs_of_rows() -> tuple[Array, Array]:
    """Logits of rows that differ a lot, by orders of magnitude, and hardly."""
    rng = np.random.default_rng(3)
    x, y = rng.standard_normal((2, 12, 37))
    x[4:8] *= 6
    y[4:8] *= 6
    y[8:] = x[8:] + 1e-4 * y[8:]
    return x, y


def _divergence_rows(divergence: Divergence, dtype: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    x, y = _pairs_of_rows()
    for kind in ("probs", "logits"):
        p, q = (np.asarray(z if kind == "logits" else _softmax(z), dtype) for z in (x, y))
        value, slopes = rows.batch(
            rows.pairwise,
            p,
            q,
            formula=divergence.formula,
            argument=divergence.argument,
            factor=divergence.factor,
            p_kind=kind,
            q_kind=kind,
        )
        by_name = stacked([slopes["p"], slopes["q"]])
        title = divergence.title + (" of logits" if kind == "logits" else "")
        first, second = _pair(title, dtype, DIVERGENCE_ULPS, DIVERGENCE_GRADIENT_ULPS, value, by_name)
        function = getattr(likelier, divergence.function)
        compute = functools.partial(function.value_and_grad, p, q, p_kind=kind, q_kind=kind, **divergence.options)
        for isa, (result, grads) in by_isa(compute):
            first.ours[isa] = error(result, value, DIVERGENCE_ULPS, dtype, {})
            second.ours[isa] = error(np.concatenate(grads), by_name, DIVERGENCE_GRADIENT_ULPS, dtype, {})
        if divergence.usual and kind == "probs":
            usual = {**formulas_of(divergence.usual)}
            usual["scipy"] = usual.get("scipy", usual.get("numpy", usual["torch"]))
            for library in libraries.values():
                form = usual[library.formulas]()
                first.peers[library.name] = error(
                    peer_results(library, form, [p, q], gradients=False)[0], value, DIVERGENCE_ULPS, dtype, {}
                )
                if library.name != "scipy":
                    grads = peer_results(library, form, [p, q], gradients=True)[1:]
                    second.peers[library.name] = error(
                        np.concatenate(grads), by_name, DIVERGENCE_GRADIENT_ULPS, dtype, {}
                    )
        yield first
        yield second


@dataclass(frozen=True)
class Derived:
    """A function of a sum of terms: our call, the oracle's sum, and the function with its derivative."""

    title: str
    function: str
    formula: str
    argument: float
    options: Mapping[str, Any]
    outer: Callable[[Any], Any]
    slope: Callable[[Any], Any]


def _renyi_of_order(a: float) -> Derived:
    # the alpha divergence of normalised rows is (sum p^a q^(1-a) - 1) / (a (a - 1))
    return Derived(
        f"renyi({a:g})",
        "renyi",
        "alpha",
        a,
        {"alpha": a},
        lambda v: np.log1p(a * (a - 1) * v) / (a - 1),
        lambda v: a / (1 + a * (a - 1) * v),
    )


DERIVED = (
    Derived("js_distance", "js_distance", "jensen_shannon", 0.5, {}, np.sqrt, lambda v: 0.5 / np.sqrt(v)),
    _renyi_of_order(0.75),
    _renyi_of_order(2.0),
)


def _derived_rows(derived: Derived, dtype: str) -> Iterator[Row]:
    """Rows of logits. The outer function is applied to the oracle's sum in long double."""
    p, q = (np.asarray(z, dtype) for z in _pairs_of_rows())
    inner, slopes = rows.batch(
        rows.pairwise, p, q, formula=derived.formula, argument=derived.argument, p_kind="logits", q_kind="logits"
    )
    exact = inner.high.astype(np.longdouble) + inner.low
    slope = np.abs(derived.slope(exact))
    value = _rounded(derived.outer(exact), slope * inner.scale, slope * inner.conditioning)
    by_name = stacked([slopes["p"], slopes["q"]])
    factor = np.concatenate([derived.slope(exact)] * 2)[:, None]
    size = np.abs(factor)
    # the factor is computed from the rounded sum
    moved = by_name.conditioning + np.abs(by_name.high) * (2 * inner.conditioning / inner.high).repeat(2)[:, None]
    gradients = _rounded(
        factor * (by_name.high.astype(np.longdouble) + by_name.low), size * by_name.scale, size * moved
    )
    first, second = _pair(
        f"{derived.title} of logits", dtype, DIVERGENCE_ULPS, DIVERGENCE_GRADIENT_ULPS, value, gradients
    )
    function = getattr(likelier, derived.function)
    compute = functools.partial(function.value_and_grad, p, q, p_kind="logits", q_kind="logits", **derived.options)
    for isa, (result, grads) in by_isa(compute):
        first.ours[isa] = error(result, value, DIVERGENCE_ULPS, dtype, {})
        second.ours[isa] = error(np.concatenate(grads), gradients, DIVERGENCE_GRADIENT_ULPS, dtype, {})
    yield first
    yield second


def _rounded(exact: Any, scale: Any, conditioning: Any) -> Reference:
    """Return a reference from long doubles."""
    high = np.asarray(exact, np.float64)
    low = np.asarray(exact - high, np.float64)
    return Reference(high, low, np.asarray(scale, np.float64), np.asarray(conditioning, np.float64))


def _entropy_rows(dtype: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    x, _ = _pairs_of_rows()
    for kind in ("probs", "logits"):
        p = np.asarray(x if kind == "logits" else _softmax(x), dtype)
        value, slopes = rows.batch(rows.entropy, p, kind=kind)
        title = "entropy" + (" of logits" if kind == "logits" else "")
        first, second = _pair(title, dtype, ULPS["rows"], ROW_GRADIENT_ULPS, value, slopes["p"])
        for isa, (result, grad) in by_isa(functools.partial(likelier.entropy.value_and_grad, p, kind=kind, wrt="p")):
            first.ours[isa] = error(result, value, ULPS["rows"], dtype, {})
            second.ours[isa] = error(grad, slopes["p"], ROW_GRADIENT_ULPS, dtype, {})
        usual = formulas_of("entropy")
        for library in libraries.values() if kind == "probs" else ():
            form = usual[library.formulas]()
            result = peer_results(library, form, [p], gradients=False)[0]
            first.peers[library.name] = error(result, value, ULPS["rows"], dtype, {})
            if library.name != "scipy":
                grad = peer_results(library, form, [p], gradients=True)[1]
                second.peers[library.name] = error(grad, slopes["p"], ROW_GRADIENT_ULPS, dtype, {})
        yield first
        yield second


def _softmax(x: Array) -> Array:
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True))


def _distill_rows(dtype: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    rng = np.random.default_rng(4)
    x = (rng.standard_normal((8, 60)) * np.repeat([2.0, 20.0], 4)[:, None]).astype(dtype)
    ids = np.argsort(-x, axis=1)[:, :6]
    log_p = np.log(rng.dirichlet(np.ones(7), 8)[:, :6]).astype(dtype)
    for tail in ("ignore", "bucket", "renormalize"):
        for direction in ("forward", "reverse"):
            value, slopes = distill.batch(x, ids, log_p, np.ones(8), 1.0, tail, direction)
            title = f"distill_topk({tail}, {direction})"
            first, second = _pair(title, dtype, ULPS["rows"], ROW_GRADIENT_ULPS, value, slopes)
            compute = functools.partial(
                likelier.distill_topk.value_and_grad, x, ids, log_p, tail=tail, direction=direction, reduction="none"
            )
            for isa, (result, (grad,)) in by_isa(compute):
                first.ours[isa] = error(result, value, ULPS["rows"], dtype, {})
                second.ours[isa] = error(grad, slopes, ROW_GRADIENT_ULPS, dtype, {})
            if (tail, direction) == ("ignore", "forward"):
                for library in libraries.values():
                    function = _gathered(library.name, ids, log_p)
                    first.peers[library.name] = error(
                        peer_results(library, function, [x], gradients=False)[0], value, ULPS["rows"], dtype, {}
                    )
                    if library.name != "scipy":
                        grad = peer_results(library, function, [x], gradients=True)[1]
                        second.peers[library.name] = error(grad, slopes, ROW_GRADIENT_ULPS, dtype, {})
            yield first
            yield second


def _gathered(library: str, ids: Array, log_p: Array) -> Function:
    """Return the sum of p log(p / q) over a list of classes: log-softmax and an indexed read."""
    index = np.arange(len(ids))[:, None]
    if library == "torch":
        torch = importlib.import_module("torch")
        wanted, logs = torch.from_numpy(ids), torch.from_numpy(log_p)
        return lambda x: (logs.exp() * (logs - torch.log_softmax(x, -1).gather(-1, wanted))).sum(-1)
    module = {"scipy": "scipy.special", "jax": "jax.nn"}[library]
    log_softmax: Function = importlib.import_module(module).log_softmax
    p = np.exp(log_p)
    return lambda x: (p * (log_p - log_softmax(x, axis=-1)[index, ids])).sum(-1)


def _linear_rows(dtype: str) -> Iterator[Row]:
    """Cross-entropy of a linear layer; a product may be summed in any order, with a rounding for every term."""
    rng = np.random.default_rng(6)
    n, features, classes = 12, 8, 11
    x = (rng.standard_normal((n, features)) * np.repeat([0.3, 1.0, 4.0], 4)[:, None]).astype(dtype)
    weight, bias = rng.standard_normal((classes, features)).astype(dtype), rng.standard_normal(classes).astype(dtype)
    target = rng.integers(0, classes, n)
    wide, matrix = x.astype(np.longdouble), weight.astype(np.longdouble)
    logits = (wide[:, None] * matrix).sum(-1) + bias
    moved = (features + 1) * ((np.abs(wide[:, None]) * np.abs(matrix)).sum(-1) + np.abs(bias))
    hit = np.arange(classes) == target[:, None]
    e = np.exp(logits - logits.max(-1, keepdims=True))
    p = e / e.sum(-1, keepdims=True)
    slope = np.where(hit, -(np.where(hit, 0, p).sum(-1, keepdims=True)), p)
    value = -np.log(p[hit])
    loss = _rounded(value, value, (np.abs(slope) * moved).sum(-1))
    slope_moved = p * (moved + (p * moved).sum(-1, keepdims=True))
    size = np.abs(slope)
    gradients = {
        "x": _rounded(slope @ matrix, size @ abs(matrix), slope_moved @ abs(matrix) + classes * (size @ abs(matrix))),
        "weight": _rounded(slope.T @ wide, size.T @ abs(wide), slope_moved.T @ abs(wide) + n * (size.T @ abs(wide))),
        "bias": _rounded(slope.sum(0), size.sum(0), slope_moved.sum(0)),
    }
    count = sum(g.high.size for g in gradients.values())
    first = Row("linear_cross_entropy", dtype, ULPS["rows"], n)
    second = Row("linear_cross_entropy, gradients", dtype, ROW_GRADIENT_ULPS, count)
    compute = functools.partial(
        likelier.linear_cross_entropy.value_and_grad, x, weight, target, bias=bias, reduction="none"
    )
    for isa, (result, grads) in by_isa(compute):
        first.ours[isa] = error(result, loss, ULPS["rows"], dtype, {})
        second.ours[isa] = joined(
            [error(getattr(grads, name), g, ROW_GRADIENT_ULPS, dtype, {}) for name, g in gradients.items()]
        )
    yield first
    yield second


def loss_rows(libraries: Mapping[str, Library]) -> Iterator[Row]:
    """Binary cross-entropy, from logits and from probabilities, Gaussian losses, estimates from samples."""
    rng = np.random.default_rng(5)
    logits = [0.0, 1e-30, 1.0, -1.0, 17.0, -17.0, 50.0, -50.0, 80.0, -80.0, 1e4, -1e4, 3e38, -3e38]
    grid = np.array(list(itertools.product(logits, [0.0, 1e-20, 0.3, 0.5, 1.0])))
    random = np.column_stack([rng.standard_normal(200) * 10, rng.random(200)])
    points = np.concatenate([grid, random])
    probabilities = np.array(
        list(itertools.product([1e-30, 1e-8, 0.3, 0.5, 0.9, 1 - 2.0**-24], [0.0, 1e-20, 0.3, 0.5, 1]))
    )
    spread = np.column_stack([rng.uniform(0.001, 0.999, 200), rng.random(200)])
    normal = np.column_stack(
        [rng.standard_normal((200, 2)) * 10.0 ** rng.integers(-6, 7, (200, 1)), rng.exponential(size=200)]
    )
    for dtype in DTYPES:
        x, y = points.astype(dtype).T
        value, *slopes = losses.batch(losses.binary_cross_entropy_with_logits, x, y, np.ones_like(x))
        yield from _elementwise(
            "binary_cross_entropy_with_logits", dtype, {"logits": x, "target": y}, value, slopes[:2], libraries
        )
        p, y = np.concatenate([probabilities, spread]).astype(dtype).T
        value, *slopes = losses.batch(losses.binary_cross_entropy, p, y)
        yield from _elementwise("binary_cross_entropy", dtype, {"p": p, "target": y}, value, slopes, libraries)
        arguments = dict(zip(("y", "mean", "var"), normal.astype(dtype).T, strict=True))
        value, *slopes = losses.GAUSSIAN_NLL.references(*arguments.values())
        yield from _elementwise("gaussian_nll", dtype, arguments, value, slopes, libraries)
        del arguments["var"]
        value, *slopes = losses.MSE_NLL.references(*arguments.values())
        yield from _elementwise("mse_nll", dtype, arguments, value, slopes, libraries)
        yield from _estimates(dtype)


# Of f_divergence_from_logratio: the kind with its options, and the oracle's formula with its argument.
RATIOS: tuple[tuple[dict[str, Any], tuple[Any, ...]], ...] = (
    ({"kind": "kl"}, ("alpha", 1)),
    ({"kind": "reverse_kl"}, ("alpha", 0)),
    ({"kind": "js"}, ("jensen_shannon", 0.5)),
    ({"kind": "alpha", "alpha": 0.75}, ("alpha", 0.75)),
    ({"kind": "pearson"}, ("chi2",)),
    ({"kind": "neyman"}, ("neyman",)),
    ({"kind": "total_variation"}, ("total_variation",)),
    ({"kind": "hellinger2"}, ("hellinger2",)),
)


def _estimates(dtype: str) -> Iterator[Row]:
    rng = np.random.default_rng(7)
    logp, logq = (-rng.exponential(size=(2, 200)) * 5).astype(dtype)
    logq[:50] = logp[:50] * (1 + np.finfo(dtype).eps * rng.integers(-3, 4, 50).astype(dtype))
    for kind in ("k1", "k2", "k3"):
        value, *slopes = losses.kl_estimate(kind).references(logp, logq)
        arguments, options = {"logp": logp, "logq": logq}, {"kind": kind, "gradient": "biased"}
        yield from _elementwise("kl_estimate", dtype, arguments, value, slopes, {}, f"({kind})", options)
    small = 2.0 ** -np.arange(1, 40, 3)
    ratio = np.concatenate([rng.standard_normal(150) * 3, small, -small, [5.0, -5.0, 20.0, -20.0]]).astype(dtype)
    for options, formula in RATIOS:
        value, *slopes = losses.of_log_ratio(*formula, is_power=options["kind"] == "alpha").references(ratio)
        suffix = f"({options['kind']})"
        arguments = {"log_ratio": ratio}
        yield from _elementwise("f_divergence_from_logratio", dtype, arguments, value, slopes, {}, suffix, options)
    q, p = rng.exponential(size=(2, 200)).astype(dtype)
    q[:50] = p[:50] * (1 + np.finfo(dtype).eps * rng.integers(-3, 4, 50).astype(dtype))
    for order, integral in itertools.product((1.0, 2.0, 2.5), (False, True)):
        kind = {1.0: "l1", 2.0: "l2"}.get(order, "lp")
        formula_of = losses.pointwise_distance(order, integral=integral, in_double=dtype == "float64")
        value, *slopes = formula_of.references(q, p)
        chosen = {"kind": kind, "order": order if kind == "lp" else None, "integral": integral}
        suffix = f"({kind}{', integral' if integral else ''})"
        yield from _elementwise("pointwise_distance", dtype, {"q": q, "p": p}, value, slopes, {}, suffix, chosen)


def _elementwise(
    name: str,
    dtype: str,
    arguments: Mapping[str, Array],
    value: Reference,
    slopes: Sequence[Reference],
    libraries: Mapping[str, Library],
    suffix: str = "",
    options: Mapping[str, Any] | None = None,
) -> Iterator[Row]:
    function, target = getattr(likelier, name), SPECIAL_ULPS
    first = Row(name + suffix, dtype, target, value.high.size)
    second = Row(f"{name}{suffix}, gradients", dtype, SPECIAL_GRADIENT_ULPS, value.high.size * len(slopes))

    def judge(result: Any, grads: Sequence[Any]) -> tuple[Error, Error]:
        return error(result, value, target, dtype, arguments), joined(
            [error(g, exact, SPECIAL_GRADIENT_ULPS, dtype, arguments) for g, exact in zip(grads, slopes, strict=True)]
        )

    compute = functools.partial(function.value_and_grad, **arguments, reduction="none", **(options or {}))
    for isa, (result, grads) in by_isa(compute):
        first.ours[isa], second.ours[isa] = judge(result, grads)
    for library in libraries.values():
        other = _usual_loss(library.name, name)
        if other is None:
            continue
        arrays = list(arguments.values())
        result = peer_results(library, other, arrays, gradients=False)[0]
        first.peers[library.name] = error(result, value, target, dtype, arguments)
        if library.name != "scipy":
            second.peers[library.name] = judge(result, peer_results(library, other, arrays, gradients=True)[1:])[1]
    yield first
    yield second


def _usual_loss(library: str, name: str) -> Function | None:
    if library == "torch":
        f = importlib.import_module("torch.nn.functional")
        forms: dict[str, Function] = {
            "binary_cross_entropy_with_logits": lambda x, y: f.binary_cross_entropy_with_logits(x, y, reduction="none"),
            "binary_cross_entropy": lambda p, y: f.binary_cross_entropy(p, y, reduction="none"),
            "mse_nll": lambda y, mean: f.mse_loss(mean, y, reduction="none") + 0.5 * math.log(math.pi),
            "gaussian_nll": lambda y, mean, var: f.gaussian_nll_loss(mean, y, var, full=True, reduction="none"),
        }
        return forms[name]
    if name != "binary_cross_entropy":
        return None
    special = importlib.import_module({"scipy": "scipy.special", "jax": "jax.scipy.special"}[library])
    return lambda p, y: -(special.xlogy(y, p) + special.xlog1py(1 - y, -p))


@dataclass(frozen=True)
class Vectors:
    """A family of vectors in one parameterisation: its hard events, and how far a value may be off."""

    family: str
    form: str
    method: str
    batches: Callable[[Any], Sequence[vectors.Batch]]
    target: Mapping[str, float]
    # Float32 is computed in double, so that what roundings on the way do is of that.
    in_double: bool = True
    gradient_target: float | None = None  # where it is another

    @property
    def title(self) -> str:
        return f"{self.family}.{self.method}({self.form.replace(',', '=, ')}=)"


_IN_DOUBLE = {"float32": ULPS["rows"], "float64": ULPS["saddle_point"]}
_ELEMENTARY = dict.fromkeys(DTYPES, ULPS["elementary"])
_SADDLE_POINT = dict.fromkeys(DTYPES, ULPS["saddle_point"])
_DEGREES = (1e-3, 1.0, 30.0, 1e8)


def _normal(form: str) -> Vectors:
    batches = functools.partial(vectors.elliptical_batches, form=form, df=None)
    return Vectors("multivariate_normal", form, "logpdf", batches, _IN_DOUBLE)


def _student(form: str) -> Vectors:
    def batches(dtype: Any) -> list[vectors.Batch]:
        return [batch for df in _DEGREES for batch in vectors.elliptical_batches(dtype, form, df)]

    own = "shape" if form == "cov" else form
    return Vectors("multivariate_t", own, "logpdf", batches, _IN_DOUBLE)


VECTORS = (
    *map(_normal, ("cov", "scale_tril", "precision")),
    # Sums of the densities of elements.
    Vectors("multivariate_normal", "diag", "logpdf", vectors.diagonal_batches, _ELEMENTARY, in_double=False),
    Vectors("multivariate_normal", "cov_factor,diag", "logpdf", vectors.low_rank_batches, _IN_DOUBLE),
    *map(_student, ("cov", "scale_tril", "precision")),
    Vectors("dirichlet", "alpha", "logpdf", vectors.dirichlet_batches, _SADDLE_POINT, in_double=False),
    *(
        Vectors("multinomial", form, "logpmf", functools.partial(vectors.multinomial_batches, form=form), _IN_DOUBLE)
        for form in ("p", "logits")
    ),
    # One logarithm; and with logits a row of a cross-entropy.
    Vectors("categorical", "p", "logpmf", functools.partial(vectors.categorical_batches, form="p"), _ELEMENTARY),
    Vectors(
        "categorical",
        "logits",
        "logpmf",
        functools.partial(vectors.categorical_batches, form="logits"),
        dict.fromkeys(DTYPES, ULPS["rows"]),
        in_double=False,
        gradient_target=ROW_GRADIENT_ULPS,
    ),
)


def peer_of_vectors(library: Library, family: str, form: str) -> Function | None:
    """Return a peer's density of a batch of events, each of its own parameters or all of the same."""
    if library.name == "torch":
        d = importlib.import_module("torch.distributions")

        def normal(x: Any, mean: Any, **matrix: Any) -> Any:
            return d.MultivariateNormal(mean, **matrix, validate_args=False).log_prob(x)

        forms: dict[tuple[str, str], Function] = {
            ("multivariate_normal", "cov"): lambda x, mean, cov: normal(x, mean, covariance_matrix=cov),
            ("multivariate_normal", "scale_tril"): lambda x, mean, factor: normal(x, mean, scale_tril=factor),
            ("multivariate_normal", "precision"): lambda x, mean, matrix: normal(x, mean, precision_matrix=matrix),
            ("multivariate_normal", "diag"): lambda x, mean, diag: d.Independent(
                d.Normal(mean, diag.sqrt(), validate_args=False), 1, validate_args=False
            ).log_prob(x),
            ("multivariate_normal", "cov_factor,diag"): lambda x, mean, root, diag: d.LowRankMultivariateNormal(
                mean, root, diag, validate_args=False
            ).log_prob(x),
            ("dirichlet", "alpha"): lambda x, alpha: d.Dirichlet(alpha, validate_args=False).log_prob(x),
            ("multinomial", "p"): lambda x, n, p: d.Multinomial(int(n), p, validate_args=False).log_prob(x.to(p.dtype)),
            ("multinomial", "logits"): lambda x, n, logits: d.Multinomial(
                int(n), logits=logits, validate_args=False
            ).log_prob(x.to(logits.dtype)),
            ("categorical", "p"): lambda k, p: d.Categorical(p, validate_args=False).log_prob(k),
            ("categorical", "logits"): lambda k, logits: d.Categorical(logits=logits, validate_args=False).log_prob(k),
        }
        return forms.get((family, form))
    if form not in ("cov", "shape", "alpha", "p"):
        return None
    module = {"scipy": "scipy.stats", "jax": "jax.scipy.stats"}[library.name]
    distribution = getattr(importlib.import_module(module), family, None)
    if distribution is None:
        return None
    function: Function = distribution.logpmf if family == "multinomial" else distribution.logpdf
    if library.name == "scipy":
        return (lambda x, alpha: function(x.T, alpha)) if family == "dirichlet" else function
    # JAX takes one event, or all of the same parameters.
    vmap = importlib.import_module("jax").vmap

    def each(x: Any, *parameters: Any) -> Any:
        shapes = {"cov": (1, 2), "alpha": (1,), "p": (0, 1)}[form]
        own = [0 if p.ndim > n else None for p, n in zip(parameters, shapes, strict=True)]
        return vmap(function, (0, *own))(x, *parameters)

    return each


# torch divides probabilities by their sum, whose gradient is another one.
NORMALISED = {("torch", "multinomial", "p"), ("torch", "categorical", "p")}


@dataclass(frozen=True)
class VectorResults:
    """A batch's values or gradients by one argument: of which events, what came, and what is exact."""

    batch: vectors.Batch
    events: Array  # indices
    arguments: Mapping[str, Array]
    derivative: str
    result: Array
    reference: Reference


def _apart(arguments: Mapping[str, Array]) -> dict[str, Array]:
    """Return arguments in which every event has parameters of its own."""
    data, *parameters = arguments
    count = len(arguments[data])
    own = {n: np.repeat(arguments[n][np.newaxis], count, axis=0) for n in parameters if arguments[n].dtype.kind == "f"}
    return {**arguments, **own}


def _answered(of: Vectors, arguments: Mapping[str, Array], library: Library) -> Array:
    """Tell which events a peer takes as they are."""
    data = next(iter(arguments.values()))
    if of.family == "dirichlet":
        # peers refuse, or call impossible, what does not add up to 1
        return np.asarray(np.abs(data.sum(-1) - 1) < 8 * np.finfo(data.dtype).eps)
    if of.family == "multinomial" and library.name != "scipy":
        # they count in floating point
        return np.asarray((data.astype(arguments[of.form].dtype) == data).all(-1))
    return np.full(len(data), True)


def _rescaled(of: Vectors, batch: vectors.Batch, reference: Reference) -> None:
    """Allow a peer to scale what is off by a rounding to add up to 1."""
    if of.form not in ("alpha", "p"):
        return
    for i, event in enumerate(batch.events):
        sizes = {**batch.arguments, "x": next(iter(batch.arguments.values()))[i]}
        slopes = {name: vectors.doubles(g) for name, g in event.gradients.items()}
        reference.conditioning[i] += sum(np.abs(g * sizes[name]).sum() for name, g in slopes.items())


def vector_results(of: Vectors, dtype: str, library: Library | None, *, gradients: bool) -> list[VectorResults]:
    """Evaluate every batch, by a peer or by likelier: values at shared parameters, gradients at each event's own."""
    found: list[VectorResults] = []
    function = getattr(getattr(likelier, of.family), of.method) if library is None else None
    other = None if library is None else peer_of_vectors(library, of.family, of.form)
    if library is not None and (
        other is None
        or (gradients and (not library.differentiates or (library.name, of.family, of.form) in NORMALISED))
    ):
        return found
    for batch in of.batches(np.dtype(dtype).type):
        arguments, names = dict(batch.arguments), batch.slope_names() if gradients else {"": ""}
        data = next(iter(arguments))
        chosen = np.full(len(batch.events), True)
        if library is not None:
            chosen = _answered(of, arguments, library)
            if not chosen.any():
                continue
            arguments[data] = arguments[data][chosen]
        if gradients:
            arguments = _apart(arguments)
        try:
            if function is not None:
                results = (
                    list(function.value_and_grad(**arguments, wrt=tuple(names))[1])
                    if gradients
                    else [function(**arguments)]
                )
            else:
                results = _peer_vectors(library, other, arguments, tuple(names) if gradients else ())
        except _refusals(library):
            continue
        for (name, inner), result in zip(names.items(), results, strict=True):
            reference = vectors.gradient_reference(batch.events, inner) if name else vectors.reference(batch.events)
            if dtype == "float32" and of.in_double:
                # roundings of a peer's float32 are not those of a double
                reference.conditioning[:] *= 2.0**-29 if library is None else 1
            if library is not None and not name:
                _rescaled(of, batch, reference)
            events = np.flatnonzero(chosen)
            shaped = np.asarray(result).reshape(reference.high[chosen].shape)
            found.append(VectorResults(batch, events, arguments, name, shaped, reference[chosen]))
    return found


def _refusals(library: Library | None) -> tuple[type[Exception], ...]:
    """Return what a library raises of a matrix that it does not take for a covariance."""
    if library is None:
        return ()
    refusals: tuple[type[Exception], ...] = (ValueError, np.linalg.LinAlgError)
    return (*refusals, importlib.import_module("torch").linalg.LinAlgError) if library.name == "torch" else refusals


def _peer_vectors(library: Any, function: Any, arguments: Mapping[str, Array], wrt: tuple[str, ...]) -> list[Array]:
    arrays = list(arguments.values())
    if not wrt:
        return peer_results(library, function, arrays, gradients=False)
    call = library.gradient(function, arrays, [list(arguments).index(name) for name in wrt])
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return list(library.numpy(call())[1:])


def flat(reference: Reference) -> Reference:
    return Reference(
        reference.high.ravel(), reference.low.ravel(), reference.scale.ravel(), reference.conditioning.ravel()
    )


def vector_rows(of: Vectors, libraries: Mapping[str, Library]) -> Iterator[Row]:
    for dtype, gradients in itertools.product(DTYPES, (False, True)):
        target = (gradients and of.gradient_target) or of.target[dtype]

        def judge(results: Sequence[VectorResults]) -> Error:
            exact = stacked([flat(r.reference) for r in results])
            return error(np.concatenate([r.result.ravel() for r in results]), exact, target, dtype, {})  # noqa: B023

        row: Row | None = None
        compute = functools.partial(vector_results, of, dtype, None, gradients=gradients)
        for isa, results in by_isa(compute):
            row = row or Row(
                of.title + (", gradients" if gradients else ""), dtype, target, sum(r.result.size for r in results)
            )
            row.ours[isa] = judge(results)
        assert row is not None
        for library in libraries.values():
            theirs = vector_results(of, dtype, library, gradients=gradients)
            if theirs:
                row.peers[library.name] = judge(theirs)
        yield row


def mixture_rows() -> Iterator[Row]:
    """Measure a mixture of three components, of which pixels may be far; no peer has it."""
    for dtype in DTYPES:
        case = mixtures.case(dtype)
        names = ("k", "log_weights", "loc", "scale")
        yield from _of_mixture("logpmf", dtype, names, case, mixtures.steepest(case[0]))


def mixture_method_rows() -> Iterator[Row]:
    """Measure its distribution functions."""
    for dtype in DTYPES:
        underflow = UNDERFLOW[np.dtype(dtype).type]
        for method in ("cdf", "sf", "logcdf", "logsf"):
            case = mixtures.tail_case(method, dtype)
            yield from _of_mixture(method, dtype, ("log_weights", "loc", "scale"), case, underflow)


def _of_mixture(
    method: str,
    dtype: str,
    names: tuple[str, ...],
    case: tuple[dict[str, Any], Reference, list[Reference]],
    underflow: float,
) -> Iterator[Row]:
    function = getattr(likelier.discretized_logistic_mixture, method)
    arrays, value, gradients = case
    first = Row(function.__qualname__, dtype, MIXTURE_ULPS, value.high.size)
    second = Row(f"{first.function}, gradients", dtype, MIXTURE_GRADIENT_ULPS, sum(g.high.size for g in gradients))
    for isa, (result, slopes) in by_isa(functools.partial(function.value_and_grad, **arrays, wrt=names)):
        first.ours[isa] = error(result, value, MIXTURE_ULPS, dtype, {}, underflow=underflow)
        second.ours[isa] = joined(
            [
                error(g, exact, MIXTURE_GRADIENT_ULPS, dtype, {}, underflow=underflow)
                for g, exact in zip(slopes, gradients, strict=True)
            ]
        )
    yield first
    yield second


def _torch_side(family: str, parameters: Sequence[str], values: Sequence[Any]) -> Any:
    """Return a density of torch's by SciPy's parameters; None: it has none."""
    d = importlib.import_module("torch.distributions")
    made: dict[tuple[str, ...], Callable[..., Any]] = {
        ("norm", "loc", "scale"): d.Normal,
        ("laplace", "loc", "scale"): d.Laplace,
        ("cauchy", "loc", "scale"): d.Cauchy,
        ("gumbel_r", "loc", "scale"): d.Gumbel,
        ("uniform", "loc", "scale"): lambda loc, scale, check: d.Uniform(loc, loc + scale, check),
        ("expon", "loc", "scale"): lambda _loc, scale, check: d.Exponential(1 / scale, check),
        ("gamma", "a", "scale"): lambda a, scale, check: d.Gamma(a, 1 / scale, check),
        ("beta", "a", "b"): d.Beta,
        ("pareto", "b", "scale"): lambda b, scale, check: d.Pareto(scale, b, check),
        ("poisson", "mu"): d.Poisson,
        ("bernoulli", "p"): lambda p, check: d.Bernoulli(p, None, check),
        ("bernoulli", "logits"): lambda logits, check: d.Bernoulli(None, logits, check),
        ("geom", "p"): lambda p, check: d.Geometric(p, None, check),
    }
    make = made.get((family, *parameters))
    return None if make is None else make(*values, False)


def peer_of_divergence(library: Library, form: closed_forms.Form) -> Function | None:
    """Return a peer's KL between two densities, as a function of the parameters of both."""
    if library.name != "torch":
        return None
    torch, n = importlib.import_module("torch"), len(form.p_parameters)

    def divergence(*values: Any) -> Any:
        p = _torch_side(form.p, form.p_parameters, values[:n])
        q = _torch_side(form.q, form.q_parameters, values[n:])
        if p is None or q is None:
            raise NotImplementedError
        return torch.distributions.kl_divergence(p, q)

    try:
        divergence(*(torch.tensor([0.5]) for _ in range(n + len(form.q_parameters))))
    except NotImplementedError:
        return None
    return divergence


def taken_as_they_are(form: closed_forms.Form, arguments: Sequence[Array]) -> Array:
    """Tell where torch's parameters of both densities are SciPy's without a rounding."""
    n = len(form.p_parameters)
    chosen = np.full(arguments[0].shape, True)
    for family, names, values in (
        (form.p, form.p_parameters, arguments[:n]),
        (form.q, form.q_parameters, arguments[n:]),
    ):
        given = dict(zip(names, values, strict=True))
        with np.errstate(over="ignore"):
            if family == "uniform":
                end = given["loc"] + given["scale"]
                chosen &= (end - given["loc"] == given["scale"]) & (end - given["scale"] == given["loc"])
            if family in ("expon", "gamma") and "scale" in given:
                chosen &= np.frexp(given["scale"])[0] == 0.5
        if family == "expon":
            chosen &= given["loc"] == 0
    return np.asarray(chosen)


def divergence_arguments(form: closed_forms.Form, arguments: Sequence[Array]) -> tuple[dict[str, Array], Any, Any]:
    """Return the parameters by the names that tables have, and the two densities."""
    n = len(form.p_parameters)
    names = [f"p.{name}" for name in form.p_parameters] + [f"q.{name}" for name in form.q_parameters]
    p = getattr(likelier, form.p)(**dict(zip(form.p_parameters, arguments[:n], strict=True)))
    q = getattr(likelier, form.q)(**dict(zip(form.q_parameters, arguments[n:], strict=True)))
    return dict(zip(names, arguments, strict=True)), p, q


def divergence_title(form: closed_forms.Form) -> str:
    return f"kl({form.p}, {form.q})" + (f" of {form.kind}".replace("_and_", " and ") if form.kind else "")


def closed_form_rows(form: closed_forms.Form, libraries: Mapping[str, Library]) -> Iterator[Row]:
    """KL between two densities."""
    target = ULPS["saddle_point"]
    for dtype in DTYPES:
        arguments, (value, *slopes) = closed_forms.load(form, dtype)
        inputs, p, q = divergence_arguments(form, arguments)
        title = divergence_title(form)
        first = Row(title, dtype, target, value.high.size)
        second = Row(f"{title}, gradients", dtype, target, value.high.size * len(slopes))
        for isa, (result, grads) in by_isa(functools.partial(likelier.kl.value_and_grad, p, q)):
            first.ours[isa] = error(result, value, target, dtype, inputs)
            second.ours[isa] = joined(
                [
                    error(g, slope, target, dtype, inputs, underflow=1.0)
                    for g, slope in zip([*grads.p, *grads.q], slopes, strict=True)
                ]
            )
        chosen = taken_as_they_are(form, arguments)
        for library in libraries.values() if chosen.any() else ():
            other = peer_of_divergence(library, form)
            if other is None:
                continue
            some = [a[chosen] for a in arguments]
            result, *theirs = peer_results(library, other, some, gradients=True)
            first.peers[library.name] = error(result, value[chosen], target, dtype, {})
            second.peers[library.name] = joined(
                [
                    error(g, slope[chosen], target, dtype, {}, underflow=1.0)
                    for g, slope in zip(theirs, slopes, strict=True)
                ]
            )
        yield first
        yield second


def vector_divergence_rows(family: str, form: str) -> Iterator[Row]:
    """KL between two densities of vectors."""
    make = getattr(likelier, family)

    def values(cases: Sequence[kl_vectors.Case]) -> list[Any]:
        return [likelier.kl(make(**case.p), make(**case.q)) for case in cases]

    for dtype in DTYPES:
        target = _IN_DOUBLE[dtype]
        cases = list(kl_vectors.CASES[family, form](np.dtype(dtype).type))
        reference = kl_vectors.reference([case.divergence for case in cases], np.dtype(dtype))
        row = Row(f"kl({family}, {family}) ({form}=)", dtype, target, len(cases))
        for isa, results in by_isa(functools.partial(values, cases)):
            row.ours[isa] = error(np.array(results), reference, target, dtype, {})
        yield row


def interval_rows(p: str, q: str) -> Iterator[Row]:
    """Measure KL between a beta and a uniform density of one interval: beta's among themselves, of shapes 1."""
    form = next(form for form in closed_forms.FORMS if form.name == "beta_beta")
    rng = np.random.default_rng(9)
    target = ULPS["saddle_point"]
    for dtype in DTYPES:
        near = 1 + 10.0 ** rng.uniform(-6, -1, (8, 2)) * rng.choice([-1, 1], (8, 2))
        shapes = np.concatenate([10.0 ** rng.uniform(-3, 3, (12, 2)), near]).astype(dtype)
        ones = np.ones_like(shapes)
        points = np.concatenate([shapes, ones] if p == "beta" else [ones, shapes], axis=1)
        entries = np.array([[[float(x) for x in e] for e in closed_forms.reference(form, row)] for row in points])
        value, *slopes = (Reference(*np.moveaxis(entries[:, i], -1, 0)) for i in range(5))
        own = slopes[:2] if p == "beta" else slopes[2:]
        a, b = shapes.T
        sides = {"beta": likelier.beta(a, b), "uniform": likelier.uniform()}
        first, second = _pair(f"kl({p}, {q})", dtype, target, target, value, stacked(own))
        for isa, (result, grads) in by_isa(functools.partial(likelier.kl.value_and_grad, sides[p], sides[q])):
            first.ours[isa] = error(result, value, target, dtype, {"a": a, "b": b})
            got = grads.p if p == "beta" else grads.q
            second.ours[isa] = joined(
                [
                    error(g, exact, target, dtype, {"a": a, "b": b}, underflow=1.0)
                    for g, exact in zip((got.a, got.b), own, strict=True)
                ]
            )
        yield first
        yield second


def trial_rows(of: kl_vectors.Trials) -> Iterator[Row]:
    """KL between two densities of counts of as many trials."""
    make = getattr(likelier, of.family)
    for dtype in DTYPES:
        (shared, *sides), value, slopes = of.references(np.dtype(dtype).type)
        target = _IN_DOUBLE[dtype]
        p, q = (make(**{of.shared: shared, of.name: x}) for x in sides)
        inputs = {of.shared: shared, f"p.{of.name}": sides[0], f"q.{of.name}": sides[1]}
        first, second = _pair(of.title, dtype, target, target, value, stacked(slopes))
        for isa, (result, grads) in by_isa(functools.partial(likelier.kl.value_and_grad, p, q)):
            first.ours[isa] = error(result, value, target, dtype, inputs)
            got = [getattr(getattr(grads, side), of.name) for side in "pq"]
            second.ours[isa] = joined(
                [error(g, exact, target, dtype, inputs, underflow=1.0) for g, exact in zip(got, slopes, strict=True)]
            )
        yield first
        yield second


def prepared(threads: int) -> dict[str, Library]:
    """Return the peers that are installed, with a number of threads."""
    libraries = {name: LIBRARIES[name] for name in PEERS if LIBRARIES[name].installed()}
    for library in libraries.values():
        library.prepare(threads)
    return libraries


Section = tuple[str, Callable[[], Iterator[Row]]]


def sections(libraries: Mapping[str, Library]) -> list[Section]:
    """Every function that has an oracle: titles, and what measures the rows under each."""

    def section(title: str, rows_of: Callable[..., Iterator[Row]], *arguments: Any) -> Section:
        return title, functools.partial(rows_of, *arguments)

    result = [section(f"{d.name}.{d.method}", density_rows, d, libraries) for d in DENSITIES]
    result += [section(f"{d.name} methods", method_rows, d, libraries) for d in DENSITIES if d.name in METHODS]
    result += [section(f"{name} methods, far out", extreme_rows, name) for name in EXTREMES]
    result.append(section("discretized_logistic_mixture.logpmf", mixture_rows))
    result.append(section("discretized_logistic_mixture methods", mixture_method_rows))
    result += [section(of.title, vector_rows, of, libraries) for of in VECTORS]
    result += [section(divergence_title(form), closed_form_rows, form, libraries) for form in closed_forms.FORMS]
    result += [section(f"kl({p}, {p}) ({form}=)", vector_divergence_rows, p, form) for p, form in kl_vectors.CASES]
    result += [section(of.title, trial_rows, of) for of in kl_vectors.TRIALS]
    result += [section(f"kl({p}, {q})", interval_rows, p, q) for p, q in (("beta", "uniform"), ("uniform", "beta"))]
    result.append(section("rows: softmax, cross_entropy, kl and other divergences, distill_topk", row_rows, libraries))
    result.append(section("losses: binary_cross_entropy, gaussian_nll, estimates", loss_rows, libraries))
    result += [section(f"special.{name}", special_rows, name, libraries) for name in SPECIAL_ARGUMENTS]
    return result


def table(threads: int = 1, pattern: str = "") -> list[Row]:
    """Measure the sections whose titles match a regular expression."""
    chosen = [measured for title, measured in sections(prepared(threads)) if re.search(pattern, title)]
    return [row for measured in chosen for row in measured()]


def markdown(result: Sequence[Row]) -> str:
    """Render the table."""
    isas = testing.available_isas()
    lines = [
        "| function | dtype | points | target | "
        + " | ".join(f"likelier {isa}" for isa in isas)
        + " | SciPy | torch | JAX | worst input (likelier) |",
        "|---|---|--:|--:|" + "--:|" * len(isas) + "--:|--:|--:|---|",
    ]
    for row in result:
        worst = max(row.ours.values(), key=lambda e: e.ulps)
        where = ", ".join(f"{n} {v:.9g}" for n, v in worst.worst.items()) if worst.ulps > 0 else ""
        cells = [row.function, row.dtype, str(row.points), f"{row.target:g}"]
        cells += [str(row.ours[isa]) for isa in isas]
        cells += [str(row.peers[name]) if name in row.peers else "" for name in PEERS]
        lines.append("| " + " | ".join([*cells, where]) + " |")
    return "\n".join(lines) + "\n"
