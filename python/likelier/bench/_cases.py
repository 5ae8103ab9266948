"""The registry of measurements: sizes, our calls, the peers' formulas, traffic and bars."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier import _core
from likelier._elementwise import BY_NAME
from likelier.bench import _formulas
from likelier.bench._formulas import Formulas
from likelier.bench._libraries import Library
from likelier.bench._timing import Call

Array = NDArray[Any]
Shape = tuple[int, ...]
Measure = Literal["copy", "read", "speedup", "own", "seconds", "memory"]

ELEMENTS = 10_000_000
VOCABULARY = 128_256
LOC, SCALE, A = 0.3, 1.7, 2.3

# The geometric mean of the ratios to the fastest peer, and what it is held to.
GROUPS = {
    "univariate densities, value, scalar parameters": 4.0,
    "univariate densities, value, array parameters": 4.0,
    "univariate densities, value + all gradients": 4.0,
}

# What rows of results and the threads' blocks may take beside the gradient itself.
BYTES_PER_ROW, FIXED_BYTES = 64, 8 * 2**20


@dataclass(frozen=True)
class Bar:
    """What a measurement is held to.

    Attributes
    ----------
    measure
        ``copy``, ``read``: at least this part of the bandwidth; ``speedup``: at least so many times
        as fast as the fastest of ``against``; ``own``: at most so many times the time of our
        variant named in ``against``; ``seconds``: at most; ``memory``: at most so many bytes beside
        the result.
    limit
        The number.
    against
        Libraries, ``variant: library`` for the library's time in another variant of the case, or our variant.
    """

    measure: Measure
    limit: float
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Variant:
    """One task of a case: our call and the peers' calls for the same result.

    Attributes
    ----------
    name
        ``value``, ``value + gradient``, ...
    ours
        The call.
    read, written
        The least traffic that the task needs, in bytes.
    formulas
        By library; the gradient is the library's own affair.
    arrays
        What the formulas take.
    wrt
        The arguments whose gradients are wanted.
    bars
        What our time is held to, at full size.
    result_bytes
        Size of the result, where the memory of the call is measured.
    random
        Each library draws numbers of its own: alike in distribution alone.
    group
        Variants over whose ratios a geometric mean is taken.
    """

    name: str
    ours: Call
    read: int
    written: int
    formulas: Formulas = field(default_factory=dict)
    arrays: Sequence[Array] = ()
    wrt: tuple[int, ...] = ()
    bars: tuple[Bar, ...] = ()
    result_bytes: int | None = None
    random: bool = False
    group: str | None = None

    def peer(self, library: Library) -> Call | None:
        """Return a peer's call; None where it has no such function."""
        factory = self.formulas.get(library.formulas)
        if factory is None:
            return None
        try:
            function = factory()
            if self.wrt:
                return library.gradient(function, self.arrays, self.wrt)
            return library.value(function, self.arrays)
        except (AttributeError, NotImplementedError):
            return None


