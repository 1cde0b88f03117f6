"""Statements that are judged as a whole: solutions of differential equations, equivalences, Jacobians by name."""

from __future__ import annotations

from vault_runner.oracle.definitions import KNOWN_DEFINITIONS, OTHER_DEFINITIONS
from vault_runner.oracle.equivalents import equivalent
from vault_runner.oracle.flows import along_flow
from vault_runner.oracle.gaussians import law_claim
from vault_runner.oracle.growth import growth
from vault_runner.oracle.implications import implication
from vault_runner.oracle.jacobian_determinants import jacobian_determinants
from vault_runner.oracle.judge import judge
from vault_runner.oracle.named_derivatives import named_derivatives
from vault_runner.oracle.remainders import expansion
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.set_algebra import set_identity
from vault_runner.oracle.solutions import solution_of_ode
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node, same
from vault_runner.oracle.terms import NUM
from vault_runner.oracle.unroll import unrolled
from vault_runner.oracle.verdicts import Answer


def defines_known(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether a note's definition of a known function says what the function is."""
    return judge(left, "=", right, scope.copy(), 1).verdict.startswith("verified")


def defines_otherwise(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether a note's definition of a known function says something else than what the function is."""
    answer = judge(left, "=", right, scope.copy(), 1)
    if left.head in {"inner", "norm"} and any(name[-1:].isupper() for name in _unknown(right, scope)):
        return True  # the matrix of the note's own inner product may be declared behind it
    if answer.verdict == "not-checkable" and answer.code == "undeclared":
        among_numbers = scope.copy()
        for name in filter(None, map(name_of, left.args)):
            if among_numbers.get(name) is None:
                among_numbers.declare(Symbol(name, NUM))
        answer = judge(left, "=", right, among_numbers, 1)
    return answer.verdict in {"refuted", "doubted"}


def _unknown(tree: Node, scope: Scope) -> set[str]:
    names = {name_of(part) for part in tree.walk() if part.head in {"sym", "word", "sub"}} - {"", "top", "T"}
    return {name for name in names if scope.get(name) is None and name not in scope.sizes}


KNOWN_DEFINITIONS.append(defines_known)
OTHER_DEFINITIONS.append(defines_otherwise)


def special(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a statement that needs its own engine, None if it needs none."""
    for engine in (
        set_identity,
        equivalent,
        law_claim,
        solution_of_ode,
        along_flow,
        equivalence,
        implication,
        announced_jacobian,
        jacobian_determinants,
        named_derivatives,
        expansion,
        growth,
        unrolled,
    ):
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
        inner.symbols[param] = Symbol(param, NUM)
    inner.options["constants"] = "allowed"
    rows = [
        Node("row", tuple(Node("deriv", (cell, Node("sym", (), param)), "partial") for param in symbol.params))
        for cell in cells
    ]
    answer = judge(Node("matrix", tuple(rows)), "=", statement.members[1], inner, seed)
    known_as = [scope.get(param) for param in symbol.params]
    if answer.verdict == "refuted" and any(one is not None and one.ty not in {None, NUM} for one in known_as):
        answer.verdict, answer.code = "doubted", "undeclared"
        answer.reason = "the sides differ, if the arguments of the function are numbers"
    return [answer]
