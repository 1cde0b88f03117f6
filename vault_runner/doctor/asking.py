"""Ask the notes' python what it is. Importing torch takes seconds, so that an answer without complaint is kept."""

from __future__ import annotations

import contextlib
import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

import msgspec

from vault_runner.doctor import trial
from vault_runner.errors import ExecutionError
from vault_runner.execute import environment
from vault_runner.execute.environ import zygote_environment

SECONDS = 60.0
DEVICE_FILES = ("/dev/nvidiactl", "/dev/kfd", "/dev/dri", "/dev/dxg")
MOST_WORDS = 200


class Package(msgspec.Struct, frozen=True):
    """A package that is installed."""

    version: str
    error: str
    """Why it can't be imported."""
    place: str


class Python(msgspec.Struct, frozen=True):
    """What a python says of itself."""

    version: tuple[int, int, int]
    kind: str
    packages: dict[str, Package | None]
    devices: tuple[tuple[str, str], ...]
    trouble: str
    """Why the accelerators could not be asked for."""
    pip: bool
    managed: bool
    """Whether the system's own package manager forbids installing into it."""

    @property
    def complains(self) -> bool:
        """Whether anything is missing or broken, and may be mended by the next time."""
        return bool(self.trouble) or any(package is None or package.error for package in self.packages.values())


class SilentError(Exception):
    """A python did not answer; the text says why."""


def ask(python: Path, folder: Path) -> Python:
    """Return what a python says of itself, or said when it and its packages were the same.

    Args:
        python: The interpreter.
        folder: Where answers are kept.

    Raises:
        SilentError: if it doesn't answer as a python would.
    """
    kept = folder / f"{_circumstances(python)}.json"
    with contextlib.suppress(OSError, msgspec.MsgspecError):
        return msgspec.json.decode(kept.read_bytes(), type=Python)
    answer = _ask(python)
    if not answer.complains:
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(msgspec.json.encode(answer))
            fresh.replace(kept)
    return answer


def _circumstances(python: Path) -> str:
    try:
        stamp = environment(python)
    except ExecutionError:
        stamp = ""
    devices = " ".join(name for name in DEVICE_FILES if os.path.exists(name))  # noqa: PTH110 - strings
    program = Path(trial.__file__).read_bytes()
    return hashlib.sha256(f"{stamp} {devices} {python}".encode("utf-8", "surrogateescape") + program).hexdigest()[:32]


def _ask(python: Path) -> Python:
    with tempfile.TemporaryDirectory(prefix="vault-run-doctor-") as empty:
        try:
            done = subprocess.run(  # noqa: S603 - the interpreter that the user chose
                [str(python), str(trial.__file__)],
                env=zygote_environment(os.environ),
                cwd=empty,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise SilentError(f"did not answer within {SECONDS:.0f} seconds") from None
        except OSError as error:
            raise SilentError(f"can't be started: {error.strerror}") from None
    try:
        return msgspec.json.decode(done.stdout.strip().rpartition(b"\n")[2], type=Python)
    except msgspec.MsgspecError:
        raise SilentError(f"does not answer as a python would: {_words(done)}") from None


def _words(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:MOST_WORDS] if lines else f"it ended with status {done.returncode}"
