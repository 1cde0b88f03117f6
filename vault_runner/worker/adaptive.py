"""One drawing for light and dark pages: both variants in one file, of which the page's own colour scheme shows one."""

from __future__ import annotations

import re

LIGHT, DARK = "vr-light", "vr-dark"
STYLE = (
    f"<style>.{DARK}{{display:none}}"
    f"@media (prefers-color-scheme:dark){{.{LIGHT}{{display:none}}.{DARK}{{display:inline}}}}</style>"
)
_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_NAME = re.compile(r'(?P<before>\sid="|href="#|url\(#)')


def joined(light: bytes, dark: bytes) -> bytes:
    """Return the drawing that shows `light`, and `dark` on a dark page; other viewers show `light`."""
    head, shown, end = _parts(light.decode())
    _, hidden, _ = _parts(dark.decode())
    hidden = _TAG.sub(lambda tag: _NAME.sub(r"\g<before>dark-", tag[0]), hidden)
    return f'{head}{STYLE}<g class="{LIGHT}">{shown}</g><g class="{DARK}">{hidden}</g>\n{end}'.encode()


def _parts(drawing: str) -> tuple[str, str, str]:
    """Split a drawing after the start of its root and before the end of it."""
    start = drawing.index(">", drawing.index("<svg")) + 1
    end = drawing.rindex("</svg>")
    return drawing[:start], drawing[start:end], drawing[end:]
