"""From notes to a plan: survey each note, order them by what they depend on, draft their blocks, join sessions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vault_runner.config import Config
from vault_runner.model import Finding, Note, NotePlan, Plan, Session, Skip
from vault_runner.plan.depends import Target, in_order
from vault_runner.plan.drafts import Draft, Refusal, make_draft
from vault_runner.plan.findings import finding, line_span
from vault_runner.plan.labels import label_findings
from vault_runner.plan.links import resolve_link
from vault_runner.plan.magics import NEEDS_SHELL
from vault_runner.plan.obstacles import Obstacle, depends_span, obstacle, obstacle_finding
from vault_runner.plan.prelude import prelude_findings
from vault_runner.plan.probes import with_probes
from vault_runner.plan.repair import Repair
from vault_runner.plan.sessions import Setters, assemble
from vault_runner.plan.survey import Candidate, Survey, survey
from vault_runner.plan.undefined import undefined_names


@dataclass(slots=True)
class Drafted:
    """The blocks of one note, by session in the order in which the sessions first appear."""

    sessions: dict[str, list[Draft]] = field(default_factory=dict)
    before: dict[str, tuple[Draft, ...]] = field(default_factory=dict)
    """The blocks of other notes that come first in each session."""
    skipped: list[Skip] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


class Planner:
    """One planning: all notes that are known, and what has been found out about them so far."""

    def __init__(self, notes: Mapping[str, Note], config: Config, *, everything: bool, shell: bool = False) -> None:
        """Survey every note and find out which depend on which."""
        self.config = config
        self.shell = shell
        self.surveys = {path: survey(note, config, everything=everything) for path, note in notes.items()}
        self.found = {path: self._resolved(found) for path, found in self.surveys.items()}
        self.edges = {
            path: tuple(dict.fromkeys(leads_to for leads_to in found.values() if leads_to))
            for path, found in self.found.items()
        }
        self.drafted: dict[str, Drafted] = {}
        self.obstacles: dict[str, Obstacle] = {}

    def plan(self, wanted: Sequence[str]) -> Plan:
        """Return the plan of the wanted notes, in the order of their paths."""
        for path in in_order(self.edges, wanted):
            self.drafted[path] = self._draft(self.surveys[path])
        return Plan(tuple(self._note_plan(path) for path in sorted(wanted)))

    def _resolved(self, found: Survey) -> dict[str, str | None]:
        """Return the path that each note named by this one leads to."""
        names = {target.name for candidate in found.candidates for target in _notes(candidate)}
        return {name: resolve_link(name, self.surveys, near=found.note.path) for name in sorted(names)}

    # Drafting: the notes that this one depends on come before it, unless they do so in a circle

    def _draft(self, found: Survey) -> Drafted:
        drafted = Drafted(skipped=list(found.skipped), findings=list(found.findings))
        by_session: dict[str, list[Candidate]] = {}
        for candidate in found.candidates:
            by_session.setdefault(candidate.session, []).append(candidate)
        for name, candidates in by_session.items():
            targets = tuple(dict.fromkeys(target for candidate in candidates for target in _notes(candidate)))
            path = found.note.path
            stopped = obstacle(path, targets, self.found[path], self.edges, self.obstacles)
            if stopped:
                self._stop(found, name, candidates, stopped, drafted)
            else:
                drafted.before[name] = self._before(found, targets, candidates, drafted)
                drafted.sessions[name] = list(
                    _drafts(found.note, candidates, drafted.before[name], drafted, shell=self.shell)
                )
        drafted.sessions = {name: drafts for name, drafts in drafted.sessions.items() if drafts}
        drafted.findings.extend(label_findings(found, drafted.sessions, drafted.skipped))
        return drafted

    def _stop(
        self, found: Survey, name: str, candidates: Sequence[Candidate], stopped: Obstacle, drafted: Drafted
    ) -> None:
        """Skip all blocks of a session that can't run, and say why once."""
        if name == found.session:
            self.obstacles[found.note.path] = stopped
        because = f"not run because {stopped.because}"
        drafted.skipped += [Skip(candidate.block, because, candidate.tagged) for candidate in candidates]
        drafted.findings.append(obstacle_finding(found, stopped, candidates))

    def _before(
        self, found: Survey, targets: Sequence[Target], candidates: Sequence[Candidate], drafted: Drafted
    ) -> tuple[Draft, ...]:
        """Return the blocks of other notes that come first: of each its usual session, and what that depends on."""
        drafts: dict[tuple[str, str], Draft] = {}
        for target in targets:
            path = self.found[found.note.path][target.name]
            if path is None:
                continue  # a file, linked like a note
            usual = self.surveys[path].session
            theirs = self.drafted[path]
            if usual not in theirs.sessions:
                block = next(candidate.block for candidate in candidates if target in candidate.targets)
                span = depends_span(found.note, block, target)
                message = f"depends on `{target.written}`, of which no block runs"
                drafted.findings.append(finding(found.note, "VRX107", span, message, "tag the blocks that it needs"))
                continue
            for draft in (*theirs.before[usual], *theirs.sessions[usual]):
                drafts.setdefault((draft.path, draft.block.id), draft)
        return tuple(drafts.values())

    # Planning: what a note's drafts come to

    def _note_plan(self, path: str) -> NotePlan:
        found, drafted = self.surveys[path], self.drafted[path]
        skipped = tuple(sorted(drafted.skipped, key=lambda skip: skip.block.line))
        sessions: list[Session] = []
        findings = list(drafted.findings)
        for name, own in drafted.sessions.items():
            drafts = (*drafted.before[name], *own)
            assembled = assemble(name, drafts, seed=found.settings.seed, figures=self.config.figures)
            session = with_probes(assembled, found.note)
            sessions.append(session)
            findings.extend(prelude_findings(found.note, own, session.prelude))
            elsewhere = {other: others for other, others in drafted.sessions.items() if other != name}
            findings.extend(undefined_names(found.note, drafts, session.prelude, elsewhere, skipped))
        findings.sort(key=lambda one: (one.span.start, one.rule))
        return NotePlan(found.note, tuple(sessions), skipped, tuple(findings))


