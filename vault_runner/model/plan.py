"""What will run, in which order and under which keys: the outcome of `plan`, before anything ran."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from vault_runner.model.finding import Finding
from vault_runner.model.note import Block, Note


@dataclass(frozen=True, slots=True)
class BlockOptions:
    """The options of one block after the vault's, the note's and its own have been laid over each other."""

    label: str = ""
    eval: bool | None = None
    """None if nobody said; True tags the block, False opts it out."""
    echo: bool = True
    output: bool | Literal["asis"] = True
    error: bool = False
    """A failure is expected to be possible and is shown, not reported."""
    warning: bool = True
    fig_cap: str = ""
    fig_alt: str = ""
    fig_width: float | None = None
    """Inches."""
    fig_height: float | None = None
    """Inches."""
    fig_format: Literal["", "svg", "png"] = ""
    """Empty for the vault's."""
    fig_dpi: int | None = None
    session: str = "default"
    """`none` stands for a session of its own."""
    timeout: float = 30.0
    """Seconds."""
    raises: str = ""
    """The exception's name that the block must end with; empty for none."""
    device: str = "auto"
    depends: tuple[str, ...] = ()
    seed: int | None = None
    check: str = ""
    implements: str = ""
    """The label of the formula that a function of the block computes."""
    threads: int = 1
    volatile: bool = False
    expect: str = ""
    """The reason given with `expect: wrong "…"`; empty if the block is meant to be right."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One block that will run."""

    path: str
    """The note that holds the block; another than the session's own for a `depends` note."""
    block: Block
    options: BlockOptions
    source: str
    """What is compiled: the block's source after safe repairs; the same number of lines or a line map."""
    lines: tuple[int, ...]
    """The note's line of each line of `source`."""
    defs: frozenset[str]
    """Names that the block sets at top level."""
    refs: frozenset[str]
    """Names that it reads before setting them."""
    needs: tuple[str, ...]
    """Identifiers of earlier blocks of the session that set a name of `refs`."""
    key: str
    """`k`: twelve digits over the normalised source, everything above it in its session, and its options."""
    probes: tuple[int, ...] = ()
    """The note's lines of the statements inside others that claims speak of: their values are noted as well."""
    closed: bool = False
    """Whether nothing inside of functions may be noted, because something else than python reads them too."""


@dataclass(frozen=True, slots=True)
class VirtualDevices:
    """Devices that aren't there and are supposed for a session."""

    mode: Literal["shape", "value", "symbolic"]
    """Without values, with values, or without values and with sizes that stand for any number."""
    kind: str
    """Their type, such as `cuda`."""
    count: int
    rehearsal: bool = False
    """Nobody is shown anything of the run, and it stands behind the strict walls: only its memory is asked for."""


@dataclass(frozen=True, slots=True)
class Session:
    """The blocks of a note that share one namespace and one process, in order."""

    name: str
    steps: tuple[Step, ...]
    prelude: tuple[str, ...]
    """Free names that the session uses and never sets, bound before its first block: `np`, `torch`, `plt` …"""
    imports: frozenset[str]
    """Top-level modules that its code or prelude imports, for warming."""
    seed: int = 0
    devices: VirtualDevices | None = None
    """Set for a run on virtual devices only; a plan never sets it."""

    @property
    def own(self) -> str:
        """Path of the note that the session belongs to; the steps of other notes come first."""
        return self.steps[-1].path


@dataclass(frozen=True, slots=True)
class Skip:
    """A python block that will not run, and why."""

    block: Block
    because: str
    tagged: bool
    """Whether the author had asked for it to run."""


@dataclass(frozen=True, slots=True)
class NotePlan:
    """What will run of one note."""

    note: Note
    sessions: tuple[Session, ...]
    skipped: tuple[Skip, ...]
    findings: tuple[Finding, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the note's own blocks; those of the notes that it depends on are left out."""
        return tuple(step for session in self.sessions for step in session.steps if step.path == self.note.path)


@dataclass(frozen=True, slots=True)
class Plan:
    """What will run of all notes, in the order of their paths."""

    notes: tuple[NotePlan, ...]
    findings: tuple[Finding, ...] = field(default=())
