"""Ask the equation engine, in a child process with limits; its answers are kept, since formulas change seldom."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import select
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from vault_runner import __version__
from vault_runner.pipeline.formulas.answers_kept import keep

SECONDS_A_DISPLAY = 5.0
LEAST_SECONDS = 20.0
FORMAT = 2
"""Counts up when the form of an answer changes; what the engine would answer is told by its own files."""


class Oracle:
    """The engine; its process starts with the first question that no kept answer covers."""

    def __init__(self, folder: Path) -> None:
        """Keep answers in `folder`."""
        self._folder = folder
        self._child: subprocess.Popen[bytes] | None = None
        self._cancelled = False

    def __enter__(self) -> Self:
        """Return the engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self._end()

    def ask(self, request: Mapping[str, Any], path: str = "") -> Mapping[str, Any]:
        """Return the answers to a note's statements; none if the engine takes too long or breaks down.

        With the `path` of the note, the question is kept as well, so that a replay id can be followed up.
        """
        question = json.dumps(request, ensure_ascii=True, sort_keys=True, default=str)
        key = hashlib.sha256(f"{FORMAT} {__version__} {_engine()} {question}".encode()).hexdigest()
        place = self._folder / key[:2] / f"{key}.json"
        with contextlib.suppress(OSError, ValueError):
            kept: Mapping[str, Any] = json.loads(place.read_bytes())
            keep(self._folder, path, request, kept)
            return kept
        reply = self._answer(question, _patience(request))
        if reply is None:
            return {"answers": [], "unanswered": True}
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_suffix(f".{os.getpid()}")
            fresh.write_text(json.dumps(reply), encoding="utf-8")
            fresh.replace(place)
        keep(self._folder, path, request, reply)
        return reply

    def replay(self, request: Mapping[str, Any], token: str) -> Sequence[Mapping[str, Any]] | None:
        """Compute anew the answers with a replay id, whatever is kept; None if the engine takes too long."""
        reply = self._answer(json.dumps({"replay": token, "of": request}, default=str), _patience(request))
        return None if reply is None else reply["answers"]

    def tokens(self, formulas: Sequence[str]) -> Sequence[Mapping[str, str]]:
        """Return how the engine splits formulas into tokens and which tree it reads, in their order."""
        reply = self._answer(json.dumps({"read": list(formulas)}), LEAST_SECONDS)
        return reply["read"] if reply is not None else []

    def calls(self, request: Mapping[str, Any], number: int) -> Mapping[str, Any]:
        """Return arguments and values of the function that an item of a note defines, or the `problem` with it."""
        reply = self._answer(json.dumps({"sample": number, "of": request}, default=str), LEAST_SECONDS)
        return {"problem": "the engine took too long"} if reply is None else reply

    def cancel(self) -> None:
        """Answer nothing any more; a question that is being answered ends at once. For another thread."""
        self._cancelled = True
        if self._child is not None:
            self._child.kill()

    def _answer(self, question: str, seconds: float) -> Mapping[str, Any] | None:
        if self._cancelled:
            return None
        child = self._start()
        if child.stdin is None or child.stdout is None:
            return None
        try:
            child.stdin.write(question.encode() + b"\n")
            child.stdin.flush()
        except BrokenPipeError:
            self._end()
            return None
        line = _line(child.stdout.fileno(), seconds)
        if line is None:
            self._end()
            return None
        reply: Mapping[str, Any] = json.loads(line)
        return reply

    def _start(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
            self._child = subprocess.Popen(
                # -P: without it a `json.py` in the current folder, which may be anybody's vault, would be imported.
                [sys.executable, "-P", "-m", "vault_runner.oracle"],
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


@cache
def _engine() -> str:
    """Return a digest of the engine's files: an answer that another engine gave is not kept."""
    folder = Path(__file__).resolve().parents[1] / "oracle"
    digest = hashlib.sha256()
    for path in sorted((*folder.glob("*.py"), *folder.glob("*.txt"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _patience(request: Mapping[str, Any]) -> float:
    displays = sum(item["kind"] in {"display", "prose"} for item in request["items"])
    return max(LEAST_SECONDS, SECONDS_A_DISPLAY * displays)


def _line(descriptor: int, seconds: float) -> bytes | None:
    """Read one line from a pipe; None if it ends or takes longer than `seconds`."""
    parts: list[bytes] = []
    while not parts or not parts[-1].endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], seconds)
        part = os.read(descriptor, 1 << 16) if ready else b""
        if not part:
            return None
        parts.append(part)
    return b"".join(parts)
