"""A block that will run, its code mended and its names read, before it has its place in a session."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass

from vault_runner.model import Block, BlockOptions
from vault_runner.plan.intent import not_meant_to_run
from vault_runner.plan.names import Names, names_of
from vault_runner.plan.repair import Repair, repair
from vault_runner.plan.source import Source, parse_python
from vault_runner.plan.survey import Candidate


@dataclass(frozen=True, slots=True)
class Draft:
    """A block that will run."""

    path: str
    block: Block
    options: BlockOptions
    source: Source
    tree: ast.Module | None
    names: Names
    after: tuple[str, ...] = ()
    """Identifiers of blocks that it names in `depends`."""

    def line_of(self, name: str) -> int:
        """Return the note's line that first reads `name`."""
        line = self.names.reads.get(name, 1)
        return self.source.lines[min(line, len(self.source.lines)) - 1]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a block won't run although its tags say so."""

    because: str
    needs_shell: bool


def block_source(block: Block) -> Source:
    """Return a block's code as it stands in the note."""
    return Source.of(block.source, block.line + 1)


def make_draft(
    path: str, candidate: Candidate, known: Collection[str] | None, *, shell: bool = False
) -> tuple[Draft | Refusal, tuple[Repair, ...]]:
    """Return the draft of a block, or why it won't run, and the repairs that its code took.

    Args:
        path: The path of its note.
        candidate: The block.
        known: Names that are set above it in its session; None if that can't be told.
        shell: Whether lines that need a shell may run on this device.
    """
    block = candidate.block
    repaired = repair(block_source(block), known, path, shell=shell)
    if repaired.refused:
        return Refusal(repaired.refused, needs_shell=True), ()
    if not candidate.tagged and (because := not_meant_to_run(repaired.source.text)):
        return Refusal(because, needs_shell=False), ()
    tree = parse_python(repaired.source.text)
    draft = Draft(path, block, candidate.options, repaired.source, tree, names_of(tree))
    return draft, repaired.repairs
