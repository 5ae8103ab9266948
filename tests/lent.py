"""An array library of one class, for what is promised to any that speaks DLPack."""

from __future__ import annotations

from typing import Any

import numpy as np


class Lent:
    """An array that can be lent and borrowed by NumPy's own half of DLPack, and nothing else."""

    def __init__(self, array: Any) -> None:
        self.array = np.asarray(array)

    def __array_namespace__(self) -> Any:
        return Lent

    @staticmethod
    def from_dlpack(x: Any) -> Lent:
        """Borrow."""
        return Lent(np.from_dlpack(x))

    def __dlpack_device__(self) -> tuple[int, int]:
        device, index = self.array.__dlpack_device__()
        return int(device), index

    def __dlpack__(self, **options: Any) -> Any:
        return self.array.__dlpack__(**options)
