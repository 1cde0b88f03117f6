"""One verdict for each claim of a note, and a finding for each verdict against the note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vault_runner.model import Claim, Finding, Note, NotePlan, SessionRun, Verdict
from vault_runner.verify.outputs import judge_outputs
from vault_runner.verify.shapes import judge_shapes

_RULES = {"shape": "VRS", "output": "VRO"}


def judge_claims(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each claim of the note, in the order of the claims."""
    judged = {id(verdict.claim): verdict for verdict in (*judge_shapes(plan, runs), *judge_outputs(plan, runs))}
    return tuple(judged.get(id(claim)) or _unjudged(claim) for claim in plan.note.claims)


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
            yield Finding(note.path, claim.span, f"{family}102", "warning", verdict.reason)


def _unjudged(claim: Claim) -> Verdict:
    return Verdict(claim, "not-checkable", "recognised; this version does not judge it")
