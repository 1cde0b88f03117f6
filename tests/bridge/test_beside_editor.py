"""What the command line mends, adopts and takes back while an editor has the vault open: nothing behind its back."""

from __future__ import annotations

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from command import vault_run
from editor import Editor

from vault_runner.write.protocol.ground import place_of

SHAPE = "```python run\nimport numpy as np\nx = np.zeros((2, 3))  # (2, 4)\n```\n"
PASTED = "```python run\nprint('mine')\n```\n\nOutput:\n\n```text\nmine\n```\n"


def _holding(editor: Editor) -> None:
    editor.start()
    holder = place_of(editor.state / "writes", editor.vault) / "holder"
    end = time.monotonic() + 20
    while not holder.is_file() and time.monotonic() < end:
        time.sleep(0.02)


def _beside(editor: Editor, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(vault_run, *arguments)
        while not command.done():
            editor.all("vaultRunner/result")
            time.sleep(0.02)
    return command.result()


def _said(ran: subprocess.CompletedProcess[str]) -> str:
    return " ".join((ran.stdout + ran.stderr).split())


def _closed(editor: Editor) -> None:
    editor.__exit__(None, None, None)


def test_undo_says_where_to_take_it_back(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text("```python run\nprint(1)\n```\n")
    assert vault_run("run", note).returncode == 0
    written = note.read_text()
    _holding(editor)
    undone = _beside(editor, "undo", editor.vault)
    assert undone.returncode == 1
    assert "has this vault open in an editor and writes its notes" in _said(undone)
    assert "nothing was taken back: undo it in that editor, or close the vault there" in _said(undone)
    assert note.read_text() == written
    _closed(editor)
    assert vault_run("undo", editor.vault).returncode == 0
    assert note.read_text() != written


def test_repairs_wait_until_the_editor_has_closed_the_vault(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(SHAPE)
    _holding(editor)
    mended = _beside(editor, "check", "--fix", note)
    assert mended.returncode == 1
    assert "once it has closed the vault" in _said(mended)
    assert note.read_text() == SHAPE, "nobody writes below the editor's feet"
    assert not editor.all("vaultRunner/result")
    _closed(editor)
    vault_run("run", note)  # finds the statement wrong before it writes what waits
    assert "# (2, 3)" in note.read_text()


def test_what_is_adopted_waits_too(editor: Editor) -> None:
    note = editor.vault / "n.md"
    note.write_text(PASTED)
    _holding(editor)
    adopted = _beside(editor, "run", "--adopt", note)
    assert adopted.returncode == 1
    assert "once it has closed the vault" in _said(adopted)
    assert note.read_text() == PASTED
    _closed(editor)
    assert vault_run("run", note).returncode == 0
    assert note.read_text().count("mine\n") == 1
