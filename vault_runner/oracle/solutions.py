"""Stated solutions of differential equations: put into the equation and its initial conditions, and differentiated."""

from __future__ import annotations

from vault_runner.oracle.differential import DOTS
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.judge import judge
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node, num
from vault_runner.oracle.terms import NUM, Term, Ty
from vault_runner.oracle.verdicts import Answer

_ORDER = ("refuted", "doubted", "ambiguous", "not-checkable", "recurrence", "definition", "verified", "verified-exact")
LARGEST_ORDER = 3
_SOLVING = frozenset(
    {
        "solution of",
        "方程是",
        "solution",
        "solved",
        "solves",
        "solve",
        "equation",
        "differential equation",
        "解",
        "方程",
    }
)
"""Words that say no more of a solution than that it is one."""


def solution_of_ode(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `x(t) = …` where the note gives a differential equation of x; None if it gives none."""
    if statement.relations[:1] != ("=",) or not scope.odes:
        return None
    name, time = _unknown(statement.members[0], scope)
    equations = [
        pair for pair in scope.odes if any(_order_of(part, name, time) for side in pair for part in side.walk())
    ]
    if not name or not any(not _initial(pair, name, time) for pair in equations):
        return None
    inner = scope.copy()
    inner.unread = [text for text in inner.unread if text.lower() not in _SOLVING]
    inner.reserve = [text for text in inner.reserve if text.lower() not in _SOLVING]
    start = Node("sym", (), f"{name}_0")
    claimed = _started(statement.members[1], name, start)
    known = {name_of(part) for pair in equations for side in pair for part in side.walk()}
    for pair in equations:
        _declare_state(inner, name, time, pair[1])
    _declare_numbers(inner, claimed, known, time)
    pairs = [tuple(_solved(side, name, time, claimed) for side in pair) for pair in equations]
    pairs += _values(scope, name, time, claimed, start)
    answers = [judge(left, "=", right, inner, seed + number) for number, (left, right) in enumerate(pairs)]
    worst = min(answers, key=lambda answer: _ORDER.index(answer.verdict))
    worst.reading.append(f"substituted into the differential equation of {name}")
    return [worst]


def _unknown(left: Node, scope: Scope) -> tuple[str, str]:
    """Return the function that is claimed and its variable: `x(t)`, or a bare y whose equation names its variable."""
    if left.head == "call" and len(left.args) == PAIR and name_of(left.args[1]):
        return name_of(left.args[0]), name_of(left.args[1])
    name = name_of(left)
    for pair in scope.odes:
        for part in (node for side in pair for node in side.walk()):
            if part.head == "deriv" and name and name_of(part.args[0]) == name:
                return name, name_of(part.args[1])
    return "", ""


def _order_of(node: Node, name: str, time: str) -> int:
    """Return the order of the derivative of a function that a node is, 0 if it is none."""
    if node.head == "call" and len(node.args) == PAIR and name_of(node.args[1]) == time:
        return _order_of(node.args[0], name, time)
    if node.head == "deriv" and node.text == "d":
        body = node.args[0].args[0] if node.args[0].head == "call" else node.args[0]
        variables = {name_of(part) for part in node.args[1:]}
        return len(node.args) - 1 if name_of(body) == name and variables == {time} else 0
    if node.head == "accent" and name_of(node.args[0]) == name:
        return DOTS.get(node.text, 0)
    if node.head == "prime" and name_of(node.args[0]) == name:
        return int(node.text or 1)
    return 0


def _initial(pair: tuple[Node, Node], name: str, time: str) -> bool:
    """Tell whether an equation only says what a derivative is at one time."""
    left = pair[0]
    return left.head == "call" and bool(_order_of(left.args[0], name, time)) and name_of(left.args[1]) != time


def _solved(node: Node, name: str, time: str, claimed: Node) -> Node:  # noqa: PLR0911 - one case after another
    """Put the claimed solution in the place of the function, of its derivatives and of its values."""
    order = _order_of(node, name, time)
    if order > LARGEST_ORDER:
        return node
    if order:
        return _derived(claimed, time, order)
    if node.head == "call" and name_of(node.args[0]) == name and _mentions(node.args[1], name):
        return Node("mul", (_grouped(claimed), _grouped(_solved(node.args[1], name, time, claimed))))
    if node.head == "call" and len(node.args) == PAIR:
        inner = _order_of(node.args[0], name, time)
        if inner or name_of(node.args[0]) == name:
            whole = _derived(claimed, time, inner) if inner else claimed
            at = node.args[1]
            return _grouped(whole) if name_of(at) == time else Node("valued", (whole, Node("sym", (), time), at))
    if name_of(node) == name:
        return _grouped(claimed)
    if name_of(node):
        return node
    return node.with_args(*(_solved(part, name, time, claimed) for part in node.args))


def _mentions(node: Node, name: str) -> bool:
    return any(name_of(part) == name for part in node.walk())


def _derived(claimed: Node, time: str, order: int) -> Node:
    return Node("deriv", (_grouped(claimed), *(Node("sym", (), time),) * order), "d")


def _grouped(node: Node) -> Node:
    return Node("group", (node,), "(")


def _values(scope: Scope, name: str, time: str, claimed: Node, start: Node) -> list[tuple[Node, ...]]:
    """Return the values that the note gives to the function, or the one that the name of its start says."""
    variable = Node("sym", (), time)
    given = [
        (Node("valued", (claimed, variable, left.args[1])), right)
        for left, right in scope.starts
        if name_of(left.args[0]) == name
    ]
    if not given and any(name_of(part) == f"{name}_0" for part in claimed.walk()):
        return [(Node("valued", (claimed, variable, num(0))), start)]
    return list(given)


def _declare_state(scope: Scope, name: str, time: str, right: Node) -> None:
    """Type the state by the system: a capital matrix in front of it makes it a vector."""
    factor = right.args[0] if right.head == "mul" else None
    symbol = scope.get(name_of(factor)) if factor is not None else None
    scope.symbols.setdefault(time, Symbol(time, NUM))
    if symbol is not None and symbol.ty is not None:
        size = symbol.ty.dims[0] if symbol.ty.kind == "mat" else None
        scope.symbols.setdefault(f"{name}_0", Symbol(f"{name}_0", Ty("col", (size,)) if size is not None else NUM))
    elif factor is not None and name_of(factor)[:1].isupper():
        size = Dim.of(f"?N{name}")
        matrix = Ty("mat", (size, size))
        scope.symbols[name_of(factor)] = Symbol(name_of(factor), matrix, frozenset({"square"}))
        scope.symbols.setdefault(f"{name}_0", Symbol(f"{name}_0", Ty("col", (size,))))


def _declare_numbers(scope: Scope, claimed: Node, known: set[str], time: str) -> None:
    """Take the constants of a solution, and the small letters of its equation, for numbers, unless arrays are near."""
    arrays = any(
        symbol is not None and symbol.ty is not None and symbol.ty.kind in {"mat", "col"}
        for symbol in (scope.get(name) for name in known | {name_of(part) for part in claimed.walk()})
    )
    names = {part.text for part in claimed.walk() if part.head == "sym"} | {
        name_of(part) for part in claimed.walk() if part.head == "sub"
    }
    called = {name_of(part.args[0]) for part in claimed.walk() if part.head == "call"}
    for name in sorted(names | known):
        symbol = scope.get(name)
        constant = name and name not in {"e", "pi", "d", "I", time} and name not in called and not arrays
        if constant and name not in scope.sizes and (symbol is None or (symbol.ty is None and symbol.body is None)):
            base = name.partition("_")[0]
            if f"{base}_" not in name and any(other.startswith(f"{name}_") for other in names):
                continue
            scope.symbols[name] = Symbol(name, NUM, symbol.props if symbol is not None else frozenset())


def _started(node: Node, name: str, start: Node) -> Node:
    """Replace `x(0)` by the initial state."""
    if node.head == "call" and name_of(node.args[0]) == name and node.args[1].text == "0":
        return start
    if name_of(node):
        return node
    return node.with_args(*(_started(part, name, start) for part in node.args))


@rule("valued")
def _valued(el: Elaborator, node: Node) -> Term:
    """Elaborate an expression at one value of a variable."""
    body, variable, point = node.args
    name, value = name_of(variable), el.term(point)
    if value.ty.kind not in {"num", "any"}:
        raise MeaningError("kind", "a value at something that is no number")
    unique = el.fresh_name(name)
    el.held[name] = Term("sym", (), unique, NUM)
    try:
        inner = el.term(body)
    finally:
        el.held.pop(name, None)
    return Term("let", (value, inner), unique, inner.ty)
