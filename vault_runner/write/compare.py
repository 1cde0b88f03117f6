"""Tell whether two outputs say the same: text to the character, numbers within a tolerance.

Two computers that share a vault print slightly different numbers; a note must not go back and forth between
them. Whole numbers are never fuzzy: they count, index and name things.
"""

from __future__ import annotations

import re

RTOL = 1e-5
ATOL = 1e-8
PRINTED_DIGITS = 4
"""From that many decimals on, the last one may be rounded the other way."""
NUMBER = re.compile(
    r"""(?<![\w.])            # not the tail of a name, a version or a hexadecimal number
        [+-]?
        (?:[0-9]+\.[0-9]+(?:[eE][+-]?[0-9]+)?   # 1.5, 1.5e-3
          |[0-9]+\.?[eE][+-]?[0-9]+             # 1e-3, 1.e-3
          |\.[0-9]+(?:[eE][+-]?[0-9]+)?)        # .5
        (?=j?(?!\w|\.[0-9]))                     # a complex number's j may follow
    """,
    re.VERBOSE,
)


def same_text(standing: str, fresh: str, *, same_code: bool) -> bool:
    """Tell whether `fresh` says what `standing` says.

    Args:
        standing: The text in the note, or of the file.
        fresh: The text that the run gave.
        same_code: Whether the same code gave both. Then a number printed with four or more decimals may
            also differ by one in the last, as where two devices round a value between two decimals.
    """
    standing, fresh = _without_trailing_blanks(standing), _without_trailing_blanks(fresh)
    if standing == fresh:
        return True
    if NUMBER.split(standing) != NUMBER.split(fresh):
        return False
    pairs = zip(NUMBER.findall(standing), NUMBER.findall(fresh), strict=True)
    return all(left == right or same_number(left, right, same_code=same_code) for left, right in pairs)


def same_number(standing: str, fresh: str, *, same_code: bool) -> bool:
    """Tell whether two printed numbers are equal within the tolerance."""
    left, right = float(standing), float(fresh)
    difference = abs(left - right)
    if difference <= ATOL + RTOL * abs(right):
        return True
    return same_code and difference <= _last_place(standing, fresh)


def _last_place(left: str, right: str) -> float:
    """Return one and a bit of the last printed decimal, or 0 if the two are not printed alike."""
    decimals, exponent = _printed(left)
    if (decimals, exponent) != _printed(right) or decimals < PRINTED_DIGITS:
        return 0.0
    return 1.01 * 10.0 ** (exponent - decimals)


def _printed(number: str) -> tuple[int, int]:
    """Return how many decimals a number is printed with, and its exponent."""
    mantissa, _, exponent = number.lower().partition("e")
    return len(mantissa.partition(".")[2]), int(exponent or 0)


def _without_trailing_blanks(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))
