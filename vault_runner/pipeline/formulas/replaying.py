"""`check --replay`: the statement behind a replay id, computed anew from what the engine was asked about its note."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from vault_runner.model import Note
from vault_runner.pipeline.formulas.answers_kept import Asked, kept, token_of
from vault_runner.pipeline.formulas.asking import Oracle
from vault_runner.pipeline.places import cache_folder
from vault_runner.pipeline.reading import parsed, read_vault
from vault_runner.pipeline.vaults import Vault
from vault_runner.verify import items_of, request_of

Since: TypeAlias = Literal["same", "elsewhere", "otherwise", "removed", "no note"]
"""What became of the statement in its note: as it was; the note changed and it did not; it is judged otherwise now;
it isn't there any more; the note isn't."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """One statement, judged again."""

    path: str
    line: int
    """Where it stands now, 0 if it does not."""
    answer: Mapping[str, Any]
    """What the engine says of the statement as it was when it was told of."""
    repeated: bool
    """Whether that is what was told, number by number; another version of the engine may answer otherwise."""
    since: Since
    now: Mapping[str, Any] | None = None
    """What it says of the statement as it stands now, if that is something else."""


def replay(vault: Vault | None, token: str) -> tuple[Replayed, ...]:
    """Judge the statements behind a replay id again.

    Args:
        vault: Where to look for the statement; None for wherever it was told of.
        token: The replay id, eight hexadecimal digits.

    Returns:
        One entry for each note that holds the statement, or held it when it was told of.
    """
    folder = cache_folder() / "equations"
    with Oracle(folder) as oracle:
        asked = [one for one in kept(folder, token) if vault is None or _is_asked_for(vault, Path(one.path))]
        found = [each for one in asked for each in _again(oracle, one, token)]
        return tuple(found) if found or vault is None else tuple(_searched(oracle, vault, token))


def _is_asked_for(vault: Vault, path: Path) -> bool:
    return any(path == place or place in path.parents for place in vault.under or (vault.root,))


def _again(oracle: Oracle, asked: Asked, token: str) -> Iterator[Replayed]:
    """Yield the statements of a question that is kept."""
    before = [answer for answer in asked.reply.get("answers", ()) if token_of(answer) == token]
    answers = oracle.replay(asked.request, token)
    if answers is None:
        return
    note = _note(Path(asked.path))
    items = items_of(note) if note is not None else ()
    unchanged = note is not None and request_of(note, items) == asked.request
    present = answers if unchanged else _present(oracle, note, token)
    for number, answer in enumerate(answers):
        again = present[number] if number < len(present) else None
        since = "no note" if note is None else "same" if unchanged else _since(answer, again)
        line = _line(note, items, again) if note is not None and again is not None else 0
        repeated = number < len(before) and _numbers(before[number]) == _numbers(answer)
        yield Replayed(asked.path, line, answer, repeated, since, again if since == "otherwise" else None)


def _searched(oracle: Oracle, vault: Vault, token: str) -> Iterator[Replayed]:
    """Yield the statements of the notes that are there, where nothing is kept under the id."""
    for note in read_vault(vault).notes:
        items = items_of(note)
        place = str(vault.root / note.path)
        reply = oracle.ask(request_of(note, items), place) if items else {}
        for answer in reply.get("answers", ()):
            if token_of(answer) == token:
                yield Replayed(place, _line(note, items, answer), answer, repeated=True, since="same")


def _present(oracle: Oracle, note: Note | None, token: str) -> Sequence[Mapping[str, Any]]:
    items = items_of(note) if note is not None else ()
    if note is None or not items:
        return ()
    return oracle.replay(request_of(note, items), token) or ()


def _since(before: Mapping[str, Any], now: Mapping[str, Any] | None) -> Since:
    if now is None:
        return "removed"
    return "elsewhere" if _numbers(before) == _numbers(now) else "otherwise"


def _numbers(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer without its place in the note."""
    return {key: value for key, value in answer.items() if key not in {"item", "start", "end"}}


def _note(path: Path) -> Note | None:
    try:
        note = parsed(path.read_bytes(), path.name)
    except OSError:
        return None
    return note if isinstance(note, Note) else None


def _line(note: Note, items: Sequence[Any], answer: Mapping[str, Any]) -> int:
    """Return the line of the display or paragraph that states it."""
    number = int(answer["item"])
    return note.lines.line(items[number].span.start) if number < len(items) else 0
