"""Runs and checks of a folder or the whole vault: every note by itself, open or not, approved or left out."""

from __future__ import annotations

import time

from editor import Editor

from vault_runner.trust import TrustStore


def _code(word: str) -> str:
    return f"```python run\nprint('{word}')\n```\n"


def _vault(editor: Editor) -> None:
    (editor.vault / "sub").mkdir()
    (editor.vault / "a.md").write_text(_code("alpha"))
    (editor.vault / "sub" / "b.md").write_text(_code("beta"))
    (editor.vault / "sub" / "c.md").write_text("No code.\n\n$$1 + 1 = 3$$\n")


def _placed(editor: Editor, word: str) -> str:
    uri: str = editor.wait("vaultRunner/result", lambda said: word in said["after"])["uri"]
    return uri


def test_every_note_of_the_vault_runs_in_the_text_that_the_editor_has(editor: Editor) -> None:
    _vault(editor)
    editor.start()
    uri = editor.open("a.md", _code("newer"))
    answer = editor.ask("vaultRunner/run", uri=uri, scope="vault")
    assert _placed(editor, "newer") == uri
    place = editor.wait("vaultRunner/result", lambda said: "beta" in said["after"])
    assert place["uri"] == editor.uri("sub/b.md")
    assert place["runId"].startswith(answer["runId"] + ".")
    assert (editor.vault / "sub" / "b.md").read_text() == _code("beta"), "the client writes closed notes too"


def test_a_folder_leaves_out_what_lies_outside_it(editor: Editor) -> None:
    _vault(editor)
    editor.start()
    editor.ask("vaultRunner/run", uri=editor.uri("sub/c.md"), scope="folder")
    _placed(editor, "beta")
    assert not editor.all("vaultRunner/result")


def test_a_client_that_applies_edits_has_closed_notes_written_for_it(editor: Editor) -> None:
    _vault(editor)
    editor.start(places=False)
    run = editor.ask("vaultRunner/run", uri=editor.uri("sub"), scope="folder")["runId"]
    editor.wait("vaultRunner/blockState", lambda said: said["runId"].startswith(run) and said["state"] == "ok")
    end = time.monotonic() + 20
    while "beta\n~~~" not in (editor.vault / "sub" / "b.md").read_text():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_nobody_approved_is_left_out_and_named(editor: Editor) -> None:
    _vault(editor)
    editor.start(trusted=False)
    editor.ask("vaultRunner/run", uri=editor.vault.as_uri(), scope="vault")
    said = editor.wait("window/showMessage")["message"]
    assert said == (
        "2 notes were not run, since nobody approved of them on this device: a.md, sub/b.md. "
        "Open them and approve of them."
    )
    assert not editor.all("vaultRunner/blockState")


def test_a_run_of_the_vault_can_be_stopped(editor: Editor) -> None:
    for name in "ab":
        (editor.vault / f"{name}.md").write_text("```python run\nimport time\ntime.sleep(60)\n```\n")
    editor.start()
    run = editor.ask("vaultRunner/run", uri=editor.vault.as_uri(), scope="vault")["runId"]
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "running")
    assert editor.ask("vaultRunner/interrupt", runId=run)["done"]
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
    while editor.ask("vaultRunner/status")["jobs"]:
        pass
    assert not [said for said in editor.all("vaultRunner/blockState") if said["uri"].endswith("b.md")]


def test_notes_that_are_not_open_are_checked_too(editor: Editor) -> None:
    _vault(editor)
    editor.start()
    assert editor.ask("vaultRunner/check", uri=editor.vault.as_uri(), scope="vault")["done"]
    found = editor.wait("vaultRunner/checks", lambda said: said["uri"] == editor.uri("sub/c.md"))
    assert found["summary"] == {"doubted": 1}
    told = editor.wait("textDocument/publishDiagnostics", lambda said: said["uri"] == editor.uri("sub/c.md"))
    assert len(told["diagnostics"]) == 1


def test_an_approval_given_elsewhere_reaches_the_marks(editor: Editor) -> None:
    editor.start(trusted=False)
    editor.open("n.md", _code("x"))
    editor.wait("vaultRunner/blocks", lambda said: not said["trusted"])
    TrustStore(editor.state / "trust").approve_vault(editor.vault)
    assert editor.wait("vaultRunner/blocks", lambda said: said["trusted"])["blocks"][0]["state"] == "idle"
