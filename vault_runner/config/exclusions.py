"""What never counts as a note, whatever the settings say: by its name, or because its text is a template."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from vault_runner.errors import ConfigError
from vault_runner.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from vault_runner.config.schema import Config

_COPY_OR_DRAWING = lazy_pattern(
    r"""(?xi)
      \.excalidraw\.md$               # drawings
    | \.sync-conflict-                # Syncthing
    | \ \([^()]*conflicted\ copy      # Obsidian Sync, Dropbox, Nextcloud
    | ^~ | ~\.md$                     # backups and locks of editors
    """
)
is_surely_note = re.compile(r"[^.(~]+\.md").fullmatch
"""Tells of most notes that they are: every copy or drawing has a further point, a bracket or a tilde in its name."""
_FENCE = lazy_pattern(r"^[ \t>]*(```+|~~~+)")
_CODE_SPAN = lazy_pattern(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_TEMPLATE_TAG = lazy_pattern(r"<%(?!%).*?%>", re.DOTALL)


def is_hidden(name: str) -> bool:
    """Tell whether a file or folder of this name is passed over with all that it holds."""
    return name[0] == "." or name == "node_modules"


def is_note(name: str) -> bool:
    """Tell whether a file of this name is a note: Markdown, not hidden, no drawing, and no copy that a tool left."""
    return name[-3:].lower() == ".md" and name[0] != "." and not _COPY_OR_DRAWING.search(name)


def is_template(raw: bytes) -> bool:
    """Tell whether a note is a template: `<% … %>` stands in it outside code."""
    if b"<%" not in raw:
        return False
    prose: list[str] = []
    fence = ""
    for line in raw.decode("utf-8", "replace").split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            prose.append(_CODE_SPAN.sub("", line))
    return _TEMPLATE_TAG.search("\n".join(prose)) is not None


def excluder(config: Config) -> Callable[[str], bool] | None:
    """Return what tells whether the vault's own patterns leave a name out, None if it has none.

    Raises:
        ConfigError: if one of them can't be understood.
    """
    if not config.exclude:
        return None
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - most vaults have no patterns, and it takes long to load

    try:
        return GitIgnoreSpec.from_lines(config.exclude).match_file
    except ValueError as error:
        raise ConfigError(
            f"`exclude` holds a pattern that can't be understood: {error}", remedy="patterns are those of .gitignore"
        ) from None
