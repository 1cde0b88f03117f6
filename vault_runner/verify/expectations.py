"""What is left wrong on purpose: `expect: wrong "…"` above a container, a fence or a display, or on a block.

Such an expectation speaks of everything in its scope together. It is met as soon as one thing there is wrong, and
is itself an error once nothing is: then somebody has mended what it warns of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vault_runner.model import Claim, Finding, NotePlan, Result, SessionRun, Span, Verdict

WRONG_ENDS = frozenset(("failed", "timed-out", "crashed"))
FAMILIES = {"shape": "VRS103", "dtype": "VRS103", "device": "VRS103", "output": "VRO103"}


@dataclass(frozen=True, slots=True)
class Expectation:
    """That something in `scope` is wrong; `span` is where that is said."""

    scope: Span
    span: Span
    reason: str


def expectations(plan: NotePlan) -> tuple[Expectation, ...]:
    """Return the expectations of a note that speak of more than one claim."""
    above = [
        Expectation(remark.scope, remark.span, remark.reason)
        for remark in plan.note.remarks
        if remark.verb == "expect" and remark.reason
    ]
    scopes = [one.scope for one in above]
    own = [
        Expectation(step.block.span, Span(step.block.span.start, step.block.span.end), step.options.expect)
        for step in plan.steps
        if step.options.expect and not any(scope.contains(step.block.span) for scope in scopes)
    ]
    return (*above, *own)


def is_expected(claim: Claim, expected: Sequence[Expectation]) -> bool:
    """Tell whether a claim lies where something is expected to be wrong, so that it is judged with all else there."""
    return any(one.scope.contains(claim.span) for one in expected)


def judge_expectations(plan: NotePlan, runs: Sequence[SessionRun], verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield a finding for each expectation that is not met, as far as all in its scope could be judged."""
    for one in expectations(plan):
        claims = [verdict for verdict in verdicts if one.scope.contains(verdict.claim.span)]
        results = _results(plan, runs, one)
        if any(map(_is_wrong, claims)) or any(result.status in WRONG_ENDS for result in results):
            continue
        right = [verdict for verdict in claims if verdict.status in {"verified", "verified-exact"}]
        undecided = [verdict for verdict in claims if verdict.status in {"doubted", "ambiguous", "not-checkable"}]
        ended_well = bool(results) and all(result.status == "ok" for result in results)
        if (right or ended_well) and not undecided:
            yield _unmet(plan, one, right, results)


def _unmet(plan: NotePlan, one: Expectation, right: Sequence[Verdict], results: Sequence[Result]) -> Finding:
    if results:
        rule, message = "VRX005", "but it ends well" if not right else "but all in it is right"
    else:
        rule, message = FAMILIES.get(right[0].claim.kind, "VRE103"), "but it is right"
    message = f"is expected to be wrong (“{one.reason}”), {message}"
    return Finding(plan.note.path, one.span, rule, "error", message, "remove `expect: wrong`")


def _results(plan: NotePlan, runs: Sequence[SessionRun], one: Expectation) -> list[Result]:
    blocks = {step.block.id for step in plan.steps if one.scope.contains(step.block.span)}
    return [
        result for run in runs for result in run.results if result.path == plan.note.path and result.block in blocks
    ]


def _is_wrong(verdict: Verdict) -> bool:
    """Tell whether a claim is wrong; a counterexample to a formula counts although it fails nothing."""
    return verdict.status == "refuted" or ("engine", "refuted") in verdict.evidence
