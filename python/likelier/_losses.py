"""Elementwise losses: binary cross-entropy and Gaussian negative log-likelihoods."""

from __future__ import annotations

import inspect
from typing import Any

from likelier import _core
from likelier._docs import loss_doc
from likelier._elementwise import BY_NAME, ElementwiseFunction, Operation, _Bound

_CHOICES = ("scale", "log_scale", "var", "precision")


class _Loss(ElementwiseFunction):
    """A compiled operation that reduces, with a signature of its own.

    Parameters
    ----------
    operation, sign
        As for `ElementwiseFunction`.
    qualname, doc
        What it is called.
    positional
        The arguments that may be given by position; all others are keywords.
    filled
        What an argument is where it is not given.
    fixed
        Arguments that the caller cannot give.
    choices
        Keywords of which one has to be given.
    """

    def __init__(
        self,
        operation: Operation,
        qualname: str,
        doc: str,
        *,
        positional: tuple[str, ...],
        sign: float = 1.0,
        filled: dict[str, float] | None = None,
        fixed: dict[str, float] | None = None,
        choices: tuple[str, ...] = (),
    ) -> None:
        super().__init__(operation, qualname, "likelier", doc, sign=sign, reduces=True)
        self._positional = positional
        self._filled = filled or {}
        self._fixed = fixed or {}
        self._choices = choices
        hidden = _CHOICES if self._fixed else ()
        arguments = {*operation.variables, *operation.parameter_names}
        parameters = []
        for p in self.__signature__.parameters.values():
            if p.name in positional:
                parameters.append(p.replace(default=p.empty))
            elif p.name not in hidden:
                default = None if p.name in arguments else p.default
                parameters.append(p.replace(kind=p.KEYWORD_ONLY, default=default))
        self.__signature__ = inspect.Signature(parameters)

    def _in_order(self, args: tuple[Any, ...], options: dict[str, Any]) -> None:
        """Return None: the operation's own order and defaults are not those of the loss."""

    def _bind(self, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[_Bound, dict[str, Any]]:
        op = self._operation
        given, rest = self._match(args, options, self._positional, (*op.variables, *op.parameter_names))
        given = {name: x for name, x in given.items() if x is not None}
        for name in self._positional:
            if name not in given:
                self._fail(f"missing the argument {name!r}; got {self._list(given)}", TypeError)
        if self._choices and not any(name in given for name in self._choices):
            choices = " or ".join(map(repr, self._choices))
            self._fail(f"missing the argument {choices}; got {self._list(given)}", TypeError)
        # What the caller did not give is no default of wrt.
        return self._bound(self._filled | given | self._fixed, given), rest


def _renamed(family: str, variable: str, names: dict[str, str]) -> Operation:
    """Return a family's operation under other names of its arguments."""
    operation = BY_NAME[family]
    info = dict(_core.operations()[operation.index])
    info["variables"] = [variable]
    info["parameterisations"] = [
        [(names.get(name, name), domain, None if name in names else default) for name, domain, default in slots]
        for slots in info["parameterisations"]
    ]
    return Operation(operation.index, info)


_LOGITS = BY_NAME["_binary_cross_entropy_with_logits"]
_PROBABILITIES = BY_NAME["_binary_cross_entropy"]
_GAUSSIAN = _renamed("norm", "y", {"loc": "mean"})

binary_cross_entropy_with_logits = _Loss(
    _LOGITS,
    "binary_cross_entropy_with_logits",
    loss_doc(
        _LOGITS,
        {
            "logits": "Logits of class 1: log(p / (1 - p)).",
            "target": "Probability of class 1: 0 or 1, or between (soft).",
            "pos_weight": "Multiplies the part of class 1; broadcasts. Default 1. It does not count in the mean.",
        },
    ),
    positional=("logits", "target"),
    filled={"pos_weight": 1.0},
)

binary_cross_entropy = _Loss(
    _PROBABILITIES,
    "binary_cross_entropy",
    loss_doc(
        _PROBABILITIES,
        {
            "p": "Probabilities of class 1, between 0 and 1.",
            "target": "What class 1 has: 0 or 1, or a probability between (soft).",
        },
    ),
    positional=("p", "target"),
)

gaussian_nll = _Loss(
    _GAUSSIAN,
    "gaussian_nll",
    loss_doc(
        _GAUSSIAN,
        {
            "y": "Data.",
            "mean": "Predicted mean.",
            "scale": "Standard deviation, positive; one of scale, log_scale, var and precision is needed.",
            "log_scale": "Logarithm of the standard deviation.",
            "var": "Variance.",
            "precision": "1 / variance.",
        },
        summary="Gaussian negative log-likelihood of predicted means and spreads.",
        formula="z^2/2 + log(scale) + log(2 pi)/2,  z = (y - mean) / scale",
        borders=(
            "+inf at y = +-inf; NaN where the spread is not positive. Nothing is clamped (torch's eps), and the "
            "constant log(2 pi)/2 is included (torch's full=True)."
        ),
        example='lk.gaussian_nll([0.0, 1.0], [0.0, 0.0], var=1.0, reduction="none")\narray([0.91893853, 1.41893853])',
    ),
    positional=("y", "mean"),
    sign=-1.0,
    choices=_CHOICES,
)

mse_nll = _Loss(
    _GAUSSIAN,
    "mse_nll",
    loss_doc(
        _GAUSSIAN,
        {"y": "Data.", "mean": "Predicted mean."},
        summary="The likelihood whose negative logarithm is the squared error: a Gaussian of variance 1/2.",
        formula="(y - mean)^2 + log(pi)/2\nd/d mean = 2 (mean - y)",
        borders=(
            "+inf at y = +-inf. Less log(pi)/2 it is the squared error, and in the mean the MSE; half the squared "
            "error belongs to variance 1 instead (gaussian_nll with var=1, less log(2 pi)/2)."
        ),
        example='lk.mse_nll([0.0, 1.0], [0.0, 3.0], reduction="none")\narray([0.57236494, 4.57236494])',
    ),
    positional=("y", "mean"),
    sign=-1.0,
    fixed={"var": 0.5},
)
