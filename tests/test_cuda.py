"""Arrays on a device: the same tables and rows as on the CPU, borders between the kernels' paths, refusals.

Where there is no GPU the kernels' own source runs over an emulation of one (``tests/cuda_emulation``).
"""

from __future__ import annotations

import dataclasses
import itertools
import math
import weakref
from typing import TYPE_CHECKING, Any

import ml_dtypes
import numpy as np
import pytest

from likelier import _device, _linear
from likelier._prepared import PreparedCall
from tests import (
    test_cross_entropy_options,
    test_densities,
    test_distill,
    test_divergences,
    test_kl_densities,
    test_linear,
    test_methods,
    test_rows,
    test_score_matching,
    test_special,
)
from tests.device import Device, Emulated, EmulatedLibrary
from tests.oracle.extremes import CASES as EXTREMES
from tests.oracle.methods import METHODS
from tests.registry import DENSITY_OPERATIONS, SPECIAL_OPERATIONS, lk
from tests.tolerances import MADE_AGAIN, ORDINARY, REORDERED_SUM, ROW_GRADIENT_ULPS, ULPS, epsilon, few_ulp
from tests.variates import SAMPLED, arrays_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


class OnDevice:
    """A function, or one of the tests' operations, whose arrays are moved to a device and its results back."""

    def __init__(self, function: Any, device: Device) -> None:
        self._function = function
        self._device = device

    def __str__(self) -> str:
        return f"{self._function} on the device"

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)

    def _moved(self, args: Any, options: Any) -> Any:
        def put(x: Any) -> Any:
            return self._device.put(x) if isinstance(x, np.ndarray) else x

        return [put(a) for a in args], {n: put(x) for n, x in options.items()}

    def __call__(self, *args: Any, **options: Any) -> Any:
        args, options = self._moved(args, options)
        return self._device.get(self._function(*args, **options))

    def value_and_grad(self, *args: Any, **options: Any) -> Any:
        args, options = self._moved(args, options)
        value, gradients = self._function.value_and_grad(*args, **options)
        if not isinstance(gradients, tuple):
            return self._device.get(value), self._device.get(gradients)
        return self._device.get(value), type(gradients)(*map(self._device.get, gradients))


def on_device(function: Any, device: Device) -> Any:
    return OnDevice(function, device)


# ---- The oracle's tables and rows.


@pytest.mark.parametrize("operation", DENSITY_OPERATIONS, ids=str)
@DTYPES
def test_densities_of_arrays(operation: Any, dtype: str, device: Device) -> None:
    test_densities.test_value(on_device(operation, device), dtype, "device")
    test_densities.test_value_and_gradients(on_device(operation, device), dtype, "device")


@pytest.mark.parametrize("operation", DENSITY_OPERATIONS, ids=str)
@DTYPES
def test_densities_of_scalar_parameters(operation: Any, dtype: str, device: Device) -> None:
    test_densities.test_scalar_parameters(on_device(operation, device), dtype, "device")


@pytest.mark.parametrize("operation", SPECIAL_OPERATIONS, ids=str)
@DTYPES
def test_special_functions(operation: Any, dtype: str, device: Device) -> None:
    test_special.test_value_and_gradients(on_device(operation, device), dtype, "device")


@pytest.fixture
def methods_on_device(device: Device, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make the tests of methods take those of a family on the device."""

    def replace(family: str) -> None:
        namespace = getattr(lk, family)

        class Methods:
            def __getattr__(self, name: str) -> Any:
                return on_device(getattr(namespace, name), device)

        monkeypatch.setattr(test_methods, "lk", type("Registry", (), {family: Methods()}))

    return replace


@pytest.mark.parametrize(("family", "method"), [(family, method) for family, own in METHODS.items() for method in own])
@DTYPES
def test_methods_of_families(family: str, method: str, dtype: str, methods_on_device: Callable[[str], None]) -> None:
    methods_on_device(family)
    test_methods.test_tables(family, method, dtype, "device")


@pytest.mark.parametrize(
    ("family", "method"), [(family, method) for family, case in EXTREMES.items() for method in case.points]
)
@DTYPES
def test_methods_at_extremes(family: str, method: str, dtype: str, methods_on_device: Callable[[str], None]) -> None:
    methods_on_device(family)
    test_methods.test_extremes(family, method, dtype, "device")


@pytest.mark.parametrize("operation", test_rows.OPERATIONS, ids=str)
@pytest.mark.parametrize("case", test_rows.HARD)
@DTYPES
def test_rows_of_the_oracle(operation: Any, dtype: str, case: str, device: Device) -> None:
    test_rows.test_against_the_oracle(on_device(operation, device), dtype, case, "device")


@pytest.mark.parametrize("divergence", test_divergences.DIVERGENCES, ids=str)
@pytest.mark.parametrize("case", ["wide", "near"])
@DTYPES
def test_divergences_of_the_oracle(divergence: Any, dtype: str, case: str, device: Device) -> None:
    test_divergences.test_against_the_oracle(on_device(divergence, device), dtype, case, "device")


@pytest.mark.parametrize("divergence", test_divergences.DIVERGENCES, ids=str)
@DTYPES
def test_divergences_of_masks_and_infinities(divergence: Any, dtype: str, device: Device) -> None:
    test_divergences.test_no_nan_on_the_grid_of_masks_and_infinities(on_device(divergence, device), dtype, "device")
    for kind in test_divergences.KINDS:
        test_divergences.test_masked_elements_are_absent(on_device(divergence, device), dtype, np.nan, kind, "device")
        if divergence.non_negative:
            test_divergences.test_not_negative_and_zero_for_equal_bits(
                on_device(divergence, device), dtype, kind, "device"
            )


class LossOnDevice(OnDevice):
    """A loss, of lists too, whose results are NumPy's, with its statistics and parts."""

    def _moved(self, args: Any, options: Any) -> Any:
        def put(x: Any) -> Any:
            return self._device.put(np.asarray(x)) if isinstance(x, (np.ndarray, list)) else x

        return [put(a) for a in args], {n: put(x) for n, x in options.items()}

    def __call__(self, *args: Any, **options: Any) -> Any:
        args, options = self._moved(args, options)
        result = self._function(*args, **options)
        if options.get("reduction") != "partial":
            return self._device.get(result)[()]
        return PartOnDevice(result, self._device)

    def value_and_grad(self, *args: Any, **options: Any) -> Any:
        value, gradients = super().value_and_grad(*args, **options)
        return value[()], gradients

    def stats(self, *args: Any, **options: Any) -> Any:
        args, options = self._moved(args, options)
        stats = self._function.stats(*args, **options)
        return type(stats)(*(self._device.get(x)[()] for x in stats))

    def shard(self, *args: Any, **options: Any) -> Any:
        args, options = self._moved(args, options)
        return ShardOnDevice(self._function.shard(*args, **options), self._device)


class ShardOnDevice:
    """The part of a slice of the classes on a device, whose results are NumPy's."""

    def __init__(self, shard: Any, device: Device) -> None:
        self._shard = shard
        self._device = device

    def __add__(self, other: ShardOnDevice) -> ShardOnDevice:
        return ShardOnDevice(self._shard + other._shard, self._device)

    def __repr__(self) -> str:
        return repr(self._shard)

    def result(self, reduction: str = "mean") -> Any:
        result = self._shard.result(reduction)
        return PartOnDevice(result, self._device) if reduction == "partial" else self._device.get(result)[()]

    def value_and_grad(self, *args: Any, **options: Any) -> Any:
        put = self._device.put
        args = tuple(put(x) if isinstance(x, np.ndarray) else x for x in args)
        options = {n: put(x) if isinstance(x, np.ndarray) else x for n, x in options.items()}
        value, gradient = self._shard.value_and_grad(*args, **options)
        return self._device.get(value)[()], self._device.get(gradient)


class PartOnDevice:
    """A part on a device whose results are NumPy's."""

    def __init__(self, part: Any, device: Device) -> None:
        self._part = part
        self._device = device

    @property
    def weight(self) -> Any:
        return self._device.get(self._part.weight)[()]

    def result(self, reduction: str = "mean") -> Any:
        return self._device.get(self._part.result(reduction))[()]

    def __add__(self, other: PartOnDevice) -> PartOnDevice:
        return PartOnDevice(self._part + other._part, self._device)


@pytest.fixture
def losses_on_device(device: Device, monkeypatch: pytest.MonkeyPatch) -> Any:
    own = LossOnDevice(lk.cross_entropy, device)
    monkeypatch.setattr(test_cross_entropy_options, "lk", type("Registry", (), {"cross_entropy": own}))
    return own


@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("masked", [False, True])
@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize(("classes", "across"), [(7, False), (45, True)])
def test_every_option_of_cross_entropy(
    classes: int, across: bool, soft: bool, masked: bool, dtype: str, losses_on_device: Any
) -> None:
    test_cross_entropy_options.test_every_combination(classes, across, soft, masked, dtype)


@pytest.mark.parametrize("dtype", ["f4", "f8"])
@pytest.mark.parametrize("soft", [False, True])
def test_every_option_of_cross_entropy_in_ulp(soft: bool, dtype: str, losses_on_device: Any) -> None:
    test_cross_entropy_options.test_every_combination_in_ulp(40, soft, dtype, "device")


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_statistics_of_cross_entropy(soft: bool, dtype: str, losses_on_device: Any) -> None:
    test_cross_entropy_options.test_statistics(4, soft, dtype)
    test_cross_entropy_options.test_statistics_of_absent_rows_and_nan()
    test_cross_entropy_options.test_a_weight_of_0_is_not_an_absent_row()
    test_cross_entropy_options.test_statistics_of_infinite_logits()
    test_cross_entropy_options.test_the_best_class_of_masked_soft_targets()
    test_cross_entropy_options.test_vector_jacobian_product_by_rows(300, soft)


@pytest.mark.parametrize("soft", [False, True])
@pytest.mark.parametrize("masked", [False, True])
def test_shards_of_the_classes(soft: bool, masked: bool, losses_on_device: Any) -> None:
    test_cross_entropy_options.test_shards_of_the_classes(soft, masked)
    test_cross_entropy_options.test_shards_that_are_not_a_whole()
    test_cross_entropy_options.test_shards_refuse_masks_that_do_not_match()


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "bfloat16"])
@pytest.mark.parametrize("soft", [False, True])
def test_shards_of_every_dtype_and_axis(soft: bool, dtype: str, smoothing: float, device: Device) -> None:
    kind = np.dtype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)
    rng = np.random.default_rng(2)
    borders, classes = (0, 900, 901, 12001), 12001
    x = rng.normal(size=(classes, 2, 3)).astype(kind)
    target: Any = rng.integers(0, classes, (2, 3))
    target[1, 1] = 900
    if soft:
        target = rng.uniform(size=x.shape).astype(np.float32)
    weights = rng.uniform(size=3).astype(np.float32)
    options: dict[str, Any] = {"label_smoothing": smoothing, "temperature": 0.7, "z_loss": 0.01, "axis": 0}
    host, own = [], []
    for a, b in itertools.pairwise(borders):
        beside = {"first_class": a, "classes": classes, **options}
        t = target[a:b] if soft else target
        host.append(lk.cross_entropy.shard(x[a:b], t, weights=weights, **beside))
        own.append(lk.cross_entropy.shard(device.put(x[a:b]), device.put(t), weights=device.put(weights), **beside))
    expected, whole = host[0] + host[1] + host[2], (own[0] + own[1]) + own[2]
    rtol = few_ulp(np.float64 if dtype == "f8" else np.float32)
    for reduction in ("mean", "sum", "none"):
        got = device.get(whole.result(reduction))
        want = np.asarray(expected.result(reduction))
        assert got.dtype == want.dtype
        np.testing.assert_allclose(got, want, rtol=rtol)
    part = whole.result("partial")
    np.testing.assert_allclose(device.get(part.weight), expected.result("partial").weight, rtol=rtol)
    np.testing.assert_allclose(device.get(part.result()), expected.result(), rtol=rtol)
    a, b = borders[2:]
    last = np.ascontiguousarray(np.moveaxis(x[a:b], 0, -1))
    masses = np.ascontiguousarray(np.moveaxis(target[a:b], 0, -1)) if soft else None
    for reduction, cotangent in (("mean", None), ("none", rng.normal(size=3))):
        settings: dict[str, Any] = {"first_class": a, "reduction": reduction}
        value, slope = expected.value_and_grad(last, masses, cotangent=cotangent, **settings)
        got, gradient = whole.value_and_grad(
            device.put(last),
            None if masses is None else device.put(masses),
            cotangent=None if cotangent is None else device.put(cotangent),
            **settings,
        )
        np.testing.assert_allclose(device.get(got), value, rtol=rtol)
        gradient = device.get(gradient)
        assert gradient.dtype == slope.dtype == kind
        wide = np.asarray(slope, np.float64)
        largest = float(np.abs(wide).max())
        np.testing.assert_allclose(gradient.astype(np.float64), wide, rtol=few_ulp(kind), atol=rtol * largest)


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "bfloat16", "i4"])
def test_bits_per_dim(dtype: str, device: Device) -> None:
    x = np.array([[0.0, 3.0, 700.0], [1.0, 2.0, 5.0]]).astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)
    got, expected = device.get(lk.bits_per_dim(device.put(x), 12)), lk.bits_per_dim(x, 12)
    assert got.dtype == expected.dtype
    np.testing.assert_allclose(got, expected, rtol=few_ulp(got.dtype))
    with pytest.raises(TypeError, match="ndim must be a number where nll is on a device"):
        lk.bits_per_dim(device.put(x), device.put(x))
    with pytest.raises(ValueError, match="ndim must be positive"):
        lk.bits_per_dim(device.put(x), 0)