@dataclass(frozen=True)
class Case:
    """A measurement: variants on the same data, interleaved.

    Attributes
    ----------
    name, dtype
        As tables print them.
    shape
        The full size: rows come first.
    build
        Makes data and variants of a size.
    quick
        Part of the quick run.
    barred
        Whether its variants may have bars of their own; a group is held to the mean.
    """

    name: str
    dtype: str
    shape: Shape
    build: Callable[[Shape, str], list[Variant]]
    quick: bool = False
    barred: bool = True

    def __str__(self) -> str:
        return f"{self.name} {self.dtype}"

    def at_most(self, elements: int | None) -> Shape:
        """Return the shape cut down to a number of elements: rows first, then their length."""
        if elements is None:
            return self.shape
        *rows, last = self.shape
        last = max(1, min(last, elements))
        return (*(max(1, min(n, elements // last)) for n in rows), last)


def _rng() -> np.random.Generator:
    return np.random.default_rng(0)


def _fixed(formulas: Formulas, *parameters: float) -> dict[str, Callable[[], Any]]:
    """Return the same functions with scalar parameters, which a compiler may fold."""

    def bind(factory: Callable[[], Any]) -> Callable[[], Any]:
        def make() -> Any:
            function = factory()
            return lambda *arrays: function(*arrays, *parameters)

        return make

    return {library: bind(factory) for library, factory in formulas.items()}


def _norm_logpdf(shape: Shape, dtype: str) -> list[Variant]:
    x = _rng().standard_normal(shape).astype(dtype)
    out = np.empty_like(x)
    logpdf = likelier.norm.logpdf
    traffic = (x.nbytes, x.nbytes)
    return [
        Variant("out=", lambda: logpdf(x, LOC, SCALE, out=out), *traffic, bars=(Bar("copy", 0.7),)),
        Variant(
            "allocating",
            lambda: logpdf(x, LOC, SCALE),
            *traffic,
            _fixed(_formulas.density("norm"), LOC, SCALE),
            [x],
            bars=(Bar("speedup", 4, ("jax",)), Bar("speedup", 20, ("scipy",))),
        ),
    ]


def _norm_rvs(shape: Shape, dtype: str) -> list[Variant]:
    like = np.empty(shape, dtype)
    rvs = likelier.norm.rvs
    formulas = _formulas.norm_rvs()
    bars = (Bar("speedup", 3, ("numpy",)),)
    return [
        Variant(
            "value",
            lambda: rvs(shape, seed=1, dtype=dtype),
            0,
            like.nbytes,
            formulas,
            [like],
            bars=bars,
            random=True,
        )
    ]


# Shapes that variates are drawn with, and the ranges of those that differ between elements.
VARIATES: Mapping[str, Mapping[str, tuple[float, float, float]]] = {
    "gamma": {"a": (2.3, 0.3, 8.0)},
    "chi2": {"df": (5.0, 0.6, 16.0)},
    "invgamma": {"a": (9.0, 6.0, 12.0)},
    "beta": {"a": (2.3, 0.3, 8.0), "b": (0.7, 0.3, 8.0)},
    "t": {"df": (12.0, 10.0, 20.0)},
    "vonmises": {"kappa": (1.5, 0.3, 8.0)},
    "poisson": {"mu": (40.0, 0.5, 60.0)},
    "binom": {"n": (200.0, 1.0, 200.0), "p": (0.3, 0.05, 0.95)},
    "nbinom": {"n": (4.5, 2.0, 8.0), "p": (0.4, 0.3, 0.9)},
}


def _rvs(family: str) -> Callable[[Shape, str], list[Variant]]:
    def build(shape: Shape, dtype: str) -> list[Variant]:
        like, rng = np.empty(shape, dtype), _rng()
        rvs, formulas = getattr(likelier, family).rvs, _formulas.rvs(family)
        numbers = [number for number, _, _ in VARIATES[family].values()]
        arrays = [rng.uniform(low, high, shape).astype(dtype) for _, low, high in VARIATES[family].values()]
        if family == "binom":
            arrays[0] = np.ceil(arrays[0])
        bars = (Bar("speedup", 2, ("numpy",)),)
        return [
            Variant(
                "value, scalar parameters",
                lambda: rvs(shape, *numbers, seed=1, dtype=dtype),
                0,
                like.nbytes,
                _fixed(formulas, *numbers),
                [like],
                bars=bars,
                random=True,
            ),
            Variant(
                "value, array parameters",
                lambda: rvs(shape, *arrays, seed=1, dtype=dtype),
                len(arrays) * like.nbytes,
                like.nbytes,
                formulas,
                [like, *arrays],
                bars=bars,
                random=True,
            ),
        ]

    return build


def _probes(kind: str, bars: tuple[Bar, ...]) -> Callable[[Shape, str], list[Variant]]:
    def build(shape: Shape, dtype: str) -> list[Variant]:
        like = np.empty(shape, dtype)
        call = functools.partial(likelier.probes, shape, kind, seed=1, dtype=dtype)
        formulas = _formulas.norm_rvs() if kind == "gaussian" else {}
        return [Variant("value", call, 0, like.nbytes, formulas, [like], bars=bars, random=True)]

    return build


def _score_losses(shape: Shape, dtype: str) -> list[Variant]:
    rng, loss = _rng(), likelier.score_matching
    s, v, jv = (rng.standard_normal(shape).astype(dtype) for _ in range(3))
    trace = rng.standard_normal(shape[:-1]).astype(dtype)
    n, sigma = s.nbytes, 0.5
    bars = (Bar("copy", 0.75),)

    def variant(name: str, call: Call, traffic: tuple[int, int], formulas: Formulas, *arrays: Array) -> Variant:
        wrt = (0, 2) if name.startswith("sliced") else (0,)
        return Variant(f"{name}, value + gradient", call, *traffic, formulas, arrays, wrt, bars)

    plain, reduced = (_formulas.sliced_score(variance_reduced=choice) for choice in (False, True))
    both = ("s", "jv")
    return [
        variant(
            "implicit",
            lambda: loss.implicit.value_and_grad(s, trace, wrt=("s",)),
            (n, n),
            _formulas.implicit_score(),
            s,
            trace,
        ),
        variant(
            "denoising",
            lambda: loss.denoising.value_and_grad(s, v, jv, sigma, wrt=("s",)),
            (3 * n, n),
            _formulas.denoising_score(sigma),
            s,
            v,
            jv,
        ),
        variant(
            "sliced, reduced variance",
            lambda: loss.sliced.value_and_grad(s, v, jv, wrt=both),
            (3 * n, 2 * n),
            reduced,
            s,
            v,
            jv,
        ),
        variant(
            "sliced",
            lambda: loss.sliced.value_and_grad(s, v, jv, variance_reduced=False, wrt=both),
            (3 * n, 2 * n),
            plain,
            s,
            v,
            jv,
        ),
    ]


def _norm_nll(shape: Shape, dtype: str) -> list[Variant]:
    x = _rng().standard_normal(shape).astype(dtype)
    loc, scale = np.array(LOC, dtype), np.array(SCALE, dtype)
    nll = likelier.norm.nll
    return [
        Variant(
            "value",
            lambda: nll(x, LOC, SCALE),
            x.nbytes,
            0,
            _fixed(_formulas.norm_nll(), LOC, SCALE),
            [x],
            bars=(Bar("read", 0.7), Bar("speedup", 2, ("jax",))),
        ),
        Variant(
            "value + gradient in loc, scale",
            lambda: nll.value_and_grad(x, LOC, SCALE, wrt=("loc", "scale")),
            x.nbytes,
            0,
            _formulas.norm_nll(),
            [x, loc, scale],
            (1, 2),
            bars=(Bar("own", 1.3, ("value",)),),
        ),
    ]


def _gamma_logpdf(shape: Shape, dtype: str) -> list[Variant]:
    x = (np.abs(_rng().standard_normal(shape)) + 0.1).astype(dtype)
    logpdf = likelier.gamma.logpdf
    return [
        Variant(
            "scalar parameters",
            lambda: logpdf(x, A, 0.0, SCALE),
            x.nbytes,
            x.nbytes,
            _fixed(_formulas.density("gamma"), A, 0.0, SCALE),
            [x],
            bars=(Bar("speedup", 8, ("jax",)),),
        )
    ]


def _gamma_logpdf_arrays(shape: Shape, dtype: str) -> list[Variant]:
    rng = _rng()
    a, scale = (rng.uniform(0.3, 6.0, shape).astype(dtype) for _ in range(2))
    loc = rng.standard_normal(shape).astype(dtype)
    x = (loc + scale * rng.uniform(0.1, 4.0, shape)).astype(dtype)
    logpdf = likelier.gamma.logpdf
    return [
        Variant(
            "array parameters",
            lambda: logpdf(x, a, loc, scale),
            4 * x.nbytes,
            x.nbytes,
            _formulas.density("gamma", scalars=False),
            [x, a, loc, scale],
            bars=(Bar("speedup", 6, ("jax",)),),
        )
    ]


def _logits(shape: Shape, dtype: str) -> tuple[Array, Array]:
    rng = _rng()
    logits = rng.standard_normal(shape, np.float32)
    logits *= 3
    if dtype == "bfloat16":
        import ml_dtypes

        dtype = ml_dtypes.bfloat16
    return logits.astype(dtype, copy=False), rng.integers(0, shape[-1], shape[0])


def _cross_entropy(shape: Shape, dtype: str) -> list[Variant]:
    logits, target = _logits(shape, dtype)
    loss = likelier.cross_entropy
    rows = target.nbytes
    memory = Bar("memory", FIXED_BYTES + BYTES_PER_ROW * shape[0])
    formulas = _formulas.cross_entropy()
    if dtype == "bfloat16":
        formulas = {name: formulas[name] for name in ("torch", "jax")}
        bars: tuple[Bar, ...] = (Bar("speedup", 3, ("torch",)), memory)
    else:
        bars = (Bar("speedup", 1.4, ("torch.compile",)), Bar("speedup", 7, ("torch",)), memory)
    return [
        Variant(
            "value",
            lambda: loss(logits, target),
            logits.nbytes + rows,
            0,
            formulas,
            [logits, target],
            bars=bars,
            result_bytes=0,
        )
    ]


def _cross_entropy_gradient(shape: Shape, dtype: str) -> list[Variant]:
    logits, target = _logits(shape, dtype)
    buffer = np.empty_like(logits)
    both = likelier.cross_entropy.value_and_grad
    traffic = (logits.nbytes + target.nbytes, logits.nbytes)
    peers = ("torch", "torch.compile", "jax")
    memory = Bar("memory", FIXED_BYTES + BYTES_PER_ROW * shape[0])
    formulas, arrays = _formulas.cross_entropy(), [logits, target]
    return [
        Variant(
            "value + gradient, buffer given",
            lambda: both(logits, target, wrt="logits", out=buffer),
            *traffic,
            formulas,
            arrays,
            (0,),
            bars=(Bar("speedup", 5, peers), memory),
            result_bytes=0,
        ),
        Variant(
            "value + gradient, allocating",
            lambda: both(logits, target, wrt="logits"),
            *traffic,
            formulas,
            arrays,
            (0,),
            bars=(Bar("speedup", 3.5, peers), memory),
            result_bytes=logits.nbytes,
        ),
    ]


def _soft_cross_entropy(shape: Shape, dtype: str) -> list[Variant]:
    logits, _ = _logits(shape, dtype)
    target = np.abs(_rng().standard_normal(shape, np.float32))
    target /= target.sum(-1, keepdims=True)
    both = likelier.cross_entropy.value_and_grad
    return [
        Variant(
            "value + gradient",
            lambda: both(logits, target, wrt="logits"),
            logits.nbytes + target.nbytes,
            logits.nbytes,
            _formulas.soft_cross_entropy(),
            [logits, target],
            (0,),
            bars=(Bar("speedup", 5, ("torch",)), Bar("speedup", 2, ("torch.compile", "jax"))),
        )
    ]


def _cross_entropy_options(shape: Shape, dtype: str) -> list[Variant]:
    logits, target = _logits(shape, dtype)
    buffer = np.empty_like(logits)
    loss, both = likelier.cross_entropy, likelier.cross_entropy.value_and_grad
    every: dict[str, Any] = {
        "weight": _rng().uniform(0.5, 2.0, shape[-1]).astype(dtype),
        "label_smoothing": 0.1,
        "temperature": 0.8,
        "softcap": 30.0,
        "z_loss": 1e-4,
    }
    read, written = logits.nbytes + target.nbytes, logits.nbytes

    def gradient(**options: Any) -> Call:
        return lambda: both(logits, target, wrt="logits", out=buffer, **options)

    return [
        Variant("value, no option", lambda: loss(logits, target), read, 0, {}, []),
        Variant(
            "value, every option",
            lambda: loss(logits, target, **every),
            read,
            0,
            {},
            [],
            bars=(Bar("own", 1.6, ("value, no option",)),),
        ),
        Variant("value + gradient, no option", gradient(), read, written, {}, []),
        Variant(
            "value + gradient, every option",
            gradient(**every),
            read,
            written,
            {},
            [],
            bars=(Bar("own", 1.6, ("value + gradient, no option",)),),
        ),
    ]


def _binary_cross_entropy(shape: Shape, dtype: str) -> list[Variant]:
    rng = _rng()
    logits, target = (3 * rng.standard_normal(shape)).astype(dtype), rng.random(shape).astype(dtype)
    loss = likelier.binary_cross_entropy_with_logits
    formulas, arrays, read = _formulas.binary_cross_entropy(), [logits, target], 2 * logits.nbytes
    bars = (Bar("speedup", 2, ("torch",)),)
    return [
        Variant("value", lambda: loss(logits, target), read, 0, formulas, arrays, bars=bars),
        Variant(
            "value + gradient",
            lambda: loss.value_and_grad(logits, target, wrt=("logits",)),
            read,
            logits.nbytes,
            formulas,
            arrays,
            (0,),
            bars=bars,
        ),
    ]


def _linear_cross_entropy(shape: Shape, dtype: str) -> list[Variant]:
    rows, features, classes = shape
    rng = _rng()
    x = rng.standard_normal((rows, features)).astype(dtype)
    weight = (rng.standard_normal((classes, features)) / np.sqrt(features)).astype(dtype)
    bias = rng.standard_normal(classes).astype(dtype)
    target = rng.integers(0, classes, rows)
    both = likelier.linear_cross_entropy.value_and_grad
    arrays = [x, weight, bias, target]
    result = x.nbytes + weight.nbytes + bias.nbytes
    memory = Bar("memory", rows * classes * x.itemsize / 8)

    def variant(name: str, bars: tuple[Bar, ...], *, fused: bool) -> Variant:
        return Variant(
            name,
            lambda: both(x, weight, target, bias=bias),
            result + target.nbytes,
            result,
            _formulas.linear_cross_entropy(fused=fused),
            arrays,
            (0, 1, 2),
            bars=bars,
            result_bytes=result,
        )

    return [
        variant("value + 3 gradients", (Bar("speedup", 1, ("torch",)), memory), fused=True),
        variant("value + 3 gradients, peers with all logits", (Bar("speedup", 1, ("torch",)),), fused=False),
    ]


def _distill(shape: Shape, dtype: str) -> list[Variant]:
    logits, _ = _logits(shape, dtype)
    rows, classes = shape
    k = min(64, classes)
    rng = _rng()
    ids = np.array([rng.choice(classes, k, replace=False) for _ in range(rows)])
    log_p = np.log(rng.dirichlet(np.ones(k + 1), rows)[:, :k]).astype(dtype)
    both = likelier.distill_topk.value_and_grad
    return [
        Variant(
            "value + gradient, allocating",
            lambda: both(logits, ids, log_p, wrt=("student_logits",)),
            logits.nbytes + ids.nbytes + log_p.nbytes,
            logits.nbytes,
            _formulas.distill_topk(),
            [logits, ids, log_p],
            (0,),
            bars=(Bar("speedup", 8, ("torch",)),),
        )
    ]


def _slower_than_none(formulas: _formulas.Formulas) -> tuple[Bar, ...]:
    """Return the bar of what must not be slower than any library with such a formula."""
    peers = [*formulas, "torch.compile"] if "torch" in formulas else list(formulas)
    return (Bar("speedup", 1, tuple(peers)),)


def _short_rows(shape: Shape, dtype: str) -> list[Variant]:
    logits, target = _logits(shape, dtype)
    loss = likelier.cross_entropy
    formulas, arrays = _formulas.cross_entropy(), [logits, target]
    read = logits.nbytes + target.nbytes
    # Without automatic differentiation there is no gradient.
    differentiable = {name: formula for name, formula in formulas.items() if name in ("torch", "jax")}
    return [
        Variant("value", lambda: loss(logits, target), read, 0, formulas, arrays, bars=_slower_than_none(formulas)),
        Variant(
            "value + gradient, allocating",
            lambda: loss.value_and_grad(logits, target, wrt="logits"),
            read,
            logits.nbytes,
            formulas,
            arrays,
            (0,),
            bars=_slower_than_none(differentiable),
        ),
    ]


def _short_softmax(shape: Shape, dtype: str) -> list[Variant]:
    logits, _ = _logits(shape, dtype)
    softmax, formulas = likelier.special.softmax, _formulas.softmax()
    return [
        Variant(
            "value",
            lambda: softmax(logits),
            logits.nbytes,
            logits.nbytes,
            formulas,
            [logits],
            bars=_slower_than_none(formulas),
        )
    ]


def _short_kl(shape: Shape, dtype: str) -> list[Variant]:
    """KL of rows of logits, value alone and with both gradients."""
    rng = _rng()
    x, y = (3 * rng.standard_normal(shape, np.float32).astype(dtype) for _ in range(2))
    formulas = _formulas.of_logits("kl")
    kl, read = likelier.kl, x.nbytes + y.nbytes
    return [
        Variant(
            "value, logits",
            lambda: kl(x, y, p_kind="logits", q_kind="logits"),
            read,
            x.nbytes // shape[-1],
            formulas,
            [x, y],
            bars=_slower_than_none(formulas),
        ),
        Variant(
            "value + gradients, logits",
            lambda: kl.value_and_grad(x, y, p_kind="logits", q_kind="logits"),
            read,
            read,
            formulas,
            [x, y],
            (0, 1),
            bars=_slower_than_none(formulas),
        ),
    ]


def _kl(shape: Shape, dtype: str) -> list[Variant]:
    p, q = _probabilities(shape, dtype)
    kl = likelier.kl
    return [
        Variant(
            "value",
            lambda: kl(p, q),
            p.nbytes + q.nbytes,
            p.nbytes // shape[-1],
            _formulas.kl(),
            [p, q],
            bars=(Bar("speedup", 12, ("scipy",)),),
        )
    ]


def _probabilities(shape: Shape, dtype: str) -> tuple[Array, Array]:
    rng = _rng()
    p, q = (rng.uniform(0.1, 1.0, shape).astype(dtype) for _ in range(2))
    p /= p.sum(-1, keepdims=True)
    q /= q.sum(-1, keepdims=True)
    return p, q


def _divergence(name: str) -> Callable[[Shape, str], list[Variant]]:
    """Value of one divergence of rows of probabilities, and of the entropy."""

    def build(shape: Shape, dtype: str) -> list[Variant]:
        p, q = _probabilities(shape, dtype)
        calls: dict[str, Call] = {
            "entropy": lambda: likelier.entropy(p),
            "chi2": lambda: likelier.chi2_divergence(p, q),
            "alpha": lambda: likelier.alpha_divergence(p, q, 0.75),
            "hellinger": lambda: likelier.hellinger2(p, q),
            "js": lambda: likelier.js_divergence(p, q),
        }
        arrays = [p] if name == "entropy" else [p, q]
        # SciPy has an expression of its own for the entropy only.
        usual = "scipy" if name == "entropy" else "numpy"
        bars = (Bar("speedup", 8, (usual,)), Bar("speedup", 1.5, ("jax",)))
        return [
            Variant(
                "value",
                calls[name],
                sum(a.nbytes for a in arrays),
                p.nbytes // shape[-1],
                _formulas.divergence(name),
                arrays,
                bars=() if name == "js" else bars,
            )
        ]

    return build


def _divergence_of_logits(name: str) -> Callable[[Shape, str], list[Variant]]:
    """Value and both gradients of kl or js of rows of logits."""

    def build(shape: Shape, dtype: str) -> list[Variant]:
        rng = _rng()
        x, y = (3 * rng.standard_normal(shape, np.float32).astype(dtype) for _ in range(2))
        function = likelier.kl if name == "kl" else likelier.js_divergence
        return [
            Variant(
                "value + gradients, logits",
                lambda: function.value_and_grad(x, y, p_kind="logits", q_kind="logits"),
                x.nbytes + y.nbytes,
                x.nbytes + y.nbytes,
                _formulas.of_logits(name),
                [x, y],
                (0, 1),
                bars=(Bar("speedup", 5, ("torch",)), Bar("speedup", 2, ("torch.compile", "jax"))),
            )
        ]

    return build


def _multivariate_normal(shape: Shape, dtype: str) -> list[Variant]:
    """Value from a covariance; value and all gradients from its factor."""
    rng = _rng()
    x = rng.standard_normal(shape).astype(dtype)
    mean = rng.standard_normal(shape[-1]).astype(dtype)
    root = rng.standard_normal((shape[-1], shape[-1]))
    cov = (root @ root.T + np.eye(shape[-1])).astype(dtype)
    factor = np.linalg.cholesky(cov)
    logpdf = likelier.multivariate_normal.logpdf
    result = x.nbytes // shape[-1]
    return [
        Variant(
            "value, cov",
            lambda: logpdf(x, mean, cov),
            x.nbytes,
            result,
            _formulas.multivariate_normal(),
            [x, mean, cov],
            bars=(Bar("speedup", 3, ("scipy",)), Bar("speedup", 1.5, ("jax",))),
        ),
        Variant(
            "value + gradients, scale_tril",
            lambda: logpdf.value_and_grad(x, mean, scale_tril=factor),
            x.nbytes,
            x.nbytes + result,
            _formulas.multivariate_normal_of_factor(),
            [x, mean, factor],
            (0, 1, 2),
        ),
    ]


def _network(shape: Shape, dtype: str, outputs: int) -> tuple[Array, list[Array]]:
    """Return a batch of (B, D, H) and the arrays of a network of two hidden layers."""
    rng = _rng()
    batch, dim, width = shape
    arrays = []
    for rows, columns in ((width, dim), (width, width), (outputs, width)):
        arrays += [rng.standard_normal((rows, columns)) / columns**0.5, 0.1 * rng.standard_normal(rows)]
    return rng.standard_normal((batch, dim)).astype(dtype), [a.astype(dtype) for a in arrays]


def _loss_and_gradients(net: Any, x: Array, **options: Any) -> Call:
    """Return a call for the loss, and the gradients in the order of the layers."""

    def call() -> object:
        loss, gradients = net.score_matching_loss(x, **options)
        return loss, *zip(gradients.weights, gradients.biases, strict=True)

    return call


def _score_matching(
    activation: str, *, torch: float, jax: float, best: float, backward: float, eight: float | None = None
) -> Callable[[Shape, str], list[Variant]]:
    """Value and gradients in all weights: exact, and by probes; bars are those of the exact loss."""

    def build(shape: Shape, dtype: str) -> list[Variant]:
        x, arrays = _network(shape, dtype, shape[1])
        net = likelier.nn.MLP(arrays[::2], arrays[1::2], activation)
        exact = _loss_and_gradients(net, x)
        traffic = x.nbytes + sum(a.nbytes for a in arrays), sum(a.nbytes for a in arrays)
        wrt = tuple(range(1, 7))
        bars = (
            Bar("speedup", torch, ("1 probe: torch",)),
            Bar("speedup", jax, ("1 probe: jax",)),
            Bar("speedup", best, ("torch", "jax")),
            Bar("speedup", backward, ("D backward passes: torch",)),
        )
        formulas = _formulas.exact_score_matching(activation)
        variants = [Variant("exact", exact, *traffic, formulas, [x, *arrays], wrt, bars)]
        for count in (1,) if eight is None else (1, 8):
            v = likelier.probes((count, *x.shape), "rademacher", seed=0, dtype=dtype)
            variants.append(
                Variant(
                    "1 probe" if count == 1 else f"{count} probes",
                    _loss_and_gradients(net, x, kind="sliced_vr", trace=v),
                    traffic[0] + v.nbytes,
                    traffic[1],
                    _formulas.sliced_score_matching(activation),
                    [x, *arrays, v],
                    wrt,
                    () if eight is None or count == 1 else (Bar("speedup", eight, ("torch",)),),
                )
            )
        formulas = _formulas.score_matching_by_backward_passes(activation)
        variants.append(Variant("D backward passes", exact, *traffic, formulas, [x, *arrays], wrt))
        return variants

    return build


def _energy_score_matching(shape: Shape, dtype: str) -> list[Variant]:
    """Value and gradients in all weights of an energy, by one probe."""
    x, arrays = _network(shape, dtype, 1)
    net = likelier.nn.EnergyMLP(arrays[::2], arrays[1::2], "silu")
    v = likelier.probes((1, *x.shape), "rademacher", seed=0, dtype=dtype)
    written = sum(a.nbytes for a in arrays)
    return [
        Variant(
            "1 probe",
            _loss_and_gradients(net, x, kind="sliced_vr", trace=v),
            x.nbytes + v.nbytes + written,
            written,
            _formulas.energy_score_matching("silu"),
            [x, *arrays, v],
            tuple(range(1, 7)),
            (Bar("speedup", 3.5, ("torch",)),),
        )
    ]


def _product(shape: Shape, dtype: str) -> list[Variant]:
    """Multiply matrices as networks do, and as fast as the processor could at most."""
    rng = _rng()
    rows, columns, inner = shape
    x = rng.standard_normal((rows, inner)).astype(dtype)
    w = rng.standard_normal((columns, inner)).astype(dtype)
    kind = _core.NetworkF64 if dtype == "float64" else _core.NetworkF32
    layer = kind([w], [None], inner, 0, None)
    result = np.empty((rows, columns), dtype)

    def ours() -> Array:
        layer.apply_layer(x, result)
        return result

    alone = "as many multiply-adds on registers alone"
    return [
        Variant(
            "x W^T",
            ours,
            x.nbytes + w.nbytes,
            result.nbytes,
            _formulas.product_with_transpose(),
            [x, w],
            bars=(Bar("own", 1.25, (alone,)),),
        ),
        Variant(alone, lambda: _core.multiply_adds(dtype == "float64", x.size * columns), 0, 0),
    ]


def _overhead(shape: Shape, dtype: str) -> list[Variant]:
    x = _rng().standard_normal(shape).astype(dtype)
    logpdf = likelier.norm.logpdf
    return [
        Variant(
            "value",
            lambda: logpdf(x, LOC, SCALE),
            x.nbytes,
            x.nbytes,
            _fixed(_formulas.density("norm"), LOC, SCALE),
            [x],
            bars=(Bar("seconds", 2e-6), Bar("speedup", 6, ("scipy",))),
        )
    ]


def _nll_overhead(shape: Shape, dtype: str) -> list[Variant]:
    """Return the variants of full size, without the bars of that."""
    return [replace(variant, bars=()) for variant in _norm_nll(shape, dtype)]


def _sample(rng: np.random.Generator, domain: str, shape: Shape) -> Array:
    """Ordinary points of a parameter's domain."""
    if domain in ("real", "finite"):
        return rng.standard_normal(shape)
    if domain == "whole":
        return 20.0 + rng.poisson(10.0, shape)
    return (
        rng.uniform(0.05, 0.95, shape)
        if domain in ("unit interval", "positive probability")
        else rng.uniform(0.3, 6, shape)
    )


# In place of their domains' points, so that the data lie inside the support.
_PARAMETERS: Mapping[tuple[str, str], Callable[[np.random.Generator, Shape], Array]] = {
    ("truncnorm", "a"): lambda rng, shape: rng.uniform(-2.0, -0.5, shape),
    ("truncnorm", "b"): lambda rng, shape: rng.uniform(1.0, 3.0, shape),
    ("discretized_logistic", "loc"): lambda rng, shape: rng.uniform(0.0, 255.0, shape),
    ("discretized_logistic", "low"): lambda _, shape: np.zeros(shape),
    ("discretized_logistic", "high"): lambda _, shape: np.full(shape, 255.0),
}


def _inside_unit_interval(rng: np.random.Generator, shape: Shape) -> Array:
    return rng.uniform(0.02, 0.98, shape)


# Data inside the support; what is not named here is drawn from (0, 1), which every density has.
_DATA: Mapping[str, Callable[[np.random.Generator, Shape], Array]] = {
    "norm": lambda rng, shape: rng.standard_normal(shape),
    "laplace": lambda rng, shape: rng.standard_normal(shape),
    "logistic": lambda rng, shape: rng.standard_normal(shape),
    "cauchy": lambda rng, shape: rng.standard_normal(shape),
    "gumbel_r": lambda rng, shape: rng.standard_normal(shape),
    "gumbel_l": lambda rng, shape: rng.standard_normal(shape),
    "t": lambda rng, shape: rng.standard_normal(shape),
    "uniform": lambda rng, shape: rng.uniform(0.0, 0.3, shape),
    "beta": lambda rng, shape: rng.uniform(0.02, 0.28, shape),
    "pareto": lambda rng, shape: 6.0 + rng.standard_exponential(shape),
    "geom": lambda rng, shape: rng.geometric(0.3, shape).astype(np.float64),
    "gamma": lambda rng, shape: rng.gamma(2.0, size=shape) + 0.01,
    "poisson": lambda rng, shape: rng.poisson(4.0, shape).astype(np.float64),
    "truncnorm": lambda rng, shape: rng.uniform(0.02, 0.28, shape),
    "binom": lambda rng, shape: rng.poisson(4.0, shape).clip(0, 20).astype(np.float64),
    "nbinom": lambda rng, shape: rng.poisson(4.0, shape).astype(np.float64),
    "discretized_logistic": lambda rng, shape: rng.integers(0, 256, shape).astype(np.float64),
    "bernoulli": lambda rng, shape: rng.integers(0, 2, shape).astype(np.float64),
}


def _density(family: str) -> Callable[[Shape, str], list[Variant]]:
    """Value with scalar parameters, value with array parameters, value and all gradients."""

    def build(shape: Shape, dtype: str) -> list[Variant]:
        rng = _rng()
        operation = BY_NAME[family]
        draw = _DATA.get(family, _inside_unit_interval)
        x = draw(rng, shape).astype(dtype)
        slots = operation.parameterisations[0]
        # A location stays at 0: the data would leave the support otherwise.
        arrays = []
        for slot in slots:
            own = _PARAMETERS.get((family, slot.name))
            if own is not None:
                drawn = own(rng, shape)
            else:
                drawn = np.zeros(shape) if slot.name == "loc" else _sample(rng, slot.domain, shape)
            arrays.append(drawn.astype(dtype))
        scalars = [float(a.flat[0]) for a in arrays]
        method = "logpmf" if operation.kind == "mass" else "logpdf"
        function = getattr(getattr(likelier, family), method)
        formulas = _formulas.density(family)
        n, every = x.nbytes, len(arrays) + 1
        # What is counted has no derivative: the others refuse or return zeros.
        differentiable = tuple(range(1 if operation.kind == "mass" else 0, every))
        names = (*operation.variables, *operation.positional)
        wrt = tuple(names[i] for i in differentiable)
        return [
            Variant(
                "value, scalar parameters",
                lambda: function(x, *scalars),
                n,
                n,
                _fixed(formulas, *scalars),
                [x],
                group="univariate densities, value, scalar parameters",
            ),
            Variant(
                "value, array parameters",
                lambda: function(x, *arrays),
                every * n,
                n,
                _formulas.density(family, scalars=False),
                [x, *arrays],
                group="univariate densities, value, array parameters",
            ),
            Variant(
                "value + all gradients, array parameters",
                lambda: function.value_and_grad(x, *arrays, wrt=wrt),
                every * n,
                n * (1 + len(wrt)),
                formulas,
                [x, *arrays],
                differentiable,
                group="univariate densities, value + all gradients",
            ),
        ]

    return build


def cases() -> Iterator[Case]:
    """Yield every measurement: those with bars first."""
    f32, f64 = "float32", "float64"
    for dtype in (f64, f32):
        yield Case("norm.logpdf", dtype, (ELEMENTS,), _norm_logpdf, quick=True)
        yield Case("norm.rvs", dtype, (ELEMENTS,), _norm_rvs, quick=True)
    yield Case("norm.nll mean", f64, (ELEMENTS,), _norm_nll, quick=True)
    yield Case("gamma.logpdf", f64, (ELEMENTS,), _gamma_logpdf, quick=True)
    yield Case("gamma.logpdf", f64, (ELEMENTS,), _gamma_logpdf_arrays, quick=True)
    rows = (1024, VOCABULARY)
    yield Case("cross_entropy", f32, rows, _cross_entropy, quick=True)
    yield Case("cross_entropy", f32, rows, _cross_entropy_gradient, quick=True)
    yield Case("cross_entropy", "bfloat16", rows, _cross_entropy, quick=True)
    yield Case("kl", f64, (10_000, 1000), _kl, quick=True)
    for name in ("entropy", "chi2", "alpha", "hellinger", "js"):
        yield Case(name, f64, (10_000, 1000), _divergence(name))
    for name in ("kl", "js"):
        yield Case(f"{name} of logits", f32, (1024, 32_000), _divergence_of_logits(name))
    yield Case("js short rows", f32, (1_000_000, 10), _divergence_of_logits("js"))
    yield Case("cross_entropy of soft targets", f32, (1024, 32_000), _soft_cross_entropy)
    yield Case("cross_entropy options", f32, (1024, 32_000), _cross_entropy_options)
    yield Case("multivariate_normal.logpdf", f64, (500_000, 32), _multivariate_normal)
    batch = (ELEMENTS // 64, 64)
    for dtype in (f32, f64):
        yield Case("score_matching", dtype, batch, _score_losses)
        yield Case("probes rademacher", dtype, batch, _probes("rademacher", (Bar("copy", 0.6),)))
        yield Case("probes hadamard", dtype, (4, ELEMENTS // 256, 64), _probes("hadamard", (Bar("copy", 0.6),)))
        yield Case("probes gaussian", dtype, batch, _probes("gaussian", (Bar("speedup", 4, ("numpy",)),)))
        for family in VARIATES:
            yield Case(f"{family}.rvs", dtype, (ELEMENTS // 10,), _rvs(family))
    yield Case("norm.logpdf call", f64, (10,), _overhead, quick=True)
    yield Case("norm.nll call", f64, (10,), _nll_overhead)
    for activation, sizes, build in (
        ("silu", (4096, 64, 256), _score_matching("silu", torch=2.8, jax=2.2, best=2, backward=300, eight=8)),
        ("softplus", (1024, 43, 860), _score_matching("softplus", torch=2.2, jax=1.6, best=1.4, backward=40)),
        ("silu", (1024, 16, 128), _score_matching("silu", torch=3, jax=1.5, best=1.5, backward=30)),
        ("tanh", (256, 2, 64), _score_matching("tanh", torch=6, jax=3, best=2.5, backward=8)),
    ):
        yield Case(f"score matching {activation} {sizes[-1]} x 2", f32, sizes, build)
    yield Case("energy score matching silu 256 x 2", f32, (4096, 64, 256), _energy_score_matching)
    yield Case("product of matrices", f32, (4096, 256, 256), _product)
    yield Case("product of matrices", f64, (4096, 256, 256), _product)
    yield Case("binary_cross_entropy_with_logits", f32, (ELEMENTS,), _binary_cross_entropy)
    yield Case("distill_topk 64", f32, rows, _distill)
    yield Case("linear_cross_entropy", f32, (2048, 1024, 32_000), _linear_cross_entropy)
    for rows_of, shape in (("short rows", (1_000_000, 10)), ("rows of three", (100_000, 3))):
        for dtype in (f32, f64):
            yield Case(f"cross_entropy {rows_of}", dtype, shape, _short_rows)
            yield Case(f"softmax {rows_of}", dtype, shape, _short_softmax)
            yield Case(f"kl {rows_of}", dtype, shape, _short_kl)
    for operation in BY_NAME.values():
        if operation.kind != "function":
            name = operation.name
            method = "logpmf" if operation.kind == "mass" else "logpdf"
            for dtype in (f64, f32):
                yield Case(f"{name}.{method} and gradients", dtype, (ELEMENTS,), _density(name), barred=False)
