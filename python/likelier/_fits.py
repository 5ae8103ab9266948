"""Maximum likelihood in closed form: a family's parameters from sums over data."""

from __future__ import annotations

import contextlib
import functools
import inspect
import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array, as_known, cast, index_text, is_integer, normalize_axes, reduced_dtype
from likelier._cholesky import factorize
from likelier._device import Place, place_of
from likelier._device_partial import DevicePartial
from likelier._differentiable import PublicFunction
from likelier._docs import fit_doc, statistics_doc
from likelier._elementwise import _DOMAINS, weight_total, weighted_sum
from likelier._memory import array_of, full, is_host, namespace
from likelier._partial import Partial, _two_sum

if TYPE_CHECKING:
    from likelier._families import Family, Frozen

# A number as an unevaluated sum of two doubles: what the engine's sums are.
Pair = tuple[Array, Array]

_TRIALS = ("a positive integer", lambda a: (a >= 1) & (a < np.inf) & (np.floor(a) == a))
_INSIDE = ("between 0 and 1, and neither of them", lambda a: (a > 0) & (a < 1))
_BINARY = ("0 or 1", lambda a: (a == 0) | (a == 1))


def _split(x: Array) -> Pair:
    """Return two halves of 26 bits that add up to x, so that products of halves are exact (T. Dekker, 1971)."""
    with np.errstate(over="ignore", invalid="ignore"):
        c = (2.0**27 + 1.0) * x
        high = c - (c - x)
    high = np.where(np.isfinite(high), high, x)
    return high, x - high


def _product(a: Array, b: Array) -> Pair:
    """Return the product and its rounding error (T. Dekker, 1971); no error where it leaves the range."""
    (a1, a2), (b1, b2) = _split(a), _split(b)
    with np.errstate(over="ignore", invalid="ignore"):
        p = array_of(a * b)
        error = ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2
    return p, np.where(np.isfinite(error), error, 0.0)


def _add(a: Pair, b: Pair) -> Pair:
    high, error = _two_sum(a[0], b[0])
    return high, np.where(np.isfinite(high), a[1] + b[1] + error, 0.0)


def _total(terms: Sequence[Array]) -> Array:
    """Return the sum of arrays that nearly cancel, rounded once."""
    stacked = np.stack(np.broadcast_arrays(*terms))
    shape = stacked.shape
    high, low = weighted_sum(shape, (1, *shape[1:]), stacked, None, None)
    return array_of((high + low)[0])


