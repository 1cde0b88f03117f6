"""The one path: parse → plan → execute → verify → propose → apply → save."""

from vault_runner.pipeline.inspecting import inspect_vault
from vault_runner.pipeline.judging import judge
from vault_runner.pipeline.outcome import NoteOutcome, Outcome, exit_code
from vault_runner.pipeline.reading import Vault, open_vault, read_note
from vault_runner.pipeline.request import Progress, Request
from vault_runner.pipeline.saving import Saved, clean, save_all, undo_last

__all__ = [
    "NoteOutcome",
    "Outcome",
    "Progress",
    "Request",
    "Saved",
    "Vault",
    "clean",
    "exit_code",
    "inspect_vault",
    "judge",
    "open_vault",
    "read_note",
    "save_all",
    "undo_last",
]
