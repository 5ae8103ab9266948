"""The error that ends a command with a message instead of a traceback."""

from __future__ import annotations

import importlib
from typing import Any


class InputError(Exception):
    """Something the user gave cannot be used; the message says what and why."""


def require(module: str, purpose: str) -> Any:
    """Import an optional dependency.

    Parameters
    ----------
    module : str
        Dotted name of the module.
    purpose : str
        What it is needed for, as the message says it.

    Returns
    -------
    module
        The imported module.

    Raises
    ------
    InputError
        If it is not installed; the message names the extra that holds it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        package = module.partition(".")[0]
        msg = f"{purpose} needs {package}, which is not installed: pip install 'likelier[demo]'"
        raise InputError(msg) from error
