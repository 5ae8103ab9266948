"""A density learnt by score matching: a network that is told the noise, and its probability flow."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

import likelier
from likelier.cli._families import Values

Array = NDArray[np.float32]

WIDTH = 64
STEPS = 1000
# Training is a number of steps on so many rows at most: its time does not grow with the data.
BATCH = 1024
# Part of the training rows, and the most of them, that decide which step's weights are kept.
VALIDATION, MOST_VALIDATION = 0.2, 1024
# Steps between two looks at these rows.
INTERVAL = 50
RATE = 2e-3
# What an average of the weights over the last steps keeps of itself at each.
AVERAGE = 0.99
# The density is that of data with the noise of this time, whose standard deviation is 1% of the data's.
FIRST = 1e-3
TOLERANCE = 1e-4
# Held-out rows that go through the flow at once.
CHUNK = 16_384
BETA_MIN, BETA_MAX = 0.1, 20.0


@dataclass(frozen=True)
class ScoreModel:
    """A trained network and the normal density it departs from.

    Parameters
    ----------
    mean, root : ndarray
        Of the training rows: their mean, and the Cholesky factor of their covariance.
    net : likelier.nn.MLP
        The score of the whitened rows, given time.
    steps, kept : int
        How long it was trained, and after which step its weights are.
    seconds : float
        How long that took.
    """

    mean: Values
    root: Values
    net: Any
    steps: int
    kept: int
    seconds: float

    def nats(self, x: Values) -> Values:
        """Return the negative log-density of rows."""
        z = _whitened(x, self.mean, self.root)
        log_prob = np.concatenate([_log_prob(self.net, z[i : i + CHUNK]) for i in range(0, len(z), CHUNK)])
        return np.asarray(np.log(np.diagonal(self.root)).sum() - log_prob, np.float64)


class _Adam:
    """Steps of D. Kingma and J. Ba (2015), in place."""

    def __init__(self, parameters: Array) -> None:
        self._parameters, self._count = parameters, 0
        self._first, self._second = np.zeros_like(parameters), np.zeros_like(parameters)

    def step(self, gradient: Array, rate: float) -> None:
        """Move the parameters against this gradient."""
        self._count += 1
        rate *= math.sqrt(1 - 0.999**self._count) / (1 - 0.9**self._count)
        self._first += 0.1 * (gradient - self._first)
        self._second += 0.001 * (gradient * gradient - self._second)
        self._parameters -= rate * self._first / (np.sqrt(self._second) + 1e-8)


def _network(parameters: Array, dim: int) -> Any:
    """Return a network over a vector of all parameters: its weights and biases are views of that."""
    sizes = (dim + 2, WIDTH, WIDTH, dim)
    shapes = [*((after, before) for before, after in itertools.pairwise(sizes)), *((n,) for n in sizes[1:])]
    borders = np.cumsum([math.prod(shape) for shape in shapes])
    views = [a.reshape(shape) for a, shape in zip(np.split(parameters, borders[:-1]), shapes, strict=True)]
    # With a last layer of zeros the score is that of whitened rows that are normal, -z at all times.
    return likelier.nn.MLP(views[:3], views[3:], skip=-np.eye(dim, dtype=np.float32))


def _schedule() -> likelier.cnf.Schedule:
    return likelier.cnf.vp(BETA_MIN, BETA_MAX)


def _times(uniform: Values) -> Values:
    """Return times whose density is in proportion to beta / sigma^2, from numbers between 0 and 1.

    With the weighting sigma^2 of the loss they make the weighting beta of maximum likelihood (Y. Song et al., "Maximum
    likelihood training of score-based diffusion models" (2021)): log(e^b - 1), b the integral of beta, is uniform.
    """
    slope = 0.5 * (BETA_MAX - BETA_MIN)
    first, last = (math.log(math.expm1(BETA_MIN * t + slope * t * t)) for t in (FIRST, 1.0))
    b = np.logaddexp(0.0, first + (last - first) * uniform)
    return np.asarray((np.sqrt(BETA_MIN**2 + 4.0 * slope * b) - BETA_MIN) / (2.0 * slope))


def _embedding(t: Any) -> Array:
    """Return what the network is told of times: the logarithm of the noise, and the time."""
    return np.stack([np.log(_schedule().sigma(t)), t], axis=-1).astype(np.float32)


def _log_prob(net: Any, z: Array) -> Values:
    return np.asarray(
        likelier.cnf.log_prob(
            net, z, schedule=_schedule(), t0=FIRST, embedding=_embedding, rtol=TOLERANCE, atol=TOLERANCE
        ),
        np.float64,
    )


def _likelihood(net: Any, z: Array) -> float:
    try:
        return float(np.mean(_log_prob(net, z)))
    except RuntimeError:  # a field that the solver cannot follow
        return -math.inf


def _whitened(x: Values, mean: Values, root: Values) -> Array:
    return np.ascontiguousarray(np.linalg.solve(root, (x - mean).T).T, np.float32)


def train(x: Values, seed: int, advance: Callable[[int], None] = lambda steps: None) -> ScoreModel:
    """Train a score network on rows.

    Parameters
    ----------
    x : ndarray of float64, shape (n, D)
        Training rows, of a covariance that is positive definite.
    seed : int
        Of the weights to begin with, the order of rows and the noise.
    advance : callable
        Called with the number of steps that were made since.

    Returns
    -------
    ScoreModel
        With the weights, averaged over some hundred steps, of the step at which rows that were not trained on were
        most likely. At step 0 it is the normal density of the training rows' mean and covariance.

    Raises
    ------
    ValueError
        If the covariance is singular.
    """
    begin = time.perf_counter()
    normal = likelier.multivariate_normal.fit(x).parameters
    mean, root = normal["mean"], np.linalg.cholesky(normal["cov"])
    z, dim = _whitened(x, mean, root), x.shape[1]
    held = min(max(1, round(VALIDATION * len(z))), MOST_VALIDATION)
    judged, fitted = z[:held], z[held:]
    rng = np.random.default_rng(seed)
    layers = [rng.normal(size=(WIDTH, n)) / math.sqrt(n) for n in (dim + 2, WIDTH)]
    rest = np.zeros(dim * WIDTH + 2 * WIDTH + dim)
    parameters = np.concatenate([*map(np.ravel, layers), rest]).astype(np.float32)
    averages = parameters.copy()
    net, average, adam, schedule = _network(parameters, dim), _network(averages, dim), _Adam(parameters), _schedule()
    kept, kept_at, most_likely = averages.copy(), 0, _likelihood(average, judged)
    for step in range(STEPS):
        rows = fitted if len(fitted) <= BATCH else fitted[rng.integers(len(fitted), size=BATCH)]
        t = _times((np.arange(len(rows)) + rng.uniform(size=len(rows))) / len(rows))
        rng.shuffle(t)
        _, g = net.score_matching_loss(
            (schedule.alpha(t)[:, np.newaxis] * rows).astype(np.float32),
            "denoising",
            sigma=schedule.sigma(t),
            weighting="sigma2",
            condition=_embedding(t),
            seed=rng,
        )
        gradient = np.concatenate([np.ravel(a) for a in (*g.weights, *g.biases)])
        adam.step(gradient, 0.5 * RATE * (1.0 + math.cos(math.pi * step / STEPS)))
        averages += (1.0 - AVERAGE) * (parameters - averages)
        if (step + 1) % INTERVAL == 0:
            advance(INTERVAL)
            likely = _likelihood(average, judged)
            if likely > most_likely:
                kept, kept_at, most_likely = averages.copy(), step + 1, likely
    return ScoreModel(mean, root, _network(kept, dim), STEPS, kept_at, time.perf_counter() - begin)
