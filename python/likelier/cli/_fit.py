"""Maximum-likelihood fits with likelier's gradients, and their held-out scores."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import likelier
from likelier.cli import _score_model
from likelier.cli._errors import InputError, require
from likelier.cli._families import FAMILIES, KINDS, WHOLE, Family, Kind, Values, spread

MIN_TRAIN = 8
MIN_TEST = 2
# Logarithms may move this far from their start, a factor of 3.3e6. Only a likelihood without a
# maximum goes there: a t on data with many ties (scale to 0) or with lighter tails than a normal
# (df to infinity).
LOG_RANGE = 15.0
# Densities that all held-out values together tell apart by less, a likelihood ratio of e, are the same as far as they
# know: R. Kass and A. Raftery, "Bayes factors", J. Am. Stat. Assoc. 90 (1995), call it not worth more than a mention.
MENTION = 1.0
INDEPENDENT = "best of each column in training"
FULL, DIAGONAL = "normal, full covariance", "normal, diagonal covariance"
SCORE = "score-matched MLP"


@dataclass(frozen=True)
class Mean:
    """A mean over n held-out values with its standard error."""

    value: float
    stderr: float
    n: int

    @classmethod
    def of(cls, samples: Values) -> Mean:
        """Average independent samples."""
        return cls(float(np.mean(samples)), float(np.std(samples, ddof=1)) / math.sqrt(samples.size), samples.size)

    @property
    def is_tie(self) -> bool:
        """Whether a distance is within its standard error, or nothing worth a mention in all values together."""
        return self.value <= self.stderr or self.value * self.n <= MENTION

    def per(self, divisor: float) -> Mean:
        """Return the mean of the samples divided by a constant."""
        return Mean(self.value / divisor, self.stderr / divisor, self.n)


@dataclass(frozen=True)
class Fit:
    """A family at its maximum-likelihood parameters."""

    family: Family
    parameters: dict[str, float]
    train_nats: float
    evaluations: int
    seconds: float
    notes: tuple[str, ...]

    def shown(self) -> dict[str, float]:
        """Return the parameters under their reported names."""
        fitted = {p.keyword: (p.symbol, p.show) for p in self.family.parameters}
        shown = [(*fitted.get(n, (n, float)), value) for n, value in self.parameters.items()]
        return {symbol: show(value) for symbol, show, value in shown}

    def nats(self, x: Values) -> Values:
        """Negative log-likelihood of each value."""
        return self.family.nats(x, self.parameters)


@dataclass(frozen=True)
class Result:
    """One family on one column: the fit and its held-out score."""

    fit: Fit
    held_out: Values
    nats: Mean
    behind: Mean


@dataclass(frozen=True)
class Column:
    """All candidates of one column, best first within each kind."""

    name: str
    results: tuple[Result, ...]
    left_out: dict[str, str]
    whole: bool

    def comparable(self, kind: Kind) -> bool:
        """Tell whether the likelihoods of a kind say how well the values are predicted.

        A density does not, of whole numbers: one that is narrow about some of them is as great as one likes, while
        no number gets a probability. What it has in bits is no code length of them.
        """
        return kind == "mass" or not self.whole

    @property
    def kind(self) -> Kind:
        """Return the kind of likelihood it is compared in: mass where a mass was fitted."""
        return "mass" if any(r.fit.family.kind == "mass" for r in self.results) else "density"

    def of_kind(self, kind: Kind) -> list[Result]:
        """Return the results of one kind, best first."""
        return [r for r in self.results if r.fit.family.kind == kind]


@dataclass(frozen=True)
class Joint:
    """Columns of real numbers together: multivariate normals, a score-matched network, the columns as independent.

    Parameters
    ----------
    columns : tuple of str
        Their names.
    rows : tuple of Total
        Best first.
    left_out : dict of str to str
        What could not be fitted, and why.
    score_model : ScoreModel or None
        The network, where one was asked for.
    """

    columns: tuple[str, ...]
    rows: tuple[Total, ...]
    left_out: dict[str, str]
    score_model: _score_model.ScoreModel | None


@dataclass(frozen=True)
class Total:
    """Several columns as independent, one family for all or one chosen for each."""

    kind: Kind
    label: str
    columns: int
    nats: Mean
    behind: Mean


def fit(family: Family, train: Values, known: Mapping[str, float] | None = None) -> Fit:
    """Fit one family by maximum likelihood.

    Parameters
    ----------
    family : Family
        The candidate.
    train : ndarray of float64, shape (n,)
        Finite values in its support, not all equal.
    known : dict of str to float, optional
        Parameters that are not fitted; default: what the training values say.

    Returns
    -------
    Fit
        The parameters, with a note where the optimiser did not settle.

    Raises
    ------
    InputError
        If the likelihood is not finite at the starting point.
    """
    optimize = require("scipy.optimize", "fitting")
    begin = time.perf_counter()
    start = {**family.start(train), **(family.known(train) if known is None else known)}
    free = [p for p in family.parameters if not p.exact]
    names = tuple(p.keyword for p in free)
    unit = spread(train)

    def parameters(steps: Sequence[float]) -> dict[str, float]:
        moved = {
            p.keyword: start[p.keyword] * math.exp(u)
            if p.positive
            else start[p.keyword] + (unit * u if p.location else u)
            for p, u in zip(free, map(float, steps), strict=True)
        }
        return start | moved

    def value_and_gradient(steps: Sequence[float]) -> tuple[float, list[float]]:
        here = parameters(steps)
        value, gradients = family.mean_and_gradient(train, names, here)
        return value, [
            gradients[p.keyword] * (here[p.keyword] if p.positive else unit if p.location else 1.0) for p in free
        ]

    if not math.isfinite(value_and_gradient([0.0] * len(free))[0]):
        msg = f"the likelihood of {family.name} is not finite at its starting point {start}"
        raise InputError(msg)
    # The objective is a mean of order one, known to some 1e-16: its gradient can be brought to
    # about 1e-8 and no further. ftol=0 leaves the gradient as the only criterion.
    found = optimize.minimize(
        value_and_gradient,
        np.zeros(len(free)),
        jac=True,
        method="L-BFGS-B",
        bounds=[(None, None) if p.location else (-LOG_RANGE, LOG_RANGE) for p in free],
        options={"ftol": 0.0, "gtol": 1e-8, "maxiter": 500},
    )
    # Where a line search fails, SciPy's value and gradient are those of its last point and not of the best.
    train_nats, slopes = value_and_gradient(found.x)
    at_bound = [p.symbol for p, u in zip(free, found.x, strict=True) if not p.location and abs(u) >= LOG_RANGE]
    notes = [f"{symbol} ran to its bound: the likelihood has no maximum nearer" for symbol in at_bound]
    slope = float(np.max(np.abs(slopes)))
    if not at_bound and slope > 1e-5:
        notes.append(f"did not converge: a slope of {slope:.2g} nats is left after {found.nfev} evaluations")
    return Fit(
        family,
        parameters(found.x),
        float(train_nats),
        int(found.nfev) + 2,
        time.perf_counter() - begin,
        tuple(notes),
    )


def compare_column(
    name: str,
    train: Values,
    test: Values,
    families: Sequence[Family] = FAMILIES,
    advance: Callable[[str], None] = lambda name: None,
) -> Column:
    """Fit every candidate of a column and rank them by held-out nats.

    Parameters
    ----------
    name : str
        The column's name.
    train, test : ndarray of float64
        The two parts of its values.
    families : sequence of Family
        The candidates; those whose support does not hold all values are left out.
    advance : callable
        Called with the column's name, once per family.

    Returns
    -------
    Column
        Results sorted by kind, then best first.

    Raises
    ------
    InputError
        If no candidate is left, or the training values are all equal.
    """
    if np.all(train == train[0]) or spread(train) < sys.float_info.min:
        msg = f"column {name!r} is constant ({train[0]:g}) in the training part: nothing to fit"
        raise InputError(msg)
    values = np.concatenate([train, test])
    left_out = {f.name: why for f in families if (why := f.support.refuses(values))}
    scored: list[tuple[Fit, Values]] = []
    for family in families:
        if family.name not in left_out:
            fitted = fit(family, train, family.known(values))
            scored.append((fitted, fitted.nats(test)))
        advance(name)
    if not scored:
        reasons = "; ".join(f"{family} {reason}" for family, reason in left_out.items())
        msg = f"no candidate fits column {name!r}: {reasons}"
        raise InputError(msg)
    results: list[Result] = []
    for kind in KINDS:
        ranked = sorted((s for s in scored if s[0].family.kind == kind), key=lambda s: float(np.mean(s[1])))
        results += [
            Result(
                fitted,
                nats,
                Mean.of(nats),
                Mean.of(nats - ranked[0][1]),
            )
            for fitted, nats in ranked
        ]
    return Column(name, tuple(results), left_out, not WHOLE.refuses(values))


def totals(columns: Sequence[Column]) -> list[Total]:
    """Add up the columns of each kind, as if they were independent.

    Parameters
    ----------
    columns : sequence of Column
        Compared columns, all with the same held-out rows.

    Returns
    -------
    list of Total
        For each kind that two or more columns are compared in, best first: every family that was
        fitted to all of them, and the choice of each column's best family in training.
    """
    rows: list[Total] = []
    for kind in KINDS:
        members = [c.of_kind(kind) for c in columns if c.kind == kind and c.comparable(kind)]
        if len(members) < 2:
            continue
        by_family = [{r.fit.family.name: r for r in results} for results in members]
        shared = [name for name in by_family[0] if all(name in results for results in by_family)]
        sums = {name: _row_sum([results[name] for results in by_family]) for name in shared}
        if any(len(results) > 1 for results in members):
            choice = [min(results, key=lambda r: r.fit.train_nats) for results in members]
            sums[INDEPENDENT] = _row_sum(choice)
        best = min(sums.values(), key=lambda nats: float(np.mean(nats)))
        rows += sorted(
            (Total(kind, label, len(members), Mean.of(nats), Mean.of(nats - best)) for label, nats in sums.items()),
            key=lambda row: row.nats.value,
        )
    return rows


def joint(
    columns: Sequence[Column],
    train: Mapping[str, Values],
    test: Mapping[str, Values],
    *,
    learn: Callable[[Values], _score_model.ScoreModel] | None = None,
) -> Joint | None:
    """Compare densities of the columns of real numbers as vectors with these columns as independent.

    Parameters
    ----------
    columns : sequence of Column
        Compared columns, all with the same held-out rows.
    train, test : dict of str to ndarray
        The two parts of their values.
    learn : callable, optional
        Trains a network on the training rows.

    Returns
    -------
    Joint or None
        Nothing for fewer than two columns that densities are compared in.
    """
    members = [c for c in columns if c.comparable("density") and c.of_kind("density")]
    if len(members) < 2:
        return None
    inside, outside = (np.stack([part[c.name] for c in members], axis=1) for part in (train, test))
    choice = [min(c.of_kind("density"), key=lambda r: r.fit.train_nats) for c in members]
    nats, left_out = {INDEPENDENT: _row_sum(choice)}, {}
    normal = likelier.norm.fit(inside, axis=0).parameters
    nats[DIAGONAL] = np.asarray(likelier.norm.nll(outside, **normal, reduction="none").sum(axis=1))
    try:
        nats[FULL] = np.asarray(likelier.multivariate_normal.fit(inside).nll(outside, reduction="none"))
    except ValueError as error:
        left_out[FULL] = str(error)
    model = None
    if learn is not None:
        try:
            model = learn(inside)
            nats[SCORE] = model.nats(outside)
        except (ValueError, RuntimeError) as error:
            left_out[SCORE] = str(error)
    best = min(nats.values(), key=lambda values: float(np.mean(values)))
    rows = [
        Total("density", label, len(members), Mean.of(values), Mean.of(values - best)) for label, values in nats.items()
    ]
    names = tuple(c.name for c in members)
    return Joint(names, tuple(sorted(rows, key=lambda row: row.nats.value)), left_out, model)


def _row_sum(results: Sequence[Result]) -> Values:
    total: Any = sum(r.held_out for r in results)
    return np.asarray(total, dtype=np.float64)
