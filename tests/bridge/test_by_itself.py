"""Runs that nobody clicked for: what is quick and known runs after an edit, all else waits."""

from __future__ import annotations

import time
from typing import Any

from editor import Editor, Said

PAIR = "```python run\nx = 1\nprint('first')\n```\n\n```python run\nprint('x is', x)\n```\n"


def _run(editor: Editor, uri: str) -> str:
    run: str = editor.ask("vaultRunner/run", uri=uri, scope="note")["runId"]
    editor.wait("vaultRunner/checks")
    return run


def _place(editor: Editor, text: str) -> Said:
    return editor.wait("vaultRunner/result", lambda said: text in said["after"])


def _settled(editor: Editor) -> None:
    """Wait until nothing is queued or running any more."""
    end = time.monotonic() + 30
    time.sleep(0.8)
    while editor.ask("vaultRunner/status")["jobs"]:
        assert time.monotonic() < end
        time.sleep(0.1)


def _warm(editor: Editor, text: str, **more: Any) -> str:  # noqa: ANN401 - initialization options
    editor.start(live=True, **more)
    uri = editor.open("n.md", text)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    count = text.count("```python")
    for _ in range(count):
        editor.wait("vaultRunner/result")
    _settled(editor)
    editor.heard.clear()
    return uri


def test_what_ran_before_and_is_quick_runs_after_an_edit(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR.replace("'x is'", "'now x is'"))
    place = _place(editor, "now x is 1")
    assert place["uri"] == uri
    _settled(editor)
    assert not [said for said in editor.all("vaultRunner/result") if "first" in said["after"]]
    states = editor.states(place["runId"])
    assert [state for _, state in states] == ["running", "ok"]


def test_blocks_below_an_edit_run_too(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR.replace("x = 1", "x = 2"))
    _place(editor, "x is 2")


def test_nothing_runs_by_itself_unless_it_is_switched_on(editor: Editor) -> None:
    editor.start()
    uri = editor.open("n.md", PAIR)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    _place(editor, "x is 1")
    _settled(editor)
    editor.heard.clear()
    editor.change(uri, 2, PAIR.replace("x = 1", "x = 2"))
    _settled(editor)
    assert not editor.all("vaultRunner/blockState")
    editor.notify("workspace/didChangeConfiguration", settings={"vaultRunner": {"live": True}})
    editor.change(uri, 3, PAIR.replace("x = 1", "x = 3"))
    _place(editor, "x is 3")


def test_nothing_runs_on_opening(editor: Editor) -> None:
    editor.start(live=True)
    editor.open("n.md", PAIR)
    _settled(editor)
    assert not editor.all("vaultRunner/blockState")


def test_a_block_that_has_never_run_waits_for_a_click(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR + "\n```python run\nprint('new')\n```\n")
    _settled(editor)
    assert not editor.all("vaultRunner/blockState")


def test_what_takes_long_waits_and_says_so(editor: Editor) -> None:
    slow = "```python run\nx = 1\nprint(x)\n```\n\n```python run\nimport time\ntime.sleep(2.2)\nprint('slow', x)\n```\n"
    uri = _warm(editor, slow)
    editor.change(uri, 2, slow.replace("x = 1", "x = 2"))
    said = editor.wait("vaultRunner/blockState", lambda said: said["state"] == "waiting")
    assert said["reason"] == "it would take about 2 s, so it waits to be asked for"
    _settled(editor)
    assert not [said for said in editor.all("vaultRunner/result") if "slow" in said["after"]]
    queued = editor.ask("vaultRunner/run", uri=uri, scope="out-of-date")["queued"]
    assert said["blockId"] in queued
    _place(editor, "slow 2")


def test_an_error_shows_and_does_not_enter_the_note(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR.replace("print('x is', x)", "print(1 / 0)"))
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "failed")
    assert editor.wait("vaultRunner/output")["text"] == "ZeroDivisionError: division by zero\n"
    _settled(editor)
    assert not editor.all("vaultRunner/result")


def test_half_a_block_does_not_run(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR.replace("print('x is', x)", "print('x is', (x"))
    _settled(editor)
    assert not editor.all("vaultRunner/blockState")


def test_another_edit_stops_what_runs_by_itself(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.change(uri, 2, PAIR.replace("print('x is', x)", "while True: pass"))
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "running")
    editor.change(uri, 3, PAIR.replace("'x is'", "'again'"))
    _place(editor, "again 1")


def test_nothing_runs_by_itself_in_a_note_that_is_not_approved(editor: Editor) -> None:
    uri = _warm(editor, PAIR)
    editor.ask("vaultRunner/trust", answer="withdraw")
    editor.heard.clear()
    editor.change(uri, 2, PAIR.replace("x = 1", "x = 2"))
    _settled(editor)
    assert not editor.all("vaultRunner/blockState")


def test_an_edit_costs_the_edited_block_only(editor: Editor) -> None:
    many = "".join(f"```python run\nimport time\ntime.sleep(0.25)\nprint('block', {n})\n```\n\n" for n in range(6))
    uri = _warm(editor, many)
    editor.change(uri, 2, many.replace("'block', 5", "'edited', 5"))
    place = _place(editor, "edited 5")
    assert len({block for block, _ in editor.states(place["runId"])}) == 1
