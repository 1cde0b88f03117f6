"""One reading of a formula: which kind an undeclared symbol has and which way a doubtful spot is taken.

Elaboration asks for choices as it meets them; the driver tries each, so that a verdict holds under every reading.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vault_runner.oracle.dims import ClashError

MOST_READINGS = 24
FAILING = 5
"""Combinations that are tried for each reading: most of them fail at the first sum of two kinds."""
Result = TypeVar("Result")


class ChoiceError(Exception):
    """A choice that has not been made: its key and what may be chosen."""

    def __init__(self, key: str, options: tuple[str, ...]) -> None:
        """Keep the key and the options."""
        super().__init__(key)
        self.key = key
        self.options = options


class MeaningError(Exception):
    """A formula that has no meaning under this reading; `code` is the reason code, `remedy` the line that helps."""

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        """Keep the parts."""
        super().__init__(message)
        self.code = code
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Outcome:
    """All readings that have a meaning, and why the others have none."""

    readings: tuple[tuple[Mapping[str, str], object], ...]
    failure: MeaningError | None
    clash: ClashError | None
    choices: frozenset[str]


def all_readings(elaborate: Callable[[Mapping[str, str]], object], most: int = MOST_READINGS) -> Outcome:
    """Elaborate under every combination of choices that the formula asks for."""
    good: list[tuple[Mapping[str, str], object]] = []
    failure: MeaningError | None = None
    clash: ClashError | None = None
    asked: set[str] = set()
    pending: list[dict[str, str]] = [{}]
    tried = 0
    while pending:
        choices = pending.pop(0)
        tried += 1
        if tried > most * FAILING or len(good) > most:
            return Outcome(
                (), MeaningError("too-many-readings", "it can be read in too many ways"), None, frozenset(asked)
            )
        try:
            good.append((choices, elaborate(choices)))
        except ChoiceError as question:
            asked.add(question.key)
            pending.extend({**choices, question.key: option} for option in question.options)
        except ClashError as error:
            clash = clash or error
        except MeaningError as error:
            failure = failure or error
    return Outcome(tuple(good), failure, clash, frozenset(asked))
