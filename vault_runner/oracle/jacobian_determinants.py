r"""Determinants of Jacobians by name: `\det \partial g(r,\theta)`, `\det J_g`, `\det Dg(u, v)` where a formula gives g.

As many values as arguments, all of them numbers: then the determinant is that of all derivatives, in either layout.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.judge import judge
from vault_runner.oracle.named_derivatives import are_numbers, given_by_formula, values_of, with_constants
from vault_runner.oracle.own_notations import substituted
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node, peel
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.verdicts import Answer

_JACOBIANS = frozenset({"J", "mathbf:J", "D"})
"""Letters that stand for derivatives where nothing declares them."""
_DIFFERENTIALS = frozenset({"D", "d"})


def jacobian_determinants(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge an equation that holds the determinant of the Jacobian of a function that a formula gives."""
    if statement.relations not in {("=",), ("===",)}:
        return None
    variables: set[str] = set()
    left, right = (_spelled_out(member, scope, variables) for member in statement.members)
    if not variables:
        return None
    inner = with_constants(scope)
    for name in variables:
        inner.symbols[name] = scope.get(name) or Symbol(name, NUM)
    return [judge(left, "=", right, inner, seed)]


def _spelled_out(node: Node, scope: Scope, variables: set[str]) -> Node:
    """Write the Jacobians below determinants as matrices of derivatives."""
    if node.head == "fun" and node.text == "det" and len(node.args) == 1:
        whole = _matrix(peel(node.args[0]), scope, variables)
        if whole is not None:
            return replace(node, args=(whole,))
    return replace(node, args=tuple(_spelled_out(part, scope, variables) for part in node.args))


def _matrix(jacobian: Node, scope: Scope, variables: set[str]) -> Node | None:
    if any(scope.get(letter) is not None for letter in _JACOBIANS):
        return None
    name, arguments = _named(jacobian)
    symbol = scope.get(name)
    if symbol is None or not given_by_formula(symbol) or len(symbol.params) < 2:  # noqa: PLR2004 - of several numbers
        return None
    by = arguments or tuple(Node("sym", (), param) for param in symbol.params)
    names = tuple(map(name_of, by))
    values = [substituted(part, dict(zip(symbol.params, by, strict=False))) for part in values_of(symbol.body)]
    if len(names) != len(symbol.params) or len(values) != len(names) or not are_numbers(scope, names):
        return None
    variables |= set(names)
    rows = (Node("row", tuple(Node("deriv", (value, one), "partial") for one in by)) for value in values)
    return Node("matrix", tuple(rows))


def _named(node: Node) -> tuple[str, tuple[Node, ...]]:
    r"""Return the function and the arguments of `\partial g(r, s)`, `J_g(r, s)`, `J_g` and `Dg(r, s)`."""
    inner = peel(node.args[0]) if node.head == "reach" else node
    if inner.head == "jacobian" and inner.args[1].head == "none":
        inner = peel(inner.args[0])
        return _called(inner) if inner.head == "call" else (name_of(inner), ())
    if inner.head == "call" and _letter(inner.args[0]):
        return name_of(inner.args[0].args[1]), inner.args[1:]
    if _letter(inner):
        return name_of(inner.args[1]), ()
    if inner.head == "mul" and not inner.text and name_of(inner.args[0]) in _DIFFERENTIALS:
        return _called(inner.args[1]) if inner.args[1].head == "call" else (name_of(inner.args[1]), ())
    return "", ()


def _called(call: Node) -> tuple[str, tuple[Node, ...]]:
    return name_of(call.args[0]), call.args[1:]


def _letter(node: Node) -> bool:
    """Tell whether a tree is `J_g`."""
    return node.head == "sub" and len(node.args) == 2 and name_of(node.args[0]) in _JACOBIANS  # noqa: PLR2004 - one index
