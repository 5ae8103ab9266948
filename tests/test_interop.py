"""Arrays of other libraries through DLPack: the same library out, nothing copied in, no gradient graph lost."""

from __future__ import annotations

import ctypes
import sys
from array import array
from typing import Any

import numpy as np
import pytest

from likelier import _arrays, _core
from tests.lent import Lent
from tests.registry import ELEMENTWISE, FAMILIES, Operation, lk

ONE_PER_FAMILY = pytest.mark.parametrize("operation", FAMILIES, ids=str)


@ONE_PER_FAMILY
def test_any_library_in_and_out(operation: Operation) -> None:
    """What DLPack alone can promise; it needs no framework."""
    arrays = operation.sample((6,), np.float32)
    value, gradients = operation.value_and_grad(*map(Lent, arrays))
    expected, want = operation.value_and_grad(*arrays)
    for ours, exact in zip(
        (value, operation(*map(Lent, arrays)), *gradients), (expected, expected, *want), strict=True
    ):
        assert isinstance(ours, Lent)
        assert ours.array.dtype == exact.dtype
        np.testing.assert_array_equal(ours.array, exact)
    mixed = operation(Lent(arrays[0]), *[float(a[0]) for a in arrays[1:]])
    assert isinstance(mixed, Lent)
    assert mixed.array.dtype == np.float32
    out = Lent(np.zeros(12, np.float32)[::2])
    assert operation(*map(Lent, arrays), out=out) is out
    np.testing.assert_array_equal(out.array, expected)


def test_rows_of_any_library() -> None:
    rng = np.random.default_rng(4)
    x, target = rng.normal(size=(5, 7)), np.arange(5)
    p = np.exp(x)
    special = lk.special
    calls: list[Any] = [
        lambda lend: lk.cross_entropy.value_and_grad(lend(x), lend(target), wrt="logits"),
        lambda lend: lk.linear_cross_entropy.value_and_grad(lend(x), lend(x), lend(target), wrt="weight"),
        lambda lend: lk.cross_entropy.stats(lend(x), lend(target))[:4],
        lambda lend: special.softmax.value_and_grad(lend(x.T), wrt="x"),
        lambda lend: (special.logsumexp(lend(x), where=lend(x > 0)),),
        lambda lend: lk.kl.value_and_grad(lend(p), lend(p[::-1]), wrt="q"),
        lambda lend: lk.js_divergence.value_and_grad(lend(p), p[::-1].copy(), wrt="p"),
        lambda lend: (lk.distill_topk(lend(x), lend(target[:, None]), lend(x[:, :1])),),
        lambda lend: (lk.gaussian_nll(lend(x), 0.0, var=lend(p), reduction="none"),),
    ]
    for i, call in enumerate(calls):
        for ours, exact in zip(call(Lent), call(lambda array: array), strict=True):
            assert isinstance(ours, Lent), i
            np.testing.assert_array_equal(ours.array, exact, err_msg=str(i))
    over = Lent(x.copy())
    _, gradient = lk.cross_entropy.value_and_grad(over, target, wrt="logits", out=over)
    assert gradient is over
    np.testing.assert_array_equal(over.array, lk.cross_entropy.value_and_grad(x, target, wrt="logits")[1])


def test_what_any_library_is_refused() -> None:
    x = np.zeros(6)
    read_only, graph = Lent(np.zeros(6)), Lent(x)
    read_only.array.flags.writeable = False
    graph.requires_grad = True  # type: ignore[attr-defined]
    refused: list[tuple[type[Exception], Any, str]] = [
        (ValueError, read_only, "writeable"),
        (TypeError, Lent(np.zeros(6, np.float32)), "float32"),
        (ValueError, Lent(np.zeros(5)), "shape"),
        (TypeError, graph, "grad"),
    ]
    for error, out, message in refused:
        with pytest.raises(error, match=rf"(?s)norm\.logpdf: out must .*{message}"):
            lk.norm.logpdf(x, out=out)
    with pytest.raises(TypeError, match=r"norm\.logpdf: x must not require grad.*got a Lent that does"):
        lk.norm.logpdf(graph)
    shared = np.zeros(7)
    with pytest.raises(ValueError, match=r"out must not overlap an input"):
        lk.norm.logpdf(Lent(shared[:6]), out=Lent(shared[1:]))


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


