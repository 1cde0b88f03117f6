"""What a run saw at the statement that a claim speaks of: what it bound, and what was there already."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vault_runner.model import Claim, NotePlan, Observation, Result, SessionRun, Step
from vault_runner.verify.code_view import CodeView, code_view
from vault_runner.verify.shape_comment import shapes_in


@dataclass(frozen=True, slots=True)
class Moment:
    """One time that a statement ran."""

    bound: tuple[Observation, ...]
    """What it bound or evaluated, in the order of its targets."""
    items: tuple[Observation, ...] = ()
    """The arrays in the tuples and lists among these."""
    there: Mapping[str, Observation] = field(default_factory=dict)
    """What the names beside stood for before it."""
    visit: int = 0
    after: int = 0


@dataclass(slots=True)
class Scene:
    """One session's run, as claims of one block see it."""

    step: Step
    result: Result
    earlier: tuple[Result, ...]
    """The results of the note's blocks above it in its session."""
    later: tuple[Result, ...]
    view: CodeView

    def moments(self, claim: Claim) -> list[Moment]:
        """Return each time that the claim's statement ran, in order; none if it didn't."""
        visits = self._visits(claim.line)
        if visits or claim.line in self.step.probes or self.is_closed(claim):
            return visits
        bound = [each for each in self.result.observations if each.line == claim.line]
        items = [each for each in self.result.details if each.line == claim.line and not each.visit]
        there = self.before(claim.line) if claim.line else self.before(self.step.block.end_line)
        if not bound and not there:
            return []
        shaped = self._as_shapes(bound, claim.line) or self._printed(claim.line)
        return [Moment(tuple(shaped), tuple(items), there)]

    def is_closed(self, claim: Claim) -> bool:
        """Tell whether a claim speaks of what was not looked at when it ran."""
        return self.step.closed and claim.line in self.view.called

    def _visits(self, line: int) -> list[Moment]:
        results = (*self.earlier, self.result, *self.later)
        groups: dict[int, list[Observation]] = {}
        for result in results:
            for each in result.details:
                if each.visit and each.line == line:
                    groups.setdefault(each.visit, []).append(each)
        return [self._visit(rows, line) for _, rows in sorted(groups.items())]

    def _visit(self, rows: list[Observation], line: int) -> Moment:
        bound = [row for row in rows if not row.role]
        items = tuple(row for row in bound if row.name.endswith("]") and _is_item(row, bound))
        plain = self._as_shapes([row for row in bound if row not in items], line)
        there = {**self.before(line), **{row.name: row for row in rows if row.role == "read"}}
        return Moment(tuple(plain), items, there, rows[0].visit, rows[0].after)

    def ancestors(self, visit: int) -> Iterator[int]:
        """Yield the visits before one in the same call and turn, the nearest first."""
        results = (*self.earlier, self.result, *self.later)
        before = {each.visit: each.after for result in results for each in result.details if each.visit}
        while (visit := before.get(visit, 0)) > 0:
            yield visit

    def before(self, line: int) -> dict[str, Observation]:
        """Return what each name stood for before a line of the block, as far as top-level statements tell."""
        rows = [each for result in self.earlier for each in result.observations]
        rows += [each for each in self.result.observations if each.end_line < line]
        return {each.name: each for each in rows if each.name}

    def _as_shapes(self, rows: Sequence[Observation], line: int) -> list[Observation]:
        """Take shapes for what they are: `x.shape` is a tuple in numpy, and `B, T = x.shape` whole numbers."""
        reads = self.view.reads_shape(line)
        if reads and len(rows) > 1 and all(row.type == "int" and row.value for row in rows) and rows[0].name:
            shape = tuple(json.loads(row.value) for row in rows)
            return [replace(rows[0], name="", shape=shape, value="", type="Size")]
        return [_as_shape(row, reads=reads) for row in rows]

    def _printed(self, line: int) -> list[Observation]:
        """Return the shapes that a `print(x.shape)` showed."""
        if not self.view.reads_shape(line):
            return []
        text = next((copy.text for copy in self.result.printed if copy.line == line and copy.whole), "")
        return [Observation(line, line, "", "Size", shape) for shape in _shapes_in(text)]


def scenes(plan: NotePlan, runs: Sequence[SessionRun]) -> dict[str, Scene]:
    """Return the scene of each of the note's blocks that has a result."""
    steps = {step.block.id: step for step in plan.steps}
    found = {}
    for run in runs:
        own = [result for result in run.results if result.path == plan.note.path]
        for place, result in enumerate(own):
            step = steps.get(result.block)
            if step is not None:
                around = tuple(own[:place]), tuple(own[place + 1 :])
                found[result.block] = Scene(step, result, *around, code_view(step))
    return found


def _is_item(row: Observation, rows: Sequence[Observation]) -> bool:
    """Tell whether a row is an entry of the tuple or list that another row is, not a target such as `w["a"]`."""
    stem = row.name[: row.name.rindex("[")]
    return any(other.name == stem and other.type in {"tuple", "list"} for other in rows if other is not row)


def _as_shape(row: Observation, *, reads: bool) -> Observation:
    if not row.value or row.shape is not None or not (row.type == "Size" or (reads and row.type in {"tuple", "list"})):
        return row
    sizes = json.loads(row.value)
    if not isinstance(sizes, list) or not all(type(size) is int for size in sizes):
        return row
    return replace(row, type="Size", shape=tuple(sizes), value="")


def _shapes_in(text: str) -> Iterator[tuple[int, ...]]:
    for spec, _ in shapes_in(text):
        if spec.concrete and not spec.crossed:
            yield tuple(dimension.size or 0 for dimension in spec.dimensions)