def _notes(candidate: Candidate) -> Iterator[Target]:
    return (target for target in candidate.targets if target.kind == "note")


def _drafts(
    note: Note, candidates: Sequence[Candidate], before: Sequence[Draft], drafted: Drafted, *, shell: bool
) -> Iterator[Draft]:
    """Yield the drafts of a session's blocks in order; each is mended knowing the names that are set above it."""
    above = Setters()
    for draft in before:
        above.add(draft)
    labels = {candidate.options.label: candidate.block.id for candidate in reversed(candidates)}
    for candidate in candidates:
        mended, repairs = make_draft(note.path, candidate, above.known, shell=shell)
        if isinstance(mended, Refusal):
            drafted.skipped.append(Skip(candidate.block, mended.because, candidate.tagged))
            if candidate.tagged and mended.needs_shell:
                drafted.findings.append(_needs_shell(note, candidate, mended))
            continue
        drafted.findings.extend(_repaired(note, repaired) for repaired in repairs)
        after = tuple(labels[target.name] for target in candidate.targets if target.name in labels)
        draft = replace(mended, after=after)
        above.add(draft)
        yield draft


def _needs_shell(note: Note, candidate: Candidate, refusal: Refusal) -> Finding:
    span = line_span(note, candidate.block.line)
    switch = "switch on `shell: true` in this device's `device.yaml`, " if refusal.because.endswith(NEEDS_SHELL) else ""
    remedy = f"{switch}take that line out, or take the tag off"
    return finding(note, "VRX106", span, f"this block doesn't run: {refusal.because}", remedy)


def _repaired(note: Note, repaired: Repair) -> Finding:
    return finding(note, repaired.rule, line_span(note, repaired.line), repaired.message, repaired.remedy)
