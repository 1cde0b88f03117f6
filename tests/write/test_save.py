"""A note is replaced in one step, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from vault_runner.errors import StaleNoteError, WriteError
from vault_runner.model import VaultFile
from vault_runner.write import resolve_inside, save, save_files
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.writer import Writer

OLD, NEW = b"old\r\nbytes", b"new\r\nbytes"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "folder with 空格" / "note.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def put(note: Path, data: bytes, *, over: bytes = OLD) -> None:
    """Save `data` with a writer of its own, which clears up at once."""
    folder = Path(tempfile.mkdtemp())
    writer = Writer(Ground(note.parent, folder, patience=Patience(still=0.0, grace=0.0, grace_unleased=0.0)))
    try:
        save(note, data, expected_digest=digest(over), writer=writer)
    finally:
        writer.close()
        shutil.rmtree(folder)


def leftovers(note: Path) -> list[str]:
    return sorted(path.name for path in note.parent.iterdir() if path.name != note.name)


def test_new_bytes_take_the_place_of_the_old_ones(note: Path) -> None:
    put(note, NEW)
    assert note.read_bytes() == NEW
    assert leftovers(note) == []


def test_equal_bytes_are_not_written(note: Path) -> None:
    before = note.stat()
    put(note, OLD)
    assert (note.stat().st_ino, note.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_note_that_changed_is_left_alone(note: Path) -> None:
    with pytest.raises(StaleNoteError, match="changed on the disk since it was read"):
        put(note, NEW, over=b"other")
    assert note.read_bytes() == OLD
    assert leftovers(note) == []


def test_a_note_that_changes_while_it_is_written_is_left_alone(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def save_meanwhile(file: int) -> None:
        note.write_bytes(b"typed meanwhile")
        flush(file)

    monkeypatch.setattr(os, "fsync", save_meanwhile)
    with pytest.raises(StaleNoteError, match="changed on the disk since it was read"):
        put(note, NEW)
    assert note.read_bytes() == b"typed meanwhile"
    assert leftovers(note) == []


def test_a_note_that_is_gone_is_not_made_anew(note: Path) -> None:
    note.unlink()
    with pytest.raises(StaleNoteError, match="is gone; it was not made anew") as caught:
        put(note, NEW)
    assert caught.value.path == str(note)
    assert not note.exists()


def test_a_note_deleted_while_it_is_written_is_not_made_anew(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _file: note.unlink(missing_ok=True))
    with pytest.raises(StaleNoteError, match="is gone"):
        put(note, NEW)
    assert list(note.parent.iterdir()) == []


@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o755])
def test_the_mode_stays(note: Path, mode: int) -> None:
    note.chmod(mode)
    put(note, NEW)
    assert note.stat().st_mode & 0o7777 == mode


def test_extended_attributes_stay(note: Path) -> None:
    try:
        os.setxattr(note, "user.colour", b"red")
    except OSError as error:
        if error.errno not in {errno.ENOTSUP, errno.EPERM}:
            raise
        pytest.skip("the file system of the temporary folder keeps no extended attributes")
    put(note, NEW)
    assert os.getxattr(note, "user.colour") == b"red"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_the_owner_stays(note: Path) -> None:
    os.chown(note, 1234, 4321)
    put(note, NEW)
    assert (note.stat().st_uid, note.stat().st_gid) == (1234, 4321)


def test_an_owner_that_can_not_be_kept_stops_the_write(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_file: int, _user: int, _group: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    real = os.fstat

    def somebody_elses(file: int) -> os.stat_result:
        status = list(real(file))
        is_copy = Path(f"/proc/self/fd/{file}").readlink().suffix == ".tmp"
        return os.stat_result([*status[:4], status[4] + is_copy, *status[5:10]])

    monkeypatch.setattr(os, "fchown", refuse)
    monkeypatch.setattr(os, "fstat", somebody_elses)
    with pytest.raises(WriteError, match="belongs to another user or group, who would lose it"):
        put(note, NEW)
    assert note.read_bytes() == OLD
    assert leftovers(note) == []


def test_a_link_keeps_leading_to_the_note(note: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(note)
    put(link, NEW)
    assert link.is_symlink()
    assert note.read_bytes() == NEW


def test_hard_links_are_refused(note: Path) -> None:
    os.link(note, note.with_name("other.md"))
    with pytest.raises(WriteError, match="has 2 hard links, and writing would part them"):
        put(note, NEW)
    assert note.read_bytes() == OLD


def test_a_read_only_note_is_refused(note: Path) -> None:
    note.chmod(0o444)
    with pytest.raises(WriteError, match="is read-only; make it writable"):
        put(note, NEW)
    assert note.read_bytes() == OLD


def test_a_note_in_a_read_only_folder_is_refused(note: Path) -> None:
    note.parent.chmod(0o555)
    try:
        with pytest.raises(WriteError, match="lies in the read-only folder"):
            put(note, NEW)
    finally:
        note.parent.chmod(0o755)
    assert note.read_bytes() == OLD
    assert leftovers(note) == []


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    with pytest.raises(WriteError, match="is no regular file"):
        put(tmp_path / "pipe.md", NEW, over=b"")
    with pytest.raises(WriteError, match=r"can't be written|is no regular file"):
        put(tmp_path, NEW, over=b"")


def test_a_full_disk_leaves_the_note_and_no_copy(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def full_for_copies(file: int) -> None:
        if Path(f"/proc/self/fd/{file}").readlink().suffix == ".tmp":
            raise OSError(errno.ENOSPC, "No space left on device")
        flush(file)

    monkeypatch.setattr(os, "fsync", full_for_copies)
    with pytest.raises(WriteError, match="can't be written: No space left on device"):
        put(note, NEW)
    assert note.read_bytes() == OLD
    assert leftovers(note) == []


def test_without_room_for_the_journal_nothing_is_written(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match=r"no journal can be kept in .*: .*No space left on device"):
        put(note, NEW)
    assert note.read_bytes() == OLD
    assert leftovers(note) == []


def test_a_folder_that_can_not_be_flushed_is_told(note: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flush = os.fsync

    def fail_for_the_folder(file: int) -> None:
        if Path(f"/proc/self/fd/{file}").readlink() == note.parent:
            raise OSError(errno.EIO, "Input/output error")
        flush(file)

    monkeypatch.setattr(os, "fsync", fail_for_the_folder)
    writer = Writer(Ground(note.parent, tmp_path / "state", patience=Patience(grace=0.0, grace_unleased=0.0)))
    save(note, NEW, expected_digest=digest(OLD), writer=writer)
    writer.close()
    [notice] = writer.ground.notices
    assert (notice.severity, notice.message) == ("error", "was written, but may not last: Input/output error")
    assert note.read_bytes() == NEW


def test_an_interrupt_leaves_no_copy(note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_file: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        put(note, NEW)
    assert leftovers(note) == []


def test_files_are_made_with_their_folders(tmp_path: Path) -> None:
    save_files(tmp_path, [VaultFile("附件/my note/loss-1.svg", b"<svg/>"), VaultFile("x.log.txt", b"log")])
    assert (tmp_path / "附件/my note/loss-1.svg").read_bytes() == b"<svg/>"
    assert (tmp_path / "x.log.txt").read_bytes() == b"log"
    assert not list(tmp_path.rglob(".vr-*"))


def test_a_file_that_holds_its_bytes_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"same")
    before = (tmp_path / "a.svg").stat()
    save_files(tmp_path, [VaultFile("a.svg", b"same")])
    assert (tmp_path / "a.svg").stat().st_mtime_ns == before.st_mtime_ns


def test_a_file_is_replaced_with_its_mode(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_bytes(b"old")
    (tmp_path / "a.svg").chmod(0o640)
    save_files(tmp_path, [VaultFile("a.svg", b"new")])
    assert (tmp_path / "a.svg").read_bytes() == b"new"
    assert (tmp_path / "a.svg").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("name", ["../x.svg", "/x.svg", "a/../../x.svg", "", "a\0b"])
def test_names_that_leave_the_vault_are_refused(tmp_path: Path, name: str) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    with pytest.raises(WriteError, match="is no name of a file in the vault"):
        save_files(vault, [VaultFile(name, b"x")])
    assert list(tmp_path.rglob("*.svg")) == []


@pytest.mark.parametrize("name", [".obsidian/x.svg", "a/.GIT/x.svg"])
def test_folders_of_other_programs_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WriteError, match="belongs to another program"):
        save_files(tmp_path, [VaultFile(name, b"x")])


def test_a_linked_folder_that_leaves_the_vault_is_refused(tmp_path: Path) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    vault.mkdir()
    outside.mkdir()
    (vault / "attachments").symlink_to(outside)
    with pytest.raises(WriteError, match="leads out of the vault"):
        save_files(vault, [VaultFile("attachments/n/x.svg", b"x")])
    assert list(outside.iterdir()) == []


def test_a_figure_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    (tmp_path / "x.svg").symlink_to(tmp_path / "secret")
    with pytest.raises(WriteError, match="is a link"):
        save_files(tmp_path, [VaultFile("x.svg", b"x")])
    assert (tmp_path / "secret").read_bytes() == b"secret"


def test_notes_are_resolved_inside_the_vault_only(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "inside.md").touch()
    (tmp_path / "outside.md").touch()
    (vault / "good.md").symlink_to("inside.md")
    (vault / "bad.md").symlink_to("../outside.md")
    assert resolve_inside(vault, vault / "good.md") == Path(os.path.realpath(vault / "inside.md"))
    with pytest.raises(WriteError, match="leads out of the vault"):
        resolve_inside(vault, vault / "bad.md")
