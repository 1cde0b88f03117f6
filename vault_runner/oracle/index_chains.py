r"""Sums over chains of indices, `\sum_{1 \le i < j \le n}`: over all of them, where each link of the chain holds."""

from __future__ import annotations

from vault_runner.oracle.elaborator import Elaborator, rule
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, num
from vault_runner.oracle.terms import BOOL, Term, const

RISING = frozenset({"<", "<="})


def chained(condition: Node) -> tuple[list[Node], list[str]] | None:
    """Cut a rising chain at its relations; None if it isn't one."""
    members, relations = [condition.args[1]], [condition.text]
    inner = condition.args[0]
    while inner.head == "rel":
        members.append(inner.args[1])
        relations.append(inner.text)
        inner = inner.args[0]
    members.append(inner)
    return (members[::-1], relations[::-1]) if set(relations) <= RISING else None


def indices_of(el: Elaborator, members: list[Node]) -> tuple[Node, list[str], Node]:
    """Return the first number, the indices and the last number of a chain `1 <= i < j <= n`."""
    first, last = members[0], members[-1]
    names = [name_of(member) for member in members[1:-1]]
    free = [name for name in names if name and name not in el.bound and el.scope.get(name) is None]
    if len(free) != len(names) or not names or any(name in el.scope.sizes for name in names):
        raise MeaningError("range", "a sum over a condition")
    return first, names, last


def guarded(members: list[Node], relations: list[str], body: Node) -> Node:
    """Write a body that counts only where the inner links of a chain hold."""
    links = zip(members[1:], relations[1:-1], members[2:-1], strict=False)
    whole = body
    for left, relation, right in links:
        whole = Node("where", (whole, Node("rel", (left, right), relation)))
    return whole


def nested(el: Elaborator, chain: tuple[list[Node], list[str]], kind: str, body: Node) -> Node:
    """Write a sum over a chain as sums over whole ranges of a guarded body."""
    if kind != "sum":
        raise MeaningError("range", "a product over a condition")
    members, relations = chain
    first, names, last = indices_of(el, members)
    if relations[0] == "<":
        first = Node("add", (first, num(1)))
    if relations[-1] == "<":
        last = Node("add", (last, Node("neg", (num(1),))))
    whole = guarded(members, relations, body)
    for name in reversed(names):
        whole = Node("big", (Node("rel", (Node("sym", (), name), first), "="), last, whole), kind)
    return whole


@rule("where")
def _where(el: Elaborator, node: Node) -> Term:
    inner, test = el.term(node.args[0]), el.term(node.args[1])
    return Term("cases", (inner, test, const(0), Term("true", (), "", BOOL)), "", inner.ty)


def first_of_all(el: Elaborator, lower: Node) -> Node | None:
    r"""Return where an endless sum begins, `\\sum_{k \\ge 1}` with a fresh letter and a number."""
    if lower.head != "rel" or lower.text not in {">=", ">"} or lower.args[1].head != "num":
        return None
    name, first = name_of(lower.args[0]), lower.args[1]
    if not name or name in el.bound or name in el.scope.sizes or el.scope.get(name) is not None:
        return None
    return first if lower.text == ">=" else Node("add", (first, Node("num", (), "1")))
