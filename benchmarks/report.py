"""Measure everything and write docs/benchmarks.md with its plot, docs/accuracy.md and docs/peers.md.

Run it from the repository: ``python benchmarks/report.py`` (speed takes minutes), or with ``--only accuracy``. While
working on a function, ``--rows PATTERN`` prints its rows of accuracy in seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The oracle tables and the rule that errors are judged by lie with the tests.
sys.path.insert(0, str(ROOT))

from likelier import bench  # noqa: E402
from likelier.bench import _machine, _plot, _report  # noqa: E402

PLOT = "benchmarks.svg"


def speed(folder: Path, arguments: Sequence[str], measured: Path | None) -> None:
    """Write the table and the plot; ``measured`` is an earlier run's JSON."""
    path = measured
    if path is None:
        path = folder / "benchmarks.json"
        bench.main(["--full", "--json", str(path), "--markdown", str(folder / "benchmarks.md"), *arguments])
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if measured is None:
        path.unlink()
    text = f"# Speed\n\nWritten by `python benchmarks/report.py`.\n\n![ratios]({PLOT})\n\n{_report.markdown(report)}"
    (folder / "benchmarks.md").write_text(text, encoding="utf-8")
    _plot.draw(folder / PLOT, report)


def print_rows(pattern: str) -> None:
    """Print the rows whose sections match, and what the peers get wrong there; write nothing."""
    from benchmarks import accuracy as errors
    from benchmarks import peers

    threads = _machine.processors()
    with _machine.limited(threads):
        sys.stdout.write(errors.markdown(errors.table(threads, pattern)) + "\n")
        sys.stdout.write(peers.markdown(peers.measure(threads, pattern)))


def accuracy(folder: Path) -> None:
    """Write the table of errors, and that of what the peers get wrong."""
    from benchmarks import accuracy as errors
    from benchmarks import peers

    threads = _machine.processors()
    with _machine.limited(threads):
        facts = _machine.facts(threads)
        rows = errors.table(threads)
        compared = peers.measure(threads)
    off = [row for row in rows if any(e.within < 1 for e in row.ours.values())]
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    origin = (
        "Written by `python benchmarks/report.py`.\n\n"
        f"- Processor: {facts['cpu']}; likelier {facts['likelier']} ({facts['compiler']}), commit {facts['commit']}\n"
        f"- {versions}\n\n"
    )
    text = (
        f"# Accuracy\n\n{origin}"
        "The largest error in units of the last place over hard points (`tests/data`, exact values from mpmath), "
        "beyond what half an ulp in the inputs makes, at the sum of the absolute terms. In brackets the part of the "
        "points within the target where it is not all of them; `wrong` is NaN, infinite or of the wrong sign where the "
        "exact value is not.\n\n"
        f"{len(rows) - len(off)} of {len(rows)} rows meet the target on every instruction set.\n\n"
    )
    (folder / "accuracy.md").write_text(text + errors.markdown(rows), encoding="utf-8")
    text = (
        f"# Where SciPy, torch and JAX are wrong\n\n{origin}"
        "Results that are off by more than a thousandth, where likelier is within its bound of a few units in the "
        "last place ([accuracy](accuracy.md)). The points are the hard ones of the tests (`tests/data`); for densities "
        "also borders of supports and parameters, and points drawn over the whole range of exponents. The exact "
        "values are mpmath's, at the very bits of the inputs. A thousandth is of the exact value, or of the sum of its "
        "absolute terms where these cancel, beyond what half a unit in the last place of the inputs makes; subnormal "
        "inputs and results do not count. SciPy's and JAX's functions are called as they are, torch's distributions "
        "where their parameters are SciPy's without a rounding, and its divergences between these; gradients are "
        "automatic, in every parameter and in data that are not counts. The example is a NaN or an infinity at the "
        "most ordinary point that has one, else the largest error.\n\n"
    )
    (folder / "peers.md").write_text(text + peers.markdown(compared), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--only", choices=("speed", "accuracy"))
    parser.add_argument("--folder", type=Path, default=ROOT / "docs")
    parser.add_argument("--measured", type=Path, help="JSON of an earlier `likelier bench --full`")
    parser.add_argument(
        "--rows",
        metavar="PATTERN",
        help="print the rows of accuracy whose sections match a regular expression ('dirichlet', '^kl', 'logit'), and "
        "write nothing",
    )
    options, rest = parser.parse_known_args()
    if options.rows is not None:
        print_rows(options.rows)
        return
    options.folder.mkdir(exist_ok=True)
    if options.only != "speed":
        accuracy(options.folder)
    if options.only != "accuracy":
        speed(options.folder, rest, options.measured)


if __name__ == "__main__":
    main()
