"""Which walls this machine allows, found out by trying what they forbid, and what would give it more of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from enum import IntEnum
from pathlib import Path

import msgspec
from platformdirs import user_cache_path

from vault_runner import __version__
from vault_runner.execute.spawned import spawns

_SECONDS = 60.0
_PROGRAM = "vault_runner.worker.walls.probe"


class Level(IntEnum):
    """How much holds here; code that nobody approved needs `CONFINED` at least."""

    NONE = 0
    """Nothing: the code runs with all of the user's rights and without limits."""
    LIMITS = 1
    """Limits on memory and time, and an end for everything that was started."""
    CONFINED = 2
    """Files, processes and the network are closed by the kernel (Landlock and seccomp)."""
    NAMESPACES = 3
    """The same, and a disk and a network of its own for each session."""


class Lack(msgspec.Struct, frozen=True):
    """One thing that is missing, and what mends it."""

    what: str
    command: str
    """The one command or step that mends it; empty if nothing does."""


class Walls(msgspec.Struct, frozen=True):
    """What the probe found."""

    level: Level
    landlock: int
    """Version of Landlock, 0 for none."""
    lacks: tuple[Lack, ...] = ()

    @property
    def confines(self) -> bool:
        """Whether code that nobody approved may run here."""
        return self.level >= Level.CONFINED


class _Answer(msgspec.Struct, frozen=True):
    """What the probing program says: for each attempted level what got through, and why it could not be tried."""

    landlock: int
    seccomp: bool
    through: dict[str, list[str]]
    refused: dict[str, str]


def probe(folder: Path | None = None, *, fresh: bool = False) -> Walls:
    """Return the walls of this machine; the answer is kept until the next start of the system.

    Args:
        folder: Where answers are kept; by default in the user's cache.
        fresh: Try anew, whatever is kept.
    """
    if spawns() or sys.platform != "linux":
        return Walls(Level.LIMITS if spawns() else Level.NONE, 0, (_not_linux(),))
    kept = (folder or user_cache_path("vault-runner") / "walls") / f"{_circumstances()}.json"
    if not fresh:
        with contextlib.suppress(OSError, msgspec.MsgspecError):
            return msgspec.json.decode(kept.read_bytes(), type=Walls)
    found = _weigh(_ask())
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{os.getpid()}")
        draft.write_bytes(msgspec.json.encode(found))
        draft.replace(kept)
    return found


def _circumstances() -> str:
    """Return a hash over what decides about walls: the start of the system, the kernel, the user and the container."""
    parts = [__version__, platform.release(), platform.machine(), str(os.getuid()), os.path.realpath(sys.executable)]
    for name in ("/proc/sys/kernel/random/boot_id", "/proc/self/attr/current", *_SWITCHES):
        with contextlib.suppress(OSError):
            parts.append(Path(name).read_text(encoding="utf-8", errors="replace"))
    for name in ("user", "mnt"):
        with contextlib.suppress(OSError):
            parts.append(os.readlink(f"/proc/self/ns/{name}"))  # noqa: PTH115 - the link itself is the answer
    with contextlib.suppress(OSError):
        status = Path("/proc/self/status").read_text(encoding="utf-8", errors="replace")
        parts += [
            line for line in status.splitlines() if line.startswith(("CapEff", "CapBnd", "Seccomp", "NoNewPrivs"))
        ]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _ask() -> _Answer:
    """Have the forbidden acts tried in a throw-away process; one that breaks down has no walls."""
    with tempfile.TemporaryDirectory(prefix="vault-run-probe-") as folder:
        command = [sys.executable, "-P", "-m", _PROGRAM, folder]
        try:
            answer = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603 - our own
            return msgspec.json.decode(answer.stdout, type=_Answer)
        except (OSError, subprocess.SubprocessError, msgspec.MsgspecError) as error:
            return _Answer(0, seccomp=False, through={}, refused={"confined": str(error)})


def _weigh(answer: _Answer) -> Walls:
    if _holds(answer, "namespaces"):
        return Walls(Level.NAMESPACES, answer.landlock)
    lack = _no_namespaces(answer)
    if _holds(answer, "confined"):
        return Walls(Level.CONFINED, answer.landlock, (lack,))
    return Walls(Level.LIMITS, answer.landlock, (*_no_confinement(answer), lack))


def _holds(answer: _Answer, level: str) -> bool:
    return answer.through.get(level) == []


_SWITCHES = {
    "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": (
        "1", "AppArmor keeps ordinary users from making namespaces",
        "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0",
    ),
    "/proc/sys/kernel/unprivileged_userns_clone": (
        "0", "this kernel is set to keep ordinary users from making namespaces",
        "sudo sysctl -w kernel.unprivileged_userns_clone=1",
    ),
    "/proc/sys/user/max_user_namespaces": (
        "0", "this kernel is set to allow no namespaces of users",
        "sudo sysctl -w user.max_user_namespaces=10000",
    ),
}  # fmt: skip


def _no_namespaces(answer: _Answer) -> Lack:
    for name, (closed, what, command) in _SWITCHES.items():
        with contextlib.suppress(OSError):
            if Path(name).read_text(encoding="ascii").strip() == closed:
                return Lack(what, command)
    if _in_container():
        return Lack("this container allows no namespaces", "docker run --security-opt seccomp=unconfined …")
    through = answer.through.get("namespaces")
    reason = f"these acts got through: {', '.join(through)}" if through else answer.refused.get("namespaces", "")
    return Lack(f"namespaces can't be had here ({reason})" if reason else "namespaces can't be had here", "")


def _no_confinement(answer: _Answer) -> tuple[Lack, ...]:
    lacks = []
    if not answer.landlock:
        lacks.append(_no_landlock())
    if not answer.seccomp:
        lacks.append(Lack(f"no filter of system calls can be had on {platform.machine()}", ""))
    through = answer.through.get("confined")
    if through:
        lacks.append(Lack(f"these acts get through all walls: {', '.join(through)}", ""))
    if not lacks:
        lacks.append(Lack(f"the walls can't be put up: {answer.refused.get('confined', 'no reason was given')}", ""))
    return tuple(lacks)


def _no_landlock() -> Lack:
    release = tuple(int(part) for part in platform.release().split("-")[0].split(".")[:2] if part.isdigit())
    if release < (5, 13):
        return Lack("this kernel is older than Landlock", "install Linux 5.13 or newer")
    if _in_container():
        return Lack("this container's filter forbids Landlock", "docker run --security-opt seccomp=unconfined …")
    command = "add `landlock` to `lsm=` in the kernel's command line and start the system again"
    return Lack("this kernel has Landlock switched off", command)


def _in_container() -> bool:
    return Path("/.dockerenv").exists() or Path("/run/.containerenv").exists()


def _not_linux() -> Lack:
    return Lack(f"{platform.system()} has no walls that a program can put up around itself", "use Linux, WSL or a VM")
