"""`vault-run figures`: draw figures anew in batch, tell what changed, find those that nothing shows any more."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from msgspec import structs

from vault_runner.cli.approval import ask, asks
from vault_runner.cli.figure_options import Wishes, choosing
from vault_runner.cli.options import PATHS
from vault_runner.cli.outcome import INTERRUPTED, list_steps, name_written, tell_of_walls
from vault_runner.cli.progress import progress
from vault_runner.errors import ConfigError, WriteError
from vault_runner.pipeline import Request, Saved, Vault, judge, open_vault
from vault_runner.pipeline.figures.choosing import narrowed
from vault_runner.pipeline.figures.drawing import FigureRun, draw, save_figures
from vault_runner.pipeline.figures.orphans import collect, find_orphans
from vault_runner.report import Style, difference, findings_text
from vault_runner.report.counts import approving
from vault_runner.report.figures import figures_json, figures_text
from vault_runner.report.findings import ALL, WITHOUT_HINTS
from vault_runner.report.sheet import sheet
from vault_runner.write import printable

EPILOG = """\b
Examples:
  vault-run figures notes/                        every figure of a folder
  vault-run figures . --only 'loss*'              by the name of a note or a figure
  vault-run figures . --tag course/linear-algebra
  vault-run figures . --changed-since main
  vault-run figures . --diff --sheet sheet.html   look first, write nothing
  vault-run figures --orphans                     figures that no note shows
  vault-run figures --collect                     move those to the vault's trash"""

WRONG, UNRUN = 1, 3


@click.command(epilog=EPILOG)
@PATHS
@choosing
def command(paths: tuple[Path, ...], **options: Any) -> None:
    """Draw the figures of notes anew and write those that changed.

    Only blocks that draw are written; what other blocks show stays as it is.
    """
    wishes = Wishes(**options)
    vault = _dressed(open_vault(paths), wishes)
    if wishes.orphans or wishes.collect:
        sys.exit(_tidy(vault, wishes))
    request = _request(vault, wishes)
    if wishes.dry_run:
        narrow = narrowed(vault, wishes.choice)
        if narrow is not None:
            list_steps(judge(narrow, structs.replace(request, execute=False)))
        return
    if not wishes.trusted and asks():
        ask(vault, request)
        request = structs.replace(request, naming=False)
    with progress() as show:
        run = draw(vault, structs.replace(request, progress=show), wishes.choice)
    if any(not result.cached for note in run.notes for result in note.results):
        tell_of_walls()
    _write_sheet(run, wishes)
    saved = Saved() if wishes.diff else save_figures(vault, run)
    sys.exit(_finish(vault, run, saved, wishes))


def _dressed(vault: Vault, wishes: Wishes) -> Vault:
    """Return the vault with the look that the command line asks for."""
    if wishes.dark is None:
        return vault
    if wishes.dark and vault.config.figures.format == "png":
        raise ConfigError("a png can't hold a dark variant", remedy="set `figures: format: svg` in vault-run.yaml")
    figures = structs.replace(vault.config.figures, dark=wishes.dark)
    return structs.replace(vault, config=structs.replace(vault.config, figures=figures))


def _request(vault: Vault, wishes: Wishes) -> Request:
    return Request(
        paths=vault.under,
        everything=wishes.everything,
        trusted=wishes.trusted,
        confine=False,
        python=wishes.python,
        jobs=wishes.jobs or 0,
        timeout=wishes.timeout or 0.0,
        cache=not wishes.no_cache,
        overwrite_edited=wishes.overwrite_edited,
        formulas=False,
    )


def _write_sheet(run: FigureRun, wishes: Wishes) -> None:
    """Write the contact sheet before anything in the vault, so that it shows what stood there."""
    if wishes.sheet is None:
        return
    try:
        wishes.sheet.write_text(sheet(run), encoding="utf-8")
    except OSError as error:
        raise WriteError(f"can't be written: {error.strerror}", path=str(wishes.sheet)) from None
    click.echo(f"wrote {wishes.sheet}", err=True)


def _finish(vault: Vault, run: FigureRun, saved: Saved, wishes: Wishes) -> int:
    findings = (*run.findings, *saved.findings)
    if wishes.form == "json":
        click.echo(figures_json(replace(run, findings=findings), [*saved.notes, *saved.files]), nl=False)
    else:
        style = Style.of(sys.stdout)
        shown = ALL if wishes.verbose else WITHOUT_HINTS
        for line in findings_text(findings, vault.root, style, run.notes, shown=shown):
            click.echo(line, color=style.colour)
        for line in difference(run.edited) if wishes.diff else ():
            click.echo(line)
        for line in figures_text(run, style, verbose=wishes.verbose):
            click.echo(line, color=style.colour)
        name_written(saved, "wrote")
        _tell_unrun(vault, run)
    if run.interrupted:
        return INTERRUPTED
    if any(finding.severity == "error" for finding in findings) or (wishes.diff and run.would_change):
        return WRONG
    return UNRUN if run.unapproved else 0


def _tell_unrun(vault: Vault, run: FigureRun) -> None:
    if run.interrupted:
        click.echo("interrupted: figures that had not been drawn by then are as they were")
    if run.unapproved:
        click.echo(f"{run.unapproved} blocks left unrun, since nobody approved of running them")
        for line in approving(vault.root, run.unapproved_notes):
            click.echo(line)


def _tidy(vault: Vault, wishes: Wishes) -> int:
    """List the figures that nothing shows, or move them to the trash."""
    orphans = find_orphans(vault)
    done = collect(vault, orphans) if wishes.collect else None
    findings = (*orphans.unreadable, *(done.findings if done else ()))
    style = Style.of(sys.stdout)
    if wishes.form == "json":
        moved = [target for _, target in done.moved] if done else []
        empty = FigureRun(vault.root, (), (), findings)
        click.echo(figures_json(empty, moved, orphans.paths), nl=False)
        return WRONG if findings else 0
    for line in findings_text(findings, vault.root, style):
        click.echo(line, color=style.colour)
    for source, target in done.moved if done else ():
        click.echo(f"moved {printable(source)} to {printable(target)}")
    for path in () if done else orphans.paths:
        click.echo(f"{printable(path)}: no note shows it")
    if not orphans.paths and not findings:
        click.echo("no orphans: every figure that vault-runner made is named somewhere in the vault")
    elif orphans.paths and not done:
        click.echo(f"{len(orphans.paths)} orphans; move them to the vault's trash with `--collect`")
    return WRONG if findings else 0
