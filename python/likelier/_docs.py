"""Docstrings of the compiled operations, from the descriptions that stand beside their formulas."""

from __future__ import annotations

import inspect
import re
import textwrap
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from likelier._elementwise import Operation
    from likelier._fits import ClosedForm

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
    "low": "Lowest integer, whose bin reaches down to -inf. Default: none.",
    "high": "Highest integer, whose bin reaches up to +inf. Default: none.",
    "kappa": "Concentration, non-negative and finite.",
    "alpha": "Dispersion: the variance is mu + alpha mu^2. Non-negative and finite.",
    "logits": "log(p / (1 - p)), in place of p.",
}

# Where a family's parameter is not what the name usually stands for.
_FAMILY_PARAMETERS = {
    ("beta", "b"): "Shape at the upper end, positive and finite.",
    ("beta", "a"): "Shape at the lower end, positive and finite.",
    ("beta", "scale"): "Width of the support, positive and finite.",
    ("beta", "log_scale"): "log(scale), in place of scale, which must be within the range of the numbers.",
    ("binom", "n"): "Number of trials, a non-negative integer.",
    ("binom", "p"): "Probability of success in a trial, between 0 and 1.",
    ("nbinom", "n"): "Number of successes to wait for, positive and finite; not necessarily an integer.",
    ("nbinom", "p"): "Probability of success in a trial, positive and at most 1.",
    ("nbinom", "logits"): "log(p / (1 - p)), in place of p: of the event that k does not count.",
    ("nbinom", "mu"): "Mean, non-negative and finite; with alpha in place of n and p.",
    ("truncnorm", "a"): "Lower bound of (x - loc) / scale.",
    ("truncnorm", "b"): "Upper bound of (x - loc) / scale, above a.",
    ("vonmises", "scale"): "Radius: x and loc are arc lengths on a circle of it, angles by default.",
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
    ("multivariate_normal", "diag"): (
        "Variances of independent elements, on the last axis, in place of cov; beside cov_factor, what is added to the "
        "diagonal."
    ),
    ("multivariate_normal", "cov_factor"): (
        "Matrix W, n x k on the last two axes, of a covariance W W^T + diag, in place of cov."
    ),
}

_VALUE_OPTIONS = """\
where : array_like of bool, optional
    False marks entries as absent, whatever they hold: 0 in a fresh result, untouched in ``out``,
    and without influence on any gradient. Broadcasts to the result's shape.
out : ndarray, DLPack array or buffer, optional
    Where to put the result, in place: its shape and dtype, writeable; may be an input's very array, must
    not overlap one otherwise. It is what is returned.
"""

_BASE_OPTION = """\
base : float, optional
    Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.
"""

_VALIDATE_OPTION = """\
validate : bool, default False
    Raise for NaN data and for parameter values outside their domain, naming the first. Without it
    these give NaN, as value and as every gradient. On a device this one option waits for the arguments.
"""

_DENSITY_OPTIONS = _BASE_OPTION + _VALIDATE_OPTION

# What a family has besides its density: a first line, what it returns, and how it ends.
_METHODS = {
    "cdf": (
        "Distribution function: the probability of a value up to the given one.",
        "Probabilities",
        "P(X <= {x})",
        "0 below the support, 1 above it.",
    ),
    "sf": (
        "Survival function: the probability of a value above the given one. 1 - cdf, with the digits of a small tail.",
        "Probabilities",
        "P(X > {x})",
        "1 below the support, 0 above it.",
    ),
    "logcdf": (
        "Logarithm of the distribution function, finite in a tail whose probability underflows.",
        "Log-probabilities",
        "log P(X <= {x})",
        "-inf below the support, 0 above it.",
    ),
    "logsf": (
        "Logarithm of the survival function, finite in a tail whose probability underflows.",
        "Log-probabilities",
        "log P(X > {x})",
        "0 below the support, -inf above it.",
    ),
    "ppf": (
        "Quantile: the value up to which the given probability lies, the inverse of cdf.",
        "Quantiles",
        "the least x with P(X <= x) >= q",
        "The ends of the support for q = 0 and q = 1; NaN outside of [0, 1].",
    ),
    "isf": (
        "Upper quantile: the value above which the given probability lies, the inverse of sf.",
        "Quantiles",
        "the least x with P(X > x) <= q",
        "The ends of the support for q = 1 and q = 0; NaN outside of [0, 1].",
    ),
    "entropy": (
        "Differential entropy, in closed form; of a mass function, Shannon's entropy.",
        "Entropies",
        "-E[log p(X)]",
        "Those of the parameters.",
    ),
}

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
    "row_reduction": """\
weights : array_like, optional
    Multiplies the value of each row; broadcasts to the shape of the rows. A row of weight 0 is absent.
reduction : {"none", "mean", "sum", "partial"}
    "none" gives one value a row. "mean" is sum(w * l) / sum(w) over the rows of which ``where`` leaves
    something, NaN with zero gradients over a total weight of 0; "partial" is a `likelier.Partial`, which
    adds up across chunks.""",
    "base": """\
base : float, optional
    Base of the logarithm; default e (nats). 2 gives bits. Gradients are scaled with the value.""",
    "out": """\
out : ndarray, DLPack array or buffer, optional
    Where to put the result.""",
    "returns": f"""\
Returns
-------
ndarray, scalar or Partial
    One value a row, or what they reduce to. float64 where p or q is, or both are integers; otherwise float32.

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
    "score_reduction": """\
