"""The machine: its facts, the number of threads, and what its memory can do."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, cast

import likelier

# OpenMP pools block between parallel regions: one that spins takes a core from whoever is timed
# next. The sizes of pools are read when a library is imported.
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "{threads}",
    "OMP_WAIT_POLICY": "passive",
    "OPENBLAS_NUM_THREADS": "{threads}",
    "MKL_NUM_THREADS": "{threads}",
    "NUMBA_NUM_THREADS": "{threads}",
    "NPROC": "{threads}",  # XLA's thread pool
    "JAX_PLATFORMS": "cpu",
    "CUDA_VISIBLE_DEVICES": "",
}
# OpenBLAS's threads go on spinning for 2^26 cycles after a call, on a processor that whoever comes next wants: 2^4 do.
# It reads this once, when NumPy is imported.
_SLEEPY = {"OPENBLAS_THREAD_TIMEOUT": "4"}
_TUNABLES = "glibc.cpu.x86_non_temporal_threshold=0x100000:glibc.malloc.hugetlb=1"
# Long vectors, as in the published STREAM rules: several times the last-level cache.
STREAM_VALUES = 10_000_000
_DISTRIBUTIONS = ("numpy", "scipy", "torch", "jax", "jaxlib", "numba", "numba-stats", "ml_dtypes")


@contextlib.contextmanager
def limited(threads: int) -> Iterator[None]:
    """Give this process, and what is imported inside, a number of threads.

    Parameters
    ----------
    threads : int
        Threads for every library; where the machine has more processors the process is bound to
        as many, which also holds libraries that cannot be told.
    """
    before = {name: os.environ.get(name) for name in _ENVIRONMENT}
    os.environ.update({name: text.format(threads=threads) for name, text in _ENVIRONMENT.items()})
    affinity = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else None
    if affinity is not None and threads < len(affinity):
        os.sched_setaffinity(0, sorted(affinity)[:threads])
    try:
        with likelier.threads(threads):
            yield
    finally:
        if affinity is not None:
            os.sched_setaffinity(0, affinity)
        for name, text in before.items():
            if text is None:
                del os.environ[name]
            else:
                os.environ[name] = text


def processors() -> int:
    """Return how many processors this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Bandwidth:
    """Copies and reads long vectors on request, in a process of its own.

    Parameters
    ----------
    threads : int
        Threads to do it with.
    values : int
        Length of the vectors of float64.
    """

    def __init__(self, threads: int, values: int = STREAM_VALUES) -> None:
        self.bytes = {"copy": 16 * values, "read": 8 * values}
        tunables = os.environ.get("GLIBC_TUNABLES", "")
        self._process = subprocess.Popen(  # noqa: S603 (our own file)
            [sys.executable, str(Path(__file__).with_name("_stream.py")), str(values), str(threads)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"GLIBC_TUNABLES": ":".join(filter(None, (tunables, _TUNABLES))), **_SLEEPY},
            text=True,
        )
        self._requests, self._answers = cast("IO[str]", self._process.stdin), cast("IO[str]", self._process.stdout)
        self.ways = self._answer().split("\t")

    def seconds(self, way: str) -> float:
        """Return the seconds of one copy or read in one of the ``ways``."""
        self._requests.write(f"{self.ways.index(way)}\n")
        self._requests.flush()
        return float(self._answer())

    def cpu_seconds(self) -> float:
        """Return the processor time that this process has used."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def _answer(self) -> str:
        line = self._answers.readline()
        if not line:
            msg = f"the bandwidth process ended with exit code {self._process.wait()}"
            raise RuntimeError(msg)
        return line.strip()

    def __enter__(self) -> Bandwidth:  # noqa: PYI034 (Self is not in Python 3.10)
        return self

    def __exit__(self, *error: object) -> None:
        self._process.communicate()


class Disturbance:
    """How busy others kept the machine since this was made: what no interleaving takes out.

    Parameters
    ----------
    bandwidth : Bandwidth
        Its time is ours.
    """

    def __init__(self, bandwidth: Bandwidth) -> None:
        self._bandwidth = bandwidth
        self._before = self._read()

    def parts(self) -> dict[str, float] | None:
        """Return the parts of all processor time that other processes and other virtual machines took.

        None where the system does not tell.
        """
        after = self._read()
        if self._before is None or after is None:
            return None
        total, busy, stolen, ours = (b - a for a, b in zip(self._before, after, strict=True))
        if total <= 0:  # less than a tick of the clock
            return None
        return {"other_processes": max(0.0, busy - ours) / total, "stolen": stolen / total}

    def _read(self) -> tuple[float, float, float, float] | None:
        try:
            with Path("/proc/stat").open(encoding="ascii") as file:
                ticks = [int(field) for field in file.readline().split()[1:9]]
            ours = time.process_time() + self._bandwidth.cpu_seconds()
        except OSError:
            return None
        user, nice, system, idle, waiting, interrupts, soft_interrupts, stolen = (
            t / os.sysconf("SC_CLK_TCK") for t in ticks
        )
        busy = user + nice + system + interrupts + soft_interrupts
        return busy + idle + waiting + stolen, busy, stolen, ours


def facts(threads: int) -> dict[str, Any]:
    """Return what a reader of a table of measurements has to know about where it comes from."""
    features = likelier.cpu_features()
    config = likelier.show_config()
    return {
        "cpu": _cpu_model(),
        "processors": processors(),
        "cache": _caches(),
        "memory_gib": _memory_gib(),
        "isa": features["active"],
        "threads": threads,
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "python": platform.python_version(),
        "likelier": likelier.__version__,
        "compiler": config["build"].get("compiler"),
        "commit": _commit(),
        "versions": {name: v for name in _DISTRIBUTIONS if (v := _version(name)) is not None},
    }


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _cpu_model() -> str:
    """Return the processor's name; where a virtual machine hides it, family and model too."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    entries = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in lines)}
    name = entries.get("model name") or platform.machine()
    if "cpu family" in entries:
        name += f" (family {entries['cpu family']}, model {entries.get('model', '?')})"
    return name


def _caches() -> dict[str, str]:
    caches = {}
    for folder in sorted(Path("/sys/devices/system/cpu/cpu0/cache").glob("index*")):
        try:
            kind, level, size = ((folder / name).read_text().strip() for name in ("type", "level", "size"))
        except OSError:
            continue
        if kind != "Instruction":
            caches[f"L{level}"] = size
    return caches


def _memory_gib() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, OSError, ValueError):
        return None


def _commit() -> str | None:
    """Return the commit that the package lies in, marked where the tree differs from it."""
    root = Path(likelier.__file__).resolve().parents[2]
    if not (root / ".git").exists():
        return None

    def git(*arguments: str) -> str:
        return subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no", "--", "cpp", "python")
        return git("rev-parse", "--short=12", "HEAD") + ("+changes" if changed else "")
    except (OSError, subprocess.CalledProcessError):
        return None
