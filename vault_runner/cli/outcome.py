"""From the wishes to an outcome, and from the outcome to what is shown and the exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from vault_runner import execute as execution
from vault_runner import pipeline
from vault_runner.cli.options import Wishes
from vault_runner.cli.progress import progress
from vault_runner.cli.reports import emit, targets
from vault_runner.cli.ruling_options import Ruling
from vault_runner.pipeline import Outcome, Request, Vault, exit_code, judge, open_vault
from vault_runner.pipeline.approving import Approving
from vault_runner.report import Manner, log_line
from vault_runner.write import printable

if TYPE_CHECKING:
    from vault_runner.pipeline import Saved

INTERRUPTED = 130
NO_RULING = Ruling()
SANDBOX = "not sandboxed: blocks run with your rights, with limits on time, memory and output"


def judge_paths(  # noqa: PLR0913 - what every running command may ask for
    paths: Sequence[Path],
    wishes: Wishes,
    ruling: Ruling = NO_RULING,
    *,
    execute: bool,
    overwrite_edited: bool = False,
    adopt: bool = False,
    confine: bool = True,
    remember: bool = False,
    verify_content: bool = False,
    other_sizes: bool = False,
    prove: bool = False,
) -> tuple[Vault, Outcome]:
    """Open the vault that holds `paths` and judge what was asked for."""
    rulings = ruling.rulings()
    targets(ruling)  # a mistake in them is to be told before anything runs
    vault = open_vault(paths)
    with progress() as show:
        request = Request(
            paths=vault.under,
            everything=wishes.everything,
            execute=execute,
            trusted=wishes.trusted,
            confine=confine,
            naming=wishes.naming,
            python=wishes.python,
            jobs=wishes.jobs or 0,
            timeout=wishes.timeout or 0.0,
            cache=not wishes.no_cache,
            overwrite_edited=overwrite_edited,
            adopt=adopt,
            strict=wishes.strict,
            remember=remember,
            verify_content=verify_content,
            other_sizes=other_sizes,
            prove=prove,
            select=ruling.selected(),
            ignore=ruling.ignored(),
            progress=show,
        )
        asides: tuple[str, ...] = ()
        if rulings.any:
            guarded = pipeline.guard(vault, request, rulings)
            vault, outcome, asides = guarded.vault, guarded.outcome, guarded.asides
        else:
            outcome = judge(vault, request)
    for line in asides:
        click.echo(log_line(line), err=True)
    if outcome.tally.get("fresh"):
        tell_of_walls()
    if problem := Approving(vault, request).standing.problem:
        click.echo(log_line(problem), err=True)
    return vault, outcome


def tell_of_walls() -> None:
    """Say it if code ran without walls around it, so that nobody takes time limits for protection."""
    if not execution.probe().confines:
        click.echo(SANDBOX, err=True)


def tell_of_wait(sentence: str) -> None:
    """Say for what the command waits."""
    click.echo(log_line(printable(sentence)), err=True)


def finish(outcome: Outcome, wishes: Wishes, saved: Saved | None, ruling: Ruling = NO_RULING) -> int:
    """Show what was found and written, and return the exit code."""
    if saved is not None:
        outcome = settle(outcome, saved)
    code = INTERRUPTED if outcome.interrupted else exit_code(outcome, strict=wishes.strict)
    emit(outcome, wishes.form, ruling, Manner(wishes.strict, wishes.verbose, code))
    if wishes.form == "text":
        name_written(saved, "wrote")
    return code


def settle(outcome: Outcome, saved: Saved) -> Outcome:
    """Drop the changed outputs that have just been written, and add what could not be written."""
    written = set(saved.notes)
    notes = tuple(
        structs.replace(
            note, findings=tuple(finding for finding in note.findings if finding.rule not in {"VRO001", "VRO002"})
        )
        if note.path in written
        else note
        for note in outcome.notes
    )
    return structs.replace(outcome, notes=notes, findings=(*outcome.findings, *saved.findings))


def name_written(saved: Saved | None, verb: str) -> None:
    """Name the notes and files that were written."""
    for name in (*saved.notes, *saved.files) if saved else ():
        click.echo(f"{verb} {log_line(printable(name))}")


def list_steps(outcome: Outcome) -> None:
    """Tell what would run, and what would not and why."""
    for note in outcome.notes:
        name = log_line(printable(note.path))
        for step in note.plan.steps:
            click.echo(f"{name}:{step.block.line}: would run, in session `{printable(step.options.session)}`")
        for skip in note.plan.skipped:
            if skip.tagged:
                click.echo(f"{name}:{skip.block.line}: would not run: {printable(skip.because)}")
