"""Syntax of places whose reach plain notation leaves open; both readings stay in the tree, the usual one first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.oracle.names import CONSTANT_COMMANDS, LETTER_ACCENTS
from vault_runner.oracle.reaches import binding_names, mentions
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.tokens import Token

if TYPE_CHECKING:
    from vault_runner.oracle.grammar import Grammar

_TRIGONOMETRIC = frozenset({"sin", "cos", "tan", "cot", "sec", "csc"})
_LOGARITHMS = frozenset({"log", "log10"})
_SLASHED = _TRIGONOMETRIC | _LOGARITHMS | {"exp", "sinh", "cosh", "tanh"}
_POWERED = _TRIGONOMETRIC | {"tr", "det", "sinh", "cosh", "tanh"}


def slashed(grammar: Grammar, whole: Node, start: Token) -> Node:
    r"""Read `\log x/y`, where the slash may stand within the function, and `a/bc`, where c may stand below it."""
    above, below = whole.args
    moved = _into_function(above, below)
    if moved is not None:
        pair = (moved, whole) if _angle(moved) else (whole, moved)
        return Node("reaching", pair, "angle" if _angle(moved) else "slash", whole.start, whole.end)
    factors: list[Node] = []
    while _below(grammar):
        factors.append(grammar.factor())
    read = whole
    if factors:
        usual, other = _times(whole, factors), replace(whole, args=(above, _times(below, factors)))
        numbers = "numbers" if above.head == below.head == "num" else "names"
        read = grammar.node("reaching", start, usual, other, text=f"below {numbers}")
    parts = _apart_from_bracket(below)
    if parts is None:
        return read
    apart = _times(replace(whole, args=(above, parts[0])), [parts[1], *factors])
    return grammar.node("reaching", start, read, apart, parts[0], text="below call")


def _times(first: Node, factors: list[Node]) -> Node:
    for factor in factors:
        first = Node("mul", (first, factor), "", first.start, factor.end)
    return first


def _apart_from_bracket(node: Node) -> tuple[Node, Node] | None:
    r"""Return n and `(a+b)^2` of `n(a+b)^2`, None if there is no bracket behind a name."""
    if node.head in {"pow", "powT", "transpose"}:
        parts = _apart_from_bracket(node.args[0])
        return None if parts is None else (parts[0], replace(node, args=(parts[1], *node.args[1:])))
    if node.head != "call" or len(node.args) != PAIR or node.text != "(":
        return None
    base, argument = node.args
    return base, Node("group", (argument,), "(", base.end, node.end)


def _below(grammar: Grammar) -> bool:
    token = grammar.peek()
    plain = token.kind == "letter" or (token.kind == "mark" and token.text == "(") or bool(grammar.bar())
    named = token.kind == "command" and (token.text in CONSTANT_COMMANDS or token.text in LETTER_ACCENTS)
    return (plain or named) and grammar.starts_factor()


def _into_function(node: Node, below: Node) -> Node | None:
    """Return a function without brackets with the slash in its argument, None if there is none."""
    if node.head == "mul" and not node.text:
        inner = _into_function(node.args[1], below)
        return None if inner is None else replace(node, args=(node.args[0], inner))
    if node.head in {"funsub", "funpow"}:
        inner = _into_function(node.args[0], below)
        return None if inner is None else replace(node, args=(inner, *node.args[1:]))
    if node.head != "fun" or node.text not in _SLASHED or len(node.args) != 1 or below.head in {"fun", "funpow"}:
        return None
    argument = node.args[0]
    if argument.end != node.end:
        return None
    argument = argument.args[0] if argument.head == "reach" else argument
    return replace(node, args=(Node("mul", (argument, below), "/", argument.start, below.end),), end=below.end)


def _angle(node: Node) -> bool:
    r"""Tell whether a function of an angle such as `\pi/2` stands last."""
    while node.head in {"mul", "funpow"}:
        node = node.args[1] if node.head == "mul" else node.args[0]
    leaves = [part for part in node.walk() if not part.args]
    known = all(part.head == "num" or (part.head == "sym" and part.text == "pi") for part in leaves)
    return node.text in _TRIGONOMETRIC and known and any(part.text == "pi" for part in leaves)


def behind_function(grammar: Grammar, whole: Node, start: Token) -> Node:
    r"""Read `\log(1+x)^2` and `\operatorname{tr}(A)(B)`, whose brackets may be those of a factor."""
    name, argument = whole.text, whole.args[0]
    composite = name in _LOGARITHMS or (name in _POWERED and argument.head == "add")
    bracket = Node("group", (argument,), "(", argument.start, whole.end)
    if composite and _numeric_power(grammar):
        grammar.take()
        exponent = grammar.braced()
        usual = grammar.node("pow", start, whole, exponent)
        inner = grammar.node("pow", start, bracket, exponent)
    elif (composite or name == "tr") and _opens(grammar):
        usual, inner = whole, bracket
        while _opens(grammar):
            factor = grammar.factor()
            usual, inner = (grammar.node("mul", start, one, factor) for one in (usual, inner))
    else:
        return whole
    other = grammar.node("fun", start, inner, text=name)
    return grammar.node("reaching", start, usual, other, text="function")


def behind_expectation(grammar: Grammar, whole: Node, start: Token) -> Node:
    r"""Read `\mathbb{E}(X-\mu)^2` as the mean of the square, `\mathbb{E}(X)^2` as the square of the mean."""
    argument = whole.args[1]
    bracket = Node("group", (argument,), "(", argument.start, whole.end)
    if not (_numeric_power(grammar) or _opens(grammar)):
        return whole
    outer, inner = whole, bracket
    if grammar.accept("^"):
        exponent = grammar.braced()
        outer, inner = (grammar.node("pow", start, one, exponent) for one in (whole, bracket))
    while _opens(grammar):
        factor = grammar.factor()
        outer, inner = (grammar.node("mul", start, one, factor) for one in (outer, inner))
    meant = grammar.node("apply", start, whole.args[0], inner, text=whole.text)
    composite = peel(argument).head == "add"
    pair = (meant, outer) if composite else (outer, meant)
    return grammar.node("reaching", start, *pair, text="mean of a sum" if composite else "mean")


def behind_letter(grammar: Grammar, whole: Node, start: Token) -> Node:
    r"""Read `E(X-E(X))^2` and `E(X-a)(Y-b)` as `\mathbb{E}` is read, where nothing else is called E."""
    power = whole.head == "pow" and whole.args[1].head == "num"
    call = whole.args[0] if power else whole
    if call.head != "call" or call.args[0].text != "E" or [part.head for part in call.args] != ["sym", "add"]:
        return whole
    inner = Node("group", (call.args[1],), "(", call.args[1].start, call.end)
    inner, outer = (replace(whole, args=(inner, whole.args[1])) if power else inner), whole
    while _opens(grammar):
        factor = grammar.factor()
        inner, outer = (grammar.node("mul", start, one, factor) for one in (inner, outer))
    if outer is call:
        return whole
    meant = replace(call, args=(call.args[0], inner))
    return grammar.node("reaching", start, meant, outer, call.args[0], text="mean of a sum")


def behind_product(grammar: Grammar, whole: Node, start: Token) -> Node:
    r"""Read `\prod_i x_i \prod_j y_j` and `\prod_i x_i \cdot y`: factors without the index may stand outside."""
    names = binding_names(whole.args[0])
    factors = _factors(whole.args[2])
    count = len(factors)
    while count > 1 and not mentions(factors[count - 1][1], names):
        count -= 1
    if not names or count in {1 - bool(mentions(factors[0][1], names)), len(factors)}:
        return whole
    inner, apart = factors[0][1], count < len(factors) and _apart(factors[count])
    for mark, factor in factors[1:count]:
        inner = Node("mul", (inner, factor), mark, inner.start, factor.end)
    split = replace(whole, args=(*whole.args[:2], inner), end=inner.end)
    for mark, factor in factors[count:]:
        split = Node("mul", (split, factor), mark, split.start, factor.end)
    pair = (split, whole) if apart else (whole, split)
    return grammar.node("reaching", start, *pair, text="product apart" if apart else "product")


def _apart(factor: tuple[str, Node]) -> bool:
    return bool(factor[0]) or factor[1].head in {"big", "reaching"}


def _factors(node: Node) -> list[tuple[str, Node]]:
    """Return the factors of a product with the sign that stands before each."""
    if node.head != "mul" or node.text not in {"", "cdot", "times"}:
        return [("", node)]
    return [*_factors(node.args[0]), (node.text, node.args[1])]


def _numeric_power(grammar: Grammar) -> bool:
    if not grammar.sees("^"):
        return False
    behind = [grammar.peek(at) for at in (1, 2)]
    return next(one for one in behind if one.text != "{").kind == "num"


def _opens(grammar: Grammar) -> bool:
    token = grammar.peek()
    return token.kind == "mark" and token.text == "(" and token.side != "right" and grammar.starts_factor()
