"""Densities of vectors: against mpmath, finite differences and SciPy; shapes, masks, reductions, borders, refusals."""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
import scipy.stats

from likelier._vectors import VectorFamily
from tests.differences import assert_gradient
from tests.oracle import vectors
from tests.registry import Array, lk
from tests.tolerances import ORDINARY, REORDERED_SUM, SAME, ULPS, Reference, check

N = 4


@dataclass(frozen=True)
class Form:
    """A family in one parameterisation, and how to draw its arguments: data first, for a batch of a shape."""

    family: str
    method: str
    draw: Callable[[np.random.Generator, tuple[int, ...]], dict[str, Array]]
    smooth: tuple[str, ...]
    # How arrays that can be anything become arguments, where the function has conditions on them.
    adapt: dict[str, Callable[[Array], Array]] = field(default_factory=dict)
    matrix: str = ""

    def __str__(self) -> str:
        return f"{self.family}[{','.join(self.smooth)}]"

    def arguments(self, batch: tuple[int, ...] = (), seed: int = 0, dtype: Any = np.float64) -> dict[str, Array]:
        drawn = self.draw(np.random.default_rng(seed), batch)
        return {name: a.astype(dtype) if a.dtype.kind == "f" else a for name, a in drawn.items()}

    @property
    def function(self) -> Any:
        return getattr(getattr(lk, self.family), self.method)

    @property
    def nll(self) -> Any:
        return getattr(lk, self.family).nll


def definite(rng: np.random.Generator, batch: tuple[int, ...], n: int = N) -> Array:
    return vectors.definite(rng, batch, n)


def triangle(rng: np.random.Generator, batch: tuple[int, ...], n: int = N) -> Array:
    return np.linalg.cholesky(definite(rng, batch, n))


def symmetric(a: Array) -> Array:
    return np.asarray((a + np.swapaxes(a, -1, -2)) / 2)


