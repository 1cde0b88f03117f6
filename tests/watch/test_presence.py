"""Who is at a vault."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vault_runner.errors import BusyNoteError
from vault_runner.watch import Presence
from vault_runner.watch.presence import place_for


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_an_editor_and_a_watcher_see_each_other(tmp_path: Path) -> None:
    with Presence(tmp_path, "watch") as watch:
        assert watch.editor() is None
        with Presence(tmp_path, "editor") as editor:
            there = watch.editor()
            assert there is not None
            assert there.pid == os.getpid()
            assert f"process {os.getpid()}" in str(there)
            assert [other.kind for other in editor.others()] == ["watch"]
        assert watch.editor() is None


def test_what_the_dead_left_is_cleared(tmp_path: Path) -> None:
    folder = place_for(tmp_path) / "present"
    folder.mkdir(parents=True)
    (folder / "999999-watch").write_text("{}")
    with Presence(tmp_path, "watch"):
        assert not (folder / "999999-watch").exists()
    assert list(folder.iterdir()) == []


def test_two_vaults_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    with Presence(tmp_path / "a", "watch"), Presence(tmp_path / "b", "watch") as other:
        assert list(other.others()) == []


def test_a_second_watcher_is_refused(tmp_path: Path) -> None:
    import fcntl  # noqa: PLC0415 - stands in for another process, whose lock it is

    folder = place_for(tmp_path) / "present"
    folder.mkdir(parents=True)
    with (folder / "12345-watch").open("w") as held:
        held.write('{"command": "vault-run watch ~/Notes", "since": 0}')
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BusyNoteError, match=r"`vault-run watch ~/Notes` \(process 12345, since"):
            Presence(tmp_path, "watch").__enter__()
    assert sorted(path.name for path in folder.iterdir()) == ["12345-watch"]
