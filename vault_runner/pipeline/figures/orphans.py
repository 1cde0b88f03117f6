"""Figures that we made and nothing in the vault names any more.

Rather too few than one too many: a file counts as named if anything that holds text says its name, in whatever
syntax, and where something could not be read, nothing counts as an orphan at all.
"""

from __future__ import annotations

import html
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from vault_runner.errors import VaultRunnerError
from vault_runner.model import Finding, Span
from vault_runner.pipeline.reading import Vault
from vault_runner.write.stamp import is_ours
from vault_runner.write.trash import to_trash

PICTURES = (".svg", ".png")
TEXTLESS = frozenset(
    (
        *(".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".bmp", ".ico", ".pdf", ".ttf", ".otf", ".woff", ".woff2"),
        *(".mp3", ".mp4", ".m4a", ".mov", ".webm", ".ogg", ".wav", ".flac", ".zip", ".gz", ".7z", ".pyc", ".sqlite"),
        *(".npy", ".npz", ".pt", ".pth", ".safetensors", ".parquet", ".db"),
    )
)
"""Endings of files that name no picture, or none that can be read in them."""
PASSED_OVER = frozenset({".git", ".obsidian", ".trash", "node_modules", "__pycache__", ".venv"})
"""Folders of other programs; what they say of a file does not show it to anybody."""
LONGEST_PATH = 4096
MOST_BYTES = 64 << 20
"""Of a file that is no note; larger ones are data."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_PATH_ENDS = re.compile(r"[\[\](){}<>|\"'`\n\r\t]")


@dataclass(slots=True)
class Orphans:
    """What a look through the whole vault found."""

    paths: tuple[str, ...] = ()
    """Relative to the vault, sorted."""
    unreadable: tuple[Finding, ...] = ()
    """What could not be read, so that nothing counts as an orphan."""


@dataclass(slots=True)
class Collected:
    """What was moved to the trash."""

    moved: list[tuple[str, str]] = field(default_factory=list)
    """From where to where, relative to the vault."""
    findings: list[Finding] = field(default_factory=list)


def find_orphans(vault: Vault) -> Orphans:
    """Return the figures of a vault that nothing names; the whole vault is read, whatever part was asked for."""
    walk = _Walk(vault.root)
    walk.run()
    ours = {path for path in walk.pictures if walk.holds_ours(path)}
    if not walk.problems and ours:
        named = _Names(ours)
        for path in walk.texts:
            named.look_through(walk.text(path))
        ours -= named.found
    if walk.problems:
        return Orphans(unreadable=tuple(walk.problems))
    under = [f"{vault.relative(path)}/" for path in vault.under if path.is_dir() and path != vault.root]
    return Orphans(tuple(sorted(path for path in ours if not under or path.startswith(tuple(under)))))


def collect(vault: Vault, orphans: Orphans) -> Collected:
    """Move orphans to the trash of the vault, from where they can be taken back."""
    done = Collected()
    for path in orphans.paths:
        try:
            done.moved.append((path, to_trash(vault.root, path)))
        except VaultRunnerError as error:
            done.findings.append(Finding(path, Span(0, 0), "VRW000", "error", error.message, error.remedy))
    return done


class _Names:
    """Which of some files are named by what has been looked through."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.found: set[str] = set()
        self._by_name: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for path in paths:
            parts = tuple(_folded(path).split("/"))
            self._by_name.setdefault(parts[-1], []).append((path, parts))
        # One pass over a text, however many files there are.
        self._search = re.compile("|".join(re.escape(name) for name in sorted(self._by_name, key=len, reverse=True)))

    def look_through(self, text: str) -> None:
        """Find every name in a text, whether it is written plainly, for an address, for HTML or for JSON."""
        for form in _forms(text):
            # Names may overlap (`a-1.svg` ends `data-1.svg`), so the search goes on within what it has found.
            at = 0
            while found := self._search.search(form, at):
                at = found.start() + 1
                self._note(form, found.start(), found.end())

    def _note(self, text: str, start: int, end: int) -> None:
        before = _PATH_ENDS.split(text[max(0, start - LONGEST_PATH) : start])[-1]
        written = [*before.replace("\\", "/").split("/")[:-1], text[start:end]]
        candidates = self._by_name[text[start:end]]
        self.found.update(path for path, parts in candidates if _means(written, parts))


def _means(written: list[str], parts: tuple[str, ...]) -> bool:
    """Tell whether what is written may mean the file whose path has these parts; in doubt it does."""
    for said, part in zip(reversed(written), reversed(parts), strict=False):
        if said in {"", ".", ".."}:
            return True
        if said != part:
            # Where a path begins can't be told: `cover: a/b.svg`, or after an apostrophe that is part of it.
            return said.endswith(part) or part.endswith(said)
    return True


def _forms(text: str) -> Iterator[str]:
    """Yield a text as it stands, and as what it says if it is an address, HTML or JSON."""
    plain = _folded(text)
    yield plain
    for decode in (unquote, html.unescape, _without_escapes):
        decoded = _folded(decode(text))
        if decoded != plain:
            yield decoded
    both = _folded(unquote(html.unescape(text)))
    if both != plain:
        yield both


def _without_escapes(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text).replace("\\/", "/")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


class _Walk:
    """Every file of a vault that may be ours or may name one, through links as well."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.pictures: list[str] = []
        self.texts: list[str] = []
        self.problems: list[Finding] = []
        status = root.stat()
        self._seen = {(status.st_dev, status.st_ino)}

    def run(self) -> None:
        """Walk the vault."""
        waiting = [("", False)]
        while waiting:
            folder, linked = waiting.pop()
            try:
                entries = sorted(os.scandir(self.root / folder), key=lambda entry: entry.name)
            except OSError as error:
                self._report(folder, error)
                continue
            for entry in entries:
                if entry.name not in PASSED_OVER:
                    name = f"{folder}/{entry.name}" if folder else entry.name
                    self._meet(entry, name, waiting, linked=linked or entry.is_symlink())

    def _meet(self, entry: os.DirEntry[str], name: str, waiting: list[tuple[str, bool]], *, linked: bool) -> None:
        try:
            status = entry.stat()
        except FileNotFoundError:  # a link to nothing
            return
        except OSError as error:
            self._report(name, error)
            return
        if stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) not in self._seen:
                self._seen.add((status.st_dev, status.st_ino))
                waiting.append((name, linked))
        elif stat.S_ISREG(status.st_mode):
            suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - of a name, not of a path
            if suffix in PICTURES and not linked and status.st_nlink == 1:
                self.pictures.append(name)
            if suffix not in TEXTLESS and (status.st_size <= MOST_BYTES or suffix == ".md"):
                self.texts.append(name)

    def holds_ours(self, name: str) -> bool:
        """Tell whether we made a picture, and nobody has changed it since."""
        return is_ours(self._bytes(name))

    def text(self, name: str) -> str:
        """Return what a file says, in whatever encoding."""
        raw = self._bytes(name)
        if name.endswith(PICTURES) and is_ours(raw):
            return ""
        encoding = "utf-16" if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
        return raw.decode(encoding, "replace")

    def _bytes(self, name: str) -> bytes:
        try:
            return (self.root / name).read_bytes()
        except OSError as error:
            self._report(name, error)
            return b""

    def _report(self, name: str, error: OSError) -> None:
        message = f"can't be read: {error.strerror}; it might show any figure, so none counts as an orphan"
        self.problems.append(Finding(name, Span(0, 0), "VRF013", "error", message, "make it readable, and try again"))
