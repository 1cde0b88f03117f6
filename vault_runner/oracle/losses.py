r"""Chains through a scalar loss: `∂L/∂W = ∂L/∂y x^T` where y = Wx and L is any differentiable function of y.

The loss becomes an arbitrary function of the outermost name that the statement differentiates it by. A derivative by
a name that is itself defined holds that name as a variable of its own.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term

DEEPEST = 6


def with_losses(sides: tuple[Node, ...], scope: Scope) -> Scope:
    """Return the scope in which each loss is a function of what the statement differentiates it by."""
    slopes: dict[str, set[str]] = {}
    for side in sides:
        for part in side.walk():
            if part.head in {"deriv", "nabla"} and len(part.args) == PAIR:
                name, variable = name_of(peel(part.args[0])), name_of(part.args[1])
                if variable and _is_loss(scope, name):
                    slopes.setdefault(name, set()).add(variable)
    found = scope
    for name, variables in slopes.items():
        argument = _argument(scope, scope.symbols[name], variables)
        if argument:
            found = found.copy() if found is scope else found
            _define(found, name, argument)
    return found


def _is_loss(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    if symbol is None or symbol.body is not None or symbol.params or symbol.random:
        return False
    return symbol.ty in {None, NUM} and (symbol.role == "loss" or (symbol.callable and symbol.ty is None))


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
    scope.symbols[function] = Symbol(function, callable=True)
    scope.options[f"value of {function}"] = "num"
    call = Node("call", (Node("word", (), function), Node("sym", (), argument)), "(")
    scope.symbols[name] = replace(scope.symbols[name], ty=None, role="", callable=False, body=call)


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
