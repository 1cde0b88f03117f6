"""Fonts for Chinese, Japanese and Korean labels: those of the system, tried after matplotlib's own."""

from __future__ import annotations

import contextlib
import re
from types import ModuleType

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
