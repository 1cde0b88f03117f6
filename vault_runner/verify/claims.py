"""One verdict for each claim of a note, and a finding for each verdict against the note."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from vault_runner.model import Claim, Finding, Note, NotePlan, SessionRun, Severity, Verdict
from vault_runner.verify.outputs import judge_outputs
from vault_runner.verify.shapes import judge_shapes

_RULES = {"shape": "VRS", "output": "VRO"}


def judge_claims(
    plan: NotePlan, runs: Sequence[SessionRun], formulas: Mapping[int, Verdict] | None = None
) -> tuple[Verdict, ...]:
    """Return a verdict for each claim of the note, in the order of the claims.

    Args:
        plan: The note's plan.
        runs: What its sessions gave.
        formulas: Verdicts of the equation engine, by the claims' positions in the note.
    """
    judged = {id(verdict.claim): verdict for verdict in (*judge_shapes(plan, runs), *judge_outputs(plan, runs))}
    answers = formulas or {}
    claims = enumerate(plan.note.claims)
    return tuple(judged.get(id(claim)) or answers.get(at) or _unjudged(claim) for at, claim in claims)


def judge_verdicts(note: Note, verdicts: Sequence[Verdict]) -> Iterator[Finding]:
    """Yield a finding for each claim that is wrong or doubted, and for each that is right against expectation."""
    for verdict in verdicts:
        claim, family = verdict.claim, _RULES.get(verdict.claim.kind, "VRE")
        if claim.expect:
            if verdict.status in {"verified", "verified-exact"}:
                message = f"is expected to be wrong (“{claim.expect}”), but it is right"
                yield Finding(note.path, claim.span, f"{family}103", "error", message, "remove `expect: wrong`")
        elif verdict.status == "refuted":
            remedy = f"write `{verdict.found}`" if verdict.found else ""
            yield Finding(note.path, claim.span, f"{family}101", "error", verdict.reason, remedy)
        elif verdict.status == "doubted":
            message = _counterexample(verdict) if family == "VRE" else verdict.reason
            yield Finding(note.path, claim.span, f"{family}102", _weight(verdict), message)
        elif ("code", "cycle") in verdict.evidence:
            yield Finding(note.path, claim.span, "VRE104", "warning", verdict.reason)


def _weight(verdict: Verdict) -> Severity:
    """A formula that is doubted since words near it were not understood is worth a hint, and no more."""
    return "info" if ("engine", "doubted") in verdict.evidence else "warning"


def _counterexample(verdict: Verdict) -> str:
    """Say for which values the two sides of a formula differ."""
    evidence = dict(verdict.evidence)
    values: dict[str, object] = json.loads(evidence.get("values") or "{}")
    if not values or not verdict.found:
        return verdict.reason
    given = ", ".join(f"{name} = {json.dumps(value)}" for name, value in sorted(values.items()))
    return f"{verdict.reason}: with {given} the left is {verdict.found}, the right is {verdict.expected}"


def _unjudged(claim: Claim) -> Verdict:
    return Verdict(claim, "not-checkable", "recognised; nothing here could judge it")
