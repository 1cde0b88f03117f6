"""The store of approvals: one small file in the user's own state, and beside it what was approved, to be compared.

A file that is damaged, of another version or writable by others approves of nothing. It is written whole, under a lock,
and put in place in one step. What is read of it is a `Standing`: how one vault stood at that moment.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from msgspec import Struct, field

from vault_runner.errors import ConfigError, WriteError
from vault_runner.lazily import LazyModule
from vault_runner.trust.places import true_name, true_vault

if TYPE_CHECKING:
    import hashlib
    import json

    from vault_runner.trust.substance import Piece, Substance
else:
    json = LazyModule("json")  # nothing is approved in many a vault
    hashlib = LazyModule("hashlib")  # most commands only look whether anything is approved

VERSION: Final = 1
MOST: Final = 64 * 1024 * 1024
"""Bytes; a store that is larger was not written here."""
SOURCES: Final = 1024 * 1024
"""Characters of one note's approved sources that are kept."""
_WAIT: Final = 20.0
Slot = str
"""`tagged` or `all`: what runs of a note usually, and with `--all`."""
_Given = TypeVar("_Given")


class Approved(Struct, frozen=True):
    """An approval, as it is listed."""

    vault: str
    note: str
    """Empty for the vault itself."""
    at: str


class Standing(Struct, frozen=True):
    """How a vault stands: what of it is approved."""

    vault: str = ""
    identity: str = ""
    trusted: bool = False
    notes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problem: str = ""
    """Why nothing is approved though something might have been."""

    def digest(self, name: str, slot: Slot) -> str:
        """Return the digest under which a note was approved, empty if it wasn't."""
        return self.notes.get(name, {}).get(slot, "")

    def sign(self, name: str) -> str:
        """Return what tells this standing of a note from another one: outcomes hang on it."""
        own = self.notes.get(name, {})
        vault = self.identity if self.trusted else ""
        return " ".join((vault, own.get("tagged", ""), own.get("all", ""))).strip()