def normal(name: str, matrix: Callable[..., Array], adapt: Any = None) -> Form:
    def draw(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
        return {"x": 2 * rng.normal(size=(*batch, N)), "mean": rng.normal(size=(*batch, N)), name: matrix(rng, batch)}

    return Form(
        "multivariate_normal", "logpdf", draw, ("x", "mean", name), {} if adapt is None else {name: adapt}, name
    )


def student(name: str, matrix: Callable[..., Array], adapt: Any = None) -> Form:
    def draw(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
        return {
            "x": 2 * rng.normal(size=(*batch, N)),
            "loc": rng.normal(size=(*batch, N)),
            name: matrix(rng, batch),
            "df": 0.5 + rng.exponential(4.0, size=batch),
        }

    adapted = {} if adapt is None else {name: adapt}
    return Form("multivariate_t", "logpdf", draw, ("x", "loc", name, "df"), adapted, name)


def variances(rng: np.random.Generator, batch: tuple[int, ...]) -> Array:
    return 0.3 + rng.exponential(size=(*batch, N))


def draw_low_rank(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
    return {
        "x": 2 * rng.normal(size=(*batch, N)),
        "mean": rng.normal(size=(*batch, N)),
        "cov_factor": rng.normal(size=(*batch, N, 2)),
        "diag": variances(rng, batch),
    }


def draw_dirichlet(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
    return {"x": rng.dirichlet(np.full(N, 2.0), size=batch), "alpha": 0.3 + rng.exponential(2.0, size=(*batch, N))}


def draw_multinomial(name: str) -> Callable[..., dict[str, Array]]:
    def draw(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
        p = rng.dirichlet(np.full(N, 2.0), size=batch)
        n = rng.poisson(20.0, size=batch)
        return {"x": rng.multinomial(n, p), "n": np.asarray(n), name: p if name == "p" else np.log(p) + 1}

    return draw


def draw_categorical(name: str) -> Callable[..., dict[str, Array]]:
    def draw(rng: np.random.Generator, batch: tuple[int, ...]) -> dict[str, Array]:
        p = rng.dirichlet(np.full(N, 2.0), size=batch)
        return {"k": np.asarray(rng.integers(0, N, size=batch)), name: p if name == "p" else np.log(p) + 1}

    return draw


FORMS = [
    normal("cov", definite, symmetric),
    normal("scale_tril", triangle, np.tril),
    normal("precision", definite, symmetric),
    normal("diag", variances),
    Form("multivariate_normal", "logpdf", draw_low_rank, ("x", "mean", "cov_factor", "diag")),
    student("shape", definite, symmetric),
    student("scale_tril", triangle, np.tril),
    student("precision", definite, symmetric),
    Form("dirichlet", "logpdf", draw_dirichlet, ("x", "alpha")),
    Form("multinomial", "logpmf", draw_multinomial("p"), ("p",)),
    Form("multinomial", "logpmf", draw_multinomial("logits"), ("logits",)),
    Form("categorical", "logpmf", draw_categorical("p"), ("p",)),
    Form("categorical", "logpmf", draw_categorical("logits"), ("logits",)),
]
EVERY = pytest.mark.parametrize("form", FORMS, ids=str)
ELLIPTICAL = [f for f in FORMS if f.matrix and f.matrix != "diag"]


def test_every_family_of_vectors_has_a_form() -> None:
    vectors_ = {n for n in lk.__all__ if isinstance(getattr(lk, n), VectorFamily)}
    assert {f.family for f in FORMS} == vectors_
    for name in vectors_:
        forms = getattr(lk, name)._operation.parameterisations
        assert len(forms) == len([f for f in FORMS if f.family == name])


def one(arguments: dict[str, Array], index: tuple[int, ...]) -> dict[str, Array]:
    """The arguments of one element of the batch."""
    return {name: a[index] for name, a in arguments.items()}


# ---- Truth


@pytest.mark.parametrize("df", [None, 1e-3, 1.0, 30.0, 1e8], ids=str)
@pytest.mark.parametrize("name", ["cov", "scale_tril", "precision"])
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.usefixtures("isa")
def test_normal_and_t_against_mpmath(dtype: Any, name: str, df: float | None) -> None:
    function = lk.multivariate_normal.logpdf if df is None else lk.multivariate_t.logpdf
    for batch in vectors.elliptical_batches(dtype, name, df):
        what, events = batch.what, batch.events
        _, location, own, *_ = batch.arguments
        value, gradients = function.value_and_grad(**batch.arguments)
        reference = vectors.reference(events)
        if dtype == np.float32:
            # Everything is computed in double: roundings of float32 are of the result alone.
            reference.conditioning[:] *= 2.0**-29
        k = ULPS["rows"] if dtype == np.float32 else ULPS["saddle_point"]
        check(value, reference, k, context=f"{what} {own}")
        # each event of parameters of its own
        apart = {n: a if n == "x" else np.stack([a] * len(events)) for n, a in batch.arguments.items()}
        _, slopes = function.value_and_grad(**apart)
        for argument, inner in batch.slope_names().items():
            one = vectors.gradient_reference(events, inner)
            if dtype == np.float32:
                one.conditioning[:] *= 2.0**-29
            check(getattr(slopes, argument), one, k, context=f"{what} {own} by {argument}")
        if dtype == np.float64:
            continue
        # and of parameters that they share
        truth = {
            "x": np.stack([e.gradients["x"] for e in events]),
            location: np.sum([e.gradients["mean"] for e in events], axis=0),
            own: np.sum([e.gradients["matrix"] for e in events], axis=0),
        }
        for argument, expected in truth.items():
            got, wanted = getattr(gradients, argument), vectors.doubles(expected)
            scale = np.abs(wanted)
            if argument != "x":  # a sum over events, which may cancel
                parts = [e.gradients["mean" if argument == location else "matrix"] for e in events]
                scale = np.sum([np.abs(vectors.doubles(p)) for p in parts], axis=0)
            # The matrix's roundings in double, magnified by its condition, are nothing beside one of float32.
            with np.errstate(over="ignore", under="ignore"):
                limit = 2.0**-23 * scale + 2.0**-149 + 1e-6 * 2.0**-23 * np.max(scale, initial=0.0)
                wanted = np.where(np.abs(wanted) > np.finfo(np.float32).max, np.copysign(np.inf, wanted), wanted)
            off = np.where(got == wanted, 0.0, np.abs(got - wanted))
            assert (off <= limit).all(), f"{what} {own}: gradient by {argument} is {got}, expected {wanted}"


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.usefixtures("isa")
def test_degrees_of_freedom_against_mpmath(dtype: Any) -> None:
    rng = np.random.default_rng(2)
    for about in (1e-3, 0.5, 1.0, 7.0, 1e3, 1e6, 1e8):
        df = float(dtype(about))
        for n in (1, 2, 7, 40):
            x, mean, cov = rng.normal(size=n).astype(dtype), np.zeros(n, dtype), np.eye(n, dtype=dtype)
            event = vectors.elliptical("cov", x, mean, cov, df)
            value, slope = lk.multivariate_t.logpdf.value_and_grad(x, mean, cov, dtype(df), wrt="df")
            eps = float(np.finfo(dtype).eps)
            assert abs(value - float(event.value)) <= 8 * eps * float(event.scale)
            reference = vectors.gradient_reference([event], "df")
            if dtype == np.float32:
                reference.conditioning[:] *= 2.0**-29
            check(np.array([slope]), reference, ULPS["saddle_point"], context=f"df {about}, n {n}, {dtype}")


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.usefixtures("isa")
def test_dirichlet_against_mpmath(dtype: Any) -> None:
    eps = float(np.finfo(dtype).eps)
    for batch in vectors.dirichlet_batches(dtype):
        x, alpha, events = batch.arguments["x"], batch.arguments["alpha"], batch.events
        value, gradients = lk.dirichlet.logpdf.value_and_grad(x, alpha)
        check(value, vectors.reference(events), ULPS["saddle_point"], context=f"{batch.what}, {dtype}")
        by_x = vectors.doubles(np.stack([e.gradients["x"] for e in events]))
        assert (np.abs(gradients.x - by_x) <= 2 * eps * np.abs(by_x)).all()
        by_alpha = vectors.gradient_reference(events, "alpha")
        _, apart = lk.dirichlet.logpdf.value_and_grad(x, np.stack([alpha] * len(x)), wrt="alpha")
        check(apart, by_alpha, ULPS["saddle_point"], context=f"{batch.what} by alpha, {dtype}")
        np.testing.assert_allclose(gradients.alpha, apart.sum(0), rtol=0, atol=8 * eps * np.abs(apart).sum(0).max())


OTHERS: list[tuple[Any, int, Callable[[Any], Any]]] = [
    (lk.multivariate_normal.logpdf, ULPS["elementary"], vectors.diagonal_batches),
    (lk.multivariate_normal.logpdf, ULPS["saddle_point"], vectors.low_rank_batches),
    *(
        (lk.multinomial.logpmf, ULPS["saddle_point"], functools.partial(vectors.multinomial_batches, form=form))
        for form in ("p", "logits")
    ),
    *(
        (lk.categorical.logpmf, ULPS["elementary"], functools.partial(vectors.categorical_batches, form=form))
        for form in ("p", "logits")
    ),
]


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(
    ("function", "k", "batches"), OTHERS, ids=["diag", "cov_factor", "trials", "trials of logits", "classes", "logits"]
)
@pytest.mark.usefixtures("isa")
def test_others_against_mpmath(function: Any, k: int, batches: Callable[[Any], Any], dtype: Any) -> None:
    """Independent elements; low rank, where a diagonal would be lost in what it is added to; counts and classes."""
    for batch in batches(dtype):
        names = batch.slope_names()
        value = function(**batch.arguments)
        check(value, vectors.reference(batch.events), k, context=f"{function} {batch.what}")
        apart = {
            n: a if n in ("x", "k") or a.ndim == 0 else np.stack([a] * len(value)) for n, a in batch.arguments.items()
        }
        _, slopes = function.value_and_grad(**apart, wrt=tuple(names))
        for argument, inner in names.items():
            one = vectors.gradient_reference(batch.events, inner)
            check(getattr(slopes, argument), one, k, context=f"{function} {batch.what} by {argument}")
        _, shared = function.value_and_grad(**batch.arguments, wrt=tuple(names))
        for argument, inner in names.items():
            if argument == "x":
                continue
            one = vectors.gradient_reference(batch.events, inner)
            total = Reference(one.high.sum(0), one.low.sum(0), one.scale.sum(0), one.conditioning.sum(0))
            check(getattr(shared, argument), total, k, context=f"{function} {batch.what} by {argument}, shared")


def test_offsets_do_not_cost_digits() -> None:
    """Where x is expanded into squares a common offset of 1e8 leaves no digit of a difference of 1."""
    x = np.array([[1e8 + 1, 1e8 - 2]])
    cov = np.array([[2.0, 0.5], [0.5, 1.0]])
    assert lk.multivariate_normal.logpdf(x, [1e8, 1e8], cov) == lk.multivariate_normal.logpdf(x - 1e8, 0.0, cov)


# ---- Gradients


@EVERY
def test_gradients_against_finite_differences(form: Form) -> None:
    arguments = form.arguments((3,), seed=11)
    cotangent = np.array([0.7, -1.3, 2.1])
    names = list(arguments)
    _, gradients = form.function.value_and_grad(**arguments, wrt=form.smooth, cotangent=cotangent)

    def total(*arrays: Array) -> float:
        given = {n: form.adapt.get(n, np.asarray)(a) for n, a in zip(names, arrays, strict=True)}
        return float((cotangent * form.function(**given)).sum())

    for name in form.smooth:
        assert_gradient(
            total, list(arguments.values()), names.index(name), getattr(gradients, name), context=f"{form} by {name}"
        )


@EVERY
def test_gradients_of_reductions(form: Form) -> None:
    arguments = form.arguments((4, 3), seed=12)
    weights, where = np.array([0.5, 2.0, 0.0]), np.array([[True], [True], [False], [True]])
    cotangent = np.array([1.5, -0.5, 2.0])
    options: dict[str, Any] = {"weights": weights, "where": where, "axis": 0, "base": 2}
    value, gradients = form.nll.value_and_grad(**arguments, wrt=form.smooth, cotangent=cotangent, **options)
    each = -form.function(**arguments) / np.log(2)
    np.testing.assert_allclose(value[:2], each[[0, 1, 3], :2].mean(0), rtol=ORDINARY)
    assert np.isnan(value[2])
    factors = np.where(where, -cotangent * (weights > 0) / 3 / np.log(2), 0.0)
    _, expected = form.function.value_and_grad(**arguments, wrt=form.smooth, cotangent=factors)
    for name in form.smooth:
        np.testing.assert_allclose(
            getattr(gradients, name), getattr(expected, name), rtol=ORDINARY, atol=ORDINARY, err_msg=name
        )


@EVERY
def test_shared_parameters_have_summed_gradients(form: Form) -> None:
    many = form.arguments((5, 3), seed=13)
    data = next(iter(many))
    shared = {name: a if name in (data, "n") else a[0, 0] for name, a in many.items()}
    wide = {name: np.broadcast_to(a, many[name].shape) for name, a in shared.items()}
    cotangent = np.arange(15.0).reshape(5, 3) - 6
    value, gradients = form.function.value_and_grad(**shared, wrt=form.smooth, cotangent=cotangent)
    expected, by_event = form.function.value_and_grad(**wide, wrt=form.smooth, cotangent=cotangent)
    np.testing.assert_array_equal(value, expected)
    for name in form.smooth:
        total = getattr(by_event, name)
        got = getattr(gradients, name)
        assert got.shape == shared[name].shape
        if got.shape != total.shape:
            scale = np.abs(total).sum((0, 1)).max()
            np.testing.assert_allclose(got, total.sum((0, 1)), rtol=0, atol=REORDERED_SUM * scale, err_msg=name)
        else:
            np.testing.assert_allclose(got, total, rtol=SAME)


def test_gradients_of_diagonals_and_multiples_of_the_identity() -> None:
    form = FORMS[0]
    arguments = form.arguments((6,), seed=14)
    x, mean = arguments["x"], arguments["mean"]
    for function in (lk.multivariate_normal.logpdf, lk.multivariate_t.logpdf):
        for narrow in (2.0, np.array([0.5, 1.0, 2.0, 3.0])):
            matrix = np.eye(N) * narrow
            value, gradients = function.value_and_grad(x, mean, narrow)
            expected, full = function.value_and_grad(x, mean, matrix)
            np.testing.assert_allclose(value, expected, rtol=ORDINARY)
            np.testing.assert_allclose(gradients.x, full.x, rtol=ORDINARY)
            diagonal = np.diagonal(full[2])
            wanted = diagonal.sum() if np.ndim(narrow) == 0 else diagonal
            np.testing.assert_allclose(gradients[2], wanted, rtol=ORDINARY)


# ---- Shapes


@EVERY
def test_batches_are_loops(form: Form) -> None:
    arguments = form.arguments((4, 3), seed=21)
    value, gradients = form.function.value_and_grad(**arguments, wrt=form.smooth)
    assert value.shape == (4, 3)
    for index in np.ndindex(4, 3):
        single, slopes = form.function.value_and_grad(**one(arguments, index), wrt=form.smooth)
        assert single == value[index]
        for name in form.smooth:
            np.testing.assert_array_equal(getattr(slopes, name), getattr(gradients, name)[index])


@EVERY
def test_every_argument_broadcasts(form: Form) -> None:
    arguments = form.arguments((2, 3, 4), seed=22)
    rng = np.random.default_rng(0)
    events = {name: a.ndim - 3 for name, a in arguments.items()}
    for _ in range(12):
        chosen = {}
        for name, a in arguments.items():
            index = tuple(slice(0, 1) if rng.random() < 0.5 else slice(None) for _ in range(3))
            drop = int(rng.integers(0, 4))
            cut = a[index]
            while drop and cut.shape[0] == 1 and cut.ndim > events[name]:
                cut, drop = cut[0], drop - 1
            chosen[name] = cut
        if form.family == "multinomial":  # counts and their number belong together
            chosen["n"] = chosen["x"].sum(-1)
        batches = [a.shape[: a.ndim - events[name]] for name, a in chosen.items()]
        batch = np.broadcast_shapes(*batches)
        wide = {name: np.broadcast_to(a, (*batch, *a.shape[a.ndim - events[name] :])) for name, a in chosen.items()}
        value, gradients = form.function.value_and_grad(**chosen, wrt=form.smooth)
        expected, full = form.function.value_and_grad(**wide, wrt=form.smooth)
        assert np.shape(value) == batch
        np.testing.assert_array_equal(value, expected)
        for name in form.smooth:
            got, total = getattr(gradients, name), getattr(full, name)
            own = chosen[name].shape
            lead = total.ndim - len(own)
            axes = (*range(lead), *(a + lead for a, k in enumerate(own) if k == 1 and total.shape[a + lead] != 1))
            summed = total.sum(axis=axes, keepdims=True).reshape(own)
            scale = np.abs(total).sum(axis=axes, keepdims=True).reshape(own).max(initial=1.0)
            np.testing.assert_allclose(got, summed, rtol=0, atol=REORDERED_SUM * scale)


@EVERY
def test_layouts_of_arrays(form: Form) -> None:
    arguments = form.arguments((6, 5), seed=23)
    expected, slopes = form.function.value_and_grad(**arguments, wrt=form.smooth)
    layouts: list[Callable[[Array], Array]] = [
        np.asfortranarray,
        lambda a: np.repeat(a, 2, axis=0)[::2],
        lambda a: a[::-1].copy()[::-1],
        lambda a: np.repeat(a, 3, axis=-1)[..., ::3],
        lambda a: np.frombuffer(b"\0" + a.tobytes(), np.uint8)[1:].view(a.dtype).reshape(a.shape),
    ]
    for layout in layouts:
        moved = {name: layout(a) for name, a in arguments.items()}
        value, gradients = form.function.value_and_grad(**moved, wrt=form.smooth)
        np.testing.assert_array_equal(value, expected)
        for name in form.smooth:
            np.testing.assert_array_equal(getattr(gradients, name), getattr(slopes, name))


@EVERY
@pytest.mark.parametrize("batch", [(0,), (3, 0)])
def test_empty_batches(form: Form, batch: tuple[int, ...]) -> None:
    arguments = form.arguments(batch)
    value, gradients = form.function.value_and_grad(**arguments, wrt=form.smooth)
    assert value.shape == batch
    assert [getattr(gradients, n).shape for n in form.smooth] == [arguments[n].shape for n in form.smooth]
    data = next(iter(arguments))
    shared = {n: a if n in (data, "n") else form.arguments()[n] for n, a in arguments.items()}
    loss, gradients = form.nll.value_and_grad(**shared, wrt=form.smooth)
    assert np.isnan(loss)
    for name in form.smooth:
        assert not np.any(getattr(gradients, name))


@pytest.mark.parametrize("batch", [(), (0,), (3,), (2, 0)])
def test_events_without_elements(batch: tuple[int, ...]) -> None:
    """An empty product of densities is 1. Nothing adds up to 1, and nothing is there to be chosen."""
    x, n = np.zeros((*batch, 0)), 0
    matrices: list[dict[str, Any]] = [{name: np.zeros((n, n))} for name in ("cov", "scale_tril", "precision")]
    matrices += [{"diag": np.zeros(n)}, {"cov_factor": np.zeros((n, 2)), "diag": np.zeros(n)}]
    students: list[dict[str, Any]] = [{name: np.zeros((n, n)), "df": 3.0} for name in ("shape", "scale_tril")]
    for family, location, forms in (
        (lk.multivariate_normal, "mean", matrices),
        (lk.multivariate_t, "loc", [*students, {"precision": np.zeros((n, n)), "df": 3.0}]),
    ):
        for form in forms:
            given = {location: np.zeros(n), **form}
            value, gradients = family.logpdf.value_and_grad(x, **given)
            np.testing.assert_array_equal(value, np.zeros(batch))
            for name, a in {"x": x, **given}.items():
                np.testing.assert_array_equal(getattr(gradients, name), np.zeros(np.shape(a)))
            assert family.rvs(batch, **given, seed=1).shape == x.shape
            assert family.entropy(**given) == 0
            assert family.logpdf(x, **given, validate=True).shape == batch
            if family is lk.multivariate_normal:
                assert lk.kl(family(**given), family(**given)) == 0
    stacked = np.zeros((*batch, 0, 0))
    np.testing.assert_array_equal(lk.multivariate_normal.logpdf(x, x, stacked), np.zeros(batch))
    assert lk.multivariate_normal.fit(np.zeros((3, 0))).parameters["cov"].shape == (0, 0)
    for options in ({"p": np.zeros(0)}, {"logits": np.zeros(0)}):
        np.testing.assert_array_equal(lk.multinomial.logpmf(x, 0, **options), np.zeros(batch))
        np.testing.assert_array_equal(lk.multinomial.logpmf(x, 2, **options), np.full(batch, -np.inf))
        np.testing.assert_array_equal(lk.categorical.logpmf(np.zeros(batch), **options), np.full(batch, -np.inf))
        with pytest.raises(ValueError, match=r"categorical\.entropy: (p|logits) must have at least one element"):
            lk.categorical.entropy(**options)
    calls: list[Callable[[], Any]] = [
        lambda: lk.dirichlet.logpdf(x, np.zeros(0)),
        lambda: lk.dirichlet.nll(x, np.zeros(0)),
        lambda: lk.dirichlet.entropy(np.zeros(0)),
        lambda: lk.kl(lk.dirichlet(np.zeros(0)), lk.dirichlet(np.zeros(0))),
    ]
    for call in calls:
        with pytest.raises(ValueError, match=r"alpha must have at least one element .* got shape \(0,\)"):
            call()


@pytest.mark.parametrize("count", [1, 15, 16, 17, 511, 512, 513, 5000])
@pytest.mark.parametrize("form", ELLIPTICAL[:3], ids=str)
def test_values_do_not_depend_on_their_position(form: Form, count: int) -> None:
    arguments = form.arguments((), seed=24)
    x = np.random.default_rng(count).normal(size=(count, N))
    value = form.function(**arguments | {"x": x})
    for i in {0, count // 2, count - 1}:
        assert value[i] == form.function(**arguments | {"x": x[i]})


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100])
@pytest.mark.usefixtures("isa")
def test_every_length_of_events(n: int) -> None:
    rng = np.random.default_rng(n)
    cov, mean = definite(rng, (), n), rng.normal(size=n)
    x = mean + rng.normal(size=(40, n))
    factor, precision = np.linalg.cholesky(cov), np.linalg.inv(cov)
    expected = scipy.stats.multivariate_normal.logpdf(x, mean, cov).reshape(40)
    for matrix in ({"cov": cov}, {"scale_tril": factor}, {"precision": precision}):
        value, gradients = lk.multivariate_normal.logpdf.value_and_grad(x, mean, **matrix)
        np.testing.assert_allclose(value, expected, rtol=1e-10)
        np.testing.assert_allclose(gradients.x, -(x - mean) @ precision, rtol=1e-8, atol=1e-8)


# ---- Options


@EVERY
@pytest.mark.usefixtures("threads")
def test_the_same_bits_for_any_number_of_threads(form: Form) -> None:
    arguments = form.arguments((40000,), seed=31)
    data = next(iter(arguments))
    arguments = {n: a if n in (data, "n") else a[0] for n, a in arguments.items()}
    results = []
    for count in (1, 2, 3):
        lk.set_num_threads(count)
        value, gradients = form.nll.value_and_grad(**arguments, wrt=form.smooth)
        results.append((value, *(np.asarray(getattr(gradients, n)).tobytes() for n in form.smooth)))
    assert results[0] == results[1] == results[2]


@EVERY
def test_masked_events_are_inert(form: Form) -> None:
    arguments = form.arguments((6,), seed=32)
    where = np.array([True, False, True, True, False, True])
    spoiled = {}
    for name, a in arguments.items():
        spoiled[name] = a.astype(float)
        spoiled[name][~where] = np.nan
    value, gradients = form.function.value_and_grad(**spoiled, wrt=form.smooth, where=where)
    expected, slopes = form.function.value_and_grad(**arguments, wrt=form.smooth)
    np.testing.assert_array_equal(value, np.where(where, expected, 0.0))
    for name in form.smooth:
        np.testing.assert_array_equal(getattr(gradients, name)[where], getattr(slopes, name)[where])
        assert not getattr(gradients, name)[~where].any()
    out = np.full(6, 7.0)
    assert form.function(**spoiled, where=where, out=out) is out
    np.testing.assert_array_equal(out, np.where(where, expected, 7.0))
    # Data alone are spoiled, parameters are shared.
    data = next(iter(arguments))
    shared = {n: a if n in (data, "n") else a[0] for n, a in arguments.items()}
    bad = shared | {data: spoiled[data]}
    loss, gradients = form.nll.value_and_grad(**bad, wrt=form.smooth, where=where, reduction="sum")
    clean = {n: a[where] if n in (data, "n") else a for n, a in shared.items()}
    wanted, slopes = form.nll.value_and_grad(**clean, wrt=form.smooth, reduction="sum")
    np.testing.assert_allclose(loss, wanted, rtol=SAME)
    for name in form.smooth:
        if name != data:
            np.testing.assert_allclose(getattr(gradients, name), getattr(slopes, name), rtol=ORDINARY, atol=ORDINARY)


@EVERY
def test_nan_touches_its_own_event_only(form: Form) -> None:
    arguments = {n: a.astype(float) for n, a in form.arguments((5,), seed=33).items()}
    expected, slopes = form.function.value_and_grad(**arguments, wrt=form.smooth)
    others = np.array([True, True, False, True, True])
    for spoiled in arguments:
        bad = {n: a.copy() for n, a in arguments.items()}
        bad[spoiled][2] = np.nan
        value, gradients = form.function.value_and_grad(**bad, wrt=form.smooth)
        assert np.isnan(value[2]), spoiled
        np.testing.assert_array_equal(value[others], expected[others])
        for name in form.smooth:
            np.testing.assert_array_equal(getattr(gradients, name)[others], getattr(slopes, name)[others])


@EVERY
def test_partial_results_add_up(form: Form) -> None:
    arguments = form.arguments((10,), seed=34)
    weights = np.linspace(0.5, 2.0, 10)
    parts = [
        form.nll(**{n: a[piece] for n, a in arguments.items()}, weights=weights[piece], reduction="partial")
        for piece in (slice(0, 3), slice(3, 4), slice(4, 10))
    ]
    total = pickle.loads(pickle.dumps(parts[0])) + parts[1] + parts[2]
    assert total.weight == pytest.approx(weights.sum(), rel=SAME)
    np.testing.assert_allclose(total.result("mean"), form.nll(**arguments, weights=weights), rtol=SAME)
    each = form.nll(**arguments, weights=weights, reduction="none")
    np.testing.assert_allclose(each, -weights * form.function(**arguments), rtol=SAME)
    np.testing.assert_allclose(form.nll(**arguments, reduction="sum", base=2) * np.log(2), each @ (1 / weights))


@EVERY
def test_dtypes(form: Form) -> None:
    arguments = form.arguments((5,), seed=35, dtype=np.float32)
    wide = {n: a.astype(float) if a.dtype.kind == "f" else a for n, a in arguments.items()}
    value, gradients = form.function.value_and_grad(**arguments, wrt=form.smooth)
    expected = form.function(**wide)
    assert value.dtype == np.float32
    assert all(getattr(gradients, n).dtype == np.float32 for n in form.smooth)
    np.testing.assert_allclose(value, expected, rtol=1e-5)
    half = form.arguments((5,), seed=35, dtype=np.float16)
    wide = {n: a.astype(float) if a.dtype.kind == "f" else a for n, a in half.items()}
    value, gradients = form.function.value_and_grad(**half, wrt=form.smooth)
    assert value.dtype == np.float16
    assert all(getattr(gradients, n).dtype == np.float16 for n in form.smooth)
    np.testing.assert_allclose(value, form.function(**wide).astype(np.float16), rtol=2.0**-10)
    assert form.nll(**half).dtype == np.float32


@EVERY
def test_results_in_place(form: Form) -> None:
    arguments = form.arguments((5,), seed=36)
    expected = form.function(**arguments)
    out = np.empty((5, 2))[:, 1]
    assert form.function(**arguments, out=out) is out
    np.testing.assert_array_equal(out, expected)
    value, _ = form.function.value_and_grad(**arguments, wrt=form.smooth, out=out)
    assert value is out
    loss = np.empty(())
    assert form.nll(**arguments, out=loss) is loss
    assert loss == form.nll(**arguments)


def test_a_result_over_an_argument() -> None:
    """Degrees of freedom have the result's shape, and the gradient by them is still to be computed."""
    arguments = FORMS[5].arguments((5,), seed=37)
    expected, slopes = lk.multivariate_t.logpdf.value_and_grad(**arguments)
    value, gradients = lk.multivariate_t.logpdf.value_and_grad(**arguments, out=arguments["df"])
    assert value is arguments["df"]
    np.testing.assert_array_equal(value, expected)
    np.testing.assert_array_equal(gradients.df, slopes.df)


@EVERY
def test_frozen_forms_and_pickles(form: Form) -> None:
    arguments = form.arguments((3,), seed=38)
    data = next(iter(arguments))
    x = arguments.pop(data)
    frozen = getattr(lk, form.family)(**arguments)
    frozen = pickle.loads(pickle.dumps(frozen))
    assert set(frozen.parameters) == set(arguments)
    expected = form.function(x, **arguments)
    np.testing.assert_array_equal(getattr(frozen, form.method)(x), expected)
    assert frozen.nll(x, reduction="sum") == form.nll(x, **arguments, reduction="sum")
    assert pickle.loads(pickle.dumps(form.function)) is form.function


# ---- Borders


def test_infinite_data_have_no_density() -> None:
    for options in ({"cov": np.eye(2)}, {"cov": [[2.0, -0.5], [-0.5, 1.0]]}, {"precision": np.eye(2)}, {"diag": 1.0}):
        value = lk.multivariate_normal.logpdf([[np.inf, 0.0], [-np.inf, np.inf], [np.inf, np.nan], [1, 1]], **options)
        np.testing.assert_array_equal(value[:3], [-np.inf, -np.inf, np.nan])
        assert np.isfinite(value[3])
    assert lk.multivariate_t.logpdf([np.inf, 0.0], 0.0, [[2.0, -0.5], [-0.5, 1.0]], 3.0) == -np.inf


SINGULAR = [
    np.zeros((3, 3)),
    np.ones((3, 3)),
    np.diag([1.0, 0.0, 1.0]),
    np.diag([1.0, -1.0, 1.0]),
    np.outer([0.1, 0.2, 0.7], [0.1, 0.2, 0.7]),
    np.array([[1.0, 2.0, 0.0], [2.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    np.full((3, 3), np.nan),
    np.diag([np.inf, 1.0, 1.0]),
]


@pytest.mark.parametrize("matrix", SINGULAR, ids=lambda m: str(m.tolist()))
def test_what_is_no_covariance_is_undefined(matrix: Array) -> None:
    """No pseudo-determinant stands in for a determinant of 0; others of a batch are not touched."""
    good = np.array([[2.0, 0.5, 0.0], [0.5, 1.0, 0.1], [0.0, 0.1, 1.0]])
    both = np.stack([good, matrix, good])
    x = np.array([0.1, 0.2, 0.7])
    for name in ("cov", "precision"):
        value, gradients = lk.multivariate_normal.logpdf.value_and_grad(x, 0.0, wrt=(name, "x"), **{name: both})
        assert np.isnan(value[1])
        assert value[0] == value[2] == lk.multivariate_normal.logpdf(x, 0.0, **{name: good})
        assert np.isnan(gradients[0][1]).all()
        assert np.isfinite(gradients[0][[0, 2]]).all()
        with pytest.raises(ValueError, match=rf"\b{name} must be (positive definite|finite); got .* at index"):
            lk.multivariate_normal.logpdf(x, 0.0, validate=True, **{name: both})
    assert np.isnan(lk.multivariate_t.logpdf(x, 0.0, matrix, 2.0))


def test_nearly_singular_covariances_are_still_covariances() -> None:
    """Unlike SciPy, which takes an eigenvalue below 2e-10 of the largest for 0 and raises."""
    cov = np.array([[1.0, 1.0 - 1e-13], [1.0 - 1e-13, 1.0]])
    event = vectors.elliptical("cov", np.array([1.0, 2.0]), np.zeros(2), cov)
    assert abs(lk.multivariate_normal.logpdf([1.0, 2.0], 0.0, cov) / float(event.value) - 1) < 1e-2
    with pytest.raises(np.linalg.LinAlgError):
        scipy.stats.multivariate_normal.logpdf([1.0, 2.0], [0, 0], cov)


def test_factors_need_a_positive_diagonal() -> None:
    for pivot in (0.0, -1.0, np.nan, np.inf):
        factor = np.array([[1.0, 0.0], [0.5, pivot]])
        assert np.isnan(lk.multivariate_normal.logpdf([0.0, 1.0], 0.0, scale_tril=factor))
        with pytest.raises(ValueError, match=r"scale_tril must be"):
            lk.multivariate_normal.logpdf([0.0, 1.0], 0.0, scale_tril=factor, validate=True)


def test_matrices_are_read_below_their_diagonals() -> None:
    lower, upper = np.array([[2.0, 0.0], [0.5, 1.0]]), np.array([[2.0, 9.0], [0.5, 1.0]])
    for name in ("cov", "precision", "scale_tril"):
        full = lower if name == "scale_tril" else np.array([[2.0, 0.5], [0.5, 1.0]])
        expected = lk.multivariate_normal.logpdf([0.3, 1.0], 0.0, **{name: full})
        assert lk.multivariate_normal.logpdf([0.3, 1.0], 0.0, **{name: upper}) == expected
        with pytest.raises(ValueError, match=rf"{name} must be (symmetric|lower triangular).* at index \(0, 1\)"):
            lk.multivariate_normal.logpdf([0.3, 1.0], 0.0, validate=True, **{name: upper})


def test_many_degrees_of_freedom_are_the_normal_distribution() -> None:
    arguments = FORMS[0].arguments((20,), seed=41)
    x, mean, cov = arguments.values()
    expected, slopes = lk.multivariate_normal.logpdf.value_and_grad(x, mean, cov)
    for df in (1e20, 1e300, np.inf):
        value, gradients = lk.multivariate_t.logpdf.value_and_grad(x, mean, cov, df)
        np.testing.assert_allclose(value, expected, rtol=SAME)
        np.testing.assert_allclose(gradients.shape, slopes.cov, rtol=SAME)
        assert abs(gradients.df) < 1e-30
    for df in (0.0, -1.0, np.nan):
        assert np.isnan(lk.multivariate_t.logpdf(x, mean, cov, df)).all()


def test_borders_of_the_simplex() -> None:
    x = np.array([0.0, 0.25, 0.75])
    half, unit, two = ([a, 1.0, 1.0] for a in (0.5, 1.0, 2.0))
    assert lk.dirichlet.logpdf(x, half) == np.inf
    assert lk.dirichlet.logpdf(x, unit) == pytest.approx(np.log(2), rel=SAME)
    assert lk.dirichlet.logpdf(x, two) == -np.inf
    gradients = lk.dirichlet.logpdf.value_and_grad(x, unit)[1]
    assert gradients.x.tolist() == [0.0, 0.0, 0.0]
    assert lk.dirichlet.logpdf.value_and_grad(x, half)[1].x[0] == -np.inf
    assert lk.dirichlet.logpdf.value_and_grad(x, two)[1].x[0] == np.inf
    assert lk.dirichlet.logpdf([-0.25, 0.5, 0.75], two) == -np.inf
    for bad in (0.0, -1.0, np.inf, np.nan):
        assert np.isnan(lk.dirichlet.logpdf([0.2, 0.3, 0.5], [bad, 1.0, 1.0]))


def test_borders_of_counts() -> None:
    logpmf = lk.multinomial.logpmf
    for options in ({"p": [0.5, 0.5]}, {"logits": [1.0, 1.0]}):
        assert logpmf([0, 0], 0, **options) == 0.0
        assert logpmf([1, 2], 3, **options) == pytest.approx(np.log(3 / 8), rel=SAME)
        for x, n in (([1, 1], 3), ([1, 0], 0), ([-1, 2], 1), ([0.5, 0.5], 1), ([0.5, 1.0], 1.5), ([0, -1], -1)):
            assert logpmf(x, n, **options) == -np.inf
        assert np.isnan(logpmf([np.nan, 1.0], 1, **options))
        assert np.isnan(logpmf([0.0, 1.0], np.nan, **options))
    assert logpmf([2, 0], 2, [1.0, 0.0]) == 0.0
    assert logpmf([1, 1], 2, [1.0, 0.0]) == -np.inf
    assert np.isnan(logpmf([1, 1], 2, [1.5, -0.5]))
    assert logpmf.value_and_grad([2, 0], 2, [1.0, 0.0])[1].p.tolist() == [2.0, 0.0]
    # a probability that underflows has a logarithm
    assert logpmf([1, 0], 1, logits=[-1000.0, 0.0]) == -1000.0


def test_borders_of_classes() -> None:
    for options in ({"p": [1.0, 0.0]}, {"logits": [0.0, -np.inf]}):
        value, gradients = lk.categorical.logpmf.value_and_grad([0, 1, 2, -1], **options)
        np.testing.assert_array_equal(value, [0.0, -np.inf, -np.inf, -np.inf])
        assert not np.isnan(gradients[0]).any()
    assert lk.categorical.logpmf(0.5, [0.5, 0.5]) == -np.inf
    assert np.isnan(lk.categorical.logpmf(np.nan, [0.5, 0.5]))
    logits = np.random.default_rng(0).normal(size=(7, 5))
    k = np.arange(7) % 5
    np.testing.assert_array_equal(
        lk.categorical.logpmf(k, logits=logits), -lk.cross_entropy(logits, k, reduction="none")
    )


# ---- Refusals


def test_refusals_name_the_argument() -> None:
    x = np.zeros((5, 3))
    normal_, t = lk.multivariate_normal.logpdf, lk.multivariate_t.logpdf
    calls: list[tuple[str, Callable[[], Any], str]] = [
        ("x", lambda: normal_(0.0), "0-d"),
        ("x", lambda: normal_(x, cov=np.eye(4)), "(5, 3)"),
        ("mean", lambda: normal_(x, np.zeros(4)), "(4,)"),
        ("mean", lambda: normal_(x, np.zeros((2, 3))), "mean (2, 3)"),
        ("cov", lambda: normal_(x, cov=np.ones((3, 2))), "(3, 2)"),
        ("cov", lambda: normal_(x, cov=np.ones(4)), "(4,)"),
        ("scale_tril", lambda: normal_(x, scale_tril=np.ones(3)), "(3,)"),
        ("precision", lambda: normal_(x, precision=1.0), "()"),
        ("diag", lambda: normal_(x, diag=np.ones((2, 3))), "diag (2, 3)"),
        ("cov", lambda: normal_(x, cov=np.eye(3), scale_tril=np.eye(3)), "both"),
        ("df", lambda: t(x, df=np.ones(4)), "df (4,)"),
        ("shape", lambda: t(x, shape=np.ones((3, 2))), "(3, 2)"),
        ("alpha", lambda: lk.dirichlet.logpdf(x, np.ones(4)), "(4,)"),
        ("alpha", lambda: lk.dirichlet.logpdf(x, 1.0), "0-d"),
        ("p", lambda: lk.multinomial.logpmf(x, 3, np.ones(4)), "(4,)"),
        ("n", lambda: lk.multinomial.logpmf(x, np.ones(4), np.ones(3)), "n (4,)"),
        ("logits", lambda: lk.categorical.logpmf(0, logits=1.0), "0-d"),
        ("k", lambda: lk.categorical.logpmf([0, 1], np.ones((3, 2))), "k (2,)"),
        ("wrt", lambda: lk.multinomial.logpmf.value_and_grad(x, 3, np.ones(3), wrt="x"), "'x'"),
        ("wrt", lambda: normal_.value_and_grad(np.zeros(3, int), wrt="x"), "int64"),
    ]
    for name, call, came in calls:
        with pytest.raises((TypeError, ValueError)) as caught:
            call()
        message = str(caught.value)
        assert name in message.partition(";")[0] or name in came, message
        assert came in message.partition("; got")[2], message


def test_validation_names_the_first_offender() -> None:
    x = np.zeros((2, 3))
    x[1, 2] = np.nan
    simplex = np.array([[0.2, 0.3, 0.5], [0.2, 0.3, 0.6]])
    calls: list[tuple[Callable[..., Any], str]] = [
        (lambda **o: lk.multivariate_normal.logpdf(x, **o), r"x must be a number; got nan at index \(1, 2\)"),
        (lambda **o: lk.dirichlet.logpdf(simplex, np.ones(3), **o), r"x must add up to 1 .* got 1\.1.* at index 1"),
        (
            lambda **o: lk.multinomial.logpmf([[1, 2, 3]] * 2, 6, simplex, **o),
            r"p must add up to 1 .* got 1\.1.* at index 1",
        ),
        (lambda **o: lk.categorical.logpmf([0, 1], simplex, **o), r"p must add up to 1 .* got 1\.1.* at index 1"),
        (lambda **o: lk.categorical.logpmf([0.0, np.nan], simplex[0], **o), r"k must be a number; got nan at index 1"),
    ]
    for call, message in calls:
        with pytest.raises(ValueError, match=message):
            call(validate=True)
        call(validate=True, where=[True, False])
        call()
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: lk.multivariate_t.logpdf([0.0], df=-1.0, validate=True), "df must be positive; got -1.0"),
        (lambda: lk.multivariate_normal.logpdf([0.0], np.inf, validate=True), "mean must be finite; got inf"),
        (lambda: lk.multivariate_normal.logpdf([0.0], diag=[0.0], validate=True), "diag must be positive"),
        (lambda: lk.dirichlet.logpdf([0.5, 0.5], [1.0, 0.0], validate=True), "alpha must be positive"),
        (lambda: lk.dirichlet.logpdf([1.5, -0.5], [1.0, 1.0], validate=True), "x must be between 0 and 1"),
        (lambda: lk.multinomial.logpmf([1, 1], 2.5, [0.5, 0.5], validate=True), "n must be 0, 1, 2"),
        (lambda: lk.multinomial.logpmf([1, 1], 2, [1.5, -0.5], validate=True), "p must be between 0 and 1"),
        (lambda: lk.categorical.logpmf(0, logits=[np.nan, 0.0], validate=True), "logits must be a number"),
    ]
    for bad, message in refused:
        with pytest.raises(ValueError, match=message):
            bad()


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_validation_accepts_what_is_right(form: Form, dtype: Any) -> None:
    arguments = form.arguments((20,), seed=61, dtype=dtype)
    arguments = {n: form.adapt.get(n, np.asarray)(a) for n, a in arguments.items()}
    np.testing.assert_array_equal(form.function(**arguments, validate=True), form.function(**arguments))


COVARIANCE = np.array([[2.0, 0.6], [0.6, 0.5]])
ENTROPIES: list[tuple[str, dict[str, Any], Any]] = [
    ("dirichlet", {"alpha": [0.5, 2.0, 3.5]}, scipy.stats.dirichlet([0.5, 2.0, 3.5]).entropy()),
    ("categorical", {"p": [0.2, 0.0, 0.8]}, scipy.stats.entropy([0.2, 0.0, 0.8])),
    ("categorical", {"logits": [0.3, -800.0, 1.0]}, scipy.stats.entropy(scipy.special.softmax([0.3, -800.0, 1.0]))),
    *(
        ("multivariate_normal", {"mean": [1.0, 2.0], name: value}, scipy.stats.multivariate_normal(cov=cov).entropy())
        for name, value, cov in (
            ("cov", COVARIANCE, COVARIANCE),
            ("cov", [2.0, 0.5], np.diag([2.0, 0.5])),
            ("diag", 3.0, np.diag([3.0, 3.0])),
            ("scale_tril", np.linalg.cholesky(COVARIANCE), COVARIANCE),
            ("precision", np.linalg.inv(COVARIANCE), COVARIANCE),
        )
    ),
    (
        "multivariate_normal",
        {"cov_factor": [[1.0], [2.0]], "diag": [0.5, 0.1]},
        scipy.stats.multivariate_normal(cov=[[1.5, 2.0], [2.0, 4.1]]).entropy(),
    ),
    *(
        (
            "multivariate_t",
            {"shape": COVARIANCE, "df": df},
            scipy.stats.multivariate_t(shape=COVARIANCE, df=df).entropy(),
        )
        for df in (0.7, 4.0, 50.0)
    ),
    ("multivariate_t", {"shape": COVARIANCE, "df": np.inf}, scipy.stats.multivariate_normal(cov=COVARIANCE).entropy()),
]


@pytest.mark.parametrize(
    ("name", "parameters", "expected"), ENTROPIES, ids=[f"{e[0]}[{','.join(e[1])}]" for e in ENTROPIES]
)
def test_entropies(name: str, parameters: dict[str, Any], expected: Any) -> None:
    function = getattr(lk, name).entropy
    np.testing.assert_allclose(function(**parameters), expected, rtol=ORDINARY)
    np.testing.assert_allclose(function(**parameters, base=2) * np.log(2), expected, rtol=ORDINARY)
    np.testing.assert_allclose(getattr(lk, name)(**parameters).entropy(), expected, rtol=ORDINARY)
    value, gradients = function.value_and_grad(**parameters)
    np.testing.assert_allclose(value, expected, rtol=ORDINARY)
    for parameter, gradient in gradients._asdict().items():
        at = np.asarray(parameters[parameter], float)
        if parameter in ("mean", "logits", "p") or np.isinf(at).any():
            continue
        # along one symmetric direction; a lower triangle stays one
        step = np.tril(np.ones(at.shape)) if parameter == "scale_tril" else np.ones(at.shape)
        h = 1e-4 * np.min(np.abs(at[at != 0]))
        high, low = (function(**{**parameters, parameter: at + sign * h * step}) for sign in (1, -1))
        # the error of a central difference: h^2 times a third derivative over 6, and eps / h
        np.testing.assert_allclose(np.sum(gradient * step), (high - low) / (2 * h), rtol=1e-6, atol=1e-8)


def test_entropies_of_classes_have_their_gradients() -> None:
    _, gradient = lk.categorical.entropy.value_and_grad([0.2, 0.8], wrt="p")
    np.testing.assert_allclose(gradient, -1 - np.log([0.2, 0.8]), rtol=1e-15)
    logits = np.array([0.3, -1.0, 2.0])
    value, gradient = lk.categorical.entropy.value_and_grad(logits=logits, wrt="logits")
    p = scipy.special.softmax(logits)
    np.testing.assert_allclose(gradient, -p * (np.log(p) + value), rtol=1e-13)


def test_entropies_of_batches() -> None:
    means, covs = np.zeros((4, 1, 2)), np.stack([COVARIANCE, 2 * COVARIANCE, -COVARIANCE])
    value, gradients = lk.multivariate_normal.entropy.value_and_grad(mean=means, cov=covs)
    assert value.shape == (4, 3)
    assert gradients.mean.shape == means.shape
    assert np.isnan(value[:, 2]).all()
    np.testing.assert_allclose(value[:, 1] - value[:, 0], np.log(2), rtol=1e-14)
    np.testing.assert_allclose(gradients.cov[:2], 4 * np.linalg.inv(covs[:2]) / 2, rtol=1e-14)
    assert np.isnan(gradients.cov[2]).all()
    # the gradient by df keeps its digits: the covariance's df / (df - 2) makes it -n / df^2 for large df
    _, slope = lk.multivariate_t.entropy.value_and_grad(shape=COVARIANCE, df=1e7, wrt="df")
    np.testing.assert_allclose(slope, -2e-14, rtol=1e-6)
    np.testing.assert_allclose(lk.multivariate_normal.entropy(), lk.norm.entropy(), rtol=1e-15)
    with pytest.raises(ValueError, match=r"multivariate_normal\.entropy: mean and cov must be of one event"):
        lk.multivariate_normal.entropy(mean=[0.0, 1.0, 2.0], cov=COVARIANCE)
    with pytest.raises(ValueError, match="the parameters must be inside their domains"):
        lk.multivariate_normal.entropy(cov=-COVARIANCE, validate=True)


def test_order_of_low_rank_variables(isa: str) -> None:
    """A variable of which little is shared comes first, and is factorised last: gradients are in the order given."""
    rng = np.random.default_rng(4)
    root = rng.normal(size=(N, 2)) * np.array([0.03, 40.0, 0.5, 900.0, 0.2, 7.0, 70.0, 3.0])[:N, np.newaxis]
    diagonal = rng.uniform(0.5, 2.0, N)
    x = rng.normal(size=(5, N)) * 3
    for mean in (rng.normal(size=N), np.array(0.3), rng.normal(size=(5, N)), np.array([0.3])):
        names = ("x", "mean", "cov_factor", "diag")
        value, by = lk.multivariate_normal.logpdf.value_and_grad(x, mean, cov_factor=root, diag=diagonal, wrt=names)
        cov = root @ root.T + np.diag(diagonal)
        expected, dense = lk.multivariate_normal.logpdf.value_and_grad(x, mean, cov, wrt=("x", "mean", "cov"))
        np.testing.assert_allclose(value, expected, rtol=1e-9, err_msg=isa)
        assert np.array_equal(value, lk.multivariate_normal.logpdf(x, mean, cov_factor=root, diag=diagonal))
        np.testing.assert_allclose(by.x, dense.x, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(by.mean, dense.mean, rtol=1e-7, atol=1e-9)
        np.testing.assert_allclose(by.cov_factor, 2 * dense.cov @ root, rtol=1e-6, atol=1e-7)
        np.testing.assert_allclose(by.diag, np.diagonal(dense.cov), rtol=1e-7, atol=1e-9)