weights : array_like, optional
    Multiplies the loss of each sample; broadcasts to the shape of the samples. One of weight 0 is absent.
where : array_like of bool, optional
    False marks samples as absent, whatever they hold: no part of value, gradient and count. Broadcasts likewise.
reduction : {"mean", "sum", "none", "partial"}
    Over samples; dimensions are always summed. "mean" is sum(w * l) / sum(w), NaN with zero gradients over a
    total weight of 0; "none" gives one loss a sample; "partial" is a `likelier.Partial`, which adds up across
    chunks.""",
    "score_returns": f"""\
Returns
-------
scalar, ndarray or Partial
    float64 where an argument is, or all are integers; otherwise float32.

{_RAISES_SECTION}""",
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
        kind["method"] = "Probabilities, between 0 and 1." if name == "q" else "Where to evaluate the function."
        own = _FAMILY_PARAMETERS.get((operation.name, name))
        lines.append(f"{name} : array_like\n    {own or kind.get(operation.kind, 'Argument.')}\n")
    return "".join(lines) + _describe_parameters(operation)


def _describe_parameters(operation: Operation) -> str:
    needed = [slot.name for slot in operation.parameterisations[0] if slot.default is None]
    lines = []
    for name in operation.parameter_names:
        text = _FAMILY_PARAMETERS.get((operation.name, name)) or _PARAMETERS[name]
        lines.append(f"{name} : array_like{'' if name in needed else ', optional'}\n    {text}\n")
    return "".join(lines)


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


_PROBABILITY_RETURNS = """\
ndarray or scalar
    {what}, {shape}.
    Computed in float64, and rounded once to the dtype of the floating arguments; float64 where all are
    integers or Python numbers.
"""


def probability_doc(operation: Operation) -> str:
    """Return the docstring of pdf or pmf."""
    noun = "probability mass" if operation.kind == "mass" else "density"
    shape = "one an event" if operation.event else "of the arguments' broadcast shape"
    parts = _describe_arguments(operation), shape, _notes(operation), _example(operation)
    return _probability_doc(noun, operation.summary, *parts)


def _probability_doc(noun: str, about: str, arguments: str, shape: str, notes: str, example: str) -> str:
    """Return the docstring of pdf or pmf, whose notes and example are the logarithm's."""
    lines = example.splitlines()
    at = max(i for i, line in enumerate(lines) if line.startswith(">>> "))
    logarithms = re.findall(r"-?(?:inf|[0-9]+\.[0-9]*(?:e[+-][0-9]+)?)", " ".join(lines[at + 1 :]))
    lines[at:] = [
        f"{lines[at].replace('.logp', '.p', 1)}.round(6)",
        repr(np.exp([float(text) for text in logarithms]).round(6)),
    ]
    return _assemble(
        f"{noun.capitalize()}. {about}",
        """
        The exponential of its logarithm, without ``value_and_grad``: of many values take the logarithm itself,
        which does not underflow, and has gradients.
        """,
        [
            ("Parameters", arguments),
            ("Returns", _PROBABILITY_RETURNS.format(what=f"The {noun}", shape=shape)),
            ("Raises", _RAISES),
            (
                "Notes",
                (
                    f"Of the logarithm:\n\n{notes.rstrip()}\n\nThe logarithm's absolute error is the relative one "
                    "here: a few times 1e-16 of\nthe logarithm, as long as the result is a normal number.\n"
                ),
            ),
            ("Examples", "\n".join(lines)),
        ],
    )


# Required parameters of examples, where they are not 0.5.
_EXAMPLE_PARAMETERS = {"n": "4", ("truncnorm", "b"): "2.5"}


def _example_parameters(operation: Operation) -> list[str]:
    required = [p.name for p in operation.parameterisations[0] if p.default is None]
    known = _EXAMPLE_PARAMETERS
    return [f"{name}={known.get((operation.name, name)) or known.get(name, '0.5')}" for name in required]


