"""Whatever a client sends, it is answered as JSON-RPC says, and the server goes on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from editor import Editor, Refused, Said


def _send(editor: Editor, raw: bytes) -> None:
    assert editor.process.stdin is not None
    editor.process.stdin.write(raw)
    editor.process.stdin.flush()


def _frame(body: bytes) -> bytes:
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


def _error(editor: Editor, identifier: object = None) -> Said:
    with pytest.raises(Refused) as refused:
        editor.answer(identifier)  # type: ignore[arg-type]  # an error may name no request
    return {"code": refused.value.code, "message": str(refused.value)}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (_frame(b"{"), -32700),
        (_frame(b"\xff\xfe"), -32700),
        (_frame(b"[" * 100_000), -32700),
        (_frame(b""), -32700),
        (b"Content-Type: text\r\n\r\n", -32700),
        (b"\r\n", -32700),
        (_frame(b"3"), -32600),
        (_frame(b"[]"), -32600),
        (_frame(b'[{"jsonrpc":"2.0","id":1,"method":"vaultRunner/status"}]'), -32600),
        (_frame(b'{"jsonrpc":"2.0"}'), -32600),
        (_frame(b'{"jsonrpc":"2.0","id":1.5,"method":"vaultRunner/status"}'), -32600),
        (_frame(b'{"jsonrpc":"2.0","id":null,"method":"vaultRunner/status"}'), -32600),
        (_frame(b'{"jsonrpc":"2.0","id":true,"method":"vaultRunner/status"}'), -32600),
        (_frame(b'{"jsonrpc":"2.0","id":{},"method":"vaultRunner/status"}'), -32600),
    ],
)
def test_what_is_no_message_is_refused_and_the_next_is_answered(standing: Editor, raw: bytes, code: int) -> None:
    _send(standing, raw)
    assert _error(standing)["code"] == code
    assert standing.ask("vaultRunner/status")["jobs"] == []


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({"method": 3}, -32600),
        ({"method": "vaultRunner/nothing"}, -32601),
        ({"method": "vaultRunner/run", "params": [1]}, -32602),
        ({"method": "vaultRunner/run", "params": {"uri": 3, "scope": "note"}}, -32602),
        ({"method": "vaultRunner/trust", "params": {"answer": "note", "uri": "file:///elsewhere.md"}}, 1010),
        ({"method": "vaultRunner/approval", "params": {"uri": "file:///etc/passwd"}}, 1010),
        ({"method": "textDocument/hover", "params": {"textDocument": {"uri": "?"}, "position": {}}}, None),
        ({"method": "initialize", "params": {}}, -32600),
        ({"method": "workspace/executeCommand", "params": {"command": "rm"}}, -32602),
        ({"method": "workspace/executeCommand", "params": {"command": {}, "arguments": {}}}, -32602),
    ],
)
def test_a_request_that_can_not_be_met_is_refused_by_its_number(
    standing: Editor, message: Said, code: int | None
) -> None:
    standing.send({"id": 4711, **message})
    if code is None:
        assert standing.answer(4711) is None
    else:
        assert _error(standing, 4711)["code"] == code
    assert standing.ask("vaultRunner/status")["jobs"] == []


def test_a_message_that_is_too_large_is_passed_over(editor: Editor) -> None:
    editor.start()
    _send(editor, b"Content-Length: %d\r\n\r\n" % (70 << 20))
    for _ in range(70):
        _send(editor, b" " * (1 << 20))
    assert "more than" in _error(editor)["message"]
    assert editor.ask("vaultRunner/status")["jobs"] == []


def test_after_a_header_without_end_the_server_says_so_and_leaves(editor: Editor) -> None:
    editor.start()
    _send(editor, b"X: " + b"x" * (40 << 10))
    assert "header is too long" in _error(editor)["message"]
    assert editor.process.wait(10) == 0


@pytest.mark.parametrize("method", ["vaultRunner/status", "shutdown", "textDocument/hover", "vaultRunner/run"])
def test_before_the_handshake_nothing_is_done(editor: Editor, method: str) -> None:
    with pytest.raises(Refused) as refused:
        editor.ask(method)
    assert refused.value.code == -32002
    editor.notify("textDocument/didOpen", textDocument={})
    editor.start()


def test_after_shutdown_nothing_is_done(editor: Editor) -> None:
    editor.start()
    editor.ask("shutdown")
    for method in ("vaultRunner/status", "shutdown", "initialize", "textDocument/hover"):
        with pytest.raises(Refused) as refused:
            editor.ask(method)
        assert refused.value.code == -32600
    editor.notify("exit")
    assert editor.process.wait(10) == 0


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("textDocument/didOpen", {"textDocument": {"uri": "file:///x", "text": 3, "version": "a"}}),
        ("textDocument/didChange", {"textDocument": {"uri": []}, "contentChanges": 4}),
        ("textDocument/didChange", []),
        ("textDocument/didClose", {}),
        ("$/cancelRequest", {"id": {}}),
        ("$/cancelRequest", None),
        ("window/workDoneProgress/cancel", {"token": []}),
        ("workspace/didChangeWatchedFiles", {"changes": [{"uri": 3}]}),
        ("workspace/didRenameFiles", {"files": 3}),
        ("workspace/didDeleteFiles", {"files": [{}]}),
        ("no/such", {"x": 1}),
    ],
)
def test_a_notification_that_can_not_be_read_is_passed_over(standing: Editor, method: str, params: object) -> None:
    standing.send({"method": method, "params": params})
    assert standing.ask("vaultRunner/status")["jobs"] == []


def test_half_a_character_in_a_note_stops_nothing(editor: Editor) -> None:
    editor.start()
    uri = editor.uri("n.md")
    said = {
        "uri": uri,
        "languageId": "markdown",
        "version": 1,
        "text": "x \ud83d y\n\n```python run\nprint('\ud83d')\n```\n",
    }
    _send(
        editor,
        _frame(
            json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": said}}).encode()
        ),
    )
    assert editor.ask("vaultRunner/status")["jobs"] == []
    editor.open("m.md", "$$1 + 1 = 2$$\n")
    assert editor.wait("vaultRunner/checks", lambda told: told["uri"].endswith("m.md"))["checks"]


def test_settings_that_can_not_be_read_are_told_and_mended_while_the_server_runs(
    start: Callable[[], Editor], vault: Path
) -> None:
    (vault / "vault-run.yaml").write_text("pyhton: x\n")
    editor = start()
    editor.start()
    assert "pyhton" in editor.wait("window/showMessage")["message"]
    with pytest.raises(Refused, match="pyhton"):
        editor.ask("vaultRunner/status")
    (vault / "vault-run.yaml").write_text("")
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("vault-run.yaml"), "type": 2}])
    assert editor.ask("vaultRunner/status")["jobs"] == []
    uri = editor.open("n.md", "```python run\nprint(1)\n```\n")
    editor.wait("vaultRunner/blocks")
    assert editor.ask("vaultRunner/run", uri=uri, scope="note")["queued"]
