"""KL between densities of vectors, classes and trials; supports that make it infinite; estimates."""

from __future__ import annotations

import itertools
import math
import pickle
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.stats
from mpmath import mp
from numpy.typing import NDArray
from scipy import integrate

from likelier._kl_supports import SUPPORTS
from tests.differences import assert_gradient
from tests.oracle import closed_forms, kl_vectors, vectors
from tests.oracle.kl_vectors import Divergence
from tests.registry import lk
from tests.tolerances import ORDINARY, QUADRATURE, SAME, ULPS, Reference, check, few_ulp

Array = NDArray[Any]
inf, nan = np.inf, np.nan
DTYPES = pytest.mark.parametrize("dtype", [np.float32, np.float64])
normal = lk.multivariate_normal


def reference(divergence: Divergence, dtype: Any) -> Reference:
    return kl_vectors.reference([divergence], dtype)


def rounded_once(dtype: Any) -> int:
    """float32 is computed in double."""
    return 1 if dtype == np.float32 else ULPS["saddle_point"]


def flat(gradients: Any) -> list[Any]:
    return [*gradients.p, *gradients.q]


# ---- multivariate normal, against mpmath


@pytest.mark.parametrize("form", ["cov", "scale_tril", "precision"])
@DTYPES
def test_normal_against_the_oracle(dtype: Any, form: str, isa: str) -> None:
    for case in kl_vectors.normal_cases(dtype, form):
        expected = case.divergence
        value, gradients = lk.kl.value_and_grad(normal(**case.p), normal(**case.q))
        context = f"{form} {np.dtype(dtype)} {isa} {case.what}"
        check(np.array([value]), reference(expected, dtype), rounded_once(dtype), context=context)
        assert value.dtype == dtype
        if "ordinary" not in case.what:
            continue
        for side, name in itertools.product("pq", ("mean", form)):
            slope = vectors.doubles(expected.gradients[side, name])
            # of well-conditioned matrices: the largest term of each sum is of the largest slopes' size
            top = max(abs(vectors.doubles(g)).max() for g in expected.gradients.values())
            error = SAME * 64 * top + few_ulp(dtype) * abs(slope)
            got = getattr(getattr(gradients, side), name)
            assert got.dtype == dtype
            assert (abs(got - slope) <= error).all(), (context, side, name, abs(got - slope).max() / top)


@DTYPES
def test_diagonal_normal_against_the_oracle(dtype: Any, isa: str) -> None:
    for case in kl_vectors.diagonal_cases(dtype):
        expected = case.divergence
        value, gradients = lk.kl.value_and_grad(normal(**case.p), normal(**case.q))
        context = f"{np.dtype(dtype)} {isa} {case.what}"
        check(np.array([value]), reference(expected, dtype), rounded_once(dtype), context=context)
        for (side, name), slope in expected.gradients.items():
            got = getattr(getattr(gradients, side), name)
            exact = vectors.doubles(slope)
            # by a variance there are two terms, which may be of either sign
            terms = abs(exact)
            if name != "mean":
                terms = terms + 2 * vectors.doubles(expected.gradients["q", "mean"]) ** 2
            error = 2 * few_ulp(dtype) * terms + np.finfo(dtype).smallest_subnormal
            assert (abs(got - exact) <= error).all(), (context, side, name)


FORMS = ("cov", "scale_tril", "precision", "diag", "low rank", "number")


def parameters(rng: np.random.Generator, form: str, batch: tuple[int, ...] = (), n: int = 3) -> dict[str, Array]:
    cov = vectors.definite(rng, batch, n)
    match form:
        case "cov":
            return {"cov": cov}
        case "scale_tril":
            return {"scale_tril": np.linalg.cholesky(cov)}
        case "precision":
            inverse = np.linalg.inv(cov)
            return {"precision": (inverse + np.swapaxes(inverse, -1, -2)) / 2}
        case "diag":
            return {"diag": rng.uniform(0.5, 2.0, (*batch, n))}
        case "number":
            return {"cov": np.asarray(rng.uniform(0.5, 2.0))}
    return {"cov_factor": rng.normal(size=(*batch, n, 2)), "diag": rng.uniform(0.5, 2.0, (*batch, n))}


def covariance(given: dict[str, Array], n: int = 3) -> Array:
    if "cov_factor" in given:
        root = given["cov_factor"]
        return np.asarray(root @ np.swapaxes(root, -1, -2) + given["diag"][..., np.newaxis] * np.eye(n))
    if "diag" in given:
        return np.asarray(given["diag"][..., np.newaxis] * np.eye(n))
    if "scale_tril" in given:
        return np.asarray(given["scale_tril"] @ np.swapaxes(given["scale_tril"], -1, -2))
    if "precision" in given:
        return np.asarray(np.linalg.inv(given["precision"]))
    return np.asarray(given["cov"] if given["cov"].ndim else given["cov"] * np.eye(n))


@pytest.mark.parametrize(("first", "second"), list(itertools.product(FORMS, FORMS)))
def test_every_way_to_give_a_normal(first: str, second: str) -> None:
    rng = np.random.default_rng(33)
    a, b = parameters(rng, first, (2, 1)), parameters(rng, second, (3,))
    m, k = rng.normal(size=(2, 1, 3)), rng.normal(size=3)
    value, gradients = lk.kl.value_and_grad(normal(m, **a), normal(k, **b), wrt=("p", "q"))
    cov_p, cov_q = covariance(a), covariance(b)
    inverse = np.linalg.inv(cov_q)
    trace = np.trace(inverse @ cov_p, axis1=-2, axis2=-1)
    quadratic = np.einsum("...i,...ij,...j->...", m - k, inverse, m - k)
    expected = (trace - 3 + quadratic + np.linalg.slogdet(cov_q)[1] - np.linalg.slogdet(cov_p)[1]) / 2
    np.testing.assert_allclose(value, expected, rtol=ORDINARY)

    names = [("p", n) for n in ("mean", *a)] + [("q", n) for n in ("mean", *b)]
    arrays = [m, *a.values(), k, *b.values()]
    cotangent = rng.normal(size=value.shape)
    where = rng.random(value.shape) < 0.7

    def sides(given: Any) -> tuple[Any, Any]:
        by_side: dict[str, dict[str, Any]] = {"p": {}, "q": {}}
        for (side, name), x in zip(names, given, strict=True):
            if name in ("cov", "precision") and np.ndim(x) > 1:  # the gradient is symmetric
                by_side[side][name] = (x + np.swapaxes(x, -1, -2)) / 2
            else:
                by_side[side][name] = x
        return normal(**by_side["p"]), normal(**by_side["q"])

    def total(*given: Any) -> float:
        return float((cotangent * lk.kl(*sides(given), base=2, where=where)).sum())

    _, gradients = lk.kl.value_and_grad(*sides(arrays), cotangent=cotangent, base=2, where=where)
    for i, (side, name) in enumerate(names):
        got = getattr(getattr(gradients, side), name)
        assert_gradient(total, arrays, i, got, context=f"{first} {second} {side}.{name}")


