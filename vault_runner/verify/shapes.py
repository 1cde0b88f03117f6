"""Judge the shapes that comments state against the shapes that a run observed.

The claims are gone through in the order of the note, so that a name keeps the size that its first comment met. What
stands in functions and loops is judged visit by visit, each with the sizes of its own call and turn.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vault_runner.model import Claim, NotePlan, Observation, Result, SessionRun, Verdict
from vault_runner.verify.moments import Moment, Scene, scenes
from vault_runner.verify.shape_arrows import judge_arrow
from vault_runner.verify.shape_comment import StatedShape, stated_shapes
from vault_runner.verify.shape_configuration import without_other_configurations
from vault_runner.verify.shape_fit import Fit, expanded, expected_size, fit, names_in, rest_of
from vault_runner.verify.shape_scopes import Known, Scope, container_of
from vault_runner.verify.shape_silence import LAYOUT, why_silent
from vault_runner.verify.shape_spec import read_shape
from vault_runner.verify.shape_targets import Target, target_of
from vault_runner.verify.shape_verdicts import Judged, refuted, unclear, verified, without_remedy

_NOT_RUN = "the block did not run; tag it with `run`"
_CLOSED = "functions are not looked into where something else reads them too, such as a compiler"
_NOT_REACHED = "the line that it speaks of was not reached"
_UNKNOWN_SIZES = "it names the axes, and nothing above says how long they are"
_ANEW = "it gives its names new sizes"
_MISCOUNTED = "for the numbers of the code, it isn't so long"
_BEFORE = "it may speak of the value before"
_BESIDE = frozenset(("[Out]", "trailing value"))
_ORDER = {"refuted": 0, "doubted": 1, "verified": 2}


@dataclass(slots=True)
class _Fence:
    """What the claims of one block have said so far."""

    scope: Scope
    turns: dict[int, Scope] = field(default_factory=dict)
    """The scopes after the visits of statements inside others."""


def judge_shapes(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each shape claim of the note's code, in the order of the claims."""
    judge = _Judge(plan, scenes(plan, runs))
    claims = [claim for claim in plan.note.claims if claim.block and (claim.kind == "shape" or _is_shown_shape(claim))]
    return judge.tried_with_other_sizes([judge.verdict(claim) for claim in claims])


def _is_shown_shape(claim: Claim) -> bool:
    """Tell whether an expected output may be the shape of an array, as in `X @ Y  # [Out]: (4, 5, 3)`."""
    bracketed = claim.kind == "output" and claim.form in _BESIDE and claim.text.startswith("(")
    return bracketed and claim.line > 0 and read_shape(claim.text) is not None


class _Judge:
    def __init__(self, plan: NotePlan, found: Mapping[str, Scene]) -> None:
        self._scenes = found
        self._containers = {step.block.id: container_of(plan.note, step.block) for step in plan.steps}
        self._blocks = [step.block.id for step in plan.steps]
        self._fences: dict[str, _Fence] = {}

    def verdict(self, claim: Claim) -> Verdict:
        scene = self._scenes.get(claim.block)
        if scene is None:
            return unclear(claim, _NOT_RUN)
        moments = scene.moments(claim)
        if not moments:
            return unclear(claim, _CLOSED if scene.is_closed(claim) else _unobserved(scene.result))
        stated = stated_shapes(claim.text)
        fence = self._fence(claim.block)
        verdicts = [
            verdict
            for number, moment in enumerate(moments)
            for verdict in self._at(claim, stated, scene, fence, (moment, number))
        ]
        decided = [verdict for verdict in verdicts if verdict.status in _ORDER]
        if decided:
            worst = min(decided, key=lambda verdict: _ORDER[verdict.status])
            one_text = len({(verdict.status, verdict.found) for verdict in decided}) == 1
            return worst if worst.status == "verified" or one_text else without_remedy(worst)
        return verdicts[0] if verdicts else unclear(claim, "no shape that the value could have")

    def tried_with_other_sizes(self, verdicts: list[Verdict]) -> tuple[Verdict, ...]:
        """Take back what was held against functions whose comments have the sizes of another configuration."""
        for block in dict.fromkeys(verdict.claim.block for verdict in verdicts):
            scene = self._scenes.get(block)
            called = scene.view.called if scene else set()
            inside = [
                place
                for place, verdict in enumerate(verdicts)
                if verdict.claim.block == block and verdict.claim.line in called
            ]
            verdicts = without_other_configurations(verdicts, inside)
        return tuple(verdicts)

    def _at(
        self, claim: Claim, stated: Iterable[StatedShape], scene: Scene, fence: _Fence, turn: tuple[Moment, int]
    ) -> list[Verdict]:
        moment, number = turn
        scope = _with_code(self._base(claim, scene, fence, moment, number), claim, scene, moment)
        if number and claim.line in scene.view.looped:
            scope = _of_later_turn(scope, scene.view.looped[claim.line])
        found = []
        for each in stated:
            judged = _judge(claim, each, moment, scene, scope)
            scope = judged.scope
            found.append(judged.verdict)
        straight = not moment.visit or (claim.line not in scene.view.looped and claim.line not in scene.view.called)
        if moment.visit:
            fence.turns[moment.visit] = scope
        if straight:
            fence.scope = replace(fence.scope, own=scope.own, rests=scope.rests, shown=scope.shown)
        return found

    @staticmethod
    def _base(claim: Claim, scene: Scene, fence: _Fence, moment: Moment, number: int) -> Scope:
        """Return the scope in which a statement is judged: the fence's, or that of its call and turn."""
        if not moment.visit:
            return fence.scope
        if moment.visit in fence.turns:
            return fence.turns[moment.visit]
        above = next((visit for visit in scene.ancestors(moment.visit) if visit in fence.turns), 0)
        if above:
            return fence.turns[above]
        # What was bound outside of a loop holds in its first turn; later ones may work on other sizes.
        inside = claim.line in scene.view.called or (claim.line in scene.view.looped and number > 0)
        return Scope() if inside else fence.scope

    def _fence(self, block: str) -> _Fence:
        if block not in self._fences:
            self._fences[block] = _Fence(Scope(inherited=self._inherited(block)))
        return self._fences[block]

    def _inherited(self, block: str) -> dict[str, Known]:
        """Return what comments of earlier blocks in the same container have said."""
        found: dict[str, Known] = {}
        for other in self._blocks[: self._blocks.index(block)]:
            if self._containers[other] == self._containers[block] and other in self._fences:
                own = self._fences[other].scope.own
                found.update({name: replace(known, origin="container") for name, known in own.items()})
        return found