# ---- 16-bit floats of other libraries, with and without ml_dtypes


@pytest.fixture(params=["ml_dtypes", "storage"])
def bfloat16(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with NumPy's bfloat16, and as where ml_dtypes is not installed."""
    if request.param == "storage":
        monkeypatch.setattr(_arrays, "bfloat16", lambda: _arrays._STORAGE)
    else:
        pytest.importorskip("ml_dtypes")


@pytest.mark.parametrize("operation", ELEMENTWISE, ids=str)
@pytest.mark.parametrize("name", ["float16", "bfloat16"])
def test_torch_halves(operation: Operation, name: str, bfloat16: None) -> None:
    torch = pytest.importorskip("torch")
    dtype = getattr(torch, name)
    tensors = [torch.from_numpy(a).to(dtype) for a in operation.sample((3, 5))]
    value, gradients = operation.value_and_grad(*tensors)
    wide, wide_gradients = operation.value_and_grad(*[t.float() for t in tensors])
    assert value.dtype == dtype
    assert torch.equal(value, wide.to(dtype))
    for gradient, want in zip(gradients, wide_gradients, strict=True):
        assert gradient.dtype == dtype
        assert torch.equal(gradient, want.to(dtype))
    if len(tensors) > 1:  # the gradients of broadcast arguments are summed
        tensors[-1] = tensors[-1][:1]
        _, gradients = operation.value_and_grad(*tensors)
        _, wide_gradients = operation.value_and_grad(*[t.float() for t in tensors])
        for gradient, want in zip(gradients, wide_gradients, strict=True):
            assert torch.equal(gradient, want.to(dtype))
    buffer = torch.full((3, 10), -7.0, dtype=dtype)
    out = buffer[:, ::2]
    assert operation(*tensors, out=out) is out
    assert torch.equal(out, operation(*tensors))
    assert (buffer[:, 1::2] == -7).all()


@pytest.mark.parametrize("name", ["float16", "bfloat16"])
def test_rows_of_torch_halves(name: str, bfloat16: None) -> None:
    torch = pytest.importorskip("torch")
    dtype = getattr(torch, name)
    x = (torch.randn(4, 3, 9, generator=torch.Generator().manual_seed(1)) * 3).to(dtype)
    target = torch.arange(12).reshape(4, 3) % 9
    special = lk.special
    calls: list[Any] = [
        lambda x, **o: lk.cross_entropy.value_and_grad(x, target, wrt="logits", reduction="none", **o),
        lambda x, **o: special.softmax.value_and_grad(x, wrt="x", axis=(0, 2), **o),
        lambda x, **o: special.log_softmax.value_and_grad(x, wrt="x", cotangent=x, **o),
        lambda x, **o: special.logsumexp.value_and_grad(x, wrt="x", axis=1, **o),
        lambda x, **o: lk.entropy.value_and_grad(x, kind="logits", wrt="p", **o),
        lambda x, **o: lk.kl.value_and_grad(x, x[:1].flip(2), p_kind="logits", q_kind="logits", wrt="q", **o),
    ]
    for call in calls:
        value, gradient = call(x)
        wide, wide_gradient = call(x.float())
        assert isinstance(value, torch.Tensor)
        assert torch.equal(value, wide.to(value.dtype))
        assert gradient.dtype == dtype
        assert torch.equal(gradient, wide_gradient.to(dtype))
    out = torch.empty_like(x)
    assert special.softmax(x, out=out) is out
    assert torch.equal(out, special.softmax(x))
    value, gradient = lk.cross_entropy.value_and_grad(x, target, wrt="logits", out=x)
    assert gradient is x


def test_validation_of_halves(bfloat16: None) -> None:
    torch = pytest.importorskip("torch")
    scale = torch.tensor([1.0, -2.0], dtype=torch.bfloat16)
    with pytest.raises(ValueError, match=r"norm\.logpdf: scale must be positive.*; got -2(\.0)? at index 1"):
        lk.norm.logpdf(torch.zeros(2, dtype=torch.bfloat16), 0.0, scale, validate=True)


@pytest.mark.parametrize("name", ["float16", "bfloat16"])
def test_jax_halves(name: str, bfloat16: None) -> None:
    jnp = pytest.importorskip("jax").numpy
    x = jnp.linspace(-2, 2, 15, dtype=name).reshape(3, 5)
    value, gradient = lk.norm.logpdf.value_and_grad(x, 0.25, 2.0, wrt="x")
    wide, wide_gradient = lk.norm.logpdf.value_and_grad(np.asarray(x, np.float32), 0.25, 2.0, wrt="x")
    for ours, want in ((value, wide), (gradient, wide_gradient)):
        assert ours.dtype == name
        assert (ours == jnp.asarray(want).astype(name)).all()
    assert lk.special.logsumexp(x).dtype == jnp.float32


class Foreign:
    """The smallest array of another library: it can be lent and borrowed, nothing else."""

    def __init__(self, array: Any) -> None:
        self.array = array

    def __array_namespace__(self) -> Any:
        return Foreign

    @staticmethod
    def from_dlpack(x: Any) -> Foreign:
        assert x.__dlpack_device__() == (1, 0)
        return Foreign(_core.from_dlpack(x.__dlpack__(max_version=(1, 0))))

    def __dlpack_device__(self) -> tuple[int, int]:
        return 1, 0

    def __dlpack__(self) -> Any:
        return _core.to_dlpack(self.array, versioned=False)


def test_halves_of_any_library(bfloat16: None) -> None:
    """No framework is known by name."""
    ml_dtypes = pytest.importorskip("ml_dtypes")
    for dtype in (np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16)):
        x = np.linspace(-2, 2, 12).astype(dtype).reshape(3, 4)
        value, gradient = lk.norm.logpdf.value_and_grad(Foreign(x), 0.25, 2.0, wrt="x")
        want, want_gradient = lk.norm.logpdf.value_and_grad(x, 0.25, 2.0, wrt="x")
        for ours, exact in ((value, want), (gradient, want_gradient), (lk.norm.logpdf(Foreign(x.T), 0.25, 2), want.T)):
            assert isinstance(ours, Foreign)
            np.testing.assert_array_equal(ours.array.view(dtype), exact)


