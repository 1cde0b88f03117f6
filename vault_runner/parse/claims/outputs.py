"""Expected outputs in comments: `# [Out]: …`, `# Output: …`, `# => …`, a bare value, and lines below a prompt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.parse.claims.comments import Comment
from vault_runner.parse.claims.output_values import bare_value, is_value, labelled_value
from vault_runner.parse.claims.shapes import is_symbolic_shape

_MARKER = lazy_pattern(
    r"(?:\[Out(?:put)?\s*\d*\]|Out(?:puts?)?(?:\s*\[\s*\d*\s*\])?|(?:运行|打印|执行)?(?:输出|结果)(?:结果)?(?:为|是|如下)?|出力|출력)"
    r"\s*[:：]\s*|=>\s*",
    re.IGNORECASE,
)
_MILD_MARKER = lazy_pattern(
    r"(?:Results?|Prints?|Printed|Returns?|Gives|Value|返回值?|打印|得到|值为?|결과)\s*[:：]\s*|(?:prints|gives|yields|打印|得到)\s+",
    re.IGNORECASE,
)
"""Words that may as well begin a sentence: only a value may follow them."""
_CELL = lazy_pattern(r"%%|\+(?:\s|$)|-$|In\s*\[\s*\d*\s*\]")
"""What begins or ends a cell in a notebook that was saved as a script."""
_TRANSCRIPT = lazy_pattern(r"\s*>>>(?: |$)", re.MULTILINE)
_PROMPT = lazy_pattern(r"[ \t]*(>>>|\.\.\.)(?: |$)")
_PRINT = lazy_pattern(r"[ \t]*(?:print|pprint|display)\(")
_NO_VALUE = lazy_pattern(
    r"[ \t]*(?:(?:def|class|for|while|if|elif|else|return|import|from|with|try|except|finally|yield|raise|assert|del"
    r"|global|nonlocal|pass|async|match|case|break|continue)\b|@|%|!)"
)
_CONSTANT = lazy_pattern(
    r"[ \t]*[\w.\[\]'\", ]+(?::[^=#]+)?=(?!=)[ \t]*(?:[-+]?[\d.][\w.+-]*|True|False|None|'[^']*'|\"[^\"]*\")"
    r"[ \t]*;?[ \t]*"
)
_MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Stated:
    """An expected output: its text, where it stands in the code, and the line of the statement."""

    text: str
    start: int
    end: int
    row: int
    form: str = "[Out]"
    """`[Out]` for a marked one, `trailing value`, `labelled value` (which may be of something else), `below print`."""
    taken: int = 1
    """How many comments it is made of."""


def output_of(comment: Comment, below: Sequence[Comment]) -> Stated | None:
    """Return the output that `comment` states, together with the comments `below` it that go on with it."""
    marker = _MARKER.match(comment.text)
    mild = None if marker else _MILD_MARKER.match(comment.text)
    found = marker or mild
    if not found:
        return None
    text = comment.text[found.end() :]
    if is_symbolic_shape(text) or (mild and not is_value(text)):
        return None
    return _with_lines_below(comment, found.end(), below)


def _with_lines_below(comment: Comment, marked: int, below: Sequence[Comment]) -> Stated | None:
    text = comment.text[marked:]
    start, end = comment.start + marked, comment.start + len(comment.text)
    empty, row, taken = not text, comment.row, 1
    for each in below[:_MOST_LINES]:
        goes_on = comment.own_line and each.own_line and each.row == row + 1
        goes_on = goes_on and not _MARKER.match(each.text) and not _CELL.match(each.text)
        if not goes_on or not (empty or _open_brackets(text) or is_value(each.text)):
            break
        start = start if text else each.start
        text, end, row = f"{text}\n{each.text}" if text else each.text, each.start + len(each.text), each.row
        taken += 1
    return Stated(text, start, end, comment.above, taken=taken) if text else None


def unmarked_output(code: Sequence[str], comment: Comment, below: Sequence[Comment]) -> Stated | None:
    """Return the value that a comment without marker states of the statement beside it, or of the `print` above it.

    Args:
        code: The lines of the block's code.
        comment: The comment.
        below: Those that follow it.
    """
    if comment.own_line:
        return _below_print(code, comment, below)
    line = code[comment.row]
    beside = line[: line.rfind(comment.text)].rstrip().rstrip("#").rstrip()
    prints = _PRINT.match(beside) is not None
    if not prints and (beside[:1].isspace() or _NO_VALUE.match(beside) or _CONSTANT.fullmatch(beside)):
        return None
    value, form = bare_value(comment.text, several=prints), "trailing value"
    if not value:
        label, value = labelled_value(comment.text)
        if prints:
            value = comment.text if value else ""
        elif not _binds(beside, label):
            form = "labelled value"
    if not value:
        return None
    start = comment.start + comment.text.rindex(value)
    return Stated(value, start, start + len(value), comment.statement, form)


def _binds(code: str, name: str) -> bool:
    """Tell whether a statement sets `name`: then `# n = 3` beside it speaks of nothing else."""
    return re.match(rf"[ \t]*{re.escape(name)}[ \t]*(?::[^=]*)?=(?!=)", code) is not None


def _below_print(code: Sequence[str], comment: Comment, below: Sequence[Comment]) -> Stated | None:
    """Read the lines of values right below a `print` that stands above a blank line or the block's end."""
    above = code[comment.row - 1] if comment.row else ""
    if comment.above < 0 or not _PRINT.match(code[comment.above]) or not above.strip() or above.lstrip()[:1] == "#":
        return None
    run = [comment]
    for each in below[:_MOST_LINES]:
        if not each.own_line or each.row != run[-1].row + 1:
            break
        run.append(each)
    if not all(bare_value(each.text, several=True) == each.text for each in run):
        return None
    text = "\n".join(each.text for each in run)
    return Stated(text, run[0].start, run[-1].start + len(run[-1].text), comment.above, "below print", len(run))


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
        if found and found[1] == "..." and lines:
            found = None  # `...` below the first line of an output stands for lines left out
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
