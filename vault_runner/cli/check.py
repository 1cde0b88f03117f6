"""`vault-run check`: run, judge, tell; write nothing unless `--update`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from vault_runner import pipeline
from vault_runner.cli.fixing import OPTION as FIX
from vault_runner.cli.fixing import mend, show_mending
from vault_runner.cli.options import PATHS, Wishes, running
from vault_runner.cli.outcome import finish, judge_paths, list_steps
from vault_runner.cli.reports import show_difference
from vault_runner.cli.ruling_options import Ruling, comparing, ruling

EPILOG = """\b
Examples:
  vault-run check                    the vault around this folder
  vault-run check notes/ --all       every python block, tagged or not
  vault-run check note.md --diff     what would be written
  vault-run check note.md --update   accept changed outputs
  vault-run check . --fix --diff     what would be mended
  vault-run check . --format json > report.json
  vault-run check . --changed-since origin/main --format github
  vault-run check . --baseline baseline.json --report junit=report.xml
  vault-run check note.md --explain 42
  vault-run check --replay 1f0a93c2  the numbers behind a verdict"""


@click.command(epilog=EPILOG)
@PATHS
@running
@click.option("--dry-run", is_flag=True, help="Tell what would run, and run nothing.")
@click.option("--diff", is_flag=True, help="Show what `run` would change.")
@ruling
@comparing
@click.option("--update", is_flag=True, help="Bring the outputs that stand in the notes up to date.")
@FIX
@click.option("--other-sizes", is_flag=True, help="Try shapes that are stated by name with other sizes, too.")
@click.option("--prove", is_flag=True, help="The same, and prove them for all sizes where that can be done.")
@click.option("--verify-content", is_flag=True, help="Read notes even if their size and times say nothing changed.")
def command(
    paths: tuple[Path, ...],
    *,
    dry_run: bool,
    diff: bool,
    update: bool,
    fix: bool,
    other_sizes: bool,
    prove: bool,
    verify_content: bool,
    **options: Any,
) -> None:
    """Run the tagged blocks and tell what is wrong; write nothing."""
    rules = Ruling.taken_from(options)
    wishes = Wishes(**options)
    looks = {"other_sizes": other_sizes or prove, "prove": prove}
    if rules.explain:
        from vault_runner.cli.explaining import explain  # noqa: PLC0415 - it loads the table of rules

        explain(paths, wishes, rules, **looks)
        return
    if rules.replay:
        from vault_runner.cli.replaying import replay  # noqa: PLC0415 - seldom asked for

        replay(paths, wishes, rules.replay)
        return
    looks |= {"remember": not (dry_run or diff or update or fix), "verify_content": verify_content}
    vault, outcome = judge_paths(paths, wishes, rules, execute=not dry_run, **looks)
    if dry_run:
        list_steps(outcome)
        return
    if fix and diff:
        show_mending(vault, outcome, wishes)
    elif fix:
        outcome = mend(vault, outcome, wishes, lambda: judge_paths(paths, wishes, rules, execute=True, **looks))
    elif diff:
        show_difference(outcome.notes)
    if prove and wishes.form == "text":
        from vault_runner.report.proofs import proofs  # noqa: PLC0415 - seldom asked for

        for line in proofs(outcome):
            click.echo(line)
    saved = pipeline.save_all(vault, outcome.notes, only_existing=True) if update else None
    sys.exit(finish(outcome, wishes, saved, rules))
