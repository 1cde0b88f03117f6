"""Is a stated shape true for all sizes, or only for those that stand in the code? Pure.

Two runs with other sizes are looked at. What is right in both holds for all sizes tried, which is no proof. What is
wrong in both holds only because the sizes are what they are. Anything between says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vault_runner.model import Claim, Finding, NotePlan, SessionRun, Span, Verdict
from vault_runner.verify.shape_comment import StatedShape, stated_shapes
from vault_runner.verify.shape_fit import names_in
from vault_runner.verify.shapes import judge_shapes

RIGHT = frozenset(("verified", "verified-exact"))


@dataclass(frozen=True, slots=True)
class Trial:
    """A run with other sizes."""

    sizes: Mapping[str, int]
    run: SessionRun


def names_stated(plan: NotePlan, verdicts: Sequence[Verdict]) -> frozenset[str]:
    """Return the names of axes in the shapes that were found to be right."""
    claims = [verdict.claim for verdict in verdicts if verdict.status in RIGHT and verdict.claim.kind == "shape"]
    return frozenset(
        name
        for claim in claims
        if claim in plan.note.claims
        for stated in stated_shapes(claim.text)
        for dimension in stated.spec.dimensions
        for name in names_in(dimension)
    )


def with_trials(
    plan: NotePlan, verdicts: Sequence[Verdict], written: Mapping[str, int], trials: Sequence[Trial]
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """Return the verdicts with what the trials add as evidence, and a hint for each that holds by coincidence.

    Args:
        plan: The note's plan.
        verdicts: What was found with the sizes that stand in the code.
        written: Those sizes.
        trials: Runs of one session with other sizes.
    """
    judged = [{verdict.claim: verdict for verdict in judge_shapes(plan, [trial.run])} for trial in trials]
    ended = [{result.block for result in trial.run.results if result.status == "ok"} for trial in trials]
    changed, findings = [], []
    for verdict in verdicts:
        claim = verdict.claim
        spoken = _spoken(claim, written)
        found = [each.get(claim) for each in judged]
        whole = all(claim.block in blocks for blocks in ended)
        statuses = {each.status if each else "" for each in found}
        if verdict.status not in RIGHT or not spoken or not whole or len(trials) < 2:  # noqa: PLR2004 - one may be luck
            changed.append(verdict)
        elif statuses <= RIGHT:
            tried = "; ".join(_sizes(spoken, trial.sizes) for trial in trials)
            told = ("sizes", f"holds for all sizes tried: {tried}")
            changed.append(replace(verdict, evidence=(*verdict.evidence, told)))
        else:
            changed.append(verdict)
            if statuses == {"refuted"} and found[0] is not None:
                findings.append(_coincidence(plan, found[0], written, trials[0].sizes, spoken))
    return tuple(changed), tuple(findings)


def _spoken(claim: Claim, written: Mapping[str, int]) -> tuple[str, ...]:
    """Return the changed names that a claim speaks of; none if it states a size as a number, which then is meant."""
    if claim.kind != "shape":
        return ()
    stated = stated_shapes(claim.text)
    if not stated or any(_states_numbers(each) for each in stated):
        return ()
    names = (name for each in stated for dimension in each.spec.dimensions for name in names_in(dimension))
    return tuple(dict.fromkeys(name for name in names if name in written))


def _states_numbers(stated: StatedShape) -> bool:
    within = (stated, stated.source) if stated.source else (stated,)
    return any((dimension.size or 1) > 1 for each in within for dimension in each.spec.dimensions)


def _coincidence(
    plan: NotePlan, found: Verdict, written: Mapping[str, int], sizes: Mapping[str, int], spoken: Sequence[str]
) -> Finding:
    claim = found.claim
    equal = [" = ".join((*names, str(size))) for names, size in _equals(written, spoken)]
    why = f"because {' and '.join(equal)} here" if equal else "for the sizes that stand in the code"
    message = f"{claim.text} holds only {why}: with {_sizes(sorted(sizes), sizes)} it is {found.found}"
    span = Span(claim.span.start, claim.span.end)
    return Finding(plan.note.path, span, "VRS104", "info", message, "name the axes as the code has them")


def _equals(written: Mapping[str, int], spoken: Sequence[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the sizes that several names share, one of them spoken of."""
    for size in dict.fromkeys(written.values()):
        names = [name for name, other in written.items() if other == size]
        if len(names) > 1 and set(names) & set(spoken):
            yield names, size


def _sizes(names: Sequence[str], sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {sizes[name]}" for name in names)
