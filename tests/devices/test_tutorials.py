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
        *("nucleus and top k sampling loop", "equality and type checks", "forcing the flash kernel"),
        *("simclr loss with an eye mask", "weights saved from data parallel wrapper"),
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


FILES = ("tutorials.md", *(f"written/{name}.md" for name in ("training", "numerics", "mixed", "idioms")))
BLOCKS = [
    Block(*found) for file in FILES for found in _BLOCK.findall((Path(__file__).parent / file).read_text("utf-8"))
]


def wrong(block: Block, note: dict[str, Any]) -> str:
    """Return what is wrong with what was told of a block, empty if nothing is."""
    (result,) = note["blocks"]
    errors = [finding["message"] for finding in note["findings"] if finding["severity"] == "error"]
    doubts = [finding["message"] for finding in note["findings"] if finding["rule"] == "VRX014"]
    claims = {claim["status"] for claim in note["claims"]}
    told = f"{result['status']}, {errors}, {doubts}, {claims}"
    if block.kind == "raises":
        refused = errors if result["status"] == "failed" else doubts
        return "" if any(block.told in each or re.search(block.told, each) for each in refused) else told
    if block.kind == "follows":
        message = next((each["message"] for each in note["findings"] if each["rule"] == "VRX009"), "")
        line = int(block.told)
        fine = not errors and f"verified up to line {line}; line {line + 1} can only be followed" in message
        return "" if fine and claims <= {"verified", "not-checkable"} else f"{told}: {message}"
    # A comment may speak of sizes and state none.
    fine = result["status"] == "ok" and not errors and not doubts and claims <= {"verified", "not-checkable"}
    return "" if fine else told


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