@pytest.mark.parametrize("n", [16, 17, 40])
def test_larger_matrices_are_solved_by_halves(n: int) -> None:
    rng = np.random.default_rng(30)
    first, second = vectors.definite(rng, (2, 1), n), vectors.definite(rng, (3,), n)
    m, k = rng.normal(size=(2, n))
    value, gradients = lk.kl.value_and_grad(normal(m, first), normal(k, second))
    inverse_p, inverse_q = np.linalg.inv(first), np.linalg.inv(second)
    trace = np.trace(inverse_q @ first, axis1=-2, axis2=-1)
    pull = inverse_q @ (m - k)
    logs = np.linalg.slogdet(second)[1] - np.linalg.slogdet(first)[1]
    np.testing.assert_allclose(value, (trace - n + pull @ (m - k) + logs) / 2, rtol=ORDINARY)
    np.testing.assert_allclose(gradients.p.mean, 2 * pull.sum(0), rtol=0, atol=ORDINARY * abs(pull).max())
    by_p = (inverse_q - inverse_p).sum(1, keepdims=True) / 2
    np.testing.assert_allclose(gradients.p.cov, by_p, rtol=0, atol=ORDINARY * abs(inverse_p).max())
    by_q = (2 * inverse_q - inverse_q @ first.sum((0, 1)) @ inverse_q) / 2
    by_q -= pull[..., np.newaxis] * pull[..., np.newaxis, :]
    np.testing.assert_allclose(gradients.q.cov, by_q, rtol=0, atol=ORDINARY * abs(by_q).max())


@pytest.mark.parametrize("form", FORMS)
@DTYPES
def test_equal_normals_are_exactly_alike(form: str, dtype: Any) -> None:
    rng = np.random.default_rng(34)
    given = {name: x.astype(dtype) for name, x in parameters(rng, form, (5,), 4).items()}
    mean = rng.normal(size=(5, 4)).astype(dtype)
    value, gradients = lk.kl.value_and_grad(normal(mean, **given), normal(mean, **given))
    np.testing.assert_array_equal(value, 0)
    for gradient in flat(gradients):
        np.testing.assert_array_equal(gradient, 0)


@DTYPES
def test_no_divergence_of_normals_is_negative(dtype: Any) -> None:
    rng = np.random.default_rng(35)
    for form in FORMS:
        given = parameters(rng, form, (300,), 4)
        for step in (1e-16, 1e-12, 1e-7, 1e-2):
            other = {n: x * (1 + step * rng.normal(size=x.shape)) for n, x in given.items()}
            both = [{n: x.astype(dtype) for n, x in d.items()} for d in (given, other)]
            value = lk.kl(*(normal(np.zeros(4, dtype), **d) for d in both))
            assert (value >= 0).all(), form


def test_normals_that_are_none() -> None:
    good = normal([0.0, 1.0], np.eye(2))
    for bad in (
        normal([0.0, 0.0], [[1.0, 1.0], [1.0, 1.0]]),
        normal([0.0, 0.0], scale_tril=[[1.0, 0.0], [0.5, 0.0]]),
        normal([0.0, 0.0], precision=[[1.0, 2.0], [2.0, 1.0]]),
        normal([0.0, 0.0], diag=[1.0, -1.0]),
        normal([0.0, 0.0], cov_factor=[[1.0], [1.0]], diag=[1.0, 0.0]),
        normal([0.0, nan], np.eye(2)),
    ):
        for p, q in ((good, bad), (bad, good), (normal(0.0, 1.0), bad)):
            value, gradients = lk.kl.value_and_grad(p, q)
            assert np.isnan(value), (p, q)
            for gradient in flat(gradients):
                below = np.tril(gradient) if np.ndim(gradient) > 1 else gradient
                assert np.isnan(below).any(), (p, q)
    value, gradients = lk.kl.value_and_grad(normal([[0.0, nan], [1.0, 2.0]]), good, where=[False, True])
    assert value[0] == 0
    assert value[1] == 1
    np.testing.assert_array_equal(gradients.p.mean, [[0, 0], [1, 1]])
    assert np.isfinite(gradients.q.cov).all()
    # what is above the diagonal is not read
    full = normal([0.0, 0.0], scale_tril=[[1.0, 7.0], [0.5, 2.0]])
    assert lk.kl(full, good) == lk.kl(normal([0.0, 0.0], scale_tril=[[1.0, 0.0], [0.5, 2.0]]), good)


def test_shapes_and_dtypes_of_normals() -> None:
    rng = np.random.default_rng(36)
    mean = rng.normal(size=(7, 1, 3)).astype(np.float32)
    cov = vectors.definite(rng, (5,), 3).astype(np.float32)
    value, gradients = lk.kl.value_and_grad(normal(mean, cov), normal(0.0, 2.0), wrt=("p", "q.cov"))
    assert value.shape == (7, 5)
    assert value.dtype == gradients.p.cov.dtype == np.float32
    assert gradients.p.mean.shape == mean.shape
    assert gradients.p.cov.shape == cov.shape
    assert isinstance(gradients.q.cov, np.float64)
    assert gradients.q._fields == ("cov",)
    out = np.full((7, 5), 9.0, np.float32)
    where = rng.random((7, 5)) < 0.5
    assert lk.kl(normal(mean, cov), normal(0.0, 2.0), out=out, where=where) is out
    np.testing.assert_array_equal(out, np.where(where, value, 9))
    assert lk.kl(normal(), normal(1.0)) == 0.5
    pickled = pickle.loads(pickle.dumps((lk.kl, normal(mean, cov))))
    np.testing.assert_array_equal(pickled[0](pickled[1], normal(0.0, 2.0)), value)
    half = lk.kl(normal(mean.astype(np.float16), diag=np.ones(3, np.float16)), normal(0.0, diag=np.float16(2)))
    assert half.dtype == np.float16


