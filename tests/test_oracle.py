"""The references themselves: against mpmath's own derivatives, published values and SciPy where SciPy is right."""

from __future__ import annotations

import csv
import random
from typing import Any

import numpy as np
import pytest
import scipy.special
import scipy.stats
from mpmath import mp

from tests.oracle import generate, rows, tables
from tests.oracle.densities import DENSITIES, Density
from tests.oracle.jet import variables
from tests.registry import scipy_density
from tests.tolerances import PRINTED, SECOND_OPINION, Reference, check

FAMILIES = pytest.mark.parametrize("density", DENSITIES, ids=lambda d: d.name)


@FAMILIES
def test_table_is_what_the_script_writes(density: Density) -> None:
    with (generate.DATA / f"{density.name}.csv").open(encoding="ascii", newline="") as file:
        header, *lines = list(csv.reader(file))
    assert header == generate.header(density)
    n = len(density.arguments)
    chosen = random.Random(0).sample(lines, 12)
    for dtype in ("float32", "float64"):
        for form in ("", *density.alternatives):
            table = [line for line in lines if line[:2] == [dtype, form]]
            assert len(table) >= 15
            inputs = {tuple(line[2 : 2 + n]): line for line in table}
            assert len(inputs) == len(table)
            for point in generate.candidates(density, form, getattr(np, dtype)):
                line = inputs.pop(tuple(map(generate.hexadecimal, point)), None)
                if line in chosen:
                    assert generate.row(density, form, getattr(np, dtype), point) == line
            assert not inputs, "rows that the script does not write"


@FAMILIES
def test_jet_derivatives(density: Density) -> None:
    point = {"real": 0.7, "positive": 2.3, "negative": -0.4, "unit": 0.3, "count": 4.0, "bit": 1.0}
    point |= {"positive unit": 0.3, "positive count": 4.0}
    point |= {"interval": 0.3, "below 0": -0.4, "above 2": 2.3, "trials": 9.0, "lowest": -2.0, "highest": 7.0}
    for form in ("", *density.alternatives):
        names = density.form_arguments(form)
        domains = density.form_domains(form)
        at = [mp.mpf(point[domains[name]]) for name in names]
        if "loc" in names and domains["loc"] == "real":
            at[names.index("loc")] = mp.mpf(-0.2)
        for name, (low, high) in density.ordinary.items():
            if name in names:
                at[names.index(name)] = mp.mpf(low + high) / 2

        def value(*arguments: Any, form: str = form) -> Any:
            return sum(t.value for t in density.form_terms(form, variables(arguments))[0])

        with mp.workprec(100):
            terms = density.form_terms(form, variables(at))
            for decomposition in terms:
                total = sum(decomposition[1:], decomposition[0])
                for i in range(len(at)):
                    order = tuple(int(i == j) for j in range(len(at)))
                    assert abs(total.gradient[i] - mp.diff(value, tuple(at), order)) < mp.mpf(10) ** -12
                    for k in range(len(at)):
                        second = tuple(int(i == j) + int(k == j) for j in range(len(at)))
                        assert abs(total.hessian[i][k] - mp.diff(value, tuple(at), second)) < mp.mpf(10) ** -8


def scipy_logpdf(density: Density, arguments: dict[str, Any]) -> Any:
    return scipy_density(density)(*arguments.values())


@FAMILIES
def test_scipy_agrees_at_ordinary_points(density: Density) -> None:
    table = tables.load(density.name)["float64", ""]
    size = np.max([np.abs(a) for a in table.arguments.values()], axis=0)
    nonzero = [np.where(a == 0, 1, np.abs(a)) for a in table.arguments.values()]
    ordinary = (size < 60) & (np.min(nonzero, axis=0) > 1e-2)
    assert np.count_nonzero(ordinary) >= 4
    theirs = scipy_logpdf(density, {n: a[ordinary] for n, a in table.arguments.items()})
    scale = np.maximum(np.maximum(table.value.scale, table.value.conditioning), 1)[ordinary]
    np.testing.assert_array_less(np.abs(theirs - table.value.high[ordinary]), SECOND_OPINION * scale)


def test_published_values() -> None:
    """True values printed in the literature on saddle-point evaluation, to the digits printed."""
    by_name = tables.BY_NAME
    cases = [
        ("poisson", (1e8, 1e8), -10.1292789),
        ("t", (1.0, 1e8, 0.0, 1.0), -1.41893854),
    ]
    for name, arguments, value in cases:
        total, _ = generate.evaluate(by_name[name], "", arguments)
        assert float(total.value) == pytest.approx(value, rel=PRINTED)


