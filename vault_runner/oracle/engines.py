"""Statements that are judged as a whole: solutions of differential equations, equivalences, Jacobians by name."""

from __future__ import annotations

from vault_runner.oracle.declare import KNOWN_DEFINITIONS
from vault_runner.oracle.dims import Dim
from vault_runner.oracle.growth import growth
from vault_runner.oracle.judge import judge
from vault_runner.oracle.remainders import expansion
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node, same
from vault_runner.oracle.terms import NUM, Ty
from vault_runner.oracle.unroll import unrolled
from vault_runner.oracle.verdicts import Answer


def defines_known(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether a note's definition of a known function says what the function is."""
    return judge(left, "=", right, scope.copy(), 1).verdict == "verified"


KNOWN_DEFINITIONS.append(defines_known)


def special(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a statement that needs its own engine, None if it needs none."""
    for engine in (solution_of_ode, equivalence, announced_jacobian, expansion, growth, unrolled):
        answers = engine(statement, scope, seed)
        if answers is not None:
            return answers
    return None


def equivalence(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `s = argmax … <=> s = argmin …` by comparing the two optimisers."""
    if statement.relations != ("=", "<=>", "=") or not same(statement.members[0], statement.members[2]):
        return None
    first, second = statement.members[1], statement.members[3]
    if first.head != "opt" or second.head != "opt":
        return None
    return [judge(first, "=", second, scope, seed)]


def announced_jacobian(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge `J = …` if the prose announces a Jacobian and one function has been written out."""
    left = statement.members[0]
    if scope.options.get("announced") != "jacobian" or statement.relations[:1] != ("=",) or not name_of(left):
        return None
    known = [symbol for symbol in scope.symbols.values() if symbol.params and symbol.body is not None]
    if len(known) != 1 or scope.get(name_of(left)) is not None:
        return None
    symbol, body = known[0], known[0].body
    cells = [row.args[0] for row in body.args] if body is not None and body.head == "matrix" else []
    if not cells or any(len(row.args) != 1 for row in (body.args if body is not None else ())):
        return None
    inner = scope.copy()
    for param in symbol.params:
        inner.symbols.setdefault(param, Symbol(param, NUM))
    inner.options["constants"] = "allowed"
    rows = [
        Node("row", tuple(Node("deriv", (cell, Node("sym", (), param)), "partial") for param in symbol.params))
        for cell in cells
    ]
    return [judge(Node("matrix", tuple(rows)), "=", statement.members[1], inner, seed)]


def solution_of_ode(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Substitute a claimed solution `x(t) = …` into the note's differential equation and compare both sides."""
    left = statement.members[0]
    if left.head != "call" or statement.relations[:1] != ("=",) or len(left.args) != PAIR:
        return None
    name, time = name_of(left.args[0]), name_of(left.args[1])
    ode = next((pair for pair in scope.odes if _speaks_of(pair[0], name, time)), None)
    if ode is None or not time:
        return None
    start = Node("sym", (), f"{name}_0")
    claimed = _replaced(statement.members[1], name, start)
    inner = scope.copy()
    _declare_state(inner, name, time, ode[1])
    slope = Node("deriv", (claimed, Node("sym", (), time)), "d")
    answers = [judge(slope, "=", _substituted(ode[1], name, claimed), inner, seed)]
    at_zero = _at_zero(claimed, time)
    answers.append(judge(at_zero, "=", start, inner, seed + 1))
    worst = next((answer for answer in answers if answer.verdict != "verified"), answers[0])
    worst.reading.append(f"substituted into the differential equation of {name}, and at {time} = 0")
    return [worst]


def _speaks_of(left: Node, name: str, time: str) -> bool:
    return left.head == "deriv" and str(left.args[0]) == str(
        Node("call", (Node("sym", (), name), Node("sym", (), time)), "(")
    )


def _declare_state(scope: Scope, name: str, time: str, right: Node) -> None:
    """Type the state by the system: a capital matrix in front of it makes it a vector."""
    factor = right.args[0] if right.head == "mul" else None
    symbol = scope.get(name_of(factor)) if factor is not None else None
    scope.symbols.setdefault(time, Symbol(time, NUM))
    if symbol is not None and symbol.ty is not None:
        size = symbol.ty.dims[0] if symbol.ty.kind == "mat" else None
        scope.symbols.setdefault(f"{name}_0", Symbol(f"{name}_0", Ty("col", (size,)) if size is not None else NUM))
    elif factor is not None and name_of(factor):
        size = Dim.of(f"?N{name}")
        matrix = Ty("mat", (size, size))
        scope.symbols[name_of(factor)] = Symbol(name_of(factor), matrix, frozenset({"square"}))
        scope.symbols.setdefault(f"{name}_0", Symbol(f"{name}_0", Ty("col", (size,))))


def _replaced(node: Node, name: str, start: Node) -> Node:
    """Replace `x(0)` by the initial state."""
    if node.head == "call" and name_of(node.args[0]) == name and node.args[1].text == "0":
        return start
    if name_of(node) == f"{name}_0":
        return start
    if name_of(node):
        return node
    return node.with_args(*(_replaced(part, name, start) for part in node.args))


def _substituted(node: Node, name: str, claimed: Node) -> Node:
    """Replace `x(t)` by the claimed solution."""
    if (node.head == "call" and name_of(node.args[0]) == name) or name_of(node) == name:
        return Node("group", (claimed,), "(")
    if name_of(node):
        return node
    return node.with_args(*(_substituted(part, name, claimed) for part in node.args))


def _at_zero(node: Node, time: str) -> Node:
    if name_of(node) == time:
        return Node("num", (), "0")
    return node.with_args(*(_at_zero(part, time) for part in node.args))
