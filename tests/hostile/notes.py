"""The hostile blocks, as notes hold them: a heading, what is expected, and the code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "blocks"
_BLOCK = re.compile(
    r"^## (?P<name>[^\n]+)\n(?P<wishes>(?:[a-z]+: [^\n]+\n)+)```python\n(?P<source>.*?)^```$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One block and what may become of it."""

    group: str
    name: str
    source: str
    statuses: frozenset[str]
    """How it may end; empty if only the world is looked at."""
    never: str
    """What must not be among its outputs; empty for nothing but the secrets."""
    tame: bool
    """Whether it does no harm that matters when no wall stands."""

    @property
    def title(self) -> str:
        """The name in a test's report."""
        return f"{self.group}: {self.name}"


def blocks(*groups: str) -> list[Hostile]:
    """Return the blocks of some groups, of all of them without a name."""
    names = groups or tuple(sorted(path.stem for path in FOLDER.glob("*.md")))
    return [block for name in names for block in _read(name)]


def _read(group: str) -> Iterator[Hostile]:
    for found in _BLOCK.finditer((FOLDER / f"{group}.md").read_text(encoding="utf-8")):
        wishes = dict(line.split(": ", 1) for line in found["wishes"].splitlines())
        statuses = frozenset(wishes["expect"].split("|")) - {"any"}
        tame = wishes.get("control", "yes") == "yes"
        yield Hostile(group, found["name"], found["source"], statuses, wishes.get("never", ""), tame)
