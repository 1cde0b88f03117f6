"""The actual shape in the claim's own notation, and the exact characters that it replaces."""

from __future__ import annotations

from dataclasses import replace

import pytest

from vault_runner.model import Claim, Observation, Span, Verdict
from vault_runner.verify.shape_comment import stated_shapes
from vault_runner.verify.shape_fit import fit
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.verify.shape_scopes import Known, Scope
from vault_runner.verify.shape_verdicts import refuted

PLACE = 100


def verdict_on(text: str, shape: tuple[int, ...], sizes: dict[str, int] | None = None) -> Verdict:
    """Return the verdict on a comment that stands at `PLACE` of a note."""
    claim = Claim("shape", Span(PLACE, PLACE + len(text)), text, "trailing comment", "b", 2)
    scope = Scope(own={name: Known(size, 1) for name, size in (sizes or {}).items()})
    (stated,) = stated_shapes(text)
    laid = fit(stated.spec, shape, sizes or {})
    return refuted(claim, stated, Observation(2, 2, "x", "Tensor", shape), laid, scope)


def mended(text: str, verdict: Verdict) -> str:
    fix = actual_text(verdict)
    assert fix is not None
    span, actual = fix
    return text[: span.start - PLACE] + actual + text[span.end - PLACE :]


@pytest.mark.parametrize(
    ("text", "shape", "expected"),
    [
        ("(4, 5, 9)", (4, 5, 3), "(4, 5, 3)"),
        ("(4,5,9)", (4, 5, 3), "(4,5,3)"),
        ("shape (4, 9)  ", (4, 5), "shape (4, 5)  "),
        ("[32, 3]", (32, 4), "[32, 4]"),
        ("形状为[32, 3]", (31, 3), "形状为[31, 3]"),
        ("（4，5）", (4, 6), "（4，6）"),
        ("torch.Size([3, 32])", (3, 31), "torch.Size([3, 31])"),
        ("torch.Size([3, 32])", (3,), "torch.Size([3])"),
        ("torch.Size([3])", (3, 1), "torch.Size([3, 1])"),
        ("shape (batch=4, m=5, k=2)", (4, 5, 3), "shape (batch=4, m=5, k=3)"),
        ("(batch = 4, m = 5)", (7, 6), "(batch = 7, m = 6)"),
        ("(batch=4, m=5)", (4, 5, 1), "(4, 5, 1)"),
        ("3x4x5", (3, 4, 6), "3x4x6"),
        ("3 × 4", (4, 3), "4 × 3"),
        ("3x4", (3, 4, 2), "3x4x2"),
        ("3x4", (3,), "(3,)"),
        ("(5,)", (6,), "(6,)"),
        ("(5, 3)", (5,), "(5,)"),
        ("(5, 3)", (), "()"),
        ("(5,)", (5, 1), "(5, 1)"),
        ("()", (1,), "(1,)"),
        ("[5, 3]", (5,), "[5]"),
        ("x: (2, 3), the inputs", (2, 4), "x: (2, 4), the inputs"),
        ("(*batch, m, 7)", (2, 2, 5, 6), "(*batch, m, 6)"),
        ("(..., 7)", (2, 6), "(..., 6)"),
        ("(n, n)", (3, 4), "(n, 4)"),
        ("X.shape == (4, 5)", (5, 4), "X.shape == (5, 4)"),
    ],
)
def test_the_notation_is_kept(text: str, shape: tuple[int, ...], expected: str) -> None:
    assert mended(text, verdict_on(text, shape)) == expected


@pytest.mark.parametrize(
    ("text", "shape", "sizes", "expected"),
    [
        ("(B, T, 16)", (4, 8, 32), {"B": 4, "T": 8}, "(B, T, 32)"),
        ("(B, T, C)", (4, 8, 32), {"B": 4, "C": 16}, "(B, T, 32)"),
        ("(B, 2*d)", (4, 9), {"d": 4}, "(B, 9)"),
        ("(B, H//h)", (4, 9), {"H": 8, "h": 2}, "(B, 9)"),
        ("[b t d]", (4, 8, 5), {"t": 7}, "[b 8 d]"),
    ],
)
def test_names_that_still_hold_stay(text: str, shape: tuple[int, ...], sizes: dict[str, int], expected: str) -> None:
    assert mended(text, verdict_on(text, shape, sizes)) == expected


def test_only_what_is_wrong_is_mended() -> None:
    verdict = verdict_on("(4, 5)", (4, 6))
    assert actual_text(verdict) == (Span(PLACE, PLACE + 6), "(4, 6)")
    assert actual_text(replace(verdict, status="verified")) is None
    assert actual_text(replace(verdict, status="doubted")) is None
    assert actual_text(replace(verdict, found="")) is None
    assert actual_text(replace(verdict, claim=replace(verdict.claim, kind="output"))) is None


def test_what_is_wrong_on_purpose_stays() -> None:
    verdict = verdict_on("(4, 5)", (4, 6))
    assert actual_text(replace(verdict, claim=replace(verdict.claim, expect="it shows a slip"))) is None
