"""Guesses that decide too much: what nothing declares must not turn matrices into numbers, nor be drawn at random."""

from __future__ import annotations

from collections.abc import Mapping

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.properties import VOCABULARIES
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.tables import Chance
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.told import Read

_OF_MATRICES = frozenset(VOCABULARIES["mat"]) - frozenset(VOCABULARIES["num"])


def refuse(el: Elaborator, symbols: Mapping[str, Symbol]) -> None:
    """Fail where a reading holds only because a guess made arrays numbers, which commute."""
    if (name := _shrunk(el, symbols)) and any(ty == NUM for ty in el.guessed.values()):
        raise MeaningError("undeclared", f"{name} would have one entry beside what is taken for a number")
    if odd := next((name for name, one in symbols.items() if _misfits(one)), ""):
        raise MeaningError("kind", f"{odd} is taken for a number, and has a property of matrices")


def _misfits(symbol: Symbol) -> bool:
    """Tell whether what is taken for a number has a property that only matrices have, as in “A > 0 is symmetric”."""
    return symbol.ty == NUM and bool(symbol.props & _OF_MATRICES)


def _shrunk(el: Elaborator, symbols: Mapping[str, Symbol]) -> str:
    """Return a declared array of any size that a reading shrinks to one entry: as numbers, matrices commute."""
    for name, symbol in symbols.items():
        declared = el.scope.get(name)
        dims = symbol.ty.dims if symbol.ty is not None else ()
        free = declared is not None and declared.ty is not None and any(dim.names() for dim in declared.ty.dims)
        if free and name not in el.guessed and dims and all(str(dim) == "1" for dim in dims):
            return name
    return ""


def supposes_kinds(el: Elaborator, scope: Scope) -> bool:
    """Tell whether a reading made a number of a name that nothing declares: sizes that clash may be its fault."""
    numbers = {name for name, ty in el.guessed.items() if ty == NUM}
    drawn = {name for name, one in el.scope.symbols.items() if one.random and not one.sure}
    return any(scope.get(name) is None for name in (numbers | drawn) - set(el.bound))


def undrawn(read: Read) -> list[str]:
    """List the random variables that nothing declares; what declared ones are conditioned on may be any."""
    drawn = read.plan.chance.variables if isinstance(read.plan.chance, Chance) else {}
    guessed = sorted(name for name, symbol in drawn.items() if not symbol.sure and name in read.el.guessed)
    given = all(f"given {name}" in read.el.flags for name in guessed)
    return [] if given and len(guessed) < len(drawn) else guessed
