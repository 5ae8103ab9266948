"""Train a score network of torch with the losses of likelier, which take arrays.

    python examples/score_torch.py [--steps N] [--seed N]

The data are a mixture of two normal densities, whose score is known: the last line compares. Needs torch.
Two hundred steps are enough to see it learn.
"""

from __future__ import annotations

import argparse

import numpy as np
import torch

import likelier as lk

LOG_WEIGHTS = np.log([0.4, 0.6])
MEANS = np.array([[-1.0, 0.5], [1.0, -0.5]])
VAR = 0.25


def draw(n: int, rng: np.random.Generator) -> torch.Tensor:
    """Return samples of the mixture."""
    which = rng.choice(2, size=n, p=np.exp(LOG_WEIGHTS))
    return torch.from_numpy(MEANS[which] + np.sqrt(VAR) * rng.normal(size=(n, 2))).float()


def product(
    first: torch.nn.Linear, second: torch.nn.Linear, x: torch.Tensor, v: torch.Tensor
) -> tuple[torch.Tensor, ...]:
    """Return the score of a network with one hidden layer, and its Jacobian times v."""
    hidden = torch.tanh(first(x))
    return second(hidden), ((1 - hidden**2) * (v @ first.weight.T)) @ second.weight.T


def main() -> None:
    """Train, and compare with the truth."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--steps", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    first, second = torch.nn.Linear(2, 64), torch.nn.Linear(64, 2)
    optimiser = torch.optim.Adam([*first.parameters(), *second.parameters()], lr=5e-3)
    for step in range(options.steps):
        x = draw(512, rng)
        v = lk.probes((512, 2), seed=options.seed, offset=512 * step, like=x)
        s, jv = product(first, second, x, v)
        # The value, and what the reverse pass begins with.
        loss, g = lk.score_matching.sliced.value_and_grad(s.detach(), v, jv.detach(), wrt=("s", "jv"))
        optimiser.zero_grad()
        torch.autograd.backward((s, jv), (g.s, g.jv))
        optimiser.step()
        if step % max(1, options.steps // 5) == 0:
            print(f"step {step:5d}  loss {float(loss):8.3f}")
    x = draw(20_000, rng)
    with torch.no_grad():
        s = second(torch.tanh(first(x)))
    exact = lk.score_matching.gmm.score(x.numpy(), LOG_WEIGHTS, MEANS, var=VAR)
    divergence = lk.score_matching.explicit(s.numpy(), exact)
    scale = lk.score_matching.explicit(exact, 0.0 * exact)
    print(f"Fisher divergence from the truth {divergence:.3f}; of a score of 0 it is {scale:.3f}")


if __name__ == "__main__":
    main()
