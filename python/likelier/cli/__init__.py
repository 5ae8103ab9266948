"""The command line ``likelier``: ``info``, ``compare``, ``score-logits`` and ``bench``."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np

import likelier
from likelier.cli._errors import InputError, require
from likelier.cli._families import ABSENT

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    argv : sequence of str, optional
        Arguments without the program's name; default those of the process.

    Returns
    -------
    int
        The exit code: 0; 2 for input that cannot be used; 130 after an interrupt; 1 when the
        reader of the output has gone.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        if arguments[:1] == ["bench"]:
            return int(importlib.import_module("likelier.bench").main(arguments[1:]))
        options = _parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except InputError as error:
        print(f"likelier: error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader has gone (`likelier compare | head`): nothing may flush into the pipe again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="likelier",
        description="Log-likelihoods with gradients: fits of densities, scores of saved logits, speed, and facts about "
        "the build. likelier COMMAND --help has the options of each.",
    )
    parser.add_argument("--version", action="version", version=f"likelier {likelier.__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    info = commands.add_parser(
        "info",
        help="version, build, instruction sets, threads, CUDA",
        description="What was built, and what it runs on: version, compiler, instruction sets, threads, CUDA.",
    )
    info.add_argument("--json", action="store_true", help="print JSON")
    info.set_defaults(run=_info)

    compare = commands.add_parser(
        "compare",
        help="fit candidate densities to each column and rank them by held-out nats",
        description="Fit candidate densities to each column by maximum likelihood on a part of "
        "the rows and rank them by their negative log-likelihood on the rest.",
        epilog="Columns of real numbers are compared as vectors too, as independent ones and under Gaussians with "
        "diagonal and full covariance; counts are not among them, for a density and a mass have no common unit. "
        "Univariate families that are no candidates: " + "; ".join(f"{f} ({why})" for f, why in ABSENT.items()) + ".",
    )
    compare.add_argument(
        "data",
        nargs="?",
        metavar="DATA",
        help=".csv, .npy, .npz or .parquet; default: flights from New York in 2013",
    )
    compare.add_argument(
        "--columns",
        type=_names,
        metavar="A,B",
        help="names or positions (from 0); default all that hold numbers which differ",
    )
    compare.add_argument(
        "--families",
        type=_names,
        metavar="F,G",
        help="candidates, by name; default all whose support holds a column's values",
    )
    compare.add_argument(
        "--test-fraction",
        type=_fraction,
        default=0.3,
        metavar="F",
        help="part of the rows held out (default 0.3)",
    )
    compare.add_argument("--seed", type=_seed, default=0, metavar="N", help="seed of the split (default 0)")
    compare.add_argument(
        "--score-model",
        action="store_true",
        help="train a network by score matching on the columns of real numbers as vectors, and rank it too (a second "
        "or so of training, however many rows there are; needs two such columns)",
    )
    compare.add_argument("--drop-nan", action="store_true", help="leave out rows with missing values")
    compare.add_argument(
        "--all",
        action="store_true",
        help="show every family, and why others are left out, where --families names none; default: the best of each "
        "table",
    )
    compare.add_argument("--plot", metavar="FILE", help="draw histograms and fits to FILE (.png, .svg, .pdf)")
    compare.add_argument("--json", action="store_true", help="print JSON")
    compare.set_defaults(run=_compare)

    score = commands.add_parser(
        "score-logits",
        help="mean NLL, perplexity and accuracy of saved logits",
        description="Mean negative log-likelihood of labels under saved logits, with its standard error, perplexity "
        "and accuracy. Files are mapped, and read in chunks: the memory is that of a chunk. A compressed archive is "
        "decompressed a chunk at a time. Elements of two bytes without a type are bfloat16, as ml_dtypes saves it. A "
        "label whose logit is -inf makes the mean infinite. A row without a distribution (NaN, or nothing but -inf) "
        "makes it undefined, and counts as wrong in the accuracy.",
    )
    score.add_argument("file", metavar="FILE", help="logits (.npy), or logits and labels (.npz)")
    score.add_argument("--labels", metavar="FILE", help="labels (.npy)")
    score.add_argument("--ignore-index", type=int, default=-100, metavar="N", help="label to leave out (default -100)")
    score.add_argument("--temperature", type=_positive, default=1.0, metavar="T", help="divides the logits (default 1)")
    score.add_argument("--chunk-mib", type=_positive, default=64.0, metavar="M", help="MiB of a chunk (default 64)")
    score.add_argument(
        "--json", action="store_true", help='print JSON: infinite numbers as "Infinity", undefined ones as null'
    )
    score.set_defaults(run=_score_logits)

    commands.add_parser("bench", add_help=False, help="measure speed; likelier bench --help says how")
    return parser


def _names(text: str) -> list[str]:
    names = list(dict.fromkeys(name.strip() for name in text.split(",")))
    if "" in names:
        msg = f"expected names separated by commas, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return names


def _fraction(text: str) -> float:
    try:
        fraction = float(text)
    except ValueError:
        fraction = 0.0
    if not 0.0 < fraction < 1.0:
        msg = f"expected a number between 0 and 1, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return fraction


def _positive(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = 0.0
    if not 0.0 < number < float("inf"):
        msg = f"expected a positive number, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return number


def _seed(text: str) -> int:
    if not text.isdecimal():
        msg = f"expected a non-negative whole number, got {text!r}"
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _info(options: argparse.Namespace) -> int:
    from likelier.cli._report import print_mapping

    facts = likelier.show_config()
    if options.json:
        print(json.dumps(facts, indent=2))
    else:
        print_mapping(facts, sys.stdout)
    return 0


def _score_logits(options: argparse.Namespace) -> int:
    from likelier.cli import _score as scoring

    with (
        scoring.load(options.file, options.labels) as (logits, labels),
        _progress(labels.shape[0], "scoring") as advance,
    ):
        result = scoring.score(
            logits,
            labels,
            ignore_index=options.ignore_index,
            temperature=options.temperature,
            chunk_bytes=int(options.chunk_mib * 2**20),
            advance=lambda rows: advance("scoring", rows),
        )
    if options.json:
        print(json.dumps(result.as_json(), indent=2, allow_nan=False))
    else:
        print("\n".join(scoring.lines(result)))
    return 0


def _compare(options: argparse.Namespace) -> int:
    from likelier.cli import _fit, _load, _plot, _report, _score_model, _speed
    from likelier.cli._families import FAMILIES

    known = {family.name: family for family in FAMILIES}
    for name in options.families or ():
        if name not in known:
            msg = f"--families: no candidate {name!r}; there are {', '.join(known)}"
            raise InputError(msg)
    families = [known[name] for name in options.families or known]
    require("scipy.optimize", "fitting")
    if not options.json:
        require("rich.table", "printing tables")
    target = _plot.check_target(options.plot) if options.plot else None

    table = _load.load(options.data, options.columns, drop_nan=options.drop_nan)
    for name, why in table.left_out.items():
        print(f"likelier: left out column {name!r}: it {why}", file=sys.stderr)
    if table.dropped:
        print(f"likelier: left out {table.dropped} rows with missing values", file=sys.stderr)
    held_out = round(table.rows * options.test_fraction)
    train = table.rows - held_out
    if train < _fit.MIN_TRAIN or held_out < _fit.MIN_TEST:
        msg = (
            f"{table.source}: too few rows: {table.rows} give {train} to fit and {held_out} to "
            f"hold out; expected at least {_fit.MIN_TRAIN} and {_fit.MIN_TEST}"
        )
        raise InputError(msg)
    order = np.random.default_rng(options.seed).permutation(table.rows)

    columns, parts = [], {}
    steps = len(table.columns) * len(families) + (_score_model.STEPS if options.score_model else 0)
    with _progress(steps) as advance:
        for name, values in table.columns.items():
            shuffled = values[order]
            parts[name] = shuffled[:train], shuffled[train:]
            columns.append(_fit.compare_column(name, *parts[name], families, advance))
        totals = _fit.totals(columns)
        joint = _fit.joint(
            columns,
            *({name: part[i] for name, part in parts.items()} for i in range(2)),
            learn=(lambda x: _score_model.train(x, options.seed, lambda n: advance("score model", n)))
            if options.score_model
            else None,
        )
        speeds = _speed.measured(columns, table.columns)
    if options.score_model and joint is None:
        print("likelier: no score model: it needs two columns of real numbers with densities", file=sys.stderr)
    if options.json:
        report = _report.as_json(
            table,
            columns,
            totals,
            joint,
            speeds,
            train=train,
            seed=options.seed,
            test_fraction=options.test_fraction,
        )
        print(json.dumps(report, indent=2, allow_nan=False))
    else:
        every = options.all or options.families is not None
        _report.print_tables(table, columns, totals, joint, speeds, train=train, seed=options.seed, every=every)
    if target is not None:
        _plot.draw(target, columns, table.columns)
        print(f"likelier: wrote {target}", file=sys.stderr)
    return 0


class _Advance:
    """Names and counts steps on a progress bar, where there is one."""

    def __init__(self, update: Callable[[str, int], object] | None = None) -> None:
        self._update = update

    def __call__(self, name: str, steps: int = 1) -> None:
        if self._update is not None:
            self._update(name, steps)


@contextmanager
def _progress(total: int, what: str = "fitting") -> Iterator[_Advance]:
    """Show a bar on standard error if that is a terminal; yield what names and counts a step."""
    if not sys.stderr.isatty():
        yield _Advance()
        return
    try:
        console = require("rich.console", "the progress bar").Console(stderr=True)
        escape = require("rich.markup", "the progress bar").escape
        progress = require("rich.progress", "the progress bar").Progress
    except InputError as error:
        print(f"likelier: {error}", file=sys.stderr)
        yield _Advance()
        return
    with progress(console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield _Advance(lambda name, steps: bar.update(task, description=escape(name), advance=steps))
