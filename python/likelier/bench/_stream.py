"""Memory traffic on request: the process that measures what this machine can copy and read.

It runs apart from the libraries that are compared because ``memcpy`` writes past the cache only
above a threshold that the C library reads when a process starts. Of several ways to copy (and to
read) the fastest on this machine is kept. Protocol: a line ``copy`` or ``read`` in, a line with
the seconds it took out; the first line out names the ways that were chosen.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np

TRIALS = 12


def main(count: int, threads: int) -> None:
    """Serve requests until the input ends.

    Parameters
    ----------
    count : int
        Number of float64 values that are copied or read.
    threads : int
        Number of threads to do it with.
    """
    source, target = np.ones(count), np.zeros(count)
    borders = [count * i // threads for i in range(threads + 1)]
    parts = [slice(a, b) for a, b in itertools.pairwise(borders)]
    pool = ThreadPoolExecutor(threads)

    def spread(work: Callable[[slice], object]) -> Callable[[], object]:
        return lambda: list(pool.map(work, parts))

    ways: dict[str, dict[str, Callable[[], object]]] = {
        "copy": {
            "numpy.copyto": lambda: np.copyto(target, source),
            f"numpy.copyto in {threads} threads": spread(lambda part: np.copyto(target[part], source[part])),
        },
        "read": {
            "numpy.max": source.max,
            "numpy.dot": lambda: source.dot(source),  # threads of its own
            f"numpy.max in {threads} threads": spread(lambda part: source[part].max()),
        },
    }
    chosen = {}
    names = []
    for request, candidates in ways.items():
        # The least of interleaved trials: a way that another process slowed down must not lose by that.
        trials = [{way: _time(work) for way, work in candidates.items()} for _ in range(TRIALS)]
        best = min(candidates, key=lambda way: min(trial[way] for trial in trials))
        chosen[request] = candidates[best]
        names.append(best)
    print("\t".join(names), flush=True)
    for line in sys.stdin:
        print(_time(chosen[line.strip()]), flush=True)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
