"""Rewrites that keep what a note says keep its verdict from turning false; weakenings make nothing wrong."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from oracle.rewrites import KEEPING, note_items
from oracle.weakenings import WEAKENING

from vault_runner.oracle import ask, ask_row

SETS = Path(__file__).resolve().parents[1] / "equations"
WORST = ("refuted", "doubted", "ambiguous", "not-checkable", "verified-exact", "verified", "recurrence", "definition")
SMALL = 18
"""Rows of the small form; the slow one takes all."""


def rows() -> list[dict[str, Any]]:
    """Return the rows that are true or false."""
    files = sorted(SETS.glob("rows_*.jsonl")) + [Path(path) for path in os.environ.get("METAMORPHIC_ROWS", "").split()]
    found = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [row for row in found if row["label"] in {"true", "false"}]


def verdict(answers: list[dict[str, Any]]) -> str:
    """Return the worst verdict on the relations of a formula."""
    claims = [answer for answer in answers if answer["code"] != "condition"] or answers
    return str(min((answer["verdict"] for answer in claims), key=WORST.index))


def of_note(items: list[dict[str, str]]) -> str:
    """Return the verdict on the display of a note."""
    place = next(number for number, item in enumerate(items) if item["kind"] == "display")
    answers = ask({"items": items})["answers"]
    shown = [answer for answer in answers if answer["item"] == place]
    return verdict(shown) if shown else "not-checkable"


def is_false(label: str, found: str) -> bool:
    """Tell whether a verdict on a row that still says the same is a false one."""
    return found == "refuted" if label == "true" else found.startswith("verified")


def kept(row: dict[str, Any], seed: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield the name, context, formula and verdict of rewrites of a row."""
    rng = Random(f"{seed} {row['id']}")  # noqa: S311 - a choice of tests
    context, latex, names = row.get("context", ""), row["latex"], list[str]()
    for rewrite in KEEPING:
        new = rewrite(rng, context, latex) if rng.random() < 0.7 else None
        if new is not None:
            (context, latex), names = new, [*names, rewrite.__name__]
    if names:
        yield "+".join(names), context, latex, verdict(ask_row(context, latex))
    context, latex = (row.get("context", ""), row["latex"]) if rng.random() < 0.5 else (context, latex)
    items = note_items(rng, context, latex)
    yield "note", json.dumps(items, ensure_ascii=False), latex, of_note(items)


def weakened(row: dict[str, Any], seed: int) -> Iterator[tuple[str, str, str, str]]:
    """Yield a weakening of a true row; nothing that is left unread may be held against it."""
    rng = Random(f"weak {seed} {row['id']}")  # noqa: S311 - a choice of tests
    for weaken in WEAKENING:
        context = weaken(rng, row.get("context", ""), row["latex"])
        if context is not None:
            yield weaken.__name__, context, row["latex"], verdict(ask_row(context, row["latex"]))


def wrong_of(chosen: list[dict[str, Any]], seed: int) -> tuple[Counter[str], list[str]]:
    """Rewrite rows, count what came of them, and return the false verdicts."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    for row in chosen:
        for name, context, latex, found in kept(row, seed):
            counts[f"{row['label']} {found}"] += 1
            if is_false(row["label"], found):
                wrong.append(f"{row['id']} {row['label']} {found} by {name}: {context} || {latex}")
        for name, context, latex, found in weakened(row, seed) if row["label"] == "true" else ():
            counts[f"weakened {found}"] += 1
            if found == "refuted":
                wrong.append(f"{row['id']} {found} though weakened by {name}: {context} || {latex}")
    return counts, wrong


@pytest.mark.parametrize("seed", [1])
def test_no_rewrite_makes_a_verdict_false(seed: int) -> None:
    chosen = Random(seed).sample(rows(), SMALL)  # noqa: S311 - a choice of tests
    counts, wrong = wrong_of(chosen, seed)
    assert not wrong, "\n".join(wrong)
    assert sum(counts.values()) > SMALL


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_no_rewrite_of_any_row_makes_a_verdict_false(seed: int) -> None:
    _, wrong = wrong_of(rows(), seed)
    assert not wrong, "\n".join(wrong)
