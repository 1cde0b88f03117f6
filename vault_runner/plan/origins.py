"""Who said what about a block: each option with the layer that set it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from vault_runner.config import CONFIG_NAME, Config
from vault_runner.model import Block, BlockOptions, Note
from vault_runner.plan.options import block_options, vault_options
from vault_runner.plan.properties import note_settings
from vault_runner.plan.schema import canonical_key

ALWAYS = ("session", "timeout", "device")
"""Options that are worth telling even at their default."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One option of a block, its value, and who set it."""

    key: str
    value: object
    origin: str


def origins(note: Note, block: Block, config: Config) -> Iterator[Origin]:
    """Yield the options of a block that somebody set, and a few that always matter."""
    default, vault = BlockOptions(), vault_options(config)
    of_note = note_settings(note, config).options
    final, _ = block_options(note, block, of_note)
    stated = {canonical_key(option.key): note.lines.line(option.span.start) for option in block.options}
    for field in fields(BlockOptions):
        key = field.name.replace("_", "-")
        value = getattr(final, field.name)
        if key in stated or (key == "output" and "include" in stated):
            origin = f"the block, line {stated.get(key, stated.get('include', block.line))}"
        elif getattr(of_note, field.name) != getattr(vault, field.name):
            origin = "the note's properties"
        elif getattr(vault, field.name) != getattr(default, field.name):
            origin = CONFIG_NAME
        elif key in ALWAYS or value != getattr(default, field.name):
            origin = "default"
        else:
            continue
        yield Origin(key, value, origin)
