"""Build, test, sanitise and measure the CUDA back end on a machine with a GPU: one command, one table, one JSON file.

``python benchmarks/gpu/run.py --out DIRECTORY`` needs nvcc, CMake, Ninja, pybind11, the xsimd headers, pytest and
CuPy; peers are measured where they are installed. Each part has its share of the minutes, and what fails or takes
longer is reported as such while the others go on.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FACTS = "name,driver_version,memory.total,compute_cap"


@dataclass
class Part:
    """One part of the run and what became of it."""

    name: str
    status: str
    seconds: float
    output: str = field(repr=False, default="")


class Run:
    """The parts so far, against a limit."""

    def __init__(self, minutes: float, out: Path) -> None:
        self._end = time.monotonic() + 60 * minutes
        self._out = out
        self.parts: list[Part] = []
        # Seconds that are kept for what comes last.
        self.kept = 0.0

    def part(self, name: str, command: list[str], most: float, **environment: str) -> Part:
        """Run a command for at most so many seconds, and no longer than is left."""
        limit = min(most, self._end - self.kept - time.monotonic())
        started = time.monotonic()
        if limit <= 1:
            result = Part(name, "no time left", 0.0)
        else:
            try:
                done = subprocess.run(  # noqa: S603 - our own commands
                    command,
                    cwd=ROOT,
                    env={**os.environ, **environment},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    timeout=limit,
                    check=False,
                )
                status = "ok" if done.returncode == 0 else f"failed ({done.returncode})"
                result = Part(name, status, time.monotonic() - started, done.stdout.decode(errors="replace"))
            except subprocess.TimeoutExpired as error:
                output = (error.stdout or b"").decode(errors="replace")
                result = Part(name, f"longer than {limit:.0f} s", time.monotonic() - started, output)
            except FileNotFoundError as error:
                result = Part(name, f"not found: {error.filename}", 0.0)
        (self._out / f"{name}.log").write_text(result.output, encoding="utf-8")
        print(f"{name}: {result.status} in {result.seconds:.0f} s", flush=True)
        if result.status != "ok":
            print("\n".join(result.output.splitlines()[-15:]), flush=True)
        self.parts.append(result)
        return result


def machine_facts(run: Run) -> dict[str, str]:
    """Return what the device is; empty where nvidia-smi does not tell."""
    part = run.part("facts", ["nvidia-smi", f"--query-gpu={FACTS}", "--format=csv,noheader"], 20)
    if part.status != "ok":
        return {}
    values = part.output.splitlines()[0].split(", ")
    return dict(zip(FACTS.split(","), values, strict=False))


def stage(build: Path, package: Path) -> None:
    """Copy the package with its freshly built extensions, apart from the sources."""
    shutil.copytree(ROOT / "python" / "likelier", package / "likelier", dirs_exist_ok=True)
    for old in (package / "likelier").glob("_c*.so"):
        old.unlink()
    for extension in build.glob("_c*.so"):
        shutil.copy(extension, package / "likelier")


def table(results: list[dict[str, Any]], copy: float) -> str:
    """Return the measurements as Markdown, beside the bandwidth of a copy in bytes a second."""
    peers = sorted({peer for row in results for peer in row.get("peers", {})})
    lines = [
        "| case | ms | of copy bandwidth | bar |" + "".join(f" {peer} |" for peer in peers),
        "|---|--:|--:|--:|" + "--:|" * len(peers),
    ]
    for row in results:
        if "error" in row:
            lines.append(f"| {row['case']} | {row['error']} | | |" + " |" * len(peers))
            continue
        share = row["bytes"] / row["seconds"] / copy if copy and row["bytes"] else None
        cells = [row["case"], f"{1e3 * row['seconds']:.3f}", f"{share:.0%}" if share is not None else ""]
        cells.append(f"{row['bar']:.0%}" if row.get("bar") else "")
        for peer in peers:
            seconds = row["peers"].get(peer)
            cells.append("" if seconds is None else f"{seconds / row['seconds']:.2f}x")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run all parts and write ``results.json``, ``table.md`` and a log a part; return 1 where one has failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "gpu-results", help="where results are written")
    parser.add_argument("--build", type=Path, default=ROOT / "build" / "gpu", help="where it is built")
    parser.add_argument("--minutes", type=float, default=9.5, help="for everything together")
    parser.add_argument("--only", nargs="*", default=["build", "test", "sanitise", "measure"], metavar="PART")
    parser.add_argument("--architectures", help="compute capabilities, as 90; default: the device's own")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    run = Run(options.minutes, options.out)
    run.kept = 150.0 if "measure" in options.only else 0.0
    facts = machine_facts(run)
    architectures = options.architectures or facts.get("compute_cap", "9.0").replace(".", "")
    package = options.build / "package"
    paths = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH", "")]))
    if "build" in options.only:
        configure = ["cmake", "-S", str(ROOT), "-B", str(options.build), "-G", "Ninja", "-DLIKELIER_CUDA=ON"]
        configure += [f"-DLIKELIER_CUDA_ARCHITECTURES={architectures}", f"-DPython_EXECUTABLE={sys.executable}"]
        if platform.machine() == "x86_64":  # one of the CPU's instruction sets is enough here
            configure.append("-DLIKELIER_ISAS=x86_64_v3")
        run.part("configure", configure, 60)
        targets = ["--target", "_core", "_cuda"]
        built = run.part("build", ["cmake", "--build", str(options.build), "-j", str(os.cpu_count()), *targets], 300)
        if built.status == "ok":
            stage(options.build, package)
    here = {"PYTHONPATH": paths}
    if "test" in options.only:
        pytest = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--require-gpu"]
        run.part("test", [*pytest, "-k", "gpu", "tests/test_cuda.py"], 180, **here)
        for name in ("streams", "networks", "vectors", "flows"):
            run.part(f"test-{name}", [*pytest, "-k", "gpu", f"tests/test_cuda_{name}.py"], 60, **here)
    if "sanitise" in options.only:
        program = [sys.executable, str(ROOT / "benchmarks" / "gpu" / "exercise.py")]
        for tool in ("memcheck", "racecheck", "initcheck"):
            command = ["compute-sanitizer", "--tool", tool, "--error-exitcode", "9", *program]
            run.part(f"sanitise-{tool}", command, 60, **here)
    results: dict[str, Any] = {"cases": [], "copy": 0.0}
    run.kept = 0.0
    if "measure" in options.only:
        measured = options.out / "measured.json"
        measured.unlink(missing_ok=True)
        program = [sys.executable, str(ROOT / "benchmarks" / "gpu" / "measure.py"), "--json", str(measured)]
        run.part("measure", program, 240, **here)
        if measured.is_file():
            results = json.loads(measured.read_text(encoding="utf-8"))
    parts = [{"name": p.name, "status": p.status, "seconds": round(p.seconds, 1)} for p in run.parts]
    summary = {"machine": facts, "architectures": architectures, "parts": parts, **results}
    (options.out / "results.json").write_text(json.dumps(summary, indent=1), encoding="utf-8")
    text = table(results["cases"], results["copy"])
    (options.out / "table.md").write_text(text + "\n", encoding="utf-8")
    print(f"{facts}\ncopy: {results['copy'] / 1e12:.2f} TB/s")
    same = results.get("same_bits_over_100_runs", {})
    others = [name for name, is_same in same.items() if not is_same]
    print(f"other bits, run after run: {', '.join(others) or 'none'} of {len(same)}")
    for name, seconds in results.get("host_seconds_of_small_calls", {}).items():
        print(f"host time of a small {name}: {1e6 * seconds:.1f} us")
    print(text)
    return int(any(p.status != "ok" for p in run.parts))


if __name__ == "__main__":
    raise SystemExit(main())
