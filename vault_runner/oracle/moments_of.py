"""Means and variances of what nothing says to be random: of a number they are trivial, and would verify anything."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.terms import Term

CONSTANT = "constant "
"""Marks a name in the options of a scope that the note calls a constant: its mean is what it is."""


def refuse_moments(el: Elaborator, terms: tuple[Term, ...], variables: frozenset[str]) -> None:
    """Refuse the mean or variance of names none of which is random; a written number and a stated constant may stand.

    Raises:
        MeaningError: if such a mean stands there.
    """
    for term in terms:
        for part in term.walk():
            if part.op not in {"expect", "moment", "entropy"}:
                continue
            of_what = part.args[: {"moment": 2, "expect": 1}.get(part.op) or int(part.text)]
            _refuse(el, {inner.text for one in of_what for inner in one.walk() if inner.op == "sym"}, variables)


def _refuse(el: Elaborator, names: set[str], variables: frozenset[str]) -> None:
    free = sorted(name for name in names if name in el.used or name in el.guessed)
    if free and not variables & names and not all(CONSTANT + name in el.scope.options for name in free):
        raise MeaningError(
            "chance",
            f"nothing says that {free[0]} is random",
            f"say “${free[0]}$ is a random variable” or “a constant”",
        )
