"""Data frames and arrays as short text for a note."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

_ROWS, _HEAD_ROWS = 20, 10
_COLUMNS = 20
_LINES, _CHARACTERS = 6, 400
_HEAD_VALUES = 6
_SIGNIFICANT = 6


def is_frame(value: object) -> bool:
    """Tell whether `value` is a data frame of pandas."""
    kind = type(value)
    return kind.__name__ == "DataFrame" and kind.__module__.partition(".")[0] == "pandas"


def is_array(value: object) -> bool:
    """Tell whether `value` is an array of numpy or a tensor of torch."""
    return any(
        kind.__name__ in ("ndarray", "Tensor") and kind.__module__.partition(".")[0] in ("numpy", "torch")
        for kind in type(value).__mro__
    )


def frame_table(frame: Any) -> str:  # noqa: ANN401 - pandas may not be installed where this is checked
    """Return a data frame as a Markdown table; of a long one the first rows and the size."""
    rows, columns = frame.shape
    shown = frame.iloc[: rows if rows <= _ROWS else _HEAD_ROWS, :_COLUMNS]
    cells = [
        [_label(label), *map(_cell, row)]
        for label, row in zip(shown.index, shown.itertuples(index=False, name=None), strict=True)
    ]
    numeric = [str(kind).startswith(("int", "float", "uint", "Int", "Float")) for kind in shown.dtypes]
    table = markdown_table(["", *map(_label, shown.columns)], cells, [False, *numeric])
    if len(shown) == rows and shown.shape[1] == columns:
        return table
    return f"{table}\n\n{rows} rows × {columns} columns"


def markdown_table(titles: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[bool]) -> str:
    """Return a Markdown table; the columns of `right` are aligned to the right."""
    lines = [titles, ["---:" if to_right else "---" for to_right in right], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.{_SIGNIFICANT}g}"
    return _label(value)


def _label(value: object) -> str:
    label = " / ".join(map(str, value)) if isinstance(value, tuple) else str(value)
    return label.replace("\\", "\\\\").replace("|", "\\|").replace("\r", " ").replace("\n", " ")


def array_text(array: Any) -> str:  # noqa: ANN401 - numpy's or torch's, neither is imported here
    """Return the usual text of an array if it is short, else its shape, dtype, device and first values."""
    usual = repr(array)
    if len(usual) <= _CHARACTERS and usual.count("\n") < _LINES:
        return usual
    flat = array.reshape(-1)[:_HEAD_VALUES]
    values = ", ".join(map(_cell, flat.tolist()))
    device = getattr(array, "device", "cpu")
    shape = tuple(array.shape)
    return f"{type(array).__name__} of shape {shape}, {array.dtype}, on {device}: [{values}, …]"
