"""Keeps what a child says of a block within what the tool takes.

The tool refuses a session whose words are too long, since they may be meant to harm it. Honest code makes long ones
too: a class with an endless name, an exception from generated code, twenty thousand warnings. Here they are cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from vault_runner.worker.failures import Told
from vault_runner.worker.observe import Noted

SHORT, TEXT = 500, 8_000
"""Characters of a name, and of anything else; the tool takes no more than 500 and 20,000."""
NOTICES = 200
_BASES, _FRAMES = 64, 60
_RANK, _LARGEST = 64, 1 << 62
_ALL_VALUES = 1 << 20
"""Characters that the values of a block's observations take together; a message may hold 4 MiB."""


def cut(text: object, most: int = SHORT) -> str:
    """Return the beginning of a text, as a text that is nothing else: a subclass may lie about its length."""
    return str.__str__(text)[:most] if isinstance(text, str) else ""


def failure_within(told: Told) -> Told:
    """Return a failure with every text cut."""
    bases: Sequence[object] = told["bases"]  # type: ignore[assignment]  # as `failures` makes it
    frames: Sequence[Sequence[Any]] = told["traceback"]  # type: ignore[assignment]  # the same
    return {
        **told,
        "ename": cut(told["ename"]),
        "evalue": cut(told["evalue"], TEXT),
        "bases": [cut(base) for base in bases[:_BASES]],
        "traceback": [[cut(path), line, cut(name), cut(code)] for path, line, name, code in frames[:_FRAMES]],
        "missing": cut(told["missing"]),
        "place": cut(told.get("place", ""), TEXT),
    }


def notices_within(notices: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
    """Return the first notices, with every text cut."""
    return [(cut(rule), cut(message, TEXT), cut(remedy, TEXT)) for rule, message, remedy in notices[:NOTICES]]


def observations_within(observations: Sequence[Noted], most: int) -> list[Noted]:
    """Return the first observations, without those that name or measure what no array has."""
    kept = []
    room = _ALL_VALUES
    for noted in observations[:most]:
        if not _is_sound(noted):
            continue
        room -= len(str(noted.get("value", "")))
        kept.append(noted if room >= 0 else {key: text for key, text in noted.items() if key != "value"})
    return kept


def _is_sound(noted: Mapping[str, object]) -> bool:
    """Tell whether every name is one that can be read, and every size one that can be counted."""
    if any(len(text) > SHORT for key in ("name", "type", "dtype", "device") if isinstance(text := noted.get(key), str)):
        return False
    sizes = noted.get("sizes")
    if isinstance(sizes, (tuple, list)) and any(len(str(size)) > SHORT for size in sizes):
        return False
    shape = noted.get("shape")
    if not isinstance(shape, (tuple, list)):
        return True
    return len(shape) <= _RANK and all(isinstance(size, int) and abs(size) < _LARGEST for size in shape)
