"""The one path up to the proposal: what a note holds, what ran, what is wrong, what would be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

from msgspec import structs

from vault_runner.model import Note, NotePlan, Plan, Verdict
from vault_runner.pipeline.concluding import conclude
from vault_runner.pipeline.formulas.asking_many import Oracles, Question
from vault_runner.pipeline.formulas.comparing_code import compare_all
from vault_runner.pipeline.judging_note import Surroundings, Tried, judge_note
from vault_runner.pipeline.memory.witness import Witness, link_answer
from vault_runner.pipeline.outcome import NoteOutcome, Outcome
from vault_runner.pipeline.places import cache_folder
from vault_runner.pipeline.proving import prove
from vault_runner.pipeline.reading import other_notes, read_note, read_vault
from vault_runner.pipeline.request import Request
from vault_runner.pipeline.resizing import try_other_sizes
from vault_runner.pipeline.running import Runs, Workshop, run_plan, workers
from vault_runner.pipeline.vaults import Vault
from vault_runner.pipeline.writing.present import Announcement
from vault_runner.plan import depends_targets, plan, resolve_link
from vault_runner.plan.properties import note_settings
from vault_runner.verify import (
    items_of,
    judge_formulas,
    request_of,
)
from vault_runner.verify.switches import asks_engine
from vault_runner.write import slug_owners


def judge(vault: Vault, request: Request) -> Outcome:
    """Read, plan, run and judge what `request` asks for, all at once; nothing is written or remembered."""
    request.progress("reading notes", None)
    reading = read_vault(vault)
    with Judging(vault, request) as judging:
        notes = judging.judge(reading.notes)
        interrupted = judging.interrupted
    return conclude(vault, request, notes, plain=reading.plain, findings=reading.findings, interrupted=interrupted)


class Judging:
    """The judging of one command, a batch of notes at a time; the engines that it starts serve every batch."""

    def __init__(
        self,
        vault: Vault,
        request: Request,
        names: frozenset[str] | None = None,
        *,
        read: Callable[[Vault, str], Note] = read_note,
        narrow: Callable[[Plan, Workshop], Plan] | None = None,
        early: Callable[[tuple[NoteOutcome, ...]], None] | None = None,
    ) -> None:
        """Start nothing yet.

        Args:
            vault: The vault.
            request: What is asked.
            names: Those of all notes of the vault, if they are known.
            read: Reads the notes that others name in `depends`; an editor holds newer ones than the disk.
            narrow: Takes out of a plan what is not to run now; what it leaves is judged all the same.
            early: Called with what the runs came to if formulas take longer: outputs need not wait for verdicts.
        """
        self.vault = _with_timeout(vault, request)
        self.interrupted = False
        self.witnesses: dict[str, Witness] = {}
        """What each note of the last batch depends on."""
        self._request = request
        self._names = names
        self._ahead: tuple[tuple[Note, ...], Plan] | None = None
        self._read = read
        self._narrow = narrow
        self._early = early
        self._oracles = Oracles(cache_folder() / "equations", workers(vault.config, request))
        self._workshop = Workshop(self.vault, request)
        self._announcement = Announcement(self.vault.root, [self.vault.relative(path) for path in self.vault.under])

    def __enter__(self) -> Self:
        """Return the judging."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the engines."""
        with self._oracles, self._workshop:
            self._announcement.close()

    @property
    def names(self) -> frozenset[str]:
        """The names of all notes of the vault; the walk is only worth it if somebody asks."""
        if self._names is None:
            self._names = frozenset(other_notes(self.vault))
        return self._names

    @property
    def python(self) -> Path | None:
        """The notes' interpreter, None if nothing was to run so far."""
        return self._workshop.python if "python" in self._workshop.__dict__ else None

    def forget(self) -> None:
        """Ask the disk anew which notes there are and what is approved; for who judges for days."""
        self._names = None
        self._workshop.approving.forget()

    def let_go(self, path: str) -> None:
        """End the sessions that stand of a note that is gone."""
        self._workshop.let_go(path)

    def break_off(self, path: str) -> None:
        """Stop what runs of a note in sessions that stand, and keep these. For another thread."""
        self._workshop.break_off(path)

    def stop(self) -> None:
        """Break off what is being judged, for good: what has not run by now won't. For another thread."""
        self._oracles.cancel()
        self._workshop.cancel()

    def plan_of(self, notes: Sequence[Note]) -> Plan:
        """Return what would run of some notes, with what comes before it of those that they depend on."""
        self.witnesses = {note.path: Witness(self.vault.root) for note in notes}
        return self._plan(notes, self._dependencies(notes))

    def look_ahead(self, notes: Sequence[Note]) -> None:
        """Plan notes that will most likely be judged next; nothing of theirs is run.

        Those that depend on others wait: which notes there are is asked of the disk when they are judged.
        """
        if not any(map(depends_targets, notes)):
            self._ahead = tuple(notes), self._plan(notes, {})

    def judge(self, notes: Sequence[Note]) -> tuple[NoteOutcome, ...]:
        """Plan, run and judge some notes, in the order of their paths."""
        vault, request, oracles = self.vault, self._request, self._oracles
        self.witnesses = {note.path: Witness(vault.root) for note in notes}
        others = self._dependencies(notes)
        whole = self._planned(notes, others)
        # While the workers load their packages a core is free: the formulas are judged meanwhile.
        with ThreadPoolExecutor(1) as background:
            formulas = background.submit(self._formulas, notes if request.execute and request.formulas else ())
            request.progress("running blocks", None)
            self._workshop.approving.look_at(whole)
            wanted = self._narrow(whole, self._workshop) if self._narrow and request.may_run else whole
            runs = run_plan(self._workshop, wanted, _texts(notes, others)) if request.may_run else Runs()
            if runs.interrupted:
                self.interrupted = True
                oracles.cancel()
            if self._early is not None and not formulas.done():
                bare = Surroundings(self._slug_owners(runs), {}, self._names or frozenset())
                self._early(tuple(self._judge(note_plan, runs, bare) for note_plan in whole.notes))
            request.progress("judging statements", None)
            found = formulas.result()
            # Who listens to a run hears its blocks once; what repeats them to compare them is for a check.
            if request.may_run and not request.kept_only and request.listen is None:
                found = compare_all(self._workshop, oracles.first, whole, runs, found, _texts(notes, others))
            around = Surroundings(self._slug_owners(runs), found, self._names or frozenset())
        return tuple(self._judge(note_plan, runs, around) for note_plan in whole.notes)

    def _planned(self, notes: Sequence[Note], others: Mapping[str, Note]) -> Plan:
        """Return the plan that was made ahead if it was made of the same, else one made now."""
        ahead, self._ahead = self._ahead, None
        if ahead is not None and not others and ahead[0] == tuple(notes):
            return ahead[1]
        return self._plan(notes, others)

    def _plan(self, notes: Sequence[Note], others: Mapping[str, Note]) -> Plan:
        everything, shell = self._request.everything, self._workshop.device.shell
        return plan(notes, self.vault.config, others=others, everything=everything, shell=shell)

    def _judge(self, note_plan: NotePlan, runs: Runs, around: Surroundings) -> NoteOutcome:
        witness = self.witnesses[note_plan.note.path]
        mine = runs.of(note_plan)
        witness.sure &= not self.interrupted and (runs.settles(note_plan) or not self._request.may_run)
        for run in mine:
            witness.ran(run)
        if note_plan.sessions:
            self._witness_approval(note_plan.note.path, witness)
        return judge_note(self.vault, note_plan, mine, self._request, around, witness, self._sizes)

    def _sizes(self, note_plan: NotePlan, verdicts: tuple[Verdict, ...]) -> Tried:
        """Return the verdicts, with what other sizes say of them if that was asked for."""
        if not (self._request.other_sizes and self._request.may_run) or self.interrupted:
            return verdicts, ()
        verdicts, hints = try_other_sizes(self._workshop, note_plan, verdicts)
        return (prove(self._workshop, note_plan, verdicts) if self._request.prove else verdicts), hints

    def _witness_approval(self, path: str, witness: Witness) -> None:
        approving = self._workshop.approving
        witness.approvals[path] = approving.sign(path)
        for file, digest in approving.files_of(path):
            witness.sure &= witness.files.setdefault(file, digest) == digest

    def _formulas(self, notes: Iterable[Note]) -> dict[str, dict[int, Verdict]]:
        stated = [(note, items_of(note)) for note in notes if asks_engine(self._checks(note))]
        asked = [(note, items) for note, items in stated if items]
        questions = [Question(request_of(note, items), str(self.vault.root / note.path)) for note, items in asked]
        verdicts = {}
        for (note, items), reply in zip(asked, self._oracles.ask_all(questions), strict=True):
            self.witnesses[note.path].sure &= "unanswered" not in reply
            verdicts[note.path] = judge_formulas(note, items, reply)
        return verdicts

    def _checks(self, note: Note) -> str:
        return note_settings(note, self.vault.config).options.check

    def _dependencies(self, notes: Iterable[Note]) -> dict[str, Note]:
        """Read the notes that others name in `depends`, and those that they name in turn."""
        known = {note.path: note for note in notes}
        found: dict[str, Note] = {}
        leads: dict[str, dict[str, str]] = {}
        waiting = list(known.values())
        while waiting:
            note = waiting.pop()
            leads[note.path] = {}
            for target in depends_targets(note):
                name = resolve_link(target, self.names, near=note.path)
                leads[note.path][target] = name or ""
                if name is not None and name not in known and name not in found:
                    found[name] = self._read(self.vault, name)
                    waiting.append(found[name])
        for path, links in leads.items():
            if links and path in known:
                self._witness_links(path, leads, {**found, **known})
        return found

    def _witness_links(self, path: str, leads: Mapping[str, Mapping[str, str]], notes: Mapping[str, Note]) -> None:
        """Note which notes come first in one, in however many steps, and what they hold."""
        witness, waiting, seen = self.witnesses[path], [path], {path}
        while waiting:
            holder = waiting.pop()
            for target, name in leads[holder].items():
                witness.links[f"{target}\n{holder}"] = link_answer(target, self.names, near=holder)
                if name and name not in seen:
                    seen.add(name)
                    waiting.append(name)
                    witness.files[str(self.vault.root / name)] = notes[name].digest

    def _slug_owners(self, runs: Runs) -> Mapping[str, str]:
        """Return which note owns each slug; the walk is only worth it if something may be written beside a note."""
        outputs = (output for run in runs.runs.values() for result in run.results for output in result.outputs)
        return slug_owners(self.names) if any(outputs) else {}


def _with_timeout(vault: Vault, request: Request) -> Vault:
    """Return the vault with the command line's time limit in place of the vault's own."""
    if not request.timeout:
        return vault
    return structs.replace(vault, config=structs.replace(vault.config, timeout=request.timeout))


def _texts(notes: Iterable[Note], others: Mapping[str, Note]) -> dict[str, str]:
    return {note.path: note.text for note in (*notes, *others.values())}
