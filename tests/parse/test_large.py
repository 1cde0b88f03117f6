"""Large and hostile notes: everything is found, and twice the text takes about twice the steps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import cycle, islice
from types import FrameType
from typing import Final

import pytest

from vault_runner.parse import parse
from vault_runner.parse.containers import DEEPEST

MARKER: Final = "<!-- vr:out v=1 k=0123456789ab s=0123456789ab n={} -->\n"


def test_two_thousand_fences_in_twenty_thousand_lines() -> None:
    note = parse("text $x$\n\n```python\na = 1\nb = 2\n\nc = 3  # of two\n```\n\nmore\n" * 2000, "n.md")
    assert (len(note.lines.starts) - 1, len(note.blocks), len(note.math), len(note.claims)) == (20_000, 2000, 2000, 0)
    assert len({block.id for block in note.blocks}) == 2000
    assert note.blocks[-1].line == 19_993


@pytest.mark.parametrize("marks", [["> "], ["- "], ["> ", "- "], ["1. ", "> ", "* "]])
def test_sixty_containers_deep(marks: list[str]) -> None:
    first = "".join(islice(cycle(marks), 60))
    rest = "".join(mark if ">" in mark else " " * len(mark) for mark in islice(cycle(marks), 60))
    note = parse(f"{first}```python\n{rest}x = 1\n{rest}```\n{rest}$a$\n", "n.md")
    (block,) = note.blocks
    assert (block.source, len(block.containers), block.closed, block.prefix) == ("x = 1\n", 60, True, rest)
    assert len(note.math[0].containers) == 60
    assert not note.findings


def test_sixty_admonitions_deep() -> None:
    runs = ["`" * length for length in range(63, 3, -1)]
    text = (
        "".join(f"{run}ad-note\n" for run in runs) + "```python\nx\n```\n" + "".join(f"{run}\n" for run in runs[::-1])
    )
    note = parse(text, "n.md")
    assert len(note.blocks[0].containers) == len(note.callouts) == 60
    assert not note.findings


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "```python\n",
        "- " * 5000 + "x\n",
        ">" * 100_000 + "\n",
        "[^a]: " * 5000 + "x\n",
        "".join("  " * depth + "- a\n" for depth in range(400)),
        "".join("`" * length + "ad-note\n" for length in range(400, 3, -1)),
        "<!--\n" * 5000,
    ],
)
def test_deeper_than_can_be_read(text: str) -> None:
    note = parse(text, "n.md")
    assert all(len(block.containers) <= DEEPEST for block in note.blocks)
    assert sum(finding.rule == "VRP010" for finding in note.findings) <= 1


def test_too_deep_is_said() -> None:
    (finding,) = parse("ok\n\n" + "> " * 200 + "text\n", "n.md").findings
    assert (finding.rule, finding.message, finding.remedy) == (
        "VRP010",
        "containers are nested too deep here; what lies deeper is read as plain text",
        "nest less deeply",
    )


def fenced(code: str) -> str:
    return f"```python\n{code}```\n"


HOSTILE: Final[dict[str, Callable[[int], str]]] = {
    "varied": lambda n: "text $a = b$ and `c`\n- d\n  > e\n\n```python\nx = 1  # (2, 3)\n```\n\n$$\nf\n$$\n\n" * n,
    "lone displays": lambda n: "$$\n```\n```\n" * n,
    "lone brackets on lines": lambda n: "\\[\n" * n,
    "lone brackets on a line": lambda n: "\\[ " * n,
    "openers": lambda n: "a $$ b %% c [[d \\( e <!-- f `g $h ![i ](j\n\n" * n,
    "openers in one paragraph": lambda n: "a [[ b \\( c <!-- d `` e $ ![\n" * n,
    "comments": lambda n: "%%\n\nx\n\n" * n,
    "HTML comments": lambda n: "<!--\n" * n,
    "tags": lambda n: "$a$ " + '<a x="' * n,
    "markers without end": lambda n: ("```\n```\n" + MARKER.format(99)) * n,
    "orphan markers": lambda n: MARKER.format(3) * n,
    "admonitions that end with quotes": lambda n: "> ```ad-x\n\n" * n,
    "wrong nesting": lambda n: "```ad-x\n```python\nx\n```\n```\n" * n,
    "footnotes": lambda n: "[^a]: b $c$\n" * n,
    "references": lambda n: "".join(f"[r{number}]: /url\n" for number in range(n)),
    "tables": lambda n: "| a | b |\n|---|---|\n" + "| $x$ | `y` |\n" * n,
    "lists in lists": lambda n: "- a\n  - $$\n    - b\n" * n,
    "lazy lines": lambda n: "> > > a\n" + "b $c$\n" * n,
    "long paragraph": lambda n: "a $b$\n" * n,
    "comments in code": lambda n: fenced("x = f(a)  # (2, 3)\n# Output:\n# 7\n" * n),
    "options": lambda n: fenced("#| a: b\n" * n),
    "transcript": lambda n: fenced(">>> 1\n1\n" * n),
    "openings in a fence": lambda n: "```\n" + "```x\n" * n + "```\n",
    "directives": lambda n: "<!-- expect: wrong -->\n\npara\n\n" * n,
    "callouts": lambda n: "> [!note] $x$\n\n" * n,
    "front matter": lambda n: "---\n" + "".join(f"k{number}: [a, {{b: c}}]\n" for number in range(n)) + "---\n",
    "carriage returns": lambda n: "$a$ b\r\n" * n,
}


def steps(text: str) -> int:
    """Return how many calls it takes to parse `text`: the same on every machine."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        parse(text, "n.md")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", HOSTILE)
def test_steps_grow_with_the_text(name: str) -> None:
    small, large = steps(HOSTILE[name](150)), steps(HOSTILE[name](600))
    assert large <= 4.6 * small


def test_long_runs_of_anything_are_read() -> None:
    for run in ("`", "$", "%", "\\", "[", "<", "!", "]", "|", "-", "#", "~", " ", "\t", "(", "é”", "$ ", "\\[ ", "a "):
        parse(run * 100_000, "n.md")
        parse(f"```python\nx # {run * 20_000}\n```\n", "n.md")
        parse(f"$$a = {run * 20_000}", "n.md")
