"""`--fix` on the command line: mend the notes first, then go on with what they say now."""

from __future__ import annotations

from collections.abc import Callable

import click
from msgspec import structs

from vault_runner import report
from vault_runner.cli.options import Wishes
from vault_runner.cli.outcome import name_written
from vault_runner.pipeline import Outcome, Request, Vault

OPTION = click.option(
    "--fix",
    is_flag=True,
    help="Write repairs that are sure: stated shapes, squashed lines, odd blanks, prompts, fences of admonitions.",
)
"""Added to each command that can mend."""

Again = Callable[[], tuple[Vault, Outcome]]


def mend(
    vault: Vault, outcome: Outcome, wishes: Wishes, again: Again, *, outputs: bool = False, adopt: bool = False
) -> Outcome:
    """Write the repairs, with `outputs` the outputs as well, and return what is found of the notes then."""
    from vault_runner.pipeline.fixing.mending import fix_notes, save_fixes  # noqa: PLC0415 - it loads the parser

    fixes = fix_notes(vault, outcome, _request(vault, wishes, adopt=adopt, confine=not outputs))
    refused = tuple(finding for fix in fixes for finding in fix.refused)
    if any(fix.changed for fix in fixes):
        saved = save_fixes(vault, fixes, outcome.notes if outputs else ())
        if wishes.form == "text":
            name_written(saved, "mended")
        _, outcome = again()
        refused += tuple(saved.findings)
    return structs.replace(outcome, findings=(*outcome.findings, *refused))


def show_mending(vault: Vault, outcome: Outcome, wishes: Wishes, *, outputs: bool = False, adopt: bool = False) -> None:
    """Show what `mend` would write, and write nothing."""
    from vault_runner.pipeline.fixing.mending import fix_notes  # noqa: PLC0415 - it loads the parser

    fixes = fix_notes(vault, outcome, _request(vault, wishes, adopt=adopt, confine=not outputs))
    mended = {fix.before.path: fix for fix in fixes if fix.changed}
    notes = []
    for note in outcome.notes if outputs else [fix.before for fix in mended.values()]:
        fix = mended.get(note.path)
        notes.append(fix.would_write(outputs=outputs) if fix else note)
    for line in report.difference(notes):
        click.echo(line)


def _request(vault: Vault, wishes: Wishes, *, adopt: bool, confine: bool) -> Request:
    return Request(
        paths=vault.under,
        everything=wishes.everything,
        trusted=wishes.trusted,
        python=wishes.python,
        jobs=wishes.jobs or 0,
        timeout=wishes.timeout or 0.0,
        cache=not wishes.no_cache,
        adopt=adopt,
        confine=confine,
        naming=wishes.naming,
    )
