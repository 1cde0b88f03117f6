"""Colour, where the terminal wants it: NO_COLOR and pipes get plain text."""

from __future__ import annotations

import os
from typing import TextIO

from msgspec import Struct

_CODES = {"red": "31", "green": "32", "yellow": "33", "blue": "34", "bold": "1", "dim": "2"}


class Style(Struct, frozen=True):
    """How words are painted; `colour` off leaves them as they are."""

    colour: bool

    @classmethod
    def of(cls, stream: TextIO) -> Style:
        """Return the style that `stream` and the environment ask for."""
        if os.environ.get("NO_COLOR"):
            return cls(colour=False)
        return cls(colour=bool(os.environ.get("FORCE_COLOR")) or (stream.isatty() and os.environ.get("TERM") != "dumb"))

    def paint(self, word: str, colour: str) -> str:
        """Return `word` in `colour`."""
        return f"\x1b[{_CODES[colour]}m{word}\x1b[0m" if self.colour else word
