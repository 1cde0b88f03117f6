"""Give an admonition the longer fence that it needs, where a line meant for a fence inside it closes it.

Which line was meant to close it can only be tried out: each that could is a way, and whoever asks takes one only
if the note then reads as it was meant, and no other does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vault_runner.model import Edit, Note, Span

MOST_WAYS = 40
_FENCE = re.compile(r"(?P<prefix>[> \t]*)(?P<run>`{3,}|~{3,})(?P<rest>[^\r\n]*)")


def ways_to_close(note: Note, line: int, closed: int) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """Yield each line that may have been meant to close an admonition, and the edits that let it.

    Args:
        note: The note.
        line: The line that opens the admonition.
        closed: The line that closes it now.
    """
    opening = _fence_on(note, line)
    if opening is None:
        return
    longest = len(opening["run"])
    last = min(len(note.lines.starts), closed + 20_000)
    ways = 0
    for number in range(line + 1, last + 1):
        found = _fence_on(note, number)
        if found is None or found["run"][0] != opening["run"][0]:
            continue
        bare = not found["rest"].strip() and _quotes(found) == _quotes(opening)
        if number > closed and bare and ways < MOST_WAYS:
            ways += 1
            yield number, _lengthened((opening, found), longest + 1)
        longest = max(longest, len(found["run"]))


def _fence_on(note: Note, number: int) -> re.Match[str] | None:
    return _FENCE.match(note.text, note.lines.start(number), note.lines.end(number))


def _quotes(found: re.Match[str]) -> int:
    return found["prefix"].count(">")


def _lengthened(fences: tuple[re.Match[str], ...], length: int) -> tuple[Edit, ...]:
    """Return the edits that make two runs `length` long; one that is longer already stays."""
    edits = []
    for found in fences:
        missing = length - len(found["run"])
        if missing > 0:
            end = found.end("run")
            edits.append(Edit(Span(end, end), found["run"][0] * missing, ""))
    return tuple(edits)
