"""Attacks with addresses over both transports: no file outside the vault is read, shown or written."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from editor import Editor, Refused
from siege import FarEditor, Siege

CANARY = "canary-of-the-outside"
BLOCK = "```python run\nprint('ran')\n```\n"

ADDRESSES: Mapping[str, Callable[[Path], str]] = {
    "up": lambda vault: f"file://{vault}/../outside/secret.md",
    "up, encoded": lambda vault: f"file://{vault}/%2e%2e/outside/secret.md",
    "up, encoded in capitals": lambda vault: f"file://{vault}/%2E%2E%2Foutside%2Fsecret.md",
    "up, encoded twice": lambda vault: f"file://{vault}/%252e%252e/../../outside/secret.md",
    "up from a folder that is none": lambda vault: f"file://{vault}/none/../../outside/secret.md",
    "up, with backslashes": lambda vault: f"file://{vault.parent}/outside\\..\\outside/secret.md",
    "plainly outside": lambda vault: (vault.parent / "outside/secret.md").as_uri(),
    "a brother whose name begins alike": lambda vault: f"file://{vault}-other/secret.md",
    "by a link to a note": lambda vault: f"file://{vault}/link.md",
    "by a link to a folder": lambda vault: f"file://{vault}/folder/secret.md",
    "by a link to a link": lambda vault: f"file://{vault}/twice.md",
    "of another host": lambda vault: f"file://attacker.example{vault}/note.md",
    "of a share": lambda vault: f"file:////attacker.example{vault}/note.md",
    "of this machine's share": lambda vault: f"file:///{vault}/note.md",
    "of a drive": lambda _vault: "file:///C:/Windows/note.md",
    "no file": lambda vault: f"http://127.0.0.1{vault}/note.md",
    "no address": lambda vault: f"{vault}/note.md",
    "a zero byte": lambda vault: f"file://{vault}/note.md%00.md",
    "a zero byte at the end": lambda vault: f"file://{vault}/../outside/secret.txt%00.md",
    "a query": lambda vault: f"file://{vault}/note.md?../outside/secret.md",
    "a fragment": lambda vault: f"file://{vault}/note.md#../outside",
    "brackets": lambda vault: f"file://[{vault}/note.md",
    "no note": lambda vault: f"file://{vault}/../outside/secret.txt",
    "settings as a note": lambda vault: f"file://{vault}/vault-run.yaml",
    "a device": lambda _vault: "file:///dev/zero.md",
    "the process": lambda _vault: "file:///proc/self/environ",
    "a very long name": lambda vault: f"file://{vault}/{'a/../' * 3000}../outside/secret.md",
    "nothing": lambda _vault: "",
}


@pytest.fixture
def outside(vault: Path) -> Path:
    folder = vault.parent / "outside"
    folder.mkdir()
    other = vault.parent / "vault-other"
    other.mkdir()
    for each in (folder / "secret.md", folder / "secret.txt", other / "secret.md"):
        each.write_text(f"# {CANARY}\n\n{BLOCK}")
    (vault / "link.md").symlink_to(folder / "secret.md")
    (vault / "folder").symlink_to(folder)
    (vault / "twice.md").symlink_to(vault / "link.md")
    (vault / "note.md").write_text(BLOCK)
    return folder


def _print_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in sorted(folder.iterdir())}


def _tried(editor: Editor, uri: str) -> list[str]:
    """Do all that can be done with an address; return what was not refused."""
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": BLOCK}
    editor.notify("textDocument/didOpen", textDocument=item)
    requests: list[tuple[str, dict[str, object]]] = [
        ("vaultRunner/approval", {"uri": uri}),
        ("vaultRunner/trust", {"answer": "note", "uri": uri, "digest": "0" * 64}),
        ("vaultRunner/run", {"uri": uri, "scope": "note"}),
        ("vaultRunner/clear", {"uri": uri}),
        ("vaultRunner/restart", {"uri": uri}),
        ("workspace/executeCommand", {"command": "vaultRunner.runNote", "arguments": [uri]}),
        ("workspace/executeCommand", {"command": "vaultRunner.clear", "arguments": [uri]}),
        ("workspace/executeCommand", {"command": "vaultRunner.check", "arguments": [uri]}),
    ]
    kept = []
    for method, params in requests:
        try:
            answer = editor.ask(method, **params)
        except Refused as refused:
            if refused.code != 1010:
                kept.append(f"{method}: {refused}")
        else:
            if answer.get("done") is not False:
                kept.append(method)
    editor.notify("workspace/didRenameFiles", files=[{"oldUri": uri, "newUri": editor.uri("note.md")}])
    editor.notify("workspace/didDeleteFiles", files=[{"uri": uri}])
    return kept


def test_no_address_leads_out(editor: Editor, outside: Path) -> None:
    before = _print_of(outside)
    editor.start()
    for name, address in ADDRESSES.items():
        assert _tried(editor, address(editor.vault)) == [], name
    assert editor.ask("vaultRunner/status")["jobs"] == []
    assert CANARY not in json.dumps([said for who, said in editor.transcript if who == "server"])
    assert _print_of(outside) == before


def test_an_honest_note_beside_them_runs(editor: Editor, outside: Path) -> None:
    editor.start()
    uri = editor.open("note.md", BLOCK)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result", lambda place: "ran" in str(place))
    assert _print_of(outside)


def test_the_canary_is_seen_once_the_guards_are_off(unguarded: Siege) -> None:
    outside = unguarded.vault.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(f"# {CANARY}\n")
    with FarEditor(unguarded) as editor:
        editor.start(trusted=False)
        assert _tried(editor, ADDRESSES["plainly outside"](unguarded.vault)) != []


@pytest.mark.parametrize("root", ["/", "/etc", "..", "../outside", "link"])
def test_over_the_network_no_other_vault_is_served(siege: Siege, root: str) -> None:
    link = siege.vault / "link"
    if not link.is_symlink():
        link.symlink_to("/")
    with FarEditor(siege) as editor:
        with pytest.raises(Refused) as refused:
            editor.start(trusted=False, vaultRoot=os.path.normpath(siege.vault / root))
        assert refused.value.code == 1010
        with pytest.raises(Refused):
            editor.ask("vaultRunner/status")


def test_over_the_network_the_folder_of_the_server_is_served_if_none_is_named(siege: Siege) -> None:
    with FarEditor(siege) as editor:
        editor.start(trusted=False, vaultRoot="")
        assert editor.ask("vaultRunner/status")["vault"] == str(siege.vault)
