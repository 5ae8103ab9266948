"""Arrays of other libraries through DLPack: the same library out, nothing copied in, no gradient graph lost."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.registry import FAMILIES, Operation, lk

ONE_PER_FAMILY = pytest.mark.parametrize("operation", FAMILIES, ids=str)


@ONE_PER_FAMILY
def test_torch_in_torch_out(operation: Operation) -> None:
    torch = pytest.importorskip("torch")
    arrays = operation.sample((6,), np.float32)
    tensors = [torch.from_numpy(a) for a in arrays]
    value, gradients = operation.value_and_grad(*tensors)
    expected, want = operation.value_and_grad(*arrays)
    assert isinstance(operation(*tensors), torch.Tensor)
    assert isinstance(value, torch.Tensor)
    np.testing.assert_array_equal(value.numpy(), expected)
    for gradient, exact in zip(gradients, want, strict=True):
        assert isinstance(gradient, torch.Tensor)
        np.testing.assert_array_equal(gradient.numpy(), exact)
    mixed = operation(tensors[0], *[float(a[0]) for a in arrays[1:]])
    assert isinstance(mixed, torch.Tensor)
    assert mixed.dtype == torch.float32


@ONE_PER_FAMILY
def test_jax_in_jax_out(operation: Operation) -> None:
    jax = pytest.importorskip("jax")
    arrays = operation.sample((6,), np.float32)
    ours = operation(*[jax.numpy.asarray(a) for a in arrays])
    assert isinstance(ours, jax.Array)
    np.testing.assert_array_equal(np.asarray(ours), operation(*arrays))


def test_rows_of_tensors() -> None:
    torch = pytest.importorskip("torch")
    x = torch.randn(5, 7, dtype=torch.float64)
    target = torch.arange(5)
    value, gradient = lk.cross_entropy.value_and_grad(x, target, wrt="logits")
    assert isinstance(gradient, torch.Tensor)
    assert float(value) == lk.cross_entropy(x.numpy(), target.numpy())
    for function in (lk.special.softmax, lk.special.logsumexp):
        result = function(x)
        assert isinstance(result, torch.Tensor)
        np.testing.assert_array_equal(result.numpy(), function(x.numpy()))


def test_tensors_with_a_graph_are_refused() -> None:
    torch = pytest.importorskip("torch")
    x = torch.ones(3, requires_grad=True)
    with pytest.raises(TypeError, match=r"(?s)\bx\b.*grad"):
        lk.norm.logpdf(x)
    with pytest.raises(TypeError, match=r"(?s)\blogits\b.*grad"):
        lk.cross_entropy(x, 1)


def test_objects_that_are_no_arrays_are_refused() -> None:
    class Strange:
        pass

    for wrong in (Strange(), None, {"a": 1}, "text", [[1.0], [1.0, 2.0]]):
        with pytest.raises((TypeError, ValueError), match=r"\bx\b"):
            lk.norm.logpdf(wrong)


@pytest.mark.parametrize("wrapper", ["memmap", "matrix-like", "subclass"])
def test_kinds_of_numpy_arrays(wrapper: str, tmp_path: Any) -> None:
    base = np.linspace(-2, 2, 12).reshape(3, 4)
    x: Any
    if wrapper == "memmap":
        x = np.memmap(tmp_path / "x", dtype=float, mode="w+", shape=(3, 4))
        x[...] = base
    elif wrapper == "matrix-like":
        x = np.lib.stride_tricks.sliding_window_view(base.ravel(), 4)[::4]
    else:
        x = base.view(np.recarray)
    np.testing.assert_array_equal(np.asarray(lk.norm.logpdf(x, 0.5, 2.0)), lk.norm.logpdf(base, 0.5, 2.0))
