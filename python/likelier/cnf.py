"""Likelihood by continuous flows: densities and samples of vector fields, and of scores by the probability flow."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, NoReturn

import numpy as np

from likelier import _memory as memory
from likelier._arrays import Array, as_array, as_known, is_integer, is_number, reduced_dtype
from likelier._device import Place, backend, is_on_device
from likelier._memory import array_of, full, is_host, namespace
from likelier._probes import Drawn, chosen_trace, probes
from likelier._random import counter, key_of, random_dtype

__all__ = ["Flow", "Schedule", "flow", "log_prob", "sample", "ve", "vp"]

Field = Callable[..., tuple[Any, Any]]

# The pair of J. R. Dormand and P. J. Prince, "A family of embedded Runge-Kutta formulae" (1980): nodes, stages, and
# what the solution of fifth order differs by from that of fourth.
_NODES = (0.0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1.0, 1.0)
_STAGES = (
    (),
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0.0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
_ERROR = (71 / 57600, 0.0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40)


class Schedule(NamedTuple):
    """A diffusion dx = drift(t) x dt + sqrt(square(t)) dw of data at time 0: see `vp` and `ve`.

    Its probability flow is dx/dt = drift(t) x - 1/2 square(t) score(x, t), and x(t) given x(0) is normal with mean
    alpha(t) x(0) and standard deviation sigma(t).

    Attributes
    ----------
    drift, square, alpha, sigma
        Functions of time.
    end
        The time at which it ends.
    prior_scale
        Standard deviation of the normal density that stands for that of x(end).
    """

    drift: Callable[[Any], Any]
    square: Callable[[Any], Any]
    alpha: Callable[[Any], Any]
    sigma: Callable[[Any], Any]
    end: float
    prior_scale: float

    def __repr__(self) -> str:
        return f"<likelier.cnf.Schedule from data at t = 0 to noise of scale {self.prior_scale:g} at t = {self.end:g}>"


def _refuse(function: str, message: str, error: type[Exception] = ValueError) -> NoReturn:
    text = f"cnf.{function}: {message}"
    raise error(text)


def _positive(function: str, name: str, value: Any, *, zero: bool = False) -> float:
    if not is_number(value):
        _refuse(function, f"{name} must be a number; got {type(value).__name__}", TypeError)
    if not (value >= 0 if zero else value > 0) or math.isinf(value):
        _refuse(function, f"{name} must be {'not negative' if zero else 'positive'} and finite; got {value!r}")
    return float(value)


def vp(beta_min: float = 0.1, beta_max: float = 20.0, end: float = 1.0) -> Schedule:
    """Variance-preserving schedule: beta grows linearly with time.

    Parameters
    ----------
    beta_min, beta_max : float
        beta at time 0 and at the end; not negative, the second positive.
    end : float, default 1.0
        When it ends.

    Returns
    -------
    Schedule
        With drift -beta/2, square beta, and a standard normal density at the end.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula, with b(t) the integral of beta from 0 to t::

        alpha = exp(-b/2);  sigma^2 = 1 - exp(-b)

    Source: Y. Song et al., "Score-based generative modeling through stochastic differential equations" (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> schedule = lk.cnf.vp()
    >>> float(schedule.alpha(0.0)), float(schedule.sigma(0.0))
    (1.0, 0.0)
    >>> bool(abs(schedule.alpha(0.5) ** 2 + schedule.sigma(0.5) ** 2 - 1) < 1e-15)
    True
    """
    low, high = _positive("vp", "beta_min", beta_min, zero=True), _positive("vp", "beta_max", beta_max)
    last = _positive("vp", "end", end)

    def beta(t: Any) -> Any:
        return low + (high - low) * (array_of(t) / last)

    def integral(t: Any) -> Any:
        return low * array_of(t) + 0.5 * (high - low) * np.square(t) / last

    return Schedule(
        lambda t: -0.5 * beta(t),
        beta,
        lambda t: np.exp(-0.5 * integral(t)),
        lambda t: np.sqrt(-np.expm1(-integral(t))),
        last,
        1.0,
    )


def ve(sigma_min: float = 0.01, sigma_max: float = 50.0, end: float = 1.0) -> Schedule:
    """Variance-exploding schedule: the standard deviation of the noise grows geometrically with time.

    Parameters
    ----------
    sigma_min, sigma_max : float
        Standard deviations at time 0 and at the end, positive, the second larger. The density at time 0 is that of data
        with noise of the first.
    end : float, default 1.0
        When it ends.

    Returns
    -------
    Schedule
        With drift 0, square d sigma^2 / dt, and a normal density of standard deviation sigma_max at the end.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Formula::

        alpha = 1;  sigma = sigma_min (sigma_max / sigma_min)^(t / end)

    Source: Y. Song et al., "Score-based generative modeling through stochastic differential equations" (2021).

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.cnf.ve(0.1, 10.0).sigma(0.5).round(12))
    1.0
    """
    low, high = _positive("ve", "sigma_min", sigma_min), _positive("ve", "sigma_max", sigma_max)
    last = _positive("ve", "end", end)
    if not high > low:
        _refuse("ve", f"sigma_max must be above sigma_min, {low}; got {high}")
    rate = math.log(high / low) / last

    def sigma(t: Any) -> Any:
        return low * np.exp(rate * array_of(t))

    return Schedule(
        np.zeros_like,
        lambda t: 2.0 * rate * np.square(sigma(t)),
        lambda t: np.ones_like(t, np.float64),
        sigma,
        last,
        high,
    )


class Flow(NamedTuple):
    """Where a flow takes points, and what that does to volumes.

    Attributes
    ----------
    z
        The points at the end.
    log_det
        Integral of the divergence along the way: the logarithm of the determinant of dz/dx.
    """

    z: Any
    log_det: Any


class _Vector:
    """dx/dt and its divergence at points that each have a time of their own.

    Parameters
    ----------
    function
        In whose name messages are.
    net, schedule, embedding
        As for `log_prob`.
    directions
        Probes (K, B, D), or None for the exact divergence.
    """

    def __init__(
        self, function: str, net: Any, schedule: Schedule | None, embedding: Any, directions: Array | None
    ) -> None:
        self._function, self._net, self._schedule = function, net, schedule
        self._directions = directions
        self._embedding = embedding
        self._energy = hasattr(net, "value_grad_lap")
        self._network = self._energy or hasattr(net, "value_div")
        if not self._network and not callable(net):
            _refuse(function, f"net must be a network or callable; got {type(net).__name__}", TypeError)
        if embedding is not None and not self._network:
            _refuse(function, "embedding must be None where net is a callable, which is given the time; got one")
        if embedding is not None and not callable(embedding):
            _refuse(function, f"embedding must be callable; got {type(embedding).__name__}", TypeError)
        if self._energy and schedule is None:
            _refuse(function, "schedule must be given where net is an energy, whose gradient is a score; got None")
        columns = getattr(net, "conditions", 0)
        if embedding is None and columns > 1:
            _refuse(function, f"embedding must be given for a network with {columns} numbers of condition; got None")
        self._timed = embedding is not None or columns == 1

    def __call__(self, x: Array, t: Array, which: Array | None) -> Array:
        """Return the field and the divergence, side by side, of the points that ``which`` names; None: of all."""
        value, divergence = self._of_net(x, t, which)
        if self._schedule is not None:
            half = -0.5 * _at_times(self._schedule.square(t), t)
            drift = _at_times(self._schedule.drift(t), t)
            value = drift[:, np.newaxis] * x + half[:, np.newaxis] * value
            divergence = drift * x.shape[1] + half * divergence
        return np.concatenate([value, divergence[:, np.newaxis]], axis=1)

    def _of_net(self, x: Array, t: Array, which: Array | None) -> tuple[Array, Array]:
        directions = self._directions
        if directions is not None and which is not None:
            directions = directions[:, which]
        if not self._network:
            result = self._net(x, t) if directions is None else self._net(x, t, directions)
            if not isinstance(result, tuple) or len(result) != 2:
                _refuse(
                    self._function, f"net must return its value and divergence; got {type(result).__name__}", TypeError
                )
            value, divergence = result
        else:
            dtype = getattr(self._net, "dtype", x.dtype)
            options: dict[str, Any] = {"trace": "exact" if directions is None else directions.astype(dtype, copy=False)}
            if self._timed:
                options["condition"] = t[:, np.newaxis] if self._embedding is None else self._embedding(t)
            given = namespace(x).ascontiguousarray(x.astype(dtype, copy=False))
            if self._energy:
                _, value, divergence, *_ = self._net.value_grad_lap(given, **options)
            else:
                value, divergence, *_ = self._net.value_div(given, **options)
        sign = -1.0 if self._energy else 1.0
        results = []
        for name, result, shape in (("value", value, x.shape), ("divergence", divergence, t.shape)):
            array = _result_of(result, f"cnf.{self._function}", f"the {name} of net", x)
            if array.shape != shape:
                _refuse(self._function, f"net must return a {name} of shape {shape}; got {array.shape}")
            results.append(sign * as_known(array).astype(np.float64))
        return results[0], results[1]


def _at_times(value: Any, t: Array) -> Array:
    """Return what a schedule says, a number or an array of its own, at each of the times."""
    if is_host(value) and not is_host(t):
        return full(t.shape, float(value), t)  # type: ignore[no-any-return]
    return np.broadcast_to(array_of(value, np.float64), t.shape)


def _result_of(result: Any, function: str, name: str, beside: Array) -> Any:
    """Return what a function of the caller's has made, as an array in the memory that the points are in."""
    if is_host(beside) or not is_on_device(result):
        array, _ = as_array(result, function, name)
        if not is_host(beside):
            msg = f"{function}: {name} must be on the device that the points are on; got one in the memory of the CPU"
            raise ValueError(msg)
        return array
    place = Place(result, function, name)
    return memory.known(place, place.own_array)


