r"""Homogeneous functions: `f(sx) = s^k f(x)` for s > 0 is a power of the length times what a direction gives."""

from __future__ import annotations

from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.syntax import PAIR, Node, num
from vault_runner.oracle.terms import NUM, Ty

_ARGUMENT = "x°"
_INTEGERS = frozenset({"integer", "natural", "counting", "whole"})


def take_homogeneous(scope: Scope, left: Node, right: Node) -> tuple[str, ...] | None:
    """Give a function of vectors the degree that an equation states; None if it states none."""
    read = _scaling(left, right)
    if read is None:
        return None
    name, factor, point, degree = read
    symbol = scope.get(name)
    if symbol is None or symbol.ty is None or symbol.body is not None:
        return None
    if [part.kind for part in symbol.ty.parts] != ["col", "num"]:
        return None
    if scope.get(factor) is None:
        scope.declare(Symbol(factor, NUM, frozenset({"positive"})))
    for known, ty in ((point, symbol.ty.parts[0]), (name_of(degree), NUM)):
        if known and scope.get(known) is None:
            scope.declare(Symbol(known, ty))
    _define(scope, name, symbol.ty, degree)
    return (name,)


def _define(scope: Scope, name: str, ty: Ty, degree: Node) -> None:
    """Write f as the power of the length of its argument times a function of the direction."""
    free, argument = f"{name}°", Node("sym", (), _ARGUMENT)
    length = Node("norm", (argument,))
    direction = Node("call", (Node("sym", (), free), Node("div", (argument, length))), "(")
    power = Node("pow", (length, degree)) if degree.text != "1" else length
    scope.symbols[free] = Symbol(free, ty, frozenset({"differentiable"}), callable=True)
    scope.symbols[name] = Symbol(name, ty, body=Node("mul", (power, direction)), params=(_ARGUMENT,), callable=True)


def _scaling(left: Node, right: Node) -> tuple[str, str, str, Node] | None:
    """Return the function, the factor, the point and the degree of `f(sx) = s^k f(x)`."""
    if left.head != "call" or len(left.args) != PAIR or left.args[1].head != "mul" or left.args[1].text:
        return None
    name, (factor, point) = name_of(left.args[0]), (name_of(part) for part in left.args[1].args)
    if not (name and factor and point) or right.head != "mul" or right.text:
        return None
    if str(right.args[1]) != f"(call:( {name} {point})":
        return None
    scale = right.args[0]
    if name_of(scale) == factor:
        return name, factor, point, num(1)
    return (name, factor, point, scale.args[1]) if scale.head == "pow" and name_of(scale.args[0]) == factor else None
