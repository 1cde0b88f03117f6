"""`expect: wrong` in every place where it may stand: silent while something is wrong, an error once nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import vault_run

FENCE = "```python run\n{}\n```\n"
WRONG, RIGHT = "[1, 2]  # => [1, 3]", "[1, 2]  # => [1, 2]"
SAYS = '<!-- expect: wrong "kept" -->\n'
PLACES = {
    "a block's failure": (
        '```python run\n#| expect: wrong "kept"\n1 / 0\n```\n',
        '```python run\n#| expect: wrong "kept"\n1\n```\n',
    ),
    "a block's claim": (
        f'```python run\n#| expect: wrong "kept"\n{WRONG}\n```\n',
        f'```python run\n#| expect: wrong "kept"\n{RIGHT}\n```\n',
    ),
    "a claim": (FENCE.format(f'{WRONG} expect: wrong "kept"'), FENCE.format(f'{RIGHT} expect: wrong "kept"')),
    "a display": ('$$\na - b = b - a % expect: wrong "kept"\n$$\n', '$$\na + b = b + a % expect: wrong "kept"\n$$\n'),
    "above a fence": (SAYS + FENCE.format("1 / 0"), SAYS + FENCE.format("1")),
    "above a fence with a claim": (SAYS + FENCE.format(WRONG), SAYS + FENCE.format(RIGHT)),
    "above a display": (f"{SAYS}$$\na - b = b - a\n$$\n", f"{SAYS}$$\na + b = b + a\n$$\n"),
    "above a callout": (
        f"{SAYS}> [!warning] no\n> $$a + b = b + a$$\n>\n> $$a - b = b - a$$\n",
        f"{SAYS}> [!warning] no\n> $$a + b = b + a$$\n>\n> $$a b = b a$$\n",
    ),
    "above an admonition": (
        f"{SAYS}````ad-warning\n{FENCE.format(WRONG)}{FENCE.format('2')}````\n",
        f"{SAYS}````ad-warning\n{FENCE.format(RIGHT)}{FENCE.format('2')}````\n",
    ),
    "above a list": (f"{SAYS}- $$a - b = b - a$$\n- words\n", f"{SAYS}- $$a + b = b + a$$\n- words\n"),
}
REALS = "Let $a, b \\in \\mathbb{R}$.\n\n"


@pytest.mark.parametrize("place", PLACES)
def test_each_place(place: str, tmp_path: Path) -> None:
    wrong, right = PLACES[place]
    note = tmp_path / "note.md"
    note.write_text(REALS + wrong, encoding="utf-8")
    done = vault_run("check", note, "--strict", "--ignore", "VRO002")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1), done.stdout
    note.write_text(REALS + right, encoding="utf-8")
    done = vault_run("check", note, "--ignore", "VRO002")
    assert done.returncode == 1
    assert done.stdout.count("is expected to be wrong (“kept”), but") == 1
    assert "→ remove `expect: wrong`" in done.stdout
    assert done.stdout.startswith(("1 thing wrong", str(note), "note.md"))