def test_shards_refuse_what_is_elsewhere(device: Device) -> None:
    x, t = np.zeros((2, 4)), np.array([0, 9])
    on = lk.cross_entropy.shard(device.put(x[:, :2]), device.put(t), first_class=0, classes=4)
    with pytest.raises(TypeError, match="parts must be in one memory to add up"):
        on + lk.cross_entropy.shard(x[:, 2:], [0, 1], first_class=2, classes=4)
    whole = on + lk.cross_entropy.shard(device.put(x[:, 2:]), device.put(t), first_class=2, classes=4)
    with pytest.raises(ValueError, match="logits must be on CUDA device 0"):
        whole.value_and_grad(x[:, :2], first_class=0)
    # What is no class makes its own row NaN.
    np.testing.assert_array_equal(device.get(whole.result("none")), [np.log(4), np.nan])
    _, slope = whole.value_and_grad(device.put(x[:, 2:]), first_class=2, reduction="sum")
    np.testing.assert_array_equal(device.get(slope), [[0.25, 0.25], [np.nan, np.nan]])


class LinearOnDevice(LossOnDevice):
    """The loss of a linear layer, whose cotangents may be numbers."""

    def _moved(self, args: Any, options: Any) -> Any:
        numbers = {n: np.asarray(x) for n, x in options.items() if n == "cotangent" and isinstance(x, float)}
        return super()._moved(args, options | numbers)


