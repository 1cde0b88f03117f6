"""Judge the shapes that comments state against the shapes that a run observed.

Sizes that names get are bound in the order of the statements, within one block and not beyond: pasted answers
choose `B` and `n` anew all the time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vault_runner.model import Claim, NotePlan, Observation, Result, SessionRun, Step, Verdict
from vault_runner.verify.shape_comment import StatedShape, stated_shapes
from vault_runner.verify.shape_spec import Fit, fit

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.IGNORECASE)


@dataclass(slots=True)
class Sizes:
    """What the names of one block stand for so far, and where each got its size."""

    own: dict[str, int] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def bind(self, bindings: Iterable[tuple[str, int]], line: int) -> None:
        """Remember sizes that a statement of `line` gave."""
        for name, size in bindings:
            self.own.setdefault(name, size)
            self.lines.setdefault(name, line)


def judge_shapes(plan: NotePlan, runs: Sequence[SessionRun]) -> tuple[Verdict, ...]:
    """Return a verdict for each shape claim of the note's code, in the order of the claims."""
    results = {result.block: result for run in runs for result in run.results if result.path == plan.note.path}
    steps = {step.block.id: step for step in plan.steps}
    claims = [claim for claim in plan.note.claims if claim.kind == "shape" and claim.block]
    sizes: dict[str, Sizes] = {}
    return tuple(_judge(claim, steps.get(claim.block), results.get(claim.block), sizes) for claim in claims)


def _judge(claim: Claim, step: Step | None, result: Result | None, sizes: dict[str, Sizes]) -> Verdict:
    if step is None or result is None:
        return Verdict(claim, "not-checkable", "the block did not run; tag it with `run`")
    observed = _observed(claim, result.observations)
    if not observed:
        return Verdict(claim, "not-checkable", _unobserved(result))
    known = sizes.setdefault(claim.block, Sizes())
    verdicts = [_judge_stated(claim, stated, observed, known) for stated in stated_shapes(claim.text)]
    decided = [verdict for verdict in verdicts if verdict.status != "not-checkable"]
    return _worst(decided) if decided else Verdict(claim, "not-checkable", "no shape that the value could have")


def _unobserved(result: Result) -> str:
    if result.status == "not-run":
        return result.because or "the block did not run"
    return "the line that it speaks of was not reached" if result.status != "ok" else "no value to compare with"


def _observed(claim: Claim, observations: Sequence[Observation]) -> list[Observation]:
    return [each for each in observations if each.line <= claim.line <= each.end_line]


def _worst(verdicts: Sequence[Verdict]) -> Verdict:
    order = {"refuted": 0, "doubted": 1}
    return min(verdicts, key=lambda verdict: order.get(verdict.status, 2))


def _judge_stated(claim: Claim, stated: StatedShape, observed: Sequence[Observation], sizes: Sizes) -> Verdict:
    value = _value_meant(stated, observed)
    if value is None or value.shape is None:
        return Verdict(claim, "not-checkable", "the value has no shape")
    if stated.source is not None:
        return _judge_arrow(claim, stated, value, sizes)
    laid = fit(stated.spec, value.shape, sizes.own)
    if laid.ok:
        return _judge_fitting(claim, stated, value, laid, sizes)
    silence = _why_silent(claim, stated, value, laid)
    return Verdict(claim, "not-checkable", silence) if silence else _refuted(claim, stated, value, laid, sizes)


def _judge_fitting(claim: Claim, stated: StatedShape, value: Observation, laid: Fit, sizes: Sizes) -> Verdict:
    vacuous = len(laid.bindings) == len(stated.spec.dimensions) > 0 and not stated.spec.concrete
    sizes.bind(laid.bindings, claim.line)
    if vacuous:
        return Verdict(claim, "not-checkable", "it names the axes, and nothing above says how long they are")
    return _verified(claim, stated, value)


