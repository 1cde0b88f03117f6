"""Links in `depends` that may mean several notes: one is taken by Obsidian's rule, and that is worth a word."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator

from vault_runner.model import Finding, Note, Span
from vault_runner.plan import depends_targets, link_choices, resolve_link


def ambiguous_links(note: Note, names: Collection[str]) -> Iterator[Finding]:
    """Yield a finding for each note that `depends` names in a way that fits several of `names`."""
    for target in depends_targets(note) if names else ():
        choices = link_choices(target, names, near=note.path)
        taken = resolve_link(target, names, near=note.path)
        if len(choices) > 1 and taken is not None:
            others = ", ".join(f"`{name}`" for name in choices if name != taken)
            message = f"`[[{target}]]` may mean `{taken}`, which is taken, or {others}"
            remedy = f"write `[[{posixpath.splitext(taken)[0]}]]`"
            yield Finding(note.path, _place(note, target), "VRX108", "warning", message, remedy)


def _place(note: Note, target: str) -> Span:
    """Return where a block's option, else the front matter, names the target."""
    for block in note.blocks:
        for option in block.options:
            if option.key == "depends" and target in str(option.value):
                return option.span
    at = note.text.find(target)
    return Span(max(at, 0), max(at, 0) + (len(target) if at >= 0 else 0))
