"""What Obsidian itself is told about a vault: where it begins, how it links, where attachments go.

Only `.obsidian/app.json` is read, and nothing in `.obsidian` is ever written.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec

from vault_runner.config.listing import absolute
from vault_runner.config.load import CONFIG_NAME

LinkFormat: TypeAlias = Literal["shortest", "relative", "absolute"]
MAX_BYTES = 1024 * 1024


class ObsidianSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How links are written and where new attachments are kept, in Obsidian's own terms."""

    markdown_links: bool
    """`[text](path)` instead of `[[path]]`."""
    link_format: LinkFormat
    attachment_folder: str
    """`/` is the vault itself, `./` the note's folder, `./x` a folder beside the note, else a folder of the vault."""


WITHOUT_OBSIDIAN = ObsidianSettings(markdown_links=True, link_format="relative", attachment_folder="attachments")


def obsidian_settings(vault: Path) -> ObsidianSettings:
    """Return the vault's settings; what `app.json` doesn't say is as in a fresh Obsidian, as it is for Obsidian."""
    folder = vault / ".obsidian"
    if not folder.is_dir():
        return WITHOUT_OBSIDIAN
    stated = _app_json(folder / "app.json")
    markdown = stated.get("useMarkdownLinks")
    attachments = stated.get("attachmentFolderPath")
    return ObsidianSettings(
        markdown_links=markdown is True,
        link_format=_link_format(stated.get("newLinkFormat")),
        attachment_folder=attachments if isinstance(attachments, str) and attachments else "/",
    )


def find_vault(start: Path) -> Path | None:
    """Return the nearest folder upwards from `start` that holds `.obsidian` or `vault-run.yaml`."""
    here = absolute(start)
    for folder in (here, *here.parents):
        if (folder / ".obsidian").is_dir() or (folder / CONFIG_NAME).is_file():
            return folder
    return None


def _app_json(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            stated = msgspec.json.decode(file.read(MAX_BYTES))
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return {}
    return stated if isinstance(stated, dict) else {}


def _link_format(stated: object) -> LinkFormat:
    match stated:
        case "relative":
            return "relative"
        case "absolute":
            return "absolute"
        case _:
            return "shortest"
