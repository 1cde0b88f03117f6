"""What would run of a note: every byte of it, in the order in which it runs, under one digest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Literal, TypeAlias

from vault_runner.errors import NoteError
from vault_runner.model import BlockOptions, NotePlan, Session, Step
from vault_runner.trust.imports import all_code, code_file, importable, reach_of, shadows

Kind: TypeAlias = Literal["block", "file", "setting"]

MOST_FILES: Final = 2000
"""Files that one approval can be bound to."""
KEPT: Final = 256 * 1024
"""Characters of one file that are kept to be compared later."""
CHANGING: Final = ("session", "timeout", "error", "warning", "device", "seed", "threads", "depends")
"""Options that change a run; those of looks and captions don't."""
_USUAL: Final = BlockOptions()


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of what would run."""

    kind: Kind
    name: str
    text: str
    """What it holds; empty if that is no text or too long to be kept."""
    digest: str


@dataclass(frozen=True)
class Substance:
    """All that would run of a note."""

    note: str
    pieces: tuple[Piece, ...]
    modules: frozenset[str]
    """The top-level modules that its code imports, the interpreter's own included."""
    files: tuple[tuple[str, str], ...]
    """The full path and digest of each file of the vault that it may run."""

    @cached_property
    def digest(self) -> str:
        """What an approval is bound to."""
        written = json.dumps([(piece.kind, piece.name, piece.digest) for piece in self.pieces])
        return hashlib.sha256(written.encode()).hexdigest()

    def of_kind(self, kind: Kind) -> tuple[Piece, ...]:
        """Return its pieces of one kind."""
        return tuple(piece for piece in self.pieces if piece.kind == kind)


def substance_of(plan: NotePlan, root: Path) -> Substance:
    """Return what would run of a note of the vault at `root`.

    Raises:
        NoteError: if it may run more files than an approval can be bound to, or one that can't be read.
    """
    folder = (root / plan.note.path).parent
    sessions = sorted(plan.sessions, key=lambda session: session.name)
    files = [(path, _read(path)) for path in _files(plan.note.path, sessions, folder, root)]
    pieces = [piece for session in sessions for piece in _session(session)]
    pieces += [_piece("file", path.relative_to(root).as_posix(), content) for path, content in files]
    pieces.append(_piece("setting", "what can be imported beside it", "\n".join(importable(folder)).encode()))
    return Substance(
        plan.note.path,
        tuple(pieces),
        frozenset().union(*(session.imports for session in sessions)),
        tuple((str(path), hashlib.sha256(content).hexdigest()) for path, content in files),
    )


def _session(session: Session) -> Iterator[Piece]:
    if session.prelude or session.seed:
        given = f"names: {', '.join(session.prelude)}\nseed: {session.seed}"
        yield _piece("setting", f"session {session.name}", given.encode())
    counts: dict[str, int] = {}
    for step in session.steps:
        counts[step.path] = counts.get(step.path, 0) + 1
        name = f"{step.path}, session {session.name}, block {counts[step.path]}"
        yield _piece("block", name, (_options(step) + step.source).encode("utf-8", "surrogatepass"))


def _options(step: Step) -> str:
    stated = [(name, getattr(step.options, name)) for name in CHANGING]
    changed = [f"#| {name}: {value}" for name, value in stated if value != getattr(_USUAL, name)]
    return "".join(f"{line}\n" for line in changed)


def _files(note: str, sessions: Iterable[Session], folder: Path, root: Path) -> list[Path]:
    """Return the files of the vault that may run, by their paths."""
    found: set[Path] = set(shadows(folder))
    for step in (step for session in sessions for step in session.steps):
        reach = reach_of(step.source, folder, root)
        found |= reach.files
        for target in step.options.depends:
            for base in (folder, (root / step.path).parent):
                for path in code_file(target.strip(), base, root):
                    found |= {path, *_behind(path, folder, root)}
        if reach.open:
            found |= set(all_code(root, MOST_FILES))
    if len(found) > MOST_FILES:
        remedy = "approve of the vault instead, if it is yours"
        raise NoteError(f"may run more than {MOST_FILES} files", path=note, remedy=remedy)
    return sorted(path for path in found if path.is_file() and path.is_relative_to(root))


def _behind(path: Path, folder: Path, root: Path) -> set[Path]:
    """Return what a file that a block depends on may run in turn."""
    if path.suffix != ".py":
        return set()
    reach = reach_of(path.read_bytes().decode("utf-8", "replace"), folder, root)
    return reach.files | (set(all_code(root, MOST_FILES)) if reach.open else set())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NoteError(f"can't be read: {error.strerror}", path=str(path)) from None


def _piece(kind: Kind, name: str, content: bytes) -> Piece:
    text = ""
    if len(content) <= KEPT:
        try:
            text = content.decode()
        except UnicodeDecodeError:
            text = ""
    return Piece(kind, name, text, hashlib.sha256(content).hexdigest())
