"""What a command asks of the path, and how it is told what happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from vault_runner.execute.asking import Ask
    from vault_runner.model import Result

Progress: TypeAlias = "Callable[[str, Result | None], None]"
"""Called with a stage's sentence and, while blocks run, with each result as it comes."""
Hearing: TypeAlias = Callable[[str, str, str, str], None]
Ended: TypeAlias = "Callable[[Result], None]"


def silent(_stage: str, _result: Result | None) -> None:
    """Report nothing."""


class Request(Struct, frozen=True):
    """One command's wishes; the defaults are those of a bare `check`."""

    paths: tuple[Path, ...] = ()
    """Notes and folders named by the user; empty for the vault around the current folder."""
    everything: bool = False
    """Run every python block that is not opted out, tagged or not."""
    execute: bool = True
    """Run code at all; `--dry-run` and `inspect` do not."""
    trusted: bool = False
    """The user approves of running everything that the command looks at."""
    confine: bool = True
    """What nobody approved runs behind the strict walls; if not, it is left unrun."""
    python: str = ""
    jobs: int = 0
    timeout: float = 0.0
    """Seconds a block, 0 for what the notes and the vault say."""
    cache: bool = True
    live: bool = False
    """Keep approved sessions standing between runs, and go on from above the first change; for who stays."""
    kept_only: bool = False
    """Take the results that are kept, and run nothing."""
    overwrite_edited: bool = False
    adopt: bool = False
    """Take outputs over that a person pasted below their blocks."""
    formulas: bool = True
    """Judge formulas as well; who only wants figures need not wait for them."""
    strict: bool = False
    """Outputs that were never written are worth a warning."""
    select: tuple[str, ...] = ()
    """Rules, families and beginnings of rules that are told; empty for all."""
    ignore: tuple[str, ...] = ()
    """Rules, families and beginnings of rules that are not told."""
    remember: bool = False
    """Ask of unchanged notes what earlier commands found, and keep what is found now; for commands that only tell."""
    other_sizes: bool = False
    """Run what states shapes by name twice more, with other sizes."""
    prove: bool = False
    """Follow it with sizes that stand for any number, too; only beside `other_sizes`."""
    verify_content: bool = False
    """Read unchanged notes all the same, to see by their bytes that they are."""
    naming: bool = True
    """Who names notes to a command that writes approves of them for that command; not so where a person was asked."""
    progress: Progress = field(default=silent)
    listen: Hearing | None = None
    """Called with what a block prints while it runs: the path of its note, its identifier, the stream, the text."""
    ended: Ended | None = None
    """Called with the result of a block as soon as it is over; `progress` tells it again when it can't change more."""

    ask: Ask | None = None
    """Answers what blocks ask for by `input()`."""

    @property
    def approved(self) -> bool:
        """Whether all of it is approved for this command: somebody said so, or named the notes to be written."""
        named = self.naming and not self.confine and bool(self.paths)
        return self.trusted or (named and all(path.is_file() for path in self.paths))

    @property
    def may_run(self) -> bool:
        """Whether any code may run; who is approved is another question, see `approving`."""
        return self.execute