def _unobserved(result: Result) -> str:
    if result.status == "not-run":
        return result.because or "the block did not run"
    return _NOT_REACHED if result.status != "ok" else "no value to compare with"


def _with_code(scope: Scope, claim: Claim, scene: Scene, moment: Moment) -> Scope:
    """Add the whole numbers among the code's variables; the block's own ones that are sizes may contradict."""
    numbers = {row.name: row for row in (*moment.there.values(), *moment.bound) if _is_count(row)}
    sizes = scene.view.sizes.get(claim.line, frozenset())
    own = {name: row for name, row in numbers.items() if row.line in scene.step.lines and name in sizes}
    strong = {name: Known(json.loads(row.value), row.line, "code") for name, row in own.items()}
    counters = {name: json.loads(row.value) for name, row in numbers.items()}
    return replace(scope, variables=strong, counters=counters)


def _of_later_turn(scope: Scope, loop: int) -> Scope:
    """Forget what was said above the loop that starts on line `loop`: what grows in it has outgrown that."""
    return replace(scope, own={name: known for name, known in scope.own.items() if known.line >= loop}, variables={})


def _is_count(row: Observation) -> bool:
    return row.type == "int" and bool(row.value) and bool(row.name) and json.loads(row.value) >= 0


def _judge(claim: Claim, stated: StatedShape, moment: Moment, scene: Scene, scope: Scope) -> Judged:
    if stated.firmness == "denied":
        return Judged(unclear(claim, "it doesn't say that the value has this shape"), scope)
    if stated.source is not None:
        return judge_arrow(claim, stated, stated.source, moment, scene, scope)
    read = scene.view.names_read(claim.line)
    target = target_of(claim, stated, moment, read)
    if target is None or (scene.view.is_definition(claim.line) and target.sure != "named"):
        return Judged(unclear(claim, "the value has no shape"), scope)
    scope = _redeclared(claim, moment, scene, scope)
    if target.sure == "perhaps":
        return _any_of(claim, stated, target, scope)
    inputs = tuple(row for name, row in moment.there.items() if name in read and row.shape is not None)
    target = replace(target, inputs=inputs)
    fresh = not moment.visit and scene.view.is_made_of_numbers(claim.line)
    judged = [_judge_value(claim, stated, target, value, moment, scope, fresh=fresh) for value in target.values]
    worst = min(judged, key=lambda each: _ORDER.get(each.verdict.status, 3))
    alike = len({value.shape for value in target.values}) == 1
    return worst if alike else replace(worst, verdict=without_remedy(worst.verdict))