def _rk4(vector: _Vector, y: Array, first: float, last: float, steps: int) -> Array:
    """Integrate by the classical formula of fourth order, in equal steps."""
    h = (last - first) / steps
    for i in range(steps):
        t = full((len(y),), first + i * h, y)
        k1 = vector(y[:, :-1], t, None)
        k2 = vector((y + 0.5 * h * k1)[:, :-1], t + 0.5 * h, None)
        k3 = vector((y + 0.5 * h * k2)[:, :-1], t + 0.5 * h, None)
        k4 = vector((y + h * k3)[:, :-1], full((len(y),), first + (i + 1) * h, y), None)
        y = y + h / 6.0 * (k1 + 2.0 * k2 + 2.0 * k3 + k4)
    return y


def _rms(x: Array) -> Array:
    return array_of(np.sqrt(np.mean(x * x, axis=1)))


def _first_steps(vector: _Vector, y: Array, k: Array, first: float, span: float, rtol: float, atol: float) -> Array:
    """Return a step for each point (E. Hairer, S. Norsett and G. Wanner, Solving ODEs I (1993), II.4)."""
    scale = atol + rtol * np.abs(y)
    size, slope = _rms(y / scale), _rms(k / scale)
    small = (size < 1e-5) | (slope < 1e-5)
    h = np.where(small, 1e-6, 0.01 * size / np.where(small, 1.0, slope))
    h = np.minimum(h, abs(span))
    step = math.copysign(1.0, span) * h
    moved = vector((y + step[:, np.newaxis] * k)[:, :-1], first + step, None)
    largest = np.maximum(slope, _rms((moved - k) / scale) / h)
    tiny = largest <= 1e-15
    guess = np.where(tiny, np.maximum(1e-6, 1e-3 * h), (0.01 / np.where(tiny, 1.0, largest)) ** 0.2)
    return array_of(np.minimum(np.minimum(100.0 * h, guess), abs(span)))


