"""What is not approved does not run, however often it is saved."""

from __future__ import annotations

import time
from pathlib import Path

from watching import block, outputs, save, until, watched


def test_an_unapproved_note_is_checked_without_running_and_the_command_is_named(tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    text = block(f"open({str(mark)!r}, 'w').write('!')\nprint(1)") + "\n$$\n1 + 1 = 3\n$$\n"
    with watched(tmp_path, {"a.md": text}, trusted=False) as watch:
        watch.says("not run, nobody approved of it: `vault-run trust")
        watch.says("[VRE")
        note = watch.vault / "a.md"
        save(note, note.read_text().replace("print(1)", "print(2)"))
        watch.says("a.md changed")
        watch.says("nobody approved of it", times=2)
        assert not mark.exists()
        assert outputs(note) == []


def test_approving_while_it_watches_has_the_note_run(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)"), "b.md": block("print(2)")}, trusted=False) as watch:
        watch.says("nobody approved of it")
        assert watch.run("trust", watch.vault / "a.md", "--yes").returncode == 0
        until(lambda: outputs(watch.vault / "a.md") == ["1\n"], "the approved note")
        time.sleep(0.5)
        assert outputs(watch.vault / "b.md") == []


def test_an_edit_of_a_note_approved_by_its_bytes_takes_the_approval(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}, trusted=False) as watch:
        assert watch.run("trust", watch.vault / "a.md", "--yes").returncode == 0
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the approved note")
        save(note, note.read_text().replace("print(1)", "print(666)"))
        watch.says("nobody approved of it", times=2)
        time.sleep(0.3)
        assert outputs(note) == ["1\n"]
