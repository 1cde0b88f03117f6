"""`check --prove`: follow sessions with sizes that stand for any number; nothing is computed, nothing written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.execute import probe
from vault_runner.model import NotePlan, Verdict, VirtualDevices
from vault_runner.plan.resizing import bound_once, with_any_size
from vault_runner.verify.shape_proofs import with_proofs
from vault_runner.verify.shape_sizes import names_stated

if TYPE_CHECKING:
    from vault_runner.pipeline.running import Workshop

_ANY_SIZE = VirtualDevices("symbolic", "cuda", 8)


def prove(workshop: Workshop, note_plan: NotePlan, verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Return the verdicts of a note with what is proved of its shapes as evidence.

    The code runs behind the strict walls whoever approved of it, as with other sizes; where there are none, and for
    code without torch, nothing is proved.
    """
    names = names_stated(note_plan, verdicts)
    able = [each for each in note_plan.sessions if "torch" in each.imports and names & bound_once(each)]
    sessions = [(each, symbolic) for each in able if (symbolic := with_any_size(each)) is not None]
    if not sessions or not probe().confines:
        return verdicts
    texts = {note_plan.note.path: note_plan.note.text}
    executor = workshop.trials(sessions[0][0].imports)
    for session, symbolic in sessions:
        run = executor.run(replace(symbolic, devices=_ANY_SIZE), texts)
        verdicts = with_proofs(note_plan, verdicts, bound_once(session), run)
    return verdicts