def _dopri5(vector: _Vector, y: Array, first: float, last: float, rtol: float, atol: float, max_steps: int) -> Array:
    """Integrate by Dormand and Prince's pair; every point has a time and a step of its own.

    On a device points that have arrived stay where they are, and steps are made until the host, which looks once a
    step, sees that all have.
    """
    on_host = is_host(y)
    result = y.copy()
    if first == last or len(y) == 0:
        return result
    span = last - first
    sign = math.copysign(1.0, span)
    which = np.arange(len(y)) if on_host else None
    t = full((len(y),), first, y)
    k1 = vector(y[:, :-1], t, which)
    h = _first_steps(vector, y, k1, first, span, rtol, atol)
    steps = 0
    under_way = t == first
    least = 16 * np.finfo(np.float64).eps * max(abs(first), abs(last))
    while True:
        remaining = np.abs(last - t)
        ends = h >= remaining
        h = np.minimum(h, remaining)
        step = (sign * h)[:, np.newaxis]
        stages = [k1]
        for node, row in zip(_NODES[1:], _STAGES[1:], strict=True):
            moved = y
            for c, k in zip(row, stages, strict=True):
                if c != 0.0:
                    moved = moved + (c * step) * k
            stages.append(vector(moved[:, :-1], t + sign * node * h, which))
        error = sum(c * k for c, k in zip(_ERROR, stages, strict=True) if c != 0.0) * step
        ratio = _rms(error / (atol + rtol * np.maximum(np.abs(y), np.abs(moved))))
        lost = ~np.isfinite(ratio) & ~np.isfinite(y).all(axis=1) | np.isnan(k1).any(axis=1)
        accepted = ratio <= 1.0
        with np.errstate(divide="ignore"):
            factor = np.clip(0.9 * np.where(np.isnan(ratio), np.inf, ratio) ** -0.2, 0.2, 5.0)
        y = np.where(accepted[:, np.newaxis], moved, y)
        k1 = np.where(accepted[:, np.newaxis], stages[-1], k1)
        t = np.where(accepted, np.where(ends, last, t + sign * h), t)
        h = h * np.where(accepted, factor, np.minimum(factor, 1.0))
        steps += 1
        finished = accepted & ends
        going = ~(finished | lost)
        stuck = going if steps >= max_steps else going & (h < least)
        if which is None:
            arrived = (under_way & finished)[:, np.newaxis]
            nowhere = (under_way & ~finished & (lost | stuck))[:, np.newaxis]
            result = np.where(nowhere, np.nan, np.where(arrived, y, result))
            under_way = under_way & going & ~stuck
            if not backend().library.is_true(under_way.any()):
                return result
            continue
        result[which[finished]] = y[finished]
        result[which[lost]] = np.nan
        if not going.any():
            return result
        if stuck.any():
            i = int(np.argmax(stuck))
            msg = (
                f"cnf: sample {int(which[i])} must reach t={last} in {max_steps} steps; got to t={t[i]:.6g} in "
                f"{steps}, with the next of length {h[i]:.3g}"
            )
            raise RuntimeError(msg)
        which, y, k1, t, h = (a[going] for a in (which, y, k1, t, h))


