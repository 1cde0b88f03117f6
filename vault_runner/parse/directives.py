"""Directives: HTML comments on the line before what they speak of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_SKIP = re.compile(r"<!--\s*skip:\s*(next|start|end)\b\s*(?:\"([^\"]*)\"|'([^']*)')?[^\n]*?-->[ \t]*\Z")
_EXPECT = re.compile(r"<!--\s*expect:(.*)-->[ \t]*\Z")
_WRONG = re.compile(r"\bexpect:\s*wrong\b\s*(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)')?")


@dataclass(frozen=True, slots=True)
class Directive:
    """What a directive asks for, and its reason or text."""

    verb: Literal["skip next", "skip start", "skip end", "expect"]
    text: str


def read_directive(comment: str) -> Directive | None:
    """Read an HTML comment that stands alone on its line."""
    if skip := _SKIP.match(comment):
        verbs: dict[str, Literal["skip next", "skip start", "skip end"]]
        verbs = {"next": "skip next", "start": "skip start", "end": "skip end"}
        return Directive(verbs[skip[1]], skip[2] or skip[3] or "")
    expect = _EXPECT.match(comment)
    return Directive("expect", expect[1].strip()) if expect else None


def split_expectation(text: str) -> tuple[str, str]:
    """Return `text` without `expect: wrong "…"`, and the reason: `wrong` if none is given, empty without."""
    wrong = _WRONG.search(text)
    if not wrong:
        return text, ""
    return text[: wrong.start()].rstrip(), wrong[1] or wrong[2] or wrong[3] or "wrong"
