"""The words and the evidence of verdicts on shapes: name, says, is, the axis at fault, where its size comes from."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from vault_runner.model import Claim, Observation, Verdict
from vault_runner.verify.shape_comment import StatedShape
from vault_runner.verify.shape_fit import Fit, Misfit, names_in
from vault_runner.verify.shape_rewrite import evidence_at, in_notation_of
from vault_runner.verify.shape_scopes import Scope


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and the scope after it."""

    verdict: Verdict
    scope: Scope


def unclear(claim: Claim, reason: str) -> Verdict:
    """Return the verdict on a claim that says nothing decidable."""
    return Verdict(claim, "not-checkable", reason)


def verified(claim: Claim, stated: StatedShape, value: Observation, reason: str = "") -> Verdict:
    """Return the verdict on a stated shape that is right."""
    return Verdict(claim, "verified", reason, stated.spec.text, written(value.shape or ()))


def refuted(claim: Claim, stated: StatedShape, value: Observation, laid: Fit, scope: Scope) -> Verdict:
    """Return the verdict on a stated shape that is wrong; only doubted if another block gave the name its size."""
    shape = value.shape or ()
    known = scope.known()
    sizes = {**{name: each.size for name, each in known.items()}, **dict(laid.bindings)}
    found = in_notation_of(stated.spec, shape, sizes)
    name = value.name or "the value"
    reason = f"{name}: says {stated.spec.text}, is {written(shape)}"
    if laid.misfits:
        misfit = laid.misfits[0]
        reason += f"; axis {misfit.axis} is {shape[misfit.axis]}, not {misfit.expected}{_origin(misfit, scope)}"
    else:
        axes = "axis" if len(shape) == 1 else "axes"
        reason += f"; it has {len(shape)} {axes}, not {laid.axes}"
    elsewhere = bool(laid.misfits) and all(_from_elsewhere(misfit, scope) for misfit in laid.misfits)
    evidence = (evidence_at(stated.start, stated.end), ("shape", json.dumps(shape)))
    found = "" if found == stated.spec.text else found
    return Verdict(claim, "doubted" if elsewhere else "refuted", reason, stated.spec.text, found, evidence)


def without_remedy(verdict: Verdict) -> Verdict:
    """Return a verdict that offers no other text, since none would be right each time."""
    if verdict.status == "verified":
        return verdict
    return replace(verdict, found="", evidence=tuple(each for each in verdict.evidence if each[0] != "at"))


def written(shape: tuple[int, ...]) -> str:
    """Write a shape as Python does."""
    return str(tuple(shape))


def _from_elsewhere(misfit: Misfit, scope: Scope) -> bool:
    known = scope.known()
    origins = [known[name].origin for name in names_in(misfit.dimension) if name in known]
    return misfit.dimension.size is None and "container" in origins


def _origin(misfit: Misfit, scope: Scope) -> str:
    """Say where the names at fault got their sizes."""
    if misfit.dimension.size is not None:
        return ""
    known = scope.known()
    told = []
    for name in dict.fromkeys(names_in(misfit.dimension)):
        if name in known:
            where = "in the code of" if known[name].origin == "code" else "since"
            told.append(f"`{name}` is {known[name].size} {where} line {known[name].line}")
    return f" ({', '.join(told)})" if told else ""
