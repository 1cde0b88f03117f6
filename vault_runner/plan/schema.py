"""The table of options: what each is called, what it may be, and which field of `BlockOptions` it fills.

One table serves all spellings (`#| fig-cap:`, `{fig_cap="…"}`, `vault-run-timeout:`) and all layers. An option
of Quarto that changes nothing here is known, so that it isn't taken for a slip.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from vault_runner.config import DEVICE_PATTERN
from vault_runner.config.checks import ALLOWED as CLASSES_ALLOWED
from vault_runner.config.checks import UnknownClassError, checked_kinds
from vault_runner.model import OptionValue

Read: TypeAlias = Callable[[OptionValue], object]


class IllTypedError(ValueError):
    """A value that an option can't have; the table says which it can."""


@dataclass(frozen=True, slots=True)
class Known:
    """One option: how its value is read and, in words, what it may be."""

    read: Read
    allowed: str
    for_notes: bool = True
    """Whether a note may set it for all its blocks."""


_TRUTH: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_EXPECT: Final = re.compile(r"wrong\s+[\"“'‘「]?(?P<reason>[^\s\"“”'‘’「」].*?)[\"”'’」]?", re.DOTALL)
_EXCEPTION: Final = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
_DEVICE: Final = re.compile(DEVICE_PATTERN)


def read_truth(value: OptionValue) -> bool:
    """Read `true` or `false`, in any case, and YAML's older words for them."""
    truth = value if isinstance(value, bool) else _TRUTH.get(value.lower()) if isinstance(value, str) else None
    if truth is None:
        raise IllTypedError
    return truth


def _truth_or(word: str, meaning: object) -> Read:
    return lambda value: meaning if value == word else read_truth(value)


def _text(value: OptionValue) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "; ".join(map(_text, value))
    return str(value)


def _name(value: OptionValue) -> str:
    name = "" if isinstance(value, tuple | bool) or value is None else str(value).strip()
    if not name:
        raise IllTypedError
    return name


def _texts(value: OptionValue) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(_text(part) for part in value) if isinstance(value, tuple) else (_text(value),)


def _number(value: OptionValue) -> float:
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            raise IllTypedError from None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
        raise IllTypedError
    return float(value)


def _whole(least: int, most: int) -> Read:
    def read(value: OptionValue) -> int:
        if isinstance(value, str) and re.fullmatch(r"[0-9]{1,10}", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise IllTypedError
        return value

    return read


def _matching(pattern: re.Pattern[str], group: int | str = 0) -> Read:
    def read(value: OptionValue) -> str:
        found = pattern.fullmatch(value.strip()) if isinstance(value, str) else None
        if found is None:
            raise IllTypedError
        return found[group]

    return read


def _figure_format(value: OptionValue) -> str:
    # Quarto's `retina` is a png of twice the usual resolution, which ours is anyway.
    form = {"svg": "svg", "png": "png", "retina": "png"}.get(value.lower()) if isinstance(value, str) else None
    if form is None:
        raise IllTypedError
    return form


def _check(value: OptionValue) -> str:
    said = ("all" if value else "none") if isinstance(value, bool) else ", ".join(_texts(value))
    said = {"true": "all", "false": "none"}.get(said.strip().lower(), said)
    try:
        checked_kinds(said)
    except UnknownClassError:
        raise IllTypedError from None
    return said


_TRUE_OR_FALSE: Final = "`true` or `false`"

KNOWN: Final[Mapping[str, Known]] = {
    "label": Known(_name, "a name", for_notes=False),
    "eval": Known(read_truth, _TRUE_OR_FALSE),
    "echo": Known(_truth_or("fenced", meaning=True), "`true`, `false` or `fenced`"),
    "include": Known(read_truth, _TRUE_OR_FALSE),
    "output": Known(_truth_or("asis", meaning="asis"), "`true`, `false` or `asis`"),
    "error": Known(read_truth, _TRUE_OR_FALSE),
    "warning": Known(read_truth, _TRUE_OR_FALSE),
    "fig-cap": Known(_text, "text", for_notes=False),
    "fig-alt": Known(_text, "text", for_notes=False),
    "fig-width": Known(_number, "a number of inches above 0"),
    "fig-height": Known(_number, "a number of inches above 0"),
    "fig-format": Known(_figure_format, "`svg` or `png`"),
    "fig-dpi": Known(_whole(20, 1200), "a whole number from 20 up to 1200"),
    "session": Known(_name, "a name, or `none` for a session of its own"),
    "timeout": Known(_number, "a number of seconds above 0"),
    "raises": Known(_matching(_EXCEPTION), "the name of an exception, such as `ValueError`"),
    "device": Known(_matching(_DEVICE), "`auto`, `cpu`, `cuda`, `cuda:0`, `mps` or `xpu`"),
    "depends": Known(_texts, 'labels, files or notes, such as `[data.csv, "[[Other note]]"]`'),
    "seed": Known(_whole(0, 2**32 - 1), "a whole number from 0"),
    "check": Known(_check, CLASSES_ALLOWED),
    "implements": Known(_name, "the `\\label`, `\\tag` or block id of a formula", for_notes=False),
    "threads": Known(_whole(1, 1024), "a whole number from 1"),
    "volatile": Known(read_truth, _TRUE_OR_FALSE),
    "expect": Known(_matching(_EXPECT, "reason"), '`wrong "…"` with the reason why it is left wrong', for_notes=False),
    "tags": Known(_texts, "a list of words"),
}

QUARTO: Final = frozenset(
    re.findall(
        r"\S+",
        """
        id classes class attr renderings fig-subcap fig-scap fig-link fig-align fig-env fig-pos
        fig-asp fig-responsive fig-column fig-ext fig-cap-location out-width out-height out-extra tbl-cap tbl-subcap
        tbl-colwidths tbl-column tbl-cap-location cap-location lst-cap lst-label code-fold code-summary code-overflow
        code-line-numbers code-annotations code-tools layout layout-ncol layout-nrow layout-valign layout-align column
        panel cache cache-vars cache-comments cache-globals freeze enabled daemon daemon-restart debug keep-md
        keep-ipynb keep-hidden ipynb-filters ipynb-shell-interactivity plotly-connected results message collapse
        filename html-table-processing df-print export slideshow slide-type lang user-expressions
        """,
    )
)
"""Options of Quarto's cells and its `execute:` that change nothing here."""


def canonical_key(key: str) -> str:
    """Return the one spelling of a key: `fig_cap`, `fig.cap` and `Fig-Cap` are `fig-cap`."""
    return key.strip().lower().replace("_", "-").replace(".", "-")
