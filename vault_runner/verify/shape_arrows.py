"""Shapes with an arrow between them: what goes in and what comes out, or what an operand is broadcast to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from vault_runner.model import Claim, Observation, Verdict
from vault_runner.verify.moments import Moment, Scene
from vault_runner.verify.shape_comment import StatedShape
from vault_runner.verify.shape_fit import Fit, Misfit, Sizes, fit
from vault_runner.verify.shape_scopes import Scope
from vault_runner.verify.shape_verdicts import Judged, refuted, unclear, verified, written

_EITHER = "the value may be what stands before the arrow, and the rest what it becomes"
_UNDECIDED = "neither side of the arrow is the value's shape"


def judge_arrow(
    claim: Claim, stated: StatedShape, source: StatedShape, moment: Moment, scene: Scene, scope: Scope
) -> Judged:
    """Judge `(2,3) → (3,2,3)`: the value has the second shape, or the first and is broadcast to the second."""
    arrays = [row for row in moment.bound if row.shape is not None]
    if len(arrays) != 1:
        return Judged(unclear(claim, "the statement has no single value with a shape"), scope)
    value, sizes = arrays[0], {name: known.size for name, known in scope.known().items()}
    may_contradict = claim.form != "own line" and stated.firmness == "alone"
    before = fit(source.spec, value.shape or (), sizes)
    inputs = [
        row for name, row in moment.there.items() if row.shape is not None and name in scene.view.names_read(claim.line)
    ]
    made = not inputs and _is_operand(stated, before, value, claim, scene, sizes)
    if made or (stated.broadcast and (before.ok or (before.rank and may_contradict))):
        if not before.ok:
            return Judged(refuted(claim, source, value, before, scope), scope)
        scope = scope.with_bindings(before.bindings, claim.line)
        return Judged(_broadcast(claim, stated, value, scene, sizes, may_contradict=may_contradict), scope)
    return _mapped(claim, stated, source, value, inputs, scope, may_contradict=may_contradict)


def _is_operand(stated: StatedShape, before: Fit, value: Observation, claim: Claim, scene: Scene, sizes: Sizes) -> bool:
    """Tell whether the shape after the arrow is what a fresh array becomes further down."""
    if fit(stated.spec, value.shape or (), sizes).ok:
        return False
    goal = next(_made_of(value, claim.line, scene), None)
    return before.ok or (goal is not None and fit(stated.spec, goal[1], sizes).ok)


def _mapped(
    claim: Claim,
    stated: StatedShape,
    source: StatedShape,
    value: Observation,
    inputs: Sequence[Observation],
    scope: Scope,
    *,
    may_contradict: bool,
) -> Judged:
    sizes = {name: known.size for name, known in scope.known().items()}
    taken = [(row, fit(source.spec, row.shape or (), sizes)) for row in inputs]
    fitting = [laid for _, laid in taken if laid.ok]
    bindings = dict(fitting[0].bindings) if fitting else {}
    after = fit(stated.spec, value.shape or (), {**sizes, **bindings})
    if after.ok:
        alike = [(row, laid) for row, laid in taken if laid.rank]
        if not fitting and len(inputs) == 1 and alike and may_contradict and source.spec.concrete:
            return Judged(refuted(claim, source, *alike[0], scope), scope)
        decided = after.decided + (fitting[0].decided if fitting else 0)
        if not inputs and not decided and fit(source.spec, value.shape or (), sizes).ok:
            return Judged(unclear(claim, _EITHER), scope)
        scope = scope.with_bindings((*bindings.items(), *after.bindings), claim.line)
        if not decided:
            return Judged(unclear(claim, "it names the axes, and nothing above says how long they are"), scope)
        return Judged(verified(claim, stated, value), scope)
    if may_contradict and fitting and after.rank:
        return Judged(refuted(claim, stated, value, after, scope.with_bindings(bindings.items(), claim.line)), scope)
    return Judged(unclear(claim, _UNDECIDED), scope)


def _broadcast(
    claim: Claim, stated: StatedShape, value: Observation, scene: Scene, sizes: Sizes, *, may_contradict: bool
) -> Verdict:
    """Judge what an operand is said to become: it must be possible, and what its partner below makes of it."""
    shape = value.shape or ()
    goal = next(_made_of(value, claim.line, scene), None)
    if goal is not None:
        laid = fit(stated.spec, goal[1], sizes)
        if laid.ok:
            return verified(claim, stated, value, f"{written(shape)} is broadcast to {written(goal[1])}")
        if not may_contradict or not laid.rank:
            return unclear(claim, f"it is broadcast to {written(goal[1])} with {goal[0]}")
        name = f"{value.name or 'the value'} broadcast with {goal[0]}"
        return refuted(claim, stated, replace(value, name=name, shape=goal[1]), laid, Scope())
    stretched = _stretched(stated, shape)
    if stretched is None:
        return unclear(claim, "nothing below says what it is broadcast with")
    if stretched.ok:
        return verified(claim, stated, value, f"{written(shape)} broadcasts to {stated.spec.text}")
    fault = stretched.misfits[0]
    reason = f"{written(shape)} does not broadcast to {stated.spec.text}; axis {fault.axis} of that would have to be"
    return replace(
        unclear(claim, f"{reason} {fault.expected}"),
        status="refuted" if may_contradict else "not-checkable",
        expected=stated.spec.text,
        found="",
    )


def _stretched(stated: StatedShape, shape: tuple[int, ...]) -> Fit | None:
    """Return whether `shape` can be stretched to the stated one; None if that isn't given in numbers."""
    dimensions = stated.spec.dimensions
    if not stated.spec.concrete or len(shape) > len(dimensions):
        return None
    shift = len(dimensions) - len(shape)
    misfits = [
        Misfit(axis + shift, dimensions[axis + shift], size)
        for axis, size in enumerate(shape)
        if size not in {1, dimensions[axis + shift].size}
    ]
    return Fit(rank=True, misfits=tuple(misfits), decided=len(dimensions))


def _made_of(value: Observation, line: int, scene: Scene) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what `value` is stretched to by the operations below that join it with another array."""
    known = scene.before(scene.step.block.end_line)
    shape = value.shape or ()
    for name, product in scene.view.partners(value.name, line):
        other = known.get(name)
        if other is None or other.shape is None:
            continue
        kept = 2 if product else 0
        if product and min(len(shape), len(other.shape)) < kept:
            continue
        cut = len(shape) - kept
        joined = _joined(shape[:cut], other.shape[: len(other.shape) - kept])
        if joined is not None:
            yield name, (*joined, *shape[cut:])


def _joined(left: tuple[int, ...], right: tuple[int, ...]) -> tuple[int, ...] | None:
    length = max(len(left), len(right))
    pairs = zip((1,) * (length - len(left)) + left, (1,) * (length - len(right)) + right, strict=True)
    joined = [(max(pair) if 1 in pair else pair[0], pair) for pair in pairs]
    return tuple(size for size, _ in joined) if all(1 in pair or pair[0] == pair[1] for _, pair in joined) else None
