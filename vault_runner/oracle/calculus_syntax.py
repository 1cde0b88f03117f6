"""Syntax of derivatives in every spelling, and of fractions, which may be derivatives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from vault_runner.oracle.syntax import Node, UnreadableError
from vault_runner.oracle.tokens import Token

if TYPE_CHECKING:
    from vault_runner.oracle.grammar import Grammar

PRODUCT, FACTOR = 30, 40
_SIGNS = frozenset({"d", "partial"})
_TURNS = frozenset({"T", "top", "intercal", "prime", "mathsf", "mathrm", "dagger", "text", "operatorname"})


def fraction(grammar: Grammar) -> Node:
    r"""Read `\\frac{a}{b}`, or a derivative if both parts begin with the same `d` or `\\partial`."""
    token = grammar.take()
    if _differential_fraction(grammar):
        return _derivative(grammar, token)
    above, below = grammar.braced(), grammar.braced()
    return grammar.node("div", token, above, below, text="frac")


def _differential_fraction(grammar: Grammar) -> bool:
    if not grammar.sees("{") or grammar.peek(1).text not in _SIGNS:
        return False
    sign = grammar.peek(1).text
    depth, index = 1, 1
    while depth and index < 400 and grammar.peek(index).text:  # noqa: PLR2004 - how many parts it has
        text = grammar.peek(index).text
        depth += (text == "{") - (text == "}")
        index += 1
    return (
        grammar.peek(index).text == "{" and grammar.peek(index + 1).text == sign and grammar.peek(index + 2).kind != ""
    )


def _derivative(grammar: Grammar, token: Token) -> Node:
    """Read both parts: `deriv` has the body (or `none`) and the variables, repeated as often as asked."""
    grammar.expect("{")
    sign = grammar.take().text
    order = _order(grammar)
    body = None if grammar.sees("}") else grammar.expression(PRODUCT)
    grammar.expect("}")
    grammar.expect("{")
    variables = _variables(grammar, sign)
    grammar.expect("}")
    if order != len(variables):
        raise UnreadableError("syntax", "the orders above and below the line differ", token.start)
    if body is None:
        return _spread(
            grammar, operand(grammar), lambda inner: grammar.node("deriv", token, inner, *variables, text=sign)
        )
    return grammar.node("deriv", token, body, *variables, text=sign)


def _order(grammar: Grammar) -> int:
    if not grammar.accept("^"):
        return 1
    exponent = grammar.braced()
    if exponent.head != "num":
        raise UnreadableError("unsupported", "a derivative of symbolic order", exponent.start)
    return min(int(exponent.text), 9)


def _variables(grammar: Grammar, sign: str) -> list[Node]:
    variables: list[Node] = []
    while not grammar.sees("}"):
        if grammar.peek().text == sign:
            grammar.take()
        start = grammar.peek()
        node, times = grammar.primary(), 1
        if grammar.accept("_"):
            node = grammar.node("sub", start, node, *grammar.indices())
        if grammar.accept("^"):
            exponent = grammar.braced()
            if exponent.head == "num":
                times = min(int(exponent.text), 4)
            elif exponent.text == "top" and _stands_flat(node):
                node = grammar.node("transpose", start, node, exponent)
            elif exponent.head in {"mark", "group"}:
                raise UnreadableError("unsupported", "a decorated variable below a derivative", start.start)
            else:
                node = grammar.node("transpose" if exponent.text in {"T", "top"} else "pow", start, node, exponent)
        variables.extend([node] * times)
    return variables


def _stands_flat(node: Node) -> bool:
    r"""Tell whether `\mathrm{vec}(X)` stands below a derivative: transposed, it only tells the layout."""
    return node.head == "fun" and node.text == "vec"


def operand(grammar: Grammar) -> Node:
    r"""Read what an operator such as `\\frac{d}{dt}` or `\\nabla` acts on: a call, a bracket, else a product."""
    token = grammar.peek()
    if token.kind == "mark" and token.text in {"(", "["}:
        return _bracket(grammar)
    if not grammar.starts_factor():
        raise UnreadableError("operator-alone", "a derivative stands without what it acts on", token.start)
    return grammar.expression(PRODUCT)


def _bracket(grammar: Grammar) -> Node:
    r"""Read `(x^2 + 1)^3` behind an operator: the power belongs to what is differentiated, `^\\top` does not."""
    place = grammar.at
    bracket = grammar.bracketed()
    if not grammar.sees("^"):
        return bracket
    exponent = next(one for one in (grammar.peek(at).text for at in range(1, 4)) if one != "{")
    if exponent in _TURNS:
        return bracket
    grammar.at = place
    return grammar.factor()


def nabla(grammar: Grammar) -> Node:
    r"""Read `\\nabla_x f`, `\\nabla^2 f`, `\\nabla \\cdot F`."""
    token = grammar.take()
    variable, order = Node("none"), ""
    for _ in range(2):
        if grammar.accept("_"):
            indices = grammar.indices()
            variable = indices[0] if len(indices) == 1 else Node("tuple", tuple(indices))
        elif grammar.accept("^"):
            order = grammar.braced().text
    if grammar.sees("cdot") or grammar.sees("·"):
        grammar.take()
        return grammar.node("nabla", token, _acted_on(grammar), variable, text="div")
    if order not in {"", "2"}:
        raise UnreadableError("unsupported", "a gradient of this order", token.start)
    return _spread(grammar, _acted_on(grammar), lambda inner: grammar.node("nabla", token, inner, variable, text=order))


def _spread(grammar: Grammar, body: Node, applied: Callable[[Node], Node]) -> Node:
    r"""Read `\\nabla_x (a^\\top x)(b^\\top x)` both ways: of the whole product, or of its first bracket."""
    start = grammar.peek()
    if body.head != "group" or body.text != "(" or not _opens(grammar):
        return applied(body)
    first, whole = applied(body), body
    while _opens(grammar):
        factor = grammar.factor()
        first, whole = (grammar.node("mul", start, one, factor) for one in (first, whole))
    return grammar.node("spread", start, applied(whole), first)


def _opens(grammar: Grammar) -> bool:
    token = grammar.peek()
    return token.kind == "mark" and token.text in {"(", "["} and token.side != "right" and grammar.starts_factor()


def _acted_on(grammar: Grammar) -> Node:
    """Bind a gradient tightly to a call `f(x)` or a bare name, loosely to a product."""
    token, place = grammar.peek(), grammar.at
    if token.kind == "mark" and token.text in {"(", "["}:
        return _bracket(grammar)
    if token.kind == "letter" or token.text in {"hat", "tilde", "bar"}:
        bare = _bare_call(grammar)
        if bare is not None:
            return bare
    grammar.at = place
    return operand(grammar)


def _bare_call(grammar: Grammar) -> Node | None:
    start = grammar.peek()
    node = grammar.primary()
    if grammar.accept("_"):
        node = grammar.node("sub", start, node, *grammar.indices())
    if grammar.peek().kind == "mark" and grammar.peek().text == "(":
        return grammar.call(node, start)
    return None if grammar.starts_factor() or grammar.sees("^") else node


def partial(grammar: Grammar) -> Node:
    r"""Read `\\partial_x [W x]` and `\\partial f(x)`: a Jacobian."""
    token = grammar.take()
    variable = Node("none")
    if grammar.accept("_"):
        indices = grammar.indices()
        variable = indices[0] if len(indices) == 1 else Node("tuple", tuple(indices))
    body = _acted_on(grammar)
    if variable.head == "none" and (parts := _slashed(body)) is not None:
        return grammar.node("deriv", token, *parts, text="partial")
    return grammar.node("jacobian", token, body, variable)


def on_one_line(whole: Node) -> Node:
    r"""Read `\\partial f(x) / \\partial x` as the derivative that it spells."""
    if whole.args[0].head != "jacobian" or whole.args[0].args[1].head != "none":
        return whole
    parts = _slashed(replace(whole, args=(whole.args[0].args[0], whole.args[1])))
    return whole if parts is None else Node("deriv", parts, "partial", whole.start, whole.end)


def _slashed(body: Node) -> tuple[Node, Node] | None:
    r"""Return what is differentiated and by what, where `\\partial f / \\partial x` stands on one line."""
    if body.head != "mul" or body.text != "/" or body.args[1].head != "jacobian":
        return None
    by, variable = body.args[1].args
    plain = by.head == "sym" or (by.head == "sub" and by.args[0].head == "sym")
    return (body.args[0], by) if plain and variable.head == "none" else None


STARTERS: dict[str, Callable[[Grammar], Node]] = {
    "frac": fraction,
    "dfrac": fraction,
    "tfrac": fraction,
    "cfrac": fraction,
    "nabla": nabla,
    "partial": partial,
}
