"""The timing engine: interleaved rounds, medians.

All calls of a case run in one process, in rounds: every round gives each call its turn, in an order
that is shuffled anew from a fixed seed. So a slow spell of the machine, its clock and the state of
its caches and pages meet all of them alike, and all read the very same input. (Separate processes
would each need a copy of the input, half a gigabyte for a vocabulary, and would run at different
times; what disturbs in one process, thread pools that go on spinning after a call, is turned off.)

A turn of a short call is one call that does not count, which finds the caches and the threads as
its predecessor left them, and a few that do.

A call that takes more time than an equal share, and than the middle one of them all, sits out rounds, evenly
spread: it is no candidate for the fastest, and the time is better spent on those who are.
"""

from __future__ import annotations

import gc
import math
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

try:
    import resource

    _COUNTS_FAULTS = True
except ImportError:  # not on Windows
    _COUNTS_FAULTS = False

Call = Callable[[], object]

# A sample of a short call repeats it for this long: the clock's resolution is some 50 ns.
SHORTEST_SAMPLE = 2e-3
# The length of a turn, and the most samples it may take.
TURN_SECONDS, TURN_SAMPLES = 0.05, 5
# The least turns of a call that is slow among the others.
FEWEST_TURNS = 3


@dataclass(frozen=True)
class Plan:
    """How long to measure.

    Attributes
    ----------
    seconds
        Time for the rounds of one case.
    min_rounds, max_rounds
        Bounds on the number of rounds.
    """

    seconds: float
    min_rounds: int
    max_rounds: int


@dataclass(frozen=True)
class Timing:
    """The samples of one call, in seconds per call.

    Attributes
    ----------
    samples
        Some per round.
    rounds
        Those that the call took part in.
    page_faults
        Median of page faults per call, where the system counts them.
    """

    samples: tuple[float, ...]
    rounds: int
    page_faults: float | None = None

    @property
    def median(self) -> float:
        """The middle sample."""
        return median(self.samples)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The first and third quartiles."""
        if len(self.samples) < 2:
            return self.samples[0], self.samples[0]
        first, _, third = quantiles(self.samples, n=4, method="inclusive")
        return first, third


class _Turn:
    """One call's turns: how often it repeats itself, and the samples."""

    shortest = SHORTEST_SAMPLE

    def __init__(self, call: Call) -> None:
        self.call = call
        self.repeats = 1
        self.samples: list[float] = []
        self.faults: list[float] = []
        once = self._seconds()
        while once * self.repeats < self.shortest:
            self.repeats *= max(2, min(100, math.ceil(self.shortest / max(once * self.repeats, 1e-7))))
            once = self._seconds()
        sample = once * self.repeats
        self.samples_per_turn = max(1, min(TURN_SAMPLES, int(TURN_SECONDS / max(sample, 1e-9))))
        self.settles = sample < TURN_SECONDS
        self.turn_seconds = sample * (self.samples_per_turn + self.settles)

    def rounds(self, number: int, share: float) -> int:
        """Return in how many of a number of rounds the call takes part, if `share` seconds are its own."""
        return min(number, max(FEWEST_TURNS, int(share / self.turn_seconds)))

    def take(self) -> None:
        if self.settles:
            self._seconds()
        for _ in range(self.samples_per_turn):
            before = _page_faults()
            self.samples.append(self._seconds())
            self.faults.append((_page_faults() - before) / self.repeats)

    def _seconds(self) -> float:
        call, turns = self.call, range(self.repeats)
        start = time.perf_counter()
        for _ in turns:
            call()
        return (time.perf_counter() - start) / self.repeats


class _OutsideTurn(_Turn):
    """A measurement that times itself."""

    shortest = 0.0

    def __init__(self, measure: Callable[[], float]) -> None:
        self.measure = measure
        super().__init__(measure)
        self.faults = []

    def _seconds(self) -> float:
        return self.measure()


def interleave(
    calls: Mapping[str, Call],
    plan: Plan,
    *,
    outside: Mapping[str, Callable[[], float]] | None = None,
    seed: int = 0,
) -> dict[str, Timing]:
    """Time several calls against each other.

    Parameters
    ----------
    calls : mapping of str to callable
        What to time; compiled already. A call's time includes releasing its result, which a loop
        pays too.
    plan : Plan
        How long to measure.
    outside : mapping of str to callable, optional
        Measurements that time themselves and return seconds; they take their turn in every round.
    seed : int
        Of the order within a round.

    Returns
    -------
    dict of str to Timing
        By name, those of ``outside`` included.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        turns = {name: _Turn(call) for name, call in calls.items()}
        turns |= {name: _OutsideTurn(measure) for name, measure in (outside or {}).items()}
        rounds = round(plan.seconds / sum(turn.turn_seconds for turn in turns.values()))
        rounds = max(plan.min_rounds, min(plan.max_rounds, rounds))
        share = max(plan.seconds / len(turns), rounds * median(turn.turn_seconds for turn in turns.values()))
        parts = {name: turn.rounds(rounds, share) for name, turn in turns.items()}
        order = list(turns)
        shuffle = random.Random(seed).shuffle  # noqa: S311
        for i in range(rounds):
            shuffle(order)
            for name in order:
                if (i + 1) * parts[name] // rounds > i * parts[name] // rounds:
                    turns[name].take()
    finally:
        if collecting:
            gc.enable()
    return {
        name: Timing(tuple(turn.samples), parts[name], median(turn.faults) if _COUNTS_FAULTS else None)
        for name, turn in turns.items()
    }


def _page_faults() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt if _COUNTS_FAULTS else 0


def extra_memory(call: Call) -> int | None:
    """Return by how much a call raises the resident memory while it runs, in bytes.

    Parameters
    ----------
    call : callable
        Called once before, so that pools and caches exist.

    Returns
    -------
    int or None
        None where the system cannot reset its high-water mark (only Linux can).
    """
    call()
    try:
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:  # noqa: PTH123
            file.write("5")
        before = _status("VmRSS")
        result = call()
        after = _status("VmHWM")
    except OSError:
        return None
    del result
    return max(0, after - before)


def _status(field: str) -> int:
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123
        for line in file:
            if line.startswith(field + ":"):
                return 1024 * int(line.split()[1])
    msg = f"no field {field} in /proc/self/status"
    raise OSError(msg)
