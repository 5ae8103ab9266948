"""Cross-entropy of a linear layer, in chunks, against the same on all logits at once."""

from __future__ import annotations

import functools
import itertools
import operator
import tracemalloc
from typing import Any

import ml_dtypes
import numpy as np
import pytest
from numpy.typing import NDArray

from likelier import _linear
from tests.registry import lk
from tests.tolerances import ORDINARY, few_ulp, product_error

Array = NDArray[Any]
inf, nan = np.inf, np.nan


@pytest.fixture(params=["whole", "pieces"], autouse=True)
def pieces(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks that hold everything, and chunks of two rows with tiles of three classes."""
    if request.param == "pieces":
        monkeypatch.setattr(_linear, "_chunk_rows", lambda rows, classes, itemsize: min(max(rows, 1), 2))
        monkeypatch.setattr(_linear, "_tile_rows", lambda classes, features, itemsize: min(classes, 3))


def data(dtype: Any = np.float64, rows: Any = (7,)) -> dict[str, Array]:
    rng = np.random.default_rng(60)
    return {
        "x": rng.normal(size=(*rows, 5)).astype(dtype),
        "weight": rng.normal(size=(8, 5)).astype(dtype),
        "bias": rng.normal(size=8).astype(dtype),
        "target": rng.integers(0, 8, rows),
    }


def defined(
    x: Array, matrix: Array, bias: Array | None, target: Array, cotangent: Any = None, **options: Any
) -> tuple[Any, dict[str, Array]]:
    """Value and gradients in float64 from the matrix of logits; rows that the loss does not depend on are left out."""
    x, matrix = x.astype(np.float64), matrix.astype(np.float64)
    logits = x @ matrix.T + (0 if bias is None else bias.astype(np.float64))
    value, slope = lk.cross_entropy.value_and_grad(logits, target, wrt="logits", cotangent=cotangent, **options)
    slope, flat = slope.reshape(-1, matrix.shape[0]), x.reshape(-1, x.shape[-1])
    kept = slope.any(axis=1)
    return value, {
        "x": (slope @ matrix).reshape(x.shape),
        "weight": slope[kept].T @ flat[kept],
        "bias": slope.sum(0),
    }


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
def test_the_loss_has_its_own_options(soft: bool, weighted: bool) -> None:
    """Whatever cross_entropy takes is handed on."""
    rng = np.random.default_rng(63)
    d = data()
    target = rng.dirichlet(np.ones(8), 7) if soft else d["target"]
    options = {"temperature": 0.7, "softcap": 3.0, "z_loss": 0.1, "label_smoothing": 0.1}
    weight = rng.random(8) + 0.3 if weighted else None
    for reduction in ("mean", "sum", "none"):
        expected, want = defined(d["x"], d["weight"], d["bias"], target, reduction=reduction, weight=weight, **options)
        value, gradients = lk.linear_cross_entropy.value_and_grad(
            d["x"], d["weight"], target, bias=d["bias"], reduction=reduction, class_weight=weight, **options
        )
        np.testing.assert_allclose(value, expected, rtol=ORDINARY)
        for n, gradient in gradients._asdict().items():
            np.testing.assert_allclose(gradient, want[n], rtol=ORDINARY, atol=ORDINARY)


OPTIONS = list(itertools.product([0.0, 0.2], [False, True], ["none", "rows", "classes"], [False, True], [False, True]))


@pytest.mark.parametrize(("smoothing", "classes", "mask", "weighted", "biased"), OPTIONS)
def test_every_combination_of_options(smoothing: float, classes: bool, mask: str, weighted: bool, biased: bool) -> None:
    rng = np.random.default_rng(61)
    d = data()
    bias = d["bias"] if biased else None
    d["target"][2] = -100
    options: dict[str, Any] = {"label_smoothing": smoothing}
    if mask == "rows":
        options["where"] = np.array([True, False, True, True, True, False, True])
    elif mask == "classes":
        options["where"] = rng.random((7, 8)) < 0.8
    if weighted:
        options["weights"] = rng.random(7) + 0.2
    weight = rng.random(8) + 0.3 if classes else None
    for reduction in ("mean", "sum", "none"):
        cotangent = rng.normal(size=7 if reduction == "none" else ())
        expected, want = defined(
            d["x"], d["weight"], bias, d["target"], cotangent, reduction=reduction, weight=weight, **options
        )
        call = functools.partial(
            lk.linear_cross_entropy.value_and_grad,
            *(d[n] for n in ("x", "weight", "target")),
            bias=bias,
            class_weight=weight,
            reduction=reduction,
            cotangent=cotangent,
            **options,
        )
        value, gradients = call()
        np.testing.assert_allclose(value, expected, rtol=ORDINARY, atol=ORDINARY)
        assert gradients._fields == (("x", "weight", "bias") if biased else ("x", "weight"))
        for n in gradients._fields:
            np.testing.assert_allclose(getattr(gradients, n), want[n], rtol=ORDINARY, atol=ORDINARY, err_msg=n)
            np.testing.assert_array_equal(call(wrt=n)[1], getattr(gradients, n))
        plain = lk.linear_cross_entropy(
            d["x"],
            d["weight"],
            d["target"],
            bias=bias,
            class_weight=weight,
            reduction=reduction,
            **options,
        )
        np.testing.assert_array_equal(plain, value)


def loss_error(d: dict[str, Array], value: Any, dtype: Any) -> float:
    """A loss moves by twice what its logits move, at most."""
    logits = product_error(d["x"], d["weight"].T, d["bias"], dtype)
    return float(2 * logits.max() + few_ulp(dtype) * value)


def gradient_error(d: dict[str, Array], name: str, dtype: Any) -> Any:
    """The error of a gradient of the mean, from the error of its logits and that of the products."""
    rows, x, weight = len(d["x"]), d["x"].astype(np.float64), d["weight"].astype(np.float64)
    # a logit's error moves its row's probabilities by twice as much, relatively
    slope = np.full((rows, len(weight)), 1 / rows)
    error = 2 * product_error(x, weight.T, d["bias"], dtype).max() * slope + few_ulp(dtype) * slope
    product = {"x": (slope, weight), "weight": (slope.T, x), "bias": (slope.T, np.ones(rows))}[name]
    factor = {"x": error, "weight": error.T, "bias": error.T}[name]
    return factor @ np.abs(product[1]) + product_error(*product, 0.0, dtype)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_types(dtype: str) -> None:
    d = data(dtype)
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"], d["target"], bias=d["bias"])
    expected, want = defined(d["x"], d["weight"], d["bias"], d["target"])
    assert value.dtype == dtype
    assert abs(value - expected) <= loss_error(d, value, dtype)
    for n, gradient in gradients._asdict().items():
        assert gradient.dtype == dtype
        assert (np.abs(gradient - want[n]) <= gradient_error(d, n, dtype)).all()


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types_are_computed_in_float32(dtype: Any) -> None:
    d = data(dtype)
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"], d["target"], bias=d["bias"])
    wide = {n: a.astype(np.float32) for n, a in d.items() if n != "target"}
    expected, want = lk.linear_cross_entropy.value_and_grad(**wide, target=d["target"])
    assert value.dtype == np.float32
    # products of other shapes: both sides have errors
    assert abs(value - expected) <= 2 * loss_error(wide, value, np.float32)
    for n, gradient in gradients._asdict().items():
        assert gradient.dtype == dtype
        # and one is rounded once more
        half_ulp = (2.0**-8 if dtype is ml_dtypes.bfloat16 else 2.0**-11) * np.abs(getattr(want, n))
        error = np.abs(gradient.astype(np.float32) - getattr(want, n))
        assert (error <= 2 * gradient_error(wide, n, np.float32) + half_ulp).all()


def test_types_mix_and_integers_have_no_gradient() -> None:
    d = data(np.float32)
    counts = np.arange(35).reshape(7, 5) % 3
    value, gradients = lk.linear_cross_entropy.value_and_grad(counts, d["weight"].astype(np.float64), d["target"])
    assert gradients._fields == ("weight",)
    assert value.dtype == gradients.weight.dtype == np.float64
    with pytest.raises(TypeError, match=r"wrt must name floating arguments; got 'x'"):
        lk.linear_cross_entropy.value_and_grad(counts, d["weight"], d["target"], wrt="x")
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"].astype(np.float64), d["target"])
    assert gradients.x.dtype == np.float32
    assert value.dtype == np.float64


@pytest.mark.parametrize("layout", ["strided", "fortran", "reversed", "broadcast"])
def test_any_strides(layout: str) -> None:
    d = data()
    x, weight = d["x"], d["weight"]
    if layout == "strided":
        x, weight = np.repeat(x, 2, axis=1)[:, ::2], np.repeat(weight, 3, axis=0)[::3]
    elif layout == "fortran":
        x, weight = np.asfortranarray(x), np.asfortranarray(weight)
    elif layout == "reversed":
        x, weight = x[::-1].copy()[::-1], weight[:, ::-1].copy()[:, ::-1]
    else:
        x = np.broadcast_to(x[:1], x.shape)
    expected, want = defined(x, weight, d["bias"], d["target"])
    value, gradients = lk.linear_cross_entropy.value_and_grad(x, weight, d["target"], bias=d["bias"])
    np.testing.assert_allclose(value, expected, rtol=ORDINARY)
    for n, gradient in gradients._asdict().items():
        np.testing.assert_allclose(gradient, want[n], rtol=ORDINARY, atol=ORDINARY)


@pytest.mark.parametrize("rows", [(), (3, 4), (2, 0, 3), (0,)])
def test_shapes(rows: tuple[int, ...]) -> None:
    d = data(rows=rows)
    where = np.random.default_rng(1).random((*rows, 8)) < 0.9
    for mask in (None, where, where[..., 0], where[:1] if rows else where):
        expected, want = defined(d["x"], d["weight"], None, d["target"], reduction="none", where=mask)
        value, gradients = lk.linear_cross_entropy.value_and_grad(
            d["x"], d["weight"], d["target"], reduction="none", where=mask
        )
        assert np.shape(value) == rows
        np.testing.assert_allclose(value, expected, rtol=ORDINARY, atol=ORDINARY)
        np.testing.assert_allclose(gradients.x, want["x"], rtol=ORDINARY, atol=ORDINARY)
        np.testing.assert_allclose(gradients.weight, want["weight"], rtol=ORDINARY, atol=ORDINARY)


@pytest.mark.parametrize("poison", [nan, inf, -inf])
def test_what_is_absent_is_inert(poison: float) -> None:
    d = data()
    d["target"] %= 5
    where = np.array([True, False, True, True, True, True, True])
    d["target"][4] = -100
    weights = np.array([1.0, 1, 1, 0, 1, 1, 1])
    kept = [0, 2, 5, 6]
    bad = d["x"].copy()
    bad[[1, 3, 4]] = poison
    expected, want = defined(d["x"][kept], d["weight"], d["bias"], d["target"][kept])
    for reduction in ("mean", "sum"):
        value, gradients = lk.linear_cross_entropy.value_and_grad(
            bad, d["weight"], d["target"], bias=d["bias"], where=where, weights=weights, reduction=reduction
        )
        factor = 1 if reduction == "mean" else len(kept)
        np.testing.assert_allclose(value, factor * expected, rtol=ORDINARY)
        np.testing.assert_allclose(gradients.x[kept], factor * want["x"], rtol=ORDINARY, atol=ORDINARY)
        np.testing.assert_array_equal(gradients.x[[1, 3, 4]], 0)
        np.testing.assert_allclose(gradients.weight, factor * want["weight"], rtol=ORDINARY, atol=ORDINARY)
        np.testing.assert_allclose(gradients.bias, factor * want["bias"], rtol=ORDINARY, atol=ORDINARY)


def test_masked_classes_are_inert() -> None:
    d = data()
    d["target"] %= 5
    where = np.ones((7, 8), bool)
    where[:, 6] = False
    bad = d["weight"].copy()
    bad[6] = nan
    expected, want = defined(d["x"], d["weight"], d["bias"], d["target"], where=where)
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], bad, d["target"], bias=d["bias"], where=where)
    np.testing.assert_allclose(value, expected, rtol=ORDINARY)
    for n, gradient in gradients._asdict().items():
        np.testing.assert_allclose(gradient, want[n], rtol=ORDINARY, atol=ORDINARY)


def test_an_excluded_class_by_its_bias() -> None:
    d = data()
    d["target"] %= 5
    d["bias"][7] = -inf
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"], d["target"], bias=d["bias"])
    expected = lk.linear_cross_entropy(d["x"], d["weight"][:7], d["target"], bias=d["bias"][:7])
    np.testing.assert_allclose(value, expected, rtol=ORDINARY)
    np.testing.assert_array_equal(gradients.weight[7], 0)
    assert gradients.bias[7] == 0


def test_nan_touches_its_row_only() -> None:
    d = data()
    clean, _ = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"], d["target"], reduction="none")
    d["x"][3, 1] = nan
    value, gradients = lk.linear_cross_entropy.value_and_grad(d["x"], d["weight"], d["target"], reduction="none")
    others = [0, 1, 2, 4, 5, 6]
    np.testing.assert_array_equal(value[others], clean[others])
    assert np.isnan(value[3])
    assert np.isfinite(gradients.x[others]).all()


def test_everything_absent() -> None:
    d = data()
    d["x"][:] = nan
    d["target"][:] = -100
    for reduction, expected in (("mean", nan), ("sum", 0.0)):
        value, gradients = lk.linear_cross_entropy.value_and_grad(
            d["x"], d["weight"], d["target"], bias=d["bias"], reduction=reduction
        )
        np.testing.assert_array_equal(value, expected)
        for gradient in gradients:
            np.testing.assert_array_equal(gradient, 0)


def test_partials_merge() -> None:
    d = data()
    parts = [
        lk.linear_cross_entropy(d["x"][i:j], d["weight"], d["target"][i:j], reduction="partial")
        for i, j in ((0, 3), (3, 7))
    ]
    whole = lk.linear_cross_entropy(d["x"], d["weight"], d["target"])
    assert functools.reduce(operator.add, parts).result("mean") == pytest.approx(whole, rel=ORDINARY)


def test_torch_agrees() -> None:
    torch = pytest.importorskip("torch")
    d = data()
    own = {n: torch.tensor(a, requires_grad=n != "target") for n, a in d.items()}
    logits = torch.nn.functional.linear(own["x"], own["weight"], own["bias"])
    torch.nn.functional.cross_entropy(logits, own["target"]).backward()
    detached = {n: a.detach() for n, a in own.items()}
    value, gradients = lk.linear_cross_entropy.value_and_grad(**detached)
    assert isinstance(value, torch.Tensor)
    for n, gradient in gradients._asdict().items():
        np.testing.assert_allclose(gradient.numpy(), own[n].grad.numpy(), rtol=ORDINARY, atol=ORDINARY)


def test_refusals_name_the_argument() -> None:
    d = data()
    call = lk.linear_cross_entropy
    bad = d["target"].copy()
    bad[5] = 8
    with pytest.raises(
        ValueError, match=r"linear_cross_entropy: target must hold class indices in \[0, 8\).* got 8 at index 5"
    ):
        call(d["x"], d["weight"], bad)
    with pytest.raises(ValueError, match=r"target must have the shape of x without its last axis"):
        call(d["x"], d["weight"], bad[:3])
    with pytest.raises(TypeError, match=r"linear_cross_entropy: target"):
        call(d["x"], d["weight"], np.array(["a"] * 7))
    with pytest.raises(ValueError, match=r"weight must have shape \(classes, 5\)"):
        call(d["x"], d["weight"].T, d["target"])
    with pytest.raises(ValueError, match=r"bias must have one entry per class"):
        call(d["x"], d["weight"], d["target"], bias=d["bias"][:3])
    with pytest.raises(ValueError, match=r"weights must broadcast"):
        call(d["x"], d["weight"], d["target"], weights=np.ones(3))
    with pytest.raises(ValueError, match=r"where must broadcast"):
        call(d["x"], d["weight"], d["target"], where=np.ones((7, 3), bool))
    with pytest.raises(TypeError, match=r"where must be a boolean"):
        call(d["x"], d["weight"], d["target"], where=np.ones(7))
    with pytest.raises(ValueError, match=r"linear_cross_entropy: class_weight must have one entry per class"):
        call(d["x"], d["weight"], d["target"], class_weight=np.ones(3))
    with pytest.raises(ValueError, match=r"reduction must be one of"):
        call(d["x"], d["weight"], d["target"], reduction="max")
    with pytest.raises(TypeError, match=r"axis"):
        call(d["x"], d["weight"], d["target"], axis=0)
    with pytest.raises(ValueError, match=r"cotangent must broadcast"):
        call.value_and_grad(d["x"], d["weight"], d["target"], cotangent=np.ones(7))
    with pytest.raises(ValueError, match=r"wrt must name arguments among x, weight"):
        call.value_and_grad(d["x"], d["weight"], d["target"], wrt="bias")


@pytest.mark.parametrize("dtype", ["f4", "f8", "f2"])
@pytest.mark.parametrize(
    ("rows", "classes", "features"),
    [
        (64, 500, 8),  # all rows at once
        (6000, 2000, 4),  # 512 of them
        (3000, 9000, 4),  # a tenth
        (400, 30_000, 40),  # what 8 MiB hold, in float32; the weight's gradient is longer than a tile
    ],
)
def test_memory_is_what_the_docstring_says(
    rows: int, classes: int, features: int, dtype: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    rng = np.random.default_rng(62)
    x, weight = (rng.normal(size=(n, features)).astype(dtype) for n in (rows, classes))
    target = rng.integers(0, classes, rows)

    def call() -> None:
        lk.linear_cross_entropy.value_and_grad(x, weight, target, wrt=("x", "weight"))

    call()
    tracemalloc.start()
    try:
        call()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    size = 8 if dtype == "f8" else 4
    buffer = min(rows, 512, max(rows // 10, 2**23 // (classes * size))) * classes * size
    tile = min(2**22, classes * features * size)
    stated = buffer + tile + 64 * rows
    results = x.nbytes + weight.nbytes
    if dtype == "f2":
        # Pieces of the inputs in float32, and the gradients before they are rounded.
        stated += buffer // classes * features + tile + 2 * results
    overhead = 2**15  # of Python's objects
    assert buffer <= peak <= stated + results + overhead


def test_memory_is_a_fraction_of_the_logits(monkeypatch: pytest.MonkeyPatch) -> None:
    """At most an eighth of them, for a vocabulary and a batch as they are."""
    monkeypatch.undo()
    rows, classes, features = 2048, 32_000, 8
    rng = np.random.default_rng(62)
    x, weight = rng.normal(size=(rows, features)).astype("f"), rng.normal(size=(classes, features)).astype("f")
    bias, target = np.zeros(classes, "f"), rng.integers(0, classes, rows)

    def call() -> None:
        lk.linear_cross_entropy.value_and_grad(x, weight, target, bias=bias)

    call()
    tracemalloc.start()
    try:
        call()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak >= rows // 10 * classes * 4  # the buffer is seen at all
    results = x.nbytes + weight.nbytes + 8 * bias.nbytes  # sums of the bias are pairs of doubles, twice
    # What more features than these take is a tile, of 4 MiB.
    assert peak - results + 2**22 <= rows * classes * 4 / 8
