r"""What is stated of the members of a sequence at once: `g_t \equiv g` of all of them, `a_{ij} = 0` of some."""

from __future__ import annotations

from vault_runner.oracle.classify import SHIFTS
from vault_runner.oracle.families import INDEX_LETTERS, Subjects
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node


def is_constant_sequence(left: Node, right: Node) -> bool:
    r"""Tell whether `g_t \equiv g` says that all members of a sequence are one and the same."""
    if left.head != "sub" or len(left.args) != PAIR or left.args[1].text not in SHIFTS or not name_of(left.args[0]):
        return False
    return bool(name_of(right)) and not any(part.text == left.args[1].text for part in right.walk())


def take_steady(scope: Scope, statement: Statement) -> Subjects | None:
    r"""Take `g_t \equiv g` for a sequence whose members are all the same, as long as its paragraph lasts."""
    left, right = statement.members
    if statement.relations != ("===",) or not is_constant_sequence(left, right):
        return None
    scope.equations.append((left, right))
    return Subjects((name_of(left.args[0]),))


def states_some_entries(left: Node, right: Node) -> bool:
    """Tell whether an equation gives entries a number, as “a_{ij} = 0 for i > j” does: for some of them, it may be."""
    return right.head == "num" and left.head == "sub" and all(part.text in INDEX_LETTERS for part in left.args[1:])
