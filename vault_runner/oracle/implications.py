r"""Implications and equivalences: what stands before `\Rightarrow` is supposed, what stands behind it is judged.

A display “if P, then Q” and its Chinese forms are implications as well. An equivalence is judged in both directions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vault_runner.oracle.conditions import condition_read
from vault_runner.oracle.declare import declare
from vault_runner.oracle.judge import DECIDABLE, judge
from vault_runner.oracle.scope import Scope, name_of
from vault_runner.oracle.statements import FOR_ALL, Statement
from vault_runner.oracle.syntax import Node
from vault_runner.oracle.verdicts import Answer, unable

ARROWS = frozenset({"=>", "<=>"})
_IF = frozenset({"if", "when", "whenever", "given", "suppose", "provided", "若", "如果", "当", "设", "假设", "若有"})
_THEN = frozenset({"then", "则", "那么", "有", "则有", "那么有", "必有", "故"})
_OR = frozenset({"or", "或", "或者"})
_JOINING = frozenset({"and", "且", "和", "for all", "for every", "for any", "for some", "对任意", "对所有", "对一切"})
_PLAIN = frozenset({"so", "hence", "thus", "所以", "因此", "then", "则", "holds", "we have"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What stands on one side of an arrow: alternatives, each a chain."""

    alternatives: tuple[Statement, ...]

    @property
    def stated(self) -> bool:
        """Tell whether every alternative states something."""
        return all(one.relations for one in self.alternatives)


def clauses_of(statement: Statement) -> tuple[list[Clause], list[str]]:
    """Cut a chain at its arrows, and what stands between them at each “or”."""
    parts, arrows = _cut(statement, ARROWS)
    return [Clause(tuple(_cut(part, frozenset({"or"}))[0])) for part in parts], arrows


def _cut(statement: Statement, marks: frozenset[str]) -> tuple[list[Statement], list[str]]:
    parts: list[Statement] = []
    found: list[str] = []
    members, relations = [statement.members[0]], list[str]()
    for relation, member in zip(statement.relations, statement.members[1:], strict=True):
        if relation in marks:
            parts.append(Statement(tuple(members), tuple(relations)))
            found.append(relation)
            members, relations = [member], []
        else:
            members.append(member)
            relations.append(relation)
    return [*parts, Statement(tuple(members), tuple(relations))], found


def implication(statement: Statement, scope: Scope, seed: int) -> list[Answer] | None:
    """Judge a chain of implications; None if it has no arrow."""
    if not (ARROWS | {"or"}) & set(statement.relations):
        return None
    if not ARROWS & set(statement.relations):
        return [unable("relation", "alternatives")]
    clauses, arrows = clauses_of(statement)
    if not all(clause.stated for clause in clauses):
        return [unable("relation", "an implication between things that state nothing by themselves")]
    inner = scope.copy()
    inner.unread += [word for word in statement.words if word.strip(" ,，:：").lower() not in _PLAIN]
    answers = []
    for number, arrow in enumerate(arrows):
        before, after = clauses[number], clauses[number + 1]
        answers += [follows(one, after, inner, seed) for one in before.alternatives]
        if arrow == "<=>":
            answers += [follows(one, before, inner, seed + 1) for one in after.alternatives]
    return [_worst(answers)]


_ORDER = ("refuted", "doubted", "ambiguous", "not-checkable", "recurrence", "definition", "verified", "verified-exact")


def _worst(answers: list[Answer]) -> Answer:
    return min(answers, key=lambda answer: _ORDER.index(answer.verdict))


def follows(before: Statement, after: Clause, scope: Scope, seed: int) -> Answer:
    """Judge whether one of several alternatives follows from a chain."""
    conclusion = after.alternatives[0] if len(after.alternatives) == 1 else _either(after)
    if conclusion is None or not all(relation in DECIDABLE for relation in conclusion.relations):
        return unable("relation", "the conclusion is not one that can be computed")
    inner = suppose(before, scope)
    if inner is None:
        return unable("relation", "a hypothesis that can't be met by samples")
    answers = [
        judge(left, relation, right, inner, seed + link)
        for link, (left, relation, right) in enumerate(_links(conclusion))
    ]
    worst = _worst(answers)
    worst.reading.append(f"judged where {_told(before)} holds")
    if worst.verdict == "refuted" and _exists(before, conclusion, scope):
        return unable("relation", "the conclusion may speak of one value that exists")
    return worst


def _either(after: Clause) -> Statement | None:
    """Write “x = a or x = b” as a product of distances that is zero."""
    if any(one.relations != ("=",) for one in after.alternatives):
        return None
    factors = [Node("gap", (one.members[0], one.members[1])) for one in after.alternatives]
    whole = factors[0]
    for factor in factors[1:]:
        whole = Node("mul", (whole, factor))
    return Statement((whole, Node("num", (), "0")), ("=",))


def _links(clause: Statement) -> list[tuple[Node, str, Node]]:
    return list(zip(clause.members, clause.relations, clause.members[1:], strict=False))


