"""Networks with exact derivatives: vector fields with their divergence, energies with their Laplacian."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from likelier import _core
from likelier._networks import Context, NetworkGradients, _Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from likelier._arrays import SupportsDLPack

    Arrays = ArrayLike | SupportsDLPack
    Trace = str | int | tuple[str, int] | Arrays
    Seed = int | np.random.Generator | None

__all__ = ["MLP", "Context", "EnergyMLP", "NetworkGradients"]


class MLP(_Network):
    """A multilayer perceptron as a vector field s(x), with its divergence tr ds/dx and the gradients of both.

    Parameters
    ----------
    weights : sequence of arrays
        One matrix a layer, (n_l, n_{l-1}) as in torch, float32 or float64. Views are kept, not copies: an optimiser
        that writes to the arrays in place needs to tell nobody. Arrays of other libraries are shared through DLPack;
        where they are on a CUDA device, all arrays of calls are to be there, and results are.
        The last layer has D rows and no activation; the first has D columns, and after these one for each number of
        the condition.
    biases : sequence of arrays or None, optional
        One vector a layer, or None for a layer without. Default: none at all.
    activation : {"silu", "tanh", "softplus", "gelu", "sin", "elu"}
        gelu is z times the normal distribution function. That of ReLU networks is refused: its f'' is 0 almost
        everywhere, so that the divergence has no useful gradient.
    skip : array, optional
        A (D, D) matrix A: A x is added to the output.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    Nothing is recorded: the forward pass keeps a few rows at a time in the second-level cache, and the reverse pass
    takes them from there. With d_l = f'(z_l), the divergence of a network with two hidden layers is d_2^T P d_1,
    P = W2 o (W1 W3)^T, one more product of the hidden layers for any D; with one it is d_1 . c. Deeper networks have
    v . J v over probes or over the D unit vectors. The same bits for any number of threads. On a device, where a batch
    goes through a layer as a whole, matrix products are those of ``cupy.matmul``.

    Sources: A. Hyvarinen, "Estimation of non-normalized statistical models by score matching" (2005); Y. Song et
    al., "Sliced score matching" (2019); P. Vincent, "A connection between score matching and denoising autoencoders"
    (2011).

    Examples
    --------
    A linear field has the trace of its matrix for a divergence:

    >>> import numpy as np
    >>> import likelier as lk
    >>> net = lk.nn.MLP([np.array([[2.0, 1.0], [0.0, -5.0]])])
    >>> s, div, context = net.value_div(np.array([[1.0, 1.0]]))
    >>> s.tolist(), div.tolist()
    ([[3.0, -5.0]], [-3.0])
    """

    def __init__(
        self,
        weights: Sequence[Any],
        biases: Sequence[Any] | None = None,
        activation: str = "silu",
        *,
        skip: Any = None,
    ) -> None:
        super().__init__(weights, biases, activation, None, None, skip)

    def __call__(
        self,
        x: Arrays,
        condition: Arrays | None = None,
        *,
        c_in: Arrays | None = None,
        c_out: Arrays | None = None,
        c_skip: Arrays | None = None,
    ) -> Any:
        """Return s(x), of the shape of x; for the arguments see ``value_div``."""
        if self._on_device is not None:
            return self._on_device(x, {"condition": condition, "c_in": c_in, "c_out": c_out, "c_skip": c_skip})
        array, give = self._samples(x, "__call__")
        s = _core.empty(array.shape, self.dtype)
        beside = self._scales("__call__", array.shape[:-1], condition, c_in=c_in, c_out=c_out, c_skip=c_skip)
        self._core.run(None, False, array, s=s, **beside)
        return give(s)

    def value_div(
        self,
        x: Arrays,
        trace: Trace = "auto",
        *,
        condition: Arrays | None = None,
        c_in: Arrays | None = None,
        c_out: Arrays | None = None,
        c_skip: Arrays | None = None,
        seed: Seed = None,
        differentiable: bool = True,
    ) -> tuple[Any, Any, Any]:
        """Return s(x), its divergence, and what ``vjp`` needs.

        Parameters
        ----------
        x : array_like (..., D)
            Samples, in the network's dtype.
        trace : "auto", "exact", int, (kind, int) or array_like
            - "exact": the divergence, in closed form for at most two hidden layers, else over the D unit vectors.
            - a number of probes, or a kind of ``lk.probes`` and a number: the mean of v . J v over probes v.
            - an array (..., D), or (K, ..., D): these probes.
            - "auto": "exact" for at most two hidden layers or eight dimensions, else eight Hadamard probes.
        condition : array_like (..., C), optional
            What goes into the first layer beside x, such as a time, broadcast over the samples. Not differentiated.
        c_in, c_out, c_skip : array_like, optional
            One number a sample, as in EDM (T. Karras et al. 2022): s = c_out net(c_in x) + c_skip x.
        seed : int or numpy.random.Generator, optional
            Of the probes. Default: from the operating system.
        differentiable : bool, default True
            False saves some packing where no gradients will be asked for, and returns None for the context.

        Returns
        -------
        s : array (..., D)
            Of the library that x came from, like all results; gradients of parameters are of theirs.
        div : array (...)
            What c_in, c_out, c_skip and the linear skip add to the divergence is exact for probes too.
        context : Context or None
            Holds a copy of x and a snapshot of the weights.

        Examples
        --------
        >>> import numpy as np
        >>> import likelier as lk
        >>> rng = np.random.default_rng(0)
        >>> weights = [rng.normal(size=(8, 2)), rng.normal(size=(2, 8))]
        >>> net = lk.nn.MLP(weights, activation="tanh")
        >>> x = rng.normal(size=(3, 2))
        >>> s, div, context = net.value_div(x)
        >>> h = 1e-5
        >>> diagonal = [((net(x + h * e) - net(x - h * e)) / (2 * h)) @ e for e in np.eye(2)]
        >>> bool(np.allclose(div, sum(diagonal), rtol=1e-8))
        True
        """
        if self._on_device is not None:
            given = {"condition": condition, "c_in": c_in, "c_out": c_out, "c_skip": c_skip}
            s, div, context = self._on_device.follow("value_div", x, trace, given, seed, differentiable=differentiable)
            return s, div, context
        array, give = self._samples(x, "value_div")
        shape = array.shape[:-1]
        name, probes = self._trace(trace, "value_div", array, seed)
        beside = self._scales("value_div", shape, condition, c_in=c_in, c_out=c_out, c_skip=c_skip)
        s, div = _core.empty(array.shape, self.dtype), _core.empty(shape, self.dtype)
        packed = self._core.pack(name, reverse=True, energy=False) if differentiable else None
        self._core.run(packed, False, array, trace=name, probes=probes, s=s, trace_value=div, **beside)
        if not differentiable:
            return give(s), give(div), None
        kept = {"x": np.array(array), "probes": probes, **beside}
        return give(s), give(div), Context(self, packed, array.shape, name, kept, give)

    def vjp(
        self,
        context: Context,
        s_bar: Arrays | None = None,
        div_bar: Arrays | None = None,
        *,
        wrt: str | Sequence[str] = ("weights", "biases", "x"),
    ) -> NetworkGradients:
        """Return the gradients of sum(s_bar * s) + sum(div_bar * div).

        Parameters
        ----------
        context : Context
            Of a call of ``value_div``. The forward pass runs again, tile by tile, with the weights of that call.
        s_bar : array_like (..., D), optional
            Cotangent of s. Default: 0.
        div_bar : array_like (...), optional
            Cotangent of the divergence. Default: 0.
        wrt : among "weights", "biases", "x", "skip"
            What gradients are wanted of.

        Returns
        -------
        NetworkGradients
        """
        self._check_context(context, "value_div")
        if self._on_device is not None:
            bars = {"s_bar": s_bar, "div_bar": div_bar}
            return self._on_device.reverse(context, bars, self._wrt(wrt, "vjp"))
        x = context._arrays["x"]
        s_cotangent = None if s_bar is None else self._beside(s_bar, "s_bar", "vjp", x)
        cotangent = self._per_sample(div_bar, "div_bar", "vjp", context._shape[:-1])
        names = self._wrt(wrt, "vjp")
        results = self._results(names, x)
        self._core.run(
            context._packed,
            False,
            trace=context._trace,
            objective="cotangents",
            s_cotangent=s_cotangent,
            trace_cotangent=cotangent,
            **context._arrays,
            **results,
        )
        return self._gradients(results, names, context._give)

    def score_matching_loss(
        self,
        x: Arrays,
        kind: str = "implicit",
        *,
        trace: Trace = "auto",
        sigma: Arrays | None = None,
        noise: Arrays | None = None,
        weighting: Arrays | str = "none",
        target: Arrays | None = None,
        eps: Arrays | None = None,
        w: Arrays | None = None,
        dw: Arrays | None = None,
        weights: Arrays | None = None,
        condition: Arrays | None = None,
        c_in: Arrays | None = None,
        c_out: Arrays | None = None,
        c_skip: Arrays | None = None,
        seed: Seed = None,
        wrt: str | Sequence[str] = ("weights", "biases"),
    ) -> tuple[Any, NetworkGradients]:
        """Return a score matching loss and its gradients, in one pass.

        Losses are summed over dimensions and averaged over samples, with J = ds/dx::

            implicit    |s|^2 / 2 + tr J
            sliced      mean over probes of v.Jv + (v.s)^2 / 2
            sliced_vr   |s|^2 / 2 + mean over probes of v.Jv
            denoising   lambda |s(x + sigma z) + z / sigma|^2 / 2
            explicit    |s - target|^2 / 2
            weighted    sum_j w_j s_j^2 / 2 + dw_j s_j + tr diag(w) J
            finite_difference
                        mean over steps v of |s(x + v) + s(x - v)|^2 / 8 + D v.(s(x + v) - s(x - v)) / (2 eps^2)

        Parameters
        ----------
        x : array_like (..., D)
            Samples, in the network's dtype.
        kind : {"implicit", "sliced", "sliced_vr", "denoising", "explicit", "weighted", "finite_difference"}
            The loss.
        trace : see ``value_div``
            Of implicit and weighted; probes for the sliced losses, of which "auto" is one. Weights that differ from
            sample to sample leave no closed form: "exact" for weighted goes over the D unit vectors, which "auto" does
            up to eight dimensions. The steps of finite_difference are eps / sqrt(D) times probes, of which "auto" is
            one of the kind "sphere".
        sigma : array_like
            Of denoising: one, or one a sample; positive. Arrays on a device are not looked into: what is not positive
            gives NaN. So for eps, and for w that is negative.
        noise : array_like (..., D), optional
            z. Default: standard normal numbers of the seed.
        weighting : {"none", "sigma2"} or array_like
            lambda: 1, sigma^2, or one number a sample.
        target : array_like (..., D)
            Of explicit.
        eps : array_like
            Of finite_difference: the length of its steps, one, or one a sample; positive. float32 wants about 0.1.
        w, dw : array_like (..., D)
            Of weighted: weights of the dimensions, not negative, and their derivatives d w_j / d x_j, of
            ``lk.score_matching.nonnegative_weights`` for instance. They count as constants.
        weights : array_like, optional
            One number a sample; the mean is sum(w * loss) / sum(w).
        condition, c_in, c_out, c_skip, seed
            See ``value_div``.
        wrt : among "weights", "biases", "x", "skip"
            What gradients are wanted of. Of denoising, x is the data without noise.

        Returns
        -------
        loss : numpy scalar
        gradients : NetworkGradients

        Examples
        --------
        The model s = -x of standard normal data has the loss -D / 2 in expectation:

        >>> import numpy as np
        >>> import likelier as lk
        >>> net = lk.nn.MLP([-np.eye(3)])
        >>> x = lk.norm.rvs((100_000, 3), seed=1)
        >>> loss, gradients = net.score_matching_loss(x)
        >>> round(float(loss), 2)
        -1.5
        >>> bool(np.abs(gradients.weights[0]).max() < 0.02)
        True
        """
        options = {"sigma": sigma, "noise": noise, "target": target, "eps": eps, "w": w, "dw": dw}
        given = {"condition": condition, "c_in": c_in, "c_out": c_out, "c_skip": c_skip}
        return self._loss(x, kind, trace, given, options, weighting=weighting, weights=weights, seed=seed, wrt=wrt)


class EnergyMLP(_Network):
    """A multilayer perceptron as an energy E(x), with its gradient and Laplacian and the gradients of all three.

    The density is exp(-E) up to a constant, and the score s = -dE/dx.

    Parameters
    ----------
    weights, biases, activation
        As of ``MLP``. The last layer has one row.
    dim : int, optional
        D, the leading columns of the first layer, which are x; the others are a condition. Default: all.

    Raises
    ------
    TypeError, ValueError
        Naming the argument, what was expected and what came.

    Notes
    -----
    No recursion of the second order is needed: with g_l the gradient by the output of layer l and u_l the tangent of
    its argument, v^T Hess(E) v is the sum over layers of <g_l f''(z_l), u_l^2>.

    Examples
    --------
    >>> import numpy as np
    >>> import likelier as lk
    >>> net = lk.nn.EnergyMLP([np.array([[1.0, 2.0]]), np.array([[1.0]])], activation="sin")
    >>> e, g, lap, context = net.value_grad_lap(np.array([[0.25, 0.125]]))
    >>> bool(np.allclose(e, np.sin(0.5)) and np.allclose(g, np.cos(0.5) * np.array([1.0, 2.0])))
    True
    >>> bool(np.allclose(lap, -5 * np.sin(0.5)))
    True
    """

    _is_energy = True
    _closed = 1

    def __init__(
        self,
        weights: Sequence[Any],
        biases: Sequence[Any] | None = None,
        activation: str = "silu",
        *,
        dim: int | None = None,
    ) -> None:
        super().__init__(weights, biases, activation, 1, dim, None)

    def __call__(self, x: Arrays, condition: Arrays | None = None) -> Any:
        """Return E(x), one number a sample."""
        if self._on_device is not None:
            return self._on_device(x, {"condition": condition})
        array, give = self._samples(x, "__call__")
        energy = _core.empty(array.shape[:-1], self.dtype)
        beside = self._condition(condition, "__call__", array.shape[:-1])
        self._core.run(None, True, array, value=energy, condition=beside)
        return give(energy)

    def value_grad_lap(
        self,
        x: Arrays,
        trace: Trace = "auto",
        *,
        condition: Arrays | None = None,
        seed: Seed = None,
    ) -> tuple[Any, Any, Any, Context]:
        """Return E, dE/dx, the Laplacian of E, and what ``vjp`` needs.

        Parameters
        ----------
        x : array_like (..., D)
            Samples, in the network's dtype.
        trace : "auto", "exact", int, (kind, int) or array_like
            As of ``MLP.value_div``; the closed form is that of one hidden layer, and "auto" is "exact" up to there.
        condition : array_like (..., C), optional
            What goes into the first layer beside x.
        seed : int or numpy.random.Generator, optional
            Of the probes.

        Returns
        -------
        energy : ndarray (...)
        gradient : ndarray (..., D)
        laplacian : ndarray (...)
        context : Context
        """
        if self._on_device is not None:
            energy, gradient, laplacian, context = self._on_device.follow(
                "value_grad_lap", x, trace, {"condition": condition}, seed
            )
            return energy, gradient, laplacian, context
        array, give = self._samples(x, "value_grad_lap")
        shape = array.shape[:-1]
        name, probes = self._trace(trace, "value_grad_lap", array, seed)
        beside = self._condition(condition, "value_grad_lap", shape)
        energy, gradient = _core.empty(shape, self.dtype), _core.empty(array.shape, self.dtype)
        laplacian = _core.empty(shape, self.dtype)
        packed = self._core.pack(name, reverse=True, energy=True)
        self._core.run(
            packed,
            True,
            array,
            trace=name,
            probes=probes,
            condition=beside,
            value=energy,
            s=gradient,
            trace_value=laplacian,
        )
        kept = {"x": np.array(array), "probes": probes, "condition": beside}
        context = Context(self, packed, array.shape, name, kept, give)
        return give(energy), give(gradient), give(laplacian), context

    def vjp(
        self,
        context: Context,
        value_bar: Arrays | None = None,
        grad_bar: Arrays | None = None,
        lap_bar: Arrays | None = None,
        *,
        wrt: str | Sequence[str] = ("weights", "biases", "x"),
    ) -> NetworkGradients:
        """Return the gradients of sum(value_bar * E) + sum(grad_bar * dE/dx) + sum(lap_bar * laplacian).

        Parameters
        ----------
        context : Context
            Of a call of ``value_grad_lap``.
        value_bar, lap_bar : array_like (...), optional
            Cotangents of the energy and of the Laplacian. Default: 0.
        grad_bar : array_like (..., D), optional
            Cotangent of the gradient. Default: 0.
        wrt : among "weights", "biases", "x"
            What gradients are wanted of.

        Returns
        -------
        NetworkGradients
        """
        self._check_context(context, "value_grad_lap")
        if self._on_device is not None:
            bars = {"value_bar": value_bar, "grad_bar": grad_bar, "lap_bar": lap_bar}
            return self._on_device.reverse(context, bars, self._wrt(wrt, "vjp"))
        x = context._arrays["x"]
        shape = context._shape[:-1]
        names = self._wrt(wrt, "vjp")
        results = self._results(names, x)
        self._core.run(
            context._packed,
            True,
            trace=context._trace,
            objective="cotangents",
            value_cotangent=self._per_sample(value_bar, "value_bar", "vjp", shape),
            s_cotangent=None if grad_bar is None else self._beside(grad_bar, "grad_bar", "vjp", x),
            trace_cotangent=self._per_sample(lap_bar, "lap_bar", "vjp", shape),
            **context._arrays,
            **results,
        )
        return self._gradients(results, names, context._give)

    def score_matching_loss(
        self,
        x: Arrays,
        kind: str = "implicit",
        *,
        trace: Trace = "auto",
        sigma: Arrays | None = None,
        noise: Arrays | None = None,
        weighting: Arrays | str = "none",
        target: Arrays | None = None,
        eps: Arrays | None = None,
        w: Arrays | None = None,
        dw: Arrays | None = None,
        weights: Arrays | None = None,
        condition: Arrays | None = None,
        seed: Seed = None,
        wrt: str | Sequence[str] = ("weights", "biases"),
    ) -> tuple[Any, NetworkGradients]:
        """Return a score matching loss of s = -dE/dx and its gradients, in one pass.

        Parameters
        ----------
        x, kind, trace, sigma, noise, weighting, target, eps, w, dw, weights, condition, seed, wrt
            As of ``MLP.score_matching_loss``; tr J is less the Laplacian of E. finite_difference takes energies, and no
            derivative by x: the mean over steps v of
            D / eps^2 (2 E(x) - E(x + v) - E(x - v) + (E(x + v) - E(x - v))^2 / 8), the differences in float64.

        Returns
        -------
        loss : numpy scalar
        gradients : NetworkGradients
        """
        options = {"sigma": sigma, "noise": noise, "target": target, "eps": eps, "w": w, "dw": dw}
        given = {"condition": condition}
        return self._loss(x, kind, trace, given, options, weighting=weighting, weights=weights, seed=seed, wrt=wrt)