# ---- Dirichlet


@DTYPES
def test_dirichlet_against_the_oracle(dtype: Any, isa: str) -> None:
    k = rounded_once(dtype)
    for case in kl_vectors.dirichlet_cases(dtype):
        p, q = case.p["alpha"], case.q["alpha"]
        value, gradients = lk.kl.value_and_grad(lk.dirichlet(p), lk.dirichlet(q))
        context = f"{np.dtype(dtype)} {isa} {case.what}"
        check(np.array([value]), reference(case.divergence, dtype), k, context=context)
        sizes = kl_vectors.dirichlet_sizes(p, q)
        for side in "pq":
            slope = vectors.doubles(case.divergence.gradients[side, "alpha"])
            got = np.asarray(getattr(gradients, side).alpha, np.float64)
            error = (k + 4) * np.finfo(dtype).eps * vectors.doubles(sizes[side]) + np.finfo(dtype).tiny
            assert (abs(got - slope) <= error).all(), (context, side, abs(got - slope) / error)


@DTYPES
def test_dirichlet_is_0_and_never_negative(dtype: Any) -> None:
    rng = np.random.default_rng(38)
    p = (10.0 ** rng.uniform(-4, 6, (2000, 5))).astype(dtype)
    value, gradients = lk.kl.value_and_grad(lk.dirichlet(p), lk.dirichlet(p))
    np.testing.assert_array_equal(value, 0)
    np.testing.assert_array_equal(flat(gradients), 0)
    for step in (1e-16, 1e-10, 1e-4, 1.0):
        q = (p * np.exp(step * rng.normal(size=p.shape))).astype(dtype)
        assert (lk.kl(lk.dirichlet(p), lk.dirichlet(q)) >= 0).all()
        q = (p * np.exp(step * rng.normal(size=(2000, 1)))).astype(dtype)
        assert (lk.kl(lk.dirichlet(p), lk.dirichlet(q)) >= 0).all()


def test_dirichlet_of_two_is_beta() -> None:
    rng = np.random.default_rng(39)
    a, b, c, d = 10.0 ** rng.uniform(-2, 3, (4, 50))
    value, gradients = lk.kl.value_and_grad(
        lk.dirichlet(np.stack([a, b], -1)), lk.dirichlet(np.stack([c, d], -1)), cotangent=rng.normal(size=50)
    )
    np.testing.assert_allclose(value, lk.kl(lk.beta(a, b), lk.beta(c, d)), rtol=ORDINARY)
    assert gradients.p.alpha.shape == (50, 2)


def test_gradients_of_dirichlet_with_batches() -> None:
    rng = np.random.default_rng(40)
    arrays = [rng.uniform(0.5, 4.0, (2, 1, 3)), rng.uniform(0.5, 4.0, (4, 3))]
    cotangent, where = rng.normal(size=(2, 4)), rng.random((2, 4)) < 0.7

    def total(p: Array, q: Array) -> float:
        return float((cotangent * lk.kl(lk.dirichlet(p), lk.dirichlet(q), where=where)).sum())

    _, gradients = lk.kl.value_and_grad(*map(lk.dirichlet, arrays), cotangent=cotangent, where=where)
    for i, side in enumerate("pq"):
        assert_gradient(total, arrays, i, getattr(gradients, side).alpha, context=side)
    bad = lk.kl.value_and_grad(lk.dirichlet([[1.0, 2.0], [1.0, -2.0]]), lk.dirichlet([1.0, 1.0]))
    assert np.isfinite(bad[0]).tolist() == [True, False]
    assert np.isnan(bad[1].p.alpha).tolist() == [[False, False], [True, True]]


# ---- classes


@pytest.mark.parametrize("kinds", list(itertools.product(("p", "logits"), repeat=2)))
@DTYPES
def test_classes_are_rows(dtype: Any, kinds: tuple[str, str]) -> None:
    rng = np.random.default_rng(41)
    rows = [np.log(rng.dirichlet(np.ones(4), shape)) for shape in ((3, 1), (5,))]
    given = [(np.exp(x) if kind == "p" else x).astype(dtype) for x, kind in zip(rows, kinds, strict=True)]
    words = ["probs" if kind == "p" else "logits" for kind in kinds]
    wide = [x.astype(np.float64) for x in given]
    cotangent = rng.normal(size=(3, 5))
    expected, slopes = lk.kl.value_and_grad(*wide, p_kind=words[0], q_kind=words[1], cotangent=cotangent)

    p, q = (lk.categorical(**{kind: x}) for kind, x in zip(kinds, given, strict=True))
    value, gradients = lk.kl.value_and_grad(p, q, cotangent=cotangent)
    assert value.dtype == dtype
    np.testing.assert_allclose(value, expected, rtol=few_ulp(dtype))
    for side, kind, slope in zip("pq", kinds, slopes, strict=True):
        got = getattr(getattr(gradients, side), kind)
        top = abs(slope).max()
        np.testing.assert_allclose(got, slope, rtol=few_ulp(dtype), atol=few_ulp(np.float64) * top)

    n = np.array([[3], [0], [9]])
    p, q = (lk.multinomial(n, **{kind: x}) for kind, x in zip(kinds, given, strict=True))
    value, gradients = lk.kl.value_and_grad(p, q, cotangent=cotangent)
    np.testing.assert_allclose(value, n * expected, rtol=few_ulp(value.dtype))
    counted = lk.kl.value_and_grad(*wide, p_kind=words[0], q_kind=words[1], cotangent=n * cotangent)[1]
    for side, kind, slope in zip("pq", kinds, counted, strict=True):
        got = getattr(getattr(gradients, side), kind)
        top = abs(slope).max()
        np.testing.assert_allclose(got, slope, rtol=few_ulp(dtype), atol=few_ulp(np.float64) * top)


def test_borders_of_classes() -> None:
    p, q = [0.5, 0.5, 0.0], [0.5, 0.0, 0.5]
    assert lk.kl(lk.categorical(p), lk.categorical(q)) == inf
    assert lk.kl(lk.categorical(p), lk.categorical(p)) == 0
    assert lk.kl(lk.multinomial(0, p), lk.multinomial(0, q)) == 0
    value, gradients = lk.kl.value_and_grad(lk.multinomial([3, 4], p), lk.multinomial(3, p))
    np.testing.assert_array_equal(value, [0, inf])
    assert np.isfinite(gradients.q.p).all()
    assert np.isnan(lk.kl(lk.categorical([0.5, -0.5]), lk.categorical([0.5, 0.5])))
    assert np.isnan(lk.kl(lk.multinomial(-1, p), lk.multinomial(3, p)))
    assert np.isnan(lk.kl(lk.multinomial(2.5, p), lk.multinomial(2.5, p)))


