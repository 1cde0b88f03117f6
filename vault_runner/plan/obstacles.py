"""Why a session can't run at all: it depends on a note that isn't there, or on itself in a circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from vault_runner.model import Block, Finding, Note, Span
from vault_runner.plan.depends import Target, names_file, way
from vault_runner.plan.findings import finding, property_span
from vault_runner.plan.schema import canonical_key
from vault_runner.plan.survey import Candidate, Survey


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What keeps a session from running, in words that go on from "not run because"."""

    rule: str
    because: str
    target: Target


def obstacle(
    path: str,
    targets: Iterable[Target],
    found: Mapping[str, str | None],
    edges: Mapping[str, Collection[str]],
    earlier: Mapping[str, Obstacle],
) -> Obstacle | None:
    """Return what keeps a session from running, None if nothing does.

    Args:
        path: The session's note.
        targets: The notes that it depends on.
        found: The path that each name leads to from this note, None if it leads nowhere.
        edges: For each note the notes that its blocks depend on.
        earlier: What keeps the usual sessions of other notes from running.
    """
    for target in targets:
        leads_to = found[target.name]
        if leads_to is None and names_file(target.name):
            continue
        if leads_to is None:
            return Obstacle("VRX103", f"there is no note `{target.written}`", target)
        back = way(leads_to, path, edges)
        if back:
            chain = " → ".join(map(title, (path, *back)))
            return Obstacle("VRX102", f"its notes depend on each other in a circle: {chain}", target)
        if leads_to in earlier:
            inner = earlier[leads_to]
            return Obstacle(inner.rule, f"`{target.written}` can't run: {inner.because}", target)
    return None


def title(path: str) -> str:
    """Return a note's path as people write it in links."""
    return path.removesuffix(".md")


def obstacle_finding(survey: Survey, found: Obstacle, candidates: Iterable[Candidate]) -> Finding:
    """Return the finding for an obstacle, placed where the dependency is written."""
    blocks = [candidate.block for candidate in candidates if found.target in candidate.targets]
    span = depends_span(survey.note, blocks[0], found.target)
    remedy = "take one of the links out" if found.rule == "VRX102" else "correct the name, or take it out"
    return finding(survey.note, found.rule, span, f"this can't run, since {found.because}", remedy)


def depends_span(note: Note, block: Block, target: Target) -> Span:
    """Return where a block, or its note, says that it depends on `target`."""
    for option in block.options:
        if canonical_key(option.key) == "depends" and target.name in str(option.value):
            return option.span
    return property_span(
        note, *(("vault-run", "depends") if "vault-run" in note.properties else ("vault-run-depends",))
    )
