"""Numbers and fences in words."""

from __future__ import annotations

from typing import Final

_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number(count: int) -> str:
    """Return `count` as a word if it is small."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)


def run_of(character: str, count: int) -> str:
    """Return how a person calls a run of fence characters: `four backticks`."""
    return f"{number(count)} {'backticks' if character == '`' else 'tildes'}"