@pytest.fixture(params=["whole", "pieces"])
def linear_on_device(request: pytest.FixtureRequest, device: Device, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The loss on a device, of everything at once or by chunks of two rows with tiles of three classes."""
    own = LinearOnDevice(lk.linear_cross_entropy, device)
    functions = {"cross_entropy": lk.cross_entropy, "linear_cross_entropy": own}
    monkeypatch.setattr(test_linear, "lk", type("Registry", (), functions))
    if request.param == "pieces":
        monkeypatch.setattr(_linear, "_chunk_rows", lambda rows, classes, itemsize: min(max(rows, 1), 2))
        monkeypatch.setattr(
            _linear, "_device_tile_rows", lambda rows, classes, features, chunk, itemsize: min(classes, 3)
        )
    return own


@pytest.mark.parametrize(("smoothing", "classes", "mask", "weighted", "biased"), test_linear.OPTIONS)
def test_every_option_of_the_linear_loss(
    smoothing: float, classes: bool, mask: str, weighted: bool, biased: bool, linear_on_device: Any
) -> None:
    test_linear.test_every_combination_of_options(smoothing, classes, mask, weighted, biased)


def test_the_linear_loss(linear_on_device: Any) -> None:
    own = test_linear
    for soft, weighted in itertools.product([False, True], [False, True]):
        own.test_the_loss_has_its_own_options(soft, weighted)
    for dtype in ("float32", "float64"):
        own.test_types(dtype)
    for layout in ("strided", "fortran", "reversed", "broadcast"):
        own.test_any_strides(layout)
    own.test_types_mix_and_integers_have_no_gradient()
    own.test_partials_merge()


@pytest.mark.parametrize("rows", [(), (3, 4), (2, 0, 3), (0,)])
def test_shapes_of_the_linear_loss(rows: tuple[int, ...], linear_on_device: Any) -> None:
    test_linear.test_shapes(rows)


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types_of_the_linear_loss(dtype: Any, device: Device, linear_on_device: Any) -> None:
    d = test_linear.data(dtype)
    wide = {n: a.astype(np.float32) for n, a in d.items() if n != "target"}
    value, gradients = linear_on_device.value_and_grad(d["x"], d["weight"], d["target"], bias=d["bias"])
    expected, want = lk.linear_cross_entropy.value_and_grad(**wide, target=d["target"])
    assert value.dtype == np.float32
    assert abs(value - expected) <= 2 * test_linear.loss_error(wide, value, np.float32)
    for n, gradient in gradients._asdict().items():
        assert gradient.dtype == dtype
        half_ulp = epsilon(dtype) / 2 * np.abs(getattr(want, n))
        error = np.abs(gradient.astype(np.float32) - getattr(want, n))
        assert (error <= 2 * test_linear.gradient_error(wide, n, np.float32) + half_ulp).all()


def test_borders_of_the_linear_loss(linear_on_device: Any) -> None:
    own = test_linear
    for poison in (np.nan, np.inf, -np.inf):
        own.test_what_is_absent_is_inert(poison)
    own.test_masked_classes_are_inert()
    own.test_an_excluded_class_by_its_bias()
    own.test_nan_touches_its_row_only()
    own.test_everything_absent()


def test_rows_of_the_linear_loss_that_do_not_lie_evenly(device: Device, linear_on_device: Any) -> None:
    rng = np.random.default_rng(3)
    hidden, weight, labels = rng.normal(size=(3, 6, 4)), rng.normal(size=(7, 4)), rng.integers(0, 7, (3, 6))
    where = rng.random((3, 1, 7)) < 0.9
    x, target = hidden[:, :-1], labels[:, 1:]
    for options in ({}, {"where": where}, {"weights": rng.random((3, 1))}):
        expected, want = lk.linear_cross_entropy.value_and_grad(x, weight, target, **options)
        value, gradients = linear_on_device.value_and_grad(x, weight, target, **options)
        np.testing.assert_allclose(value, expected, rtol=few_ulp(float))
        for got, slope in zip(gradients, want, strict=True):
            np.testing.assert_allclose(got, slope, rtol=ORDINARY, atol=ORDINARY)


@pytest.mark.parametrize("dtype", ["f4", "f2"])
def test_memory_of_the_linear_loss(dtype: str, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most an eighth of the logits, beside arguments and results, and what the docstring says."""
    if not device.emulated:
        pytest.skip("counts what the emulated device allocates")
    rows, classes, features = 900, 1200, 4
    monkeypatch.setattr(_linear, "_SMALL_CHUNK_BYTES", 0)
    monkeypatch.setattr(_linear, "_TILE_BYTES", 1 << 12)
    library, sizes = _device.backend().library, Counted()
    monkeypatch.setattr(library, "empty", sizes.counting(library.empty))
    rng = np.random.default_rng(4)
    x, weight = (device.put(rng.normal(size=(n, features)).astype(dtype)) for n in (rows, classes))
    target = device.put(rng.integers(0, classes, rows))
    bias = device.put(rng.normal(size=classes).astype(dtype))
    value, gradients = lk.linear_cross_entropy.value_and_grad(x, weight, target, bias=bias)
    results = sum(device.get(a).nbytes for a in (value, *gradients))
    chunk, logits = rows // 10, rows * classes * 4
    tile = max(1 << 12, logits // 64)
    sums = 160 * classes
    stated = 4 * chunk * (classes + 3 * features) + tile + 64 * rows + sums
    unrounded = 4 * (classes + chunk) * features if dtype == "f2" else 0
    assert 4 * chunk * classes < sizes.peak - results <= min(stated, logits / 8 + sums) + unrounded


class Counted:
    """The bytes of arrays that are alive, and the most that ever were."""

    def __init__(self) -> None:
        self.now = self.peak = 0

    def counting(self, empty: Any) -> Any:
        def counted(shape: Any, dtype: Any) -> Any:
            own = empty(shape, dtype)
            size = own._host.nbytes
            self.now += size
            self.peak = max(self.peak, self.now)
            weakref.finalize(own, self._freed, size)
            return own

        return counted

    def _freed(self, size: int) -> None:
        self.now -= size


class DistillationOnDevice(LossOnDevice):
    """Distillation, whose gradient may be written over the logits: NumPy's get what the device's have."""

    def value_and_grad(self, *args: Any, **options: Any) -> Any:
        out = options.get("out")
        if out is None:
            return super().value_and_grad(*args, **options)
        assert out is args[0]
        args, options = self._moved(args, options)
        value, gradient = self._function.value_and_grad(*args, **options | {"out": args[0]})
        out[...] = self._device.get(args[0])
        return self._device.get(value)[()], self._device.get(gradient)


@pytest.fixture
def distillation_on_device(device: Device, monkeypatch: pytest.MonkeyPatch) -> Any:
    own = DistillationOnDevice(lk.distill_topk, device)
    functions = {"distill_topk": own, "kl": lk.kl, "reverse_kl": lk.reverse_kl, "special": lk.special}
    monkeypatch.setattr(test_distill, "lk", type("Registry", (), functions))
    return own


@pytest.mark.parametrize(("tail", "direction"), list(itertools.product(test_distill.TAILS, ("forward", "reverse"))))
@DTYPES
def test_distillation_of_the_oracle(dtype: str, tail: str, direction: str, distillation_on_device: Any) -> None:
    sizes = [(7, 3, 2.0), (40, 8, 2.0), (300, 6, 4.0), (60, 5, 30.0), (9, 9, 2.0)]
    for temperature, (classes, k, spread) in itertools.product((1.0, 2.5), sizes):
        test_distill.test_against_the_oracle(dtype, tail, direction, temperature, classes, k, spread, "device")


@pytest.mark.parametrize("tail", test_distill.TAILS)
def test_distillation(tail: str, distillation_on_device: Any) -> None:
    own = test_distill
    for direction in ("forward", "reverse"):
        own.test_small_divergences_keep_their_digits(tail, direction)
        own.test_borders(tail, direction)
        for dtype, (k, every), temperature in itertools.product(
            ("float32", "float64"), ((2, 37), (4, 601)), (1.0, 0.5)
        ):
            own.check_grid(dtype, tail, direction, k, temperature, every)
    if tail != "ignore":
        return
    for dtype in ("float32", "float64"):
        own.test_everything_listed_is_the_divergence_of_rows(dtype)
    own.test_teachers_that_add_up_to_one_but_for_rounding()
    own.test_what_is_absent_is_inert()
    own.test_gradients_where_the_teacher_has_no_mass()
    own.test_partials_merge()
    for axis in (0, 1, -1):
        own.test_axes_and_types(axis)


@pytest.mark.parametrize("tail", test_distill.TAILS)
@pytest.mark.parametrize(("rows", "classes"), [(2, 70_000), (150, 300), (3, 33_000)])
def test_distillation_of_long_rows(rows: int, classes: int, tail: str, device: Device) -> None:
    rng = np.random.default_rng(6)
    x = (3 * rng.normal(size=(rows, classes))).astype(np.float32)
    # A student that is sure of what is listed, and one that is not.
    ids = np.argsort(-x, axis=1)[:, :300] if rows == 2 else rng.permuted(np.tile(np.arange(classes), (rows, 1)), axis=1)
    ids = ids[:, :40]
    x[0, ids[0]] += 20
    log_p = np.log(rng.dirichlet(np.ones(41), rows)[:, :40])
    cotangent = rng.normal(size=rows)
    where = np.arange(rows) != 1
    for direction in ("forward", "reverse"):
        options: dict[str, Any] = {"tail": tail, "direction": direction, "reduction": "none", "wrt": "student_logits"}
        expected, slope = lk.distill_topk.value_and_grad(x, ids, log_p, cotangent=cotangent, where=where, **options)
        moved = [device.put(a) for a in (x, ids, log_p)]
        beside = {"cotangent": device.put(cotangent), "where": device.put(where)}
        value, gradient = lk.distill_topk.value_and_grad(*moved, **beside, **options)
        rtol = few_ulp(np.float32)
        # Terms of order 1 may cancel where rows have any sum.
        np.testing.assert_allclose(device.get(value), expected, rtol=rtol, atol=rtol if tail == "ignore" else 0.0)
        np.testing.assert_allclose(device.get(gradient), slope, rtol=rtol, atol=rtol * float(np.abs(slope).max()))
        same, over = lk.distill_topk.value_and_grad(*moved, **beside, **options, out=moved[0])
        assert over is moved[0]
        np.testing.assert_array_equal(device.get(same), device.get(value))
        np.testing.assert_array_equal(device.get(over), device.get(gradient))


def test_lists_that_are_none(device: Device) -> None:
    x, log_p = device.put(np.zeros((4, 3))), device.put(np.full((4, 2), np.log(0.5)))
    ids = device.put(np.array([[0, 1], [0, 3], [2, 2], [-1, 0]]))
    for tail in test_distill.TAILS:
        value, gradient = lk.distill_topk.value_and_grad(
            x, ids, log_p, tail=tail, reduction="none", wrt="student_logits"
        )
        assert np.isfinite(device.get(value)[0])
        assert np.isfinite(device.get(gradient)[0]).all()
        assert np.isnan(device.get(value)[1:]).all()
        assert np.isnan(device.get(gradient)[1:]).any(axis=1).all()


class KLOnDevice:
    """The divergence of densities, whose results on a device are moved back."""

    def __init__(self, device: Device) -> None:
        self._device = device

    def __call__(self, p: Any, q: Any) -> Any:
        return self._device.get(lk.kl(p, q))

    def value_and_grad(self, p: Any, q: Any) -> Any:
        value, gradients = lk.kl.value_and_grad(p, q)
        sides = (type(own)(*map(self._device.get, own)) for own in gradients)
        return self._device.get(value), type(gradients)(*sides)


@test_kl_densities.ALL
@DTYPES
def test_divergences_of_densities(form: Any, dtype: str, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    def densities(form: Any, arguments: Any) -> Any:
        return made(form, [device.put(x) for x in arguments])

    made = test_kl_densities.densities
    families = {name: getattr(lk, name) for name in (form.p, form.q)}
    monkeypatch.setattr(test_kl_densities, "lk", type("Registry", (), families | {"kl": KLOnDevice(device)}))
    monkeypatch.setattr(test_kl_densities, "densities", densities)
    test_kl_densities.test_against_the_oracle(form, dtype, "device")


def test_parameters_of_densities_on_a_device(device: Device) -> None:
    put, get = device.put, device.get
    loc, scale = np.array([[0.0, np.nan, 2.0]], np.float32), np.array([[0.5], [2.0]], np.float32)
    where, cotangent = np.array([True, False, True]), np.array([[1.0, 2.0, 3.0]])
    p, q = lk.norm(loc, scale), lk.norm(0.5, precision=0.25)
    own = lk.norm(put(loc), put(scale))
    expected, want = lk.kl.value_and_grad(p, q, where=where, base=2, cotangent=cotangent)
    value, gradients = lk.kl.value_and_grad(own, q, where=put(where), base=2, cotangent=put(cotangent))
    np.testing.assert_allclose(get(value), expected, rtol=few_ulp(np.float32))
    for got, slope in zip((*gradients.p, *gradients.q), (*want.p, *want.q), strict=True):
        assert get(got).dtype == slope.dtype
        np.testing.assert_allclose(get(got), slope, rtol=few_ulp(np.float32))
    out = put(np.zeros((2, 3), np.float32))
    assert lk.kl(own, q, out=out) is out
    np.testing.assert_array_equal(
        get(lk.kl(lk.chi2(put(scale)), lk.gamma(2.0, scale=2.0))), lk.kl(lk.chi2(scale), lk.gamma(2.0, scale=2.0))
    )
    with pytest.raises(ValueError, match=r"q\.loc must be on CUDA device 0"):
        lk.kl(own, lk.norm(np.zeros(3), 1.0))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_what_densities_share_is_compared_on_the_device(dtype: str, device: Device) -> None:
    """Where the locations (or scales) that a closed form is for are not shared: NaN, or infinite as on the host."""
    put, get = device.put, device.get
    nan, inf = np.nan, np.inf
    a, c = np.array([2.0, 3.0, 0.5, 4.0, 1.5, -1.0], dtype), np.array([2.5, 3.0, 1.5, 0.25, 2.0, 3.0], dtype)
    begin, other = np.array([0.0, 1.0, 2.0, -1.0, nan, 0.0], dtype), np.array([0.0, 1.0, 1.0, 3.0, 0.0, 0.0], dtype)
    where, cotangent = np.array([True] * 5 + [False]), np.array([0.5, -1.0, 2.0, 3.0, 1.0, 1.0], dtype)
    # alike, alike, p later, p earlier, no number, masked
    cases: list[tuple[Any, Any, list[bool]]] = [
        (lambda x: lk.gamma(x(a), x(begin), 2.0), lambda x: lk.gamma(x(c), x(other)), [False, True]),
        (lambda x: lk.chi2(x(a), x(begin)), lambda x: lk.gamma(x(c), x(other), rate=0.5), [False, True]),
        (lambda x: lk.weibull_min(x(a), x(begin)), lambda x: lk.gamma(x(c), x(other)), [False, True]),
        (lambda x: lk.invgamma(x(a), x(begin)), lambda x: lk.invgamma(x(c), x(other)), [False, True]),
        (lambda x: lk.lognorm(x(a), x(begin)), lambda x: lk.lognorm(x(c), x(other), log_scale=0.5), [False, True]),
        (lambda x: lk.halfcauchy(x(begin), 1.5), lambda x: lk.halfcauchy(x(other)), [False, True]),
        (lambda x: lk.beta(x(a), 2.0, x(begin), 0.5), lambda x: lk.beta(x(c), 1.5, x(other), 0.5), [True, True]),
        (lambda x: lk.logistic(x(a), x(begin + 2)), lambda x: lk.logistic(x(c), x(other + 2)), [False, False]),
        (
            lambda x: lk.vonmises(x(a), 0.5, x(begin + 2)),
            lambda x: lk.vonmises(x(c), 1.5, x(other + 2)),
            [False, False],
        ),
    ]
    for first, second, beyond in cases:
        p, q = first(np.asarray), second(np.asarray)
        known = np.array([True, True, False, False, True, True])
        expected, slopes = lk.kl.value_and_grad(p, q, where=where & known, cotangent=np.where(known, cotangent, 0))
        expected[2:4] = [inf if b else nan for b in beyond]
        own = first(put), second(put)
        value, gradients = lk.kl.value_and_grad(*own, where=put(where), cotangent=put(cotangent))
        assert get(value).dtype == expected.dtype
        np.testing.assert_allclose(get(value), expected, rtol=few_ulp(dtype), err_msg=str(p))
        np.testing.assert_array_equal(get(lk.kl(*own, where=put(where))), get(value))
        np.testing.assert_allclose(
            get(lk.kl(*own, where=put(where), base=2)), expected / np.log(2), rtol=few_ulp(dtype)
        )
        out = put(np.full(6, -1.0, value.dtype))
        assert lk.kl(*own, where=put(where), out=out) is out
        np.testing.assert_array_equal(get(out), np.where(where, get(value), -1))
        for got, slope in zip((*gradients.p, *gradients.q), (*slopes.p, *slopes.q), strict=True):
            if np.ndim(slope) == 0:
                assert np.isnan(get(got)), p
                continue
            want = np.where(np.isnan(expected), nan, slope)
            np.testing.assert_allclose(get(got), want, rtol=4 * few_ulp(dtype), err_msg=str(p))
    shift = put(np.ones(6, dtype))
    np.testing.assert_array_equal(
        get(lk.kl(lk.gamma(put(a), shift), lk.gamma(put(c), shift))),
        lk.kl(lk.gamma(a, np.float32(1)), lk.gamma(c, 1.0)),
    )
    # of numbers it is known
    for p, q in ((lk.gamma(put(a), 1.0), lk.gamma(2.0, 0.0)), (lk.logistic(put(a), 1.0), lk.logistic(put(a), 2.0))):
        with pytest.raises(ValueError, match=r"must be equal .*; got 1\.0 and .*; n_samples="):
            lk.kl(p, q)
    np.testing.assert_array_equal(get(lk.kl(lk.gamma(put(a), 0.0), lk.gamma(2.0, 1.0))), [inf] * 5 + [nan])
    # expon's form takes both
    later = lk.gamma(put(a), put(begin)), lk.expon(put(other), 2.0)
    np.testing.assert_allclose(get(lk.kl(*later)), lk.kl(lk.gamma(a, begin), lk.expon(other, 2.0)), rtol=few_ulp(dtype))


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_renyi(dtype: str, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    own = test_divergences
    others = [d for d in own.OTHERS if d.name in ("renyi 0.25", "renyi 1", "renyi inf")]
    # What near rows are compared with has the same logarithms.
    functions = {name: LossOnDevice(getattr(lk, name), device) for name in ("renyi", "alpha_divergence")}
    monkeypatch.setattr(own, "lk", type("Registry", (), {"special": lk.special} | functions))
    for divergence in others:
        own.test_no_nan_on_the_grid_of_masks_and_infinities(divergence, dtype, "device")
    for kinds, alpha, case in itertools.product(own.PAIRS, (0.5, 2.0, 0.25, 5.0), ("wide", "near")):
        own.test_renyi(dtype, kinds, alpha, case)
    own.test_renyi_orders(dtype)
    own.test_renyi_of_rows_so_far_apart_that_powers_underflow(dtype)
    own.test_renyi_of_what_is_no_distribution("device")
    if dtype == "float64":
        for kinds, alpha, spread in itertools.product(own.PAIRS, (0.5, 0.25, 2.0, 0.0, np.inf, 1.0), (0.5, 2.5)):
            own.test_renyi_gradient(kinds, alpha, spread)
        for alpha, masses in itertools.product((0, 1e-12, 0.5, 1, 1.5, np.inf), ((1, 1e12), (1e6, 1), (1e-9, 1))):
            own.test_renyi_of_unnormalised_rows(alpha, masses)


@pytest.mark.parametrize("alpha", [0.25, 2.0, np.inf])
def test_renyi_on_long_rows(alpha: float, device: Device) -> None:
    rng = np.random.default_rng(13)
    p, q = rng.normal(size=(2, 2, 20001))
    kinds = {"p_kind": "logits", "q_kind": "logits"}
    expected, slopes = lk.renyi.value_and_grad(p, q, alpha, reduction="mean", **kinds)
    value, gradients = lk.renyi.value_and_grad(device.put(p), device.put(q), alpha, reduction="mean", **kinds)
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-13)
    for got, want in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(device.get(got), want, rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("length", [700, 20001, 40000])
@pytest.mark.parametrize("dtype", ["f4", "f8"])
def test_options_on_long_rows(length: int, dtype: str, device: Device) -> None:
    """Rows of several blocks: what is known of them comes from states in memory."""
    rng = np.random.default_rng(length)
    x = (3 * rng.normal(size=(2, length))).astype(dtype)
    x[0, 5] = x[0, length - 3] = x.max() + 1
    masses = rng.dirichlet(np.ones(length), 2).astype(dtype)
    weight, mask = (rng.random(length) + 0.5).astype(dtype), rng.random((2, length)) < 0.9
    mask[:, :8] = True
    options = {"label_smoothing": 0.125, "softcap": 4.0, "temperature": 0.75, "z_loss": 0.0625}
    moved = {n: device.put(a) for n, a in {"weight": weight, "where": mask}.items()}
    for target in (np.array([5, 7]), masses):
        expected, slopes = lk.cross_entropy.value_and_grad(x, target, weight=weight, where=mask, **options)
        value, gradients = lk.cross_entropy.value_and_grad(device.put(x), device.put(target), **moved, **options)
        tolerance = 64 * epsilon(np.dtype(dtype))  # a few ulp of capped logits, of size 5, on both sides
        np.testing.assert_allclose(device.get(value), expected, rtol=tolerance)
        for got, want in zip(gradients, slopes, strict=True):
            np.testing.assert_allclose(device.get(got), want, rtol=tolerance, atol=tolerance * np.abs(want).max())
        stats = lk.cross_entropy.stats(device.put(x), device.put(target), **moved, **options)
        same = lk.cross_entropy.stats(x, target, weight=weight, where=mask, **options)
        for name in ("loss", "lse", "entropy", "z_loss"):
            np.testing.assert_allclose(
                device.get(getattr(stats, name)), getattr(same, name), rtol=tolerance, err_msg=name
            )
        for name in ("argmax", "correct"):
            np.testing.assert_array_equal(device.get(getattr(stats, name)), getattr(same, name), err_msg=name)


def test_partial_results(device: Device) -> None:
    rng = np.random.default_rng(12)
    x, y = rng.normal(size=(3, 40, 7)), rng.integers(0, 7, size=(3, 40))
    weights = rng.random((3, 40))
    calls: list[tuple[Any, Any, dict[str, Any]]] = [
        (lk.cross_entropy, (x, y), {"weights": weights}),
        (lk.cross_entropy, (x, y), {"label_smoothing": 0.1}),
        (lk.kl, (lk.special.softmax(x), lk.special.softmax(x[::-1])), {}),
        (lk.entropy, (lk.special.softmax(x),), {"weights": weights}),
        (lk.norm.nll, (x, 0.5, 2.0), {}),
        (lk.norm.nll, (x, 0.5, 2.0), {"axis": 1, "weights": rng.random((3, 1, 7))}),
    ]

    def part(function: Any, arguments: Any, options: Any, i: int) -> Any:
        own = [a[i] if isinstance(a, np.ndarray) else a for a in arguments]
        named = {n: a[i] if isinstance(a, np.ndarray) else a for n, a in options.items()}
        if "axis" in named:
            named["axis"] = 0
        return OnDevice(function, device)._moved(own, named)

    for function, arguments, options in calls:
        parts = []
        for i in range(3):
            args, named = part(function, arguments, options, i)
            parts.append(function(*args, reduction="partial", **named))
        axes = {"axis": (0, 1)} if "axis" in options else {}
        whole = function(*arguments, reduction="partial", **(options | axes))
        total = sum(parts[1:], parts[0])
        assert total.shape == whole.shape
        for reduction in ("mean", "sum"):
            np.testing.assert_allclose(device.get(total.result(reduction)), whole.result(reduction), rtol=1e-14)
        np.testing.assert_allclose(device.get(total.weight), whole.weight, rtol=1e-15)
        _, slopes = function.value_and_grad(*args, reduction="partial", **named)
        _, sums = function.value_and_grad(*args, reduction="sum", **named)
        for got, want in zip(slopes, sums, strict=True):
            np.testing.assert_array_equal(device.get(got), device.get(want))
    with pytest.raises(TypeError, match="parts must be in one memory to add up; got one on a device"):
        total + whole
    with pytest.raises(ValueError, match="out must be None where reduction is 'partial'"):
        lk.norm.nll(device.put(x), reduction="partial", out=device.put(np.zeros(())))


# ---- Elementwise: sizes, layouts, sums. The values come from elementwise calls, which the tables hold to the truth.


def exact_sum(x: Any, axis: Any = None) -> Any:
    return np.asarray(np.sum(np.asarray(x, np.longdouble), axis=axis), np.float64)


# A vector, a block's stride, chunks of a block's rounds, and more chunks than a block has threads.
SIZES = [1, 2, 3, 5, 255, 1023, 1025, 8191, 8192, 16385, 70001]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "bfloat16", "int32", "uint8"])
def test_sizes_and_types(size: int, dtype: str, device: Device) -> None:
    rng = np.random.default_rng(size)
    x = (100 * rng.random(size)).astype(ml_dtypes.bfloat16 if dtype == "bfloat16" else dtype)
    expected = lk.expon.logpdf(x, 0.25, 3.0)
    actual = device.get(lk.expon.logpdf(device.put(x), 0.25, 3.0))
    assert actual.dtype == expected.dtype
    np.testing.assert_allclose(
        actual.astype(np.float64), expected.astype(np.float64), rtol=few_ulp(expected.dtype), atol=0
    )
    wide = lk.expon.logpdf(x.astype(np.float64), 0.25, 3.0)
    total = device.get(lk.expon.nll(device.put(x), 0.25, 3.0, reduction="sum"))
    kind = np.dtype(np.float64 if dtype in ("float64", "int32", "uint8") else np.float32)
    assert total.dtype == kind
    assert total.shape == ()
    # Terms of one sign, each within an ulp of the compute type.
    np.testing.assert_allclose(float(total), -exact_sum(wide), rtol=4 * epsilon(kind), atol=0)


LAYOUTS = [
    ("contiguous", lambda a: a),
    ("transposed", lambda a: np.ascontiguousarray(a.T).T),
    ("stepped", lambda a: np.repeat(np.repeat(a, 2, 0), 3, 1)[::2, ::3]),
    ("backwards", lambda a: np.ascontiguousarray(a[::-1, ::-1])[::-1, ::-1]),
    ("misaligned", lambda a: np.ascontiguousarray(np.pad(a, ((0, 0), (1, 0))))[:, 1:]),
]
SHAPES = [(1, 7), (7, 1), (3, 5), (40, 33), (5, 4096), (4099, 3), (2, 9000), (300, 256)]


@pytest.mark.parametrize(("layout", "arrange"), LAYOUTS, ids=lambda v: v if isinstance(v, str) else "")
@pytest.mark.parametrize("shape", SHAPES, ids=str)
@pytest.mark.parametrize("axis", [None, 0, 1, (0, 1)], ids=str)
def test_sums_onto_every_shape(layout: str, arrange: Any, shape: tuple[int, int], axis: Any, device: Device) -> None:
    rng = np.random.default_rng(7)
    x = arrange(rng.normal(size=shape))
    mask, weights = rng.random(shape) < 0.8, rng.random((shape[0], 1))
    axes = (0, 1) if axis is None or axis == (0, 1) else (axis,)
    for own in ((), (shape[1],), (shape[0], 1), shape):
        loc, scale = rng.normal(size=own), 1.0 + rng.random(own)
        # Every element by itself.
        _, each = lk.norm.nll.value_and_grad(
            x, np.broadcast_to(loc, shape), np.broadcast_to(scale, shape), reduction="none"
        )
        values = lk.norm.nll(x, loc, scale, reduction="none")
        for where, w in ((None, None), (mask, weights)):
            options: dict[str, Any] = {} if where is None else {"where": device.put(where), "weights": device.put(w)}
            factor = np.ones(shape) if where is None or w is None else np.where(where, w, 0.0)
            total = np.broadcast_to(np.sum(factor, axis=axes, keepdims=True), shape)
            share = np.divide(factor, total, out=np.zeros(shape), where=total != 0)
            for reduction, multiplier in (("sum", factor), ("mean", share)):
                arguments = [device.put(a) for a in (x, np.asarray(loc), np.asarray(scale))]
                value, gradients = lk.norm.nll.value_and_grad(*arguments, reduction=reduction, axis=axis, **options)
                expected = exact_sum(values * multiplier, axes)
                scale_of = exact_sum(np.abs(values * multiplier), axes)
                with np.errstate(invalid="ignore"):
                    empty = np.sum(factor, axis=axes) == 0
                error = np.abs(device.get(value) - expected)
                assert np.all((error <= REORDERED_SUM * scale_of) | (empty & (reduction == "mean"))), (own, reduction)
                for argument, gradient, whole in zip((x, loc, scale), gradients, each, strict=True):
                    shape_of = np.shape(argument)
                    summed = tuple(
                        a
                        for a in range(2)
                        if (1,) * (2 - len(shape_of)) + shape_of != shape
                        and ((1,) * (2 - len(shape_of)) + shape_of)[a] == 1
                    )
                    want = exact_sum(whole * multiplier, summed).reshape(shape_of)
                    bound = exact_sum(np.abs(whole * multiplier), summed).reshape(shape_of)
                    got = device.get(gradient)
                    assert got.shape == shape_of
                    assert np.all(np.abs(got - want) <= REORDERED_SUM * bound), (own, reduction, where is None)


def test_a_mask_hides_anything(device: Device) -> None:
    x, mask = np.array([1.0, np.nan, 3.0, np.inf]), np.array([True, False, True, False])
    value = device.get(lk.norm.logpdf(device.put(x), where=device.put(mask)))
    np.testing.assert_array_equal(value[~mask], 0.0)
    np.testing.assert_allclose(value[mask], lk.norm.logpdf(x[mask]), rtol=1e-15)
    mean, gradients = lk.norm.nll.value_and_grad(device.put(x), where=device.put(mask))
    np.testing.assert_allclose(device.get(mean), lk.norm.nll(x[mask]), rtol=1e-15)
    np.testing.assert_array_equal(device.get(gradients.x)[~mask], 0.0)


def test_means_over_nothing(device: Device) -> None:
    x, none = np.array([1.0, 2.0]), np.zeros(2, bool)
    mean, gradients = lk.norm.nll.value_and_grad(device.put(x), np.float64(0.0), where=device.put(none))
    assert np.isnan(device.get(mean))
    np.testing.assert_array_equal(device.get(gradients.x), 0.0)
    empty = device.put(np.zeros((0, 3)))
    assert np.isnan(device.get(lk.norm.nll(empty)))
    np.testing.assert_array_equal(device.get(lk.norm.nll(empty, reduction="sum", axis=0)), np.zeros(3))
    assert device.get(lk.norm.logpdf(empty)).shape == (0, 3)


def test_cotangent_and_base(device: Device) -> None:
    rng = np.random.default_rng(2)
    x, c = rng.normal(size=(6, 5)), rng.normal(size=6)
    expected, slopes = lk.norm.nll.value_and_grad(x, 0.5, 2.0, axis=1, cotangent=c, base=2)
    value, gradients = lk.norm.nll.value_and_grad(device.put(x), 0.5, 2.0, axis=1, cotangent=device.put(c), base=2)
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-14)
    for got, want in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(device.get(got), want, rtol=1e-13)


@pytest.mark.parametrize("option", ["weights", "cotangent"])
def test_a_factor_of_zero_hides_anything(option: str, device: Device) -> None:
    x, factors = np.array([np.nan, 1.0, np.inf, 2.0]), np.array([0.0, 1.0, 0.0, 0.5])
    function = lk.norm.nll if option == "weights" else lk.norm.logpdf
    # by a parameter at each element, and by one for all
    for loc in (np.zeros(4), np.zeros(1)):
        expected, slopes = function.value_and_grad(x, loc, 1.0, **{option: factors})
        arrays = map(device.put, (x, loc))
        value, gradients = function.value_and_grad(*arrays, 1.0, **{option: device.put(factors)})
        np.testing.assert_allclose(device.get(value), expected, rtol=1e-15)
        for got, want in zip(gradients, slopes, strict=True):
            assert np.isfinite(want).all()
            np.testing.assert_allclose(device.get(got), want, rtol=1e-15)


def test_validated_arguments(device: Device) -> None:
    x, scale = device.put(np.arange(3.0)), np.array([1.0, -1.0, 2.0])
    mask = device.put(scale > 0)
    value = device.get(lk.norm.logpdf(x, 0, device.put(np.abs(scale)), validate=True))
    np.testing.assert_array_equal(value, device.get(lk.norm.logpdf(x, 0, device.put(np.abs(scale)))))
    lk.norm.logpdf(x, 0, device.put(scale), validate=True, where=mask)
    with pytest.raises(ValueError, match=r"scale must be positive and finite; got -1\.0 at index 1"):
        lk.norm.logpdf(x, 0, device.put(scale.astype(ml_dtypes.bfloat16)), validate=True)


def test_calls_made_again(device: Device) -> None:
    """What one call has prepared serves another of its kind, and no other."""
    rng = np.random.default_rng(17)
    for shape, dtype in (((5,), "f8"), ((5,), "f4"), ((2, 3), "f8"), ((0, 3), "f4")):
        for _ in range(4):
            x, scale = rng.normal(size=shape).astype(dtype), (1 + rng.random(shape[-1:])).astype(dtype)
            for loc in (0, 0.5, rng.random(shape).astype(dtype)):
                host, moved = (x, loc, scale), OnDevice(lk.norm.logpdf, device)._moved((x, loc, scale), {})[0]
                tolerance = 4 * epsilon(np.dtype(dtype))
                got = device.get(lk.norm.logpdf(*moved))
                assert got.dtype == x.dtype
                np.testing.assert_allclose(got, lk.norm.logpdf(*host), rtol=tolerance, atol=tolerance)
                for function, wrt in itertools.product((lk.norm.logpdf, lk.norm.nll), (None, "scale", ("x", "scale"))):
                    if function is lk.norm.nll and not x.size:
                        continue
                    expected, slopes = function.value_and_grad(*host, wrt=wrt)
                    value, gradients = function.value_and_grad(*moved, wrt=wrt)
                    np.testing.assert_allclose(device.get(value), expected, rtol=16 * tolerance, atol=tolerance)
                    pairs = [(gradients, slopes)] if wrt == "scale" else zip(gradients, slopes, strict=True)
                    for own, want in pairs:
                        if isinstance(want, np.ndarray):
                            bound = 16 * tolerance * max(1.0, np.abs(want).max(initial=0.0))
                            np.testing.assert_allclose(device.get(own), want, rtol=16 * tolerance, atol=bound)


def rows_made_again() -> Iterator[tuple[Any, tuple[Any, ...], dict[str, Any]]]:
    """Yield functions of rows, with arguments of one kind and others of that kind."""
    rng = np.random.default_rng(31)
    kinds = {"p_kind": "logits", "q_kind": "logits"}
    for shape, dtype in (((4, 9), "f4"), ((4, 9), "f8"), ((2, 3, 300), "f4"), ((0, 5), "f8")):
        for _ in range(4):
            x, y = rng.normal(size=shape).astype(dtype), rng.normal(size=shape).astype(dtype)
            target, weights = rng.integers(0, shape[-1], size=shape[:-1]), rng.random(shape[:-1])
            if target.size:
                target.flat[0] = -100
            where = rng.random(shape) < 0.8
            for name in ("logsumexp", "logmeanexp", "log_softmax", "softmax"):
                yield getattr(lk.special, name), (x,), {}
                yield getattr(lk.special, name), (x,), {"where": where}
            yield lk.special.logsumexp, (x,), {"keepdims": True}
            yield lk.special.logmeanexp, (x,), {"keepdims": True, "axis": 0, "where": where}
            for reduction in ("none", "sum", "mean") if target.size else ("none",):
                yield lk.cross_entropy, (x, target), {"reduction": reduction}
                yield lk.cross_entropy, (x, target), {"reduction": reduction, "weights": weights, "temperature": 2.0}
                yield lk.cross_entropy, (x, target), {"reduction": reduction, "label_smoothing": 0.1}
                yield lk.kl, (x, y), {"reduction": reduction, **kinds}
                yield lk.kl, (x, y), {"reduction": reduction, "where": where, **kinds}
                yield lk.js_divergence, (x, y), {"reduction": reduction, "weights": weights, **kinds}
                # p and q change places in the engine.
                yield lk.alpha_divergence, (x, y), {"alpha": 0.25, "reduction": reduction, **kinds}
                yield lk.entropy, (x,), {"kind": "logits", "reduction": reduction, "base": 2}


def test_rows_made_again(device: Device) -> None:
    for function, args, options in rows_made_again():
        moved = OnDevice(function, device)
        eps = epsilon(args[0].dtype)
        close: dict[str, Any] = {"rtol": 64 * eps, "atol": 64 * eps, "equal_nan": True}
        np.testing.assert_allclose(moved(*args, **options), function(*args, **options), **close)
        expected, slopes = function.value_and_grad(*args, **options)
        value, gradients = moved.value_and_grad(*args, **options)
        np.testing.assert_allclose(value, expected, **close)
        assert gradients._fields == slopes._fields
        for got, want in zip(gradients, slopes, strict=True):
            assert got.dtype == want.dtype
            np.testing.assert_allclose(got, want, **close)
        wrt = slopes._fields[0]
        one = moved.value_and_grad(*args, wrt=wrt, **options)[1]
        np.testing.assert_array_equal(one, gradients[0])
        cotangent = np.random.default_rng(5).normal(size=np.shape(expected)).astype(np.float64)
        want = function.value_and_grad(*args, wrt=wrt, cotangent=cotangent, **options)[1]
        got = moved.value_and_grad(*args, wrt=wrt, cotangent=cotangent, **options)[1]
        np.testing.assert_allclose(got, want, **close)


def test_distillation_made_again(device: Device) -> None:
    rng = np.random.default_rng(8)
    close: dict[str, Any] = {"rtol": 16 * few_ulp(np.float32), "atol": 16 * few_ulp(np.float32)}
    for reduction, tail in itertools.product(("none", "mean"), test_distill.TAILS):
        options: dict[str, Any] = {"reduction": reduction, "tail": tail, "wrt": "student_logits"}
        for _ in range(4):
            x = rng.normal(size=(3, 50)).astype("f4")
            ids, log_p = test_distill.teacher(rng, 3, 50, 6)
            moved = OnDevice(lk.distill_topk, device)
            for got, want in zip(
                moved.value_and_grad(x, ids, log_p, **options),
                lk.distill_topk.value_and_grad(x, ids, log_p, **options),
                strict=True,
            ):
                np.testing.assert_allclose(got, want, **close)
    assert any(isinstance(own, PreparedCall) for own in lk.distill_topk._prepared.values())


def test_calls_made_again_for_arrays_that_begin_elsewhere(device: Device) -> None:
    """One after the other in memory, so that 16 bytes are aligned for some of them alone."""
    rng = np.random.default_rng(3)
    host = rng.normal(size=(7, 2, 40)).astype("f4").reshape(-1)
    whole = device.put(host)
    for start in (0, 1, 4, 2, 16, 0, 3, 1):
        cut = slice(start, start + 80)
        x = host[cut].reshape(2, 40)
        moved = Emulated(whole._host[cut].reshape(2, 40)) if device.emulated else whole[cut].reshape(2, 40)
        np.testing.assert_allclose(
            device.get(lk.norm.logpdf(moved, 0.5, 2.0)), lk.norm.logpdf(x, 0.5, 2.0), rtol=MADE_AGAIN["density"]
        )
        np.testing.assert_allclose(device.get(lk.norm.nll(moved)), lk.norm.nll(x), rtol=MADE_AGAIN["density"])
        value, gradients = lk.special.logsumexp.value_and_grad(moved)
        expected, slopes = lk.special.logsumexp.value_and_grad(x)
        np.testing.assert_allclose(device.get(value), expected, rtol=MADE_AGAIN["row"])
        np.testing.assert_allclose(device.get(gradients.x), slopes.x, rtol=MADE_AGAIN["row gradient"])


def test_calls_made_again_while_another_is_made(device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    """What allocates may let another thread go on, whose arrays need more memory meanwhile."""
    if not device.emulated:
        pytest.skip("arrays are cut on the emulated device")
    shape = (66, 33_000)
    host = np.random.default_rng(2).normal(size=math.prod(shape) + 1).astype("f4")
    whole, target = device.put(host), np.arange(shape[0])
    aligned, shifted = (Emulated(whole._host[i : i + math.prod(shape)].reshape(shape)) for i in (0, 1))
    expected = [lk.cross_entropy(host[i : i + math.prod(shape)].reshape(shape), target) for i in (0, 1)]
    moved = device.put(target)
    for _ in range(3):
        lk.cross_entropy(aligned, moved)
    library = _device.backend()._library
    memory = library.memory
    inside: list[Any] = []

    def entered_again(size: int) -> Any:
        if not inside:
            inside.append(None)
            inside[0] = lk.cross_entropy(shifted, moved)
        return memory(size)

    monkeypatch.setattr(library, "memory", entered_again)
    again = lk.cross_entropy(shifted, moved)
    for got in (inside[0], again):
        np.testing.assert_allclose(device.get(got), expected[1], rtol=MADE_AGAIN["row"])
    np.testing.assert_allclose(device.get(lk.cross_entropy(aligned, moved)), expected[0], rtol=MADE_AGAIN["row"])


def test_kinds_of_calls_are_forgotten(device: Device) -> None:
    x = device.put(np.arange(3.0))
    for i in range(300):
        for _ in range(2):
            lk.norm.logpdf(x, scale=1.0 + i)
    prepared = lk.norm.logpdf._prepared
    count = len(prepared)
    for _ in range(2):
        lk.norm.logpdf(device.put(np.zeros((2, 3, 2))))
    assert len(prepared) == count
    assert isinstance(next(reversed(prepared.values())), PreparedCall)


def test_calls_made_again_know_their_kind(device: Device) -> None:
    """An array that stands in two places, options that are equal and yet refused, results that add up, checks."""
    rng = np.random.default_rng(6)
    kinds = {"p_kind": "logits", "q_kind": "logits"}
    p, q = (device.put(rng.normal(size=(3, 6))) for _ in range(2))
    for _ in range(4):
        np.testing.assert_array_equal(device.get(lk.kl(p, p, **kinds)), np.zeros(3))
        assert np.all(device.get(lk.kl(p, q, **kinds)) > 0)
        np.testing.assert_array_equal(
            device.get(lk.norm.logpdf(p, p)), device.get(lk.norm.logpdf(device.put(np.zeros((3, 6)))))
        )
        assert np.any(device.get(lk.norm.logpdf(p, q)) != device.get(lk.norm.logpdf(p, p)))
        assert device.get(lk.special.logsumexp(p, keepdims=True)).shape == (3, 1)
        with pytest.raises(TypeError, match="keepdims must be True or False; got 1"):
            lk.special.logsumexp(p, keepdims=1)
        with pytest.raises(TypeError, match="expected no positional arguments beyond x, axis; got 3"):
            lk.special.logsumexp(p, -1, q)
        with pytest.raises(ValueError, match="where must be on CUDA device"):
            lk.special.logsumexp(p, where=np.ones((3, 6), bool))
        part = lk.norm.nll(p, reduction="partial") + lk.norm.nll(q, reduction="partial")
        both = device.put(np.concatenate([device.get(p), device.get(q)]))
        np.testing.assert_allclose(device.get(part.result()), device.get(lk.norm.nll(both)), rtol=1e-14)
        out = device.put(np.zeros(3))
        assert lk.special.logsumexp(p, out=out) is out
        np.testing.assert_array_equal(device.get(out), device.get(lk.special.logsumexp(p)))
        scale = device.put(np.array([1.0, -1.0, 2.0]))
        with pytest.raises(ValueError, match="scale must be positive"):
            lk.norm.logpdf(device.put(np.zeros(3)), 0.0, scale, validate=True)
        lk.norm.logpdf(device.put(np.zeros(3)), 0.0, device.put(np.ones(3)), validate=True)
    prepared = [*lk.kl._prepared.values(), *lk.special.logsumexp._prepared.values(), *lk.norm.logpdf._prepared.values()]
    assert sum(isinstance(own, PreparedCall) for own in prepared) >= 4


def test_out(device: Device) -> None:
    x, out = device.put(np.arange(5.0)), device.put(np.zeros(5))
    assert lk.norm.logpdf(x, out=out) is out
    np.testing.assert_array_equal(device.get(out), device.get(lk.norm.logpdf(x)))
    assert lk.norm.logpdf(x, out=x) is x
    np.testing.assert_array_equal(device.get(x), device.get(out))
    total = device.put(np.zeros(()))
    assert lk.norm.nll(device.put(np.arange(5.0)), out=total) is total
    assert device.get(total) > 0


def _same(got: Any, expected: Any, device: Device) -> None:
    """Compare a value and its gradients, which were made in the same way, bit for bit."""
    for a, b in zip((got[0], *got[1]), (expected[0], *expected[1]), strict=True):
        np.testing.assert_array_equal(device.get(a), device.get(b))


def test_out_may_be_an_argument_beside_summed_gradients(device: Device) -> None:
    rng = np.random.default_rng(8)
    x, row, column = (rng.uniform(0.5, 2.0, shape) for shape in ((30, 40), (1, 40), (30, 1)))

    def kl(a: Any, b: Any, c: Any, **options: Any) -> Any:
        value, gradients = lk.kl.value_and_grad(lk.norm(a, c), lk.norm(b, 1.0), **options)
        return value, [slope for own in gradients for slope in (own.values() if isinstance(own, dict) else own)]

    for call in (lk.norm.logpdf.value_and_grad, lk.gamma.logpdf.value_and_grad, lk.beta.logpdf.value_and_grad, kl):
        arrays = [x * 0.4, row, column] if call is lk.beta.logpdf.value_and_grad else [x, row, column]
        for place in range(1 if call is kl else 3):
            order = [arrays[0], arrays[1], arrays[2]]
            order[0], order[place] = order[place], order[0]
            moved = [device.put(a) for a in order]
            expected = call(*moved)
            got = call(*moved, out=moved[place])
            assert got[0] is moved[place]
            _same(got, expected, device)


def test_reductions_into_what_is_read(device: Device) -> None:
    rng = np.random.default_rng(8)
    x, weights = rng.normal(size=(300, 400)), rng.uniform(0.5, 2.0, (300, 400))
    loc, scale = rng.normal(size=400), rng.uniform(0.5, 2.0, (300, 1))
    expected = lk.norm.nll.value_and_grad(*map(device.put, (x, loc, scale)), weights=device.put(weights), axis=1)
    for place in range(2):
        moved, beside = [device.put(a) for a in (x, loc, scale)], device.put(weights)
        out = (moved[0], beside)[place][0, :300]
        np.testing.assert_array_equal(
            device.get(lk.norm.nll(*moved, weights=beside, axis=1, out=out)), device.get(expected[0])
        )
        moved, beside = [device.put(a) for a in (x, loc, scale)], device.put(weights)
        out = (moved[0], beside)[place][0, :300]
        got = lk.norm.nll.value_and_grad(*moved, weights=beside, axis=1, out=out)
        assert got[0] is out
        _same(got, expected, device)
    single = device.put(x[:, :1])
    value, gradients = lk.special.logsumexp.value_and_grad(single, keepdims=True, out=single)
    assert value is single
    np.testing.assert_array_equal(device.get(value), x[:, :1])
    np.testing.assert_array_equal(device.get(gradients.x), np.ones((300, 1)))
    p, q = rng.uniform(0.5, 2.0, (2, 300, 4))
    options = {"reduction": "none", "wrt": ("p", "q")}
    moved, beside = [device.put(p), device.put(q)], device.put(weights[:, 0].copy())
    expected = lk.bregman.value_and_grad(*moved, weights=beside, **options)
    got = lk.bregman.value_and_grad(*moved, weights=beside, **options, out=beside)
    assert got[0] is beside
    _same(got, expected, device)


def _differentiated(put: Any) -> dict[str, Any]:
    """Return calls that write their result over the cotangent, by the families of functions."""
    rng = np.random.default_rng(8)
    x, y = put(rng.normal(size=(3, 4))), put(rng.normal(size=(3, 4)))
    p, q = (put(rng.dirichlet(np.ones(4), 3)) for _ in range(2))
    factor, whole = put(np.ones(3)), put(np.ones((3, 4)))
    square = put(np.eye(4))
    rows: dict[str, Any] = {"reduction": "none", "cotangent": factor, "out": factor}
    each: dict[str, Any] = {"cotangent": whole, "out": whole}
    one: dict[str, Any] = {"cotangent": factor, "out": factor}
    mixture = lk.discretized_logistic_mixture.logpmf.value_and_grad
    first = {"cotangent": whole[:, 0], "out": whole}
    return {
        "density": lambda: lk.norm.logpdf.value_and_grad(x, **each),
        "method": lambda: lk.norm.cdf.value_and_grad(x, **each),
        "special": lambda: lk.special.gammaln.value_and_grad(p, **each),
        "reduced density": lambda: lk.norm.nll.value_and_grad(x, axis=1, **one),
        "logsumexp": lambda: lk.special.logsumexp.value_and_grad(x, **one),
        "softmax": lambda: lk.special.softmax.value_and_grad(x, **each),
        "log_softmax": lambda: lk.special.log_softmax.value_and_grad(x, **each),
        "softmax over x": lambda: lk.special.softmax.value_and_grad(x, out=x),
        "log_softmax over x": lambda: lk.special.log_softmax.value_and_grad(x, out=x),
        "entropy": lambda: lk.entropy.value_and_grad(p, **rows),
        "rows": lambda: lk.kl.value_and_grad(p, q, **rows),
        "js_divergence": lambda: lk.js_divergence.value_and_grad(p, q, **rows),
        "renyi": lambda: lk.renyi.value_and_grad(p, q, 1.7, **rows),
        "bregman": lambda: lk.bregman.value_and_grad(p, q, **rows),
        "cross_entropy": lambda: lk.cross_entropy.value_and_grad(x, put(np.arange(3)), reduction="none", **first),
        "distill_topk": lambda: lk.distill_topk.value_and_grad(
            x, put(np.arange(3)[:, None]), put(np.full((3, 1), -0.5)), reduction="none", **first
        ),
        "densities": lambda: lk.kl.value_and_grad(lk.norm(x, p), lk.norm(y, q), **each),
        "densities of vectors": lambda: lk.kl.value_and_grad(
            lk.multivariate_normal(x, cov=square), lk.multivariate_normal(y, cov=square), **one
        ),
        "vectors": lambda: lk.multivariate_normal.logpdf.value_and_grad(x, y, cov=square, **one),
        "reduced vectors": lambda: lk.multivariate_normal.nll.value_and_grad(x, y, cov=square, **rows),
        "mixture": lambda: mixture(put(np.ones(3)), q, x, **one),
        "mixture over an argument": lambda: mixture(factor, q, x, out=factor),
    }


@pytest.mark.parametrize("name", _differentiated(np.array))
def test_results_over_what_gradients_read_are_refused(name: str, device: Device) -> None:
    with pytest.raises(ValueError, match="out must not") as of_the_cpu:
        _differentiated(np.array)[name]()
    with pytest.raises(ValueError, match="out must not") as own:
        _differentiated(device.put)[name]()
    assert str(own.value) == str(of_the_cpu.value)


def test_parts_of_two_memories_are_refused(device: Device) -> None:
    x = np.arange(5.0)
    own, other = (lk.norm.nll(a, reduction="partial") for a in (x, device.put(x)))
    for parts in ([own, other], [other, own]):
        with pytest.raises(TypeError, match="parts must be in one memory to add up"):
            sum(parts)
    np.testing.assert_array_equal(device.get(sum([other, other]).result()), lk.norm.nll(x))


class Interface:
    """An array of a library of its own, that says what it is by ``__cuda_array_interface__`` alone."""

    def __init__(self, array: Any, **others: Any) -> None:
        self._array = array
        self.__others = others

    @property
    def __cuda_array_interface__(self) -> dict[str, Any]:
        return {**self._array.__cuda_array_interface__, **self.__others}

    def __array__(self, *args: Any, **options: Any) -> Any:
        pytest.fail("implicit conversion of an array on a device")


def test_arrays_out_of_step_are_refused(device: Device) -> None:
    bytes_of = device.put(np.zeros(80, np.uint8))
    start = bytes_of.__cuda_array_interface__["data"][0]

    def view(at: int, shape: tuple[int, ...], strides: tuple[int, ...] | None) -> Any:
        return Interface(
            bytes_of, data=(start + at, False), shape=shape, strides=strides, typestr="<f8", descr=[("", "<f8")]
        )

    x = device.put(np.zeros(4))
    for bad in (view(3, (4,), None), view(4, (4,), None), view(0, (4,), (12,)), view(0, (2, 4), (44, 8))):
        with pytest.raises(
            ValueError, match=r"norm\.logpdf: x must be aligned, its address and strides multiples of the 8"
        ):
            lk.norm.logpdf(bad)
        with pytest.raises(ValueError, match=r"norm\.logpdf: loc must be aligned"):
            lk.norm.logpdf(x, bad)
    for good in (view(8, (4,), None), view(0, (1, 4), (12, 16)), view(3, (0,), (5,))):
        lk.norm.logpdf(good)
    if device.emulated:
        # Of the library's own arrays too, when the call comes prepared.
        memory = np.zeros(80, np.uint8)
        aligned, apart = (Emulated(memory[at : at + 32].view(np.float64)) for at in (8, 11))
        for _ in range(4):
            lk.norm.logpdf(aligned)
        with pytest.raises(ValueError, match="x must be aligned"):
            lk.norm.logpdf(apart)


def test_producers_streams_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.device import emulated_engine

    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")

    def array(stream: int | None) -> Any:
        return Interface(Emulated(np.zeros(3)), stream=stream)

    for arrays, waits in (
        ([array(None)], []),
        ([array(7)], []),
        ([array(1)], [(0, 7, 1)]),
        ([array(2), array(None)], [(0, 7, 2)]),
        ([array(9), array(9)], [(0, 7, 9)]),
        ([Emulated(np.zeros(3)), array(9), array(11)], [(0, 7, 9), (0, 7, 11)]),
    ):
        library = EmulatedLibrary()
        with _device.replaced_by(engine, library):
            lk.norm.logpdf(*arrays)
        assert library.waits == waits
    library = EmulatedLibrary()
    monkeypatch.setattr(library, "current_stream", lambda _device: 0)
    with _device.replaced_by(engine, library):
        lk.norm.logpdf(array(1))
    assert library.waits == []


# ---- Rows: the borders between a thread, threads of a warp, a block and several blocks a row, staged or not.

LENGTHS = [1, 3, 8, 16, 17, 63, 129, 512, 1000, 4096, 5001, 16384, 16385, 20001]


def row_reference(x: Any) -> tuple[Any, Any]:
    wide = np.asarray(x, np.longdouble)
    m = wide.max(-1, keepdims=True)
    total = np.exp(wide - m).sum(-1, keepdims=True)
    return (m + np.log(total))[..., 0], np.exp(wide - m) / total


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("dtype", ["float64", "float32", "bfloat16"])
def test_rows_of_every_length(length: int, dtype: str, device: Device) -> None:
    rng = np.random.default_rng(length)
    kind = ml_dtypes.bfloat16 if dtype == "bfloat16" else np.dtype(dtype)
    count = 300 if length < 20 else 3
    x = (4 * rng.normal(size=(count, length))).astype(kind)
    lse, p = row_reference(x.astype(np.float64))
    width = np.float64 if dtype == "float64" else np.float32
    value, gradients = lk.special.logsumexp.value_and_grad(device.put(x))
    scale = np.abs(x.astype(np.float64)).max(-1)
    assert np.all(np.abs(device.get(value) - lse) <= ULPS["rows"] * epsilon(width) * scale)
    got = device.get(gradients.x)
    assert got.dtype == x.dtype
    eps = epsilon(kind)
    # The exponential of a difference that is rounded to half an ulp.
    wide = x.astype(np.float64)
    halves = ROW_GRADIENT_ULPS * eps + epsilon(width) * (wide.max(-1, keepdims=True) - wide)
    assert np.all(np.abs(got.astype(np.float64) - p) <= halves * p)
    target = rng.integers(0, length, size=count)
    loss, gradients = lk.cross_entropy.value_and_grad(device.put(x), device.put(target), reduction="sum")
    each = lse - np.take_along_axis(x.astype(np.longdouble), target[:, None], -1)[:, 0]
    # Each loss is as exact as the logarithm of its row; they have one sign.
    scale = exact_sum(np.abs(each)) + exact_sum(np.abs(lse))
    assert abs(float(device.get(loss)) - exact_sum(each)) <= ULPS["rows"] * epsilon(width) * scale
    want = p.copy()
    np.put_along_axis(want, target[:, None], np.take_along_axis(want, target[:, None], -1) - 1, -1)
    assert np.all(np.abs(device.get(gradients.logits).astype(np.float64) - want) <= ROW_GRADIENT_ULPS * eps)


def test_rows_and_classes_of_cross_entropy(device: Device) -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(40, 7)), rng.integers(0, 7, size=40)
    y[::5] = -100
    present, classes = rng.random((40, 7)) < 0.8, rng.random(7) + 0.5
    weights, rows = rng.random(40), rng.random(40) < 0.7
    for options in (
        {},
        {"weight": classes},
        {"weights": weights},
        {"where": present},
        {"where": rows, "weights": weights, "weight": classes, "temperature": 1.7},
    ):
        for reduction in ("none", "sum", "mean"):
            moved = {n: device.put(o) if isinstance(o, np.ndarray) else o for n, o in options.items()}
            expected, slopes = lk.cross_entropy.value_and_grad(x, y, reduction=reduction, **options)
            value, gradients = lk.cross_entropy.value_and_grad(
                device.put(x), device.put(y), reduction=reduction, **moved
            )
            np.testing.assert_allclose(device.get(value), expected, rtol=1e-13, err_msg=str((options, reduction)))
            np.testing.assert_allclose(device.get(gradients.logits), slopes.logits, rtol=1e-12, atol=1e-17)
    bad = y.copy()
    bad[3] = 7
    losses = device.get(lk.cross_entropy(device.put(x), device.put(bad), reduction="none"))
    assert np.isnan(losses[3])
    assert np.isfinite(np.delete(losses, 3)).all()


@pytest.mark.parametrize("length", [10, 20001])
def test_the_gradient_may_replace_the_logits(length: int, device: Device) -> None:
    rng = np.random.default_rng(4)
    x, y = rng.normal(size=(5, length)), rng.integers(0, length, size=5)
    expected, slopes = lk.cross_entropy.value_and_grad(device.put(x), device.put(y))
    place = device.put(x.copy())
    value, gradients = lk.cross_entropy.value_and_grad(place, device.put(y), out=place)
    assert gradients.logits is place
    np.testing.assert_array_equal(device.get(value), device.get(expected))
    np.testing.assert_array_equal(device.get(place), device.get(slopes.logits))


# Of rows enough to occupy a device: those that one block holds, clusters of two and of eight, and those too long for
# these; rows whose pieces are copied as they stand, and others.
@pytest.mark.parametrize("length", [2048, 9000, 9001, 24000, 60000, 120000])
@pytest.mark.parametrize("dtype", ["float64", "float32", "bfloat16"])
def test_many_long_rows(length: int, dtype: str, device: Device) -> None:
    kind = ml_dtypes.bfloat16 if dtype == "bfloat16" else np.dtype(dtype)
    rng = np.random.default_rng(length)
    x = (3 * rng.normal(size=(33, length))).astype(kind)
    x[0, :3], x[1, length // 2] = -np.inf, 50.0
    target = rng.integers(0, length, size=33)
    x[np.arange(33), target] = 1.0
    expected, slopes = lk.cross_entropy.value_and_grad(x, target, reduction="none")
    place = device.put(x.copy())
    value, gradients = lk.cross_entropy.value_and_grad(place, device.put(target), reduction="none", out=place)
    wide = epsilon(np.float64 if dtype == "float64" else np.float32)
    np.testing.assert_allclose(device.get(value), expected, rtol=ULPS["rows"] * wide)
    assert gradients.logits is place
    # Exponentials of differences of up to 80 that are rounded to half an ulp, on both sides.
    tolerance = epsilon(kind) + 80 * wide
    got, want = (g.astype(np.float64) for g in (device.get(place), slopes.logits))
    np.testing.assert_allclose(got, want, rtol=tolerance, atol=tolerance * 1e-6)
    if length == 9000:
        p = lk.special.softmax.value_and_grad(x, cotangent=x)
        q = lk.special.softmax.value_and_grad(device.put(x), cotangent=device.put(x))
        for got, want in ((q[0], p[0]), (q[1].x, p[1].x)):
            own = np.asarray(want, np.float64)
            scale = tolerance * np.nanmax(np.abs(own))
            np.testing.assert_allclose(device.get(got).astype(np.float64), own, rtol=tolerance, atol=scale)


@pytest.mark.parametrize("kinds", list(itertools.product(["probs", "log_probs", "logits"], repeat=2)), ids="-".join)
@pytest.mark.parametrize("length", [5, 300, 20001])
def test_divergences_of_all_kinds(kinds: tuple[str, str], length: int, device: Device) -> None:
    rng = np.random.default_rng(5)
    p, q = (
        {"logits": x, "log_probs": lk.special.log_softmax(x), "probs": lk.special.softmax(x)}[kind]
        for kind, x in zip(kinds, rng.normal(size=(2, 4, length)), strict=True)
    )
    mask = rng.random((4, length)) < 0.9
    named = {"p_kind": kinds[0], "q_kind": kinds[1]}
    for where, reduction in itertools.product((None, mask), ("none", "mean")):
        options = {} if where is None else {"where": where}
        moved = {n: device.put(o) for n, o in options.items()}
        expected, slopes = lk.kl.value_and_grad(p, q, reduction=reduction, **named, **options)
        value, gradients = lk.kl.value_and_grad(device.put(p), device.put(q), reduction=reduction, **named, **moved)
        np.testing.assert_allclose(device.get(value), expected, rtol=1e-13)
        for got, want in zip(gradients, slopes, strict=True):
            # Differences near their zeros are as exact as their terms.
            np.testing.assert_allclose(device.get(got), want, rtol=1e-11, atol=1e-15 * np.abs(want).max())


def test_infinite_rows(device: Device) -> None:
    inf = np.inf
    x = np.array([[-inf, -inf, -inf], [inf, 0.0, inf], [0.0, np.nan, 1.0], [1.0, 2.0, 3.0], [-inf, 0.0, -inf]])
    for function in (lk.special.logsumexp, lk.special.softmax, lk.special.log_softmax):
        value, gradients = function.value_and_grad(device.put(x))
        expected, slopes = function.value_and_grad(x)
        np.testing.assert_allclose(device.get(value), expected, rtol=1e-15, err_msg=str(function))
        np.testing.assert_allclose(device.get(gradients.x), slopes.x, rtol=1e-15, atol=1e-16, err_msg=str(function))
    target = np.array([0, 0, 0, 0, 1])
    expected, slopes = lk.cross_entropy.value_and_grad(x, target, reduction="none")
    value, gradients = lk.cross_entropy.value_and_grad(device.put(x), device.put(target), reduction="none")
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-15)
    np.testing.assert_allclose(device.get(gradients.logits), slopes.logits, rtol=1e-15)


def test_generators_that_are_refused(device: Device) -> None:
    p = device.put(np.full((2, 3), 1 / 3))
    refused: list[tuple[Any, str]] = [
        (lambda: lk.bregman(p, p, generator=(np.exp,)), "generator must be a name, or functions"),
        (lambda: lk.bregman(p, p, generator=(np.exp, np.exp)), r"phi must return shape \(2,\); got \(2, 3\)"),
        (lambda: lk.bregman(p, p, generator=(np.exp, np.exp), p_kind="logits"), "must be 'probs' where"),
    ]
    for call, message in refused:
        with pytest.raises(ValueError, match=message):
            call()


_CUBE = (lambda x: (x**3).sum(-1), lambda x: 3 * x**2, lambda x, v: 6 * x * v)


@pytest.mark.parametrize("axis", [-1, 0, (0, 2)], ids=str)
@pytest.mark.parametrize("reduction", ["none", "mean", "sum", "partial"])
@pytest.mark.parametrize(
    ("function", "kind", "own"),
    [
        (lk.bregman, "probs", {"generator": _CUBE}),
        (lk.tsallis, "probs", {"alpha": 0.0}),
        (lk.tsallis, "logits", {"alpha": 0.0}),
        (lk.tsallis, "log_probs", {"alpha": 0.0}),
    ],
    ids=["bregman", "tsallis", "tsallis-logits", "tsallis-log_probs"],
)
def test_divergences_of_the_library(
    function: Any, kind: str, own: dict[str, Any], axis: Any, reduction: str, device: Device
) -> None:
    """Those that no kernel has."""
    rng = np.random.default_rng(8)
    p, q = rng.uniform(0.1, 1, (3, 4, 5)), rng.uniform(0.1, 1, (4, 1)).astype(np.float32)
    p[1:, :, 3] = 0.0
    if kind != "probs":
        with np.errstate(divide="ignore"):
            p, q = np.log(p), np.log(q)
    mask = rng.random((3, 4, 5)) < 0.7
    mask[:, 2] = False
    p[0, 2, 0] = np.nan  # absent
    rows = tuple(np.delete(p.shape, axis))
    weights = rng.uniform(size=rows)
    weights.flat[0] = 0.0
    options = {"where": mask, "weights": weights if reduction != "none" else None}
    moved = {n: None if x is None else device.put(x) for n, x in options.items()}
    given = {"axis": axis, "reduction": reduction, "p_kind": kind, "q_kind": kind, **own}
    if reduction == "partial":
        expected = function(p, q, **given, **options).result("sum")
        got = function(device.put(p), device.put(q), **given, **moved).result("sum")
        np.testing.assert_allclose(device.get(got), expected, rtol=few_ulp(float))
        return
    cotangent = rng.normal(size=rows if reduction == "none" else ())
    expected, want = function.value_and_grad(p, q, cotangent=cotangent, **given, **options)
    assert np.isfinite(expected).all()
    assert np.any(expected != 0)
    value, gradients = function.value_and_grad(
        device.put(p), device.put(q), cotangent=device.put(cotangent), **given, **moved
    )
    # phi(p) - phi(q) cancels.
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-13, atol=1e-15)
    for name in ("p", "q"):
        slope = device.get(getattr(gradients, name))
        assert slope.dtype == getattr(want, name).dtype
        # Sums of terms of size 1, which the CPU rounds one by one.
        tolerance = few_ulp(slope.dtype)
        np.testing.assert_allclose(slope, getattr(want, name), rtol=tolerance, atol=tolerance)
    out = device.put(np.zeros(np.shape(expected)))
    assert function(device.put(p), device.put(q), out=out, **given, **moved) is out
    np.testing.assert_array_equal(device.get(out), device.get(value))


