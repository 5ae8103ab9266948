"""Mixtures of a compiled family, in log space."""

from __future__ import annotations

import functools
import inspect
from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier import _memory as memory
from likelier._arrays import (
    Array,
    as_array,
    as_known,
    cast,
    gradient_dtype,
    index_text,
    is_floating,
    is_integer,
    is_weak,
    overlaps,
    reduced_dtype,
)
from likelier._differentiable import Differentiable, choose_wrt, look_up, pack_gradients
from likelier._docs import mixture_doc, mixture_nll_doc, mixture_value_doc
from likelier._elementwise import BY_NAME, ElementwiseFunction, Operation, _Bound, factors_of, finish
from likelier._families import Frozen
from likelier._memory import sum_to
from likelier._partial import Partial
from likelier._rows import make_special_row_functions

if TYPE_CHECKING:
    from collections.abc import Sequence

_WEIGHTS = ("log_weights", "logits")
# What the components share, beside the data: arrays of these have no axis of components.
_SHARED = ("low", "high")
_IDENTITY = BY_NAME["_identity"]


@functools.cache
def _rows() -> dict[str, Any]:
    return make_special_row_functions()


class _Call(memory.Arguments):
    """One call: its arguments by name, and how they look beside each other with an axis of components."""

    def __init__(self, given: dict[str, Any], weights_name: str, axis: int, component: ElementwiseFunction) -> None:
        function, shared = component.__qualname__, (*component._operation.variables, *_SHARED)
        super().__init__(function, given)
        self.given = given
        self.weights_name = weights_name
        if self.arrays[weights_name].ndim == 0:
            msg = f"{function}: {weights_name} must have an axis of components; got a 0-d array"
            raise ValueError(msg)
        ndim = max(a.ndim for n, a in self.arrays.items() if n not in shared)
        if not -ndim <= axis < ndim:
            msg = f"{function}: component_axis must be in [{-ndim}, {ndim}) for parameters of {ndim} axes; got {axis}"
            raise ValueError(msg)
        self.axis = axis if axis < 0 else axis - ndim
        spread = {n: self.beside_components(a) if n in shared else a for n, a in self.arrays.items()}
        try:
            self.shape = np.broadcast_shapes(*(a.shape for a in spread.values()))
        except ValueError:
            shapes = ", ".join(f"{n} {a.shape}" for n, a in self.arrays.items())
            msg = f"{function}: the arguments must have shapes that broadcast beside the components; got {shapes}"
            raise ValueError(msg) from None
        place = len(self.shape) + self.axis
        self.rows = self.shape[:place] + self.shape[place + 1 :]
        own = {n: given[n] if is_weak(given[n]) else a for n, a in spread.items() if n != weights_name}
        self.components = component._bound(own, own)

    def beside_components(self, array: Array) -> Array:
        """Return an array of rows with an axis of length 1 in the place of the components."""
        if array.ndim == 0:
            return array
        lead = max(0, -self.axis - 1 - array.ndim)
        return np.expand_dims(array.reshape((1,) * lead + array.shape), self.axis)

    def last(self, array: Array) -> Array:
        """Return a view with the axis of the components last."""
        return np.moveaxis(array, self.axis, -1)

    def floating(self) -> list[str]:
        """Return the arguments that can have a gradient."""
        return [
            n
            for n, a in self.arrays.items()
            if is_floating(a) or (is_weak(self.given[n]) and not isinstance(self.given[n], bool))
        ]

    def softmax(self, name: str, x: Array, dtype: np.dtype[Any]) -> Array:
        """Return the softmax family's value over the components."""
        if self.place is not None:
            result: Array = _rows()[name](x.astype(dtype, copy=False), axis=self.axis)
            return result
        values: Array = _core.empty(self.rows if name == "logsumexp" else x.shape, dtype)
        own = values if name == "logsumexp" else self.last(values)
        _core.softmax_family(name, dtype == np.float64, self.last(x), value=own)
        return values

    def softmax_gradient(
        self, name: str, x: Array, dtype: np.dtype[Any], cotangent: Array | None = None
    ) -> tuple[Array, Array]:
        """Return the same and its gradient."""
        if self.place is not None:
            value, slopes = _rows()[name].value_and_grad(
                x.astype(dtype, copy=False), wrt="x", cotangent=cotangent, axis=self.axis
            )
            return value, slopes
        values: Array = _core.empty(self.rows if name == "logsumexp" else x.shape, dtype)
        gradient: Array = _core.empty(x.shape, dtype)
        _core.softmax_family(
            name,
            dtype == np.float64,
            self.last(x),
            cotangent=None if cotangent is None else self.last(cotangent),
            value=values if name == "logsumexp" else self.last(values),
            gradient=self.last(gradient),
        )
        return values, gradient

    def all_logits(self) -> Array:
        """Return the logits, one for each component."""
        logits = self.arrays["logits"]
        if -self.axis > logits.ndim:
            logits = logits.reshape((1,) * (-self.axis - logits.ndim) + logits.shape)
        shape = list(logits.shape)
        shape[self.axis] = self.shape[self.axis]
        return np.broadcast_to(logits, shape)