# ---- results in place


def test_out_of_other_libraries() -> None:
    torch = pytest.importorskip("torch")
    x = np.linspace(-2, 2, 6)
    for out in (torch.zeros(6, dtype=torch.float64), array("d", [0] * 6), memoryview(bytearray(48)).cast("d")):
        assert lk.norm.logpdf(x, out=out) is out
        np.testing.assert_array_equal(np.asarray(out), lk.norm.logpdf(x))
    total = torch.zeros((), dtype=torch.float64)
    assert lk.norm.nll(x, out=total) is total
    assert total.item() == lk.norm.nll(x)
    tensor = torch.from_numpy(x.copy())
    assert lk.norm.logpdf(tensor, out=tensor) is tensor
    np.testing.assert_array_equal(tensor.numpy(), lk.norm.logpdf(x))


def test_out_refusals() -> None:
    torch = pytest.importorskip("torch")
    jnp = pytest.importorskip("jax").numpy
    double = {"dtype": torch.float64}
    x = torch.linspace(0, 1, 6, **double)
    refused: list[tuple[type[Exception], Any, str]] = [
        (TypeError, jnp.zeros(6), "float32"),
        (ValueError, memoryview(bytes(48)).cast("d"), "read-only memoryview"),
        (ValueError, torch.zeros(1, **double).expand(6), "overlap itself"),
        (ValueError, torch.as_strided(x, (6,), (0,)), "overlap"),
        (ValueError, torch.zeros(5, **double), "shape"),
        (TypeError, torch.zeros(6), "float32"),
        (TypeError, torch.zeros(6, requires_grad=True, **double), "grad"),
        (TypeError, torch.zeros(6, device="meta", **double), "CPU"),
        (ValueError, b"12345678" * 6, "shape"),
        (TypeError, [0.0] * 6, "list"),
        (TypeError, 0.0, "float"),
        (TypeError, "text", "str"),
    ]
    for error, out, message in refused:
        with pytest.raises(error, match=rf"(?s)norm\.logpdf: out must .*{message}"):
            lk.norm.logpdf(x, out=out)
    with pytest.raises(ValueError, match=r"norm\.logpdf: out must be writeable; got a read-only"):
        lk.norm.logpdf(np.zeros(6, np.float32), out=jnp.zeros(6))
    shared = torch.zeros(7, **double)
    with pytest.raises(ValueError, match=r"out must not overlap an input"):
        lk.norm.logpdf(shared[:6], out=shared[1:])
    with pytest.raises(ValueError, match=r"out must not overlap the cotangent"):
        lk.norm.logpdf.value_and_grad(x, cotangent=shared[:6], out=shared[:6])
    lazily = torch._neg_view(torch.zeros(6, **double))
    with pytest.raises(ValueError, match=r"out must not be a lazily negated view"):
        lk.norm.logpdf(x, out=lazily)


