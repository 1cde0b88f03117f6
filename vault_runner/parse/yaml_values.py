"""YAML as people write it in notes: dates, times and `yes` stay text, and nothing can take long or run.

PyYAML only splits the text into events. The values are built here, without recursion, by YAML 1.2's core rules:
PyYAML's own would turn `2025-09-23` into a date, `8:42:54` into a number and `no` into false.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, NamedTuple, TypeAlias

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, Event, MappingStartEvent, ScalarEvent, SequenceStartEvent

Value: TypeAlias = "str | bool | int | float | list[Value] | dict[str, Value] | None"

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST: Final = 50
_LARGEST: Final = 20_000
"""Values in a document, those that aliases repeat included."""
_WORDS: Final[dict[str, bool | float | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf"), float("inf")),
    "-.inf": float("-inf"),
    ".nan": float("nan"),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_BASED = re.compile(r"0x[0-9a-fA-F]{1,15}|0o[0-7]{1,20}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,400}|[0-9]{1,400}(?:\.[0-9]{0,400})?)(?:[eE][-+]?[0-9]{1,5})?")


class MalformedYamlError(ValueError):
    """Text that is no YAML, or YAML that no note needs; `line` counts from 0."""

    def __init__(self, message: str, line: int = 0) -> None:
        """Keep the line beside the sentence."""
        super().__init__(message)
        self.line = line


def load(text: str) -> Value:
    """Return the value of a YAML document.

    Raises:
        MalformedYamlError: for whatever can't be read.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise MalformedYamlError(str(error.problem), mark.line if mark else 0) from None
    except (yaml.YAMLError, UnicodeError):
        raise MalformedYamlError("it holds characters that YAML does not allow") from None
    return builder.value


def resolve(text: str) -> str | bool | int | float | None:
    """Return what an unquoted word of YAML stands for."""
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    return float(text) if _FLOAT.fullmatch(text) else text


class _Anchor(NamedTuple):
    value: Value
    size: int


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still being filled."""

    value: list[Value] | dict[str, Value]
    anchor: str | None
    before: int
    """How many values there were when it started."""
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Builds a value from events; aliases count with all that they stand for."""

    value: Value = None
    frames: list[_Frame] = field(default_factory=list)
    anchors: dict[str, _Anchor] = field(default_factory=dict)
    count: int = 0

    def take(self, event: Event) -> bool:
        """Take one event; return whether the document is complete."""
        if isinstance(event, ScalarEvent):
            return self._add(self._scalar(event), 1, event.anchor, event)
        if isinstance(event, AliasEvent):
            if event.anchor not in self.anchors:
                raise _malformed(f"`*{event.anchor}` stands for nothing", event)
            return self._add(*self.anchors[event.anchor], None, event)
        if isinstance(event, CollectionEndEvent):
            frame = self.frames.pop()
            return self._add(frame.value, 0, frame.anchor, event, frame.before)
        if isinstance(event, MappingStartEvent | SequenceStartEvent):
            self._open(event)
        return False

    def _open(self, event: MappingStartEvent | SequenceStartEvent) -> None:
        if len(self.frames) >= _DEEPEST:
            raise _malformed("it is nested too deep", event)
        if self.frames and isinstance(self.frames[-1].value, dict) and self.frames[-1].key is None:
            raise _malformed("a key must be plain text", event)
        value: list[Value] | dict[str, Value] = {} if isinstance(event, MappingStartEvent) else []
        self.frames.append(_Frame(value, event.anchor, self.count))
        self.count += 1

    def _scalar(self, event: ScalarEvent) -> Value:
        frame = self.frames[-1] if self.frames else None
        is_key = frame is not None and isinstance(frame.value, dict) and frame.key is None
        plain = not event.style and event.implicit[0]
        return resolve(event.value) if plain and not is_key else str(event.value)

    def _add(self, value: Value, size: int, anchor: str | None, event: Event, before: int | None = None) -> bool:
        """Put a finished value where it belongs; return whether it is the document's own."""
        self.count += size
        if self.count > _LARGEST:
            raise _malformed("it stands for too many values", event)
        if anchor is not None:
            self.anchors[anchor] = _Anchor(value, size if before is None else self.count - before)
        if not self.frames:
            self.value = value
            return True
        frame = self.frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is None:
            frame.key = _key(value, frame.value, event)
        else:
            frame.value[frame.key], frame.key = value, None
        return False


def _key(value: Value, mapping: dict[str, Value], event: Event) -> str:
    if not isinstance(value, str):
        raise _malformed("a key must be plain text", event)
    if value in mapping:
        raise _malformed(f"the key `{value}` stands twice", event)
    return value


def _malformed(message: str, event: Event) -> MalformedYamlError:
    return MalformedYamlError(message, event.start_mark.line if event.start_mark else 0)
