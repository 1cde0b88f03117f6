"""Progress of runs, how they are stopped, and what follows a note when it is renamed or deleted."""

from __future__ import annotations

import time
from pathlib import Path

from editor import Editor, Said

ENDLESS = (
    "```python run\nimport os, time\nopen('pid', 'w').write(str(os.getpid()))\nprint('begun', flush=True)\n"
    "while True:\n    time.sleep(0.01)\n```\n"
)
TWO = "```python run\nprint(1)\n```\n\n```python run\nprint(2)\n```\n"
SHAPES = "😀\n\n```python run\nimport numpy as np\na = np.zeros((2, 3)); b = a.T\nc = 1\n```\n"


def _start(editor: Editor, **capabilities: Said) -> None:
    editor.approvals.approve_vault(editor.vault)
    own = {"vaultRunner": {"protocol": [1, 1], "writes": "client"}}
    editor.ask(
        "initialize",
        processId=None,
        rootUri=editor.vault.as_uri(),
        capabilities={"experimental": own, **capabilities},
    )
    editor.notify("initialized")


def _is_gone(editor: Editor) -> bool:
    """Tell whether the process that ran the block has ended."""
    process = int((editor.vault / "pid").read_text())
    end = time.monotonic() + 10
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    return not Path(f"/proc/{process}").exists()


def test_a_run_shows_its_progress(editor: Editor) -> None:
    _start(editor, window={"workDoneProgress": True})
    uri = editor.open("n.md", TWO)
    run = editor.ask("vaultRunner/run", uri=uri, scope="note")["runId"]
    assert editor.wait("window/workDoneProgress/create")["token"] == run
    begin = editor.wait("$/progress")
    assert begin["token"] == run
    assert begin["value"]["kind"] == "begin"
    assert begin["value"]["title"] == "Running n.md"
    assert begin["value"]["cancellable"] is True
    end = editor.wait("$/progress", lambda said: said["value"]["kind"] == "end")
    assert end["value"]["message"] == "done"
    shares = [said["value"]["percentage"] for said in editor.all("$/progress") if "percentage" in said["value"]]
    assert shares == sorted(shares)


def test_an_editor_that_shows_no_progress_is_told_of_none(editor: Editor) -> None:
    _start(editor)
    uri = editor.open("n.md", TWO)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    assert not editor.all("window/workDoneProgress/create")
    assert not editor.all("$/progress")


def test_the_stop_button_of_the_progress_ends_the_process(editor: Editor) -> None:
    _start(editor, window={"workDoneProgress": True})
    uri = editor.open("n.md", ENDLESS)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/output")
    token = editor.wait("$/progress")["token"]
    editor.notify("window/workDoneProgress/cancel", token=token)
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
    assert editor.wait("$/progress", lambda said: said["value"]["kind"] == "end")["value"]["message"] == "stopped"
    assert _is_gone(editor)


def test_to_cancel_the_request_that_started_a_run_ends_the_process(editor: Editor) -> None:
    _start(editor)
    uri = editor.open("n.md", ENDLESS)
    identifier = editor.post("vaultRunner/run", uri=uri, scope="note")
    assert editor.answer(identifier)["queued"]
    editor.wait("vaultRunner/output")
    editor.notify("$/cancelRequest", id=identifier)
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
    assert _is_gone(editor)


def test_shapes_stand_behind_their_lines_after_a_run(editor: Editor) -> None:
    _start(editor, workspace={"inlayHint": {"refreshSupport": True}})
    uri = editor.open("n.md", SHAPES)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 7, "character": 0}}
    assert editor.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=whole) == []
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("workspace/inlayHint/refresh")
    (hint,) = editor.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=whole)
    assert hint["label"] == "a: (2, 3), b: (3, 2)"
    assert hint["position"] == {"line": 4, "character": 29}
    top = {"start": {"line": 0, "character": 0}, "end": {"line": 3, "character": 0}}
    assert editor.ask("textDocument/inlayHint", textDocument={"uri": uri}, range=top) == []


def test_after_a_restart_nothing_is_taken_over(editor: Editor) -> None:
    _start(editor)
    uri = editor.open("n.md", "```python run\nprint(1)\n```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    editor.wait("vaultRunner/checks", bool)
    assert editor.ask("vaultRunner/restart", uri=uri)["done"]
    editor.heard.clear()
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert editor.wait("vaultRunner/output")["text"] == "1\n"


def test_a_result_follows_its_note_to_its_new_name(editor: Editor) -> None:
    _start(editor)
    waiting = "while not os.path.exists('go'):\n    time.sleep(0.01)\n"
    text = f"```python run\nimport os, time\nprint('x', flush=True)\n{waiting}```\n"
    old = editor.open("n.md", text)
    editor.ask("vaultRunner/run", uri=old, scope="note")
    editor.wait("vaultRunner/output")
    new = editor.uri("m.md")
    editor.notify("workspace/didRenameFiles", files=[{"oldUri": old, "newUri": new}])
    editor.notify("textDocument/didClose", textDocument={"uri": old})
    editor.open("m.md", text)
    assert editor.ask("vaultRunner/status")["jobs"][0]["uri"] == new
    (editor.vault / "go").touch()
    assert editor.wait("vaultRunner/result")["uri"] == new
    told = editor.wait("vaultRunner/blockState", lambda said: said["state"] == "ok")
    assert told["uri"] == new


def test_a_note_that_is_deleted_runs_no_longer(editor: Editor) -> None:
    _start(editor)
    uri = editor.open("n.md", ENDLESS)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/output")
    editor.notify("workspace/didDeleteFiles", files=[{"uri": uri}])
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
    assert _is_gone(editor)


def test_a_file_that_changes_beside_the_notes_is_looked_at(editor: Editor) -> None:
    (editor.vault / "mine.py").write_text("VALUE = 1\n")
    editor.start(trusted=False)
    uri = editor.open("n.md", "```python run\nimport mine\n```\n")
    digest = editor.ask("vaultRunner/approval", uri=uri)["digest"]
    editor.ask("vaultRunner/trust", answer="note", uri=uri, digest=digest)
    editor.wait("vaultRunner/blocks", lambda said: said["trusted"])
    editor.heard.clear()
    (editor.vault / "mine.py").write_text("VALUE = 2\n")
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("mine.py"), "type": 2}])
    assert editor.wait("vaultRunner/blocks")["trusted"] is False


def test_new_settings_hold_at_once(editor: Editor) -> None:
    _start(editor, workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    watched = editor.wait("client/registerCapability")["registrations"][0]["registerOptions"]["watchers"]
    assert {"globPattern": "**/vault-run.yaml"} in watched
    uri = editor.open("n.md", "```python\nprint(1)\n```\n")
    assert editor.wait("vaultRunner/blocks")["blocks"][0]["executable"] is False
    (editor.vault / "vault-run.yaml").write_text("execute: all\n")
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("vault-run.yaml"), "type": 2}])
    assert editor.wait("vaultRunner/blocks")["blocks"][0]["executable"] is True
    assert editor.ask("vaultRunner/run", uri=uri, scope="note")["queued"]
    editor.wait("vaultRunner/result")


def test_a_block_that_asks_for_input_fails_and_says_so(editor: Editor) -> None:
    _start(editor)
    uri = editor.open("n.md", "```python run\nprint('before')\nname = input('who? ')\n```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    told = editor.wait("vaultRunner/blockState", lambda said: said["state"] == "failed")
    assert told["line"] == 2
    assert "Error" in "".join(each["text"] for each in editor.all("vaultRunner/output") if each["stream"] == "error")
