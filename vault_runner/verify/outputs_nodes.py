"""What a value in a note is read into: numbers, texts, words, and what holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


class UnreadError(Exception):
    """The text is no value."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and how it is written."""

    value: complex
    written: str
    """Without sign and blanks; tells how many digits are shown."""
    exact: bool = False
    """Whether `value` is more than what is shown: it was observed, not printed."""

    @property
    def whole(self) -> bool:
        """Whether it is written as a whole number."""
        return self.written.isdecimal() and not self.value.imag


@dataclass(frozen=True, slots=True)
class Text:
    """A text in quotes."""

    value: str


@dataclass(frozen=True, slots=True)
class Word:
    """A name, such as `True`, `None` or `torch.float32`, or anything in angle brackets."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """The `...` that stands for values left out."""


@dataclass(frozen=True, slots=True)
class Items:
    """Values in brackets."""

    bracket: str
    """`(`, `[` or `{`."""
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping."""

    items: tuple[tuple[Node, Node], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """What is written like a call: `Point(x=1, y=2)`."""

    name: str
    items: tuple[Node, ...]
    named: tuple[tuple[str, Node], ...]


Node: TypeAlias = Number | Text | Word | Gap | Items | Pairs | Made


def from_plain(value: object) -> Node:
    """Return the value that an observation holds as JSON; its numbers are exact.

    Raises:
        UnreadError: if it holds something else.
    """
    match value:
        case bool() | None:
            return Word(str(value))
        case int() | float():
            return Number(value, repr(abs(value)), exact=True)
        case str():
            return Text(value)
        case list():
            return Items("[", tuple(map(from_plain, value)))
        case _:
            raise UnreadError
