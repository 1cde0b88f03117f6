"""What is worth a finding in a run, beside its outputs: gathered while a block runs, each message once."""

from __future__ import annotations

import logging
import re
import unicodedata
import warnings
from collections.abc import Callable
from typing import TextIO

_GLYPH = re.compile(r"Glyph (\d+) \(.*\) missing from ")
_SILENT = re.compile(r"Figure\w* is non-interactive, and thus cannot be shown")
_FONT = re.compile(r"findfont: (?:Font family \[?'?|.*none of the following families were found: )([^\]']+)")
_CJK = re.compile(r"CJK|HIRAGANA|KATAKANA|HANGUL|IDEOGRAPHIC|FULLWIDTH")
_CJK_REMEDY = (
    "install a font that has it: `apt install fonts-noto-cjk` (Debian, Ubuntu), "
    "`brew install --cask font-noto-sans-cjk` (macOS), Microsoft YaHei in the optional features (Windows)"
)
_OTHER_REMEDY = (
    "install a font that has it, such as `apt install fonts-noto` (Debian, Ubuntu), "
    "`brew install --cask font-noto-sans` (macOS) or the Noto fonts (Windows)"
)


class Notices:
    """Collects notices, and takes warnings that belong there out of the output."""

    def __init__(self, write: Callable[[str], object]) -> None:
        """Write the warnings that stay with `write`."""
        self._write = write
        self._glyphs: dict[str, None] = {}
        self._others: dict[tuple[str, str, str], None] = {}
        self.warnings_shown = True

    def add(self, rule: str, message: str, remedy: str = "") -> None:
        """Note something."""
        self._others[rule, message, remedy] = None

    def take(self) -> list[tuple[str, str, str]]:
        """Return what was noted since the last call."""
        found = [*([self._missing_glyphs()] if self._glyphs else []), *self._others]
        self._glyphs, self._others = {}, {}
        return found

    def show_warning(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        """Stand in for `warnings.showwarning`."""
        if self.claims(str(message)) or not self.warnings_shown:
            return
        text = warnings.formatwarning(message, category, filename, lineno, line)
        (file.write if file is not None else self._write)(text)

    def claims(self, text: str) -> bool:
        """Take a warning that is a notice, or that says nothing to a reader; False if it belongs to the output."""
        glyph = _GLYPH.match(text)
        if glyph:
            self._glyphs[chr(int(glyph[1]))] = None
        return glyph is not None or _SILENT.search(text) is not None

    def _missing_glyphs(self) -> tuple[str, str, str]:
        named = ", ".join(f"`{glyph}`" for glyph in sorted(self._glyphs))
        cjk = any(_CJK.search(unicodedata.name(glyph, "")) for glyph in self._glyphs)
        return (
            "VRF001",
            f"no font here has {named}; the figure shows a box instead",
            _CJK_REMEDY if cjk else _OTHER_REMEDY,
        )


class FontFilter(logging.Filter):
    """Turns matplotlib's log lines about absent fonts into one notice each."""

    def __init__(self, notices: Notices) -> None:
        """Tell `notices`."""
        super().__init__()
        self._notices = notices

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass but the complaints of `findfont`."""
        text = record.getMessage()
        if not text.startswith("findfont:"):
            return True
        absent = _FONT.match(text)
        if absent:
            self._notices.add(
                "VRF002",
                f"the font `{absent[1]}` isn't installed here, so another one was used",
                "install it, or take it out of `font.family` and `font.sans-serif`",
            )
        return False
