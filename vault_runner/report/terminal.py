"""The report on a terminal: findings below their note, root causes first, no wider than the window.

This is the one report that loads rich, and it does so only when it has something to show.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from vault_runner.model import Severity
from vault_runner.pipeline import Outcome
from vault_runner.report.counts import counts
from vault_runner.report.defuse import one_line, wrapped_line
from vault_runner.report.findings import COLOURS, WORDS, from_here
from vault_runner.report.order import Told, rank, worst_first
from vault_runner.report.style import Style

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROW: Final = 40
"""Columns below which nothing is folded any more."""


def show(
    outcome: Outcome, style: Style, *, verbose: bool = False, stream: TextIO | None = None, width: int = 0
) -> None:
    """Write the report to a terminal.

    Args:
        outcome: What was found.
        style: Whether there is colour.
        verbose: Show hints as well.
        stream: The terminal, by default standard output.
        width: Its columns; 0 to ask it.
    """
    shown = [one for one in worst_first(outcome) if verbose or one.finding.severity != "info"]
    if shown:
        _write(shown, outcome.vault, _console(style, stream, width))
    out = stream or sys.stdout
    for line in counts(outcome, style):
        out.write(f"{line}\n")


def _console(style: Style, stream: TextIO | None, width: int) -> Console:
    from rich.console import Console  # noqa: PLC0415 - a report without findings, or in a pipe, never needs rich

    # The stream's own mind about colour was asked before; rich is to follow it.
    console = Console(
        file=stream or sys.stdout, force_terminal=style.colour, no_color=not style.colour, highlight=False, emoji=False
    )
    console.width = max(width or console.width, NARROW)
    return console


def _write(shown: list[Told], vault: Path, console: Console) -> None:
    """Write one table a note; the note with the gravest finding comes first."""
    gravest: dict[str, int] = {}
    for one in shown:
        path = one.finding.path
        gravest[path] = min(gravest.get(path, 9), rank(one.finding))
    shown.sort(key=lambda one: (gravest[one.finding.path], one.finding.path))
    name = from_here(vault)
    for path, group in groupby(shown, key=lambda one: one.finding.path):
        console.print(_text(wrapped_line(one_line(name(path))), "bold underline"), soft_wrap=True)
        console.print(_table(list(group)))


def _table(group: Iterable[Told]) -> Table:
    from rich.table import Table  # noqa: PLC0415

    table = Table.grid(padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for one in group:
        finding = one.finding
        place = f"  {one.line}:{one.column}" if one.line else "  "
        message = _text(wrapped_line(one_line(finding.message)))
        message.append(f" [{finding.rule}]", "dim")
        if finding.remedy:
            message.append("\n→ " + wrapped_line(one_line(finding.remedy)), "dim")
        table.add_row(_text(place, "dim"), _text(WORDS[finding.severity], _COLOURS[finding.severity]), message)
    table.add_row("", "", "")
    return table


_COLOURS: Final[dict[Severity, str]] = dict(COLOURS)


def _text(words: str, style: str = "") -> Text:
    from rich.text import Text  # noqa: PLC0415

    return Text(words, style)


if TYPE_CHECKING:
    from rich.text import Text
