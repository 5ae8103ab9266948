"""Runs the registry and gathers results as plain objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

import likelier
from likelier.bench._cases import Bar, Case, Shape, Variant
from likelier.bench._libraries import LIBRARIES, Array, Library
from likelier.bench._machine import Bandwidth
from likelier.bench._timing import Call, Plan, Timing, extra_memory, interleave

OURS = "likelier"
# How many numbers of each result are compared, and how close they have to be: the question is
# whether a peer computes the same thing in the same type, not whether its last digits are right.
COMPARED = 1000
CLOSE = {"float64": 1e-9, "float32": 1e-3, "bfloat16": 5e-2}
_OWN = Library(OURS)

Result = dict[str, Any]


def run_case(
    case: Case,
    *,
    shape: Shape,
    libraries: Sequence[Library],
    bandwidth: Bandwidth,
    plan: Plan,
    status: Callable[[str], None] = lambda text: None,
) -> list[Result]:
    """Measure one case.

    Parameters
    ----------
    case : Case
        What to measure.
    shape : tuple of int
        Its size; bars are judged at the full size only.
    libraries : sequence of Library
        The peers; prepared.
    bandwidth : Bandwidth
        Copies and reads, interleaved with the calls.
    plan : Plan
        How long.
    status : callable
        Told what is being compiled or timed.

    Returns
    -------
    list of dict
        One per variant, fit for JSON.
    """
    variants = case.build(shape, case.dtype)
    calls: dict[str, Call] = {}
    skipped: list[dict[str, str]] = [{} for _ in variants]
    for i, variant in enumerate(variants):
        calls[f"{i} {OURS}"] = variant.ours
        expected = _OWN.numpy(variant.ours())
        for library in libraries:
            status(library.name)
            try:
                call = variant.peer(library)
                if call is None:
                    continue
                # This compiles, too.
                got = library.numpy(call())
                compare = _random_difference if variant.random else partial(_difference, close=CLOSE[case.dtype])
                difference = compare(got, expected)
            except Exception as error:  # noqa: BLE001 (a peer's failure is a result, and is printed)
                skipped[i][library.name] = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"
                continue
            if difference:
                skipped[i][library.name] = difference
            else:
                calls[f"{i} {library.name}"] = call
    status("timing")
    timings = interleave(calls, plan, outside={way: partial(bandwidth.seconds, way) for way in bandwidth.ways})
    # The machine can do what the fastest way does.
    streams = {way: timings.pop(way).median for way in bandwidth.ways}
    rates = {
        request: number / min(s for way, s in streams.items() if way.startswith(request))
        for request, number in bandwidth.bytes.items()
    }
    own = {v.name: timings[f"{i} {OURS}"].median for i, v in enumerate(variants)}
    # What a bar may name of another variant.
    elsewhere = {
        f"{variants[int(i)].name}: {library}": timing.median
        for (i, _, library), timing in ((name.partition(" "), timing) for name, timing in timings.items())
    }
    results = []
    for i, variant in enumerate(variants):
        seconds = {name.partition(" ")[2]: timing for name, timing in timings.items() if name.startswith(f"{i} ")}
        results.append(_result(case, shape, variant, seconds, skipped[i], rates, streams, own, elsewhere))
    return results


def _difference(got: Sequence[Array], expected: Sequence[Array], close: float) -> str:
    if len(got) != len(expected):
        return f"differs: {len(got)} results instead of {len(expected)}"
    for i, (a, b) in enumerate(zip(got, expected, strict=True)):
        if a.shape != b.shape:
            return f"differs: result {i} has shape {a.shape} instead of {b.shape}"
        head, reference = a.ravel()[:COMPARED], b.ravel()[:COMPARED]
        scale = float(np.max(np.abs(reference), initial=0.0))
        if not np.allclose(head, reference, rtol=close, atol=close * scale):
            off = float(np.max(np.abs(head - reference)))
            return f"differs: result {i} is off by {off:.3g} at magnitude {scale:.3g}"
    return ""


def _random_difference(got: Sequence[Array], expected: Sequence[Array]) -> str:
    """Compare shapes, and means and spreads to six standard errors, which chance oversteps once in 5e8 times."""
    for i, (a, b) in enumerate(zip(got, expected, strict=True)):
        if a.shape != b.shape:
            return f"differs: result {i} has shape {a.shape} instead of {b.shape}"
        spread = float(np.std(b, dtype=np.float64))
        allowed = 6 * spread * np.sqrt(2 / a.size)
        for what in (np.mean, np.std):
            off = abs(float(what(a, dtype=np.float64)) - float(what(b, dtype=np.float64)))
            if not off <= allowed:
                return f"differs: the {what.__name__} of result {i} is off by {off:.3g} at a spread of {spread:.3g}"
    return ""


def _result(
    case: Case,
    shape: Shape,
    variant: Variant,
    timings: Mapping[str, Timing],
    skipped: Mapping[str, str],
    rates: Mapping[str, float],
    streams: Mapping[str, float],
    own: Mapping[str, float],
    elsewhere: Mapping[str, float],
) -> Result:
    ours = timings[OURS].median
    peers = {name: timing.median for name, timing in timings.items() if name != OURS}
    fastest = min(peers, key=peers.__getitem__, default=None)
    moved = variant.read + variant.written
    request = "copy" if 8 * variant.written > variant.read else "read"
    memory = None
    if variant.result_bytes is not None:
        likelier.clear_cache()
        peak = extra_memory(variant.ours)
        memory = None if peak is None else max(0, peak - variant.result_bytes)
    result: Result = {
        "case": case.name,
        "dtype": case.dtype,
        "shape": list(shape),
        "full_size": shape == case.shape,
        "variant": variant.name,
        "group": variant.group,
        "seconds": ours,
        "fastest_peer": fastest,
        "ratio": None if fastest is None else peers[fastest] / ours,
        "read_bytes": variant.read,
        "written_bytes": variant.written,
        "bandwidth": {
            "bytes_per_second": moved / ours,
            "of": request,
            "measured": rates[request],
            "part": moved / ours / rates[request],
        },
        "copy_and_read": dict(rates),
        "stream_seconds": dict(streams),
        "extra_memory_bytes": memory,
        "timings": {
            name: {
                "median": timing.median,
                "quartiles": list(timing.quartiles),
                "rounds": timing.rounds,
                "samples": len(timing.samples),
                "page_faults": timing.page_faults,
                "ratio": timing.median / ours,
            }
            for name, timing in timings.items()
        },
        "skipped": dict(skipped),
        "bars": [],
    }
    if shape == case.shape:
        result["bars"] = [_judge(bar, result, {**elsewhere, **peers}, own) for bar in variant.bars]
    return result


def _judge(bar: Bar, result: Result, peers: Mapping[str, float], own: Mapping[str, float]) -> dict[str, Any]:
    """Return a bar in words, the figure, and whether it is met; None where it could not be measured."""
    ours: float = result["seconds"]
    value: float | None
    if bar.measure in {"copy", "read"}:
        part: float = result["bandwidth"]["part"]
        text = f">= {bar.limit:.0%} of {bar.measure} bandwidth"
        return {"text": text, "value": part, "limit": bar.limit, "met": part >= bar.limit}
    if bar.measure == "speedup":
        times = [peers[name] for name in bar.against if name in peers]
        value = min(times) / ours if len(times) == len(bar.against) else None
        names = " and ".join(bar.against)
        text = f">= {bar.limit:g}x {names}" if len(bar.against) == 1 else f">= {bar.limit:g}x the fastest of {names}"
        return {"text": text, "value": value, "limit": bar.limit, "met": None if value is None else value >= bar.limit}
    if bar.measure == "own":
        value, text = ours / own[bar.against[0]], f"<= {bar.limit:g}x the time of {bar.against[0]}"
    elif bar.measure == "seconds":
        value, text = ours, f"<= {bar.limit * 1e6:g} µs"
    else:
        value, text = result["extra_memory_bytes"], f"<= {bar.limit / 2**20:.1f} MiB beside the result"
    return {"text": text, "value": value, "limit": bar.limit, "met": None if value is None else value <= bar.limit}


def choose_libraries(names: Sequence[str], threads: int) -> tuple[list[Library], dict[str, str]]:
    """Import what is installed.

    Parameters
    ----------
    names : sequence of str
        Keys of ``LIBRARIES``.
    threads : int
        Threads for each.

    Returns
    -------
    libraries : list of Library
        Ready for use.
    missing : dict of str to str
        The others, and why.
    """
    chosen, missing = [], {}
    for name in names:
        library = LIBRARIES[name]
        if not library.installed():
            missing[name] = "not installed"
            continue
        try:
            library.prepare(threads)
        except Exception as error:  # noqa: BLE001 (a broken installation must not end the run)
            missing[name] = f"{type(error).__name__}: {error}"
            continue
        chosen.append(library)
    return chosen, missing
