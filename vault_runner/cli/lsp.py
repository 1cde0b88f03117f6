"""`vault-run lsp`: the language server for editors."""

from __future__ import annotations

import logging
import os
import re
import sys
from pathlib import Path

import click

from vault_runner.bridge.streams import guarded_streams

EPILOG = """\b
Examples:
  vault-run lsp                    what an editor starts; it speaks LSP 3.17 over stdin and stdout
  vault-run lsp --ws               for an editor that can't start programs: the vault around this folder, at a free port
  vault-run lsp --ws 8765 --vault ~/Notes

How to set an editor up is told in the guide "Editors"."""
OWN_PORTS = click.IntRange(1024, 65535)
ORIGIN = re.compile(r"[a-z][a-z0-9+.-]*://[^/?#@*\s]+")


class _Port(click.ParamType[int]):
    """A port, or 0 for one that is free."""

    name = "port"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return 0 if str(value) == "0" else OWN_PORTS(value, param, ctx)


def _origins(_context: click.Context, _option: click.Parameter, stated: tuple[str, ...]) -> tuple[str, ...]:
    for origin in stated:
        if not ORIGIN.fullmatch(origin):
            raise click.BadParameter(f"{origin!r} is no origin; one looks like app://obsidian.md")
    return stated


@click.command(epilog=EPILOG)
@click.option("--stdio", is_flag=True, help="Speak over stdin and stdout, which is what it does anyway.")
@click.option(
    "--ws", "port", type=_Port(), is_flag=False, flag_value=0, metavar="[PORT]",
    help="Listen on this machine's own address instead, for one editor that holds the token.",
)  # fmt: skip
@click.option(
    "--vault", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Serve this vault and no other."
)
@click.option(
    "--origin", "origins", multiple=True, callback=_origins, metavar="ORIGIN",
    help="With --ws: let pages of this origin in, besides Obsidian's.",
)  # fmt: skip
@click.option("--ipv6", is_flag=True, help="With --ws: listen at ::1 as well as at 127.0.0.1.")
@click.option("--relayed", is_flag=True, hidden=True)
@click.option("--log", type=click.Choice(["error", "warning", "info", "debug"]), default="warning", show_default=True)
def command(
    *,
    stdio: bool,
    port: int | None,
    vault: Path | None,
    origins: tuple[str, ...],
    ipv6: bool,
    relayed: bool,
    log: str,
) -> None:
    """Serve an editor: findings, verdicts and outputs while a note is written."""
    if port is None:
        if origins or ipv6:
            raise click.UsageError("--origin and --ipv6 say how to listen, which takes --ws")
        _over_stdio(vault, log, follows=not relayed)
    elif stdio:
        raise click.UsageError("it is either --stdio or --ws")
    else:
        _over_websocket(port, vault, frozenset(origins), log, ipv6=ipv6)


def _over_stdio(vault: Path | None, log: str, *, follows: bool) -> None:
    source, sink = guarded_streams()
    # From here on nothing that prints can reach the editor, whatever is imported.
    from vault_runner.bridge.rpc import Peer  # noqa: PLC0415
    from vault_runner.bridge.server import LanguageServer  # noqa: PLC0415

    _log_to_stderr(log)
    status = LanguageServer(Peer(source, sink), only=vault, follows=follows).serve()
    sys.stderr.flush()
    # All is ended and removed by now; threads that still read or wait hold nothing.
    os._exit(status)


def _over_websocket(port: int, vault: Path | None, origins: frozenset[str], log: str, *, ipv6: bool) -> None:
    from vault_runner.bridge.gate import OBSIDIAN  # noqa: PLC0415 - the other way needs none of it
    from vault_runner.bridge.network import Service, serve  # noqa: PLC0415
    from vault_runner.config import find_vault  # noqa: PLC0415

    _log_to_stderr(log)
    root = Path(os.path.abspath(vault or find_vault(Path.cwd()) or Path.cwd()))  # noqa: PTH100 - keeps links

    def tell(address: str, file: Path) -> None:
        click.echo(f"vault-run lsp: {root} is served at {address}\nThe token for the editor is in {file}")

    serve(Service(root, port, origins | {OBSIDIAN}, ipv6, log), tell)


def _log_to_stderr(level: str) -> None:
    logging.basicConfig(stream=sys.stderr, level=level.upper(), format="vault-run lsp: %(message)s")
