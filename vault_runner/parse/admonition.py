"""The parameter lines of an `ad-*` fence, by the plugin's own grammar.

They are the first lines of the body, at column 0, in lower case and any order; the first line that starts with
no parameter, or with one that was given already, starts the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAMETER = re.compile(r"(title|collapse|icon|color|metadata):([^\n]*)(?:\n|\Z)")


@dataclass(frozen=True, slots=True)
class Parameters:
    """What the parameter lines say, values without surrounding blanks, and how many lines they take."""

    title: str
    title_line: int
    """Which of the lines holds the title, from 0."""
    collapse: str
    """`open`, `closed`, `none`, or empty if it isn't given."""
    metadata: str
    count: int


def read_parameters(body: str) -> Parameters:
    """Read the parameter lines at the top of `body`."""
    values: dict[str, str] = {}
    title_line = place = 0
    while (line := _PARAMETER.match(body, place)) and line[1] not in values:
        if line[1] == "title":
            title_line = len(values)
        values[line[1]] = line[2].strip()
        place = line.end()
    collapse = values.get("collapse", "")
    if collapse not in ("", "open", "none"):
        collapse = "closed"  # the plugin takes any other word for it
    return Parameters(values.get("title", ""), title_line, collapse, values.get("metadata", ""), len(values))
