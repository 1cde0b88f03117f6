r"""Chains through a scalar loss: `∂L/∂W = ∂L/∂y x^T` where y = Wx and L is any differentiable function of y.

The loss becomes an arbitrary function of the outermost name that the statement differentiates it by. A derivative by
a name that is itself defined holds that name as a variable of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vault_runner.oracle.classify import mentioned
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.prose_losses import ELSEWHERE
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term

DEEPEST = 6


def with_losses(sides: tuple[Node, ...], scope: Scope) -> Scope:
    """Return the scope in which each loss is a function of what the statement differentiates it by."""
    slopes: dict[str, set[str]] = {}
    for part in _parts(sides, scope):
        if part.head in {"deriv", "nabla"} and len(part.args) == PAIR:
            name, variable = name_of(peel(part.args[0])), name_of(part.args[1])
            if variable and _is_loss(scope, name, sides):
                slopes.setdefault(name, set()).add(variable)
    found = scope
    for name, variables in slopes.items():
        argument = _argument(scope, scope.get(name) or Symbol(name), variables)
        if argument:
            found = found.copy() if found is scope else found
            _define(found, name, argument)
    return found


def _parts(sides: tuple[Node, ...], scope: Scope) -> Iterator[Node]:
    r"""Walk over the sides and over what their names are defined by: `G W^\top` with `G = \partial L/\partial Y`."""
    bodies = [one.body for name in set().union(*(mentioned(side, scope) for side in sides)) if (one := scope.get(name))]
    for whole in (*sides, *(body for body in bodies if body is not None)):
        yield from whole.walk()


def _is_loss(scope: Scope, name: str, sides: tuple[Node, ...]) -> bool:
    symbol = scope.get(name)
    if symbol is None:
        return bool(name) and ELSEWHERE not in scope.options and not _stands_alone(name, sides)
    if symbol.body is not None or symbol.params or symbol.random:
        return False
    return symbol.ty in {None, NUM} and (symbol.role == "loss" or (symbol.callable and symbol.ty is None))


def _stands_alone(name: str, sides: tuple[Node, ...]) -> bool:
    """Tell whether a name stands anywhere but in what is differentiated."""
    pending = list(sides)
    while pending:
        part = pending.pop()
        if name_of(part) == name:
            return True
        slope = part.head in {"deriv", "nabla"} and len(part.args) == PAIR and name_of(peel(part.args[0])) == name
        pending += part.args[1:] if slope else part.args
    return False


def _argument(scope: Scope, loss: Symbol, variables: set[str]) -> str:
    """Return what the loss is a function of: as stated, else the one name that depends on all the others."""
    if loss.of:
        return loss.of[0]
    tops = [name for name in sorted(variables) if variables <= _reached(scope, name)]
    defined = [name for name in tops if (symbol := scope.get(name)) is not None and symbol.body is not None]
    return defined[0] if len(defined) == 1 else ""


def _reached(scope: Scope, name: str, depth: int = 0) -> set[str]:
    """Return a name with all that its definition uses."""
    symbol = scope.get(name)
    found = {name}
    if symbol is not None and symbol.body is not None and depth < DEEPEST:
        for inner in {name_of(part) for part in symbol.body.walk()} - {"", name}:
            found |= _reached(scope, inner, depth + 1)
    return found


def _define(scope: Scope, name: str, argument: str) -> None:
    function = f"{name} as a function"
    known = scope.get(name) or Symbol(name, sure=False)
    scope.symbols[function] = Symbol(function, callable=True, sure=known.sure)
    scope.options[f"value of {function}"] = "num"
    call = Node("call", (Node("word", (), function), Node("sym", (), argument)), "(")
    scope.symbols[name] = replace(known, ty=None, role="", callable=False, body=call)


def held(el: Elaborator, name: str) -> tuple[Term, Term] | None:
    """Return a defined name as a variable of its own, and the value at which it is held; None for other names."""
    symbol = el.scope.get(name)
    if symbol is None or symbol.body is None or symbol.params or name in el.bound or name in el.held:
        return None
    value = el.term(Node("sym", (), name))
    if value.ty.kind not in {"num", "col", "mat", "row"}:
        raise MeaningError("unsupported", "a derivative by something computed")
    if el.scope.options.get("layout") == "numerator" and value.ty.kind != "num":
        raise MeaningError("layout", "a gradient in numerator layout")
    variable = Term("sym", (), el.fresh_name(name), value.ty)
    el.held[name] = variable
    return variable, value


def release(el: Elaborator, name: str) -> None:
    """Undo `held`."""
    el.held.pop(name, None)
