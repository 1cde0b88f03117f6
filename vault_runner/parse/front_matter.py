"""The front matter: where it stands, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from vault_runner.parse.yaml_values import MalformedYamlError, Value, load

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*\n", re.MULTILINE)
_LONGEST: Final = 128 * 1024


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The properties of a note, or why they can't be read."""

    properties: dict[str, Value]
    lines: int
    """How many lines it takes, its delimiters included; 0 if there is none."""
    problem: str = ""
    problem_line: int = 0
    """The note's line of the problem, from 0."""


def read_front_matter(source: str) -> FrontMatter:
    """Read the front matter of `source`, which has LF newlines; it stands on the first line or nowhere."""
    opening = _OPENING.match(source)
    closing = _CLOSING.search(source, opening.end()) if opening else None
    if not opening or not closing:
        return FrontMatter({}, 0)
    text = source[opening.end() : closing.start()]
    lines = text.count("\n") + 2
    if len(text) > _LONGEST:
        return FrontMatter({}, lines, "it is longer than 128 kB")
    try:
        value = load(text)
    except MalformedYamlError as error:
        return FrontMatter({}, lines, str(error), min(error.line + 1, lines - 1))
    if isinstance(value, dict):
        return FrontMatter(value, lines)
    return FrontMatter({}, lines, "" if value is None else "it holds no `key: value` lines", 1)
