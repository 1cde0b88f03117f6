"""The engine's answers as verdicts on the note's claims."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast, get_args

from vault_runner.model import Claim, Note, Verdict, VerdictStatus
from vault_runner.model.prose_forms import PROSE_FORMS
from vault_runner.verify.questions import Item

_DRESSING = re.compile(r"\\tag\*?\{[^{}]*\}|\\(?:quad|qquad)\b|\\[,;!]|\s+")
_KNOWN = frozenset(get_args(VerdictStatus))


def judge_formulas(note: Note, items: Sequence[Item], reply: Mapping[str, Any]) -> dict[int, Verdict]:
    """Return the verdicts on the claims that the engine spoke of, by the claims' positions in the note."""
    verdicts: dict[int, Verdict] = {}
    for number, item in enumerate(items):
        answers = [answer for answer in reply.get("answers", ()) if answer.get("item") == number]
        stated = [answer for answer in answers if answer.get("code") != "fragment"]
        inside = [(at, claim) for at, claim in enumerate(note.claims) if _in(claim, item)]
        for at, answer in _pairs(inside, stated, item):
            verdicts[at] = _verdict(note.claims[at], answer)
    return verdicts


def _in(claim: Claim, item: Item) -> bool:
    asked = not claim.block and claim.form not in PROSE_FORMS
    return asked and item.kind in {"prose", "display"} and item.span.contains(claim.span)


def _pairs(
    claims: Sequence[tuple[int, Claim]], answers: Sequence[Mapping[str, Any]], item: Item
) -> list[tuple[int, Mapping[str, Any]]]:
    """Pair claims with answers: by what they say, else, in a display, by their order if they are as many."""
    left = list(claims)
    pairs: list[tuple[int, Mapping[str, Any]]] = []
    for answer in answers:
        said = _bare(item.text[int(answer["start"]) : int(answer["end"])])
        match = next((at for at, claim in left if _bare(claim.text) == said), None)
        if match is not None:
            left = [(at, claim) for at, claim in left if at != match]
            pairs.append((match, answer))
    if item.kind == "display" and not pairs and len(claims) == len(answers):
        return [(at, answer) for (at, _claim), answer in zip(claims, answers, strict=True)]
    return pairs


def _bare(latex: str) -> str:
    return _DRESSING.sub("", latex).strip(".,;。，；")


def _verdict(claim: Claim, answer: Mapping[str, Any]) -> Verdict:
    verdict = str(answer["verdict"])
    status = told_as(verdict)
    reason = _reason(answer)
    evidence = {
        "code": str(answer.get("code", "")),
        "engine": verdict,
        **answer.get("evidence", {}),
        **answer.get("counterexample", {}),
    }
    if answer.get("reading"):
        evidence["reading"] = "; ".join(answer["reading"])
    shown = tuple(
        (str(key), value if isinstance(value, str) else json.dumps(value)) for key, value in evidence.items() if value
    )
    return Verdict(claim, status, reason, str(answer["expected"]), str(answer["found"]), shown)


def told_as(verdict: str) -> VerdictStatus:
    """Return what a note's author is told where the engine says `verdict`."""
    return cast("VerdictStatus", verdict) if verdict in _KNOWN else "not-checkable"


def _reason(answer: Mapping[str, Any]) -> str:
    code, reason, remedy = (str(answer.get(key, "")) for key in ("code", "reason", "remedy"))
    words = f"{code}: {reason}" if code and reason and answer["verdict"] == "not-checkable" else reason or code
    return f"{words}; {remedy}" if remedy else words