class MixtureParameters:
    """What a mixture takes, as an `Operation` tells it of a family."""

    def __init__(self, component: Operation) -> None:
        self._component = component
        self.event = component.variables[0]
        self.variables = component.variables
        self.positional = (_WEIGHTS[0], *component.positional)
        self.parameter_names = (*_WEIGHTS, *component.parameter_names, "component_axis")

    def __getattr__(self, name: str) -> Any:
        # All else is the components'.
        if name.startswith("__") or name == "_component":
            raise AttributeError(name)
        return getattr(self._component, name)

    def parameterisation_for(self, given: Sequence[str], function: str) -> int:
        """Return the parameterisation of the components; raise in a function's name."""
        weights_of(given, function)
        return self._component.parameterisation_for(
            [n for n in given if n in self._component.parameter_names], function
        )


def weights_of(given: Sequence[str], function: str) -> str:
    """Return which of its ways to tell the weights a mixture was given."""
    weights = [name for name in _WEIGHTS if name in given]
    if not weights:
        got = ", ".join(map(repr, given)) or "none"
        msg = f"{function}: missing the argument {' or '.join(map(repr, _WEIGHTS))}; got {got}"
        raise TypeError(msg)
    if len(weights) > 1:
        msg = f"{function}: the arguments 'log_weights' and 'logits' exclude each other; got both"
        raise TypeError(msg)
    return weights[0]


