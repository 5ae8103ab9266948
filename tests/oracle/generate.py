"""Write the reference tables: ``python -m tests.oracle.generate [family ...]``.

Every input is rounded to float32 or float64 first and converted exactly, so a table row says what the function is at
those very bits. Each formula is evaluated at two working precisions, which must agree to 2^-150: they are raised until
they do.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Context, Decimal
from math import frexp, isfinite, ldexp
from pathlib import Path
from typing import Any

import numpy as np
from mpmath import mp

from tests.oracle import jet, methods
from tests.oracle.densities import DENSITIES, Density, Point, Terms
from tests.oracle.extremes import CASES
from tests.oracle.jet import Jet

# Whole numbers, which rounding does not move while floats tell their neighbours apart.
COUNTED = ("count", "positive count", "trials", "bit")
EXACT_COUNT = 2.0**24

DATA = Path(__file__).parents[1] / "data"
GUARD_BITS = 320


def hexadecimal(x: float) -> str:
    """A hex float without trailing zeros; ``float.fromhex`` reads it back exactly."""
    text = x.hex()
    if "p" not in text:
        return text
    mantissa, exponent = text.split("p")
    return f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}p{exponent}"


def split(x: Any) -> tuple[float, float]:
    """``x`` as an unevaluated sum of a double and a correction of 20 bits."""
    high = float(x)
    if not isfinite(high):
        return high, 0.0
    mantissa, exponent = frexp(float(x - mp.mpf(high)))
    return high, ldexp(round(ldexp(mantissa, 20)), exponent - 20)


def bound(x: Any) -> str:
    """A magnitude, rounded up to three digits."""
    if x < mp.mpf("1e-400"):
        return "0"
    if x > mp.mpf("1e400"):
        return "inf"
    return str(Context(prec=3, rounding=ROUND_CEILING).create_decimal(Decimal(mp.nstr(x, 12)))).lower()


def evaluate(density: Density, form: str, arguments: Sequence[float], extra: int = 0) -> tuple[Jet, list[Any]]:
    """The log-density at a point, and the sums of absolute terms of its value and of each gradient."""
    sizes: list[Any] = list(arguments)
    if form and density.alternatives[form].terms is None:
        i = density.form_arguments(form).index(form)
        with mp.workprec(64):
            sizes.append(density.alternatives[form].to_parameter(Jet.constant(mp.mpf(arguments[i]), 0)).value)
    return evaluate_terms(lambda *jets: density.form_terms(form, jets), arguments, sizes, extra)


def evaluate_terms(
    formula: Callable[..., Terms], arguments: Sequence[float], sizes: Sequence[Any], extra: int = 0
) -> tuple[Jet, list[Any]]:
    """A formula at a point, with digits for numbers of these sizes, and the sums of its absolute terms."""
    with mp.workprec(64):
        size = max([0, *(int(mp.log(abs(e), 2)) for e in map(mp.mpf, sizes) if e != 0)])
    # lgamma(a) ~ a log a cancels down to 1/a in the value and to a^-3 in the second derivative
    with mp.workprec(GUARD_BITS + 4 * size + extra):
        decompositions = formula(*jet.variables([mp.mpf(a) for a in arguments]))
        total = sum(decompositions[0][1:], decompositions[0][0])
        scales = [min(sum(abs(t.value) for t in terms) for terms in decompositions)]
        scales += [
            min(sum(abs(t.gradient[i]) for t in terms) for terms in decompositions) for i in range(len(arguments))
        ]
        return total, scales


def candidates(density: Density, form: str, dtype: type[np.floating[Any]]) -> Iterator[tuple[float, ...]]:
    """The hard points of one parameterisation that an input type can hold, rounded to it."""
    seen = set()
    for point in density.form_points(form):
        with np.errstate(over="ignore", under="ignore"):
            arguments = tuple(float(dtype(float(a))) for a in point)
        lost = any(a == 0 and p != 0 for a, p in zip(arguments, point, strict=True))
        if lost or not all(isfinite(a) for a in arguments) or arguments in seen:
            continue
        if not inside(density, form, density.form_arguments(form), arguments):
            continue
        seen.add(arguments)
        yield arguments


def points(density: Density, form: str, dtype: type[np.floating[Any]]) -> Iterator[tuple[float, ...]]:
    """The candidates at which the value does not overflow."""
    for arguments in candidates(density, form, dtype):
        total, _ = evaluate(density, form, arguments)
        if abs(total.value) <= mp.mpf(float(np.finfo(dtype).max)):
            yield arguments


def row(density: Density, form: str, dtype: type[np.floating[Any]], arguments: Sequence[float]) -> list[str]:
    """The table row of one point."""
    start = [np.dtype(dtype).name, form]
    name = f"{density.name} {form}"
    domains = density.form_domains(form)
    counted = [domains[n] in COUNTED for n in density.form_arguments(form)]
    return [*start, *columns(name, arguments, lambda extra: evaluate(density, form, arguments, extra), counted=counted)]


def columns(
    name: str,
    arguments: Sequence[float],
    at_precision: Callable[[int], tuple[Jet, list[Any]]],
    amplified: Any = (0, 0),
    counted: Sequence[bool] = (),
) -> list[str]:
    """What a table says of one point, from evaluations with more and more digits until two agree.

    ``amplified`` is by how much a relative half ulp inside the formula moves the value, and its derivatives;
    ``counted`` are the arguments that are whole.
    """
    n = range(len(arguments))
    sizes = [abs(mp.mpf(a)) for a in arguments]
    for i in n:
        if counted and counted[i] and sizes[i] < EXACT_COUNT:
            sizes[i] = mp.zero
    for extra in (0, 400, 1200, 3600):
        total, scales = at_precision(extra)
        check, _ = at_precision(extra + 400)
        outputs = [(total.value, total.gradient), *((total.gradient[i], total.hessian[i]) for i in n)]
        conditionings = [sum(abs(derivatives[j]) * sizes[j] for j in n) for _, derivatives in outputs]
        differences = [total.value - check.value, *(a - b for a, b in zip(total.gradient, check.gradient, strict=True))]
        # where all terms are exactly zero there is still the rounding of the inputs; 2^-1400 is 0 for every float
        bounds = [
            max(mp.ldexp(max(s, c), -150), mp.ldexp(1, -1400)) for s, c in zip(scales, conditionings, strict=True)
        ]
        if all(abs(d) <= b for d, b in zip(differences, bounds, strict=True)):
            break
    else:
        message = f"{name}{arguments}: working precision too low"
        raise ArithmeticError(message)
    result = [*map(hexadecimal, arguments)]
    factors = [amplified[0], *(amplified[1] for _ in n)]
    for (value, _), scale, conditioning, factor in zip(outputs, scales, conditionings, factors, strict=True):
        result += [*map(hexadecimal, split(value)), bound(scale), bound(conditioning + factor * abs(value))]
    return result


def inside(density: Density, form: str, names: Sequence[str], arguments: Sequence[float]) -> bool:
    """Rounding must not have carried a point out of the open support."""
    domains = density.form_domains(form)
    loc = dict(zip(names, arguments, strict=True)).get("loc", 0.0)
    for i, (name, a) in enumerate(zip(names, arguments, strict=True)):
        domain = domains[name]
        shifted = a - loc if i == 0 else a
        if (domain in ("positive", "positive count") and shifted <= 0) or (domain.endswith("unit") and not 0 < a < 1):
            return False
        if (domain.endswith("count") or domain == "trials") and a != int(a):
            return False
    exact = [mp.mpf(a) for a in arguments]
    if form in names:
        i = names.index(form)
        exact[i] = density.alternatives[form].to_parameter(Jet.constant(exact[i], 0)).value
    return density.smooth(*arguments) and density.support(*exact)


def header(density: Density) -> list[str]:
    n = len(density.arguments)
    outputs = ["value", *(f"gradient{i}" for i in range(n))]
    fields = [f"{o}_{c}" for o in outputs for c in ("high", "low", "scale", "conditioning")]
    return ["dtype", "form", *(f"argument{i}" for i in range(n)), *fields]


def method_points(density: Density, method: str, dtype: type[np.floating[Any]]) -> Iterator[tuple[float, ...]]:
    """The points of a method that an input type can hold, rounded to it."""
    names = density.arguments if method != "entropy" else density.arguments[1:]
    seen = set()
    for point in methods.points(density, method):
        with np.errstate(over="ignore", under="ignore"):
            arguments = tuple(float(dtype(float(a))) for a in point)
        lost = any(a == 0 and p != 0 for a, p in zip(arguments, point, strict=True))
        if lost or not all(isfinite(a) for a in arguments) or arguments in seen:
            continue
        if method in ("ppf", "isf"):
            good = 0 < arguments[0] < 1
        elif method == "entropy":
            good = all(density.domains[n] != "positive" or a > 0 for n, a in zip(names, arguments, strict=True))
            good &= all(
                not density.domains[n].endswith("unit") or 0 < a < 1 for n, a in zip(names, arguments, strict=True)
            )
        else:
            good = inside(density, "", names, arguments)
        if good:
            seen.add(arguments)
            yield arguments


def method_row(
    density: Density, method: str, dtype: type[np.floating[Any]], arguments: Sequence[float]
) -> list[str] | None:
    """The table row of one point of a method; nothing where the value overflows or is infinite."""
    stated = methods.METHODS[density.name]
    if density.name in methods.TAILS and method != "entropy":
        # a distribution narrower than its parameters' rounding is a step
        shapes = [a for n, a in zip(density.arguments[1:], arguments[1:], strict=True) if n not in ("loc", "scale")]
        if any(abs(a) * float(np.finfo(dtype).eps) ** 2 > 1e-4 for a in shapes if isfinite(a)):
            return None
    return stated_row(density.name, stated, method, dtype, arguments)


def stated_row(
    family: str,
    stated: Mapping[str, methods.Method],
    method: str,
    dtype: type[np.floating[Any]],
    arguments: Sequence[float],
) -> list[str] | None:
    """The same of a family as ``stated`` has it."""
    # the small cancel here as well as the large
    with mp.workprec(64):
        sizes = [*arguments, *(1 / mp.mpf(a) for a in arguments if a)]

    def at_precision(extra: int) -> tuple[Jet, list[Any]]:
        return evaluate_terms(stated[method], arguments, sizes, extra)

    name = f"{family}.{method}"
    try:
        total, _ = at_precision(0)
        with mp.workprec(GUARD_BITS * 5):
            constants = [Jet.constant(mp.mpf(a), 0) for a in arguments]
            is_subnormal = any(0 < abs(a) < 4 * float(np.finfo(dtype).tiny) for a in arguments)
            depths = methods.exponents(name, constants, stated, is_subnormal=is_subnormal)
    except ZeroDivisionError:  # the logarithm of 0
        return None
    if abs(total.value) > mp.mpf(float(np.finfo(dtype).max)):
        return None
    if family in methods.TAILS and method in ("ppf", "isf") and total.value != 0:
        # the logarithm of the smaller tail has an error of its own
        small = min(arguments[0], 1 - arguments[0])
        by_tail = mp.log(small) * small * total.gradient[0] / total.value
        depths = tuple(abs(depth) + abs(by_tail) for depth in depths)
    amplified = tuple(methods.EXPONENT_HALF_ULPS * abs(depth) for depth in depths)
    return [np.dtype(dtype).name, method, *columns(name, arguments, at_precision, amplified)]


def write_methods(density: Density) -> Path:
    path = DATA / f"{density.name}_methods.csv"
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        for dtype in (np.float32, np.float64):
            for method in methods.METHODS[density.name]:
                for arguments in method_points(density, method, dtype):
                    line = method_row(density, method, dtype, arguments)
                    if line is not None:
                        writer.writerow(line)
    return path


def write_extremes(name: str) -> Path:
    path = DATA / f"{name}_extremes.csv"
    case = CASES[name]
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        for dtype in (np.float32, np.float64):
            for method, given in case.points.items():
                for arguments in _rounded(given, dtype):
                    line = stated_row(case.family, case.methods, method, dtype, arguments)
                    # what has vanished has no slopes, though those of its logarithm may be large enough
                    if line is not None and not case.vanishes(method, arguments, float(np.finfo(dtype).tiny)):
                        writer.writerow(line)
    return path


def _rounded(given: Sequence[Point], dtype: type[np.floating[Any]]) -> Iterator[tuple[float, ...]]:
    """The points that an input type can hold, rounded to it."""
    with np.errstate(over="ignore", under="ignore"):
        rounded = {tuple(float(dtype(float(a))) for a in point): point for point in given}
    for arguments, point in rounded.items():
        if all(isfinite(a) and (a != 0 or p == 0) for a, p in zip(arguments, point, strict=True)):
            yield arguments


def write(density: Density) -> Path:
    path = DATA / f"{density.name}.csv"
    with path.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header(density))
        for dtype in (np.float32, np.float64):
            for form in ("", *density.alternatives):
                writer.writerows(row(density, form, dtype, p) for p in points(density, form, dtype))
    return path


def main(names: Sequence[str]) -> None:
    DATA.mkdir(exist_ok=True)
    unknown = set(names) - {d.name for d in DENSITIES}
    if unknown:
        message = f"no such family: {', '.join(sorted(unknown))}"
        raise SystemExit(message)
    for density in DENSITIES:
        if not names or density.name in names:
            paths = [write(density), *([write_methods(density)] if density.name in methods.METHODS else [])]
            paths += [write_extremes(density.name)] if density.name in CASES else []
            for path in paths:
                lines = path.read_text().count("\n")
                sys.stdout.write(f"{path.name}: {lines} lines, {path.stat().st_size / 1000:.0f} kB\n")


if __name__ == "__main__":
    main(sys.argv[1:])
