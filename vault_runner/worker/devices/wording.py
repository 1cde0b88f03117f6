"""Sizes as python writes them: torch's `FloorDiv` is `(n + 1)//2`, its `Max` is `max(n, m)`."""

from __future__ import annotations

import ast
from typing import Any

import sympy

_BETWEEN: dict[str, type[ast.operator]] = {
    **dict.fromkeys(("Mod", "PythonMod"), ast.Mod),
    **dict.fromkeys(("PowByNatural", "FloatPow"), ast.Pow),
    **dict.fromkeys(("IntTrueDiv", "FloatTrueDiv"), ast.Div),
    **dict.fromkeys(("FloorDiv", "CleanDiv"), ast.FloorDiv),
}
_LEFT_OUT = frozenset(("ToFloat", "Identity"))
_CALLED = {
    "TruncToInt": "int",
    "TruncToFloat": "int",
    "RoundToInt": "round",
    "CeilToInt": "ceil",
    "FloorToInt": "floor",
    "Max": "max",
    "Min": "min",
    "Abs": "abs",
}
_SIGNS = {"==": "=", "!=": "≠", ">=": "≥", "<=": "≤"}
_CLOSE = {" // ": "//", " * ": "*", " ** ": "**", " / ": "/"}


def in_python(text: str) -> str:
    """Return an expression of torch's sizes as python writes it; what can't be read stays as it is."""
    try:
        tree = _Plainer().visit(ast.parse(text, mode="eval"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return text
    plain = ast.unparse(tree)
    for wide, close in _CLOSE.items():
        plain = plain.replace(wide, close)
    return plain


class _Plainer(ast.NodeTransformer):
    """Puts operators and python's functions in the place of torch's."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in _BETWEEN and len(node.args) == 2:  # noqa: PLR2004 - two sides
            return ast.BinOp(node.args[0], _BETWEEN[name](), node.args[1])
        if name in _LEFT_OUT and node.args:
            return node.args[0]
        return ast.Call(ast.Name(_CALLED.get(name, name)), node.args, [])


def question(expr: Any) -> str:
    """Return a question as python writes it, with the signs of mathematics."""
    if isinstance(expr, sympy.Or | sympy.And):
        return (" or " if isinstance(expr, sympy.Or) else " and ").join(sorted(map(question, expr.args)))
    if isinstance(expr, sympy.core.relational.Relational):
        if all(side.could_extract_minus_sign() for side in expr.args):
            expr = expr.reversedsign
        return f"{written(expr.lhs)} {_SIGNS.get(expr.rel_op, expr.rel_op)} {written(expr.rhs)}"
    return written(expr)


def written(expr: Any) -> str:
    """Return a size as python writes it."""
    return in_python(str(expr))
