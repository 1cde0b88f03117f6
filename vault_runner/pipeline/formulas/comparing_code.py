"""Call the functions that compute a note's formulas, in a session of their own, and compare them with the formulas.

The session repeats the note's blocks up to the function, behind the same walls and in the same kind of process, and
nothing of it is shown or written: the note's own run never notices.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from vault_runner.model import Note, NotePlan, Plan, SessionRun, Step, Verdict
from vault_runner.pipeline.formulas.asking import Oracle
from vault_runner.pipeline.running import Runs, Workshop, run_plan
from vault_runner.verify import items_of, request_of
from vault_runner.verify.implemented import with_code
from vault_runner.verify.implementing import Link, links_of

NAME = "vault_runner_formula"
_CALLING = """
def {name}(function, values):
    import sys
    for package in ("torch", "numpy", ""):
        if package and package not in sys.modules:
            continue
        kind = sys.modules.get(package)
        try:
            if package == "torch":
                made = [kind.tensor(value, dtype=kind.float64) for value in values]
            elif package:
                made = [kind.array(value, dtype=float) if isinstance(value, list) else value for value in values]
            else:
                made = values
            given = function(*made)
            given = given.tolist() if hasattr(given, "tolist") else given
            if isinstance(given, (list, tuple)):
                given = [part.tolist() if hasattr(part, "tolist") else part for part in given]
            if isinstance(given, (int, float, list)):
                return given
        except Exception:
            continue
    return "nothing"
"""


def compare_all(
    workshop: Workshop,
    oracle: Oracle,
    whole: Plan,
    runs: Runs,
    formulas: dict[str, dict[int, Verdict]],
    texts: Mapping[str, str],
) -> dict[str, dict[int, Verdict]]:
    """Return the verdicts on formulas, by note, with what functions say of them that compute them.

    Only notes whose blocks all ended well are compared: what failed is told, and says nothing about formulas.
    """
    found = dict(formulas)
    for plan in () if runs.interrupted else whole.notes:
        ran = [result for run in runs.of(plan) for result in run.results]
        if found.get(plan.note.path) and ran and runs.settles(plan) and all(one.status == "ok" for one in ran):
            found[plan.note.path] = with_implementations(workshop, oracle, plan, found[plan.note.path], texts)
    return found


def with_implementations(
    workshop: Workshop, oracle: Oracle, plan: NotePlan, verdicts: Mapping[int, Verdict], texts: Mapping[str, str]
) -> dict[int, Verdict]:
    """Return the verdicts on a note's formulas, with what the code that computes them says of them."""
    found = dict(verdicts)
    for link in links_of(plan):
        at = _claim_of(plan.note, link)
        if at is None or at not in found or found[at].status not in {"definition", "not-checkable", "verified"}:
            continue
        calls = _sampled(oracle, plan.note, link)
        if "problem" in calls:
            if link.explicit:
                reason = f"`{link.function}` of line {link.line} is not compared with it: {calls['problem']}"
                found[at] = replace(found[at], reason="; ".join(filter(None, (found[at].reason, reason))))
            continue
        if link.arguments <= len(calls["arguments"]):
            values = _called(workshop, plan, link, calls, texts)
            if values is not None:
                found[at] = with_code(found[at], link, calls, values)
    return found


def _claim_of(note: Note, link: Link) -> int | None:
    """Return the position of the claim that defines the function."""
    inside = (at for at, claim in enumerate(note.claims) if link.math.span.contains(claim.span) and not claim.block)
    return next((at for at in inside if note.claims[at].kind == "equation"), None)


def _sampled(oracle: Oracle, note: Note, link: Link) -> Mapping[str, Any]:
    items = items_of(note)
    number = next((at for at, item in enumerate(items) if item.span == link.math.span), None)
    if number is None:
        return {"problem": "it is no display of the note"}
    return oracle.calls(request_of(note, items), number)


def _called(
    workshop: Workshop, plan: NotePlan, link: Link, calls: Mapping[str, Any], texts: Mapping[str, str]
) -> Sequence[object] | None:
    """Run the note's blocks up to the function and call it; None if that does not come about."""
    session = next(one for one in plan.sessions if link.step in one.steps)
    before = session.steps[: session.steps.index(link.step) + 1]
    check = _step(link, before[-1], calls)
    again = replace(session, name=f"{session.name} {NAME}", steps=(*before, check))
    runs = run_plan(workshop, Plan((NotePlan(plan.note, (again,), (), ()),)), texts)
    run = runs.runs.get((again.own, again.name))
    return _values(run, len(calls["trials"])) if run is not None else None


def _step(link: Link, last: Step, calls: Mapping[str, Any]) -> Step:
    lines = [*_CALLING.format(name=NAME).strip().splitlines(), ""]
    for number, trial in enumerate(calls["trials"]):
        lines.append(f"{NAME}_{number} = {NAME}({link.function}, {json.dumps(trial['inputs'])})")
    source = "\n".join(lines) + "\n"
    key = hashlib.sha256(f"{last.key} {source}".encode()).hexdigest()[:12]
    places = (last.block.end_line,) * len(lines)
    options = replace(last.options, raises="", expect="", label="", implements="")
    return replace(last, options=options, source=source, lines=places, key=key, probes=(), defs=frozenset({NAME}))


def _values(run: SessionRun, trials: int) -> Sequence[object] | None:
    """Return what the calls gave, as the run observed it."""
    last = run.results[-1] if run.results else None
    if last is None or last.status != "ok":
        return None
    seen = {row.name: row.value for row in last.observations}
    values = [seen.get(f"{NAME}_{number}", "") for number in range(trials)]
    return [json.loads(value) if value else None for value in values]