class TrustStore:
    """The approvals of one user on one device."""

    def __init__(self, folder: Path) -> None:
        """Use the store in `folder`; it is made when something is approved."""
        self._folder = folder
        self._file = folder / "approvals.json"

    def standing(self, root: Path) -> Standing:
        """Return how a vault stands; if that can't be told, nothing of it is approved."""
        try:
            vaults = self._read(root)
        except ConfigError as error:
            return Standing(true_vault(root), problem=str(error))
        key = true_vault(root, vaults)
        kept = vaults.get(key, {})
        return Standing(key, kept.get("id", ""), bool(kept.get("trusted")), kept.get("notes", {}))

    def approve_vault(self, root: Path) -> None:
        """Approve of all that a vault holds and will hold, as long as it lies where it lies."""
        self._change(root, lambda vault: vault.update(trusted=_now()))

    def approve_note(self, root: Path, substance: Substance, slot: Slot = "tagged") -> None:
        """Approve of what would run of a note, by its digest, and keep it to be compared."""
        name = true_name(root, substance.note)

        def approve(vault: dict[str, Any]) -> None:
            kept = vault["notes"].setdefault(name, {})
            kept.update({slot: substance.digest, "at": _now()})
            self._keep(vault["id"], name, slot, substance)

        self._change(root, approve)

    def revoke_vault(self, root: Path) -> bool:
        """Forget a vault and all of its notes; tell whether there was anything to forget."""

        def revoke(vaults: dict[str, Any]) -> bool:
            gone = vaults.pop(true_vault(root, vaults), None)
            if gone is None:
                return False
            import shutil  # noqa: PLC0415 - a check of unchanged notes only reads the store

            shutil.rmtree(self._sources(gone["id"]), ignore_errors=True)
            return bool(gone["trusted"] or gone["notes"])

        return self._written(root, revoke)

    def revoke_note(self, root: Path, name: str) -> bool:
        """Forget the approval of a note; tell whether there was one."""

        def revoke(vaults: dict[str, Any]) -> bool:
            vault = vaults.get(true_vault(root, vaults), {"id": "", "notes": {}})
            known = vault["notes"]
            gone = known.pop(name, None) or known.pop(true_name(root, name), None)
            for slot in ("tagged", "all"):
                self._source(vault["id"], true_name(root, name), slot).unlink(missing_ok=True)
            return gone is not None

        return self._written(root, revoke)

    def listing(self) -> tuple[Approved, ...]:
        """Return every approval, vault by vault.

        Raises:
            ConfigError: if the store can't be used.
        """
        return tuple(_listed(self._read(None)))

    def before(self, root: Path, name: str, slot: Slot = "tagged") -> tuple[Piece, ...]:
        """Return what was approved of a note when it was approved last; nothing if that isn't kept."""
        from vault_runner.trust.substance import Piece  # noqa: PLC0415 - a check of unchanged notes never asks

        standing = self.standing(root)
        try:
            kept = json.loads(self._source(standing.identity, true_name(root, name), slot).read_bytes())
            return tuple(Piece(*piece) for piece in kept)
        except (OSError, ValueError, TypeError):
            return ()

    # The file

    def _read(self, root: Path | None) -> dict[str, Any]:
        """Return the vaults of the store.

        Raises:
            ConfigError: if it lies in the vault, can be written by others, or holds what nobody writes here.
        """
        self._refuse_inside(root)
        try:
            descriptor = os.open(self._file, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0))
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise self._refusal(f"can't be read: {error.strerror}", "look who it belongs to") from None
        with open(descriptor, "rb") as file:  # noqa: PTH123 - an open descriptor
            self._refuse_shared(os.fstat(file.fileno()), os.stat(self._folder))  # noqa: PTH116
            raw = file.read(MOST + 1)
        return self._parsed(raw)

    def _parsed(self, raw: bytes) -> dict[str, Any]:
        try:
            kept = json.loads(raw)
            version, vaults = kept["version"], kept["vaults"]
        except (ValueError, TypeError, KeyError, RecursionError):
            raise self._refusal("is damaged", "remove it and approve anew") from None
        if version != VERSION:
            raise self._refusal(f"is of version {version!r}, not {VERSION}", "use the vault-run that wrote it")
        if len(raw) > MOST or not _is_sound(vaults):
            raise self._refusal("is damaged", "remove it and approve anew")
        found: dict[str, Any] = vaults
        return found

    def _refuse_inside(self, root: Path | None) -> None:
        if root is not None and Path(os.path.realpath(self._folder)).is_relative_to(os.path.realpath(root)):
            raise self._refusal("lies inside the vault, where whoever shares it could write it", "move XDG_STATE_HOME")

    def _refuse_shared(self, *found: os.stat_result) -> None:
        if os.name != "posix":
            return
        if any(one.st_mode & 0o022 or one.st_uid not in {os.geteuid(), 0} for one in found):
            raise self._refusal("can be written by others than you", f"chmod -R go-rwx '{self._folder}'")

    def _refusal(self, message: str, remedy: str) -> ConfigError:
        return ConfigError(
            f"the store of approvals {message}, so nothing is approved", path=str(self._file), remedy=remedy
        )

    def _change(self, root: Path, change: Callable[[dict[str, Any]], None]) -> None:
        def apply(vaults: dict[str, Any]) -> None:
            key = true_vault(root, vaults)
            change(vaults.setdefault(key, {"id": _chance(16), "trusted": "", "notes": {}}))

        self._written(root, apply)

    def _written(self, root: Path, change: Callable[[dict[str, Any]], _Given]) -> _Given:
        """Read, change and write the store while nobody else does."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - who only reads needs no lock

        self._refuse_inside(root)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._folder / "approvals.lock", timeout=_WAIT, mode=0o600):
                vaults = self._read(root)
                given = change(vaults)
                written = json.dumps({"version": VERSION, "vaults": vaults}, indent=1, sort_keys=True)
                _replace(self._file, written.encode())
        except Timeout:
            raise WriteError("another vault-run holds the store of approvals", path=str(self._file)) from None
        except OSError as error:
            raise WriteError(f"can't be written: {error.strerror}", path=str(self._file)) from None
        return given

    # What was approved

    def _sources(self, identity: str) -> Path:
        return self._folder / "sources" / (identity or "none")

    def _source(self, identity: str, name: str, slot: Slot) -> Path:
        digest = hashlib.sha256(f"{slot}\n{name}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
        return self._sources(identity) / f"{digest}.json"

    def _keep(self, identity: str, name: str, slot: Slot, substance: Substance) -> None:
        """Keep what was approved; of too much, the digests alone."""
        whole = sum(len(piece.text) for piece in substance.pieces) <= SOURCES
        pieces = [[piece.kind, piece.name, piece.text if whole else "", piece.digest] for piece in substance.pieces]
        place = self._source(identity, name, slot)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(place, json.dumps(pieces).encode())


def _is_sound(vaults: object) -> bool:
    """Tell whether the store holds what is written into it, down to the last word."""
    return isinstance(vaults, dict) and all(
        isinstance(vault, dict)
        and set(vault) == {"id", "trusted", "notes"}
        and isinstance(vault["id"], str)
        and len(vault["id"]) == 32  # noqa: PLR2004 - what 16 bytes give
        and isinstance(vault["trusted"], str)
        and isinstance(vault["notes"], dict)
        and all(_is_note(note) for note in vault["notes"].values())
        for vault in vaults.values()
    )


def _is_note(note: object) -> bool:
    return (
        isinstance(note, dict)
        and set(note) <= {"tagged", "all", "at"}
        and all(isinstance(value, str) for value in note.values())
    )


def _listed(vaults: Mapping[str, Any]) -> Iterator[Approved]:
    for path, vault in sorted(vaults.items()):
        if vault["trusted"]:
            yield Approved(path, "", vault["trusted"])
        for name, note in sorted(vault["notes"].items()):
            yield Approved(path, name, note.get("at", ""))


def _chance(count: int) -> str:
    """Return the digits of so many random bytes."""
    return os.urandom(count).hex()


def _now() -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime())


def _replace(place: Path, content: bytes) -> None:
    """Put a private file in its place in one step."""
    fresh = place.with_name(f".{place.name}.{os.getpid()}-{_chance(4)}")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        with open(os.open(fresh, flags, 0o600), "wb") as file:  # noqa: PTH123 - an open descriptor
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