def test_axes_and_broadcast_arguments(device: Device) -> None:
    rng = np.random.default_rng(6)
    p, q = rng.normal(size=(4, 6, 5)), rng.normal(size=(6, 1))
    named = {"p_kind": "logits", "q_kind": "logits", "axis": 1}
    expected, slopes = lk.kl.value_and_grad(p, q, **named)
    value, gradients = lk.kl.value_and_grad(device.put(p), device.put(q), **named)
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-14)
    for got, want in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(device.get(got), want, rtol=1e-12, atol=1e-16)
    for axis in (0, 1, 2, (1, 2), (0, 1, 2)):
        np.testing.assert_allclose(
            device.get(lk.special.softmax(device.put(p), axis=axis)), lk.special.softmax(p, axis=axis), rtol=1e-14
        )
    kept = lk.special.logsumexp(device.put(p), axis=1, keepdims=True)
    np.testing.assert_allclose(device.get(kept), lk.special.logsumexp(p, axis=1, keepdims=True), rtol=1e-15)


# ---- Random numbers: those of the CPU.


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("offset", [0, 1, 37, 2**40 + 5])
def test_variates_are_those_of_the_cpu(dtype: str, offset: int, device: Device) -> None:
    options: dict[str, Any] = {"seed": 2**63 + 12345, "offset": offset, "dtype": dtype}
    loc, scale = np.linspace(-1, 1, 3).astype(dtype), np.array([[0.5], [2.0]], dtype)
    for size in ((2, 3), (1000, 2, 3)):
        expected = lk.norm.rvs(size, loc, scale, **options)
        actual = device.get(lk.norm.rvs(size, device.put(loc), device.put(scale), **options))
        # Unfused arithmetic, rounded as IEEE says: the same bits.
        np.testing.assert_array_equal(actual, expected)
    zero = device.put(np.zeros((), dtype))
    one = np.ones((), dtype)
    # Uniform variates, and no more than a division by 1 and a sum with 0 done to them.
    uniform = device.get(lk.uniform.rvs((4097,), zero, 1.0, **options))
    np.testing.assert_array_equal(uniform, lk.uniform.rvs((4097,), one - one, 1.0, **options))
    exponential = device.get(lk.expon.rvs((999,), zero, 2.0, **options))
    np.testing.assert_allclose(exponential, lk.expon.rvs((999,), one - one, 2.0, **options), rtol=few_ulp(dtype))
    for other in ("f8", "f4", "f2", "i4"):
        given = np.linspace(-3, 3, 3).astype(other), np.array([[1], [2]]).astype(other)
        actual = device.get(lk.norm.rvs(None, *map(device.put, given), **options))
        assert actual.dtype == dtype
        np.testing.assert_array_equal(actual, lk.norm.rvs(None, *given, **options))
        actual = device.get(lk.uniform.rvs((2, 3), *map(device.put, given), **options))
        np.testing.assert_allclose(actual, lk.uniform.rvs((2, 3), *given, **options), rtol=few_ulp(dtype))
    assert device.get(lk.norm.rvs(3, device.put(np.zeros(3, "f4")))).dtype == np.float64
    with pytest.raises(TypeError, match="size must be integers in the memory of the CPU"):
        lk.norm.rvs(device.put(np.array(3)), zero)
    for name in ("log_scale", "var", "precision"):
        own = np.array([0.5, 2.0, 0.1], dtype)
        actual = device.get(lk.norm.rvs((4, 3), **{name: device.put(own)}, **options))
        # The scale is another library's root or exponential.
        np.testing.assert_allclose(actual, lk.norm.rvs((4, 3), **{name: own}, **options), rtol=few_ulp(dtype))
    assert np.isnan(device.get(lk.norm.rvs((3,), zero, -1.0, dtype=dtype, seed=1))).all()


