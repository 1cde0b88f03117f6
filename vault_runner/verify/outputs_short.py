"""Tell whether a comment gives an output in short: without its label, its quotes, its brackets, or `<class '…'>`.

A tutorial prints `shape: (3,)` and states `(3,)`, prints `[1 2 3]` and states `1, 2, 3`. What is left out says
nothing about the values, and those that are left are compared as always.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from vault_runner.verify.outputs_text import Difference, compare_text, elements, holds_in_order, normal_lines

_LABEL = re.compile(r"(?P<name>[^\n\d:：=()\[\]{}'\"]{1,60})(?:[:：]|(?<![=!<>])=(?!=))\s*(?=\S)")
_CLASS = re.compile(r"<(?:class|enum) '(?P<name>[\w.]+)'>")
_DOTTED = re.compile(r"(?:class\s+)?(?P<name>[A-Za-z_][\w.]*)")
_WHOLLY_QUOTED = re.compile(r"(?P<quote>[\"'`])(?P<inner>.+)(?P=quote)")
_ROW = re.compile(r"[-+]?[\d.]+(?:e[-+]?\d+)?(?:(?:\s*[,，]\s*|\s+)[-+]?[\d.]+(?:e[-+]?\d+)?)+")
_BRACKETS: Final = "()[]"
_FEWEST: Final = 2
"""So many values are a row in brackets or without; of a single one, they tell whether it is a row at all."""


def same_in_short(stated: str, printed: str) -> bool:
    """Tell whether `stated` is `printed` without what people leave out."""
    stated, printed = stated.strip(), printed.strip()
    forms = dict.fromkeys((stated, _unquoted(stated)))
    if (
        "\\n" in stated
        and "\\n" not in printed
        and compare_text(stated.replace("\\n", "\n"), printed).outcome == "same"
    ):
        return True
    return any(_same_but_for_label(form, printed) or _same_class(form, printed) for form in forms) or _same_row(
        stated, printed
    )


def _unquoted(text: str) -> str:
    quoted = _WHOLLY_QUOTED.fullmatch(text)
    return quoted["inner"] if quoted and quoted["quote"] not in quoted["inner"] else text


def _same_but_for_label(stated: str, printed: str) -> bool:
    """Tell whether all that a line prints behind its label is stated, `21` for `sum: 21`; or all of it, in quotes."""
    return "\n" not in printed and any(compare_text(stated, rest).outcome == "same" for rest in _unlabelled(printed))


def _unlabelled(printed: str) -> Iterator[str]:
    yield printed
    label = _LABEL.match(printed)
    if label:
        rest = printed[label.end() :]
        yield from (rest, f"{label['name']}: {rest}", f"{label['name']}= {rest}")


def _same_class(stated: str, printed: str) -> bool:
    """Tell whether a type is stated by its name, `numpy.ndarray` or `ndarray`."""
    shown, name = _CLASS.fullmatch(printed), _DOTTED.fullmatch(stated)
    return shown is not None and name is not None and f".{shown['name']}".endswith(f".{name['name']}")


def _same_row(stated: str, printed: str) -> bool:
    """Tell whether the same values stand in a row, with commas or blanks between them, in brackets or bare."""
    if any(bracket in stated for bracket in _BRACKETS):
        return False
    bare = _bare(printed)
    if bare is None or len(bare.split()) < _FEWEST:
        return False
    return compare_text(_blanks(stated), bare).outcome == "same"


def other_row(stated: str, printed: str) -> Difference | None:
    """Return how as many values in a row as were printed differ from those, whatever stands between them."""
    bare = _bare(printed.strip())
    if bare is None or any(bracket in stated for bracket in _BRACKETS) or not _ROW.fullmatch(stated.strip()):
        return None
    compared = compare_text(_blanks(stated), bare)
    return replace(compared, stated=stated, found=printed.strip()) if not compared.words else None


def _bare(printed: str) -> str | None:
    """Return a row of values without brackets and commas; None if brackets stand in brackets or between values."""
    inner = printed
    if printed[:1] in tuple("([") and printed[-1:] in tuple(")]"):
        inner = printed[1:-1]
    return None if any(bracket in inner for bracket in _BRACKETS) else _blanks(inner)


def _blanks(text: str) -> str:
    return " ".join(text.replace(",", " ").replace("，", " ").split())


def is_part_of_line(stated: str, printed: str) -> bool:
    """Tell whether what is stated is a part of the one line that was printed, as `(3,)` is of `x (3,) float64`."""
    return holds_in_order(printed.strip(), stated.strip())


def goes_on_in_words(stated: str, printed: str) -> bool:
    """Tell whether what is stated begins with all that was printed, and goes on with lines that are no values."""
    mine, theirs = ([line.strip() for line in normal_lines(text)] for text in (stated, printed))
    rest = mine[len(theirs) :]
    same = "\n".join(mine[: len(theirs)]), "\n".join(theirs)
    begun = {line.split()[0] for line in theirs}
    in_words = bool(theirs and rest) and all(_is_prose(line) and line.split()[0] not in begun for line in rest)
    return in_words and compare_text(*same).outcome == "same"


def _is_prose(line: str) -> bool:
    """Tell whether a line holds words beside values, as `Shape (6, 2)` and `(of all rows)` do."""
    return any(isinstance(element, str) and len(element) > 1 and element.isalpha() for element in elements(line))
