"""Attacks on the question whether a note may run, over both transports: nothing runs without the user's word."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from editor import Editor, Refused, Said
from siege import FarEditor, Siege, eventually, lives

NOT_TRUSTED = 1001


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    return tmp_path / "vault" / "canary"


def _note(canary: Path) -> str:
    return f"```python run\nopen({str(canary)!r}, 'w').close()\n```\n"


def _digest(editor: Editor, uri: str) -> str:
    told: str = editor.ask("vaultRunner/approval", uri=uri)["digest"]
    return told


def _is_refused(editor: Editor, uri: str) -> bool:
    try:
        editor.ask("vaultRunner/run", uri=uri, scope="note")
    except Refused as refused:
        return refused.code == NOT_TRUSTED
    return False


def _started_nothing(editor: Editor, method: str, **params: object) -> None:
    try:
        assert editor.ask(method, **params)["queued"] == []
    except Refused as refused:
        code = refused.code
        assert code == NOT_TRUSTED, params


def _answered(editor: Editor, **answer: object) -> bool:
    try:
        return bool(editor.ask("vaultRunner/trust", **answer)["done"])
    except Refused:
        return False


ANSWERS: dict[str, Callable[[Editor, str], dict[str, object]]] = {
    "a wrong digest": lambda _editor, uri: {"answer": "note", "uri": uri, "digest": "0" * 64},
    "no digest": lambda _editor, uri: {"answer": "note", "uri": uri},
    "a digest in capitals": lambda editor, uri: {"answer": "note", "uri": uri, "digest": _digest(editor, uri).upper()},
    "a part of the digest": lambda editor, uri: {"answer": "note", "uri": uri, "digest": _digest(editor, uri)[:8]},
    "the digest of another note": lambda editor, uri: {
        "answer": "note", "uri": uri, "digest": _digest(editor, editor.open("other.md", "```python run\n1\n```\n")),
    },
    "the answer for another note": lambda editor, uri: {
        "answer": "note", "uri": editor.open("twin.md", editor.texts[uri] + "\n\n```python run\n2\n```\n"),
        "digest": _digest(editor, uri),
    },
    "an answer of another kind": lambda _editor, uri: {"answer": "yes", "uri": uri},
    "a yes as a boolean": lambda _editor, uri: {"answer": True, "uri": uri},
    "a note that is not open": lambda editor, _uri: {"answer": "note", "uri": editor.uri("x.md"), "digest": "0"},
}  # fmt: skip


def test_no_wrong_answer_approves(editor: Editor, canary: Path) -> None:
    editor.start(trusted=False)
    uri = editor.open("a.md", _note(canary))
    for name, answer in ANSWERS.items():
        assert not _answered(editor, **answer(editor, uri)), name
        assert _is_refused(editor, uri), name
    assert not canary.exists()


def test_an_answer_is_not_good_for_what_the_note_became(editor: Editor, canary: Path) -> None:
    editor.start(trusted=False)
    uri = editor.open("a.md", "```python run\n1 + 1\n```\n")
    digest = _digest(editor, uri)
    editor.change(uri, 2, _note(canary))
    assert not _answered(editor, answer="note", uri=uri, digest=digest)
    assert _is_refused(editor, uri)
    editor.change(uri, 3, "```python run\n1 + 1\n```\n")
    assert _answered(editor, answer="note", uri=uri, digest=digest)
    editor.change(uri, 4, _note(canary))
    assert not _answered(editor, answer="note", uri=uri, digest=digest)
    assert _is_refused(editor, uri)
    assert not canary.exists()


def test_no_command_goes_round_the_question(editor: Editor, canary: Path) -> None:
    editor.start(trusted=False)
    uri = editor.open("a.md", _note(canary))
    block = editor.wait("vaultRunner/blocks")["blocks"][0]["id"]
    for scope in ("note", "block", "above", "below", "out-of-date"):
        _started_nothing(editor, "vaultRunner/run", uri=uri, scope=scope, blockId=block, force=True)
    for command in ("vaultRunner.runNote", "vaultRunner.runBlock", "vaultRunner.runAbove"):
        _started_nothing(editor, "workspace/executeCommand", command=command, arguments=[uri, block])
    time.sleep(0.5)
    assert not canary.exists()


@pytest.mark.parametrize(
    "setting",
    ["python: {}/fake-python\n", "network: true\n", "shell: true\n", "trust: all\n", "approved: true\n"],
)
def test_the_vaults_settings_widen_nothing(standing: Editor, setting: str) -> None:
    editor, canary = standing, standing.vault / f"canary-{len(standing.texts)}"
    fake = editor.vault / "fake-python"
    fake.write_text(f'#!/bin/sh\n: > {canary}\nexec python3 "$@"\n')
    fake.chmod(0o755)
    uri = editor.open(f"{len(editor.texts)}.md", _note(canary))
    (editor.vault / "vault-run.yaml").write_text(setting.format(editor.vault))
    changed = [{"uri": editor.uri("vault-run.yaml"), "type": 2}]
    editor.notify("workspace/didChangeWatchedFiles", changes=changed)
    assert _is_refused(editor, uri)
    time.sleep(0.5)
    assert not canary.exists()


def test_the_clients_options_widen_nothing(editor: Editor, canary: Path) -> None:
    fake = editor.vault / "fake-python"
    fake.write_text(f"#!/bin/sh\n: > {canary}\n")
    fake.chmod(0o755)
    options: dict[str, Any] = {"interpreter": str(fake), "network": True, "shell": True, "approved": True}
    editor.start(trusted=False, **options)
    uri = editor.open("a.md", _note(canary))
    editor.ask("textDocument/codeLens", textDocument={"uri": uri})
    assert _is_refused(editor, uri)
    time.sleep(0.5)
    assert not canary.exists()


def test_what_a_block_prints_forges_no_message(editor: Editor) -> None:
    forged = (
        "import os, sys\n"
        'frame = \'Content-Length: 56\\r\\n\\r\\n{"jsonrpc":"2.0","method":"forged","params":{"a":123456}}\'\n'
        "print(frame); sys.stderr.write(frame); sys.__stdout__.write(frame)\n"
        "for descriptor in range(40):\n"
        "    try:\n"
        "        os.write(descriptor, frame.encode())\n"
        "    except OSError:\n"
        "        pass\n"
    )
    editor.start()
    uri = editor.open("a.md", f"```python run\n{forged}```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/blockState", lambda told: told["state"] in {"ok", "failed"})
    assert editor.ask("vaultRunner/status")["protocol"] == 1
    assert editor.broken == b""
    assert [said for said in editor.heard if said.get("method") == "forged"] == []


def test_a_spoofed_token_of_progress_stops_nothing_else(editor: Editor) -> None:
    editor.start()
    uri = editor.open("a.md", "```python run\nimport time\ntime.sleep(1.5)\nprint('whole')\n```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    for token in ("", "run-2", "run-", "run-1 ", "RUN-1", "../run-1", 1, None, ["run-1"], {"run": 1}):
        editor.notify("window/workDoneProgress/cancel", token=token)
        editor.notify("$/progress", token=token, value={"kind": "end"})
    editor.wait("vaultRunner/result", lambda place: "whole" in str(place))


def test_who_is_killed_in_a_run_leaves_no_process(meet: Callable[..., Any], canary: Path) -> None:
    editor = meet()
    editor.start()
    text = f"```python run\nimport os, time\nopen({str(canary)!r}, 'w').write(str(os.getpid()))\ntime.sleep(100)\n```\n"
    uri = editor.open("a.md", text)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert eventually(lambda: canary.exists() and canary.read_text())
    worker = int(canary.read_text())
    assert lives(worker)
    editor.process.kill()
    assert eventually(lambda: not lives(worker))


def test_the_notes_code_does_not_find_the_token(vault: Path, tmp_path: Path) -> None:
    with Siege(vault, tmp_path / "cache") as siege, FarEditor(siege) as editor:
        editor.start()
        code = "import os\nprint(sorted(os.environ.items()))\nprint(open('/proc/self/cmdline').read())\n"
        parents = (
            "at = os.getpid()\n"
            "while at > 1:\n"
            "    try:\n"
            "        print(open(f'/proc/{at}/cmdline').read(), open(f'/proc/{at}/environ', errors='replace').read())\n"
            "        at = int(open(f'/proc/{at}/stat').read().rpartition(')')[2].split()[1])\n"
            "    except OSError:\n"
            "        break\n"
        )
        uri = editor.open("a.md", f"```python run\n{code}{parents}```\n")
        editor.ask("vaultRunner/run", uri=uri, scope="note")
        told: Said = editor.wait("vaultRunner/result")
        assert "XDG" in str(told) or "PATH" in str(told)
        assert siege.token not in str(editor.transcript)
        assert siege.token not in Path(f"/proc/{siege.process.pid}/cmdline").read_text()
    assert os.path.isdir(vault)  # noqa: PTH112 - the vault stands


def test_it_runs_unasked_once_the_guards_are_off(unguarded: Siege) -> None:
    canary = unguarded.vault / "canary"
    with FarEditor(unguarded) as editor:
        editor.start(trusted=False)
        uri = editor.open("a.md", _note(canary))
        assert not _is_refused(editor, uri)
