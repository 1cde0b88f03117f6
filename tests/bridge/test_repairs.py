"""Every quick fix, one by one, as an editor asks for it; what it makes of the note is what the server then judges."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from bridge.conftest import stays
from editor import Editor, Said

UNTAGGED = "```python\nx = 1\n```\n"
Q = chr(96) * 3
NESTED = f"{Q}ad-note\n{Q}python run\nprint(1)\n{Q}\n{Q}\n\ntext\n"


@pytest.fixture(scope="module", name="stranger")
def _stranger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """Return an editor that stays for every case, of a vault that nobody approved of."""
    with stays(tmp_path_factory.mktemp("stranger"), trusted=False) as editor:
        yield editor


def _open(editor: Editor, text: str) -> str:
    """Open a note that no other case has opened."""
    return editor.open(f"n{len(editor.texts)}.md", text)


def _offset(text: str, place: Said) -> int:
    line, character = place["line"], place["character"]
    lines = text.replace("\r\n", "\r\0").replace("\r\0", "\r\n").splitlines(keepends=True)
    before = sum(map(len, lines[:line]))
    here = lines[line] if line < len(lines) else ""
    return before + len(here.encode("utf-16-le")[: 2 * character].decode("utf-16-le"))


def _offered(editor: Editor, uri: str, line: int, character: int = 0) -> dict[str, Said]:
    here = {"line": line, "character": character}
    asked = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range={"start": here, "end": here},
        context={"diagnostics": []},
    )
    return {each["title"]: each for each in asked}


def _after(text: str, action: Said) -> str:
    (change,) = action["edit"]["documentChanges"]
    for edit in sorted(change["edits"], key=lambda each: _offset(text, each["range"]["start"]), reverse=True):
        start, end = (_offset(text, edit["range"][side]) for side in ("start", "end"))
        text = text[:start] + edit["newText"] + text[end:]
    return text


def _statuses(editor: Editor, uri: str, version: int) -> list[str]:
    told = editor.wait("vaultRunner/checks", lambda said: (said["uri"], said["version"]) == (uri, version))
    return [check["status"] for check in told["checks"]]


@pytest.mark.parametrize(
    ("text", "line", "character", "title", "wanted"),
    [
        ("$$ A B = B A $$\n", 0, 5, "Declare A: number", "$$\n% let A: number\nA B = B A $$\n"),
        ("$$\r\nA B = B A\r\n$$\r\n", 1, 2, "Declare A: number", "$$\r\n% let A: number\r\nA B = B A\r\n$$\r\n"),
        (
            "> [!note] 😀\n> - $$ A B = B A $$\n",
            1,
            8,
            "Declare A: number",
            "> [!note] 😀\n> - $$\n>   % let A: number\n>   A B = B A $$\n",
        ),
        (
            "So $A B = B A$ holds.\n",
            0,
            5,
            "Declare A: number",
            "---\nmath:\n  types:\n    'A': 'number'\n---\nSo $A B = B A$ holds.\n",
        ),
        (
            "---\ntags: [x]\n---\n\n😀 So $A B = B A$ holds.\n",
            4,
            8,
            "Declare A: number",
            "---\ntags: [x]\nmath:\n  types:\n    'A': 'number'\n---\n\n😀 So $A B = B A$ holds.\n",
        ),
    ],
    ids=["display", "crlf", "in a list of a callout", "inline", "beside properties"],
)
def test_a_missing_declaration_is_written_where_the_statement_stands(
    stranger: Editor, text: str, line: int, character: int, title: str, wanted: str
) -> None:
    uri = _open(stranger, text)
    assert _statuses(stranger, uri, 1) == ["not-checkable"]
    offered = _offered(stranger, uri, line, character)
    assert title in offered
    new = _after(text, offered[title])
    assert new == wanted
    stranger.change(uri, 2, new)
    assert _statuses(stranger, uri, 2) == ["verified-exact"]


def test_properties_that_speak_of_mathematics_are_left_to_their_author(stranger: Editor) -> None:
    uri = _open(stranger, "---\nmath: {norm: fro}\n---\nSo $A B = B A$ holds.\n")
    assert _statuses(stranger, uri, 1) == ["not-checkable"]
    assert not _offered(stranger, uri, 3, 5)


@pytest.mark.parametrize(
    ("text", "title", "wanted"),
    [
        (UNTAGGED, "Let this block run", "```python run\nx = 1\n```\n"),
        ("```python run\nx = 1\n```\n", "Don't run this block", UNTAGGED),
        ("> ```python  run \n> x = 1\n> ```\n", "Don't run this block", "> ```python  \n> x = 1\n> ```\n"),
        ("```python norun\nx = 1\n```\n", "Let this block run", "```python run\nx = 1\n```\n"),
        ("```python run norun\nx = 1\n```\n", "Let this block run", "```python run\nx = 1\n```\n"),
        (
            "```python\n#| eval: true\nx = 1\n```\n",
            "Don't run this block",
            "```python norun\n#| eval: true\nx = 1\n```\n",
        ),
        ("```{python}\nx = 1\n```\n", "Don't run this block", "```{python} norun\nx = 1\n```\n"),
        ("---\nvault-run-execute: all\n---\n" + UNTAGGED, "Don't run this block", None),
    ],
    ids=["tag", "untag", "callout", "again", "both", "option", "braces", "all of the note"],
)
def test_a_block_is_tagged_and_untagged(standing: Editor, text: str, title: str, wanted: str | None) -> None:
    uri = _open(standing, text)
    line = text.count("\n", 0, text.index("```"))
    offered = _offered(standing, uri, line)
    new = _after(text, offered[title])
    assert new == (wanted or text.replace("```python\n", "```python norun\n"))
    standing.change(uri, 2, new)
    told = standing.wait("vaultRunner/blocks", lambda said: (said["uri"], said["version"]) == (uri, 2))
    assert [block["executable"] for block in told["blocks"]] == [title == "Let this block run"]


def test_tags_are_offered_on_the_opening_line_and_to_who_asks_for_them(standing: Editor) -> None:
    uri = _open(standing, UNTAGGED)
    assert not _offered(standing, uri, 1)
    here = {"start": {"line": 0, "character": 3}, "end": {"line": 2, "character": 0}}

    def kinds(only: list[str]) -> list[str]:
        context = {"diagnostics": [], "only": only}
        asked = standing.ask("textDocument/codeAction", textDocument={"uri": uri}, range=here, context=context)
        return [each["kind"] for each in asked]

    assert kinds(["quickfix"]) == []
    assert kinds(["refactor"]) == kinds([""]) == kinds(["source", "refactor.rewrite"]) == ["refactor.rewrite"]


def test_of_a_whole_note_that_is_marked_only_so_much_is_tried(editor: Editor) -> None:
    editor.start()
    text = "".join(f"$$ A_{{{n}}} B = B A_{{{n}}} $$\n\n```python run\nx = {n}\n```\n\n" for n in range(60))
    uri = editor.open("n.md", text)
    editor.wait("vaultRunner/checks")
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": text.count("\n"), "character": 0}}
    odd = {"start": whole["end"], "end": whole["start"]}
    asked = [
        editor.ask("textDocument/codeAction", textDocument={"uri": uri}, range=each, context={"diagnostics": []})
        for each in (whole, odd)
    ]
    for offered in asked:
        assert len(offered) <= 16
        assert {each["kind"] for each in offered} <= {"quickfix"}
    assert "Don't run this block" in _offered(editor, uri, 2)


def test_what_no_word_changes_is_not_offered(standing: Editor) -> None:
    refused = "```python\n#| eval: false\nx = 1\n```\n\n```js\n1\n```\n\n<!--\n```python\ny\n```\n-->\n\n```python\nz"
    uri = _open(standing, refused)
    for line in range(refused.count("\n") + 1):
        assert not _offered(standing, uri, line), line


@pytest.mark.parametrize(("line", "character"), [(0, 5), (4, 0)])
def test_fences_that_end_too_early_are_mended(stranger: Editor, line: int, character: int) -> None:
    uri = _open(stranger, NESTED)
    stranger.wait("textDocument/publishDiagnostics", lambda said: said["uri"] == uri and bool(said["diagnostics"]))
    action = _offered(stranger, uri, line, character)["Mend the fences: more backticks around the admonition"]
    assert [each["code"] for each in action["diagnostics"]] == ["VRP003"]
    assert not any("Mend" in title for title in _offered(stranger, uri, 6))
    assert _after(NESTED, action) == NESTED.replace(f"{Q}ad-note", f"{Q}`ad-note").replace(
        f"{Q}\n{Q}\n", f"{Q}\n{Q}`\n"
    )


def test_a_session_starts_anew_by_a_command(editor: Editor) -> None:
    result = editor.start()
    assert "vaultRunner.restart" in result["capabilities"]["executeCommandProvider"]["commands"]
    uri = editor.open("n.md", "```python run\nprint(1)\n```\n")
    editor.ask("vaultRunner/run", uri=uri, scope="note")
    editor.wait("vaultRunner/result")
    ended = editor.wait("vaultRunner/blockState", lambda said: said["state"] == "ok")
    assert not ended.get("cached")
    assert editor.ask("workspace/executeCommand", command="vaultRunner.restart", arguments=[uri])["done"]
    second = editor.ask("vaultRunner/run", uri=uri, scope="note")
    again = editor.wait(
        "vaultRunner/blockState", lambda said: said["runId"] == second["runId"] and said["state"] == "ok"
    )
    assert not again.get("cached"), "nothing is taken over from before"
