"""One writer: while an editor that places results has a vault open, command lines write through it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from command import vault_run
from editor import Editor, Said

from vault_runner.bridge.holding import Holding
from vault_runner.bridge.run_messages import Place
from vault_runner.model import Edit, Span
from vault_runner.pipeline.reading import read_note
from vault_runner.pipeline.vaults import open_vault
from vault_runner.pipeline.writing.desk import opened
from vault_runner.write.protocol.ground import place_of
from vault_runner.write.protocol.parked import Parked

NOTE = "# T\n\n```python run\nprint('hello')\n```\n\nThe end.\n"
FIGURE = "```python run\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```\n"


def _holding(editor: Editor) -> None:
    """Start, and wait until the editor holds the vault: only then do others give way."""
    editor.start()
    end = time.monotonic() + 20
    holder = place_of(editor.state / "writes", editor.vault) / "holder"
    while not holder.is_file() and time.monotonic() < end:
        time.sleep(0.02)


def _beside(editor: Editor, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command while the editor answers what it is asked."""
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(vault_run, *arguments)
        while not command.done():
            editor.all("vaultRunner/result")
            time.sleep(0.02)
    return command.result()


def test_what_a_command_ran_comes_into_the_note_through_the_editor(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(NOTE)
    _holding(editor)
    ran = _beside(editor, "run", note)
    assert ran.returncode == 0, ran.stdout
    place = editor.wait("vaultRunner/result")
    assert place["uri"] == note.as_uri()
    assert place["runId"] == "parked"
    assert "hello" in place["after"]
    assert (place["before"], place["ordinal"], place["prefix"]) == ("", 0, "")
    assert note.read_text() == NOTE, "the editor writes it, and nobody else"
    assert "wrote n.md" in ran.stdout + ran.stderr


def test_figures_are_there_before_the_editor_is_told(editor: Editor) -> None:
    (editor.vault / "n.md").write_text(FIGURE)
    _holding(editor)
    found: list[list[Path]] = []

    def answer(_said: Said) -> object:
        found.append(list(editor.vault.rglob("*.svg")))
        return {"placed": True}

    editor.answers["vaultRunner/result"] = answer
    assert _beside(editor, "run", editor.vault / "n.md").returncode == 0
    editor.wait("vaultRunner/result")
    assert len(found[0]) == 1


def test_a_result_that_the_editor_does_not_take_waits_and_its_holder_is_named(
    start: Callable[[], Editor], vault: Path
) -> None:
    editor = start()
    editor.answers["vaultRunner/result"] = lambda _said: {"placed": False, "reason": "read-only"}
    note = vault / "n.md"
    note.write_text(NOTE)
    _holding(editor)
    ran = _beside(editor, "run", note)
    assert ran.returncode == 1
    said = " ".join((ran.stdout + ran.stderr).split())
    assert f"lsp --stdio` (process {editor.process.pid}, since" in said
    assert "has this vault open in an editor and writes its notes" in said
    assert note.read_text() == NOTE
    assert len(editor.all("vaultRunner/result")) == 1
    time.sleep(1)
    assert len(editor.all("vaultRunner/result")) == 1, "it is not asked again and again"
    editor.__exit__(None, None, None)
    assert vault_run("run", vault / "n.md").returncode == 0
    assert "hello" in note.read_text()


def test_a_command_waits_for_an_editor_that_is_slow_to_answer(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(NOTE)
    _holding(editor)
    editor.silent.add("vaultRunner/result")
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(vault_run, "run", note)
        asked = editor.wait("vaultRunner/result")
        time.sleep(1.5)
        assert not command.done(), "it waits"
        assert not editor.all("vaultRunner/result"), "the editor is asked once"
        question = next(said for _, said in reversed(editor.transcript) if said.get("method") == "vaultRunner/result")
        editor.send({"id": question["id"], "result": {"placed": True, "reason": ""}})
        ran = command.result()
    assert asked["runId"] == "parked"
    assert ran.returncode == 0, ran.stdout
    assert "wrote n.md" in ran.stdout + ran.stderr


def test_a_command_writes_by_itself_if_the_editor_ends_before_it_answers(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(NOTE)
    _holding(editor)
    editor.silent.add("vaultRunner/result")
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(vault_run, "run", note)
        editor.wait("vaultRunner/result")
        editor.process.kill()
        ran = command.result()
    assert ran.returncode == 0, ran.stdout
    assert "hello" in note.read_text()


class SlowEditor:
    """Answers when the test does."""

    def __init__(self) -> None:
        """Be asked nothing yet."""
        self.asked: list[Future[Any]] = []

    def place(self, _place: Place) -> Future[Any]:
        """Answer later."""
        self.asked.append(Future())
        return self.asked[-1]


@pytest.mark.parametrize("takes", [True, False])
def test_a_late_answer_counts_as_an_early_one(
    vault: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, takes: bool
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    (vault / "n.md").write_text(NOTE)
    opened_vault = open_vault([vault])
    note = read_note(opened_vault, "n.md")
    region = "<!-- vr:out v=1 k=0 s=0 n=3 -->\n~~~output\nhello\n~~~\n<!-- vr:end -->\n"
    block = note.blocks[0]
    edit = Edit(Span(block.span.end, block.span.end), region, "", block.id)
    editor = SlowEditor()
    holding = Holding(opened_vault, editor)  # type: ignore[arg-type]
    with opened(opened_vault, patience=0, keeps=True) as desk:
        desk.parking.park(Parked("n.md", NOTE.encode(), (edit,), (), time.time()))
        for _ in range(3):
            holding._hand_over(desk)
        (parked,) = desk.parking.waiting()
        assert len(editor.asked) == 1
        assert not desk.parking.is_refused(parked), "who has not answered has refused nothing"
        editor.asked[0].set_result({"placed": takes, "reason": "" if takes else "read-only"})
        for _ in range(3):
            holding._hand_over(desk)
        assert len(editor.asked) == 1
        assert [desk.parking.is_refused(parked) for parked in desk.parking.waiting()] == ([] if takes else [True])


def test_a_command_that_changes_code_leaves_it_to_the_person_at_the_editor(editor: Editor) -> None:
    squashed = "```python run\na = 1 b = 2\nprint(a + b)\n```\n"
    note = editor.vault / "n.md"
    note.write_text(squashed)
    _holding(editor)
    vault_run("check", note, "--fix")
    assert note.read_text() == squashed
    assert not editor.all("vaultRunner/result")


def test_an_editor_that_was_killed_holds_nothing(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(NOTE)
    _holding(editor)
    editor.process.kill()
    editor.process.wait()
    assert vault_run("run", note).returncode == 0
    assert "hello" in note.read_text()


def test_an_editor_without_messages_of_ours_leaves_the_notes_to_the_command_line(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(NOTE)
    editor.start(places=False)
    editor.ask("vaultRunner/status")
    assert vault_run("run", note).returncode == 0
    assert "hello" in note.read_text()


def test_the_second_editor_is_told_who_holds_the_vault_and_takes_over(start: Callable[[], Editor]) -> None:
    first = start()
    _holding(first)
    second = start()
    second.start()
    status: Said = {}
    end = time.monotonic() + 20
    while not status.get("holder") and time.monotonic() < end:
        status = second.ask("vaultRunner/status")
    assert f"(process {first.process.pid}, since" in status["holder"]
    assert first.ask("vaultRunner/status")["holder"] == ""
    uri = second.open("n.md", NOTE)
    second.ask("vaultRunner/run", uri=uri, scope="note")
    assert "hello" in second.wait("vaultRunner/result")["after"], "its own notes are its own to write"
    first.__exit__(None, None, None)
    end = time.monotonic() + 20
    while second.ask("vaultRunner/status")["holder"] and time.monotonic() < end:
        time.sleep(0.05)
    (second.vault / "m.md").write_text(NOTE)
    assert _beside(second, "run", second.vault / "m.md").returncode == 0
    assert second.wait("vaultRunner/result", lambda said: said["uri"].endswith("m.md"))["runId"] == "parked"
