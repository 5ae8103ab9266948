"""``python -m likelier``."""

from __future__ import annotations

import sys

from likelier.cli import main

if __name__ == "__main__":
    sys.exit(main())
