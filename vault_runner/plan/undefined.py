"""Names that a session reads and that nothing sets in time, each with what is known about where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from vault_runner.model import Block, Finding, Note, Skip
from vault_runner.plan.drafts import Draft, block_source
from vault_runner.plan.findings import finding, line_span
from vault_runner.plan.names import names_of
from vault_runner.plan.sessions import BUILTINS, Setters
from vault_runner.plan.source import parse_python


def undefined_names(
    note: Note,
    drafts: Sequence[Draft],
    prelude: Collection[str],
    elsewhere: Mapping[str, Sequence[Draft]],
    skipped: Sequence[Skip],
) -> Iterator[Finding]:
    """Yield one finding for each name that the note's own blocks of a session read in vain.

    Args:
        note: The note.
        drafts: The session's blocks in order, those of other notes included.
        prelude: Short names that are bound for it.
        elsewhere: The blocks of the note's other sessions, by name.
        skipped: The note's blocks that don't run.
    """
    setters = Setters()
    reported = {*BUILTINS, *prelude}
    everything = frozenset[str]().union(*(draft.names.sets for draft in drafts))
    for place, draft in enumerate(drafts):
        if draft.names.opaque:
            return
        if draft.path == note.path and not _may_fail(draft):
            for name in _unset(draft, setters.of, everything):
                if name not in reported:
                    reported.add(name)
                    yield _finding(note, draft, name, drafts[place + 1 :], elsewhere, skipped)
        setters.add(draft)


def _may_fail(draft: Draft) -> bool:
    """Tell whether a block's author expects it to fail; a missing name may be the point of it."""
    return bool(draft.options.expect or draft.options.raises or draft.options.error)


def _unset(draft: Draft, above: Collection[str], everything: Collection[str]) -> Iterator[str]:
    """Yield the names that a block reads in vain; what a function reads may be set until it is called."""
    names = draft.names
    vain = {name for name in names.reads.keys() - names.doubtful if name not in above}
    for name in sorted(vain, key=lambda name: (names.reads[name], name)):
        if name not in names.late or name not in everything:
            yield name


def _finding(
    note: Note,
    draft: Draft,
    name: str,
    below: Sequence[Draft],
    elsewhere: Mapping[str, Sequence[Draft]],
    skipped: Sequence[Skip],
) -> Finding:
    why, remedy = _explanation(name, below, elsewhere, skipped)
    span = line_span(note, draft.line_of(name), name)
    return finding(note, "VRX101", span, f"uses `{name}`, {why}", remedy)


def _explanation(
    name: str, below: Sequence[Draft], elsewhere: Mapping[str, Sequence[Draft]], skipped: Sequence[Skip]
) -> tuple[str, str]:
    for draft in below:
        if name in draft.names.sets:
            return f"which is set only further down, by the block of line {draft.block.line}", "move that block up"
    for session, drafts in elsewhere.items():
        for draft in drafts:
            if name in draft.names.sets:
                why = f"which the block of line {draft.block.line} sets in the session `{session}`"
                return why, "give both blocks the same session"
    for skip in skipped:
        if _sets(skip.block, name):
            why = f"which the block of line {skip.block.line} sets, and that one doesn't run: {skip.because}"
            return why, "let that block run too"
    return "which nothing above sets", "set it above, or name the note that sets it with `depends`"


def _sets(block: Block, name: str) -> bool:
    return name in block.source and name in names_of(parse_python(block_source(block).text)).sets