# ---- counts of trials


@pytest.mark.parametrize("trials", kl_vectors.TRIALS, ids=lambda t: t.title)
@DTYPES
def test_trials_against_the_oracle(trials: kl_vectors.Trials, dtype: Any, isa: str) -> None:
    (shared, first, second), expected, slopes = trials.references(dtype)
    make = getattr(lk, trials.family)
    p, q = (make(**{trials.shared: shared, trials.name: x}) for x in (first, second))
    value, gradients = lk.kl.value_and_grad(p, q)
    k = rounded_once(dtype)
    inputs = {trials.shared: shared, "p": first, "q": second}
    context = f"{trials.title} {np.dtype(dtype)} {isa}"
    check(value, expected, k, inputs=inputs, context=context)
    for side, slope in zip("pq", slopes, strict=True):
        got = getattr(getattr(gradients, side), trials.name)
        check(got, slope, k, inputs=inputs, context=f"{context} by {side}", underflow=1.0)


def test_trials_given_in_different_ways() -> None:
    p, q = lk.nbinom(4.0, 0.3), lk.nbinom(4.0, 0.6)
    expected = lk.kl(p, q)
    logits = [np.log(0.3 / 0.7), np.log(0.6 / 0.4)]
    means = [4 * 0.7 / 0.3, 4 * 0.4 / 0.6]
    first = [p, lk.nbinom(4.0, logits=logits[0]), lk.nbinom(mu=means[0], alpha=0.25)]
    second = [q, lk.nbinom(4.0, logits=logits[1]), lk.nbinom(mu=means[1], alpha=0.25)]
    for a, b in itertools.product(first, second):
        assert lk.kl(a, b) == pytest.approx(expected, rel=ORDINARY), (a, b)
    expected = 7 * lk.kl(lk.bernoulli(0.3), lk.bernoulli(0.6))
    for a, b in itertools.product(
        [lk.binom(7, 0.3), lk.binom(7, logits=logits[0])], [lk.binom(7, 0.6), lk.binom(7, logits=logits[1])]
    ):
        assert lk.kl(a, b) == pytest.approx(expected, rel=ORDINARY), (a, b)


WAYS = [
    ("binom", {"n": 6.0, "p": 0.3}, {"n": 6.0, "p": 0.6}),
    ("binom", {"n": 6.0, "logits": 0.3}, {"n": 6.0, "p": 0.6}),
    ("binom", {"n": 6.0, "logits": 0.3}, {"n": 6.0, "logits": -1.6}),
    ("nbinom", {"n": 2.5, "p": 0.3}, {"n": 2.5, "p": 0.6}),
    ("nbinom", {"n": 2.5, "logits": 0.3}, {"n": 2.5, "p": 0.6}),
    ("nbinom", {"n": 2.5, "logits": 0.3}, {"n": 2.5, "logits": -1.6}),
    ("nbinom", {"mu": 2.5, "alpha": 0.25}, {"mu": 1.5, "alpha": 0.25}),
    ("nbinom", {"mu": 2.5, "alpha": 0.25}, {"n": 4.0, "p": 0.6}),
    ("nbinom", {"n": 4.0, "logits": 0.6}, {"mu": 2.5, "alpha": 0.25}),
]


@pytest.mark.parametrize(("family", "first", "second"), WAYS, ids=str)
def test_gradients_and_sums_of_trials(family: str, first: dict[str, float], second: dict[str, float]) -> None:
    make = getattr(lk, family)
    k = np.arange(400.0)
    log_p, log_q = make(**first).logpmf(k), make(**second).logpmf(k)
    inside = log_p > -inf
    expected = (np.exp(log_p[inside]) * (log_p[inside] - log_q[inside])).sum()
    assert lk.kl(make(**first), make(**second)) == pytest.approx(expected, rel=ORDINARY)
    names = [("p", n) for n in first] + [("q", n) for n in second]
    arrays = [np.array([[x], [x]]) for x in first.values()] + [np.array([x, x, x]) for x in second.values()]
    cotangent = np.random.default_rng(45).normal(size=(2, 3))

    def sides(given: Any) -> tuple[Any, Any]:
        n = len(first)
        return make(**dict(zip(first, given[:n], strict=True))), make(**dict(zip(second, given[n:], strict=True)))

    _, gradients = lk.kl.value_and_grad(*sides(arrays), cotangent=cotangent)
    for i, (side, name) in enumerate(names):
        own = getattr(gradients, side)
        assert (name in own._fields) == (name in ("p", "logits", "mu"))
        if name in own._fields:
            assert_gradient(
                lambda *a: float((cotangent * lk.kl(*sides(a))).sum()), arrays, i, getattr(own, name), context=name
            )


@pytest.mark.parametrize("alpha", [0.25, 4.0])
def test_means_and_dispersions_beside_logits(alpha: float) -> None:
    """Of as many trials, where p may be next to 1 or to 0."""
    n = 1 / alpha

    def divergence(x: Any, y: Any) -> Any:
        return n * closed_forms.bernoulli_logits(x, y) * (1 + mp.exp(-x))

    for mu, logits in itertools.product((1e-300, 1e-17, 0.5, 30.0, 1e17), (-35.0, -1.0, 0.25, 40.0, 600.0)):
        first, second = lk.nbinom(mu=mu, alpha=alpha), lk.nbinom(n, logits=logits)
        own = f"{mu} {logits}"
        with mp.workprec(6000):
            m, y = mp.mpf(mu), mp.mpf(logits)
            of_odds: dict[str, Callable[[Any, Any], Any]] = {
                "p": lambda m, y: divergence(-mp.log(alpha * m), y),
                "q": lambda m, y: divergence(y, -mp.log(alpha * m)),
            }
            wanted = {
                side: [
                    float(f(m, y)),
                    float(mp.diff(f, (m, y), (1, 0), h=m / 2**500)),
                    float(mp.diff(f, (m, y), (0, 1))),
                ]
                for side, f in of_odds.items()
            }
        # half an ulp in the logits, and in the logarithm of the odds
        near = few_ulp(float) * max(abs(logits), 700)
        value, gradients = lk.kl.value_and_grad(first, second)
        got = [value, gradients.p.mu, gradients.q.logits]
        np.testing.assert_allclose(got, wanted["p"], rtol=near, err_msg=own)
        assert gradients.p.mu == pytest.approx(wanted["p"][1], rel=few_ulp(float) * 32), own
        value, gradients = lk.kl.value_and_grad(second, first)
        got = [value, gradients.q.mu, gradients.p.logits]
        np.testing.assert_allclose(got, wanted["q"], rtol=near, err_msg=own)
    value, gradients = lk.kl.value_and_grad(lk.nbinom(mu=0.0, alpha=alpha), lk.nbinom(n, logits=0.0))
    assert (value, gradients.p.mu, gradients.q.logits) == (pytest.approx(n * math.log(2.0)), -inf, -0.5 * n)
    value, gradients = lk.kl.value_and_grad(lk.nbinom(n, logits=0.0), lk.nbinom(mu=0.0, alpha=alpha))
    assert (value, gradients.p.logits, gradients.q.mu) == (inf, -inf, -inf)
    value, gradients = lk.kl.value_and_grad(lk.nbinom(n, logits=inf), lk.nbinom(mu=0.0, alpha=alpha))
    assert (value, gradients.p.logits, gradients.q.mu) == (0, 0, 1)
    assert np.isnan(lk.kl(lk.nbinom(mu=-1.0, alpha=alpha), lk.nbinom(n, logits=0.0)))


