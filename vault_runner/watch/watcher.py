"""Watch a vault: hear of changes, judge again what they reach, write what came out; until somebody ends it."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from vault_runner.errors import ConfigError
from vault_runner.pipeline.approving import Approving
from vault_runner.pipeline.outcome import NoteOutcome
from vault_runner.pipeline.vaults import open_vault
from vault_runner.watch import telling
from vault_runner.watch.causes import EDITED, Causes, Chain
from vault_runner.watch.census import Census, Seen
from vault_runner.watch.changes import Batch, Inbox, changes
from vault_runner.watch.hearing import SETTINGS, Hearing
from vault_runner.watch.news import News
from vault_runner.watch.outside import Outside
from vault_runner.watch.patrol import Patrol
from vault_runner.watch.presence import Presence, Present
from vault_runner.watch.reach import Reach
from vault_runner.watch.saver import Saver
from vault_runner.watch.studio import Round, Studio
from vault_runner.watch.wishes import Wishes
from vault_runner.watch.work import Sorting, Work, names_in

CROWD: Final = 200
"""With more files than this in a batch some may have gone unheard, so the vault is walked."""
PATROL: Final = 30
"""Idle looks after which the vault is walked, in case something was never heard of."""


class Watcher:
    """One watch over one vault."""

    def __init__(self, paths: Sequence[Path], wishes: Wishes, teller: telling.Teller) -> None:
        """Read the settings of the vault.

        Raises:
            ConfigError: if there is no vault, or its settings can't be used.
        """
        self._paths, self._wishes, self._teller = paths, wishes, teller
        self._vault = open_vault(paths)
        self._inbox = Inbox()
        self._causes = Causes()
        self._outside = Outside()
        self._news = News(self._vault.root, teller)
        self._editor: Present | None = None
        self._idle_looks = 0
        self._stack = ExitStack()
        self._over = False

    def __enter__(self) -> Self:
        """Be there: from here on no change is lost.

        Raises:
            BusyNoteError: if somebody watches this vault already.
        """
        vault, stack = self._vault, self._stack
        self._presence = stack.enter_context(Presence(vault.root, "watch"))
        self._hearing = stack.enter_context(Hearing(vault.root, self._inbox, poll=self._wishes.poll))
        self._saver = stack.enter_context(Saver(vault, self._teller.say, self._inbox.ring))
        self._studio = Studio(vault, self._wishes.request(self._vault), slow=self._wishes.slow)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End every process and thread."""
        with self._stack:
            self._studio.__exit__(None, None, None)

    @property
    def root(self) -> Path:
        """The vault's folder."""
        return self._vault.root

    def run(self) -> None:
        """Judge what is out of date, then whatever changes, until the user ends it.

        Raises:
            ConfigError: if the vault is gone.
        """
        self._begin()
        for batch in changes(self._inbox, holds=self._git_is_at_work, ahead=self._look_ahead):
            if self._over:
                return
            if not self._vault.root.is_dir():
                raise ConfigError(f"the vault {self._vault.root} is gone", remedy="start again where it is now")
            self._turn(batch)

    def _look_ahead(self, paths: Collection[str]) -> None:
        """Read and plan the notes that are about to be judged; if they change once more, that was for nothing.

        Nothing of theirs is run: what a block does could not be taken back.
        """
        if self._editor is None and not self._saver.is_busy:
            names = names_in(self._vault.root, paths)
            self._studio.look_ahead([name for name in names if self._census.knows(name)])

    def _begin(self) -> None:
        """Judge what no earlier command has judged as it is."""
        vault, memory = self._vault, self._studio.memory
        self._census, self._reach = Census(vault), Reach(vault.root)
        self._patrol = Patrol(vault.root, self._census, self._saver, self._hearing, self._teller)
        self._sorting = Sorting(vault.root, self._census, self._reach, self._causes, self._saver)
        self._teller.status("looking for changes")
        memory.look()
        missing = set(memory.missing)
        known = memory.walked.keys() - missing
        digests = {name: memory.index.digest(memory.context, name) for name in known}
        self._census.notes = {name: Seen(memory.walked[name], digests[name]) for name in known}
        self._census.look(missing)
        self._reach.recall(need for need in memory.index.needs(memory.context) if need.path in known)
        self._teller.say(telling.watching(vault.root, len(memory.walked), self._hearing))
        self._do(Work(dict.fromkeys(missing, EDITED)))
        self._rest()

    def _turn(self, batch: Batch) -> None:
        """Do what a batch asks for."""
        overtaken = self._take_written()
        if not self._may_work():
            return
        self._do(overtaken)
        names = names_in(self._vault.root, batch.heard)
        if not SETTINGS.isdisjoint(names):
            self._reload()
            return
        if batch:
            self._idle_looks = 0
            self._do(self._sorted(batch, names))
        elif not batch.rung:
            self._idle()
        self._rest()

    def _sorted(self, batch: Batch, names: Collection[str]) -> Work:
        if len(names) > CROWD:
            batch = replace(batch, whole=True)
        difference = self._census.look(names)
        if batch.whole:
            difference.add(self._census.walk())
        moved = difference.moved(self._saver.is_ours)
        for new, old in moved.items():
            self._studio.times.move(old, new)
        work = self._sorting.sort(batch, difference, moved)
        for note in difference.gone:
            self._forget(note)
        return work

    def _forget(self, note: str) -> None:
        for memory in (self._reach, self._causes, self._sorting, self._news):
            memory.forget(note)
        self._studio.let_go(note)

    # What is done

    def _do(self, work: Work) -> None:
        """Judge notes again, those that run in a circle left out."""
        names = [name for name in work.notes if self._census.knows(name) and not self._rests(name, work)]
        reached = set(names) - work.edited - work.echoed
        sentence = telling.changed(work.edited, work.gone, work.moved, reached)
        if sentence and (work.by or work.gone):
            self._teller.say(sentence)
        if not names:
            return
        chain = max((work.notes[name] for name in names), key=len)
        self._teller.status(f"running {telling.named(names)}")
        started = time.monotonic()
        with self._causes.running(names, chain, self._hearing.lag) as ran:
            written: set[str] = set()

            def write(outcomes: Sequence[NoteOutcome]) -> None:
                self._write([one for one in outcomes if one.path not in written], chain)
                written.update(outcome.path for outcome in outcomes)

            for done in self._studio.rounds(names, write, fresh=work.fresh):
                ran.extend(done.ran)
                self._over |= done.interrupted
                self._learn(done)
                write(done.outcomes)
                self._news.tell(done, work, time.monotonic() - started)
                started = time.monotonic()

    def _rests(self, note: str, work: Work) -> bool:
        if not self._causes.is_circle(note, work.notes[note]):
            return False
        if self._causes.rest(note):
            self._teller.say(telling.circle(note, work.by[note]))
        return True

    def _learn(self, done: Round) -> None:
        for outcome in done.outcomes:
            self._reach.learn(outcome.path, done.witnesses[outcome.path])

    def _write(self, outcomes: Sequence[NoteOutcome], chain: Chain) -> None:
        proposed = [one for one in outcomes if one.proposal.edits or one.proposal.files]
        if proposed and not self._over:
            for outcome in proposed:
                self._causes.wrote(outcome.path, chain)
            self._saver.write(proposed)

    def _take_written(self) -> Work:
        """Take note of what was written, and return what has to be judged again to be written."""
        work = Work()
        for written in self._saver.taken():
            for name in written.overtaken:
                work.add(name, self._causes.of_write(name), name)
                work.echoed.add(name)
            self._sorting.written(written)
            for name in (*written.notes, *written.files):
                self._teller.say(f"wrote {telling.printable(name)}")
            self._teller.findings(written.findings, ())
        return work

    # When nothing changes

    def _idle(self) -> None:
        """See to what no file of the vault tells of."""
        self._idle_looks += 1
        self._saver.deliver()
        work = Work({note: self._causes.of_trial(note) for note in self._causes.rested()})
        work.by, work.fresh = {note: {note} for note in work.notes}, bool(work.notes)
        self._sorting.reached(self._reach.outside(), work)
        if self._outside.device_changed() or self._outside.interpreter_changed(self._studio.memory.witness):
            self._restart("the notes' interpreter or the switches of this device changed")
            return
        if self._outside.approvals_changed():
            for note in self._reach.otherwise_approved(Approving(self._vault, self._wishes.request(self._vault))):
                work.add(note, EDITED, "approvals")
        if self._idle_looks % PATROL == 0:
            for note in self._patrol.walk(work):
                self._forget(note)
        self._do(work)
        if not work.notes:
            self._confirm()
            self._studio.wear()

    def _confirm(self) -> None:
        """Keep for later commands what is known of the notes that we wrote into."""
        if self._saver.is_busy or not self._sorting.echoes:
            return
        names = [name for name in self._sorting.echoes if self._census.knows(name)]
        self._sorting.echoes.clear()
        for done in self._studio.confirm(names):
            for outcome in done.outcomes:
                if outcome.path not in done.unkept:
                    self._reach.learn(outcome.path, done.witnesses[outcome.path])
                    self._studio.times.learn(outcome.path, outcome.blocks)

    def _rest(self) -> None:
        here, notes = self._editor, telling.many(len(self._census.notes), "note")
        how = "looking every second" if self._hearing.why else "told by the system"
        self._teller.status(f"left to {here}" if here else f"watching {notes}, {how}")

    # Who else is there, and what holds for all

    def _may_work(self) -> bool:
        """Tell whether outputs are ours to write: an editor that has the vault open does that itself."""
        before, self._editor = self._editor, self._presence.editor()
        if self._editor is not None:
            if before is None:
                self._teller.say(f"{self._editor} has this vault open, so outputs are left to it")
                self._rest()
            return False
        if before is not None:
            self._restart("the editor is gone, so outputs are written here again")
            return False
        return True

    def _reload(self) -> None:
        """Go on with the settings as they are now; where they can't be used, with those of before."""
        try:
            vault = open_vault(self._paths)
        except ConfigError as error:
            self._teller.say(f"{telling.printable(str(error))}; the settings of before hold")
            return
        self._vault = self._saver.vault = vault
        self._restart("the vault's settings changed")

    def _restart(self, why: str) -> None:
        """Start over with everything that was looked at once and for all."""
        self._teller.say(why)
        self._studio.__exit__(None, None, None)
        self._studio = Studio(self._vault, self._wishes.request(self._vault), slow=self._wishes.slow)
        self._begin()

    def _git_is_at_work(self) -> bool:
        root = self._vault.root
        return any((folder / ".git" / "index.lock").exists() for folder in (root, *root.parents))
