"""Notes of prose, read and judged without running anything."""

from __future__ import annotations

from collections.abc import Mapping

from vault_runner.model import NotePlan, Observation, Result, SessionRun, Verdict
from vault_runner.model.prose_forms import PROSE_FORMS
from vault_runner.parse import parse
from vault_runner.verify.costs import judge_costs
from vault_runner.verify.prose_shapes import judge_prose


def judged(text: str, shapes: Mapping[str, tuple[int, ...]] | None = None) -> dict[str, Verdict]:
    """Return the verdicts on prose and costs by the claims' text; the first block made arrays of `shapes`."""
    note = parse(text, "note.md")
    rows = tuple(
        Observation(note.blocks[0].line + 1, note.blocks[0].line + 1, name, "Tensor", shape)
        for name, shape in (shapes or {}).items()
    )
    results = tuple(Result("note.md", block.id, "", "ok", observations=rows) for block in note.blocks[:1])
    runs = (SessionRun("note.md", "default", results),)
    found = {**judge_prose(NotePlan(note, (), (), ()), runs, {}), **judge_costs(note, {})}
    return {note.claims[at].text: verdict for at, verdict in found.items()}


def claimed(text: str) -> list[str]:
    """Return what the prose of a note claims."""
    return [claim.text for claim in parse(text, "note.md").claims if claim.form in PROSE_FORMS]
