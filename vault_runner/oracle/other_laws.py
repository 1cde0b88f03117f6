r"""Laws whose notation has two meanings: what fails under one and holds under the other isn't held against a note.

`\mathrm{Geom}(p)` counts tries to some and failures to others, `\mathrm{Exp}(\theta)` has a rate or a mean, and the
second letter of `N(\mu, \sigma)` is a variance or a deviation.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.tables import Chance
from vault_runner.oracle.terms import NUM, Term, const
from vault_runner.oracle.worlds import Plan

Law = tuple[str, tuple[Term, ...]]
_MEANS = frozenset({"beta", "theta", "mu", "tau", "m", "s", "eta", "b"})
"""Letters of a mean; a rate is written as λ, or as α."""
_DEVIATIONS = ("sigma", "s", "tau")


def with_other_laws(plan: Plan) -> Plan | None:
    """Return a plan in which such laws have their other meaning, None if there are none."""
    if not isinstance(plan.chance, Chance):
        return None
    laws = {name: _other(law) for name, law in plan.chance.laws.items()}
    return replace(plan, chance=replace(plan.chance, laws=laws)) if laws != dict(plan.chance.laws) else None


def _other(law: Law) -> Law:
    kind, terms = law
    last = terms[-1] if terms else None
    letter = last.text if last is not None and last.op == "sym" else ""
    if kind == "geometric":
        return "geometric-zero", terms
    if kind == "exponential" and last is not None and letter.partition("_")[0] in _MEANS:
        return kind, (Term("div", (const(1), last), "", NUM),)
    if kind == "normal" and last is not None and last.ty == NUM and letter.partition("_")[0] in _DEVIATIONS:
        return kind, (terms[0], Term("mul", (last, last), "", NUM))
    return law
