"""What a note's outcome turned out to depend on beside its text, noted while it is judged.

Everything that `judging` and `proposing` look at outside the note goes through here; whatever doesn't would make a
remembered outcome outlive its reasons.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from vault_runner.model import Proposal, SessionRun
from vault_runner.plan import link_choices, resolve_link
from vault_runner.recall import content_digest

NOBODY = ""
"""The answer to who owns a slug that no note has, or where a link leads that leads nowhere."""


@dataclass(slots=True)
class Witness:
    """What one note looked at."""

    root: Path
    files: dict[str, str] = field(default_factory=dict)
    """The digest of each file, by its full path."""
    slugs: dict[str, str] = field(default_factory=dict)
    """The note that owns each slug asked about."""
    links: dict[str, str] = field(default_factory=dict)
    """Where each link leads, by its target and the note that holds it, a line apart."""
    approvals: dict[str, str] = field(default_factory=dict)
    """How each note stands in the user's store of approvals, which decides about the walls around its code."""
    looked: bool = False
    """Whether the files beside the note were looked at, or are to be written."""
    sure: bool = True
    """Whether all that the outcome depends on could be noted, and would be found again by the next command."""

    def existing(self, name: str) -> bytes | None:
        """Return what a file of the vault holds, None if it isn't there."""
        self.looked = True
        path = self.root / name
        content = path.read_bytes() if path.is_file() else None
        self.files[str(path)] = content_digest(str(path)) if content is None else hashlib.sha256(content).hexdigest()
        return content

    def exists(self, path: Path) -> bool:
        """Tell whether there is a file or folder at `path`."""
        self.files[str(path)] = content_digest(str(path))
        return path.exists()

    def owners(self, taken: Mapping[str, str]) -> Mapping[str, str]:
        """Return the owners of slugs; who asks for one is noted."""
        return _Asked(taken, self.slugs)

    def proposed(self, proposal: Proposal) -> None:
        """Forget who owns which slug if no file is named by it: it is asked for before that is known."""
        if not self.looked and not proposal.files:
            self.slugs.clear()

    def ran(self, run: SessionRun) -> None:
        """Note what a session read; a run that may not be kept would not be found again."""
        self.sure &= run.cacheable
        for read in run.files:
            if self.files.setdefault(read.path, read.digest) != read.digest:
                self.sure = False


def link_answer(target: str, names: Collection[str], *, near: str) -> str:
    """Return where a link leads, and everywhere that it might, a line each."""
    leads_to = resolve_link(target, names, near=near) or NOBODY
    return "\n".join((leads_to, *link_choices(target, names, near=near)))


@dataclass(frozen=True, slots=True)
class _Asked(Mapping[str, str]):
    """A mapping that notes what is asked of it."""

    answers: Mapping[str, str]
    asked: dict[str, str]

    def __getitem__(self, name: str) -> str:
        self.asked[name] = self.answers.get(name, NOBODY)
        return self.answers[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)
