"""Where reports go: standard output, files, and the summary of a job on GitHub."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from vault_runner.cli.ruling_options import Ruling
from vault_runner.errors import ConfigError
from vault_runner.pipeline import NoteOutcome, Outcome
from vault_runner.report import FORMATS, Manner, Style, to_text, written

HEADING = b"## vault-run check"
"""What our Markdown begins with; a note that begins otherwise is never written over."""
SUMMARY_LIMIT = 900 * 1024
"""Bytes; GitHub refuses a summary of more than a mebibyte."""


def targets(ruling: Ruling) -> tuple[tuple[str, Path], ...]:
    """Return the further reports, each with its format and file.

    Raises:
        UsageError: if a format isn't known or a file is named twice.
    """
    found = []
    for asked in ruling.reports:
        form, sign, name = asked.partition("=")
        if form not in FORMATS or not sign or not name:
            import difflib  # noqa: PLC0415 - seldom needed, and not quick to load

            near = difflib.get_close_matches(form, FORMATS, n=1)
            remedy = f"Did you mean `{near[0]}`?" if near and sign else "Write it like `--report junit=report.xml`."
            raise click.UsageError(f"--report: `{asked}` names no format and file. {remedy}")
        found.append((form, Path(name)))
    paths = [path.absolute() for _, path in found] + ([ruling.output.absolute()] if ruling.output else [])
    if len(set(paths)) < len(paths):
        raise click.UsageError("Two reports can't go to one file.")
    return tuple(found)


def emit(outcome: Outcome, form: str, ruling: Ruling, manner: Manner) -> None:
    """Write every report that was asked for."""
    if ruling.output is not None:
        _write(ruling.output, form, outcome, manner)
    if ruling.output is not None and form == "text":
        _count(outcome)
    elif ruling.output is not None or form == "text":
        _show(outcome, manner)
    else:
        click.echo(written(form, outcome, manner), nl=False)
    for other, path in targets(ruling):
        _write(path, other, outcome, manner)
    if form == "github" or any(other == "github" for other, _ in targets(ruling)):
        _summarise(outcome, manner)


def show_difference(notes: Iterable[NoteOutcome]) -> None:
    """Show what a write would change; GitHub is told to take nothing in it for a command."""
    from vault_runner.report import difference, log_line  # noqa: PLC0415 - few commands show it

    token = os.urandom(16).hex() if os.environ.get("GITHUB_ACTIONS") == "true" else ""
    if token:
        click.echo(f"::stop-commands::{token}")
    for line in difference(notes):
        # On Azure a command may stand anywhere in a line, and nothing turns that off.
        click.echo(log_line(line) if os.environ.get("TF_BUILD") else line)
    if token:
        click.echo(f"::{token}::")


def _count(outcome: Outcome) -> None:
    from vault_runner.report import counts  # noqa: PLC0415 - what a command doesn't show it doesn't load

    style = Style.of(sys.stdout)
    for line in counts(outcome, style):
        click.echo(line, color=style.colour)


def _show(outcome: Outcome, manner: Manner) -> None:
    """Write the report for people: grouped on a terminal, plain lines in a pipe."""
    style = Style.of(sys.stdout)
    if style.colour and sys.stdout.isatty():
        from vault_runner.report.terminal import show  # noqa: PLC0415 - a pipe never needs it

        show(outcome, style, verbose=manner.verbose)
        return
    for line in to_text(outcome, style, verbose=manner.verbose):
        click.echo(line, color=style.colour)


def _write(path: Path, form: str, outcome: Outcome, manner: Manner) -> None:
    """Write a report whole or not at all."""
    with contextlib.suppress(OSError):
        if path.suffix.lower() == ".md" and not path.read_bytes().startswith(HEADING):
            remedy = "name another file"
            raise ConfigError("is a note, and no report; it was not written over", path=str(path), remedy=remedy)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(written(form, outcome, manner), encoding="utf-8", errors="backslashreplace", newline="\n")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ConfigError(f"can't be written: {error.strerror}", path=str(path), remedy="name another file") from None


def _summarise(outcome: Outcome, manner: Manner) -> None:
    """Add the report to the job's summary, if this is a step of GitHub's and there is room left."""
    name = os.environ.get("GITHUB_STEP_SUMMARY", "")
    if not name:
        return
    from vault_runner.report import to_markdown  # noqa: PLC0415 - only GitHub's steps have a summary

    path = Path(name)
    try:
        used = path.stat().st_size if path.exists() else 0
        with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(to_markdown(outcome, verbose=manner.verbose, limit=max(SUMMARY_LIMIT - used, 2000)))
    except OSError as error:
        click.echo(f"vault-run: the summary can't be written: {error.strerror}", err=True)
