"""The libraries that are compared: how each takes arrays, compiles, differentiates and waits."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from likelier.bench._timing import Call

Array = NDArray[Any]
Function = Callable[..., Any]


class Library:
    """One way to evaluate a formula: NumPy arrays as they are, the formula as it is.

    Attributes
    ----------
    name
        As tables print it.
    module
        What has to be installed.
    formulas
        Whose formulas it evaluates.
    """

    def __init__(self, name: str, module: str = "", formulas: str = "") -> None:
        self.name = name
        self.module = module or name
        self.formulas = formulas or name

    @property
    def differentiates(self) -> bool:
        """Whether the library has automatic differentiation."""
        return type(self).gradient is not Library.gradient

    def installed(self) -> bool:
        """Tell whether the library can be imported."""
        return importlib.util.find_spec(self.module) is not None

    def prepare(self, threads: int) -> None:  # noqa: ARG002 (some libraries have none)
        """Import the library and give it a number of threads."""
        importlib.import_module(self.module)

    def array(self, a: Array) -> Any:
        """Return the library's own array, sharing memory where it can."""
        return a

    def value(self, function: Function, arrays: Sequence[Array]) -> Call:
        """Return a call that evaluates a function of arrays and waits for the result."""
        own = [self.array(a) for a in arrays]
        return lambda: function(*own)

    def gradient(self, function: Function, arrays: Sequence[Array], wrt: Sequence[int]) -> Call:
        """Return a call for the value and the gradients of its sum in some of the arguments."""
        msg = f"{self.name} has no automatic differentiation"
        raise NotImplementedError(msg)

    def numpy(self, result: object) -> list[Array]:
        """Return a result, a tuple flattened, as NumPy arrays of float64."""
        if isinstance(result, (tuple, list)):
            return [a for part in result for a in self.numpy(part)]
        return [self._numpy(result)]

    def _numpy(self, result: Any) -> Array:
        return np.asarray(result, np.float64)


class Torch(Library):
    """PyTorch, eager or compiled."""

    def __init__(self, name: str, *, compiled: bool) -> None:
        super().__init__(name, "torch", "torch")
        self.compiled = compiled

    def prepare(self, threads: int) -> None:
        super().prepare(threads)
        self.torch = importlib.import_module("torch")
        self.torch.set_num_threads(threads)

    def array(self, a: Array) -> Any:
        if a.dtype.name == "bfloat16":
            return self.torch.from_numpy(a.view(np.int16)).view(self.torch.bfloat16)
        return self.torch.from_numpy(a)

    def _function(self, function: Function) -> Function:
        if not self.compiled:
            return function
        self.torch.compiler.reset()
        compiled: Function = self.torch.compile(function, dynamic=False)
        return compiled

    def value(self, function: Function, arrays: Sequence[Array]) -> Call:
        own = [self.array(a) for a in arrays]
        function, no_grad = self._function(function), self.torch.no_grad

        def call() -> object:
            with no_grad():
                return function(*own)

        return call

    def gradient(self, function: Function, arrays: Sequence[Array], wrt: Sequence[int]) -> Call:
        own = [self.array(a).clone().requires_grad_(i in wrt) for i, a in enumerate(arrays)]
        leaves = [own[i] for i in wrt]
        function, grad = self._function(function), self.torch.autograd.grad
        with self.torch.no_grad():
            value = function(*own)
        ones = self.torch.ones_like(value)

        def call() -> object:
            value = function(*own)
            # the gradient in what the value does not depend on is 0
            return value.detach(), *grad(value, leaves, ones, materialize_grads=True)

        return call

    def _numpy(self, result: Any) -> Array:
        return np.asarray(result.detach().to(self.torch.float64).numpy())


class Jax(Library):
    """JAX, compiled."""

    def prepare(self, threads: int) -> None:
        super().prepare(threads)
        self.jax = importlib.import_module("jax")
        self.jax.config.update("jax_enable_x64", True)

    def array(self, a: Array) -> Any:
        return self.jax.numpy.asarray(a)

    def value(self, function: Function, arrays: Sequence[Array]) -> Call:
        own = [self.array(a) for a in arrays]
        compiled, wait = self.jax.jit(function), self.jax.block_until_ready
        return lambda: wait(compiled(*own))

    def gradient(self, function: Function, arrays: Sequence[Array], wrt: Sequence[int]) -> Call:
        jax = self.jax

        def both(*own: Any) -> Any:
            def of_leaves(*leaves: Any) -> Any:
                arguments = list(own)
                for i, leaf in zip(wrt, leaves, strict=True):
                    arguments[i] = leaf
                return function(*arguments)

            value, pull_back = jax.vjp(of_leaves, *(own[i] for i in wrt))
            return value, *pull_back(jax.numpy.ones_like(value))

        return self.value(both, arrays)


class Numba(Library):
    """Numba: explicit loops, compiled and spread over threads."""

    def prepare(self, threads: int) -> None:
        super().prepare(threads)
        importlib.import_module("numba").set_num_threads(threads)


LIBRARIES: dict[str, Library] = {
    library.name: library
    for library in (
        Library("numpy"),
        Library("scipy"),
        Numba("numba"),
        Numba("numba-stats", "numba_stats"),
        Torch("torch", compiled=False),
        Torch("torch.compile", compiled=True),
        Jax("jax"),
    )
}
