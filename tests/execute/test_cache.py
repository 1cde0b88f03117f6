"""The store: what it answers, and when it rather has the session run again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from execute.sessions import session

from vault_runner.execute import Store
from vault_runner.execute.digests import file_digest
from vault_runner.model import (
    BlockOptions,
    Display,
    Failure,
    Figure,
    FileRead,
    Frame,
    Notice,
    Observation,
    Output,
    Result,
    Session,
    SessionRun,
    Stream,
)

OUTPUTS: tuple[Output, ...] = (
    Stream("stdout", "text\n"),
    Display("text/latex", "$x$"),
    Figure("image/png", b"\x89PNG\x00\xff", "title"),
    Failure("ValueError", "no", (Frame("note.md", 3, "<module>", "x / 0"),)),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "cache" / "results")


def outcome(whole: Session, **details: object) -> SessionRun:
    """Return a run of a session in which the first block shows everything that there is."""
    seen = (Observation(2, 3, "A", "Tensor", (2, 3), "torch.float32", "cpu", "[1]"), Observation(3, 3, "", "int"))
    rich = {
        "outputs": OUTPUTS,
        "observations": seen,
        "seconds": 0.5,
        "dropped": 3,
        "notices": (Notice("VRF001", "m", "r"),),
    }
    results = [Result(one.path, one.block.id, one.key, "ok") for one in whole.steps]
    results[0] = replace(results[0], **(rich | details))  # type: ignore[arg-type]  # fields by name
    return SessionRun(whole.own, whole.name, tuple(results))


def moved(whole: Session, by: int) -> Session:
    """Return the session as if `by` lines of prose had been written above it."""
    steps = tuple(replace(one, lines=tuple(line + by for line in one.lines)) for one in whole.steps)
    return replace(whole, steps=steps)


def test_what_was_kept_comes_back_marked(store: Store) -> None:
    whole = session("x = 1\nx", "2")
    kept = outcome(whole)
    store.keep(whole, "env", kept)
    found = store.lookup(whole, "env")
    assert found is not None
    assert found == replace(kept, results=tuple(replace(result, cached=True) for result in kept.results))


def test_nothing_kept_is_nothing_found(store: Store) -> None:
    assert store.lookup(session("1"), "env") is None


@pytest.mark.parametrize(
    "other",
    [
        session("x = 1\nx", "3"),
        session("x = 1\nx"),
        session("x = 1\nx", "2", options={1: BlockOptions(raises="ValueError")}),
        session("x = 1\nx", "2", options={0: BlockOptions(seed=4)}),
        session("x = 1\nx", "2", prelude=("np",)),
        session("x = 1\nx", "2", path="other.md"),
        replace(session("x = 1\nx", "2"), seed=1),
    ],
)
def test_another_session_is_not_answered(store: Store, other: Session) -> None:
    whole = session("x = 1\nx", "2")
    store.keep(whole, "env", outcome(whole))
    keyed = [replace(one, key=f"{one.key}{one.source!r}") for one in other.steps]
    assert store.lookup(replace(other, steps=tuple(keyed)) if other.own == "note.md" else other, "env") is None


def test_another_environment_is_not_answered(store: Store) -> None:
    whole = session("1")
    store.keep(whole, "env", outcome(whole))
    assert store.lookup(whole, "other") is None


def test_time_limits_are_no_part_of_the_key(store: Store) -> None:
    whole = session("1")
    store.keep(whole, "env", outcome(whole))
    assert store.lookup(session("1", options={0: BlockOptions(timeout=1)}), "env") is not None


def test_lines_move_with_the_note(store: Store) -> None:
    whole = session("x = 1\nx", "2")
    store.keep(whole, "env", outcome(whole))
    found = store.lookup(moved(whole, 10), "env")
    assert found is not None
    assert [(seen.line, seen.end_line) for seen in found.results[0].observations] == [(12, 13), (13, 13)]
    told = found.results[0].outputs[3]
    assert isinstance(told, Failure)
    assert told.traceback[0].line == 13


@pytest.mark.parametrize(
    "details",
    [
        {"status": "failed", "because": "ValueError: no (line 3)"},
        {"outputs": (Stream("stderr", "note.md:3: UserWarning: careful\n"),)},
    ],
)
def test_words_that_name_a_line_do_not_move(store: Store, details: dict[str, object]) -> None:
    whole = session("x = 1\nx", "2")
    store.keep(whole, "env", outcome(whole, **details))
    assert store.lookup(whole, "env") is not None
    assert store.lookup(moved(whole, 1), "env") is None


def test_a_comment_may_change_as_long_as_no_statement_moves(store: Store) -> None:
    whole = session("x = 1  # (2, 3)\nx")
    store.keep(whole, "env", outcome(whole))
    same_key = session("x = 1  # (3, 2)\nx")
    assert store.lookup(same_key, "env") is not None
    longer = session("# a comment\nx = 1\nx")
    assert store.lookup(longer, "env") is None


def test_the_answer_carries_the_identifiers_of_today(store: Store) -> None:
    whole = session("1")
    store.keep(whole, "env", outcome(whole))
    renamed = replace(whole.steps[0], block=replace(whole.steps[0].block, id="new"))
    found = store.lookup(replace(whole, steps=(renamed,)), "env")
    assert found is not None
    assert found.results[0].block == "new"


def test_files_that_were_read_must_be_as_they_were(store: Store, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    data.write_text("1")
    absent = tmp_path / "absent.csv"
    reads = tuple(FileRead(str(path), file_digest(str(path))) for path in (data, absent))
    whole = session("1")
    store.keep(whole, "env", replace(outcome(whole), files=reads))
    found = store.lookup(whole, "env")
    assert found is not None
    assert found.files == reads
    data.write_text("2")
    assert store.lookup(whole, "env") is None
    data.write_text("1")
    absent.write_text("")
    assert store.lookup(whole, "env") is None


def test_a_run_that_may_not_be_kept_is_not(store: Store, tmp_path: Path) -> None:
    whole = session("1", "2")
    store.keep(whole, "env", replace(outcome(whole), cacheable=False))
    store.keep(whole, "env", replace(outcome(whole), results=()))
    assert not (tmp_path / "cache").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"lines": [], "results": [], "files": []}', b"\xff\x00"])
def test_a_damaged_entry_is_no_entry(store: Store, tmp_path: Path, content: bytes) -> None:
    whole = session("1")
    store.keep(whole, "env", outcome(whole))
    (entry,) = (tmp_path / "cache").rglob("*.json")
    entry.write_bytes(content)
    assert store.lookup(whole, "env") is None
    store.keep(whole, "env", outcome(whole))
    assert store.lookup(whole, "env") is not None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "results")
    store.keep(session("1"), "env", outcome(session("1")))
    assert store.lookup(session("1"), "env") is None


def test_no_temporary_file_stays(store: Store, tmp_path: Path) -> None:
    whole = session("1")
    for _ in range(3):
        store.keep(whole, "env", outcome(whole))
    assert len([path for path in (tmp_path / "cache").rglob("*") if path.is_file()]) == 1


def test_a_block_that_does_not_parse_is_kept_by_its_text(store: Store) -> None:
    whole = session("x = (1")
    store.keep(whole, "env", outcome(whole))
    assert store.lookup(whole, "env") is not None
    assert store.lookup(session("x = (2"), "env") is None


def test_digests_of_what_is_no_file(tmp_path: Path) -> None:
    assert file_digest(str(tmp_path)) == ""
    assert file_digest("/dev/null") == ""
    assert file_digest("a\0b") == ""
    assert file_digest(str(tmp_path / "none")) == "absent"


def probed(whole: Session, *lines: int) -> Session:
    """Return the session as if claims spoke of statements inside others on `lines` of its first block."""
    first, *others = whole.steps
    return replace(whole, steps=(replace(first, probes=lines), *others))


def test_a_run_that_did_not_look_at_a_statement_says_nothing_of_it(store: Store) -> None:
    whole = session("if x:\n    y = 1\n    z = 2")
    store.keep(probed(whole, 3), "env", outcome(whole))
    assert store.lookup(probed(whole, 3), "env") is not None
    assert store.lookup(whole, "env") is not None
    assert store.lookup(probed(whole, 3, 4), "env") is None
    assert store.lookup(moved(probed(whole, 3), 5), "env") is None  # the claim moved to another statement
    assert store.lookup(probed(moved(whole, 5), 8), "env") is not None


def test_what_was_noted_inside_moves_with_the_block(store: Store) -> None:
    whole = session("if x:\n    y = 1\n    z = 2")
    inside = Observation(3, 3, "y", "Tensor", (2,), visit=1, after=0)
    store.keep(probed(whole, 3), "env", outcome(whole, details=(inside,), outputs=()))
    found = store.lookup(probed(moved(whole, 5), 8), "env")
    assert found is not None
    assert found.results[0].details == (replace(inside, line=8, end_line=8),)
