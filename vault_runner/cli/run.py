"""`vault-run run`: run, judge, and write outputs and figures into the notes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from vault_runner.cli.options import PATHS, Wishes, running
from vault_runner.cli.outcome import finish, judge_paths, list_steps
from vault_runner.pipeline import save_all
from vault_runner.report import difference

EPILOG = """\b
Examples:
  vault-run run note.md              write the outputs of its tagged blocks
  vault-run run notes/ --all -j 2    every python block of a folder
  vault-run run note.md --diff       show what would be written, write nothing
  vault-run undo                     take the last write-back back"""


@click.command(epilog=EPILOG)
@PATHS
@running
@click.option("--dry-run", is_flag=True, help="Tell what would run, and run nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--overwrite-edited", is_flag=True, help="Write outputs anew that were edited by hand.")
def command(paths: tuple[Path, ...], *, dry_run: bool, diff: bool, overwrite_edited: bool, **options: Any) -> None:
    """Run the tagged blocks and write their outputs and figures below them."""
    wishes = Wishes(**options)
    vault, outcome = judge_paths(paths, wishes, execute=not dry_run, overwrite_edited=overwrite_edited)
    if dry_run:
        list_steps(outcome)
        return
    if diff:
        for line in difference(outcome.notes):
            click.echo(line)
    saved = None if diff else save_all(vault, outcome.notes)
    sys.exit(finish(outcome, wishes, saved))
