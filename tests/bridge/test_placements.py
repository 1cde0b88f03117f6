"""Each block's result is placed at that block's end, where the block stands by then, and once."""

from __future__ import annotations

import re
import time

from editor import Editor, Said

from vault_runner.bridge.positions import changed
from vault_runner.bridge.telling import source_hash
from vault_runner.parse import parse

GATE = (
    "```python run\nprint('first')\n```\n\n"
    "```python run\nimport os, time\nprint('waits', flush=True)\n"
    "while not os.path.exists('go'):\n    time.sleep(0.01)\nprint('second')\n```\n\n"
    "```python run\nprint('third')\n```\n"
)


def _placed(text: str, place: Said) -> str:
    """Return the note after a client placed a result: by the code, above which nothing else counts."""
    note = parse(text, "n.md")
    block = [each for each in note.blocks if source_hash(each.source) == place["sourceHash"]][place["ordinal"]]
    end = block.region.span.end if block.region else block.span.end
    standing = text[block.region.span.start : end].strip("\n") if block.region else ""
    assert standing == place["before"]
    after = place["after"] + "\n" if place["after"] else ""
    return text[: block.span.end] + after + text[end:]


def test_a_result_is_placed_while_the_next_block_still_runs(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", GATE)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    first = editor.wait("vaultRunner/result")
    assert first["blockId"] == answer["queued"][0]
    editor.wait("vaultRunner/output", lambda said: "waits" in said["text"])
    jobs = editor.ask("vaultRunner/status")["jobs"]
    assert [(job["blockId"], job["state"]) for job in jobs] == list(
        zip(answer["queued"][1:], ("running", "queued"), strict=True)
    )
    (editor.vault / "go").touch()
    second, third = editor.wait("vaultRunner/result"), editor.wait("vaultRunner/result")
    assert [second["blockId"], third["blockId"]] == answer["queued"][1:]
    editor.wait("vaultRunner/checks", lambda said: said["version"] == 1)
    assert not editor.all("vaultRunner/result"), "each is placed once"
    text = GATE
    for place in (first, second, third):
        text = _placed(text, place)
    assert re.findall("^(first|waits|second|third)$", text, re.MULTILINE) == ["first", "waits", "second", "third"]


def test_results_go_where_their_blocks_stand_though_each_placing_and_typing_moves_them(editor: Editor) -> None:
    editor.start()
    text = "".join(f"word {number}\n\n```python run\nprint({number})\n```\n\n" for number in range(8))
    uri = editor.open("n.md", text)
    version = 1

    def place(params: Said) -> object:
        nonlocal text, version
        version += 1
        text = _placed(text, params).replace("word", "wordy", 1)
        editor.change(uri, version, text)
        return {"placed": True}

    editor.answers["vaultRunner/result"] = place
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    for _ in range(8):
        editor.wait("vaultRunner/result")
    for block in answer["queued"]:
        assert (block, "out-of-date") not in editor.states(answer["runId"])
    shown = re.findall(r"print\((\d)\)\n```\n<!-- vr:out [^\n]*\n~~~output\n(\d)\n~~~", text)
    assert shown == [(str(number), str(number)) for number in range(8)]


def test_a_failure_is_told_before_the_blocks_below_it_are_over(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", GATE.replace("print('first')", "1 / 0"))
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    told = editor.wait(
        "vaultRunner/blockState", lambda said: said["blockId"] == answer["queued"][0] and said["state"] == "failed"
    )
    assert told["line"] == 1
    assert editor.ask("vaultRunner/status")["jobs"]
    (editor.vault / "go").touch()
    editor.wait("vaultRunner/result")


def test_a_block_that_changed_stays_out_of_date_when_the_run_is_over(editor: Editor) -> None:
    editor.start()
    editor.answers["vaultRunner/result"] = lambda said: (
        {"placed": False, "reason": "changed"} if "first" in said["after"] else {"placed": True}
    )
    uri = editor.open("n.md", GATE)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    first = answer["queued"][0]
    editor.wait("vaultRunner/blockState", lambda said: said["blockId"] == first and said["state"] == "out-of-date")
    (editor.vault / "go").touch()
    editor.wait("vaultRunner/result", lambda said: said["blockId"] == answer["queued"][2])
    editor.wait("vaultRunner/checks", bool)
    states = [state for block, state in editor.states(answer["runId"]) if block == first]
    assert states == ["queued", "running", "ok", "out-of-date"]


def test_what_the_editor_does_not_write_is_told_with_its_reason(editor: Editor) -> None:
    editor.start()
    editor.answers["vaultRunner/result"] = lambda _said: {"placed": False, "reason": "edited-by-hand"}
    uri = editor.open("n.md", "```python run\nprint(1)\n```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    told = editor.wait("vaultRunner/blockState", lambda said: "by hand" in said["reason"])
    assert told["state"] == "ok"


def test_a_stopped_run_keeps_what_was_placed_and_places_nothing_more(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", GATE)
    answer = editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    editor.wait("vaultRunner/output", lambda said: "waits" in said["text"])
    editor.ask("vaultRunner/interrupt", runId=answer["runId"])
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
    time.sleep(0.3)
    assert not editor.all("vaultRunner/result")


def test_a_second_run_is_told_under_its_own_number(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", "```python run\nprint('one')\n```\n")
    first = editor.ask("vaultRunner/run", uri=uri, scope="note", force=True)["runId"]
    assert editor.wait("vaultRunner/output")["runId"] == first
    editor.wait("vaultRunner/result", lambda said: said["runId"] == first)
    second = editor.ask("vaultRunner/run", uri=uri, scope="note", force=True)["runId"]
    assert editor.wait("vaultRunner/output")["runId"] == second
    editor.wait("vaultRunner/result", lambda said: said["runId"] == second)


def test_an_editor_that_applies_edits_gets_one_a_block_as_they_come(editor: Editor) -> None:
    editor.start(places=False)
    text, version = GATE, 1
    uri = editor.open("n.md", text)

    def apply(params: Said) -> object:
        nonlocal text, version
        (edit,) = params["edit"]["documentChanges"]
        assert edit["textDocument"]["version"] == version
        version += 1
        text = changed(text, [{"range": each["range"], "text": each["newText"]} for each in edit["edits"]])
        editor.change(uri, version, text)
        if "~~~output\nfirst" in text:
            (editor.vault / "go").touch()
        return {"applied": True}

    editor.answers["workspace/applyEdit"] = apply
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("workspace/applyEdit")
    while text.count("<!-- vr:end -->") < 3:
        editor.wait("workspace/applyEdit")
    assert re.findall("^(first|waits|second|third)$", text, re.MULTILINE) == ["first", "waits", "second", "third"]
