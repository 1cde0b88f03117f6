"""What hostile code could harm, in a folder of its own: a vault, a home with secrets, listeners, and their pictures."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import select
import shutil
import socket
import stat
from pathlib import Path
from types import TracebackType
from typing import Self

Picture = dict[str, tuple[object, ...]]
"""What is known of each file by its path."""

NOTES = {
    "hostile.md": "# The note that the code stands in\n",
    "neighbour.md": "# Another note\n\nNobody may touch this.\n",
    ".obsidian/plugins/calm/main.js": "module.exports = {}\n",
}


class World:
    """The folder, the secrets in it, and who listens for calls."""

    def __init__(self, root: Path, user: int) -> None:
        """Build everything and give it to `user`."""
        self.root, self.user = root, user
        self.vault, self.home = root / "vault", root / "home"
        self.secret = secrets.token_hex(16)
        self.name = f"vault-runner-{secrets.token_hex(6)}"
        self.listeners: dict[str, socket.socket] = {}
        self.build()
        self._listen()

    def __enter__(self) -> Self:
        """Return the world."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the listeners."""
        for one in self.listeners.values():
            one.close()

    def build(self) -> None:
        """Make vault and home as they were, whatever stands there now."""
        for folder in (self.vault, self.home):
            if folder.exists():
                shutil.rmtree(folder)
            folder.mkdir()
        for name, text in NOTES.items():
            self._write(self.vault / name, text)
        self._write(self.vault / ".obsidian/plugins/calm/data.json", f'{{"key": "{self.secret}"}}')
        self._write(self.vault / ".git/config", f"[http]\n\textraheader = {self.secret}\n")
        (self.vault / "way out").symlink_to(self.home / ".ssh")
        for name in (".ssh/id_ed25519", ".local/state/vault-runner/token", ".local/state/vault-runner/trust.json"):
            self._write(self.home / name, self.secret)
        self._write(self.home / ".profile", "# nothing\n")
        (self.home / ".ssh").chmod(0o700)
        (self.root / "tmp").mkdir(exist_ok=True)
        self._give()

    def _give(self) -> None:
        if os.getuid() == self.user:
            return
        for path in (self.root, *self.root.rglob("*")):
            os.lchown(path, self.user, self.user)

    @staticmethod
    def _write(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def picture(self) -> Picture:
        """Return what is known of every file that must stay as it is."""
        found: Picture = {}
        for folder in (self.vault, self.home):
            for path in (folder, *sorted(folder.rglob("*"))):
                if path.is_relative_to(self.home / ".cache"):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    found[str(path.relative_to(self.root))] = _portrait(path)
        return found

    def fill(self, source: str, victim: int) -> str:
        """Put the places and numbers of this world into a block."""
        ports = {name: str(one.getsockname()[1]) for name, one in self.listeners.items() if name in ("TCP", "UDP")}
        places = {
            "HOME": str(self.home), "VAULT": str(self.vault), "VICTIM": str(victim), "ABSTRACT": self.name,
            "UNIXGRAM": str(self.root / "gram"), "UNIX": str(self.root / "door"), **ports,
        }  # fmt: skip
        for name, text in places.items():
            source = source.replace(f"@{name}@", text)
        return source

    def called(self) -> list[str]:
        """Return the listeners that somebody reached since the last look."""
        reached = []
        ready, _, _ = select.select(list(self.listeners.values()), [], [], 0)
        for name, one in self.listeners.items():
            if one in ready:
                reached.append(name)
                with contextlib.suppress(OSError):
                    one.accept()[0].close() if one.type == socket.SOCK_STREAM else one.recv(100)
        return reached

    def _listen(self) -> None:
        doors: dict[str, tuple[int, int, object]] = {
            "TCP": (socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
            "UDP": (socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
            "UNIX": (socket.AF_UNIX, socket.SOCK_STREAM, str(self.root / "door")),
            "ABSTRACT": (socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.name}"),
            "UNIXGRAM": (socket.AF_UNIX, socket.SOCK_DGRAM, str(self.root / "gram")),
        }
        for name, (family, kind, place) in doors.items():
            one = socket.socket(family, kind)
            one.bind(place)  # type: ignore[arg-type]  # each as its family wants it
            if kind == socket.SOCK_STREAM:
                one.listen()
            one.settimeout(0)
            self.listeners[name] = one
        for name in ("door", "gram"):
            (self.root / name).chmod(0o777)


def _portrait(path: Path) -> tuple[object, ...]:
    status = path.lstat()
    regular = stat.S_ISREG(status.st_mode)
    content = hashlib.sha256(path.read_bytes()).hexdigest() if regular else ""
    attributes = os.listxattr(path, follow_symlinks=False)
    changed = status.st_mtime_ns if regular else 0
    return status.st_mode, status.st_uid, status.st_nlink if regular else 0, content, changed, tuple(attributes)
