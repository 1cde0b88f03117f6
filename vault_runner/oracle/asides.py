r"""Conditions that stand beside a formula, each by itself: `x, y > 0` as two, `(x \ge 0)` without its brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import PAIR, Node, peel

if TYPE_CHECKING:
    from vault_runner.oracle.statements import Statement

ORDERS = frozenset({"<", ">", "<=", ">=", "!="})
_CONDITIONAL = frozenset(
    {
        "for",
        "for all",
        "if",
        "when",
        "whenever",
        "where",
        "provided",
        "provided that",
        "as long as",
        "on",
        "当",
        "若",
        "如果",
        "其中",
        "只要",
        "对",
    }
)


def apart(statements: list[Statement], mark: str) -> list[Statement]:
    """Split the conditions behind the first statement, and in front of it those that say “for all”."""
    found: list[Statement] = []
    for place, statement in enumerate(_gathered(statements)):
        found += _split(statement) if place or mark in statement.words else [statement]
    return found


def _gathered(statements: list[Statement]) -> list[Statement]:
    r"""Put the parts of `i = 1, \\dots, n` behind a formula together again."""
    found: list[Statement] = []
    for place, statement in enumerate(statements):
        last = found[-1] if place > 1 else None
        part = statement.members[0]
        if last is not None and not statement.relations and _in_a_list(part) and _opens_a_list(last):
            listed = last.members[1]
            parts = listed.args if listed.head == "tuple" else (listed,)
            if part.head == "sym" and parts[-1].head != "dots":
                found.append(statement)
                continue
            whole = Node("tuple", (*parts, part), ",", listed.start, part.end)
            found[-1] = replace(last, members=(last.members[0], whole), end=statement.end)
            continue
        found.append(statement)
    return found


def _opens_a_list(statement: Statement) -> bool:
    if statement.relations != ("=",) or not name_of(statement.members[0]):
        return False
    listed = statement.members[1]
    return _in_a_list(listed) or (listed.head == "tuple" and all(_in_a_list(part) for part in listed.args))


def _in_a_list(node: Node) -> bool:
    return node.head in {"num", "sym", "dots"}


def _chains(statement: Statement) -> list[Statement]:
    """Take two chains apart that a comma separates, `0 < a < 1, b > 0`; give each name of `0 < a, b < 1` its own."""
    for place, part in enumerate(statement.members[1:-1], 1):
        if part.head != "tuple" or part.text not in {"", ","} or len(part.args) < PAIR:
            continue
        if all(name_of(one) for one in part.args) and place == 1 and len(statement.relations) == PAIR:
            low, high = statement.members[0], statement.members[2]
            return [replace(statement, members=(low, one, high)) for one in part.args]
        first = replace(
            statement, members=(*statement.members[:place], part.args[0]), relations=statement.relations[:place]
        )
        names = part.args[1] if len(part.args) == PAIR else replace(part, args=part.args[1:])
        later = replace(
            statement, members=(names, *statement.members[place + 1 :]), relations=statement.relations[place:]
        )
        return [first, *_chains(later)]
    return [statement]


def _split(statement: Statement) -> list[Statement]:
    if set(statement.relations) <= ORDERS and len(statement.relations) > 1:
        apart = _chains(statement)
        if len(apart) > 1:
            return [one for part in apart for one in _split(part)]
    inner = peel(statement.members[0]) if len(statement.members) == 1 else None
    if inner is not None and inner.head == "rel" and inner.text in ORDERS and statement.members[0].head == "group":
        return _split(replace(statement, members=inner.args, relations=(inner.text,)))
    if len(statement.relations) != 1 or statement.relations[0] not in ORDERS:
        return [statement]
    names = statement.members[0]
    if names.head != "tuple" or names.text not in {"", ","} or not all(name_of(part) for part in names.args):
        return [statement]
    return [replace(statement, members=(name, statement.members[1])) for name in names.args]


def is_said_to_be_one(statement: Statement) -> bool:
    r"""Tell whether the word before an inequality makes it a condition: `\text{for } |x| \le \pi/2`."""
    return bool(_CONDITIONAL & {word.lower() for word in statement.words}) and set(statement.relations) <= ORDERS


def bounds_a_name(statement: Statement) -> bool:
    r"""Tell whether nothing but numbers bounds a name, from both sides: `-1 < x < 1` behind a claim."""
    if len(statement.relations) != PAIR or not set(statement.relations) <= ORDERS:
        return False
    low, name, high = statement.members
    return bool(name_of(name)) and _is_number(low) and _is_number(high)


def _is_number(node: Node) -> bool:
    plain = {"num", "neg", "div", "frac", "mul", "sqrt", "group"}
    return all(part.head in plain or part.text in {"pi", "infty"} for part in node.walk())


EXCEPT = frozenset({"unless", "except", "except for", "except when", "except if", "except at", "除非", "除了"})
_EITHER = frozenset({"or", "或", "或者"})
_DENIED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "=": "!=", "!=": "="}


def turned(statements: list[Statement]) -> list[Statement]:
    """Write the condition behind “unless” as the one that holds where the claim is made, if there is one relation."""
    return [_turned(statement) if place else statement for place, statement in enumerate(statements)]


def _turned(statement: Statement) -> Statement:
    words = [word for word in statement.words if word.lower() not in EXCEPT]
    if len(words) == len(statement.words) or len(statement.relations) != 1 or statement.relations[0] not in _DENIED:
        return statement
    return replace(statement, relations=(_DENIED[statement.relations[0]],), words=(*words, "if"))


def are_alternatives(statements: list[Statement]) -> bool:
    """Tell whether conditions behind a claim are joined by “or”, or exclude a range: none of them holds by itself."""
    words = {word.lower() for statement in statements[1:] for word in statement.words}
    return bool(words & (_EITHER | EXCEPT))


def is_range(statement: Statement) -> bool:
    r"""Tell whether a statement only says over what an index runs: `i = 1, \\dots, n`."""
    if statement.relations != ("=",) or not name_of(statement.members[0]):
        return False
    listed = peel(statement.members[1])
    plain = {"num", "sym", "dots", "add", "neg"}
    return listed.head == "tuple" and listed.text in {"", ","} and all(part.head in plain for part in listed.args)
