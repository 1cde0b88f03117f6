"""How the equation engine came to its verdict: tokens, tree, reading in words, engine, numbers, verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from vault_runner.model import Verdict
from vault_runner.report.defuse import one_line

LONGEST = 600
"""Characters that are shown of one line."""


def by_engine(verdict: Verdict) -> bool:
    """Tell whether the equation engine spoke of a claim."""
    return any(key == "engine" for key, _ in verdict.evidence)


def explain_equation(verdict: Verdict, read: Mapping[str, str]) -> Iterator[str]:
    """Yield the steps from the tokens of a formula to its verdict.

    Args:
        verdict: The verdict with its evidence.
        read: `tokens` and `tree` of the formula as the engine reads it, or the `problem` with it.
    """
    evidence = dict(verdict.evidence)
    for key in ("tokens", "tree", "problem"):
        if read.get(key):
            yield f"{key}: {_cut(read[key])}"
    for words in filter(None, evidence.get("reading", "").split("; ")):
        yield f"read: {_cut(words)}"
    yield f"engine: {_engine(evidence)}"
    yield from _lists(evidence)
    yield from _numbers(evidence, verdict)
    yield f"verdict: {verdict.status}{f', {_cut(verdict.reason)}' if verdict.reason else ''}"
    if evidence.get("engine") not in {None, verdict.status}:
        yield f"the engine alone says {_cut(evidence['engine'])}; what it finds wrong is shown as a doubt"
    if evidence.get("replay"):
        yield f"replay: {_cut(evidence['replay'])} (`vault-run check --replay {_cut(evidence['replay'])}`)"


def _engine(evidence: Mapping[str, str]) -> str:
    """Say by which means a formula was judged."""
    if "exponents" in evidence:
        return f"growth, by the exponents of both sides: {evidence['exponents']}"
    if "counted" in evidence:
        return f"counting, {evidence['counted']}"
    if evidence.get("code") == "shape":
        return "symbolic shapes"
    if "points" in evidence:
        exact = f"; {evidence['exact']}" if "exact" in evidence else ""
        worst = f", worst error {evidence['worst']}" if "worst" in evidence else ""
        return f"{evidence['points']} samples of typed values{worst}{exact}"
    return "none: it was read and sorted, and nothing was computed"


def _lists(evidence: Mapping[str, str]) -> Iterator[str]:
    for key, name in (("hypotheses", "hypotheses used"), ("unread", "words left unread")):
        if key in evidence:
            yield f"{name}: {_cut(', '.join(map(str, json.loads(evidence[key]))))}"


def _numbers(evidence: Mapping[str, str], verdict: Verdict) -> Iterator[str]:
    """Yield sizes, values and both sides of one trial."""
    if "trial" in evidence:
        small = "smallest counterexample" if evidence.get("small") == "true" else "trial"
        yield f"{small}: number {evidence['trial']}, seed {evidence.get('seed', 'unknown')}"
    for key, mark in (("sizes", "size "), ("values", "")):
        for name, value in sorted(json.loads(evidence.get(key) or "{}").items()):
            yield f"    {mark}{_cut(str(name))} = {_cut(json.dumps(value, ensure_ascii=False))}"
    if verdict.found or verdict.expected:
        yield f"    left side:  {_cut(verdict.found)}"
        yield f"    right side: {_cut(verdict.expected)}"


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
