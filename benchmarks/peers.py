"""Where SciPy, torch and JAX are wrong by more than a thousandth, and likelier is not; and where likelier is off.

The points are the hard ones of ``tests/data``; for densities also the borders that the oracle states, and others
drawn over the whole range of exponents, which no test knows. A result counts as
wrong when it is off by more than a thousandth of the exact value, or of the sum of its absolute terms, beyond what half
an ulp in the inputs makes.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite, isnan
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from benchmarks import accuracy
from likelier.bench._libraries import Library
from tests.oracle import closed_forms, generate, tables
from tests.oracle.densities import DENSITIES, Density
from tests.oracle.methods import METHODS
from tests.registry import density_operation
from tests.tolerances import METHOD_GRADIENT_ULPS, ULPS, UNDERFLOW, Reference, ulp

Array = NDArray[Any]
WRONG = 1e-3
DRAWN = 60


@dataclass(frozen=True)
class Output:
    """A value or a derivative at points: what it is exactly, and what came out."""

    function: str
    derivative: str
    inputs: Mapping[str, Array]
    defaults: Mapping[str, float]
    reference: Reference
    ours: Array
    target: float
    underflow: float = 0.0
    judged: Array | None = None  # where no bound is stated the result is not judged

    @property
    def bounded(self) -> Array:
        """Points at which a bound is stated."""
        return np.full(len(self.ours), True) if self.judged is None else self.judged

    def call(self, i: int) -> str:
        """Write the call of one point."""
        values = {name: a[i] for name, a in self.inputs.items()}
        while values and values[last := next(reversed(values))] == self.defaults.get(last):
            del values[last]
        text = f"{self.function}({', '.join(map(shortest, values.values()))})"
        return f"{text}, d/d{self.derivative}" if self.derivative else text

    def size(self, i: int) -> float:
        """How far the inputs of a point are from 1, in decades."""
        sizes = [abs(float(a[i])) for a in self.inputs.values()]
        return sum(abs(float(np.log10(s))) for s in sizes if s and isfinite(s))


@dataclass(frozen=True)
class Finding:
    """One row: how many results of a library are wrong, how many of these are no finite number, and one of them."""

    function: str
    library: str
    dtype: str
    points: int
    wrong: int
    not_finite: int
    call: str
    theirs: float
    exact: float
    ours: float


@dataclass(frozen=True)
class Off:
    """A result of likelier that is further off than the tests allow."""

    call: str
    dtype: str
    ours: float
    exact: float
    ulps: float


def shortest(x: Any) -> str:
    """Return the fewest digits that give a number back."""
    text = str(x)
    return text.removesuffix(".0") if "e" not in text else text.replace("e+", "e")


# ---- Points


def _size(rng: random.Random, decades: float = 30) -> float:
    return float(10 ** rng.uniform(-3, 3)) if rng.random() < 0.5 else float(10 ** rng.uniform(-decades, decades))


# Where the mass of a family lies in standard form; in others it lies about 1.
MIDDLES: dict[str, Callable[..., float]] = {
    "gamma": lambda a: a,
    "chi2": lambda df: df,
    "invgamma": lambda a: 1 / (a + 1),
    "beta": lambda a, b: a / (a + b),
    "vonmises": lambda kappa: min(kappa**-0.5, 3.0),
    "truncnorm": lambda a, b: a if a > 0 else b if b < 0 else (a + b) / 3,
    "poisson": lambda mu: mu,
    "binom": lambda n, p: n * p,
    "nbinom": lambda n, p: n * (1 - p) / p,
    "geom": lambda p: 1 / p,
    "uniform": lambda: 0.5,
}


def _parameter(rng: random.Random, family: str, name: str, domain: str, before: Sequence[float]) -> float:
    if name in ("loc", "low", "high"):
        return 0.0
    if family == "truncnorm":
        if name == "a":
            return rng.choice([1, -1]) * _size(rng, 15)
        return before[0] + _size(rng, 15)
    if domain.endswith("unit"):
        p = 10 ** rng.uniform(-30, 0)
        return p if rng.random() < 0.7 else 1 - p
    if domain == "trials":
        return float(round(10 ** rng.uniform(0, 18)))
    return _size(rng)


def _drawn(rng: random.Random, density: Density, dtype: Any) -> tuple[float, ...]:
    """Draw parameters anywhere, and data at the middle, about it, or far off."""
    parameters: list[float] = []
    for name in density.arguments[1:]:
        value = _parameter(rng, density.name, name, density.domains[name], parameters)
        parameters.append(float(dtype(value)))
    named = dict(zip(density.arguments[1:], parameters, strict=True))
    loc, scale = named.get("loc", 0.0), named.get("scale", 1.0)
    if "loc" in named and rng.random() < 0.25:
        named["loc"] = loc = float(dtype(rng.choice([1, -1]) * scale * 10 ** rng.uniform(-3, 3)))
    shapes = [a for name, a in named.items() if name not in ("loc", "scale")]
    middle = MIDDLES[density.name](*shapes) if density.name in MIDDLES else 1.0
    way = rng.random()
    if way < 0.4:
        z = middle * (1 + rng.choice([1, -1]) * 10 ** rng.uniform(-8, 0))
    elif way < 0.7:
        z = middle * 10 ** rng.uniform(-3, 3)
    else:
        z = middle * 10 ** rng.uniform(-30, 30) if way < 0.9 else 10 ** rng.uniform(20, 38)
    if density.domains[density.arguments[0]] == "real":
        z *= rng.choice([1, -1])
    x = loc + scale * z
    if density.discrete:
        x = float(round(x)) if isfinite(x) else inf
        if density.domains[density.arguments[0]] == "bit":
            x = float(rng.random() < 0.5)
    return (x, *named.values())


def drawn(density: Density, dtype: str, count: int) -> Iterator[tuple[float, ...]]:
    """Points inside the support, rounded to a type."""
    rng, kind = random.Random(f"{density.name} {dtype}"), np.dtype(dtype).type  # noqa: S311
    if density.name == "discretized_logistic":  # no peer has it
        return
    found = 0
    for _ in range(50 * count):
        try:
            with np.errstate(all="ignore"):
                arguments = tuple(float(kind(a)) for a in _drawn(rng, density, kind))
        except (OverflowError, ZeroDivisionError):
            continue
        if not all(map(isfinite, arguments)) or not generate.inside(density, "", density.arguments, arguments):
            continue
        found += 1
        yield arguments
        if found == count:
            return


def _table(density: Density, dtype: str) -> tables.Table:
    rows = [generate.row(density, "", np.dtype(dtype).type, a) for a in drawn(density, dtype, DRAWN)]
    column = generate.header(density).index("value_high")
    largest = float(np.finfo(dtype).max)
    return tables.of_rows(density, "", dtype, [r for r in rows if abs(float.fromhex(r[column])) <= largest])


def _borders(density: Density, dtype: str) -> tuple[tables.Table, dict[str, Array]]:
    """Borders at finite points that are not outside the support; and where each derivative has a limit."""
    chosen = []
    for border in density.borders:
        if set(border.arguments) != set(density.arguments) or not all(map(isfinite, border.arguments.values())):
            continue
        outside = border.value == -inf and not any(border.gradients.values())
        if not outside and not isnan(border.value):
            chosen.append(border)
    inputs = {n: np.array([b.arguments[n] for b in chosen], dtype) for n in density.arguments}
    slopes = {n: np.array([b.gradients.get(n, np.nan) for b in chosen], np.float64) for n in density.arguments}
    known = {n: ~np.isnan(g) for n, g in slopes.items()}
    table = tables.Table(
        inputs, _exact([b.value for b in chosen]), {n: _exact(np.where(known[n], g, 0)) for n, g in slopes.items()}
    )
    return table, known


def _exact(values: Any) -> Reference:
    high = np.asarray(values, np.float64)
    return Reference(high, np.zeros_like(high), np.ones_like(high), np.zeros_like(high))


def _joined(parts: Sequence[tables.Table]) -> tables.Table:
    first = parts[0]
    return tables.Table(
        {n: np.concatenate([t.arguments[n] for t in parts]) for n in first.arguments},
        accuracy.stacked([t.value for t in parts]),
        {n: accuracy.stacked([t.gradients[n] for t in parts]) for n in first.gradients},
    )


def density_outputs(density: Density, dtype: str) -> Iterator[Output]:
    """Evaluate the log-density and its derivatives at all points."""
    operation, target = density_operation(density), ULPS[density.accuracy]
    wrt = tuple(n for n in density.arguments if not (density.discrete and n == density.arguments[0]))
    borders, known = _borders(density, dtype)
    table = _joined([tables.load(density.name)[dtype, ""], _table(density, dtype), borders])
    inputs = dict(table.arguments)
    value, grads = operation.value_and_grad(*inputs.values(), wrt=wrt)
    yield Output(operation.path, "", inputs, density.defaults, table.value, value, target)
    inner = np.full(len(value) - len(borders.value.high), True)
    for name, g in zip(wrt, grads, strict=True):
        judged = np.concatenate([inner, known[name]])
        yield Output(operation.path, name, inputs, density.defaults, table.gradients[name], g, target, judged=judged)


def method_outputs(density: Density, method: str, dtype: str) -> Iterator[Output]:
    """Evaluate a distribution function, quantile or entropy at the points of its table."""
    operation = getattr(getattr(likelier, density.name), method)
    table = tables.load_methods(density.name)[dtype, method]
    inputs = dict(table.arguments)
    value, grads = operation.value_and_grad(*inputs.values())
    name, target = f"{density.name}.{method}", ULPS["elementary"]
    yield Output(name, "", inputs, density.defaults, table.value, value, target)
    chosen = tables.ordinary(inputs)
    underflow = UNDERFLOW[np.dtype(dtype).type]
    for argument, g in zip(inputs, grads, strict=True):
        exact = table.gradients[argument]
        yield Output(name, argument, inputs, density.defaults, exact, g, METHOD_GRADIENT_ULPS, underflow, chosen)


# ---- Judgement


def _no_loc(**a: Array) -> Array:
    return np.asarray(a["loc"] == 0)


def _standard(**a: Array) -> Array:
    return np.asarray((a["loc"] == 0) & (a["scale"] == 1))


def _rate(**a: Array) -> Array:
    with np.errstate(all="ignore"):
        rate = 1 / a["scale"]
    return np.asarray((a["loc"] == 0) & np.isfinite(rate) & (rate >= np.finfo(rate.dtype).tiny))


# Where a peer's own parameters say the same as SciPy's, so that no conversion of ours can lose anything.
NATIVE: dict[tuple[str, str], Callable[..., Array]] = {
    **{("torch", n): _no_loc for n in ("halfcauchy", "halfnorm", "pareto", "weibull_min", "uniform", "invgamma")},
    **{("torch", n): _standard for n in ("lognorm", "beta", "chi2", "vonmises")},
    **{("torch", n): _rate for n in ("expon", "gamma")},
    ("torch", "geom"): lambda k, **_: (k - 1) + 1 == k,
    ("torch", "nbinom"): lambda p, **_: 1 - (1 - p) == p,
    ("jax", "vonmises"): _standard,
}


def native(library: str, family: str, inputs: Mapping[str, Array]) -> Array:
    """Points that a peer takes as they are, none of whose inputs is subnormal: processors may be set to flush these."""
    normal = np.all([(a == 0) | (np.abs(a) >= np.finfo(a.dtype).tiny) for a in inputs.values()], axis=0)
    chosen = NATIVE.get((library, family))
    return np.asarray(normal if chosen is None else normal & chosen(**inputs))


def right(output: Output, dtype: str) -> tuple[Array, Array]:
    """Where likelier is within its own bound, and by how many ulp it is off."""
    kind = np.dtype(dtype).type
    off, scale = accuracy.deviation(output.ours, output.reference, dtype, output.target)
    ulps = np.asarray(np.maximum(off - output.underflow * ulp(0.0, kind), 0) / ulp(scale, kind), np.float64)
    return ulps <= output.target, ulps


def finding(
    title: str, library: str, dtype: str, judged: Sequence[tuple[Output, Array, Array]]
) -> tuple[Finding | None, int]:
    """Sum up what a library says of some outputs, at chosen points each; and how many these are."""
    points = wrong = not_finite = 0
    worst: tuple[tuple[float, ...], Output, int, float] | None = None
    for output, theirs, chosen in judged:
        off, scale = accuracy.deviation(theirs, output.reference, dtype)
        judgeable = chosen & output.bounded
        # Nor is it wrong to flush a result.
        bad = judgeable & (off > np.maximum(WRONG * scale, np.finfo(dtype).tiny)) & right(output, dtype)[0]
        strange = bad & ~np.isfinite(np.asarray(theirs, np.float64))
        points += int(judgeable.sum())
        wrong += int(bad.sum())
        not_finite += int(strange.sum())
        for i in np.flatnonzero(bad).tolist():
            # NaN at the most ordinary point, else the largest error
            relative = float(off[i] / scale[i]) if scale[i] else inf
            rank = (1.0, -output.size(i)) if strange[i] else (0.0, min(relative, 1e300))
            if worst is None or rank > worst[0]:
                worst = rank, output, i, float(np.asarray(theirs)[i])
    if worst is None:
        return None, points
    _, output, i, got = worst
    row = Finding(
        title,
        library,
        dtype,
        points,
        wrong,
        not_finite,
        output.call(i),
        got,
        float(output.reference.high[i]),
        float(output.ours[i]),
    )
    return row, points


def _evaluate(library: Library, function: Any, output: Output, *, gradients: bool) -> list[Array] | None:
    arrays = list(output.inputs.values())
    if not gradients:
        return accuracy.peer_results(library, function, arrays, gradients=False)
    try:
        return accuracy.peer_results(library, function, arrays, gradients=True)
    except accuracy.NO_DERIVATIVE:
        return None


def _judge(
    family: str, outputs: Sequence[Output], library: Library, function: Any
) -> Iterator[tuple[str, list[tuple[Output, Array, Array]]]]:
    """Values, then gradients, of a peer's function at the points of our outputs."""
    values, slopes = [], []
    given: list[Array] | None = None
    for output in outputs:
        chosen = native(library.name, family, output.inputs)
        if not output.derivative:
            given = _evaluate(library, function, output, gradients=library.differentiates)
            plain = given or _evaluate(library, function, output, gradients=False)
            if plain is not None:
                values.append((output, plain[0], chosen))
        elif library.differentiates and given is not None:
            position = list(output.inputs).index(output.derivative)
            slopes.append((output, given[1 + position], chosen))
    yield "", values
    yield "gradients", slopes


