"""An output that was edited by hand: an editor that places results is asked, so that it can ask the person."""

from __future__ import annotations

from editor import Editor

CODE = "```python run\nprint(1)\n```\n"


def test_the_result_is_offered_though_the_output_was_edited_by_hand(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", CODE)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    first = editor.wait("vaultRunner/result")
    edited = first["after"].replace("\n1\n", "\none, as I say\n")
    assert edited != first["after"]
    editor.change(uri, 2, f"{CODE}{edited}\n")
    editor.wait("vaultRunner/blocks", lambda said: said["version"] == 2)
    editor.answers["vaultRunner/result"] = lambda _said: {"placed": False, "reason": "edited-by-hand"}
    editor.ask("vaultRunner/run", uri=uri, scope="note", force=True)
    offered = editor.wait("vaultRunner/result")
    assert (offered["before"], offered["after"]) == (edited, first["after"])
    editor.wait("vaultRunner/blockState", lambda said: "by hand" in said["reason"])
