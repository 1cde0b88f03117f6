"""`vault-run lsp`: the language server for editors."""

from __future__ import annotations

import logging
import os
import sys

import click

from vault_runner.bridge.streams import guarded_streams

EPILOG = """\b
Examples:
  vault-run lsp                    what an editor starts; it speaks LSP 3.17 over stdin and stdout

How to set an editor up is told in the guide "Editors"."""


@click.command(epilog=EPILOG)
@click.option("--stdio", is_flag=True, help="Speak over stdin and stdout, which is what it does anyway.")
@click.option("--log", type=click.Choice(["error", "warning", "info", "debug"]), default="warning", show_default=True)
def command(*, stdio: bool, log: str) -> None:  # noqa: ARG001 - some editors give `--stdio` to every server
    """Serve an editor: findings, verdicts and outputs while a note is written."""
    source, sink = guarded_streams()
    # From here on nothing that prints can reach the editor, whatever is imported.
    from vault_runner.bridge.rpc import Peer  # noqa: PLC0415
    from vault_runner.bridge.server import LanguageServer  # noqa: PLC0415

    logging.basicConfig(stream=sys.stderr, level=log.upper(), format="vault-run lsp: %(message)s")
    status = LanguageServer(Peer(source, sink)).serve()
    sys.stderr.flush()
    # All is ended and removed by now; threads that still read or wait hold nothing.
    os._exit(status)
