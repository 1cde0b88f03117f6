"""Annotations for GitHub Actions: commands in the log that put findings beside the lines of a pull request.

GitHub shows ten of a kind for each step and drops the rest without a word, so the worst come first, and
what finds no place stands in the log as plain lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from vault_runner.model import Severity
from vault_runner.model.rules import RULES
from vault_runner.pipeline import Outcome
from vault_runner.report.counts import counts
from vault_runner.report.defuse import log_line, one_line
from vault_runner.report.order import Told, worst_first
from vault_runner.report.places import file_name, report_root
from vault_runner.report.style import Style

MOST: Final = 10
"""Annotations of a kind that GitHub shows for a step."""
COMMANDS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}


def to_github(outcome: Outcome, *, verbose: bool = False) -> Iterator[str]:
    """Yield the lines for the log: annotations, then what did not fit, then the counts."""
    root = report_root(outcome.vault)
    used: Counter[Severity] = Counter()
    left: list[Told] = []
    for one in worst_first(outcome):
        severity = one.finding.severity
        if severity == "info" and not verbose:
            continue
        used[severity] += 1
        # The last notice is kept for the count of what is left.
        if used[severity] <= MOST - (severity == "info"):
            yield annotation(one, outcome.vault, root)
        else:
            left.append(one)
    if left:
        yield f"::notice title=vault-runner::{escaped(_more(left))}"
    for one in left:
        yield log_line(_plain(one, outcome.vault, root))
    for line in counts(outcome, Style(colour=False)):
        yield log_line(line)


def annotation(one: Told, vault: Path, root: Path) -> str:
    """Return the command for one finding."""
    finding = one.finding
    properties = []
    name = file_name(finding.path, vault, root) if finding.path else ""
    if name:
        properties.append(f"file={escaped_property(name)}")
    if one.line and name:
        properties += [f"line={one.line}", f"endLine={one.end_line}"]
        if one.line == one.end_line:  # GitHub takes columns of one line alone
            properties += [f"col={one.column}", f"endColumn={max(one.end_column, one.column)}"]
    rule = RULES.get(finding.rule)
    properties.append(f"title={escaped_property(f'{finding.rule} {rule.title}' if rule else finding.rule)}")
    text = one_line(finding.message) + (f"\n→ {one_line(finding.remedy)}" if finding.remedy else "")
    return f"::{COMMANDS[finding.severity]} {','.join(properties)}::{escaped(text)}"


def escaped(text: str) -> str:
    """Return `text` as the message of a command; GitHub turns these three back."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """Return `text` as the value of a command's property, on one line."""
    return escaped(one_line(text)).replace(":", "%3A").replace(",", "%2C")


def _more(left: list[Told]) -> str:
    counted = Counter(one.finding.severity for one in left)
    words = {"error": "wrong", "warning": "doubtful", "info": "to note"}
    parts = [f"{count} more {words[severity]}" for severity, count in counted.items()]
    return f"{' and '.join(parts)}: GitHub shows {MOST} of a kind; the log of this step has them all"


def _plain(one: Told, vault: Path, root: Path) -> str:
    place = f"{one_line(file_name(one.finding.path, vault, root))}:{one.line}:{one.column}"
    return f"{place}: {one_line(one.finding.message)} [{one.finding.rule}]"
