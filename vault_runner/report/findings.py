"""Findings for people: place, verdict, message, rule; the remedy on a line of its own."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from vault_runner.model import Finding, LineTable, Severity
from vault_runner.report.defuse import log_line, one_line
from vault_runner.report.style import Style

ALL: frozenset[Severity] = frozenset(("error", "warning", "info"))
WITHOUT_HINTS: frozenset[Severity] = frozenset(("error", "warning"))
WORDS: dict[Severity, str] = {"error": "wrong", "warning": "doubted", "info": "note"}
COLOURS: dict[Severity, str] = {"error": "red", "warning": "yellow", "info": "blue"}


class Placed(Protocol):
    """A note, or its outcome: what knows where its lines start."""

    @property
    def path(self) -> str:
        """The note's path."""

    @property
    def lines(self) -> LineTable:
        """Where its lines start."""


def findings_text(
    findings: Iterable[Finding],
    vault: Path,
    style: Style,
    notes: Iterable[Placed] = (),
    *,
    shown: Collection[Severity] = ALL,
) -> Iterator[str]:
    """Yield the lines for `findings`; the `notes` that they speak of give them lines and columns."""
    tables = {note.path: note.lines for note in notes}
    for finding in findings:
        if finding.severity not in shown:
            continue
        place = style.paint(log_line(one_line(_place(finding, vault, tables.get(finding.path)))), "bold")
        word = style.paint(WORDS[finding.severity], COLOURS[finding.severity])
        rule = style.paint(f"[{finding.rule}]", "dim")
        yield f"{place}: {word}: {log_line(one_line(finding.message))} {rule}"
        if finding.remedy:
            yield f"    → {log_line(one_line(finding.remedy))}"


def here(path: Path) -> str:
    """Return a path as seen from the current folder, unless that would climb out of it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def _place(finding: Finding, vault: Path, lines: LineTable | None) -> str:
    name = here(vault / finding.path) if finding.path else here(vault)
    if lines is None:
        return name
    return f"{name}:{lines.line(finding.span.start)}:{lines.column(finding.span.start)}"
