"""What a reader could not see is shown as an escape."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vault_runner.write import printable

SEEN_IN_NOTES = "héllo 你好 🙂 ∑ \u00a0 x\ty\nz"


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("a\u202eb", r"a\u202eb"),
        ("a\u200bb", r"a\u200bb"),
        ("\x00", r"\x00"),
        ("\r", r"\x0d"),
        ("\x0c", r"\x0c"),
        ("\x85", r"\x85"),
        ("\u2028", r"\u2028"),
        ("\u2029", r"\u2029"),
        ("\ufeff", r"\ufeff"),
        ("\ud800", r"\ud800"),
        ("\uffff", r"\uffff"),
        ("\ufdd0", r"\ufdd0"),
        ("\U000e0041", r"\U000e0041"),
    ],
)
def test_hidden_characters_become_escapes(hidden: str, shown: str) -> None:
    assert printable(hidden) == shown


def test_what_can_be_seen_stays() -> None:
    assert printable(SEEN_IN_NOTES) == SEEN_IN_NOTES


@given(st.text(alphabet=st.characters()))
def test_nothing_hidden_is_left_and_a_second_pass_changes_nothing(text: str) -> None:
    shown = printable(text)
    assert not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in shown if char not in "\t\n")
    assert printable(shown) == shown
    assert shown.split("\n") == shown.splitlines() or shown.endswith("\n") or not shown
