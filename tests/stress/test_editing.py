"""Somebody saves all the time while outputs are written: no token is ever lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from stress.harness import EDITOR, fight
from stress.typed import merged, new_note, tokens

SAVES = int(os.environ.get("VAULT_RUN_SAVES", "100"))


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mode", ["in-place", "rename", "mixed"])
@pytest.mark.timeout(900)
def test_no_save_is_lost(tmp_path: Path, mode: str, newline: str) -> None:
    tally = fight(tmp_path, SAVES, mode, newline, seed=SAVES)
    print(mode, repr(newline), tally)  # noqa: T201 - the figures, for `make stress`
    assert (tally.lost, tally.damaged) == (0, False)
    assert tally.writes > 0
    assert tally.copies <= max(1, tally.saves // 1000)


def test_the_count_sees_what_a_careless_writer_loses(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(new_note("\n"))
    stale = note.read_bytes()
    chance = random.Random(1)  # noqa: S311 - a seeded run can be repeated
    with subprocess.Popen([sys.executable, "-S", str(EDITOR), str(note), "60", "rename", "1"]) as editor:
        while editor.poll() is None:
            if chance.random() < 0.2:
                note.with_name("fresh").write_bytes(merged(1, stale))
                note.with_name("fresh").rename(note)
    assert len(tokens(tmp_path)) < 60