def _told(clause: Statement) -> str:
    return "the hypothesis" if len(clause.relations) == 1 else "every link of the hypothesis"


def suppose(clause: Statement, scope: Scope) -> Scope | None:
    """Return the scope with a clause as hypothesis, None if it can't be one."""
    inner = scope.copy()
    for left, relation, right in _links(clause):
        if relation not in DECIDABLE:
            if not declare(inner, [Statement((left, right), (relation,))]).understood:
                return None
            continue
        trial, kept = inner.copy(), len(inner.guards)
        known = _all_known(trial, left, right)
        if known and condition_read(trial, left, relation, right) is not None:
            inner = trial
            inner.assumed += [(guard.args[0], guard.text, guard.args[1]) for guard in trial.guards[kept:]]
            del inner.guards[kept:]
            continue
        defined = _definition(inner, left, relation, right)
        if defined is not None:
            inner = defined
        else:
            inner.assumed.append((left, "=" if relation == "===" else relation, right))
    return inner


def _all_known(scope: Scope, *sides: Node) -> bool:
    """Tell whether a condition speaks of declared names only, which it may give properties to."""
    return all(
        scope.get(name_of(part)) is not None
        or name_of(part) in scope.sizes
        or name_of(part).startswith(("I", "mathbf"))
        for side in sides
        for part in side.walk()
        if part.head in {"sym", "word"} and name_of(part)
    )


def _definition(scope: Scope, left: Node, relation: str, right: Node) -> Scope | None:
    """Take `y = Wx` for what y is, if nothing else says what y is."""
    name = name_of(left)
    if relation != "=" or not name or scope.get(name) is not None or name in scope.sizes:
        return None
    trial = scope.copy()
    return trial if declare(trial, [Statement((left, right), ("=",))]).understood else None


def _exists(before: Statement, after: Statement, scope: Scope) -> bool:
    """Tell whether a conclusion `x = …` brings in names that the hypothesis hasn't: they may exist, not range."""
    known = _names(before)
    for left, relation, right in _links(after):
        if relation not in {"=", "==="}:
            continue
        for one, other in ((left, right), (right, left)):
            if name_of(one) and name_of(one) in known:
                new = {name for name in _names(Statement((other,), ())) if name not in known}
                if any(_free(scope, name) for name in new):
                    return True
    return False


def _free(scope: Scope, name: str) -> bool:
    symbol = scope.get(name)
    return symbol is not None and symbol.body is None and not symbol.role


def _names(clause: Statement) -> set[str]:
    return {name_of(part) for member in clause.members for part in member.walk()} - {""}


def joined(statements: list[Statement]) -> list[Statement]:
    """Make one implication of “if P then Q”, of alternatives around an arrow, and of a hypothesis for every x."""
    found: list[Statement] = []
    arrows = any(set(statement.relations) & ARROWS for statement in statements)
    for statement in statements:
        words = {part for word in statement.words for part in _parts(word)}
        last = found[-1] if found else None
        if last is None or not last.relations or not statement.relations:
            found.append(statement)
        elif words & _THEN and _opened(last):
            found[-1] = _arrow(last, statement)
        elif arrows and words & _OR:
            found[-1] = _merged(last, statement, "or", words - _OR)
        elif statement.members[0].head == "forall" or (
            FOR_ALL in statement.words and set(statement.relations) & ARROWS
        ):
            found[-1] = _quantified(last, statement)
        elif arrows and words & _JOINING:
            found[-1] = replace(last, words=(*last.words, *statement.words))
        else:
            found.append(statement)
    return found


def _merged(first: Statement, second: Statement, between: str, words: set[str]) -> Statement:
    return Statement(
        (*first.members, *second.members), (*first.relations, between, *second.relations),
        (*first.words, *sorted(words)), first.start, second.end,
    )  # fmt: skip


def _quantified(first: Statement, second: Statement) -> Statement:
    r"""Read `… \forall x \iff …`: each x alone is less than all of them, so it may verify and never refute."""
    place = next(k for k, relation in enumerate(second.relations) if relation in ARROWS)
    return Statement(
        (*first.members, *second.members[place + 1 :]), (*first.relations, *second.relations[place:]),
        (*first.words, "for all"),
        first.start, second.end,
    )  # fmt: skip


def _parts(word: str) -> set[str]:
    text = word.strip(" ,，。.:：").lower()
    return {text, *text.split()}


def _opened(statement: Statement) -> bool:
    return any(_parts(word) & _IF for word in statement.words)


def _arrow(first: Statement, second: Statement) -> Statement:
    kept = tuple(word for word in first.words if not _parts(word) & _IF)
    more = tuple(word for word in second.words if not _parts(word) & _THEN)
    return Statement(
        (*first.members, *second.members), (*first.relations, "=>", *second.relations), (*kept, *more),
        first.start, second.end,
    )  # fmt: skip
