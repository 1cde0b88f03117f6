"""Blocks in the shape of public tutorials, checked by the command line on a machine without CUDA."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from command import checked

pytestmark = pytest.mark.skipif(Path("/dev/nvidiactl").exists(), reason="here CUDA is real, and nothing is virtual")

_BLOCK = re.compile(r"^## (.+)\n\n(?:(raises|follows): `(.+)`\n\n)?```python\n((?s:.*?))^```$", re.MULTILINE)
FEW = frozenset(
    [
        *("lazy modules", "save load", "tensor subclass", "cuda graph", "inference metrics", "memory ratio"),
        *("hooks that make", "unlike chance", "nested strided", "bad lazy count", "bad inference numpy"),
    ]
)


@dataclass(frozen=True)
class Block:
    """One of them, and what is to be said of it."""

    name: str
    kind: str
    """`raises`, `follows`, or empty if all is well."""
    told: str
    source: str


BLOCKS = [Block(*found) for found in _BLOCK.findall(Path(__file__).with_name("tutorials.md").read_text("utf-8"))]


def wrong(block: Block, note: dict[str, Any]) -> str:
    """Return what is wrong with what was told of a block, empty if nothing is."""
    (result,) = note["blocks"]
    errors = [finding["message"] for finding in note["findings"] if finding["severity"] == "error"]
    claims = {claim["status"] for claim in note["claims"]}
    told = f"{result['status']}, {errors}, {claims}"
    if block.kind == "raises":
        return "" if result["status"] == "failed" and any(re.search(block.told, each) for each in errors) else told
    if block.kind == "follows":
        message = next((each["message"] for each in note["findings"] if each["rule"] == "VRX009"), "")
        line = int(block.told)
        fine = not errors and f"verified up to line {line}; line {line + 1} can only be followed" in message
        return "" if fine and claims <= {"verified", "not-checkable"} else f"{told}: {message}"
    return "" if result["status"] == "ok" and not errors and claims <= {"verified"} else told


def judged(folder: Path, blocks: list[Block]) -> dict[str, str]:
    """Return what is wrong with what one check tells of blocks, by their names."""
    notes = checked(folder, [f"```python run\n{block.source}```\n" for block in blocks])
    found = {block.name: wrong(block, note) for block, note in zip(blocks, notes, strict=True)}
    return {name: told for name, told in found.items() if told}


def test_a_few_of_them_each_time(tmp_path: Path) -> None:
    few = [block for block in BLOCKS if block.name in FEW]
    assert len(few) == len(FEW)
    assert judged(tmp_path, few) == {}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("first", range(0, len(BLOCKS), 12))
def test_all_of_them(first: int, tmp_path: Path) -> None:
    assert judged(tmp_path, BLOCKS[first : first + 12]) == {}
