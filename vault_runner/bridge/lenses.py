"""Code lenses: what can be run, above each block and above the note."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from vault_runner.bridge.documents import Document
from vault_runner.bridge.telling import found_blocks, line_start
from vault_runner.pipeline.outcome import NoteOutcome

RUN_BLOCK: Final = "vaultRunner.runBlock"
RUN_ABOVE: Final = "vaultRunner.runAbove"
RUN_NOTE: Final = "vaultRunner.runNote"
STOP: Final = "vaultRunner.stop"
CHECK: Final = "vaultRunner.check"
CLEAR: Final = "vaultRunner.clear"
RESTART: Final = "vaultRunner.restart"
COMMANDS = (RUN_BLOCK, RUN_ABOVE, RUN_NOTE, STOP, CHECK, CLEAR, RESTART)


def lenses(document: Document, outcome: NoteOutcome, *, trusted: bool) -> list[dict[str, Any]]:
    """Return the lenses of a note; where nothing may run, they say that they ask first."""
    return list(_lenses(document, outcome, trusted=trusted))


def _lenses(document: Document, outcome: NoteOutcome, *, trusted: bool) -> Iterator[dict[str, Any]]:
    runnable = [found for found in found_blocks(document.note, outcome.plan.steps) if found.step is not None]
    for number, found in enumerate(runnable):
        line = found.block.line
        if not trusted:
            yield _lens(line, "Run block (asks for your approval)", RUN_BLOCK, [document.uri, found.block.id])
            continue
        yield _lens(line, "Run block", RUN_BLOCK, [document.uri, found.block.id])
        if number:
            yield _lens(line, "Run above", RUN_ABOVE, [document.uri, found.block.id])
        else:
            yield _lens(line, "Run note", RUN_NOTE, [document.uri])


def _lens(line: int, title: str, command: str, arguments: list[str]) -> dict[str, Any]:
    return {
        "range": line_start(line),
        "command": {"title": title, "command": command, "arguments": arguments},
    }
