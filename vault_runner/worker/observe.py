"""What a top-level statement bound or evaluated, as plain values that the tool can check.

The values belong to the author's code and are never trusted: whatever raises while it is looked at is left out.
"""

from __future__ import annotations

import contextlib
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
_PARTS = 8
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


def observe_items(statement: Statement, value: object, namespace: dict[str, Any]) -> list[Noted]:
    """Return observations for the arrays in a tuple or list that the statement bound or evaluated."""
    if statement.expression:
        found = described("", value)[1:]
    else:
        values = ((name, namespace.get(name)) for name, code in statement.names if code is None)
        found = [noted for name, held in values for noted in described(name, held)[1:]]
    return [{**noted, "line": statement.line, "end_line": statement.end_line} for noted in found]


def described(name: str, value: object) -> list[Noted]:
    """Return name, type, shape, dtype and device of a value, and of the arrays in it if it is a short tuple or list."""
    if value is None or issubclass(type(value), _SILENT):
        return []
    found = [_brief(name, value)]
    if isinstance(value, (tuple, list)) and len(value) <= _PARTS and any(map(_is_array, value)):
        found += [_brief(f"{name}[{place}]", part) for place, part in enumerate(value)]
    return found


def is_sized(value: object) -> bool:
    """Tell whether a value is an array, or a whole number that may be the size of one."""
    return type(value) is int or _is_symbolic(value) or _is_array(value)


def _is_array(value: object) -> bool:
    return hasattr(type(value), "shape") and not issubclass(type(value), _SILENT) and not _is_told(value)


def _is_told(value: object) -> bool:
    """Tell whether a value is a dtype or a device of numpy or torch, whose text says all."""
    name = str(type(value).__name__)
    return name in {"dtype", "device"} or name.endswith("DType")


def _brief(name: str, value: object) -> Noted:
    noted: Noted = {"name": name, "type": str(type(value).__name__)}
    with contextlib.suppress(Exception):
        if _is_array(value):
            _sketch(noted, value)
        elif _is_symbolic(value):
            _measure(noted, value)
        elif isinstance(value, (int, tuple)):
            noted["value"] = _json(value)
        elif _is_told(value):
            noted["value"] = json.dumps(str(value))
    return noted


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
    if _is_told(value):
        noted["value"] = json.dumps(str(value))
    elif _is_symbolic(value):
        _measure(noted, value)
    elif hasattr(type(value), "shape"):
        shape = _sketch(noted, value)
        if "sizes" not in noted and math.prod(shape) <= _ITEMS and hasattr(type(value), "tolist"):
            # Last, since a tensor without storage has a shape and no values.
            noted["value"] = _json(value.tolist())
    elif isinstance(value, (int, float, str, tuple, list)):
        noted["value"] = _json(value)


def _sketch(noted: Noted, value: Any) -> tuple[int, ...]:  # noqa: ANN401 - see above
    """Note the shape, dtype and device of an array and return the shape."""
    shape = tuple(map(_size, value.shape))
    noted["shape"] = shape
    if any(map(_is_symbolic, value.shape)):
        noted["sizes"] = tuple(map(_expression, value.shape))
    dtype = getattr(value, "dtype", None)
    if dtype is not None:
        noted["dtype"] = str(dtype)
    noted["device"] = str(getattr(value, "device", ""))
    return shape


def _is_symbolic(value: object) -> bool:
    """Tell whether a value is a size that stands for any number, of which `int` would ask which one it is."""
    return type(value).__name__ == "SymInt" and hasattr(value, "node")


def _size(value: Any) -> int:  # noqa: ANN401 - see above
    return int(value.node.hint) if _is_symbolic(value) else int(value)


def _expression(value: Any) -> str:  # noqa: ANN401 - see above
    return str(value.node.expr) if _is_symbolic(value) else str(value)


def _measure(noted: Noted, value: object) -> None:
    """Note a size that stands for any number as the number that stands in the code, and as an expression."""
    noted["type"], noted["value"], noted["sizes"] = "int", str(_size(value)), (_expression(value),)


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
