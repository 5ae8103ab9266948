"""Networks of arrays on a device: the CPU's own tests there, the same calls as on the CPU, and refusals.

Where there is no GPU the kernels' own source runs over an emulation of one, and NumPy multiplies matrices.
"""

from __future__ import annotations

import itertools
import math
import weakref
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import likelier as lk
from likelier import _device, _device_layers
from likelier._networks import NetworkGradients
from tests import test_networks
from tests.device import Device, Emulated, EmulatedLibrary, emulated_engine
from tests.test_networks import ACTIVATIONS, GRID, HIDDEN, Case, check_close, make_case, named, probes_of
from tests.tolerances import NETWORK, NETWORK_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable

TRACES = ("auto", "exact", ("rademacher", 1), ("hadamard", 4), ("gaussian", 3), ("sphere", 2), "array")


class OnDevice:
    """A network whose arrays, and all that it is called with, are moved to a device; its results come back."""

    def __init__(self, make: Callable[..., Any], device: Device, case: Case, **options: Any) -> None:
        self._device = device
        self._net = make(*self._put([case.weights, case.biases]), case.activation, **self._put(options))

    def _put(self, x: Any) -> Any:
        if isinstance(x, np.ndarray):
            return self._device.put(x)
        if isinstance(x, dict):
            return {n: self._put(a) for n, a in x.items()}
        return [self._put(a) for a in x] if isinstance(x, list) else x

    def _get(self, x: Any) -> Any:
        if isinstance(x, NetworkGradients):
            return NetworkGradients(*map(self._get, x))
        if isinstance(x, tuple):
            return tuple(map(self._get, x))
        return x if x is None or isinstance(x, lk.nn.Context) else self._device.get(x)

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._net, name)

        def call(*args: Any, **options: Any) -> Any:
            return self._get(method(*self._put(list(args)), **self._put(options)))

        return call

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.__getattr__("__call__")(*args, **options)


def on_device(case: Case, device: Device, *, energy: bool = False) -> Any:
    if energy:
        return OnDevice(lk.nn.EnergyMLP, device, case, dim=case.arrays["x"].shape[1])
    return OnDevice(lk.nn.MLP, device, case, skip=case.arrays.get("skip"))


@pytest.fixture
def cases_on_device(device: Device, monkeypatch: pytest.MonkeyPatch) -> Device:
    """Make the CPU's tests run on the device."""
    monkeypatch.setattr(Case, "field", lambda case: on_device(case, device))
    monkeypatch.setattr(Case, "energy", lambda case: on_device(case, device, energy=True))
    return device


# ---- The CPU's own tests, against explicit derivatives.


@GRID
@pytest.mark.parametrize("trace", ["exact", "probes"])
def test_explicit_derivatives(
    activation: str, hidden: tuple[int, ...], dim: int, trace: str, cases_on_device: Device
) -> None:
    test_networks.test_field_against_explicit_jacobians(activation, hidden, dim, trace)
    test_networks.test_energy_against_explicit_hessians(activation, hidden, dim, trace)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(), (6,), (5, 7), (4, 3, 6)])
def test_every_entry_of_every_gradient(activation: str, hidden: tuple[int, ...], cases_on_device: Device) -> None:
    test_networks.test_every_entry_of_every_gradient(activation, hidden)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(
    "kind", ["implicit", "sliced", "sliced_vr", "denoising", "explicit", "finite_difference", "weighted"]
)
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_losses(kind: str, hidden: tuple[int, ...], energy: bool, cases_on_device: Device) -> None:
    test_networks.test_losses(kind, hidden, energy)


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("trace", ["exact", "hadamard"])
def test_weights_of_dimensions(hidden: tuple[int, ...], trace: str, cases_on_device: Device) -> None:
    test_networks.test_weights_of_dimensions_with_skips_and_scales(hidden, trace)


@pytest.mark.parametrize("weighting", ["none", "sigma2", "array"])
def test_weighting_of_the_noise(weighting: str, cases_on_device: Device) -> None:
    test_networks.test_weighting_of_the_noise(weighting)


