"""The registry of ``likelier bench`` under pytest-benchmark: ``pytest benchmarks``.

Calls are timed one after the other here; ``likelier bench`` interleaves them. LIKELIER_BENCH_ELEMENTS cuts arrays down,
LIKELIER_BENCH_PEERS chooses libraries.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from likelier.bench._cases import Case, Variant, cases
from likelier.bench._libraries import LIBRARIES
from likelier.bench._machine import limited, processors

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

ELEMENTS = int(os.environ.get("LIKELIER_BENCH_ELEMENTS", str(2**22)))
PEERS = os.environ.get("LIKELIER_BENCH_PEERS", "numpy,scipy,jax").split(",")
CASES = [case for case in cases() if case.quick]


def at_size(case: Case, elements: int) -> list[Variant]:
    return case.build(case.at_most(elements), case.dtype)


@pytest.fixture(scope="module", autouse=True)
def threads() -> Iterator[int]:
    """Give every library the same number of threads."""
    count = processors()
    with limited(count):
        yield count


@pytest.fixture(scope="module")
def variants(request: pytest.FixtureRequest) -> dict[str, Variant]:
    """Make the data of one case; pytest drops them before it makes the next."""
    return {variant.name: variant for variant in at_size(request.param, ELEMENTS)}


def tasks() -> Iterator[Any]:
    """Name every variant of every case, and every library that has it."""
    for case in CASES:
        for variant in at_size(case, 16):
            for library in ("likelier", *PEERS):
                peer = LIBRARIES.get(library)
                if peer is None or (peer.formulas in variant.formulas and (peer.differentiates or not variant.wrt)):
                    yield pytest.param(case, variant.name, library, id=f"{case}, {variant.name}, {library}")


@pytest.mark.parametrize(("variants", "name", "library"), list(tasks()), indirect=["variants"])
def test_speed(
    variants: dict[str, Variant], name: str, library: str, threads: int, benchmark: BenchmarkFixture
) -> None:
    variant = variants[name]
    call = variant.ours
    if library != "likelier":
        if not LIBRARIES[library].installed():
            pytest.skip(f"{library} is not installed")
        LIBRARIES[library].prepare(threads)
        found = variant.peer(LIBRARIES[library])
        assert found is not None
        call = found
    call()
    benchmark(call)
