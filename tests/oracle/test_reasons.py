"""Each reason code of the engine is explained in the reference."""

from __future__ import annotations

import re
from pathlib import Path

from vault_runner.oracle.verdicts import REASONS

NOTE = Path(__file__).parents[2] / "vault" / "Reference" / "Reasons.md"


def test_every_code_stands_in_the_reference_with_its_sentence() -> None:
    rows = dict(re.findall(r"(?m)^\| `([\w-]+)` \| ([^|]+) \|", NOTE.read_text(encoding="utf-8")))
    for code, sentence in REASONS.items():
        assert rows.get(code, "").strip() == sentence, code
    assert set(rows) == {*REASONS, "switched-off"}
