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
    plan: NotePlan,
    verdicts: Sequence[Verdict],
    written: Mapping[str, int],
    trials: Sequence[Trial],
    alike: Trial | None = None,
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """Return the verdicts with what the trials add as evidence, and a hint for each that holds by coincidence.

    Args:
        plan: The note's plan.
        verdicts: What was found with the sizes that stand in the code.
        written: Those sizes.
        trials: Runs of one session with other sizes.
        alike: A run in which the sizes are alike that are alike in the code.
    """
    same = {verdict.claim for verdict in judge_shapes(plan, [alike.run]) if verdict.status in RIGHT} if alike else set()
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
            others = [(trial, each) for trial, each in zip(trials, found, strict=True) if each is not None]
            if statuses == {"refuted"} and len(others) == len(trials):
                equal = _equals(written, _at_odds(others)) if claim in same else ()
                findings.append(_coincidence(plan, others[0][1], trials[0].sizes, list(equal)))
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
    plan: NotePlan, found: Verdict, sizes: Mapping[str, int], equal: Sequence[tuple[list[str], int]]
) -> Finding:
    claim = found.claim
    why = " and ".join(" = ".join((*names, str(size))) for names, size in equal)
    holds = f"holds only because {why} here" if equal else "holds for the sizes in the code, and not for all"
    message = f"{claim.text} {holds}: with {_sizes(sorted(sizes), sizes)} it is {found.found}"
    span = Span(claim.span.start, claim.span.end)
    return Finding(plan.note.path, span, "VRS104", "info", message, "name the axes as the code has them")


def _at_odds(others: Sequence[tuple[Trial, Verdict]]) -> frozenset[str]:
    """Return the names that the axes at odds are made of: those that are stated, and those whose primes are found."""
    named = [_names_at_odds(found, trial.sizes) for trial, found in others]
    return frozenset.intersection(*named) if named else frozenset()


def _names_at_odds(found: Verdict, sizes: Mapping[str, int]) -> frozenset[str]:
    parts = [part.strip() for part in found.found.strip("()").split(",")]
    spec = stated_shapes(found.claim.text)[0].spec
    odd = [axis for axis, part in enumerate(parts) if part.isdigit()]
    stated = {name for axis, dimension in spec.aligned(len(parts)) if axis in odd for name in names_in(dimension)}
    return frozenset(stated | {name for name, prime in sizes.items() for axis in odd if int(parts[axis]) % prime == 0})


def _equals(written: Mapping[str, int], names: frozenset[str]) -> Iterator[tuple[list[str], int]]:
    """Yield the sizes that several names share: of those names, or of all where only one is of those."""
    for size in dict.fromkeys(written.values()):
        shared = [name for name, other in written.items() if other == size]
        near = [name for name in shared if name in names]
        if len(shared) > 1 and near:
            yield near if len(near) > 1 else shared, size


def _sizes(names: Sequence[str], sizes: Mapping[str, int]) -> str:
    return ", ".join(f"{name} = {sizes[name]}" for name in names)
