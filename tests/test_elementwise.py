"""What every elementwise operation promises: arrays of any layout and type, options, gradients, refusals."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import Any

import ml_dtypes
import numpy as np
import pytest

from tests.differences import assert_gradient
from tests.registry import DENSITY_OPERATIONS, ELEMENTWISE, FAMILIES, Array, Operation, lk
from tests.tolerances import summing_error

OPERATIONS = pytest.mark.parametrize("operation", ELEMENTWISE, ids=str)
ONE_PER_FAMILY = pytest.mark.parametrize("operation", FAMILIES, ids=str)
DTYPES = pytest.mark.parametrize("dtype", ["float32", "float64"])


def same_bits(actual: Any, expected: Any) -> None:
    """Equality of dtype, shape and bits (NaN equals NaN)."""
    ours, want = np.asarray(actual), np.asarray(expected)
    assert ours.dtype == want.dtype
    assert ours.shape == want.shape
    if ours.dtype.itemsize == 2:  # NumPy does not know bfloat16's NaN
        ours, want = ours.astype(np.float32), want.astype(np.float32)
    np.testing.assert_array_equal(ours, want)


def results(operation: Operation, arrays: Sequence[Any], **options: Any) -> list[Any]:
    """Value alone, value with gradients, and the gradients."""
    value, gradients = operation.value_and_grad(*arrays, **options)
    return [operation(*arrays, **{k: v for k, v in options.items() if k != "cotangent"}), value, *gradients]


# ---- layouts


@OPERATIONS
@DTYPES
def test_value_never_depends_on_position(operation: Operation, dtype: str, isa: str) -> None:
    arrays = operation.sample((71,), dtype)
    whole = results(operation, arrays)
    for n, start in [*((n, 0) for n in range(71)), (1, 70), (13, 5), (64, 7), (3, 33)]:
        parts = results(operation, [a[start : start + n] for a in arrays])
        # One element has scalar parameters, whose gradients are summed on the prepared constants: another rounding.
        compared = 3 if n == 1 else len(parts)
        for part, want in itertools.islice(zip(parts, whole, strict=True), compared):
            same_bits(part, want[start : start + n])


@OPERATIONS
def test_long_arrays_equal_short_ones(operation: Operation, isa: str) -> None:
    """Blocks, and their borders, leave no trace."""
    arrays = [np.resize(a, 5003) for a in operation.sample((97,), "float32")]
    short = results(operation, [a[:97] for a in arrays])
    for ours, want in zip(results(operation, arrays), short, strict=True):
        same_bits(ours, np.resize(want, 5003))


def unaligned(a: Array) -> Array:
    raw = np.zeros(a.nbytes + 1, np.uint8)
    view = raw[1:].view(a.dtype).reshape(a.shape)
    view[...] = a
    assert not view.flags.aligned or a.dtype.itemsize == 1
    return view


def strided(a: Array) -> Array:
    wide = np.full((a.shape[0], 2 * a.shape[1]), np.nan, a.dtype)
    wide[:, ::2] = a
    return wide[:, ::2]


def negative(a: Array) -> Array:
    return a[::-1, ::-1].copy()[::-1, ::-1]


def read_only(a: Array) -> Array:
    b = a.copy()
    b.flags.writeable = False
    return b


def mixed_axes(a: Array) -> Array:
    return np.ascontiguousarray(a.T[::-1])[::-1].T


LAYOUTS: list[Callable[[Array], Array]] = [np.asfortranarray, strided, negative, unaligned, read_only, mixed_axes]


@OPERATIONS
@DTYPES
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda f: f.__name__)
def test_layouts(operation: Operation, dtype: str, layout: Callable[[Array], Array]) -> None:
    arrays = operation.sample((9, 21), dtype)
    expected = results(operation, arrays)
    kept = [a.copy() for a in arrays]
    for i in range(len(arrays) + 1):
        # one argument at a time, then all
        chosen = [layout(a) if i in (j, len(arrays)) else a for j, a in enumerate(arrays)]
        for actual, want in zip(results(operation, chosen), expected, strict=True):
            same_bits(actual, want)
    for a, k in zip(arrays, kept, strict=True):
        same_bits(a, k)


@ONE_PER_FAMILY
def test_zero_strides(operation: Operation) -> None:
    arrays = operation.sample((1, 5))
    wide = [np.broadcast_to(a, (7, 5)) for a in arrays]
    same_bits(operation(*wide), np.broadcast_to(operation(*arrays), (7, 5)))
    _, gradients = operation.value_and_grad(*wide)
    _, narrow = operation.value_and_grad(*arrays)
    for gradient, want in zip(gradients, narrow, strict=True):
        same_bits(gradient, np.broadcast_to(want, (7, 5)))


@ONE_PER_FAMILY
def test_byte_swapped_is_right_or_refused(operation: Operation) -> None:
    arrays = operation.sample((11,))
    swapped = [a.astype(a.dtype.newbyteorder()) for a in arrays]
    try:
        value = operation(*swapped)
    except TypeError as error:
        assert operation.arguments[0] in str(error)
    else:
        np.testing.assert_array_equal(value, operation(*arrays))


@OPERATIONS
def test_shapes_without_elements_or_axes(operation: Operation) -> None:
    for shape in ((0,), (3, 0), (0, 4)):
        value, gradients = operation.value_and_grad(*operation.sample(shape))
        assert value.shape == shape
        assert all(g.shape == shape for g in gradients)
    for dtype in ("float32", "float64"):
        whole = operation.sample((1,), dtype)
        zero_dim = [a[0, ...] for a in whole]
        value, gradients = operation.value_and_grad(*zero_dim)
        expected, expected_gradients = operation.value_and_grad(*whole)
        same_bits(np.asarray(value), expected[0, ...])
        for gradient, want in zip(gradients, expected_gradients, strict=True):
            same_bits(np.asarray(gradient), want[0, ...])
        same_bits(np.asarray(operation(*zero_dim)), expected[0, ...])
    floats = [float(a[0]) for a in operation.sample((1,))]
    assert float(operation(*floats)) == operation(*[np.array([f]) for f in floats])[0]


def test_sums_over_no_elements_are_zero() -> None:
    for operation in FAMILIES:
        shapes = [(0, 3), *[(3,)] * (len(operation.arguments) - 1)]
        _, gradients = operation.value_and_grad(*operation.sample(shapes))
        for gradient in gradients[1:]:
            same_bits(gradient, np.zeros(3))


@OPERATIONS
@DTYPES
def test_broadcasting(operation: Operation, dtype: str) -> None:
    """The value equals that on arrays spread out; gradients are summed back onto each argument."""
    shapes = [(4, 1, 5), (3, 1), (5,), ()]
    for shift in range(4):
        chosen = [shapes[(i + shift) % 4] for i in range(len(operation.arguments))]
        arrays = operation.sample(chosen, dtype, seed=shift)
        spread = [a.copy() for a in np.broadcast_arrays(*arrays)]
        value, gradients = operation.value_and_grad(*arrays)
        expected, full = operation.value_and_grad(*spread)
        same_bits(operation(*arrays), operation(*spread))
        same_bits(value, expected)
        for a, gradient, wide in zip(arrays, gradients, full, strict=True):
            assert np.shape(gradient) == a.shape
            assert np.asarray(gradient).dtype == a.dtype
            axes = tuple(range(wide.ndim - a.ndim))
            folded = wide.astype(np.float64).sum(axes)
            axes = tuple(i for i in range(a.ndim) if a.shape[i] == 1)
            folded = folded.sum(axes, keepdims=True)
            assert np.max(np.abs(gradient - folded), initial=0) <= summing_error(wide, dtype)


# ---- types


@OPERATIONS
@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types_are_the_float32_result_rounded_once(operation: Operation, dtype: Any, isa: str) -> None:
    arrays = operation.sample((37,), dtype)
    value, gradients = operation.value_and_grad(*arrays)
    expected, expected_gradients = operation.value_and_grad(*[a.astype(np.float32) for a in arrays])
    with np.errstate(over="ignore"):
        same_bits(value, expected.astype(dtype))
        same_bits(operation(*arrays), expected.astype(dtype))
        for gradient, want in zip(gradients, expected_gradients, strict=True):
            same_bits(gradient, want.astype(dtype))


@pytest.mark.parametrize("dtype", [np.float16, ml_dtypes.bfloat16], ids=["float16", "bfloat16"])
def test_half_types_at_every_value(dtype: Any, isa: str) -> None:
    """All 65536 bit patterns in, and rounding on the way out: subnormal, halfway, overflow."""
    x = np.arange(65536, dtype=np.uint16).view(dtype)
    with np.errstate(over="ignore", invalid="ignore"):
        wide = x.astype(np.float32)
        for scale in (1.0, 3.0, 1e-3):
            expected = lk.laplace.logpdf(wide, np.float32(0), np.float32(scale)).astype(dtype)
            same_bits(lk.laplace.logpdf(x, 0.0, scale), expected)
        _, gradient = lk.special.softplus.value_and_grad(x)
        _, expected = lk.special.softplus.value_and_grad(wide)
        same_bits(gradient.x, expected.x.astype(dtype))


HALVES = [(np.float16, 10, -24, 65504.0), (ml_dtypes.bfloat16, 7, -133, (2 - 2.0**-7) * 2.0**127)]


@pytest.mark.parametrize(("dtype", "digits", "smallest", "largest"), HALVES, ids=["float16", "bfloat16"])
def test_doubles_are_rounded_to_half_types_once(
    dtype: Any, digits: int, smallest: int, largest: float, isa: str
) -> None:
    """Numbers so close to the middle of two halves that rounding to float32 on the way would decide otherwise."""
    tie = 1 + 2.0 ** -(digits + 1)
    step = 2.0**-digits
    overflow = largest * (1 + 2.0 ** -(digits + 1) / (2 - step))
    cases = [
        (tie, 1.0),
        (tie + 2.0**-45, 1 + step),
        (tie - 2.0**-45, 1.0),
        (tie + step, 1 + 2 * step),
        (tie + step - 2.0**-45, 1 + step),
        (2.0 ** (smallest - 1), 0.0),
        (2.0 ** (smallest - 1) * (1 + 2.0**-40), 2.0**smallest),
        (overflow, np.inf),
        (overflow * (1 - 2.0**-50), largest),
        (1e300, np.inf),
        (1e-300, 0.0),
        (np.inf, np.inf),
        (np.nan, np.nan),
    ]
    exact, rounded = np.array(cases).T
    for sign in (1.0, -1.0):
        # d/dloc of the normal density is x - loc: the data are float64, the location is not
        location = np.zeros(len(cases), dtype)
        gradient = lk.norm.logpdf.value_and_grad(sign * exact, location, wrt="loc")[1]
        assert gradient.dtype == dtype
        np.testing.assert_array_equal(gradient.astype(np.float64), sign * rounded)
        # and the sum over an axis that the location does not have
        summands = np.stack([sign * exact, np.zeros(len(cases))])
        gradient = lk.norm.logpdf.value_and_grad(summands, location, wrt="loc")[1]
        np.testing.assert_array_equal(gradient.astype(np.float64), sign * rounded)
    for x, expected in cases:
        gradient = lk.norm.logpdf.value_and_grad(np.array([x, 0.0]), np.zeros((), dtype), wrt="loc")[1]
        np.testing.assert_array_equal(np.asarray(gradient, np.float64), expected)


def test_doubles_are_rounded_to_float16_as_numpy_does(isa: str) -> None:
    rng = np.random.default_rng(5)
    halves = np.arange(0x7BFF, dtype=np.uint16).view(np.float16).astype(np.float64)
    ties = (halves[1:] + halves[:-1]) / 2
    x = np.concatenate([ties, np.nextafter(ties, 0), np.nextafter(ties, np.inf), rng.normal(size=20000)])
    x = np.concatenate([x, -x, x * 2.0 ** rng.integers(-30, 30, x.size)])
    gradient = lk.norm.logpdf.value_and_grad(x, np.zeros(x.size, np.float16), wrt="loc")[1]
    with np.errstate(over="ignore"):
        same_bits(gradient, x.astype(np.float16))


@OPERATIONS
@pytest.mark.parametrize("dtype", [np.int8, np.uint8, np.int16, np.uint16, np.int32, np.uint32, np.int64, np.uint64])
def test_integers_give_float64(operation: Operation, dtype: Any) -> None:
    low = {"negative": -3, "bit": 0, "real": 0, "count": 0, "unit": 0}
    for i, domain in enumerate(operation.domains):
        if domain == "negative" and np.dtype(dtype).kind == "u":
            continue
        arrays: list[Any] = operation.sample((2,))
        first = low.get(domain, 1)
        arrays[i] = np.array([first, first + 1], dtype)
        floats = list(arrays)
        floats[i] = arrays[i].astype(np.float64)
        same_bits(operation(*arrays), operation(*floats))
        # an integer has no gradient, so it is not among the default ones
        _, gradients = operation.value_and_grad(*arrays)
        assert operation.arguments[i] not in gradients._fields


def test_integers_take_on_the_floating_type_beside_them() -> None:
    k = np.array([0, 3, 2**24 + 1], np.int64)
    for dtype in (np.float16, np.float32, np.float64):
        mu = np.array([0.5, 2, 100], dtype)
        with np.errstate(over="ignore"):
            same_bits(
                lk.poisson.logpmf(k, mu),
                lk.poisson.logpmf(k.astype(np.float32 if dtype == np.float16 else dtype), mu).astype(dtype),
            )


@ONE_PER_FAMILY
def test_mixed_types_promote_as_numpy_does(operation: Operation) -> None:
    arrays = operation.sample((6,))
    for types in itertools.product(("float32", "float64"), repeat=len(arrays)):
        mixed = [a.astype(t) for a, t in zip(arrays, types, strict=True)]
        value, gradients = operation.value_and_grad(*mixed)
        assert value.dtype == np.result_type(*types)
        assert operation(*mixed).dtype == value.dtype
        for gradient, t in zip(gradients, types, strict=True):
            assert gradient.dtype == t
        same_bits(value, operation(*[a.astype(value.dtype) for a in mixed]))


@ONE_PER_FAMILY
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_python_numbers_do_not_widen(operation: Operation, dtype: Any) -> None:
    data, *parameters = operation.sample((6,), dtype)
    numbers = [float(p[0]) for p in parameters]
    value = operation(data, *numbers)
    assert value.dtype == dtype
    same_bits(value, operation(data, *[np.full(6, n, dtype) for n in numbers]))


@ONE_PER_FAMILY
def test_lists_are_arrays(operation: Operation) -> None:
    arrays = operation.sample((4,))
    same_bits(operation(*[a.tolist() for a in arrays]), operation(*arrays))


# ---- where, cotangent, out


def poisoned(arrays: Sequence[Array], where: Array, poison: float = np.nan) -> list[Array]:
    copies = [a.copy() for a in arrays]
    for copy in copies:
        copy[~where] = poison
    return copies


@OPERATIONS
@DTYPES
@pytest.mark.parametrize("poison", [np.nan, np.inf, -np.inf, -1.0, 0.0])
def test_masked_entries_are_inert(operation: Operation, dtype: str, poison: float, isa: str) -> None:
    arrays = operation.sample((6, 23), dtype)
    where = np.random.default_rng(5).random((6, 23)) < 0.6
    bad = poisoned(arrays, where, poison)
    clean, gradients = operation.value_and_grad(*arrays)
    buffer = np.full(where.shape, 77, dtype)
    assert operation(*bad, where=where, out=buffer) is buffer
    same_bits(buffer, np.where(where, clean, 77).astype(dtype))
    value, masked = operation.value_and_grad(*bad, where=where)
    same_bits(value[where], clean[where])
    for gradient, want in zip(masked, gradients, strict=True):
        same_bits(gradient, np.where(where, want, 0).astype(dtype))


@ONE_PER_FAMILY
def test_masks_broadcast_and_may_be_strided(operation: Operation) -> None:
    arrays = operation.sample((6, 8))
    rng = np.random.default_rng(2)
    for mask in (rng.random(8) < 0.5, rng.random((6, 1)) < 0.5, (rng.random((6, 16)) < 0.5)[:, ::2], True, np.False_):
        full = np.broadcast_to(mask, (6, 8))
        _, gradients = operation.value_and_grad(*poisoned(arrays, full), where=mask)
        _, plain = operation.value_and_grad(*arrays)
        for gradient, want in zip(gradients, plain, strict=True):
            same_bits(gradient, np.where(full, want, 0))


@ONE_PER_FAMILY
def test_fully_masked_columns_of_broadcast_parameters(operation: Operation) -> None:
    """A parameter all of whose uses are masked may itself hold anything."""
    shapes = [(5, 4), *[(4,)] * (len(operation.arguments) - 1)]
    arrays = operation.sample(shapes)
    where = np.ones((5, 4), bool)
    where[:, 2] = False
    bad = [a.copy() for a in arrays]
    for b in bad:
        b[..., 2] = np.nan
    _, gradients = operation.value_and_grad(*bad, where=where)
    _, plain = operation.value_and_grad(*arrays)
    for gradient, want in zip(gradients, plain, strict=True):
        assert (gradient[..., 2] == 0).all()
        same_bits(np.delete(gradient, 2, -1), np.delete(want, 2, -1))


@OPERATIONS
@DTYPES
def test_cotangent_multiplies(operation: Operation, dtype: str) -> None:
    arrays = operation.sample((5, 13), dtype)
    # powers of two, so that the product is exact
    cotangent = np.ldexp(1.0, np.random.default_rng(3).integers(-4, 5, (5, 13))).astype(dtype)
    cotangent[1] *= -1
    value, gradients = operation.value_and_grad(*arrays, cotangent=cotangent)
    plain, ones = operation.value_and_grad(*arrays)
    same_bits(value, plain)
    for gradient, want in zip(gradients, ones, strict=True):
        same_bits(gradient, want * cotangent)
    _, row = operation.value_and_grad(*arrays, cotangent=cotangent[:1])
    for gradient, want in zip(row, ones, strict=True):
        same_bits(gradient, want * cotangent[:1])


PATTERNS: dict[str, list[tuple[int, ...]]] = {
    "equal": [(3, 4)] * 5,
    "scalar parameters": [(3, 4), (), (), (), ()],
    "scalar data": [(), (3, 4), (4,), (3, 1), (4,)],
    "trailing": [(3, 4), (4,), (4,), (4,), (4,)],
    "outer": [(3, 1), (1, 4), (4,), (3, 1), (1, 4)],
    "leading": [(4,), (3, 1), (2, 1, 1), (), (3, 1)],
}


@OPERATIONS
@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("masked", [False, True])
def test_gradients_against_finite_differences(operation: Operation, pattern: str, masked: bool) -> None:
    shapes = PATTERNS[pattern][: len(operation.arguments)]
    arrays = operation.sample(shapes, seed=11)
    rng = np.random.default_rng(12)
    shape = np.broadcast_shapes(*shapes)
    cotangent = rng.normal(size=shape)
    where = rng.random(shape) < 0.7 if masked else None
    _, gradients = operation.value_and_grad(*arrays, cotangent=cotangent, where=where)

    def total(*arguments: Array) -> float:
        value = operation(*arguments)
        return float(np.sum(cotangent * value, where=True if where is None else where))

    for i, name in enumerate(operation.arguments):
        if name in operation.smooth_arguments:
            assert_gradient(total, arrays, i, getattr(gradients, name), context=f"{operation} d/d{name}")


@OPERATIONS
def test_wrt(operation: Operation) -> None:
    arrays = operation.sample((7,))
    value, gradients = operation.value_and_grad(*arrays)
    assert gradients._fields == operation.arguments
    for name in operation.arguments:
        same_value, alone = operation.value_and_grad(*arrays, wrt=name)
        assert isinstance(alone, np.ndarray)
        same_bits(alone, getattr(gradients, name))
        same_bits(same_value, value)
    order = operation.arguments[::-1]
    _, chosen = operation.value_and_grad(*arrays, wrt=order)
    assert chosen._fields == order
    for name in order:
        same_bits(getattr(chosen, name), getattr(gradients, name))


@pytest.mark.parametrize("operation", [o for o in DENSITY_OPERATIONS if o.optional], ids=str)
def test_default_gradients_are_those_of_the_given_arguments(operation: Operation) -> None:
    arrays = operation.sample((7,))
    required = [n for n in operation.arguments if n not in operation.optional or n == operation.form]
    chosen = [a for n, a in zip(operation.arguments, arrays, strict=True) if n in required]
    keywords = {operation.form: chosen.pop()} if operation.form else {}
    _, gradients = operation.function.value_and_grad(*chosen, **keywords)
    assert gradients._fields == tuple(required)


@OPERATIONS
@DTYPES
def test_out(operation: Operation, dtype: str) -> None:
    arrays = operation.sample((6, 9), dtype)
    expected = operation(*arrays)
    for buffer in (np.zeros((6, 9), dtype), np.zeros((9, 6), dtype).T, np.zeros((6, 18), dtype)[:, ::2]):
        assert operation(*arrays, out=buffer) is buffer
        same_bits(buffer, expected)
    strided_buffer = np.full((6, 18), 5, dtype)
    operation(*arrays, out=strided_buffer[:, ::2])
    assert (strided_buffer[:, 1::2] == 5).all()


@ONE_PER_FAMILY
def test_out_refusals(operation: Operation) -> None:
    arrays = operation.sample((6, 9))
    for wrong in (np.zeros((6, 8)), np.zeros(9), np.zeros((1, 6, 9))):
        with pytest.raises(ValueError, match=r"\bout\b.*shape"):
            operation(*arrays, out=wrong)
    for wrong_type in (np.zeros((6, 9), np.int64), np.zeros((6, 9), complex), np.zeros((6, 9), object)):
        with pytest.raises(TypeError, match=r"\bout\b"):
            operation(*arrays, out=wrong_type)
    with pytest.raises(TypeError, match=r"\bout\b"):
        operation(*arrays, out=[0.0])
    frozen = read_only(np.zeros((6, 9)))
    with pytest.raises(ValueError, match=r"\bout\b.*read-only"):
        operation(*arrays, out=frozen)
    assert (frozen == 0).all()
    with pytest.raises(ValueError, match=r"\bout\b"):
        operation(*arrays, out=np.broadcast_to(np.zeros(9), (6, 9)))


@ONE_PER_FAMILY
def test_overlapping_out_is_right_or_refused(operation: Operation) -> None:
    """NumPy allows ``out`` to be an input itself; a shifted overlap must not give a wrong result."""
    base = operation.sample((65,))
    expected = operation(*[b[:64] for b in base])
    data = base[0].copy()
    inputs = [data[:64], *[b[:64] for b in base[1:]]]
    for out in (data[:64], data[1:65], data[63::-1]):
        data[:] = base[0]
        try:
            result = operation(*inputs, out=out)
        except ValueError as error:
            assert "out" in str(error)
            same_bits(data, base[0])
        else:
            same_bits(result.copy(), expected)


# ---- refusals and validation


@OPERATIONS
def test_refusals_name_the_argument(operation: Operation) -> None:
    arrays = operation.sample((3, 4))
    for i, name in enumerate(operation.arguments):
        bad: list[Any] = list(arrays)
        for wrong in (arrays[i].astype(complex), arrays[i].astype(object), np.array([["a"] * 4] * 3)):
            bad[i] = wrong
            with pytest.raises(TypeError, match=rf"\b{name}\b"):
                operation(*bad)
            with pytest.raises(TypeError, match=rf"\b{name}\b"):
                operation.value_and_grad(*bad)
    if len(arrays) > 1:
        bad = list(arrays)
        bad[-1] = operation.sample((7,))[-1]
        with pytest.raises(ValueError, match=rf"(?s)\b{operation.arguments[-1]}\b.*7"):
            operation(*bad)
    with pytest.raises(TypeError, match="frobnicate"):
        operation(*arrays, frobnicate=1)
    with pytest.raises(TypeError, match="frobnicate"):
        operation.value_and_grad(*arrays, frobnicate=1)
    with pytest.raises(TypeError):
        operation.function()
    with pytest.raises(ValueError, match=r"(?s)\bwrt\b.*frobnicate"):
        operation.value_and_grad(*arrays, wrt="frobnicate")
    with pytest.raises(ValueError, match=r"(?s)\bwrt\b.*frobnicate"):
        operation.value_and_grad(*arrays, wrt=(operation.arguments[0], "frobnicate"))
    with pytest.raises(TypeError, match=r"\bwhere\b"):
        operation(*arrays, where=np.ones((3, 4)))
    with pytest.raises(ValueError, match=r"\bwhere\b"):
        operation(*arrays, where=np.ones((2, 4), bool))
    with pytest.raises(ValueError, match=r"\bwhere\b"):
        operation(*arrays, where=np.ones((5, 3, 4), bool))
    with pytest.raises(ValueError, match=r"\bcotangent\b"):
        operation.value_and_grad(*arrays, cotangent=np.ones((2, 4)))
    with pytest.raises(TypeError, match=r"\bcotangent\b"):
        operation.value_and_grad(*arrays, cotangent=np.ones((3, 4), complex))


@pytest.mark.parametrize("operation", [o for o in DENSITY_OPERATIONS if o.form], ids=str)
def test_parameterisations_exclude_each_other(operation: Operation) -> None:
    from tests.oracle.tables import BY_NAME

    alternatives = BY_NAME[operation.family].alternatives
    arrays = operation.sample((3,))

    def either(names: str) -> str:
        return "(" + names.replace(",", "|") + ")"

    for other in (alternatives[operation.form].replaces, *(f for f in alternatives if f != operation.form)):
        # the message names one of both sides; a parameter that both have does not conflict
        sides = either(other), either(",".join(n for n in operation.arguments[1:] if n not in other.split(",")))
        for name in other.split(","):
            with pytest.raises(TypeError, match=rf"(?s)({sides[0]}.*{sides[1]}|{sides[1]}.*{sides[0]})"):
                operation(*arrays, **{name: 1.0})


@pytest.mark.parametrize("name", ["t", "gamma", "poisson", "bernoulli"])
def test_missing_parameters_are_named(name: str) -> None:
    operation = next(o for o in FAMILIES if o.family == name)
    with pytest.raises(TypeError, match=rf"\b{operation.arguments[1]}\b"):
        operation.function(np.ones(3))


@pytest.mark.parametrize("name", ["norm", "laplace", "t", "gamma"])
def test_validate_names_the_first_offending_index(name: str) -> None:
    operation = next(o for o in FAMILIES if o.family == name)
    arrays = operation.sample((4, 5))
    operation(*arrays, validate=True)
    arrays[-1][2, 3] = -1
    arrays[-1][3, 0] = 0
    with pytest.raises(ValueError, match=r"(?s)\bscale\b.*\(2, 3\)"):
        operation(*arrays, validate=True)
    assert np.isnan(operation(*arrays)[2, 3])
    arrays[-1][1, 1] = np.nan
    with pytest.raises(ValueError, match=r"(?s)\bscale\b.*\(1, 1\)"):
        operation(*arrays, validate=True)


@pytest.mark.parametrize(("name", "wrong"), [("poisson", -1.0), ("bernoulli", 1.5)])
def test_validate_of_discrete_families(name: str, wrong: float) -> None:
    operation = next(o for o in FAMILIES if o.family == name)
    k, parameter = operation.sample((5,))
    operation(k, parameter, validate=True)
    parameter[3] = wrong
    with pytest.raises(ValueError, match=rf"(?s)\b{operation.arguments[1]}\b.*3"):
        operation(k, parameter, validate=True)


# ---- the frozen form


@pytest.mark.parametrize("operation", DENSITY_OPERATIONS, ids=str)
def test_frozen_form(operation: Operation) -> None:
    family = getattr(lk, operation.family)
    data, *parameters = operation.sample((8,))
    positional, keywords = operation.bind([data, *parameters])
    frozen = family(*positional[1:], **keywords)
    method = operation.path.split(".")[1]
    same_bits(getattr(frozen, method)(data), operation(data, *parameters))
    same_bits(frozen.nll(data), family.nll(*positional, **keywords))
    value, gradients = getattr(frozen, method).value_and_grad(data)
    expected, full = operation.value_and_grad(data, *parameters)
    same_bits(value, expected)
    for name in gradients._fields:
        same_bits(getattr(gradients, name), getattr(full, name))
    assert operation.family in repr(frozen)