class Sample:
    """The data of a fit, checked: which axes are summed over, what counts, and how much.

    Attributes
    ----------
    x
        In double. Where it does not count it is 1, which every support holds.
    given
        All arguments as they came, by name.
    known
        Those that are known and not estimated, in double.
    where, weights
        Of the shape ``batch``, or None. A weight of zero is a mask.
    batch, kept, final
        The shape without events; with 1 for axes that are summed over; without these.
    dtype
        That of arrays of parameters.
    """

    def __init__(self, function: Fit, form: ClosedForm, given: dict[str, Any]) -> None:
        self.given = given
        names = (form.data, *form.known)
        self.arguments = memory.Arguments(function.__qualname__, {n: given[n] for n in names})
        self._function, self._place = function, self.arguments.place
        arrays = self.arguments.arrays
        self.dtype = reduced_dtype(
            self.arguments.dtypes[form.data] if self.arguments.is_floating(form.data) else np.dtype(np.float64)
        )
        data, *rest = (as_known(a).astype(np.float64, copy=False) for a in arrays.values())
        if data.ndim < form.event_axes:
            function._fail(f"{form.data} must have at least one axis, that of the event; got a 0-d array")
        self.event = data.shape[data.ndim - form.event_axes :]
        own = data.shape[: data.ndim - form.event_axes]
        try:
            self.batch = np.broadcast_shapes(own, *(a.shape for a in rest))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in arrays.items())
            function._fail(f"the arguments must have shapes that broadcast; got {shapes}")
        where, weights = self._beside(given)
        axes = normalize_axes(given["axis"], len(self.batch), function.__qualname__)
        self.axes = axes
        self.kept = tuple(1 if a in axes else n for a, n in enumerate(self.batch))
        self.final = tuple(n for a, n in enumerate(self.batch) if a not in axes)
        self.where = where
        if weights is not None:
            bad = ~((weights >= 0) & (weights < np.inf))
            if self._place is None:
                expected = "non-negative and finite"
                function._refuse(bad if where is None else bad & where, weights, "weights", expected)
            else:
                weights = np.where(bad, np.nan, weights)
            counts = weights != 0
            self.where = where = counts if where is None else counts & where
        self.weights = weights
        self.x = np.broadcast_to(data, self.batch + self.event)
        self.known = {n: np.broadcast_to(a, self.batch) for n, a in zip(form.known, rest, strict=True)}
        expected, inside = form.domain
        self.refuse(~inside(self.x), self.x, form.data, expected)
        for name, values in self.known.items():
            expected, inside = _DOMAINS[form.known_domain]
            self.refuse(~inside(values), values, name, expected)
        if where is not None:
            self.x = np.where(self._wide(where), self.x, 1.0)
            if weights is not None:
                self.weights = np.where(where, weights, 0.0)
        if self._place is not None and where is None:
            count = math.prod(self.batch[a] for a in axes)
            if not count and math.prod(self.final):
                function._fail(f"{form.data} must have data that count, of a positive weight; got none")
            self.weight = full(self.kept, float(count), self.x), full(self.kept, 0.0, self.x)
        else:
            self.weight = weight_total(self.batch, self.kept, where, self.weights)
        if self._place is None:
            function._refuse_empty(self.weight[0].reshape(self.final), form.data)

    def _beside(self, given: dict[str, Any]) -> tuple[Any, Any]:
        """Return the mask and the weights, the latter in double, of the shape ``batch``."""
        function, place = self._function, self._place
        if place is None:
            weights = function._beside(given["weights"], self.batch, "weights")
            where = function._mask(given["where"], self.batch)
            return where, None if weights is None else as_known(weights).astype(np.float64)
        where = memory.known(place, place.mask(given["where"], self.batch))
        weights = memory.known(place, place.beside(given["weights"], self.batch, "weights"))
        return (
            None if where is None else np.broadcast_to(where, self.batch),
            None if weights is None else np.broadcast_to(weights, self.batch).astype(np.float64),
        )

    def refuse(self, bad: Array, array: Array, name: str, expected: str, beside: Array | None = None) -> None:
        """Raise where what counts is bad; on a device, where nothing is looked at, it becomes NaN.

        The message tells what was expected there where that is given.
        """
        counting = self._counting(bad)
        if self._place is None:
            self._function._refuse(counting, array, name, expected, beside)
            return
        wide = counting if counting.ndim > len(self.batch) else self._wide(counting)
        self.x = np.where(wide, np.nan, self.x)

    def _wide(self, a: Array) -> Array:
        """Return an array of the shape ``batch`` to go beside events."""
        return a.reshape(a.shape + (1,) * len(self.event))

    def _counting(self, bad: Array) -> Array:
        if self.where is None:
            return bad
        return bad & (self._wide(self.where) if bad.ndim > len(self.batch) else self.where)

    def extreme(self, of: str, x: Array | None = None) -> Array:
        """Return the least or the greatest of the data ("min", "max"), of the shape ``kept`` and events."""
        x = self.x if x is None else x
        if self.where is not None:
            counts = self.where.reshape(self.batch + (1,) * (x.ndim - len(self.batch)))
            x = np.where(counts, x, np.inf if of == "min" else -np.inf)
        return array_of(getattr(x, of)(axis=self.axes, keepdims=True))

    def sum(self, x: Array, weights: Array | None = None) -> Pair:
        """Return the sum, of the shape ``kept`` and what x has beyond ``batch``; with other weights if given."""
        extra = x.shape[len(self.batch) :]
        if weights is None and self.weights is not None:
            weights = self.weights.reshape(self.batch + (1,) * len(extra))
        where = None if self.where is None else self.where.reshape(self.batch + (1,) * len(extra))
        shape, reduced = self.batch + extra, self.kept + extra
        if where is not None:
            where = np.broadcast_to(where, shape)
        if weights is not None:
            weights = np.broadcast_to(weights, shape)
        return weighted_sum(shape, reduced, x, where, weights)

    def mean(self, x: Array) -> Array:
        """Return the mean, of the shape ``kept``."""
        high, low = self.sum(x)
        return array_of((high + low) / (self.weight[0] + self.weight[1]))

    def exact_weight(self) -> Pair:
        """Return the total weight, of the shape ``kept``, with twice the digits of a double."""
        if self.weights is None:
            return self.weight
        ones = full((1,) * len(self.batch), 1.0, self.x)
        parts = _grids(self.weights[..., np.newaxis])
        return functools.reduce(_add, (self.sum(part[..., 0], ones) for part in parts))

    def partial(self, sums: Pair, weight: Pair | None = None) -> Partial:
        """Return sums of the shape ``final``, and what follows it, as a part."""
        high, low = (a.reshape(self.final + a.shape[len(self.batch) :]) for a in sums)
        weights = [
            np.broadcast_to(a.reshape(self.final + (1,) * (high.ndim - len(self.final))), high.shape)
            for a in weight or self.weight
        ]
        return self.of_sums([high, low, *weights])

    def of_sums(self, sums: Sequence[Array]) -> Partial:
        """Return a part, in the memory that the data are in."""
        if self._place is None:
            return Partial.of_sums(sums, self.dtype)
        whole = np.stack(np.broadcast_arrays(*sums))
        return DevicePartial(self.arguments.give(whole), whole.shape[1:], self.dtype)


