"""Options at the top of a block: `#| key: value`, one a line, values that go on below included."""

from __future__ import annotations

import re
from typing import NamedTuple

from vault_runner.model import OptionValue
from vault_runner.parse.option_values import option_value

_LINE = re.compile(r"#\|([^\n]*)(?:\n|\Z)")
_KEY = re.compile(r" {0,1}([A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(.*)|\Z)")


class OptionLine(NamedTuple):
    """One option, and which characters of the block's source it stands on."""

    key: str
    value: OptionValue
    start: int
    end: int


def read_options(source: str) -> list[OptionLine]:
    """Read the option lines that `source` starts with."""
    found: list[tuple[str, str, int, int]] = []
    place = 0
    while line := _LINE.match(source, place):
        key = _KEY.match(line[1])
        if key:
            found.append((key[1], key[2] or "", line.start(), line.end(1)))
        elif found:
            name, value, start, _ = found[-1]
            found[-1] = (name, f"{value}\n{line[1]}", start, line.end(1))
        place = line.end()
    return [OptionLine(key, option_value(value), start, end) for key, value, start, end in found]
