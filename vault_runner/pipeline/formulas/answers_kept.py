"""What the equation engine was asked and what it said, kept so that a replay id of any report can be followed up."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REPLAYS = "replays"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question about a note, and its answers as they were told."""

    path: str
    """The note's absolute path when it was asked."""
    request: Mapping[str, Any]
    reply: Mapping[str, Any]


def token_of(answer: Mapping[str, Any]) -> str:
    """Return the replay id of an answer, empty if nothing was sampled for it."""
    return str(answer.get("evidence", {}).get("replay", ""))


def keep(folder: Path, path: str, request: Mapping[str, Any], reply: Mapping[str, Any]) -> None:
    """Keep a question under each replay id of its answers; a later one about the same note takes its place."""
    tokens = {token for answer in reply.get("answers", ()) if (token := token_of(answer))}
    if not tokens or not path:
        return
    name = hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()[:12]
    asked = json.dumps({"path": path, "request": request, "reply": reply}, default=str).encode()
    question = hashlib.sha256(asked).hexdigest()[:32]
    with contextlib.suppress(OSError):
        place = folder / REPLAYS / "asked" / f"{question}.json"
        if not place.exists():
            _write(place, asked)
        for token in tokens:
            pointer = folder / REPLAYS / token / f"{name}.txt"
            if not pointer.exists() or pointer.read_bytes() != question.encode():
                _write(pointer, question.encode())


def kept(folder: Path, token: str) -> Iterator[Asked]:
    """Yield what was asked of the notes that a replay id was told of; what can't be read any more is passed over."""
    with contextlib.suppress(OSError):
        for pointer in sorted((folder / REPLAYS / token).glob("*.txt")):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                question = pointer.read_text(encoding="ascii")
                if question.isalnum():
                    raw = json.loads((folder / REPLAYS / "asked" / f"{question}.json").read_bytes())
                    yield Asked(str(raw["path"]), dict(raw["request"]), dict(raw["reply"]))


def _write(place: Path, content: bytes) -> None:
    """Write a file in one piece."""
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(place)
