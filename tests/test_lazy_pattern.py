"""A pattern is compiled when it is first used, and is then like any other."""

from __future__ import annotations

import re

import pytest

from vault_runner.lazy_pattern import lazy_pattern


def test_nothing_is_compiled_before_the_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def noted(source: str, flags: int) -> re.Pattern[str]:
        compiled.append(source)
        return real(source, flags)

    monkeypatch.setattr("vault_runner.lazy_pattern.re.compile", noted)
    pattern = lazy_pattern(r"(\d+) of (\d+)")
    assert not compiled
    assert pattern.search("3 of 12") is not None
    assert pattern.sub("n", "3 of 12") == "n"
    assert compiled == [r"(\d+) of (\d+)"]


def test_it_has_what_a_compiled_one_has() -> None:
    pattern = lazy_pattern("A(?P<rest>.*)", re.IGNORECASE)
    found = pattern.fullmatch("about")
    assert found is not None
    assert found["rest"] == "bout"
    assert (pattern.pattern, pattern.groups, dict(pattern.groupindex)) == ("A(?P<rest>.*)", 1, {"rest": 1})


def test_what_no_pattern_has_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = lazy_pattern("x").nothing  # type: ignore[attr-defined]