def test_known_losses(cases_on_device: Device) -> None:
    test_networks.test_weights_of_one_make_the_implicit_loss()
    test_networks.test_short_steps_are_derivatives()
    test_networks.test_losses_agree_with_those_of_arrays()
    test_networks.test_only_what_is_asked_for()


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("hidden", [(33,), (70, 45), (20, 30, 20)])
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_float_is_double_rounded(
    activation: str, hidden: tuple[int, ...], energy: bool, cases_on_device: Device
) -> None:
    test_networks.test_float_is_double_rounded(activation, hidden, energy, "device")


# Whole vectors and not, rows that begin where vectors do and not.
@pytest.mark.parametrize("widths", [(1, 1), (3, 4), (12, 13), (31, 33), (64, 100)])
@pytest.mark.parametrize("batch", [1, 2, 3, 97])
def test_sizes(widths: tuple[int, int], batch: int, cases_on_device: Device) -> None:
    test_networks.test_tails_of_products(widths, batch, "device")


# ---- The same as on the CPU, but for the order of sums.


def check_same(case: Case, ours: Any, truth: Any, dtype: str = "float64") -> None:
    for value, expected in zip(ours, truth, strict=True):
        if isinstance(expected, NetworkGradients):
            for name, gradient in named(case, expected).items():
                check_close(named(case, value)[name], gradient, NETWORK[dtype])
        elif not isinstance(expected, lk.nn.Context):
            assert value.dtype == expected.dtype
            check_close(value, expected, NETWORK[dtype])


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize("trace", TRACES, ids=str)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_traces_are_those_of_the_cpu(
    hidden: tuple[int, ...], trace: Any, dtype: str, energy: bool, device: Device
) -> None:
    case = make_case(
        "gelu", hidden, 5, 11, outputs=1 if energy else None, conditions=2, dtype=dtype, scaled=not energy,
        skip=not energy,
    )  # fmt: skip
    x, rng = case.arrays["x"], np.random.default_rng(4)
    own = np.asarray(probes_of(case), dtype) if isinstance(trace, str) and trace == "array" else trace
    options = case.options("c_in", "c_out", "c_skip") | {"trace": own, "seed": 5}
    wrt = ("weights", "biases", "x", *(["skip"] if "skip" in case.arrays else []))
    both = []
    bars = None
    for net in (case.energy() if energy else case.field(), on_device(case, device, energy=energy)):
        *values, context = (net.value_grad_lap if energy else net.value_div)(x, **options)
        if bars is None:
            bars = [rng.normal(size=value.shape).astype(dtype) for value in values]
        both.append(values)
        for chosen in itertools.product((True, False), repeat=len(bars)):
            given = [bar if own else None for bar, own in zip(bars, chosen, strict=True)]
            both[-1].append(net.vjp(context, *given, wrt=wrt))
        both[-1] += net.score_matching_loss(x, wrt=wrt, **options)
    check_same(case, both[1], both[0], dtype)


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
@pytest.mark.parametrize("hidden", [(), (6, 7, 8)])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_losses_of_a_seed(energy: bool, hidden: tuple[int, ...], dtype: str, device: Device) -> None:
    case = make_case("tanh", hidden, 4, 9, outputs=1 if energy else None, dtype=dtype)
    x = case.arrays["x"]
    both = []
    for net in (case.energy() if energy else case.field(), on_device(case, device, energy=energy)):
        results: list[Any] = []
        for kind, options in (
            ("sliced", {}),
            ("sliced_vr", {"trace": 3}),
            ("denoising", {"sigma": 0.5}),
            ("denoising", {"sigma": np.float32(0.5), "weighting": "sigma2"}),
            ("explicit", {"target": x[::-1]}),
            ("weighted", {"w": np.abs(x), "dw": np.sign(x), "trace": "exact"}),
        ):
            results += net.score_matching_loss(x, kind, seed=8, **options)
        # The last bias of an energy gets what cancels: of size D / eps^2.
        results.append(net.score_matching_loss(x, "finite_difference", seed=8, eps=0.5)[0])
        both.append(results)
    check_same(case, both[1], both[0], dtype)


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
@pytest.mark.parametrize("trace", ["exact", ("rademacher", 5)], ids=str)
def test_a_few_probes_at_a_time(energy: bool, trace: Any, device: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make_case("silu", (6, 9, 7), 5, 8, outputs=1 if energy else None, conditions=1)
    net, x = on_device(case, device, energy=energy), case.arrays["x"]
    w = np.random.default_rng(1).uniform(size=x.shape)
    both: list[Any] = []
    for most in (1 << 16, 16, 1):
        monkeypatch.setattr(_device_layers, "_MOST_TANGENTS", most)
        given = {"trace": trace, "seed": 2, **case.options()}
        both.append([])
        both[-1] += net.score_matching_loss(x, wrt=("weights", "biases", "x"), **given)
        both[-1] += net.score_matching_loss(x, "weighted", w=w, dw=w, wrt=("weights", "biases", "x"), **given)
    for own in both[1:]:
        check_same(case, own, both[0])


def test_any_layout(device: Device) -> None:
    case = make_case("silu", (6, 10), 4, 24)
    x, arrays = case.arrays["x"], case.arrays

    def strided(a: Any, *, wide: bool = False) -> Any:
        """Return the same numbers, every other one in memory or by columns."""
        if not wide:
            return np.asfortranarray(a)
        whole = np.zeros(tuple(2 * n for n in a.shape), a.dtype)
        view = whole[tuple(slice(None, None, 2) for _ in a.shape)]
        view[...] = a
        return view

    truth = case.field().score_matching_loss(x, wrt=("weights", "biases", "x"))
    for wide in (False, True):
        if device.emulated:
            net = lk.nn.MLP(
                [Emulated(strided(w, wide=wide)) for w in case.weights],
                [Emulated(strided(b, wide=wide)) for b in case.biases],
            )
            given = Emulated(strided(x, wide=wide))
        else:
            import cupy

            net = lk.nn.MLP([cupy.asarray(strided(w)) for w in case.weights], [cupy.asarray(b) for b in case.biases])
            given = cupy.asarray(strided(x))
        loss, gradients = net.score_matching_loss(given, wrt=("weights", "biases", "x"))
        of = OnDevice.__new__(OnDevice)
        of._device = device
        check_same(case, [of._get(loss), of._get(gradients)], truth)
    # Integers are numbers; leading axes are samples.
    whole = np.arange(24).reshape(2, 3, 4)
    plain, moved = case.field(), on_device(case, device)
    for ours, expected in zip(moved.value_div(whole)[:2], plain.value_div(whole)[:2], strict=True):
        check_close(ours, expected, NETWORK["float64"])
    s, div, context = moved.value_div(x.reshape(2, 3, 4, 4))
    assert (s.shape, div.shape) == ((2, 3, 4, 4), (2, 3, 4))
    assert moved.vjp(context, s, div).x.shape == s.shape
    one, single, context = moved.value_div(x[0])
    assert (one.shape, single.shape) == ((4,), ())
    check_close(one, s[0, 0, 0], NETWORK_VALUE)
    assert moved.vjp(context, one, single).x.shape == (4,)
    assert arrays["x"] is x


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_layers_without_a_bias(energy: bool, device: Device) -> None:
    case = make_case("silu", (8, 6), 3, 11, outputs=1 if energy else None)
    make = lk.nn.EnergyMLP if energy else lk.nn.MLP
    put = [device.put(w) for w in case.weights]
    loss, gradients = make(put).score_matching_loss(device.put(case.arrays["x"]), trace=2, seed=1)
    expected, truth = make(case.weights).score_matching_loss(case.arrays["x"], trace=2, seed=1)
    assert gradients.biases == (None, None, None)
    assert device.get(loss) == pytest.approx(expected, rel=NETWORK["float64"])
    for ours, other in zip(gradients.weights, truth.weights, strict=True):
        check_close(device.get(ours), other, NETWORK["float64"])


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_batches_without_samples(energy: bool, device: Device) -> None:
    case = make_case("tanh", (8, 6, 5), 3, 4, outputs=1 if energy else None, skip=not energy)
    net = on_device(case, device, energy=energy)
    for trace in ("exact", 2):
        *values, context = (net.value_grad_lap if energy else net.value_div)(np.empty((0, 3)), trace)
        assert [v.shape for v in values] == ([(0,), (0, 3), (0,)] if energy else [(0, 3), (0,)])
        gradients = net.vjp(context, *values)
        assert all((g == 0).all() for g in (*gradients.weights, *gradients.biases))
    with pytest.raises(ValueError, match="x must have at least one sample"):
        net.score_matching_loss(np.empty((0, 3)))


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_a_context_has_what_its_call_had(energy: bool, device: Device) -> None:
    case = make_case("tanh", (8, 6), 3, 11, outputs=1 if energy else None, conditions=1)
    make: Any = (lambda w, b: lk.nn.EnergyMLP(w, b, dim=3)) if energy else lk.nn.MLP
    weights, biases = [device.put(w) for w in case.weights], [device.put(b) for b in case.biases]
    x, condition = device.put(case.arrays["x"]), device.put(case.condition)
    v = device.put(probes_of(case))
    net = make(weights, biases)
    *values, context = (net.value_grad_lap if energy else net.value_div)(x, v, condition=condition)
    bars = [device.put(np.ones_like(device.get(value))) for value in values]
    expected = net.vjp(context, *bars)
    before = device.get(net(x, condition)).copy()
    for array in (weights[1], x, condition, v):
        own = array._host if device.emulated else array
        own += 1.0
    again = net.vjp(context, *bars)
    all_of = [[*own.weights, *own.biases, own.x] for own in (again, expected)]
    for ours, truth in zip(*all_of, strict=True):
        assert (device.get(ours) == device.get(truth)).all()
    # The network itself sees what an optimiser has written.
    assert (device.get(net(x, condition)) != before).any()


# ---- The device.


def everything(device: Device) -> list[bytes]:
    results: list[Any] = []
    for hidden, energy in itertools.product(((), (9,), (7, 10), (5, 6, 7)), (False, True)):
        case = make_case("silu", hidden, 5, 40, outputs=1 if energy else None, dtype="float32", skip=not energy)
        net = on_device(case, device, energy=energy)
        for trace in ("exact", 3):
            loss, gradients = net.score_matching_loss(case.arrays["x"], trace=trace, seed=1, wrt=("weights", "biases"))
            results += [loss, *gradients.weights, *gradients.biases]
    return [np.asarray(r).tobytes() for r in results]


def test_the_same_bits_in_any_order_of_threads(device: Device) -> None:
    first = everything(device)
    for seed in range(3):
        if device.emulated:
            _device.backend().engine.set_seed(seed)
        assert everything(device) == first


def test_nothing_waits_and_all_runs_on_the_current_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    library = EmulatedLibrary()
    monkeypatch.delattr(EmulatedLibrary, "to_host")
    case = make_case("silu", (6, 7), 3, 5)

    def on_third(x: Any) -> Emulated:
        return Emulated(x, 3)

    with _device.replaced_by(engine, library):
        net = lk.nn.MLP([on_third(w) for w in case.weights], [on_third(b) for b in case.biases])
        x = on_third(case.arrays["x"])
        _, _, context = net.value_div(x, 2)
        net.vjp(context, x)
        net.score_matching_loss(x)
        assert library.streams == [(3, 10)] * 3
        with pytest.raises(ValueError, match="x must be on CUDA device 3, as the network's weights are; got one on"):
            net(Emulated(case.arrays["x"], 2))
        with pytest.raises(ValueError, match=r"weights\[1\] must be on CUDA device 3, as weights\[0\] is"):
            lk.nn.MLP([on_third(case.weights[0]), *case.weights[1:]])
        with pytest.raises(ValueError, match=r"weights\[1\] must be on CUDA device 3, as weights\[0\] is; got one on"):
            lk.nn.MLP([on_third(case.weights[0]), *map(Emulated, case.weights[1:])])
        with pytest.raises(ValueError, match=r"weights\[0\] must be on CUDA device 3, as biases\[0\] is"):
            lk.nn.MLP(case.weights, [on_third(b) for b in case.biases])


class Other:
    """An array on the emulated device, of a library that borrows from the one that allocates."""

    def __init__(self, owner: Emulated) -> None:
        self.owner = owner

    @property
    def __cuda_array_interface__(self) -> Any:
        return self.owner.__cuda_array_interface__

    def __dlpack_device__(self) -> tuple[int, int]:
        return self.owner.__dlpack_device__()

    def __dlpack__(self, **options: Any) -> Any:
        return self.owner.__dlpack__(**options)

    def __array_namespace__(self) -> Any:
        return Other

    @staticmethod
    def from_dlpack(x: Emulated) -> Other:
        return Other(x)


def test_gradients_go_back_to_the_library_of_their_parameter() -> None:
    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    case = make_case("silu", (6, 7), 3, 5, skip=True)
    truth = case.field().score_matching_loss(case.arrays["x"], wrt=("weights", "biases", "x", "skip"))[1]
    with _device.replaced_by(engine, EmulatedLibrary()):
        x, weights = Emulated(case.arrays["x"]), [Other(Emulated(w)) for w in case.weights]
        net = lk.nn.MLP(weights, [Emulated(b) for b in case.biases], skip=Other(Emulated(case.arrays["skip"])))
        assert net.weights == tuple(weights)
        loss, gradients = net.score_matching_loss(x, wrt=("weights", "biases", "x", "skip"))
        assert isinstance(net(Other(x)), Other)
    assert all(isinstance(a, Emulated) for a in (loss, *gradients.biases, gradients.x))
    for ours, other in zip((*gradients.weights, gradients.skip), (*truth.weights, truth.skip), strict=True):
        check_close(ours.owner._host, other, NETWORK["float64"])


class CountingLibrary(EmulatedLibrary):
    """Knows how much of its memory is in use, and how much was at most."""

    def __init__(self) -> None:
        super().__init__()
        self.now = self.most = 0

    def empty(self, shape: tuple[int, ...], dtype: Any) -> Emulated:
        own = super().empty(shape, dtype)
        size = own._host.nbytes
        self.now += size
        self.most = max(self.most, self.now)
        weakref.finalize(own, self._free, size)
        return own

    def _free(self, size: int) -> None:
        self.now -= size


@pytest.mark.parametrize("energy", [False, True], ids=["field", "energy"])
def test_memory_does_not_grow_with_the_number_of_probes(energy: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    monkeypatch.setattr(_device_layers, "_MOST_TANGENTS", 64)
    case = make_case("silu", (20, 30, 20), 3, 16, outputs=1 if energy else None)
    most = {}
    for count in (8, 64):
        library = CountingLibrary()
        with _device.replaced_by(engine, library):
            net = on_device(case, Device(emulated=True), energy=energy)
            net.score_matching_loss(case.arrays["x"], trace=("rademacher", count), seed=1)
        most[count] = library.most
    # Probes, and v.Jv along each; of fields in double.
    of_probe = 16 * (3 + 1) * 8
    assert most[64] - most[8] <= 56 * of_probe


def test_a_result_has_one_place_for_each_element() -> None:
    engine = emulated_engine()
    if engine is None:
        pytest.skip("the emulation is not built")
    x = np.ones((3, 4))

    def view(a: Any) -> Any:
        return a.ctypes.data, 0, a.shape, a.strides, -1, 0

    for y in (np.zeros(4), np.zeros((3, 1))):
        with pytest.raises(ValueError, match="one place of a result"):
            engine.epilogue("accumulate", True, (1, 3, 4), (view(y), view(x)))
    with pytest.raises(TypeError, match="the type that is computed in"):
        engine.epilogue("accumulate", False, (1, 3, 4), (view(np.zeros((3, 4))), view(x)))
    with pytest.raises(ValueError, match="expected that of an epilogue, got 'no'"):
        engine.epilogue("no", True, (1, 3, 4), ())


def test_bad_numbers_on_a_device_are_nan(device: Device) -> None:
    case = make_case("silu", (6, 7), 3, 5)
    net, x = on_device(case, device), case.arrays["x"]
    bad = np.array([1.0, 1.0, -1.0, 1.0, 1.0])
    assert math.isnan(net.score_matching_loss(x, "denoising", sigma=bad)[0])
    assert math.isnan(net.score_matching_loss(x, "finite_difference", eps=bad)[0])
    assert math.isnan(net.score_matching_loss(x, "weighted", w=-np.ones_like(x), dw=x)[0])


def refusals() -> list[Any]:
    """Return the CPU's refusals, but of what a device is not waited for."""
    marks = [m for m in test_networks.test_refused_calls.pytestmark if m.name == "parametrize"]
    return [own for own in marks[0].args[1] if not own[2].startswith("w must not be negative")]


@pytest.mark.parametrize(("call", "error", "message"), refusals())
def test_refused_calls(call: Any, error: type[Exception], message: str, device: Device) -> None:
    net = OnDevice.__new__(OnDevice)
    net._device = device
    net._net = lk.nn.MLP([device.put(np.eye(3)), device.put(np.eye(3))])
    with pytest.raises(error, match=message):
        call(net, np.ones((4, 3)))


def test_refused_arrays(device: Device) -> None:
    put = device.put
    net = lk.nn.MLP([put(np.ones((3, 4))), put(np.eye(3))])
    x = np.ones((2, 3))
    with pytest.raises(ValueError, match=r"MLP.__call__: x must be on CUDA device 0, .*; got a ndarray in the memory"):
        net(x)
    with pytest.raises(ValueError, match=r"condition must have shape \(..., 1\); got None"):
        net(put(x))
    with pytest.raises(ValueError, match=r"condition must be on CUDA device 0, as x is; got a ndarray"):
        net(put(x), np.ones(2))
    with pytest.raises(ValueError, match=r"condition must broadcast to the shape \(2, 1\); got \(3, 1\)"):
        net(put(x), put(np.ones((3, 1))))
    with pytest.raises(ValueError, match=r"trace must be on CUDA device 0, as x is; got a ndarray"):
        net.value_div(put(x), x, condition=0.5)
    _, _, context = net.value_div(put(x), condition=0.5)
    with pytest.raises(ValueError, match=r"s_bar must be on CUDA device 0, as x is; got a ndarray"):
        net.vjp(context, x)
    with pytest.raises(ValueError, match=r"sigma must be on CUDA device 0, as x is; got a ndarray"):
        net.score_matching_loss(put(x), "denoising", sigma=np.ones(2), condition=0.5)
    with pytest.raises(ValueError, match=r"x must be in the memory of the CPU"):
        lk.nn.MLP([np.eye(3)])(put(x))
    with pytest.raises(TypeError, match=r"weights\[0\] must have dtype float32 or float64; got float16"):
        lk.nn.MLP([put(np.eye(3, dtype=np.float16))])
    with pytest.raises(ValueError, match=r"weights\[1\] must have 3 columns"):
        lk.nn.MLP([put(np.eye(3)), put(np.ones((3, 4)))])
    assert repr(net) == "<likelier.nn.MLP 4 x 3 x 3, silu, float64>"


def test_without_the_back_end_a_network_is_refused() -> None:
    with _device.replaced_by(None, None), pytest.raises(ValueError, match=r"weights\[0\] must be in the memory of"):
        lk.nn.MLP([Emulated(np.eye(3))])
