"""What the names in stated shapes stand for: sizes by fence, by container, by call, and the code's own variables.

Pasted answers choose `B` and `n` anew all the time. So a size that another block of the same container gave a name
can confirm, and raise a doubt, and never contradict; and a call of a function knows nothing of any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from vault_runner.model import Block, Note
from vault_runner.verify.shape_vocabulary import COORDINATES, THINGS

_HEADING = re.compile(r"[ \t]{0,3}(?:#{1,6}(?:\s|$)|(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$)")
_LETTER = re.compile(r"[^\W\d_](?:[\d_']\w{0,3}|_[a-z]{1,5})?'?|[A-Z]{2,3}\d?|[A-Z][a-z]?")
_COUNTED = re.compile(
    r"batch|^bs$|seq|len|time|step|chan|height|width|hidden|dim|feat|emb|vocab|class|sample|size|num|^n_|^d_|_in$|_out$"
    r"|^in_|^out_|head|token|node|patch|latent|group|layer|unit|model|point|^rows?$|^cols?$|query|key"
    r"|source|target|src|tgt|[批长维数高宽样类词头步隐]|通道|特征",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"[a-z]{3,}s")
_SIZES_TOO = frozenset(["b", "k", "w"])


def names_an_axis(name: str) -> bool:
    """Tell whether a name is one that people give to the length of an axis; `train` or `optional` is none."""
    if _LETTER.fullmatch(name) or _COUNTED.search(name):
        return True
    return _PLURAL.fullmatch(name) is not None and name not in THINGS


def may_be_coordinates(names: Iterable[str]) -> bool:
    """Tell whether names in brackets may be the entries of a point, a colour or an interval."""
    lower = [name.lower() for name in names]
    return len(lower) > 1 and all(name in COORDINATES for name in lower) and not set(lower) <= _SIZES_TOO


@dataclass(frozen=True, slots=True)
class Known:
    """A size that a name has, and where it got it."""

    size: int
    line: int
    origin: str = "comment"
    """`comment`, `code` for a variable of the code, `container` for a comment in another block."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What names stand for at one statement."""

    own: Mapping[str, Known] = field(default_factory=dict)
    inherited: Mapping[str, Known] = field(default_factory=dict)
    variables: Mapping[str, Known] = field(default_factory=dict)
    """Variables of the code that are sizes of arrays."""
    counters: Mapping[str, int] = field(default_factory=dict)
    """All whole numbers of the code: they can confirm, no more."""
    rests: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """The axes that each `*batch` stands for."""
    shown: Mapping[str, int] = field(default_factory=dict)
    """How many shapes of the block were right, by the bracket that opens them: its way of writing them."""

    def known(self) -> dict[str, Known]:
        """Return what each name stands for; of a comment and a variable the later one counts."""
        known = {**self.inherited, **self.own}
        for name, variable in self.variables.items():
            before = known.get(name)
            if before is None or before.origin == "container" or before.line <= variable.line:
                known[name] = variable
        return known

    def with_habit(self, bracket: str) -> Scope:
        """Return the scope after one more shape in this notation was right."""
        return replace(self, shown={**self.shown, bracket: self.shown.get(bracket, 0) + 1})

    def with_bindings(self, bindings: Iterable[tuple[str, int]], line: int) -> Scope:
        """Return the scope after a comment on `line` has given names their sizes."""
        fresh = {name: Known(size, line) for name, size in bindings}
        return replace(self, own={**self.own, **fresh}) if fresh else self


def container_of(note: Note, block: Block) -> tuple[object, ...]:
    """Return what tells the scopes of a note's blocks apart: an admonition or callout, else a section."""
    for container in reversed(block.containers):
        if container.kind in {"ad", "callout"}:
            return container.kind, container.line
    return "section", _section(note, block)


def _section(note: Note, block: Block) -> int:
    """Return the line of the last heading or rule above a block that stands in no fence."""
    fences = [(other.line, other.end_line) for other in note.blocks]
    lines = note.text[: block.span.start].split("\n")
    for number in range(len(lines), 0, -1):
        if _HEADING.match(lines[number - 1].rstrip("\r")) and not any(low <= number <= high for low, high in fences):
            return number
    return 0