class _MixtureFunction(Differentiable):
    """The log-likelihood of a mixture, or its negative, reduced.

    Parameters
    ----------
    operation
        A component.
    qualname, doc
        What it is called.
    sign, reduces
        As for `ElementwiseFunction`.
    """

    def __init__(
        self, operation: Operation, qualname: str, doc: str, *, sign: float = 1.0, reduces: bool = False
    ) -> None:
        # Both speak in the mixture's name.
        self._component = ElementwiseFunction(operation, qualname, "likelier", doc, sign=sign, reduces=reduces)
        self._total = ElementwiseFunction(_IDENTITY, qualname, "likelier", doc, sign=sign, reduces=reduces)
        self._component_operation = operation
        self._operation = MixtureParameters(operation)
        self._sign = sign
        kind = inspect.Parameter
        parameters = list(self._component.__signature__.parameters.values())
        parameters.insert(len(operation.variables), kind("log_weights", kind.POSITIONAL_OR_KEYWORD, default=None))
        count = sum(p.kind is kind.POSITIONAL_OR_KEYWORD for p in parameters)
        parameters.insert(count, kind("logits", kind.KEYWORD_ONLY, default=None))
        at = count + 1 + len(operation.keywords)
        parameters.insert(at, kind("component_axis", kind.KEYWORD_ONLY, default=-1))
        super().__init__(qualname, "likelier", doc, inspect.Signature(parameters))
        self.gradient_arguments = (*operation.variables, *_WEIGHTS, *operation.parameter_names)

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[_Call, dict[str, Any]]:
        op = self._component_operation
        given, rest = self._match(args, options, self._positional, ("logits", *op.keywords))
        given = {name: x for name, x in given.items() if x is not None}
        for name in op.variables:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        weights = weights_of(tuple(given), self.__qualname__)
        axis = rest.pop("component_axis", -1)
        if not is_integer(axis):
            self._fail(f"component_axis must be an int; got {axis!r}", TypeError)
        op.parameterisation_for([name for name in op.parameter_names if name in given], self.__qualname__)
        given = {name: given[name] for name in self.gradient_arguments if name in given}
        return _Call(given, weights, int(axis), self._component), rest

    def _evaluate(
        self, given: tuple[_Call, dict[str, Any]], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        call, options = given
        if call.place is not None:
            with call.place.running():
                return self._run_on_device(call, options, wrt, cotangent, gradient=gradient)
        factor = self._sign * self._base_factor(options.pop("base", None))
        validate = self._flag(options.pop("validate", False), "validate")
        where = options["where"] = self._mask(options.get("where"), call.rows)
        if validate:
            self._validate(call, where)
        wanted = self._wanted_of(call, wrt) if gradient else ()
        values, slopes = self._values(call, gradient=gradient)
        # From here on as the values of any function.
        total = _Bound(_IDENTITY, factor, _IDENTITY.variables, [values], _IDENTITY.variables, 0, self.__qualname__)
        total.dtype = call.dtype
        [of_values] = total.names
        out = options.get("out")
        if gradient and out is not None:
            self._refuse_inputs(call, out)
        result, cotangents = self._total._evaluate((total, options), of_values, cotangent, gradient=gradient)
        if call.producer is not None and out is None and not isinstance(result, Partial):
            result = call.producer(np.asarray(result))
        if slopes is None:
            return result, None
        return result, self._packed(call, slopes, np.asarray(cotangents), where, wanted, wrt)

    def _run_on_device(
        self, call: _Call, options: dict[str, Any], wrt: Any, cotangent: Any, *, gradient: bool
    ) -> tuple[Any, Any]:
        """Return the same for arrays on a device: everything is queued there, nothing is waited for."""
        place = call.place
        factor = self._sign * self._base_factor(options.pop("base", None))
        mask = place.mask(options.get("where"), call.rows)
        if self._flag(options.pop("validate", False), "validate"):
            # The one check that has to wait for the device.
            on_host = _Call(call.on_host(), call.weights_name, call.axis, self._component)
            self._validate(on_host, None if mask is None else np.broadcast_to(place.to_host(mask), call.rows))
        wanted = self._wanted_of(call, wrt) if gradient else ()
        values, slopes = self._values(call, gradient=gradient)
        packed = None
        if slopes is not None:
            cotangents = factors_of(self._total, values, call.dtype, factor, options, cotangent)
            where = None if mask is None else np.broadcast_to(memory.known(place, mask), call.rows)
            packed = self._packed(call, slopes, cotangents, where, wanted, wrt)
        result = finish(self._total, values, call.dtype, factor, options)
        if options.get("out") is None:
            result = call.give_result(result)
        return result, packed

    def _wanted_of(self, call: _Call, wrt: Any) -> tuple[str, ...]:
        wanted = choose_wrt(self.__qualname__, wrt, call.floating(), tuple(call.arrays))
        for name in wanted:
            if name not in call.floating():
                self._fail(f"wrt must name floating arguments; got {name!r}, of dtype {call.dtypes[name]}", TypeError)
        return wanted

    def _values(self, call: _Call, *, gradient: bool) -> tuple[Array, Array | None]:
        """Return the log-likelihoods, and what the components have of each."""
        wide = reduced_dtype(call.dtype)
        terms = self._terms(call, wide)
        if gradient:
            return call.softmax_gradient("logsumexp", terms, wide)
        return call.softmax("logsumexp", terms, wide), None

    def _packed(
        self, call: _Call, slopes: Array, cotangents: Array, where: Array | None, wanted: tuple[str, ...], wrt: Any
    ) -> Any:
        """Return the gradients, of the components' shares and what the values are multiplied by."""
        with np.errstate(invalid="ignore"):
            slopes = slopes * call.beside_components(cotangents)
        if where is not None:
            slopes = np.where(call.beside_components(where), slopes, np.zeros((), slopes.dtype)[()])
        gradients = self._gradients(call, slopes, wanted)
        return pack_gradients(wrt, {n: call.give(gradients[n], call.gradient_dtype(n)) for n in wanted})

    def _refuse_inputs(self, call: _Call, out: Any) -> None:
        """Raise where the value would be written over what the gradients are still to read."""
        array, _ = as_array(out, self.__qualname__, "out")
        for name, other in call.arrays.items():
            if overlaps(array, other):
                self._fail(f"out must not overlap an input where the gradient is wanted too; got one that has {name}")

    def _run(self, call: _Call, **places: Any) -> None:
        components = call.components
        memory.elementwise(
            components.operation.index,
            components.parameterisation,
            bool(reduced_dtype(call.dtype) == np.float64),
            call.shape,
            tuple(components.arrays if call.place is None else components.raw),
            **places,
        )

    def _terms(self, call: _Call, dtype: np.dtype[Any]) -> Array:
        """Return the logarithms of the weighted components, summed or not."""
        terms: Array = memory.empty(call.shape, dtype, *call.arrays.values())
        self._run(call, value=terms, gradients=(None,) * len(call.components.names))
        weights = call.arrays[call.weights_name]
        if call.weights_name == "logits":
            weights = call.softmax("log_softmax", call.all_logits(), dtype)
        with np.errstate(invalid="ignore", over="ignore"):
            terms += cast(as_known(weights), dtype)
        return terms

    def _gradients(self, call: _Call, slopes: Array, wanted: tuple[str, ...]) -> dict[str, Array]:
        """Return the gradients by name, from those in the terms."""
        result: dict[str, Array] = {}
        names = call.components.names
        places: list[Array | None] = [None] * len(names)
        for name in wanted:
            array = call.arrays[name]
            if name == call.weights_name:
                result[name] = self._of_weights(call, slopes)
            else:
                spread = call.components.arrays[names.index(name)]
                place = memory.empty(spread.shape, gradient_dtype(array), array)
                places[names.index(name)] = place
                result[name] = place.reshape(array.shape)
        if any(place is not None for place in places):
            # A component without a share has no influence, be its own slope infinite.
            self._run(call, where=slopes != 0, cotangent=slopes, gradients=tuple(places))
        return result

    @staticmethod
    def _of_weights(call: _Call, slopes: Array) -> Array:
        weights = call.arrays[call.weights_name]
        dtype = gradient_dtype(weights)
        if call.weights_name == "log_weights":
            return cast(sum_to(slopes, weights.shape), dtype)
        logits = call.all_logits()
        cotangent = cast(sum_to(slopes, logits.shape), slopes.dtype)
        _, gradient = call.softmax_gradient("log_softmax", logits, slopes.dtype, cotangent)
        return cast(sum_to(gradient, weights.shape), dtype)

    def _validate(self, call: _Call, where: Array | None) -> None:
        self._component._validate(call.components, None if where is None else call.beside_components(where))
        weights = as_known(call.arrays[call.weights_name])
        bad = ~(weights < np.inf)
        if where is not None:
            bad = bad & call.beside_components(where)
        if np.any(bad):
            index = tuple(int(i) for i in np.argwhere(bad)[0])
            got = np.broadcast_to(weights, bad.shape)[index]
            self._fail(f"{call.weights_name} must be below +inf; got {got}{index_text(index)}")


class Mixture:
    """A mixture of a density family: functions of data, weights and the components' parameters.

    Attributes
    ----------
    name
        The mixture's name.
    nll
        The negative log-likelihood, reduced.
    """

    def __init__(
        self, family: str, name: str, summary: str, formula: str, source: str, example: tuple[str, str, str]
    ) -> None:
        operation = BY_NAME[family]
        self.name = name
        self.parameter_names = (*_WEIGHTS, *operation.parameter_names)
        method = "logpmf" if operation.kind == "mass" else "logpdf"
        self._operation = MixtureParameters(operation)
        self._method = method
        self._methods = (method, "nll")
        texts = (operation, summary, formula, source, example)
        setattr(self, method, _MixtureFunction(operation, f"{name}.{method}", mixture_value_doc(*texts)))
        self.nll = _MixtureFunction(operation, f"{name}.nll", mixture_nll_doc(*texts), sign=-1.0, reduces=True)
        self.__doc__ = mixture_doc(*texts)

    def __call__(self, *args: Any, **parameters: Any) -> Frozen:
        """Return the mixture with its weights and parameters frozen."""
        return Frozen(self, args, parameters)

    def __repr__(self) -> str:
        return f"<likelier.{self.name}>"

    def __reduce__(self) -> tuple[Any, ...]:
        return look_up, ("likelier", self.name)


discretized_logistic_mixture = Mixture(
    "discretized_logistic",
    "discretized_logistic_mixture",
    summary="Mixture of discretized logistic mass functions: the likelihood of PixelCNN++.",
    formula=(
        "log p(k) = log(sum_j w_j (F_j(k + 1/2) - F_j(k - 1/2))),  F_j(x) = 1 / (1 + exp(-(x - loc_j) / scale_j)),\n"
        "           with F_j(low - 1/2) = 0 and F_j(high + 1/2) = 1"
    ),
    source="T. Salimans, A. Karpathy, X. Chen and D. P. Kingma, PixelCNN++ (2017), section 2.1.",
    example=(
        'p = {"logits": [0.0, 1.0], "loc": [20.0, 101.3], "scale": [1.5, 4.0], "low": 0, "high": 255}',
        "[0, 100], **p",
        "array([-14.31325027,  -3.11334105])",
    ),
)
