"""What written-out terms have in common: one term with holes where they differ, `x^0`, `x`, `x^2` as `x` to a hole."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from vault_runner.oracle.dims import Dim
from vault_runner.oracle.progressions import Hole
from vault_runner.oracle.scope import name_of
from vault_runner.oracle.syntax import Node, num, peel, same
from vault_runner.oracle.term_forms import (
    FACTORIALS,
    IDENTITY,
    NAMED,
    factors_of,
    indices_of,
    kin,
    linear,
    of_base,
    with_exponent,
)


@dataclass(frozen=True, slots=True)
class Template:
    """The common term, its holes, and the signs of the terms: each with the exponent that minus one has in it."""

    body: Node
    holes: tuple[Hole, ...]
    signs: tuple[tuple[int, Dim], ...]


@dataclass(frozen=True, slots=True)
class _Parts:
    sign: int
    parity: Dim
    above: tuple[Node, ...]
    below: tuple[Node, ...]


def templates(terms: list[Node]) -> Iterator[Template]:
    """List the common terms that the written ones may have: whole polynomials first, then factor by factor."""
    parts = [_parts(term) for term in terms]
    for whole_above, whole_below in itertools.product((True, False), repeat=2):
        holes: list[Hole] = []
        above = _side([list(one.above) for one in parts], holes, whole=whole_above)
        below = _side([list(one.below) for one in parts], holes, whole=whole_below)
        if above is None or below is None:
            continue
        body = _product(above)
        if below:
            body = Node("div", (body, _product(below)))
        yield Template(body, tuple(holes), tuple((one.sign, one.parity) for one in parts))


def alike(one: Node, other: Node) -> bool:
    """Tell whether two terms could be terms of one series."""
    return any(True for _ in templates([one, other]))


def filled(node: Node, fillings: tuple[Node, ...]) -> Node:
    """Put trees into the holes."""
    if node.head == "hole":
        filling = fillings[int(node.text)]
        return filling if filling.head in {"num", "sym"} else Node("group", (filling,), "(")
    return node.with_args(*(filled(part, fillings) for part in node.args)) if node.args else node


def _product(factors: list[Node]) -> Node:
    whole = factors[0] if factors else num(1)
    for factor in factors[1:]:
        whole = Node("mul", (whole, factor))
    return whole


def _parts(term: Node) -> _Parts:
    """Split a term into its sign, the powers of minus one in it, and what stands above and below."""
    sign, parity = 1, Dim(())
    above: list[Node] = []
    below: list[Node] = []
    pending = [(term, True)]
    while pending:
        node, up = pending.pop(0)
        inner = peel(node)
        if inner.head == "neg":
            sign = -sign
            pending.insert(0, (inner.args[0], up))
        elif inner.head == "div" or (inner.head == "mul" and inner.text == "/"):
            pending[:0] = [(inner.args[0], up), (inner.args[1], not up)]
        elif len(factors := factors_of(inner)) > 1:
            pending[:0] = [(factor, up) for factor in factors]
        elif inner.head == "pow" and _minus_one(inner.args[0]) and linear(inner.args[1]) is not None:
            parity = parity + (linear(inner.args[1]) or parity)
        else:
            (above if up else below).append(inner)
    return _Parts(sign, parity, tuple(above), tuple(below))


def _minus_one(node: Node) -> bool:
    inner = peel(node)
    return inner.head == "neg" and inner.args[0].head == "num" and inner.args[0].text == "1"


def _side(rows: list[list[Node]], holes: list[Hole], *, whole: bool) -> list[Node] | None:
    """Find what the numerators or the denominators of all terms have in common."""
    if whole:
        return _whole(rows, holes)
    rows = _as_powers(rows)
    widest = max(len(_without_ones(row)) for row in rows)
    reference = next(row for row in reversed(rows) if len(_without_ones(row)) == widest)
    lines = [_aligned(row, reference) for row in rows]
    columns: list[list[Node | None]] = []
    for place in range(len(reference)):
        column: list[Node | None] = []
        for line in lines:
            if line is None:
                return None
            column.append(line[place])
        columns.append(column)
    found = [_common(column, holes, index=False) for column in columns]
    known = [node for node in found if node is not None]
    return known if len(known) == len(found) else None


def _as_powers(rows: list[list[Node]]) -> list[list[Node]]:
    """Write `a` as `a^1` where other terms have powers of it, so that the factors of all terms look alike."""
    bases = [peel(part.args[0]) for row in rows for part in row if part.head == "pow"]
    named = [base for base in bases if base.head != "num"]
    return [
        [Node("pow", (part, num(1))) if any(same(part, base) for base in named) else part for part in row]
        for row in rows
    ]


def _whole(rows: list[list[Node]], holes: list[Hole]) -> list[Node] | None:
    """Take each side as one polynomial; two numbers in a product are no such thing: `9·10` counts twice."""
    if any(sum(part.head == "num" for part in row) > 1 for row in rows) or not any(rows):
        return None
    values = []
    for row in rows:
        dims = [linear(part) for part in row]
        known = [dim for dim in dims if dim is not None]
        if len(known) < len(dims):
            return None
        value = Dim.of(1)
        for dim in known:
            value = value * dim
        values.append(value)
    if all(value == values[0] for value in values):
        return None
    holes.append(Hole(tuple(values)))
    return [Node("hole", (), str(len(holes) - 1))]


def _without_ones(row: list[Node]) -> list[Node]:
    return [part for part in row if not (part.head == "num" and part.text == "1")]


def _aligned(row: list[Node], reference: list[Node]) -> list[Node | None] | None:
    """Bring the factors of a term beside those of the fullest one, in order; what is left out must count as one."""
    if len(row) == len(reference) and all(kin(ref, part) for ref, part in zip(reference, row, strict=True)):
        return list(row)
    left = _without_ones(row)
    if len(left) == 1 and name_of(left[0]) in IDENTITY and not any(name_of(part) in IDENTITY for part in reference):
        left = []
    found: list[Node | None] = []
    for ref in reference:
        if left and kin(ref, left[0]):
            found.append(left.pop(0))
        elif ref.head in {"pow", "fact", "num"} or linear(ref) is not None:
            found.append(None)
        else:
            return None
    return None if left else found


def _common(column: list[Node | None], holes: list[Hole], *, index: bool) -> Node | None:  # noqa: PLR0911 - one case after another
    """Find what one factor of all terms has in common; a hole where polynomials differ."""
    nodes = [None if node is None else peel(node) for node in column]
    ref = next(node for node in reversed(nodes) if node is not None)
    pattern = next((node for node in reversed(nodes) if node is not None and node.head in {"pow", "fact"}), ref)
    if all(node is not None and same(node, ref) for node in nodes):
        return ref
    values = [Dim.of(1) if node is None else linear(node) for node in nodes]
    known = [value for value in values if value is not None]
    if len(known) == len(values):
        return _hole(Hole(tuple(known), index), holes)
    if pattern.head == "pow":
        return _common_power(nodes, pattern, holes)
    if pattern.head == "fact":
        return _common_factorial(nodes, holes)
    if any(node is None or node.head != ref.head or node.text != ref.text for node in nodes):
        return None
    rows = [indices_of(node, ref) for node in nodes if node is not None]
    if any(len(row) != len(ref.args) for row in rows):
        return None
    if ref.head in NAMED and any(not same(row[0], ref.args[0]) for row in rows):
        return None
    parts = []
    for place, column_below in enumerate(zip(*rows, strict=True)):
        part = _common(list(column_below), holes, index=ref.head == "sub" and place > 0)
        if part is None:
            return None
        parts.append(part)
    return ref.with_args(*parts)


def _hole(hole: Hole, holes: list[Hole]) -> Node:
    holes.append(hole)
    return Node("hole", (), str(len(holes) - 1))


def _common_power(nodes: list[Node | None], pattern: Node, holes: list[Hole]) -> Node | None:
    """Find the power that all are: of one base, else with one exponent, else of the same form."""
    for pairs in (
        [of_base(peel(pattern.args[0]), node) for node in nodes],
        [with_exponent(pattern, node) for node in nodes],
        [None if node is None or node.head != "pow" else (node.args[0], node.args[1]) for node in nodes],
    ):
        known = [pair for pair in pairs if pair is not None]
        if len(known) < len(pairs):
            continue
        base = _common([pair[0] for pair in known], holes, index=False)
        exponent = _common([pair[1] for pair in known], holes, index=False) if base is not None else None
        return None if base is None or exponent is None else Node("pow", (base, exponent))
    return None


def _common_factorial(nodes: list[Node | None], holes: list[Hole]) -> Node | None:
    values: list[Dim | tuple[int, ...]] = []
    for node in nodes:
        number = int(node.text) if node is not None and node.head == "num" and node.text.isdigit() else 0
        if node is None or number == 1:
            values.append((0, 1))
            continue
        value = Dim.of(FACTORIALS[number]) if number in FACTORIALS else None
        value = linear(node.args[0]) if node.head == "fact" else value
        if value is None:
            return None
        values.append(value)
    return Node("fact", (_hole(Hole(tuple(values)), holes),))
