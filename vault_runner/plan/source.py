"""A block's code as it is going to be compiled: its text, the note's line of each of its lines, and its tree.

The mask of a text has the same length, with `"` for every character of a string and `#` for every character
of a comment; it also works for text that is no python, as long as its quotes are.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

STRING: Final = '"'
COMMENT: Final = "#"

_LITERALS = re.compile(
    r"""
      \#[^\n]*+
    | (?P<quotes>"{3}|'{3}) (?:\\.|(?!(?P=quotes)).)*+ (?:(?P=quotes)|\Z)
    | "(?:\\.|[^"\\\n])*+"?
    | '(?:\\.|[^'\\\n])*+'?
    """,
    re.DOTALL | re.VERBOSE,
)
_NEWLINE = re.compile(r"\r\n?")
_NOT_NEWLINE = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Source:
    """Code and where it stands in the note."""

    text: str
    """Ends with a newline unless empty."""
    lines: tuple[int, ...]
    """The note's line of each line of `text`."""

    @property
    def numbered(self) -> tuple[tuple[int, str], ...]:
        """Each line of `text` without its newline, with the note's line."""
        return tuple(zip(self.lines, self.text.split("\n"), strict=False))

    @classmethod
    def of(cls, text: str, first: int) -> Source:
        """Return the code `text` whose first line is the note's line `first`."""
        text = _NEWLINE.sub("\n", text)
        text += "" if text.endswith("\n") or not text else "\n"
        return cls(text, tuple(range(first, first + text.count("\n"))))


def from_numbered(numbered: Iterable[tuple[int, str]]) -> Source:
    """Return the code made of lines, each with the note's line."""
    lines = tuple(numbered)
    return Source("".join(f"{line}\n" for _, line in lines), tuple(number for number, _ in lines))


@lru_cache(maxsize=16)
def parse_python(text: str) -> ast.Module | None:
    """Return the tree of `text`, which must not be changed; None if this python can't parse it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an odd escape in a note's string is the author's business
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def mask(text: str) -> str:
    """Return `text` with strings and comments blotted out, of the same length and with the same newlines."""
    return _LITERALS.sub(lambda found: _NOT_NEWLINE.sub(COMMENT if found[0][0] == "#" else STRING, found[0]), text)


def continued(text: str) -> frozenset[int]:
    r"""Return the numbers, from 0, of the lines that go on with an earlier one: in brackets, a string, after a `\`."""
    found: set[int] = set()
    for literal in _LITERALS.finditer(text):
        first = text.count("\n", 0, literal.start())
        found.update(range(first + 1, first + 1 + literal[0].count("\n")))
    depth = 0
    for number, line in enumerate(mask(text).split("\n"), start=1):
        code = line.rstrip(COMMENT)
        depth = max(0, depth + sum(map(code.count, "([{")) - sum(map(code.count, ")]}")))
        if depth or line.endswith("\\"):
            found.add(number)
    return frozenset(found)
