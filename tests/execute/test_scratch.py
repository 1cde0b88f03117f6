"""Temporary folders: one a run, removed at the end or by the next run."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from vault_runner.execute.scratch import Scratch


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_folders_are_private_and_removed(place: Path) -> None:
    scratch = Scratch()
    first, second = scratch.session(), scratch.session()
    assert first != second
    assert first.stat().st_mode & 0o777 == 0o700
    assert scratch.folder.parent == place
    scratch.remove()
    assert not list(place.iterdir())


def test_what_a_dead_run_left_is_removed_and_what_a_live_one_uses_is_not(place: Path) -> None:
    live = Scratch()
    dead = place / "vault-run-dead"
    (dead / "s1").mkdir(parents=True)
    (dead / "lock").write_text("")
    foreign = place / "vault-run-foreign"
    foreign.mkdir()
    (place / "vault-run-link").symlink_to(dead)
    later = Scratch()
    assert live.folder.exists()
    assert not dead.exists()
    assert foreign.exists()
    live.remove()
    later.remove()
