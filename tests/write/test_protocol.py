"""Writing into a note that somebody may be typing in: each point of the protocol by itself."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vault_runner.errors import BusyNoteError, WriteError
from vault_runner.model import Edit, Span
from vault_runner.write.protocol import grace, siblings, swap
from vault_runner.write.protocol import writer as writer_module
from vault_runner.write.protocol.draft import Draft, digest
from vault_runner.write.protocol.exchange import exchange
from vault_runner.write.protocol.ground import Ground, Patience
from vault_runner.write.protocol.journal import Entry, Journal, abandoned
from vault_runner.write.protocol.lease import CollisionError, Lease, take_lease
from vault_runner.write.protocol.lock import vault_lock
from vault_runner.write.protocol.own import KEPT, OwnWrites
from vault_runner.write.protocol.parked import Parked, ParkingPlace
from vault_runner.write.protocol.put_back import put_back as real_put_back
from vault_runner.write.protocol.put_back import survives
from vault_runner.write.protocol.quiet import editor_of, wait_until_quiet
from vault_runner.write.protocol.sweep import STRAY_AGE, sweep, sweep_strays
from vault_runner.write.protocol.writer import Writer

OLD, NEW, TYPED = b"old", b"old and new", b"typed"
BRISK = Patience(still=0.0, grace=0.0, grace_unleased=0.0, attempts=5)


def plus(raw: bytes) -> bytes:
    return raw if raw.endswith(b" and new") else raw + b" and new"


@pytest.fixture
def note(tmp_path: Path) -> Path:
    path = tmp_path / "vault" / "note.md"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


@pytest.fixture
def ground(note: Path, tmp_path: Path) -> Ground:
    return Ground(note.parent, tmp_path / "state", patience=BRISK)


@pytest.fixture
def writer(ground: Ground) -> Iterator[Writer]:
    made = Writer(ground)
    yield made
    made.close()


def copies(ground: Ground) -> list[bytes]:
    return [path.read_bytes() for path in (ground.folder / "recovered").glob("*")]


def only_note(note: Path) -> bool:
    return [path.name for path in note.parent.iterdir()] == [note.name]


def before_the_exchange(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do something once, after the last look and before the exchange."""
    real, todo = swap._exchanged, [act]

    def exchanged(draft: Draft) -> bool:
        while todo:
            todo.pop()()
        return real(draft)

    monkeypatch.setattr(swap, "_exchanged", exchanged)


def save_by_rename(note: Path, content: bytes) -> None:
    note.with_name("fresh").write_bytes(content)
    note.with_name("fresh").rename(note)


def test_two_files_swap_their_names(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    assert exchange(tmp_path / "a", tmp_path / "b")
    assert ((tmp_path / "a").read_bytes(), (tmp_path / "b").read_bytes()) == (b"b", b"a")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "gone")
    assert (tmp_path / "a").read_bytes() == b"b"


def test_a_lease_is_refused_while_somebody_writes(note: Path) -> None:
    with note.open("rb") as reading:
        with note.open("ab"), pytest.raises(CollisionError, match="is being written by another program"):
            take_lease(reading.fileno())
        assert take_lease(reading.fileno()).held


def test_a_lease_tells_that_somebody_waits_and_lets_him_in(note: Path) -> None:
    with note.open("rb") as reading:
        lease = take_lease(reading.fileno())
        editor = subprocess.Popen([sys.executable, "-S", "-c", f"open({str(note)!r}, 'wb').write(b'typed')"])
        end = time.monotonic() + 20
        while not lease.is_broken():
            assert time.monotonic() < end
            time.sleep(0.005)
        assert note.read_bytes() == OLD
        lease.release()
        assert editor.wait(20) == 0
    assert note.read_bytes() == TYPED


def test_a_save_by_rename_in_the_very_moment_is_given_back(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, TYPED))
    assert writer.write(note, plus)
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert (copies(writer.ground), only_note(note)) == ([], True)


