"""Attacks with messages over both transports: refused or ignored, and the next honest one is answered."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest
from editor import Editor, Refused
from siege import MEMORY, eventually

PARSE, INVALID = -32700, -32600
DEEP = 100_000

BODIES: Mapping[str, tuple[bytes, int]] = {
    "lists in lists": (b"[" * DEEP, PARSE),
    "lists in lists, closed": (b"[" * DEEP + b"]" * DEEP, PARSE),
    "objects in objects": (b'{"a":' * DEEP + b"1" + b"}" * DEEP, PARSE),
    "a deep parameter": (b'{"jsonrpc":"2.0","id":9,"method":"x","params":' + b"[" * DEEP + b"]" * DEEP + b"}", PARSE),
    "a number of a million digits": (b'{"id":' + b"9" * 1_000_000 + b',"method":"x"}', PARSE),
    "a number beyond all": (b'{"id":1e999999,"method":"x"}', PARSE),
    "not a number": (b'{"id":NaN,"method":"x"}', PARSE),
    "half of a character": (b'{"id":"\\ud800","method":"x"}', PARSE),
    "a zero byte": (b'{"id":1,"method":"x"}\0', PARSE),
    "a comma too many": (b'{"id":1,"method":"x",}', PARSE),
    "a comment": (b'{"id":1,/**/"method":"x"}', PARSE),
    "two messages": (b'{"id":1,"method":"x"}{"id":2,"method":"x"}', PARSE),
    "a mark before it": (b'\xef\xbb\xbf{"id":1,"method":"x"}', PARSE),
    "a batch": (b'[{"jsonrpc":"2.0","id":1,"method":"shutdown"}]', INVALID),
    "an empty batch": (b"[]", INVALID),
    "a batch of a hundred thousand": (b"[" + b"1," * 100_000 + b"1]", INVALID),
    "a text": (b'"initialize"', INVALID),
    "nothing": (b"null", INVALID),
    "no method": (b'{"jsonrpc":"2.0"}', INVALID),
    "a list as identifier": (b'{"id":[],"method":"x"}', INVALID),
    "a method that is none": (b'{"method":{}}', INVALID),
    "two methods": (b'{"id":null,"method":"x","method":"shutdown"}', INVALID),
}
REQUESTS: Mapping[str, tuple[str, object]] = {
    "a method of nobody": ("vaultRunner/eval", {}),
    "a method of python": ("__class__", {}),
    "a method with a path": ("../../vaultRunner/run", {}),
    "a second handshake": ("initialize", {"initializationOptions": {"vaultRoot": "/"}}),
    "a command of nobody": ("workspace/executeCommand", {"command": "vaultRunner.shell", "arguments": ["id"]}),
    "a command of the system": ("workspace/executeCommand", {"command": "/bin/sh", "arguments": ["-c", "id"]}),
    "a command that is none": ("workspace/executeCommand", {"command": ["rm"], "arguments": 3}),
    "a run of nothing": ("vaultRunner/run", {}),
    "a run of the whole vault": ("vaultRunner/run", {"uri": "", "scope": "vault"}),
    "a run of a folder": ("vaultRunner/run", {"uri": "file:///", "scope": "folder"}),
    "a run of a scope of nobody": ("vaultRunner/run", {"uri": "", "scope": "system"}),
    "parameters in a list": ("vaultRunner/status", [1, 2]),
    "parameters of another kind": ("vaultRunner/run", {"uri": {"a": 1}, "scope": 3, "blockId": []}),
    "an answer of nobody": ("vaultRunner/trust", {"answer": "everything", "uri": ""}),
    "an answer without a note": ("vaultRunner/trust", {"answer": "note", "uri": "", "digest": ""}),
    "python as a method": ("vaultRunner/run; import os", {"uri": "x"}),
}


def _raw(editor: Editor, body: bytes) -> None:
    assert editor.process.stdin is not None
    editor.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
    editor.process.stdin.flush()


def _is_served(editor: Editor) -> bool:
    return bool(editor.ask("vaultRunner/status")["protocol"] == 1)


def test_what_is_no_message(editor: Editor) -> None:
    editor.start(trusted=False)
    for name, (body, code) in BODIES.items():
        _raw(editor, body)
        with pytest.raises(Refused) as refused:
            editor.answer(None)  # type: ignore[arg-type]  # an error that names no request
        assert refused.value.code == code, name
        assert _is_served(editor), name


def test_requests_that_nobody_meets(editor: Editor) -> None:
    editor.start(trusted=False)
    for number, (name, (method, params)) in enumerate(REQUESTS.items(), 5000):
        editor.send({"id": number, "method": method, "params": params})
        try:
            answer = editor.answer(number)
        except Refused as refused:
            told = str(refused)
            assert "mistake" not in told, name
        else:
            assert answer.get("done") is False or answer.get("queued") == [], name
    assert _is_served(editor)


def test_answers_that_nobody_asked_for(editor: Editor) -> None:
    editor.start(trusted=False)
    for number in range(200):
        editor.send({"id": f"vault-run-{number}", "result": {"placed": True, "title": "This note, as it stands now"}})
        editor.send({"id": f"vault-run-{number}", "error": {"code": "x", "message": []}})
    assert _is_served(editor)


def test_before_the_handshake_and_after_the_goodbye_nothing_is_done(editor: Editor) -> None:
    uri = editor.uri("a.md")
    for number, method in enumerate(("vaultRunner/run", "vaultRunner/trust", "vaultRunner/status", "shutdown"), 100):
        editor.send({"id": number, "method": method, "params": {"uri": uri, "scope": "note", "answer": "vault"}})
        with pytest.raises(Refused) as refused:
            editor.answer(number)
        assert refused.value.code == -32002
    editor.start(trusted=False)
    editor.ask("shutdown")
    for number, method in enumerate(("vaultRunner/run", "vaultRunner/trust", "initialize"), 200):
        editor.send({"id": number, "method": method, "params": {"uri": uri, "scope": "note", "answer": "vault"}})
        with pytest.raises(Refused) as refused:
            editor.answer(number)
        assert refused.value.code == -32600
    assert not editor.approvals.standing(editor.vault).trusted


def test_one_identifier_for_many_requests(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("a.md", "# A\n")
    for _ in range(300):
        editor.send({"id": 7, "method": "textDocument/codeLens", "params": {"textDocument": {"uri": uri}}})
    assert _is_served(editor)


def test_a_storm_of_cancels(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("a.md", "# A\n")
    for number in range(1000):
        editor.send({"id": 10_000 + number, "method": "textDocument/hover", "params": {"textDocument": {"uri": uri}}})
        editor.notify("$/cancelRequest", id=10_000 + number)
        editor.notify("$/cancelRequest", id=number * 7)
    oddities: list[object] = [[], {}, None, 1.5, "x" * 100_000]
    for odd in oddities:
        editor.notify("$/cancelRequest", id=odd)
        editor.notify("window/workDoneProgress/cancel", token=odd)
    assert _is_served(editor)


@pytest.mark.parametrize(
    "changes",
    [
        [{"range": {"start": {"line": -1, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "x"}],
        [{"range": {"start": {"line": 0, "character": -5}, "end": {"line": 0, "character": 0}}, "text": "x"}],
        [{"range": {"start": {"line": 9**18, "character": 9**18}, "end": {"line": 9**18, "character": 0}}, "text": ""}],
        [{"range": {"start": {"line": 2, "character": 0}, "end": {"line": 0, "character": 0}}, "text": "x"}],
        [{"range": {"start": {"line": "0", "character": None}, "end": {}}, "text": "x"}],
        [{"range": {"start": {"line": 0.5, "character": 0}, "end": {"line": 1, "character": 0}}, "text": "x"}],
        [{"range": [], "text": "x"}],
        [{"text": 3}],
        [{}],
        [[]],
        {"text": "x"},
        "x",
        None,
    ],
)
def test_changes_that_are_none(standing: Editor, changes: object) -> None:
    editor, name = standing, f"{len(standing.texts)}.md"
    uri = editor.open(name, "# A\n\nb\n")
    editor.notify("textDocument/didChange", textDocument={"uri": uri, "version": 2}, contentChanges=changes)
    assert _is_served(editor)
    assert editor.process.poll() is None
    editor.change(uri, 3, "$$ 1 = 2 $$\n")
    editor.wait(
        "textDocument/publishDiagnostics",
        lambda params: params["uri"] == uri and params["version"] == 3 and params["diagnostics"],
    )


def test_a_giant_note_is_borne(editor: Editor) -> None:
    editor.start(trusted=False)
    editor.open("giant.md", "word $x$ and more of it\n" * 200_000)
    assert _is_served(editor)
    editor.open("wide.md", "a" * 4_000_000)
    assert _is_served(editor)


def test_notes_without_number(editor: Editor) -> None:
    editor.start(trusted=False)
    for number in range(300):
        editor.open(f"{number}.md", "# A\n")
    assert _is_served(editor)


def test_who_reads_nothing_over_a_pipe_is_left(vault: Path, tmp_path: Path) -> None:
    text = "".join(f"```python run\nprint({number})\n```\n\n" for number in range(300))
    uri = (vault / "a.md").as_uri()
    process = subprocess.Popen(
        [sys.executable, "-m", "vault_runner", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env={"PATH": "/usr/bin:/bin", "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)},
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    most = 0

    def say(method: str, params: object, identifier: int | None = None) -> None:
        named = {} if identifier is None else {"id": identifier}
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **named}).encode()
        process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))  # type: ignore[union-attr]
        process.stdin.flush()  # type: ignore[union-attr]

    try:
        options = {"vaultRoot": str(vault)}
        say("initialize", {"processId": None, "capabilities": {}, "initializationOptions": options}, 1)
        say("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "", "version": 1, "text": text}})
        number, end = 2, time.monotonic() + 60
        while process.poll() is None and time.monotonic() < end:
            try:
                say("textDocument/codeLens", {"textDocument": {"uri": uri}}, number)
            except OSError:
                break
            number += 1
            if number % 200 == 0:
                pages = Path(f"/proc/{process.pid}/statm").read_text().split()[1]
                most = max(most, int(pages) * 4096)
        assert process.wait(20) == 0
        assert most < MEMORY
    finally:
        process.kill()
        with contextlib.suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        process.wait()


def test_a_client_that_is_killed_takes_its_server_along(editor: Editor) -> None:
    editor.start(trusted=False)
    editor.process.kill()
    assert eventually(lambda: editor.process.poll() is not None)
