r"""“The composition $f(g(x))$ has the Jacobian …” gives f and g: functions of vectors, unless they are known."""

from __future__ import annotations

import re

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.scope import Scope, Symbol
from vault_runner.oracle.terms import Ty, col

_MARK = "composed "
_CALL = r"\$\s*([A-Za-z])\s*\(\s*([A-Za-z])\s*\(\s*([a-z])\s*\)\s*\)\s*\$"
_SAID = re.compile(
    rf"(?:假设有|设有|考虑|给定|有)?(?:一个)?复合函数\s*{_CALL}(?=[^。；;.]{{0,12}}(?:Jacobian|雅可比))"
    rf"|\b(?:the |a )?composition {_CALL}(?=[^.;]{{0,20}}\bJacobian)",
    re.IGNORECASE,
)


def stated_compositions(prose: str) -> tuple[str, dict[str, str]]:
    """Take out the noun; return the rest, and an option that tells the functions and their variable."""
    found: dict[str, str] = {}

    def taken(match: re.Match[str]) -> str:
        names = [name for name in match.groups() if name]
        found[_MARK] = " ".join(names) if len(set(names)) == len(names) else ""
        return " " + match[0][match[0].index("$") :] + " "

    return _SAID.sub(taken, prose), found


def declare_compositions(scope: Scope) -> None:
    """Declare the functions that a paragraph puts into each other, if nothing else says what they are."""
    outer, inner, variable = (scope.options.pop(_MARK, "").split() + [""] * 3)[:3]
    known = scope.get(variable)
    free = all(_free(scope.get(name)) for name in (outer, inner))
    if not variable or not free or (known is not None and (known.ty is None or known.ty.kind != "col")):
        return
    sizes = [Dim.of(f"?C{number}{outer}{inner}") for number in range(3)]
    if known is None:
        scope.declare(Symbol(variable, col(sizes[0])))
    elif known.ty is not None:
        sizes[0] = known.ty.dims[0]
    scope.declare(Symbol(inner, Ty("fun", (), (col(sizes[0]), col(sizes[1])))))
    scope.declare(Symbol(outer, Ty("fun", (), (col(sizes[1]), col(sizes[2])))))


def _free(symbol: Symbol | None) -> bool:
    return symbol is None or (symbol.ty is None and symbol.body is None and not symbol.role)
