"""Memory traffic on request: the process that measures what this machine can copy and read.

It runs apart from the libraries that are compared because ``memcpy`` writes past the cache only
above a threshold that the C library reads when a process starts. There are several ways to copy and
to read: which is the fastest depends on the machine. Protocol: the first line out names the ways,
separated by tabs, each with ``copy`` or ``read`` before its name; then for the number of a way in,
the seconds it took out.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np


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

    ways: dict[str, Callable[[], object]] = {
        "copy numpy.copyto": lambda: np.copyto(target, source),
        f"copy numpy.copyto in {threads} threads": spread(lambda part: np.copyto(target[part], source[part])),
        "read numpy.dot": lambda: source.dot(source),  # threads of its own
        f"read numpy.max in {threads} threads": spread(lambda part: source[part].max()),
    }
    print("\t".join(ways), flush=True)
    chosen = list(ways.values())
    for line in sys.stdin:
        print(_time(chosen[int(line)]), flush=True)


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