class ClosedForm:
    """What a family's parameters are where its likelihood is greatest: here, a function of the mean.

    Attributes
    ----------
    data, known
        The names of the data, and of the parameters that are known and not estimated.
    domain
        What the data have to be, and the test of it.
    event_axes
        How many axes an event has.
    statistics_text, formula, example
        For the documentation.
    positive
        The parameters without which being positive and finite the likelihood has no maximum.
    """

    known: tuple[str, ...] = ()
    known_domain = "whole"
    positive: tuple[str, ...] = ()
    event_axes = 0
    has_fit = True
    has_statistics = True
    statistics_text = "the sum of {data}"

    def __init__(
        self,
        parameter: str,
        domain: Any,
        formula: str,
        example: str,
        *,
        data: str = "x",
        value: Callable[[Array], Any] = array_of,
        positive: bool = False,
    ) -> None:
        self.data = data
        self.domain = _DOMAINS[domain] if isinstance(domain, str) else domain
        self.formula = formula
        self.example = example
        self.positive = (parameter,) if positive else ()
        self._parameter = parameter
        self._value = value

    def check(self, function: Fit, sample: Sample) -> None:
        """Raise where the data are not what the known parameters say."""

    def statistics(self, sample: Sample) -> Partial:
        """Return the sufficient statistics."""
        return sample.partial(sample.sum(sample.x))

    def accepts(self, shape: tuple[int, ...]) -> bool:
        """Tell whether statistics may have this shape."""
        return len(shape) >= self.event_axes

    def from_statistics(self, statistics: Partial) -> dict[str, Array]:
        """Return the parameters."""
        high, low, weight_high, weight_low = _sums(statistics)
        with np.errstate(divide="ignore", invalid="ignore"):
            return {self._parameter: array_of(self._value((high + low) / (weight_high + weight_low)))}

    def from_sample(self, sample: Sample) -> dict[str, Array]:
        """Return the parameters."""
        return self.from_statistics(self.statistics(sample))


def _sums(statistics: Partial) -> tuple[Array, Array, Array, Array]:
    if isinstance(statistics, DevicePartial):
        place, sums = statistics._place()
        high, low, weight_high, weight_low = memory.known(place, sums)
        return high, low, weight_high, weight_low
    return statistics._high, statistics._low, statistics._weight_high, statistics._weight_low


class _Gaussian(ClosedForm):
    """Means and covariances: of vectors, of numbers, and of their logarithms."""

    def __init__(self, name: str, formula: str, example: str) -> None:
        self.name = name
        self.data = "x"
        self.domain = _DOMAINS["positive" if name == "lognorm" else "finite"]
        self.formula = formula
        self.example = example
        self.event_axes = int(name == "multivariate_normal")
        self.positive = {"norm": ("scale",), "lognorm": ("s", "scale"), "multivariate_normal": ()}[name]
        self.statistics_text = {
            "norm": "the sums of x and of x^2, on the first axis",
            "lognorm": "the sums of log x and of (log x)^2, on the first axis",
            "multivariate_normal": "the sum of x in the first row, and under it that of x x^T, on the last two axes",
        }[name]

    def _vectors(self, sample: Sample) -> Array:
        x = np.log(sample.x) if self.name == "lognorm" else sample.x
        return x if self.event_axes else x[..., np.newaxis]

    def statistics(self, sample: Sample) -> Partial:
        first, second = _moments(sample, self._vectors(sample), exact=True)
        sums = [np.concatenate([a[..., np.newaxis, :], b], axis=-2) for a, b in zip(first, second, strict=True)]
        if not self.event_axes:
            sums = [a[..., 0] for a in sums]
        part = sample.partial((sums[0], sums[1]), sample.exact_weight())
        if self.event_axes:
            return part
        return sample.of_sums([np.moveaxis(a, -1, 0) for a in _sums(part)])

    def accepts(self, shape: tuple[int, ...]) -> bool:
        if self.event_axes:
            return len(shape) >= 2 and shape[-2] == shape[-1] + 1
        return len(shape) >= 1 and shape[0] == 2

    def from_statistics(self, statistics: Partial) -> dict[str, Array]:
        sums = list(_sums(statistics))
        if not self.event_axes:
            sums = [np.moveaxis(a, 0, -1)[..., np.newaxis] for a in sums]
        high, low, *weight = sums
        first, second = (tuple(a[..., part, :] for a in (high, low)) for part in (0, slice(1, None)))
        mean, cov = _central(first, second, (weight[0][..., 0, 0], weight[1][..., 0, 0]))  # type: ignore[arg-type]
        return self._named(mean, cov, None)

    def from_sample(self, sample: Sample) -> dict[str, Array]:
        x = self._vectors(sample)
        shape = sample.batch + x.shape[-1:]
        vectors = np.broadcast_to(x, shape)
        low, high = (sample.extreme(of, vectors) for of in ("min", "max"))
        # By powers of two, where squares would leave the range; about a centre, so that they do not cancel. That is
        # one of the data where all are equal.
        unit = _unit(np.maximum(np.abs(low), np.abs(high)))
        scaled = np.ldexp(vectors, -unit) if not is_host(unit) or np.any(unit) else vectors
        high_sum, low_sum = sample.sum(scaled)
        weight = [a[..., np.newaxis] for a in sample.weight]
        centre = np.clip((high_sum + low_sum) / (weight[0] + weight[1]), np.ldexp(low, -unit), np.ldexp(high, -unit))
        first, second = _moments(sample, scaled - centre, exact=False)
        total = array_of(sample.weight[0] + sample.weight[1])[..., np.newaxis]
        # Next to 0, as the centre is the mean but for its rounding: its square takes no digits from the variance.
        rest = (first[0] + first[1]) / total
        square = (second[0] + second[1]) / total[..., np.newaxis] - rest[..., :, np.newaxis] * rest[..., np.newaxis, :]
        cov = (square + np.swapaxes(square, -1, -2)) / 2
        mean = np.ldexp(rest + centre, unit)
        final = sample.final + x.shape[-1:]
        return self._named(mean.reshape(final), cov.reshape(final + x.shape[-1:]), unit.reshape(final))

    def _named(self, mean: Array, cov: Array, unit: Array | None) -> dict[str, Array]:
        """Return the parameters; the covariance is that of data divided by powers of two."""
        if unit is None:
            unit = array_of(np.isnan(mean)).astype(np.int32) * 0
        if self.event_axes:
            return {"mean": mean, "cov": np.ldexp(cov, unit[..., :, np.newaxis] + unit[..., np.newaxis, :])}
        with np.errstate(invalid="ignore", over="ignore"):
            location, spread = mean[..., 0], np.ldexp(np.sqrt(cov[..., 0, 0]), unit[..., 0])
            if self.name == "lognorm":
                return {"s": spread, "scale": np.exp(location)}
        return {"loc": location, "scale": spread}


