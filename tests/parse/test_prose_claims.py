"""What prose claims of shapes and counts is found where it is prose, and nowhere else."""

from __future__ import annotations

import time

import pytest

from vault_runner.model import Claim
from vault_runner.model.prose_forms import PROSE_FORMS
from vault_runner.parse import parse


def _claims(text: str) -> list[Claim]:
    return [claim for claim in parse(text, "note.md").claims if claim.form in PROSE_FORMS]


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("`A.shape = (10, 4, 5, 2)`", "prose"),
        ("`A.shape == torch.Size([10, 4])`", "prose"),
        ("`A` has shape `(2,)`", "prose"),
        ("`A` 的形状为 `(2, 3)`", "prose"),
        ("$X$ has shape $(a, b)$", "prose"),
        ("$X$ 的形状是 $(a, b)$", "prose"),
        ("(5,2) @ (2,3) → (5,3)", "shape rule"),
        ("`(5,2) @ (2,3)` → `(5,3)`", "shape rule"),
        ("b multiplications and b additions", "counted in prose"),
        ("$n^3$ multiplications", "counted in prose"),
        ("b 次乘法和 b 次加法", "counted in prose"),
    ],
)
def test_each_spelling_is_found(line: str, form: str) -> None:
    text = f"So {line} it is.\n"
    (claim,) = _claims(text)
    assert claim.form == form
    assert text[claim.span.start : claim.span.end].strip("`") == claim.text.strip("`")


@pytest.mark.parametrize(
    "line",
    [
        "A.shape = (2, 3) without backticks",
        "(1, 2) + (3, 4) = (4, 6)",
        "the points (1, 2) and (3, 4)",
        "mail me @ (home)",
        "multiplications are slow",
        "The multiplications are slow, and two multiplications slower",
        "`f(x, y) = (x, y)`",
        "`(2,3) @ (3,4) @ (4,5) → (2,5)`",
        "`(2,3) @ (3,4) → (2,4) @ (4,5)`",
        "`f(5, 2) @ (2, 3) → (5, 3)`",
        "`(5, 2).T @ (5, 3) → (2, 3)`",
        "%% (5,2) @ (2,3) → (5,4) %%",
        "<!-- `A.shape = (2, 3)` -->",
        "```text\n(5,2) @ (2,3) → (5,4)\n```",
        "```python\nA = B  # `A.shape = (2, 3)`\n```",
    ],
)
def test_what_is_no_statement_of_prose_is_none(line: str) -> None:
    assert _claims(f"{line}\n") == []


def test_places_are_right_behind_windows_newlines_and_in_callouts() -> None:
    text = "> [!note] one\r\n> first\r\n> `A.shape = (2, 3)`\r\n"
    (claim,) = _claims(text)
    assert text[claim.span.start : claim.span.end] == "`A.shape = (2, 3)`"


@pytest.mark.parametrize(
    "text",
    [
        "(" + "a," * 100_000,
        "(a" + " " * 200_000,
        "`A.shape = (" * 30_000,
        "<!-- .shape" * 50_000,
        "$x$ has shape $(" * 30_000,
        "(a) @ " * 50_000,
        "1 multiplications and " * 30_000,
        "(2 \\times 3 \\text{ matrix" * 20_000,
    ],
)
def test_hostile_prose_is_read_in_no_time(text: str) -> None:
    start = time.process_time()
    _claims(text)
    assert time.process_time() - start < 20
