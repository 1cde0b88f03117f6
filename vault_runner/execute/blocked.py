"""The sentence for a block that met a wall, and what its author can do about it. Pure."""

from __future__ import annotations

from pathlib import PurePosixPath

from vault_runner.execute.claims import Told
from vault_runner.execute.limits import STRICT_SCRATCH
from vault_runner.execute.profiles import Profile
from vault_runner.worker.walls import closed

_MIB = 1 << 20
FULL = f"the scratch folder is full: {STRICT_SCRATCH.size // _MIB} MiB and {STRICT_SCRATCH.entries} files are the most"


def approval(note: str) -> str:
    """Return how a note is approved, as the first half of a sentence."""
    return f"approve with `vault-run trust {_quoted(note)}`"


def sentence(told: Told, vault: str, profile: Profile) -> str:
    """Return what kept a block from going on, empty if it was no wall."""
    place = _shown(told.place, vault)
    if profile == "approved":
        return {
            "network": closed.NETWORK_HERE,
            "write": f"`{place}` lies outside the note's folder, where notes may not write",
        }.get(told.wall, "")
    return {
        "network": closed.NETWORK,
        "processes": closed.PROCESSES,
        "write": f"`{place}` can't be written by a note that isn't approved",
        "read": f"`{place}` can't be read by a note that isn't approved",
        "files": "a file could not be opened or written; notes that aren't approved only read their vault",
        "full": FULL,
        "act": "it asked the system for something that is closed to notes that aren't approved",
    }.get(told.wall, "")


def remedy(told: Told, note: str, profile: Profile, device_file: str) -> str:
    """Return what opens the wall, with the name of the switch; empty if it was no wall."""
    network = f"switch on `network: true` in {device_file}"
    if profile == "approved":
        folders = f"write beside the note or into a temporary folder, or add the folder to `writable:` in {device_file}"
        return {"network": network, "write": folders}.get(told.wall, "")
    temporary = f"write into a temporary folder (`tempfile`), or {approval(note)}"
    return {
        "network": f"{approval(note)} and {network}",
        "processes": approval(note),
        "write": temporary,
        "read": approval(note),
        "files": temporary,
        "full": "write less, or " + approval(note),
        "act": approval(note),
    }.get(told.wall, "")


def _shown(place: str, vault: str) -> str:
    """Return a path as the author would write it: within the vault, or with its last parts only."""
    path = PurePosixPath(place)
    if path.is_relative_to(vault):
        return str(path.relative_to(vault))
    return place if len(path.parts) <= 3 else "…/" + "/".join(path.parts[-2:])  # noqa: PLR2004 - the root and two parts


def _quoted(note: str) -> str:
    return f'"{note}"' if " " in note else note
