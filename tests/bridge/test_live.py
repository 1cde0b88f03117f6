"""What an editor is told of a note as it changes, and what it may ask about a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run
from editor import Editor, Refused

EMOJI = "# 😀 𝒳\n\n😀 then $$1 + 1 = 3$$\n"
SHAPES = "```python run\nimport numpy as np\nx = np.zeros((2, 3))  # (3, 2)\n```\n"


def _diagnostics(editor: Editor, version: int, rule: str) -> dict[str, object]:
    told = editor.wait(
        "textDocument/publishDiagnostics",
        lambda said: said["version"] == version and any(each["code"] == rule for each in said["diagnostics"]),
    )
    return next(each for each in told["diagnostics"] if each["code"] == rule)


def test_places_behind_an_emoji_are_in_utf_16(editor: Editor) -> None:
    editor.start(trusted=False)
    editor.open("n.md", EMOJI)
    found = _diagnostics(editor, 1, "VRE101")
    line = EMOJI.split("\n")[2].encode("utf-16-le")
    where = found["range"]
    assert isinstance(where, dict)
    assert where["start"]["line"] == where["end"]["line"] == 2
    marked = line[2 * where["start"]["character"] : 2 * where["end"]["character"]].decode("utf-16-le")
    assert marked == "1 + 1 = 3"


def test_a_wrong_equation_is_told_in_a_vault_that_is_not_trusted(editor: Editor) -> None:
    editor.start(trusted=False)
    editor.open("n.md", "$$1 + 1 = 3$$\n\n$$2 + 2 = 4$$\n")
    told = editor.wait("vaultRunner/checks")
    assert [check["status"] for check in told["checks"]] == ["refuted", "verified-exact"]
    assert told["summary"] == {"refuted": 1, "verified-exact": 1}


def test_a_changed_line_is_judged_anew_by_increments(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", EMOJI)
    editor.wait("vaultRunner/checks")
    start = {"line": 2, "character": len("😀 then $$1 + 1 = ".encode("utf-16-le")) // 2}
    end = {"line": 2, "character": start["character"] + 1}
    editor.notify(
        "textDocument/didChange",
        textDocument={"uri": uri, "version": 2},
        contentChanges=[{"range": {"start": start, "end": end}, "text": "2"}],
    )
    told = editor.wait("vaultRunner/checks", lambda said: said["version"] == 2)
    assert [check["text"] for check in told["checks"]] == ["1 + 1 = 2"]
    assert told["checks"][0]["status"] == "verified-exact"
    last = editor.wait("textDocument/publishDiagnostics", lambda said: not said["diagnostics"] and said["version"] == 2)
    assert last["uri"] == uri


def test_versions_that_are_told_of_never_go_back(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "$$1 + 1 = 3$$\n")
    for version in range(2, 30):
        editor.change(uri, version, f"{'a' * version}\n\n$$1 + 1 = 3$$\n")
    editor.wait("vaultRunner/checks", lambda said: said["version"] == 29)
    versions = [
        said["params"]["version"]
        for who, said in editor.transcript
        if who == "server" and said.get("method") == "textDocument/publishDiagnostics"
    ]
    assert versions == sorted(versions)


def test_the_marks_outside_a_change_stay_until_they_are_judged(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "$$1 + 1 = 3$$\n\ntext\n")
    _diagnostics(editor, 1, "VRE101")
    editor.wait("vaultRunner/checks")
    editor.change(uri, 2, "😀\n\n$$1 + 1 = 3$$\n\ntext\n")
    first = editor.wait("textDocument/publishDiagnostics", lambda said: said["version"] == 2)
    assert [each["range"]["start"] for each in first["diagnostics"]] == [{"line": 2, "character": 2}]


def test_checks_wait_for_saving_if_asked(editor: Editor) -> None:
    editor.start(checks="saving")
    uri = editor.open("n.md", "$$1 + 1 = 3$$\n")
    editor.wait("vaultRunner/checks")
    editor.change(uri, 2, "$$1 + 1 = 2$$\n")
    editor.wait("vaultRunner/blocks", lambda said: said["version"] == 2)
    editor.notify("textDocument/didSave", textDocument={"uri": uri})
    assert editor.wait("vaultRunner/checks")["version"] == 2


def test_closing_takes_the_marks_back(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "$$1 + 1 = 3$$\n")
    editor.wait("vaultRunner/checks")
    editor.notify("textDocument/didClose", textDocument={"uri": uri})
    editor.wait("textDocument/publishDiagnostics", lambda said: "version" not in said and not said["diagnostics"])


def test_hovering_an_equation_shows_what_became_of_it(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", EMOJI)
    editor.wait("vaultRunner/checks")
    shown = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 11})
    assert shown["contents"]["value"].startswith("**wrong**")
    assert "`3`" in shown["contents"]["value"]
    nothing = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 0, "character": 0})
    assert nothing is None


def test_after_a_run_a_variable_shows_its_shape_and_the_actual_shape_is_offered(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", SHAPES)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    found = _diagnostics(editor, 1, "VRS101")
    shown = editor.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": 2, "character": 0})
    assert "shape (2, 3)" in shown["contents"]["value"]
    offered = editor.ask(
        "textDocument/codeAction", textDocument={"uri": uri}, range=found["range"], context={"diagnostics": []}
    )
    assert [each["title"] for each in offered] == ["Write what it is: (2, 3)"]
    change = offered[0]["edit"]["documentChanges"][0]
    assert change["textDocument"] == {"uri": uri, "version": 1}
    assert [each["newText"] for each in change["edits"]] == ["(2, 3)"]
    assert offered[0]["diagnostics"][0]["code"] == "VRS101"


def test_code_that_was_read_otherwise_than_it_is_written_can_be_rewritten(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "```python run\nx\u00a0= 1\n```\n")
    editor.wait("vaultRunner/checks")
    where = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 1}}
    offered = editor.ask("textDocument/codeAction", textDocument={"uri": uri}, range=where, context={"diagnostics": []})
    edits = offered[0]["edit"]["documentChanges"][0]["edits"]
    assert edits == [
        {"range": {"start": {"line": 1, "character": 1}, "end": {"line": 1, "character": 2}}, "newText": " "}
    ]


def test_lenses_run_what_stands_below_them(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "```python run\na = 1\n```\n\n```python run\na\n```\n\n```python\nnot asked for\n```\n")
    lenses = editor.ask("textDocument/codeLens", textDocument={"uri": uri})
    told = [(each["range"]["start"]["line"], each["command"]["title"]) for each in lenses]
    assert told == [(0, "Run block"), (0, "Run note"), (4, "Run block"), (4, "Run above")]
    last = lenses[2]["command"]
    answer = editor.ask("workspace/executeCommand", command=last["command"], arguments=last["arguments"])
    assert len(answer["queued"]) == 1
    place = editor.wait("vaultRunner/result")
    assert "\n1\n" in place["after"]


def test_a_note_outside_the_vault_is_not_read(editor: Editor, tmp_path: Path) -> None:
    editor.start()
    (tmp_path / "outside.md").write_text("$$1 + 1 = 3$$\n")
    (editor.vault / "link.md").symlink_to(tmp_path / "outside.md")
    for uri in ((tmp_path / "outside.md").as_uri(), editor.uri("../outside.md"), editor.uri("link.md")):
        editor.notify(
            "textDocument/didOpen", textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": SHAPES}
        )
        with pytest.raises(Refused) as refused:
            editor.ask("vaultRunner/run", uri=uri, scope="note")
        assert refused.value.code == 1010
    assert not editor.all("textDocument/publishDiagnostics")


def test_an_editor_that_names_no_folder_gets_the_vault_around_its_note(editor: Editor) -> None:
    (editor.vault / "deep").mkdir()
    editor.ask("initialize", processId=None, rootUri=None, capabilities={})
    editor.notify("initialized")
    uri = editor.open("deep/n.md", "$$1 + 1 = 3$$\n")
    told = editor.wait("textDocument/publishDiagnostics", lambda said: bool(said["diagnostics"]))
    assert told["uri"] == uri
    assert editor.ask("vaultRunner/status")["vault"] == str(editor.vault)
    assert not editor.all("vaultRunner/checks"), "an editor that does not know our messages gets none"


def test_what_the_editor_holds_counts_and_not_the_disk(editor: Editor) -> None:
    (editor.vault / "n.md").write_text("$$1 + 1 = 3$$\n")
    (editor.vault / "other.md").write_text("```python run\nshared = 1\n```\n")
    assert vault_run("check", editor.vault / "n.md").returncode in {0, 1}
    editor.start()
    editor.open("other.md", "```python run\nshared = 42\n```\n")
    uri = editor.open("n.md", '```python run\n#| depends: "[[other]]"\nshared\n```\n')
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert "\n42\n" in editor.wait("vaultRunner/result")["after"]
