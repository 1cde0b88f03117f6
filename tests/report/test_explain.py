"""`--explain`: what it tells of a block, of a claim, of a rule, and of a line that holds neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run

from vault_runner.model.rules import RULES
from vault_runner.report.explain_rule import explain_rules

NOTE = """---
vault-run-timeout: 20
---
# A note

```python run
n = 3
```

> [!note] inside
> - ```python run
>   #| label: sizes
>   x = [n, n + 1]
>   x  # => [3, 5]
>   ```

$$a + b = b + a$$
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explain") / "note.md"
    path.write_text(NOTE, encoding="utf-8")
    (path.parent / "vault-run.yaml").write_text("threads: 2\n", encoding="utf-8")
    return path


def told(note: Path, place: str) -> list[str]:
    done = vault_run("check", note, "--explain", place)
    assert done.returncode == 0, done.stderr
    return [line.strip() for line in done.stdout.splitlines()]


def test_a_block(note: Path) -> None:
    lines = told(note, "11")
    assert lines[0] == "note.md:11: a block of python, lines 11 to 15"
    assert "inside callout:note (line 10), in it list (line 11)" in lines
    assert "label: sizes (the block, line 12)" in lines
    assert "timeout: 20.0 (the note's properties)" in lines
    assert "threads: 2 (vault-run.yaml)" in lines
    assert "device: auto (default)" in lines
    assert "session `default`: block 2 of 2, seed 0" in lines
    assert "uses n, set by the block of line 6" in lines
    assert "sets x" in lines
    assert any(line.startswith("line 13: x: list") for line in lines)
    assert any(line.startswith("ok in ") for line in lines)
    assert any(line.endswith("from the cache: nothing that it depends on has changed") for line in told(note, "11"))


def test_a_claim(note: Path) -> None:
    lines = told(note, f"{note}:14:7")
    assert lines[0].startswith("note.md:14:13: states an output, as ")
    assert "speaks of line 14: > x # => [3, 5]" in " ".join(" ".join(lines).split())
    assert any(line.startswith("verdict: refuted, ") and "says [3, 5], is [3, 4]" in line for line in lines)
    assert "told as error [VRO101]" in lines


def test_a_formula_with_its_reading(note: Path) -> None:
    lines = told(note, "17")
    assert lines[0].startswith("note.md:17:3: states an equation, as display: a + b = b + a")
    assert any(line.startswith("verdict: ") for line in lines)


def test_a_line_with_nothing(note: Path) -> None:
    assert told(note, "4") == [
        "note.md:4: no block of code and no statement stands here",
        "blocks begin on lines 6, 11",
        "statements stand on lines 14, 17",
    ]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_rule_is_explained(code: str) -> None:
    lines = list(explain_rules(code))
    assert lines[0] == f"{code}: {RULES[code].title}"
    assert f"To mend it: {RULES[code].mend}" in lines


def test_a_family_lists_its_rules() -> None:
    lines = list(explain_rules("VRS"))
    assert lines[0] == "VRS: shapes that it states"
    assert lines[1] == "  VRS101  a stated shape, dtype or device is wrong"
