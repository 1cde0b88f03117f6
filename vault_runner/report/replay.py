"""What `check --replay` prints: how a statement was read, the numbers that were tried, and what came out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vault_runner.report.defuse import one_line
from vault_runner.verify.formulas import told_as

if TYPE_CHECKING:
    from vault_runner.pipeline.formulas.replaying import Replayed

_SINCE = {
    "same": "the note is as it was",
    "elsewhere": "the note has changed since; the statement in it gives the same numbers",
    "otherwise": "the note has changed since, and the statement is judged otherwise there",
    "removed": "the note has changed since, and no longer holds the statement as it was",
    "no note": "the note is no longer there; this is what was asked of it",
}


def replay_text(token: str, found: Sequence[Replayed]) -> Iterator[str]:
    """Yield the lines for a person."""
    for one in found:
        place = f"{one_line(_shown(one.path))}{f':{one.line}' if one.line else ''}"
        yield f"{place}: replay {token}: {one_line(str(one.answer.get('text', '')))}"
        yield f"    {_SINCE[one.since]}"
        if not one.repeated:
            yield "    these are not the numbers that were told before: the engine itself has changed since"
        yield from _answer(one.answer)
        if one.now is not None:
            yield "    as it stands in the note now:"
            yield from (f"    {line}" for line in _answer(one.now))


def replay_json(token: str, found: Sequence[Replayed]) -> str:
    """Return the same for programs."""
    entries = [
        {"path": one.path, "line": one.line, "since": one.since, "repeated": one.repeated}
        | {"answer": dict(one.answer), "now": None if one.now is None else dict(one.now)}
        for one in found
    ]
    return json.dumps({"replay": token, "statements": entries}, ensure_ascii=False, indent=2, default=str)


def _answer(answer: Mapping[str, Any]) -> Iterator[str]:
    evidence: Mapping[str, Any] = answer.get("evidence") or {}
    yield f"    verdict: {_verdict(answer)}"
    for words in answer.get("reading") or ():
        yield f"    read: {one_line(str(words))}"
    for key, name in (("seed", "seed"), ("points", "points tried"), ("worst", "worst error"), ("exact", "exact")):
        if key in evidence:
            yield f"    {name}: {one_line(str(evidence[key]))}"
    yield from _listed("hypotheses used", evidence.get("hypotheses"))
    yield from _listed("words left unread", evidence.get("unread"))
    yield from _trial(answer.get("counterexample") or {}, answer)
    for key, value in evidence.items():
        if key not in _TOLD:
            yield f"    {one_line(key)}: {one_line(_plain(value))}"


_TOLD = frozenset(
    ("seed", "replay", "points", "worst", "exact", "hypotheses", "unread", "sizes", "trial", "values", "counterexample")
)


def _trial(counterexample: Mapping[str, Any], answer: Mapping[str, Any]) -> Iterator[str]:
    """Say with which numbers both sides were computed: those of the counterexample, else those tried last."""
    evidence: Mapping[str, Any] = answer.get("evidence") or {}
    shown = counterexample or evidence
    name = "smallest counterexample" if counterexample.get("small") else "counterexample" if counterexample else "trial"
    if "trial" in shown:
        yield f"    {name}: number {shown['trial']}"
    for size, value in sorted((shown.get("sizes") or {}).items()):
        yield f"        size {one_line(str(size))} = {value}"
    for symbol, value in sorted((shown.get("values") or {}).items()):
        yield f"        {one_line(str(symbol))} = {one_line(_plain(value))}"
    if answer.get("found") or answer.get("expected"):
        yield f"        left side:  {one_line(str(answer.get('found')))}"
        yield f"        right side: {one_line(str(answer.get('expected')))}"


def _verdict(answer: Mapping[str, Any]) -> str:
    words = ": ".join(str(answer[key]) for key in ("code", "reason") if answer.get(key))
    remedy = f"; {answer['remedy']}" if answer.get("remedy") else ""
    return one_line(f"{told_as(str(answer['verdict']))}{f', {words}' if words else ''}{remedy}")


def _listed(name: str, values: Sequence[str] | None) -> Iterator[str]:
    if values is not None:
        yield f"    {name}: {one_line(', '.join(map(str, values))) or 'none'}"


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _shown(path: str) -> str:
    """Return a path relative to the current folder if it lies below it."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return path
