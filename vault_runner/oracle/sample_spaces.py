r"""Events by the space that they lie in, `A, B \subseteq \Omega`, and chains that end in a number."""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.families import Subjects, names_in
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.terms import Ty

_SPACES = frozenset({"Omega", "varOmega", "mathcal:F", "mathscr:F", "mathfrak:F"})


def subsets_together(statements: list[Statement]) -> list[Statement]:
    r"""Read `A, B \subseteq \Omega` as said of both, as `A, B \in S` is."""
    names, last = statements[:-1], statements[-1:]
    plain = all(not one.relations and name_of(one.members[0]) for one in names)
    if not names or last[0].relations != ("subset",) or not plain:
        return statements
    whole = Node("tuple", (*(one.members[0] for one in names), last[0].members[0]), ",")
    return [replace(last[0], members=(whole, last[0].members[1]))]


def take_events(scope: Scope, statement: Statement) -> Subjects | None:
    r"""Take `A, B \subseteq \Omega` for events, if nothing else is known of these letters."""
    if statement.relations not in {("subset",), ("in",)}:
        return None
    left, right = statement.members
    names = names_in(scope, left)
    unknown = all(scope.get(name) is None and name[:1].isupper() and name not in scope.sizes for name in names)
    if not names or name_of(right) not in _SPACES or scope.get(name_of(right)) is not None or not unknown:
        return None
    for name in names:
        scope.declare(Symbol(name, Ty("bool"), random=True))
    return Subjects(names)


def with_the_last(statement: Statement) -> list[tuple[Node, str, Node]]:
    r"""Return the links of a chain; `\sum_i p_i = \sum_i q_i = 1` says of each sum that it is one."""
    *sides, last = statement.members
    if set(statement.relations) == {"="} and last.head == "num" and not any(map(name_of, sides)):
        return [(side, "=", last) for side in sides]
    return list(zip(statement.members, statement.relations, statement.members[1:], strict=False))


def of_family(scope: Scope, node: Node, name: str) -> str:
    """Return `X` for `X_i` where X is a family: what is said of any member is said of all."""
    base = name_of(node.args[0]) if node.head == "sub" else ""
    return base if base and f"family {base}" in scope.options else name
