"""Expected outputs: `# [Out]: …`, `# Output: …`, `# => …`, and the lines below a doctest's prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault_runner.parse.claims.comments import Comment
from vault_runner.parse.claims.shapes import is_symbolic_shape

_MARKER = re.compile(
    r"(?:\[Out(?:put)?\s*\d*\]|Out(?:puts?)?(?:\s*\[\s*\d*\s*\])?|输出|出力|출력)\s*[:：]\s*|=>\s*", re.IGNORECASE
)
_TRANSCRIPT = re.compile(r"\s*>>>(?: |$)", re.MULTILINE)
_PROMPT = re.compile(r"[ \t]*(>>>|\.\.\.)(?: |$)")


@dataclass(frozen=True, slots=True)
class Stated:
    """An expected output: its text, where it stands in the code, and the line of the statement."""

    text: str
    start: int
    end: int
    row: int


def output_of(comment: Comment, below: Sequence[Comment]) -> Stated | None:
    """Return the output that `comment` states, together with the comments `below` it that go on with it."""
    marker = _MARKER.match(comment.text)
    if not marker:
        return None
    text = comment.text[marker.end() :]
    if is_symbolic_shape(text):
        return None
    start, end = comment.start + marker.end(), comment.start + len(comment.text)
    empty, row = not text, comment.row
    for each in below:
        goes_on = comment.own_line and each.own_line and each.row == row + 1 and not _MARKER.match(each.text)
        if not goes_on or not (empty or _open_brackets(text)):
            break
        start = start if text else each.start
        text, end, row = f"{text}\n{each.text}" if text else each.text, each.start + len(each.text), each.row
    return Stated(text, start, end, comment.above) if text else None


def _open_brackets(text: str) -> bool:
    return sum(map(text.count, "([{")) > sum(map(text.count, ")]}"))


def is_transcript(code: str) -> bool:
    """Tell whether the code is a session with the interpreter, prompts included."""
    return _TRANSCRIPT.match(code) is not None


def transcript_outputs(code: str) -> Iterator[Stated]:
    """Yield what stands below each prompt of a session."""
    lines: list[str] = []
    prompt, start, place = -1, 0, 0
    for row, line in enumerate([*code.split("\n"), ">>>"]):
        found = _PROMPT.match(line)
        if found or not line.strip():
            if lines and prompt >= 0:
                yield Stated("\n".join(lines), start, place - 1, prompt)
            lines = []
            if not found:
                prompt = -1
            elif found[1] == ">>>":
                prompt = row
        else:
            start = start if lines else place
            lines.append(line)
        place += len(line) + 1
