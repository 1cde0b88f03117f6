"""A value as a note shows it: Jupyter's mime bundles, reduced to the one form that reads best in Markdown."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from vault_runner.worker.tables import array_text, frame_table, is_array, is_frame

_METHODS = {
    "text/markdown": "_repr_markdown_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
    "text/latex": "_repr_latex_",
    "text/html": "_repr_html_",
}
"""In the order of preference; a value offers what it has methods for."""

_NO_TEXT = re.compile(r"<[\w.]+ object(?: at 0x[0-9A-Fa-f]+)?>")


class Shown(NamedTuple):
    """One mime type and its content."""

    mime: str
    content: str | bytes


def shown(value: object) -> Shown:
    """Return the form in which `value` is shown.

    HTML is taken only from a value that has no text of its own, since a note shows text better than markup.

    Raises:
        Exception: whatever the value's own methods raise; that is the author's failure.
    """
    if is_frame(value):
        return Shown("text/markdown", frame_table(value))
    if is_array(value):
        return Shown("text/plain", array_text(value))
    offered = {} if isinstance(value, type) else _bundle(value)
    for mime in _METHODS:
        content = offered.get(mime)
        if content is not None and (mime != "text/html" or _has_no_text(value)):
            return Shown(mime, _decoded(mime, content))
    return Shown("text/plain", _plain(value, offered))


def _bundle(value: object) -> dict[str, object]:
    kind = type(value)
    whole = getattr(kind, "_repr_mimebundle_", None)
    if callable(whole):
        bundle = whole(value)
        content = bundle[0] if isinstance(bundle, tuple) else bundle
        if isinstance(content, Mapping) and content:
            return dict(content)
    offered: dict[str, object] = {}
    for mime, name in _METHODS.items():
        method: Callable[[object], object] | None = getattr(kind, name, None)
        if callable(method) and (content := method(value)) is not None:
            offered[mime] = content[0] if isinstance(content, tuple) else content
    return offered


def _has_no_text(value: object) -> bool:
    """Tell whether a value's text says nothing but what it is, like `<package.Kind object at 0x…>`."""
    return type(value).__repr__ is object.__repr__ or _NO_TEXT.fullmatch(repr(value)) is not None


def _decoded(mime: str, content: object) -> str | bytes:
    if mime != "image/png":
        return content if isinstance(content, (str, bytes)) else str(content)
    return base64.b64decode(content) if isinstance(content, str) else bytes(content)  # type: ignore[call-overload]


def _plain(value: object, offered: Mapping[str, object]) -> str:
    own = offered.get("text/plain")
    return own if isinstance(own, str) else repr(value)
