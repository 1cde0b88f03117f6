"""Mend, in memory, what can only have been meant one way: the note stays as it is, and the author is told.

A repair that could be wrong is worse than none. So each has its own test of being sure, and code that
python can parse as it stands is left alone by all of them, but for the one case in `squashed`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from vault_runner.plan.blanks import mend_blanks
from vault_runner.plan.foreign import mend_foreign
from vault_runner.plan.magics import mend_magics
from vault_runner.plan.prompts import mend_prompts
from vault_runner.plan.source import Source
from vault_runner.plan.squashed import mend_squashed


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing that was read otherwise than it is written."""

    rule: str
    line: int
    """The note's line."""
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A block's code after all repairs."""

    source: Source
    repairs: tuple[Repair, ...]
    refused: str
    """Why the block can't run in spite of all; empty if it can."""


def repair(source: Source, known: Collection[str] | None, path: str = "", *, shell: bool = False) -> Repaired:
    """Return `source` after every repair that is sure.

    Args:
        source: The block's code as it stands.
        known: Names that are set above it; None if that can't be told.
        path: The path of its note.
        shell: Whether lines that need a shell may run on this device.
    """
    repairs: list[Repair] = []
    blanks = mend_blanks(source)
    if blanks:
        source, line = blanks
        message = "blanks that python doesn't know stand in this block, as in code pasted from a web page"
        repairs.append(Repair("VRX110", line, message, "it runs with plain blanks; `--fix` writes them"))
    prompts = mend_prompts(source)
    if prompts:
        source, line = prompts
        message = "this block is a transcript: its prompts were left out, and the outputs below them"
        repairs.append(
            Repair("VRX111", line, message, "`--fix` writes the code without `>>>` and the outputs as comments")
        )
    source, passed, refused = mend_magics(source, shell=shell)
    for line, magic in passed:
        repairs.append(Repair("VRX113", line, f"`{magic}` is a notebook's magic and was passed over", "remove it"))
    if not refused:
        source, replaced, refused = mend_foreign(source, path)
        for line, word, value in replaced:
            message = f"`{word}` is the Execute Code plugin's, and was read as `{value}`"
            repairs.append(Repair("VRX114", line, message, "write that, if the code is to run elsewhere"))
    squashed = mend_squashed(source, known)
    if squashed:
        source, parts = squashed
        for line, count in parts:
            message = f"{count} statements have run together on this line, and were read as {count}"
            repairs.append(Repair("VRX112", line, message, "`--fix` gives each statement a line of its own"))
    return Repaired(source, tuple(repairs), refused)
