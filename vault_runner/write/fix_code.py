"""Write into a note what was read of its code: lines taken apart, blanks that python knows, prompts left out.

Each edit covers what changes and no more; the container's prefix and the line's own newline are kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vault_runner.model import NEWLINE, Block, Edit, Note, Span
from vault_runner.write.place import closing_newline


def edit_lines(note: Note, block: Block, lines: Mapping[int, Sequence[str]]) -> tuple[Edit, ...] | None:
    """Return the edits that put new lines of code in place of old ones; None if they can't be placed for sure.

    Args:
        note: The note.
        block: One of its blocks.
        lines: By the note's line, the lines of code that are to stand there; lines that are missing stay.
    """
    edits: list[Edit] = []
    for number, old in enumerate(block.source.split("\n"), start=block.line + 1):
        new = lines.get(number)
        if new is None or list(new) == [old] or number > block.end_line:
            continue
        edit = _edit_line(note, block, number, old, new)
        if edit is None:
            return None
        edits.append(edit)
    return tuple(edits)


def _edit_line(note: Note, block: Block, number: int, old: str, new: Sequence[str]) -> Edit | None:
    start = note.lines.start(number)
    whole = note.text[start : note.lines.end(number)]
    newline = NEWLINE.search(whole)
    line = whole[: newline.start()] if newline else whole
    if not line.endswith(old):
        return None  # a tab that is half prefix and half code
    prefix = line[: len(line) - len(old)]
    between = (newline[0] if newline else closing_newline(note, block)) + prefix
    return _trimmed(start + len(prefix), old, between.join(new), block.id)


def _trimmed(start: int, old: str, new: str, block: str) -> Edit:
    """Return the edit without what is the same at its beginning and its end."""
    most = min(len(old), len(new))
    front = next((place for place in range(most) if old[place] != new[place]), most)
    most -= front
    back = next((place for place in range(most) if old[-1 - place] != new[-1 - place]), most)
    span = Span(start + front, start + len(old) - back)
    return Edit(span, new[front : len(new) - back], old[front : len(old) - back], block)


def commented(shown: Sequence[str]) -> list[list[str]]:
    """Return what is to stand in place of each line that a transcript showed: comments that state it still."""
    if len(shown) == 1:
        return [[f"# => {shown[0].strip()}"]]
    return [["# Output:", f"# {shown[0]}"], *([f"# {line}"] for line in shown[1:])]