def test_check_can_fail() -> None:
    """The comparison itself: an ulp too many, a NaN, an infinity or a wrong sign of it do not pass."""
    one = np.ones(3)
    exact = Reference(one, np.zeros(3), one, np.zeros(3))
    step = float(np.spacing(np.float32(1)))
    good = np.ones(3, np.float32)
    check(good + np.array([0, 2 * step, -2 * step], np.float32), exact, 2)
    for wrong in (1 + 3 * step, np.nan, np.inf, -1):
        bad = good.copy()
        bad[1] = wrong
        with pytest.raises(AssertionError, match=r"1 of 3 elements are off; the worst, at \(1,\)"):
            check(bad, exact, 2)
    infinite = Reference(-np.inf * one, np.zeros(3), 0 * one, 0 * one)
    check(np.full(3, -np.inf, np.float32), infinite, 2)
    for wrong in (np.inf, np.nan, -3e38):
        with pytest.raises(AssertionError):
            check(np.full(3, wrong, np.float32), infinite, 2)
    nan = Reference(np.nan * one, np.zeros(3), 0 * one, 0 * one)
    check(np.full(3, np.nan, np.float32), nan, 2)
    with pytest.raises(AssertionError):
        check(good, nan, 2)
    # past the largest float32, infinity is the right answer, but not the wrong one
    huge = Reference(1e39 * one, np.zeros(3), 0 * one, 0 * one)
    check(np.full(3, np.inf, np.float32), huge, 2)
    for wrong in (-np.inf, 1.0):
        with pytest.raises(AssertionError):
            check(np.full(3, wrong, np.float32), huge, 2)


def test_row_references_agree_with_scipy() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 6, 9)) * 3
    p, q = scipy.special.softmax(x, -1), scipy.special.softmax(y, -1)
    c = rng.normal(size=x.shape)
    pairs = [
        (rows.batch(rows.logsumexp, x)[0], scipy.special.logsumexp(x, axis=-1)),
        (rows.batch(rows.logsumexp, x)[1]["x"], p),
        (rows.batch(rows.log_softmax, x, cotangent=c)[0], scipy.special.log_softmax(x, axis=-1)),
        (rows.batch(rows.softmax, x, cotangent=c)[0], p),
        (rows.batch(rows.kl, p, q)[0], scipy.special.kl_div(p, q).sum(-1)),
        (rows.batch(rows.kl, np.log(p), np.log(q), kind="log_probs")[0], scipy.special.kl_div(p, q).sum(-1)),
        (rows.batch(rows.kl, x, y, kind="logits")[0], scipy.special.kl_div(p, q).sum(-1)),
        (rows.batch(rows.entropy, p)[0], scipy.special.entr(p).sum(-1)),
        (rows.batch(rows.entropy, np.log(p), kind="log_probs")[0], scipy.special.entr(p).sum(-1)),
        (rows.batch(rows.entropy, x, kind="logits")[0], scipy.special.entr(p).sum(-1)),
    ]
    for reference, theirs in pairs:
        np.testing.assert_allclose(reference.high, theirs, rtol=SECOND_OPINION, atol=SECOND_OPINION)


@pytest.mark.parametrize(
    ("function", "options"),
    [
        (rows.logsumexp, {}),
        (rows.log_softmax, {}),
        (rows.softmax, {}),
        (rows.cross_entropy, {"target": 2, "label_smoothing": 0.1, "class_weights": [0.5, 2, 1, 0.25]}),
        (rows.cross_entropy, {"target": 0}),
        (rows.kl, {"kind": "probs"}),
        (rows.kl, {"kind": "log_probs"}),
        (rows.kl, {"kind": "logits"}),
        (rows.entropy, {"kind": "probs"}),
        (rows.entropy, {"kind": "log_probs"}),
        (rows.entropy, {"kind": "logits"}),
    ],
)
def test_row_gradients_are_the_derivatives_of_the_values(function: Any, options: dict[str, Any]) -> None:
    """In 400-bit arithmetic a difference quotient with step 2^-150 leaves 40 digits."""
    with mp.workprec(rows.BITS):
        vector = function in (rows.log_softmax, rows.softmax)
        arguments = [[mp.mpf(v) for v in (0.3, 0.125, 0.4, 0.2)]]
        if function is rows.kl:
            arguments.append([mp.mpf(v) for v in (0.25, 0.5, 0.05, 0.3)])
        c = [mp.mpf(v) for v in (1.5, -0.5, 2, 0.25)] if vector else mp.mpf(1.75)
        exact = function(*arguments, cotangent=c, **options)
        h = mp.ldexp(1, -150)
        for argument, entries in zip(arguments, exact.gradients.values(), strict=True):
            for i, entry in enumerate(entries):
                sides = []
                for sign in (1, -1):
                    argument[i] += sign * h
                    values = [e.value for e in function(*arguments, cotangent=c, **options).value]
                    sides.append(sum(a * b for a, b in zip(values, c if vector else [c], strict=True)))
                    argument[i] -= sign * h
                assert abs((sides[0] - sides[1]) / (2 * h) - entry.value) < mp.mpf(10) ** -35
