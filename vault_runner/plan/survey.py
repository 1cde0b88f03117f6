"""First look at a note: which of its python blocks are to run, with which options, and depending on what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.config import Config
from vault_runner.model import Block, BlockOptions, Finding, Note, Skip
from vault_runner.plan.depends import Target, targets_of
from vault_runner.plan.findings import finding, opening_span
from vault_runner.plan.options import block_options
from vault_runner.plan.properties import NoteSettings, note_settings
from vault_runner.plan.tags import decide, is_python

ISOLATED = "none"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A block that is to run as far as its tags say; its code has not been looked at."""

    block: Block
    options: BlockOptions
    tagged: bool
    targets: tuple[Target, ...]

    @property
    def session(self) -> str:
        """The name of its session; a block that wants one of its own gets a name that no author can give."""
        own = self.options.session == ISOLATED
        return f"{ISOLATED}:{self.block.id}" if own else self.options.session


@dataclass(frozen=True, slots=True)
class Survey:
    """What a note's tags and options say."""

    note: Note
    settings: NoteSettings
    candidates: tuple[Candidate, ...]
    skipped: tuple[Skip, ...]
    findings: tuple[Finding, ...]
    labels: tuple[tuple[str, Block], ...]
    """Each label of a python block, those that don't run included."""

    @property
    def session(self) -> str:
        """The session of a block that names none."""
        return self.settings.options.session


def survey(note: Note, config: Config, *, everything: bool) -> Survey:
    """Return which blocks of a note are to run; `everything` runs untagged ones too."""
    settings = note_settings(note, config)
    execute = "all" if everything and settings.execute != "none" else settings.execute
    blocks = [(block, *block_options(note, block, settings.options)) for block in note.blocks if is_python(block)]
    labels = tuple((options.label, block) for block, options, _ in blocks if options.label)
    names = {label for label, _ in labels}
    candidates: list[Candidate] = []
    skipped: list[Skip] = []
    findings = [*settings.findings]
    seen: dict[str, int] = {}
    for block, options, problems in blocks:
        findings.extend(problems)
        decision = decide(block, options, execute)
        if decision.run and block.id in seen:
            because = f"it can't be told from the block of line {seen[block.id]}"
            skipped.append(Skip(block, because, decision.tagged))
        elif decision.run:
            candidates.append(Candidate(block, options, decision.tagged, tuple(targets_of(options.depends, names))))
            seen[block.id] = block.line
        else:
            skipped.append(Skip(block, decision.because, decision.tagged))
    findings.extend(_same_labels(note, labels))
    return Survey(note, settings, tuple(candidates), tuple(skipped), tuple(findings), labels)


def _same_labels(note: Note, labels: tuple[tuple[str, Block], ...]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for label, block in labels:
        if label in first:
            message = f"the block of line {first[label]} has the label `{label}` already"
            yield finding(note, "VRX105", opening_span(note, block), message, "give each block a label of its own")
        else:
            first[label] = block.line
