"""Errors in units of the last place against the committed oracle tables: ours on every instruction set, and the peers'.

An error counts beyond what half an ulp in the inputs already makes, and is measured at the sum of the absolute terms:
the rule of ``tests/tolerances.py``. A peer whose result is rounded from a wider type (SciPy computes many float32
densities in float64) is judged by the rounded result.
"""

from __future__ import annotations

import csv
import importlib
import operator
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier import testing
from likelier.bench._formulas import density
from likelier.bench._libraries import LIBRARIES, Function, Library
from tests.oracle import rows
from tests.oracle.densities import DENSITIES, Density
from tests.oracle.generate import DATA
from tests.oracle.tables import load
from tests.tolerances import ROW_GRADIENT_ULPS, ULPS, Reference, ulp

Array = NDArray[Any]
PEERS = ("scipy", "torch", "jax")
DTYPES = ("float32", "float64")


@dataclass(frozen=True)
class Error:
    """The largest error over a table, where it occurs, and the part of the points within the target."""

    ulps: float
    within: float
    worst: Mapping[str, float]

    def __str__(self) -> str:
        if self.ulps == np.inf:
            size = "wrong"
        elif self.ulps < 1000:
            size = f"{self.ulps:.2g}" if self.ulps < 10 else f"{self.ulps:.0f}"
        else:
            size = f"{self.ulps:.0e}".replace("e+0", "e").replace("e+", "e")
        return size if self.within == 1 else f"{size} ({self.within:.1%} within)"


@dataclass
class Row:
    """One function in one dtype: the target in ulp, our error by instruction set, the peers' errors."""

    function: str
    dtype: str
    target: float
    points: int
    ours: dict[str, Error] = field(default_factory=dict)
    peers: dict[str, Error] = field(default_factory=dict)


def error(got: Any, reference: Reference, target: float, dtype: str, inputs: Mapping[str, Array]) -> Error:
    """Compare a result with the exact values."""
    kind = np.dtype(dtype).type
    with np.errstate(all="ignore"):
        result = np.asarray(got).astype(kind)
        exact = reference.high.astype(np.longdouble) + reference.low.astype(np.longdouble)
        off = np.abs(result.astype(np.longdouble) - exact)
        scale = np.maximum(np.abs(reference.high), reference.scale)
        slack = float(np.finfo(kind).eps) / 2 * reference.conditioning
        ulps = np.maximum(off - slack, 0) / ulp(np.where(np.isfinite(scale), scale, 0), kind)
        largest = float(np.finfo(kind).max)
        # A result past the largest number may be infinite.
        overflow = np.isinf(result) & (np.sign(result) == np.sign(reference.high))
        overflow &= np.abs(reference.high) + target * ulp(largest, kind) + slack >= largest
        same = (result == reference.high) | (np.isnan(result) & np.isnan(reference.high)) | overflow
        ulps = np.where(same, 0, np.where(np.isfinite(ulps), ulps, np.inf)).astype(np.float64)
    worst = int(np.argmax(ulps))
    point = np.unravel_index(worst, ulps.shape)
    return Error(
        float(ulps.flat[worst]),
        float(np.mean(ulps <= target)),
        {name: float(a[point]) for name, a in inputs.items() if a.shape == ulps.shape},
    )


def by_isa(compute: Callable[[], list[Any]]) -> Iterator[tuple[str, list[Any]]]:
    """Evaluate on every instruction set of this machine."""
    for isa in testing.available_isas():
        with testing.force_isa(isa):
            yield isa, compute()


def joined(errors: Sequence[Error]) -> Error:
    """Return the worst of several gradients."""
    worst = max(errors, key=lambda e: e.ulps)
    return Error(worst.ulps, float(np.mean([e.within for e in errors])), worst.worst)


def peer_results(library: Library, function: Function, arrays: Sequence[Array], *, gradients: bool) -> list[Array]:
    """Return a peer's value, followed by its gradients if they are wanted."""
    call = library.value(function, arrays)
    if gradients:
        call = library.gradient(function, arrays, range(len(arrays)))
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return library.numpy(call())


def density_rows(family: Density, libraries: Mapping[str, Library]) -> Iterator[Row]:
    method = operator.attrgetter(f"{family.name}.{family.method}")(likelier)
    target = ULPS[family.accuracy]
    for (dtype, form), table in load(family.name).items():
        inputs = dict(table.arguments)
        # What is counted has no derivative, though the oracle continues it.
        wrt = tuple(n for n in inputs if not (family.discrete and n == family.arguments[0]))
        given = {form: inputs[form]} if form else {}
        positional = [a for n, a in inputs.items() if n != form]
        name = f"{family.name}.{family.method}" + (f"({form}=)" if form else "")
        n = table.value.high.size
        value, gradient = Row(name, dtype, target, n), Row(f"{name}, gradients", dtype, target, n * len(wrt))

        def evaluate() -> list[Any]:
            result, grads = method.value_and_grad(*positional, **given, wrt=wrt)  # noqa: B023 (called at once)
            return [result, *grads]

        def judge(results: Sequence[Any]) -> tuple[Error, Error]:
            first, *rest = results
            return error(first, table.value, target, dtype, inputs), joined(  # noqa: B023
                [error(g, table.gradients[w], target, dtype, inputs) for g, w in zip(rest, wrt, strict=True)]  # noqa: B023
            )

        for isa, results in by_isa(evaluate):
            value.ours[isa], gradient.ours[isa] = judge(results)
        for library in libraries.values() if not form else ():
            function = _density_function(library, family.name)
            if function is None:
                continue
            arrays = list(inputs.values())
            value.peers[library.name] = error(
                peer_results(library, function, arrays, gradients=False)[0], table.value, target, dtype, inputs
            )
            if library.name != "scipy":
                _, *grads = peer_results(library, function, arrays, gradients=True)
                chosen = [g for g, n in zip(grads, inputs, strict=True) if n in wrt]
                gradient.peers[library.name] = joined(
                    [error(g, table.gradients[w], target, dtype, inputs) for g, w in zip(chosen, wrt, strict=True)]
                )
        yield value
        yield gradient