def vector_findings(
    of: accuracy.Vectors, libraries: Mapping[str, Library], dtype: str
) -> Iterator[tuple[Finding | None, int, str]]:
    """Values, then gradients, of a density of vectors."""
    name = of.title if of.family.startswith("multivariate") else f"{of.family}.{of.method}"
    for gradients, library in itertools.product((False, True), libraries.values()):
        theirs = accuracy.vector_results(of, dtype, library, gradients=gradients)
        if not theirs:
            continue
        own = {(id(r.batch), r.derivative): r for r in accuracy.vector_results(of, dtype, None, gradients=gradients)}
        target = (gradients and of.gradient_target) or of.target[dtype]
        judged = []
        for result in theirs:
            mine = own[id(result.batch), result.derivative].result[result.events]
            output = _VectorOutput(
                f"{of.family}.{of.method}",
                result.derivative,
                result.arguments,
                {},
                accuracy.flat(result.reference),
                mine.ravel(),
                target,
                form=of.form,
                elements=max(1, mine.size // max(1, len(mine))),
            )
            judged.append((output, result.result.ravel(), np.full(mine.size, True)))
        row, points = finding(f"{name}, gradients" if gradients else name, library.name, dtype, judged)
        yield row, points, library.name


@dataclass(frozen=True)
class _DivergenceOutput(Output):
    """Of two densities of a parameter or more each, the first of which has ``count``."""

    families: tuple[str, str] = ("", "")
    count: int = 1
    keywords: tuple[str, ...] = ()  # where a parameter is not SciPy's own

    def call(self, i: int) -> str:
        values = [k + shortest(a[i]) for k, a in zip(self.keywords, self.inputs.values(), strict=True)]
        p, q = ", ".join(values[: self.count]), ", ".join(values[self.count :])
        text = f"kl({self.families[0]}({p}), {self.families[1]}({q}))"
        return f"{text}, d/d{self.derivative}" if self.derivative else text


def divergence_outputs(form: closed_forms.Form, dtype: str) -> Iterator[Output]:
    """Evaluate the divergence between two densities, and its derivatives, at the points of its table."""
    arguments, references = closed_forms.load(form, dtype)
    inputs, p, q = accuracy.divergence_arguments(form, arguments)
    value, grads = likelier.kl.value_and_grad(p, q)
    target = ULPS["saddle_point"]
    names = (*form.p_parameters, *form.q_parameters)
    keywords = tuple(f"{name}=" if name == "logits" or name.startswith("log_") else "" for name in names)
    results = [("", value), *zip(inputs, (*grads.p, *grads.q), strict=True)]
    for (name, result), exact in zip(results, references, strict=True):
        yield _DivergenceOutput(
            accuracy.divergence_title(form),
            name,
            inputs,
            {},
            exact,
            result,
            target,
            underflow=1.0,
            families=(form.p, form.q),
            count=len(form.p_parameters),
            keywords=keywords,
        )


def divergence_findings(
    form: closed_forms.Form, outputs: Sequence[Output], library: Library
) -> Iterator[tuple[str, list[tuple[Output, Array, Array]]]]:
    """Values, then gradients, of a peer's divergence where it takes the parameters as they are."""
    function = accuracy.peer_of_divergence(library, form)
    if function is None:
        return
    arguments = list(outputs[0].inputs.values())
    chosen = accuracy.taken_as_they_are(form, arguments) & native(library.name, "", outputs[0].inputs)
    results = accuracy.peer_results(library, function, arguments, gradients=True)
    judged = [(output, result, chosen) for output, result in zip(outputs, results, strict=True)]
    yield outputs[0].function, judged[:1]
    yield f"{outputs[0].function}, gradients", judged[1:]


@dataclass(frozen=True)
class _VectorOutput(Output):
    """Of batches of events, ``elements`` numbers of each."""

    form: str = ""
    elements: int = 1

    def _of_event(self, i: int) -> dict[str, Array]:
        """Return the arguments of one event, some of which are those of all."""
        data, *parameters = self.inputs
        event, count = i // self.elements, len(self.inputs[data])
        chosen = {data: self.inputs[data][event]}
        for name in parameters:
            a = self.inputs[name]
            chosen[name] = a[event] if self.derivative and a.dtype.kind == "f" and len(a) == count else a
        return chosen

    def call(self, i: int) -> str:
        def written(name: str, a: Array) -> str:
            text = str(a.tolist()) if a.dtype.kind != "f" else _nested(a)
            by_keyword = name in self.form.split(",") and name not in ("cov", "shape", "alpha", "p")
            return f"{name}={text}" if by_keyword else text

        arguments = list(self._of_event(i).items())
        text = f"{self.function}({', '.join(written(*pair) for pair in arguments)})"
        return f"{text}, d/d{self.derivative}" if self.derivative else text

    def size(self, i: int) -> float:
        return float(sum(a.size for a in self._of_event(i).values()))


def _nested(a: Array) -> str:
    return shortest(a[()]) if a.ndim == 0 else f"[{', '.join(map(_nested, a))}]"


@dataclass
class Report:
    """All findings, how many results were compared for each library, and where likelier is off."""

    findings: list[Finding]
    compared: dict[tuple[str, str], int]
    off: list[Off]
    ours: dict[str, int]


def measure(threads: int = 1, pattern: str = "") -> Report:
    """Compare everything whose title matches a regular expression."""
    libraries = accuracy.prepared(threads)
    report = Report([], {}, [], {})

    def add(row: Finding | None, points: int, library: str, dtype: str) -> None:
        if row is not None:
            report.findings.append(row)
        report.compared[library, dtype] = report.compared.get((library, dtype), 0) + points

    def note(outputs: Sequence[Output], dtype: str) -> None:
        for output in outputs:
            good, ulps = right(output, dtype)
            report.ours[dtype] = report.ours.get(dtype, 0) + int(output.bounded.sum())
            for i in np.flatnonzero(~good & output.bounded).tolist():
                exact = float(output.reference.high[i])
                report.off.append(Off(output.call(i), dtype, float(output.ours[i]), exact, float(ulps[i])))

    for density, dtype in itertools.product(DENSITIES, accuracy.DTYPES):
        for method in (density.method, *METHODS.get(density.name, {})):
            title = f"{density.name}.{method}"
            if not re.search(pattern, title):
                continue
            of_density = method == density.method
            outputs = list(density_outputs(density, dtype) if of_density else method_outputs(density, method, dtype))
            note(outputs, dtype)
            for library in libraries.values():
                if of_density:
                    function = accuracy.density_function(library, density.name)
                else:
                    function = accuracy.peer_method(library, density.name, method)
                if function is None:
                    continue
                for what, judged in _judge(density.name, outputs, library, function):
                    if judged:
                        name = f"{title}, {what}" if what else title
                        add(*finding(name, library.name, dtype, judged), library.name, dtype)
    for form, dtype in itertools.product(closed_forms.FORMS, accuracy.DTYPES):
        if re.search(pattern, accuracy.divergence_title(form)):
            outputs = list(divergence_outputs(form, dtype))
            note(outputs, dtype)
            for library in libraries.values():
                for title, judged in divergence_findings(form, outputs, library):
                    add(*finding(title, library.name, dtype, judged), library.name, dtype)
    for of, dtype in itertools.product(accuracy.VECTORS, accuracy.DTYPES):
        if re.search(pattern, of.title):
            for row, points, name in vector_findings(of, libraries, dtype):
                add(row, points, name, dtype)
    return report


def _number(x: float) -> str:
    return f"{x:.7g}".replace("e+", "e")


def markdown(report: Report) -> str:
    """Render the tables."""
    names = {"scipy": "SciPy", "torch": "torch", "jax": "JAX"}
    lines = ["| library | dtype | results compared | wrong | not finite among them |", "|---|---|--:|--:|--:|"]
    for (library, dtype), points in report.compared.items():
        rows = [f for f in report.findings if (f.library, f.dtype) == (library, dtype)]
        wrong, strange = sum(f.wrong for f in rows), sum(f.not_finite for f in rows)
        lines.append(f"| {names[library]} | {dtype} | {points} | {wrong} | {strange} |")
    lines += ["", "## One example of each", ""]
    lines += ["| function | library | dtype | wrong | example | gives | exact | likelier |"]
    lines += ["|---|---|---|--:|---|--:|--:|--:|"]
    for f in report.findings:
        count = f"{f.wrong} of {f.points}"
        numbers = " | ".join(map(_number, (f.theirs, f.exact, f.ours)))
        lines.append(f"| {f.function} | {names[f.library]} | {f.dtype} | {count} | `{f.call}` | {numbers} |")
    lines += ["", "## Where likelier is off", ""]
    total = sum(report.ours.values())
    lines += [f"{len(report.off)} of {total} results are further off than the tests' bound in units of the last place."]
    if report.off:
        lines += ["", "| call | dtype | likelier | exact | ulp |", "|---|---|--:|--:|--:|"]
        lines += [
            f"| `{o.call}` | {o.dtype} | {_number(o.ours)} | {_number(o.exact)} | {_number(o.ulps)} |"
            for o in report.off
        ]
    return "\n".join(lines) + "\n"
