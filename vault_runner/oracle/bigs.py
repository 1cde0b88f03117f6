"""Syntax of the big operators: sums, products, integrals, limits, extrema, roots and fractions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vault_runner.oracle.names import BIG
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, UnreadableError

if TYPE_CHECKING:
    from vault_runner.oracle.grammar import Grammar

SUM, PRODUCT = 20, 30


def big(grammar: Grammar) -> Node:
    r"""Read `\\sum_{i=1}^n body`: parts are lower, upper, body; a missing bound is an empty `none`."""
    token = grammar.take()
    lower, upper = _bounds(grammar)
    body = grammar.expression(PRODUCT)
    return grammar.node("big", token, lower, upper, body, text=BIG[token.text])


def _bounds(grammar: Grammar) -> tuple[Node, Node]:
    lower, upper = Node("none"), Node("none")
    for _ in range(2):
        if grammar.accept("_"):
            lower = grammar.braced()
        elif grammar.accept("^"):
            upper = grammar.braced()
    return lower, upper


def integral(grammar: Grammar) -> Node:
    r"""Read `\\int_a^b body dx`; the parts are lower, upper, body, variable."""
    token = grammar.take()
    lower, upper = _bounds(grammar)
    outer_bars, grammar.bars = grammar.bars, []
    grammar.integrals += 1
    body = _over_differential(grammar)
    if body is None:
        body = Node("num", (), "1") if grammar.differential() else grammar.expression(SUM)
        if not grammar.differential():
            raise UnreadableError("syntax", "the integral lacks its dx", token.start)
        grammar.take()
        variable = _variable(grammar)
        body = Node("pair", (body, variable))
    grammar.integrals -= 1
    grammar.bars = outer_bars
    return grammar.node("int", token, lower, upper, *body.args, text=token.text)


def _variable(grammar: Grammar) -> Node:
    token = grammar.take()
    return grammar.node("sym", token, text=token.text)


def _over_differential(grammar: Grammar) -> Node | None:
    r"""Read `\\frac{dx}{x}` as a whole integrand."""
    ahead = [grammar.peek(index).text for index in range(5)]
    if ahead[0] not in {"frac", "dfrac"} or ahead[1:3] != ["{", "d"] or ahead[4] != "}":
        return None
    grammar.at += 3
    variable = _variable(grammar)
    grammar.take()
    below = grammar.braced()
    return Node("pair", (Node("div", (Node("num", (), "1"), below)), variable))


def limit(grammar: Grammar) -> Node:
    r"""Read `\\lim_{x \\to a} body`; the parts are the condition and the body."""
    token = grammar.take()
    grammar.expect("_")
    condition = grammar.braced()
    return grammar.node("lim", token, condition, grammar.expression(PRODUCT))


def optimum(grammar: Grammar) -> Node:
    r"""Read `\\arg\\min_x body`: the body reaches to the next relation."""
    token = grammar.take()
    name = token.text
    if name == "arg":
        name += grammar.take().text
    variable = grammar.braced() if grammar.accept("_") else Node("none")
    body = grammar.expression(SUM)
    variable = _subject_to(grammar, variable)
    return grammar.node("opt", token, variable, body, text=name)


_ORDERS = frozenset({"<=", ">="})
_SUBJECT = frozenset({"s.t.", "s.t", "subject to", "such that", "使得", "约束于", "满足", "st"})


def _subject_to(grammar: Grammar, variable: Node) -> Node:
    r"""Read `\text{s.t. } Ax = b` or `0 \le x \le 1` behind the body, and no more: a later equation is the claim's."""
    token = grammar.peek()
    words = token.kind in {"word", "text"} and token.text.strip(" ,，:：").lower() in _SUBJECT
    if not words or variable.head == "none":
        return variable
    grammar.take()
    start = grammar.peek()
    conditions = [_condition(grammar, grammar.expression(SUM))]
    while conditions[-1].text in _ORDERS and grammar.relation() in _ORDERS:
        conditions.append(_condition(grammar, conditions[-1].args[1]))
    while more := _further(grammar, variable):
        conditions += more
    return grammar.node("tuple", start, variable, *conditions)


def _further(grammar: Grammar, variable: Node) -> list[Node]:
    """Read one more condition behind a comma if it speaks of what the extremum runs over, else go back."""
    place = grammar.at
    while grammar.peek().kind == "separator" or grammar.sees(",", "，") or _joins(grammar):
        grammar.take()
    if grammar.at == place or grammar.at >= len(grammar.tokens):
        grammar.at = place
        return []
    left = grammar.expression(SUM)
    found: list[Node] = []
    while grammar.relation() in ({"=", *_ORDERS} if not found else _ORDERS):
        found.append(_condition(grammar, found[-1].args[1] if found else left))
    if not found or not any(_speaks_of(part, name_of(variable)) for one in found for part in one.args):
        grammar.at = place
        return []
    if found[0].text == "=" and name_of(left):
        raise UnreadableError("unsupported", "an equation that may be a condition or a claim", left.start)
    return found


def _joins(grammar: Grammar) -> bool:
    token = grammar.peek()
    return token.kind in {"word", "text"} and token.text.strip(" ,，").lower() in {"and", "且"}


def _speaks_of(node: Node, name: str) -> bool:
    """Tell whether a tree holds a name or an entry of it; `x^*` is another name."""
    if node.head == "sub" and name_of(node.args[0]) == name:
        return True
    return name_of(node) == name if name_of(node) else any(_speaks_of(part, name) for part in node.args)


def _condition(grammar: Grammar, left: Node) -> Node:
    start, relation = grammar.peek(), grammar.relation()
    if relation not in {"=", *_ORDERS}:
        raise UnreadableError("unsupported", "an extremum under a condition that is no equation", start.start)
    grammar.take_relation()
    return grammar.node("rel", start, left, grammar.expression(SUM), text=relation)


def extremum(grammar: Grammar) -> Node:
    r"""Read `\\max(a, b)` as a function and `\\max_x body` as an operator."""
    token = grammar.peek()
    name = {"sup": "max", "inf": "min"}.get(token.text, token.text)
    if grammar.peek(1).text != "_":
        return grammar.function(token, name)
    grammar.take()
    grammar.take()
    variable = grammar.braced()
    body = grammar.expression(PRODUCT)
    return grammar.node("opt", token, _subject_to(grammar, variable), body, text=name)


def root(grammar: Grammar) -> Node:
    r"""Read `\\sqrt[n]{x}`."""
    token = grammar.take()
    degree = None
    if grammar.sees("["):
        grammar.take()
        degree = grammar.expression()
        grammar.expect("]")
    inner = grammar.braced()
    return grammar.node("sqrt", token, inner, *([degree] if degree else []))


def binomial(grammar: Grammar) -> Node:
    r"""Read `\\binom{n}{k}`."""
    token = grammar.take()
    return grammar.node("binom", token, grammar.braced(), grammar.braced())


STARTERS: dict[str, Callable[[Grammar], Node]] = {
    "int": integral,
    "lim": limit,
    "arg": optimum,
    "argmin": optimum,
    "argmax": optimum,
    "sqrt": root,
    "binom": binomial,
    "dbinom": binomial,
    "tbinom": binomial,
}
