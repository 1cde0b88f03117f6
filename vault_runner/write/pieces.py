"""What one block gave, piece by piece: text for the output fence, Markdown that may stand, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypeAlias, assert_never

from vault_runner.model import Block, BlockOptions, Display, Failure, Figure, Note, Output, Result, Stream
from vault_runner.write.harmless import harmless_formula, harmless_markdown
from vault_runner.write.places import failure_text, steady_warnings
from vault_runner.write.printable import printable

WARNING = re.compile(r"^(?:.*: )?\w*Warning: .*(?:\n[ \t]+.*)*(?:\n|\Z)", re.MULTILINE)
"""A warning as python prints it: the place, the kind, the message, and the line of code below it."""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines for the output fence; what acts in a fence is not yet broken."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """Lines of Markdown that may stand in a note as they are."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """One figure, numbered from 1 within its block."""

    figure: Figure
    number: int


Piece: TypeAlias = Words | Marked | Picture


def pieces_of(result: Result, options: BlockOptions, note: Note, block: Block) -> tuple[Piece, ...]:
    """Return what `result`, the result of `block`, shows in order, with neighbouring texts joined."""
    if options.output is False:
        return ()
    pieces = _Pieces()
    for output in _joined_streams(result.outputs):
        _add(pieces, _steady(output, note, block), options)
    pieces.end_text()
    return tuple(pieces.found)


@dataclass(slots=True)
class _Pieces:
    """The pieces found so far, and the text that has not become one yet."""

    found: list[Piece] = field(default_factory=list)
    text: str = ""
    pictures: int = 0

    def add_text(self, text: str) -> None:
        """Add text that goes on where the last text ended."""
        self.text += text

    def add_lines(self, text: str) -> None:
        """Add text that has its lines for itself."""
        start = "\n" if self.text and not self.text.endswith("\n") else ""
        self.text += start + text.rstrip("\n") + "\n"

    def add_markdown(self, text: str, lines: tuple[str, ...] | None) -> None:
        """Add Markdown if it is harmless, else its text."""
        if lines is None:
            self.add_lines(text)
        else:
            self.end_text()
            self.found.append(Marked(lines))

    def add_figure(self, figure: Figure) -> None:
        """Add a figure under its number."""
        self.end_text()
        self.pictures += 1
        self.found.append(Picture(figure, self.pictures))

    def end_text(self) -> None:
        """Make a piece of the text, if it says anything."""
        lines = printable(self.text.replace("\r\n", "\n")).rstrip().split("\n")
        if any(lines):
            self.found.append(Words(tuple(line.rstrip() for line in lines)))
        self.text = ""


def _add(pieces: _Pieces, output: Stream | Display | Figure, options: BlockOptions) -> None:
    match output:
        case Stream(name="stdout", text=text) if options.output == "asis":
            pieces.add_markdown(text, harmless_markdown(text))
        case Stream(name="stderr", text=text) if not options.warning:
            pieces.add_text(WARNING.sub("", text))
        case Stream(text=text):
            pieces.add_text(text)
        case Display(mime="text/markdown", text=text):
            pieces.add_markdown(text, harmless_markdown(text))
        case Display(mime="text/latex", text=text):
            pieces.add_markdown(text, harmless_formula(text))
        case Display(text=text):
            pieces.add_lines(text)
        case Figure():
            pieces.add_figure(output)
        case _ as unreachable:
            assert_never(unreachable)


def _steady(output: Output, note: Note, block: Block) -> Stream | Display | Figure:
    """Return `output` with the places that it names said so that they last; an exception becomes text."""
    match output:
        case Failure():
            return Display("text/plain", failure_text(output, note, block))
        case Stream(name="stderr", text=text):
            return Stream("stderr", steady_warnings(text, note, block))
        case _:
            return output


def _joined_streams(outputs: Iterable[Output]) -> Iterator[Output]:
    """Yield the outputs with what one stream said in several goes in one."""
    for name, group in groupby(outputs, key=lambda output: output.name if isinstance(output, Stream) else None):
        if name is None:
            yield from group
        else:
            yield Stream(name, "".join(output.text for output in group if isinstance(output, Stream)))
