"""Info strings: the language, and options in the spellings that authors of other tools use.

Execute Code's `{label='x', import=['a']}`, Pandoc's `{.python .input n=1}`, knitr's `{python, label="x"}`, bare
words such as `run` or `notest`, `title:"x.py"`. What fits nowhere is left alone; nothing is an error.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from vault_runner.model import OptionValue
from vault_runner.parse.option_values import option_value

_VALUE = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'|\[[^\]]*\]|[^\s{},]+"
_ITEM = re.compile(
    rf"[\s{{}},]++|\#(?P<id>[^\s{{}},]++)|\.(?P<class>[^\s{{}},=]++)"
    rf"|(?P<key>[^\W\d][\w.-]*+)(?:\s*=\s*|:\s*+(?=[\"'\[\w]))(?P<value>{_VALUE})"
    rf"|(?P<word>[^\W\d][\w.-]*+)(?=[\s{{}},]|\Z)|(?P<other>[^\s{{}},]++)"
)
_LABEL = re.compile(r"\s*\{\s*(?=#)")
_LANGUAGE = re.compile(r"\s*\{\s*(?:#[^\s{},]+\s+)?\.?([^\s{},=#][^\s{},=]*)(?=[\s},]|\Z)|\s*([^\s{,]+)")


class InfoOption(NamedTuple):
    """One option, and which characters of the info string it stands on."""

    key: str
    value: OptionValue
    spelling: Literal["info", "word"]
    start: int
    end: int


def read_info(info: str) -> tuple[str, list[InfoOption]]:
    """Return the language in lower case, and the options after it."""
    language = _LANGUAGE.match(info)
    if not language:
        return "", _items(info, 0)
    label = _LABEL.match(info)  # Pandoc allows `{#label .python}`
    first = _items(info, label.end(), language.start(1)) if label else []
    return (language[1] or language[2]).lower(), first + _items(info, language.end())


def _items(info: str, place: int, end: int | None = None) -> list[InfoOption]:
    found = []
    while item := _ITEM.match(info, place, len(info) if end is None else end):
        place = item.end()
        if option := _option(item):
            found.append(option)
    return found


def _option(item: re.Match[str]) -> InfoOption | None:
    start, end = item.span()
    if item["id"]:
        return InfoOption("label", item["id"], "info", start, end)
    if item["key"]:
        return InfoOption(item["key"], option_value(item["value"]), "info", start, end)
    word = item["word"] or item["class"]
    return InfoOption(word, True, "word", start, end) if word else None  # noqa: FBT003 - a word says yes