def _density_function(library: Library, family: str) -> Function | None:
    factory = density(family).get(library.formulas)
    try:
        return None if factory is None else factory()
    except AttributeError:
        return None


# Our name; the table's name; the peers' functions as module and attribute.
SPECIAL: dict[str, tuple[str, dict[str, str]]] = {
    "gammaln": ("lgamma", {"scipy": "scipy.special:gammaln", "torch": "torch.special:gammaln"}),
    "digamma": ("digamma", {"scipy": "scipy.special:digamma", "torch": "torch.special:digamma"}),
    "trigamma": ("trigamma", {}),
    "log1pmx": ("log1pmx", {}),
    "expm1mx": ("expm1mx", {}),
    "stirlerr": ("stirlerr", {}),
    "bd0": ("bd0", {}),
    "gammaln_ratio": ("gammaln_ratio", {}),
    "logaddexp": ("logaddexp", {"scipy": "numpy:logaddexp", "torch": "torch:logaddexp", "jax": "jax.numpy:logaddexp"}),
    "log1mexp": ("log1mexp", {}),
    "softplus": ("softplus", {"torch": "torch.nn.functional:softplus", "jax": "jax.nn:softplus"}),
    "expit": ("expit", {"scipy": "scipy.special:expit", "torch": "torch.special:expit"}),
    "log_expit": (
        "log_expit",
        {"scipy": "scipy.special:log_expit", "torch": "torch.nn.functional:logsigmoid", "jax": "jax.nn:log_sigmoid"},
    ),
    "xlogy": ("xlogy", {"scipy": "scipy.special:xlogy", "torch": "torch.special:xlogy"}),
    "xlog1py": ("xlog1py", {"scipy": "scipy.special:xlog1py", "torch": "torch.special:xlog1py"}),
    "entr": ("entr", {"scipy": "scipy.special:entr", "torch": "torch.special:entr"}),
    "rel_entr": ("rel_entr", {"scipy": "scipy.special:rel_entr"}),
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


def _special_table(name: str, dtype: str) -> tuple[list[Array], list[tuple[Array, Reference]]]:
    """Return inputs; for the value and each derivative which rows are given, and their references."""
    with (DATA / f"special_{name}_f{dtype[-2:]}.csv").open(encoding="ascii", newline="") as file:
        header, *lines = csv.reader(file)
    inputs, derivatives = map(int, header)

    def number(text: str) -> float:
        return float(text) if text.lstrip("-") in {"inf", "nan"} else float.fromhex(text)

    arguments = [np.array([number(line[i]) for line in lines]).astype(dtype) for i in range(inputs)]
    references = []
    for i in range(inputs, inputs + 3 * (1 + derivatives), 3):
        given = np.array([line[i] != "" for line in lines])
        chosen = [line[i : i + 3] for line in lines if line[i] != ""]
        high = np.array([number(h) for h, _, _ in chosen])
        low = np.array([number(lo or "0") for _, lo, _ in chosen])
        scale = np.array([float(s) if s else 0.0 for _, _, s in chosen])
        references.append((given, Reference(high, low, scale, np.zeros_like(high))))
    # As in the tables of densities: the effect of half an ulp in the inputs, from the exact derivatives.
    value_given, value = references[0]
    for argument, (given, slope) in zip(arguments, references[1:], strict=False):
        term = np.zeros(len(lines))
        with np.errstate(all="ignore"):
            term[given] = np.abs(slope.high) * np.abs(argument[given].astype(np.float64))
        value.conditioning[...] += np.where(np.isfinite(term), term, 0.0)[value_given]
    return arguments, references


def special_rows(name: str, libraries: Mapping[str, Library]) -> Iterator[Row]:
    table, peers = SPECIAL[name]
    function = getattr(likelier.special, name)
    target = ULPS["elementary"]
    for dtype in DTYPES:
        arguments, references = _special_table(table, dtype)
        given, reference = references[0]
        inputs = {f"argument {i}": a[given] for i, a in enumerate(arguments)}
        chosen = list(inputs.values())
        row = Row(f"special.{name}", dtype, target, reference.high.size)
        for isa, (result,) in by_isa(lambda: [function(*chosen)]):  # noqa: B023 (called at once)
            row.ours[isa] = error(result, reference, target, dtype, inputs)
        for library in libraries.values():
            other = _special_function(library.name, name, peers)
            if other is not None:
                result = peer_results(library, other, chosen, gradients=False)[0]
                row.peers[library.name] = error(result, reference, target, dtype, inputs)
        yield row


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
        yield from _kl_rows(dtype, libraries)


def _cross_entropy_reference(logits: Array, target: Array) -> tuple[Reference, Reference]:
    parts = [rows.batch(rows.cross_entropy, logits[i : i + 1], target=int(t)) for i, t in enumerate(target)]
    return _stacked([v for v, _ in parts]), _stacked([g["logits"] for _, g in parts])


def _stacked(parts: Sequence[Reference]) -> Reference:
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


def table(threads: int = 1) -> list[Row]:
    """Measure every function that has an oracle."""
    libraries = {}
    for name in PEERS:
        if LIBRARIES[name].installed():
            LIBRARIES[name].prepare(threads)
            libraries[name] = LIBRARIES[name]
    result = [row for family in DENSITIES for row in density_rows(family, libraries)]
    result += row_rows(libraries)
    result += [row for name in SPECIAL for row in special_rows(name, libraries)]
    return result


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
