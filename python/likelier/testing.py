"""Hooks for tests: run any call on any instruction set.

Examples
--------
>>> import likelier as lk
>>> from likelier import testing
>>> with testing.force_isa(testing.available_isas()[0]):
...     lk.cpu_features()["active"] == testing.available_isas()[0]
True
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from likelier import _core

__all__ = ["available_isas", "force_isa"]


def available_isas() -> list[str]:
    """Return the instruction sets that are built in and usable here, weakest first."""
    return list(_core.available_isas())


@contextlib.contextmanager
def force_isa(name: str) -> Iterator[None]:
    """Use one instruction set inside a ``with`` block, for the whole process.

    Parameters
    ----------
    name : str
        One of `available_isas`.
    """
    if name not in available_isas():
        msg = f"force_isa: name must be one of {', '.join(map(repr, available_isas()))}; got {name!r}"
        raise ValueError(msg)
    before = _core.active_isa()
    _core.force_isa(name)
    try:
        yield
    finally:
        _core.force_isa(before)
