"""The values that authors give to options. What can't be read stays the text that it is: never an error."""

from __future__ import annotations

import re
from textwrap import dedent

from vault_runner.model import OptionValue
from vault_runner.parse.yaml_values import MalformedYamlError, Value, load, resolve

_SIMPLE = re.compile(r"[\w./+-][\w./+ -]*")
"""Words that mean the same with and without a YAML reader."""


def option_value(text: str) -> OptionValue:
    """Return the value of an option, written as a YAML value."""
    word = text.strip()
    if _SIMPLE.fullmatch(word) and not word.startswith("- "):
        return resolve(word)
    try:
        return _frozen(load(dedent(text)))
    except (MalformedYamlError, _MappingError):
        return word


class _MappingError(ValueError):
    """A mapping, which no option has for its value."""


def _frozen(value: Value) -> OptionValue:
    if isinstance(value, dict):
        raise _MappingError
    if not isinstance(value, list):
        return value
    if len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1 and isinstance(value[0][0], str):
        return f"[[{value[0][0]}]]"  # a wikilink that its author didn't quote
    return tuple(_frozen(item) for item in value)