class _Options:
    """How to solve: the options that all functions share, checked."""

    def __init__(self, function: str, given: dict[str, Any]) -> None:
        schedule = given["schedule"]
        if schedule is not None and not isinstance(schedule, Schedule):
            kind = type(schedule).__name__
            _refuse(function, f"schedule must be a Schedule, of vp or ve for instance; got {kind}", TypeError)
        self.schedule: Schedule | None = schedule
        end = 1.0 if schedule is None else schedule.end
        times = {"t0": given["t0"], "t1": end if given["t1"] is None else given["t1"]}
        for name, value in times.items():
            if not is_number(value):
                _refuse(function, f"{name} must be a number; got {type(value).__name__}", TypeError)
            if not math.isfinite(value):
                _refuse(function, f"{name} must be finite; got {value!r}")
        self.first, self.last = float(times["t0"]), float(times["t1"])
        self.method = given["method"]
        if self.method not in ("dopri5", "rk4"):
            _refuse(function, f"method must be one of 'dopri5', 'rk4'; got {self.method!r}")
        self.rtol = _positive(function, "rtol", given["rtol"])
        self.atol = _positive(function, "atol", given["atol"])
        for name in ("steps", "max_steps"):
            if not is_integer(given[name]):
                _refuse(function, f"{name} must be an int; got {given[name]!r}", TypeError)
            if given[name] < 1:
                _refuse(function, f"{name} must be at least 1; got {given[name]}")
        self.steps, self.max_steps = int(given["steps"]), int(given["max_steps"])
        self._function, self._trace, self._seed = function, given["trace"], given["seed"]
        self._net, self._embedding = given["net"], given["embedding"]

    def beside(self) -> Any:
        """Return an array on the device that the network is on; None: it is on none."""
        own = getattr(self._net, "_on_device", None)
        return None if own is None else own.beside()

    def vector(self, x: Array, shape: tuple[int, ...]) -> _Vector:
        """Return the field for points of this shape, its probes drawn once."""
        name = f"cnf.{self._function}"
        place = None if is_host(x) else Place(x, name, "x")
        read = None if place is None else lambda array: place.array(array, "trace")
        chosen = chosen_trace(self._trace, name, shape, self._seed, ("exact",), read)
        directions: Array | None = None
        if isinstance(chosen, Drawn):
            sizes = (chosen.number, len(x), shape[-1])
            beside = None if place is None else x
            directions = probes(sizes, chosen.kind, seed=chosen.key, dtype=np.float64, like=beside)
        elif not isinstance(chosen, str):
            array = chosen if place is None else memory.known(place, chosen)
            directions = as_known(array).astype(np.float64).reshape((len(array), len(x), shape[-1]))
        return _Vector(self._function, self._net, self.schedule, self._embedding, directions)

    def solve(self, x: Array, shape: tuple[int, ...], *, backwards: bool = False) -> Array:
        """Return the points at the other end, with the integral of the divergence beside them.

        Points are rows here; ``shape`` is that in which the caller has them.
        """
        vector = self.vector(x, shape)
        y = np.concatenate([x, full((len(x), 1), 0.0, x)], axis=1)
        first, last = (self.last, self.first) if backwards else (self.first, self.last)
        if self.method == "rk4":
            return _rk4(vector, y, first, last, self.steps)
        with np.errstate(invalid="ignore", over="ignore"):
            return _dopri5(vector, y, first, last, self.rtol, self.atol, self.max_steps)

    def base(self, given: Any, z: Array) -> Array:
        """Return the log-density of points at the end."""
        if given is None:
            scale = 1.0 if self.schedule is None else self.schedule.prior_scale
            constant = -z.shape[1] * (0.5 * math.log(2 * math.pi) + math.log(scale))
            return array_of(constant - 0.5 * np.sum(np.square(z / scale), axis=1))
        if not callable(given):
            _refuse(self._function, f"base must be a callable or None; got {type(given).__name__}", TypeError)
        array = _result_of(given(z), f"cnf.{self._function}", "base", z)
        if array.shape != z.shape[:1]:
            _refuse(self._function, f"base must return one number a sample, shape {z.shape[:1]}; got {array.shape}")
        return as_known(array).astype(np.float64)


