"""Rules about checks that a change takes away; found only with `--changed-since`."""

from __future__ import annotations

from typing import Final

from vault_runner.model.rules.rule import Rule

RULES: Final = (
    Rule(
        "VRT101",
        "warning",
        "a block that ran before the change runs no more",
        "Its tag is gone, an opt-out was added, or its note or folder runs nothing now.",
        "",
        "Tag it again, or leave it if that is what the change is for.",
    ),
    Rule(
        "VRT102",
        "warning",
        "what was checked before the change is no longer stated",
        "Claims were deleted, or edited so that they can't be read any more.",
        "",
        "Look whether they went on purpose.",
    ),
    Rule(
        "VRT103",
        "warning",
        "the change adds an ignore or an `expect: wrong`",
        "What stands there may be wrong, and no check will say so.",
        "",
        "Read the reason that it gives.",
    ),
    Rule(
        "VRT104",
        "warning",
        "the change makes the vault's settings or its baseline check less",
        "Fewer notes, blocks or rules count than before.",
        "",
        "Read the change of `vault-run.yaml` and of the baseline.",
    ),
    Rule(
        "VRT105",
        "warning",
        "a note with checks is gone",
        "It was deleted, or moved to where notes are left out.",
        "",
        "Look whether it went on purpose.",
    ),
)
