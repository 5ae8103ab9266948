"""Learn the score of points in the plane with `lk.nn.MLP` and a NumPy Adam, then draw new points from it.

    python examples/langevin.py [--steps N] [--seed N] [--plot langevin.png]

The network is trained by denoising score matching over a range of noise levels, points are drawn by annealed Langevin
dynamics (Y. Song and S. Ermon 2019), and the density is found by the probability flow. The picture shows the learnt
field over data, and the points that were drawn. Needs matplotlib, unless --plot is empty. Three hundred steps
show the shape; the default is sharp.
"""

from __future__ import annotations

import argparse
import itertools
from typing import TYPE_CHECKING, Any

import numpy as np

import likelier as lk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float32]

LEAST, MOST = 0.05, 3.0


def draw(n: int, rng: np.random.Generator) -> Array:
    """Return points of two interleaved half circles, with noise."""
    angle = np.pi * rng.uniform(size=n)
    upper = rng.integers(2, size=n) == 1
    sign = np.where(upper, 1.0, -1.0)
    points = np.stack([sign * np.cos(angle) + np.where(upper, -0.5, 0.5), sign * np.sin(angle) - sign * 0.25], axis=1)
    return (points + 0.1 * rng.normal(size=(n, 2))).astype(np.float32)


class Adam:
    """Steps of D. Kingma and J. Ba (2015), in place."""

    def __init__(self, parameters: Sequence[Array], rate: float) -> None:
        self.parameters, self.rate, self.count = parameters, rate, 0
        self.first = [np.zeros_like(p) for p in parameters]
        self.second = [np.zeros_like(p) for p in parameters]

    def step(self, gradients: Sequence[Array]) -> None:
        """Move the parameters against these gradients."""
        self.count += 1
        rate = self.rate * np.sqrt(1 - 0.999**self.count) / (1 - 0.9**self.count)
        for p, g, first, second in zip(self.parameters, gradients, self.first, self.second, strict=True):
            np.copyto(first, first + 0.1 * (g - first))
            np.copyto(second, second + 0.001 * (g * g - second))
            np.copyto(p, p - rate * first / (np.sqrt(second) + 1e-8), casting="same_kind")


def of_sigma(sigma: Any) -> dict[str, Any]:
    """Return what the network is told of the noise: its logarithm, and the size of the score to expect."""
    sigma = np.asarray(sigma, np.float32)
    return {"condition": np.log(sigma)[..., np.newaxis], "c_out": 1 / sigma, "c_in": 1 / np.sqrt(1 + sigma**2)}


def train(net: Any, steps: int, rng: np.random.Generator) -> None:
    """Fit the network: its weights change in place."""
    parameters = [*net.weights, *net.biases]
    adam = Adam(parameters, 5e-3)
    for step in range(steps):
        x = draw(1024, rng)
        sigma = np.exp(rng.uniform(np.log(LEAST), np.log(MOST), size=1024)).astype(np.float32)
        loss, g = net.score_matching_loss(x, "denoising", sigma=sigma, weighting="sigma2", seed=rng, **of_sigma(sigma))
        adam.rate = 5e-3 * (1 - step / steps)
        adam.step([*g.weights, *g.biases])
        if step % max(1, steps // 5) == 0:
            print(f"step {step:5d}  loss {float(loss):.4f}")


def langevin(net: Any, n: int, rng: np.random.Generator) -> Array:
    """Return points drawn from large noise to small."""
    x = (MOST * rng.normal(size=(n, 2))).astype(np.float32)
    for sigma in np.geomspace(MOST, LEAST, 30):
        size = np.float32(0.1 * sigma**2)
        for _ in range(20):
            s = net(x, **of_sigma(np.full(n, sigma)))
            x += size * s + np.sqrt(2 * size) * rng.normal(size=x.shape).astype(np.float32)
    # Without the noise that is left (B. Efron 2011: Tweedie's formula).
    return np.asarray(x + np.float32(LEAST**2) * net(x, **of_sigma(np.full(n, LEAST))), np.float32)


def log_density(net: Any, x: Array) -> NDArray[np.float64]:
    """Return the log-density of points with the least noise, by the probability flow."""
    schedule = lk.cnf.ve(LEAST, MOST)

    def score(points: NDArray[np.float64], t: NDArray[np.float64]) -> tuple[Any, Any]:
        s, divergence, _ = net.value_div(points.astype(np.float32), "exact", **of_sigma(schedule.sigma(t)))
        return s, divergence

    # At the end the data have a spread of their own beside the noise.
    spread = np.sqrt(MOST**2 + np.var(x, axis=0))
    prior = lk.norm(np.mean(x, axis=0).astype(np.float64), spread.astype(np.float64))
    return np.asarray(
        lk.cnf.log_prob(score, x, schedule=schedule, base=lambda z: prior.logpdf(z).sum(axis=-1), rtol=1e-4, atol=1e-4),
        np.float64,
    )


def plot(path: str, net: Any, data: Array, drawn: Array) -> None:
    """Draw the field over data, and the points that the field made."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(11, 5), sharex=True, sharey=True)
    grid = np.stack(np.meshgrid(np.linspace(-2.2, 2.2, 23), np.linspace(-1.8, 1.8, 19)), axis=-1).astype(np.float32)
    field = net(grid, **of_sigma(np.full(grid.shape[:-1], 0.3)))
    left.scatter(*data.T, s=2, alpha=0.3)
    left.quiver(*np.moveaxis(grid, -1, 0), *np.moveaxis(field, -1, 0), color="0.3", width=0.003)
    left.set_title("data, and the score with noise of 0.3")
    right.scatter(*drawn.T, s=2, alpha=0.3, color="C1")
    right.set_title("points drawn by Langevin dynamics")
    figure.tight_layout()
    figure.savefig(path, dpi=120)
    print(f"wrote {path}")


def main() -> None:
    """Train, draw, compare."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--steps", type=int, default=8000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plot", default="langevin.png", help="where to put the picture; empty for none")
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    sizes = (3, 128, 128, 2)  # two coordinates and the logarithm of the noise
    weights = [
        (rng.normal(size=(after, before)) / np.sqrt(before)).astype(np.float32)
        for before, after in itertools.pairwise(sizes)
    ]
    net = lk.nn.MLP(weights, [np.zeros(n, np.float32) for n in sizes[1:]], activation="silu")
    train(net, options.steps, rng)
    data, drawn = draw(4000, rng), langevin(net, 4000, rng)
    print("means     ", data.mean(axis=0).round(2), drawn.mean(axis=0).round(2))
    print("deviations", data.std(axis=0).round(2), drawn.std(axis=0).round(2))
    nats = log_density(net, data[:500] + np.float32(LEAST) * rng.normal(size=(500, 2)).astype(np.float32))
    normal = lk.multivariate_normal.fit(data).nll(data)
    print(f"held-out nats: score and flow {-nats.mean():.3f}, a normal density {float(normal):.3f}")
    if options.plot:
        plot(options.plot, net, data, drawn)


if __name__ == "__main__":
    main()
