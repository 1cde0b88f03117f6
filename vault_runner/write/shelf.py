"""The files beside one note: the folder they lie in, whose each of them is, and which names are free.

A file that the vault holds is only replaced by the block whose output names it. Whatever else lies in the
folder, from a note of the same name or from its author, is left alone and the next name is taken.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from operator import eq

from vault_runner.config import Config, ObsidianSettings
from vault_runner.errors import ConfigError
from vault_runner.model import Block, Drawn, Note
from vault_runner.write.links import Links
from vault_runner.write.slugs import note_slug, slug

NEVER = frozenset({"..", ".obsidian", ".git", ".trash"})
SHORT_ID = 6
LOG_SUFFIX = ".log.txt"


@dataclass(slots=True)
class Shelf:
    """The files of one note; taking a name from it makes the name taken."""

    folder: str
    links: Links
    existing: Callable[[str], bytes | None]
    owners: dict[str, str] = field(default_factory=dict)
    """The block that each file belongs to, by the file's path in lower case."""
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The paths that the region of each block names, in order."""
    used: set[str] = field(default_factory=set)
    """The paths that were taken, in lower case."""
    drawn: list[Drawn] = field(default_factory=list)
    """The pictures that were given a path, in the order of their blocks."""

    def named_by(self, block: Block, suffixes: tuple[str, ...]) -> tuple[str, ...]:
        """Return the files of that kind that the block's output names and no earlier block's does."""
        return tuple(path for path in self.named.get(block.id, ()) if path.endswith(suffixes))

    def free(
        self,
        block: Block,
        stem: str,
        first: int,
        suffix: str,
        content: bytes,
        alike: Callable[[bytes, bytes], bool] = eq,
    ) -> str:
        """Take the next name that no other block has and no other file bears.

        Args:
            block: The block that the file will belong to.
            stem: What the name begins with.
            first: The first number to try; 0 for a name without one.
            suffix: What the name ends with.
            content: What the file will hold; a file that already does is as good as none.
            alike: Tells whether what a file holds counts as that content.
        """
        names = (f"{stem}-{number}{suffix}" if number else f"{stem}{suffix}" for number in count(first))
        paths = (posixpath.join(self.folder, name) for name in names)
        path = next(path for path in paths if self._is_free(path, block, lambda held: alike(held, content)))
        self.use(path)
        return path

    def use(self, path: str) -> None:
        """Take the name `path`."""
        self.used.add(path.lower())

    def _is_free(self, path: str, block: Block, fits: Callable[[bytes], bool]) -> bool:
        if path.lower() in self.used:
            return False
        owner = self.owners.get(path.lower())
        if owner is not None:
            return owner == block.id
        held = self.existing(path)
        return held is None or fits(held)


def open_shelf(
    note: Note,
    config: Config,
    settings: ObsidianSettings,
    existing: Callable[[str], bytes | None],
    taken: Mapping[str, str],
) -> Shelf:
    """Return the shelf of `note`, with the files that its regions name given to their blocks."""
    folder = attachment_folder(note.path, config.figures.folder or settings.attachment_folder)
    shelf = Shelf(posixpath.join(folder, note_slug(note.path, taken)), Links(note.path, settings), existing)
    holders = {block.region.span.start: block.id for block in note.blocks if block.region}
    for region in note.regions:
        holder = holders.get(region.span.start, "")
        fresh = []
        for path in shelf.links.targets(region.body):
            if posixpath.dirname(path) == shelf.folder and path.lower() not in shelf.owners:
                shelf.owners[path.lower()] = holder
                fresh.append(path)
        shelf.named[holder] = tuple(fresh)
    return shelf


def attachment_folder(note: str, setting: str) -> str:
    """Return the folder that Obsidian's setting means for a note, as a path in the vault; empty for its root.

    Raises:
        ConfigError: if it lies outside the vault, or is one that notes' files must not lie in.
    """
    relative = setting == "." or setting.startswith("./")
    parts = [part for part in setting.replace("\\", "/").split("/") if part not in {"", "."}]
    if any(part.lower() in NEVER for part in parts):
        raise ConfigError(
            f"the folder `{setting}` can't hold the figures of notes", remedy="set `figures: folder:` in vault-run.yaml"
        )
    return posixpath.join(posixpath.dirname(note) if relative else "", *parts)


def stem_of(block: Block, label: str, kind: str) -> str:
    """Return what the names of a block's files begin with: its label, else the kind and some of its identifier."""
    if label:
        return slug(block.id)
    digits, _, ordinal = block.id.partition("-")
    return "-".join(part for part in (kind, digits[:SHORT_ID], ordinal) if part)