def test_somebody_at_the_door_in_the_very_moment_is_let_in(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editors: list[subprocess.Popen[bytes]] = []

    def open_for_writing() -> None:
        editors.append(subprocess.Popen([sys.executable, "-S", "-c", f"open({str(note)!r}, 'wb').write(b'typed')"]))
        with note.open("rb") as reading:
            end = time.monotonic() + 20
            while time.monotonic() < end:
                try:
                    take_lease(reading.fileno()).release()
                except CollisionError:
                    return
                time.sleep(0.005)

    before_the_exchange(monkeypatch, open_for_writing)
    assert writer.write(note, plus)
    assert editors[0].wait(20) == 0
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert copies(writer.ground) == []


def test_a_second_save_goes_on_top_and_the_first_is_kept(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, b"first"))
    todo = [lambda: save_by_rename(note, b"second")]

    def put_back(ground: Ground, draft: Draft) -> None:
        while todo:
            todo.pop()()
        real_put_back(ground, draft)

    monkeypatch.setattr(swap, "put_back", put_back)
    writer.write(note, plus)
    writer.close()
    assert note.read_bytes() == b"second and new"
    assert copies(writer.ground) == [b"first"]
    [notice] = writer.ground.notices
    assert "saved this note twice" in notice.message
    assert str(writer.ground.folder / "recovered") in notice.message