def _any_of(claim: Claim, stated: StatedShape, target: Target, scope: Scope) -> Judged:
    """Let a shape that may speak of one of several values be confirmed by any of them, and by none contradicted."""
    for value in target.values:
        laid = _lay(stated, value, scope)
        if laid.ok and (laid.decided or not stated.spec.dimensions):
            return Judged(verified(claim, stated, value), scope)
    return Judged(unclear(claim, "it may speak of something else"), scope)


def _judge_value(
    claim: Claim,
    stated: StatedShape,
    target: Target,
    value: Observation,
    moment: Moment,
    scope: Scope,
    *,
    fresh: bool,
) -> Judged:
    laid = _lay(stated, value, scope)
    if laid.ok:
        return _judge_fitting(claim, stated, value, laid, scope)
    if fresh and _starts_anew(laid, scope):
        return Judged(unclear(claim, _ANEW), scope.with_bindings(_sizes_of(stated, value), claim.line))
    silence = why_silent(claim, stated, target, value, laid, moment, scope)
    if silence == LAYOUT:
        return Judged(unclear(claim, silence), scope.with_bindings(_sizes_of(stated, value), claim.line))
    before = target.other
    if not silence and before is not None and before.shape is not None:
        was = _lay(stated, before, scope)
        silence = _BEFORE if was.ok else why_silent(claim, stated, target, before, was, moment, scope)
    return Judged(unclear(claim, silence) if silence else refuted(claim, stated, value, laid, scope), scope)


def _starts_anew(laid: Fit, scope: Scope) -> bool:
    """Tell whether an array made of nothing but numbers begins an example in which names stand for other sizes.

    That takes several names, none of which still holds; a single one that doesn't is a mistake.
    """
    known = scope.known()
    names = [name for misfit in laid.misfits for name in names_in(misfit.dimension)]
    by_comments = laid.rank and all(misfit.dimension.size is None for misfit in laid.misfits)
    return by_comments and laid.decided == len(laid.misfits) > 1 and all(known[name].origin != "code" for name in names)


def _sizes_of(stated: StatedShape, value: Observation) -> tuple[tuple[str, int], ...]:
    return fit(stated.spec, value.shape or (), {}).bindings


def _lay(stated: StatedShape, value: Observation, scope: Scope) -> Fit:
    """Lay a shape over a value; a variable of the code with the right size lets its name stand for that."""
    shape = value.shape or ()
    sizes = {name: known.size for name, known in scope.known().items()}
    spec = expanded(stated.spec, scope.rests)
    laid = fit(spec, shape, sizes)
    if laid.ok and laid.decided == laid.axes:
        return laid
    reread = {**{name: size for name, size in laid.bindings if scope.counters.get(name) == size}}
    reread |= {
        name: scope.counters[name]
        for misfit in laid.misfits
        for name in names_in(misfit.dimension)
        if name in scope.counters and name not in scope.variables
    }
    again = fit(spec, shape, {**sizes, **reread}) if reread else laid
    return replace(again, bindings=(*again.bindings, *reread.items())) if again.ok else laid


def _judge_fitting(claim: Claim, stated: StatedShape, value: Observation, laid: Fit, scope: Scope) -> Judged:
    if stated.firmness != "inside":
        scope = scope.with_bindings(laid.bindings, claim.line)
        rest = rest_of(stated.spec, value.shape or ())
        scope = replace(scope, rests={**scope.rests, rest[0]: rest[1]}) if rest else scope
    if not laid.decided and stated.spec.dimensions:
        return Judged(unclear(claim, _UNKNOWN_SIZES), scope)
    if _is_miscounted(stated, value, scope):
        return Judged(unclear(claim, _MISCOUNTED), scope)
    return Judged(verified(claim, stated, value), scope.with_habit(stated.spec.bracket))


def _is_miscounted(stated: StatedShape, value: Observation, scope: Scope) -> bool:
    """Tell whether an axis such as `t+1` isn't that long for the `t` of the code, or for any known one."""
    shape = value.shape or ()
    sizes = {**{name: known.size for name, known in scope.known().items()}, **scope.counters}
    return stated.spec.fits_rank(len(shape)) and any(
        dimension.expression is not None
        and set(names_in(dimension)) <= sizes.keys()
        and expected_size(dimension, sizes) != shape[axis]
        for axis, dimension in stated.spec.aligned(len(shape))
    )


def _redeclared(claim: Claim, moment: Moment, scene: Scene, scope: Scope) -> Scope:
    """Forget what other blocks said of names unless the statement goes on with an array of theirs."""
    read = scene.view.names_read(claim.line)
    theirs = (row for name, row in moment.there.items() if name in read and row.shape is not None)
    if not scope.inherited or any(row.line not in scene.step.lines for row in theirs):
        return scope
    return replace(scope, inherited={})