def _unit(largest: Array) -> Array:
    """Return the power of two to divide data by before they are squared: 0 for all that are not extreme."""
    exponent = np.frexp(largest)[1]
    return np.where(np.abs(exponent) < 400, 0, exponent)


def _grids(x: Array) -> tuple[Array, Array, Array]:
    """Return three parts that add up to x: two of 26 bits on a grid for each place of the last axis, and the rest.

    On a grid, sums and products of so few bits are exact, whatever is added to what (T. Ogita, S. Rump and S. Oishi,
    "Accurate sum and dot product", 2005, and what followed it).
    """
    axes = tuple(range(x.ndim - 1))
    unit = np.frexp(np.max(np.abs(x), axis=axes, initial=0.0) if is_host(x) else abs(x).max(axis=axes))[1]
    digit = full(unit.shape, 1.5, x)
    coarse, fine = np.ldexp(digit, unit + 27), np.ldexp(digit, unit + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        first = (x + coarse) - coarse
        rest = x - first
        second = (rest + fine) - fine
    return first, second, rest - second


def _moments(sample: Sample, x: Array, *, exact: bool) -> tuple[Pair, Pair]:
    """Return the sums of x and of x x^T over vectors on the last axis; as if in twice the digits where exact."""
    weights = None if sample.weights is None else sample.weights[..., np.newaxis]
    ones = full((1,) * x.ndim, 1.0, x)
    if exact:
        if sample.where is not None:
            x = np.where(sample.where[..., np.newaxis], x, 0.0)
        weighted, error = _product(weights, x) if weights is not None else (x, np.zeros_like(x))
        a, b = _grids(weighted), _grids(x)
        terms = [a[0], a[1], a[2] + error]
        products = [(a[0], b[0]), (a[0], b[1]), (a[0], b[2]), (a[1], b[0]), (a[1], b[1] + b[2]), (terms[2], x)]
    else:
        terms = [x if weights is None else x * weights]
        products = [(terms[0], x)]
    shape = (*x.shape, x.shape[-1])
    first = functools.reduce(_add, (sample.sum(part, ones) for part in terms))
    second = functools.reduce(
        _add,
        (
            sample.sum(np.broadcast_to(left[..., :, np.newaxis], shape), right[..., np.newaxis, :])
            for left, right in products
        ),
    )
    return first, second


def _central(first: Pair, second: Pair, weight: Pair) -> tuple[Array, Array]:
    """Return mean and covariance from the sums of x and x x^T: what cancels is not rounded before."""
    (high, low), (weight_high, weight_low) = first, (a[..., np.newaxis] for a in weight)
    total = weight_high + weight_low
    mean = (high + low) / total
    # The mean of x - mean: what rounding has left of it.
    excess = _total([high, low, *_product(-mean, weight_high), -mean * weight_low]) / total
    rows, columns = mean[..., :, np.newaxis], mean[..., np.newaxis, :]
    wide = [a[..., np.newaxis] for a in (weight_high, weight_low, total)]
    square, error = _product(rows, columns)
    terms = [*second, *_product(square, wide[0]), square * wide[1], error * wide[0]]
    for a, b, c in (
        (rows, high[..., np.newaxis, :], low[..., np.newaxis, :]),
        (columns, high[..., :, np.newaxis], low[..., :, np.newaxis]),
    ):
        terms += [*_product(-a, b), -a * c]
    cov = _total(terms) / wide[2] - excess[..., :, np.newaxis] * excess[..., np.newaxis, :]
    return mean + excess, (cov + np.swapaxes(cov, -1, -2)) / 2


class _HalfNormal(ClosedForm):
    statistics_text = "the sum of x^2"

    def statistics(self, sample: Sample) -> Partial:
        _, second = _moments(sample, sample.x[..., np.newaxis], exact=True)
        return sample.partial((second[0][..., 0, 0], second[1][..., 0, 0]))

    def from_sample(self, sample: Sample) -> dict[str, Array]:
        unit = _unit(sample.extreme("max"))
        scaled = np.ldexp(sample.x, -unit) if not is_host(unit) or np.any(unit) else sample.x
        scale = np.sqrt(sample.mean(scaled * scaled))
        return {"scale": np.ldexp(scale, unit).reshape(sample.final)}


class _OfOrder(ClosedForm):
    """Families whose parameters are order statistics: no sums tell them."""

    has_statistics = False

    def __init__(
        self, domain: str, positive: tuple[str, ...], formula: str, example: str, fit: Callable[[Sample], Any]
    ) -> None:
        self.data = "x"
        self.domain = _DOMAINS[domain]
        self.positive = positive
        self.formula = formula
        self.example = example
        self._fit = fit

    def from_sample(self, sample: Sample) -> dict[str, Array]:
        return {n: array_of(a).reshape(sample.final) for n, a in self._fit(sample).items()}


class _Sums(ClosedForm):
    """Families whose likelihood is told by sums, of which no closed form makes its maximum.

    ``formula`` is what the sums are sufficient for; the example's result are the means.
    """

    has_fit = False

    def __init__(
        self,
        domain: Any,
        text: str,
        formula: str,
        example: str,
        terms: tuple[Callable[[Array], Any], ...],
        *,
        event_axes: int = 0,
    ) -> None:
        self.data = "x"
        self.domain = _DOMAINS[domain] if isinstance(domain, str) else domain
        self.event_axes = event_axes
        self.statistics_text = text
        self.formula = formula
        self.example = example
        self._terms = terms

    def statistics(self, sample: Sample) -> Partial:
        with np.errstate(divide="ignore"):
            parts = [sample.partial(sample.sum(array_of(term(sample.x)))) for term in self._terms]
        if len(parts) == 1:
            return parts[0]
        return sample.of_sums([np.stack(same) for same in zip(*map(_sums, parts), strict=True)])


def _uniform(sample: Sample) -> dict[str, Array]:
    low, high = sample.extreme("min"), sample.extreme("max")
    # The width as the density's own arithmetic has it, so that it holds the greatest of the data.
    return {"loc": low, "scale": high.astype(sample.dtype) - low.astype(sample.dtype)}


def _pareto(sample: Sample) -> dict[str, Array]:
    scale = sample.extreme("min")
    with np.errstate(over="ignore", divide="ignore"):
        above = (sample.x - scale) / scale
        logs = np.where(np.isfinite(above), np.log1p(above), np.log(sample.x) - np.log(scale))
        return {"b": 1.0 / sample.mean(logs), "scale": scale}


def _laplace(sample: Sample) -> dict[str, Array]:
    loc = _median(sample)
    return {"loc": loc, "scale": sample.mean(np.abs(sample.x - loc))}


def _median(sample: Sample) -> Array:
    """Return the middle of the weighted medians, of the shape ``kept``."""
    if sample.where is None:
        return array_of(np.median(sample.x, axis=sample.axes, keepdims=True))

    def flat(a: Array) -> Array:
        others = tuple(a for a in range(len(sample.batch)) if a not in sample.axes)
        return np.transpose(a, (*others, *sample.axes)).reshape((math.prod(sample.final), -1))

    x = flat(sample.x)
    counted = sample.where.astype(np.float64) if sample.weights is None else np.where(sample.where, sample.weights, 0.0)
    order = np.argsort(x, axis=-1, kind="stable")
    x = np.take_along_axis(x, order, axis=-1)
    below = np.cumsum(np.take_along_axis(flat(counted), order, axis=-1), axis=-1)
    half = below[:, -1:] / 2
    least, greatest = (test.astype(np.int8).argmax(axis=-1) for test in (below >= half, below > half))
    rows = namespace(x).arange(len(x))
    return array_of(x[rows, least] / 2 + x[rows, greatest] / 2).reshape(sample.kept)


class _Binomial(ClosedForm):
    known = ("n",)
    statistics_text = "the sum of {data}, with that of n as the weight"

    def check(self, function: Fit, sample: Sample) -> None:  # noqa: ARG002
        many = sample.x > sample.known["n"]
        sample.refuse(many, sample.x, self.data, "at most n")

    def statistics(self, sample: Sample) -> Partial:
        return sample.partial(sample.sum(sample.x), sample.sum(sample.known["n"]))


class _NegativeBinomial(_Binomial):
    known_domain = "positive"

    def check(self, function: Fit, sample: Sample) -> None:
        """Any number of failures may come before the successes."""


class _Multinomial(_Binomial):
    event_axes = 1
    statistics_text = "the sum of the counts of each class, with that of n as the weight"

    def check(self, function: Fit, sample: Sample) -> None:  # noqa: ARG002
        counted = array_of(sample.x.sum(axis=-1))
        differ = counted != sample.known["n"]
        sample.refuse(differ, sample.known["n"], "n", "the sum of the counts of its event", beside=counted)


class _Categorical(ClosedForm):
    statistics_text = "the sum of the weights of each class, on the last axis"

    def check(self, function: Fit, sample: Sample) -> None:
        classes = sample.given["classes"]
        if not is_host(sample.x):
            if classes is None:
                function._fail(f"classes must be given where {self.data} is on a device, not to be looked at; got None")
            if not is_integer(classes):
                function._fail(f"classes must be an integer; got {classes!r}", TypeError)
            sample.refuse(sample.x >= classes, sample.x, self.data, "less than classes")
            sample.known["classes"] = np.asarray(int(classes))
            return
        largest = int(np.max(sample.x, initial=0, where=True if sample.where is None else sample.where))
        if classes is None:
            classes = largest + 1
        elif not is_integer(classes):
            function._fail(f"classes must be an integer; got {classes!r}", TypeError)
        elif largest >= classes:
            function._fail(f"classes must be more than the greatest class, {largest}; got {classes!r}")
        sample.known["classes"] = np.asarray(int(classes))

    def statistics(self, sample: Sample) -> Partial:
        classes = int(sample.known["classes"])
        if not is_host(sample.x):
            # What is no class makes all of them unknown.
            chosen = sample.x[..., np.newaxis] == namespace(sample.x).arange(classes)
            unknown = np.isnan(sample.x)[..., np.newaxis]
            return sample.partial(sample.sum(np.where(unknown, np.nan, chosen.astype(np.float64))))
        fits = math.prod(sample.final)
        of_fit = np.broadcast_to(np.arange(fits).reshape(sample.kept), sample.batch)
        counts = np.ones(sample.batch, np.bool_) if sample.where is None else sample.where
        bins = (of_fit * classes + sample.x.astype(np.int64))[counts]
        high, low = np.bincount(bins, minlength=fits * classes).astype(np.float64), np.zeros(fits * classes)
        if sample.weights is not None:
            weights = sample.weights[counts][np.argsort(bins, kind="stable")]
            ends = np.cumsum(high).astype(np.int64)
            for i in np.flatnonzero(high):
                part = weights[ends[i] - int(high[i]) : ends[i]]
                (high[i],), (low[i],) = weighted_sum(part.shape, (1,), part, None, None)
        return sample.partial((high.reshape((*sample.kept, classes)), low.reshape((*sample.kept, classes))))


CLOSED_FORMS: dict[str, ClosedForm] = {
    "norm": _Gaussian(
        "norm", "loc = mean(x),  scale^2 = mean((x - loc)^2)", "lk.norm.fit([1.0, 3.0])\nnorm(loc=2.0, scale=1.0)"
    ),
    "lognorm": _Gaussian(
        "lognorm",
        "log(scale) = mean(log x),  s^2 = mean((log x - log(scale))^2)",
        "{n: round(v, 12) for n, v in lk.lognorm.fit([1.0, 4.0]).parameters.items()}\n"
        "{'s': 0.69314718056, 'scale': 2.0}",
    ),
    "halfnorm": _HalfNormal(
        "scale",
        "non-negative and finite",
        "scale^2 = mean(x^2)",
        "lk.halfnorm.fit([1.0, 7.0])\nhalfnorm(scale=5.0)",
        value=np.sqrt,
        positive=True,
    ),
    "expon": ClosedForm(
        "scale",
        "non-negative and finite",
        "scale = mean(x)",
        "lk.expon.fit([1.0, 3.0])\nexpon(scale=2.0)",
        positive=True,
    ),
    "laplace": _OfOrder(
        "finite",
        ("scale",),
        "loc = median(x),  scale = mean(|x - loc|)",
        "lk.laplace.fit([1.0, 2.0, 6.0, 7.0])\nlaplace(loc=4.0, scale=2.5)",
        _laplace,
    ),
    "uniform": _OfOrder(
        "finite",
        ("scale",),
        "loc = min(x),  scale = max(x) - min(x)",
        "lk.uniform.fit([1.0, 2.5, 4.0])\nuniform(loc=1.0, scale=3.0)",
        _uniform,
    ),
    "pareto": _OfOrder(
        "positive",
        ("b", "scale"),
        "scale = min(x),  b = 1 / mean(log(x / scale))",
        "{n: round(v, 12) for n, v in lk.pareto.fit([1.0, 4.0]).parameters.items()}\n"
        "{'b': 1.442695040889, 'scale': 1.0}",
        _pareto,
    ),
    "gamma": _Sums(
        "positive",
        "the sums of x and of log x, on the first axis",
        "a and scale, for loc = 0",
        "lk.gamma.suffstats([1.0, 4.0])\n[2.5, 0.693147]",
        (array_of, np.log),
    ),
    "chi2": _Sums(
        "positive",
        "the sums of x and of log x, on the first axis",
        "df and scale, for loc = 0",
        "lk.chi2.suffstats([1.0, 4.0])\n[2.5, 0.693147]",
        (array_of, np.log),
    ),
    "invgamma": _Sums(
        "positive",
        "the sums of 1 / x and of log x, on the first axis",
        "a and scale, for loc = 0",
        "lk.invgamma.suffstats([1.0, 4.0])\n[0.625, 0.693147]",
        (np.reciprocal, np.log),
    ),
    "beta": _Sums(
        _INSIDE,
        "the sums of log x and of log(1 - x), on the first axis",
        "a and b, for loc = 0 and scale = 1",
        "lk.beta.suffstats([0.5, 0.25])\n[-1.039721, -0.490415]",
        (np.log, lambda x: np.log1p(-x)),
    ),
    "vonmises": _Sums(
        "finite",
        "the sums of cos x and of sin x, on the first axis",
        "kappa and loc, for scale = 1",
        "lk.vonmises.suffstats([0.0, 1.0])\n[0.770151, 0.420735]",
        (np.cos, np.sin),
    ),
    "dirichlet": _Sums(
        "positive probability",
        "the sum of log x, on the last axis",
        "alpha",
        "lk.dirichlet.suffstats([[0.5, 0.5], [0.25, 0.75]])\n[-1.039721, -0.490415]",
        (np.log,),
        event_axes=1,
    ),
    "bernoulli": ClosedForm("p", _BINARY, "p = mean(k)", "lk.bernoulli.fit([0, 1, 1, 1])\nbernoulli(p=0.75)", data="k"),
    "poisson": ClosedForm("mu", "whole", "mu = mean(k)", "lk.poisson.fit([2, 5, 5])\npoisson(mu=4.0)", data="k"),
    "geom": ClosedForm(
        "p", _TRIALS, "p = 1 / mean(k)", "lk.geom.fit([1, 3])\ngeom(p=0.5)", data="k", value=np.reciprocal
    ),
    "binom": _Binomial(
        "p", "whole", "p = sum(k) / sum(n)", "lk.binom.fit([1, 3, 2], n=4)\nbinom(n=4, p=0.5)", data="k"
    ),
    "nbinom": _NegativeBinomial(
        "p",
        "whole",
        "p = sum(n) / (sum(n) + sum(k))",
        "lk.nbinom.fit([1, 3, 2, 2], n=2)\nnbinom(n=2, p=0.5)",
        data="k",
        value=lambda failures: 1.0 / (1.0 + failures),
    ),
    "categorical": _Categorical(
        "p",
        "whole",
        "p_c = mean(k == c)",
        "lk.categorical.fit([0, 2, 2, 0]).parameters\n{'p': array([0.5, 0. , 0.5])}",
        data="k",
    ),
    "multinomial": _Multinomial(
        "p",
        "whole",
        "p_j = sum(x_j) / sum(n)",
        "lk.multinomial.fit([[1, 3], [0, 4]], n=4).parameters\n{'n': 4, 'p': array([0.125, 0.875])}",
    ),
    "multivariate_normal": _Gaussian(
        "multivariate_normal",
        "mean = mean(x),  cov = mean((x - mean) (x - mean)^T)",
        "lk.multivariate_normal.fit([[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]]).parameters\n"
        "{'mean': array([0., 0.]), 'cov': array([[0.5, 0. ],\n       [0. , 2. ]])}",
    ),
}


class Fit(PublicFunction):
    """A family's ``fit`` or ``suffstats``."""

    def __init__(self, family: Family, form: ClosedForm, name: str) -> None:
        parameter = inspect.Parameter
        stated = [parameter(n, parameter.POSITIONAL_OR_KEYWORD) for n in (form.data, *form.known)]
        if isinstance(form, _Categorical):
            stated.append(parameter("classes", parameter.KEYWORD_ONLY, default=None))
        stated += [parameter(n, parameter.KEYWORD_ONLY, default=None) for n in ("weights", "where", "axis")]
        doc = fit_doc(family._operation, form) if name == "fit" else statistics_doc(family._operation, form)
        super().__init__(f"{family.name}.{name}", "likelier", doc, inspect.Signature(stated))
        self._family = family
        self._form = form

    def __call__(self, *args: Any, **options: Any) -> Any:
        form = self._form
        given, rest = self._match(args, options, (form.data, *form.known))
        for name in (form.data, *form.known):
            if name not in given:
                which = ", which is known and not estimated" if name in form.known else ""
                self._fail(f"missing the argument {name!r}{which}; got {self._list(given)}", TypeError)
        everything = self._defaults | given | rest
        fits = self.__name__ == "fit"
        if fits and form.has_statistics and isinstance(everything[form.data], Partial):
            return self._from_statistics(everything)
        place = place_of(self.__qualname__, (form.data,), (everything[form.data],))
        with contextlib.nullcontext() if place is None else place.running():
            sample = Sample(self, form, everything)
            form.check(self, sample)
            if not fits:
                return form.statistics(sample)
            parameters = form.from_sample(sample)
            if sample.arguments.place is not None:
                return self._frozen_on_device(parameters, everything, sample.dtype, sample.arguments.place)
            return self._frozen(parameters, everything, sample.dtype, sample.arguments.producer)

    def _from_statistics(self, given: dict[str, Any]) -> Frozen:
        form, statistics = self._form, given[self._form.data]
        for name in ("weights", "where", "axis", "classes"):
            if given.get(name) is not None:
                self._fail(
                    f"{name} must be None beside sufficient statistics; got {type(given[name]).__name__}", TypeError
                )
        if not form.accepts(statistics.shape):
            self._fail(
                f"{form.data} must be data, or what {self._family.name}.suffstats returns; "
                f"got a Partial of shape {statistics.shape}"
            )
        if isinstance(statistics, DevicePartial):
            place, _ = statistics._place()
            with place.running():
                return self._frozen_on_device(form.from_statistics(statistics), given, statistics._dtype, place)
        self._refuse_empty(statistics._weight_high, form.data)
        return self._frozen(form.from_statistics(statistics), given, statistics._dtype, None)

    def _frozen_on_device(
        self, parameters: dict[str, Array], given: dict[str, Any], dtype: np.dtype[Any], place: Place
    ) -> Frozen:
        """Return the density, of parameters that are NaN where the likelihood has no maximum."""
        for name in self._form.positive:
            own = parameters[name]
            parameters[name] = np.where((own > 0) & (own < np.inf), own, np.nan)
        if "cov" in parameters:
            rounded = parameters["cov"].astype(dtype).astype(np.float64)
            singular = np.isnan(factorize(rounded)).any(axis=(-2, -1), keepdims=True)
            parameters["cov"] = np.where(singular, np.nan, parameters["cov"])
        known = {n: given[n] for n in self._form.known}
        return self._family(**known, **{n: memory.give(place, a, dtype) for n, a in parameters.items()})

    def _frozen(
        self,
        parameters: dict[str, Array],
        given: dict[str, Any],
        dtype: np.dtype[Any],
        producer: Callable[[Array], Any] | None,
    ) -> Frozen:
        """Return the density, if the likelihood has a maximum."""
        form = self._form
        for name in form.positive:
            bad = ~((parameters[name] > 0) & (parameters[name] < np.inf))
            if np.any(bad):
                index = tuple(int(i) for i in np.argwhere(bad)[0])
                alike = "0" if len(parameters) == 1 else "equal"
                self._fail(
                    f"{form.data} must not be all {alike}, where the likelihood has no maximum; "
                    f"got {name} = {parameters[name][index]}{index_text(index)}"
                )
        arrays = {n: cast(array_of(a, np.float64), dtype) for n, a in parameters.items()}
        if "cov" in arrays:
            singular = np.isnan(factorize(arrays["cov"])).any(axis=(-2, -1))
            if np.any(singular):
                index = tuple(int(i) for i in np.argwhere(singular)[0])
                self._fail(
                    f"{form.data} must have more events than an event has elements, and no element that depends "
                    f"linearly on others; got a covariance that is singular in {dtype}{index_text(index)}"
                )
        known = {n: given[n] for n in form.known}
        # A number has no dtype that it would impose on data.
        named = {
            n: producer(arrays[n]) if producer is not None else float(a) if a.ndim == 0 else arrays[n]
            for n, a in parameters.items()
        }
        return self._family(**known, **named)

    def _refuse(self, bad: Array, array: Array, name: str, expected: str, beside: Array | None = None) -> None:
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            got = np.broadcast_to(array, np.shape(bad))[index]
            wanted = "" if beside is None else f", {beside[index]}"
            self._fail(f"{name} must be {expected}{wanted}; got {got}{index_text(index)}")

    def _refuse_empty(self, weight: Array, name: str) -> None:
        if weight.size == 0:
            return
        if not np.all(weight > 0):
            index = tuple(int(i) for i in np.argwhere(~(weight > 0))[0])
            self._fail(f"{name} must have data that count, of a positive weight; got none{index_text(index)}")