def test_trials_by_logits_that_underflow() -> None:
    value, gradients = lk.kl.value_and_grad(lk.binom(7, logits=-800.0), lk.binom(7, 0.5))
    assert value == pytest.approx(7 * math.log(2.0))
    assert gradients.q.p == pytest.approx(14.0)
    assert lk.kl(lk.binom(7, logits=-800.0), lk.binom(5, 0.5)) == inf
    assert lk.kl(lk.binom(7, logits=-inf), lk.binom(5, 0.5)) == pytest.approx(5 * math.log(2.0))
    assert lk.kl(lk.binom(0, logits=3.0), lk.binom(5, 0.5)) == pytest.approx(5 * math.log(2.0))


def test_trials_of_different_numbers() -> None:
    value, gradients = lk.kl.value_and_grad(lk.binom([7.0, 5.0], 0.2), lk.binom(5.0, 0.4))
    assert value[0] == inf
    assert value[1] == pytest.approx(5 * lk.kl(lk.bernoulli(0.2), lk.bernoulli(0.4)))
    assert gradients.q.p == pytest.approx(lk.kl.value_and_grad(lk.binom(5.0, 0.2), lk.binom(5.0, 0.4))[1].q.p)
    with pytest.raises(NotImplementedError, match=r"p.n must not be less than q.n .*n_samples="):
        lk.kl(lk.binom(4, 0.2), lk.binom(5, 0.4))
    with pytest.raises(NotImplementedError, match=r"p.n and q.n must be equal .*n_samples="):
        lk.kl(lk.nbinom(4, 0.2), lk.nbinom(5, 0.4))
    with pytest.raises(NotImplementedError, match=r"p.alpha and q.alpha must be equal"):
        lk.kl(lk.nbinom(mu=4, alpha=0.2), lk.nbinom(mu=5, alpha=0.4))
    # of no successes there are as many in any number of trials
    nothing = -5 * np.log1p(-0.4)
    assert lk.kl(lk.binom(7, 0.0), lk.binom(5, 0.4)) == pytest.approx(nothing)
    assert lk.kl(lk.binom(0, 0.3), lk.binom(5, 0.4)) == pytest.approx(nothing)
    assert lk.kl(lk.binom(0, 0.3), lk.binom(0, 0.4)) == 0
    assert np.isnan(lk.kl(lk.binom(2.5, 0.3), lk.binom(2.5, 0.4)))
    assert np.isnan(lk.kl(lk.binom(2, 1.3), lk.binom(2, 0.4)))
    assert np.isnan(lk.kl(lk.nbinom(-2, 0.3), lk.nbinom(-2, 0.4)))
    # odds that overflow
    far = lk.nbinom(2.0, logits=[800.0, -800.0, -800.0, inf, inf, -800.0, nan])
    other = lk.nbinom(2.0, logits=[-800.0, -799.0, -800.0, 0.0, inf, 800.0, 0.0])
    value, gradients = lk.kl.value_and_grad(far, other)
    np.testing.assert_allclose(value, [1600, 2 * (np.e - 2), 0, 2 * np.log(2), 0, inf, nan], rtol=few_ulp(float))
    growth = np.expm1(1.0)
    np.testing.assert_allclose(gradients.p.logits[:5], [0, -2 * growth, 0, 0, 0], rtol=few_ulp(float))
    np.testing.assert_allclose(gradients.q.logits[:5], [-2, 2 * growth, 0, -1, 0], rtol=few_ulp(float))
    assert lk.kl(lk.nbinom(mu=0.0, alpha=0.5), lk.nbinom(mu=3.0, alpha=0.5)) == pytest.approx(2 * np.log(2.5))
    assert lk.kl(lk.nbinom(mu=3.0, alpha=0.5), lk.nbinom(mu=0.0, alpha=0.5)) == inf


# ---- beta and uniform densities of one interval or two


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (lk.beta(1.4, 2.5), lk.uniform()),
        (lk.beta(1.4, 2.5, 1.0, 2.0), lk.uniform(0.5, log_scale=1.0)),
        (lk.uniform(), lk.beta(2.2, 1.3)),
        (lk.uniform(0.0, 0.25), lk.beta(2.2, 1.3)),
        (lk.uniform(0.5, 0.5), lk.beta(2.2, 1.3)),
        (lk.uniform(1.75, 0.125), lk.beta(2.2, 0.3, 1.0, 2.0)),
        (lk.uniform(1.0, log_scale=-3.0), lk.beta(0.2, 3.0, 0.5, 4.0)),
    ],
    ids=str,
)
def test_intervals_against_integrals(p: Any, q: Any) -> None:
    given = p.parameters
    start = given.get("loc", 0.0)
    end = start + (np.exp(given["log_scale"]) if "log_scale" in given else given.get("scale", 1.0))

    def term(x: float) -> float:
        log_p = float(p.logpdf(x))
        return float(np.exp(log_p)) * (log_p - float(q.logpdf(x)))

    expected = integrate.quad(term, start, end, epsabs=1e-12, epsrel=1e-12, limit=400)[0]
    assert lk.kl(p, q) == pytest.approx(expected, rel=QUADRATURE)
    side, density = ("p", p) if p.family.name == "beta" else ("q", q)
    shapes = [np.array([density.parameters[n], density.parameters[n]]) for n in ("a", "b")]
    rest = {n: x for n, x in density.parameters.items() if n not in ("a", "b")}

    def both(a: Any, b: Any) -> tuple[Any, Any]:
        own = lk.beta(a, b, **rest)
        return (own, q) if side == "p" else (p, own)

    cotangent = np.array([0.5, -2.0])
    _, gradients = lk.kl.value_and_grad(*both(*shapes), cotangent=cotangent, wrt=side)
    assert gradients._fields == ("a", "b")
    for i, slope in enumerate(gradients):
        assert_gradient(
            lambda a, b: float((cotangent * lk.kl(*both(a, b))).sum()), shapes, i, slope, context=f"{p} {q} {i}"
        )


