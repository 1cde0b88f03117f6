r"""One pass from left to right over a leaf: code spans, mathematics, comments, HTML and links.

Whatever opens first wins: a `$` in a code span is code, `%%` in a formula is mathematics. Rules for `$` are
Obsidian's: no blank after the opening and before the closing one, no digit after the closing one, `\$` is text.

Every closer that was looked for in vain is remembered, so that a thousand openers cost no more than one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from typing import Final, Literal, NamedTuple, TypeAlias

from markdown_it.common.html_re import close_tag, open_tag

Kind: TypeAlias = Literal["inline", "display", "wikilink", "embed", "image", "comment", "unpaired"]


class Found(NamedTuple):
    r"""One thing in a leaf, with its delimiters from `start` to `end` and without from `first` to `last`.

    `comment` is a `%%` that starts its line and isn't closed in this leaf: all that follows is comment.
    `unpaired` is a `$$` or `\[` that isn't closed in this leaf.
    """

    kind: Kind
    start: int
    end: int
    first: int
    last: int


WORTH_SCANNING: Final = re.compile(r"\$|%%|\[\[|!\[|\\[\[(]")
"""A leaf without any of these holds nothing that we look for."""

_START = re.compile(r"[`$%\\<\[\]!]")
_TICKS = re.compile(r"`+")
_INLINE = re.compile(r"\$(?![\s$])(?:[^$\\]++|\\.)*+(?<!\s)\$(?!\d)", re.DOTALL)
_DISPLAY = re.compile(r"\$\$(?:[^$\\]++|\\.|\$(?!\$))*+\$\$", re.DOTALL)
_WIKILINK = re.compile(r"!?\[\[([^\[\]\n]+)\]\]")
_DESTINATION = r"\([ \t]*+(?:<[^<>\n]*>|[^\s()<]*+(?:\([^\s()]*\)[^\s()]*+)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
_IMAGE = re.compile(r"!\[[^\[\]\n]*\]" + _DESTINATION)
_LINK_END = re.compile(r"\]" + _DESTINATION)
_TAG = re.compile(f"{open_tag}|{close_tag}|<[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\\s<>]*>")
_TEX_SIGN = re.compile(r"[\\^_={}]")


def scan(content: str, start: int = 0) -> list[Found]:
    """Return what `content` holds from `start` on, in order and without overlap."""
    scanner = _Scanner(content)
    while opener := _START.search(content, start):
        start = _STEPS[opener[0]](scanner, opener.start())
    return scanner.found


class _Scanner:
    """Where a scan stands; each step takes the place of an opener and returns where to go on."""

    def __init__(self, content: str) -> None:
        self.content = content
        self.absent: set[str] = set()
        self.ticks: dict[int, list[int]] | None = None
        self.found: list[Found] = []

    def keep(self, kind: Kind, span: tuple[int, int], width: tuple[int, int]) -> int:
        start, end = span
        self.found.append(Found(kind, start, end, start + width[0], end - width[1]))
        return end

    def closer(self, text: str, place: int) -> int:
        """Return where `text` next stands, or -1; once it was missing it is never looked for again."""
        if text in self.absent:
            return -1
        place = self.content.find(text, place)
        if place < 0:
            self.absent.add(text)
        return place

    def code_span(self, place: int) -> int:
        """Skip a code span, or a run of backticks without partner."""
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(self.content):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        end = place + 1
        while self.content.startswith("`", end):
            end += 1
        runs = self.ticks.get(end - place, [])
        after = bisect_left(runs, end)
        return runs[after] + end - place if after < len(runs) else end

    def dollar(self, place: int) -> int:
        if self.content.startswith("$$", place):
            return self.display(place)
        formula = _INLINE.match(self.content, place)
        return self.keep("inline", formula.span(), (1, 1)) if formula else place + 1

    def display(self, place: int) -> int:
        formula = None if "$$" in self.absent else _DISPLAY.match(self.content, place)
        if formula:
            return self.keep("display", formula.span(), (2, 2))
        self.absent.add("$$")
        return self.keep("unpaired", (place, place + 2), (2, 0))

    def percent(self, place: int) -> int:
        """Skip a comment on `%%`; one that starts its line and isn't closed here goes on below."""
        if not self.content.startswith("%%", place):
            return place + 1
        end = self.closer("%%", place + 2)
        if end >= 0:
            return end + 2
        if not self.starts_line(place):
            return place + 2
        return self.keep("comment", (place, len(self.content)), (2, 0))

    def starts_line(self, place: int) -> bool:
        while place and self.content[place - 1] in " \t":
            place -= 1
        return not place or self.content[place - 1] == "\n"

    def backslash(self, place: int) -> int:
        opener = self.content[place : place + 2]
        if opener == "\\(":
            return self.tex(place, "\\)", "inline")
        if opener == "\\[":
            return self.tex(place, "\\]", "display")
        return place + 2

    def tex(self, place: int, closer: str, kind: Kind) -> int:
        r"""Take `\( … \)` or `\[ … \]`; escaped brackets around plain words are no formula."""
        end = self.closer(closer, place + 2)
        if end < 0:
            alone = kind == "display" and self.starts_line(place)
            return self.keep("unpaired", (place, place + 2), (2, 0)) if alone else place + 2
        inside = self.content[place + 2 : end]
        if kind == "display" and not (inside[:1].isspace() or _TEX_SIGN.search(inside)):
            return place + 2
        return self.keep(kind, (place, end + 2), (2, 2))

    def angle(self, place: int) -> int:
        if self.content.startswith("<!--", place):
            end = self.closer("-->", place + 4)
            return end + 3 if end >= 0 else place + 4
        tag = _TAG.match(self.content, place)
        return tag.end() if tag else place + 1

    def bracket(self, place: int) -> int:
        link = _WIKILINK.match(self.content, place)
        return self.keep("wikilink", link.span(), (2, 2)) if link else place + 1

    def exclamation(self, place: int) -> int:
        if not self.content.startswith("[", place + 1):
            return place + 1
        if embed := _WIKILINK.match(self.content, place):
            return self.keep("embed", embed.span(), (3, 2))
        image = _IMAGE.match(self.content, place)
        return self.keep("image", image.span(), (2, 1)) if image else place + 1

    def bracket_end(self, place: int) -> int:
        destination = _LINK_END.match(self.content, place)
        return destination.end() if destination else place + 1


_STEPS: Final[dict[str, Callable[[_Scanner, int], int]]] = {
    "`": _Scanner.code_span,
    "$": _Scanner.dollar,
    "%": _Scanner.percent,
    "\\": _Scanner.backslash,
    "<": _Scanner.angle,
    "[": _Scanner.bracket,
    "!": _Scanner.exclamation,
    "]": _Scanner.bracket_end,
}
