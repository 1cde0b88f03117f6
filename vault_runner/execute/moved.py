"""A result whose block stands on other lines now."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from vault_runner.model import Display, Failure, Observation, Printed, Result, Step, Stream

_Noted = TypeVar("_Noted", Observation, Printed)
_REMEMBERS = re.compile(
    r"lineno|_getframe|inspect|traceback|getsource|currentframe|stack|__code__|logging|warn|compile|jit|breakpoint"
)
"""What makes code take down on which lines it stands."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a block stands in its note."""

    lines: tuple[int, ...]
    probes: tuple[int, ...]
    fence: int

    @classmethod
    def of(cls, step: Step) -> Position:
        """Return where a step stands."""
        return cls(step.lines, step.probes, step.block.line)

    def shift(self, other: Position) -> int | None:
        """Return by how many lines `other` is further down; None if it isn't the same otherwise."""
        shift = other.fence - self.fence
        return shift if self.moved(shift) == other else None

    def moved(self, shift: int) -> Position:
        """Return the place so many lines further down."""
        return Position(
            tuple(line + shift for line in self.lines), tuple(line + shift for line in self.probes), self.fence + shift
        )


def may_move(step: Step, result: Result | None) -> bool:
    """Tell whether a block can be given other lines without running it: nothing speaks of the ones it had."""
    if result is None:
        return True
    if _REMEMBERS.search(step.source) or "line " in result.because or result.notices:
        return False
    if any(isinstance(output, Failure) for output in result.outputs):
        return False
    texts = (output.text for output in result.outputs if isinstance(output, (Stream, Display)))
    return not any(step.path in text for text in texts)


def moved(result: Result, lines: Mapping[int, int]) -> Result:
    """Return a result with every line where it stands now.

    Raises:
        KeyError: if it names a line that isn't among `lines`.
    """
    return replace(
        result,
        observations=tuple(_noted(result.observations, lines)),
        details=tuple(_noted(result.details, lines)),
        printed=tuple(_noted(result.printed, lines)),
    )


def _noted(rows: Sequence[_Noted], lines: Mapping[int, int]) -> Iterator[_Noted]:
    for row in rows:
        yield replace(row, line=lines[row.line], end_line=lines[row.end_line])
