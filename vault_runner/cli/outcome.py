"""From the wishes to an outcome, and from the outcome to what is shown and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from vault_runner.cli.options import Wishes
from vault_runner.cli.progress import progress
from vault_runner.pipeline import Outcome, Request, Saved, Vault, exit_code, judge, open_vault
from vault_runner.report import Style, to_json, to_text
from vault_runner.write import printable

INTERRUPTED = 130
SANDBOX = "not sandboxed: blocks run with your rights, with limits on time, memory and output"


def judge_paths(
    paths: Sequence[Path], wishes: Wishes, *, execute: bool, overwrite_edited: bool = False
) -> tuple[Vault, Outcome]:
    """Open the vault that holds `paths` and judge what was asked for."""
    vault = open_vault(paths)
    with progress() as show:
        request = Request(
            paths=vault.under,
            everything=wishes.everything,
            execute=execute,
            trusted=wishes.trusted,
            python=wishes.python,
            jobs=wishes.jobs or 0,
            timeout=wishes.timeout or 0.0,
            cache=not wishes.no_cache,
            overwrite_edited=overwrite_edited,
            strict=wishes.strict,
            progress=show,
        )
        outcome = judge(vault, request)
    if any(not result.cached for note in outcome.notes for result in note.results):
        click.echo(SANDBOX, err=True)
    return vault, outcome


def finish(outcome: Outcome, wishes: Wishes, saved: Saved | None) -> int:
    """Show what was found and written, and return the exit code."""
    if saved is not None:
        outcome = settle(outcome, saved)
    if wishes.form == "json":
        click.echo(to_json(outcome), nl=False)
    else:
        style = Style.of(sys.stdout)
        for line in to_text(outcome, style, verbose=wishes.verbose):
            click.echo(line, color=style.colour)
        name_written(saved, "wrote")
    return INTERRUPTED if outcome.interrupted else exit_code(outcome, strict=wishes.strict)


def settle(outcome: Outcome, saved: Saved) -> Outcome:
    """Drop the changed outputs that have just been written, and add what could not be written."""
    written = set(saved.notes)
    notes = tuple(
        replace(note, findings=tuple(finding for finding in note.findings if finding.rule not in {"VRO001", "VRO002"}))
        if note.note.path in written
        else note
        for note in outcome.notes
    )
    return replace(outcome, notes=notes, findings=(*outcome.findings, *saved.findings))


def name_written(saved: Saved | None, verb: str) -> None:
    """Name the notes and files that were written."""
    for name in (*saved.notes, *saved.files) if saved else ():
        click.echo(f"{verb} {printable(name)}")


def list_steps(outcome: Outcome) -> None:
    """Tell what would run, and what would not and why."""
    for note in outcome.notes:
        name = printable(note.note.path)
        for step in note.plan.steps:
            click.echo(f"{name}:{step.block.line}: would run, in session `{printable(step.options.session)}`")
        for skip in note.plan.skipped:
            if skip.tagged:
                click.echo(f"{name}:{skip.block.line}: would not run: {printable(skip.because)}")
