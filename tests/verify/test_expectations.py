"""`expect: wrong` in every place where it may stand: silent while something is wrong, an error once nothing is."""

from __future__ import annotations

import re
import subprocess
from typing import TypeAlias

import pytest
from command import numbered, vault_run

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
Done: TypeAlias = "subprocess.CompletedProcess[str]"


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> tuple[Done, Done]:
    """Check a vault in which each place is wrong, and one in which it is not."""
    wrong, right = tmp_path_factory.mktemp("wrong"), tmp_path_factory.mktemp("right")
    numbered(wrong, [REALS + text for text, _ in PLACES.values()])
    numbered(right, [REALS + text for _, text in PLACES.values()])
    ignored = ("--trust", "--ignore", "VRO002")
    return vault_run("check", "--strict", *ignored, cwd=wrong), vault_run("check", *ignored, cwd=right)


def told(done: Done, place: str) -> str:
    """Return what a command says of a place's note, with its remedies."""
    name = f"{list(PLACES).index(place):02}.md"
    return "".join(re.findall(rf"^{re.escape(name)}:.*\n(?:    .*\n)*", done.stdout, re.MULTILINE))


@pytest.mark.parametrize("place", PLACES)
def test_each_place(place: str, commands: tuple[Done, Done]) -> None:
    silent, loud = commands
    assert told(silent, place) == ""
    (finding,) = re.findall(r"^\d\d\.md:.*\n(?:    .*\n)*", told(loud, place), re.MULTILINE)
    assert finding.count("is expected to be wrong (“kept”), but") == 1
    assert "→ remove `expect: wrong`" in finding


def test_nothing_else_is_told(commands: tuple[Done, Done]) -> None:
    silent, loud = commands
    assert (silent.returncode, silent.stdout.count("\n")) == (0, 1), silent.stdout
    assert loud.returncode == 1
    assert f"{len(PLACES)} things wrong: {len(PLACES)} notes" in loud.stdout
