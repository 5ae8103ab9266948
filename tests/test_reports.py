"""The report on accuracy: that nothing public is missing in it, and that its rows are those of the tests."""

from __future__ import annotations

import re

import pytest

from benchmarks import accuracy
from likelier._families import Family
from likelier._kl import PAIRS
from likelier._kl_vectors import FORMS
from likelier._mixtures import Mixture
from likelier._vectors import VectorFamily
from tests.registry import SPECIAL, lk

TITLES = [title for title, _ in accuracy.sections({})]


def test_every_family_has_its_rows() -> None:
    assert len(set(TITLES)) == len(TITLES)
    for name in lk.__all__:
        thing = getattr(lk, name)
        if isinstance(thing, (Family, Mixture)):
            own = [title for title in TITLES if title.startswith(f"{name}.{thing._method}")]
            forms = len(thing._operation.parameterisations) if isinstance(thing, VectorFamily) else 1
            assert len(own) == forms, name


def test_every_special_function_has_its_rows() -> None:
    of_rows = {"logsumexp", "logmeanexp", "log_softmax", "softmax"}
    assert set(lk.special.__all__) == set(SPECIAL) | of_rows
    assert {f"special.{name}" for name in SPECIAL} <= set(TITLES)


def test_every_closed_form_has_its_rows() -> None:
    """Some pairs are others with exact factors: of one operation, which has its rows once."""
    stated = {pair for pair in PAIRS if f"kl({pair[0]}, {pair[1]})" in TITLES}
    assert {pair.operation for pair in PAIRS.values()} == {PAIRS[key].operation for key in stated}
    # a multinomial's is n times that of classes, which are among the rows of logits and probabilities; t's is 0
    of_rows = {("categorical", "categorical"), ("multinomial", "multinomial")}
    nothing = {("t", "t"), ("multivariate_t", "multivariate_t")}
    for p, q in set(FORMS) - of_rows - nothing:
        assert any(title.startswith(f"kl({p}, {q})") for title in TITLES), (p, q)


@pytest.mark.parametrize("pattern", ["^categorical", r"\(diag=", "special.logit$", r"kl\(halfcauchy"])
def test_rows_are_within_their_targets(pattern: str) -> None:
    rows = [row for title, measured in accuracy.sections({}) if re.search(pattern, title) for row in measured()]
    assert {row.dtype for row in rows} == {"float32", "float64"}
    for row in rows:
        assert row.points > 0
        assert row.ours.keys() == set(lk.testing.available_isas())
        assert all(e.within == 1 for e in row.ours.values()), (row.function, row.dtype)
