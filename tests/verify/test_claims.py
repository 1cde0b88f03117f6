"""Claims that nothing could judge say which part is open and what would help."""

from __future__ import annotations

from typing import get_args

import pytest

from vault_runner.model import Claim, ClaimKind, Span
from vault_runner.verify.claims import unjudged


@pytest.mark.parametrize("kind", get_args(ClaimKind))
def test_an_open_claim_names_its_part_and_what_would_help(kind: ClaimKind) -> None:
    verdict = unjudged(Claim(kind, Span(0, 5), "x =  3", "trailing comment"))
    part, _, help_for_it = verdict.reason.partition(": ")
    assert verdict.status == "not-checkable"
    assert part == "`x = 3`"
    assert " it " in help_for_it or "the value" in help_for_it


def test_a_long_part_is_cut() -> None:
    text = "a + " * 40
    part = unjudged(Claim("equation", Span(0, len(text)), text, "display")).reason.partition(": ")[0]
    assert part.endswith("…`")
    assert len(part) < 45
