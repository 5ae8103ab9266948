"""Check that no symbol of one instruction set's objects can be taken for another's.

    python check_symbols.py NM ISA:OBJECT,OBJECT... ISA:OBJECT,...

The linker keeps one of several weak definitions of a name. Were it that of a stronger instruction
set, older processors would stop at it with an illegal instruction.
"""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import combinations

WEAK = frozenset("VvWwu")
# Read-only tables in xsimd's reduction of angles: whichever stays is the same.
SHARED = re.compile(r"_ZZN5xsimd6detail\d+__(ieee754|kernel)_rem_pio2.*(npio2_hw|two_over_pi|PIo2)")


def weak_symbols(nm: str, objects: list[str]) -> set[str]:
    """Return the mangled names of all weak definitions."""
    output = subprocess.run(
        [nm, "--defined-only", "--format=posix", *objects], check=True, capture_output=True, text=True
    ).stdout
    rows = [line.split() for line in output.splitlines()]
    return {row[0] for row in rows if len(row) >= 2 and row[1] in WEAK and not SHARED.fullmatch(row[0])}


def main(nm: str, *libraries: str) -> int:
    """Return the number of symbols that break the rule."""
    symbols = {}
    for library in libraries:
        isa, _, objects = library.partition(":")
        symbols[isa] = weak_symbols(nm, objects.split(","))
        if not symbols[isa]:
            sys.exit(f"{isa}: no weak symbols at all: the check reads the wrong files")
        print(f"{isa}: {len(symbols[isa])} weak symbols")
    bad = {name for a, b in combinations(symbols.values(), 2) for name in a & b}
    # A name without the instruction set's namespace may meet a twin in any other library of the process.
    bad |= {name for isa, names in symbols.items() for name in names if f"{len(isa)}{isa}" not in name}
    for name in sorted(bad):
        print(f"shared, or outside its instruction set's namespace: {name}")
    return len(bad)


if __name__ == "__main__":
    sys.exit(min(main(*sys.argv[1:]), 1))
