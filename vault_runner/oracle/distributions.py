"""Names taken for finite distributions: probability vectors, and families of them."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import TRIPLE, Node
from vault_runner.oracle.terms import Term, col, mat

UNSUMMED = "unsummed "
"""Marks declared arrays that are taken for distributions though nothing says that they sum to one."""


def table_of(el: Elaborator, name: str) -> Term:
    """Return a name as a probability vector."""
    el.scope.options[f"table {name}"] = "yes"
    symbol = el.scope.get(name)
    if symbol is not None and symbol.ty is not None and symbol.ty.kind == "col":
        if "probability" not in symbol.props:
            el.flags.add(UNSUMMED + name)
        el.used[name] = replace(symbol, props=symbol.props | {"probability"})
        return Term("sym", (), name, symbol.ty)
    if symbol is not None and symbol.ty is not None:
        raise MeaningError("chance", f"{name} is no finite distribution")
    if name not in el.guessed:
        el.guessed[name] = col(el.sizes.fresh())
        el.flags.add(f"props {name} probability")
        el.flags.add("forced")
    return Term("sym", (), name, el.guessed[name])


def unsummed(el: Elaborator) -> list[str]:
    """Return the arrays that are taken for distributions, but for those over which a mean is taken."""
    return sorted(flag.removeprefix(UNSUMMED) for flag in el.flags if flag.startswith(UNSUMMED))


def mark_tables(el: Elaborator, body: Node) -> None:
    """Take `f(x; s)` for a family of distributions over x, one for each s."""
    for part in body.walk():
        if part.head != "call" or ";" not in part.text or len(part.args) != TRIPLE:
            continue
        name = name_of(part.args[0])
        if name and el.scope.get(name) is None and name not in el.guessed:
            el.guessed[name] = mat(el.sizes.fresh(), el.sizes.fresh())
            el.scope.options[f"table {name}"] = "yes"
            el.flags.add(f"props {name} column-stochastic")
            el.flags.add("forced")
