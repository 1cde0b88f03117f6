r"""Members of a family with a law, `m_i \sim \mathrm{Bernoulli}(p)`, where nothing says how they depend on each other.

What speaks of one member alone, of any, needs no more than its law. What speaks of several needs a word on them.
"""

from __future__ import annotations

from collections.abc import Container

from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.syntax import PAIR
from vault_runner.oracle.terms import Term


def one_member(name: str, terms: tuple[Term, ...], free: Container[str]) -> None:
    """Refuse terms that speak of several members of a family.

    Raises:
        MeaningError: if they do.
    """
    whole = sum(part.op == "sym" and part.text == name for term in terms for part in term.walk())
    entries = [
        part.args[1]
        for term in terms
        for part in term.walk()
        if part.op == "entry" and part.args[0].op == "sym" and part.args[0].text == name and len(part.args) == PAIR
    ]
    places = {(index.op, index.text, index.number) for index in entries}
    any_one = all(index.op == "const" or (index.op == "sym" and index.text in free) for index in entries)
    if whole != len(entries) or len(places) > 1 or not any_one:
        raise MeaningError(
            "chance",
            f"nothing says how the members of {name} depend on each other",
            f"say that they are independent, or i.i.d., or speak of one ${name}_i$",
        )