@pytest.mark.parametrize("family", SAMPLED)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sampled_variates_are_those_of_the_cpu(family: str, dtype: str, device: Device) -> None:
    rvs = getattr(lk, family).rvs
    options: dict[str, Any] = {"seed": 2**63 + 12345, "offset": 2**40 + 5, "dtype": dtype}
    rng = np.random.default_rng(5)
    for parameters in SAMPLED[family]:
        # The first as an array of a shape of its own, the others as numbers and as arrays.
        first, *others = arrays_of(parameters, 6, dtype, rng).items()
        arrays = {first[0]: first[1].reshape(3, 2)}
        numbers = {name: parameters[name] for name, _ in others}
        expected = rvs((9, 3, 2), **arrays, **numbers, **options)
        on_device = {first[0]: device.put(arrays[first[0]])}
        # Unfused arithmetic, rounded as IEEE says: the same bits, and decisions.
        np.testing.assert_array_equal(device.get(rvs((9, 3, 2), **on_device, **numbers, **options)), expected)
        arrays |= {name: a[:2] for name, a in others}
        on_device |= {name: device.put(a[:2]) for name, a in others}
        np.testing.assert_array_equal(device.get(rvs(**on_device, **options)), rvs(**arrays, **options))
        none = {name: device.put(a[:0]) for name, a in arrays_of(parameters, 6, dtype, rng).items()}
        assert device.get(rvs(**none, **options)).shape == (0,)
    given = {name: a.astype("f2") for name, a in arrays_of(SAMPLED[family][0], 6, dtype, rng).items()}
    actual = device.get(rvs(**{name: device.put(a) for name, a in given.items()}, **options))
    np.testing.assert_array_equal(actual, rvs(**given, **options))


