"""The group of commands, and how errors and interrupts end."""

from __future__ import annotations

import contextlib
import errno
import gc
import os
import signal
import sys
from importlib import import_module
from types import FrameType
from typing import NoReturn

import click

from vault_runner import __version__
from vault_runner.errors import VaultRunnerError

COMMANDS = {
    "check": "Run the tagged blocks and tell what is wrong; write nothing.",
    "run": "Run the tagged blocks and write their outputs and figures below them.",
    "watch": "Run the approved notes as they change, and write their outputs.",
    "figures": "Draw figures anew in batch, tell what changed, find those that no note shows.",
    "inspect": "Show what a note holds: code, callouts, mathematics, links.",
    "clean": "Remove what vault-runner wrote; the notes get their original bytes back.",
    "undo": "Take the last write-back of this vault back.",
    "trust": "Approve of running notes, or a vault of your own; show and take back approvals.",
    "init": "Make a folder a vault: write a commented vault-run.yaml.",
    "lsp": "Serve an editor: findings, verdicts and outputs while a note is written.",
    "ps": "List the vault-runs that are under way on this machine.",
    "stop": "End one of them, as Ctrl-C would; what it has begun to write it finishes.",
    "doctor": "Look at everything that notes need, and say what mends what is missing.",
}
INTERRUPTED = 130
OBJECTS = 100_000
"""New objects between two looks for garbage: a command lives for too short a time to gather any."""
RECALLS, JUDGES = "vault_runner.pipeline.memory.known", "vault_runner.pipeline.judging"
UNABLE = 2
SHORT_OF = {
    errno.EMFILE: "too many open files; raise the limit with `ulimit -n 1024`, or run fewer notes at once with `-j 1`",
    errno.ENFILE: "this machine has too many open files; end other programs and try again",
    errno.ENOSPC: "the disk is full; nothing more was written",
}
"""What this machine has too little of, by the error that says so."""

EPILOG = """\b
Examples:
  vault-run check notes/           every note of a folder
  vault-run run "My note.md"       write its outputs below its blocks
  vault-run inspect note.md --format json

Exit codes: 0 nothing wrong, 1 something wrong, 2 could not do the job,
3 code was left unrun for want of approval."""


class Commands(click.Group):
    """Commands whose modules are loaded on demand, so that `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"vault_runner.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """List the commands from the table, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", prog_name="vault-run")
def group() -> None:
    """Tell what holds in the notes of an Obsidian vault: run their python, keep their outputs."""


def main() -> NoReturn:
    """Run the command line; every foreseen failure is one clear sentence and an exit code."""
    gc.set_threshold(OBJECTS)
    _end_in_order()
    try:
        status = group.main(standalone_mode=False)
    except click.exceptions.Exit as ended:
        status = ended.exit_code
    except click.ClickException as error:
        error.show()
        status = UNABLE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        status = INTERRUPTED
    except VaultRunnerError as error:
        click.echo(f"vault-run: {error}", err=True)
        status = UNABLE
    except BrokenPipeError:
        sys.stderr.close()
        status = UNABLE
    except OSError as error:
        if error.errno not in SHORT_OF:
            raise
        click.echo(f"vault-run: {SHORT_OF[error.errno]}", err=True)
        status = UNABLE
    _leave(status if isinstance(status, int) else 0)


def _leave(status: int) -> NoReturn:
    """End; at once if the command only recalled what is known, and so has no process, thread or file left to end.

    Taking an interpreter apart piece by piece takes as long as looking at five thousand notes.
    """
    if RECALLS in sys.modules and JUDGES not in sys.modules:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
    sys.exit(status)


def _end_in_order() -> None:
    """Take the end of a terminal and a polite request to end for what Ctrl-C is, unless they are to be ignored."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _terminate)


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
