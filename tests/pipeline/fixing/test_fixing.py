"""`--fix` writes what is sure, leaves every other byte, and has nothing left to do the second time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import numbered, vault_run

SQUASHED = "X = np.ones((4, 5)) Y = np.ones((5, 3)) (X @ Y).shape # Or matmul # [Out]: (4, 3)"
APART = "X = np.ones((4, 5))\nY = np.ones((5, 3))\n(X @ Y).shape # Or matmul # [Out]: (4, 3)"

CASES = {
    "a squashed line": (f"```python run\n{SQUASHED}\n```\n", f"```python run\n{APART}\n```\n"),
    "in a quote, with CRLF": (
        "> ```python run\r\n> a = (1 + 1) b = (a * 2) print(a, b)\r\n> ```\r\nlazy\r\n",
        "> ```python run\r\n> a = (1 + 1)\r\n> b = (a * 2)\r\n> print(a, b)\r\n> ```\r\nlazy\r\n",
    ),
    "in a list, without a newline at the end": (
        "- item\n  ```python run\n  a = (1 + 1) b = (a * 2) print(a, b)\n  ```",
        "- item\n  ```python run\n  a = (1 + 1)\n  b = (a * 2)\n  print(a, b)\n  ```",
    ),
    "blanks that python doesn't know": (
        "```python run\nif True:\n\u00a0\u00a0\u00a0 s = 'a\u00a0b'  # c\u00a0d\nprint(len(s))\n```\n",
        "```python run\nif True:\n    s = 'a\u00a0b'  # c\u00a0d\nprint(len(s))\n```\n",
    ),
    "the same in a block that doesn't run": (
        "```python\nif x:\n\u00a0   y = 1\n```\n",
        "```python\nif x:\n    y = 1\n```\n",
    ),
    "prompts": (
        "```python run\n>>> x = 2\n>>> x + 1\n3\n>>> for i in range(2):\n...     print(i)\n...\n0\n1\n```\n",
        "```python run\nx = 2\nx + 1\n# => 3\nfor i in range(2):\n    print(i)\n\n# Output:\n# 0\n# 1\n```\n",
    ),
    "a stated shape": (
        "```python run\nimport numpy as np\nZ = np.ones((2, 3))  # shape (n=2, m=4)\n```\n",
        "```python run\nimport numpy as np\nZ = np.ones((2, 3))  # shape (n=2, m=3)\n```\n",
    ),
    "an admonition closed by the wrong line": (
        "```ad-note\ntext\n```python run\na = 1\n```\nmore\n```\n\n```python run\nb = 2\n```\n",
        "````ad-note\ntext\n```python run\na = 1\n```\nmore\n````\n\n```python run\nb = 2\n```\n",
    ),
    "an admonition, and then what it holds": (
        "```ad-note\n```python run\na = (1 + 1) b = (a * 2) print(a, b)\n```\n```\n",
        "````ad-note\n```python run\na = (1 + 1)\nb = (a * 2)\nprint(a, b)\n```\n````\n",
    ),
    "a shape behind a squashed line": (
        "```python run\nimport numpy as np\nA = np.ones((2, 3)) B = A.T  # (3, 3)\n```\n",
        "```python run\nimport numpy as np\nA = np.ones((2, 3))\nB = A.T  # (3, 2)\n```\n",
    ),
    "a magic stays": (
        "```python run\n%matplotlib inline\na = (1 + 1) b = (a * 2) print(a, b)\n```\n",
        "```python run\n%matplotlib inline\na = (1 + 1)\nb = (a * 2)\nprint(a, b)\n```\n",
    ),
}
REFUSED = {
    "a transcript with an exception": (
        "```python run\n>>> 1 / 0\nTraceback (most recent call last):\nZeroDivisionError: division by zero\n```\n",
        "the code of line 1 was not rewritten",
    ),
    "an admonition that two lines may close": (
        "```ad-note\n```python\na = 1\n```\n```\nplain\n```\n```\n",
        "the admonition of line 1 was not given a longer fence",
    ),
}


def _write(folder: Path, text: str, *, bom: bool = False) -> Path:
    note = folder / "note.md"
    note.write_bytes((b"\xef\xbb\xbf" if bom else b"") + text.encode())
    return note


@dataclass(frozen=True)
class Step:
    """What a command said, and each note after it."""

    said: str
    texts: Mapping[str, str]


@pytest.fixture(scope="module")
def steps(tmp_path_factory: pytest.TempPathFactory) -> list[Step]:
    """Return a look, a repair, a second one and an undo of one vault that holds every case."""
    folder = tmp_path_factory.mktemp("cases")
    notes = numbered(folder, [before for before, _ in CASES.values()])

    def step(*arguments: str) -> Step:
        said = vault_run(*arguments, cwd=folder).stdout
        return Step(said, {name: note.read_bytes().decode() for name, note in zip(CASES, notes, strict=True)})

    fix = ("check", "--trust", "--fix")
    return [step(*fix, "--diff"), step(*fix), step(*fix, "--verbose"), step("undo")]


@pytest.mark.parametrize("case", CASES)
def test_repairs(steps: list[Step], case: str) -> None:
    (before, after), name = CASES[case], f"{list(CASES).index(case):02}.md"
    shown, first, second, undone = steps
    assert shown.texts[case] == before
    assert f"--- a/{name}\n" in shown.said
    assert first.texts[case] == after, first.said
    assert f"mended {name}\n" in first.said
    assert second.texts[case] == after
    assert f"mended {name}" not in second.said
    told = [line for line in second.said.splitlines() if line.startswith(name)]
    assert not {"VRX110", "VRX111", "VRX112", "VRS101", "VRP003"} & set(re.findall(r"VR[A-Z]\d+", "\n".join(told)))
    assert undone.texts[case] == before


def test_a_second_repair_finds_nothing_to_mend_nor_to_complain_of(steps: list[Step]) -> None:
    assert "mended" not in steps[2].said
    assert "\nnothing wrong: " in f"\n{steps[2].said}"


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_sure_is_refused_and_said(tmp_path: Path, text: str, message: str) -> None:
    note = _write(tmp_path, text)
    done = vault_run("check", note, "--fix", "--verbose")
    assert note.read_bytes().decode() == text
    assert message in done.stdout
    assert "[VRW007]" in done.stdout


def test_a_byte_order_mark_and_misread_text_stay(tmp_path: Path) -> None:
    text = f"å¥½é—®é¢˜ ğŸ‘ è¿™ä¸ª å…¬å¼\r\n\r\n```python run\r\n{SQUASHED}\r\n```\r\n"
    note = _write(tmp_path, text, bom=True)
    vault_run("check", note, "--fix")
    mended = text.replace(SQUASHED, APART.replace("\n", "\r\n"))
    assert note.read_bytes() == b"\xef\xbb\xbf" + mended.encode()


def test_a_claim_that_is_wrong_on_purpose_stays(tmp_path: Path) -> None:
    text = '```python run\nimport numpy as np\nZ = np.ones(2)  # shape (3,) expect: wrong "to be found"\n```\n'
    note = _write(tmp_path, text)
    vault_run("check", note, "--fix")
    assert note.read_bytes().decode() == text


def test_run_writes_repairs_and_outputs_in_one_step(tmp_path: Path) -> None:
    text = "```python run\na = (1 + 1) b = (a * 2) print(a, b)\n```\n"
    note = _write(tmp_path, text)
    other = tmp_path / "other.md"
    other.write_text("```python run\nprint(3)\n```\n", encoding="utf-8")
    (tmp_path / "vault-run.yaml").touch()
    shown = vault_run("run", note, other, "--fix", "--diff")
    assert note.read_bytes().decode() == text
    assert "\n+b = (a * 2)\n" in shown.stdout
    assert "\n+2 4\n" in shown.stdout
    vault_run("run", note, other, "--fix")
    assert note.read_text(encoding="utf-8").startswith(
        "```python run\na = (1 + 1)\nb = (a * 2)\nprint(a, b)\n```\n<!-- vr:out"
    )
    assert "~~~output\n3\n~~~" in other.read_text(encoding="utf-8")
    again = vault_run("run", note, other, "--fix")
    assert "wrote" not in again.stdout
    assert "mended" not in again.stdout
    vault_run("undo", tmp_path)
    assert note.read_bytes().decode() == text
    assert "vr:out" not in other.read_text(encoding="utf-8")


def test_an_output_that_stands_below_stays_where_it_is(tmp_path: Path) -> None:
    note = _write(tmp_path, "```python run\na = (1 + 1) b = (a * 2) print(a, b)\n```\n")
    vault_run("run", note)
    region = note.read_text(encoding="utf-8").partition("<!--")[2]
    done = vault_run("check", note, "--fix")
    assert done.returncode == 0, done.stdout
    assert note.read_text(encoding="utf-8").partition("<!--")[2] == region
