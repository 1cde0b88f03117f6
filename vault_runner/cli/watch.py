"""`vault-run watch`: run and judge notes as they change, and write their outputs."""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vault_runner.report import Style, findings_text, log_line
from vault_runner.report.findings import WITHOUT_HINTS
from vault_runner.write import printable

if TYPE_CHECKING:
    from rich.status import Status

    from vault_runner.model import Finding
    from vault_runner.pipeline import NoteOutcome

EPILOG = """\b
Examples:
  vault-run watch                   the vault around the current folder
  vault-run watch ~/Notes -j 2      another vault, two notes at a time
  vault-run watch "My note.md"      one note
  vault-run watch --slow            run by itself what takes longer than two seconds, too
  vault-run watch --poll            for a disk that doesn't tell of changes

Only approved notes run, see `vault-run trust`. Ctrl-C ends it."""


@click.command(epilog=EPILOG)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[VAULT|FOLDER|NOTE]...")
@click.option("--all", "everything", is_flag=True, help="Run every python block that is not opted out.")
@click.option("--slow", is_flag=True, help="Run blocks by themselves that take longer than two seconds.")
@click.option("--poll", is_flag=True, help="Look every second instead of waiting to be told of changes.")
@click.option("--python", default="", metavar="PATH", help="The notes' interpreter.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), default=None, help="Notes at once; default: one a core.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Time limit of a block that names none itself; default 30.",
)
@click.option("-q", "--quiet", is_flag=True, help="Show what is wrong, and nothing else.")
def command(paths: tuple[Path, ...], *, jobs: int | None, timeout: float | None, quiet: bool, **wishes: Any) -> None:
    """Run the approved notes as they change, and write their outputs below their blocks."""
    from vault_runner.watch import Watcher, Wishes  # noqa: PLC0415 - `--help` waits for nothing

    signal.signal(signal.SIGHUP, signal.getsignal(signal.SIGTERM))
    with _shown(quiet=quiet) as screen:
        watcher = Watcher(paths, Wishes(jobs=jobs or 0, timeout=timeout or 0.0, **wishes), screen)
        screen.root = watcher.root
        with suppress(KeyboardInterrupt), watcher, _in_order():
            watcher.run()
        screen.say("stopped")


@contextmanager
def _in_order() -> Iterator[None]:
    """Let nothing interrupt the end: it is short, and leaves nothing behind only if it is reached."""
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)


class Screen:
    """Shows what a watcher says: lines that stay, and on a terminal a last line that says what is going on."""

    def __init__(self, status: Status | None, *, quiet: bool) -> None:
        """Show on `status`, or on plain lines."""
        self.root = Path()
        self._status, self._quiet = status, quiet
        self._style = Style.of(sys.stdout)
        self._lock = threading.Lock()

    def say(self, sentence: str) -> None:
        """Show a sentence with the time of day."""
        if not self._quiet:
            self._line(f"{self._style.paint(time.strftime('%H:%M:%S'), 'dim')} {log_line(printable(sentence))}")

    def status(self, sentence: str) -> None:
        """Show what is going on."""
        if self._status is not None:
            from rich.markup import escape  # noqa: PLC0415 - a pipe never needs rich

            with self._lock:
                self._status.update(escape(printable(sentence)))

    def findings(self, findings: Sequence[Finding], notes: Sequence[NoteOutcome]) -> None:
        """Show what is wrong."""
        for line in findings_text(findings, self.root, self._style, notes, shown=WITHOUT_HINTS):
            self._line(line)

    def _line(self, line: str) -> None:
        with self._lock:
            if self._status is not None:
                self._status.stop()
            click.echo(line)
            sys.stdout.flush()
            if self._status is not None:
                self._status.start()


@contextmanager
def _shown(*, quiet: bool) -> Iterator[Screen]:
    """Yield the screen; a terminal that went away ends nothing."""
    if not sys.stderr.isatty() or not sys.stdout.isatty():
        yield Screen(None, quiet=quiet)
        return
    from rich.console import Console  # noqa: PLC0415 - a pipe never needs rich

    with Console(stderr=True).status("starting") as status:
        yield Screen(status, quiet=quiet)
