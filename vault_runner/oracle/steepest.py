r"""The steepest direction: `\max_{\|u\|=1} D_u f(x)` runs over u alone, so that the gradient at x is computed once.

A derivative along u is the product of u and the gradient, where f is differentiable; what is arbitrary here is smooth.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.binders import STEEPEST
from vault_runner.oracle.elaborator import Elaborator
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import Term


def steepest(el: Elaborator, node: Node) -> Term | None:
    """Elaborate an extremum over directions with the gradients in it as fixed vectors; None if it holds none."""
    variable, body = node.args
    names = {name_of(inner) for part in variable.walk() if part.head == "norm" for inner in part.args} - {""}
    fixed: dict[str, Term] = {}
    inner = _with_fixed(el, body, names.pop(), fixed) if len(names) == 1 else body
    if not fixed:
        return None
    el.bound |= {name: Term("sym", (), name, value.ty) for name, value in fixed.items()}
    try:
        whole = el.term(replace(node, args=(variable, inner)))
    finally:
        for name in fixed:
            del el.bound[name]
    for name, value in fixed.items():
        whole = Term("let", (value, whole), name, whole.ty)
    return whole


def _with_fixed(el: Elaborator, node: Node, direction: str, fixed: dict[str, Term]) -> Node:
    """Put names in the place of the gradients that don't depend on the direction."""
    if node.head == "nabla" and node.text == "" and not _depends(node, direction):
        return _fixed(el, node, fixed)
    slope = _slope(node, direction)
    if slope is not None and el.scope.get("D") is None and not _depends(slope, direction):
        along = Node("transpose", (Node("sym", (), direction),))
        return Node("mul", (along, _fixed(el, slope, fixed)), "", node.start, node.end)
    return replace(node, args=tuple(_with_fixed(el, part, direction, fixed) for part in node.args))


def _fixed(el: Elaborator, gradient: Node, fixed: dict[str, Term]) -> Node:
    name = el.fresh_name("slope")
    fixed[name] = el.term(gradient)
    if fixed[name].ty.kind != "col":
        raise MeaningError("kind", "the slope of a function that is no number")
    return Node("sym", (), name)


def _slope(node: Node, direction: str) -> Node | None:
    r"""Return `\nabla f(x)` for `D_u f(x)` along the direction u."""
    if node.head != "mul" or node.text or len(node.args) != PAIR:
        return None
    operator, call = node.args
    along = (
        operator.head == "sub" and operator.args[0].text in {"D", "nabla"} and name_of(operator.args[1]) == direction
    )
    if not along or call.head != "call" or len(call.args) != PAIR:
        return None
    return Node("nabla", (call, Node("none")), "", call.start, call.end)


def _depends(node: Node, name: str) -> bool:
    return any(name_of(part) == name for part in node.walk())


STEEPEST.append(steepest)