class _Points:
    """The points of a call as rows, and how to give what becomes of them."""

    def __init__(self, function: str, x: Any) -> None:
        self.given = memory.Arguments(f"cnf.{function}", {"x": x})
        array = self.given.arrays["x"]
        if array.ndim == 0:
            _refuse(function, "x must have at least one axis, of dimensions; got a 0-d array")
        self.shape = array.shape
        with self.given.running():
            rows = as_known(array).astype(np.float64)
            self.rows = rows.reshape((math.prod(self.shape[:-1]), self.shape[-1]))

    def give(self, result: Array, shape: tuple[int, ...]) -> Any:
        """Return a result of this shape in the dtype of results, as the user's own kind of array."""
        return self.given.give(result.reshape(shape), reduced_dtype(self.given.dtype))


def flow(
    net: Any,
    x: Any,
    *,
    schedule: Schedule | None = None,
    t0: float = 0.0,
    t1: float | None = None,
    trace: Any = "exact",
    seed: int | np.random.Generator | None = None,
    embedding: Callable[[Any], Any] | None = None,
    method: Literal["dopri5", "rk4"] = "dopri5",
    steps: int = 100,
    rtol: float = 1e-6,
    atol: float = 1e-6,
    max_steps: int = 10_000,
) -> Flow:
    """Where the flow of a vector field takes points from t0 to t1, and the integral of the divergence along the way.

    Parameters
    ----------
    net : network or callable
        The field dx/dt, or the score where there is a schedule:

        - ``likelier.nn.MLP`` or anything with its ``value_div``; a condition of one number is the time. With a
          schedule, ``likelier.nn.EnergyMLP`` too.
        - a function of points (B, D) and their times (B,), which differ; of probes (K, B, D) besides, where ``trace``
          is some. It returns the field (B, D) and the divergence (B,), or the mean of v.Jv over the probes.
    x : array_like
        Points; the last axis is that of dimensions, the others are samples.
    schedule : Schedule, optional
        `vp` or `ve`: net is a score then, and the flow that of the probability. Without one net is a velocity.
    t0, t1 : float
        When to begin, and to end: default 0, and 1 or the schedule's end.
    trace : "exact", int, (kind, int) or array_like, default "exact"
        The divergence: exact, or from that many probes of `likelier.probes` a sample, or from these, (..., D) or
        (K, ..., D). Probes stay the same all the way.
    seed : int or numpy.random.Generator, optional
        Of the probes.
    embedding : callable, optional
        What a network's condition is, (B, C), as a function of times (B,).
    method : {"dopri5", "rk4"}
        Dormand and Prince's pair of orders 5 and 4, or the classical formula of order 4 in equal steps.
    steps : int, default 100
        Of rk4.
    rtol, atol : float
        Of dopri5: the error of a step of a sample, the root of the mean of squares over its dimensions and log_det, is
        at most atol + rtol times the size of each.
    max_steps : int
        Of dopri5, for one sample.

    Points on a CUDA device stay there, as do those of a network that is on one: a callable is given arrays on the
    device and has to return such. rk4 waits for nothing. dopri5 cannot know without a look when it is done: the host
    waits for the device once a step, for one truth value, and the call cannot be captured in a CUDA graph. A sample
    that raises RuntimeError on the CPU is NaN there.

    Returns
    -------
    Flow
        z and log_det, float64 for float64 and integers, otherwise float32; all is computed in double but what a
        network of float32 computes itself.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.
    RuntimeError
        Where a sample needs more than max_steps, or a step too short to move on.

    Notes
    -----
    Formula::

        dz/dt = f(z, t);  d log_det / dt = tr df/dz

    Every sample has steps of its own: its result does not depend on the samples beside it, where net treats its rows
    independently. A sample whose field is NaN is NaN.

    Sources: R. Chen et al., "Neural ordinary differential equations" (2018); W. Grathwohl et al., "FFJORD" (2019);
    J. R. Dormand and P. J. Prince, "A family of embedded Runge-Kutta formulae" (1980).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> a = np.array([[0.0, 1.0], [-1.0, 0.5]])
    >>> field = lambda x, t: (x @ a.T, np.full(len(x), np.trace(a)))
    >>> lk.cnf.flow(field, [[1.0, 2.0]], t1=2.0).log_det.round(9).tolist()
    [1.0]
    """
    options = _Options("flow", locals())
    points = _Points("flow", x)
    with points.given.running():
        y = options.solve(points.rows, points.shape)
        return Flow(points.give(y[:, :-1], points.shape), points.give(y[:, -1], points.shape[:-1]))


