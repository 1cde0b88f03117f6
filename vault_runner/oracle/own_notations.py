r"""Notations that a paragraph defines by a pattern: `[X,Y] = XY - YX`, `R_t = …`; put in wherever they are used.

A notation is read only if what it defines was no notation before: a name with a letter as index whose definition
speaks of that letter, or two letters in brackets whose definition speaks of both.
"""

from __future__ import annotations

from dataclasses import replace

from vault_runner.oracle.scope import Notation, Scope, name_of
from vault_runner.oracle.statements import Statement
from vault_runner.oracle.syntax import PAIR, Node
from vault_runner.oracle.terms import NUM

BRACKETS = "[]"
_DEEPEST = 6
_BINDERS = frozenset({"big", "lim", "int", "opt"})
_COUNTING = frozenset("ijklmn")


def take_notation(scope: Scope, left: Node, right: Node) -> tuple[str, ...] | None:
    """Take an equation for the definition of a notation, which declares no name; None if it is none."""
    binds = any(part.head in _BINDERS for part in right.walk())
    found = None if binds else _bracket(left, right) or _indexed(scope, left, right)
    if found is None:
        return None
    scope.notations[found[0]] = found[1]
    return ()


def _bracket(left: Node, right: Node) -> tuple[str, Notation] | None:
    names = tuple(name_of(part) for part in left.args)
    pair = left.head == "tuple" and left.text.startswith("[") and len(names) == PAIR and len(set(names)) == PAIR
    spoken = {name_of(part) for part in right.walk()}
    return (BRACKETS, Notation(names, right)) if pair and all(names) and set(names) <= spoken else None


def _indexed(scope: Scope, left: Node, right: Node) -> tuple[str, Notation] | None:
    """Read `R_t = …`: a name that nothing declares, with an index that is a parameter of the right side."""
    if left.head != "sub" or len(left.args) != PAIR or left.args[1].head != "sym":
        return None
    base, letter = name_of(left.args[0]), left.args[1].text
    spoken = {name_of(part) for part in right.walk()}
    symbol = scope.get(letter)
    counts = letter in scope.sizes or (symbol is not None and (symbol.ty != NUM or symbol.body is not None))
    if not base or counts or scope.get(base) is not None or letter in _COUNTING or base in spoken:
        return None
    return (base, Notation((letter,), right)) if letter in spoken and not _inside_index(right, letter) else None


def _inside_index(node: Node, letter: str) -> bool:
    """Tell whether a letter stands in an index, `x_t`: then it counts steps."""
    indices = (index for whole in node.walk() if whole.head in {"sub", "sup"} for index in whole.args[1:])
    return any(part.text == letter for index in indices for part in index.walk())


def spelled_out(scope: Scope, statement: Statement) -> Statement:
    """Put the definitions of the notations in their places."""
    if not scope.notations:
        return statement
    return replace(statement, members=tuple(expanded(scope, member) for member in statement.members))


def expanded(scope: Scope, node: Node, depth: int = 0) -> Node:
    """Put the definitions of the notations in their places in one tree."""
    args = tuple(expanded(scope, part, depth) for part in node.args)
    node = replace(node, args=args)
    found = _use(scope, node)
    if found is None or depth > _DEEPEST:
        return node
    notation, values = found
    body = substituted(notation.body, dict(zip(notation.parameters, values, strict=True)))
    return Node("group", (expanded(scope, body, depth + 1),), "(", node.start, node.end)


def _use(scope: Scope, node: Node) -> tuple[Notation, tuple[Node, ...]] | None:
    if node.head == "tuple" and node.text.startswith("[") and BRACKETS in scope.notations and len(node.args) == PAIR:
        return scope.notations[BRACKETS], node.args
    if node.head == "sub" and name_of(node.args[0]) in scope.notations:
        return scope.notations[name_of(node.args[0])], (_product(node.args[1:]),)
    return None


def _product(letters: tuple[Node, ...]) -> Node:
    """Return the index `ab` as a product, which is read as two indices elsewhere."""
    whole = letters[0]
    for letter in letters[1:]:
        whole = Node("mul", (whole, letter))
    return whole


def substituted(node: Node, values: dict[str, Node]) -> Node:
    """Put trees in the place of names."""
    name = name_of(node)
    if name in values:
        return Node("group", (values[name],), "(", node.start, node.end)
    return replace(node, args=tuple(substituted(part, values) for part in node.args))
