"""What became of each figure, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from vault_runner.pipeline.figures.drawing import FigureOutcome, FigureRun, State
from vault_runner.report.style import Style
from vault_runner.write import printable

WORDS: dict[State, str] = {
    "new": "new",
    "changed": "changed",
    "alike": "same to the eye",
    "same": "unchanged",
    "kept": "kept as it was, see above",
}
COLOURS: dict[State, str] = {"new": "green", "changed": "yellow", "alike": "dim", "same": "dim", "kept": "yellow"}
TELLING: frozenset[State] = frozenset(("new", "changed", "kept"))
PERCENT = 100
LEAST = 0.01


def figures_text(run: FigureRun, style: Style, *, verbose: bool = False) -> Iterator[str]:
    """Yield a line for each figure that is not as it was, or for every one, and one that counts."""
    for figure in run.figures:
        if verbose or figure.state in TELLING:
            word = style.paint(words_of(figure), COLOURS[figure.state])
            yield f"{printable(figure.path)}: {word} ({printable(figure.note)}:{figure.line})"
    yield figures_count(run.figures)


def figures_count(figures: Sequence[FigureOutcome]) -> str:
    """Return one line that counts the figures by what became of them."""
    counts = Counter(figure.state for figure in figures)
    notes = len({figure.note for figure in figures})
    parts = [f"{counts[state]} {WORDS[state].partition(',')[0]}" for state in WORDS if counts[state]]
    whole = f"{_many(len(figures), 'figure')} in {_many(notes, 'note')}"
    return f"{whole}: {', '.join(parts)}" if parts else "no figures"


def words_of(figure: FigureOutcome) -> str:
    """Return what became of a figure, and how much of it differs visibly."""
    word, look = WORDS[figure.state], figure.look
    if look is None or figure.state not in TELLING:
        return word
    if look.share is None:
        return f"{word}, how much can't be told: {printable(look.problem)}"
    page = " on dark pages" if look.only_dark else ""
    return f"{word}{page}, {percent(look.share)} of the picture" + (" and its size" if look.resized else "")


def percent(share: float) -> str:
    """Return a share in per cent; what is there is never written as nothing."""
    value = share * PERCENT
    if 0 < value < LEAST:
        return f"less than {LEAST} %"
    return f"{value:.3g} %" if value < 10 else f"{value:.0f} %"  # noqa: PLR2004 - one digit more below ten


def figures_json(run: FigureRun, written: Sequence[str], orphans: Sequence[str] = ()) -> str:
    """Return the same for programs."""
    report = {
        "version": 1,
        "figures": [
            {
                "path": figure.path,
                "note": figure.note,
                "line": figure.line,
                "state": figure.state,
                "difference": figure.look.share if figure.look else None,
                "resized": figure.look.resized if figure.look else False,
            }
            for figure in run.figures
        ],
        "written": list(written),
        "orphans": list(orphans),
        "findings": [
            {"path": finding.path, "rule": finding.rule, "severity": finding.severity, "message": finding.message}
            for finding in run.findings
        ],
        "interrupted": run.interrupted,
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