def log_prob(
    net: Any,
    x: Any,
    *,
    schedule: Schedule | None = None,
    t0: float = 0.0,
    t1: float | None = None,
    base: Callable[[Any], Any] | None = None,
    trace: Any = "exact",
    seed: int | np.random.Generator | None = None,
    embedding: Callable[[Any], Any] | None = None,
    method: Literal["dopri5", "rk4"] = "dopri5",
    steps: int = 100,
    rtol: float = 1e-6,
    atol: float = 1e-6,
    max_steps: int = 10_000,
) -> Any:
    """Log-density of points under a continuous normalising flow, or a score's probability flow.

    Parameters
    ----------
    net, x, schedule, t0, t1, trace, seed, embedding, method, steps, rtol, atol, max_steps
        As for `flow`: from the data at t0 to the base density at t1.
    base : callable, optional
        Log-density of points (B, D) at t1. Default: standard normal, or the schedule's prior.

    Returns
    -------
    ndarray or scalar
        One number a sample, in nats; ``likelier.bits_per_dim(-value, D)`` for bits. float64 for float64 and
        integers, otherwise float32.

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As for `flow`.

    Notes
    -----
    Formula::

        log p(x) = log base(z(t1)) + integral of div f from t0 to t1

    With a schedule it is the density at t0, of data with the noise of that time. A score network learnt from some time
    on should have no smaller t0. With probes the value is unbiased, its exponential is not.

    Sources: R. Chen et al., "Neural ordinary differential equations" (2018); Y. Song et al., "Score-based generative
    modeling through stochastic differential equations" (2021).

    Examples
    --------
    The probability flow of a mixture's own scores returns its density:

    >>> import numpy as np
    >>> import likelier as lk
    >>> schedule, gmm = lk.cnf.ve(1e-3, 30.0), lk.score_matching.gmm
    >>> mean = np.array([[-1.0], [2.0]])
    >>> def score(x, t):
    ...     result, trace = np.empty_like(x), np.empty(len(x))
    ...     for i in range(len(x)):  # every sample has a time of its own
    ...         var = 0.25 + schedule.sigma(t[i]) ** 2
    ...         result[i] = gmm.score(x[i], [0.0, 0.0], mean, var=var)
    ...         trace[i] = gmm.trace(x[i], [0.0, 0.0], mean, var=var)
    ...     return result, trace
    >>> x = np.array([[0.0], [2.0]])
    >>> got = lk.cnf.log_prob(score, x, schedule=schedule)
    >>> bool(np.allclose(got, gmm.logpdf(x, [0.0, 0.0], mean, var=0.25), atol=2e-2))
    True
    """
    options = _Options("log_prob", locals())
    points = _Points("log_prob", x)
    with points.given.running():
        y = options.solve(points.rows, points.shape)
        return points.give(options.base(base, y[:, :-1]) + y[:, -1], points.shape[:-1])


