"""Which figures are meant: by the names of notes and figures, by tags, by what changed since a commit."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from msgspec import structs

from vault_runner.model import Note
from vault_runner.parse.note_tags import note_tags
from vault_runner.pipeline.reading import Vault, read_vault
from vault_runner.pipeline.rulings.changed import changes_since
from vault_runner.write.pictures import SUFFIXES
from vault_runner.write.shelf import stem_of
from vault_runner.write.slugs import slug

MOST_A_BLOCK = 50
_NUMBERED = re.compile(r"(?P<stem>.+)-\d+\Z")


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user asked for; empty for every figure."""

    only: tuple[str, ...] = ()
    """Patterns over the paths of notes and the names of figures."""
    tags: tuple[str, ...] = ()
    since: str = ""
    """A commit: only notes that differ from it."""

    @property
    def is_all(self) -> bool:
        """Whether nothing was asked for in particular."""
        return not (self.only or self.tags or self.since)

    def takes_note(self, note: Note) -> bool:
        """Tell whether a note may hold a figure that is meant, whenever it was changed."""
        if self.tags and not _has_tag(note, self.tags):
            return False
        return not self.only or self.matches_note(note.path) or self._may_hold(note)

    def takes_figure(self, note: str, figure: str) -> bool:
        """Tell whether the figure at the path `figure`, of the note at the path `note`, is meant."""
        return not self.only or self.matches_note(note) or self._matches(_figure_names(figure))

    def matches_note(self, path: str) -> bool:
        """Tell whether a pattern names a note: by its path, or by its name alone."""
        pure = PurePosixPath(path)
        return self._matches([path, str(pure.with_suffix("")), pure.name, pure.stem])

    def _may_hold(self, note: Note) -> bool:
        """Tell whether one of a note's blocks may draw a figure that a pattern names, or the note shows one."""
        shown = (name for link in note.links if link.embed for name in _figure_names(link.target))
        if self._matches(shown):
            return True
        stems = {stem for block in note.blocks for stem in (slug(block.id), stem_of(block, "", "figure"))}
        endings = ("", *(f".{suffix}" for suffix in SUFFIXES.values()))
        drawn = (f"{stem}-{number}{end}" for stem in stems for number in range(1, MOST_A_BLOCK + 1) for end in endings)
        return self._matches(stems) or self._matches(drawn)

    def _matches(self, names: Iterable[str]) -> bool:
        # A pattern is what a shell would take for one; a folder stands for all that lies in it.
        patterns = [pattern.casefold() + ("*" if pattern.endswith("/") else "") for pattern in self.only]
        test = re.compile("|".join(fnmatch.translate(pattern) for pattern in patterns))
        return any(test.match(name.casefold()) for name in names)


def narrowed(vault: Vault, choice: Choice) -> Vault | None:
    """Return the vault with only those notes asked for that a choice takes; None if it takes none.

    Raises:
        ConfigError: if git can't tell what changed.
    """
    if choice.is_all:
        return vault
    since = changes_since(vault, choice.since).notes if choice.since else None
    taken = [
        vault.root / note.path
        for note in read_vault(vault).notes
        if (since is None or note.path in since) and choice.takes_note(note)
    ]
    return structs.replace(vault, under=tuple(taken)) if taken else None


def _figure_names(path: str) -> list[str]:
    """Return the names under which a figure may be meant: path, file name, without suffix, without number."""
    pure = PurePosixPath(path.partition("#")[0])
    numbered = _NUMBERED.match(pure.stem)
    return [str(pure), pure.name, pure.stem, *([numbered["stem"]] if numbered else [])]


def _has_tag(note: Note, wanted: Sequence[str]) -> bool:
    """Tell whether a note has one of the tags, or one nested in it, as Obsidian's search does."""
    names = [name.strip().lstrip("#").strip("/").casefold() for name in wanted]
    return any(tag == name or tag.startswith(f"{name}/") for tag in note_tags(note) for name in names)
