"""One verdict for each claim of a note, and a finding for each verdict against the note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from vault_runner.model import Claim, ClaimKind, Finding, Note, NotePlan, SessionRun, Severity, Verdict
from vault_runner.verify.costs import judge_costs
from vault_runner.verify.devices import judge_devices
from vault_runner.verify.dtypes import judge_dtypes
from vault_runner.verify.expectations import Expectation, is_expected
from vault_runner.verify.outputs import judge_outputs
from vault_runner.verify.prose_shapes import judge_prose
from vault_runner.verify.shape_rewrite import actual_text
from vault_runner.verify.shapes import judge_shapes
from vault_runner.verify.virtual import without_guesses

_NUMBER = re.compile(r"[^\s,()\[\]]+")
_RULES = {"shape": "VRS", "dtype": "VRS", "device": "VRS", "output": "VRO"}


def judge_claims(
    plan: NotePlan, runs: Sequence[SessionRun], formulas: Mapping[int, Verdict] | None = None
) -> tuple[Verdict, ...]:
    """Return a verdict for each claim of the note, in the order of the claims.

    Args:
        plan: The note's plan.
        runs: What its sessions gave.
        formulas: Verdicts of the equation engine, by the claims' positions in the note.
    """
    noted = (*judge_shapes(plan, runs), *judge_dtypes(plan, runs), *judge_devices(plan, runs))
    judged = {id(verdict.claim): verdict for verdict in noted}
    for key, verdict in judge_outputs(plan, runs).items():
        # A bracket may be a shape or a value; whichever of the two can be decided is what it states.
        before = judged.get(key)
        if before is None or (_is_open(before) and verdict.status != "not-checkable" and _is_alike(before, verdict)):
            judged[key] = verdict
    answers = {**judge_prose(plan, runs, formulas or {}), **judge_costs(plan.note, formulas or {})}
    claims = enumerate(plan.note.claims)
    verdicts = (judged.get(id(claim)) or answers.get(at) or unjudged(claim) for at, claim in claims)
    return without_guesses(verdicts, runs)


def _is_open(verdict: Verdict) -> bool:
    """Tell whether what was found about a shape leaves room for what an output says."""
    return verdict.claim.kind == "output" or (verdict.status == "not-checkable" and verdict.claim.part[1] == 1)


def _is_alike(shape: Verdict, output: Verdict) -> bool:
    """Tell whether a value may contradict what may as well be a shape, or an interval: only one of as many numbers."""
    if shape.claim.kind == "output" or output.status != "refuted":
        return True
    return len(_NUMBER.findall(output.expected)) == len(_NUMBER.findall(output.found))


def judge_verdicts(note: Note, verdicts: Sequence[Verdict], expected: Sequence[Expectation] = ()) -> Iterator[Finding]:
    """Yield a finding for each claim that is wrong or doubted, and for each that is right against expectation.

    Claims where something is `expected` to be wrong are left to `judge_expectations`.
    """
    wrong = {_comment(note, verdict.claim) for verdict in verdicts if verdict.status == "refuted"}
    for verdict in verdicts:
        if is_expected(verdict.claim, expected):
            continue
        claim, family = verdict.claim, _RULES.get(verdict.claim.kind, "VRE")
        if claim.expect:
            if verdict.status in {"verified", "verified-exact"} and _comment(note, claim) not in wrong:
                message = f"is expected to be wrong (“{claim.expect}”), but it is right"
                yield Finding(note.path, claim.span, f"{family}103", "error", message, "remove `expect: wrong`")
        elif verdict.status == "refuted":
            yield _wrong(note, verdict, family)
        elif verdict.status == "doubted":
            message = _doubt(verdict) if family == "VRE" else verdict.reason
            yield Finding(note.path, claim.span, f"{family}102", _weight(verdict), message)
        elif ("code", "cycle") in verdict.evidence:
            yield Finding(note.path, claim.span, "VRE104", "warning", verdict.reason)


def _doubt(verdict: Verdict) -> str:
    if ("code", "code") in verdict.evidence:
        return _counterexample(verdict, "the code gives", "the formula")
    return _counterexample(verdict)


def _wrong(note: Note, verdict: Verdict, family: str) -> Finding:
    """Return the finding for a claim that is wrong, with what to write instead."""
    if ("code", "code") in verdict.evidence:
        message = _counterexample(verdict, "the code gives", "the formula")
        remedy = "correct the formula or the code"
        return Finding(note.path, verdict.claim.span, f"{family}101", "error", message, remedy)
    if family == "VRE":
        remedy = "correct it, or say for which values it holds; `--explain` tells how it was read"
        return Finding(note.path, verdict.claim.span, f"{family}101", "error", _counterexample(verdict), remedy)
    remedy = f"write `{verdict.found}`" if verdict.found else ""
    remedy += ", or let `--fix` do it" if actual_text(verdict) else ""
    return Finding(note.path, verdict.claim.span, f"{family}101", "error", verdict.reason, remedy)


def _comment(note: Note, claim: Claim) -> tuple[str, int]:
    """Return what the claims of one comment share; a reason in it speaks of any of them."""
    return claim.block, note.lines.line(claim.span.start) if claim.block else claim.span.start


def _weight(verdict: Verdict) -> Severity:
    """A formula that is doubted since words near it were not understood is worth a hint, and no more."""
    return "info" if ("engine", "doubted") in verdict.evidence else "warning"


def _counterexample(verdict: Verdict, left: str = "the left is", right: str = "the right is") -> str:
    """Say for which values the two sides of a formula differ."""
    evidence = dict(verdict.evidence)
    values: dict[str, object] = json.loads(evidence.get("values") or "{}")
    if not values or not verdict.found:
        return verdict.reason
    given = ", ".join(f"{name} = {json.dumps(value)}" for name, value in sorted(values.items()))
    return f"{verdict.reason}: with {given} {left} {verdict.found}, {right} {verdict.expected}"


_VALUE = "nothing that ran belongs to it; name the value in the comment, as in `# scores.shape = (2, 3)`"
_OPEN: dict[ClaimKind, str] = {
    "equation": "the words around it were read, this relation was not; write it in a display of its own",
    "recurrence": "the words around it were read, this step was not; write it in a display of its own",
    "shape": _VALUE,
    "dtype": _VALUE,
    "device": _VALUE,
    "output": "nothing was printed or returned that it could be compared with; put it behind the line that makes it",
    "complexity": "what it counts was not found; write the product that it speaks of just above, as in `$Z = XY$`",
    "raises": "no line that could raise it was run; put it behind the line that does",
}
_LONGEST = 40


def unjudged(claim: Claim) -> Verdict:
    """Say which part of a note is open, and what would help."""
    text = " ".join(claim.text.split())
    part = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return Verdict(claim, "not-checkable", f"`{part}`: {_OPEN[claim.kind]}")
