"""Special functions with gradients, right to the last digits in every float type."""

from __future__ import annotations

from likelier._families import make_special_functions
from likelier._rows import make_special_row_functions

_functions = make_special_functions() | make_special_row_functions()
globals().update(_functions)

__all__ = sorted(_functions)  # noqa: PLE0605
