"""Annotations: what GitHub's runner reads out of them, and how many there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report.outcomes import TEXT, finding, note_outcome, outcome

from vault_runner.report.github import to_github

COMMAND = re.compile(r"::(?P<name>[\w-]+)(?: (?P<properties>[^:]*(?::(?!:)[^:]*)*?))?::(?P<data>.*)\Z")
EVIL = [
    "::set-output name=x::y",
    "\n::error::no",
    "%0A::error::no",
    "##[error]no",
    "\x1b[31m",
    "\u202e",
    ",line=9",
    "]]>",
]
TEXTS = st.lists(st.sampled_from(EVIL) | st.text(max_size=12), max_size=5).map("".join)


def read_command(line: str) -> tuple[str, dict[str, str], str]:
    """Read a command as the runner does: properties between blanks and `::`, escapes turned back."""
    found = COMMAND.match(line)
    assert found is not None, line
    properties = {}
    for part in (found["properties"] or "").split(","):
        name, _, value = part.partition("=")
        for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escape, char)
        properties[name] = value
    data = found["data"]
    for escape, char in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        data = data.replace(escape, char)
    return found["name"], properties, data


def test_a_finding_stands_beside_its_line() -> None:
    start = TEXT.index("(3, 2)")
    one = finding("says 50%, is: 3", start=start, end=start + 6, remedy="write 3", rule="VRS101", path="Ünï, a: b.md")
    lines = list(to_github(outcome(note_outcome([one], path="Ünï, a: b.md"))))
    name, properties, message = read_command(lines[0])
    assert (name, message) == ("error", "says 50%, is: 3\n→ write 3")
    assert properties == {
        "file": "Ünï, a: b.md",
        "line": "4",
        "endLine": "4",
        "col": "10",
        "endColumn": "16",
        "title": "VRS101 a stated shape, dtype or device is wrong",
    }


def test_ten_of_a_kind_worst_first_and_a_notice_that_counts_the_rest() -> None:
    later = [finding(f"later {at}", rule="VRO001") for at in range(12)]
    roots = [finding(f"root {at}") for at in range(3)]
    doubts = [finding(f"doubt {at}", rule="VRX101", severity="warning") for at in range(11)]
    lines = list(to_github(outcome(note_outcome([*later, *doubts, *roots]))))
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    assert [read_command(line)[2] for line in errors[:4]] == ["root 0", "root 1", "root 2", "later 0"]
    assert sum(line.startswith("::warning ") for line in lines) == 10
    notices = [line for line in lines if line.startswith("::notice ")]
    assert len(notices) == 1
    assert "5 more wrong and 1 more doubtful" in notices[0]
    plain = [line for line in lines if not line.startswith("::")]
    assert plain[0] == "note.md:3:1: later 7 [VRO001]"
    assert plain[-1].startswith("15 things wrong")


def test_files_are_named_from_the_top_of_the_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = tmp_path / "repo" / "notes"
    vault.mkdir(parents=True)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "repo"))
    lines = list(to_github(outcome(note_outcome([finding("no")]), vault=vault)))
    assert read_command(lines[0])[1]["file"] == "notes/note.md"


@given(message=TEXTS, remedy=TEXTS, name=TEXTS.filter(lambda text: "/" not in text and "\0" not in text))
def test_nothing_that_a_note_says_becomes_a_command(message: str, remedy: str, name: str) -> None:
    made = [finding(message, remedy=remedy, path=f"{name}.md") for _ in range(12)]
    told = to_github(outcome(note_outcome(made, path=f"{name}.md")))
    lines = [line for text in told for line in re.split(r"[\r\n]", text)]
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert [read_command(line)[0] for line in commands] == ["error"] * 10 + ["notice"]
    assert not any("##[" in line for line in lines if line not in commands)
    for line in commands[:10]:
        assert set(read_command(line)[1]) == {"file", "line", "endLine", "col", "endColumn", "title"}
    assert not any(char in line for line in lines for char in "\x1b\u202e\u2028\x85\x9b")
