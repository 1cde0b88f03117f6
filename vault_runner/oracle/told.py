"""How an answer is told: the reading in words, the hypotheses that were used, the values of both sides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.errors_of import Relation
from vault_runner.oracle.evaluate import Value
from vault_runner.oracle.sampling import Trial
from vault_runner.oracle.strain import Outcome
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer
from vault_runner.oracle.worlds import Plan


@dataclass(frozen=True, slots=True)
class Read:
    """One reading of a relation: its terms, its plan, and how it was read."""

    relation: Relation
    plan: Plan
    el: Elaborator


def described(answer: Answer, read: Read, outcome: Outcome, seed: int) -> Answer:
    """Add to an answer what it rests on."""
    answer.reading = reading_of(read)
    last = outcome.trials[-1]
    answer.found, answer.expected = shown(last.left), shown(last.right)
    answer.evidence = {
        "seed": seed, "replay": f"{seed & 0xFFFFFFFF:08x}",
        "points": len(outcome.trials), "worst": outcome.worst, "sizes": last.sizes,
        "trial": last.number, "values": last.values, "hypotheses": hypotheses(read),
        "unread": read.el.scope.doubts,
    }  # fmt: skip
    return answer


def reading_of(read: Read) -> list[str]:
    """Say in words how the symbols were read."""
    words = list(dict.fromkeys(read.el.notes))
    for name, symbol in sorted(read.plan.symbols.items()):
        kinds = f" ({', '.join(sorted(symbol.props))})" if symbol.props else ""
        words.append(f"{name}: {read.el.resolved(symbol.ty or NUM)}{kinds}")
    return words


def hypotheses(read: Read) -> list[str]:
    """List the properties that were used."""
    return [f"{name} is {prop}" for name, symbol in sorted(read.plan.symbols.items()) for prop in sorted(symbol.props)]


def replace_trials(outcome: Outcome, last: Trial) -> Outcome:
    """Return the outcome with the telling trial last."""
    return replace(outcome, trials=[trial for trial in outcome.trials if trial is not last] + [last])


def shown(value: Value) -> str:
    """Write a value in few digits."""
    if isinstance(value, bool):
        return str(value)
    rounded = np.round(np.asarray(value, dtype=float), 6) + 0.0
    text: Any = rounded.tolist()
    return f"{text:.6g}" if isinstance(text, float) else str(text)
