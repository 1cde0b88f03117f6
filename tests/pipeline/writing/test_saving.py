"""Notes that change while their blocks run: what a person wrote stays, and nothing is guessed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from command import environment, vault_run

HEADER = "```python run\nfrom pathlib import Path\nnote = Path('note.md')\ntext = note.read_text()\n"


def _note(folder: Path, action: str, below: str = "") -> Path:
    note = folder / "note.md"
    note.write_text(f"# A note\n\n{HEADER}{action}\nprint('done')\n```\n{below}", encoding="utf-8")
    return note


def test_prose_written_meanwhile_is_kept(tmp_path: Path) -> None:
    note = _note(
        tmp_path, "_ = note.write_text(text.replace(chr(35) + ' A', chr(35) + ' Quite a') + '\\nand one line more\\n')"
    )
    done = vault_run("run", note)
    assert done.returncode == 0, done.stdout
    written = note.read_text(encoding="utf-8")
    assert written.startswith("# Quite a note\n")
    assert written.endswith("\nand one line more\n")
    assert "\n~~~output\ndone\n~~~\n" in written


def test_code_changed_meanwhile_gets_no_output(tmp_path: Path) -> None:
    note = _note(tmp_path, "_ = note.write_text(text.replace('done', 'changed'))")
    done = vault_run("run", note)
    assert "changed while it ran" in done.stdout
    assert "vr:out" not in note.read_text(encoding="utf-8")


def test_a_note_deleted_meanwhile_is_not_made_anew(tmp_path: Path) -> None:
    note = _note(tmp_path, "note.unlink()")
    done = vault_run("run", note)
    assert done.returncode == 1
    assert "note.md:1:1: wrong: is gone; it was not made anew" in done.stdout
    assert not note.exists()


def test_a_note_renamed_meanwhile_is_found_by_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "deeper").mkdir()
    note = _note(tmp_path, "_ = note.rename(note.parent / 'deeper' / 'new name.md')")
    done = vault_run("run", note)
    assert done.returncode == 0, done.stdout
    assert not note.exists()
    assert "wrote deeper/new name.md" in done.stdout
    assert "\n~~~output\ndone\n~~~\n" in (tmp_path / "deeper/new name.md").read_text(encoding="utf-8")
    assert "restored deeper/new name.md" in vault_run("undo", tmp_path).stdout
    assert "vr:out" not in (tmp_path / "deeper/new name.md").read_text(encoding="utf-8")


def test_a_note_of_which_there_are_two_by_now_is_not_guessed(tmp_path: Path) -> None:
    note = _note(tmp_path, "_ = [note.with_name(f'{n}.md').write_text(text) for n in (1, 2)], note.unlink()")
    done = vault_run("run", note)
    assert "is gone; it was not made anew" in done.stdout
    assert "if it has another name now, run it under that: its results are kept" in done.stdout
    assert "vr:out" not in (tmp_path / "1.md").read_text(encoding="utf-8")


def test_a_copy_that_stood_there_before_is_another_note(tmp_path: Path) -> None:
    note = _note(tmp_path, "note.unlink()")
    copy = note.with_name("copy.md")
    copy.write_bytes(note.read_bytes())
    done = vault_run("run", note)
    assert "is gone; it was not made anew" in done.stdout
    assert "vr:out" not in copy.read_text(encoding="utf-8")


def test_undo_takes_the_last_command_back(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    picture = "```python run\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nprint(1)\n```\n"
    note.write_text(picture, encoding="utf-8")
    assert vault_run("run", note).returncode == 0
    assert (tmp_path / "attachments").is_dir()
    done = vault_run("undo", tmp_path)
    assert done.returncode == 0
    assert "restored note.md" in done.stdout
    assert note.read_text(encoding="utf-8") == picture
    assert not (tmp_path / "attachments").exists()
    assert "nothing to undo" in vault_run("undo", tmp_path).stdout


def test_undo_refuses_what_changed_since(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\nprint(1)\n```\n", encoding="utf-8")
    vault_run("run", note)
    edited = note.read_text(encoding="utf-8") + "mine\n"
    note.write_text(edited, encoding="utf-8")
    done = vault_run("undo", tmp_path)
    assert done.returncode == 1
    assert "changed since" in done.stderr
    assert note.read_text(encoding="utf-8") == edited


def test_update_brings_outputs_up_to_date_and_adds_none(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\nprint(1)\n```\n", encoding="utf-8")
    vault_run("run", note)
    changed = note.read_text(encoding="utf-8").replace("print(1)", "print(2)") + "\n```python run\nprint(3)\n```\n"
    note.write_text(changed, encoding="utf-8")
    checked = vault_run("check", note)
    assert checked.returncode == 1
    assert "is not what it gives now" in checked.stdout
    assert note.read_text(encoding="utf-8") == changed
    assert vault_run("check", note, "--update").returncode == 0
    written = note.read_text(encoding="utf-8")
    assert "\n~~~output\n2\n~~~\n" in written
    assert written.count("vr:out") == 1
    assert vault_run("check", note).returncode == 0
    assert "was never written" in vault_run("check", note, "--strict").stdout


def test_diff_shows_and_writes_nothing(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\nprint('shown')\n```\n", encoding="utf-8")
    done = vault_run("run", note, "--diff")
    assert "+shown" in done.stdout.splitlines()
    assert "vr:out" not in note.read_text(encoding="utf-8")


def test_a_hand_edited_output_is_kept(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text("```python run\nprint(1)\n```\n", encoding="utf-8")
    vault_run("run", note)
    edited = note.read_text(encoding="utf-8").replace("\n1\n", "\n1, as I thought\n").replace("print(1)", "print(2)")
    note.write_text(edited, encoding="utf-8")
    assert "edited by hand" in vault_run("run", note).stdout
    assert note.read_text(encoding="utf-8") == edited
    vault_run("run", note, "--overwrite-edited")
    assert "\n~~~output\n2\n~~~\n" in note.read_text(encoding="utf-8")


def test_a_killed_command_leaves_the_note_and_no_process(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    text = "```python run\nimport time\nopen('started', 'w').close()\ntime.sleep(600)\n```\n"
    note.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "vault_runner", "run", str(note), "--timeout", "500"]
    running = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_until((tmp_path / "started").exists)
    assert _processes_in(tmp_path)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    _wait_until(lambda: not _processes_in(tmp_path))
    assert note.read_text(encoding="utf-8") == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["note.md", "started"]


def _processes_in(folder: Path) -> list[int]:
    """Return the processes whose working folder is `folder`."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if (entry / "cwd").readlink() == folder:
                    found.append(int(entry.name))
            except OSError:
                continue
    return found


def _wait_until(condition: object, seconds: float = 20) -> None:
    assert callable(condition)
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)
