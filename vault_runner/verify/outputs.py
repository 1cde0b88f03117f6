"""Judge the outputs that a note states against what its blocks showed when they ran.

An output that differs is a contradiction only if it can be nothing else: the statement that it speaks of is
known, was reached, doesn't hang on chance, and showed something of the same kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from vault_runner.model import Claim, Note, NotePlan, Result, SessionRun, Verdict
from vault_runner.verify.outputs_beside import judge_beside, numbering
from vault_runner.verify.outputs_block import judge_fence, judge_session
from vault_runner.verify.outputs_chance import chancy_lines, looks_at_clocks
from vault_runner.verify.outputs_nodes import Items, Node, Number, Word
from vault_runner.verify.outputs_ran import Ran
from vault_runner.verify.outputs_reading import read_value
from vault_runner.verify.outputs_shown import prints_whole, shown_statements

_MARKER_LINE = re.compile(r"[> \t]*#+[^#]{0,30}[:：>]")
_FENCES = frozenset({"output fence", "text fence"})


def judge_outputs(plan: NotePlan, runs: Sequence[SessionRun]) -> dict[int, Verdict]:
    """Return a verdict for each expected output of the note's code, by the identity of its claim.

    Shape claims that may as well be values, such as `# (1, 2)` behind a tuple, get one, too: it says `output`
    where the value is of that kind, and nothing else decided about the shape.
    """
    blocks = _Blocks.of(plan, runs)
    counts = numbering(claim for claim in plan.note.claims if claim.kind == "output")
    verdicts = {}
    for claim in plan.note.claims:
        if claim.block and claim.kind == "output":
            verdicts[id(claim)] = _judge(plan, claim, blocks, counts)
        elif claim.block and claim.kind == "shape" and _may_be_value(claim):
            as_output = replace(claim, kind="output", form="trailing value")
            verdicts[id(claim)] = _judge(plan, as_output, blocks, counts)
    return verdicts


@dataclass(frozen=True, slots=True)
class _Blocks:
    """What is known of the blocks that ran, by their identifiers."""

    ran: Mapping[str, Ran]

    @classmethod
    def of(cls, plan: NotePlan, runs: Sequence[SessionRun]) -> _Blocks:
        results = {result.block: result for run in runs for result in run.results if result.path == plan.note.path}
        ran: dict[str, Ran] = {}
        for session in plan.sessions:
            chancy, timed = chancy_lines(session.steps), looks_at_clocks(session.steps)
            for step in session.steps:
                result = results.get(step.block.id) if step.path == plan.note.path else None
                if result is not None:
                    shown = shown_statements(step, result, chancy)
                    ran[step.block.id] = Ran(step, result, shown, prints_whole(result), timed)
        return cls(ran)


def _judge(plan: NotePlan, claim: Claim, blocks: _Blocks, counts: frozenset[int]) -> Verdict:
    ran = blocks.ran.get(claim.block)
    if ran is None:
        return Verdict(claim, "not-checkable", "the block did not run; tag it with `run`")
    unfit = _unfit(ran.result)
    if unfit:
        return Verdict(claim, "not-checkable", unfit)
    if claim.form in _FENCES:
        return judge_fence(claim, ran)
    if claim.form == "doctest":
        return judge_session(claim, ran)
    return judge_beside(claim, ran, _rows(plan.note, claim), counted=id(claim) in counts)


def _rows(note: Note, claim: Claim) -> tuple[int, int]:
    """Return the first and last line of a comment, a line `# Output:` above it included."""
    first, last = note.lines.line(claim.span.start), note.lines.line(max(claim.span.start, claim.span.end - 1))
    above = note.text[note.lines.start(first - 1) : note.lines.start(first)] if first > 1 else ""
    return first - bool(_MARKER_LINE.fullmatch(above.strip())), last


def _unfit(result: Result) -> str:
    """Return why nothing can be said about what a block showed; empty if something can."""
    if result.mode == "shape":
        return "the block ran on a virtual device without values"
    if result.status in ("not-run", "skipped"):
        return result.because or "the block did not run"
    return ""


def _may_be_value(claim: Claim) -> bool:
    """Tell whether a shape claim is a bare bracket with numbers in it."""
    node = read_value(claim.text.strip())
    if claim.form != "trailing comment" or not isinstance(node, Items):
        return False
    return bool(node.items) and all(_is_plain(item) for item in node.items)


def _is_plain(node: Node) -> bool:
    """Tell whether something is a number or a truth value, which no size of an axis is called."""
    return isinstance(node, Number) or (isinstance(node, Word) and node.name in ("True", "False"))
