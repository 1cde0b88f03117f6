"""What claims about the dtype or device of a value have in common: which value they speak of, and at which visit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vault_runner.model import Claim, Observation, Verdict
from vault_runner.verify.moments import Moment, Scene

_NAME = re.compile(
    r"([^\W\d]\w*(?:\.[^\W\d]\w*|\[[^\[\]\s]{1,20}\])*?)(?:\.(?:dtype|device))?\s*(?:[:：]|={1,2}|\bis\b|\bon\b)"
)
_WORDS = frozenset({"dtype", "type", "device", "now", "still", "lives", "stays", "both", "all", "as", "on", "also"})
_ORDER = {"refuted": 0, "verified": 1}
NOT_RUN = "the block did not run; tag it with `run`"


@dataclass(frozen=True, slots=True)
class SaidOf:
    """The value that a claim speaks of, and where in the claim the statement about it begins."""

    value: Observation
    start: int
    firm: bool
    """Whether it can be no other value."""


def judge_said(claim: Claim, scene: Scene | None, judge: Callable[[Claim, Moment], Verdict | None]) -> Verdict:
    """Judge a claim each time that its statement ran; the first contradiction counts."""
    if scene is None:
        return Verdict(claim, "not-checkable", NOT_RUN)
    if scene.result.status == "not-run":
        return Verdict(claim, "not-checkable", scene.result.because or NOT_RUN)
    verdicts = [verdict for moment in scene.moments(claim) if (verdict := judge(claim, moment))]
    decided = [verdict for verdict in verdicts if verdict.status in _ORDER]
    if decided:
        return min(decided, key=lambda verdict: _ORDER[verdict.status])
    return verdicts[0] if verdicts else Verdict(claim, "not-checkable", "no value that it could speak of")


def read_said(claim: Claim, stated: re.Pattern[str], moment: Moment) -> SaidOf | None:
    """Return the value that a claim speaks of: the one it names, else the only one that its statement bound."""
    named = _NAME.match(claim.text)
    name = named[1] if named and named[1].lower() not in _WORDS and not stated.fullmatch(named[1]) else ""
    found = stated.search(claim.text, named.end() if named and name else 0)
    if found is None:
        return None
    rows = [row for row in moment.bound if row.dtype or row.device or row.value]
    if name:
        rows = [row for row in rows if row.name == name] or [row for key, row in moment.there.items() if key == name]
        return SaidOf(rows[-1], found.start(), firm=True) if rows else None
    rows = rows or list(moment.items)
    if not rows or len({(row.dtype, row.device, row.value if not row.dtype else "") for row in rows}) > 1:
        return None
    return SaidOf(rows[0], found.start(), firm=claim.form != "own line")
