"""Cross-entropy of logits, its by-products, and its parts over slices of the classes."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import numpy as np

from likelier import _core, _device_rows
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    check_broadcastable,
    gradient_dtype,
    index_text,
    is_floating,
    is_integer,
    reduced_dtype,
    result_dtype,
)
from likelier._device import place_of
from likelier._differentiable import pack_gradients
from likelier._elementwise import REDUCTIONS
from likelier._partial import Partial
from likelier._rows import _Event, _give, _RowLoss

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import ArrayLike


class CrossEntropyStats(NamedTuple):
    """What `likelier.cross_entropy.stats` returns.

    Attributes
    ----------
    loss
        As `likelier.cross_entropy` returns it: reduced, the z-loss included.
    lse
        The log-sum-exp of each row of logits, after softcap and temperature; NaN for absent rows.
    entropy
        The entropy of each row's softmax, in nats; NaN for absent rows and those without a distribution.
    argmax
        The first most probable class of each row; -1 for absent rows and those without a distribution.
    correct
        Whether that is the target, or the first class of greatest mass of a soft one; False where argmax is -1.
    z_loss
        z_loss * lse**2 for each row; NaN where argmax is -1.

    Notes
    -----
    Rows are absent where ``where`` or ``ignore_index`` says so. A weight of 0, of a row or of its class, takes a
    row out of the loss, but not its statistics. Logits with a NaN, or of nothing but -inf, have no distribution.
    """

    loss: Any
    lse: Any
    entropy: Any
    argmax: Any
    correct: Any
    z_loss: Any


@dataclass
class _Problem:
    """Arguments, checked, as the engine takes them."""

    logits: Array
    target: Array
    event: _Event
    soft: bool
    producer: Callable[[Array], Any] | None
    dtype: np.dtype[Any]
    options: dict[str, Any]
    inputs: list[Array] = field(default_factory=list)

    @property
    def reduced(self) -> np.dtype[Any]:
        return reduced_dtype(self.dtype)

    def run(self, results: dict[str, Any]) -> Partial:
        options = {name: x for name, x in self.options.items() if x is not None}
        target = self.event.last(self.target) if self.soft else self.target
        sums = _core.cross_entropy(
            self.dtype == np.float64, self.event.last(self.logits), target, options | {"soft": self.soft}, results
        )
        return Partial.of_sums(sums, self.reduced)


class _CrossEntropy(_RowLoss):
    """The negative log-probability of a target."""

    def _problem(self, given: Mapping[str, Any]) -> _Problem:
        name = self.__qualname__
        logits, producer = as_array(given["logits"], name, "logits")
        target, _ = as_array(given["target"], name, "target", "an array of class indices or of masses")
        axis = given["axis"]
        event = self._rows_of(logits, axis, "logits")
        length = event.shape[event.axes[0]]
        soft = self._is_soft(target, event, axis)
        ignore_index = self._ignore_index(given)
        weight = given["weight"]
        if weight is not None:
            weight, _ = as_array(weight, name, "weight")
            if weight.shape != (length,):
                self._fail(f"weight must have one entry per class, shape {(length,)}; got {weight.shape}")
        weights = self._beside(given["weights"], event.rows, "weights")
        where, row_where = self._masks(given["where"], event)
        options = {
            "where": None if where is None else event.spread(where),
            "row_where": row_where,
            "weight": weight,
            "weights": weights,
            "ignore_index": ignore_index,
            "label_smoothing": self._number(given, "label_smoothing", 0.0, 1.0),
            "temperature": self._number(given, "temperature", 0.0, math.inf, strict=True),
            "softcap": given["softcap"],
            "z_loss": self._number(given, "z_loss", 0.0, math.inf),
        }
        if options["softcap"] is not None:
            options["softcap"] = self._number(given, "softcap", 0.0, math.inf, strict=True)
        inputs = [a for a in (logits, target, where, row_where, weight, weights) if a is not None]
        raw, arrays = [given["logits"]], [logits]
        if soft and not is_floating(logits):
            raw, arrays = [given["target"]], [target]
        if not soft and target.dtype == np.uint64 and target.size and int(target.max()) >= 2**63:
            self._fail(f"target must be below 2**63; got {int(target.max())}")
        return _Problem(logits, target, event, soft, producer, result_dtype(raw, arrays), options, inputs)

    def _run(self, problem: _Problem, results: dict[str, Any]) -> Partial:
        try:
            return problem.run(results)
        except ValueError:
            if not problem.soft:
                # The engine has met a target that is no class.
                options = problem.options
                classes = options.get("classes", problem.event.shape[problem.event.axes[0]])
                self._refuse_target(problem.target, classes, options["ignore_index"], options["row_where"])
            raise

    def _is_soft(self, target: Array, event: _Event, axis: int) -> bool:
        """Tell what a target is, by its dtype and its shape."""
        if is_floating(target):
            if target.shape != event.shape:
                self._fail(
                    f"target must be integers of the shape of logits without axis {axis}, {event.rows}, "
                    f"or soft targets of the shape of logits, {event.shape}; "
                    f"got dtype {target.dtype} and shape {target.shape}"
                )
            return True
        if target.dtype.kind not in "iu":
            self._fail(f"target must be an array of class indices or of masses; got dtype {target.dtype}", TypeError)
        if target.shape != event.rows:
            hint = ": soft targets are floating" if target.shape == event.shape else ""
            self._fail(
                f"target must have the shape of logits without axis {axis}, {event.rows}; got {target.shape}{hint}"
            )
        return False

    def _masks(self, where: Any, event: _Event) -> tuple[Array | None, Array | None]:
        """Return the mask over classes and the mask over rows; the number of axes tells which it is."""
        if where is not None and as_array(where, self.__qualname__, "where", "a boolean array")[0].ndim < event.ndim:
            return None, self._mask(where, event.rows)
        return self._mask(where, event.shape), None

    def _refuse_target(self, target: Array, classes: int, ignore_index: int, present: Array | None) -> None:
        """Raise for the first target that is no class, by its place among all rows."""
        bad = ((target < 0) | (target >= classes)) & (target != ignore_index)
        if present is not None:
            bad &= present
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            self._fail(
                f"target must hold class indices in [0, {classes}), or ignore_index={ignore_index}; "
                f"got {target[index]}{index_text(index)}"
            )

    def _evaluate(self, given: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool) -> tuple[Any, Any]:
        reduction = given["reduction"]
        self._choice(reduction, REDUCTIONS, "reduction")
        place_on_device = place_of(self.__qualname__, ("logits", "target"), (given["logits"], given["target"]))
        if place_on_device is not None:
            with place_on_device.running():
                return _device_rows.cross_entropy(self, place_on_device, given, wrt, cotangent, gradient=gradient)
        problem = self._problem(given)
        event = problem.event
        final = event.rows if reduction == "none" else ()
        out, into, losses = given["out"], None, None
        problem.options["reduction"] = reduction
        results: dict[str, Any] = {}
        arrays: dict[str, Array] = {}
        if gradient:
            floating = {"logits": problem.logits} | ({"target": problem.target} if problem.soft else {})
            wanted = self._wanted(wrt, floating, given)
            place, results["gradient"] = self._gradient_place(
                out, wanted, "logits", problem.logits, event, problem.inputs
            )
            if place is not None:
                arrays["logits"] = place
            if "target" in wanted:
                arrays["target"], results["target_gradient"] = event.empty(gradient_dtype(problem.target))
            factor = self._beside(cotangent, final, "cotangent")
            self._refuse_overlap(None if out is None else place, factor)
            if factor is not None:
                problem.options["cotangent"] = np.broadcast_to(factor, event.rows)
        else:
            into = self._place(out, final, problem.reduced, problem.inputs, reduction)
        if reduction == "none":
            losses = results["losses"] = into if into is not None else _core.empty(event.rows, problem.reduced)
        total = self._run(problem, results)
        value = self._value(total, losses, reduction, out, into, problem.producer)
        if not gradient:
            return value, None
        by_name = {n: out if n == "logits" and out is not None else _give(problem.producer, arrays[n]) for n in wanted}
        return value, pack_gradients(wrt, by_name)

    def stats(self, logits: ArrayLike, target: ArrayLike, **options: Any) -> CrossEntropyStats:
        """Return the loss with what the same pass over the logits can tell.

        Parameters
        ----------
        logits, target, **options
            As for `likelier.cross_entropy`, without ``out`` and the reduction "partial".

        Returns
        -------
        CrossEntropyStats
            A named tuple: loss (reduced), and one value a row of lse, entropy, argmax, correct, z_loss.

        Examples
        --------
        >>> import likelier as lk
        >>> stats = lk.cross_entropy.stats([[0.0, 0.0], [0.0, 50.0]], [0, 1])
        >>> stats.correct.tolist(), stats.entropy.round(4).tolist()
        ([True, True], [0.6931, 0.0])
        """
        given = self._bind((logits, target), options)
        reduction = given["reduction"]
        self._choice(reduction, ("mean", "sum", "none"), "reduction")
        if given["out"] is not None:
            self._fail(f"out must be None for stats; got {type(given['out']).__name__}")
        place = place_of(self.__qualname__, ("logits", "target"), (given["logits"], given["target"]))
        if place is not None:
            with place.running():
                return CrossEntropyStats(*_device_rows.statistics(self, place, given))
        problem = self._problem(given)
        rows, reduced = problem.event.rows, problem.reduced
        problem.options["reduction"] = reduction
        results = {
            "losses": _core.empty(rows, reduced),
            "lse": np.empty(rows),
            "entropy": np.empty(rows),
            "argmax": np.empty(rows, np.int64),
        }
        total = self._run(problem, results)
        loss = results["losses"] if reduction == "none" else np.asarray(total.result(reduction))
        largest = results["argmax"]
        best = problem.target
        if problem.soft:
            masses, where = as_known(problem.event.last(problem.target)), problem.options["where"]
            if where is not None:
                masses = np.where(where, masses, -np.inf)
            best = masses.argmax(axis=-1) if masses.shape[-1] else np.full(rows, -1)
        lse, factor = results["lse"], problem.options["z_loss"]
        # What does not fit the dtype is infinite in it.
        with np.errstate(over="ignore", invalid="ignore"):
            z_loss = np.where(largest >= 0, factor * lse * lse if factor else 0.0, np.nan)
            values = (
                loss,
                lse.astype(reduced),
                results["entropy"].astype(reduced),
                largest,
                (largest == best) & (largest >= 0),
                z_loss.astype(reduced),
            )
        return CrossEntropyStats(*(_give(problem.producer, x) for x in values))

    def shard(
        self, logits: ArrayLike, target: ArrayLike, *, first_class: int, classes: int, **options: Any
    ) -> CrossEntropyShard:
        """Return the part of each row that a slice of the classes holds: for vocabularies split over devices.

        The parts of all slices add up (``+``, in any grouping); the sum's ``result`` is the loss over all
        classes, and its ``value_and_grad`` the gradient of one slice's logits.

        Parameters
        ----------
        logits : array_like
            The slice's logits.
        target : array_like
            Class indices among all classes; or the slice's soft targets.
        first_class : int
            The slice's first class among all.
        classes : int
            The number of all classes.
        **options
            As for `likelier.cross_entropy`: weight (the slice's), weights, ignore_index, label_smoothing,
            temperature, softcap, z_loss, axis, and where, over rows, or over the slice's classes; then every
            slice has such a mask.

        Returns
        -------
        CrossEntropyShard
            A small part: fourteen numbers a row, whatever the number of classes. Can be pickled. The parts of
            overlapping slices do not add up, and there is no result before every class is in. Of arrays on a
            device the part stays there; parts to be added must be on one device, and their targets, weights and
            masks of rows, which are not compared there, must be the same.

        Examples
        --------
        >>> import functools, operator
        >>> import numpy as np
        >>> import likelier as lk
        >>> logits, target = np.array([[1.0, 2.0, 3.0, 4.0]]), [2]
        >>> slices = (0, 2), (2, 4)
        >>> parts = [lk.cross_entropy.shard(logits[:, a:b], target, first_class=a, classes=4) for a, b in slices]
        >>> whole = functools.reduce(operator.add, parts)
        >>> whole.result() == lk.cross_entropy(logits, target)
        np.True_
        """
        if "reduction" in options:
            self._fail(f"reduction must be given to the sum's result, not to shard; got {options['reduction']!r}")
        given = self._bind((logits, target), options)
        for name, x in (("first_class", first_class), ("classes", classes)):
            if not is_integer(x):
                self._fail(f"{name} must be an int; got {x!r}", TypeError)
        if given["out"] is not None:
            self._fail(f"out must be None for shards; got {type(given['out']).__name__}")
        place = place_of(self.__qualname__, ("logits", "target"), (given["logits"], given["target"]))
        if place is not None:
            from likelier._device_shard import make_shard

            return make_shard(self, place, given, int(first_class), int(classes))
        problem = self._problem(given)
        length = problem.event.shape[problem.event.axes[0]]
        self._check_slice(length, first_class, classes)
        sums = np.empty((*problem.event.rows, _core.shard_size))
        problem.options |= {"first_class": int(first_class), "classes": int(classes), "reduction": "sum"}
        self._run(problem, {"shard": sums})
        options = {n: x for n, x in problem.options.items() if n not in ("where", "weight", "first_class")}
        target_indices = None if problem.soft else problem.target
        beside = tuple(problem.options[n] is not None for n in ("weight", "where"))
        covered = ((int(first_class), int(first_class) + length),) if length else ()
        return CrossEntropyShard(sums, target_indices, options, problem.dtype, beside, covered)

    def _check_slice(self, length: int, first_class: int, classes: int) -> None:
        if not 0 <= first_class <= classes - length:
            self._fail(
                f"first_class must be such that {length} classes fit among {classes}; got first_class={first_class}"
            )


_SLOPE = "CrossEntropyShard.value_and_grad"


class CrossEntropyShard:
    """The part of a cross-entropy that a slice of the classes holds, or the sum of such parts.

    Made by `likelier.cross_entropy.shard`. Parts of the same rows add with ``+``.
    """

    __slots__ = ("_beside", "_covered", "_dtype", "_options", "_sums", "_target")

    def __init__(
        self,
        sums: Any,
        target: Any,
        options: Mapping[str, Any],
        dtype: np.dtype[Any],
        beside: tuple[bool, ...],
        covered: tuple[tuple[int, int], ...],
    ) -> None:
        self._sums = sums
        self._target = target
        self._options = dict(options)
        self._dtype = dtype
        # Whether slices have class weights, and masks.
        self._beside = beside
        # The classes that are in, as first ones and ends, in order and joined where they touch.
        self._covered = covered

    def __add__(self, other: object) -> CrossEntropyShard:
        if not isinstance(other, CrossEntropyShard):
            return NotImplemented
        if type(self) is not type(other):
            msg = "CrossEntropyShard: parts must be in one memory to add up; got one on a device and one of the CPU's"
            raise TypeError(msg)
        if self._rows != other._rows:
            shapes = f"{self._rows} and {other._rows}"
            msg = f"CrossEntropyShard: expected parts of the same rows to add; got shapes {shapes}"
            raise ValueError(msg)
        mine, theirs = (
            {**part._options, "target": part._target, "weight": part._beside[0], "where": part._beside[1]}
            for part in (self, other)
        )
        different = [n for n in mine if not self._equal(mine[n], theirs[n])]
        if different:
            msg = f"CrossEntropyShard: expected parts with the same {', '.join(different)} to add; got different ones"
            raise ValueError(msg)
        covered: list[tuple[int, int]] = []
        for first, end in sorted(self._covered + other._covered):
            if covered and first < covered[-1][1]:
                shared = f"[{first}, {min(end, covered[-1][1])})"
                msg = f"CrossEntropyShard: expected parts of different classes to add; got {shared} in both"
                raise ValueError(msg)
            start = covered.pop()[0] if covered and first == covered[-1][1] else first
            covered.append((start, end))
        sums = self._merged(other)
        dtype = np.promote_types(self._dtype, other._dtype)
        return type(self)(sums, self._target, self._options, dtype, self._beside, tuple(covered))

    def _merged(self, other: CrossEntropyShard) -> Any:
        sums = self._sums.copy()
        _core.merge_shards(sums, np.ascontiguousarray(other._sums))
        return sums

    @property
    def _rows(self) -> tuple[int, ...]:
        shape: tuple[int, ...] = self._sums.shape[:-1]
        return shape

    @staticmethod
    def _equal(a: Any, b: Any) -> bool:
        return a is b or (a is not None and b is not None and np.array_equal(a, b))

    def __radd__(self, other: object) -> CrossEntropyShard:
        # sum(parts) starts from 0.
        return self if isinstance(other, int) and other == 0 else NotImplemented

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(
            getattr(self, n) for n in ("_sums", "_target", "_options", "_dtype", "_beside", "_covered")
        )

    def __repr__(self) -> str:
        of = f"{self._ranges()} of {self._options['classes']}"
        return f"CrossEntropyShard(rows={self._rows}, classes={of})"

    def _ranges(self) -> str:
        return ", ".join(f"[{first}, {end})" for first, end in self._covered) or "none"

    def result(self, reduction: str = "mean") -> Any:
        """Return the loss over all classes, once the parts of all slices are added.

        Parameters
        ----------
        reduction : {"mean", "sum", "none", "partial"}
            As for `likelier.cross_entropy`.

        Raises
        ------
        ValueError
            While the parts of some classes are missing.
        """
        self._check_whole(reduction)
        return self._result(reduction)

    def _result(self, reduction: str) -> Any:
        nothing = np.empty((*self._rows, 0), self._dtype)
        return self._run(nothing, nothing, 0, {}, reduction, {})

    def value_and_grad(
        self,
        logits: Any,
        target: Any = None,
        *,
        first_class: int,
        weight: Any = None,
        where: Any = None,
        reduction: str = "mean",
        cotangent: Any = None,
    ) -> tuple[Any, Any]:
        """Return the loss over all classes and the gradient of one slice's logits.

        Parameters
        ----------
        logits
            The slice's logits, as they were given to ``shard``, with the classes on the last axis.
        target
            The slice's soft targets; class indices are remembered.
        first_class
            The slice's first class.
        weight
            The slice's class weights, where there are any.
        where
            The slice's mask over classes, where there is one; it broadcasts to the shape of logits.
        reduction, cotangent
            As for `likelier.cross_entropy.value_and_grad`.

        Returns
        -------
        value
            What ``result`` returns.
        gradient : ndarray
            In the shape and dtype of logits.
        """
        self._check_whole(reduction)
        if not is_integer(first_class):
            self._fail(f"first_class must be such that the classes fit; got {first_class!r}")
        return self._slope(logits, target, int(first_class), weight, where, reduction, cotangent)

    @staticmethod
    def _fail(message: str) -> NoReturn:
        msg = f"{_SLOPE}: {message}"
        raise ValueError(msg)

    def _check(self, logits: Any, first_class: int, target: Any, weight: Any, where: Any) -> None:
        """Raise where arrays are not those of a slice."""
        if logits.ndim == 0 or logits.shape[:-1] != self._rows:
            self._fail(f"logits must have the rows of the shard, {self._rows}; got shape {logits.shape}")
        length = logits.shape[-1]
        if not 0 <= first_class <= self._options["classes"] - length:
            self._fail(f"first_class must be such that the classes fit; got {first_class!r}")
        if target is not None and target.shape != logits.shape:
            self._fail(f"target must have the shape of logits, {logits.shape}; got {target.shape}")
        weighted, masked = self._beside
        if weighted != (weight is not None and weight.shape == (length,)):
            wanted = f"one entry per class, shape {(length,)}, as for shard" if weighted else "None, as for shard"
            self._fail(f"weight must be {wanted}; got {None if weight is None else weight.shape}")
        if where is not None:
            check_broadcastable(where, logits.shape, _SLOPE, "where")
        if masked != (where is not None and where.dtype == np.bool_):
            wanted = "a boolean array, as for shard" if masked else "None, as for shard"
            self._fail(f"where must be {wanted}; got {None if where is None else where.dtype}")

    def _check_whole(self, reduction: str) -> None:
        if reduction not in REDUCTIONS:
            msg = f"CrossEntropyShard: reduction must be one of {', '.join(map(repr, REDUCTIONS))}; got {reduction!r}"
            raise ValueError(msg)
        if self._covered != (((0, self._options["classes"]),) if self._options["classes"] else ()):
            classes = f"[0, {self._options['classes']})"
            msg = f"CrossEntropyShard: expected the parts of all classes {classes} to be added; got {self._ranges()}"
            raise ValueError(msg)

    def _slope(
        self, logits: Any, target: Any, first_class: int, weight: Any, where: Any, reduction: str, cotangent: Any
    ) -> tuple[Any, Any]:
        array, producer = as_array(logits, _SLOPE, "logits")
        masses = None
        if self._target is None:
            masses, _ = as_array(target, _SLOPE, "target", "the slice's soft targets")
        if weight is not None:
            weight, _ = as_array(weight, _SLOPE, "weight")
        if where is not None:
            where, _ = as_array(where, _SLOPE, "where", "a boolean array")
        self._check(array, first_class, masses, weight, where)
        gradient = _core.empty(array.shape, gradient_dtype(array))
        beside = {"weight": weight, "where": None if where is None else np.broadcast_to(where, array.shape)}
        results = {"gradient": gradient}
        own = array if masses is None else masses
        value = self._run(array, own, first_class, beside, reduction, results, cotangent)
        return value, _give(producer, gradient)

    def _run(
        self,
        logits: Array,
        masses: Array,
        first_class: int,
        beside: dict[str, Array | None],
        reduction: str,
        results: dict[str, Any],
        cotangent: Any = None,
    ) -> Any:
        rows = self._rows
        options = self._options | {"first_class": first_class, "shard": self._sums, "reduction": reduction} | beside
        if cotangent is not None:
            array, _ = as_array(cotangent, _SLOPE, "cotangent")
            check_broadcastable(array, rows if reduction == "none" else (), _SLOPE, "cotangent")
            options["cotangent"] = np.broadcast_to(array, rows)
        options = {n: x for n, x in options.items() if x is not None}
        target = masses if self._target is None else self._target
        losses = _core.empty(rows, reduced_dtype(self._dtype))
        sums = _core.cross_entropy(
            self._dtype == np.float64,
            logits,
            target,
            options | {"soft": self._target is None},
            results | {"losses": losses},
        )
        if reduction == "none":
            return losses[()]
        total = Partial.of_sums(sums, reduced_dtype(self._dtype))
        return total if reduction == "partial" else total.result(reduction)


def _cross_entropy(
    logits: Any,
    target: Any,
    *,
    weight: Any = None,
    ignore_index: int = -100,
    label_smoothing: float = 0.0,
    temperature: float = 1.0,
    softcap: float | None = None,
    z_loss: float = 0.0,
    reduction: str = "mean",
    axis: int = -1,
    where: Any = None,
    weights: Any = None,
    out: Any = None,
) -> Any:
    """Cross-entropy of logits against integer or soft targets.

    Also has ``value_and_grad``: loss and gradient with one read of the logits from memory, where a
    row fits the second-level cache, and one write of the gradient. ``stats`` returns more of the same
    pass, ``shard`` the part of a slice of the classes.

    Parameters
    ----------
    logits : array_like
        One row of class logits for each target; any real dtype, any strides.
    target : array_like
        Integers: class indices, of the shape of logits without ``axis``. Floating: soft targets, a
        non-negative mass on each class, of the shape of logits; they have a gradient too.
    weight : array_like, optional
        One non-negative weight per class, as in torch: multiplies the terms of that class. With class
        indices it counts in the mean.
    ignore_index : int, default -100
        Rows with this class index are absent.
    label_smoothing : float, default 0
        Share of the target's mass that is spread evenly over all classes.
    temperature : float, default 1.0
        Divides the logits, positive.
    softcap : float, optional
        Replaces the logits x by softcap * tanh(x / softcap), positive; before the temperature. A logit of
        -inf becomes -softcap: masked classes belong in ``where``.
    z_loss : float, default 0.0
        Adds z_loss * logsumexp**2 to the loss of each row, non-negative.
    reduction : {"mean", "sum", "none", "partial"}
        "mean" is sum(w * l) / sum(w) with w = weights * weight[target], or weights for soft targets; NaN
        with a zero gradient over a total weight of 0; "partial" is a `likelier.Partial`, which adds up across chunks.
    <classes>
    where : array_like of bool, optional
        With as many axes as logits, False marks classes of a row as absent: they have no probability, and
        a row whose target is absent is itself absent, as one without any class is. With fewer axes, marks
        rows: it broadcasts to the shape of target. Nothing of what is absent is looked at.
    weights : array_like, optional
        Multiplies the loss of each row; broadcasts to the shape of target.
    <gradient_out>

    <loss_returns>

    Raises
    ------
    ValueError
        For a target that is no class index (the first one is named), wrong shapes, axes, options.
    TypeError
        For wrong dtypes.

    Notes
    -----
    Formula::

        l = (m - x_t) + log1p(sum of exp(x_j - m) over all but one largest element), m = max x
        dl/dx_j = softmax(x)_j - [j = t]

    Both terms of l are non-negative, and at the target the gradient is formed as minus the sum of the
    other probabilities: nothing cancels where the target has nearly all the probability. With all
    options, for x after softcap and temperature, label smoothing s over K classes and a target mass
    t_j (``[j = t]`` for class indices)::

        l = sum_j y_j (logsumexp(x) - x_j) + z_loss w_t logsumexp(x)^2
        y_j = weight_j ((1 - s) t_j + s / K),  w_t = weight[t] for class indices, 1 for soft targets

    Borders: a target with logit -inf has the loss +inf; a class with logit -inf has no share in
    smoothing terms and soft targets. A row of nothing but -inf is no distribution: its loss and gradient are NaN. NaN
    touches its own row only.

    Source: C. Szegedy et al., "Rethinking the Inception Architecture for Computer Vision" (2016), for
    label smoothing; Gemma Team, "Gemma 2" (2024), for the soft cap; A. Chowdhery et al., "PaLM" (2022), for
    the z-loss; conventions of ``torch.nn.functional.cross_entropy``.

    Examples
    --------
    >>> import likelier as lk
    >>> float(lk.cross_entropy([[0.0, -50.0]], [0]))
    1.9287498479639178e-22
    >>> loss, gradient = lk.cross_entropy.value_and_grad([[0.0, 0.0]], [1], wrt="logits")
    >>> gradient.tolist()
    [[0.5, -0.5]]
    """


cross_entropy = _CrossEntropy("cross_entropy", "likelier", _cross_entropy)
