"""Write links and embeds in the style that the vault is set to, and read the names back from an output."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from vault_runner.config import ObsidianSettings
from vault_runner.write.printable import printable

PLAIN_IN_URL = "-_./,;@=+!'"
NOT_IN_WIKILINK = re.compile(r"[\[\]|#^]|%%|::")
NOT_IN_TEXT = re.compile(r"[\[\]|<>`$\\#^\n\t]|%(?=%)|:(?=:)")
MARKDOWN_TARGET = re.compile(r"\]\((?P<target>[^()\s]+)\)")
WIKILINK_TARGET = re.compile(r"\[\[(?P<target>[^\[\]|#]+)")


@dataclass(frozen=True, slots=True)
class Links:
    """How one note links to the files of its vault."""

    note: str
    """The note's path."""
    settings: ObsidianSettings

    def embed(self, path: str, alt: str) -> str:
        """Return the embed that shows the file at `path`."""
        return "!" + self.link(path, alt)

    def link(self, path: str, text: str) -> str:
        """Return a link to the file at `path`, as Markdown or a wikilink."""
        text = plain_text(text)
        target = self._relative(path) if self._is_relative else path
        if self.settings.markdown_links or NOT_IN_WIKILINK.search(target) or printable(target) != target:
            return f"[{text}]({_quoted(target)})"
        return f"[[{target}|{text}]]" if text else f"[[{target}]]"

    def targets(self, body: str) -> Iterator[str]:
        """Yield the paths that the links of an output may mean, in order."""
        for line in body.split("\n"):
            for pattern in (MARKDOWN_TARGET, WIKILINK_TARGET):
                for found in pattern.finditer(line):
                    target = unquote(found["target"]) if pattern is MARKDOWN_TARGET else found["target"]
                    yield posixpath.normpath(posixpath.join(posixpath.dirname(self.note), target))
                    yield posixpath.normpath(target)

    @property
    def _is_relative(self) -> bool:
        """Whether links start from the note's folder.

        The shortest form needs to know every file of the vault. Where a name is not unique, Obsidian itself
        writes the path from the vault's root; in Markdown the relative path, which other readers follow too.
        """
        form = self.settings.link_format
        return form == "relative" or (form == "shortest" and self.settings.markdown_links)

    def _relative(self, path: str) -> str:
        return posixpath.relpath(path, posixpath.dirname(self.note) or ".")


def plain_text(text: str) -> str:
    """Return `text` as one line that means nothing but itself as the text of a link or an image."""
    visible = "".join(char if printable(char) == char else " " for char in text)
    return " ".join(NOT_IN_TEXT.sub(" ", visible.replace("\\", "/")).split())


def _quoted(target: str) -> str:
    return "".join(char if char.isalnum() or char in PLAIN_IN_URL else quote(char, safe="") for char in target)
