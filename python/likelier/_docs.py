"""Docstrings of the compiled operations, from the descriptions that stand beside their formulas."""

from __future__ import annotations

import inspect
import re
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from likelier._elementwise import Operation

_PARAMETERS = {
    "loc": "Location.",
    "scale": "Scale, positive and finite.",
    "log_scale": "Logarithm of the scale, in place of scale; never exponentiated and logged again.",
    "var": "Variance (scale squared), in place of scale.",
    "precision": "Precision (1 / scale squared), in place of scale.",
    "rate": "Rate (1 / scale), in place of scale.",
    "log_rate": "Logarithm of the rate, in place of scale.",
    "a": "Shape, positive and finite.",
    "b": "Tail index, positive and finite.",
    "c": "Shape, positive and finite.",
    "s": "Standard deviation of log(x - loc), positive and finite.",
    "df": "Degrees of freedom, positive or infinite; not necessarily an integer.",
    "mu": "Mean, non-negative.",
    "log_mu": "Logarithm of the mean, in place of mu.",
    "p": "Probability of success, between 0 and 1.",
    "logits": "log(p / (1 - p)), in place of p.",
}

# Where a family's parameter is not what the name usually stands for.
_FAMILY_PARAMETERS = {
    ("beta", "b"): "Shape at the upper end, positive and finite.",
    ("beta", "a"): "Shape at the lower end, positive and finite.",
    ("beta", "scale"): "Width of the support, positive and finite.",
    ("chi2", "df"): "Degrees of freedom, positive and finite; not necessarily an integer.",
}

_FAMILY_PARAMETERS |= {
    ("multivariate_normal", "x"): "Data; the last axis is the event.",
    ("multivariate_normal", "mean"): "Mean: one element for each of the event, or a number for all of them.",
    ("multivariate_normal", "cov"): (
        "Covariance, symmetric and positive definite, on the last two axes. A vector stands for a diagonal matrix, a "
        "number for a multiple of the identity."
    ),
    ("multivariate_normal", "scale_tril"): (
        "Lower triangular factor L of the covariance L L^T, in place of cov, its diagonal positive."
    ),
    ("multivariate_normal", "precision"): "Inverse of the covariance, in place of cov.",
    ("multivariate_t", "x"): "Data; the last axis is the event.",
    ("multivariate_t", "loc"): "Location: one element for each of the event, or a number for all of them.",
    ("multivariate_t", "shape"): (
        "Scale matrix, symmetric and positive definite, on the last two axes. A vector stands for a diagonal matrix, a "
        "number for a multiple of the identity."
    ),
    ("multivariate_t", "scale_tril"): (
        "Lower triangular factor L of the scale matrix L L^T, in place of shape, its diagonal positive."
    ),
    ("multivariate_t", "precision"): "Inverse of the scale matrix, in place of shape.",
    ("dirichlet", "x"): "Probabilities; the last axis is the event.",
    ("dirichlet", "alpha"): "Concentrations, positive and finite; the last axis is the event.",
    ("multinomial", "x"): "Counts; the last axis is the event.",
    ("multinomial", "n"): "Number of trials: one an event.",
    ("multinomial", "p"): "Probabilities of the classes, on the last axis.",
    ("multinomial", "logits"): "Their logarithms, up to a constant, in place of p.",
    ("categorical", "k"): "Classes.",
    ("categorical", "p"): "Probabilities of the classes, on the last axis.",
    ("categorical", "logits"): "Their logarithms, up to a constant, in place of p.",
    ("multivariate_normal", "diag"): "Variances of independent elements, on the last axis, in place of cov.",
}

_VALUE_OPTIONS = """\
where : array_like of bool, optional
    False marks entries as absent, whatever they hold: 0 in a fresh result, untouched in ``out``,
    and without influence on any gradient. Broadcasts to the result's shape.
out : ndarray, DLPack array or buffer, optional
    Where to put the result, in place: its shape and dtype, writeable; may be an input's very array, must
    not overlap one otherwise. It is what is returned.
"""

_DENSITY_OPTIONS = """\
base : float, optional
    Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.
validate : bool, default False
    Raise for NaN data and for parameter values outside their domain, naming the first. Without it
    these give NaN, as value and as every gradient.
"""