def method_doc(operation: Operation, *, discrete: bool) -> str:
    """Return the docstring of what a family has besides its density."""
    summary, what, formula, borders = _METHODS[operation.method]
    [variable] = operation.variables or [""]
    unit = " in nats" if operation.in_nats else ""
    parameters = _vector_parameters(operation) if operation.event else ", ".join(_example_parameters(operation))
    check = {
        "cdf": "round(float(d.cdf(2.0) + d.sf(2.0)), 12)\n1.0",
        "sf": "round(float(d.cdf(2.0) + d.sf(2.0)), 12)\n1.0",
        "logcdf": "abs(float(np.exp(d.logcdf(2.0)) - d.cdf(2.0))) < 1e-12\nTrue",
        "logsf": "abs(float(np.exp(d.logsf(2.0)) - d.sf(2.0))) < 1e-12\nTrue",
        "ppf": "d.cdf(d.ppf(0.75)) >= 0.75\nnp.True_" if discrete else "round(float(d.cdf(d.ppf(0.75))), 12)\n0.75",
        "isf": "d.sf(d.isf(0.25)) <= 0.25\nnp.True_" if discrete else "round(float(d.sf(d.isf(0.25))), 12)\n0.25",
        "entropy": "abs(float(d.entropy() - d.entropy(base=2.0) * np.log(2.0))) < 1e-12\nTrue",
    }[operation.method]
    example = f">>> d = lk.{operation.name}({parameters})\n>>> {check}"
    options = _VALUE_OPTIONS + (_BASE_OPTION if operation.in_nats else "") + _VALIDATE_OPTION
    return _assemble(
        summary,
        f"{operation.summary} Also has ``value_and_grad``: the value and its gradients in one pass, exact but for "
        "rounding as long as no derivative on the way leaves the range of the numbers.",
        [
            ("Parameters", _describe_arguments(operation) + options),
            ("Returns", _RETURNS.format(what=what + unit)),
            ("Raises", "ValueError, TypeError\n    For arguments of a wrong shape, dtype or name."),
            (
                "Notes",
                f"Formula::\n\n    {formula.format(x=variable)}\n\nBorders: {borders}\n\nSource: {operation.source}\n",
            ),
            (
                "Examples",
                ">>> import likelier as lk\n" + (">>> import numpy as np\n" if "np." in check else "") + example,
            ),
        ],
    )


# How variates are drawn that are not quantiles.
_GAMMA_SAMPLER = "Marsaglia and Tsang's rejection (2000)"
_SAMPLERS = {
    "norm": "Box and Muller's method",
    "gamma": _GAMMA_SAMPLER,
    "chi2": _GAMMA_SAMPLER,
    "invgamma": _GAMMA_SAMPLER,
    "beta": f"{_GAMMA_SAMPLER} of two gamma variables",
    "t": f"{_GAMMA_SAMPLER} of a gamma variable",
    "vonmises": "Best and Fisher's rejection (1979)",
    "poisson": "Hoermann's transformed rejection (1993), inversion where mu is below 10,",
    "binom": "Hoermann's transformed rejection (1993), inversion where n p or n (1 - p) is below 10,",
    "nbinom": "Poisson counts of gamma variables",
}


# Of what rvs takes by place.
_BY_NAME = (
    " By place it comes first;\n    by name it leaves the places to the parameters, as in SciPy: "
    "``rvs(*parameters, size=1000)``.\n"
)
# Of families that count or choose, whose variates are integers.
_OF_FLOATS = " where these are float64 or float32"
_UNFIT = (
    ";\n    for variates that an integer cannot be: those of invalid parameters, and counts that are too large. On a "
    "device\n    nothing waits to see them: there they are the lowest integer"
)


def _variates_dtype(text: str, *, counts: bool) -> str:
    """Return what rvs says of its dtype."""
    if not counts:
        return f"dtype : float32 or float64, default float64\n    {text}\n"
    return (
        "dtype : int64, int32, float32 or float64, default int64\n"
        f"    {text} Integers are the float64 variates, which are whole;\n"
        "    they index, compare and count as they are, as SciPy's and NumPy's do.\n"
    )