def test_borders_of_intervals() -> None:
    value, gradients = lk.kl.value_and_grad(lk.uniform([0.0, 0.5, -0.1, 0.0], [1.0, 0.5, 1.0, 1.1]), lk.beta(2.0, 3.0))
    assert np.isfinite(value).tolist() == [True, True, False, False]
    assert np.isfinite(gradients.q).all()
    assert lk.kl(lk.beta(2.0, 3.0), lk.uniform(0.0, 0.5)) == inf
    assert lk.kl(lk.uniform(), lk.beta(1.0, 1.0)) == lk.kl(lk.beta(1.0, 1.0), lk.uniform()) == 0
    for p, q in (
        (lk.uniform(0.0, -1.0), lk.beta(1.0, 1.0)),
        (lk.uniform(nan), lk.beta(1.0, 1.0)),
        (lk.uniform(0.25, 0.5), lk.beta(-1.0, 1.0)),
        (lk.beta(1.0, -1.0), lk.uniform()),
    ):
        value, gradients = lk.kl.value_and_grad(p, q)
        assert np.isnan(value)
        assert np.isnan(flat(gradients)).all()
    # a narrow interval: the density there, but for its curvature
    value = lk.kl(lk.uniform(0.25, 1e-12), lk.beta(2.0, 3.0))
    assert value == pytest.approx(-lk.beta.logpdf(0.25 + 5e-13, 2.0, 3.0) - np.log(1e-12), rel=SAME)


# ---- supports


ORDINARY_PARAMETERS: dict[str, dict[str, float]] = {
    "t": {"df": 3.0},
    "gamma": {"a": 2.0},
    "chi2": {"df": 3.0},
    "invgamma": {"a": 2.0},
    "weibull_min": {"c": 2.0},
    "lognorm": {"s": 1.0},
    "pareto": {"b": 3.5},  # of a finite variance
    "beta": {"a": 2.0, "b": 3.0},
    "truncnorm": {"a": -1.0, "b": 2.0},
    "poisson": {"mu": 2.0},
    "bernoulli": {"p": 0.3},
    "binom": {"n": 4.0, "p": 0.3},
    "nbinom": {"n": 4.0, "p": 0.3},
    "geom": {"p": 0.3},
}


def scipy_support(family: str) -> Any:
    if family == "discretized_logistic":
        return -inf, inf
    return getattr(scipy.stats, family)(**ORDINARY_PARAMETERS.get(family, {})).support()


def make(family: str) -> Any:
    return getattr(lk, family)(**ORDINARY_PARAMETERS.get(family, {}))


@pytest.mark.parametrize(("p", "q"), list(itertools.product(SUPPORTS, SUPPORTS)))
def test_a_support_beyond_the_other_makes_it_infinite(p: str, q: str) -> None:
    first, second = make(p), make(q)
    if first.family._method != second.family._method:
        with pytest.raises(NotImplementedError, match=rf"got {p} \|\| {q}\. "):
            lk.kl(first, second)
        return
    (low, high), (start, end) = (scipy_support(family) for family in (p, q))
    outside = low < start or high > end
    try:
        value, gradients = lk.kl.value_and_grad(first, second)
    except (NotImplementedError, ValueError) as error:
        assert not outside, (p, q)
        assert "closed form" in str(error)
        return
    assert (value == inf) == outside, (p, q)
    if outside:
        assert not any(np.any(g) for g in flat(gradients))


def test_ends_of_supports() -> None:
    assert lk.kl(lk.expon([0.5, 0.9]), lk.pareto(2.0)).tolist() == [inf, inf]
    with pytest.raises(NotImplementedError, match=r"expon \|\| pareto, where the support of p is within that of q"):
        lk.kl(lk.expon([0.5, 1.0]), lk.pareto(2.0))
    assert lk.kl(lk.expon([0.5, 1.0]), lk.pareto(2.0), where=[True, False]).tolist() == [inf, 0]
    assert lk.kl(lk.uniform(0.0, 2.0), lk.truncnorm(-1.0, 1.0)) == inf
    assert lk.kl(lk.truncnorm(-inf, 1.0), lk.expon()) == inf
    value, gradients = lk.kl.value_and_grad(lk.norm(0.0, [1.0, -1.0]), lk.gamma(2.0, rate=3.0))
    np.testing.assert_array_equal(value, [inf, nan])
    np.testing.assert_array_equal(gradients.p.scale, [0, nan])
    assert lk.kl(lk.norm(np.float32(0), np.ones(2, np.float32)), lk.gamma(np.float32(2))).dtype == np.float32
    out = np.zeros(2)
    assert lk.kl(lk.norm([0.0, 1.0]), lk.expon(), out=out) is out
    assert (out == inf).all()


def test_one_value_is_within_many_supports() -> None:
    value, gradients = lk.kl.value_and_grad(lk.poisson([0.0, 1.0]), lk.bernoulli(0.25))
    np.testing.assert_allclose(value, [-np.log(0.75), inf])
    np.testing.assert_allclose(gradients.q.p, 1 / 0.75)
    value, gradients = lk.kl.value_and_grad(lk.bernoulli([0.0, 1.0, 1.0]), lk.geom(0.25), where=[True, True, False])
    np.testing.assert_allclose(value, [inf, np.log(4), 0])
    np.testing.assert_allclose(gradients.q.p, -4)
    assert lk.kl(lk.geom(1.0), lk.poisson(2.0)) == pytest.approx(-lk.poisson.logpmf(1, 2.0))
    assert lk.kl(lk.binom(3, 1.0), lk.poisson(2.0)) == pytest.approx(-lk.poisson.logpmf(3, 2.0))
    assert lk.kl(lk.poisson(2.0), lk.poisson(0.0)) == inf


