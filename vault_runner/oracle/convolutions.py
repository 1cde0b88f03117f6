r"""Convolutions: of functions as integrals at a point, of vectors as circular or full sums.

`(f*g)' = f' * g` is read as what it says at every point: `\frac{d}{dx} \int f(y) g(x-y) dy = \int f'(y) g(x-y) dy`.
Whether such integrals exist the functions decide that the note declares; where they grow nothing is computed.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.elaborator import BINARY, Elaborator
from vault_runner.oracle.evaluate import Evaluator, Value, operation
from vault_runner.oracle.reading import MeaningError
from vault_runner.oracle.scope import Scope, Symbol, name_of
from vault_runner.oracle.stated_products import CONVOLUTION, operator_of
from vault_runner.oracle.syntax import PAIR, Node, peel
from vault_runner.oracle.terms import NUM, Term, col

POINT = "at a point"
_INFINITY = Node("sym", (), "infty")
_INDEXED = "entries of a convolution may count from zero"


def convolved(left: Node, right: Node, scope: Scope) -> tuple[Node, Node, Scope] | None:
    """Return both sides with their convolutions as integrals, None if there are none of functions."""
    if _entries(left, right, scope):
        raise MeaningError("convention", _INDEXED)
    nodes = [node for side in (left, right) for node in side.walk()]
    if operator_of(scope, "ast") != CONVOLUTION or not any(_is_convolution(node) for node in nodes):
        return None
    inner = scope.copy()
    letters = (f"over {number}" for number in itertools.count())
    inner.options["constants"] = "allowed"
    applied = [_with_arguments(side, inner, letters) for side in (left, right)]
    if any(_is_convolution(node) for side in applied for node in side.walk()):
        inner.symbols[POINT] = Symbol(POINT, NUM)
        point = Node("sym", (), POINT)
        applied = [_at(side, point, inner, letters) for side in applied]
    return applied[0], applied[1], inner


def _is_convolution(node: Node) -> bool:
    return node.head == "mul" and node.text == "ast"


def _function(node: Node, scope: Scope) -> bool:
    symbol = scope.get(name_of(node))
    if node.head != "sym" or symbol is None or symbol.ty is None:
        return False
    return symbol.ty.kind == "fun" and symbol.ty.parts == (NUM, NUM) and symbol.body is None


def _with_arguments(node: Node, scope: Scope, letters: Iterator[str]) -> Node:
    """Put integrals in the places of convolutions that are given an argument, `(f*g)(x)`."""
    base = node.args[0] if node.head in {"call", "mul"} and len(node.args) == PAIR else None
    spoken = base is not None and any(_is_convolution(part) for part in base.walk())
    if base is not None and spoken and (node.head == "call" or node.text == "") and _bracketed(base):
        return _at(base, node.args[1], scope, letters)
    return node.with_args(*(_with_arguments(part, scope, letters) for part in node.args)) if node.args else node


def _bracketed(node: Node) -> bool:
    return node.head == "group" or (node.head == "prime" and node.args[0].head == "group")


def _at(node: Node, point: Node, scope: Scope, letters: Iterator[str]) -> Node:
    """Return the value of an expression of functions at a point."""
    if _function(node, scope) or (node.head == "prime" and _function(node.args[0], scope)):
        return Node("call", (node, point), "(")
    if _is_convolution(node):
        letter = Node("sym", (), next(letters))
        rest = Node("add", (point, Node("neg", (letter,))))
        factors = (
            _at(node.args[0], letter, scope, letters),
            _at(node.args[1], Node("group", (rest,), "("), scope, letters),
        )
        return Node("int", (Node("neg", (_INFINITY,)), _INFINITY, Node("mul", factors), letter), "int")
    if node.head == "prime" and peel(point).head == "sym":
        inner = _at(peel(node.args[0]), peel(point), scope, letters)
        for _ in range(int(node.text or 1)):
            inner = Node("deriv", (inner, peel(point)), "d")
        return inner
    if node.head in {"add", "neg", "mul", "group"} and node.text in {"", "("}:
        return node.with_args(*(_at(part, point, scope, letters) for part in node.args))
    if node.head == "num" or (node.head == "sym" and _number(node, scope)):
        return node
    raise MeaningError("unsupported", "a convolution of something that is no declared function")


def _number(node: Node, scope: Scope) -> bool:
    symbol = scope.get(node.text)
    return node.text == POINT or (symbol is not None and symbol.ty == NUM)


def _entries(left: Node, right: Node, scope: Scope) -> bool:
    """Tell whether entries of a convolution are spoken of: in most books they count from zero, here from one."""
    stated = "convolution" in operator_of(scope, "ast")
    subs = [node for side in (left, right) for node in side.walk() if node.head == "sub"]
    return stated and any(_is_convolution(peel(node.args[0])) for node in subs)


def _circular(el: Elaborator, left: Term, right: Term) -> Term:
    if {left.ty.kind, right.ty.kind} != {"col"}:
        raise MeaningError("unsupported", "a circular convolution of something that is no vector")
    return Term("convolution", (left, right), "circular", el.unify(left.ty, right.ty, "a circular convolution"))


def _full(el: Elaborator, left: Term, right: Term) -> Term:
    if {left.ty.kind, right.ty.kind} != {"col"}:
        raise MeaningError("unsupported", "a convolution of something that is no vector")
    size = el.sizes.resolve(left.ty.dims[0] + right.ty.dims[0] + Dim.of(-1))
    return Term("convolution", (left, right), "full", col(size))


def _unstated(_el: Elaborator, _left: Term, _right: Term) -> Term:
    raise MeaningError("unsupported", "a convolution of which the kind isn't said")


@operation("convolution")
def _value(ev: Evaluator, term: Term) -> Value:
    left, right = (np.asarray(ev(part), dtype=float) for part in term.args)
    whole = np.convolve(left, right)
    if term.text == "full":
        return whole
    wrapped = whole[: len(left)].copy()
    wrapped[: len(whole) - len(left)] += whole[len(left) :]
    return wrapped


BINARY.update({"circular convolution": _circular, "linear convolution": _full, CONVOLUTION: _unstated})