def rvs_doc(operation: Operation, *, is_sampled: bool) -> str:
    """Return the docstring of rvs."""
    lines = [
        f"{name} : array_like, optional\n    {_FAMILY_PARAMETERS.get((operation.name, name)) or _PARAMETERS[name]}"
        for name in operation.parameter_names
    ]
    parameters = "".join(f", {example}" for example in _example_parameters(operation))
    how = _SAMPLERS.get(operation.name, "``ppf`` of uniform numbers")
    counts = operation.kind == "mass"
    if is_sampled:
        streams = "Of the result: float32 variates are those of float64, rounded."
        notes = (
            "Each element has a sequence of random words of its own, and draws from it until a candidate is accepted.\n"
            "Variates are the same on every instruction set and device to the bit, as float64 sums, products,\n"
            "quotients and roots are. Uniform numbers are odd multiples of 2^-53: what is less likely does not occur.\n"
        )
    else:
        streams = "Of the result. The streams of the two differ."
        notes = (
            "Uniform numbers are odd multiples of 2^-24 (float32) or 2^-53, and reach neither 0 nor 1. Uniform and\n"
            "normal numbers are the same on every instruction set to the bit, others within the rounding of ``ppf``.\n"
        )
    return _assemble(
        "Random variates, each a function of the seed and its place in the stream.",
        f"""
        {operation.summary} By {how}
        from Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011): element i of the result, counted in C order,
        depends on ``seed``, ``offset`` + i, ``dtype`` and its parameters alone, whatever the number of threads. A
        stream can so be made in parts.
        """,
        [
            (
                "Parameters",
                "size : int or tuple of ints, optional\n    Shape of the result; default: that of the parameters."
                + _BY_NAME
                + "\n".join(lines)
                + "\nseed : int or numpy.random.Generator, optional\n    Below 2^64; a generator is asked for one. "
                "Default: one from the operating system.\n"
                "offset : int, default 0\n    Place in the stream of the first element.\n"
                f"{_variates_dtype(streams, counts=counts)}",
            ),
            ("Returns", f"ndarray or scalar\n    The variates; NaN for invalid parameters{_OF_FLOATS * counts}.\n"),
            ("Raises", f"ValueError, TypeError\n    For arguments of a wrong shape, dtype or name{_UNFIT * counts}."),
            ("Notes", notes),
            (
                "Examples",
                (
                    ">>> import likelier as lk\n"
                    f">>> x = lk.{operation.name}.rvs(1000{parameters}, seed=1)\n"
                    f">>> bool((x[600:] == lk.{operation.name}.rvs(400{parameters}, seed=1, offset=600)).all())\nTrue"
                ),
            ),
        ],
    )


def _vector_parameters(operation: Operation) -> str:
    known = {
        "multinomial": "n=4, p=[0.5, 0.3, 0.2]",
        "categorical": "p=[0.5, 0.3, 0.2]",
        "dirichlet": "alpha=[2.0, 3.0, 4.0]",
    }
    return known.get(operation.name, f"{operation.positional[0]}=[1.0, 2.0]")


def vector_rvs_doc(operation: Operation) -> str:
    """Return the docstring of the rvs of vectors or classes."""
    lines = [
        f"{name} : array_like, optional\n    {_FAMILY_PARAMETERS.get((operation.name, name)) or _PARAMETERS[name]}"
        for name in operation.parameter_names
    ]
    parameters = _vector_parameters(operation)
    counts = operation.kind == "mass"
    event = ", the event on the last axis" if operation.event in operation.variables else ""
    return _assemble(
        "Random variates, each event a function of the seed and its place in the stream.",
        f"""
        {operation.summary} Of uniform numbers by quantiles of elements, from Philox4x32-10 (Salmon, Moraes, Dror and
        Shaw, SC 2011): event i, counted in C order, depends on ``seed``, ``offset`` + i and its parameters alone,
        whatever the number of threads. A stream can so be made in parts.
        """,
        [
            (
                "Parameters",
                "size : int or tuple of ints, optional\n    Shape of the batch of events; default: that of the "
                "parameters."
                + _BY_NAME
                + "\n".join(lines)
                + "\nseed : int or numpy.random.Generator, optional\n    Below 2^64; a generator is asked for one. "
                "Default: one from the operating system.\n"
                "offset : int, default 0\n    Place in the stream of the first event.\n"
                f"{_variates_dtype('Of the result, which is computed in float64.', counts=counts)}",
            ),
            (
                "Returns",
                f"ndarray or scalar\n    The variates{event}; NaN for invalid parameters{_OF_FLOATS * counts}.\n",
            ),
            ("Raises", f"ValueError, TypeError\n    For arguments of a wrong shape, dtype or name{_UNFIT * counts}."),
            (
                "Examples",
                (
                    ">>> import likelier as lk\n"
                    f">>> x = lk.{operation.name}.rvs(1000, {parameters}, seed=1)\n"
                    f">>> bool((x[600:] == lk.{operation.name}.rvs(400, {parameters}, seed=1, offset=600)).all())\nTrue"
                ),
            ),
        ],
    )


