"""The one path: parse → plan → execute → verify → propose → apply → save."""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.pipeline.guarding import Guarded, guard
    from vault_runner.pipeline.inspecting import inspect_vault
    from vault_runner.pipeline.outcome import BlockOutcome, NoteOutcome, Outcome, Tally, exit_code
    from vault_runner.pipeline.reading import read_note
    from vault_runner.pipeline.request import Progress, Request
    from vault_runner.pipeline.ruling import judge
    from vault_runner.pipeline.rulings import Rulings
    from vault_runner.pipeline.saving import Saved, clean, save_all, undo_last
    from vault_runner.pipeline.vaults import Vault, open_vault

__all__ = [
    "BlockOutcome",
    "Guarded",
    "NoteOutcome",
    "Outcome",
    "Progress",
    "Request",
    "Rulings",
    "Saved",
    "Tally",
    "Vault",
    "clean",
    "exit_code",
    "guard",
    "inspect_vault",
    "judge",
    "open_vault",
    "read_note",
    "save_all",
    "undo_last",
]

lazily(
    __name__,
    {
        "BlockOutcome": "outcome",
        "Guarded": "guarding",
        "NoteOutcome": "outcome",
        "Outcome": "outcome",
        "Progress": "request",
        "Request": "request",
        "Rulings": "rulings",
        "Saved": "saving",
        "Tally": "outcome",
        "Vault": "vaults",
        "clean": "saving",
        "exit_code": "outcome",
        "guard": "guarding",
        "inspect_vault": "inspecting",
        "judge": "ruling",
        "open_vault": "vaults",
        "read_note": "reading",
        "save_all": "saving",
        "undo_last": "saving",
    },
)
