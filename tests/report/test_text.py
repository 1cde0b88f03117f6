"""The report for people, in a pipe and on a terminal."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.outcomes import finding, note_outcome, outcome

from vault_runner.pipeline.rulings.silencing import Silenced
from vault_runner.report import Style, to_text
from vault_runner.report.terminal import show
from vault_runner.report.wire import to_json
from vault_runner.write import printable

PLAIN = Style(colour=False)
EVIL = [
    "\n::error::x",
    "::set-output name=a::b",
    "##[error]x",
    "##vso[task]",
    "\x1b]0;x\x07",
    "\r",
    "\u202e",
    "\x9b31m",
    "`",
    "中文",
]
TEXTS = st.lists(st.sampled_from(EVIL) | st.text(max_size=8), max_size=5).map("".join)
NAMES = TEXTS.filter(lambda text: "/" not in text and "\0" not in text)


def on_terminal(*notes: object, width: int = 80, colour: bool = False, **more: object) -> str:
    stream = io.StringIO()
    show(outcome(*notes, **more), Style(colour=colour), stream=stream, width=width)  # type: ignore[arg-type]  # as given
    return stream.getvalue()


def test_a_pipe_gets_one_line_a_finding_in_the_order_of_the_notes() -> None:
    late = finding("is not what it gives now", rule="VRO001", remedy="look with `--diff`")
    root = finding("ZeroDivisionError", start=20)
    lines = list(to_text(outcome(note_outcome([late, root])), PLAIN))
    assert [line.rpartition("note.md:")[2] for line in lines[:3]] == [
        "3:1: wrong: is not what it gives now [VRO001]",
        "    → look with `--diff`",
        "3:11: wrong: ZeroDivisionError [VRX001]",
    ]
    assert lines[-1].startswith("2 things wrong: 1 note, ")


def test_a_terminal_gets_notes_with_their_findings_root_causes_first() -> None:
    late = finding("is not what it gives now", rule="VRO001", path="a.md")
    doubt = finding("may be", rule="VRX101", severity="warning", path="a.md")
    root = finding("ZeroDivisionError", start=20, path="b.md")
    follows = finding("not run because of [[b]]", rule="VRX007", path="b.md")
    text = on_terminal(note_outcome([doubt, late], path="a.md"), note_outcome([follows, root], path="b.md"))
    order = [
        text.index(words) for words in ("b.md", "ZeroDivision", "not run", "a.md", "is not what", "may be", "wrong: 2")
    ]
    assert order[:-1] == sorted(order[:-1])


def test_a_terminal_is_never_written_wider_than_it_is() -> None:
    long = finding("says " + "(3, 5, 2) " * 30, remedy="损失曲线" * 30)
    for width in (40, 60, 120):
        lines = on_terminal(note_outcome([long]), width=width).splitlines()
        assert max(map(len, lines[1:-1])) <= width
        assert "".join(lines).count("损") == 30


def test_what_is_not_told_is_counted() -> None:
    silenced = [Silenced(finding("a"), "note", "why"), Silenced(finding("b"), "baseline", "was there")]
    assert list(to_text(outcome(note_outcome(), silenced=silenced), PLAIN))[-1].endswith(
        "1 ignored with a reason, 1 known from the baseline"
    )


def test_a_pipe_never_loads_rich() -> None:
    code = (
        "import sys; sys.path.insert(0, 'tests')\n"
        "from report.outcomes import finding, note_outcome, outcome\n"
        "from vault_runner.report import Style, to_text\n"
        "assert list(to_text(outcome(note_outcome([finding('x')])), Style(colour=False)))\n"
        "assert 'rich' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])


def harmless(text: str) -> None:
    """Check what lands in a log: no commands of build servers, nothing hidden."""
    assert printable(text) == text
    for line in re.split(r"[\r\n]", text):
        assert not line.lstrip().startswith("::"), line
        assert not re.search(r"##(\[|vso\[|teamcity\[)", line, re.IGNORECASE), line


@given(message=TEXTS, remedy=TEXTS, name=NAMES)
def test_nothing_that_a_note_says_acts_in_a_log(message: str, remedy: str, name: str) -> None:
    path = f"{name}.md"
    whole = outcome(note_outcome([finding(message, remedy=remedy, path=path)], path=path), vault=Path.cwd())
    lines = list(to_text(whole, PLAIN))
    assert len(lines) == 2 + bool(remedy)
    harmless("\n".join(lines))
    harmless(on_terminal(note_outcome([finding(message, remedy=remedy, path=path)], path=path), vault=Path.cwd()))


@given(message=TEXTS, name=NAMES)
def test_json_says_the_same_and_hides_nothing(message: str, name: str) -> None:

    name = name.encode("utf-8", "ignore").decode()
    message = message.encode("utf-8", "ignore").decode()
    text = to_json(outcome(note_outcome([finding(message, path=f"{name}.md")], path=f"{name}.md")))
    harmless(text)
    note = json.loads(text)["notes"][0]
    assert (note["path"], note["findings"][0]["message"]) == (f"{name}.md", message)


@pytest.mark.parametrize("name", ["::error::x.md", "##[error]x.md"])
def test_a_note_with_the_name_of_a_command(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    whole = outcome(note_outcome([finding("x", path=name)], path=name), vault=tmp_path)
    harmless("\n".join(to_text(whole, PLAIN)))