def sample(
    net: Any,
    shape: tuple[int, ...],
    *,
    schedule: Schedule | None = None,
    t0: float = 0.0,
    t1: float | None = None,
    z: Any = None,
    seed: int | np.random.Generator | None = None,
    offset: int = 0,
    dtype: Any = np.float64,
    embedding: Callable[[Any], Any] | None = None,
    method: Literal["dopri5", "rk4"] = "dopri5",
    steps: int = 100,
    rtol: float = 1e-6,
    atol: float = 1e-6,
    max_steps: int = 10_000,
) -> Any:
    """Draw samples of a continuous normalising flow: points of the base density, taken back from t1 to t0.

    Parameters
    ----------
    net, schedule, t0, t1, embedding, method, steps, rtol, atol, max_steps
        As for `flow`.
    shape : tuple of int
        Of the result: samples, then dimensions.
    z : array_like, optional
        The points at t1, of this shape. Default: normal, of the schedule's prior.
    seed : int or numpy.random.Generator, optional
        Key of the stream of these: ``likelier.norm.rvs(shape, seed=seed, offset=offset)``.
    offset : int, default 0
        The element of that stream to begin with.
    dtype : numpy.dtype, default float64
        float32 or float64.

    Returns
    -------
    ndarray

    Raises
    ------
    TypeError, ValueError, RuntimeError
        As for `flow`.

    Notes
    -----
    Formula::

        dx/dt = f(x, t) from t1 back to t0

    Source: R. Chen et al., "Neural ordinary differential equations" (2018).

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> field = lambda x, t: (x, np.full(len(x), 1.0 * x.shape[1]))
    >>> x = lk.cnf.sample(field, (4, 2), z=np.ones((4, 2)))
    >>> bool(np.allclose(x, np.exp(-1)))
    True
    """
    options = _Options("sample", {**locals(), "trace": "exact"})
    asked: Any = shape
    if not isinstance(asked, tuple) or not asked or not all(is_integer(n) and n >= 0 for n in asked):
        _refuse("sample", f"shape must be a tuple of integers that are not negative; got {shape!r}", TypeError)
    kind = random_dtype(dtype, "cnf.sample")
    sizes = tuple(int(n) for n in asked)
    points, place = z, None
    if z is None:
        from likelier import norm

        scale = 1.0 if options.schedule is None else options.schedule.prior_scale
        key, first = key_of(seed, "cnf.sample"), counter(offset, "offset", "cnf.sample")
        beside = options.beside()
        if beside is None:
            points = scale * norm.rvs(sizes, seed=key, offset=first)
        else:
            # Where the network is.
            place = Place(beside, "cnf.sample", "net")
            with place.running():
                width = place.library.namespace.full((), scale, np.float64)
                points = norm.rvs(sizes, scale=width, seed=key, offset=first)
    given = memory.Arguments("cnf.sample", {"z": points})
    with given.running():
        start = given.arrays["z"]
        if start.shape != sizes:
            _refuse("sample", f"z must have shape {sizes}; got {start.shape}")
        rows = as_known(start).astype(np.float64).reshape((math.prod(sizes[:-1]), sizes[-1]))
        y = options.solve(rows, sizes, backwards=True)
        result = y[:, :-1].reshape(sizes)
        place = place or given.place
        return np.asarray(result, kind) if place is None else memory.give(place, result, kind)
