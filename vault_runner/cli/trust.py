"""`vault-run trust`: approve of notes and vaults, show what is approved and what changed since, take it back."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from vault_runner.cli.approval import asks, shown, summary
from vault_runner.config import find_vault
from vault_runner.errors import ConfigError
from vault_runner.pipeline import Request, Vault, open_vault
from vault_runner.pipeline.approving import Candidate, candidates, is_vault, slot_of, trust_store
from vault_runner.trust import changes

EPILOG = """\b
Examples:
  vault-run trust "My note.md"         this note, until a byte of what it runs changes
  vault-run trust ~/Notes              this vault on this device, later edits included
  vault-run trust notes/ --yes         each note of a folder; --yes where nobody can be asked
  vault-run trust --diff "My note.md"  what changed since it was approved
  vault-run trust --list
  vault-run trust --revoke ~/Notes     the vault and all of its notes

Approvals lie in your own state folder, outside every vault, and count on this device only."""
DECLINED = 1


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[NOTE|VAULT]...")
@click.option("--all", "everything", is_flag=True, help="Approve of what runs with `--all`.")
@click.option("--list", "listing", is_flag=True, help="List all that is approved on this device.")
@click.option("--revoke", is_flag=True, help="Take the approval of notes or vaults back.")
@click.option("--diff", is_flag=True, help="Show what changed since the approval, and approve of nothing.")
@click.option("--yes", is_flag=True, help="Approve without being asked.")
def command(paths: tuple[Path, ...], *, everything: bool, listing: bool, revoke: bool, diff: bool, yes: bool) -> None:
    """Approve of running notes, or a vault of your own."""
    if listing + revoke + diff > 1:
        raise click.UsageError("`--list`, `--revoke` and `--diff` go one at a time.")
    if listing:
        _list()
        return
    if not paths:
        raise click.UsageError("Name a note or a vault, or ask for `--list`.")
    if revoke:
        sys.exit(max(_revoke(path) for path in paths))
    for path in paths:
        if path.is_dir() and is_vault(Path(os.path.abspath(path))):  # noqa: PTH100 - a vault that is a link keeps its name
            if diff:
                raise click.UsageError("`--diff` compares notes; a vault is approved with all of its later edits.")
            _approve_vault(path, yes=yes)
        else:
            _approve_notes(path, everything=everything, diff=diff, yes=yes)


def _list() -> None:
    found = trust_store().listing()
    for one in found:
        what = shown(str(Path(one.vault, one.note)) if one.note else one.vault)
        kind = "note, until what it runs changes" if one.note else "vault, later edits included"
        click.echo(f"{what}: {kind}; since {shown(one.at)}")
    if not found:
        click.echo("nothing is approved on this device")


def _revoke(path: Path) -> int:
    """Take one approval back; what it named need not be there any more."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 - see above
    store = trust_store()
    root = find_vault(absolute.parent)
    gone = store.revoke_vault(absolute)
    if not gone and root is not None:
        gone = store.revoke_note(root, absolute.relative_to(root).as_posix())
    elif not gone:
        gone = store.revoke_note(absolute.parent, absolute.name)
    click.echo(f"{shown(str(path))}: {'approved no more' if gone else 'was not approved'}")
    return 0 if gone else DECLINED


def _approve_vault(path: Path, *, yes: bool) -> None:
    root = Path(os.path.abspath(path))  # noqa: PTH100 - see above
    store = trust_store()
    if store.standing(root).trusted:
        click.echo(f"{shown(str(path))} is approved already")
        return
    click.echo(f"{shown(str(root))}: every note of it may run on this device, as it is now and however it is edited;")
    click.echo("    so may what others put into it, if you share it")
    _confirm(yes=yes)
    store.approve_vault(root)
    click.echo(f"approved: {shown(str(root))}")


def _approve_notes(path: Path, *, everything: bool, diff: bool, yes: bool) -> None:
    vault, request = open_vault([path]), Request(everything=everything)
    found = candidates(vault, request)
    if not found:
        raise ConfigError("holds nothing that would run", path=str(path), remedy="tag a block with `run`, or use --all")
    for one in found:
        _show(vault, one, slot_of(request))
    waiting = [one for one in found if not one.approved]
    if diff or not waiting:
        return
    _confirm(yes=yes)
    _approve(vault, waiting, slot_of(request))


def _show(vault: Vault, one: Candidate, slot: str) -> None:
    state = "approved" if one.approved else "changed since it was approved" if one.known else "not approved"
    click.echo(f"{shown(one.path)}: {state}; runs {summary(one)}")
    if one.known and not one.approved:
        for line in changes(trust_store().before(vault.root, one.path, slot), one.substance.pieces):
            click.echo(f"    {shown(line)}")


def _approve(vault: Vault, waiting: Sequence[Candidate], slot: str) -> None:
    store = trust_store()
    for one in waiting:
        store.approve_note(vault.root, one.substance, slot)
        click.echo(f"approved: {shown(one.path)}")


def _confirm(*, yes: bool) -> None:
    if yes:
        return
    if not asks():
        raise ConfigError(
            "nobody can be asked here, so nothing was approved", remedy="look at what would run, then add `--yes`"
        )
    if not click.confirm("approve?", default=False):
        click.echo("nothing was approved")
        sys.exit(DECLINED)
