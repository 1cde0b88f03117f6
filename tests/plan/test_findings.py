"""Where findings are placed."""

from __future__ import annotations

import pytest
from plan.making import note

from vault_runner.model import LineTable, Note
from vault_runner.plan.findings import finding, line_span, opening_span, property_span
from vault_runner.plan.rules import RULES, SEVERITIES


def text_note(text: str) -> Note:
    return Note("a.md", text, False, "", LineTable.of(text), {}, (), (), (), (), (), (), ())  # noqa: FBT003


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("> x = f(y)\r\n", "", "> x = f(y)"),
        ("  x = f(y)  \n", "", "x = f(y)"),
        ("xy.y + y", "y", "y"),
        ("x", "y", "x"),
        ("   \n", "", ""),
        ("", "", ""),
    ],
)
def test_lines_and_names(text: str, name: str, expected: str) -> None:
    span = line_span(text_note(text), 1, name)
    assert text[span.start : span.end] == expected
    if name == "y" and expected == "y":
        assert span.start == 7


def test_opening_lines() -> None:
    holder = note("x", "y")
    span = opening_span(holder, holder.blocks[1])
    assert (holder.lines.line(span.start), holder.text[span.start : span.end]) == (5, "```python run")


@pytest.mark.parametrize(
    ("front", "keys", "expected"),
    [
        ("---\na: 1\nvault-run-x: 2\n---\n", ("vault-run-x",), "vault-run-x: 2"),
        ("---\r\nvault-run-x: 2\r\n---\r\n", ("vault-run-x",), "vault-run-x: 2"),
        ("---\nx: 1\nvault-run:\n  x: 2\n---\n", ("vault-run", "x"), "  x: 2"),
        ('---\n"vault-run-x": 2\n---\n', ("vault-run-x",), '"vault-run-x": 2'),
        ("---\na: 1\n---\nvault-run-x: 2\n", ("vault-run-x",), ""),
        ("no front matter\nx: 1\n", ("x",), ""),
    ],
)
def test_properties(front: str, keys: tuple[str, ...], expected: str) -> None:
    span = property_span(text_note(front), *keys)
    assert front[span.start : span.end] == expected


def test_every_rule_has_a_line_and_a_gravity() -> None:
    assert RULES.keys() == SEVERITIES.keys()
    assert all(line and not line.endswith(".") for line in RULES.values())
    one = finding(text_note("x"), "VRX120", line_span(text_note("x"), 1), "message", "remedy")
    assert (one.path, one.severity, one.message, one.remedy) == ("a.md", "info", "message", "remedy")
