"""Rules about what is written into notes, and why it sometimes is not."""

from __future__ import annotations

from typing import Final

from vault_runner.model.rules.rule import Rule

RULES: Final = (
    Rule(
        "VRW000",
        "error",
        "a file could not be written",
        "What stood there before still stands.",
        "",
        "Mend the permissions, or run again if the note changed meanwhile.",
        always=True,
    ),
    Rule(
        "VRW001",
        "warning",
        "an output was edited by hand, so it was kept",
        "Nothing that a person wrote is overwritten unasked.",
        "",
        "Keep it, or replace it with `--overwrite-edited`.",
    ),
    Rule(
        "VRW002",
        "warning",
        "a block changed while it ran, so nothing was written for it",
        "The result belongs to code that no longer stands there.",
        "",
        "Run it again.",
    ),
    Rule(
        "VRW003",
        "warning",
        "an output's marker is damaged, so nothing was written there",
        "Writing there could bury text of yours.",
        "",
        "Restore the note, or delete what is left of that output.",
    ),
    Rule(
        "VRW004",
        "info",
        "an output written by hand stands below a block, so it was kept",
        "It is compared with what the block gives, and never touched.",
        "",
        "Delete it to have the output written there.",
    ),
    Rule(
        "VRW005",
        "warning",
        "an output changed while its block ran, so it was kept",
        "Somebody else wrote there meanwhile.",
        "",
        "Run it again.",
    ),
    Rule(
        "VRW006",
        "warning",
        "an output can't stand below its block without changing how the note reads",
        "It would end the list, the quote or the admonition around it.",
        "",
        "Indent the container with blanks in place of tabs, or end the fence with a line of its own.",
    ),
    Rule(
        "VRW007",
        "warning",
        "a repair is not sure, so it was not written",
        "`--fix` writes only what can mean one thing alone.",
        "",
        "Mend it by hand.",
    ),
    Rule(
        "VRW008",
        "warning",
        "a pasted output is not what its block gives, so it was not taken over",
        "`--adopt` takes over what agrees, and nothing else.",
        "",
        "Mend the output or delete it, then run again.",
    ),
)
