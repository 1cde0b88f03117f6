r"""Identities between sets, `(A \setminus B) \setminus C = A \setminus (B \cup C)`: tried on every choice of regions.

A set is what it contains of the regions of a Venn diagram, so a few sets have few cases, and all of them are tried.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable

from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import BOOL
from vault_runner.oracle.verdicts import Answer, unable

MOST_SETS = 4
_OPERATORS = frozenset({"cup", "cap", "setminus", "symmetric-difference"})
_BETWEEN = frozenset({"=", "subset", "supset"})
_COMPLEMENTS = frozenset({"c", "C", "mathsf:c", "complement"})
_PLAIN = frozenset({"set", "sets", "集", "合", "集合"})
_EMPTY = frozenset({"emptyset", "varnothing"})


def set_identity(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a statement between sets; None if it has no operator of sets or speaks of something else."""
    del seed
    nodes = [node for member in statement.members for node in member.walk()]
    if not any(node.head == "mul" and node.text in _OPERATORS for node in nodes) or not statement.relations:
        return None
    names = sorted({name for member in statement.members for name in _names(member)})
    if "" in names or not names or len(names) > MOST_SETS or not all(_set_like(scope, name) for name in names):
        return None
    if not set(statement.relations) <= _BETWEEN | {"=>", "<=>"}:
        return None
    arrows = sum(relation in {"=>", "<=>"} for relation in statement.relations)
    if arrows > 1:
        return [unable("relation", "a chain of implications between sets")]
    regions = list(itertools.product((False, True), repeat=len(names)))
    for inhabited in _diagrams(regions, names, scope, whole=not arrows):
        if not _holds(statement, names, inhabited):
            return [_against(names, scope, inhabited)]
    answer = Answer("verified-exact")
    answer.evidence = {"exact": "it holds in every Venn diagram of these sets", "unread": list(scope.unread)}
    answer.reading = [f"{', '.join(names)} read as sets"]
    return [answer]


def _diagrams(
    regions: list[tuple[bool, ...]], names: list[str], scope: Scope, *, whole: bool
) -> Iterable[list[tuple[bool, ...]]]:
    """List which regions may hold something: single ones tell all about an identity, an implication needs more."""
    pairs = [fact[1:] for fact in scope.facts if fact[0] == "disjoint"]
    places = {name: place for place, name in enumerate(names)}
    apart = [[places[name] for name in pair if name in places] for pair in pairs]
    kept = [region for region in regions if all(sum(region[place] for place in group) <= 1 for group in apart)]
    sizes = [1] if whole else range(len(kept) + 1) if len(names) < MOST_SETS else range(PAIR + PAIR)
    return (list(chosen) for size in sizes for chosen in itertools.combinations(kept, size))


def _holds(statement: Statement, names: list[str], inhabited: list[tuple[bool, ...]]) -> bool:
    clauses: list[bool] = [True]
    arrow = ""
    for left, relation, right in zip(statement.members, statement.relations, statement.members[1:], strict=False):
        if relation in {"=>", "<=>"}:
            arrow = relation
            clauses.append(True)
            continue
        clauses[-1] = clauses[-1] and all(_related(left, relation, right, names, region) for region in inhabited)
    if not arrow:
        return clauses[0]
    return clauses[1] if clauses[0] else not (arrow == "<=>" and clauses[1])


def _related(left: Node, relation: str, right: Node, names: list[str], region: tuple[bool, ...]) -> bool:
    inside = dict(zip(names, region, strict=True))
    a, b = _contains(left, inside), _contains(right, inside)
    return {"=": a == b, "subset": b or not a, "supset": a or not b}[relation]


def _contains(node: Node, inside: dict[str, bool]) -> bool:
    inner = peel(node)
    if inner.head == "mul":
        a, b = (_contains(part, inside) for part in inner.args)
        return {"cup": a or b, "cap": a and b, "setminus": a and not b, "symmetric-difference": a != b}[inner.text]
    if _complemented(inner):
        return not _contains(inner.args[0], inside)
    return inside.get(name_of(inner), False)


def _complemented(node: Node) -> bool:
    power = node.head == "pow" and name_of(node.args[1]) in _COMPLEMENTS
    return power or node.head == "complement" or (node.head == "accent" and node.text in {"bar", "overline"})


def _names(node: Node) -> set[str]:
    """Return the names of the sets in an expression; an empty one stands for what is none."""
    inner = peel(node)
    if inner.head == "mul":
        return set().union(*(_names(part) for part in inner.args)) if inner.text in _OPERATORS else {""}
    if _complemented(inner):
        return _names(inner.args[0])
    name = name_of(inner)
    return set() if name in _EMPTY else {name}


def _set_like(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return symbol is None or (symbol.body is None and not symbol.role and symbol.ty in {None, BOOL})


def _against(names: list[str], scope: Scope, inhabited: list[tuple[bool, ...]]) -> Answer:
    members = {name: [k + 1 for k, region in enumerate(inhabited) if region[at]] for at, name in enumerate(names)}
    told = ", ".join(f"{name} = {{{', '.join(map(str, members[name]))}}}" for name in names)
    unsure = [name for name in names if scope.get(name) is None and name not in scope.named]
    if unsure:
        return unable("undeclared", f"{unsure[0]} is not declared", f"say that {unsure[0]} is a set")
    doubts = [word for word in scope.doubts if word.lower() not in _PLAIN]
    answer = Answer("doubted" if doubts else "refuted", "unread" if doubts else "")
    answer.reason = f"the sides differ for {told}"
    if doubts:
        answer.reason += f", unless “{doubts[0]}” says otherwise"
    answer.evidence = {"unread": doubts}
    answer.counterexample = {"small": True, "values": members}
    return answer
