"""The last command's writes can be taken back, unless somebody went on from there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from vault_runner.errors import WriteError
from vault_runner.model import VaultFile
from vault_runner.write import UndoLog, save, save_files
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.writer import Writer
from vault_runner.write.undo import KEPT_COMMANDS


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "a.md").write_bytes(b"a\r\n")
    (folder / "b.md").write_bytes(b"\xef\xbb\xbfb")
    return folder


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def writer_of(vault: Path) -> Writer:
    ground = Ground(vault, vault.parent / "writes", patience=Patience(grace=0.0, grace_unleased=0.0))
    return Writer(ground)


@pytest.fixture
def writer(vault: Path) -> Writer:
    return writer_of(vault)


def write(log: UndoLog, vault: Path, name: str, content: bytes) -> None:
    before = (vault / name).read_bytes()
    log.record(name, before, content)
    save(vault / name, content, expected_digest=hashlib.sha256(before).hexdigest(), writer=writer_of(vault))


def test_nothing_to_undo(writer: Writer, state: Path, vault: Path) -> None:
    log = UndoLog(state, vault)
    assert log.last() == ()
    assert log.undo(writer) == ((), ())
    assert not state.exists()


def test_all_notes_of_the_last_command_come_back(writer: Writer, state: Path, vault: Path) -> None:
    first = UndoLog(state, vault)
    write(first, vault, "a.md", b"first")
    second = UndoLog(state, vault)
    write(second, vault, "a.md", b"second")
    write(second, vault, "b.md", b"second")
    assert UndoLog(state, vault).last() == ("a.md", "b.md")
    assert UndoLog(state, vault).undo(writer) == (("a.md", "b.md"), ())
    assert ((vault / "a.md").read_bytes(), (vault / "b.md").read_bytes()) == (b"first", b"\xef\xbb\xbfb")
    assert UndoLog(state, vault).undo(writer) == (("a.md",), ())
    assert (vault / "a.md").read_bytes() == b"a\r\n"
    assert UndoLog(state, vault).undo(writer) == ((), ())


def test_a_note_written_twice_by_one_command_comes_back_to_the_first_bytes(
    writer: Writer, state: Path, vault: Path
) -> None:
    log = UndoLog(state, vault)
    write(log, vault, "a.md", b"one")
    write(log, vault, "a.md", b"two")
    assert log.undo(writer) == (("a.md",), ())
    assert (vault / "a.md").read_bytes() == b"a\r\n"


def test_a_note_that_changed_since_is_refused_and_the_others_come_back(
    writer: Writer, state: Path, vault: Path
) -> None:
    log = UndoLog(state, vault)
    write(log, vault, "a.md", b"new")
    write(log, vault, "b.md", b"new")
    (vault / "a.md").write_bytes(b"edited")
    assert log.undo(writer) == (("b.md",), (("a.md", "changed since; nothing was undone there"),))
    assert (vault / "a.md").read_bytes() == b"edited"


def test_a_note_deleted_since_is_not_made_anew(writer: Writer, state: Path, vault: Path) -> None:
    log = UndoLog(state, vault)
    write(log, vault, "a.md", b"new")
    (vault / "a.md").unlink()
    assert log.undo(writer) == ((), (("a.md", "changed since; nothing was undone there"),))
    assert not (vault / "a.md").exists()


def test_files_that_were_made_are_removed_with_their_folders(writer: Writer, state: Path, vault: Path) -> None:
    (vault / "attachments").mkdir()
    log = UndoLog(state, vault)
    files = [VaultFile("attachments/a/x-1.svg", b"1"), VaultFile("attachments/a/x-2.svg", b"2")]
    for file in files:
        log.record(file.path, None, file.content)
        save_files(vault, [file])
    restored, refused = log.undo(writer)
    assert (set(restored), refused) == ({file.path for file in files}, ())
    assert (vault / "attachments").is_dir()
    assert not (vault / "attachments/a").exists()


def test_a_folder_that_holds_something_else_by_now_stays(writer: Writer, state: Path, vault: Path) -> None:
    log = UndoLog(state, vault)
    log.record("attachments/a/x-1.svg", None, b"1")
    save_files(vault, [VaultFile("attachments/a/x-1.svg", b"1")])
    (vault / "attachments/mine.png").write_bytes(b"mine")
    log.undo(writer)
    assert [path.name for path in (vault / "attachments").iterdir()] == ["mine.png"]


def test_files_that_were_replaced_come_back(writer: Writer, state: Path, vault: Path) -> None:
    (vault / "x-1.svg").write_bytes(b"old")
    log = UndoLog(state, vault)
    log.record("x-1.svg", b"old", b"new")
    save_files(vault, [VaultFile("x-1.svg", b"new")])
    assert log.undo(writer) == (("x-1.svg",), ())
    assert (vault / "x-1.svg").read_bytes() == b"old"


def test_a_write_that_never_happened_needs_no_undo(writer: Writer, state: Path, vault: Path) -> None:
    log = UndoLog(state, vault)
    log.record("a.md", b"a\r\n", b"new")
    assert log.undo(writer) == ((), ())
    assert (vault / "a.md").read_bytes() == b"a\r\n"


def test_vaults_do_not_undo_each_other(writer: Writer, state: Path, vault: Path, tmp_path: Path) -> None:
    write(UndoLog(state, vault), vault, "a.md", b"new")
    assert UndoLog(state, tmp_path).undo(writer) == ((), ())
    assert UndoLog(state, vault).last() == ("a.md",)


def test_only_the_last_commands_are_kept(writer: Writer, state: Path, vault: Path) -> None:
    for number in range(KEPT_COMMANDS + 5):
        write(UndoLog(state, vault), vault, "a.md", b"%d" % number)
    assert len(list(state.glob("*/*"))) == KEPT_COMMANDS
    for _ in range(KEPT_COMMANDS):
        assert UndoLog(state, vault).undo(writer) == (("a.md",), ())
    assert UndoLog(state, vault).undo(writer) == ((), ())
    assert (vault / "a.md").read_bytes() == b"4"


def test_a_record_that_was_cut_off_is_passed_over(writer: Writer, state: Path, vault: Path) -> None:
    log = UndoLog(state, vault)
    write(log, vault, "a.md", b"new")
    [record] = state.glob("*/*/*.undo")
    record.write_bytes(record.read_bytes()[:-1])
    assert log.undo(writer) == ((), ())
    assert (vault / "a.md").read_bytes() == b"new"


def test_records_are_private(state: Path, vault: Path) -> None:
    write(UndoLog(state, vault), vault, "a.md", b"new")
    [record] = state.glob("*/*/*.undo")
    assert record.stat().st_mode & 0o077 == 0
    assert record.parent.stat().st_mode & 0o077 == 0


def test_a_log_that_can_not_be_kept_stops_the_write(tmp_path: Path, vault: Path) -> None:
    (tmp_path / "state").write_bytes(b"a file where the folder should be")
    with pytest.raises(WriteError, match="can't be kept for undo"):
        UndoLog(tmp_path / "state", vault).record("a.md", b"", b"x")


def test_a_path_that_leads_out_of_the_vault_is_refused(
    writer: Writer, state: Path, vault: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside.md").write_bytes(b"new")
    log = UndoLog(state, vault)
    log.record("../outside.md", b"old", b"new")
    restored, refused = log.undo(writer)
    assert restored == ()
    assert "leads out of the vault" in refused[0][1]
    assert (tmp_path / "outside.md").read_bytes() == b"new"