def _why_silent(claim: Claim, stated: StatedShape, value: Observation, laid: Fit) -> str:
    """Return why a shape that does not fit is no contradiction, empty if it is one."""
    if stated.firmness == "inside" or (claim.form == "own line" and not stated.target):
        return "it may speak of something else"
    if stated.firmness == "alone" and not _must_be_shape(stated, laid, value):
        return "it may be a value and no shape"
    return ""


def _as_shaped(observed: Observation) -> Observation:
    """Take a `torch.Size` for the shape that it is, not for a value without one."""
    if observed.type != "Size" or not observed.value:
        return observed
    return replace(observed, shape=tuple(json.loads(observed.value)), value="")


def _must_be_shape(stated: StatedShape, laid: Fit, value: Observation) -> bool:
    """Tell whether numbers in brackets after an array can't be its values, so that they must be its shape."""
    sizes = [dimension.size for dimension in stated.spec.dimensions]
    if not laid.rank or (len(sizes) == 1 and not stated.spec.text.endswith(",)")):
        return False
    numbers = [float(number) for number in _NUMBER.findall(value.value)] if value.value else []
    return numbers != [float(size) for size in sizes if size is not None]


def _value_meant(stated: StatedShape, observed: Sequence[Observation]) -> Observation | None:
    """Return the observation that a statement speaks of: the one it names, else the only one."""
    shaped = [each for each in map(_as_shaped, observed) if each.shape is not None]
    if stated.target:
        named = [each for each in shaped if each.name == stated.target]
        return named[0] if named else None
    return shaped[0] if len({(each.name, each.shape) for each in shaped}) == 1 else None


def _judge_arrow(claim: Claim, stated: StatedShape, value: Observation, sizes: Sizes) -> Verdict:
    """`(2,3) → (3,2,3)`: the value has the second shape, or the first and is broadcast to the second."""
    assert stated.source is not None  # noqa: S101 - told apart by the caller
    shape = value.shape or ()
    if fit(stated.spec, shape, sizes.own).ok:
        return _verified(claim, stated, value)
    if stated.broadcast and fit(stated.source, shape, sizes.own).ok:
        return _broadcast(claim, stated, shape)
    return Verdict(claim, "not-checkable", "neither side of the arrow is the value's shape")


def _broadcast(claim: Claim, stated: StatedShape, shape: tuple[int, ...]) -> Verdict:
    target = [dimension.size for dimension in stated.spec.dimensions]
    pairs = zip(reversed(shape), reversed(target), strict=False)
    if len(shape) <= len(target) and all(size in {1, goal} or goal is None for size, goal in pairs):
        return Verdict(claim, "verified", f"{shape} broadcasts to {stated.spec.text}", stated.spec.text, str(shape))
    reason = f"{shape} does not broadcast to {stated.spec.text}"
    return Verdict(claim, "refuted", reason, stated.spec.text, str(shape))


def _verified(claim: Claim, stated: StatedShape, value: Observation) -> Verdict:
    return Verdict(claim, "verified", "", stated.spec.text, str(value.shape))


def _refuted(claim: Claim, stated: StatedShape, value: Observation, laid: Fit, sizes: Sizes) -> Verdict:
    name = value.name or "the value"
    reason = f"{name}: says {stated.spec.text}, is {value.shape}"
    if laid.axis is not None:
        reason += f"; axis {laid.axis} is {(value.shape or ())[laid.axis]}, not {laid.expected}"
        reason += _origin(stated, laid.axis, sizes)
    else:
        reason += f"; it has {len(value.shape or ())} axes"
    return Verdict(claim, "refuted", reason, stated.spec.text, str(value.shape))


def _origin(stated: StatedShape, axis: int, sizes: Sizes) -> str:
    """Say where the name at fault got its size."""
    fixed = [dimension for dimension in stated.spec.dimensions if not dimension.rest]
    dimension = fixed[axis] if axis < len(fixed) else fixed[-1]
    line = sizes.lines.get(dimension.name)
    return f" (`{dimension.name}` is {sizes.own[dimension.name]} since line {line})" if line else ""
