"""Ties between whole numbers: m = n and m = -n hardly come by chance, and are where claims about m and n fail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vault_runner.oracle.evaluate import Value
from vault_runner.oracle.properties import SCALAR
from vault_runner.oracle.scope import Symbol
from vault_runner.oracle.terms import Term

WHOLE = frozenset({"integer", "natural", "counting", "whole"})
_SIDES = {"=": 0, ">": 1, ">=": 1, "<": -1, "<=": -1}
_BELOW = frozenset({"<", "<="})
FARTHEST = 1e6
_SIGNS = {1: -1.0, 3: 1.0}
"""By the number of a world, modulo four, the sign of what a later number is tied to."""


def fix(guards: Iterable[Term], values: dict[str, Value]) -> None:
    """Move numbers to where `q = 1` and `n >= 30` put them: samples hardly meet such conditions by chance."""
    for guard in guards:
        if guard.op != "compare" or guard.text not in _SIDES:
            continue
        name, bound = guard.args
        value = values.get(name.text)
        if name.op == "sym" and bound.op == "const" and isinstance(value, float) and abs(bound.number) < FARTHEST:
            values[name.text] = _moved(value, guard.text, float(bound.number))
        elif name.op == "sym" and bound.op == "size" and guard.text in _BELOW and isinstance(value, float):
            values[name.text] = _below(value, guard.text, values.get(bound.text))


def _below(value: float, relation: str, bound: Value | None) -> float:
    """Move a whole number from one up below a size, which samples hardly are."""
    most = float(bound) - (relation == "<") if isinstance(bound, float) else 0.0
    return value if value <= most or most < 1 or value < 1 or value % 1 else 1 + (value - 1) % most


def _moved(value: float, relation: str, bound: float) -> float:
    """Return the value itself where it meets a bound, else one as far behind the bound as it lies from zero."""
    side = _SIDES[relation]
    if side == 0:
        return bound
    return value if side * (value - bound) > 0 else bound + side * abs(value)


def tie(symbols: Mapping[str, Symbol], values: dict[str, Value], number: int) -> None:
    """Make a later whole number equal or opposite to the first in some worlds, if its properties allow it."""
    sign = _SIGNS.get(number % 4)
    names = [name for name, symbol in symbols.items() if symbol.props & WHOLE and isinstance(values.get(name), float)]
    if sign is None or len(names) < len(_SIGNS):
        return
    tied = sign * float(values[names[0]])
    later = names[1 + number // 4 % (len(names) - 1)]
    if all(SCALAR[prop].holds(tied) for prop in symbols[later].props if prop in SCALAR):
        values[later] = tied
