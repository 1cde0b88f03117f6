"""Runs asked for by an editor: who may, what is told meanwhile, and what is placed where."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from command import vault_run
from editor import Editor, Refused, Said

from vault_runner.bridge.positions import changed
from vault_runner.bridge.telling import source_hash
from vault_runner.parse import parse

TWO = "# T\n\n```python run\nprint('one')\n```\n\n> [!note]\n> ```python run\n> print('two')\n> ```\n"
FIGURE = "```python run\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n```\n"
SLOW = "```python run\nimport time\nprint('begun', flush=True)\ntime.sleep(60)\n```\n"
LATE = "```python run\nimport time\nprint('begun', flush=True)\ntime.sleep(1.5)\n```\n"


def _with_result(text: str, place: Said) -> str:
    """Put a result below the block that has its source, as a client does that finds it by its closing line."""
    note = parse(text, "n.md")
    block = [each for each in note.blocks if source_hash(each.source) == place["sourceHash"]][place["ordinal"]]
    end = block.region.span.end if block.region else block.span.end
    after: str = place["after"]
    return f"{text[: block.span.end]}{after}\n{text[end:]}"


def _as_written(editor: Editor, text: str) -> str:
    """Return what the command line makes of a note, in a vault that no editor has open."""
    other = editor.vault.parent / "other"
    other.mkdir()
    (other / "vault-run.yaml").touch()
    (other / "n.md").write_text(text)
    assert vault_run("run", other / "n.md").returncode == 0
    return (other / "n.md").read_text()


def _ended(editor: Editor, run: str, state: str) -> Said:
    return editor.wait("vaultRunner/blockState", lambda said: said["runId"] == run and said["state"] == state)


def test_in_a_vault_that_is_not_trusted_nothing_runs(editor: Editor) -> None:
    editor.start(trusted=False)
    (editor.vault / "here").mkdir()
    uri = editor.open("n.md", "```python run\nopen('here/ran', 'w')\n```\n")
    assert editor.wait("vaultRunner/blocks")["blocks"][0]["state"] == "untrusted"
    with pytest.raises(Refused) as refused:
        editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert refused.value.code == 1001
    assert refused.value.data["action"] == "trust"
    with pytest.raises(Refused):
        editor.ask("workspace/executeCommand", command="vaultRunner.runNote", arguments=[uri])
    editor.wait("vaultRunner/checks")
    assert not list((editor.vault / "here").iterdir())


def test_trust_can_be_given_and_taken(editor: Editor) -> None:
    editor.start(trusted=False)
    uri = editor.open("n.md", TWO)
    assert editor.ask("vaultRunner/trust", answer="vault") == {"done": True, "reason": ""}
    editor.wait("vaultRunner/blocks", lambda said: said["trusted"])
    assert editor.ask("vaultRunner/run", uri=uri, scope="note")["queued"]
    editor.ask("vaultRunner/trust", answer="withdraw")
    with pytest.raises(Refused):
        editor.ask("vaultRunner/run", uri=uri, scope="note")


def test_states_come_in_order_and_the_placed_text_is_what_run_would_write(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", TWO)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    places = [editor.wait("vaultRunner/result") for _ in answer["queued"]]
    one, two = answer["queued"]
    states = editor.states(answer["runId"])
    assert [state for block, state in states if block == one] == ["queued", "running", "ok"]
    assert [state for block, state in states if block == two] == ["queued", "running", "ok"]
    assert states.index((one, "ok")) < states.index((two, "running"))
    text = TWO
    for place in places:
        text = _with_result(text, place)
    assert text == _as_written(editor, TWO)
    assert [place["prefix"] for place in places] == ["", "> "]


def test_the_server_never_writes_an_open_note(editor: Editor) -> None:
    (editor.vault / "n.md").write_text(TWO)
    editor.start()
    uri = editor.open("n.md", TWO)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    assert (editor.vault / "n.md").read_text() == TWO


def test_a_figure_is_in_the_vault_before_the_result_names_it(editor: Editor) -> None:
    editor.start()
    there: list[bool] = []

    def answer(params: Said) -> object:
        there.extend((editor.vault / figure["path"]).is_file() for figure in params["figures"])
        return {"placed": True, "reason": ""}

    editor.answers["vaultRunner/result"] = answer
    (editor.vault / "n.md").write_text(FIGURE)
    uri = editor.open("n.md", FIGURE)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    assert there == [True]


def test_one_block_runs_with_what_stands_above_it_and_only_its_output_is_placed(editor: Editor) -> None:
    editor.start()
    text = (
        "```python run\na = 1\nprint('above')\n```\n\n```python run\na + 1\n```\n\n```python run\nprint('below')\n```\n"
    )
    uri = editor.open("n.md", text)
    blocks = editor.wait("vaultRunner/blocks")["blocks"]
    answer = editor.ask("vaultRunner/run", uri=uri, scope="block", blockId=blocks[1]["id"], version=1)
    assert answer["queued"] == [blocks[1]["id"]]
    place = editor.wait("vaultRunner/result")
    assert place["blockId"] == blocks[1]["id"]
    assert "\n2\n" in place["after"]
    editor.wait("vaultRunner/checks")
    told = editor.states(answer["runId"])
    assert blocks[2]["id"] not in {block for block, _ in told}
    assert not editor.all("vaultRunner/result")


@pytest.mark.parametrize(("scope", "chosen"), [("above", [0]), ("below", [1, 2]), ("note", [0, 1, 2])])
def test_scopes(editor: Editor, scope: str, chosen: list[int]) -> None:
    editor.start()
    uri = editor.open("n.md", "".join(f"```python run\nprint({number})\n```\n\n" for number in range(3)))
    blocks = editor.wait("vaultRunner/blocks")["blocks"]
    answer = editor.ask("vaultRunner/run", uri=uri, scope=scope, blockId=blocks[1]["id"])
    assert answer["queued"] == [blocks[number]["id"] for number in chosen]


def test_what_can_not_be_run_is_said(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "```python\nnot tagged\n```\n")
    block = editor.wait("vaultRunner/blocks")["blocks"][0]
    answer = editor.ask("vaultRunner/run", uri=uri, scope="block", blockId=block["id"])
    assert answer["queued"] == []
    assert answer["skipped"][0]["id"] == block["id"]
    assert answer["skipped"][0]["reason"]
    for version, code in ((1, 1002), (0, 1003)):
        with pytest.raises(Refused) as refused:
            editor.ask("vaultRunner/run", uri=uri, scope="block", blockId="gone", version=version)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        editor.ask("vaultRunner/run", uri="file:///elsewhere", scope="folder")
    assert refused.value.code == 1010


def test_what_is_printed_is_told_while_the_block_runs_and_can_not_garble_the_stream(editor: Editor) -> None:
    editor.start()
    text = (
        "```python run\nimport os, sys, subprocess\nprint('Content-Length: 3\\r\\n\\r\\nabc')\n"
        "os.write(1, b'raw to descriptor one\\n')\nsys.__stdout__.write('real\\n')\n"
        "subprocess.run(['echo', 'a child'])\n```\n"
    )
    uri = editor.open("n.md", text)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    _ended(editor, answer["runId"], "ok")
    told = "".join(each["text"] for each in editor.all("vaultRunner/output"))
    assert "raw to descriptor one" in told
    assert "a child" in told
    assert editor.broken == b""
    assert editor.ask("vaultRunner/status")["jobs"] == []


def test_a_stopped_run_says_so_and_the_next_one_runs(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", SLOW)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/output", lambda said: "begun" in said["text"])
    jobs = editor.ask("vaultRunner/status")["jobs"]
    assert [(job["runId"], job["state"]) for job in jobs] == [(answer["runId"], "running")]
    queued = editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert editor.ask("vaultRunner/interrupt", runId=answer["runId"])["done"]
    _ended(editor, answer["runId"], "stopped")
    assert editor.ask("vaultRunner/interrupt", runId=queued["runId"])["done"]
    _ended(editor, queued["runId"], "stopped")
    editor.change(uri, 2, "```python run\nprint('quick')\n```\n")
    again = editor.ask("vaultRunner/run", uri=uri, scope="note")
    _ended(editor, again["runId"], "ok")
    assert editor.wait("vaultRunner/result")["runId"] == again["runId"]
    assert not editor.all("vaultRunner/result")


def test_a_failing_block_names_its_line(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "text\n\n```python run\na = 1\n1 / 0\n```\n")
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    told = _ended(editor, answer["runId"], "failed")
    assert told["line"] == 4
    editor.wait(
        "textDocument/publishDiagnostics",
        lambda said: any(each["range"]["start"]["line"] == 4 for each in said["diagnostics"]),
    )


def test_a_block_that_changes_while_it_runs_is_out_of_date(editor: Editor) -> None:
    editor.start()
    editor.answers["vaultRunner/result"] = lambda _params: {"placed": False, "reason": "changed"}
    uri = editor.open("n.md", LATE)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/output")
    editor.change(uri, 2, LATE.replace("begun", "other"))
    told = _ended(editor, answer["runId"], "out-of-date")
    assert "changed while it ran" in told["reason"]
    blocks = editor.wait("vaultRunner/blocks", lambda said: said["version"] == 2)["blocks"]
    assert blocks[0]["id"] != answer["queued"][0]


def test_an_edit_makes_the_blocks_below_it_out_of_date(editor: Editor) -> None:
    editor.start()
    text = "```python run\na = 1\n```\n\n```python run\nprint(a)\n```\n"
    uri = editor.open("n.md", text)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/blockState", lambda said: said["blockId"] == answer["queued"][1] and said["state"] == "ok")
    editor.wait("vaultRunner/blocks", lambda said: said["blocks"][1]["state"] == "ok")
    editor.change(uri, 2, text.replace("a = 1", "a = 2"))
    blocks = editor.wait("vaultRunner/blocks", lambda said: said["version"] == 2)["blocks"]
    assert blocks[1]["state"] == "out-of-date"
    assert blocks[1]["predicted"] is not None


def _apply(text: str, edit: Said) -> str:
    edits = edit["documentChanges"][0]["edits"]
    ordered = sorted(edits, key=lambda each: (each["range"]["start"]["line"], each["range"]["start"]["character"]))
    return changed(text, [{"range": each["range"], "text": each["newText"]} for each in reversed(ordered)])


def test_an_editor_that_can_not_place_results_is_asked_to_apply_an_edit(editor: Editor) -> None:
    editor.start(places=False)
    uri = editor.open("n.md", TWO)
    text, version = TWO, 1

    def answer(params: Said) -> object:
        nonlocal text, version
        text, version = _apply(text, params["edit"]), version + 1
        editor.change(uri, version, text)
        return {"applied": True}

    editor.answers["workspace/applyEdit"] = answer
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    while text.count("<!-- vr:end -->") < 2:
        editor.wait("workspace/applyEdit")
    assert text == _as_written(editor, TWO)


def test_an_edit_that_comes_too_late_is_made_for_the_newer_version(editor: Editor) -> None:
    editor.start(places=False)
    refused: list[int] = []

    def answer(params: Said) -> object:
        version = params["edit"]["documentChanges"][0]["textDocument"]["version"]
        if not refused:
            refused.append(version)
            editor.change(uri, 2, "typed meanwhile\n\n" + LATE)
            return {"applied": False}
        return {"applied": True}

    editor.answers["workspace/applyEdit"] = answer
    uri = editor.open("n.md", LATE)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("workspace/applyEdit")
    second = editor.wait("workspace/applyEdit")
    assert second["edit"]["documentChanges"][0]["textDocument"]["version"] == 2
    assert _apply(editor.texts[uri], second["edit"]).startswith("typed meanwhile\n\n```python run\n")


def test_outputs_can_be_cleared(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", TWO)
    assert editor.ask("vaultRunner/clear", uri=uri)["done"] is False
    editor.change(uri, 2, _as_written(editor, TWO))
    assert editor.ask("vaultRunner/clear", uri=uri)["done"]
    places = [editor.wait("vaultRunner/result") for _ in range(2)]
    assert [place["after"] for place in places] == ["", ""]
    assert [bool(re.match("(> )?<!-- vr:out", place["before"])) for place in places] == [True, True]


def test_a_cancelled_request_is_answered_as_such(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "".join(f"$$a_{{{number}}} = {number}$$\n\n" for number in range(3000)))
    identifiers = [editor.post("textDocument/codeLens", textDocument={"uri": uri}) for _ in range(20)]
    editor.notify("$/cancelRequest", id=identifiers[-1])
    with pytest.raises(Refused) as refused:
        editor.answer(identifiers[-1])
    assert refused.value.code == -32800
    assert isinstance(editor.answer(identifiers[0]), list)


def test_hundred_changes_during_a_run_lose_nothing(start: Callable[[], Editor], vault: Path) -> None:
    editor = start()
    editor.start()
    uri = editor.open("n.md", LATE)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    for version in range(2, 102):
        editor.change(uri, version, "x" * version + "\n\n" + LATE)
        time.sleep(0.005)
    place = editor.wait("vaultRunner/result")
    assert _with_result(editor.texts[uri], place).startswith("x" * 101 + "\n\n```python run\n")
    assert editor.wait("vaultRunner/blocks", lambda said: said["version"] == 101)["blocks"]
    assert not (vault / "n.md").exists()