@pytest.mark.parametrize("dtype", [None, "int32", "float64"])
def test_counts_are_those_of_the_cpu(dtype: str | None, device: Device) -> None:
    options: dict[str, Any] = {"seed": 11, "offset": 5, "dtype": dtype}
    for family, (name, x), size in (
        ("poisson", ("mu", np.array([[0.5], [40.0], [1e6]])), (3, 700)),
        ("binom", ("p", np.array([0.25, 0.75])), (9, 2)),
        ("bernoulli", ("p", np.array([0.25, 0.75])), (300, 2)),
        ("poisson", ("mu", np.ones((2, 0))), None),
    ):
        others = {"n": 30.0} if family == "binom" else {}
        rvs = getattr(lk, family).rvs
        expected = rvs(size, **others, **{name: x}, **options)
        actual = device.get(rvs(size, **others, **{name: device.put(x)}, **options))
        assert actual.dtype == expected.dtype == np.dtype(dtype or "int64")
        np.testing.assert_array_equal(actual, expected)
    # What an integer does not hold is the lowest, as nothing waits to raise.
    given = device.put(np.array([1.0, -1.0, np.nan, 1e30]))
    x = device.get(lk.poisson.rvs(None, given, **options))
    if dtype == "float64":
        assert np.isnan(x[1:3]).all()
    else:
        assert x[0] >= 0
        assert (x[1:] == np.iinfo(dtype or "int64").min).all()
    given = np.array([0.5, 40.0, 1e6], "f4")
    np.testing.assert_array_equal(
        device.get(lk.poisson.rvs((9, 3), device.put(given), **options)), lk.poisson.rvs((9, 3), given, **options)
    )


