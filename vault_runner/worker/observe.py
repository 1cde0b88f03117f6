"""What a top-level statement bound or evaluated, as plain values that the tool can check.

The values belong to the author's code and are never trusted: whatever raises while it is looked at is left out.
"""

from __future__ import annotations

import json
import math
from types import CodeType, FunctionType, ModuleType
from typing import Any

from vault_runner.worker.statements import Statement

Noted = dict[str, object]
"""One observation, with the field names of `model.Observation`."""

_ITEMS = 50
_CHARACTERS = 200
_DIGITS = 10**80
_SILENT = (ModuleType, FunctionType, type)
_NOTHING = object()


def observe(statement: Statement, value: object, namespace: dict[str, Any]) -> list[Noted]:
    """Return an observation for the value of an expression, or for each name that the statement bound."""
    if statement.expression:
        noted = _observation("", value) if value is not None else None
        found = [noted] if noted else []
    else:
        found = [noted for name, code in statement.names if (noted := _of_name(name, code, namespace))]
    for noted in found:
        noted["line"], noted["end_line"] = statement.line, statement.end_line
    return found


def _of_name(name: str, code: CodeType | None, namespace: dict[str, Any]) -> Noted | None:
    try:
        value = namespace.get(name, _NOTHING) if code is None else eval(code, namespace)  # noqa: S307
        return None if value is _NOTHING or issubclass(type(value), _SILENT) else _observation(name, value)
    except Exception:
        return None


def _observation(name: str, value: object) -> Noted | None:
    kind = type(value)
    # A metaclass may have made the name anything.
    noted: Noted = {"name": name, "type": str(kind.__name__)}
    if kind in (int, float, bool, str, tuple, list, complex) or value is None:
        noted["value"] = _json(value)
        return noted
    try:
        _describe(noted, value)
    except Exception:
        return noted
    return noted


def _describe(noted: Noted, value: Any) -> None:  # noqa: ANN401 - whatever the author's code made
    if hasattr(type(value), "shape"):
        shape = tuple(map(int, value.shape))
        noted["shape"] = shape
        dtype = getattr(value, "dtype", None)
        if dtype is not None:
            noted["dtype"] = str(dtype)
        noted["device"] = str(getattr(value, "device", ""))
        if math.prod(shape) <= _ITEMS and hasattr(type(value), "tolist"):
            # Last, since a tensor without storage has a shape and no values.
            noted["value"] = _json(value.tolist())
    elif isinstance(value, (int, float, str, tuple, list)):
        noted["value"] = _json(value)


def _json(value: object) -> str:
    """Return the value as JSON, empty if it is large or holds anything but numbers, texts and sequences."""
    try:
        return json.dumps(_plain(value, [_ITEMS]), ensure_ascii=False)
    except (TypeError, ValueError, RecursionError):
        return ""


def _plain(value: object, left: list[int]) -> object:
    """Return `value` in JSON's types; `left` counts down over everything nested in it."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (int, float, complex, str)):
        return _scalar(value)
    if not isinstance(value, (tuple, list)):
        raise TypeError(type(value).__name__)
    left[0] -= len(value)
    if left[0] < 0:
        raise ValueError("too many items")
    return [_plain(item, left) for item in value]


def _scalar(value: complex | str) -> object:
    if isinstance(value, str):
        if len(value) > _CHARACTERS:
            raise ValueError("too long")
        return str(value)
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else str(float(value))
    if isinstance(value, int):
        if abs(value) >= _DIGITS:
            raise ValueError("too large")
        return int(value)
    return str(value)
