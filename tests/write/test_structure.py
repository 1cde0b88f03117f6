"""The last look before a note is saved sees whatever a write would change besides regions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from write.making import BLOCK, printed, read, written

from vault_runner.write import same_structure

REGION = written(BLOCK, printed("1")).removeprefix(BLOCK)
RICH = f"---\na: 1\n---\n{BLOCK}$x$ [[n]]\n\n> [!note] t\n> $$y$$\n"
IN_LIST = "- ```python\n  x\n  ```\n"


def look(before: str, after: str) -> str | None:
    return same_structure(read(before), read(after))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        (BLOCK, BLOCK + REGION),
        (BLOCK + REGION, BLOCK),
        (BLOCK + REGION, BLOCK + written(BLOCK, printed("2")).removeprefix(BLOCK)),
        (RICH, RICH.replace(BLOCK, BLOCK + REGION)),
        (IN_LIST, written(IN_LIST, printed("1"))),
        (BLOCK + REGION.replace("1\n~", "typed\n~"), BLOCK + REGION.replace("1\n~", "typed\n~")),
    ],
)
def test_regions_may_come_and_go(before: str, after: str) -> None:
    assert look(before, after) is None


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("a\n", "b\n", "text outside the outputs would change"),
        (BLOCK, BLOCK + REGION + "\n", "text outside the outputs would change"),
        (BLOCK, BLOCK + REGION.replace("~~~\n", "```\n"), "the output at line 4 would not be read as it was written"),
        (
            f"{IN_LIST}\n  $$\n  y\n  $$\n",
            f"{IN_LIST}{REGION}\n  $$\n  y\n  $$\n",
            "the formula of line 5 would be read otherwise",
        ),
        (
            f"{IN_LIST}\n  > [!note]\n",
            f"{IN_LIST}{REGION}\n  > [!note]\n",
            "the callout of line 5 would be read otherwise",
        ),
        (
            f"{IN_LIST}\n  ```python\n  y\n  ```\n",
            f"{IN_LIST}{REGION}\n  ```python\n  y\n  ```\n",
            "the code block of line 5 would be read otherwise",
        ),
    ],
)
def test_nothing_else_may_change(before: str, after: str, sentence: str) -> None:
    assert look(before, after) == sentence


def test_an_output_that_is_not_found_again_is_text() -> None:
    after = read(BLOCK + REGION)
    lost = replace(after, regions=(), blocks=(replace(after.blocks[0], region=None),))
    assert same_structure(read(BLOCK), lost) == "text outside the outputs would change"


def test_the_properties_may_not_change() -> None:
    note = read("---\na: 1\n---\n")
    assert same_structure(note, replace(note, properties={"a": 2})) == "the properties of the note would change"


def test_a_block_may_not_appear() -> None:
    note = read(BLOCK)
    assert same_structure(replace(note, blocks=()), note) == "a code block would appear at line 1"
    assert same_structure(note, replace(note, blocks=())) == "the code block of line 1 would be read otherwise"
