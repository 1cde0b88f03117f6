"""Findings for people: place, verdict, message, rule; the remedy on a line of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
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
    tables, name = {note.path: note.lines for note in notes}, from_here(vault)
    for finding in findings:
        if finding.severity not in shown:
            continue
        place = style.paint(log_line(one_line(_place(finding, name, tables.get(finding.path)))), "bold")
        word = style.paint(WORDS[finding.severity], COLOURS[finding.severity])
        rule = style.paint(f"[{finding.rule}]", "dim")
        yield f"{place}: {word}: {log_line(one_line(finding.message))} {rule}"
        if finding.remedy:
            yield f"    → {log_line(one_line(finding.remedy))}"


def here(path: Path) -> str:
    """Return a path as seen from the current folder, unless that would climb out of it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def from_here(vault: Path) -> Callable[[str], str]:
    """Return what `here` says of the files of a vault, by their names in it; for thousands of them."""
    folder, inside = str(vault), os.path.join(os.getcwd(), "")  # noqa: PTH109, PTH118 - paths are slow

    def name(path: str) -> str:
        whole = os.path.join(folder, path)  # noqa: PTH118
        return whole.removeprefix(inside) if path else here(vault)

    return name


def _place(finding: Finding, name: Callable[[str], str], lines: LineTable | None) -> str:
    place = name(finding.path)
    if lines is None:
        return place
    return f"{place}:{lines.line(finding.span.start)}:{lines.column(finding.span.start)}"
