"""What the engine answers for one relation of a note; every answer can be written as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Verdict: TypeAlias = Literal[
    "verified-exact", "verified", "refuted", "doubted", "definition", "recurrence", "ambiguous", "not-checkable",
]  # fmt: skip

REASONS = {
    "undeclared": "a symbol is nowhere declared",
    "condition": "it states a condition, not a fact",
    "fragment": "it states nothing by itself",
    "asymptotic": "it speaks of growth and counts nothing that can be counted here",
    "cited": "it quotes a result",
    "convention": "a convention that the note states in words changes what it says",
    "approximation": "it holds only approximately",
    "too-large": "it is too large to be read",
    "too-slow": "it takes too long to evaluate",
    "unsupported": "it uses something that the engine has no meaning for",
    "unknown-command": "a command is not known",
    "syntax": "it can't be read to its end",
    "words": "words stand inside the formula",
    "kind": "its parts are of different kinds",
    "broadcast": "a number and an array are added; write `1` as a vector, or say that broadcasting is meant",
    "elementwise": "a power, root or quotient of arrays; say whether it goes element by element",
    "exp-of-matrix": "exp of a matrix has two meanings",
    "layout": "the layout of a derivative isn't stated",
    "range": "the range of a sum isn't stated",
    "index": "an index doesn't fit its array",
    "dots": "dots stand for parts of the formula",
    "domain": "no sample lies where both sides are defined",
    "one-sided": "one side is not defined where the other is",
    "order": "the order of a remainder was measured",
    "singular": "all samples are nearly singular",
    "guard": "no sample meets the conditions of the note",
    "properties": "no sample has all the properties",
    "between": "the sides differ by more than rounding and by less than a clear margin",
    "edge": "a strict relation may fail where a symbol is zero, singular or equal to another",
    "slow-series": "the series converges too slowly to be summed",
    "slow-integral": "the integral can't be computed well",
    "no-limit": "the limit doesn't settle",
    "optimum": "an extremum isn't reached at every sample, so that a hypothesis is missing",
    "too-many-readings": "it can be read in too many ways",
    "operator-alone": "an operator stands without what it acts on",
    "not-a-function": "something that is no function is applied",
    "circular": "a definition uses itself",
    "skipped": "the note asks to skip it",
    "unread": "words near it were not understood",
    "vacuous": "both sides are zero for a reason that isn't the one meant",
    "ambiguous": "it holds under one reading and fails under another",
    "declaration": "it declares a symbol",
    "shape": "it states a shape",
    "cycle": "the recurrences need each other at the same step",
    "internal": "the engine failed on it; please report the formula",
    "relation": "the relation is not one that can be computed",
    "chance": "the random variables are not described well enough",
}  # fmt: skip
"""Reason codes with a sentence each; the documentation lists them from here."""


@dataclass(slots=True)
class Answer:
    """The verdict on one relation."""

    verdict: Verdict
    code: str = ""
    reason: str = ""
    remedy: str = ""
    """The one line that would make the statement checkable."""
    reading: list[str] = field(default_factory=list)
    expected: str = ""
    """What the right side is."""
    found: str = ""
    """What the left side is."""
    evidence: dict[str, Any] = field(default_factory=dict)
    counterexample: dict[str, Any] = field(default_factory=dict)
    start: int = 0
    end: int = 0
    link: int = 0
    """Which relation of its chain it is, from 0."""

    def exported(self) -> dict[str, Any]:
        """Return the answer as plain data; whatever was sampled can be replayed."""
        if isinstance(seed := self.evidence.get("seed"), int):
            self.evidence.setdefault("replay", f"{seed & 0xFFFFFFFF:08x}")
        return {
            "verdict": self.verdict, "code": self.code, "reason": self.reason, "remedy": self.remedy,
            "reading": self.reading, "expected": self.expected, "found": self.found, "evidence": self.evidence,
            "counterexample": self.counterexample, "start": self.start, "end": self.end, "link": self.link,
        }  # fmt: skip


def unable(code: str, reason: str = "", remedy: str = "") -> Answer:
    """Return that nothing can be said, and why."""
    return Answer("not-checkable", code, reason or REASONS.get(code, ""), remedy)
