"""Code actions that tag a block and untag it: one word of its opening line, tried before it is offered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

from vault_runner.bridge.placing import edited
from vault_runner.model import Block, Edit, Note, Span
from vault_runner.parse.code_blocks import PYTHON

Runs: TypeAlias = Callable[[Note], Callable[[Block], bool]]
"""Of a note, whether a block would run if all that it depends on does."""

RUN: Final = "run"
OPT_OUT: Final = "norun"
_BLANKS: Final = " \t"


def taggings(note: Note, span: Span, runs: Runs) -> Iterator[tuple[str, Edit]]:
    """Yield what would make the block run whose opening line `span` touches, or keep it from running, if a word can."""
    touched = [
        number
        for number, block in enumerate(note.blocks)
        if block.language in PYTHON and block.closed and not block.commented and _opens_in(note, block, span)
    ]
    # Each offer is tried on the whole note; of many blocks that are marked together none is meant.
    if len(touched) != 1:
        return
    number, running = touched[0], runs(note)
    block = note.blocks[number]
    title, gone, new = (
        ("Don't run this block", RUN, OPT_OUT) if running(block) else ("Let this block run", OPT_OUT, RUN)
    )
    ways = (*_without(note, block, gone), *_instead(note, block, gone, new), _with(note, block, new))
    before = [running(each) for each in note.blocks]
    way = next((edit for edit in ways if _turns(note, number, edit, before, runs)), None)
    if way is not None:
        yield title, way


def _opens_in(note: Note, block: Block, span: Span) -> bool:
    return block.span.start <= span.end and span.start < note.lines.end(block.line)


def _without(note: Note, block: Block, word: str) -> Iterator[Edit]:
    """Yield the edits that take a word out of the opening line, with the blank before it."""
    for option in block.options:
        if option.spelling == "word" and option.key == word:
            start = option.span.start - (note.text[option.span.start - 1] in _BLANKS)
            yield Edit(Span(start, option.span.end), "", note.text[start : option.span.end], block.id)


def _instead(note: Note, block: Block, word: str, new: str) -> Iterator[Edit]:
    """Yield the edits that put another word in a word's place."""
    for option in block.options:
        if option.spelling == "word" and option.key == word:
            yield Edit(option.span, new, note.text[option.span.start : option.span.end], block.id)


def _with(note: Note, block: Block, word: str) -> Edit:
    """Return the edit that puts a word at the end of the opening line."""
    start = note.lines.start(block.line)
    end = start + len(note.text[start : note.lines.end(block.line)].rstrip())
    return Edit(Span(end, end), f" {word}", "", block.id)


def _turns(note: Note, number: int, edit: Edit, before: list[bool], runs: Runs) -> bool:
    """Tell whether an edit turns this one block around and no other, and changes no code."""
    after = edited(note, (edit,))
    if [block.source for block in after.blocks] != [block.source for block in note.blocks]:
        return False
    running = runs(after)
    pairs = enumerate(zip(before, map(running, after.blocks), strict=True))
    return [at for at, (old, new) in pairs if old is not new] == [number]
