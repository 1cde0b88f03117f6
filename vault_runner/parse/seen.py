"""What the walk over a note's blocks sees, each thing with its surroundings, before it becomes a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vault_runner.model import Container, Option
from vault_runner.parse.fences import Fence
from vault_runner.parse.leaf import Leaf
from vault_runner.parse.regions import RegionLines
from vault_runner.parse.scan import Found


@dataclass(frozen=True, slots=True)
class SeenFence:
    """A fence of either kind."""

    fence: Fence
    containers: tuple[Container, ...]
    commented: bool
    options: tuple[Option, ...]
    """What directives say of it."""
    admonition: str = ""
    """The type of an `ad-*` fence, empty for code."""


@dataclass(frozen=True, slots=True)
class SeenItem:
    """A formula or a link."""

    leaf: Leaf
    found: Found
    containers: tuple[Container, ...]
    expect: str
    """The text of an `expect` directive that speaks of it."""


@dataclass(frozen=True, slots=True)
class SeenCallout:
    """A native callout or an admonition."""

    kind: Literal["native", "ad"]
    type: str
    title: str
    fold: str
    metadata: str
    depth: int
    first: int
    after: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the text, where it stands in the source, and the rule that it breaks."""

    rule: str
    start: int
    end: int
    message: str
    remedy: str


@dataclass(slots=True)
class Seen:
    """All of a note, in its order."""

    fences: list[SeenFence] = field(default_factory=list)
    items: list[SeenItem] = field(default_factory=list)
    callouts: list[SeenCallout] = field(default_factory=list)
    regions: list[tuple[RegionLines, tuple[Container, ...]]] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
