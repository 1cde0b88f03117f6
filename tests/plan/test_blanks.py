"""Blanks that python doesn't know."""

from __future__ import annotations

import pytest

from vault_runner.plan.blanks import mend_blanks
from vault_runner.plan.source import Source

MENDED = {
    "if a:\n\u00a0\u00a0\u00a0\u00a0b\n": ("if a:\n    b\n", 11),
    "x\u00a0=\u20071\n": ("x = 1\n", 10),
    "x = 1\n\n\u3000\ny\n": ("x = 1\n\n \ny\n", 12),
    "\ufeffx = 1\n": ("x = 1\n", 10),
    "x\u200b = 1\n": ("x = 1\n", 10),
    "s = 'a\u00a0b'\u00a0+ c  # d\u00a0e\n": ("s = 'a\u00a0b' + c  # d\u00a0e\n", 10),
    "'''\n\u00a0\n'''\n\u202fx\n": ("'''\n\u00a0\n'''\n x\n", 13),
}
LEFT_ALONE = ["x = 1\n", "s = 'a\u00a0b'\n", "# a\u00a0b\n", '"""\n\u00a0x\n"""\n', "", "x = '\u3000'\n", "\tx\x0c\n"]


@pytest.mark.parametrize(("text", "expected"), MENDED.items())
def test_odd_blanks_in_code_become_plain_ones(text: str, expected: tuple[str, int]) -> None:
    mended = mend_blanks(Source.of(text, 10))
    assert mended is not None
    source, line = mended
    assert (source.text, line) == expected
    assert source.lines == Source.of(text, 10).lines


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_odd_blanks_in_strings_and_comments_are_the_authors(text: str) -> None:
    assert mend_blanks(Source.of(text, 10)) is None
