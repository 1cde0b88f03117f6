"""Directives and expectations."""

from __future__ import annotations

import pytest

from vault_runner.parse.directives import Directive, read_directive, split_expectation


@pytest.mark.parametrize(
    ("comment", "directive"),
    [
        ("<!-- skip: next -->", Directive("skip next", "")),
        ('<!-- skip: next "too slow" -->', Directive("skip next", "too slow")),
        ("<!--skip:next 'why'-->  ", Directive("skip next", "why")),
        ('<!-- skip: next if(no_gpu, reason="no GPU") -->', Directive("skip next", "")),
        ('<!-- skip: start "draft" -->', Directive("skip start", "draft")),
        ("<!-- skip: end -->", Directive("skip end", "")),
        ('<!-- expect: wrong "sign" -->', Directive("expect", 'wrong "sign"')),
        ("<!-- skip: nextdoor -->", None),
        ("<!-- Skip: next -->", None),
        ("<!-- skip: next --> and text", None),
        ("<!-- a comment -->", None),
    ],
)
def test_directives(comment: str, directive: Directive | None) -> None:
    assert read_directive(comment) == directive


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('(1, 4) expect: wrong "summed away"', ("(1, 4)", "summed away")),
        ("3 expect: wrong “gone”", ("3", "gone")),
        ("3 expect: wrong 'gone'", ("3", "gone")),
        ("3 expect: wrong", ("3", "wrong")),
        ("3 expect: wrongly", ("3 expect: wrongly", "")),
        ("we expect: 3", ("we expect: 3", "")),
    ],
)
def test_expectations(text: str, parts: tuple[str, str]) -> None:
    assert split_expectation(text) == parts
