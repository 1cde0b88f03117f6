r"""Logarithms to the base that a note states: `\log` follows it, `\ln` stays natural, an index of its own wins."""

from __future__ import annotations

import re
from dataclasses import replace

from vault_runner.oracle.scope import Scope
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import Node

_BASES = {
    "2": re.compile(
        r"\bbase[- ](?:two|2|\$2\$)|\bbinary log|\blog\w* (?:are|is) binary"
        r"|\b(?:two|2) (?:as|for) (?:the |its |their )?base"
        r"|以\s*(?:2|二|\$2\$)\s*为底|底数?(?:取|为|是)\s*(?:2|二|\$2\$)",
        re.IGNORECASE,
    ),
    "10": re.compile(
        r"\bbase[- ](?:ten|10|\$10\$)|\b(?:common|decimal) log|\blog\w* (?:are|is) decimal"
        r"|\b(?:ten|10) (?:as|for) (?:the |its |their )?base"
        r"|以\s*(?:10|十|\$10\$)\s*为底|底数?(?:取|为|是)\s*(?:10|十|\$10\$)",
        re.IGNORECASE,
    ),
}  # fmt: skip
_DENIED = re.compile(r"\b(?:not|never|unlike|instead|rather|except)\b|n't\b|不|非|除", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;。；!?！？]")
_NATURAL = Node("num", (), "2.718281828459045")


def stated_base(prose: str) -> str:
    """Return the base that a paragraph gives to its logarithms, empty if it gives none or leaves it open."""
    found = {
        base for part in _SENTENCE.split(prose) for base, pattern in _BASES.items() if pattern.search(part)
    }  # fmt: skip
    spoken = [part for part in _SENTENCE.split(prose) if any(pattern.search(part) for pattern in _BASES.values())]
    return found.pop() if len(found) == 1 and not any(_DENIED.search(part) for part in spoken) else ""


def in_stated_base(statements: list[Statement], latex: str, scope: Scope) -> list[Statement]:
    """Give every logarithm of a display the base that the note states."""
    base = scope.options.get("log base")
    if not base:
        return statements
    return [replace(one, members=tuple(_based(side, latex, base) for side in one.members)) for one in statements]


def _based(node: Node, latex: str, base: str) -> Node:
    if node.head == "funsub":
        inner = node.args[0]
        kept = replace(inner, args=tuple(_based(part, latex, base) for part in inner.args))
        return replace(node, args=(kept, *node.args[1:]))
    node = replace(node, args=tuple(_based(part, latex, base) for part in node.args))
    if node.head != "fun" or node.text != "log":
        return node
    spelled = latex[node.start :].lstrip()
    if spelled.startswith("\\log"):
        return Node("funsub", (node, Node("num", (), base)), "", node.start, node.end)
    return Node("funsub", (node, _NATURAL), "", node.start, node.end) if spelled.startswith("\\ln") else node
