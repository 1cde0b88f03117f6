"""`vault-run run`: run, judge, and write outputs and figures into the notes."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from vault_runner.cli.approval import ask, asks
from vault_runner.cli.fixing import OPTION as FIX
from vault_runner.cli.fixing import mend, show_mending
from vault_runner.cli.options import PATHS, Wishes, running
from vault_runner.cli.outcome import finish, judge_paths, list_steps, tell_of_wait
from vault_runner.cli.reports import show_difference
from vault_runner.cli.ruling_options import Ruling, ruling
from vault_runner.pipeline import Request, open_vault, save_all

EPILOG = """\b
Examples:
  vault-run run note.md              write the outputs of its tagged blocks
  vault-run run notes/               the approved notes of a folder, see `vault-run trust`
  vault-run run notes/ --trust       all of them, for this once
  vault-run run note.md --adopt      take over what was pasted below its blocks
  vault-run run note.md --diff       show what would be written, write nothing
  vault-run undo                     take the last write-back back"""


@click.command(epilog=EPILOG)
@PATHS
@running
@ruling
@click.option("--dry-run", is_flag=True, help="Tell what would run, and run nothing.")
@click.option("--diff", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--overwrite-edited", is_flag=True, help="Write outputs anew that were edited by hand.")
@click.option("--adopt", is_flag=True, help="Take outputs over that were pasted below their blocks.")
@FIX
def command(
    paths: tuple[Path, ...],
    *,
    dry_run: bool,
    diff: bool,
    overwrite_edited: bool,
    adopt: bool,
    fix: bool,
    **options: Any,
) -> None:
    """Run the tagged blocks and write their outputs and figures below them."""
    rules = Ruling.taken_from(options)
    wishes = Wishes(**options)
    if not dry_run and not wishes.trusted and asks():
        vault = open_vault(paths)
        request = Request(paths=vault.under, everything=wishes.everything, confine=False, python=wishes.python)
        approved_now = ask(vault, request)
        # What is mended now is no longer what was approved, and is the same person's work.
        wishes = replace(wishes, naming=approved_now and fix)
    look = partial(judge_paths, paths, wishes, rules, overwrite_edited=overwrite_edited, adopt=adopt, confine=False)
    vault, outcome = look(execute=not dry_run)
    if dry_run:
        list_steps(outcome)
        return
    if fix and diff:
        show_mending(vault, outcome, wishes, outputs=True, adopt=adopt)
    elif fix:
        outcome = mend(vault, outcome, wishes, partial(look, execute=True), outputs=True, adopt=adopt)
    elif diff:
        show_difference(outcome.notes)
    saved = None if diff else save_all(vault, outcome.notes, tell=tell_of_wait)
    sys.exit(finish(outcome, wishes, saved, rules))
