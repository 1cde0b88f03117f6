"""The report as Markdown, for the summary of a job and for comments: a heading, the counts, a table a note.

It is cut at a limit, since GitHub refuses a summary above one mebibyte whole; the worst comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from vault_runner.model import Severity
from vault_runner.pipeline import Outcome
from vault_runner.report.counts import counts
from vault_runner.report.defuse import markdown_text
from vault_runner.report.order import Told, rank, worst_first
from vault_runner.report.places import file_name, report_root
from vault_runner.report.style import Style

LIMIT: Final = 900 * 1024
"""Bytes; GitHub takes a mebibyte for all that one step says."""
ROOM: Final = 400
"""Bytes that are kept for the line which says that the rest was left out."""
SIGNS: Final[dict[Severity, str]] = {"error": "❌ wrong", "warning": "⚠️ doubted", "info": "note"}


def to_markdown(outcome: Outcome, *, verbose: bool = False, limit: int = LIMIT) -> str:
    """Return the report, of at most `limit` bytes."""
    first, *rest = counts(outcome, Style(colour=False))
    lines = ["## vault-run check", "", f"**{markdown_text(first)}**", ""]
    for line in rest:
        lines += [markdown_text(line), ""]
    shown = [one for one in worst_first(outcome) if verbose or one.finding.severity != "info"]
    size = len("\n".join(lines).encode()) + ROOM
    done = 0
    for count, chunk in _tables(shown, outcome.vault):
        size += len(chunk.encode("utf-8", "surrogatepass")) + 1
        if size > limit:
            lines += ["", f"*{len(shown) - done} more are left out here; the log has them all.*"]
            break
        lines.append(chunk)
        done += count
    return "\n".join(lines).rstrip() + "\n"


def _tables(shown: list[Told], vault: Path) -> Iterator[tuple[int, str]]:
    """Yield the rows of a table for each note, and how many findings each holds."""
    root = report_root(vault)
    gravest: dict[str, int] = {}
    for one in shown:
        gravest[one.finding.path] = min(gravest.get(one.finding.path, 9), rank(one.finding))
    ordered = sorted(shown, key=lambda one: (gravest[one.finding.path], one.finding.path))
    for path, group in groupby(ordered, key=lambda one: one.finding.path):
        name = file_name(path, vault, root) or vault.name
        yield 0, f"\n### {markdown_text(name)}\n\n| line | | what | rule |\n|--:|---|---|---|"
        for one in group:
            yield 1, _row(one)


def _row(one: Told) -> str:
    finding = one.finding
    what = markdown_text(finding.message)
    if finding.remedy:
        what += f"<br>→ {markdown_text(finding.remedy)}"
    return f"| {one.line or ''} | {SIGNS[finding.severity]} | {what} | {finding.rule} |"
