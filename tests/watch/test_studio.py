"""Outputs are written as soon as they are there, however long the verdicts on formulas take."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from watching import block, make, outputs

from vault_runner.model import Note, Verdict
from vault_runner.pipeline.judging import Judging
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import open_vault
from vault_runner.pipeline.writing.saving import save_all
from vault_runner.watch.studio import Studio

SECONDS = 30.0


def test_outputs_stand_in_the_note_before_the_verdicts_on_its_formulas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    root, stood = tmp_path / "vault", list[bool]()
    make(root, {"a.md": "$$\n1 + 1 = 2\n$$\n\n" + block("print('there')")})
    note, judged = root / "a.md", Judging._formulas

    def late(judging: Judging, notes: Iterable[Note]) -> dict[str, dict[int, Verdict]]:
        """Judge formulas once the output stands in the note, or when the time for that is over."""
        end = time.monotonic() + SECONDS
        while outputs(note) != ["there\n"] and time.monotonic() < end:
            time.sleep(0.01)
        stood.append(outputs(note) == ["there\n"])
        return judged(judging, notes)

    monkeypatch.setattr(Judging, "_formulas", late)
    vault = open_vault((root,))

    def write(outcomes: Sequence[NoteOutcome]) -> None:
        save_all(vault, outcomes)

    with Studio(vault, Request(confine=False, trusted=True, live=True)) as studio:
        (done,) = studio.rounds(["a.md"], write)
    assert stood == [True]
    assert [verdict.status for verdict in done.outcomes[0].verdicts] == ["verified-exact"], (
        "they were judged all the same"
    )
