"""Tell whether two printed texts say the same: words to the letter, values as values, volatile parts not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, TypeAlias

from vault_runner.lazy_pattern import lazy_pattern
from vault_runner.verify.outputs_nodes import Gap, Items, Made, Node, Pairs, UnreadError, Word
from vault_runner.verify.outputs_reading import NUMBER, Reader
from vault_runner.verify.outputs_tables import compare_tables
from vault_runner.verify.outputs_values import Outcome, compare_values

LONGEST: Final = 20_000
"""Characters of a text that is compared word by word."""
PATIENCE: Final = 100
"""Brackets of a text that may turn out to hold no values; from then on, it is words."""
LETTERS: Final = 600
"""Letters from the start of a text by which it is told whether it is like another."""
ALIKE: Final = 0.6
"""From that similarity on, another text is a changed one and no prose about it."""

_ANSI = lazy_pattern(r"\x1b\[[0-?]*[ -/]*[@-~]")
_ADDRESS = lazy_pattern(r"\b0x[0-9A-Fa-f…]+")
_FIGURE = lazy_pattern(
    r"<(?:Figure size [^<>\n]*|Axes[^<>\n]*|AxesSubplot[^<>\n]*)>|\[?<matplotlib\.[^<>\n]*>(?:,?\s*<[^<>\n]*>)*\]?"
    r"|Text\([^\n]*\)"
)
_WARNING = lazy_pattern(r"\S*:\d+: \w*Warning: |\w*Warning: ")
_BAR = lazy_pattern(r"(?<!\d)\d++(?:%\||it \[|/\d++ \[[=>.]*\])")
_TIMES = lazy_pattern(
    r"(?:CPU times|Wall time):[^\n]*|(?:\b(?:elapsed|took|time)\b|耗时|用时)[:：=\s]*\d+(?:\.\d+)?"
    r"|\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?|\b\d{1,2}:\d\d:\d\d(?:\.\d+)?"
    r"|(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e-?\d+)?\s*(?:ns|µs|μs|us|ms|s|secs?|seconds?|minutes?|mins?|it/s|s/it|ms/step|秒|毫秒|分钟)"
    r"(?![\w/])",
    re.IGNORECASE,
)
_QUOTED = lazy_pattern(r"(['\"])([^'\"\n]*)\1")
_WORD = lazy_pattern(r"[^\W\d_][^\W_]*|_+|\d+|[^\w\s]", re.UNICODE)
_TRUTH = lazy_pattern(r"(?:True|False|None)(?!\w)")
_WRAPPED = lazy_pattern(r"(?:(?:np|numpy|torch|jnp)\.)?[A-Za-z_]\w*\(")

Element: TypeAlias = "str | Node"


@dataclass(frozen=True, slots=True)
class Difference:
    """How two texts compare, and, if they differ, the first lines that do."""

    outcome: Outcome
    stated: str = ""
    found: str = ""
    words: bool = False
    """Whether words differ, so that it may be about something else; else only values do."""
    aside: str = ""
    """What else there is to say about the difference."""
    alike: bool = True
    """Whether most of the two is the same."""


def compare_text(stated: str, found: str, *, timed: bool = False) -> Difference:
    """Compare what a note shows as printed with what was printed.

    Args:
        stated: The note's text.
        found: What the run gave.
        timed: The code looks at clocks, so that times in its output are never twice the same.
    """
    left, right = normal_lines(stated, timed=timed), normal_lines(found, timed=timed)
    if " ".join(left).split() == " ".join(right).split():
        return Difference("same")
    if max(sum(map(len, left)), sum(map(len, right))) > LONGEST:
        return Difference("unclear")
    table = compare_tables(left, right)
    if table is not None:
        return _told(table, left, right)
    if any(line.strip() in ("...", "…") for line in left):
        return _with_gaps(left, right)
    return _compare_lines(left, right)


def normal_lines(text: str, *, timed: bool = False) -> list[str]:
    """Return the lines of a text without what differs from run to run, and without blanks around them."""
    text = _ADDRESS.sub("0x…", _ANSI.sub("", text.replace("\r\n", "\n").replace("\u00a0", " ")))
    text = _FIGURE.sub("", text)
    text = _TIMES.sub("⏱", text) if timed else text
    lines = [line.rstrip() for line in text.expandtabs().split("\n")]
    return [line for line in _without_warnings(lines) if line and not _BAR.search(line)]


def _without_warnings(lines: Sequence[str]) -> Iterator[str]:
    """Leave out warnings, and the line of code that python prints below one."""
    after = False
    for line in lines:
        if _WARNING.match(line.lstrip()):
            after = True
        elif after and line.startswith(("  ", "\t")):
            after = False
        else:
            after = False
            yield line


def _squeezed(lines: Sequence[str]) -> str:
    return re.sub(r"\s+", "", "".join(lines))


def _compare_lines(left: Sequence[str], right: Sequence[str]) -> Difference:
    """Compare as a whole, since values go on over lines; the first lines that differ are named."""
    outcome, words = _compare_elements("\n".join(left), "\n".join(right))
    if outcome == "same":
        return Difference("same")
    return _told(outcome, left, right, words=words)


def _told(outcome: Outcome, left: Sequence[str], right: Sequence[str], *, words: bool = False) -> Difference:
    alike = _are_alike(left, right)
    for place in range(max(len(left), len(right))):
        mine, theirs = ("".join(lines[place : place + 1]).strip() for lines in (left, right))
        if not mine or not theirs or _compare_elements(mine, theirs)[0] != "same":
            return Difference(outcome, mine, theirs, words=words, alike=alike)
    return Difference(outcome, words=words, alike=alike)


def _are_alike(left: Sequence[str], right: Sequence[str]) -> bool:
    """Tell whether two texts have most in common: as many lines, half of them the same, or most of their letters."""
    equal = sum(mine.split() == theirs.split() for mine, theirs in zip(left, right, strict=False))
    if len(left) == len(right) and 2 * equal >= len(left):
        return True
    letters = _squeezed(left)[:LETTERS], _squeezed(right)[:LETTERS]
    return SequenceMatcher(None, *letters, autojunk=False).ratio() >= ALIKE


def _with_gaps(left: Sequence[str], right: Sequence[str]) -> Difference:
    """A line `...` stands for any number of lines."""
    pieces: list[list[str]] = [[]]
    for line in left:
        if line.strip() in ("...", "…"):
            pieces.append([])
        else:
            pieces[-1].append(line)
    at = 0
    for number, piece in enumerate(pieces):
        last = number == len(pieces) - 1
        starts = range(at, at + 1) if not number else range(at, len(right) - len(piece) + 1)
        if last and number and piece:
            starts = range(max(at, len(right) - len(piece)), len(right) - len(piece) + 1)
        found = next((start for start in starts if _same(piece, right[start : start + len(piece)])), None)
        if found is None:
            return _told("other" if not number or last else "unclear", piece, right[at : at + len(piece)])
        at = found + len(piece)
    return Difference("same")


def _same(left: Sequence[str], right: Sequence[str]) -> bool:
    return len(left) == len(right) and _compare_elements("\n".join(left), "\n".join(right))[0] == "same"


def _compare_elements(left: str, right: str) -> tuple[Outcome, bool]:
    """Compare word by word and value by value; tell also whether words differ."""
    mine, theirs = list(elements(left)), list(elements(right))
    if [_kind(each) for each in mine] != [_kind(each) for each in theirs]:
        return _otherwise_written(left, right), True
    outcomes: list[Outcome] = [_compare(one, other) for one, other in zip(mine, theirs, strict=True)]
    return "other" if "other" in outcomes else "unclear" if "unclear" in outcomes else "same", False


def holds_in_order(text: str, part: str) -> bool:
    """Tell whether `part` stands in `text` as some of its words and values, one after the other."""
    words, wanted = list(elements(text)), list(elements(part))
    places = range(len(words) - len(wanted) + 1) if 0 < len(wanted) < len(words) else range(0)
    return any(_all_same(words[at : at + len(wanted)], wanted) for at in places)


def _all_same(mine: Sequence[Element], theirs: Sequence[Element]) -> bool:
    pairs = list(zip(mine, theirs, strict=True))
    return all(_kind(one) == _kind(other) and _compare(one, other) == "same" for one, other in pairs)


def _otherwise_written(left: str, right: str) -> Outcome:
    """Look once more at texts whose words differ: quotes that one of them lacks, and `...` within a line."""
    if _unquoted(left) == _unquoted(right):
        return "same"
    if "..." in left or "…" in left:
        return "same" if _fits(re.split(r"\.\.\.|…", _unquoted(left)), _unquoted(right)) else "unclear"
    return "other"


def _fits(pieces: Sequence[str], text: str) -> bool:
    """Tell whether `text` is made of the pieces in their order, with anything between them."""
    first, *middle, last = pieces
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    at, end = len(first), len(text) - len(last)
    for piece in middle:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def _unquoted(text: str) -> str:
    return re.sub(r"\s+", " ", _QUOTED.sub(r"\2", text)).strip()


def _kind(element: Element) -> str:
    """Return a word itself, and the same for every value."""
    return element if isinstance(element, str) else "\0"


def _compare(left: Element, right: Element) -> Outcome:
    if isinstance(left, str) or isinstance(right, str):
        return "same"  # their kinds agree, so that both are the same word
    return compare_values(left, right).outcome


def elements(text: str) -> Iterator[Element]:
    """Yield the words and values of a text in order."""
    place, patience = 0, PATIENCE
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        value = _value_at(text, place) if patience else None
        patience -= value is None and text[place] in "([{" and patience > 0
        if value is not None:
            node, place = value
            yield node
            continue
        word = _WORD.match(text, place)
        end = word.end() if word else place + 1
        yield text[place:end]
        place = end


def _value_at(text: str, place: int) -> tuple[Node, int] | None:
    """Return the value that starts at `place`, and where it ends, if one does."""
    before = text[place - 1 : place]
    inside_word = before.isalnum() or before == "_"
    number = NUMBER.match(text, place)
    if number and number[0][0] in "+-" and (inside_word or before in (")", "]")):
        number = None
    truth = _TRUTH.match(text, place)
    if not (text[place] in "[{(" or number or truth or _WRAPPED.match(text, place) or text.startswith("...", place)):
        return None
    if inside_word:
        return None
    reader = Reader(text, place)
    try:
        node = reader.value()
    except (UnreadError, RecursionError):
        return None
    return (node, reader.place) if _holds_values(node) else None


def _holds_values(node: Node) -> bool:
    """Tell whether a bracket holds values, unlike one around words."""
    match node:
        case Word(name=name):
            return name in ("True", "False", "None")
        case Items(items=items):
            return all(_holds_values(item) for item in items)
        case Pairs(items=pairs):
            return all(_holds_values(value) for _, value in pairs)
        case Made(items=items, named=named):
            return bool(items or named) and all(map(_holds_values, (*items, *(each for _, each in named))))
        case Gap():
            return True
        case _:
            return True