# ---- Student's densities


def test_student_densities_of_equal_parameters() -> None:
    df, loc, scale = np.array([0.5, 3.0, 1e300]), np.array([[0.0], [1e30]]), np.array([1e-300, 1.0, 1e300])
    p = lk.t(df, loc, scale)
    value, gradients = lk.kl.value_and_grad(p, lk.t(df, loc, scale))
    np.testing.assert_array_equal(value, np.zeros((2, 3)))
    assert gradients.p._fields == gradients.q._fields == ("df", "loc", "scale")
    for g in flat(gradients):
        np.testing.assert_array_equal(g, 0)
    assert lk.kl(lk.t(3.0, log_scale=-900.0), lk.t(3.0, log_scale=-900.0)) == 0
    assert lk.kl(lk.t(3.0, scale=2.0), lk.t(3.0, log_scale=np.log(2.0))) == 0
    assert lk.kl(lk.t(np.float32(3.0)), lk.t(np.float32(3.0))).dtype == np.float32
    message = r"p and q must have equal parameters \(t \|\| t .* cauchy .*; n_samples= gives"
    for q in (lk.t(3.5), lk.t(3.0, 1e-10), lk.t(3.0, 0.0, 2.0), lk.t(3.0, log_scale=1e-10)):
        with pytest.raises(NotImplementedError, match=message):
            lk.kl(lk.t(3.0), q)
    with pytest.raises(NotImplementedError, match=message):
        lk.kl(lk.t([3.0, 4.0]), lk.t(3.0))
    np.testing.assert_array_equal(lk.kl(lk.t([3.0, 4.0]), lk.t(3.0), where=[True, False]), [0, 0])
    value, gradients = lk.kl.value_and_grad(lk.t([3.0, -1.0, 3.0], scale=[1.0, 1.0, 0.0]), lk.t([3.0, -1.0, 2.0]))
    np.testing.assert_array_equal(value, [0, nan, nan])
    np.testing.assert_array_equal(gradients.p.df, [0, nan, nan])


def test_student_vectors_of_equal_parameters() -> None:
    rng = np.random.default_rng(47)
    cov = vectors.definite(rng, (2,), 3)
    loc = rng.normal(size=3)
    for given in ({"shape": cov}, {"scale_tril": np.linalg.cholesky(cov)}, {"precision": cov}, {"shape": np.ones(3)}):
        p = lk.multivariate_t(loc, df=[[3.0], [4.0]], **given)
        value, gradients = lk.kl.value_and_grad(p, p)
        np.testing.assert_array_equal(value, np.zeros(np.shape(value)))
        for name, x in {"loc": loc, "df": np.ones((2, 1)), **given}.items():
            np.testing.assert_array_equal(getattr(gradients.p, name), np.zeros(np.shape(x)))
    p = lk.multivariate_t(loc, cov[0], df=3.0)
    for q in (
        lk.multivariate_t(loc, cov[0], df=4.0),
        lk.multivariate_t(loc + 1e-9, cov[0], df=3.0),
        lk.multivariate_t(loc, cov[1], df=3.0),
    ):
        with pytest.raises(NotImplementedError, match=r"p and q must have equal parameters .*; n_samples= gives"):
            lk.kl(p, q)
    assert np.isnan(lk.kl(lk.multivariate_t(loc, -cov[0], df=3.0), p))
    assert np.isnan(lk.kl(lk.multivariate_t(loc, cov[0], df=-3.0), p))
    with pytest.raises(ValueError, match="events of one length"):
        lk.kl(p, lk.multivariate_t(np.zeros(2), df=3.0))


# ---- conventions: whatever torch answers


def test_every_pair_of_torch() -> None:
    torch = pytest.importorskip("torch")
    other = torch.distributions
    registry = {(p.__name__, q.__name__) for p, q in other.kl._KL_REGISTRY}

    def wide(*x: Any) -> list[Any]:
        return [torch.tensor(v, dtype=torch.float64) for v in x]

    rng = np.random.default_rng(46)
    p, q = rng.dirichlet(np.ones(3), 2)
    cov = vectors.definite(rng, (2,), 3)
    root, spread = rng.normal(size=(2, 3, 2)), rng.uniform(0.5, 2.0, (2, 3))
    # ours, and theirs, for each side
    scales = ((0.3, 1.2), (-0.4, 0.9))
    ours: dict[str, Any] = {
        "Bernoulli": [(lk.bernoulli(x), other.Bernoulli(*wide(x))) for x in (0.3, 0.6)],
        "Beta": [(lk.beta(*x), other.Beta(*wide(*x))) for x in ((1.5, 2.0), (2.5, 0.7))],
        "Binomial": [(lk.binom(5, x), other.Binomial(5, *wide(x))) for x in (0.3, 0.6)],
        "Categorical": [(lk.categorical(x), other.Categorical(*wide(x))) for x in (p, q)],
        "Cauchy": [(lk.cauchy(*x), other.Cauchy(*wide(*x))) for x in scales],
        "Dirichlet": [(lk.dirichlet(x), other.Dirichlet(*wide(x))) for x in (9 * p, 4 * q)],
        "Exponential": [(lk.expon(rate=x), other.Exponential(*wide(x))) for x in (0.3, 0.6)],
        "Gamma": [(lk.gamma(x, rate=y), other.Gamma(*wide(x, y))) for x, y in ((1.5, 2.0), (2.5, 0.7))],
        # theirs counts failures
        "Geometric": [(lk.geom(x), other.Geometric(*wide(x))) for x in (0.3, 0.6)],
        "Gumbel": [(lk.gumbel_r(*x), other.Gumbel(*wide(*x))) for x in scales],
        "HalfNormal": [(lk.halfnorm(scale=x), other.HalfNormal(*wide(x))) for x in (0.3, 0.6)],
        "Laplace": [(lk.laplace(*x), other.Laplace(*wide(*x))) for x in scales],
        "Normal": [(lk.norm(*x), other.Normal(*wide(*x))) for x in scales],
        "Pareto": [(lk.pareto(y, scale=x), other.Pareto(*wide(x, y))) for x, y in ((1.2, 3.5), (0.9, 2.5))],
        "Poisson": [(lk.poisson(x), other.Poisson(*wide(x))) for x in (1.5, 2.0)],
        "Uniform": [(lk.uniform(x, y - x), other.Uniform(*wide(x, y))) for x, y in ((0.25, 0.75), (0.0, 1.0))],
        "OneHotCategorical": [(lk.multinomial(1, x), other.OneHotCategorical(*wide(x))) for x in (p, q)],
        "MultivariateNormal": [
            (normal(m, c), other.MultivariateNormal(*wide(m, c))) for m, c in zip((p, q), cov, strict=True)
        ],
        "LowRankMultivariateNormal": [
            (normal(m, cov_factor=c, diag=d), other.LowRankMultivariateNormal(*wide(m, c, d)))
            for m, c, d in zip((p, q), root, spread, strict=True)
        ],
    }
    absent = {"ContinuousBernoulli", "ExponentialFamily", "Independent", "TransformedDistribution"}
    assert {name for pair in registry for name in pair} == set(ours) | absent
    answered = 0
    for first, second in sorted(registry):
        if absent & {first, second}:
            continue
        (d, theirs), (e, their_q) = ours[first][0], ours[second][1]
        expected = float(other.kl_divergence(theirs, their_q))
        # theirs cancel: terms of order 10
        assert lk.kl(d, e) == pytest.approx(expected, rel=1e-10, abs=1e-10), (first, second)
        answered += 1
    assert answered == 71


