"""Tries in throw-away processes what the walls forbid, and says what got through.

Only an act that was really tried tells whether a wall stands: containers, settings and kernels can each take one away
without a word. Run as a program with an empty folder for its argument.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import sys
from collections.abc import Callable
from typing import Any, NoReturn, TypeAlias

from vault_runner.worker.walls import landlock, namespaces, seccomp
from vault_runner.worker.walls.raising import CONFINED, NAMESPACES, STRICT, WallError, raise_walls

Act: TypeAlias = Callable[[str], object]
_BYTES, _ENTRIES = 1 << 20, 64
_LEVELS = {"confined": CONFINED, "namespaces": NAMESPACES}
_TRIED_WRONG = 3
_CHANGED_MODE = 0o600


def _read_secret(folder: str) -> object:
    with open(f"{folder}/secret", encoding="ascii") as secret:  # noqa: PTH123 - the worker's way
        return secret.read()


def _write_vault(folder: str) -> object:
    return os.open(f"{folder}/vault/note.md", os.O_WRONLY)


def _add_to_vault(folder: str) -> None:
    os.mkdir(f"{folder}/vault/more")  # noqa: PTH102 - strings throughout


def _change_mode(folder: str) -> object:
    path = f"{folder}/vault/note.md"
    os.chmod(path, _CHANGED_MODE)  # noqa: PTH101
    if stat.S_IMODE(os.stat(path).st_mode) != _CHANGED_MODE:  # noqa: PTH116
        raise PermissionError
    return True


def _fork(_folder: str) -> object:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
    return True


def _run(_folder: str) -> NoReturn:
    os.execv("/bin/sh", ["sh", "-c", f"exit {_TRIED_WRONG}"])  # noqa: S606 - it is to fail


def _signal_parent(_folder: str) -> None:
    os.kill(os.getppid(), 0)


def _open_socket(_folder: str) -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def _open_local_socket(_folder: str) -> object:
    return socket.socket(socket.AF_UNIX)


def _fill_scratch(folder: str) -> object:
    descriptor = os.open(f"{folder}/scratch/full", os.O_WRONLY | os.O_CREAT, 0o600)
    for _ in range(2):
        os.write(descriptor, bytes(_BYTES))
    return True


FORBIDDEN: dict[str, Act] = {
    "reading outside the vault": _read_secret,
    "writing into the vault": _write_vault,
    "adding to the vault": _add_to_vault,
    "changing permissions": _change_mode,
    "starting a process": _fork,
    "signalling another process": _signal_parent,
    "opening a socket": _open_socket,
    "opening a local socket": _open_local_socket,
    "filling the disk": _fill_scratch,
    "running a program": _run,
}


def _needed(folder: str) -> None:
    """Do what must stay possible; an exception says that it isn't."""
    with open(f"{folder}/vault/note.md", encoding="ascii") as note:  # noqa: PTH123
        note.read()
    with open(f"{folder}/scratch/file", "w", encoding="ascii") as file:  # noqa: PTH123
        file.write("text")
    ours, theirs = socket.socketpair()
    ours.close()
    theirs.close()
    os.kill(os.getpid(), 0)


def attempt(folder: str, level: int) -> tuple[list[str] | None, str]:
    """Return what got through the walls of `level`, or None and the reason why they could not be put up."""
    listen, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(listen)
        _in_child(folder, level, tell)
    os.close(tell)
    with os.fdopen(listen, "rb") as answer:
        lines = answer.read().decode("utf-8", "replace").splitlines()
    _, status = os.waitpid(pid, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) == _TRIED_WRONG:
        return ["running a program"], ""
    if not lines or lines[-1] != "end":
        return None, lines[-1] if lines else f"the trial ended with status {status}"
    return lines[:-1], ""


def _in_child(folder: str, level: int, tell: int) -> NoReturn:
    def say(text: str) -> None:
        os.write(tell, text.replace("\n", " ").encode() + b"\n")

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        apart = level >= NAMESPACES
        if apart:
            namespaces.leave()
        raise_walls(_plan(folder, level, apart=apart))
        _needed(folder)
    except (OSError, WallError) as error:
        say(str(error) or type(error).__name__)
        os._exit(1)
    for name, act in FORBIDDEN.items():
        try:
            act(folder)
        except (OSError, MemoryError):
            continue
        say(name)
    say("end")
    os._exit(0)


def _plan(folder: str, level: int, *, apart: bool) -> dict[str, Any]:
    return {
        "profile": STRICT,
        "level": level,
        "apart": apart,
        "vault": f"{folder}/vault",
        "folder": f"{folder}/vault",
        "scratch": f"{folder}/scratch",
        "scratch_bytes": _BYTES,
        "scratch_entries": _ENTRIES,
        "address": 0,
        "network": False,
        "writable": [],
    }


def main(folder: str) -> None:
    """Try every level in a folder of its own and print what came of it."""
    through: dict[str, list[str]] = {}
    refused: dict[str, str] = {}
    for name, level in _LEVELS.items():
        place = f"{folder}/{name}"
        for part in ("vault", "scratch"):
            os.makedirs(f"{place}/{part}")  # noqa: PTH103
        for part in ("secret", "vault/note.md"):
            with open(f"{place}/{part}", "w", encoding="ascii") as file:  # noqa: PTH123
                file.write("text")
        found, why = attempt(place, level)
        if found is None:
            refused[name] = why
        else:
            through[name] = found
    answer = {"landlock": landlock.version(), "seccomp": seccomp.available(), "through": through, "refused": refused}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