_FIT_OPTIONS = """\
weights : array_like, optional
    Non-negative weight of each datum: a whole one counts as so many data; broadcasts.
where : array_like of bool, optional
    False marks data as absent, whatever they hold; broadcasts.
axis : int or tuple of ints, optional
    Axes of the data to fit over, those of events apart; default all. Others have parameters of their own.
"""
_CLASSES_OPTION = "classes : int, optional\n    How many classes there are; default: up to the greatest in the data.\n"
_FIT_RAISES = (
    "ValueError, TypeError\n    For arguments of a wrong shape, dtype or name, data outside the support{also}.\n"
    "    On a device, where nothing is looked at, bad values give NaN instead.\n"
)


def _fit_arguments(operation: Operation, form: ClosedForm, *, statistics: bool) -> str:
    expected = f"Data: {form.domain[0]}" if form.domain[0] != "a non-negative integer" else "Data: counts"
    event = ", with the event on the last axis" if form.event_axes else ""
    either = "array_like or Partial" if statistics else "array_like"
    also = f" Or what ``{operation.name}.suffstats`` returns, a sum of several too." if statistics else ""
    lines = f"{form.data} : {either}\n    {expected}{event}.{also}\n"
    for name in form.known:
        lines += f"{name} : array_like\n    {_FAMILY_PARAMETERS[operation.name, name]} Known, and not estimated.\n"
    return lines + (_CLASSES_OPTION if operation.name == "categorical" else "") + _FIT_OPTIONS


def fit_doc(operation: Operation, form: ClosedForm) -> str:
    """Return the docstring of fit."""
    at_zero = "loc" in operation.parameter_names and "loc" not in form.formula
    border = (
        "\nThe support begins at loc = 0, which is not estimated: its likelihood is greatest, or unbounded, at the "
        "least of the data. For another known one fit x - loc.\n"
        if at_zero
        else ""
    )
    return _assemble(
        f"Maximum-likelihood density of data. {operation.summary}",
        "In closed form, computed in double from compensated sums.",
        [
            ("Parameters", _fit_arguments(operation, form, statistics=form.has_statistics)),
            (
                "Returns",
                (
                    "Frozen\n    The density with these parameters: Python numbers, or arrays of the dtype of the data "
                    "(float32 for 16 bits)\n    where there are axes left, with elements, or from another library.\n"
                ),
            ),
            ("Raises", _FIT_RAISES.format(also=", no data at all, or a likelihood without a maximum")),
            (
                "Notes",
                (
                    "Formula, with means and sums over the weighted data::\n\n"
                    f"{textwrap.indent(form.formula, '    ')}\n{border}\n"
                    "Source: G. Casella and R. Berger, Statistical Inference (2002), 7.2.2.\n"
                ),
            ),
            ("Examples", _fit_example(form.example)),
        ],
    )


def _fit_example(example: str) -> str:
    call, _, result = example.partition("\n")
    return f">>> import likelier as lk\n>>> {call}\n{result}"


