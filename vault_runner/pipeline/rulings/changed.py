"""Which notes a change touches: those that differ from the base, and those that depend on what differs."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vault_runner.config import CONFIG_NAME, is_template, list_notes
from vault_runner.errors import NoteError
from vault_runner.pipeline.reading import Vault, other_notes, read_note
from vault_runner.pipeline.rulings.git import Moved, Repository
from vault_runner.plan import depends_targets, resolve_link

NOTE_ENDINGS = (".md", ".markdown")
ALIKE = 0.5
"""The part of their lines that a note and its renamed self have in common; git's own measure."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs from the base."""

    repository: Repository
    files: tuple[Moved, ...]
    """Every file of the vault that differs, notes and others."""
    notes: frozenset[str]
    """The notes to judge, by their path: changed ones, and those that depend on what changed."""

    @property
    def settings_changed(self) -> bool:
        """Whether the vault's settings differ, on which every note depends."""
        return any(CONFIG_NAME in (moved.now, moved.then) for moved in self.files)


def changes_since(vault: Vault, ref: str) -> Changes:
    """Return what changed in a vault since it went apart from `ref`.

    Raises:
        ConfigError: if git can't tell.
    """
    repository = Repository.of(vault.root, ref)
    files = tuple(_with_renames(vault, repository, tuple(repository.differing())))
    asked = _asked(vault)
    if any(CONFIG_NAME in (moved.now, moved.then) for moved in files):
        return Changes(repository, files, frozenset(asked))
    touched = {name for moved in files for name in (moved.now, moved.then) if name}
    return Changes(repository, files, frozenset(_with_dependents(vault, asked, touched)))


def _with_renames(vault: Vault, repository: Repository, files: Sequence[Moved]) -> Iterator[Moved]:
    """Join a note that is gone with one that git doesn't know yet, if they hold mostly the same lines.

    Git finds renames among what it knows; a note that was moved a minute ago is new to it.
    """
    new = {moved.now: _lines((vault.root / moved.now).read_bytes()) for moved in files if _is_new_note(vault, moved)}
    unknown = frozenset(new)
    for moved in files:
        if moved.now in unknown and not moved.then:
            continue
        if new and not moved.now and moved.then.endswith(NOTE_ENDINGS):
            then = _lines(repository.content(moved.then) or b"")
            best = max(new, key=lambda name: _likeness(new[name], then))
            if _likeness(new[best], then) >= ALIKE:
                del new[best]
                yield Moved(best, moved.then)
                continue
        yield moved
    yield from (Moved(name, "") for name in new)


def _is_new_note(vault: Vault, moved: Moved) -> bool:
    return not moved.then and moved.now.endswith(NOTE_ENDINGS) and (vault.root / moved.now).is_file()


def _lines(raw: bytes) -> frozenset[bytes]:
    return frozenset(line.strip() for line in raw.splitlines() if line.strip())


def _likeness(one: frozenset[bytes], other: frozenset[bytes]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _asked(vault: Vault) -> set[str]:
    """Return the notes that a check of all of them would judge; a template is one only if it was named itself."""
    return {
        vault.relative(path)
        for path in list_notes(vault.root, vault.config, vault.under, on_problem=lambda _path, _problem: None)
        if path in vault.under or not _is_template(path)
    }


def _is_template(path: Path) -> bool:
    try:
        return is_template(path.read_bytes())
    except OSError:
        return False


def _with_dependents(vault: Vault, asked: Collection[str], touched: Collection[str]) -> Iterator[str]:
    """Yield the notes asked for that are touched, or depend, in however many steps, on what is."""
    notes = {name for name in touched if name.endswith(NOTE_ENDINGS)}
    mentions = _mentions(name for name in touched if name not in notes)
    users = {} if not touched else _users(vault, asked, mentions)
    waiting = [*notes, *(name for name, (_, mentioned) in users.items() if mentioned)]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [user for user, (needs, _) in users.items() if name in needs]
    yield from (name for name in found if name in asked)


def _users(
    vault: Vault, asked: Collection[str], mentions: Callable[[bytes], bool]
) -> Mapping[str, tuple[Collection[str], bool]]:
    """Return for each note that depends on anything the notes it needs, and whether it mentions a changed file.

    Most notes say neither; a search of their bytes is enough to know that.
    """
    names = frozenset(other_notes(vault))
    users: dict[str, tuple[Collection[str], bool]] = {}
    for name in sorted({*names, *asked}):
        try:
            raw = (vault.root / name).read_bytes()
        except OSError:
            continue
        needs: set[str] = set()
        if b"depends" in raw:
            targets = _targets(vault, name)
            resolved = (resolve_link(target, names, near=name) for target in targets)
            # a note that is gone may still be named: what depends on it is to be judged as well
            needs = {path for path in resolved if path} | {f"{target}.md" for target in targets}
        mentioned = mentions(raw)
        if needs or mentioned:
            users[name] = (needs, mentioned)
    return users


def _targets(vault: Vault, name: str) -> tuple[str, ...]:
    try:
        return depends_targets(read_note(vault, name))
    except NoteError:
        return ()


def _mentions(files: Iterable[str]) -> Callable[[bytes], bool]:
    """Return a test for a note's bytes: whether it names one of the changed files, or imports one as a module."""
    patterns = []
    for name in files:
        path = PurePosixPath(name)
        patterns.append(re.escape(path.name.encode("utf-8", "surrogateescape")))
        if path.suffix == ".py":
            module = (path.parent.name if path.stem == "__init__" else path.stem).encode("utf-8", "surrogateescape")
            patterns.append(rb"(?:import|from)[ \t]+(?:[\w.]+[ \t]*,[ \t]*)*(?:[\w]+\.)*" + re.escape(module) + rb"\b")
    if not patterns:
        return lambda _raw: False
    search = re.compile(b"|".join(patterns)).search
    return lambda raw: search(raw) is not None
