"""How a block ended is told in an editor as the command line tells it: announced failures, and results of before."""

from __future__ import annotations

import pytest
from command import vault_run
from editor import Editor, Said

ERROR = "```python run\n#| error: true\nprint('before')\nint('twelve')\n```\n"
RAISES = ERROR.replace("error: true", "raises: ValueError")
EXPECT = ERROR.replace("error: true", 'expect: wrong "no digits"')
PLAIN = "```python run\nimport sys\nprint('out')\nprint('err', file=sys.stderr)\n6 * 7\n```\n"


def _ended(editor: Editor) -> Said:
    """Return the last that was told of the block of a run that is over."""
    editor.wait("vaultRunner/checks")
    *_, last = editor.all("vaultRunner/blockState")
    editor.wait("vaultRunner/blocks", lambda said: said["blocks"][0]["state"] not in {"idle", "out-of-date"})
    editor.heard.clear()
    return last


def _clicked(editor: Editor, text: str, *, live: bool = False) -> Said:
    editor.start(live=live)
    uri = editor.open("n.md", text)
    editor.wait("vaultRunner/checks")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    return _ended(editor)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (ERROR, "ended with ValueError, as it may"),
        (RAISES, "ended with ValueError, as it may"),
        (EXPECT, "wrong on purpose: no digits"),
    ],
    ids=["error", "raises", "expect"],
)
def test_a_block_that_fails_as_it_says_has_not_failed(editor: Editor, text: str, reason: str) -> None:
    last = _clicked(editor, text, live=True)
    assert (last["state"], last["reason"], last["line"]) == ("ok", reason, None)
    uri = editor.uri("n.md")
    editor.change(uri, 2, text.replace("twelve", "thirteen"))
    editor.wait("vaultRunner/blockState", lambda said: said["reason"] == reason)
    assert not [said for said in editor.all("vaultRunner/blockState") if said["state"] == "failed"]
    (editor.vault / "n.md").write_text(text)
    told = vault_run("check", editor.vault / "n.md", XDG_STATE_HOME=str(editor.state.parent))
    assert told.returncode == 0, told.stdout
    assert "nothing wrong" in told.stdout + told.stderr
    assert "failed" not in told.stdout + told.stderr


def test_an_announced_failure_enters_the_note_by_a_click_and_by_itself(editor: Editor) -> None:
    editor.start(live=True)
    uri = editor.open("n.md", ERROR)
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    assert "before\nline 3: int('twelve')\nValueError: " in editor.wait("vaultRunner/result")["after"]
    _ended(editor)
    editor.change(uri, 2, ERROR.replace("twelve", "thirteen"))
    assert "int('thirteen')\nValueError: " in editor.wait("vaultRunner/result")["after"]


def test_another_failure_than_the_announced_one_has_failed(editor: Editor) -> None:
    last = _clicked(editor, RAISES.replace("ValueError", "KeyError"))
    assert last["state"] == "failed"
    assert last["reason"].startswith("was to raise KeyError, but raised ValueError")
    assert last["line"] == 3


def test_what_stands_from_before_is_told_whole_and_as_such(editor: Editor) -> None:
    first = _clicked(editor, PLAIN)
    assert (first["state"], first["cached"]) == ("ok", False)
    uri = editor.uri("n.md")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    second = editor.wait("vaultRunner/blockState", lambda said: said["state"] == "ok")
    assert second["cached"] is True
    printed = {said["stream"]: said["text"] for said in editor.all("vaultRunner/output")}
    assert printed == {"stdout": "out\n", "stderr": "err\n", "result": "42"}
    assert "out\n" in editor.wait("vaultRunner/result")["after"], "it enters the note, where it does not stand yet"


def test_a_click_on_the_block_itself_runs_it_again(editor: Editor) -> None:
    _clicked(editor, PLAIN)
    block = editor.ask("vaultRunner/run", uri=editor.uri("n.md"), scope="note")["queued"][0]
    _ended(editor)
    editor.ask("vaultRunner/run", uri=editor.uri("n.md"), scope="block", blockId=block, force=True)
    assert _ended(editor)["cached"] is False
