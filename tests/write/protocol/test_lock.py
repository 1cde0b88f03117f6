"""One command at a time."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from vault_runner.errors import BusyNoteError
from vault_runner.write.protocol.lock import vault_lock


def test_the_second_command_is_told_who_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["vault-run", "run", "note.md"])
    told: list[str] = []
    with vault_lock(tmp_path, told.append):
        named = rf"`vault-run run note.md` \(process {os.getpid()}, since "
        with pytest.raises(BusyNoteError, match=named), vault_lock(tmp_path, told.append, patience=0.05):
            raise AssertionError
        assert told[0].startswith("waiting for `vault-run run note.md`")
    with vault_lock(tmp_path, told.append, patience=0):
        pass