def statistics_doc(operation: Operation, form: ClosedForm) -> str:
    """Return the docstring of suffstats."""
    what, name = form.statistics_text.format(data=form.data), f"lk.{operation.name}"
    if form.has_fit:
        summary = "Sufficient statistics of data, to be added and fitted."
        use = "all that ``fit`` needs to know, from parts of the data, processes or machines"
        call = form.example.partition("\n")[0]
        arguments = call[call.index(".fit(") + 5 : call.index(")", call.index("lk."))]
        beside = arguments[arguments.index(", n=") :] if ", n=" in arguments else ""
        example = (
            f"parts = [{name}.suffstats({arguments}) for _ in range(3)]\n"
            f">>> repr({name}.fit(sum(parts){beside})) == repr({name}.fit({arguments}))\nTrue"
        )
    else:
        summary = "Sufficient statistics of data, to be added."
        use = f"all that the likelihood of {form.formula} depends on, from parts of the data, processes or machines"
        call, _, result = form.example.partition("\n")
        example = f'parts = [{call} for _ in range(3)]\n>>> sum(parts).result("mean").round(6).tolist()\n{result}'
    squares = (
        " Squares are summed as if in twice the digits of a double: a variance keeps its digits where the mean is up "
        "to 1e8 standard deviations from 0, and beyond loses them with the square of that."
        if "^2" in what or "^T" in what
        else ""
    )
    return _assemble(
        f"{summary} {operation.summary}",
        f"They are {what}: {use}.",
        [
            ("Parameters", _fit_arguments(operation, form, statistics=False)),
            (
                "Returns",
                (
                    'Partial\n    Sums and the total weight, as pairs of doubles; ``result("mean")`` are the means. '
                    "With axes left, those follow\n    as in the shape of the data.\n"
                ),
            ),
            ("Raises", _FIT_RAISES.format(also=", or no data at all")),
            (
                "Notes",
                (
                    f"Formula::\n\n    {what}, each times its weight\n\nSums are pairs of doubles.{squares}\n\n"
                    "Source: T. Ogita, S. Rump and S. Oishi, Accurate Sum and Dot Product (2005).\n"
                ),
            ),
            ("Examples", f">>> import likelier as lk\n>>> {example}"),
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


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"``{n}``" for n in names[:-1]) + f" and ``{names[-1]}``"


def family_doc(
    operation: Operation, methods: Sequence[str], form: ClosedForm | None, summaries: Sequence[str] = ()
) -> str:
    """Return the docstring of a family; ``form`` is how it is fitted, if it can be."""
    first = ", ".join(operation.positional)
    others = " ``pmf``" if operation.kind == "mass" else " ``pdf``"
    others += " is the exponential of the first."
    others += f" {_listed(summaries)} are functions of the parameters alone." if summaries else ""
    others += " Method ``rvs`` makes random variates." if "ppf" in methods else ""
    if form is not None and form.has_fit:
        others += " ``fit`` is the maximum-likelihood density of data"
        others += ", and ``suffstats`` what it needs to know of them." if form.has_statistics else "."
    else:
        others += " Its likelihood has no maximum in closed form"
        others += (
            ", but sums that tell it, ``suffstats``." if form is not None else ", and no sums of few numbers tell it."
        )
    return _assemble(
        operation.summary,
        f"""
        Methods {_listed(methods)}, each with ``value_and_grad``.{others} Calling the family with its
        parameters ({first}, or a keyword that stands for one) freezes them: the methods of the
        result take the data alone.
        """,
        [("Notes", _notes(operation)), ("Examples", _example(operation))],
    )


# What tells of a density in a few numbers: a first line, what it returns, its formula, an example and its result.
_SUMMARIES = {
    "mean": ("Mean, the expected value.", "The means", "{mean}"),
    "var": ("Variance.", "The variances", "{variance}"),
    "std": ("Standard deviation.", "The standard deviations", "the root of {variance}"),
    "median": ("Median, the quantile of 1/2.", "The medians", "the least x with P(X <= x) >= 1/2"),
    "interval": (
        "Interval around the median with equal tails.",
        "Two: the lower and the upper ends",
        "the quantiles of (1 - confidence) / 2 from below and from above",
    ),
    "support": (
        "Ends of the support.",
        "Two: the lower and the upper ends",
        "the quantiles of 0 and 1; of counts the least one in place of the first",
    ),
}
_SUMMARY_RETURNS = """\
ndarray or scalar
    {what}, of the parameters' broadcast shape. The dtype is that of the floating parameters; float64
    where all are integers or Python numbers.
"""


def summary_doc(name: str, operation: Operation, moments: Any) -> str:
    """Return the docstring of a family's function of the parameters alone."""
    given = ", ".join(_example_parameters(operation))
    frozen = f"d = lk.{operation.name}({given})"
    return _summary_doc(name, operation.summary, _describe_parameters(operation), moments, frozen)


def _summary_doc(name: str, about: str, parameters: str, moments: Any, frozen: str) -> str:
    summary, what, formula = _SUMMARIES[name]
    texts, results = {}, {}
    if moments is not None:
        texts = {"mean": moments.mean_text, "variance": moments.variance_text}
        results = dict(zip(("mean", "var", "std"), moments.example, strict=True))
    inside = f"bool(d.{name}()[0] <= d.median() <= d.{name}()[1])\nTrue"
    check = {
        "median": "bool(d.median() == d.ppf(0.5))\nTrue",
        "interval": inside.replace("()[", "(0.5)["),
        "support": inside,
    }.get(name, f"round(float(d.{name}()), 6)\n{results.get(name)}")
    if name == "interval":
        parameters = f"confidence : float\n    The probability that is inside, between 0 and 1.\n{parameters}"
    return _assemble(
        f"{summary} {about}",
        "A function of the parameters alone, without ``value_and_grad``.",
        [
            ("Parameters", parameters),
            ("Returns", _SUMMARY_RETURNS.format(what=what)),
            ("Raises", _RAISES),
            ("Notes", f"Formula::\n\n    {formula.format(**texts)}\n\nNaN for invalid parameters.\n"),
            ("Examples", f">>> import likelier as lk\n>>> {frozen}\n>>> {check}"),
        ],
    )


_MIXTURE_PARAMETERS = """\
log_weights : array_like, optional
    Logarithms of the components' weights, {weights}; one of log_weights and logits is needed.
logits : array_like, optional
    The same up to a constant: their softmax are the weights.
component_axis : int, default -1
    The axis of the components, counted in the weights and in the components' parameters. {shared} have none.
"""
# What the functions of a mixture's distribution are, of data named x, and what they give in the example.
_MIXTURE_METHODS = {
    "cdf": ("sum_j w_j P_j(X <= {x})", "[-1, 100, 255]", "array([0.        , 0.59803914, 1.        ])"),
    "sf": ("sum_j w_j P_j(X > {x})", "[-1, 100, 254]", "array([1.00000000e+00, 4.01960861e-01, 1.70009629e-17])"),
    "logcdf": ("log sum_j w_j P_j(X <= {x})", "[0, 254]", "array([-1.43132503e+01, -1.70009629e-17])"),
    "logsf": ("log sum_j w_j P_j(X > {x})", "[0, 254]", "array([-6.07903327e-07, -3.86132617e+01])"),
    "ppf": ("the least k with sum_j w_j P_j(X <= k) >= q", "[0.0, 0.25, 0.75, 1.0]", "array([ -1.,  24., 104., 255.])"),
    "isf": ("the least k with sum_j w_j P_j(X > k) <= q", "[1.0, 0.75, 0.25, 0.0]", "array([ -1.,  24., 104., 255.])"),
}


class _MixtureTexts:
    """What the docstrings of a mixture have in common; the example is a setup, a call's arguments and its result."""

    def __init__(
        self, operation: Operation, summary: str, formula: str, source: str, example: tuple[str, str, str]
    ) -> None:
        self.operation = operation
        self.summary = summary
        self.source = source
        self.method = "logpmf" if operation.kind == "mass" else "logpdf"
        self.noun = "probability mass" if operation.kind == "mass" else "density"
        borders = (
            "as of the components. One of weight 0 (-inf as a logarithm) has no influence; -inf, with zero gradients, "
            "where none has mass."
        )
        self.notes = (
            f"Formula::\n\n{textwrap.indent(formula, '    ')}\n\nSummed by logsumexp, so that no component underflows."
            f"\n\nBorders: {borders}\n\nSource: {source}\n"
        )
        setup, arguments, result = example
        self.start = f">>> import likelier as lk\n>>> {setup}\n"
        self.name = f"lk.{operation.name}_mixture"
        self.example = f"{self.start}>>> {self.name}.{self.method}({arguments})\n{result}"
        total = f'{self.name}.nll({arguments}, reduction="sum") == -{self.name}.{self.method}({arguments}).sum()'
        self.nll_example = f"{self.start}>>> {total}\nnp.True_"

    def parameters(self, function: Operation | None = None, *, divided: bool = True) -> str:
        """Return those of a function with its data, or of none; of weights that need not add up to 1, or as told."""
        own = _describe_parameters(self.operation) if function is None else _describe_arguments(function)
        data = () if function is None else function.variables
        names = [*data, *(n for n in self.operation.positional if n in ("low", "high"))]
        return own + _MIXTURE_PARAMETERS.format(
            shared=f"{', '.join(names[:-1])} and {names[-1]}",
            weights="divided by their sum" if divided else "as they are",
        )


def mixture_value_doc(operation: Operation, *texts: Any) -> str:
    """Return the docstring of a mixture's logpdf or logpmf."""
    about = _MixtureTexts(operation, *texts)
    return _assemble(
        f"Logarithm of the {about.noun}. {about.summary}",
        "Also has ``value_and_grad``: the value and its gradients, by the components' responsibilities.",
        [
            ("Parameters", about.parameters(operation, divided=False) + _VALUE_OPTIONS + _DENSITY_OPTIONS),
            ("Returns", _RETURNS.format(what=f"Log-{about.noun} in nats")),
            ("Raises", _RAISES),
            ("Notes", about.notes),
            ("Examples", about.example),
        ],
    )


def mixture_probability_doc(operation: Operation, *texts: Any) -> str:
    """Return the docstring of a mixture's pdf or pmf."""
    about = _MixtureTexts(operation, *texts)
    arguments = about.parameters(operation, divided=False)
    shape = "of the arguments' broadcast shape, without the components"
    return _probability_doc(about.noun, about.summary, arguments, shape, about.notes, about.example)


def mixture_nll_doc(operation: Operation, *texts: Any) -> str:
    """Return the docstring of a mixture's nll."""
    about = _MixtureTexts(operation, *texts)
    return _assemble(
        f"Negative log-likelihood. {about.summary}",
        "The mean over all values by default; sums are compensated. Also has ``value_and_grad``.",
        [
            ("Parameters", about.parameters(operation, divided=False) + _REDUCTION_OPTIONS + _DENSITY_OPTIONS),
            (
                "Returns",
                (
                    "scalar, ndarray or Partial\n    In nats. float64 for float64 and integers, otherwise float32; "
                    "without a reduction,\n    the dtype of the floating arguments."
                ),
            ),
            ("Raises", _RAISES),
            ("Notes", about.notes),
            ("Examples", about.nll_example),
        ],
    )


def mixture_method_doc(method: Operation, operation: Operation, *texts: Any) -> str:
    """Return the docstring of what a mixture has besides its likelihood."""
    about = _MixtureTexts(operation, *texts)
    summary, what, _, borders = _METHODS[method.method]
    formula, data, result = _MIXTURE_METHODS[method.method]
    unit = " in nats" if method.in_nats else ""
    if method.method in ("ppf", "isf"):
        lead = "Also has ``value_and_grad``: quantiles are whole numbers, whose gradients are 0."
        how = "Found by halving what is between the components' quantiles, by the function that it inverts."
    else:
        lead = "Also has ``value_and_grad``: the value and its gradients, by those of the components."
        how = "Of the smaller of the two tails: each has its digits, however far out."
    options = _VALUE_OPTIONS + (_BASE_OPTION if method.in_nats else "") + _VALIDATE_OPTION
    return _assemble(
        summary,
        f"{about.summary} {lead} Computed in double.",
        [
            ("Parameters", about.parameters(method) + options),
            ("Returns", _RETURNS.format(what=what + unit)),
            ("Raises", _RAISES),
            (
                "Notes",
                (
                    f"Formula::\n\n    {formula.format(x=method.variables[0])}\n\n{how}\n\nBorders: {borders} NaN "
                    f"where no component has weight.\n\nSource: {about.source}\n"
                ),
            ),
            ("Examples", f"{about.start}>>> {about.name}.{method.method}({data}, **p)\n{result}"),
        ],
    )


def mixture_rvs_doc(operation: Operation, *texts: Any) -> str:
    """Return the docstring of the rvs of a mixture."""
    about = _MixtureTexts(operation, *texts)
    counts = operation.kind == "mass"
    call = f"{about.name}.rvs({{}}, **p, seed=1{{}})"
    return _assemble(
        "Random variates, each a function of the seed and its place in the stream.",
        f"""
        {about.summary} Of two uniform numbers each, from Philox4x32-10 (Salmon, Moraes, Dror and Shaw, SC 2011):
        one chooses the component, whose quantile of the other is the variate. Element i of the result, counted in
        C order, takes the numbers 2 (``offset`` + i) and 2 (``offset`` + i) + 1 of the stream of ``seed``, whatever
        the number of threads. A stream can so be made in parts.
        """,
        [
            (
                "Parameters",
                "size : int or tuple of ints, optional\n    Shape of the result; default: that of the parameters but "
                "for the components."
                + _BY_NAME
                + about.parameters()
                + "seed : int or numpy.random.Generator, optional\n    Below 2^64; a generator is asked for one. "
                "Default: one from the operating system.\n"
                "offset : int, default 0\n    Place in the stream of the first element.\n"
                f"{_variates_dtype('Of the result, which is computed in float64.', counts=counts)}",
            ),
            ("Returns", f"ndarray or scalar\n    The variates; NaN for invalid parameters{_OF_FLOATS * counts}.\n"),
            ("Raises", f"ValueError, TypeError\n    For arguments of a wrong shape, dtype or name{_UNFIT * counts}."),
            (
                "Notes",
                "Uniform numbers are odd multiples of 2^-53, and reach neither 0 nor 1.\n",
            ),
            (
                "Examples",
                (
                    f"{about.start}>>> x = {call.format(1000, '')}\n"
                    f">>> bool((x[600:] == {call.format(400, ', offset=600')}).all())\nTrue"
                ),
            ),
        ],
    )


def mixture_doc(methods: Sequence[str], summaries: Sequence[str], operation: Operation, *texts: Any) -> str:
    """Return the docstring of a mixture."""
    about = _MixtureTexts(operation, *texts)
    lead = f"Functions {_listed(methods)}, each with ``value_and_grad``, and ``rvs``, which makes random variates."
    lead += f" ``{about.method.removeprefix('log')}`` is the exponential of the first."
    lead += f" {_listed(summaries)} are functions of the parameters alone."
    return _assemble(about.summary, lead, [("Notes", about.notes), ("Examples", about.example)])


def mixture_summary_doc(name: str, operation: Operation, *texts: Any) -> str:
    """Return the docstring of a mixture's function of the parameters alone."""
    about = _MixtureTexts(operation, *texts)
    setup = about.start.split(">>> ")[2].rstrip()
    return _summary_doc(name, about.summary, about.parameters(), None, f"{setup}\n>>> d = {about.name}(**p)")
