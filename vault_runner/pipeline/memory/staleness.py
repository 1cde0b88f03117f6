"""Which notes are the same, but stand on something that is not: a file, another note, the names of all notes."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from vault_runner.recall import content_digest, is_settled, sign_path

if TYPE_CHECKING:
    from vault_runner.pipeline.memory.known import Memory
    from vault_runner.recall import Need


def stale_notes(memory: Memory, paths: Collection[str]) -> Iterator[str]:
    """Yield those of `paths`, maybe twice, of which something differs that their outcomes depend on."""
    files: dict[tuple[str, bytes, str], list[str]] = {}
    questions: list[Need] = []
    for need in memory.index.needs(memory.context, standing=memory.approving.standing_of_all):
        if need.kind in {"slug", "link"}:
            questions.append(need)
        elif need.path in paths and need.kind == "file":
            files.setdefault((need.name, need.signature, need.answer), []).append(need.path)
        elif need.path in paths and memory.approving.sign(need.name) != need.answer:
            yield need.path
    for (name, signature, digest), owners in files.items():
        if not _is_same(memory, name, signature, digest):
            yield from owners
    if questions:
        yield from _differently_answered(memory, questions)
    else:
        memory.names = ""


def names_digest(names: Iterable[str]) -> str:
    """Return what tells one set of names from another."""
    import hashlib  # noqa: PLC0415 - few vaults ask anything of all their names

    return hashlib.sha256("\0".join(sorted(names)).encode()).hexdigest()


def _is_same(memory: Memory, name: str, signature: bytes, digest: str) -> bool:
    now, read_at = sign_path(name), time.time_ns()
    if now == signature and not memory.request.verify_content:
        return True
    if content_digest(name) != digest:
        return False
    if is_settled(now, read_at):
        memory.index.sign_file(memory.context, name, digest, now)
    return True


def _differently_answered(memory: Memory, questions: Iterable[Need]) -> set[str]:
    """Return the notes of which a question to all names has another answer; with the same names, none has."""
    names = memory.all_names()
    digest = names_digest(names)
    if digest == memory.names:
        return set()
    from vault_runner.pipeline.memory.questions import Answers  # noqa: PLC0415 - only when a note came, went or moved

    answers = Answers(names)
    stale = {need.path for need in questions if answers.of(need.kind, need.name) != need.answer}
    memory.index.forget(memory.context, stale)
    memory.names = digest
    memory.index.make_context(memory.key, memory.witness, memory.names)
    return stale