def test_other_devices_are_named() -> None:
    class OnDevice:
        def __dlpack_device__(self) -> tuple[int, int]:
            return 2, 1

        def __dlpack__(self, **options: Any) -> Any:
            pytest.fail("asked for memory that cannot be read")

    calls: list[Any] = [
        lk.norm.logpdf,
        lk.special.softmax,
        lambda x: lk.norm.logpdf(np.ones(3), where=x),
        lambda x: lk.norm.logpdf(np.ones(3), out=x),
    ]
    for call in calls:
        with pytest.raises(
            ValueError, match=r"\w+: \w+ must be in the memory of the CPU; got a OnDevice on CUDA dev.* 1"
        ):
            call(OnDevice())


def test_results_outlive_what_they_are_made_of() -> None:
    """Memory goes back to its owner once, whoever is last."""
    torch = pytest.importorskip("torch")
    x = torch.linspace(-1, 1, 1000, dtype=torch.bfloat16)
    for _ in range(200):
        result = lk.norm.logpdf(x)
        view = result[::3]
        del result
        assert view.isfinite().all()


# ---- capsules, in the extension itself


class Tensor(ctypes.Structure):
    _fields_ = [
        ("data", ctypes.c_void_p),
        ("device_type", ctypes.c_int32),
        ("device_id", ctypes.c_int32),
        ("ndim", ctypes.c_int32),
        ("code", ctypes.c_uint8),
        ("bits", ctypes.c_uint8),
        ("lanes", ctypes.c_uint16),
        ("shape", ctypes.POINTER(ctypes.c_int64)),
        ("strides", ctypes.POINTER(ctypes.c_int64)),
        ("byte_offset", ctypes.c_uint64),
    ]


DELETER = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


class Managed(ctypes.Structure):
    _fields_ = [("tensor", Tensor), ("context", ctypes.c_void_p), ("deleter", DELETER)]


class Versioned(ctypes.Structure):
    _fields_ = [
        ("major", ctypes.c_uint32),
        ("minor", ctypes.c_uint32),
        ("context", ctypes.c_void_p),
        ("deleter", DELETER),
        ("flags", ctypes.c_uint64),
        ("tensor", Tensor),
    ]


class Producer:
    """A capsule made by hand over six doubles, and how often its memory was given back."""

    def __init__(self, *, versioned: bool = True, major: int = 1, flags: int = 0, **fields: Any) -> None:
        self.memory = (ctypes.c_double * 6)(*range(6))
        self.shape = (ctypes.c_int64 * 2)(2, 3)
        self.freed = 0
        self.deleter = DELETER(self._free)
        self.managed: Any = Versioned(major=major, flags=flags) if versioned else Managed()
        self.managed.deleter = self.deleter
        tensor = self.managed.tensor
        ordinary = {
            "data": ctypes.addressof(self.memory),
            "device_type": 1,
            "ndim": 2,
            "code": 2,
            "bits": 64,
            "lanes": 1,
        }
        for name, value in (ordinary | {"shape": self.shape} | fields).items():
            setattr(tensor, name, value)
        new = ctypes.pythonapi.PyCapsule_New
        new.restype, new.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
        self.name = b"dltensor_versioned" if versioned else b"dltensor"
        self.capsule = new(ctypes.addressof(self.managed), self.name, None)

    def _free(self, _: Any) -> None:
        self.freed += 1