_REDUCTION_OPTIONS = """\
weights : array_like, optional
    Multiplies each value; broadcasts to the values' shape.
where : array_like of bool, optional
    False marks entries as absent: without influence on value, gradient and count.
reduction : {"mean", "sum", "none", "partial"}
    "mean" is sum(w * l) / sum(w), NaN with zero gradients over a total weight of 0; "partial" is a
    `likelier.Partial`, which adds up across chunks.
axis : int or tuple of int, optional
    What to reduce over; default: everything.
out : ndarray, DLPack array or buffer, optional
    Where to put the result, in place; it is what is returned.
"""


_RAISES = """\
ValueError, TypeError
    For arguments of a wrong shape, dtype or name."""
_RAISES_SECTION = f"Raises\n------\n{_RAISES}"

# What docstrings of row functions have in common: a line <name> in one stands for the text here.
_SHARED = {
    "rows": """\
p, q : array_like
    Rows of one distribution each; they broadcast against each other.""",
    "kinds": """\
p_kind, q_kind : {"probs", "log_probs", "logits"}
    What they hold. Logits are normalised, by their log-sum-exp; probabilities and log-probabilities
    are taken as they are.""",
    "temperature": """\
temperature : float, default 1.0
    Divides logits, positive.""",
    "axis": """\
axis : int, tuple of int or None, default -1
    What makes up a row; None: everything.""",
    "where": """\
where : array_like of bool, optional
    False marks elements as absent, whatever they hold. Broadcasts to the common shape.""",
    "base": """\
base : float, optional
    Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.""",
    "out": """\
out : ndarray, DLPack array or buffer, optional
    Where to put the result.""",
    "returns": f"""\
Returns
-------
ndarray or scalar
    One value a row. float64 where p or q is, or both are integers; otherwise float32.

{_RAISES_SECTION}""",
    "raises": _RAISES_SECTION,
    "classes": """\
axis : int, default -1
    The axis of the classes.""",
    "gradient_out": """\
out : ndarray, DLPack array or buffer, optional
    Where to put the value. In ``value_and_grad``: where to put the gradient of the logits, which may
    be the logits themselves; otherwise it must not overlap an input.""",
    "loss_returns": """\
Returns
-------
scalar, ndarray or Partial
    In nats. float64 for float64 and integer logits, otherwise float32.""",
    "reduction_options": _REDUCTION_OPTIONS.rstrip(),
    "sample_returns": f"""\
Returns
-------
scalar, ndarray or Partial
    The estimate is the mean. float64 for float64 and integers, otherwise float32; without a
    reduction, the dtype of the floating arguments.

{_RAISES_SECTION}""",
}


def fill_in(doc: str) -> str:
    """Return a docstring without its indentation, with what it shares with others in place of the markers."""
    return re.sub(r"^<(\w+)>$", lambda marker: _SHARED[marker[1]], inspect.cleandoc(doc), flags=re.MULTILINE)


def _example(operation: Operation) -> str:
    return f">>> import likelier as lk\n>>> {operation.example}"


def _nll_example(operation: Operation, method: str) -> str:
    call = operation.example.partition("\n")[0]
    nll = call.replace(f".{method}(", ".nll(")[:-1] + ', reduction="sum")'
    return f">>> import likelier as lk\n>>> {nll} == -{call}.sum()\nnp.True_"


def _describe_arguments(operation: Operation) -> str:
    lines = []
    for name in operation.variables:
        kind = {"density": "Where to evaluate the density.", "mass": "Where to evaluate the mass function."}
        own = _FAMILY_PARAMETERS.get((operation.name, name))
        lines.append(f"{name} : array_like\n    {own or kind.get(operation.kind, 'Argument.')}")
    for name in operation.parameter_names:
        text = _FAMILY_PARAMETERS.get((operation.name, name)) or _PARAMETERS[name]
        lines.append(f"{name} : array_like, optional\n    {text}")
    for i, slot in enumerate(operation.parameterisations[0]):
        if slot.default is None:
            at = len(operation.variables) + i
            lines[at] = lines[at].replace("array_like, optional", "array_like")
    return "\n".join(lines) + "\n"


def _section(title: str, body: str) -> str:
    return f"{title}\n{'-' * len(title)}\n{body.rstrip()}\n"


def _assemble(summary: str, lead: str, sections: list[tuple[str, str]]) -> str:
    parts = [summary, textwrap.dedent(lead).strip(), *(_section(title, body) for title, body in sections)]
    return "\n\n".join(part.rstrip() for part in parts if part) + "\n"


