"""Nothing of a note runs before the user approved of it, and the editor and the command line know one store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from command import vault_run
from editor import Editor, Refused, Said

MARK = "```python run\nopen('ran', 'w').close()\nx = [1, 2]\nprint(len(x))\n```\n\n$$1 + 1 = 2$$\n\n$x \\in R^3$\n"
HELLO = "```python run\nprint('hello')\n```\n"


def _refusal(editor: Editor, uri: str) -> Said:
    with pytest.raises(Refused) as refused:
        editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert refused.value.code == 1001
    approval: Said = refused.value.data["approval"]
    return approval


def _runs(editor: Editor, uri: str) -> Said:
    assert editor.ask("vaultRunner/run", uri=uri, scope="note")["queued"]
    return editor.wait("vaultRunner/result", lambda said: said["uri"] == uri)


def test_a_friends_vault_is_opened_looked_at_and_hovered_and_nothing_runs(
    start: Callable[[], Editor], vault: Path, tmp_path: Path
) -> None:
    canary = tmp_path / "canary"
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\ntouch '{canary}'\nexec python3 \"$@\"\n")
    python.chmod(0o755)
    (vault / "vault-run.yaml").write_text("python: ../python\n")
    (vault / "sitecustomize.py").write_text(f"open({str(canary)!r}, 'w')\n")
    (vault / "numpy.py").write_text(f"open({str(canary)!r}, 'w')\n")
    before = sorted(path.name for path in vault.iterdir())
    editor = start()
    editor.start(trusted=False)
    uri = editor.open("n.md", MARK.replace("x = ", "import numpy\nx = "))
    assert editor.wait("vaultRunner/blocks")["trusted"] is False
    editor.wait("vaultRunner/checks")
    item = {"uri": uri}
    for line in range(9):
        where = {"line": line, "character": 2}
        editor.ask("textDocument/hover", textDocument=item, position=where)
        editor.ask("textDocument/codeAction", textDocument=item, range={"start": where, "end": where}, context={})
    editor.ask("textDocument/codeLens", textDocument=item)
    editor.ask("vaultRunner/status")
    editor.ask("vaultRunner/approval", uri=uri)
    editor.notify("textDocument/didSave", textDocument=item)
    _refusal(editor, uri)
    for command in ("runBlock", "runAbove", "runNote"):
        with pytest.raises(Refused):
            editor.ask("workspace/executeCommand", command=f"vaultRunner.{command}", arguments=[uri])
    editor.change(uri, 2, MARK)
    editor.wait("vaultRunner/checks", lambda said: said["version"] == 2)
    assert not canary.exists()
    assert sorted(path.name for path in vault.iterdir()) == before


def test_a_refusal_says_what_would_run(editor: Editor) -> None:
    (editor.vault / "mine.py").write_text("VALUE = 1\n")
    editor.start(trusted=False)
    uri = editor.open("n.md", "```python run\nimport mine, json\n```\n\n```python run\nmine.VALUE\n```\n")
    approval = _refusal(editor, uri)
    assert (approval["note"], approval["blocks"]) == ("n.md", 2)
    assert approval["modules"] == ["json", "mine"]
    assert approval["files"] == ["mine.py"]
    assert len(approval["digest"]) == 64
    assert (approval["approved"], approval["changed"], approval["offersVault"]) == (False, False, True)
    assert approval == editor.ask("vaultRunner/approval", uri=uri)


def test_a_note_that_was_approved_runs_and_asks_again_after_any_change(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("n.md", HELLO)
    digest = _refusal(editor, uri)["digest"]
    assert editor.ask("vaultRunner/trust", answer="note", uri=uri, digest=digest)["done"]
    assert editor.wait("vaultRunner/blocks", lambda said: said["trusted"])["blocks"][0]["state"] == "idle"
    assert "hello" in _runs(editor, uri)["after"]
    editor.change(uri, 2, HELLO.replace("hello", "hellp"))
    assert editor.wait("vaultRunner/blocks", lambda said: said["version"] == 2)["blocks"][0]["state"] == "untrusted"
    changed = _refusal(editor, uri)
    assert changed["changed"]
    assert changed["digest"] != digest
    editor.change(uri, 3, "# words do not matter\n\n" + HELLO)
    assert "hello" in _runs(editor, uri)["after"]


def test_a_file_that_a_note_imports_belongs_to_what_was_approved(editor: Editor) -> None:
    (editor.vault / "mine.py").write_text("VALUE = 1\n")
    editor.start(trusted=False)
    uri = editor.open("n.md", "```python run\nimport mine\nprint(mine.VALUE)\n```\n")
    digest = _refusal(editor, uri)["digest"]
    editor.ask("vaultRunner/trust", answer="note", uri=uri, digest=digest)
    _runs(editor, uri)
    (editor.vault / "mine.py").write_text("VALUE = 2\n")
    assert _refusal(editor, uri)["changed"]


def test_an_answer_to_what_was_shown_before_approves_of_nothing(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("n.md", HELLO)
    digest = _refusal(editor, uri)["digest"]
    editor.change(uri, 2, MARK)
    answer = editor.ask("vaultRunner/trust", answer="note", uri=uri, digest=digest)
    assert answer == {"done": False, "reason": "what would run has changed since it was shown; nothing was approved"}
    assert not editor.ask("vaultRunner/trust", answer="note", uri=uri)["done"]
    assert _refusal(editor, uri)["changed"] is False


def test_not_now_keeps_nothing(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("n.md", HELLO)
    digest = _refusal(editor, uri)["digest"]
    assert editor.ask("vaultRunner/trust", answer="no", uri=uri, digest=digest)["done"]
    _refusal(editor, uri)
    with pytest.raises(Refused):
        editor.ask("vaultRunner/trust", answer="yes", uri=uri, digest=digest)


def test_a_folder_that_is_no_vault_can_not_be_approved_as_a_whole(start: Callable[[], Editor], vault: Path) -> None:
    (vault / "vault-run.yaml").unlink()
    editor = start()
    editor.start(trusted=False)
    uri = editor.open("n.md", HELLO)
    assert _refusal(editor, uri)["offersVault"] is False
    answer = editor.ask("vaultRunner/trust", answer="vault", uri=uri)
    assert not answer["done"]
    assert "no vault by itself" in answer["reason"]
    _refusal(editor, uri)


def test_the_command_line_runs_what_the_editor_approved_and_the_other_way_round(editor: Editor) -> None:
    editor.start(trusted=False)
    (editor.vault / "n.md").write_text(HELLO)
    (editor.vault / "m.md").write_text(HELLO.replace("hello", "other"))
    uri = editor.open("n.md", HELLO)
    editor.ask("vaultRunner/trust", answer="note", uri=uri, digest=_refusal(editor, uri)["digest"])
    listed = vault_run("trust", "--list").stdout
    assert "n.md" in listed
    assert "m.md" not in listed
    assert vault_run("trust", editor.vault / "m.md", "--yes").returncode == 0
    other = editor.open("m.md", HELLO.replace("hello", "other"))
    assert "other" in _runs(editor, other)["after"]
    editor.ask("vaultRunner/trust", answer="withdraw", uri=other)
    _refusal(editor, other)
    assert "hello" in _runs(editor, uri)["after"]


def test_a_vault_approved_as_a_whole_holds_for_later_edits_and_not_for_a_vault_inside_it(editor: Editor) -> None:
    editor.start(trusted=False)
    inner = editor.vault / "inner"
    inner.mkdir()
    (inner / "vault-run.yaml").write_text("")
    uri = editor.open("n.md", HELLO)
    other = editor.open("inner/n.md", HELLO)
    editor.ask("vaultRunner/trust", answer="vault")
    assert editor.ask("vaultRunner/status")["trusted"]
    editor.change(uri, 2, HELLO.replace("hello", "later"))
    assert "later" in _runs(editor, uri)["after"]
    _refusal(editor, other)


def test_an_editor_without_a_dialog_is_asked_by_a_message(start: Callable[[], Editor], vault: Path) -> None:
    editor = start()
    editor.answers["window/showMessageRequest"] = lambda said: said["actions"][0]
    capabilities: Said = {"window": {"showMessage": {"messageActionItem": {}}}}
    editor.ask("initialize", processId=None, rootUri=vault.as_uri(), capabilities=capabilities)
    uri = editor.open("n.md", HELLO)
    (lens,) = editor.ask("textDocument/codeLens", textDocument={"uri": uri})
    assert lens["command"]["title"] == "Run block (asks for your approval)"
    said = editor.ask("workspace/executeCommand", **{key: lens["command"][key] for key in ("command", "arguments")})
    assert said["skipped"][0]["reason"] == "waits for your approval"
    question = editor.wait("window/showMessageRequest")
    assert question["message"].startswith("n.md isn't approved on this device. It would run 1 block; ")
    titles = [each["title"] for each in question["actions"]]
    assert titles == ["This note, as it stands now", "This vault on this device, later edits included", "Not now"]
    assert "hello" in str(editor.wait("workspace/applyEdit")["edit"])


@pytest.mark.parametrize("answer", [None, {"title": "Not now"}, {"title": "anything"}, "x"])
def test_no_answer_is_no(start: Callable[[], Editor], vault: Path, answer: object) -> None:
    editor = start()
    editor.answers["window/showMessageRequest"] = lambda _said: answer
    capabilities: Said = {"window": {"showMessage": {"messageActionItem": {}}}}
    editor.ask("initialize", processId=None, rootUri=vault.as_uri(), capabilities=capabilities)
    uri = editor.open("n.md", MARK)
    editor.ask("workspace/executeCommand", command="vaultRunner.runNote", arguments=[uri])
    editor.wait("window/showMessageRequest")
    editor.ask("workspace/executeCommand", command="vaultRunner.runNote", arguments=[uri])
    editor.wait("window/showMessageRequest")
    assert not (vault / "ran").exists()
    assert not editor.all("workspace/applyEdit")


def test_an_editor_that_can_not_ask_is_told_the_command(editor: Editor) -> None:
    editor.ask("initialize", processId=None, rootUri=editor.vault.as_uri(), capabilities={})
    uri = editor.open("n.md", HELLO)
    editor.ask("workspace/executeCommand", command="vaultRunner.runNote", arguments=[uri])
    assert "`vault-run trust`" in editor.wait("window/showMessage")["message"]
