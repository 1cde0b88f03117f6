"""`vault-run check`: run, judge, tell; write nothing unless `--update`."""

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
  vault-run check                    the vault around this folder
  vault-run check notes/ --all       every python block, tagged or not
  vault-run check note.md --diff     what would be written
  vault-run check note.md --update   accept changed outputs
  vault-run check . --format json > report.json"""


@click.command(epilog=EPILOG)
@PATHS
@running
@click.option("--dry-run", is_flag=True, help="Tell what would run, and run nothing.")
@click.option("--diff", is_flag=True, help="Show what `run` would change.")
@click.option("--update", is_flag=True, help="Bring the outputs that stand in the notes up to date.")
def command(paths: tuple[Path, ...], *, dry_run: bool, diff: bool, update: bool, **options: Any) -> None:
    """Run the tagged blocks and tell what is wrong; write nothing."""
    wishes = Wishes(**options)
    vault, outcome = judge_paths(paths, wishes, execute=not dry_run)
    if dry_run:
        list_steps(outcome)
        return
    if diff:
        for line in difference(outcome.notes):
            click.echo(line)
    saved = save_all(vault, outcome.notes, only_existing=True) if update else None
    sys.exit(finish(outcome, wishes, saved))
