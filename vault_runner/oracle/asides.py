r"""Conditions that stand beside a formula, each by itself: `x, y > 0` as two, `(x \ge 0)` without its brackets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, peel

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


def _split(statement: Statement) -> list[Statement]:
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


def is_range(statement: Statement) -> bool:
    r"""Tell whether a statement only says over what an index runs: `i = 1, \\dots, n`."""
    if statement.relations != ("=",) or not name_of(statement.members[0]):
        return False
    listed = peel(statement.members[1])
    plain = {"num", "sym", "dots", "add", "neg"}
    return listed.head == "tuple" and listed.text in {"", ","} and all(part.head in plain for part in listed.args)
