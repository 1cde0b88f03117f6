"""While a batch comes to rest its notes are read and planned: what changes once more was never run nor written."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from watching import block, commanded, folders_of, make, outputs, save, until

from vault_runner.model import Finding, Plan
from vault_runner.pipeline import judging, reading
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.vaults import open_vault
from vault_runner.pipeline.writing.saving import save_all
from vault_runner.plan import plan
from vault_runner.watch import Watcher, Wishes
from vault_runner.watch.studio import Studio


class Silent:
    """Shows nothing."""

    def say(self, sentence: str) -> None:
        """Drop a sentence."""

    def status(self, sentence: str) -> None:
        """Drop what is going on."""

    def findings(self, findings: Sequence[Finding], notes: Sequence[NoteOutcome]) -> None:
        """Drop what is wrong."""


class Bench:
    """A vault with one note, judged without a watch around it."""

    def __init__(self, root: Path, text: str, *, trusted: bool = True) -> None:
        """Make the vault; its block tells in a file that it ran."""
        make(root, {"a.md": text})
        self.vault = open_vault((root,))
        self.note, self.marks = root / "a.md", root / "marks"
        self.studio = Studio(self.vault, Request(confine=False, trusted=trusted, live=True))

    @property
    def ran(self) -> str:
        """What the runs left behind, in their order."""
        return self.marks.read_text() if self.marks.exists() else ""

    def judge(self) -> None:
        """Judge the note and write what came of it."""

        def write(outcomes: Sequence[NoteOutcome]) -> None:
            save_all(self.vault, outcomes)

        for done in self.studio.rounds(["a.md"], write):
            write(done.outcomes)


def marking(mark: str) -> str:
    """Return a note whose block leaves a mark in a file each time that it runs."""
    return block(f"with open('marks', 'a') as file:\n    file.write('{mark}')\nprint('{mark}')")


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a user with nothing kept."""
    for name, folder in folders_of(tmp_path / "user").items():
        monkeypatch.setenv(name, folder)
    return tmp_path / "user"


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> list[Plan]:
    """Return a list of all plans that are made from now on."""
    made = list[Plan]()

    def noted(*arguments: object, **options: object) -> Plan:
        made.append(plan(*arguments, **options))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(judging, "plan", noted)
    return made


@pytest.mark.usefixtures("user")
def test_a_note_is_read_and_planned_once_and_run_only_when_it_is_judged(tmp_path: Path, plans: list[Plan]) -> None:
    bench = Bench(tmp_path / "vault", marking("A"))
    with bench.studio as studio:
        reading.parsed.cache_clear()
        studio.look_ahead(["a.md"])
        assert (len(plans), bench.ran, outputs(bench.note)) == (1, "", [])
        bench.judge()
    assert (len(plans), reading.parsed.cache_info().misses) == (1, 1)
    assert (bench.ran, outputs(bench.note)) == ("A", ["A\n"])


@pytest.mark.usefixtures("user")
def test_what_was_looked_ahead_for_is_forgotten_once_the_note_holds_something_else(
    tmp_path: Path, plans: list[Plan]
) -> None:
    bench = Bench(tmp_path / "vault", marking("A"))
    with bench.studio as studio:
        studio.look_ahead(["a.md"])
        save(bench.note, marking("B"))
        bench.judge()
    assert len(plans) == 2
    assert (bench.ran, outputs(bench.note)) == ("B", ["B\n"])


@pytest.mark.usefixtures("user")
def test_a_note_that_depends_on_another_is_planned_when_it_is_judged(tmp_path: Path, plans: list[Plan]) -> None:
    bench = Bench(tmp_path / "vault", '```python run\n#| depends: "[[first]]"\nprint(x)\n```\n')
    first = tmp_path / "vault" / "first.md"
    first.write_text(block("x = 1"))
    with bench.studio as studio:
        studio.look_ahead(["a.md"])
        first.write_text(block("x = 2"))
        assert plans == []
        bench.judge()
    assert outputs(bench.note) == ["2\n"]


@pytest.mark.usefixtures("user")
def test_a_note_that_nobody_approved_of_does_not_run_for_having_been_looked_at(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "vault", marking("A"), trusted=False)
    with bench.studio as studio:
        studio.look_ahead(["a.md"])
        bench.judge()
    assert (bench.ran, outputs(bench.note)) == ("", [])


@pytest.mark.usefixtures("user")
def test_a_note_that_is_gone_or_no_text_is_no_reason_to_stop(tmp_path: Path) -> None:
    bench = Bench(tmp_path / "vault", marking("A"))
    bench.note.write_bytes(b"\xff\xfe\x00")
    with bench.studio as studio:
        studio.look_ahead(["a.md", "gone.md"])
    assert bench.ran == ""


@contextmanager
def running(vault: Path) -> Iterator[Watcher]:
    """Yield a watcher at work in a thread of its own."""
    with Watcher((vault,), Wishes(), Silent()) as watcher:
        thread = threading.Thread(target=watcher.run)
        thread.start()
        try:
            yield watcher
        finally:
            watcher._over = True
            watcher._inbox.ring()
            thread.join(30)


def test_a_change_in_the_pause_leaves_nothing_of_the_state_before_it(
    tmp_path: Path, user: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, seen = tmp_path / "vault", list[str]()
    note, marks, look_ahead = vault / "a.md", vault / "marks", Watcher._look_ahead
    make(vault, {"a.md": block("print('first')")})
    assert commanded(user, "trust", vault, "--yes").returncode == 0

    def saved_once_more(watcher: Watcher, paths: Collection[str]) -> None:
        """Look ahead as ever, and have the note saved again right after it, in the same pause."""
        look_ahead(watcher, paths)
        text = note.read_text()
        seen.append(text)
        if "'A'" in text:
            before = watcher._inbox._last
            save(note, marking("B"))
            until(lambda: watcher._inbox._last > before, "the second save is heard of")

    monkeypatch.setattr(Watcher, "_look_ahead", saved_once_more)
    with running(vault) as watcher:
        until(lambda: outputs(note) == ["first\n"], "the first run")
        until(lambda: not watcher._saver.is_busy, "the end of its write: nobody looks ahead before")
        save(note, marking("A"))
        until(lambda: outputs(note) == ["B\n"], "the output of what was saved last")
        assert any("'A'" in text for text in seen)
    assert marks.read_text() == "B", "it ran once, and the state before it never"