# ---- refusals


def test_refusals() -> None:
    with pytest.raises(
        NotImplementedError,
        match=r"got multivariate_t \|\| multivariate_normal\. There are those from multivariate_t to multivariate_t, "
        r"and those from multivariate_normal to multivariate_normal; n_samples= gives",
    ):
        lk.kl(lk.multivariate_t([0.0, 0.0], df=3.0), normal([0.0, 0.0]))
    with pytest.raises(NotImplementedError, match=r"those from t to t, and those from .* to norm; n_samples= gives"):
        lk.kl(lk.t(3.0), lk.norm())
    for p, q in ((lk.norm(), lk.poisson(2.0)), (lk.norm(), normal()), (lk.dirichlet([1.0, 2.0]), lk.beta(1.0, 2.0))):
        with pytest.raises(NotImplementedError) as caught:
            lk.kl(p, q)
        assert "n_samples" not in str(caught.value)
        assert "nothing" not in str(caught.value)
    with pytest.raises(ValueError, match=r"events of one length; got p.mean \(3,\), q.mean \(2,\)"):
        lk.kl(normal(np.zeros(3)), normal(np.zeros(2)))
    with pytest.raises(ValueError, match=r"q.cov must be square .*\(3, 2\)"):
        lk.kl(normal(np.zeros(3)), normal(np.zeros(3), np.ones((3, 2))))
    with pytest.raises(ValueError, match=r"batches that broadcast; got p.mean \(3, 2\)"):
        lk.kl(normal(np.zeros((3, 2))), normal(np.zeros((2, 2))))
    with pytest.raises(ValueError, match=r"p.alpha and q.alpha must have one length .*\(3,\) and \(2,\)"):
        lk.kl(lk.dirichlet(np.ones(3)), lk.dirichlet(np.ones(2)))
    with pytest.raises(ValueError, match=r"p.p and q.logits must have one length .*\(3,\) and \(1,\)"):
        lk.kl(lk.categorical(np.ones(3)), lk.categorical(logits=np.ones(1)))
    with pytest.raises(ValueError, match=r"wrt must name densities or floating parameters among p, q, p\.p, q\.p; got"):
        lk.kl.value_and_grad(lk.binom(3, 0.5), lk.binom(3, 0.5), wrt="p.n")
    with pytest.raises(TypeError, match="axis is an option for rows"):
        lk.kl(normal(), normal(), axis=0)
    with pytest.raises(TypeError, match="seed must be None without n_samples"):
        lk.kl(normal(), normal(), seed=1)


# ---- estimates


@pytest.mark.parametrize(
    ("p", "q"),
    [
        (normal([0.0, 1.0], [[2.0, 0.5], [0.5, 1.0]]), normal([[0.0, 1.0], [1.0, 1.0]], diag=[3.0, 2.0])),
        (lk.dirichlet([1.0, 2.0, 3.0]), lk.dirichlet([[2.0, 2.0, 2.0], [1.0, 3.0, 3.0]])),
        (lk.categorical([0.5, 0.25, 0.25]), lk.categorical(logits=[[0.0, 1.0, 0.0], [0.5, 0.0, 0.5]])),
        (lk.multinomial(5, [0.5, 0.25, 0.25]), lk.multinomial(5, [[0.3, 0.4, 0.3], [0.6, 0.2, 0.2]])),
        (lk.nbinom(3.0, 0.4), lk.nbinom(3.0, [0.3, 0.5])),
    ],
    ids=str,
)
def test_estimates_agree_with_closed_forms(p: Any, q: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = lk.kl(p, q)
    assert expected.shape == (2,)
    value, error = lk.kl(p, q, n_samples=50_000, seed=5)
    assert value.shape == error.shape == (2,)
    assert np.all(abs(value - expected) < 5 * error)
    assert np.all((error > 0) & (error < 0.05))
    monkeypatch.setattr("likelier._kl.BLOCK", 5000)
    np.testing.assert_allclose(lk.kl(p, q, n_samples=50_000, seed=5), (value, error), rtol=ORDINARY)


def test_estimates_of_vectors_without_a_closed_form() -> None:
    t = lk.multivariate_t([0.0, 0.0], np.eye(2), df=[1e12, 5.0])
    value, error = lk.kl(t, normal([1.0, 0.0]), n_samples=50_000, seed=5)
    assert abs(value[0] - 0.5) < 5 * error[0]
    assert value[1] > value[0]
    assert lk.kl(normal([1.0, 0.0]), lk.multivariate_t([0.0, 0.0], df=1e12), n_samples=10_000, seed=1)[0] > 0.4
    assert lk.kl(lk.categorical([0.5, 0.5]), lk.binom(1, 0.5), n_samples=100, seed=1)[0] == pytest.approx(0, abs=SAME)
    value, error = lk.kl(normal(np.zeros(2, np.float32)), normal(np.ones(2, np.float32)), n_samples=100, seed=1)
    assert value.dtype == error.dtype == np.float32
    with pytest.raises(TypeError, match="p and q must both be of vectors or both of numbers; got norm and multiv"):
        lk.kl(lk.norm(), normal([0.0]), n_samples=9)
