"""Parts of a cross-entropy over slices of the classes, in the memory of a CUDA device."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _device_rows
from likelier._cross_entropy import _SLOPE, CrossEntropyShard, cross_entropy
from likelier._device import DeviceArray, Place, is_on_device

if TYPE_CHECKING:
    from likelier._cross_entropy import _CrossEntropy

_FLOAT64 = np.dtype(np.float64)


class DeviceShard(CrossEntropyShard):
    """Such a part; nothing here waits for the device."""

    __slots__ = ()

    @property
    def _rows(self) -> tuple[int, ...]:
        return tuple(self._sums.__cuda_array_interface__["shape"][:-1])

    @staticmethod
    def _equal(a: Any, b: Any) -> bool:
        # What arrays hold is not known before the device is waited for.
        if is_on_device(a) and is_on_device(b):
            return bool(a.__cuda_array_interface__["shape"] == b.__cuda_array_interface__["shape"])
        return not (is_on_device(a) or is_on_device(b)) and CrossEntropyShard._equal(a, b)

    def _place(self, function: str) -> tuple[Place, DeviceArray]:
        place = Place(self._sums, function, "the shard")
        return place, place.array(self._sums, "the shard")

    def _merged(self, other: CrossEntropyShard) -> Any:
        place, mine = self._place("CrossEntropyShard")
        theirs = place.array(other._sums, "the other part")
        with place.running():
            sums = place.empty(mine.shape, _FLOAT64)
            place.engine.merge_shards(
                first=mine.pointer,
                second=theirs.pointer,
                into=sums.pointer,
                rows=int(np.prod(self._rows, dtype=np.int64)),
                stream=place.stream,
            )
            return place.give(sums)

    def _compute(
        self, place: Place, sums: DeviceArray, reduction: str, own: _device_rows.ShardSlice | None
    ) -> tuple[Any, Any]:
        target = None if self._target is None else place.array(self._target, "target")
        return _device_rows.sharded_cross_entropy(
            cross_entropy, place, sums, target, self._options, self._dtype, reduction, own
        )

    def _result(self, reduction: str) -> Any:
        place, sums = self._place("CrossEntropyShard.result")
        with place.running():
            return self._compute(place, sums, reduction, None)[0]

    def _slope(
        self, logits: Any, target: Any, first_class: int, weight: Any, where: Any, reduction: str, cotangent: Any
    ) -> tuple[Any, Any]:
        place, sums = self._place(_SLOPE)
        x = place.array(logits, "logits")
        masses = place.array(target, "target") if self._target is None else None
        weights = None if weight is None else place.array(weight, "weight")
        mask = None if where is None else place.array(where, "where")
        self._check(x, first_class, masses, weights, mask)
        own = _device_rows.ShardSlice(x, masses, first_class, weights, mask, cotangent)
        with place.running():
            return self._compute(place, sums, reduction, own)


def make_shard(
    function: _CrossEntropy, place: Place, given: dict[str, Any], first_class: int, classes: int
) -> DeviceShard:
    """Queue a part, and return it."""
    with place.running():
        own, parts = _device_rows.shard(function, place, given, first_class, classes)
        options = {
            "row_where": None if own.row_where is None else given["where"],
            "weights": given["weights"],
            "ignore_index": own.ignore_index,
            "softcap": None,
            **own.options,
            "classes": classes,
        }
        length = own.event.length
        return DeviceShard(
            place.give(parts),
            None if own.soft else given["target"],
            options,
            own.rows.dtype,
            (own.classes is not None, own.where is not None),
            ((first_class, first_class + length),) if length else (),
        )
