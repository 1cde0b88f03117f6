"""Fonts for Chinese, Japanese and Korean labels: those of the system, tried after matplotlib's own."""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

KNOWN = (
    "Noto Sans CJK SC",
    "Noto Sans CJK JP",
    "Noto Sans CJK TC",
    "Noto Sans CJK KR",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Source Han Sans",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "PingFang SC",
    "Hiragino Sans GB",
    "Hiragino Sans",
    "Heiti SC",
    "STHeiti",
    "Arial Unicode MS",
    "Droid Sans Fallback",
    "Noto Serif CJK SC",
    "AR PL UMing CN",
    "AR PL UKai CN",
    "Unifont",
)
"""Families that have the characters, the ones that read best first."""

_MOST = 2
"""Families that are appended: each costs four milliseconds in every process that draws, and one has nearly all."""
_FILES = re.compile(r"cjk|sourcehan|wqy|simhei|simsun|msyh|pingfang|hiragino|heiti|droidsansfallback", re.IGNORECASE)
_MOST_FILES = 4
_WIDE = 0x2E80
"""Where the blocks of Chinese, Japanese and Korean characters begin; what lies below, matplotlib's own fonts have."""
_found: dict[str, Any] = {}
_DUMMY = re.compile(r"Font .* does not have a glyph for .*\[U\+([0-9a-f]+)\]")


def adopt(matplotlib: ModuleType, font_manager: ModuleType) -> None:
    """Append families that are installed to `font.family`, once; the author's later settings win."""
    found = _installed(font_manager) or _installed_lately(font_manager)
    family = list(matplotlib.rcParams["font.family"])
    family += [name for name in found[:_MOST] if name not in family]
    matplotlib.rcParams["font.family"] = family


def _installed(font_manager: ModuleType) -> list[str]:
    names = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in KNOWN if name in names]


def _installed_lately(font_manager: ModuleType) -> list[str]:
    """Look for fonts that came after matplotlib made its list, which it keeps for good."""
    paths = [path for path in font_manager.findSystemFonts() if _FILES.search(path.rpartition("/")[2])]
    for path in sorted(paths)[:_MOST_FILES]:
        # A file that matplotlib can't read is no font for us; the missing glyph will be told.
        with contextlib.suppress(Exception):
            font_manager.fontManager.addfont(path)
    return _installed(font_manager)


def stay(font_manager: ModuleType) -> None:
    """Try the adopted families after those of each text, so that a style that names its own loses no character.

    Styles and `seaborn.set_theme` replace `font.family` as a whole. What is asked for comes first all the same.
    """
    manager = font_manager.fontManager
    find: Callable[..., list[Any]] | None = getattr(manager, "_find_fonts_by_props", None)
    if find is None:  # before matplotlib 3.6 a text had one font
        return

    def find_more(*arguments: object, **named: object) -> list[Any]:
        found = find(*arguments, **named)
        return [*found, *(path for path in files(font_manager) if path not in found)]

    manager._find_fonts_by_props = find_more  # noqa: SLF001 - matplotlib knows no fallback beyond `font.family`


def files(font_manager: ModuleType) -> list[Any]:
    """Return the files of the adopted families; they are asked for with every text, and looked for once."""
    listed = font_manager.fontManager.ttflist
    if _found.get("listed") != len(listed):
        _found["files"] = list(_files_of(font_manager))
        _found["listed"] = len(listed)
    found: list[Any] = _found["files"]
    return found


def _files_of(font_manager: ModuleType) -> Iterator[Any]:
    for name in _installed(font_manager)[:_MOST]:
        with contextlib.suppress(ValueError):
            wanted = font_manager.FontProperties(family=name)
            yield font_manager.findfont(wanted, fallback_to_default=False)


def adopt_in_formulas(mathtext: ModuleType, font_manager: ModuleType) -> None:
    """Let texts with a formula in them have these characters too: matplotlib gives such a text one font only."""
    for kind in vars(mathtext).values():
        if isinstance(kind, type) and "_get_glyph" in vars(kind):
            _extend(kind, font_manager)


def _extend(kind: Any, font_manager: ModuleType) -> None:  # noqa: ANN401 - a class of a private module
    glyph: Callable[..., object] = kind._get_glyph  # noqa: SLF001 - the one place where a character meets its font

    def find_glyph(fonts: object, fontname: str, font_class: str, sym: str) -> object:
        if len(sym) == 1 and ord(sym) >= _WIDE:
            for path in files(font_manager):
                font = font_manager.get_font(path)
                if font.get_char_index(ord(sym)):
                    return font, ord(sym), False
        return glyph(fonts, fontname, font_class, sym)

    kind._get_glyph = find_glyph  # noqa: SLF001


class FormulaFilter(logging.Filter):
    """Turns matplotlib's log lines about characters that no font of a formula has into missing glyphs."""

    def __init__(self, missing: Callable[[str], object]) -> None:
        """Tell `missing` in the words of matplotlib's warning for plain text."""
        super().__init__()
        self._missing = missing

    def filter(self, record: logging.LogRecord) -> bool:
        """Let everything pass but the complaints about glyphs."""
        absent = _DUMMY.match(record.getMessage())
        if absent:
            self._missing(f"Glyph {int(absent[1], 16)} (in a formula) missing from every font")
        return absent is None