_RETURNS = """\
ndarray or scalar
    {what}, of the arguments' broadcast shape. Its dtype is that of the floating arguments (float16 and
    bfloat16 are computed in float32 and rounded once); float64 where all are integers or Python
    numbers.
"""


_EVENT_RETURNS = """\
ndarray or scalar
    {what}, one value an event: the arguments' broadcast shape without the axes of events. Its dtype is that
    of the floating arguments (16 bits are rounded once); float64 where all are integers or Python numbers.
"""


def _notes(operation: Operation) -> str:
    formula = textwrap.indent(operation.formula, "    ")
    return f"Formula::\n\n{formula}\n\nBorders: {operation.borders}\n\nSource: {operation.source}\n"


def value_doc(operation: Operation) -> str:
    """Return the docstring of logpdf, logpmf or a special function."""
    if operation.kind == "function":
        summary, what, options = operation.summary, "Values", _VALUE_OPTIONS
    else:
        noun = "probability mass" if operation.kind == "mass" else "density"
        summary = f"Logarithm of the {noun}. {operation.summary}"
        what, options = f"Log-{noun} in nats", _VALUE_OPTIONS + _DENSITY_OPTIONS
    return _assemble(
        summary,
        "Also has ``value_and_grad``: the value and its gradients in one pass.",
        [
            ("Parameters", _describe_arguments(operation) + options),
            ("Returns", (_EVENT_RETURNS if operation.event else _RETURNS).format(what=what)),
            ("Raises", _RAISES),
            ("Notes", _notes(operation)),
            ("Examples", _example(operation)),
        ],
    )


def nll_doc(operation: Operation, method: str) -> str:
    """Return the docstring of nll."""
    return _assemble(
        f"Negative log-likelihood. {operation.summary}",
        "The mean over all values by default. Sums are compensated: they do not lose digits to the number of "
        "values, and are the same bits for any number of threads. Also has ``value_and_grad``.",
        [
            ("Parameters", _describe_arguments(operation) + _REDUCTION_OPTIONS + _DENSITY_OPTIONS),
            (
                "Returns",
                (
                    "scalar, ndarray or Partial\n    In nats. float32 data give a float32 result summed in double; "
                    "float16 and bfloat16 give float32."
                ),
            ),
            ("Raises", _RAISES),
            ("Notes", _notes(operation)),
            ("Examples", _nll_example(operation, method)),
        ],
    )


def loss_doc(
    operation: Operation,
    arguments: Mapping[str, str],
    *,
    summary: str = "",
    formula: str = "",
    borders: str = "",
    example: str = "",
) -> str:
    """Return the docstring of a loss that reduces; texts default to the operation's own.

    Parameters
    ----------
    operation
        What it computes.
    arguments
        A sentence for each argument; the last ones may be left out in calls.
    summary, formula, borders, example
        In place of the operation's.
    """
    needed = 2
    described = [
        f"{name} : array_like{', optional' if i >= needed else ''}\n    {text}\n"
        for i, (name, text) in enumerate(arguments.items())
    ]
    density = "" if operation.kind == "function" else _DENSITY_OPTIONS
    example = example or operation.example
    imports = ">>> import likelier as lk\n" + (">>> import numpy as np\n" if "np." in example else "")
    notes = "Formula::\n\n{}\n\nBorders: {}\n\nSource: {}\n".format(
        textwrap.indent(formula or operation.formula, "    "), borders or operation.borders, operation.source
    )
    return _assemble(
        summary or operation.summary,
        "The mean over all values by default; sums are compensated. Also has ``value_and_grad``, in all "
        "floating arguments that are given, target included.",
        [
            ("Parameters", "".join(described) + _REDUCTION_OPTIONS + density),
            (
                "Returns",
                (
                    "scalar, ndarray or Partial\n    In nats. float64 for float64 and integers, otherwise float32; "
                    "without a reduction,\n    the dtype of the floating arguments."
                ),
            ),
            ("Raises", _RAISES),
            ("Notes", notes),
            ("Examples", f"{imports}>>> {example}"),
        ],
    )


def family_doc(operation: Operation, method: str) -> str:
    """Return the docstring of a family."""
    first = ", ".join(operation.positional)
    return _assemble(
        operation.summary,
        f"""
        Methods ``{method}`` and ``nll``, each with ``value_and_grad``. Calling the family with its
        parameters ({first}, or a keyword that stands for one) freezes them: the methods of the
        result take the data alone.
        """,
        [("Notes", _notes(operation)), ("Examples", _example(operation))],
    )