def test_a_save_that_an_editor_buries_after_it_was_put_back_is_kept(
    ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.patience = Patience(still=0.0, grace=0.0, grace_unleased=0.5)
    writer = Writer(ground)
    before_the_exchange(monkeypatch, lambda: save_by_rename(note, b"old, typed"))
    writer.write(note, plus)
    note.write_bytes(b"old and new, without it")
    writer.close()
    assert copies(writer.ground) == [b"old, typed"]
    assert "may have loaded this note" in writer.ground.notices[0].message


@pytest.mark.parametrize(
    ("before", "saved", "current", "found"),
    [
        (b"a line", b"a new line", b"a new line and more", True),
        (b"a line", b"a new line", b"a line and more", False),
        (b"x<t1> end", b"x<t2> <t1> end", b"x<t3> <t2> <t1> end", True),
        (b"x<t1> end", b"x<t2> <t1> end", b"x<t3> <t1> end", False),
        (b"one two three", b"one three", b"one three four", True),
        (b"one two three", b"one three", b"one two three four", False),
        (b"same", b"same", b"same, and more", True),
    ],
)
def test_what_was_saved_is_known_again(before: bytes, saved: bytes, current: bytes, found: bool) -> None:
    assert survives(before, saved, current) is found


def test_a_late_save_into_the_displaced_file_reaches_the_note(writer: Writer, note: Path) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    displaced.write_bytes(TYPED)
    writer.close()
    assert note.read_bytes() == TYPED + b" and new"
    assert (copies(writer.ground), writer.ground.notices, only_note(note)) == ([], [], True)


def test_a_late_save_is_kept_if_the_note_went_on(writer: Writer, note: Path) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    displaced.write_bytes(TYPED)
    note.write_bytes(b"went on")
    writer.close()
    assert (note.read_bytes(), copies(writer.ground)) == (b"went on", [TYPED])
    assert only_note(note)


def test_who_has_the_displaced_file_open_is_waited_for(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert writer.write(note, plus)
    [displaced] = note.parent.glob(".vr-*")
    monkeypatch.setattr(grace, "WRITERS", 0.05)
    with displaced.open("ab"):
        writer.close()
    assert displaced.exists()
    sweep(Ground(note.parent, writer.ground.folder))
    assert only_note(note)


def test_a_note_removed_in_the_very_moment_is_not_made_anew(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before_the_exchange(monkeypatch, note.unlink)
    with pytest.raises(FileNotFoundError):
        writer.write(note, plus)
    assert list(note.parent.iterdir()) == []


def test_without_leases_and_exchange_notes_are_written_all_the_same_and_it_is_told_once(
    ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _left, _right: False)
    for module in (swap, writer_module, grace):
        monkeypatch.setattr(module, "take_lease", lambda file: Lease(file, held=False))
    for make in (plus, lambda raw: raw + b"!"):
        writer = Writer(ground)
        assert writer.write(note, make)
        writer.close()
    assert note.read_bytes() == NEW + b"!"
    assert only_note(note)
    assert [notice.message.partition(":")[0] for notice in ground.notices] == [
        "the file system here gives no leases",
        "the file system here can't exchange files",
    ]


def test_a_note_that_is_saved_again_and_again_is_given_up(
    writer: Writer, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def always(_draft: Draft, _file: int) -> None:
        raise CollisionError("changed")

    monkeypatch.setattr(swap, "_expect", always)
    taken_back: list[bytes] = []
    with pytest.raises(BusyNoteError, match="again and again"):
        writer.write(note, plus, record=lambda before, _after: lambda: taken_back.append(before))
    assert taken_back == [OLD] * BRISK.attempts
    assert (note.read_bytes(), only_note(note)) == (OLD, True)


def test_a_conflict_copy_stops_the_write(writer: Writer, note: Path) -> None:
    for name in ("note.sync-conflict-20260102-030405-ABC.md", "note (Ada's conflicted copy 2026-01-02).md"):
        note.with_name(name).write_bytes(b"x")
        with pytest.raises(WriteError, match="has a conflict copy beside it"):
            Writer(writer.ground).write(note, plus)
        note.with_name(name).unlink()
    note.with_name("notebook.sync-conflict-20260102-030405-ABC.md").write_bytes(b"x")
    assert Writer(writer.ground).write(note, plus)


def test_an_unfinished_merge_stops_the_write_and_a_note_about_merges_does_not(note: Path, ground: Ground) -> None:
    marks = b"a\n<<<<<<< HEAD\nmine\n=======\nyours\n>>>>>>> other\n"
    note.write_bytes(marks)
    with pytest.raises(WriteError, match="holds an unfinished merge"):
        Writer(ground).write(note, plus)
    subprocess.run(["git", "init", "-q", "."], cwd=note.parent, check=True)
    siblings._git_folder.cache_clear()
    subprocess.run(["git", "add", "note.md"], cwd=note.parent, check=True)
    writer = Writer(ground)
    assert writer.write(note, plus)
    writer.close()


def test_git_at_work_is_waited_for(note: Path) -> None:
    (note.parent / ".git").mkdir()
    lock = note.parent / ".git" / "index.lock"
    lock.touch()
    siblings._git_folder.cache_clear()
    with pytest.raises(BusyNoteError, match=r"git is at work here, says .*index\.lock"):
        siblings.wait_for_git(note, patience=0.05)
    threading.Timer(0.1, lock.unlink).start()
    siblings.wait_for_git(note, patience=20)


def test_a_fresh_note_is_left_alone_until_it_is_quiet(note: Path) -> None:
    told: list[str] = []
    start = time.monotonic()
    wait_until_quiet(note, Patience(still=0.3, most=20), told.append)
    assert time.monotonic() - start > 0.1
    assert told == ["waiting until note.md has been left alone for 0.3 s"]
    with pytest.raises(BusyNoteError, match="is being edited"):
        _wait_while_saved(note)


def _wait_while_saved(note: Path) -> None:
    stop = threading.Event()

    def save() -> None:
        while not stop.wait(0.02):
            os.utime(note)

    saving = threading.Thread(target=save)
    saving.start()
    try:
        wait_until_quiet(note, Patience(still=1.0, most=0.3), lambda _sentence: None)
    finally:
        stop.set()
        saving.join()


def test_a_clock_that_jumps_is_not_waited_for(note: Path) -> None:
    os.utime(note, (time.time() + 3600, time.time() + 3600))
    start = time.monotonic()
    wait_until_quiet(note, Patience(still=60), lambda _sentence: None)
    assert time.monotonic() - start < 30


def test_editors_are_known_by_their_locks(note: Path) -> None:
    note.with_name(".note.md.swp").touch()
    assert editor_of(note) == ".note.md.swp"


def test_a_journal_of_the_living_is_left_alone_and_one_of_the_dead_is_read(tmp_path: Path) -> None:
    entry = Entry("note.md", ".vr-1-00000000.tmp", "b", "a", 7)
    journal = Journal(tmp_path)
    first = journal.begin(entry)
    journal.ready(first)
    journal.end(journal.begin(entry))
    assert list(abandoned(tmp_path)) == []
    journal.close()
    [(path, entries)] = abandoned(tmp_path)
    assert [(left.temp, left.ready) for left in entries] == [(entry.temp, True)]
    path.write_bytes(path.read_bytes() + b'{"number": 9, "no')
    [(_, again)] = abandoned(tmp_path)
    assert again == entries


@pytest.mark.parametrize("content", [OLD, NEW])
def test_the_sweep_removes_what_is_known(ground: Ground, note: Path, content: bytes) -> None:
    _left(ground, note, content)
    sweep(ground)
    assert (copies(ground), only_note(note)) == ([], True)


def test_the_sweep_gives_back_what_was_saved_when_the_writer_died(ground: Ground, note: Path) -> None:
    _left(ground, note, TYPED)
    note.write_bytes(NEW)
    sweep(ground)
    assert (note.read_bytes(), copies(ground), only_note(note)) == (TYPED, [], True)


def test_the_sweep_keeps_a_copy_if_the_note_went_on(ground: Ground, note: Path) -> None:
    _left(ground, note, TYPED)
    note.write_bytes(b"went on")
    sweep(ground)
    assert (note.read_bytes(), copies(ground), only_note(note)) == (b"went on", [TYPED], True)


def _left(ground: Ground, note: Path, content: bytes) -> None:
    """Leave a journal with one open entry, and its temporary file."""
    temp = note.with_name(".vr-1-00000000.tmp")
    temp.write_bytes(content)
    journal = Journal(ground.folder / "journal")
    journal.ready(journal.begin(Entry(note.name, temp.name, digest(OLD), digest(NEW), 1)))
    journal.close()


def test_old_strays_are_kept_elsewhere(ground: Ground, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    note.with_name(".vr-1-00000000.tmp").write_bytes(TYPED)
    sweep_strays(ground, note.parent)
    assert not only_note(note)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + STRAY_AGE + 60)
    sweep_strays(ground, note.parent)
    assert (copies(ground), only_note(note)) == ([TYPED], True)


def test_own_writes_are_known_by_their_bytes(tmp_path: Path) -> None:
    own = OwnWrites(tmp_path / "own")
    assert not own.is_ours("a.md", digest(NEW))
    for number in range(KEPT + 1):
        own.remember("a.md", digest(b"%d" % number))
    assert own.is_ours("a.md", digest(b"%d" % KEPT))
    assert not own.is_ours("a.md", digest(b"0"))
    assert not own.is_ours("b.md", digest(b"1"))


def test_the_writer_remembers_what_it_wrote(writer: Writer, note: Path) -> None:
    writer.write(note, plus)
    assert writer.ground.own.is_ours("note.md", digest(NEW))
    assert not writer.ground.own.is_ours("note.md", digest(OLD))


def test_what_is_parked_comes_back_and_is_forgotten(tmp_path: Path) -> None:
    place = ParkingPlace(tmp_path)
    parked = Parked("n.md", b"\xef\xbb\xbfx", (Edit(Span(0, 1), "y", "x", "b"),), (), time.time())
    place.park(parked)
    place.park(Parked("old.md", b"", (), (), time.time() - 30 * 86_400))
    assert list(place.waiting()) == [parked]
    place.forget("n.md")
    assert list(place.waiting()) == []
    assert list(tmp_path.iterdir()) == []


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
