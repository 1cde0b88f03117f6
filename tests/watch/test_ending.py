"""How a watch ends, and who else is there."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import environment, vault_run
from editor import Editor
from watching import Watch, block, folders_of, is_alive, outputs, save, until, watched

EDITOR = """
import sys, time
from pathlib import Path
from vault_runner.watch import Presence
with Presence(Path(sys.argv[1]), "editor"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order_and_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with watched(tmp_path, {"a.md": block("import time\ntime.sleep(1.9)\nprint(1)")}) as watch:
        until(lambda: len(watch.descendants()) >= 2, "processes that run the note")
        below = watch.descendants()
        assert watch.end(number) == 0
        assert watch.lines[-1].endswith("stopped")
        until(lambda: not any(map(is_alive, below)), "the end of all its processes", 5)
        assert [path.name for path in watch.vault.iterdir() if path.name != ".obsidian"] == ["a.md"]


def test_a_killed_watch_leaves_no_process_and_the_next_one_starts(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["1\n"], "the first pass")
        below = watch.descendants()
        watch.end(signal.SIGKILL)
        until(lambda: not any(map(is_alive, below)), "the end of all its processes", 10)
    with watched(tmp_path, {}, trusted=False) as watch:
        watch.says("watching 1 note")


def test_a_second_watch_is_refused_and_told_who_watches(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        second = watch.run("watch", watch.vault)
        assert second.returncode == 2
        assert "watches this vault already" in second.stderr
        assert f"process {watch.program.pid}" in second.stderr
        assert "`vault-run watch " in second.stderr


def test_it_makes_way_for_an_editor_that_opens_the_vault_and_takes_over_when_it_is_gone(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        state = folders_of(tmp_path / "user")
        command = [sys.executable, "-c", EDITOR, str(watch.vault)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(**state)
        ) as editor:
            assert editor.stdout is not None
            assert editor.stdout.readline() == b"open\n"
            watch.says("has this vault open, so outputs are left to it")
            save(note, note.read_text().replace("print(1)", "print(2)"))
            time.sleep(1.5)
            assert outputs(note) == ["1\n"]
            editor.communicate()
        watch.says("the editor is gone")
        until(lambda: outputs(note) == ["2\n"], "the edit of meanwhile")


def test_it_makes_way_for_the_real_language_server_of_an_editor(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        note, folders = watch.vault / "a.md", folders_of(tmp_path / "user")
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        with Editor(
            watch.vault, cache=Path(folders["XDG_CACHE_HOME"]), XDG_STATE_HOME=folders["XDG_STATE_HOME"]
        ) as editor:
            editor.start()
            watch.says(f"lsp --stdio` (process {editor.process.pid}, since")
            watch.says("has this vault open, so outputs are left to it")
            save(note, note.read_text().replace("print(1)", "print(2)"))
            time.sleep(1.5)
            assert outputs(note) == ["1\n"], "what the editor has open is not written behind its back"
        watch.says("the editor is gone")
        until(lambda: outputs(note) == ["2\n"], "the edit of meanwhile")


def test_a_vault_that_goes_ends_it_with_a_sentence(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}) as watch:
        until(lambda: outputs(watch.vault / "a.md") == ["1\n"], "the first pass")
        watch.vault.rename(tmp_path / "elsewhere")
        assert watch.program.wait(20) == 2
        watch.says("is gone")


def test_no_vault_is_one_sentence(tmp_path: Path) -> None:
    done = vault_run("watch", cwd=tmp_path)
    assert done.returncode == 2
    assert "no vault around" in done.stderr


def test_polling_sees_what_changes_and_says_why_it_polls(tmp_path: Path) -> None:
    with watched(tmp_path, {"a.md": block("print(1)")}, "--poll") as watch:
        watch.says("looking every second: asked for")
        note = watch.vault / "a.md"
        until(lambda: outputs(note) == ["1\n"], "the first pass")
        save(note, note.read_text().replace("print(1)", "print(2)"))
        until(lambda: outputs(note) == ["2\n"], "the edit")
        note.rename(watch.vault / "b.md")
        watch.says("b.md renamed")


def test_quiet_shows_what_is_wrong_and_nothing_else(tmp_path: Path) -> None:
    watch = None
    with watched(tmp_path, {"a.md": block("print(1)")}) as first:
        until(lambda: outputs(first.vault / "a.md") == ["1\n"], "the first pass")
    watch = Watch(first.vault, "--quiet", state=tmp_path / "user")
    try:
        time.sleep(2)
        save(first.vault / "a.md", block("print(1 / 0)"))
        watch.says("ZeroDivisionError")
        assert all("a.md" in line or line.startswith("    →") for line in watch.lines), watch.text
    finally:
        watch.end(signal.SIGTERM)


def test_on_a_terminal_a_status_line_says_what_is_happening(tmp_path: Path) -> None:
    make = {"a.md": block("print(1)")}
    with watched(tmp_path, make) as first:
        until(lambda: outputs(first.vault / "a.md") == ["1\n"], "the first pass")
    state = folders_of(tmp_path / "user")
    log = tmp_path / "typescript"
    command = f"{sys.executable} -m vault_runner watch {first.vault}"
    extra = {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(
        ["script", "-qefc", f"exec timeout -s INT 6 {command}", str(log)],
        env=environment(**state, **extra),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    ) as program:
        program.wait(60)
    shown = log.read_text(errors="replace")
    assert "watching 1 note, told by the system" in shown
    assert "stopped" in shown


def test_the_help_shows_examples(tmp_path: Path) -> None:
    shown = vault_run("watch", "--help", cwd=tmp_path).stdout
    assert "vault-run watch ~/Notes -j 2" in shown
    assert "Only approved notes run" in shown
    assert json.dumps(shown).count("--") >= 7
