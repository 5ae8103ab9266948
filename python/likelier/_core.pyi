# Written by tools/generate_stubs.py: edit that, or the registry, and run it again.
from typing import Any, SupportsFloat, SupportsIndex, SupportsInt

import numpy as np

class NetworkF32:
    def __init__(
        self, weights: list[Any], biases: list[Any], inputs: SupportsInt | SupportsIndex,
        activation: SupportsInt | SupportsIndex, skip: Any,
    ) -> None: ...
    def pack(self, trace: str, reverse: bool, energy: bool) -> PackedF32: ...
    def run(
        self, packed: PackedF32, energy: bool, x: np.ndarray, condition: Any = None, c_in: Any = None,
        c_out: Any = None, c_skip: Any = None, trace: str = 'none', probes: Any = None, objective: str = 'values',
        s_cotangent: Any = None, trace_cotangent: Any = None, value_cotangent: Any = None, target: Any = None,
        factors: Any = None, value: Any = None, s: Any = None, trace_value: Any = None, losses: Any = None,
        x_gradient: Any = None, weight_gradients: Any = None, bias_gradients: Any = None, skip_gradient: Any = None,
    ) -> float: ...
class NetworkF64:
    def __init__(
        self, weights: list[Any], biases: list[Any], inputs: SupportsInt | SupportsIndex,
        activation: SupportsInt | SupportsIndex, skip: Any,
    ) -> None: ...
    def pack(self, trace: str, reverse: bool, energy: bool) -> PackedF64: ...
    def run(
        self, packed: PackedF64, energy: bool, x: np.ndarray, condition: Any = None, c_in: Any = None,
        c_out: Any = None, c_skip: Any = None, trace: str = 'none', probes: Any = None, objective: str = 'values',
        s_cotangent: Any = None, trace_cotangent: Any = None, value_cotangent: Any = None, target: Any = None,
        factors: Any = None, value: Any = None, s: Any = None, trace_value: Any = None, losses: Any = None,
        x_gradient: Any = None, weight_gradients: Any = None, bias_gradients: Any = None, skip_gradient: Any = None,
    ) -> float: ...
class PackedF32:
    pass
class PackedF64:
    pass
__version__: str
activations: tuple[Any, ...]
def active_isa() -> str: ...
def available_isas() -> list[Any]: ...
bfloat16_storage: np.dtype[Any]
build: dict[str, str]
def built_isas() -> list[Any]: ...
def cache_info() -> tuple[int, int]: ...
def clear_cache() -> None: ...
def cross_entropy(
    in_double: bool, logits: np.ndarray, target: np.ndarray, options: dict[str, Any], results: dict[str, Any],
) -> tuple[Any, ...]: ...
def distill(
    in_double: bool, logits: np.ndarray, ids: Any, log_probabilities: Any, k: SupportsInt | SupportsIndex, *, tail: str,
    reverse: bool, temperature: SupportsFloat | SupportsIndex, rounding: SupportsFloat | SupportsIndex,
    ignore_index: SupportsInt | SupportsIndex, reduction: str, row_where: Any = None, weights: Any = None,
    cotangent: Any = None, losses: Any = None, gradient: Any = None,
) -> tuple[Any, ...]: ...
def divergence(
    in_double: bool, p: np.ndarray, q: np.ndarray, p_kind: str, q_kind: str, *, where: Any = None,
    cotangent: Any = None, factor: SupportsFloat | SupportsIndex = 1.0,
    temperature: SupportsFloat | SupportsIndex = 1.0, value: Any = None, p_gradient: Any = None, q_gradient: Any = None,
) -> None: ...
def elementwise(
    operation: SupportsInt | SupportsIndex, parameterisation: SupportsInt | SupportsIndex, in_double: bool,
    shape: tuple[Any, ...], arguments: tuple[Any, ...], *, where: Any = None, weights: Any = None,
    cotangent: Any = None, value_factor: SupportsFloat | SupportsIndex = 1.0,
    gradient_factor: SupportsFloat | SupportsIndex = 1.0, value: Any = None, value_low: Any = None,
    reduced: bool = False, gradients: tuple[Any, ...],
) -> None: ...
def elliptical(
    x: np.ndarray, mean: np.ndarray, matrices: np.ndarray, groups: SupportsInt | SupportsIndex, *, kind: str,
    df: Any = None, constants: Any = None, factors: Any = None, value: Any = None, gradient: Any = None,
    df_gradients: Any = None, mean_gradients: Any = None, matrix_gradients: Any = None,
) -> None: ...
def empty(shape: tuple[Any, ...], dtype: np.dtype[Any]) -> Any: ...
def entropy(
    in_double: bool, p: np.ndarray, kind: str, *, where: Any = None, cotangent: Any = None,
    factor: SupportsFloat | SupportsIndex = 1.0, value: Any = None, gradient: Any = None,
) -> None: ...
def f_divergence(
    in_double: bool, p: np.ndarray, q: np.ndarray, p_kind: str, q_kind: str, kind: str, *,
    argument: SupportsFloat | SupportsIndex = 0.0, square_root: bool = False, where: Any = None, cotangent: Any = None,
    factor: SupportsFloat | SupportsIndex = 1.0, temperature: SupportsFloat | SupportsIndex = 1.0, value: Any = None,
    p_gradient: Any = None, q_gradient: Any = None,
) -> None: ...
def fast_functions(
    operation: SupportsInt | SupportsIndex, sign: SupportsFloat | SupportsIndex, reduces: bool,
) -> tuple[Any, ...]: ...
def force_isa(name: str) -> None: ...
def from_dlpack(capsule: Any) -> np.ndarray: ...
def merge_shards(into: np.ndarray, from_: np.ndarray) -> None: ...
def num_threads() -> int: ...
def operations() -> list[Any]: ...
def random_normal(
    seed: SupportsInt | SupportsIndex, offset: SupportsInt | SupportsIndex, loc: SupportsFloat | SupportsIndex,
    scale: SupportsFloat | SupportsIndex, out: np.ndarray,
) -> None: ...
def random_probes(
    kind: str, seed: SupportsInt | SupportsIndex, offset: SupportsInt | SupportsIndex,
    probes: SupportsInt | SupportsIndex, samples: SupportsInt | SupportsIndex, dimension: SupportsInt | SupportsIndex,
    out: np.ndarray,
) -> None: ...
def random_uniform(seed: SupportsInt | SupportsIndex, offset: SupportsInt | SupportsIndex, out: np.ndarray) -> None: ...
def score(
    formula: str, in_double: bool, shape: tuple[Any, ...], operands: tuple[Any, ...], sums: Any,
    gradients: tuple[Any, ...] = (), parameters: tuple[Any, ...] = (), active: Any = None, factor: Any = None,
) -> None: ...
def set_num_threads(count: SupportsInt | SupportsIndex) -> None: ...
shard_size: int
def softmax_family(
    kind: str, in_double: bool, x: np.ndarray, *, where: Any = None, cotangent: Any = None, value: Any = None,
    gradient: Any = None,
) -> None: ...
def to_dlpack(array: np.ndarray, versioned: bool) -> Any: ...
