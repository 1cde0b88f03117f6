"""`check --other-sizes`: run sessions twice more with other sizes, without values and without the right to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.execute import probe
from vault_runner.model import Finding, NotePlan, Session, Verdict, VirtualDevices
from vault_runner.plan.resizing import resized, resized_alike, written_sizes
from vault_runner.verify.shape_sizes import Trial, names_stated, with_trials

if TYPE_CHECKING:
    from vault_runner.execute import Executor
    from vault_runner.pipeline.running import Workshop

_NO_DEVICE = VirtualDevices("shape", "cuda", 1)


def try_other_sizes(
    workshop: Workshop, note_plan: NotePlan, verdicts: tuple[Verdict, ...]
) -> tuple[tuple[Verdict, ...], tuple[Finding, ...]]:
    """Return the verdicts of a note with what other sizes add to them, and the hints that follow.

    The code runs behind the strict walls whoever approved of it, since with other sizes it would write other files;
    where there are no walls, and for code without torch, nothing is tried.
    """
    findings: list[Finding] = []
    names = names_stated(note_plan, verdicts)
    sessions = [each for each in note_plan.sessions if "torch" in each.imports and written_sizes(each, names)]
    if not sessions or not probe().confines:
        return verdicts, ()
    texts = {note_plan.note.path: note_plan.note.text}
    executor = workshop.trials(sessions[0].imports)
    for session in sessions:
        written, trials = written_sizes(session, names), list(_trials(executor, session, names, texts))
        after, more = with_trials(note_plan, verdicts, written, trials)
        if more and len(set(written.values())) < len(written):
            other, sizes = resized_alike(session, names)
            alike = Trial(sizes, executor.run(replace(other, devices=_NO_DEVICE), texts))
            after, more = with_trials(note_plan, verdicts, written, trials, alike)
        verdicts = after
        findings += more
    return verdicts, tuple(findings)


def _trials(executor: Executor, session: Session, names: frozenset[str], texts: Mapping[str, str]) -> Iterator[Trial]:
    for other, sizes in resized(session, names):
        yield Trial(sizes, executor.run(replace(other, devices=_NO_DEVICE), texts))
