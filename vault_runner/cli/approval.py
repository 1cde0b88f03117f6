"""The one question of `run NOTE`: whether to approve of this note, of this vault, or not now."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from vault_runner.report import log_line
from vault_runner.write import printable

if TYPE_CHECKING:
    from vault_runner.pipeline import Request, Vault
    from vault_runner.pipeline.approving import Candidate

SHOWN = 12
"""Names of modules and files that are shown of one note."""


def asks() -> bool:
    """Tell whether there is a person who can be asked: both ends of the question are a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty() and not os.environ.get("CI")


def ask(vault: Vault, request: Request) -> bool:
    """Ask once about the named notes that are not approved; return whether there is one that was approved just now."""
    from vault_runner.pipeline.approving import candidates, is_vault, slot_of, trust_store  # noqa: PLC0415 - the parser

    if not request.paths or not all(path.is_file() for path in request.paths):
        return False
    pending = [one for one in candidates(vault, replace(request, naming=False)) if not one.approved]
    if not pending:
        return False
    for line in told(pending):
        click.echo(line, err=True)
    answer = _answer(offer_vault=is_vault(vault.root))
    store = trust_store()
    if answer == "vault":
        store.approve_vault(vault.root)
    elif answer == "note":
        for one in pending:
            store.approve_note(vault.root, one.substance, slot_of(request))
    return answer != "no"


def told(pending: Sequence[Candidate]) -> Iterator[str]:
    """Yield what would run of each note, in counts and names."""
    for one in pending:
        again = "changed since it was approved" if one.known else "isn't approved"
        yield f"{shown(one.path)} {again}; it would run {summary(one)}"


def summary(one: Candidate) -> str:
    """Return in a sentence what would run of a note."""
    blocks, files = len(one.substance.of_kind("block")), one.substance.of_kind("file")
    parts = [f"{blocks} block{'' if blocks == 1 else 's'}"]
    if one.substance.modules:
        parts.append(f"imports {_named(sorted(one.substance.modules))}")
    if files:
        parts.append(f"files of the vault: {_named([piece.name for piece in files])}")
    return "; ".join((*parts, _switches()))


def shown(name: str) -> str:
    """Return the name of a note as it may be shown."""
    return log_line(printable(name))


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(shown(name) for name in names[:SHOWN]) + more


def _switches() -> str:
    from vault_runner.config.device_local import load_device  # noqa: PLC0415 - it loads platformdirs

    device = load_device()
    switches = [name for name in ("network", "shell") if getattr(device, name)]
    return f"switched on for approved notes: {', '.join(switches)}" if switches else "without the network"


def _answer(*, offer_vault: bool) -> str:
    choices = ["note", *(["vault"] if offer_vault else []), "no"]
    whole = ", `vault`: all of this vault on this device, later edits included" if offer_vault else ""
    click.echo(f"Approve? `note`: as it stands now{whole}, `no`: not now", err=True)
    answer: str = click.prompt("approve", type=click.Choice(choices), default="no", err=True)
    return answer