@pytest.mark.parametrize("kind", ["rademacher", "hadamard", "gaussian", "sphere"])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_probes_are_those_of_the_cpu(kind: str, dtype: str, device: Device) -> None:
    like = np.zeros(1, dtype)
    for shape in ((1, 1, 1), (3, 5, 7), (2, 40, 64), (5, 3, 129), (1, 2, 5000), (2, 4, 512), (0, 3, 4), (9, 12)):
        if kind == "hadamard" and len(shape) == 3 and shape[0] > 1 << (shape[2] - 1).bit_length():
            continue
        for offset in (0, 37, 2**33 + 5):
            expected = lk.probes(shape, kind, seed=2**63 + 99, offset=offset, like=like)
            actual = device.get(lk.probes(shape, kind, seed=2**63 + 99, offset=offset, like=device.put(like)))
            assert actual.dtype == expected.dtype
            np.testing.assert_array_equal(actual, expected, err_msg=f"{shape} {offset}")


# ---- The same bits, whatever the order of threads.


def test_the_same_bits_in_any_order_of_threads(device: Device) -> None:
    rng = np.random.default_rng(8)
    x = rng.normal(size=(30, 700)).astype(np.float32)
    long, target = rng.normal(size=(2, 40000)), np.array([5, 39999])

    def results() -> list[bytes]:
        value, gradients = lk.t.nll.value_and_grad(device.put(x), np.float64(5.0), 0.25, 1.5)
        axis, slopes = lk.t.nll.value_and_grad(device.put(x), 5.0, device.put(rng_loc), 1.5, axis=0)
        loss, logits = lk.cross_entropy.value_and_grad(device.put(long), device.put(target))
        arrays = [value, *gradients, axis, *slopes, loss, logits.logits]
        return [device.get(a).tobytes() for a in arrays]

    rng_loc = rng.normal(size=700)
    first = results()
    for seed in range(3):
        if device.emulated:
            _device.backend().engine.set_seed(seed)
        assert results() == first


# ---- Losses of score matching.


class ScoreOnDevice(LossOnDevice):
    """A loss of samples. Numbers that are arguments stay what they are."""

    def _moved(self, args: Any, options: Any) -> Any:
        beside = {n: np.asarray(options[n]) for n in ("where", "weights", "cotangent") if options.get(n) is not None}
        return super()._moved(args, options | beside)


def loss_on_device(case: Any, device: Device) -> Any:
    return dataclasses.replace(case, function=ScoreOnDevice(case.function, device))


@pytest.mark.parametrize("case", test_score_matching.CASES, ids=str)
def test_score_losses_are_their_formulas(case: Any, device: Device) -> None:
    own = loss_on_device(case, device)
    test_score_matching.test_losses_are_their_formulas(own, "device")
    for dtype in (np.float32, np.float16):
        test_score_matching.test_narrow_floats(own, dtype, "device")


@pytest.mark.parametrize("case", test_score_matching.CASES, ids=str)
def test_score_losses_of_absent_samples(case: Any, device: Device) -> None:
    test_score_matching.test_absent_samples_are_inert(loss_on_device(case, device))


def assert_same_loss(function: Any, device: Device, given: dict[str, Any], **options: Any) -> None:
    """The loss and its gradients as on the CPU, but for the order of sums and a rounding."""
    expected, slopes = function.value_and_grad(**given, **options)
    value, gradients = ScoreOnDevice(function, device).value_and_grad(**given, **options)
    eps = 8 * epsilon(np.asarray(expected).dtype)
    assert value.dtype == np.asarray(expected).dtype
    assert value.shape == np.shape(expected)
    np.testing.assert_allclose(value, expected, rtol=eps, atol=eps * np.abs(expected).max(initial=0.0))
    assert gradients._fields == slopes._fields
    for name, got, want in zip(gradients._fields, gradients, slopes, strict=True):
        assert got.shape == np.shape(want), name
        assert got.dtype == np.asarray(want).dtype, name
        # What is summed onto an argument has the terms' rounding.
        bound = 8 * max(eps, epsilon(got.dtype)) * np.abs(want).max(initial=0.0)
        np.testing.assert_allclose(got.astype(np.float64), np.asarray(want, np.float64), rtol=eps, atol=bound)


@pytest.mark.parametrize("case", test_score_matching.CASES, ids=str)
@pytest.mark.parametrize("reduction", test_score_matching.REDUCTIONS)
def test_gradients_of_score_losses(case: Any, reduction: str, device: Device) -> None:
    rng = np.random.default_rng(21)
    shape = case.losses(**case.arguments).shape
    weights, mask = rng.uniform(0.5, 2.0, shape), np.arange(max(1, np.prod(shape, dtype=int))).reshape(shape) % 3 != 1
    cotangent = np.asarray(rng.normal(size=shape if reduction == "none" else ()))
    for options in ({}, {"weights": weights}, {"where": mask}, {"weights": weights, "where": mask}):
        for factor in (None, cotangent):
            given = case.arguments | case.options
            assert_same_loss(case.function, device, given, **options, reduction=reduction, cotangent=factor)
    # One gradient alone has the same bits.
    own = ScoreOnDevice(case.function, device)
    _, all_of_them = own.value_and_grad(**case.arguments, **case.options, reduction=reduction)
    for name, whole in zip(all_of_them._fields, all_of_them, strict=True):
        _, alone = own.value_and_grad(**case.arguments, **case.options, reduction=reduction, wrt=name)
        np.testing.assert_array_equal(alone, whole)


# A thread a sample and more, warps of one, all of a block, several blocks; whole vectors and not.
SAMPLES = [(300, 1), (300, 3), (130, 4), (70, 43), (40, 64), (9, 300), (5, 2048), (3, 2051), (2, 20_001), (1, 40_000)]


def score_calls(rng: np.random.Generator, shape: tuple[int, int], dtype: str) -> list[tuple[Any, dict[str, Any]]]:
    """Return every loss with arguments for samples of this shape."""
    s, t, d, w = rng.normal(size=(4, *shape)).astype(dtype)
    v, jv = rng.choice([-1.0, 1.0], size=(2, 3, *shape)).astype(dtype)
    rows = rng.random(shape[0]).astype(dtype) + 1
    sm = lk.score_matching
    return [
        (sm.implicit, {"s": s, "trace": rows}),
        (sm.explicit, {"s": s, "s_target": t}),
        (sm.weighted, {"s": s, "ds": d, "w": w, "dw": t}),
        (sm.denoising, {"s": s, "noise": t, "sigma": 0.5, "weighting": "sigma2"}),
        (sm.denoising, {"s": s, "x": t, "x_noisy": d, "sigma": rows, "weighting": rows}),
        (sm.finite_difference_score, {"s_plus": s, "s_minus": t, "v": d, "eps": 0.25}),
        (sm.sliced, {"s": s, "v": v, "jv": jv}),
        (sm.sliced, {"s": s, "v": v, "jv": jv, "variance_reduced": False}),
        (sm.sliced, {"s": s, "v": v[0], "jv": jv[0], "variance_reduced": False}),
        (sm.finite_difference, {"logp": rows, "logp_plus": rows + 1, "logp_minus": 2 * rows, "dim": 7, "eps": 0.25}),
    ]


@pytest.mark.parametrize("shape", SAMPLES, ids=str)
@pytest.mark.parametrize("dtype", ["f8", "f4"])
@pytest.mark.parametrize("reduction", ["mean", "none"])
def test_score_losses_of_every_size(shape: tuple[int, int], dtype: str, reduction: str, device: Device) -> None:
    for function, given in score_calls(np.random.default_rng(shape[1]), shape, dtype):
        assert_same_loss(function, device, given, reduction=reduction)


@pytest.mark.parametrize("shape", [(70, 43), (2, 20_001)], ids=str)
def test_score_losses_made_again(shape: tuple[int, int], device: Device) -> None:
    rng = np.random.default_rng(9)
    for _ in range(4):
        weights = rng.uniform(0.5, 2.0, shape[0])
        for function, given in score_calls(rng, shape, "f4"):
            for options in ({}, {"weights": weights}, {"reduction": "none"}):
                assert_same_loss(function, device, given, **options)


