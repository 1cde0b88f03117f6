"""What a virtual run can't refute; what is said of it is tested by the command line in `tests/devices`."""

from __future__ import annotations

import pytest

from vault_runner.model import Claim, ClaimKind, Mode, Result, SessionRun, Span, Verdict, VerdictStatus
from vault_runner.verify.virtual import without_guesses


def verdict(kind: ClaimKind, status: VerdictStatus, text: str = "# [Out]: 4.0") -> Verdict:
    return Verdict(Claim(kind, Span(0, 1), text, "[Out]", block="b0"), status, "says 4.0, is 3.0", "4.0", "3.0")


def after(before: Verdict, mode: Mode) -> Verdict:
    run = SessionRun("note.md", "default", (Result("note.md", "b0", "k", "ok", mode=mode),))
    return without_guesses([before], [run])[0]


def test_a_value_of_a_virtual_run_refutes_nothing() -> None:
    softened = after(verdict("output", "refuted"), "value")
    assert (softened.status, softened.reason) == ("not-checkable", "without the device it is 3.0, and may differ there")


@pytest.mark.parametrize(
    ("before", "mode"),
    [
        (verdict("output", "refuted"), "real"),
        (verdict("output", "verified"), "value"),
        (verdict("shape", "refuted"), "value"),
        (verdict("shape", "refuted"), "shape"),
        (verdict("output", "refuted", "# torch.Size([2, 3])"), "value"),
    ],
)
def test_all_else_stands(before: Verdict, mode: Mode) -> None:
    assert after(before, mode) == before
