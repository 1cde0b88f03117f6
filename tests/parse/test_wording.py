"""Numbers in words."""

from __future__ import annotations

from vault_runner.parse.wording import number, run_of


def test_words() -> None:
    assert (number(0), number(4), number(10), number(11)) == ("no", "four", "ten", "11")
    assert (run_of("`", 3), run_of("~", 12)) == ("three backticks", "12 tildes")
