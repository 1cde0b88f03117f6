"""Ask how much two pictures differ to the eye, in a child process with limits; see `vault_runner.look`."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import sys
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from vault_runner.model import Figure
from vault_runner.write.pictures import problem_of

SECONDS = 30.0
"""Patience with one pair."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was seen of two pictures."""

    share: float | None
    """Of the picture, the part that differs visibly, from 0 to 1; None if it could not be looked at."""
    resized: bool = False
    only_dark: bool = False
    """Whether it can only be seen on dark pages."""
    picture: bytes = b""
    """A PNG that shows where they differ."""
    problem: str = ""
    """Why they could not be looked at."""


class Eye:
    """The child; it starts with the first pair."""

    def __init__(self) -> None:
        """Look at nothing yet."""
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Return the eye."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._end()

    def look(self, before: bytes, after: bytes, mime: str) -> Look:
        """Return how much two pictures of one kind differ."""
        for content in (before, after):
            problem = problem_of(Figure(mime, content))  # type: ignore[arg-type]  # one of the two that are written
            if problem:
                return Look(None, problem=problem)
        pair = {"before": _packed(before), "after": _packed(after), "mime": mime}
        reply = self._answer(json.dumps(pair).encode() + b"\n")
        if reply is None:
            self._end()
            return Look(None, problem="comparing the pictures took too long or broke down")
        if "problem" in reply:
            return Look(None, problem=reply["problem"])
        return Look(reply["share"], reply["resized"], reply["only_dark"], base64.b64decode(reply["picture"]))

    def _answer(self, question: bytes) -> dict[str, Any] | None:
        child = self._start()
        if child.stdin is None or child.stdout is None:
            return None
        try:
            child.stdin.write(question)
            child.stdin.flush()
        except BrokenPipeError:
            return None
        line = _line(child.stdout.fileno())
        reply: dict[str, Any] | None = json.loads(line) if line else None
        return reply

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            self._child = subprocess.Popen(
                [sys.executable, "-P", "-m", "vault_runner.look"],  # -P: nothing is imported from the current folder
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, **threads},
            )
        return self._child

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
            self._child = None


def _packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _line(descriptor: int) -> bytes:
    """Read one line from a pipe; nothing if it ends or keeps silent for too long."""
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], SECONDS)
        part = os.read(descriptor, 1 << 16) if ready else b""
        if not part:
            return b""
        parts.append(part)
    return b"".join(parts)
