"""The one path: parse → plan → execute → verify → propose → apply → save."""

from typing import TYPE_CHECKING

from vault_runner.lazily import lazily

if TYPE_CHECKING:
    from vault_runner.pipeline.inspecting import inspect_vault
    from vault_runner.pipeline.outcome import BlockOutcome, NoteOutcome, Outcome, Tally, exit_code
    from vault_runner.pipeline.reading import read_note
    from vault_runner.pipeline.request import Progress, Request
    from vault_runner.pipeline.rulings.guarding import Guarded, guard
    from vault_runner.pipeline.rulings.ruling import judge
    from vault_runner.pipeline.rulings.rulings import Rulings
    from vault_runner.pipeline.vaults import Vault, open_vault
    from vault_runner.pipeline.writing.saving import Saved, clean, save_all, undo_last

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
        "Guarded": "rulings.guarding",
        "NoteOutcome": "outcome",
        "Outcome": "outcome",
        "Progress": "request",
        "Request": "request",
        "Rulings": "rulings.rulings",
        "Saved": "writing.saving",
        "Tally": "outcome",
        "Vault": "vaults",
        "clean": "writing.saving",
        "exit_code": "outcome",
        "guard": "rulings.guarding",
        "inspect_vault": "inspecting",
        "judge": "rulings.ruling",
        "open_vault": "vaults",
        "read_note": "reading",
        "save_all": "writing.saving",
        "undo_last": "writing.saving",
    },
)
