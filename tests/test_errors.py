"""Wrong calls: every argument of every public function, and what the message must say.

A message names the function, the argument, what was expected and what came.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from likelier._differentiable import Differentiable
from likelier._families import Family
from likelier._mixtures import Mixture
from tests.registry import lk


class Strange:
    """Nothing that could be an array, a number or a word."""

    def __repr__(self) -> str:
        return "<strange>"


# For each kind of argument: values that are wrong, and what the message says came.
ARRAYS: list[tuple[Any, str]] = [
    ("text", "<U4"),
    (["a", "b"], "<U1"),
    (1j, "complex128"),
    (np.ones(3, complex), "complex128"),
    (np.ones(3, object), "object"),
    (np.ones(3, np.longdouble), "longdouble|float128"),
    (np.zeros(3, "datetime64[s]"), "datetime64"),
    (np.zeros(3, ">f8"), ">f8"),
    (np.zeros(3, [("a", float)]), "a"),
    (np.ma.masked_array([1.0, 2.0, 3.0], [True, False, True]), "masked array"),
    ([[1.0], [1.0, 2.0]], "list"),
    (Strange(), "Strange"),
    ({"a": 1}, "dict"),
    (10**400, "int"),
    (b"bytes", "S5"),
]
FLAGS: list[tuple[Any, str]] = [(1, "1"), ("no", "'no'"), (None, "None"), (np.ones(2), "array"), (Strange(), "strange")]
NUMBERS: list[tuple[Any, str]] = [
    ("2", "str"),
    (2j, "complex"),
    (True, "bool"),
    (np.ones(2), "ndarray"),
    (Strange(), "Strange"),
]
WORDS: list[tuple[Any, str]] = [
    ("frobnicate", "'frobnicate'"),
    (1, "int"),
    (None, "NoneType"),
    (np.ones(2), "ndarray"),
    (["mean"], "list"),
    (Strange(), "Strange"),
]
AXES: list[tuple[Any, str]] = [
    (True, "True"),
    ("a", "'a'"),
    (1.5, "1.5"),
    (1j, "1j"),
    (np.ones(2), "array"),
    ((0, "b"), "'b'"),
    ((0, True), "True"),
    (Strange(), "strange"),
    (7, "7"),
    (-8, "-8"),
]
WRONG: dict[str, list[tuple[Any, str]]] = {
    "class_weight": [*ARRAYS, (np.ones(7), "(7,)"), (1.0, "()")],
    "where": [*[w for w in ARRAYS if w[1] != "int"], (1, "int64"), (np.ones(3), "float64"), (np.ones(7, bool), "(7,)")],
    "weights": [*ARRAYS, (np.ones(7), "(7,)")],
    "weight": [*ARRAYS, (np.ones(7), "(7,)"), (1.0, "()")],
    "cotangent": [*ARRAYS, (np.ones(7), "(7,)")],
    "target": [
        *ARRAYS,
        (np.ones(2), "float64"),
        (np.ones(2, bool), "bool"),
        ([0, 1, 2], "(3,)"),
        ([0, 9], "9 at index 1"),
    ],
    "out": [
        ([0.0] * 3, "list"),
        (0.0, "float"),
        (np.float64(0), "float64"),
        ("text", "str"),
        (Strange(), "Strange"),
        (np.zeros(7), "(7,)"),
        (np.ma.masked_array(np.zeros(3)), "masked array"),
    ],
    "validate": FLAGS,
    "keepdims": FLAGS,
    "base": [*NUMBERS, (0, "0"), (-2, "-2"), (1, "1"), (np.inf, "inf"), (np.nan, "nan")],
    "label_smoothing": [*NUMBERS, (None, "NoneType"), (-0.1, "-0.1"), (1.5, "1.5"), (np.nan, "nan")],
    "temperature": [*NUMBERS, (None, "NoneType"), (0, "0"), (-1.0, "-1.0"), (np.inf, "inf"), (np.nan, "nan")],
    "alpha": [*NUMBERS, (None, "NoneType"), (np.inf, "inf"), (np.nan, "nan")],
    "beta": [*NUMBERS, (None, "NoneType"), (-0.1, "-0.1"), (1.5, "1.5"), (np.nan, "nan")],
    "softcap": [*NUMBERS, (0, "0"), (-1.0, "-1.0"), (np.inf, "inf"), (np.nan, "nan")],
    "z_loss": [*NUMBERS, (None, "NoneType"), (-1.0, "-1.0"), (np.inf, "inf"), (np.nan, "nan")],
    "ignore_index": [
        ("2", "'2'"),
        (2.0, "2.0"),
        (True, "True"),
        (None, "None"),
        (Strange(), "strange"),
        (2**70, str(2**70)),
    ],
    "axis": AXES,
    "component_axis": AXES,
    "reduction": WORDS,
    "kind": WORDS,
    "tail": WORDS,
    "gradient": WORDS,
    "order": NUMBERS,
    "integral": FLAGS,
    "direction": WORDS,
    "p_kind": WORDS,
    "q_kind": WORDS,
    # of kl between densities, and refused beside rows
    "n_samples": [(3, "3"), ("a", "'a'")],
    "seed": [(3, "3"), ("a", "'a'")],
    "offset": [(0, "0"), ("a", "'a'")],
    "wrt": [
        ("frobnicate", "'frobnicate'"),
        (1, "1"),
        (np.ones(2), "array"),
        (("frobnicate",), "'frobnicate'"),
        ({"x": 1}, "{'x': 1}"),
        (Strange(), "strange"),
    ],
}


def functions() -> Iterator[tuple[str, Differentiable]]:
    for module in (lk, lk.special):
        for name in module.__all__:
            thing = getattr(module, name)
            if isinstance(thing, Family | Mixture):
                yield from ((f.__qualname__, f) for f in (getattr(thing, m) for m in thing._methods[:2]))
            elif isinstance(thing, Differentiable):
                yield thing.__qualname__, thing


FUNCTIONS = dict(functions())
CASES = [
    (name, argument) for name, f in FUNCTIONS.items() for argument in (*f.__signature__.parameters, "wrt", "cotangent")
]


RIGHT: dict[str, dict[str, Any]] = {
    "cross_entropy": {"logits": np.zeros((2, 3)), "target": [0, 1]},
    "linear_cross_entropy": {"x": np.zeros((2, 2)), "weight": np.zeros((3, 2)), "target": [0, 1]},
    "binary_cross_entropy_with_logits": {"logits": np.zeros(3), "target": np.full(3, 0.5)},
    "renyi": {"p": np.full(3, 1 / 3), "q": np.full(3, 1 / 3), "alpha": 0.5},
    "kl_estimate": {"logp": np.zeros(3), "logq": np.zeros(3)},
    "pointwise_distance": {"q": np.full(3, 0.5), "p": np.full(3, 0.5)},
    "f_divergence_from_logratio": {"log_ratio": np.zeros(3)},
    "distill_topk": {
        "student_logits": np.zeros((2, 3)),
        "teacher_ids": [[0], [1]],
        "teacher_logprobs": np.full((2, 1), -0.5),
    },
    "gaussian_nll": {"y": np.zeros(3), "mean": np.zeros(3), "scale": np.ones(3)},
    "alpha_divergence": {"p": np.full(3, 1 / 3), "q": np.full(3, 1 / 3), "alpha": 0.5},
    "tsallis": {"p": np.full(3, 1 / 3), "q": np.full(3, 1 / 3), "alpha": 0.5},
    **{
        f"discretized_logistic_mixture.{method}": {"k": np.zeros(3), "log_weights": np.full((3, 2), -0.5)}
        for method in ("logpmf", "nll")
    },
}

VECTORS: dict[str, dict[str, Any]] = {
    "multivariate_normal": {"x": np.zeros((2, 3))},
    "multivariate_t": {"x": np.zeros((2, 3))},
    "dirichlet": {"x": np.full((2, 2), 0.5), "alpha": np.ones(2)},
    "multinomial": {"x": np.ones((2, 2)), "n": 2, "p": np.full(2, 0.5)},
    "categorical": {"k": np.zeros(2), "p": np.full((2, 2), 0.5)},
}
RIGHT |= {f"{name}.{m}": a for name, a in VECTORS.items() for m in (getattr(lk, name)._method, "nll")}

# Where a wrong shape is said of the arguments beside it.
OTHERS_ARE_NAMED = {
    ("linear_cross_entropy", "x"),
    ("distill_topk", "student_logits"),
    ("distill_topk", "teacher_ids"),
    ("discretized_logistic_mixture.logpmf", "log_weights"),
    ("discretized_logistic_mixture.nll", "log_weights"),
}
# What may have any number of classes.
OTHERS_ARE_NAMED |= {("categorical.logpmf", "p"), ("categorical.nll", "p")}
# What excludes scale.
PARAMETERS = ("log_scale", "var", "precision", "bias", "pos_weight")


def right(name: str) -> dict[str, Any]:
    """Arguments that the function takes."""
    if name in RIGHT:
        return dict(RIGHT[name])
    function = FUNCTIONS[name]
    if not hasattr(function, "_operation"):
        arguments = [n for n in ("x", "p", "q") if n in function.__signature__.parameters]
        return dict.fromkeys(arguments, np.full(3, 1 / 3))
    operation: Any = function._operation
    required = [p.name for p in operation.parameterisations[0] if p.default is None]
    return dict.fromkeys([*operation.variables, *required], np.full(3, 0.5))


def refused(function: str, argument: str, call: Callable[[], Any], came: str, what: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        call()
    message = str(caught.value)
    assert message.startswith(f"{function}: "), f"{what}: {message}"
    assert re.search(rf"\b{argument}\b", message), f"{what}: {message}"
    assert re.search(r"\b(must|expected|missing|exclude)\b", message), f"{what}: {message}"
    said = message if came == "masked array" else message.partition("; got")[2]
    assert re.search(re.escape(came).replace(r"\|", "|"), said), f"{what}: {message}"


@pytest.mark.parametrize(("name", "argument"), CASES, ids=lambda x: x)
def test_every_wrong_value_of_every_argument(name: str, argument: str) -> None:
    function: Any = FUNCTIONS[name]
    arguments = right(name)
    listed = WRONG.get(argument)
    if argument == "target" and name.startswith("binary"):
        listed = None
    if argument == "alpha" and name.startswith(("nbinom", "dirichlet")):  # a parameter
        listed = None
    if name == "f_divergence_from_logratio" and argument in {"alpha", "beta"}:
        listed = [w for w in listed or [] if w[0] is not None]  # None: not that kind
    if (name, argument) == ("renyi", "alpha"):
        listed = [w for w in listed or [] if w[1] != "inf"]  # which is an order
    if (name, argument) == ("bregman", "generator"):
        listed = [(x, came) for x, came in WORDS if x is not None]
    if listed is None:  # data and parameters: whatever is no option
        parameters = function._operation.parameter_names if hasattr(function, "_operation") else ()
        assert argument in {*arguments, *PARAMETERS, *function.gradient_arguments, *parameters}
        listed = ARRAYS if argument == "logits" else [*ARRAYS, (np.ones(7), "(7,)")]
    if argument in PARAMETERS:
        arguments.pop("scale", None)
    if argument == "logits":
        arguments.pop("log_weights", None)
    # A keyword parameter takes the place of the positional one that it excludes.
    if "." in name and argument in function._operation.keywords:
        [slots] = [s for s in function._operation.parameterisations if argument in {p.name for p in s}][:1]
        others = {p.name for p in function._operation.parameterisations[0]} - {p.name for p in slots}
        arguments = {n: x for n, x in arguments.items() if n not in others}
        for slot in slots:
            if slot.default is None:
                arguments.setdefault(slot.name, np.full(3, 0.5))
    if (len(arguments) == 1 and argument in arguments) or (name, argument) in OTHERS_ARE_NAMED:
        listed = [w for w in listed if w[1] != "(7,)"]  # any shape will do
    for value, came in listed:
        options = arguments | {argument: value}
        what = f"{name}({argument}={value!r})"
        if argument in {"wrt", "cotangent"}:
            refused(name, argument, lambda: function.value_and_grad(**options), came, what)  # noqa: B023
            continue
        refused(name, argument, lambda: function(**options), came, what)  # noqa: B023
        if argument != "out":
            refused(name, argument, lambda: function.value_and_grad(**options), came, what)  # noqa: B023


@pytest.mark.parametrize("name", FUNCTIONS)
def test_wrong_keywords_and_counts(name: str) -> None:
    function: Any = FUNCTIONS[name]
    arguments = right(name)
    first = next(iter(arguments))
    many = [1.0] * 12
    calls: list[tuple[str, Callable[[], Any], str]] = [
        ("keyword", lambda: function(**arguments, frobnicate=1), "'frobnicate'"),
        ("keyword", lambda: function.value_and_grad(**arguments, frobnicate=1), "'frobnicate'"),
        (first, lambda: function(*many), "12 arguments"),
        (first, lambda: function(arguments[first], **arguments), "two values"),
    ]
    for argument, call, came in calls:
        refused(name, argument, call, came, name)
    for missing in arguments:
        with pytest.raises(TypeError, match=rf"^{re.escape(name)}: missing the argument '{missing}'.*; got "):
            function(**{n: x for n, x in arguments.items() if n != missing})


FROZEN: list[tuple[str, str, Callable[[], Any], str]] = [
    ("gamma", "a", lk.gamma, "no parameter"),
    ("gamma", "loc", lambda: lk.gamma(1.0, 2.0, 3.0, 4.0), "4 parameters"),
    ("gamma", "a", lambda: lk.gamma(1.0, a=2.0), "two values"),
    ("gamma", "scale", lambda: lk.gamma(1.0, frob=1.0), "'frob'"),
    ("gamma", "rate", lambda: lk.gamma(1.0, scale=1.0, rate=1.0), "both"),
    ("gamma.logpdf", "x", lambda: lk.gamma(2.0).logpdf(), "0 arguments"),
    ("gamma.logpdf", "x", lambda: lk.gamma(2.0).logpdf(1.0, 0.0), "2 arguments"),
    ("gamma.logpdf", "x", lambda: lk.gamma(2.0).logpdf.value_and_grad(1.0, 0.0), "2 arguments"),
    ("gamma.nll", "x", lambda: lk.gamma(2.0).nll(1.0, 0.0), "2 arguments"),
    ("gamma.logpdf", "parameters", lambda: lk.gamma(2.0).logpdf(1.0, scale=2.0), "'scale'"),
    ("gamma.logpdf", "keyword", lambda: lk.gamma(2.0).logpdf(1.0, frob=2.0), "'frob'"),
    ("gamma.logpdf", "a", lambda: lk.gamma("text").logpdf(1.0), "<U4"),
    ("poisson.logpmf", "k", lambda: lk.poisson(2.0).logpmf(), "0 arguments"),
    ("poisson.logpmf", "k", lambda: lk.poisson(2.0).logpmf("text"), "<U4"),
]
PART = lk.norm.nll(np.ones(3), reduction="partial")
OTHERS: list[tuple[str, str, Callable[[], Any], str]] = [
    *[("bits_per_dim", "nll", lambda x=x: lk.bits_per_dim(x, 1), came) for x, came in [*ARRAYS, (None, "NoneType")]],
    *[("bits_per_dim", "ndim", lambda x=x: lk.bits_per_dim(1.0, x), came) for x, came in [*ARRAYS, (None, "NoneType")]],
    *[("bits_per_dim", "ndim", lambda x=x: lk.bits_per_dim(1.0, x), str(x)) for x in (0, -1, float("nan"))],
    ("bits_per_dim", "ndim", lambda: lk.bits_per_dim(1.0, True), "bool"),
    ("bits_per_dim", "ndim", lambda: lk.bits_per_dim([1.0, 2.0], [1, 2, 3]), "(2,) and (3,)"),
    *[("Partial", "high", lambda x=x: lk.Partial(x, 0, 0, 0, float), came) for x, came in ARRAYS],
    *[("Partial", "weight_low", lambda x=x: lk.Partial(0, 0, 0, x, float), came) for x, came in ARRAYS],
    ("Partial", "low", lambda: lk.Partial(1, [0, 1], 0, 0, float), "(2,)"),
    *[("Partial", "dtype", lambda x=x: lk.Partial(1, 0, 0, 0, x), repr(x)) for x in ("frob", int, "f2", complex)],
    *[("Partial.result", "reduction", lambda x=x: PART.result(x), repr(x)) for x in ("none", 1, None, ["mean"])],
    ("Partial.result", "reduction", lambda: PART.result(np.ones(2)), "array"),
    ("Partial", "shape", lambda: PART + lk.norm.nll(np.ones((2, 3)), reduction="partial", axis=0), "() and (3,)"),
    *[
        ("set_num_threads", "count", lambda x=x: lk.set_num_threads(x), repr(x))
        for x in ("2", 2.0, True, None, 1j, 0, -1, 2**20)
    ],
    *[
        ("threads", "limits", lambda x=x: lk.threads(x).__enter__(), repr(x))
        for x in ("2", 2.0, True, None, 1j, 0, -1, 2**20)
    ],
    *[("force_isa", "name", lambda x=x: lk.testing.force_isa(x).__enter__(), repr(x)) for x in ("frob", 1, None, True)],
    ("norm.nll", "axis", lambda: lk.norm.nll(np.ones(3), reduction="none", axis=0), "0"),
    ("norm.nll", "axis", lambda: lk.norm.nll(np.ones((3, 3)), axis=(0, 0)), "(0, 0)"),
    ("norm.nll", "out", lambda: lk.norm.nll(np.ones(3), reduction="partial", out=np.zeros(())), "ndarray"),
    ("norm.nll", "wrt", lambda: lk.norm.nll.value_and_grad(np.ones(3), wrt=("x", "x")), "('x', 'x')"),
    ("norm.nll", "wrt", lambda: lk.norm.nll.value_and_grad(np.arange(3), wrt="x"), "'x', of dtype int64"),
    ("entropy", "wrt", lambda: lk.entropy.value_and_grad(np.arange(3), wrt="p"), "'p', of dtype int64"),
    ("cross_entropy", "axis", lambda: lk.cross_entropy(np.zeros((2, 3)), [0, 1], axis=None), "None"),
    ("cross_entropy", "axis", lambda: lk.cross_entropy(np.zeros((2, 3)), [0, 1], axis=(1,)), "(1,)"),
    ("cross_entropy", "target", lambda: lk.cross_entropy(np.zeros(3), 7), "7"),
    ("cross_entropy", "target", lambda: lk.cross_entropy(np.zeros((2, 2, 3)), [[0, 1], [7, 1]]), "7 at index (1, 0)"),
    (
        "cross_entropy",
        "target",
        lambda: lk.cross_entropy(np.zeros((2, 3)), np.array([2**64 - 1, 0], np.uint64)),
        "1844",
    ),
    ("kl", "q", lambda: lk.kl(np.ones(3), 1.0), "0-d"),
    ("logsumexp", "x", lambda: lk.special.logsumexp(1.0), "0-d"),
]


@pytest.mark.parametrize(("function", "argument", "call", "came"), FROZEN + OTHERS)
def test_other_wrong_calls(function: str, argument: str, call: Callable[[], Any], came: str) -> None:
    refused(function, argument, call, came, function)


def test_absent_rows_may_hold_any_target() -> None:
    """The first target named is the first that counts."""
    where = np.array([False, True, True])
    assert np.isfinite(lk.cross_entropy(np.zeros((3, 4)), [9, 1, 2], where=where))
    with pytest.raises(ValueError, match=r"got 8 at index 2$"):
        lk.cross_entropy(np.zeros((3, 4)), [9, 1, 8], where=where)


def test_what_overflows_is_infinite_without_a_warning() -> None:
    """Whatever the dtype of results cannot hold: warnings are errors here."""
    inf, big = np.inf, np.array([[3e38, -3e38]], np.float32)
    assert lk.cross_entropy(big, [1]) == inf
    assert lk.cross_entropy(np.repeat(big, 3, 0), [1] * 3, reduction="sum") == inf
    assert lk.cross_entropy(big, [1], reduction="partial").result() == inf
    assert lk.cross_entropy.value_and_grad(big, [1])[0] == inf
    stats = lk.cross_entropy.stats(big, [1], z_loss=1.0)
    assert (stats.loss, stats.z_loss.tolist()) == (inf, [inf])
    assert lk.distill_topk(big, [[1]], [[0.0]]) == inf
    assert lk.linear_cross_entropy(np.array([[1.0]], np.float32), big.T, [1]) == inf
    assert lk.norm.nll(big, scale=np.float32(1e-3)) == inf
    assert lk.bits_per_dim([1e308], [1e-3]) == inf
    part = lk.Partial([1e200, 1.0], [0.0, 0.0], [1e-200, 0.0], [0.0, 0.0], np.dtype(np.float32))
    np.testing.assert_array_equal(part.result(), [inf, np.nan])
    square = (lambda x: (x * x).sum(-1), lambda x: 2 * x, lambda x, d: 2 * d)
    value, grads = lk.bregman.value_and_grad(
        np.array([[3e38, 1.0]], np.float32), np.array([[-3e38, 1.0]], np.float32), generator=square
    )
    assert value.tolist() == [inf]
    assert np.isfinite(grads.q[0, 1])
    log = (lambda x: (x * np.log(x) - x).sum(-1), np.log)
    assert np.isnan(lk.bregman([[0.0, 1.0]], [[1.0, 0.0]], generator=log)).all()