@pytest.mark.parametrize("versioned", [True, False])
def test_a_capsule_is_taken_over_and_given_back(versioned: bool) -> None:
    producer = Producer(versioned=versioned)
    view = _core.from_dlpack(producer.capsule)
    np.testing.assert_array_equal(view, np.arange(6.0).reshape(2, 3))
    assert view.flags.writeable == versioned  # version 0 has no word for it
    producer.memory[4] = 9.0
    assert view[1, 1] == 9.0
    with pytest.raises(ValueError, match="used_dltensor"):
        _core.from_dlpack(producer.capsule)
    part = view[1:]
    del view
    assert producer.freed == 0
    del part
    assert producer.freed == 1


def test_strides_offsets_and_flags_of_capsules() -> None:
    strides = (ctypes.c_int64 * 2)(1, 2)
    columns = Producer(strides=strides)
    np.testing.assert_array_equal(_core.from_dlpack(columns.capsule), np.arange(6.0).reshape(3, 2).T)
    later = Producer(byte_offset=16, shape=(ctypes.c_int64 * 2)(2, 2))
    np.testing.assert_array_equal(_core.from_dlpack(later.capsule), np.arange(2.0, 6.0).reshape(2, 2))
    assert not _core.from_dlpack(Producer(flags=1).capsule).flags.writeable
    empty = Producer(data=None, shape=(ctypes.c_int64 * 2)(0, 3))
    assert _core.from_dlpack(empty.capsule).shape == (0, 3)
    assert empty.freed == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"device_type": 2}, "device type 2"),
        ({"ndim": 65}, "65 dimensions"),
        ({"ndim": -1}, "-1 dimensions"),
        ({"lanes": 4}, "4 lanes"),
        ({"code": 10, "bits": 8}, "type 10 with 8 bits"),
        ({"code": 2, "bits": 8}, "type 2 with 8 bits"),
        ({"code": 4, "bits": 32}, "type 4 with 32 bits"),
        ({"code": 3}, "type 3"),
        ({"major": 2}, "version 2"),
    ],
    ids=str,
)
def test_capsules_that_cannot_be_read(fields: dict[str, Any], message: str) -> None:
    producer = Producer(**fields)
    with pytest.raises((TypeError, ValueError), match=message):
        _core.from_dlpack(producer.capsule)
    assert producer.freed == 0  # still the capsule's


@pytest.mark.parametrize("versioned", [True, False])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16, np.int64, np.uint8, np.bool_, _arrays._STORAGE])
def test_export_is_the_inverse_of_import(dtype: Any, versioned: bool) -> None:
    base = np.frombuffer(bytes(range(96)), np.uint8).copy()
    x = np.lib.stride_tricks.as_strided((base % 2).view(dtype), (2, 3), [np.dtype(dtype).itemsize * k for k in (5, 2)])
    held = sys.getrefcount(x)
    back = _core.from_dlpack(_core.to_dlpack(x, versioned=versioned))
    assert sys.getrefcount(x) == held + 1
    assert back.dtype == x.dtype
    assert back.strides == x.strides
    assert back.tobytes() == x.tobytes()
    assert np.shares_memory(back, x)
    del back
    assert sys.getrefcount(x) == held
    _core.to_dlpack(x, versioned=versioned)  # a capsule that nobody takes
    assert sys.getrefcount(x) == held


def test_what_cannot_be_exported() -> None:
    with pytest.raises(TypeError, match="complex128"):
        _core.to_dlpack(np.zeros(3, complex), versioned=True)
    odd = np.zeros(3, np.dtype([("a", "f8"), ("b", "i1")]))["a"]
    with pytest.raises(ValueError, match="strides of whole elements, got 9 bytes"):
        _core.to_dlpack(odd, versioned=True)
