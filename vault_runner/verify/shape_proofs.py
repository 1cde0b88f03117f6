"""Is a stated shape true for all sizes? What a run with sizes that stand for any number says of it. Pure.

It only ever adds to what was found: a shape that isn't proved is as right as it was. Names that the code sets more than
once, and shapes that name none of its sizes, are left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vault_runner.model import Claim, Failure, NotePlan, Observation, Result, SessionRun, Verdict
from vault_runner.verify.polynomials import Algebra, Polynomial, alike
from vault_runner.verify.proof_words import Conditions, proved, unproved
from vault_runner.verify.shape_comment import StatedShape, stated_shapes
from vault_runner.verify.shape_fit import fit, names_in
from vault_runner.verify.shape_sizes import RIGHT
from vault_runner.verify.shape_spec import Dimension, ShapeSpec

EVIDENCE = "proof"
_BY_VALUE = ("DataDependent", "UserError", "NoValues", "DynamicOutputShape")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A value that a claim may speak of, and the sizes that names have where it is."""

    row: Observation
    known: Mapping[str, Observation]


def with_proofs(
    plan: NotePlan, verdicts: Sequence[Verdict], names: Collection[str], run: SessionRun
) -> tuple[Verdict, ...]:
    """Return the verdicts with what is proved of them as evidence.

    Args:
        plan: The note's plan.
        verdicts: What was found with the sizes that stand in the code.
        names: Names that the session binds once.
        run: The session with sizes that stand for any number.
    """
    told = {verdict.claim: text for verdict in verdicts if (text := _told(plan, verdict, frozenset(names), run))}
    return tuple(
        replace(verdict, evidence=(*verdict.evidence, (EVIDENCE, told[verdict.claim])))
        if verdict.claim in told
        else verdict
        for verdict in verdicts
    )


def _told(plan: NotePlan, verdict: Verdict, names: frozenset[str], run: SessionRun) -> str:
    claim = verdict.claim
    if verdict.status not in RIGHT or claim.kind != "shape" or claim not in plan.note.claims:
        return ""
    stated = stated_shapes(claim.text)
    result = next((each for each in run.results if each.block == claim.block), None)
    if len(stated) != 1 or stated[0].source is not None or result is None:
        return ""
    seen = [each for each in _seen(claim, names, run, result) if _fits(stated[0], each)]
    if not seen:
        return _unfollowed(claim, result, stated[0])
    conditions = Conditions(result.conditions)
    algebras = [_algebra(each, conditions) for each in seen]
    sides = [_sides(stated[0].spec, each, algebra) for each, algebra in zip(seen, algebras, strict=True)]
    if any(side is None for side in sides):
        return ""
    if all(mine == found for side in sides if side for mine, found in side):
        sizes = {name for each in seen for name, row in each.known.items() if row.sizes == (name,)}
        return proved(_names(stated[0].spec, seen[0], conditions), sizes, conditions)
    row = seen[0].row
    found = row.sizes or tuple(map(str, row.shape or ()))
    shown = f"({', '.join(found)}{',' if len(found) == 1 else ''})"
    return unproved(shown, stated[0].spec.text, _equal_names(sides[0] or []), conditions)


def _equal_names(sides: Sequence[tuple[Polynomial, Polynomial]]) -> list[tuple[str, str]]:
    """Return which names have to be the same for both sides to be, no more and no less; none if names don't tell."""
    pairs = [alike(mine, found) for mine, found in sides if mine != found]
    if None in pairs:
        return []
    return sorted({(min(pair), max(pair)) for pair in pairs if pair is not None})


def _seen(claim: Claim, names: frozenset[str], run: SessionRun, result: Result) -> Iterator[_Seen]:
    """Yield the values of the claim's line that have sizes by name, with what names are where they are."""
    above = run.results[: run.results.index(result) + 1]
    everywhere = {row.name: row for each in above for row in each.observations if _is_count(row) and row.name in names}
    visits = _Visits(result.details, names)
    for row in (*result.observations, *result.details):
        if row.line <= claim.line <= row.end_line and row.shape is not None and row.role != "read":
            yield _Seen(row, {**everywhere, **visits.known(row.visit)})


class _Visits:
    """The sizes that names have in calls and turns of loops."""

    def __init__(self, rows: Sequence[Observation], names: frozenset[str]) -> None:
        self._after = {row.visit: row.after for row in rows}
        self._rows = [row for row in rows if _is_count(row) and row.name in names]

    def known(self, visit: int) -> dict[str, Observation]:
        """Return the sizes that names have at a visit: its own, and those of the visits before it in the call."""
        way = []
        while visit and visit not in way:
            way.append(visit)
            visit = self._after.get(visit, 0)
        return {row.name: row for row in self._rows if row.visit in way}


def _is_count(row: Observation) -> bool:
    return row.type == "int" and len(row.sizes) == 1 and row.name.isidentifier()


def _fits(stated: StatedShape, seen: _Seen) -> bool:
    """Tell whether the numbers that stand in the code fit, so that this is the value that was judged."""
    sizes = {name: int(row.value) for name, row in seen.known.items()}
    return fit(stated.spec, seen.row.shape or (), sizes).ok


def _algebra(seen: _Seen, conditions: Conditions) -> Algebra:
    expressions = {name: row.sizes[0] for name, row in seen.known.items() if row.sizes[0] != name}
    return Algebra({**expressions, **conditions.settled()}, conditions.divisors())


def _sides(spec: ShapeSpec, seen: _Seen, algebra: Algebra) -> list[tuple[Polynomial, Polynomial]] | None:
    """Pair each stated size with the one that was found; None if the shape speaks of something else as well."""
    sizes = seen.row.sizes or tuple(map(str, seen.row.shape or ()))
    pairs = []
    for axis, dimension in spec.aligned(len(sizes)):
        found = algebra.read(sizes[axis])
        mine = _stated(dimension, seen, algebra)
        if found is None or mine is None:
            return None
        if dimension.size is not None and mine != found:
            return None  # a number that the author means as it stands
        pairs.append((mine, found))
    return pairs if any(names_in(dimension) for dimension in spec.dimensions) else None


def _stated(dimension: Dimension, seen: _Seen, algebra: Algebra) -> Polynomial | None:
    if dimension.size is not None:
        return algebra.read(str(dimension.size))
    if not set(names_in(dimension)) <= seen.known.keys():
        return None
    if dimension.expression is not None:
        return algebra.value(dimension.expression)
    return algebra.read(dimension.name) if dimension.name else None


def _names(spec: ShapeSpec, seen: _Seen, conditions: Conditions) -> list[str]:
    """Return the names of the shape that are sizes of their own, in the order in which they are stated."""
    stated = [name for dimension in spec.dimensions for name in names_in(dimension) if name in seen.known]
    own = conditions.settled().keys() | {name for name in stated if seen.known[name].sizes == (name,)}
    return list(dict.fromkeys(name for name in stated if name in own))


def _unfollowed(claim: Claim, result: Result, stated: StatedShape) -> str:
    """Say of a shape that names sizes why nothing is known of it: the code could not be followed so far."""
    failure = next((output for output in reversed(result.outputs) if isinstance(output, Failure)), None)
    if failure is None or not any(names_in(dimension) for dimension in stated.spec.dimensions):
        return ""
    line = next((frame.line for frame in failure.traceback if frame.path == result.path), 0)
    if not line or line > claim.line:
        return ""
    why = "decides by a value" if any(part in failure.ename for part in _BY_VALUE) else "needs the sizes as numbers"
    return f"not proved: line {line} {why}"
