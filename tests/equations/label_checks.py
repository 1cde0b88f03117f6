"""All checks of the equation corpus by row id: one hand-written function per true or false row.

A check gets a stream of random instances and returns a residual: zero when the statement holds for the
instance drawn, at least about one when it fails. None of them ever reads the LaTeX of its row.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from equations.label_tools import Draw

HERE = Path(__file__).parent
NAME = re.compile(r"([of])_(\d{3})")

Check = Callable[[Draw], float]


def collect() -> dict[str, Check]:
    """Every check of every module `label_checks_<topic>.py`, by row id."""
    found: dict[str, Check] = {}
    for path in sorted(HERE.glob("label_checks_*.py")):
        for name, value in vars(import_module(f"equations.{path.stem}")).items():
            if match := NAME.fullmatch(name):
                row = "-".join(match.groups())
                if row in found:
                    raise ValueError(f"two checks for {row}")
                found[row] = value
    return found


def residuals(check: Check, row: str, samples: int = 10) -> list[float]:
    """Residuals over independent samples, the same in every run."""
    return [float(check(Draw(1000 * sum(map(ord, row)) + sample))) for sample in range(samples)]