def test_repeated_score_losses_have_the_same_bits(device: Device) -> None:
    rng = np.random.default_rng(5)
    s, v, jv = (device.put(x) for x in rng.normal(size=(3, 3, 20_001)).astype("f4"))
    results = []
    for _ in range(3):
        value, gradients = lk.score_matching.sliced.value_and_grad(s, v, jv, variance_reduced=False)
        results.append([device.get(x).tobytes() for x in (value, *gradients)])
    assert results[0] == results[1] == results[2]


@pytest.mark.parametrize(("layout", "arrange"), LAYOUTS, ids=lambda v: v if isinstance(v, str) else "")
@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "bfloat16"])
def test_layouts_and_types_of_scores(layout: str, arrange: Any, dtype: str, device: Device) -> None:
    rng = np.random.default_rng(8)
    kind = ml_dtypes.bfloat16 if dtype == "bfloat16" else np.dtype(dtype)
    for shape in ((6, 10), (3, 515)):
        s, t, z = (arrange(x) for x in rng.normal(size=(3, *shape)).astype(kind))
        sigma = np.repeat(rng.random(shape[0]).astype(kind) + 1, 2)[::2]
        given = {"s": s, "x": t, "x_noisy": z, "sigma": sigma[:, None]}
        for reduction in ("mean", "none"):
            assert_same_loss(lk.score_matching.denoising, device, given, reduction=reduction)
            assert_same_loss(lk.score_matching.explicit, device, {"s": s, "s_target": t[0]}, reduction=reduction)


def test_scores_of_many_axes_and_none(device: Device) -> None:
    rng = np.random.default_rng(9)
    sm = lk.score_matching
    s = rng.normal(size=(2, 3, 4, 6, 5))[:, ::2, ::-1, ::3]
    v, jv = rng.normal(size=(2, 3, *s.shape))
    for reduced, reduction in itertools.product((True, False), ("mean", "none")):
        options = {"variance_reduced": reduced, "reduction": reduction}
        assert_same_loss(sm.sliced, device, {"s": s, "v": v[:, :1], "jv": jv}, **options)
    with pytest.raises(
        ValueError, match="expected at most 6 axes of samples that cannot be merged, on a device; got 8"
    ):
        sm.explicit(device.put(np.zeros((4,) * 9)[(slice(0, 2),) * 9]), device.put(np.zeros(2)))
    own = ScoreOnDevice(sm.implicit, device)
    value, gradients = own.value_and_grad(np.zeros((0, 3)), np.zeros(0))
    assert np.isnan(value)
    assert gradients.s.shape == (0, 3)
    assert own(np.zeros((0, 3)), np.zeros(0), reduction="sum") == 0
    assert own(np.zeros((2, 0)), np.ones(2)) == 1
    value, gradients = own.value_and_grad(np.ones((2, 3)), np.ones(2), where=np.zeros((), bool))
    assert np.isnan(value)
    assert not gradients.s.any()
    assert not gradients.trace.any()
    # Integers, numbers, and one sample.
    assert own(np.array([[1, 2]]), 3.0) == 5.5
    assert_same_loss(sm.implicit, device, {"s": rng.normal(size=3), "trace": 0.25})
    assert_same_loss(sm.denoising, device, {"s": s[0, 0, 0], "noise": s[1, 1, 1], "sigma": 2, "weighting": 0.5})
    nan = ScoreOnDevice(sm.denoising, device)(s, noise=s, sigma=-1.0)
    assert np.isnan(nan)
    bad = np.array([0.5, -1.0, np.inf])
    steps = [rng.normal(size=(3, 4)) for _ in range(3)]
    losses = ScoreOnDevice(sm.finite_difference_score, device)(*steps, eps=bad, reduction="none")
    np.testing.assert_array_equal(np.isnan(losses), [False, True, True])


def test_partial_score_losses(device: Device) -> None:
    rng = np.random.default_rng(6)
    s, trace, weights = rng.normal(size=(20, 7)), rng.normal(size=20), rng.random(20)
    implicit = ScoreOnDevice(lk.score_matching.implicit, device)
    for options in ({}, {"weights": weights}):
        own = [{n: x[i] for n, x in options.items()} for i in (slice(0, 8), slice(8, 20))]
        parts = [
            implicit(s[i], trace[i], reduction="partial", **o)
            for i, o in zip((slice(0, 8), slice(8, 20)), own, strict=True)
        ]
        both = parts[0] + parts[1]
        for reduction in ("mean", "sum"):
            expected = lk.score_matching.implicit(s, trace, reduction=reduction, **options)
            np.testing.assert_allclose(both.result(reduction), expected, rtol=REORDERED_SUM)


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2"])
@pytest.mark.parametrize("shape", [(1, 5), (7, 5), (8, 3, 2, 70), (4, 2, 20_001)], ids=str)
def test_hutchinson(shape: tuple[int, ...], dtype: str, device: Device) -> None:
    rng = np.random.default_rng(3)
    v, jv = rng.normal(size=(2, *shape)).astype(dtype)
    expected = lk.hutchinson(v, jv)
    got = lk.hutchinson(device.put(v), device.put(jv))
    assert got.n == expected.n
    for own, want in zip(map(device.get, got[:2]), expected[:2], strict=True):
        assert own.dtype == want.dtype
        assert own.shape == np.shape(want)
        eps = 4 * epsilon(own.dtype)
        np.testing.assert_allclose(own, want, rtol=eps, atol=eps * np.abs(want).max(initial=0.0))
    shared = lk.hutchinson(device.put(v), device.put(jv[:, ..., :1]))
    np.testing.assert_allclose(device.get(shared.value), lk.hutchinson(v, jv[:, ..., :1]).value, rtol=1e-5, atol=1e-5)
    with pytest.raises(ValueError, match="hutchinson: jv must be on CUDA device 0, as v is"):
        lk.hutchinson(device.put(v), jv)
    with pytest.raises(ValueError, match="hutchinson: v and jv must have axes of probes"):
        lk.hutchinson(device.put(v[0].ravel()), device.put(v[0].ravel()))


def test_refused_scores(device: Device) -> None:
    s, host = device.put(np.ones((4, 3))), np.ones((4, 3))
    rows = device.put(np.ones(4))
    sm = lk.score_matching
    refused: list[tuple[Any, type[Exception], str]] = [
        (lambda: sm.implicit(s, host[:, 0]), ValueError, r"trace must be on CUDA device 0, as s is; got a ndarray"),
        (lambda: sm.implicit(host, rows), ValueError, r"s must be on CUDA device 0, as trace is"),
        (lambda: sm.implicit(s, [1.0] * 4), ValueError, r"trace must be on CUDA device 0"),
        (lambda: sm.implicit(s, rows, where=host[:, 0] > 0), ValueError, r"where must be on CUDA device 0"),
        (lambda: sm.implicit(s, rows, weights=np.ones(4)), ValueError, r"weights must be on CUDA device 0"),
        (lambda: sm.implicit(s, s), ValueError, r"trace must have one number a sample, shape \(4,\); got \(4, 3\)"),
        (lambda: sm.implicit(rows, 1.0, reduction="all"), ValueError, r"reduction must be one of"),
        (lambda: sm.explicit(s, 1.0), ValueError, r"s_target must have at least one axis"),
        (lambda: sm.explicit(s, rows), ValueError, r"the arguments must have shapes that broadcast"),
        (lambda: sm.sliced(s, rows, rows), ValueError, r"v and jv must have the shape of s"),
        (lambda: sm.denoising(s, s, s), TypeError, r"missing the argument 'sigma'"),
        (lambda: sm.denoising(s, s, s, host[:, 0]), ValueError, r"sigma must be on CUDA device 0"),
        (lambda: sm.finite_difference_score(s, s, s, eps=-1.0), ValueError, r"eps must be positive and finite"),
        (lambda: sm.finite_difference(rows, rows, rows, dim=2, eps=np.ones(4)), ValueError, r"eps must be on CUDA"),
        (lambda: sm.finite_difference(rows, rows, rows, dim=0, eps=1.0), ValueError, r"dim must be at least 1"),
        (lambda: sm.implicit.value_and_grad(s, rows, wrt="x"), ValueError, r"wrt must name arguments among s, trace"),
        (
            lambda: sm.implicit.value_and_grad(device.put(np.ones((4, 3), int)), rows, wrt="s"),
            TypeError,
            r"wrt must name floating arguments; got 's', of dtype int64",
        ),
        (
            lambda: sm.implicit.value_and_grad(s, rows, cotangent=2.0),
            ValueError,
            r"cotangent must be on CUDA device 0",
        ),
    ]
    for call, error, message in refused:
        with pytest.raises(error, match=message):
            call()


# ---- What is refused.


def test_refusals(device: Device) -> None:
    x = device.put(np.arange(4.0))
    host = np.arange(4.0)
    refused: list[tuple[Any, type[Exception], str]] = [
        (
            lambda: lk.norm.logpdf(x, host),
            ValueError,
            r"loc must be on CUDA device 0, as x is; got a ndarray in the mem",
        ),
        (lambda: lk.norm.logpdf(host, x), ValueError, r"x must be on CUDA device 0, as loc is"),
        (lambda: lk.norm.logpdf(x, where=host > 1), ValueError, r"where must be on CUDA device 0"),
        (lambda: lk.norm.nll(x, weights=[1.0] * 4), ValueError, r"weights must be on CUDA device 0"),
        (
            lambda: lk.norm.logpdf(x, 0.0, device.put(np.array([1.0, 2.0, -3.0, 4.0])), validate=True),
            ValueError,
            r"scale must be positive and finite; got -3\.0 at index 2",
        ),
        (lambda: lk.norm.logpdf(x, out=device.put(np.zeros(3))), ValueError, r"out must have shape \(4,\); got \(3,\)"),
        (lambda: lk.norm.logpdf(x, out=device.put(np.zeros(4, "f4"))), TypeError, r"out must have dtype float64"),
        (lambda: lk.norm.logpdf(x, where=x), TypeError, r"where must be a boolean array; got dtype float64"),
        (lambda: lk.norm.logpdf(x, device.put(np.zeros(3))), ValueError, r"shapes that broadcast"),
        (lambda: lk.norm.nll.value_and_grad(x, wrt="scales"), ValueError, r"wrt must name arguments among"),
        (
            lambda: lk.cross_entropy(device.put(np.zeros((2, 3))), np.zeros(2, int)),
            ValueError,
            r"target must be on CUDA",
        ),
        (
            lambda: lk.cross_entropy(device.put(np.zeros((2, 3))), device.put(np.zeros(2))),
            ValueError,
            r"target must be integers of the shape of logits without axis -1",
        ),
        (lambda: lk.kl(x, host), ValueError, r"q must be on CUDA device 0, as p is"),
    ]
    for call, error, message in refused:
        with pytest.raises(error, match=message):
            call()


def test_overlapping_results_are_refused(device: Device) -> None:
    if not device.emulated:
        pytest.skip("views of one array: the emulated device's")
    whole = np.zeros(8)
    with pytest.raises(ValueError, match="out must not overlap an input"):
        lk.norm.logpdf(Emulated(whole[:5]), out=Emulated(whole[3:]))
    repeated = np.ndarray((2, 4), np.float64, whole, 0, (8, 8))
    with pytest.raises(ValueError, match=r"out must not overlap itself; got strides \(8, 8\)"):
        lk.norm.logpdf(Emulated(np.zeros((2, 4))), out=Emulated(repeated))


def test_two_devices_are_refused() -> None:
    from tests.device import emulated_engine

    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    with _device.replaced_by(engine, EmulatedLibrary()):
        x, y = Emulated(np.zeros(3), 1), Emulated(np.zeros(3), 2)
        with pytest.raises(ValueError, match="loc must be on CUDA device 1, as x is; got one on device 2"):
            lk.norm.logpdf(x, y)


def test_a_call_runs_on_the_current_stream_of_its_device() -> None:
    from tests.device import emulated_engine

    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    library = EmulatedLibrary()
    with _device.replaced_by(engine, library):
        lk.norm.logpdf(Emulated(np.zeros(3), 3))
    assert library.streams == [(3, 10)]


def test_without_the_back_end_a_device_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    x = Emulated(np.zeros(3))
    with _device.replaced_by(None, None):
        _device.backend().reason = "built without it"
        why = r" must be in the memory of the CPU; got a \w+ on .*: built without it\)"
        calls: list[tuple[Callable[[], Any], str]] = [
            (lambda: lk.norm.logpdf(x), "x"),
            (lambda: lk.special.softmax(x), "x"),
            (lambda: lk.norm.rvs(3, x), "loc"),
            (lambda: lk.norm.logpdf(Interface(x)), "x"),
        ]
        for call, name in calls:
            with pytest.raises(ValueError, match=name + why):
                call()
        with pytest.raises(TypeError, match="size must be integers in the memory of the CPU; got a Emulated"):
            lk.norm.rvs(x)


def test_many_axes(device: Device) -> None:
    rng = np.random.default_rng(9)
    x = rng.normal(size=(3, 4, 2, 3, 5))[:, ::2, :, ::-1, ::2]
    loc = rng.normal(size=(3, 1, 2, 1, 3))
    expected, slopes = lk.norm.nll.value_and_grad(x, loc, 1.5, axis=(1, 4))
    value, gradients = lk.norm.nll.value_and_grad(device.put(x), device.put(loc), 1.5, axis=(1, 4))
    np.testing.assert_allclose(device.get(value), expected, rtol=1e-14)
    for got, want in zip(gradients, slopes, strict=True):
        np.testing.assert_allclose(device.get(got), want, rtol=1e-13)
    # Nine axes no two of which lie evenly.
    apart = np.zeros((4,) * 9)[(slice(0, 2),) * 9]
    with pytest.raises(ValueError, match="expected at most 8 axes that cannot be merged, on a device; got 9"):
        lk.norm.logpdf(device.put(apart))


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with np.errstate(all="ignore"):
        yield
