"""Blocks that ask by `input()`: the editor that can asks the person, every other fails in plain words."""

from __future__ import annotations

from typing import Any

from editor import Editor, Said

NAME = "```python run\nname = input('Who? ')\nprint('Hello', name)\n```\n"


def _start(editor: Editor, **more: Any) -> None:  # noqa: ANN401 - options
    editor.start(client={"stdin": True}, **more)


def _run(editor: Editor, text: str) -> Said:
    uri = editor.open("n.md", text)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    return editor.wait("vaultRunner/result")


def _failure(editor: Editor, text: str) -> str:
    uri = editor.open("n.md", text)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    said: str = editor.wait("vaultRunner/output", lambda said: said["stream"] == "error")["text"]
    return said


def test_the_editor_is_asked_and_the_answer_reaches_the_block(editor: Editor) -> None:
    editor.answers["vaultRunner/input"] = lambda said: {"text": "Ada" if said["prompt"] == "Who? " else "?"}
    _start(editor)
    assert "Hello Ada\n" in _run(editor, NAME)["after"]
    assert editor.wait("vaultRunner/input")["password"] is False


def test_a_password_is_asked_for_as_one(editor: Editor) -> None:
    editor.answers["vaultRunner/input"] = lambda said: {"text": "s3cret" if said["password"] else ""}
    _start(editor)
    text = "```python run\nimport getpass\nprint(len(getpass.getpass()))\n```\n"
    assert "\n6\n" in _run(editor, text)["after"]


def test_who_gives_no_answer_ends_the_block(editor: Editor) -> None:
    editor.answers["vaultRunner/input"] = lambda _said: {"text": None}
    _start(editor)
    assert _failure(editor, NAME) == "EOFError: input() was not answered\n"


def test_an_editor_that_can_not_ask_gets_the_failure(editor: Editor) -> None:
    editor.start()
    assert _failure(editor, NAME) == "EOFError: input() has nobody to answer it here\n"


def test_a_block_that_asked_runs_from_the_start_the_next_time(editor: Editor) -> None:
    names = iter(["Ada", "Grace"])
    editor.answers["vaultRunner/input"] = lambda _said: {"text": next(names)}
    _start(editor)
    assert "Hello Ada" in _run(editor, NAME)["after"]
    editor.wait("vaultRunner/checks")
    editor.ask("vaultRunner/run", uri=editor.uri("n.md"), scope="note")
    assert "Hello Grace" in editor.wait("vaultRunner/result")["after"]


def test_a_run_that_waits_for_an_answer_can_be_stopped(editor: Editor) -> None:
    _start(editor)
    editor.silent.add("vaultRunner/input")
    uri = editor.open("n.md", NAME)
    run = editor.ask("vaultRunner/run", uri=uri, scope="note")["runId"]
    editor.wait("vaultRunner/input")
    assert editor.ask("vaultRunner/interrupt", runId=run)["done"]
    editor.wait("vaultRunner/blockState", lambda said: said["state"] == "stopped")
