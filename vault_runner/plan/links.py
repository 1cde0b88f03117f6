"""Links of notes to notes: how they are written, and which note Obsidian takes one to mean."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Collection
from typing import Final

_WIKILINK: Final = re.compile(r"!?\[\[(?P<inside>[^\[\]]*)\]\]")


def wikilinks(text: str) -> tuple[str, ...]:
    """Return the targets of the wikilinks that `text` holds, without alias and heading."""
    return tuple(link_target(found["inside"]) for found in _WIKILINK.finditer(text))


def link_target(written: str) -> str:
    """Return the target of a link as it is written: `[[Folder/Note#Heading|alias]]` leads to `Folder/Note`."""
    whole = _WIKILINK.fullmatch(written.strip())
    inside = whole["inside"] if whole else written
    return re.split(r"[|#^]", inside, maxsplit=1)[0].strip()


def resolve_link(target: str, paths: Collection[str], *, near: str) -> str | None:
    """Return the path that a link leads to, by Obsidian's rule; None if it leads to none of them.

    An exact path wins. Else the path whose end it is: of several, one below the note's own folder, then the
    shortest. Case doesn't matter, nor how an accented letter is encoded.

    Args:
        target: The link's target, with or without brackets, heading and `.md`.
        paths: The paths of the notes that there are, relative to the vault.
        near: The path of the note that holds the link.
    """
    name = link_target(target)
    if not name:
        return near if near in paths else None
    folder = posixpath.dirname(near)
    if name.startswith(("./", "../")):
        name = posixpath.normpath(posixpath.join(folder, name))
        return _exact(name, paths)
    exact = _exact(name.lstrip("/"), paths)
    if exact is not None or name.startswith("/"):
        return exact
    endings = tuple(_plain(f"/{ending}") for ending in _spellings(name))
    found = [path for path in paths if _plain(f"/{path}").endswith(endings)]
    home = f"{folder}/" if folder else ""
    return min(found, key=lambda path: (not path.startswith(home), len(path), path), default=None)


def link_choices(target: str, paths: Collection[str], *, near: str) -> tuple[str, ...]:
    """Return the notes that a link may mean equally well: more than one only where a person could take another.

    A link with an exact path means that note alone, and so does one to a note's only neighbour of that name.
    """
    name = link_target(target)
    if not name or name.startswith(("./", "../", "/")) or _exact(name, paths) is not None:
        return ()
    endings = tuple(_plain(f"/{ending}") for ending in _spellings(name))
    found = sorted(path for path in paths if _plain(f"/{path}").endswith(endings))
    folder = posixpath.dirname(near)
    neighbours = [path for path in found if posixpath.dirname(path) == folder]
    return tuple(neighbours) if len(neighbours) == 1 else tuple(found)


def _exact(name: str, paths: Collection[str]) -> str | None:
    spellings = _spellings(name)
    for spelling in spellings:
        if spelling in paths:
            return spelling
    plain = {_plain(spelling) for spelling in spellings}
    return min((path for path in paths if _plain(path) in plain), default=None)


def _spellings(name: str) -> tuple[str, ...]:
    """Return the file names that a target may stand for; `v1.2` is a note as well, so the ending tells nothing."""
    return (name,) if name.lower().endswith(".md") else (f"{name}.md", name)


def _plain(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
