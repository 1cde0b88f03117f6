"""Which part of a plan is to run now: what a click asked for, or nothing but what is known from before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from vault_runner.model import NotePlan, Plan, Session
from vault_runner.pipeline.running import Workshop

Cut = Callable[[Session], Session | None]


def up_to(blocks: Collection[str]) -> Callable[[Plan, Workshop], Plan]:
    """Leave of each session what stands above the last of `blocks` and that block itself.

    All above it runs as well: what is shown is to be what a run of the whole note would show.
    """

    def cut(session: Session) -> Session | None:
        ends = [end for end in _ends(session) if session.steps[end - 1].block.id in blocks]
        return _until(session, ends[-1]) if ends else None

    return lambda plan, _workshop: _each(plan, cut)


def kept(plan: Plan, workshop: Workshop) -> Plan:
    """Leave of each session as much as there are results of: maybe a click ran no more than its beginning.

    Nothing is left of a session that isn't approved: to look for its results, the interpreter that the vault's
    settings name would have to be asked what it is.
    """

    def cut(session: Session) -> Session | None:
        if not workshop.is_approved(session):
            return None
        stretches = (_until(session, end) for end in reversed(list(_ends(session))))
        return next((each for each in stretches if workshop.store.lookup(each, workshop.stamp(each))), None)

    return _each(plan, cut)


def _ends(session: Session) -> Iterator[int]:
    """Yield how many steps there are up to each of the note's own."""
    return (number for number, step in enumerate(session.steps, start=1) if step.path == session.own)


def _until(session: Session, end: int) -> Session:
    return replace(session, steps=session.steps[:end])


def _each(plan: Plan, cut: Cut) -> Plan:
    return Plan(tuple(_of_note(note, cut) for note in plan.notes), plan.findings)


def _of_note(note: NotePlan, cut: Cut) -> NotePlan:
    sessions = (cut(session) for session in note.sessions)
    return replace(note, sessions=tuple(session for session in sessions if session is not None))
